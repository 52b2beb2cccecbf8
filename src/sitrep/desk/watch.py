"""Feeds are polled, each in its own time, and what is new in them goes into the ledger.

One bad feed harms no other: it is asked less and less often, and its refusals stand in the quarantine.
The clock and the waiting are handed in, so a test can live through a week in a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sitrep.desk.attempts import attempt
from sitrep.desk.feed_state import FeedFile, FeedState
from sitrep.desk.ingest import Engine, Summary, ingest
from sitrep.desk.sources import Source
from sitrep.desk.web import Web
from sitrep.documents.document import Document
from sitrep.documents.readers import Refusal
from sitrep.documents.source import Given
from sitrep.errors import AnswerRefused, FetchError, LedgerBusy, SitrepError
from sitrep.fetching.fetch import Fetched
from sitrep.ledger.opening import Ledger

#: Between two polls of a feed, in seconds, when nobody says otherwise.
INTERVAL = 900.0
#: Nothing is stated of the stories.
NOTHING = Given()
UNCHANGED, CHANGED = "unchanged", "changed"


@dataclass(frozen=True, slots=True)
class Pace:
    """When to poll: seconds between polls, the wall clock, how to wait, and whether somebody asked to stop."""

    now: Callable[[], float]
    wait: Callable[[float], object]
    stopping: Callable[[], bool]
    interval: float = INTERVAL


@dataclass(frozen=True, slots=True)
class Poll:
    """What one poll of a feed came to; ``summary`` is None when nothing was read."""

    feed: str
    outcome: str
    due: float
    error: SitrepError | None = None
    summary: Summary | None = None


@dataclass(frozen=True)
class Watch:
    """Feeds and what their stories go through."""

    feeds: Sequence[str]
    ledger: Ledger
    web: Web
    engine: Engine
    pace: Pace
    given: Given = NOTHING

    def once(self) -> Iterator[Poll]:
        """Every feed is polled once, but for those that failed lately and are not due yet."""
        states = self._load()
        for feed in self.feeds:
            if self.pace.stopping():
                return
            if states[feed].failures and states[feed].due > self.pace.now():
                yield Poll(feed, "resting", states[feed].due)
            else:
                yield self._poll(feed, states)

    def forever(self) -> Iterator[Poll]:
        """Feeds are polled as they fall due, until somebody asks to stop."""
        states = self._load()
        while not self.pace.stopping():
            feed = min(self.feeds, key=lambda each: states[each].due)
            early = states[feed].due - self.pace.now()
            if early > 0:
                self.pace.wait(early)
            else:
                yield self._poll(feed, states)

    def _load(self) -> dict[str, FeedState]:
        known = FeedFile.beside(self.ledger.path).load()
        latest = self.pace.now() + self.pace.interval
        # Nothing is due later than it would be had it just been polled, unless it failed: clocks are set back.
        return known | {
            feed: state if state.failures else replace(state, due=min(state.due, latest))
            for feed in self.feeds
            for state in [known.get(feed, FeedState())]
        }

    def _poll(self, feed: str, states: dict[str, FeedState]) -> Poll:
        """The feed is asked, its new stories are kept, and its next poll is set."""
        poll, state = self._asked(feed, states[feed])
        if state is not None:
            states[feed] = state
            FeedFile.beside(self.ledger.path).save(states)
        return poll

    def _asked(self, feed: str, state: FeedState) -> tuple[Poll, FeedState | None]:
        found = attempt(lambda: self.web.fetcher.fetch(feed, state.validators))
        now, interval = self.pace.now(), self.pace.interval
        if isinstance(found, SitrepError):
            wait = found.retry_after if isinstance(found, AnswerRefused) else None
            after = state.failed(now, interval, found.code, wait)
            self._refuse(feed, found)
            return Poll(feed, found.code, after.due, error=found), after
        if not isinstance(found, Fetched) or found.sha256 == state.sha256:
            after = state.succeeded(now, interval, UNCHANGED)
            return Poll(feed, UNCHANGED, after.due), after
        try:
            summary = self._ingest(feed, found)
        except LedgerBusy as busy:  # somebody else writes: nothing is lost, the feed is asked again
            after = state.failed(now, interval, busy.code)
            return Poll(feed, busy.code, after.due, error=busy), after
        if self.pace.stopping():  # perhaps in the midst of its stories: the next poll begins it anew
            return Poll(feed, CHANGED, state.due, summary=summary), None
        told = replace(
            state, etag=found.validators.etag, last_modified=found.validators.last_modified, sha256=found.sha256
        )
        if summary.refused and not (summary.read or summary.known):
            code = next(iter(summary.reasons))
            after = state.failed(now, interval, code)
            return Poll(feed, code, after.due, summary=summary), after
        after = told.succeeded(now, interval, CHANGED)
        return Poll(feed, CHANGED, after.due, summary=summary), after

    def _ingest(self, feed: str, page: Fetched) -> Summary:
        def stories() -> Iterator[Document | Refusal]:
            for story in self.web.read(page, self.given):
                yield story
                if self.pace.stopping():
                    return

        return ingest([Source(feed, stories)], self.ledger, engine=self.engine)

    def _refuse(self, feed: str, error: SitrepError) -> None:
        """Why a feed could not be had stands in the quarantine, once however often it fails."""
        if isinstance(error, FetchError):
            refusal = Refusal(feed, error)
            ingest([Source(feed, lambda: iter([refusal]))], self.ledger, engine=self.engine)
