-- Reasonable adjustments with a clock: asked for by a trainee, acknowledged,
-- agreed, paid for where that takes money, in place, confirmed, reviewed.
--
-- That somebody waits, for how long and on whom is known to those who support
-- and run their training.  What they asked for and why, and every step's words,
-- are read by themselves and by whoever they named to act, and by nobody else:
-- not by staff, not by coordinators, unless they are named.  Partners are told
-- how many wait, once they are enough not to be known by it.
--
-- The days by which a step is due are working days, which
-- src/rules/adjustments.c counts; it comes with the step.

CREATE TYPE waymark.adjustment_state AS ENUM ('requested', 'acknowledged',
    'agreed', 'funded', 'in_place', 'confirmed', 'reviewed', 'declined',
    'withdrawn');
CREATE TYPE waymark.adjustment_step AS ENUM ('requested', 'acknowledged',
    'agreed', 'funded', 'in_place', 'confirmed', 'not_in_place', 'reviewed',
    'reopened', 'declined', 'asked_again', 'withdrawn', 'undone');
CREATE TYPE waymark.adjustment_funder AS ENUM
    ('employer', 'access_to_work', 'programme', 'host');
CREATE TYPE waymark.adjustment_part AS ENUM ('trainee', 'named');

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('adjustments', 'Reasonable adjustments', 68);
INSERT INTO waymark.setting_unit (code, form, one, many) VALUES
	('working_days', 'whole', 'working day', 'working days');
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('adjustments', 10, 'adjustment_acknowledge_days',
	    'Acknowledge an adjustment within', 'working_days', 1, 260,
	    'How long after somebody asks for an adjustment they are answered.',
	    'From that day, each new step of an adjustment is due by it; the '
	    'days that steps are due by already stay.'),
	('adjustments', 20, 'adjustment_agree_days',
	    'Agree an adjustment within', 'working_days', 1, 260,
	    'How long after it is acknowledged an adjustment is agreed, or '
	    'declined with a reason.',
	    'From that day, each new step of an adjustment is due by it; the '
	    'days that steps are due by already stay.'),
	('adjustments', 30, 'adjustment_fund_days',
	    'Find the money for an adjustment within', 'working_days', 1, 260,
	    'How long after it is agreed the money for an adjustment is there.',
	    'From that day, each new step of an adjustment is due by it; the '
	    'days that steps are due by already stay.'),
	('adjustments', 40, 'adjustment_place_days',
	    'Put an adjustment in place within', 'working_days', 1, 260,
	    'How long after it is agreed, and paid for, an adjustment is in '
	    'place.',
	    'From that day, each new step of an adjustment is due by it; the '
	    'days that steps are due by already stay.'),
	('adjustments', 50, 'adjustment_confirm_days',
	    'Confirm that an adjustment is in place within', 'working_days', 1,
	    260,
	    'How long after it is said to be in place the trainee says '
	    'whether it is.',
	    'From that day, each new step of an adjustment is due by it; the '
	    'days that steps are due by already stay.'),
	('adjustments', 60, 'adjustment_review_days',
	    'Review an adjustment after', 'working_days', 1, 520,
	    'How long after it was confirmed, or reviewed, it is asked '
	    'whether an adjustment still works.',
	    'From that day, each new step of an adjustment is due by it; the '
	    'days that steps are due by already stay.'),
	('adjustments', 70, 'adjustment_escalate_days',
	    'Tell programme staff of a late adjustment after', 'working_days',
	    1, 260,
	    'How long after a step was due, and the coordinator was told, it '
	    'stands on the work list of programme staff.',
	    'From that day, each new step of an adjustment is escalated by '
	    'it.'),
	('adjustments', 80, 'adjustment_least_counted',
	    'Tell partners of waiting adjustments from', 'people', 5, 1000,
	    'How many people must be waiting before a partner is told how '
	    'many do.',
	    'From that day, partners are told from that number on.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('adjustment_acknowledge_days', 2, 'Waymark: two working days'),
	('adjustment_agree_days', 10, 'Waymark: two working weeks; the '
	    'Equality Act 2010 asks for no delay, and names no number'),
	('adjustment_fund_days', 20, 'Waymark: four working weeks; Access to '
	    'Work often takes longer, which is why it is seen'),
	('adjustment_place_days', 10, 'Waymark: two working weeks'),
	('adjustment_confirm_days', 5, 'Waymark: one working week'),
	('adjustment_review_days', 60, 'Waymark: about three months'),
	('adjustment_escalate_days', 5, 'Waymark: one working week'),
	('adjustment_least_counted', 10, 'Waymark: as for all counts of '
	    'people');

-- organisation_id: who employs them in the ASYE, or hosts the placement that it
-- is for; provider_id: who provides that ASYE.  waits_from: the day from which
-- they wait; in_place_on: the day on which that ended.  due_on: by when the next
-- step is due; programme_on: from when programme staff are told that it is late.
-- promise: of the agreement, which it keeps.
CREATE TABLE waymark.adjustment (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	asye_id		bigint,
	placement_id	bigint,
	organisation_id	bigint REFERENCES waymark.organisation,
	provider_id	bigint REFERENCES waymark.organisation,
	promise_document_id bigint,
	promise_number	bigint,
	state		waymark.adjustment_state NOT NULL DEFAULT 'requested',
	waiting		boolean NOT NULL GENERATED ALWAYS AS (state IN
			    ('requested', 'acknowledged', 'agreed', 'funded'))
			    STORED,
	requested_on	date NOT NULL DEFAULT waymark.today(),
	waits_from	date NOT NULL DEFAULT waymark.today(),
	since_on	date NOT NULL DEFAULT waymark.today(),
	in_place_on	date,
	due_on		date,
	programme_on	date,
	needs_money	boolean,
	funder		waymark.adjustment_funder,
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	FOREIGN KEY (asye_id, enrolment_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, enrolment_id, person_id, programme_id),
	FOREIGN KEY (placement_id, enrolment_id, person_id, programme_id,
	    organisation_id) REFERENCES waymark.placement (id, enrolment_id,
	    person_id, programme_id, organisation_id),
	UNIQUE (id, enrolment_id, person_id, programme_id),
	CHECK (asye_id IS NULL OR placement_id IS NULL),
	CHECK ((asye_id IS NULL AND placement_id IS NULL)
	    = (organisation_id IS NULL)),
	CHECK ((asye_id IS NULL) = (provider_id IS NULL)),
	CHECK ((promise_document_id IS NULL) = (promise_number IS NULL)),
	CHECK (promise_number IS NULL OR asye_id IS NOT NULL),
	CHECK ((state IN ('declined', 'withdrawn')) = (due_on IS NULL)),
	CHECK ((programme_on IS NOT NULL) = (state IN ('requested',
	    'acknowledged', 'agreed', 'funded'))),
	CHECK (programme_on > due_on),
	CHECK (waits_from >= requested_on),
	CHECK (in_place_on >= waits_from),
	CHECK (state NOT IN ('in_place', 'confirmed', 'reviewed')
	    OR in_place_on IS NOT NULL),
	CHECK ((funder IS NOT NULL) <= coalesce(needs_money, false))
);
CREATE INDEX adjustment_person ON waymark.adjustment (person_id);
CREATE INDEX adjustment_enrolment ON waymark.adjustment (enrolment_id);
CREATE INDEX adjustment_asye ON waymark.adjustment (asye_id);
CREATE INDEX adjustment_placement ON waymark.adjustment (placement_id);
CREATE INDEX adjustment_late ON waymark.adjustment
    (programme_id, programme_on, id) WHERE waiting;
CREATE INDEX adjustment_waiting ON waymark.adjustment
    (programme_id, waits_from, id) WHERE waiting;
CREATE INDEX adjustment_organisation ON waymark.adjustment
    (organisation_id, due_on, id) WHERE waiting;
CREATE UNIQUE INDEX adjustment_promised ON waymark.adjustment
    (asye_id, promise_document_id, promise_number)
 WHERE promise_number IS NOT NULL AND state <> 'withdrawn';

-- What is needed, and why.
CREATE TABLE waymark.adjustment_detail (
	adjustment_id	bigint PRIMARY KEY,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	what		text NOT NULL CHECK (what <> ''
			    AND length(what) <= 2000),
	why		text NOT NULL DEFAULT '' CHECK (length(why) <= 2000),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (adjustment_id, enrolment_id, person_id, programme_id)
	    REFERENCES waymark.adjustment (id, enrolment_id, person_id,
	    programme_id)
);

-- Who must act, named by the trainee or by somebody whom they named.
CREATE TABLE waymark.adjustment_actor (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	adjustment_id	bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	trainee_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	named_by	bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	named_at	timestamptz NOT NULL DEFAULT now(),
	ended_by	bigint REFERENCES waymark.person,
	ended_at	timestamptz,
	FOREIGN KEY (adjustment_id, enrolment_id, trainee_id, programme_id)
	    REFERENCES waymark.adjustment (id, enrolment_id, person_id,
	    programme_id),
	CHECK (person_id <> trainee_id)
);
CREATE UNIQUE INDEX adjustment_actor_now ON waymark.adjustment_actor
    (adjustment_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX adjustment_actor_person ON waymark.adjustment_actor (person_id)
 WHERE ended_at IS NULL;

-- What may follow what, and whose step it is.  after NULL: agreed, or funded
-- where it takes money.
CREATE TABLE waymark.adjustment_transition (
	step		waymark.adjustment_step NOT NULL,
	before		waymark.adjustment_state NOT NULL,
	after		waymark.adjustment_state,
	who		waymark.adjustment_part[] NOT NULL,
	PRIMARY KEY (step, before)
);
INSERT INTO waymark.adjustment_transition (step, before, after, who) VALUES
	('acknowledged', 'requested', 'acknowledged', '{named}'),
	('agreed', 'requested', 'agreed', '{named}'),
	('agreed', 'acknowledged', 'agreed', '{named}'),
	('declined', 'requested', 'declined', '{named}'),
	('declined', 'acknowledged', 'declined', '{named}'),
	('funded', 'agreed', 'funded', '{named}'),
	('in_place', 'agreed', 'in_place', '{named}'),
	('in_place', 'funded', 'in_place', '{named}'),
	('confirmed', 'in_place', 'confirmed', '{trainee}'),
	('not_in_place', 'in_place', NULL, '{trainee}'),
	('not_in_place', 'confirmed', NULL, '{trainee}'),
	('not_in_place', 'reviewed', NULL, '{trainee}'),
	('reviewed', 'confirmed', 'reviewed', '{trainee,named}'),
	('reviewed', 'reviewed', 'reviewed', '{trainee,named}'),
	('reopened', 'confirmed', 'acknowledged', '{trainee,named}'),
	('reopened', 'reviewed', 'acknowledged', '{trainee,named}'),
	('asked_again', 'declined', 'requested', '{trainee}'),
	('withdrawn', 'requested', 'withdrawn', '{trainee}'),
	('withdrawn', 'acknowledged', 'withdrawn', '{trainee}'),
	('withdrawn', 'agreed', 'withdrawn', '{trainee}'),
	('withdrawn', 'funded', 'withdrawn', '{trainee}'),
	('withdrawn', 'in_place', 'withdrawn', '{trainee}'),
	('withdrawn', 'confirmed', 'withdrawn', '{trainee}'),
	('withdrawn', 'reviewed', 'withdrawn', '{trainee}');

-- One step, and the adjustment as it is after it.
CREATE TABLE waymark.adjustment_event (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	adjustment_id	bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	version		bigint NOT NULL CHECK (version > 0),
	step		waymark.adjustment_step NOT NULL,
	on_date		date NOT NULL,
	words		text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
	undoes		bigint,
	state		waymark.adjustment_state NOT NULL,
	waits_from	date NOT NULL,
	in_place_on	date,
	due_on		date,
	programme_on	date,
	needs_money	boolean,
	funder		waymark.adjustment_funder,
	by_id		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (adjustment_id, enrolment_id, person_id, programme_id)
	    REFERENCES waymark.adjustment (id, enrolment_id, person_id,
	    programme_id),
	UNIQUE (adjustment_id, version),
	UNIQUE (adjustment_id, undoes),
	FOREIGN KEY (adjustment_id, undoes)
	    REFERENCES waymark.adjustment_event (adjustment_id, version),
	CHECK ((step = 'undone') = (undoes IS NOT NULL)),
	CHECK (undoes > 1 AND undoes < version),
	CHECK (step NOT IN ('declined', 'not_in_place', 'reopened',
	    'asked_again', 'undone') OR words <> ''),
	CHECK (step <> 'agreed' OR needs_money IS NOT NULL),
	CHECK (step <> 'funded' OR funder IS NOT NULL)
);
CREATE INDEX adjustment_event_person ON waymark.adjustment_event (person_id);

CREATE FUNCTION waymark.adjustment_refuse(why text) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation';
END
$$;

-- Who could act for a trainee today, and as what: those who support or run
-- their training.  Partners are none of them.
CREATE FUNCTION waymark.adjustment_helpers(whose bigint)
RETURNS TABLE (person_id bigint, part text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	today date := waymark.today();
BEGIN
	RETURN QUERY
	SELECT d.person_id, d.duty::text FROM waymark.asye a
	  JOIN waymark.asye_duty d ON d.asye_id = a.id
	 WHERE a.enrolment_id = whose AND d.state = 'recorded'
	   AND d.during @> today AND waymark.asye_is_live(a.state)
	 UNION
	SELECT r.person_id, 'coordinator' FROM waymark.asye a
	  JOIN waymark.role_held r ON r.role = 'coordinator'
	   AND r.organisation_id IN (a.employer_id, a.provider_id)
	   AND r.during @> today
	 WHERE a.enrolment_id = whose AND waymark.asye_is_live(a.state)
	 UNION
	SELECT e.person_id, e.duty::text FROM waymark.placement p
	  JOIN waymark.placement_educator e ON e.placement_id = p.id
	   AND e.during @> today
	 WHERE p.enrolment_id = whose
	 UNION
	SELECT t.person_id, 'tutor' FROM waymark.enrolment_tutor t
	 WHERE t.enrolment_id = whose AND t.state = 'recorded'
	   AND t.during @> today
	 UNION
	SELECT l.person_id, 'lead' FROM waymark.enrolment_unit m
	  JOIN waymark.unit_lead l ON l.unit_id = m.unit_id
	   AND l.state = 'recorded' AND l.during @> today
	 WHERE m.enrolment_id = whose AND m.state = 'recorded'
	   AND m.during @> today
	 UNION
	SELECT r.person_id, 'staff' FROM waymark.enrolment e
	  JOIN waymark.role_held r ON r.role = 'staff'
	   AND r.programme_id = e.programme_id AND r.during @> today
	 WHERE e.id = whose AND r.person_id <> e.person_id;
END
$$;

-- Adjustments on which I am named, while I still support or run the training
-- of whoever asked.
CREATE FUNCTION auth.adjustments_named() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	RETURN ARRAY(SELECT a.adjustment_id FROM waymark.adjustment_actor a
	    WHERE a.person_id = me AND a.ended_at IS NULL
	      AND EXISTS (SELECT 1
	          FROM waymark.adjustment_helpers(a.enrolment_id) h
	         WHERE h.person_id = me));
END
$$;
GRANT EXECUTE ON FUNCTION auth.adjustments_named() TO waymark_web;

-- Whom a trainee, or somebody whom they named, may name: with their names,
-- which a trainee's own policies need not show.
CREATE FUNCTION waymark.adjustment_choices(whose bigint)
RETURNS TABLE (person_id bigint, name text, parts text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT p.id, p.name, array_agg(h.part ORDER BY h.part)
	  FROM waymark.adjustment_helpers(whose) h
	  JOIN waymark.person p ON p.id = h.person_id
	 WHERE EXISTS (SELECT 1 FROM waymark.enrolment e WHERE e.id = whose
	       AND e.person_id = auth.person_id())
	    OR EXISTS (SELECT 1 FROM waymark.adjustment a
	       WHERE a.enrolment_id = whose
	         AND a.id = ANY (auth.adjustments_named()))
	 GROUP BY p.id, p.name
	 ORDER BY p.name, p.id LIMIT 60;
END
$$;

-- Who must act on one that whoever asks may see.
CREATE FUNCTION waymark.adjustment_actors(wanted bigint)
RETURNS TABLE (id bigint, person_id bigint, name text, acts boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.adjustment;
BEGIN
	SELECT * INTO a FROM waymark.adjustment x WHERE x.id = wanted;
	IF NOT waymark.adjustment_seen(a) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT t.id, p.id, p.name, EXISTS (SELECT 1
	           FROM waymark.adjustment_helpers(a.enrolment_id) h
	          WHERE h.person_id = p.id)
	  FROM waymark.adjustment_actor t
	  JOIN waymark.person p ON p.id = t.person_id
	 WHERE t.adjustment_id = wanted AND t.ended_at IS NULL
	 ORDER BY t.id;
END
$$;

-- May whoever asks know that it is there?
CREATE FUNCTION waymark.adjustment_seen(a waymark.adjustment) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN a.person_id = auth.person_id()
	    OR a.programme_id = ANY (auth.staff_programmes())
	    OR a.enrolment_id = ANY (auth.guided_enrolments())
	    OR coalesce(a.asye_id = ANY (auth.asye_reached()), false)
	    OR coalesce(a.placement_id = ANY (auth.educator_placements()),
	        false)
	    OR a.id = ANY (auth.adjustments_named());
END
$$;
GRANT EXECUTE ON FUNCTION waymark.adjustment_choices(bigint),
    waymark.adjustment_actors(bigint),
    waymark.asye_is_live(waymark.asye_state) TO waymark_web;

-- The steps that stand: neither undone nor an undoing.
CREATE FUNCTION waymark.adjustment_stands(whose bigint)
RETURNS SETOF waymark.adjustment_event
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT v.* FROM waymark.adjustment_event v
	 WHERE v.adjustment_id = whose AND v.step <> 'undone'
	   AND NOT EXISTS (SELECT 1 FROM waymark.adjustment_event u
	        WHERE u.adjustment_id = whose AND u.undoes = v.version);
END
$$;

-- An adjustment begins requested, today, and then says what its steps left.
CREATE FUNCTION waymark.adjustment_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	follows constant text[] := '{state,waiting,since_on,waits_from,'
	    'in_place_on,due_on,programme_on,needs_money,funder,version}';
	a waymark.asye;
	latest waymark.adjustment_event;
BEGIN
	IF TG_OP = 'INSERT' THEN
		NEW.state := 'requested';
		NEW.version := 1;
		NEW.requested_on := waymark.today();
		NEW.waits_from := NEW.requested_on;
		NEW.since_on := NEW.requested_on;
		NEW.in_place_on := NULL;
		NEW.needs_money := NULL;
		NEW.funder := NULL;
		IF NEW.asye_id IS NOT NULL THEN
			SELECT * INTO a FROM waymark.asye
			 WHERE id = NEW.asye_id;
			NEW.organisation_id := a.employer_id;
			NEW.provider_id := a.provider_id;
			IF NOT waymark.asye_is_live(a.state) THEN
				PERFORM waymark.adjustment_refuse('an ASYE '
				    'that is over has no new adjustment');
			END IF;
		END IF;
		IF NEW.promise_number IS NOT NULL AND NOT EXISTS (SELECT 1
		    FROM waymark.asye_promise p
		    WHERE p.asye_id = NEW.asye_id AND p.what = 'adjustment'
		      AND p.document_id = NEW.promise_document_id
		      AND p.number = NEW.promise_number) THEN
			PERFORM waymark.adjustment_refuse('no agreement '
			    'promises that adjustment');
		ELSIF NEW.due_on < NEW.requested_on THEN
			PERFORM waymark.adjustment_refuse('an answer is due '
			    'after it is asked for');
		END IF;
		RETURN NEW;
	END IF;
	SELECT * INTO latest FROM waymark.adjustment_stands(NEW.id)
	 ORDER BY version DESC LIMIT 1;
	IF (to_jsonb(OLD) - follows) IS DISTINCT FROM (to_jsonb(NEW) - follows)
	    OR (NEW.state, NEW.waits_from, NEW.in_place_on, NEW.due_on,
	        NEW.programme_on, NEW.needs_money, NEW.funder)
	    IS DISTINCT FROM (latest.state, latest.waits_from,
	        latest.in_place_on, latest.due_on, latest.programme_on,
	        latest.needs_money, latest.funder)
	    OR NEW.version <= OLD.version THEN
		PERFORM waymark.adjustment_refuse('an adjustment follows its '
		    'steps');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.adjustment
    FOR EACH ROW EXECUTE FUNCTION waymark.adjustment_guard();

CREATE FUNCTION waymark.adjustment_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.adjustment_event (adjustment_id, enrolment_id,
	    person_id, programme_id, version, step, on_date, state, waits_from,
	    due_on, programme_on, by_id)
	VALUES (NEW.id, NEW.enrolment_id, NEW.person_id, NEW.programme_id, 1,
	    'requested', NEW.requested_on, 'requested', NEW.waits_from,
	    NEW.due_on, NEW.programme_on, NEW.person_id);
	RETURN NULL;
END
$$;
CREATE TRIGGER begins AFTER INSERT ON waymark.adjustment
    FOR EACH ROW EXECUTE FUNCTION waymark.adjustment_begins();

-- Somebody is asked for something: both are there when it is asked.
CREATE FUNCTION waymark.adjustment_is_whole() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.adjustment_detail d
	        WHERE d.adjustment_id = NEW.id)
	    OR NOT EXISTS (SELECT 1 FROM waymark.adjustment_actor t
	        WHERE t.adjustment_id = NEW.id) THEN
		PERFORM waymark.adjustment_refuse('an adjustment says what is '
		    'needed, and who must act');
	END IF;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER is_whole AFTER INSERT ON waymark.adjustment
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION waymark.adjustment_is_whole();

-- What whoever asks is to an adjustment.
CREATE FUNCTION waymark.adjustment_parts(a waymark.adjustment)
RETURNS waymark.adjustment_part[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF a.person_id = auth.person_id() THEN
		RETURN '{trainee}';
	ELSIF a.id = ANY (auth.adjustments_named()) THEN
		RETURN '{named}';
	END IF;
	RETURN '{}';
END
$$;

-- The state, and what came with it, after a step that is none of undoing.
CREATE FUNCTION waymark.adjustment_after(v waymark.adjustment_event,
    latest waymark.adjustment_event, a waymark.adjustment)
RETURNS waymark.adjustment_event
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	t waymark.adjustment_transition;
BEGIN
	SELECT * INTO t FROM waymark.adjustment_transition x
	 WHERE x.step = v.step AND x.before = latest.state;
	IF t.step IS NULL THEN
		PERFORM waymark.adjustment_refuse(format('an adjustment that '
		    'is %s cannot be %s', latest.state, v.step));
	ELSIF auth.person_id() IS NOT NULL
	    AND NOT t.who && waymark.adjustment_parts(a) THEN
		PERFORM waymark.adjustment_refuse('that is for somebody else');
	ELSIF v.on_date > waymark.today() OR v.on_date < latest.on_date THEN
		PERFORM waymark.adjustment_refuse('a step lies between the '
		    'one before it and today');
	END IF;
	IF v.step <> 'agreed' THEN
		v.needs_money := CASE WHEN v.step IN ('reopened',
		    'asked_again') THEN NULL ELSE latest.needs_money END;
	END IF;
	IF v.step <> 'funded' THEN
		v.funder := CASE WHEN v.needs_money THEN latest.funder END;
	ELSIF v.needs_money IS NOT TRUE THEN
		PERFORM waymark.adjustment_refuse('what takes no money is not '
		    'paid for');
	END IF;
	IF v.step = 'in_place' AND latest.state = 'agreed' AND v.needs_money
	    THEN
		PERFORM waymark.adjustment_refuse('what takes money is paid '
		    'for before it is in place');
	END IF;
	v.state := coalesce(t.after, CASE WHEN v.needs_money THEN 'funded'
	    ELSE 'agreed' END::waymark.adjustment_state);
	v.waits_from := CASE WHEN v.step IN ('reopened', 'asked_again')
	    THEN v.on_date ELSE latest.waits_from END;
	v.in_place_on := CASE
	    WHEN v.step = 'in_place' THEN v.on_date
	    WHEN v.step IN ('not_in_place', 'reopened', 'asked_again') THEN NULL
	    ELSE latest.in_place_on END;
	IF v.state IN ('declined', 'withdrawn') THEN
		v.due_on := NULL;
	ELSIF coalesce(v.due_on < v.on_date, true) THEN
		PERFORM waymark.adjustment_refuse('what is open is due');
	END IF;
	IF v.state NOT IN ('requested', 'acknowledged', 'agreed', 'funded') THEN
		v.programme_on := NULL;
	END IF;
	RETURN v;
END
$$;

-- Whoever saw an older version writes nothing.
CREATE FUNCTION waymark.adjustment_event_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.adjustment;
	latest waymark.adjustment_event;
	back waymark.adjustment_event;
BEGIN
	SELECT * INTO a FROM waymark.adjustment
	 WHERE id = NEW.adjustment_id FOR UPDATE;
	SELECT * INTO latest FROM waymark.adjustment_stands(a.id)
	 ORDER BY version DESC LIMIT 1;
	IF latest.id IS NULL AND NEW.version = 1
	    AND NEW.step = 'requested' THEN
		RETURN NEW;
	ELSIF NEW.version IS DISTINCT FROM a.version + 1 THEN
		RETURN NULL;
	ELSIF NEW.step <> 'undone' THEN
		RETURN waymark.adjustment_after(NEW, latest, a);
	END IF;
	SELECT * INTO back FROM waymark.adjustment_stands(a.id)
	 WHERE version < latest.version ORDER BY version DESC LIMIT 1;
	IF NEW.undoes IS DISTINCT FROM latest.version OR back.id IS NULL THEN
		PERFORM waymark.adjustment_refuse('only the latest step can '
		    'be undone, and never the first');
	ELSIF auth.person_id() IS NOT NULL
	    AND latest.by_id IS DISTINCT FROM auth.person_id() THEN
		PERFORM waymark.adjustment_refuse('whoever took a step undoes '
		    'it');
	END IF;
	NEW.on_date := waymark.today();
	NEW.state := back.state;
	NEW.waits_from := back.waits_from;
	NEW.in_place_on := back.in_place_on;
	NEW.due_on := back.due_on;
	NEW.programme_on := back.programme_on;
	NEW.needs_money := back.needs_money;
	NEW.funder := back.funder;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.adjustment_event
    FOR EACH ROW EXECUTE FUNCTION waymark.adjustment_event_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.adjustment_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

CREATE FUNCTION waymark.adjustment_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.adjustment
	   SET state = NEW.state, version = NEW.version,
	       waits_from = NEW.waits_from, in_place_on = NEW.in_place_on,
	       due_on = NEW.due_on, programme_on = NEW.programme_on,
	       needs_money = NEW.needs_money, funder = NEW.funder, since_on =
	       (SELECT s.on_date
	          FROM waymark.adjustment_stands(NEW.adjustment_id) s
	         ORDER BY s.version DESC LIMIT 1)
	 WHERE id = NEW.adjustment_id;
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT ON waymark.adjustment_event
    FOR EACH ROW WHEN (NEW.version > 1)
    EXECUTE FUNCTION waymark.adjustment_follows();

CREATE FUNCTION waymark.adjustment_detail_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF (to_jsonb(OLD) - '{what,why,version}'::text[]) IS DISTINCT FROM
	    (to_jsonb(NEW) - '{what,why,version}'::text[]) THEN
		PERFORM waymark.adjustment_refuse('what is needed stays of '
		    'its adjustment');
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.adjustment_detail
    FOR EACH ROW EXECUTE FUNCTION waymark.adjustment_detail_guard();

-- Somebody who could act is named; the last is not let go while it waits.
CREATE FUNCTION waymark.adjustment_actor_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.adjustment;
BEGIN
	SELECT * INTO a FROM waymark.adjustment
	 WHERE id = NEW.adjustment_id FOR UPDATE;
	IF TG_OP = 'INSERT' THEN
		NEW.ended_at := NULL;
		NEW.ended_by := NULL;
		IF NOT EXISTS (SELECT 1
		    FROM waymark.adjustment_helpers(NEW.enrolment_id) h
		    WHERE h.person_id = NEW.person_id) THEN
			PERFORM waymark.adjustment_refuse('whoever is named '
			    'supports or runs the training');
		END IF;
		RETURN NEW;
	END IF;
	IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL
	    OR (to_jsonb(OLD) - '{ended_at,ended_by}'::text[]) IS DISTINCT FROM
	    (to_jsonb(NEW) - '{ended_at,ended_by}'::text[]) THEN
		PERFORM waymark.adjustment_refuse('somebody who is named can '
		    'only be let go');
	ELSIF NOT EXISTS (SELECT 1 FROM waymark.adjustment_actor t
	    WHERE t.adjustment_id = NEW.adjustment_id AND t.id <> NEW.id
	      AND t.ended_at IS NULL) THEN
		PERFORM waymark.adjustment_refuse('somebody must be able to '
		    'act');
	END IF;
	NEW.ended_at := now();
	NEW.ended_by := auth.person_id();
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.adjustment_actor
    FOR EACH ROW EXECUTE FUNCTION waymark.adjustment_actor_guard();

-- Whom a step is told to, without a word of what it is about, for the trainee
-- and whoever is named: each of them but whoever took it.
CREATE FUNCTION waymark.adjustment_people(wanted bigint)
RETURNS TABLE (person_id bigint, name text, email text, own boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.adjustment;
	me bigint := auth.person_id();
BEGIN
	SELECT * INTO a FROM waymark.adjustment x WHERE x.id = wanted;
	IF waymark.adjustment_parts(a) = '{}' THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT p.id, p.name, p.email, p.id = a.person_id
	  FROM waymark.person p
	 WHERE p.id <> me AND (p.id = a.person_id OR p.id IN (
	       SELECT t.person_id FROM waymark.adjustment_actor t
	        WHERE t.adjustment_id = a.id AND t.ended_at IS NULL
	          AND EXISTS (SELECT 1
	              FROM waymark.adjustment_helpers(a.enrolment_id) h
	             WHERE h.person_id = t.person_id)))
	 ORDER BY p.id;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.adjustment_people(bigint) TO waymark_web;

-- How many people wait, to a partner of their employer or host: to the nearest
-- five, and NULL while they are fewer than may be told.
CREATE FUNCTION waymark.adjustments_counted()
RETURNS TABLE (organisation text, people bigint, told_from bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	mine bigint[] := auth.partner_organisations();
BEGIN
	RETURN QUERY
	SELECT o.name, CASE WHEN c.n >= c.told_from THEN (5 * round(c.n / 5.0))
	       ::bigint END, c.told_from
	  FROM waymark.organisation o
	 CROSS JOIN LATERAL (SELECT count(DISTINCT a.person_id) AS n,
	       greatest((SELECT max(s.value) FROM waymark.setting s
	           WHERE s.name = 'adjustment_least_counted'
	             AND s.state = 'standing'
	             AND s.during @> waymark.today()), 5) AS told_from
	         FROM waymark.adjustment a
	        WHERE a.organisation_id = o.id AND a.waiting) c
	 WHERE o.id = ANY (mine) ORDER BY o.name, o.id;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.adjustments_counted() TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['adjustment', 'adjustment_detail',
	    'adjustment_actor', 'adjustment_transition', 'adjustment_event']
	    LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL SECURITY,
		    FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
		IF t <> 'adjustment_transition' THEN
			EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR
			    UPDATE OR DELETE ON waymark.%I FOR EACH ROW
			    EXECUTE FUNCTION audit.changed(%s)', t, CASE t
			    WHEN 'adjustment_detail' THEN '''what'', ''why'''
			    WHEN 'adjustment_event' THEN '''words'''
			    ELSE '' END);
		END IF;
	END LOOP;
END
$$;
CREATE POLICY everybody ON waymark.adjustment_transition FOR SELECT
    TO waymark_web USING (true);

CREATE POLICY sees ON waymark.adjustment FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[])
    OR asye_id = ANY ((SELECT auth.asye_reached())::bigint[])
    OR placement_id = ANY ((SELECT auth.educator_placements())::bigint[])
    OR id = ANY ((SELECT auth.adjustments_named())::bigint[]));
CREATE POLICY asks ON waymark.adjustment FOR INSERT TO waymark_web
    WITH CHECK (person_id = (SELECT auth.person_id()));
GRANT INSERT (enrolment_id, person_id, programme_id, asye_id, placement_id,
    organisation_id, provider_id, promise_document_id, promise_number, due_on,
    programme_on) ON waymark.adjustment TO waymark_web;

CREATE POLICY sees ON waymark.adjustment_detail FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id())
    OR adjustment_id = ANY ((SELECT auth.adjustments_named())::bigint[]));
CREATE POLICY asks ON waymark.adjustment_detail FOR INSERT TO waymark_web
    WITH CHECK (person_id = (SELECT auth.person_id()));
CREATE POLICY says ON waymark.adjustment_detail FOR UPDATE TO waymark_web
    USING (person_id = (SELECT auth.person_id()));
GRANT INSERT (adjustment_id, enrolment_id, person_id, programme_id, what, why),
    UPDATE (what, why) ON waymark.adjustment_detail TO waymark_web;

CREATE POLICY sees ON waymark.adjustment_event FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id())
    OR adjustment_id = ANY ((SELECT auth.adjustments_named())::bigint[]));
CREATE POLICY takes ON waymark.adjustment_event FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id())
    AND (person_id = (SELECT auth.person_id())
    OR adjustment_id = ANY ((SELECT auth.adjustments_named())::bigint[])));
GRANT INSERT (adjustment_id, enrolment_id, person_id, programme_id, version,
    step, on_date, words, undoes, due_on, programme_on, needs_money, funder)
    ON waymark.adjustment_event TO waymark_web;

CREATE POLICY sees ON waymark.adjustment_actor FOR SELECT TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.adjustment a
        WHERE a.id = adjustment_id));
CREATE POLICY names ON waymark.adjustment_actor FOR INSERT TO waymark_web
    WITH CHECK (named_by = (SELECT auth.person_id())
    AND (trainee_id = (SELECT auth.person_id())
    OR adjustment_id = ANY ((SELECT auth.adjustments_named())::bigint[])));
CREATE POLICY lets_go ON waymark.adjustment_actor FOR UPDATE TO waymark_web
    USING (trainee_id = (SELECT auth.person_id())
    OR adjustment_id = ANY ((SELECT auth.adjustments_named())::bigint[]))
    WITH CHECK (true);
GRANT INSERT (adjustment_id, enrolment_id, trainee_id, programme_id,
    person_id), UPDATE (ended_at) ON waymark.adjustment_actor TO waymark_web;

-- What was said, and by which steps it went, is no business of the history
-- that staff and educators read.
CREATE POLICY adjustments ON audit.event AS RESTRICTIVE FOR SELECT
    TO waymark_web USING (subject NOT IN ('adjustment_detail',
        'adjustment_event') OR person_id = (SELECT auth.person_id()));

-- Work lists.  Whoever is named acts; the trainee says whether it is in place;
-- what is late is the coordinator's from the day after it was due, and the
-- programme staff's some days later, at once where no coordinator is.

CREATE VIEW waymark.waiting_adjustment_to_act WITH (security_invoker) AS
SELECT 'adjustment_to_act'::waymark.waiting_kind AS kind, a.id AS subject_id,
       a.since_on AS since, a.due_on, NULL::date AS on_date,
       1::bigint AS how_many, NULL::text AS what, a.person_id,
       a.enrolment_id, a.placement_id, a.organisation_id, a.programme_id,
       NULL::bigint AS cohort_id, t.person_id AS owner_id
  FROM waymark.adjustment_actor t
  JOIN waymark.adjustment a ON a.id = t.adjustment_id
 WHERE t.ended_at IS NULL AND a.waiting;

CREATE VIEW waymark.waiting_adjustment_to_review WITH (security_invoker) AS
SELECT 'adjustment_to_review'::waymark.waiting_kind AS kind,
       a.id AS subject_id, a.due_on AS since, a.due_on, NULL::date AS on_date,
       1::bigint AS how_many, NULL::text AS what, a.person_id,
       a.enrolment_id, a.placement_id, a.organisation_id, a.programme_id,
       NULL::bigint AS cohort_id, t.person_id AS owner_id
  FROM waymark.adjustment_actor t
  JOIN waymark.adjustment a ON a.id = t.adjustment_id
 WHERE t.ended_at IS NULL AND a.state IN ('confirmed', 'reviewed')
   AND a.due_on <= (SELECT waymark.today());

CREATE VIEW waymark.waiting_adjustment_to_confirm WITH (security_invoker) AS
SELECT 'adjustment_to_confirm'::waymark.waiting_kind AS kind,
       a.id AS subject_id, a.since_on AS since, a.due_on,
       NULL::date AS on_date, 1::bigint AS how_many, NULL::text AS what,
       a.person_id, a.enrolment_id, a.placement_id, a.organisation_id,
       a.programme_id, NULL::bigint AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.adjustment a
 WHERE a.state = 'in_place';

CREATE VIEW waymark.waiting_adjustment_late WITH (security_invoker) AS
SELECT 'adjustment_late'::waymark.waiting_kind AS kind, a.id AS subject_id,
       a.due_on AS since, a.due_on, NULL::date AS on_date,
       1::bigint AS how_many, NULL::text AS what, a.person_id,
       a.enrolment_id, a.placement_id, a.organisation_id, a.programme_id,
       NULL::bigint AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.adjustment a
 WHERE a.waiting AND a.asye_id IS NOT NULL
   AND a.due_on < (SELECT waymark.today());

CREATE VIEW waymark.waiting_adjustment_escalated WITH (security_invoker) AS
SELECT 'adjustment_escalated'::waymark.waiting_kind AS kind,
       a.id AS subject_id, a.programme_on AS since, a.due_on,
       NULL::date AS on_date, 1::bigint AS how_many, NULL::text AS what,
       a.person_id, a.enrolment_id, a.placement_id, a.organisation_id,
       a.programme_id, (SELECT e.cohort_id FROM waymark.enrolment e
           WHERE e.id = a.enrolment_id) AS cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.adjustment a
 WHERE a.waiting AND a.programme_on <= (SELECT waymark.today());

INSERT INTO waymark.waiting_source (kind, party, person_is, through) VALUES
	('adjustment_to_act', 'named', 'trainee', '{trainee,named}'),
	('adjustment_to_review', 'named', 'trainee', '{named}'),
	('adjustment_to_confirm', 'trainee', 'trainee', '{trainee}'),
	('adjustment_late', 'coordinator', 'trainee', '{coordinator}'),
	('adjustment_escalated', 'staff', 'trainee', '{staff}');
SELECT waymark.waiting_rebuild();
GRANT SELECT ON waymark.waiting_adjustment_to_act,
    waymark.waiting_adjustment_to_review,
    waymark.waiting_adjustment_to_confirm, waymark.waiting_adjustment_late,
    waymark.waiting_adjustment_escalated TO waymark_web;
