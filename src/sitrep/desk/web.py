"""Stories out of the web: each page is fetched with care, kept as it came, and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sitrep.documents.document import Document
from sitrep.documents.readers import Refusal, read_bytes
from sitrep.documents.source import Given, Origin
from sitrep.errors import FetchError
from sitrep.fetching.fetch import Fetched, Fetcher, Validators
from sitrep.ledger.opening import Ledger
from sitrep.ledger.originals import Original, Originals, append_fetch, last_fetch


@dataclass(frozen=True, slots=True)
class Web:
    """The web as a ledger sees it: what it gave before is asked for only if it has changed, and read again.

    Without a ledger nothing is kept.
    """

    fetcher: Fetcher
    now: Callable[[], datetime]
    ledger: Ledger | None = None

    def stories(self, url: str, given: Given) -> Iterator[Document | Refusal]:
        """Every story at this address, or why there is none."""
        try:
            page = self.page(url)
        except FetchError as refused:
            yield Refusal(url, refused)
            return
        yield from self.read(page, given)

    def page(self, url: str) -> Fetched:
        """The page at this address; one that has not changed comes out of what was kept."""
        kept = self._kept(url)
        found = self.fetcher.fetch(url, kept.validators if kept else None)
        if isinstance(found, Fetched):
            return found
        assert kept is not None  # only what was kept can be told to be unchanged
        return kept

    def read(self, page: Fetched, given: Given) -> Iterator[Document | Refusal]:
        """Every story of a page; afterwards the page stands in the ledger with the documents read out of it."""
        fetched = self.now().isoformat()
        read: list[str] = []
        if self.ledger:
            Originals.beside(self.ledger.path).keep(page.raw)
        origin = Origin(page.url, page.media)
        for story in read_bytes(
            page.raw, name=page.asked, published=given.published, outlet=given.outlet, origin=origin
        ):
            if isinstance(story, Refusal):
                yield replace(story, sha256=page.sha256 if story.line is None else None)
            else:
                read.append(story.id)
                yield story
        if self.ledger:
            with self.ledger.transaction() as book:
                append_fetch(book, _original(page, fetched), read)

    def _kept(self, url: str) -> Fetched | None:
        """The page as it was last fetched, when its bytes are still whole and its host can say whether it changed."""
        if self.ledger is None:
            return None
        with self.ledger.reading() as book:
            last = last_fetch(book, url)
        if last is None or not (last.etag or last.last_modified):
            return None
        raw = Originals.beside(self.ledger.path).load(last.sha256)
        validators = Validators(last.etag, last.last_modified)
        return None if raw is None else Fetched(url, last.url, last.media, raw, validators)


def _original(page: Fetched, fetched: str) -> Original:
    return Original(
        asked=page.asked,
        url=page.url,
        fetched=fetched,
        media=page.media,
        etag=page.validators.etag,
        last_modified=page.validators.last_modified,
        sha256=page.sha256,
        size=len(page.raw),
    )
