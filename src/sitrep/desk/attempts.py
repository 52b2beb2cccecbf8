"""One story that breaks its reader or the engine never takes the others with it.

Here is the sole blind ``except`` of the house: whatever happens comes back as a refusal that says why.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from traceback import extract_tb
from typing import TypeVar

from sitrep.documents.document import Document
from sitrep.documents.readers import STDIN, Refusal, read_path, read_stream
from sitrep.documents.source import Given
from sitrep.errors import ReadingFailed, SitrepError

T = TypeVar("T")


def attempt(act: Callable[[], T]) -> T | SitrepError:
    """What the act gives, or the refusal in its place."""
    try:
        return act()
    except SitrepError as refused:
        return refused
    except Exception as problem:  # noqa: BLE001 -- one broken story must not stop the others; the reason is kept
        return _unforeseen(problem)


def _unforeseen(problem: Exception) -> ReadingFailed:
    frames = extract_tb(problem.__traceback__)
    where = f" ({PurePath(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    what = " ".join(str(problem).split())
    return ReadingFailed(
        f"{type(problem).__name__}: {what}{where}",
        check="This is a fault of Sitrep: report it, with the story if you may.",
    )


def stories(path: Path, given: Given) -> Iterator[Document | Refusal]:
    """The stories of a file, or of standard input for ``-``; what breaks its reader refuses the rest of it alone."""
    if str(path) == STDIN:
        found = read_stream(sys.stdin.buffer, published=given.published, outlet=given.outlet)
    else:
        found = read_path(path, published=given.published, outlet=given.outlet)
    yield from guarded(str(path), found)


def guarded(name: str, found: Iterator[Document | Refusal]) -> Iterator[Document | Refusal]:
    """The stories found; what breaks their reader refuses the rest of the source of this name alone."""
    while True:
        story = attempt(lambda: next(found, None))
        if story is None:
            return
        if isinstance(story, SitrepError):
            yield Refusal(name, story)
            return
        yield story
