"""What fetching may do: which ports, how long, how far, how much."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """The limits of one fetch; seconds and bytes.

    ``also`` are pairs of address and port that may be dialled although they are not public.
    No option and no variable of the environment fills it: tests do, for a server of their own.
    """

    agent: str = "sitrep"
    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    most_redirects: int = 5
    #: Bytes on the wire and bytes unpacked: of a document (PDF, web archive), and of anything else.
    most_document_bytes: int = 50_000_000
    most_page_bytes: int = 5_000_000
    most_robots_bytes: int = 512_000
    #: Between two requests to one host; a site's own crawl delay counts up to the second figure.
    pause_seconds: float = 1.0
    most_pause_seconds: float = 30.0
    also: frozenset[tuple[str, int]] = frozenset()
