"""The bare pass is the model's work over a story's tokens, and no more."""

from collections.abc import Sequence

from typing_extensions import override

from sitrep.annotations.decoding import Numbers
from sitrep.annotations.encoder import Encoder
from sitrep.annotations.subwords import Subwords
from sitrep.documents.document import Document
from sitrep_eval.bare_pass import bare_pass


class Counted(Encoder):
    """Cuts a text into its words and notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    @override
    def pieces(self, text: str) -> Subwords:
        self.asked.append("pieces")
        words = text.split()
        return Subwords([1] * len(words), list(range(len(words))), list(range(1, len(words) + 1)), [0] * len(words))

    @override
    def numbers(self, pieces: Subwords, spread: Sequence[tuple[int, int]]) -> list[Numbers]:
        self.asked.append(f"numbers of {len(pieces)}")
        return []


def test_without_a_model_there_is_no_bare_pass() -> None:
    assert bare_pass(lambda: None) is None


def test_a_story_is_cut_into_tokens_once_and_passed_over_each_time() -> None:
    model = Counted()
    passed = bare_pass(lambda: model)
    assert passed is not None
    for _ in range(3):
        passed(Document("Rebels shelled the town."))

    assert model.asked == ["pieces", *["numbers of 4"] * 3]


def test_a_story_without_tokens_is_passed_over_in_silence() -> None:
    model = Counted()
    passed = bare_pass(lambda: model)
    assert passed is not None

    assert passed(Document("\n")) is None
    assert model.asked == ["pieces"]
