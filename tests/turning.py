"""A list turned from its first page to its last."""

from collections.abc import Callable
from typing import TypeVar

from sitrep.ledger.paging import Page, Turn

T = TypeVar("T")


def all_pages(ask: Callable[[Turn], Page[T]], limit: int) -> list[T]:
    """The rows of every page, so many at a time; no page may have more."""
    rows: list[T] = []
    turn = Turn(limit=limit)
    while True:
        page = ask(turn)
        rows += page.rows
        assert len(page.rows) <= limit
        if page.next_cursor is None:
            return rows
        turn = Turn(cursor=page.next_cursor, limit=limit)
