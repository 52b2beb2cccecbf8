"""Which networks and names are not the public web."""

from functools import cache
from ipaddress import IPv4Network, IPv6Network

from sitrep.codebook.files import Entry, read


class Networks(Entry):
    """Networks that are never dialled, each with what it is; names that are never asked for."""

    ipv4: dict[IPv4Network, str]
    ipv6: dict[IPv6Network, str]
    nat64: IPv6Network
    global_ipv6: IPv6Network
    names: tuple[str, ...]


@cache
def networks() -> Networks:
    """The networks and names, read once and checked."""
    return read("networks.yaml", Networks)
