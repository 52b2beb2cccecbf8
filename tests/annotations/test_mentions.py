"""Mentions and entities: who the actors of a story are, and that they are found wherever they are meant."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from tests import strategies

from sitrep.annotations.entities import EntityStep
from sitrep.annotations.layers import ENTITIES, MENTIONS, Entity, Mention
from sitrep.annotations.mentions import MentionStep, mention_at, mentions_in
from sitrep.annotations.sentences import SentenceStep
from sitrep.annotations.sheet import Mark, Sheet, lay
from sitrep.annotations.words import WordStep
from sitrep.documents.document import Document


@dataclass(frozen=True)
class Town:
    """A town of the stand-in gazetteer."""

    country: str | None
    population: int = 50_000


#: The towns of the stand-in gazetteer with their countries.
TOWNS = {"Belmora": "UA", "Tarsk": "RU", "Zarka": "SD", "Orvani": "GE", "Kaduna": "NG", "North Kivu": "CD"}


class Towns:
    """A gazetteer of a few towns."""

    def find(self, name: str) -> tuple[Town, ...]:
        """The towns of this name."""
        return (Town(TOWNS[name]),) if name in TOWNS else ()


def sheet_of(text: str, *, place: str | None = None, body: int = 0, outlet: str | None = None) -> Sheet:
    """The text with its mentions and entities."""
    document = Document(text, place=place, body_start=body, outlet=outlet)
    return lay(document, (SentenceStep(), WordStep(), MentionStep(Towns()), EntityStep()))


def entities(text: str, **known: str) -> dict[str, Entity]:
    """The entities of a text by their names."""
    return {mark.value.name: mark.value for mark in sheet_of(text, **known).marks(ENTITIES)}  # type: ignore[arg-type]


def called(text: str, name: str) -> list[str]:
    """The words of all mentions of the entity of this name."""
    sheet = sheet_of(text)
    index = next(mark.value.index for mark in sheet.marks(ENTITIES) if mark.value.name == name)
    return [text[mark.start : mark.end] for mark in sheet.marks(MENTIONS) if mark.value.entity == index]


def roles(text: str, name: str) -> list[str]:
    """The role words of the entity of this name."""
    return [text[start:end] for start, end in entities(text)[name].roles]


TITLED = [
    ("Mayor Lidia Horvath said the bridge was closed.", "Lidia Horvath", "Mayor", "GOV"),
    ("The road is open, city chief Borys Malyk said.", "Borys Malyk", "city chief", "GOV"),
    ("Slovak Prime Minister Jana Kovacova flew home.", "Jana Kovacova", "Slovak Prime Minister", "GOV"),
    ("Brig. Gen. Yusuf al-Hadi denied the raid.", "Yusuf al-Hadi", "Brig. Gen.", "MIL"),
    ("The army’s spokesman, Col. Idris Barre, spoke.", "Idris Barre", "army’s spokesman", "MIL"),
    ("Police chief Daniel O’Rourke said two men fled.", "Daniel O’Rourke", "Police chief", "COP"),
    ("Judge Amina van der Berg read the verdict.", "Amina van der Berg", "Judge", "JUD"),
    ("Prosecutor Tomas Dela Cruz asked for life terms.", "Tomas Dela Cruz", "Prosecutor", "JUD"),
    ("The director of city water utility Halyna Rud promised tankers.", "Halyna Rud", None, "BUS"),
    ("Hamas negotiator Omar Abu Saif left the room.", "Omar Abu Saif", "Hamas negotiator", "REB"),
    ("Foreign Ministry spokeswoman Olha Denys said so.", "Olha Denys", "Foreign Ministry spokeswoman", "GOV"),
    ("Opposition leader Nguyen Van Minh was freed.", "Nguyen Van Minh", "Opposition leader", "OPP"),
    ("“It is over,” said Petro Hlushko, head of the regional administration.", "Petro Hlushko", None, "GOV"),
    ("Salma Idriss, a teacher who fled in May, wept.", "Salma Idriss", "teacher who fled in May", "CVL"),
    ("Marc Dufour, who leads the charity’s office in Belmora, agreed.", "Marc Dufour", None, "SOC"),
    ("Hawa Abdi, 52, said she would stay.", "Hawa Abdi", None, None),
    ("Cardinal Paul Mensah prayed for peace.", "Paul Mensah", "Cardinal", "REL"),
    ("Dr. Samira Qasim, a surgeon, said the ward was full.", "Samira Qasim", "surgeon", "MED"),
    ("A smuggler, Adem Lukic, was jailed.", "Adem Lukic", "smuggler", "CRM"),
    ("Transport Adviser Karim Solih resigned.", "Karim Solih", "Transport Adviser", "GOV"),
    ("The army chief, Gen. Omar Belto, said so.", "Omar Belto", "army chief", "MIL"),
    ("U.S. senior adviser for Africa Tomas Boulani spoke.", "Tomas Boulani", "U.S. senior adviser for Africa", "GOV"),
    ("The EU envoy for the Sahel Joao Cravino spoke.", "Joao Cravino", "EU envoy for the Sahel", None),
    ("Norwegian ambassador to Sudan Annike Orlo spoke.", "Annike Orlo", "Norwegian ambassador to Sudan", "GOV"),
    ("Another official in the group, Husam Badri, told them.", "Husam Badri", "official in the group", "GOV"),
    ("Defence Minister Chad Orlov said so.", "Chad Orlov", "Defence Minister", "GOV"),
    ("President Said Abdullahi Denir told parliament so.", "Said Abdullahi Denir", "President", "GOV"),
    ("Former president Sharif Sheikh Ahmed warned of it.", "Sharif Sheikh Ahmed", "Former president", "ELI"),
    ("Army spokesman Lieutenant Colonel Rakesh Tolo said so.", "Rakesh Tolo", "Army spokesman", "MIL"),
    ("His spokesman Lt. Col. Jeff Tolbert said so.", "Jeff Tolbert", "spokesman", "MIL"),
    ("They shot a 16-year-old, Younes Sabri, in the street.", "Younes Sabri", None, None),
    ("U.S. Deputy Secretary of State Warwick Lane called him.", "Warwick Lane", None, "GOV"),
]


@pytest.mark.parametrize(("text", "name", "role", "sector"), TITLED)
def test_a_person_is_found_with_the_title_beside_the_name(
    text: str, name: str, role: str | None, sector: str | None
) -> None:
    """Name, role words and sector are what the sentence says."""
    person = entities(text)[name]
    assert person.kind == "person"
    assert person.sector == sector
    assert role is None or role in roles(text, name)


STANDINGS = [
    ("Ukraine’s chief negotiator, Ivan Bondar, left.", "Ivan Bondar", "UA", "GOV"),
    ("Moscow-installed regional head Pavel Gusev said so.", "Pavel Gusev", "RU", "GOV"),
    ("The M23-appointed governor, Alice Bahati, said so.", "Alice Bahati", "CD", "REB"),
    ("African Union envoy Kofi Larbi arrived.", "Kofi Larbi", None, None),
    ("U.N. special envoy Greta Holm arrived.", "Greta Holm", None, None),
    ("Former Kenyan minister Peter Oduya was held.", "Peter Oduya", "KE", "ELI"),
    ("Netanyahu rejected the plan.", "Netanyahu", "IL", "GOV"),
    ("In Belmora, Mayor Taras Lys said power was out.", "Taras Lys", "UA", "GOV"),
]


@pytest.mark.parametrize(("text", "name", "country", "sector"), STANDINGS)
def test_a_title_says_whose_the_person_is(text: str, name: str, country: str | None, sector: str | None) -> None:
    """Peoples, possessors, patrons and bodies settle country and sector; international bodies leave both open."""
    person = entities(text)[name]
    assert (person.country, person.sector) == (country, sector)


BODIES = [
    ("Armenia's Defense Ministry denied it.", "Armenia's Defense Ministry", "AM", "MIL"),
    ("The Zarka state Health Ministry said six died.", "Zarka state Health Ministry", "SD", "GOV"),
    ("Power is back, the regional administration said.", "regional administration", None, "GOV"),
    ("Grid operator Voltenergo said so.", "Voltenergo", None, "BUS"),
    ("The Directorate of Port Security said so.", "Directorate of Port Security", None, "GOV"),
    ("The Zarka Emergency Response Room said so.", "Zarka Emergency Response Room", "SD", "SOC"),
    ("Anti-terrorism police searched the house.", "Anti-terrorism police", None, "COP"),
    ("The U.N. refugee agency said 900 had fled.", "U.N. refugee agency", None, None),
    ("Doctors Without Borders treated 40 people.", "Doctors Without Borders", None, "MED"),
    ("The RSF-allied Civil Council of Zarka denied it.", "RSF-allied Civil Council of Zarka", "SD", "REB"),
    ("The State Department declined to comment.", "State Department", "US", "GOV"),
    ("A Kenyan court freed him.", "Kenyan court", "KE", "JUD"),
    ("The Israeli newspaper Hadashon reported it.", "Hadashon", "IL", "JRN"),
    ("She told Delta Voice Radio that shells fell.", "Delta Voice Radio", None, "JRN"),
    ("A little-known group, the Harbor Falcons, claimed responsibility.", "Harbor Falcons", None, "REB"),
    ("Ukraine's 193rd Brigade denied it.", "Ukraine's 193rd Brigade", "UA", "MIL"),
    ("Its 22nd Infantry Division held the town.", "22nd Infantry Division", None, "MIL"),
    ("Russia's 910th Naval Infantry was there.", "Russia's 910th Naval Infantry", "RU", "MIL"),
    ("The 3rd Separate Assault Brigade said so.", "3rd Separate Assault Brigade", None, "MIL"),
    ("He fought in Battalion “Monolith” for a year.", "Battalion “Monolith”", None, "MIL"),
    ("The Tarsin Doctors Union said so.", "Tarsin Doctors Union", None, "MED"),
    (
        "Yemen's internationally recognised government left.",
        "Yemen's internationally recognised government",
        "YE",
        "GOV",
    ),
    ("The local strike committee said the march was on.", "local strike committee", None, "SOC"),
]


@pytest.mark.parametrize(("text", "name", "country", "sector"), BODIES)
def test_a_body_is_found_by_its_head_noun(text: str, name: str, country: str | None, sector: str | None) -> None:
    """Ministries, forces, utilities, charities and media are organisations with country and sector."""
    body = entities(text)[name]
    assert (body.country, body.sector) == (country, sector)


GROUPS = [
    ("Hezbollah fired rockets.", "Hezbollah", "LB", "REB"),
    ("JNIM stormed the post.", "JNIM", "ML", "REB"),
    ("Wazalendo militiamen took the hill.", "Wazalendo", "CD", "PRM"),
    ("Fighters of al-Shabaab fled.", "al-Shabaab", "SO", "REB"),
    ("Viv Ansanm gunmen burned shops.", "Viv Ansanm", "HT", "CRM"),
    ("Africa Corps troops left.", "Africa Corps", "RU", "PRM"),
]


@pytest.mark.parametrize(("text", "name", "country", "sector"), GROUPS)
def test_an_armed_group_is_known_by_name(text: str, name: str, country: str, sector: str) -> None:
    """The codebook knows the group, its country and whether it fights a government or beside one."""
    group = entities(text)[name]
    assert (group.kind, group.country, group.sector) == ("armed-group", country, sector)


ACTING = [
    ("Ankara has rejected the charge.", "Ankara"),
    ("Talks between Washington, Moscow and Kyiv broke off.", "Moscow"),
    ("The minister said that Doha was willing to help.", "Doha"),
    ("The Kremlin denied the report.", "the Kremlin"),
    ("Washington on Monday imposed sanctions.", "Washington"),
]


@pytest.mark.parametrize(("text", "name"), ACTING)
def test_a_capital_that_speaks_or_decides_is_its_government(text: str, name: str) -> None:
    """A capital as the subject of saying or deciding is an actor of its country."""
    assert entities(text)[name].kind == "place-as-actor"


PLACES = [
    "Three people died in Ankara.",
    "He flew to Doha.",
    "Kyiv was hit by drones.",
    "The talks in the Kremlin lasted five hours.",
    "They left Moscow at dawn.",
    "Drones fell near Kyiv’s airport.",
]


@pytest.mark.parametrize("text", PLACES)
def test_a_capital_that_only_says_where_is_no_actor(text: str) -> None:
    """Behind prepositions, verbs of travel and as the victim of an attack a capital is a place."""
    assert not [entity for entity in entities(text).values() if entity.kind == "place-as-actor"]


def test_a_people_points_at_its_state() -> None:
    """ "Russian drones" mention Russia, by a demonym."""
    text = "Russia denied it. Russian drones fell. The russians left."
    sheet = sheet_of(text)
    forms = [mark.value.form for mark in sheet.marks(MENTIONS) if mark.value.kind == "state"]
    assert forms == ["name", "demonym", "demonym"]
    assert called(text, "Russia") == ["Russia", "Russian", "russians"]


UNNAMED = [
    ("A Western diplomat briefed on the talks said so.", "A Western diplomat", True, False),
    ("Two investigators said so.", "Two investigators", True, True),
    ("Ukrainian officials said so.", "Ukrainian officials", False, True),
    ("Witnesses said so.", "Witnesses", True, True),
    ("European leaders met.", "European leaders", False, True),
    ("Local officials and aid workers said so.", "Local officials and aid workers", False, True),
    ("Families of hostages marched.", "Families of hostages", True, True),
    ("One of the officials said so.", "One of the officials", True, True),
    ("Gunmen opened fire.", "Gunmen", False, True),
]


@pytest.mark.parametrize(("text", "name", "anonymous", "plural"), UNNAMED)
def test_people_without_a_name_are_described(text: str, name: str, anonymous: bool, plural: bool) -> None:
    """Counted and single persons and civilians are anonymous, officials and leaders as a body are not."""
    entity = entities(text)[name]
    assert (entity.kind, entity.anonymous, entity.plural) == ("unnamed", anonymous, plural)


def test_the_ground_of_anonymity_belongs_to_whoever_keeps_the_name_back() -> None:
    """A later sentence about "the diplomat" gives the ground to the diplomat met before."""
    text = (
        "A Gulf diplomat said the lists of prisoners were ready. "
        "The diplomat spoke on condition of anonymity because the talks were secret."
    )
    entity = entities(text)["A Gulf diplomat"]
    assert entity.anonymity_reason is not None
    assert text[slice(*entity.anonymity_reason)] == "on condition of anonymity because the talks were secret"


COREFERENT = [
    ("Ihor Savchuk spoke. Savchuk left.", "Ihor Savchuk", ["Ihor Savchuk", "Savchuk"]),
    ("Gen. Tariq al-Nour said no. “Never,” he said.", "Tariq al-Nour", ["Tariq al-Nour", "he"]),
    (
        "Olena Marchuk said that Borys Hnat was hurt. She wept.",
        "Olena Marchuk",
        ["Olena Marchuk", "She"],
    ),
    (
        "The Syrian Rural Relief Network (SRRN) said so. SRRN has 40 staff.",
        "Syrian Rural Relief Network",
        ["Syrian Rural Relief Network", "SRRN", "SRRN"],
    ),
    ("The Congolese army fired first. The army denied it.", "Congolese army", ["Congolese army", "army"]),
    ("Sudan’s army said so. The military denied more.", "Sudan’s army", ["Sudan’s army", "military"]),
    ("Hamas agreed. The group wants more time.", "Hamas", ["Hamas", "The group"]),
    ("M23 took the town. The rebels then left.", "M23", ["M23", "The rebels"]),
    ("Oxfam sent tents. The charity said more would come.", "Oxfam", ["Oxfam", "charity"]),
    ("The Defense Ministry agreed. It said no more.", "Defense Ministry", ["Defense Ministry", "It"]),
    (
        "The Harbor Rights Network, a local rights group, said so.",
        "Harbor Rights Network",
        ["Harbor Rights Network", "local rights group"],
    ),
]


@pytest.mark.parametrize(("text", "name", "mentions"), COREFERENT)
def test_later_mentions_are_the_same_actor(text: str, name: str, mentions: list[str]) -> None:
    """Surnames, pronouns, acronyms and plain nouns lead back to who was named before."""
    assert called(text, name) == mentions


def test_he_is_whoever_spoke_last_rather_than_who_was_named_last() -> None:
    """A speaker outranks somebody merely spoken about."""
    text = "Donald Hart said Wednesday that Igor Petrov wants peace. “We can do it,” he said."
    assert called(text, "Donald Hart")[-1] == "he"


def test_a_place_in_the_sentence_tells_an_officials_country() -> None:
    """Two mayors of one story belong to the countries of their towns."""
    text = "In Belmora, Mayor Ostap Kril said so. In Tarsk, local administrator Gleb Zorin denied it."
    found = entities(text)
    assert (found["Ostap Kril"].country, found["Gleb Zorin"].country) == ("UA", "RU")


def test_the_dateline_tells_the_country_of_bodies_without_one() -> None:
    """ "Police" of a story from Zarka are Sudan's."""
    text = "ZARKA, Sudan — Police said so."
    document = Document(text, place="ZARKA, Sudan", body_start=text.index("Police"))
    sheet = lay(document, (SentenceStep(), WordStep(), MentionStep(), EntityStep()))
    assert [mark.value.country for mark in sheet.marks(ENTITIES)] == ["SD"]


def test_the_army_is_that_of_the_country_where_the_story_stands_until_another_is_named() -> None:
    text = "Jets hit a car near Orvani, hours after the army said it had left. The Israeli military said it had not."

    assert entities(text, place="ORVANI, Georgia")["army"].country == "GE"


def test_the_army_of_a_story_filed_abroad_is_the_one_it_names() -> None:
    text = "Sudan's military struck Zarka. The army said nine fighters had died."

    assert called(text, "Sudan's military") == ["Sudan's military", "army"]


def test_the_army_in_the_palestinian_territories_is_israels() -> None:
    assert entities("The army said a man was shot in Nablus.", place="RAMALLAH, Palestine")["army"].country == "IL"


def test_the_enemy_of_a_ukrainian_text_is_russia() -> None:
    """A communiqué's enemy is the state that its country fights."""
    assert called("The enemy shelled Belmora in Ukraine at night.", "Russia") == ["The enemy"]


def test_the_outlet_of_the_document_is_a_medium() -> None:
    """Whoever publishes the story is known as a medium in its text."""
    found = entities("“We stay,” she told Nilo Courant.", outlet="Nilo Courant")
    assert found["Nilo Courant"].outlet


def test_a_person_who_owns_a_body_is_named_too() -> None:
    """The president of "President X's government" is a person of the story."""
    found = entities("President Felix Okoro’s government agreed.")
    assert found["Felix Okoro"].kind == "person"
    assert found["President Felix Okoro’s government"].sector == "GOV"


def test_neighbours_find_mentions_by_span() -> None:
    """Mentions within a span, and the longest of them, are found by offsets."""
    text = "Mayor Ivan Lys met Hamas."
    marks = sheet_of(text).marks(MENTIONS)
    assert [text[mark.start : mark.end] for mark in mentions_in(marks, (0, len(text)))] == ["Ivan Lys", "Hamas"]
    found = mention_at(marks, text.index("Hamas"), len(text) - 1)
    assert found is not None
    assert text[found.start : found.end] == "Hamas"
    assert mention_at(marks, 0, 3) is None


def _sound(sheet: Sheet) -> None:
    mentions: tuple[Mark[Mention], ...] = sheet.marks(MENTIONS)
    by_index = {mark.value.index: mark for mark in sheet.marks(ENTITIES)}
    spans = {(mark.start, mark.end) for mark in mentions}
    assert len(spans) == len(mentions)
    assert sorted(by_index) == list(range(len(by_index)))
    for mark in mentions:
        assert 0 <= mark.start < mark.end <= len(sheet.text)
        assert mark.value.full[0] <= mark.start
        assert mark.end <= mark.value.full[1] <= len(sheet.text)
        assert by_index[mark.value.entity].value.kind == mark.value.kind
    for entity in by_index.values():
        assert (entity.start, entity.end) in spans
        assert entity.value.name


@given(strategies.actor_words_told)
def test_words_of_actors_in_any_order_are_read_soundly(text: str) -> None:
    """Every span stands in the text, every mention has an entity of its kind, no span is marked twice."""
    _sound(sheet_of(text))


@given(strategies.texts | strategies.news)
def test_any_text_is_read_without_complaint(text: str) -> None:
    """No text breaks the steps, and two readings agree."""
    sheet = sheet_of(text)
    _sound(sheet)
    assert sheet.marks(MENTIONS) == sheet_of(text).marks(MENTIONS)
