"""Articles linked one by one into incidents, weighed against a corpus that knows which incident each reports.

Articles come in order of date; each is read by the light steps of the product, turned into an item and linked.
What is printed is weighed after the last: an article whose incident was merged meanwhile counts where it is then.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from time import perf_counter
from typing import Final, Literal

from sitrep.annotations.layers import CASUALTIES, PLACES, TIMES
from sitrep.annotations.sheet import Step, lay
from sitrep.codebook.incident_linking import incident_linking
from sitrep.desk.line import RULES, steps
from sitrep.documents.document import Document
from sitrep.incidents.articles import Furniture, article_item
from sitrep.incidents.blocking import TextIndex
from sitrep.incidents.items import Item
from sitrep.incidents.memory import Memory
from sitrep.incidents.rarity import Rarity
from sitrep.incidents.scoring import article_judge
from sitrep.incidents.terms import count_terms
from sitrep_eval.clusters import cluster_scores
from sitrep_eval.corpora import read_corpus, write_rows
from sitrep_eval.shapes import Loose

#: The layers that an article's item rests on: its days, places and tolls.
READ: Final = frozenset({TIMES.name, PLACES.name, CASUALTIES.name})
#: A title that a broken page shows instead of its own.
NO_TITLES: Final = frozenset({"en"})
Half = Literal["all", "learnt", "held"]


class LinkedArticle(Loose):
    """An article of the corpus and the incident that it reports."""

    id: str
    incident: str | None = None
    dct: date
    uri: str = ""
    title: str = ""
    text: str = ""


@dataclass(frozen=True)
class IncidentWeighing:
    """How the articles of a corpus were linked, and how well."""

    articles: tuple[LinkedArticle, ...]
    predicted: tuple[str, ...]
    numbers: dict[str, float | int]

    def to_json(self) -> str:
        """The numbers as one JSON object."""
        return json.dumps(self.numbers, indent=1)

    def write_predictions(self, path: Path) -> None:
        """Every article with the incident that it was put into, one a line in order of date."""
        told = zip(self.articles, self.predicted, strict=True)
        write_rows(({**a.model_dump(mode="json"), "gold": a.incident, "incident": found} for a, found in told), path)


def half_of(incident: str) -> Literal["learnt", "held"]:
    """Whether an incident is of the half that the weights are learnt from, or of the half that is held back."""
    return "learnt" if int(sha256(incident.encode()).hexdigest(), 16) % 2 else "held"


def read_articles(path: Path, half: Half = "all") -> list[LinkedArticle]:
    """The articles of a corpus, or of one half of its incidents, in order of date."""
    articles = read_corpus(path, LinkedArticle)
    chosen = [one for one in articles if half == "all" or half_of(one.incident or one.id) == half]
    return sorted(chosen, key=lambda one: (one.dct, one.id))


def light_steps() -> tuple[Step, ...]:
    """The product's own steps, as far as an article's item needs them."""
    needed, light = set(READ), list[Step]()
    for step in reversed(steps(RULES)):
        if step.writes.name in needed:
            needed.update(layer.name for layer in step.reads)
            light.append(step)
    return tuple(reversed(light))


def items_of(articles: Iterable[LinkedArticle]) -> Iterator[Item]:
    """Every article as an item, one by one: each is weighed by what came before it, never by what comes after."""
    line, rarity, furniture = light_steps(), Rarity(), Furniture()
    for article in articles:
        title = "" if article.title in NO_TITLES else article.title
        sheet = lay(Document(article.text, title=title, published=article.dct, url=article.uri), line)
        own = furniture.stripped(title, article.text)
        yield replace(article_item(sheet, own, rarity), id=article.id)
        rarity.learn(count_terms(title, own, address=article.uri).terms())


def weigh_incidents(gold: Path, half: Half = "all") -> IncidentWeighing:
    """The articles of the corpus linked one by one, and weighed."""
    articles = read_articles(gold, half)
    memory = Memory(TextIndex(), article_judge(), incident_linking().articles)
    start = perf_counter()
    for item in items_of(articles):
        memory.take(item)
    seconds = perf_counter() - start
    found = memory.incidents()
    predicted = tuple(found[article.id] for article in articles)
    scored = score_incidents(articles, predicted)
    scored["blocking_recall"] = round(100 * _recall(articles, memory.looked_at), 2)
    scored["pairs"] = len(memory.looked_at)
    scored["seconds"] = round(seconds, 1)
    return IncidentWeighing(tuple(articles), predicted, scored)


def score_incidents(articles: Sequence[LinkedArticle], predicted: Sequence[str]) -> dict[str, float | int]:
    """The scores of the articles whose incident the corpus tells."""
    told = [(one.incident, found) for one, found in zip(articles, predicted, strict=True) if one.incident]
    return cluster_scores([gold for gold, _ in told], [found for _, found in told])


def _recall(articles: Sequence[LinkedArticle], looked_at: set[tuple[str, str]]) -> float:
    """Which share of the pairs of one incident was looked at."""
    by_incident: dict[str, list[str]] = {}
    for article in articles:
        if article.incident:
            by_incident.setdefault(article.incident, []).append(article.id)
    pairs = [pair for ids in by_incident.values() for pair in combinations(ids, 2)]
    return sum(pair in looked_at or pair[::-1] in looked_at for pair in pairs) / len(pairs) if pairs else 1.0
