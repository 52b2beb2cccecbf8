"""The exports of a small ledger are these bytes; `pytest --update-golden` writes them anew."""

import io
from pathlib import Path

import pytest
from tests.exports.ledger_sample import told

from sitrep.exports.jsonl import write_jsonl
from sitrep.exports.ledger_formats import LEDGER_FORMATS
from sitrep.ledger.export_queries import kept_readings
from sitrep.ledger.opening import Ledger

GOLDEN = Path(__file__).parent / "golden"
#: Parquet's bytes depend on the version of pyarrow.
NAMES = [name for name in LEDGER_FORMATS if name != "parquet"]


def exported(ledger: Ledger, name: str) -> bytes:
    out = io.BytesIO()
    if name == "jsonl":
        with ledger.reading() as book:
            write_jsonl(kept_readings(book, gate="all"), out)
    else:
        LEDGER_FORMATS[name].write(told(ledger), out)
    return out.getvalue()


@pytest.mark.parametrize("name", [*NAMES, "jsonl"])
def test_a_small_ledger_is_exported_as_the_golden_file(ledger: Ledger, name: str, pytestconfig: pytest.Config) -> None:
    written = exported(ledger, name)
    path = GOLDEN / f"war.{name}"
    if pytestconfig.getoption("--update-golden"):
        path.write_bytes(written)

    assert written == path.read_bytes()


@pytest.mark.parametrize("name", [*LEDGER_FORMATS, "jsonl"])
def test_the_same_ledger_gives_the_same_bytes_twice(ledger: Ledger, name: str) -> None:
    assert exported(ledger, name) == exported(ledger, name)
