"""How long each step of reading takes, for the speed task."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence

from sitrep.annotations.sheet import Sheet, Step
from sitrep.documents.document import Document
from sitrep.records.assemble import assemble

#: What comes after the last step of the line.
ASSEMBLY = "assembly"


def step_times(documents: Sequence[Document], line: Sequence[Step], *, rounds: int) -> dict[str, float]:
    """Seconds of processor time that each step takes over the documents, in the order of work.

    It is the median of so many rounds, after one that warms up. Steps take turns as they do when a story is read, so
    each finds the processor's caches as the step before it left them.
    """
    _round(documents, line)
    told = [_round(documents, line) for _ in range(rounds)]
    return {name: statistics.median(spent[name] for spent in told) for name in told[0]}


def _round(documents: Sequence[Document], line: Sequence[Step]) -> dict[str, float]:
    spent = dict.fromkeys([*(step.name for step in line), ASSEMBLY], 0.0)
    for document in documents:
        sheet, now = Sheet(document), time.process_time()
        for step in line:
            before = now
            sheet = sheet.with_layer(step.writes, step.marks(sheet))
            now = time.process_time()
            spent[step.name] += now - before
        assemble(sheet)
        spent[ASSEMBLY] += time.process_time() - now
    return spent
