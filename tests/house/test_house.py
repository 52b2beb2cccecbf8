"""The house stands as drawn: rooms, contracts, lightness, and nothing of the workshop it was built in."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
ROOMS = [path for path in SOURCES if path.name == "__init__.py"]
DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "manager", "misc", "base"}
#: More words than this in one literal are a vocabulary, and vocabularies are data.
WORD_LIST = 40
HEAVY = ("alembic", "feedparser", "httpx2", "lxml", "pydantic", "rich", "sqlalchemy", "torch", "trafilatura", "yaml")
#: A path that only exists on the machine of whoever wrote it.
SOMEONES_PATH = re.compile(r"(?<![\w.:/<>-])/(?:work|root|home|Users)/\w")


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("not a checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def loaded_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(' '.join(name.partition('.')[0] for name in sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(shown.stdout.split())


@pytest.mark.parametrize("path", ROOMS, ids=names)
def test_a_rooms_init_holds_one_sentence_and_nothing_else(path: Path) -> None:
    body = ast.parse(path.read_text(encoding="utf-8")).body

    assert len(body) == 1
    assert isinstance(body[0], ast.Expr)
    assert isinstance(body[0].value, ast.Constant)
    assert str(body[0].value.value).count("\n") == 0


def test_nothing_is_named_for_being_left_over() -> None:
    assert [names(path) for path in SOURCES if path.stem in DRAWERS or path.parent.name in DRAWERS] == []


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_no_vocabulary_is_written_in_python(path: Path) -> None:
    literals = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.List | ast.Set | ast.Tuple)
        and sum(isinstance(item, ast.Constant) and isinstance(item.value, str) for item in node.elts) > WORD_LIST
    ]

    assert [node.lineno for node in literals] == []


@pytest.mark.parametrize("statement", ["import sitrep", "import sitrep.cli.main"])
def test_importing_the_package_or_its_command_loads_nothing_heavy(statement: str) -> None:
    assert loaded_by(statement) & set(HEAVY) == set()


#: What a package is imported as, where that is not its name.
IMPORTED_AS = {"pyyaml": "yaml", "typing-extensions": "typing_extensions"}
FIRST_PARTY = {"sitrep", "sitrep_eval", "sitrep_train"}


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_every_package_the_product_imports_is_a_named_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[<>=\[;]", line)[0].strip() for line in project["dependencies"]}
    imported = set().union(*(imports_of(path) for path in SOURCES if "sitrep_train" not in path.parts))

    assert imported - set(sys.stdlib_module_names) - FIRST_PARTY <= {IMPORTED_AS.get(name, name) for name in named}


def test_every_import_goes_the_way_the_contracts_allow() -> None:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout
    assert "6 kept, 0 broken" in ran.stdout


def test_the_tree_holds_no_path_of_anyones_machine() -> None:
    found = []
    for path in tracked():
        raw = path.read_bytes()
        if b"\0" not in raw[:1024] and SOMEONES_PATH.search(raw.decode("utf-8", "replace")):
            found.append(names(path))

    assert found == []


def test_no_tracked_file_is_too_large_for_a_checkout() -> None:
    most = {"src/sitrep/annotations/model/encoder.onnx": 30_000_000}  # the one file that is larger by design
    assert [names(path) for path in tracked() if path.stat().st_size > most.get(names(path), 20_000_000)] == []
