"""A history is read from itself, each time counted from the one before, and the news never is."""

from datetime import date

from tests.grounding.times_told import THURSDAY, marks, timexes

HISTORY = (
    "The rising began on 3 May 1846. In June the garrison of Vell surrendered. By the end of the year the coast was "
    "held. In February the rebels crossed the river. The following day they burned the mill. A truce was signed in "
    "October 1847 and broken two months later. In 1848 the crown sent an army. On 12 April it landed at Sorrow Bay. "
    "That same year the port was closed. The last town fell in 1851, the last fort in 1852."
)
NEWS = (
    "Shells hit Vell on Wednesday. The town fell in 2014, and again in 2015. Talks failed in 2016, 2017 and 2018. "
    "Officials said on Thursday that a truce is due in January. Last week the port was shelled."
)


def values(text: str, day: date | None = THURSDAY) -> dict[str, str]:
    return {words: value for words, _, value in timexes(text, day)}


def test_a_month_of_a_history_is_that_of_the_year_told_of() -> None:
    told = values(HISTORY)
    assert (told["June"], told["February"], told["12 April"]) == ("1846-06", "1847-02", "1848-04-12")


def test_what_follows_in_a_history_counts_from_what_was_told_last() -> None:
    told = values(HISTORY)
    assert (told["the end of the year"], told["two months later"], told["That same year"]) == (
        "1846", "1847-12", "1848",
    )  # fmt: skip


def test_what_is_counted_from_a_month_is_known_to_the_month_only() -> None:
    text = HISTORY + " In March 1853 they met. Two days later they left. In winter they came back."
    told = values(text)
    assert (told["Two days later"], told["winter"]) == ("1853-03-XX", "1854-WI")


def test_a_history_counts_from_a_time_that_follows() -> None:
    text = HISTORY + " In October 1853 they met. Eight days before Christmas they left."
    assert values(text)["Eight days"] == "1853-12-17"


def test_a_history_needs_no_day_of_publication() -> None:
    assert values(HISTORY, None) == values(HISTORY)
    assert {mark.value.anchored for mark in marks(HISTORY, None)} <= {"absolute", "story"}


def test_the_news_count_from_publication_whatever_years_they_recall() -> None:
    told = values(NEWS)
    assert (told["Wednesday"], told["January"], told["Last week"]) == ("2025-12-03", "2026-01", "2025-W48")


def test_years_before_christ_are_counted_down_and_date_no_record() -> None:
    text = "It rose in 499 BC and fell in 498 BC. It stood from 497 to 495 BC. In 491 BC it rose. In 490 BC it fell."
    text += " The next year they left."
    found = marks(text)
    assert [value for *_, value in timexes(text)][-2:] == ["BC0490", "BC0489"]
    assert {mark.value.start for mark in found} == {None}
