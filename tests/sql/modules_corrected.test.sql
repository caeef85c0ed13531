-- Corrections of modules: by their own staff, until somebody is told a mark.
BEGIN;
\ir world.sql
SELECT plan(22);

INSERT INTO module (id, programme_id, code, edition, title, credits, level)
OVERRIDING SYSTEM VALUE VALUES (571, 1, 'OWN', 1, 'Own', 20, 7),
    (572, 2, 'THEIRS', 1, 'Theirs', 20, 7);
INSERT INTO offering (id, module_id, programme_id, cohort_id, starts_on,
    ends_on, leader) OVERRIDING SYSTEM VALUE VALUES
	(501, 571, 1, 1, '2026-06-01', '2026-07-31', 'Jo'),
	(502, 572, 2, 3, '2026-06-01', '2026-07-31', 'Jo');
INSERT INTO module_session (offering_id, programme_id, cohort_id, on_date,
    minutes, title) VALUES (501, 1, 1, '2026-06-10', 60, 'Day');
INSERT INTO component (id, offering_id, programme_id, cohort_id, title, weight,
    due_on, pass_mark) OVERRIDING SYSTEM VALUE VALUES
	(521, 501, 1, 1, 'Essay', 60, '2026-07-01', 50),
	(522, 501, 1, 1, 'Talk', 40, '2026-07-01', 50),
	(523, 502, 2, 3, 'Essay', 100, '2026-07-01', 50);
UPDATE attempt SET state = 'submitted' WHERE component_id = 521
   AND person_id = 2;

SET ROLE waymark_web;
SELECT pg_temp.act_as(1) \g /dev/null
UPDATE component SET weight = 1;
UPDATE module SET title = 'Mine';
SELECT pg_temp.act_as(32) \g /dev/null
UPDATE component SET weight = 1 WHERE id = 521;
RESET ROLE;
SELECT is((SELECT sum(weight) FROM component WHERE offering_id = 501),
    100::numeric, 'nobody but their staff changes what is assessed');
SELECT is((SELECT count(*) FROM module WHERE title = 'Mine'), 0::bigint,
    'nor an edition');

SET ROLE waymark_web;
SELECT pg_temp.act_as(31) \g /dev/null
UPDATE component SET weight = 55, due_on = '2026-07-08' WHERE id = 521;
SELECT results_eq('SELECT weight, due_on, version FROM component
    WHERE id = 521', $$VALUES (55::bigint, '2026-07-08'::date, 2::bigint)$$,
    'staff do');
SELECT results_eq($$SELECT person_id, due_on FROM attempt
    WHERE component_id = 521 ORDER BY person_id$$,
    $$VALUES (1::bigint, '2026-07-08'::date), (2, '2026-07-01'),
    (3, '2026-07-08'), (4, '2026-07-08')$$,
    'what is still due moves, and what came does not');
SELECT throws_ok('UPDATE component SET weight = 61 WHERE id = 521', '23514',
    NULL, 'weights are 100 at most');
SELECT throws_ok('UPDATE component SET offering_id = 502', '42501', NULL,
    'a component stays with its module');
SELECT throws_ok($$UPDATE offering SET starts_on = '2026-06-11'
    WHERE id = 501$$, '23514', NULL, 'a module begins with its sessions');
SELECT throws_ok($$UPDATE offering SET ends_on = '2026-06-09'
    WHERE id = 501$$, '23514', NULL, 'and ends with them');
UPDATE offering SET ends_on = '2026-06-10' WHERE id = 501;
SELECT is((SELECT version FROM offering WHERE id = 501), 2::bigint,
    'a change is a new version');

INSERT INTO module (programme_id, code, edition, title, credits, level)
VALUES (1, 'OWN', 2, 'Own again', 20, 7);
SELECT is((SELECT max(edition) FROM module WHERE code = 'OWN'), 2::bigint,
    'staff write a new edition');
INSERT INTO module (programme_id, code, edition, title, credits, level)
SELECT 1, code, edition, 'Late', 20, 7 FROM module
 WHERE programme_id IS NULL AND edition > 1
UNION ALL SELECT 1, 'OWN', 2, 'Late', 20, 7;
SELECT is((SELECT count(*) FROM module WHERE title = 'Late'), 0::bigint,
    'one that comes too late writes nothing');
SELECT throws_ok($$INSERT INTO module (programme_id, code, edition, title,
    credits, level) VALUES (2, 'OWN', 2, 'X', 20, 7)$$, NULL, NULL,
    'not for another programme');
SELECT throws_ok($$INSERT INTO module (programme_id, code, edition, title,
    credits, level) VALUES (NULL, 'OWN', 3, 'X', 20, 7)$$, '42501', NULL,
    'nor for all');
SELECT throws_ok($$INSERT INTO module (programme_id, code, edition, title,
    credits, level) VALUES (1, 'NEW', 1, 'X', 20, 7)$$, '42501', NULL,
    'an edition follows another');
UPDATE module SET title = 'Everybody' WHERE programme_id IS NULL;
SELECT is((SELECT count(*) FROM module WHERE title = 'Everybody'), 0::bigint,
    'what is everybody''s is not corrected');
UPDATE module SET title = 'Own, corrected' WHERE id = 571;
SELECT is((SELECT title FROM module WHERE id = 571), 'Own, corrected',
    'their own is');

INSERT INTO mark (attempt_id, component_id, offering_id, programme_id,
    enrolment_id, person_id, mark)
SELECT id, component_id, offering_id, programme_id, enrolment_id, person_id, 62
  FROM attempt WHERE component_id = 521 AND person_id = 2;
UPDATE mark SET released = true;
SELECT throws_ok('UPDATE component SET pass_mark = 40 WHERE id = 522', '23514',
    NULL, 'once a mark is released, what it rests on stays');
SELECT lives_ok($$UPDATE component SET title = 'A talk' WHERE id = 522$$,
    'but for its title');
SELECT throws_ok($$UPDATE module SET credits = 10 WHERE id = 571$$, '23514',
    NULL, 'and so does the edition');

SELECT pg_temp.act_as(2) \g /dev/null
SELECT is((SELECT count(*) FROM component), 2::bigint,
    'a trainee sees what they are assessed by');
RESET ROLE;
INSERT INTO enrolment_event (enrolment_id, person_id, programme_id, version,
    change, on_date, reason, cohort_id, employer_id)
VALUES (102, 2, 1, 2, 'transferred', '2026-06-15', 'moved', 2, 9003);
SET ROLE waymark_web;
SELECT is((SELECT count(*) FROM component), 2::bigint,
    'and still does from another cohort');
SELECT pg_temp.act_as(5) \g /dev/null
SELECT is((SELECT count(*) FROM component), 0::bigint,
    'whose others do not');

SELECT * FROM finish();
ROLLBACK;
