"""The seed of actors: enough of them, each sourced, each office sound, no id twice."""

from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from sitrep.codebook.actor_list import Office, bodies, office_fault, people, seed, state_body, state_body_of
from sitrep.codebook.actor_spellings import given_key, word_key, words_of
from sitrep.codebook.office_words import office_words
from sitrep.errors import CodebookError


def test_the_seed_is_large_and_every_row_has_its_source() -> None:
    assert len(people()) >= 900
    assert len(bodies()) >= 500
    assert all(actor.source for actor in seed())
    assert all(office.source for actor in people() for office in actor.offices)


def test_no_id_and_no_wikidata_id_is_given_twice() -> None:
    wikidata = Counter(actor.wikidata for actor in seed() if actor.wikidata)

    assert len({actor.id for actor in seed()}) == len(seed())
    assert [id_ for id_, times in wikidata.items() if times > 1] == []


def test_most_people_hold_a_dated_office() -> None:
    dated = [actor for actor in people() if any(office.begin or office.end for office in actor.offices)]

    assert len(dated) / len(people()) > 0.85


def test_every_kind_of_office_that_somebody_holds_can_be_told() -> None:
    held = {office.kind for actor in people() for office in actor.offices}

    assert held <= set(office_words().offices)


def test_a_state_has_its_bodies_and_those_that_the_seed_names_are_the_same() -> None:
    assert state_body("UA", "foreign-ministry").id == "ua-foreign-ministry"
    assert state_body("IL", "armed-forces").id == "israel-defense-forces"
    assert state_body_of("ru-defence-ministry") == state_body("RU", "defence-ministry")
    assert state_body_of("xx-nothing") is None


@pytest.mark.parametrize(
    ("office", "fault"),
    [
        (Office("president", "UA", "2019-05"), None),
        (Office("governor", "UA/Kharkiv", "2021-12", "2022"), None),
        (Office("head", "nato", "2024", "2024-03"), None),
        (Office("jester", "UA"), "the office 'jester'"),
        (Office("president", "QQ"), "the office is of 'QQ'"),
        (Office("president", "UA", "2019-13"), "the days '2019-13' to ''"),
        (Office("president", "UA", "2020-01", "2019-12"), "the days '2020-01' to '2019-12'"),
    ],
)
def test_an_unsound_office_is_told(office: Office, fault: str | None) -> None:
    assert office_fault(office) == fault


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("x\tX\tPerson", "3 cells"),
        ("X Y\tX\tUA\tGOV\tm\t\t\t\tlist", "the id 'X Y'"),
        ("x\tX\tQQ\tGOV\tm\t\t\t\tlist", "the country 'QQ'"),
        ("x\tX\tUA\tABC\tm\t\t\t\tlist", "the sector 'ABC'"),
        ("x\tX\tUA\tGOV\tm\t\t\t\t", "the source ''"),
        ("x\tX\tUA\tGOV\tq\t\t\t\tlist", "of sex 'q'"),
    ],
)
def test_a_row_that_breaks_the_table_is_refused(
    row: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "actors"
    folder.mkdir(parents=True)
    heads = {
        "people.tsv": "id\tname\tcountry\tsector\tsex\taliases\talone\twikidata\tsource\n" + row + "\n",
        "offices.tsv": "holder\tkind\tof\tfrom\tto\tsource\n",
    }
    for name, text in heads.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(resources, "files", lambda _package: tmp_path)

    with pytest.raises(CodebookError, match=what):
        people.__wrapped__()


@pytest.mark.parametrize(
    "names",
    ["Zelenskyy Zelensky Zelenskiy Zelens'kyi", "Syrskyi Syrskii Syrsky", "Dmitriev Dmitryev", "Goïta Goita"],
)
def test_spellings_of_one_surname_share_a_key(names: str) -> None:
    assert len({word_key(word) for word in words_of(names)}) == 1


def test_another_name_has_another_key() -> None:
    keys = [word_key(word) for word in words_of("Umerov Gumerova Gumerov Zelenska Kushnir Kushner")]

    assert len(set(keys)) == len(keys)
    assert given_key("serhii") == given_key("sergey") != given_key("serge")
