-- What is an ASYE's own about its documents: who writes, reads and signs them,
-- what a signed agreement promises, who observed, and what a signature does to
-- the ASYE itself.

ALTER TABLE waymark.document ADD FOREIGN KEY
    (asye_id, enrolment_id, person_id, programme_id)
    REFERENCES waymark.asye (id, enrolment_id, person_id, programme_id);

-- ASYEs whose documents I read: those in which I have a duty, and those of the
-- organisations that I coordinate.
CREATE FUNCTION auth.asye_reached() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	mine bigint[] := auth.asye_mine();
	coordinated bigint[] := auth.asye_coordinated();
BEGIN
	IF coordinated = '{}' THEN
		RETURN mine;
	END IF;
	RETURN ARRAY(SELECT unnest(mine)
	    UNION SELECT a.id FROM waymark.asye a
	           WHERE a.employer_id = ANY (coordinated)
	    UNION SELECT a.id FROM waymark.asye a
	           WHERE a.provider_id = ANY (coordinated));
END
$$;
GRANT EXECUTE ON FUNCTION auth.asye_reached() TO waymark_web;

-- Who coordinates my ASYE, or one on which I have a duty: they return what was
-- written there.
CREATE FUNCTION auth.asye_coordinators() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	mine bigint[] := auth.asye_mine() || ARRAY(SELECT a.id
	    FROM waymark.asye a WHERE a.person_id = me);
BEGIN
	IF mine = '{}' THEN
		RETURN mine;
	END IF;
	RETURN ARRAY(SELECT DISTINCT r.person_id
	  FROM waymark.asye a
	  JOIN waymark.role_held r ON r.role = 'coordinator'
	   AND r.organisation_id IN (a.employer_id, a.provider_id)
	 WHERE a.id = ANY (mine));
END
$$;
GRANT EXECUTE ON FUNCTION auth.asye_coordinators() TO waymark_web;
CREATE POLICY asye_coordinator ON waymark.person FOR SELECT TO waymark_web
    USING (id = ANY ((SELECT auth.asye_coordinators())::bigint[]));

-- Which parties I am of an ASYE today.
CREATE FUNCTION waymark.asye_parties_mine(which bigint)
RETURNS waymark.document_party[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	RETURN ARRAY(SELECT CASE u.duty::text
	        WHEN 'assessor' THEN 'asye_assessor'
	        ELSE u.duty::text END::waymark.document_party
	   FROM waymark.asye_duty u
	  WHERE u.asye_id = which AND u.person_id = me
	    AND u.state = 'recorded' AND u.during @> waymark.today()
	  UNION ALL
	 SELECT 'coordinator' FROM waymark.asye a
	  WHERE a.id = which AND a.person_id <> me
	    AND ARRAY[a.employer_id, a.provider_id]
	        && auth.asye_coordinated());
END
$$;
CREATE FUNCTION waymark.asye_document_mine(d waymark.document)
RETURNS waymark.document_party[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN waymark.asye_parties_mine(d.asye_id);
END
$$;

-- As whom somebody wrote the assessor's part of a document last.
CREATE FUNCTION waymark.asye_wrote_as(d waymark.document)
RETURNS waymark.document_party
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT p.party
	  FROM waymark.document_version v
	  JOIN waymark.document_rule r ON r.kind = v.kind
	 CROSS JOIN LATERAL unnest(r.assesses) WITH ORDINALITY AS p(party, n)
	  JOIN waymark.asye_duty u ON u.asye_id = v.asye_id
	   AND u.person_id = v.by_id AND u.state = 'recorded'
	   AND u.during @> waymark.day_of(v.at)
	   AND u.duty::text = CASE p.party WHEN 'asye_assessor'
	       THEN 'assessor' ELSE p.party::text END
	 WHERE v.document_id = d.id AND v.part = 'assessor'
	 ORDER BY v.version DESC, p.n LIMIT 1);
END
$$;

CREATE FUNCTION waymark.asye_document_needs(d waymark.document)
RETURNS waymark.document_party[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	r waymark.document_rule;
BEGIN
	SELECT * INTO r FROM waymark.document_rule WHERE kind = d.kind;
	IF r.by_writer THEN
		RETURN ARRAY['trainee', coalesce(waymark.asye_wrote_as(d),
		    'asye_assessor')]::waymark.document_party[];
	END IF;
	RETURN r.signatories;
END
$$;

-- What rests upon the documents was decided: they stay as they are.
CREATE FUNCTION waymark.asye_settled(which bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT a.state IN ('recommended', 'moderated', 'confirmed',
	    'certificated', 'claim_complete')
	  FROM waymark.asye a WHERE a.id = which);
END
$$;

-- Whether an ASYE has what a final review asks for.
CREATE FUNCTION waymark.asye_final_review_allowed(which bigint)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN EXISTS (SELECT 1 FROM waymark.asye a WHERE a.id = which);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.asye_final_review_allowed(bigint),
    waymark.asye_parties_mine(bigint),
    waymark.asye_document_mine(waymark.document),
    waymark.asye_document_needs(waymark.document),
    waymark.asye_settled(bigint) TO waymark_web;

-- Where it has not, the review itself says why it is held all the same.
CREATE FUNCTION waymark.asye_final_review_sent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	d waymark.document;
	v waymark.document_version;
BEGIN
	SELECT * INTO d FROM waymark.document WHERE id = NEW.document_id;
	IF d.kind = 'asye_final_review'
	    AND NOT waymark.asye_final_review_allowed(d.asye_id) THEN
		SELECT * INTO v FROM waymark.document_version
		 WHERE document_id = d.id AND version = NEW.version;
		IF waymark.document_answer(v, 'shortfall') IS NULL THEN
			PERFORM waymark.document_refuse('a minimum is not met, '
			    'and no reason is recorded');
		END IF;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard_final_review BEFORE INSERT ON waymark.document_event
    FOR EACH ROW WHEN (NEW.change = 'submitted')
    EXECUTE FUNCTION waymark.asye_final_review_sent();

-- Who reads and writes, beside the trainee and staff, whom 022 names.
CREATE POLICY sees_in_asye ON waymark.document FOR SELECT TO waymark_web
    USING (asye_id = ANY ((SELECT auth.asye_reached())::bigint[]));
CREATE POLICY starts_in_asye ON waymark.document FOR INSERT TO waymark_web
    WITH CHECK (state = 'draft' AND version = 0
        AND started_by = (SELECT auth.person_id())
        AND person_id <> (SELECT auth.person_id())
        AND asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
        AND waymark.document_part_mine(document) = 'assessor');
CREATE POLICY sees_in_asye ON waymark.document_version FOR SELECT
    TO waymark_web USING (
    (asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
        AND ('assessor' = ANY (writers) OR sent_at IS NOT NULL))
    OR (asye_id = ANY ((SELECT auth.asye_reached())::bigint[])
        AND sent_at IS NOT NULL));
CREATE POLICY sees_in_asye ON waymark.document_event FOR SELECT TO waymark_web
    USING (asye_id = ANY ((SELECT auth.asye_reached())::bigint[]));
CREATE POLICY sees_in_asye ON waymark.signature FOR SELECT TO waymark_web
    USING (asye_id = ANY ((SELECT auth.asye_reached())::bigint[]));

-- What an agreement promises, from the version that everybody signed: how
-- much of what, in which unit, on which days.  A later agreement ends an
-- earlier one's promises on the day from which it applies.
CREATE TYPE waymark.asye_promised AS ENUM ('supervision_every',
    'supervision_length', 'workload', 'caseload', 'protected_time', 'review_3',
    'review_6', 'review_9', 'final_review', 'panel', 'adjustment');
CREATE TYPE waymark.asye_promise_unit AS ENUM ('weeks', 'months', 'minutes',
    'percent', 'cases', 'minutes_a_week', 'meetings', 'adjustments');

CREATE TABLE waymark.asye_promise (
	asye_id		bigint NOT NULL,
	version		bigint NOT NULL,
	number		bigint NOT NULL CHECK (number > 0),
	during		daterange NOT NULL CHECK (NOT isempty(during)),
	what		waymark.asye_promised NOT NULL,
	amount		bigint NOT NULL CHECK (amount > 0),
	unit		waymark.asye_promise_unit NOT NULL,
	words		text,
	document_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	PRIMARY KEY (asye_id, document_id, version, number),
	FOREIGN KEY (document_id, version)
	    REFERENCES waymark.document_version (document_id, version),
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id)
);
CREATE INDEX asye_promise_person ON waymark.asye_promise (person_id);

CREATE FUNCTION waymark.document_number_in(v waymark.document_version,
    wanted text) RETURNS bigint
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT CASE WHEN answer ~ '^[0-9]{1,6}$' THEN answer::bigint END
	  FROM waymark.document_answer(v, wanted) answer
$$;
CREATE FUNCTION waymark.document_date_in(v waymark.document_version,
    wanted text) RETURNS date
LANGUAGE sql STABLE SET search_path = '' AS $$
	SELECT CASE WHEN answer ~ '^[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}$'
	       THEN to_date(answer, 'FMDD FMMonth YYYY') END
	  FROM waymark.document_answer(v, wanted) answer
$$;

CREATE FUNCTION waymark.asye_promises_in(v waymark.document_version)
RETURNS SETOF waymark.asye_promise
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	start date := (SELECT a.starts_on FROM waymark.asye a
	    WHERE a.id = v.asye_id);
	applies daterange := daterange(
	    coalesce(waymark.document_date_in(v, 'applies_from'), start), NULL);
	second date := start
	    + (7 * waymark.document_number_in(v, 'first_weeks'))::integer;
	third date := (start + make_interval(months =>
	    waymark.document_number_in(v, 'second_months')::integer))::date;
BEGIN
	RETURN QUERY
	WITH phase AS (
	       SELECT p.n, applies * p.during AS during
	         FROM (VALUES (1, daterange(NULL, second)),
	              (2, daterange(second, greatest(second, third))),
	              (3, daterange(greatest(second, third), NULL)))
	              AS p(n, during)
	        WHERE NOT isempty(applies * p.during)),
	     said AS (
	       SELECT p.during, 'supervision_every' AS what,
	              CASE f.every WHEN 'Weekly' THEN 1
	                  WHEN 'Every two weeks' THEN 2
	                  WHEN 'Every three weeks' THEN 3
	                  WHEN 'Monthly' THEN 1 END::bigint AS amount,
	              CASE f.every WHEN 'Monthly' THEN 'months'
	                  ELSE 'weeks' END AS unit, NULL::text AS words,
	              1 AS place, p.n
	         FROM phase p
	        CROSS JOIN LATERAL waymark.document_answer(v, 'supervision.'
	              || p.n || '.every') f(every)
	        UNION ALL
	       SELECT p.during, 'supervision_length',
	              waymark.document_number_in(v, 'supervision.' || p.n
	              || '.minutes'), 'minutes', NULL, 2, p.n
	         FROM phase p
	        UNION ALL
	       SELECT applies, q.what, waymark.document_number_in(v, q.what),
	              q.unit, NULL, 3, q.n
	         FROM (VALUES ('workload', 'percent', 1),
	              ('caseload', 'cases', 2),
	              ('protected_time', 'minutes_a_week', 3))
	              AS q(what, unit, n)
	        UNION ALL
	       SELECT daterange(m.on_date, m.on_date, '[]'), m.what, 1,
	              'meetings', NULL, 4, m.n
	         FROM (SELECT o.what, o.n, waymark.document_date_in(v, o.what
	                  || '_on') AS on_date
	                 FROM (VALUES ('review_3', 1), ('review_6', 2),
	                      ('review_9', 3), ('final_review', 4),
	                      ('panel', 5)) AS o(what, n)) m
	        WHERE m.on_date IS NOT NULL
	        UNION ALL
	       SELECT daterange(coalesce(waymark.document_date_in(v,
	                  'adjustments.' || g || '.by'), lower(applies)), NULL),
	              'adjustment', 1, 'adjustments', t.what, 5, g
	         FROM generate_series(1, 8) g
	        CROSS JOIN LATERAL waymark.document_answer(v,
	              'adjustments.' || g || '.what') t(what)
	        WHERE t.what IS NOT NULL)
	SELECT v.asye_id, v.version, row_number() OVER (ORDER BY s.place, s.n),
	       s.during, s.what::waymark.asye_promised, s.amount,
	       s.unit::waymark.asye_promise_unit, s.words, v.document_id,
	       v.person_id, v.programme_id
	  FROM said s
	 WHERE s.amount > 0 AND NOT isempty(s.during);
END
$$;

-- The promises of a version, and the end of those that it takes the place of:
-- what was to begin later never does.
CREATE FUNCTION waymark.asye_promises_keep(v waymark.document_version)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	from_on date := coalesce(waymark.document_date_in(v, 'applies_from'),
	    (SELECT a.starts_on FROM waymark.asye a WHERE a.id = v.asye_id));
BEGIN
	IF EXISTS (SELECT 1 FROM waymark.asye_promise p
	    WHERE p.document_id = v.document_id AND p.version = v.version) THEN
		RETURN;
	END IF;
	DELETE FROM waymark.asye_promise
	 WHERE asye_id = v.asye_id AND lower(during) >= from_on;
	UPDATE waymark.asye_promise
	   SET during = during * daterange(NULL, from_on)
	 WHERE asye_id = v.asye_id AND during @> from_on;
	INSERT INTO waymark.asye_promise
	SELECT p.* FROM waymark.asye_promises_in(v) p;
END
$$;

-- Who observed.  observer_id: somebody with an account, who wrote it; else a
-- registered social worker by name and number.  by_assessor: it was the ASYE
-- assessor of that day.
CREATE TABLE waymark.asye_observer (
	document_id	bigint PRIMARY KEY,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	observer_id	bigint REFERENCES waymark.person,
	name		text NOT NULL CHECK (name <> ''),
	swe_number	text,
	is_registered	boolean NOT NULL,
	by_assessor	boolean NOT NULL,
	FOREIGN KEY (document_id, person_id, programme_id)
	    REFERENCES waymark.document (id, person_id, programme_id),
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id),
	CHECK (by_assessor <= (observer_id IS NOT NULL)),
	CHECK (is_registered <= (swe_number IS NOT NULL))
);
CREATE INDEX asye_observer_asye ON waymark.asye_observer (asye_id);
CREATE INDEX asye_observer_person ON waymark.asye_observer (person_id);

CREATE FUNCTION waymark.asye_observer_in(v waymark.document_version)
RETURNS SETOF waymark.asye_observer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	told text := waymark.document_answer(v, 'observer');
	number text := upper(waymark.document_answer(v, 'observer_number'));
	on_date date := waymark.document_date_in(v, 'held_on');
BEGIN
	IF waymark.document_answer(v, 'observed_by') = 'I did' THEN
		RETURN QUERY SELECT v.document_id, v.asye_id, v.person_id,
		    v.programme_id, p.id, p.name, p.swe_number,
		    p.swe_number IS NOT NULL, EXISTS (SELECT 1
		        FROM waymark.asye_duty u
		       WHERE u.asye_id = v.asye_id AND u.person_id = p.id
		         AND u.duty = 'assessor' AND u.state = 'recorded'
		         AND u.during @> coalesce(on_date,
		             waymark.day_of(v.at)))
		   FROM waymark.person p
		  WHERE p.id = (SELECT w.by_id FROM waymark.document_version w
		         WHERE w.document_id = v.document_id
		           AND w.part = 'assessor' AND w.version <= v.version
		         ORDER BY w.version DESC LIMIT 1);
	ELSIF told IS NOT NULL THEN
		RETURN QUERY SELECT v.document_id, v.asye_id, v.person_id,
		    v.programme_id, NULL::bigint, told, number,
		    coalesce(number ~ '^SW[1-9][0-9]{0,5}$', false), false;
	END IF;
END
$$;

CREATE FUNCTION waymark.asye_observation_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	DELETE FROM waymark.asye_observer WHERE document_id = NEW.document_id;
	INSERT INTO waymark.asye_observer
	SELECT o.* FROM waymark.asye_observer_in(NEW) o;
	RETURN NULL;
END
$$;
CREATE TRIGGER written_of_observer AFTER INSERT ON waymark.document_version
    FOR EACH ROW WHEN (NEW.kind = 'asye_observation')
    EXECUTE FUNCTION waymark.asye_observation_written();

-- What sort of record was written, as waymark.framework_minimum has it.
CREATE FUNCTION waymark.asye_record_sort(outcome text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
	SELECT CASE outcome
	    WHEN 'A report for an external decision' THEN 'external_report'
	    WHEN 'A set of case recordings' THEN 'case_recordings'
	    WHEN 'Another piece of writing' THEN 'other' END
$$;
GRANT EXECUTE ON FUNCTION waymark.asye_record_sort(text) TO waymark_web;

-- Of which moment a document is: "3 months" of twelve are "6 months" of
-- twenty-four.
CREATE FUNCTION waymark.document_stage_months(stage waymark.document_stage,
    months bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
	SELECT CASE stage WHEN 'start' THEN 0 WHEN 'months_3' THEN months / 4
	    WHEN 'months_6' THEN months / 2 WHEN 'months_9' THEN months * 3 / 4
	    WHEN 'middle' THEN months / 2 ELSE months END
$$;
CREATE FUNCTION waymark.document_stage_words(stage waymark.document_stage,
    which bigint) RETURNS text
LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF stage::text NOT LIKE 'months%' THEN
		RETURN stage;
	END IF;
	RETURN (SELECT waymark.document_stage_months(stage, f.months)
	        || ' months'
	  FROM waymark.asye a
	  JOIN waymark.framework f ON f.id = a.framework_id
	 WHERE a.id = which);
END
$$;
GRANT EXECUTE ON FUNCTION
    waymark.document_stage_months(waymark.document_stage, bigint),
    waymark.document_stage_words(waymark.document_stage, bigint)
    TO waymark_web;

-- The change that an ASYE sees when a document of it is signed.
CREATE FUNCTION waymark.asye_change_of(d waymark.document)
RETURNS waymark.asye_change
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT CASE d.kind WHEN 'asye_agreement' THEN 'agreement_signed'
	    WHEN 'asye_review' THEN 'reviewed_' || substr(d.stage::text, 8)
	    WHEN 'asye_final_review' THEN 'final_reviewed'
	    END::waymark.asye_change
$$;

-- The ASYE goes where its signed documents lead from where it is: at once, or
-- when a pause that kept it ends.  A review that is opened again was not held,
-- as long as nothing followed it; an agreement that is revised stays in force
-- until the next is signed.
CREATE FUNCTION waymark.asye_follow(which bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	latest waymark.asye_event;
	next waymark.asye_change;
BEGIN
	SELECT * INTO latest FROM waymark.asye_stands(which)
	 ORDER BY version DESC LIMIT 1;
	IF latest.change <> 'agreement_signed' AND EXISTS (SELECT 1
	    FROM waymark.document d WHERE d.asye_id = which
	     AND d.state IN ('returned', 'submitted', 'withdrawn')
	     AND waymark.asye_change_of(d) = latest.change)
	    AND NOT EXISTS (SELECT 1
	    FROM waymark.document d WHERE d.asye_id = which
	     AND d.state = 'signed'
	     AND waymark.asye_change_of(d) = latest.change) THEN
		INSERT INTO waymark.asye_event (asye_id, change, undoes,
		    reason) VALUES (which, 'undone', latest.version,
		    'recorded_wrongly');
	END IF;
	LOOP
		SELECT t.change INTO next
		  FROM waymark.asye a
		  JOIN waymark.document d ON d.asye_id = a.id
		   AND d.state = 'signed'
		  JOIN waymark.asye_transition t ON t.before = a.state
		   AND t.change = waymark.asye_change_of(d)
		 WHERE a.id = which AND t.change NOT IN (SELECT s.change
		       FROM waymark.asye_stands(which) s)
		 ORDER BY t.change LIMIT 1;
		EXIT WHEN NOT FOUND;
		INSERT INTO waymark.asye_event (asye_id, change)
		VALUES (which, next);
	END LOOP;
END
$$;

CREATE FUNCTION waymark.asye_follows_document() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NEW.state <> 'signed' AND waymark.asye_settled(NEW.asye_id) THEN
		PERFORM waymark.document_refuse('what was decided rests upon '
		    'it');
	END IF;
	IF NEW.state = 'signed' AND NEW.kind = 'asye_agreement' THEN
		PERFORM waymark.asye_promises_keep(v)
		   FROM waymark.document_version v
		  WHERE v.document_id = NEW.id AND v.version = NEW.version;
	END IF;
	PERFORM waymark.asye_follow(NEW.asye_id);
	RETURN NULL;
END
$$;
CREATE TRIGGER asye_follows AFTER UPDATE OF state ON waymark.document
    FOR EACH ROW WHEN (NEW.asye_id IS NOT NULL
        AND (OLD.state = 'signed') IS DISTINCT FROM (NEW.state = 'signed'))
    EXECUTE FUNCTION waymark.asye_follows_document();

CREATE FUNCTION waymark.asye_follows_return() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.asye_follow(NEW.asye_id);
	RETURN NULL;
END
$$;
CREATE TRIGGER then_documents AFTER INSERT ON waymark.asye_event
    FOR EACH ROW WHEN (NEW.change IN ('registered', 'resumed', 'reinstated',
        'transferred_in', 'undone'))
    EXECUTE FUNCTION waymark.asye_follows_return();

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['asye_promise', 'asye_observer'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('CREATE POLICY sees ON waymark.%I FOR SELECT
		    TO waymark_web USING (
		    person_id = (SELECT auth.person_id())
		    OR programme_id = ANY ((SELECT
		        auth.staff_programmes())::bigint[])
		    OR asye_id = ANY ((SELECT auth.asye_reached())::bigint[]))',
		    t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
	END LOOP;
END
$$;

-- What waits on assessors and managers, each of their own; of all that were
-- sent, coordinators and staff are told.
CREATE INDEX document_sent_in_asye ON waymark.document
    (programme_id, (waymark.day_of(sent_at)), id)
 WHERE state = 'submitted' AND asye_id IS NOT NULL;

DO $$
DECLARE
	s record;
BEGIN
	FOR s IN SELECT * FROM (VALUES
	    ('asye_document_to_write', 'd.state IN (''draft'', ''returned'')
	        AND (d.lacks @> ''{assessor}'' OR (d.lacks = ''{}''
	        AND d.writers @> ''{assessor}''))
	        AND waymark.document_part_mine(d) = ''assessor'''),
	    ('asye_document_to_sign', 'd.state = ''submitted'' AND
	        waymark.document_unsigned(d, waymark.document_mine(d))
	        AND d.person_id <> (SELECT auth.person_id())'),
	    ('asye_document_unsigned', 'd.state = ''submitted'''))
	    AS s (kind, waits) LOOP
		EXECUTE format('CREATE VIEW waymark.%I WITH (security_invoker)
		    AS SELECT %L::waymark.waiting_kind AS kind,
		    d.id AS subject_id, %s AS since, NULL::date AS due_on,
		    NULL::date AS on_date, 1::bigint AS how_many,
		    waymark.document_what(d) AS what,
		    d.person_id, d.enrolment_id, NULL::bigint AS placement_id,
		    a.employer_id AS organisation_id,
		    d.programme_id, (SELECT e.cohort_id
		       FROM waymark.enrolment e
		      WHERE e.id = d.enrolment_id) AS cohort_id,
		    NULL::bigint AS owner_id
		    FROM waymark.document d
		    JOIN waymark.asye a ON a.id = d.asye_id
		    WHERE d.asye_id IS NOT NULL AND %s',
		    'waiting_' || s.kind, s.kind,
		    CASE WHEN s.waits LIKE 'd.state IN%'
		    THEN 'waymark.day_of(coalesce((SELECT max(x.at)
		        FROM waymark.document_event x
		       WHERE x.document_id = d.id), d.started_at))'
		    ELSE 'waymark.day_of(d.sent_at)' END, s.waits);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web',
		    'waiting_' || s.kind);
	END LOOP;
END
$$;

INSERT INTO waymark.waiting_source (kind, party, person_is, through) VALUES
	('asye_document_to_write', 'assessor', 'trainee', '{assessor}'),
	('asye_document_to_sign', 'assessor', 'trainee', '{assessor}'),
	('asye_document_unsigned', 'assessor', 'trainee',
	    '{staff,coordinator}');
SELECT waymark.waiting_rebuild();
