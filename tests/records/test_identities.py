"""The actors of a report are the same ids in every story that tells of them."""

from datetime import date

from sitrep.desk.reading import read_document
from sitrep.documents.document import Document
from sitrep.records.identities import identities
from sitrep.records.report import Report

DAY = date(2025, 12, 4)


def ids(text: str) -> set[str]:
    report = read_document(Document(text, published=DAY))
    return {found.actor.id for found in identities(report).values() if found.actor}


def test_two_stories_of_other_words_have_the_same_actors() -> None:
    one = ids("Ukraine's chief negotiator, Rustem Umerov, met Steve Witkoff in Miami. The Kremlin was told.")
    other = ids("U.S. special envoy Steve Witkoff saw Rustem Umerov, secretary of Ukraine's security council.")

    assert {"rustem-umerov", "steve-witkoff"} <= one & other
    assert "ru-government" in one


def test_a_wikidata_id_settles_the_actor() -> None:
    report = read_document(Document("Russian President Vladimir Putin met the envoys.", published=DAY))
    putin = next(actor for actor in report.actors if actor.kind == "person")
    renamed = Report.model_validate(
        report.model_dump(by_alias=True) | {"actors": [putin.model_copy(update={"name": "V. P."})]}
    )

    assert putin.wikidata == "Q7747"
    assert next(iter(identities(renamed).values())).score == 1.0
