-- Suitability for the profession: a track of its own, for very few eyes.
--
-- Only staff who also hold the role 'suitability' in the programme see that a
-- case exists; for everybody else it is not there: not in a list, a count, a
-- letter or an event of the history.  Anybody who can see a trainee's enrolment
-- may refer them, and then keeps a receipt and nothing more.  The trainee sees
-- what they were told, once they were told, through functions that answer
-- nothing else.  Numbers of cases and receipts are random, so that none of them
-- says how many there are.

CREATE TYPE waymark.suitability_state AS ENUM ('referred', 'considered',
    'no_concern', 'support', 'stage_1', 'stage_2', 'decided', 'closed');
CREATE TYPE waymark.suitability_step AS ENUM ('referred', 'considered',
    'no_concern', 'support', 'stage_1', 'stage_2', 'decided', 'closed',
    'told', 'responded', 'undone');
CREATE TYPE waymark.suitability_outcome AS ENUM
    ('no_action', 'support', 'conditions', 'suspension', 'end_of_training');

-- Of 48 bits, never 0: fifteen digits at most.
CREATE FUNCTION waymark.random_number() RETURNS bigint
LANGUAGE sql VOLATILE SET search_path = '' AS $$
	SELECT 1 + ('x' || left(replace(gen_random_uuid()::text, '-', ''), 12))
	    ::bit(48)::bigint
$$;
GRANT EXECUTE ON FUNCTION waymark.random_number() TO waymark_web;

-- told_on: since when the trainee sees the case.
CREATE TABLE waymark.suitability_case (
	id		bigint PRIMARY KEY DEFAULT waymark.random_number(),
	receipt		bigint NOT NULL UNIQUE DEFAULT waymark.random_number(),
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	words		text NOT NULL CHECK (words <> ''
			    AND length(words) <= 4000),
	referred_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	referred_on	date NOT NULL DEFAULT waymark.today(),
	referred_at	timestamptz NOT NULL DEFAULT now(),
	state		waymark.suitability_state NOT NULL DEFAULT 'referred',
	open		boolean NOT NULL GENERATED ALWAYS AS
			    (state <> 'closed') STORED,
	since_on	date NOT NULL,
	follow_up_on	date,
	told_on		date,
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	CHECK ((state = 'closed') = (follow_up_on IS NULL)),
	UNIQUE (id, enrolment_id, person_id, programme_id)
);
CREATE INDEX suitability_case_programme
    ON waymark.suitability_case (programme_id);
CREATE INDEX suitability_case_person ON waymark.suitability_case (person_id);

CREATE TABLE waymark.suitability_transition (
	step		waymark.suitability_step NOT NULL,
	before		waymark.suitability_state NOT NULL,
	after		waymark.suitability_state NOT NULL,
	PRIMARY KEY (step, before)
);
INSERT INTO waymark.suitability_transition VALUES
	('considered', 'referred', 'considered'),
	('no_concern', 'considered', 'no_concern'),
	('support', 'considered', 'support'),
	('stage_1', 'considered', 'stage_1'),
	('stage_1', 'support', 'stage_1'),
	('stage_2', 'considered', 'stage_2'),
	('stage_2', 'stage_1', 'stage_2'),
	('decided', 'support', 'decided'),
	('decided', 'stage_1', 'decided'),
	('decided', 'stage_2', 'decided'),
	('closed', 'no_concern', 'closed'),
	('closed', 'decided', 'closed');

-- words: for those who handle the case; told: for the trainee.
CREATE TABLE waymark.suitability_event (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	case_id		bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	version		bigint NOT NULL CHECK (version > 0),
	step		waymark.suitability_step NOT NULL,
	on_date		date NOT NULL,
	words		text NOT NULL DEFAULT '' CHECK (length(words) <= 4000),
	told		text NOT NULL DEFAULT '' CHECK (length(told) <= 4000),
	outcome		waymark.suitability_outcome,
	follow_up_on	date,
	undoes		bigint,
	state		waymark.suitability_state NOT NULL,
	by_id		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (case_id, enrolment_id, person_id, programme_id)
	    REFERENCES waymark.suitability_case (id, enrolment_id, person_id,
	    programme_id),
	UNIQUE (case_id, version),
	UNIQUE (case_id, undoes),
	FOREIGN KEY (case_id, undoes)
	    REFERENCES waymark.suitability_event (case_id, version),
	CHECK ((step = 'undone') = (undoes IS NOT NULL)),
	CHECK (undoes > 1 AND undoes < version),
	CHECK ((step = 'decided') = (outcome IS NOT NULL)),
	CHECK (step IN ('referred', 'told') OR words <> ''),
	CHECK (step <> 'told' OR told <> '')
);

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('suitability', 'Suitability', 65);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('suitability', 10, 'suitability_consider_days',
	    'Consider a referral within', 'days', 1, 365,
	    'How long after a referral the programme director considers it.',
	    'From that day, each new step of a case is due by it; the days '
	    'that steps are due by already stay.'),
	('suitability', 20, 'suitability_stage_days',
	    'A stage of the procedure takes', 'days', 1, 365,
	    'How long after a stage of the procedure begins, or support is '
	    'agreed, the next step is due.',
	    'From that day, each new step of a case is due by it; the days '
	    'that steps are due by already stay.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('suitability_consider_days', 10, 'Waymark: ten days'),
	('suitability_stage_days', 30, 'Waymark: thirty days');

-- The programmes in which I hold a role that staff are given beside their own:
-- of those whose staff I am.
CREATE FUNCTION auth.programmes_beside_staff(wanted waymark.role_name)
RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	today date := waymark.today();
BEGIN
	RETURN ARRAY(SELECT r.programme_id FROM waymark.role_held r
	    WHERE r.person_id = me AND r.role = wanted
	      AND r.during @> today
	      AND EXISTS (SELECT 1 FROM waymark.role_held s
	        WHERE s.person_id = me AND s.role = 'staff'
	          AND s.programme_id = r.programme_id AND s.during @> today));
END
$$;

-- The programmes whose cases I handle.
CREATE FUNCTION auth.suitability_programmes() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN auth.programmes_beside_staff('suitability');
END
$$;
GRANT EXECUTE ON FUNCTION auth.suitability_programmes() TO waymark_web;

-- The steps that lead from state to state, and stand.
CREATE FUNCTION waymark.suitability_stands(whose bigint)
RETURNS SETOF waymark.suitability_event
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT v.* FROM waymark.suitability_event v
	 WHERE v.case_id = whose
	   AND v.step NOT IN ('undone', 'told', 'responded')
	   AND NOT EXISTS (SELECT 1 FROM waymark.suitability_event u
	        WHERE u.case_id = whose AND u.undoes = v.version);
END
$$;

CREATE FUNCTION waymark.suitability_refuse(why text) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation';
END
$$;

CREATE FUNCTION waymark.suitability_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	latest waymark.suitability_event;
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.state <> 'referred' OR NEW.version <> 1
		    OR NEW.told_on IS NOT NULL
		    OR NEW.referred_on > waymark.today() THEN
			PERFORM waymark.suitability_refuse('a case begins '
			    'referred, today or before');
		END IF;
		NEW.since_on := NEW.referred_on;
		NEW.follow_up_on := NEW.referred_on + waymark.setting_of(
		    NEW.programme_id, 'suitability_consider_days')::integer;
		RETURN NEW;
	END IF;
	SELECT * INTO latest FROM waymark.suitability_stands(NEW.id)
	 ORDER BY version DESC LIMIT 1;
	IF (to_jsonb(OLD) - '{state,open,since_on,follow_up_on,told_on,version}'
	    ::text[]) IS DISTINCT FROM (to_jsonb(NEW)
	    - '{state,open,since_on,follow_up_on,told_on,version}'::text[])
	    OR NEW.state IS DISTINCT FROM latest.state
	    OR NEW.version <= OLD.version
	    OR coalesce(OLD.told_on <> NEW.told_on, OLD.told_on IS NOT NULL
	        AND NEW.told_on IS NULL) THEN
		PERFORM waymark.suitability_refuse('a case follows its steps');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.suitability_case
    FOR EACH ROW EXECUTE FUNCTION waymark.suitability_guard();

CREATE FUNCTION waymark.suitability_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.suitability_event (case_id, enrolment_id,
	    person_id, programme_id, version, step, on_date, follow_up_on,
	    state, by_id, at)
	VALUES (NEW.id, NEW.enrolment_id, NEW.person_id, NEW.programme_id, 1,
	    'referred', NEW.referred_on, NEW.follow_up_on, 'referred',
	    NEW.referred_by, NEW.referred_at);
	RETURN NULL;
END
$$;
CREATE TRIGGER begins AFTER INSERT ON waymark.suitability_case
    FOR EACH ROW EXECUTE FUNCTION waymark.suitability_begins();

-- Whoever saw an older version writes nothing.  What is told and what is
-- answered leave the state; they cannot be taken back.
CREATE FUNCTION waymark.suitability_event_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	c waymark.suitability_case;
	latest waymark.suitability_event;
	back waymark.suitability_event;
BEGIN
	SELECT * INTO c FROM waymark.suitability_case
	 WHERE id = NEW.case_id FOR UPDATE;
	SELECT * INTO latest FROM waymark.suitability_stands(c.id)
	 ORDER BY version DESC LIMIT 1;
	IF latest.id IS NULL AND NEW.version = 1 AND NEW.step = 'referred' THEN
		RETURN NEW;
	END IF;
	IF NEW.version IS DISTINCT FROM c.version + 1 THEN
		RETURN NULL;
	END IF;
	IF NEW.step IN ('told', 'responded') THEN
		IF (NEW.step = 'told') = (c.told_on IS NOT NULL) THEN
			PERFORM waymark.suitability_refuse('somebody is told '
			    'once, and answers after it');
		END IF;
		NEW.state := c.state;
		NEW.follow_up_on := c.follow_up_on;
	ELSIF NEW.step = 'undone' THEN
		SELECT * INTO back FROM waymark.suitability_stands(c.id)
		 WHERE version < latest.version ORDER BY version DESC LIMIT 1;
		IF NEW.undoes IS DISTINCT FROM latest.version
		    OR back.id IS NULL THEN
			PERFORM waymark.suitability_refuse('only the latest '
			    'step can be undone, and never the first');
		END IF;
		NEW.on_date := waymark.today();
		NEW.state := back.state;
		NEW.follow_up_on := back.follow_up_on;
		RETURN NEW;
	ELSE
		NEW.state := (SELECT t.after
		    FROM waymark.suitability_transition t
		   WHERE t.step = NEW.step AND t.before = c.state);
	END IF;
	IF NEW.state IS NULL THEN
		PERFORM waymark.suitability_refuse(format('a case that is %s '
		    'cannot be %s', c.state, NEW.step));
	ELSIF NEW.on_date > waymark.today() OR NEW.on_date < latest.on_date THEN
		PERFORM waymark.suitability_refuse('a step lies between the '
		    'one before it and today');
	END IF;
	IF NEW.state = 'closed' THEN
		NEW.follow_up_on := NULL;
	ELSIF coalesce(NEW.follow_up_on < latest.on_date, true) THEN
		PERFORM waymark.suitability_refuse('what is open is followed '
		    'up');
	END IF;
	IF c.told_on IS NOT NULL AND NEW.told = ''
	    AND NEW.step <> 'responded' THEN
		PERFORM waymark.suitability_refuse('who was told of the case '
		    'is told of each step');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.suitability_event
    FOR EACH ROW EXECUTE FUNCTION waymark.suitability_event_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.suitability_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

CREATE FUNCTION waymark.suitability_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NEW.version = 1 THEN
		RETURN NULL;
	END IF;
	UPDATE waymark.suitability_case
	   SET state = NEW.state, version = NEW.version,
	       follow_up_on = NEW.follow_up_on,
	       told_on = CASE NEW.step WHEN 'told' THEN NEW.on_date
	           ELSE told_on END,
	       since_on = (SELECT s.on_date
	           FROM waymark.suitability_stands(NEW.case_id) s
	          ORDER BY s.version DESC LIMIT 1)
	 WHERE id = NEW.case_id;
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT ON waymark.suitability_event
    FOR EACH ROW EXECUTE FUNCTION waymark.suitability_follows();

-- The receipt of a referral of mine: the day, and nothing else.
CREATE FUNCTION waymark.suitability_receipt(wanted bigint) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT c.referred_on FROM waymark.suitability_case c
	    WHERE c.receipt = wanted AND c.referred_by = auth.person_id());
END
$$;

-- Who referred, by name, for those who handle the case: they have to be able
-- to ask somebody whom they do not know otherwise.
CREATE FUNCTION waymark.suitability_referrer(wanted bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT p.name || ', ' || p.email
	   FROM waymark.suitability_case c
	   JOIN waymark.person p ON p.id = c.referred_by
	  WHERE c.id = wanted AND c.person_id <> auth.person_id()
	    AND c.programme_id = ANY (auth.suitability_programmes()));
END
$$;

-- What I was told of my own cases, once I was told.
CREATE FUNCTION waymark.suitability_of_me()
RETURNS TABLE (id bigint, programme_id bigint, told_on date,
    state waymark.suitability_state, since_on date,
    outcome waymark.suitability_outcome, version bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	RETURN QUERY
	SELECT c.id, c.programme_id, c.told_on, c.state, c.since_on,
	       (SELECT s.outcome FROM waymark.suitability_stands(c.id) s
	         WHERE s.outcome IS NOT NULL ORDER BY s.version DESC LIMIT 1),
	       c.version
	  FROM waymark.suitability_case c
	 WHERE c.person_id = me AND c.told_on IS NOT NULL
	 ORDER BY c.told_on DESC, c.id;
END
$$;

-- What was said to me and by me; mine: my own words.
CREATE FUNCTION waymark.suitability_told_me(wanted bigint)
RETURNS TABLE (on_date date, at timestamptz, words text, mine boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	RETURN QUERY
	SELECT v.on_date, v.at,
	       CASE v.step WHEN 'responded' THEN v.words ELSE v.told END,
	       v.step = 'responded'
	  FROM waymark.suitability_event v
	  JOIN waymark.suitability_case c ON c.id = v.case_id
	 WHERE c.id = wanted AND c.person_id = me AND c.told_on IS NOT NULL
	   AND (v.step = 'responded' OR v.told <> '')
	 ORDER BY v.version;
END
$$;

-- My answer; false when the case was changed meanwhile, or is not mine.
CREATE FUNCTION waymark.suitability_respond(wanted bigint, answer text)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	c waymark.suitability_case;
BEGIN
	SELECT * INTO c FROM waymark.suitability_case o
	 WHERE o.id = wanted AND o.person_id = auth.person_id()
	   AND o.told_on IS NOT NULL AND o.open FOR UPDATE;
	IF c.id IS NULL THEN
		RETURN false;
	END IF;
	INSERT INTO waymark.suitability_event (case_id, enrolment_id,
	    person_id, programme_id, version, step, on_date, words,
	    follow_up_on, state)
	VALUES (c.id, c.enrolment_id, c.person_id, c.programme_id,
	    c.version + 1, 'responded', waymark.today(), answer,
	    c.follow_up_on, c.state);
	RETURN true;
END
$$;

-- A letter that nobody sees in the list of letters but those who handle cases.
CREATE FUNCTION post.write_closed(person_id bigint, address text, subject text,
    body text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO post.letter (person_id, address, subject, body, suitability)
	VALUES ($1, $2, $3, $4, true)
$$;

-- Those who handle a programme's cases hear that one waits.  Whoever writes
-- has just referred somebody, or answered, in this transaction.
CREATE FUNCTION waymark.suitability_call(programme bigint, subject text,
    body text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.suitability_event v
	    WHERE v.programme_id = programme AND v.at = now()
	      AND v.by_id = auth.person_id()) THEN
		RETURN;
	END IF;
	PERFORM post.write_closed(p.id, p.email, suitability_call.subject,
	    suitability_call.body)
	   FROM waymark.person p
	  WHERE p.id IN (SELECT r.person_id FROM waymark.role_held r
	        WHERE r.role = 'suitability' AND r.programme_id = programme
	          AND r.during @> waymark.today())
	  ORDER BY p.id;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.suitability_receipt(bigint),
    waymark.suitability_referrer(bigint),
    waymark.suitability_of_me(), waymark.suitability_told_me(bigint),
    waymark.suitability_respond(bigint, text),
    waymark.suitability_call(bigint, text, text),
    post.write_closed(bigint, text, text, text) TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['suitability_case', 'suitability_transition',
	    'suitability_event'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL SECURITY,
		    FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
	END LOOP;
END
$$;
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.suitability_case FOR EACH ROW
    EXECUTE FUNCTION audit.changed('words', 'receipt');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.suitability_event FOR EACH ROW
    EXECUTE FUNCTION audit.changed('words', 'told');

CREATE POLICY handles ON waymark.suitability_case FOR SELECT TO waymark_web
    USING (programme_id = ANY ((SELECT auth.suitability_programmes())::bigint[])
    AND person_id <> (SELECT auth.person_id()));
CREATE POLICY refers ON waymark.suitability_case FOR INSERT TO waymark_web
    WITH CHECK (referred_by = (SELECT auth.person_id())
    AND EXISTS (SELECT 1 FROM waymark.enrolment e WHERE e.id = enrolment_id));
GRANT SELECT ON waymark.suitability_case TO waymark_web;
GRANT INSERT (receipt, enrolment_id, person_id, programme_id, words)
    ON waymark.suitability_case TO waymark_web;

CREATE POLICY handles ON waymark.suitability_event FOR SELECT TO waymark_web
    USING (programme_id = ANY ((SELECT auth.suitability_programmes())::bigint[])
    AND person_id <> (SELECT auth.person_id()));
CREATE POLICY records ON waymark.suitability_event FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.suitability_programmes())::bigint[])
    AND person_id <> (SELECT auth.person_id())
    AND by_id = (SELECT auth.person_id()) AND step <> 'responded');
GRANT SELECT ON waymark.suitability_event TO waymark_web;
GRANT INSERT (case_id, enrolment_id, person_id, programme_id, version, step,
    on_date, words, told, outcome, follow_up_on, undoes)
    ON waymark.suitability_event TO waymark_web;
CREATE POLICY everybody ON waymark.suitability_transition FOR SELECT
    TO waymark_web USING (true);
GRANT SELECT ON waymark.suitability_transition TO waymark_web;

-- The history says no more than the tables do, whoever else may read a
-- trainee's or a placement's events.
CREATE POLICY closed ON audit.event AS RESTRICTIVE FOR SELECT TO waymark_web
    USING (CASE
        WHEN subject IN ('suitability_case', 'suitability_event') THEN
            programme_id = ANY
                ((SELECT auth.suitability_programmes())::bigint[])
            AND person_id <> (SELECT auth.person_id())
        WHEN subject IN ('concern', 'concern_event', 'concern_action',
            'concern_response') THEN
            person_id = (SELECT auth.person_id())
            OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        ELSE true END);
