"""One self-contained HTML page: the story's text, its evidence marked, and the record beside it.

Nothing is fetched: style and script stand inline, and a content security policy names their hashes alone.
Every word of the story and the record passes through ``escape``; no markup of a source is ever shown as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib import resources

from sitrep.documents.source import is_web_address
from sitrep.exports.cards import Card, Row, Value, actor_card, event_card, statement_card
from sitrep.exports.highlights import KINDS, Highlight, Segment, marked_paragraphs
from sitrep.exports.html_file import html_file
from sitrep.exports.phrases import counted, moment_words
from sitrep.exports.stories import PLAIN, ReadStory, Surface
from sitrep.records.report import DocumentFacts, Report


def write_page(stories: Sequence[ReadStory], _surface: Surface = PLAIN) -> str:
    """The stories on one page, each beside its record."""
    titles = [_title(story.report.document) for story in stories]
    heading = titles[0] if len(titles) == 1 else f"{len(titles)} stories"
    sections = "\n".join(_story(story, number) for number, story in enumerate(stories, 1))
    body = (f'<main id="main" tabindex="-1">\n{sections}\n</main>', _FOOTER)
    return html_file(heading, body, style=_asset("page.css"), script=_asset("page.js"))


_FOOTER = """<footer><div><p>Read by rules, not yet reviewed. Offsets count Unicode code points of the stored text; \
the quoted words equal the text at those offsets. Sitrep never says what is true: it shows who says so.</p>\
<div class="keys"><kbd>→</kbd> next passage · <kbd>Esc</kbd> let go</div></div></footer>"""


@cache
def _asset(name: str) -> str:
    return resources.files("sitrep.exports").joinpath(name).read_text(encoding="utf-8")


def _title(document: DocumentFacts) -> str:
    return document.title or "Untitled story"


def _story(story: ReadStory, number: int) -> str:
    report = story.report
    events = [event_card(event, f"{number}.e{i}") for i, event in enumerate(report.events, 1) if not event.background]
    past = [event_card(event, f"{number}.e{i}") for i, event in enumerate(report.events, 1) if event.background]
    statements = [statement_card(said, f"{number}.s{i}") for i, said in enumerate(report.statements, 1)]
    actors = [actor_card(actor, f"{number}.a{i}") for i, actor in enumerate(report.actors, 1)]
    values = [value for card in (*events, *past, *statements, *actors) for value in card.values]
    highlights = [highlight for value in values if (highlight := value.highlight)]
    first_marks = _first_marks(highlights)
    record = "\n".join(
        (
            _section("Events", events, first_marks, "point at a value to see its words"),
            _section("Background", past, first_marks, "recalled, not counted in the news of the day") if past else "",
            _section("Statements", statements, first_marks, ""),
            _fold("Actors", actors, first_marks),
        )
    )
    kinds = "".join(
        f'<button type="button" aria-pressed="true" data-k="{kind}"><mark data-k="{kind}">{label}</mark></button>'
        for kind, label in KINDS
    )
    return f"""<section aria-labelledby="title-{number}">
<div class="head"><h1 id="title-{number}">{escape(_title(report.document))}</h1>
<p class="lede">{_lede(report)}</p></div>
{_notes(report)}<div class="story">
<div><div class="kinds rule" role="group" aria-label="Kinds of evidence shown">{kinds}</div>
<article class="text" lang="en">{_text(story.text, highlights)}</article></div>
<aside class="rec rule" aria-label="Record of this story" tabindex="-1">
<div class="quote" aria-live="polite"><span class="qq">No value without its words. \
Choose a value or a marked passage.</span></div>
{record}
</aside>
</div>
</section>"""


def _lede(report: Report) -> str:
    document = report.document
    published = f"published {moment_words(document.published)}" if document.published else "no publication date"
    facts = [
        document.outlet or "no outlet",
        published,
        f"{document.characters:,} characters",
        counted(len(report.events), "event"),
        counted(len(report.statements), "statement"),
        counted(len(report.actors), "actor"),
    ]
    words = " · ".join(map(escape, facts))
    if document.url and is_web_address(document.url):
        words += f' · <a href="{escape(document.url)}" rel="noreferrer">{escape(document.url)}</a>'
    return f'{words} · <span class="chip unreviewed">unreviewed</span>'


def _notes(report: Report) -> str:
    notes = "".join(f'<p class="note">{escape(warning.message)}</p>' for warning in report.warnings)
    return f'<div class="notes" role="note">{notes}</div>\n' if notes else ""


def _first_marks(highlights: Iterable[Highlight]) -> dict[str, int]:
    """The offset at which each value's first words stand: the anchor that its link leads to."""
    return {highlight.key: min(start for start, _ in highlight.spans) for highlight in highlights}


def _text(text: str, highlights: Sequence[Highlight]) -> str:
    return "\n".join(
        "<p>" + "".join(_mark(text, segment) for segment in found) + "</p>"
        for _, found in marked_paragraphs(text, highlights)
    )


def _mark(text: str, segment: Segment) -> str:
    words = escape(text[segment.start : segment.end])
    if not segment.keys:
        return words
    number = segment.keys[0].partition(".")[0]
    return (
        f'<mark id="t{number}-{segment.start}" data-k="{segment.kind}" data-v="{escape(" ".join(segment.keys))}"'
        f' data-o="{segment.start}–{segment.end}"><a href="#v-{escape(segment.keys[0])}">{words}</a></mark>'
    )


def _section(heading: str, cards: Sequence[Card], first_marks: dict[str, int], hint: str) -> str:
    inner = "\n".join(_card(card, first_marks) for card in cards)
    gap = "" if cards else '<p class="q">None was read in this story.</p>'
    return f'<div class="sec"><h2>{heading}</h2><p>{hint}</p></div>\n{inner}{gap}'


def _fold(heading: str, cards: Sequence[Card], first_marks: dict[str, int]) -> str:
    inner = "\n".join(_card(card, first_marks) for card in cards)
    return f'<details class="fold"><summary>{heading} ({len(cards)})</summary>{inner}</details>'


def _card(card: Card, first_marks: dict[str, int]) -> str:
    chip = f'<span class="chip {card.chip[0]}">{escape(card.chip[1])}</span>' if card.chip else ""
    rows = "".join(_row(row, first_marks) for row in card.rows)
    return (
        f'<article class="ev" data-id="{escape(card.id)}"><header><h3>{escape(card.heading)}</h3>{chip}</header>'
        f'<dl>{rows}</dl><div class="code">{escape(card.code)}</div></article>'
    )


def _row(row: Row, first_marks: dict[str, int]) -> str:
    between = "<br>" if any("," in value.words for value in row.values) else ", "
    values = between.join(_value(value, first_marks) for value in row.values)
    aside = f' <span class="qq xs">{escape(row.aside)}</span>' if row.aside else ""
    return f"<dt>{escape(row.label)}</dt><dd>{values}{aside}</dd>"


def _value(value: Value, first_marks: dict[str, int]) -> str:
    """A link to the value's first words; a gap is grey and leads nowhere."""
    if not value.spans:
        return f'<span class="q">{escape(value.words)}</span>'
    key = escape(value.key)
    number = value.key.partition(".")[0]
    return (
        f'<a class="val" id="v-{key}" href="#t{number}-{first_marks[value.key]}" data-v="{key}"'
        f' data-c="{value.kind}">{escape(value.words)}</a>'
    )
