"""How two texts can be alike: their words, titles, names, ages and addresses."""

from __future__ import annotations

from math import log

from sitrep.incidents.items import Item, Terms
from sitrep.incidents.likeness import UNTOLD, Likeness, cosine, quoted, rarest

#: Names lighter than this are too common to tell anything apart.
LIGHT = 3.0


def words_alike(left: Item, right: Item) -> Likeness:
    """The two texts tell the same words, rare ones counting more."""
    return Likeness(cosine(left.words, right.words), "the texts share words")


def openings_alike(left: Item, right: Item) -> Likeness:
    """The two texts open with the same words."""
    return Likeness(cosine(left.opening, right.opening), "the openings share words")


def titles_alike(left: Item, right: Item) -> Likeness:
    """The two titles tell the same words."""
    if not left.title.length or not right.title.length:
        return UNTOLD
    shared = rarest(left.title, right.title)
    return Likeness(cosine(left.title, right.title), f"both titles say {quoted(word for _, word in shared)}")


def title_within(left: Item, right: Item) -> Likeness:
    """One title is told in the other's text."""
    shares = [_told(left.title, right), _told(right.title, left)]
    told = [share for share in shares if share is not None]
    return Likeness(max(told), "one title is told in the other text") if told else UNTOLD


def titles_within(left: Item, right: Item) -> Likeness:
    """Each title is told in the other's text."""
    shares = [_told(left.title, right), _told(right.title, left)]
    told = [share for share in shares if share is not None]
    return Likeness(min(told), "each title is told in the other text") if told else UNTOLD


def rarest_name(left: Item, right: Item) -> Likeness:
    """Both tell the same full name, as rare as this."""
    return _nth_rarest(left.names, right.names, 1)


def second_name(left: Item, right: Item) -> Likeness:
    """Both tell two same full names, the second as rare as this."""
    return _nth_rarest(left.names, right.names, 2)


def names_alike(left: Item, right: Item) -> Likeness:
    """The full names of both are largely the same."""
    return Likeness(cosine(left.names, right.names), "the names are largely the same")


def names_dwelt_on(left: Item, right: Item) -> Likeness:
    """Both come back to the same full name."""
    return _dwelt_on(left, right, left.names, right.names)


def proper_alike(left: Item, right: Item) -> Likeness:
    """The capitalised words of both are largely the same."""
    return Likeness(cosine(left.proper, right.proper), "the proper words are largely the same")


def third_proper(left: Item, right: Item) -> Likeness:
    """Both tell three same capitalised words, the third as rare as this."""
    return _nth_rarest(left.proper, right.proper, 3)


def proper_dwelt_on(left: Item, right: Item) -> Likeness:
    """Both come back to the same capitalised word."""
    return _dwelt_on(left, right, left.proper, right.proper)


def weight_of_names(left: Item, right: Item) -> Likeness:
    """The rare capitalised words that both tell weigh this much together."""
    shared = [(weight, word) for weight, word in rarest(left.proper, right.proper) if weight > LIGHT]
    return Likeness(sum(weight for weight, _ in shared), f"both say {quoted(word for _, word in shared)}")


def ages_shared(left: Item, right: Item) -> Likeness:
    """How many people's ages both tell."""
    shared = sorted(left.ages & right.ages)
    return Likeness(float(len(shared)), f"both tell the age {quoted(map(str, shared))}")


def ages_agree(left: Item, right: Item) -> Likeness:
    """Which share of the ages told by one the other tells too."""
    if not left.ages or not right.ages:
        return UNTOLD
    shared = sorted(left.ages & right.ages)
    share = len(shared) / min(len(left.ages), len(right.ages))
    return Likeness(share, f"the ages {'agree' if shared else 'differ'}")


def addresses_agree(left: Item, right: Item) -> Likeness:
    """Which share of the addresses told by one the other tells too."""
    if not left.addresses or not right.addresses:
        return UNTOLD
    shared = sorted(left.addresses & right.addresses)
    share = len(shared) / min(len(left.addresses), len(right.addresses))
    return Likeness(share, f"both tell the address {quoted(shared)}" if shared else "the addresses differ")


def numbers_shared(left: Item, right: Item) -> Likeness:
    """The numbers that both tell weigh this much together."""
    shared = [(weight, word) for weight, word in rarest(left.words, right.words) if word.startswith("#")]
    return Likeness(sum(weight for weight, _ in shared), f"both tell the numbers {quoted(word for _, word in shared)}")


def shorter_text(left: Item, right: Item) -> Likeness:
    """How many different words the shorter of the two tells: little can be alike in little text."""
    return Likeness(float(min(left.terms, right.terms)), "the shorter text is this long")


def longer_text(left: Item, right: Item) -> Likeness:
    """How many different words the longer of the two tells: much is alike by chance in long texts."""
    return Likeness(float(max(left.terms, right.terms)), "the longer text is this long")


def _told(title: Terms, other: Item) -> float | None:
    total = sum(title.weights.values())
    if not total:
        return None
    return sum(weight for word, weight in title.weights.items() if word in other.words.weights) / total


def _nth_rarest(left: Terms, right: Terms, number: int) -> Likeness:
    shared = rarest(left, right)
    if len(shared) < number:
        return Likeness(0.0, "no such name is shared")
    return Likeness(shared[number - 1][0], f"both name {quoted(name for _, name in shared[:number])}")


def _dwelt_on(left: Item, right: Item, names: Terms, others: Terms) -> Likeness:
    best, which = 0.0, ""
    for weight, name in rarest(names, others):
        score = weight * log(1 + min(left.told.get(name, 1), right.told.get(name, 1)))
        if score > best:
            best, which = score, name
    return Likeness(best, f"both come back to {which}" if which else "neither comes back to a shared name")
