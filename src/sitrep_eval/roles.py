"""The roles task: who did it, to whom and with what, weighed as entities against template corpora.

The measure is CEAF-REE, as GRIT and GTT define it.
The entities that fill a role in any template of a document are pooled; entities of the same mentions are one.
A predicted entity stands for a gold one when every mention of it is a mention of the gold one, in any case and
spacing. Each stands for one at most, and the alignment is the one with the most pairs.
Counts are summed over documents and roles; what is predicted for a document without templates is a false alarm.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from sitrep_eval.corpora import read_corpus, write_rows
from sitrep_eval.matching import most_pairs
from sitrep_eval.measures import Row, Tally
from sitrep_eval.shapes import Loose

#: The words of a mention and where they start.
Mention = tuple[str, int]
#: Mentions of one and the same.
Entity = tuple[Mention, ...]
Fillers = Mapping[str, Sequence[Entity]]

ROLES: Final = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


class RoleSystem(Protocol):
    """Whatever reads role fillers out of a text."""

    def roles(self, text: str) -> Fillers:
        """The entities of each role; a role without any may be left out."""
        ...


class Template(Loose):
    """One incident and the entities of its roles."""

    PerpInd: tuple[Entity, ...] = ()
    PerpOrg: tuple[Entity, ...] = ()
    Target: tuple[Entity, ...] = ()
    Victim: tuple[Entity, ...] = ()
    Weapon: tuple[Entity, ...] = ()

    @property
    def fillers(self) -> dict[str, tuple[Entity, ...]]:
        """The entities by role."""
        return {
            "PerpInd": self.PerpInd,
            "PerpOrg": self.PerpOrg,
            "Target": self.Target,
            "Victim": self.Victim,
            "Weapon": self.Weapon,
        }


class Story(Loose):
    """One document of a template corpus."""

    docid: str
    doctext: str
    templates: tuple[Template, ...] = ()

    @property
    def fillers(self) -> dict[str, list[Entity]]:
        """The entities of each role, pooled over the templates."""
        return pooled(*(template.fillers for template in self.templates))


@dataclass(frozen=True)
class RoleWeighing:
    """How a corpus scored, and what was read out of each of its documents."""

    stories: tuple[Story, ...]
    predicted: tuple[dict[str, list[Entity]], ...]
    scores: dict[str, Row]

    def to_json(self) -> str:
        """The numbers as one JSON object."""
        return json.dumps({"documents": len(self.stories), "scores": self.scores}, indent=1)

    def write_predictions(self, path: Path) -> None:
        """What was read, one document a line, in the shape of the corpus: one template, its incident untold."""
        rows = zip(self.stories, self.predicted, strict=True)
        write_rows(({"docid": story.docid, "templates": _as_written(told)} for story, told in rows), path)


def pooled(*templates: Fillers) -> dict[str, list[Entity]]:
    """The entities of each role over several templates; entities of the same mentions are one, the first."""
    found: dict[str, dict[frozenset[str], Entity]] = {role: {} for role in ROLES}
    for template in templates:
        for role, entities in template.items():
            for entity in filter(None, entities):
                found[role].setdefault(names(entity), entity)
    return {role: list(entities.values()) for role, entities in found.items()}


def names(entity: Entity) -> frozenset[str]:
    """The mentions of an entity as words alone, in lower case with single spaces."""
    return frozenset(" ".join(words.casefold().split()) for words, _ in entity)


def stands_for(gold: Entity, predicted: Entity) -> bool:
    """Every mention of the predicted entity is one of the gold entity."""
    return names(predicted) <= names(gold)


def weigh_roles(gold: Path, system: RoleSystem) -> RoleWeighing:
    """The documents of a corpus read by the system and scored."""
    stories = read_corpus(gold, Story)
    return score_roles(stories, [system.roles(story.doctext) for story in stories])


def score_roles(stories: Sequence[Story], predicted: Sequence[Fillers]) -> RoleWeighing:
    """How these readings, one for each document, fill its roles."""
    tallies = {name: Tally() for name in ("micro", *ROLES)}
    told = tuple(pooled(one) for one in predicted)
    for story, ours in zip(stories, told, strict=True):
        for role, marked in story.fillers.items():
            hits = most_pairs(marked, ours[role], stands_for)
            for name in ("micro", role):
                tallies[name].add(hits, len(marked), len(ours[role]))
    return RoleWeighing(tuple(stories), told, {name: tally.row() for name, tally in tallies.items()})


def _as_written(told: dict[str, list[Entity]]) -> list[dict[str, Any]]:
    return [{"incident_type": None, **told}] if any(told.values()) else []
