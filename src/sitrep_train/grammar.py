"""The grammar of training passages: patterns, verbs and names, read strictly from ``grammar/*.yaml``.

A pattern is written in the markup of ``sitrep_train.markup`` with slots and choices::

    [{b-adj}|state; actor>e1] drones [{v-hit.past}|e1=ASSAULT/drone @] [{building}|facility; damage>e1]<, {toll}>

- ``{name}`` stands for one of the patterns under ``name``; ``{Name}`` writes its first letter large.
- ``{name.base}`` asks for a form of the verb (``base s past part ing``), ``.@`` for the form that was asked of the
  pattern itself; ``{name!planned}`` sets the status that ``@`` stands for in the labels of triggers.
- ``{name:e2}`` ties what the pattern calls ``$`` to ``e2``; without it ``$`` is ``e1``.
- ``{name~topic}`` sets what ``~`` stands for in the names of the slots below it: ``{vp-~}``.
- ``{name=x}`` is drawn once in its scope and repeated wherever ``=x`` stands again.
- ``{+name}`` begins a scope: its events, sayings and draws are its own. ``{*name}`` does, too, and its events take
  the roles that a lead holds out to them: a label ``when>*`` or, for one type alone, ``actor>*ASSAULT``.
- ``{^name}`` writes Every Word Large, ``{!name}`` all in capitals.
- ``<one//other//>`` is one of the choices, the last of these empty; ``<maybe>`` is there or not.
- Of a verb phrase such as "impose ~sanctions +on" only what stands between ``~`` and ``+`` is marked.
- A pattern that begins with ``@3`` is drawn three times as often.

``num:2-9``, ``digits:10-400``, ``year:1980-2020``, ``sg``, ``pl``, ``is``, ``was``, ``has``, ``its``, ``he:x``,
``his:x``, ``last:x`` and the names of ``setting.SLOTS`` are slots that the generator fills itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from sitrep.codebook.inflection import inflect
from sitrep.errors import CodebookError

FORMS: Final = ("base", "s", "past", "part", "ing")
_TOKEN = re.compile(r"(\{[^{}]*\}|\[|\|[^\[\]|{}]*\]|<|//|>)")
_SLOT = re.compile(
    r"\{(?P<prefix>[+*^!]*)(?P<name>[A-Za-z][A-Za-z0-9-]*~?)(?:\.(?P<form>base|s|past|part|ing|@))?"
    r"(?:!(?P<status>[a-z+]+))?(?::(?P<param>[a-z0-9-]+))?(?:~(?P<topic>[a-z0-9-]+))?(?:=(?P<bind>[a-z]+))?\}"
)
_WEIGHT = re.compile(r"@(\d+) ")


class _File(BaseModel):
    """One file of the grammar; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: dict[str, tuple[str, ...]] = {}
    verbs: dict[str, tuple[str, ...]] = {}


class NamePool(BaseModel):
    """Given names and surnames borne in some countries."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    countries: tuple[str, ...]
    male: tuple[str, ...]
    female: tuple[str, ...]
    surnames: tuple[str, ...]


class Names(BaseModel):
    """Who fights whom, the names people bear, and the countries that take an article."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    articled: frozenset[str]
    short: dict[str, str]
    adjectives: dict[str, str]
    conflicts: tuple[tuple[str, str], ...]
    hosts: tuple[str, ...]
    unnamed_groups: tuple[str, ...]
    not_places: tuple[str, ...]
    generic: tuple[str, ...]
    pools: tuple[NamePool, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they stand."""

    words: str


@dataclass(frozen=True, slots=True)
class Open:
    """A mark begins."""


@dataclass(frozen=True, slots=True)
class Close:
    """A mark ends; its labels still name events as their own scope does."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for what another pattern, a verb or the setting gives."""

    name: str
    large: bool
    fresh: bool
    inherits: bool
    case: str
    form: str | None
    status: str | None
    param: str | None
    topic: str | None
    bind: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to go on."""

    ways: tuple[Pattern, ...]


Node = Text | Open | Close | Slot | Choice
Pattern = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Every pattern by the name of its rule, a heavier one several times, and every verb's forms."""

    rules: dict[str, tuple[Pattern, ...]]
    verbs: dict[str, tuple[dict[str, str], ...]]


def refusal(where: str, why: str) -> CodebookError:
    """What is wrong with the grammar, and in which rule."""
    return CodebookError(f"grammar, {where}: {why}", check="The docstring of sitrep_train.grammar gives its notation.")


def _slot(written: str, where: str) -> Slot:
    found = _SLOT.fullmatch(written)
    if not found:
        raise refusal(where, f"no such slot {written!r}")
    name, prefix = found["name"], found["prefix"]
    fresh = "+" in prefix or "*" in prefix
    case = "title" if "^" in prefix else "upper" if "!" in prefix else ""
    status = found["status"].replace("+", " ") if found["status"] else None
    options = (found["form"], status, found["param"], found["topic"], found["bind"])
    return Slot(name[0].lower() + name[1:], name[0].isupper(), fresh, "*" in prefix, case, *options)


def _labels(written: str) -> Close:
    return Close(tuple(filter(None, (label.strip() for label in written[1:-1].split(";")))))


def parse(pattern: str, where: str = "pattern") -> Pattern:
    """The nodes of one pattern; refuses marks and choices that do not close."""
    pieces = iter([piece for piece in _TOKEN.split(pattern) if piece])
    nodes, end = _ways(pieces, where)
    if end or len(nodes) != 1:
        raise refusal(where, f"a choice that was not opened closes in {pattern!r}")
    return nodes[0]


def _ways(pieces: Iterator[str], where: str) -> tuple[list[Pattern], str]:
    """The alternatives up to the ``>`` that ends them, or to the end of the pattern."""
    ways: list[Pattern] = []
    nodes: list[Node] = []
    for piece in pieces:
        if piece == ">":
            return [*ways, tuple(nodes)], piece
        if piece == "//":
            ways.append(tuple(nodes))
            nodes = []
        elif piece == "<":
            inner, end = _ways(pieces, where)
            if not end:
                raise refusal(where, "a choice is never closed")
            nodes.append(Choice(tuple(inner) if len(inner) > 1 else (*inner, ())))
        elif piece == "[":
            nodes.append(Open())
        elif piece[0] == "{":
            nodes.append(_slot(piece, where))
        else:
            nodes.append(_labels(piece) if piece[0] == "|" else Text(piece))
    return [*ways, tuple(nodes)], ""


def _forms(entry: str) -> dict[str, str]:
    """The five forms of one verb phrase."""
    base = entry.partition("/")[0]
    forms = {"base": base}
    for words, form in inflect(entry):
        text = " ".join(words)
        for told in {"ed": ("past", "part"), "participle": ("part",)}.get(form, (form,)):
            forms.setdefault(told, text)
    return {form: forms[form] for form in FORMS}


def _weighted(rule: str, patterns: tuple[str, ...]) -> Iterator[Pattern]:
    for pattern in patterns:
        weight = _WEIGHT.match(pattern)
        nodes = parse(pattern[weight.end() :] if weight else pattern, rule)
        yield from [nodes] * (int(weight[1]) if weight else 1)


def _files() -> Iterator[tuple[str, str]]:
    folder = resources.files("sitrep_train").joinpath("grammar")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            yield file.name, file.read_text(encoding="utf-8")


def _load(name: str, text: str, shape: type[_File] | type[Names]) -> _File | Names:
    try:
        return shape.model_validate(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 -- words alone
    except (yaml.YAMLError, ValidationError) as problem:
        raise refusal(name, str(problem)) from problem


@cache
def grammar() -> Grammar:
    """The whole grammar; refuses a rule that stands in two files."""
    rules: dict[str, tuple[Pattern, ...]] = {}
    verbs: dict[str, tuple[dict[str, str], ...]] = {}
    for name, text in _files():
        if name == "names.yaml":
            continue
        file = _load(name, text, _File)
        assert isinstance(file, _File)
        if twice := (set(file.rules) | set(file.verbs)) & (set(rules) | set(verbs)):
            raise refusal(name, f"these rules stand twice: {sorted(twice)}")
        rules |= {rule: tuple(_weighted(rule, patterns)) for rule, patterns in file.rules.items()}
        verbs |= {verb: tuple(_forms(entry) for entry in entries) for verb, entries in file.verbs.items()}
    return Grammar(rules, verbs)


@cache
def names() -> Names:
    """The sides of conflicts and the names of people."""
    for name, text in _files():
        if name == "names.yaml":
            found = _load(name, text, Names)
            assert isinstance(found, Names)
            return found
    raise refusal("names.yaml", "there is no such file")
