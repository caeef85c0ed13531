-- What the numbers of a scheme are called, what they decide and within which
-- bounds, and how a programme sets its own from a date.
--
-- A national default has no programme and changes with Waymark alone.  A
-- programme's version says from which day, what and why.  It ends the one that
-- held until then and lasts until the next begins.  What has begun is never
-- rewritten; what has not is taken back, and what it ended goes on.

CREATE TYPE waymark.setting_form AS ENUM
    ('whole', 'half_days', 'month_day', 'choice');

-- one, many: what a value is so many of.
CREATE TABLE waymark.setting_unit (
	code		text PRIMARY KEY CHECK (code ~ '^[a-z_]+$'),
	form		waymark.setting_form NOT NULL,
	one		text NOT NULL,
	many		text NOT NULL
);
INSERT INTO waymark.setting_unit (code, form, one, many) VALUES
	('half_days', 'half_days', 'day', 'days'),	-- kept in half-days
	('month_day', 'month_day', '', ''),		-- 1130: 30 November
	('choice', 'choice', '', ''),			-- of the name's choices
	('number', 'whole', '', ''),
	('milliseconds', 'whole', 'millisecond', 'milliseconds'),
	('minutes', 'whole', 'minute', 'minutes'),
	('hours', 'whole', 'hour', 'hours'),
	('days', 'whole', 'day', 'days'),
	('weeks', 'whole', 'week', 'weeks'),
	('months', 'whole', 'month', 'months'),
	('percent', 'whole', '%', '%'),
	('points', 'whole', 'point', 'points'),
	('marks', 'whole', 'mark', 'marks'),
	('attempts', 'whole', 'attempt', 'attempts'),
	('settings', 'whole', 'kind of setting', 'kinds of setting'),
	('trainees', 'whole', 'trainee', 'trainees'),
	('people', 'whole', 'person', 'people'),
	('documents', 'whole', 'document', 'documents');

CREATE TABLE waymark.setting_group (
	code		text PRIMARY KEY CHECK (code ~ '^[a-z_]+$'),
	label		text NOT NULL UNIQUE CHECK (label <> ''),
	position	bigint NOT NULL UNIQUE
);
INSERT INTO waymark.setting_group (code, label, position) VALUES
	('placements', 'Placement days', 10),
	('educators', 'Practice educators', 20),
	('matching', 'Matching', 30),
	('modules', 'Modules', 40),
	('enrolments', 'Enrolments', 50);

-- decides: what the number does, a sentence.  takes_effect: what a change of it
-- does from its day on, and what it leaves as it was, a sentence.  choices: the
-- words for the values from least to most.  apart: a value that is no amount,
-- and what it means instead.
CREATE TABLE waymark.setting_name (
	id		bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
	name		text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9_]*$'),
	label		text NOT NULL UNIQUE CHECK (label <> ''),
	unit		text NOT NULL REFERENCES waymark.setting_unit,
	in_group	text NOT NULL REFERENCES waymark.setting_group,
	decides		text NOT NULL CHECK (decides ~ '\.$'),
	takes_effect	text NOT NULL CHECK (takes_effect ~ '\.$'),
	least		bigint NOT NULL CHECK (least >= 0),
	most		bigint NOT NULL,
	choices		text[],
	apart		bigint,
	apart_words	text CHECK (apart_words <> ''),
	position	bigint NOT NULL,
	UNIQUE (in_group, position),
	CHECK (least < most),
	CHECK ((apart IS NULL) = (apart_words IS NULL)),
	CHECK (apart BETWEEN least AND most),
	CHECK ((unit = 'choice') = (choices IS NOT NULL)),
	CHECK (cardinality(choices) = most - least + 1)
);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('placements', 10, 'behind_after_halves', 'A trainee is behind after',
	    'half_days', 1, 100,
	    'How many days somebody can be short of their own expected days '
	    'before lists and records say that they are behind.',
	    'From that day, lists and records compare everybody''s days with '
	    'it; days that are logged stay as they are.'),
	('placements', 20, 'well_behind_after_halves',
	    'A trainee is well behind after', 'half_days', 1, 200,
	    'How many days somebody can be short of their own expected days '
	    'before lists and records say that they are well behind.',
	    'From that day, lists and records compare everybody''s days with '
	    'it; days that are logged stay as they are.'),
	('placements', 30, 'educator_access_days_after',
	    'Practice educators keep their access for', 'days', 0, 365,
	    'How long after their time with a placement ends its practice '
	    'educators can still read it and confirm days.',
	    'From that day, practice educators whose time with a placement '
	    'ended longer ago no longer see it, and those for whom it ended '
	    'less long ago see it again.'),
	('placements', 40, 'longest_log_days_back',
	    'Trainees can log a day for', 'days', 0, 365,
	    'How long after a day a trainee can still log it. 0 sets no '
	    'limit.',
	    'From that day, older days can no longer be logged; those that '
	    'were logged stay, and can be corrected.'),
	('educators', 10, 'educator_capacity',
	    'Trainees at once with a practice educator', 'trainees', 0, 50,
	    'How many trainees a practice educator takes at once, unless their '
	    'own entry in the register says otherwise.',
	    'From that day, the register and new allocations compare with it; '
	    'allocations that were made stay.'),
	('educators', 20, 'educator_currency_months', 'Currency lasts for',
	    'months', 1, 120,
	    'How long a practice educator stays current after they last '
	    'assessed a learner or were awarded a stage.',
	    'From that day, the register and new allocations count with it; '
	    'allocations that were made stay.'),
	('educators', 30, 'educator_attention_days',
	    'Point out what lapses within', 'days', 0, 365,
	    'How long before a registration or somebody''s currency lapses the '
	    'register points it out.',
	    'From that day, the register and the work list point out what '
	    'lapses within it.'),
	('educators', 40, 'registration_renewal_day',
	    'Registrations are renewed by', 'month_day', 101, 1231,
	    'The last day of the year for which registrations with Social Work '
	    'England run.',
	    'A registration that is confirmed from that day on runs until it; '
	    'those that were confirmed keep their date.'),
	('matching', 10, 'match_settings_needed',
	    'Settings that a trainee experiences', 'settings', 1, 9,
	    'How many contrasting kinds of setting a trainee''s placements '
	    'cover together.',
	    'Rounds that are started from that day on use it; a round that '
	    'was started keeps what it was started with.'),
	('matching', 20, 'match_halves_first', 'Days of a first placement',
	    'half_days', 2, 400,
	    'How many days a first placement has.',
	    'Rounds that are started from that day on use it; placements that '
	    'were made keep their days.'),
	('matching', 30, 'match_halves_contrasting',
	    'Days of a contrasting placement', 'half_days', 2, 400,
	    'How many days a contrasting placement has.',
	    'Rounds that are started from that day on use it; placements that '
	    'were made keep their days.'),
	('matching', 40, 'match_halves_last', 'Days of a last placement',
	    'half_days', 2, 400,
	    'How many days a last placement has.',
	    'Rounds that are started from that day on use it; placements that '
	    'were made keep their days.'),
	('matching', 50, 'match_slack_days', 'Time to make up days', 'days', 0,
	    365,
	    'How much longer than its days a proposed placement runs, so that '
	    'days that are missed can be made up.',
	    'Rounds that are started from that day on use it; placements that '
	    'were made keep their dates.'),
	('matching', 60, 'match_minutes_at_most', 'Longest journey', 'minutes',
	    5, 600,
	    'How long a journey to a placement can be for a trainee whose needs '
	    'do not say.',
	    'Rounds that are started from that day on use it; a round that '
	    'was started keeps what it was started with.'),
	('matching', 70, 'match_minutes_within_area',
	    'A journey within one area', 'minutes', 0, 600,
	    'How long a journey within one area is taken to be where none is '
	    'entered.',
	    'Rounds that are started from that day on use it; a round that '
	    'was started keeps what it was started with.'),
	('matching', 80, 'match_milliseconds', 'Time to find the best round',
	    'milliseconds', 100, 10000,
	    'How long Waymark looks for the best round before it proposes the '
	    'best that it has found.',
	    'Rounds that are started from that day on use it; a round that '
	    'was started keeps what it was started with.'),
	('matching', 90, 'match_points_per_ten_minutes',
	    'Points for every 10 minutes of travel', 'points', 0, 1000,
	    'How much a longer journey counts against a placement.',
	    'Rounds that are started from that day on use it; a round that '
	    'was started keeps what it was started with.'),
	('matching', 100, 'match_points_per_week_later',
	    'Points for every week of waiting', 'points', 0, 1000,
	    'How much it counts against a placement that it starts later than '
	    'the trainee could.',
	    'Rounds that are started from that day on use it; a round that '
	    'was started keeps what it was started with.'),
	('matching', 110, 'match_points_not_employer',
	    'Points for another host than the employer', 'points', 0, 1000,
	    'How much it counts against a last placement that the trainee''s '
	    'employer does not host it.',
	    'Rounds that are started from that day on use it; a round that '
	    'was started keeps what it was started with.'),
	('matching', 120, 'match_points_not_preferred',
	    'Points for another setting than preferred', 'points', 0, 1000,
	    'How much it counts against a placement that it is in another '
	    'setting than the trainee prefers.',
	    'Rounds that are started from that day on use it; a round that '
	    'was started keeps what it was started with.'),
	('matching', 130, 'match_points_not_statutory',
	    'Points for a setting that is not statutory', 'points', 0, 1000,
	    'How much it counts against a placement that it is not statutory '
	    'while the trainee still needs one that is.',
	    'Rounds that are started from that day on use it; a round that '
	    'was started keeps what it was started with.'),
	('modules', 10, 'module_pass_mark', 'Pass mark', 'marks', 0, 100,
	    'The mark that passes a component, unless the component is given '
	    'another.',
	    'Components that are added from that day on start with it; those '
	    'that there are keep theirs.'),
	('modules', 20, 'module_attempts_most', 'Attempts at a component',
	    'attempts', 1, 9,
	    'How often a trainee can attempt a component, the first time '
	    'included.',
	    'Boards that decide from that day on count with it; attempts that '
	    'were opened stay open.'),
	('modules', 50, 'module_compensate_from',
	    'A board can compensate a mark from', 'marks', 0, 101,
	    'The least mark of a component that a board can compensate. 101 '
	    'compensates none.',
	    'Boards that decide from that day on count with it; decisions that '
	    'were made stand.'),
	('modules', 70, 'module_attendance_least',
	    'Point out attendance below', 'percent', 0, 100,
	    'The share of a module''s sessions below which somebody''s '
	    'attendance is pointed out.',
	    'From that day, module pages and records compare with it.'),
	('modules', 80, 'module_resit_days', 'Time to a resit', 'days', 1, 365,
	    'How long after a board a resit is due, unless the board sets '
	    'another date.',
	    'Boards that decide from that day on propose it; dates that were '
	    'set stay.'),
	('enrolments', 10, 'longest_extension_months',
	    'Longest extension beyond the cohort''s end', 'months', 0, 60,
	    'How long after the end of their cohort somebody''s programme can '
	    'end.',
	    'Extensions that are recorded from that day on keep within it; '
	    'those that were recorded stand.');
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, choices, decides, takes_effect) VALUES
	('modules', 30, 'module_rounding', 'Results are rounded', 'choice', 0, 1,
	    '{"To the nearest whole mark, a half upwards",Down}',
	    'How a module''s result is made a whole mark.',
	    'From that day, results that no board has decided upon are worked '
	    'out with it; decisions that were made stand.'),
	('modules', 40, 'module_component_passes',
	    'Every component has to be passed', 'choice', 0, 1, '{No,Yes}',
	    'Whether a module is passed only with a pass in each component.',
	    'From that day, results that no board has decided upon are worked '
	    'out with it; decisions that were made stand.'),
	('modules', 60, 'module_resit_capped',
	    'A resit counts as the pass mark at most', 'choice', 0, 1,
	    '{No,Yes}',
	    'Whether a mark above the pass mark counts as that mark in a resit.',
	    'From that day, results that no board has decided upon are worked '
	    'out with it; decisions that were made stand.');

UPDATE waymark.setting_name SET apart = 0, apart_words = 'No limit'
 WHERE name = 'longest_log_days_back';
UPDATE waymark.setting_name SET apart = 101, apart_words = 'None'
 WHERE name = 'module_compensate_from';

-- A programme's version: value NULL is the national default again; reason says
-- why.  version: of all the programme's versions of this setting together,
-- after this one was set or taken back.  replaced: by another from the same
-- day.
CREATE TYPE waymark.setting_state AS ENUM
    ('standing', 'replaced', 'taken_back');

ALTER TABLE waymark.setting
	ADD FOREIGN KEY (name) REFERENCES waymark.setting_name,
	ALTER value DROP NOT NULL,
	ALTER source SET DEFAULT '',
	ADD reason text CHECK (reason <> '' AND length(reason) <= 1000),
	ADD state waymark.setting_state NOT NULL DEFAULT 'standing',
	ADD version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
	ADD by_id bigint DEFAULT auth.person_id()
	    REFERENCES waymark.person,	-- NULL: Waymark
	ADD at timestamptz NOT NULL DEFAULT now(),
	ADD UNIQUE (programme_id, name, version),
	ADD CHECK ((programme_id IS NULL) = (source <> '')),
	ADD CHECK ((programme_id IS NULL) = (reason IS NULL)),
	ADD CHECK (programme_id IS NULL OR lower(during) IS NOT NULL),
	ADD CHECK (value IS NOT NULL OR programme_id IS NOT NULL),
	DROP CONSTRAINT setting_coalesce_name_during_excl,
	ADD CONSTRAINT setting_once EXCLUDE USING gist
	    ((coalesce(programme_id, 0)) WITH =, name WITH =, during WITH &&)
	    WHERE (state = 'standing');

CREATE OR REPLACE FUNCTION waymark.setting_of(wanted_programme bigint,
    wanted text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT s.value FROM waymark.setting s
	         WHERE s.name = wanted AND s.during @> waymark.today()
	           AND s.state = 'standing' AND s.value IS NOT NULL
	           AND (s.programme_id = wanted_programme
	            OR s.programme_id IS NULL)
	         ORDER BY s.programme_id NULLS LAST
	         LIMIT 1);
END
$$;

-- Of all a programme's versions together, as a form has seen them.
CREATE FUNCTION waymark.setting_version(programme bigint, wanted text)
RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT coalesce(max(s.version), 0) FROM waymark.setting s
	         WHERE s.programme_id = programme AND s.name = wanted);
END
$$;

-- One at a time changes a setting.
CREATE FUNCTION waymark.setting_lock(wanted text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	SELECT FROM waymark.setting_name WHERE name = wanted FOR NO KEY UPDATE
$$;
GRANT EXECUTE ON FUNCTION waymark.setting_version(bigint, text),
    waymark.setting_lock(text) TO waymark_web;

CREATE FUNCTION waymark.setting_bounds() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	n waymark.setting_name;
BEGIN
	SELECT * INTO n FROM waymark.setting_name WHERE name = NEW.name;
	IF NEW.value NOT BETWEEN n.least AND n.most THEN
		RAISE EXCEPTION '% lies between % and %', NEW.name, n.least,
		    n.most USING ERRCODE = 'check_violation';
	END IF;
	IF n.unit = 'month_day' THEN
		PERFORM make_date(2001, (NEW.value / 100)::integer,
		    (NEW.value % 100)::integer);
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER bounds BEFORE INSERT ON waymark.setting
    FOR EACH ROW EXECUTE FUNCTION waymark.setting_bounds();

-- Whoever saw an older version of the setting writes nothing.
CREATE FUNCTION waymark.setting_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	from_on date := lower(NEW.during);
BEGIN
	PERFORM waymark.setting_lock(NEW.name);
	IF NEW.version <>
	    waymark.setting_version(NEW.programme_id, NEW.name) + 1 THEN
		RETURN NULL;
	END IF;
	IF auth.person_id() IS NOT NULL AND from_on < waymark.today() THEN
		RAISE EXCEPTION 'a setting does not change for days gone by'
		    USING ERRCODE = 'check_violation';
	END IF;
	UPDATE waymark.setting SET state = 'replaced'
	 WHERE programme_id = NEW.programme_id AND name = NEW.name
	   AND state = 'standing' AND lower(during) = from_on;
	UPDATE waymark.setting SET during = daterange(lower(during), from_on)
	 WHERE programme_id = NEW.programme_id AND name = NEW.name
	   AND state = 'standing' AND during @> from_on;
	NEW.during := daterange(from_on, (SELECT min(lower(s.during))
	    FROM waymark.setting s
	   WHERE s.programme_id = NEW.programme_id AND s.name = NEW.name
	     AND s.state = 'standing' AND lower(s.during) > from_on));
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.setting
    FOR EACH ROW WHEN (NEW.programme_id IS NOT NULL)
    EXECUTE FUNCTION waymark.setting_begins();

-- What may follow what.
CREATE TABLE waymark.setting_transition (
	before		waymark.setting_state NOT NULL,
	after		waymark.setting_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.setting_transition VALUES
	('standing', 'replaced'),
	('standing', 'taken_back');

CREATE FUNCTION waymark.setting_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.setting_transition t
	    WHERE t.before = OLD.state AND t.after = NEW.state) THEN
		RAISE EXCEPTION 'a version that is % cannot become % here',
		    OLD.state, NEW.state USING ERRCODE = 'check_violation';
	END IF;
	IF NEW.state = 'replaced' THEN
		RETURN NEW;
	END IF;
	PERFORM waymark.setting_lock(NEW.name);
	IF NEW.version <>
	    waymark.setting_version(NEW.programme_id, NEW.name) + 1 THEN
		RETURN NULL;
	END IF;
	IF lower(OLD.during) <= waymark.today() THEN
		RAISE EXCEPTION 'what has begun is not taken back'
		    USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER taken_back BEFORE UPDATE OF state ON waymark.setting
    FOR EACH ROW EXECUTE FUNCTION waymark.setting_ends();

-- What it ended goes on.
CREATE FUNCTION waymark.setting_goes_on() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.setting
	   SET during = daterange(lower(during), upper(OLD.during))
	 WHERE programme_id = OLD.programme_id AND name = OLD.name
	   AND state = 'standing' AND upper(during) = lower(OLD.during);
	RETURN NULL;
END
$$;
CREATE TRIGGER goes_on AFTER UPDATE OF state ON waymark.setting
    FOR EACH ROW WHEN (NEW.state = 'taken_back')
    EXECUTE FUNCTION waymark.setting_goes_on();

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['setting_unit', 'setting_group',
	    'setting_name', 'setting_transition'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL SECURITY,
		    FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
		CONTINUE WHEN t = 'setting_transition';
		EXECUTE format('CREATE POLICY everybody ON waymark.%I FOR SELECT
		    TO waymark_web USING (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
	END LOOP;
END
$$;

CREATE POLICY sees ON waymark.setting FOR SELECT TO waymark_web USING (
    programme_id IS NULL
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
CREATE POLICY sets ON waymark.setting FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[])
        AND state = 'standing');
CREATE POLICY takes_back ON waymark.setting FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[])
        AND state = 'taken_back');
GRANT SELECT ON waymark.setting TO waymark_web;
GRANT INSERT (programme_id, name, value, reason, during, version)
    ON waymark.setting TO waymark_web;
GRANT UPDATE (state, version) ON waymark.setting TO waymark_web;
