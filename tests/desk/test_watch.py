"""Feeds are polled in their own time; a bad one harms no other, and a stop loses nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.conftest import make_engine
from tests.stand_in_web import Answer, Site, site

from sitrep.desk.feed_state import LONGEST_BACKOFF, FeedFile, FeedState
from sitrep.desk.watch import Pace, Poll, Watch
from sitrep.desk.web import Web
from sitrep.errors import NotALedger
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.ledger.queries import find_refusals, size

HOUR = 3_600.0
ITEM = "<item><title>{0}</title><link>https://nile.tld/{0}</link><description>Russia struck {0}.</description></item>"


def feed(*places: str) -> str:
    items = "".join(map(ITEM.format, places))
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Nile Desk</title>{items}</channel></rss>'


class Days:
    """A clock that moves when somebody waits, and stops the watch at an hour."""

    def __init__(self, until: float) -> None:
        self.time = 0.0
        self.until = until
        self.asked_to_stop = False

    def wait(self, seconds: float) -> None:
        assert seconds > 0
        self.time += seconds

    def stopping(self) -> bool:
        return self.asked_to_stop or self.time >= self.until

    def pace(self, interval: float = HOUR) -> Pace:
        return Pace(lambda: self.time, self.wait, self.stopping, interval)


@pytest.fixture
def served() -> Iterator[Site]:
    with site() as found:
        yield found


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "war.db")


def watch(served: Site, ledger: Ledger, days: Days, *feeds: str, interval: float = HOUR) -> Watch:
    web = Web(served.fetcher(), lambda: datetime(2025, 12, 5, tzinfo=UTC), ledger)
    return Watch(feeds, ledger, web, make_engine("1"), days.pace(interval))


def once(served: Site, ledger: Ledger, *feeds: str, at: float = 0.0) -> list[Poll]:
    days = Days(at + 1)
    days.time = at
    return list(watch(served, ledger, days, *feeds).once())


def documents(ledger: Ledger) -> int:
    with ledger.reading() as book:
        return size(book).documents


def test_what_is_new_in_a_feed_is_read_and_the_rest_is_known(served: Site, ledger: Ledger) -> None:
    url = served.put("/feed", feed("Odesa"))
    (first,) = once(served, ledger, url)
    served.put("/feed", feed("Sumy", "Odesa"))
    (second,) = once(served, ledger, url, at=HOUR)

    assert [(poll.summary.read, poll.summary.known) for poll in (first, second) if poll.summary] == [(1, 0), (1, 1)]
    assert documents(ledger) == 2


def test_a_feed_is_asked_with_what_its_host_gave_and_not_read_again_when_unchanged(
    served: Site, ledger: Ledger
) -> None:
    def page(headers: dict[str, str]) -> Answer:
        if headers.get("if-none-match") == '"v1"' and headers.get("if-modified-since") == "then":
            return Answer(status=304)
        return Answer(feed("Odesa").encode(), headers={"ETag": '"v1"', "Last-Modified": "then"})

    served.pages["/feed"] = page
    polls = [poll for at in (0, HOUR) for poll in once(served, ledger, served.url("/feed"), at=at)]

    assert [poll.outcome for poll in polls] == ["changed", "unchanged"]
    assert polls[1].summary is None


def test_a_feed_sent_again_byte_by_byte_is_unchanged(served: Site, ledger: Ledger) -> None:
    url = served.put("/feed", feed("Odesa"))

    assert [poll.outcome for at in (0, HOUR) for poll in once(served, ledger, url, at=at)] == ["changed", "unchanged"]


def test_feeds_are_polled_as_they_fall_due(served: Site, ledger: Ledger) -> None:
    urls = [served.put(f"/{name}", feed(name)) for name in ("Odesa", "Sumy")]
    polls = list(watch(served, ledger, Days(3 * HOUR), *urls).forever())

    assert [(poll.feed, poll.due) for poll in polls] == [
        (url, due) for due in (HOUR, 2 * HOUR, 3 * HOUR) for url in urls
    ]


def test_one_bad_feed_harms_no_other(served: Site, ledger: Ledger) -> None:
    served.pages["/gone"] = Answer(status=410)
    bad = [
        served.url("/gone"),
        "http://169.254.169.254/feed",
        "no address",
        served.put("/page", "<p>no feed", "image/png"),
    ]
    good = served.put("/feed", feed("Odesa"))
    polls = once(served, ledger, *bad, good)

    assert [poll.outcome for poll in polls] == [
        "fetch.status",
        "fetch.address",
        "fetch.address",
        "fetch.type",
        "changed",
    ]
    with ledger.reading() as book:
        assert [each.source for each in find_refusals(book)] == bad


def test_a_feed_that_breaks_in_a_way_nobody_foresaw_harms_no_other(
    served: Site, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = served.put("/feed", feed("Odesa"))
    work = watch(served, ledger, Days(1), "http://bad.tld/", good)
    real = work.web.fetcher.fetch

    def fall(url: str, *known: object) -> object:
        if "bad" in url:
            raise RuntimeError("boom")
        return real(url, *known)  # type: ignore[arg-type]

    monkeypatch.setattr(work.web.fetcher, "fetch", fall)

    assert [poll.outcome for poll in work.once()] == ["reading.failed", "changed"]


def test_a_failing_feed_is_asked_less_and_less_often_and_recovers_at_once(served: Site, ledger: Ledger) -> None:
    served.pages["/feed"] = Answer(status=500)
    days = Days(23 * HOUR)
    polls = list(watch(served, ledger, days, served.url("/feed")).forever())

    assert [poll.due / HOUR for poll in polls] == [2, 6, 12, 18, 24]
    served.put("/feed", feed("Odesa"))
    days.until = 26 * HOUR
    (recovered, _) = watch(served, ledger, days, served.url("/feed")).forever()
    assert (recovered.outcome, recovered.due / HOUR) == ("changed", 25)


def test_a_failing_feed_rests_between_two_runs_of_a_scheduler(served: Site, ledger: Ledger) -> None:
    served.pages["/feed"] = Answer(status=500)
    url = served.url("/feed")
    outcomes = [poll.outcome for at in (0, 0.5, 1, 2) for poll in once(served, ledger, url, at=at * HOUR)]

    assert outcomes == ["fetch.status", "resting", "resting", "fetch.status"]


def test_a_scheduler_may_run_more_often_than_the_interval(served: Site, ledger: Ledger) -> None:
    url = served.put("/feed", feed("Odesa"))

    assert [poll.outcome for at in (0, 60) for poll in once(served, ledger, url, at=at)] == ["changed", "unchanged"]


def test_a_host_that_asks_for_patience_gets_it(served: Site, ledger: Ledger) -> None:
    served.pages["/feed"] = Answer(status=429, headers={"Retry-After": "86400"})
    (poll,) = once(served, ledger, served.url("/feed"))

    assert poll.due == 24 * HOUR


@given(st.integers(1, 40), st.floats(60, 10 * HOUR))
def test_the_wait_never_shrinks_and_never_passes_its_cap(failures: int, interval: float) -> None:
    state, dues = FeedState(), []
    for _ in range(failures):
        state = state.failed(0, interval, "fetch.status")
        dues.append(state.due)

    assert dues == sorted(dues)
    assert interval <= dues[-1] <= max(interval, LONGEST_BACKOFF)


def test_a_page_that_is_no_feed_is_a_failure_of_its_own(served: Site, ledger: Ledger) -> None:
    url = served.put("/feed", "<html><body><p>Menu</p></body></html>")
    (poll,) = once(served, ledger, url)

    assert (poll.outcome, poll.due) == ("input.no-article", 2 * HOUR)


def test_a_stop_in_the_midst_of_a_feed_keeps_what_was_read_and_the_next_watch_reads_the_rest(
    served: Site, ledger: Ledger
) -> None:
    url = served.put("/feed", feed("Odesa", "Sumy", "Lviv"))
    days = Days(HOUR)
    work = watch(served, ledger, days, url)
    read = work.engine.read

    def stop_after_the_first(document: object) -> object:
        days.asked_to_stop = True
        return read(document)  # type: ignore[arg-type]

    object.__setattr__(work.engine, "read", stop_after_the_first)
    (stopped,) = work.forever()
    kept = documents(ledger)
    (again,) = once(served, ledger, url)

    assert (kept, stopped.summary and stopped.summary.read) == (1, 1)
    assert again.summary is not None
    assert (again.summary.read, again.summary.known) == (2, 1)


def test_nothing_is_asked_once_somebody_asked_to_stop(served: Site, ledger: Ledger) -> None:
    work = watch(served, ledger, Days(0), served.url("/feed"))

    assert (list(work.once()), list(work.forever()), served.asked) == ([], [], [])


def test_while_another_writes_the_ledger_the_feed_is_asked_again_later(served: Site, tmp_path: Path) -> None:
    url = served.put("/feed", feed("Odesa"))
    ledger = open_ledger(tmp_path / "war.db", busy_seconds=0.05)
    with open_ledger(tmp_path / "war.db").transaction():
        (poll,) = once(served, ledger, url)

    assert poll.outcome == "ledger.busy"
    assert [each.outcome for each in once(served, ledger, url, at=9 * HOUR)] == ["changed"]


def test_a_clock_that_was_set_back_keeps_no_feed_waiting(served: Site, ledger: Ledger) -> None:
    url = served.put("/feed", feed("Odesa"))
    once(served, ledger, url, at=1_000 * HOUR)
    polls = list(watch(served, ledger, Days(2 * HOUR), url).forever())

    assert [poll.due / HOUR for poll in polls] == [2]


@pytest.mark.parametrize(
    "content", ["", "[]", '{"feeds": []}', '{"feeds": {"a": {}}}', '{"feeds": {"a": 1}}', "[" * 9000]
)
def test_a_state_that_cannot_be_read_is_refused_and_left_alone(tmp_path: Path, content: str) -> None:
    file = FeedFile.beside(tmp_path / "war.db")
    file.path.write_text(content)

    with pytest.raises(NotALedger):
        file.load()
    assert file.path.read_text() == content


STATES = st.builds(
    FeedState,
    due=st.floats(0, 1e10),
    failures=st.integers(0, 99),
    outcome=st.text(max_size=9),
    etag=st.none() | st.text(max_size=9),
)


@given(st.dictionaries(st.text(max_size=9), STATES, max_size=3))
def test_a_state_is_loaded_as_it_was_saved(
    tmp_path_factory: pytest.TempPathFactory, states: dict[str, FeedState]
) -> None:
    file = FeedFile(tmp_path_factory.getbasetemp() / "x.feeds.json")
    file.save(states)

    assert file.load() == states
