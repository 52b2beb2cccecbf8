"""The annotated corpora, each brought into passages by a reader of its own that states the counts it expects.

The texts stay where they lie; only weights learnt from them go into the product, and the card names every one.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sitrep_train.passage import ATTRIBUTION, TEMPLATE_ROLES, Link, Passage, Span

EXPECTED = {
    "polnear/train": 840,
    "polnear/dev": 84,
    "muc4/roles-train": 1300,
    "muc4/roles-dev": 200,
    "geneva/train": 1963,
    "gum/train": 143,
    "plover/pairs-train": 1050,
}
_RE3D = {
    "Person": "person",
    "Location": "place",
    "Weapon": "weapon",
    "MilitaryPlatform": "vehicle",
    "Vehicle": "vehicle",
    "Quantity": "quantity",
    "Temporal": "time",
    "Organisation": "re3d:organisation",
    "Nationality": "re3d:nationality",
}
_GUM = ("person", "organization", "place", "time", "object", "event", "substance", "animal")
INCIDENTS = ("arson", "attack", "bombing", "forced work stoppage", "kidnapping", "robbery")


class CountError(ValueError):
    """A corpus that does not hold what it should: another version, or a reader that lost something."""


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file, gzip'd or plain."""
    opened = gzip.open if path.suffix == ".gz" else Path.open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def checked(name: str, passages: list[Passage]) -> list[Passage]:
    """The passages, if there are as many as the corpus has."""
    if len(passages) != EXPECTED[name]:
        raise CountError(f"{name}: {EXPECTED[name]} passages were expected, {len(passages)} were read")
    return passages


def polnear(root: Path, part: str) -> list[Passage]:
    """PolNeAR: cue, source and content of every attribution, tied to its cue."""
    return checked(f"polnear/{part}", [_polnear(row) for row in rows(root / "polnear" / f"{part}.jsonl.gz")])


def _polnear(row: dict[str, Any]) -> Passage:
    spans: dict[Span, None] = {}
    links: list[Link] = []
    for told in row["attributions"]:
        parts = {
            kind: [Span(start, end, kind) for mention in told.get(kind, []) for start, end in mention["spans"]]
            for kind in ATTRIBUTION
        }
        spans |= dict.fromkeys(span for kind in ATTRIBUTION for span in parts[kind])
        links += [
            Link(cue, span, kind) for cue in parts["cue"][:1] for kind in ("source", "content") for span in parts[kind]
        ]
    told_of = frozenset((*ATTRIBUTION, "say:source", "say:content"))
    return Passage(row["id"], "polnear", row["text"], tuple(spans), links=tuple(links), told=told_of)


def muc4(root: Path, part: str) -> list[Passage]:
    """MUC-4: the words that fill the five roles of a story's templates, wherever they stand in it."""
    path = root / "muc4" / f"roles-{part}.jsonl.gz"
    return checked(f"muc4/roles-{part}", [_muc4(row) for row in rows(path)])


def _muc4(row: dict[str, Any]) -> Passage:
    text = row["doctext"]
    spans: dict[Span, None] = {}
    for template in row["templates"]:
        for role in TEMPLATE_ROLES:
            for entity in template[role]:
                spans |= dict.fromkeys(_wherever(text, entity, role))
    incidents = frozenset(f"incident:{template['incident_type']}" for template in row["templates"])
    told = frozenset((*(f"template:{role}" for role in TEMPLATE_ROLES), "incident:told")) | incidents
    return Passage(row["docid"], "muc4", text, tuple(spans), told=told)


def _wherever(text: str, entity: list[list[Any]], role: str) -> Iterator[Span]:
    """The entity's mentions wherever the text has their words, of several at one place the longest.

    The keys name words and no places (what stands there as a place is the first occurrence), so each may be meant.
    """
    words = sorted({words for words, _ in entity if words.strip()}, key=len, reverse=True)
    if words:
        for found in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", text):
            yield Span(found.start(), found.end(), f"template:{role}")


def geneva(root: Path, part: str = "train") -> list[Passage]:
    """GENEVA: triggers of 115 frames of general English, learnt beside ours to widen the reader's sense of verbs."""
    return checked(f"geneva/{part}", [_geneva(row) for row in rows(root / "geneva" / f"{part}.jsonl.gz")])


def _geneva(row: dict[str, Any]) -> Passage:
    text, starts, ends = "", [], []
    for token in row["tokens"]:
        text += " " if text and token not in {".", ",", ";", "'s", ")", "?", "!"} else ""
        starts.append(len(text))
        text += token
        ends.append(len(text))
    spans = {
        Span(starts[event["trigger"]["start"]], ends[event["trigger"]["end"] - 1], f"frame:{event['event_type']}"): None
        for event in row["event_mentions"]
    }
    return Passage(row["wnd_id"], "geneva", text, tuple(spans), told=frozenset({"frame"}))


def re3d(root: Path) -> list[Passage]:
    """re3d: entities in reports on Syria and Iraq, one passage a document."""
    found: list[Passage] = []
    for folder in sorted(path for path in (root / "re3d").iterdir() if path.is_dir()):
        spans: dict[str, dict[Span, None]] = {}
        texts = {row["_id"]: row["text"] for row in rows(folder / "documents.json")}
        for entity in rows(folder / "entities.json"):
            kind = _RE3D.get(entity["type"])
            # A few documents were changed after they were marked: what does not stand there is left out.
            if kind and entity["value"] == texts[entity["documentId"]][entity["begin"] : entity["end"]]:
                spans.setdefault(entity["documentId"], {})[Span(entity["begin"], entity["end"], kind)] = None
        found += [
            Passage(row["_id"], "re3d", row["text"], tuple(spans.get(row["_id"], ())), told=frozenset(_RE3D.values()))
            for row in rows(folder / "documents.json")
        ]
    return found


def gum(root: Path, part: str = "train") -> list[Passage]:
    """GUM: entities of general English in eight kinds, one passage a document."""
    with gzip.open(root / "gum" / f"{part}.conllu.gz", "rt", encoding="utf-8") as lines:
        documents = re.split(r"(?m)^# newdoc id = ", lines.read())[1:]
    return checked(f"gum/{part}", [_gum(document) for document in documents])


def _gum(document: str) -> Passage:
    name, _, body = document.partition("\n")
    text = ""
    opened: dict[str, list[tuple[int, str]]] = {}
    spans: dict[Span, None] = {}
    for line in body.splitlines():
        if line.startswith("# newpar") and text and not line.startswith("# newpar_"):
            text = text.rstrip() + "\n\n"
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        start = len(text)
        text += columns[1]
        entity = re.search(r"Entity=([^|]+)", columns[9])
        for mark in re.findall(r"\([^()]+\)?|[^()]+\)", entity[1] if entity else ""):
            number, _, rest = mark.strip("()").partition("-")
            if mark.startswith("("):
                opened.setdefault(number, []).append((start, rest.split("-")[0]))
            if mark.endswith(")") and opened.get(number):
                begin, kind = opened[number].pop()
                if kind in _GUM:
                    spans[Span(begin, len(text), "time" if kind == "time" else f"gum:{kind}")] = None
        text += "" if "SpaceAfter=No" in columns[9] else " "
    told = frozenset({"time"} | {f"gum:{kind}" for kind in _GUM if kind != "time"})
    return Passage(name, "gum", text, tuple(spans), told=told)


def plover(root: Path) -> list[Passage]:
    """PLOVER pairs: sentences of which only the type of the act between two parties is known."""
    found: list[Passage] = []
    lines = (root / "plover" / "pairs-train.tsv").read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t")
    for line in lines[1:]:
        row = dict(zip(head, line.split("\t"), strict=False))
        found.append(
            Passage(
                row["sentence_id"], "plover", row["sentence"], (), told=frozenset({f"act:{row['gold_root'].strip()}"})
            )
        )
    return checked("plover/pairs-train", found)
