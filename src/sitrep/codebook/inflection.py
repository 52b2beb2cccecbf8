"""The forms of English verbs: regular ones by rule, others as the codebook gives them."""

from typing import Literal, NamedTuple

Form = Literal["base", "s", "past", "participle", "ed", "ing", "noun"]
VOWELS = "aeiou"
#: Ends of longer verbs whose last syllable is stressed, so that the consonant doubles.
STRESSED = ("refer", "prefer", "transfer", "confer", "mit", "pel", "bel", "quip", "nap", "cur", "trol", "drop", "gram")
#: Ends of verbs that double the consonant in British spelling alone.
BRITISH = ("cel", "vel", "nal", "tal", "fuel", "nel", "del", "shal", "dial")


class Inflected(NamedTuple):
    """One form of a verb phrase as lower-case words; "ed" is past and participle alike."""

    words: tuple[str, ...]
    form: Form


def inflect(entry: str) -> list[Inflected]:
    """All forms of ``base`` or ``base/past/participle``; only the first word of a phrase bends."""
    base, *irregular = [part.split() for part in entry.lower().split("/")]
    verb, rest = base[0], tuple(base[1:])
    forms = [Inflected((_third(verb), *rest), "s")]
    forms.extend(Inflected((form, *rest), "ing") for form in _spellings(verb, _ing(verb), "ing"))
    if irregular:
        past = tuple(irregular[0])
        participle = tuple(irregular[1]) if len(irregular) > 1 else past
        forms.append(Inflected(past, "ed" if past == participle else "past"))
        if past != participle:
            forms.append(Inflected(participle, "participle"))
    else:
        forms.extend(Inflected((form, *rest), "ed") for form in _spellings(verb, _past(verb), "ed"))
    if forms[-1].words != (verb, *rest):  # "hit", "cut" and "set" are their own past
        forms.append(Inflected((verb, *rest), "base"))
    return forms


def _spellings(verb: str, regular: str, ending: str) -> list[str]:
    """The form as spelled, and with the last consonant doubled where British usage doubles it ("cancelled")."""
    return [regular, verb + verb[-1] + ending] if verb.endswith(BRITISH) and not _doubles(verb) else [regular]


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "ch", "sh", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def _doubles(verb: str) -> bool:
    """Whether the last consonant doubles: "ram" → "rammed", not "bomb" or "attack"."""
    if len(verb) < 3 or verb[-1] in VOWELS + "wxy" or verb[-2] not in VOWELS or verb[-3] in VOWELS:
        return False
    return sum(letter in VOWELS for letter in verb) == 1 or verb.endswith(STRESSED)


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ied"
    return verb + verb[-1] + "ed" if _doubles(verb) else verb + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) and verb != "be":
        return verb[:-1] + "ing"
    return verb + verb[-1] + "ing" if _doubles(verb) else verb + "ing"
