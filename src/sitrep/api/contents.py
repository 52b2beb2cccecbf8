"""Every resource of the interface."""

from __future__ import annotations

from fastapi import APIRouter

from sitrep.api.routes import actors, events, incidents, processes, reviews, search, statements, stories, tallies

#: To add a resource, write its file in ``routes``, import it above and put it here.
ROUTERS: tuple[APIRouter, ...] = (
    stories.router,
    events.router,
    statements.router,
    actors.router,
    incidents.router,
    tallies.router,
    processes.router,
    reviews.router,
    search.router,
)
