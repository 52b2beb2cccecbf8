"""Words that report an event: what kind, whether done, and who stands around them."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitrep.annotations.clauses import boundaries, clause_at, quoted_spans
from sitrep.annotations.layers import (
    CASUALTIES,
    MENTIONS,
    PEOPLE,
    PLACES,
    SENTENCES,
    TIMES,
    TRIGGERS,
    WEAPONS,
    WORDS,
    CasualtyFigure,
    Mention,
    PeoplePhrase,
    Place,
    TimeExpression,
    Trigger,
    WeaponUse,
)
from sitrep.annotations.lines import Line, by_sentence, lines
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.annotations.verbs import Verb, read_verb
from sitrep.codebook.function_words import function_words
from sitrep.codebook.triggers import TriggerForm, trigger_forms
from sitrep.codebook.verb_context import conditions, recalled_before, verb_context

MUNITIONS = {"drone", "missile", "ballistic-missile", "cruise-missile", "rocket", "glide-bomb", "bomb", "artillery", "mortar"}
ACTORS = {"person", "organization", "state", "armed-group", "place-as-actor", "unnamed"}
GROUND = re.compile(r"\b(?:city|town|village|villages|district|hill|base|airport|territory|province|capital|port|positions?|outposts?|camp|crossing|area|region|island|control|settlements?|headquarters)\b")
CROWD = re.compile(r"\b(?:thousands|hundreds|dozens|scores|protesters|demonstrators|residents|students|families|relatives|crowds?|people|supporters|workers|farmers|women|mothers|veterans|activists|opposition|employees|teachers|drivers|youths?|mourners|villagers|migrants|settlers|unions?)\b")
#: Shots and blows that are named to describe people already hurt carry no clause of their own.
AFTERMATH = re.compile(r"\b(?:wounded|injured|dead|killed) (?:in|by|during) (?:the|that|this) $")


class Scene(NamedTuple):
    """One sentence with everything marked in it."""

    line: Line
    bounds: list[int]
    quoted: list[tuple[int, int]]
    times: list[Mark[TimeExpression]]
    mentions: list[Mark[Mention]]
    places: list[Mark[Place]]
    people: list[Mark[PeoplePhrase]]
    weapons: list[Mark[WeaponUse]]
    casualties: list[Mark[CasualtyFigure]]


def _is_definite(line: Line, index: int) -> bool:
    """Whether the noun at this word is told of before: "the Kassab strike", "this attack"."""
    closing = function_words().closing
    for back in range(1, 4):
        word = line.word(index - back)
        if word in verb_context().definite:
            return True
        if not word or word in closing or word in {",", "'s"}:
            return word == "'s" and back > 1
    return False


def _lasts(before: str, words: tuple[str, ...], after: str) -> bool:
    """Whether a state is told as still there: "remains closed", "are without power", "have been down since"."""
    near = before[-45:] + " ".join(words) + after[:90]
    clause = re.split(r"[,;] (?:and|but|while|as|when|after) ", near)[0] if len(before) < 5 else near  # noqa: PLR2004
    if re.search(r"\b(?:was|were|will|would|had)\b", clause):
        return bool(re.search(r"\bremained\b", clause))
    present = re.search(r"\b(?:is|are|remains?|remained|no longer)\b", clause)
    return bool(present or (re.search(r"\b(?:has|have) (?:been|had)\b", clause) and re.search(r"\bsince\b|until further notice|hours (?:a|per) day", clause + after)))


class TriggerStep:
    """Every trigger of every sentence that stands in a context it may stand in."""

    name = "triggers"
    reads = (SENTENCES, WORDS, TIMES, MENTIONS, PLACES, PEOPLE, WEAPONS, CASUALTIES)
    writes = TRIGGERS

    def marks(self, sheet: Sheet) -> list[Mark[Trigger]]:
        """One mark a trigger."""
        layers = (TIMES, MENTIONS, PLACES, PEOPLE, WEAPONS, CASUALTIES)
        grouped = [by_sentence(sheet, sheet.marks(layer)) for layer in layers]  # type: ignore[arg-type,var-annotated]
        found: list[Mark[Trigger]] = []
        for line, *marks in zip(lines(sheet), *grouped, strict=True):
            if line.mark.value.kind in {"dateline", "heading"}:
                continue
            scene = Scene(line, boundaries(line), quoted_spans(line), *marks)  # type: ignore[arg-type]
            found.extend(self._in_sentence(scene))
        return found

    def _in_sentence(self, scene: Scene) -> list[Mark[Trigger]]:
        table = trigger_forms()
        line, index = scene.line, 0
        found: list[Mark[Trigger]] = []
        while index < len(line.words):
            step = 1
            for form in table.get(line.word(index), ()):
                if not self._reads(line, index, form.words):
                    continue
                mark = self._trigger(scene, index, form)
                if mark:
                    found.append(mark)
                    step = len(form.words)
                    if not form.entry.row.vague:
                        break
            index += step
        return found

    def _reads(self, line: Line, index: int, words: tuple[str, ...]) -> bool:
        return all(line.word(index + offset) == word for offset, word in enumerate(words))

    def _trigger(self, scene: Scene, index: int, form: TriggerForm) -> Mark[Trigger] | None:
        line, row = scene.line, form.entry.row
        start = line.words[index].start
        end = line.words[index + len(form.words) - 1].end
        if index > 0 and line.words[index].value.text[0].isupper() and line.word(index - 1) not in OPENERS and not line.words[index - 1].value.text.isupper():
            return None  # a name ("12 March", "Strike Force")
        if not self._fits(line, form, start, end):
            return None
        if row.type == "ASSAULT" and form.form == "noun" and HALTED.search(line.before(start)):
            return None
        if row.type in CONDITIONED and IF_CLAUSE.search(line.before(start)):
            return None
        verb = self._verb(line, index, form)
        if verb.status in {"irrealis", "named", "present"} and not self._kept(line, verb, form, index):
            return None
        clause = clause_at(scene.bounds, start)
        first = line.words[verb.first].start if verb.first < len(line.words) else start
        subject = (clause[0], first) if clause[0] < first else None
        object_ = (end, clause[1]) if end < clause[1] else None
        if row.needs and not self._has(scene, row.needs, clause, subject, object_, passive=verb.passive):
            return None
        if row.type != "DISRUPT" and (verb.negated or NEGATED_SUBJECT.search(line.before(line.words[verb.first].start))):
            return None
        if form.form in {"ed", "participle", "ing"} and verb.first == index and line.word(index - 1) in ARTICLES and not (form.form == "ing" and line.word(index - 1) == "of"):
            return None  # "the captured soldiers", "a downed drone"
        if not self._hurts_someone(scene, form, start):
            return None
        if form.form == "participle" and verb.first == index and line.word(index + len(form.words)) not in AFTER_PARTICIPLE:
            return None  # "frozen assets"
        if form.form == "s" and (line.word(index - 1) in ARTICLES or line.word(index - 1)[:1].isdigit()):
            return None  # "struck 14 targets"
        status = {"irrealis": "hypothetical", "named": "occurred", "present": "occurred"}.get(verb.status, verb.status)
        value = Trigger(
            type=row.type,
            mode=row.mode,
            form=form.form,
            frame=row.frame,
            sentence=line.index,
            clause=clause,
            subject=subject,
            object=object_,
            passive=verb.passive,
            status=self._lasting(scene, row.type, verb, clause, row.status or status),
            weak=self._is_weak(scene, form, clause, start),
            vague=row.vague or self._is_vague(line, form, start, end),
            anaphoric=form.form == "noun" and _is_definite(line, index),
            quoted=any(a <= start < b for a, b in scene.quoted),
            service=row.service,
            effect=row.effect,
        )
        return Mark(start, end, value, self.name)

    def _lasting(self, scene: Scene, kind: str, verb: Verb, clause: tuple[int, int], status: str) -> str:
        """What has been done "since" a day is still going on."""
        if status != "occurred" or not verb.perfect or kind not in LASTING:
            return status
        since = any(clause[0] <= m.start < clause[1] and m.value.start and m.value.end is None for m in scene.times)
        return "ongoing" if since else status

    def _hurts_someone(self, scene: Scene, form: TriggerForm, start: int) -> bool:
        """A verb of killing or wounding opens an event only with people of its own."""
        row = form.entry.row
        if row.type != "ASSAULT" or row.frame != "object" or row.mode is not None:
            return True
        return any(
            mark.value.word[0] <= start < mark.value.word[1] and not mark.start < start < mark.end
            for mark in scene.casualties
        )

    def _fits(self, line: Line, form: TriggerForm, start: int, end: int) -> bool:
        entry = form.entry
        before, after = line.before(start), line.after(end)
        if entry.after and not entry.after.match(after):
            return False
        if entry.not_after and entry.not_after.match(after):
            return False
        if entry.before and not entry.before.search(before):
            return False
        return not (entry.not_before and entry.not_before.search(before))

    def _verb(self, line: Line, index: int, form: TriggerForm) -> Verb:
        if form.form == "noun":
            return Verb(self._noun_status(line, index, form), passive=False, first=index)
        return read_verb(line, index, form.form)

    def _noun_status(self, line: Line, index: int, form: TriggerForm) -> str:
        """What the verb after a noun says: "talks are scheduled", "a strike was foiled"."""
        after = line.after(line.words[index + len(form.words) - 1].end)
        before = line.before(line.words[index].start)
        if CANCELLED_AFTER.match(after) or CANCELLED_BEFORE.search(before):
            return "cancelled"
        if PLANNED_AFTER.match(after) or PLANNED_BEFORE.search(before):
            return "planned"
        if form.entry.row.type in {"DISRUPT", "COERCE"} and _lasts(before, form.words, after):
            return "ongoing"
        if form.entry.row.type == "RESPOND" and WORKING.match(after):
            return "ongoing"
        if form.entry.row.type == "ASSAULT" and RAGING.match(after) and form.words[-1] in LONG:
            return "ongoing"
        if ONGOING_AFTER.match(after):
            return "ongoing"
        if FOILED_BEFORE.search(before) or FOILED_AFTER.match(after):
            return "attempted"
        if HYPOTHETICAL_AFTER.match(after) or HYPOTHETICAL_BEFORE.search(before):
            return "hypothetical"
        return "occurred"

    def _kept(self, line: Line, verb: Verb, form: TriggerForm, index: int) -> bool:
        """Whether an act only wanted, offered or named is still an event of the story."""
        row = form.entry.row
        if verb.status == "present":
            return not DEMANDED.search(line.before(line.words[index].start)) and form.form == "base" and not row.weak and line.word(index - 1) not in {"the", "a", "of", "to", "and", ",", "in", "its", "their"}
        if verb.status == "named":
            return row.type in {"REQUEST", "ASSAULT", "COERCE"} and not row.weak and "accused" in line.before(line.words[index].start)
        return row.type in {"RETREAT", "COOPERATE"} and bool(conditions().search(line.lower))

    def _is_weak(self, scene: Scene, form: TriggerForm, clause: tuple[int, int], start: int) -> bool:
        """Whether the word needs support that its clause does not give."""
        weak = form.entry.row.weak
        if not weak:
            return False
        spread = (scene.line.mark.start, scene.line.mark.end)
        people = [mark for mark in scene.casualties if spread[0] <= mark.start < spread[1]]
        if form.form == "noun":
            people = [mark for mark in people if clause[0] <= mark.start < clause[1]]
        if weak == "hurt":
            return not people
        placed = any(mark.value.role != "attributive" and clause[0] <= mark.start < clause[1] for mark in scene.places)
        timed = any(mark.value.kind == "point" and clause[0] <= mark.start < clause[1] for mark in scene.times)
        armed = any(clause[0] <= mark.start < clause[1] and mark.value.kind and not mark.value.negated for mark in scene.weapons)
        parties = sum(1 for mark in scene.mentions if clause[0] <= mark.start < clause[1] and mark.value.form != "pronoun")
        if weak == "party":
            named = PARTIES.search(scene.line.after(start)) is not None
            if not timed and recalled_before().search(scene.line.before(start)) and not named:
                return True
            lasting = any(mark.value.kind == "duration" for mark in scene.times)
            return not ((placed or timed or lasting) and (parties or named or placed)) and not (named and parties)
        if form.form == "noun" and recalled_before().search(scene.line.before(start)) and not people:
            return not (timed and SINCE.search(scene.line.before(start)))
        return not (placed or timed or armed or people or parties >= 2)  # noqa: PLR2004

    def _is_vague(self, line: Line, form: TriggerForm, start: int, end: int) -> bool:
        """A going-on in general: "attacks on cities continued", "has stepped up strikes"."""
        if form.form != "noun" or form.entry.row.type not in {"ASSAULT", "CONSULT"}:
            return False
        if not form.words[-1].endswith("s") and form.words[-1] not in {"fighting", "shelling", "violence"}:
            return False
        return bool(VAGUE_AFTER.match(line.after(end)) or VAGUE_BEFORE.search(line.before(start)))

    def _has(
        self,
        scene: Scene,
        need: str,
        clause: tuple[int, int],
        subject: tuple[int, int] | None,
        object_: tuple[int, int] | None,
        *,
        passive: bool,
    ) -> bool:
        lower, base = scene.line.lower, scene.line.mark.start
        words_before = lower[(subject[0] - base) : (subject[1] - base)] if subject else ""
        words_after = lower[(object_[0] - base) : (object_[1] - base)] if object_ else ""
        if need == "arms":
            return any(not m.value.negated for m in scene.weapons)
        if need == "munition":
            span = subject if passive else object_
            return span is not None and any(
                span[0] <= m.start < span[1] and (m.value.kind in MUNITIONS or m.value.mode == "aerial") and not m.value.compound
                for m in scene.weapons
            )
        if need == "crowd":
            return bool(CROWD.search(words_before)) or any(subject and subject[0] <= m.start < subject[1] and m.value.plural for m in scene.people)
        if need == "ground":
            return bool(GROUND.search(words_after)) or any(object_ and object_[0] <= m.start < object_[1] for m in scene.places) or (
                passive and (bool(GROUND.search(words_before)) or any(subject and subject[0] <= m.start < subject[1] for m in scene.places))
            )
        if need == "address":
            return " to " in words_after or "on to " in words_after
        if need == "official":
            return any(
                subject and subject[0] <= m.start < subject[1] and m.value.kind in {"person", "state", "place-as-actor", "organization"}
                for m in scene.mentions
            ) or bool(re.match(r"\s*(?:,? ?(?:which|who)|he|she)\b", words_before))
        # official, political: someone who can act for a side is the subject.
        spans = [span for span in (subject, (scene.line.mark.start, subject[1]) if subject else None) if span]
        return any(span[0] <= m.start < span[1] and m.value.kind in ACTORS for span in spans[:1] for m in scene.mentions) or (
            bool(re.match(r"\s*(?:,? ?(?:which|who)|he|she|it|they)\b", words_before))
        )


DEMANDED = re.compile(r"\b(?:demand|urg|call|insist|ask|request|recommend|propos|appeal|order|let|help|make|made|to|would|will|could|not|can|may|must|should|did|does|do)\w*\b[^;]{0,80}$")
OPENERS = {'"', ":", "•", "-", "–", "—", ".", "«"}
WORKING = re.compile(r"(?:,? [\w'’.-]+){0,5}? (?:is|are|was|were) (?:still |also |now )?[a-z]+ing\b")
RAGING = re.compile(r"(?:,? [\w'’.-]+){0,14}? (?:since|for a (?:second|third|fourth|fifth|sixth|seventh|\w+th) (?:straight |consecutive )?day|went on|goes on|is (?:continuing|raging)|has been raging)\b")
LONG = {"fighting", "clashes", "battles", "shelling", "hostilities", "duels", "skirmishes", "bombardment", "clash"}
HALTED = re.compile(r"\b(?:pause|halt|end|lull|stop|suspension|break|cessation|let-up|halting|ending|suspend|pausing) (?:in|to|of)? ?(?:the |all |its |their |further )?$")
SINCE = re.compile(r"\bsince (?:the |its |their |a )?(?:[\w'’.-]+ ){0,5}$")
CONDITIONED = {"AGREE", "CONSULT", "RETREAT", "COERCE", "REJECT", "CONCEDE", "MOBILIZE"}
IF_CLAUSE = re.compile(r"\b(?:if|unless|provided that|should) (?!so\b)[^,;.]{0,70}$")
LASTING = {"DISRUPT", "COERCE", "MOBILIZE", "RESPOND", "AID", "PROTEST"}
AFTER_PARTICIPLE = {"by", "in", "at", "on", "from", "near", "overnight", "during", "after", "under", "with", "hostage", "captive"}
ARTICLES = {"a", "an", "the", "his", "her", "its", "their", "this", "that", "these", "those", "of", "other", "several", "some", "any", "more"}
NEGATED_SUBJECT = re.compile(r"\b(?:no|none of|neither|nobody|no one|not one|no indication that|no evidence that|no sign that)\b [^,;.]{0,45}$")
PARTIES = re.compile(r"^[a-z-]+ (?:with|between|among|involving) ")
PLANNED_AFTER = re.compile(r"(?: [\w'’,-]+){0,6}? (?:is|are|was|were|will|would)(?: be| to)?(?: due| scheduled| expected| set for| set to| planned| to be held| to take place| to begin| to start| take place| be held| begin| resume| planned| likely| held later| slated)\b|(?: [\w'’-]+){0,4} (?:scheduled|planned|slated|set) (?:for|to)\b|(?: [\w'’-]+){0,5}? will\b")
PLANNED_BEFORE = re.compile(r"(?:planned|upcoming|scheduled|expected|forthcoming|proposed|possible|future|ahead of (?:a|the|his|her|their)|prepar\w+ for|hopes? for|raising hopes for|plans? (?:to hold|for)|to hold|due to hold|will hold|next|expected to (?:attend|hold|host|join)|would hold|to attend|will host|to host) (?:a |an |the |its |their |new |another |first |second |third |further |fresh |next |round of |direct |indirect |peace |joint |emergency |trilateral |bilateral |more )*$")
CANCELLED_AFTER = re.compile(r"(?: [\w'’.,-]+){0,12}? (?:is|are|was|were|has been|have been|had been|been) (?:also |then |abruptly )?(?:cancell?ed|called off|postponed|scrapped|suspended indefinitely|aborted|put off)\b")
CANCELLED_BEFORE = re.compile(r"(?:cancell?ed|called off|postponed|scrapped|put off|cancell?ing|calling off) (?:a |an |the |its |their |his |planned |scheduled )*(?:[\w'’-]+ )?$")
ONGOING_AFTER = re.compile(r"(?: [\w'’.,-]+){0,5}? (?:is|are|was|were) (?:still |currently )?(?:continuing|ongoing|under way|underway|raging|being held|taking place|in progress)\b|(?: [\w'’.,-]+){0,5}? (?:continued|continue|continues|raged|rages|resumed|entered (?:a|its|their))\b")
FOILED_BEFORE = re.compile(r"(?:foiled|thwarted|prevented|repelled|repulsed|averted|disrupted|fended off|beat back|beaten back|stopped|repelling|foiling|thwarting|attempted|failed|pushed back) (?:a |an |the |two |three |several |\d+ |what it called )*(?:[\w'’-]+ ){0,3}$")
FOILED_AFTER = re.compile(r"(?: [\w'’.,-]+){0,6}? (?:was|were|has been|have been|had been) (?:foiled|thwarted|prevented|repelled|repulsed|averted)\b| attempts?\b| plot\b")
HYPOTHETICAL_AFTER = re.compile(r"(?: [\w'’,-]+){0,6}? (?:could|might|may)\b")
HYPOTHETICAL_BEFORE = re.compile(r"(?:proposed|offered|offering|suggested|propos\w+) (?:a |an |the |to )*(?:[\w'’-]+ )?$")
VAGUE_AFTER = re.compile(r"(?: [\w'’-]+){0,5}? (?:have |has |had )?(?:continued|continue|continues|persisted|intensified|escalated|increased|flared|rumbled on|dragged on|surged|mounted)\b")
VAGUE_BEFORE = re.compile(r"(?:stepped up|intensified|escalated|increased|continued|continuing|ramped up|step up|steps up|halt|stop|end|resume|months of|years of|weeks of|decades of|a string of|frequent|regular|daily|near-daily|repeated|almost daily|targeted by|prone to|rise in|spate of|surge in|recent|past|previous|further|such|more|any|wider|renewed) (?:its |their |the |his )?(?:[\w'’-]+ ){0,2}$")
