-- Somebody on their ASYE, over the world of fixtures.sql: 71 Nina Sol, at work
-- since September 2025.  Brook employs her, Ashby hosts her.
--
--	71 Nina		ASYE 700 of enrolment 171, registered
--	72 Asa		her assessor
--	73 Cora		coordinates the ASYEs of Brook
--	74 Modi		sits on moderation panels
--	75 Lina		her line manager

-- What a test adds is behind what is here, however many worlds there were.
SELECT setval(pg_get_serial_sequence('waymark.' || t, 'id'), 100000)
  FROM unnest(ARRAY['asye', 'asye_duty', 'asye_event']) t;

INSERT INTO cohort (id, programme_id, name, starts_on, ends_on)
OVERRIDING SYSTEM VALUE VALUES
	(4, 1, 'ASYE 2025', '2025-09-01', '2027-08-31');
INSERT INTO person (id, given_name, family_name, email, swe_number)
OVERRIDING SYSTEM VALUE VALUES
	(71, 'Nina', 'Sol', 'nina@example.org', 'SW1071'),
	(72, 'Asa', 'Berg', 'asa@example.org', 'SW1072'),
	(73, 'Cora', 'Dean', 'cora@example.org', NULL),
	(74, 'Modi', 'Hurst', 'modi@example.org', 'SW1074'),
	(75, 'Lina', 'Frost', 'lina@example.org', 'SW1075');
INSERT INTO role_held (person_id, role, programme_id, organisation_id, during)
SELECT person_id, role::role_name, programme_id, organisation_id,
       '[2025-09-01,)'
  FROM (VALUES
	(71, 'trainee', 1, NULL::bigint),
	(72, 'assessor', NULL, NULL), (75, 'assessor', NULL, NULL),
	(73, 'coordinator', NULL, 9003), (74, 'moderator', 1, NULL))
       AS r (person_id, role, programme_id, organisation_id);
INSERT INTO enrolment (id, programme_id, cohort_id, person_id, employer_id,
    starts_on) OVERRIDING SYSTEM VALUE VALUES
	(171, 1, 4, 71, 9003, '2025-09-01');
INSERT INTO asye (id, enrolment_id, person_id, programme_id, framework_id,
    employer_id, host_id, provider_id, team_id, qualified_on,
    swe_registered_on, employed_on, starts_on)
OVERRIDING SYSTEM VALUE VALUES
	(700, 171, 71, 1, framework_for('adults', '2025-09-01'), 9003, 9002,
	    9003, 51, '2025-07-10', '2025-08-20', '2025-09-01',
	    '2025-09-01');
INSERT INTO asye_duty (id, asye_id, trainee_id, programme_id, person_id, duty,
    during) OVERRIDING SYSTEM VALUE VALUES
	(7001, 700, 71, 1, 72, 'assessor', '[2025-09-01,)'),
	(7002, 700, 71, 1, 75, 'line_manager', '[2025-09-01,)');
INSERT INTO asye_event (asye_id, change, on_day)
VALUES (700, 'registered', '2025-09-01');
