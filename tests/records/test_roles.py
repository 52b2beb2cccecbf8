"""What fills a role is chosen in one place: the encoder's view and the rules' choice, weighed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.annotations.readings import ROLES, HandMade, Says

from sitrep.annotations.decoding import Numbers
from sitrep.annotations.encoded import EncoderStep
from sitrep.annotations.encoder import PARTS, Reading
from sitrep.annotations.sheet import lay
from sitrep.codebook.role_weights import RoleWeights, role_weights
from sitrep.desk.line import RULES, steps
from sitrep.documents.document import Document
from sitrep.documents.published import parse_published
from sitrep.records.assemble import assemble
from sitrep.records.report import Event
from sitrep.records.roles import Option, Roles

#: Weights under which the encoder decides whatever the rules chose.
TRUSTING = {
    role: RoleWeights(model=1.0, signs={**dict.fromkeys(weights.signs, 0.0), "ruled": 1.0})
    for role, weights in role_weights().items()
}


@pytest.fixture(autouse=True)
def _trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitrep.records.roles.role_weights", lambda: TRUSTING)


def read(text: str, fills: dict[tuple[str, str], str], *, parts: frozenset[str] = PARTS - {"triggers"}) -> list[Event]:
    model: Any = HandMade({word: Says("ASSAULT") for word, _ in fills}, fills)
    line = (EncoderStep(lambda: model, parts), *steps(RULES)[1:])
    return list(assemble(lay(Document(text, published=parse_published("2025-06-19")), line)).events)


STRIKE = "A drone struck a market in Karsk on Tuesday, and governors met in Odesa on Wednesday."


def test_the_encoder_says_which_time_dates_an_event() -> None:
    fills = {("struck", "when"): "Wednesday", ("struck", "where"): "Karsk"}

    event = next(event for event in read(STRIKE, fills) if event.type == "ASSAULT")

    assert event.when is not None and event.when.start == "2025-06-18"


def test_the_encoder_says_where_an_event_took_effect() -> None:
    event = next(e for e in read(STRIKE, {("struck", "where"): "Odesa"}) if e.type == "ASSAULT")

    assert event.where is not None and event.where.name == "Odesa"


def test_nothing_fills_a_role_that_the_encoder_gives_no_chance() -> None:
    event = next(e for e in read(STRIKE, {("struck", "where"): "Odesa"}) if e.type == "ASSAULT")

    assert event.when is None


def test_a_part_switched_off_leaves_the_choice_to_the_rules() -> None:
    fills = {("struck", "when"): "Wednesday", ("struck", "where"): "Odesa"}

    alone, silent = read(STRIKE, fills, parts=RULES), read(STRIKE, fills, parts=PARTS - {"roles", "triggers"})

    assert alone == silent
    assert alone[0].where is not None and alone[0].where.name != "Odesa"


TWO = "Gunmen attacked Balaka on Tuesday and shelling hit the port of Odesa. Nine people were killed."


@pytest.mark.parametrize("trigger", ["attacked", "shelling"])
def test_the_encoder_says_which_event_hurt_people(trigger: str) -> None:
    fills = {(trigger, "victim"): "Nine people", ("attacked", "where"): "Balaka", ("shelling", "where"): "Odesa"}

    hurt = [e.anchor.text for e in read(TWO, fills) if any(c.count and c.count.best == 9 for c in e.casualties)]

    assert len(hurt) == 1 and trigger in hurt[0]


def test_a_participant_that_only_the_encoder_sees_is_taken_in() -> None:
    text = "Residents of Karsk, on Tuesday, stormed the barracks."

    event = next(e for e in read(text, {("stormed", "actor"): "Residents"}) if e.type in {"ASSAULT", "PROTEST"})

    assert ("actor", "Residents") in {(party.role, party.name) for party in event.participants}


def test_without_a_reading_nobody_is_asked() -> None:
    assert not any(Roles(None).heard(role) for role in TRUSTING)


def test_the_encoder_is_asked_for_a_role_of_all_events_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noted(reading: Reading, anchors: list[int], role: str) -> Numbers:
        asked.append(role)
        return plain(reading, anchors, role)

    plain = Reading.roles
    monkeypatch.setattr(Reading, "roles", noted)
    read(TWO, {("attacked", "where"): "Balaka", ("shelling", "where"): "Odesa"})

    assert asked and len(asked) == len(set(asked))


def test_the_encoder_is_not_asked_where_its_word_could_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Option[str]] = []

    def noted(roles: Roles, role: str, option: Option[str]) -> float:
        asked.append(option)
        return 0.0

    monkeypatch.setattr(Roles, "said", noted)
    weak = RoleWeights(model=0.01, signs={"clause": 1.0, "far": -1.0, "before": 0.95})
    monkeypatch.setattr("sitrep.records.roles.role_weights", lambda: {"when": weak})
    clause, far, before = (Option(sign, None, (0, 1), (sign,)) for sign in ("clause", "far", "before"))

    assert Roles(None).choose("when", [far, clause]) is clause and asked == []
    assert Roles(None).choose("when", [far, before, clause]) is clause and asked == [before, clause]


def test_every_role_of_the_encoder_is_weighed_but_services_and_so_is_telling_again() -> None:
    assert set(role_weights()) == set(ROLES) - {"service"} | {"again"}


def test_one_side_takes_part_once_in_a_role() -> None:
    text = "Turkish warplanes bombed Karsk on Tuesday. Ankara said Turkey would go on."

    (event,) = (e for e in read(text, {("bombed", "actor"): "Turkish Ankara"}) if e.type == "ASSAULT")

    assert [party.country for party in event.participants if party.role == "actor"] == ["TR"]


#: One attack told twice, in words that share nothing but what it did.
AGAIN = "Gunmen attacked the village of Karsk on Tuesday.\n\nOn Tuesday Karsk was shelled."


@pytest.mark.parametrize("again", [True, False])
def test_a_telling_that_claims_the_same_time_and_place_may_be_the_same_act(again: bool) -> None:
    trusting = {**TRUSTING, "again": RoleWeights(model=1.0, signs=dict.fromkeys(TRUSTING["again"].signs, 0.0))}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sitrep.records.roles.role_weights", lambda: trusting)
        fills = {("shelled", "when"): "Tuesday", ("shelled", "where"): "Karsk"} if again else {("shelled", "when"): "x"}
        fills |= {("attacked", "where"): "Karsk", ("attacked", "when"): "Tuesday"}
        attacks = [event for event in read(AGAIN, fills) if event.type == "ASSAULT"]

    assert len(attacks) == (1 if again else 2)


def test_a_role_in_which_the_encoders_word_weighs_nothing_is_left_to_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = {role: weights.model_copy(update={"model": 0.0}) for role, weights in TRUSTING.items()}
    monkeypatch.setattr("sitrep.records.roles.role_weights", lambda: silent)
    fills = {("struck", "when"): "Wednesday", ("struck", "where"): "Odesa"}

    assert read(STRIKE, fills) == read(STRIKE, fills, parts=RULES)
