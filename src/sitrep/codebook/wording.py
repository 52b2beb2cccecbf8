"""How codes are said in words, for people who read tables and pages."""

from sitrep.codebook.files import Entry, read


class Wording(Entry):
    """A word or two for every event type, telling mode, role, outcome, certainty, weapon, thing, issue and review."""

    event: dict[str, str]
    mode: dict[str, str]
    role: dict[str, str]
    outcome: dict[str, str]
    certainty: dict[str, str]
    weapon: dict[str, str]
    thing: dict[str, str]
    issue: dict[str, str]
    review: dict[str, str]


def wording() -> Wording:
    """The words for codes."""
    words: Wording = read("wording.yaml", Wording)
    return words
