"""Where stories come from: files, folders, standard input, addresses on the web; each is opened in its turn."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sitrep.desk.attempts import guarded, stories
from sitrep.documents.document import Document
from sitrep.documents.folders import story_files
from sitrep.documents.readers import Refusal
from sitrep.documents.source import Given

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class Source:
    """Something that holds stories, by the name that a refusal bears; it is opened when its turn comes."""

    name: str
    open: Callable[[], Iterator[Document | Refusal]]


def is_address(typed: str) -> bool:
    """Whether what a person typed is an address on the web, not a path."""
    return _ADDRESS.match(typed) is not None


def file_sources(paths: Sequence[Path], given: Given) -> list[Source]:
    """The files of the paths, folders opened, each once; a folder without stories stands for itself."""
    found = [file for path in paths for file in ((story_files(path) or [path]) if path.is_dir() else [path])]
    return [_file_source(path, given) for path in dict.fromkeys(found)]


def _file_source(path: Path, given: Given) -> Source:
    def opened() -> Iterator[Document | Refusal]:
        for story in stories(path, given):
            whole = isinstance(story, Refusal) and story.line is None
            yield replace(story, sha256=_digest(path)) if whole and isinstance(story, Refusal) else story

    return Source(str(path), opened)


def web_source(url: str, read: Callable[[str], Iterator[Document | Refusal]]) -> Source:
    """An address whose stories ``read`` brings in."""
    return Source(url, lambda: guarded(url, read(url)))


def _digest(path: Path) -> str | None:
    """The SHA-256 of a file, None when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
