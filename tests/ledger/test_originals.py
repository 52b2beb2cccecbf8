"""What was fetched is kept as it came, once, and found again from the address or the document."""

import gzip
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import given
from hypothesis import strategies as st

from sitrep.errors import LedgerReadOnly
from sitrep.ledger.opening import SCHEMA_VERSION, Ledger, open_ledger
from sitrep.ledger.originals import Original, Originals, append_fetch, last_fetch, originals_of
from sitrep.ledger.sqlite import claim, make_engine

PAGE = Original("http://a.tld/", "http://a.tld/x", "2025-12-05T00:00:00+00:00", "text/html", '"v1"', None, "ab" * 32, 9)


def test_bytes_come_back_by_their_digest(tmp_path: Path) -> None:
    originals = Originals.beside(tmp_path / "war.db")
    sha256 = originals.keep(b"<p>Shells fell.</p>")

    assert originals.load(sha256) == b"<p>Shells fell.</p>"
    assert originals.path(sha256) == tmp_path / "war.db.raw" / sha256[:2] / f"{sha256}.gz"


@given(st.binary(max_size=2_000))
def test_the_name_of_a_file_is_the_digest_of_what_it_holds(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    originals = Originals(tmp_path_factory.getbasetemp() / "originals")
    path = originals.path(originals.keep(raw))

    assert hashlib.sha256(gzip.decompress(path.read_bytes())).hexdigest() == path.stem


def test_the_same_bytes_are_kept_once_and_no_half_file_is_left(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    originals.keep(b"a")
    originals.keep(b"a")

    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize("content", [b"", b"no gzip", gzip.compress(b"something else")])
def test_bytes_that_were_tampered_with_are_not_given_back(tmp_path: Path, content: bytes) -> None:
    originals = Originals(tmp_path)
    sha256 = originals.keep(b"a")
    originals.path(sha256).write_bytes(content)

    assert originals.load(sha256) is None


def test_a_digest_nobody_kept_gives_nothing(tmp_path: Path) -> None:
    assert Originals(tmp_path).load("0" * 64) is None


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "war.db.raw").write_text("a file in its place")

    with pytest.raises(LedgerReadOnly):
        Originals.beside(tmp_path / "war.db").keep(b"a")


def test_a_fetch_is_found_by_its_address_and_by_its_documents(empty: Ledger) -> None:
    with empty.transaction() as book:
        assert append_fetch(book, PAGE, ["document-1", "document-2", "document-1"])

    with empty.reading() as book:
        assert last_fetch(book, "http://a.tld/") == PAGE
        assert originals_of(book, "document-2") == [PAGE]
        assert (last_fetch(book, "http://b.tld/"), originals_of(book, "document-3")) == (None, [])


def test_a_page_that_stayed_the_same_is_written_down_once(empty: Ledger) -> None:
    later = replace(PAGE, fetched="2025-12-06T00:00:00+00:00")
    changed = replace(later, sha256="cd" * 32)
    with empty.transaction() as book:
        new = [append_fetch(book, each, ["document-1"]) for each in (PAGE, later, changed, PAGE)]

    with empty.reading() as book:
        assert new == [True, False, True, True]
        assert originals_of(book, "document-1") == [PAGE, changed, PAGE]


def test_a_ledger_of_the_first_edition_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    config = Config()
    config.set_main_option("script_location", "sitrep.ledger:migrations")
    with make_engine(path, mode="rwc", busy_seconds=1).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        claim(connection)
    ledger = open_ledger(path)

    with ledger.transaction() as book:
        assert append_fetch(book, PAGE, [])
    assert ledger.schema_version == SCHEMA_VERSION
