"""LEDGER_FORMATS: one line for each form in which a ledger's events can be handed on."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.exports.acled import write_acled
from sitrep.exports.events_csv import write_csv
from sitrep.exports.geojson import write_geojson
from sitrep.exports.handing_on import Writer
from sitrep.exports.hxl import write_hxl
from sitrep.exports.parquet import write_parquet
from sitrep.exports.polecat import write_polecat
from sitrep.exports.ucdp import write_ucdp
from sitrep.exports.web_annotations import write_annotations


@dataclass(frozen=True, slots=True)
class LedgerFormat:
    """A form of events: the suffix and media type of its files, what writes it, and what it must be given.

    ``actors`` and ``text`` say that it needs the actors and the text of the stories beside the events.
    """

    suffix: str
    media_type: str
    write: Writer
    about: str
    actors: bool = False
    text: bool = False


#: To add a format, write its file and put its line here.
LEDGER_FORMATS: dict[str, LedgerFormat] = {
    "csv": LedgerFormat(".csv", "text/csv", write_csv, "one row an event, every field"),
    "geojson": LedgerFormat(".geojson", "application/geo+json", write_geojson, "RFC 7946, one feature an event"),
    "parquet": LedgerFormat(
        ".parquet", "application/vnd.apache.parquet", write_parquet, "the columns of csv with their types"
    ),
    "acled": LedgerFormat(".csv", "text/csv", write_acled, "ACLED's 31 columns", actors=True),
    "ucdp": LedgerFormat(".csv", "text/csv", write_ucdp, "the 49 columns of UCDP GED, deadly events only", actors=True),
    "polecat": LedgerFormat(".csv", "text/csv", write_polecat, "POLECAT's 40 columns", actors=True),
    "hxl": LedgerFormat(".csv", "text/csv", write_hxl, "CSV with HXL hashtags in its second row", actors=True),
    "jsonld": LedgerFormat(
        ".jsonld", "application/ld+json", write_annotations, "W3C Web Annotation and PROV-O", text=True
    ),
}
