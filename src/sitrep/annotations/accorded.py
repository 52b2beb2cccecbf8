"""Sources without a verb: "according to police", "by the government's count", "if one believes the army"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sitrep.annotations.acts import Act, Span
from sitrep.annotations.closings import is_clause, without_leaders
from sitrep.annotations.content import polish, said_spans
from sitrep.annotations.lines import Line
from sitrep.annotations.phrases import STOPS, Phrase, phrase_after
from sitrep.annotations.sayings import Saying, Story
from sitrep.annotations.speakers import Speaker
from sitrep.codebook.cues import cue_words, cues

#: The longest opening before "according to" and the longest owner of a count, in words.
OPENING = 8
#: Words that lead to the owner of a count.
OWNING = frozenset({"by", "in"})


@dataclass(frozen=True, slots=True)
class Lead:
    """Words that lead to a source at ``[at, first)``, the source after them, and where all of it ends."""

    at: int
    first: int
    phrase: Phrase
    end: int


def with_accorded(story: Story, line: Line, found: list[Saying]) -> list[Saying]:
    """A line's sayings with those of "according to" and "by the count of" among them."""
    floor = 0
    for lead in _leads(line):
        saying = None if found and _is_channel(line, lead) else _accorded(story, line, lead, floor)
        if saying is not None:
            found = _merged(story, saying, found)
            floor = lead.end
    return found


def _leads(line: Line) -> Iterator[Lead]:
    """The words of a line that lead to a source, with it: "according to", "if one believes"."""
    table, known = cue_words().accord_words, cue_words()
    told = line.lowers.index("we") + 1 if "we" in line.lowers else len(line)
    last = min(told, max(len(line) - 2, 0))
    for at in [at for at, word in enumerate(line.lowers[:last]) if word in table or word in OWNING]:
        word = line.lowers[at]
        if line.quoted[at] >= 0:
            continue
        owned = _owned(line, at) if word in OWNING else None
        if owned is not None:
            yield owned
            continue
        for words in table.get(word, ()):
            first = at + len(words)
            if line.lowers[at:first] == words and first < line.stop and line.word(first) not in known.no_source:
                phrase = _source(line, first)
                yield Lead(at, first, phrase, phrase.core)


def _owned(line: Line, at: int) -> Lead | None:
    """ "by the government's own count": a source that owns what it reckons."""
    known, first = cue_words(), at + 1
    for place in range(first, min(line.stop, first + OPENING)):
        word = line.word(place)
        if word == "'s" or (place > first and word in {"'", "’"}):
            last = place + 1 + (line.word(place + 1) == "own")
            if line.word(last) not in known.reckonings or place == first:
                return None
            return Lead(at, first, Phrase(first, place, place), last + 1)
        if word in STOPS or (word in known.prepositions and word != "of"):
            return None
    return None


def _source(line: Line, first: int) -> Phrase:
    """The noun phrase of the source, without the "figures" it gave."""
    phrase = phrase_after(line, first)
    core, alone = phrase.core, line.word(first) in cue_words().determiners
    while core > first + 1 + alone and line.word(core - 1) in cue_words().figures:
        core -= 1
    return replace(phrase, core=core, end=phrase.end if phrase.end > phrase.core else core)


def _accorded(story: Story, line: Line, lead: Lead, floor: int) -> Saying | None:
    spans, phrase = _accorded_content(line, lead, floor)
    speaker = _source_of(story, line, phrase) if spans else None
    if speaker is None:
        return None
    act = Act(None, None, phrase, "final", lead.at, phrase.core, spans)
    outlet = story.channels.outlet_within(line, phrase.start, phrase.core)
    via = ([outlet] if outlet else []) + story.channels.within(line, phrase.core, line.stop)
    reason = story.ground(line.words[phrase.start].start, line.words[-1].end)
    content = said_spans(story.text, line, act, story.quoted)
    cue = line.span(lead.at, lead.first)
    return Saying(line, speaker, None, cue, content, tuple(via), reason=reason) if content else None


def _source_of(story: Story, line: Line, phrase: Phrase) -> Speaker | None:
    """Who is meant; "the report" alone is that of the last speaker."""
    alone = phrase.core - phrase.start == 2 and line.word(phrase.start) in {"the", "its", "their", "his", "her"}
    if alone and line.word(phrase.core - 1) in cue_words().figures and story.speakers.last is not None:
        return story.speakers.last
    return story.speakers.resolve(line, phrase)


def _accorded_content(line: Line, lead: Lead, floor: int) -> tuple[tuple[Span, ...], Phrase]:
    """Where the content stands: after the source if the line opens with it, else before, or on both sides."""
    known, at, phrase = cue_words(), lead.at, lead.phrase
    parted = [place + 1 for place in range(floor, at) if line.word(place) == ";" and line.quoted[place] < 0]
    begin = max([floor, without_leaders(line, 0, len(line)), *parted])
    while floor and begin < at and line.word(begin) in {",", "or", "and", "but"}:
        begin += 1
    opening = line.word(at - 1) == "," and line.word(begin) in known.prepositions and at - begin < OPENING
    opens = at <= begin or (opening and "," not in line.lowers[begin : at - 1] and lead.end < line.stop - 2)
    if opens and "," in line.lowers[lead.end : line.stop]:
        comma = _closing_comma(line, lead.end)
        return ((comma + 1, line.stop),), replace(phrase, end=max(phrase.core, comma))
    end = at
    while end > begin and line.quoted[end - 1] < 0 and line.word(end - 1) in {",", "with", "–", "-"}:
        end -= 1
    after = (lead.end + 1, line.stop)
    if line.word(lead.end) == "," and line.word(at - 1) == "," and after[1] - after[0] > 1:
        if line.word(end - 1) in known.breaks:
            has_subject = line.word(end - 1) not in {"that", "which", "who"} or line.word(end - 2) in known.prepositions
            return (after,) if has_subject else (), phrase
        goes_on = line.word(after[0]) in {"by", "in", "on", "at", "near"} or _is_verb(line, after[0])
        if end > begin and (not is_clause(line, begin, end) or goes_on):
            return ((begin, end), after), phrase
    return ((begin, end),) if begin < end else (), phrase


def _closing_comma(line: Line, start: int) -> int:
    """The comma after the source, past a relative clause that a comma opens."""
    comma = line.lowers.index(",", start)
    opens = line.word(comma + 1) in {"who", "which", "whose", "based", "citing"} or _describes(line, comma + 1)
    return line.lowers.index(",", comma + 1) if opens and "," in line.lowers[comma + 1 : line.stop] else comma


def _is_verb(line: Line, at: int) -> bool:
    """Whether the verb of the words before the source stands here: "Ana, according to Tass, told"."""
    return line.word(at) in cue_words().finite or any(
        cue.form in {"past", "third"} for cue in cues().get(line.word(at), ())
    )


def _is_channel(line: Line, lead: Lead) -> bool:
    """Whether the source only carried what the speaker before it told: "Ana, according to a readout, told"."""
    parted = line.word(lead.at - 1) == "," and line.word(lead.end) == ","
    return parted and line.word(lead.phrase.core - 1) in cue_words().channels and _is_verb(line, lead.end + 1)


def _describes(line: Line, start: int) -> bool:
    """Whether the words up to the next comma say what the source is: "a rights group in Goma"."""
    known = cue_words()
    if line.word(start) not in known.determiners or "," not in line.lowers[start : line.stop]:
        return False
    said = line.lowers[start : line.lowers.index(",", start)]
    nouns = known.anaphors.body | known.anaphors.groups | known.anaphors.person | {"tank"}
    verbs = (at for at in range(start, start + len(said)) if line.word(at) in known.finite or _is_past(line, at))
    return not nouns.isdisjoint(said) and not any(verbs)


def _is_past(line: Line, at: int) -> bool:
    """Whether a past stands here that no preposition shows to be a participle: "killed", not "based in"."""
    return (
        line.word(at).endswith("ed") and line.word(at + 1) not in cue_words().prepositions and "-" not in line.word(at)
    )


def _merged(story: Story, saying: Saying, found: list[Saying]) -> list[Saying]:
    """An outlet after another's words carries them; anyone else speaks for himself."""
    if not found or saying.cue_span is None:
        return [saying]
    at = saying.cue_span[0]
    kept = [replace(one, content=tuple(cut(story, span, at) for span in one.content)) for one in found]
    if saying.via or all(one.cue is not None and one.cue_span and one.cue_span[0] < at for one in found):
        return [replace(one, via=(*one.via, *saying.via)) for one in kept]
    return [*found, saying]


def cut(story: Story, span: Span, at: int) -> Span:
    """The span without what begins at this character."""
    return polish(story.text, (span[0], at), story.quoted) if span[0] < at < span[1] else span
