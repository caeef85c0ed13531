-- Who is beside a trainee on the way: an academic tutor, a unit with the
-- Consultant Social Worker who leads it, and the organisations that share the
-- duties of an employer.
--
-- Whom a trainee is placed with, and who employs them, stand in placement and
-- in enrolment_event alone; what is here is recorded from a day on, ended, and
-- handed over.  What was recorded by mistake is removed and stays to be seen.

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('guides', 'Tutors and units', 25);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('guides', 10, 'unit_size_least', 'A unit has at least', 'trainees',
	    1, 50,
	    'How many trainees a unit has at least before the list of units '
	    'says that it is small.',
	    'From that day, the list and the record of each unit compare with '
	    'it; nobody is moved.'),
	('guides', 20, 'unit_size_most', 'A unit has at most', 'trainees',
	    1, 50,
	    'How many trainees a unit has before the list of units, and '
	    'whoever puts another into it, are told that it is large.',
	    'From that day, the list and the record of each unit compare with '
	    'it; nobody is moved.'),
	('guides', 30, 'tutor_capacity', 'Trainees at once with a tutor',
	    'trainees', 1, 200,
	    'How many trainees a tutor has before the list of tutors, and '
	    'whoever names them for more, are told that it is many.',
	    'From that day, the list and new namings compare with it; nobody '
	    'loses their tutor.'),
	('guides', 40, 'tutor_access_days_after', 'Tutors keep their access for',
	    'days', 0, 365,
	    'How long after their time with a trainee ends a tutor can still '
	    'read the trainee''s record and days.',
	    'From that day, tutors whose time ended longer ago no longer see '
	    'the trainee, and those for whom it ended less long ago see them '
	    'again.'),
	('guides', 50, 'lead_access_days_after',
	    'Consultant Social Workers keep their access for', 'days', 0, 365,
	    'How long after somebody leaves a unit, or its Consultant Social '
	    'Worker does, the latter can still read the trainee''s record and '
	    'days.',
	    'From that day, Consultant Social Workers for whom it ended longer '
	    'ago no longer see the trainee, and those for whom it ended less '
	    'long ago see them again.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('unit_size_least', 4, 'Think Ahead, 2023: units of four to six'),
	('unit_size_most', 6, 'Think Ahead, 2023: units of four to six'),
	('tutor_capacity', 16, 'Waymark: trainees of one tutor at once'),
	('tutor_access_days_after', 42,
	    'Waymark: six weeks to hand over after a tutor''s time ends'),
	('lead_access_days_after', 42,
	    'Waymark: six weeks to hand over after a unit is left');

CREATE TYPE waymark.unit_state AS ENUM ('open', 'closed');

CREATE TABLE waymark.unit (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	organisation_id	bigint NOT NULL,
	team_id		bigint NOT NULL,
	name		text NOT NULL CHECK (name <> '' AND length(name) <= 80),
	opened_on	date NOT NULL,
	closed_on	date CHECK (closed_on >= opened_on),
	state		waymark.unit_state NOT NULL DEFAULT 'open',
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (team_id, organisation_id)
	    REFERENCES waymark.team (id, organisation_id),
	UNIQUE (id, programme_id),
	UNIQUE (id, programme_id, organisation_id),
	CHECK ((state = 'closed') = (closed_on IS NOT NULL))
);
CREATE UNIQUE INDEX unit_name
    ON waymark.unit (programme_id, organisation_id, lower(name));
CREATE INDEX unit_organisation ON waymark.unit (organisation_id);

-- What may follow what.
CREATE TABLE waymark.unit_transition (
	before		waymark.unit_state NOT NULL,
	after		waymark.unit_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.unit_transition VALUES
	('open', 'open'),		-- changed
	('open', 'closed'),
	('closed', 'open');		-- opened again

-- person_id: who leads.  replaces: whose time it ended, and begins again when
-- this is undone; the same in the tables below.
CREATE TABLE waymark.unit_lead (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	unit_id		bigint NOT NULL,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	during		daterange NOT NULL CHECK (NOT isempty(during)
			    AND NOT lower_inf(during)),
	replaces	bigint REFERENCES waymark.unit_lead,
	state		waymark.entry_state NOT NULL DEFAULT 'recorded',
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (unit_id, programme_id, organisation_id)
	    REFERENCES waymark.unit (id, programme_id, organisation_id),
	EXCLUDE USING gist (unit_id WITH =, during WITH &&)
	    WHERE (state = 'recorded')
);
CREATE INDEX unit_lead_unit ON waymark.unit_lead (unit_id);
CREATE INDEX unit_lead_person ON waymark.unit_lead (person_id);

-- person_id: the trainee.
CREATE TABLE waymark.enrolment_unit (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	unit_id		bigint NOT NULL,
	during		daterange NOT NULL CHECK (NOT isempty(during)
			    AND NOT lower_inf(during)),
	replaces	bigint REFERENCES waymark.enrolment_unit,
	state		waymark.entry_state NOT NULL DEFAULT 'recorded',
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	FOREIGN KEY (unit_id, programme_id)
	    REFERENCES waymark.unit (id, programme_id),
	EXCLUDE USING gist (enrolment_id WITH =, during WITH &&)
	    WHERE (state = 'recorded')
);
CREATE INDEX enrolment_unit_unit ON waymark.enrolment_unit (unit_id);
CREATE INDEX enrolment_unit_enrolment ON waymark.enrolment_unit (enrolment_id);
CREATE INDEX enrolment_unit_person ON waymark.enrolment_unit (person_id);

-- person_id: the tutor.
CREATE TABLE waymark.enrolment_tutor (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	enrolment_id	bigint NOT NULL,
	trainee_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	during		daterange NOT NULL CHECK (NOT isempty(during)
			    AND NOT lower_inf(during)),
	replaces	bigint REFERENCES waymark.enrolment_tutor,
	state		waymark.entry_state NOT NULL DEFAULT 'recorded',
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (enrolment_id, trainee_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	CHECK (person_id <> trainee_id),
	EXCLUDE USING gist (enrolment_id WITH =, during WITH &&)
	    WHERE (state = 'recorded')
);
CREATE INDEX enrolment_tutor_enrolment
    ON waymark.enrolment_tutor (enrolment_id);
CREATE INDEX enrolment_tutor_person ON waymark.enrolment_tutor (person_id);
CREATE INDEX enrolment_tutor_trainee ON waymark.enrolment_tutor (trainee_id);

-- Which organisation has which duty towards a trainee, where somebody said so;
-- else the employer pays and provides the ASYE, and the host of a placement
-- supervises and assesses there.  person_id: the trainee.
CREATE TYPE waymark.shared_duty AS ENUM
    ('pays', 'supervises', 'assesses', 'provides_asye');

CREATE TABLE waymark.hosting_duty (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	duty		waymark.shared_duty NOT NULL,
	organisation_id	bigint NOT NULL REFERENCES waymark.organisation,
	during		daterange NOT NULL CHECK (NOT isempty(during)
			    AND NOT lower_inf(during)),
	replaces	bigint REFERENCES waymark.hosting_duty,
	state		waymark.entry_state NOT NULL DEFAULT 'recorded',
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	EXCLUDE USING gist (enrolment_id WITH =, duty WITH =, during WITH &&)
	    WHERE (state = 'recorded')
);
CREATE INDEX hosting_duty_enrolment ON waymark.hosting_duty (enrolment_id);
CREATE INDEX hosting_duty_person ON waymark.hosting_duty (person_id);
CREATE INDEX hosting_duty_organisation
    ON waymark.hosting_duty (organisation_id);

-- A unit closes when nobody is in it any more, and stays where it is.
CREATE FUNCTION waymark.unit_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.unit_transition t
	    WHERE t.before = OLD.state AND t.after = NEW.state) THEN
		RAISE EXCEPTION 'a unit that is % cannot become %',
		    OLD.state, NEW.state USING ERRCODE = 'check_violation';
	END IF;
	IF (OLD.programme_id, OLD.organisation_id, OLD.opened_on)
	    IS DISTINCT FROM
	    (NEW.programme_id, NEW.organisation_id, NEW.opened_on) THEN
		RAISE EXCEPTION 'a unit stays with its host'
		    USING ERRCODE = 'check_violation';
	END IF;
	IF NEW.state = 'closed' AND (EXISTS (
	    SELECT 1 FROM waymark.enrolment_unit m
	     WHERE m.unit_id = NEW.id AND m.state = 'recorded'
	       AND NOT m.during <@ daterange(NULL, NEW.closed_on, '[]'))
	    OR EXISTS (SELECT 1 FROM waymark.unit_lead l
	     WHERE l.unit_id = NEW.id AND l.state = 'recorded'
	       AND NOT l.during <@ daterange(NULL, NEW.closed_on, '[]'))) THEN
		RAISE EXCEPTION 'somebody is still in the unit'
		    USING ERRCODE = 'check_violation';
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.unit
    FOR EACH ROW EXECUTE FUNCTION waymark.unit_guard();

-- Nobody joins or leads a unit before it opens, or one that has closed.
CREATE FUNCTION waymark.unit_open_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	u waymark.unit;
BEGIN
	IF NEW.state = 'removed' THEN
		RETURN NEW;
	END IF;
	SELECT * INTO u FROM waymark.unit WHERE id = NEW.unit_id FOR SHARE;
	IF NOT NEW.during <@ daterange(u.opened_on, u.closed_on, '[]') THEN
		RAISE EXCEPTION 'the unit is not open then'
		    USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER unit_open BEFORE INSERT OR UPDATE ON waymark.unit_lead
    FOR EACH ROW EXECUTE FUNCTION waymark.unit_open_guard();
CREATE TRIGGER unit_open BEFORE INSERT OR UPDATE ON waymark.enrolment_unit
    FOR EACH ROW EXECUTE FUNCTION waymark.unit_open_guard();

-- Whoever tutors or leads holds the role in the programme; the role's name is
-- the trigger's argument.
CREATE FUNCTION waymark.guide_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.role_held r
	    WHERE r.person_id = NEW.person_id AND r.role::text = TG_ARGV[0]
	      AND r.programme_id = NEW.programme_id
	      AND r.during && NEW.during) THEN
		RAISE EXCEPTION 'who is no % then cannot be one here',
		    TG_ARGV[0] USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guide_guard BEFORE INSERT ON waymark.unit_lead
    FOR EACH ROW EXECUTE FUNCTION waymark.guide_guard('lead');
CREATE TRIGGER guide_guard BEFORE INSERT ON waymark.enrolment_tutor
    FOR EACH ROW EXECUTE FUNCTION waymark.guide_guard('tutor');

-- A time is ended, begun again, removed or put back, and nothing else.
CREATE FUNCTION waymark.time_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	IF lower(OLD.during) IS DISTINCT FROM lower(NEW.during)
	    OR (to_jsonb(OLD) - 'during' - 'state') IS DISTINCT FROM
	    (to_jsonb(NEW) - 'during' - 'state') THEN
		RAISE EXCEPTION 'who was where is ended, not rewritten'
		    USING ERRCODE = 'check_violation';
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['unit_lead', 'enrolment_unit',
	    'enrolment_tutor', 'hosting_duty'] LOOP
		EXECUTE format('CREATE TRIGGER time_guard BEFORE UPDATE
		    ON waymark.%I FOR EACH ROW
		    EXECUTE FUNCTION waymark.time_guard()', t);
	END LOOP;
END
$$;

CREATE TRIGGER person_known AFTER INSERT ON waymark.unit_lead
    FOR EACH ROW EXECUTE FUNCTION waymark.person_known();
CREATE TRIGGER person_known AFTER INSERT ON waymark.enrolment_tutor
    FOR EACH ROW EXECUTE FUNCTION waymark.person_known();

-- Enrolments that I tutor, and those of units that I lead; each for some days
-- after it ends, to hand over.
CREATE FUNCTION auth.tutored_enrolments() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	today date := waymark.today();
BEGIN
	RETURN ARRAY(SELECT t.enrolment_id FROM waymark.enrolment_tutor t
	    WHERE t.person_id = me AND t.state = 'recorded'
	      AND lower(t.during) <= today
	      AND (upper_inf(t.during) OR upper(t.during) > today
	       OR upper(t.during) + (waymark.setting_of(t.programme_id,
	          'tutor_access_days_after'))::integer > today));
END
$$;

CREATE FUNCTION auth.led_enrolments() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	today date := waymark.today();
BEGIN
	RETURN ARRAY(SELECT m.enrolment_id
	   FROM waymark.unit_lead l
	   JOIN waymark.enrolment_unit m ON m.unit_id = l.unit_id
	    AND m.during && l.during
	  CROSS JOIN LATERAL (SELECT l.during * m.during AS both_of) b
	  WHERE l.person_id = me AND l.state = 'recorded'
	    AND m.state = 'recorded' AND lower(b.both_of) <= today
	    AND (upper_inf(b.both_of) OR upper(b.both_of) > today
	     OR upper(b.both_of) + (waymark.setting_of(l.programme_id,
	        'lead_access_days_after'))::integer > today));
END
$$;

CREATE FUNCTION auth.guided_enrolments() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN auth.tutored_enrolments() || auth.led_enrolments();
END
$$;

-- An organisation that shares an employer's duties sees what an employer sees,
-- while it has them: people, placements and sums of days.
CREATE FUNCTION auth.shared_enrolments() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	organisations bigint[] := auth.partner_organisations();
	today date := waymark.today();
BEGIN
	IF organisations = '{}' THEN
		RETURN organisations;
	END IF;
	RETURN ARRAY(SELECT DISTINCT d.enrolment_id FROM waymark.hosting_duty d
	    WHERE d.organisation_id = ANY (organisations)
	      AND d.state = 'recorded' AND d.during @> today);
END
$$;

CREATE OR REPLACE FUNCTION auth.employed_enrolments() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	organisations bigint[] := auth.partner_organisations();
BEGIN
	IF organisations = '{}' THEN
		RETURN organisations;
	END IF;
	RETURN ARRAY(SELECT e.id FROM waymark.enrolment e
	    WHERE e.employer_id = ANY (organisations))
	    || auth.shared_enrolments();
END
$$;

-- Units that I lead, am in, or have my people in.
CREATE FUNCTION auth.known_units() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	enrolments bigint[] := auth.guided_enrolments() ||
	    auth.placed_enrolments() || auth.employed_enrolments();
BEGIN
	RETURN ARRAY(
	    SELECT l.unit_id FROM waymark.unit_lead l
	     WHERE l.person_id = me AND l.state = 'recorded'
	    UNION
	    SELECT m.unit_id FROM waymark.enrolment_unit m
	     WHERE m.person_id = me AND m.state = 'recorded'
	    UNION
	    SELECT m.unit_id FROM waymark.enrolment_unit m
	     WHERE m.enrolment_id = ANY (enrolments)
	       AND m.state = 'recorded');
END
$$;

-- Whom I know so: people that I tutor, lead, or share an employer's duties
-- for; who educates those that I guide; and the tutors and leads of all whom I
-- reach, myself among them.
CREATE FUNCTION auth.guided_people() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	organisations bigint[] := auth.partner_organisations();
	guided bigint[] := auth.guided_enrolments();
	shared bigint[] := auth.shared_enrolments();
	reached bigint[] := guided || auth.placed_enrolments() ||
	    auth.employed_enrolments();
BEGIN
	RETURN ARRAY(
	    SELECT e.person_id FROM waymark.enrolment e
	     WHERE e.id = ANY (guided || shared)
	    UNION
	    SELECT d.person_id FROM waymark.placement_educator d
	      JOIN waymark.placement p ON p.id = d.placement_id
	     WHERE p.enrolment_id = ANY (guided || shared)
	    UNION
	    SELECT t.person_id FROM waymark.enrolment_tutor t
	     WHERE t.trainee_id = me AND t.state = 'recorded'
	    UNION
	    SELECT t.person_id FROM waymark.enrolment_tutor t
	     WHERE t.enrolment_id = ANY (reached) AND t.state = 'recorded'
	    UNION
	    SELECT l.person_id FROM waymark.enrolment_unit m
	      JOIN waymark.unit_lead l ON l.unit_id = m.unit_id
	     WHERE m.person_id = me
	       AND m.state = 'recorded' AND l.state = 'recorded'
	    UNION
	    SELECT l.person_id FROM waymark.enrolment_unit m
	      JOIN waymark.unit_lead l ON l.unit_id = m.unit_id
	     WHERE m.enrolment_id = ANY (reached)
	       AND m.state = 'recorded' AND l.state = 'recorded'
	    UNION
	    SELECT l.person_id FROM waymark.unit_lead l
	     WHERE l.organisation_id = ANY (organisations)
	       AND l.state = 'recorded');
END
$$;
GRANT EXECUTE ON FUNCTION auth.tutored_enrolments(), auth.led_enrolments(),
    auth.guided_enrolments(), auth.shared_enrolments(), auth.known_units(),
    auth.guided_people() TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['unit', 'unit_transition', 'unit_lead',
	    'enrolment_unit', 'enrolment_tutor', 'hosting_duty'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		CONTINUE WHEN t = 'unit_transition';
		EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR UPDATE
		    OR DELETE ON waymark.%I FOR EACH ROW
		    EXECUTE FUNCTION audit.changed()', t);
		EXECUTE format('CREATE POLICY records ON waymark.%I FOR INSERT
		    TO waymark_web WITH CHECK (programme_id =
		    ANY ((SELECT auth.staff_programmes())::bigint[]))', t);
		EXECUTE format('CREATE POLICY changes ON waymark.%I FOR UPDATE
		    TO waymark_web USING (programme_id =
		    ANY ((SELECT auth.staff_programmes())::bigint[]))
		    WITH CHECK (programme_id =
		    ANY ((SELECT auth.staff_programmes())::bigint[]))', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
		CONTINUE WHEN t = 'unit';
		EXECUTE format('GRANT UPDATE (during, state) ON waymark.%I
		    TO waymark_web', t);
	END LOOP;
END
$$;
GRANT INSERT (programme_id, organisation_id, team_id, name, opened_on)
    ON waymark.unit TO waymark_web;
GRANT UPDATE (team_id, name, closed_on, state) ON waymark.unit TO waymark_web;
GRANT INSERT (unit_id, person_id, programme_id, organisation_id, during,
    replaces) ON waymark.unit_lead TO waymark_web;
GRANT INSERT (enrolment_id, person_id, programme_id, unit_id, during, replaces)
    ON waymark.enrolment_unit TO waymark_web;
GRANT INSERT (enrolment_id, trainee_id, programme_id, person_id, during,
    replaces) ON waymark.enrolment_tutor TO waymark_web;
GRANT INSERT (enrolment_id, person_id, programme_id, duty, organisation_id,
    during, replaces) ON waymark.hosting_duty TO waymark_web;

CREATE POLICY sees ON waymark.unit FOR SELECT TO waymark_web USING (
    programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR id = ANY ((SELECT auth.known_units())::bigint[]));
CREATE POLICY sees ON waymark.unit_lead FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR unit_id = ANY ((SELECT auth.known_units())::bigint[]));

-- Who guides somebody is known to all who see the enrolment.
CREATE POLICY sees ON waymark.enrolment_unit FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.placed_enrolments())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.employed_enrolments())::bigint[]));
CREATE POLICY sees ON waymark.enrolment_tutor FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR trainee_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.placed_enrolments())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.employed_enrolments())::bigint[]));

-- What an organisation's duty is: the trainee, staff, who guides them, and that
-- organisation; what another one pays or assesses is none of its business.
CREATE POLICY sees ON waymark.hosting_duty FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[]));

-- Older tables, for who is new: tutors and leads see the people that they
-- guide, their placements and days with what was written, for they teach and
-- supervise from it.  What a placement must have, conflicts, why somebody
-- stopped and the history of a record stay with the trainee and staff: nothing
-- that a tutor or a lead does needs them, and a need may tell of a disability.
CREATE POLICY guides ON waymark.person FOR SELECT TO waymark_web
    USING (id = ANY ((SELECT auth.guided_people())::bigint[]));
CREATE POLICY guides ON waymark.enrolment FOR SELECT TO waymark_web
    USING (id = ANY ((SELECT auth.guided_enrolments())::bigint[]));
CREATE POLICY duties ON waymark.enrolment FOR SELECT TO waymark_web
    USING (id = ANY ((SELECT auth.shared_enrolments())::bigint[]));
CREATE POLICY guides ON waymark.placement FOR SELECT TO waymark_web
    USING (enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[]));
CREATE POLICY guides ON waymark.placement_day FOR SELECT TO waymark_web
    USING (enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[]));

-- Staff name tutors and leads in their programme.
CREATE POLICY names_guides ON waymark.role_held FOR INSERT TO waymark_web
    WITH CHECK (role IN ('tutor', 'lead') AND programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT INSERT (organisation_id) ON waymark.role_held TO waymark_web;

-- Who a new tutor or lead is: a new person, or one that is known by the same
-- email address and name.  Who they are otherwise is not said.
CREATE FUNCTION waymark.guide_person(programme bigint,
    wanted_role waymark.role_name, given text, family text,
    wanted_email text, wanted_number text, known_as text,
    OUT id bigint, OUT refusal text, OUT is_new boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT programme = ANY (auth.staff_programmes())
	    OR wanted_role NOT IN ('tutor', 'lead') THEN
		refusal := 'not_yours';
		is_new := false;
		RETURN;
	END IF;
	SELECT a.id, a.refusal, a.is_new INTO id, refusal, is_new
	  FROM waymark.person_added(programme, given, family, wanted_email,
	       wanted_number, known_as) a;
	IF EXISTS (SELECT 1 FROM waymark.role_held r
	    WHERE r.person_id = guide_person.id AND r.role = wanted_role
	      AND r.programme_id = programme AND upper_inf(r.during)) THEN
		refusal := 'there_already';
	ELSIF EXISTS (SELECT 1 FROM waymark.enrolment e
	    WHERE e.person_id = guide_person.id
	      AND e.state IN ('offered', 'enrolled', 'deferred', 'paused')) THEN
		refusal := 'in_training';
	END IF;
	IF refusal IS NULL THEN
		PERFORM waymark.person_takes_number(id, wanted_number);
	ELSE
		id := NULL;
	END IF;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.guide_person(bigint, waymark.role_name, text,
    text, text, text, text) TO waymark_web;
