-- The ASYE: the assessed and supported year in employment of somebody newly
-- qualified, whose record the newly qualified social worker, their assessor,
-- manager and coordinator share.
--
-- A framework says which reviews a year has and what evidence it needs at
-- least.  It is chosen by the day on which somebody starts, and is theirs for
-- life: a later framework is another row.  What happens to an ASYE are events,
-- from which its state follows; an event is undone by another.

CREATE TYPE waymark.framework_kind AS ENUM
    ('adults', 'children', 'early_career');
CREATE TYPE waymark.evidence_kind AS ENUM ('observation', 'feedback_people',
    'feedback_professionals', 'written_record', 'reflection',
    'development_plan', 'self_assessment', 'supervision', 'review');
CREATE TYPE waymark.asye_state AS ENUM ('eligible', 'registered', 'agreed',
    'review_3', 'review_6', 'review_9', 'final_review', 'recommended',
    'moderated', 'confirmed', 'certificated', 'claim_complete', 'paused',
    'withdrawn', 'transferred');
CREATE TYPE waymark.asye_change AS ENUM ('found_eligible', 'registered',
    'agreement_signed', 'reviewed_3', 'reviewed_6', 'reviewed_9',
    'final_reviewed', 'recommended', 'moderated', 'returned_by_panel',
    'confirmed', 'certificated', 'claimed', 'paused', 'resumed', 'withdrawn',
    'transferred_out', 'transferred_in', 'reinstated', 'undone');
CREATE TYPE waymark.asye_duty_kind AS ENUM
    ('assessor', 'line_manager', 'supervisor');
CREATE TYPE waymark.asye_role_kind AS ENUM ('designated', 'evidenced');
CREATE TYPE waymark.asye_part AS ENUM ('nqsw', 'assessor', 'line_manager',
    'supervisor', 'coordinator', 'staff', 'moderator');

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('asye', 'ASYE', 70);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('asye', 10, 'asye_access_days_after',
	    'ASYE assessors and managers keep their access for', 'days', 0, 365,
	    'How long after their duty on an ASYE ends an assessor, a line '
	    'manager or a supervisor can still read it.',
	    'From that day, those whose duty ended longer ago no longer see '
	    'the ASYE, and those for whom it ended less long ago see it '
	    'again.');
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('asye', 11, 'asye_usual_months',
	    'An ASYE usually starts after qualifying within', 'months', 1, 120,
	    'How long after qualifying somebody can start an ASYE without '
	    'more.',
	    'Registrations from that day on are compared with it; those that '
	    'were made stay.'),
	('asye', 12, 'asye_current_months',
	    'Knowledge has to be current for a start within', 'months', 1, 240,
	    'How long after qualifying an employer can register somebody whose '
	    'knowledge they are satisfied is current. Later, it is at the '
	    'employer''s choice.',
	    'Registrations from that day on are compared with it; those that '
	    'were made stay.'),
	('asye', 13, 'asye_funded_months',
	    'An ASYE is funded after qualifying within', 'months', 1, 240,
	    'How long after qualifying an ASYE for child and family, or an '
	    'early career programme, is funded.',
	    'Registrations from that day on are compared with it; those that '
	    'were made stay.');
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, choices, decides, takes_effect) VALUES
	('asye', 14, 'asye_again_after_fail',
	    'Somebody who failed an ASYE can start another', 'choice', 0, 1,
	    '{No,Yes}',
	    'Whether somebody who failed an ASYE can be registered on another '
	    'one.',
	    'Registrations from that day on are compared with it; those that '
	    'were made stay.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('asye_access_days_after', 42,
	    'Waymark: six weeks to hand over after a duty ends'),
	('asye_usual_months', 24, 'Skills for Care: registered and within two '
	    'years of qualifying'),
	('asye_current_months', 48, 'Skills for Care: two to four years if the '
	    'employer is satisfied that knowledge is current'),
	('asye_funded_months', 36, 'Department for Education, new service: '
	    'qualified within three years'),
	('asye_again_after_fail', 0, 'Waymark: as Hampshire has it');

-- Frameworks: during are the days on which somebody can start on it.

CREATE TABLE waymark.framework (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	code		text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9_]+$'),
	kind		waymark.framework_kind NOT NULL,
	name		text NOT NULL UNIQUE CHECK (name <> ''),
	months		bigint NOT NULL CHECK (months BETWEEN 1 AND 60),
	during		daterange NOT NULL CHECK (NOT isempty(during)),
	standard_sets	text[] NOT NULL CHECK (standard_sets <> '{}'),
	source		text NOT NULL CHECK (source <> ''),
	EXCLUDE USING gist (kind WITH =, during WITH &&)
);

-- change: the event that the review is recorded as.
CREATE TABLE waymark.framework_review (
	framework_id	bigint NOT NULL REFERENCES waymark.framework,
	number		bigint NOT NULL CHECK (number > 0),
	months		bigint NOT NULL CHECK (months > 0),
	optional	boolean NOT NULL DEFAULT false,
	final		boolean NOT NULL DEFAULT false,
	change		waymark.asye_change NOT NULL CHECK (change IN
			    ('reviewed_3', 'reviewed_6', 'reviewed_9',
			    'final_reviewed')),
	name		text NOT NULL CHECK (name <> ''),
	PRIMARY KEY (framework_id, number),
	UNIQUE (framework_id, months),
	UNIQUE (framework_id, change),
	CHECK (final = (change = 'final_reviewed')),
	CHECK (NOT (optional AND final))
);

-- by_registered, by_assessor: how many of them at least a registered social
-- worker, and the ASYE assessor, make.  must_include: kinds of it that have to
-- be among them.  at_months: when each is due, where that is said.  gates:
-- whether a final review waits for it.  by_file: a file that was assessed counts
-- beside the form of its own.
CREATE TABLE waymark.framework_minimum (
	framework_id	bigint NOT NULL REFERENCES waymark.framework,
	evidence	waymark.evidence_kind NOT NULL,
	at_least	bigint NOT NULL CHECK (at_least >= 0),
	by_registered	bigint NOT NULL DEFAULT 0,
	by_assessor	bigint NOT NULL DEFAULT 0,
	must_include	text[] NOT NULL DEFAULT '{}',
	at_months	bigint[] NOT NULL DEFAULT '{}',
	gates		boolean NOT NULL DEFAULT true,
	by_file		boolean NOT NULL DEFAULT false,
	source		text NOT NULL CHECK (source <> ''),
	PRIMARY KEY (framework_id, evidence),
	CHECK (by_registered BETWEEN 0 AND at_least
	    AND by_assessor BETWEEN 0 AND at_least)
);

INSERT INTO waymark.framework (code, kind, name, months, during,
    standard_sets, source) VALUES
	('adults_2022', 'adults', 'ASYE for adults and mental health', 12,
	    '[2022-09-01,)', '{KSS-ADULTS,PCF}',
	    'Skills for Care: one set of ASYE templates for all sectors from '
	    '1 September 2022; nothing announces its end'),
	('children_2022', 'children', 'ASYE for child and family', 12,
	    '[2022-09-01,2027-04-01)', '{KSS-CHILD-FAMILY,PCF}',
	    'Department for Education: 2026 to 2027 is the last funded year; '
	    'the standards are in force until 31 March 2027'),
	('early_career_2027', 'early_career',
	    'Early Career Development Programme', 24, '[2027-09-01,)', '{PCF}',
	    'Department for Education: replaces the ASYE for child and family '
	    'from September 2027; standards are assessed at the end of the '
	    'second year');

INSERT INTO waymark.framework_review (framework_id, number, months, optional,
    final, change, name)
SELECT f.id, r.number, r.months, r.optional, r.change = 'final_reviewed',
       r.change::waymark.asye_change, r.name
  FROM waymark.framework f
 CROSS JOIN (VALUES
	(1, 3, false, 'reviewed_3', 'Three-month review'),
	(2, 6, false, 'reviewed_6', 'Six-month review'),
	(3, 9, true, 'reviewed_9', 'Nine-month review'),
	(4, 12, false, 'final_reviewed', 'Final review'))
       AS r (number, months, optional, change, name)
 WHERE f.kind <> 'early_career';
INSERT INTO waymark.framework_review (framework_id, number, months, optional,
    final, change, name)
SELECT f.id, r.number, r.months, false, r.change = 'final_reviewed',
       r.change::waymark.asye_change, r.name
  FROM waymark.framework f
 CROSS JOIN (VALUES
	(1, 6, 'reviewed_3', 'Six-month review'),
	(2, 12, 'reviewed_6', 'Twelve-month review'),
	(3, 18, 'reviewed_9', 'Eighteen-month review'),
	(4, 24, 'final_reviewed', 'Assessment at the end of year two'))
       AS r (number, months, change, name)
 WHERE f.kind = 'early_career';

INSERT INTO waymark.framework_minimum (framework_id, evidence, at_least,
    by_registered, by_assessor, must_include, at_months, gates, by_file,
    source)
SELECT f.id, m.evidence::waymark.evidence_kind,
       CASE WHEN f.kind = 'adults' AND m.evidence = 'self_assessment'
           THEN 0 ELSE m.at_least END,
       m.by_registered, m.by_assessor, m.must_include::text[],
       m.at_months::bigint[], m.gates AND NOT (f.kind = 'adults'
           AND m.evidence = 'self_assessment'),
       m.evidence = 'written_record', m.source
  FROM waymark.framework f
 CROSS JOIN (VALUES
	('observation', 3, 3, 2, '{}', '{}', true,
	    'Knowledge and skills statement for adults, section 11: each by a '
	    'registered social worker, at least two by the assessor'),
	('feedback_people', 3, 0, 0, '{}', '{}', true,
	    'gov.uk ASYE framework: three over the year'),
	('feedback_professionals', 3, 0, 0, '{}', '{}', true,
	    'gov.uk ASYE framework: three over the year'),
	('written_record', 3, 0, 0, '{external_report,case_recordings}', '{}',
	    true, 'Knowledge and skills statement for adults, section 11: a '
	    'report for an external decision and a set of case recordings'),
	('reflection', 2, 0, 0, '{}', '{6,12}', true,
	    'gov.uk ASYE framework, 2026: at 6 and 12 months'),
	('development_plan', 4, 0, 0, '{}', '{0,3,6,12}', true,
	    'Skills for Care templates: initial, 3, 6 and 12 months'),
	('self_assessment', 3, 0, 0, '{}', '{0,6,12}', true,
	    'Department for Education: mandatory for child and family at '
	    'start, midway and end; Skills for Care recommends it for adults'),
	('supervision', 22, 0, 0, '{}', '{}', false,
	    'Waymark: 6 weekly, 10 fortnightly and 6 monthly sessions of a '
	    'full-time year'),
	('review', 3, 0, 0, '{}', '{3,6,12}', false,
	    'Skills for Care templates: 3, 6 and 12 months, 9 if needed'))
       AS m (evidence, at_least, by_registered, by_assessor, must_include,
           at_months, gates, source)
 WHERE f.kind <> 'early_career';

-- Nothing says yet what the early career programme needs at least: its
-- templates start from what the ASYE for child and family asks, at the end of
-- each of its reviews.
INSERT INTO waymark.framework_minimum (framework_id, evidence, at_least,
    by_registered, by_assessor, must_include, at_months, gates, by_file,
    source)
SELECT e.id, m.evidence, CASE m.evidence WHEN 'supervision' THEN 34
           WHEN 'review' THEN 4 ELSE m.at_least END,
       m.by_registered, m.by_assessor, m.must_include,
       ARRAY(SELECT a * 2 FROM unnest(m.at_months) a), m.gates, m.by_file,
       'Waymark: as for child and family until the Department for Education '
       'says otherwise'
  FROM waymark.framework_minimum m
  JOIN waymark.framework c ON c.id = m.framework_id AND c.kind = 'children'
 CROSS JOIN waymark.framework e
 WHERE e.kind = 'early_career';

-- employed_on, registered, starts_on: when employment began, when Social Work
-- England registered them, and the start that was agreed.  host_id: where they
-- work; provider_id: who provides the ASYE; agency_id: who sends them, if an
-- agency does, agency_agreed: who they and the host agreed supports and assesses.
-- satisfied: what the employer said that they are satisfied of, a line each.
-- unfunded: why nobody funds it, or "".  version: of its latest event.
-- unassessed: it is under way and nobody assesses it from today on; kept by
-- triggers, for lists.
CREATE TABLE waymark.asye (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	framework_id	bigint NOT NULL REFERENCES waymark.framework,
	employer_id	bigint NOT NULL REFERENCES waymark.organisation,
	host_id		bigint NOT NULL REFERENCES waymark.organisation,
	provider_id	bigint NOT NULL REFERENCES waymark.organisation,
	agency_id	bigint REFERENCES waymark.organisation,
	team_id		bigint,
	role_title	text NOT NULL DEFAULT 'Social worker'
			    CHECK (role_title <> '' AND length(role_title) <= 120),
	role_kind	waymark.asye_role_kind NOT NULL DEFAULT 'designated',
	agency_agreed	text NOT NULL DEFAULT ''
			    CHECK (length(agency_agreed) <= 2000),
	satisfied	text NOT NULL DEFAULT '',
	unfunded	text NOT NULL DEFAULT '',
	state		waymark.asye_state NOT NULL DEFAULT 'eligible',
	qualified_on	date NOT NULL,
	swe_registered_on date NOT NULL,
	employed_on	date NOT NULL,
	starts_on	date NOT NULL,
	fte_percent	bigint NOT NULL DEFAULT 100
			    CHECK (fte_percent BETWEEN 10 AND 100),
	version		bigint NOT NULL DEFAULT 1 CHECK (version > 0),
	unassessed	boolean NOT NULL DEFAULT true,
	created_at	timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	FOREIGN KEY (team_id, host_id)
	    REFERENCES waymark.team (id, organisation_id),
	UNIQUE (id, enrolment_id, person_id, programme_id),
	UNIQUE (id, person_id, programme_id),
	CHECK (starts_on >= swe_registered_on AND starts_on >= employed_on),
	CHECK (swe_registered_on >= qualified_on)
);
CREATE UNIQUE INDEX asye_once ON waymark.asye (enrolment_id)
 WHERE state NOT IN ('withdrawn', 'transferred');
CREATE UNIQUE INDEX asye_one_at_a_time ON waymark.asye (person_id)
 WHERE state NOT IN ('withdrawn', 'transferred', 'confirmed', 'certificated',
     'claim_complete');
CREATE INDEX asye_at_its_end ON waymark.asye (programme_id, state)
 WHERE state IN ('recommended', 'moderated', 'confirmed');
CREATE INDEX asye_person ON waymark.asye (person_id);
CREATE INDEX asye_enrolment ON waymark.asye (enrolment_id);
CREATE INDEX asye_programme ON waymark.asye (programme_id, state);
CREATE INDEX asye_unassessed ON waymark.asye (programme_id, starts_on, id)
 WHERE unassessed;
CREATE INDEX asye_employer ON waymark.asye (employer_id);
CREATE INDEX asye_host ON waymark.asye (host_id);
CREATE INDEX asye_provider ON waymark.asye (provider_id);
CREATE INDEX asye_agency ON waymark.asye (agency_id)
 WHERE agency_id IS NOT NULL;

-- The framework for whoever starts then; NULL where there is none.
CREATE FUNCTION waymark.framework_for(wanted waymark.framework_kind,
    starts date) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT f.id FROM waymark.framework f
	         WHERE f.kind = wanted AND f.during @> starts);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.framework_for(waymark.framework_kind, date)
    TO waymark_web;

-- Who has which duty on an ASYE, dated; person_id: who has it, trainee_id: the
-- newly qualified social worker.  replaces: whose time it ended.  ended_by: the
-- event with which they left, that ended it.
CREATE TABLE waymark.asye_duty (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	asye_id		bigint NOT NULL,
	trainee_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	duty		waymark.asye_duty_kind NOT NULL,
	during		daterange NOT NULL CHECK (NOT isempty(during)
			    AND NOT lower_inf(during)),
	replaces	bigint REFERENCES waymark.asye_duty,
	ended_by	bigint,
	state		waymark.entry_state NOT NULL DEFAULT 'recorded',
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (asye_id, trainee_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id),
	CHECK (person_id <> trainee_id),
	EXCLUDE USING gist (asye_id WITH =, duty WITH =, during WITH &&)
	    WHERE (state = 'recorded')
);
CREATE INDEX asye_duty_asye ON waymark.asye_duty (asye_id);
CREATE INDEX asye_duty_person ON waymark.asye_duty (person_id);
CREATE INDEX asye_duty_trainee ON waymark.asye_duty (trainee_id);

-- A time is ended, begun again, removed or put back, and nothing else.
CREATE FUNCTION waymark.asye_time_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	IF lower(OLD.during) IS DISTINCT FROM lower(NEW.during)
	    OR (to_jsonb(OLD) - 'during' - 'state' - 'ended_by')
	    IS DISTINCT FROM
	    (to_jsonb(NEW) - 'during' - 'state' - 'ended_by') THEN
		PERFORM waymark.event_refuse('who was where is ended, not '
		    'rewritten');
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER time_guard BEFORE UPDATE ON waymark.asye_duty
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_time_guard();
CREATE TRIGGER person_known AFTER INSERT ON waymark.asye_duty
    FOR EACH ROW EXECUTE FUNCTION waymark.person_known();

-- An assessor is a registered social worker.
CREATE FUNCTION waymark.asye_duty_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NEW.duty = 'assessor' AND NOT EXISTS (SELECT 1 FROM waymark.person p
	    WHERE p.id = NEW.person_id AND p.swe_number IS NOT NULL) THEN
		RAISE EXCEPTION 'an assessor is a registered social worker'
		    USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER duty_guard BEFORE INSERT ON waymark.asye_duty
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_duty_guard();

CREATE FUNCTION waymark.asye_duty_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	RAISE EXCEPTION 'a duty that was removed is given anew'
	    USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER duty_stays BEFORE UPDATE ON waymark.asye_duty FOR EACH ROW
    WHEN (OLD.state = 'removed')
    EXECUTE FUNCTION waymark.asye_duty_stays();

-- Whoever has a duty holds the role, from when it begins.
CREATE FUNCTION waymark.asye_duty_role() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM 1 FROM waymark.person WHERE id = NEW.person_id FOR UPDATE;
	IF NOT EXISTS (SELECT 1 FROM waymark.role_held r
	    WHERE r.person_id = NEW.person_id AND r.role = 'assessor'
	      AND r.during && daterange(lower(NEW.during), NULL)) THEN
		INSERT INTO waymark.role_held (person_id, role, during)
		VALUES (NEW.person_id, 'assessor',
		    daterange(lower(NEW.during), NULL));
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER duty_role AFTER INSERT ON waymark.asye_duty
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_duty_role();

CREATE FUNCTION waymark.asye_assessed(which bigint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	UPDATE waymark.asye a SET unassessed = NOT a.unassessed
	 WHERE a.id = which AND a.unassessed = (
	       a.state IN ('withdrawn', 'transferred', 'confirmed',
	           'certificated', 'claim_complete')
	       OR EXISTS (SELECT 1 FROM waymark.asye_duty d
	            WHERE d.asye_id = which AND d.duty = 'assessor'
	              AND d.state = 'recorded' AND (upper_inf(d.during)
	               OR upper(d.during) > waymark.today())))
$$;

CREATE FUNCTION waymark.asye_duty_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.asye_assessed(NEW.asye_id);
	RETURN NULL;
END
$$;
CREATE TRIGGER assessed AFTER INSERT OR UPDATE ON waymark.asye_duty
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_duty_follows();

-- Each day, those whose assessor's last day has passed.
CREATE FUNCTION waymark.asyes_follow_day() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.asye_assessed(d.asye_id)
	   FROM (SELECT DISTINCT asye_id FROM waymark.asye_duty
	          WHERE duty = 'assessor' AND state = 'recorded'
	            AND upper(during) BETWEEN waymark.today() - 60
	                AND waymark.today() ORDER BY asye_id) d;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.asyes_follow_day() TO waymark_jobs;

-- Why: the person's reasons apart from the system's.
CREATE TABLE waymark.asye_reason (
	code		text PRIMARY KEY CHECK (code ~ '^[a-z_]+$'),
	whose		waymark.reason_whose NOT NULL,
	label		text NOT NULL UNIQUE CHECK (label <> ''),
	position	bigint NOT NULL UNIQUE,
	changes		waymark.asye_change[] NOT NULL
);
INSERT INTO waymark.asye_reason (position, whose, code, label, changes) VALUES
	(10, 'person', 'illness', 'Illness or injury', '{paused,withdrawn}'),
	(20, 'person', 'bereavement', 'Bereavement', '{paused,withdrawn}'),
	(30, 'person', 'parental_leave', 'Maternity, paternity, adoption or '
	    'parental leave', '{paused,withdrawn}'),
	(40, 'person', 'caring', 'Caring for somebody', '{paused,withdrawn}'),
	(50, 'person', 'moved', 'Moved home', '{withdrawn,transferred_out}'),
	(60, 'person', 'new_post', 'Took a post with another employer',
	    '{withdrawn,transferred_out}'),
	(70, 'person', 'other_path', 'Left social work', '{withdrawn}'),
	(80, 'person', 'own_circumstances', 'Other circumstances of their own',
	    '{paused,withdrawn,transferred_out}'),
	(90, 'person', 'ready', 'Ready to come back', '{resumed,reinstated}'),
	(100, 'system', 'support_not_in_place', 'The support that was agreed '
	    'was not in place', '{paused,withdrawn,transferred_out}'),
	(110, 'system', 'adjustment_not_in_place', 'A reasonable adjustment '
	    'was not in place', '{paused,withdrawn,transferred_out}'),
	(120, 'system', 'no_assessor', 'No assessor was available',
	    '{paused,withdrawn,transferred_out}'),
	(130, 'system', 'post_ended', 'The employer changed or ended the post',
	    '{withdrawn,transferred_out}'),
	(140, 'system', 'dismissed', 'The employer ended the employment',
	    '{withdrawn}'),
	(150, 'system', 'put_right', 'What stood in the way was put right',
	    '{resumed,reinstated}'),
	(160, 'system', 'decision_reversed', 'A decision was reversed',
	    '{reinstated}'),
	(170, 'neither', 'registration_ended', 'Registration with Social Work '
	    'England ended', '{withdrawn}'),
	(180, 'neither', 'arrived', 'The new employer took the ASYE over',
	    '{transferred_in}'),
	(190, 'neither', 'recorded_wrongly', 'Recorded wrongly', '{undone}'),
	(200, 'neither', 'plan_changed', 'It did not come to that',
	    '{undone}');

-- What may follow what, and whose doing it is.  after NULL: back to where it
-- was before the pause, the leaving or the transfer.
CREATE TABLE waymark.asye_transition (
	change	waymark.asye_change NOT NULL,
	before	waymark.asye_state NOT NULL,
	after	waymark.asye_state,
	who	waymark.asye_part[] NOT NULL,
	PRIMARY KEY (change, before)
);
INSERT INTO waymark.asye_transition (change, before, after, who) VALUES
	('registered', 'eligible', 'registered', '{coordinator,staff}'),
	('agreement_signed', 'registered', 'agreed',
	    '{nqsw,assessor,line_manager,coordinator,staff}'),
	('reviewed_3', 'agreed', 'review_3',
	    '{nqsw,assessor,line_manager,coordinator,staff}'),
	('reviewed_6', 'agreed', 'review_6',
	    '{nqsw,assessor,line_manager,coordinator,staff}'),
	('reviewed_6', 'review_3', 'review_6',
	    '{nqsw,assessor,line_manager,coordinator,staff}'),
	('reviewed_9', 'review_6', 'review_9',
	    '{nqsw,assessor,line_manager,coordinator,staff}'),
	('final_reviewed', 'review_6', 'final_review',
	    '{nqsw,assessor,line_manager,coordinator,staff}'),
	('final_reviewed', 'review_9', 'final_review',
	    '{nqsw,assessor,line_manager,coordinator,staff}'),
	('recommended', 'final_review', 'recommended', '{assessor}'),
	('moderated', 'recommended', 'moderated',
	    '{moderator,coordinator,staff}'),
	('returned_by_panel', 'recommended', 'final_review',
	    '{moderator,coordinator,staff}'),
	('confirmed', 'moderated', 'confirmed', '{coordinator,staff}'),
	('certificated', 'confirmed', 'certificated', '{coordinator,staff}'),
	('claimed', 'confirmed', 'claim_complete', '{coordinator,staff}'),
	('claimed', 'certificated', 'claim_complete', '{coordinator,staff}'),
	('resumed', 'paused', NULL, '{coordinator,staff}'),
	('withdrawn', 'paused', 'withdrawn', '{coordinator,staff}'),
	('transferred_out', 'paused', 'transferred', '{coordinator,staff}'),
	('reinstated', 'withdrawn', NULL, '{coordinator,staff}'),
	('transferred_in', 'transferred', NULL, '{coordinator,staff}');
INSERT INTO waymark.asye_transition (change, before, after, who)
SELECT c.change::waymark.asye_change, s.before, c.after::waymark.asye_state,
       '{coordinator,staff}'
  FROM (VALUES ('paused', 'paused'), ('withdrawn', 'withdrawn'),
           ('transferred_out', 'transferred')) AS c (change, after)
 CROSS JOIN unnest('{eligible,registered,agreed,review_3,review_6,review_9,
     final_review,recommended}'::waymark.asye_state[]) AS s(before)
 WHERE c.change = 'withdrawn' OR s.before <> 'eligible';

-- What can be undone, and by whom.
CREATE TABLE waymark.asye_undoing (
	change	waymark.asye_change PRIMARY KEY,
	who	waymark.asye_part[] NOT NULL
);
INSERT INTO waymark.asye_undoing (change, who) VALUES
	('registered', '{coordinator,staff}'),
	('paused', '{coordinator,staff}'),
	('resumed', '{coordinator,staff}'),
	('withdrawn', '{coordinator,staff}'),
	('transferred_out', '{coordinator,staff}'),
	('transferred_in', '{coordinator,staff}'),
	('reinstated', '{coordinator,staff}'),
	('agreement_signed', '{assessor,line_manager,coordinator,staff}'),
	('reviewed_3', '{assessor,line_manager,coordinator,staff}'),
	('reviewed_6', '{assessor,line_manager,coordinator,staff}'),
	('reviewed_9', '{assessor,line_manager,coordinator,staff}'),
	('final_reviewed', '{assessor,line_manager,coordinator,staff}'),
	('recommended', '{assessor,coordinator,staff}'),
	('moderated', '{moderator,coordinator,staff}'),
	('returned_by_panel', '{moderator,coordinator,staff}'),
	('confirmed', '{coordinator,staff}'),
	('certificated', '{coordinator,staff}'),
	('claimed', '{coordinator,staff}');

-- A plain INSERT of asye_id and change is enough: the guard fills in the rest.
-- One event a statement: the next stands on what it left.
-- version: the ASYE's after it; given, it must be the next one, and nothing is
-- written otherwise.  employer_id and what follows: as the event left them.
CREATE TABLE waymark.asye_event (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	asye_id		bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	version		bigint NOT NULL CHECK (version > 0),
	change		waymark.asye_change NOT NULL,
	before		waymark.asye_state,
	after		waymark.asye_state NOT NULL,
	reason		text REFERENCES waymark.asye_reason,
	words		text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
	on_day		date NOT NULL,
	undoes		bigint,
	employer_id	bigint NOT NULL REFERENCES waymark.organisation,
	host_id		bigint NOT NULL REFERENCES waymark.organisation,
	provider_id	bigint NOT NULL REFERENCES waymark.organisation,
	agency_id	bigint REFERENCES waymark.organisation,
	team_id		bigint,
	by_id		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,	-- NULL: Waymark
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (asye_id, enrolment_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, enrolment_id, person_id, programme_id),
	FOREIGN KEY (team_id, host_id)
	    REFERENCES waymark.team (id, organisation_id),
	UNIQUE (asye_id, version),
	UNIQUE (asye_id, undoes),
	FOREIGN KEY (asye_id, undoes)
	    REFERENCES waymark.asye_event (asye_id, version),
	CHECK ((change = 'undone') = (undoes IS NOT NULL)),
	CHECK ((change = 'found_eligible') = (version = 1)),
	CHECK ((before IS NULL) = (version = 1)),
	CHECK (undoes > 1 AND undoes < version)
);
CREATE INDEX asye_event_person ON waymark.asye_event (person_id);

-- The events that stand: neither undone nor undoing.
CREATE FUNCTION waymark.asye_stands(whose bigint)
RETURNS SETOF waymark.asye_event
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT v.* FROM waymark.asye_event v
	 WHERE v.asye_id = whose AND v.change <> 'undone'
	   AND NOT EXISTS (SELECT 1 FROM waymark.asye_event u
	        WHERE u.asye_id = whose AND u.undoes = v.version)
$$;

-- ASYEs on which I have a duty, and for some days after it ends, to hand over.
CREATE FUNCTION auth.asye_mine() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	today date := waymark.today();
BEGIN
	RETURN ARRAY(SELECT DISTINCT d.asye_id FROM waymark.asye_duty d
	    WHERE d.person_id = me AND d.state = 'recorded'
	      AND lower(d.during) <= today
	      AND (upper_inf(d.during) OR upper(d.during) > today
	       OR upper(d.during) + (waymark.setting_of(d.programme_id,
	          'asye_access_days_after'))::integer > today));
END
$$;

-- Organisations whose ASYEs I coordinate.
CREATE FUNCTION auth.asye_coordinated() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	today date := waymark.today();
BEGIN
	IF me = 0 THEN
		RETURN auth.stood_in('coordinator');
	END IF;
	RETURN ARRAY(SELECT r.organisation_id FROM waymark.role_held r
	    WHERE r.person_id = me AND r.role = 'coordinator'
	      AND r.during @> today);
END
$$;

-- The enrolments of those ASYEs: what waits on whoever has a duty there.
CREATE FUNCTION auth.asye_enrolments() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN ARRAY(SELECT a.enrolment_id FROM waymark.asye a
	    WHERE a.id = ANY (auth.asye_mine()));
END
$$;

-- And the cohorts of those that my organisations employ or host on an ASYE, whose
-- enrolments I may not read.
CREATE FUNCTION waymark.asye_cohorts()
RETURNS TABLE (asye_id bigint, cohort_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	partnered bigint[] := auth.partner_organisations();
	organisations bigint[] := auth.asye_coordinated() || partnered;
BEGIN
	IF organisations = '{}' THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT a.id, e.cohort_id FROM waymark.asye a
	  JOIN waymark.enrolment e ON e.id = a.enrolment_id
	 WHERE a.employer_id = ANY (organisations)
	    OR a.provider_id = ANY (organisations)
	    OR a.host_id = ANY (partnered) OR a.agency_id = ANY (partnered);
END
$$;

CREATE FUNCTION auth.moderates() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN EXISTS (SELECT 1 FROM waymark.role_held r
	    WHERE r.person_id = auth.person_id() AND r.role = 'moderator'
	      AND r.during @> waymark.today());
END
$$;

-- Whom I know through ASYEs: those on whose I have a duty or whose employer I
-- coordinate or am partner of, and who has a duty on mine or on one of those.
CREATE FUNCTION auth.asye_people() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	organisations bigint[] := auth.asye_coordinated() ||
	    auth.partner_organisations();
	reached bigint[] := auth.asye_mine();
BEGIN
	IF organisations <> '{}' THEN
		reached := reached || ARRAY(SELECT a.id FROM waymark.asye a
		    WHERE a.employer_id = ANY (organisations)
		    UNION
		    SELECT a.id FROM waymark.asye a
		     WHERE a.provider_id = ANY (organisations)
		    UNION
		    SELECT a.id FROM waymark.asye a
		     WHERE a.host_id = ANY (organisations)
		    UNION
		    SELECT a.id FROM waymark.asye a
		     WHERE a.agency_id = ANY (organisations));
	END IF;
	RETURN ARRAY(
	    SELECT w.person_id FROM waymark.asye_awaited w
	     WHERE w.organisation_id = ANY (organisations)
	    UNION
	    SELECT n.person_id FROM waymark.asye_absence n
	     WHERE n.employer_id = ANY (organisations)
	    UNION
	    SELECT n.person_id FROM waymark.asye_absence n
	     WHERE n.host_id = ANY (organisations)
	    UNION
	    SELECT a.person_id FROM waymark.asye a WHERE a.id = ANY (reached)
	    UNION
	    SELECT d.person_id FROM waymark.asye_duty d
	     WHERE d.asye_id = ANY (reached) AND d.state = 'recorded'
	    UNION
	    SELECT d.person_id FROM waymark.asye_duty d
	     WHERE d.trainee_id = me AND d.state = 'recorded');
END
$$;

-- What I am on an ASYE today.
CREATE FUNCTION auth.asye_parts(a waymark.asye) RETURNS waymark.asye_part[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	today date := waymark.today();
BEGIN
	IF a.person_id = me THEN
		RETURN '{nqsw}';
	END IF;
	RETURN ARRAY(
	    SELECT d.duty::text::waymark.asye_part FROM waymark.asye_duty d
	     WHERE d.asye_id = a.id AND d.person_id = me
	       AND d.state = 'recorded' AND d.during @> today
	    UNION
	    SELECT r.role::text::waymark.asye_part FROM waymark.role_held r
	     WHERE r.person_id = me AND r.during @> today
	       AND (r.role = 'staff' AND r.programme_id = a.programme_id
	        OR r.role = 'coordinator'
	           AND r.organisation_id IN (a.employer_id, a.provider_id)
	        OR r.role = 'moderator' AND (r.programme_id IS NULL
	           OR r.programme_id = a.programme_id)));
END
$$;
GRANT EXECUTE ON FUNCTION auth.asye_mine(), auth.asye_coordinated(),
    waymark.asye_cohorts(),
    auth.asye_enrolments(), auth.moderates(), auth.asye_people(),
    auth.asye_parts(waymark.asye) TO waymark_web;

-- Back to where it was before what a change ends.
CREATE FUNCTION waymark.asye_back(whose bigint, ended waymark.asye_change)
RETURNS waymark.asye_state
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT s.before FROM waymark.asye_stands(whose) s
	 WHERE s.change = CASE ended WHEN 'resumed' THEN 'paused'
	           WHEN 'reinstated' THEN 'withdrawn'
	           ELSE 'transferred_out' END::waymark.asye_change
	 ORDER BY s.version DESC LIMIT 1
$$;

-- What an undoing undoes, and what it leads back to.
CREATE FUNCTION waymark.asye_undo(v waymark.asye_event,
    latest waymark.asye_event) RETURNS waymark.asye_event
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	back waymark.asye_event;
BEGIN
	SELECT * INTO back FROM waymark.asye_stands(v.asye_id)
	 WHERE version < latest.version ORDER BY version DESC LIMIT 1;
	IF v.undoes IS DISTINCT FROM latest.version OR back.id IS NULL THEN
		PERFORM waymark.event_refuse('only the latest event can be '
		    'undone, and never the first');
	END IF;
	v.on_day := waymark.today();
	v.after := latest.before;
	v.employer_id := back.employer_id;
	v.host_id := back.host_id;
	v.provider_id := back.provider_id;
	v.agency_id := back.agency_id;
	v.team_id := back.team_id;
	RETURN v;
END
$$;

-- One at a time, from a state that allows it, by whom it is for.
CREATE FUNCTION waymark.asye_event_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
	latest waymark.asye_event;
	t waymark.asye_transition;
	allowed waymark.asye_part[];
BEGIN
	SELECT * INTO a FROM waymark.asye WHERE id = NEW.asye_id FOR UPDATE;
	IF a.id IS NULL THEN
		RETURN NULL;
	END IF;
	NEW.enrolment_id := a.enrolment_id;
	NEW.person_id := a.person_id;
	NEW.programme_id := a.programme_id;
	NEW.on_day := coalesce(NEW.on_day, waymark.today());
	SELECT * INTO latest FROM waymark.asye_stands(a.id)
	 ORDER BY version DESC LIMIT 1;
	IF latest.id IS NOT NULL THEN
		NEW.version := coalesce(NEW.version, a.version + 1);
		IF NEW.version <> a.version + 1 THEN
			RETURN NULL;
		END IF;
		NEW.before := a.state;
	END IF;
	IF NEW.change <> 'transferred_in' THEN
		NEW.employer_id := a.employer_id;
		NEW.host_id := a.host_id;
		NEW.provider_id := a.provider_id;
		NEW.agency_id := a.agency_id;
		NEW.team_id := a.team_id;
	END IF;
	IF latest.id IS NULL AND NEW.change = 'found_eligible' THEN
		NEW.version := 1;
		NEW.before := NULL;
		NEW.after := 'eligible';
		RETURN NEW;
	ELSIF NEW.change = 'undone' THEN
		NEW := waymark.asye_undo(NEW, latest);
		SELECT u.who INTO allowed FROM waymark.asye_undoing u
		 WHERE u.change = latest.change;
	ELSE
		SELECT * INTO t FROM waymark.asye_transition x
		 WHERE x.change = NEW.change AND x.before = a.state;
		allowed := t.who;
		NEW.after := coalesce(t.after,
		    waymark.asye_back(a.id, NEW.change));
	END IF;
	IF allowed IS NULL OR NEW.after IS NULL THEN
		PERFORM waymark.event_refuse(format('an ASYE that is %s '
		    'cannot be %s', a.state, NEW.change));
	ELSIF auth.person_id() IS NOT NULL
	    AND NOT allowed && auth.asye_parts(a) THEN
		PERFORM waymark.event_refuse(format('whoever asks does not '
		    'make it %s', NEW.change));
	ELSIF a.state IN ('withdrawn', 'transferred') AND EXISTS (SELECT 1
	    FROM waymark.asye o WHERE o.person_id = a.person_id
	     AND o.id <> a.id
	     AND o.state NOT IN ('withdrawn', 'transferred')) THEN
		PERFORM waymark.event_refuse('they are on another ASYE');
	ELSIF NEW.on_day > waymark.today() OR NEW.on_day < latest.on_day THEN
		PERFORM waymark.event_refuse('an event lies between the one '
		    'before it and today');
	ELSIF (NEW.reason IS NULL) = EXISTS (SELECT 1
	    FROM waymark.asye_reason r WHERE NEW.change = ANY (r.changes))
	    OR NEW.reason IS NOT NULL AND NOT EXISTS (SELECT 1
	        FROM waymark.asye_reason r WHERE r.code = NEW.reason
	         AND NEW.change = ANY (r.changes)) THEN
		PERFORM waymark.event_refuse('that is no reason for it');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.asye_event
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_event_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.asye_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

-- Who leaves, leaves those behind who had a duty; who comes back to the same
-- employer finds them again, unless somebody else has it by then.
CREATE FUNCTION waymark.asye_duties_follow(v waymark.asye_event) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	leaving bigint := (SELECT x.id FROM waymark.asye_event x
	    WHERE x.asye_id = v.asye_id
	      AND x.change IN ('withdrawn', 'transferred_out')
	    ORDER BY x.version DESC LIMIT 1);
BEGIN
	IF v.after IN ('withdrawn', 'transferred') THEN
		UPDATE waymark.asye_duty d
		   SET ended_by = leaving, during = daterange(lower(d.during),
		       greatest(v.on_day, lower(d.during)) + 1)
		 WHERE d.asye_id = v.asye_id AND d.state = 'recorded'
		   AND upper_inf(d.during);
	ELSIF v.change IN ('undone', 'reinstated')
	    AND v.before IN ('withdrawn', 'transferred') THEN
		UPDATE waymark.asye_duty d
		   SET ended_by = NULL, during = daterange(lower(d.during), NULL)
		 WHERE d.asye_id = v.asye_id AND d.ended_by = leaving
		   AND d.state = 'recorded'
		   AND NOT EXISTS (SELECT 1 FROM waymark.asye_duty o
		        WHERE o.asye_id = d.asye_id AND o.duty = d.duty
		          AND o.state = 'recorded'
		          AND lower(o.during) > lower(d.during));
	END IF;
END
$$;

-- A new employer does what the last one did.
CREATE FUNCTION waymark.asye_shares_follow(v waymark.asye_event) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	e waymark.enrolment;
BEGIN
	SELECT * INTO e FROM waymark.enrolment WHERE id = v.enrolment_id;
	PERFORM waymark.asye_share(e, 'pays', v.employer_id, v.on_day),
	    waymark.asye_share(e, 'supervises', v.host_id, v.on_day),
	    waymark.asye_share(e, 'assesses', v.provider_id, v.on_day),
	    waymark.asye_share(e, 'provides_asye', v.provider_id, v.on_day);
END
$$;

CREATE FUNCTION waymark.asye_event_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NEW.version > 1 THEN
		UPDATE waymark.asye
		   SET state = NEW.after, version = NEW.version,
		       employer_id = NEW.employer_id, host_id = NEW.host_id,
		       provider_id = NEW.provider_id,
		       agency_id = NEW.agency_id, team_id = NEW.team_id
		 WHERE id = NEW.asye_id;
		PERFORM waymark.asye_duties_follow(NEW),
		    waymark.asye_assessed(NEW.asye_id);
		IF NEW.change = 'transferred_in' THEN
			PERFORM waymark.asye_shares_follow(NEW);
		END IF;
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT ON waymark.asye_event
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_event_follows();

-- An ASYE is in the state that its latest event left, on the framework that it
-- started on, whoever writes it.
CREATE FUNCTION waymark.asye_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.state <> 'eligible' OR NEW.version <> 1 THEN
			PERFORM waymark.event_refuse('an ASYE begins eligible');
		ELSIF NOT EXISTS (SELECT 1 FROM waymark.framework f
		    WHERE f.id = NEW.framework_id
		      AND f.during @> NEW.starts_on) THEN
			PERFORM waymark.event_refuse('nobody starts on that '
			    'framework then');
		END IF;
		RETURN NEW;
	END IF;
	IF (OLD.framework_id, OLD.enrolment_id, OLD.person_id,
	    OLD.programme_id) IS DISTINCT FROM (NEW.framework_id,
	    NEW.enrolment_id, NEW.person_id, NEW.programme_id) THEN
		PERFORM waymark.event_refuse('an ASYE keeps its person and '
		    'its framework');
	ELSIF NEW.version < OLD.version OR NOT EXISTS (SELECT 1
	    FROM waymark.asye_event v
	    WHERE v.asye_id = NEW.id AND v.version = NEW.version
	      AND v.after = NEW.state AND v.employer_id = NEW.employer_id)
	THEN
		PERFORM waymark.event_refuse('an ASYE follows its events');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.asye
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_guard();

-- A new ASYE has its first event, and its person the role of a trainee, who
-- may have qualified long before.
CREATE FUNCTION waymark.asye_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	free_from date;
BEGIN
	INSERT INTO waymark.asye_event (asye_id, enrolment_id, person_id,
	    programme_id, change, on_day, employer_id, host_id, provider_id,
	    agency_id, team_id)
	VALUES (NEW.id, NEW.enrolment_id, NEW.person_id, NEW.programme_id,
	    'found_eligible', least(NEW.employed_on, waymark.today()),
	    NEW.employer_id, NEW.host_id, NEW.provider_id, NEW.agency_id,
	    NEW.team_id);
	SELECT max(coalesce(upper(r.during), 'infinity')) INTO free_from
	  FROM waymark.role_held r
	 WHERE r.person_id = NEW.person_id AND r.role = 'trainee'
	   AND r.programme_id = NEW.programme_id;
	IF coalesce(free_from, '-infinity') <> 'infinity' THEN
		INSERT INTO waymark.role_held (person_id, role, programme_id,
		    during) VALUES (NEW.person_id, 'trainee',
		    NEW.programme_id, daterange(greatest(free_from,
		        least(NEW.starts_on, waymark.today())), NULL));
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER begins AFTER INSERT ON waymark.asye
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_begins();

-- The change that an event of an ASYE was: policies ask it of what is undone.
CREATE FUNCTION waymark.asye_change_at(whose bigint, wanted bigint)
RETURNS waymark.asye_change
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT v.change FROM waymark.asye_event v
	         WHERE v.asye_id = whose AND v.version = wanted);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.asye_change_at(bigint, bigint)
    TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['framework', 'framework_review',
	    'framework_minimum', 'asye_reason', 'asye_transition',
	    'asye_undoing', 'asye', 'asye_duty', 'asye_event'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
		IF t IN ('asye', 'asye_duty', 'asye_event') THEN
			EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR
			    UPDATE OR DELETE ON waymark.%I FOR EACH ROW
			    EXECUTE FUNCTION audit.changed(%s)', t,
			    CASE t WHEN 'asye' THEN '''unassessed''' ELSE ''
			    END);
		ELSE
			EXECUTE format('CREATE POLICY everybody ON waymark.%I
			    FOR SELECT TO waymark_web USING (true)', t);
		END IF;
	END LOOP;
END
$$;

CREATE POLICY sees ON waymark.asye FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR id = ANY ((SELECT auth.asye_mine())::bigint[])
    OR employer_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR provider_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR employer_id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR host_id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR provider_id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR agency_id = ANY ((SELECT auth.partner_organisations())::bigint[]));

-- Who has which duty is known to all who see the ASYE.
CREATE POLICY sees ON waymark.asye_duty FOR SELECT TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.asye a WHERE a.id = asye_id));

-- Why is between those who take part; a partner sees the state alone.
CREATE POLICY sees ON waymark.asye_event FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
    OR employer_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR provider_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
CREATE POLICY records ON waymark.asye_event FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id())
        AND person_id <> (SELECT auth.person_id())
        AND (change IN ('registered', 'withdrawn', 'transferred_out',
                'transferred_in', 'reinstated')
            OR change = 'undone' AND waymark.asye_change_at(asye_id, undoes)
                IN ('registered', 'withdrawn', 'transferred_out',
                'transferred_in', 'reinstated'))
        AND EXISTS (SELECT 1 FROM waymark.asye a WHERE a.id = asye_id));
GRANT INSERT (asye_id, version, change, on_day, reason, words, undoes,
    employer_id, host_id, provider_id, agency_id, team_id)
    ON waymark.asye_event TO waymark_web;

CREATE POLICY asye ON waymark.person FOR SELECT TO waymark_web
    USING (id = ANY ((SELECT auth.asye_people())::bigint[]));

-- Duties are named and handed over by staff, and by who coordinates there.
CREATE POLICY records ON waymark.asye_duty FOR INSERT TO waymark_web
    WITH CHECK (person_id <> trainee_id
        AND trainee_id <> (SELECT auth.person_id())
        AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
            OR EXISTS (SELECT 1 FROM waymark.asye a WHERE a.id = asye_id
                AND (a.employer_id =
                        ANY ((SELECT auth.asye_coordinated())::bigint[])
                    OR a.provider_id =
                        ANY ((SELECT auth.asye_coordinated())::bigint[])))));
CREATE POLICY changes ON waymark.asye_duty FOR UPDATE TO waymark_web
    USING (trainee_id <> (SELECT auth.person_id())
        AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
            OR EXISTS (SELECT 1 FROM waymark.asye a WHERE a.id = asye_id
                AND (a.employer_id =
                        ANY ((SELECT auth.asye_coordinated())::bigint[])
                    OR a.provider_id =
                        ANY ((SELECT auth.asye_coordinated())::bigint[])))));
GRANT INSERT (asye_id, trainee_id, programme_id, person_id, duty, during,
    replaces) ON waymark.asye_duty TO waymark_web;
GRANT UPDATE (during, state) ON waymark.asye_duty TO waymark_web;
