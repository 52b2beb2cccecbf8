"""The scales and closed lists by which events, times, places and statements are graded."""

from functools import cache

from sitrep.codebook.files import Entry, read


class Grades(Entry):
    """The whole of ``grades.yaml``; each code with what it means."""

    statuses: dict[str, str]
    certainties: dict[str, str]
    time_precisions: dict[str, str]
    place_precisions: dict[str, str]
    statement_kinds: dict[str, str]
    stances: dict[str, str]
    links: dict[str, str]
    issues: dict[str, str]


@cache
def grades() -> Grades:
    """Every scale, each code with what it means."""
    return read("grades.yaml", Grades)
