"""Corpora of our own, written as the files that corpora come in."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def corpus_file(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """The file with these rows, one a line, gzip'd where its name says so."""
    written = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8")
    path.write_bytes(gzip.compress(written) if path.suffix == ".gz" else written)
    return path
