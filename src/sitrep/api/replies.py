"""What every list answers: its rows and where it goes on, as JSON or as CSV, whichever the address ends in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import JSONResponse, Response

from sitrep.exports.cells import Cell, csv_bytes

T = TypeVar("T")
#: The most rows that one answer holds, and how many it holds when nobody says.
MOST, SOME = 500, 50
CSV = ".csv"


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """How the rows of a list are told: as JSON values, and as cells under columns."""

    value: Callable[[T], dict[str, Any]]
    columns: tuple[str, ...]
    cells: Callable[[T], Sequence[Cell]]


def listed(
    request: Request, shape: Shape[T], rows: Sequence[T], next_cursor: str | None = None, **beside: Any
) -> Response:
    """The rows, and the address of the next of them; ``beside`` stands in JSON with them."""
    onward = _onward(request, next_cursor)
    headers = {"Link": f'<{onward}>; rel="next"'} if onward else {}
    if request.url.path.endswith(CSV):
        return Response(_csv(shape, rows), media_type="text/csv; charset=utf-8", headers=headers)
    told = {"items": [shape.value(row) for row in rows], "next": onward, **beside}
    return JSONResponse(told, headers=headers)


def _onward(request: Request, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    return f"{request.url.path}?{urlencode([*asked, ('after', cursor)])}"


def _csv(shape: Shape[T], rows: Sequence[T]) -> bytes:
    return csv_bytes(shape.columns, [shape.cells(row) for row in rows])


def flat_cells(columns: Sequence[str]) -> Callable[[Mapping[str, Any]], Sequence[Cell]]:
    """Cells of a JSON value under columns named by their paths: ``where.name``; lists are joined by semicolons."""

    def cells(value: Mapping[str, Any]) -> list[Cell]:
        return [_cell(_at(value, column.split("."))) for column in columns]

    return cells


def _at(value: Any, steps: Sequence[str]) -> Any:
    for step in steps:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _cell(value: Any) -> Cell:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else value
