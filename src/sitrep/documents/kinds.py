"""What an input is, told by its first bytes, its name's suffix and what a web host calls it."""

from __future__ import annotations

import re
import zlib
from pathlib import PurePath
from typing import Literal
from urllib.parse import urlsplit

from sitrep.errors import NotText

Kind = Literal["text", "html", "feed", "json", "telegram", "csv", "pdf", "warc", "wacz"]

_BY_SUFFIX: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".rss": "feed", ".atom": "feed",
    ".jsonl": "json", ".ndjson": "json", ".json": "json",
    ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
_BY_MEDIA: dict[str, Kind] = {
    "text/html": "html", "application/xhtml+xml": "html",
    "application/rss+xml": "feed", "application/atom+xml": "feed", "application/rdf+xml": "feed",
    "application/json": "json", "application/x-ndjson": "json", "application/jsonl": "json",
    "text/csv": "csv", "text/tab-separated-values": "csv", "application/csv": "csv",
}  # fmt: skip
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?<(?:!doctype html|html|head|body|article|main)\b", re.I)
_XML = re.compile(r"\s*<(?:\?xml|rss|feed|rdf:RDF)\b", re.IGNORECASE)
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<[?!][^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_JSON = re.compile(r'\s*\{\s*"')
#: An export of Telegram Desktop opens with the chat's name, type and number, or with an account's many chats.
_TELEGRAM = re.compile(
    r'\s*\{(?:\s*"[^"]{1,40}"\s*:\s*(?:"(?:[^"\\]|\\.){0,500}"|\d{1,20}|null)\s*,)*?\s*'
    r'(?:"type"\s*:\s*"(?:\w+_(?:channel|group|supergroup|chat)|saved_messages)"|"(?:personal_information|chats)"\s*:\s*\{)'
)
_PDF = b"%PDF-"
#: Some writers put a few bytes before a PDF's own head.
_PDF_WITHIN = 1_024
_ZIP, _GZIP, _WARC = b"PK\x03\x04", b"\x1f\x8b", b"WARC/"
#: With one of these begins the name of the first member of a WACZ.
_WACZ_NAMES = (b"archive/", b"indexes/", b"pages/", b"datapackage")
_MAGIC = (
    (_ZIP, "a ZIP archive or an office document"), (_GZIP, "a gzip archive"),
    (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"),
    (b"SQLite format 3", "a SQLite database"),
)  # fmt: skip


def sniff(head: bytes, name: str = "-", media: str | None = None) -> Kind:
    """The format of an input; what holds no stories is refused."""
    suffix = suffix_of(name)
    packed = _packed(head, suffix)
    if packed:
        return packed
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise NotText(
                f"The input is {what}, not text.", check="Sitrep reads the formats listed in docs/sources.md."
            )
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head[:4096].decode("utf-16" if wide else "utf-8-sig", errors="ignore")
    stated = _BY_MEDIA.get((media or "").partition(";")[0].strip().lower())
    return _written(text, stated or _BY_SUFFIX.get(suffix), suffix)


def suffix_of(name: str) -> str:
    """The suffix of a file's name or of an address's path, in lower case."""
    if "://" in name:
        try:
            name = urlsplit(name).path
        except ValueError:
            return ""
    return PurePath(name).suffix.lower()


def _packed(head: bytes, suffix: str) -> Kind | None:
    """The kinds that are told by their bytes alone."""
    if head.startswith(_PDF) or (suffix == ".pdf" and _PDF in head[:_PDF_WITHIN]):
        return "pdf"
    if head.startswith(_WARC) or (head.startswith(_GZIP) and _unpacked(head).startswith(_WARC)):
        return "warc"
    if head.startswith(_ZIP) and (suffix == ".wacz" or head[30:42].startswith(_WACZ_NAMES)):
        return "wacz"
    return None


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head[:4096], 64)
    except zlib.error:
        return b""


def _written(text: str, expected: Kind | None, suffix: str) -> Kind:
    if expected in {None, "json"} and suffix != ".jsonl" and _TELEGRAM.match(text):
        return "telegram"
    if expected == "html" and _FEED.match(text):
        return "feed"  # many a host calls its feeds pages
    if expected in {"html", "json", "csv"}:
        return expected or "text"
    if _HTML.match(text):
        return "html"
    if _XML.match(text) or expected == "feed" or suffix == ".xml":
        return "feed"
    return "json" if expected is None and _JSON.match(text) else "text"
