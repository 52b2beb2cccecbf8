"""How publishers write down when and where a story appeared: months, labels, the keys of web pages."""

from functools import cache

from sitrep.codebook.files import Entry, read


class PageKeys(Entry):
    """Where a web page may keep its date, title, outlet and address, in order of trust."""

    article_types: tuple[str, ...]
    published_meta: tuple[str, ...]
    title_meta: tuple[str, ...]
    outlet_meta: tuple[str, ...]
    url_meta: tuple[str, ...]


class Publication(Entry):
    """The words of datelines, date lines and page metadata."""

    months: dict[int, tuple[str, ...]]
    weekdays: tuple[str, ...]
    zones: tuple[str, ...]
    date_labels: tuple[str, ...]
    not_places: frozenset[str]
    place_particles: frozenset[str]
    page: PageKeys


def publication() -> Publication:
    """The publication words, read once and checked."""
    words: Publication = read("publication.yaml", Publication)
    return words


@cache
def month_numbers() -> dict[str, int]:
    """Every month's number by each of its names, in lower case."""
    return {name: number for number, names in publication().months.items() for name in names}
