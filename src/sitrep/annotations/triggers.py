"""Words that report an event: what kind, whether done, and who stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitrep.annotations.clauses import clause_at, subject_at
from sitrep.annotations.layers import (
    RULE_TRIGGERS,
    Trigger,
)
from sitrep.annotations.lines import Line
from sitrep.annotations.scenes import SCENES, Scene
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.annotations.trigger_status import enduring, is_definite, is_kept, verb_of
from sitrep.annotations.trigger_support import Grounds, hurts_someone, is_general, is_weak, meets
from sitrep.annotations.verbs import Verb
from sitrep.codebook.trigger_context import trigger_context
from sitrep.codebook.triggers import TriggerForm, trigger_forms

#: What an act that is not one by its verb counts as, once it is kept.
KEPT_AS = {"irrealis": "hypothetical", "named": "occurred", "present": "occurred"}


class TriggerStep:
    """Every trigger that the rules find: words of a known family, in a context they may stand in."""

    name = "triggers"
    reads = (SCENES,)
    writes = RULE_TRIGGERS

    def marks(self, sheet: Sheet) -> list[Mark[Trigger]]:
        """One mark a trigger."""
        return [mark for scene in sheet.values(SCENES) for mark in self._in_sentence(scene)]

    def _in_sentence(self, scene: Scene) -> list[Mark[Trigger]]:
        line = scene.line
        found: list[Mark[Trigger]] = []
        past, table = 0, trigger_forms()
        for index in [at for at, word in enumerate(line.lowers) if word in table]:
            forms = forms_at(line, index) if index >= past else []
            if not forms or _is_name(line, index):
                continue
            for form in _fitting(line, index, forms):
                mark = self._trigger(scene, index, form)
                if mark is None:
                    continue
                found.append(mark)
                past = index + len(form.words)
                if not form.entry.row.vague:
                    break
        return found

    def _trigger(self, scene: Scene, index: int, form: TriggerForm) -> Mark[Trigger] | None:
        line, row = scene.line, form.entry.row
        start = line.words[index].start
        end = line.words[index + len(form.words) - 1].end
        if _is_unreal(line, form, start):
            return None
        verb = verb_of(line, index, form)
        if verb.status in KEPT_AS and not is_kept(line, verb, form, index):
            return None
        grounds = grounds_of(scene, start, end, verb)
        if row.needs and not meets(scene, row.needs, grounds):
            return None
        if _is_negated(line, form, verb) or _is_modifier(line, index, form, verb):
            return None
        if not hurts_someone(scene, form, start, grounds):
            return None
        status = row.status or KEPT_AS.get(verb.status, verb.status)
        weak = is_weak(scene, form, grounds.clause, start)
        return Mark(start, end, _trigger(scene, index, form, verb, Told(status, grounds, weak)), self.name)


def trigger_of(scene: Scene, index: int, form: TriggerForm, verb: Verb, status: str) -> Trigger:
    """What the words at this index stand for, read as this form of this family; firm as far as they go."""
    grounds = grounds_of(scene, *scene.line.span(index, index + len(form.words)), verb)
    return _trigger(scene, index, form, verb, Told(status, grounds, weak=False))


class Told(NamedTuple):
    """What became of a trigger's act, what stands in its clause, and whether that is too little to open an event."""

    status: str
    grounds: Grounds
    weak: bool


def _trigger(scene: Scene, index: int, form: TriggerForm, verb: Verb, told: Told) -> Trigger:
    line, row, grounds = scene.line, form.entry.row, told.grounds
    start, end = line.span(index, index + len(form.words))
    return Trigger(
        type=row.type,
        mode=row.mode,
        form=form.form,
        frame=row.frame,
        sentence=line.index,
        clause=grounds.clause,
        subject=grounds.subject,
        object=grounds.object,
        passive=verb.passive,
        status=enduring(scene, row.type, verb, grounds.clause, told.status),
        weak=told.weak,
        vague=row.vague or is_general(scene, form, start, end),
        anaphoric=form.form == "noun" and is_definite(line, index),
        quoted=any(a <= start < b for a, b in scene.quoted),
        service=row.service,
        effect=row.effect,
    )


def forms_at(line: Line, index: int) -> list[TriggerForm]:
    """The forms whose words stand here, those of several words first."""
    opened = trigger_forms().get(line.lowers[index])
    if opened is None:
        return []
    longer = opened.longer.get(line.word(index + 1), ()) if opened.longer else ()
    if not longer:
        return opened.alone
    return [form for form in longer if form.words == line.lowers[index : index + len(form.words)]] + opened.alone


def _is_name(line: Line, index: int) -> bool:
    """Whether a capital makes the word part of a name ("12 March", "Strike Force")."""
    if index == 0 or not line.words[index].value.text[0].isupper():
        return False
    previous = line.words[index - 1].value
    return previous.lower not in trigger_context().file.openers and not previous.text.isupper()


def _fitting(line: Line, index: int, forms: list[TriggerForm]) -> Iterator[TriggerForm]:
    """The forms, of those whose words stand here, around which stands what the family asks for."""
    before = line.before(line.words[index].start)
    size, after = 0, ""
    for form in forms:
        entry = form.entry
        if size != len(form.words):
            size = len(form.words)
            after = line.after(line.words[index + size - 1].end)
        if entry.after and not entry.after.match(after):
            continue
        if entry.before and not entry.before.search(before):
            continue
        if entry.not_after and entry.not_after.match(after):
            continue
        if not (entry.not_before and entry.not_before.search(before)):
            yield form


def _is_unreal(line: Line, form: TriggerForm, start: int) -> bool:
    """Whether a noun is a verb after "to", tells of an end of violence, or the act stands inside an if-clause."""
    kind, before, context = form.entry.row.type, line.before(start), trigger_context()
    if form.form == "noun" and len(form.words) == 1 and before.endswith("to ") and context.to_verb.search(before):
        return True
    if kind == "ASSAULT" and form.form == "noun" and (context.halted.search(before) or context.goal.search(before)):
        return True
    if before.endswith(("if ", "unless ")):
        return True
    return kind in context.file.conditioned and bool(context.if_clause.search(before))


def grounds_of(scene: Scene, start: int, end: int, verb: Verb) -> Grounds:
    """The clause of the words, and what stands in it before their verb and behind them."""
    line = scene.line
    clause = clause_at(scene.bounds, start)
    first = line.words[verb.first].start if verb.first < len(line.words) else start
    subject = subject_at(line, scene.bounds, first)
    object_ = (end, clause[1]) if end < clause[1] else None
    return Grounds(clause, subject, object_, verb.passive)


def _is_negated(line: Line, form: TriggerForm, verb: Verb) -> bool:
    """Whether nothing happened; an outage is told by its negation ("no power")."""
    if form.entry.row.type == "DISRUPT":
        return False
    before = line.before(line.words[verb.first].start)
    if form.form == "noun" and trigger_context().negated_noun.search(before):
        return True
    return verb.negated or bool(trigger_context().negated_subject.search(before))


def _is_modifier(line: Line, index: int, form: TriggerForm, verb: Verb) -> bool:
    """Whether the word only describes a noun: "the captured soldiers", "frozen assets", "struck 14 targets"."""
    file, previous = trigger_context().file, line.word(index - 1)
    alone = verb.first == index
    if (
        form.form in {"ed", "participle"}
        and previous == "'s"
        and line.word(index - 2) not in trigger_context().file.contracted
    ):
        return True  # "Sudan's besieged city"
    if form.form in {"ed", "participle", "ing"} and alone and previous in file.articles:
        return not (form.form == "ing" and previous == "of")
    if form.form == "participle" and alone:
        return line.word(index + len(form.words)) not in file.after_participle
    return form.form == "s" and (previous in file.articles or previous[:1].isdigit())
