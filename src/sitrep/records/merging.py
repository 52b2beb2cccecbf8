"""A thing told twice in one story is one event."""

from __future__ import annotations

import re

from sitrep.annotations.layers import Quantity
from sitrep.records.drafts import Draft, Story

SEPARATE = re.compile(r"\b(?:another|separate(?:ly)?|second|third|other|elsewhere|also|a different|later|meanwhile|further)\b")
#: Two tellings of one attack must be at least this alike.
THRESHOLD = 2.0
#: An attack's victims are told at most this many paragraphs after it.
NEAR = 2
#: This many weapons of one kind make a wave, not one of its strikes.
WAVE = 20
SPREAD = {"site": 0, "city": 1, "district": 2, "region": 3, "country": 4}


def merge(story: Story, drafts: list[Draft]) -> list[Draft]:
    """The drafts with each second telling folded into the first."""
    kept: list[Draft] = []
    for draft in drafts:
        first = _told_before(story, kept, draft)
        if first is None:
            kept.append(draft)
        else:
            _fold(first, draft)
    return kept


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
    if first.type == "ASSAULT" and _continues(first, second):
        return THRESHOLD + 1  # "Two passers-by were lightly wounded": more of the attack just told
    if first.background != second.background:
        return -1
    if first.type not in {"ASSAULT", "CONSULT", "RETREAT", "DISRUPT", "PROTEST", "SANCTION", "COERCE", "AGREE", "INTERCEPT", "AID", "MOBILIZE"}:
        return -1
    if not _same_time(first, second) or not _same_place(first, second) or not _same_sides(first, second):
        return -1
    if first.type == "ASSAULT":
        return _attacks(story, first, second)
    return _acts(story, first, second)


def _attacks(story: Story, first: Draft, second: Draft) -> float:
    line = story.lines[second.sentence]
    if SEPARATE.search(line.lower[: second.trigger.start - line.mark.start]) and not second.trigger.value.anaphoric:
        return -1
    if not _same_weapons(first, second):
        return -1
    score = 0.0
    shared = _shared_figures(first, second)
    if shared < 0:
        return -1
    score += shared
    if second.trigger.value.anaphoric:
        score += 1.5 if second.paragraph - first.paragraph <= 1 else 0.8
    if first.where and second.where and second.own_place and first.own_place:
        score += 1.5 if first.where.value.name == second.where.value.name else 0.5
    if first.mode and first.mode == second.mode:
        score += 0.5
    if first.paragraph == second.paragraph:
        score += 0.5 if not second.own_place else 0
        if not second.own_place and not second.own_time and not second.casualties:
            score += 1.0
    if first.own_time and second.own_time:
        score += 0.5
    if first.paragraph == 0 and second.paragraph <= 2:  # noqa: PLR2004
        score += 0.5
    return score


def _continues(first: Draft, second: Draft) -> bool:
    """Whether the second only tells who was hurt in the first."""
    if not _is_aftermath(second) or second.own_place or second.sentence < first.sentence:
        return False
    if not _same_time(first, second) or second.paragraph - first.paragraph > NEAR:
        return False
    return _same_sides(first, second)


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
            if mine.value.outcome != other.value.outcome or mine.value.count is None or other.value.count is None:
                continue
            score += 1.5 if _agree(mine.value.count, other.value.count) else -0.75
    return score


def _agree(left: Quantity, right: Quantity) -> bool:
    if left.best is not None and right.best is not None:
        return left.best == right.best
    return left.low == right.low and left.high == right.high


def _same_weapons(first: Draft, second: Draft) -> bool:
    mine = {mark.value.kind for mark in first.weapons if mark.value.kind}
    other = {mark.value.kind for mark in second.weapons if mark.value.kind}
    counts = [{(m.value.kind, m.value.count.best) for m in draft.weapons if m.value.count and (m.value.count.best or 0) > 5} for draft in (first, second)]  # noqa: PLR2004
    for told, other_told, draft in ((counts[0], counts[1], first), (counts[1], counts[0], second)):
        national = draft.where is not None and draft.where.value.precision == "country"
        if told and not other_told and (national or max(n or 0 for _, n in told) >= WAVE):
            return False  # the national wave and one of its strikes
    if mine and other and not mine & other:
        return first.mode is not None and first.mode == second.mode
    return not (first.mode and second.mode and first.mode != second.mode and not mine & other)


def _same_time(first: Draft, second: Draft) -> bool:
    if first.when is None or second.when is None:
        return True
    a, b = first.when.value, second.when.value
    start_a, end_a = (a.start or a.end or "")[:10], (a.end or a.start or "")[:10]
    start_b, end_b = (b.start or b.end or "")[:10], (b.end or b.start or "")[:10]
    return start_a <= end_b and start_b <= end_a


def _same_place(first: Draft, second: Draft) -> bool:
    """Whether one place may be the other or lie within it."""
    if first.where is None or second.where is None:
        return True
    a, b = first.where.value, second.where.value
    if a.name == b.name or (a.geonames_id and a.geonames_id == b.geonames_id):
        return True
    if a.country != b.country:
        return False
    if SPREAD[a.precision] >= 3 or SPREAD[b.precision] >= 3:  # noqa: PLR2004
        wide, fine = (a, b) if SPREAD[a.precision] >= SPREAD[b.precision] else (b, a)
        return wide.precision == "country" or fine.admin1 is None or wide.admin1 == fine.admin1
    return {a.precision, b.precision} >= {"site"} and (a.admin1 == b.admin1) and (a.name in b.within or b.name in a.within or _near(a.lat, a.lon, b.lat, b.lon))


def _near(lat: float | None, lon: float | None, lat2: float | None, lon2: float | None) -> bool:
    if lat is None or lon is None or lat2 is None or lon2 is None:
        return True
    return abs(lat - lat2) < 0.3 and abs(lon - lon2) < 0.4  # noqa: PLR2004


def _same_sides(first: Draft, second: Draft) -> bool:
    mine, other = first.party("actor"), second.party("actor")
    if mine is None or other is None or mine.name == other.name:
        return True
    if mine.country and other.country and mine.country != other.country:
        return False
    return not (mine.entity is not None and other.entity is not None and mine.sector != other.sector)


def _acts(story: Story, first: Draft, second: Draft) -> float:
    """One meeting, exchange or outage told twice."""
    if first.mode and second.mode and first.mode != second.mode and first.type != "CONSULT":
        return -1
    if first.type == "DISRUPT":
        mine = {(fact.service, fact.effect) for fact in first.services}
        other = {(fact.service, fact.effect) for fact in second.services}
        if not mine & other:
            return -1
        counts = [{(m.value.low, m.value.high) for f in d.services for m in (f.people, f.households) if m} for d in (first, second)]
        if counts[0] & counts[1]:
            return THRESHOLD
        return 2.0 if first.where and second.where and first.where.value.name == second.where.value.name else 0.5
    planned = {"planned", "hypothetical"}
    if (first.status in planned) != (second.status in planned):
        return -1
    score = 0.0
    if second.trigger.value.anaphoric:
        score += 1.5
    names_a = {party.name for party in first.parties}
    names_b = {party.name for party in second.parties}
    if names_a and names_b:
        score += 1.0 if names_a & names_b else -0.5
    if first.where and second.where and first.where.value.name == second.where.value.name:
        score += 0.75
    if first.when and second.when and (first.when.value.start or "")[:10] == (second.when.value.start or "")[:10]:
        score += 0.75
    if first.mode == second.mode == "release" and second.paragraph - first.paragraph <= 1:
        score += 0.75
    if any(_agree(a.value.count, b.value.count) for a in first.casualties for b in second.casualties if a.value.count and b.value.count):
        score += 1.0
    return score


def _fold(first: Draft, second: Draft) -> None:
    """Takes over from the second telling what the first lacks."""
    first.triggers.extend(second.triggers)
    first.others.append(second.anchor)
    first.mode = first.mode or second.mode
    if second.when and (first.when is None or (second.own_time and not first.own_time) or _finer_time(first, second)):
        first.when, first.own_time = second.when, second.own_time
    if second.where and (first.where is None or (second.own_place and SPREAD[second.where.value.precision] < SPREAD[first.where.value.precision])):
        first.where, first.own_place = second.where, second.own_place
    first.duration = first.duration or second.duration
    for party in second.parties:
        if first.party(party.role) is None or party.role == "participant":
            if not any(known.name == party.name for known in first.parties):
                first.parties.append(party)
    for weapon in second.weapons:
        if not any(known.value.kind == weapon.value.kind for known in first.weapons):
            first.weapons.append(weapon)
    for figure in second.casualties:
        _fold_figure(first, figure)
    known_damage = {(mark.value.object, mark.value.effect) for mark in first.damage}
    first.damage.extend(m for m in second.damage if (m.value.object, m.value.effect) not in known_damage)
    known_services = {(fact.service, fact.effect) for fact in first.services}
    first.services.extend(f for f in second.services if (f.service, f.effect) not in known_services)
    for voice in second.voices:
        if voice.speaker is None and not voice.via:
            continue
        if not any(known.speaker == voice.speaker for known in first.voices):
            first.voices.append(voice)


def _fold_figure(first: Draft, figure: object) -> None:
    from sitrep.annotations.layers import CasualtyFigure  # noqa: F401,PLC0415

    mark = figure
    for index, known in enumerate(first.casualties):
        same = known.value.outcome == mark.value.outcome  # type: ignore[attr-defined]
        if same and known.value.count and mark.value.count and _agree(known.value.count, mark.value.count):  # type: ignore[attr-defined]
            if mark.value.of and not known.value.of:  # type: ignore[attr-defined]
                first.casualties[index] = mark  # type: ignore[call-overload]
            return
    first.casualties.append(mark)  # type: ignore[arg-type]


def _finer_time(first: Draft, second: Draft) -> bool:
    fine = ["minute", "hour", "part-of-day", "day", "days", "week", "month", "season", "year"]
    if first.when is None or second.when is None or not second.own_time:
        return False
    a, b = first.when.value.precision, second.when.value.precision
    return a is not None and b is not None and fine.index(b) < fine.index(a)
