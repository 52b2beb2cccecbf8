"""Mentions of actors: people, bodies, states, armed groups and the unnamed, each with its entity."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sitrep.annotations.actor_names import named_actors, state_actors
from sitrep.annotations.cases import Case, Cases
from sitrep.annotations.groups import Groups, grounds
from sitrep.annotations.layers import MENTIONS, SENTENCES, WORDS, Mention, Profile, Span
from sitrep.annotations.organisations import Organisations
from sitrep.annotations.others import Others
from sitrep.annotations.people import People
from sitrep.annotations.references import References
from sitrep.annotations.setting import PlaceNames, Setting
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.annotations.sightings import Range, Sighting, covered
from sitrep.annotations.wording import Wording


class MentionStep:
    """Every mention of an actor with its kind, role, body and entity."""

    name = "mentions"
    reads = (SENTENCES, WORDS)
    writes = MENTIONS

    def __init__(self, names: PlaceNames | None = None) -> None:
        self.names = names

    def marks(self, sheet: Sheet) -> list[Mark[Mention]]:
        """One mark a mention; entities are numbered in order of their first mention."""
        words = Wording(sheet)
        if not len(words):
            return []
        setting = Setting(words, self.names)
        cases = Cases(setting)
        cases.gather(_sightings(setting, sheet.document.outlet))
        references = References(cases)
        references.refer()
        references.reasons(grounds(words))
        return self._laid(words, cases)

    def _laid(self, words: Wording, cases: Cases) -> list[Mark[Mention]]:
        ordered = sorted(cases.cases, key=lambda case: (case.first.begin, case.first.end))
        marks: list[Mark[Mention]] = []
        seen: set[Range] = set()
        for entity, case in enumerate(ordered):
            profile = _profile(case)
            for member in case.members:
                if (member.begin, member.end) in seen:
                    continue
                seen.add((member.begin, member.end))
                marks.append(self._mark(words, entity, case, member, profile))
        return marks

    def _mark(self, words: Wording, entity: int, case: Case, member: Sighting, profile: Profile) -> Mark[Mention]:
        mention = Mention(
            entity,
            case.first.kind,
            member.form,
            words.span(*member.full),
            words.span(*member.role) if member.role else None,
            words.span(*member.affiliation) if member.affiliation else None,
            profile,
        )
        return Mark(*words.span(member.begin, member.end), mention, self.name)


def _sightings(setting: Setting, outlet: str | None) -> list[Sighting]:
    """Every sighting of an actor by name or noun."""
    bodies = Organisations(setting).sightings()
    finder = People(setting, bodies)
    people = finder.sightings()
    bodies = [body for body in bodies if not _is_role_word(body, people)]
    names = [*bodies, *people]
    names += named_actors(setting, covered((s.begin, s.end) for s in names))
    names += Others(setting, finder.left, names, outlet).sightings()
    named = covered((s.begin, s.end) for s in names)
    titled = covered(person.full for person in people)
    unnamed = Groups(setting, named | titled, covered((body.begin, body.end) for body in bodies)).sightings()
    owned = covered((s.begin, s.end) for s in unnamed if not s.plural)
    return [*names, *unnamed, *state_actors(setting, named | titled | owned)]


def _is_role_word(body: Sighting, people: list[Sighting]) -> bool:
    """Whether the body only stands inside a person's title ("police chief")."""
    return any(
        person.role and person.role[0] <= body.begin and body.end <= person.role[1] and body.name == body.noun
        for person in people
    )


def _profile(case: Case) -> Profile:
    names = [member for member in case.members if member.form == "name" and member.name] or [case.first]
    fixed = case.first.kind in {"state", "place-as-actor", "unnamed"}
    best = case.first if fixed else max(names, key=lambda s: (len(s.name.split()), s.name[0].isupper(), -s.begin))
    return Profile(
        best.name,
        case.country,
        case.sector,
        case.sex,
        case.first.plural,
        case.first.anonymous,
        case.first.reason,
        any(m.outlet for m in case.members),
    )


def mention_at(marks: Sequence[Mark[Mention]], start: int, end: int) -> Mark[Mention] | None:
    """The longest mention that lies within, or else covers, the span."""
    inside = mentions_in(marks, (start, end))
    if inside:
        return max(inside, key=lambda mark: (mark.end - mark.start, -mark.start))
    covering = [mark for mark in marks if mark.start <= start and end <= mark.end]
    return min(covering, key=lambda mark: mark.end - mark.start, default=None)


def mentions_in(marks: Sequence[Mark[Mention]], span: Span) -> list[Mark[Mention]]:
    """The mentions that lie wholly within the span, in order; ``marks`` are in order of their start."""
    found: list[Mark[Mention]] = []
    for number in range(bisect_left(marks, span[0], key=lambda mark: mark.start), len(marks)):
        if marks[number].start >= span[1]:
            break
        if marks[number].end <= span[1]:
            found.append(marks[number])
    return found
