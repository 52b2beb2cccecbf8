"""Why an event has its time and its place: the rules of choice, in plain words."""

from functools import cache

from sitrep.codebook.files import Entry, read


class Choices(Entry):
    """The whole of ``choices.yaml``: what each rule means, what times are counted from, where words stand."""

    when: dict[str, str]
    where: dict[str, str]
    counted: dict[str, str]
    stands: dict[str, str]
    none: dict[str, str]


@cache
def choices() -> Choices:
    """Every rule in its words."""
    found: Choices = read("choices.yaml", Choices)
    return found
