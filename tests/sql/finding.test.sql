-- Search shows what policies show and nothing more; saved filters and what is
-- set aside belong to a person or a team.
BEGIN;
\ir world.sql
SELECT plan(40);

INSERT INTO educator (id, person_id, programme_id, organisation_id)
OVERRIDING SYSTEM VALUE VALUES (301, 11, 1, 9002), (302, 12, 1, 9003),
	(303, 13, 2, 9002);

-- Everybody of the world asks for every letter and every whole name: what is
-- found is what their policies let them see.
CREATE FUNCTION pg_temp.leaks(whose bigint) RETURNS SETOF text
LANGUAGE plpgsql AS $$
DECLARE
	asked text;
BEGIN
	PERFORM pg_temp.act_as(whose);
	FOR asked IN SELECT chr(c) FROM generate_series(97, 122) c
	    UNION SELECT unnest(ARRAY['obrien', 'smith', 'nunez', 'okafor',
	        'khan', 'lee', 'reid', 'mensah', 'ward', 'ashby', 'brook',
	        'team', 'trust']) LOOP
		RETURN QUERY SELECT 'trainee ' || f || ' by ' || asked
		  FROM trainees_found(ARRAY[asked], asked, 'SW', 100) f
		 WHERE f NOT IN (SELECT id FROM enrolment);
		RETURN QUERY SELECT 'placement ' || f || ' by ' || asked
		  FROM placements_found(ARRAY[asked], 100) f
		 WHERE f NOT IN (SELECT id FROM placement);
		RETURN QUERY SELECT 'educator ' || f || ' by ' || asked
		  FROM educators_named(ARRAY[asked], asked, 'SW', 100) f
		 WHERE f NOT IN (SELECT id FROM educator);
		RETURN QUERY SELECT 'tutor ' || f || ' by ' || asked
		  FROM tutors_named(ARRAY[asked], asked, 'SW', 100) f
		 WHERE f NOT IN (SELECT id FROM role_held);
		RETURN QUERY SELECT 'name ' || n.name || ' by ' || asked
		  FROM names_like(asked, 100) n
		 WHERE n.name NOT IN (SELECT name FROM person)
		   AND n.name NOT IN (SELECT name FROM organisation);
	END LOOP;
END
$$;

SET ROLE waymark_web;
SELECT is_empty(format('SELECT pg_temp.leaks(%s)', w),
    format('search shows person %s nothing that policies hide', w))
  FROM unnest(ARRAY[1, 6, 11, 13, 21, 22, 31, 32, 41, 42]) w;

SELECT set_config('waymark.session', repeat('0', 64), true) \g /dev/null
SELECT is_empty($$SELECT trainees_found('{khan}', NULL, NULL, 9)$$,
    'who is not signed in finds nobody');
SELECT is_empty($$SELECT placements_found('{ashby}', 9)$$, 'no placement');
SELECT is_empty($$SELECT * FROM names_like('okafro', 9)$$, 'and no name');

SELECT pg_temp.act_as(31) \g /dev/null
SELECT results_eq($$SELECT trainees_found('{brien,sian}', NULL, NULL, 9)$$,
    'VALUES (101::bigint)', 'words are in any order, and parts of names');
SELECT results_eq($$SELECT trainees_found('{smith,jones}', NULL, NULL, 9)$$,
    'VALUES (102::bigint)', 'on both sides of a hyphen');
SELECT results_eq($$SELECT trainees_found('{m}', NULL, NULL, 9)$$,
    'VALUES (102::bigint)', 'a letter begins a name');
SELECT results_eq($$SELECT trainees_found('{}', 'ZOE@', NULL, 9)$$,
    'VALUES (103::bigint)', 'an email address is found by its beginning');
SELECT results_eq($$SELECT trainees_found('{}', NULL, 'SW100', 9)$$,
    'VALUES (101::bigint), (102)', 'and so is a number');
SELECT is_empty($$SELECT trainees_found('{%}', '%', '_', 9)$$,
    'what stands for anything elsewhere stands for itself');
SELECT is_empty($$SELECT trainees_found('{\\}', '\', '\', 9)$$,
    'and so does a backslash');
SELECT results_eq($$SELECT placements_found('{ashby,obrien}', 9)$$,
    'VALUES (201::bigint)', 'a placement is found by trainee and host');
SELECT results_eq($$SELECT placements_found('{reid,crisis}', 9)$$,
    'SELECT 1::bigint WHERE false', 'every word counts');
SELECT results_eq($$SELECT placements_found('{mensah,okafor}', 9)$$,
    'VALUES (204::bigint)', 'by its educator');
SELECT results_eq($$SELECT placements_found('{community,ashby}', 9)$$,
    'VALUES (205::bigint), (201), (202)', 'by host and team, latest first');
SELECT is_empty($$SELECT placements_found('{ashb%}', 9)$$,
    'what stands for anything stands for itself there too');
RESET ROLE;
UPDATE organisation SET name = 'Renamed Trust' WHERE id = 9002;
UPDATE person SET family_name = 'Zuckerman' WHERE id = 13;
SET ROLE waymark_web;
SELECT pg_temp.act_as(31) \g /dev/null
SELECT results_eq($$SELECT count(*) FROM placements_found('{renamed}', 99)$$,
    $$SELECT count(*) FROM placement WHERE organisation_id = 9002$$,
    'a host is found by its new name');
RESET ROLE;
SELECT is_empty($$
	SELECT w.placement_id FROM placement_words w
	  JOIN placement p ON p.id = w.placement_id
	  JOIN team m ON m.id = p.team_id
	  JOIN person t ON t.id = p.person_id
	  JOIN organisation o ON o.id = p.organisation_id
	 WHERE (w.starts_on, w.programme_id) <> (p.starts_on, p.programme_id)
	    OR EXISTS (SELECT unnest(word_patterns(string_to_array(concat_ws(
	           ' ', t.folded, o.folded, m.folded,
	           (SELECT string_agg(e.folded, ' ') FROM placement_educator d
	              JOIN person e ON e.id = d.person_id
	             WHERE d.placement_id = p.id)), ' '))) AS pattern
	        EXCEPT SELECT unnest(word_patterns(
	            string_to_array(trim(w.words), ' '))))
$$, 'what is kept to be found by is what there is to be found');
SELECT is((SELECT count(*) FROM placement_words),
    (SELECT count(*) FROM placement), 'of every placement');
UPDATE unit SET name = 'Kestrel' WHERE id = (SELECT max(id) FROM unit);
SELECT results_eq('SELECT unit_id, own, words FROM unit_words ORDER BY 1',
    $$SELECT u.id, own.words, own.words || ' ' || o.folded
        FROM unit u
        JOIN organisation o ON o.id = u.organisation_id
       CROSS JOIN LATERAL (SELECT concat_ws(' ', '', u.folded,
           string_agg(DISTINCT p.folded, ' ')) FROM unit_lead l
           JOIN person p ON p.id = l.person_id
          WHERE l.unit_id = u.id) own (words) ORDER BY 1$$,
    'and the same of every unit, of whom it is and who led it');
SET ROLE waymark_web;
SELECT pg_temp.act_as(31) \g /dev/null
SELECT results_eq($$SELECT units_found('{renamed,kestrel}', 9)$$,
    'SELECT max(id) FROM unit', 'a unit is found by its name and its host');
SELECT is_empty($$SELECT units_found('{renamed}', 9)$$,
    'not by its host alone');
SELECT results_eq($$SELECT name FROM names_like('okafro', 1)$$,
    $$VALUES ('Kwame Okafor')$$, 'a name that is near is suggested');

-- Filters.
INSERT INTO saved_filter (path, query, name) VALUES ('/trainees', 'a=b', 'Me');
INSERT INTO saved_filter (path, query, name, programme_id)
VALUES ('/trainees', 'a=b', 'Us', 1);
SELECT throws_ok($$INSERT INTO saved_filter (path, query, name, programme_id)
    VALUES ('/trainees', 'a=b', 'Them', 2)$$, '42501', NULL,
    'a filter is shared with a team of one''s own');
RESET ROLE;
INSERT INTO role_held (person_id, role, programme_id, during)
VALUES (32, 'staff', 1, '[2026-01-01,)');
SET ROLE waymark_web;
SELECT pg_temp.act_as(32) \g /dev/null
SELECT results_eq('SELECT name FROM saved_filter', $$VALUES ('Us')$$,
    'the team sees what is shared with it');
SELECT throws_ok($$UPDATE saved_filter SET programme_id = NULL$$, '42501',
    NULL, 'and nobody takes it from the team but who saved it');
SELECT lives_ok($$UPDATE saved_filter SET state = 'removed'$$,
    'any of them removes it');
SELECT pg_temp.act_as(21) \g /dev/null
SELECT is_empty('SELECT 1 FROM saved_filter', 'nobody else sees either');

-- What is set aside.
SELECT throws_ok($$INSERT INTO attention_aside (programme_id, kind, record_id,
    until_on, reason) VALUES (1, 'no-placement', 101, '2026-07-01', 'Away')$$,
    '42501', NULL, 'staff alone set aside');
SELECT pg_temp.act_as(31) \g /dev/null
SELECT throws_ok($$INSERT INTO attention_aside (programme_id, kind, record_id,
    until_on, reason) VALUES (1, 'no-placement', 101, '2026-06-15', 'Away')$$,
    '42501', NULL, 'until a day that is to come');
INSERT INTO attention_aside (programme_id, kind, record_id, until_on, reason)
VALUES (1, 'no-placement', 101, '2026-07-01', 'Away');
SELECT throws_ok($$UPDATE attention_aside SET state = 'aside'$$, '23514',
    NULL, 'and it is ended, or undone, and nothing else');

SELECT * FROM finish();
ROLLBACK;
