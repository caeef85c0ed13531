-- Marks, extensions, and what boards decide about them.

-- enum extension_reason(sickness, bereavement, caring, personal, placement_demands, support_not_in_place, late_teaching, system_fault)

-- What was handed in, and what never came.

-- exec attempts_put(ids int8[], states text[], submitted_on text[])
UPDATE attempt a
   SET state = w.state::attempt_state,
       submitted_on = nullif(w.submitted_on, '')::date
  FROM unnest(:ids::bigint[], :states::text[], :submitted_on::text[])
       AS w (id, state, submitted_on)
 WHERE a.id = w.id AND (a.state::text, a.submitted_on) IS DISTINCT FROM
       (w.state, nullif(w.submitted_on, '')::date);

-- Modules whose attempts change all at once wait here for their turn.

-- exec attempts_hold(ids int8[])
SELECT FROM offering
 WHERE id IN (SELECT offering_id FROM attempt WHERE id = ANY (:ids))
   AND programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY id FOR UPDATE;

-- Attempts that nobody marks any more: a board has decided on them, or whoever
-- made them does not take the module with its cohort now.

-- row attempt_closed(id int8, decided bool!)

-- many attempts_closed(ids int8[]) attempt_closed
SELECT a.id, d.id IS NOT NULL AS decided
  FROM attempt a
  JOIN offering f ON f.id = a.offering_id
  JOIN enrolment e ON e.id = a.enrolment_id
  LEFT JOIN board_decision d ON d.offering_id = a.offering_id
       AND d.enrolment_id = a.enrolment_id AND d.state = 'standing'
       AND d.outcome <> 'deferred' AND d.id IS DISTINCT FROM a.opened_by
 WHERE a.id = ANY (:ids) AND (d.id IS NOT NULL OR e.state = 'withdrawn'
       OR e.cohort_id <> f.cohort_id);

-- exec marks_put(attempt_ids int8[], marks int8[])
INSERT INTO mark AS m (attempt_id, component_id, offering_id, programme_id,
    enrolment_id, person_id, mark)
SELECT a.id, a.component_id, a.offering_id, a.programme_id, a.enrolment_id,
       a.person_id, w.mark
  FROM unnest(:attempt_ids::bigint[], :marks::bigint[]) AS w (id, mark)
  JOIN attempt a ON a.id = w.id
ON CONFLICT (attempt_id) DO UPDATE
   SET mark = excluded.mark, state = 'provisional'
 WHERE m.mark <> excluded.mark OR m.state = 'withdrawn';

-- exec marks_take_back(attempt_ids int8[])
UPDATE mark SET state = 'withdrawn'
 WHERE attempt_id = ANY (:attempt_ids) AND state = 'provisional';

-- exec marks_release(component_id int8)
UPDATE mark SET released = true
 WHERE component_id = :component_id AND state = 'provisional'
   AND NOT released;

-- row extension
--   id           int8
--   attempt_id   int8
--   due_on       date
--   reason       extension_reason
--   by_system    bool!
--   note         text?
--   withdrawn    bool!
--   agreed_by    text?
--   agreed_at    timestamptz
--   version      int8

-- many extensions_of(attempt_id int8) extension
SELECT x.id, x.attempt_id, x.due_on, x.reason, x.side = 'system' AS by_system,
       x.note, x.state = 'withdrawn' AS withdrawn, p.name AS agreed_by,
       x.agreed_at, x.version
  FROM extension x
  LEFT JOIN person p ON p.id = x.agreed_by
 WHERE x.attempt_id = :attempt_id
 ORDER BY x.id;

-- one extension_mine(id int8) extension
SELECT x.id, x.attempt_id, x.due_on, x.reason, x.side = 'system' AS by_system,
       x.note, x.state = 'withdrawn' AS withdrawn, p.name AS agreed_by,
       x.agreed_at, x.version
  FROM extension x
  LEFT JOIN person p ON p.id = x.agreed_by
 WHERE x.id = :id
   AND x.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- one extension_add(attempt_id int8, due_on date, reason extension_reason, note text?) added
INSERT INTO extension (attempt_id, component_id, offering_id, programme_id,
    enrolment_id, person_id, due_on, reason, note)
SELECT a.id, a.component_id, a.offering_id, a.programme_id, a.enrolment_id,
       a.person_id, :due_on, :reason, :note
  FROM attempt a WHERE a.id = :attempt_id AND a.state = 'due'
RETURNING id;

-- one extension_take_back(id int8, version int8) added
UPDATE extension SET state = 'withdrawn'
 WHERE id = :id AND version = :version AND state = 'agreed'
RETURNING id;

-- row attempt_place
--   offering_id   int8
--   component_id  int8
--   enrolment_id  int8

-- one attempt_mine(id int8) attempt_place
SELECT offering_id, component_id, enrolment_id FROM attempt
 WHERE id = :id AND state <> 'withdrawn'
   AND programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- results: -1 where there is none.

-- many decisions_add(offering_id int8, enrolment_ids int8[], outcomes text[], results int8[], board_on date, resit_due_on date?) added
INSERT INTO board_decision (offering_id, programme_id, cohort_id,
    enrolment_id, person_id, outcome, result, board_on, resit_due_on)
SELECT f.id, f.programme_id, f.cohort_id, e.id, e.person_id,
       w.outcome::board_outcome, nullif(w.result, -1), :board_on,
       CASE WHEN w.outcome = 'resit' THEN :resit_due_on::date END
  FROM unnest(:enrolment_ids::bigint[], :outcomes::text[],
       :results::bigint[]) AS w (enrolment_id, outcome, result)
  JOIN offering f ON f.id = :offering_id
  JOIN enrolment e ON e.id = w.enrolment_id AND e.cohort_id = f.cohort_id
 ORDER BY e.id
RETURNING id;

-- row decision
--   id            int8
--   offering_id   int8
--   enrolment_id  int8
--   trainee       text
--   outcome       board_outcome
--   result        int8?
--   board_on      date
--   resit_due_on  date?
--   state         decision_state
--   decided_by    text?
--   decided_at    timestamptz
--   undone_because  text?
--   acted_upon    bool!
--   version       int8

-- one decision_mine(id int8) decision
SELECT d.id, d.offering_id, d.enrolment_id, p.name AS trainee, d.outcome,
       d.result, d.board_on, d.resit_due_on, d.state, b.name AS decided_by,
       d.decided_at, d.undone_because, EXISTS (SELECT 1 FROM attempt a
        WHERE a.opened_by = d.id AND a.state IN ('submitted',
        'not_submitted')) AS acted_upon, d.version
  FROM board_decision d
  JOIN person p ON p.id = d.person_id
  LEFT JOIN person b ON b.id = d.decided_by
 WHERE d.id = :id
   AND d.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- one decision_undo(id int8, version int8, because text) added
UPDATE board_decision SET state = 'undone', undone_because = :because
 WHERE id = :id AND version = :version AND state = 'standing'
RETURNING id;
