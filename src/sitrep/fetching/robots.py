"""What a site's robots.txt asks of programs (RFC 9309), asked for once a day and site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sitrep.errors import AddressRefused, AnswerRefused, FetchError, FetchTooLarge, RobotsRefused, WrongMedia
from sitrep.fetching.addresses import Target

#: From this status on the site is in trouble, and a site in trouble is left alone.
_TROUBLE = 500
_TOO_MANY = 429
#: Seconds for which rules hold (RFC 9309 allows a day), and for which a site without an answer is not asked again.
_RULES_HOLD = 86_400.0
_FAILURE_HOLDS = 600.0


@dataclass(frozen=True, slots=True)
class _Known:
    """The rules of a site, or why there are none, and until when."""

    rules: Any
    until: float


@dataclass
class Robots:
    """The rules of every site met in this run; ``get`` brings the robots.txt of one."""

    agent: str
    get: Callable[[str], bytes]
    clock: Callable[[], float]
    _known: dict[str, _Known] = field(default_factory=dict)

    def refuse_unless_welcome(self, target: Target) -> None:
        """Refuses a page that the site asks programs to leave alone, or whose robots.txt cannot be had."""
        if not self._of(target).can_fetch(target.url, self.agent):
            raise RobotsRefused(
                f"The site asks programs not to read {target.url}.", check="Save the page by hand, if you may."
            )

    def delay(self, target: Target) -> float:
        """The seconds that the site asks to leave between two requests; none when it asks nothing."""
        return float(self._of(target).crawl_delay(self.agent) or 0)

    def _of(self, target: Target) -> Any:
        """The site's rules; a site without robots.txt welcomes everyone."""
        known = self._known.get(target.origin)
        if known is None or self.clock() >= known.until:
            known = self._known[target.origin] = self._asked(target)
        if isinstance(known.rules, FetchError):
            raise known.rules
        return known.rules

    def _asked(self, target: Target) -> _Known:
        """What the site answers now, and for how long that holds; that it fails is remembered for a while too."""
        from protego import Protego

        try:
            return _Known(Protego.parse(self._text(target)), self.clock() + _RULES_HOLD)
        except FetchError as refused:
            return _Known(refused, self.clock() + _FAILURE_HOLDS)

    def _text(self, target: Target) -> str:
        url = f"{target.origin}/robots.txt"
        try:
            return self.get(url).decode("utf-8-sig", "replace")
        except AnswerRefused as refused:
            if refused.status < _TROUBLE and refused.status != _TOO_MANY:
                return ""
            raise RobotsRefused(
                f"{url} answers {refused.status}; a site in trouble is left alone.", check="Try again later."
            ) from refused
        except AddressRefused:
            raise
        except (FetchTooLarge, WrongMedia):
            return ""  # no robots.txt, but a page that stands in its place
        except FetchError as refused:
            raise type(refused)(f"{url}: {refused.what}", check=refused.check) from refused
