"""The statements that add rows, one a table: each is built once, as building one takes as long as running it."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Insert, Table
from sqlalchemy.sql.dml import ReturningInsert


@cache
def into(table: Table) -> Insert:
    """The statement that adds rows to a table."""
    return table.insert()


@cache
def numbered_into(table: Table) -> ReturningInsert[tuple[int]]:
    """The same, answered by the numbers of the rows in their order."""
    return table.insert().returning(table.c.seq, sort_by_parameter_order=True)
