"""Sayings: what one line reports of somebody's words, with the story around it at hand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sitrep.annotations.acts import Act
from sitrep.annotations.channels import Channels, Via
from sitrep.annotations.content import said_spans
from sitrep.annotations.cues import hits
from sitrep.annotations.layers import SENTENCES, TIMES, Span
from sitrep.annotations.lines import LINES, Line
from sitrep.annotations.phrases import antecedent
from sitrep.annotations.placing import place_acts
from sitrep.annotations.quotations import QUOTATIONS, Quotations
from sitrep.annotations.sentences import paragraph_spans
from sitrep.annotations.sheet import Sheet
from sitrep.annotations.speakers import Speaker, Speakers
from sitrep.codebook.cues import Cue, cue_words

#: How many words before a cue its day may stand: "on Friday officials said".
DAY_BEFORE = 4
ITSELF = frozenset({"we", "i"})
THIRD = frozenset({"he", "she", "it", "they"})


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody's words as a line reports them, on their way to a mark."""

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

    @property
    def paragraph(self) -> int:
        """The paragraph in which it is told."""
        return self.line.paragraph

    def goes_on(self, before: Saying) -> bool:
        """Whether the speaker of the saying before goes on, in the same paragraph or the same interview."""
        if self.speaker is None or not self.speaker.same(before.speaker):
            return False
        apart = self.paragraph - before.paragraph
        return apart == 0 or (apart == 1 and before.interview)


class Story:
    """A sheet read as lines, with its quotations, speakers and channels."""

    def __init__(self, sheet: Sheet):
        self.text = sheet.text
        self.paragraphs = paragraph_spans(sheet.marks(SENTENCES))
        self.quoted = Quotations(sheet.values(QUOTATIONS))
        self.lines = sheet.values(LINES)
        self.speakers = Speakers(sheet)
        self.channels = Channels(sheet)
        self.points = tuple((mark.start, mark.end) for mark in sheet.marks(TIMES) if mark.value.kind == "point")

    def around(self, line: Line) -> str:
        """The paragraph of a line and the one before it."""
        number = line.paragraph
        start = self.paragraphs.get(number - 1, self.paragraphs[number])[0]
        return self.text[start : self.paragraphs[number][1]]

    def ground(self, start: int, end: int) -> Span | None:
        """The ground on which a speaker told of between these characters is left unnamed."""
        if cue_words().any_reason.search(self.text[start:end].lower()) is None:
            return None
        for pattern in cue_words().reasons:
            found = pattern.search(self.text, start, end)
            if found:
                return found.span(1)
        return None


def spoken_in(story: Story, line: Line) -> list[Saying]:
    """What a line reports with its verbs of speech, in order."""
    acts = place_acts(line, hits(line))
    found: list[Saying] = []
    for act in acts:
        carrier = _carrier(story, line, act) if found else None
        if carrier is not None and carrier.span != _speaker_span(found[-1]):
            found = [replace(saying, via=(*saying.via, carrier)) for saying in found]
            continue
        saying = _saying(story, line, act, acts, found)
        if saying is not None:
            found.append(saying)
    return found


def _speaker_span(saying: Saying) -> Span | None:
    return saying.speaker.span if saying.speaker else None


def _carrier(story: Story, line: Line, act: Act) -> Via | None:
    """The outlet that carried another speaker's words: "…, the agency Tass reported"."""
    if act.layout != "final" or act.phrase is None:
        return None
    return story.channels.outlet_within(line, act.phrase.start, act.phrase.core)


def _saying(story: Story, line: Line, act: Act, acts: list[Act], earlier: list[Saying]) -> Saying | None:
    content = said_spans(story.text, line, act, story.quoted)
    if not content or act.hit is None or (act.phrase is not None and line.word(act.phrase.start) in ITSELF):
        return None
    speaker = _speaker(story, line, act, acts, earlier)
    if speaker is None:
        return None
    cue_span = line.span(act.hit.at, act.hit.end)
    host = story.channels.interviewer(line, act)
    via, told_outlet = story.channels.of_act(line, act)
    return Saying(
        line,
        speaker,
        act.cue,
        cue_span,
        content,
        via=(host, *via) if host else via,
        addressee=line.span(*act.addressee) if act.addressee and not told_outlet else None,
        when=_when(story, line, act),
        reason=story.ground(line.words[act.phrase.start].start, _part_end(line, act, acts)) if act.phrase else None,
        by_pronoun=act.phrase is not None and line.word(act.phrase.start) in THIRD,
        interview=host is not None,
    )


def _part_end(line: Line, act: Act, acts: list[Act]) -> int:
    """Where the part of the line in which the act is told ends: at a semicolon before another act, else with it."""
    after = max((one.phrase.start for one in acts if one.phrase is not None), default=0)
    stops = (at for at in range(act.hit.end if act.hit else 0, after) if line.word(at) == ";" and line.quoted[at] < 0)
    return line.words[next(stops, len(line) - 1)].end


def _speaker(story: Story, line: Line, act: Act, acts: list[Act], earlier: list[Saying]) -> Speaker | None:
    if act.phrase is None:
        before = act.hit.at if act.hit else len(line)
        return earlier[-1].speaker if earlier else story.speakers.subject_of(line, before)
    if not act.phrase.relative:
        return story.speakers.resolve(line, act.phrase)
    at = act.phrase.start
    if earlier and any(one.phrase and one.phrase.start < at <= one.phrase.end for one in acts):
        return earlier[-1].speaker
    phrase = antecedent(line, at)
    return story.speakers.resolve(line, phrase) if phrase is not None else None


def _when(story: Story, line: Line, act: Act) -> Span | None:
    """The time expression beside the cue, not one inside what was said."""
    at = act.hit.at if act.hit else 0
    end = act.hit.end if act.hit else 0
    if act.layout == "front":
        low, high = max(at - DAY_BEFORE, 0), max(act.tail, end, act.content[0][0])
    else:
        low, high = at, max(act.tail, end) + 1
    first, last = line.span(low, min(high, len(line)))
    return next((span for span in story.points if first <= span[0] and span[1] <= last), None)
