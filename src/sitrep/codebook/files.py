"""The one strict reader under every codebook file: YAML in, a frozen typed value out."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any, TypeVar

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


#: The characters with which anything but a word may begin.
_OPENINGS = frozenset(first for first, rules in _Loader.yaml_implicit_resolvers.items() if rules)


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
        return shape.model_validate(parsed(text))
    except (yaml.YAMLError, ValidationError) as problem:
        raise CodebookError(f"{name}: {problem}", check="See docs/codebook.md for its schema.") from problem


def parsed(text: str) -> Any:
    """What a YAML text says; refuses a key told twice, and the tags and references that no codebook needs.

    It is put together from the parser's events, which takes a third of the time that ``yaml.load`` does.
    """
    loader = _Loader(text)
    try:
        loader.get_event()  # the stream begins
        told = _node(loader, loader.get_event()) if isinstance(loader.get_event(), yaml.DocumentStartEvent) else None
        loader.get_event()  # the document ends
        if told is not None and not loader.check_event(yaml.StreamEndEvent):
            raise yaml.YAMLError("more than one document")
        return told
    finally:
        loader.dispose()


def _node(loader: _Loader, event: Any) -> Any:
    """What the event begins, read to its end."""
    kind, take = type(event), loader.get_event
    if event.anchor or not (event.implicit if kind is not yaml.ScalarEvent else any(event.implicit)):
        raise yaml.YAMLError(f"a tag or a reference {event.start_mark}")  # an alias has its anchor's name
    if kind is yaml.ScalarEvent:
        return event.value if not event.implicit[0] or event.value[:1] not in _OPENINGS else _scalar(loader, event)
    if kind is yaml.SequenceStartEvent:
        listed = []
        while type(event := take()) is not yaml.SequenceEndEvent:
            listed.append(_node(loader, event))
        return listed
    told: dict[Any, Any] = {}
    while type(event := take()) is not yaml.MappingEndEvent:
        key = _node(loader, event)
        if type(key) in {list, dict} or key in told:
            raise yaml.YAMLError(f"{key!r} is no key, or told twice {event.start_mark}")
        told[key] = _node(loader, take())
    return told


def _scalar(loader: _Loader, event: yaml.ScalarEvent) -> Any:
    """What plain letters stand for that may be a number, a truth value or nothing."""
    tag = loader.resolve(yaml.ScalarNode, event.value, event.implicit)
    return loader.construct_object(yaml.ScalarNode(tag, event.value))
