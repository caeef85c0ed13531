-- Equality: what people say of themselves so that fairness can be watched, in a
-- room of its own.
--
-- Nobody but the person reads an answer.  No role that signs in may look into
-- this room: the web asks functions, of which those about answers know only
-- whoever is signed in, and those about many people give counts and are
-- recorded.  Answers are in no audit, only that somebody answered.  The jobs
-- process cannot enter at all, so that nothing it computes of people can rest
-- on who they are.
--
-- An answer stays as a version until its person takes it back, so that a trend
-- can use what held when a cohort began; taken back, every version is gone.
CREATE SCHEMA equality;
GRANT USAGE ON SCHEMA equality TO waymark_web;

CREATE TABLE equality.question (
	code		text PRIMARY KEY CHECK (code ~ '^[a-z_]+$'),
	position	bigint NOT NULL UNIQUE,
	title		text NOT NULL,
	hint		text,
	source		text NOT NULL
);

-- two and five: what a choice is counted among when groups are merged, coarser
-- first; NULL is no group: nothing is known.  own_words: may be said in them.
CREATE TABLE equality.choice (
	question	text NOT NULL REFERENCES equality.question,
	code		text NOT NULL CHECK (code ~ '^[a-z0-9_]+$'),
	position	bigint NOT NULL,
	label		text NOT NULL,
	two		text,
	five		text,
	own_words	boolean NOT NULL DEFAULT false,
	PRIMARY KEY (question, code),
	UNIQUE (question, position)
);

CREATE TABLE equality.answer (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	question	text NOT NULL,
	choice		text NOT NULL,
	own_words	text CHECK (own_words <> ''
			    AND length(own_words) <= 100),
	during		tstzrange NOT NULL DEFAULT tstzrange(now(), NULL),
	FOREIGN KEY (question, choice) REFERENCES equality.choice,
	EXCLUDE USING gist (person_id WITH =, question WITH =,
	    during WITH &&)
);

-- Notice that somebody's answers may not be used (Data Protection Act 2018,
-- Schedule 1, paragraph 8(5)), until it is taken back.
CREATE TABLE equality.objection (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	during		daterange NOT NULL CHECK (NOT isempty(during)),
	EXCLUDE USING gist (person_id WITH =, during WITH &&)
);

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['question', 'choice', 'answer',
	    'objection'] LOOP
		EXECUTE format('ALTER TABLE equality.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON equality.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
	END LOOP;
END
$$;
CREATE POLICY everybody ON equality.question FOR SELECT TO waymark_web
    USING (true);
CREATE POLICY everybody ON equality.choice FOR SELECT TO waymark_web
    USING (true);
GRANT SELECT ON equality.question, equality.choice TO waymark_web;

-- My answers as they stand.
CREATE FUNCTION equality.mine()
RETURNS TABLE (question text, choice text, own_words text, since date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	RETURN QUERY
	SELECT a.question, a.choice, a.own_words,
	       waymark.day_of(lower(a.during))
	  FROM equality.answer a
	 WHERE a.person_id = me AND upper_inf(a.during);
END
$$;

-- Answers one question of mine; choice NULL takes the answer back without
-- another, and then nothing of it is kept.
CREATE FUNCTION equality.say(asked text, chosen text, words text)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	IF me IS NULL THEN
		RAISE EXCEPTION 'nobody is signed in'
		    USING ERRCODE = 'insufficient_privilege';
	END IF;
	PERFORM 1 FROM waymark.person p WHERE p.id = me FOR NO KEY UPDATE;
	IF chosen IS NULL THEN
		DELETE FROM equality.answer a
		 WHERE a.person_id = me AND a.question = asked;
		RETURN;
	END IF;
	IF EXISTS (SELECT 1 FROM equality.answer a
	    WHERE a.person_id = me AND a.question = asked
	      AND upper_inf(a.during) AND a.choice = chosen
	      AND a.own_words IS NOT DISTINCT FROM words) THEN
		RETURN;
	END IF;
	DELETE FROM equality.answer a
	 WHERE a.person_id = me AND a.question = asked
	   AND lower(a.during) = now();
	UPDATE equality.answer a SET during = tstzrange(lower(a.during), now())
	 WHERE a.person_id = me AND a.question = asked
	   AND upper_inf(a.during);
	INSERT INTO equality.answer (person_id, question, choice, own_words)
	VALUES (me, asked, chosen, words);
END
$$;

-- Every answer of mine, and every version of it, is gone; and where I was
-- counted (051), nobody is.
CREATE FUNCTION equality.take_back() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	DELETE FROM equality.answer a WHERE a.person_id = auth.person_id();
	DELETE FROM equality.member m WHERE m.person_id = auth.person_id();
END
$$;

-- Since when I object; NULL: I do not.
CREATE FUNCTION equality.objected_on() RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT lower(o.during) FROM equality.objection o
	    WHERE o.person_id = auth.person_id() AND upper_inf(o.during));
END
$$;

CREATE FUNCTION equality.object(objects boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	today date := waymark.today();
BEGIN
	PERFORM 1 FROM waymark.person p WHERE p.id = me FOR NO KEY UPDATE;
	IF objects AND equality.objected_on() IS NULL THEN
		DELETE FROM equality.objection o
		 WHERE o.person_id = me AND o.during @> today;
		INSERT INTO equality.objection (person_id, during)
		VALUES (me, daterange(today, NULL));
	ELSIF NOT objects THEN
		DELETE FROM equality.objection o
		 WHERE o.person_id = me AND lower(o.during) = today;
		UPDATE equality.objection o
		   SET during = daterange(lower(o.during), today)
		 WHERE o.person_id = me AND upper_inf(o.during);
	END IF;
END
$$;

-- How many of each cohort of a programme of mine answered each question; who
-- objects counts as not having answered.  Asking is recorded.
CREATE FUNCTION equality.responses(programme bigint, reference text)
RETURNS TABLE (cohort_id bigint, cohort text, question text, people bigint,
    answered bigint, kept_back bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT programme = ANY (auth.staff_programmes()) THEN
		RETURN;
	END IF;
	PERFORM audit.note('EQUALITY_RESPONSES_READ', 'programme', programme,
	    NULL, programme, reference);
	RETURN QUERY
	WITH everybody AS (
		SELECT e.cohort_id, e.person_id, EXISTS (
		           SELECT 1 FROM equality.objection o
		            WHERE o.person_id = e.person_id
		              AND upper_inf(o.during)) AS objects
		  FROM waymark.enrolment e
		 WHERE e.programme_id = programme)
	SELECT c.id, c.name, q.code, count(*),
	       count(*) FILTER (WHERE a.choice IS NOT NULL AND NOT w.objects),
	       count(*) FILTER (WHERE a.choice = 'not_said'
	           AND NOT w.objects)
	  FROM everybody w
	  JOIN waymark.cohort c ON c.id = w.cohort_id
	 CROSS JOIN equality.question q
	  LEFT JOIN equality.answer a ON a.person_id = w.person_id
	       AND a.question = q.code AND upper_inf(a.during)
	 GROUP BY c.id, c.name, c.starts_on, q.code, q.position
	 ORDER BY c.starts_on DESC, c.id, q.position;
END
$$;
GRANT EXECUTE ON FUNCTION equality.mine(), equality.say(text, text, text),
    equality.take_back(), equality.objected_on(), equality.object(boolean),
    equality.responses(bigint, text) TO waymark_web;
