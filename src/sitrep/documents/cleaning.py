"""The one normalisation, before offsets exist.

A plain text keeps its own characters, line ends included, so that offsets hold in the file as decoded;
only a byte-order mark goes, and a lone surrogate (possible in JSON alone) becomes U+FFFD, one for one.
A text taken out of markup has no file to hold offsets in: it is composed (NFC) and its white space is made plain.
Cleaning twice equals cleaning once.
"""

import codecs
import re
import unicodedata

from sitrep.errors import EmptyInput, NotText, NotUtf8, TooLarge

#: No news story is longer; a book is.
LONGEST_STORY = 1_000_000
#: A paragraph this long is a dump of data, and costs more than linear time in many a regular expression.
LONGEST_LINE = 200_000

_WIDE_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\ufeff]")
_BLANK = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r" ?\n[ \n]*")
#: More control characters than this share of a file make it binary.
_BINARY_SHARE = 0.02


def decode(raw: bytes) -> str:
    """The text of these bytes: UTF-8, with or without a byte-order mark, or UTF-16 with one."""
    for mark, encoding in _WIDE_MARKS:
        if raw.startswith(mark):
            return _decoded(raw, encoding)
    if b"\x00" in raw:
        raise NotText("The input holds NUL bytes: it is binary, not text.", check="Sitrep reads text, HTML and feeds.")
    return _decoded(raw, "utf-8-sig")


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as problem:
        if _looks_binary(raw):
            raise NotText("The input is binary, not text.", check="Sitrep reads text, HTML and feeds.") from problem
        raise NotUtf8(
            f"The byte at {problem.start} is not {encoding.removesuffix('-sig').upper()}.",
            check="Convert the file to UTF-8 first, for example with iconv.",
        ) from problem


def _looks_binary(raw: bytes) -> bool:
    head = raw[:8192]
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return odd > _BINARY_SHARE * len(head)


def clean_text(text: str) -> str:
    """A plain text as it stands; refused when empty, binary or beyond any story's size."""
    if "\x00" in text:
        raise NotText("The text holds NUL characters.", check="Sitrep reads text, HTML and feeds.")
    text = _SURROGATE.sub("\ufffd", text)
    return _checked(text)


def clean_markup(text: str) -> str:
    """A text taken out of markup: composed, plain spaces, one line per paragraph; refused like a plain text."""
    return _checked(tidy(text))


def tidy(text: str) -> str:
    """Words out of markup with NFC characters, plain white space and no control characters."""
    text = _LINE_ENDS.sub("\n", text)
    text = _CONTROL.sub("", _SURROGATE.sub("\ufffd", text))
    text = unicodedata.normalize("NFC", text)
    return _BLANK_LINES.sub("\n", _BLANK.sub(" ", text)).strip()


def _checked(text: str) -> str:
    if not text.strip():
        raise EmptyInput("The input holds no text.", check="Is this the right file?")
    if len(text) > LONGEST_STORY:
        raise TooLarge(
            f"The text has {len(text):,} characters; a story has at most {LONGEST_STORY:,}.",
            check="Hand over one story a file, or JSON lines with one story a line.",
        )
    longest = max(map(len, text.splitlines()))
    if longest > LONGEST_LINE:
        raise TooLarge(
            f"One line has {longest:,} characters; a paragraph has at most {LONGEST_LINE:,}.",
            check="Is this a news story? Its paragraphs should stand on lines of their own.",
        )
    return text
