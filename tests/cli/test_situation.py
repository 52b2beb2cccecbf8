"""`sitrep export --format sitrep` writes a page of some days, of what was reviewed unless all is asked for."""

from pathlib import Path

import pytest
from tests.cli.conftest import Sitrep

from sitrep.cli.exits import Exit

DAYS = ("--from", "2025-11-09", "--to", "2025-11-11")


@pytest.fixture
def khartoum(sitrep: Sitrep, tmp_path: Path) -> Path:
    path = tmp_path / "khartoum.db"
    assert sitrep("ingest", Path("examples/khartoum-power-station.txt").resolve(), "--ledger", path).code == Exit.DONE
    return path


def test_all_of_the_days_is_on_the_page_when_it_is_asked_for(sitrep: Sitrep, khartoum: Path, tmp_path: Path) -> None:
    out = tmp_path / "days.html"
    ended = sitrep("export", "--ledger", khartoum, "--format", "sitrep", "--unreviewed", *DAYS, "--out", out)

    assert (ended.code, ended.out, ended.err) == (Exit.DONE, "", "")
    page = out.read_text(encoding="utf-8")
    assert "9–11 November 2025" in page and "El Obeid" in page and "with unreviewed" in page


def test_what_nobody_reviewed_is_held_back_and_counted(sitrep: Sitrep, khartoum: Path) -> None:
    ended = sitrep("export", "--ledger", khartoum, "--format", "sitrep", *DAYS)

    assert ended.code == Exit.NOTHING
    assert "incidents held back: not reviewed. --unreviewed hands them on." in ended.err
    assert "No incident of these days is in the report." in ended.out and "El Obeid" not in ended.out


@pytest.mark.parametrize("days", [(), ("--from", "2025-11-09"), ("--from", "2025-11-09", "--to", "2025-11-01")])
def test_days_are_needed_in_their_order(sitrep: Sitrep, khartoum: Path, days: tuple[str, ...]) -> None:
    ended = sitrep("export", "--ledger", khartoum, "--format", "sitrep", *days)

    assert ended.code == Exit.USAGE
    assert "--from DAY --to DAY" in ended.err and not ended.out
