"""Where each two countries meet on land: the middle of their border."""

from __future__ import annotations

from functools import cache
from importlib import resources

from sitrep.errors import CodebookError

FILE = "borders.tsv"
COLUMNS = ("one", "other", "lat", "lon")


@cache
def borders() -> dict[frozenset[str], tuple[float, float]]:
    """The latitude and longitude of the middle of each land border, in degrees, by the codes of its two countries."""
    text = resources.files("sitrep.codebook").joinpath("data", FILE).read_text(encoding="utf-8")
    head, *lines = text.splitlines()
    if tuple(head.split("\t")) != COLUMNS:
        raise CodebookError(f"{FILE}: the columns are {head!r}", check=f"The first line names {', '.join(COLUMNS)}.")
    return dict(_border(number, line) for number, line in enumerate(lines, 2))


def sides_at(lat: float, lon: float) -> frozenset[str]:
    """The codes of the two countries whose border has its middle here; none elsewhere."""
    return _sides().get((lat, lon), frozenset())


@cache
def _sides() -> dict[tuple[float, float], frozenset[str]]:
    return {point: pair for pair, point in borders().items()}


def _border(number: int, line: str) -> tuple[frozenset[str], tuple[float, float]]:
    try:
        one, other, lat, lon = line.split("\t")
        return frozenset({one, other}), (float(lat), float(lon))
    except ValueError:
        check = f"Each line holds {', '.join(COLUMNS)}."
        raise CodebookError(f"{FILE}, line {number}: {line[:60]!r}", check=check) from None
