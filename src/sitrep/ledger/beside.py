"""Tables of one connection, gone with it: rows that are worked out for a question stand beside those that are kept."""

from __future__ import annotations

from sqlalchemy import Column, Connection, MetaData, Table, delete


def like(table: Table, held: MetaData) -> Table:
    """A table of one connection with the columns of this one."""
    columns = [Column(each.name, each.type, primary_key=each.primary_key) for each in table.columns]
    return Table(f"fresh_{table.name}", held, *columns, prefixes=["TEMPORARY"])


def emptied(connection: Connection, *tables: Table) -> None:
    """The tables are there, and hold nothing."""
    for table in tables:
        table.create(connection, checkfirst=True)
        connection.execute(delete(table))
