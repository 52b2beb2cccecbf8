"""Names that no title, given name or list explains: media, acronyms, unknown groups, towns that speak."""

from __future__ import annotations

import re

from sitrep.annotations.actor_lexicon import lexicon
from sitrep.annotations.setting import Setting, collective
from sitrep.annotations.sightings import Range, Sighting, covered
from sitrep.codebook.actor_words import actor_use

ACRONYM = re.compile(r"[A-ZÀ-Þ]{2,7}\d{0,2}s?")
#: How far behind a name its description may name the kind of actor.
REACH = 7


class Others:
    """Gives the runs of capitals that are nobody's yet to media, groups and governments, where words say so."""

    def __init__(self, setting: Setting, runs: list[Range], actors: list[Sighting], outlet: str | None) -> None:
        taken = covered((actor.begin, actor.end) for actor in actors)
        self.acronyms = {alias for actor in actors for alias in (*actor.aliases, actor.initials) if alias}
        self.setting = setting
        self.words = setting.words
        self.runs = runs
        self.taken = taken
        self.outlet = (outlet or "").lower()

    def sightings(self) -> list[Sighting]:
        """One sighting for each name that proves an actor, and for the same name elsewhere."""
        found = [sighting for run in self.runs if (sighting := self._judge(*run))]
        proven = {sighting.key: sighting for sighting in found}
        for begin, end in self.runs:
            key = self._key(begin, end)
            first = proven.get(key)
            if (
                first
                and all((s.begin, s.end) != (begin, end) for s in found)
                and self.words.at(begin - 1) not in actor_use().locative
            ):
                found.append(self._sighting(begin, end, first.sector, kind=first.kind, outlet=first.outlet))
        return found

    def _key(self, begin: int, end: int) -> str:
        return "body:" + self.words.phrase(begin, end).lower()

    def _sighting(
        self, begin: int, end: int, sector: str | None, *, kind: str = "organization", outlet: bool = False
    ) -> Sighting:
        text = self.words.phrase(begin, end)
        sighting = Sighting(
            begin, end, "organization", self._key(begin, end), name=text, sector=sector, outlet=outlet, settled=outlet
        )
        if kind == "armed-group":
            sighting.kind = "armed-group"
        if self.words.at(end) == "(" and self.words.at(end + 2) == ")" and self.words.written[end + 1].isupper():
            sighting.aliases.append(self.words.written[end + 1])
        return sighting

    def _judge(self, begin: int, end: int) -> Sighting | None:
        words, use = self.words, actor_use()
        if any(number in self.taken for number in range(begin, end)) or words.kinds[begin] in {"dateline", "heading"}:
            return None
        if words.phrase(begin, end).lower() == self.outlet or self._outlet(begin, end):
            if words.at(end).isdigit() and self.setting.joined(end):
                end += 1  # "Kanal 9"
            return self._sighting(begin, end, "JRN", outlet=True)
        sector = self._described(begin, end)
        if sector:
            kind = "armed-group" if sector in {"REB", "PRM", "CRM"} else "organization"
            return self._sighting(begin, end, sector, kind=kind, outlet=sector == "JRN")
        if (
            words.at(end) in use.fighters
            and words.at(end) not in {"group", "movement", "forces", "alliance", "coalition", "members", "troops"}
            and not self.setting.place(begin, end)
        ):
            return self._sighting(begin, end, "REB", kind="armed-group")
        located = words.at(begin - 1) in use.place_prepositions or words.at(begin - 1) in use.locative
        if words.at(end) in use.speaking and not located and end - begin == 1 and self.setting.place(begin, end):
            return self._seat(begin, end)
        if words.phrase(begin, end) in self.acronyms:
            return self._sighting(begin, end, None)
        if end - begin == 1 and ACRONYM.fullmatch(words.written[begin]) and self._acts(begin, end):
            return self._sighting(begin, end, None)
        return None

    def _outlet(self, begin: int, end: int) -> bool:
        """Whether a news medium bears the name: people tell it things, or it says so itself and reports."""
        words, use = self.words, actor_use()
        worded = any(
            part in use.outlet_words for number in range(begin, end) for part in words.lower[number].split("-")
        )
        listener = words.at(begin - 2) if words.at(begin - 1) == "the" else words.at(begin - 1)
        told = listener in {"told", "tells", "tell"}
        told = told or (
            words.at(begin - 1) in {"to", "with"} and words.at(begin - 2) in {"speaking", "interview", "spoke"}
        )
        if told and not self.setting.place(begin, end):
            return True
        reports = (
            words.at(end) in use.speaking
            or words.at(begin - 1) in use.speaking
            or words.at(begin - 1) in {"to", "by"}
            or words.at(begin - 2) == "to"
        )
        return worded and reports and not self.setting.place(begin, end)

    def _described(self, begin: int, end: int) -> str | None:
        """The sector that the words before the name, or behind its comma, say ("X, a rights group")."""
        words = self.words
        sector = collective(self.setting, begin, end)
        comma = end + 3 if words.at(end) == "(" and words.at(end + 2) == ")" else end
        if sector is None and words.at(comma) == "," and words.at(comma + 1) in {"a", "an", "the", "another"}:
            sector = self._kind_behind(comma + 2)
        return None if sector is None or self.setting.place(begin, end) else sector

    def _kind_behind(self, begin: int) -> str | None:
        words = self.words
        for number in range(begin, min(begin + REACH, len(words))):
            if (
                words.lower[number] in {",", ".", "who", "of", "in", "that", "which", "where"}
                or words.sentence[number] != words.sentence[begin]
            ):
                return None
            for length in (3, 2, 1):
                sector = lexicon().group_words.get(tuple(words.lower[number : number + length]))
                if sector:
                    return sector
        return None

    def _acts(self, begin: int, end: int) -> bool:
        use = actor_use()
        before = self.words.at(begin - 1)
        return (
            self.words.at(end) in use.speaking or self.words.at(end) == "'s" or before in {"the", "by", "with", "from"}
        )

    def _seat(self, begin: int, end: int) -> Sighting:
        """A town of rulers that speaks ("Erbil blames …")."""
        text = self.words.phrase(begin, end)
        country = self.setting.country_at(begin, end)
        return Sighting(
            begin,
            end,
            "place-as-actor",
            f"capital:{text.lower()}",
            name=text,
            country=country,
            sector="GOV",
            settled=True,
        )
