"""What is part of what, asked of a whole ledger and of some days of it."""

from pathlib import Path

from tests.web.happenings import told

from sitrep.desk.incidents import wholes
from sitrep.ledger.incident_queries import IncidentFilter, find_incidents


def test_wholes_looked_for_by_days_are_those_looked_for_everywhere(tmp_path: Path) -> None:
    with told(tmp_path, "national-night", "market-and-clinic").reading() as book:
        ids = [one.id for one in find_incidents(book, IncidentFilter())]
        everywhere = wholes(book, ids)

        assert len(everywhere) == 2
        assert wholes(book, ids, days=("2025-10-07", "2026-01-16")) == everywhere


def test_a_whole_that_began_long_before_the_days_is_not_looked_for(tmp_path: Path) -> None:
    with told(tmp_path, "national-night").reading() as book:
        ids = [one.id for one in find_incidents(book, IncidentFilter())]

        assert wholes(book, ids, days=("2026-03-01", "2026-03-02")) == {}
        assert wholes(book, [], days=("2026-01-14", "2026-01-15")) == {}
