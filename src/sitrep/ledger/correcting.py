"""What was read, as a person corrects it: of the record's own types, every value resting on words of its story."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from datetime import date, datetime
from typing import Any, TypeVar, cast, get_args

from pydantic import ValidationError, model_validator
from typing_extensions import override

from sitrep.codebook.countries import name_of
from sitrep.codebook.event_types import event_types
from sitrep.errors import BadReview
from sitrep.records.report import (
    Casualty,
    Count,
    Damage,
    Duration,
    Event,
    Link,
    Part,
    Participant,
    Person,
    Service,
    Source,
    Stance,
    Statement,
    Weapon,
    When,
    Where,
    quoted_values,
)

T = TypeVar("T", bound=Event | Statement)
#: What a person cannot correct: what a thing is, and the words it was read from.
FIXED = frozenset({"id", "anchor", "evidence", "confidence", "content", "cue"})
#: Amounts: of a whole number alone a person means that low, best and high are one.
AMOUNTS = frozenset({"count", "intercepted", "people", "households"})
#: The parts of a record by the names they stand under.
PARTS: dict[str, type[Part]] = {
    "when": When, "duration": Duration, "where": Where, "participants": Participant, "weapons": Weapon,
    "casualties": Casualty, "of": Person, "damage": Damage, "services": Service, "sources": Source, "links": Link,
    "stance": Stance, **dict.fromkeys(AMOUNTS, Count),
}  # fmt: skip
_CHECK = "See its values: sitrep show ID --format json"


class _Unquoted(Event):
    """An event that need not have words for every value."""

    @model_validator(mode="after")
    @override
    def _no_value_without_its_words(self) -> _Unquoted:
        return self


def completed(thing: Event | Statement, path: str, value: Any) -> Any:
    """The value as the record has it: an amount of one number spread out, what was left out filled in.

    What may be null is null; the words are those that stood there, or those that the whole event was read from.
    """
    parent, old = _at(thing.model_dump(mode="json"), path)
    name = _name(path)
    if isinstance(parent, dict) and "category" in parent:
        return value  # of a person: the count is a plain number
    words = thing.anchor.text if isinstance(thing, Event) else thing.content[0].text
    return _filled(value, old, name, words)


def _name(path: str) -> str:
    """What the parts at a path are called: the last step that is no number."""
    return next((step for step in reversed(path.split(".")) if not step.isdigit()), path)


def _filled(value: Any, old: Any, name: str, words: str) -> Any:
    if isinstance(value, list):
        return [_filled(each, None, name, words) for each in value]
    part = PARTS.get(name)
    if part is Count and type(value) is int:
        value = {"low": value, "best": value, "high": value}
    if not isinstance(value, dict) or part is None:
        return value
    was = old if isinstance(old, dict) else {}
    made = {
        field: _filled(each, was.get(field), "" if part is Person else field, words) for field, each in value.items()
    }
    for field, kind in part.model_fields.items():
        if field not in made and kind.is_required() and field == "text":
            made[field] = was.get("text") or words
        elif field not in made and kind.is_required() and type(None) in get_args(kind.annotation):
            made[field] = None
    return made


def corrected(thing: T, edits: Iterable[tuple[str, Any]], text: str) -> T:
    """The event or statement with these values in these places; refused unless it is one that could have been read.

    ``text`` is the story's: the words of every changed value are looked for in it. A null in a list takes the part out.
    """
    told = thing.model_dump(mode="json")
    for path, value in edits:
        told = _edited(told, path, value)
    try:
        if isinstance(thing, Event):
            loose = _Unquoted.model_validate_json(json.dumps(told), strict=True)
            _known(loose)
            told["evidence"] = _resting(loose, text)
        return cast(T, type(thing).model_validate_json(json.dumps(told), strict=True))
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or thing.id
        raise BadReview(f"{where}: {first['msg']}.", check=_CHECK) from problem


def _edited(told: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The value stands at the path; evidence goes where its values go, and with those that are gone."""
    if path.partition(".")[0] in FIXED:
        raise BadReview(f"{path} is what it was read from, and cannot be corrected.", check=_CHECK)
    made: dict[str, Any] = deepcopy(told)
    parent, old = _at(made, path)
    step = path.rpartition(".")[2]
    if isinstance(parent, list):
        stem, index = path.rpartition(".")[0], int(step)
        kept: list[tuple[int | None, Any]] = list(enumerate(parent))
        kept[index : index + 1] = [] if value is None else [(index, value)]
        parent[:] = [each for _, each in kept]
        _move(made["evidence"], stem, [was for was, _ in kept])
    else:
        parent[step] = value
        if isinstance(old, list) and isinstance(value, list):
            _move(made["evidence"], path, _origins(old, value))
        elif value is None:
            _move(made["evidence"], path, [])
            made["evidence"].pop(path, None)
    return made


def _at(told: Any, path: str) -> tuple[Any, Any]:
    """What holds the value at a path, and the value; one past the end of a list is a place for one more."""
    at, steps = told, path.split(".")
    for number, step in enumerate(steps):
        last = number + 1 == len(steps)
        if isinstance(at, dict) and step in at:
            inner = at[step]
        elif isinstance(at, list) and step.isdigit() and int(step) < len(at) + last:
            inner = at[int(step)] if int(step) < len(at) else None
        else:
            raise BadReview(f"There is no value at {path!r}.", check=f"Values here: {', '.join(_steps(at)) or 'none'}")
        if last:
            return at, inner
        at = inner
    raise BadReview("A correction needs a path.", check=_CHECK)


def _steps(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(number) for number in range(len(value))]
    return list(value) if isinstance(value, dict) else []


def _origins(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """Where each part of the new list stood in the old one."""
    free = list(range(len(old)))
    found: list[int | None] = []
    for each in new:
        same = next((number for number in free if old[number] == each), None)
        if same is not None:
            free.remove(same)
        found.append(same)
    return found


def _move(evidence: dict[str, Any], stem: str, origins: Sequence[int | None]) -> None:
    """The words under the parts of a list follow them to their new places."""
    under = {path: evidence.pop(path) for path in list(evidence) if path.startswith(f"{stem}.")}
    for number, was in enumerate(origins):
        before = f"{stem}.{was}"
        for path, spans in under.items():
            if was is not None and (path == before or path.startswith(f"{before}.")):
                evidence[f"{stem}.{number}{path[len(before) :]}"] = spans


def _resting(event: Event, text: str) -> dict[str, Any]:
    """The evidence of a corrected event: words that stand where they stood, or are found in the story."""
    rests: dict[str, Any] = {path: list(map(list, spans)) for path, spans in event.evidence.items()}
    for path, words in quoted_values(event):
        spans = event.evidence.get(path)
        if not spans or text[slice(*spans[0])] != words:
            rests[path] = [_found(words, text, event.anchor.start, path)]
    return rests


def _found(words: str, text: str, near: int, path: str) -> list[int]:
    """Where the words stand, nearest to the event's own; refused where they do not."""
    places = list(_places(words, text))
    if not places:
        raise BadReview(
            f"{path}: the words {words!r} do not stand in the story.",
            check="Give words of the story as the value's text, or leave the text out.",
        )
    start = min(places, key=lambda at: (abs(at - near), at))
    return [start, start + len(words)]


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _known(event: Event) -> None:
    """Refuses codes, days and degrees that mean nothing."""
    modes = event_types()[event.type].modes
    if event.mode is not None and event.mode not in modes:
        raise BadReview(f"{event.type} has no mode {event.mode!r}.", check=f"Its modes: {', '.join(modes) or 'none'}")
    where, when = event.where, event.when
    if where is not None:
        if where.country is not None and name_of(where.country) is None:
            raise BadReview(f"{where.country!r} is no country.", check="ISO 3166-1 alpha-2: UA, SD.")
        _within("where.lat", where.lat, 90)
        _within("where.lon", where.lon, 180)
    if when is not None:
        days = [_day(name, told) for name, told in (("when.start", when.start), ("when.end", when.end)) if told]
        if days != sorted(days):
            raise BadReview(f"The event ends ({when.end}) before it begins ({when.start}).", check=_CHECK)


def _within(path: str, degrees: float | None, most: int) -> None:
    if degrees is not None and not -most <= degrees <= most:
        raise BadReview(f"{path} is {degrees}.", check=f"Degrees go from -{most} to {most}.")


def _day(path: str, told: str) -> str:
    """The day of an ISO 8601 day or time; what is neither is refused."""
    try:
        return (datetime.fromisoformat(told).date() if len(told) > len("2025-12-04") else date.fromisoformat(told)
                ).isoformat()  # fmt: skip
    except ValueError as problem:
        raise BadReview(f"{path}: {told!r} is no day.", check="Write 2025-12-04 or 2025-12-04T18:30.") from problem
