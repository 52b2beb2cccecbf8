from pathlib import Path

import pytest
from tests.exports.ledger_sample import make_ledger, told

from sitrep.ledger.export_queries import ToldEvent
from sitrep.ledger.opening import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return make_ledger(tmp_path / "war.db")


@pytest.fixture
def events(ledger: Ledger) -> list[ToldEvent]:
    """Every event of the ledger, whatever its status."""
    return told(ledger)
