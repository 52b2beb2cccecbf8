"""Whatever a user can meet is documented, and every link in the documentation leads somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitrep.cli.exits import MEANINGS
from sitrep.cli.main import VERBS
from sitrep.codebook.event_types import event_types
from sitrep.desk.settings import SETTINGS
from sitrep.errors import SitrepError
from sitrep.exports.ledger_formats import LEDGER_FORMATS
from sitrep_eval.tasks import TASKS

ROOT = Path(__file__).parents[1]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])
COG = re.compile(r"<!-- \[\[\[cog.*?\]\]\] -->", re.DOTALL)
LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]+))?\)")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def kinds_of(error: type[SitrepError]) -> Iterator[type[SitrepError]]:
    for kind in error.__subclasses__():
        if kind.__module__.split(".")[0] in {"sitrep", "sitrep_eval"}:
            yield kind
            yield from kinds_of(kind)


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_is_documented(verb: str) -> None:
    assert f"## `sitrep {verb}`" in page("docs/commands.md")
    assert f"`sitrep {verb}`" in page("README.md")


@pytest.mark.parametrize("name", [name for name, _, _ in SETTINGS])
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `{name}` |" in page("docs/commands.md")


@pytest.mark.parametrize("code", MEANINGS)
def test_every_exit_code_is_documented(code: int) -> None:
    assert f"\n| {int(code)} | " in page("docs/commands.md")


@pytest.mark.parametrize("name", [*LEDGER_FORMATS, "jsonl", "corrections"])
def test_every_format_of_exports_is_documented(name: str) -> None:
    assert f"| `{name}` |" in page("docs/formats.md")
    assert re.search(rf"^## .*\b{name}\b", page("docs/formats.md"), re.MULTILINE)


@pytest.mark.parametrize("code", sorted({kind.code for kind in kinds_of(SitrepError)}))
def test_every_error_code_is_documented(code: str) -> None:
    assert f"`{code}` |" in page("docs/errors.md")


def test_no_two_errors_share_a_code() -> None:
    codes = [kind.code for kind in kinds_of(SitrepError)]

    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("code", event_types())
def test_every_event_type_is_documented(code: str) -> None:
    assert f"### `{code}`" in page("docs/codebook.md")
    assert code in page("docs/record.md")


@pytest.mark.parametrize("task", [task.name for task in TASKS if task.built])
def test_every_task_of_the_scales_is_documented(task: str) -> None:
    assert f"python -m sitrep_eval {task}" in page("docs/tour.md")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    broken = []
    for target, anchor in LINK.findall(COG.sub("", path.read_text(encoding="utf-8"))):
        found = (path.parent / target) if target else path
        if not found.exists() or (anchor and anchor not in anchors(found.read_text(encoding="utf-8"))):
            broken.append(f"{target}#{anchor}")

    assert broken == []


def test_every_decision_says_its_context_options_decision_and_consequences() -> None:
    for path in (ROOT / "docs" / "decisions").glob("0*.md"):
        headings = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings[:4] == ["Context", "Options", "Decision", "Consequences"], path.name
