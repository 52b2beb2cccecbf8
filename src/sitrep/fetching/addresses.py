"""Which addresses may be asked for a page: public ones alone, and the judgement is on numbers, never on names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from sitrep.codebook.networks import networks
from sitrep.errors import AddressRefused
from sitrep.fetching.policy import Policy

IP = IPv4Address | IPv6Address

#: No link to a story is longer.
LONGEST_URL = 2_048
_PORTS = {"http": 80, "https": 443}
#: Four plain numbers are an address; any other host whose last label is a number is one in disguise.
_NUMERIC = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)", re.IGNORECASE)
_PLAIN_IPV4 = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})")
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+", re.IGNORECASE)
_WANTED = "Only public http and https addresses are fetched, such as https://news.example.org/story."


@dataclass(frozen=True, slots=True)
class Target:
    """A checked web address, spelt in one way, and the host and port it will be asked of."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def check_url(typed: str, policy: Policy) -> Target:
    """The address as it will be asked for; refused unless it is plainly one of the public web."""
    import httpx2

    shown = repr(typed[:120])
    if len(typed) > LONGEST_URL or not typed.isprintable() or {" ", "\\"} & set(typed):
        raise AddressRefused(f"{shown} is not a web address.", check=_WANTED)
    try:
        url = httpx2.URL(typed).copy_with(fragment=None)
        host, port = url.raw_host.decode("ascii").lower().removesuffix("."), url.port
    except (httpx2.InvalidURL, ValueError) as problem:
        raise AddressRefused(f"{shown} is not a web address: {problem}.", check=_WANTED) from problem
    if url.scheme not in _PORTS or not host:
        raise AddressRefused(f"{shown} is not an http or https address.", check=_WANTED)
    if url.userinfo or "@" in url.netloc.decode("ascii", "replace"):
        raise AddressRefused(f"{shown} carries a name or password.", check="Take them out of the address.")
    target = Target(str(url), url.scheme, host, port or _PORTS[url.scheme])
    _check_port(target, policy)
    _check_host(target, policy)
    return target


def _check_port(target: Target, policy: Policy) -> None:
    if target.port not in policy.ports and not _is_also(target.host, target.port, policy):
        allowed = ", ".join(map(str, sorted(policy.ports)))
        raise AddressRefused(f"{target.url!r} names port {target.port}.", check=f"Pages are asked of ports {allowed}.")


def _check_host(target: Target, policy: Policy) -> None:
    host = target.host
    literal = literal_address(host)
    if literal is not None:
        refuse_unless_public(literal, target.port, policy, named=target.url)
        return
    if "%" in host or ":" in host or _NUMERIC.fullmatch(host):
        raise AddressRefused(f"{target.url!r} hides an address in odd spelling.", check=_WANTED)
    listed = any(host == name or host.endswith(f".{name}") for name in networks().names)
    if listed or not _HOST.fullmatch(host):
        raise AddressRefused(f"{target.url!r} names no host of the public web.", check=_WANTED)


def literal_address(host: str) -> IP | None:
    """The address that a host spells in the usual way; None for a name."""
    if ":" not in host and not _PLAIN_IPV4.fullmatch(host):
        return None
    try:
        return ip_address(host)
    except ValueError:
        return None


def refuse_unless_public(address: IP, port: int, policy: Policy, *, named: str) -> None:
    """Refuses an address that is not of the public internet, whatever name led to it."""
    reason = why_not_public(address)
    if reason and not _is_also(str(address), port, policy):
        raise AddressRefused(f"{named!r} leads to {address}: {reason}.", check=_WANTED)


def _is_also(host: str, port: int, policy: Policy) -> bool:
    return (host, port) in policy.also


def why_not_public(address: IP) -> str | None:
    """What an address is when it is not of the public internet; None for one that is."""
    listed = networks()
    if isinstance(address, IPv4Address):
        found = next((what for network, what in listed.ipv4.items() if address in network), None)
        return found or (None if address.is_global else "not a global address")
    if address.scope_id:
        return "bound to a zone of this machine"
    if address in listed.nat64:
        return why_not_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    found = next((what for network, what in listed.ipv6.items() if address in network), None)
    if found is None and (address not in listed.global_ipv6 or not address.is_global):
        found = "not a global address"
    return found or _tunnelled(address)


def _tunnelled(address: IPv6Address) -> str | None:
    """ISATAP (RFC 5214) carries an IPv4 address behind the interface's mark; the mark may stand in any network."""
    mark = (int(address) >> 32) & 0xFFFF_FFFF
    return "an ISATAP tunnel" if mark in {0x5EFE, 0x0200_5EFE} else None
