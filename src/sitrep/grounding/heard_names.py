"""What the encoder hears in a name: a place, a facility, a state, a person, a body."""

from __future__ import annotations

from typing import Final

import numpy as np

from sitrep.annotations.decoding import BEGIN, INSIDE, softmax
from sitrep.annotations.encoder import Reading

#: The kinds of span that tell what a name is.
KINDS: Final = ("place", "facility", "state", "person", "org")
#: The sign of each kind.
SIGNS: Final = tuple(f"heard_{kind}" for kind in KINDS)
#: Log odds beyond this say no more.
CLIP: Final = 5.0


class HeardNames:
    """The encoder's reading of one story, asked for names."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        chains = [reading.heads.spans.index(kind) for kind in KINDS]
        self._columns = [3 * chain + tag for chain in chains for tag in range(3)]

    @classmethod
    def of(cls, reading: Reading | None) -> HeardNames | None:
        """What was heard in this reading; None without one, or by a model that was not taught these kinds."""
        taught = reading is not None and {*KINDS} <= {*reading.heads.spans}
        return cls(reading) if reading and taught else None

    def signs(self, start: int, end: int) -> dict[str, float]:
        """The mean log odds, over the pieces of these characters, that they lie in a span of each kind."""
        first, last = self._reading.covered(start, end)
        tags = self._reading.tags[first:last, self._columns]
        likely = softmax(tags.reshape(len(tags), len(KINDS), 3))
        inside = likely[:, :, BEGIN] + likely[:, :, INSIDE]
        odds = np.clip(np.log(inside + 1e-6) - np.log(1 - inside + 1e-6), -CLIP, CLIP)
        mean = np.add.reduce(odds, axis=0) / np.float32(last - first)
        return dict(zip(SIGNS, mean.tolist(), strict=True))
