"""Gold stories: a text, what is known of its publication, and what a report of it should hold."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sitrep.documents.document import Document
from sitrep.documents.published import parse_published
from sitrep.documents.readers import Refusal, read_bytes
from sitrep_eval.errors import NoGold

SUFFIX = ".gold.json"
#: Files that weigh a series of stories together, not one story.
SERIES = "SERIES"


@dataclass(frozen=True)
class GoldStory:
    """One story with the report it should give."""

    name: str
    text: str
    report: dict[str, Any]

    @property
    def document(self) -> Document:
        """The story as a reader hands it to the engine: its text, outlet and date, and nothing of the answer."""
        known = self.report.get("document") or {}
        written = known.get("published")
        published = parse_published(written) if written else None
        return as_document(self.text, self.name, published=published, outlet=known.get("outlet"))


def as_document(
    text: str, name: str, *, published: date | datetime | None = None, outlet: str | None = None
) -> Document:
    """The document that a reader makes of a file with this text; raises what the reader refuses it with."""
    found = next(read_bytes(text.encode("utf-8"), name=f"{name}.txt", published=published, outlet=outlet))
    if isinstance(found, Refusal):
        raise found.error
    return found


def gold_stories(folder: Path) -> list[GoldStory]:
    """The gold stories of a folder, by name; refuses a folder without one."""
    files = sorted(path for path in folder.glob(f"*{SUFFIX}") if not path.name.startswith(SERIES))
    if not files:
        raise NoGold(f"{folder} holds no gold stories.", check=f"A gold story is NAME.txt with NAME{SUFFIX} beside it.")
    return [_story(path) for path in files]


def digest(folder: Path) -> str:
    """The SHA-256 over the names and bytes of a folder's gold stories."""
    total = hashlib.sha256()
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        for part in (path, _text_of(path)):
            total.update(f"{part.name}\n{len(part.read_bytes())}\n".encode())
            total.update(part.read_bytes())
    return total.hexdigest()


def _text_of(gold: Path) -> Path:
    return gold.with_name(gold.name.removesuffix(SUFFIX) + ".txt")


def _story(path: Path) -> GoldStory:
    name = path.name.removesuffix(SUFFIX)
    try:
        return GoldStory(name, _text_of(path).read_text(encoding="utf-8"), json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as problem:
        raise NoGold(f"{name}: {problem}", check=f"Look at {path}.") from problem
