"""No address that is not of the public web is ever dialled, however it is spelt or whatever name leads to it."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fetching.conftest import PUBLIC, World

from sitrep.codebook.networks import networks
from sitrep.errors import AddressRefused, FetchError, Unreachable
from sitrep.fetching.addresses import check_url, why_not_public
from sitrep.fetching.policy import Policy

#: Addresses that are refused as they stand: scheme, port, credentials, literal addresses in every spelling.
FORGED = [
    "http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://2130706433/", "http://0x7f000001/",
    "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://017700000001/", "http://127.0.0.1./", "http://0/",
    "http://0.0.0.0/", "http://127.0.0.1:8080/", "http://127.255.255.254/", "http://127。0。0。1/", "http://①②⑦.⓪.⓪.①/",
    "http://10.0.0.1/", "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.1.1/", "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://168.63.129.16/",
    "http://192.0.0.192/", "http://198.18.0.1/", "http://192.0.2.1/", "http://224.0.0.1/", "http://240.0.0.1/",
    "http://255.255.255.255/", "http://192.88.99.1/",
    "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/",
    "http://[::ffff:0:127.0.0.1]/", "http://[64:ff9b::127.0.0.1]/", "http://[64:ff9b::a9fe:a9fe]/",
    "http://[64:ff9b:1::1]/", "http://[2002:7f00:1::]/", "http://[2002:c0a8:101::1]/", "http://[2001::1]/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/",
    "http://[fec0::1]/", "http://[fc00::1]/", "http://[ff02::1]/", "http://[2001:db8::1]/", "http://[100::1]/",
    "http://[2606:4700::5efe:127.0.0.1]/", "http://[4000::1]/",
    "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://foo.localhost/", "http://printer.local/",
    "http://metadata.google.internal/", "http://metadata/", "http://intranet/", "http://router.lan/",
    "http://x.onion/", "http://1.0.0.127.in-addr.arpa/",
    "http://user:pass@news.example.net/", "http://user@news.example.net/", "http://@127.0.0.1/",
    "http://news.example.net@127.0.0.1/", "http://127.0.0.1#@news.example.net/", "http://127.0.0.1\\@news.example.net/",
    "http://news.example.net\\@127.0.0.1/", "http://127.0.0.1%2f@news.example.net/",
    "ftp://news.example.net/", "file:///etc/passwd", "gopher://127.0.0.1:6379/_x", "dict://127.0.0.1:11211/",
    "data:text/html,hello", "javascript:alert(1)", "//127.0.0.1/", "http:///etc/passwd", "http://", "news.example.net",
    "jar:http://127.0.0.1!/", "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
    "http://news.example.net:22/", "http://news.example.net:6379/", "http://news.example.net:25/",
    "http://news.example.net:0/", "http://news.example.net:99999/", "http://news.example.net:80:22/",
    "http://news.example.net/\r\nHost: 127.0.0.1", "http://news.example.net\t/", "http:// news.example.net/",
    "http://news.example.net\x00.evil.org/", "http://%31%32%37.0.0.1/", "http://[::1", "http://]/", "http://a..b/",
    "http://" + "a" * 64 + ".org/", "http://news.example.net/" + "a" * 3000,
]  # fmt: skip

#: What a name may lead to; each alone, and each beside a public address.
HIDDEN = [
    "127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.0.1", "169.254.169.254", "100.100.100.200", "0.0.0.0",  # noqa: S104 -- never bound
    "198.19.0.1", "224.0.0.251", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%lo", "fd12:3456::1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::10.0.0.1", "2002:a00:1::", "2001:0:1::1", "ff02::fb",
]  # fmt: skip


@pytest.mark.parametrize("url", FORGED)
def test_a_forged_address_is_refused_and_nothing_is_dialled(world: World, url: str) -> None:
    world.names = {name: [["127.0.0.1"]] for name in ("news.example.net", "metadata.google.internal", "127.1")}

    with pytest.raises(AddressRefused):
        world.fetcher().fetch(url)
    assert world.dialled == []


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("beside", [[], [PUBLIC]])
def test_a_name_that_leads_inside_is_refused_and_nothing_is_dialled(
    world: World, hidden: str, beside: list[str]
) -> None:
    world.names = {"news.tld": [[*beside, hidden]]}

    with pytest.raises(AddressRefused) as refused:
        world.fetcher().fetch("https://news.tld/story")
    assert world.dialled == []
    assert "news.tld" in refused.value.what


def test_a_public_name_is_dialled_at_the_address_that_was_judged(world: World) -> None:
    world.names = {"news.tld": [[PUBLIC]]}

    with pytest.raises(Unreachable):
        world.fetcher().fetch("https://news.tld/story")
    assert world.dialled == [(PUBLIC, 443)]


def test_a_name_that_changes_its_address_after_the_judgement_wins_nothing(world: World) -> None:
    """The name is asked once a connection, and that answer is both judged and dialled."""
    world.names = {"news.tld": [[PUBLIC], ["127.0.0.1"]]}

    with pytest.raises(Unreachable):
        world.fetcher().fetch("http://news.tld/story")
    assert world.asked == ["news.tld"]
    with pytest.raises(AddressRefused):
        world.fetcher().fetch("http://news.tld/story")
    assert world.dialled == [(PUBLIC, 80)]


def test_every_address_of_a_host_is_tried_in_turn(world: World) -> None:
    world.names = {"news.tld": [["2606:4700::1111", PUBLIC]]}

    with pytest.raises(Unreachable):
        world.fetcher().fetch("http://news.tld/")
    assert world.dialled == [("2606:4700::1111", 80), (PUBLIC, 80)]


def test_the_ipv4_web_behind_nat64_stays_within_reach() -> None:
    assert why_not_public(ip_address("64:ff9b::5db8:d70e")) is None


def test_a_name_without_any_address_is_unreachable(world: World) -> None:
    with pytest.raises(FetchError) as refused:
        world.fetcher().fetch("http://gone.tld/")
    assert refused.value.code == "fetch.unreachable"


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_outside_the_global_internet_passes(address: IPv4Address) -> None:
    assert why_not_public(address) or (address.is_global and not address.is_multicast)


@given(st.ip_addresses(v=6))
def test_no_ipv6_address_outside_the_global_internet_passes(address: IPv6Address) -> None:
    inside = address in networks().nat64
    assert why_not_public(address) or inside or (address.is_global and not address.is_multicast)


@given(st.ip_addresses())
def test_an_address_is_judged_alike_as_a_literal_and_as_the_answer_of_a_resolver(
    address: IPv4Address | IPv6Address,
) -> None:
    host = f"[{address}]" if address.version == 6 else str(address)
    try:
        check_url(f"http://{host}/", Policy())
        passed = True
    except AddressRefused:
        passed = False

    assert passed == (why_not_public(address) is None)


def test_a_name_in_another_script_is_asked_for_in_ascii() -> None:
    assert check_url("https://новости.рф/война", Policy()).host == "xn--b1amnebsh.xn--p1ai"


def test_an_address_is_spelt_in_one_way() -> None:
    assert check_url("HTTPS://News.TLD:443/a#b", Policy()).url == "https://news.tld/a"
