"""Frames: how what was said stands after its cue, from "said that" to "put the toll at"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sitrep.annotations.acts import Act, Span
from sitrep.annotations.adjuncts import REACH, tail
from sitrep.annotations.cues import Hit
from sitrep.annotations.phrases import STOPS, Line, Phrase, is_time
from sitrep.codebook.cues import Cue, Frame, cue_words, cues

#: Frames in the order in which they are tried: the more they demand, the earlier.
ORDER: tuple[Frame, ...] = (
    "to", "of", "of-thing", "at", "to-whom", "responsible", "named", "order", "want", "as", "tell", "clause", "that",
    "clause-with-verb", "figure", "as-figure", "object", "quoted-object", "quoted",
)  # fmt: skip
#: The longest addressee of an order, in words.
ADDRESSEE = 9
QUOTE = frozenset({'"', "«"})


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a cue in a line, tried in one reading; ``after`` is the place of the next word."""

    line: Line
    hit: Hit
    cue: Cue
    phrase: Phrase | None
    outer: int

    @property
    def after(self) -> int:
        """The place of the word after the cue."""
        return self.hit.end

    @property
    def next(self) -> str:
        """The word after the cue."""
        return self.line.word(self.hit.end)

    @property
    def reach(self) -> range:
        """The places in which the second half of a frame may stand."""
        return range(self.after + 1, min(self.line.stop, self.after + REACH))

    @property
    def may_be_noun(self) -> bool:
        """Whether the form is as often a noun and no subject shows that it is not one here."""
        is_noun = self.line.low[self.hit.at] in cue_words().nouns
        return is_noun and self.hit.form in {"base", "third"} and self.phrase is None

    def act(self, start: int, end: int | None = None, addressee: Span | None = None) -> Act | None:
        """The act whose content begins here and runs to the end or to a semicolon."""
        line = self.line
        stop = line.stop if end is None else end
        if self.phrase is not None and self.phrase.relative:
            stop = next((at for at in range(start, stop) if _resumes(line, at)), stop)
        cut = next((at for at in range(start, stop) if line.quoted[at] < 0 and _leaves(line, at)), stop)
        if cut <= start:
            return None
        return Act(self.hit, self.cue, self.phrase, "front", self.outer, self.after, ((start, cut),), addressee)


def _resumes(line: Line, at: int) -> bool:
    """Whether the main clause goes on after a relative clause: "police, who put it at 40, maintain that"."""
    if line.word(at) != "," or line.quoted[at] >= 0:
        return False
    after = line.word(at + 1)
    joined = after == "and" and any(cue.form in {"past", "third"} for cue in cues().get(line.word(at + 2), ()))
    if after in cue_words().finite - {"'ve", "'re", "'ll", "n't"}:
        return True
    return joined or (after in cues() and cues()[after][0].form in {"past", "third", "base"})


def _leaves(line: Line, at: int) -> bool:
    """Whether what was said ends here, before the paper's own contrast."""
    return line.word(at) == ";" or (line.word(at) == "," and line.word(at + 1) == "whereas")


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
    marked = line.word(at) in {"that", "whether", "how", "why", ":", "what"} | QUOTE
    if line.word(at) in {"that", ":"}:
        at += 1
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
    return _clause(use, bare=False)


def _bare_clause(use: Use) -> Act | None:
    if use.next == "responsibility":
        return _responsibility(use)
    if _takes_thing(use):
        return None
    if use.cue.lemma == "claim" and use.next in cue_words().determiners and not _has_verb(use.line, use.after):
        return _object(use)
    return None if use.may_be_noun else _clause(use)


def _takes_thing(use: Use) -> bool:
    """Whether a verb that also means a deed has a thing for its object: "claimed 60 lives", "recalled its envoy"."""
    line = use.line
    lemma = use.cue.lemma
    if lemma in {"pledge", "promise"}:
        return use.next[:1].isdigit() or use.next in cue_words().numbers
    if lemma not in {"claim", "add", "recall", "report", "maintain"} or use.next in QUOTE | {"that", ":"}:
        return False
    if {"life", "lives"} & set(line.low[use.after : use.after + 5]):
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


def _has_verb(line: Line, start: int) -> bool:
    """Whether a verb of a clause is seen soon after this place."""
    return bool(cue_words().finite & set(line.low[start : min(line.stop, start + REACH // 2)]))


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


# --- things ----------------------------------------------------------------------------------------------------------


def _object(use: Use) -> Act | None:
    """The object itself is the content: "denied the charge", "ruled out a withdrawal"."""
    word, at = use.next, use.after
    if use.cue.lemma == "refer":
        return use.act(use.hit.at + 1) if word == "to" else None  # "referred questions to the army"
    if at >= use.line.stop or word in STOPS - QUOTE:
        return None
    leads = word in cue_words().prepositions and not (use.cue.particle and _is_figure(use.line, at + 1))
    if leads or word in {"to", "and", "anonymity"}:
        return None
    if word in {"this", "that", "it", "them", "him"} and not _says_more(use):
        return None
    if use.may_be_noun and use.cue.lemma != "demand":
        return None
    if word == "that":
        at += 1
    return use.act(at, _object_end(use.line, at))


def _object_end(line: Line, start: int) -> int:
    """Where a thing spoken of ends: before the channel of the saying and before the speaker's next act."""
    known = cue_words()
    for at in range(start + 1, line.stop):
        if line.quoted[at] >= 0:
            continue
        if line.word(at) in {"within", "through"} or _ends_thing(line, at):
            return min(at, _channel_start(line, start))
        if line.word(at) == "and" and line.word(at + 1) == "in" and line.word(at + 2) == "turn":
            return at
        acts_on = line.word(at + 2) in known.determiners | known.prepositions | {"that"}
        if line.word(at) == "and" and line.word(at + 1).endswith("ed") and acts_on:
            return min(at, _channel_start(line, start))
    return _channel_start(line, start)


def _ends_thing(line: Line, at: int) -> bool:
    """Whether the paper goes on here: ", an offer Kyiv declined", "but has not replied", "while assuring"."""
    known, word, after = cue_words(), line.word(at), line.word(at + 1)
    if word == "," and after in known.determiners and line.word(at + 2) in known.echoes:
        return True
    if word == "," and (after in {"which", "who", "while", "whereas", "but"} or line.word(at + 2) in {"which", "whom"}):
        return True
    if word == "while":
        return after.endswith("ing")
    return word == "but" and (after in known.auxiliaries or after.endswith("ed") or after in cues())


def _channel_start(line: Line, start: int) -> int:
    """Where a channel of the saying is named: "in a statement", "on X"; the line's end without one."""
    for at in range(start + 1, line.stop):
        named = line.word(at + 1) == "x" or set(line.low[at + 1 : at + 4]) & cue_words().channels.keys()
        if line.word(at) in {"in", "on", "via"} and line.quoted[at] < 0 and named:
            return at
    return line.stop


def _says_more(use: Use) -> bool:
    """Whether "that" or "it" after the verb only opens what was said: "denied that it had", "welcomed it as"."""
    known, after = cue_words(), use.line.word(use.after + 1)
    if use.next != "that":
        return (
            after in {"as", '"'}
            or (use.cue.particle == "for" and after == "to")
            or (use.next == "it" and use.cue.certainty == "denied")
        )
    if after in STOPS or is_time(after) or after in known.adverbs | known.prepositions | {""}:
        return False
    return use.cue.certainty == "denied" or bool(use.cue.frames & {"clause", "that"})


def _responsibility(use: Use) -> Act | None:
    """ "claimed responsibility": the claim is those words and for what, not when and where."""
    line, end = use.line, use.after + 1
    if line.word(end) == "for":
        first = end + 3
        while end < line.stop and line.word(end) not in (STOPS if end < first else STOPS | {"on", "in"}):
            end += 1
    return use.act(use.after, end)


def _with(word: str, *, figure: bool = False) -> Callable[[Use], Act | None]:
    """The reader of a frame whose object is followed by this word: "accused X of", "put the dead at nine"."""

    def reader(use: Use) -> Act | None:
        line = use.line
        if use.next == word and figure and _is_figure(line, use.after + 1):
            return use.act(use.after)
        for at in use.reach:
            if figure and _is_crowd(line, at):
                return use.act(use.after)
            if line.word(at) in {";", ":"} or (line.word(at) in {"and", "but"} and line.word(at - 1) == ","):
                return None
            if line.word(at) == word and line.quoted[at] < 0 and (not figure or _is_figure(line, at + 1)):
                return use.act(use.after, _channel_start(line, at))
        return None

    return reader


def _is_crowd(line: Line, at: int) -> bool:
    """Whether a number of many begins here: "put the dead in the hundreds"."""
    return line.word(at) == "in" and line.word(at + 1) == "the" and line.word(at + 2) in cue_words().crowds


def _amount(use: Use) -> Act | None:
    """ "counted around 40 rockets": an amount with what was counted."""
    return use.act(use.after) if _is_figure(use.line, use.after) else None


def _is_figure(line: Line, at: int) -> bool:
    """Whether an amount begins here, quoted or hedged or not."""
    words = line.low[at : at + 5]
    return any(word[:1].isdigit() or word in cue_words().numbers for word in words)


def _named(use: Use) -> Act | None:
    """ "called the raid a crime", "called the claim fantasy": an object and a name for it."""
    line, known = use.line, cue_words()
    outer = use.phrase.start - 1 if use.phrase else -1
    if line.word(outer) == "what" and use.next in known.determiners | QUOTE:
        return use.act(use.after, _named_end(line, use.after))
    if use.next in STOPS | {"for", "on", "off", "up", "in", "by", "from", "out", "to", "back", "upon"}:
        return None
    is_claim = use.next in known.determiners and line.word(use.after + 1) in known.echoes
    for at in use.reach:
        word = line.word(at)
        if word in {",", ";", ":"}:
            break
        names = word == '"' or (word in {"a", "an"} and line.word(at - 1) not in known.prepositions)
        if names or (is_claim and at > use.after + 1):
            return use.act(use.after, _channel_start(line, at))
    pronoun = use.next in {"it", "them", "him", "this"}
    return use.act(use.after) if pronoun and use.after + 1 < line.stop else None


def _of_thing(use: Use) -> Act | None:
    """ "assured Kyiv of its backing": the thing alone was said."""
    of = next((at for at in use.reach[:ADDRESSEE] if use.line.word(at) == "of" and use.line.quoted[at] < 0), 0)
    return use.act(of + 1, _object_end(use.line, of + 1)) if of and of + 1 < use.line.stop else None


def _opens_quotation(use: Use) -> Act | None:
    """ "scoffed: “…”": some verbs report only when a quotation follows."""
    at = use.after + (use.next in {",", ":"})
    return use.act(at) if at > use.after and use.line.word(at) == '"' else None


def _quoted_object(use: Use) -> Act | None:
    """ "credited “our partners”": a thing is reported only where some of it is quoted."""
    line = use.line
    if use.next in STOPS - QUOTE:
        return None
    for at in range(use.after, line.stop):
        if line.quoted[at] >= 0:
            return use.act(use.after)
        if line.word(at) in {",", ";", ":", "—", "–"} or line.word(at) in cues():
            return None
    return None


def _named_end(line: Line, start: int) -> int:
    """Where a bare name for a thing ends: at the next mark, or at "and" before another's name for it."""
    ends = (
        at for at in range(start + 1, line.stop) if line.quoted[at] < 0 and line.word(at) in STOPS - QUOTE | {"and"}
    )
    return next(ends, line.stop)


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
            joins = (end for end in range(at, line.stop) if line.word(end) == "," and line.word(end + 1) in {"and", "but"})
            return use.act(use.after, next(joins, None), addressee=(use.after, at))
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
    "object": _object,
    "of": _with("of"),
    "of-thing": _of_thing,
    "quoted": _opens_quotation,
    "as": _with("as"),
    "at": _with("at", figure=True),
    "to-whom": _with("to"),
    "as-figure": _with("as", figure=True),
    "figure": _amount,
    "named": _named,
    "want": _wanted,
    "order": _ordered,
    "to": _infinitive,
    "responsible": _with("responsible"),
    "quoted-object": _quoted_object,
}
