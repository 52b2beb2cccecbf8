"""Marks are laid over a document in layers, each layer written by one step.

This is the contract of the reading engine.
A step names the layers it reads and the one it writes, returns new marks and never edits old ones.
A learnt step can take the place of a rule step by writing the same layer.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import lt
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from sitrep.documents.document import Document
from sitrep.errors import StepOrderError

T = TypeVar("T")


class Mark(NamedTuple, Generic[T]):
    """A span of the text, what it is taken to be, which step said so and how firmly."""

    start: int
    end: int
    value: T
    step: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Layer(Generic[T]):
    """The name of one kind of marks; ``of`` is the type of their values."""

    name: str
    of: type[T]


class Sheet:
    """A document and the layers laid over it so far; laying a layer makes a new sheet."""

    def __init__(self, document: Document, layers: dict[str, tuple[Mark[Any], ...]] | None = None):
        self.document = document
        self._layers = layers or {}

    @property
    def text(self) -> str:
        """The document's stored text."""
        return self.document.text

    def marks(self, layer: Layer[T]) -> tuple[Mark[T], ...]:
        """The layer's marks in order of their start; refuses a layer nobody wrote."""
        if layer.name not in self._layers:
            raise StepOrderError(
                f"The layer {layer.name!r} was read before it was written.",
                check="Look at the order of STEPS in sitrep/desk/line.py.",
            )
        return self._layers[layer.name]

    def values(self, layer: Layer[T]) -> list[T]:
        """What the layer's marks stand for, in order."""
        return [mark.value for mark in self.marks(layer)]

    def with_layer(self, layer: Layer[T], marks: list[Mark[T]]) -> Sheet:
        """A sheet with one layer more, its marks sorted by position."""
        starts = [mark.start for mark in marks]
        if not all(map(lt, starts, starts[1:])):  # most steps go from left to right
            marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
        return Sheet(self.document, {**self._layers, layer.name: tuple(marks)})


class Step(Protocol):
    """One step of reading: reads some layers, writes one."""

    @property
    def name(self) -> str:
        """What its marks are signed with."""
        ...

    @property
    def reads(self) -> tuple[Layer[Any], ...]:
        """The layers it needs."""
        ...

    @property
    def writes(self) -> Layer[Any]:
        """The one layer it lays."""
        ...

    def marks(self, sheet: Sheet) -> list[Mark[Any]]:
        """The new marks of the layer this step writes."""
        ...


def check(steps: tuple[Step, ...]) -> None:
    """Refuses an order in which a step reads a layer that no earlier step writes."""
    written: set[str] = set()
    for step in steps:
        missing = [layer.name for layer in step.reads if layer.name not in written]
        if missing:
            raise StepOrderError(
                f"The step {step.name!r} reads {', '.join(missing)} before it is written.",
                check="Put the step that writes it earlier in STEPS.",
            )
        written.add(step.writes.name)


def lay(document: Document, steps: tuple[Step, ...]) -> Sheet:
    """The document with every step's layer laid over it, in order."""
    sheet = Sheet(document)
    for step in steps:
        sheet = sheet.with_layer(step.writes, step.marks(sheet))
    return sheet
