-- The demonstration's modules.  Days are numbers counted from 1970-01-01, 0
-- stands for none; words of PostgreSQL's enums are counted from 1.

-- row demo_taker(id int8, completed bool!)

-- many demo_takers(cohort_id int8) demo_taker
SELECT id, state = 'completed' AS completed FROM waymark.enrolment
 WHERE cohort_id = :cohort_id AND state <> 'withdrawn' ORDER BY id;

-- exec demo_offering_add(id int8, code text, cohort_id int8, starts int8, ends int8, leader text)
INSERT INTO waymark.offering (id, module_id, programme_id, cohort_id,
    starts_on, ends_on, leader) OVERRIDING SYSTEM VALUE
SELECT :id, (SELECT m.id FROM waymark.module m WHERE m.code = :code
        AND m.programme_id IS NULL ORDER BY m.edition DESC LIMIT 1),
       c.programme_id, c.id, date '1970-01-01' + :starts::int,
       date '1970-01-01' + :ends::int, :leader
  FROM waymark.cohort c WHERE c.id = :cohort_id;

-- exec demo_sessions_add(offering_id int8, ids int8[], days int8[], titles text[])
INSERT INTO waymark.module_session (id, offering_id, programme_id, cohort_id,
    on_date, minutes, title) OVERRIDING SYSTEM VALUE
SELECT t.id, f.id, f.programme_id, f.cohort_id,
       date '1970-01-01' + t.day::int, 180, t.title
  FROM waymark.offering f
 CROSS JOIN unnest(:ids::int8[], :days::int8[], :titles::text[])
       AS t(id, day, title)
 WHERE f.id = :offering_id;

-- exec demo_attendance_add(offering_id int8, sessions int8[], enrolments int8[], states int8[], reasons int8[])
INSERT INTO waymark.attendance (session_id, offering_id, programme_id,
    enrolment_id, person_id, state, reason)
SELECT t.session, :offering_id, e.programme_id, e.id, e.person_id,
       (enum_range(NULL::waymark.attendance_state))[t.state],
       (enum_range(NULL::waymark.absence_reason))[nullif(t.reason, 0)]
  FROM unnest(:sessions::int8[], :enrolments::int8[], :states::int8[],
       :reasons::int8[]) WITH ORDINALITY
       AS t(session, enrolment, state, reason, n)
  JOIN waymark.enrolment e ON e.id = t.enrolment
 ORDER BY t.n;

-- exec demo_components_add(offering_id int8, ids int8[], titles text[], weights int8[], days int8[])
INSERT INTO waymark.component (id, offering_id, programme_id, cohort_id,
    title, weight, due_on, pass_mark) OVERRIDING SYSTEM VALUE
SELECT t.id, f.id, f.programme_id, f.cohort_id, t.title, t.weight,
       date '1970-01-01' + t.day::int,
       waymark.setting_of(f.programme_id, 'module_pass_mark')
  FROM waymark.offering f
 CROSS JOIN unnest(:ids::int8[], :titles::text[], :weights::int8[],
       :days::int8[]) AS t(id, title, weight, day)
 WHERE f.id = :offering_id;

-- Whoever is on the staff the longest wrote down what boards decided.

-- exec demo_decisions_add(offering_id int8, ids int8[], enrolments int8[], outcomes int8[], results int8[], boards int8[], resits int8[], states int8[], replaced int8[])
INSERT INTO waymark.board_decision (id, offering_id, programme_id, cohort_id,
    enrolment_id, person_id, outcome, result, board_on, resit_due_on, state,
    replaces, decided_by, decided_at) OVERRIDING SYSTEM VALUE
SELECT t.id, :offering_id, e.programme_id, e.cohort_id, e.id, e.person_id,
       (enum_range(NULL::waymark.board_outcome))[t.outcome], t.result,
       date '1970-01-01' + t.board::int,
       date '1970-01-01' + nullif(t.resit, 0)::int,
       (enum_range(NULL::waymark.decision_state))[t.state],
       nullif(t.replaced, 0), (SELECT min(r.person_id)
        FROM waymark.role_held r WHERE r.role = 'staff'
         AND r.programme_id = e.programme_id),
       (date '1970-01-01' + t.board::int) + time '16:00'
  FROM unnest(:ids::int8[], :enrolments::int8[], :outcomes::int8[],
       :results::int8[], :boards::int8[], :resits::int8[], :states::int8[],
       :replaced::int8[])
       AS t(id, enrolment, outcome, result, board, resit, state, replaced)
  JOIN waymark.enrolment e ON e.id = t.enrolment
 ORDER BY t.id;

-- exec demo_attempts_add(offering_id int8, ids int8[], components int8[], enrolments int8[], numbers int8[], dues int8[], states int8[], submitted int8[], opened int8[])
INSERT INTO waymark.attempt (id, component_id, offering_id, programme_id,
    enrolment_id, person_id, number, due_on, state, submitted_on, opened_by)
OVERRIDING SYSTEM VALUE
SELECT t.id, t.component, :offering_id, e.programme_id, e.id, e.person_id,
       t.number, date '1970-01-01' + t.due::int,
       (enum_range(NULL::waymark.attempt_state))[t.state],
       date '1970-01-01' + nullif(t.submitted, 0)::int, nullif(t.opened, 0)
  FROM unnest(:ids::int8[], :components::int8[], :enrolments::int8[],
       :numbers::int8[], :dues::int8[], :states::int8[], :submitted::int8[],
       :opened::int8[]) AS t(id, component, enrolment, number, due, state,
       submitted, opened)
  JOIN waymark.enrolment e ON e.id = t.enrolment
 ORDER BY t.id;

-- exec demo_extensions_add(attempts int8[], dues int8[], reasons int8[])
INSERT INTO waymark.extension (attempt_id, component_id, offering_id,
    programme_id, enrolment_id, person_id, due_on, reason, agreed_by,
    agreed_at)
SELECT a.id, a.component_id, a.offering_id, a.programme_id, a.enrolment_id,
       a.person_id, date '1970-01-01' + t.due::int,
       (enum_range(NULL::waymark.extension_reason))[t.reason],
       (SELECT min(r.person_id) FROM waymark.role_held r
         WHERE r.role = 'staff' AND r.programme_id = a.programme_id),
       (a.due_on - 3) + time '10:00'
  FROM unnest(:attempts::int8[], :dues::int8[], :reasons::int8[])
       AS t(attempt, due, reason)
  JOIN waymark.attempt a ON a.id = t.attempt
 ORDER BY a.id;

-- decisions: 0 leaves a mark provisional.

-- exec demo_marks_add(attempts int8[], marks int8[], released int8[], decisions int8[])
INSERT INTO waymark.mark (attempt_id, component_id, offering_id,
    programme_id, enrolment_id, person_id, mark, state, released, decision_id,
    entered_on)
SELECT a.id, a.component_id, a.offering_id, a.programme_id, a.enrolment_id,
       a.person_id, t.mark, CASE WHEN t.decision = 0
       THEN 'provisional'::waymark.mark_state ELSE 'confirmed' END,
       t.released = 1, nullif(t.decision, 0), a.submitted_on + 21
  FROM unnest(:attempts::int8[], :marks::int8[], :released::int8[],
       :decisions::int8[]) AS t(attempt, mark, released, decision)
  JOIN waymark.attempt a ON a.id = t.attempt
 ORDER BY a.id;

-- A decision judged what there was: one that was replaced, first attempts.

-- exec demo_judged(offering_id int8)
UPDATE waymark.board_decision d
   SET judged = ARRAY(SELECT m.id FROM waymark.mark m
           JOIN waymark.attempt a ON a.id = m.attempt_id
          WHERE m.offering_id = d.offering_id
            AND m.enrolment_id = d.enrolment_id
            AND (a.opened_by IS NULL OR a.opened_by < d.id) ORDER BY m.id)
 WHERE d.offering_id = :offering_id;

-- exec demo_module_sequences_follow()
SELECT setval(pg_get_serial_sequence('waymark.offering', 'id'),
           (SELECT max(id) FROM waymark.offering)),
       setval(pg_get_serial_sequence('waymark.module_session', 'id'),
           (SELECT max(id) FROM waymark.module_session)),
       setval(pg_get_serial_sequence('waymark.component', 'id'),
           (SELECT max(id) FROM waymark.component)),
       setval(pg_get_serial_sequence('waymark.board_decision', 'id'),
           (SELECT max(id) FROM waymark.board_decision)),
       setval(pg_get_serial_sequence('waymark.attempt', 'id'),
           (SELECT max(id) FROM waymark.attempt));
