-- What people do with flags: who was spoken to, what was answered, the plan of
-- support that a trainee and their organisation agree on, and how often each
-- rule was right.
--
-- What a flag says of the facts is the jobs' alone (045_flags.sql): an answer
-- of a person's stands beside it and changes nothing of it.  The trainee sees
-- all that is here of their own training from the moment that it is written,
-- as do those who support them: programme staff, tutors, leads, the educators
-- of their placements, and on an ASYE the assessor, line manager, supervisor
-- and coordinator.  Partners see none of it.

-- Enrolments of those whom I support, without being staff.
CREATE FUNCTION auth.supported_enrolments() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	placements bigint[] := auth.educator_placements();
	asyes bigint[] := auth.asye_reached();
BEGIN
	RETURN auth.guided_enrolments() || ARRAY(
	    SELECT p.enrolment_id FROM waymark.placement p
	     WHERE p.id = ANY (placements)
	    UNION
	    SELECT a.enrolment_id FROM waymark.asye a
	     WHERE a.id = ANY (asyes));
END
$$;

-- Those in which I answer for what the organisation promised: I coordinate the
-- employer's ASYEs.
CREATE FUNCTION auth.answered_enrolments() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	coordinated bigint[] := auth.asye_coordinated();
BEGIN
	IF coordinated = '{}' THEN
		RETURN coordinated;
	END IF;
	RETURN ARRAY(SELECT a.enrolment_id FROM waymark.asye a
	    WHERE a.employer_id = ANY (coordinated)
	    UNION SELECT a.enrolment_id FROM waymark.asye a
	    WHERE a.provider_id = ANY (coordinated));
END
$$;
GRANT EXECUTE ON FUNCTION auth.supported_enrolments(),
    auth.answered_enrolments() TO waymark_web;

CREATE FUNCTION waymark.support_plan_refuse(why text) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation';
END
$$;

-- Whom a page of support is about, for the trainee, staff and supporters; an
-- assessor opens no record of a trainee, and so knows them from here.
CREATE FUNCTION waymark.supported_person(wanted bigint)
RETURNS TABLE (enrolment_id bigint, person_id bigint, programme_id bigint,
    name text, cohort text, employer text, asye_id bigint, staffs boolean,
    supports boolean, answers boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	programmes bigint[] := auth.staff_programmes();
	mine bigint[] := auth.supported_enrolments();
	coordinated bigint[] := auth.answered_enrolments();
BEGIN
	RETURN QUERY
	SELECT e.id, e.person_id, e.programme_id, p.name, c.name, o.name,
	       (SELECT max(a.id) FROM waymark.asye a
	         WHERE a.enrolment_id = e.id),
	       e.person_id <> me AND e.programme_id = ANY (programmes),
	       e.person_id <> me AND (e.programme_id = ANY (programmes)
	        OR e.id = ANY (mine)),
	       e.person_id <> me AND (e.programme_id = ANY (programmes)
	        OR e.id = ANY (coordinated))
	  FROM waymark.enrolment e
	  JOIN waymark.person p ON p.id = e.person_id
	  JOIN waymark.cohort c ON c.id = e.cohort_id
	  JOIN waymark.organisation o ON o.id = e.employer_id
	 WHERE e.id = wanted
	   AND (e.person_id = me OR e.programme_id = ANY (programmes)
	    OR e.id = ANY (mine));
END
$$;

-- Who can be named to do something for them: colleagues around them today, and
-- organisations that promised them something.
CREATE FUNCTION waymark.support_around(wanted bigint)
RETURNS TABLE (person_id bigint, organisation_id bigint, name text, part text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	today date := waymark.today();
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.supported_person(wanted)) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT u.person_id, u.organisation_id, min(u.name), min(u.part)
	  FROM (
	SELECT NULL::bigint AS person_id, o.id AS organisation_id, o.name,
	       CASE o.id WHEN e.employer_id THEN 'employer' ELSE 'provider' END
	           AS part
	  FROM waymark.enrolment e
	  JOIN waymark.programme g ON g.id = e.programme_id
	  JOIN waymark.organisation o ON o.id IN (e.employer_id, g.provider_id)
	 WHERE e.id = wanted
	 UNION ALL
	SELECT NULL, o.id, o.name, 'host'
	  FROM waymark.placement p
	  JOIN waymark.organisation o ON o.id = p.organisation_id
	 WHERE p.enrolment_id = wanted AND p.ends_on >= today
	   AND p.state NOT IN ('terminated', 'withdrawn')
	 UNION ALL
	SELECT NULL, o.id, o.name, 'host'
	  FROM waymark.asye a
	  JOIN waymark.organisation o ON o.id IN (a.employer_id, a.host_id)
	 WHERE a.enrolment_id = wanted
	   AND a.state NOT IN ('withdrawn', 'transferred')
	 UNION ALL
	SELECT q.id, NULL, q.name, 'practice educator'
	  FROM waymark.placement p
	  JOIN waymark.placement_educator d ON d.placement_id = p.id
	  JOIN waymark.person q ON q.id = d.person_id
	 WHERE p.enrolment_id = wanted AND d.during @> today
	 UNION ALL
	SELECT q.id, NULL, q.name, 'tutor'
	  FROM waymark.enrolment_tutor t
	  JOIN waymark.person q ON q.id = t.person_id
	 WHERE t.enrolment_id = wanted AND t.state = 'recorded'
	   AND t.during @> today
	 UNION ALL
	SELECT q.id, NULL, q.name, 'Consultant Social Worker'
	  FROM waymark.enrolment_unit m
	  JOIN waymark.unit_lead l ON l.unit_id = m.unit_id
	  JOIN waymark.person q ON q.id = l.person_id
	 WHERE m.enrolment_id = wanted AND m.state = 'recorded'
	   AND m.during @> today AND l.state = 'recorded'
	   AND l.during @> today
	 UNION ALL
	SELECT q.id, NULL, q.name, CASE d.duty WHEN 'assessor'
	           THEN 'ASYE assessor' WHEN 'line_manager' THEN 'line manager'
	           ELSE 'supervisor' END
	  FROM waymark.asye a
	  JOIN waymark.asye_duty d ON d.asye_id = a.id
	  JOIN waymark.person q ON q.id = d.person_id
	 WHERE a.enrolment_id = wanted AND d.state = 'recorded'
	   AND d.during @> today
	 UNION ALL
	SELECT q.id, NULL, q.name, CASE r.role WHEN 'staff'
	           THEN 'programme staff' ELSE 'ASYE coordinator' END
	  FROM waymark.enrolment e
	  JOIN waymark.role_held r ON r.during @> today
	   AND (r.role = 'staff' AND r.programme_id = e.programme_id
	    OR r.role = 'coordinator' AND r.organisation_id IN
	       (SELECT unnest(ARRAY[a.employer_id, a.provider_id])
	          FROM waymark.asye a WHERE a.enrolment_id = wanted))
	  JOIN waymark.person q ON q.id = r.person_id
	 WHERE e.id = wanted) u
	 GROUP BY u.person_id, u.organisation_id
	 ORDER BY u.organisation_id IS NULL, min(u.name), u.person_id;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.supported_person(bigint),
    waymark.support_around(bigint) TO waymark_web;

-- Support plans ----------------------------------------------------------

CREATE TYPE waymark.support_plan_state AS ENUM
    ('proposed', 'agreed', 'questioned', 'ended', 'withdrawn');
CREATE TYPE waymark.support_plan_step AS ENUM ('proposed', 'agreed', 'questioned',
    'commented', 'revised', 'reviewed', 'ended', 'withdrawn', 'undone');
CREATE TYPE waymark.support_plan_outcome AS ENUM
    ('met', 'partly', 'not_met', 'concern', 'stopped');

-- What may follow what; a step of the trainee's is nobody else's, nor theirs
-- anybody's but a supporter's.
CREATE TABLE waymark.support_plan_transition (
	step		waymark.support_plan_step NOT NULL,
	before		waymark.support_plan_state NOT NULL,
	after		waymark.support_plan_state NOT NULL,
	by_trainee	boolean NOT NULL,
	PRIMARY KEY (step, before)
);
INSERT INTO waymark.support_plan_transition VALUES
	('agreed', 'proposed', 'agreed', true),
	('agreed', 'questioned', 'agreed', true),
	('questioned', 'proposed', 'questioned', true),
	('questioned', 'agreed', 'questioned', true),
	('commented', 'proposed', 'proposed', true),
	('commented', 'agreed', 'agreed', true),
	('commented', 'questioned', 'questioned', true),
	('revised', 'proposed', 'proposed', false),
	('revised', 'agreed', 'proposed', false),	-- to be agreed again
	('revised', 'questioned', 'proposed', false),
	('reviewed', 'proposed', 'proposed', false),
	('reviewed', 'agreed', 'agreed', false),
	('reviewed', 'questioned', 'questioned', false),
	('ended', 'proposed', 'ended', false),
	('ended', 'agreed', 'ended', false),
	('ended', 'questioned', 'ended', false),
	('withdrawn', 'proposed', 'withdrawn', false),
	('withdrawn', 'questioned', 'withdrawn', false);

-- led_by: who keeps it going: reviews wait on them, and what the organisation
-- is to do.  since_on: when it came to its state.  review_on: NULL once over.
CREATE TABLE waymark.support_plan (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	aim		text NOT NULL CHECK (aim <> ''
			    AND length(aim) <= 2000),
	led_by		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	begun_on	date NOT NULL DEFAULT waymark.today(),
	state		waymark.support_plan_state NOT NULL DEFAULT 'proposed',
	open		boolean NOT NULL GENERATED ALWAYS AS
			    (state NOT IN ('ended', 'withdrawn')) STORED,
	since_on	date NOT NULL DEFAULT waymark.today(),
	review_on	date,
	version		bigint NOT NULL DEFAULT 1 CHECK (version > 0),
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	UNIQUE (id, enrolment_id, person_id, programme_id),
	CHECK (led_by <> person_id),
	CHECK ((state IN ('ended', 'withdrawn')) = (review_on IS NULL))
);
-- One at a time, so that nobody follows two.
CREATE UNIQUE INDEX support_plan_one ON waymark.support_plan (enrolment_id)
 WHERE open;
CREATE INDEX support_plan_enrolment ON waymark.support_plan (enrolment_id);
CREATE INDEX support_plan_person ON waymark.support_plan (person_id);
CREATE INDEX support_plan_leader ON waymark.support_plan (led_by) WHERE open;
CREATE INDEX support_plan_review ON waymark.support_plan
    (programme_id, review_on, id) WHERE open;
CREATE INDEX support_plan_since ON waymark.support_plan
    (programme_id, since_on, id) WHERE open;

-- One step.  words: what is said of it; review_on: when the plan is looked at
-- again after it; version: the plan's after it.
CREATE TABLE waymark.support_plan_event (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	plan_id		bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	version		bigint NOT NULL CHECK (version > 0),
	step		waymark.support_plan_step NOT NULL,
	on_date		date NOT NULL DEFAULT waymark.today(),
	words		text NOT NULL DEFAULT '' CHECK (length(words) <= 4000),
	review_on	date,
	outcome		waymark.support_plan_outcome,
	undoes		bigint,
	state		waymark.support_plan_state NOT NULL,
	by_id		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (plan_id, enrolment_id, person_id, programme_id)
	    REFERENCES waymark.support_plan (id, enrolment_id, person_id,
	    programme_id),
	UNIQUE (plan_id, version),
	UNIQUE (plan_id, undoes),
	FOREIGN KEY (plan_id, undoes)
	    REFERENCES waymark.support_plan_event (plan_id, version),
	CHECK ((step = 'undone') = (undoes IS NOT NULL)),
	CHECK (undoes > 1 AND undoes < version),
	CHECK ((step = 'ended') = (outcome IS NOT NULL)),
	CHECK (step IN ('proposed', 'agreed') OR words <> '')
);
CREATE INDEX support_plan_event_person ON waymark.support_plan_event (person_id);

-- What somebody does by when: the trainee, a colleague who is named, or an
-- organisation.  An action came with the step of its version, and is dropped
-- with it.  outcome: what came of it, or why it was not done.
CREATE TYPE waymark.support_action_owner AS ENUM
    ('trainee', 'colleague', 'organisation');
CREATE TYPE waymark.support_action_state AS ENUM
    ('open', 'done', 'not_done', 'dropped');

CREATE TABLE waymark.support_action (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	plan_id		bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	step_version	bigint NOT NULL,
	owner		waymark.support_action_owner NOT NULL,
	colleague_id	bigint REFERENCES waymark.person,
	organisation_id	bigint REFERENCES waymark.organisation,
	what		text NOT NULL CHECK (what <> ''
			    AND length(what) <= 500),
	begun_on	date NOT NULL DEFAULT waymark.today(),
	due_on		date NOT NULL,
	state		waymark.support_action_state NOT NULL DEFAULT 'open',
	done_on		date,
	outcome		text NOT NULL DEFAULT '' CHECK (length(outcome) <= 1000),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (plan_id, enrolment_id, person_id, programme_id)
	    REFERENCES waymark.support_plan (id, enrolment_id, person_id,
	    programme_id),
	FOREIGN KEY (plan_id, step_version)
	    REFERENCES waymark.support_plan_event (plan_id, version),
	CHECK ((owner = 'colleague') = (colleague_id IS NOT NULL)),
	CHECK ((owner = 'organisation') = (organisation_id IS NOT NULL)),
	CHECK (colleague_id <> person_id),
	CHECK (due_on >= begun_on),
	CHECK ((state = 'done') = (done_on IS NOT NULL)),
	CHECK ((state IN ('done', 'not_done')) = (outcome <> ''))
);
CREATE INDEX support_action_plan ON waymark.support_action (plan_id);
CREATE INDEX support_action_person ON waymark.support_action (person_id);
CREATE INDEX support_action_colleague
    ON waymark.support_action (colleague_id) WHERE state = 'open';
CREATE INDEX support_action_open ON waymark.support_action
    (programme_id, begun_on, id) WHERE state = 'open';

CREATE TABLE waymark.support_action_transition (
	before		waymark.support_action_state NOT NULL,
	after		waymark.support_action_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.support_action_transition VALUES
	('open', 'done'),
	('open', 'not_done'),
	('done', 'open'),		-- marked by mistake
	('not_done', 'open'),
	('open', 'dropped');		-- its step was undone

-- The steps that stand: neither undone nor an undoing.
CREATE FUNCTION waymark.support_plan_stands(whose bigint)
RETURNS SETOF waymark.support_plan_event
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT v.* FROM waymark.support_plan_event v
	 WHERE v.plan_id = whose AND v.step <> 'undone'
	   AND NOT EXISTS (SELECT 1 FROM waymark.support_plan_event u
	        WHERE u.plan_id = whose AND u.undoes = v.version);
END
$$;

-- A plan begins proposed, with a day on which it is looked at again, and then
-- says what its steps left.
CREATE FUNCTION waymark.support_plan_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	latest waymark.support_plan_event;
	follows constant text[] := '{state,open,since_on,review_on,version}';
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.state <> 'proposed' OR NEW.version <> 1
		    OR NEW.begun_on > waymark.today()
		    OR NEW.review_on <= NEW.begun_on THEN
			PERFORM waymark.support_plan_refuse('a plan begins '
			    'proposed, and is reviewed later');
		END IF;
		NEW.since_on := NEW.begun_on;
		RETURN NEW;
	END IF;
	SELECT * INTO latest FROM waymark.support_plan_stands(NEW.id)
	 ORDER BY version DESC LIMIT 1;
	IF (to_jsonb(OLD) - follows) IS DISTINCT FROM
	    (to_jsonb(NEW) - follows) OR NEW.state IS DISTINCT FROM latest.state
	    OR NEW.version <= OLD.version THEN
		PERFORM waymark.support_plan_refuse('a plan follows its steps');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.support_plan
    FOR EACH ROW EXECUTE FUNCTION waymark.support_plan_guard();

CREATE FUNCTION waymark.support_plan_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.support_plan_event (plan_id, enrolment_id, person_id,
	    programme_id, version, step, on_date, review_on, state, by_id)
	VALUES (NEW.id, NEW.enrolment_id, NEW.person_id, NEW.programme_id, 1,
	    'proposed', NEW.begun_on, NEW.review_on, 'proposed',
	    coalesce(auth.person_id(), NEW.led_by));
	RETURN NULL;
END
$$;
CREATE TRIGGER begins AFTER INSERT ON waymark.support_plan
    FOR EACH ROW EXECUTE FUNCTION waymark.support_plan_begins();

-- Where a step leads from a state, if whoever asks may take it.
CREATE FUNCTION waymark.support_plan_step_of(p waymark.support_plan,
    wanted waymark.support_plan_step, from_state waymark.support_plan_state)
RETURNS waymark.support_plan_state
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	next waymark.support_plan_transition;
BEGIN
	SELECT * INTO next FROM waymark.support_plan_transition t
	 WHERE t.step = wanted AND t.before = from_state;
	IF next.step IS NULL THEN
		PERFORM waymark.support_plan_refuse(format('a plan that is %s '
		    'cannot be %s', from_state, wanted));
	ELSIF next.by_trainee <> (p.person_id = auth.person_id()) THEN
		PERFORM waymark.support_plan_refuse('that is a step of somebody '
		    'else''s');
	END IF;
	RETURN next.after;
END
$$;

-- Whoever saw an older version writes nothing.
CREATE FUNCTION waymark.support_plan_event_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	p waymark.support_plan;
	latest waymark.support_plan_event;
	back waymark.support_plan_event;
BEGIN
	SELECT * INTO p FROM waymark.support_plan
	 WHERE id = NEW.plan_id FOR UPDATE;
	SELECT * INTO latest FROM waymark.support_plan_stands(p.id)
	 ORDER BY version DESC LIMIT 1;
	IF latest.id IS NULL AND NEW.version = 1 AND NEW.step = 'proposed' THEN
		RETURN NEW;
	END IF;
	IF NEW.version IS DISTINCT FROM p.version + 1 THEN
		RETURN NULL;
	END IF;
	NEW.on_date := waymark.today();
	IF NEW.step = 'undone' THEN
		SELECT * INTO back FROM waymark.support_plan_stands(p.id)
		 WHERE version < latest.version ORDER BY version DESC LIMIT 1;
		IF NEW.undoes IS DISTINCT FROM latest.version
		    OR back.id IS NULL THEN
			PERFORM waymark.support_plan_refuse('only the latest step '
			    'can be undone, and never the first');
		END IF;
		PERFORM waymark.support_plan_step_of(p, latest.step, back.state);
		NEW.state := back.state;
		NEW.review_on := back.review_on;
		RETURN NEW;
	END IF;
	NEW.state := waymark.support_plan_step_of(p, NEW.step, p.state);
	IF NEW.state = 'ended' AND EXISTS (SELECT 1
	      FROM waymark.support_action a
	     WHERE a.plan_id = p.id AND a.state = 'open') THEN
		PERFORM waymark.support_plan_refuse('what came of each action is '
		    'said before a plan ends');
	ELSIF NEW.state IN ('ended', 'withdrawn') THEN
		NEW.review_on := NULL;
	ELSIF NEW.step NOT IN ('revised', 'reviewed') THEN
		NEW.review_on := p.review_on;
	ELSIF coalesce(NEW.review_on <= NEW.on_date, true) THEN
		PERFORM waymark.support_plan_refuse('a plan is looked at again on '
		    'a day to come');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.support_plan_event
    FOR EACH ROW EXECUTE FUNCTION waymark.support_plan_event_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.support_plan_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

CREATE FUNCTION waymark.support_plan_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NEW.version = 1 THEN
		RETURN NULL;
	END IF;
	UPDATE waymark.support_plan p
	   SET state = NEW.state, version = NEW.version,
	       review_on = NEW.review_on,
	       since_on = CASE WHEN p.state = NEW.state THEN p.since_on
	           ELSE (SELECT s.on_date
	                   FROM waymark.support_plan_stands(NEW.plan_id) s
	                  ORDER BY s.version DESC LIMIT 1) END
	 WHERE p.id = NEW.plan_id;
	UPDATE waymark.support_action SET state = 'dropped'
	 WHERE plan_id = NEW.plan_id AND step_version = NEW.undoes
	   AND state = 'open';
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT ON waymark.support_plan_event
    FOR EACH ROW EXECUTE FUNCTION waymark.support_plan_follows();

-- A plan says what the organisation will do, and not what the trainee does
-- alone.
CREATE FUNCTION waymark.support_plan_has_promise() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.support_action a
	    WHERE a.plan_id = NEW.plan_id AND a.step_version = NEW.version
	      AND a.owner = 'organisation') THEN
		PERFORM waymark.support_plan_refuse('a plan says what the '
		    'organisation will do');
	END IF;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER has_promise AFTER INSERT ON waymark.support_plan_event
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.step = 'proposed')
    EXECUTE FUNCTION waymark.support_plan_has_promise();

-- Actions come with a plan or a revision of it, in its transaction.
CREATE FUNCTION waymark.support_action_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	changes constant text[] := '{state,done_on,outcome}';
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NOT EXISTS (SELECT 1 FROM waymark.support_plan_event v
		      JOIN waymark.support_plan p ON p.id = v.plan_id
		     WHERE v.plan_id = NEW.plan_id
		       AND v.version = NEW.step_version
		       AND v.version = p.version
		       AND v.step IN ('proposed', 'revised', 'reviewed')) THEN
			PERFORM waymark.support_plan_refuse('an action belongs to '
			    'a step of a plan');
		END IF;
		IF NEW.owner <> 'trainee' AND auth.person_id() IS NOT NULL
		    AND NOT EXISTS (SELECT 1
		      FROM waymark.support_around(NEW.enrolment_id) r
		     WHERE r.person_id = NEW.colleague_id
		        OR r.organisation_id = NEW.organisation_id) THEN
			PERFORM waymark.support_plan_refuse('whoever acts is around '
			    'the trainee');
		END IF;
		RETURN NEW;
	END IF;
	IF NOT EXISTS (SELECT 1 FROM waymark.support_action_transition t
	    WHERE t.before = OLD.state AND t.after = NEW.state)
	    OR (to_jsonb(OLD) - changes) IS DISTINCT FROM
	    (to_jsonb(NEW) - changes) THEN
		PERFORM waymark.support_plan_refuse('an action is done or not, and '
		    'is not rewritten');
	END IF;
	IF NEW.done_on > waymark.today() OR NEW.done_on < OLD.begun_on THEN
		PERFORM waymark.support_plan_refuse('what is done was done by now');
	ELSIF NEW.state <> 'dropped' AND NOT (SELECT p.open
	      FROM waymark.support_plan p WHERE p.id = NEW.plan_id) THEN
		PERFORM waymark.support_plan_refuse('a plan that is over stays as '
		    'it was');
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.support_action
    FOR EACH ROW EXECUTE FUNCTION waymark.support_action_guard();

-- Whom a step of a plan is told to by letter, for somebody who sees it: the
-- trainee, or whoever leads the plan when the trainee takes it.
CREATE FUNCTION waymark.support_plan_recipient(plan bigint)
RETURNS TABLE (person_id bigint, name text, email text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	RETURN QUERY
	SELECT p.id, p.name, p.email
	  FROM waymark.support_plan s
	  JOIN waymark.person p ON p.id = CASE s.person_id WHEN me
	       THEN s.led_by ELSE s.person_id END
	 WHERE s.id = plan AND EXISTS (SELECT 1
	       FROM waymark.supported_person(s.enrolment_id));
END
$$;
GRANT EXECUTE ON FUNCTION waymark.support_plan_recipient(bigint) TO waymark_web;

-- Contacts ---------------------------------------------------------------

-- Somebody spoke to the trainee, or tried to.  flags: about which; note: the
-- trainee reads it.  A contact is taken back by whoever recorded it, and stays
-- to be seen.
CREATE TYPE waymark.contact_how AS ENUM
    ('met', 'video', 'phone', 'email', 'letter', 'tried');

CREATE TABLE waymark.contact (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	on_date		date NOT NULL,
	how		waymark.contact_how NOT NULL,
	flags		bigint[] NOT NULL DEFAULT '{}',
	note		text NOT NULL CHECK (note <> ''
			    AND length(note) <= 2000),
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	state		waymark.entry_state NOT NULL DEFAULT 'recorded',
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id)
);
CREATE INDEX contact_enrolment ON waymark.contact (enrolment_id, on_date);
CREATE INDEX contact_person ON waymark.contact (person_id);

CREATE FUNCTION waymark.contact_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.on_date > waymark.today() THEN
			PERFORM waymark.support_plan_refuse('a contact is recorded '
			    'after it');
		ELSIF EXISTS (SELECT 1 FROM unnest(NEW.flags) w(id)
		      LEFT JOIN waymark.flag f ON f.id = w.id
		     WHERE f.enrolment_id IS DISTINCT FROM NEW.enrolment_id)
		    THEN
			PERFORM waymark.support_plan_refuse('a contact is about '
			    'flags of the same trainee');
		END IF;
		RETURN NEW;
	END IF;
	IF (to_jsonb(OLD) - 'state') IS DISTINCT FROM
	    (to_jsonb(NEW) - 'state') THEN
		PERFORM waymark.support_plan_refuse('a contact is taken back, not '
		    'rewritten');
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.contact
    FOR EACH ROW EXECUTE FUNCTION waymark.contact_guard();

-- Answers ----------------------------------------------------------------

CREATE TYPE waymark.flag_answer_kind AS ENUM
    ('cleared', 'false_alarm', 'handled', 'undone');

CREATE TABLE waymark.flag_answer_reason (
	code		text PRIMARY KEY CHECK (code ~ '^[a-z_]+$'),
	kind		waymark.flag_answer_kind NOT NULL
			    CHECK (kind <> 'undone'),
	label		text NOT NULL CHECK (label <> ''),
	position	bigint NOT NULL UNIQUE,
	UNIQUE (code, kind)
);
INSERT INTO waymark.flag_answer_reason (position, kind, code, label) VALUES
	(10, 'cleared', 'done_since', 'It has been done since, and is not '
	    'recorded yet'),
	(20, 'cleared', 'support_given', 'The support has been given since'),
	(30, 'cleared', 'agreed_otherwise', 'Another date or arrangement was '
	    'agreed'),
	(40, 'cleared', 'on_leave', 'They were on leave that was agreed'),
	(50, 'cleared', 'other_cleared', 'Another reason'),
	(110, 'false_alarm', 'record_wrong', 'The record behind it is wrong'),
	(120, 'false_alarm', 'recorded_late', 'It was done in time, and '
	    'recorded late'),
	(130, 'false_alarm', 'does_not_fit', 'The rule does not fit how they '
	    'train or work'),
	(140, 'false_alarm', 'said_twice', 'Another flag says the same'),
	(150, 'false_alarm', 'other_alarm', 'Another reason'),
	(210, 'handled', 'talking', 'Somebody is talking with them about it'),
	(220, 'handled', 'planned', 'There is a support plan for it'),
	(230, 'handled', 'asked', 'Whoever promised it was asked to put it '
	    'right'),
	(240, 'handled', 'as_concern', 'It is followed up as a concern'),
	(250, 'handled', 'other_handled', 'In another way');

-- What somebody says of a flag.  severity: how severe it was then: it holds
-- until the flag grows worse.  version: the flag's so-many-th answer.
CREATE TABLE waymark.flag_answer (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	flag_id		bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	version		bigint NOT NULL CHECK (version > 0),
	kind		waymark.flag_answer_kind NOT NULL,
	reason		text,
	words		text NOT NULL CHECK (words <> ''
			    AND length(words) <= 2000),
	severity	waymark.flag_severity NOT NULL,
	undoes		bigint,
	on_date		date NOT NULL DEFAULT waymark.today(),
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (flag_id, person_id, programme_id)
	    REFERENCES waymark.flag (id, person_id, programme_id),
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	FOREIGN KEY (reason, kind)
	    REFERENCES waymark.flag_answer_reason (code, kind),
	UNIQUE (flag_id, version),
	UNIQUE (flag_id, undoes),
	FOREIGN KEY (flag_id, undoes)
	    REFERENCES waymark.flag_answer (flag_id, version),
	CHECK ((kind = 'undone') = (undoes IS NOT NULL)),
	CHECK ((kind = 'undone') = (reason IS NULL)),
	CHECK (undoes < version)
);
CREATE INDEX flag_answer_person ON waymark.flag_answer (person_id);
CREATE INDEX flag_answer_enrolment ON waymark.flag_answer (enrolment_id);

-- Whether an answer that stands still fits: the flag is no worse since.
CREATE FUNCTION waymark.flag_answer_stands(v waymark.flag_answer,
    now_severe waymark.flag_severity) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
	RETURN v.kind <> 'undone' AND now_severe <= v.severity
	    AND NOT EXISTS (SELECT 1 FROM waymark.flag_answer u
	        WHERE u.flag_id = v.flag_id AND u.undoes = v.version);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.flag_answer_stands(waymark.flag_answer,
    waymark.flag_severity) TO waymark_web;

-- Whoever saw an older version writes nothing.  What the organisation owes is
-- cleared by nobody who owes it: staff and coordinators alone say that it was
-- given, or that it never was missing.
CREATE FUNCTION waymark.flag_answer_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	f waymark.flag;
	n bigint;
BEGIN
	SELECT * INTO f FROM waymark.flag WHERE id = NEW.flag_id FOR UPDATE;
	SELECT coalesce(max(a.version), 0) INTO n FROM waymark.flag_answer a
	 WHERE a.flag_id = f.id;
	IF NEW.version IS DISTINCT FROM n + 1 THEN
		RETURN NULL;
	END IF;
	NEW.severity := f.severity;
	IF f.cleared_on IS NOT NULL THEN
		PERFORM waymark.support_plan_refuse('a flag that is over needs no '
		    'answer');
	ELSIF NEW.kind = 'undone' AND NEW.undoes IS DISTINCT FROM
	    (SELECT max(a.version) FROM waymark.flag_answer a
	      WHERE a.flag_id = f.id AND a.kind <> 'undone'
	        AND NOT EXISTS (SELECT 1 FROM waymark.flag_answer u
	             WHERE u.flag_id = f.id AND u.undoes = a.version)) THEN
		PERFORM waymark.support_plan_refuse('the latest answer is undone '
		    'first');
	ELSIF NEW.kind IN ('cleared', 'false_alarm')
	    AND auth.person_id() IS NOT NULL
	    AND f.about = 'support'
	    AND NOT f.programme_id = ANY (auth.staff_programmes())
	    AND NOT f.enrolment_id = ANY (auth.answered_enrolments()) THEN
		PERFORM waymark.support_plan_refuse('staff and coordinators answer '
		    'for support');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.flag_answer
    FOR EACH ROW EXECUTE FUNCTION waymark.flag_answer_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.flag_answer
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

-- Who is flagged ---------------------------------------------------------

-- Everybody with a flag, for the list of a whole programme: what is most
-- severe of theirs and not answered, or else of what is; kept by triggers.
-- rank: 1 is at the top.
CREATE TABLE waymark.flagged (
	enrolment_id	bigint PRIMARY KEY REFERENCES waymark.enrolment,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	cohort_id	bigint NOT NULL,
	employer_id	bigint NOT NULL,
	flag_id		bigint NOT NULL,
	severity	waymark.flag_severity NOT NULL,
	since_on	date NOT NULL,
	answered	boolean NOT NULL,
	open		bigint NOT NULL,
	unanswered	bigint NOT NULL,
	rules		text[] NOT NULL,
	abouts		waymark.flag_about[] NOT NULL,
	rank		bigint NOT NULL GENERATED ALWAYS AS
			    (CASE severity WHEN 'urgent' THEN 1
			    WHEN 'act' THEN 2 ELSE 3 END
			    + CASE WHEN answered THEN 3 ELSE 0 END) STORED
);
CREATE INDEX flagged_order ON waymark.flagged
    (programme_id, rank, since_on, enrolment_id);
CREATE INDEX flagged_cohort ON waymark.flagged (cohort_id);

CREATE FUNCTION waymark.flagged_follow(wanted bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	DELETE FROM waymark.flagged g
	 WHERE g.enrolment_id = ANY (wanted)
	   AND NOT EXISTS (SELECT 1 FROM waymark.flag f
	        WHERE f.enrolment_id = g.enrolment_id
	          AND f.cleared_on IS NULL);
	INSERT INTO waymark.flagged
	SELECT DISTINCT ON (f.enrolment_id) f.enrolment_id, f.person_id,
	       f.programme_id, e.cohort_id, e.employer_id, f.id, f.severity,
	       f.raised_on, f.answered, count(*) OVER w,
	       count(*) FILTER (WHERE NOT f.answered) OVER w,
	       array_agg(f.rule) OVER w, array_agg(f.about) OVER w
	  FROM (SELECT o.*, EXISTS (SELECT 1 FROM waymark.flag_answer v
	            WHERE v.flag_id = o.id AND v.kind <> 'undone'
	              AND o.severity <= v.severity
	              AND NOT EXISTS (SELECT 1 FROM waymark.flag_answer u
	                   WHERE u.flag_id = v.flag_id
	                     AND u.undoes = v.version)) AS answered
	          FROM waymark.flag o
	         WHERE o.enrolment_id = ANY (wanted)
	           AND o.cleared_on IS NULL) f
	  JOIN waymark.enrolment e ON e.id = f.enrolment_id
	WINDOW w AS (PARTITION BY f.enrolment_id)
	 ORDER BY f.enrolment_id, f.answered, f.severity DESC, f.raised_on,
	       f.id
	ON CONFLICT (enrolment_id) DO UPDATE SET
	    cohort_id = excluded.cohort_id, employer_id = excluded.employer_id,
	    flag_id = excluded.flag_id, severity = excluded.severity,
	    since_on = excluded.since_on, answered = excluded.answered,
	    open = excluded.open, unanswered = excluded.unanswered,
	    rules = excluded.rules, abouts = excluded.abouts;
END
$$;

CREATE FUNCTION waymark.flagged_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	wanted bigint[] := ARRAY(SELECT DISTINCT enrolment_id FROM changed);
BEGIN
	-- Two at once take turns, so that the second finds what the first did.
	PERFORM 1 FROM waymark.flagged
	 WHERE enrolment_id = ANY (wanted) ORDER BY enrolment_id FOR UPDATE;
	PERFORM waymark.flagged_follow(wanted);
	RETURN NULL;
END
$$;
CREATE TRIGGER flagged_inserted AFTER INSERT ON waymark.flag
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.flagged_changed();
CREATE TRIGGER flagged_updated AFTER UPDATE ON waymark.flag
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.flagged_changed();
CREATE TRIGGER flagged_inserted AFTER INSERT ON waymark.flag_answer
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.flagged_changed();

CREATE FUNCTION waymark.flagged_moved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.flagged SET cohort_id = NEW.cohort_id,
	       employer_id = NEW.employer_id
	 WHERE enrolment_id = NEW.id;
	RETURN NULL;
END
$$;
CREATE TRIGGER flagged_moved AFTER UPDATE OF cohort_id, employer_id
    ON waymark.enrolment FOR EACH ROW EXECUTE FUNCTION waymark.flagged_moved();

-- How many people were flagged on a day, by the most severe of theirs: of a
-- rule, or of any ('').  Summed from the snapshot once it is taken.
CREATE TABLE waymark.flag_sum (
	on_date		date NOT NULL,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	cohort_id	bigint NOT NULL REFERENCES waymark.cohort,
	rule		text NOT NULL,
	severity	waymark.flag_severity NOT NULL,
	people		bigint NOT NULL CHECK (people > 0),
	PRIMARY KEY (programme_id, rule, on_date, cohort_id, severity)
);

-- From when to when a rule had somebody flagged, day by day as the snapshots
-- have it; act_on, urgent_on: since when it called for action, and was urgent.
CREATE TABLE waymark.flag_run (
	enrolment_id	bigint NOT NULL REFERENCES waymark.enrolment,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	rule		text NOT NULL,
	rule_version	bigint NOT NULL,
	from_on		date NOT NULL,
	to_on		date NOT NULL CHECK (to_on >= from_on),
	act_on		date CHECK (act_on BETWEEN from_on AND to_on),
	urgent_on	date CHECK (urgent_on BETWEEN act_on AND to_on),
	PRIMARY KEY (enrolment_id, rule, from_on),
	FOREIGN KEY (rule, rule_version) REFERENCES waymark.flag_rule
);
CREATE INDEX flag_run_rule ON waymark.flag_run (programme_id, rule, from_on);
CREATE INDEX flag_run_last ON waymark.flag_run (to_on);

-- What follows from the snapshot of a day, called once it is taken, in the
-- order of days.
CREATE FUNCTION waymark.flag_day_follows(day date) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	before date := (SELECT max(s.on_date) FROM waymark.flag_snapshot s
	    WHERE s.on_date < day AND s.state <> 'missed');
BEGIN
	INSERT INTO waymark.flag_sum
	SELECT day, s.programme_id, e.cohort_id, s.rule, s.severity, count(*)
	  FROM (SELECT d.programme_id, d.enrolment_id, coalesce(d.rule, '')
	                   AS rule, max(d.severity) AS severity
	          FROM waymark.flag_day d WHERE d.on_date = day
	         GROUP BY GROUPING SETS
	               ((d.programme_id, d.enrolment_id, d.rule),
	               (d.programme_id, d.enrolment_id))) s
	  JOIN waymark.enrolment e ON e.id = s.enrolment_id
	 GROUP BY s.programme_id, e.cohort_id, s.rule, s.severity
	ON CONFLICT DO NOTHING;
	WITH now AS (
	    SELECT d.enrolment_id, d.programme_id, d.rule,
	           max(d.rule_version) AS rule_version,
	           max(d.severity) AS severity
	      FROM waymark.flag_day d WHERE d.on_date = day
	     GROUP BY d.enrolment_id, d.programme_id, d.rule
	), longer AS (
	    UPDATE waymark.flag_run r
	       SET to_on = day,
	           act_on = coalesce(r.act_on,
	               CASE WHEN n.severity >= 'act' THEN day END),
	           urgent_on = coalesce(r.urgent_on,
	               CASE WHEN n.severity >= 'urgent' THEN day END)
	      FROM now n
	     WHERE r.to_on BETWEEN before AND day
	       AND r.enrolment_id = n.enrolment_id AND r.rule = n.rule
	       AND r.rule_version = n.rule_version
	    RETURNING r.enrolment_id, r.rule
	)
	INSERT INTO waymark.flag_run
	SELECT n.enrolment_id, n.programme_id, n.rule, n.rule_version, day, day,
	       CASE WHEN n.severity >= 'act' THEN day END,
	       CASE WHEN n.severity >= 'urgent' THEN day END
	  FROM now n
	 WHERE NOT EXISTS (SELECT 1 FROM longer l
	      WHERE l.enrolment_id = n.enrolment_id AND l.rule = n.rule);
END
$$;

-- Flags of those whom I support without being staff, as their policy has it:
-- those that stand, or stood until a day.
CREATE FUNCTION waymark.flags_supported(since date) RETURNS SETOF waymark.flag
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	placements bigint[] := auth.educator_placements();
	asyes bigint[] := auth.asye_reached();
	guided bigint[] := auth.guided_enrolments();
BEGIN
	RETURN QUERY
	SELECT f.* FROM waymark.flag f
	 WHERE (f.placement_id = ANY (placements) OR f.asye_id = ANY (asyes)
	    OR f.enrolment_id = ANY (guided))
	   AND f.person_id <> me
	   AND (f.cleared_on IS NULL OR f.cleared_on > since);
END
$$;

-- The same people as a whole programme has them in waymark.flagged, from what
-- whoever asks sees of their flags.
CREATE FUNCTION waymark.flagged_supported() RETURNS SETOF waymark.flagged
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT t.enrolment_id, t.person_id, t.programme_id, t.cohort_id,
	       t.employer_id, t.flag_id, t.severity, t.since_on, t.answered,
	       t.open, t.unanswered, t.rules, t.abouts,
	       (CASE t.severity WHEN 'urgent' THEN 1 WHEN 'act' THEN 2 ELSE 3
	           END + CASE WHEN t.answered THEN 3 ELSE 0 END)::bigint
	  FROM (SELECT DISTINCT ON (f.enrolment_id) f.enrolment_id,
	               f.person_id, f.programme_id, e.cohort_id,
	               e.employer_id, f.id AS flag_id, f.severity,
	               f.raised_on AS since_on, f.answered,
	               count(*) OVER w AS open, count(*) FILTER
	                   (WHERE NOT f.answered) OVER w AS unanswered,
	               array_agg(f.rule) OVER w AS rules,
	               array_agg(f.about) OVER w AS abouts
	          FROM (SELECT o.*, EXISTS (SELECT 1 FROM waymark.flag_answer v
	                    WHERE v.flag_id = o.id AND v.kind <> 'undone'
	                      AND o.severity <= v.severity
	                      AND NOT EXISTS (SELECT 1
	                           FROM waymark.flag_answer u
	                          WHERE u.flag_id = v.flag_id
	                            AND u.undoes = v.version)) AS answered
	                  FROM waymark.flags_supported('infinity') o) f
	          JOIN waymark.enrolment e ON e.id = f.enrolment_id
	        WINDOW w AS (PARTITION BY f.enrolment_id)
	         ORDER BY f.enrolment_id, f.answered, f.severity DESC,
	               f.raised_on, f.id) t;
END
$$;

-- Whether somebody is asked for; NULL asks for all.  there: who is with the
-- organisation; taught: whom the educator supports.  It is written into the
-- statement that asks, so that indexes hold.
CREATE FUNCTION waymark.flagged_fits(g waymark.flagged, severe
    waymark.flag_severity, side waymark.flag_about, of_rule text,
    only_unanswered boolean, cohort bigint, organisation bigint,
    there bigint[], taught bigint[]) RETURNS boolean
LANGUAGE sql STABLE AS $$
	SELECT (severe IS NULL OR g.severity = severe)
	   AND (side IS NULL OR side = ANY (g.abouts))
	   AND (of_rule IS NULL OR of_rule = ANY (g.rules))
	   AND (NOT only_unanswered OR NOT g.answered)
	   AND (cohort IS NULL OR g.cohort_id = cohort)
	   AND (organisation IS NULL OR g.employer_id = organisation
	       OR g.enrolment_id = ANY (there))
	   AND (taught IS NULL OR g.enrolment_id = ANY (taught))
$$;

-- A page of the people that are asked for, the most pressing first: of a
-- programme, or, with none, of those whom I support.
CREATE FUNCTION waymark.flagged_found(programme bigint, severe
    waymark.flag_severity, side waymark.flag_about, of_rule text,
    only_unanswered boolean, cohort bigint, organisation bigint,
    educator bigint, at_most bigint, skip bigint)
RETURNS SETOF waymark.flagged
LANGUAGE plpgsql STABLE SET search_path = ''
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
	today date := waymark.today();
	there bigint[];
	taught bigint[];
BEGIN
	IF organisation IS NOT NULL THEN
		there := ARRAY(SELECT p.enrolment_id FROM waymark.placement p
		     WHERE p.organisation_id = organisation
		       AND today BETWEEN p.starts_on AND p.ends_on
		    UNION SELECT a.enrolment_id FROM waymark.asye a
		     WHERE organisation IN (a.host_id, a.employer_id)
		       AND a.state NOT IN ('withdrawn', 'transferred'));
	END IF;
	IF educator IS NOT NULL THEN
		taught := ARRAY(SELECT p.enrolment_id
		      FROM waymark.placement_educator d
		      JOIN waymark.placement p ON p.id = d.placement_id
		     WHERE d.person_id = educator AND d.during @> today
		    UNION SELECT a.enrolment_id FROM waymark.asye_duty d
		      JOIN waymark.asye a ON a.id = d.asye_id
		     WHERE d.person_id = educator AND d.state = 'recorded'
		       AND d.during @> today);
	END IF;
	IF programme IS NOT NULL THEN
		RETURN QUERY
		SELECT g.* FROM waymark.flagged g
		 WHERE g.programme_id = programme
		   AND waymark.flagged_fits(g, severe, side, of_rule,
		       only_unanswered, cohort, organisation, there, taught)
		 ORDER BY g.rank, g.since_on, g.enrolment_id
		 LIMIT at_most OFFSET skip;
		RETURN;
	END IF;
	RETURN QUERY
	SELECT g.* FROM waymark.flagged_supported() g
	 WHERE waymark.flagged_fits(g, severe, side, of_rule, only_unanswered,
	       cohort, organisation, there, taught)
	 ORDER BY g.rank, g.since_on, g.enrolment_id
	 LIMIT at_most OFFSET skip;
END
$$;

-- How many people were flagged, a week apart: by the snapshot of the day, or
-- the last one before it within the week; NULL where there is none.
CREATE FUNCTION waymark.flag_trend(programme bigint, cohort bigint,
    of_rule text, weeks bigint)
RETURNS TABLE (on_date date, people bigint, urgent bigint, act bigint,
    watch bigint)
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
	today date := waymark.today();
BEGIN
	RETURN QUERY
	SELECT s.day, CASE WHEN s.day IS NOT NULL
	           THEN coalesce(sum(n.people), 0)::bigint END,
	       coalesce(sum(n.people) FILTER (WHERE n.severity = 'urgent'),
	           0)::bigint,
	       coalesce(sum(n.people) FILTER (WHERE n.severity = 'act'),
	           0)::bigint,
	       coalesce(sum(n.people) FILTER (WHERE n.severity = 'watch'),
	           0)::bigint
	  FROM generate_series(weeks - 1, 0, -1) w(n)
	 CROSS JOIN LATERAL (SELECT max(t.on_date) AS day
	       FROM waymark.flag_snapshot t
	      WHERE t.on_date <= today - w.n::integer * 7
	        AND t.on_date > today - w.n::integer * 7 - 7
	        AND t.state <> 'missed') s
	  LEFT JOIN waymark.flag_sum n ON n.programme_id = programme
	   AND n.rule = coalesce(of_rule, '') AND n.on_date = s.day
	   AND (cohort IS NULL OR n.cohort_id = cohort)
	 GROUP BY w.n, s.day
	 ORDER BY w.n DESC;
END
$$;

-- The same of those whom I support, from the days of their flags.
CREATE FUNCTION waymark.flag_trend_supported(of_rule text, weeks bigint)
RETURNS TABLE (on_date date, people bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	today date := waymark.today();
BEGIN
	RETURN QUERY
	SELECT today - w.n::integer * 7, count(DISTINCT f.enrolment_id)
	  FROM generate_series(weeks - 1, 0, -1) w(n)
	  LEFT JOIN (SELECT * FROM waymark.flags_supported(
	           today - weeks::integer * 7)) f
	    ON f.raised_on <= today - w.n::integer * 7
	   AND (f.cleared_on IS NULL OR f.cleared_on > today - w.n::integer * 7)
	   AND (of_rule IS NULL OR f.rule = of_rule)
	 GROUP BY w.n ORDER BY w.n DESC;
END
$$;

-- Who that was, on one of those days.
CREATE FUNCTION waymark.flagged_then(programme bigint, day date,
    cohort bigint, of_rule text, severe waymark.flag_severity)
RETURNS TABLE (enrolment_id bigint, person_id bigint, cohort_id bigint,
    severity waymark.flag_severity, rules text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF programme IS NULL THEN
		RETURN QUERY
		SELECT f.enrolment_id, f.person_id, e.cohort_id,
		       NULL::waymark.flag_severity,
		       array_agg(DISTINCT f.rule)
		  FROM waymark.flags_supported(day) f
		  JOIN waymark.enrolment e ON e.id = f.enrolment_id
		 WHERE f.raised_on <= day
		   AND (of_rule IS NULL OR f.rule = of_rule)
		 GROUP BY f.enrolment_id, f.person_id, e.cohort_id;
	ELSIF programme = ANY (auth.staff_programmes()) THEN
		RETURN QUERY
		SELECT d.enrolment_id, d.person_id, e.cohort_id,
		       max(d.severity), array_agg(DISTINCT d.rule)
		  FROM waymark.flag_day d
		  JOIN waymark.enrolment e ON e.id = d.enrolment_id
		 WHERE d.programme_id = programme AND d.on_date = day
		   AND (of_rule IS NULL OR d.rule = of_rule)
		   AND (cohort IS NULL OR e.cohort_id = cohort)
		 GROUP BY d.enrolment_id, d.person_id, e.cohort_id
		HAVING severe IS NULL OR max(d.severity) = severe;
	END IF;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.flagged_supported(),
    waymark.flagged_fits(waymark.flagged, waymark.flag_severity,
        waymark.flag_about, text, boolean, bigint, bigint, bigint[], bigint[]),
    waymark.flagged_found(bigint, waymark.flag_severity, waymark.flag_about,
        text, boolean, bigint, bigint, bigint, bigint, bigint),
    waymark.flag_trend(bigint, bigint, text, bigint),
    waymark.flag_trend_supported(text, bigint),
    waymark.flagged_then(bigint, date, bigint, text, waymark.flag_severity)
    TO waymark_web;

-- How often rules were right ---------------------------------------------

-- How training went wrong, if it did: failed, or left by a decision about
-- their work; given more time for another reason than their own circumstances;
-- or supported by a plan.  on_asye: in that year, else before.
CREATE FUNCTION waymark.setbacks(programme bigint)
RETURNS TABLE (enrolment_id bigint, on_asye boolean, kind text, on_date date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT a.enrolment_id, true, CASE o.decision WHEN 'fail' THEN 'failed'
	           ELSE 'extended' END, o.decided_on
	  FROM waymark.asye_outcome o
	  JOIN waymark.asye a ON a.id = o.asye_id
	 WHERE o.programme_id = programme AND o.decision <> 'pass'
	   AND o.state <> 'upheld'
	 UNION ALL
	SELECT v.enrolment_id, false, CASE v.decision WHEN 'fail' THEN 'failed'
	           ELSE 'extended' END, v.on_date
	  FROM waymark.placement_event v
	 WHERE v.programme_id = programme AND v.change = 'board_decided'
	   AND v.decision IN ('fail', 'repeat', 'extend')
	   AND NOT EXISTS (SELECT 1 FROM waymark.placement_event u
	        WHERE u.placement_id = v.placement_id
	          AND u.undoes = v.version)
	 UNION ALL
	SELECT v.enrolment_id, false, CASE v.change WHEN 'withdrawn'
	           THEN 'failed' ELSE 'extended' END, v.on_date
	  FROM waymark.enrolment_event v
	  JOIN waymark.enrolment_reason r ON r.code = v.reason
	 WHERE v.programme_id = programme
	   AND (v.change = 'withdrawn' AND v.reason = 'decision'
	    OR v.change = 'extended' AND r.whose <> 'person')
	   AND NOT EXISTS (SELECT 1 FROM waymark.enrolment_event u
	        WHERE u.enrolment_id = v.enrolment_id
	          AND u.undoes = v.version)
	 UNION ALL
	SELECT v.enrolment_id, true, 'failed', v.on_day
	  FROM waymark.asye_event v
	 WHERE v.programme_id = programme AND v.change = 'withdrawn'
	   AND v.reason = 'dismissed'
	   AND NOT EXISTS (SELECT 1 FROM waymark.asye_event u
	        WHERE u.asye_id = v.asye_id AND u.undoes = v.version)
	 UNION ALL
	SELECT a.enrolment_id, true, 'extended', q.asked_on
	  FROM waymark.asye_request q
	  JOIN waymark.asye a ON a.id = q.asye_id
	  JOIN waymark.asye_reason r ON r.code = q.reason
	 WHERE q.programme_id = programme AND q.kind = 'extension'
	   AND q.state IN ('standing', 'over')
	   AND (r.whose <> 'person' OR r.code = 'more_time')
	 UNION ALL
	SELECT p.enrolment_id, EXISTS (SELECT 1 FROM waymark.asye a
	           WHERE a.enrolment_id = p.enrolment_id
	             AND a.starts_on <= p.begun_on), 'planned', p.begun_on
	  FROM waymark.support_plan p
	 WHERE p.programme_id = programme AND p.state <> 'withdrawn';
END
$$;

-- Each rule against what came of everybody whose training up to a point is
-- over, or went wrong: qualifying is one such stage, the ASYE another.  Only
-- runs of snapshots count, so nothing is known here before it was known then.
-- lowest: what the rule would have found had it flagged from that severity on.
-- For those whom it flagged in the stage, the first day counts: right, with an
-- outcome to come; late, after it; at_0 to at_12, so many weeks before it.
CREATE FUNCTION waymark.rule_counts(programme bigint, kinds text[])
RETURNS TABLE (rule text, lowest waymark.flag_severity, people bigint,
    events bigint, flagged bigint, late bigint, at_0 bigint, at_4 bigint,
    at_8 bigint, at_12 bigint, lead_days float8, raised bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	today date := waymark.today();
	first_day date;
BEGIN
	IF NOT programme = ANY (auth.staff_programmes()) THEN
		RETURN;
	END IF;
	first_day := (SELECT min(s.on_date) FROM waymark.flag_snapshot s
	    WHERE s.state <> 'missed');
	RETURN QUERY
	WITH stage AS (
	    SELECT e.id AS enrolment_id, false AS on_asye, e.starts_on AS from_on,
	           (SELECT max(v.on_date) FROM waymark.enrolment_event v
	             WHERE v.enrolment_id = e.id
	               AND v.change IN ('completed', 'withdrawn')
	               AND e.state IN ('completed', 'withdrawn')) AS over_on
	      FROM waymark.enrolment e WHERE e.programme_id = programme
	    UNION ALL
	    SELECT a.enrolment_id, true, a.starts_on,
	           (SELECT max(v.on_day) FROM waymark.asye_event v
	             WHERE v.asye_id = a.id
	               AND v.change IN ('confirmed', 'withdrawn')
	               AND a.state IN ('confirmed', 'certificated',
	                   'claim_complete', 'withdrawn'))
	      FROM waymark.asye a WHERE a.programme_id = programme
	), known AS (
	    SELECT s.enrolment_id, s.from_on, coalesce(s.over_on, today)
	               AS over_on, b.on_date AS outcome_on
	      FROM stage s
	      LEFT JOIN (SELECT k.enrolment_id, k.on_asye, min(k.on_date)
	                            AS on_date
	                   FROM waymark.setbacks(programme) k
	                  WHERE k.kind = ANY (kinds)
	                  GROUP BY k.enrolment_id, k.on_asye) b
	             ON b.enrolment_id = s.enrolment_id
	            AND b.on_asye = s.on_asye
	     WHERE coalesce(s.over_on, b.on_date) >= first_day
	), least_of AS (
	    SELECT l.v, r.code, r.version
	      FROM unnest(enum_range(NULL::waymark.flag_severity)) l(v)
	     CROSS JOIN (SELECT o.code, max(o.version) AS version
	                   FROM waymark.flag_rule o GROUP BY o.code) r
	), first AS (
	    SELECT l.code, l.v, k.enrolment_id, k.outcome_on,
	           min(greatest(k.from_on, CASE l.v WHEN 'watch' THEN r.from_on
	               WHEN 'act' THEN r.act_on ELSE r.urgent_on END)) AS on_date
	      FROM least_of l
	      JOIN waymark.flag_run r ON r.programme_id = programme
	       AND r.rule = l.code AND r.rule_version = l.version
	      JOIN known k ON k.enrolment_id = r.enrolment_id
	       AND r.to_on >= k.from_on AND CASE l.v
	           WHEN 'watch' THEN r.from_on WHEN 'act' THEN r.act_on
	           ELSE r.urgent_on END <= k.over_on
	     GROUP BY l.code, l.v, k.enrolment_id, k.from_on, k.outcome_on
	), total AS (
	    SELECT count(*) AS people, count(k.outcome_on) AS events
	      FROM known k
	)
	SELECT l.code, l.v, t.people, t.events, count(f.on_date),
	       count(*) FILTER (WHERE f.on_date > f.outcome_on),
	       count(*) FILTER (WHERE f.outcome_on - f.on_date >= 0),
	       count(*) FILTER (WHERE f.outcome_on - f.on_date >= 28),
	       count(*) FILTER (WHERE f.outcome_on - f.on_date >= 56),
	       count(*) FILTER (WHERE f.outcome_on - f.on_date >= 84),
	       percentile_cont(0.5) WITHIN GROUP
	           (ORDER BY f.outcome_on - f.on_date)
	           FILTER (WHERE f.outcome_on >= f.on_date),
	       (SELECT count(*) FROM waymark.flag_run r
	         WHERE r.programme_id = programme AND r.rule = l.code
	           AND CASE l.v WHEN 'watch' THEN r.from_on
	               WHEN 'act' THEN r.act_on ELSE r.urgent_on END
	               > today - 365)
	  FROM least_of l
	 CROSS JOIN total t
	  LEFT JOIN first f ON f.code = l.code AND f.v = l.v
	 GROUP BY l.code, l.v, t.people, t.events
	 ORDER BY l.code, l.v;
END
$$;

-- Who sees and does what -------------------------------------------------

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['support_plan_transition',
	    'support_action_transition', 'flag_answer_reason', 'support_plan',
	    'support_plan_event', 'support_action', 'contact', 'flag_answer',
	    'flagged', 'flag_sum', 'flag_run'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
		IF t ~ '_(transition|reason)$' THEN
			EXECUTE format('CREATE POLICY everybody ON waymark.%I
			    FOR SELECT TO waymark_web USING (true)', t);
		ELSIF t ~ '^flag(ged|_sum|_run)$' THEN
			EXECUTE format('CREATE POLICY sees ON waymark.%I
			    FOR SELECT TO waymark_web USING (programme_id =
			    ANY ((SELECT auth.staff_programmes())::bigint[]))',
			    t);
		ELSE
			EXECUTE format('CREATE POLICY sees ON waymark.%I
			    FOR SELECT TO waymark_web USING (
			    person_id = (SELECT auth.person_id())
			    OR programme_id =
			    ANY ((SELECT auth.staff_programmes())::bigint[])
			    OR enrolment_id = ANY ((SELECT
			    auth.supported_enrolments())::bigint[]))', t);
		END IF;
	END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.rule_counts(bigint, text[]) TO waymark_web;
GRANT EXECUTE ON FUNCTION waymark.flag_day_follows(date)
    TO waymark_jobs, waymark_flags;

-- Whoever does not see a flag sees no answer to it.
CREATE POLICY of_flag ON waymark.flag_answer AS RESTRICTIVE FOR SELECT
    TO waymark_web USING (EXISTS (SELECT 1 FROM waymark.flag f
        WHERE f.id = flag_id));

-- What was written stands in these tables for good: the history of it need
-- not hold it a second time.
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.support_plan FOR EACH ROW EXECUTE FUNCTION audit.changed('aim');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.support_plan_event FOR EACH ROW
    EXECUTE FUNCTION audit.changed('words');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.support_action FOR EACH ROW
    EXECUTE FUNCTION audit.changed('what', 'outcome');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.contact FOR EACH ROW EXECUTE FUNCTION audit.changed('note');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.flag_answer FOR EACH ROW
    EXECUTE FUNCTION audit.changed('words');

-- Nobody answers, plans or records for their own training but the trainee's
-- own steps.
CREATE POLICY plans ON waymark.support_plan FOR INSERT TO waymark_web
    WITH CHECK (person_id <> (SELECT auth.person_id())
    AND led_by = (SELECT auth.person_id())
    AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR enrolment_id =
        ANY ((SELECT auth.supported_enrolments())::bigint[])));
GRANT INSERT (enrolment_id, person_id, programme_id, aim, review_on)
    ON waymark.support_plan TO waymark_web;

CREATE POLICY steps ON waymark.support_plan_event FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id())
    AND (person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR enrolment_id =
        ANY ((SELECT auth.supported_enrolments())::bigint[])));
GRANT INSERT (plan_id, enrolment_id, person_id, programme_id, version, step,
    words, review_on, outcome, undoes) ON waymark.support_plan_event
    TO waymark_web;

CREATE POLICY plans ON waymark.support_action FOR INSERT TO waymark_web
    WITH CHECK (person_id <> (SELECT auth.person_id()) AND state = 'open'
    AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR enrolment_id =
        ANY ((SELECT auth.supported_enrolments())::bigint[])));
CREATE POLICY marks ON waymark.support_action FOR UPDATE TO waymark_web
    USING (CASE WHEN person_id = (SELECT auth.person_id())
        THEN owner = 'trainee'
        ELSE programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        OR enrolment_id =
            ANY ((SELECT auth.supported_enrolments())::bigint[]) END)
    WITH CHECK (state <> 'dropped');
GRANT INSERT (plan_id, enrolment_id, person_id, programme_id, step_version,
    owner, colleague_id, organisation_id, what, due_on)
    ON waymark.support_action TO waymark_web;
GRANT UPDATE (state, done_on, outcome) ON waymark.support_action
    TO waymark_web;

CREATE POLICY records ON waymark.contact FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id())
    AND person_id <> (SELECT auth.person_id())
    AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR enrolment_id =
        ANY ((SELECT auth.supported_enrolments())::bigint[])));
CREATE POLICY takes_back ON waymark.contact FOR UPDATE TO waymark_web
    USING (by_id = (SELECT auth.person_id()));
GRANT INSERT (enrolment_id, person_id, programme_id, on_date, how, flags,
    note) ON waymark.contact TO waymark_web;
GRANT UPDATE (state) ON waymark.contact TO waymark_web;

CREATE POLICY answers ON waymark.flag_answer FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id())
    AND person_id <> (SELECT auth.person_id())
    AND EXISTS (SELECT 1 FROM waymark.flag f WHERE f.id = flag_id)
    AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR enrolment_id =
        ANY ((SELECT auth.supported_enrolments())::bigint[])));
GRANT INSERT (flag_id, enrolment_id, person_id, programme_id, version, kind,
    reason, words, undoes) ON waymark.flag_answer TO waymark_web;

-- What waits -------------------------------------------------------------

CREATE VIEW waymark.waiting_plan_to_agree WITH (security_invoker) AS
SELECT 'plan_to_agree'::waymark.waiting_kind AS kind, p.id AS subject_id,
       p.since_on AS since, NULL::date AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, NULL::text AS what, p.person_id, p.enrolment_id,
       NULL::bigint AS placement_id, NULL::bigint AS organisation_id,
       p.programme_id, (SELECT e.cohort_id FROM waymark.enrolment e
           WHERE e.id = p.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.support_plan p
 WHERE p.open AND p.state = 'proposed';

-- On whoever leads the plan: the trainee asked for a change; the day of its
-- review has come.
CREATE VIEW waymark.waiting_plan_to_revise WITH (security_invoker) AS
SELECT 'plan_to_revise'::waymark.waiting_kind AS kind, p.id AS subject_id,
       p.since_on AS since, NULL::date AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, (SELECT t.name FROM waymark.person t
           WHERE t.id = p.person_id) AS what, p.led_by AS person_id,
       p.enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, p.programme_id,
       (SELECT e.cohort_id FROM waymark.enrolment e
         WHERE e.id = p.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.support_plan p
 WHERE p.open AND p.state = 'questioned';

CREATE VIEW waymark.waiting_plan_to_review WITH (security_invoker) AS
SELECT 'plan_to_review'::waymark.waiting_kind AS kind, p.id AS subject_id,
       p.review_on AS since, p.review_on AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, (SELECT t.name FROM waymark.person t
           WHERE t.id = p.person_id) AS what, p.led_by AS person_id,
       p.enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, p.programme_id,
       (SELECT e.cohort_id FROM waymark.enrolment e
         WHERE e.id = p.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.support_plan p
 WHERE p.open AND p.review_on <= (SELECT waymark.today());

-- On the trainee; on a colleague, or for an organisation on whoever leads the
-- plan.
CREATE VIEW waymark.waiting_own_action_to_do WITH (security_invoker) AS
SELECT 'own_action_to_do'::waymark.waiting_kind AS kind, a.id AS subject_id,
       a.begun_on AS since, a.due_on, NULL::date AS on_date,
       1::bigint AS how_many, a.what, a.person_id, a.enrolment_id,
       NULL::bigint AS placement_id, NULL::bigint AS organisation_id,
       a.programme_id, (SELECT e.cohort_id FROM waymark.enrolment e
           WHERE e.id = a.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.support_action a
 WHERE a.state = 'open' AND a.owner = 'trainee'
   AND (SELECT p.open FROM waymark.support_plan p WHERE p.id = a.plan_id);

CREATE VIEW waymark.waiting_support_action_to_do WITH (security_invoker) AS
SELECT 'support_action_to_do'::waymark.waiting_kind AS kind,
       a.id AS subject_id, a.begun_on AS since, a.due_on,
       NULL::date AS on_date, 1::bigint AS how_many,
       (SELECT t.name FROM waymark.person t WHERE t.id = a.person_id)
           || ': ' || a.what AS what,
       coalesce(a.colleague_id, (SELECT p.led_by FROM waymark.support_plan p
           WHERE p.id = a.plan_id)) AS person_id, a.enrolment_id,
       NULL::bigint AS placement_id, a.organisation_id, a.programme_id,
       (SELECT e.cohort_id FROM waymark.enrolment e
         WHERE e.id = a.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.support_action a
 WHERE a.state = 'open' AND a.owner <> 'trainee'
   AND (SELECT p.open FROM waymark.support_plan p WHERE p.id = a.plan_id);

INSERT INTO waymark.waiting_source (kind, party, person_is, through) VALUES
	('plan_to_agree', 'trainee', 'trainee', '{trainee,staff,tutor,lead}'),
	('plan_to_revise', 'educator', 'educator', '{educator,staff}'),
	('plan_to_review', 'educator', 'educator', '{educator,staff}'),
	('own_action_to_do', 'trainee', 'trainee',
	    '{trainee,staff,tutor,lead}'),
	('support_action_to_do', 'educator', 'educator', '{educator,staff}');
GRANT SELECT ON waymark.waiting_plan_to_agree,
    waymark.waiting_plan_to_revise, waymark.waiting_plan_to_review,
    waymark.waiting_own_action_to_do, waymark.waiting_support_action_to_do
    TO waymark_web;
SELECT waymark.waiting_rebuild();
