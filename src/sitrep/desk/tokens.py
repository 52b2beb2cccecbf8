"""Who may write over the interface: a token is made once, shown once, and known afterwards by its digest alone."""

from __future__ import annotations

import hashlib
from typing import Final, Literal, get_args

from sitrep.desk.reconcile import ENGINES
from sitrep.errors import OptionError, UnknownId
from sitrep.ledger.opening import Book, Ledger
from sitrep.ledger.tokens import KeptToken, end_token, keep_token, kept_tokens

#: What a token can allow: to bring stories in, to review, to merge and split incidents, to speak of peace efforts.
Scope = Literal["ingest", "review", "link", "process"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
#: How every token begins, so that a leaked one is recognised for what it is.
PREFIX: Final = "sitrep_"
#: The fewest letters of a token's secret part.
_SECRET: Final = 32


def add_token(ledger: Ledger, secret: str, by: str, scopes: tuple[Scope, ...], at: str) -> str:
    """A token made of these random letters holds from now on; the token itself, which is kept nowhere."""
    if by.strip().lower() in ENGINES:
        raise OptionError(f"{by!r} is no name of a person.", check="Say whose token it is: --by NAME")
    if not scopes:
        raise OptionError("A token that allows nothing is of no use.", check=f"--scope {', '.join(SCOPES)}")
    if len(secret) < _SECRET:
        raise ValueError("too few letters to be secret")
    token = f"{PREFIX}{secret}"
    with ledger.transaction() as book:
        keep_token(book, digest_of(token), by, scopes, at)
    return token


def drop_token(ledger: Ledger, number: int, at: str) -> None:
    """The token holds no more."""
    with ledger.transaction() as book:
        if not end_token(book, number, at):
            raise UnknownId(f"No token {number} holds.", check="List them: sitrep token")


def find_token(book: Book, token: str) -> KeptToken | None:
    """The token, if it holds. It is looked up by its digest, so that the time it takes tells nothing of it."""
    return next((one for one in kept_tokens(book, digest=digest_of(token)) if one.holds), None)


def digest_of(token: str) -> str:
    """The SHA-256 of the token's letters, in hexadecimal: 256 random bits need no salt."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
