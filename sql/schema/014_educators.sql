-- The register of practice educators, and what is accepted when one of them
-- is allocated to a placement.
--
-- There is no national register (Social Work England, 2024), so a programme
-- keeps its own: stage under the Practice Educator Professional Standards
-- (PEPS, BASW 2022), registration, training, learners elsewhere, conflicts of
-- interest.  Whom somebody educates stands in placement_educator alone; load
-- and currency are computed from it.

INSERT INTO waymark.setting (name, value, source) VALUES
	('educator_capacity', 3,
	    'Waymark: trainees at once, unless a person''s own number is set'),
	('educator_currency_months', 24,
	    'BASW PEPS 2022 as it is used: a learner every two years'),
	('educator_attention_days', 60,
	    'Waymark: how long before it lapses something needs attention'),
	('registration_renewal_day', 1130,
	    'Social Work England: yearly, by 30 November (month and day)');

CREATE TYPE waymark.educator_state AS ENUM ('active', 'left');
CREATE TYPE waymark.registration_status AS ENUM
    ('registered', 'conditions', 'suspended', 'not_registered');

-- organisation_id: whom the person works for; NULL works for themself.
-- capacity: trainees at once; NULL is what the programme has set.
CREATE TABLE waymark.educator (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	organisation_id	bigint REFERENCES waymark.organisation,
	registration	waymark.registration_status NOT NULL
			    DEFAULT 'not_registered',
	registered_until date,
	capacity	bigint CHECK (capacity BETWEEN 0 AND 50),
	joined_on	date NOT NULL DEFAULT waymark.today(),
	state		waymark.educator_state NOT NULL DEFAULT 'active',
	left_reason	text CHECK (left_reason <> ''
			    AND length(left_reason) <= 1000),
	version		bigint NOT NULL DEFAULT 1,
	UNIQUE (person_id, programme_id),
	UNIQUE (id, person_id, programme_id),
	CHECK ((state = 'left') = (left_reason IS NOT NULL)),
	CHECK (registration NOT IN ('registered', 'conditions')
	    OR registered_until IS NOT NULL)
);
CREATE INDEX educator_programme ON waymark.educator (programme_id);
CREATE INDEX educator_organisation ON waymark.educator (organisation_id);

-- What may follow what.
CREATE TABLE waymark.educator_transition (
	before		waymark.educator_state NOT NULL,
	after		waymark.educator_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.educator_transition VALUES
	('active', 'active'),		-- corrected
	('active', 'left'),		-- taken off the register
	('left', 'active');		-- put back

CREATE FUNCTION waymark.educator_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.educator_transition t
	    WHERE t.before = OLD.state AND t.after = NEW.state) THEN
		RAISE EXCEPTION 'an educator who is % cannot become % here',
		    OLD.state, NEW.state USING ERRCODE = 'check_violation';
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER educator_guard BEFORE UPDATE ON waymark.educator
    FOR EACH ROW EXECUTE FUNCTION waymark.educator_guard();

-- What an educator has done.  stage_1, stage_2: awarded on from_on by the
-- provider.  training: a title, a provider, a date.  learner: somebody taught
-- elsewhere; the title says whom and where, from and to when.
CREATE TYPE waymark.educator_entry_kind AS ENUM
    ('stage_1', 'stage_2', 'training', 'learner');
CREATE TYPE waymark.entry_state AS ENUM ('recorded', 'removed');

CREATE TABLE waymark.educator_entry (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	educator_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	kind		waymark.educator_entry_kind NOT NULL,
	title		text NOT NULL CHECK (title <> ''
			    AND length(title) <= 200),
	provider	text NOT NULL DEFAULT '' CHECK (length(provider) <= 200),
	from_on		date NOT NULL,
	to_on		date,
	state		waymark.entry_state NOT NULL DEFAULT 'recorded',
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (educator_id, person_id, programme_id)
	    REFERENCES waymark.educator (id, person_id, programme_id),
	CHECK (to_on >= from_on),
	CHECK ((kind = 'learner') = (to_on IS NOT NULL))
);
CREATE INDEX educator_entry_educator
    ON waymark.educator_entry (educator_id, kind);
CREATE INDEX educator_entry_person ON waymark.educator_entry (person_id);
-- A stage is awarded once.
CREATE UNIQUE INDEX educator_entry_stage
    ON waymark.educator_entry (educator_id, kind)
 WHERE kind IN ('stage_1', 'stage_2') AND state = 'recorded';

-- What was recorded by mistake is removed and can be put back; what it says
-- stays as it was written.
CREATE FUNCTION waymark.educator_entry_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	IF OLD.state = NEW.state OR (to_jsonb(OLD) - 'state') IS DISTINCT FROM
	    (to_jsonb(NEW) - 'state') THEN
		RAISE EXCEPTION 'an entry is removed or put back, not rewritten'
		    USING ERRCODE = 'check_violation';
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER educator_entry_guard BEFORE UPDATE ON waymark.educator_entry
    FOR EACH ROW EXECUTE FUNCTION waymark.educator_entry_guard();

-- Why somebody may not educate one trainee, from when to when.
CREATE TYPE waymark.conflict_kind AS ENUM ('family', 'friendship',
    'line_management', 'financial', 'former_concern', 'other');

CREATE TABLE waymark.educator_conflict (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	educator_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	trainee_id	bigint NOT NULL REFERENCES waymark.person,
	kind		waymark.conflict_kind NOT NULL,
	during		daterange NOT NULL CHECK (NOT isempty(during)),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (educator_id, person_id, programme_id)
	    REFERENCES waymark.educator (id, person_id, programme_id),
	CHECK (trainee_id <> person_id),
	EXCLUDE USING gist (educator_id WITH =, trainee_id WITH =,
	    during WITH &&)
);
CREATE INDEX educator_conflict_person
    ON waymark.educator_conflict (person_id, trainee_id);

-- A conflict is ended, and nothing else of it changes.
CREATE FUNCTION waymark.educator_conflict_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	IF lower(OLD.during) IS DISTINCT FROM lower(NEW.during)
	    OR (to_jsonb(OLD) - 'during') IS DISTINCT FROM
	    (to_jsonb(NEW) - 'during') THEN
		RAISE EXCEPTION 'a conflict of interest is ended, not rewritten'
		    USING ERRCODE = 'check_violation';
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER educator_conflict_guard BEFORE UPDATE
    ON waymark.educator_conflict
    FOR EACH ROW EXECUTE FUNCTION waymark.educator_conflict_guard();

-- Nobody educates a trainee with whom they have a conflict, whoever asks.
CREATE FUNCTION waymark.allocation_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM waymark.educator_conflict c
	      JOIN waymark.placement p ON p.person_id = c.trainee_id
	     WHERE p.id = NEW.placement_id AND c.person_id = NEW.person_id
	       AND c.during && NEW.during) THEN
		RAISE EXCEPTION 'an educator has a conflict of interest'
		    USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER allocation_guard BEFORE INSERT ON waymark.placement_educator
    FOR EACH ROW EXECUTE FUNCTION waymark.allocation_guard();

-- A warning that stood against an allocation, in the words in which it was
-- shown, and why it was accepted.
CREATE TABLE waymark.allocation_warning (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	allocation_id	bigint NOT NULL REFERENCES waymark.placement_educator,
	placement_id	bigint NOT NULL REFERENCES waymark.placement,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	kind		text NOT NULL CHECK (kind ~ '^[a-z0-9-]+$'
			    AND kind <> 'conflict'),
	words		text NOT NULL CHECK (words <> ''),
	reason		text NOT NULL CHECK (reason <> ''
			    AND length(reason) <= 1000),
	accepted_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	accepted_at	timestamptz NOT NULL DEFAULT now(),
	UNIQUE (allocation_id, kind)
);
CREATE INDEX allocation_warning_placement
    ON waymark.allocation_warning (placement_id);

-- Educators that my organisation employs, and the people that they are.
CREATE FUNCTION auth.partner_educators() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	organisations bigint[] := auth.partner_organisations();
BEGIN
	IF organisations = '{}' THEN
		RETURN organisations;
	END IF;
	RETURN ARRAY(SELECT e.id FROM waymark.educator e
	    WHERE e.organisation_id = ANY (organisations));
END
$$;
CREATE FUNCTION auth.partner_educator_people() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	organisations bigint[] := auth.partner_organisations();
BEGIN
	IF organisations = '{}' THEN
		RETURN organisations;
	END IF;
	RETURN ARRAY(SELECT e.person_id FROM waymark.educator e
	    WHERE e.organisation_id = ANY (organisations));
END
$$;
GRANT EXECUTE ON FUNCTION auth.partner_educators(),
    auth.partner_educator_people() TO waymark_web;

-- Everybody whom some people educated or educate, in whatever programme, for
-- their load does not end at a programme's edge: days alone, and a number that
-- tells one learner from another.  Only of educators that the asker may see.
-- Who has left the programme is a learner until their last day there.
CREATE FUNCTION waymark.educator_learners(people bigint[])
RETURNS TABLE (person_id bigint, learner bigint, from_on date, to_on date,
    assesses boolean, final boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	programmes bigint[] := auth.staff_programmes();
	employed bigint[] := auth.partner_educators();
	me bigint := auth.person_id();
	mine bigint[] := ARRAY(SELECT DISTINCT e.person_id
	    FROM waymark.educator e
	   WHERE e.person_id = ANY (people) AND (e.person_id = me
	      OR e.programme_id = ANY (programmes) OR e.id = ANY (employed)));
BEGIN
	RETURN QUERY
	SELECT d.person_id, p.person_id, lower(d.during),
	       CASE WHEN e.state = 'withdrawn' THEN greatest(lower(d.during),
	                least(upper(d.during) - 1, t.latest_on))
	            ELSE upper(d.during) - 1 END,
	       d.duty = 'practice_educator', p.stage = 'last'
	  FROM waymark.placement_educator d
	  JOIN waymark.placement p ON p.id = d.placement_id
	  JOIN waymark.enrolment e ON e.id = p.enrolment_id
	  LEFT JOIN waymark.placement_tally t ON t.placement_id = p.id
	 WHERE d.person_id = ANY (mine) AND NOT isempty(d.during)
	 UNION ALL
	SELECT n.person_id, -n.id, n.from_on, n.to_on, true, false
	  FROM waymark.educator_entry n
	 WHERE n.person_id = ANY (mine) AND n.kind = 'learner'
	   AND n.state = 'recorded'
	 ORDER BY 1, 3, 2;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.educator_learners(bigint[]) TO waymark_web;

-- Somebody whom a programme adds to its people: whom Waymark knows under this
-- email address, or a new person.  refusal: why it cannot be whom it knows:
-- number_taken, other_name, other_number.  known_as: the name, folded.  For
-- functions here: it asks no policy.
CREATE FUNCTION waymark.person_added(programme bigint, given text, family text,
    wanted_email text, wanted_number text, known_as text,
    OUT id bigint, OUT refusal text, OUT is_new boolean)
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
	known waymark.person%ROWTYPE;
BEGIN
	is_new := false;
	SELECT * INTO known FROM waymark.person p
	 WHERE lower(p.email) = lower(wanted_email);
	IF EXISTS (SELECT 1 FROM waymark.person p
	    WHERE p.swe_number = wanted_number
	      AND p.id IS DISTINCT FROM known.id) THEN
		refusal := 'number_taken';
	ELSIF known.id IS NULL THEN
		INSERT INTO waymark.person (given_name, family_name, email,
		    swe_number, programme_ids)
		VALUES (given, family, wanted_email, wanted_number,
		    ARRAY[programme])
		RETURNING person.id INTO id;
		is_new := true;
	ELSIF known.folded <> known_as THEN
		refusal := 'other_name';
	ELSIF known.swe_number <> wanted_number THEN
		refusal := 'other_number';
	ELSE
		id := known.id;
	END IF;
END
$$;

-- Whose number nobody knew yet has this one.
CREATE FUNCTION waymark.person_takes_number(whose bigint, number text)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
	UPDATE waymark.person p SET swe_number = number
	 WHERE p.id = whose AND p.swe_number IS NULL AND number IS NOT NULL;
END
$$;

-- Who somebody new on the register is: a new person, or one that is known by the
-- same email address and name.  Who they are otherwise is not said.
CREATE FUNCTION waymark.educator_person(programme bigint, given text,
    family text, wanted_email text, wanted_number text, known_as text,
    OUT id bigint, OUT refusal text, OUT is_new boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT programme = ANY (auth.staff_programmes()) THEN
		refusal := 'not_yours';
		is_new := false;
		RETURN;
	END IF;
	SELECT a.id, a.refusal, a.is_new INTO id, refusal, is_new
	  FROM waymark.person_added(programme, given, family, wanted_email,
	       wanted_number, known_as) a;
	IF EXISTS (SELECT 1 FROM waymark.educator e
	    WHERE e.person_id = educator_person.id
	      AND e.programme_id = programme) THEN
		refusal := 'there_already';
	ELSIF EXISTS (SELECT 1 FROM waymark.enrolment e
	    WHERE e.person_id = educator_person.id
	      AND e.state IN ('enrolled', 'paused')) THEN
		refusal := 'in_training';
	END IF;
	IF refusal IS NULL THEN
		PERFORM waymark.person_takes_number(id, wanted_number);
	ELSE
		id := NULL;
	END IF;
END
$$;

-- The number that an educator of mine is registered under; false when it is
-- somebody else's.
CREATE FUNCTION waymark.educator_numbered(wanted bigint, number text)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	whose bigint := (SELECT e.person_id FROM waymark.educator e
	    WHERE e.id = wanted
	      AND e.programme_id = ANY (auth.staff_programmes()));
BEGIN
	IF whose IS NULL OR EXISTS (SELECT 1 FROM waymark.person p
	    WHERE p.swe_number = number AND p.id <> whose) THEN
		RETURN false;
	END IF;
	UPDATE waymark.person p SET swe_number = number
	 WHERE p.id = whose AND p.swe_number IS DISTINCT FROM number;
	RETURN true;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.educator_person(bigint, text, text, text,
    text, text), waymark.educator_numbered(bigint, text) TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['educator', 'educator_transition',
	    'educator_entry', 'educator_conflict', 'allocation_warning'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL SECURITY,
		    FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
		IF t <> 'educator_transition' THEN
			EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR
			    UPDATE OR DELETE ON waymark.%I FOR EACH ROW
			    EXECUTE FUNCTION audit.changed()', t);
		END IF;
	END LOOP;
END
$$;

-- The register: staff of the programme, the person, and who employs them.
CREATE POLICY sees ON waymark.educator FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id =
        ANY ((SELECT auth.partner_organisations())::bigint[]));
CREATE POLICY registers ON waymark.educator FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[])
        AND state = 'active');
CREATE POLICY changes ON waymark.educator FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT SELECT ON waymark.educator TO waymark_web;
GRANT INSERT (person_id, programme_id, organisation_id, registration,
    registered_until, capacity) ON waymark.educator TO waymark_web;
GRANT UPDATE (organisation_id, registration, registered_until, capacity, state,
    left_reason) ON waymark.educator TO waymark_web;

CREATE POLICY sees ON waymark.educator_entry FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR educator_id = ANY ((SELECT auth.partner_educators())::bigint[]));
CREATE POLICY records ON waymark.educator_entry FOR INSERT TO waymark_web
    WITH CHECK (state = 'recorded' AND (programme_id =
            ANY ((SELECT auth.staff_programmes())::bigint[])
        OR (person_id = (SELECT auth.person_id()) AND kind = 'training')));
CREATE POLICY removes ON waymark.educator_entry FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        OR (person_id = (SELECT auth.person_id()) AND kind = 'training'))
    WITH CHECK (programme_id =
            ANY ((SELECT auth.staff_programmes())::bigint[])
        OR (person_id = (SELECT auth.person_id()) AND kind = 'training'));
GRANT SELECT ON waymark.educator_entry TO waymark_web;
GRANT INSERT (educator_id, person_id, programme_id, kind, title, provider,
    from_on, to_on) ON waymark.educator_entry TO waymark_web;
GRANT UPDATE (state) ON waymark.educator_entry TO waymark_web;

-- Conflicts of interest: staff, and the educator that they are about.
CREATE POLICY sees ON waymark.educator_conflict FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
CREATE POLICY records ON waymark.educator_conflict FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
CREATE POLICY ends ON waymark.educator_conflict FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT SELECT ON waymark.educator_conflict TO waymark_web;
GRANT INSERT (educator_id, person_id, programme_id, trainee_id, kind, during)
    ON waymark.educator_conflict TO waymark_web;
GRANT UPDATE (during) ON waymark.educator_conflict TO waymark_web;

CREATE POLICY staff ON waymark.allocation_warning FOR SELECT TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
CREATE POLICY accepts ON waymark.allocation_warning FOR INSERT TO waymark_web
    WITH CHECK (accepted_by = (SELECT auth.person_id()) AND programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT SELECT ON waymark.allocation_warning TO waymark_web;
GRANT INSERT (allocation_id, placement_id, person_id, programme_id, kind,
    words, reason) ON waymark.allocation_warning TO waymark_web;

-- Older tables, for what is new: staff allocate educators and end their time,
-- give the role of an educator, and read what became of allocations; a
-- partner knows the people of their own register.
CREATE POLICY allocates ON waymark.placement_educator FOR INSERT
    TO waymark_web WITH CHECK (EXISTS (SELECT 1 FROM waymark.placement p
        WHERE p.id = placement_id AND p.programme_id =
            ANY ((SELECT auth.staff_programmes())::bigint[])));
CREATE POLICY ends ON waymark.placement_educator FOR UPDATE TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.placement p
        WHERE p.id = placement_id AND p.programme_id =
            ANY ((SELECT auth.staff_programmes())::bigint[])));
GRANT INSERT (placement_id, person_id, duty, during)
    ON waymark.placement_educator TO waymark_web;
GRANT UPDATE (during) ON waymark.placement_educator TO waymark_web;

CREATE POLICY registers ON waymark.role_held FOR INSERT TO waymark_web
    WITH CHECK (role = 'educator' AND programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));

CREATE POLICY employs ON waymark.person FOR SELECT TO waymark_web
    USING (id = ANY ((SELECT auth.partner_educator_people())::bigint[]));

CREATE POLICY allocations ON audit.event FOR SELECT TO waymark_web
    USING (subject = 'placement_educator' AND EXISTS (
        SELECT 1 FROM waymark.placement p
         WHERE p.id = placement_id AND p.programme_id =
             ANY ((SELECT auth.staff_programmes())::bigint[])));
