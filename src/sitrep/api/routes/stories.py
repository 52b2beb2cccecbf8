"""Stories: the report of each, and bringing new ones in."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from sitrep.api.asking import Asked, Turned, day
from sitrep.api.problems import refusing
from sitrep.api.replies import Shape, flat_cells, listed
from sitrep.api.tokens import site_of, writer
from sitrep.desk.sources import Source
from sitrep.documents.document import Document
from sitrep.documents.readers import Refusal, read_bytes
from sitrep.ledger.story_lists import ListedStory, StoryFilter, list_stories
from sitrep.ledger.story_queries import kept_story

router = APIRouter(prefix="/stories", tags=["stories"])
#: A story comes as one line of JSON, in the form that a file of stories has.
_LINE = "story.jsonl"


class Story(BaseModel):
    """A story to be read: its text, and what is known of where it was published."""

    text: str = Field(min_length=1, max_length=1_000_000)
    title: str | None = Field(None, max_length=1000)
    outlet: str | None = Field(None, max_length=300)
    published: str | None = Field(None, max_length=60, description="A day or a zoned time: 2025-12-04.")
    url: str | None = Field(None, max_length=2000)


class OfStories(Turned):
    """Which stories are asked for; days are days of publication."""

    outlet: str | None = Field(None, max_length=200)
    since: str | None = Field(None, max_length=60)
    until: str | None = Field(None, max_length=60)
    text: str | None = Field(None, max_length=200)


_COLUMNS = (
    "document.id", "document.outlet", "document.published", "document.title", "document.url", "characters", "agency",
    "events", "judged", "statements",
)  # fmt: skip
_CELLS = flat_cells(_COLUMNS)
SHAPE: Shape[ListedStory] = Shape(asdict, _COLUMNS, lambda one: _CELLS(asdict(one)))


@router.get("")
@router.get(".csv")
def stories(request: Request, book: Asked, asked: Annotated[OfStories, Query()]) -> Response:
    """The stories of the ledger, newest first, with how much was read in each and how much of it was judged."""
    wanted = StoryFilter(outlet=asked.outlet, since=day(asked.since), until=day(asked.until), text=asked.text)
    found = list_stories(book, wanted, asked.turn)
    return listed(request, SHAPE, found.rows, found.next_cursor)


@router.get("/{story}")
def story(story: str, book: Asked) -> dict[str, Any]:
    """The newest report of a story, as reviewers corrected it, with its text and how each event stands."""
    kept = kept_story(book, story)
    return {
        "report": kept.report.model_dump(mode="json", by_alias=True), "text": kept.document.text,
        "engine": kept.engine, "read": kept.read, "reviews": dict(kept.reviews), "incidents": dict(kept.incidents),
    }  # fmt: skip


@router.post("", status_code=201, responses=refusing(401, 403, 413))
def taken(request: Request, story: Story, by: Annotated[str, Depends(writer("ingest"))]) -> dict[str, Any]:
    """The story is read into the ledger, or into its quarantine with the reason; one that is known is passed over."""
    from sitrep.desk.ingest import Engine, ingest  # late: the engine takes a third of a start, and few ask it
    from sitrep.desk.manifest import manifest
    from sitrep.desk.reading import read_document

    site = site_of(request)
    line = story.model_dump_json(exclude_none=True).encode()
    found = list(read_bytes(line, name=_LINE))
    made = manifest()
    engine = Engine(read_document, made.engine, made.to_json(), site.clock)
    summary = ingest([Source(f"interface, {by}", lambda: iter(found))], site.ledger, engine=engine)
    if summary.refused and isinstance(found[0], Refusal):
        raise found[0].error
    told = found[0].id if isinstance(found[0], Document) else None
    return {"document": told, **json.loads(summary.to_json())}
