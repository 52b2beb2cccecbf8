"""Items are kept as text and come back as they were."""

from __future__ import annotations

from dataclasses import replace

from tests.incidents.made import struck

from sitrep.incidents.packing import pack, unpack


def test_packing_and_unpacking_is_identity() -> None:
    assert unpack(pack(struck("a"))) == struck("a")


def test_an_item_of_an_undated_story_is_kept_too() -> None:
    undated = replace(struck("a"), published=None, hours=None, days=())

    assert unpack(pack(undated)) == undated
