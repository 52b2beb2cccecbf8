"""Whether what a trigger names was done, is planned, goes on, was called off, or is kept at all."""

from __future__ import annotations

from sitrep.annotations.layers import Span
from sitrep.annotations.lines import Line
from sitrep.annotations.scenes import Scene, within
from sitrep.annotations.verbs import Verb, read_verb
from sitrep.codebook.function_words import function_words
from sitrep.codebook.trigger_context import noun_signs, trigger_context
from sitrep.codebook.triggers import TriggerForm
from sitrep.codebook.verb_context import conditions, verb_context

#: How many characters before and behind a state tell whether it is still there.
BEFORE_STATE, AFTER_STATE = 45, 90
#: Fewer characters than this before a state: its clause has only begun.
BARELY = 5
#: How far left of a noun its article or owner may stand.
DETERMINER_REACH = 4


def verb_of(line: Line, index: int, form: TriggerForm) -> Verb:
    """How the trigger stands: a verb by its helpers, a noun by the words around it."""
    before = line.before(line.words[index].start)
    if form.form == "noun":
        perfect = trigger_context().perfect_before.search(before) is not None
        return Verb(noun_status(line, index, form), passive=False, first=index, perfect=perfect)
    verb = read_verb(line, index, form.form)
    if verb.status == "present" and _has_subject(line, index) and trigger_context().awaited.search(before):
        return verb._replace(status="planned")
    return verb


def noun_status(line: Line, index: int, form: TriggerForm) -> str:
    """What the words around a noun say: "talks are scheduled", "a strike was foiled"."""
    after = line.after(line.words[index + len(form.words) - 1].end)
    before = line.before(line.words[index].start)
    for sign in noun_signs(form.entry.row.type, form.words[-1]):
        if sign.row.lasting and _lasts(before, form.words, after):
            return sign.row.status
        if sign.around.fits(before, after):
            return sign.row.status
    helper = trigger_context().unreal.search(before)
    if helper is None:
        return "occurred"
    return "planned" if helper["helper"] == "would" and not conditions().search(line.lower) else "hypothetical"


def _lasts(before: str, words: tuple[str, ...], after: str) -> bool:
    """Whether a state is told as still there: "remains closed", "have been down since"."""
    signs = trigger_context().lasting
    near = before[-BEFORE_STATE:] + " ".join(words) + after[:AFTER_STATE]
    clause = signs.parting.split(near)[0] if len(before) < BARELY else near
    if signs.past.search(clause):
        return bool(signs.stayed.search(clause))
    if signs.present.search(clause):
        return True
    return bool(signs.perfect.search(clause) and signs.since.search(clause + after))


def enduring(scene: Scene, kind: str, verb: Verb, clause: Span, status: str) -> str:
    """What has been done "since" a day is still going on."""
    if status != "occurred" or not verb.perfect or kind not in trigger_context().file.enduring:
        return status
    since = any(mark.value.start and mark.value.end is None for mark in within(scene.times, clause))
    return "ongoing" if since else status


def is_kept(line: Line, verb: Verb, form: TriggerForm, index: int) -> bool:
    """Whether an act only wanted, offered or named is still an event of the story."""
    row, context = form.entry.row, trigger_context()
    before = line.before(line.words[index].start)
    if verb.status == "present":
        return (
            form.form == "base" and not row.weak and _has_subject(line, index) and not context.demanded.search(before)
        )
    if verb.status == "named" and row.type in context.file.spoken and form.form == "ing":
        return line.word(index - 1) not in function_words().closing
    if verb.status == "named":
        return row.type in {"REQUEST", "ASSAULT", "COERCE"} and not row.weak and "accused" in before
    return row.type in {"RETREAT", "COOPERATE"} and bool(conditions().search(line.lower))


def _has_subject(line: Line, index: int) -> bool:
    """Whether the word before a bare form can be its subject: a plural or a pronoun, no article or noun."""
    file, previous = trigger_context().file, line.word(index - 1)
    if previous in file.before_bare or line.word(index - 2) in file.articles:
        return False
    return previous in file.subjects or previous in function_words().adverbs or previous.endswith("s")


def is_definite(line: Line, index: int) -> bool:
    """Whether the noun at this word is told of before: "the Kassab strike", "this attack"."""
    closing, definite = function_words().closing, verb_context().definite
    for back in range(1, DETERMINER_REACH):
        word = line.word(index - back)
        if word in definite:
            return True
        if not word or word in closing or word in {",", "'s"}:
            return word == "'s" and back > 1
    return False
