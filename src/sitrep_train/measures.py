"""How well a network in training does on the development sets, decoded as the product decodes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import torch

from sitrep.annotations.decoding import Found, Heads, Numbers, found_spans, joined, pair_scores
from sitrep.annotations.encoder import Reading
from sitrep.annotations.linking import Linked, sayings
from sitrep.annotations.subwords import BREAK, OPENING, windows
from sitrep_train.examples import Example
from sitrep_train.network import Labels, Network
from sitrep_train.passage import ATTRIBUTION, MENTIONS, TEMPLATE_ROLES


def heads_of(network: Network) -> Heads:
    """What the product must know of the network to decode its numbers."""
    labels = network.labels

    def array(tensor: torch.Tensor) -> Numbers:
        return tensor.detach().float().numpy().copy()

    return Heads(
        labels.spans,
        labels.types,
        labels.modes,
        labels.statuses,
        labels.roles,
        labels.incidents,
        array(network.transitions),
        array(network.first),
        array(network.distance),
        array(network.threshold),
    )


@torch.no_grad()
def numbers(network: Network, one: Example) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """The network's tags, heads, tails and incidents for a whole text."""
    spread = windows(len(one.pieces))
    parts: list[tuple[Numbers, ...]] = []
    for start, end in spread:
        ids = torch.tensor([[OPENING, *one.pieces.ids[start:end], BREAK]])
        features = torch.tensor([[0, *one.pieces.features[start:end], 0]])
        with torch.autocast("cpu", torch.bfloat16):
            told = network(ids, torch.ones_like(ids), features)[:4]
        parts.append(tuple(part.float()[0].numpy() for part in told))
    tags, heads, tails = (joined([part[n][1:-1] for part in parts], spread) for n in range(3))
    return tags, heads, tails, np.max([part[3] for part in parts], axis=0)


def f1(gold: int, told: int, right: int) -> float:
    """The harmonic mean of precision and recall, in points."""
    return 200 * right / max(1, gold + told)


def attribution(network: Network, examples: Sequence[Example]) -> dict[str, float]:
    """Exact span F1 of source, cue and content on texts with attribution, and of sayings put together."""
    heads = heads_of(network)
    count: Counter[tuple[str, str]] = Counter()
    for one in examples:
        tags, heads_at, tails_at, incidents = numbers(network, one)
        reading = Reading(one.pieces, heads, tags, (heads_at, tails_at), incidents)
        _tally(one, reading.found(ATTRIBUTION), network.labels, ATTRIBUTION, count)
        _linked(one, network.labels, sayings(reading), count)
    return {
        kind: f1(count["gold", kind], count["told", kind], count["right", kind]) for kind in (*ATTRIBUTION, "linked")
    }


def _linked(one: Example, labels: Labels, told: Sequence[Linked], count: Counter[tuple[str, str]]) -> None:
    source, content = labels.roles.index("say:source"), labels.roles.index("say:content")
    gold = [
        (
            {piece for role, a, b in anchor.fillers if role == source for piece in range(a, b)},
            {piece for role, a, b in anchor.fillers if role == content for piece in range(a, b)},
        )
        for anchor in one.anchors
        if anchor.saying
    ]
    mine = [
        (
            set(range(saying.source.first, saying.source.last) if saying.source else ()),
            {piece for span in saying.content for piece in range(span.first, span.last)},
        )
        for saying in told
    ]
    left = [pair for pair in gold if pair[1]]
    count["gold", "linked"] += len(left)
    count["told", "linked"] += len(mine)
    for sources, contents in mine:
        for other in left:
            same = len(contents & other[1]) / len(contents | other[1])
            if same >= 0.5 and (sources == other[0] or len(sources & other[0]) >= 0.5 * len(sources | other[0])):
                count["right", "linked"] += 1
                left.remove(other)
                break


def _tally(
    one: Example, found: Iterable[Found], labels: Labels, kinds: Sequence[str], count: Counter[tuple[str, str]]
) -> None:
    """Adds how many spans of each kind are gold, told and both."""
    for kind in kinds:
        chain = labels.spans.index(kind)
        gold = {(a, b) for c, a, b in one.spans if c == chain}
        told = {(span.first, span.last) for span in found if span.kind == kind}
        count += Counter({("gold", kind): len(gold), ("told", kind): len(told), ("right", kind): len(gold & told)})


def spans(network: Network, examples: Sequence[Example], kinds: Sequence[str]) -> dict[str, float]:
    """Exact span F1 of each kind on texts that tell of it."""
    heads = heads_of(network)
    count: Counter[tuple[str, str]] = Counter()
    for one in examples:
        found = found_spans(one.pieces.ids, numbers(network, one)[0], heads)
        _tally(one, found, network.labels, kinds, count)
    return {kind: f1(count["gold", kind], count["told", kind], count["right", kind]) for kind in kinds}


def events(network: Network, examples: Sequence[Example]) -> dict[str, float]:
    """Triggers found, and of those found what they report; roles piece by piece at gold triggers."""
    heads, labels = heads_of(network), network.labels
    chain = labels.spans.index("trigger")
    count: Counter[str] = Counter()
    for one in examples:
        tags, heads_at, tails_at, _ = numbers(network, one)
        told = {span.first for span in found_spans(one.pieces.ids, tags, heads) if span.kind == "trigger"}
        gold = {a: anchor for anchor in one.anchors if not anchor.saying for a in [anchor.piece]}
        count += Counter(
            {"gold": sum(c == chain for c, _, _ in one.spans), "told": len(told), "right": len(told & set(gold))}
        )
        for piece, anchor in gold.items():
            count["anchors"] += 1
            for part, right in (("types", anchor.type), ("modes", anchor.mode), ("statuses", anchor.status)):
                count[part] += int(tags[piece, heads.part(part)].argmax()) == right
            count["background"] += int(tags[piece, heads.part("background")][0] > 0) == anchor.background
            for number, role in enumerate(labels.roles):
                if role.startswith("event:"):
                    likely = pair_scores([piece], role, heads, heads_at, tails_at)[0] > 0.5
                    filled = np.zeros_like(likely)
                    for which, a, b in anchor.fillers:
                        if which == number:
                            filled[a:b] = True
                    both = (
                        ("role gold", filled.sum()),
                        ("role told", likely.sum()),
                        ("role right", (likely & filled).sum()),
                    )
                    count += Counter({name: int(n) for name, n in both})
    shares = {
        part: 100 * count[part] / max(1, count["anchors"]) for part in ("types", "modes", "statuses", "background")
    }
    return {
        "trigger": f1(count["gold"], count["told"], count["right"]),
        **shares,
        "roles": f1(count["role gold"], count["role told"], count["role right"]),
    }


def all_of(network: Network, dev: Mapping[str, Sequence[Example]]) -> dict[str, float]:
    """Every measure of the development sets, by the set's name."""
    network.eval()
    said = attribution(network, dev["polnear"])
    filled = spans(network, dev["muc4"], [f"template:{role}" for role in TEMPLATE_ROLES])
    told = events(network, dev["held"])
    kinds = spans(network, dev["held"], [*MENTIONS, *ATTRIBUTION])
    return {
        **{f"polnear {name}": figure for name, figure in said.items()},
        **{f"muc4 {name.removeprefix('template:')}": figure for name, figure in filled.items()},
        **{f"held {name}": figure for name, figure in {**told, **kinds}.items()},
    }
