"""A page is brought in as it lies; what is out of bounds is refused with its reason, in time and in little memory."""

import gzip
import socket
import time
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest
from tests.stand_in_web import Answer, Site, raw_site, site

from sitrep.errors import AnswerRefused, FetchError, RobotsRefused, TimedOut
from sitrep.fetching.addresses import check_url
from sitrep.fetching.bodies import read_body
from sitrep.fetching.fetch import Fetched, Unchanged, Validators
from sitrep.fetching.policy import Policy
from sitrep.fetching.robots import Robots

STORY = "<html><body><p>Shells fell on a market on Monday.</p></body></html>"


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as found:
        yield found


def code(web: Site, url: str, **limits: float) -> str:
    """The code with which a fetch is refused."""
    with pytest.raises(FetchError) as refused:
        web.fetcher(**limits).fetch(url)
    assert refused.value.what
    return refused.value.code


def fetched(web: Site, url: str) -> Fetched:
    found = web.fetcher().fetch(url)
    assert isinstance(found, Fetched)
    return found


def test_a_page_comes_with_its_bytes_and_what_the_host_said_of_them(web: Site) -> None:
    url = web.put("/a", STORY, ETag='"v1"', Last_Modified="Mon, 01 Dec 2025 10:00:00 GMT")
    found = fetched(web, url)

    assert (found.asked, found.url, found.raw) == (url, url, STORY.encode())
    assert found.media == "text/html; charset=utf-8"
    assert found.validators == Validators('"v1"', "Mon, 01 Dec 2025 10:00:00 GMT")


def test_a_page_that_has_not_changed_is_not_sent_again(web: Site) -> None:
    def page(headers: dict[str, str]) -> Answer:
        known = headers.get("if-none-match") == '"v1"' and headers.get("if-modified-since") == "yesterday"
        return Answer(status=304) if known else Answer(STORY.encode(), headers={"ETag": '"v1"'})

    web.pages["/a"] = page
    fetcher = web.fetcher()

    assert isinstance(fetcher.fetch(web.url("/a")), Fetched)
    assert fetcher.fetch(web.url("/a"), Validators('"v1"', "yesterday")) == Unchanged(web.url("/a"))


def test_a_host_that_says_unchanged_unasked_is_refused(web: Site) -> None:
    web.pages["/a"] = Answer(status=304)

    assert code(web, web.url("/a")) == "fetch.status"


def test_a_packed_page_is_unpacked(web: Site) -> None:
    raw = STORY.encode()
    bare = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(raw[:20]) + gzip.compress(raw[20:]),
        "deflate": zlib.compress(raw),
        "Deflate": bare.compress(raw) + bare.flush(),
        "identity": raw,
    }
    for name, body in packed.items():
        assert fetched(web, web.put("/a", body, Content_Encoding=name)).raw == raw


@pytest.mark.parametrize("name", ["br", "zstd", "compress", "gzip, gzip"])
def test_a_packing_that_nobody_asked_for_is_refused(web: Site, name: str) -> None:
    assert code(web, web.put("/a", STORY, Content_Encoding=name)) == "fetch.type"


@pytest.mark.parametrize("body", [b"no gzip", gzip.compress(STORY.encode())[:-9]])
def test_a_body_that_cannot_be_unpacked_is_refused(web: Site, body: bytes) -> None:
    assert code(web, web.put("/a", body, Content_Encoding="gzip")) == "fetch.unreachable"


def test_a_gzip_bomb_is_refused_while_it_is_small(web: Site) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    url = web.put("/a", bomb, Content_Encoding="gzip")
    tracemalloc.start()
    began = time.monotonic()
    refused = code(web, url)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert refused == "fetch.size"
    assert peak < 30_000_000
    assert time.monotonic() - began < 10


def test_unpacking_stops_at_the_limit_within_a_single_chunk() -> None:
    taken: list[int] = []

    def chunks() -> Iterator[bytes]:
        for number in range(1_000):
            taken.append(number)
            yield packer.compress(bytes(1_000_000))

    packer = zlib.compressobj(9, wbits=31)
    with pytest.raises(FetchError):
        read_body(chunks(), "gzip", most=1_000_000)
    assert len(taken) < 100


@pytest.mark.parametrize("length", [None, "999999999999"])
def test_a_page_larger_than_any_is_refused_whatever_length_it_claims(length: str | None) -> None:
    def flood(connection: socket.socket) -> None:
        claimed = f"Content-Length: {length}\r\n" if length else ""
        connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{claimed}\r\n".encode())
        while True:
            connection.sendall(b"a" * 65_536)

    with raw_site(flood) as web:
        assert code(web, web.url("/a"), most_page_bytes=1_000_000) == "fetch.size"


def test_a_host_that_drips_is_left_when_its_time_is_up() -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            connection.sendall(b"a")
            time.sleep(0.05)

    began = time.monotonic()
    with raw_site(drip) as web:
        assert code(web, web.url("/a"), total_seconds=0.5) == "fetch.time"
    assert time.monotonic() - began < 8


def test_a_host_that_drips_headers_is_left_when_its_time_is_up() -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while True:
            connection.sendall(b"a")
            time.sleep(0.05)

    with raw_site(drip) as web:
        assert code(web, web.url("/a"), total_seconds=0.5) == "fetch.time"


def test_a_host_that_says_nothing_is_left() -> None:
    with raw_site(lambda _: time.sleep(1)) as web:
        assert code(web, web.url("/a"), read_seconds=0.2) == "fetch.time"


@pytest.mark.parametrize(
    "spoken",
    [
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
    ids=["ssh", "silence", "endless headers", "short", "bad chunk"],
)
def test_what_is_no_http_is_refused(spoken: bytes) -> None:
    with raw_site(lambda connection: connection.sendall(spoken)) as web:
        assert code(web, web.url("/a")) == "fetch.unreachable"


@pytest.mark.parametrize("media", ["image/png", "video/mp4", "application/x-msdownload", "font/woff2", "audio/mpeg"])
def test_a_kind_that_holds_no_story_is_refused(web: Site, media: str) -> None:
    assert code(web, web.put("/a", b"x", media)) == "fetch.type"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 500, 503])
def test_an_answer_without_a_page_is_refused(web: Site, status: int) -> None:
    web.pages["/a"] = Answer(b"no", status, {"Retry-After": "120"})
    with pytest.raises(AnswerRefused) as refused:
        web.fetcher().fetch(web.url("/a"))

    assert (refused.value.status, refused.value.retry_after) == (status, 120)


def test_the_moment_until_which_a_host_asks_to_wait_is_set_against_its_own_clock(web: Site) -> None:
    def page(_: dict[str, str]) -> Answer:
        return Answer(status=503, headers={"Retry-After": "Mon, 01 Dec 2025 11:00:00 GMT"})

    web.pages["/a"] = page
    with pytest.raises(AnswerRefused) as refused:
        web.fetcher().fetch(web.url("/a"))

    assert refused.value.retry_after == 0  # the host's clock is this machine's, long after that moment


def test_a_page_that_moved_is_found_and_named_by_its_new_address(web: Site) -> None:
    web.pages["/old"] = Answer(status=301, headers={"Location": "new?x=1#top"})
    web.put("/new?x=1", STORY)
    found = fetched(web, web.url("/old"))

    assert (found.asked, found.url) == (web.url("/old"), web.url("/new?x=1"))


def test_a_page_that_leads_in_a_circle_is_refused(web: Site) -> None:
    web.pages["/a"] = Answer(status=302, headers={"Location": "/b"})
    web.pages["/b"] = Answer(status=302, headers={"Location": "/a"})

    assert code(web, web.url("/a")) == "fetch.redirects"
    assert len(web.pages_asked) == 6


@pytest.mark.parametrize(
    "inside",
    [
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "http://127.1/",
        "file:///etc/passwd",
        "//10.0.0.1/",
        "gopher://x",
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_page_that_leads_inside_is_refused(web: Site, inside: str, status: int) -> None:
    web.pages["/a"] = Answer(status=status, headers={"Location": inside})

    assert code(web, web.url("/a")) == "fetch.address"


def test_a_page_that_leads_to_another_server_of_this_machine_is_refused_and_that_one_never_asked(web: Site) -> None:
    with site() as secret:
        web.pages["/a"] = Answer(status=302, headers={"Location": secret.url("/admin")})

        assert code(web, web.url("/a")) == "fetch.address"
        assert secret.asked == []


def test_a_robots_txt_that_leads_inside_is_refused(web: Site) -> None:
    web.put("/a", STORY)
    with site() as secret:
        web.pages["/robots.txt"] = Answer(status=302, headers={"Location": secret.url("/admin")})

        assert code(web, web.url("/a")) == "fetch.address"
        assert (secret.asked, web.pages_asked) == ([], [])


def test_a_proxy_named_by_the_environment_is_not_used(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with site() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        fetched(web, web.put("/a", STORY))

        assert proxy.asked == []


def test_a_page_that_robots_are_asked_to_leave_alone_is_left_alone(web: Site) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /private\nDisallow: /*?s=\n", "text/plain")
    web.put("/private/a", STORY)
    fetcher = web.fetcher()
    for path in ("/private/a", "/list?s=1"):
        with pytest.raises(RobotsRefused):
            fetcher.fetch(web.url(path))

    assert web.pages_asked == []


def test_rules_made_for_sitrep_win_over_those_for_all(web: Site) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: sitrep\nAllow: /\n", "text/plain")

    assert fetched(web, web.put("/a", STORY)).raw == STORY.encode()


def test_robots_txt_is_asked_for_once_a_run_and_site(web: Site) -> None:
    fetcher = web.fetcher()
    for path in ("/a", "/b", "/c"):
        fetcher.fetch(web.put(path, STORY))

    assert web.asked == ["/robots.txt", "/a", "/b", "/c"]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_in_trouble_is_left_alone(web: Site, status: int) -> None:
    web.pages["/robots.txt"] = Answer(status=status)

    assert code(web, web.put("/a", STORY)) == "fetch.robots"
    assert web.pages_asked == []


def test_rules_hold_for_a_day_and_a_failure_for_minutes() -> None:
    now, asked = [0.0], list[str]()

    def get(url: str) -> bytes:
        asked.append(url)
        if "down" in url:
            raise TimedOut("no answer")
        return b""

    robots = Robots("sitrep", get, lambda: now[0])
    up, down = (check_url(f"https://{name}.tld/", Policy()) for name in ("up", "down"))
    for moment, expected in ((0, 2), (599, 2), (600, 3), (86_399, 4), (86_400, 5)):
        now[0] = float(moment)
        robots.refuse_unless_welcome(up)
        with pytest.raises(TimedOut):
            robots.refuse_unless_welcome(down)
        assert len(asked) == expected


def test_a_page_in_the_place_of_robots_txt_forbids_nothing(web: Site) -> None:
    web.pages["/robots.txt"] = Answer(b"x" * 600_000, headers={"Content-Type": "text/html"})

    assert fetched(web, web.put("/a", STORY)).raw == STORY.encode()


def test_a_host_is_left_in_peace_between_two_requests(web: Site) -> None:
    fetcher = web.fetcher()
    for path in ("/a", "/b"):
        fetcher.fetch(web.put(path, STORY))

    assert len(web.slept) == 1
    assert 0 < web.slept[0] <= 1


def test_the_pause_that_a_site_asks_for_is_kept_within_bounds(web: Site) -> None:
    for asked, most in (("3", 3.0), ("86400", 30.0)):
        web.put("/robots.txt", f"User-agent: *\nCrawl-delay: {asked}\n", "text/plain")
        web.slept.clear()
        fetcher = web.fetcher()
        for path in ("/a", "/b"):
            fetcher.fetch(web.put(path, STORY))

        assert most - 1 < web.slept[0] <= most


def test_the_fetcher_says_who_it_is(web: Site) -> None:
    fetched(web, web.put("/a", STORY))

    assert web.headers[-1]["user-agent"] == "sitrep"
    assert "cookie" not in web.headers[-1]
