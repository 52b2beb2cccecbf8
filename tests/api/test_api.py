"""The interface: one shape of refusals, tokens with scopes, limits, and answers that are not sent twice."""

import csv
import io

import pytest
from starlette.testclient import TestClient
from tests.api.conftest import NOW, bearer

from sitrep.api.app import make_api
from sitrep.api.limits import Pace
from sitrep.desk.processes import listed
from sitrep.desk.site import Site
from sitrep.desk.tokens import drop_token
from sitrep.ledger.opening import Ledger
from sitrep.ledger.review_queue import review_queue
from sitrep.ledger.tokens import kept_tokens


def first(ledger: Ledger) -> str:
    with ledger.reading() as book:
        return review_queue(book, limit=1).rows[0].event.id


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/incidents/incident-00", 404, "ledger.unknown-id"),
        ("/nowhere", 404, "http.404"),
        ("/reviews?limit=0", 422, "option.question"),
        ("/tallies?since=tomorrowish", 400, "option.date"),
        ("/search", 422, "option.question"),
    ],
)
def test_every_refusal_has_one_shape(client: TestClient, path: str, status: int, code: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "title", "status", "code", "detail", "check"}


def test_an_answer_that_one_has_is_not_sent_again(client: TestClient) -> None:
    told = client.get("/processes?every=1&gate=all")
    again = client.get("/processes?every=1&gate=all", headers={"if-none-match": told.headers["etag"]})

    assert again.status_code == 304 and again.content == b""


def test_a_client_that_asks_too_often_is_told_when_to_ask_again(site: Site) -> None:
    client = TestClient(make_api(site, rate=0.1, burst=2))
    answers = [client.get("/tallies") for _ in range(3)]

    assert [each.status_code for each in answers] == [200, 200, 429]
    assert int(answers[-1].headers["retry-after"]) <= 11


def test_a_client_may_ask_again_after_the_time_it_was_told() -> None:
    now = [0.0]
    pace = Pace(rate=2.0, burst=1, clock=lambda: now[0])

    assert pace.wait("a") == 0 and pace.wait("a") == 0.5 and pace.wait("b") == 0
    now[0] = 0.5
    assert pace.wait("a") == 0


def test_the_interface_describes_itself(client: TestClient) -> None:
    told = client.get("/openapi.json").json()

    assert "/reviews" in told["paths"] and told["servers"] == [{"url": "/api/v1"}]


def test_reading_needs_no_token_and_writing_is_off_unless_it_was_allowed(client: TestClient, ledger: Ledger) -> None:
    answer = client.post(f"/reviews/{first(ledger)}", json={"verdict": "accept"})

    assert (answer.status_code, answer.json()["code"]) == (403, "ledger.writes")


def test_writing_needs_a_token_that_holds_and_allows_it(writing: TestClient, own: Ledger) -> None:
    event, word = first(own), {"verdict": "accept"}

    assert writing.post(f"/reviews/{event}", json=word).status_code == 401
    assert writing.post(f"/reviews/{event}", json=word, headers={"Authorization": "Bearer x"}).status_code == 401
    assert writing.post(f"/reviews/{event}", json=word, headers=bearer(own, "link")).status_code == 403
    assert writing.post(f"/reviews/{event}", json=word, headers=bearer(own, "review")).json()["review"] == "accepted"


def test_a_token_that_was_taken_back_holds_no_more(writing: TestClient, own: Ledger) -> None:
    header = bearer(own, "review")
    with own.reading() as book:
        number = kept_tokens(book)[-1].number
    drop_token(own, number, NOW.isoformat())

    assert writing.post(f"/reviews/{first(own)}", json={"verdict": "accept"}, headers=header).status_code == 401


def test_a_token_is_kept_by_its_digest_alone(own: Ledger) -> None:
    token = bearer(own, "review")["Authorization"].partition(" ")[2]

    assert token.encode() not in b"".join(each.read_bytes() for each in own.path.parent.glob("own.db*"))


def test_who_decides_is_whose_token_it_is(writing: TestClient, own: Ledger) -> None:
    told = writing.post(
        f"/reviews/{first(own)}", json={"verdict": "note", "note": "seen"}, headers=bearer(own, "review", by="olena")
    ).json()

    assert [(each["by"], each["note"]) for each in told["history"]] == [("olena", "seen")]


def test_what_is_found_by_its_words_says_how_it_stands(writing: TestClient, own: Ledger) -> None:
    words = {"q": "killed", "kind": ["event", "document"], "gate": "all"}
    hits = writing.get("/search", params=words).json()["items"]
    assert {(hit["kind"], hit["review"]) for hit in hits} == {("event", "unreviewed"), ("document", None)}

    chosen = next(hit["id"] for hit in hits if hit["kind"] == "event")
    writing.post(f"/reviews/{chosen}", json={"verdict": "accept"}, headers=bearer(own, "review"))
    cells = csv.DictReader(io.StringIO(writing.get("/search.csv", params=words).text))
    assert [row["id"] for row in cells if row["review"] == "accepted"] == [chosen]


def test_a_correction_gives_both_what_was_read_and_what_is_right(writing: TestClient, own: Ledger) -> None:
    event = first(own)
    told = writing.post(
        f"/reviews/{event}", json={"verdict": "correct", "path": "mode", "value": None}, headers=bearer(own, "review")
    ).json()

    assert told["value"]["mode"] is None and told["read"]["mode"] is not None


def test_a_story_is_read_into_the_ledger_once(writing: TestClient, own: Ledger) -> None:
    story = {"text": "KYIV, Ukraine — Two people were killed in a drone strike on Odesa on Monday, officials said.",
             "outlet": "Test Wire", "published": "2026-01-13"}  # fmt: skip
    header = bearer(own, "ingest")
    new = writing.post("/stories", json=story, headers=header)
    again = writing.post("/stories", json=story, headers=header)

    assert new.status_code == 201 and new.json()["read"] == 1 and again.json()["known"] == 1
    assert writing.get(f"/stories/{new.json()['document']}").json()["report"]["document"]["outlet"] == "Test Wire"


def test_a_story_without_text_is_refused_with_the_reason(writing: TestClient, own: Ledger) -> None:
    answer = writing.post("/stories", json={"text": " \n "}, headers=bearer(own, "ingest"))

    assert (answer.status_code, answer.json()["code"]) == (400, "input.empty")


def test_people_merge_and_split_incidents(writing: TestClient, own: Ledger) -> None:
    events = writing.get("/reviews?limit=40").json()["items"]
    ids = list(dict.fromkeys(writing.get(f"/stories/{one['document']['id']}").json()["incidents"][one["event"]["id"]]
                             for one in events))[:2]  # fmt: skip
    header = bearer(own, "link")
    merged = writing.post(f"/incidents/{ids[0]}/merge", json={"other": ids[1], "reason": "one"}, headers=header).json()
    told = writing.get(f"/incidents/{merged['id']}?gate=all").json()
    split = writing.post(
        f"/incidents/{merged['id']}/split", json={"events": [told["told"][0]["event"]], "reason": "two"}, headers=header
    )

    assert merged["id"] in ids and split.status_code == 200 and split.json()["other"] != split.json()["id"]


def test_people_speak_of_peace_efforts(writing: TestClient, own: Ledger) -> None:
    with own.reading() as book:
        effort = listed(book, every=True)[0].id
    told = writing.post(
        f"/processes/{effort}/rename", json={"name": "The talks", "reason": "so called"}, headers=bearer(own, "process")
    )

    assert told.status_code == 200 and writing.get(f"/processes/{effort}?gate=all").json()["name"] == "The talks"


def test_lists_come_as_csv_that_no_spreadsheet_runs(writing: TestClient, own: Ledger) -> None:
    with own.reading() as book:
        effort = listed(book, every=True)[0].id
    name = {"name": "=cmd()", "reason": "a test"}
    writing.post(f"/processes/{effort}/rename", json=name, headers=bearer(own, "process"))
    told = writing.get("/processes.csv?every=1&gate=all")

    assert told.headers["content-type"].startswith("text/csv") and "'=cmd()" in told.text


def test_a_list_goes_on_where_the_answer_before_ended(client: TestClient) -> None:
    one, turned = client.get("/reviews?limit=500").json(), client.get("/reviews?limit=7").json()
    ids = [each["event"]["id"] for each in turned["items"]]
    while turned["next"]:
        turned = client.get(turned["next"].removeprefix("/api/v1")).json()
        ids += [each["event"]["id"] for each in turned["items"]]

    assert ids == [each["event"]["id"] for each in one["items"]]


GATED = ["/events", "/statements", "/incidents", "/processes"]
LISTS = [*GATED, "/stories", "/actors", "/quarantine", "/tallies", "/reviews"]


@pytest.mark.parametrize("path", GATED)
def test_what_nobody_reviewed_is_told_only_when_it_is_asked_for_by_name(client: TestClient, path: str) -> None:
    every = "&every=1" if path == "/processes" else ""

    assert client.get(path).json()["items"] == []
    told = client.get(f"{path}?gate=all{every}").json()
    assert told["items"] and told["gate"] == "all"


@pytest.mark.parametrize("path", LISTS)
def test_every_list_comes_as_json_and_as_csv(client: TestClient, path: str) -> None:
    gate = "?gate=all" if path in (*GATED, "/tallies") else ""
    told, table = client.get(f"{path}{gate}"), client.get(f"{path}.csv{gate}")

    assert told.status_code == 200 and isinstance(told.json()["items"], list)
    assert table.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(table.text)))
    assert len(rows) == len(told.json()["items"]) + 1 and len({len(row) for row in rows}) == 1


@pytest.mark.parametrize(
    "path", ["/events?gate=all", "/statements?gate=all", "/incidents?gate=all", "/stories", "/actors"]
)
def test_pages_of_a_list_hold_every_row_once(client: TestClient, path: str) -> None:
    mark = "&" if "?" in path else "?"
    whole = client.get(f"{path}{mark}limit=500").json()["items"]
    turned = client.get(f"{path}{mark}limit=4").json()
    found = list(turned["items"])
    while turned["next"]:
        turned = client.get(turned["next"]).json()
        found += turned["items"]

    assert found == whole


def test_a_reviewed_event_is_told_as_it_was_corrected(writing: TestClient, own: Ledger) -> None:
    event = first(own)
    word = {"verdict": "correct", "path": "mode", "value": None}
    writing.post(f"/reviews/{event}", json=word, headers=bearer(own, "review"))
    told = writing.get("/events").json()["items"]

    assert [(one["id"], one["mode"], one["review"]) for one in told] == [(event, None, "corrected")]
    assert writing.get("/tallies").json()["total"]["incidents"] <= 1


def test_events_come_as_geojson_and_none_is_hidden(client: TestClient) -> None:
    told = client.get("/events.geojson?gate=all&limit=500").json()

    assert told["type"] == "FeatureCollection"
    assert len(told["features"]) == len(client.get("/events?gate=all&limit=500").json()["items"])
    assert any(one["geometry"] is None for one in told["features"])


def test_a_name_that_means_nothing_is_refused(client: TestClient) -> None:
    assert client.get("/events?contry=UA").status_code == 422
