-- Concerns about somebody's training: raised, met about, planned for, reviewed
-- and decided on, as dated steps from which the state follows.
--
-- A concern is always of one trainee's training, whatever it is about: what the
-- organisation promised and did not do counts as much as what the trainee did.
-- The trainee sees all of it from the first day.  Staff, and the tutors and
-- leads of the trainee, see and handle it; the educators of the placement see
-- it when it is shared with them, which a trainee who raises one decides.
-- Partners do not see it.

CREATE TYPE waymark.concern_kind AS ENUM
    ('practice', 'support', 'conduct', 'health', 'other');
CREATE TYPE waymark.concern_state AS ENUM ('raised', 'acknowledged',
    'meeting_arranged', 'meeting_held', 'planned', 'reviewed', 'met',
    'extended', 'not_met', 'panel', 'decided', 'closed', 'withdrawn');
CREATE TYPE waymark.concern_step AS ENUM ('raised', 'acknowledged',
    'meeting_arranged', 'meeting_held', 'planned', 'reviewed', 'met',
    'extended', 'not_met', 'panel', 'decided', 'closed', 'withdrawn',
    'undone');
CREATE TYPE waymark.concern_outcome AS ENUM
    ('continue_placement', 'repeat_placement', 'terminate_placement');
CREATE TYPE waymark.concern_part AS ENUM ('trainee', 'practice_educator',
    'onsite_supervisor', 'tutor', 'lead', 'staff');

-- about: the page that it was raised from, a path of ours.  shared: whether
-- the educators of the placement see it.  since_on: when it came to its state;
-- follow_up_on: by when the next step is due, NULL once it is over.
CREATE TABLE waymark.concern (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	placement_id	bigint,
	organisation_id	bigint,
	kind		waymark.concern_kind NOT NULL,
	words		text NOT NULL CHECK (words <> ''
			    AND length(words) <= 4000),
	about		text CHECK (about ~ '^/[a-z]+/' AND length(about) <= 200),
	shared		boolean NOT NULL,
	raised_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	raised_as	waymark.concern_part NOT NULL,
	raised_on	date NOT NULL DEFAULT waymark.today(),
	raised_at	timestamptz NOT NULL DEFAULT now(),
	state		waymark.concern_state NOT NULL DEFAULT 'raised',
	open		boolean NOT NULL GENERATED ALWAYS AS
			    (state NOT IN ('closed', 'withdrawn')) STORED,
	of_support	boolean NOT NULL GENERATED ALWAYS AS
			    (kind = 'support') STORED,
	since_on	date NOT NULL,
	follow_up_on	date,
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	FOREIGN KEY (placement_id, enrolment_id, person_id, programme_id,
	    organisation_id) REFERENCES waymark.placement (id, enrolment_id,
	    person_id, programme_id, organisation_id),
	CHECK ((placement_id IS NULL) = (organisation_id IS NULL)),
	CHECK ((state IN ('closed', 'withdrawn')) = (follow_up_on IS NULL)),
	UNIQUE (id, enrolment_id, person_id, programme_id)
);
CREATE INDEX concern_programme
    ON waymark.concern (programme_id, follow_up_on) WHERE open;
CREATE INDEX concern_enrolment ON waymark.concern (enrolment_id);
CREATE INDEX concern_person ON waymark.concern (person_id);
CREATE INDEX concern_placement ON waymark.concern (placement_id);

-- What may follow what; a step of staff's alone is none of a tutor's or lead's.
CREATE TABLE waymark.concern_transition (
	step		waymark.concern_step NOT NULL,
	before		waymark.concern_state NOT NULL,
	after		waymark.concern_state NOT NULL,
	by_staff	boolean NOT NULL DEFAULT false,
	PRIMARY KEY (step, before)
);
INSERT INTO waymark.concern_transition (step, before, after) VALUES
	('acknowledged', 'raised', 'acknowledged'),
	('meeting_arranged', 'acknowledged', 'meeting_arranged'),
	('meeting_arranged', 'meeting_arranged', 'meeting_arranged'),
	('meeting_held', 'meeting_arranged', 'meeting_held'),
	('planned', 'meeting_held', 'planned'),
	('reviewed', 'planned', 'reviewed'),
	('reviewed', 'extended', 'reviewed'),
	('met', 'reviewed', 'met'),
	('extended', 'reviewed', 'extended'),
	('not_met', 'reviewed', 'not_met'),
	('closed', 'meeting_held', 'closed'),	-- settled by talking
	('closed', 'met', 'closed'),
	('closed', 'decided', 'closed'),
	('withdrawn', 'raised', 'withdrawn'),
	('withdrawn', 'acknowledged', 'withdrawn'),
	('withdrawn', 'meeting_arranged', 'withdrawn'),
	('withdrawn', 'meeting_held', 'withdrawn'),
	('withdrawn', 'planned', 'withdrawn'),
	('withdrawn', 'extended', 'withdrawn'),
	('withdrawn', 'reviewed', 'withdrawn'),
	('withdrawn', 'not_met', 'withdrawn');
INSERT INTO waymark.concern_transition (step, before, after, by_staff) VALUES
	('panel', 'meeting_held', 'panel', true),	-- too serious to wait
	('panel', 'not_met', 'panel', true),
	('withdrawn', 'panel', 'withdrawn', true),
	('decided', 'panel', 'decided', true);

-- One step.  words: what is said of it, and why; present and agreed: of a
-- meeting; meeting_on: when it will be; version: the concern's after it.
CREATE TABLE waymark.concern_event (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	concern_id	bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	version		bigint NOT NULL CHECK (version > 0),
	step		waymark.concern_step NOT NULL,
	on_date		date NOT NULL,
	words		text NOT NULL DEFAULT '' CHECK (length(words) <= 4000),
	present		text NOT NULL DEFAULT ''
			    CHECK (length(present) <= 1000),
	agreed		text NOT NULL DEFAULT '' CHECK (length(agreed) <= 4000),
	meeting_on	date,
	outcome		waymark.concern_outcome,
	follow_up_on	date,
	undoes		bigint,
	state		waymark.concern_state NOT NULL,
	by_id		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (concern_id, enrolment_id, person_id, programme_id)
	    REFERENCES waymark.concern (id, enrolment_id, person_id,
	    programme_id),
	UNIQUE (concern_id, version),
	UNIQUE (concern_id, undoes),
	FOREIGN KEY (concern_id, undoes)
	    REFERENCES waymark.concern_event (concern_id, version),
	CHECK ((step = 'undone') = (undoes IS NOT NULL)),
	CHECK (undoes > 1 AND undoes < version),
	CHECK ((step = 'decided') = (outcome IS NOT NULL)),
	CHECK ((step = 'meeting_arranged') = (meeting_on IS NOT NULL)),
	CHECK (step IN ('raised', 'acknowledged', 'meeting_arranged', 'planned')
	    OR words <> ''),
	CHECK ((step = 'meeting_held') = (present <> '')),
	CHECK ((step = 'meeting_held') = (agreed <> ''))
);

-- What somebody does by when.  An action came with the step of its version,
-- and is dropped with it.
CREATE TYPE waymark.concern_owner AS ENUM
    ('trainee', 'educator', 'host', 'employer', 'programme');
CREATE TYPE waymark.concern_action_state AS ENUM ('open', 'done', 'dropped');

CREATE TABLE waymark.concern_action (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	concern_id	bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	step_version	bigint NOT NULL,
	owner		waymark.concern_owner NOT NULL,
	what		text NOT NULL CHECK (what <> ''
			    AND length(what) <= 500),
	due_on		date NOT NULL,
	state		waymark.concern_action_state NOT NULL DEFAULT 'open',
	done_on		date,
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (concern_id, enrolment_id, person_id, programme_id)
	    REFERENCES waymark.concern (id, enrolment_id, person_id,
	    programme_id),
	FOREIGN KEY (concern_id, step_version)
	    REFERENCES waymark.concern_event (concern_id, version),
	CHECK ((state = 'done') = (done_on IS NOT NULL))
);
CREATE INDEX concern_action_concern ON waymark.concern_action (concern_id);

CREATE TABLE waymark.concern_action_transition (
	before		waymark.concern_action_state NOT NULL,
	after		waymark.concern_action_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.concern_action_transition VALUES
	('open', 'done'),
	('done', 'open'),		-- marked by mistake
	('open', 'dropped');		-- its step was undone

-- What the trainee says to it, in their own words; as often as they like.
CREATE TABLE waymark.concern_response (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	concern_id	bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	words		text NOT NULL CHECK (words <> ''
			    AND length(words) <= 4000),
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (concern_id, enrolment_id, person_id, programme_id)
	    REFERENCES waymark.concern (id, enrolment_id, person_id,
	    programme_id)
);
CREATE INDEX concern_response_concern
    ON waymark.concern_response (concern_id);

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('concerns', 'Concerns', 60);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('concerns', 10, 'concern_acknowledge_days',
	    'Acknowledge a concern within', 'days', 1, 365,
	    'How long after a concern is raised somebody answers for it.',
	    'From that day, each new step of a concern is due by it; the '
	    'days that steps are due by already stay.'),
	('concerns', 20, 'concern_arrange_days',
	    'Arrange the meeting within', 'days', 1, 365,
	    'How long after a concern is acknowledged a meeting about it is '
	    'arranged.',
	    'From that day, each new step of a concern is due by it; the '
	    'days that steps are due by already stay.'),
	('concerns', 30, 'concern_plan_days',
	    'Write the action plan within', 'days', 1, 365,
	    'How long after the meeting what was agreed is a plan, or the '
	    'concern is closed.',
	    'From that day, each new step of a concern is due by it; the '
	    'days that steps are due by already stay.'),
	('concerns', 40, 'concern_review_days',
	    'Review an action plan after', 'days', 1, 365,
	    'How long a plan, and each extension of it, runs before it is '
	    'reviewed, unless another day is agreed.',
	    'From that day, each new step of a concern is due by it; the '
	    'days that steps are due by already stay.'),
	('concerns', 50, 'concern_decide_days',
	    'Decide after a review within', 'days', 1, 365,
	    'How long after a review it is decided whether the plan was '
	    'met.',
	    'From that day, each new step of a concern is due by it; the '
	    'days that steps are due by already stay.'),
	('concerns', 60, 'concern_panel_days',
	    'Call a panel within', 'days', 1, 365,
	    'How long after a plan was not met a panel is called.',
	    'From that day, each new step of a concern is due by it; the '
	    'days that steps are due by already stay.'),
	('concerns', 70, 'concern_outcome_days',
	    'A panel decides within', 'days', 1, 365,
	    'How long after a panel is called it decides.',
	    'From that day, each new step of a concern is due by it; the '
	    'days that steps are due by already stay.'),
	('concerns', 80, 'concern_close_days',
	    'Close a concern within', 'days', 1, 365,
	    'How long after a plan was met, or a panel decided, the concern '
	    'is closed.',
	    'From that day, each new step of a concern is due by it; the '
	    'days that steps are due by already stay.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('concern_acknowledge_days', 3, 'Waymark: three days'),
	('concern_arrange_days', 5, 'Waymark: five days'),
	('concern_plan_days', 5, 'Waymark: five days of the meeting'),
	('concern_review_days', 28, 'Waymark: four weeks'),
	('concern_decide_days', 5, 'Waymark: five days'),
	('concern_panel_days', 14, 'Waymark: two weeks'),
	('concern_outcome_days', 21, 'Waymark: three weeks'),
	('concern_close_days', 14, 'Waymark: two weeks');

CREATE FUNCTION waymark.concern_refuse(why text) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation';
END
$$;

-- The steps that stand: neither undone nor an undoing.
CREATE FUNCTION waymark.concern_stands(whose bigint)
RETURNS SETOF waymark.concern_event
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT v.* FROM waymark.concern_event v
	 WHERE v.concern_id = whose AND v.step <> 'undone'
	   AND NOT EXISTS (SELECT 1 FROM waymark.concern_event u
	        WHERE u.concern_id = whose AND u.undoes = v.version);
END
$$;

-- A concern begins raised, and then says what its steps left.
CREATE FUNCTION waymark.concern_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	latest waymark.concern_event;
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.state <> 'raised' OR NEW.version <> 1
		    OR NEW.raised_on > waymark.today() THEN
			PERFORM waymark.concern_refuse('a concern begins '
			    'raised, today or before');
		END IF;
		NEW.since_on := NEW.raised_on;
		NEW.follow_up_on := NEW.raised_on + waymark.setting_of(
		    NEW.programme_id, 'concern_acknowledge_days')::integer;
		RETURN NEW;
	END IF;
	SELECT * INTO latest FROM waymark.concern_stands(NEW.id)
	 ORDER BY version DESC LIMIT 1;
	IF (to_jsonb(OLD) - '{state,open,of_support,since_on,follow_up_on,
	    version}'::text[])
	    IS DISTINCT FROM
	    (to_jsonb(NEW) - '{state,open,of_support,since_on,follow_up_on,
	    version}'::text[])
	    OR NEW.state IS DISTINCT FROM latest.state
	    OR NEW.version <= OLD.version THEN
		PERFORM waymark.concern_refuse('a concern follows its steps');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.concern
    FOR EACH ROW EXECUTE FUNCTION waymark.concern_guard();

CREATE FUNCTION waymark.concern_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.concern_event (concern_id, enrolment_id, person_id,
	    programme_id, version, step, on_date, follow_up_on, state, by_id,
	    at)
	VALUES (NEW.id, NEW.enrolment_id, NEW.person_id, NEW.programme_id, 1,
	    'raised', NEW.raised_on, NEW.follow_up_on, 'raised', NEW.raised_by,
	    NEW.raised_at);
	RETURN NULL;
END
$$;
CREATE TRIGGER begins AFTER INSERT ON waymark.concern
    FOR EACH ROW EXECUTE FUNCTION waymark.concern_begins();

-- The date of a step lies between the one before it and today.
CREATE FUNCTION waymark.concern_dates(v waymark.concern_event,
    latest waymark.concern_event) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF v.on_date > waymark.today() OR v.on_date < latest.on_date THEN
		PERFORM waymark.concern_refuse('a step lies between the one '
		    'before it and today');
	ELSIF v.meeting_on < v.on_date THEN
		PERFORM waymark.concern_refuse('a meeting is arranged before '
		    'it is held');
	ELSIF v.state NOT IN ('closed', 'withdrawn')
	    AND coalesce(v.follow_up_on < v.on_date, true) THEN
		PERFORM waymark.concern_refuse('what is open is followed up');
	END IF;
END
$$;

-- Where a step leads from a state, if whoever asks may take it.
CREATE FUNCTION waymark.concern_step_of(c waymark.concern,
    wanted waymark.concern_step, from_state waymark.concern_state)
RETURNS waymark.concern_state
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	next waymark.concern_transition;
BEGIN
	SELECT * INTO next FROM waymark.concern_transition t
	 WHERE t.step = wanted AND t.before = from_state;
	IF next.step IS NULL THEN
		PERFORM waymark.concern_refuse(format('a concern that is %s '
		    'cannot be %s', from_state, wanted));
	ELSIF next.by_staff AND auth.person_id() IS NOT NULL
	    AND NOT c.programme_id = ANY (auth.staff_programmes()) THEN
		PERFORM waymark.concern_refuse('that is a step of staff''s');
	END IF;
	RETURN next.after;
END
$$;

-- Whoever saw an older version writes nothing.
CREATE FUNCTION waymark.concern_event_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	c waymark.concern;
	latest waymark.concern_event;
	back waymark.concern_event;
BEGIN
	SELECT * INTO c FROM waymark.concern
	 WHERE id = NEW.concern_id FOR UPDATE;
	SELECT * INTO latest FROM waymark.concern_stands(c.id)
	 ORDER BY version DESC LIMIT 1;
	IF latest.id IS NULL AND NEW.version = 1 AND NEW.step = 'raised' THEN
		RETURN NEW;
	END IF;
	IF NEW.version IS DISTINCT FROM c.version + 1 THEN
		RETURN NULL;
	END IF;
	IF NEW.step = 'undone' THEN
		SELECT * INTO back FROM waymark.concern_stands(c.id)
		 WHERE version < latest.version ORDER BY version DESC LIMIT 1;
		IF NEW.undoes IS DISTINCT FROM latest.version
		    OR back.id IS NULL THEN
			PERFORM waymark.concern_refuse('only the latest step '
			    'can be undone, and never the first');
		END IF;
		PERFORM waymark.concern_step_of(c, latest.step, back.state);
		NEW.on_date := waymark.today();
		NEW.state := back.state;
		NEW.follow_up_on := back.follow_up_on;
		RETURN NEW;
	END IF;
	NEW.state := waymark.concern_step_of(c, NEW.step, c.state);
	IF NEW.state IN ('closed', 'withdrawn') THEN
		NEW.follow_up_on := NULL;
	END IF;
	PERFORM waymark.concern_dates(NEW, latest);
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.concern_event
    FOR EACH ROW EXECUTE FUNCTION waymark.concern_event_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.concern_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.concern_response
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

CREATE FUNCTION waymark.concern_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NEW.version = 1 THEN
		RETURN NULL;
	END IF;
	UPDATE waymark.concern
	   SET state = NEW.state, version = NEW.version,
	       follow_up_on = NEW.follow_up_on, since_on =
	       (SELECT s.on_date FROM waymark.concern_stands(NEW.concern_id) s
	         ORDER BY s.version DESC LIMIT 1)
	 WHERE id = NEW.concern_id;
	UPDATE waymark.concern_action SET state = 'dropped'
	 WHERE concern_id = NEW.concern_id AND step_version = NEW.undoes
	   AND state = 'open';
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT ON waymark.concern_event
    FOR EACH ROW EXECUTE FUNCTION waymark.concern_follows();

-- A plan says what is done, and not by the trainee alone.
CREATE FUNCTION waymark.plan_has_actions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.concern_action a
	    WHERE a.concern_id = NEW.concern_id
	      AND a.step_version = NEW.version AND a.owner <> 'trainee') THEN
		PERFORM waymark.concern_refuse('a plan says what the '
		    'organisation does');
	END IF;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER plan_has_actions AFTER INSERT
    ON waymark.concern_event DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.step = 'planned')
    EXECUTE FUNCTION waymark.plan_has_actions();

-- Actions come with a plan or with an extension of it, in its transaction.
CREATE FUNCTION waymark.concern_action_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NOT EXISTS (SELECT 1 FROM waymark.concern_event v
		      JOIN waymark.concern c ON c.id = v.concern_id
		     WHERE v.concern_id = NEW.concern_id
		       AND v.version = NEW.step_version
		       AND v.version = c.version
		       AND v.step IN ('planned', 'extended')
		       AND NEW.due_on >= v.on_date) THEN
			PERFORM waymark.concern_refuse('an action belongs to '
			    'a plan, and is due after it');
		END IF;
		RETURN NEW;
	END IF;
	IF NOT EXISTS (SELECT 1 FROM waymark.concern_action_transition t
	    WHERE t.before = OLD.state AND t.after = NEW.state)
	    OR (to_jsonb(OLD) - '{state,done_on}'::text[]) IS DISTINCT FROM
	    (to_jsonb(NEW) - '{state,done_on}'::text[]) THEN
		PERFORM waymark.concern_refuse('an action is done or not, and '
		    'is not rewritten');
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.concern_action
    FOR EACH ROW EXECUTE FUNCTION waymark.concern_action_guard();

-- Whom a step of a concern is told to by letter, for somebody who sees it: the
-- trainee, whoever raised it, and the tutor and lead of today.
CREATE FUNCTION waymark.concern_people(wanted bigint)
RETURNS TABLE (person_id bigint, name text, email text, part text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	c waymark.concern;
	me bigint := auth.person_id();
	today date := waymark.today();
BEGIN
	SELECT * INTO c FROM waymark.concern o WHERE o.id = wanted
	   AND (o.person_id = me OR o.raised_by = me
	    OR o.programme_id = ANY (auth.staff_programmes())
	    OR o.enrolment_id = ANY (auth.guided_enrolments()));
	RETURN QUERY
	SELECT p.id, p.name, p.email,
	       CASE p.id WHEN c.person_id THEN 'trainee'
	            WHEN c.raised_by THEN 'raiser' ELSE 'guide' END
	  FROM waymark.person p
	 WHERE p.id <> me AND p.id IN (
	       SELECT c.person_id
	        UNION SELECT c.raised_by
	        UNION SELECT t.person_id FROM waymark.enrolment_tutor t
	         WHERE t.enrolment_id = c.enrolment_id
	           AND t.state = 'recorded' AND t.during @> today
	        UNION SELECT l.person_id FROM waymark.enrolment_unit m
	          JOIN waymark.unit_lead l ON l.unit_id = m.unit_id
	         WHERE m.enrolment_id = c.enrolment_id
	           AND m.state = 'recorded' AND m.during @> today
	           AND l.state = 'recorded' AND l.during @> today)
	 ORDER BY p.id;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.concern_people(bigint) TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['concern', 'concern_transition',
	    'concern_event', 'concern_action', 'concern_action_transition',
	    'concern_response'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL SECURITY,
		    FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
	END LOOP;
END
$$;

-- What was written stands in these tables for good: the history of it need
-- not hold it a second time.
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON waymark.concern
    FOR EACH ROW EXECUTE FUNCTION audit.changed('words', 'about');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.concern_event FOR EACH ROW
    EXECUTE FUNCTION audit.changed('words', 'present', 'agreed');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.concern_action FOR EACH ROW
    EXECUTE FUNCTION audit.changed('what');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.concern_response FOR EACH ROW
    EXECUTE FUNCTION audit.changed('words');

CREATE POLICY everybody ON waymark.concern_transition FOR SELECT
    TO waymark_web USING (true);
GRANT SELECT ON waymark.concern_transition TO waymark_web;

CREATE POLICY sees ON waymark.concern FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[])
    OR (shared AND placement_id =
        ANY ((SELECT auth.educator_placements())::bigint[])));
CREATE POLICY raises ON waymark.concern FOR INSERT TO waymark_web
    WITH CHECK (raised_by = (SELECT auth.person_id())
    AND (raised_as = 'trainee') = (person_id = (SELECT auth.person_id()))
    AND (person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[])
    OR (shared AND placement_id =
        ANY ((SELECT auth.educator_placements())::bigint[]))));
GRANT SELECT ON waymark.concern TO waymark_web;
GRANT INSERT (enrolment_id, person_id, programme_id, placement_id,
    organisation_id, kind, words, about, shared, raised_as)
    ON waymark.concern TO waymark_web;

-- What belongs to a concern is seen by those who see the concern.
CREATE POLICY sees ON waymark.concern_event FOR SELECT TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.concern c WHERE c.id = concern_id));
CREATE POLICY sees ON waymark.concern_action FOR SELECT TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.concern c WHERE c.id = concern_id));
CREATE POLICY sees ON waymark.concern_response FOR SELECT TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.concern c WHERE c.id = concern_id));
GRANT SELECT ON waymark.concern_event, waymark.concern_action,
    waymark.concern_response TO waymark_web;

-- Nobody handles a concern of their own training.  Whoever raised one may
-- take it back until a meeting is arranged.
CREATE POLICY handles ON waymark.concern_event FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id())
    AND person_id <> (SELECT auth.person_id())
    AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[])));
CREATE POLICY takes_back ON waymark.concern_event FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id()) AND step = 'withdrawn'
    AND EXISTS (SELECT 1 FROM waymark.concern c WHERE c.id = concern_id
        AND c.raised_by = (SELECT auth.person_id())
        AND c.state IN ('raised', 'acknowledged')));
GRANT INSERT (concern_id, enrolment_id, person_id, programme_id, version, step,
    on_date, words, present, agreed, meeting_on, outcome, follow_up_on, undoes)
    ON waymark.concern_event TO waymark_web;

CREATE POLICY plans ON waymark.concern_action FOR INSERT TO waymark_web
    WITH CHECK (person_id <> (SELECT auth.person_id()) AND state = 'open'
    AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[])));
CREATE POLICY marks ON waymark.concern_action FOR UPDATE TO waymark_web
    USING (person_id <> (SELECT auth.person_id())
    AND EXISTS (SELECT 1 FROM waymark.concern c WHERE c.id = concern_id))
    WITH CHECK (state <> 'dropped');
GRANT INSERT (concern_id, enrolment_id, person_id, programme_id, step_version,
    owner, what, due_on) ON waymark.concern_action TO waymark_web;
GRANT UPDATE (state, done_on) ON waymark.concern_action TO waymark_web;

CREATE POLICY responds ON waymark.concern_response FOR INSERT TO waymark_web
    WITH CHECK (person_id = (SELECT auth.person_id())
    AND EXISTS (SELECT 1 FROM waymark.concern c WHERE c.id = concern_id
        AND c.open));
GRANT INSERT (concern_id, enrolment_id, person_id, programme_id, words)
    ON waymark.concern_response TO waymark_web;
