"""One story as the engine of efforts sees it: the meetings, remarks, positions and proposals that it tells of."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.processes.naming import Mention, mentions
from sitrep.processes.parties import Cast
from sitrep.processes.remarks import Remark, remarks
from sitrep.processes.sayings import Saying, sayings
from sitrep.processes.telling import Telling, tellings
from sitrep.records.report import Report


@dataclass(frozen=True)
class Story:
    """What one story tells of efforts; ``matter`` are the keys of the parties that it names."""

    document: str
    outlet: str | None
    published: str
    tellings: tuple[Telling, ...]
    remarks: tuple[Remark, ...]
    sayings: tuple[Saying, ...]
    mentions: tuple[Mention, ...]
    matter: frozenset[str]

    @property
    def is_silent(self) -> bool:
        """Whether it tells nothing of any effort."""
        return not (self.tellings or self.remarks or self.sayings or self.mentions)


def story_of(report: Report, text: str) -> Story:
    """The story, by its report and its stored text."""
    cast = Cast(report)
    told = tellings(report, text, cast)
    named = mentions(report, text, cast)
    return Story(
        document=report.document.id,
        outlet=report.document.outlet,
        published=report.document.published or "",
        tellings=told,
        remarks=remarks(report, text, cast, told),
        sayings=sayings(report, text, cast, named),
        mentions=named,
        matter=frozenset(party.key for _, _, party in cast.mentions),
    )
