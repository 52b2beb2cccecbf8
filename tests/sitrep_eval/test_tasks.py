"""The command line of the scales."""

import pytest

from sitrep_eval.__main__ import main
from sitrep_eval.tasks import TASKS


@pytest.mark.parametrize("name", [task.name for task in TASKS if not task.built])
def test_a_task_not_built_says_so_and_gives_no_number(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main([name, "--gold", "anywhere"])
    shown = capsys.readouterr()

    assert code == 2
    assert shown.out == ""
    assert shown.err.startswith(f"[eval.not-built] The task '{name}'")


def test_an_unknown_task_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["horoscopes"])

    assert refused.value.code == 2
