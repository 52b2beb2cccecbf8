"""Speakers: the noun phrase beside a cue as an actor of the story, pronouns followed back to their name."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from sitrep.annotations.layers import ENTITIES, MENTIONS, Entity, Mention, Span
from sitrep.annotations.lines import Line
from sitrep.annotations.phrases import STOPS, Phrase, is_time, opening_phrase
from sitrep.annotations.recalling import description, recalled
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.cues import cue_words

HE_OR_SHE = frozenset({"he", "she"})
#: The longest title between a description and the name beside it: "The spokesman, Brig. Gen. Tariq".
TITLE_WORDS = 3
#: How far before a pronoun a sentence about somebody else may begin, in characters.
LONGEST_SENTENCE = 200
#: The longest name of an actor, in characters, and the longest item of a list of them, in words.
LONGEST_NAME, LONGEST_ITEM = 90, 8
#: How many mentions or speakers back a pronoun or description may reach.
RECENT = 40
#: How far after "who" a name may follow "the alias", in words.
CALLED = 10
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "one"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker: the words that name them best and their entity, None when no mention was recognised."""

    span: Span
    entity: int | None
    name: str
    is_person: bool = False
    anonymous: bool = False  # several at once, all of them unnamed

    def same(self, other: Speaker | None) -> bool:
        """Whether both are one actor."""
        if other is None:
            return False
        if self.entity is not None and other.entity is not None:
            return self.entity == other.entity
        return self.name == other.name


class Speakers:
    """Who has spoken so far, and who may be meant next."""

    def __init__(self, sheet: Sheet):
        self._text = sheet.text
        self._mentions = sheet.marks(MENTIONS)
        self._starts = [mark.start for mark in self._mentions]
        self._entities = {mark.value.index: mark for mark in sheet.marks(ENTITIES)}
        self._spoken: list[Speaker] = []
        self._paragraph = -1

    @property
    def last(self) -> Speaker | None:
        """The latest speaker."""
        return self._spoken[-1] if self._spoken else None

    def resolve(self, line: Line, phrase: Phrase) -> Speaker | None:
        """The speaker that this phrase names; remembered for pronouns to come."""
        speaker = self._resolve(line, phrase) if phrase.start < phrase.core else None
        if speaker is not None:
            self._spoken.append(speaker)
            self._paragraph = line.paragraph
        return speaker

    def subject_of(self, line: Line, before: int) -> Speaker | None:
        """The actor named first in a line before this word: the one who acts and so speaks."""
        phrase = opening_phrase(line, before)
        return self.resolve(line, phrase) if phrase is not None else None

    def _resolve(self, line: Line, phrase: Phrase) -> Speaker | None:
        core = line.span(phrase.start, phrase.core)
        whole = line.span(phrase.start, phrase.end)
        word = line.word(phrase.start)
        if phrase.core - phrase.start == 1 and word in PRONOUNS:
            return self._going_on(word, line, core[0]) or self._of_pronoun(word, core)
        repeated = self._repeated(line, phrase)
        if repeated is not None:
            return repeated
        joined = self._joined(line, phrase)
        if joined is not None:
            return joined
        mention = self._head(core)
        named = mention is not None and mention.value.kind == "person" and mention.value.form == "name"
        beside = None if named and word not in {"the", "a", "an"} else self._named_beside(core, whole)
        chosen = beside or (None if not named and self._names_beside(line, phrase) else mention)
        called = self._called(line, phrase, chosen)
        if called is not None:
            return called
        meant = self._described(line, phrase, chosen)
        if meant is not None:
            return self._of_mention(meant)
        if chosen is not None:
            return self._of_mention(chosen)
        return self._recalled(line, phrase) or self._unrecognised(line, phrase)

    def _joined(self, line: Line, phrase: Phrase) -> Speaker | None:
        """Several sources of one saying: "a resident and local media", "France, Norway and the army"."""
        joint = next((at for at in range(phrase.start + 1, phrase.core - 1) if line.word(at) == "and"), None)
        if joint is None or not self._is_listed(line, phrase.start, joint):
            return None
        last = self._ending(line.words[phrase.core - 1].end)
        if last is None or last.value.full[0] < line.words[joint].end:
            return None
        if not self._is_listed(line, joint + 1, phrase.core):
            return None
        first = self._ending(line.words[joint - 1].end)
        if first is None and last.value.role and last.value.role[0] == line.words[joint + 1].start:
            return None  # "Trade and Industry Minister X"
        span = line.span(self._list_start(line, phrase.start), phrase.core)
        unnamed = first is not None and self._is_unnamed(first) and self._is_unnamed(last)
        return Speaker(span, None, self._text[span[0] : span[1]], anonymous=unnamed)

    def _is_unnamed(self, mark: Mark[Mention]) -> bool:
        entity = self._entities.get(mark.value.entity)
        return entity is not None and entity.value.anonymous

    def _ending(self, end: int) -> Mark[Mention] | None:
        """The mention of an actor that ends at this character, no people's adjective."""
        found = [mark for mark in self._between(end - LONGEST_NAME, end) if mark.end == end]
        longest = max(found, key=lambda mark: mark.end - mark.start, default=None)
        return longest if longest is not None and longest.value.form != "demonym" else None

    def _is_listed(self, line: Line, start: int, end: int) -> bool:
        """Whether these words are one item of a list of actors: a mention or a name."""
        first = start + _determined(line, start)
        if line.word(first) in cue_words().prepositions or is_time(line.word(first)):
            return False
        mention = self._ending(line.words[end - 1].end)
        if mention is None:
            return end > first and all(line.text(at)[:1].isupper() for at in range(first, end))
        before = line.lowers[first : line.at(mention.value.full[0])]
        return len(before) < LONGEST_ITEM and all(word[:1].isalnum() and not _is_grammar(word) for word in before)

    def _list_start(self, line: Line, start: int) -> int:
        """Where a list of actors that goes on here begins: "France, (Norway and the army)"."""
        found = start
        while found > 1 and line.word(found - 1) == ",":
            comma = max((at for at in range(found - 1) if line.word(at) in STOPS), default=-1)
            if found - comma > LONGEST_ITEM or not self._is_listed(line, comma + 1, found - 1):
                return start
            found = comma + 1
            if comma < 0 or line.word(comma) != ",":
                return found
        return start

    def _called(self, line: Line, phrase: Phrase, chosen: Mark[Mention] | None) -> Speaker | None:
        """The name that a description's own clause gives: "a man who uses the alias Chucho", "the daily Le Phare"."""
        known, entity = cue_words(), None if chosen is None else self._entities.get(chosen.value.entity)
        for at in range(phrase.start, phrase.core - 1):
            if line.word(at) in known.announcers and line.text(at)[0].islower():
                return self._named_here(line, at + 1, phrase.core, entity=None)
        if entity is not None and (entity.value.kind != "unnamed" or entity.value.plural):
            return None
        start = phrase.core + (line.word(phrase.core) == ",")
        if line.word(start) != "who":
            return None
        for at in range(start + 2, min(line.stop, start + CALLED)):
            if line.word(at - 1) in known.callings or (
                line.word(at - 1) == "," and line.word(at - 2) in known.callings
            ):
                return self._named_here(line, at, line.stop, entity=entity)
        return None

    def _named_here(self, line: Line, start: int, end: int, *, entity: Mark[Entity] | None) -> Speaker | None:
        stop = start
        while stop < end and line.text(stop)[:1].isupper():
            stop += 1
        if stop == start:
            return None
        span = line.span(start, stop)
        known = next((mark for mark in self._between(*span) if mark.end == span[1]), None)
        if known is not None and known.start == span[0]:
            return self._of_mention(known)
        return Speaker(span, None, self._text[span[0] : span[1]], entity is not None)

    def _described(self, line: Line, phrase: Phrase, chosen: Mark[Mention] | None) -> Mark[Mention] | None:
        """The earlier mention that a short description means, where the mention at hand names nobody itself."""
        words = description(line, phrase)
        if not words or (chosen is not None and not self._is_vague(chosen)):
            return None
        before = bisect_left(self._starts, line.words[phrase.start].start)
        return recalled(self._text, words, self._mentions[:before], self._entities)

    def _is_vague(self, mark: Mark[Mention]) -> bool:
        """Whether a mention is only a description: "the bloc", "the Director General"."""
        entity = self._entities.get(mark.value.entity)
        name = self._text[mark.start : mark.end].casefold()
        return entity is not None and (entity.value.kind == "unnamed" or name.startswith("the "))

    def _repeated(self, line: Line, phrase: Phrase) -> Speaker | None:
        """The speaker of this paragraph whom "the diplomat" or "the same source" repeats."""
        last, words = self.last, [line.word(at) for at in range(phrase.start, phrase.end)]
        if last is None or self._paragraph != line.paragraph or words[0] != "the":
            return None
        if len(words) == 3 and words[1] == "same":
            words.pop(1)
        known = cue_words().anaphors
        several = last.entity in self._entities and self._entities[last.entity].value.plural
        fits = len(words) == 2 and not several and words[1] in (known.person if last.is_person else known.body)
        return last if fits else None

    def _head(self, core: Span) -> Mark[Mention] | None:
        """The mention that is the head of a phrase, not one that owns or qualifies it."""
        inside = [
            mark
            for mark in self._between(core[0] - 4, core[1])
            if mark.end <= core[1] + 1
            and mark.end > core[0]
            and mark.value.form != "demonym"
            and self._text[mark.end : mark.end + 2] not in {"'s", "’s"}
            and not self._qualifies(mark, core[1])
        ]
        inside = [mark for mark in inside if mark.start <= core[0] + 4 or not self._is_governed(mark.start, core[0])]
        people = [mark for mark in inside if mark.value.kind == "person" and mark.value.form == "name"]
        at_end = [mark for mark in inside if mark.end >= core[1] - 1]
        if people and (people[-1].end >= core[1] - 1 or not at_end):
            return people[-1]
        names = [mark for mark in at_end if mark.value.form == "name" and mark.value.kind != "state"]
        whole = names or [mark for mark in inside if mark.start <= core[0] + 4 or mark.value.full[0] <= core[0]]
        pool = whole or at_end or inside
        return max(pool, key=lambda mark: (mark.end - mark.start, mark.start)) if pool else None

    def _between(self, start: int, end: int) -> tuple[Mark[Mention], ...]:
        """The mentions that begin among these characters."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _qualifies(self, mark: Mark[Mention], end: int) -> bool:
        """Whether a body's name only qualifies the noun after it: "a U.N. official in Aden"."""
        after = self._text[mark.end : end].split(maxsplit=1)
        named = self._text[mark.start].isupper() and mark.value.kind != "person"
        if not after or not named or self._text[mark.end] != " ":
            return False
        word = after[0]
        return word.islower() and word not in {"and", "or", "who", "which"} and word not in cue_words().prepositions

    def _is_governed(self, start: int, floor: int) -> bool:
        """Whether a preposition stands before these characters: "a mother of three in Osk"."""
        before = self._text[floor:start].split()
        while before and before[-1].islower() and before[-1] not in cue_words().prepositions:
            before.pop()
        return bool(before) and before[-1].lower() in cue_words().prepositions

    def _named_beside(self, core: Span, whole: Span) -> Mark[Mention] | None:
        """The name in the apposition: "The governor, Patience Rukema, said", "a group, the Falcons, said"."""
        for mark in self._between(core[1], whole[1]):
            if mark.end > whole[1] or mark.value.form != "name":
                continue
            between = self._text[core[1] : mark.start].strip(" ,(")
            titled = len(between.split()) <= TITLE_WORDS and (not between[:1].islower() or between == "the")
            relative = between.startswith(("who ", "whose ")) and mark.end >= whole[1] - 1
            if relative and mark.value.kind == "person" and self._text[: mark.start].rstrip().endswith(","):
                return mark  # "a driver who got away, Omar Sall, said"
            if between.startswith(("who ", "whose ")):
                continue
            return mark if titled and mark.value.kind != "state" else None
        return None

    def _names_beside(self, line: Line, phrase: Phrase) -> bool:
        """Whether an unrecognised name stands in the apposition: "His counterpart, Vann Ratanak, said"."""
        first, end = phrase.core + 1, phrase.end
        if line.word(first) == "the" and line.word(phrase.start) in {"a", "an"}:
            first += 1
        return end - first in {2, 3} and all(line.text(at)[:1].isupper() for at in range(first, end))

    def _of_mention(self, mention: Mark[Mention]) -> Speaker:
        entity = self._entities.get(mention.value.entity)
        if entity is None:
            return Speaker((mention.start, mention.end), None, self._text[mention.start : mention.end])
        value: Entity = entity.value
        is_person = value.kind == "person" or (value.kind == "unnamed" and not value.plural)
        return Speaker((mention.start, mention.end), value.index, value.name, is_person)

    def _is_newer(self, last: Speaker, at: int) -> bool:
        """Whether the pronoun here means somebody who opened the sentence before, after the last speaker's words."""
        meant = next((mark for mark in self._between(at, at + 1)), None)
        if meant is None or meant.value.entity == last.entity:
            return False
        since = self._between(max(last.span[1], at - LONGEST_SENTENCE), at)
        people = [mark for mark in since if mark.value.kind == "person" and mark.value.form == "name"]
        return bool(people) and all(mark.value.entity == meant.value.entity for mark in people)

    def _going_on(self, word: str, line: Line, at: int) -> Speaker | None:
        """The speaker of this paragraph whom a pronoun before a cue most often means."""
        last = self.last
        if last is None or self._paragraph != line.paragraph or self._is_newer(last, at):
            return None
        return last if word in {"he", "she", "it"} and last.is_person == (word in HE_OR_SHE) else None

    def _of_pronoun(self, word: str, span: Span) -> Speaker | None:
        mention = next((mark for mark in self._between(*span) if mark.end == span[1]), None)
        if mention is not None and mention.value.entity in self._entities:
            return self._of_mention(mention)
        for speaker in reversed(self._spoken[-RECENT:]):
            if (word in HE_OR_SHE) == speaker.is_person or word in {"they", "we", "i", "one"}:
                return speaker
        last = bisect_left(self._starts, span[0])
        for mark in reversed(self._mentions[max(0, last - RECENT) : last]):
            if (mark.value.kind == "person") == (word in HE_OR_SHE):
                return self._of_mention(mark)
        return self.last

    def _recalled(self, line: Line, phrase: Phrase) -> Speaker | None:
        """The earlier speaker whose description a definite phrase repeats: "the diplomat"."""
        words = [line.word(at) for at in range(phrase.start, phrase.core)]
        if words[0] not in {"the", "one", "his", "her"} or len(words) > 4:
            return None
        head = words[-1]
        for speaker in reversed(self._spoken[-RECENT:]):
            if head in speaker.name.lower().split():
                return speaker
        return None

    def _unrecognised(self, line: Line, phrase: Phrase) -> Speaker | None:
        """The phrase itself, where no mention was recognised; a name at its end stands for all of it."""
        start, end = phrase.start, phrase.core
        described = line.word(start) in {"a", "an", "the"} or "'s" in line.lowers[start:end]
        apposed = line.word(phrase.core) != "(" and phrase.end > phrase.core + 1
        beside = apposed and _is_name_word(line, phrase.core + 1)
        if line.word(phrase.core + 1) == "the" and self._names_beside(line, phrase):
            start, end = phrase.core + 2, phrase.end
        elif beside and (described or not _has_name(line, start, end)):
            start, end = phrase.core + 1, phrase.end
        known = cue_words()
        first = end
        while first > start and _is_name_word(line, first - 1):
            first -= 1
        titled = first > start and line.text(first - 1)[0].islower() and not _is_complement(line, first, start)
        is_person = titled and end - first > 1 and line.word(first - 1) not in known.determiners | known.prepositions
        if is_person:
            start = first
        if start >= end or not any(char.isalpha() for char in line.text(end - 1)):
            return None
        span = line.span(start, end)
        name = self._text[span[0] : span[1]]
        return Speaker(span, None, name, is_person or _looks_single(line, start, end))


def _is_grammar(word: str) -> bool:
    """Whether the word joins or moves a clause rather than describing somebody."""
    known = cue_words()
    return word in known.prepositions or word in known.finite or word in known.breaks or word in known.joins


def _determined(line: Line, at: int) -> int:
    """How many articles stand here: "both the (army)"."""
    known = cue_words().determiners
    return next((count for count in range(3) if line.word(at + count) not in known), 3)


def _is_name_word(line: Line, at: int) -> bool:
    return line.text(at)[:1].isupper() or line.word(at) in {"al", "-", "bin", "van", "von", "de", "el"}


def _has_name(line: Line, start: int, end: int) -> bool:
    return end - start >= 2 and line.text(end - 1)[:1].isupper() and line.text(end - 2)[:1].isupper()


def _looks_single(line: Line, start: int, end: int) -> bool:
    """Whether the phrase reads like one unnamed person or a bare full name."""
    if line.word(start) in {"a", "an"}:
        return True
    named = all(line.text(at)[:1].isupper() for at in range(start, end))
    return named and end - start in {2, 3} and line.word(start) != "the"


def _is_complement(line: Line, at: int, floor: int) -> bool:
    """Whether a preposition governs the name that begins here: "an administration allied with the Forces"."""
    known = cue_words()
    while at > floor and line.text(at - 1).islower() and line.word(at - 1) not in known.prepositions:
        at -= 1
    return at > floor and line.word(at - 1) in known.prepositions
