"""The rules of review that the database itself keeps: one chain of decisions, and nothing let out without one."""

from __future__ import annotations

from collections.abc import Iterator

#: What stands before the first decision of a chain.
BEGINNING = "0" * 64

_SAME = "{x}.subject = d.subject AND {x}.content = d.content AND {x}.seq > d.seq"
_RISE = "CASE x.verdict WHEN 'undo' THEN -1 WHEN 'note' THEN 0 ELSE 1 END"
#: Decision ``d`` was not taken back, and what came after it was: undo takes back the newest that stands.
_STANDS = f"""
    NOT EXISTS (
      SELECT 1 FROM review_decisions u WHERE {_SAME.format(x="u")} AND u.verdict = 'undo' AND (
        SELECT sum({_RISE}) FROM review_decisions x WHERE {_SAME.format(x="x")} AND x.seq <= u.seq
      ) < 0
    ) AND (SELECT coalesce(sum({_RISE}), 0) FROM review_decisions x WHERE {_SAME.format(x="x")}) = 0
"""  # noqa: S608 -- names of our own tables
_ACCEPTED = f"""
    EXISTS (
      SELECT 1 FROM review_decisions d WHERE d.seq = NEW.decision AND d.kind = 'event' AND d.subject = NEW.id
      AND d.content = NEW.content AND d.verdict IN ('accept', 'correct') AND {_STANDS}
    ) AND EXISTS (SELECT 1 FROM event_contents c WHERE c.id = NEW.id AND c.content = NEW.content)
"""  # noqa: S608
_OWN_CORRECTION = """
    CASE NEW.review WHEN 'corrected' THEN EXISTS (
      SELECT 1 FROM corrected_events c WHERE c.seq = NEW.corrected AND c.id = NEW.id AND c.content = NEW.content
    ) ELSE NEW.corrected IS NULL END
"""
_LAST = "(SELECT p.hash FROM review_decisions p ORDER BY p.seq DESC LIMIT 1)"


def triggers() -> Iterator[str]:
    """The triggers that refuse what breaks a rule, and the one that withdraws what was rejected or taken back."""
    yield f"""CREATE TRIGGER review_decisions_chain BEFORE INSERT ON review_decisions
        WHEN NEW.previous IS NOT coalesce({_LAST}, '{BEGINNING}')
          OR NEW.seq IS NOT (SELECT coalesce(max(p.seq), 0) + 1 FROM review_decisions p)
        BEGIN SELECT RAISE(ABORT, 'append-only: a decision continues the chain'); END"""  # noqa: S608
    yield f"""CREATE TRIGGER publications_gate BEFORE INSERT ON publications
        WHEN NEW.review NOT IN ('rejected', 'unreviewed')
          AND NOT (NEW.review IN ('accepted', 'corrected') AND {_ACCEPTED})
        BEGIN SELECT RAISE(ABORT, 'gate: nothing is let out without an accepting decision that stands'); END"""
    yield f"""CREATE TRIGGER publications_correction BEFORE INSERT ON publications WHEN NOT ({_OWN_CORRECTION})
        BEGIN SELECT RAISE(ABORT, 'gate: a corrected event is handed on as it was corrected'); END"""
    yield """CREATE TRIGGER review_decisions_withdraw AFTER INSERT ON review_decisions
        WHEN NEW.kind = 'event' AND NEW.verdict IN ('reject', 'undo')
        BEGIN INSERT INTO publications (id, content, decision, review) VALUES (
          NEW.subject, NEW.content, NEW.seq, CASE NEW.verdict WHEN 'reject' THEN 'rejected' ELSE 'unreviewed' END
        ); END"""


#: How every row of events stands: by the newest publication of its content; ``changed`` where an older one was judged.
EVENT_STANDINGS = """CREATE VIEW event_standings AS
    SELECT c.event AS event, c.id AS id, c.content AS content, p.decision AS decision, p.corrected AS corrected,
      CASE WHEN p.review IS NOT NULL THEN p.review
        WHEN EXISTS (SELECT 1 FROM publications o WHERE o.id = c.id) THEN 'changed' ELSE 'unreviewed' END AS review
    FROM event_contents c LEFT JOIN publications p
      ON p.seq = (SELECT max(n.seq) FROM publications n WHERE n.id = c.id AND n.content = c.content)"""
#: The rows of events that may be handed on; quick to go through, and quick to ask whether one is among them.
HANDED_ON = """CREATE VIEW handed_on AS
    SELECT c.event AS event, c.id AS id, c.content AS content, p.decision AS decision, p.corrected AS corrected,
      p.review AS review
    FROM publications p JOIN event_contents c ON c.id = p.id AND c.content = p.content
    WHERE p.review IN ('accepted', 'corrected')
      AND NOT EXISTS (SELECT 1 FROM publications n WHERE n.id = p.id AND n.content = p.content AND n.seq > p.seq)"""
VIEWS = (EVENT_STANDINGS, HANDED_ON)
