"""What the next poll of each feed needs: validators, failures in a row, and when it is due.

It changes with every poll and is no evidence, so it stands in a file beside the ledger (``war.db.feeds.json``),
which may be deleted at any time: every feed is then due at once and asked for whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from sitrep.errors import LedgerReadOnly, NotALedger
from sitrep.fetching.fetch import Validators

#: What the file's name adds to the ledger's.
SUFFIX = ".feeds.json"
#: However often a feed fails, it is asked again after so many seconds; a host may ask for more.
LONGEST_BACKOFF = 6 * 3_600
_MOST_DOUBLINGS = 16


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of one feed; ``due`` is in seconds since 1970, ``outcome`` a word or the code of a refusal."""

    due: float = 0.0
    failures: int = 0
    outcome: str = "new"
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None

    @property
    def validators(self) -> Validators:
        """What the host gave to ask whether the feed has changed."""
        return Validators(self.etag, self.last_modified)

    def succeeded(self, now: float, interval: float, outcome: str) -> FeedState:
        """The state after a poll that the host answered: due again after the interval."""
        return replace(self, due=now + interval, failures=0, outcome=outcome)

    def failed(self, now: float, interval: float, outcome: str, retry_after: int | None = None) -> FeedState:
        """The state after a poll that failed: each failure in a row doubles the wait, up to the longest.

        What a host asks for counts when it is longer. The schedule has no jitter: the same failures, the same times.
        """
        failures = self.failures + 1
        wait = interval * 2 ** min(failures, _MOST_DOUBLINGS)
        wait = max(interval, min(wait, LONGEST_BACKOFF), float(retry_after or 0))
        return replace(self, due=now + wait, failures=failures, outcome=outcome)


@dataclass(frozen=True, slots=True)
class FeedFile:
    """The file of the states."""

    path: Path

    @classmethod
    def beside(cls, ledger: Path) -> FeedFile:
        """The file of the ledger in this file."""
        return cls(ledger.with_name(ledger.name + SUFFIX))

    def load(self) -> dict[str, FeedState]:
        """Every feed's state by its address; a file that holds none is refused rather than overwritten."""
        try:
            told = json.loads(self.path.read_text(encoding="utf-8"))
            return {url: _state(each) for url, each in told["feeds"].items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
            raise NotALedger(
                f"{self.path} does not hold the state of feeds.", check="Delete it: every feed is then asked for whole."
            ) from problem

    def save(self, states: Mapping[str, FeedState]) -> None:
        """The states are in the file, all of them or as they were before."""
        told = {"feeds": {url: asdict(state) for url, state in sorted(states.items())}}
        made = self.path.with_name(f"{self.path.name}.{os.getpid()}.part")
        try:
            made.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            made.replace(self.path)
        except OSError as problem:
            raise LedgerReadOnly(
                f"{self.path} cannot be written: {problem.strerror}.", check="Is the disk full, or the folder closed?"
            ) from problem


def _state(told: Any) -> FeedState:
    kinds = {"due": (int, float), "failures": (int,)}
    found = {each.name: told[each.name] for each in fields(FeedState)}
    for name, value in found.items():
        if not isinstance(value, kinds.get(name, (str, type(None)))):
            raise TypeError(name)
    return FeedState(**found)
