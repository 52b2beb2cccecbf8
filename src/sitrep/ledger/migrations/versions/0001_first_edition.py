"""Documents, readings, events, statements, actors, evidence, quarantine and runs; full-text search."""

import sqlalchemy as sa
from alembic import op

from sitrep.ledger.sqlite import SEARCH_INDEX, guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_runs()
    _make_documents()
    _make_events()
    _make_statements()
    _make_actors_and_evidence()
    for table, keys in KEYS.items():
        for guard in guards(table, keys):
            op.execute(guard)
    op.execute(SEARCH_INDEX)


def downgrade() -> None:
    raise NotImplementedError("A ledger never goes back.")


KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "runs": (("seq",),),
    "run_ends": (("seq",), ("run",)),
    "documents": (("seq",), ("id",)),
    "readings": (("seq",), ("id",), ("document", "engine")),
    "events": (("seq",), ("reading", "id")),
    "event_participants": (("seq",),),
    "statements": (("seq",), ("reading", "id")),
    "statement_issues": (("seq",),),
    "statement_channels": (("seq",),),
    "actors": (("seq",), ("reading", "id")),
    "evidence": (("seq",),),
    "quarantine": (("seq",), ("id",)),
}


def _seq() -> sa.Column[int]:
    return sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=True)


def _to(target: str, name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(target), nullable=False)


def _text(name: str, *, needed: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=not needed)


def _word(name: str, length: int, *, needed: bool = False, once: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=not needed, unique=once or None)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(create_constraint=False), nullable=False)


def _make_runs() -> None:
    op.create_table(
        "runs", _seq(), _word("started", 40, needed=True),
        _word("engine", 80, needed=True), _text("manifest", needed=True), _text("sources", needed=True),
    )  # fmt: skip
    op.create_table(
        "run_ends", _seq(), _to("runs.seq", "run"), _word("finished", 40, needed=True), _text("summary", needed=True),
        sa.UniqueConstraint("run", name="run_ends_once"),
    )  # fmt: skip
    op.create_table(
        "quarantine", _seq(), _word("id", 40, needed=True, once=True), _text("source", needed=True), _text("location"),
        _word("code", 40, needed=True), _text("reason", needed=True), _word("sha256", 64),
        _word("engine", 80, needed=True), _to("runs.seq", "run"),
    )  # fmt: skip


def _make_documents() -> None:
    op.create_table(
        "documents", _seq(), _word("id", 40, needed=True, once=True), _word("sha256", 64, needed=True),
        _text("outlet"), _text("outlet_folded", needed=True), _word("published", 40), _text("published_rule"),
        _text("outlet_rule"), _text("agency"), _word("dateline_day", 10), _text("notices", needed=True),
        _text("title"), _text("url"), _text("place"), _number("body_start"), _word("language", 20, needed=True),
        _number("characters"), _text("text", needed=True), _to("runs.seq", "run"),
    )  # fmt: skip
    op.create_index("documents_by_text", "documents", ["sha256"])
    op.create_table(
        "readings", _seq(), _word("id", 40, needed=True, once=True), _to("documents.seq", "document"),
        _word("engine", 80, needed=True), _text("report", needed=True), _to("runs.seq", "run"),
        sa.UniqueConstraint("document", "engine", name="readings_once"),
    )  # fmt: skip
    op.create_index("readings_of_document", "readings", ["document", "seq"])


def _make_events() -> None:
    op.create_table(
        "events", _seq(), _to("readings.seq", "reading"), _number("position"), _word("id", 40, needed=True),
        _word("type", 20, needed=True), _word("mode", 40), _word("status", 20, needed=True), _flag("background"),
        _word("start_day", 10), _word("end_day", 10), _word("time_precision", 20),
        _text("place"), _text("place_folded", needed=True), sa.Column("geonames_id", sa.Integer()),
        sa.Column("lat", sa.Float()), sa.Column("lon", sa.Float()), _word("country", 2), _text("admin1"),
        _word("place_precision", 20), _text("anchor", needed=True),
        sa.Column("confidence", sa.Float(), nullable=False), _text("json", needed=True),
        sa.UniqueConstraint("reading", "id", name="events_once"),
    )  # fmt: skip
    op.create_index("events_by_id", "events", ["id"])
    op.create_index("events_by_day", "events", ["start_day"])
    op.create_index("events_by_type", "events", ["type"])
    op.create_index("events_by_country", "events", ["country"])
    op.create_table(
        "event_participants", _seq(), _to("events.seq", "event"), _number("position"), _word("role", 20, needed=True),
        _text("name", needed=True), _text("name_folded", needed=True), _word("actor", 40), _word("country", 2),
        _word("sector", 20), _flag("disputed"),
    )  # fmt: skip
    op.create_index("participants_of_event", "event_participants", ["event"])


def _make_statements() -> None:
    op.create_table(
        "statements", _seq(), _to("readings.seq", "reading"), _number("position"), _word("id", 40, needed=True),
        _text("speaker"), _text("speaker_folded", needed=True), _word("actor", 40), _flag("anonymous"),
        _word("kind", 20, needed=True), _word("certainty", 20, needed=True), _flag("background"),
        _text("said", needed=True), _text("json", needed=True),
        sa.UniqueConstraint("reading", "id", name="statements_once"),
    )  # fmt: skip
    op.create_index("statements_by_id", "statements", ["id"])
    op.create_table("statement_issues", _seq(), _to("statements.seq", "statement"), _word("issue", 40, needed=True))
    op.create_index("issues_of_statement", "statement_issues", ["statement"])
    op.create_index("issues_by_code", "statement_issues", ["issue"])
    op.create_table(
        "statement_channels", _seq(), _to("statements.seq", "statement"), _number("position"),
        _text("name", needed=True), _text("name_folded", needed=True),
    )  # fmt: skip
    op.create_index("channels_of_statement", "statement_channels", ["statement"])


def _make_actors_and_evidence() -> None:
    op.create_table(
        "actors", _seq(), _to("readings.seq", "reading"), _number("position"), _word("id", 40, needed=True),
        _text("name", needed=True), _text("name_folded", needed=True), _word("kind", 20, needed=True),
        _word("country", 2), _word("sector", 20), _text("json", needed=True),
        sa.UniqueConstraint("reading", "id", name="actors_once"),
    )  # fmt: skip
    op.create_index("actors_by_id", "actors", ["id"])
    op.create_table(
        "evidence", _seq(), _to("readings.seq", "reading"), _word("owner", 40, needed=True),
        _text("path", needed=True), _number("position"), _number("start"), _number("end"),
    )  # fmt: skip
    op.create_index("evidence_of_owner", "evidence", ["reading", "owner"])
