from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.stand_in import read

from sitrep.desk.ingest import Engine

STORIES = {
    "a.txt": "Russia struck Odesa on 2025-12-03, 6 wounded. Łukasz said the port still works.",
    "b.txt": "Israel struck Gaza on 2025-12-01. Zelenskyy said talks on the ceasefire go on.",
    "c.txt": "Russia struck Kherson. Vilkul said nothing. Prokudin said less.",
    "d.jsonl": '{"text": "Russia struck Sumy. Artyukh said so."}\n{"no text": 1}\n{"text": "Iran struck Haifa."}\n',
    "e.txt": "BROKEN: Russia struck Poltava.",
    "f.txt": "",
}


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """Six files: seven stories, of which one breaks the engine, one has no text and one line is malformed."""
    folder = tmp_path / "stories"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def engine() -> Engine:
    return make_engine("0.1.0+test")


def make_engine(version: str) -> Engine:
    return Engine(read, version, "{}", lambda: datetime(2025, 12, 5, tzinfo=UTC))
