"""The story files of a folder, at any depth, in one order on every machine."""

from pathlib import Path

#: Files that hold stories by their suffix; a folder's other files are passed over.
STORY_SUFFIXES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".rss", ".atom", ".xml"})


def story_files(folder: Path) -> list[Path]:
    """The folder's story files, sorted by path; hidden files and folders are passed over."""
    found = [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in STORY_SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and not path.is_dir()
    ]
    return sorted(found, key=lambda path: path.relative_to(folder).parts)
