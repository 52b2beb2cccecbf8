"""Articles linked one by one into incidents, and weighed."""

import gzip
import json
from pathlib import Path

import pytest

from sitrep_eval.__main__ import main
from sitrep_eval.incidents import half_of, read_articles, weigh_incidents

TEXT = (
    "{city} police say {victim}, {age}, was found wounded in the {street} on {day} night.\n"
    "Officers arrested {suspect} after neighbours on the {street} heard several shots near the old bakery."
)
TOLD = (
    ("mill", "Ashgrove", "Norbert Quill", 31, "400 block of Mill Road", "Monday", "Desmond Farrow"),
    ("pier", "Bexport", "Lena Osgood", 58, "12 Harbour Lane", "Friday", "Paul Tarn"),
)


def corpus(folder: Path) -> Path:
    rows = []
    for number, (name, city, victim, age, street, day, suspect) in enumerate(TOLD):
        for later in range(2):
            text = TEXT.format(city=city, victim=victim, age=age, street=street, day=day, suspect=suspect)
            title = f"{city}: {victim} wounded" if later else f"Shots near the bakery in {city}"
            rows.append(
                {
                    "id": f"{name}-{later}", "incident": name, "dct": f"2026-03-{10 * number + later + 1:02}",
                    "uri": f"https://example.org/{name}/{later}", "title": title, "text": text,
                }
            )  # fmt: skip
    path = folder / "articles.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, reversed(rows))).encode()))
    return path


def test_articles_of_two_incidents_are_told_apart(tmp_path: Path) -> None:
    weighing = weigh_incidents(corpus(tmp_path))

    assert weighing.numbers["b3_f1"] == 100
    assert weighing.numbers["blocking_recall"] == 100


def test_articles_are_linked_in_order_of_date(tmp_path: Path) -> None:
    assert [one.id for one in read_articles(corpus(tmp_path))] == ["mill-0", "mill-1", "pier-0", "pier-1"]


def test_the_prediction_of_every_article_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "predicted.jsonl"
    code = main(["incidents", "--gold", str(corpus(tmp_path)), "--predictions", str(written)])
    rows = [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]

    assert code == 0
    assert json.loads(capsys.readouterr().out)["items"] == 4
    assert rows[0]["incident"] == rows[1]["incident"] != rows[2]["incident"]
    assert rows[0]["title"].startswith("Shots near the bakery")


def test_a_missing_corpus_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["incidents", "--gold", str(tmp_path / "none.jsonl")]) == 2
    assert "[eval.gold]" in capsys.readouterr().err


def test_the_halves_share_no_incident_and_leave_none_out(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    halves = [{one.id for one in read_articles(path, half)} for half in ("learnt", "held")]

    assert halves[0] | halves[1] == {one.id for one in read_articles(path)}
    assert not halves[0] & halves[1]
    assert {half_of(name) for name in map(str, range(20))} == {"learnt", "held"}
