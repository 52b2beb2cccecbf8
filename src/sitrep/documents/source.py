"""What a person states about a source, and how its name and address are checked."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from sitrep.codebook.outlets import known_outlet
from sitrep.documents.document import Notice
from sitrep.errors import BadOutlet

#: No outlet's name is longer.
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Given:
    """What a person states of every story handed over; it wins over what the stories say themselves."""

    published: date | datetime | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes lay on the web and what the host called them: ``media`` is the answer's Content-Type."""

    url: str
    media: str | None = None

    @property
    def charset(self) -> str | None:
        """The encoding that the host stated; None without one."""
        for part in (self.media or "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'").lower() or None
        return None

    def settle(self, stated: str | None) -> str | None:
        """The address that a page states of itself when it lies on the same site; else where it was found."""
        if stated and is_web_address(stated) and _site(stated) == _site(self.url):
            return stated
        return self.url if is_web_address(self.url) else None


def _site(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def parse_outlet(text: str) -> str:
    """The outlet's name that a person or a file gave, its white space made plain; no name is refused."""
    name = " ".join(text.split())
    if not name:
        raise BadOutlet("No outlet was named.", check=_WANTED)
    if len(name) > LONGEST_NAME or not any(map(str.isalnum, name)) or any(map(_unprintable, name)):
        raise BadOutlet(f"{name[:LONGEST_NAME]!r} is not an outlet's name.", check=_WANTED)
    return name


_WANTED = "Write the outlet's name as it is shown: AP, Reuters, Kyiv Independent."


def _unprintable(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"} or char == "\ufffd"


def outlet_notices(outlet: str | None) -> tuple[Notice, ...]:
    """A notice when the outlet is on no list: perhaps a new one, perhaps a slip of the keys."""
    if outlet is None or known_outlet(outlet):
        return ()
    return (Notice("outlet-unknown", f"The outlet {outlet!r} is not on the list of known outlets; kept as given."),)


def is_web_address(url: str) -> bool:
    """Whether this is an http or https address with a host, and nothing that breaks out of a line."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and url.isprintable() and " " not in url
