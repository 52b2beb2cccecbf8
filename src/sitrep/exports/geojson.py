"""Events as GeoJSON (RFC 7946): one feature each; an event without coordinates has a null geometry, and stays."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from sitrep.exports.flat import COLUMNS, flat
from sitrep.exports.handing_on import HandedOn
from sitrep.ledger.export_queries import ToldEvent

#: Decimals of a degree that are kept: 0.1 m, more than any place is known to.
_DECIMALS = 6


def write_geojson(told: Iterable[ToldEvent], out: BinaryIO) -> HandedOn:
    """A FeatureCollection, one feature a line; foreign members say whether all in it was reviewed."""
    done = HandedOn()
    out.write(b'{"type":"FeatureCollection","features":[')
    for number, feature in enumerate(done.rows(told, _feature)):
        out.write(b",\n" if number else b"\n")
        out.write(_bytes(feature))
    # RFC 7946, 6.1: members of our own stand beside the features; they follow them, as only then all are counted.
    out.write(b"\n]," + _bytes(done.standing())[1:] + b"\n")
    return done


def _bytes(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _feature(told: ToldEvent) -> dict[str, Any]:
    values = dict(zip((name for name, _ in COLUMNS), flat(told), strict=True))
    lat, lon = values.pop("lat"), values.pop("lon")
    return {"type": "Feature", "id": values.pop("id"), "geometry": _point(lat, lon), "properties": values}


def _point(lat: Any, lon: Any) -> dict[str, Any] | None:
    """The point, longitude first; null where one of the two is unknown."""
    if lat is None or lon is None:
        return None
    return {"type": "Point", "coordinates": [round(lon, _DECIMALS), round(lat, _DECIMALS)]}
