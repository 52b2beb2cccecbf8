"""Attribution: who says what in a story, through which channel and how firmly."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sitrep.annotations.accorded import with_accorded
from sitrep.annotations.certainty import certainty_of
from sitrep.annotations.channels import Via
from sitrep.annotations.content import kind_of
from sitrep.annotations.issues import issues_of, proposal_in, stances_of
from sitrep.annotations.layers import (
    ATTRIBUTIONS,
    ENTITIES,
    MENTIONS,
    SENTENCES,
    TIMES,
    Attribution,
)
from sitrep.annotations.lines import LINES
from sitrep.annotations.quotations import QUOTATIONS, Quotations
from sitrep.annotations.sayings import Saying, Story, spoken_in
from sitrep.annotations.sheet import Layer, Mark, Sheet
from sitrep.annotations.spoken_marks import with_marked
from sitrep.annotations.voiceless import (
    bare_in,
    carried,
    continued,
    of_paper,
    with_quoted,
    with_reported,
)

#: A "sentence" of more words than this is a table or a text without stops, and reports nothing.
LONGEST = 400
#: Frames of cues that react to something said or done before.
REACTING = frozenset({"object", "named", "as", "quoted-object", "to-whom"})
#: How many sayings back an accusation is still being answered.
ANSWERED = 6


class AttributionStep:
    """Who says what: every statement with its speaker, cue, content and channel."""

    name = "attribution"
    reads: tuple[Layer[Any], ...] = (SENTENCES, LINES, QUOTATIONS, MENTIONS, ENTITIES, TIMES)
    writes = ATTRIBUTIONS

    def marks(self, sheet: Sheet) -> list[Mark[Attribution]]:
        """One mark an act of reporting, over the sentences it takes up."""
        story = Story(sheet)
        told = _shared(_told(story), story.quoted)
        return [_mark(story, told, number, self.name) for number in range(len(told))]


def _told(story: Story) -> list[Saying]:
    """Every saying of the story in order, as its line tells it."""
    found: list[Saying] = []
    for line in story.lines:
        if not 0 < len(line) <= LONGEST:
            continue
        fresh = with_accorded(story, line, with_quoted(story, line, spoken_in(story, line)))
        fresh = with_marked(story, line, with_reported(story, line, fresh)) or bare_in(story, line)
        if not fresh and found and found[-1].interview:
            found[-1] = carried(story, line, found[-1])
        found.extend(fresh or continued(story, line, found) or of_paper(story, line))
    return [saying for saying in found if saying.content]


def _shared(found: list[Saying], quoted: Quotations) -> list[Saying]:
    """The sayings with the channels and days that the same speaker's neighbouring words name."""
    shared: list[Saying] = []
    for saying in found:
        before = shared[-1] if shared else None
        if before is None or not saying.goes_on(before):
            shared.append(saying)
            continue
        if saying.via and not before.via and saying.by_pronoun and kind_of(saying.content, quoted) != "direct":
            shared[-1] = replace(before, via=saying.via)
        inherits = not saying.via and bool(before.via)
        shared.append(
            replace(
                saying,
                via=before.via if inherits else saying.via,
                interview=before.interview if inherits else saying.interview,
                when=saying.when or before.when,
            )
        )
    return shared


def _mark(story: Story, told: list[Saying], number: int, step: str) -> Mark[Attribution]:
    """The saying as a mark over the sentences it takes up."""
    saying = told[number]
    earlier = told[max(0, number - ANSWERED) : number]
    said = _words(story, saying)
    issues = _issues(story, saying, earlier)
    accused = _is_accused(saying, earlier)
    via = _distinct(saying.via)
    value = Attribution(
        speaker=saying.speaker.span if saying.speaker else None,
        entity=saying.speaker.entity if saying.speaker else None,
        cue=saying.cue_span,
        content=saying.content,
        kind=kind_of(saying.content, story.quoted),
        certainty=certainty_of(saying.cue, said, accused=accused) if saying.speaker else "asserted",
        via=tuple(one.span for one in via),
        via_names=tuple(one.name for one in via),
        addressee=saying.addressee,
        when=saying.when,
        anonymity_reason=saying.reason,
        anonymous=saying.speaker is not None and saying.speaker.anonymous,
        issues=issues,
        stance=()
        if _retells(saying, earlier)
        else stances_of(saying.cue, said, issues, proposal_in(story.text, saying.content)),
    )
    start = min(saying.line.mark.start, *(span[0] for span in saying.content))
    end = max(saying.line.mark.end, *(span[1] for span in saying.content))
    return Mark(start, end, value, step)


def _words(story: Story, saying: Saying) -> str:
    return " ".join(story.text[start:end] for start, end in saying.content)


def _issues(story: Story, saying: Saying, earlier: list[Saying]) -> tuple[str, ...]:
    """The issues of what was said; words that name none go on with those just before."""
    if saying.speaker is None:
        return issues_of(_words(story, saying), story.text)  # only what talks turn on is a statement of the paper
    issues = issues_of(_words(story, saying), story.around(saying.line))
    if issues:
        return issues
    if earlier and saying.goes_on(earlier[-1]):
        issues = issues_of(_words(story, earlier[-1]), story.around(earlier[-1].line))
    return issues or _issues_before(story, saying)


def _issues_before(story: Story, saying: Saying) -> tuple[str, ...]:
    """The issues that the sentence before names, where the words only react to it: "“A lie,” Kyiv called it"."""
    line, reacts = saying.line, saying.cue is not None and bool(saying.cue.frames & REACTING)
    before = story.lines[line.index - 1] if line.index else None
    if before is None or before.paragraph != saying.paragraph:
        return ()
    if not reacts and kind_of(saying.content, story.quoted) == "indirect":
        return ()
    return issues_of(story.text[before.mark.start : before.mark.end], story.around(line))


def _retells(saying: Saying, earlier: list[Saying]) -> bool:
    """Whether the saying is about another's act, whose stance is that one's: "Kyiv rejected it, Ana said"."""
    told = [one.cue_span[0] for one in earlier if one.line is saying.line and one.cue_span is not None]
    return any(start <= at < end for at in told for start, end in saying.content)


def _is_accused(saying: Saying, earlier: list[Saying]) -> bool:
    """Whether the saying answers an accusation or a denied report told shortly before it."""
    for one in earlier:
        if one.cue is None or saying.paragraph - one.paragraph > 1:
            continue
        own = one.speaker is not None and one.speaker.same(saying.speaker)
        if one.cue.certainty == "denied" or (one.cue.lemma in {"accuse", "blame", "attribute"} and not own):
            return True
    return False


def _distinct(via: tuple[Via, ...]) -> list[Via]:
    """The channels without repetition or parts of each other, in the order named."""
    seen: dict[str, Via] = {}
    for one in via:
        if any(big.span != one.span and big.span[0] <= one.span[0] and one.span[1] <= big.span[1] for big in via):
            continue
        seen.setdefault(one.name.casefold(), one)
    return list(seen.values())
