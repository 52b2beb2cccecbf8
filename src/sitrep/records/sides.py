"""Who stands where around the words of an event: its subject, its agent, its object and those beside them."""

from __future__ import annotations

from sitrep.annotations.layers import Attribution, Entity, Mention, PeoplePhrase, Span, Trigger
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.signs import signs
from sitrep.records.drafts import Draft, Party, Story

#: Kinds of actors that can fight as a side.
FIGHTING_KINDS = frozenset({"state", "armed-group", "place-as-actor"})
#: Sectors whose people bear arms.
ARMED_SECTORS = frozenset({"MIL", "REB", "PRM", "COP", "UAF", "CRM", "SPY"})
#: How far an object may stand from its verb, in characters.
OBJECT_REACH = 60
POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my"})


def in_anchor(draft: Draft, offset: int) -> bool:
    """Whether an offset lies in the draft's own words."""
    return draft.anchor[0] <= offset < draft.anchor[1]


def between(line: Line, start: int, end: int) -> str:
    """The sentence's lower-case text between two offsets of the document, empty when they are turned about."""
    return line.lower[max(0, start - line.mark.start) : max(0, end - line.mark.start)]


def is_armed(entity: Entity | None) -> bool:
    """Whether these are people or bodies that bear arms."""
    return entity is not None and entity.sector in ARMED_SECTORS


def party_of(story: Story, role: str, mark: Mark[Mention], *, armed: bool = False) -> Party | None:
    """A participant from a mention; a state that fights takes part with its military."""
    entity = story.entity(mark.value.entity)
    if entity is None or entity.outlet:
        return None
    span = mark.value.full if mark.value.form == "name" else (mark.start, mark.end)
    return side_of(role, entity, span, armed=armed)


def side_of(role: str, entity: Entity, span: Span, *, armed: bool = False) -> Party:
    """A participant from an actor of the story and the words that name it here."""
    as_state = armed and entity.kind in {"state", "place-as-actor"}
    sector = "MIL" if as_state else entity.sector
    is_state = entity.kind in {"state", "place-as-actor"}
    return Party(role, entity.name, entity.index, sector, entity.country, span, is_state=is_state)


def described(story: Story, draft: Draft, role: str, mark: Mark[PeoplePhrase]) -> Party:
    """A participant known only by what the words call them, of the country of the place."""
    country = draft.where.value.country if draft.where else None
    for mention in story.mentions(draft.sentence):
        entity = story.entity(mention.value.entity)
        if mark.start <= mention.start < mark.end and entity is not None and entity.country:
            country = entity.country
    return Party(role, story.text[slice(*mark.value.head)], None, mark.value.sector, country, (mark.start, mark.end))


def add(draft: Draft, party: Party | None) -> None:
    """Takes the party in, unless the same one is in the same role already."""
    if party is None:
        return
    for known in draft.parties:
        same = known.name == party.name or (known.entity is not None and known.entity == party.entity)
        same = same or (known.is_state and party.is_state and known.country == party.country)
        if same and (known.role == party.role or party.entity is not None):
            return
    draft.parties.append(party)


def telling(story: Story, sentence: int, offset: int) -> Mark[Attribution] | None:
    """The statement whose content holds this offset."""
    for found in story.attributions(sentence):
        if any(start <= offset < end for start, end in found.value.content):
            return found
    return None


def floor_of(story: Story, draft: Draft, offset: int) -> int:
    """Where the words of the one who tells it begin: a subject stands after them."""
    found = telling(story, draft.sentence, offset)
    if found is None:
        return story.lines[draft.sentence].mark.start
    return max(start for start, end in found.value.content if start <= offset < end)


def _is_head(line: Line, mark: Mark[Mention], floor: int) -> bool:
    """Whether a mention can be a subject: no mere possessor, adjective or part of an adverbial."""
    words = line.lower[mark.value.full[0] - line.mark.start : mark.end - line.mark.start]
    if mark.value.form == "demonym" or words.split()[0] in POSSESSIVES:
        return False
    if signs().sides.possessive.match(line.after(mark.end)):
        return False
    return not _is_governed(line, mark, floor)


def _is_governed(line: Line, mark: Mark[Mention], floor: int) -> bool:
    """Whether a preposition, not a conjunction at the head of the clause, stands before the mention."""
    before = line.before(min(mark.start, mark.value.full[0]))[max(0, floor - line.mark.start) :]
    if signs().sides.opening.fullmatch(before) or signs().sides.counted.search(before):
        return False
    return signs().sides.under_preposition.search(before) is not None


def is_part(mark: Mark[Mention], others: list[Mark[Mention]]) -> bool:
    """Whether the mention is only part of another's title: "UN" in "UN chief Antonio Guterres"."""
    return any(
        other is not mark
        and other.value.full[0] <= mark.start
        and mark.end <= other.value.full[1]
        and other.value.entity != mark.value.entity
        and mark.value.full[1] - mark.value.full[0] < other.value.full[1] - other.value.full[0]
        for other in others
    )


def is_hurt(draft: Draft, mark: Mark[Mention]) -> bool:
    """Whether the mention is among the people hurt."""
    return any(figure.start <= mark.start < figure.end for figure in draft.casualties)


def heads(story: Story, draft: Draft, start: int, end: int) -> list[Mark[Mention]]:
    """The mentions between two offsets that can be subjects, in order."""
    line, mentions = story.lines[draft.sentence], story.mentions(draft.sentence)
    within = [m for m in mentions if start <= m.start and m.end <= end]
    return [m for m in within if _is_head(line, m, start) and not is_part(m, mentions) and not is_hurt(draft, m)]


def adjectival(story: Story, draft: Draft, start: int, end: int) -> Mark[Mention] | None:
    """The side whose people are the subject: "Mali's military rulers", "two Thai jets"."""
    line = story.lines[draft.sentence]
    for mark in story.mentions(draft.sentence):
        if not (start <= mark.start and mark.end <= end) or is_hurt(draft, mark) or mark.value.kind == "person":
            continue
        loose = mark.value.form == "demonym" or signs().sides.possessive.match(line.after(mark.end))
        gap = between(line, mark.end, end)
        if loose and signs().sides.adjective_gap.match(gap.rstrip() + " ") and not _is_governed(line, mark, start):
            return mark
    return None


def subjects(story: Story, draft: Draft, trigger: Mark[Trigger] | None = None) -> list[Mark[Mention]]:
    """The mentions that stand as subject of the trigger, the first of them first."""
    told = trigger or draft.trigger
    span = told.value.subject
    if span is None:
        return []
    return heads(story, draft, max(span[0], floor_of(story, draft, told.start)), span[1])


def subject(story: Story, draft: Draft, trigger: Mark[Trigger] | None = None) -> Mark[Mention] | None:
    """The subject of a verb, also of one joined to an earlier verb: "said X and accused Y"."""
    told = trigger or draft.trigger
    found = subjects(story, draft, told)
    if found:
        return found[0]
    if told.value.form == "noun":
        return None
    line, first = story.lines[draft.sentence], told.value.clause[0]
    lead = between(line, first, told.start)
    floor = floor_of(story, draft, told.start)
    if signs().sides.relative.match(lead):
        named = [m for m in story.mentions(draft.sentence) if floor <= m.start and m.end <= first]
        return named[-1] if named else None
    span = told.value.subject
    loose = adjectival(story, draft, max(span[0], floor), span[1]) if span else None
    if loose is not None:
        return loose
    earlier = heads(story, draft, floor, told.start)
    return earlier[0] if earlier else _speaker_as_subject(story, draft, told)


def is_suffered(story: Story, told: Mark[Trigger]) -> bool:
    """Whether the subject suffers what is told: a passive, also one told by a phrase ("were handed over")."""
    if told.value.passive:
        return True
    line = story.lines[told.value.sentence]
    words = line.lower[told.start - line.mark.start : told.end - line.mark.start]
    if told.value.form not in {"noun", "ed", "participle"}:
        return False
    return (
        signs().sides.being.match(words) is not None
        or signs().sides.being_before.search(line.before(told.start)) is not None
    )


def _speaker_as_subject(story: Story, draft: Draft, told: Mark[Trigger]) -> Mark[Mention] | None:
    """The one who says it, where what is said begins with "it", "we" or its verb."""
    found = telling(story, draft.sentence, told.start)
    if found is None or found.value.speaker is None:
        return None
    start = floor_of(story, draft, told.start)
    said = story.text[start : told.end].lower()
    if told.start - start > len("it had also ") and not signs().sides.own_words.match(said):
        return None
    line_of = [m for m in story.mentions(draft.sentence) if (m.start, m.end) == found.value.speaker]
    return line_of[0] if line_of else None


def agent(story: Story, draft: Draft) -> Mark[Mention] | None:
    """The one after "by"."""
    line = story.lines[draft.sentence]
    for mark in story.mentions(draft.sentence):
        after = mark.start > draft.trigger.start and in_anchor(draft, mark.start)
        if after and signs().sides.agent.search(line.before(mark.value.full[0])):
            return mark
    return None


def doer(story: Story, draft: Draft) -> Mark[Mention] | None:
    """Who did it: the agent of a passive, else the subject."""
    return agent(story, draft) if draft.trigger.value.passive else subject(story, draft)


def beside(story: Story, draft: Draft, first: Mark[Mention]) -> list[Mark[Mention]]:
    """Those told in one breath after the first: "Singapore and Malaysia"."""
    line = story.lines[draft.sentence]
    together = [first]
    for mark in story.mentions(draft.sentence):
        last = max(together[-1].end, together[-1].value.full[1])
        gap = line.lower[last - line.mark.start : mark.value.full[0] - line.mark.start]
        if mark.start >= last and signs().sides.together.match(gap):
            together.append(mark)
    return together[1:]


def object_of(story: Story, draft: Draft) -> Mark[Mention] | None:
    """The first mention after the verb, near enough to be its object."""
    span = draft.trigger.value.object
    if span is None:
        return None
    line, mentions = story.lines[draft.sentence], story.mentions(draft.sentence)
    for mark in mentions:
        if not span[0] <= mark.start < span[1] or is_part(mark, mentions) or not in_anchor(draft, mark.start):
            continue
        words = line.lower[mark.value.full[0] - line.mark.start : mark.end - line.mark.start]
        if words.split()[0] in POSSESSIVES:
            continue
        gap = line.lower[span[0] - line.mark.start : mark.value.full[0] - line.mark.start]
        if mark.value.form == "demonym" and draft.type in {"COERCE", "MOBILIZE"}:
            continue
        if draft.type == "THREATEN" and gap.rstrip().endswith(" that"):
            continue  # "warned that Israel would": the one who is to act, not the one warned
        return mark if len(gap) < OBJECT_REACH and not any(sign in gap for sign in ';:"') else None
    return None
