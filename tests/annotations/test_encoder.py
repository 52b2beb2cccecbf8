"""The encoder reads a text once, the same each time, and what it says is told in the text's own characters."""

import json
from pathlib import Path

import numpy as np
import pytest
from tests.annotations.test_decoding import heads

from sitrep.annotations.decoding import LEARNT, NAMED
from sitrep.annotations.encoder import MODEL, Encoder, encoder, read_heads
from sitrep.annotations.papers import papers

STORY = (
    "Rebels shelled the market of Kalemie on Monday, killing four people, the governor said.\n"
    "“We will not leave,” said Amina Hale, a trader.\n"
)
shipped = pytest.mark.skipif(encoder() is None, reason="no model is shipped")


@pytest.fixture(scope="module")
def model() -> Encoder:
    found = encoder()
    assert found is not None
    return found


def test_what_the_numbers_stand_for_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    made = heads(3, chains=4, roles=2)
    told = {name: getattr(made, name) for name in NAMED} | {name: getattr(made, name).tolist() for name in LEARNT}
    (tmp_path / "heads.json").write_text(json.dumps(told), encoding="utf-8")
    found = read_heads(tmp_path / "heads.json")

    assert [getattr(found, name) for name in NAMED] == [getattr(made, name) for name in NAMED]
    assert all((getattr(found, name) == getattr(made, name)).all() for name in LEARNT)


@shipped
def test_the_same_text_is_read_the_same_and_by_a_model_opened_anew(model: Encoder) -> None:
    readings = [model.read(STORY), model.read(STORY), Encoder(MODEL).read(STORY)]
    numbers = [reading.tags.tobytes() for reading in readings if reading]

    assert len(numbers) == 3
    assert len(set(numbers)) == 1


@shipped
@pytest.mark.parametrize("text", ["", " \n\n ", "\x00", "\u200d"])
def test_a_text_without_words_has_no_reading(model: Encoder, text: str) -> None:
    assert model.read(text) is None


@shipped
def test_a_long_story_is_read_to_its_end(model: Encoder) -> None:
    text = STORY * 60
    reading = model.read(text)

    assert reading is not None
    assert len(reading.pieces) == len(reading.tags) == len(reading.anchors) == len(reading.fillers)
    assert max(reading.characters(span)[1] for span in reading.found(reading.heads.spans)) > len(text) - len(STORY)


@shipped
def test_every_span_is_cut_out_of_one_paragraph(model: Encoder) -> None:
    reading = model.read(STORY)

    assert reading is not None
    assert reading.found(reading.heads.spans)
    for start, end in map(reading.characters, reading.found(reading.heads.spans)):
        assert 0 <= start < end <= len(STORY)
        assert "\n" not in STORY[start:end]


@shipped
def test_the_shipped_numbers_are_finite_and_fit_the_heads(model: Encoder) -> None:
    reading = model.read(STORY)

    assert reading is not None
    assert np.isfinite(reading.tags).all()
    assert reading.tags.shape[1] == model.heads.part("background").stop
    assert model.heads.distance.shape[0] == len(model.heads.threshold) == len(model.heads.roles)


@shipped
def test_the_shipped_model_is_small_and_has_its_papers() -> None:
    told = papers(MODEL)

    assert told is not None
    assert told.megabytes <= 30
    assert told.card is not None
    assert told.measured
