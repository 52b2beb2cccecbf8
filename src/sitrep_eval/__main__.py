"""`python -m sitrep_eval TASK`: the scales at the command line.

Exit codes: 0 weighed, 1 below a floor or a changed corpus, 2 a task not built or an impossible request.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from sitrep.desk.line import steps
from sitrep.errors import SitrepError
from sitrep_eval.attribution import AttributionWeighing, weigh_attributions
from sitrep_eval.bare_pass import bare_pass
from sitrep_eval.errors import BelowFloor, CorpusChanged
from sitrep_eval.gate import Permission, gate
from sitrep_eval.place import weigh_places
from sitrep_eval.place_readings import PLACE_SYSTEMS, Reader
from sitrep_eval.probe import hold_probe, probe
from sitrep_eval.readers import SWITCHES, WHOLE_SYSTEMS, reader
from sitrep_eval.reliability import reliability
from sitrep_eval.roles import RoleWeighing, weigh_roles
from sitrep_eval.speed import speed
from sitrep_eval.tasks import HALVES, SYSTEM_NAMES, TASKS, refuse_unbuilt
from sitrep_eval.time import weigh_times
from sitrep_eval.time_readings import read_times
from sitrep_eval.wire import Read, weigh, write_predictions

GOLD = Path("tests/golden")
FLOORS = Path("tests/gate.json")
PROBE = Path("tests/probe/open.jsonl")
#: Tasks over a corpus of JSON lines, read by a system of choice.
CORPUS_TASKS = ("attribution", "roles")
#: Tasks over whole stories, which the engine reads with or without what is learnt.
WHOLE_TASKS = ("wire", "confidence")
#: Tasks that a file of floors may stand under.
FLOORED = ("gate", "probe")


def parser() -> argparse.ArgumentParser:
    """The verbs and their options."""
    whole = argparse.ArgumentParser(prog="python -m sitrep_eval", description="Weighs what the engine reads.")
    verbs = whole.add_subparsers(dest="task", required=True)
    made = {task.name: verbs.add_parser(task.name, help=task.weighs) for task in TASKS}
    made["wire"].add_argument("--gold", type=Path, required=True, help="folder of NAME.txt with NAME.gold.json")
    for name in WHOLE_TASKS:
        made[name].add_argument("--system", choices=WHOLE_SYSTEMS, default="both", help="who reads (both)")
        made[name].add_argument("--without", action="append", choices=SWITCHES, default=[], help="leave this part out")
    made["wire"].add_argument("--predictions", type=Path, help="write the reports here, one JSON object a line")
    for name in CORPUS_TASKS:
        made[name].add_argument("--gold", type=Path, required=True, help="the corpus, .jsonl or .jsonl.gz")
        made[name].add_argument("--predictions", type=Path, help="write what was read here, in the shape of the corpus")
        made[name].add_argument("--system", choices=SYSTEM_NAMES, help="who reads (what the product ships)")
    made["place"].add_argument("--gold", type=Path, required=True, help="the corpus, .jsonl or .jsonl.gz")
    made["place"].add_argument("--predictions", type=Path, help="write what was read here, in the shape of the corpus")
    made["place"].add_argument("--system", choices=PLACE_SYSTEMS, default="both", help="who reads (both)")
    made["time"].add_argument("--gold", type=Path, required=True, help="the corpus, .jsonl or .jsonl.gz")
    made["time"].add_argument("--predictions", type=Path, help="write what was read here, in the shape of the corpus")
    made["incidents"].add_argument("--gold", type=Path, required=True, help="the corpus, .jsonl or .jsonl.gz")
    made["incidents"].add_argument("--predictions", type=Path, help="write every article with its incident here")
    made["incidents"].add_argument(
        "--half", choices=HALVES, default="all", help="only this half of the incidents (all)"
    )
    made["confidence"].add_argument("--gold", type=Path, required=True, help="folder of NAME.txt with NAME.gold.json")
    made["probe"].add_argument("--gold", type=Path, default=PROBE, help=f"passages, .jsonl ({PROBE})")
    made["probe"].add_argument("--predictions", type=Path, help="write what was read here, one passage a line")
    made["speed"].add_argument("--stories", type=Path, default=Path("examples"), help="folder of .txt stories")
    made["speed"].add_argument("--seconds", type=float, default=5.0, help="how long to read, at least")
    made["pages"].add_argument("--records", type=int, default=100_000, help="how many event records (100000)")
    made["pages"].add_argument("--ledger", type=Path, help="the ledger to serve, made when it is not there; kept")
    made["stream"].add_argument("--records", type=int, default=100_000, help="how many event records (100000)")
    made["stream"].add_argument("--seed", type=int, default=1, help="which made-up stories (1)")
    made["stream"].add_argument("--ledger", type=Path, help="the ledger to fill; a fresh one that is thrown away")
    made["stream"].add_argument("--spoken", action="store_true", help="with statements, actors and longer texts")
    made["questions"].add_argument("--ledger", type=Path, required=True, help="made by stream --spoken --ledger")
    made["gate"].add_argument("--gold", type=Path, default=GOLD, help=f"gold stories ({GOLD})")
    made["gate"].add_argument("--floors", type=Path, default=FLOORS, help=f"the floors file ({FLOORS})")
    made["probe"].add_argument("--floors", type=Path, help="refuse shares below these floors")
    for name in FLOORED:
        made[name].add_argument("--raise", dest="up", action="store_true", help="lift the floors to what is measured")
        made[name].add_argument("--lower", action="store_true", help="let floors drop to what is measured")
        made[name].add_argument("--new-corpus", action="store_true", help="take a changed corpus and its numbers")
    return whole


def run(options: argparse.Namespace, read: Read) -> str:
    """What the task asked for gives, as the text to print."""
    if options.task == "wire":
        weighing = weigh(options.gold, read=read)
        if options.predictions:
            write_predictions(weighing, options.predictions)
        return weighing.to_json()
    if options.task in CORPUS_TASKS:
        return weigh_corpus(options)
    if options.task in OF_OPTIONS:
        return OF_OPTIONS[options.task](options)
    if options.task == "probe":
        return weigh_probe(options)
    if options.task == "place":
        places = weigh_places(options.gold, Reader(options.system))
        if options.predictions:
            places.write_predictions(options.predictions)
        return places.to_json()
    if options.task == "confidence":
        return reliability(options.gold, read=read).to_json()
    if options.task == "speed":
        return speed(options.stories, read=read, line=steps(), bare=bare_pass(), seconds=options.seconds).to_json()
    numbers = gate(options.gold, options.floors, read=read, allowed=permission(options))
    return "\n".join(f"{name:24} {number:.4f}" for name, number in numbers.items())


def permission(options: argparse.Namespace) -> Permission:
    """What the caller lets a gate change."""
    return Permission(up=options.up, down=options.lower, corpus=options.new_corpus)


def weigh_probe(options: argparse.Namespace) -> str:
    """The shares of the probe, its predictions kept and its floors held where asked for."""
    probing = probe(options.gold)
    if options.predictions:
        probing.write_predictions(options.predictions)
    if options.floors:
        hold_probe(options.gold, options.floors, probing, allowed=permission(options))
    return probing.to_json()


def weigh_corpus(options: argparse.Namespace) -> str:
    """The numbers of a corpus task, its predictions kept where asked for."""
    from sitrep_eval.systems import shipped, system

    reader = system(options.system or shipped())
    weighing: AttributionWeighing | RoleWeighing
    if options.task == "attribution":
        weighing = weigh_attributions(options.gold, reader)
    else:
        weighing = weigh_roles(options.gold, reader)
    if options.predictions:
        weighing.write_predictions(options.predictions)
    return weighing.to_json()


def weigh_dated(options: argparse.Namespace) -> str:
    """The numbers of the time task, its predictions kept where asked for."""
    weighing = weigh_times(options.gold, read_times)
    if options.predictions:
        weighing.write_predictions(options.predictions)
    return weighing.to_json()


def weigh_links(options: argparse.Namespace) -> str:
    """The numbers of the incidents task, its predictions kept where asked for."""
    from sitrep_eval.incidents import weigh_incidents

    weighing = weigh_incidents(options.gold, options.half)
    if options.predictions:
        weighing.write_predictions(options.predictions)
    return weighing.to_json()


def weigh_stream(options: argparse.Namespace) -> str:
    """How fast made-up records stream into a ledger."""
    from sitrep_eval.stream import stream

    return stream(options.records, options.ledger, seed=options.seed, spoken=options.spoken).to_json()


def weigh_pages(options: argparse.Namespace) -> str:
    """How quickly a full ledger is served."""
    from sitrep_eval.pages import serve_pages

    return serve_pages(options.records, options.ledger)


def weigh_answers(options: argparse.Namespace) -> str:
    """How long this ledger takes to answer."""
    from sitrep_eval.questions import weigh_questions

    return weigh_questions(options.ledger)


#: Tasks that need nothing but their options.
OF_OPTIONS: dict[str, Callable[[argparse.Namespace], str]] = {
    "time": weigh_dated,
    "incidents": weigh_links,
    "stream": weigh_stream,
    "questions": weigh_answers,
    "pages": weigh_pages,
}


def main(arguments: list[str] | None = None) -> int:
    """The exit code after running one task."""
    verbs = parser()
    options, unknown = verbs.parse_known_args(arguments)
    try:
        refuse_unbuilt(options.task)
        if unknown:
            verbs.error(f"unrecognized arguments: {' '.join(unknown)}")
        read = reader(options.system, options.without) if options.task in WHOLE_TASKS else reader()
        print(run(options, read))
    except SitrepError as problem:
        print(problem, file=sys.stderr)
        return 1 if isinstance(problem, BelowFloor | CorpusChanged) else 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
