"""People with names: found by title, age, given name or by speaking, and again by their surname."""

from __future__ import annotations

import re

from sitrep.annotations.actor_lexicon import lexicon
from sitrep.annotations.setting import Setting, collective
from sitrep.annotations.sightings import Range, Sex, Sighting
from sitrep.annotations.standing import figure_named, give_standing
from sitrep.annotations.titles import Title, Titles
from sitrep.codebook.actor_words import actor_roles, actor_use
from sitrep.codebook.known_actors import given_names

INITIAL = re.compile(r"[A-Z]")
#: "a 16-year-old".
YEARS_OLD = re.compile(r"\d{1,3}-year-old")
SEXES: dict[str, Sex | None] = {"f": "female", "m": "male", "": None}
#: Words that may stand between two parts of one name.
BRIDGE = 3


class People:
    """Finds people by name, given the organisations."""

    def __init__(self, setting: Setting, bodies: list[Sighting]) -> None:
        self.setting = setting
        self.words = setting.words
        self.bodies = {number: body for body in bodies for number in range(_behind_owner(setting, body), body.end)}
        self.titles = Titles(setting, self.bodies)
        self.found: list[Sighting] = []
        self.left: list[Range] = []

    def sightings(self) -> list[Sighting]:
        """Everyone with a name; runs of capitals that are nobody's are kept in ``left``."""
        for begin, end in self.words.bounds:
            text = self.words.phrase(begin, end)
            if self.words.kinds[begin] == "dateline" or text.upper() == text:
                continue
            for run in self._runs(begin, end):
                self._judge(*run)
        self._again()
        return self.found

    # -- runs of capitals ---------------------------------------------------------------------------

    def _runs(self, begin: int, end: int) -> list[Range]:
        """The runs of capitalised words of a sentence that may be names."""
        runs: list[Range] = []
        nameable, past = self.setting.nameability, begin
        for number in range(begin, end):
            if nameable[number] and number >= past and self._begins(number):
                past = self._run_end(number, end)
                runs.append((number, past))
        return runs

    def _begins(self, number: int) -> bool:
        """Whether a nameable word begins a name."""
        if number in self.bodies or number in self.setting.within_known:
            return False
        if number in self.setting.within_state:
            return self._given_name_of_state(number)
        return self.words.lower[number] not in actor_use().things

    def _given_name_of_state(self, number: int) -> bool:
        """Whether a state's name is somebody's given name here ("Israel Katz")."""
        if number not in self.setting.states:
            return False
        after = self.setting.states[number][0]
        if after - number != 1 or after >= self.words.last[number]:
            return False
        called = self.words.lower[number] in given_names() or figure_named(self.setting, number, after + 1)
        if not called and not self.titles.ends_at(number):
            return False
        free = after < self.words.last[number] and after not in self.bodies and after not in self.setting.within_state
        return (
            free
            and self.setting.joined(after)
            and self.setting.nameable(after)
            and self.words.at(number - 1) not in actor_use().locative
        )

    def _goes_on(self, number: int) -> bool:
        """Whether the name goes on with this word."""
        if not self.setting.nameable(number) or number in self.bodies:
            return False
        after_given = self.words.lower[number - 1] in given_names()
        if number in self.setting.within_state:
            return (
                after_given and number in self.setting.states and self.setting.states[number][2] in {"state", "capital"}
            )
        return number not in self.setting.within_known or (
            after_given and self.setting.known.get(number, (0,))[0] == number + 1
        )

    def _run_end(self, number: int, end: int) -> int:
        """The end of the name that begins here: capitals, initials and particles between them."""
        stop = number + 1
        while stop < end:
            if (
                self.words.written[stop] == "."
                and INITIAL.fullmatch(self.words.written[stop - 1])
                and self.words.starts[stop] == self.words.ends[stop - 1]
            ):
                stop += 1
            elif not self.setting.joined(stop):
                break
            elif self._goes_on(stop):
                stop += 1
            else:
                bridged = self._bridge(stop, end)
                if bridged is None:
                    break
                stop = bridged
        return stop

    def _bridge(self, number: int, end: int) -> int | None:
        """The word behind small words inside a name ("Fernando de la Cruz")."""
        stop = number
        while (
            stop < end
            and stop - number < BRIDGE
            and self.words.written[stop].islower()
            and self.words.lower[stop] in actor_use().particles
        ):
            stop += 1
        if stop == number or stop >= end or not self.setting.joined(stop) or not self._goes_on(stop):
            return None
        return stop + 1

    # -- judging a run --------------------------------------------------------------------------------

    def _judge(self, begin: int, end: int) -> None:
        """Takes the run as a person when something says so, else leaves it."""
        name = self.titles.broken(begin, end) or self._strip(begin, end)
        if name >= end:
            return
        before = self.words.at(begin - 2) if self.words.at(begin - 1) == "the" else self.words.at(begin - 1)
        if before in {"of", "in", "for", "at", "to"} and end - name > 2:
            name = self._behind_place(name, end)
        title = self.titles.before(name)
        if title and not title.direct and self.words.at(end) == "'s":
            title = None  # "a spokesman for X's family": X only owns what the title is of
        age, apposed = self.titles.after(end)
        full = (
            min(begin, title.words[0] if title else begin),
            max(end, age or end, apposed.words[1] if apposed else end),
        )
        title = _either(title, apposed)
        if self._is_person(name, end, title=title, marked=name > begin, aged=age is not None):
            self._take(name, end, title, full)
        else:
            self.left.append((begin, end))

    def _strip(self, begin: int, end: int) -> int:
        """Where the name begins behind titles, ranks and courtesies."""
        number = begin
        while number < end:
            role = lexicon().role_phrases.longest(self.words.lower, number, end)
            if role is None and not self._courtesy(number, end):
                break
            number = role[0] if role else number + 1
        return number

    def _courtesy(self, number: int, end: int) -> bool:
        """Whether the word is a rank, a courtesy or the beginning of a title ("Shipping Adviser")."""
        word = self.words.lower[number]
        if word in lexicon().ranks or (word in actor_roles().honorifics and number + 1 < end):
            return True
        return word not in given_names() and self._role_ahead(number, end)

    def _role_ahead(self, number: int, end: int) -> bool:
        """Whether a title stands within the next words, with a name still behind it."""
        for later in range(number + 1, min(end, number + 4)):
            role = lexicon().role_phrases.longest(self.words.lower, later, end)
            if role and self.words.lower[later] in actor_roles().honorifics and self.titles.ends_at(number, lower=True):
                return False  # "former president Sharif Sheikh Ahmed"
            if (role and role[0] < end) or (self.words.lower[later] in lexicon().ranks and later + 1 < end):
                return True
        return False

    def _behind_place(self, name: int, end: int) -> int:
        """ "mayor of Kharkiv Ihor X", "adviser for Africa Massad X": the name begins behind the place."""
        given = next((number for number in range(name + 1, end - 1) if self.words.lower[number] in given_names()), None)
        if given is not None or self.words.lower[name] in given_names():
            return name if given is None else given
        for stop in (name + 2, name + 1):
            part = self.words.phrase(name, stop).lower() in actor_use().regions or self.setting.place(name, stop)
            if part and end - stop > 1:
                return stop
        return name

    def _is_person(self, begin: int, end: int, *, title: Title | None, marked: bool, aged: bool) -> bool:
        use = actor_use()
        word, single = self.words.lower[begin], end - begin == 1
        given = word in given_names()
        if single and len(word) > 1 and self.words.written[begin].isupper():
            return False
        if figure_named(self.setting, begin, end) or (given and not single):
            return True
        if self.words.at(end) in use.place_nouns and title is None:
            return False
        if self.words.at(begin - 1) in use.aliases:
            return True
        if collective(self.setting, begin, end):
            return False
        if (marked or aged or title) and not (title and self._only_apposed(title, end) and single):
            right_before = title is not None and title.words[1] == begin and title.direct
            return right_before or aged or given or not self.setting.place(begin, end)
        if self.setting.place(begin, end) or self.words.at(begin - 1) in use.place_prepositions:
            return False
        if not single and self._set_off(begin, end):
            return True
        return self._speaks(begin, end) and not self._merely_opens(begin, single=single)

    def _only_apposed(self, title: Title, end: int) -> bool:
        return title.words[0] > end

    def _speaks(self, begin: int, end: int) -> bool:
        use = actor_use()
        if self.words.at(end) in use.speaking:
            return True
        before = self.words.at(begin - 1)
        return (
            before in use.speaking
            and before not in {"told", "tells", "tell", "called"}
            and self.words.at(end) in {",", ".", "", "in", "on", "after", "at", "during", "when", "of", "who"}
        )

    def _set_off(self, begin: int, end: int) -> bool:
        """ "a gunrunner, Haruna Yusuf, for …": the name explains a noun before the comma."""
        words = self.words
        if words.at(begin - 1) != "," or words.at(end) not in {",", "."} or begin - 1 == words.first[begin]:
            return False
        noun = begin - 2
        aged = YEARS_OLD.fullmatch(words.lower[noun]) is not None
        plain = words.written[noun].islower() and words.written[noun].isalpha()
        if not (aged or (plain and words.lower[noun] not in lexicon().group_nouns)):
            return False
        return any(words.lower[number] in {"a", "an"} for number in range(max(words.first[begin], noun - 3), noun))

    def _merely_opens(self, begin: int, *, single: bool) -> bool:
        """Whether a lone capital is only the first word of its sentence."""
        return single and self.setting.opens(begin) and self.words.lower[begin].endswith(("s", "ing", "ed", "ly"))

    def _take(self, begin: int, end: int, title: Title | None, full: Range) -> None:
        text = self.words.phrase(begin, end)
        person = Sighting(
            begin, end, "person", "person:" + text.lower(), full=full,
            role=self.titles.without_rank(*title.words) if title else None,
            affiliation=title.body if title else None, name=text, sex=self._sex(begin, title),
        )  # fmt: skip
        give_standing(self.setting, person, title, self.bodies)
        self.found.append(person)

    def _sex(self, begin: int, title: Title | None) -> Sex | None:
        around = set(self.words.lower[max(0, begin - 2) : begin])
        around |= set(self.words.lower[title.words[0] : title.words[1]]) if title else set()
        if around & actor_roles().female_roles:
            return "female"
        if around & actor_roles().male_roles:
            return "male"
        return SEXES[given_names().get(self.words.lower[begin], "")]

    # -- later mentions -----------------------------------------------------------------------------------------

    def _again(self) -> None:
        """Runs left over that repeat a person's surname are that person, and so are two forms of one name."""
        keys = _surnames(self.found)
        unheard = {name: key for name, key in _first_names(self.found).items() if name not in given_names()}
        rest: list[Range] = []
        for begin, end in self.left:
            name = self._strip(begin, end)
            text = self.words.phrase(name, end).lower() if name < end else ""
            key = (
                keys.get(text)
                or keys.get(_bare(text))
                or (unheard.get(text) if not self.setting.place(name, end) else None)
            )
            if key:
                self.found.append(
                    Sighting(name, end, "person", key, full=(begin, end), name=self.words.phrase(name, end))
                )
            else:
                rest.append((begin, end))
        firsts = _first_names(self.found)
        for person in self.found:
            text = person.key.removeprefix("person:")
            key = keys.get(text) or keys.get(_bare(text)) or firsts.get(text)
            if key:
                self._rename(person, key)
        self.left = rest

    def _rename(self, person: Sighting, key: str) -> None:
        """Gives a short name the full one's key; a public figure of that surname is then somebody else."""
        full = key.removeprefix("person:").split()
        figure = figure_named(self.setting, person.begin, person.end) if person.key != key else None
        if figure and len(full) > 1 and full[0] not in figure.given:
            person.country, person.sector, person.settled = None, None, False
        person.key = key


def _either(before: Title | None, after: Title | None) -> Title | None:
    """The title that says more: the one before the name, with what only the one after settles."""
    if before is None or after is None:
        return before or after
    if before.body is None and (after.body is not None or before.sector in {"inherit", "MIL"}):
        return after if after.sector != "inherit" or after.body else before
    return before


def _behind_owner(setting: Setting, body: Sighting) -> int:
    """Where the body's own words begin when a person owns it ("President X's government")."""
    words = setting.words
    for number in range(body.begin + 1, body.end):
        if words.lower[number] == "'s":
            owned = range(body.begin, number)
            named = not any(n in setting.within_state or n in setting.within_known for n in owned)
            return number if named and not setting.place(body.begin, number) else body.begin
    return body.begin


def _surnames(people: list[Sighting]) -> dict[str, str]:
    """Each person's key by the shorter names that later mentions may use."""
    keys: dict[str, str] = {}
    full = sorted(people, key=lambda person: (-len(person.key.split()), person.begin))
    for person in full:
        parts = person.key.removeprefix("person:").split()
        if len(parts) == 1:
            continue
        for length in range(1, len(parts)):
            keys.setdefault(" ".join(parts[-length:]), person.key)
        keys.setdefault(_bare(parts[-1]), person.key)
        if len(parts) > 2:
            keys.setdefault(f"{parts[0]} {parts[-1]}", person.key)
        if parts[0] in actor_use().family_first:
            keys.setdefault(parts[0], person.key)
    return keys


def _first_names(people: list[Sighting]) -> dict[str, str]:
    """Each person's key by a first name that nobody else of the story has: in many lands people go by it."""
    keys: dict[str, set[str]] = {}
    for person in people:
        parts = person.key.removeprefix("person:").split()
        if len(parts) > 1:
            keys.setdefault(parts[0], set()).add(person.key)
    return {name: next(iter(found)) for name, found in keys.items() if len(found) == 1}


def _bare(word: str) -> str:
    """A surname without its article: "al-Burhan" and "Burhan" are one."""
    for prefix in actor_use().particle_prefixes:
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            return word[len(prefix) :]
    return word
