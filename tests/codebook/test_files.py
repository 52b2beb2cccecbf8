"""YAML is read as its loader would read it, and more strictly."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitrep.codebook.files import parsed

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
VALUES = st.recursive(
    WORDS | st.integers() | st.booleans() | st.none() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_as_yaml_is_read_back(value: object) -> None:
    assert parsed(yaml.safe_dump(value, allow_unicode=True)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[no, yes, on, 2025-12-04, 1e3]", ["no", "yes", "on", "2025-12-04", "1e3"]),
        ("[true, false, ~, null, 12, '12', 0.5]", [True, False, None, None, 12, "12", 0.5]),
        ("", None),
        ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
    ],
)
def test_words_that_yaml_takes_for_something_else_stay_words(text: str, value: object) -> None:
    assert parsed(text) == value


@pytest.mark.parametrize(
    "text", ["a: 1\na: 2", "a: &b 1\nc: *b", "a: !!str 1", "!!set {a}", "a: 1\n---\nb: 2", "? [a]\n: 1", "a: ["]
)
def test_a_key_told_twice_a_reference_a_tag_and_a_second_document_are_refused(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        parsed(text)
