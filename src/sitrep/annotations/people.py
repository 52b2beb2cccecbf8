"""People with names: their titles and roles before and after, their bodies, and later mentions by surname."""

from __future__ import annotations

import re

from sitrep.annotations.sightings import (
    PlaceNames,
    Range,
    Sex,
    Sighting,
    States,
    is_capitalised,
    lexicon,
    sector_of,
)
from sitrep.annotations.wording import Wording
from sitrep.codebook.actor_words import INHERIT, actor_nouns, actor_roles, actor_use
from sitrep.codebook.known_actors import KnownActor, given_names, public_figures

AGE = re.compile(r"1?\d{1,2}")
INITIAL = re.compile(r"[A-Z]")
#: How many words may stand between a role and the name it belongs to ("head of city Defence Council X").
REACH = 9
#: How many words an apposition may have before its role noun.
APPOSED = 7
SEXES: dict[str, Sex | None] = {"f": "female", "m": "male", "": None}


class People:
    """Finds people by name, given the known names, states and organisations."""

    def __init__(
        self,
        words: Wording,
        known: dict[int, tuple[int, KnownActor]],
        states: States,
        bodies: list[Sighting],
        names: PlaceNames | None,
    ) -> None:
        self.words = words
        self.known = known
        self.states = states
        self.bodies = {number: body for body in bodies for number in range(body.begin, body.end)}
        self.names = names
        self.found: list[Sighting] = []
        self.left: list[Range] = []

    def sightings(self) -> list[Sighting]:
        """Everyone with a name; runs of capitals that are nobody's are kept in ``left``."""
        for begin, end in self.words.bounds:
            if self.words.kinds[begin] == "dateline" or self._shouts(begin, end):
                continue
            for run in self._runs(begin, end):
                self._judge(*run)
        self._later()
        return self.found

    def _shouts(self, begin: int, end: int) -> bool:
        text = self.words.phrase(begin, end)
        return text.upper() == text

    # -- runs of capitals ---------------------------------------------------------------------------

    def _runs(self, begin: int, end: int) -> list[Range]:
        """The runs of capitalised words of a sentence that may be names."""
        runs: list[Range] = []
        number = begin
        while number < end:
            if self._nameish(number, begin):
                stop = self._run_end(number, end)
                runs.append((number, stop))
                number = stop
            else:
                number += 1
        return runs

    def _nameish(self, number: int, first: int, *, inside: bool = False) -> bool:
        word, lower = self.words.written[number], self.words.lower[number]
        use = actor_use()
        if not is_capitalised(word) or number in self.bodies or lower in use.calendar:
            return False
        if number in self.known and not self._given_before(number, inside=inside):
            return False
        if number in self.states.at and not self._personal(number, inside=inside):
            return False
        if lower in use.starters:
            return inside or (number != first and lower in actor_roles().modifiers)
        return not (lower in use.things and not inside)

    def _given_before(self, number: int, *, inside: bool) -> bool:
        return inside and self.words.at(number - 1) in given_names()

    def _personal(self, number: int, *, inside: bool) -> bool:
        """Whether a state's or capital's name is a person's here ("Israel Katz", "Jack London")."""
        if inside and self.words.at(number - 1) in given_names():
            return self.states.at[number][2] in {"state", "capital"}
        after = self.states.at[number][0]
        return (
            self.words.lower[number] in given_names()
            and after < self.words.last[number]
            and is_capitalised(self.words.written[after])
            and after not in self.bodies
            and self._joined(after)
        )

    def _joined(self, number: int) -> bool:
        return self.words.text[self.words.ends[number - 1] : self.words.starts[number]] in {" ", "\u00a0"}

    def _run_end(self, number: int, end: int) -> int:
        """The end of the name that begins here: capitals, initials and particles between them."""
        use = actor_use()
        stop = number + 1
        while stop < end:
            if self.words.written[stop] == "." and INITIAL.fullmatch(self.words.written[stop - 1]) and self.words.starts[stop] == self.words.ends[stop - 1]:
                stop += 1
                continue
            if not self._joined(stop):
                break
            if self._nameish(stop, -1, inside=True) and (self.words.lower[stop] not in use.starters or self.words.lower[stop] in actor_roles().modifiers):
                stop += 1
                continue
            bridge = stop
            while bridge < end and self.words.lower[bridge] in use.particles and self.words.written[bridge].islower() and bridge - stop < 3:
                bridge += 1
            if bridge > stop and bridge < end and self._joined(bridge) and self._nameish(bridge, -1, inside=True):
                stop = bridge + 1
                continue
            break
        return stop

    # -- judging a run --------------------------------------------------------------------------------

    def _judge(self, begin: int, end: int) -> None:
        """Takes the run as a person when something says so, else leaves it."""
        name, marked = self._strip(begin, end)
        if name >= end:
            return
        if self.words.at(begin - 1) in {"of", "in", "for"} and end - name > 2:
            name = self._after_place(name, end)
        role, sector, affiliation = self._role_before(name, begin)
        after = self._after(end)
        age, apposed = after
        if role is None and apposed:
            role, sector, affiliation = apposed
        elif apposed and role:
            role, sector, affiliation = role, (sector if sector_of(sector) else apposed[1]), affiliation or apposed[2]
        if not self._is_person(name, end, marked=marked or role is not None, aged=age is not None):
            self.left.append((begin, end))
            return
        self._take(name, end, role=role, sector=sector, affiliation=affiliation, marked=begin, beyond=max(age or end, apposed[0][1] if apposed else end))

    def _strip(self, begin: int, end: int) -> tuple[int, bool]:
        """Where the name begins behind titles and ranks, and whether there were any."""
        number, marked = begin, False
        while number < end:
            word = self.words.lower[number]
            phrase = self._role_at(number, end)
            if phrase:
                number, marked = phrase, True
            elif word in lexicon().ranks or (word in actor_roles().honorifics and (number + 1 < end)):
                number, marked = number + 1, True
            elif word in actor_roles().modifiers and self._role_ahead(number, end):
                number += 1
            else:
                break
        return number, marked

    def _role_at(self, number: int, end: int) -> int | None:
        found = lexicon().role_phrases.longest(self.words.lower, number, end)
        if found and found[0] < end:
            return found[0]
        if found and found[0] == end and number + 1 <= end:
            return found[0]
        return None

    def _role_ahead(self, number: int, end: int) -> bool:
        return any(self._role_at(later, end) or self.words.lower[later] in lexicon().ranks for later in range(number + 1, min(end, number + 4)))

    def _after_place(self, name: int, end: int) -> int:
        """ "mayor of Kharkiv Ihor X": the name begins behind the place."""
        for number in range(name + 1, end - 1):
            if self.words.lower[number] in given_names():
                return number
        return name

    def _is_person(self, begin: int, end: int, *, marked: bool, aged: bool) -> bool:
        use = actor_use()
        single = end - begin == 1
        word = self.words.lower[begin]
        text = self.words.phrase(begin, end)
        if self.words.at(end) in use.place_nouns and not marked and word not in given_names():
            return False
        if self.words.written[begin].isupper() and single and len(word) > 1:
            return False
        figure = public_figures().get(self.words.lower[end - 1])
        if figure and (single or figure.name.split()[0].lower() == word):
            return True
        if marked or aged:
            return not (self.names and self.names.is_place(text) and not aged and word not in given_names())
        if not single and word in given_names():
            return True
        if self.names and self.names.is_place(text):
            return False
        if self.words.at(begin - 1) in use.place_prepositions and self.words.at(begin - 1) not in {"for", "to", "of", "between"}:
            return False
        speaks = self.words.at(end) in use.speaking or self.words.at(begin - 1) in use.speaking
        if self.words.at(begin - 1) in use.speaking and self.words.at(end) not in {",", ".", "", "in", "on", "after", "at", "during", "when", "of"}:
            speaks = self.words.at(end) in use.speaking
        return speaks and not self._fresh(begin, single=single)

    def _fresh(self, begin: int, *, single: bool) -> bool:
        """Whether a lone capital is only the first word of its sentence."""
        return single and begin == self.words.first[begin] and self.words.lower[begin].endswith(("s", "ing", "ed", "ly"))

    # -- roles ------------------------------------------------------------------------------------------

    def _ending_role(self, end: int, first: int) -> tuple[int, str] | None:
        """The longest role phrase that ends before this word, as (begin, sector)."""
        for length in range(min(lexicon().longest_role, end - first), 0, -1):
            phrase = tuple(self.words.lower[end - length : end])
            sector = lexicon().roles.get(phrase)
            if sector is None and phrase[-1].endswith("s"):
                sector = lexicon().roles.get((*phrase[:-1], phrase[-1][:-1]))
            if sector:
                return end - length, sector
            if length == 1 and phrase[0] in lexicon().ranks:
                return end - 1, lexicon().ranks[phrase[0]]
        return None

    def _role_before(self, name: int, begin: int) -> tuple[Range | None, str, Range | None]:
        """The role words before a name with their sector and body."""
        first = self.words.first[name]
        at = name
        sector = INHERIT
        found: tuple[int, str] | None = None
        while at > first and self.words.lower[at - 1] in actor_roles().honorifics | set(lexicon().ranks) and self._ending_role(at, first) is None:
            at -= 1
        found = self._ending_role(at, first)
        if found is None and at > first and self.words.lower[at - 1] == ",":
            found = self._ending_role(at - 1, first)
            if found and not self._definite(found[0], first):
                found = None
            at -= 1 if found else 0
        if found is None:
            found = self._role_of(at, first)
        if found is None:
            return None, INHERIT, None
        role_begin, sector = found
        rank_first = role_begin
        while rank_first > first:
            again = self._ending_role(rank_first, first)
            if again is None and self.words.lower[rank_first - 1] == "," and self.words.lower[role_begin] in lexicon().ranks:
                again = self._ending_role(rank_first - 1, first)
            if again is None:
                break
            rank_first = again[0]
            if sector_of(again[1]) and not sector_of(sector):
                sector = again[1]
        start = self._role_left(rank_first, first)
        affiliation = self._body_within(start, at)
        return (start, at), sector, affiliation

    def _definite(self, begin: int, first: int) -> bool:
        start = self._role_left(begin, first)
        return start > first and self.words.lower[start - 1] in {"the", "a", "an"} or any(self.words.lower[n] == "'s" for n in range(start, begin)) or start == first

    def _role_of(self, name: int, first: int) -> tuple[int, str] | None:
        """A role that reaches the name over "of": "director of city water utility Lyubov Sych"."""
        for number in range(name - 1, max(first, name - REACH), -1):
            word = self.words.lower[number]
            if word in {",", ".", ";", ":", "-", "–", "—", "(", ")"} or word in actor_use().speaking:
                return None
            if word in {"of", "for"}:
                found = self._ending_role(number, first)
                if found:
                    return found
            elif word in {"in", "at"} and number < name - 1 and self.words.written[name - 1][0].isupper():
                found = self._ending_role(number, first)
                return found
        return None

    def _role_left(self, begin: int, first: int) -> int:
        """Where the role phrase begins, over modifiers, bodies, peoples and possessors."""
        use, roles = actor_use(), actor_roles()
        while begin > first:
            number = begin - 1
            word = self.words.lower[number]
            if word == "'s" and number > first:
                begin = self._possessor(number, first)
                if begin == number:
                    return number + 1
                break
            if number in self.bodies:
                begin = self.bodies[number].begin
                if begin > first and self.words.lower[begin - 1] == "the" and self.words.lower[self.bodies[number].end - 1] == "'s":
                    begin -= 1
                continue
            if word in roles.modifiers or "-" in word or number in self.states.at or word in {"u.s.", "u.n.", "eu"}:
                begin = number
                continue
            inside_known = any(start <= number < end for start, (end, _) in self._known_near(number))
            if inside_known or (is_capitalised(self.words.written[number]) and word not in use.starters and word not in use.calendar):
                begin = number
                continue
            break
        return begin

    def _known_near(self, number: int) -> list[tuple[int, tuple[int, KnownActor]]]:
        return [(start, self.known[start]) for start in range(max(0, number - 6), number + 1) if start in self.known]

    def _possessor(self, mark: int, first: int) -> int:
        """Where the possessor before "'s" begins; a person's name does not belong to the role."""
        number = mark - 1
        if number in self.bodies:
            return self.bodies[number].begin
        state = next((start for start in range(max(first, mark - 4), mark) if start in self.states.at and self.states.at[start][0] == mark), None)
        if state is not None:
            return state
        known = next((start for start, (end, _) in self._known_near(number) if end == mark), None)
        if known is not None:
            return known
        body = self.words.lower[number]
        if lexicon().common_bodies.longest(self.words.lower, number, mark) or body in {"city", "region", "country", "group", "party", "village", "town", "district"}:
            return number
        return mark

    def _body_within(self, begin: int, end: int) -> Range | None:
        """The body named inside the role words."""
        for number in range(begin, end):
            if number in self.bodies:
                body = self.bodies[number]
                return body.begin, body.end
            if number in self.known:
                return number, self.known[number][0]
            match = lexicon().common_bodies.longest(self.words.lower, number, end)
            if match and self.words.lower[number] not in {"security", "military"}:
                left = number
                while left > begin and (left - 1 in self.states.at or is_capitalised(self.words.written[left - 1])):
                    left -= 1
                return left, match[0]
        return None

    # -- after the name -----------------------------------------------------------------------------------

    def _after(self, end: int) -> tuple[int | None, tuple[Range, str, Range | None] | None]:
        """The end of an age behind the name, and the role said in an apposition."""
        if self.words.at(end) == "(" and AGE.fullmatch(self.words.at(end + 1)) and self.words.at(end + 2) == ")":
            return end + 2, self._apposition(end + 4) if self.words.at(end + 3) == "," else None
        if self.words.at(end) != ",":
            return None, None
        at = end + 1
        age: int | None = None
        if AGE.fullmatch(self.words.at(at)) and self.words.at(at + 1) in {",", ".", "", "and", ")", "who", ";", '"'}:
            age = at + 1
            if self.words.at(at + 1) != ",":
                return age, None
            at += 2
        return age, self._apposition(at)

    def _apposition(self, at: int) -> tuple[Range, str, Range | None] | None:
        """A role said behind the comma at whose right this word stands."""
        if at >= len(self.words):
            return None
        last = self.words.last[at]
        if self.words.lower[at] == "who":
            return self._who(at + 1, last)
        determined = self.words.lower[at] in {"a", "an", "the", "its", "his", "her", "their", "another"}
        begin = at + 1 if determined else at
        for number in range(begin, min(last, begin + APPOSED)):
            word = self.words.lower[number]
            match = lexicon().role_phrases.longest(self.words.lower, number, last)
            if match and not self._leads_on(match[0], last):
                if match[0] < last and self.words.lower[match[0]] == "'s":
                    continue
                return self._apposed(begin, match[0], last, match[1])
            if word in {",", ".", ";", '"', "”", "who", "and", "that", "which"} or word in actor_use().speaking - {"report", "call", "claim", "put", "note"}:
                break
            if not determined and not self._describes(number):
                break
        return None

    def _leads_on(self, stop: int, last: int) -> bool:
        """Whether a further noun of the role or another person's name follows the role words."""
        if stop >= last:
            return False
        if lexicon().role_phrases.longest(self.words.lower, stop, last) is not None:
            return True
        return is_capitalised(self.words.written[stop]) and stop not in self.bodies and stop not in self.states.at and self._joined(stop)

    def _describes(self, number: int) -> bool:
        word = self.words.lower[number]
        return word in actor_roles().modifiers or word in {"'s", "of"} or "-" in word or number in self.states.at or number in self.bodies or is_capitalised(self.words.written[number])

    def _apposed(self, begin: int, stop: int, last: int, sector: str) -> tuple[Range, str, Range | None]:
        end = stop
        while end < last and self.words.lower[end] not in {",", ".", ";", ":", "—", "–", '"', "”", "“", "--", ")"}:
            if self.words.lower[end] in {"said", "told", "says", "added", "wrote"}:
                break
            end += 1
        sector = self._own_sector(begin, stop, sector)
        return (begin, end), sector, self._body_within(begin, end)

    def _own_sector(self, begin: int, stop: int, sector: str) -> str:
        if self.words.lower[begin] in {"former", "ex"} and sector in {"GOV", "LEG"}:
            return "ELI"
        return sector

    def _who(self, at: int, last: int) -> tuple[Range, str, Range | None] | None:
        """ "who leads the ICRC's office in Goma"."""
        if at >= last or self.words.lower[at] not in actor_roles().leading_verbs:
            return None
        end = at
        while end < last and self.words.lower[end] not in {",", ".", ";", "said", "told", "—"}:
            end += 1
        body = self._body_within(at, end)
        return (at, end), INHERIT if body else "CVL", body

    # -- taking a person ------------------------------------------------------------------------------------

    def _take(self, begin: int, end: int, *, role: Range | None, sector: str, affiliation: Range | None, marked: int, beyond: int) -> None:
        text = self.words.phrase(begin, end)
        start = min(begin, marked, role[0] if role else begin)
        full = (start, max(end, beyond)) if role is None or role[0] < begin else (start, max(end, role[1]))
        person = Sighting(
            begin, end, "person", "person:" + text.lower(), full=full, role=role, affiliation=affiliation, name=text, sex=self._sex(begin, end, role)
        )
        self._place_in_society(person, sector)
        self.found.append(person)

    def _sex(self, begin: int, end: int, role: Range | None) -> Sex | None:
        around = set(self.words.lower[max(0, begin - 2) : begin]) | (set(self.words.lower[role[0] : role[1]]) if role else set())
        if around & actor_roles().female_roles:
            return "female"
        if around & actor_roles().male_roles:
            return "male"
        return SEXES[given_names().get(self.words.lower[begin], "")]

    def _place_in_society(self, person: Sighting, sector: str) -> None:
        """Country and sector from role words, body, people and possessor; else from public knowledge."""
        figure = public_figures().get(self.words.lower[person.end - 1])
        if figure and (person.end - person.begin == 1 or figure.name.split()[0].lower() == self.words.lower[person.begin]):
            person.country, person.sector, person.settled = figure.country, figure.sector, True
            person.sex = person.sex or SEXES[figure.sex or ""]
        if person.role is None:
            return
        begin, end = person.role
        person.sector = sector_of(sector) or person.sector
        if begin > 0 and self.words.lower[begin - 1] in {"former", "ex"} and person.sector in {"GOV", "LEG"}:
            person.sector = "ELI"
        for number in range(begin, end):
            word = self.words.lower[number]
            allied = word.partition("-")[2] in {"installed", "appointed", "backed", "allied", "controlled", "led", "run", "aligned"}
            if allied and self._allied(person, self.words.written[number].rsplit("-", 1)[0]):
                return
            if word in actor_nouns().bodies.international or word in {"nato", "eu"} or (number in self.known and _international(self.known[number][1])):
                person.country = person.sector = None
                person.settled = True
                return
            if number in self.known:
                actor = self.known[number][1]
                person.country = actor.country
                person.sector = actor.sector if actor.kind == "armed-group" or not sector_of(sector) else person.sector
                person.settled = True
                return
            if number in self.states.at and person.country is None and not person.settled:
                person.country = self.states.at[number][1]
        if sector == INHERIT:
            self._inherit(person)

    def _inherit(self, person: Sighting) -> None:
        """The sector of the body whose spokesman or head the person is."""
        if person.affiliation is None or person.role is None:
            person.sector = person.sector or ("GOV" if self._governs(person.role) else None)
            return
        body = self.bodies.get(person.affiliation[0])
        if body:
            person.sector, person.country = body.sector or person.sector, person.country or body.country
            if body.settled:
                person.settled = True
            return
        match = lexicon().common_bodies.longest(self.words.lower, person.affiliation[1] - 1, person.affiliation[1])
        for number in range(*person.affiliation):
            match = lexicon().common_bodies.longest(self.words.lower, number, person.affiliation[1]) or match
            if match:
                person.sector = match[1]
                return

    def _governs(self, role: Range | None) -> bool:
        if role is None:
            return False
        words = set(self.words.lower[role[0] : role[1]])
        return bool(words & {"regional", "government", "presidential", "ministry", "city", "district", "provincial", "administration", "state", "national", "envoy", "negotiator", "official", "municipal", "foreign"})

    def _allied(self, person: Sighting, patron: str) -> bool:
        """ "Moscow-installed" is Russia's man, "M23-appointed" the group's."""
        lower = patron.lower()
        for _, (cased, actor) in lexicon().known.starting([lower], 0, 1):
            if cased[0].lower() == lower:
                person.country, person.sector, person.settled = actor.country, actor.sector, True
                return True
        from sitrep.annotations.sightings import _state_index  # noqa: PLC0415

        state = _state_index().get(lower)
        if state and person.sector != "REB":
            person.country, person.settled = state[0], True
            person.sector = person.sector or "GOV"
            return True
        return False

    # -- later mentions -----------------------------------------------------------------------------------------

    def _later(self) -> None:
        """Runs left over that repeat a person's surname or given name are that person."""
        by_last: dict[str, str] = {}
        for person in self.found:
            parts = person.key.removeprefix("person:").split()
            for length in (1, 2):
                if len(parts) > length or len(parts) == 1:
                    by_last.setdefault(" ".join(parts[-length:]), person.key)
            if len(parts) > 1:
                by_last.setdefault(_bare(parts[-1]), person.key)
                if self.words.lower[person.begin] in {"kim", "xi", "nguyen", "abiy", "lee", "park", "aung"}:
                    by_last.setdefault(parts[0], person.key)
        rest: list[Range] = []
        for begin, end in self.left:
            name = self._strip(begin, end)[0]
            text = self.words.phrase(name, end).lower() if name < end else ""
            key = by_last.get(text) or by_last.get(_bare(text))
            if key:
                self.found.append(Sighting(name, end, "person", key, full=(begin, end), name=self.words.phrase(name, end)))
            else:
                rest.append((begin, end))
        for person in self.found:
            parts = person.key.removeprefix("person:").split()
            if len(parts) == 1:
                person.key = by_last.get(parts[0], person.key)
            if len(parts) == 2 and by_last.get(" ".join(parts), person.key) != person.key:
                person.key = by_last[" ".join(parts)]
        self.left = rest


def _bare(word: str) -> str:
    """A surname without its article: "al-Burhan" and "Burhan" are one."""
    for prefix in actor_use().particle_prefixes:
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            return word[len(prefix) :]
    return word


def _international(actor: KnownActor) -> bool:
    return actor.kind == "organization" and actor.country is None and actor.sector is None
