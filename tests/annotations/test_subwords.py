"""Pieces map back to the text exactly, and windows hold every piece."""

from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.pieces import small_tokenizer
from tests.strategies import news, slippery, texts

from sitrep.annotations.subwords import BREAK, OVERLAP, WINDOW, Subwords, cutter, subwords, windows

#: What the tokenizer drops by itself: controls, what is no character, and the sign for one that was lost.
DROPPED = {"Cc", "Cf", "Cn", "Co", "Cs"}
LOST = "\ufffd"
lengths = st.integers(0, 3000)


def read(text: str) -> Subwords:
    return subwords(text, cutter(small_tokenizer()))


@given(st.one_of(slippery, texts, news))
def test_each_piece_is_its_characters_and_no_other(text: str) -> None:
    pieces = read(text)
    tokenizer = small_tokenizer()
    normalizer = tokenizer.normalizer
    assert normalizer is not None

    for piece, start, end in zip(pieces.ids, pieces.starts, pieces.ends, strict=True):
        name = tokenizer.id_to_token(piece)
        if piece != BREAK and name != "[UNK]":
            assert normalizer.normalize_str(text[start:end]).strip() == str(name).removeprefix("##")


@given(st.one_of(slippery, texts, news))
def test_pieces_stand_in_order_and_never_overlap(text: str) -> None:
    pieces = read(text)

    assert all(
        start < end or piece == BREAK for piece, start, end in zip(pieces.ids, pieces.starts, pieces.ends, strict=True)
    )
    assert all(end <= start for end, start in zip(pieces.ends, pieces.starts[1:], strict=False))
    assert not pieces.ends or pieces.ends[-1] <= len(text)


@given(st.one_of(slippery, texts, news))
def test_no_character_that_can_be_read_is_left_out(text: str) -> None:
    pieces = read(text)
    held = {at for start, end in zip(pieces.starts, pieces.ends, strict=True) for at in range(start, end)}
    left = {at for at in range(len(text)) if at not in held and not text[at].isspace() and text[at] != LOST}
    odd = {at for at in left if category(text[at]) not in DROPPED}

    # An accent belongs to what stands before it; without anything before it there is nothing to belong to.
    assert all(category(text[at]) == "Mn" and (at == 0 or at - 1 not in held) for at in odd)


@given(st.one_of(slippery, texts, news))
def test_words_cut_one_by_one_give_the_pieces_of_the_text_as_a_whole(text: str) -> None:
    paragraph = " ".join(text.split("\n"))
    whole = small_tokenizer().encode(paragraph, add_special_tokens=False)
    pieces = subwords(paragraph, cutter(small_tokenizer()))

    assert pieces.ids == whole.ids
    assert pieces.starts == [start for start, _ in whole.offsets]


def test_a_word_is_cut_the_same_however_many_came_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitrep.annotations.cuts.KNOWN", 2)
    words = ["army", "killed", "Kyiv", "army", "NATO", "killed", "army"]
    cut = cutter(small_tokenizer())

    assert [cut(word) for word in words] == [cutter(small_tokenizer())(word) for word in words]


@given(st.lists(news.filter(str.strip), min_size=1, max_size=5))
def test_a_break_stands_between_two_paragraphs_and_nowhere_else(told: list[str]) -> None:
    lines = [" ".join(text.split()) for text in told]

    assert read("\n\n".join(lines)).ids.count(BREAK) == len([line for line in lines if read(line).ids]) - 1
    assert read("\n".join(lines)).ids == read("\n\n".join(lines)).ids


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("army", [0]),
        ("The army", [1, 0]),
        ("NATO said", [2, 0]),
        ("“army” said", [3, 3, 3, 0]),
        ("“NATO said", [3, 5, 3]),
        ('"army" said "Kyiv', [3, 3, 3, 0, 3, 4]),
        ("ARMY SAID", [0, 0]),
    ],
)
def test_a_piece_knows_its_capitals_and_whether_it_is_quoted(text: str, features: list[int]) -> None:
    assert read(text).features == features


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    assert read("“army\n\nsaid").features == [3, 3, 0, 0]


def test_accents_that_stand_apart_belong_to_the_letter_before() -> None:
    pieces = read("cafe\u0301 said")

    assert pieces.ends[-2] == 5
    assert (pieces.starts[-1], pieces.ends[-1]) == (6, 10)


@given(lengths, st.integers(40, 300))
def test_windows_hold_every_piece_and_are_of_one_length(length: int, size: int) -> None:
    found = windows(length, size)

    assert {at for start, end in found for at in range(start, end)} == set(range(length))
    assert len({end - start for start, end in found}) <= 1
    assert all(end - start <= size for start, end in found)


@given(lengths)
def test_windows_stand_in_order_and_overlap_enough(length: int) -> None:
    found = windows(length)

    assert all(left < right <= end - OVERLAP for (left, end), (right, _) in pairwise(found))
    assert len(found) == 1 or length > WINDOW or not length
