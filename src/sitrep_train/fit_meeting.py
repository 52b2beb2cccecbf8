"""Learns the numbers of ``codebook/data/meeting.yaml`` from gold stories, once a model is shipped.

    python -m sitrep_train.fit_meeting --gold tests/golden --held --write

For each strength of claim it fits the log odds that a claim is right (an act of its type is told where it stands)
as a line in the encoder's log odds. The rules were written with the gold stories in view, and so are right more often
there than elsewhere; neither they nor the encoder have seen the passages kept for measuring. For status, mode and
background it prints how often rules and encoder are right where they differ, from each probability on. Run it again
whenever the model or the rules have changed.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import get_args

import numpy as np

from sitrep.annotations.encoded import encoded
from sitrep.annotations.layers import SENTENCES
from sitrep.annotations.meeting import ENCODERS, Claim, by_act, claims
from sitrep.annotations.sheet import Sheet, lay
from sitrep.codebook.meeting import FILE, Slope, Strength, meeting
from sitrep.desk.line import steps
from sitrep.documents.document import Document
from sitrep_eval.gold import gold_stories
from sitrep_eval.shapes import told
from sitrep_train.logistic import Floats, fit
from sitrep_train.passage import Passage
from sitrep_train.written import held

#: The line before all evidence, base and slope, and how strongly it holds.
BEFORE = np.array([0.0, 0.5])
HOLD = 4.0
#: A day for the passages to be published on; none tells its own.
PUBLISHED = date(2025, 12, 4)
#: Probabilities from which the encoder may be believed.
STEPS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)


@dataclass(frozen=True)
class Told:
    """What is truly told where a claim stands."""

    mode: str | None
    status: str | None
    background: bool


@dataclass(frozen=True)
class Case:
    """A claim with what the encoder says of its act, and what is told there of an act of its type."""

    claim: Claim
    gold: Told | None


def of_stories(folder: Path) -> Iterator[Case]:
    """The claims in the gold stories of a folder; an act is told in the shortest anchor of its type around the claim.

    Gold does not tell the words of an act, so claims that have to be of another act than one beside them are left out.
    """
    for story in gold_stories(folder):
        events = told(story.report, story.text).events
        for claim in _claims(story.document)[1]:
            if claim.strength == "beside":
                continue
            kind, start = claim.mark.value.type, claim.mark.start
            around = [event for event in events if event.part.type == kind and start in event.anchor]
            part = min(around, key=lambda event: len(event.anchor)).part if around else None
            yield Case(claim, Told(part.mode, part.status, part.background) if part else None)


def of_passages(passages: Iterable[Passage]) -> Iterator[Case]:
    """The claims in the passages: the encoder's are right by their words, the rules' by an act in their sentence.

    What is marked in a passage may tell an act once more, so claims that tell only the harm of one are left out.
    """
    for passage in passages:
        sheet, found = _claims(Document(passage.text, published=PUBLISHED))
        for claim in found:
            if claim.strength == "harm":
                continue
            mark = claim.mark
            own = mark.step == ENCODERS
            within = mark if own else sheet.marks(SENTENCES)[mark.value.sentence]
            told_there = [
                act
                for act in passage.acts
                if act.type == mark.value.type and within.start < act.trigger.end and act.trigger.start < within.end
            ]
            near = min(told_there, key=lambda act: abs(act.trigger.start - claim.mark.start), default=None)
            yield Case(claim, Told(near.mode, near.status, bool(near.background)) if near else None)


def _claims(document: Document) -> tuple[Sheet, list[Claim]]:
    sheet = lay(document, steps())
    reading = encoded(sheet, "triggers")
    if reading is None:
        raise SystemExit("No model is shipped: there is nothing to fit.")
    return sheet, by_act(claims(sheet, reading))


def line_through(odds: Floats, right: Floats, counts: Floats) -> Slope:
    """The logistic line through claims; it never falls, for the encoder's word is no counter-evidence."""
    base, slope = fit(np.stack([np.ones_like(odds), odds], axis=1), right, BEFORE, HOLD, counts).tolist()
    return Slope(base=round(base, 3), slope=round(max(0.0, slope), 3))


def fitted(sets: list[list[Case]]) -> dict[Strength, Slope]:
    """A line for each strength of claim; every set counts the same, however large it is."""
    clip, found = meeting().clip, [case for cases in sets for case in cases]
    share = len(found) / len(sets)
    counts = [share / len(cases) for cases in sets for _ in cases]
    lines: dict[Strength, Slope] = {}
    for strength in get_args(Strength):
        of = [(case, count) for case, count in zip(found, counts, strict=True) if case.claim.strength == strength]
        odds = np.array([max(-clip, min(clip, case.claim.odds)) for case, _ in of])
        right = np.array([float(case.gold is not None) for case, _ in of])
        lines[strength] = line_through(odds, right, np.array([count for _, count in of]))
    return lines


def disagreements(found: list[Case]) -> Iterator[str]:
    """Who is right where rules and encoder differ on status, mode or background, a line each."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for case in found:
        if case.gold is None or case.claim.mark.step == "encoder":
            continue
        value, act, gold = case.claim.mark.value, case.claim.act, case.gold
        if act.type != value.type:
            continue
        for least in STEPS:
            if act.status_probability >= least and act.status != value.status:
                tally[f"status {act.status} {least}"][_who(gold.status, value.status, act.status)] += 1
            if act.mode_probability >= least and value.mode is None:
                tally[f"mode {least}"][_who(gold.mode, None, act.mode)] += 1
            if act.mode_probability >= least and value.mode not in {None, act.mode}:
                tally[f"mode replaced {least}"][_who(gold.mode, value.mode, act.mode)] += 1
            if act.background >= least:
                tally[f"background {least}"][str(gold.background)] += 1
            if 1 - act.background >= least:
                tally[f"news {least}"][str(not gold.background)] += 1
    for name, counts in sorted(tally.items()):
        yield f"{name:32} {dict(counts)}"


def _who(gold: str | None, rules: str | None, encoder: str | None) -> str:
    return (
        "both" if gold == rules == encoder else "rules" if gold == rules else "encoder" if gold == encoder else "none"
    )


def calibration(found: list[Case], lines: dict[Strength, Slope]) -> Iterator[str]:
    """How many claims there are of each strength and tenth of probability, and which share is right, a line each."""
    clip, bins = meeting().clip, defaultdict[tuple[str, int], list[bool]](list)
    for case in found:
        line = lines[case.claim.strength]
        likely = 1 / (1 + math.exp(-(line.base + line.slope * max(-clip, min(clip, case.claim.odds)))))
        bins[case.claim.strength, int(likely * 10)].append(case.gold is not None)
    for (strength, tenth), right in sorted(bins.items()):
        yield f"{strength:8} .{tenth} {len(right):5} {sum(right) / len(right):.3f}"


def write(lines: dict[Strength, Slope]) -> None:
    """The lines put into the codebook's file, all else in it left as it is."""
    path = Path(str(files("sitrep.codebook"))) / "data" / FILE
    text = path.read_text(encoding="utf-8")
    for strength, line in lines.items():
        numbers = f"{{base: {line.base}, slope: {line.slope}}}"
        text = re.sub(rf"(?m)^(  {strength}: )\{{[^}}]*\}}", rf"\g<1>{numbers}", text)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Fits, prints, and writes where asked to."""
    parser = argparse.ArgumentParser(prog="python -m sitrep_train.fit_meeting")
    parser.add_argument("--gold", type=Path, action="append", default=[], help="folder of gold stories")
    parser.add_argument("--held", action="store_true", help="fit on the passages kept for measuring too")
    parser.add_argument("--write", action="store_true", help="put the lines into the codebook")
    given = parser.parse_args()
    if not given.gold and not given.held:
        parser.error("nothing to fit on: give --gold, --held or both")
    sets = [list(of_stories(folder)) for folder in given.gold]
    sets.extend([list(of_passages(held()))] if given.held else [])
    lines, found = fitted(sets), [case for cases in sets for case in cases]
    told_of = [f"{strength:8} {line}" for strength, line in lines.items()]
    sys.stdout.write("\n".join([*told_of, *calibration(found, lines), *disagreements(found)]) + "\n")
    if given.write:
        write(lines)


if __name__ == "__main__":
    main()
