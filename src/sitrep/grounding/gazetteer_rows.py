"""A place on its way into a gazetteer file, and the keys by which each of its names will lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from sitrep.grounding.gazetteer_format import Kind
from sitrep.grounding.gazetteer_keys import LOOSE, SHORT, key, loose_key, short_key
from sitrep.grounding.gazetteer_pack import Placed
from sitrep.grounding.gazetteer_tables import own_table

#: Names in letters of English and its neighbours.
LATIN = re.compile(r"[\u0000-\u024F\u1E00-\u1EFF\u02B0-\u02BF\u2010-\u2019]+")
#: Where English news spells names from other scripts, so that spellings vary.
TRANSLITERATED = frozenset(
    re.findall(
        "..",
        "AEAFAMAZBDBGBHBYDJDZEGEHERETGEILINIQIRJOKGKHKWKZLBLYMAMKMMMRNPOMPKPSQARSRUSASDSOSSSYTDTHTJTMTNTRUAUZXKYE",
    )
)
#: Towns below this are spelled in few ways, all kept in folded form; larger ones are found by their names.
SMALL = 100_000
LITTLE = 5_000
#: Ukraine's letters as its own standard of 2010 writes them; the second list is for the start of a word.
UKRAINIAN = dict(zip("абвгґдезиійклмнопрстуф", "abvhgdezyiiklmnoprstuf", strict=True))
UKRAINIAN |= {"є": "ie", "ж": "zh", "ї": "i", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": ""}
UKRAINIAN |= {"ю": "iu", "я": "ia", "ʼ": "", "'": "", "’": ""}
UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


@dataclass
class Row:
    """One place; ``unit`` is the code of its first-order unit, "UA.07", until it is packed."""

    kind: Kind
    name: str
    identity: int = 0
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    unit: str | None = None
    population: int = 0
    others: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)  # spellings as good as the name itself
    refused: set[str] = field(default_factory=set)
    short: set[str] = field(default_factory=set)  # abbreviations, as written
    feature: str | None = None
    zone: str | None = None
    district: str | None = None  # the code of its second-order unit, "US.AL.113"

    def placed(self, shown: dict[str, str]) -> Placed:
        """The place as the file holds it, its unit by the name that is shown for the code."""
        unit = None if self.unit is None else shown.get(self.unit, None if "." in self.unit else self.unit)
        return Placed(
            self.name, self.kind, self.feature, self.identity, self.lat, self.lon, self.country or None, unit,
            self.zone, self.population,
        )  # fmt: skip

    def keys(self) -> tuple[set[str], set[str]]:
        """The keys of its own names, and those of other spellings, loose spellings and abbreviations."""
        own = {key(name) for name in (self.name, *self.own)} - self.refused - {""}
        others = {key(name) for name in self.others} - own - {""} - self.refused
        # two Latin letters name anything; two Chinese ones name a city
        others = {k for k in others if len(k) > 2 or self.kind == "country" or not k.isascii()}
        return own, others | self._loose() | {SHORT + short_key(name) for name in self.short}

    def _loose(self) -> set[str]:
        if self.country not in TRANSLITERATED or self.kind not in {"city", "district", "region"}:
            return set()
        spelled = (self.name, *self.own, *(self.others if self.population < SMALL else ()))
        plain = (name if self.kind == "city" else bare(name) for name in spelled if LATIN.fullmatch(name))
        loose = {loose_key(name) for name in plain}
        return {LOOSE + k for k in loose if len(k) > 3}


#: In ranks.tsv: a rank that English news writes as it stands.
AS_IT_STANDS = "="


@cache
def _ranks() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Every word that tells a unit's rank, the longest first, with the English word for it."""
    found = []
    for line in sorted(own_table("ranks.tsv"), key=lambda line: (-len(line["word"]), line["word"])):
        word = line["word"]
        pattern = rf"(?<=\w)[ -]{word}$" if line["where"] == "after" else rf"^{word}[ ](?=\w)"
        found.append((re.compile(pattern, re.IGNORECASE), line["english"]))
    return tuple(found)


@lru_cache(maxsize=65536)
def bare(name: str) -> str:
    """A unit's name without the word that tells only its rank: "Kherson Oblast", "Powiat Gdański"."""
    return _ranked(name)[0]


@lru_cache(maxsize=65536)
def in_english(name: str) -> str:
    """A unit's name with its rank in English: "Rueso District" for "Amphoe Rueso"; others as they stand."""
    plain, rank = _ranked(name)
    return name if rank == AS_IT_STANDS else f"{plain} {rank}".strip()


def _ranked(name: str) -> tuple[str, str]:
    """The name without its rank, and the rank in English."""
    for pattern, english in _ranks():
        plain = pattern.sub("", name)
        if plain != name and plain:
            return plain[0].upper() + plain[1:], english
    return name, AS_IT_STANDS


def romanised(name: str) -> str | None:
    """A Ukrainian name in Latin letters by the national standard; None where other letters are left."""
    words = []
    for word in re.split("[ -]", name.lower().replace("зг", "zgh")):
        first, rest = word[:1], word[1:]
        written = UKRAINIAN_FIRST.get(first) or UKRAINIAN.get(first, first)
        words.append((written + "".join(UKRAINIAN.get(letter, letter) for letter in rest)).capitalize())
    text = " ".join(words)
    return text if text.isascii() and text.strip() else None


def town(row: Row, names: Iterable[str]) -> Row:
    """A town with those of these names that are of use, a Ukrainian one under its name by the national standard."""
    given = {name for name in names if name}
    others = {n for n in given if LATIN.fullmatch(n) and n[0].isupper() and not n.isupper()}
    if row.country not in TRANSLITERATED and row.population < LITTLE:
        others = set()  # other languages' names of hamlets never stand in English news
    name = row.name
    if row.country == "UA":
        written = [r for n in given if re.search("[а-яіїєґ]", n.lower()) and (r := romanised(n))]
        others.update(written)
        own = [r for n in given if re.search("[іїєґ]", n.lower()) and (r := romanised(n))]
        matching = [r for r in own if loose_key(r) == loose_key(name)]
        if matching and key(name) not in {key(r) for r in written}:
            others.add(name)
            name = min(matching)
    row.name = name.replace("’", "'").rstrip("'").strip()
    row.others |= others | {n for n in given if not LATIN.fullmatch(n)}
    return row
