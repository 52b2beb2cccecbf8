"""How much each sign speaks for a filler of a role, beside what the encoder says of it."""

from functools import cache

from sitrep.codebook.files import Entry, read


class RoleWeights(Entry):
    """The weights of one role: ``model`` times the log-odds of the encoder, plus those of the signs that hold."""

    model: float
    signs: dict[str, float]


class RoleWeightsFile(Entry):
    """The whole of ``role_weights.yaml``."""

    roles: dict[str, RoleWeights]


@cache
def role_weights() -> dict[str, RoleWeights]:
    """The weights of each role by its name."""
    return read("role_weights.yaml", RoleWeightsFile).roles
