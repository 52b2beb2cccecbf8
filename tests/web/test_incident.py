"""The page of one incident."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient
from tests.web.conftest import NOW
from tests.web.eyes import Watched, watching
from tests.web.happenings import site_over, told

from sitrep.desk.review import Reviewer, accept
from sitrep.desk.site import Site
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.incident_queries import IncidentFilter, find_incidents
from sitrep.ledger.incident_reports import load_incidents
from sitrep.ledger.incident_tables import duplicate_warnings
from sitrep.ledger.opening import Ledger
from sitrep.web.app import make_app
from sitrep.web.views.incident_head import head_of

HOSTILE = "<script>alert(1)</script>"
STORY = {
    "outlet": f"Post {HOSTILE}",
    "published": "2025-11-03",
    "text": "KHERSON, Ukraine — A drone struck a bus in Kherson on Sunday, killing two people, police said.",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    series = ("hospital-and-army", "market-and-clinic", "national-night", "geneva-round")
    return told(tmp_path_factory.mktemp("incident"), *series, more=(STORY,))


@pytest.fixture(scope="module")
def reading(held: Ledger) -> Site:
    return site_over(held)


@pytest.fixture(scope="module")
def client(reading: Site) -> TestClient:
    return TestClient(make_app(reading))


@pytest.fixture(scope="module")
def writing(reading: Site) -> TestClient:
    return TestClient(make_app(replace(reading, writable=True, author="ana")))


@pytest.fixture
def seen(chromium: Browser, reading: Site) -> Iterator[Watched]:
    with watching(chromium, make_app(replace(reading, writable=True, author="ana")), phone=True) as watched:
        yield watched


def incident_at(ledger: Ledger, place: str, kind: str = "ASSAULT") -> str:
    """The incident of most reports at this place."""
    with ledger.reading() as book:
        found = find_incidents(book, IncidentFilter(event=EventFilter(place=place, type=kind)))
    return max(found, key=lambda one: one.reports).id


def shown(client: TestClient, incident: str) -> str:
    return client.get(f"/incidents/{incident}?gate=all").text


def test_reports_that_only_recall_it_are_counted_apart(held: Ledger) -> None:
    with held.reading() as book:
        (incident,) = load_incidents(book, [incident_at(held, "Khan Younis")])
    first, *others = incident.reports
    recalling = replace(first, event=first.event.model_copy(update={"background": True}))
    changed = replace(incident, fused=replace(incident.fused, origins=3), reports=(recalling, *others))

    assert "3 reports from 3 origins; 1 more recalls it." in head_of(changed, {}, {}).sentences
    assert "4 reports from 4 origins." in head_of(incident, {}, {}).sentences


def test_rival_counts_stand_side_by_side_with_the_rule_that_chose_one(held: Ledger, client: TestClient) -> None:
    page = shown(client, incident_at(held, "Khan Younis"))

    assert "22 <small>8–23</small>" in page and "best: U.N. human rights office, 12 Sep" in page
    assert "newest whole count of each side; best by authority" in page
    assert "The dead are counted differently by 3 sources." in page


def test_what_was_overtaken_is_kept_with_its_state(held: Ledger, client: TestClient) -> None:
    page = shown(client, incident_at(held, "Khan Younis"))

    assert "superseded" in page and "“19 people”" in page


def test_every_quoted_figure_leads_to_its_words_in_the_story(held: Ledger, client: TestClient) -> None:
    page = shown(client, incident_at(held, "Khan Younis"))

    assert re.search(r'href="/stories/document-\w+\?gate=all#v=event-\w+\.casualties\.0">“22 people”', page)


def test_figures_over_time_are_drawn_for_two_widths_with_a_table(held: Ledger, client: TestClient) -> None:
    page = shown(client, incident_at(held, "Khan Younis"))

    assert page.count('aria-label="Killed over time by source') == 2
    assert "The chart as a table" in page


def test_copies_of_one_agency_stand_under_one_origin(held: Ledger, client: TestClient) -> None:
    page = shown(client, incident_at(held, "El Fasher"))

    assert "4 reports, 2 origins" in page
    assert page.count('class="copy"') == 2 and "the same words" in page


def test_reasons_for_linking_are_told_with_their_weights(held: Ledger, client: TestClient) -> None:
    page = shown(client, incident_at(held, "Khan Younis"))

    assert re.search(r'<span class="pull">\+\d\.\d</span> both at Khan Younis', page)


def test_a_part_names_its_whole_and_the_whole_its_parts(held: Ledger, client: TestClient) -> None:
    whole, part = incident_at(held, "Ukraine"), incident_at(held, "Odesa")

    assert f"/incidents/{whole}" in shown(client, part)
    assert f"/incidents/{part}" in shown(client, whole) and "never added up" in shown(client, whole)


def test_planned_then_held_is_told_as_a_history(held: Ledger, client: TestClient) -> None:
    page = shown(client, incident_at(held, "Geneva", "CONSULT"))

    assert re.search(r"planned</span> <span class=\"src\">told 3 Feb.*occurred</span>", page, re.DOTALL)


def test_the_figures_are_there_as_csv(held: Ledger, client: TestClient) -> None:
    incident = incident_at(held, "Khan Younis")
    rows = list(csv.DictReader(io.StringIO(client.get(f"/incidents/{incident}/figures.csv?gate=all").text)))

    assert [row["best"] for row in rows if row["standing"] == "current"] == ["8", "23", "22"]


def test_an_event_or_the_beginning_of_an_id_leads_to_the_incident(held: Ledger, client: TestClient) -> None:
    incident = incident_at(held, "Khan Younis")
    answer = client.get(f"/incidents/{incident[:20]}?gate=all", follow_redirects=False)

    assert answer.status_code == 302 and answer.headers["location"] == f"/incidents/{incident}?gate=all"


def test_markup_in_an_outlets_name_is_shown_and_does_nothing(held: Ledger, client: TestClient) -> None:
    page = shown(client, incident_at(held, "Kherson"))

    assert HOSTILE not in page and "&lt;script&gt;" in page


def test_only_what_was_reviewed_is_shown_unless_all_is_asked_for(held: Ledger, client: TestClient) -> None:
    incident = incident_at(held, "Dnipro")
    waiting = client.get(f"/incidents/{incident}").text
    assert "Nothing of this incident is reviewed yet" in waiting and "1 report awaits" in waiting
    assert client.get(f"/incidents/{incident}/figures.csv").status_code == 404


def test_an_accepted_report_is_shown_without_those_that_nobody_reviewed(held: Ledger, client: TestClient) -> None:
    incident = incident_at(held, "El Fasher")
    event = re.findall(r"event-\w+", shown(client, incident))[0]
    accept(held, event, Reviewer("ana", NOW.isoformat()))
    page = client.get(f"/incidents/{incident}").text

    assert "1 report, 1 origin" in page and "Left out: 3 unreviewed reports" in page
    assert f"accepted {event}" in page


def test_an_unknown_incident_is_told_in_words(client: TestClient) -> None:
    answer = client.get("/incidents/incident-00")

    assert answer.status_code == 404 and "No incident in the ledger" in answer.text


def test_a_ledger_served_for_reading_offers_no_form_and_takes_no_decision(held: Ledger, client: TestClient) -> None:
    incident = incident_at(held, "Khan Younis")

    assert 'method="post"' not in shown(client, incident)
    assert client.post(f"/incidents/{incident}/merge", data={"other": "x", "reason": "y"}).status_code == 403


def test_another_site_may_not_merge(held: Ledger, writing: TestClient) -> None:
    asked = {"other": incident_at(held, "Kherson"), "reason": "one"}
    answer = writing.post(
        f"/incidents/{incident_at(held, 'Odesa')}/merge", data=asked, headers={"origin": "https://evil.example"}
    )

    assert answer.status_code == 403


def test_a_merger_leaves_a_way_from_the_old_id_and_a_split_undoes_it(held: Ledger, writing: TestClient) -> None:
    kept, other = incident_at(held, "Dnipro"), incident_at(held, "Kherson")
    merged = writing.post(
        f"/incidents/{kept}/merge?gate=all", data={"other": f"http://x/incidents/{other}?gate=all", "reason": "a <b>"}
    )
    home, gone = (kept, other) if merged.url.path.endswith(kept) else (other, kept)

    assert "ana" in merged.text and "a &lt;b&gt;" in merged.text
    assert f"{gone} was merged into this incident" in writing.get(f"/incidents/{gone}?gate=all").text

    events = re.findall(r'name="event" value="(event-\w+)"', merged.text)
    writing.post(f"/incidents/{home}/split?gate=all", data={"event": events[0], "reason": "two towns"})

    assert len(events) == 2
    assert all(writing.get(f"/incidents/{one}?gate=all").url.path.endswith(one) for one in (home, gone))


def test_likely_twins_are_warned_of_until_somebody_says_that_they_differ(held: Ledger, writing: TestClient) -> None:
    left, right = sorted((incident_at(held, "Rafah"), incident_at(held, "Kherson")))
    with held.transaction() as book:
        book.execute(duplicate_warnings.insert(), {"left": left, "right": right, "probability": 0.4})
    page = shown(writing, left)
    assert "Likely the same happening" in page and f'name="other" value="{right}"' in page
    told_apart = writing.post(f"/incidents/{left}/apart?gate=all", data={"other": right, "reason": "two towns"})

    assert "apart: different happenings" in told_apart.text
    assert "Likely the same happening" not in told_apart.text


def test_a_copy_can_be_split_off_too(held: Ledger, writing: TestClient) -> None:
    page = shown(writing, incident_at(held, "El Fasher"))

    assert page.count('name="event"') == 4


def test_a_split_without_a_report_is_refused(held: Ledger, writing: TestClient) -> None:
    answer = writing.post(f"/incidents/{incident_at(held, 'Odesa')}/split", data={"reason": "why"})

    assert answer.status_code == 400 and "No report was chosen." in answer.text


def test_keys_open_the_forms_and_nothing_keeps_people_out(held: Ledger, seen: Watched) -> None:
    page = seen.open(f"/incidents/{incident_at(held, 'Khan Younis')}?gate=all")
    page.keyboard.press("m")

    assert page.evaluate("document.activeElement.name") == "other"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert seen.barriers() == []
