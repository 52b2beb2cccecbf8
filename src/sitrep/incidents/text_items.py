"""The text side of an item: its terms, each weighed by how rare it is."""

from __future__ import annotations

from datetime import date
from math import log

from sitrep.incidents.items import Item, Terms
from sitrep.incidents.rarity import Rarity
from sitrep.incidents.terms import Counted


def text_item(identity: str, document: str, published: date | None, counted: Counted, rarity: Rarity) -> Item:
    """An item that knows only what its text says; time, place and act are added by whoever knows them."""
    rare = rarity.weigh(counted.terms())
    return Item(
        id=identity,
        document=document,
        published=published.toordinal() if published else None,
        words=Terms.of({word: (1 + log(times)) * rare[word] for word, times in counted.words.items()}),
        title=Terms.of({word: rare[word] for word in counted.title if word in rare}),
        opening=Terms.of({word: rare[word] for word in counted.opening if word in rare}),
        names=Terms.of({name: rare[name] for name in counted.names}),
        proper=Terms.of({word: rare[word] for word in counted.proper if word in rare}),
        told={**counted.words, **counted.names},
        ages=counted.ages,
        addresses=counted.addresses,
    )
