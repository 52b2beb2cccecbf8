"""Names are told apart from people, tied to what they lie in, and resolved by what the other names say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.grounding.test_places import marks

from sitrep.annotations.sheet import lay
from sitrep.desk.line import RULES, steps
from sitrep.documents.document import Document
from sitrep.grounding.choice import calibrated
from sitrep.grounding.naming import NAMING, Name, Naming, NamingStep
from sitrep.grounding.places import containers


def naming(text: str) -> Naming:
    """The naming of a text read by the rules alone."""
    line = steps(RULES)
    last = next(number for number, step in enumerate(line) if isinstance(step, NamingStep))
    return lay(Document(text), line[: last + 1]).values(NAMING)[0]


def names(text: str) -> dict[str, Name]:
    """The names of a text by their words."""
    return {text[name.start : name.end]: name for name in naming(text).names()}


@pytest.mark.parametrize(
    ("form", "admin1"),
    [
        ("Paris, Ill.", "Illinois"),
        ("Lima, Ohio", "Ohio"),
        ("Dublin, Ga.", "Georgia"),
        ("London, Ont.", "Ontario"),
        ("Charleston, W. Va.", "West Virginia"),
        ("Alexandria, MN", "Minnesota"),
    ],
)
def test_a_state_told_or_abbreviated_after_a_comma_settles_the_town(form: str, admin1: str) -> None:
    """It outweighs however famous a namesake."""
    found = names(f"The company has a plant in {form}, and another abroad.")
    town = found[form.partition(",")[0]].entry
    assert town is not None
    assert town.admin1 == admin1


def test_a_name_told_with_its_state_once_means_the_same_town_throughout() -> None:
    """Also before it is told so."""
    text = "Paris schools will close. Officials of Paris, Texas, said so on Monday."
    first = naming(text).names()[0].entry
    assert first is not None
    assert first.admin1 == "Texas"


def test_the_other_places_of_a_story_outweigh_a_famous_namesake() -> None:
    """Nobody needs to say which Athens."""
    found = names("Deputies from Athens searched near Winterville and Watkinsville in Oconee County, Georgia.")[
        "Athens"
    ]
    assert found.entry is not None
    assert found.entry.admin1 == "Georgia"


def test_a_surname_is_no_town() -> None:
    """A person named in full once is a person by the surname, though many towns are called so."""
    found = names("Capt. Roy A. Nelson, 45, spoke in Dallas. Nelson said the car had been stolen.")
    assert "Dallas" in found
    assert "Nelson" not in found


def test_two_words_of_a_sentence_are_no_state() -> None:
    """Postal forms count only after the name of a place."""
    assert set(names("WE SHALL SEE, OR ELSE. Come home, OK? Dallas did.")) == {"Dallas"}


def test_a_place_in_a_country_the_story_never_names_must_be_likely() -> None:
    """An odd word that some village bears is left without a place."""
    assert [
        name for name in names("Kenya sent aid to Ber.").values() if name.entry and name.entry.country != "KE"
    ] == []


def test_a_square_lies_in_no_town_that_it_is_called_after() -> None:
    """Liberty Square of Zagreb is not in Liberty, Missouri."""
    found = [mark.value for mark in marks("Thousands marched to Liberty Square in Zagreb, Croatia, U.S. envoys said.")]
    assert "US" not in {place.country for place in found if place.precision == "site"}


def test_a_choice_tells_its_signs_and_the_runner_up() -> None:
    """Whoever asks why this Paris can see what was weighed."""
    text = "A fire broke out in Paris, France said."
    told = naming(text)
    choice = told.choice(told.found[0])
    assert choice.chosen is not None
    assert choice.runner_up is not None
    assert choice.chosen.entry.country == "FR"
    assert choice.chosen.signs["shared"] == 1.0
    assert choice.chosen.likely > choice.runner_up.likely


def test_what_a_place_lies_in_is_a_place_too() -> None:
    """It has no mark of its own among the places, and can be asked for."""
    sheet = lay(Document("KYIV, Ukraine (AP) — A drone hit a house on Monday."), steps(RULES))
    assert [mark.value.country for mark in containers(sheet)] == ["UA"]


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("A drone hit Balahan, a village in Ukraine’s Donetsk region, on Monday.", "Balahan", "Donetsk Oblast"),
        (
            "A jet bombed Hpakhet township, in Myanmar's Sagaing region, on Monday.",
            "Hpakhet township",
            "Sagaing Region",
        ),
    ],
)
def test_a_unit_told_as_its_countrys_holds_the_place_before_it(text: str, name: str, admin1: str) -> None:
    """Also a place that no gazetteer lists."""
    (found,) = [mark.value for mark in marks(text) if mark.value.name == name]
    assert found.admin1 == admin1


def test_a_city_called_a_countrys_lies_there() -> None:
    """There is a larger Tripoli elsewhere."""
    found = marks("A strike on a flat in Tripoli, Lebanon's second city, killed two men.")[0].value
    assert found.country == "LB"


def test_a_quarter_lies_in_the_city_told_with_of() -> None:
    """It is the quarter of Gaza City, not Gaza City the quarter."""
    found = [mark.value for mark in marks("A strike hit the Shujaiya neighborhood of Gaza City on Tuesday.")]
    assert {place.country for place in found} == {"PS"}


def test_a_province_called_after_its_capital_is_that_capitals_province() -> None:
    """However the gazetteer spells the province."""
    found = marks("Syria said clashes spread through Sweida province on Friday.")[-1].value
    assert (found.country, found.admin1, found.lat is not None) == ("SY", "As-Suwayda", True)


@pytest.mark.parametrize("text", ["It was at 3 p.m. Kyiv time.", "A U.S. strike hit a boat."])
def test_a_capitals_clock_and_a_states_doing_are_no_places_of_the_event(text: str) -> None:
    """They only modify what follows."""
    assert {mark.value.role for mark in marks(text)} <= {"attributive"}


@given(st.floats(0.001, 0.998), st.floats(0.0005, 0.001))
def test_what_is_likelier_is_told_likelier(likely: float, more: float) -> None:
    """What is told of a choice keeps the order of the probabilities, and what is sure or ruled out stays so."""
    assert 0 < calibrated(likely) < calibrated(likely + more) < 1
    assert (calibrated(0.0), calibrated(1.0)) == (0.0, 1.0)


def test_a_place_tells_why_it_was_chosen() -> None:
    """The signs with what each added, the weightiest first, and the runner-up."""
    why = marks("Two men died in Kharkiv, Ukraine, and one in the Kharkiv region.")[0].value.why
    assert why is not None
    assert (why.reason, why.rule) == (None, None)
    assert why.likely > why.runner_up_likely
    assert why.runner_up is not None
    amounts = [abs(amount) for _, amount in why.signs]
    assert amounts
    assert amounts == sorted(amounts, reverse=True)


def test_a_rule_that_overrules_the_score_is_told() -> None:
    """A region may be likelier by its signs, and still "in Kherson" means the town."""
    place = marks("Two men died in Kherson, Ukraine said.")[0].value
    assert place.precision == "city"
    assert place.why is not None
    assert place.why.rule == "a bare name means the town"


def test_a_place_that_stays_unresolved_tells_why() -> None:
    """And keeps no coordinates."""
    place = marks("Fighters took Qwertystan, a village in Ukraine, on Monday.")[0].value
    assert (place.lat, place.geonames_id) == (None, None)
    assert place.why is not None
    assert place.why.reason is not None
