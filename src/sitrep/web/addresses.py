"""The whole view stands in the address: what is asked for, and which rows are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args
from urllib.parse import urlencode

from sitrep.errors import BadQuestion

if TYPE_CHECKING:
    from starlette.requests import Request

Gate = Literal["reviewed", "all"]


@dataclass(frozen=True, slots=True)
class Address:
    """The path and the question of a page, from which the addresses of its neighbours are made."""

    path: str
    asked: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, request: Request) -> Address:
        """The address that was asked for; what was left empty says nothing."""
        return cls(request.url.path, tuple((k, v) for k, v in request.query_params.multi_items() if v.strip()))

    @property
    def gate(self) -> Gate:
        """Which rows are shown: reviewed ones, or all that the address asks for by name."""
        stated = dict(self.asked).get("gate", "reviewed")
        for known in get_args(Gate):
            if stated == known:
                return known  # type: ignore[no-any-return]  # one of the literal's own values
        raise BadQuestion(f"gate={stated!r} is neither reviewed nor all.", check="Use gate=reviewed or gate=all.")

    def get(self, name: str) -> str | None:
        """What the address says of this, None when it says nothing."""
        return dict(self.asked).get(name)

    def but(self, **changes: str | int | None) -> str:
        """The same address with other values; None takes one away. What turns pages is dropped: it fits no more."""
        kept = [(k, v) for k, v in self.asked if k not in changes and k != "after"]
        added = [(name, str(value)) for name, value in changes.items() if value is not None]
        return self._written(self.path, kept + added)

    def beside(self, **changes: str | int | None) -> str:
        """The same address with other values, on the same page of a list; None takes one away."""
        kept = [(k, v) for k, v in self.asked if k not in changes]
        return self._written(self.path, kept + [(k, str(v)) for k, v in changes.items() if v is not None])

    def to(self, path: str, **asked: str | int | None) -> str:
        """Another page with the same gate."""
        gate = [("gate", self.gate)] if self.gate != "reviewed" else []
        return self._written(path, [*((k, str(v)) for k, v in asked.items() if v is not None), *gate])

    @staticmethod
    def _written(path: str, asked: list[tuple[str, str]]) -> str:
        return f"{path}?{urlencode(asked)}" if asked else path
