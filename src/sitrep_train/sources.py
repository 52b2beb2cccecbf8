"""Which corpora there are to learn from, under which licence, and which bytes they are."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import yaml

from sitrep.codebook.files import Entry

PACKAGE: Final = Path(str(files("sitrep_train")))


class Source(Entry):
    """A corpus; ``package`` says that its files are the project's own."""

    name: str
    licence: str
    files: tuple[str, ...]
    package: bool = False

    def digest(self, root: Path) -> str:
        """The SHA-256 of the corpus's files, each by its path and its own digest."""
        folder = PACKAGE if self.package else root
        found = sorted(path for pattern in self.files for path in folder.glob(pattern))
        if not found:
            raise FileNotFoundError(f"{folder} holds none of {', '.join(self.files)}")
        told = [
            f"{path.relative_to(folder).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in found
        ]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()


@cache
def sources() -> dict[str, Source]:
    """Every corpus by the name that the training's config gives it."""
    told = yaml.safe_load((PACKAGE / "sources.yaml").read_text(encoding="utf-8"))
    return {name: Source.model_validate(entry) for name, entry in told.items()}
