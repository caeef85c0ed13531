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
-- anything to say, and to whom it happened.  mask: the bits that are asked for;
-- what only tells others is not read.
CREATE FUNCTION equality.support_facts(programme bigint, cohorts bigint[],
    mask bigint)
RETURNS TABLE (enrolment_id bigint, started bigint, happened bigint)
LANGUAGE sql STABLE AS $$
	WITH fact AS (
	    SELECT l.enrolment_id, k.bit, k.it
	      FROM (SELECT b.enrolment_id,
	                   sum(b.sessions::integer) FILTER
	                       (WHERE b.weeks_entered > 0) AS held,
	                   sum(b.promised_sessions::integer) FILTER
	                       (WHERE b.weeks_entered > 0) AS promised,
	                   sum(b.weeks_capped::integer) AS capped,
	                   sum(b.weeks_over::integer) AS over
	              FROM waymark.support_ledger b
	             WHERE b.programme_id = programme
	               AND mask & (2048 | 4096) <> 0
	             GROUP BY b.enrolment_id) l
	     CROSS JOIN LATERAL (VALUES
	           (11, l.promised > 0, l.held * 100 < l.promised
	               * (SELECT waymark.setting_of(programme,
	               'flag_supervision_percent'))),
	           (12, l.capped > 0, l.over > 0)) AS k (bit, is_known, it)
	     WHERE k.is_known
	    UNION ALL
	    SELECT a.enrolment_id, 13, bool_or(coalesce(coalesce(a.in_place_on,
	               CASE WHEN a.waiting THEN (SELECT waymark.today()) END)
	               > a.due_on, false))
	      FROM waymark.adjustment a
	     WHERE a.programme_id = programme AND mask & 8192 <> 0
	       AND a.state NOT IN ('declined', 'withdrawn')
	     GROUP BY a.enrolment_id
	    UNION ALL
	    SELECT d.enrolment_id, 14, avg(date_part('epoch',
	               d.signed_at - d.sent_at)) >= 86400 * (SELECT
	               waymark.setting_of(programme, 'equity_feedback_days'))
	      FROM waymark.document d
	     WHERE d.programme_id = programme AND mask & 16384 <> 0
	       AND d.signed_at IS NOT NULL AND d.sent_at IS NOT NULL
	     GROUP BY d.enrolment_id
	    UNION ALL
	    SELECT c.id, 15, f.enrolment_id IS NOT NULL
	      FROM waymark.enrolment c
	      LEFT JOIN (SELECT DISTINCT g.enrolment_id FROM waymark.flag g
	            WHERE g.programme_id = programme
	              AND g.rule = 'returned_again') f
	        ON f.enrolment_id = c.id
	     WHERE c.programme_id = programme AND c.cohort_id = ANY (cohorts)
	       AND mask & 32768 <> 0
	    UNION ALL
	    SELECT p.enrolment_id, 16, bool_or(h.score < (SELECT
	               waymark.setting_of(programme, 'equity_host_score')))
	      FROM waymark.placement p
	      JOIN (SELECT b.organisation_id, avg(b.score) AS score
	              FROM waymark.placement_feedback b
	             WHERE b.released_on <= (SELECT waymark.today())
	             GROUP BY b.organisation_id
	            HAVING count(DISTINCT b.person_id) >= (SELECT
	                   waymark.setting_of(programme,
	                   'qapl_fewest_people'))) h
	        ON h.organisation_id = p.organisation_id
	     WHERE p.programme_id = programme AND p.state <> 'withdrawn'
	       AND mask & 65536 <> 0
	     GROUP BY p.enrolment_id)
	SELECT f.enrolment_id, bit_or(1::bigint << f.bit),
	       bit_or(CASE WHEN f.it THEN 1::bigint << f.bit ELSE 0 END)
	  FROM fact f
	 GROUP BY f.enrolment_id
$$;

-- What became of each of them, a bit an outcome (see outcome_definition.bit):
-- who started towards it, for whom it is decided one way or the other, to whom
-- it happened.  days: since the ASYE began until it ended; what: 1 passed,
-- 2 ended otherwise, 0 goes on, NULL has none.  mask: the outcomes that are
-- asked for; what only tells others is not read, and their bits mean nothing.
CREATE FUNCTION equality.facts(programme bigint, cohorts bigint[],
    mask bigint DEFAULT -1)
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
	     WHERE v.programme_id = programme AND mask & (4 | 8 | 32) <> 0
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
	       AND mask & 4 <> 0
	    UNION
	    SELECT q.asye_id FROM waymark.asye_request q
	     WHERE q.programme_id = programme AND q.kind = 'extension'
	       AND mask & 4 <> 0
	       AND q.state IN ('standing', 'over')),
	stopped AS (
	    SELECT DISTINCT q.asye_id FROM waymark.asye_request q
	     WHERE q.programme_id = programme AND q.kind = 'pause'
	       AND mask & 8 <> 0
	       AND q.state IN ('standing', 'over')),
	reviews AS (
	    SELECT r.asye_id, bool_or(coalesce(r.held_on,
	               (SELECT waymark.today())) > r.due_on) AS late
	      FROM waymark.asye_review r
	     WHERE r.programme_id = programme AND r.state <> 'optional'
	       AND mask & 256 <> 0
	       AND (r.state = 'held'
	           OR r.due_on < (SELECT waymark.today()))
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
	       AND mask & 64 <> 0
	       AND b.outcome IN ('pass', 'compensated', 'fail', 'repeat')
	     GROUP BY b.enrolment_id),
	placed AS (
	    SELECT p.enrolment_id,
	           bool_or(p.state = 'confirmed' OR p.state = 'terminated')
	               AS is_decided,
	           bool_or(p.state = 'terminated' OR (p.state = 'confirmed'
	               AND p.outcome IN ('fail', 'repeat'))) AS failed,
	           (max(ARRAY[p.starts_on - DATE '1970-01-01',
	               p.organisation_id]))[2] AS host_id
	      FROM waymark.placement p
	     WHERE p.programme_id = programme
	     GROUP BY p.enrolment_id),
	flagged AS (
	    SELECT DISTINCT g.enrolment_id FROM waymark.flag g
	     WHERE g.programme_id = programme AND mask & 512 <> 0),
	supported AS (
	    SELECT l.enrolment_id, bool_or(l.gap <> '{}') AS short
	      FROM waymark.support_ledger l
	     WHERE l.programme_id = programme AND l.weeks_entered > 0
	       AND mask & 1024 <> 0
	     GROUP BY l.enrolment_id),
	life AS MATERIALIZED (
	    SELECT e.enrolment_id, e.cohort_id,
	           e.state NOT IN ('offered', 'deferred')
	               AND e.starts_on <= (SELECT waymark.today()) AS begun,
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
	               ELSE (SELECT waymark.today()) END - a.starts_on)::bigint
	               AS days,
	           CASE WHEN a.is_decided AND NOT a.failed THEN 1
	               WHEN a.is_decided OR a.state IN ('withdrawn',
	                   'transferred') THEN 2
	               WHEN a.starts_on <= (SELECT waymark.today()) THEN 0
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
	  LEFT JOIN equality.support_facts(programme, cohorts, mask) s
	    ON s.enrolment_id = l.enrolment_id
$$;

-- The questions that people are grouped by, and six bits for the answer to each
-- in one number: at most ten questions of at most 63 choices.
CREATE FUNCTION equality.choices()
RETURNS TABLE (question text, code text, bits integer, n bigint, two text,
    five text)
LANGUAGE sql STABLE AS $$
	SELECT c.question, c.code, a.bits, row_number()
	       OVER (PARTITION BY c.question ORDER BY c.position),
	       c.two, c.five
	  FROM (SELECT q.question, 6 * (row_number() OVER (ORDER BY q.question)
	           - 1)::integer AS bits
	          FROM (SELECT h.question FROM equality.characteristic h
	                UNION SELECT h.crossed FROM equality.characteristic h
	                 WHERE h.crossed IS NOT NULL) q) a
	  JOIN equality.choice c ON c.question = a.question
$$;

-- What each of them said of themself, in one number: as it stood when their
-- cohort began, or what they said first after that.  only_of: by one
-- characteristic, NULL all.  No long list is sorted for it, and the few who
-- answered late are looked at alone: answers never overlap, so that one stood.
CREATE FUNCTION equality.said(programme bigint, cohorts bigint[],
    only_of text)
RETURNS TABLE (enrolment_id bigint, all_of bigint)
LANGUAGE sql STABLE AS $$
	WITH choice AS MATERIALIZED (
	    SELECT c.question, c.code, c.bits, c.n FROM equality.choices() c
	     WHERE only_of IS NULL OR c.question IN (SELECT unnest(ARRAY[
	           h.question, h.crossed]) FROM equality.characteristic h
	         WHERE h.code = only_of)),
	answer AS MATERIALIZED (
	    SELECT e.enrolment_id, c.bits, c.n, lower(a.during) AS since,
	           e.began
	      FROM equality.counted(programme, cohorts) e
	      JOIN equality.answer a ON a.person_id = e.person_id
	       AND (upper_inf(a.during) OR upper(a.during) > e.began)
	      JOIN choice c
	        ON c.question = a.question AND c.code = a.choice),
	stood AS (
	    SELECT a.enrolment_id, bit_or(a.n << a.bits) AS all_of
	      FROM answer a WHERE a.since <= a.began
	     GROUP BY a.enrolment_id),
	first AS (
	    SELECT a.enrolment_id, a.bits, (min(ARRAY[date_part('epoch',
	               a.since), a.n]))[2]::bigint AS n
	      FROM answer a
	      LEFT JOIN stood s ON s.enrolment_id = a.enrolment_id
	     WHERE a.since > a.began
	       AND coalesce(s.all_of >> a.bits & 63, 0) = 0
	     GROUP BY a.enrolment_id, a.bits)
	SELECT b.enrolment_id, bit_or(b.all_of)
	  FROM (SELECT * FROM stood
	        UNION ALL SELECT f.enrolment_id, f.n << f.bits FROM first f) b
	 GROUP BY b.enrolment_id
$$;

-- The groups of each characteristic, by the numbers of the answers; more: of
-- the second question, 0 when there is one.
CREATE FUNCTION equality.named(only_of text)
RETURNS TABLE (characteristic text, bits integer, more_bits integer, n bigint,
    more bigint, coarse text, fine text)
LANGUAGE sql STABLE AS $$
	SELECT h.code, c.bits, t.bits, c.n, coalesce(t.n, 0),
	       CASE WHEN h.crossed IS NULL THEN c.two
	           ELSE c.two || ', ' || t.two END,
	       CASE WHEN h.crossed IS NULL THEN c.five
	           ELSE c.two || ', ' || t.two END
	  FROM equality.characteristic h
	  JOIN equality.choices() c ON c.question = h.question
	  LEFT JOIN equality.choices() t ON t.question = h.crossed
	 WHERE only_of IS NULL OR h.code = only_of
$$;

-- Who is of which group.  coarse and fine are NULL for who did not say, with the
-- rest of those who are not known.
CREATE FUNCTION equality.groups(programme bigint, cohorts bigint[],
    only_of text DEFAULT NULL)
RETURNS TABLE (enrolment_id bigint, characteristic text, coarse text,
    fine text)
LANGUAGE sql STABLE AS $$
	WITH name AS MATERIALIZED (SELECT * FROM equality.named(only_of)),
	place AS MATERIALIZED (
	    SELECT DISTINCT m.characteristic, m.bits, m.more_bits FROM name m)
	SELECT e.enrolment_id, h.characteristic, m.coarse, m.fine
	  FROM equality.counted(programme, cohorts) e
	  LEFT JOIN equality.said(programme, cohorts, only_of) s
	    ON s.enrolment_id = e.enrolment_id
	 CROSS JOIN place h
	  LEFT JOIN name m ON m.characteristic = h.characteristic
	       AND m.n = s.all_of >> h.bits & 63
	       AND m.more = coalesce(s.all_of >> h.more_bits & 63, 0)
$$;

-- The functions below join long lists, of which the planner cannot know the
-- length: by hash, whatever it thinks, and in memory.
--
-- The bits of these outcomes; of every one, where none is named.
CREATE FUNCTION equality.mask_of(outcomes text[]) RETURNS bigint
LANGUAGE sql STABLE AS $$
	SELECT CASE WHEN array_remove(outcomes, NULL) = '{}' THEN -1
	       ELSE coalesce((SELECT bit_or(1::bigint << d.bit::integer)
	           FROM equality.outcome_definition d
	          WHERE d.code = ANY (outcomes)
	            AND d.during @> waymark.today()), -1) END
$$;

-- Everybody who is counted, looked at once for all that a request asks: what
-- became of them (of the outcomes of the mask) and what they said.  The list is
-- the owner's, whom alone the database lets make such lists, and is gone with the
-- transaction.  A report begins with its counts, which gather anew.
CREATE FUNCTION equality.gather(programme bigint, cohorts bigint[],
    mask bigint, anew boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = ''
SET enable_nestloop = off SET enable_mergejoin = off SET enable_sort = off
SET jit = off SET work_mem = '64MB' AS $$
DECLARE
	who text := format('%s of %s', cohorts, programme);
	gathered text[] := string_to_array(
	    current_setting('waymark.gathered', true), ' for ');
BEGIN
	IF to_regclass('pg_temp.equity_person') IS NOT NULL THEN
		IF NOT anew AND gathered[1] = who
		    AND gathered[2]::bigint & mask = mask THEN
			RETURN;
		END IF;
		DROP TABLE pg_temp.equity_person;
	END IF;
	CREATE TEMPORARY TABLE equity_person ON COMMIT DROP AS
	SELECT f.enrolment_id, f.cohort_id, f.started, f.settled, f.happened,
	       f.days, f.what, f.host_id, f.panel_id, s.all_of
	  FROM equality.facts(programme, cohorts, mask) f
	  LEFT JOIN equality.said(programme, cohorts, NULL) s
	    ON s.enrolment_id = f.enrolment_id;
	PERFORM set_config('waymark.gathered', who || ' for ' || mask, true);
END
$$;

-- One pass: for each characteristic, group and cohort how many people there
-- are, and of each outcome, by its bit from 0, how many started towards it, for
-- how many it is decided, and to how many of those who count it happened.  Who
-- came to the same in the same group is counted first, so that bits are taken
-- apart once for all of them.  outcome: only that one; NULL each.
CREATE FUNCTION equality.report_counts(programme bigint, cohorts bigint[],
    wanted waymark.equity_audience, reference text,
    outcome text DEFAULT NULL)
RETURNS TABLE (characteristic text, coarse text, fine text, cohort_id bigint,
    people bigint, started bigint[], settled bigint[], happened bigint[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
SET enable_nestloop = off SET enable_mergejoin = off SET enable_sort = off
SET jit = off SET work_mem = '64MB' AS $$
DECLARE
	bits bigint := (SELECT max(d.bit) FROM equality.outcome_definition d);
	mask bigint := equality.mask_of(ARRAY[outcome]);
	counts text;
BEGIN
	IF NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	PERFORM audit.note('EQUITY_REPORT_READ', 'programme', programme, NULL,
	    programme, reference);
	PERFORM equality.gather(programme, cohorts, mask, true);
	SELECT string_agg(format('ARRAY[%s]', (SELECT string_agg(format(
	           'coalesce(sum(a.n) FILTER (WHERE a.%I & %s <> 0), 0)', m,
	           1::bigint << b), ', ' ORDER BY b)
	      FROM generate_series(0, bits::integer) b)), ', ' ORDER BY n)
	  INTO counts
	  FROM unnest(ARRAY['started', 'settled', 'happened'])
	       WITH ORDINALITY AS u (m, n);
	RETURN QUERY EXECUTE format('
	    WITH person AS MATERIALIZED (
	        SELECT f.cohort_id, f.started & $1 AS started,
	               f.settled & $1 AS settled, f.happened & $1 AS happened,
	               f.all_of, count(*) AS n
	          FROM pg_temp.equity_person f
	         GROUP BY 1, 2, 3, 4, 5),
	    name AS MATERIALIZED (SELECT * FROM equality.named(NULL)),
	    place AS MATERIALIZED (
	        SELECT m.characteristic, m.bits, m.more_bits,
	               row_number() OVER () AS number
	          FROM (SELECT DISTINCT m.characteristic, m.bits, m.more_bits
	                  FROM name m) m),
	    alike AS MATERIALIZED (
	        SELECT h.number, coalesce(p.all_of >> h.bits & 63, 0) AS answer,
	               coalesce(p.all_of >> h.more_bits & 63, 0) AS more,
	               p.cohort_id, p.started, p.settled, p.happened,
	               sum(p.n)::integer AS n
	          FROM person p CROSS JOIN place h
	         GROUP BY 1, 2, 3, 4, 5, 6, 7)
	    SELECT h.characteristic, m.coarse, m.fine, a.cohort_id, sum(a.n), %s
	      FROM alike a
	      JOIN place h ON h.number = a.number
	      LEFT JOIN name m ON m.characteristic = h.characteristic
	       AND m.n = a.answer AND m.more = a.more
	     GROUP BY 1, 2, 3, 4
	     ORDER BY 1, 2, 3, 4', counts)
	 USING mask;
END
$$;

-- How long the ASYE took, by the groups of one characteristic: people with the
-- same days and end.
CREATE FUNCTION equality.report_days(programme bigint, cohorts bigint[],
    wanted waymark.equity_audience, reference text,
    by_what text DEFAULT NULL)
RETURNS TABLE (characteristic text, coarse text, fine text, cohort_id bigint,
    days bigint, what bigint, people bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
SET enable_nestloop = off SET enable_mergejoin = off SET enable_sort = off
SET jit = off SET work_mem = '64MB' AS $$
BEGIN
	IF NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	PERFORM audit.note('EQUITY_DAYS_READ', 'programme', programme, NULL,
	    programme, reference);
	PERFORM equality.gather(programme, cohorts, 0);
	RETURN QUERY
	WITH name AS MATERIALIZED (SELECT * FROM equality.named(by_what))
	SELECT h.characteristic, m.coarse, m.fine, f.cohort_id, f.days, f.what,
	       count(*)
	  FROM pg_temp.equity_person f
	 CROSS JOIN (SELECT DISTINCT m.characteristic, m.bits, m.more_bits
	          FROM name m) h
	  LEFT JOIN name m ON m.characteristic = h.characteristic
	       AND m.n = f.all_of >> h.bits & 63
	       AND m.more = coalesce(f.all_of >> h.more_bits & 63, 0)
	 WHERE f.what IS NOT NULL
	 GROUP BY 1, 2, 3, 4, 5, 6
	 ORDER BY 1, 2, 3, 4, 5, 6;
END
$$;

-- An outcome (or each) by where people are, whoever they are: their host, or
-- the organisation whose panels decided their ASYE.
CREATE FUNCTION equality.report_units(programme bigint, cohorts bigint[],
    wanted waymark.equity_audience, reference text,
    outcome text DEFAULT NULL)
RETURNS TABLE (is_panel boolean, unit_id bigint, unit text, place bigint,
    started bigint, settled bigint, happened bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
SET enable_nestloop = off SET enable_mergejoin = off SET enable_sort = off
SET jit = off SET work_mem = '64MB' AS $$
BEGIN
	IF NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	PERFORM audit.note('EQUITY_UNITS_READ', 'programme', programme, NULL,
	    programme, reference);
	PERFORM equality.gather(programme, cohorts,
	    equality.mask_of(ARRAY[outcome]));
	RETURN QUERY
	WITH alike AS (
	    SELECT u.is_panel, u.id, f.started, f.settled, f.happened,
	           count(*)::integer AS n
	      FROM pg_temp.equity_person f
	     CROSS JOIN LATERAL (VALUES (false, f.host_id),
	           (true, f.panel_id)) AS u (is_panel, id)
	     WHERE u.id IS NOT NULL
	     GROUP BY 1, 2, 3, 4, 5),
	definition AS MATERIALIZED (
	    SELECT d.bit, 1::bigint << d.bit::integer AS mask
	      FROM equality.outcome_definition d
	     WHERE d.bit IS NOT NULL AND d.during @> waymark.today()
	       AND (outcome IS NULL OR d.code = outcome))
	SELECT a.is_panel, o.id, o.name, d.bit,
	       coalesce(sum(a.n) FILTER (WHERE a.started & d.mask <> 0), 0),
	       coalesce(sum(a.n) FILTER (WHERE a.settled & d.mask <> 0), 0),
	       coalesce(sum(a.n) FILTER (WHERE a.happened & d.mask <> 0), 0)
	  FROM alike a
	  JOIN waymark.organisation o ON o.id = a.id
	 CROSS JOIN definition d
	 GROUP BY a.is_panel, o.id, o.name, d.bit
	 ORDER BY a.is_panel, o.name, o.id, d.bit;
END
$$;

GRANT EXECUTE ON FUNCTION equality.programmes(), equality.cohorts(bigint),
    equality.report_counts(bigint, bigint[], waymark.equity_audience, text,
    text), equality.report_days(bigint, bigint[], waymark.equity_audience, text,
    text), equality.report_units(bigint, bigint[], waymark.equity_audience, text,
    text) TO waymark_web;
