"""Closings: cues that stand after, inside or around what was said: "…, Ana said"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sitrep.annotations.acts import Act, Span
from sitrep.annotations.adjuncts import tail
from sitrep.annotations.cues import Hit
from sitrep.annotations.lines import Line
from sitrep.annotations.phrases import STOPS, Phrase, phrase_after, subject_before
from sitrep.codebook.cues import Cue, cue_words, cues

DASHES = frozenset({"—", "–", "--", "-"})
#: What may stand between the words said and their speaker.
CLOSERS = DASHES | {",", '"', "»", "'", "!", "?", "…", "..."}
#: Openings shorter than this hold no clause without a visible verb: "In Goma,".
OPENING_WORDS = 4


def inverted(line: Line, hit: Hit, floor: int) -> Act | None:
    """The act of `"…," said Ana` and "…, reports UNB"."""
    cue = _reading(line, hit, "inverted", hit.at)
    if cue is None or line.word(hit.at - 1) not in CLOSERS or not _may_open_speaker(line, hit.end):
        return None
    subject = subject_before(line, hit.at, 0) if line.word(hit.at - 1) in DASHES | {","} else None
    if subject is not None and _fills_clause(line, subject):
        return None
    phrase = phrase_after(line, hit.end)
    content = _left(line, floor, hit.at)
    if line.word(phrase.core - 1) == "'s":  # "X, speaking in Goma, said Kyiv's “…”"
        return None
    if content is None or cue_words().finite & set(line.lowers[phrase.start : phrase.core]):
        return None
    colon = phrase.core
    if line.word(colon) == ":" and colon + 2 < line.stop and not any(line.quoted[at] >= 0 for at in range(*content)):
        rest = (colon + 1, line.stop)
        spans = (rest,) if content[1] - content[0] < OPENING_WORDS else (content, rest)
        return Act(hit, cue, phrase, "final", hit.at, line.stop, spans)
    return _with_rest(line, Act(hit, cue, phrase, "final", hit.at, max(phrase.core, hit.end), (content,)))


def _reading(line: Line, hit: Hit, frame: str, before: int) -> Cue | None:
    """The reading of a closing cue; some report only beside a quotation mark."""
    plain = hit.reads("inverted") if frame == "inverted" else hit.reads("final")
    return plain or (hit.reads("quoted") if before and line.word(before - 1) == '"' else None)


def _may_open_speaker(line: Line, at: int) -> bool:
    known, word = cue_words(), line.word(at)
    if not word[:1].isalnum() or word in known.breaks or word in known.prepositions or word == "responsibility":
        return False
    return word not in cue_words().personal or line.word(at + 1) in STOPS


def _fills_clause(line: Line, subject: Phrase) -> bool:
    """Whether a subject with its apposition begins the line, so that what follows its verb was said."""
    return subject.core < subject.end and (subject.start == 0 or line.word(subject.start - 1) in {'"', ";"})


@dataclass(frozen=True, slots=True)
class Closing:
    """A cue with its subject before it and the place where its adjuncts end."""

    hit: Hit
    cue: Cue
    phrase: Phrase
    end: int
    addressee: Span | None


def closing(line: Line, hit: Hit, phrase: Phrase, floor: int) -> Act | None:
    """The act of "…, Ana said": the content stands before the speaker, or on both sides."""
    cue = _reading(line, hit, "final", phrase.start)
    if cue is None or phrase.relative:
        return None
    end, addressee = tail(line, hit.end, told="tell" in cue.frames)
    beside_quotation = line.word(phrase.start - 1) == '"' and line.word(end) not in {"that", ":", '"'}
    if end < line.stop and line.word(end) not in DASHES | {",", ";", "("} and not beside_quotation:
        return None
    found = Closing(hit, cue, phrase, end, addressee)
    left = _left(line, floor, phrase.start)
    if left is None or line.word(left[1] - 1) in cue_words().breaks:
        return _interrupting(line, found)
    opens_quotation = line.word(end + 1) == '"'
    opens_sentence = opens_quotation and line.text(end + 2)[:1].isupper()
    if opens_sentence and all(line.quoted[at] < 0 for at in range(*left)) and line.word(left[0]) == "asked":
        return None
    if not is_clause(line, *left):
        if opens_quotation:
            return None
        if line.word(end) == ",":
            return _interrupting(line, found)
    if line.word(left[0]) in cue_words().subordinate and line.word(end) == "," and _goes_on(line, end + 1):
        content = (left, (end + 1, line.stop))
        return Act(hit, cue, phrase, "final", phrase.start, end, content, addressee)
    return _with_rest(line, Act(hit, cue, phrase, "final", phrase.start, end, (left,), addressee))


def _goes_on(line: Line, at: int) -> bool:
    """Whether the main clause begins here, after a clause that depends on it."""
    known, word = cue_words(), line.word(at)
    if word in known.joins or word in {"who", "which", "with"} or word.endswith("ing"):
        return False
    return at + 2 < line.stop


def _interrupting(line: Line, found: Closing) -> Act | None:
    """ "Under the plan, Ana said, the army would leave": only what follows was said.

    Where a verb follows, the subject before the speaker belongs to it: "The talks, Ana said, would go on".
    """
    known, start, end = cue_words(), found.phrase.start, found.end
    if line.word(end) != "," or end + 2 >= line.stop or line.word(start - 1) not in {",", "that"}:
        return None
    after = line.word(end + 1)
    if after in {"who", "which", "adding", "citing", "without"} or after in known.joins:
        return None
    spans: tuple[Span, ...] = ((end + 1, line.stop),)
    if after in known.finite or (after.endswith("ed") and after not in known.prepositions):
        begin = without_leaders(line, 0, start - 1)
        spans = ((begin, start - 1), *spans) if begin < start - 1 else spans
    return Act(found.hit, found.cue, found.phrase, "front", start, end, spans)


def _left(line: Line, floor: int, end: int) -> Span | None:
    """What stands before the speaker and can have been said; None when nothing does."""
    if end - 1 < floor or line.word(end - 1) not in CLOSERS:
        return None
    stop = left_end(line, end)
    start = without_leaders(line, _part_start(line, floor, stop), stop)
    while start < stop and line.word(start) == ",":
        start += 1
    return (start, stop) if stop > start else None


def _part_start(line: Line, floor: int, stop: int) -> int:
    """Where what was said begins: the first word, or what follows the semicolon that parts it from another act."""
    if floor == 0:
        return 0
    parted = (at + 1 for at in range(floor, stop) if line.word(at) == ";" and line.quoted[at] < 0)
    return next(parted, floor)


def left_end(line: Line, end: int) -> int:
    """The end of what stands before this place, without a comma or dash that closes it."""
    while end > 0 and line.quoted[end - 1] < 0 and line.word(end - 1) in DASHES | {","}:
        end -= 1
    return end


def without_leaders(line: Line, start: int, end: int) -> int:
    """The start of what was said, past a bullet and the paper's own "But" or "Meanwhile,"."""
    if line.mark.value.kind == "bullet" and start == 0 and not line.text(0)[:1].isalnum():
        start += 1
    while start < end - 1 and line.word(start) in cue_words().leaders and line.quoted[start] < 0:
        start += 1 + (line.word(start + 1) == ",")
    return start


def is_clause(line: Line, start: int, end: int) -> bool:
    """Whether these words make a sentence of their own rather than an opening like "In Goma,"."""
    known, low = cue_words(), line.lowers[start:end]
    if any(line.quoted[at] >= 0 for at in range(start, end)):
        return True
    if any(word in known.finite or (word.endswith("ed") and len(word) > OPENING_WORDS) for word in low):
        return True
    return len(low) >= OPENING_WORDS and low[0] not in known.prepositions


def _with_rest(line: Line, act: Act) -> Act:
    """The act with what goes on after its cue: `"…," he said, "…"` or "…, but no date is set"."""
    at = act.tail
    quotation = _quotation_after(line, at)
    if quotation is not None:
        return replace(act, content=(*act.content, (quotation, line.stop)))
    if line.word(at) != "," or at + 3 >= line.stop:
        return act
    verb = line.word(at + 2)
    own_verb = verb in {"was", "is", "has", "had", "also", "then"} or verb.endswith("ed") or verb in cues()
    joined = line.word(at + 1) in {"but", "and"} and not own_verb
    if joined and is_clause(line, at + 2, line.stop):
        return replace(act, content=(*act.content, (at + 2, line.stop)), tail=at)
    if line.word(at + 1) in cue_words().dependent:
        return replace(act, content=(*act.content, (at + 1, line.stop)), tail=at)
    return act


def _quotation_after(line: Line, start: int) -> int | None:
    for at in range(start, line.stop - 1):
        opens = line.word(at) == '"' and line.quoted[at + 1] >= 0
        if opens and line.word(at - 1) in DASHES | {",", ":"}:
            return at
    return None
