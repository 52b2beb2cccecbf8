"""The words that make places are read strictly, and feature words do not contradict each other."""

from sitrep.codebook.place_words import common_words, place_words


def test_a_feature_word_asks_for_one_kind_of_unit() -> None:
    """A region is no county and no district."""
    words = place_words()
    assert not words.region & words.county
    assert not words.region & words.district
    assert not words.county & words.district


def test_every_direction_of_the_compass_leans_somewhere() -> None:
    """Each adjective of direction comes down to one that has coordinates to lean to."""
    words = place_words()
    for direction in words.direction:
        plain = direction.replace("-", "").replace("ern", "").replace("most", "").removeprefix("far")
        assert plain in words.lean, direction


def test_common_words_are_lower_case_words() -> None:
    """They are compared with words in lower case."""
    assert "reading" in common_words()
    assert all(word == word.lower() and " " not in word for word in common_words())
