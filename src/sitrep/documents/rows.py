"""What a row of a table or an object of JSON lines says of its story, whatever the columns are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sitrep.documents.cleaning import clean_text
from sitrep.documents.drafts import Draft, language_of
from sitrep.documents.published import parse_published, read_published
from sitrep.documents.source import is_web_address, parse_outlet
from sitrep.errors import BadDate, MalformedLine


def draft_of_row(fields: Mapping[str, str | None], *, rule: str) -> Draft:
    """The draft of a story whose fields are known by name; ``rule`` tells what gave its date and outlet."""
    text = fields.get("text")
    if text is None:
        raise MalformedLine("The row has no text.", check="Is the column of the text there, and filled?")
    published = _published(fields.get("published"))
    outlet = parse_outlet(fields.get("outlet") or "") if (fields.get("outlet") or "").strip() else None
    url = (fields.get("url") or "").strip()
    return Draft(
        text=clean_text(text),
        title=" ".join((fields.get("title") or "").split()) or None,
        outlet=outlet,
        outlet_rule=rule if outlet else None,
        url=url if is_web_address(url) else None,
        published=published,
        published_rule=rule if published else None,
        language=language_of(fields.get("language")),
    )


def _published(stated: str | None) -> date | datetime | None:
    """The date that a table states in any plain form; one that could be two days, or none, is refused."""
    if not stated or not stated.strip():
        return None
    try:
        return parse_published(stated)
    except BadDate:
        found = read_published(stated)
        if found is None:
            raise
        return found
