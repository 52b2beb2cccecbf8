"""What lists need of each story, worked out from its newest reading: its events, statements, and actors over all.

One rule makes a story's rows when it comes in and all rows when they are made from nothing, so the two are the same.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from sqlalchemy import Connection, TextClause, text

from sitrep.codebook.harms import harms

#: Stands between the parts of a sort order, before every letter.
_SEP: Final = "char(31)"
#: The place of an event in its story, for an order that goes forward and for one that goes backward.
_FORWARD: Final = "printf('%06d', e.position)"
_BACKWARD: Final = "printf('%06d', 999999 - e.position)"
_OWN: Final = "AND c.document = :document"


def _gravity() -> str:
    """Outcomes by how grave they are."""
    told = " ".join(f"WHEN '{outcome}' THEN {place}" for place, outcome in enumerate(harms().gravity))
    return f"CASE json_extract(h.value, '$.outcome') {told} END"


def _event_rows(own: str) -> str:
    """The rows of event_views; of one story, or of all."""
    return f"""
    INSERT INTO event_views
    SELECT e.seq, d.seq, e.id, e.type, e.mode, e.status, e.background, e.start_day, e.end_day, e.time_precision,
      e.place, e.place_folded, e.lat, e.lon, e.country, e.admin1, e.place_precision,
      CAST(coalesce((
        SELECT max(coalesce(json_extract(h.value, '$.count.best'), json_extract(h.value, '$.count.low'), 0))
        FROM json_each(e.json, '$.casualties') h WHERE json_extract(h.value, '$.outcome') = 'killed'), 0) AS INTEGER),
      coalesce(
        (SELECT json_extract(h.value, '$.outcome') FROM json_each(e.json, '$.casualties') h
          WHERE json_extract(h.value, '$.count.best') > 0 OR json_extract(h.value, '$.count.low') > 0
            OR json_extract(h.value, '$.count.high') > 0
          ORDER BY {_gravity()} LIMIT 1),
        (SELECT 'outage' FROM json_each(e.json, '$.services') s
          WHERE json_extract(s.value, '$.effect') IN ('cut', 'reduced') LIMIT 1)),
      coalesce((SELECT group_concat(named, ' | ') FROM (
        SELECT p.name_folded || coalesce(' | ' || p.actor, '') || coalesce(' | ' || a.name_folded, '') AS named
        FROM event_participants p LEFT JOIN actors a ON a.reading = e.reading AND a.id = p.actor
        WHERE p.event = e.seq ORDER BY p.seq)), ''),
      d.outlet_folded, e.confidence,
      coalesce(e.start_day, '~') || {_SEP} || coalesce(d.published, '~') || {_SEP} || d.id || {_SEP} || {_FORWARD},
      coalesce(e.start_day, '') || {_SEP} || coalesce(d.published, '') || {_SEP} || d.id || {_SEP} || {_BACKWARD},
      coalesce(d.published, '') || {_SEP} || d.id || {_SEP} || {_BACKWARD}
    FROM current_readings c JOIN documents d ON d.seq = c.document JOIN events e ON e.reading = c.reading
    WHERE TRUE {own} ORDER BY e.seq
    """  # noqa: S608 -- nothing here was typed by anybody


#: Issues that say too little to be at odds over.
VAGUE: Final = ("other",)
#: Certainties by which a voice stands for something.
STANDING: Final = ("asserted", "hedged", "intended")


def _words(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _statement_rows(own: str) -> str:
    """The rows of statement_views; of one story, or of all. Who answers is looked for in the story, not by issue."""
    return f"""
    INSERT INTO statement_views
    SELECT s.seq, d.seq, s.id, s.speaker_folded, s.certainty,
      d.outlet_folded || coalesce((SELECT group_concat(named, '') FROM (
        SELECT ' | ' || name_folded AS named FROM statement_channels WHERE statement = s.seq ORDER BY seq)), ''),
      EXISTS (
        SELECT 1 FROM statement_issues m
        CROSS JOIN statements o ON o.reading = s.reading AND o.speaker_folded != s.speaker_folded
          AND o.certainty IN ({_words(STANDING)})
        CROSS JOIN statement_issues t ON t.statement = o.seq AND t.issue = m.issue
        WHERE m.statement = s.seq AND m.issue NOT IN ({_words(VAGUE)})),
      coalesce(d.published, '') || {_SEP} || printf('%019d', d.seq) || {_SEP} || printf('%06d', 999999 - s.position)
    FROM current_readings c JOIN documents d ON d.seq = c.document JOIN statements s ON s.reading = c.reading
    WHERE TRUE {own} ORDER BY s.seq
    """  # noqa: S608


#: An actor's key; the separator is in no name.
_KEY: Final = (
    "coalesce(json_extract(a.json, '$.wikidata'), "
    f"a.name_folded || {_SEP} || a.kind || {_SEP} || coalesce(a.country, ''))"
)


def _actor_rows(own: str) -> str:
    """The rows of actor_stories; of one story, or of all."""
    return f"""
    INSERT INTO actor_stories (key, document, actor)
    SELECT {_KEY}, c.document, min(a.seq) FROM current_readings c JOIN actors a ON a.reading = c.reading
    WHERE TRUE {own} GROUP BY 1, 2 ORDER BY 1, 2
    """  # noqa: S608


def _counted(own: str) -> str:
    """The rows of actor_views, of the actors of one story or of all."""
    return f"""
    INSERT OR REPLACE INTO actor_views
    SELECT t.key, a.seq, a.name, a.name_folded, a.kind, a.country, a.sector, t.stories, t.first, t.last,
      a.name_folded || {_SEP} || t.key, printf('%09d', t.stories) || {_SEP} || t.key
    FROM (
      SELECT s.key AS key, count(*) AS stories, min(d.published) AS first, max(d.published) AS last,
        min(s.document) AS document
      FROM actor_stories s JOIN documents d ON d.seq = s.document
      WHERE {own} GROUP BY s.key
    ) t JOIN actor_stories f ON f.key = t.key AND f.document = t.document JOIN actors a ON a.seq = f.actor
    """  # noqa: S608


#: A story that is new adds to what is counted of its actors; the first of all to name one is an older story.
_ADDED: Final = f"""
    INSERT INTO actor_views
    SELECT s.key, a.seq, a.name, a.name_folded, a.kind, a.country, a.sector, 1, d.published, d.published,
      a.name_folded || {_SEP} || s.key, printf('%09d', 1) || {_SEP} || s.key
    FROM actor_stories s JOIN documents d ON d.seq = s.document JOIN actors a ON a.seq = s.actor
    WHERE s.document = :document
    ON CONFLICT (key) DO UPDATE SET
      stories = stories + 1,
      first_published = min(coalesce(first_published, excluded.first_published),
                            coalesce(excluded.first_published, first_published)),
      last_published = max(coalesce(last_published, excluded.last_published),
                           coalesce(excluded.last_published, last_published)),
      by_stories = printf('%09d', stories + 1) || {_SEP} || key
"""  # noqa: S608
#: The tables whose rows are of one story each.
_OF_STORIES: Final = ("event_views", "statement_views", "actor_stories")
_KEYS_OF: Final = "SELECT key FROM actor_stories WHERE document = :document"

_SILENT: Final = (
    "DELETE FROM actor_views WHERE key = :key AND NOT EXISTS (SELECT 1 FROM actor_stories s WHERE s.key = :key)"
)


@cache
def _statements() -> tuple[TextClause, ...]:
    """What tells a story that is new, put together once: its events, statements and actors, and the actors' counts."""
    return text(_event_rows(_OWN)), text(_statement_rows(_OWN)), text(_actor_rows(_OWN)), text(_ADDED)


def tell_story(connection: Connection, document: int, *, again: bool) -> None:
    """The lists tell what the newest reading of this document says; ``again`` where an older one stood there."""
    of = {"document": document}
    before = [row.key for row in connection.execute(text(_KEYS_OF), of)] if again else []
    if again:
        for table in _OF_STORIES:
            connection.execute(text(f"DELETE FROM {table} WHERE document = :document"), of)  # noqa: S608
    *rows, added = _statements()
    for rule in rows:
        connection.execute(rule, of)
    if not again:
        connection.execute(added, of)
        return
    connection.execute(text(_counted(f"s.key IN ({_KEYS_OF})")), of)
    for key in before:
        connection.execute(
            text(_SILENT),
            {"key": key},
        )
        connection.execute(text(_counted("s.key = :key")), {"key": key})


def rebuild_story_views(connection: Connection) -> None:
    """Every row is made from nothing."""
    for table in (*_OF_STORIES, "actor_views"):
        connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608
    for rule in (_event_rows(""), _statement_rows(""), _actor_rows(""), _counted("TRUE")):
        connection.execute(text(rule))
