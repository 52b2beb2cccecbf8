"""What the forms above lists ask for, read from the address: days, codes and words."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from sitrep.errors import BadDate, BadQuestion
from sitrep.web.addresses import Address


def day_asked(address: Address, name: str) -> str | None:
    """The day that the address names, as it is kept; refused when it is no day."""
    stated = address.get(name)
    if stated is None:
        return None
    try:
        return date.fromisoformat(stated.strip()).isoformat()
    except ValueError as problem:
        raise BadDate(f"{name}={stated[:40]!r} is no day.", check="Write it as 2026-01-14.") from problem


def code_asked(address: Address, name: str, codes: Any) -> str | None:
    """The code that the address names, whatever its case; refused when it is none of these (a Literal)."""
    stated = address.get(name)
    if stated is None:
        return None
    known: tuple[str, ...] = get_args(codes)
    for one in known:
        if one.lower() == stated.strip().lower():
            return one
    raise BadQuestion(f"{name}={stated[:40]!r} is not known.", check=f"One of: {', '.join(known)}")


def words_asked(address: Address, name: str) -> str | None:
    """The words that the address names, without the room around them."""
    stated = address.get(name)
    return stated.strip() if stated else None
