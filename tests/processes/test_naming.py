"""Where stories name proposals."""

from __future__ import annotations

import pytest

from sitrep.desk.reading import read_story
from sitrep.processes.naming import Mention, mentions
from sitrep.processes.parties import Cast


def named(text: str) -> list[Mention]:
    report = read_story(text, published="2025-12-04")
    return list(mentions(report, text, Cast(report)))


@pytest.mark.parametrize(
    ("text", "author", "points"),
    [
        ("Russia rejected some parts of the U.S. plan.", "US", None),
        ("The United States presented a 28-point plan to Ukraine.", "US", 28),
        ("Kyiv studied the twelve-point Swiss draft.", "CH", 12),
        ("Kyiv studied Ukraine’s peace proposal.", "UA", None),
        ("European leaders sent a counterproposal.", "european union", None),
        ("Kyiv studied the plan.", None, None),
    ],
)
def test_a_proposal_is_told_by_whose_it_is_and_its_points(text: str, author: str | None, points: int | None) -> None:
    (mention,) = named(text)

    assert (mention.author.key if mention.author else None, mention.points) == (author, points)
    assert text[slice(*mention.span)] == mention.words


def test_the_points_of_a_proposal_are_told_with_their_issues() -> None:
    text = "Under the U.S. plan, Ukraine would cede territory and Russia would release all prisoners."

    assert [(point.words, point.issues) for point in named(text)[0].content] == [
        ("Ukraine would cede territory", ("territory",)),
        ("Russia would release all prisoners", ("prisoners-of-war",)),
    ]


def test_what_stands_in_the_way_of_a_proposal_is_no_point_of_it() -> None:
    text = "The U.S. plan has hit obstacles, as nobody knows how security guarantees would work."

    assert named(text)[0].content == ()
