"""Our own tables beside the gazetteer, read strictly: spellings, units, places, abbreviations and ranks."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable

from sitrep.errors import CodebookError


def own_table(name: str) -> list[dict[str, str]]:
    """The rows of one of our own tables, the package's unless a path is given."""
    return rows_of(resources.files("sitrep.grounding").joinpath("data", "gazetteer", name))


def rows_of(file: Traversable) -> list[dict[str, str]]:
    """The rows of a tab-separated file with a head line; a broken line is refused."""
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    names = head.split("\t")
    rows = []
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) != len(names) or any(cell != cell.strip() for cell in cells):
            told = f"{file.name}, line {number}: {line[:60]!r}"
            raise CodebookError(told, check=f"Each line holds {', '.join(names)}, without spaces around them.")
        rows.append(dict(zip(names, cells, strict=True)))
    return rows


def split_names(text: str) -> set[str]:
    """The names of a cell, parted by bars."""
    return {name for name in text.split("|") if name}
