-- The equity report: outcomes, and how many of each group had them.
--
-- What an outcome is, and which groups are compared, are rows: a definition
-- that changes is a new version.  Functions of the room count; they know whose
-- request it is, answer counts and never people, and write down that they were
-- asked.  What becomes of a count before anybody sees it is decided by the one
-- room of the programme that may ask for them (src/report).

CREATE FUNCTION auth.equity_programmes() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	today date := waymark.today();
BEGIN
	RETURN ARRAY(SELECT r.programme_id FROM waymark.role_held r
	    WHERE r.person_id = me AND r.role = 'equity_lead'
	      AND r.during @> today);
END
$$;
GRANT EXECUTE ON FUNCTION auth.equity_programmes() TO waymark_web;

-- Whose figures: the exact ones are the equity lead's alone.
CREATE TYPE waymark.equity_audience AS ENUM
    ('lead', 'staff', 'partner', 'public');
CREATE TYPE equality.base AS ENUM ('assessed', 'started');
CREATE TYPE equality.measure AS ENUM ('rate', 'days', 'none');

-- Every outcome is the adverse one, so that a ratio above 1 is always worse.
-- bit: its place in what equality.facts() says of somebody; NULL: nothing is
-- recorded that it could be counted from, and cannot_say says so.
-- adverse: "failed the ASYE".  base: rates are of those whose outcome is
-- decided, or of all who started.
CREATE TABLE equality.outcome_definition (
	code		text NOT NULL CHECK (code ~ '^[a-z_]+$'),
	version		bigint NOT NULL CHECK (version > 0),
	position	bigint NOT NULL,
	bit		bigint CHECK (bit BETWEEN 0 AND 61),
	title		text NOT NULL CHECK (title <> ''),
	adverse		text NOT NULL CHECK (adverse <> ''),
	base		equality.base NOT NULL,
	measure		equality.measure NOT NULL,
	definition	text NOT NULL CHECK (definition <> ''),
	cannot_say	text CHECK (cannot_say <> ''),
	during		daterange NOT NULL DEFAULT daterange(NULL, NULL)
			    CHECK (NOT isempty(during)),
	PRIMARY KEY (code, version),
	CHECK ((measure = 'none') = (cannot_say IS NOT NULL)),
	CHECK ((measure = 'rate') = (bit IS NOT NULL)),
	EXCLUDE USING gist (code WITH =, during WITH &&),
	EXCLUDE USING gist (bit WITH =, during WITH &&)
);

-- What people are grouped by: one question, or two together, which come from
-- this list alone.  The headline comparison of one question is of a group with
-- a reference, never with whichever is the largest.
CREATE TABLE equality.characteristic (
	code		text PRIMARY KEY CHECK (code ~ '^[a-z_]+$'),
	position	bigint NOT NULL UNIQUE,
	title		text NOT NULL CHECK (title <> ''),
	question	text NOT NULL,
	crossed		text CHECK (crossed <> question),
	headline	text CHECK (headline <> ''),
	reference	text CHECK (reference <> ''),
	CHECK ((crossed IS NULL) = (headline IS NOT NULL)),
	CHECK ((headline IS NULL) = (reference IS NULL))
);

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['outcome_definition', 'characteristic'] LOOP
		EXECUTE format('ALTER TABLE equality.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON equality.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('CREATE POLICY everybody ON equality.%I
		    FOR SELECT TO waymark_web USING (true)', t);
		EXECUTE format('GRANT SELECT ON equality.%I TO waymark_web', t);
	END LOOP;
END
$$;
GRANT USAGE ON TYPE waymark.equity_audience TO waymark_web;

CREATE INDEX answer_of_person ON equality.answer (person_id, question);
CREATE INDEX board_decision_programme
    ON waymark.board_decision (programme_id) WHERE state = 'standing';

-- The figures that somebody may have of a programme: as its equity lead, as its
-- staff, or as a partner who employs or hosts its trainees.
CREATE FUNCTION equality.may_have(programme bigint,
    wanted waymark.equity_audience) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	organisations bigint[] := auth.partner_organisations();
BEGIN
	IF programme = ANY (auth.equity_programmes()) THEN
		RETURN true;
	ELSIF programme = ANY (auth.staff_programmes()) THEN
		RETURN wanted <> 'lead';
	END IF;
	RETURN wanted IN ('partner', 'public') AND (
	    EXISTS (SELECT 1 FROM waymark.enrolment e
	             WHERE e.programme_id = programme
	               AND e.employer_id = ANY (organisations))
	    OR EXISTS (SELECT 1 FROM waymark.placement p
	             WHERE p.programme_id = programme
	               AND p.organisation_id = ANY (organisations)));
END
$$;

-- Programmes that I may have figures of, and the closest that I may have them.
CREATE FUNCTION equality.programmes()
RETURNS TABLE (id bigint, name text, audience waymark.equity_audience)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT p.id, p.name, a.wanted
	  FROM waymark.programme p
	 CROSS JOIN LATERAL (SELECT w.wanted
	        FROM unnest(ARRAY['lead', 'staff', 'partner']::
	            waymark.equity_audience[]) WITH ORDINALITY w (wanted, n)
	       WHERE equality.may_have(p.id, w.wanted)
	       ORDER BY w.n LIMIT 1) a
	 ORDER BY p.name, p.id;
END
$$;

-- The cohorts of a programme that have begun, the latest first.
CREATE FUNCTION equality.cohorts(programme bigint)
RETURNS TABLE (id bigint, name text, starts_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT equality.may_have(programme, 'partner') THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT c.id, c.name, c.starts_on FROM waymark.cohort c
	 WHERE c.programme_id = programme AND c.starts_on <= waymark.today()
	 ORDER BY c.starts_on DESC, c.id DESC;
END
$$;

-- Who is counted: everybody of these cohorts but who objects.  Once for each
-- cohort that somebody was in.
CREATE FUNCTION equality.counted(programme bigint, cohorts bigint[])
RETURNS TABLE (enrolment_id bigint, person_id bigint, cohort_id bigint,
    began timestamptz, starts_on date, state waymark.enrolment_state)
LANGUAGE sql STABLE AS $$
	SELECT e.id, e.person_id, e.cohort_id,
	       c.starts_on::timestamp AT TIME ZONE 'Europe/London',
	       e.starts_on, e.state
	  FROM waymark.enrolment e
	  JOIN waymark.cohort c ON c.id = e.cohort_id
	 WHERE e.programme_id = programme AND e.cohort_id = ANY (cohorts)
	   AND NOT EXISTS (SELECT 1 FROM equality.objection o
	        WHERE o.person_id = e.person_id AND upper_inf(o.during))
$$;

-- The support that each of them had, in bits of their own: of whom there is
-- anything to say, and to whom it happened.
CREATE FUNCTION equality.support_facts(programme bigint, cohorts bigint[])
RETURNS TABLE (enrolment_id bigint, started bigint, happened bigint)
LANGUAGE sql STABLE AS $$
	WITH counted AS MATERIALIZED (
	    SELECT e.id FROM waymark.enrolment e
	     WHERE e.programme_id = programme AND e.cohort_id = ANY (cohorts)),
	fact AS (
	    SELECT l.enrolment_id, 11 AS bit, sum(l.sessions) * 100
	           < sum(l.promised_sessions) * (SELECT waymark.setting_of(
	               programme, 'flag_supervision_percent')) AS it
	      FROM waymark.support_ledger l
	     WHERE l.programme_id = programme AND l.weeks_entered > 0
	     GROUP BY l.enrolment_id HAVING sum(l.promised_sessions) > 0
	    UNION ALL
	    SELECT l.enrolment_id, 12, sum(l.weeks_over) > 0
	      FROM waymark.support_ledger l
	     WHERE l.programme_id = programme
	     GROUP BY l.enrolment_id HAVING sum(l.weeks_capped) > 0
	    UNION ALL
	    SELECT a.enrolment_id, 13, bool_or(coalesce(coalesce(a.in_place_on,
	               CASE WHEN a.waiting THEN (SELECT waymark.today()) END)
	               > a.due_on, false))
	      FROM waymark.adjustment a
	     WHERE a.programme_id = programme
	       AND a.state NOT IN ('declined', 'withdrawn')
	     GROUP BY a.enrolment_id
	    UNION ALL
	    SELECT d.enrolment_id, 14, avg(extract(epoch FROM d.signed_at
	               - d.sent_at)) >= 86400 * (SELECT waymark.setting_of(
	               programme, 'equity_feedback_days'))
	      FROM counted c
	      JOIN waymark.enrolment e ON e.id = c.id
	      JOIN waymark.document d ON d.person_id = e.person_id
	       AND d.enrolment_id = c.id
	     WHERE d.signed_at IS NOT NULL AND d.sent_at IS NOT NULL
	     GROUP BY d.enrolment_id
	    UNION ALL
	    SELECT c.id, 15, EXISTS (SELECT 1 FROM waymark.flag f
	           WHERE f.enrolment_id = c.id AND f.rule = 'returned_again')
	      FROM counted c
	    UNION ALL
	    SELECT p.enrolment_id, 16, bool_or(h.score < (SELECT
	               waymark.setting_of(programme, 'equity_host_score')))
	      FROM waymark.placement p
	      JOIN (SELECT b.organisation_id, avg(b.score) AS score
	              FROM waymark.placement_feedback b
	             WHERE b.released_on <= waymark.today()
	             GROUP BY b.organisation_id
	            HAVING count(DISTINCT b.person_id) >= (SELECT
	                   waymark.setting_of(programme,
	                   'qapl_fewest_people'))) h
	        ON h.organisation_id = p.organisation_id
	     WHERE p.programme_id = programme AND p.state <> 'withdrawn'
	     GROUP BY p.enrolment_id)
	SELECT f.enrolment_id, bit_or(1::bigint << f.bit),
	       bit_or(CASE WHEN f.it THEN 1::bigint << f.bit ELSE 0 END)
	  FROM fact f
	 GROUP BY f.enrolment_id
$$;

-- What became of each of them, a bit an outcome (see outcome_definition.bit):
-- who started towards it, for whom it is decided one way or the other, to whom
-- it happened.  days: since the ASYE began until it ended; what: 1 passed,
-- 2 ended otherwise, 0 goes on, NULL has none.
CREATE FUNCTION equality.facts(programme bigint, cohorts bigint[])
RETURNS TABLE (enrolment_id bigint, cohort_id bigint, started bigint,
    settled bigint, happened bigint, days bigint, what bigint,
    host_id bigint, panel_id bigint)
LANGUAGE sql STABLE AS $$
	WITH enrolled AS (
	    SELECT v.enrolment_id,
	           bool_or(v.change = 'deferred') AS deferred,
	           bool_or(v.change = 'paused') AS paused,
	           bool_or(v.change = 'extended') AS extended
	      FROM waymark.enrolment_event v
	     WHERE v.programme_id = programme
	       AND v.change IN ('deferred', 'paused', 'extended')
	       AND NOT EXISTS (SELECT 1 FROM waymark.enrolment_event u
	            WHERE u.enrolment_id = v.enrolment_id
	              AND u.undoes = v.version)
	     GROUP BY v.enrolment_id),
	decided AS (
	    SELECT DISTINCT ON (o.asye_id) o.asye_id, o.decision,
	           o.decided_on, o.organisation_id
	      FROM waymark.asye_outcome o
	     WHERE o.programme_id = programme AND o.state IN
	           ('decided', 'noticed', 'dismissed')
	     ORDER BY o.asye_id, o.id DESC),
	lengthened AS (
	    SELECT o.asye_id FROM waymark.asye_outcome o
	     WHERE o.programme_id = programme AND o.decision = 'extend'
	    UNION
	    SELECT q.asye_id FROM waymark.asye_request q
	     WHERE q.programme_id = programme AND q.kind = 'extension'
	       AND q.state IN ('standing', 'over')),
	stopped AS (
	    SELECT DISTINCT q.asye_id FROM waymark.asye_request q
	     WHERE q.programme_id = programme AND q.kind = 'pause'
	       AND q.state IN ('standing', 'over')),
	reviews AS (
	    SELECT r.asye_id, bool_or(coalesce(r.held_on, waymark.today())
	               > r.due_on) AS late
	      FROM waymark.asye_review r
	     WHERE r.programme_id = programme AND r.state <> 'optional'
	       AND (r.state = 'held' OR r.due_on < waymark.today())
	     GROUP BY r.asye_id),
	asye AS (
	    SELECT DISTINCT ON (a.enrolment_id) a.enrolment_id, a.state,
	           a.host_id, d.organisation_id AS panel_id,
	           d.decision IN ('pass', 'fail') AS is_decided,
	           d.decision = 'fail' AS failed, d.decided_on, a.starts_on,
	           l.asye_id IS NOT NULL AS extended,
	           s.asye_id IS NOT NULL OR a.state = 'paused' AS paused,
	           r.asye_id IS NOT NULL AS reviewed, r.late
	      FROM waymark.asye a
	      LEFT JOIN decided d ON d.asye_id = a.id
	      LEFT JOIN lengthened l ON l.asye_id = a.id
	      LEFT JOIN stopped s ON s.asye_id = a.id
	      LEFT JOIN reviews r ON r.asye_id = a.id
	     WHERE a.programme_id = programme AND a.state <> 'eligible'
	     ORDER BY a.enrolment_id, a.id DESC),
	boards AS (
	    SELECT b.enrolment_id,
	           bool_or(b.outcome IN ('fail', 'repeat')) AS failed
	      FROM waymark.board_decision b
	     WHERE b.programme_id = programme AND b.state = 'standing'
	       AND b.outcome IN ('pass', 'compensated', 'fail', 'repeat')
	     GROUP BY b.enrolment_id),
	placed AS (
	    SELECT p.enrolment_id,
	           bool_or(p.state = 'confirmed' OR p.state = 'terminated')
	               AS is_decided,
	           bool_or(p.state = 'terminated' OR (p.state = 'confirmed'
	               AND p.outcome IN ('fail', 'repeat'))) AS failed,
	           (array_agg(p.organisation_id ORDER BY p.starts_on DESC))[1]
	               AS host_id
	      FROM waymark.placement p
	     WHERE p.programme_id = programme
	     GROUP BY p.enrolment_id),
	flagged AS (
	    SELECT DISTINCT g.enrolment_id FROM waymark.flag g
	     WHERE g.programme_id = programme),
	supported AS (
	    SELECT l.enrolment_id, bool_or(l.gap <> '{}') AS short
	      FROM waymark.support_ledger l
	     WHERE l.programme_id = programme AND l.weeks_entered > 0
	     GROUP BY l.enrolment_id),
	life AS (
	    SELECT e.enrolment_id, e.cohort_id,
	           e.state NOT IN ('offered', 'deferred')
	               AND e.starts_on <= waymark.today() AS begun,
	           e.state = 'withdrawn' AS left_it,
	           e.state = 'completed' AS completed,
	           coalesce(v.deferred, false) AS deferred,
	           coalesce(v.paused OR a.paused, false) AS paused,
	           coalesce(v.extended OR a.extended, false) AS extended,
	           a.enrolment_id IS NOT NULL AS has_asye,
	           coalesce(a.is_decided, false) AS is_decided,
	           coalesce(a.is_decided AND a.failed, false) AS failed,
	           coalesce(a.state = 'withdrawn', false) AS gave_up,
	           coalesce(a.reviewed, false) AS reviewed,
	           coalesce(a.late, false) AS late,
	           b.enrolment_id IS NOT NULL AS has_board,
	           coalesce(b.failed, false) AS board_failed,
	           p.enrolment_id IS NOT NULL AS placed,
	           coalesce(p.is_decided, false) AS placement_decided,
	           coalesce(p.failed, false) AS placement_failed,
	           g.enrolment_id IS NOT NULL AS flagged,
	           s.enrolment_id IS NOT NULL AS supported,
	           coalesce(s.short, false) AS short,
	           greatest(0, CASE WHEN a.is_decided THEN a.decided_on
	               ELSE waymark.today() END - a.starts_on)::bigint AS days,
	           CASE WHEN a.is_decided AND NOT a.failed THEN 1
	               WHEN a.is_decided OR a.state IN ('withdrawn',
	                   'transferred') THEN 2
	               WHEN a.starts_on <= waymark.today() THEN 0
	           END::bigint AS what,
	           coalesce(a.host_id, p.host_id) AS host_id, a.panel_id
	      FROM equality.counted(programme, cohorts) e
	      LEFT JOIN enrolled v ON v.enrolment_id = e.enrolment_id
	      LEFT JOIN asye a ON a.enrolment_id = e.enrolment_id
	      LEFT JOIN boards b ON b.enrolment_id = e.enrolment_id
	      LEFT JOIN placed p ON p.enrolment_id = e.enrolment_id
	      LEFT JOIN flagged g ON g.enrolment_id = e.enrolment_id
	      LEFT JOIN supported s ON s.enrolment_id = e.enrolment_id)
	SELECT l.enrolment_id, l.cohort_id,
	       has_asye::int::bigint * (1 | 2)
	           | begun::int::bigint * (4 | 8 | 16 | 512)
	           | 32
	           | has_board::int::bigint * 64
	           | placed::int::bigint * 128
	           | (has_asye AND reviewed)::int::bigint * 256
	           | supported::int::bigint * 1024 | coalesce(s.started, 0),
	       (has_asye AND is_decided)::int::bigint * 1
	           | (has_asye AND (is_decided OR gave_up))::int::bigint * 2
	           | (begun AND (extended OR completed OR left_it))::int::bigint
	               * 4
	           | (begun AND (paused OR completed OR left_it))::int::bigint
	               * 8
	           | (begun AND (left_it OR completed))::int::bigint * 16
	           | (begun OR deferred)::int::bigint * 32
	           | has_board::int::bigint * 64
	           | placement_decided::int::bigint * 128
	           | reviewed::int::bigint * 256
	           | (begun AND (flagged OR completed OR left_it))::int::bigint
	               * 512
	           | supported::int::bigint * 1024 | coalesce(s.started, 0),
	       failed::int::bigint * 1
	           | (failed OR (gave_up AND NOT is_decided))::int::bigint * 2
	           | (begun AND extended)::int::bigint * 4
	           | (begun AND paused)::int::bigint * 8
	           | (begun AND left_it)::int::bigint * 16
	           | deferred::int::bigint * 32
	           | board_failed::int::bigint * 64
	           | placement_failed::int::bigint * 128
	           | late::int::bigint * 256
	           | (begun AND flagged)::int::bigint * 512
	           | short::int::bigint * 1024 | coalesce(s.happened, 0),
	       l.days, l.what, l.host_id, l.panel_id
	  FROM life l
	  LEFT JOIN equality.support_facts(programme, cohorts) s
	    ON s.enrolment_id = l.enrolment_id
$$;

-- What each of them said of themself: as it stood when their cohort began, or
-- what they said first after that.  coarse and fine are NULL for who did not
-- say, with the rest of those who are not known.
CREATE FUNCTION equality.groups(programme bigint, cohorts bigint[])
RETURNS TABLE (enrolment_id bigint, characteristic text, coarse text,
    fine text)
LANGUAGE sql STABLE AS $$
	WITH counted AS MATERIALIZED (
	    SELECT * FROM equality.counted(programme, cohorts)),
	said AS MATERIALIZED (
	    SELECT DISTINCT ON (e.enrolment_id, a.question)
	           e.enrolment_id, a.question, c.two, c.five
	      FROM counted e
	      JOIN equality.answer a ON a.person_id = e.person_id
	       AND (upper_inf(a.during) OR upper(a.during) > e.began)
	       AND a.question IN (SELECT q.question
	               FROM equality.characteristic q)
	      JOIN equality.choice c
	        ON c.question = a.question AND c.code = a.choice
	     ORDER BY e.enrolment_id, a.question, lower(a.during))
	SELECT e.enrolment_id, h.code,
	       CASE WHEN h.crossed IS NULL THEN s.two
	           ELSE s.two || ', ' || t.two END,
	       CASE WHEN h.crossed IS NULL THEN s.five
	           ELSE s.two || ', ' || t.two END
	  FROM counted e
	 CROSS JOIN equality.characteristic h
	  LEFT JOIN said s ON s.enrolment_id = e.enrolment_id
	       AND s.question = h.question
	  LEFT JOIN said t ON t.enrolment_id = e.enrolment_id
	       AND t.question = h.crossed
$$;

-- The functions below join long lists, of which the planner cannot know the
-- length: by hash, whatever it thinks.
--
-- One pass: for each characteristic, group and cohort how many people there
-- are, and of each outcome, by its bit from 0, how many started towards it, for
-- how many it is decided, and to how many of those who count it happened.
CREATE FUNCTION equality.report_counts(programme bigint, cohorts bigint[],
    wanted waymark.equity_audience, reference text)
RETURNS TABLE (characteristic text, coarse text, fine text, cohort_id bigint,
    people bigint, started bigint[], settled bigint[], happened bigint[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
SET enable_nestloop = off SET jit = off AS $$
DECLARE
	bits bigint := (SELECT max(d.bit) FROM equality.outcome_definition d);
	counts text := '';
BEGIN
	IF NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	PERFORM audit.note('EQUITY_REPORT_READ', 'programme', programme, NULL,
	    programme, reference);
	SELECT string_agg(format('ARRAY[%s]', (SELECT string_agg(format(
	           'count(*) FILTER (WHERE f.%I & %s <> 0)', m,
	           1::bigint << b), ', ' ORDER BY b)
	      FROM generate_series(0, bits::integer) b)), ', ' ORDER BY n)
	  INTO counts
	  FROM unnest(ARRAY['started', 'settled', 'happened'])
	       WITH ORDINALITY AS u (m, n);
	RETURN QUERY EXECUTE format('
	    SELECT g.characteristic, g.coarse, g.fine, f.cohort_id, count(*),
	           %s
	      FROM equality.facts($1, $2) f
	      JOIN equality.groups($1, $2) g
	        ON g.enrolment_id = f.enrolment_id
	     GROUP BY g.characteristic, g.coarse, g.fine, f.cohort_id
	     ORDER BY g.characteristic, g.coarse, g.fine, f.cohort_id', counts)
	 USING programme, cohorts;
END
$$;

-- How long the ASYE took, by group: people with the same days and end.
CREATE FUNCTION equality.report_days(programme bigint, cohorts bigint[],
    wanted waymark.equity_audience, reference text)
RETURNS TABLE (characteristic text, coarse text, fine text, cohort_id bigint,
    days bigint, what bigint, people bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
SET enable_nestloop = off SET jit = off AS $$
BEGIN
	IF NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	PERFORM audit.note('EQUITY_DAYS_READ', 'programme', programme, NULL,
	    programme, reference);
	RETURN QUERY
	SELECT g.characteristic, g.coarse, g.fine, f.cohort_id, f.days, f.what,
	       count(*)
	  FROM equality.facts(programme, cohorts) f
	  JOIN equality.groups(programme, cohorts) g
	    ON g.enrolment_id = f.enrolment_id
	 WHERE f.what IS NOT NULL
	 GROUP BY 1, 2, 3, 4, 5, 6
	 ORDER BY 1, 2, 3, 4, 5, 6;
END
$$;

-- The same outcomes by where people are, whoever they are: their host, or the
-- organisation whose panels decided their ASYE.
CREATE FUNCTION equality.report_units(programme bigint, cohorts bigint[],
    wanted waymark.equity_audience, reference text)
RETURNS TABLE (is_panel boolean, unit_id bigint, unit text, place bigint,
    started bigint, settled bigint, happened bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
SET enable_nestloop = off SET jit = off AS $$
BEGIN
	IF NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	PERFORM audit.note('EQUITY_UNITS_READ', 'programme', programme, NULL,
	    programme, reference);
	RETURN QUERY
	SELECT u.is_panel, o.id, o.name, d.bit,
	       count(*) FILTER (WHERE f.started & m.mask <> 0),
	       count(*) FILTER (WHERE f.settled & m.mask <> 0),
	       count(*) FILTER (WHERE f.happened & m.mask <> 0)
	  FROM equality.facts(programme, cohorts) f
	 CROSS JOIN LATERAL (VALUES (false, f.host_id), (true, f.panel_id))
	       AS u (is_panel, id)
	  JOIN waymark.organisation o ON o.id = u.id
	 CROSS JOIN equality.outcome_definition d
	 CROSS JOIN LATERAL (SELECT 1::bigint << d.bit::integer AS mask) m
	 WHERE d.bit IS NOT NULL AND d.during @> waymark.today()
	 GROUP BY u.is_panel, o.id, o.name, d.bit
	 ORDER BY u.is_panel, o.name, o.id, d.bit;
END
$$;

GRANT EXECUTE ON FUNCTION equality.programmes(), equality.cohorts(bigint),
    equality.report_counts(bigint, bigint[], waymark.equity_audience, text),
    equality.report_days(bigint, bigint[], waymark.equity_audience, text),
    equality.report_units(bigint, bigint[], waymark.equity_audience, text)
    TO waymark_web;
