-- Flags: what says that somebody may need help, found by rules (src/rules/
-- flags*.c) in facts about the process, and told to everybody in one sentence.
--
-- The role waymark_flags reads the facts and writes the flags, and nobody else
-- writes any.  It reads columns that are granted below one by one: none holds
-- a name, an address, why somebody was away, or what somebody wrote, and it
-- cannot enter the room of equality answers.
--
-- A flag is an episode: it is raised on a day, its severity may change, and it
-- is cleared on the day on which its cause is gone.  Beside that, what stood on
-- each day is kept as it was (flag_day): so it is known later what was known
-- when.  A day on which no jobs ran is recorded as missed, never made up.

CREATE TYPE waymark.flag_severity AS ENUM ('watch', 'act', 'urgent');
-- Whether it is about what somebody was promised, or about how they get on.
CREATE TYPE waymark.flag_about AS ENUM ('support', 'progress');
-- computed: worked out later from dated facts, as the demonstration does.
CREATE TYPE waymark.flag_snapshot_state AS ENUM
    ('taken', 'missed', 'computed');

-- Of a code, the latest version is the one that src/rules/flags.c has.
CREATE TABLE waymark.flag_rule (
	code		text NOT NULL CHECK (code ~ '^[a-z_]+$'),
	version		bigint NOT NULL CHECK (version > 0),
	position	bigint NOT NULL,
	about		waymark.flag_about NOT NULL,
	title		text NOT NULL CHECK (title <> ''),
	raised_when	text NOT NULL CHECK (raised_when ~ '\.$'),
	cleared_when	text NOT NULL CHECK (cleared_when ~ '\.$'),
	from_on		date NOT NULL DEFAULT waymark.today(),
	PRIMARY KEY (code, version),
	UNIQUE (position, version)
);
INSERT INTO waymark.flag_rule (code, version, position, about, title,
    raised_when, cleared_when) VALUES
	('days_behind', 1, 10, 'progress', 'Days behind plan',
	    'The days that are logged fall short of those that the person''s '
	    'own pattern expects.',
	    'Enough days are logged.'),
	('milestone_overdue', 1, 20, 'progress', 'Milestone overdue',
	    'Work was not handed in on its day, or an agreement or a report '
	    'was not signed on its day.',
	    'It is handed in or signed.'),
	('review_overdue', 1, 30, 'support', 'Review overdue',
	    'A review has not been held on the day on which it was due.',
	    'The review is held and signed, or moved with a reason.'),
	('supervision_gap', 1, 40, 'support', 'Supervision too long ago',
	    'No supervision was recorded for longer than the interval that '
	    'was agreed.',
	    'Supervision is held and recorded.'),
	('supervision_short', 1, 50, 'support', 'Too little supervision',
	    'The latest supervision was shorter than agreed, or there was '
	    'less of it than the days done call for.',
	    'Enough supervision is held and recorded.'),
	('observation_overdue', 1, 60, 'support', 'Observation overdue',
	    'A direct observation was not signed by the point at which it is '
	    'due.',
	    'The observation is signed.'),
	('evidence_behind', 1, 70, 'progress', 'Evidence behind plan',
	    'Less evidence counts than the plan expects at this point.',
	    'The evidence that is missing counts.'),
	('returned_again', 1, 80, 'progress', 'Returned more than once',
	    'Two or more items stand returned.',
	    'They are sent again.'),
	('concern_open', 1, 90, 'progress', 'Concern not followed up',
	    'A concern is open beyond the day on which it was to be followed '
	    'up.',
	    'The concern is followed up.'),
	('module_failed', 1, 100, 'progress', 'Module not passed',
	    'A board decided that a module is failed or has to be repeated.',
	    'A board decides that the module is passed.'),
	('attempts_low', 1, 110, 'progress', 'Last attempt',
	    'The last attempt at part of a module is open.',
	    'It is handed in.'),
	('absence_pattern', 1, 120, 'progress', 'Absence to make up',
	    'Days of absence are not made up, or teaching was missed several '
	    'times in a row without being excused.',
	    'The days are made up, or teaching is attended.'),
	('caseload_high', 1, 130, 'support', 'Caseload above the cap',
	    'The caseload is above what was agreed.',
	    'The caseload is at the cap or below.'),
	('protected_time', 1, 140, 'support', 'Protected time not given',
	    'Less protected time was given than was agreed.',
	    'The time that was agreed is given.'),
	('adjustment_late', 1, 150, 'support', 'Adjustment not in place',
	    'A reasonable adjustment waits for longer than it may.',
	    'The adjustment is in place.'),
	('guide_missing', 1, 160, 'support', 'Nobody to guide or assess',
	    'There is no practice educator, ASYE assessor or line manager, or no '
	    'on-site supervisor where the educator works off site.',
	    'Somebody has the duty.'),
	('guide_lapsed', 1, 170, 'support', 'Educator or assessor not '
	    'registered',
	    'The registration of a practice educator, of the on-site supervisor '
	    'of a last placement or of an ASYE assessor has lapsed.',
	    'The registration is renewed, or somebody else has the duty.'),
	('guide_overloaded', 1, 180, 'support', 'Educator or assessor '
	    'overloaded',
	    'A practice educator, an on-site supervisor or an ASYE assessor has '
	    'more people than they can take.',
	    'They have fewer people, or somebody else has the duty.'),
	('host_changed', 1, 190, 'support', 'Host changed',
	    'The host changed, and nothing new was agreed with the new one.',
	    'A new agreement is signed.'),
	('no_activity', 1, 200, 'progress', 'No activity',
	    'Nothing was recorded for some time although something was '
	    'expected.',
	    'Something is recorded.');

-- person_id: the trainee or newly qualified social worker.  placement_id,
-- asye_id: whose educators and assessors see it.  subject_key: which of several
-- of one rule, "placement 12".  severity_on: since when it is that severe.
-- why: why it is that severe.  record_kinds, record_ids: what it rests upon.
CREATE TABLE waymark.flag (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	placement_id	bigint,
	asye_id		bigint,
	rule		text NOT NULL,
	rule_version	bigint NOT NULL,
	subject_key	text NOT NULL DEFAULT '',
	about		waymark.flag_about NOT NULL,
	raised_on	date NOT NULL,
	cleared_on	date CHECK (cleared_on >= raised_on),
	severity	waymark.flag_severity NOT NULL,
	severity_on	date NOT NULL,
	sentence	text NOT NULL CHECK (sentence ~ '\.$'),
	why		text NOT NULL CHECK (why ~ '\.$'),
	clears_when	text NOT NULL CHECK (clears_when ~ '\.$'),
	who		text[] NOT NULL CHECK (who <> '{}'),
	record_kinds	text[] NOT NULL DEFAULT '{}',
	record_ids	bigint[] NOT NULL DEFAULT '{}',
	found_at	timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (rule, rule_version) REFERENCES waymark.flag_rule,
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	FOREIGN KEY (placement_id, enrolment_id, person_id, programme_id)
	    REFERENCES waymark.placement
	    (id, enrolment_id, person_id, programme_id),
	FOREIGN KEY (asye_id, enrolment_id, person_id, programme_id)
	    REFERENCES waymark.asye
	    (id, enrolment_id, person_id, programme_id),
	UNIQUE (id, person_id, programme_id),
	CHECK (placement_id IS NULL OR asye_id IS NULL),
	CHECK (severity_on >= raised_on),
	CHECK (cardinality(record_kinds) = cardinality(record_ids))
);
CREATE UNIQUE INDEX flag_once ON waymark.flag
    (enrolment_id, rule, subject_key) WHERE cleared_on IS NULL;
CREATE INDEX flag_enrolment ON waymark.flag (enrolment_id, raised_on);
CREATE INDEX flag_person ON waymark.flag (person_id) WHERE cleared_on IS NULL;
CREATE INDEX flag_standing ON waymark.flag
    (programme_id, severity DESC, raised_on, id) WHERE cleared_on IS NULL;
CREATE INDEX flag_placement ON waymark.flag (placement_id)
 WHERE placement_id IS NOT NULL;
CREATE INDEX flag_asye ON waymark.flag (asye_id) WHERE asye_id IS NOT NULL;

-- What was cleared stays as it was, and whom a flag is about never changes.
CREATE FUNCTION waymark.flag_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	IF OLD.cleared_on IS NOT NULL THEN
		RAISE EXCEPTION 'a flag that was cleared is not changed'
		    USING ERRCODE = 'check_violation';
	END IF;
	IF (OLD.person_id, OLD.enrolment_id, OLD.rule, OLD.subject_key,
	    OLD.raised_on, OLD.found_at) IS DISTINCT FROM (NEW.person_id,
	    NEW.enrolment_id, NEW.rule, NEW.subject_key, NEW.raised_on,
	    NEW.found_at) THEN
		RAISE EXCEPTION 'an episode stays what it is'
		    USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.flag
    FOR EACH ROW EXECUTE FUNCTION waymark.flag_guard();

-- people: how many were looked at; flags: how many rows of flag_day there are.
CREATE TABLE waymark.flag_snapshot (
	on_date		date PRIMARY KEY,
	state		waymark.flag_snapshot_state NOT NULL,
	people		bigint NOT NULL DEFAULT 0 CHECK (people >= 0),
	flags		bigint NOT NULL DEFAULT 0 CHECK (flags >= 0),
	at		timestamptz NOT NULL DEFAULT now(),
	CHECK (state <> 'missed' OR (people, flags) = (0, 0))
);

CREATE TABLE waymark.flag_day (
	on_date		date NOT NULL REFERENCES waymark.flag_snapshot,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	rule_version	bigint NOT NULL,
	severity	waymark.flag_severity NOT NULL,
	rule		text NOT NULL,
	subject_key	text NOT NULL,
	PRIMARY KEY (on_date, enrolment_id, rule, subject_key),
	FOREIGN KEY (rule, rule_version) REFERENCES waymark.flag_rule
);
CREATE INDEX flag_day_enrolment ON waymark.flag_day (enrolment_id, on_date);
CREATE INDEX flag_day_programme ON waymark.flag_day (programme_id, on_date);

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['flag_snapshot', 'flag_day'] LOOP
		EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR
		    DELETE OR TRUNCATE ON waymark.%I FOR EACH STATEMENT
		    EXECUTE FUNCTION audit.refuse()', t);
	END LOOP;
END
$$;

-- Up to which event the records were looked at, now and the time before; and
-- when everybody was looked at last.
CREATE TABLE waymark.flag_progress (
	only_one	boolean PRIMARY KEY DEFAULT true CHECK (only_one),
	seen_before	bigint NOT NULL DEFAULT 0,
	seen		bigint NOT NULL DEFAULT 0,
	whole_on	date,
	whole_at	timestamptz
);

-- Numbers of the rules.

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('flags', 'At risk', 120);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect)
SELECT 'flags', s.position, 'flag_' || s.name, s.label, s.unit, s.least,
       s.most, s.decides, 'From that day, flags are found with it; those that '
       'were cleared stay as they were.'
  FROM (VALUES
	(10, 'behind_halves', 'Flag days behind plan from', 'half_days', 1,
	    100, 'From how many days behind their own plan somebody is '
	    'flagged.'),
	(20, 'behind_act_halves', 'Days behind plan call for action from',
	    'half_days', 1, 200, 'From how many days behind their own plan '
	    'the flag says that somebody has to act.'),
	(30, 'behind_urgent_halves', 'Days behind plan are urgent from',
	    'half_days', 1, 400, 'From how many days behind their own plan '
	    'the flag is urgent.'),
	(40, 'act_days', 'Flags call for action after', 'days', 0, 365,
	    'How long something is overdue before its flag says that somebody '
	    'has to act.'),
	(50, 'urgent_days', 'Flags are urgent after', 'days', 1, 730,
	    'How long something is overdue before its flag is urgent.'),
	(60, 'milestone_days', 'Flag unsigned milestones after', 'days', 0,
	    180, 'How long after a placement starts or ends its agreement or '
	    'its final report can wait for signatures.'),
	(70, 'supervision_days', 'Supervision is held every', 'days', 1, 90,
	    'How often supervision is held where no agreement says.'),
	(80, 'supervision_grace_days', 'Flag supervision that is late by',
	    'days', 0, 60, 'How much longer than agreed supervision can be '
	    'apart.'),
	(90, 'supervision_sessions', 'Judge the length of supervision by',
	    'number', 1, 12, 'How many of the latest sessions the length of '
	    'supervision is judged by.'),
	(100, 'supervision_percent', 'Supervision is too short below',
	    'percent', 1, 100, 'The part of the agreed length below which '
	    'supervision is too short.'),
	(110, 'evidence_days', 'Flag evidence that is late by', 'days', 0, 180,
	    'How long after the day of a review the evidence for it can be '
	    'missing.'),
	(120, 'returned_items', 'Flag items that stand returned from',
	    'number', 1, 20, 'How many items stand returned when somebody is '
	    'flagged.'),
	(130, 'absent_halves', 'Flag absence to make up from', 'half_days', 1,
	    100, 'How many days of absence are not made up when somebody is '
	    'flagged.'),
	(140, 'absent_sessions', 'Flag teaching missed in a row from',
	    'number', 1, 20, 'How many sessions in a row are missed without '
	    'an excuse when somebody is flagged.'),
	(150, 'guide_days', 'Flag a duty that nobody has after', 'days', 0,
	    180, 'How long there can be no practice educator, ASYE assessor '
	    'or line manager.'),
	(160, 'assessor_most', 'ASYEs at once with one assessor', 'people', 1,
	    50, 'How many newly qualified social workers an ASYE assessor '
	    'takes at once.'),
	(170, 'host_days', 'Flag a changed host after', 'days', 0, 180,
	    'How long after the host changed a new agreement can be '
	    'missing.'),
	(180, 'silent_days', 'Flag silence after', 'days', 1, 180,
	    'How long nothing is recorded before somebody is flagged.'),
	(190, 'asye_silent_days', 'Flag silence in an ASYE after', 'days', 1,
	    365, 'How long nothing is recorded in an ASYE before it is '
	    'flagged.'),
	(200, 'weeks_in_row', 'Flag promises that are broken for', 'weeks', 1,
	    20, 'For how many weeks running the caseload is above what was '
	    'agreed, or protected time below it, when it is flagged.'),
	(210, 'protected_percent', 'Protected time is missing below',
	    'percent', 1, 100, 'The part of the agreed protected time below '
	    'which it was not given.'))
       AS s (position, name, label, unit, least, most, decides);
INSERT INTO waymark.setting (name, value, source) VALUES
	('flag_behind_halves', 10, 'Waymark: five days, a week of work'),
	('flag_behind_act_halves', 20, 'Waymark: ten days'),
	('flag_behind_urgent_halves', 40, 'Waymark: twenty days, a month'),
	('flag_act_days', 14, 'Waymark: two weeks'),
	('flag_urgent_days', 42, 'Waymark: six weeks'),
	('flag_milestone_days', 28, 'Waymark: four weeks to sign'),
	('flag_supervision_days', 14, 'Suffolk and Hampshire: at least every '
	    'two weeks'),
	('flag_supervision_grace_days', 7, 'Waymark: a week''s grace'),
	('flag_supervision_sessions', 3, 'Waymark: the latest three'),
	('flag_supervision_percent', 75, 'Waymark: three quarters of it'),
	('flag_evidence_days', 14, 'Waymark: two weeks after the review'),
	('flag_returned_items', 2, 'Waymark: the second returned item'),
	('flag_absent_halves', 10, 'Waymark: five days'),
	('flag_absent_sessions', 3, 'Waymark: three sessions'),
	('flag_guide_days', 7, 'Waymark: a week to name somebody'),
	('flag_assessor_most', 6, 'Waymark: six at once'),
	('flag_host_days', 14, 'Waymark: two weeks to agree anew'),
	('flag_silent_days', 14, 'Waymark: two weeks without a day'),
	('flag_asye_silent_days', 42, 'Waymark: six weeks without a record'),
	('flag_weeks_in_row', 2, 'Waymark: the second week running'),
	('flag_protected_percent', 80, 'Waymark: four fifths of it');

-- What the role that finds flags may read, column by column.  Not why somebody
-- was absent, paused or given more time; a concern is a day and a state.

GRANT USAGE ON SCHEMA waymark, audit TO waymark_flags;
DO $$
DECLARE
	g record;
BEGIN
	FOR g IN SELECT * FROM (VALUES
	    ('enrolment', 'id, person_id, programme_id, cohort_id, starts_on,
	        ends_on, state'),
	    ('enrolment_event', 'enrolment_id, version, change, on_date,
	        undoes, state'),
	    ('cohort', 'id, starts_on, ends_on'),
	    ('placement', 'id, enrolment_id, person_id, programme_id,
	        organisation_id, stage, starts_on, ends_on, required_halves,
	        state'),
	    ('placement_pattern', 'id, placement_id, during, halves'),
	    ('placement_interruption', 'id, placement_id, during'),
	    ('placement_event', 'placement_id, enrolment_id, version, change,
	        on_date, undoes, before, state, organisation_id'),
	    ('placement_educator', 'id, placement_id, person_id, duty,
	        during'),
	    ('placement_day', 'id, placement_id, enrolment_id, on_date, halves,
	        kind, state, submitted_at, decided_at'),
	    ('educator', 'id, person_id, programme_id, organisation_id,
	        registration, registered_until, capacity, state'),
	    ('document', 'id, kind, stage, placement_id, asye_id, enrolment_id,
	        person_id, state, held_on, minutes, started_at, sent_at,
	        signed_at'),
	    ('document_event', 'id, document_id, enrolment_id, placement_id,
	        asye_id, change, after, at'),
	    ('concern', 'id, enrolment_id, placement_id, shared, of_support,
	        raised_on, state, open, since_on, follow_up_on'),
	    ('concern_event', 'concern_id, enrolment_id, version, step,
	        on_date, follow_up_on, undoes, state'),
	    ('module', 'id, code, title'),
	    ('offering', 'id, module_id, cohort_id'),
	    ('component', 'id, offering_id, title'),
	    ('attempt', 'id, component_id, offering_id, enrolment_id, number,
	        due_on, state, submitted_on, opened_by'),
	    ('extension', 'attempt_id, enrolment_id, due_on, state'),
	    ('board_decision', 'id, offering_id, enrolment_id, outcome,
	        board_on, state'),
	    ('module_session', 'id, offering_id, on_date, cancelled'),
	    ('attendance', 'id, session_id, offering_id, enrolment_id, state'),
	    ('framework', 'id, kind, months'),
	    ('framework_review', 'framework_id, number, months, optional,
	        final, name'),
	    ('framework_minimum', 'framework_id, evidence, at_least,
	        at_months'),
	    ('asye', 'id, enrolment_id, person_id, programme_id, framework_id,
	        state, starts_on'),
	    ('asye_event', 'asye_id, enrolment_id, version, change, after,
	        on_day, undoes, employer_id, host_id'),
	    ('asye_duty', 'id, asye_id, person_id, duty, during, state'),
	    ('asye_review', 'id, asye_id, number, months, state, due_on,
	        held_on'),
	    ('asye_promise', 'asye_id, document_id, version, number, during,
	        what, amount, unit'),
	    ('asye_observer', 'document_id, asye_id, by_assessor'),
	    ('feedback_given', 'id, asye_id, giver, given_on, erased_at'),
	    ('flag_rule', 'code, version, about'))
	    AS t (name, columns) LOOP
		EXECUTE format('GRANT SELECT (%s) ON waymark.%I
		    TO waymark_flags', g.columns, g.name);
		EXECUTE format('CREATE POLICY finds_flags ON waymark.%I
		    FOR SELECT TO waymark_flags USING (true)', g.name);
	END LOOP;
END
$$;
GRANT SELECT (id, subject, person_id, placement_id) ON audit.event
    TO waymark_flags;
CREATE POLICY finds_flags ON audit.event FOR SELECT TO waymark_flags
    USING (true);
GRANT EXECUTE ON FUNCTION waymark.today(), waymark.setting_of(bigint, text),
    waymark.day_of(timestamptz),
    waymark.evidence_of(waymark.document_kind),
    waymark.stage_month(waymark.document_stage, waymark.document_kind, bigint),
    waymark.document_stage_months(waymark.document_stage, bigint)
    TO waymark_flags;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['flag_rule', 'flag', 'flag_snapshot',
	    'flag_day', 'flag_progress'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL SECURITY,
		    FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
		CONTINUE WHEN t = 'flag_rule';
		EXECUTE format('CREATE POLICY writes_flags ON waymark.%I
		    TO waymark_flags USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_flags',
		    t);
	END LOOP;
END
$$;
GRANT INSERT, UPDATE (rule_version, placement_id, asye_id, about, cleared_on,
    severity, severity_on, sentence, why, clears_when, who, record_kinds,
    record_ids) ON waymark.flag TO waymark_flags;
GRANT INSERT ON waymark.flag_snapshot, waymark.flag_day TO waymark_flags;
GRANT INSERT, UPDATE ON waymark.flag_progress TO waymark_flags;

-- Of the records that a flag rests upon, those that whoever asks can read.
CREATE FUNCTION waymark.flag_records_open(of_kinds text[], of_ids bigint[],
    OUT kinds text[], OUT ids bigint[])
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
	SELECT coalesce(array_agg(r.kind ORDER BY r.n), '{}'),
	       coalesce(array_agg(r.id ORDER BY r.n), '{}')
	  INTO kinds, ids
	  FROM unnest(of_kinds, of_ids) WITH ORDINALITY AS r(kind, id, n)
	 WHERE CASE r.kind
	    WHEN 'placement' THEN EXISTS (SELECT 1 FROM waymark.placement p
	        WHERE p.id = r.id)
	    WHEN 'days' THEN EXISTS (SELECT 1 FROM waymark.placement p
	        WHERE p.id = r.id)
	    WHEN 'document' THEN EXISTS (SELECT 1 FROM waymark.document d
	        WHERE d.id = r.id)
	    WHEN 'concern' THEN EXISTS (SELECT 1 FROM waymark.concern c
	        WHERE c.id = r.id)
	    WHEN 'module' THEN EXISTS (SELECT 1 FROM waymark.offering o
	        WHERE o.id = r.id)
	    WHEN 'asye' THEN EXISTS (SELECT 1 FROM waymark.asye a
	        WHERE a.id = r.id)
	    WHEN 'support' THEN EXISTS (SELECT 1
	        FROM waymark.support_ledger l WHERE l.asye_id = r.id)
	    WHEN 'adjustment' THEN EXISTS (SELECT 1
	        FROM waymark.adjustment j WHERE j.id = r.id)
	    ELSE true END;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.flag_records_open(text[], bigint[])
    TO waymark_web;

CREATE POLICY everybody ON waymark.flag_rule FOR SELECT TO waymark_web
    USING (true);
CREATE POLICY signed_in ON waymark.flag_snapshot FOR SELECT TO waymark_web
    USING ((SELECT auth.person_id()) IS NOT NULL);
-- Educators see what is about their placement, assessors what is about the
-- ASYE; a concern that is not shared is about neither.
CREATE POLICY sees ON waymark.flag FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR placement_id = ANY ((SELECT auth.educator_placements())::bigint[])
    OR asye_id = ANY ((SELECT auth.asye_reached())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[]));
CREATE POLICY sees ON waymark.flag_day FOR SELECT TO waymark_web USING (
    programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT SELECT ON waymark.flag_rule, waymark.flag, waymark.flag_snapshot,
    waymark.flag_day TO waymark_web;
