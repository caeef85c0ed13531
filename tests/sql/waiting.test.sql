-- What waits on whom: who is told, who is not, and that what stands beside a
-- row says what the rows themselves say.
BEGIN;
\ir world.sql
SELECT plan(38);

-- What the tallies must be, counted anew.
CREATE FUNCTION pg_temp.drifted() RETURNS SETOF text
LANGUAGE sql AS $$
	SELECT 'enrolment ' || e.id FROM enrolment e
	  LEFT JOIN enrolment_tally t ON t.enrolment_id = e.id
	 WHERE (t.cohort_id, t.state, t.starts_on)
	       IS DISTINCT FROM (e.cohort_id, e.state, e.starts_on)
	    OR t.unplaced_from IS DISTINCT FROM (CASE
	       WHEN e.state = 'enrolled' AND NOT EXISTS (SELECT 1
	           FROM placement p WHERE p.enrolment_id = e.id
	            AND p.stage = 'last')
	       THEN greatest(e.starts_on, (SELECT max(p.ends_on) + 1
	           FROM placement p WHERE p.enrolment_id = e.id)) END)
	    OR t.needs_stated IS DISTINCT FROM EXISTS (SELECT 1
	           FROM placement_need n WHERE n.enrolment_id = e.id
	            AND n.stage = t.next_stage)
	UNION ALL
	SELECT 'placement ' || p.id FROM placement p
	  LEFT JOIN placement_tally y ON y.placement_id = p.id
	 WHERE y.uneducated_from IS DISTINCT FROM (SELECT min(d::date)
	          FROM generate_series(p.starts_on, p.ends_on, '1 day') d
	         WHERE NOT EXISTS (SELECT 1 FROM placement_educator e
	              WHERE e.placement_id = p.id AND e.during @> d::date
	                AND e.duty = 'practice_educator'))
	UNION ALL
	SELECT 'session ' || s.id FROM module_session s
	 WHERE s.registered IS DISTINCT FROM EXISTS (SELECT 1
	          FROM attendance a WHERE a.session_id = s.id)
	UNION ALL
	SELECT 'component ' || c.id FROM component c
	 WHERE c.unreleased_since IS DISTINCT FROM (SELECT min(m.entered_on)
	          FROM mark m WHERE m.component_id = c.id
	           AND m.state = 'provisional' AND NOT m.released)
	UNION ALL
	SELECT 'offering ' || o.id FROM offering o
	 WHERE (o.board_from IS NOT NULL) IS DISTINCT FROM EXISTS (SELECT 1
	          FROM mark m WHERE m.offering_id = o.id
	           AND m.state = 'provisional')
$$;
CREATE FUNCTION pg_temp.waits(mine boolean) RETURNS SETOF text
LANGUAGE sql AS $$
	SELECT (w.item).kind || ' ' || (w.item).subject_id
	  FROM waiting_mine() w WHERE w.mine = waits.mine ORDER BY 1
$$;
CREATE FUNCTION pg_temp.staff(programme bigint, others boolean)
RETURNS SETOF text
LANGUAGE sql AS $$
	SELECT (w.item).kind || ' ' || (w.item).subject_id
	  FROM waiting_of_programme(programme, others, NULL, NULL, NULL, NULL,
	       NULL, NULL) w ORDER BY 1
$$;

SELECT is_empty('SELECT pg_temp.drifted()', 'tallies are those of the rows');

SET ROLE waymark_web;
SELECT is_empty('SELECT pg_temp.waits(true)', 'nothing waits on nobody');
SELECT is_empty('SELECT pg_temp.staff(1, true)', 'and nobody is told');

SELECT pg_temp.act_as(3) \g /dev/null
SELECT results_eq('SELECT pg_temp.waits(true)',
    $$VALUES ('day_returned 20303')$$, 'a returned day waits on its trainee');
SELECT is_empty('SELECT pg_temp.waits(false)', 'and nothing on others');
SELECT results_eq('SELECT pg_temp.staff(1, true)',
    $$VALUES ('day_returned 20303')$$,
    'who asks for a programme''s is told their own alone');
SELECT pg_temp.act_as(2) \g /dev/null
SELECT is_empty('SELECT pg_temp.waits(true)', 'of others'' days nothing');
SELECT results_eq('SELECT pg_temp.waits(false)',
    $$VALUES ('days_to_confirm 202')$$, 'what was sent waits on the educator');

SELECT pg_temp.act_as(11) \g /dev/null
SELECT results_eq('SELECT pg_temp.waits(true)',
    $$VALUES ('days_to_confirm 202')$$, 'who is told that it waits on them');
SELECT is_empty('SELECT pg_temp.waits(false)', 'and nothing of 12''s');
SELECT pg_temp.act_as(12) \g /dev/null
SELECT is_empty('SELECT pg_temp.waits(true)', 'an educator who is done');
SELECT results_eq('SELECT pg_temp.waits(false)',
    $$VALUES ('day_returned 20303')$$, 'waits on the trainee');
SELECT pg_temp.act_as(13) \g /dev/null
SELECT is_empty('SELECT pg_temp.waits(false)', 'another programme''s does not');

SELECT pg_temp.act_as(21) \g /dev/null
SELECT results_eq('SELECT pg_temp.waits(false)',
    $$VALUES ('days_to_confirm 202')$$, 'a host is told of its own people');
SELECT pg_temp.act_as(22) \g /dev/null
SELECT is_empty('SELECT pg_temp.waits(false)',
    'and of nobody else''s, nor of a day''s words');

SELECT pg_temp.act_as(31) \g /dev/null
SELECT is_empty('SELECT pg_temp.staff(1, false)', 'staff are told nothing');
SELECT results_eq('SELECT pg_temp.staff(1, true)',
    $$VALUES ('day_returned 20303'), ('days_to_confirm 202')$$,
    'but on whom they wait');
SELECT is_empty('SELECT pg_temp.staff(2, true)',
    'and of another programme nothing');
SELECT results_eq($$SELECT kind::text, n FROM
    waiting_counted(1, true, NULL, NULL)$$,
    $$VALUES ('day_returned', 1::bigint), ('days_to_confirm', 1)$$,
    'counts are of the same');
SELECT is_empty($$SELECT * FROM waiting_counted(1, true, 2, NULL)$$,
    'and of one cohort alone');
SELECT is((SELECT count(*) FROM enrolment_tally), 5::bigint,
    'staff see the tallies of their programme');
SELECT throws_ok($$UPDATE enrolment_tally SET state = 'offered'$$, '42501',
    NULL, 'and write none');
SELECT throws_ok($$SELECT * FROM waiting_source$$, '42501', NULL,
    'sources are the owner''s');

-- Placements end, educators leave, people are paused and stay away.
RESET ROLE;
UPDATE placement SET ends_on = '2026-06-20' WHERE id = 201;
UPDATE placement_educator SET during = '[2026-06-01,2026-06-10)'
 WHERE placement_id = 202;
INSERT INTO enrolment_event (enrolment_id, person_id, programme_id, version,
    change, on_date, reason, expected_on)
VALUES (103, 3, 1, 2, 'paused', '2026-06-14', 'illness', '2026-06-15');
SELECT is_empty('SELECT pg_temp.drifted()', 'tallies follow');
SET ROLE waymark_web;
SELECT pg_temp.act_as(31) \g /dev/null
SELECT results_eq('SELECT pg_temp.staff(1, false)', $$VALUES
    ('educator_to_allocate 202'), ('pause_to_end 103'),
    ('placement_to_arrange 101')$$, 'all three wait on staff');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT is_empty('SELECT pg_temp.staff(1, false)', 'not on others'' staff');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT results_eq('SELECT pg_temp.waits(true)',
    $$VALUES ('needs_to_state 101')$$,
    'who needs a placement says what it must have');
SELECT results_eq('SELECT pg_temp.waits(false)',
    $$VALUES ('placement_to_arrange 101')$$, 'and waits for it');

-- Needs are stated, the pause is undone.
RESET ROLE;
INSERT INTO travel_area (id, name) OVERRIDING SYSTEM VALUE VALUES (1, 'Town');
INSERT INTO placement_need (enrolment_id, person_id, programme_id, stage,
    area_id, minutes_at_most) VALUES (101, 1, 1, 'contrasting', 1, 60);
INSERT INTO enrolment_event (enrolment_id, person_id, programme_id, version,
    change, on_date, reason, undoes)
VALUES (103, 3, 1, 3, 'undone', '2026-06-15', 'recorded_wrongly', 2);
SELECT is_empty('SELECT pg_temp.drifted()', 'tallies follow back');
SET ROLE waymark_web;
SELECT pg_temp.act_as(1) \g /dev/null
SELECT is_empty('SELECT pg_temp.waits(true)', 'what was said is done');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT results_eq('SELECT pg_temp.staff(1, false)', $$VALUES
    ('educator_to_allocate 202'), ('placement_to_arrange 101')$$,
    'and what was undone waits no more');

-- A page is of the longest waiting, and the next begins behind its last.
SELECT results_eq($$SELECT (w.item).subject_id FROM waiting_of_programme(1,
    false, NULL, NULL, NULL, '2026-06-10', 'educator_to_allocate', 202) w$$,
    'VALUES (101::bigint)', 'a page begins behind an item');
SELECT is_empty($$SELECT (w.item).subject_id FROM waiting_of_programme(1,
    false, 'placement_to_arrange', NULL, NULL, '2026-06-21',
    'placement_to_arrange', 101) w$$, 'and behind the last there is none');
SELECT is_empty($$SELECT w.* FROM waiting_of_programme(1, false, NULL, NULL,
    31, NULL, NULL, NULL) w$$, 'nothing of these is one person''s');

-- Whatever happens, the tallies are those of the rows, and the list is what
-- somebody finds who looks at every row.
RESET ROLE;
SELECT setseed(0.27) \g /dev/null
DO $$
DECLARE
	one bigint;
	day date;
	refused bigint := 0;
BEGIN
	FOR i IN 1 .. 200 LOOP
		one := 1 + floor(random() * 5);
		day := date '2026-06-01' + floor(random() * 200)::integer;
		BEGIN
			CASE floor(random() * 7)::integer
			WHEN 0 THEN
				UPDATE placement SET ends_on = day
				 WHERE id = 200 + one;
			WHEN 1 THEN
				INSERT INTO placement (enrolment_id, person_id,
				    programme_id, organisation_id, team_id,
				    stage, starts_on, ends_on, required_halves)
				VALUES (100 + one, one, 1, 9002, 51,
				    (ARRAY['contrasting', 'last'])
				        [1 + (random() > 0.8)::integer]
				        ::placement_stage, day, day + 20, 60);
			WHEN 2 THEN
				UPDATE placement_educator SET during =
				    daterange(lower(during), day)
				 WHERE placement_id = 200 + one
				   AND NOT isempty(during);
			WHEN 3 THEN
				INSERT INTO placement_educator (placement_id,
				    person_id, duty, during)
				VALUES (200 + one, 12, 'practice_educator',
				    daterange(day, day + 30));
			WHEN 4 THEN
				INSERT INTO placement_need (enrolment_id,
				    person_id, programme_id, stage, area_id,
				    minutes_at_most) VALUES (100 + one, one, 1,
				    (ARRAY['contrasting', 'last'])
				        [1 + floor(random() * 2)::integer]
				        ::placement_stage, 1, 60);
			WHEN 5 THEN
				INSERT INTO enrolment_event (enrolment_id,
				    person_id, programme_id, version, change,
				    on_date, reason, expected_on)
				SELECT e.id, e.person_id, 1, e.version + 1,
				       CASE e.state WHEN 'paused' THEN 'resumed'
				           ELSE 'paused' END::enrolment_change,
				       '2026-06-15', CASE e.state
				           WHEN 'paused' THEN 'ready'
				           ELSE 'illness' END,
				       CASE e.state WHEN 'paused' THEN NULL
				           ELSE date '2026-06-16' END
				  FROM enrolment e WHERE e.id = 100 + one;
			ELSE
				DELETE FROM placement_educator
				 WHERE placement_id = 200 + one
				   AND random() > 0.7;
			END CASE;
		EXCEPTION WHEN check_violation OR exclusion_violation
		    OR unique_violation OR data_exception THEN
			refused := refused + 1;
		END;
	END LOOP;
	IF refused > 150 THEN
		RAISE 'nothing happened: % refused', refused;
	END IF;
END
$$;
SELECT is_empty('SELECT pg_temp.drifted()', 'tallies follow what happens');
SELECT isnt_empty($$SELECT FROM enrolment_tally
    WHERE unplaced_from IS NOT NULL AND needs_stated$$,
    'some have stated their needs');
UPDATE demonstration SET as_of = '2026-08-10';
CREATE TEMPORARY TABLE naive AS
SELECT 'placement_to_arrange ' || e.id AS item FROM enrolment e
 WHERE e.programme_id = 1 AND e.state = 'enrolled'
   AND NOT EXISTS (SELECT 1 FROM placement p
        WHERE p.enrolment_id = e.id AND p.stage = 'last')
   AND greatest(e.starts_on, (SELECT max(p.ends_on) + 1 FROM placement p
        WHERE p.enrolment_id = e.id)) <= date '2026-08-10' + 28
UNION ALL
SELECT 'educator_to_allocate ' || p.id FROM placement p
  JOIN enrolment e ON e.id = p.enrolment_id
 WHERE p.programme_id = 1 AND e.state = 'enrolled'
   AND p.ends_on >= '2026-08-10' AND EXISTS (SELECT 1
       FROM generate_series(p.starts_on, least(p.ends_on,
           date '2026-08-10' + 28), '1 day') d
      WHERE NOT EXISTS (SELECT 1 FROM placement_educator x
           WHERE x.placement_id = p.id AND x.during @> d::date
             AND x.duty = 'practice_educator'))
UNION ALL
SELECT 'pause_to_end ' || e.id FROM enrolment e
 WHERE e.programme_id = 1 AND e.state = 'paused' AND (SELECT v.expected_on
       FROM enrolment_event v WHERE v.enrolment_id = e.id
        AND v.change = 'paused' AND NOT EXISTS (SELECT 1
            FROM enrolment_event u WHERE u.enrolment_id = e.id
             AND u.undoes = v.version)
       ORDER BY v.version DESC LIMIT 1) <= '2026-08-10';
GRANT SELECT ON naive TO waymark_web;
SET ROLE waymark_web;
SELECT pg_temp.act_as(31) \g /dev/null
SELECT results_eq($$SELECT s FROM pg_temp.staff(1, false) s
    WHERE s ~ '^(placement_to_arrange|educator_to_allocate|pause_to_end) '
    ORDER BY 1$$, 'SELECT item FROM naive ORDER BY 1',
    'the list is what every row says');
SELECT isnt_empty('SELECT FROM naive', 'and there is something on it');

SELECT * FROM finish();
ROLLBACK;
