"""Times read out of a line or a page of our own."""

from datetime import date

from sitrep.annotations.layers import TIMES, TimeExpression
from sitrep.annotations.lines import LineStep
from sitrep.annotations.quotations import QuotationStep
from sitrep.annotations.sentences import SentenceStep
from sitrep.annotations.sheet import Mark, lay
from sitrep.annotations.words import WordStep
from sitrep.documents.document import Document
from sitrep.grounding.dates import TimeStep

STEPS = (SentenceStep(), WordStep(), QuotationStep(), LineStep(), TimeStep())
THURSDAY = date(2025, 12, 4)


def marks(text: str, day: date | None = THURSDAY) -> tuple[Mark[TimeExpression], ...]:
    """Every mark of the step; the story is of Thursday, 4 December 2025, unless told otherwise."""
    return lay(Document(text, published=day), STEPS).marks(TIMES)


def timexes(text: str, day: date | None = THURSDAY) -> list[tuple[str, str, str]]:
    """Every expression as TIMEX3 marks it: its words, type and value."""
    return [
        (text[slice(*timex.span)], timex.type, timex.value) for mark in marks(text, day) for timex in mark.value.timexes
    ]
