"""A page is brought in as it lies on the web: public, in bounds, in time, welcome, and of a kind that holds stories."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import TYPE_CHECKING

from sitrep.errors import AnswerRefused, TooManyRedirects, WrongMedia
from sitrep.fetching.addresses import Target, check_url
from sitrep.fetching.bodies import ENCODINGS, read_body
from sitrep.fetching.dialling import Deadline, Dialler, Line, Net
from sitrep.fetching.policy import Policy
from sitrep.fetching.robots import Robots

if TYPE_CHECKING:
    import httpx2

#: Kinds of answer that may hold stories, and those of documents, which may be larger.
_DOCUMENTS = frozenset({"application/pdf", "application/warc", "application/wacz", "application/zip"})
_UNNAMED = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/gzip", "application/x-gzip"})
_PAGES = frozenset({
    "application/xhtml+xml", "application/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml",
    "application/json", "application/x-ndjson", "application/jsonl", "application/feed+json", "application/csv",
})  # fmt: skip
_MOVED = frozenset({301, 302, 303, 307, 308})
_NOT_CHANGED = 304
_LONGEST_WAIT = 7 * 86_400


@dataclass(frozen=True, slots=True)
class Validators:
    """What a host gave to ask later whether a page has changed."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True)
class Fetched:
    """A page as it lay on the web: what was asked, where it was found, and its bytes."""

    asked: str
    url: str
    media: str | None
    raw: bytes
    validators: Validators

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the bytes."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The page is still the one that was fetched before."""

    asked: str


Lay = Callable[[Deadline], "httpx2.BaseTransport"]


class Fetcher:
    """Brings in pages, politely: one at a time, with a pause between two requests to one host."""

    def __init__(self, policy: Policy, *, net: Net, sleep: Callable[[float], object], lay: Lay | None = None) -> None:
        self._policy = policy
        self._net = net
        self._sleep = sleep
        self._lay = lay or (lambda deadline: Line(Dialler(policy, net, deadline)))
        self._robots = Robots(policy.agent.partition("/")[0], self._robots_txt, net.clock)
        self._asked: dict[str, float] = {}

    def fetch(self, url: str, known: Validators | None = None) -> Fetched | Unchanged:
        """The page at this address, or that it is the one ``known`` before."""
        return self._follow(url, known or Validators(), self._page)

    def _robots_txt(self, url: str) -> bytes:
        found = self._follow(url, Validators(), self._bare)
        return found.raw if isinstance(found, Fetched) else b""

    def _page(self, target: Target, known: Validators) -> Fetched | Unchanged | str:
        self._robots.refuse_unless_welcome(target)
        self._pause(target, self._robots.delay(target))
        return self._ask(target, known, robots=False)

    def _bare(self, target: Target, known: Validators) -> Fetched | Unchanged | str:
        return self._ask(target, known, robots=True)

    def _follow(
        self, url: str, known: Validators, ask: Callable[[Target, Validators], Fetched | Unchanged | str]
    ) -> Fetched | Unchanged:
        """What the address leads to; every redirect is judged like the first address."""
        target = check_url(url, self._policy)
        for _ in range(self._policy.most_redirects + 1):
            found = ask(target, known)
            if isinstance(found, Unchanged):
                return Unchanged(url)
            if isinstance(found, Fetched):
                return Fetched(url, found.url, found.media, found.raw, found.validators)
            target = check_url(found, self._policy)
        raise TooManyRedirects(
            f"{url} leads on more than {self._policy.most_redirects} times.", check="Open it in a browser."
        )

    def _pause(self, target: Target, asked_for: float) -> None:
        """Leaves a host in peace between two requests."""
        pause = max(self._policy.pause_seconds, min(asked_for, self._policy.most_pause_seconds))
        last = self._asked.get(target.host)
        now = self._net.clock()
        if last is not None and now < last + pause:
            self._sleep(last + pause - now)
        self._asked[target.host] = self._net.clock()

    def _ask(self, target: Target, known: Validators, *, robots: bool) -> Fetched | Unchanged | str:
        """The page, or that it has not changed, or the address it has moved to."""
        import httpx2

        deadline = Deadline(self._net.clock() + self._policy.total_seconds, self._net.clock)
        timeout = httpx2.Timeout(self._policy.read_seconds, connect=self._policy.connect_seconds)
        headers = self._headers(known)
        with (
            httpx2.Client(transport=self._lay(deadline), trust_env=False, timeout=timeout) as client,
            client.stream("GET", target.url, headers=headers, follow_redirects=False) as answer,
        ):
            if answer.status_code == _NOT_CHANGED and known:
                return Unchanged(target.url)
            if answer.status_code in _MOVED:
                return _moved_to(answer, target)
            if not answer.is_success:
                raise _refused(answer, target)
            most = self._policy.most_robots_bytes if robots else self._most(answer, target)
            raw = read_body(answer.iter_raw(65_536), answer.headers.get("content-encoding", ""), most=most)
            return _fetched(answer, target, raw)

    def _headers(self, known: Validators) -> dict[str, str]:
        headers = {
            "User-Agent": self._policy.agent,
            "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
            "Accept-Encoding": ENCODINGS,
            "Connection": "close",
        }
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        return headers

    def _most(self, answer: httpx2.Response, target: Target) -> int:
        """The bytes that an answer of this kind may have; a kind that holds no story is refused unread."""
        media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media in _DOCUMENTS | _UNNAMED:
            return self._policy.most_document_bytes
        if media in _PAGES or media.startswith("text/"):
            return self._policy.most_page_bytes
        raise WrongMedia(f"{target.url} is {media[:60]!r}, which holds no story.", check="Is this the story's page?")


def _moved_to(answer: httpx2.Response, target: Target) -> str:
    import httpx2

    place = answer.headers.get("location", "")
    try:
        return str(httpx2.URL(target.url).join(place))
    except (httpx2.InvalidURL, ValueError) as problem:
        raise AnswerRefused(
            f"{target.url} leads to {place[:120]!r}, which is no address.", check="Open it in a browser."
        ) from problem


def _refused(answer: httpx2.Response, target: Target) -> AnswerRefused:
    status = answer.status_code
    reason = f" {answer.reason_phrase}" if answer.reason_phrase else ""
    return AnswerRefused(
        f"{target.url} answers {status}{reason}.",
        check="Open it in a browser." if status < 500 else "Try again later.",
        status=status,
        retry_after=_retry_after(answer),
    )


def _retry_after(answer: httpx2.Response) -> int | None:
    """The seconds a host asks to be left alone for; a moment instead of seconds is set against the host's own clock."""
    stated = answer.headers.get("retry-after", "").strip()
    if stated.isdigit():
        return min(int(stated), _LONGEST_WAIT)
    try:
        wait = parsedate_to_datetime(stated) - parsedate_to_datetime(answer.headers.get("date", ""))
    except (ValueError, TypeError):
        return None
    return max(0, min(int(wait.total_seconds()), _LONGEST_WAIT))


def _fetched(answer: httpx2.Response, target: Target, raw: bytes) -> Fetched:
    headers = answer.headers
    return Fetched(
        asked=target.url,
        url=target.url,
        media=headers.get("content-type"),
        raw=raw,
        validators=Validators(_one_line(headers.get("etag")), _one_line(headers.get("last-modified"))),
    )


def _one_line(value: str | None) -> str | None:
    """A header's value that may be sent back: printable ASCII of reasonable length."""
    fits = value and len(value) <= 500 and value.isascii() and value.isprintable()
    return value if fits else None
