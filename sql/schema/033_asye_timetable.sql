-- The timetable of an ASYE: when its reviews are due, and why they moved.
--
-- The dates are worked out by src/rules/asye_timetable.c and kept here in the
-- transaction of what caused them: each row of asye_move takes one review from
-- one day to another, with its reason.  A pause, a delay or an extension is
-- asked for and takes effect when the newly qualified social worker, the
-- assessor, the line manager and the coordinator have agreed; what each agreed
-- to is kept in the words that they read.  Nothing that was held ever moves.

INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect, choices) VALUES
	('asye', 100, 'asye_pro_rata', 'Part-time ASYEs', 'choice', 0, 1,
	    'Whether an ASYE takes longer in proportion to the hours that '
	    'somebody works.',
	    'ASYEs that start from that day on are worked out so; those that '
	    'started before keep to what held then.',
	    '{Take as long as full-time ones,Take longer in proportion}'),
	('asye', 110, 'asye_nine_month_review', 'The optional review', 'choice',
	    0, 1, 'Whether ASYEs have the review that their framework leaves '
	    'open, such as the one at nine months.',
	    'ASYEs that start from that day on have it or not; it can be '
	    'added and left out for each one.',
	    '{Held only where it is added,Held for everybody}');
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect, apart, apart_words) VALUES
	('asye', 120, 'asye_longest_months', 'The longest that an ASYE takes',
	    'months', 0, 120, 'After how long from its start an ASYE has to '
	    'be finished. Whatever would take it beyond says so.',
	    'From that day, pages compare timetables with it; no date moves.',
	    0, 'No limit'),
	('asye', 130, 'asye_review_soon_days', 'Point out ASYE reviews within',
	    'days', 0, 365, 'How long before a review is due it stands on '
	    'work lists.', 'From that day, work lists look so far ahead.',
	    NULL, NULL),
	('asye', 140, 'asye_weekly_weeks', 'Supervision is weekly for',
	    'weeks', 0, 52, 'For how many weeks from the start of an ASYE '
	    'supervision is weekly.',
	    'From that day, timetables promise supervision so.', NULL, NULL),
	('asye', 150, 'asye_fortnightly_until_week',
	    'Supervision is every two weeks until week', 'number', 0, 104,
	    'Until the end of which week supervision is then every two weeks, '
	    'before it is monthly.',
	    'From that day, timetables promise supervision so.', NULL, NULL),
	('asye', 160, 'asye_week_minutes', 'A full-time week has', 'minutes',
	    60, 3600, 'How many minutes somebody works in a week who works '
	    'full time.', 'From that day, new agreements are written beside '
	    'it.', NULL, NULL),
	('asye', 170, 'asye_protected_percent',
	    'Protected for development', 'percent', 0, 100,
	    'Which part of the working week is protected for development.',
	    'From that day, new agreements are written beside it.', NULL,
	    NULL);
INSERT INTO waymark.setting (name, value, source) VALUES
	('asye_pro_rata', 1, 'Department for Education: 12 months can be '
	    'extended for part time; in proportion is Waymark''s'),
	('asye_nine_month_review', 0, 'Skills for Care templates: only if an '
	    'extra review is needed'),
	('asye_longest_months', 24, 'Dorset: within two years, its limit of '
	    'probation'),
	('asye_review_soon_days', 28, 'Waymark: four weeks to prepare it'),
	('asye_weekly_weeks', 6, 'Suffolk and Hampshire: weekly for the first '
	    'six weeks'),
	('asye_fortnightly_until_week', 26, 'Suffolk and Hampshire: every two '
	    'weeks to the six-month point'),
	('asye_week_minutes', 2220, 'Skills for Care templates: 37 hours'),
	('asye_protected_percent', 10, 'Department for Education: 10 percent '
	    'of the working week, half a day a week or two days a month');

-- pause: nothing of the ASYE goes on.  delay: they worked, but without what
-- they need, so that the days do not count.  hours: how much of full time they
-- work from a day on.
CREATE TYPE waymark.asye_request_kind AS ENUM
    ('pause', 'delay', 'extension', 'hours');
CREATE TYPE waymark.asye_request_state AS ENUM
    ('asked', 'standing', 'over', 'declined', 'withdrawn', 'undone');
CREATE TYPE waymark.asye_request_step AS ENUM ('asked', 'agreed', 'declined',
    'withdrawn', 'recorded', 'resumed', 'reopened', 'undone');
CREATE TYPE waymark.asye_cause AS ENUM ('pause', 'delay', 'extension', 'hours',
    'moved', 'resumed', 'reopened', 'undone', 'unheld', 'corrected');

-- What a reason may be given for, beside events.
ALTER TABLE waymark.asye_reason
    ADD COLUMN causes waymark.asye_cause[] NOT NULL DEFAULT '{}';
UPDATE waymark.asye_reason
   SET causes = CASE
       WHEN code IN ('illness', 'bereavement', 'parental_leave', 'caring')
           THEN '{pause,extension,hours,moved}'
       WHEN code = 'own_circumstances' THEN '{pause,hours,moved}'
       WHEN code IN ('ready', 'put_right') THEN '{resumed}'
       WHEN code IN ('support_not_in_place', 'adjustment_not_in_place',
           'no_assessor') THEN '{pause,delay,extension,moved}'
       WHEN code = 'recorded_wrongly' THEN '{undone,reopened}'
       WHEN code = 'plan_changed' THEN '{undone}'
       ELSE '{}' END::waymark.asye_cause[];
INSERT INTO waymark.asye_reason (position, whose, code, label, changes, causes)
VALUES
	(310, 'person', 'more_time', 'More time to show what is asked',
	    '{}', '{extension}'),
	(320, 'person', 'part_time', 'Their hours of work', '{}', '{hours}'),
	(330, 'system', 'equipment_late', 'Equipment or access came late',
	    '{}', '{delay,extension,moved}'),
	(340, 'system', 'evidence_not_possible', 'The work offered no chance '
	    'to show what is asked', '{}', '{extension,moved}'),
	(350, 'system', 'employer_hours', 'The employer changed the post''s '
	    'hours', '{}', '{hours}'),
	(360, 'neither', 'diaries', 'Everybody could not meet on that day',
	    '{}', '{moved}');

-- A review of one ASYE.  first_on: when it was due as it was first worked out.
-- live, employer_id, provider_id follow the ASYE, so that lists find what is
-- next by an index; and so does unmet: how many minimums that a final review
-- waits for are not met (043_asye_year.sql).
CREATE TYPE waymark.asye_review_state AS ENUM ('optional', 'due', 'held');
CREATE TABLE waymark.asye_review (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	number		bigint NOT NULL CHECK (number > 0),
	months		bigint NOT NULL CHECK (months > 0),
	state		waymark.asye_review_state NOT NULL,
	first_on	date NOT NULL,
	due_on		date NOT NULL,
	held_on		date,
	live		boolean NOT NULL DEFAULT false,
	employer_id	bigint NOT NULL,
	provider_id	bigint NOT NULL,
	unmet		bigint NOT NULL DEFAULT 0 CHECK (unmet >= 0),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id)
	    ON DELETE CASCADE,
	UNIQUE (asye_id, number),
	UNIQUE (id, asye_id),
	CHECK ((state = 'held') = (held_on IS NOT NULL))
);
CREATE INDEX asye_review_person ON waymark.asye_review (person_id);
CREATE INDEX asye_review_next ON waymark.asye_review
    (programme_id, due_on, id) WHERE state = 'due' AND live;
CREATE INDEX asye_review_next_of_employer ON waymark.asye_review
    (employer_id, due_on, id) WHERE state = 'due' AND live;
CREATE INDEX asye_review_next_of_provider ON waymark.asye_review
    (provider_id, due_on, id) WHERE state = 'due' AND live;

CREATE TABLE waymark.asye_review_transition (
	before	waymark.asye_review_state NOT NULL,
	after	waymark.asye_review_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.asye_review_transition VALUES
	('optional', 'due'), ('due', 'optional'), ('due', 'held'),
	('optional', 'held'), ('held', 'due');

-- from_on to the day before back_on: days out; returned_on: the first day that
-- counted again.  from_number, months, weeks: an extension of the reviews from
-- that one on.  percent: of full time, from from_on.  missing: whose agreement
-- it waits for.  begun: the ASYE was paused by it.
CREATE TABLE waymark.asye_request (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	kind		waymark.asye_request_kind NOT NULL,
	reason		text NOT NULL REFERENCES waymark.asye_reason,
	words		text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
	terms		text NOT NULL CHECK (terms <> ''
			    AND length(terms) <= 4000),
	from_on		date,
	back_on		date,
	returned_on	date,
	from_number	bigint,
	months		bigint CHECK (months BETWEEN 0 AND 24),
	weeks		bigint CHECK (weeks BETWEEN 0 AND 52),
	percent		bigint CHECK (percent BETWEEN 10 AND 100),
	state		waymark.asye_request_state NOT NULL DEFAULT 'asked',
	missing		waymark.asye_part[] NOT NULL DEFAULT '{}',
	begun		boolean NOT NULL DEFAULT false,
	asked_by	bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	asked_on	date NOT NULL DEFAULT waymark.today(),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id)
	    ON DELETE CASCADE,
	UNIQUE (id, asye_id, person_id, programme_id),
	CHECK ((kind IN ('pause', 'delay')) = (back_on IS NOT NULL)),
	CHECK ((kind = 'extension') = (from_on IS NULL)),
	CHECK ((kind = 'extension') = (from_number IS NOT NULL)),
	CHECK ((kind = 'extension') = (months IS NOT NULL)),
	CHECK ((kind = 'extension') = (weeks IS NOT NULL)),
	CHECK ((kind = 'hours') = (percent IS NOT NULL)),
	CHECK (back_on > from_on),
	CHECK (returned_on > from_on),
	CHECK (months + weeks > 0),
	CHECK ((state = 'over') = (returned_on IS NOT NULL)
	    OR state = 'undone'),
	CHECK ((state = 'asked') = (missing <> '{}')
	    OR state IN ('declined', 'withdrawn')),
	EXCLUDE USING gist (asye_id WITH =, (daterange(from_on,
	    coalesce(returned_on, back_on))) WITH &&)
	    WHERE (kind IN ('pause', 'delay') AND state IN ('standing', 'over'))
);
CREATE INDEX asye_request_asye ON waymark.asye_request (asye_id);
CREATE INDEX asye_request_person ON waymark.asye_request (person_id);
CREATE UNIQUE INDEX asye_request_open ON waymark.asye_request (asye_id)
 WHERE state = 'asked';
CREATE INDEX asye_request_asked ON waymark.asye_request
    (programme_id, asked_on, id) WHERE state = 'asked';
CREATE INDEX asye_request_out ON waymark.asye_request
    (programme_id, back_on, id)
 WHERE state = 'standing' AND kind IN ('pause', 'delay');
CREATE INDEX asye_request_begins ON waymark.asye_request (from_on)
 WHERE state = 'standing' AND kind = 'pause' AND NOT begun;
CREATE UNIQUE INDEX asye_request_hours ON waymark.asye_request
    (asye_id, from_on) WHERE kind = 'hours' AND state = 'standing';

-- after NULL: it stands once nobody's agreement is missing.  who: of those
-- named; NULL: whoever asked, too.
CREATE TABLE waymark.asye_request_transition (
	step	waymark.asye_request_step NOT NULL,
	before	waymark.asye_request_state NOT NULL,
	after	waymark.asye_request_state,
	who	waymark.asye_part[] NOT NULL,
	PRIMARY KEY (step, before)
);
INSERT INTO waymark.asye_request_transition VALUES
	('agreed', 'asked', NULL,
	    '{nqsw,assessor,line_manager,coordinator}'),
	('declined', 'asked', 'declined',
	    '{nqsw,assessor,line_manager,coordinator}'),
	('withdrawn', 'asked', 'withdrawn', '{coordinator,staff}'),
	('resumed', 'standing', 'over',
	    '{nqsw,assessor,line_manager,coordinator,staff}'),
	('reopened', 'over', 'standing', '{coordinator,staff}'),
	('undone', 'standing', 'undone', '{coordinator,staff}'),
	('undone', 'over', 'undone', '{coordinator,staff}');

-- Who took a step, as what, and in which words it was put to them.
CREATE TABLE waymark.asye_request_event (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	request_id	bigint NOT NULL,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	version		bigint NOT NULL CHECK (version > 0),
	step		waymark.asye_request_step NOT NULL,
	parts		waymark.asye_part[] NOT NULL DEFAULT '{}',
	name		text NOT NULL,
	terms		text NOT NULL DEFAULT '' CHECK (length(terms) <= 4000),
	reason		text REFERENCES waymark.asye_reason,
	words		text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
	returned_on	date,
	state		waymark.asye_request_state NOT NULL,
	by_id		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,	-- NULL: Waymark
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (request_id, asye_id, person_id, programme_id)
	    REFERENCES waymark.asye_request (id, asye_id, person_id,
	    programme_id) ON DELETE CASCADE,
	UNIQUE (request_id, version),
	CHECK (step <> 'agreed' OR parts <> '{}'),
	CHECK (step IN ('asked', 'agreed') OR parts = '{}'),
	CHECK (step NOT IN ('asked', 'agreed') OR terms <> ''),
	CHECK (step <> 'declined' OR words <> ''),
	CHECK ((step IN ('resumed', 'reopened', 'undone'))
	    = (reason IS NOT NULL)),
	CHECK (step <> 'resumed' OR returned_on IS NOT NULL)
);
CREATE INDEX asye_request_event_person
    ON waymark.asye_request_event (person_id);
CREATE INDEX asye_request_event_asye ON waymark.asye_request_event (asye_id);

-- undoes: the move of one review that it takes back.  unheld: the review was
-- not held after all, and is due when it would have been.  corrected: the start
-- of the ASYE was (043_asye_year.sql).
CREATE TABLE waymark.asye_move (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	review_id	bigint NOT NULL,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	cause		waymark.asye_cause NOT NULL,
	before_on	date NOT NULL,
	after_on	date NOT NULL,
	reason		text NOT NULL REFERENCES waymark.asye_reason,
	words		text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
	request_id	bigint,
	undoes		bigint UNIQUE REFERENCES waymark.asye_move,
	by_id		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,	-- NULL: Waymark
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (review_id, asye_id)
	    REFERENCES waymark.asye_review (id, asye_id) ON DELETE CASCADE,
	FOREIGN KEY (request_id, asye_id, person_id, programme_id)
	    REFERENCES waymark.asye_request (id, asye_id, person_id,
	    programme_id),
	CHECK (before_on <> after_on OR undoes IS NOT NULL),
	CHECK (undoes IS NULL OR cause = 'undone'),
	CHECK ((cause IN ('moved', 'unheld', 'corrected')
	    OR undoes IS NOT NULL) = (request_id IS NULL))
);
CREATE INDEX asye_move_asye ON waymark.asye_move (asye_id);
CREATE INDEX asye_move_review ON waymark.asye_move (review_id);
CREATE INDEX asye_move_person ON waymark.asye_move (person_id);

-- An ASYE keeps to what held when it started.
CREATE FUNCTION waymark.asye_in_proportion_from(whose bigint, starts date)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT s.value = 1 FROM waymark.asye a
	          JOIN waymark.setting s ON s.name = 'asye_pro_rata'
	           AND s.state = 'standing' AND s.value IS NOT NULL
	           AND (s.programme_id IS NULL OR s.programme_id =
	               a.programme_id AND s.during @> starts)
	         WHERE a.id = whose
	         ORDER BY s.programme_id NULLS LAST LIMIT 1);
END
$$;
CREATE FUNCTION waymark.asye_in_proportion(whose bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT waymark.asye_in_proportion_from(a.id, a.starts_on)
	  FROM waymark.asye a WHERE a.id = whose);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.asye_in_proportion(bigint),
    waymark.asye_in_proportion_from(bigint, date) TO waymark_web;

-- One at a time writes an ASYE's timetable: asked before it is read.
CREATE FUNCTION waymark.asye_timetable_hold(whose bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended('asye timetable',
	    whose));
END
$$;
GRANT EXECUTE ON FUNCTION waymark.asye_timetable_hold(bigint) TO waymark_web;

CREATE FUNCTION waymark.asye_is_live(waymark.asye_state) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
	SELECT $1 NOT IN ('withdrawn', 'transferred', 'confirmed',
	    'certificated', 'claim_complete')
$$;

-- A review is one of the ASYE's framework, and is held when the ASYE's events
-- say so.
CREATE FUNCTION waymark.asye_review_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
BEGIN
	IF TG_OP = 'INSERT' THEN
		SELECT * INTO a FROM waymark.asye WHERE id = NEW.asye_id;
		IF NOT EXISTS (SELECT 1 FROM waymark.framework_review f
		    WHERE f.framework_id = a.framework_id
		      AND f.number = NEW.number AND f.months = NEW.months
		      AND (f.optional OR NEW.state <> 'optional')) THEN
			PERFORM waymark.event_refuse('a review is one of its '
			    'framework''s');
		END IF;
		NEW.due_on := NEW.first_on;
		NEW.live := waymark.asye_is_live(a.state);
		NEW.employer_id := a.employer_id;
		NEW.provider_id := a.provider_id;
		RETURN NEW;
	END IF;
	IF OLD.state <> NEW.state AND NOT EXISTS (SELECT 1
	    FROM waymark.asye_review_transition t
	    WHERE t.before = OLD.state AND t.after = NEW.state) THEN
		PERFORM waymark.event_refuse(format('a review that is %s '
		    'cannot be %s', OLD.state, NEW.state));
	ELSIF NEW.state = 'optional' AND NOT EXISTS (SELECT 1
	    FROM waymark.asye o
	    JOIN waymark.framework_review f USING (framework_id)
	    WHERE o.id = NEW.asye_id AND f.number = NEW.number
	      AND f.optional) THEN
		PERFORM waymark.event_refuse('that review is not optional');
	ELSIF OLD.state = 'held' AND NEW.due_on <> OLD.due_on THEN
		PERFORM waymark.event_refuse('what was held does not move');
	END IF;
	NEW.version := OLD.version + (NEW.unmet = OLD.unmet)::integer;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.asye_review
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_review_guard();

-- The reviews that an ASYE's events say were held; nothing else of theirs.
CREATE FUNCTION waymark.asye_reviews_follow(whose bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
BEGIN
	SELECT * INTO a FROM waymark.asye WHERE id = whose;
	UPDATE waymark.asye_review r
	   SET held_on = h.on_day, state = CASE
	       WHEN h.on_day IS NOT NULL THEN 'held'
	       WHEN r.state = 'held' THEN 'due'
	       ELSE r.state END::waymark.asye_review_state
	  FROM (SELECT f.number, v.on_day FROM waymark.framework_review f
	          LEFT JOIN waymark.asye_stands(whose) v
	            ON v.change = f.change
	         WHERE f.framework_id = a.framework_id) h
	 WHERE r.asye_id = whose AND r.number = h.number
	   AND r.held_on IS DISTINCT FROM h.on_day;
END
$$;

CREATE FUNCTION waymark.asye_review_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.asye_reviews_follow(NEW.asye_id);
	RETURN NULL;
END
$$;
CREATE TRIGGER reviews_follow AFTER INSERT ON waymark.asye_event
    FOR EACH ROW WHEN (NEW.version > 1)
    EXECUTE FUNCTION waymark.asye_review_follows();
CREATE TRIGGER held_before AFTER INSERT ON waymark.asye_review
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_review_follows();

CREATE FUNCTION waymark.asye_review_lives() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.asye_review
	   SET live = waymark.asye_is_live(NEW.state),
	       employer_id = NEW.employer_id, provider_id = NEW.provider_id
	 WHERE asye_id = NEW.id;
	RETURN NULL;
END
$$;
CREATE TRIGGER reviews_live AFTER UPDATE ON waymark.asye FOR EACH ROW
    WHEN (waymark.asye_is_live(OLD.state) <> waymark.asye_is_live(NEW.state)
        OR OLD.employer_id <> NEW.employer_id
        OR OLD.provider_id <> NEW.provider_id)
    EXECUTE FUNCTION waymark.asye_review_lives();

-- Asked for, or recorded where nobody need agree.
CREATE FUNCTION waymark.asye_request_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
	latest waymark.asye_request_event;
BEGIN
	IF TG_OP = 'UPDATE' THEN
		SELECT * INTO latest FROM waymark.asye_request_event v
		 WHERE v.request_id = NEW.id ORDER BY v.version DESC LIMIT 1;
		IF (to_jsonb(OLD) - '{state,missing,begun,returned_on,version}'
		    ::text[]) IS DISTINCT FROM (to_jsonb(NEW)
		    - '{state,missing,begun,returned_on,version}'::text[])
		    OR NEW.state <> latest.state
		    OR NEW.version <> latest.version THEN
			PERFORM waymark.event_refuse('a request follows its '
			    'steps');
		END IF;
		RETURN NEW;
	END IF;
	SELECT * INTO a FROM waymark.asye WHERE id = NEW.asye_id;
	NEW.version := 1;
	NEW.returned_on := NULL;
	NEW.begun := false;
	NEW.state := CASE NEW.kind WHEN 'hours' THEN 'standing'
	    ELSE 'asked' END;
	NEW.missing := CASE NEW.kind WHEN 'hours' THEN '{}'
	    ELSE '{nqsw,assessor,line_manager,coordinator}'
	    END::waymark.asye_part[];
	IF NOT waymark.asye_is_live(a.state) OR NEW.kind = 'pause'
	    AND a.state IN ('eligible', 'paused', 'moderated') THEN
		PERFORM waymark.event_refuse(format('an ASYE that is %s has '
		    'no new %s', a.state, NEW.kind));
	ELSIF NOT EXISTS (SELECT 1 FROM waymark.asye_reason r
	    WHERE r.code = NEW.reason
	      AND NEW.kind::text::waymark.asye_cause = ANY (r.causes)) THEN
		PERFORM waymark.event_refuse('that is no reason for it');
	ELSIF NEW.from_on < a.starts_on THEN
		PERFORM waymark.event_refuse('nothing comes before the start');
	ELSIF auth.person_id() IS NOT NULL AND NOT (auth.asye_parts(a) &&
	    '{assessor,line_manager,coordinator,staff}'::waymark.asye_part[]
	    OR NEW.kind <> 'hours' AND a.person_id = auth.person_id()) THEN
		PERFORM waymark.event_refuse('whoever asks has no part in it');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.asye_request
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_request_guard();

-- Asking is agreeing, as what somebody is.
CREATE FUNCTION waymark.asye_request_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
	mine waymark.asye_part[];
BEGIN
	SELECT * INTO a FROM waymark.asye WHERE id = NEW.asye_id;
	mine := coalesce(auth.asye_parts(a), '{}');
	INSERT INTO waymark.asye_request_event (request_id, asye_id,
	    person_id, programme_id, version, step, parts, name, terms, state,
	    by_id)
	SELECT NEW.id, NEW.asye_id, NEW.person_id, NEW.programme_id, 1,
	       CASE NEW.kind WHEN 'hours' THEN 'recorded'
	           ELSE 'asked' END::waymark.asye_request_step,
	       CASE NEW.kind WHEN 'hours' THEN '{}' ELSE ARRAY(
	           SELECT unnest(mine) INTERSECT SELECT unnest(CASE
	               WHEN mine && NEW.missing THEN NEW.missing
	               ELSE mine END)) END,
	       coalesce((SELECT p.name FROM waymark.person p
	           WHERE p.id = NEW.asked_by), 'Waymark'),
	       NEW.terms, NEW.state, NEW.asked_by;
	RETURN NULL;
END
$$;
CREATE TRIGGER begins AFTER INSERT ON waymark.asye_request
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_request_begins();

-- Whoever saw an older version writes nothing.
CREATE FUNCTION waymark.asye_request_event_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	q waymark.asye_request;
	a waymark.asye;
	t waymark.asye_request_transition;
	mine waymark.asye_part[];
BEGIN
	SELECT * INTO q FROM waymark.asye_request
	 WHERE id = NEW.request_id FOR UPDATE;
	SELECT * INTO a FROM waymark.asye WHERE id = q.asye_id;
	IF NEW.version = 1 AND NEW.step IN ('asked', 'recorded') THEN
		RETURN NEW;
	ELSIF NEW.version IS DISTINCT FROM q.version + 1 THEN
		RETURN NULL;
	END IF;
	SELECT * INTO t FROM waymark.asye_request_transition x
	 WHERE x.step = NEW.step AND x.before = q.state;
	mine := auth.asye_parts(a);
	IF t.step IS NULL OR (NEW.step IN ('resumed', 'reopened')
	    AND q.kind NOT IN ('pause', 'delay')) THEN
		PERFORM waymark.event_refuse(format('a request that is %s '
		    'cannot be %s', q.state, NEW.step));
	ELSIF auth.person_id() IS NOT NULL AND NOT mine && t.who
	    AND NOT (NEW.step = 'withdrawn'
	        AND q.asked_by = auth.person_id()) THEN
		PERFORM waymark.event_refuse('that is for somebody else');
	ELSIF NEW.reason IS NOT NULL AND NOT EXISTS (SELECT 1
	    FROM waymark.asye_reason r WHERE r.code = NEW.reason
	      AND NEW.step::text::waymark.asye_cause = ANY (r.causes)) THEN
		PERFORM waymark.event_refuse('that is no reason for it');
	ELSIF NEW.returned_on > waymark.today()
	    OR NEW.returned_on <= q.from_on THEN
		PERFORM waymark.event_refuse('somebody is back after they '
		    'left, today or before');
	END IF;
	NEW.name := coalesce((SELECT p.name FROM waymark.person p
	    WHERE p.id = NEW.by_id), 'Waymark');
	NEW.parts := '{}';
	NEW.state := t.after;
	IF NEW.step = 'agreed' THEN
		NEW.parts := ARRAY(SELECT unnest(mine)
		    INTERSECT SELECT unnest(q.missing));
		NEW.state := CASE
		    WHEN NOT q.missing <@ NEW.parts THEN 'asked'
		    WHEN q.back_on <= waymark.today() THEN 'over'
		    ELSE 'standing' END;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.asye_request_event
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_request_event_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.asye_request_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.asye_move
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

-- What the ASYE itself does when a pause begins, ends or is undone.
CREATE FUNCTION waymark.asye_pause_follows(q waymark.asye_request,
    v waymark.asye_request_event) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
	latest waymark.asye_event;
BEGIN
	SELECT * INTO a FROM waymark.asye WHERE id = q.asye_id;
	SELECT * INTO latest FROM waymark.asye_stands(a.id)
	 ORDER BY version DESC LIMIT 1;
	IF v.state = 'standing' AND v.step = 'agreed' THEN
		IF q.from_on > waymark.today() THEN
			RETURN false;
		END IF;
		INSERT INTO waymark.asye_event (asye_id, change, reason)
		VALUES (a.id, 'paused', q.reason);
	ELSIF v.step = 'resumed' AND q.begun THEN
		INSERT INTO waymark.asye_event (asye_id, change, reason)
		VALUES (a.id, 'resumed', v.reason);
	ELSIF v.step = 'reopened' AND q.begun THEN
		IF latest.change <> 'resumed' THEN
			PERFORM waymark.event_refuse('the ASYE has gone on '
			    'since');
		END IF;
		INSERT INTO waymark.asye_event (asye_id, change, reason,
		    undoes) VALUES (a.id, 'undone', v.reason, latest.version);
	ELSIF v.step = 'undone' AND q.begun AND q.state = 'standing' THEN
		IF latest.change <> 'paused' THEN
			PERFORM waymark.event_refuse('the ASYE has gone on '
			    'since');
		END IF;
		INSERT INTO waymark.asye_event (asye_id, change, reason,
		    undoes) VALUES (a.id, 'undone', v.reason, latest.version);
	END IF;
	RETURN q.begun OR (v.state = 'standing' AND v.step = 'agreed');
END
$$;

CREATE FUNCTION waymark.asye_request_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	q waymark.asye_request;
	begins boolean := false;
BEGIN
	SELECT * INTO q FROM waymark.asye_request WHERE id = NEW.request_id;
	IF q.kind = 'pause' THEN
		begins := waymark.asye_pause_follows(q, NEW);
	END IF;
	UPDATE waymark.asye_request
	   SET state = NEW.state, version = NEW.version, begun = begins,
	       missing = CASE WHEN NEW.step IN ('asked', 'agreed') THEN
	           ARRAY(SELECT unnest(q.missing)
	               EXCEPT SELECT unnest(NEW.parts) ORDER BY 1)
	           ELSE q.missing END,
	       returned_on = CASE WHEN NEW.step = 'resumed'
	               THEN NEW.returned_on
	           WHEN NEW.step = 'agreed' AND NEW.state = 'over'
	               THEN q.back_on
	           WHEN NEW.step = 'reopened' THEN NULL
	           ELSE q.returned_on END
	 WHERE id = NEW.request_id;
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT ON waymark.asye_request_event
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_request_follows();

-- Pauses whose first day has come; the jobs process asks for it.
CREATE FUNCTION waymark.asye_pauses_begin() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	q waymark.asye_request;
	n bigint := 0;
BEGIN
	FOR q IN SELECT r.* FROM waymark.asye_request r
	     JOIN waymark.asye a ON a.id = r.asye_id
	     JOIN waymark.asye_transition t
	       ON t.change = 'paused' AND t.before = a.state
	    WHERE r.state = 'standing' AND r.kind = 'pause' AND NOT r.begun
	      AND r.from_on <= waymark.today() FOR UPDATE OF r LOOP
		INSERT INTO waymark.asye_event (asye_id, change, reason)
		VALUES (q.asye_id, 'paused', q.reason);
		UPDATE waymark.asye_request SET begun = true WHERE id = q.id;
		n := n + 1;
	END LOOP;
	RETURN n;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.asye_pauses_begin() TO waymark_jobs;

-- A move takes a review from where it is, for a reason of its cause.
CREATE FUNCTION waymark.asye_move_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	r waymark.asye_review;
	q waymark.asye_request;
	a waymark.asye;
	back waymark.asye_move;
BEGIN
	SELECT * INTO r FROM waymark.asye_review
	 WHERE id = NEW.review_id FOR UPDATE;
	SELECT * INTO a FROM waymark.asye WHERE id = r.asye_id;
	NEW.asye_id := r.asye_id;
	NEW.person_id := r.person_id;
	NEW.programme_id := r.programme_id;
	IF NEW.request_id IS NOT NULL THEN
		SELECT * INTO q FROM waymark.asye_request
		 WHERE id = NEW.request_id AND asye_id = r.asye_id;
		NEW.reason := coalesce((SELECT v.reason
		    FROM waymark.asye_request_event v
		   WHERE v.request_id = q.id AND v.version = q.version),
		    q.reason);
		NEW.cause := (SELECT CASE WHEN v.step IN ('resumed',
		        'reopened', 'undone') THEN v.step::text
		        ELSE q.kind::text END::waymark.asye_cause
		    FROM waymark.asye_request_event v
		   WHERE v.request_id = q.id AND v.version = q.version);
		IF q.id IS NULL OR q.state NOT IN ('standing', 'over',
		    'undone') THEN
			PERFORM waymark.event_refuse('nothing moves for what '
			    'is not agreed');
		END IF;
	ELSIF NEW.cause = 'unheld' THEN
		NEW.reason := 'recorded_wrongly';
	ELSIF NEW.cause = 'corrected' THEN
		NEW.reason := (SELECT c.reason FROM waymark.asye_correction c
		    WHERE c.asye_id = r.asye_id AND c.at = now());
		IF NEW.reason IS NULL THEN
			PERFORM waymark.event_refuse('nothing was corrected');
		END IF;
	ELSIF auth.person_id() IS NOT NULL AND NOT auth.asye_parts(a)
	    && '{assessor,line_manager,coordinator,staff}'
	    ::waymark.asye_part[] THEN
		PERFORM waymark.event_refuse('that is for somebody else');
	ELSIF NEW.undoes IS NOT NULL THEN
		SELECT * INTO back FROM waymark.asye_move
		 WHERE id = NEW.undoes AND review_id = r.id;
		IF back.cause IS DISTINCT FROM 'moved' THEN
			PERFORM waymark.event_refuse('only a move of one '
			    'review is undone by itself');
		END IF;
	ELSIF NOT EXISTS (SELECT 1 FROM waymark.asye_reason x
	    WHERE x.code = NEW.reason AND 'moved' = ANY (x.causes)) THEN
		PERFORM waymark.event_refuse('that is no reason for it');
	END IF;
	IF r.state = 'held' THEN
		PERFORM waymark.event_refuse('what was held does not move');
	ELSIF NEW.before_on <> r.due_on THEN
		PERFORM waymark.event_refuse('the review is due on another '
		    'day');
	ELSIF NEW.after_on < a.starts_on THEN
		PERFORM waymark.event_refuse('nothing comes before the start');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.asye_move
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_move_guard();

CREATE FUNCTION waymark.asye_move_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.asye_review SET due_on = NEW.after_on
	 WHERE id = NEW.review_id;
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT ON waymark.asye_move
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_move_follows();

-- The four who agree to what changes a timetable, but whoever asks; for those
-- who take part in the ASYE.
CREATE INDEX role_held_coordinator ON waymark.role_held (organisation_id)
 WHERE role = 'coordinator';
CREATE FUNCTION waymark.asye_parties(whose bigint)
RETURNS TABLE (person_id bigint, name text, email text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
	today date := waymark.today();
	me bigint := auth.person_id();
BEGIN
	SELECT * INTO a FROM waymark.asye o WHERE o.id = whose;
	IF a.id IS NULL OR auth.asye_parts(a) = '{}' THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT p.id, p.name, p.email FROM waymark.person p
	 WHERE p.id <> me AND p.id IN (
	       SELECT a.person_id
	        UNION SELECT d.person_id FROM waymark.asye_duty d
	         WHERE d.asye_id = a.id AND d.state = 'recorded'
	           AND d.during @> today
	           AND d.duty IN ('assessor', 'line_manager')
	        UNION SELECT r.person_id FROM waymark.role_held r
	         WHERE r.role = 'coordinator' AND r.during @> today
	           AND r.organisation_id IN (a.employer_id, a.provider_id))
	 ORDER BY p.id;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.asye_parties(bigint) TO waymark_web;

-- Everybody of an ASYE lives through its pauses, not coordinators alone.
UPDATE waymark.asye_transition
   SET who = '{nqsw,assessor,line_manager,coordinator,staff}'
 WHERE change IN ('paused', 'resumed');

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['asye_review', 'asye_review_transition',
	    'asye_request', 'asye_request_transition', 'asye_request_event',
	    'asye_move'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
		IF t LIKE '%transition' THEN
			EXECUTE format('CREATE POLICY everybody ON waymark.%I
			    FOR SELECT TO waymark_web USING (true)', t);
			CONTINUE;
		END IF;
		EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR UPDATE
		    OR DELETE ON waymark.%I FOR EACH ROW
		    EXECUTE FUNCTION audit.changed(%s)', t,
		    CASE WHEN t LIKE 'asye_request%'
		        THEN '''words'', ''terms'''
		        WHEN t = 'asye_review' THEN '''unmet''' ELSE '' END);
		CONTINUE WHEN t = 'asye_review';
		EXECUTE format('CREATE POLICY sees ON waymark.%I FOR SELECT
		    TO waymark_web USING (person_id = (SELECT auth.person_id())
		    OR programme_id = ANY
		        ((SELECT auth.staff_programmes())::bigint[])
		    OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
		    OR EXISTS (SELECT 1 FROM waymark.asye a
		        WHERE a.id = asye_id AND (a.employer_id = ANY
		            ((SELECT auth.asye_coordinated())::bigint[])
		         OR a.provider_id = ANY
		            ((SELECT auth.asye_coordinated())::bigint[]))))',
		    t);
		EXECUTE format('CREATE POLICY writes ON waymark.%I FOR INSERT
		    TO waymark_web WITH CHECK (%I = (SELECT auth.person_id())
		    AND EXISTS (SELECT 1 FROM waymark.asye a
		        WHERE a.id = asye_id))', t,
		    CASE t WHEN 'asye_request' THEN 'asked_by'
		        ELSE 'by_id' END);
	END LOOP;
END
$$;

-- When reviews are due is known to all who see the ASYE.
CREATE POLICY sees ON waymark.asye_review FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
    OR employer_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR provider_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR EXISTS (SELECT 1 FROM waymark.asye a WHERE a.id = asye_id));
CREATE POLICY writes ON waymark.asye_review FOR INSERT TO waymark_web
    WITH CHECK (EXISTS (SELECT 1 FROM waymark.asye a WHERE a.id = asye_id));
CREATE POLICY chooses ON waymark.asye_review FOR UPDATE TO waymark_web
    USING (state <> 'held' AND person_id <> (SELECT auth.person_id())
    AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
    OR employer_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR provider_id = ANY ((SELECT auth.asye_coordinated())::bigint[])))
    WITH CHECK (state <> 'held');
GRANT INSERT (asye_id, person_id, programme_id, number, months, state,
    first_on, due_on, employer_id, provider_id) ON waymark.asye_review
    TO waymark_web;
GRANT UPDATE (state) ON waymark.asye_review TO waymark_web;
GRANT INSERT (asye_id, person_id, programme_id, kind, reason, words, terms,
    from_on, back_on, from_number, months, weeks, percent)
    ON waymark.asye_request TO waymark_web;
GRANT INSERT (request_id, asye_id, person_id, programme_id, version, step,
    name, terms, reason, words, returned_on, state)
    ON waymark.asye_request_event TO waymark_web;
GRANT INSERT (review_id, asye_id, person_id, programme_id, cause, before_on,
    after_on, reason, words, request_id, undoes)
    ON waymark.asye_move TO waymark_web;

-- Work lists.  A review stands there from so many days before it is due, the
-- next of each ASYE; what is to be agreed, with whoever has not.

CREATE VIEW waymark.waiting_asye_review_due WITH (security_invoker) AS
SELECT 'asye_review_due'::waymark.waiting_kind AS kind, r.asye_id AS subject_id,
       r.due_on AS since, r.due_on, NULL::date AS on_date,
       1::bigint AS how_many, (SELECT f.name FROM waymark.asye a
           JOIN waymark.framework_review f USING (framework_id)
          WHERE a.id = r.asye_id AND f.number = r.number) AS what,
       r.person_id, (SELECT a.enrolment_id FROM waymark.asye a
           WHERE a.id = r.asye_id) AS enrolment_id,
       NULL::bigint AS placement_id, r.employer_id AS organisation_id,
       r.programme_id, NULL::bigint AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.asye_review r
 WHERE r.state = 'due' AND r.live
   AND r.due_on <= (SELECT waymark.ahead_most('asye_review_soon_days'))
   AND (r.due_on <= (SELECT waymark.ahead_least('asye_review_soon_days'))
       OR r.due_on <= (SELECT waymark.today()) + waymark.setting_of(
           r.programme_id, 'asye_review_soon_days')::integer)
   AND NOT EXISTS (SELECT 1 FROM waymark.asye_review n
        WHERE n.asye_id = r.asye_id AND n.state = 'due'
          AND (n.due_on, n.number) < (r.due_on, r.number));

DO $$
DECLARE
	s record;
BEGIN
	FOR s IN SELECT * FROM (VALUES
	    ('asye_change_to_agree', '''nqsw'' = ANY (q.missing)'),
	    ('asye_change_for_assessor', 'q.missing && auth.asye_parts(a)
	        AND auth.asye_parts(a)
	        && ''{assessor,line_manager}''::waymark.asye_part[]'),
	    ('asye_change_for_coordinator', 'q.missing && auth.asye_parts(a)
	        AND ''coordinator'' = ANY (auth.asye_parts(a))'),
	    ('asye_change_unsettled', 'true')) AS x (kind, waits) LOOP
		EXECUTE format('CREATE VIEW waymark.%I WITH (security_invoker)
		    AS SELECT %L::waymark.waiting_kind AS kind,
		    q.id AS subject_id, q.asked_on AS since,
		    NULL::date AS due_on, NULL::date AS on_date,
		    1::bigint AS how_many, q.kind::text AS what, q.person_id,
		    a.enrolment_id, NULL::bigint AS placement_id,
		    a.employer_id AS organisation_id, q.programme_id,
		    NULL::bigint AS cohort_id, NULL::bigint AS owner_id
		    FROM waymark.asye_request q
		    JOIN waymark.asye a ON a.id = q.asye_id
		   WHERE q.state = ''asked'' AND %s',
		    'waiting_' || s.kind, s.kind, s.waits);
	END LOOP;
END
$$;

CREATE VIEW waymark.waiting_asye_pause_to_end WITH (security_invoker) AS
SELECT 'asye_pause_to_end'::waymark.waiting_kind AS kind, q.id AS subject_id,
       q.back_on AS since, q.back_on AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, q.kind::text AS what, q.person_id,
       a.enrolment_id, NULL::bigint AS placement_id,
       a.employer_id AS organisation_id, q.programme_id,
       NULL::bigint AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.asye_request q
  JOIN waymark.asye a ON a.id = q.asye_id
 WHERE q.state = 'standing' AND q.kind IN ('pause', 'delay')
   AND q.back_on <= (SELECT waymark.today());

INSERT INTO waymark.waiting_source (kind, party, person_is, through) VALUES
	('asye_review_due', 'assessor', 'trainee',
	    '{trainee,assessor,coordinator,staff}'),
	('asye_change_to_agree', 'trainee', 'trainee', '{trainee}'),
	('asye_change_for_assessor', 'assessor', 'trainee', '{assessor}'),
	('asye_change_for_coordinator', 'coordinator', 'trainee',
	    '{coordinator}'),
	('asye_change_unsettled', 'coordinator', 'trainee', '{staff}'),
	('asye_pause_to_end', 'assessor', 'trainee',
	    '{trainee,assessor,coordinator,staff}');
SELECT waymark.waiting_rebuild();
GRANT SELECT ON waymark.waiting_asye_review_due,
    waymark.waiting_asye_change_to_agree,
    waymark.waiting_asye_change_for_assessor,
    waymark.waiting_asye_change_for_coordinator,
    waymark.waiting_asye_change_unsettled,
    waymark.waiting_asye_pause_to_end TO waymark_web;

-- A calendar feed of somebody's own: an address that nobody can guess, of
-- which only the hash is kept, and that works without a session until it is
-- ended.
CREATE TYPE waymark.calendar_feed_state AS ENUM ('live', 'ended');
CREATE TABLE waymark.calendar_feed (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	token_hash	bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
	state		waymark.calendar_feed_state NOT NULL DEFAULT 'live',
	made_at		timestamptz NOT NULL DEFAULT now(),
	ended_at	timestamptz,
	CHECK ((state = 'ended') = (ended_at IS NOT NULL))
);
CREATE UNIQUE INDEX calendar_feed_one ON waymark.calendar_feed (person_id)
 WHERE state = 'live';
CREATE INDEX calendar_feed_person ON waymark.calendar_feed (person_id);

CREATE FUNCTION waymark.calendar_feed_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF OLD.state <> 'live' OR NEW.state <> 'ended' THEN
		PERFORM waymark.event_refuse('a calendar''s address ends once '
		    'and for all');
	END IF;
	NEW.ended_at := now();
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.calendar_feed
    FOR EACH ROW EXECUTE FUNCTION waymark.calendar_feed_guard();
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.calendar_feed
    FOR EACH ROW EXECUTE FUNCTION audit.changed('token_hash');
ALTER TABLE waymark.calendar_feed ENABLE ROW LEVEL SECURITY,
    FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON waymark.calendar_feed TO waymark_owner
    USING (true) WITH CHECK (true);
CREATE POLICY own ON waymark.calendar_feed FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id()));
CREATE POLICY makes ON waymark.calendar_feed FOR INSERT TO waymark_web
    WITH CHECK (person_id = (SELECT auth.person_id()));
CREATE POLICY ends ON waymark.calendar_feed FOR UPDATE TO waymark_web
    USING (person_id = (SELECT auth.person_id()))
    WITH CHECK (state = 'ended');
GRANT SELECT (id, person_id, state, made_at, ended_at)
    ON waymark.calendar_feed TO waymark_web;
GRANT INSERT (token_hash) ON waymark.calendar_feed TO waymark_web;
GRANT UPDATE (state) ON waymark.calendar_feed TO waymark_web;

-- Whose calendar a token opens; NULL: nobody's.
CREATE FUNCTION waymark.calendar_person(token text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT f.person_id FROM waymark.calendar_feed f
	         WHERE f.token_hash = sha256(decode(token, 'hex'))
	           AND f.state = 'live');
END
$$;

-- When somebody renews their registration with Social Work England: when it
-- ends, where a register of practice educators says so, else once a year.
CREATE FUNCTION waymark.calendar_renewals(whose bigint, within_ daterange)
RETURNS SETOF date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	ends date := (SELECT max(e.registered_until) FROM waymark.educator e
	    WHERE e.person_id = whose AND e.state = 'active');
BEGIN
	IF ends IS NOT NULL THEN
		RETURN QUERY SELECT ends WHERE ends <@ within_;
		RETURN;
	END IF;
	RETURN QUERY
	SELECT x.on_date FROM waymark.person p
	 CROSS JOIN LATERAL waymark.setting_of(p.programme_ids[1],
	       'registration_renewal_day') AS s(day)
	 CROSS JOIN generate_series(extract(year FROM lower(within_))::integer,
	       extract(year FROM upper(within_))::integer) AS y(year)
	 CROSS JOIN LATERAL (SELECT make_date(y.year, s.day::integer / 100, 1)
	           + s.day::integer % 100 - 1 AS on_date) x
	 WHERE p.id = whose AND p.swe_number IS NOT NULL
	   AND x.on_date <@ within_;
END
$$;

-- What concerns whoever made that address, a year back and two ahead, and
-- names nobody.  ends_on: the last day, where it is more than one.  Placements
-- that begin or end on one day are one item where there are several.
CREATE FUNCTION waymark.calendar_items(token text)
RETURNS TABLE (code text, id bigint, on_date date, ends_on date, n bigint,
    what text, path text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := waymark.calendar_person(token);
	today date := waymark.today();
	window_ daterange := daterange(waymark.today() - 366,
	    waymark.today() + 732);
	duties bigint[];
	coordinated bigint[];
	hosts bigint[];
	staffed bigint[];
	educated bigint[];
	guided bigint[];
BEGIN
	IF me IS NULL THEN
		RETURN;
	END IF;
	duties := ARRAY(SELECT d.asye_id FROM waymark.asye_duty d
	    WHERE d.person_id = me AND d.state = 'recorded'
	      AND d.during @> today);
	coordinated := ARRAY(SELECT r.organisation_id FROM waymark.role_held r
	    WHERE r.person_id = me AND r.role = 'coordinator'
	      AND r.during @> today);
	hosts := ARRAY(SELECT r.organisation_id FROM waymark.role_held r
	    WHERE r.person_id = me AND r.role = 'partner'
	      AND r.during @> today);
	staffed := ARRAY(SELECT r.programme_id FROM waymark.role_held r
	    WHERE r.person_id = me AND r.role = 'staff'
	      AND r.during @> today);
	educated := ARRAY(SELECT e.placement_id FROM waymark.placement_educator e
	    WHERE e.person_id = me AND e.during && daterange(today, NULL));
	guided := ARRAY(SELECT t.enrolment_id FROM waymark.enrolment_tutor t
	    WHERE t.person_id = me AND t.state = 'recorded'
	      AND t.during @> today
	    UNION SELECT u.enrolment_id FROM waymark.unit_lead l
	      JOIN waymark.enrolment_unit u ON u.unit_id = l.unit_id
	    WHERE l.person_id = me AND l.state = 'recorded'
	      AND l.during @> today AND u.state = 'recorded'
	      AND u.during @> today);
	RETURN QUERY
	SELECT 'asye_review'::text, r.id, r.due_on, NULL::date, 1::bigint,
	       f.name, '/asye/' || r.asye_id || '/timetable'
	  FROM waymark.asye_review r
	  JOIN waymark.asye a ON a.id = r.asye_id
	  JOIN waymark.framework_review f
	    ON f.framework_id = a.framework_id AND f.number = r.number
	 WHERE (r.person_id = me OR r.asye_id = ANY (duties)
	    OR r.employer_id = ANY (coordinated)
	    OR r.provider_id = ANY (coordinated))
	   AND r.state = 'due' AND r.live AND r.due_on <@ window_;
	RETURN QUERY
	SELECT 'asye_' || q.kind, q.id, q.from_on,
	       coalesce(q.returned_on, q.back_on) - 1, 1::bigint, ''::text,
	       '/asye/changes/' || q.id
	  FROM waymark.asye_request q
	 WHERE (q.person_id = me OR q.asye_id = ANY (duties))
	   AND q.kind = 'pause' AND q.state IN ('standing', 'over')
	   AND q.from_on <@ window_;
	RETURN QUERY
	SELECT x.code, CASE count(*) WHEN 1 THEN min(p.id) END, x.on_date,
	       NULL::date, count(*), CASE count(*) WHEN 1
	           THEN min(p.stage)::text ELSE '' END,
	       CASE count(*) WHEN 1 THEN '/placements/' || min(p.id)
	           ELSE '/trainees' END
	  FROM waymark.placement p
	 CROSS JOIN LATERAL (VALUES ('placement_begins'::text, p.starts_on),
	           ('placement_ends', p.ends_on)) x (code, on_date)
	 WHERE (p.person_id = me OR p.id = ANY (educated)
	    OR p.organisation_id = ANY (hosts)
	    OR p.enrolment_id = ANY (guided))
	   AND p.state NOT IN ('terminated', 'withdrawn')
	   AND x.on_date <@ window_
	 GROUP BY x.code, x.on_date;
	RETURN QUERY
	SELECT 'work_due'::text, t.id, coalesce((SELECT max(x.due_on)
	           FROM waymark.extension x WHERE x.attempt_id = t.id
	            AND x.state = 'agreed'), t.due_on), NULL::date, 1::bigint,
	       c.title || ', ' || m.title, '/attempts/' || t.id
	  FROM waymark.attempt t
	  JOIN waymark.component c ON c.id = t.component_id
	  JOIN waymark.offering o ON o.id = t.offering_id
	  JOIN waymark.module m ON m.id = o.module_id
	 WHERE t.person_id = me AND t.state = 'due' AND t.due_on <@ window_;
	RETURN QUERY
	SELECT 'skills_day'::text, s.id, s.on_date, NULL::date, 1::bigint,
	       s.title, CASE WHEN s.programme_id = ANY (staffed)
	           THEN '/skills-days/' || s.id ELSE '/' END
	  FROM waymark.skills_day s
	 WHERE (s.programme_id = ANY (staffed) OR s.cohort_id IN (
	           SELECT e.cohort_id FROM waymark.enrolment e
	            WHERE e.person_id = me
	              AND e.state IN ('enrolled', 'paused')))
	   AND s.on_date <@ window_;
	RETURN QUERY
	SELECT x.code, h.id, x.on_date, NULL::date, 1::bigint, h.name,
	       '/cohorts/' || h.id
	  FROM waymark.cohort h
	 CROSS JOIN LATERAL (VALUES ('cohort_begins'::text, h.starts_on),
	           ('cohort_ends', h.ends_on)) x (code, on_date)
	 WHERE h.programme_id = ANY (staffed) AND x.on_date <@ window_;
	RETURN QUERY
	SELECT 'registration_renewal'::text, NULL::bigint, x.on_date,
	       NULL::date, 1::bigint, ''::text, '/'
	  FROM waymark.calendar_renewals(me, window_) x(on_date);
	RETURN QUERY
	SELECT 'registration_ends'::text, CASE count(*) WHEN 1
	           THEN min(e.id) END, e.registered_until, NULL::date,
	       count(*), ''::text, CASE count(*) WHEN 1
	           THEN '/educators/' || min(e.id) ELSE '/educators' END
	  FROM waymark.educator e
	 WHERE e.programme_id = ANY (staffed) AND e.state = 'active'
	   AND e.person_id <> me AND e.registered_until <@ window_
	 GROUP BY e.registered_until;
	RETURN QUERY
	SELECT 'concern_due'::text, CASE count(*) WHEN 1 THEN min(c.id) END,
	       c.follow_up_on, NULL::date, count(*), ''::text,
	       CASE count(*) WHEN 1 THEN '/concerns/' || min(c.id)
	           ELSE '/concerns' END
	  FROM waymark.concern c
	 WHERE (c.person_id = me OR c.programme_id = ANY (staffed)
	    OR c.enrolment_id = ANY (guided)
	    OR c.shared AND c.placement_id = ANY (educated))
	   AND c.open AND c.follow_up_on <@ window_
	 GROUP BY c.follow_up_on;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.calendar_person(text),
    waymark.calendar_items(text) TO waymark_web;
