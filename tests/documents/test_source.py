"""An outlet nobody listed is kept with a notice; what is no name is refused; addresses must be the web's."""

import pytest

from sitrep.codebook.outlets import known_outlet
from sitrep.documents.source import is_web_address, outlet_notices, parse_outlet
from sitrep.errors import BadOutlet


@pytest.mark.parametrize("text", ["", "  ", "—", "…!", "A" * 101, "AP\x00", "AP\x1b[31m", "\ud800 AP"])
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(BadOutlet):
        parse_outlet(text)


def test_a_name_is_kept_as_given_with_plain_spaces() -> None:
    assert parse_outlet("  Nile\n Desk ") == "Nile Desk"


def test_an_outlet_is_known_by_any_of_its_names_in_any_case() -> None:
    names = ("AP", "associated press", "The Associated Press")
    assert {found.name for name in names if (found := known_outlet(name))} == {"AP"}


def test_an_unknown_outlet_is_noticed_and_a_known_one_is_not() -> None:
    assert [notice.code for notice in outlet_notices("Nile Desk")] == ["outlet-unknown"]
    assert outlet_notices("Reuters") == outlet_notices(None) == ()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "http://", "https://a b", "x"]
)
def test_only_web_addresses_are_addresses(url: str) -> None:
    assert not is_web_address(url)
    assert is_web_address("https://nile.example/story?id=1&x=2")
