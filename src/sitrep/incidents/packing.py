"""An item as one line of JSON and back, so that a ledger can keep it: packing and unpacking is identity."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from sitrep.incidents.items import Act, Item, Spot, Terms

#: The version of what is packed: from 2 on parties are written as ``parties.py`` says, before it by country alone.
#: Items of every version are read; `sitrep link --again` makes all of them anew.
PACKED = 2


def pack(item: Item, by: str = "") -> str:
    """The item as JSON, equal items as equal text; ``by`` says by what it was weighed (``basis.py``)."""
    told = {field.name: _plain(getattr(item, field.name)) for field in fields(item)}
    kept = {name: value for name, value in told.items() if value not in (None, [], {}) or name in ("id", "document")}
    mark = {"by": by} if by else {}
    return json.dumps({"v": PACKED, **mark, **kept}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def unpack(text: str) -> Item:
    """The item that was packed."""
    told: dict[str, Any] = json.loads(text)
    told.pop("v")
    told.pop("by", None)
    told.setdefault("published", None)
    for name in ("words", "title", "opening", "names", "proper"):
        told[name] = Terms.of(told.get(name, {}))
    for name in ("ages", "addresses"):
        told[name] = frozenset(told.get(name, ()))
    told["tolls"] = {outcome: frozenset(numbers) for outcome, numbers in told.get("tolls", {}).items()}
    told["days"] = tuple((first, last) for first, last in told.get("days", ()))
    told["hours"] = tuple(told["hours"]) if told.get("hours") else None
    told["spots"] = tuple(Spot(**spot) for spot in told.get("spots", ()))
    told["act"] = _act(told["act"]) if told.get("act") else None
    return Item(**told)


def unpack_outline(text: str) -> Item:
    """When, where and by whom it was, of the item that was packed; its words are left out, which is much quicker."""
    told: dict[str, Any] = json.loads(text)
    return Item(
        told["id"], told["document"], told.get("published"), hours=tuple(told["hours"]) if told.get("hours") else None,
        spots=tuple(Spot(**spot) for spot in told.get("spots", ())), act=_act(told["act"]) if told.get("act") else None,
    )  # fmt: skip


def _act(told: dict[str, Any]) -> Act:
    kept: dict[str, Any] = {
        name: frozenset(value) if isinstance(value, list) else value for name, value in told.items()
    }
    return Act(**kept)


def _plain(value: Any) -> Any:
    """The value as JSON knows it; sets become sorted lists."""
    if isinstance(value, Terms):
        return dict(value.weights)
    if isinstance(value, Spot | Act):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return value
