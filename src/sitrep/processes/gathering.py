"""Meetings gather into efforts: which are of one, with reasons, whatever order they came in.

Meetings are taken by day. Each joins the effort that most speaks for, or opens one when it is about peace; efforts that
turn out to be about the same foes become one. The id of an effort is that of its founder, the meeting that came in
first, and never changes; the id of any other of its meetings leads to the effort too.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from sitrep.codebook.peace_efforts import peace_efforts
from sitrep.identity import identify
from sitrep.processes.kinship import STRANGERS, Kinship, Profile, Told, kinship
from sitrep.processes.meetings import Meeting

#: A party stands for what an effort is about when so large a share of its meetings is about it.
CORE = 1 / 3
#: So many meetings around its day tell what an effort was about when a meeting was held.
AROUND = 24


def process_id(meeting: str) -> str:
    """The id of the effort that this meeting founds."""
    return identify("process", meeting)


def summed(meetings: Sequence[Meeting]) -> Profile:
    """What all these meetings are told by; parties that only a few of them are about do not count."""
    profiles = [one.profile for one in meetings]
    named = Counter(key for profile in profiles for key in profile.matter)
    hosts = Counter(key for profile in profiles for key in profile.hosts)
    return Profile(
        days=tuple(sorted({day for profile in profiles for day in profile.days})),
        matter=frozenset(key for key, times in named.items() if times >= CORE * len(profiles)),
        hosts=frozenset(key for key, times in hosts.items() if 2 * times > named[key]),
        known=frozenset[str]().union(*(profile.known for profile in profiles)),
        documents=frozenset[str]().union(*(profile.documents for profile in profiles)),
        proposals=frozenset[str]().union(*(profile.proposals for profile in profiles)),
        issues=frozenset[str]().union(*(profile.issues for profile in profiles)),
    )


@dataclass
class Effort:
    """Meetings found to be of one effort, and why each is in it; ``founder`` is the one that came in first."""

    meetings: list[Meeting]
    founder: str = ""
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _around: dict[int, Profile] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id, which is its founder's."""
        return process_id(self.founder)

    @cached_property
    def profile(self) -> Profile:
        """What all of its meetings are told by."""
        return summed(self.meetings)

    def around(self, one: Meeting) -> Profile:
        """The effort as it was around this meeting, so that what it was long ago does not hold it apart."""
        at = bisect_left(self.meetings, _by_day(one), key=_by_day)
        if at not in self._around:
            self._around[at] = summed(self.beside(one))
        return self._around[at]

    def beside(self, one: Meeting) -> list[Meeting]:
        """The meetings before and after this one."""
        at = bisect_left(self.meetings, _by_day(one), key=_by_day)
        return [other for other in self.meetings[max(0, at - AROUND) : at + AROUND] if other is not one]

    def add(self, meetings: Sequence[Meeting]) -> None:
        """The meetings are in it too."""
        for one in meetings:
            insort(self.meetings, one, key=_by_day)
        self._around.clear()
        self.__dict__.pop("profile", None)


def gather(meetings: Sequence[Meeting], told: Told) -> tuple[Effort, ...]:
    """The efforts of these meetings, which are given in the order in which they first came in."""
    table = _Table(told)
    for one in sorted(meetings, key=lambda one: (not one.is_peace, *_by_day(one))):
        if not one.is_other:
            table.seat(one)
    table.join()
    arrival = {one.id: number for number, one in enumerate(meetings)}
    for effort in table.efforts.values():
        effort.founder = min((one.id for one in effort.meetings), key=arrival.__getitem__)
        effort.reasons = {one.id: _reasons(one, effort, told) for one in effort.meetings if one.id != effort.founder}
    return tuple(sorted(table.efforts.values(), key=lambda effort: arrival[effort.founder]))


class _Table:
    """Efforts while they gather, found by the parties that any of their meetings is about."""

    def __init__(self, told: Told):
        self.efforts: dict[int, Effort] = {}
        self._told = told
        self._by_party: defaultdict[str, set[int]] = defaultdict(set)

    def seat(self, one: Meeting) -> None:
        """The meeting is in the effort that most speaks for; what is not about peace founds none."""
        best, home = STRANGERS, None
        for number in sorted(self._near(one.profile)):
            found = kinship(one.profile, self.efforts[number].around(one), self._told)
            if found.strength > best.strength:
                best, home = found, number
        if home is not None:
            self.efforts[home].add([one])
        elif one.is_peace:
            home = len(self.efforts)
            self.efforts[home] = Effort([one])
        if home is not None:
            self._list(home, one.profile)

    def join(self) -> None:
        """Efforts about the same foes become one, those first for which most speaks."""
        kin = {pair: found for pair in self._pairs(self.efforts) if (found := self._kin(pair)).strength}
        while kin:
            first, second = min(kin, key=lambda pair: (-kin[pair].strength, pair))
            gone = self.efforts.pop(second)
            self.efforts[first].add(gone.meetings)
            for one in gone.meetings:
                self._list(first, one.profile)
            kin = {pair: found for pair, found in kin.items() if not {first, second} & set(pair)}
            kin |= {pair: found for pair in self._pairs([first]) if (found := self._kin(pair)).strength}

    def _kin(self, pair: tuple[int, int]) -> Kinship:
        return kinship(self.efforts[pair[0]].profile, self.efforts[pair[1]].profile, self._told)

    def _pairs(self, numbers: Sequence[int] | dict[int, Effort]) -> set[tuple[int, int]]:
        return {
            (min(one, other), max(one, other))
            for one in numbers
            for other in self._near(self.efforts[one].profile)
            if one != other
        }

    def _near(self, profile: Profile) -> set[int]:
        """The efforts that share a foe, or have one of whom stories tell beside a foe of this."""
        beside = {other for foe in profile.foes for other in self._told.beside(foe)}
        return {number for key in profile.foes | beside for number in self._by_party[key] if number in self.efforts}

    def _list(self, number: int, profile: Profile) -> None:
        for key in profile.matter:
            self._by_party[key].add(number)


def _by_day(one: Meeting) -> tuple[str, str]:
    return one.day, one.id


def _reasons(one: Meeting, effort: Effort, told: Told) -> tuple[str, ...]:
    """Why the meeting is in the effort: what ties it to the others, or the others' efforts to each other."""
    others = effort.beside(one)
    near = sorted(others, key=lambda other: -kinship(one.profile, other.profile, told).strength)[:1]
    for rest in (near, others):
        if (found := kinship(one.profile, summed(rest), told)).strength:
            return found.reasons
    return ("its effort is about the same foes",)


def told_together(matters: Sequence[frozenset[str]]) -> frozenset[tuple[str, str]]:
    """The pairs of parties that stories about one matter tell of together, those who only carry word left out."""
    return frozenset(pair for matter in matters for pair in _pairs_of(matter))


def _pairs_of(matter: frozenset[str]) -> Iterator[tuple[str, str]]:
    foes = matter - peace_efforts().go_betweens
    if len(matter) <= peace_efforts().one_matter:
        yield from combinations(sorted(foes), 2)
