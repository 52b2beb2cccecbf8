"""Marks written in the text are read as exact spans, or refused with their passage's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep_train.markup import MarkupError, read
from sitrep_train.passage import EVENT_ROLES, MENTIONS, Passage
from sitrep_train.written import held, written

MARKED = (
    "[[Two|quantity] men|people; victim>e1] were [shot|e1=ASSAULT/firearms] in [Bria|place; where>e1], "
    "[a nurse|person; source>s1] [said|cue=s1]. [The army|org; actor>e2] may [withdraw|e2=RETREAT/withdraw planned]."
)


def words(passage: Passage, kind: str) -> list[str]:
    return [passage.text[span.start : span.end] for span in passage.spans if span.kind == kind]


def test_the_text_is_what_is_left_without_the_marks() -> None:
    assert read(MARKED, "x").text == "Two men were shot in Bria, a nurse said. The army may withdraw."


def test_a_mark_holds_the_words_it_stands_around_and_marks_may_nest() -> None:
    passage = read(MARKED, "x")
    assert words(passage, "people") == ["Two men"]
    assert words(passage, "quantity") == ["Two"]
    assert words(passage, "trigger") == ["shot", "withdraw"]


def test_an_event_has_its_type_mode_status_and_whether_it_is_history() -> None:
    shot, withdrawal = read(MARKED, "x").acts
    assert (shot.type, shot.mode, shot.status, shot.background) == ("ASSAULT", "firearms", "occurred", False)
    assert (withdrawal.type, withdrawal.mode, withdrawal.status) == ("RETREAT", "withdraw", "planned")
    assert read("[Shelling|e1=ASSAULT background] began.", "x").acts[0].background


def test_a_role_ties_its_words_to_the_event_or_the_saying_of_that_number() -> None:
    passage = read(MARKED, "x")
    tied = {
        (
            passage.text[link.anchor.start : link.anchor.end],
            link.role,
            passage.text[link.target.start : link.target.end],
        )
        for link in passage.links
    }
    assert ("shot", "victim", "Two men") in tied
    assert ("said", "source", "a nurse") in tied
    assert ("withdraw", "actor", "The army") in tied


@pytest.mark.parametrize(
    "marked",
    [
        "[Two men|people were shot",
        "Two men] were shot",
        "[Two men|crowd] left",
        "[shot|e1=SHOOT] him",
        "[shot|e1=ASSAULT/visit] him",
        "[shot|e1=ASSAULT soon] him",
        "[He|actor>e7] left",
        "[shot|e1=ASSAULT] and [hit|e1=ASSAULT] him",
        "[ men|people] left",
        "[He|content>e1] [left|e1=RETREAT]",
    ],
)
def test_marks_that_cannot_be_read_are_refused_by_the_passages_name(marked: str) -> None:
    with pytest.raises(MarkupError, match="the-passage"):
        read(marked, "the-passage")


@given(st.lists(st.tuples(st.text("abc déЖ", min_size=1, max_size=9), st.sampled_from(MENTIONS)), max_size=6))
def test_whatever_the_words_a_mark_covers_them_exactly(marks: list[tuple[str, str]]) -> None:
    marks = [(text.strip(), kind) for text, kind in marks if text.strip()]
    passage = read(" and ".join(f"[{text}|{kind}]" for text, kind in marks), "x")
    assert sorted((passage.text[s.start : s.end], s.kind) for s in passage.spans) == sorted(set(marks)) or len(
        {text for text, _ in marks}
    ) < len(marks)


def test_the_passages_written_by_hand_can_all_be_read_and_cover_every_role() -> None:
    passages = [*written(), *held()]
    assert len(passages) >= 150
    assert len({passage.id for passage in passages}) == len(passages)
    assert {link.role for passage in passages for link in passage.links} >= set(EVENT_ROLES)
    for passage in passages:
        for span in passage.spans:
            assert passage.text[span.start : span.end].strip()


def test_a_passage_kept_for_measuring_is_never_learnt_from() -> None:
    kept = {passage.text for passage in held()}
    assert kept
    assert kept.isdisjoint(passage.text for passage in written())
