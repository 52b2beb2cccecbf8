"""How news tells of peace efforts."""

import pytest

from sitrep.codebook.peace_efforts import peace_efforts


@pytest.mark.parametrize("noun", peace_efforts().proposal_nouns)
def test_words_that_name_a_proposal_are_known_to_possibly_do_so(noun: str) -> None:
    words = f"Kyiv turned down the U.S. {noun} on Monday."

    assert peace_efforts().named_proposals.search(words)
    assert peace_efforts().may_name(words)


def test_words_without_such_a_noun_name_no_proposal() -> None:
    assert not peace_efforts().may_name("Kyiv turned down the visitors on Monday.")
