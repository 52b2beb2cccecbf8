"""Learns the numbers of ``codebook/data/linking.yaml`` from PolNeAR, once a model is shipped.

    python -m sitrep_train.fit_linking --data ../shared/data --write

What ties a span to a cue is fitted on the gold spans of a slice of the train part; what is printed beside it is the
share of ties that the fitted weights tell rightly, there and in the dev part. The encoder is surer of texts that it
was trained on, so how far the weights lean towards a source and against a paragraph break, and how faint a cue is still
seen, is chosen by the linked F1 of the dev part; what is printed last is that of each half of the articles under what
is best for the other half. Run it again whenever the model has changed.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Final, get_args

import numpy as np
from numpy.typing import NDArray

from sitrep.annotations.decoding import Found
from sitrep.annotations.encoder import Reading, encoder
from sitrep.annotations.linking import KINDS, Pairs
from sitrep.codebook.linking import FILE, Faint, Linking, Pull, Tied, linking
from sitrep_eval.attribution import Article, score_attributions
from sitrep_eval.corpora import read_corpus
from sitrep_eval.encoder_readings import said_by_encoder
from sitrep_train import corpora
from sitrep_train.logistic import Floats, fit
from sitrep_train.passage import Passage, Span

#: Every how manieth article of the train part is read.
SLICE: Final = 12
#: The weights before all evidence, and how strongly they hold.
BEFORE: Final = np.array([0.0, 0.5, 0.0, -1.0, -2.0])
HOLD: Final = 2.0
#: What may be added to the fitted base of sources and to what a paragraph break costs a content, and by how much
#: fainter cues may be looked for.
BASES: Final = (0.0, 1.0, 2.0)
BREAKS: Final = (0.0, -1.5)
EAGER: Final = (1.5, 2.0, 2.5)
#: What speaks for a span and a cue, and whether gold ties them.
Case = tuple[tuple[float, ...], bool]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Read:
    """A passage with what the encoder reads in it and the gold spans of each kind, in pieces."""

    passage: Passage
    reading: Reading
    gold: Mapping[str, frozenset[tuple[int, int]]]


def read_all(passages: Iterable[Passage]) -> list[Read]:
    """The passages as the shipped encoder reads them."""
    opened = encoder()
    if opened is None:
        raise SystemExit("No model is shipped: there is nothing to fit.")
    found: list[Read] = []
    for passage in passages:
        reading = opened.read(passage.text)
        if reading is not None:
            gold = {
                kind: frozenset(_at(reading, span) for span in passage.spans if span.kind == kind) for kind in KINDS
            }
            found.append(Read(passage, reading, gold))
    return found


def _at(reading: Reading, span: Span) -> tuple[int, int]:
    return reading.covered(span.start, span.end)


def ties(read: Read, kind: Tied) -> list[Case]:
    """What speaks for each gold span of the kind and a gold cue that may take it, and whether that cue does."""
    cues = [Found(*at, "cue", 1.0) for at in sorted(read.gold["cue"])]
    if not cues:
        return []
    reading = read.reading
    pairs = Pairs(
        reading.pieces.ids, cues, kind, reading.heads, (reading.anchors, reading.fillers), linking().pulls[kind]
    )
    tied = {(_at(reading, link.anchor), _at(reading, link.target)) for link in read.passage.links if link.role == kind}
    found: list[Case] = []
    for at in sorted(read.gold[kind]):
        span, place = Found(*at, kind, 1.0), sum(cue.first < at[0] for cue in cues)
        for number in (place - 1, place) if kind == "content" else range(len(cues)):
            if 0 <= number < len(cues):
                cue = cues[number]
                found.append((pairs.signs(number, span), ((cue.first, cue.last), at) in tied))
    return found


def pull(cases: Sequence[Case]) -> Pull:
    """The weights under which the gold ties are likeliest."""
    signs = np.array([signs for signs, _ in cases])
    right = np.array([float(tied) for _, tied in cases])
    weights = [round(float(weight), 2) for weight in fit(signs, right, BEFORE, HOLD)]
    base, model, after, apart, breaks = weights
    return Pull(base=base, model=max(model, 0), after=after, apart=min(apart, 0), breaks=min(breaks, 0))


def share_right(cases: Sequence[Case], weights: Pull) -> float:
    """The share of these pairs that the weights tell rightly, tied or not."""
    signs, right = np.array([signs for signs, _ in cases]), np.array([tied for _, tied in cases])
    return float(((signs @ np.array(weights.weights) > 0) == right).mean())


def scores(read: Sequence[Read], articles: Mapping[str, Article], choices: Sequence[Linking]) -> Counts:
    """How many sayings are gold, told and rightly linked: documents x choices x 3."""
    found = np.zeros((len(read), len(choices), 3), dtype=np.int64)
    for document, one in enumerate(read):
        article = articles[one.passage.id]
        for number, choice in enumerate(choices):
            told = said_by_encoder(one.reading, choice)
            row = score_attributions([article], [told]).scores["linked"]
            found[document, number] = len(article.said), len(told), round(row["r"] * len(article.said))
    return found


def f1(counted: Counts) -> Floats:
    """The harmonic mean of precision and recall by choice, in points."""
    gold, told, right = np.moveaxis(counted, -1, 0)
    return np.asarray(200 * right / np.maximum(gold + told, 1))


def choices_of(pulls: Mapping[Tied, Pull]) -> list[Linking]:
    """The fitted pulls with every way of leaning them and of seeing faint cues."""
    source, content = pulls["source"], pulls["content"]
    return [
        Linking(
            pulls={
                "source": source.model_copy(update={"base": round(source.base + base, 2)}),
                "content": content.model_copy(update={"breaks": round(content.breaks + breaks, 2)}),
            },
            faint={"source": linking().faint["source"], "cue": Faint(eager=eager, cost=linking().faint["cue"].cost)},
            empty=linking().empty,
        )
        for base, breaks, eager in product(BASES, BREAKS, EAGER)
    ]


def write(chosen: Linking) -> None:
    """The numbers put into the codebook's file, all else in it left as it is."""
    path = Path(str(files("sitrep.codebook"))) / "data" / FILE
    text = path.read_text(encoding="utf-8")
    for part, entries in (("pulls", chosen.pulls), ("faint", chosen.faint)):
        head, _, rest = text.partition(f"\n{part}:\n")
        for kind, entry in entries.items():
            numbers = ", ".join(f"{name}: {number}" for name, number in entry.model_dump().items())
            rest = re.sub(rf"(?m)^(  {kind}: )\{{[^}}]*\}}", rf"\g<1>{{{numbers}}}", rest, count=1)
        text = f"{head}\n{part}:\n{rest}"
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Fits, prints, and writes where asked to."""
    parser = argparse.ArgumentParser(prog="python -m sitrep_train.fit_linking")
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--write", action="store_true", help="put the pulls into the codebook")
    given = parser.parse_args()
    train = read_all(corpora.polnear(given.data, "train")[::SLICE])
    dev = read_all(corpora.polnear(given.data, "dev"))
    pulls: dict[Tied, Pull] = {}
    for kind in get_args(Tied):
        own, others = ([case for one in read for case in ties(one, kind)] for read in (train, dev))
        pulls[kind] = pull(own)
        rates = f"{share_right(own, pulls[kind]):.4f}, dev {share_right(others, pulls[kind]):.4f}"
        sys.stdout.write(f"{kind:8} {pulls[kind]}\n         {len(own)} pairs, told rightly {rates}\n")
    choices = choices_of(pulls)
    articles = {article.id: article for article in read_corpus(given.data / "polnear" / "dev.jsonl.gz", Article)}
    found = scores(dev, articles, choices)
    chosen = int(f1(found.sum(axis=0)).argmax())
    halves = sum(found[half::2, int(f1(found[1 - half :: 2].sum(axis=0)).argmax())].sum(axis=0) for half in (0, 1))
    left_out = float(f1(np.asarray(halves)))
    sys.stdout.write(f"{choices[chosen].faint}\nlinked {f1(found.sum(axis=0))[chosen]:.2f}, left out {left_out:.2f}\n")
    if given.write:
        write(choices[chosen])


if __name__ == "__main__":
    main()
