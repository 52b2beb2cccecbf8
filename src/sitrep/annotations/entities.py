"""Entities: the actors of a story, each with its name, country, sector and roles."""

from __future__ import annotations

from sitrep.annotations.layers import ENTITIES, MENTIONS, SENTENCES, WORDS, Entity, Mention, Span
from sitrep.annotations.sheet import Mark, Sheet


class EntityStep:
    """One entity for all mentions of an actor."""

    name = "entities"
    reads = (SENTENCES, WORDS, MENTIONS)
    writes = ENTITIES

    def marks(self, sheet: Sheet) -> list[Mark[Entity]]:
        """One mark an entity, at its canonical mention; in order of that place, not of ``index``."""
        members: dict[int, list[Mark[Mention]]] = {}
        for mark in sheet.marks(MENTIONS):
            members.setdefault(mark.value.entity, []).append(mark)
        return [self._entity(index, marks) for index, marks in sorted(members.items())]

    def _entity(self, index: int, marks: list[Mark[Mention]]) -> Mark[Entity]:
        best = canonical(marks)
        mention = best.value
        profile = mention.profile
        name = profile.name if profile else ""
        entity = Entity(
            index,
            name,
            mention.kind,
            profile.country if profile else None,
            profile.sector if profile else None,
            roles(marks),
            plural=bool(profile and profile.plural),
            anonymous=bool(profile and profile.anonymous),
            anonymity_reason=profile.reason if profile else None,
            outlet=bool(profile and profile.outlet),
        )
        return Mark(best.start, best.end, entity, self.name)


def canonical(marks: list[Mark[Mention]]) -> Mark[Mention]:
    """The mention that names the actor most fully; the first of equals."""
    named = [mark for mark in marks if mark.value.form == "name"] or marks
    return max(named, key=lambda mark: (mark.end - mark.start, -mark.start))


def roles(marks: list[Mark[Mention]]) -> tuple[Span, ...]:
    """The role words beside the mentions, in order of the text, each once."""
    return tuple(dict.fromkeys(mark.value.role for mark in marks if mark.value.role))
