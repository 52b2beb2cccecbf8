"""Attribution: who says what in a story, through which channel and how firmly."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Any

from sitrep.annotations.certainty import certainty_of
from sitrep.annotations.channels import Channels, Via
from sitrep.annotations.acts import Act
from sitrep.annotations.content import kind_of, polish, said_spans
from sitrep.annotations.placing import place_acts
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
from sitrep.annotations.phrases import Line, antecedent, lines, phrase_after
from sitrep.annotations.quotations import Quotation, quotations
from sitrep.annotations.sheet import Layer, Mark, Sheet
from sitrep.annotations.speakers import Speaker, Speakers
from sitrep.codebook.cues import Cue, cue_words
from sitrep.codebook.stance import issue_words

#: The longest bare "– regional administration." at a sentence's end, in words.
BARE_SPEAKER = 24


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
    interview: bool = False  # said to an outlet that the line names before the speaker


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
        spans = _paragraphs(sheet)
        self.paragraphs = [(number, *span) for number, span in spans.items()]
        self.quoted = quotations(sheet.text, list(spans.values()))
        self.lines = lines(sheet, self.quoted)
        self.speakers = Speakers(sheet)
        self.channels = Channels(sheet)
        self.times = sheet.marks(TIMES)
        self.told: list[Saying] = []

    # --- reading ---------------------------------------------------------------------------------

    def sayings(self) -> list[Saying]:
        """Every saying of the story in order."""
        found: list[Saying] = []
        for line in self.lines:
            if not len(line):
                continue
            fresh = self._of_line(line)
            if not fresh and found and found[-1].interview:
                found[-1] = self._carried(line, found[-1])
            found.extend(fresh or self._continued(line, found) or self._of_paper(line))
        self.told = [saying for saying in self._shared(found) if saying.content]
        return self.told

    def _of_line(self, line: Line) -> list[Saying]:
        acts = place_acts(line, hits(line))
        fresh: list[Saying] = []
        for act in acts:
            saying = self._saying(line, act, acts, fresh)
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

    def _saying(self, line: Line, act: Act, acts: list[Act], earlier: list[Saying]) -> Saying | None:
        content = said_spans(self.text, line, act, self.quoted)
        if not content or act.hit is None:
            return None
        if act.phrase is not None and line.word(act.phrase.start) in {"we", "i"}:
            return None
        speaker = self._speaker(line, act, acts, earlier)
        if speaker is None:
            return None
        via, addressee = self._channels(line, act)
        saying = Saying(line, speaker, act.cue, line.span(act.hit.at, act.hit.end), content, via, addressee)
        by_pronoun = act.phrase is not None and line.word(act.phrase.start) in {"he", "she", "it", "they"}
        host = self._interviewer(line, act)
        if host is not None:
            saying = replace(saying, via=(host, *saying.via), interview=True)
        return replace(saying, when=self._when(line, act), reason=self._reason(line, act), by_pronoun=by_pronoun)

    def _speaker(self, line: Line, act: Act, acts: list[Act], earlier: list[Saying]) -> Speaker | None:
        assert act.hit is not None
        if act.phrase is None:
            return earlier[-1].speaker if earlier else self.speakers.subject_of(line, act.hit.at)
        if not act.phrase.relative:
            return self.speakers.resolve(line, act.phrase)
        at = act.phrase.start
        if earlier and any(one.phrase and one.phrase.start < at <= one.phrase.end for one in acts):
            return earlier[-1].speaker
        phrase = antecedent(line, at)
        return self.speakers.resolve(line, phrase) if phrase is not None else None

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
        """The outlets and channels of an act, in the order named, and who was told if no outlet."""
        assert act.hit is not None
        via = self._beside_cue(line, act)
        addressee = line.span(*act.addressee) if act.addressee else None
        if act.phrase is not None and act.phrase.start < act.phrase.core:
            outlet = self.channels.outlet_within(line, act.phrase.start, act.phrase.core)
            via = [*([outlet] if outlet else []), *via]
        if act.addressee and act.cue is not None and "tell" in act.cue.frames:
            outlet = self.channels.outlet_within(line, *act.addressee)
            if outlet is not None:
                return (outlet, *via), None
        return tuple(via), addressee

    def _beside_cue(self, line: Line, act: Act) -> list[Via]:
        """The channels named between speaker, cue and content, or right after a short content."""
        assert act.hit is not None
        if act.layout != "front":
            after = act.phrase.core if act.phrase is not None and act.phrase.start > act.hit.at else act.hit.end
            return self.channels.within(line, after, line.stop)
        start, end = act.content[0]
        before = self.channels.within(line, act.phrase.core, act.phrase.end) if act.phrase is not None else []
        close = line.low.index(",", end) if "," in line.low[end:] else line.stop
        between = self.channels.within(line, act.hit.end, start) if start > act.hit.end else []
        quoted_by = self._quoted_by(line, act)
        return [*before, *between, *self.channels.within(line, end, close), *quoted_by]

    def _quoted_by(self, line: Line, act: Act) -> list[Via]:
        """The agency in "was quoted as saying by"."""
        assert act.hit is not None
        if line.word(act.hit.end) != "by":
            return []
        outlet = self.channels.outlet_within(line, act.hit.end + 1, min(len(line), act.hit.end + 8))
        return [outlet] if outlet else []

    def _interviewer(self, line: Line, act: Act) -> Via | None:
        """The outlet in "Speaking to India Today TV, Putin said" and "In an interview with the BBC, …"."""
        if act.phrase is None or act.phrase.start < 3 or line.word(0) not in {"speaking", "talking", "in"}:
            return None
        if line.word(0) == "in" and "interview" not in line.low[: act.phrase.start]:
            return None
        return self.channels.outlet_within(line, 1, act.phrase.start)

    def _carried(self, line: Line, saying: Saying) -> Saying:
        """The interview with the outlets that, as the next sentence says, released parts of it."""
        if line.sentence.value.paragraph != saying.line.sentence.value.paragraph:
            return saying
        if not {"released", "published", "aired", "carried", "broadcast"} & set(line.low):
            return saying
        outlets: list[Via] = []
        at = 0
        while at < line.stop:
            end = next((place for place in range(at, line.stop) if line.word(place) in {"and", ","}), line.stop)
            outlet = self.channels.outlet_within(line, at, end)
            outlets.extend([outlet] if outlet else [])
            at = end + 1
        return replace(saying, via=(*saying.via, *outlets))

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
            if "we" in line.low[:at]:
                continue
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
                start = self._bare_start(self._first_of(line))
                content = polish(self.text, (start, line.words[at - 1].end), self.quoted)
                via = tuple(self.channels.within(line, phrase.core, line.stop))
                return [Saying(line, speaker, None, None, (content,), via)]
        return []

    def _first_of(self, line: Line) -> Line:
        """The line where the words of a speaker named only after a dash begin: with the paragraph, without cues."""
        first = line
        for earlier in reversed(self.lines[: line.sentence.value.index]):
            if earlier.sentence.value.paragraph != line.sentence.value.paragraph or hits(earlier):
                break
            first = earlier
        return first

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
        """Channels and days told once hold for the same speaker's other words in the paragraph.

        An interview holds for the next paragraph too.
        """
        shared: list[Saying] = []
        for saying in found:
            before = shared[-1] if shared else None
            if before is not None and self._goes_on(before, saying):
                if not saying.via and before.via:
                    saying = replace(saying, via=before.via, interview=before.interview)
                elif saying.via and not before.via and saying.by_pronoun:
                    shared[-1] = replace(before, via=saying.via)
                if saying.when is None:
                    saying = replace(saying, when=before.when)
            shared.append(saying)
        return shared

    def _goes_on(self, before: Saying, saying: Saying) -> bool:
        if saying.speaker is None or not saying.speaker.same(before.speaker):
            return False
        near = saying.line.sentence.value.paragraph - before.line.sentence.value.paragraph
        return near == 0 or (near == 1 and before.interview)

    # --- marks -----------------------------------------------------------------------------------

    def mark(self, saying: Saying, step: str) -> Mark[Attribution]:
        """The saying as a mark over the sentences it takes up."""
        spans = [*saying.content, *([saying.cue_span] if saying.cue_span else [])]
        start, end = min(span[0] for span in spans), max(span[1] for span in spans)
        said = " ".join(self.text[first:last] for first, last in saying.content)
        issues = self._issues(saying, said)
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
        """Whether the statement answers an accusation or a denied report told before it."""
        return any(
            earlier.cue is not None
            and (earlier.cue.lemma in {"accuse", "blame", "attribute"} or earlier.cue.certainty == "denied")
            and not (earlier.cue.lemma in {"accuse", "blame"} and saying.speaker and saying.speaker.same(earlier.speaker))
            and 0 <= saying.line.sentence.value.paragraph - earlier.line.sentence.value.paragraph <= 1
            for earlier in self._before(saying)
        )

    def _before(self, saying: Saying) -> list[Saying]:
        """The sayings told before this one."""
        at = self.told.index(saying)
        return self.told[max(0, at - 6) : at]

    def _issues(self, saying: Saying, said: str) -> tuple[str, ...]:
        """The issues of what was said; words that name none go on with those just before."""
        issues = issues_of(said, self._around(saying.line))
        before = self._before(saying)
        if issues or not before or not self._goes_on(before[-1], saying):
            return issues
        earlier = " ".join(self.text[start:end] for start, end in before[-1].content)
        return issues_of(earlier, self._around(before[-1].line))

    def _around(self, line: Line) -> str:
        """The paragraph of a line and the one before it."""
        paragraph = line.sentence.value.paragraph
        near = [mark for mark in self.paragraphs if paragraph - 1 <= mark[0] <= paragraph]
        return self.text[near[0][1] : near[-1][2]]


CITING = frozenset({("citing", "")})


def _distinct(via: tuple[Via, ...]) -> list[Via]:
    seen: dict[str, Via] = {}
    for one in via:
        seen.setdefault(one.name.casefold(), one)
    return list(seen.values())


def _paragraphs(sheet: Sheet) -> dict[int, Span]:
    """The paragraphs' spans by their number, in order."""
    spans: dict[int, Span] = {}
    for mark in sheet.marks(SENTENCES):
        start, end = spans.get(mark.value.paragraph, (mark.start, mark.end))
        spans[mark.value.paragraph] = (min(start, mark.start), max(end, mark.end))
    return dict(sorted(spans.items()))
