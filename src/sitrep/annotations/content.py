"""Content: which words were said, given the cue and how it stands in its sentence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Literal

from sitrep.annotations.cues import Hit
from sitrep.annotations.phrases import STOPS, Line, Phrase, is_time, phrase_after, subject_before
from sitrep.annotations.quotations import Quotation
from sitrep.codebook.cues import Cue, cue_words

Span = tuple[int, int]
Layout = Literal["front", "final", "echo"]
DASHES = frozenset({"—", "–", "--", "-"})
#: How far the second half of a frame may stand from its verb, in words.
REACH = 24


@dataclass(frozen=True, slots=True)
class Act:
    """One act of reporting inside a line; all places count words of the line.

    ``phrase`` is the speaker's, None when it is that of the act before. ``outer`` is where the act's
    own clause begins, ``tail`` where what follows the cue (time, channel, addressee) ends.
    """

    hit: Hit | None
    cue: Cue | None
    phrase: Phrase | None
    layout: Layout
    outer: int
    tail: int
    content: tuple[Span, ...]
    addressee: Span | None = None


def place_acts(line: Line, found: list[Hit]) -> list[Act]:
    """The acts of a line, each cue read in the way that its neighbourhood allows."""
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
    end = later.outer if later.layout in {"front", "echo"} else _left_end(line, later.outer)
    spans = tuple((start, min(stop, end)) for start, stop in earlier.content if start < min(stop, end))
    return replace(earlier, content=spans)


def _is_nested(line: Line, earlier: Act, later: Act) -> bool:
    """Whether the later cue is only part of what the earlier act reports."""
    if earlier.layout != "front" or later.layout != "front" or later.phrase is None or later.phrase.relative:
        return False
    before = line.word(later.outer)
    return not (before in STOPS or before in {"and", "but", "while", "although", "though", "whereas", "yet"})


def _act(line: Line, hit: Hit, acts: list[Act]) -> Act | None:
    if hit.form == "participle" and line.word(hit.at - 1) != "as":
        return _participle(line, hit, _floor(acts))
    inverted = _inverted(line, hit, acts)
    if inverted is not None:
        return inverted
    floor = _floor(acts)
    if _is_coordinated(line, hit, acts):
        return _following(line, hit, None, _outer(line, _verb_start(line, hit.at)))
    quoted_as = line.word(hit.at - 1) == "as" and hit.form == "participle"
    phrase = subject_before(line, hit.at - 2 if quoted_as else hit.at, floor)
    if phrase is not None and line.word(phrase.start) in {"no", "nobody", "none", "neither"}:
        return None
    if phrase is None:
        start = _verb_start(line, hit.at)
        infinitive = line.word(hit.at - 1) == "to" and hit.form == "base"
        shares = not acts and line.word(start - 1) in {"and", "but"} and hit.form == "past"
        return _following(line, hit, None, start - 1) if (infinitive and not acts) or shares else None
    return (
        _echo(line, hit, phrase, acts)
        or _closing(line, hit, phrase, floor)
        or _following(line, hit, phrase, _outer(line, phrase.start))
    )


def _echo(line: Line, hit: Hit, phrase: Phrase, acts: list[Act]) -> Act | None:
    """"…, a charge that police deny" and "…, which Kyiv rejects": the content is that of the act before."""
    if not acts or line.word(phrase.start - 1) not in {"which", "that"} or hit.end < line.stop and line.word(hit.end) != ",":
        return None
    outer = phrase.start - 1
    if line.word(outer - 1) in cue_words().echoes:
        outer = outer - 2 if line.word(outer - 2) in cue_words().determiners else outer - 1
    if line.word(outer - 1) != ",":
        return None
    start, end = acts[-1].content[0][0], outer - 1
    complement = next((at + 1 for at in range(start, end) if line.word(at) == "of"), start)
    if acts[-1].cue is not None and "of" in acts[-1].cue.frames:
        start = complement
    cue = hit.cues[0]
    return Act(hit, cue, phrase, "echo", outer - 1, hit.end, ((start, end),)) if start < end else None


def _participle(line: Line, hit: Hit, floor: int) -> Act | None:
    """", adding that" shares the subject before it; ", with Ana saying" has its own."""
    own = None if line.word(hit.at - 1) == "," else subject_before(line, hit.at, floor)
    opener = "" if own is None else line.word(own.start - 1)
    if own is not None and opener == "with":
        return _following(line, hit, own, _outer(line, own.start - 1))
    return _following(line, hit, None, _outer(line, hit.at))


def _floor(acts: list[Act]) -> int:
    """Where words not yet taken by an earlier act begin."""
    return max((act.tail if act.layout != "front" else act.hit.end if act.hit else 0 for act in acts), default=0)


def _verb_start(line: Line, at: int) -> int:
    """The first of the auxiliaries and adverbs before a verb."""
    known = cue_words()
    while at > 0 and line.word(at - 1) in known.auxiliaries | known.adverbs | known.negations:
        at -= 1
    return at


def _outer(line: Line, start: int) -> int:
    """The start of the clause, its comma and joining word taken in."""
    known = cue_words()
    while start > 0 and line.word(start - 1) in known.joins:
        start -= 1
    if start > 0 and line.word(start - 1) in {",", ";"}:
        start -= 1
    return start


def _is_coordinated(line: Line, hit: Hit, acts: list[Act]) -> bool:
    """Whether the verb shares the subject of the act before: "said A and accused B"."""
    if hit.cues[0].group == "threats and offers" and '"' not in line.low[hit.at :]:
        return False
    start = _verb_start(line, hit.at)
    return bool(acts) and line.word(start - 1) in {"and", "but", "then"}


# --- the cue closes or interrupts its content ------------------------------------------------------------------------


def _inverted(line: Line, hit: Hit, acts: list[Act]) -> Act | None:
    """`"…," said Ana` and "…, reports UNB"."""
    quoted = line.word(hit.at - 1) == '"'
    cue = hit.reads("inverted") or (hit.reads("quoted") if quoted else None)
    before, after = line.word(hit.at - 1), line.word(hit.end)
    if cue is None or before not in DASHES | {",", '"', "»", "'"} or hit.at < 2:
        return None
    if not after[:1].isalnum() or after in cue_words().breaks | cue_words().prepositions or after == "responsibility":
        return None
    if _is_object_pronoun(line, hit.end):
        return None
    subject = subject_before(line, hit.at, 0) if before == "," else None
    if subject is not None and _is_whole_clause(line, subject):
        return None
    phrase = phrase_after(line, hit.end)
    if any(word in cue_words().finite for word in line.low[phrase.start : phrase.core]):
        return None
    floor = _floor(acts) if acts and acts[-1].layout != "front" else 0
    content = _left(line, floor, hit.at)
    if content is None:
        return None
    return _with_rest(line, Act(hit, cue, phrase, "final", hit.at, max(phrase.core, hit.end), (content,)))


def _is_whole_clause(line: Line, subject: Phrase) -> bool:
    return subject.core < subject.end and (subject.start == 0 or line.word(subject.start - 1) in {'"', ";"})


def _is_object_pronoun(line: Line, at: int) -> bool:
    return line.word(at) in {"it", "he", "she", "they", "we", "i", "there", "him", "her", "them"} and line.word(at + 1) not in STOPS


def _closing(line: Line, hit: Hit, phrase: Phrase, floor: int) -> Act | None:
    """"…, Ana said": the content stands before the speaker, or on both sides."""
    quoted = phrase.start > 0 and line.word(phrase.start - 1) == '"'
    cue = hit.reads("final") or (hit.reads("quoted") if quoted else None)
    if cue is None or phrase.relative:
        return None
    tail, addressee = _tail(line, hit.end, cue)
    if tail < line.stop and line.word(tail) not in {",", "—", "–", "--", ";", "("}:
        return None
    left = _left(line, floor, phrase.start)
    if left is None:
        return _interrupting(line, hit, cue, phrase, tail)
    act = Act(hit, cue, phrase, "final", phrase.start, tail, (left,), addressee)
    if line.word(left[1] - 1) in cue_words().breaks:
        return _interrupting(line, hit, cue, phrase, tail)
    after = line.word(tail + 1)
    if after == '"' and line.quoted[left[1] - 1] < 0 and not _is_clause(line, *left):
        return None
    if line.word(tail) == "," and after != '"' and not _is_clause(line, *left):
        return _interrupting(line, hit, cue, phrase, tail)
    return _with_rest(line, act)


def _interrupting(line: Line, hit: Hit, cue: Cue, phrase: Phrase, tail: int) -> Act | None:
    """"Under the plan, Ana said, the army would leave": only what follows was said."""
    known = cue_words()
    if line.word(tail) != "," or tail + 2 >= line.stop or line.word(phrase.start - 1) not in {",", "that", "because"}:
        return None
    after = line.word(tail + 1)
    if after in {"who", "which", "adding", "citing", "without"} or after in known.joins:
        return None
    left = phrase.start - 1
    spans: tuple[Span, ...] = ((tail + 1, line.stop),)
    if after in known.finite or (after[-2:] == "ed" and after not in known.prepositions):
        begin = _without_leaders(line, 0, left)
        spans = ((begin, left), *spans) if begin < left else spans
    return Act(hit, cue, phrase, "front", phrase.start, tail, spans)


def _left(line: Line, floor: int, end: int) -> Span | None:
    """What stands before the speaker and can have been said; None when nothing does."""
    last = end - 1
    if last < floor or line.word(last) not in DASHES | {",", '"', "»", "'", "!", "?", "…", "..."}:
        return None
    stop = _left_end(line, end)
    start = _without_leaders(line, floor, stop)
    while start < stop and line.word(start) in {",", ";"}:
        start += 1
    return (start, stop) if stop > start else None


def _left_end(line: Line, end: int) -> int:
    while end > 0 and line.quoted[end - 1] < 0 and line.word(end - 1) in DASHES | {","}:
        end -= 1
    return end


def _without_leaders(line: Line, start: int, end: int) -> int:
    known = cue_words()
    if line.sentence.value.kind == "bullet" and start == 0 and line.text(0)[:1] in "•▪◦‣·*–-":
        start += 1
    while start < end - 1 and line.word(start) in known.leaders and line.quoted[start] < 0:
        start += 1
        if line.word(start) == ",":
            start += 1
    return start


def _is_clause(line: Line, start: int, end: int) -> bool:
    """Whether these words make a sentence of their own rather than an opening like "In Goma,"."""
    known = cue_words()
    if any(line.quoted[at] >= 0 for at in range(start, end)):
        return True
    low = line.low[start:end]
    if any(word in known.finite or (word.endswith("ed") and len(word) > 4) for word in low):
        return True
    return end - start > 3 and low[0] not in known.prepositions


def _with_rest(line: Line, act: Act) -> Act:
    """The act with what goes on after its cue: `"…," he said, "…"` or "…, but no date is set"."""
    at = act.tail
    for place in range(act.tail, line.stop):
        if line.word(place) == '"' and line.word(place - 1) in {",", ":", "—", "–", "--"} and line.quoted[place + 1 : place + 2] != (-1,):
            return replace(act, content=(*act.content, (place, line.stop)))
    if line.word(at) != "," or at + 3 >= line.stop:
        return act
    if line.word(at + 1) in {"but", "and"} and line.word(at + 2) not in {"was", "is", "has", "had", "also", "then"}:
        if _is_clause(line, at + 2, line.stop):
            return replace(act, content=(*act.content, (at + 2, line.stop)), tail=at)
    if line.word(at + 1) == "with":
        return replace(act, content=(*act.content, (at + 1, line.stop)), tail=at)
    return act


# --- what stands between the cue and the next thing ------------------------------------------------------------------


def _tail(line: Line, at: int, cue: Cue) -> tuple[int, Span | None]:
    """Where the addressee, the time, the place and the channel of the saying end."""
    addressee = None
    if "tell" in cue.frames and at < line.stop and line.word(at) not in STOPS | {"that"} and line.quoted[at] < 0:
        end = _addressee_end(line, at)
        if end > at:
            addressee, at = (at, end), end
    while at < line.stop:
        step = _adjunct_end(line, at)
        if step == at:
            break
        at = step
    return at, addressee


def _addressee_end(line: Line, at: int) -> int:
    """The end of "reporters", "the broadcaster Al-Manarah", "a packed courtroom in Kahawa"."""
    known = cue_words()
    start = at
    if line.word(at) in {"him", "her", "them", "us", "me", "it", "you"}:
        return at + 1
    while at < line.stop and line.quoted[at] < 0:
        word = line.word(at)
        if word in STOPS or word in {"that", "he", "she", "it", "they", "we", "there", "to", "how", "what", "why", "whether", "if"}:
            break
        if at > start and (word in known.prepositions or word in known.finite or is_time(word)):
            break
        if at > start and word in known.determiners and word not in {"all", "both"}:
            break
        at += 1
        if word in known.audiences and line.word(at) not in known.audiences:
            break
    return at


def _adjunct_end(line: Line, at: int) -> int:
    """The end of one adverbial that begins here, the place itself when none does."""
    known, word, after = cue_words(), line.word(at), line.word(at + 1)
    if line.quoted[at] >= 0:
        return at
    if (word, after) in {("on", "condition"), ("on", "the")} and "condition" in line.low[at : at + 3]:
        return next((place for place in range(at, line.stop) if line.word(place) == "," or line.word(place) == "that" and line.word(place - 1) != "condition"), line.stop)
    if word in known.weekdays or word in {"today", "yesterday", "overnight", "later", "earlier", "late", "early", "again", "also", "previously", "separately"}:
        if word in {"late", "early", "later", "earlier"} and not (is_time(after) or after in STOPS or after in known.prepositions or after in {"that", ""}):
            return at
        return at + 1
    if is_time(word) and (line.word(at - 1) in known.times or line.word(at - 1) in known.weekdays or is_time(after) and word in known.times):
        return at + 1
    if word in known.prepositions or word in {"while", "when"}:
        return _prepositional_end(line, at)
    return at


def _prepositional_end(line: Line, at: int) -> int:
    """The end of "in a statement posted on Facebook"; the place itself when a clause begins with it."""
    known = cue_words()
    if line.word(at) in {"at", "about", "over", "up", "between", "around", "under"} and (
        line.word(at + 1) in {"least", "most", "to"} or line.word(at + 1)[:1].isdigit()
    ):
        return at
    if line.word(at) in {"on", "in", "by"} and is_time(line.word(at + 1)):
        end = at + 2
        while end < line.stop and is_time(line.word(end)):
            end += 1
        return end
    end = at + 1
    while end < line.stop and end - at < REACH:
        word = line.word(end)
        if word in STOPS or word in {"that", "--"} or line.quoted[end] >= 0:
            return end
        if word in known.finite or word in {"he", "she", "it", "they", "there", "we"}:
            return _channel_end(line, at, end)
        end += 1
    return end if end >= line.stop else at


def _channel_end(line: Line, at: int, limit: int) -> int:
    """The end of a channel or an audience inside a longer stretch: "said on Telegram two drones had hit"."""
    known = cue_words()
    for place in range(at + 1, min(limit, at + 6)):
        word = line.word(place)
        if word in known.channels or word in known.audiences or (line.text(place) == "X" and line.word(place - 1) == "on"):
            return place + 1
    return at


# --- the content follows the cue -------------------------------------------------------------------------------------


def _following(line: Line, hit: Hit, phrase: Phrase | None, outer: int) -> Act | None:
    """The act in which the content stands after the cue, read in the first way that fits."""
    for cue in hit.cues:
        for frame in ("to", "of", "at", "to-whom", "named", "want", "as", "tell", "clause", "that", "clause-with-verb", "object"):
            if frame in cue.frames:
                act = READERS[frame](line, hit, cue, phrase, outer)
                if act is not None:
                    return act
    return None


def _front(line: Line, hit: Hit, cue: Cue, phrase: Phrase | None, outer: int, content: Span, addressee: Span | None = None) -> Act | None:
    start, end = content
    cut = next((at for at in range(start, end) if line.word(at) == ";" and line.quoted[at] < 0), end)
    if cut <= start:
        return None
    return Act(hit, cue, phrase, "front", outer, hit.end, ((start, cut),), addressee)


def _clause(line: Line, hit: Hit, cue: Cue, phrase: Phrase | None, outer: int, *, bare: bool = True) -> Act | None:
    at, addressee = _tail(line, hit.end, cue)
    if line.word(at) == "," and line.word(at + 1) == '"':
        at += 1
    elif line.word(at) == "," and phrase is not None:
        at = _after_parenthesis(line, at)
    marked = line.word(at) in {"that", "whether", "how", "why", ":", '"', "what", "«"}
    if line.word(at) in {"that", ":"}:
        at += 1
        if line.word(at) == ",":
            at = _after_parenthesis(line, at)
    if at >= line.stop or (not marked and (not bare or not _may_open_clause(line, at))):
        return None
    return _front(line, hit, cue, phrase, outer, (at, line.stop), addressee)


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


def _marked_clause(line: Line, hit: Hit, cue: Cue, phrase: Phrase | None, outer: int) -> Act | None:
    return _clause(line, hit, cue, phrase, outer, bare=False)


def _bare_clause(line: Line, hit: Hit, cue: Cue, phrase: Phrase | None, outer: int) -> Act | None:
    if hit.form in {"base", "third"} and line.low[hit.at] in cue_words().nouns and phrase is None:
        return None
    return _clause(line, hit, cue, phrase, outer)


def _verbal_clause(line: Line, hit: Hit, cue: Cue, phrase: Phrase | None, outer: int) -> Act | None:
    act = _bare_clause(line, hit, cue, phrase, outer)
    if act is None:
        return None
    start = act.content[0][0]
    return act if any(word in cue_words().finite for word in line.low[start : start + REACH // 2]) else None


def _told(line: Line, hit: Hit, cue: Cue, phrase: Phrase | None, outer: int) -> Act | None:
    if line.word(hit.end) in STOPS - {'"'}:
        return None
    act = _clause(line, hit, cue, phrase, outer)
    if act is not None and act.addressee is None and cue.lemma != "warn":
        return None
    if act is not None and line.word(act.content[0][0]) == "to":
        return None
    return act


def _object_start(line: Line, hit: Hit) -> int:
    at, _ = _tail(line, hit.end, cues_without_addressee(hit.cues[0]))
    return at if at < line.stop and line.word(at) not in STOPS - {'"', "«"} else hit.end


def cues_without_addressee(cue: Cue) -> Cue:
    """The cue read as one that names no addressee."""
    return replace(cue, frames=cue.frames - {"tell"})


def _object(line: Line, hit: Hit, cue: Cue, phrase: Phrase | None, outer: int) -> Act | None:
    """The object itself is the content: "denied the charge", "ruled out a withdrawal"."""
    at = hit.end
    word = line.word(at)
    if at >= line.stop or word in STOPS - {'"', "«"} or word in cue_words().prepositions | {"to", "and", "anonymity"}:
        return None
    if word in {"this", "that", "it", "them", "him"} and not _says_more(line, hit, cue):
        return None
    if word == "that":
        at += 1
    if hit.form in {"base", "third"} and line.low[hit.at] in cue_words().nouns and phrase is None and cue.lemma != "demand":
        return None
    return _front(line, hit, cue, phrase, outer, (at, _object_end(line, at)))


def _object_end(line: Line, start: int) -> int:
    """Where a thing spoken of ends: before the channel of the saying and before the speaker's next act."""
    known = cue_words()
    for at in range(start + 1, line.stop):
        if line.quoted[at] >= 0:
            continue
        word, after = line.word(at), line.word(at + 1)
        if word in {"in", "on", "via"} and (after == "x" or any(near in known.channels for near in line.low[at + 1 : at + 4])):
            return at
        if word == "and" and after.endswith("ed") and line.word(at + 2) in known.determiners | known.prepositions | {"that"}:
            return at
    return line.stop


def _says_more(line: Line, hit: Hit, cue: Cue) -> bool:
    """Whether "that" or "it" after the verb only opens what was said: "denied that it had", "welcomed it as"."""
    if line.word(hit.end) != "that":
        return line.word(hit.end + 1) in {"as", '"'} or (line.word(hit.end) == "it" and cue.certainty == "denied")
    after = line.word(hit.end + 1)
    if after in STOPS or is_time(after) or after in cue_words().adverbs | cue_words().prepositions | {""}:
        return False
    return cue.certainty == "denied" or "clause" in cue.frames or "that" in cue.frames


def _responsibility(line: Line, hit: Hit, cue: Cue, phrase: Phrase | None, outer: int) -> Act | None:
    """"claimed responsibility": the claim is those words and for what, not when and where."""
    end = hit.end + 1
    if line.word(end) == "for":
        while end < line.stop and line.word(end) not in STOPS and not (line.word(end) in {"on", "in"} and end > hit.end + 3):
            end += 1
    return _front(line, hit, cue, phrase, outer, (hit.end, end))


def _with(words: frozenset[str], *, offset: int = 1, figure: bool = False):  # type: ignore[no-untyped-def]
    """A reader of frames whose object is followed by one of these words."""

    def reader(line: Line, hit: Hit, cue: Cue, phrase: Phrase | None, outer: int) -> Act | None:
        for at in range(hit.end + offset, min(line.stop, hit.end + REACH)):
            if line.word(at) in {";", ":"} or (line.word(at) in {"and", "but"} and line.word(at - 1) == ","):
                return None
            if line.word(at) in words and line.quoted[at] < 0 and (not figure or _is_figure(line, at + 1)):
                return _front(line, hit, cue, phrase, outer, (hit.end, line.stop))
        return None

    return reader


def _is_figure(line: Line, at: int) -> bool:
    """Whether an amount begins here, quoted or hedged or not."""
    words = line.low[at : at + 5]
    return any(word[:1].isdigit() or word in cue_words().numbers for word in words)



def _wanted(line: Line, hit: Hit, cue: Cue, phrase: Phrase | None, outer: int) -> Act | None:
    """"urged Kyiv to hold fire", and with some verbs a thing: "urged restraint"."""
    for at in range(hit.end + 1, min(line.stop, hit.end + REACH)):
        if line.word(at) in STOPS - {",", '"'} and line.quoted[at] < 0:
            break
        if line.word(at) in {"to", "for"} and line.quoted[at] < 0:
            act = _front(line, hit, cue, phrase, outer, (hit.end, line.stop), (hit.end, at))
            return act if line.word(hit.end) not in {"to", "not", "for"} else None
    if cue.lemma in {"urge", "call"} and line.word(hit.end) not in STOPS | {"for", "to", "and", "off", "up"}:
        return _front(line, hit, cue, phrase, outer, (hit.end, line.stop))
    return None


def _infinitive(line: Line, hit: Hit, cue: Cue, phrase: Phrase | None, outer: int) -> Act | None:
    """"vowed to retaliate"; silence only before a verb of telling: "declined to comment"."""
    at = hit.end
    if line.word(at) == "not" and line.word(at + 1) == "to":
        at += 1
    if line.word(at) != "to" or at + 1 >= line.stop:
        return None
    if cue.certainty == "declined" and line.word(at + 1) not in cue_words().telling:
        return None
    return _front(line, hit, cue, phrase, outer, (hit.end, line.stop))


def _named(line: Line, hit: Hit, cue: Cue, phrase: Phrase | None, outer: int) -> Act | None:
    """"called the raid a crime": an object and a name for it."""
    first = line.word(hit.end)
    if first in STOPS | {"for", "on", "off", "up", "in", "by", "from", "out", "to", "back", "upon"}:
        return None
    for at in range(hit.end + 1, min(line.stop, hit.end + REACH)):
        word = line.word(at)
        if word in {",", ";", ":"}:
            break
        if line.word(hit.end + 1) in cue_words().echoes and line.word(hit.end) in cue_words().determiners and at > hit.end + 1:
            return _front(line, hit, cue, phrase, outer, (hit.end, line.stop))
        if word == '"' or (word in {"a", "an"} and line.word(at - 1) not in cue_words().prepositions):
            return _front(line, hit, cue, phrase, outer, (hit.end, line.stop))
    if first in {"it", "them", "him", "this"} and hit.end + 1 < line.stop:
        return _front(line, hit, cue, phrase, outer, (hit.end, line.stop))
    return None


def _claimed(line: Line, hit: Hit, cue: Cue, phrase: Phrase | None, outer: int) -> Act | None:
    if line.word(hit.end) == "responsibility":
        return _responsibility(line, hit, cue, phrase, outer)
    return _bare_clause(line, hit, cue, phrase, outer)


READERS = {
    "clause": _claimed,
    "that": _marked_clause,
    "clause-with-verb": _verbal_clause,
    "tell": _told,
    "object": _object,
    "of": _with(frozenset({"of"})),
    "as": _with(frozenset({"as"})),
    "at": _with(frozenset({"at"}), figure=True),
    "to-whom": _with(frozenset({"to"})),
    "named": _named,
    "want": _wanted,
    "to": _infinitive,
}


# --- from words to characters ----------------------------------------------------------------------------------------


def said_spans(text: str, line: Line, act: Act, quoted: list[Quotation]) -> tuple[Span, ...]:
    """The characters of what was said, marks and stops trimmed as a record wants them."""
    spans = [polish(text, _stretch(line, start, end, quoted), quoted) for start, end in act.content if start < end]
    return tuple(span for span in spans if span[0] < span[1])


def _stretch(line: Line, start: int, end: int, quoted: list[Quotation]) -> Span:
    """The words' characters, drawn out to the quotation they begin or end in."""
    first, last = line.span(start, end)
    opening = line.quoted[start]
    if opening >= 0 and start == 0:
        first = quoted[opening].start
    closing = line.quoted[end - 1]
    if closing >= 0 and end >= line.stop and line.words[-1].end < quoted[closing].end:
        last = quoted[closing].end
    return first, last


def polish(text: str, span: Span, quoted: list[Quotation]) -> Span:
    """A pure quotation without its marks and closing stop; other content without a stop outside marks."""
    start, end = _trimmed(text, *span)
    at = bisect_right([quotation.start for quotation in quoted], start) - 1
    if at >= 0:
        quotation = quoted[at]
        if start >= quotation.start and end <= quotation.end:
            start, end = max(start, quotation.inner[0]), min(end, quotation.inner[1])
            start, end = _trimmed(text, start, end)
            while end > start and text[end - 1] in ",.":
                end -= 1
            return _trimmed(text, start, end)
    while end > start and text[end - 1] in ",.;:–—-" or end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def kind_of(spans: tuple[Span, ...], quoted: list[Quotation]) -> Literal["direct", "indirect", "mixed"]:
    """Whether all, none or some of what was said stands in quotation marks."""
    inside = [any(q.inner[0] <= start and end <= q.inner[1] for q in quoted) for start, end in spans]
    if inside and all(inside):
        return "direct"
    touched = any(q.start < end and start < q.end for start, end in spans for q in quoted)
    return "mixed" if touched else "indirect"
