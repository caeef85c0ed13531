-- Registering on an ASYE: who may be, what the organisations do towards it, and
-- of whoever has qualified and is on none, why.

-- Not on an ASYE: why, of somebody who has qualified; host_id: where they work.
CREATE TABLE waymark.asye_absence_reason (
	code		text PRIMARY KEY CHECK (code ~ '^[a-z_]+$'),
	whose		waymark.reason_whose NOT NULL,
	label		text NOT NULL UNIQUE CHECK (label <> ''),
	position	bigint NOT NULL UNIQUE
);
INSERT INTO waymark.asye_absence_reason (position, whose, code, label) VALUES
	(10, 'person', 'chose_not', 'Chose not to do one'),
	(20, 'person', 'on_leave', 'On leave or a career break'),
	(30, 'person', 'other_work', 'Does other work than social work'),
	(40, 'system', 'no_partnership', 'The NHS trust and the local '
	    'authority have no partnership that provides one'),
	(50, 'system', 'no_assessor_there', 'Nobody there can assess one'),
	(60, 'system', 'no_money', 'The employer has no money for it'),
	(70, 'system', 'role_does_not_fit', 'The standards cannot be met in '
	    'the role'),
	(80, 'system', 'employer_declined', 'The employer provides none'),
	(90, 'neither', 'awaits_registration', 'Waits for registration with '
	    'Social Work England'),
	(100, 'neither', 'elsewhere', 'On one that Waymark does not keep'),
	(110, 'neither', 'done_elsewhere', 'Finished one elsewhere');

CREATE TABLE waymark.asye_absence (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	employer_id	bigint NOT NULL REFERENCES waymark.organisation,
	host_id		bigint NOT NULL REFERENCES waymark.organisation,
	reason		text NOT NULL REFERENCES waymark.asye_absence_reason,
	words		text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
	state		waymark.entry_state NOT NULL DEFAULT 'recorded',
	version		bigint NOT NULL DEFAULT 1,
	by_id		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id)
);
CREATE UNIQUE INDEX asye_absence_once ON waymark.asye_absence (enrolment_id)
 WHERE state = 'recorded';
CREATE INDEX asye_absence_programme ON waymark.asye_absence (programme_id)
 WHERE state = 'recorded';
CREATE INDEX asye_absence_employer ON waymark.asye_absence (employer_id);
CREATE INDEX asye_absence_host ON waymark.asye_absence (host_id);
CREATE INDEX asye_absence_person ON waymark.asye_absence (person_id);

-- Who has qualified, and of whom nothing is known yet: neither an ASYE nor why
-- there is none.  Kept by triggers, for lists that must not look for what is
-- not there.
CREATE TABLE waymark.asye_awaited (
	enrolment_id	bigint PRIMARY KEY REFERENCES waymark.enrolment,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	cohort_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,	-- the employer
	since		date NOT NULL
);
CREATE INDEX asye_awaited_programme
    ON waymark.asye_awaited (programme_id, since, enrolment_id);
CREATE INDEX asye_awaited_organisation
    ON waymark.asye_awaited (organisation_id);

CREATE FUNCTION waymark.asye_await(whose bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM waymark.enrolment e
	    WHERE e.id = whose AND e.state = 'completed'
	      AND NOT EXISTS (SELECT 1 FROM waymark.asye a
	           WHERE a.enrolment_id = e.id)
	      AND NOT EXISTS (SELECT 1 FROM waymark.asye_absence n
	           WHERE n.enrolment_id = e.id AND n.state = 'recorded')) THEN
		INSERT INTO waymark.asye_awaited AS w
		SELECT e.id, e.person_id, e.programme_id, e.cohort_id,
		       e.employer_id, waymark.today()
		  FROM waymark.enrolment e WHERE e.id = whose
		ON CONFLICT (enrolment_id) DO UPDATE
		   SET organisation_id = excluded.organisation_id;
	ELSE
		DELETE FROM waymark.asye_awaited WHERE enrolment_id = whose;
	END IF;
END
$$;

CREATE FUNCTION waymark.asye_awaits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.asye_await(CASE TG_TABLE_NAME WHEN 'enrolment'
	    THEN (to_jsonb(NEW) ->> 'id')::bigint
	    ELSE (to_jsonb(NEW) ->> 'enrolment_id')::bigint END);
	RETURN NULL;
END
$$;
CREATE TRIGGER asye_awaits AFTER UPDATE OF state, employer_id
    ON waymark.enrolment FOR EACH ROW
    WHEN (OLD.state = 'completed' OR NEW.state = 'completed')
    EXECUTE FUNCTION waymark.asye_awaits();
CREATE TRIGGER asye_awaits AFTER INSERT ON waymark.asye
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_awaits();
CREATE TRIGGER asye_awaits AFTER INSERT OR UPDATE ON waymark.asye_absence
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_awaits();

-- That somebody is not on an ASYE ends when they are, or is taken away.
CREATE FUNCTION waymark.asye_absence_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF (to_jsonb(OLD) - 'state') IS DISTINCT FROM
		    (to_jsonb(NEW) - 'state') OR OLD.state = 'removed' THEN
			PERFORM waymark.event_refuse('it is taken away, not '
			    'rewritten');
		END IF;
		NEW.version := OLD.version + 1;
		RETURN NEW;
	END IF;
	PERFORM 1 FROM waymark.enrolment WHERE id = NEW.enrolment_id FOR UPDATE;
	IF NOT EXISTS (SELECT 1 FROM waymark.enrolment e
	    WHERE e.id = NEW.enrolment_id AND e.state = 'completed') THEN
		PERFORM waymark.event_refuse('who has not qualified is on no '
		    'ASYE yet');
	ELSIF EXISTS (SELECT 1 FROM waymark.asye a
	    WHERE a.enrolment_id = NEW.enrolment_id
	      AND a.state NOT IN ('withdrawn', 'transferred')) THEN
		PERFORM waymark.event_refuse('they are on an ASYE');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.asye_absence
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_absence_guard();

CREATE FUNCTION waymark.asye_absence_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.asye_absence SET state = 'removed'
	 WHERE enrolment_id = NEW.enrolment_id AND state = 'recorded';
	RETURN NULL;
END
$$;
CREATE TRIGGER absence_ends AFTER INSERT ON waymark.asye
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_absence_ends();

-- Did somebody fail an ASYE before?  Waymark knows of those whose outcome it
-- keeps; of others, whoever registers them says so.
CREATE FUNCTION waymark.asye_failed(whose bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN EXISTS (SELECT 1 FROM waymark.asye_outcome o
	    WHERE o.person_id = whose AND o.decision = 'fail'
	      AND o.state <> 'upheld');
END
$$;

-- Whom I may register on an ASYE, or say of why they are on none: an enrolment
-- of my programme, or of an employer whose ASYEs I coordinate.
CREATE FUNCTION waymark.asye_mine_to_register(whose bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN EXISTS (SELECT 1 FROM waymark.enrolment e
	    WHERE e.id = whose AND e.person_id <> auth.person_id()
	      AND e.state <> 'withdrawn'
	      AND (e.programme_id = ANY (auth.staff_programmes())
	       OR e.employer_id = ANY (auth.asye_coordinated())));
END
$$;

CREATE FUNCTION waymark.asye_candidate(whose bigint)
RETURNS TABLE (id bigint, person_id bigint, programme_id bigint, name text,
    swe_number text, cohort text, state waymark.enrolment_state,
    employer_code text, employer text, host_code text, host text,
    provider_code text, provider text, asye_id bigint,
    asye_state waymark.asye_state, failed boolean, absence_id bigint,
    absence text, absence_words text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT waymark.asye_mine_to_register(whose) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT e.id, e.person_id, e.programme_id, p.name, p.swe_number, c.name,
	       e.state, o.code, o.name, h.code, h.name, v.code, v.name,
	       a.id, a.state, waymark.asye_failed(e.person_id), n.id, r.label,
	       n.words
	  FROM waymark.enrolment e
	  JOIN waymark.person p ON p.id = e.person_id
	  JOIN waymark.cohort c ON c.id = e.cohort_id
	  JOIN waymark.organisation o ON o.id = e.employer_id
	  JOIN waymark.programme g ON g.id = e.programme_id
	  JOIN waymark.organisation v ON v.id = g.provider_id
	  LEFT JOIN LATERAL (SELECT q.organisation_id FROM waymark.placement q
	        WHERE q.enrolment_id = e.id ORDER BY q.starts_on DESC
	        LIMIT 1) l ON true
	  LEFT JOIN waymark.organisation h ON h.id = l.organisation_id
	  LEFT JOIN LATERAL (SELECT x.id, x.state FROM waymark.asye x
	        WHERE x.person_id = e.person_id
	        ORDER BY x.state IN ('withdrawn', 'transferred'), x.id DESC
	        LIMIT 1) a ON true
	  LEFT JOIN waymark.asye_absence n ON n.enrolment_id = e.id
	        AND n.state = 'recorded'
	  LEFT JOIN waymark.asye_absence_reason r ON r.code = n.reason
	 WHERE e.id = asye_candidate.whose;
END
$$;

-- Registered: an ASYE, what the organisations do towards it, and its event; the
-- number of it, or NULL when somebody else was quicker.
CREATE FUNCTION waymark.asye_register(whose bigint,
    wanted_kind waymark.framework_kind, wanted_employer bigint,
    wanted_host bigint, wanted_provider bigint, wanted_agency bigint,
    agreed_agency text, title text, role waymark.asye_role_kind,
    qualified date, registered date, employed date, starts date,
    fte bigint, employer_satisfied text, not_funded text,
    pays bigint, supervises bigint, assesses bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	e waymark.enrolment;
	made bigint;
BEGIN
	IF NOT waymark.asye_mine_to_register(whose) THEN
		RETURN NULL;
	END IF;
	SELECT * INTO e FROM waymark.enrolment WHERE id = whose FOR UPDATE;
	IF NOT EXISTS (SELECT 1 FROM waymark.person p
	    WHERE p.id = e.person_id AND p.swe_number IS NOT NULL) THEN
		PERFORM waymark.event_refuse('an ASYE is for who is registered '
		    'with Social Work England');
	ELSIF wanted_agency IS NOT NULL AND agreed_agency = '' THEN
		PERFORM waymark.event_refuse('agency and host agree who '
		    'supports and assesses');
	END IF;
	INSERT INTO waymark.asye (enrolment_id, person_id, programme_id,
	    framework_id, employer_id, host_id, provider_id, agency_id,
	    agency_agreed, role_title, role_kind, qualified_on,
	    swe_registered_on, employed_on, starts_on, fte_percent, satisfied,
	    unfunded)
	VALUES (e.id, e.person_id, e.programme_id,
	    waymark.framework_for(wanted_kind, starts), wanted_employer,
	    wanted_host, wanted_provider, wanted_agency, agreed_agency, title,
	    role, qualified, registered, employed, starts, fte,
	    employer_satisfied, not_funded)
	ON CONFLICT DO NOTHING RETURNING id INTO made;
	IF made IS NULL THEN
		RETURN NULL;
	END IF;
	INSERT INTO waymark.asye_event (asye_id, change)
	VALUES (made, 'registered');
	PERFORM waymark.asye_share(e, 'pays', pays, starts),
	    waymark.asye_share(e, 'supervises', supervises, starts),
	    waymark.asye_share(e, 'assesses', assesses, starts),
	    waymark.asye_share(e, 'provides_asye', wanted_provider, starts);
	RETURN made;
END
$$;

-- An organisation has a duty towards somebody from a day on, unless somebody
-- said already who has it from then or later.
CREATE FUNCTION waymark.asye_share(e waymark.enrolment,
    wanted waymark.shared_duty, organisation bigint, from_on date)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	was waymark.hosting_duty;
BEGIN
	SELECT * INTO was FROM waymark.hosting_duty d
	 WHERE d.enrolment_id = e.id AND d.duty = wanted
	   AND d.state = 'recorded'
	 ORDER BY lower(d.during) DESC LIMIT 1;
	IF lower(was.during) >= from_on OR upper_inf(was.during)
	    AND was.organisation_id = organisation THEN
		RETURN;
	END IF;
	IF upper(was.during) > from_on OR upper_inf(was.during) THEN
		UPDATE waymark.hosting_duty
		   SET during = daterange(lower(during), from_on)
		 WHERE id = was.id;
	END IF;
	INSERT INTO waymark.hosting_duty (enrolment_id, person_id,
	    programme_id, duty, organisation_id, during, replaces)
	VALUES (e.id, e.person_id, e.programme_id, wanted, organisation,
	    daterange(from_on, NULL), CASE WHEN upper_inf(was.during)
	        THEN was.id END);
END
$$;

-- Which organisation does what for an ASYE, for those who take part in it.
CREATE FUNCTION waymark.asye_shares(which bigint)
RETURNS TABLE (duty waymark.shared_duty, organisation text, from_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
BEGIN
	SELECT * INTO a FROM waymark.asye x WHERE x.id = which;
	IF a.id IS NULL OR auth.asye_parts(a) = '{}' THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT d.duty, o.name, lower(d.during) FROM waymark.hosting_duty d
	  JOIN waymark.organisation o ON o.id = d.organisation_id
	 WHERE d.enrolment_id = a.enrolment_id AND d.state = 'recorded'
	   AND (upper_inf(d.during) OR upper(d.during) > waymark.today())
	 ORDER BY d.duty, lower(d.during);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.asye_mine_to_register(bigint),
    waymark.asye_candidate(bigint), waymark.asye_register(bigint,
        waymark.framework_kind, bigint, bigint, bigint, bigint, text, text,
        waymark.asye_role_kind, date, date, date, date, bigint, text, text,
        bigint, bigint, bigint), waymark.asye_shares(bigint) TO waymark_web;

-- Somebody who is given a duty: a new person, or one that is known by the same
-- email address and name.
CREATE FUNCTION waymark.asye_worker(which bigint, given text, family text,
    wanted_email text, wanted_number text, known_as text,
    OUT id bigint, OUT refusal text, OUT is_new boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
BEGIN
	is_new := false;
	SELECT * INTO a FROM waymark.asye x WHERE x.id = which;
	IF a.id IS NULL
	    OR NOT auth.asye_parts(a) && '{coordinator,staff}' THEN
		refusal := 'not_yours';
		RETURN;
	END IF;
	SELECT p.id, p.refusal, p.is_new INTO id, refusal, is_new
	  FROM waymark.person_added(a.programme_id, given, family,
	       wanted_email, wanted_number, known_as) p;
	IF id = a.person_id THEN
		refusal := 'themself';
		id := NULL;
	ELSIF refusal IS NULL THEN
		PERFORM waymark.person_takes_number(id, wanted_number);
	END IF;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.asye_worker(bigint, text, text, text, text,
    text) TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['asye_absence_reason', 'asye_absence',
	    'asye_awaited'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
	END LOOP;
END
$$;
CREATE POLICY everybody ON waymark.asye_absence_reason FOR SELECT
    TO waymark_web USING (true);
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.asye_absence FOR EACH ROW EXECUTE FUNCTION audit.changed();

CREATE POLICY sees ON waymark.asye_absence FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR employer_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR employer_id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR host_id = ANY ((SELECT auth.partner_organisations())::bigint[]));
CREATE POLICY records ON waymark.asye_absence FOR INSERT TO waymark_web
    WITH CHECK (person_id <> (SELECT auth.person_id())
        AND by_id = (SELECT auth.person_id())
        AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
            OR employer_id =
                ANY ((SELECT auth.asye_coordinated())::bigint[])));
CREATE POLICY changes ON waymark.asye_absence FOR UPDATE TO waymark_web
    USING (person_id <> (SELECT auth.person_id())
        AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
            OR employer_id =
                ANY ((SELECT auth.asye_coordinated())::bigint[])));
GRANT INSERT (enrolment_id, person_id, programme_id, employer_id, host_id,
    reason, words) ON waymark.asye_absence TO waymark_web;
GRANT UPDATE (state) ON waymark.asye_absence TO waymark_web;

CREATE POLICY sees ON waymark.asye_awaited FOR SELECT TO waymark_web USING (
    programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR organisation_id =
        ANY ((SELECT auth.partner_organisations())::bigint[]));

-- Who qualified before there were ASYEs.
INSERT INTO waymark.asye_awaited
SELECT e.id, e.person_id, e.programme_id, e.cohort_id, e.employer_id,
       waymark.today()
  FROM waymark.enrolment e WHERE e.state = 'completed';

-- What waits: an ASYE to register, or why there is none; and an assessor.
CREATE VIEW waymark.waiting_asye_to_register WITH (security_invoker) AS
SELECT 'asye_to_register'::waymark.waiting_kind AS kind,
       w.enrolment_id AS subject_id, w.since, NULL::date AS due_on,
       NULL::date AS on_date, 1::bigint AS how_many, NULL::text AS what,
       w.person_id, w.enrolment_id, NULL::bigint AS placement_id,
       w.organisation_id, w.programme_id, w.cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.asye_awaited w;

CREATE VIEW waymark.waiting_asye_to_assess WITH (security_invoker) AS
SELECT 'asye_to_assess'::waymark.waiting_kind AS kind, a.id AS subject_id,
       a.starts_on AS since, NULL::date AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, NULL::text AS what, a.person_id,
       a.enrolment_id, NULL::bigint AS placement_id,
       a.employer_id AS organisation_id, a.programme_id,
       (SELECT e.cohort_id FROM waymark.enrolment e
         WHERE e.id = a.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.asye a
 WHERE a.unassessed;

INSERT INTO waymark.waiting_source (kind, party, person_is, through) VALUES
	('asye_to_register', 'coordinator', 'trainee', '{coordinator,staff}'),
	('asye_to_assess', 'coordinator', 'trainee',
	    '{trainee,coordinator,staff}');
GRANT SELECT ON waymark.waiting_asye_to_register,
    waymark.waiting_asye_to_assess TO waymark_web;
SELECT waymark.waiting_rebuild();
