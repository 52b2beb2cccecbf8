"""The gate lets quality rise and never fall unasked."""

import json
from pathlib import Path

import pytest

from sitrep.documents.document import Document
from sitrep.errors import EmptyInput
from sitrep.records.report import Report
from sitrep_eval.errors import BelowFloor, CorpusChanged, EvalError
from sitrep_eval.gate import WATCHED, Floors, Gold, Permission, gate, judge, read_floors, reset

GOLD = Gold(sha256="a" * 64, stories=15)
OTHER = Gold(sha256="b" * 64, stories=15)
FLOORS = Floors(floors={"events.f1": 0.6, "facts.f1": 0.45}, gold=GOLD)
WEIGHED = Path(__file__).parent / "weighed"


def refuse(document: Document) -> Report:
    raise EmptyInput("nothing")


def test_numbers_on_their_floors_pass() -> None:
    judge(FLOORS, {"events.f1": 0.6, "facts.f1": 0.5}, GOLD)


def test_a_number_below_its_floor_is_refused_by_name() -> None:
    with pytest.raises(BelowFloor, match=r"facts\.f1 is 0\.4499"):
        judge(FLOORS, {"events.f1": 0.6, "facts.f1": 0.4499}, GOLD)


def test_a_number_that_vanished_is_below_its_floor() -> None:
    with pytest.raises(BelowFloor, match=r"events\.f1"):
        judge(FLOORS, {"facts.f1": 0.5}, GOLD)


def test_a_changed_corpus_is_refused_even_when_the_numbers_are_better() -> None:
    with pytest.raises(CorpusChanged):
        judge(FLOORS, {"events.f1": 1.0, "facts.f1": 1.0}, OTHER)


def test_raising_lifts_floors_rounded_down() -> None:
    new = reset(FLOORS, {"events.f1": 0.7199, "facts.f1": 0.45}, GOLD, allowed=Permission(up=True))

    assert new.floors == {"events.f1": 0.71, "facts.f1": 0.45}


def test_raising_drops_no_floor() -> None:
    with pytest.raises(BelowFloor):
        reset(FLOORS, {"events.f1": 0.5, "facts.f1": 0.9}, GOLD, allowed=Permission(up=True))


def test_a_score_that_keeps_its_floor_keeps_the_floor_itself() -> None:
    high = Floors(floors={"events.f1": 0.605}, gold=GOLD)

    assert reset(high, {"events.f1": 0.607}, GOLD, allowed=Permission(up=True)).floors == {"events.f1": 0.605}


def test_floors_drop_by_their_own_flag_only() -> None:
    new = reset(FLOORS, {"events.f1": 0.5, "facts.f1": 0.9}, GOLD, allowed=Permission(down=True))

    assert new.floors == {"events.f1": 0.5, "facts.f1": 0.9}


@pytest.mark.parametrize("allowed", [Permission(up=True), Permission(down=True)])
def test_a_changed_corpus_needs_its_own_flag(allowed: Permission) -> None:
    with pytest.raises(CorpusChanged):
        reset(FLOORS, {"events.f1": 0.9}, OTHER, allowed=allowed)


def test_a_new_corpus_brings_its_own_floors() -> None:
    assert reset(FLOORS, {"events.f1": 0.3}, OTHER, allowed=Permission(corpus=True)) == Floors(
        floors={"events.f1": 0.3}, gold=OTHER
    )


def test_the_new_corpus_flag_lowers_nothing_on_the_old_corpus() -> None:
    with pytest.raises(BelowFloor):
        reset(FLOORS, {"events.f1": 0.3}, GOLD, allowed=Permission(corpus=True))


def test_the_gate_reads_weighs_and_judges(tmp_path: Path) -> None:
    path = tmp_path / "gate.json"
    path.write_text(json.dumps({"floors": {}, "gold": {"sha256": "", "stories": 0}}), encoding="utf-8")

    with pytest.raises(CorpusChanged):
        gate(WEIGHED, path, read=refuse)
    gate(WEIGHED, path, read=refuse, allowed=Permission(corpus=True))

    assert set(gate(WEIGHED, path, read=refuse)) == set(WATCHED) == set(read_floors(path).floors)


def test_the_first_floors_are_those_of_a_new_corpus(tmp_path: Path) -> None:
    path = tmp_path / "gate.json"

    with pytest.raises(EvalError, match=r"gate\.json"):
        gate(WEIGHED, path, read=refuse, allowed=Permission(up=True))
    gate(WEIGHED, path, read=refuse, allowed=Permission(corpus=True))

    assert read_floors(path).gold.stories == 2


@pytest.mark.parametrize("content", ["", "{}", '{"floors": {}, "gold": {"sha256": "", "stories": 0}, "more": 1}'])
def test_a_floors_file_that_breaks_its_shape_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gate.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(EvalError):
        read_floors(path)
