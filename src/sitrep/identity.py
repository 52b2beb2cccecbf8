"""Ids are made from content, never from a counter or a clock."""

import hashlib
import json

#: Hex digits kept: 64 bits, enough for a billion values with a collision chance under 3 %.
DIGITS = 16


def identify(kind: str, *parts: str | int | float | bool | None) -> str:
    """The id of a thing of this kind made of these parts: equal parts, equal id, on any machine."""
    listed = json.dumps([kind, *parts], ensure_ascii=False, separators=(",", ":"))
    return f"{kind}-{hashlib.sha256(listed.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}"


def fingerprint(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
