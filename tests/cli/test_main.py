"""The command itself: quick help, one exit code for each kind of end, never a traceback."""

import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from tests.cli.conftest import Sitrep

from sitrep import errors
from sitrep.cli.exits import MEANINGS, Exit, exit_for
from sitrep.cli.main import VERBS, app
from sitrep.cli.verb import VerbCommand, VerbGroup

#: What the issue allows; measured as the best of several, for the machine may be busy.
LONGEST_HELP = 0.4


def test_help_is_quick() -> None:
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "sitrep", "--help"], check=True, capture_output=True)
        taken.append(time.perf_counter() - begun)

    assert min(taken) <= LONGEST_HELP


def test_help_loads_neither_models_nor_databases_nor_readers() -> None:
    program = (
        "import sys; from sitrep.cli.main import run; run(['--help']); "
        "sys.exit(sorted({'pydantic', 'sqlalchemy', 'trafilatura', 'rich', 'yaml', 'lxml'} & set(sys.modules)) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)

    assert (ended.returncode, ended.stderr) == (0, "")


def test_help_names_every_verb_and_every_exit_code(sitrep: Sitrep) -> None:
    said = sitrep("--help").out

    assert [name for name in VERBS if f"\n  {name} " not in said] == []
    assert [code for code in Exit if f"\n  {code.value} " not in said] == []
    assert MEANINGS.keys() == set(Exit)


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_each_verb_shows_an_example_that_its_own_options_accept(sitrep: Sitrep, verb: str) -> None:
    command = app.get_command(click.Context(app), verb)
    ended = sitrep(verb, "--help")

    assert isinstance(command, VerbCommand | VerbGroup)
    assert command.name == verb
    assert ended.code == Exit.DONE
    assert command.examples
    for example in command.examples:
        assert f"sitrep {verb}" in example
        assert example in ended.out
        named = [word for word in example.split("|")[-1 if "| sitrep" in example else 0].split() if word[:2] == "--"]
        asked: click.Command = command
        if isinstance(command, VerbGroup):
            asked = command.commands[example.split(f"sitrep {verb} ")[1].split()[0]]
        known = {name for option in asked.params for name in (*option.opts, *option.secondary_opts)}
        assert set(named) <= known


def test_the_module_runs_as_the_command() -> None:
    ended = subprocess.run([sys.executable, "-m", "sitrep", "--version"], check=True, capture_output=True, text=True)

    assert ended.stdout.startswith("sitrep ")


@pytest.mark.parametrize("args", [["nonsense"], ["events", "--nonsense"], ["read"], ["events", "--type", "WAR"]])
def test_a_wrong_command_line_says_so_and_ends_with_2(sitrep: Sitrep, args: list[str]) -> None:
    ended = sitrep(*args)

    assert ended.code == Exit.USAGE
    assert "Usage:" in ended.err
    assert ended.out == ""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.BadDate, Exit.USAGE),
        (errors.BadOutlet, Exit.USAGE),
        (errors.EmptyInput, Exit.INPUT),
        (errors.MalformedLine, Exit.INPUT),
        (errors.NotALedger, Exit.LEDGER),
        (errors.UnknownId, Exit.LEDGER),
        (errors.CodebookError, Exit.ENGINE),
        (errors.EvidenceError, Exit.ENGINE),
    ],
)
def test_each_branch_of_errors_has_its_exit_code(error: type[errors.SitrepError], code: Exit) -> None:
    assert exit_for(error("x")) is code


def test_a_refusal_is_two_lines_on_standard_error(sitrep: Sitrep, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a ledger")
    ended = sitrep("events", "--ledger", tmp_path / "notes.txt")

    assert ended.code == Exit.LEDGER
    assert ended.out == ""
    assert ended.err.startswith("[ledger.foreign] ")
    assert len(ended.err.splitlines()) == 2


def test_a_ledger_that_is_not_there_is_missing_input(sitrep: Sitrep, tmp_path: Path) -> None:
    ended = sitrep("events", "--ledger", tmp_path / "war.db")

    assert (ended.code, ended.err[:15]) == (Exit.INPUT, "[input.missing]")


def test_an_interruption_is_told_in_one_line(sitrep: Sitrep, war: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sitrep.cli.events.ask", interrupt)
    ended = sitrep("events", "--ledger", war)

    assert (ended.code, ended.err.strip()) == (Exit.INTERRUPTED, "Interrupted.")


def test_a_reader_that_goes_away_early_is_no_error() -> None:
    script = f"set -o pipefail; {sys.executable} -m sitrep schema | head -c 20 > /dev/null; exit $?"
    ended = subprocess.run(["/bin/bash", "-c", script], check=False, capture_output=True, text=True)

    assert ended.stderr == ""
    assert ended.returncode in (Exit.DONE, Exit.PIPE_CLOSED)


def test_the_ledger_can_be_named_by_the_environment(sitrep: Sitrep, war: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_LEDGER", str(war))

    assert sitrep("events").code == Exit.DONE


def test_a_setting_that_means_nothing_is_a_wrong_command_line(sitrep: Sitrep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_BUSY_SECONDS", "soon")

    assert sitrep("events").code == Exit.USAGE
