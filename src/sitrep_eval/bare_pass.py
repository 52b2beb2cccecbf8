"""The model alone, for the speed task: one pass over a story's tokens, and nothing made of what comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sitrep.annotations.encoder import Encoder, encoder
from sitrep.annotations.subwords import Subwords, windows
from sitrep.documents.document import Document

#: The bare pass over one document; what it gives is thrown away.
Pass = Callable[[Document], object]

NO_MODEL: Final = "the product ships no model"


def bare_pass(opened: Callable[[], Encoder | None] = encoder) -> Pass | None:
    """The pass of the model that the product ships, opened and ready; None while it ships none.

    A story is cut into tokens the first time it is passed over and never again, so that its later passes are bare.
    """
    model = opened()
    if model is None:
        return None
    known: dict[str, Subwords] = {}

    def passed(document: Document) -> object:
        if document.text not in known:
            known[document.text] = model.pieces(document.text)
        pieces = known[document.text]
        return model.numbers(pieces, windows(len(pieces))) if len(pieces) else None

    return passed
