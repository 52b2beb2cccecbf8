"""Uses: one cue in one line tried in one reading, and the content it would take."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.annotations.acts import Act, Span
from sitrep.annotations.adjuncts import REACH
from sitrep.annotations.cues import Hit
from sitrep.annotations.lines import Line
from sitrep.annotations.phrases import Phrase
from sitrep.codebook.cues import Cue, cue_words, cues

#: The longest addressee of an order, in words.
ADDRESSEE = 9
QUOTE = frozenset({'"', "«"})


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a cue in a line, tried in one reading; ``after`` is the place of the next word."""

    line: Line
    hit: Hit
    cue: Cue
    phrase: Phrase | None
    outer: int

    @property
    def after(self) -> int:
        """The place of the word after the cue."""
        return self.hit.end

    @property
    def next(self) -> str:
        """The word after the cue."""
        return self.line.word(self.hit.end)

    @property
    def reach(self) -> range:
        """The places in which the second half of a frame may stand."""
        return range(self.after + 1, min(self.line.stop, self.after + REACH))

    @property
    def may_be_noun(self) -> bool:
        """Whether the form is as often a noun and no subject shows that it is not one here."""
        is_noun = self.line.lowers[self.hit.at] in cue_words().nouns
        return is_noun and self.hit.form in {"base", "third"} and self.phrase is None

    def act(self, start: int, end: int | None = None, addressee: Span | None = None) -> Act | None:
        """The act whose content begins here and runs to the end or to a semicolon."""
        line = self.line
        stop = line.stop if end is None else end
        if self.phrase is not None and self.phrase.relative:
            stop = next((at for at in range(start, stop) if _resumes(line, at)), stop)
        cut = _left_at(line, start, stop)
        if cut <= start:
            return None
        return Act(self.hit, self.cue, self.phrase, "front", self.outer, self.after, ((start, cut),), addressee)


def _resumes(line: Line, at: int) -> bool:
    """Whether the main clause goes on after a relative clause: "police, who put it at 40, maintain that"."""
    if line.word(at) != "," or line.quoted[at] >= 0:
        return False
    after = line.word(at + 1)
    joined = after == "and" and any(cue.form in {"past", "third"} for cue in cues().get(line.word(at + 2), ()))
    if after in cue_words().finite - {"'ve", "'re", "'ll", "n't"}:
        return True
    return joined or (after in cues() and cues()[after][0].form in {"past", "third", "base"})


def _left_at(line: Line, start: int, stop: int) -> int:
    """Where what was said ends before the paper's own contrast; the stop where it does not."""
    for at, word in enumerate(line.lowers[start:stop], start):
        if (word == ";" or (word == "," and line.word(at + 1) == "whereas")) and line.quoted[at] < 0:
            return at
    return stop
