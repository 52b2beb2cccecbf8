"""Things: cues whose object or complement is what was said, from "denied the charge" to "put the toll at nine"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sitrep.annotations.acts import Act
from sitrep.annotations.lines import Line
from sitrep.annotations.phrases import STOPS, is_time
from sitrep.annotations.uses import ADDRESSEE, QUOTE, Use
from sitrep.codebook.cues import cue_words, cues

#: The longest day named after a thing turned down, in words: "late on Monday evening".
DAY_WORDS = 5
#: The longest channel between a verb and the thing it tells of, in words.
CHANNEL_WORDS = 6


def thing(use: Use) -> Act | None:
    """The object itself is the content: "denied the charge", "ruled out a withdrawal"."""
    word, at = use.next, use.after
    if use.cue.lemma == "refer":
        return use.act(use.hit.at + 1) if word == "to" else None  # "referred questions to the army"
    if at >= use.line.stop or word in STOPS - QUOTE:
        return None
    if word in {"in", "on", "via"} and use.cue.particle is None:
        at = _past_channel(use.line, at)
        word = use.line.word(at)
    leads = word in cue_words().prepositions and not (use.cue.particle and _is_figure(use.line, at + 1))
    if leads or word in {"to", "and", "anonymity"}:
        return None
    if word in {"this", "that", "it", "them", "him"} and not _says_more(use):
        return None
    if use.may_be_noun and use.cue.lemma != "demand":
        return None
    if word == "that" and use.line.word(at + 2) not in STOPS | {"", "."}:
        at += 1
    end = _object_end(use.line, at)
    day = _day_start(use.line, at, end) if use.cue.lemma in {"reject", "turn", "rebuff", "spurn"} else end
    act = use.act(at, day)
    return act if act is None or day == end else replace(act, tail=min(end, day + DAY_WORDS))


def _past_channel(line: Line, at: int) -> int:
    """The place behind a channel between verb and thing: "denied in a communique (any link)"."""
    known = cue_words()
    for place in range(at + 1, min(line.stop, at + CHANNEL_WORDS)):
        if line.word(place) in known.determiners and line.word(place - 1) in known.channels:
            return place
    return at


def _day_start(line: Line, start: int, end: int) -> int:
    """Where the day of the saying is named at the end of a thing turned down: "(a proposal) last month"."""
    whole = end
    at = end = next((at for at in range(start, whole) if line.word(at) == "," and line.quoted[at] < 0), whole)
    while (
        at > start + 1 and line.quoted[at - 1] < 0 and (is_time(line.word(at - 1)) or line.word(at - 1) in {".", "ago"})
    ):
        at -= 1
    if at < end and line.word(at - 1) in {"on", "in", "a", "an", "earlier", "late"}:
        at -= 1
    return at if start + 1 < at < end and line.quoted[at] < 0 else whole


def _object_end(line: Line, start: int) -> int:
    """Where a thing spoken of ends: before the channel of the saying and before the speaker's next act."""
    for at in range(start + 1, line.stop):
        if line.quoted[at] >= 0:
            continue
        if line.word(at) in {"within", "through"} or _ends_thing(line, at):
            return min(at, channel_start(line, start))
        if line.word(at) == "and" and line.word(at + 1) == "in" and line.word(at + 2) == "turn":
            return at
        if line.word(at) == "and" and _acts_on(line, at + 1):
            return min(at, channel_start(line, start))
    return channel_start(line, start)


def _acts_on(line: Line, at: int) -> bool:
    """Whether the speaker's next act begins here: "(condemned the raid and) offered a", "paid tribute", "sent aid"."""
    known, word, after = cue_words(), line.word(at), line.word(at + 1)
    if word.endswith("ed"):
        return after in known.determiners | known.prepositions | {"that"}
    return word in known.deeds and after not in STOPS and after[:1].isalnum()


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


def channel_start(line: Line, start: int) -> int:
    """Where a channel of the saying is named: "in a statement", "on X"; the line's end without one."""
    for at in range(start + 1, line.stop):
        named = line.word(at + 1) == "x" or set(line.lowers[at + 1 : at + 4]) & cue_words().channels.keys()
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


def responsibility(use: Use) -> Act | None:
    """ "claimed responsibility": the claim is those words and for what, not when and where."""
    line, end = use.line, use.after + 1
    if line.word(end) == "for":
        first = end + 3
        while end < line.stop and line.word(end) not in (STOPS if end < first else STOPS | {"on", "in"}):
            end += 1
    return use.act(use.after, end)


def with_complement(word: str, *, figure: bool = False) -> Callable[[Use], Act | None]:
    """The reader of a frame whose object is followed by this word: "accused X of", "put the dead at nine"."""

    def reader(use: Use) -> Act | None:
        line = use.line
        if use.next == word and figure and _is_figure(line, use.after + 1):
            return use.act(use.after)
        if use.next == word == "as" and use.phrase is not None and _is_anothers(line, use.phrase.start - 1):
            return use.act(use.after + 1, _named_end(line, use.after + 1))  # "what the army described as a breach"
        for at in use.reach:
            if figure and _is_crowd(line, at):
                return use.act(use.after)
            if line.word(at) in {";", ":"} or (line.word(at) in {"and", "but"} and line.word(at - 1) == ","):
                return None
            if line.word(at) == word and line.quoted[at] < 0 and (not figure or _is_figure(line, at + 1)):
                return use.act(use.after, min(channel_start(line, at), _echo_start(line, at)))
        return None

    return reader


def _is_anothers(line: Line, outer: int) -> bool:
    """Whether a name is given for what stands before: "what (Ana described as)", "a claim (Ana dismissed as)"."""
    known = cue_words()
    return line.word(outer) == "what" or (
        line.word(outer) in known.echoes and line.word(outer - 1) in known.determiners
    )


def _echo_start(line: Line, start: int) -> int:
    """Where the paper goes on with another's answer: "(of theft), a claim Kyiv denied"; the line's end without one."""
    known = cue_words()
    for at in range(start, line.stop - 2):
        if line.word(at) != "," or line.quoted[at] >= 0:
            continue
        if line.word(at + 1) == "which" or (
            line.word(at + 1) in known.determiners and line.word(at + 2) in known.echoes
        ):
            return at
    return line.stop


def _is_crowd(line: Line, at: int) -> bool:
    """Whether a number of many begins here: "put the dead in the hundreds"."""
    return line.word(at) == "in" and line.word(at + 1) == "the" and line.word(at + 2) in cue_words().crowds


def amount(use: Use) -> Act | None:
    """ "counted around 40 rockets": an amount with what was counted."""
    return use.act(use.after) if _is_figure(use.line, use.after) else None


def _is_figure(line: Line, at: int) -> bool:
    """Whether an amount begins here, quoted or hedged or not."""
    words = line.lowers[at : at + 5]
    return any(word[:1].isdigit() or word in cue_words().numbers for word in words)


def named(use: Use) -> Act | None:
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
            return use.act(use.after, channel_start(line, at))
    pronoun = use.next in {"it", "them", "him", "this"}
    return use.act(use.after) if pronoun and use.after + 1 < line.stop else None


def thing_after_of(use: Use) -> Act | None:
    """ "assured Kyiv of its backing": the thing alone was said."""
    of = next((at for at in use.reach[:ADDRESSEE] if use.line.word(at) == "of" and use.line.quoted[at] < 0), 0)
    return use.act(of + 1, _object_end(use.line, of + 1)) if of and of + 1 < use.line.stop else None


def quotation(use: Use) -> Act | None:
    """ "scoffed: “…”": some verbs report only when a quotation follows."""
    at = use.after + (use.next in {",", ":"})
    return use.act(at) if at > use.after and use.line.word(at) == '"' else None


def quoted_thing(use: Use) -> Act | None:
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
