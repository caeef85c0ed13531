-- Quality assurance in practice learning (QAPL, BASW, 4th edition 2022): a
-- team's audit before placements, feedback after them, and what is done about
-- either.
--
-- What somebody says of a placement stays with them until it can do them no
-- harm: staff read it from released_on, when the board has decided or, where
-- Waymark knows of no board, long after one has sat, so that no trainee has to
-- fear for their result.
-- A host never reads it: in a team with one trainee a year the words alone say
-- whose they are.  It sees means of many people (host_published below), and
-- what it is to do in the staff's own words, as actions.

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('quality', 'Quality of placements', 80);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('quality', 10, 'qapl_audit_months', 'An audit of a team holds for',
	    'months', 1, 120,
	    'How long after it was done an audit of a team holds, before '
	    'somebody is placed there without a warning.',
	    'Audits that are recorded from that day on hold for it; those '
	    'that were recorded keep their last day.'),
	('quality', 20, 'qapl_renewal_days', 'Audits are renewed within',
	    'days', 0, 365,
	    'How long before an audit of a team ends lists say that its '
	    'renewal is due.',
	    'From that day, lists of audits count with it.'),
	('quality', 30, 'qapl_feedback_days', 'Feedback can be given for',
	    'days', 1, 365,
	    'How long after a placement''s last day feedback on it can still '
	    'be given.',
	    'From that day, feedback on placements that ended longer ago is '
	    'closed; what was given stays.'),
	('quality', 40, 'qapl_release_days', 'Feedback is released after',
	    'days', 1, 730,
	    'How long after a placement''s last day programme staff read '
	    'feedback on it when its outcome is not confirmed in Waymark.',
	    'Feedback that is given from that day on is released by it; what '
	    'was released stays so.'),
	('quality', 50, 'qapl_fewest_people', 'A host sees means of at least',
	    'people', 3, 50,
	    'From how many people feedback must come before a host sees '
	    'figures of its own, and by how many more before they change.',
	    'From that day, hosts see figures of as many people as it says; '
	    'the largest number of all programmes counts.'),
	('quality', 60, 'qapl_months', 'Figures are of the last', 'months', 6,
	    120,
	    'How long after it was released feedback counts in figures of '
	    'hosts.',
	    'From that day, figures of hosts count with it.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('qapl_audit_months', 24, 'Waymark: two years'),
	('qapl_renewal_days', 60, 'Waymark: two months to arrange a renewal'),
	('qapl_feedback_days', 90, 'Waymark: while the placement is remembered'),
	('qapl_release_days', 120, 'Waymark: by then a board has sat'),
	('qapl_fewest_people', 5, 'Waymark: fewer can be told apart'),
	('qapl_months', 36, 'Waymark: about three cohorts');

-- What an audit asks about and feedback is about; the order is that of
-- answers below.
CREATE TYPE waymark.quality_area AS ENUM ('policies', 'induction', 'workspace',
    'supervision', 'learning', 'lone_working', 'equality', 'adjustments');
CREATE TYPE waymark.audit_answer AS ENUM ('met', 'partly', 'not_met');
CREATE TYPE waymark.audit_result AS ENUM
    ('suitable', 'with_actions', 'not_yet');
CREATE TYPE waymark.audit_state AS ENUM ('recorded', 'withdrawn');

-- answers, notes: one an area.  valid_until follows from the day and the
-- setting of that day, and stays.
CREATE TABLE waymark.placement_audit (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	organisation_id	bigint NOT NULL,
	team_id		bigint NOT NULL,
	done_on		date NOT NULL,
	valid_until	date NOT NULL,
	answers		waymark.audit_answer[] NOT NULL
			    CHECK (cardinality(answers) = 8
			    AND array_position(answers, NULL) IS NULL),
	notes		text[] NOT NULL CHECK (cardinality(notes) = 8
			    AND array_position(notes, NULL) IS NULL
			    AND length(array_to_string(notes, '')) <= 8000),
	result		waymark.audit_result NOT NULL,
	state		waymark.audit_state NOT NULL DEFAULT 'recorded',
	done_by		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	recorded_at	timestamptz NOT NULL DEFAULT now(),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (team_id, organisation_id)
	    REFERENCES waymark.team (id, organisation_id),
	UNIQUE (id, programme_id, organisation_id, team_id),
	CHECK (valid_until >= done_on),
	CHECK (result <> 'suitable' OR NOT 'not_met' = ANY (answers))
);
CREATE INDEX placement_audit_team
    ON waymark.placement_audit (team_id, done_on);

CREATE TABLE waymark.audit_transition (
	before		waymark.audit_state NOT NULL,
	after		waymark.audit_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.audit_transition VALUES
	('recorded', 'withdrawn'),	-- recorded by mistake
	('withdrawn', 'recorded');	-- put back

CREATE FUNCTION waymark.audit_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.done_on > waymark.today() THEN
			RAISE EXCEPTION 'an audit is recorded when it is done'
			    USING ERRCODE = 'check_violation';
		END IF;
		NEW.valid_until := (NEW.done_on + make_interval(months =>
		    waymark.setting_of(NEW.programme_id, 'qapl_audit_months')
		    ::integer))::date;
		RETURN NEW;
	END IF;
	IF (to_jsonb(OLD) - 'state') IS DISTINCT FROM
	    (to_jsonb(NEW) - 'state')
	    OR NOT EXISTS (SELECT 1 FROM waymark.audit_transition t
	        WHERE t.before = OLD.state AND t.after = NEW.state) THEN
		RAISE EXCEPTION 'an audit is withdrawn or put back, not rewritten'
		    USING ERRCODE = 'check_violation';
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER audit_guard BEFORE INSERT OR UPDATE ON waymark.placement_audit
    FOR EACH ROW EXECUTE FUNCTION waymark.audit_guard();

-- Whether somebody may be placed with a team from that day: what its latest
-- audit said then, whichever programme asked for it.
CREATE FUNCTION waymark.team_audited(wanted bigint, on_day date)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN coalesce((SELECT a.result <> 'not_yet'
	            AND a.valid_until >= on_day
	          FROM waymark.placement_audit a
	         WHERE a.team_id = wanted AND a.state = 'recorded'
	           AND a.done_on <= on_day
	         ORDER BY a.done_on DESC, a.id DESC LIMIT 1), false);
END
$$;
-- The last day that its latest audit holds; NULL when none does.
CREATE FUNCTION waymark.team_audited_until(wanted bigint) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT CASE WHEN a.result <> 'not_yet' THEN a.valid_until END
	          FROM waymark.placement_audit a
	         WHERE a.team_id = wanted AND a.state = 'recorded'
	         ORDER BY a.done_on DESC, a.id DESC LIMIT 1);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.team_audited(bigint, date),
    waymark.team_audited_until(bigint) TO waymark_web;

-- An action comes from an audit or from feedback.  Of feedback nothing but
-- that it was feedback: what leads from an action to a person is not kept.
CREATE TYPE waymark.action_source AS ENUM ('audit', 'feedback');
CREATE TYPE waymark.action_owner AS ENUM ('host', 'programme');
CREATE TYPE waymark.action_state AS ENUM
    ('open', 'answered', 'done', 'dropped');

-- said: what was said when it last changed its state, its evidence.
CREATE TABLE waymark.quality_action (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	organisation_id	bigint NOT NULL,
	team_id		bigint NOT NULL,
	source		waymark.action_source NOT NULL,
	audit_id	bigint,
	owner		waymark.action_owner NOT NULL,
	what		text NOT NULL CHECK (what <> ''
			    AND length(what) <= 500),
	due_on		date NOT NULL,
	state		waymark.action_state NOT NULL DEFAULT 'open',
	said		text NOT NULL DEFAULT '' CHECK (length(said) <= 1000),
	said_by		bigint REFERENCES waymark.person,
	said_at		timestamptz,
	opened_on	date NOT NULL DEFAULT waymark.today(),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (team_id, organisation_id)
	    REFERENCES waymark.team (id, organisation_id),
	FOREIGN KEY (audit_id, programme_id, organisation_id, team_id)
	    REFERENCES waymark.placement_audit
	    (id, programme_id, organisation_id, team_id),
	CHECK ((source = 'audit') = (audit_id IS NOT NULL)),
	CHECK (state <> 'answered' OR owner = 'host'),
	CHECK (state = 'open' OR said <> '')
);
CREATE INDEX quality_action_team ON waymark.quality_action (team_id);
CREATE INDEX quality_action_audit ON waymark.quality_action (audit_id);
CREATE INDEX quality_action_programme
    ON waymark.quality_action (programme_id, due_on)
 WHERE state IN ('open', 'answered');
CREATE INDEX quality_action_host
    ON waymark.quality_action (organisation_id, due_on)
 WHERE state IN ('open', 'answered');

-- What may follow what.  The host answers what is its own; staff decide.
CREATE TABLE waymark.action_transition (
	before		waymark.action_state NOT NULL,
	after		waymark.action_state NOT NULL,
	by_host		boolean NOT NULL,
	PRIMARY KEY (before, after, by_host)
);
INSERT INTO waymark.action_transition VALUES
	('open', 'answered', true),
	('answered', 'answered', true),	-- answered better
	('open', 'open', false),	-- changed: what, whose, by when
	('answered', 'open', false),	-- not enough yet
	('answered', 'done', false),
	('open', 'done', false),
	('open', 'dropped', false),
	('answered', 'dropped', false),
	('done', 'open', false),	-- opened again
	('dropped', 'open', false);

CREATE FUNCTION waymark.action_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	host boolean := NEW.programme_id <> ALL (auth.staff_programmes());
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.action_transition t
	    WHERE t.before = OLD.state AND t.after = NEW.state
	      AND t.by_host = host) THEN
		RAISE EXCEPTION 'an action that is % cannot become % here',
		    OLD.state, NEW.state USING ERRCODE = 'check_violation';
	END IF;
	IF (to_jsonb(OLD) - '{what,owner,due_on,state,said}'::text[])
	    IS DISTINCT FROM
	    (to_jsonb(NEW) - '{what,owner,due_on,state,said}'::text[])
	    OR ((host OR OLD.state <> NEW.state) AND (OLD.what, OLD.owner,
	        OLD.due_on) IS DISTINCT FROM (NEW.what, NEW.owner,
	        NEW.due_on)) THEN
		RAISE EXCEPTION 'an open action is changed, by staff alone'
		    USING ERRCODE = 'check_violation';
	END IF;
	IF (OLD.state, OLD.said) IS DISTINCT FROM (NEW.state, NEW.said) THEN
		NEW.said_by := auth.person_id();
		NEW.said_at := now();
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER action_guard BEFORE UPDATE ON waymark.quality_action
    FOR EACH ROW EXECUTE FUNCTION waymark.action_guard();

-- The mean of what was answered; 0 is "I cannot say".
CREATE FUNCTION waymark.mean_answer(answers bigint[]) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
	SELECT avg(a)::double precision FROM unnest(answers) a WHERE a > 0
$$;
GRANT EXECUTE ON FUNCTION waymark.mean_answer(bigint[]) TO waymark_web;

-- person_id gives it.  The placement and its programme have names of their
-- own, so that an event of it is the giver's alone: the words stand in it.
CREATE TYPE waymark.feedback_giver AS ENUM ('trainee', 'educator', 'tutor');

CREATE TABLE waymark.placement_feedback (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	giver		waymark.feedback_giver NOT NULL,
	about_placement_id bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	trainee_id	bigint NOT NULL,
	about_programme_id bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	answers		bigint[] NOT NULL CHECK (cardinality(answers) = 8
			    AND 0 <= ALL (answers) AND 5 >= ALL (answers)
			    AND 1 <= ANY (answers)),
	score		double precision NOT NULL GENERATED ALWAYS AS
			    (waymark.mean_answer(answers)) STORED,
	worked_well	text NOT NULL DEFAULT ''
			    CHECK (length(worked_well) <= 2000),
	to_improve	text NOT NULL DEFAULT ''
			    CHECK (length(to_improve) <= 2000),
	given_on	date NOT NULL DEFAULT waymark.today(),
	released_on	date NOT NULL,
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (about_placement_id, enrolment_id, trainee_id,
	    about_programme_id, organisation_id) REFERENCES waymark.placement
	    (id, enrolment_id, person_id, programme_id, organisation_id),
	UNIQUE (about_placement_id, person_id),
	CHECK ((giver = 'trainee') = (person_id = trainee_id)),
	CHECK (released_on > given_on)
);
CREATE INDEX placement_feedback_person
    ON waymark.placement_feedback (person_id);
CREATE INDEX placement_feedback_host
    ON waymark.placement_feedback (organisation_id, released_on);
CREATE INDEX placement_feedback_programme
    ON waymark.placement_feedback (about_programme_id, released_on);

-- As whom somebody may give feedback on a placement; NULL: as nobody.
CREATE FUNCTION waymark.feedback_as(wanted bigint, whose bigint, on_day date)
RETURNS waymark.feedback_giver
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN CASE
	    WHEN EXISTS (SELECT 1 FROM waymark.placement p
	         WHERE p.id = wanted AND p.person_id = whose) THEN 'trainee'
	    WHEN EXISTS (SELECT 1 FROM waymark.placement_educator e
	         WHERE e.placement_id = wanted AND e.person_id = whose
	           AND e.duty = 'practice_educator'
	           AND lower(e.during) <= on_day) THEN 'educator'
	    WHEN EXISTS (SELECT 1 FROM waymark.placement p
	          JOIN waymark.enrolment_tutor t
	            ON t.enrolment_id = p.enrolment_id
	         WHERE p.id = wanted AND t.person_id = whose
	           AND t.state = 'recorded' AND lower(t.during) <= on_day
	           AND t.during && daterange(p.starts_on, p.ends_on, '[]'))
	        THEN 'tutor'
	    END::waymark.feedback_giver;
END
$$;
-- From halfway through a placement until some time after it.
CREATE FUNCTION waymark.feedback_window(starts_on date, ends_on date,
    programme bigint, OUT from_on date, OUT to_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	from_on := starts_on + (ends_on - starts_on + 1) / 2;
	to_on := ends_on
	    + waymark.setting_of(programme, 'qapl_feedback_days')::integer;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.feedback_as(bigint, bigint, date),
    waymark.feedback_window(date, date, bigint) TO waymark_web;

-- When staff may read what was given on a day, at the earliest a day later: by
-- a date after the placement, or when the board has decided, if that is sooner.
-- From a recommendation until the board has decided, nobody reads it, however
-- long that takes.
CREATE FUNCTION waymark.feedback_release(p waymark.placement, given_on date)
RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	by_date date := p.ends_on
	    + waymark.setting_of(p.programme_id, 'qapl_release_days')::integer;
BEGIN
	IF p.state IN ('recommended', 'panel') THEN
		RETURN 'infinity';
	END IF;
	IF p.state = 'confirmed' THEN
		by_date := least(by_date, (SELECT max(e.on_date)
		    FROM waymark.placement_event e
		   WHERE e.placement_id = p.id
		     AND e.change = 'board_decided'));
	END IF;
	RETURN greatest(given_on + 1, by_date);
END
$$;

CREATE FUNCTION waymark.feedback_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	p waymark.placement;
	open_from date;
	open_to date;
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF (OLD.answers, OLD.worked_well, OLD.to_improve)
		    IS DISTINCT FROM
		    (NEW.answers, NEW.worked_well, NEW.to_improve)
		    AND OLD.released_on <= waymark.today() THEN
			RAISE EXCEPTION 'what was released is not rewritten'
			    USING ERRCODE = 'check_violation';
		END IF;
		NEW.version := OLD.version + 1;
		RETURN NEW;
	END IF;
	SELECT * INTO p FROM waymark.placement
	 WHERE id = NEW.about_placement_id;
	SELECT w.from_on, w.to_on INTO open_from, open_to
	  FROM waymark.feedback_window(p.starts_on, p.ends_on,
	      p.programme_id) w;
	IF NEW.given_on NOT BETWEEN open_from AND open_to
	    OR waymark.feedback_as(p.id, NEW.person_id, NEW.given_on)
	        IS DISTINCT FROM NEW.giver THEN
		RAISE EXCEPTION 'feedback is given by whom and when it is open'
		    USING ERRCODE = 'check_violation';
	END IF;
	NEW.released_on := waymark.feedback_release(p, NEW.given_on);
	RETURN NEW;
END
$$;
CREATE TRIGGER feedback_guard BEFORE INSERT OR UPDATE
    ON waymark.placement_feedback
    FOR EACH ROW EXECUTE FUNCTION waymark.feedback_guard();

-- The release follows the placement; what was released stays so.
CREATE FUNCTION waymark.feedback_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.placement_feedback f
	   SET released_on = waymark.feedback_release(NEW, f.given_on)
	 WHERE f.about_placement_id = NEW.id
	   AND f.released_on > waymark.today()
	   AND f.released_on <> waymark.feedback_release(NEW, f.given_on);
	RETURN NULL;
END
$$;
CREATE TRIGGER feedback_follows AFTER UPDATE OF ends_on, state
    ON waymark.placement
    FOR EACH ROW EXECUTE FUNCTION waymark.feedback_follows();

-- How many were asked and how many answered, of placements of a host that
-- ended since a day, for staff; who did is not said.
CREATE FUNCTION waymark.feedback_response(host bigint, since date)
RETURNS TABLE (giver waymark.feedback_giver, asked bigint, given bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	programmes bigint[] := auth.staff_programmes();
	today date := waymark.today();
BEGIN
	RETURN QUERY
	WITH ended AS (
	    SELECT p.id, p.person_id FROM waymark.placement p
	     WHERE p.organisation_id = host
	       AND p.programme_id = ANY (programmes)
	       AND p.ends_on BETWEEN since AND today - 1),
	expected AS (
	    SELECT e.id, e.person_id, 'trainee'::waymark.feedback_giver AS as_
	      FROM ended e
	     UNION
	    SELECT e.id, d.person_id, 'educator' FROM ended e
	      JOIN waymark.placement_educator d ON d.placement_id = e.id
	     WHERE d.duty = 'practice_educator'
	     UNION
	    SELECT p.id, t.person_id, 'tutor' FROM ended e
	      JOIN waymark.placement p ON p.id = e.id
	      JOIN waymark.enrolment_tutor t
	        ON t.enrolment_id = p.enrolment_id AND t.state = 'recorded'
	       AND t.during && daterange(p.starts_on, p.ends_on, '[]'))
	SELECT x.as_, count(*), count(f.id)
	  FROM expected x
	  LEFT JOIN waymark.placement_feedback f
	         ON f.about_placement_id = x.id AND f.person_id = x.person_id
	 GROUP BY x.as_
	 ORDER BY x.as_;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.feedback_response(bigint, date)
    TO waymark_web;

-- What a host sees of itself: of each area (0: of all) how many people
-- answered, their mean and the sum of squares about it, each person counting
-- once.  Answers count in batches, in the order of their release, that close
-- when they hold those of enough people: whoever compares what is shown before
-- and after sees the mean of that many, and of nobody alone.
CREATE FUNCTION waymark.host_published(host bigint)
RETURNS TABLE (area bigint, people bigint, mean double precision,
    squares double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	today date := waymark.today();
	fewest bigint := (SELECT max(waymark.setting_of(g.id,
	    'qapl_fewest_people')) FROM waymark.programme g);
	since date := today - make_interval(months => (SELECT max(
	    waymark.setting_of(g.id, 'qapl_months'))
	    FROM waymark.programme g)::integer);
	f record;
	batch bigint[] := '{}';
	givers bigint[] := '{}';
	published bigint[] := '{}';
BEGIN
	IF host <> ALL (auth.partner_organisations()) THEN
		RETURN;
	END IF;
	FOR f IN SELECT b.id, b.person_id FROM waymark.placement_feedback b
	    WHERE b.organisation_id = host
	      AND b.released_on BETWEEN since AND today
	    ORDER BY b.released_on, b.id LOOP
		batch := batch || f.id;
		IF f.person_id <> ALL (givers) THEN
			givers := givers || f.person_id;
		END IF;
		IF cardinality(givers) >= fewest THEN
			published := published || batch;
			batch := '{}';
			givers := '{}';
		END IF;
	END LOOP;
	RETURN QUERY
	WITH said AS (
	    SELECT b.person_id, 0::bigint AS area, b.score AS value
	      FROM waymark.placement_feedback b WHERE b.id = ANY (published)
	     UNION ALL
	    SELECT b.person_id, u.area, u.value::double precision
	      FROM waymark.placement_feedback b
	     CROSS JOIN unnest(b.answers) WITH ORDINALITY u (value, area)
	     WHERE b.id = ANY (published) AND u.value > 0),
	person AS (
	    SELECT s.area, s.person_id, avg(s.value) AS value
	      FROM said s GROUP BY s.area, s.person_id)
	SELECT p.area, count(*), avg(p.value),
	       var_pop(p.value) * count(*)
	  FROM person p
	 GROUP BY p.area
	HAVING count(*) >= fewest
	 ORDER BY p.area;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.host_published(bigint) TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['placement_audit', 'audit_transition',
	    'quality_action', 'action_transition', 'placement_feedback'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		IF t NOT LIKE '%transition' THEN
			EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR
			    UPDATE OR DELETE ON waymark.%I FOR EACH ROW
			    EXECUTE FUNCTION audit.changed()', t);
		END IF;
	END LOOP;
END
$$;

-- Audits: the host's coordinator and staff record them; staff withdraw them.
CREATE POLICY sees ON waymark.placement_audit FOR SELECT TO waymark_web USING (
    organisation_id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
CREATE POLICY records ON waymark.placement_audit FOR INSERT TO waymark_web
    WITH CHECK (state = 'recorded' AND (organisation_id =
        ANY ((SELECT auth.partner_organisations())::bigint[])
        OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])));
CREATE POLICY withdraws ON waymark.placement_audit FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT SELECT ON waymark.placement_audit TO waymark_web;
GRANT INSERT (programme_id, organisation_id, team_id, done_on, answers, notes,
    result), UPDATE (state) ON waymark.placement_audit TO waymark_web;

-- Actions: a host opens them from its own audits and answers what is its own.
CREATE POLICY sees ON waymark.quality_action FOR SELECT TO waymark_web USING (
    organisation_id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
CREATE POLICY opens ON waymark.quality_action FOR INSERT TO waymark_web
    WITH CHECK (state = 'open' AND (
        programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        OR (source = 'audit' AND owner = 'host' AND organisation_id =
            ANY ((SELECT auth.partner_organisations())::bigint[]))));
CREATE POLICY answers ON waymark.quality_action FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        OR (owner = 'host' AND organisation_id =
            ANY ((SELECT auth.partner_organisations())::bigint[])));
GRANT SELECT ON waymark.quality_action TO waymark_web;
GRANT INSERT (programme_id, organisation_id, team_id, source, audit_id, owner,
    what, due_on), UPDATE (what, owner, due_on, state, said)
    ON waymark.quality_action TO waymark_web;

-- Feedback: whose it is; staff when it is released; nobody else.
CREATE POLICY sees ON waymark.placement_feedback FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id())
    OR (released_on <= (SELECT waymark.today()) AND about_programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[])));
CREATE POLICY gives ON waymark.placement_feedback FOR INSERT TO waymark_web
    WITH CHECK (person_id = (SELECT auth.person_id()));
CREATE POLICY corrects ON waymark.placement_feedback FOR UPDATE TO waymark_web
    USING (person_id = (SELECT auth.person_id()));
GRANT SELECT ON waymark.placement_feedback TO waymark_web;
GRANT INSERT (person_id, giver, about_placement_id, enrolment_id, trainee_id,
    about_programme_id, organisation_id, answers, worked_well, to_improve),
    UPDATE (answers, worked_well, to_improve)
    ON waymark.placement_feedback TO waymark_web;
