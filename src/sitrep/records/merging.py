"""A thing told twice in one story is one event."""

from __future__ import annotations

from collections.abc import Iterator

from sitrep.annotations.layers import CasualtyFigure, Quantity, Span
from sitrep.annotations.sheet import Mark
from sitrep.codebook.signs import signs
from sitrep.records.candidates import nobody
from sitrep.records.drafts import Draft, Party, Story
from sitrep.records.roles import Option, Roles
from sitrep.records.sameness import (
    agree,
    days_between,
    finer_time,
    is_finer_place,
    same_place,
    same_time,
    same_weapons,
    time_within,
)
from sitrep.records.sides import in_anchor, telling

#: Two tellings of one act must be at least this alike.
THRESHOLD = 2.0
#: An attack's victims are told at most this many paragraphs after it.
NEAR = 2
#: Types of which a story can tell one twice.
RETOLD = frozenset("ASSAULT CONSULT RETREAT DISRUPT PROTEST SANCTION COERCE AGREE INTERCEPT AID MOBILIZE".split())


def merge(story: Story, drafts: list[Draft], roles: Roles) -> list[Draft]:
    """The drafts with each second telling folded into the first."""
    kept: list[Draft] = []
    for draft in drafts:
        first = _told_before(story, kept, draft)
        if roles.heard("again"):
            first = roles.choose("again", tellings_of(story, draft, kept, first)).value
        if first is None:
            kept.append(draft)
        else:
            _fold(story, first, draft)
    return kept


def tellings_of(story: Story, draft: Draft, kept: list[Draft], ruled: Draft | None) -> list[Option[Draft | None]]:
    """The events told before that this may be a further telling of, and that it is told for the first time."""
    options: list[Option[Draft | None]] = [
        Option(first, draft, None, tuple(_seen(story, first, draft, ruled)), tuple(_fillers(first)))
        for first in sorted(kept, key=lambda first: first is not ruled)
        if first is ruled or (first.type == draft.type and first.background == draft.background)
    ]
    return [*options, nobody(None, draft, ruled=ruled is None)]


def _fillers(first: Draft) -> Iterator[tuple[str, Span]]:
    """What dates, places and fills the first telling: a further telling has much of it too."""
    if first.when is not None:
        yield "when", (first.when.start, first.when.end)
    if first.where is not None:
        yield "where", (first.where.start, first.where.end)
    for figure in first.casualties:
        yield "victim", (figure.start, figure.end)
    actor = first.party("actor")
    if actor is not None:
        yield "actor", actor.span


def _seen(story: Story, first: Draft, second: Draft, ruled: Draft | None) -> Iterator[str]:
    """What the rules see in two tellings."""
    likely = alike(story, first, second)
    if first is ruled:
        yield "ruled"
    elif likely < 0:
        yield "unlike"
    if first.sentence == second.sentence:
        yield "sentence"
    elif first.last_paragraph == second.paragraph:
        yield "paragraph"
    else:
        yield "far"
    if _refers_back(story, second):
        yield "known"
    if first.where is not None and second.where is not None:
        yield "same_place" if first.where.value.name == second.where.value.name else "other_place"
    if first.when is not None and second.when is not None:
        yield "same_time" if same_time(first, second) else "other_time"
    if _shared_figures(first, second):
        yield "same_figures" if _shared_figures(first, second) > 0 else "other_figures"
    if not _same_sides(story, first, second):
        yield "other_sides"


def _told_before(story: Story, kept: list[Draft], draft: Draft) -> Draft | None:
    best, best_score = None, THRESHOLD
    for earlier in kept:
        score = alike(story, earlier, draft)
        if score >= best_score:
            best, best_score = earlier, score
    return best


def alike(story: Story, first: Draft, second: Draft) -> float:
    """How much speaks for one act told twice; negative when something forbids it."""
    if first.type != second.type or first.sentence == second.sentence:
        return -1
    if first.type == "ASSAULT" and _continues(story, first, second):
        return THRESHOLD + 1  # "Two passers-by were lightly wounded": more of the attack just told
    if first.type == "ASSAULT" and _claims(story, first, second):
        return THRESHOLD + 1
    if first.type == "ASSAULT" and _who_began(story, first, second):
        return THRESHOLD + 1
    if first.type == "ASSAULT" and _is_known(story, first, second):
        return THRESHOLD + 1
    if first.background != second.background or first.type not in RETOLD:
        return -1
    timed = same_time(first, second) or (not second.own_time and _own_account(story, first, second))
    if not timed or not same_place(first, second) or not _same_sides(story, first, second):
        return -1
    if first.type == "ASSAULT":
        return _attacks(story, first, second)
    if first.type == "DISRUPT":
        return _outages(first, second)
    return _acts(story, first, second)


def _claims(story: Story, first: Draft, second: Draft) -> bool:
    """Whether a side says that the attack just told, by nobody named, was its own."""
    told = story.text[slice(*second.anchor)].lower()
    near = 0 <= second.paragraph - first.last_paragraph <= NEAR and second.sentence > first.sentence
    mine = first.party("actor")
    nameless = mine is None or _is_nameless(story, mine)
    bare = not (second.own_place or second.casualties) and first.background == second.background
    return near and nameless and bare and signs().merging.claims.search(told) is not None


def _who_began(story: Story, first: Draft, second: Draft) -> bool:
    """Whether the second only says who fired first in the fight just told."""
    told = story.text[slice(*second.anchor)].lower()
    near = 0 <= second.paragraph - first.paragraph <= NEAR + 1
    return near and not _has_place(second) and signs().merging.who_began.search(told) is not None


def _is_known(story: Story, first: Draft, second: Draft) -> bool:
    """Whether the second tells what the bombs of the attack told last did: "they said the bombs had hit a road".

    Nobody is named in it as attacker: whom the war in general would make one is no other side.
    """
    told = story.text[slice(*second.anchor)].lower()
    actor = second.party("actor")
    named = actor is not None and story.sentence_at(actor.span[0]) == second.sentence
    next_to = 0 < second.sentence - first.sentence <= 1 and first.paragraph == second.paragraph
    bare = not (named or second.own_place or second.own_time or second.background or first.background)
    fits = same_time(first, second) and same_place(first, second) and same_weapons(first, second)
    return next_to and bare and fits and signs().merging.known.match(told) is not None


def _attacks(story: Story, first: Draft, second: Draft) -> float:
    line = story.lines[second.sentence]
    if signs().merging.separate.search(line.before(second.trigger.start)) and not second.trigger.value.anaphoric:
        return -1
    shared = _shared_figures(first, second)
    own = _own_account(story, first, second) and second.mode in (None, first.mode)
    known = signs().merging.known.match(story.text[slice(*second.anchor)].lower())
    retold = known is not None and second.paragraph - first.paragraph <= NEAR
    if (shared < 0 and not retold) or not (own or same_weapons(first, second)):
        return -1
    score = shared + _closeness(first, second) + _details(story, first, second)
    if _refers_back(story, second):
        score += 1.5 if second.paragraph - first.paragraph <= 1 else 0.8
    if first.where and second.where and second.own_place and first.own_place:
        score += 1.5 if first.where.value.name == second.where.value.name else 0.5
    if first.mode and first.mode == second.mode:
        score += 0.5
    if first.own_time and second.own_time:
        score += 0.5
    return score


def _refers_back(story: Story, draft: Draft) -> bool:
    """Whether it is told as known: "the attack hit a bakery"."""
    told = story.text[draft.anchor[0] : draft.anchor[1]].lower()
    opening = signs().voices.told_of.match(told) or signs().merging.known.match(told)
    return any(trigger.value.anaphoric for trigger in draft.triggers) or opening is not None


def _closeness(first: Draft, second: Draft) -> float:
    """What the order of the story says: the lead is told again soon, a paragraph stays with its attack."""
    score = 0.0
    if first.paragraph == second.paragraph:
        score += 0.5 if not second.own_place else 0
        if not second.own_place and not second.own_time and not second.casualties:
            score += 1.0
    if first.paragraph == 0 and second.paragraph <= NEAR:
        score += 0.5
    return score


def _details(story: Story, first: Draft, second: Draft) -> float:
    """Finer time and place of what the lead told roughly, and the attacker's own account of it."""
    score = 0.0
    if _own_account(story, first, second):
        unplaced = not second.own_time and second.mode is None
        score += 1.5 if second.paragraph - first.paragraph <= NEAR else 1.0 if unplaced else 0
        score += 1.0 if unplaced and first.paragraph == 0 else 0
    if first.paragraph != 0 or second.paragraph > NEAR or _is_sum(story, first):
        return score
    if first.own_time and second.own_time and time_within(second, first):
        score += 0.75
    if first.own_place and second.own_place and is_finer_place(second, first):
        score += 0.75
    return score


def _own_account(story: Story, first: Draft, second: Draft) -> bool:
    """Whether the attacker tells of the same attack: "the army said it had targeted a command post"."""
    actor = first.party("actor")
    found = telling(story, second.sentence, second.trigger.start)
    entity = story.entity(found.value.entity) if found else None
    if entity is None or second.casualties or second.own_place:
        return False
    if actor is None:  # "It was hit on Tuesday. The defence ministry said it had struck smugglers"
        own, beside = second.party("actor"), 0 < second.sentence - first.sentence <= NEAR
        return own is not None and own.entity == entity.index and beside and second.paragraph == first.paragraph
    return actor.entity == entity.index or (actor.country == entity.country and entity.sector in {"MIL", actor.sector})


def _is_sum(story: Story, draft: Draft) -> bool:
    """Whether a telling sums up several attacks: "strikes across the Strip"."""
    clause = story.text[draft.anchor[0] : draft.anchor[1]].lower()
    word = story.text[draft.trigger.start : draft.trigger.end].lower()
    plural = draft.trigger.value.form == "noun" and word.endswith("s")
    return plural or signs().merging.aggregate.search(clause) is not None


def _continues(story: Story, first: Draft, second: Draft) -> bool:
    """Whether the second only tells who was hurt in the first."""
    if not _is_aftermath(second) or _has_place(second) or second.sentence < first.sentence:
        return False
    if second.paragraph - first.last_paragraph > NEAR:
        return False
    return (not second.own_time or days_between(first, second) <= 1) and _same_sides(story, first, second)


def _has_place(draft: Draft) -> bool:
    return draft.own_place and draft.where is not None and in_anchor(draft, draft.where.start)


def _is_aftermath(draft: Draft) -> bool:
    """Whether only people hurt are told, and neither a blow nor a weapon."""
    hurt = {mark.value.word[0] for mark in draft.casualties}
    bare = all(trigger.start in hurt or _holds(draft, trigger.start, trigger.end) for trigger in draft.triggers)
    return bare and not draft.weapons


def _holds(draft: Draft, start: int, end: int) -> bool:
    return any(start <= mark.value.word[0] < end for mark in draft.casualties)


def _shared_figures(first: Draft, second: Draft) -> float:
    """Equal figures speak for one event; different ones of one outcome against it."""
    score = 0.0
    for mine in first.casualties:
        for other in second.casualties:
            if mine.value.part or other.value.part:
                continue  # "the driver was killed": one of those counted, no rival figure
            if mine.value.outcome == other.value.outcome and mine.value.count and other.value.count:
                score += 1.5 if agree(mine.value.count, other.value.count) else -0.75
    return score


def _is_nameless(story: Story, party: Party) -> bool:
    entity = story.entity(party.entity)
    return entity is None or entity.kind == "unnamed"


def _same_sides(story: Story, first: Draft, second: Draft) -> bool:
    mine, other = first.party("actor"), second.party("actor")
    if mine is None or other is None or mine.name == other.name:
        return True
    if _is_nameless(story, mine) and mine.sector == other.sector:
        return True  # "soldiers", then "its troops": their country was only that of the place
    if mine.country and other.country and mine.country != other.country:
        return False
    return not (mine.entity is not None and other.entity is not None and mine.sector != other.sector)


def _outages(first: Draft, second: Draft) -> float:
    """One cut of one service told twice."""
    mine = {(fact.service, fact.effect) for fact in first.services}
    if not mine & {(fact.service, fact.effect) for fact in second.services}:
        return -1
    if _numbers(first) & _numbers(second):
        return THRESHOLD
    return THRESHOLD if first.where and second.where and first.where.value.name == second.where.value.name else 0.5


def _numbers(draft: Draft) -> set[tuple[int | None, int | None]]:
    marks = [mark for fact in draft.services for mark in (fact.people, fact.households) if mark]
    return {(mark.value.low, mark.value.high) for mark in marks}


def _acts(story: Story, first: Draft, second: Draft) -> float:
    """One meeting, exchange or other act told twice."""
    if first.mode and second.mode and first.mode != second.mode and first.type != "CONSULT":
        return -1
    planned = {"planned", "hypothetical"}
    if (first.status in planned) != (second.status in planned):
        return -1
    if first.type == "PROTEST" and _told_closer(story, first, second):
        return THRESHOLD
    score = 1.5 if second.trigger.value.anaphoric else 0.0
    names = {party.name for party in first.parties}
    if names and second.parties:
        score += 1.0 if names & {party.name for party in second.parties} else -0.5
    if first.where and second.where and first.where.value.name == second.where.value.name:
        score += 0.75
    if first.when and second.when and (first.when.value.start or "")[:10] == (second.when.value.start or "")[:10]:
        score += 0.75
    if first.mode == second.mode == "release" and second.paragraph - first.paragraph <= 1:
        score += 0.75
    return score + (1.0 if _shared_figures(first, second) > 0 else 0.0)


def _told_closer(story: Story, first: Draft, second: Draft) -> bool:
    """Whether a march told in the lead is told again from nearer: in the same town, by people whom nobody names."""
    sides = first.party("actor"), second.party("actor")
    nameless = all(side is not None and _is_nameless(story, side) for side in sides)
    fresh = second.own_time or first.where is None or second.where is None
    return first.paragraph == 0 < second.paragraph and nameless and not fresh


def _fold(story: Story, first: Draft, second: Draft) -> None:
    """Takes over from the second telling what the first lacks."""
    first.triggers.extend(second.triggers)
    first.others.append(second.anchor)
    first.latest = max(first.latest, second.paragraph)
    first.mode = first.mode or second.mode
    _fold_circumstances(first, second)
    mine, other = first.party("actor"), second.party("actor")
    if mine is not None and other is not None and _is_nameless(story, mine) and not _is_nameless(story, other):
        first.parties = [other if party is mine else party for party in first.parties]
    for party in second.parties:
        unfilled = first.party(party.role) is None or party.role == "participant"
        if unfilled and not any(known.name == party.name for known in first.parties):
            first.parties.append(party)
    kinds = {mark.value.kind for mark in first.weapons}
    first.weapons.extend(mark for mark in second.weapons if mark.value.kind not in kinds)
    for figure in second.casualties:
        _fold_figure(first, figure)
    known_damage = {(mark.value.object, mark.value.effect) for mark in first.damage}
    first.damage.extend(m for m in second.damage if (m.value.object, m.value.effect) not in known_damage)
    known_services = {(fact.service, fact.effect) for fact in first.services}
    first.services.extend(f for f in second.services if (f.service, f.effect) not in known_services)
    for voice in second.voices:
        named = voice.speaker is not None or voice.via
        if named and not any(known.speaker == voice.speaker for known in first.voices):
            first.voices.append(voice)


def _fold_circumstances(first: Draft, second: Draft) -> None:
    fresh = second.when and (first.when is None or (second.own_time and not first.own_time))
    if second.when and (fresh or finer_time(first, second)):
        first.when, first.when_rule, first.own_time = second.when, second.when_rule, second.own_time
    if second.where and (first.where is None or (second.own_place and _tells_more(second, first))):
        first.where, first.where_rule, first.own_place = second.where, second.where_rule, second.own_place
        first.town = second.town
    first.duration = first.duration or second.duration


def _tells_more(second: Draft, first: Draft) -> bool:
    """Whether its place is finer, and not a street or house that no gazetteer knows where a town is told.

    Where both count people hurt and no figure is the same, those at the finer place are only some of them.
    """
    value = second.where.value if second.where else None
    vague = value is not None and value.precision == "site" and value.lat is None
    known = first.where is not None and first.where.value.precision == "city" and first.where.value.lat is not None
    some = bool(first.casualties and second.casualties) and _shared_figures(first, second) <= 0
    return is_finer_place(second, first) and not (vague and known) and not some


def _fold_figure(first: Draft, figure: Mark[CasualtyFigure]) -> None:
    for index, known in enumerate(first.casualties):
        same = known.value.outcome == figure.value.outcome
        if same and _equal(known.value.count, figure.value.count):
            if figure.value.of and not known.value.of:
                first.casualties[index] = figure
            return
    first.casualties.append(figure)


def _equal(left: Quantity | None, right: Quantity | None) -> bool:
    return left is not None and right is not None and agree(left, right)
