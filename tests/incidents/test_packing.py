"""Items are kept as text and come back as they were."""

from __future__ import annotations

from dataclasses import replace

from tests.incidents.made import struck

from sitrep.incidents.items import Item
from sitrep.incidents.packing import pack, unpack, unpack_outline


def test_packing_and_unpacking_is_identity() -> None:
    assert unpack(pack(struck("a"))) == struck("a")


def test_an_item_of_an_undated_story_is_kept_too() -> None:
    undated = replace(struck("a"), published=None, hours=None, days=())

    assert unpack(pack(undated)) == undated


def test_an_outline_is_the_item_without_its_words() -> None:
    whole = struck("a")
    outline = unpack_outline(pack(whole))

    assert outline == Item(
        whole.id, whole.document, whole.published, hours=whole.hours, spots=whole.spots, act=whole.act
    )
