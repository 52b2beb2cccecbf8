"""A situation report: what happened on some days, as one self-contained HTML page that prints well.

Nothing is fetched and nothing runs: one style sheet stands inline, and a content security policy names its hash alone.
Every word of a story passes through ``escape``. The same ledger gives the same bytes.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib import resources

from sitrep.desk.situation import Situation
from sitrep.exports.dates import long_range_words
from sitrep.exports.html_file import html_file
from sitrep.exports.situation_drawn import tallies, the_map
from sitrep.exports.situation_parts import announced, incidents, outages, strip, talks
from sitrep.exports.situation_sources import contradicted, provenance, sources, unknown
from sitrep.exports.situation_words import gate_words, sentence

MEDIA_TYPE = "text/html"
SUFFIX = ".html"
#: What its pages look like: the tokens that it shares with the pages of a ledger, then its own sheet.
_CSS = ("style/tokens.css", "situation_report.css")


def situation_report(told: Situation) -> str:
    """The page of this situation."""
    days = long_range_words(told.since, told.until)
    shape = "reviewed" if told.gate == "reviewed" else "unreviewed"
    sections = (
        _section("days", "Day by day", "by day of the act; what nests is counted once", tallies(told)),
        _section("map", "Where", "", the_map(told)),
        _section("incidents", "Incidents by place", "the dead first", incidents(told)),
        _section("announced", "Planned, threatened, denied", "told is not done", announced(told)),
        _section("outages", "Outages", "", outages(told)),
        _section("talks", "Talks", "", talks(told)),
        _section("contradicted", "Contradicted", "sources that differ, side by side", contradicted(told)),
        _section("sources", "Sources by origin", "copies do not count", sources(told)),
        _section("unknown", "Not known", "", unknown(told)),
        _section("provenance", "Provenance", "", provenance(told)),
    )
    body = (
        '<main id="main" tabindex="-1">',
        f'<div class="head"><div><h1>Situation report, <span class="nw">{escape(days)}</span></h1>'
        f'<p class="lede">{escape(sentence(told))}</p></div>'
        f'<div><span class="chip {shape}">{escape(gate_words(told))}</span></div></div>',
        strip(told),
        *(section for section in sections if section),
        "</main>",
        _FOOTER,
    )
    return html_file(f"Situation report, {days}", body, style=situation_style())


_FOOTER = """<footer><div><p>Sitrep never says what is true: the engine reads what was published, and reviewers accept.
Figures are those of the sources named beside them; “at least”, “about” and ranges are theirs.</p></div></footer>"""


def _section(id_: str, heading: str, about: str, inner: str) -> str:
    if not inner:
        return ""
    aside = f"<p>{escape(about)}</p>" if about else ""
    title = f'<div class="sec"><h2 id="h-{id_}">{escape(heading)}</h2>{aside}</div>'
    return f'<section class="rule" id="{id_}" aria-labelledby="h-{id_}">{title}\n{inner}</section>'


@cache
def situation_style() -> str:
    """The style sheet of the report, whole."""
    here = resources.files("sitrep.exports")
    return "\n".join(here.joinpath(each).read_text(encoding="utf-8") for each in _CSS)
