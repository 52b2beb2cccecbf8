"""Which country a story is in at each of its words, told by the places around."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from sitrep.annotations.setting import LONGEST, Setting
from sitrep.codebook.actor_words import actor_use


class Atlas:
    """The countries of the places named, by the words where they stand."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.words = setting.words
        self.placed: list[tuple[int, str]] = []  # names that say where
        self.told: list[tuple[int, str]] = []  # any name of a state or capital
        self._collect()
        self.dateline = setting.home
        self.home = self.dateline or _most(self.placed) or _most(self.told)

    def _collect(self) -> None:
        use = actor_use()
        for number, (end, code, what) in self.setting.states.items():
            if what not in {"demonym", "people"} and "." not in self.words.lower[number]:
                self.told.append((number, code))
            located = self.words.at(number - 1) in use.locative or (
                what == "capital" and self.words.at(end) in use.place_nouns
            )
            if what in {"state", "capital"} and located:
                self.placed.append((number, code))
        if self.setting.names is not None:
            self._gazetteer()
        self.placed.sort()
        self.told.sort()

    def _gazetteer(self) -> None:
        """Places that only the gazetteer knows, where the words around say that they are places."""
        use = actor_use()
        for number in self.setting.nameables:
            if number in self.setting.within_state:
                continue
            before = self.words.at(number - 2) if self.words.at(number - 1) == "the" else self.words.at(number - 1)
            if before in use.place_prepositions or self.words.at(number + 1) in use.place_nouns:
                self._place(number)

    def _place(self, number: int) -> None:
        end = number + 1
        last = min(self.words.last[number], number + LONGEST)
        while end < last and self.setting.joined(end) and self.setting.nameable(end):
            end += 1
        for stop in range(end, number, -1):
            code = self.setting.country_at(number, stop)
            if code:
                self.placed.append((number, code))
                return

    def of_person(self, number: int) -> str | None:
        """The country of somebody in office: of the place in the sentence, else the story's own."""
        at = bisect_left(self.placed, (number, "")) - 1
        if at >= 0 and self.words.sentence[self.placed[at][0]] == self.words.sentence[number]:
            return self.placed[at][1]
        return self.dateline or self.around(number)

    def around(self, number: int) -> str | None:
        """The country of the nearest place before the word in its paragraph, else the story's."""
        paragraph = self.words.paragraph[number]
        for listed in (self.placed, self.told):
            at = bisect_left(listed, (number, "")) - 1
            if at >= 0 and self.words.paragraph[listed[at][0]] == paragraph:
                return listed[at][1]
        if self.dateline is None:
            at = bisect_left(self.placed, (number, "")) - 1
            if at >= 0 and paragraph - self.words.paragraph[self.placed[at][0]] <= NEAR:
                return self.placed[at][1]
        return self.home


#: How many paragraphs back a place still says where the story is, in one without a dateline.
NEAR = 2


def _most(told: list[tuple[int, str]]) -> str | None:
    counts = Counter(code for _, code in told)
    return max(counts, key=lambda code: counts[code], default=None)
