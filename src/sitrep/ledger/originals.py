"""What the web gave, as it gave it: bytes by their hash beside the ledger, and in the ledger whence and when.

``war.db`` has its originals in ``war.db.raw/ab/abcd….gz``: ``gzip -dc FILE | sha256sum`` gives the file's name again.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Row, select

from sitrep.errors import LedgerReadOnly
from sitrep.ledger.tables import fetched_documents, fetches

#: What the folder's name adds to the ledger's.
SUFFIX = ".raw"


@dataclass(frozen=True, slots=True)
class Original:
    """A page as it was fetched: asked for and found at, when, of what kind, and the digest of its bytes."""

    asked: str
    url: str
    fetched: str
    media: str | None
    etag: str | None
    last_modified: str | None
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Originals:
    """The bytes of every page, once each, under their SHA-256."""

    folder: Path

    @classmethod
    def beside(cls, ledger: Path) -> Originals:
        """The originals of the ledger in this file."""
        return cls(ledger.with_name(ledger.name + SUFFIX))

    def path(self, sha256: str) -> Path:
        """Where the bytes of this digest are kept."""
        return self.folder / sha256[:2] / f"{sha256}.gz"

    def keep(self, raw: bytes) -> str:
        """The bytes are kept, whole or not at all; their digest."""
        sha256 = hashlib.sha256(raw).hexdigest()
        path = self.path(sha256)
        if not path.exists():
            made = path.with_name(f"{path.name}.{os.getpid()}.part")
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.write_bytes(gzip.compress(raw, 6, mtime=0))
                made.replace(path)
            except OSError as problem:
                raise LedgerReadOnly(
                    f"{path} cannot be written: {problem.strerror}.", check="Is the disk full, or the folder closed?"
                ) from problem
        return sha256

    def load(self, sha256: str) -> bytes | None:
        """The bytes of this digest; None when they are gone or no longer what they were."""
        try:
            raw = gzip.decompress(self.path(sha256).read_bytes())
        except (OSError, EOFError, zlib.error):
            return None
        return raw if hashlib.sha256(raw).hexdigest() == sha256 else None


def append_fetch(connection: Connection, original: Original, document_ids: Sequence[str]) -> bool:
    """The fetch stands in the book with the documents read out of it; False when the last one gave just the same."""
    last = _last(connection, original.asked)
    same = last is not None and _facts(last) == _facts(original)
    number = last.seq if last is not None and same else None
    if number is None:
        row = {name: getattr(original, name) for name in Original.__slots__}
        (number,) = connection.execute(fetches.insert().values(row)).inserted_primary_key or (None,)
    held = set(connection.scalars(select(fetched_documents.c.document).where(fetched_documents.c.fetch == number)))
    new = [{"fetch": number, "document": each} for each in dict.fromkeys(document_ids) if each not in held]
    if new:
        connection.execute(fetched_documents.insert(), new)
    return not same


def _facts(fetch: Original | Row[*tuple[object, ...]]) -> tuple[object, ...]:
    """What makes a fetch another one: when it happened does not."""
    return (fetch.url, fetch.media, fetch.etag, fetch.last_modified, fetch.sha256)


def _last(connection: Connection, asked: str) -> Row[*tuple[object, ...]] | None:
    return connection.execute(
        select(fetches).where(fetches.c.asked == asked).order_by(fetches.c.seq.desc()).limit(1)
    ).one_or_none()


def last_fetch(connection: Connection, asked: str) -> Original | None:
    """The last page that this address gave; None when it was never fetched."""
    row = _last(connection, asked)
    return None if row is None else _original(row)


def originals_of(connection: Connection, document_id: str) -> list[Original]:
    """Every page out of which a document was read, in the order they were fetched."""
    asked = (
        select(fetches).join_from(fetches, fetched_documents)
        .where(fetched_documents.c.document == document_id).order_by(fetches.c.seq)
    )  # fmt: skip
    return [_original(row) for row in connection.execute(asked)]


def _original(row: Row[*tuple[object, ...]]) -> Original:
    return Original(**{name: getattr(row, name) for name in Original.__slots__})
