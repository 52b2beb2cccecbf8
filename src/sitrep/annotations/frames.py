"""Frames: how what was said stands after its cue, from "said that" to "put the toll at"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sitrep.annotations.acts import Act
from sitrep.annotations.adjuncts import REACH, tail
from sitrep.annotations.cues import Hit
from sitrep.annotations.lines import Line
from sitrep.annotations.phrases import STOPS, Phrase
from sitrep.annotations.things import (
    amount,
    channel_start,
    named,
    quotation,
    quoted_thing,
    responsibility,
    thing,
    thing_after_of,
    with_complement,
)
from sitrep.annotations.uses import ADDRESSEE, QUOTE, Use
from sitrep.codebook.cues import Frame, cue_words

#: Frames in the order in which they are tried: the more they demand, the earlier.
ORDER: tuple[Frame, ...] = (
    "to", "of", "of-thing", "at", "to-whom", "responsible", "named", "order", "want", "as", "tell", "clause", "that",
    "clause-with-verb", "figure", "as-figure", "object", "quoted-object", "quoted",
)  # fmt: skip


def following(line: Line, hit: Hit, phrase: Phrase | None, outer: int) -> Act | None:
    """The act in which the content stands after the cue, read in the first way that fits."""
    for cue in hit.cues:
        use = Use(line, hit, cue, phrase, outer)
        for frame in ORDER:
            act = READERS[frame](use) if frame in cue.frames else None
            if act is not None:
                return act
    return None


# --- clauses ---------------------------------------------------------------------------------------------------------


def _clause(use: Use, *, bare: bool = True) -> Act | None:
    """ "said that it had", "said: “…”", and bare "said it had"."""
    line = use.line
    at, addressee = tail(line, use.after, told="tell" in use.cue.frames)
    if line.word(at) == "," and line.word(at + 1) == '"':
        at += 1
    elif line.word(at) == "," and use.phrase is not None:
        at = _after_parenthesis(line, at)
    if line.word(at) == "that" and at + 2 == line.stop:
        return None  # "dispute that account"
    marked = line.word(at) in {"that", "whether", "how", "why", ":", "what"} | QUOTE
    if line.word(at) in {"that", ":"}:
        at += 1 + (line.word(at) == "that" and line.word(at + 1) == ":")  # "disputed that: “…”"
        if line.word(at) == ",":
            at = _after_parenthesis(line, at)
    if at >= line.stop or not (marked or (bare and _may_open_clause(line, at))):
        return None
    return use.act(at, addressee=addressee)


def _after_parenthesis(line: Line, comma: int) -> int:
    """The place after "…, according to Tass, …"; the line's end when the comma opens none."""
    for at in range(comma + 1, min(line.stop, comma + REACH)):
        if line.word(at) == "," and line.quoted[at] < 0:
            return at + 1
        if line.word(at) == "that" and at > comma + 1:
            return at
    return line.stop


def _may_open_clause(line: Line, at: int) -> bool:
    """Whether a clause without "that" can begin here and hold a verb."""
    word = line.word(at)
    if word in STOPS or word in {"and", "but", "or", "as", "for", "by", "of", "to", "against"}:
        return False
    return line.stop - at > 1


def _marked_clause(use: Use) -> Act | None:
    if use.cue.group == "threats and offers" and use.next != "that":
        return None
    return _clause(use, bare=False)


def _bare_clause(use: Use) -> Act | None:
    if use.next == "responsibility":
        return responsibility(use)
    if _takes_thing(use):
        return None
    named = use.cue.lemma == "claim" and use.next in cue_words().determiners
    if named and not _has_verb(use.line, use.after, channel_start(use.line, use.after)):
        return thing(use)
    return None if use.may_be_noun else _ended(use.line, _clause(use))


def _ended(line: Line, act: Act | None) -> Act | None:
    """A thing confirmed ends before what the speaker did beside it: "confirmed “an incident” but gave no toll"."""
    if act is None or len(act.content) != 1:
        return act
    known, (start, stop) = cue_words(), act.content[0]
    for at in range(start + 1, stop):
        word = line.word(at)
        if line.quoted[at] < 0 and (word in known.finite or word.endswith("ed") or word in known.openers):
            return act
        if word == "but" and (line.word(at + 1) in known.deeds or line.word(at + 1) in known.auxiliaries):
            return replace(act, content=((start, at),))
    return act


def _takes_thing(use: Use) -> bool:
    """Whether a verb that also means a deed has a thing for its object: "claimed 60 lives", "recalled its envoy"."""
    line = use.line
    lemma = use.cue.lemma
    if lemma in {"pledge", "promise"}:
        return use.next[:1].isdigit() or use.next in cue_words().numbers
    if lemma not in {"claim", "add", "recall", "report", "maintain"} or use.next in QUOTE | {"that", ":"}:
        return False
    if {"life", "lives"} & set(line.lowers[use.after : use.after + 5]):
        return True
    opens = use.next in cue_words().determiners | cue_words().owners | cue_words().numbers or use.next[:1].isdigit()
    words = range(use.after + 1, min(line.stop, use.after + REACH))
    shown = any(line.word(at) in cue_words().finite or line.word(at).endswith("ed") for at in words)
    return opens and not shown and lemma in {"add", "recall", "maintain"}


def _verbal_clause(use: Use) -> Act | None:
    """A clause whose verb is seen: "announced it would", not "announced a truce"."""
    act = _bare_clause(use)
    if act is None:
        return None
    start = act.content[0][0]
    return act if _has_verb(use.line, start) and use.line.word(start) not in cue_words().finite else None


def _has_verb(line: Line, start: int, end: int | None = None) -> bool:
    """Whether a verb of a clause is seen soon after this place."""
    last = line.stop if end is None else end
    return bool(cue_words().finite & set(line.lowers[start : min(last, start + REACH // 2)]))


def _told(use: Use) -> Act | None:
    """ "told reporters that": the addressee is named, and what follows is no order to act."""
    if use.next == ":" and use.phrase is not None:
        return _clause(use)
    if use.next in STOPS - {'"'}:
        return None
    act = _clause(use)
    if act is None or (act.addressee is None and use.cue.lemma != "warn"):
        return None
    return None if use.line.word(act.content[0][0]) == "to" else act


# --- acts asked for and promised -------------------------------------------------------------------------------------


def _wanted(use: Use) -> Act | None:
    """ "urged Kyiv to hold fire", and with some verbs a thing: "urged restraint"."""
    line, known = use.line, cue_words()
    for at in use.reach:
        if line.quoted[at] >= 0:
            continue
        if line.word(at) in STOPS - {",", '"'}:
            break
        if line.word(at) in {"to", "for"}:
            return use.act(use.after, addressee=(use.after, at)) if use.next not in {"to", "not", "for"} else None
    no_thing = STOPS | known.prepositions if use.cue.lemma == "urge" else STOPS
    takes_thing = use.cue.lemma in {"urge", "call"} and use.next not in no_thing | {"for", "to", "and", "off", "up"}
    return use.act(use.after) if takes_thing else None


def _ordered(use: Use) -> Act | None:
    """ "told residents to leave": an addressee of a few words and what they are to do."""
    line, known = use.line, cue_words()
    if use.next in {"to", "not"} and use.cue.lemma == "tell":
        return None
    for at in range(use.after + 1, min(line.stop, use.after + ADDRESSEE)):
        if line.quoted[at] >= 0 or line.word(at) in STOPS or line.word(at) in known.openers - {"to"}:
            return None
        if line.word(at) == "to" and line.word(at + 1) not in known.determiners:
            commas = (end for end in range(at, line.stop) if line.word(end) == ",")
            end = next((end for end in commas if line.word(end + 1) in {"and", "but"}), None)
            return use.act(use.after, end, addressee=(use.after, at))
    return None


def _infinitive(use: Use) -> Act | None:
    """ "vowed to retaliate"; silence only before a verb of telling: "declined to comment"."""
    line = use.line
    at = use.after
    if use.next in {"in", "on", "at"}:
        at = next((place for place in use.reach[:ADDRESSEE] if line.word(place) in STOPS | {"to"}), at)
    at += line.word(at) == "not" and line.word(at + 1) == "to"
    if line.word(at) != "to" or at + 1 >= line.stop:
        return None
    is_silence = line.word(at + 1) in cue_words().telling
    if use.cue.lemma in {"decline", "refuse"} and line.word(at + 1) in {"be", "remain"}:
        return None
    if use.cue.lemma in {"decline", "refuse"} and is_silence != (use.cue.certainty == "declined"):
        return None
    if line.word(at + 1) == "comment" and (at + 2 >= line.stop or line.word(at + 2) in STOPS):
        return None  # like "did not respond": nothing is told
    return use.act(at)


READERS: dict[Frame, Callable[[Use], Act | None]] = {
    "clause": _bare_clause,
    "that": _marked_clause,
    "clause-with-verb": _verbal_clause,
    "tell": _told,
    "object": thing,
    "of": with_complement("of"),
    "of-thing": thing_after_of,
    "quoted": quotation,
    "as": with_complement("as"),
    "at": with_complement("at", figure=True),
    "to-whom": with_complement("to"),
    "as-figure": with_complement("as", figure=True),
    "figure": amount,
    "named": named,
    "want": _wanted,
    "order": _ordered,
    "to": _infinitive,
    "responsible": with_complement("responsible"),
    "quoted-object": quoted_thing,
}
