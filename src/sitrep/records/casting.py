"""Who takes part, weighed once more: the rules' participants, and those that only the encoder sees in a role."""

from __future__ import annotations

from collections.abc import Iterator

from sitrep.annotations.layers import Mention, Span
from sitrep.annotations.sheet import Mark
from sitrep.codebook.event_types import event_types
from sitrep.codebook.role_weights import found_sectors
from sitrep.records.candidates import nobody, position
from sitrep.records.drafts import Draft, Party, Story
from sitrep.records.roles import Option, Roles
from sitrep.records.sides import described, is_part, party_of

#: The roles of participants that the encoder knows.
LEARNT = ("actor", "recipient", "participant", "mediator")
#: Types that states do with their armies.
ARMED_ACTS = frozenset({"ASSAULT", "INTERCEPT", "MOBILIZE"})


def weigh_parties(story: Story, drafts: list[Draft], roles: Roles) -> None:
    """Leaves out participants that too little speaks for, and takes in those that enough does."""
    learnt = [role for role in LEARNT if roles.heard(role)]
    for draft in drafts if learnt else []:
        ruled = [party for party in draft.parties if party.role in learnt]
        gone = [party for party in ruled if not _is_taken(_options(story, draft, party, ruled), roles)]
        draft.parties = [party for party in draft.parties if party not in gone]
        come = [_options(story, draft, party, ruled) for party in _others(story, draft, learnt, ruled, roles)]
        come.sort(key=lambda options: -roles.weigh(_role(options), options[0]))
        for options in come:
            party = options[0].value
            fresh = party is not None and not any(_is_side(party, other) for other in draft.parties)
            if party is not None and fresh and _is_taken(options, roles):
                draft.parties.append(party)


def _role(options: list[Option[Party | None]]) -> str:
    party = options[0].value
    return party.role if party else ""


def _is_taken(options: list[Option[Party | None]], roles: Roles) -> bool:
    return roles.choose(_role(options), options).value is not None


def _options(story: Story, draft: Draft, party: Party, ruled: list[Party]) -> list[Option[Party | None]]:
    """That the participant takes part in the role, and that it does not."""
    taken: Option[Party | None] = Option(party, draft, party.span, tuple(_signs(story, draft, party, ruled)))
    return [taken, nobody(None, draft, ruled=False)]


def _signs(story: Story, draft: Draft, party: Party, known: list[Party]) -> Iterator[str]:
    """Where the participant is told, and what the rules make of it."""
    yield position(story, draft, party.span)
    if party in known:
        named_here = party.entity is not None and story.sentence_at(party.span[0]) == draft.sentence
        yield "ruled" if named_here else "inferred"
    elif any(_is_same(party, other) for other in known):
        yield "other_role"
    elif any(other.role == party.role for other in known):
        yield "one_more"
    else:
        yield "first"
    if party.entity is None and party not in known:
        people = {(mark.start, mark.end) for mark in story.people(story.sentence_at(party.span[0]))}
        yield "described" if party.span in people else "found"


def _others(story: Story, draft: Draft, learnt: list[str], known: list[Party], roles: Roles) -> Iterator[Party]:
    """Everyone told of in the event's sentence, and before it in the paragraph, in every role of its type."""
    kinds = event_types()[draft.type].roles
    for role in (role for role in learnt if role in kinds):
        for number in _before(story, draft):
            for party in _told(story, draft, role, number, roles):
                if not any(_is_side(party, other) for other in known):
                    yield party


def _before(story: Story, draft: Draft) -> Iterator[int]:
    for number in range(draft.sentence, -1, -1):
        if story.lines[number].paragraph != draft.paragraph:
            return
        yield number


def _told(story: Story, draft: Draft, role: str, sentence: int, roles: Roles) -> Iterator[Party]:
    """Those mentioned or described in a sentence, as participants in the role."""
    mentions = story.mentions(sentence)
    spans: list[Span] = []
    for mark in mentions:
        if not is_part(mark, mentions):
            party = _mentioned(story, draft, role, mark)
            if party is not None:
                spans.append(party.span)
                yield party
    for people in story.people(sentence):
        if not any(a < people.end and people.start < b for a, b in spans):
            spans.append((people.start, people.end))
            yield described(story, draft, role, people)
    line, sectors = story.lines[sentence].mark, found_sectors()
    for kind, (start, end) in roles.found(line.start, line.end):
        if not any(a < end and start < b for a, b in spans):
            country = draft.where.value.country if draft.where else None
            yield Party(role, story.text[start:end], None, sectors[kind], country, (start, end))


def _mentioned(story: Story, draft: Draft, role: str, mark: Mark[Mention]) -> Party | None:
    return party_of(story, role, mark, armed=draft.type in ARMED_ACTS and role == "actor")


def _is_same(party: Party, other: Party) -> bool:
    """Whether two participants are one actor, or bear one name."""
    return (party.entity is not None and party.entity == other.entity) or party.name == other.name


def _is_side(party: Party, other: Party) -> bool:
    """Whether a participant says no more than another in the same role: one actor, the same words, the same side."""
    touching = party.span[0] < other.span[1] and other.span[0] < party.span[1]
    side = party.sector is not None and (party.sector, party.country) == (other.sector, other.country)
    return party.role == other.role and (_is_same(party, other) or touching or side)
