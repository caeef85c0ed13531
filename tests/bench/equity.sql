-- A programme of so many cohorts of so many people, with all that the equity
-- report counts, for make bench: psql -v programme= -v cohorts= -v size=
--
-- Everybody answers; men and the Global Ethnic Majority fail more often.  What
-- happens to somebody hangs on their number alone, so that the same is measured
-- each time.
SET session_replication_role = replica;
SET search_path = waymark, public;
CREATE TEMP TABLE one AS
SELECT :programme * 1000000::bigint + n AS id, n,
       :programme * 1000::bigint + n / :size AS cohort,
       date '2014-09-01' + 365 * (n / :size)::integer AS starts,
       ARRAY(SELECT ((hashint8extended(n, k) & 1048575) % 1000)::integer
           FROM generate_series(1, 20) k) AS dice
  FROM generate_series(0, :cohorts * :size - 1) n;
CREATE TEMP TABLE hosts AS
SELECT array_agg(id) AS of, (SELECT min(id) FROM person) AS anybody
  FROM (SELECT id FROM organisation ORDER BY id LIMIT 60) o;
-- What no row here can break, and costs most of the time.
ALTER TABLE equality.answer
    DROP CONSTRAINT IF EXISTS answer_person_id_question_during_excl;
ALTER TABLE placement
    DROP CONSTRAINT IF EXISTS placement_enrolment_id_daterange_excl;

INSERT INTO programme (id, name, provider_id) OVERRIDING SYSTEM VALUE
SELECT :programme, 'Bench of ' || :cohorts || ' by ' || :size, provider_id
  FROM programme WHERE id = 1;
INSERT INTO role_held (person_id, role, programme_id, during)
SELECT DISTINCT person_id, role, :programme, daterange('2000-01-01', NULL)
  FROM role_held WHERE role IN ('equity_lead', 'staff') AND programme_id = 1;
-- Staff sign in by a password alone, as in the demonstration.
INSERT INTO setting (programme_id, name, value, source, reason, during, state)
VALUES (:programme, 'second_factor_needed', 0, '', 'Everybody is invented.',
    daterange('2000-01-01', NULL), 'standing');
INSERT INTO cohort (id, programme_id, name, starts_on, ends_on)
OVERRIDING SYSTEM VALUE
SELECT DISTINCT cohort, :programme, 'Cohort of ' || extract(year FROM starts),
       starts, starts + 700 FROM one;
INSERT INTO person (id, given_name, family_name, email)
OVERRIDING SYSTEM VALUE
SELECT id, 'Person', 'Of ' || n, 'p' || id || '@bench.example.org' FROM one;
INSERT INTO enrolment (id, programme_id, cohort_id, person_id, employer_id,
    starts_on, state) OVERRIDING SYSTEM VALUE
SELECT o.id, :programme, o.cohort, o.id, h.of[1 + n % 60], o.starts,
       CASE WHEN dice[1] < 60 THEN 'withdrawn' ELSE 'completed' END
           ::enrolment_state
  FROM one o, hosts h;
INSERT INTO equality.member (enrolment_id, person_id) SELECT id, id FROM one;
INSERT INTO enrolment_event (enrolment_id, person_id, programme_id, version,
    change, on_date, reason, state, cohort_id, employer_id, starts_on, by_id)
SELECT o.id, o.id, :programme, c.k, c.change::enrolment_change, starts + 90,
       'illness', 'enrolled', o.cohort, h.of[1], starts, h.anybody
  FROM one o CROSS JOIN hosts h CROSS JOIN (VALUES ('deferred', 2), ('paused', 3), ('extended', 4))
       c (change, k)
 WHERE dice[k] < 40;
INSERT INTO equality.answer (person_id, question, choice, during)
SELECT o.id, q.question, q.choice, tstzrange(o.starts - 10, NULL)
  FROM one o CROSS JOIN LATERAL (VALUES
       ('sex', CASE WHEN dice[5] < 290 THEN 'male' WHEN dice[5] < 980
           THEN 'female' ELSE 'not_said' END),
       ('ethnicity', CASE WHEN dice[6] < 130 THEN 'black_african'
           WHEN dice[6] < 260 THEN 'indian' WHEN dice[6] < 300
           THEN 'mixed_other' WHEN dice[6] < 330 THEN 'arab'
           WHEN dice[6] < 960 THEN 'white_british' ELSE 'not_said' END),
       ('disability', CASE WHEN dice[7] < 180 THEN 'limits_a_little'
           ELSE 'none' END),
       ('age', CASE WHEN dice[8] < 350 THEN 'to24' WHEN dice[8] < 640
           THEN 'to29' WHEN dice[8] < 850 THEN 'to39' ELSE 'to49' END),
       ('school_meals', CASE WHEN dice[9] < 200 THEN 'yes' ELSE 'no' END),
       ('first_in_family', CASE WHEN dice[10] < 450 THEN 'no_degree'
           ELSE 'degree' END)) q (question, choice);
INSERT INTO asye (id, enrolment_id, person_id, programme_id, framework_id,
    employer_id, host_id, provider_id, state, qualified_on, swe_registered_on,
    employed_on, starts_on) OVERRIDING SYSTEM VALUE
SELECT o.id, o.id, o.id, :programme, 1, h.of[1], h.of[1 + n % 60], h.of[1],
       'confirmed', starts + 400, starts + 400, starts + 400, starts + 400
  FROM one o, hosts h WHERE dice[1] >= 60;
INSERT INTO asye_outcome (id, asye_id, person_id, programme_id,
    organisation_id, portfolio_id, decision, decided_on, notice_by,
    appeal_by, state,
    supervision_expected, supervision_held, supervision_minutes,
    supervision_promised, protected_promised, protected_taken,
    observations_held, reviews_held, reasons, by_id)
OVERRIDING SYSTEM VALUE
SELECT o.id, o.id, o.id, :programme, h.of[1 + n % 7], o.id,
       v.decision::asye_decision, starts + 740 + dice[11] % 400,
       n.by, n.by, CASE v.decision WHEN 'fail' THEN 'noticed'
           ELSE 'decided' END::outcome_state, 1, 1, 1, 1, 1, 1, 1,
       1, CASE v.decision WHEN 'fail' THEN 'Bench' END, h.anybody
  FROM one o CROSS JOIN hosts h
 CROSS JOIN LATERAL (SELECT CASE WHEN dice[12] < 20
       + 40 * (dice[5] < 290)::integer + 30 * (dice[6] < 330)::integer
       THEN 'fail' ELSE 'pass' END AS decision) v
 CROSS JOIN LATERAL (SELECT CASE v.decision WHEN 'fail'
       THEN starts + 1200 END AS by) n
 WHERE dice[1] >= 60;
INSERT INTO asye_review (asye_id, person_id, programme_id, number, months,
    state, first_on, due_on, held_on, employer_id, provider_id)
SELECT o.id, o.id, :programme, k, 3 * k, 'held', starts + 400 + 90 * k,
       starts + 400 + 90 * k, starts + 395 + 90 * k
           + (dice[12 + k] < 50)::integer * 10, h.of[1], h.of[1]
  FROM one o CROSS JOIN hosts h CROSS JOIN generate_series(1, 4) k
 WHERE dice[1] >= 60;
INSERT INTO board_decision (offering_id, programme_id, cohort_id, enrolment_id,
    person_id, outcome, result, board_on, decided_by)
SELECT k, :programme, cohort, o.id, o.id, CASE WHEN dice[16 + k] < 30
       THEN 'fail' ELSE 'pass' END::board_outcome, 60, starts + 200, h.anybody
  FROM one o CROSS JOIN hosts h CROSS JOIN generate_series(1, 3) k;
INSERT INTO placement (id, enrolment_id, person_id, programme_id,
    organisation_id, team_id, stage, starts_on, ends_on, required_halves,
    state, outcome) OVERRIDING SYSTEM VALUE
SELECT o.id * 2 + k, o.id, o.id, :programme, h.of[1 + (n + k) % 60], 1,
       (enum_range(NULL::placement_stage))[1 + k], starts + 40 + 150 * k,
       starts + 170 + 150 * k, 140, 'confirmed',
       CASE WHEN dice[19] < 40 AND k = 1 THEN 'repeat' ELSE 'pass' END::
           placement_decision
  FROM one o CROSS JOIN hosts h CROSS JOIN generate_series(0, 1) k;
INSERT INTO flag (person_id, enrolment_id, programme_id, rule, rule_version,
    subject_key, about, raised_on, severity, severity_on, sentence, why,
    clears_when, who)
SELECT o.id, o.id, :programme, r.code, r.version, '', r.about, starts + 100,
       'act', starts + 100, 'It is late.', 'It is.', 'It is done.', '{trainee}'
  FROM one o CROSS JOIN LATERAL (SELECT * FROM flag_rule
       ORDER BY position LIMIT 1) r
 WHERE dice[20] < 150;
INSERT INTO support_ledger (asye_id, enrolment_id, person_id, programme_id,
    organisation_id, weeks_entered, promised_sessions, sessions, weeks_capped,
    weeks_over)
SELECT o.id, o.id, o.id, :programme, h.of[1 + n % 60], 40, 40,
       20 + dice[18] % 25, 40, (dice[17] < 100)::integer
  FROM one o CROSS JOIN hosts h WHERE dice[1] >= 60;
INSERT INTO document (kind, number, asye_id, enrolment_id, person_id,
    programme_id, once, writers, state, version, lacks, parties, started_by,
    started_at, sent_at, signed_at)
SELECT 'asye_supervision', k, o.id, o.id, o.id, :programme, false, '{trainee}',
       'signed', 1, '{}', '{trainee}', o.id, starts + 420, starts + 420,
       starts + 424 + dice[13] % 20
  FROM one o CROSS JOIN generate_series(1, 5) k WHERE dice[1] >= 60;
SET session_replication_role = origin;
