"""Incidents in plain words: what happened, where, how many with which hedge, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitrep.codebook.countries import name_of
from sitrep.codebook.wording import wording
from sitrep.exports.phrases import count_words, joined, service_words
from sitrep.incidents.figures import Figure
from sitrep.incidents.fusion import Fused
from sitrep.records.report import Count, Damage, Event, Weapon, Where

#: How many names are listed before the rest is only counted.
_LISTED = 3


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as it is shown: its hedge before it, the number, and the range after it; any of them may be empty."""

    hedge: str
    number: str
    span: str = ""

    @property
    def words(self) -> str:
        """All of it in a line."""
        return " ".join(each for each in (self.hedge, self.number, self.span and f"({self.span})") if each)

    @property
    def sign(self) -> str:
        """The number with its hedge as a sign, for a narrow cell."""
        signs = {"at least": "≥ ", "up to": "≤ ", "about": "≈ "}
        return signs.get(self.hedge, "") + self.number


def amount(low: int | None, best: int | None, high: int | None) -> Amount:
    """What is known of a figure, its ends open where nobody closes them."""
    if best is None:
        if low is None:
            return Amount("up to", f"{high:,}") if high is not None else Amount("", "not told")
        return Amount("at least", f"{low:,}") if high is None else Amount("", f"{low:,}–{high:,}")
    if low == best == high:
        return Amount("", f"{best:,}")
    if high is None:
        if low is None:
            return Amount("about", f"{best:,}")
        return Amount("at least", f"{best:,}") if low == best else Amount("", f"{best:,}", f"{low:,} or more")
    return Amount("", f"{best:,}", f"up to {high:,}" if low is None else f"{low:,}–{high:,}")


def figure_amount(figure: Figure) -> Amount:
    """The shown figure of an incident."""
    return amount(figure.low, figure.best, figure.high)


def count_amount(count: Count) -> Amount:
    """A count as one story tells it; one whose ends lie on both sides of its best is about that many."""
    if count.low is not None and count.best is not None and count.high is not None and count.low < count.high:
        return Amount("about", f"{count.best:,}", f"{count.low:,}–{count.high:,}")
    return amount(count.low, count.best, count.high)


def kind_words(type_: str, mode: str | None) -> str:
    """What kind of happening it is."""
    words = wording()
    return words.mode.get(mode or "", words.event[type_])


def title(fused: Fused) -> str:
    """What happened and where."""
    return _at(kind_words(fused.type, fused.mode), fused.where)


def headline(event: Event) -> str:
    """What happened in a few words: with what, of whom, for how many; where it was stands beside it."""
    kind = kind_words(event.type, event.mode)
    if event.services:
        return _capital("; ".join(dict.fromkeys(service_words(each) for each in event.services)))
    counted = [_weapons(each) for each in event.weapons if each.count and each.count.best != 1]
    if counted:
        return f"{_WITH.get(event.type, kind + ': ')}{names(counted, len(counted))}"
    if event.damage:
        return f"{kind}; {names(damaged(event.damage))}"
    sides = names(each.name for each in event.participants if each.role == "participant")
    if sides:
        return f"{kind}: {sides}"
    doers = names(each.name for each in event.participants if each.role == "actor")
    sufferers = names(each.name for each in event.participants if each.role == "recipient")
    if event.type in _ACTS_OF_HARM or not doers:
        return kind
    return f"{kind}: {doers} → {sufferers}" if sufferers else f"{kind}: {doers}"


#: What counted weapons follow, by what was done with them.
_WITH = {"ASSAULT": "Attack with ", "INTERCEPT": "Brought down: "}
#: What is told by its means and its harm, not by its doers, whom other words name.
_ACTS_OF_HARM = frozenset({"ASSAULT", "INTERCEPT", "DISRUPT"})


def place_words(where: Where | None) -> str:
    """The place with its note, its region and its country by name; "place not told" without one."""
    if where is None:
        return "place not told"
    name = f"{where.note} {where.name}" if where.note else where.name
    around = [part for part in (where.admin1, where.country and name_of(where.country)) if part and part != where.name]
    return ", ".join([name, *around])


def names(listed: Iterable[str], most: int = _LISTED) -> str:
    """The names, and how many more there are: "A, B and C", "A, B, C and 2 more"."""
    told = list(dict.fromkeys(listed))
    if len(told) > most:
        return f"{', '.join(told[:most])} and {len(told) - most} more"
    return joined(told)


def _at(words: str, where: Where | None) -> str:
    return f"{words}, {f'{where.note} {where.name}' if where.note else where.name}" if where else words


def _weapons(weapon: Weapon) -> str:
    return f"{count_words(weapon.count)} {wording().weapon[weapon.kind]}s"


def damaged(listed: Sequence[Damage]) -> Iterator[str]:
    """What was damaged, single things of which the same became told together: "a school and a gas site damaged"."""
    alike: dict[str, list[str]] = {}
    counted = []
    for damage in listed:
        effect, thing = damage.effect.replace("-", " "), wording().thing[damage.object]
        if damage.count is not None and damage.count.best != 1:
            bare = thing.removeprefix("a ").removeprefix("an ")
            counted.append(f"{bare} {effect}: {count_words(damage.count)}")
        else:
            alike.setdefault(effect, []).append(thing)
    yield from (f"{names(things)} {effect}" for effect, things in alike.items())
    yield from counted


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
