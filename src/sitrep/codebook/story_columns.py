"""What the columns of a table of stories may be called."""

import re
from collections.abc import Iterable
from functools import cache

from sitrep.codebook.files import Entry, read

_GAP = re.compile(r"[\s_\-./]+")


class StoryColumns(Entry):
    """The names of each column, in order of trust."""

    text: tuple[str, ...]
    title: tuple[str, ...]
    published: tuple[str, ...]
    outlet: tuple[str, ...]
    url: tuple[str, ...]
    language: tuple[str, ...]


@cache
def story_columns() -> dict[str, tuple[str, ...]]:
    """Every field of a story with the names of its column."""
    listed = read("story_columns.yaml", StoryColumns)
    return {field: getattr(listed, field) for field in StoryColumns.model_fields}


def map_columns(names: Iterable[str]) -> dict[str, str]:
    """The field of a story that each of these names stands for; names of nothing are left out."""
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(_GAP.sub(" ", name).strip().lower(), name)
    found = {
        field: next((plain[each] for each in listed if each in plain), None)
        for field, listed in story_columns().items()
    }
    return {field: name for field, name in found.items() if name is not None}
