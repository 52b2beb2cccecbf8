"""The acts of a line: every cue read in the way that its neighbourhood allows."""

from __future__ import annotations

from dataclasses import replace

from sitrep.annotations.acts import Act
from sitrep.annotations.closings import closing, inverted, left_end
from sitrep.annotations.cues import Hit
from sitrep.annotations.frames import following
from sitrep.annotations.lines import Line
from sitrep.annotations.phrases import STOPS, Phrase, answers, subject_before
from sitrep.codebook.cues import cue_words

#: The longest name between "quoted" and "as saying", in words.
QUOTED_NAME = 14
#: The longest subject between "with" and its participle, in words.
ACCOMPANIED = 10
#: Words that part two acts of equal standing; after any other word the later cue is part of what was said.
PARTING = STOPS | {"and", "but", "while", "although", "though", "whereas", "yet"}


def place_acts(line: Line, found: list[Hit]) -> list[Act]:
    """The acts of a line in order, none holding words that belong to the next."""
    acts: list[Act] = []
    for hit in found:
        act = _act(line, hit, acts)
        if act is None or (acts and _is_nested(line, acts[-1], act)):
            continue
        if acts and acts[-1].layout == "front":
            acts[-1] = _cut(line, acts[-1], act)
            if not acts[-1].content:
                acts.pop()
        acts.append(act)
    return acts


def _cut(line: Line, earlier: Act, later: Act) -> Act:
    """The earlier act without what belongs to the later one."""
    if _holds(later, earlier):
        return earlier
    end = left_end(line, later.outer) if later.layout == "final" else later.outer
    spans = tuple((start, min(stop, end)) for start, stop in earlier.content if start < min(stop, end))
    return replace(earlier, content=spans)


def _holds(later: Act, earlier: Act) -> bool:
    """Whether the earlier act is a relative clause of the later one's subject: "police, who said A, maintain B"."""
    if later.phrase is None or earlier.phrase is None or not earlier.phrase.relative:
        return False
    return later.phrase.start < earlier.phrase.start < later.phrase.end


def _is_nested(line: Line, earlier: Act, later: Act) -> bool:
    """Whether the later cue is only part of what the earlier act reports."""
    if earlier.layout != "front" or later.layout != "front":
        return False
    if later.phrase is None or later.phrase.relative or _holds(later, earlier):
        return False
    if answers(line, later.phrase.start - 1):
        return False
    return line.word(later.outer) not in PARTING or later.phrase.start == earlier.content[-1][0]


def _act(line: Line, hit: Hit, acts: list[Act]) -> Act | None:
    quoted_as = hit.form == "participle" and line.word(hit.at - 1) == "as"
    if quoted_as and line.word(hit.at - 2) != "quoted":
        return _quoted_by_another(line, hit)
    if hit.form == "participle" and not quoted_as:
        return _participle(line, hit, _floor(acts))
    turned = inverted(line, hit, _floor(acts) if acts and acts[-1].layout != "front" else 0)
    if turned is not None:
        return turned
    start = _verb_start(line, hit.at)
    if _is_coordinated(line, hit, acts):
        return following(line, hit, None, _outer(line, start))
    phrase = subject_before(line, hit.at - 2 if quoted_as else hit.at, _subject_floor(acts))
    if phrase is None:
        return following(line, hit, None, start - 1) if not acts and _has_far_subject(line, hit) else None
    if line.word(phrase.start) in {"no", "nobody", "none", "neither"} or _disagrees(line, hit, phrase):
        return None
    return (
        _echo(line, hit, phrase, acts)
        or closing(line, hit, phrase, _closing_floor(line, phrase, acts))
        or following(line, hit, phrase, _outer(line, phrase.start))
    )


def _disagrees(line: Line, hit: Hit, phrase: Phrase) -> bool:
    """Whether one person or thing cannot be the subject of this form: "a Washington-based think"."""
    if (
        hit.form != "base"
        or line.word(phrase.start) not in {"a", "an"}
        or line.word(hit.at - 1) in cue_words().auxiliaries
    ):
        return False
    return not {"of", "and", "or"} & set(line.lowers[phrase.start : phrase.core])


def _quoted_by_another(line: Line, hit: Hit) -> Act | None:
    """The act of "The paper quoted Ana as saying" and "Ana was quoted by it as saying": she speaks, it carries it."""
    known = cue_words()
    for at in range(hit.at - 2, max(hit.at - QUOTED_NAME, 0), -1):
        if line.word(at) not in known.quoting:
            continue
        if line.word(at + 1) == "by":
            phrase = subject_before(line, at, 0) if line.word(at - 1) in known.passive else None
            return following(line, hit, phrase, 0) if phrase is not None else None
        phrase = Phrase(at + 1, hit.at - 1, hit.at - 1)
        outlet = subject_before(line, at, 0) if hit.end >= line.stop else None
        if outlet is not None and line.word(outlet.start - 1) in {",", '"'}:  # "…, Tass quoted Ana as saying."
            end = left_end(line, outlet.start)
            return Act(hit, hit.cues[0], phrase, "final", outlet.start, hit.end, ((0, end),)) if end > 0 else None
        return following(line, hit, phrase, 0)
    return None


def _has_far_subject(line: Line, hit: Hit) -> bool:
    """Whether the line's first noun phrase is the subject: "Families marched to demand", "… and offered to"."""
    if hit.form == "base":
        return hit.at > 1 and line.word(hit.at - 1) == "to"
    return hit.form == "past" and line.word(_verb_start(line, hit.at) - 1) in {"and", "but"}


def _echo(line: Line, hit: Hit, phrase: Phrase, acts: list[Act]) -> Act | None:
    """The act of "…, a charge that police deny" and "…, which Kyiv rejects": it takes the content before it."""
    known, outer = cue_words(), phrase.start - 1
    if not acts or line.word(outer) not in {"which", "that"} or not (hit.end >= line.stop or line.word(hit.end) == ","):
        return None
    if line.word(outer - 1) in known.echoes:
        outer -= 1 + (line.word(outer - 2) in known.determiners)
    if line.word(outer - 1) != ",":
        return None
    start, end = acts[-1].content[0][0], outer - 1
    if acts[-1].cue is not None and "of" in acts[-1].cue.frames:
        start = next((at + 1 for at in range(start, end) if line.word(at) == "of"), start)
    return Act(hit, hit.cues[0], phrase, "echo", outer - 1, hit.end, ((start, end),)) if start < end else None


def _participle(line: Line, hit: Hit, floor: int) -> Act | None:
    """The act of ", adding that", which shares the subject before it; ", with Ana saying" has its own."""
    near = range(hit.at - 1, max(floor, hit.at - ACCOMPANIED), -1)
    beside = next((at for at in near if line.word(at) in STOPS | {"with"}), 0)
    if line.word(beside) == "with" and line.word(beside - 1) == "," and beside + 1 < hit.at:
        # ", with one of them saying"
        return following(line, hit, Phrase(beside + 1, hit.at, hit.at), _outer(line, beside))
    own = None if line.word(hit.at - 1) == "," else subject_before(line, hit.at, floor)
    if own is not None and line.word(own.start - 1) == "with":
        return following(line, hit, own, _outer(line, own.start - 1))
    return following(line, hit, None, _outer(line, hit.at))


def _floor(acts: list[Act]) -> int:
    """Where words not yet taken by an earlier act begin."""
    ended = (act.hit.end if act.layout == "front" and act.hit else act.tail for act in acts)
    return max(ended, default=0)


def _closing_floor(line: Line, phrase: Phrase, acts: list[Act]) -> int:
    """Where what a closing cue reports may begin: with the act before, where it tells of that act itself.

    "Ana told the envoy that Kyiv would wait, the officials said" is what the officials said of Ana.
    """
    last = acts[-1] if acts else None
    if last is None or last.layout != "front" or last.hit is None or last.phrase is not None and last.phrase.relative:
        return _floor(acts)
    between = range(last.hit.end, phrase.start - 1)
    if line.word(phrase.start - 1) != "," or any(line.quoted[at] < 0 and _parts(line, at) for at in between):
        return _floor(acts)
    return _floor(acts[:-1])


def _parts(line: Line, at: int) -> bool:
    """Whether a clause of its own may begin here: ", and", ", but", ";"."""
    return line.word(at) == ";" or (
        line.word(at) == "," and line.word(at + 1) in cue_words().joins | {"adding", "saying"}
    )


def _subject_floor(acts: list[Act]) -> int:
    """Where a subject may begin: before a relative clause too, which told something of its own."""
    last = acts[-1] if acts else None
    return 0 if last is not None and last.phrase is not None and last.phrase.relative else _floor(acts)


def _verb_start(line: Line, at: int) -> int:
    """The first of the auxiliaries and adverbs before a verb."""
    known = cue_words()
    while at > 0 and any(line.lowers[at - 1] in words for words in (known.auxiliaries, known.adverbs, known.negations)):
        at -= 1
    return at - 2 if line.lowers[max(at - 2, 0) : at] == ("in", "turn") else at


def _outer(line: Line, start: int) -> int:
    """The start of the clause, its comma and joining word taken in."""
    while start > 0 and line.word(start - 1) in cue_words().joins:
        start -= 1
    return start - 1 if start > 0 and line.word(start - 1) in {",", ";"} else start


def _is_coordinated(line: Line, hit: Hit, acts: list[Act]) -> bool:
    """Whether the verb shares the subject of the act before: "said A and accused B".

    A threat is told as an act of its own only when its words are quoted: else it is part of what was said.
    """
    joint = _verb_start(line, hit.at) - 1
    quotes = '"' in line.lowers[hit.at :] or line.word(joint - 1) == '"'
    if hit.cues[0].group == "threats and offers" and not quotes:
        return False
    return bool(acts) and line.word(joint) in {"and", "but", "then"}
