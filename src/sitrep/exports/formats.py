"""FORMATS: one line for each form a reading can be handed out in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sitrep.exports.json_report import write_json
from sitrep.exports.page import write_page
from sitrep.exports.stories import ReadStory, Surface
from sitrep.exports.table import write_table


@dataclass(frozen=True, slots=True)
class Format:
    """A form of output: the suffix and media type of its files, and what writes it."""

    suffix: str
    media_type: str
    write: Callable[[Sequence[ReadStory], Surface], str]


#: To add a format, write its file and put its line here.
FORMATS: dict[str, Format] = {
    "json": Format(".json", "application/json", write_json),
    "table": Format(".txt", "text/plain", write_table),
    "html": Format(".html", "text/html", write_page),
}
