"""The child process that reads a PDF: bytes in on standard input, one JSON object out.

It limits itself before it looks at a byte; see ``sitrep.documents.pdf`` for the parent.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from io import BytesIO
from typing import Any

MOST_PAGES = 200
MOST_CHARACTERS = 1_000_000
_MOST_MEMORY = 1_000_000_000
_MOST_SECONDS = 20
#: Strokes of the pen on one page; a page of text has a few thousand.
_MOST_OPERATIONS = 200_000


def main() -> None:
    """The answer is written, whatever the PDF is; what the limits kill is silent."""
    _limit()
    try:
        told = _read(sys.stdin.buffer.read())
    except MemoryError:
        told = {"fault": "memory"}
    except RecursionError:
        told = {"fault": "broken"}
    sys.stdout.write(json.dumps(told))


def _limit() -> None:
    """The process may not grow, last, write files or start others; Windows knows no such limits."""
    if sys.platform == "win32":
        return
    import resource

    limits = {
        resource.RLIMIT_AS: _MOST_MEMORY,
        resource.RLIMIT_CPU: _MOST_SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        _, hard = resource.getrlimit(limit)
        within = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (within, within))


def _read(raw: bytes) -> dict[str, Any]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError, WrongPasswordError

    try:
        reader = PdfReader(BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"fault": "encrypted"}
        if len(reader.pages) > MOST_PAGES:
            return {"fault": "pages"}
        return _pages(reader)
    except (DependencyError, FileNotDecryptedError, WrongPasswordError):
        return {"fault": "encrypted"}
    except MemoryError:
        raise
    except LimitReachedError:
        return {"fault": "memory"}
    except (PyPdfError, ValueError, TypeError, LookupError, AttributeError, OSError, ArithmeticError):
        return {"fault": "broken"}


def _pages(reader: Any) -> dict[str, Any]:
    pages: list[str] = []
    seen = 0
    for page in reader.pages:
        pages.append(page.extract_text(visitor_operand_before=_counter()) or "")
        seen += len(pages[-1])
        if seen > MOST_CHARACTERS:
            return {"fault": "text"}
    facts = reader.metadata or {}
    made = facts.get("/CreationDate")
    return {"pages": pages, "title": _text(facts.get("/Title")), "made": _iso(made) if made else None}


def _counter() -> Callable[..., None]:
    """Stops a page that draws without end."""
    from pypdf.errors import LimitReachedError

    operations = 0

    def count(*_: Any) -> None:
        nonlocal operations
        operations += 1
        if operations > _MOST_OPERATIONS:
            raise LimitReachedError("too many operations")

    return count


def _text(value: Any) -> str | None:
    return str(value) if isinstance(value, str) else None


def _iso(value: Any) -> str | None:
    """The day and time of ``D:20251204091500+02'00'`` in ISO 8601."""
    digits = str(value).removeprefix("D:")[:14]
    if not digits.isdigit() or len(digits) < 8:
        return None
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
