-- Findings: from a disparity that somebody saw to what is done about it.
--
-- A finding is one comparison of the equity report, and what it said when it
-- was first seen, which nobody rewrites.  It has an owner and a review date,
-- causes to test, actions with somebody and a day each, and is measured again
-- as cohorts come.  A person closes it, with a reason, once something was done
-- and it was measured after that: no number closes anything.
--
-- What it said is kept as staff may read it, in protected words.  The counts
-- behind it stay in the room of equality, where PostgreSQL puts them itself;
-- the equity lead reads them through a function that writes it down.

CREATE TYPE waymark.finding_state AS ENUM ('seen', 'in_hand', 'closed');
CREATE TYPE waymark.finding_cause_state AS ENUM
    ('to_test', 'supported', 'not_supported', 'cannot_tell');
CREATE TYPE waymark.finding_action_state AS ENUM ('open', 'done', 'dropped');

CREATE FUNCTION waymark.finding_refuse(why text) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation';
END
$$;

-- outcome, characteristic, of, against: which comparison it is, by the codes of
-- the report; against NULL is everyone else.  title: the same in words.
CREATE TABLE waymark.equity_finding (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	outcome		text NOT NULL CHECK (outcome ~ '^[a-z0-9_]+$'),
	characteristic	text NOT NULL CHECK (characteristic ~ '^[a-z0-9_]+$'),
	of		text NOT NULL CHECK (of <> ''),
	against		text CHECK (against <> ''),
	title		text NOT NULL CHECK (title <> ''
			    AND length(title) <= 300),
	state		waymark.finding_state NOT NULL DEFAULT 'seen',
	first_seen_on	date NOT NULL DEFAULT waymark.today(),
	seen_by		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	owner_id	bigint REFERENCES waymark.person,
	review_on	date,
	reason		text CHECK (reason <> '' AND length(reason) <= 2000),
	closed_by	bigint REFERENCES waymark.person,
	closed_at	timestamptz,
	version		bigint NOT NULL DEFAULT 1,
	UNIQUE (id, programme_id),
	CHECK (state = 'seen' OR (owner_id IS NOT NULL
	    AND review_on IS NOT NULL)),
	CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
	CHECK ((state = 'closed') = (closed_by IS NOT NULL)),
	CHECK ((state = 'closed') <= (reason IS NOT NULL))
);
CREATE UNIQUE INDEX equity_finding_once ON waymark.equity_finding
    (programme_id, outcome, characteristic, of, coalesce(against, ''))
 WHERE state <> 'closed';
CREATE INDEX equity_finding_review ON waymark.equity_finding
    (programme_id, review_on) WHERE state <> 'closed';

-- The first of a finding is the evidence that it began with.  pooled: the
-- cohorts that it counts.  Words are those that staff are shown.
CREATE TABLE waymark.equity_measure (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	finding_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	number		bigint NOT NULL CHECK (number > 0),
	pooled		bigint[] NOT NULL CHECK (cardinality(pooled) > 0),
	cohorts		text NOT NULL CHECK (cohorts <> ''),
	code		text NOT NULL CHECK (code ~ '^[A-Z_]+$'),
	sentence	text NOT NULL CHECK (sentence <> ''),
	rate		text NOT NULL,
	rate_against	text NOT NULL,
	ratio		text NOT NULL,
	measured_on	date NOT NULL DEFAULT waymark.today(),
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT clock_timestamp(),
	FOREIGN KEY (finding_id, programme_id)
	    REFERENCES waymark.equity_finding (id, programme_id),
	UNIQUE (finding_id, number),
	UNIQUE (id, programme_id)
);

-- The same exactly: x of n people, and of those they are compared with; unknown
-- did not say.
CREATE TABLE equality.finding_count (
	measure_id	bigint PRIMARY KEY,
	finding_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	x		bigint NOT NULL CHECK (x >= 0),
	n		bigint NOT NULL CHECK (n >= x),
	x_against	bigint NOT NULL CHECK (x_against >= 0),
	n_against	bigint NOT NULL CHECK (n_against >= x_against),
	unknown		bigint NOT NULL CHECK (unknown >= 0),
	FOREIGN KEY (measure_id, programme_id)
	    REFERENCES waymark.equity_measure (id, programme_id)
);
CREATE INDEX finding_count_finding ON equality.finding_count (finding_id);
ALTER TABLE equality.finding_count ENABLE ROW LEVEL SECURITY,
    FORCE ROW LEVEL SECURITY;
-- Nobody changes what was counted, not even the tables' owner.
CREATE POLICY owner ON equality.finding_count FOR SELECT TO waymark_owner
    USING (true);
CREATE POLICY counts ON equality.finding_count FOR INSERT TO waymark_owner
    WITH CHECK (true);

-- Counts of one comparison over these cohorts, as the report counts them, and
-- joined as its lists are.
CREATE FUNCTION equality.compared(programme bigint, cohorts bigint[],
    outcome text, characteristic text, of text, against text)
RETURNS TABLE (x bigint, n bigint, x_against bigint, n_against bigint,
    unknown bigint)
LANGUAGE sql STABLE
SET enable_nestloop = off SET enable_mergejoin = off SET enable_sort = off
SET jit = off SET work_mem = '64MB' AS $$
	WITH person AS (
	    SELECT f.happened & (1::bigint << d.bit::integer) <> 0 AS it,
	           coalesce(compared.of IN (g.coarse, g.fine), false) AS is_of,
	           CASE WHEN compared.against IS NULL THEN g.fine IS NOT NULL
	               ELSE coalesce(compared.against IN (g.coarse, g.fine),
	               false) END AS is_against,
	           g.fine IS NULL AS unsaid
	      FROM equality.facts(programme, cohorts) f
	      JOIN equality.groups(programme, cohorts,
	           compared.characteristic) g
	        ON g.enrolment_id = f.enrolment_id
	      JOIN equality.outcome_definition d
	        ON d.code = compared.outcome
	       AND d.during @> waymark.today()
	     WHERE (CASE d.base WHEN 'assessed' THEN f.settled
	           ELSE f.started END) & (1::bigint << d.bit::integer) <> 0)
	SELECT count(*) FILTER (WHERE is_of AND it),
	       count(*) FILTER (WHERE is_of),
	       count(*) FILTER (WHERE is_against AND NOT is_of AND it),
	       count(*) FILTER (WHERE is_against AND NOT is_of),
	       count(*) FILTER (WHERE unsaid)
	  FROM person
$$;

-- The exact counts of every measurement of a finding.  Reading is recorded.
CREATE FUNCTION equality.finding_counts(finding bigint, reference text)
RETURNS TABLE (number bigint, x bigint, n bigint, x_against bigint,
    n_against bigint, unknown bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	programme bigint := (SELECT f.programme_id
	    FROM waymark.equity_finding f WHERE f.id = finding);
BEGIN
	IF NOT coalesce(programme = ANY (auth.equity_programmes()), false) THEN
		RETURN;
	END IF;
	PERFORM audit.note('FINDING_COUNTS_READ', 'equity_finding', finding,
	    NULL, programme, reference);
	RETURN QUERY
	SELECT m.number, c.x, c.n, c.x_against, c.n_against, c.unknown
	  FROM equality.finding_count c
	  JOIN waymark.equity_measure m ON m.id = c.measure_id
	 WHERE c.finding_id = finding
	 ORDER BY m.number;
END
$$;
GRANT EXECUTE ON FUNCTION equality.finding_counts(bigint, text)
    TO waymark_web;

-- What may be behind it, how that is tested, and what was found.
CREATE TABLE waymark.equity_cause (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	finding_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	cause		text NOT NULL CHECK (cause <> ''
			    AND length(cause) <= 500),
	test		text NOT NULL CHECK (test <> ''
			    AND length(test) <= 500),
	state		waymark.finding_cause_state NOT NULL
			    DEFAULT 'to_test',
	found		text CHECK (found <> '' AND length(found) <= 1000),
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (finding_id, programme_id)
	    REFERENCES waymark.equity_finding (id, programme_id),
	CHECK ((state = 'to_test') = (found IS NULL))
);
CREATE INDEX equity_cause_finding ON waymark.equity_cause (finding_id);

-- said: what was done, the evidence of it; or why it is not done.
CREATE TABLE waymark.equity_action (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	finding_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	what		text NOT NULL CHECK (what <> ''
			    AND length(what) <= 500),
	owner_id	bigint NOT NULL REFERENCES waymark.person,
	due_on		date NOT NULL,
	opened_on	date NOT NULL DEFAULT waymark.today(),
	state		waymark.finding_action_state NOT NULL DEFAULT 'open',
	said		text CHECK (said <> '' AND length(said) <= 1000),
	settled_by	bigint REFERENCES waymark.person,
	settled_at	timestamptz,
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (finding_id, programme_id)
	    REFERENCES waymark.equity_finding (id, programme_id),
	CHECK ((state = 'open') = (said IS NULL)),
	CHECK ((state = 'open') = (settled_at IS NULL)),
	CHECK ((state = 'open') = (settled_by IS NULL))
);
CREATE INDEX equity_action_finding ON waymark.equity_action (finding_id);
CREATE INDEX equity_action_open ON waymark.equity_action
    (programme_id, opened_on, id) WHERE state = 'open';

CREATE TABLE waymark.equity_transition (
	before		waymark.finding_state NOT NULL,
	after		waymark.finding_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.equity_transition VALUES
	('seen', 'in_hand'),		-- somebody owns it
	('in_hand', 'in_hand'),		-- somebody else, or another review
	('in_hand', 'closed'),
	('closed', 'in_hand');		-- opened again
CREATE TABLE waymark.equity_action_transition (
	before		waymark.finding_action_state NOT NULL,
	after		waymark.finding_action_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.equity_action_transition VALUES
	('open', 'open'),		-- another day, or somebody else's
	('open', 'done'),
	('open', 'dropped'),
	('done', 'open'),		-- not done after all
	('dropped', 'open');
CREATE TABLE waymark.equity_cause_transition (
	before		waymark.finding_cause_state NOT NULL,
	after		waymark.finding_cause_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.equity_cause_transition
SELECT b, a FROM unnest(enum_range(NULL::waymark.finding_cause_state)) b
 CROSS JOIN unnest(enum_range(NULL::waymark.finding_cause_state)) a
 WHERE b <> a;

-- Who may own what is done about a programme's findings: its staff and its
-- equity leads, today.
CREATE FUNCTION waymark.finding_workers(programme bigint)
RETURNS TABLE (person_id bigint, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT DISTINCT p.id, p.name
	  FROM waymark.role_held r
	  JOIN waymark.person p ON p.id = r.person_id
	 WHERE r.programme_id = programme
	   AND r.role IN ('staff', 'equity_lead')
	   AND r.during @> waymark.today()
	   AND (programme = ANY (auth.staff_programmes())
	    OR programme = ANY (auth.equity_programmes()))
	 ORDER BY p.name, p.id;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.finding_workers(bigint) TO waymark_web;

-- The name of somebody who had to do with a finding, for whoever may see it.
CREATE FUNCTION waymark.finding_person(programme bigint, whose bigint)
RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT programme = ANY (auth.staff_programmes()
	    || auth.equity_programmes()) THEN
		RETURN NULL;
	END IF;
	RETURN (SELECT p.name FROM waymark.person p
	    WHERE p.id = whose AND EXISTS (SELECT 1 FROM waymark.role_held r
	        WHERE r.person_id = whose AND r.programme_id = programme
	          AND r.role IN ('staff', 'equity_lead')));
END
$$;
GRANT EXECUTE ON FUNCTION waymark.finding_person(bigint, bigint)
    TO waymark_web;

-- What a finding lacks before it may be closed; NULL: nothing.
CREATE FUNCTION waymark.finding_lacks(finding bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	settled timestamptz := (SELECT max(a.settled_at)
	    FROM waymark.equity_action a WHERE a.finding_id = finding);
BEGIN
	RETURN CASE
	    WHEN NOT EXISTS (SELECT 1 FROM waymark.equity_action a
	        WHERE a.finding_id = finding AND a.state = 'done')
	        THEN 'an action that was done'
	    WHEN EXISTS (SELECT 1 FROM waymark.equity_action a
	        WHERE a.finding_id = finding AND a.state = 'open')
	        THEN 'the end of every action'
	    WHEN NOT EXISTS (SELECT 1 FROM waymark.equity_measure m
	        WHERE m.finding_id = finding AND m.at > settled)
	        THEN 'a measurement after the last action'
	    END;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.finding_lacks(bigint) TO waymark_web;

CREATE FUNCTION waymark.equity_finding_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	was waymark.equity_finding := OLD;
	kept text[] := '{state,owner_id,review_on,reason}';
BEGIN
	IF me IS NULL THEN
		PERFORM waymark.finding_refuse('a person decides on a '
		    'finding');
	ELSIF (to_jsonb(OLD) - kept) IS DISTINCT FROM (to_jsonb(NEW) - kept)
	    THEN
		PERFORM waymark.finding_refuse('what a finding began with '
		    'stays');
	ELSIF NOT EXISTS (SELECT 1 FROM waymark.equity_transition t
	    WHERE t.before = OLD.state AND t.after = NEW.state) THEN
		PERFORM waymark.finding_refuse(format('a finding that is %s '
		    'cannot become %s', OLD.state, NEW.state));
	ELSIF NEW.owner_id IS NOT NULL AND NOT EXISTS (SELECT 1
	    FROM waymark.finding_workers(OLD.programme_id) w
	    WHERE w.person_id = NEW.owner_id) THEN
		PERFORM waymark.finding_refuse('staff and equity leads own '
		    'findings');
	END IF;
	IF NEW.state = 'closed' THEN
		IF NEW.reason IS NULL OR
		    (NEW.owner_id, NEW.review_on) IS DISTINCT FROM
		    (OLD.owner_id, OLD.review_on) THEN
			PERFORM waymark.finding_refuse('closing needs a '
			    'reason, and changes nothing else');
		ELSIF waymark.finding_lacks(OLD.id) IS NOT NULL THEN
			PERFORM waymark.finding_refuse('closing needs '
			    || waymark.finding_lacks(OLD.id));
		END IF;
		NEW.closed_by := me;
		NEW.closed_at := now();
	ELSE
		IF was.state = 'closed' AND NEW.reason IS NOT DISTINCT FROM
		    was.reason THEN
			PERFORM waymark.finding_refuse('opening again needs '
			    'a reason of its own');
		END IF;
		NEW.closed_by := NULL;
		NEW.closed_at := NULL;
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.equity_finding
    FOR EACH ROW EXECUTE FUNCTION waymark.equity_finding_guard();

-- What was measured stays; each is one more than the last.
CREATE FUNCTION waymark.finding_measure_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_OP <> 'INSERT' THEN
		PERFORM waymark.finding_refuse('what was measured stays');
	END IF;
	PERFORM 1 FROM waymark.equity_finding f
	  WHERE f.id = NEW.finding_id FOR NO KEY UPDATE;
	NEW.number := 1 + coalesce((SELECT max(m.number)
	    FROM waymark.equity_measure m
	   WHERE m.finding_id = NEW.finding_id), 0);
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE
    ON waymark.equity_measure
    FOR EACH ROW EXECUTE FUNCTION waymark.finding_measure_guard();

-- PostgreSQL counts what was measured itself: nobody who signs in could.
CREATE FUNCTION waymark.finding_measure_counts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO equality.finding_count
	SELECT NEW.id, f.id, f.programme_id, c.*
	  FROM waymark.equity_finding f
	 CROSS JOIN LATERAL equality.compared(f.programme_id, NEW.pooled,
	     f.outcome, f.characteristic, f.of, f.against) c
	 WHERE f.id = NEW.finding_id;
	RETURN NULL;
END
$$;
CREATE TRIGGER counts AFTER INSERT ON waymark.equity_measure
    FOR EACH ROW EXECUTE FUNCTION waymark.finding_measure_counts();
-- A closed finding stands still, with all that belongs to it.
CREATE FUNCTION waymark.finding_is_open(finding bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT f.state <> 'closed' FROM waymark.equity_finding f
	         WHERE f.id = finding);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.finding_is_open(bigint) TO waymark_web;

CREATE FUNCTION waymark.finding_cause_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT waymark.finding_is_open(NEW.finding_id) THEN
		PERFORM waymark.finding_refuse('the finding is closed');
	ELSIF TG_OP = 'INSERT' THEN
		RETURN NEW;
	ELSIF (to_jsonb(OLD) - '{state,found}'::text[]) IS DISTINCT FROM
	    (to_jsonb(NEW) - '{state,found}'::text[])
	    OR NOT EXISTS (SELECT 1 FROM waymark.equity_cause_transition t
	        WHERE t.before = OLD.state AND t.after = NEW.state) THEN
		PERFORM waymark.finding_refuse('a cause is tested, not '
		    'rewritten');
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.equity_cause
    FOR EACH ROW EXECUTE FUNCTION waymark.finding_cause_guard();

CREATE FUNCTION waymark.finding_action_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	kept text[] := '{owner_id,due_on,state,said}';
BEGIN
	IF NOT waymark.finding_is_open(NEW.finding_id) THEN
		PERFORM waymark.finding_refuse('the finding is closed');
	ELSIF NOT EXISTS (SELECT 1
	    FROM waymark.finding_workers(NEW.programme_id) w
	    WHERE w.person_id = NEW.owner_id) THEN
		PERFORM waymark.finding_refuse('staff and equity leads act '
		    'on findings');
	ELSIF TG_OP = 'INSERT' THEN
		RETURN NEW;
	ELSIF (to_jsonb(OLD) - kept) IS DISTINCT FROM (to_jsonb(NEW) - kept)
	    OR NOT EXISTS (SELECT 1
	        FROM waymark.equity_action_transition t
	       WHERE t.before = OLD.state AND t.after = NEW.state) THEN
		PERFORM waymark.finding_refuse('an action is done, dropped '
		    'or opened again');
	END IF;
	IF NEW.state <> OLD.state THEN
		NEW.settled_by := CASE WHEN NEW.state <> 'open'
		    THEN auth.person_id() END;
		NEW.settled_at := CASE WHEN NEW.state <> 'open'
		    THEN clock_timestamp() END;
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.equity_action
    FOR EACH ROW EXECUTE FUNCTION waymark.finding_action_guard();

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['equity_finding', 'equity_measure',
	    'equity_cause', 'equity_action', 'equity_transition',
	    'equity_action_transition', 'equity_cause_transition'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		IF t LIKE '%transition' THEN
			CONTINUE;
		END IF;
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
		EXECUTE format('CREATE POLICY sees ON waymark.%I TO
		    waymark_web USING (programme_id =
		        ANY ((SELECT auth.staff_programmes())::bigint[])
		        OR programme_id =
		        ANY ((SELECT auth.equity_programmes())::bigint[]))',
		    t);
		EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR
		    UPDATE OR DELETE ON waymark.%I FOR EACH ROW
		    EXECUTE FUNCTION audit.changed()', t);
	END LOOP;
END
$$;
-- What happened to findings, for the equity lead too, who need not be staff.
CREATE POLICY findings ON audit.event FOR SELECT TO waymark_web USING (
    subject IN ('equity_finding', 'equity_measure', 'equity_cause',
        'equity_action')
    AND programme_id = ANY ((SELECT auth.equity_programmes())::bigint[]));

GRANT INSERT (programme_id, outcome, characteristic, of, against, title),
    UPDATE (state, owner_id, review_on, reason)
    ON waymark.equity_finding TO waymark_web;
GRANT INSERT (finding_id, programme_id, pooled, cohorts, code, sentence, rate,
    rate_against, ratio) ON waymark.equity_measure TO waymark_web;
GRANT INSERT (finding_id, programme_id, cause, test), UPDATE (state, found)
    ON waymark.equity_cause TO waymark_web;
GRANT INSERT (finding_id, programme_id, what, owner_id, due_on),
    UPDATE (owner_id, due_on, state, said)
    ON waymark.equity_action TO waymark_web;

-- What waits: a review whose day has come, an action that is open, and a
-- measurement since a cohort has begun that none counts yet.
CREATE VIEW waymark.waiting_finding_to_review WITH (security_invoker) AS
SELECT 'finding_to_review'::waymark.waiting_kind AS kind, f.id AS subject_id,
       coalesce(f.review_on, f.first_seen_on) AS since,
       f.review_on AS due_on, NULL::date AS on_date, 1::bigint AS how_many,
       f.title AS what, NULL::bigint AS person_id,
       NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, f.programme_id,
       NULL::bigint AS cohort_id, f.owner_id
  FROM waymark.equity_finding f
 WHERE f.state <> 'closed'
   AND coalesce(f.review_on, f.first_seen_on) <= (SELECT waymark.today());

CREATE VIEW waymark.waiting_finding_to_act_on WITH (security_invoker) AS
SELECT 'finding_to_act_on'::waymark.waiting_kind AS kind, a.id AS subject_id,
       a.opened_on AS since, a.due_on, NULL::date AS on_date,
       1::bigint AS how_many, a.what, NULL::bigint AS person_id,
       NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, a.programme_id,
       NULL::bigint AS cohort_id, a.owner_id
  FROM waymark.equity_action a
 WHERE a.state = 'open';

CREATE VIEW waymark.waiting_finding_to_measure WITH (security_invoker) AS
SELECT 'finding_to_measure'::waymark.waiting_kind AS kind, f.id AS subject_id,
       c.ends_on AS since, NULL::date AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, f.title AS what, NULL::bigint AS person_id,
       NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, f.programme_id,
       NULL::bigint AS cohort_id, f.owner_id
  FROM waymark.equity_finding f
  JOIN LATERAL (SELECT m.measured_on FROM waymark.equity_measure m
        WHERE m.finding_id = f.id ORDER BY m.number DESC LIMIT 1) m ON true
  JOIN LATERAL (SELECT n.ends_on FROM waymark.cohort n
        WHERE n.programme_id = f.programme_id
          AND n.ends_on > m.measured_on
          AND n.ends_on <= (SELECT waymark.today())
        ORDER BY n.ends_on LIMIT 1) c ON true
 WHERE f.state <> 'closed';

INSERT INTO waymark.waiting_source (kind, party, person_is, through) VALUES
	('finding_to_review', 'staff', NULL, '{staff,equity_lead}'),
	('finding_to_act_on', 'staff', NULL, '{staff,equity_lead}'),
	('finding_to_measure', 'staff', NULL, '{staff,equity_lead}');
GRANT SELECT ON waymark.waiting_finding_to_review,
    waymark.waiting_finding_to_act_on, waymark.waiting_finding_to_measure
    TO waymark_web;
SELECT waymark.waiting_rebuild();

-- Equity of support: what somebody was promised and given is counted like any
-- other outcome, the adverse one, by the report's own functions.

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('equity', 'Equity', 125);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('equity', 10, 'equity_feedback_days', 'Signatures are slow after',
	    'days', 1, 120,
	    'From how many days on average, between sending a document and its '
	    'last signature, somebody counts as waiting too long for '
	    'feedback.', 'From that day, the equity report counts with it.'),
	('equity', 20, 'equity_host_score', 'Hosts are rated low below',
	    'number', 2, 5,
	    'Below which mean of five a host counts as rated low by those who '
	    'were there.', 'From that day, the equity report counts with it.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('equity_feedback_days', 14, 'Waymark: two weeks'),
	('equity_host_score', 3, 'Waymark: the middle of the scale');

-- What each audience may know.  A programme can only be more careful.
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('equity', 30, 'equity_small', 'Counts left out up to', 'people', 4,
	    20, 'Counts from 1 to this are left out for staff, and whatever '
	    'would tell them.', 'From that day, with new figures.'),
	('equity', 40, 'equity_group_least', 'Groups shown from', 'people', 10,
	    50, 'How many people a group or a host has at least that staff '
	    'see.', 'From that day, with new figures.'),
	('equity', 50, 'equity_one_sort', 'All or none is safe from', 'people',
	    23, 100, 'Of a group that is smaller, staff are not told when '
	    'something happened to all of it or to nobody.',
	    'From that day, with new figures.'),
	('equity', 60, 'equity_rate_least', 'Rates for the equity lead from',
	    'people', 5, 20, 'Of a group that is smaller, the equity lead has '
	    'counts, and no rate.', 'From that day.'),
	('equity', 70, 'equity_band_people', 'Partners compare groups from',
	    'people', 23, 100, 'Partners and funders have rates and '
	    'comparisons of groups of at least so many.',
	    'From that day, with new figures.'),
	('equity', 80, 'equity_ratio_events', 'Partners have ratios from',
	    'people', 20, 100, 'To how many people of both groups it happened '
	    'before partners and funders have the ratio as a number; below, '
	    'they have it in words.', 'From that day, with new figures.'),
	('equity', 90, 'equity_pooled_least', 'Cohorts together for partners',
	    'number', 3, 10, 'How many cohorts the figures for partners and '
	    'funders count together at least.',
	    'From that day, with new figures.');
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, choices, decides, takes_effect) VALUES
	('equity', 100, 'equity_rounding', 'Numbers for partners', 'choice', 0,
	    1, '{As NHS Digital does,As HESA does}', 'How numbers for '
	    'partners and funders are rounded: as NHS Digital does, who leave '
	    '1 to 7 out, or as HESA does, to whom 1 and 2 are 0. A table that '
	    'would tell a small number in the second way is rounded in the '
	    'first.', 'From that day, with new figures.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('equity_rounding', 0, 'NHS Digital: no counts from 1 to 7'),
	('equity_small', 4, 'Ofqual: 1 to 4 are shown as fewer than 5'),
	('equity_group_least', 10, 'ONS and Social Work England: nothing of '
	    'fewer than 10'),
	('equity_one_sort', 23, 'HESA: no percentages of fewer than 22.5'),
	('equity_rate_least', 5, 'Waymark: a rate of fewer says nothing'),
	('equity_band_people', 23, 'HESA: no percentages of fewer than 22.5'),
	('equity_ratio_events', 20, 'Waymark: rounding moves a ratio of fewer '
	    'by more than a tenth'),
	('equity_pooled_least', 3, 'Waymark: three cohorts, for one cannot '
	    'show a ratio of 3');

-- Whoever is flagged is told to act, before it came to an outcome, and who is
-- not.  Outcomes are the setbacks by which rules are judged (046); who neither
-- had one nor is done is not counted.  rule NULL: any.  Only those count who
-- came to it, or were done, since there are snapshots: what was not known then
-- is not made up.
CREATE FUNCTION equality.flags_judged(programme bigint, cohorts bigint[])
RETURNS TABLE (rule text, enrolment_id bigint, had_it boolean,
    flagged boolean, act_on date)
LANGUAGE sql STABLE AS $$
	WITH outcome AS (
	    SELECT k.enrolment_id, min(k.on_date) AS on_date
	      FROM waymark.setbacks(programme) k
	     GROUP BY k.enrolment_id),
	known AS MATERIALIZED (
	    SELECT c.enrolment_id, o.on_date
	      FROM equality.counted(programme, cohorts) c
	      LEFT JOIN outcome o ON o.enrolment_id = c.enrolment_id
	     WHERE coalesce(o.on_date, CASE c.state WHEN 'completed' THEN
	           (SELECT max(v.on_date) FROM waymark.enrolment_event v
	             WHERE v.enrolment_id = c.enrolment_id
	               AND v.change = 'completed') END) >=
	           (SELECT min(s.on_date) FROM waymark.flag_snapshot s
	             WHERE s.state <> 'missed')),
	first AS (
	    SELECT r.enrolment_id, r.rule, min(r.act_on) AS act_on
	      FROM waymark.flag_run r
	     WHERE r.programme_id = programme AND r.act_on IS NOT NULL
	     GROUP BY GROUPING SETS ((r.enrolment_id, r.rule),
	         (r.enrolment_id))),
	rules AS (
	    SELECT NULL::text AS code
	    UNION ALL
	    SELECT DISTINCT l.code FROM waymark.flag_rule l)
	SELECT u.code, k.enrolment_id, k.on_date IS NOT NULL,
	       f.act_on <= coalesce(k.on_date, 'infinity') IS TRUE, f.act_on
	  FROM known k
	 CROSS JOIN rules u
	  LEFT JOIN first f ON f.enrolment_id = k.enrolment_id
	   AND f.rule IS NOT DISTINCT FROM u.code
$$;

-- Who is audited: everybody of the cohorts that have begun.
CREATE FUNCTION equality.flags_cohorts(programme bigint) RETURNS bigint[]
LANGUAGE sql STABLE AS $$
	SELECT ARRAY(SELECT c.id FROM waymark.cohort c
	    WHERE c.programme_id = programme
	      AND c.starts_on <= (SELECT waymark.today()))
$$;

-- The flags, by group, and what followed.  within: of whom was flagged and
-- spoken to as soon as flags call for it; planned: had a plan of support;
-- overridden: somebody called it a false alarm; cleared: a person cleared it.
-- half_after: after so many days half of the flagged had been spoken to, NULL
-- when they never were.
CREATE FUNCTION equality.flag_counts(programme bigint,
    wanted waymark.equity_audience, reference text)
RETURNS TABLE (rule text, characteristic text, coarse text, tp bigint,
    fp bigint, fn bigint, tn bigint, within bigint, planned bigint,
    overridden bigint, cleared bigint, half_after bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
SET work_mem = '64MB' AS $$
DECLARE
	cohorts bigint[];
	soon integer;
BEGIN
	IF wanted NOT IN ('lead', 'staff')
	    OR NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	PERFORM audit.note('EQUITY_FLAGS_READ', 'programme', programme, NULL,
	    programme, reference);
	cohorts := equality.flags_cohorts(programme);
	soon := waymark.setting_of(programme, 'flag_act_days');
	RETURN QUERY
	WITH judged AS MATERIALIZED (
	    SELECT * FROM equality.flags_judged(programme, cohorts)),
	spoken AS (
	    SELECT j.rule, j.enrolment_id, min(c.on_date - j.act_on) AS days
	      FROM judged j
	      JOIN waymark.contact c ON c.enrolment_id = j.enrolment_id
	     WHERE j.flagged AND c.state = 'recorded' AND c.how <> 'tried'
	       AND c.on_date >= j.act_on
	     GROUP BY j.rule, j.enrolment_id),
	answered AS MATERIALIZED (
	    SELECT a.enrolment_id, a.kind, g.rule
	      FROM waymark.flag_answer a
	      JOIN waymark.flag g ON g.id = a.flag_id
	     WHERE a.programme_id = flag_counts.programme
	       AND a.kind IN ('false_alarm', 'cleared')
	       AND NOT EXISTS (SELECT 1 FROM waymark.flag_answer u
	            WHERE u.flag_id = a.flag_id AND u.undoes = a.version)),
	after AS (
	    SELECT j.rule, j.enrolment_id, j.had_it, j.flagged, s.days,
	           j.flagged AND EXISTS (SELECT 1 FROM waymark.support_plan p
	               WHERE p.enrolment_id = j.enrolment_id
	                 AND p.state <> 'withdrawn'
	                 AND p.begun_on >= j.act_on) AS planned,
	           j.flagged AND EXISTS (SELECT 1 FROM answered a
	               WHERE a.enrolment_id = j.enrolment_id
	                 AND a.kind = 'false_alarm'
	                 AND (j.rule IS NULL OR a.rule = j.rule)) AS overridden,
	           j.flagged AND EXISTS (SELECT 1 FROM answered a
	               WHERE a.enrolment_id = j.enrolment_id
	                 AND a.kind = 'cleared'
	                 AND (j.rule IS NULL OR a.rule = j.rule)) AS cleared
	      FROM judged j
	      LEFT JOIN spoken s ON s.enrolment_id = j.enrolment_id
	       AND s.rule IS NOT DISTINCT FROM j.rule)
	SELECT a.rule, g.characteristic, g.coarse,
	       count(*) FILTER (WHERE a.flagged AND a.had_it),
	       count(*) FILTER (WHERE a.flagged AND NOT a.had_it),
	       count(*) FILTER (WHERE NOT a.flagged AND a.had_it),
	       count(*) FILTER (WHERE NOT a.flagged AND NOT a.had_it),
	       count(*) FILTER (WHERE a.days <= soon),
	       count(*) FILTER (WHERE a.planned),
	       count(*) FILTER (WHERE a.overridden),
	       count(*) FILTER (WHERE a.cleared),
	       nullif((percentile_disc(0.5) WITHIN GROUP (ORDER BY
	           coalesce(a.days, 2147483647)) FILTER (WHERE a.flagged)),
	           2147483647)::bigint
	  FROM after a
	  JOIN equality.groups(programme, cohorts) g
	    ON g.enrolment_id = a.enrolment_id
	 WHERE g.characteristic IN (SELECT h.code
	           FROM equality.characteristic h WHERE h.crossed IS NULL)
	 GROUP BY a.rule, g.characteristic, g.coarse
	 ORDER BY a.rule NULLS FIRST, g.characteristic, g.coarse;
END
$$;

-- Two rules of which one flagged nobody of a group whom the other did not: their
-- difference is people too, and here it is very few of them (the equity method,
-- section 6.6).  rule NULL: any.
CREATE FUNCTION equality.flag_differences(programme bigint,
    wanted waymark.equity_audience, few bigint)
RETURNS TABLE (rule text, of_rule text, characteristic text, coarse text,
    had_it boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
SET work_mem = '64MB' AS $$
DECLARE
	cohorts bigint[];
BEGIN
	IF wanted NOT IN ('lead', 'staff')
	    OR NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	cohorts := equality.flags_cohorts(programme);
	RETURN QUERY
	WITH flagged AS MATERIALIZED (
	    SELECT coalesce(j.rule, '') AS rule, j.enrolment_id, j.had_it
	      FROM equality.flags_judged(programme, cohorts) j
	     WHERE j.flagged),
	grouped AS MATERIALIZED (
	    SELECT g.enrolment_id, g.characteristic, coalesce(g.coarse, '')
	           AS coarse
	      FROM equality.groups(programme, cohorts) g
	     WHERE g.characteristic IN (SELECT h.code
	           FROM equality.characteristic h WHERE h.crossed IS NULL)),
	size AS MATERIALIZED (
	    SELECT f.rule, g.characteristic, g.coarse, f.had_it, count(*) AS n
	      FROM flagged f
	      JOIN grouped g ON g.enrolment_id = f.enrolment_id
	     GROUP BY 1, 2, 3, 4),
	both_of AS (
	    SELECT f.rule, o.rule AS of_rule, g.characteristic, g.coarse,
	           f.had_it, count(*) AS n
	      FROM flagged f
	      JOIN flagged o ON o.enrolment_id = f.enrolment_id
	       AND o.rule <> f.rule
	      JOIN grouped g ON g.enrolment_id = f.enrolment_id
	     GROUP BY 1, 2, 3, 4, 5)
	SELECT nullif(b.rule, ''), nullif(b.of_rule, ''), b.characteristic,
	       nullif(b.coarse, ''), b.had_it
	  FROM both_of b
	  JOIN size s ON (s.rule, s.characteristic, s.coarse, s.had_it)
	     = (b.rule, b.characteristic, b.coarse, b.had_it) AND s.n = b.n
	  JOIN size o ON (o.rule, o.characteristic, o.coarse, o.had_it)
	     = (b.of_rule, b.characteristic, b.coarse, b.had_it)
	 WHERE o.n - b.n BETWEEN 1 AND few
	 ORDER BY 3, 4 NULLS FIRST, 5, 1 NULLS FIRST, 2 NULLS FIRST;
END
$$;
GRANT EXECUTE ON FUNCTION equality.flag_counts(bigint,
    waymark.equity_audience, text), equality.flag_differences(bigint,
    waymark.equity_audience, bigint) TO waymark_web;
