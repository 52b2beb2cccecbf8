"""Who may write over the interface: tokens by their digests, and those that were taken back."""

from sqlalchemy import Column, Integer, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from sitrep.ledger.tables import metadata

#: A token by the SHA-256 of its letters, which are kept nowhere; ``by`` signs what is decided with it.
api_tokens = Table(
    "api_tokens", metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("digest", String(64), nullable=False),
    Column("by", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Unique("digest", name="api_tokens_once"),
)  # fmt: skip

#: Tokens that hold no more.
api_token_ends = Table(
    "api_token_ends", metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("token", Integer, nullable=False),
    Column("at", String(40), nullable=False),
    Unique("token", name="api_token_ends_once"),
)  # fmt: skip
