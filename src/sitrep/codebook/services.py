"""Public services: what names them and what says how much of them is left."""

import re
from functools import cache

from sitrep.codebook.files import Entry, read


class ServicesFile(Entry):
    """Patterns over lower-case text, by service and by use."""

    named: dict[str, str]
    reduced: str
    households: str
    people: str


@cache
def _file() -> ServicesFile:
    return read("services.yaml", ServicesFile)


@cache
def named_services() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each service with the words that name it, in the order they decide."""
    return tuple((service, re.compile(pattern)) for service, pattern in _file().named.items())


@cache
def reduced() -> re.Pattern[str]:
    """Words that make a cut a reduction."""
    return re.compile(_file().reduced)


@cache
def households() -> re.Pattern[str]:
    """What follows a number of households."""
    return re.compile(_file().households)


@cache
def people_served() -> re.Pattern[str]:
    """What follows a number of people."""
    return re.compile(_file().people)
