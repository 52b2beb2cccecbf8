"""Names compared as a reader compares them: without case, diacritics or doubled spaces."""

import unicodedata

#: Letters that Unicode does not take apart into a letter and a mark.
_WHOLE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "’": "'", "ʼ": "'", "‘": "'"})


def fold(text: str | None) -> str:
    """The text in the form in which names are compared; empty for None."""
    plain = unicodedata.normalize("NFKD", text or "").casefold()
    taken_apart = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in taken_apart if not unicodedata.combining(letter))
    return " ".join(bare.translate(_WHOLE).split())


def containing(words: str) -> str:
    """The LIKE pattern, escaped with a backslash, of folded text that holds these words."""
    escaped = fold(words).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
