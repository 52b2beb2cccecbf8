"""Channels: through which outlet or medium a statement reached the story, and who was told."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from sitrep.annotations.acts import Act
from sitrep.annotations.layers import ENTITIES, MENTIONS, Span
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Sheet
from sitrep.codebook.cues import cue_words
from sitrep.codebook.outlets import known_outlet

#: The longest name of an outlet, in words, and who may own a channel.
LONGEST_NAME = 5
#: The longest "In a communique on Friday," before a speaker, in words.
OPENING = 10


@dataclass(frozen=True, slots=True)
class Via:
    """A channel or outlet and the words that name it."""

    span: Span
    name: str


class Channels:
    """What counts as an outlet or a channel in this story."""

    def __init__(self, sheet: Sheet):
        self._text = sheet.text
        self._own = (sheet.document.outlet or "").casefold()
        outlets = {mark.value.index for mark in sheet.marks(ENTITIES) if mark.value.outlet}
        self._outlets = [(mark.start, mark.end) for mark in sheet.marks(MENTIONS) if mark.value.entity in outlets]

    def is_outlet(self, span: Span) -> bool:
        """Whether these words name a news outlet."""
        if any(start >= span[0] and end <= span[1] for start, end in self._near(span)):
            return True
        name = self._text[span[0] : span[1]]
        return self._is_outlet_name(name.removeprefix("the ").removeprefix("The "))

    def _near(self, span: Span) -> list[Span]:
        at = bisect_left(self._outlets, (span[0], 0))
        return self._outlets[at : at + 3]

    def _is_outlet_name(self, name: str) -> bool:
        if name.casefold() == self._own and name:
            return True
        found = known_outlet(name)
        return found is not None and found.kind != "body" and name[:1].isupper()

    def outlet_within(self, line: Line, start: int, end: int, *, told: bool = False) -> Via | None:
        """The outlet named among these words; of those who were told something, a likely name will do."""
        known = cue_words()
        first = start
        while first < end:
            last = _name_end(line, first, end)
            if last == first:
                first += 1
                continue
            for stop in range(last, first, -1):
                if self.is_outlet(line.span(first, stop)):
                    return self._via(line, first, stop)
            announced = first > start and (
                line.word(first - 1) in known.announcers
                or (line.word(first - 1) == "agency" and line.word(first - 2) in {"news", "state", "press", "official"})
            )
            if announced or (told and _sounds_like_outlet(line, first, last)):
                return self._via(line, first, last)
            first = last
        return None

    def _via(self, line: Line, start: int, end: int) -> Via:
        span = line.span(start, end)
        return Via(span, self._text[span[0] : span[1]])

    def within(self, line: Line, start: int, end: int) -> list[Via]:
        """The channels named among these words, in the order named: "on Telegram", "on its Amaq outlet"."""
        found: list[Via] = []
        past, openings = start, cue_words().channel_openings
        for at in [at for at, word in enumerate(line.lowers[start:end], start) if word in openings]:
            size = self._channel_size(line, at, end) if at >= past else 0
            if size:
                found.append(self._channel(line, at, at + size, end))
                past = at + size
        return found

    def _channel_size(self, line: Line, at: int, end: int) -> int:
        """How many words name a channel here, 0 when none do."""
        known = cue_words()
        if line.quoted[at] >= 0:
            return 0
        if line.text(at) == "X" and line.word(at - 1) in {"on", "via"}:
            return 1
        if at + 1 < end and f"{line.word(at)} {line.word(at + 1)}" in known.channels:
            return 2
        owned = line.word(at) in known.outlet_words and line.text(at)[0].islower() and line.text(at - 1)[:1].isupper()
        return 1 if line.word(at) in known.channels or (owned and line.word(at - 2) in cue_words().owners) else 0

    def _channel(self, line: Line, start: int, stop: int, end: int) -> Via:
        """The channel by its own name where it has one: "state television ORTM", "its Amaq outlet"."""
        known = cue_words()
        name = " ".join(line.lowers[start:stop])
        last = _name_end(line, stop, end)
        if last > stop and line.word(stop - 1) in known.outlet_words:
            return self._via(line, stop, last)
        if (
            line.text(start - 1)[:1].isupper()
            and line.word(start - 2) in cue_words().owners
            and line.text(start)[0].islower()
        ):
            return self._via(line, start - 1, start)
        return Via(line.span(start, stop), known.channels.get(name, line.text(start)))

    # --- beside a cue ----------------------------------------------------------------------------

    def of_act(self, line: Line, act: Act) -> tuple[tuple[Via, ...], bool]:
        """The outlets and channels of an act in the order named, and whether an outlet was told."""
        via = self._beside_cue(line, act)
        if act.phrase is not None and act.phrase.start < act.phrase.core:
            outlet = self.outlet_within(line, act.phrase.start, act.phrase.core)
            via = [*([outlet] if outlet else []), *via]
        if act.addressee and act.cue is not None and "tell" in act.cue.frames:
            outlet = self.outlet_within(line, *act.addressee, told=True)
            if outlet is not None:
                return (outlet, *via), True
        return tuple(via), False

    def _beside_cue(self, line: Line, act: Act) -> list[Via]:
        """The channels named between speaker, cue and content, or right after a short content."""
        at, after = (act.hit.at, act.hit.end) if act.hit else (0, 0)
        if act.layout != "front":
            follows = act.phrase is not None and act.phrase.start > at
            start = act.phrase.core if follows and act.phrase else after
            return [*self.within(line, start, line.stop), *self._quoted_by(line, after), *self._quoting(line, act)]
        start, end = act.content[0]
        close = line.lowers.index(",", end) if "," in line.lowers[end:] else line.stop
        return [
            *self._leading(line, act),
            *(self.within(line, act.phrase.core, act.phrase.end) if act.phrase else []),
            *self.within(line, after, start),
            *self.within(line, end, close),
            *self._quoted_by(line, after),
            *self._quoting(line, act),
        ]

    def _leading(self, line: Line, act: Act) -> list[Via]:
        """The channel that opens the line: "In a communique on Friday, the army put the dead at nine"."""
        opens = line.word(0) in {"in", "on"} and act.phrase is not None and line.word(act.phrase.start - 1) == ","
        near = opens and act.phrase is not None and act.phrase.start <= OPENING
        return self.within(line, 0, act.phrase.start) if near and act.phrase else []

    def _quoting(self, line: Line, act: Act) -> list[Via]:
        """The outlet in "State television quoted Ana as saying"."""
        if act.phrase is None or act.hit is None or line.word(act.hit.at - 1) != "as":
            return []
        named = range(act.phrase.core, act.hit.at)
        by = next((at + 1 for at in named if line.word(at) == "by"), None)  # "Ana was quoted by Tass as saying"
        start = act.outer if act.layout == "final" else 0
        whole = (by, act.hit.at - 1) if by is not None else (start, act.phrase.start - 1)
        outlet = self.outlet_within(line, *whole, told=True)
        return [outlet] if outlet else []

    def _quoted_by(self, line: Line, at: int) -> list[Via]:
        """The agency in "was quoted as saying by"."""
        outlet = self.outlet_within(line, at + 1, min(len(line), at + 8)) if line.word(at) == "by" else None
        return [outlet] if outlet else []

    def interviewer(self, line: Line, act: Act) -> Via | None:
        """The outlet in "Speaking to India Today TV, Putin said" and "In an interview with the BBC, …"."""
        if act.phrase is None or line.word(0) not in {"speaking", "talking", "in"}:
            return None
        if line.word(0) == "in" and "interview" not in line.lowers[: act.phrase.start]:
            return None
        return self.outlet_within(line, 1, act.phrase.start, told=True)


def _name_end(line: Line, start: int, end: int) -> int:
    """The end of the capitalised words that begin here, a number after them taken in; the start itself if none do."""
    at = start
    while at < min(end, start + LONGEST_NAME) and line.quoted[at] < 0:
        numbered = at > start and line.text(at).isdigit()
        if not (line.text(at)[:1].isupper() or numbered):
            break
        at += 1
    return at


def _sounds_like_outlet(line: Line, start: int, end: int) -> bool:
    """Whether capitalised words sound like an outlet's name: "Red Sea Wire", "LPA", "Kanal 9"."""
    known, words = cue_words(), line.lowers[start:end]
    if len(words) > 1 and (words[-1] in known.outlet_words or words[-1].isdigit()):
        return True
    alone = len(words) == 1 and line.text(start).isupper() and line.text(start).isalpha()
    return alone or bool({"tv", "radio", "news"} & set(words))
