"""How much each sign speaks for a filler of a role, beside what the encoder says of it."""

from functools import cache

from sitrep.codebook.files import Entry, read


class RoleWeights(Entry):
    """The weights of one role: ``model`` times the log-odds of the encoder, plus those of the signs that hold.

    ``asks`` names the encoder's roles that this one stands for, where they are others; the likeliest counts.
    """

    asks: tuple[str, ...] = ()
    model: float
    signs: dict[str, float]


class RoleWeightsFile(Entry):
    """The whole of ``role_weights.yaml``; ``found`` gives the sector of those whom only the encoder finds, by kind."""

    found: dict[str, str | None]
    roles: dict[str, RoleWeights]


@cache
def _file() -> RoleWeightsFile:
    return read("role_weights.yaml", RoleWeightsFile)


def found_sectors() -> dict[str, str | None]:
    """The kinds of phrase that may name a participant, each with its sector where the kind says so much."""
    return _file().found


def role_weights() -> dict[str, RoleWeights]:
    """The weights of each role by its name."""
    return _file().roles
