"""When and where each event took place."""

from __future__ import annotations

import pytest
from tests.records.stories import event, events, report

from sitrep.desk.line import RULES, steps
from sitrep.desk.reading import read_document
from sitrep.documents.datelines import with_dateline
from sitrep.documents.document import Document
from sitrep.documents.published import parse_published
from sitrep.records.report import Event


def days(event: Event) -> tuple[str | None, str | None]:
    assert event.when is not None
    return event.when.start, event.when.end


def place(event: Event) -> str:
    assert event.where is not None
    return event.where.name


def test_an_item_of_a_round_up_has_the_leads_night() -> None:
    text = (
        "Russia launched 40 drones at Ukraine overnight, officials said.\n\n"
        "In Sumy, a drone hit a bus stop, wounding two people, the governor said."
    )
    _, item = events(text, "ASSAULT")

    assert days(item) == ("2025-06-18", "2025-06-19")
    assert item.when is not None
    assert item.when.text == "overnight"


def test_a_time_of_its_own_wins_over_the_leads() -> None:
    text = (
        "Russia launched 40 drones at Ukraine overnight, officials said.\n\n"
        "In Sumy, a drone hit a bus stop on Tuesday, wounding two people, the governor said."
    )

    assert days(events(text, "ASSAULT")[1]) == ("2025-06-17", "2025-06-17")


def test_when_something_was_said_is_not_when_it_happened() -> None:
    struck = event("A drone hit a market in Sumy on Tuesday, the governor said on Wednesday.", "ASSAULT")

    assert days(struck) == ("2025-06-17", "2025-06-17")


def test_a_deadline_is_no_date() -> None:
    asked = event("Kyiv urged its allies to send air defences by the end of the year.", "REQUEST")

    assert asked.when is None


def test_the_time_of_what_is_asked_is_not_the_time_of_asking() -> None:
    asked = event("On Wednesday Kyiv urged its allies to send new air defences before they meet on Friday.", "REQUEST")

    assert days(asked) == ("2025-06-18", "2025-06-18")


def test_the_first_since_march_was_not_in_march() -> None:
    swapped = event("Armenia and Azerbaijan exchanged 20 prisoners, the first swap since March.", "RETREAT")

    assert swapped.when is None


def test_what_has_lasted_since_then_is_an_open_interval_and_ongoing() -> None:
    besieged = event("The rebels have besieged the town of Babanusa since January.", "COERCE")

    assert days(besieged) == ("2025-01-01", None)
    assert (besieged.status, besieged.background) == ("ongoing", False)


def test_an_outage_is_of_the_time_of_its_strike() -> None:
    text = "A drone strike on a substation near Odesa on Wednesday left 20,000 households without power."

    assert days(event(text, "DISRUPT")) == ("2025-06-18", "2025-06-18")


def test_jets_scrambled_during_the_attack_flew_at_home_and_at_its_time() -> None:
    text = "Russia fired 12 missiles at Lviv on Wednesday. Poland scrambled fighter jets during the attack."
    flown = event(text, "MOBILIZE")

    assert days(flown) == ("2025-06-18", "2025-06-18")
    assert place(flown) == "Poland"


def test_how_long_talks_lasted_is_told_beside_them() -> None:
    met = event("Turkish and Syrian officials held five-hour talks in Ankara on Tuesday.", "CONSULT")

    assert met.duration is not None
    assert (met.duration.iso, met.duration.text) == ("PT5H", "five-hour")


def test_coordinated_places_give_the_place_that_covers_them() -> None:
    marched = event("Protesters marched in Dhaka and Chattogram on Wednesday.", "PROTEST")

    assert marched.where is not None
    assert (marched.where.name, marched.where.precision) == ("Bangladesh", "country")
    assert marched.where.text == "Dhaka and Chattogram"


def test_a_town_wins_over_its_region() -> None:
    struck = event("Shells hit Nikopol in the Dnipropetrovsk region on Wednesday, killing one person.", "ASSAULT")

    assert place(struck) == "Nikopol"


def test_a_wave_was_sent_against_the_country() -> None:
    sent = event(
        "Russia launched two ballistic missiles and 138 drones overnight, Ukrainian officials said.", "ASSAULT"
    )

    assert sent.where is not None
    assert (sent.where.country, sent.where.precision) == ("UA", "country")


def test_an_interception_takes_place_over_the_defenders_country() -> None:
    text = "Russian forces fired 30 drones overnight. Ukraine's air force said it shot down 22 of the drones."
    shot = event(text, "INTERCEPT")

    assert shot.where is not None
    assert shot.where.country == "UA"


def test_where_people_were_taken_is_not_where_they_were_rescued() -> None:
    rescued = event("Aid workers evacuated 40 wounded people from Goma to Bukavu on Wednesday.", "RESPOND")

    assert place(rescued) == "Goma"


def test_where_a_convoy_was_bound_is_not_where_it_was_attacked() -> None:
    struck = event("Gunmen attacked a convoy bound for Menaka near Gao on Wednesday, killing two people.", "ASSAULT")

    assert place(struck) == "Gao"


def test_a_verdict_is_given_at_the_dateline_and_not_at_the_scene_of_the_crime() -> None:
    text = "KAMPALA, Uganda (AP) — A court on Wednesday convicted two men over a 2010 bombing in Gulu."

    assert place(event(text, "SANCTION")) == "Kampala"


def test_talks_on_a_war_take_place_where_they_are_held() -> None:
    met = event("Talks between Israel and Hamas on a truce in Gaza resumed in Doha on Wednesday.", "CONSULT")

    assert place(met) == "Doha"


def test_a_telephone_call_has_no_place() -> None:
    called = event("French President Emmanuel Macron spoke by phone with Emir Tamim in Doha on Wednesday.", "CONSULT")

    assert (called.mode, called.where) == ("phone", None)


@pytest.mark.parametrize("kind", ["REQUEST", "ACCUSE"])
def test_acts_of_speech_take_effect_nowhere(kind: str) -> None:
    text = (
        "In Beirut, Lebanon accused Israel of violating the ceasefire on Wednesday. "
        "In Geneva, the United Nations urged Sudan to let convoys through."
    )

    assert event(text, kind).where is None


def test_without_a_date_relative_times_stay_open() -> None:
    found = report("A drone hit a market in Sumy on Tuesday, killing two people.", published=None)

    assert [e.when for e in found.events] == [None] or all(e.when is None or e.when.start is None for e in found.events)
    assert "published-missing" in {warning.code for warning in found.warnings}


def test_drones_downed_over_several_regions_were_downed_over_the_country() -> None:
    text = "Russia's air defenses shot down 31 drones over the Belgorod and Bryansk regions overnight."
    shot = event(text, "INTERCEPT")

    assert shot.where is not None
    assert (shot.where.country, shot.where.precision) == ("RU", "country")


def test_talks_that_the_lead_does_not_place_were_held_at_the_dateline() -> None:
    text = "ISTANBUL (AP) — Russian and Ukrainian negotiators met on Wednesday for the first time this year."

    assert place(event(text, "CONSULT")) == "Istanbul"


def test_a_day_of_something_told_within_the_sentence_is_not_its_own() -> None:
    freed = events("A nurse who had been kidnapped in March was freed on Tuesday, her family said.", "RETREAT")

    assert [days(event) for event in freed] == [("2025-06-17", "2025-06-17")]
    assert not freed[0].background


def test_the_hours_of_a_curfew_are_not_its_day() -> None:
    ordered = event("Authorities in Khartoum imposed a curfew from 8 p.m. to 5 a.m. in the city.", "COERCE")

    assert ordered.when is None or ordered.when.precision not in {"hour", "minute"}


def test_a_word_that_merely_ends_like_an_ordinal_leaves_since_its_day() -> None:
    cut = event("Electricity has been cut in both districts of northern Sinai since Sunday.", "DISRUPT")

    assert cut.when is not None
    assert cut.when.start == "2025-06-15"


def test_an_order_does_not_take_over_the_day_of_the_disorder() -> None:
    text = "Protesters blocked a bridge in Lagos on Monday. The governor banned rallies in the city."

    assert event(text, "COERCE").when is None


def test_a_curfew_is_lifted_where_the_words_say() -> None:
    lifted = event("Thailand lifted a curfew in two districts of Pattani on Monday.", "CONCEDE")

    assert place(lifted).startswith("Pattani")


def test_money_is_nowhere() -> None:
    text = (
        "Shelling killed two people in Kharkiv on Tuesday, police said. "
        "Norway pledged 90 million euros in aid for transformers."
    )
    aid = event(text, "AID")

    assert aid.where is None
    assert aid.status == "planned"


def test_a_sentence_over_an_old_bombing_is_news() -> None:
    told = report("A court in Songkhla handed life terms to two men over the bombing of a car dealership last March.")
    judged = [event for event in told.events if event.type == "SANCTION"]

    assert judged
    assert not judged[0].background


def test_what_reopened_months_after_an_attack_is_news() -> None:
    text = "In Mirebalais, the hospital reopened five months after gunmen drove out its staff."

    assert not event(text, "DISRUPT").background


def test_what_a_lead_reveals_is_news() -> None:
    text = (
        "Soldiers killed 90 villagers in northern Mali in March, Human Rights Watch said on Wednesday.\n\n"
        "In May 2022 soldiers had killed 300 people in Moura."
    )
    revealed, recalled = events(text, "ASSAULT")

    assert not revealed.background
    assert recalled.background


def test_the_day_on_which_a_story_was_filed_dates_nothing_that_it_tells() -> None:
    text = "KYIV, June 18 (Reuters) - Russian shells hit a market in Kherson, killing two people, officials said."

    document = with_dateline(Document(text, published=parse_published("2025-06-19")))
    (strike,) = read_document(document, line=steps(RULES)).events

    assert strike.when is None
