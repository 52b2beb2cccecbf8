"""Corpora come as JSON lines, plain or gzip'd; each is read into one typed shape, or refused."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from json import dumps
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from sitrep_eval.errors import NoGold
from sitrep_eval.shapes import Loose

Row = TypeVar("Row", bound=Loose)

GZIP = b"\x1f\x8b"


def read_corpus(path: Path, shape: type[Row]) -> list[Row]:
    """Every line of the file in this shape; refuses a file that is missing, empty or shaped otherwise."""
    try:
        lines = _text(path).split("\n")
    except (OSError, ValueError, EOFError) as problem:
        raise NoGold(f"{path}: {problem}", check="Gold is a file of JSON lines, .jsonl or .jsonl.gz.") from problem
    rows = [_row(path, number, line, shape) for number, line in enumerate(lines, start=1) if line.strip()]
    if not rows:
        raise NoGold(f"{path} holds no documents.", check="Gold is a file of JSON lines, one document a line.")
    return rows


def write_rows(rows: Iterable[Mapping[str, Any]], path: Path) -> None:
    """One JSON object a line, gzip'd where the name ends in .gz."""
    written = "".join(dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8")
    path.write_bytes(gzip.compress(written, mtime=0) if path.suffix == ".gz" else written)


def _text(path: Path) -> str:
    raw = path.read_bytes()
    return (gzip.decompress(raw) if raw.startswith(GZIP) else raw).decode("utf-8")


def _row(path: Path, number: int, line: str, shape: type[Row]) -> Row:
    try:
        return shape.model_validate_json(line)
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise NoGold(f"{path} line {number}: {where}: {first['msg']}.", check="Look at this line.") from problem
