"""A street or building that no gazetteer knows stands in the town told around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sitrep.annotations.layers import Place
from sitrep.annotations.sheet import Mark
from sitrep.codebook.signs import signs
from sitrep.records.drafts import Draft, Story
from sitrep.records.staying import dateline_of


def place_at_town(story: Story, draft: Draft) -> None:
    """Gives a site without coordinates those of its town; its name, and the words it rests on, stay its own."""
    where = draft.where
    if where is None or where.value.precision != "site" or where.value.lat is not None:
        return
    if signs().places.outlying.search(story.text[where.start : where.end].lower()):
        return  # a road or an oil field named beside a town may lie far out of it
    town = next((mark for mark in _towns(story, where) if where.value.country in {mark.value.country, None}), None)
    if town is not None:
        known = {name: getattr(town.value, name) for name in ("lat", "lon", "country", "admin1")}
        value = replace(where.value, **known)
        draft.where = Mark(where.start, where.end, value, where.step, where.confidence)
        draft.town = town


def _towns(story: Story, where: Mark[Place]) -> Iterator[Mark[Place]]:
    """The towns told near the site, nearest first: of its sentence, of those before in its paragraph, the dateline."""
    sentence = story.sentence_at(where.start)
    paragraph = story.lines[sentence].paragraph
    yield from sorted(_in(story, sentence), key=lambda mark: abs(mark.start - where.start))
    for index in range(sentence - 1, -1, -1):
        if story.lines[index].paragraph != paragraph:
            break
        yield from reversed(_in(story, index))
    dateline = dateline_of(story)
    if dateline is not None and dateline.value.precision == "city":
        yield dateline


def _in(story: Story, sentence: int) -> list[Mark[Place]]:
    places = [mark for mark in story.places(sentence) if mark.value.role != "actor"]
    return [mark for mark in places if mark.value.precision == "city" and mark.value.lat is not None]
