from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.stand_in import STORY, read

from sitrep.cli.main import run
from sitrep.desk.ingest import Engine, ingest
from sitrep.documents.source import Given
from sitrep.ledger.opening import open_ledger


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Sitrep = Callable[..., Ended]


@pytest.fixture
def sitrep(capsys: pytest.CaptureFixture[str]) -> Sitrep:
    """The command line in this process."""

    def call(*args: str | Path) -> Ended:
        code = run([str(arg) for arg in args])
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return call


@pytest.fixture
def war(tmp_path: Path) -> Path:
    """A ledger with one story, and one that was refused."""
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    path = tmp_path / "war.db"
    engine = Engine(read, "0.1.0+test", "{}", lambda: datetime(2025, 12, 5, tzinfo=UTC))
    paths = [tmp_path / "story.txt", tmp_path / "empty.txt"]
    ingest(paths, open_ledger(path), engine=engine, given=Given(date(2025, 12, 4), "AP"))
    return path
