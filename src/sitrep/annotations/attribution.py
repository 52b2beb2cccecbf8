"""Attribution: who says what in a story, through which channel and how firmly."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Any

from sitrep.annotations.certainty import certainty_of
from sitrep.annotations.channels import Channels, Via
from sitrep.annotations.content import Act, kind_of, place_acts, polish, said_spans
from sitrep.annotations.cues import hits
from sitrep.annotations.issues import issues_of, stances_of
from sitrep.annotations.layers import (
    ATTRIBUTIONS,
    ENTITIES,
    MENTIONS,
    SENTENCES,
    TIMES,
    WORDS,
    Attribution,
    Span,
)
from sitrep.annotations.phrases import Line, lines, phrase_after
from sitrep.annotations.quotations import Quotation, quotations
from sitrep.annotations.sheet import Layer, Mark, Sheet
from sitrep.annotations.speakers import Speaker, Speakers
from sitrep.codebook.cues import Cue, cue_words
from sitrep.codebook.stance import issue_words

#: The longest bare "– regional administration." at a sentence's end, in words.
BARE_SPEAKER = 14


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of reporting on its way to a mark."""

    line: Line
    speaker: Speaker | None
    cue: Cue | None
    cue_span: Span | None
    content: tuple[Span, ...]
    via: tuple[Via, ...] = ()
    addressee: Span | None = None
    when: Span | None = None
    reason: Span | None = None
    by_pronoun: bool = False


class AttributionStep:
    """Who says what: every statement with its speaker, cue, content and channel."""

    name = "attribution"
    reads: tuple[Layer[Any], ...] = (SENTENCES, WORDS, MENTIONS, ENTITIES, TIMES)
    writes = ATTRIBUTIONS

    def marks(self, sheet: Sheet) -> list[Mark[Attribution]]:
        """One mark an act of reporting, over the sentences it takes up."""
        reader = _Reader(sheet)
        return [reader.mark(saying, self.name) for saying in reader.sayings()]


class _Reader:
    """One reading of one sheet."""

    def __init__(self, sheet: Sheet):
        self.sheet = sheet
        self.text = sheet.text
        self.quoted = quotations(sheet.text, _paragraphs(sheet))
        self.lines = lines(sheet, self.quoted)
        self.speakers = Speakers(sheet)
        self.channels = Channels(sheet)
        self.times = sheet.marks(TIMES)

    # --- reading ---------------------------------------------------------------------------------

    def sayings(self) -> list[Saying]:
        """Every saying of the story in order."""
        found: list[Saying] = []
        for line in self.lines:
            if not len(line):
                continue
            fresh = self._of_line(line)
            found.extend(fresh or self._continued(line, found) or self._of_paper(line))
        return [saying for saying in self._shared(found) if saying.content]

    def _of_line(self, line: Line) -> list[Saying]:
        acts = place_acts(line, hits(line))
        fresh: list[Saying] = []
        for act in acts:
            saying = self._saying(line, act, fresh)
            if saying is None:
                continue
            if self._only_carries(saying, act, fresh):
                assert act.phrase is not None
                via = self.channels.outlet_within(line, act.phrase.start, act.phrase.core)
                assert via is not None
                fresh = [replace(earlier, via=(*earlier.via, via)) for earlier in fresh]
            else:
                fresh.append(saying)
        return self._according(line, fresh) or self._bare(line)

    def _saying(self, line: Line, act: Act, earlier: list[Saying]) -> Saying | None:
        content = said_spans(self.text, line, act, self.quoted)
        if not content or act.hit is None:
            return None
        if act.phrase is not None and line.word(act.phrase.start) in {"we", "i"}:
            return None
        if act.phrase is None:
            speaker = earlier[-1].speaker if earlier else self.speakers.subject_of(line, act.hit.at)
        elif act.phrase.relative and not earlier:
            speaker = self.speakers.subject_of(line, act.phrase.start) or self.speakers.last
        else:
            speaker = self.speakers.resolve(line, act.phrase)
        if speaker is None:
            return None
        via, addressee = self._channels(line, act)
        saying = Saying(line, speaker, act.cue, line.span(act.hit.at, act.hit.end), content, via, addressee)
        by_pronoun = act.phrase is not None and line.word(act.phrase.start) in {"he", "she", "it", "they"}
        return replace(saying, when=self._when(line, act), reason=self._reason(line, act), by_pronoun=by_pronoun)

    def _only_carries(self, saying: Saying, act: Act, earlier: list[Saying]) -> bool:
        """Whether this is the outlet that carried another speaker's words: "…, the agency Tass reported"."""
        return bool(
            earlier
            and act.layout == "final"
            and saying.speaker is not None
            and not earlier[-1].speaker == saying.speaker
            and act.phrase is not None
            and self.channels.outlet_within(saying.line, act.phrase.start, act.phrase.core) is not None
        )

    def _channels(self, line: Line, act: Act) -> tuple[tuple[Via, ...], Span | None]:
        assert act.hit is not None
        tail_end = act.content[0][0] if act.layout == "front" and act.content[0][0] >= act.hit.end else line.stop
        after = [via for via in self.channels.within(line, act.hit.end, tail_end)]
        if act.layout == "final" and act.phrase is not None and act.phrase.start > act.hit.at:
            after = self.channels.within(line, act.phrase.core, line.stop)
        addressee = line.span(*act.addressee) if act.addressee else None
        if act.addressee and act.cue is not None and "tell" in act.cue.frames:
            outlet = self.channels.outlet_within(line, *act.addressee)
            if outlet is not None:
                return (outlet, *after), None
        if act.phrase is not None and act.phrase.start < act.phrase.core:
            own = line.span(act.phrase.start, act.phrase.core)
            outlet = self.channels.outlet_within(line, act.phrase.start, act.phrase.core)
            if self.channels.is_outlet(own) or outlet is not None:
                after = [outlet or Via(own, self.text[own[0] : own[1]]), *after]
        return tuple(after), addressee

    def _when(self, line: Line, act: Act) -> Span | None:
        """The time expression beside the cue."""
        assert act.hit is not None
        low = act.hit.at - 4 if act.layout == "front" else act.hit.at
        first, last = line.span(max(low, 0), min(len(line), max(act.tail, act.hit.end) + (0 if act.layout == "front" else 1)))
        for mark in self.times:
            if first <= mark.start and mark.end <= last and mark.value.kind == "point":
                return mark.start, mark.end
        return None

    def _reason(self, line: Line, act: Act) -> Span | None:
        if act.phrase is None:
            return None
        start, end = line.words[act.phrase.start].start, line.words[-1].end
        return self._ground(start, end)

    def _ground(self, start: int, end: int) -> Span | None:
        for pattern in cue_words().reasons:
            found = pattern.search(self.text, start, end)
            if found:
                return found.span(1)
        return None

    # --- attribution without a verb --------------------------------------------------------------

    def _according(self, line: Line, fresh: list[Saying]) -> list[Saying]:
        """The line's sayings with those of "according to" added."""
        for at in range(len(line) - 2):
            pair = line.low[at], line.low[at + 1]
            if line.quoted[at] >= 0 or pair not in {("according", "to"), ("reference", "to")} | CITING and line.low[at] not in {"citing"}:
                continue
            first = at + (1 if line.low[at] == "citing" else 2)
            saying = self._accorded(line, at, first, fresh)
            if saying is not None:
                return self._merged(line, saying, fresh)
        return fresh

    def _accorded(self, line: Line, at: int, first: int, fresh: list[Saying]) -> Saying | None:
        known = cue_words()
        if first >= line.stop or line.word(first) in known.no_source:
            return None
        phrase = phrase_after(line, first)
        core = phrase.core
        while core > first + 1 and line.word(core - 1) in known.figures:
            core -= 1
        phrase = replace(phrase, core=core, end=phrase.end if phrase.end > phrase.core else core)
        begin = 1 if line.word(0) in known.leaders else 0
        opening = line.word(at - 1) == "," and line.word(begin) in known.prepositions and at - begin < 8 and "," not in line.low[begin:at-1]
        if at <= begin or (opening and phrase.core < line.stop - 2):
            start, end = phrase.end + 1, line.stop
            if line.word(phrase.core) == "," and phrase.end == line.stop:
                start, phrase = phrase.core + 1, replace(phrase, end=phrase.core)
        else:
            start, end = (begin if line.word(begin) != "," else begin + 1), at
        while end > start and (line.word(end - 1) in {",", "with", "–", "-"}) and line.quoted[end - 1] < 0:
            end -= 1
        if start >= end:
            return None
        act = Act(None, None, phrase, "final", at, phrase.core, ((start, end),))
        speaker = self.speakers.resolve(line, phrase)
        if speaker is None:
            return None
        own = line.span(phrase.start, phrase.core)
        via = [Via(own, self.text[own[0] : own[1]])] if self.channels.is_outlet(speaker.span) or self.channels.is_outlet(own) else []
        via += self.channels.within(line, phrase.core, line.stop)
        content = said_spans(self.text, line, act, self.quoted)
        reason = self._ground(line.words[phrase.start].start, line.words[-1].end)
        return Saying(line, speaker, None, line.span(at, first), content, tuple(via), reason=reason)

    def _merged(self, line: Line, saying: Saying, fresh: list[Saying]) -> list[Saying]:
        """An outlet after another's words carries them; anyone else speaks for himself."""
        if not fresh:
            return [saying]
        assert saying.speaker is not None and saying.cue_span is not None
        at = saying.cue_span[0]
        kept = [replace(one, content=tuple(self._cut(span, at) for span in one.content)) for one in fresh]
        if saying.via or all(one.cue_span and one.cue_span[0] < at for one in fresh):
            return [replace(one, via=(*one.via, *saying.via)) for one in kept]
        return [*fresh, saying]

    def _cut(self, span: Span, at: int) -> Span:
        """The span without "according to" and what follows it."""
        return polish(self.text, (span[0], at), self.quoted) if span[0] < at < span[1] else span

    def _bare(self, line: Line) -> list[Saying]:
        """"…, – regional administration.": the speaker after a dash, without a verb."""
        for at in range(line.stop - 2, max(line.stop - BARE_SPEAKER, 2), -1):
            if line.word(at) in {"–", "—", "--", "-"} and line.quoted[at] < 0:
                if line.word(at - 1) not in {",", '"'}:
                    return []
                phrase = phrase_after(line, at + 1)
                speaker = self.speakers.resolve(line, phrase)
                if speaker is None:
                    return []
                start = self._bare_start(line)
                content = polish(self.text, (start, line.words[at - 1].end), self.quoted)
                via = tuple(self.channels.within(line, phrase.core, line.stop))
                return [Saying(line, speaker, None, None, (content,), via)]
        return []

    def _bare_start(self, line: Line) -> int:
        """Where the words of a speaker named after a dash begin: with the sentence, after a leading "Also"."""
        at = 0
        while at < len(line) - 1 and line.word(at) in cue_words().leaders:
            at += 1
        return line.words[at].start

    # --- sentences without a cue of their own ----------------------------------------------------

    def _continued(self, line: Line, found: list[Saying]) -> list[Saying]:
        """A sentence wholly in quotation marks goes on with what the last speaker said."""
        spoken = [at for at in range(len(line)) if line.text(at)[:1].isalnum()]
        if not spoken or any(line.quoted[at] < 0 for at in spoken) or not found:
            return []
        last = found[-1]
        near = line.sentence.value.paragraph - last.line.sentence.value.paragraph
        if near > 1 or last.speaker is None:
            return []
        quotation = self.quoted[line.quoted[spoken[0]]]
        if any(start < quotation.end and quotation.start < end for one in found[-3:] for start, end in one.content):
            return []
        if near == 1 and kind_of(last.content, self.quoted) == "indirect":
            return []
        content = (polish(self.text, (quotation.start, quotation.end), self.quoted),)
        if near == 0 and not last.by_pronoun and kind_of(last.content, self.quoted) == "direct":
            found[-1] = replace(last, content=(*last.content, *content))
            return []
        return [replace(last, line=line, content=content)]

    def _of_paper(self, line: Line) -> list[Saying]:
        """What the paper itself says talks turn on; nothing else in its own voice is a statement."""
        words = issue_words()
        start, end = line.sentence.start, line.sentence.end
        sentence = self.text[start:end]
        if line.sentence.value.kind in {"heading", "dateline"}:
            return []
        obstacle = words.obstacle.search(sentence)
        if obstacle and words.over.search(sentence, obstacle.end()) and issues_of(sentence, sentence):
            span = polish(self.text, (self._bare_start(line), end), self.quoted)
            return [Saying(line, None, None, None, (span,))]
        draft = words.draft.search(sentence)
        if draft:
            span = polish(self.text, (start + draft.start(), start + draft.end()), self.quoted)
            if issues_of(self.text[span[0] : span[1]], sentence):
                return [Saying(line, None, None, None, (span,))]
        return []

    # --- what neighbours share -------------------------------------------------------------------

    def _shared(self, found: list[Saying]) -> list[Saying]:
        """Channels and days told once hold for the same speaker's other words in the paragraph."""
        shared: list[Saying] = []
        for saying in found:
            before = shared[-1] if shared else None
            if before is not None and self._goes_on(before, saying):
                if not saying.via and before.via:
                    saying = replace(saying, via=before.via)
                elif saying.via and not before.via and saying.by_pronoun:
                    shared[-1] = replace(before, via=saying.via)
                if saying.when is None:
                    saying = replace(saying, when=before.when)
            shared.append(saying)
        return shared

    def _goes_on(self, before: Saying, saying: Saying) -> bool:
        same_paragraph = before.line.sentence.value.paragraph == saying.line.sentence.value.paragraph
        return same_paragraph and saying.speaker is not None and saying.speaker.same(before.speaker)

    # --- marks -----------------------------------------------------------------------------------

    def mark(self, saying: Saying, step: str) -> Mark[Attribution]:
        """The saying as a mark over the sentences it takes up."""
        spans = [*saying.content, *([saying.cue_span] if saying.cue_span else [])]
        start, end = min(span[0] for span in spans), max(span[1] for span in spans)
        said = " ".join(self.text[first:last] for first, last in saying.content)
        issues = issues_of(said, self._around(saying.line))
        via = _distinct(saying.via)
        value = Attribution(
            speaker=saying.speaker.span if saying.speaker else None,
            entity=saying.speaker.entity if saying.speaker else None,
            cue=saying.cue_span,
            content=saying.content,
            kind=kind_of(saying.content, self.quoted),
            certainty=certainty_of(saying.cue, said, accused=self._is_accused(saying)),
            via=tuple(one.span for one in via),
            via_names=tuple(one.name for one in via),
            addressee=saying.addressee,
            when=saying.when,
            anonymity_reason=saying.reason,
            background=False,
            issues=issues,
            stance=stances_of(saying.cue, said, issues),
        )
        return Mark(min(start, saying.line.sentence.start), max(end, saying.line.sentence.end), value, step)

    def _is_accused(self, saying: Saying) -> bool:
        """Whether the statement answers an accusation told just before it."""
        return False

    def _around(self, line: Line) -> str:
        paragraph = line.sentence.value.paragraph
        sentences = [mark for mark in self.sheet.marks(SENTENCES) if abs(mark.value.paragraph - paragraph) <= 0]
        return self.text[sentences[0].start : sentences[-1].end]


CITING = frozenset({("citing", "")})


def _distinct(via: tuple[Via, ...]) -> list[Via]:
    seen: dict[str, Via] = {}
    for one in via:
        seen.setdefault(one.name.casefold(), one)
    return list(seen.values())


def _paragraphs(sheet: Sheet) -> list[Span]:
    spans: dict[int, Span] = {}
    for mark in sheet.marks(SENTENCES):
        start, end = spans.get(mark.value.paragraph, (mark.start, mark.end))
        spans[mark.value.paragraph] = (min(start, mark.start), max(end, mark.end))
    return [spans[number] for number in sorted(spans)]
