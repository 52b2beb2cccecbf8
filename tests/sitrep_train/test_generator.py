"""The generator writes exact marks, the same passages for a seed, and all that there is to learn."""

from collections import Counter
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.codebook.event_types import event_types
from sitrep.errors import CodebookError
from sitrep_train import generator, setting
from sitrep_train.grammar import Choice, Pattern, Slot, grammar, parse
from sitrep_train.markup import read
from sitrep_train.passage import ATTRIBUTION, EVENT_ROLES, MENTIONS, STATUSES, TRIGGER, Passage

ENOUGH = 3000
OWN = {"sg", "pl", "is", "was", "has", "its", "num", "digits", "year", "he", "his", "last", "foe"}


def one(index: int, seed: int) -> Passage:
    return read(generator.write(index, seed), "one")


@cache
def many() -> tuple[Passage, ...]:
    return tuple(generator.generate(ENOUGH, seed=5))


def slots(pattern: Pattern) -> list[Slot]:
    found = [node for node in pattern if isinstance(node, Slot)]
    for node in pattern:
        if isinstance(node, Choice):
            found += [slot for way in node.ways for slot in slots(way)]
    return found


passages = st.builds(one, st.integers(0, 10**9), st.integers(0, 10**6))


@given(passages)
def test_every_span_covers_words_of_the_text(passage: Passage) -> None:
    for span in (*passage.spans, *(link.target for link in passage.links)):
        words = passage.text[span.start : span.end]
        assert 0 <= span.start < span.end <= len(passage.text)
        assert words == words.strip()


@given(passages)
def test_every_link_is_anchored_in_a_trigger_or_a_cue(passage: Passage) -> None:
    assert all(link.anchor in passage.spans and link.anchor.kind in {TRIGGER, "cue"} for link in passage.links)
    assert all(act.trigger in passage.spans for act in passage.acts)


@given(passages)
def test_every_saying_has_a_source_and_a_content(passage: Passage) -> None:
    for cue in (span for span in passage.spans if span.kind == "cue"):
        assert {"source", "content"} <= {link.role for link in passage.links if link.anchor == cue}


@given(passages)
def test_no_space_is_left_idle(passage: Passage) -> None:
    assert not {"  ", " ,", " .", "..", ",,"} & {passage.text[at : at + 2] for at in range(len(passage.text))}


@given(st.integers(0, 10**6))
def test_a_seed_always_writes_the_same_passages(seed: int) -> None:
    assert list(generator.generate(2, seed)) == list(generator.generate(3, seed))[:2]


def test_every_type_with_every_mode_is_written() -> None:
    told = {(act.type, act.mode) for passage in many() for act in passage.acts}
    modes = {(name, mode) for name, kind in event_types().items() for mode in kind.modes}

    assert {name for name, _ in told} == set(event_types())
    assert modes <= told


def test_every_status_is_written_and_history_is_told() -> None:
    acts = [act for passage in many() for act in passage.acts]

    assert {act.status for act in acts} == set(STATUSES)
    assert any(act.background for act in acts) and not all(act.background for act in acts)


def test_every_kind_of_span_and_every_role_is_written() -> None:
    assert {span.kind for passage in many() for span in passage.spans} >= {*MENTIONS, *ATTRIBUTION, TRIGGER}
    assert {link.role for passage in many() for link in passage.links} >= {*EVENT_ROLES}


def test_passages_hardly_repeat() -> None:
    times = Counter(passage.text for passage in many())
    assert sum(count - 1 for count in times.values()) < 0.02 * ENOUGH


def test_some_passages_are_in_capitals_with_their_marks_in_place() -> None:
    large = [passage for passage in many() if passage.text.isupper()]
    assert 0.02 * ENOUGH < len(large) < 0.3 * ENOUGH

    small = read("[Zaïre|state] ßeta", "x")
    assert generator.in_capitals(small) == small


def test_what_a_lead_holds_out_goes_to_what_lacks_it() -> None:
    rules = {
        "passage": ("{+lead} {*item} {*timed} {*old} {+other}",),
        "lead": ("[Overnight|time; when>*] [Troy|state; actor>*ASSAULT].",),
        "item": ("[Hit|e1=ASSAULT].",),
        "timed": ("[Fled|e1=RETREAT/withdraw] on [Monday|time; when>e1].",),
        "old": ("[Hit|e1=ASSAULT background].",),
        "other": ("[Hit|e1=ASSAULT].",),
    }
    made = {name: tuple(parse(pattern) for pattern in patterns) for name, patterns in rules.items()}
    writer = generator._Writer(type(grammar())(made, {}), Random(1))  # noqa: S311 -- not a secret

    assert writer.marked().startswith("[Overnight|time; when>e1] [Troy|state; actor>e1].")


def test_every_slot_of_the_grammar_is_filled_by_something() -> None:
    rules = grammar()
    filled = OWN | {*rules.rules, *rules.verbs, *setting.SLOTS} | {f"{side}-person" for side in setting.SIDES}
    asked = [(rule, slot) for rule, patterns in rules.rules.items() for pattern in patterns for slot in slots(pattern)]
    topics = {slot.topic for _, slot in asked if slot.topic}

    for rule, slot in asked:
        for topic in topics if slot.name.endswith("~") else {""}:
            assert slot.name.replace("~", topic) in filled or f"frame-{topic}" in filled, (rule, slot.name)


def test_no_rule_of_the_grammar_lies_idle() -> None:
    rules = grammar()
    asked = [slot for patterns in rules.rules.values() for pattern in patterns for slot in slots(pattern)]
    topics = {slot.topic for slot in asked if slot.topic}
    used = {slot.name.replace("~", topic) for slot in asked for topic in (topics if "~" in slot.name else {""})}

    assert {*rules.rules, *rules.verbs} - used <= {generator.START, "foe-state", "foe-group"}


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        (
            "They [imposed ~sanctions +on|e1=SANCTION] [him|person]",
            "They imposed [sanctions|e1=SANCTION] on [him|person]",
        ),
        ("it [opened fire +on|e1=ASSAULT planned] them", "it [opened fire|e1=ASSAULT planned] on them"),
        ("fired +on a [airport|facility]", "fired on an [airport|facility]"),
        ("[ at [4 a.m.|time] ,|content>s1].", "[at [4 a.m.|time]|content>s1]."),
        ("[at [4 a.m.|time]|content>s1].", "[at [4 a.m.|time]|content>s1]"),
    ],
)
def test_what_stands_in_the_end_is_tidy(written: str, stands: str) -> None:
    assert generator.tidy(written) == stands


@pytest.mark.parametrize("pattern", ["{no slot}", "<one//two", "one>", "{name.future}"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(CodebookError):
        parse(pattern)
