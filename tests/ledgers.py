"""A ledger of its own for a test that writes: a copy of one that many tests read."""

import shutil
from pathlib import Path

from sitrep.ledger.opening import Ledger, open_ledger


def copied(ledger: Ledger, folder: Path) -> Ledger:
    """A copy of this ledger in the folder; nobody writes while it is made."""
    with ledger.transaction():
        for suffix in ("", "-wal"):
            part = ledger.path.with_name(ledger.path.name + suffix)
            if part.exists():
                shutil.copy(part, folder / f"own.db{suffix}")
    return open_ledger(folder / "own.db")
