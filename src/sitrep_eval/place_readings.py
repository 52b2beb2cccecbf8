"""The names of places that the engine reads in a text, in the terms of gazetteer corpora."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sitrep.annotations.encoder import PARTS
from sitrep.annotations.sheet import lay
from sitrep.desk.line import RULES, steps
from sitrep.documents.document import Document
from sitrep.errors import InputError
from sitrep.grounding.naming import NAMING, NamingStep
from sitrep_eval.place import Toponym

#: Who may read places: the rules alone, or rules and encoder as the product puts them together.
PLACE_SYSTEMS: Final = ("both", "rules")


class Reader:
    """The engine's own steps up to the naming of places; a text refused as input counts as one without names."""

    def __init__(self, system: str = "both") -> None:
        whole = steps(RULES if system == "rules" else PARTS)
        last = next(number for number, step in enumerate(whole) if isinstance(step, NamingStep))
        self._line = whole[: last + 1]

    def toponyms(self, text: str) -> Sequence[Toponym]:
        """Every name that the engine takes for a place's, as far as it is resolved."""
        try:
            sheet = lay(Document(text), self._line)
        except InputError:
            return []
        return [
            Toponym(
                start=name.start,
                end=name.end,
                text=text[name.start : name.end],
                geonames_id=name.entry.geonames_id if name.entry else None,
                lat=name.entry.lat if name.entry else None,
                lon=name.entry.lon if name.entry else None,
                country=name.entry.country if name.entry else None,
                admin1=name.entry.admin1 if name.entry else None,
                score=name.score,
            )
            for naming in sheet.values(NAMING)
            for name in naming.names()
        ]
