"""Tokens of the interface: kept by their digests, found by them, taken back, never changed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, exists, select

from sitrep.ledger.token_tables import api_token_ends, api_tokens


@dataclass(frozen=True, slots=True)
class KeptToken:
    """A token as it is kept: its number, whose it is, what it allows, since when, and whether it still holds."""

    number: int
    by: str
    scopes: tuple[str, ...]
    at: str
    holds: bool


def keep_token(connection: Connection, digest: str, by: str, scopes: tuple[str, ...], at: str) -> int:
    """The token holds from now on; its number."""
    row = {"digest": digest, "by": by, "scopes": " ".join(sorted(set(scopes))), "at": at}
    made = connection.execute(api_tokens.insert(), row).inserted_primary_key
    return int(made[0]) if made else 0


def end_token(connection: Connection, number: int, at: str) -> bool:
    """The token holds no more; whether there was one that did."""
    if not any(one.number == number and one.holds for one in kept_tokens(connection)):
        return False
    connection.execute(api_token_ends.insert(), {"token": number, "at": at})
    return True


def kept_tokens(connection: Connection, *, digest: str | None = None) -> list[KeptToken]:
    """Every token in the order in which they were made, or the one with this digest."""
    ended = exists().where(api_token_ends.c.token == api_tokens.c.seq)
    asked = select(api_tokens, ended.label("ended")).order_by(api_tokens.c.seq)
    if digest is not None:
        asked = asked.where(api_tokens.c.digest == digest)
    return [
        KeptToken(row.seq, row.by, tuple(row.scopes.split()), row.at, not row.ended)
        for row in connection.execute(asked)
    ]
