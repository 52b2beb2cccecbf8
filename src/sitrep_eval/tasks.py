"""Every task the scales know, built or not yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sitrep_eval.errors import NotBuilt


@dataclass(frozen=True)
class Task:
    """Something the scales weigh; a task not yet built gives no numbers at all."""

    name: str
    weighs: str
    built: bool = False


#: To add a task, put it here and give it a verb in __main__.
TASKS: tuple[Task, ...] = (
    Task("wire", "whole stories against gold: events, facts and statements", built=True),
    Task("gate", "the project's own gold stories against their floors", built=True),
    Task("confidence", "stated confidence against what gold confirms", built=True),
    Task("speed", "stories a second, beside the bare model; cold starts and memory", built=True),
    Task("attribution", "sources, cues and contents against attribution corpora", built=True),
    Task("time", "expressions of time against TIMEX3 corpora", built=True),
    Task("place", "toponyms against gazetteer corpora", built=True),
    Task("probe", "days and places of short passages against what a coder would write down", built=True),
    Task("roles", "who did what to whom against template corpora", built=True),
    Task("stream", "made-up records streaming into a fresh ledger: speed, growth of cost, memory", built=True),
    Task("questions", "how long a large ledger takes to answer what pages and the API ask", built=True),
    Task("pages", "a full ledger served: lists, search, map, files, start and memory", built=True),
    Task("incidents", "articles linked one by one into incidents, against a linked corpus", built=True),
)

#: Who may read for the attribution and roles tasks: the rules alone, the model's own marks, or the two put together.
#: The product ships the last that is built.
SYSTEM_NAMES: Final = ("rules", "encoder", "both")
#: Which incidents of a corpus are linked: all, those that the weights are learnt from, or those held back.
HALVES: Final = ("all", "learnt", "held")


def refuse_unbuilt(name: str) -> None:
    """Refuses a task that has no scale yet; its numbers would be made up."""
    task = next(task for task in TASKS if task.name == name)
    if not task.built:
        built = ", ".join(task.name for task in TASKS if task.built)
        raise NotBuilt(f"The task {name!r} ({task.weighs}) is not built yet.", check=f"Built are: {built}.")
