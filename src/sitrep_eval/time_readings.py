"""The engine's own times of a text, in the shape of a TIMEX3 corpus."""

from __future__ import annotations

from functools import cache

from sitrep.annotations.layers import TIMES
from sitrep.annotations.sheet import Step, lay
from sitrep.desk.line import RULES, steps
from sitrep.documents.document import Document
from sitrep_eval.time import DatedText, Timex


def read_times(document: DatedText) -> list[Timex]:
    """The expressions of time that the engine finds, in their order, each once."""
    sheet = lay(Document(document.text, published=document.day), _up_to_times())
    found = {timex.span: timex for mark in sheet.marks(TIMES) for timex in mark.value.timexes}
    return [Timex(start=s, end=e, type=found[s, e].type, value=found[s, e].value) for s, e in sorted(found)]


@cache
def _up_to_times() -> tuple[Step, ...]:
    """The line of reading as far as times need it; no encoder takes part."""
    line = steps(RULES)
    names = [step.writes.name for step in line]
    return line[: names.index(TIMES.name) + 1]
