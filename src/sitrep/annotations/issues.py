"""Issues: what a statement on talks turns on, and where its speaker stands."""

from __future__ import annotations

from sitrep.annotations.layers import Span
from sitrep.codebook.cues import Cue
from sitrep.codebook.peace_efforts import pattern, peace_efforts
from sitrep.codebook.stance import issue_words

Stance = tuple[str | None, Span | None, str]
#: What the whole paragraph must be about before general words count.
GENERAL = frozenset({"process", "prisoners-of-war", "territory", "constitution"})


def issues_of(said: str, around: str) -> tuple[str, ...]:
    """The issues raised by what was said, in the order in which they come up; ``around`` is its paragraph.

    Talks as such ("process") are the issue only where nothing more definite is.
    """
    words, told = issue_words(), said.lower()
    first = {code: found.start() for code, found in words.issues.over(told)}
    if GENERAL.isdisjoint(first):
        return tuple(sorted(first, key=lambda code: first[code]))
    about_talks = words.talks.search(around.lower()) is not None
    named = [code for code in first if code != "process" and (code not in GENERAL or about_talks)]
    found = sorted(named, key=lambda code: first[code])
    if not found and about_talks and "process" in first:
        found = ["process"]
    return tuple(found)


def proposal_in(text: str, content: tuple[Span, ...]) -> Span | None:
    """The first proposal that was spoken of ("some parts of the U.S. plan"), None where none was named.

    "A treaty" is none that anybody has made.
    """
    for start, end in content:
        if not peace_efforts().may_name(text[start:end]):
            continue
        for named in peace_efforts().named_proposals.finditer(text, start, end):
            if peace_efforts().is_any(named):
                continue
            part = pattern(peace_efforts().part_of).search(text, start, named.start())
            return (part.start() if part else named.start()), named.end()
    return None


def stances_of(cue: Cue | None, said: str, issues: tuple[str, ...], proposal: Span | None = None) -> tuple[Stance, ...]:
    """Where the speaker stands: by the cue if it takes a side, else by the words said."""
    words, told = issue_words(), said.lower()
    key = "" if cue is None else f"{cue.lemma} {cue.particle}" if cue.particle else cue.lemma
    taken = words.cue_stances.get(key) or (words.cue_stances.get(cue.lemma) if cue else None)
    if taken == "accuses":
        return ((issues[0] if issues and issues[0] == "process" else None, proposal, taken),)
    if not issues and proposal is None:
        return ()
    stances = [taken] if taken else [name for name, pattern in words.content_stances.items() if pattern.search(told)]
    return tuple((issues[0] if issues else None, proposal, stance) for stance in stances)
