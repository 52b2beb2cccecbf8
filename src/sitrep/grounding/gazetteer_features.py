"""GeoNames' classes and codes of features as kinds of places: the first line of features.tsv that fits wins."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import lru_cache
from typing import get_args

from sitrep.errors import CodebookError
from sitrep.grounding.gazetteer_format import Kind
from sitrep.grounding.gazetteer_tables import own_table

KINDS = get_args(Kind)


@lru_cache(maxsize=4096)
def kind_of(letter: str, code: str) -> tuple[Kind, str | None] | None:
    """The kind of place and its feature for a class and code, None for roads, the sea's floor and what has no class."""
    for line in own_table("features.tsv"):
        if line["class"] == letter and fnmatchcase(code, line["code"]):
            if line["kind"] not in KINDS:
                raise CodebookError(f"features.tsv: {line['kind']}", check=f"A kind is one of {', '.join(KINDS)}.")
            return line["kind"], line["feature"] or None  # type: ignore[return-value]
    return None


@lru_cache(maxsize=1)
def classes() -> tuple[str, ...]:
    """The letters of the classes that can be taken, in order."""
    return tuple(sorted({line["class"] for line in own_table("features.tsv")}))
