"""The model alone, for the speed task: one pass over a story's tokens, and nothing made of what comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sitrep.documents.document import Document

#: The bare pass over one document; what it gives is thrown away.
Pass = Callable[[Document], object]

NO_MODEL: Final = "the product ships no model"


def bare_pass() -> Pass | None:
    """The pass of the model that the product ships, opened and ready; None while it ships none."""
    return None
