"""Cues: the words of a sentence that may report speech, with what speaks against each put aside."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.annotations.lines import Line
from sitrep.annotations.phrases import STOPS
from sitrep.codebook.cues import Cue, Frame, cue_words, cues


@dataclass(frozen=True, slots=True)
class Hit:
    """Reporting words at ``[at, end)`` of a line and every way in which they may report."""

    at: int
    end: int
    cues: tuple[Cue, ...]

    def reads(self, frame: Frame) -> Cue | None:
        """The reading in which the words report in this way, None without one."""
        return next((cue for cue in self.cues if frame in cue.frames), None)

    @property
    def form(self) -> str:
        """The form of the verb: of two that look alike the finite one."""
        return "past" if any(cue.form == "past" for cue in self.cues) else self.cues[0].form


def hits(line: Line) -> list[Hit]:
    """The cues outside quotations, from left to right."""
    if line.mark.value.kind in {"heading", "dateline"}:
        return []
    table = cues()
    found: list[Hit] = []
    for at in [at for at, word in enumerate(line.lowers) if word in table]:
        if line.quoted[at] < 0 and not (found and at < found[-1].end):
            hit = _hit(line, at, table[line.lowers[at]])
            if hit is not None:
                found.append(hit)
    return found


def _hit(line: Line, at: int, readings: tuple[Cue, ...]) -> Hit | None:
    ends = [(cue, _particle_end(line, at + 1, cue.particle)) for cue in readings]
    size = next((end for cue, end in ends if end and _fits_rest(line, end, cue)), 0)
    fitting = tuple([cue for cue, end in ends if end == size and bool(cue.particle) == bool(size)])
    if not fitting or _is_noun(line, at) or _is_unsaid(line, at):
        return None
    kept = tuple(cue for cue in fitting if _fits_form(line, at, cue))
    return Hit(at, size or at + 1, kept) if kept else None


def _fits_rest(line: Line, end: int, cue: Cue) -> bool:
    """Whether a particle that closes its sentence does: "“A lie,” Ana called it", but not "called it a lie"."""
    return cue.frames != {"quoted"} or line.word(end) in {"", ".", ","}


def _particle_end(line: Line, at: int, particle: str | None) -> int:
    """The end of the particle that begins here, past "for its part", 0 when it does not stand here."""
    if particle is None:
        return 0
    words = tuple(particle.split())
    if line.word(at) == "for" and line.word(at + 2) == "part" and line.word(at + 1) in cue_words().owners:
        at += 3
    return at + len(words) if line.lowers[at : at + len(words)] == words else 0


def _is_noun(line: Line, at: int) -> bool:
    """Whether the word is a noun or an adjective here: "the report", "a reported attack"."""
    known, before = cue_words(), line.word(at - 1)
    if before in known.determiners and before not in {"both", "all", "some", "many", "most", "several", "this", "each"}:
        return True
    if before in known.numbers or before[:1].isdigit() or (at > 0 and line.text(at)[0].isupper()):
        return True
    if line.word(at + 1) in known.compounds.get(line.lowers[at], ()):
        return True
    if line.lowers[at] in known.nouns and line.word(at + 1) == "that" and line.text(at - 1)[:1].isupper():
        return False  # "The WFP estimates that"
    if before == "'s" and line.lowers[at] in known.nouns:
        return True
    if line.lowers[at] in known.nouns and line.word(at - 2) in known.determiners and before not in known.nouns:
        return line.text(at - 1)[:1].isupper() or before.endswith(("al", "ic", "ive", "ed", "ing"))
    if line.lowers[at] in known.nouns and ((before in known.prepositions and before != "to") or before == "-"):
        return True
    return before in {"so", "as"} and line.lowers[at] in {"called", "reported"} and before == "so"


def _is_unsaid(line: Line, at: int) -> bool:
    """Whether a negation, a modal verb or the passive takes the saying back: "did not say", "is said to"."""
    known = cue_words()
    place = at - 1
    denies = any(cue.certainty in {"denied", "declined"} for cue in cues()[line.lowers[at]])
    while place >= 0 and known.helps(line.word(place)):
        word = line.word(place)
        if word in {"not", "never", "n't"} and not denies:
            return True
        if word in known.passive and line.lowers[at][-3:] != "ing" and line.word(at + 1) != "as":
            return True
        if word in cue_words().modals and not denies:
            return True
        place -= 1
    opener = line.word(place)
    return opener in {"nobody", "none"} or (opener == "party" and line.word(place - 1) == "no")


def _fits_form(line: Line, at: int, cue: Cue) -> bool:
    known, before = cue_words(), line.word(at - 1)
    if cue.form == "participle":
        if before == "as":
            return cue.lemma in {"say", "tell"} and not known.quoting.isdisjoint(line.lowers[:at])
        blocked = before in known.passive or (before in known.prepositions and before not in {"after", "before"})
        return not blocked and line.word(at + 1) not in STOPS - {'"'}
    if cue.form == "base" and not any(other.form == "past" for other in cues()[line.lowers[at]]):
        if before == "to":
            return cue.lemma in {"demand", "urge", "denounce", "condemn"}
        if line.lowers[at] in known.nouns and line.word(at + 1) not in {"that", '"', ".", ",", ""}:
            return False
        if line.lowers[at] in known.regions and line.text(at - 1)[:1].isupper() and line.word(at + 1) != "that":
            return False  # "a town in northern Shan state, …"
        return before not in {"did", "do", "does", "'d"} and line.word(at - 2) not in {"did", "do", "does"}
    return before != "to"
