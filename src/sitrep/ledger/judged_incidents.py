"""How many reports of each incident reviewers let out or rejected, kept so that no list goes through all decisions.

Who decides marks the incident as stale (``FOLLOWING``); the row is told anew with its views (``incident_views.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, FromClause, Table, bindparam, text

_VERDICTS: Final = ("accepted", "corrected", "rejected")


def _newest(table: str, alias: str, *same: str) -> str:
    about = " AND ".join(f"n.{name} = {alias}.{name}" for name in same)
    return f"NOT EXISTS (SELECT 1 FROM {table} n WHERE {about} AND n.seq > {alias}.seq)"  # noqa: S608 -- our own names


def _counted(wanted: str) -> str:
    """The rows of these incidents; the order of the joins is the order in which they are made, by indexes alone."""
    sums = ", ".join(f"sum(p.review = '{verdict}')" for verdict in _VERDICTS)
    return f"""
        SELECT s.incident, {sums}
        FROM seats s
        CROSS JOIN linked_items i ON i.item = s.item
        CROSS JOIN event_contents c ON c.id = i.event
        CROSS JOIN current_readings r ON r.reading = c.reading
        CROSS JOIN publications p ON p.id = c.id AND p.content = c.content
        WHERE s.incident IN {wanted} AND p.review IN {_VERDICTS}
          AND {_newest("seats", "s", "item")} AND {_newest("linked_items", "i", "item")}
          AND {_newest("publications", "p", "id", "content")}
        GROUP BY s.incident"""  # noqa: S608


#: The trigger by which what is told of an incident follows what reviewers decide of its events.
FOLLOWING: Final = f"""CREATE TRIGGER publications_follow AFTER INSERT ON publications BEGIN
    INSERT OR IGNORE INTO stale_incidents (id)
        SELECT s.incident FROM linked_items i JOIN seats s ON s.item = i.item
        WHERE i.event = NEW.id AND {_newest("linked_items", "i", "item")} AND {_newest("seats", "s", "item")};
    END"""  # noqa: S608
#: The rows of all incidents, for a ledger that has none yet.
EVERY: Final = f"INSERT INTO judged_incidents {_counted('(SELECT incident FROM seats)')}"  # noqa: S608


def count_judged(connection: Connection, ids: Sequence[str], into: Table) -> None:
    """The table holds the rows of these incidents, of which it held none."""
    asked = text(f"INSERT INTO {into.name} {_counted(':wanted')}")
    connection.execute(asked.bindparams(bindparam("wanted", expanding=True)), {"wanted": list(ids)})


def reports_let_out(judged: FromClause) -> ColumnElement[int]:
    """How many reports were accepted or corrected."""
    return judged.c.accepted + judged.c.corrected
