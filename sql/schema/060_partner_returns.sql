-- Monthly sets: tables that the people of a partner get each month.
--
-- Staff of the programme, or somebody of the partner, say which tables, for
-- which role there, what for and on which day.  On that day everybody who holds
-- the role has an export of their own (057_exports.sql), made by the jobs with
-- that person's rights as they are then, and is told by a letter with a link:
-- nothing is attached, and the page behind it asks who wants it.

CREATE TYPE waymark.monthly_set_state AS ENUM ('running', 'paused', 'ended');
CREATE TYPE waymark.monthly_set_readers AS ENUM ('partner', 'coordinator');

CREATE TABLE waymark.monthly_set_transition (
	before		waymark.monthly_set_state NOT NULL,
	after		waymark.monthly_set_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.monthly_set_transition VALUES
	('running', 'paused'), ('paused', 'running'),
	('running', 'ended'), ('paused', 'ended');

-- readers: who of the organisation gets it, by the role that they hold there.
-- day: of the month; every month has a 28th.  made_by_name: for readers who do
-- not know whoever set it up.
CREATE TABLE waymark.monthly_set (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	cohort_id	bigint,
	organisation_id	bigint NOT NULL REFERENCES waymark.organisation,
	tables		text[] NOT NULL CHECK (cardinality(tables)
			    BETWEEN 1 AND 40),
	readers		waymark.monthly_set_readers NOT NULL,
	purpose		text NOT NULL CHECK (purpose <> ''
			    AND length(purpose) <= 500),
	day		bigint NOT NULL CHECK (day BETWEEN 1 AND 28),
	next_on		date NOT NULL,
	state		waymark.monthly_set_state NOT NULL DEFAULT 'running',
	made_by		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	made_by_name	text NOT NULL CHECK (made_by_name <> ''),
	made_at		timestamptz NOT NULL DEFAULT now(),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (cohort_id, programme_id)
	    REFERENCES waymark.cohort (id, programme_id)
);
CREATE INDEX monthly_set_programme ON waymark.monthly_set (programme_id, id);
CREATE INDEX monthly_set_organisation
    ON waymark.monthly_set (organisation_id, id);
CREATE INDEX monthly_set_due ON waymark.monthly_set (next_on)
 WHERE state = 'running';

-- Each month that it was due, and how many people held the role then.
CREATE TABLE waymark.monthly_set_round (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	set_id		bigint NOT NULL REFERENCES waymark.monthly_set,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	on_date		date NOT NULL DEFAULT waymark.today(),
	people		bigint NOT NULL CHECK (people >= 0)
);
CREATE INDEX monthly_set_round_set ON waymark.monthly_set_round (set_id, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.monthly_set_round
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

ALTER TABLE waymark.export
    ADD COLUMN round_id bigint REFERENCES waymark.monthly_set_round;
CREATE INDEX export_round ON waymark.export (round_id)
 WHERE round_id IS NOT NULL;

-- The first such day of a month that is not before another.
CREATE FUNCTION waymark.monthly_day(day bigint, since date) RETURNS date
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT (m + CASE WHEN m >= since THEN interval '0'
	    ELSE interval '1 month' END)::date
	  FROM (SELECT date_trunc('month', since)::date + day::integer - 1)
	       AS u (m)
$$;

-- It stays what was set up: another is set up in its place.
CREATE FUNCTION waymark.monthly_set_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		NEW.state := 'running';
		NEW.next_on := waymark.monthly_day(NEW.day, waymark.today());
		NEW.made_by_name := (SELECT p.name FROM waymark.person p
		    WHERE p.id = NEW.made_by);
		RETURN NEW;
	END IF;
	IF (OLD.programme_id, OLD.cohort_id, OLD.organisation_id, OLD.tables,
	    OLD.readers, OLD.purpose, OLD.day, OLD.made_by) IS DISTINCT FROM
	    (NEW.programme_id, NEW.cohort_id, NEW.organisation_id, NEW.tables,
	    NEW.readers, NEW.purpose, NEW.day, NEW.made_by) THEN
		PERFORM waymark.event_refuse('a monthly set stays what was set '
		    'up');
	END IF;
	IF NEW.state = OLD.state THEN
		RETURN NEW;
	END IF;
	IF NOT EXISTS (SELECT 1 FROM waymark.monthly_set_transition t
	    WHERE t.before = OLD.state AND t.after = NEW.state) THEN
		PERFORM waymark.event_refuse(format('a monthly set that is %s '
		    'cannot become %s', OLD.state, NEW.state));
	END IF;
	IF NEW.state = 'running' THEN
		NEW.next_on := waymark.monthly_day(NEW.day, waymark.today());
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.monthly_set
    FOR EACH ROW EXECUTE FUNCTION waymark.monthly_set_guard();

-- Begins what is due: an export for everybody who holds the role today.  A
-- month that was missed altogether is not made up for.
CREATE FUNCTION waymark.monthly_sets_begin() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	today date := waymark.today();
	s waymark.monthly_set;
	n bigint := 0;
	round bigint;
BEGIN
	FOR s IN SELECT * FROM waymark.monthly_set x
	    WHERE x.state = 'running' AND x.next_on <= today
	    ORDER BY x.id FOR UPDATE SKIP LOCKED LIMIT 50 LOOP
		INSERT INTO waymark.monthly_set_round (set_id, programme_id,
		    organisation_id, people)
		SELECT s.id, s.programme_id, s.organisation_id, count(*)
		  FROM waymark.role_held r
		 WHERE r.role::text = s.readers::text
		   AND r.organisation_id = s.organisation_id
		   AND r.during @> today
		RETURNING id INTO round;
		INSERT INTO waymark.export (programme_id, cohort_id,
		    organisation_id, tables, format, reader, recipient,
		    purpose, asked_by, round_id)
		SELECT s.programme_id, s.cohort_id, s.organisation_id,
		       s.tables, 'workbook', 'partner', format('%s, %s',
		       p.name, o.name), s.purpose, p.id, round
		  FROM waymark.role_held r
		  JOIN waymark.person p ON p.id = r.person_id
		  JOIN waymark.organisation o ON o.id = r.organisation_id
		 WHERE r.role::text = s.readers::text
		   AND r.organisation_id = s.organisation_id
		   AND r.during @> today
		 ORDER BY p.id;
		UPDATE waymark.monthly_set x
		   SET next_on = waymark.monthly_day(x.day, today + 1)
		 WHERE x.id = s.id;
		n := n + 1;
	END LOOP;
	RETURN n;
END
$$;

-- Whoever it is for is told that it can be fetched; nothing for other exports.
CREATE FUNCTION waymark.monthly_set_tell(which bigint, origin text)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM post.write(p.id, p.email, format('Your monthly spreadsheet, '
	    '%s', o.name), format(E'Dear %s,\n\nthe spreadsheet that you get '
	    'each month about the people of %s is ready. Sign in to download '
	    'it:\n%s/exports/%s\n\nIt is for: %s\nIt is deleted there after '
	    '%s. Delete your copy by then too.\n', p.name, o.name, origin,
	    e.id, e.purpose, to_char(e.expires_on, 'FMDD FMMonth YYYY')))
	   FROM waymark.export e
	   JOIN waymark.person p ON p.id = e.asked_by
	   JOIN waymark.organisation o ON o.id = e.organisation_id
	  WHERE e.id = which AND e.state = 'done' AND e.round_id IS NOT NULL;
END
$$;

-- Who got a set, when, and how often they fetched it: for whoever may see it.
CREATE FUNCTION waymark.monthly_set_copies(which bigint, at_most bigint)
RETURNS TABLE (round_id bigint, on_date date, people bigint, export_id bigint,
    name text, state waymark.export_state, fetched bigint,
    fetched_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT r.id, r.on_date, r.people, e.id, p.name, e.state, d.n, d.at
	  FROM waymark.monthly_set s
	 CROSS JOIN LATERAL (SELECT * FROM waymark.monthly_set_round x
	        WHERE x.set_id = s.id ORDER BY x.id DESC LIMIT at_most) r
	  LEFT JOIN waymark.export e ON e.round_id = r.id
	  LEFT JOIN waymark.person p ON p.id = e.asked_by
	  LEFT JOIN LATERAL (SELECT count(*) AS n, max(x.at) AS at
	        FROM waymark.export_download x WHERE x.export_id = e.id) d
	    ON e.id IS NOT NULL
	 WHERE s.id = which
	   AND (s.programme_id = ANY (auth.staff_programmes())
	    OR s.organisation_id = ANY (auth.partner_organisations())
	    OR s.organisation_id = ANY (auth.asye_coordinated()))
	 ORDER BY r.id DESC, p.family_name, p.given_name, e.id;
END
$$;

GRANT EXECUTE ON FUNCTION waymark.monthly_sets_begin(),
    waymark.monthly_set_tell(bigint, text) TO waymark_jobs;
GRANT EXECUTE ON FUNCTION waymark.monthly_set_copies(bigint, bigint)
    TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['monthly_set', 'monthly_set_transition',
	    'monthly_set_round'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['monthly_set', 'monthly_set_round'] LOOP
		EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR UPDATE
		    OR DELETE ON waymark.%I FOR EACH ROW
		    EXECUTE FUNCTION audit.changed()', t);
	END LOOP;
END
$$;

CREATE POLICY everybody ON waymark.monthly_set_transition FOR SELECT
    TO waymark_web USING (true);

-- Staff of the programme, and people of the partner, who set one up for
-- themselves alone.
CREATE POLICY sees ON waymark.monthly_set TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        OR organisation_id =
            ANY ((SELECT auth.partner_organisations())::bigint[])
        OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]))
    WITH CHECK (
        programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        OR organisation_id =
            ANY ((SELECT auth.partner_organisations())::bigint[])
        OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
CREATE POLICY sees ON waymark.monthly_set_round FOR SELECT TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        OR organisation_id =
            ANY ((SELECT auth.partner_organisations())::bigint[])
        OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
GRANT INSERT (programme_id, cohort_id, organisation_id, tables, readers,
    purpose, day), UPDATE (state) ON waymark.monthly_set TO waymark_web;

-- The annual return: what funders and the regulator ask of a programme, cohort
-- by cohort.  Each table of it shares people, or what they did, out between
-- its columns (src/report/annual.def), a line a cohort; only what turns these
-- counts into what may be told asks for them (src/report/annual.c).
CREATE FUNCTION waymark.annual_counts(programme bigint, cohorts bigint[],
    reference text)
RETURNS TABLE (what text, line text, counts bigint[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	day date := waymark.today();
	months integer := waymark.setting_of(programme,
	    'educator_currency_months');
BEGIN
	IF programme <> ALL (auth.staff_programmes()) THEN
		RETURN;
	END IF;
	PERFORM audit.note('ANNUAL_RETURN_READ', 'programme', programme, NULL,
	    programme, reference);
	RETURN QUERY
	WITH cohort AS (
	    SELECT c.id, c.name, u.n
	      FROM unnest(cohorts) WITH ORDINALITY AS u (id, n)
	      JOIN waymark.cohort c ON c.id = u.id
	       AND c.programme_id = programme),
	trainee AS (
	    SELECT e.id, e.cohort_id, e.state FROM waymark.enrolment e
	     WHERE e.programme_id = programme AND e.cohort_id = ANY (cohorts)
	       AND e.state <> 'offered'),
	done AS (
	    SELECT l.enrolment_id, bool_or(l.state = 'confirmed'
	               AND l.outcome = 'pass') AS passed,
	           sum(y.confirmed) >= sum(l.required_halves) AS enough
	      FROM waymark.placement l
	      JOIN waymark.placement_tally y ON y.placement_id = l.id
	     WHERE l.programme_id = programme AND l.state <> 'withdrawn'
	     GROUP BY l.enrolment_id),
	decided AS (
	    SELECT DISTINCT ON (o.asye_id) o.asye_id, o.decision
	      FROM waymark.asye_outcome o
	     WHERE o.programme_id = programme AND o.state IN
	           ('decided', 'noticed', 'dismissed')
	     ORDER BY o.asye_id, o.id DESC),
	asye AS (
	    SELECT a.id, e.cohort_id, CASE
	           WHEN d.decision = 'pass' THEN 3
	           WHEN d.decision = 'fail' THEN 4
	           WHEN a.state IN ('withdrawn', 'transferred') THEN 5
	           WHEN a.state = 'paused' THEN 2 ELSE 1 END AS place,
	           EXISTS (SELECT 1 FROM waymark.asye_outcome o
	                WHERE o.asye_id = a.id AND o.decision = 'extend')
	           OR EXISTS (SELECT 1 FROM waymark.asye_request q
	                WHERE q.asye_id = a.id AND q.kind = 'extension'
	                  AND q.state IN ('standing', 'over')) AS extended
	      FROM waymark.asye a
	      JOIN trainee e ON e.id = a.enrolment_id
	      LEFT JOIN decided d ON d.asye_id = a.id
	     WHERE a.state <> 'eligible'),
	one (what, cohort_id, place) AS (
	    SELECT 'trainees', t.cohort_id, CASE t.state WHEN 'deferred' THEN 2
	           WHEN 'paused' THEN 3 WHEN 'withdrawn' THEN 4
	           WHEN 'completed' THEN 5 ELSE 1 END
	      FROM trainee t
	    UNION ALL
	    SELECT 'practice', t.cohort_id, CASE WHEN coalesce(d.enough, false)
	           THEN 1 ELSE 2 END
	      FROM trainee t LEFT JOIN done d ON d.enrolment_id = t.id
	    UNION ALL
	    SELECT 'placements', t.cohort_id, CASE
	           WHEN l.state = 'terminated' THEN 3
	           WHEN l.state <> 'confirmed' THEN 4
	           WHEN l.outcome = 'pass' THEN 1 ELSE 2 END
	      FROM waymark.placement l JOIN trainee t ON t.id = l.enrolment_id
	     WHERE l.state <> 'withdrawn'
	    UNION ALL
	    SELECT 'boards', t.cohort_id, CASE
	           WHEN b.outcome IN ('pass', 'compensated') THEN 1
	           WHEN b.outcome = 'resit' THEN 2
	           WHEN b.outcome = 'deferred' THEN 4 ELSE 3 END
	      FROM waymark.board_decision b
	      JOIN trainee t ON t.id = b.enrolment_id
	     WHERE b.state = 'standing'
	    UNION ALL
	    SELECT 'asye', a.cohort_id, a.place FROM asye a
	    UNION ALL
	    SELECT 'extended', a.cohort_id, CASE WHEN a.extended THEN 1
	           ELSE 2 END FROM asye a
	    UNION ALL
	    SELECT 'reviews', a.cohort_id, CASE
	           WHEN r.held_on > r.due_on THEN 2
	           WHEN r.held_on IS NOT NULL THEN 1
	           WHEN r.due_on < day THEN 3 ELSE 4 END
	      FROM waymark.asye_review r JOIN asye a ON a.id = r.asye_id
	     WHERE r.state = 'held' OR r.state = 'due' AND r.live)
	SELECT w.what, c.name, (SELECT array_agg((SELECT count(*) FROM one o
	           WHERE o.what = w.what AND o.cohort_id = c.id
	             AND o.place = p) ORDER BY p)
	       FROM generate_series(1, w.places) p)
	  FROM cohort c
	 CROSS JOIN (VALUES ('trainees', 5), ('practice', 2),
	       ('placements', 4), ('boards', 4), ('asye', 5), ('extended', 2),
	       ('reviews', 4)) AS w (what, places)
	 ORDER BY c.n;
	RETURN QUERY
	SELECT 'claims', p.name, ARRAY[
	       count(*) FILTER (WHERE l.state = 'claimed'),
	       count(*) FILTER (WHERE l.state = 'repaid'),
	       count(*) FILTER (WHERE l.state = 'undone')]
	  FROM waymark.claim_line l
	  JOIN waymark.claim k ON k.id = l.claim_id
	  JOIN waymark.claim_period p ON p.id = k.period_id
	 WHERE l.programme_id = programme
	 GROUP BY p.id ORDER BY max(k.made_on) DESC, p.id LIMIT 6;
	RETURN QUERY
	SELECT 'educators', k.label, ARRAY[
	       count(*) FILTER (WHERE x.current),
	       count(*) FILTER (WHERE NOT x.current)]
	  FROM (VALUES (1, 'Stage 2'), (2, 'Stage 1'), (3, 'No award yet'))
	       AS k (kind, label)
	  LEFT JOIN (
	       SELECT CASE WHEN s.has_2 THEN 1 WHEN s.awarded_on IS NOT NULL
	              THEN 2 ELSE 3 END AS kind,
	              coalesce(greatest(t.latest_on, s.awarded_on)
	              + make_interval(months => months) >= day
	              AND s.awarded_on IS NOT NULL, false) AS current
	         FROM waymark.educator e
	        CROSS JOIN LATERAL (
	              SELECT max(n.from_on) AS awarded_on,
	                     coalesce(bool_or(n.kind = 'stage_2'), false) AS has_2
	                FROM waymark.educator_entry n
	               WHERE n.educator_id = e.id AND n.state = 'recorded'
	                 AND n.kind IN ('stage_1', 'stage_2')
	                 AND n.from_on <= day) s
	         LEFT JOIN (
	              SELECT l.person_id, max(least(coalesce(l.to_on, day), day))
	                         AS latest_on
	                FROM waymark.educator_learners(ARRAY(SELECT y.person_id
	                         FROM waymark.educator y
	                        WHERE y.programme_id = programme)) l
	               WHERE l.assesses AND l.from_on <= day
	               GROUP BY l.person_id) t ON t.person_id = e.person_id
	        WHERE e.programme_id = programme AND e.state = 'active') x
	    ON x.kind = k.kind
	 GROUP BY k.kind, k.label ORDER BY k.kind;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.annual_counts(bigint, bigint[], text)
    TO waymark_web;
