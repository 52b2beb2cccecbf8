"""What a reviewer can do: accept, correct or reject what was read, take that back, leave a note.

Every word is kept for ever with its author and time; what stands of them decides what may be handed on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sitrep.desk.reconcile import ENGINES
from sitrep.errors import BadReview, ReviewedSince
from sitrep.ledger.correcting import completed, corrected
from sitrep.ledger.decisions import Verdict, Word
from sitrep.ledger.gate import put_into_effect
from sitrep.ledger.incident_views import refresh_views
from sitrep.ledger.opening import Book, Ledger
from sitrep.ledger.review_log import append_word
from sitrep.ledger.reviews import Judged, judged, judged_as
from sitrep.records.report import Event

#: No note is longer than a page.
LONGEST_NOTE = 10_000
#: So many incidents at most are told anew with a decision; what an interrupted ingest left is told when it goes on.
_ANEW: Final = 100
_AS_WRITTEN = "Only lines that sitrep export wrote are imported, as they were written."


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides and when, and what they add in words.

    ``seen`` is the content that they were shown, and ``last`` the number of the newest decision they were shown about
    it (0 for none); a decision is refused when the thing was read anew, or judged by somebody else, in between.
    """

    by: str
    at: str
    note: str | None = None
    seen: str | None = None
    last: int | None = None

    def __post_init__(self) -> None:
        if self.by.strip().lower() in ENGINES:
            raise BadReview(f"{self.by!r} is no name of a person.", check="Say who decides: --by NAME")
        if self.note is not None and len(self.note) > LONGEST_NOTE:
            raise BadReview(f"The note has {len(self.note):,} characters.", check=f"At most {LONGEST_NOTE:,}.")
        if not _is_text(self.by, self.note or ""):
            raise BadReview("The name or the note is no Unicode text.", check="Type it anew.")


def accept(ledger: Ledger, reference: str, reviewer: Reviewer) -> Judged:
    """What was read is right as it is read, or as it was corrected, and may be handed on."""
    return _decide(ledger, reference, reviewer, "accept")


def reject(ledger: Ledger, reference: str, reviewer: Reviewer) -> Judged:
    """What was read is wrong, and is not handed on."""
    return _decide(ledger, reference, reviewer, "reject")


def undo(ledger: Ledger, reference: str, reviewer: Reviewer) -> Judged:
    """The newest decision that stands is taken back; what stood before stands again."""
    with ledger.transaction() as book:
        found = _found(book, reference, reviewer)
        if found.standing.decision is None:
            raise BadReview(f"Nothing that was decided of {found.id} stands.", check=f"See: sitrep review {found.id}")
        return _kept(book, found, reviewer, "undo")


def note(ledger: Ledger, reference: str, reviewer: Reviewer) -> Judged:
    """The words of the note stand beside what was read; they decide nothing."""
    if not (reviewer.note or "").strip():
        raise BadReview("A note needs words.", check="sitrep review note ID WORDS")
    return _decide(ledger, reference, reviewer, "note")


#: How each verdict that needs no value is put into effect.
WAYS: Final[Mapping[str, Callable[[Ledger, str, Reviewer], Judged]]] = {
    "accept": accept, "reject": reject, "undo": undo, "note": note,
}  # fmt: skip


def correct(ledger: Ledger, reference: str, path: str, value: Any, reviewer: Reviewer) -> Judged:
    """The value at the path is this one; all else was read rightly, and what was read is kept beside it."""
    with ledger.transaction() as book:
        found = _found(book, reference, reviewer)
        shown = found.shown
        if found.value is None or shown is None:
            raise BadReview(f"{found.id} has no values to correct.", check="Accept or reject it.")
        whole = completed(shown, path, value)
        if corrected(shown, [(path, whole)], found.text) == shown:
            check = f"Accept it: sitrep review accept {found.id}"
            raise BadReview(f"{path} of {found.id} is that already.", check=check)
        told = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return _kept(book, found, reviewer, "correct", (path, told))


def admit(book: Book, word: Word) -> None:
    """A word that was said of the same reading in another ledger stands in this one too, chained anew."""
    Reviewer(word.by, word.at, word.note)
    found = judged_as(book, word)
    shown = found.shown
    if (word.verdict == "correct") != (word.path is not None and word.value is not None):
        raise BadReview("A correction has a path and a value, and nothing else has.", check=_AS_WRITTEN)
    if word.verdict == "undo" and found.standing.decision is None:
        raise BadReview(f"Nothing that was decided of {word.subject} stands.", check=_AS_WRITTEN)
    if word.path is not None and shown is not None:
        corrected(shown, [(word.path, _json(word.value or ""))], found.text)
    append_word(book, word)
    if isinstance(found.value, Event):
        put_into_effect(book, found.value, found.text, judged_as(book, word).decided)


def _json(told: str) -> Any:
    try:
        return json.loads(told)
    except ValueError as problem:
        raise BadReview("The value of a correction is no JSON.", check=_AS_WRITTEN) from problem


def _decide(ledger: Ledger, reference: str, reviewer: Reviewer, verdict: Verdict) -> Judged:
    with ledger.transaction() as book:
        return _kept(book, _found(book, reference, reviewer), reviewer, verdict)


def _found(book: Book, reference: str, reviewer: Reviewer) -> Judged:
    """What is meant, if it is still as the reviewer was shown it."""
    found = judged(book, reference)
    if not found.current:
        raise BadReview(f"{found.id} is told no more: its story was read anew.", check="List what is: sitrep review")
    newest = found.decided[-1].seq if found.decided else 0
    if reviewer.seen not in (None, found.content):
        raise ReviewedSince(f"{found.id} was read anew since it was shown.", check="Look at it once more.")
    if reviewer.last not in (None, newest):
        raise ReviewedSince(f"Somebody judged {found.id} since it was shown.", check="Look at it once more.")
    return found


def _kept(
    book: Book, found: Judged, reviewer: Reviewer, verdict: Verdict, edit: tuple[str, str] | None = None
) -> Judged:
    path, value = edit or (None, None)
    if not _is_text(path or "", value or ""):
        raise BadReview("The value is no Unicode text.", check="Type it anew.")
    word = Word(reviewer.at, reviewer.by, verdict, found.kind, found.id, found.content, path, value, reviewer.note)
    append_word(book, word)
    now = judged(book, found.id)
    if isinstance(now.value, Event):
        put_into_effect(book, now.value, now.text, now.decided)
        refresh_views(book, most=_ANEW)
    return now


def _is_text(*told: str) -> bool:
    """Whether these can be stored: half of a surrogate pair cannot."""
    try:
        "".join(told).encode()
    except UnicodeEncodeError:
        return False
    return True
