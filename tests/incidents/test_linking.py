"""One item comes and finds its incident; decisions of people bind, and the order of coming does not matter."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from sitrep.codebook.incident_linking import Thresholds
from sitrep.incidents.clustering import partition
from sitrep.incidents.items import Item
from sitrep.incidents.judgement import Bonds, Judgement, incident_id, merge, ordered, split
from sitrep.incidents.memory import Memory
from sitrep.incidents.scoring import Judge

RULES = Thresholds(join=0.5, warn=0.2, keep=0.02, regroup=50)
NAMES = "abcdefgh"
weights = st.fixed_dictionaries({pair: st.integers(0, 20).map(lambda n: n / 20) for pair in combinations(NAMES, 2)})


@dataclass(frozen=True)
class Table(Judge):
    """Probabilities written down beforehand."""

    told: dict[tuple[str, str], float] | None = None

    @override
    def probability(self, left: Item, right: Item) -> float:
        return (self.told or {}).get(ordered(left.id, right.id), 0.0)


class Everyone:
    """An index that finds everything."""

    def __init__(self) -> None:
        self.items: list[Item] = []

    def add(self, item: Item) -> None:
        self.items.append(item)

    def find(self, item: Item) -> list[Item]:
        return self.items


def memory(told: dict[tuple[str, str], float], rules: Thresholds = RULES) -> Memory:
    return Memory(Everyone(), Table((), None, told), rules)  # type: ignore[arg-type]  # the table weighs nothing


def taken(names: str, told: dict[tuple[str, str], float]) -> Memory:
    kept = memory(told)
    for name in names:
        kept.take(Item(name, name, None))
    return kept


def groups(kept: Memory) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for item, incident in kept.incidents().items():
        found.setdefault(incident, set()).add(item)
    return {frozenset(group) for group in found.values()}


@given(weights, st.randoms(use_true_random=False))
def test_the_order_of_coming_changes_no_group(told: dict[tuple[str, str], float], chance: random.Random) -> None:
    mixed = list(NAMES)
    chance.shuffle(mixed)

    assert groups(taken("".join(mixed), told)) == groups(taken(NAMES, told))


@given(weights)
def test_one_by_one_gives_what_all_at_once_gives(told: dict[tuple[str, str], float]) -> None:
    kept = {pair: p for pair, p in told.items() if p >= RULES.keep or not p}

    assert groups(taken(NAMES, told)) == set(partition(NAMES, kept, Bonds(), join=RULES.join))


@given(weights, st.randoms(use_true_random=False))
def test_every_id_ever_given_leads_to_where_its_founder_is(
    told: dict[tuple[str, str], float], chance: random.Random
) -> None:
    mixed = list(NAMES)
    chance.shuffle(mixed)
    kept = memory(told)
    given_out = set[str]()
    for name in mixed:
        kept.take(Item(name, name, None))
        given_out.update(kept.incidents().values())
    where = kept.incidents()

    assert all(kept.resolve(incident_id(name)) == where[name] for name in mixed if incident_id(name) in given_out)


def test_an_average_too_low_keeps_a_chain_apart() -> None:
    told = {("a", "b"): 0.9, ("b", "c"): 0.6}

    assert groups(taken("abc", told)) == {frozenset("ab"), frozenset("c")}


def test_a_bridge_merges_two_incidents_and_leaves_a_redirect() -> None:
    told = {("a", "c"): 0.9, ("b", "c"): 0.9, ("a", "b"): 0.4}
    kept = taken("ab", told)
    before = kept.incidents()
    kept.take(Item("c", "c", None))

    assert groups(kept) == {frozenset("abc")}
    assert kept.resolve(before["b"]) == before["a"]
    assert [(one.verdict, one.by) for one in kept.log] == [("same", "sitrep")]


def test_a_person_splits_and_the_engine_never_links_again() -> None:
    told = dict.fromkeys(combinations("abcd", 2), 0.9)
    kept = taken("abc", told)
    kept.decide(split(["c"], ["a", "b"], Bonds(), by="ana", reason="two villages of one name", at="2026-03-01"))
    kept.take(Item("d", "d", None))

    assert kept.incidents()["c"] != kept.incidents()["a"]


def test_a_person_merges_what_the_engine_would_keep_apart() -> None:
    kept = taken("abcd", {("a", "b"): 0.9, ("c", "d"): 0.9})
    first, second = kept.incidents()["a"], kept.incidents()["c"]
    kept.decide(merge(["a", "b"], ["c", "d"], Bonds(), by="ana", reason="one strike", at="2026-03-01"))

    assert groups(kept) == {frozenset("abcd")}
    assert kept.resolve(second) == first


def test_the_last_word_on_a_pair_counts_and_a_split_brings_the_old_id_back() -> None:
    kept = taken("ab", {})
    first, second = kept.incidents()["a"], kept.incidents()["b"]
    kept.decide(merge(["a"], ["b"], Bonds(), by="ana", reason="one strike", at="2026-03-01"))
    kept.decide(split(["b"], ["a"], kept.bonds("ab"), by="bo", reason="no, two", at="2026-03-02"))

    assert kept.incidents() == {"a": first, "b": second}
    assert kept.resolve(second) == second


def test_a_merge_takes_back_what_held_the_two_apart() -> None:
    kept = taken("ab", {("a", "b"): 0.9})
    kept.decide(split(["b"], ["a"], Bonds(), by="ana", reason="two", at="1"))
    kept.decide(merge(["a"], ["b"], kept.bonds("ab"), by="bo", reason="one after all", at="2"))

    assert groups(kept) == {frozenset("ab")}


def test_the_engines_own_word_binds_nobody() -> None:
    own = Judgement("a", "b", "same", "sitrep", "alike", "")

    assert Bonds.of([own]) == Bonds()


def test_a_likely_duplicate_is_warned_of_and_not_linked() -> None:
    kept = taken("ab", {("a", "b"): 0.4})

    assert len(groups(kept)) == 2
    assert [one.probability for one in kept.duplicates.values()] == [0.4]


def test_what_people_hold_apart_is_not_warned_of() -> None:
    kept = taken("ab", {("a", "b"): 0.4})
    kept.decide([Judgement("a", "b", "different", "ana", "two streets", "1")])

    assert not kept.duplicates


def test_in_a_crowd_a_newcomer_joins_what_it_is_likest_to() -> None:
    told = dict.fromkeys(combinations("abcdef", 2), 0.9)
    kept = memory(told, RULES.model_copy(update={"regroup": 3}))
    for name in "abcdef":
        kept.take(Item(name, name, None))

    assert groups(kept) == {frozenset("abcdef")}


def test_a_persons_merge_of_two_crowds_sticks() -> None:
    told = {pair: 0.9 for names in ("abcd", "efgh") for pair in combinations(names, 2)}
    kept = memory(told, RULES.model_copy(update={"regroup": 3}))
    for name in "abcdefg":
        kept.take(Item(name, name, None))
    kept.decide(merge(list("abcd"), list("efg"), Bonds(), by="ana", reason="one wave", at="1"))

    assert groups(kept) == {frozenset("abcdefg")}


def test_a_persons_split_of_a_crowd_sticks() -> None:
    told = dict.fromkeys(combinations("abcdefg", 2), 0.9)
    kept = memory(told, RULES.model_copy(update={"regroup": 3}))
    for name in "abcdef":
        kept.take(Item(name, name, None))
    kept.decide(split(["e", "f"], list("abcd"), Bonds(), by="ana", reason="two streets", at="1"))
    kept.take(Item("g", "g", None))

    assert kept.incidents()["e"] == kept.incidents()["f"]
    assert not any({"e", "a"} <= group for group in groups(kept))


def test_an_item_that_comes_twice_changes_nothing() -> None:
    kept = taken("ab", {("a", "b"): 0.9})
    before = kept.incidents()
    kept.take(Item("a", "a", None))

    assert kept.incidents() == before


def test_a_likeness_of_nothing_keeps_a_whole_group_apart() -> None:
    told = {("a", "b"): 0.9, ("a", "c"): 0.9, ("a", "d"): 0.9, ("b", "c"): 0.9, ("b", "d"): 0.9, ("c", "d"): 0.0}

    assert all(not {"c", "d"} <= group for group in groups(taken("abcd", told)))
