"""A situation report shows what the gate lets out, counts nothing twice, names its sources, and runs nothing."""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pypdf
import pytest
from typing_extensions import override

from sitrep.desk.ingest import Engine, ingest
from sitrep.desk.manifest import manifest
from sitrep.desk.reading import read_document
from sitrep.desk.review import Reviewer, accept, reject
from sitrep.desk.situation import Situation, situation
from sitrep.exports.dates import long_range_words
from sitrep.exports.situation_report import situation_report
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.gate import Gate
from sitrep.ledger.opening import Ledger, open_ledger

SERIES = Path("tests/incidents/series")
SINCE, UNTIL = date(2026, 1, 10), date(2026, 1, 16)
NOW = "2026-01-20T12:00:00+00:00"
HOSTILE = "</title></style><script>alert(1)</script><img src=x onerror=alert(1)>"
STORIES = (
    {
        "outlet": "Post",
        "published": "2026-01-13",
        "title": HOSTILE,
        "url": "javascript:alert(1)",
        "text": "KHERSON, Ukraine — A drone struck a bus in Kherson on Monday, killing a nurse, 34, and wounding at "
        "least three people, said Olena Petrenko, the mayor. Power was cut to about 12,000 households in Kherson.",
    },
    {
        "outlet": "Courier",
        "published": "2026-01-13",
        "text": "NIKOPOL, Ukraine — Shelling hit a market in Nikopol on Monday. Envoys of Ukraine and Russia are to "
        "meet in Istanbul on Thursday, a Turkish official said.",
    },
)


def stored(folder: Path, *more: dict[str, str]) -> Ledger:
    """A ledger of the series of one night and of more stories."""
    told = json.loads((SERIES / "national-night.json").read_text(encoding="utf-8"))["stories"]
    kept = ("text", "outlet", "published", "title", "url")
    lines = [json.dumps({name: one[name] for name in kept if name in one}) for one in (*told, *more)]
    (folder / "stories.jsonl").write_text("\n".join(lines), encoding="utf-8")
    ledger = open_ledger(folder / "told.db")
    made = manifest()
    engine = Engine(read_document, made.engine, made.to_json(), lambda: datetime(2026, 1, 20, tzinfo=UTC))
    ingest([folder / "stories.jsonl"], ledger, engine=engine)
    return ledger


def told_of(ledger: Ledger, gate: Gate, wanted: EventFilter | None = None) -> Situation:
    with ledger.reading() as book:
        return situation(book, SINCE, UNTIL, gate, wanted)


@pytest.fixture(scope="module")
def unreviewed(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return stored(tmp_path_factory.mktemp("unreviewed"), *STORIES)


@pytest.fixture(scope="module")
def everything(unreviewed: Ledger) -> Situation:
    return told_of(unreviewed, "all")


@pytest.fixture(scope="module")
def page(everything: Situation) -> str:
    return situation_report(everything)


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """A ledger in which the bus was accepted and the market rejected."""
    ledger = stored(tmp_path_factory.mktemp("half"), *STORIES)
    _judge(ledger, "bus", accept)
    _judge(ledger, "market", reject)
    return ledger


def _judge(ledger: Ledger, word: str, verdict: Callable[[Ledger, str, Reviewer], object]) -> None:
    listed = told_of(ledger, "all").listed
    (event,) = [
        report.event.id
        for one in listed
        for report in one.incident.reports
        if report.event.type == "ASSAULT" and word in report.event.anchor.text
    ]
    verdict(ledger, event, Reviewer("Ana", NOW))


class Parsed(HTMLParser):
    """A page taken apart."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(source)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    @override
    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_loads_and_runs_nothing(page: str) -> None:
    parsed = Parsed(page)
    for tag, attributes in parsed.elements:
        assert tag not in {"script", "iframe", "object", "img", "form"}
        assert "style" not in attributes and not [name for name in attributes if name.startswith("on")]
        assert attributes.get("href", "#").startswith(("#", "http", "data:,"))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [
        each["content"] for tag, each in parsed.elements if each.get("http-equiv") == "Content-Security-Policy"
    ]
    assert f"style-src 'sha256-{digest}'" in policy and "default-src 'none'" in policy


def test_ids_are_unique_and_links_within_the_page_lead_somewhere(page: str) -> None:
    parsed = Parsed(page)
    ids = [each["id"] for _, each in parsed.elements if "id" in each]
    assert len(ids) == len(set(ids))
    links = [each["href"][1:] for _, each in parsed.elements if each.get("href", "").startswith("#")]
    assert links and set(links) <= set(ids)


def test_words_of_stories_stay_words(page: str) -> None:
    assert HOSTILE in "".join(Parsed(page).words)
    assert "javascript:" not in page


def test_the_heading_tells_the_days_and_the_gate(page: str, half: Ledger) -> None:
    assert '<h1>Situation report, <span class="nw">10–16 January 2026</span></h1>' in page
    assert re.search(r"with unreviewed: (\d+) of \1 incidents await review", page)
    assert "reviewed only; " in situation_report(told_of(half, "reviewed"))


def test_only_what_was_reviewed_is_in_it_unless_all_is_asked_for(half: Ledger) -> None:
    reviewed = told_of(half, "reviewed")
    (one,) = reviewed.listed
    assert one.reviewed and "struck a bus" in one.incident.reports[0].event.anchor.text
    text = situation_report(reviewed)
    assert "a nurse, 34" in text and "El Obeid" not in text
    assert f"{reviewed.left_out} incidents of these days not reviewed, and so left out." in text


def test_what_was_rejected_is_in_neither(half: Ledger) -> None:
    for told in (told_of(half, "reviewed"), told_of(half, "all")):
        assert not [one for one in told.listed if "market" in one.incident.reports[0].event.anchor.text]


def test_the_dead_are_told_as_people_and_the_figure_keeps_its_hedge(page: str) -> None:
    row = next(row for row in re.findall(r"<tr id=.*?</tr>", page, re.DOTALL) if "killed: a nurse, 34" in row)
    assert '<span class="n k">1</span>' in row and '<span class="n w">≥ 3</span>' in row
    assert "<b>Olena Petrenko</b>" in row


def test_parts_stand_barred_under_their_whole_and_are_counted_once(everything: Situation, page: str) -> None:
    nested = [one for one in everything.news if one.part_of]
    assert nested
    assert (
        page.count('<tr id="i-')
        >= page.count("class=in>")
        == len(
            [
                one
                for one in nested
                if one.part_of and one.part_of.whole in {each.incident.id for each in everything.news}
            ]
        )
    )
    summed = sum(
        figure.best or figure.low or 0
        for one in everything.news
        for figure in one.incident.fused.figures
        if figure.outcome == "killed"
    )
    counted = sum(tally.killed.best for _, tally in everything.totals)
    assert counted < summed


def test_every_story_is_named_under_its_origin(everything: Situation, page: str) -> None:
    documents = {report.document.id for one in everything.listed for report in one.incident.reports}
    assert sum(map(len, everything.origins)) == len(documents)
    (section,) = re.findall(r'<section class="rule" id="sources".*?</section>', page, re.DOTALL)
    assert section.count("<li") == len(documents)


def test_what_is_not_known_is_told(page: str) -> None:
    (section,) = re.findall(r'<section class="rule" id="unknown".*?</section>', page, re.DOTALL)
    assert "one origin alone tells of it" in section


def test_a_planned_meeting_is_told_as_planned(page: str) -> None:
    (section,) = re.findall(r'<section class="rule" id="talks".*?</section>', page, re.DOTALL)
    assert "planned" in section and "Istanbul" in section


def test_a_filter_narrows_it(unreviewed: Ledger) -> None:
    told = told_of(unreviewed, "all", EventFilter(place="Kherson"))
    assert told.listed
    assert {one.incident.fused.where.name for one in told.listed if one.incident.fused.where} == {"Kherson"}


def test_days_without_anything_give_a_page_that_says_so(unreviewed: Ledger) -> None:
    with unreviewed.reading() as book:
        told = situation(book, date(1999, 1, 1), date(1999, 1, 2), "all")
    assert "No incident of these days is in the report." in situation_report(told)


def test_the_same_ledger_gives_the_same_bytes(unreviewed: Ledger, page: str) -> None:
    assert situation_report(told_of(unreviewed, "all")) == page


def test_days_are_told_in_full() -> None:
    assert long_range_words(date(2026, 1, 14), date(2026, 1, 14)) == "14 January 2026"
    assert long_range_words(date(2026, 1, 30), date(2026, 2, 2)) == "30 January – 2 February 2026"
    assert long_range_words(date(2025, 12, 29), date(2026, 1, 3)) == "29 December 2025 – 3 January 2026"


def test_it_prints_to_pdf(page: str, tmp_path: Path) -> None:
    browser = shutil.which("chromium")
    if browser is None:
        if os.environ.get("SITREP_NEEDS_BROWSER"):
            pytest.fail("There is no chromium, and here the browser's tests may not be skipped.")
        pytest.skip("needs chromium to print")
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={tmp_path / 'profile'}"]
    target = tmp_path / "report.pdf"
    command = [browser, *flags, "--no-pdf-header-footer", f"--print-to-pdf={target}", f"file://{tmp_path}/report.html"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = pypdf.PdfReader(target).pages
    words = " ".join(one.extract_text() for one in pages)
    assert 1 < len(pages) < 12
    assert "Situation report" in words and "Sources by origin" in words and "a nurse, 34" in words
