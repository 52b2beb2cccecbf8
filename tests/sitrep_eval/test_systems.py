"""The systems that the scales can set to work, and what each reads."""

import json
from pathlib import Path

import pytest
from tests.sitrep_eval.corpora_told import corpus_file

from sitrep_eval.__main__ import main
from sitrep_eval.errors import NotBuilt
from sitrep_eval.systems import SYSTEMS, Both, Heard, Rules, built, shipped, system
from sitrep_eval.tasks import SYSTEM_NAMES

SPOKEN = "Mayor Ana Petrova said the bridge will open on Monday. It rained."
STRUCK = "The Taliban shelled Kunduz with mortars. A school was damaged. Gunmen killed Ana Petrova, 34, and a cook."


def test_the_rules_give_speaker_cue_and_content_of_what_is_said() -> None:
    (said,) = Rules().said(SPOKEN)

    assert [SPOKEN[start:end] for ((start, end),) in said.cue] == ["said"]
    assert [SPOKEN[start:end] for ((start, end),) in said.source] == ["Mayor Ana Petrova"]
    assert [SPOKEN[start:end] for ((start, end),) in said.content] == ["the bridge will open on Monday"]


def test_the_rules_fill_roles_from_assaults_without_the_article_and_name_every_victim() -> None:
    found = {role: [entity[0][0] for entity in entities] for role, entities in Rules().roles(STRUCK).items()}

    assert found == {
        "PerpOrg": ["Taliban"],
        "PerpInd": ["Gunmen"],
        "Target": ["school"],
        "Victim": ["Ana Petrova"],
        "Weapon": ["mortars"],
    }


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“The bridge is open,” Mayor Ana Petrova said.", "“The bridge is open,”"),
        ("Mayor Ana Petrova said that the bridge is open.", "that the bridge is open"),
        ('Mayor Ana Petrova said: "The bridge is open."', '"The bridge is open."'),
    ],
)
def test_a_content_takes_in_its_quotation_marks_and_its_that_as_the_corpora_mark_them(text: str, content: str) -> None:
    assert [text[start:end] for said in Rules().said(text) for ((start, end),) in said.content] == [content]


def test_every_mention_stands_where_it_says() -> None:
    mentions = [mention for entities in Rules().roles(STRUCK).values() for entity in entities for mention in entity]

    assert mentions
    assert all(STRUCK[start : start + len(words)] == words for words, start in mentions)


@pytest.mark.parametrize("text", ["", " \n"])
def test_a_text_refused_as_input_has_no_reading(text: str) -> None:
    assert (Rules().said(text), Rules().roles(text)) == ([], {})


def test_every_system_has_its_name_and_the_product_ships_the_last_that_is_built() -> None:
    assert tuple(SYSTEMS) == SYSTEM_NAMES
    assert shipped() == built()[-1]


def test_where_no_model_is_shipped_the_rules_alone_are_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitrep_eval.systems.encoder", lambda: None)

    assert isinstance(system(shipped()), Rules)
    with pytest.raises(NotBuilt, match="both"):
        system("both")


@pytest.mark.parametrize("reader", [Heard, Both])
def test_without_a_model_the_encoder_reads_nothing_and_both_are_the_rules(reader: type[Heard]) -> None:
    alone = reader(lambda: None)

    assert list(alone.said(SPOKEN)) == ([] if reader is Heard else list(Rules().said(SPOKEN)))
    assert alone.roles(STRUCK) == {}


def test_the_attribution_task_prints_its_numbers_and_keeps_its_predictions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spans = {"source": (0, 17), "cue": (18, 22), "content": (23, 53)}
    gold = {kind: [{"spans": [span]}] for kind, span in spans.items()}
    file = corpus_file(tmp_path / "gold.jsonl", [{"id": "a", "text": SPOKEN, "attributions": [gold]}])
    code = main(["attribution", "--gold", str(file), "--predictions", str(tmp_path / "out.jsonl")])
    shown = json.loads(capsys.readouterr().out)

    assert code == 0
    assert shown["scores"]["linked:exact-source"]["f1"] == 1.0
    assert (
        json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["attributions"][0]["cue"][0]["text"] == "said"
    )


def test_the_roles_task_prints_its_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = {"incident_type": "attack", "Target": [[["school", STRUCK.index("school")]]]}
    file = corpus_file(tmp_path / "gold.jsonl", [{"docid": "a", "doctext": STRUCK, "templates": [template]}])
    code = main(["roles", "--gold", str(file), "--system", "rules"])

    assert code == 0
    assert json.loads(capsys.readouterr().out)["scores"]["Target"]["f1"] == 1.0


@pytest.mark.parametrize("task", ["attribution", "roles"])
def test_a_corpus_that_is_not_there_gives_no_number(
    task: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([task, "--gold", str(tmp_path / "none.jsonl")])
    shown = capsys.readouterr()

    assert (code, shown.out) == (2, "")
    assert shown.err.startswith("[eval.gold]")
