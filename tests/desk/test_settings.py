"""Settings are what the environment says, or the default."""

from pathlib import Path

import pytest

from sitrep.desk.settings import SETTINGS, Settings, read_settings
from sitrep.errors import OptionError


def test_without_variables_the_defaults_hold() -> None:
    assert read_settings({}) == Settings(Path("sitrep.db"), 5.0, None, Path("sitrep-actors.jsonl"))
    assert [default for _, default, _ in SETTINGS] == ["sitrep.db", "", "sitrep-actors.jsonl", "5"]


def test_variables_win_over_defaults() -> None:
    paths = {"SITREP_LEDGER": "a.db", "SITREP_GAZETTEER": "own.bin", "SITREP_ACTORS": "own.jsonl"}
    given = paths | {"SITREP_BUSY_SECONDS": "0.5"}

    assert read_settings(given) == Settings(Path("a.db"), 0.5, Path("own.bin"), Path("own.jsonl"))


@pytest.mark.parametrize("value", ["soon", "-1", "nan", "inf"])
def test_a_waiting_time_that_means_nothing_is_refused(value: str) -> None:
    with pytest.raises(OptionError):
        read_settings({"SITREP_BUSY_SECONDS": value})
