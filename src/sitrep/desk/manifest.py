"""What made a run: the versions at work and the digests of everything the engine is made of."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from sitrep.annotations.encoder import MODEL
from sitrep.annotations.papers import NO_MODEL, papers
from sitrep.grounding.gazetteer import gazetteer

#: The rooms whose code and data decide what is read in a story.
ENGINE_ROOMS = ("annotations", "codebook", "documents", "grounding", "records")
#: The files at the desk that put them in order.
ENGINE_FILES = ("desk/line.py", "desk/reading.py")
#: Hex digits of the digest kept in an engine's version.
DIGITS = 12
LIBRARIES = (
    "pydantic", "sqlalchemy", "alembic", "trafilatura", "feedparser", "lxml", "pypdf", "warcio", "httpx2", "numpy",
    "onnxruntime", "tokenizers",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Manifest:
    """The engine's version with all that it was made of."""

    engine: str
    package: str
    python: str
    model: str
    libraries: dict[str, str]
    data: dict[str, str]

    def to_json(self) -> str:
        """The manifest as JSON, its keys in order."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@cache
def manifest() -> Manifest:
    """What this installation reads with."""
    digests = engine_digests()
    own = gazetteer().joined
    if own is not None:
        digests["gazetteer of one's own"] = own.facts()["digest"]
    whole = hashlib.sha256("\n".join(f"{path} {digest}" for path, digest in digests.items()).encode()).hexdigest()
    package, told = version_of("sitrep"), papers(MODEL)
    return Manifest(
        engine=f"{package}+{whole[:DIGITS]}",
        package=package,
        python=platform.python_version(),
        model=told.version if told else NO_MODEL,
        libraries={name: version_of(name) for name in LIBRARIES},
        data={path: digest for path, digest in digests.items() if not path.endswith(".py")},
    )


def engine_digests() -> dict[str, str]:
    """The SHA-256 of every file of the engine, code and data, by its path in the package."""
    root = resources.files("sitrep")
    found = {path: file for room in ENGINE_ROOMS for path, file in _files(root.joinpath(room), room)}
    found |= {path: root.joinpath(path) for path in ENGINE_FILES if root.joinpath(path).is_file()}
    return {path: hashlib.sha256(found[path].read_bytes()).hexdigest() for path in sorted(found)}


def rows_of(path: str) -> int | None:
    """How many entries a table of the package's data has below its header; None for what is no table."""
    if not path.endswith(".tsv"):
        return None
    lines = resources.files("sitrep").joinpath(path).read_text(encoding="utf-8").splitlines()
    return max(0, sum(1 for line in lines if line and not line.startswith("#")) - 1)


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for each in folder.iterdir():
        inner = f"{path}/{each.name}"
        if each.is_dir():
            if each.name != "__pycache__":
                yield from _files(each, inner)
        elif not each.name.startswith("."):
            yield inner, each


def version_of(name: str) -> str:
    """The installed version of a package; of Sitrep itself 0.0.0 when it runs from a checkout."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "0.0.0" if name == "sitrep" else "missing"
