"""What is asked of the words that fill a role of a whole text: the reader of ``template_roles.yaml``."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, get_args

from pydantic import Field

from sitrep.codebook.files import Entry, read

FILE: Final = "template_roles.yaml"
Role = Literal["PerpInd", "PerpOrg", "Target", "Victim", "Weapon"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)


class Demand(Entry):
    """How readily spans of a role are seen, the least sureness of the first, what is added for any further one.

    ``full`` says whether of two forms of one name the longer is given.
    """

    eager: float
    least: float = Field(ge=0, le=1)
    further: float = Field(ge=0, le=1)
    full: bool


class TemplateRoles(Entry):
    """The whole of ``template_roles.yaml``."""

    roles: dict[Role, Demand]


@cache
def template_roles() -> TemplateRoles:
    """What the codebook asks of fillers."""
    return read(FILE, TemplateRoles)
