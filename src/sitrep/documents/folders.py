"""The story files of a folder, at any depth, in one order on every machine."""

from pathlib import Path

#: Files that hold stories by their suffix; a folder's other files are passed over.
STORY_SUFFIXES = frozenset({
    ".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".rss", ".atom", ".xml",
    ".csv", ".tsv", ".pdf", ".warc", ".wacz",
})  # fmt: skip
#: Endings and whole names that are not told by a suffix: gzipped web archives, and the export of a Telegram chat.
_ENDINGS = (".warc.gz",)
_NAMES = frozenset({"result.json"})


def story_files(folder: Path) -> list[Path]:
    """The folder's story files, sorted by path; hidden files and folders are passed over."""
    found = [
        path
        for path in folder.rglob("*")
        if _holds_stories(path.name.lower())
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and not path.is_dir()
    ]
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _holds_stories(name: str) -> bool:
    return Path(name).suffix in STORY_SUFFIXES or name.endswith(_ENDINGS) or name in _NAMES
