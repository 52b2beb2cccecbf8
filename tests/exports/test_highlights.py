"""Evidence laid over a text is cut at every boundary, and no character is lost or told twice."""

from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import news

from sitrep.exports.highlights import Highlight, paragraphs, segments

KINDS = ("killed", "place", "act", "said", "source")


@st.composite
def highlights(draw: st.DrawFn) -> list[Highlight]:
    spans = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: (pair[0], pair[0] + pair[1]))
    drawn = draw(st.lists(st.tuples(st.sampled_from(KINDS), st.lists(spans, min_size=1, max_size=3)), max_size=6))
    return [Highlight(f"v{number}", kind, tuple(found)) for number, (kind, found) in enumerate(drawn)]


@given(highlights(), st.integers(0, 20), st.integers(1, 60))
def test_the_segments_of_a_stretch_are_the_whole_stretch_in_order(
    laid: list[Highlight], start: int, length: int
) -> None:
    found = segments((start, start + length), laid)
    assert [segment.start for segment in found] == [start, *(segment.end for segment in found[:-1])]
    assert found[-1].end == start + length


@given(highlights())
def test_every_segment_bears_exactly_the_values_that_lie_over_it(laid: list[Highlight]) -> None:
    for segment in segments((0, 100), laid):
        for place in range(segment.start, segment.end):
            over = {laid_one.key for laid_one in laid for first, last in laid_one.spans if first <= place < last}
            assert set(segment.keys) == over


def test_the_shortest_telling_span_gives_the_kind() -> None:
    laid = [
        Highlight("act", "act", ((0, 5),)),
        Highlight("all", "source", ((0, 30),)),
        Highlight("n", "killed", ((0, 9),)),
    ]
    first = segments((0, 30), laid)[0]
    assert (first.keys, first.kind) == (("n", "all", "act"), "killed")


def test_on_the_same_words_the_dead_are_shown_before_those_who_took_part() -> None:
    (segment,) = segments((0, 9), [Highlight("who", "source", ((0, 9),)), Highlight("dead", "killed", ((0, 9),))])

    assert (segment.kind, segment.keys) == ("killed", ("dead", "who"))


def test_neighbours_under_the_same_values_are_one_segment() -> None:
    laid = [Highlight("a", "killed", ((0, 10), (4, 6)))]
    assert [(segment.start, segment.end) for segment in segments((0, 20), laid)] == [(0, 10), (10, 20)]


@given(news)
def test_paragraphs_hold_every_word_of_the_text(text: str) -> None:
    assert " ".join(text[start:end] for start, end in paragraphs(text)).split() == text.split()
