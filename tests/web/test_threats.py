"""What is sent to break a served ledger is refused with a reason, and the next one who asks is answered."""

import gzip
import io
import json
import socket
import time
import zipfile
import zlib
from collections.abc import Iterator

import httpx2 as httpx
import pytest
from tests.api.conftest import OFTEN, bearer
from tests.documents.test_bombs import BOMBS
from tests.ledgers import copied
from tests.web.conftest import NOW
from tests.web.eyes import serving

from sitrep.api.app import PATH, make_api
from sitrep.desk.site import LARGEST_BODY, Site
from sitrep.ledger.opening import Ledger
from sitrep.web.app import make_app

STORIES = f"{PATH}/stories"
#: A bomb's size once it is unpacked, in bytes; packed it is well within what is taken.
BLOWN_UP = 50_000_000
LEVELS, TAGS = 100_000, 200_000
#: Seconds in which anything is answered; far more than any answer takes.
SOON = 30.0


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("story.txt", bytes(BLOWN_UP))
    return out.getvalue()


def _pdf() -> bytes:
    stream = zlib.compress(bytes(BLOWN_UP))
    head = b"<< /Length %d /Filter /FlateDecode >>" % len(stream)
    return b"%PDF-1.4\n1 0 obj\n" + head + b"\nstream\n" + stream + b"\nendstream\nendobj\n%%EOF\n"


#: What unfolds when it is read: the bytes, and what they say they are.
PACKED = {
    "gzip": (gzip.compress(bytes(BLOWN_UP)), {"content-type": "application/gzip"}),
    "gzip, called JSON": (gzip.compress(bytes(BLOWN_UP)), {"content-type": "application/json"}),
    "gzip, as encoding": (
        gzip.compress(json.dumps({"text": "a" * 900_000}).encode()),
        {"content-type": "application/json", "content-encoding": "gzip"},
    ),
    "zip": (_zip(), {"content-type": "application/zip"}),
    "PDF": (_pdf(), {"content-type": "application/pdf"}),
    "XML": (BOMBS["feed, laughs"][0], {"content-type": "application/xml"}),
    "XML, called JSON": (BOMBS["feed, laughs"][0], {"content-type": "application/json"}),
    "arrays in arrays": (b"[" * LEVELS, {"content-type": "application/json"}),
    "arrays that close": (b"[" * LEVELS + b"]" * LEVELS, {"content-type": "application/json"}),
    "objects in a text": (b'{"text": ' + b'{"a":' * LEVELS + b"1" + b"}" * LEVELS + b"}", {}),
    "nested tags": (b"<b>" * TAGS, {"content-type": "text/html"}),
    "half a letter": (b'{"text": "\xff\xfe\xed\xa0\x80"}', {"content-type": "application/json"}),
    "no end to a number": (b'{"text": ' + b"9" * 1_000_000 + b"}", {"content-type": "application/json"}),
    "not of this world": (b'{"text": "\\ud800"}', {"content-type": "application/json"}),
}
#: Odd texts: what they would be if anything unfolded them.
ODD = {
    "gzip": gzip.compress(bytes(BLOWN_UP)).decode("latin-1"),
    "zip": _zip().decode("latin-1"),
    "PDF": _pdf().decode("latin-1"),
    "XML": BOMBS["feed, laughs"][0].decode(),
    "JSON": "[" * (LEVELS // 10),  # nothing reads it but the engine, mark by mark
    "nested tags": "<b>" * TAGS,
    "many lines": "\n" * 500_000 + "x",
    "one word": "a" * 1_000_000,
    "too long": "a" * 1_000_001,
}


@pytest.fixture(scope="module")
def own(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return copied(ledger, tmp_path_factory.mktemp("threatened"))


@pytest.fixture(scope="module")
def served(own: Ledger) -> Iterator[str]:
    """Where a ledger that may be written to is served, as it is to anybody."""
    site = Site(own, lambda: NOW, "sitrep test", author="ana", writable=True, hosts=("127.0.0.1",))
    with serving(make_app(site, {PATH: make_api(site, rate=OFTEN, burst=OFTEN)})) as address:
        yield address


@pytest.fixture(scope="module")
def token(own: Ledger) -> dict[str, str]:
    return bearer(own, "ingest")


@pytest.fixture
def asking(served: str, token: dict[str, str]) -> Iterator[httpx.Client]:
    """A client that may bring stories in; when the test is over, the next one who asks is answered."""
    with httpx.Client(base_url=served, headers=token, timeout=SOON) as client:
        yield client
    for path in ("/", f"{PATH}/incidents"):
        assert httpx.get(served + path, timeout=SOON).status_code == 200


def refused(answer: httpx.Response) -> bool:
    """Whether it is a refusal that says why."""
    return 400 <= answer.status_code < 500 and len(answer.text) > 10


@pytest.mark.parametrize("name", PACKED)
def test_what_unfolds_when_it_is_read_is_refused(asking: httpx.Client, name: str) -> None:
    raw, says = PACKED[name]

    answer = asking.post(STORIES, content=raw, headers=says)
    assert refused(answer) and answer.json()["code"], answer.text


@pytest.mark.parametrize("name", ODD)
def test_an_odd_text_is_a_story_or_is_refused(asking: httpx.Client, name: str) -> None:
    answer = asking.post(STORIES, json={"text": ODD[name]})

    assert answer.status_code == 201 or refused(answer), answer.text


def test_a_body_longer_than_it_may_be_is_refused_before_it_is_sent(asking: httpx.Client) -> None:
    assert asking.post(STORIES, content=b"x" * (LARGEST_BODY + 1)).status_code == 413


def _open(served: str) -> socket.socket:
    host, _, port = served.removeprefix("http://").partition(":")
    return socket.create_connection((host, int(port)), timeout=SOON)


def _sent(line: socket.socket, parts: Iterator[bytes], most: int) -> int:
    """How many bytes could be sent before the other side had enough of them."""
    sent = 0
    try:
        for part in parts:
            line.sendall(part)
            sent += len(part)
            if sent > most:
                break
    except OSError:
        pass
    return sent


def _answered(line: socket.socket) -> bytes:
    """The first bytes of the answer; none when the connection was cut."""
    try:
        return line.recv(4096)
    except OSError:
        return b""


@pytest.mark.parametrize(("asked", "status"), [(f"POST {STORIES}", 413), ("POST /nowhere", 404), ("GET /about", 200)])
def test_a_body_without_end_is_cut_off(
    asking: httpx.Client, served: str, token: dict[str, str], asked: str, status: int
) -> None:
    head = (
        f"{asked} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {token['Authorization']}\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )

    def endless() -> Iterator[bytes]:
        yield head.encode()
        while True:
            yield b"10000\r\n" + b"x" * 0x10000 + b"\r\n"

    with _open(served) as line:
        assert _sent(line, endless(), 20 * LARGEST_BODY) < 20 * LARGEST_BODY
        assert _answered(line)[:12] in (b"", b"HTTP/1.1 %d" % status)


def test_a_body_sent_in_pieces_may_be_no_longer_than_another(asking: httpx.Client) -> None:
    pieces = iter([b"x" * (LARGEST_BODY // 2)] * 2 + [b"x"])

    answer = asking.post(STORIES, content=pieces)
    assert answer.status_code == 413 and "longer than" in answer.text


@pytest.mark.parametrize("flood", [b"X-%d: " + b"a" * 200 + b"\r\n", b"a" * 1000])
def test_a_flood_of_headers_is_cut_off(asking: httpx.Client, served: str, flood: bytes) -> None:
    def endless() -> Iterator[bytes]:
        yield b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "
        for number in range(200_000):
            yield flood % number if b"%d" in flood else flood

    with _open(served) as line:
        assert _sent(line, endless(), 30_000_000) < 30_000_000
        assert _answered(line)[:10] in (b"", b"HTTP/1.1 4")


MANY = "&".join(f"a{number}={number}" for number in range(10_000))
HUGE = "9" * 4000
PAGES = ("/", "/incidents", "/stories", "/claims", "/search", "/map", "/actors", "/processes", "/review")
LISTS = ("incidents", "events", "statements", "stories", "actors", "processes", "reviews", "search")


@pytest.mark.parametrize("path", [*PAGES, *(f"{PATH}/{each}" for each in LISTS)])
def test_no_question_is_too_odd_to_be_answered(asking: httpx.Client, path: str) -> None:
    """Ten thousand parts, a page of more rows than there are numbers, and places in lists that no list gave."""
    cursors = ("x" * 4000, "A" * 40, HUGE, "%00", "%F0%9F%92%A5", "=", "[" * 4000)
    odd = [MANY[:50_000], f"limit={HUGE}", "limit=-1", "limit=1e400", *(f"q=war&after={each}" for each in cursors)]
    answers = [asking.get(f"{path}?{question}") for question in odd]

    assert [one.status_code for one in answers if one.status_code >= 500] == []
    assert all(one.status_code in (200, 303, 307) or refused(one) for one in answers)


def test_those_who_read_slowly_or_say_nothing_keep_nobody_waiting(asking: httpx.Client, served: str) -> None:
    lines = [_open(served) for _ in range(60)]
    try:
        for number, line in enumerate(lines):
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            line.sendall(b"GET /static" if number % 2 else b"GET /map/land.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        began = time.monotonic()
        assert asking.get("/incidents").status_code == 200
        assert time.monotonic() - began < SOON
    finally:
        for line in lines:
            line.close()
