"""Who acts without a name of their own: offices and bodies known by a noun, and those a pronoun stands for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sitrep.annotations.layers import PLACES, Span
from sitrep.codebook.signs import signs
from sitrep.records.drafts import Draft, Party, Story
from sitrep.records.sides import ARMED_SECTORS, floor_of, side_of

#: A pronoun stands for someone told of at most this many paragraphs before.
REACH = 1


def body_of(story: Story, draft: Draft, role: str = "actor") -> Party | None:
    """The office or body that is the subject of the draft's verb: "the provincial government", "the regulator"."""
    span = draft.trigger.value.subject
    if span is None:
        return None
    start = max(span[0], floor_of(story, draft, draft.trigger.start))
    words = story.text[start : span[1]].lower().replace("’", "'")
    bodies = signs().bodies
    for found in bodies.noun.finditer(words):
        if signs().sides.under_preposition.search(words[: found.start()]) or bodies.after.match(words[found.end() :]):
            continue
        sector = next((code for code, nouns in bodies.sectors.items() if found["head"] in nouns), None)
        article = signs().bodies.article.match(found["name"]) if found["head"] in signs().bodies.uncounted else None
        at = (start + found.start("name") + (article.end() if article else 0), start + found.end())
        country = None if found["head"] in bodies.worldly else home_of(story, draft)
        return Party(role, story.text[slice(*at)], None, sector, country, at)
    return None


def stranger_of(story: Story, draft: Draft) -> Party | None:
    """Attackers of whom nothing is known: "unidentified persons"."""
    span = draft.trigger.value.subject
    found = signs().bodies.strangers.search(story.text[slice(*span)].lower()) if span else None
    if span is None or found is None:
        return None
    at = (span[0] + found.start(), span[0] + found.end())
    return Party("actor", story.text[slice(*at)], None, "UAF", home_of(story, draft), at)


def forces_behind(story: Story, draft: Draft) -> Party | None:
    """Forces without a name behind "by": "shelling by paramilitary forces", "shot dead by masked men"."""
    told = story.text[draft.trigger.end : draft.anchor[1]]
    found = signs().bodies.behind_by.search(told.lower())
    if found is None or not told[slice(*found.span("name"))].islower():
        return None
    sector = next((code for code, words in signs().bodies.behind.items() if words.search(found["name"])), "UAF")
    at = (draft.trigger.end + found.start("name"), draft.trigger.end + found.end("name"))
    return Party("actor", story.text[slice(*at)], None, sector, home_of(story, draft), at)


def home_of(story: Story, draft: Draft) -> str | None:
    """The country that the draft's place lies in, else the one its paragraph or the whole story is set in."""
    if draft.where is not None:
        return draft.where.value.country
    for index in range(draft.sentence, -1, -1):
        if story.lines[index].paragraph != draft.paragraph:
            break
        near = [mark.value.country for mark in story.places(index) if mark.value.country]
        if near:
            return near[0]
    counted = Counter(mark.value.country for mark in story.sheet.marks(PLACES) if mark.value.country)
    return counted.most_common(1)[0][0] if counted else None


def follow(story: Story, drafts: list[Draft]) -> None:
    """Gives acts whose subject is a pronoun, or left out, to the one who acted or spoke last before."""
    for index, draft in enumerate(drafts):
        if draft.party("actor") is not None or draft.trigger.value.passive or draft.type in {"CONSULT", "AGREE"}:
            continue
        found = _stood_for(story, draft, drafts[:index])
        if found is not None and all(party.name != found.name for party in draft.parties):
            draft.parties.insert(0, found)


def _stood_for(story: Story, draft: Draft, before: list[Draft]) -> Party | None:
    span = draft.trigger.value.subject
    if span is None or draft.trigger.value.form == "noun":
        return None
    start = max(span[0], floor_of(story, draft, draft.trigger.start))
    words = story.text[start : span[1]].lower()
    pronoun = signs().bodies.pronoun.match(words)
    at: Span = (start, max(span[1], start + 1))
    if pronoun is not None:
        arms = signs().bodies.arms.search(words) is not None
        return _named_before(story, draft, start, at, arms=arms) or _last(draft, before, at, armed=arms)
    if signs().bodies.empty.fullmatch(words):
        return _speaker(story, draft) or _last(draft, [d for d in before if d.sentence == draft.sentence], at)
    return None


def _named_before(story: Story, draft: Draft, start: int, at: Span, *, arms: bool) -> Party | None:
    """The body named earlier in the sentence, or, of those with arms, in the one before."""
    marks = [mark for mark in story.mentions(draft.sentence) if mark.end <= start]
    if not marks and arms and draft.sentence > 0:
        marks = story.mentions(draft.sentence - 1)
    for mark in marks:
        entity = story.entity(mark.value.entity)
        fights = entity is not None and (entity.kind == "state" or entity.sector in ARMED_SECTORS)
        if entity is not None and fights and mark.value.form == "name" and entity.kind not in {"person", "unnamed"}:
            return side_of("actor", entity, (mark.start, mark.end), armed=arms or draft.type == "ASSAULT")
    return None


def _last(draft: Draft, before: list[Draft], at: Span, *, armed: bool = False) -> Party | None:
    """The actor of the act told last before."""
    for other in reversed(before):
        if other.sentence == draft.sentence and armed:
            continue
        party = other.party("actor")
        if draft.paragraph - other.paragraph > REACH:
            return None
        if party is not None:
            sector = "MIL" if armed and party.is_state else party.sector
            return replace(party, sector=sector, disputed=False)
    return None


def _speaker(story: Story, draft: Draft) -> Party | None:
    """The one who speaks earlier in the sentence: "…, he said, and threatened"."""
    for found in story.attributions(draft.sentence):
        entity, span = story.entity(found.value.entity), found.value.speaker
        if entity is not None and span is not None and span[0] < draft.trigger.start and not entity.outlet:
            return side_of("actor", entity, span)
    return None
