"""The one strict reader under every codebook file: YAML in, a frozen typed value out."""

import re
from functools import cache
from importlib import resources
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from sitrep.errors import CodebookError

# libyaml's loader reads about ten times faster; the pure one is the fallback without it.
_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc, valid-type]  # which base it is, is only known at run time
    """YAML in which "No", "on" and dates are words: a lexicon holds nothing else."""

    yaml_implicit_resolvers = {  # noqa: RUF012 -- PyYAML reads a plain class attribute
        first: [(tag, pattern) for tag, pattern in rules if tag.rpartition(":")[2] in {"int", "float", "null"}]
        for first, rules in _Base.yaml_implicit_resolvers.items()
    }


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])


class Entry(BaseModel):
    """Anything declared in a codebook file: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


E = TypeVar("E", bound=Entry)


def read(name: str, shape: type[E]) -> E:
    """The codebook file of this name, checked against its shape; read once a run."""
    found = _read(name, shape)
    assert isinstance(found, shape)  # the cache forgets the type
    return found


@cache
def _read(name: str, shape: type[Entry]) -> Entry:
    text = resources.files("sitrep.codebook").joinpath("data", name).read_text(encoding="utf-8")
    try:
        return shape.model_validate(yaml.load(text, Loader=_Loader))  # noqa: S506 -- a safe loader
    except (yaml.YAMLError, ValidationError) as problem:
        raise CodebookError(f"{name}: {problem}", check="See docs/codebook.md for its schema.") from problem
