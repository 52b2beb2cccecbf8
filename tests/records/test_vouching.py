"""Whose word each event is, who claims it and who denies it."""

from __future__ import annotations

from tests.records.stories import event, events

BOMB = "A car bomb exploded near a barracks in Mogadishu on Wednesday, killing six soldiers."
STRIKE = "An airstrike hit a market in Nyala on Tuesday, killing 15 people, residents said."


def test_the_papers_own_voice_has_no_speaker() -> None:
    (source,) = event(BOMB, "ASSAULT").sources

    assert (source.speaker, source.certainty, source.text) == (None, "asserted", None)


def test_a_claim_of_responsibility_names_the_attacker_and_vouches() -> None:
    struck = event(f"{BOMB} Al-Shabab claimed responsibility for the attack.", "ASSAULT")

    assert ("actor", "Al-Shabab") in {(party.role, party.name) for party in struck.participants}
    assert "Al-Shabab" in {source.speaker for source in struck.sources}


def test_a_denial_stands_beside_the_assertion_and_disputes_the_accused() -> None:
    struck = event(f"{STRIKE} The army denied carrying out the attack.", "ASSAULT")

    assert struck.status == "occurred"
    assert [source.certainty for source in struck.sources] == ["asserted", "denied"]
    assert [(party.sector, party.disputed) for party in struck.participants if party.role == "actor"] == [("MIL", True)]


def test_a_denial_by_someone_else_disputes_nobody_already_named() -> None:
    text = "Israeli airstrikes hit a school in Rafah on Tuesday, killing nine people, medics said. "
    struck = event(f"{text}Hamas denied that its fighters had been in the building that was hit.", "ASSAULT")

    assert not any(party.disputed for party in struck.participants)


def test_the_denial_of_something_else_leaves_the_attack_alone() -> None:
    struck = event(f"{STRIKE}\n\nThe army denied a shortage of fuel.", "ASSAULT")

    assert {source.certainty for source in struck.sources} == {"asserted"}


def test_rival_figures_each_keep_their_speaker() -> None:
    text = (
        "An airstrike on a camp near Kutum killed people on Tuesday. "
        "A local aid group said 20 people were killed. The governor said 35 people were killed."
    )
    struck = event(text, "ASSAULT")

    told = {(figure.count.best, figure.speaker) for figure in struck.casualties if figure.count}
    assert told == {(20, "local aid group"), (35, "The governor")}
    assert all(struck.evidence[f"casualties.{i}.speaker"] for i in range(2))


def test_one_figure_needs_no_speaker_of_its_own() -> None:
    assert [figure.speaker for figure in event(STRIKE, "ASSAULT").casualties] == [None]


def test_who_demands_vouches_for_the_demand() -> None:
    (source,) = event("Armenia demanded on Tuesday that Azerbaijan withdraw its troops.", "REQUEST").sources

    assert (source.speaker, source.certainty) == ("Armenia", "wanted")


def test_what_is_announced_is_intended() -> None:
    text = "Leaders of Ethiopia and Somalia will meet in Ankara on Monday, the Turkish foreign ministry said."

    assert [source.certainty for source in event(text, "CONSULT").sources] == ["intended"]


def test_each_strike_of_a_round_up_has_its_own_source() -> None:
    text = (
        "In Sumy, a drone hit a bus stop overnight, wounding two people, the governor said.\n\n"
        "In Odesa, a missile hit a hotel overnight, wounding six people, the mayor said."
    )

    assert [[s.speaker for s in struck.sources] for struck in events(text, "ASSAULT")] == [
        ["the governor"],
        ["the mayor"],
    ]


def test_the_attackers_own_account_vouches_for_the_attack() -> None:
    text = (
        "A drone hit three fuel tankers near Zawiya on Tuesday, killing two drivers, medics said. "
        "The defence ministry said it had struck smugglers."
    )
    struck = event(text, "ASSAULT")

    assert any("ministry" in (source.speaker or "").lower() for source in struck.sources)


def test_what_was_given_way_to_is_the_papers_own_word() -> None:
    lifted = event("Turkey lifted a ban on cargo flights from Armenia on Monday.", "CONCEDE")

    assert [source.speaker for source in lifted.sources] == [None]
