"""Reports as JSON: one object for one story, an array for several, byte for byte the same each time."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import TypeAdapter

from sitrep.exports.stories import PLAIN, ReadStory, Surface
from sitrep.records.report import Report


def write_json(stories: Sequence[ReadStory], _surface: Surface = PLAIN) -> str:
    """The reports as JSON, ended by a line break."""
    if len(stories) == 1:
        return stories[0].report.to_json() + "\n"
    reports = [story.report for story in stories]
    return TypeAdapter(list[Report]).dump_json(reports, by_alias=True, indent=2).decode("utf-8") + "\n"
