-- Random histories of concerns and of suitability cases: a step is taken when
-- the table of transitions has it and only then, what is refused changes
-- nothing, and an undoing restores what was before.
BEGIN;
\ir world.sql
SELECT plan(6);
SELECT setseed(0.24) \g /dev/null

-- As a record stood after each version that was taken.
CREATE TEMPORARY TABLE stood (history bigint, version bigint, step text,
    undoes bigint, state text, since_on date, follow_up_on date,
    PRIMARY KEY (history, version));
CREATE TEMPORARY TABLE fault (history bigint, version bigint, what text);
CREATE TEMPORARY TABLE refused (step text);

CREATE FUNCTION pg_temp.concern_take(h bigint, wanted text, undoing bigint)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.concern_event (concern_id, enrolment_id, person_id,
	    programme_id, version, step, on_date, words, present, agreed,
	    meeting_on, outcome, follow_up_on, undoes)
	SELECT c.id, c.enrolment_id, c.person_id, c.programme_id,
	       c.version + 1, wanted::waymark.concern_step, v.day, 'Said',
	       CASE wanted WHEN 'meeting_held' THEN 'All' ELSE '' END,
	       CASE wanted WHEN 'meeting_held' THEN 'A plan' ELSE '' END,
	       CASE wanted WHEN 'meeting_arranged' THEN v.day + 2 END,
	       CASE wanted WHEN 'decided'
	           THEN 'repeat_placement'::waymark.concern_outcome END,
	       v.day + 1 + floor(random() * 20)::integer, undoing
	  FROM waymark.concern c
	 CROSS JOIN LATERAL (SELECT c.since_on + floor(random() *
	       (waymark.today() - c.since_on + 1))::integer AS day) v
	 WHERE c.id = h;
	INSERT INTO waymark.concern_action (concern_id, enrolment_id,
	    person_id, programme_id, step_version, owner, what, due_on)
	SELECT c.id, c.enrolment_id, c.person_id, c.programme_id, c.version,
	       'host', 'Meet', '2027-01-01'
	  FROM waymark.concern c
	 WHERE c.id = h AND wanted IN ('planned', 'extended')
$$;
CREATE FUNCTION pg_temp.case_take(h bigint, wanted text, undoing bigint)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO waymark.suitability_event (case_id, enrolment_id,
	    person_id, programme_id, version, step, on_date, words, told,
	    outcome, follow_up_on, undoes)
	SELECT c.id, c.enrolment_id, c.person_id, c.programme_id,
	       c.version + 1, wanted::waymark.suitability_step, v.day, 'Said',
	       'Told', CASE wanted WHEN 'decided'
	           THEN 'conditions'::waymark.suitability_outcome END,
	       v.day + 1 + floor(random() * 20)::integer, undoing
	  FROM waymark.suitability_case c
	 CROSS JOIN LATERAL (SELECT c.since_on + floor(random() *
	       (waymark.today() - c.since_on + 1))::integer AS day) v
	 WHERE c.id = h
$$;

-- One history of tries; the tables and steps of one of the two.
CREATE FUNCTION pg_temp.live(h bigint, what text, steps text[], tries integer)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	now_is record;
	was record;
	wanted text;
	latest bigint;
	stack bigint[] := '{1}';
	fits boolean;
	taken boolean;
	row text := format('SELECT version, state::text, since_on, follow_up_on,
	    open%s FROM waymark.%I WHERE id = $1',
	    CASE what WHEN 'suitability_case' THEN ', told_on IS NOT NULL AS told'
	    ELSE ', false AS told' END, what);
BEGIN
	EXECUTE row INTO now_is USING h;
	INSERT INTO stood VALUES (h, 1, 'first', NULL, now_is.state, now_is.since_on,
	    now_is.follow_up_on);
	FOR i IN 1..tries LOOP
		was := now_is;
		wanted := steps[1 + floor(random() * cardinality(steps))];
		IF random() < 0.6 THEN
			EXECUTE format('SELECT step::text FROM waymark.%I
			    WHERE before::text = $1
			    ORDER BY random() * (1 + (step::text IN
			    (''withdrawn'', ''closed''))::integer * 4) LIMIT 1',
			    replace(what, '_case', '') || '_transition')
			    INTO wanted USING was.state;
			wanted := coalesce(wanted, 'undone');
		END IF;
		latest := CASE WHEN wanted = 'undone' THEN
		    CASE WHEN random() < 0.8 THEN stack[cardinality(stack)]
		    ELSE 1 + floor(random() * was.version)::bigint END END;
		EXECUTE format('SELECT EXISTS (SELECT 1 FROM waymark.%I
		    WHERE step::text = $1 AND before::text = $2)',
		    replace(what, '_case', '') || '_transition')
		    INTO fits USING wanted, was.state;
		fits := CASE wanted
		    WHEN 'undone' THEN cardinality(stack) > 1
		        AND latest = stack[cardinality(stack)]
		    WHEN 'told' THEN NOT was.told
		    WHEN 'responded' THEN was.told
		    ELSE fits END;
		BEGIN
			EXECUTE format('SELECT pg_temp.%s_take($1, $2, $3)',
			    replace(what, 'suitability_', ''))
			    USING h, wanted, latest;
			SET CONSTRAINTS ALL IMMEDIATE;
			SET CONSTRAINTS ALL DEFERRED;
			taken := true;
		EXCEPTION WHEN check_violation THEN
			taken := false;
			INSERT INTO refused VALUES (wanted);
		END;
		EXECUTE row INTO now_is USING h;
		IF taken IS DISTINCT FROM fits THEN
			INSERT INTO fault VALUES (h, was.version,
			    format('%s from %s: %s', wanted, was.state, taken));
		ELSIF NOT taken AND now_is IS DISTINCT FROM was THEN
			INSERT INTO fault VALUES (h, was.version, 'changed');
		ELSIF now_is.open = (now_is.follow_up_on IS NULL) THEN
			INSERT INTO fault VALUES (h, was.version, 'follow up');
		END IF;
		CONTINUE WHEN NOT taken;
		INSERT INTO stood VALUES (h, now_is.version, wanted, latest,
		    now_is.state, now_is.since_on, now_is.follow_up_on);
		stack := CASE
		    WHEN wanted = 'undone' THEN stack[:cardinality(stack) - 1]
		    WHEN wanted IN ('told', 'responded') THEN stack
		    ELSE stack || now_is.version END;
		IF NOT EXISTS (SELECT 1 FROM stood t WHERE t.history = h
		    AND t.version = stack[cardinality(stack)]
		    AND (t.state, t.since_on) = (now_is.state, now_is.since_on)
		    AND t.follow_up_on IS NOT DISTINCT FROM now_is.follow_up_on)
		    THEN
			INSERT INTO fault VALUES (h, now_is.version, 'not restored');
		END IF;
	END LOOP;
END
$$;

INSERT INTO concern (id, enrolment_id, person_id, programme_id, kind, words,
    shared, raised_by, raised_as, raised_on)
OVERRIDING SYSTEM VALUE
SELECT n, 102, 2, 1, 'practice', 'Words', true, 31, 'staff', '2026-03-01'
  FROM generate_series(9001, 9030) n;
SELECT pg_temp.live(n, 'concern', enum_range(NULL::concern_step)::text[]
    || '{undone,undone}'::text[], 50)
  FROM generate_series(9001, 9030) n \g /dev/null
SELECT is_empty('SELECT * FROM fault',
    'a concern goes where the table leads, and back where it was');
SELECT set_eq('SELECT DISTINCT step FROM stood WHERE step <> ''first''',
    'SELECT DISTINCT step::text FROM concern_transition
     UNION VALUES (''undone'')', 'every step was taken in some history');
SELECT cmp_ok((SELECT count(*) FROM refused), '>', 200::bigint,
    'and many were refused');

DELETE FROM stood;
DELETE FROM fault;
DELETE FROM refused;
INSERT INTO suitability_case (id, enrolment_id, person_id, programme_id, words,
    referred_by, referred_on)
SELECT n, 102, 2, 1, 'Words', 31, '2026-03-01'
  FROM generate_series(9001, 9030) n;
SELECT pg_temp.live(n, 'suitability_case',
    enum_range(NULL::suitability_step)::text[] || '{undone,undone}'::text[],
    40)
  FROM generate_series(9001, 9030) n \g /dev/null
SELECT is_empty('SELECT * FROM fault',
    'a case goes where the table leads, and back where it was');
SELECT set_eq('SELECT DISTINCT step FROM stood WHERE step <> ''first''',
    'SELECT DISTINCT step::text FROM suitability_transition
     UNION VALUES (''undone''), (''told''), (''responded'')',
    'every step was taken in some history');
SELECT cmp_ok((SELECT count(*) FROM refused), '>', 200::bigint,
    'and many were refused');

SELECT * FROM finish();
ROLLBACK;
