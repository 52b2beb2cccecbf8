"""The noun phrases that stand beside a verb of speech."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.annotations.lines import Line
from sitrep.codebook.cues import cue_words, cues

STOPS = frozenset(',;:()[]"«»–—!?…')
#: Marks that close an apposition, each with those that open it.
OPENS = {mark: frozenset({mark}) for mark in (",", "—", "–", "--")} | {")": frozenset({"("})}
#: The longest noun phrase and the longest apposition a reader would follow, in words.
PHRASE, APPOSITION, LIST_WORDS = 18, 32, 6


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its words, where its core ends before an apposition, and if "who" stands for it."""

    start: int
    end: int
    core: int
    relative: bool = False


def is_time(word: str) -> bool:
    """Whether the word belongs to an expression of time."""
    known = cue_words()
    return word in known.weekdays or word in known.times or word[:1].isdigit()


def subject_before(line: Line, verb: int, floor: int) -> Phrase | None:
    """The noun phrase whose verb this is, read from right to left; None when none stands there."""
    at = _before_helpers(line, verb - 1, floor)
    if at < floor:
        return None
    if line.word(at) in {"who", "which"}:
        return Phrase(at, at + 1, at + 1, relative=True)
    if line.word(at) in OPENS:
        return _with_apposition(line, at, floor)
    return _ending(line, at, floor)


def _ending(line: Line, last: int, floor: int) -> Phrase | None:
    """The noun phrase that ends with this word, with the relative clause it may end in."""
    start = phrase_start(line, last, floor)
    if start is None:
        return None
    who = _relative_before(line, start, floor)
    if who is not None:
        first = phrase_start(line, who - 1, floor)
        return Phrase(first, last + 1, who) if first is not None else None
    return Phrase(start, last + 1, last + 1)


def _relative_before(line: Line, start: int, floor: int) -> int | None:
    """The "who" of a relative clause that this phrase closes: "a driver who saw the blast"."""
    known = cue_words()
    if line.word(start - 1) != "who" and line.word(start - 1) not in known.finite:
        return None
    for at in range(start - 1, max(floor, start - LIST_WORDS), -1):
        if line.word(at) == "who":
            return at if line.text(at - 1)[:1].isalnum() else None
        if line.word(at) in STOPS or line.word(at) in known.breaks:
            return None
    return None


def antecedent(line: Line, relative: int) -> Phrase | None:
    """The noun phrase that "who" or "which" at this place stands for."""
    last = relative - 1
    if line.word(last) == ",":
        last -= 1
    return _ending(line, last, 0)


def opening_phrase(line: Line, end: int) -> Phrase | None:
    """The noun phrase that opens a line, or its part after a semicolon: likely the subject of the first verb."""
    known = cue_words()
    start = max((at + 1 for at in range(end) if line.word(at) == ";" and line.quoted[at] < 0), default=0)
    while start < end and (line.word(start) == "," or line.word(start) in known.leaders):
        start += 1
    if line.word(start) in known.prepositions and "," in line.lowers[start:end]:
        start = line.lowers.index(",", start) + 1
    at = start
    while at < end and not _opens_verb(line, at, start):
        at += 1
    if at <= start or not line.text(at - 1)[:1].isalnum():
        return None
    return Phrase(start, _apposition_end(line, at, end), at)


def _apposition_end(line: Line, comma: int, end: int) -> int:
    """Where a name apposed to an opening phrase ends: "The spokesman, Omar Sall, (denied)"; its own end without one."""
    if line.word(comma) != ",":
        return comma
    close = next((at for at in range(comma + 1, end) if line.word(at) in STOPS), comma)
    named = line.word(close) == "," and all(line.text(at)[:1].isupper() for at in range(comma + 1, close))
    return close if named else comma


def _opens_verb(line: Line, at: int, start: int) -> bool:
    known, word = cue_words(), line.word(at)
    if word in STOPS or word in known.breaks or word in known.finite:
        return True
    if at == start or line.word(at - 1) in known.determiners or line.word(at - 1) in known.prepositions:
        return False
    if any(cue.form in {"past", "third"} for cue in cues().get(word, ())) and line.text(at)[0].islower():
        return True
    return word.endswith("ed") and line.text(at)[0].islower() and "-" not in word


def _before_helpers(line: Line, at: int, floor: int) -> int:
    """The place left of the auxiliaries, adverbs and dates that stand before a verb."""
    known = cue_words()
    while at >= floor and _helps(line, at):
        at -= 1
    before = at
    while at >= floor and is_time(line.word(at)) and line.quoted[at] < 0:
        at -= 1
    if at < before and line.word(at) == "aged":
        return before
    if at < before and line.word(at) in {"on", "in", "at", "late", "early", "earlier", "by"}:
        at -= 1
    if at < floor or line.word(at) in STOPS and at < before:
        return before
    while at >= floor and _helps(line, at) and line.word(at) in known.adverbs:
        at -= 1
    return at


def _helps(line: Line, at: int) -> bool:
    known, word = cue_words(), line.word(at)
    if word in known.auxiliaries:
        return word != "'s" or line.word(at + 1) in known.passive
    if word in known.adverbs:
        return word not in known.times or line.word(at + 1) not in STOPS
    return word in known.negations and word not in {"no", "none", "neither", "nobody"} or _is_adverb(line, at)


def _is_adverb(line: Line, at: int) -> bool:
    word = line.text(at)
    return word.endswith("ly") and word[:1].islower() and word not in {"family", "assembly", "daily", "weekly", "ally"}


def _with_apposition(line: Line, comma: int, floor: int) -> Phrase | None:
    """The phrase before an apposition that this comma ends: "Ana, a teacher in Goma, said".

    Where the cue opens its content the phrase that begins the clause is meant, else the nearest.
    """
    found: list[Phrase] = []
    for opening in range(comma - 1, max(floor, comma - APPOSITION), -1):
        if line.quoted[opening] >= 0 or line.word(opening) in {'"', ";"}:
            break
        if line.word(opening) in OPENS[line.word(comma)] and _is_apposition(line, opening + 1, comma):
            before = _ending(line, _before_parenthesis(line, opening, floor) - 1, floor)
            opener = line.word(opening + 1)
            circumstance = opener in cue_words().prepositions or opener.endswith("ing")
            if before is None or (circumstance and before.start > floor):
                continue
            if _opens_clause(line, before.start, floor) and not _is_participle(line, before.start):
                found.append(Phrase(before.start, comma, before.core))
    free = (phrase for phrase in found if line.word(phrase.start - 1) not in cue_words().prepositions)
    return next(free, found[0]) if found else _with_long_relative(line, comma, floor)


def _before_parenthesis(line: Line, end: int, floor: int) -> int:
    """The place before an acronym that ends here: "The Free Falcons (FAF), a militant outfit, said"."""
    if line.word(end - 1) != ")":
        return end
    return next((at for at in range(end - 2, max(floor, end - LIST_WORDS), -1) if line.word(at) == "("), end)


def _with_long_relative(line: Line, comma: int, floor: int) -> Phrase | None:
    """A phrase with a relative clause that no comma opens: "A villager who fled the camp, said"."""
    for at in range(comma - 1, max(floor, comma - APPOSITION), -1):
        if line.word(at) == "who" and line.word(at - 1) != ",":
            start = phrase_start(line, at - 1, floor)
            return Phrase(start, comma, at) if start is not None and _opens_clause(line, start, floor) else None
        if line.word(at) in STOPS:
            return None
    return None


def _is_participle(line: Line, at: int) -> bool:
    word = line.text(at)
    return word[:1].islower() and word.endswith(("ed", "ing")) and line.word(at + 1) in cue_words().prepositions


def _opens_clause(line: Line, start: int, floor: int) -> bool:
    """Whether a phrase that begins here begins a clause."""
    before = line.word(start - 1)
    return start <= floor or before in STOPS or before in cue_words().breaks or before in cue_words().joins


def _is_apposition(line: Line, start: int, end: int) -> bool:
    known, first = cue_words(), line.word(start)
    if start >= end:
        return False
    has_verb = not known.finite.isdisjoint(line.lowers[start:end])
    if first[0].isdigit():
        return not has_verb
    if _opens_apposition(line, start):
        return True
    if has_verb:
        return False
    if first.endswith("ed") and line.word(start + 1) in known.prepositions:
        return True
    if "and" in line.lowers[start:end]:
        return False
    return line.text(start)[:1].isupper() or first not in known.joins


def _opens_apposition(line: Line, start: int) -> bool:
    """Whether the first word alone shows an apposition: "who", "a", "citing", "left out of"."""
    known, first, after = cue_words(), line.word(start), line.word(start + 1)
    if first in {"who", "whose", "which", "whom", "asked"} or (first == "and" and after == "who"):
        return True
    if first in known.participles and (after == "out" or after in known.prepositions):
        return True
    return first in known.determiners or first.endswith("ing")


def phrase_start(line: Line, last: int, floor: int) -> int | None:
    """Where the noun phrase that ends with this word begins; None when the word ends none."""
    known = cue_words()
    word = line.word(last)
    if last < floor or word in known.joins or word in known.breaks or word in known.prepositions:
        return None
    if not word[:1].isalnum() and word not in {".", "'s"}:
        return None
    if line.word(last) in known.pronouns or line.word(last) in {"this", "these", "those"}:
        return last
    at = last
    while at > floor and last - at < PHRASE:
        at = _past_parenthesis(line, at, floor)
        if at <= floor or _ends_phrase(line, at - 1, floor):
            break
        at -= 1
    return _without_lead(line, at, last)


def _past_parenthesis(line: Line, at: int, floor: int) -> int:
    """The place before a parenthesis that ends here: "the police chief (Bastar range) Ana Netam"."""
    if line.word(at - 1) != ")":
        return at
    opening = next((place for place in range(at - 2, max(floor, at - LIST_WORDS), -1) if line.word(place) == "("), at)
    return opening


def _ends_phrase(line: Line, at: int, floor: int) -> bool:
    known, word = cue_words(), line.word(at)
    if word in STOPS or line.quoted[at] >= 0 or word in {".", "--", "but"}:
        return True
    if word in known.breaks:
        return at == floor or not (line.text(at)[0].isupper() and line.text(at + 1)[:1].isupper())  # "U Than Htay"
    if word == "and":
        return not _joins_names(line, at, floor)
    within_name = at > floor and line.text(at)[0].isupper() and line.text(at + 1)[:1].isupper()
    if word in known.finite and word not in {"may", "will", "left", "set", "'s"} and not within_name:
        return True
    if answers(line, at):
        return True
    speaks = any(cue.form == "past" and cue.lemma in {"say", "tell", "add"} for cue in cues().get(word, ()))
    return speaks and line.text(at)[0].islower()


def answers(line: Line, at: int) -> bool:
    """Whether a clause about what stands before opens here: "…, a claim (Ana dismissed as absurd)"."""
    known = cue_words()
    opens = line.word(at) in known.echoes and line.word(at - 1) in known.determiners and line.word(at - 2) == ","
    return opens and (line.text(at + 1)[:1].isupper() or line.word(at + 1) in known.determiners)


def _joins_names(line: Line, at: int, floor: int) -> bool:
    """Whether this "and" joins two names rather than two clauses."""
    known = cue_words()
    for back in range(at - 1, max(floor, at - LIST_WORDS) - 1, -1):
        word = line.word(back)
        if word in STOPS or word in known.breaks:
            return back < at - 1
        past = word.endswith("ed") and line.text(back)[0].islower()
        if word in known.finite or word in known.pronouns or past or word in cues():
            return False
    return at - floor <= LIST_WORDS


def _without_lead(line: Line, start: int, last: int) -> int | None:
    """The phrase's start without a leading "But", "In Moscow" or "On Friday"."""
    known = cue_words()
    while start < last and (line.word(start) in known.leaders or line.word(start) in known.joins):
        start += 1
    if line.word(start) not in known.prepositions or start == last and line.word(start) in known.prepositions:
        return start if line.word(start) not in known.prepositions else None
    at = start + 1
    if line.word(at) in known.determiners:
        at += 1
    while at <= last and is_time(line.word(at)):
        at += 1
    if at > start + 1 and at <= last and is_time(line.word(at - 1)):
        return at
    if line.text(start + 1)[:1].isupper() and line.text(start + 2)[:1].isupper() and last > start + 2:
        return start + 2  # "In Brussels NATO chief Ana Ruiz"
    for place in range(last, start + 1, -1):
        if line.word(place) in {"the", "a", "an"} and line.text(place - 1)[:1].isupper():
            return place
    return None


def phrase_after(line: Line, first: int) -> Phrase:
    """The noun phrase that begins here, with its apposition, up to the end of its clause."""
    known = cue_words()
    end = line.stop
    core = first
    while core < end and line.word(core) not in STOPS | {"who", "which", "whose", "that", "but"}:
        if core > first and _leaves_phrase(line, core):
            break
        core += 1
    at = core
    if line.word(at) == "," and line.word(at + 1) not in known.joins and not line.word(at + 1).endswith("ing"):
        while at < end and line.word(at) not in {'"', ";", "—"}:
            at += 1
    return Phrase(first, max(at, core), core)


def _leaves_phrase(line: Line, at: int) -> bool:
    """Whether a prepositional phrase here tells of the saying, not of the speaker."""
    word, after = line.word(at), line.word(at + 1)
    if word in {"on", "in", "at", "late", "early"} and is_time(after):
        return True
    if is_time(word) and line.text(at)[0].isupper():
        return True
    if word in {"on", "in", "via", "through", "during", "to", "at"}:
        nearby = line.lowers[at + 1 : at + 5]
        return any(near in cue_words().channels for near in nearby) or after in {"x", "an", "his", "her"}
    return word in {"by", "after", "while", "as", "when", "before", "because", "if"}
