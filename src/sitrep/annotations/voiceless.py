"""Sayings without a verb of speech: a report, a name after a dash, a quotation that goes on, the paper itself."""

from __future__ import annotations

from dataclasses import replace

from sitrep.annotations.accorded import cut
from sitrep.annotations.channels import Via
from sitrep.annotations.closings import without_leaders
from sitrep.annotations.content import kind_of, polish
from sitrep.annotations.cues import hits
from sitrep.annotations.issues import issues_of
from sitrep.annotations.lines import Line
from sitrep.annotations.phrases import phrase_after
from sitrep.annotations.sayings import Saying, Story
from sitrep.annotations.speakers import Speaker
from sitrep.codebook.stance import issue_words

#: The longest bare "– regional administration." and the longest opening before "according to", in words.
BARE_SPEAKER, OPENING = 24, 8
DASHES = frozenset({"–", "—", "--", "-"})


def with_reported(story: Story, line: Line, found: list[Saying]) -> list[Saying]:
    """A line's sayings with what an outlet's report says: "a report in the newspaper Shavua that …"."""
    for at in range(1, len(line) - 4) if "report" in line.lowers else ():
        if line.lowers[at] == "report" and line.word(at + 1) in {"in", "by", "from"} and line.quoted[at] < 0:
            near = range(at + 2, min(len(line), at + OPENING))
            that = next((place for place in near if line.word(place) == "that"), 0)
            outlet = story.channels.outlet_within(line, at + 2, that, told=True) if that else None
            if outlet is not None and that + 1 < line.stop:
                speaker = Speaker(outlet.span, None, outlet.name)
                content = polish(story.text, line.span(that + 1, line.stop), story.quoted)
                return [*found, Saying(line, speaker, None, line.span(at, at + 1), (content,), (outlet,))]
    return found


def with_quoted(story: Story, line: Line, found: list[Saying]) -> list[Saying]:
    """A line's sayings with the quotation after a colon: "rejects the charge: “Our men obey.”"."""
    if not found or found[-1].cue is None or "object" not in found[-1].cue.frames or found[-1].speaker is None:
        return found
    for at in range(1, line.stop - 1) if ":" in line.lowers else ():
        if line.lowers[at] == ":" and line.word(at + 1) == '"' and line.quoted[at] < 0:
            start, end = line.words[at + 1].start, line.mark.end
            colon = line.words[at].start
            if found[-1].content and found[-1].content[0][0] > colon:
                return found
            kept = replace(found[-1], content=tuple(cut(story, span, colon) for span in found[-1].content))
            content = polish(story.text, (start, end), story.quoted)
            cue = found[-1].cue
            if cue.group == "rejections":
                cue = replace(cue, certainty="denied")
            return [*found[:-1], kept, replace(found[-1], cue=cue, content=(content,))]
    return found


def bare_in(story: Story, line: Line) -> list[Saying]:
    """ "…, – regional administration.": the speaker after a dash, without a verb."""
    first = max(line.stop - BARE_SPEAKER, 2) + 1
    for at in range(line.stop - 2, first - 1, -1) if not DASHES.isdisjoint(line.lowers[first:]) else ():
        if line.lowers[at] in DASHES and line.quoted[at] < 0:
            return _bare(story, line, at) if line.word(at - 1) in {",", '"'} else []
    return []


def _bare(story: Story, line: Line, dash: int) -> list[Saying]:
    phrase = phrase_after(line, dash + 1)
    speaker = story.speakers.resolve(line, phrase)
    if speaker is None:
        return []
    start = _start(_first_of(story, line))
    content = polish(story.text, (start, line.words[dash - 1].end), story.quoted)
    via: list[Via] = story.channels.within(line, phrase.core, line.stop)
    return [Saying(line, speaker, None, None, (content,), tuple(via))]


def _first_of(story: Story, line: Line) -> Line:
    """The line where the words of a speaker named only after a dash begin: the first since the last cue."""
    first = line
    for number in range(line.index - 1, -1, -1):
        earlier = story.lines[number]
        if earlier.paragraph != line.paragraph or hits(earlier):
            break
        first = earlier
    return first


def _start(line: Line) -> int:
    """The first character of a line, past a bullet and a leading "But" or "Also"."""
    return line.words[without_leaders(line, 0, len(line))].start


def continued(story: Story, line: Line, found: list[Saying]) -> list[Saying]:
    """A sentence wholly in quotation marks goes on with what the last speaker said.

    Right after the words that a name introduced it is one statement with them: the last saying is then replaced.
    """
    if not line.is_quoting or not found or found[-1].speaker is None:
        return []
    spoken = [at for at in range(len(line)) if line.text(at)[:1].isalnum()]
    if not spoken or any(line.quoted[at] < 0 for at in spoken):
        return []
    last, quotation = found[-1], story.quoted[line.quoted[spoken[0]]]
    apart = line.paragraph - last.paragraph
    kind = kind_of(last.content, story.quoted)
    taken = any(start < quotation.end and quotation.start < end for one in found[-3:] for start, end in one.content)
    if taken or apart > 1 or (apart == 1 and kind == "indirect"):
        return []
    content = polish(story.text, (quotation.start, quotation.end), story.quoted)
    if apart == 0 and not last.by_pronoun and kind == "direct":
        found[-1] = replace(last, content=(*last.content, content))
        return []
    return [replace(last, line=line, content=(content,))]


def carried(story: Story, line: Line, saying: Saying) -> Saying:
    """An interview with the outlets that, as the next sentence says, released parts of it."""
    released = {"released", "published", "aired", "carried", "broadcast"} & set(line.lowers)
    if line.paragraph != saying.paragraph or not released:
        return saying
    outlets: list[Via] = []
    at = 0
    while at < line.stop:
        end = next((place for place in range(at, line.stop) if line.word(place) in {"and", ","}), line.stop)
        outlet = story.channels.outlet_within(line, at, end)
        outlets.extend([outlet] if outlet else [])
        at = end + 1
    return replace(saying, via=(*saying.via, *outlets))


def of_paper(story: Story, line: Line) -> list[Saying]:
    """What the paper itself says talks turn on; nothing else in its own voice is a statement."""
    if line.mark.value.kind in {"heading", "dateline"}:
        return []
    words, start, end = issue_words(), line.mark.start, line.mark.end
    sentence = story.text[start:end].lower()
    obstacle = words.obstacle.search(sentence)
    if obstacle and words.over.search(sentence, obstacle.end()) and issues_of(sentence, sentence):
        return [_paper(story, line, _start(line), end)]
    draft = words.draft.search(sentence)
    if draft and issues_of(draft.group(), sentence):
        return [_paper(story, line, start + draft.start(), start + draft.end())]
    return []


def _paper(story: Story, line: Line, start: int, end: int) -> Saying:
    return Saying(line, None, None, None, (polish(story.text, (start, end), story.quoted),))
