"""A tokenizer small enough to be written down, of the same kind as the shipped one."""

from functools import cache

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = ("said", "the", "army", "killed", "word", "kyiv", "nato")


@cache
def small_tokenizer() -> Tokenizer:
    """Knows a few words, all letters and figures; everything else is unknown to it."""
    unknown = "[UNK]"
    known = [unknown, *WORDS, *LETTERS, *(f"##{letter}" for letter in LETTERS), *'0123456789.,-’"“”«»']
    made = Tokenizer(models.WordPiece({piece: number for number, piece in enumerate(known)}, unk_token=unknown))
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made
