"""Places are recognised in running text and resolved by what the rest of the story says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.annotations.encoded import EncoderStep
from sitrep.annotations.layers import MENTIONS, PLACES, Mention, Place
from sitrep.annotations.lines import LineStep
from sitrep.annotations.quotations import QuotationStep
from sitrep.annotations.sentences import SentenceStep
from sitrep.annotations.sheet import Mark, Sheet, lay
from sitrep.annotations.words import WordStep
from sitrep.desk.line import RULES
from sitrep.documents.document import Document
from sitrep.grounding.coverage import part_of_country, spanning
from sitrep.grounding.naming import NAMING, NamingStep
from sitrep.grounding.places import PlaceStep, containers


def marks(text: str, people: tuple[str, ...] = ()) -> list[Mark[Place]]:
    """The places of a text in which these are the names of persons."""
    sheet = lay(Document(text), (EncoderStep(parts=RULES), SentenceStep(), WordStep(), QuotationStep(), LineStep()))
    found = [
        Mark(at, at + len(name), Mention(0, "person", "name", (at, at + len(name))), "test")
        for name in people
        if (at := text.find(name)) >= 0
    ]
    sheet = sheet.with_layer(MENTIONS, found)
    sheet = sheet.with_layer(NAMING, NamingStep().marks(sheet))
    return list(sheet.with_layer(PLACES, PlaceStep().marks(sheet)).marks(PLACES))


def places(text: str, people: tuple[str, ...] = ()) -> list[Place]:
    """The places of a text, without their marks."""
    return [mark.value for mark in marks(text, people)]


def named(text: str, name: str) -> Place:
    """The first place of this name."""
    return next(place for place in places(text) if place.name == name)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A shell hit a house at Sake, in Masisi territory, the Congolese army said.", "Sake", "CD"),
        ("Gunmen opened fire near Dadaab, in Garissa County, Kenya.", "Dadaab", "KE"),
        ("The envoys meet in Miami, Florida, on Friday.", "Miami", "US"),
        ("Missiles hit a depot outside Kamianske in the Dnipropetrovsk region of Ukraine.", "Kamianske", "UA"),
    ],
)
def test_what_a_place_lies_in_settles_which_is_meant(text: str, name: str, country: str) -> None:
    """The container is kept as written and has no mark of its own."""
    place = named(text, name)
    assert (place.country, place.precision, bool(place.within)) == (country, "city", True)


def test_a_village_of_a_named_region_lies_there() -> None:
    """Russia has many an Oktyabrsky; the region before it tells which."""
    place = named("In the Belgorod village of Oktyabrsky, a drone hit a tractor, Russia said.", "Oktyabrsky")
    assert (place.country, place.admin1) == ("RU", "Belgorod Oblast")


@pytest.mark.parametrize(
    ("phrase", "precision", "identity"),
    [
        ("in Kherson", "city", 706448),
        ("in the Kherson region", "region", 706442),
        ("across Kherson oblast", "region", 706442),
        ("in the Russia-occupied part of Kherson", "region", 706442),
    ],
)
def test_a_town_and_its_region_are_told_apart(phrase: str, precision: str, identity: int) -> None:
    """A feature word or "part of" makes it the region."""
    found = places(f"Two men were killed {phrase}, officials in Ukraine said.")[0]
    assert (found.precision, found.geonames_id) == (precision, identity)


@pytest.mark.parametrize(
    ("phrase", "note"),
    [
        ("near Sotk", "near"),
        ("outside Kharkiv", "outside"),
        ("around Kutum", "around"),
        ("west of Khan Younis", "west of"),
        ("20 km north of Kharkiv", "20 km north of"),
        ("in the hills west of Goma", "hills west of"),
        ("in the Russia-occupied part of Kherson", "Russia-occupied part of"),
    ],
)
def test_words_that_place_the_event_beside_a_name_are_kept_as_its_note(phrase: str, note: str) -> None:
    """The note stands in the record beside the place."""
    assert places(f"Fighting went on {phrase} on Monday.")[0].note == note


@pytest.mark.parametrize(
    ("phrase", "name"),
    [("eastern Congo", "eastern Congo"), ("southern Israel", "southern Israel"), ("northern Peru", "northern Peru")],
)
def test_a_part_of_a_country_is_a_region_of_its_own(phrase: str, name: str) -> None:
    """It has coordinates in that part and no id."""
    place = named(f"Dozens of people fled their homes in {phrase} on Monday.", name)
    assert (place.precision, place.geonames_id) == ("region", None)
    assert place.lat is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Kenya sent police. Suspects were abducted in the northeast, rights groups in Kenya said.",
            "northeastern Kenya",
        ),
        (
            "Talks on Gaza resumed. Israel would widen its operation in the south of the territory.",
            "southern Gaza Strip",
        ),
        ("Shelling was heard in the east of Ukraine on Monday.", "eastern Ukraine"),
    ],
)
def test_a_part_of_a_land_left_unnamed_or_named_after_it_is_that_region(text: str, name: str) -> None:
    """The side stands first and the land after it, or not at all."""
    assert named(text, name).precision == "region"


def test_an_apposition_tells_a_town_from_a_person() -> None:
    """A name also read as a person's is a place where the story calls it a town."""
    found = places("Rebels took Izmail, a port on the Danube, Ukraine said.", ("Izmail",))
    assert found[0].geonames_id == 707308


def test_both_regions_of_a_list_are_regions() -> None:
    """The plural feature word serves every name before it."""
    found = places("Russia said its air defenses shot down drones over the Belgorod and Bryansk regions.")
    assert [p.name for p in found if p.precision == "region"] == ["Belgorod Oblast", "Bryansk Oblast"]


def test_a_quarter_is_placed_in_its_town() -> None:
    """A part of a town that no gazetteer lists takes the town's id."""
    found = places("In Kharkiv, a bomb tore through a house in the Saltivskyi district, Ukraine said.")
    assert [p.geonames_id for p in found[:2]] == [706483, 706483]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Kherson Thermal Power Plant was shut down in Ukraine.", "Kherson Thermal Power Plant"),
        ("Goma’s airport has been closed since January in Congo.", "Goma airport"),
        ("In Kinshasa, Congo, students threw stones at the Rwandan Embassy.", "Rwandan Embassy, Kinshasa"),
        ("Bombs fell on the Kassab camp outside the town of Kutum in Sudan.", "Kassab camp"),
        ("Prisoners walked across a checkpoint between Ijevan and Gazakh.", "checkpoint between Ijevan and Gazakh"),
        ("A drone struck a van on the highway to Dnipro in Ukraine.", "highway to Dnipro"),
    ],
)
def test_a_facility_is_a_site_at_its_town(text: str, name: str) -> None:
    """Named as written, located where its town is."""
    place = named(text, name)
    assert place.precision == "site"
    assert place.lat is not None


def test_a_facility_without_a_town_has_no_coordinates() -> None:
    """Nothing is guessed."""
    place = named("The Bargoona refinery was on fire on Monday.", "Bargoona refinery")
    assert (place.precision, place.lat, place.geonames_id) == ("site", None, None)


def test_an_unknown_village_is_kept_by_its_name() -> None:
    """A place the gazetteer lacks keeps its name and has no id."""
    place = named("Shells hit the village of Zorvanika in Ukraine on Monday.", "Zorvanika")
    assert (place.geonames_id, place.lat, place.precision) == (None, None, "city")


@pytest.mark.parametrize(
    "text",
    [
        "The attack in March killed two people.",
        "Reading the list took an hour, and Police said nothing.",
        "Hamas rejected the offer. The Union has not replied.",
        "On Friday the President met General Staff officers.",
        "They had a nice day at home.",
    ],
)
def test_common_words_are_no_places(text: str) -> None:
    """Many towns bear the names of months, titles and everyday words."""
    assert places(text) == []


def test_a_persons_name_holds_no_place() -> None:
    """Georgia Hart and Paris Jackson are people."""
    assert places("Georgia Hart told Paris Jackson to wait.", ("Georgia Hart", "Paris Jackson")) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Russia fired 40 drones on Monday.", "actor"),
        ("Kyiv said the strike was a crime.", "actor"),
        ("Talks went on between Washington and its allies.", "actor"),
        ("A blast was heard in Moscow.", "place"),
        ("Kyiv’s mayor spoke to reporters.", "attributive"),
        ("Troops crossed into Somalia on Monday.", "place"),
    ],
)
def test_a_state_or_capital_may_act_or_be_where_it_happens(text: str, role: str) -> None:
    """The words on either side decide."""
    assert places(text)[0].role == role


def test_a_dateline_is_marked_and_takes_its_country() -> None:
    """The town of the dateline, in capitals, with the country after it."""
    found = places("GOMA, Congo (AP) — Fighting went on for a third day.")
    assert [(p.name, p.is_dateline, p.within) for p in found] == [("Goma", True, ("Congo",))]


def test_the_city_means_the_one_named_last() -> None:
    """An anaphor takes the place it stands for."""
    found = places("Shells fell on Kherson. Tents were set up across the city, Ukraine said.")
    assert [p.geonames_id for p in found if p.precision == "city"] == [706448, 706448]


def test_a_bare_name_is_the_governorate_where_the_city_is_called_city() -> None:
    """A story that tells the two apart means the larger one by the bare name."""
    found = places(
        "Strikes hit Syria’s Al-Hasakeh Governorate. Power came back to Al-Hasakeh city. Aid has reached Al-Hasakeh."
    )
    assert [p.precision for p in found] == ["region", "city", "region"]


@given(st.text(alphabet=st.sampled_from("aKyivOdesa , .’s-\nofthe inRussia1$“”—"), max_size=200))
def test_no_text_breaks_the_step(text: str) -> None:
    """Whatever the text, marks lie within it and say the same twice."""
    once = marks(text)
    assert once == marks(text)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in once)


def test_two_regions_of_a_country_span_the_country() -> None:
    """An event at two places takes the place covering both."""
    found = [
        p for p in places("Drones flew over the Belgorod and Bryansk regions of Russia.") if p.precision == "region"
    ]
    covering = spanning(found)
    assert covering is not None
    assert (covering.name, covering.precision) == ("Russia", "country")


def test_two_towns_of_a_region_span_the_region() -> None:
    """The smallest unit that holds both."""
    found = [p for p in places("Shells fell in Nikopol and in Kryvyi Rih, Ukraine said.") if p.precision == "city"]
    covering = spanning(found)
    assert covering is not None
    assert covering.name == "Dnipropetrovsk Oblast"


def test_places_of_two_countries_span_nothing() -> None:
    """No single place covers them."""
    found = [p for p in places("Blasts were heard in Kharkiv and in Belgorod.") if p.precision == "city"]
    assert spanning(found) is None


def test_one_place_spans_itself() -> None:
    """A place named twice is one place."""
    place = places("A blast was heard in Kharkiv.")[0]
    assert spanning([place, place]) == place
    assert spanning([]) is None


def test_the_step_declares_its_layers() -> None:
    """Naming needs the mentions; places need the naming."""
    assert PlaceStep.writes is PLACES
    assert NAMING in PlaceStep.reads
    assert MENTIONS in NamingStep.reads
    assert isinstance(Sheet(Document("x")), Sheet)


def test_a_country_whose_name_ends_in_a_word_for_units_is_that_country() -> None:
    """The United States are no states of a town called United."""
    place = named("The envoy left for the United States on Monday.", "United States")
    assert (place.country, place.precision) == ("US", "country")


@pytest.mark.parametrize(
    ("direction", "country", "south", "west", "north", "east"),
    [
        ("western", "ML", 10, -13, 20, -6.5),
        ("northern", "BF", 13, -6, 15.2, 3),
        ("southeastern", "TH", 6, 101, 12, 106),
    ],
)
def test_a_part_of_a_country_lies_in_the_country(
    direction: str, country: str, south: float, west: float, north: float, east: float
) -> None:
    """Not as far beyond its border as the direction leans."""
    middle = part_of_country(country, direction)
    assert middle is not None
    assert south < middle[0] < north
    assert west < middle[1] < east


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Kyiv and Moscow lasted an hour.",
        "The first direct talks between Kyiv and Moscow since March 2022 ended.",
    ],
)
def test_what_is_between_two_capitals_is_between_their_governments(text: str) -> None:
    """A road between them is between places."""
    assert {place.role for place in places(text)} == {"actor"}
    assert "actor" not in {place.role for place in places("Trains on the line between Kyiv and Moscow stand still.")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police spoke in Bangui. Jordan Avery, an analyst, said so.", "Jordan"),
        ("Israel Katz said on Monday that troops would stay.", "Israel"),
        ("Chelsea Clinton and Paris Hilton spoke in Bangui.", "Clinton"),
    ],
)
def test_what_surely_is_no_place_is_none_in_the_record(text: str, name: str) -> None:
    """Whatever towns and countries are called so."""
    assert name not in {place.name for place in places(text)}


def test_the_capital_is_that_of_the_country_of_the_story() -> None:
    """Also where it is not named, and whatever town was named last."""
    text = "Two people died in Sudan on Monday near Nyala. Shops in the capital closed."
    assert [place.name for place in places(text)][-1] == "Khartoum"


def test_the_city_is_not_the_town_named_since() -> None:
    """What was told as a town is not called a city."""
    text = (
        "The army holds the city of El Fasher, in Sudan. A convoy stopped near the town of Mellit. The city is hungry."
    )
    assert [place.name for place in places(text)][-1] == "El Fasher"


def test_nobody_calls_a_capital_a_village() -> None:
    """The village is the one told before."""
    text = "Drones hit the settlement of Stepnohirsk, officials in Kyiv said. The village lost power."
    assert [place.name for place in places(text)][-1] == "Stepnohirsk"


def test_the_airport_of_the_city_stands_at_the_city() -> None:
    """A facility of a town left unnamed is a site there."""
    found = next(p for p in places("Rebels entered Goma. The city’s airport was closed.") if p.precision == "site")
    assert (found.name, found.country) == ("Goma airport", "CD")
    assert found.lat is not None


def test_quarters_of_a_town_are_the_town() -> None:
    """Of one they name, it is the name of the quarter."""
    assert named("Shells fell on the Kurdish-held quarters of Aleppo, in Syria.", "Aleppo").lat is not None


def test_a_preposition_that_opens_a_sentence_is_no_part_of_the_name_behind_it() -> None:
    """Names after "Inside" are places."""
    assert named("Inside El Fasher, shells struck a hospital.", "El Fasher").country == "SD"


def test_a_province_called_after_its_capital_is_no_district() -> None:
    """Though a district is called so too."""
    assert named("In Sudan, the army took ground in Sennar state.", "Sinnār").precision == "region"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The enemy shelled Nikopol district in Ukraine today.", "Nikopol Raion", "UA"),
        ("Clashes in Hpakant Township and around Bhamo went on.", "Hpakant Township", "MM"),
        ("A strike in Kalogi, Sudan, shook South Kordofan.", "Southern Kordofan", "SD"),
    ],
)
def test_a_unit_is_known_by_another_word_or_by_its_town(text: str, name: str, country: str) -> None:
    """Districts are raions, South is Southern, and a township that nobody lists lies at its town."""
    assert named(text, name).country == country


def test_the_second_of_two_unknown_names_is_a_place_too() -> None:
    """The preposition stands before both."""
    text = "Fighting flared in Congo around Qamanyolax and Luvungixa, in South Kivu."
    assert {"Qamanyolax", "Luvungixa"} <= {place.name for place in places(text)}


def test_a_side_of_the_compass_may_begin_the_name_of_an_unknown_unit() -> None:
    """It is no side of a land called so."""
    assert named("A drone fell in East Qojaxam Zone, in Ethiopia.", "East Qojaxam Zone").country == "ET"


def test_a_crossing_stands_at_no_capital_whose_government_closed_it() -> None:
    """Its point stays unknown."""
    assert named("New Delhi suspended the treaty and closed the Qattarix crossing.", "Qattarix crossing").lat is None


def test_a_small_namesake_abroad_that_nothing_speaks_for_is_not_meant() -> None:
    """The beach of a town in Somalia is not New York's."""
    text = "MOGADISHU, Somalia (AP) - Gunmen attacked Lido Beach on Friday."
    assert "US" not in {place.country for place in places(text)}


def test_an_unknown_village_lies_in_the_country_of_the_places_beside_it() -> None:
    """Also where no country is named at all."""
    assert named("Marchers left Srebrenica. They had set out from Nezukax before.", "Nezukax").country == "BA"


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        (
            "Fighting along the San Juan river in Colombia's Choco province displaced families.",
            "San Juan River",
            "region",
        ),
        ("Clashes went on in the Swat valley, in Pakistan, on Monday.", "Swat", None),
    ],
    ids=["a river is not the town of its name", "a valley is at its town"],
)
def test_what_lies_by_a_river_or_in_a_valley_is_told_by_it(text: str, name: str, precision: str | None) -> None:
    found = next(place for place in places(text) if place.name.startswith(name))
    assert found.role == "place"
    assert precision in {None, found.precision}


def test_examples_of_units_are_units() -> None:
    """Ibb and Taiz are towns too."""
    found = places("In Yemen, cholera was reported in 19 governorates, mainly Hajjah, Ibb and Taiz, the U.N. said.")
    assert [place.precision for place in found] == ["country", "region", "region", "region"]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Israeli troops demolished homes in the Nur Shams refugee camp on Monday.", "site"),
        ("A drone hit the Kakuma camp in Kenya on Monday.", "site"),
        ("A fire broke out in College Station, Texas, on Monday.", "city"),
    ],
)
def test_a_facility_is_one_even_where_the_gazetteer_has_a_town_of_its_name(text: str, precision: str) -> None:
    assert places(text)[0].precision == precision


def test_a_seat_is_meant_before_the_unit_it_is_the_seat_of() -> None:
    """North Macedonia's municipalities are its first-order units."""
    assert (
        named("The leaders of Serbia and Kosovo met in Ohrid, in North Macedonia, in March.", "Ohrid").precision
        == "city"
    )


def test_the_part_of_a_land_that_holds_a_town_is_told_with_the_land() -> None:
    text = "Fighters attacked an army base in Djibo, in northern Burkina Faso, on Sunday."
    sheet = lay(Document(text), (EncoderStep(parts=RULES), SentenceStep(), WordStep(), QuotationStep(), LineStep()))
    sheet = sheet.with_layer(MENTIONS, [])
    held = [mark.value for mark in containers(sheet.with_layer(NAMING, NamingStep().marks(sheet)))]
    assert {(place.name, place.precision) for place in held} >= {
        ("Burkina Faso", "country"),
        ("northern Burkina Faso", "region"),
    }


def test_a_sea_is_no_province_of_its_name() -> None:
    assert named("A tanker was hit in the southern Red Sea, officials said.", "southern Red Sea").country is None
    assert named("Troops were sent to Red Sea state in Sudan.", "Red Sea").country == "SD"


def test_the_red_cross_is_no_town() -> None:
    text = "The rebels freed four soldiers in Popayan and would hand them over to the Red Cross this week."

    assert [place.name for place in places(text)] == ["Popayán"]


def test_a_capital_in_which_rulers_sit_tells_who_they_are_and_not_where_they_acted() -> None:
    assert named("The junta in Ouagadougou suspended a private radio station.", "Ouagadougou").role == "actor"
    assert named("The government met in Ouagadougou on Monday.", "Ouagadougou").role == "place"
