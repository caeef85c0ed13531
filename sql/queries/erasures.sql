-- What is erased of somebody: planned, agreed, and what went.

-- row erasure
--   id          int8
--   person_id   int8
--   person      text
--   address     text
--   cause       text!
--   reason      text
--   classes     text[]!
--   state       text!
--   asked_by    int8?
--   asker       text?
--   asked_on    date
--   settler     text?
--   settled_on  date?
--   erase_on    date?
--   done_at     timestamptz?
--   emptied     int8?

-- classes: in words.

-- many erasures() erasure
SELECT e.id, e.person_id, p.name AS person, p.email AS address,
       e.cause::text AS cause, e.reason,
       ARRAY(SELECT c.label FROM record_class c
              WHERE c.code = ANY (e.classes) ORDER BY c.position) AS classes,
       e.state::text AS state, e.asked_by, a.name AS asker, e.asked_on,
       s.name AS settler, e.settled_on, e.erase_on, e.done_at, e.emptied
  FROM erasure e
  JOIN person p ON p.id = e.person_id
  LEFT JOIN person a ON a.id = e.asked_by
  LEFT JOIN person s ON s.id = e.settled_by
 WHERE e.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY e.state NOT IN ('asked', 'agreed'), e.id DESC LIMIT 50;

-- one erasure_by_id(id int8) erasure
SELECT e.id, e.person_id, p.name AS person, p.email AS address,
       e.cause::text AS cause, e.reason,
       ARRAY(SELECT c.label FROM record_class c
              WHERE c.code = ANY (e.classes) ORDER BY c.position) AS classes,
       e.state::text AS state, e.asked_by, a.name AS asker, e.asked_on,
       s.name AS settler, e.settled_on, e.erase_on, e.done_at, e.emptied
  FROM erasure e
  JOIN person p ON p.id = e.person_id
  LEFT JOIN person a ON a.id = e.asked_by
  LEFT JOIN person s ON s.id = e.settled_by
 WHERE e.id = :id
   AND e.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- What went, where there was anything; remaining is what was left: nothing.

-- row erasure_line(label text, table_name text, removed int8, remaining int8)

-- many erasure_lines(id int8) erasure_line
SELECT h.label, h.name AS table_name, l.removed, l.remaining
  FROM erasure_line l
  JOIN held h ON h.id = l.held_id
 WHERE l.erasure_id = :id AND (l.removed > 0 OR l.remaining > 0)
 ORDER BY h.position;

-- What would become of a record, class by class.

-- row erasure_class
--   code       text!
--   label      text!
--   law_keeps  text?
--   until_on   date?
--   goes       bool!
--   held_back  text?

-- many erasure_outlook_of(person_id int8) erasure_class
SELECT code, label, law_keeps, until_on, goes, held_back
  FROM waymark.erasure_outlook(:person_id);

-- row erasure_made(id int8)

-- one erasure_ask(person_id int8, programme_id int8, reason text) erasure_made
INSERT INTO erasure (person_id, programme_id, reason, classes)
VALUES (:person_id, :programme_id, :reason, '{account}')
ON CONFLICT (person_id) WHERE state IN ('asked', 'agreed')
    AND cause <> 'again' DO NOTHING
RETURNING id;

-- row erasure_settled(erase_on date?)

-- one erasure_settle(id int8, was text, state text) erasure_settled
UPDATE erasure SET state = :state::erasure_state
 WHERE id = :id AND state = :was::erasure_state
RETURNING erase_on;

-- What the jobs do.

-- many erasures_due_now(at_most int8) erasure_entry
SELECT id, person_id, programme_id, classes
  FROM waymark.erasures_due(:at_most);

-- row erasure_ran(done bool!)

-- one erasure_run(id int8) erasure_ran
SELECT waymark.erase(:id) AS done;

-- row erasures_planned(n int8!)

-- one erasures_plan_now(at_most int8) erasures_planned
SELECT waymark.erasures_plan(:at_most) AS n;
