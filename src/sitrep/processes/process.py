"""Peace efforts as their stories together tell them: meetings, proposals and positions, all derived."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sitrep.codebook.peace_efforts import peace_efforts
from sitrep.processes.decisions import Decision, Settled, settle
from sitrep.processes.gathering import gather, summed, told_together
from sitrep.processes.kinship import Profile, Told, days_between
from sitrep.processes.meetings import Meeting, meeting
from sitrep.processes.naming import Mention
from sitrep.processes.parties import Party
from sitrep.processes.positions import Line, lines
from sitrep.processes.proposals import Proposal, proposals
from sitrep.processes.remarks import Remark
from sitrep.processes.sayings import Saying
from sitrep.processes.story import Story
from sitrep.processes.telling import Telling

#: So many parties give an effort its name at least, and so many at most.
PAIR, NAMED = 2, 3
#: What a story that tells of a meeting weighs beside a party that it names.
TELLS = 10


@dataclass(frozen=True)
class Process:
    """One effort; ``standing`` is ``confirmed`` when a person said so, else ``proposed`` by the engine.

    ``reasons`` say of each meeting why it is in it; ``parties`` are those it is about, the foes first.
    """

    id: str
    name: str
    standing: str
    parties: tuple[Party, ...]
    foes: tuple[Party, ...]
    meetings: tuple[Meeting, ...]
    reasons: Mapping[str, tuple[str, ...]]
    proposals: tuple[Proposal, ...]
    lines: tuple[Line, ...]
    decisions: tuple[Decision, ...]

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues on which anybody took a position, the most spoken of first."""
        counted = Counter(line.issue for line in self.lines for _ in line.said)
        return tuple(sorted(counted, key=lambda issue: (-counted[issue], issue)))

    @property
    def documents(self) -> tuple[str, ...]:
        """The stories that tell of its meetings and positions."""
        told = [document for one in self.meetings for document in one.documents]
        told += [saying.document for line in self.lines for saying in line.said]
        return tuple(dict.fromkeys(told))


@dataclass(frozen=True)
class Efforts:
    """Every effort of a ledger, where every id that an effort ever had leads, and the events of every meeting."""

    processes: tuple[Process, ...]
    leads: Mapping[str, str]
    meetings: Mapping[str, tuple[str, ...]]

    def find(self, id_: str) -> Process | None:
        """The effort to which this id leads now."""
        wanted = self.leads.get(id_, id_)
        return next((one for one in self.processes if one.id == wanted), None)


def efforts(
    stories: Sequence[Story],
    incidents: Mapping[str, str],
    decisions: Sequence[Decision] = (),
    became: Mapping[str, str] | None = None,
) -> Efforts:
    """The efforts of these stories, given in the order in which they came in.

    ``incidents`` says in which incident each event is; an event without one is an incident by itself.
    ``became`` says where the ids of incidents lead that are no more.
    """
    met = _meetings(stories, incidents)
    names = {key: party.name for story in stories for one in story.tellings for key, party in one.parties.items()}
    about = [story.matter for story in stories if story.mentions or any(one.is_peace for one in story.tellings)]
    gathered = gather(list(met.values()), Told(names, told_together(about)))
    settled, leads = settle(gathered, met, decisions, became or {})
    said, named = _shared_out(stories, settled)
    keyed = {party.key: party for story in stories for one in story.tellings for party in one.parties.values()}
    made = [_process(one, said[one.id], named[one.id], keyed) for one in settled]
    return Efforts(
        tuple(sorted(made, key=lambda one: (one.meetings[0].day, one.id))),
        leads,
        {id_: one.events for id_, one in met.items()},
    )


def _meetings(stories: Sequence[Story], incidents: Mapping[str, str]) -> dict[str, Meeting]:
    """Every meeting by its incident, in the order in which they first came in."""
    told: defaultdict[str, list[Telling]] = defaultdict(list)
    said: defaultdict[str, list[Remark]] = defaultdict(list)
    labels: defaultdict[str, set[str]] = defaultdict(set)
    for story in stories:
        for one in story.tellings:
            incident = incidents.get(one.event.id, one.event.id)
            told[incident].append(one)
            labels[incident].update(label for named in story.mentions for label in _labels(named))
        for remark in story.remarks:
            said[incidents.get(remark.event, remark.event)].append(remark)
    found = {id_: meeting(id_, each, said[id_], frozenset(labels[id_])) for id_, each in told.items()}
    return {id_: one for id_, one in found.items() if one is not None}


def _labels(named: Mention) -> Iterator[str]:
    """By what a proposal is known in other stories: its number of points, and whose it is."""
    if named.points:
        yield f"the {named.points}-point {named.noun}"
    if named.author:
        yield f"what {named.author.name} proposed"


def _shared_out(
    stories: Sequence[Story], settled: Sequence[Settled]
) -> tuple[dict[str, list[Saying]], dict[str, list[Mention]]]:
    """What was said and proposed, each in the effort that it is most about."""
    profiles = {one.id: summed(one.meetings) for one in settled}
    said: defaultdict[str, list[Saying]] = defaultdict(list)
    named: defaultdict[str, list[Mention]] = defaultdict(list)
    for story in stories:
        for saying in story.sayings:
            home = _home({saying.party.key}, saying.matter, story, profiles)
            if home is not None:
                said[home].append(saying)
        for mention in story.mentions:
            own = {mention.author.key} if mention.author else set()
            home = _home(own, story.matter, story, profiles)
            if home is not None:
                named[home].append(mention)
    return said, named


def _home(own: Iterable[str], matter: frozenset[str], story: Story, profiles: Mapping[str, Profile]) -> str | None:
    """The effort that a story's words are about: its parties take part in it, and it was not long at rest."""
    best, home = 0, None
    day = date.fromisoformat(story.published[:10]).toordinal() if story.published else None
    for id_, profile in profiles.items():
        tells = story.document in profile.documents
        shared = (matter | set(own)) & profile.matter
        near = day is None or days_between([day], profile.days) <= peace_efforts().rest_days
        others = (story.matter | matter) - set(own)
        meant = bool(shared & profile.foes) and (not others or bool(others & profile.matter))
        takes_part = set(own) <= profile.matter or tells
        if takes_part and near and (tells or meant):
            weight = len(shared) + TELLS * tells
            if weight > best:
                best, home = weight, id_
    return home


def _naming(foes: Sequence[Party], seated: Mapping[str, int]) -> list[str]:
    """The names of the foes that give an effort its name: two, and further ones who sit at the table as often."""
    often = max((seated[party.key] for party in foes), default=0)
    further = [party for party in foes[PAIR:NAMED] if often and 2 * seated[party.key] >= often]
    return sorted(party.name for party in (*foes[:PAIR], *further))


def _process(one: Settled, said: Sequence[Saying], named: Sequence[Mention], parties: Mapping[str, Party]) -> Process:
    profile = summed(one.meetings)
    counted = Counter(key for each in one.meetings for key in each.profile.matter)
    seated = Counter(seat.party.key for each in one.meetings for seat in each.attendance)
    ranked = sorted(profile.matter, key=lambda key: (key not in profile.foes, -seated[key], -counted[key], key))
    foes = tuple(parties[key] for key in ranked if key in profile.foes)
    return Process(
        id=one.id,
        name=one.name or f"{'–'.join(_naming(foes, seated))} talks",
        standing="confirmed" if one.confirmed else "proposed",
        parties=tuple(parties[key] for key in ranked),
        foes=foes,
        meetings=one.meetings,
        reasons=one.reasons,
        proposals=proposals(one.id, named, said),
        lines=lines(said),
        decisions=one.decisions,
    )
