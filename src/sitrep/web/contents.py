"""Every page, in the order of the bar."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from sitrep.web.frame import Tab
from sitrep.web.pages import (
    about,
    actors,
    claims,
    incident,
    incidents,
    map_timeline,
    processes,
    review,
    search,
    stories,
    today,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's routes, and its place in the bar when it has one."""

    router: APIRouter
    tab: Tab | None = None


#: To add a page, write its file in ``pages``, import it above and put it here.
PAGES: tuple[Page, ...] = (
    Page(today.router, Tab("Today", today.PATH)),
    Page(map_timeline.router, Tab("Map", map_timeline.PATH)),
    Page(incidents.router, Tab("Incidents", incidents.PATH)),
    Page(incident.router),
    Page(stories.router, Tab("Stories", stories.PATH)),
    Page(claims.router, Tab("Claims", claims.PATH)),
    Page(processes.router, Tab("Processes", processes.PATH)),
    Page(actors.router, Tab("Actors", actors.PATH)),
    Page(review.router, Tab("Review", review.PATH)),
    Page(search.router),
    Page(about.router),
)
