"""Who takes part, weighed once more: the rules' participants, and those that only the encoder sees in a role."""

from __future__ import annotations

from collections.abc import Iterator

from sitrep.annotations.layers import Mention, PeoplePhrase, Span
from sitrep.annotations.sheet import Mark
from sitrep.codebook.event_types import event_types
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
    for draft in drafts:
        known = [party for role in LEARNT for party in draft.parties if party.role == role]
        stay = [party for party in known if _is_taken(story, draft, party, roles, known)]
        come = [party for party in _others(story, draft, known) if _is_taken(story, draft, party, roles, known)]
        hosts = [party for party in draft.parties if party.role not in LEARNT]
        draft.parties = [*stay, *_once(come), *hosts]


def _is_taken(story: Story, draft: Draft, party: Party, roles: Roles, known: list[Party]) -> bool:
    options: list[Option[Party | None]] = [
        Option(party, draft, party.span, tuple(_signs(story, draft, party, known))),
        nobody(None, draft, ruled=False),
    ]
    return roles.choose(party.role, options).value is not None


def _signs(story: Story, draft: Draft, party: Party, known: list[Party]) -> Iterator[str]:
    """Where the participant is told, and what the rules make of it."""
    yield position(story, draft, party.span)
    if party in known:
        yield "ruled"
    elif any(_is_same(party, other) for other in known):
        yield "other_role"
    elif any(other.role == party.role for other in known):
        yield "one_more"
    else:
        yield "first"
    if party.entity is None:
        yield "described"


def _others(story: Story, draft: Draft, known: list[Party]) -> Iterator[Party]:
    """Everyone told of in the event's sentence, and before it in the paragraph, in every role of its type."""
    kinds = event_types()[draft.type].roles
    for role in LEARNT:
        if role not in kinds:
            continue
        for number in _before(story, draft):
            for party in _told(story, draft, role, number):
                if not any(
                    other.role == role and (_is_same(party, other) or _touches(party, other)) for other in known
                ):
                    yield party


def _before(story: Story, draft: Draft) -> Iterator[int]:
    for number in range(draft.sentence, -1, -1):
        if story.lines[number].paragraph != draft.paragraph:
            return
        yield number


def _told(story: Story, draft: Draft, role: str, sentence: int) -> Iterator[Party]:
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
            yield _described(story, draft, role, people)


def _mentioned(story: Story, draft: Draft, role: str, mark: Mark[Mention]) -> Party | None:
    return party_of(story, role, mark, armed=draft.type in ARMED_ACTS and role == "actor")


def _described(story: Story, draft: Draft, role: str, mark: Mark[PeoplePhrase]) -> Party:
    return described(story, draft, role, mark)


def _is_same(party: Party, other: Party) -> bool:
    if party.entity is not None and party.entity == other.entity:
        return True
    return party.name == other.name


def _touches(party: Party, other: Party) -> bool:
    return party.span[0] < other.span[1] and other.span[0] < party.span[1]


def _once(parties: list[Party]) -> list[Party]:
    """Each participant once a role, where it was told nearest."""
    kept: list[Party] = []
    for party in parties:
        if not any(party.role == other.role and (_is_same(party, other) or _touches(party, other)) for other in kept):
            kept.append(party)
    return kept
