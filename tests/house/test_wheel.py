"""What is installed holds everything the engine reads."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all files of a freshly built wheel."""
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)], cwd=ROOT, check=True)
    with zipfile.ZipFile(next(target.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


def test_every_source_and_data_file_of_every_room_is_in_the_wheel(packed: set[str]) -> None:
    files = {
        str(path.relative_to(ROOT / "src"))
        for path in (ROOT / "src").rglob("*")
        if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in path.relative_to(ROOT).parts)
    }

    assert files - packed == set()


def test_the_wheel_carries_its_licences_and_its_types(packed: set[str]) -> None:
    assert {name.rpartition("/")[2] for name in packed} >= {"LICENSE", "NOTICE", "py.typed"}
    assert any(name.endswith("codebook/data/event_types.yaml") for name in packed)


def test_no_test_is_installed(packed: set[str]) -> None:
    assert not any("tests/" in name for name in packed)
