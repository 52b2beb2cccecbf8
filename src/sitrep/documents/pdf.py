"""A story out of a PDF, taken out by a child process that may neither grow nor last.

A PDF is a program for a small machine, and some are written to break it: the child has limits of memory and time,
opens nothing, and its word is checked like anyone's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from sitrep.documents.cleaning import clean_markup
from sitrep.documents.drafts import Draft
from sitrep.documents.paragraphs import paragraphs
from sitrep.documents.pdf_pages import MOST_CHARACTERS, MOST_PAGES
from sitrep.documents.published import read_published
from sitrep.errors import Broken, Encrypted, InputError, Scanned, TooLarge

#: No PDF of a story is larger, in bytes.
LARGEST_PDF = 50_000_000
_WALL_SECONDS = 45.0
#: Fewer letters a page than this are a stamp or a page number, and the page itself is a picture.
_FEWEST_LETTERS = 20
_CHILD = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from sitrep.documents.pdf_pages import main; main()"

_BOMB = "Is this a bomb? Leave it alone."
_ONE_STORY = "Hand over the pages of one story."
#: What the child may report, the refusal that it becomes, and what to check.
_FAULTS: dict[str, tuple[type[InputError], str, str]] = {
    "encrypted": (Encrypted, "The PDF is locked with a password.", "Save it without its password first."),
    "pages": (TooLarge, f"The PDF has more than {MOST_PAGES} pages.", _ONE_STORY),
    "text": (TooLarge, f"The PDF has more than {MOST_CHARACTERS:,} characters.", _ONE_STORY),
    "memory": (TooLarge, "The PDF wants more memory than any story's.", _BOMB),
    "stopped": (TooLarge, "The PDF takes more time or memory than any story's.", _BOMB),
    "broken": (Broken, "The PDF is damaged.", "Open and save it anew, or copy it again."),
}


def read_pdf(raw: bytes) -> Draft:
    """The text of a PDF's pages; one that is locked, scanned, broken or too large is refused."""
    if len(raw) > LARGEST_PDF:
        raise TooLarge(f"The PDF is larger than {LARGEST_PDF // 1_000_000} MB.", check=_ONE_STORY)
    told = _told(raw)
    pages = [str(page) for page in told["pages"]]
    letters = sum(sum(map(str.isalpha, page)) for page in pages)
    if letters < _FEWEST_LETTERS * max(1, len(pages)):
        raise Scanned("The PDF holds pictures of pages, no text.", check="Run it through text recognition (OCR) first.")
    made = told.get("made")
    return Draft(
        text=clean_markup("\n".join(paragraphs(pages))),
        title=_title(told.get("title")),
        made=read_published(made) if isinstance(made, str) else None,
    )


def _title(stated: Any) -> str | None:
    """The title that a writer gave; the file names that programs put in its place have no spaces or a suffix."""
    words = " ".join(stated.split()) if isinstance(stated, str) else ""
    named = words.startswith("Microsoft ") or words.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".rtf", ".odt"))
    return words if " " in words and not named and words.isprintable() and len(words) < 300 else None


def _told(raw: bytes) -> dict[str, Any]:
    """What the child found; a refusal when it was stopped or could not."""
    told = _asked(raw)
    if "fault" in told:
        error, what, check = _FAULTS.get(told["fault"], _FAULTS["broken"])
        raise error(what, check=check)
    return told


def _asked(raw: bytes) -> dict[str, Any]:
    """What the child answers; it knows nothing of this process's environment."""
    command = [sys.executable, "-I", "-c", _CHILD, json.dumps([path for path in sys.path if path])]
    environment: dict[str, str] | None = {} if os.name == "posix" else None
    try:
        ended = subprocess.run(  # noqa: S603 -- our own interpreter and our own words
            command, input=raw, capture_output=True, timeout=_WALL_SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        return {"fault": "stopped"}
    if ended.returncode < 0:
        return {"fault": "stopped"}
    try:
        told = json.loads(ended.stdout)
    except ValueError:
        return {"fault": "broken"}
    return told if isinstance(told, dict) else {"fault": "broken"}
