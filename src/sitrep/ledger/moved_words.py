"""What reviewers said, on its way from ledger to ledger: it travels with the newest reading that tells what was judged.

Numbers and hashes stay behind: they belong to one chain. In another ledger the words are chained anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import merge

from sqlalchemy import Connection, func, select

from sitrep.ledger.contents import digest
from sitrep.ledger.decisions import Decision, Word
from sitrep.ledger.portions import some
from sitrep.ledger.review_log import decisions_about, head
from sitrep.ledger.review_tables import event_contents, review_decisions
from sitrep.ledger.tables import statements

#: A thing and the digest of one content of it.
Content = tuple[str, str]


def words_with(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Word]]:
    """What is to travel with each of these readings, in the order in which it was said."""
    if not head(connection).count:
        return {}
    decided = _decided(connection, numbers)
    homes = _homes(connection, decided)
    found: dict[int, list[Decision]] = {}
    for each in decided:
        home = homes.get((each.word.subject.rpartition("/")[2], "" if each.word.kind == "link" else each.word.content))
        if home is not None and home in numbers:
            found.setdefault(home, []).append(each)
    return {home: [each.word for each in sorted(told, key=lambda one: one.seq)] for home, told in found.items()}


def _decided(connection: Connection, numbers: Sequence[int]) -> list[Decision]:
    """The decisions about anything that these readings tell."""
    ids = set(connection.scalars(select(event_contents.c.id).where(event_contents.c.reading.in_(numbers))))
    linked = select(review_decisions.c.subject).where(review_decisions.c.kind == "link").distinct()
    links = {subject for subject in connection.scalars(linked) if subject.rpartition("/")[2] in ids}
    ids |= set(connection.scalars(select(statements.c.id).where(statements.c.reading.in_(numbers))))
    return [each for told in decisions_about(connection, ids | links).values() for each in told]


def _homes(connection: Connection, decided: Iterable[Decision]) -> dict[Content, int]:
    """The newest reading that tells each content of what was judged, and (with no content) each event at all."""
    ids = sorted({each.word.subject.rpartition("/")[2] for each in decided})
    homes: dict[Content, int] = {}
    for wanted in some(ids):
        contents = (
            select(event_contents.c.id, event_contents.c.content, func.max(event_contents.c.reading).label("reading"))
            .where(event_contents.c.id.in_(wanted)).group_by(event_contents.c.id, event_contents.c.content)
        )  # fmt: skip
        for row in connection.execute(contents):
            homes[row.id, row.content] = row.reading
            homes[row.id, ""] = max(row.reading, homes.get((row.id, ""), 0))
        said = select(statements.c.id, statements.c.json, statements.c.reading).where(statements.c.id.in_(wanted))
        for row in connection.execute(said.order_by(statements.c.reading)):
            homes[row.id, digest(row.json)] = row.reading
    return homes


def in_order(told: Iterable[Sequence[Word]]) -> list[Word]:
    """The words of several readings as one row: by their times, and those of one reading never past each other."""
    return list(merge(*told, key=lambda word: word.at))


def unheard(held: Sequence[Word], told: Sequence[Word]) -> Sequence[Word]:
    """Those of the words told about one content that go on where the ledger's own end; none where the two differ."""
    return told[len(held) :] if tuple(told[: len(held)]) == tuple(held) else ()
