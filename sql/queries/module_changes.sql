-- What staff correct of modules: editions, offerings, components.

-- settled: marks were released or a board has decided.

-- row settled(version int8, settled bool!)

-- one offering_settled_of(id int8) settled
SELECT version, offering_settled(id) AS settled FROM offering WHERE id = :id;

-- one component_settled_of(id int8) settled
SELECT version, offering_settled(offering_id) AS settled
  FROM component WHERE id = :id;

-- The first and the last day of its sessions that were not cancelled.

-- row session_days(first_on date?, last_on date?)

-- one session_days_of(offering_id int8) session_days
SELECT min(on_date) AS first_on, max(on_date) AS last_on
  FROM module_session WHERE offering_id = :offering_id AND NOT cancelled;

-- one offering_correct(id int8, version int8, starts_on date, ends_on date, leader text) added
UPDATE offering
   SET starts_on = :starts_on, ends_on = :ends_on, leader = :leader
 WHERE id = :id AND version = :version
RETURNING id;

-- A title that another component of the module has leaves things as they are.

-- one component_correct(id int8, version int8, title text, weight int8, due_on date, pass_mark int8) added
UPDATE component c
   SET title = :title, weight = :weight, due_on = :due_on,
       pass_mark = :pass_mark
 WHERE c.id = :id AND c.version = :version
   AND NOT EXISTS (SELECT 1 FROM component o
        WHERE o.offering_id = c.offering_id AND o.id <> c.id
          AND o.title = :title)
RETURNING c.id;

-- Whoever has still to hand it in is told.

-- exec component_tell(component_id int8, subject text, words text)
SELECT post.write(p.id, p.email, :subject,
           'Dear ' || p.name || E',\n\n' || :words || E'\n')
  FROM attempt a
  JOIN enrolment e ON e.id = a.enrolment_id
  JOIN person p ON p.id = a.person_id
 WHERE a.component_id = :component_id AND a.number = 1 AND a.state = 'due'
   AND e.state IN ('enrolled', 'paused');

-- own: of one of my programmes, which alone is corrected.

-- row edition
--   id            int8
--   programme_id  int8?
--   code          text
--   edition       int8
--   title         text
--   credits       int8
--   level         int8
--   topics        text[]
--   version       int8
--   latest        int8!
--   settled       bool!

-- one edition_mine(id int8) edition
SELECT m.id, m.programme_id, m.code, m.edition, m.title, m.credits, m.level,
       m.topics, m.version,
       (SELECT max(o.edition) FROM module o
         WHERE o.code = m.code AND (o.programme_id IS NULL
            OR o.programme_id = m.programme_id
            OR (m.programme_id IS NULL AND o.programme_id =
                ANY (auth.staff_programmes())))) AS latest,
       EXISTS (SELECT 1 FROM offering f WHERE f.module_id = m.id
           AND offering_settled(f.id)) AS settled
  FROM module m
 WHERE m.id = :id AND (m.programme_id IS NULL OR m.programme_id =
       ANY ((SELECT auth.staff_programmes())::bigint[]));

-- one edition_add(programme_id int8, code text, edition int8, title text, credits int8, level int8, topics text[]) added
INSERT INTO module (programme_id, code, edition, title, credits, level, topics)
VALUES (:programme_id, :code, :edition, :title, :credits, :level, :topics)
ON CONFLICT DO NOTHING
RETURNING id;

-- one edition_correct(id int8, version int8, title text, credits int8, level int8, topics text[]) added
UPDATE module
   SET title = :title, credits = :credits, level = :level, topics = :topics
 WHERE id = :id AND version = :version
RETURNING id;

-- Attempts in modules of cohorts that somebody has left, in the order in which
-- they were due; marks as far as the asker may see them.

-- row earlier_part
--   code        text
--   module      text
--   cohort      text
--   component   text
--   number      int8
--   state       attempt_state
--   due_on      date
--   mark        int8?
--   mark_state  mark_state?
--   outcome     board_outcome?
--   board_on    date?

-- many earlier_parts_of(enrolment_id int8) earlier_part
SELECT m.code, m.title AS module, c.name AS cohort, t.title AS component,
       a.number, a.state, a.due_on, k.mark, k.state AS mark_state, d.outcome,
       d.board_on
  FROM enrolment e
  JOIN attempt a ON a.enrolment_id = e.id AND a.state <> 'withdrawn'
  JOIN component t ON t.id = a.component_id
  JOIN offering f ON f.id = a.offering_id AND f.cohort_id <> e.cohort_id
  JOIN module m ON m.id = f.module_id
  JOIN cohort c ON c.id = f.cohort_id
  LEFT JOIN mark k ON k.attempt_id = a.id AND k.state <> 'withdrawn'
  LEFT JOIN board_decision d ON d.offering_id = f.id
        AND d.enrolment_id = a.enrolment_id AND d.state = 'standing'
 WHERE e.id = :enrolment_id
 ORDER BY f.starts_on, m.code, t.due_on, t.id, a.number;

-- many earlier_parts_of_me() earlier_part
SELECT m.code, m.title AS module, c.name AS cohort, t.title AS component,
       a.number, a.state, a.due_on, k.mark, k.state AS mark_state, d.outcome,
       d.board_on
  FROM enrolment e
  JOIN attempt a ON a.enrolment_id = e.id AND a.state <> 'withdrawn'
  JOIN component t ON t.id = a.component_id
  JOIN offering f ON f.id = a.offering_id AND f.cohort_id <> e.cohort_id
  JOIN module m ON m.id = f.module_id
  JOIN cohort c ON c.id = f.cohort_id
  LEFT JOIN mark k ON k.attempt_id = a.id AND k.state <> 'withdrawn'
  LEFT JOIN board_decision d ON d.offering_id = f.id
        AND d.enrolment_id = a.enrolment_id AND d.state = 'standing'
 WHERE e.person_id = (SELECT auth.person_id())
 ORDER BY f.starts_on, m.code, t.due_on, t.id, a.number;
