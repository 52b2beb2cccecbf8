"""The manifest names everything the engine is made of."""

import hashlib
import json
from importlib import resources
from pathlib import Path

from sitrep.annotations.encoder import MODEL
from sitrep.annotations.papers import NO_MODEL, papers
from sitrep.desk.manifest import engine_digests, manifest, rows_of


def test_the_engine_is_the_packages_version_and_a_digest() -> None:
    package, _, digest = manifest().engine.partition("+")

    assert package == manifest().package
    assert len(digest) == 12
    assert set(digest) <= set("0123456789abcdef")


def test_every_data_file_of_the_codebook_is_in_it_with_its_digest() -> None:
    folder = Path(str(resources.files("sitrep.codebook").joinpath("data")))
    files = [file for file in folder.rglob("*") if file.is_file()]
    found = {
        f"codebook/data/{file.relative_to(folder).as_posix()}": hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }

    assert files
    assert found.items() <= manifest().data.items()


def test_the_code_of_the_steps_counts_and_caches_do_not() -> None:
    paths = engine_digests().keys()

    assert "annotations/sentences.py" in paths
    assert not [path for path in paths if "__pycache__" in path or path.startswith(("cli/", "ledger/"))]


def test_it_is_json_in_a_fixed_order() -> None:
    told = json.loads(manifest().to_json())

    assert list(told) == sorted(told)
    assert told["model"]


def test_the_model_is_named_by_its_weights_digest_or_said_to_be_missing() -> None:
    shipped = papers(MODEL)

    assert manifest().model == (shipped.version if shipped else NO_MODEL)


def test_only_tables_have_rows() -> None:
    assert (rows_of("codebook/data/countries.tsv") or 0) > 190
    assert rows_of("codebook/data/sentences.yaml") is None
