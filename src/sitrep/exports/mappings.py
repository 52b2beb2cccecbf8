"""The one strict reader under every mapping file of this room: YAML in, a frozen typed value out."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TypeVar

import yaml
from pydantic import ValidationError

from sitrep.codebook.files import Entry, parsed
from sitrep.errors import CodebookError

E = TypeVar("E", bound=Entry)


def read_mapping(name: str, shape: type[E]) -> E:
    """The mapping file of this name, checked against its shape; read once a run."""
    found = _read(name, shape)
    assert isinstance(found, shape)  # the cache forgets the type
    return found


def data_text(name: str) -> str:
    """The text of a data file of this room."""
    return resources.files("sitrep.exports").joinpath("data", name).read_text(encoding="utf-8")


@cache
def _read(name: str, shape: type[Entry]) -> Entry:
    try:
        return shape.model_validate(parsed(data_text(name)))
    except (yaml.YAMLError, ValidationError) as problem:
        raise CodebookError(f"{name}: {problem}", check="See docs/formats.md for what it maps.") from problem
