"""Every refusal made on purpose, drawn as one tree.

::

    SitrepError
    ├── InputError             what was handed in cannot be read
    │   ├── EmptyInput         input.empty
    │   ├── NotText            input.binary
    │   ├── NotUtf8            input.encoding
    │   ├── TooLarge           input.size
    │   ├── NoArticle          input.no-article
    │   ├── MalformedLine      input.line
    │   ├── MalformedActor     input.actor
    │   ├── MalformedReading   input.reading
    │   ├── UnknownFormat      input.format
    │   ├── NotFound           input.missing
    │   ├── Unreadable         input.unreadable
    │   ├── Encrypted          input.encrypted
    │   ├── Scanned            input.scanned
    │   ├── Broken             input.broken
    │   └── FetchError         fetch: what lies on the web could not be brought in
    │       ├── AddressRefused     fetch.address
    │       ├── Unreachable        fetch.unreachable
    │       ├── TimedOut           fetch.time
    │       ├── AnswerRefused      fetch.status
    │       ├── RobotsRefused      fetch.robots
    │       ├── TooManyRedirects   fetch.redirects
    │       ├── FetchTooLarge      fetch.size
    │       └── WrongMedia         fetch.type
    ├── OptionError            a value typed by a person is impossible
    │   ├── BadDate            option.date
    │   ├── BadOutlet          option.outlet
    │   ├── BadQuestion        option.question
    │   ├── BadCursor          option.cursor
    │   ├── BadJudgement       option.judgement
    │   └── BadReview          option.review
    ├── EvidenceError          evidence: a quotation does not stand in its text
    ├── CodebookError          codebook: a data file breaks its schema
    ├── StepOrderError         steps: a step reads a layer nobody wrote before it
    ├── MissingExtra           extra: a part of Sitrep that is installed only when asked for is not there
    ├── ReadingFailed          reading.failed: the engine fell over a story; nobody foresaw how
    └── LedgerError            the ledger cannot serve
        ├── NotALedger         ledger.foreign
        ├── LedgerReadOnly     ledger.read-only
        ├── WritesRefused      ledger.writes
        ├── LedgerBusy         ledger.busy
        ├── LedgerTooNew       ledger.version
        ├── ReviewedSince      ledger.reviewed
        └── UnknownId          ledger.unknown-id
"""

from typing import ClassVar

from typing_extensions import override


class SitrepError(Exception):
    """Anything Sitrep refuses on purpose: a stable code, the facts, and what to check."""

    code: ClassVar[str] = "sitrep"

    def __init__(self, what: str, *, check: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.check = check

    @override
    def __str__(self) -> str:
        """The code, what is wrong, and what to check, each on its own line."""
        first = f"[{self.code}] {self.what}"
        return f"{first}\n{self.check}" if self.check else first


class InputError(SitrepError):
    """What was handed in cannot be read as a story."""

    code = "input"


class EmptyInput(InputError):
    """The input holds no text."""

    code = "input.empty"


class NotText(InputError):
    """The input is binary."""

    code = "input.binary"


class NotUtf8(InputError):
    """The input's bytes are not UTF-8."""

    code = "input.encoding"


class TooLarge(InputError):
    """The input is larger than a news story can be."""

    code = "input.size"


class NoArticle(InputError):
    """The page holds no article."""

    code = "input.no-article"


class MalformedLine(InputError):
    """A line of a JSON lines file is not a story object."""

    code = "input.line"


class MalformedActor(InputError):
    """A row of a user's own list of actors is not an actor."""

    code = "input.actor"


class MalformedReading(InputError):
    """A line of an exported ledger is not a kept reading, or is no longer what it was."""

    code = "input.reading"


class UnknownFormat(InputError):
    """The file's kind is not one that Sitrep reads."""

    code = "input.format"


class NotFound(InputError):
    """There is no such file or folder."""

    code = "input.missing"


class Unreadable(InputError):
    """The file or folder is there but cannot be read."""

    code = "input.unreadable"


class Encrypted(InputError):
    """The document is locked with a password."""

    code = "input.encrypted"


class Scanned(InputError):
    """The document holds pictures of pages and no text."""

    code = "input.scanned"


class Broken(InputError):
    """The document or archive is damaged."""

    code = "input.broken"


class FetchError(InputError):
    """What lies on the web could not be brought in."""

    code = "fetch"


class AddressRefused(FetchError):
    """The address is not one of the public web, or leads to one that is not."""

    code = "fetch.address"


class Unreachable(FetchError):
    """The host is not there, not trusted, or speaks no HTTP."""

    code = "fetch.unreachable"


class TimedOut(FetchError):
    """The host took too long."""

    code = "fetch.time"


class AnswerRefused(FetchError):
    """The host answered that there is no page, or not for us, or not now.

    ``status`` is the HTTP status; ``retry_after`` the seconds the host asked us to wait, None when it asked nothing.
    """

    code = "fetch.status"

    def __init__(self, what: str, *, check: str = "", status: int = 0, retry_after: int | None = None) -> None:
        super().__init__(what, check=check)
        self.status = status
        self.retry_after = retry_after


class RobotsRefused(FetchError):
    """The site's robots.txt asks programs to stay away from the page."""

    code = "fetch.robots"


class TooManyRedirects(FetchError):
    """The address leads on and on."""

    code = "fetch.redirects"


class FetchTooLarge(FetchError):
    """The answer is larger than a page can be, as sent or when unpacked."""

    code = "fetch.size"


class WrongMedia(FetchError):
    """The answer is of a kind that holds no story: a picture, a film, a program."""

    code = "fetch.type"


class OptionError(SitrepError):
    """A value typed by a person is impossible."""

    code = "option"


class BadDate(OptionError):
    """A date is not ISO 8601 or does not exist."""

    code = "option.date"


class BadOutlet(OptionError):
    """An outlet's name is empty or not a name."""

    code = "option.outlet"


class BadQuestion(OptionError):
    """A part of an address, or of a question to the interface, is impossible."""

    code = "option.question"


class BadCursor(OptionError):
    """A cursor was altered, or belongs to another list."""

    code = "option.cursor"


class BadJudgement(OptionError):
    """What a person decided about incidents cannot be: nothing to merge or split, or no author."""

    code = "option.judgement"


class BadReview(OptionError):
    """What a reviewer decided cannot be: no author, nothing to take back, or a value that the record cannot hold."""

    code = "option.review"


class EvidenceError(SitrepError):
    """A quotation does not stand in its text where it says."""

    code = "evidence"


class CodebookError(SitrepError):
    """A data file of the codebook breaks its schema."""

    code = "codebook"


class StepOrderError(SitrepError):
    """A reading step reads a layer that no step before it writes."""

    code = "steps"


class MissingExtra(SitrepError):
    """A part of Sitrep that is installed only when asked for is not there."""

    code = "extra"


class ReadingFailed(SitrepError):
    """The engine fell over a story in a way nobody foresaw."""

    code = "reading.failed"


class LedgerError(SitrepError):
    """The ledger cannot serve."""

    code = "ledger"


class NotALedger(LedgerError):
    """The file is not a Sitrep ledger."""

    code = "ledger.foreign"


class LedgerReadOnly(LedgerError):
    """The ledger or its folder cannot be written."""

    code = "ledger.read-only"


class WritesRefused(LedgerError):
    """The ledger is served for reading only."""

    code = "ledger.writes"


class LedgerBusy(LedgerError):
    """Another writer holds the ledger."""

    code = "ledger.busy"


class LedgerTooNew(LedgerError):
    """The ledger was written by a newer Sitrep."""

    code = "ledger.version"


class ReviewedSince(LedgerError):
    """What is to be judged is no longer what was shown: it was read anew, or somebody decided in between."""

    code = "ledger.reviewed"


class UnknownId(LedgerError):
    """No value in the ledger bears this id."""

    code = "ledger.unknown-id"
