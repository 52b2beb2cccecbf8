"""Sayings that their quotation marks show, where no verb of speech does: "“No,” was Ana's answer"."""

from __future__ import annotations

from dataclasses import replace

from sitrep.annotations.content import polish
from sitrep.annotations.lines import Line
from sitrep.annotations.phrases import Phrase, opening_phrase, subject_before
from sitrep.annotations.sayings import Saying, Story
from sitrep.annotations.speakers import Speaker
from sitrep.codebook.cues import cue_words, cues

#: How far before "was the minister's answer" its owner may begin, in words.
OWNER = 14


def with_marked(story: Story, line: Line, found: list[Saying]) -> list[Saying]:
    """A line's sayings, or without any those that a quotation beside a noun, a colon or a name shows."""
    if line.mark.value.kind in {"heading", "dateline"}:
        return found
    verbs = _quoted_verb(story, line, found)
    if verbs is not None:
        return sorted([*found, verbs], key=lambda saying: saying.content[0][0])
    if found:
        return found
    for reader in (_answered, _after_colon):
        saying = reader(story, line)
        if saying is not None:
            return [saying]
    return []


def _answered(story: Story, line: Line) -> Saying | None:
    """ "“No talks,” was the minister's answer": a noun that stands for what was quoted."""
    if not line.is_quoting:
        return None
    for at in range(1, line.stop - 2):
        if line.word(at) not in {"was", "is", "came", "were"} or line.word(at - 1) not in {'"', ","} or at < 2:
            continue
        last = next((place for place in range(at + 2, min(line.stop, at + OWNER)) if _is_owned_answer(line, place)), 0)
        inside = line.quoted[at - 2] >= 0 or line.quoted[max(at - 3, 0)] >= 0
        if not last or not inside:
            return None
        owner = last - 1 if line.word(last - 1) == "'s" else last
        speaker = story.speakers.resolve(line, Phrase(at + 1, owner, owner))
        content = polish(story.text, line.span(0, at), story.quoted)
        return _saying(line, speaker, line.span(last, last + 1), content)
    return None


def _is_owned_answer(line: Line, at: int) -> bool:
    return line.word(at) in cue_words().answers and (line.word(at - 1) == "'s" or line.text(at - 1).endswith("s'"))


def _after_colon(story: Story, line: Line) -> Saying | None:
    """ "The minister waved the charge away: “An old song.”": who acts before the colon is quoted after it."""
    for at in range(2, line.stop - 1) if ":" in line.lowers else ():
        if line.word(at) != ":" or line.quoted[at] >= 0 or line.word(at + 1) != '"':
            continue
        came = next((place for place in range(1, at) if line.word(place) == "came"), 0)
        phrase = Phrase(1, came, came) if line.word(0) == "from" and came else opening_phrase(line, at)
        if phrase is None or phrase.core >= at:
            return None
        speaker = story.speakers.resolve(line, phrase)
        if speaker is None or speaker.entity is None:
            return None
        content = polish(story.text, (line.words[at + 1].start, line.mark.end), story.quoted)
        saying = _saying(line, speaker, line.span(phrase.core, at), content)
        return None if saying is None else replace(saying, via=tuple(story.channels.within(line, phrase.core, at)))
    return None


def _quoted_verb(story: Story, line: Line, found: list[Saying]) -> Saying | None:
    """ "Lima “condemns in the strongest terms” the raid": the verb of speech is itself quoted."""
    if not line.is_quoting:
        return None
    table, taken = cues(), [span for saying in found for span in saying.content]
    for at in range(2, line.stop):
        opens = line.lowers[at - 1] == '"' and line.quoted[at] >= 0 and line.quoted[at - 2] < 0
        if not opens or not any(cue.form in {"third", "past"} for cue in table.get(line.word(at), ())):
            continue
        start = line.words[at - 1].start
        phrase = subject_before(line, at - 1, 0)
        if phrase is None or phrase.core < at - 1 or any(first <= start < last for first, last in taken):
            continue
        speaker = story.speakers.resolve(line, phrase)
        ends = (place for place in range(at, line.stop) if line.quoted[place] < 0 and line.word(place) in {";", ","})
        content = polish(story.text, (start, line.span(at, next(ends, line.stop))[1]), story.quoted)
        return _saying(line, speaker, line.span(at, at + 1), content)
    return None


def _saying(line: Line, speaker: Speaker | None, cue: tuple[int, int], content: tuple[int, int]) -> Saying | None:
    return None if speaker is None or content[0] >= content[1] else Saying(line, speaker, None, cue, (content,))
