"""A run and its card say the same, and nothing is lost between them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sitrep_train.contract import Corpus, Measured, Run, Stated, Training, card, read_run

RUN = Run(
    model="coin",
    purpose="Says heads or tails.",
    config={"seed": 7, "sides": 2},
    corpora=(Corpus("throws", "CC0", "a" * 64, 100),),
    measured=(Measured("accuracy, mean of three seeds", "throws test", 0.5),),
    versions={"python": "3.11"},
    limits=("Knows one coin.",),
    reliability=(Stated(0.52, 40, 0.5),),
    reproduce=("python -m toss",),
)


@dataclass(frozen=True)
class CoinConfig:
    """Every number that shapes the coin."""

    seed: int = 7


class Coin:
    """The smallest training that keeps to the contract."""

    def data(self, config: CoinConfig) -> list[int]:
        return [config.seed % 2]

    def model(self, config: CoinConfig) -> dict[str, int]:
        return {"side": 0}

    def loop(self, config: CoinConfig, model: dict[str, int], data: list[int]) -> Iterator[Measured]:
        for side in data:
            model["side"] = side
            yield Measured("last side", "throws", float(side))

    def export(self, config: CoinConfig, model: dict[str, int], folder: Path) -> Run:
        run = replace(RUN, measured=(Measured("last side", "throws", float(model["side"])),))
        run.write(folder)
        return run


def test_a_training_runs_from_its_config_to_its_papers(tmp_path: Path) -> None:
    coin: Training[CoinConfig, list[int], dict[str, int]] = Coin()
    config = CoinConfig()
    model = coin.model(config)
    list(coin.loop(config, model, coin.data(config)))
    run = coin.export(config, model, tmp_path)

    assert read_run(tmp_path / "run.json") == run
    assert (tmp_path / "card.md").read_text(encoding="utf-8") == card(run)


def test_the_card_names_every_corpus_with_its_licence_and_every_figure_with_its_set() -> None:
    written = card(RUN)

    assert "| throws | CC0 | 100 |" in written
    assert "| accuracy, mean of three seeds | throws test | 0.5000 |" in written
    assert "- Knows one coin." in written


def test_the_card_says_how_far_it_can_be_trusted_and_how_it_is_made_again() -> None:
    written = card(RUN)

    assert "| 0.52 | 40 | 0.50 | █████ |" in written
    assert "| seed | 7 |" in written
    assert "| version of python | 3.11 |" in written
    assert "```\npython -m toss\n```" in written


@given(st.floats(0, 1), st.floats(0, 1))
def test_two_figures_that_differ_in_what_is_shown_give_different_cards(one: float, other: float) -> None:
    cards = {card(replace(RUN, measured=(Measured("f", "s", value),))) for value in (one, other)}

    assert len(cards) == (1 if f"{one:.4f}" == f"{other:.4f}" else 2)


def test_a_run_is_written_the_same_twice(tmp_path: Path) -> None:
    RUN.write(tmp_path)
    first = (tmp_path / "run.json").read_bytes()
    read_run(tmp_path / "run.json").write(tmp_path)

    assert (tmp_path / "run.json").read_bytes() == first
