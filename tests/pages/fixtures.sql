-- A small known world, which stands on Monday 15 June 2026.  Loaded before
-- each test, over whatever the last one left; tests know its numbers.
--
-- People		1-6 trainees, 11-13 educators, 21-22 partners, 31-32 staff,
--			41 a tutor, 42 a Consultant Social Worker, 79 the first
--			programme's equity lead
-- Enrolments		101-106, one each of the trainees
-- Placements		201-206, one each of the enrolments
-- Organisations	9001 the provider, 9002 Ashby, 9003 Brook
--
--	trainee			cohort	employer host	done of expected
--	1 Siân O'Brien		1	Ashby	Ashby	10 of 10 days
--	2 Mary Smith-Jones	1	Brook	Ashby	4 of 6, one waiting
--	3 Zoë Núñez		1	Brook	Brook	2 of 10, one returned
--	4 Kwame Okafor		1	Ashby	Brook	7 of 10, paused
--	5 Amira Khan		2	Brook	Ashby	starts in September
--	6 Tom Lee		3	Ashby	Ashby	0 of 10
--
-- 41 tutors 1, 2 and 3; 42 leads Ashby's unit 61, with 1 and 2 in it.
-- 11 educates 1 and 2, 12 educates 3 and 4, 13 educates 6.  21 is Ashby's
-- coordinator, 22 Brook's.  Cohorts 1 and 2 are of the first programme, whose
-- staff is 31; cohort 3 is of the second, whose staff is 32.

-- What a world is: rows of these tables.  Of some, which the schema fills too,
-- those that no installation has.
CREATE SCHEMA IF NOT EXISTS kept;
CREATE OR REPLACE VIEW kept.of_the_world AS
SELECT c.oid, n.nspname, c.relname, CASE c.relname
           WHEN 'organisation' THEN 'invented'
           WHEN 'setting' THEN 'programme_id IS NOT NULL'
           WHEN 'module' THEN 'programme_id IS NOT NULL'
           ELSE 'true' END AS which
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('waymark', 'auth', 'audit', 'post', 'equality')
   AND c.relkind = 'r' AND c.relname NOT LIKE '%\_transition'
   AND c.relname NOT IN ('setting_unit', 'setting_group', 'setting_name',
       'standard', 'standard_set', 'enrolment_reason',
       'document_rule', 'placement_reason', 'framework',
       'framework_review', 'framework_minimum', 'asye_reason',
       'asye_undoing', 'document_stage_of', 'question',
       'bank_holiday', 'choice', 'claim_period', 'crosswalk',
       'asye_absence_reason', 'flag_rule', 'outcome_definition',
       'characteristic', 'flag_answer_reason', 'record_class',
       'held', 'role_rule');

SET session_replication_role = replica;
DO $$
DECLARE
	t record;
BEGIN
	FOR t IN SELECT * FROM kept.of_the_world LOOP
		EXECUTE format('DELETE FROM %I.%I WHERE %s', t.nspname,
		    t.relname, t.which);
	END LOOP;
END
$$;
-- Roles that tests give by number are never met, however many worlds there were.
SELECT setval('waymark.role_held_id_seq', 1000000);
SET session_replication_role = origin;

INSERT INTO demonstration (seed, as_of) VALUES (0, '2026-06-15');

INSERT INTO organisation (id, kind, code, name, region, invented)
OVERRIDING SYSTEM VALUE VALUES
	(9001, 'university', 'ZZ01', 'University of the North', 'North', true),
	(9002, 'nhs_trust', 'ZZ02', 'Ashby NHS Trust', 'North', true),
	(9003, 'local_authority', 'ZZ03', 'Brook Council', 'North', true);

INSERT INTO programme (id, name, provider_id) OVERRIDING SYSTEM VALUE VALUES
	(1, 'Northern programme', 9001),
	(2, 'Southern programme', 9001);

INSERT INTO cohort (id, programme_id, name, starts_on, ends_on)
OVERRIDING SYSTEM VALUE VALUES
	(1, 1, 'Spring 2026', '2026-06-01', '2027-05-31'),
	(2, 1, 'Autumn 2026', '2026-09-01', '2027-08-31'),
	(3, 2, 'South 2026', '2026-06-01', '2027-05-31');

INSERT INTO person (id, given_name, family_name, email, swe_number)
OVERRIDING SYSTEM VALUE VALUES
	(1, 'Siân', 'O''Brien', 'sian@example.org', 'SW1001'),
	(2, 'Mary', 'Smith-Jones', 'mary@example.org', 'SW1002'),
	(3, 'Zoë', 'Núñez', 'zoe@example.org', NULL),
	(4, 'Kwame', 'Okafor', 'kwame@example.org', NULL),
	(5, 'Amira', 'Khan', 'amira@example.org', NULL),
	(6, 'Tom', 'Lee', 'tom@example.org', 'SW1006'),
	(11, 'Ewan', 'Reid', 'ewan@example.org', NULL),
	(12, 'Esi', 'Mensah', 'esi@example.org', NULL),
	(13, 'Una', 'Ward', 'una@example.org', NULL),
	(21, 'Pat', 'Ashdown', 'pat@example.org', NULL),
	(22, 'Bo', 'Brooks', 'bo@example.org', NULL),
	(31, 'Sam', 'Hall', 'sam@example.org', NULL),
	(32, 'Sal', 'Moss', 'sal@example.org', NULL),
	(41, 'Ines', 'Marsh', 'ines@example.org', NULL),
	(42, 'Leo', 'Grant', 'leo@example.org', 'SW1042'),
	(79, 'Edda', 'Quist', 'edda@example.org', NULL);

INSERT INTO role_held (person_id, role, programme_id, organisation_id, during)
SELECT person_id, role::role_name, programme_id, organisation_id,
       '[2026-01-01,)'
  FROM (VALUES
	(1, 'trainee', 1, NULL::bigint), (2, 'trainee', 1, NULL),
	(3, 'trainee', 1, NULL), (4, 'trainee', 1, NULL),
	(5, 'trainee', 1, NULL), (6, 'trainee', 2, NULL),
	(11, 'educator', NULL, NULL), (12, 'educator', NULL, NULL),
	(13, 'educator', NULL, NULL),
	(21, 'partner', NULL, 9002), (22, 'partner', NULL, 9003),
	(31, 'staff', 1, NULL), (32, 'staff', 2, NULL),
	(41, 'tutor', 1, 9001), (42, 'lead', 1, 9002),
	(79, 'equity_lead', 1, NULL))
       AS r (person_id, role, programme_id, organisation_id);

INSERT INTO enrolment (id, programme_id, cohort_id, person_id, employer_id,
    starts_on) OVERRIDING SYSTEM VALUE VALUES
	(101, 1, 1, 1, 9002, '2026-06-01'),
	(102, 1, 1, 2, 9003, '2026-06-01'),
	(103, 1, 1, 3, 9003, '2026-06-01'),
	(104, 1, 1, 4, 9002, '2026-06-01'),
	(105, 1, 2, 5, 9003, '2026-09-01'),
	(106, 2, 3, 6, 9002, '2026-06-01');
INSERT INTO enrolment_event (enrolment_id, person_id, programme_id, version,
    change, on_date, reason)
VALUES (104, 4, 1, 2, 'paused', '2026-06-15', 'illness');

INSERT INTO team (id, organisation_id, name, statutory)
OVERRIDING SYSTEM VALUE VALUES
	(51, 9002, 'Community team', true),
	(52, 9003, 'Crisis team', true);

INSERT INTO placement (id, enrolment_id, person_id, programme_id,
    organisation_id, team_id, stage, starts_on, ends_on, required_halves)
OVERRIDING SYSTEM VALUE VALUES
	(201, 101, 1, 1, 9002, 51, 'first', '2026-06-01', '2026-10-30', 140),
	(202, 102, 2, 1, 9002, 51, 'first', '2026-06-01', '2026-10-30', 140),
	(203, 103, 3, 1, 9003, 52, 'first', '2026-06-01', '2026-10-30', 140),
	(204, 104, 4, 1, 9003, 52, 'last', '2026-06-01', '2026-10-30', 140),
	(205, 105, 5, 1, 9002, 51, 'first', '2026-09-01', '2027-01-29', 140),
	(206, 106, 6, 2, 9002, 51, 'first', '2026-06-01', '2026-10-30', 140);

INSERT INTO placement_pattern (placement_id, during, halves)
SELECT id, daterange(starts_on, NULL),
       CASE id WHEN 202 THEN '{2,2,2,0,0,0,0}'::bigint[]
               ELSE '{2,2,2,2,2,0,0}' END
  FROM placement;

INSERT INTO placement_educator (placement_id, person_id, duty, during)
SELECT id, CASE WHEN id IN (201, 202) THEN 11 WHEN id = 206 THEN 13 ELSE 12 END,
       'practice_educator', daterange(starts_on, ends_on, '[]')
  FROM placement WHERE id <> 205;

-- The days of June, one a working day of each one's pattern, full days.
INSERT INTO placement_day (id, placement_id, enrolment_id, person_id,
    programme_id, organisation_id, on_date, halves, kind, did, state,
    submitted_at, decided_by, decided_at, return_reason)
OVERRIDING SYSTEM VALUE
SELECT p.id * 100 + n, p.id, p.enrolment_id, p.person_id, p.programme_id,
       p.organisation_id, on_date, 2, 'attended', 'Visited a family', s.state,
       on_date + time '17:00',
       CASE WHEN s.state <> 'submitted' THEN e.person_id END,
       CASE WHEN s.state <> 'submitted' THEN on_date + time '18:00' END,
       CASE WHEN s.state = 'returned' THEN 'Say which family' END
  FROM placement p
  JOIN placement_pattern w ON w.placement_id = p.id
  JOIN placement_educator e ON e.placement_id = p.id
 CROSS JOIN LATERAL (
       SELECT d::date AS on_date, row_number() OVER (ORDER BY d) AS n
         FROM generate_series('2026-06-01'::date, '2026-06-12', '1 day') d
        WHERE w.halves[extract(isodow FROM d)::int] > 0) d
  JOIN (VALUES (201, 1, 10, 'confirmed'::day_state),
               (202, 1, 3, 'confirmed'), (202, 4, 4, 'submitted'),
               (203, 1, 2, 'confirmed'), (203, 3, 3, 'returned'),
               (204, 1, 7, 'confirmed')) s (placement_id, low, high, state)
    ON s.placement_id = p.id AND n BETWEEN low AND high;

INSERT INTO unit (id, programme_id, organisation_id, team_id, name, opened_on)
OVERRIDING SYSTEM VALUE VALUES
	(61, 1, 9002, 51, 'Ashby community unit', '2026-06-01');
INSERT INTO unit_lead (unit_id, person_id, programme_id, organisation_id,
    during) VALUES (61, 42, 1, 9002, '[2026-06-01,)');
INSERT INTO enrolment_unit (enrolment_id, person_id, programme_id, unit_id,
    during)
SELECT id, person_id, programme_id, 61, '[2026-06-01,)'
  FROM enrolment WHERE id IN (101, 102);
INSERT INTO enrolment_tutor (enrolment_id, trainee_id, programme_id, person_id,
    during)
SELECT id, person_id, programme_id, 41, '[2026-06-01,)'
  FROM enrolment WHERE id IN (101, 102, 103);

SELECT setval(pg_get_serial_sequence('waymark.' || t, 'id'), 100000)
  FROM unnest(ARRAY['person', 'enrolment', 'placement', 'placement_day',
    'cohort', 'programme', 'team', 'organisation', 'unit']) t;
