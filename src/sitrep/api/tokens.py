"""Who may write: a bearer token with the scope that the route needs, and only where writing is allowed at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from sitrep.desk.reconcile import Signed
from sitrep.desk.site import Site
from sitrep.desk.tokens import Scope, find_token
from sitrep.errors import WritesRefused

_BEARER = HTTPBearer(auto_error=False, description="A token made by `sitrep token --add`.")


def site_of(request: Request) -> Site:
    """The site that is asked."""
    site: Site = request.app.state.site
    return site


def signed(request: Request, by: str, reason: str) -> Signed:
    """What this writer says now, with the reason."""
    return Signed(by, reason, site_of(request).clock().isoformat(timespec="seconds"))


def writer(scope: Scope) -> Callable[..., str]:
    """A route's dependency: who signs, when the request bears a token that holds and allows this."""

    def by(
        site: Annotated[Site, Depends(site_of)],
        token: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
    ) -> str:
        if not site.writable:
            raise WritesRefused("This ledger is served for reading only.", check="Start it with --allow-writes.")
        if token is None:
            raise HTTPException(401, "This needs a bearer token.", {"WWW-Authenticate": "Bearer"})
        with site.ledger.reading() as book:
            found = find_token(book, token.credentials)
        if found is None:
            raise HTTPException(401, "This token does not hold.", {"WWW-Authenticate": 'Bearer error="invalid_token"'})
        if scope not in found.scopes:
            raise HTTPException(
                403, f"This token does not allow {scope!r}.",
                {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{scope}"'},
            )  # fmt: skip
        return found.by

    return by
