-- The equity report counts a hundred thousand people in fewer steps: each list of
-- what became of people is gone through once, and answers in one pass.

-- Who is counted: everybody of these cohorts but who objects.  Once for each
-- cohort that somebody was in.
CREATE OR REPLACE FUNCTION equality.counted(programme bigint, cohorts bigint[])
RETURNS TABLE (enrolment_id bigint, person_id bigint, cohort_id bigint,
    began timestamptz, starts_on date, state waymark.enrolment_state)
LANGUAGE sql STABLE AS $$
	SELECT e.id, e.person_id, e.cohort_id, c.began, e.starts_on, e.state
	  FROM waymark.enrolment e
	  JOIN (SELECT c.id, c.starts_on::timestamp AT TIME ZONE
	               'Europe/London' AS began
	          FROM waymark.cohort c OFFSET 0) c ON c.id = e.cohort_id
	 WHERE e.programme_id = programme AND e.cohort_id = ANY (cohorts)
	   AND NOT EXISTS (SELECT 1 FROM equality.objection o
	        WHERE o.person_id = e.person_id AND upper_inf(o.during))
$$;

-- What left a mark on each of them, in one number, and their latest host.  Each
-- list is gone through once, and marks are put together once for all of them.
-- mask: the outcomes that are asked for; what only tells others is not read.
--
--	1 deferred, 2 paused, 4 extended; 8 judged by a board, 16 not passed;
--	32 placed, 64 decided, 128 not passed; 256 flagged, 512 again after a
--	return; 1024 support entered, 2048 short; and of an outcome of support,
--	by its bit: 20 further on that there is something to say, 40 further
--	on that it happened
CREATE FUNCTION equality.marks(programme bigint, mask bigint)
RETURNS TABLE (enrolment_id bigint, marks bigint, host_id bigint)
LANGUAGE sql STABLE AS $$
	WITH mark AS (
	    SELECT v.enrolment_id, CASE v.change WHEN 'deferred' THEN 1
	               WHEN 'paused' THEN 2 ELSE 4 END::bigint AS marks,
	           NULL::bigint AS host
	      FROM waymark.enrolment_event v
	     WHERE v.programme_id = programme AND mask & (4 | 8 | 32) <> 0
	       AND v.change IN ('deferred', 'paused', 'extended')
	       AND NOT EXISTS (SELECT 1 FROM waymark.enrolment_event u
	            WHERE u.enrolment_id = v.enrolment_id
	              AND u.undoes = v.version)
	    UNION ALL
	    SELECT b.enrolment_id, CASE WHEN b.outcome IN ('fail', 'repeat')
	               THEN 8 | 16 ELSE 8 END, NULL
	      FROM waymark.board_decision b
	     WHERE b.programme_id = programme AND b.state = 'standing'
	       AND mask & 64 <> 0
	       AND b.outcome IN ('pass', 'compensated', 'fail', 'repeat')
	    UNION ALL
	    SELECT p.enrolment_id, 32
	               | CASE WHEN p.state = 'terminated' OR (p.state =
	                   'confirmed' AND p.outcome IN ('fail', 'repeat'))
	                   THEN 64 | 128 WHEN p.state = 'confirmed' THEN 64
	                   ELSE 0 END
	               | CASE WHEN p.state = 'withdrawn' OR h.is_low IS NULL
	                   THEN 0 WHEN h.is_low THEN 1::bigint << 36
	                   | (1::bigint << 56) ELSE 1::bigint << 36 END,
	           (p.starts_on - DATE '1970-01-01')::bigint << 40
	               | p.organisation_id
	      FROM waymark.placement p
	      LEFT JOIN (SELECT b.organisation_id, avg(b.score) < (SELECT
	                   waymark.setting_of(programme, 'equity_host_score'))
	                   AS is_low
	              FROM waymark.placement_feedback b
	             WHERE b.released_on <= (SELECT waymark.today())
	               AND mask & 65536 <> 0
	             GROUP BY b.organisation_id
	            HAVING count(DISTINCT b.person_id) >= (SELECT
	                   waymark.setting_of(programme,
	                   'qapl_fewest_people'))) h
	        ON h.organisation_id = p.organisation_id
	     WHERE p.programme_id = programme
	    UNION ALL
	    SELECT g.enrolment_id, CASE g.rule WHEN 'returned_again'
	               THEN 256 | 512 ELSE 256 END, NULL
	      FROM waymark.flag g
	     WHERE g.programme_id = programme AND mask & (512 | 32768) <> 0
	    UNION ALL
	    SELECT l.enrolment_id, CASE WHEN l.is_short THEN 1024 | 2048
	               WHEN l.is_entered THEN 1024 ELSE 0 END
	               | CASE WHEN l.held * 100 < l.promised * l.percent
	                   THEN 1::bigint << 31 | (1::bigint << 51)
	                   WHEN l.promised > 0 THEN 1::bigint << 31 ELSE 0 END
	               | CASE WHEN l.over > 0 AND l.capped > 0
	                   THEN 1::bigint << 32 | (1::bigint << 52)
	                   WHEN l.capped > 0 THEN 1::bigint << 32 ELSE 0 END,
	           NULL
	      FROM (SELECT b.enrolment_id, (SELECT waymark.setting_of(programme,
	                   'flag_supervision_percent')) AS percent,
	                   bool_or(b.weeks_entered > 0) AS is_entered,
	                   bool_or(b.weeks_entered > 0 AND b.gap <> '{}')
	                       AS is_short,
	                   sum(b.sessions::integer) FILTER
	                       (WHERE b.weeks_entered > 0) AS held,
	                   sum(b.promised_sessions::integer) FILTER
	                       (WHERE b.weeks_entered > 0) AS promised,
	                   sum(b.weeks_capped::integer) AS capped,
	                   sum(b.weeks_over::integer) AS over
	              FROM waymark.support_ledger b
	             WHERE b.programme_id = programme
	               AND mask & (1024 | 2048 | 4096) <> 0
	             GROUP BY b.enrolment_id) l
	    UNION ALL
	    SELECT a.enrolment_id, CASE WHEN coalesce(a.in_place_on,
	               CASE WHEN a.waiting THEN (SELECT waymark.today()) END)
	               > a.due_on THEN 1::bigint << 33 | (1::bigint << 53)
	               ELSE 1::bigint << 33 END, NULL
	      FROM waymark.adjustment a
	     WHERE a.programme_id = programme AND mask & 8192 <> 0
	       AND a.state NOT IN ('declined', 'withdrawn')
	    UNION ALL
	    SELECT d.enrolment_id, CASE WHEN avg(date_part('epoch',
	               d.signed_at - d.sent_at)) >= 86400 * (SELECT
	               waymark.setting_of(programme, 'equity_feedback_days'))
	               THEN 1::bigint << 34 | (1::bigint << 54)
	               ELSE 1::bigint << 34 END, NULL
	      FROM waymark.document d
	     WHERE d.programme_id = programme AND mask & 16384 <> 0
	       AND d.signed_at IS NOT NULL AND d.sent_at IS NOT NULL
	     GROUP BY d.enrolment_id)
	SELECT m.enrolment_id, bit_or(m.marks),
	       max(m.host) & ((1::bigint << 40) - 1)
	  FROM mark m
	 GROUP BY m.enrolment_id
$$;

-- What became of each of them, a bit an outcome (see outcome_definition.bit):
-- who started towards it, for whom it is decided one way or the other, to whom
-- it happened.  days: since the ASYE began until it ended; what: 1 passed,
-- 2 ended otherwise, 0 goes on, NULL has none.  mask: the outcomes that are
-- asked for; what only tells others is not read, and their bits mean nothing.
CREATE OR REPLACE FUNCTION equality.facts(programme bigint, cohorts bigint[],
    mask bigint DEFAULT -1)
RETURNS TABLE (enrolment_id bigint, cohort_id bigint, started bigint,
    settled bigint, happened bigint, days bigint, what bigint,
    host_id bigint, panel_id bigint)
LANGUAGE sql STABLE AS $$
	WITH decided AS (
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
	life AS MATERIALIZED (
	    SELECT e.enrolment_id, e.cohort_id,
	           e.state NOT IN ('offered', 'deferred')
	               AND e.starts_on <= (SELECT waymark.today()) AS begun,
	           e.state = 'withdrawn' AS left_it,
	           e.state = 'completed' AS completed,
	           coalesce(m.marks, 0) AS marks,
	           coalesce(a.paused, false) OR coalesce(m.marks, 0) & 2 > 0
	               AS paused,
	           coalesce(a.extended, false) OR coalesce(m.marks, 0) & 4 > 0
	               AS extended,
	           a.enrolment_id IS NOT NULL AS has_asye,
	           coalesce(a.is_decided, false) AS is_decided,
	           coalesce(a.is_decided AND a.failed, false) AS failed,
	           coalesce(a.state = 'withdrawn', false) AS gave_up,
	           coalesce(a.reviewed, false) AS reviewed,
	           coalesce(a.late, false) AS late,
	           greatest(0, CASE WHEN a.is_decided THEN a.decided_on
	               ELSE (SELECT waymark.today()) END - a.starts_on)::bigint
	               AS days,
	           CASE WHEN a.is_decided AND NOT a.failed THEN 1
	               WHEN a.is_decided OR a.state IN ('withdrawn',
	                   'transferred') THEN 2
	               WHEN a.starts_on <= (SELECT waymark.today()) THEN 0
	           END::bigint AS what,
	           coalesce(a.host_id, m.host_id) AS host_id, a.panel_id
	      FROM equality.counted(programme, cohorts) e
	      LEFT JOIN asye a ON a.enrolment_id = e.enrolment_id
	      LEFT JOIN equality.marks(programme, mask) m
	        ON m.enrolment_id = e.enrolment_id)
	SELECT l.enrolment_id, l.cohort_id,
	       has_asye::int::bigint * (1 | 2)
	           | begun::int::bigint * (4 | 8 | 16 | 512)
	           | 32
	           | (marks & 8 > 0)::int::bigint * 64
	           | (marks & 32 > 0)::int::bigint * 128
	           | (has_asye AND reviewed)::int::bigint * 256
	           | (marks & 1024)
	           | 32768 | (marks >> 20 & 129024),
	       (has_asye AND is_decided)::int::bigint * 1
	           | (has_asye AND (is_decided OR gave_up))::int::bigint * 2
	           | (begun AND (extended OR completed OR left_it))::int::bigint
	               * 4
	           | (begun AND (paused OR completed OR left_it))::int::bigint
	               * 8
	           | (begun AND (left_it OR completed))::int::bigint * 16
	           | (begun OR marks & 1 > 0)::int::bigint * 32
	           | (marks & 8 > 0)::int::bigint * 64
	           | (marks & 64 > 0)::int::bigint * 128
	           | reviewed::int::bigint * 256
	           | (begun AND (marks & 256 > 0 OR completed OR left_it))
	               ::int::bigint * 512
	           | (marks & 1024)
	           | 32768 | (marks >> 20 & 129024),
	       failed::int::bigint * 1
	           | (failed OR (gave_up AND NOT is_decided))::int::bigint * 2
	           | (begun AND extended)::int::bigint * 4
	           | (begun AND paused)::int::bigint * 8
	           | (begun AND left_it)::int::bigint * 16
	           | (marks & 1) * 32
	           | (marks & 16 > 0)::int::bigint * 64
	           | (marks & 128)
	           | late::int::bigint * 256
	           | (begun AND marks & 256 > 0)::int::bigint * 512
	           | (marks & 2048 > 0)::int::bigint * 1024
	           | (marks & 512 > 0)::int::bigint * 32768
	           | (marks >> 40 & 129024),
	       l.days, l.what, l.host_id, l.panel_id
	  FROM life l
$$;
DROP FUNCTION equality.support_facts(bigint, bigint[], bigint);

-- What each of them said of themself, in one number: as it stood when their
-- cohort began, or what they said first after that.  only_of: by one
-- characteristic, NULL all.  Answers are gone through once, and no long list is
-- sorted for it: they never overlap, so that one stood, and those of the few who
-- answered late (bit 62) are looked at again.  A choice of no group is no number.
CREATE OR REPLACE FUNCTION equality.said(programme bigint, cohorts bigint[],
    only_of text)
RETURNS TABLE (enrolment_id bigint, all_of bigint)
LANGUAGE sql STABLE AS $$
	WITH choice AS MATERIALIZED (
	    SELECT c.question, c.code, c.n << c.bits AS all_of,
	           63::bigint << c.bits AS place
	      FROM equality.choices() c
	     WHERE only_of IS NULL OR c.question IN (SELECT unnest(ARRAY[
	           h.question, h.crossed]) FROM equality.characteristic h
	         WHERE h.code = only_of)),
	answer AS (
	    SELECT e.enrolment_id, coalesce(bit_or(CASE WHEN lower(a.during)
	               > e.began THEN 1::bigint << 62 ELSE c.all_of END), 0)
	               AS stood
	      FROM equality.counted(programme, cohorts) e
	      JOIN equality.answer a ON a.person_id = e.person_id
	       AND (upper_inf(a.during) OR upper(a.during) > e.began)
	      LEFT JOIN choice c
	        ON c.question = a.question AND c.code = a.choice
	     GROUP BY e.enrolment_id)
	SELECT a.enrolment_id, CASE WHEN a.stood >> 62 = 0 THEN a.stood
	       ELSE (a.stood & ~(1::bigint << 62)) | (
	       SELECT coalesce(bit_or(f.all_of), 0)
	         FROM (SELECT DISTINCT ON (c.place) c.all_of
	                 FROM equality.counted(programme, cohorts) e
	                 JOIN equality.answer l ON l.person_id = e.person_id
	                  AND lower(l.during) > e.began
	                 JOIN choice c
	                   ON c.question = l.question AND c.code = l.choice
	                WHERE e.enrolment_id = a.enrolment_id
	                  AND a.stood & c.place = 0
	                ORDER BY c.place, lower(l.during)) f) END
	  FROM answer a
$$;

-- One pass: for each characteristic, group and cohort how many people there
-- are, and of each outcome, by its bit from 0, how many started towards it, for
-- how many it is decided, and to how many of those who count it happened.  Who
-- came to the same in the same group is counted first, so that bits are taken
-- apart once for all of them; groups have numbers until then, for names are slow
-- to compare.  outcome: only that one; NULL each.
CREATE OR REPLACE FUNCTION equality.report_counts(programme bigint, cohorts bigint[],
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
	SELECT string_agg(format('coalesce(sum(a.n) FILTER (WHERE a.%I & %s '
	           '<> 0), 0)', m, 1::bigint << b), ', ' ORDER BY n, b)
	  INTO counts
	  FROM unnest(ARRAY['started', 'settled', 'happened'])
	       WITH ORDINALITY AS u (m, n),
	       generate_series(0, bits::integer) b;
	RETURN QUERY EXECUTE format('
	    WITH person AS MATERIALIZED (
	        SELECT f.cohort_id, f.started & $1 AS started,
	               f.settled & $1 AS settled, f.happened & $1 AS happened,
	               f.all_of, count(*) AS n
	          FROM pg_temp.equity_person f
	         GROUP BY 1, 2, 3, 4, 5),
	    name AS MATERIALIZED (
	        SELECT n.*, dense_rank() OVER (ORDER BY n.characteristic,
	                   n.coarse, n.fine) AS group_number
	          FROM equality.named(NULL) n),
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
	         GROUP BY 1, 2, 3, 4, 5, 6, 7),
	    sums AS MATERIALIZED (
	        SELECT a.number, m.group_number, a.cohort_id,
	               sum(a.n) AS people, ARRAY[%s] AS counts
	          FROM alike a
	          LEFT JOIN (SELECT h.number, m.n, m.more, m.group_number
	                  FROM place h
	                  JOIN name m ON m.characteristic = h.characteristic) m
	            ON m.number = a.number AND m.n = a.answer
	           AND m.more = a.more
	         GROUP BY 1, 2, 3)
	    SELECT h.characteristic, m.coarse, m.fine, u.cohort_id, u.people,
	           u.counts[1:$2], u.counts[$2 + 1:2 * $2],
	           u.counts[2 * $2 + 1:]
	      FROM sums u
	      JOIN place h ON h.number = u.number
	      LEFT JOIN (SELECT DISTINCT m.group_number, m.coarse, m.fine
	              FROM name m) m ON m.group_number = u.group_number
	     ORDER BY 1, 2, 3, 4', counts)
	 USING mask, bits::integer + 1;
END
$$;
