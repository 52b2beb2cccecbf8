"""Settings are read once, at the edge, and handed down; an option on the command line wins over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sitrep.errors import OptionError

#: Every setting: the environment variable, its default and what it means.
SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("SITREP_LEDGER", "sitrep.db", "The ledger's file, when --ledger does not name one."),
    ("SITREP_GAZETTEER", "", "A gazetteer of your own, made by `sitrep gazetteer import`, looked up too."),
    ("SITREP_ACTORS", "sitrep-actors.jsonl", "The file of one's own actors, which `sitrep actors import` fills."),
    ("SITREP_BUSY_SECONDS", "5", "How long to wait while another process writes the ledger."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says of how to work."""

    ledger: Path = Path("sitrep.db")
    busy_seconds: float = 5.0
    gazetteer: Path | None = None
    actors: Path = Path("sitrep-actors.jsonl")


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings in these variables; refuses a value that means nothing."""
    defaults = {name: default for name, default, _ in SETTINGS}
    waiting = environ.get("SITREP_BUSY_SECONDS") or defaults["SITREP_BUSY_SECONDS"]
    try:
        seconds = float(waiting)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise OptionError(f"SITREP_BUSY_SECONDS is {waiting!r}.", check="It is a number of seconds, such as 5 or 0.5.")
    own = environ.get("SITREP_GAZETTEER")
    paths = {name: Path(environ.get(name) or defaults[name]) for name in ("SITREP_LEDGER", "SITREP_ACTORS")}
    return Settings(paths["SITREP_LEDGER"], seconds, Path(own) if own else None, paths["SITREP_ACTORS"])
