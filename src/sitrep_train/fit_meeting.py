"""Learns the numbers of ``codebook/data/meeting.yaml`` from what the encoder has not seen, once a model is shipped.

    python -m sitrep_train.fit_meeting --write

It is fitted on the passages kept from the encoder's training, which the rules were not written on either: on stories
that either has seen, that one is believed too much. ``--gold FOLDER`` takes gold stories instead.

For each strength of claim it fits the log odds that a claim is right (its words stand in a gold anchor of its type,
or its sentence holds such a trigger) as a line in the encoder's log odds. For status, mode and background it prints
how often rules and encoder are right where they differ, from each probability on. Run it again whenever the model or
the rules have changed.
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
from sitrep.annotations.meeting import Claim, by_act, claims
from sitrep.annotations.sheet import lay
from sitrep.codebook.meeting import FILE, Slope, Strength, meeting
from sitrep.desk.line import steps
from sitrep.documents.document import Document
from sitrep_eval.gold import GoldStory, gold_stories
from sitrep_eval.shapes import Event, told
from sitrep_train.logistic import Floats, fit
from sitrep_train.passage import Act, Passage
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
    """An act of a passage and where it is told: its sentence, unlike the anchor of a gold event."""

    part: Act
    anchor: range


@dataclass(frozen=True)
class Case:
    """A claim with what the encoder says of its act, and the gold event it stands in."""

    claim: Claim
    gold: Event | Told | None


def cases(stories: Iterable[GoldStory]) -> Iterator[Case]:
    """Every claim of rules or encoder in the stories."""
    for story in stories:
        sheet = lay(story.document, steps())
        reading = encoded(sheet, "triggers")
        if reading is None:
            raise SystemExit("No model is shipped: there is nothing to fit.")
        gold = told(story.report, story.text).events
        for claim in by_act(claims(sheet, reading)):
            yield Case(claim, _gold_of(claim, gold))


def kept_cases(passages: Iterable[Passage]) -> Iterator[Case]:
    """Every claim of rules or encoder in the passages; an act's anchor there is its sentence."""
    for passage in passages:
        sheet = lay(Document(passage.text, published=PUBLISHED), steps())
        reading = encoded(sheet, "triggers")
        if reading is None:
            raise SystemExit("No model is shipped: there is nothing to fit.")
        gold = list(_told_in(passage, [(mark.start, mark.end) for mark in sheet.marks(SENTENCES)]))
        for claim in by_act(claims(sheet, reading)):
            yield Case(claim, _gold_of(claim, gold))


def _told_in(passage: Passage, sentences: list[tuple[int, int]]) -> Iterator[Told]:
    for act in passage.acts:
        whole = [range(start, end) for start, end in sentences if start <= act.trigger.start < end]
        anchor = whole[0] if whole else range(act.trigger.start, act.trigger.end)
        yield Told(act, anchor)


def _gold_of(claim: Claim, events: Iterable[Event | Told]) -> Event | Told | None:
    """The gold event of the claim's type in whose anchor its words stand, the one of the shortest anchor."""
    fit = [event for event in events if event.part.type == claim.mark.value.type and claim.mark.start in event.anchor]
    return min(fit, key=lambda event: len(event.anchor), default=None)


def line_through(odds: Floats, right: Floats) -> Slope:
    """The logistic line through claims; it never falls, for the encoder's word is no counter-evidence."""
    base, slope = fit(np.stack([np.ones_like(odds), odds], axis=1), right, BEFORE, HOLD).tolist()
    return Slope(base=round(base, 3), slope=round(max(0.0, slope), 3))


def fitted(found: list[Case]) -> dict[Strength, Slope]:
    """A line for each strength of claim."""
    clip = meeting().clip
    lines: dict[Strength, Slope] = {}
    for strength in get_args(Strength):
        of = [case for case in found if case.claim.strength == strength]
        odds = np.array([max(-clip, min(clip, case.claim.odds)) for case in of])
        lines[strength] = line_through(odds, np.array([float(case.gold is not None) for case in of]))
    return lines


def disagreements(found: list[Case]) -> Iterator[str]:
    """Who is right where rules and encoder differ on status, mode or background, a line each."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for case in found:
        if case.gold is None or case.claim.mark.step == "encoder":
            continue
        value, act, gold = case.claim.mark.value, case.claim.act, case.gold.part
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
    parser.add_argument("--gold", type=Path, action="append", help="folder of gold stories, instead of kept passages")
    parser.add_argument("--write", action="store_true", help="put the lines into the codebook")
    given = parser.parse_args()
    if given.gold:
        found = list(cases(story for folder in given.gold for story in gold_stories(folder)))
    else:
        found = list(kept_cases(held()))
    lines = fitted(found)
    told_of = [f"{strength:8} {line}" for strength, line in lines.items()]
    sys.stdout.write("\n".join([*told_of, *calibration(found, lines), *disagreements(found)]) + "\n")
    if given.write:
        write(lines)


if __name__ == "__main__":
    main()
