"""Ids come from content alone."""

import json
import subprocess
import sys

from hypothesis import given
from tests.strategies import parts, texts

from sitrep.identity import DIGITS, fingerprint, identify


@given(parts, parts)
def test_different_parts_give_different_ids(left: list[str], right: list[str]) -> None:
    same = json.dumps(left) == json.dumps(right)

    assert (identify("event", *left) == identify("event", *right)) is same


@given(parts)
def test_an_id_names_its_kind_and_has_one_length(given_parts: list[str]) -> None:
    kind, _, digits = identify("event", *given_parts).rpartition("-")

    assert kind == "event"
    assert len(digits) == DIGITS


@given(texts, texts)
def test_parts_are_not_joined_before_they_are_hashed(left: str, right: str) -> None:
    assert identify("event", left + "x", right) != identify("event", left, "x" + right)


def test_a_kind_is_part_of_the_id() -> None:
    assert identify("event", "x").split("-")[1] != identify("statement", "x").split("-")[1]


def test_an_id_is_the_same_in_another_process() -> None:
    code = "from sitrep.identity import identify; print(identify('event', 'Kyiv', 7, None))"
    again = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert again.stdout.strip() == identify("event", "Kyiv", 7, None)


def test_a_fingerprint_is_the_sha256_of_the_utf8_bytes() -> None:
    assert fingerprint("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


def test_a_lone_surrogate_has_a_fingerprint_too() -> None:
    assert len(fingerprint("\ud800")) == 64
