"""A user's own actors: sound rows go in, wrong ones are told and kept out, and the engine reads with them."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import texts

from sitrep.codebook.actor_list import ListedActor, Office
from sitrep.desk.own_actors import digest, import_actors, own_actors, rows
from sitrep.desk.reading import reader
from sitrep.documents.document import Document
from sitrep.errors import EmptyInput, InputError, MalformedActor, NotFound, UnknownFormat

HEAD = "name,kind,country,sector,aliases,wikidata,offices\n"
SOUND = 'Orla Venn,person,IE,GOV,Órla Venn|O. Venn,Q42,"envoy IE>UA 2026-01..;head nato 2020..2025-12"\n'


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "own.jsonl"


def file(tmp_path: Path, text: str, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_without_an_import_there_are_none(store: Path) -> None:
    assert own_actors(store) == ()


def test_a_sound_row_becomes_an_actor(tmp_path: Path, store: Path) -> None:
    done = import_actors(file(tmp_path, HEAD + SOUND), store)

    offices = (Office("envoy", "IE>UA", "2026-01", "", "own"), Office("head", "nato", "2020", "2025-12", "own"))
    expected = ListedActor(
        "orla-venn", "Orla Venn", "person", "IE", "GOV", ("Órla Venn", "O. Venn"), wikidata="Q42", source="own",
        offices=offices,
    )  # fmt: skip
    assert done.actors == own_actors(store) == (expected,)
    assert (done.replaced, done.refused) == (0, ())


@pytest.mark.parametrize(
    "row",
    [
        ",person,IE,GOV,,,",
        "X,wizard,IE,GOV,,,",
        "X,person,QQ,GOV,,,",
        "X,person,IE,ABC,,,",
        "X,person,IE,GOV,,Q0,",
        "X,person,IE,GOV,,,jester IE",
        "X,person,IE,GOV,,,envoy Nowhere",
        "X,person,IE,GOV,,,envoy IE 2026-13..",
        "X,person,IE,GOV,,,envoy IE 2026..2025",
        "X,person",
        "---,person,IE,GOV,,,",
    ],
)
def test_a_wrong_row_is_told_with_its_line_and_kept_out(row: str, tmp_path: Path, store: Path) -> None:
    done = import_actors(file(tmp_path, f"{HEAD}{row}\n{SOUND}"), store)

    assert [actor.id for actor in own_actors(store)] == ["orla-venn"]
    assert [refused.code for refused in done.refused] == ["input.actor"]
    assert "line 2" in str(done.refused[0])


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"name": 7}', '{"name": "X", "shoe": "41"}', '{"name": "X", "offices": [3]}']
)
def test_a_wrong_line_of_json_is_told_and_kept_out(line: str, tmp_path: Path, store: Path) -> None:
    done = import_actors(file(tmp_path, line + '\n{"name": "Orla Venn"}\n', "list.jsonl"), store)

    assert [actor.name for actor in done.actors] == ["Orla Venn"]
    assert len(done.refused) == 1


def test_a_row_of_a_known_id_takes_its_place(tmp_path: Path, store: Path) -> None:
    import_actors(file(tmp_path, HEAD + SOUND), store)
    done = import_actors(file(tmp_path, '{"name": "Orla Venn", "country": "GB"}', "new.jsonl"), store)

    assert done.replaced == 1
    assert [(actor.id, actor.country) for actor in own_actors(store)] == [("orla-venn", "GB")]


def test_importing_twice_changes_nothing(tmp_path: Path, store: Path) -> None:
    source = file(tmp_path, HEAD + SOUND)
    import_actors(source, store)
    once = store.read_bytes()
    import_actors(source, store)

    assert store.read_bytes() == once


def test_a_list_without_a_sound_row_writes_nothing(tmp_path: Path, store: Path) -> None:
    import_actors(file(tmp_path, HEAD + ",,,,,,x\n"), store)

    assert not store.exists()


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [("list.txt", "name\nX\n", UnknownFormat), ("list.csv", "name\n", EmptyInput), ("list.jsonl", "\n", EmptyInput)],
)
def test_a_file_that_is_no_list_is_refused(
    name: str, text: str, error: type[InputError], tmp_path: Path, store: Path
) -> None:
    with pytest.raises(error):
        import_actors(file(tmp_path, text, name), store)


def test_a_missing_file_is_refused(tmp_path: Path, store: Path) -> None:
    with pytest.raises(NotFound):
        import_actors(tmp_path / "none.csv", store)


def test_a_damaged_store_is_refused_rather_than_forgotten(store: Path) -> None:
    store.write_text("{", encoding="utf-8")

    with pytest.raises(MalformedActor):
        own_actors(store)


@given(st.lists(texts, min_size=1, max_size=4))
def test_no_text_in_a_cell_breaks_the_import(cells: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.jsonl"
        path.write_text(json.dumps(dict(zip(("name", "aliases", "offices", "id"), cells, strict=False))), "utf-8")

        for row in rows(path, ".jsonl"):
            assert isinstance(row, ListedActor | MalformedActor)


def test_the_engine_reads_with_them() -> None:
    own = (ListedActor("orla-venn", "Orla Venn", "person", "IE", "GOV", wikidata="Q42"),)
    document = Document("Orla Venn, an Irish envoy, flew to Kyiv on Monday.", published=date(2026, 2, 3))
    known = {actor.name: actor.wikidata for actor in reader(own)(document).actors}
    unknown = {actor.name: actor.wikidata for actor in reader()(document).actors}

    assert known["Orla Venn"] == "Q42"
    assert unknown["Orla Venn"] is None


def test_another_list_has_another_digest() -> None:
    one = (ListedActor("a", "A", "person"),)
    other = (ListedActor("a", "A", "person", "IE"),)

    assert digest(one) != digest(other)
