"""Small words of English: helpers, negations, and words that close a noun phrase."""

from functools import cache, cached_property

from sitrep.codebook.files import Entry, read


class FunctionWords(Entry):
    """The small words by what they do in a sentence."""

    closing: frozenset[str]
    auxiliaries: frozenset[str]
    be_forms: frozenset[str]
    negations: frozenset[str]
    future: frozenset[str]
    conditional: frozenset[str]
    adverbs: frozenset[str]
    empty: frozenset[str]

    @cached_property
    def silent(self) -> frozenset[str]:
        """Words that alone report no act: helpers, negations, adverbs and all that only joins others."""
        return (
            self.auxiliaries
            | self.be_forms
            | self.negations
            | self.future
            | self.conditional
            | self.adverbs
            | self.empty
        )


@cache
def function_words() -> FunctionWords:
    """The small words of English."""
    return read("function_words.yaml", FunctionWords)
