"""On what a situation rests, as parts of a report in HTML: where sources differ, who they are, what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from sitrep.desk.situation import Listed, Situation
from sitrep.documents.source import is_web_address
from sitrep.exports.incident_phrases import amount, kind_words, names, place_words
from sitrep.exports.phrases import counted, moment_words
from sitrep.exports.situation_drawn import anchor
from sitrep.exports.situation_parts import item, items
from sitrep.exports.situation_words import unknowns
from sitrep.incidents.figures import Figure
from sitrep.incidents.tallying import TALLY_RULE
from sitrep.ledger.queries import DocumentFacts

_DISPUTED = '<span class="chip disputed">disputed</span>'


def contradicted(told: Situation) -> str:
    """Figures on which sources differ, and who is accused and denies."""
    return items([*_figures(told), *_doers(told)])


def _about(one: Listed) -> str:
    """The incident, with a link to its row."""
    fused = one.incident.fused
    words = f"{kind_words(fused.type, fused.mode)}, {place_words(fused.where)}"
    return f'<a href="#{escape(anchor(one.incident))}">{escape(words)}</a>'


def _figures(told: Situation) -> Iterator[str]:
    for one in told.news:
        for figure in one.incident.fused.figures:
            if figure.disputed:
                sides = "; ".join(_side(figure, number) for number in range(len(figure.sides)))
                yield item(f"{_about(one)}: {figure.outcome}", _DISPUTED, f"<div>{sides}</div>")


def _side(figure: Figure, number: int) -> str:
    side = figure.sides[number]
    current = [one for one in figure.history if one.voice.side == side.side and one.standing == "current"]
    who = next((one.voice.name or one.outlet for one in reversed(current)), None) or side.side
    return f"{escape(who)}: <b>{escape(amount(side.low, side.best, side.high).words)}</b>"


def _doers(told: Situation) -> Iterator[str]:
    for one in told.news:
        parties = (party for report in one.incident.reports for party in report.event.participants)
        accused = names(party.name for party in parties if party.role == "actor" and party.disputed)
        if accused:
            yield item(f"{_about(one)}: by whom", _DISPUTED, f"<div>{escape(accused)}: accused, and it is denied</div>")


def sources(told: Situation) -> str:
    """Stories by origin; what came later from the same origin is grey and counts for nothing."""
    return "".join(_origin(number, group, told.agencies) for number, group in enumerate(told.origins, 1))


def _origin(number: int, group: Sequence[DocumentFacts], agencies: Mapping[str, str]) -> str:
    agency = next((agencies[one.id] for one in group if one.id in agencies), None)
    name = agency or group[0].outlet or "outlet not told"
    lines = "".join(f"<li{' class=copy' if at else ''}>{_story(one)}</li>" for at, one in enumerate(group))
    stories = "1 story" if len(group) == 1 else f"{len(group):,} stories"
    return (
        f'<div class="origin"><h3><span class="qq">{number}</span> {escape(name)}</h3>'
        f'<span class="qq">{stories}</span><ul>{lines}</ul></div>'
    )


def _story(one: DocumentFacts) -> str:
    published = moment_words(one.published) if one.published else "no date"
    title = escape(one.title or "untitled")
    if one.url and is_web_address(one.url):
        title = f'<a href="{escape(one.url)}" rel="noreferrer">{title}</a>'
    return f"{escape(one.outlet or 'outlet not told')}, {escape(published)}: {title}"


def unknown(told: Situation) -> str:
    """What is not known, as sentences."""
    return items(escape(line) for line in unknowns(told))


def provenance(told: Situation) -> str:
    """By which engine, from which ledger and through which gate the report was made."""
    size, chain = told.size, told.head
    held = (counted(size.documents, "document"), counted(size.events, "event"), counted(size.runs, "run"))
    decided = f"{counted(chain.count, 'decision')}, sealed by {chain.hash[:12]}" if chain.count else "no decision yet"
    facts = (
        ("Engine", ", ".join(told.engines) or "none"),
        ("Ledger", ", ".join(held)),
        ("Gate", "reviewed only" if told.gate == "reviewed" else "with unreviewed, each marked"),
        ("Review", decided),
        ("Tallies", TALLY_RULE),
        ("Map", "Natural Earth, public domain, mended where it differs from the borders that are recognised"),
    )
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in facts)
    return f'<dl class="kv">{rows}</dl>'
