"""A plain text keeps its characters; a text out of markup is made plain; cleaning twice equals once."""

import codecs

import pytest
from hypothesis import given
from tests.strategies import news, texts

from sitrep.documents.cleaning import LONGEST_LINE, LONGEST_STORY, clean_markup, clean_text, decode, tidy
from sitrep.errors import EmptyInput, NotText, NotUtf8, TooLarge


def test_a_plain_text_keeps_line_ends_blanks_and_decomposed_letters() -> None:
    text = "\r\n  Kyiv\u00a0&amp; O\u0301desa\r\n\r\n\tA bomb fell.\n"
    assert clean_text(text) == text


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode(codecs.BOM_UTF8 + "Ніжин".encode()) == "Ніжин"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_its_mark_is_read(encoding: str) -> None:
    mark = codecs.BOM_UTF16_LE if encoding.endswith("le") else codecs.BOM_UTF16_BE
    assert decode(mark + "Kyiv — A bomb fell.".encode(encoding)) == "Kyiv — A bomb fell."


def test_bytes_that_are_not_utf_8_are_refused_with_their_place() -> None:
    with pytest.raises(NotUtf8) as refused:
        decode(b"caf\xe9 bombed")
    assert "3" in refused.value.what


@pytest.mark.parametrize("raw", [b"MZ\x00\x01\x02", bytes([1, 2, 3, 200, 5, 6, 250]) * 40])
def test_binary_is_refused_as_binary(raw: bytes) -> None:
    with pytest.raises(NotText):
        decode(raw)


@pytest.mark.parametrize("text", ["", " \r\n\t ", "\u00a0"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(EmptyInput):
        clean_text(text)


def test_a_nul_character_is_refused() -> None:
    with pytest.raises(NotText):
        clean_text("A bomb\x00 fell.")


def test_a_lone_surrogate_becomes_one_replacement_character() -> None:
    assert clean_text("a\ud800b") == "a\ufffdb"


def test_a_text_longer_than_any_story_is_refused() -> None:
    with pytest.raises(TooLarge):
        clean_text("A bomb fell.\n" * (LONGEST_STORY // 13 + 1))


def test_a_line_longer_than_any_paragraph_is_refused() -> None:
    with pytest.raises(TooLarge) as refused:
        clean_text("a" * (LONGEST_LINE + 1))
    assert "line" in refused.value.what


def test_markup_text_is_composed_and_has_plain_spaces() -> None:
    assert clean_markup(" O\u0301desa\u00a0\u2009was\u200b hit \r\n\r\n  again.\x07 ") == "Ódesa was hit\nagain."


@given(texts)
def test_tidying_twice_equals_once(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once


@given(news)
def test_cleaning_a_plain_text_changes_nothing(text: str) -> None:
    if text.strip():
        assert clean_text(text) == text
