-- The team: who is given which role of a programme, by whom and until when.
--
-- One of the staff gives a role or ends one.  Roles that see the most take two:
-- one asks and another agrees, neither of them about themselves.  Ending takes
-- one, so that somebody who leaves loses what they saw at once; everybody of
-- the staff is told of it, and undoing it takes as many as giving does.
--
-- What is done is a row of role_change, which its guard carries out; role_held
-- holds what follows.  A role of an organisation opens that organisation's
-- people in every programme, so each programme that works with it may end it.

-- two_people: it takes a second of the staff to give it.  Staff read all records
-- of a programme, and any two of them could make the rest of these; those who
-- handle suitability, equity leads and data protection officers read what other
-- staff do not; auditors watch over all of them.  beside_staff: it means
-- nothing without the role of staff.
CREATE TABLE waymark.role_rule (
	role		waymark.role_name PRIMARY KEY,
	position	bigint NOT NULL UNIQUE,
	two_people	boolean NOT NULL,
	beside_staff	boolean NOT NULL,
	of_organisation	boolean NOT NULL
);
INSERT INTO waymark.role_rule VALUES
	('staff', 10, true, false, false),
	('partner', 20, false, false, true),
	('coordinator', 30, false, false, true),
	('moderator', 40, false, false, false),
	('suitability', 50, true, true, false),
	('equity_lead', 60, true, false, false),
	('auditor', 70, true, true, false),
	('data_officer', 80, true, true, false);

CREATE TYPE waymark.role_change_kind AS ENUM ('given', 'ended', 'put_back');
CREATE TYPE waymark.role_change_state AS ENUM
    ('asked', 'done', 'refused', 'withdrawn');

CREATE TYPE waymark.role_stands AS ENUM ('now', 'coming', 'over');

CREATE TABLE waymark.role_change_transition (
	before		waymark.role_change_state NOT NULL,
	after		waymark.role_change_state NOT NULL,
	by_asker	boolean NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.role_change_transition VALUES
	('asked', 'done', false),
	('asked', 'refused', false),
	('asked', 'withdrawn', true);

-- programme_id: whose staff do it.  on_day: the first day with the role, or the
-- first without it.  was: when the role was held before it ended.
CREATE TABLE waymark.role_change (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	role_id		bigint REFERENCES waymark.role_held,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	organisation_id	bigint REFERENCES waymark.organisation,
	role		waymark.role_name NOT NULL REFERENCES waymark.role_rule,
	change		waymark.role_change_kind NOT NULL,
	on_day		date NOT NULL,
	was		daterange,
	reason		text NOT NULL CHECK (reason <> ''
			    AND length(reason) <= 1000),
	state		waymark.role_change_state NOT NULL DEFAULT 'asked',
	asked_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	asked_at	timestamptz NOT NULL DEFAULT now(),
	settled_by	bigint REFERENCES waymark.person,
	settled_at	timestamptz,
	CHECK ((state = 'asked') = (settled_by IS NULL)),
	CHECK ((state = 'asked') = (settled_at IS NULL)),
	CHECK ((change = 'given' AND state <> 'done') = (role_id IS NULL)),
	CHECK ((change = 'ended') = (was IS NOT NULL))
);
CREATE UNIQUE INDEX role_change_open ON waymark.role_change
    (person_id, role, coalesce(organisation_id, 0), programme_id)
 WHERE state = 'asked';
CREATE INDEX role_change_role ON waymark.role_change (role_id, id DESC);
CREATE INDEX role_change_person ON waymark.role_change (person_id);
CREATE INDEX role_change_asked ON waymark.role_change (programme_id, id)
 WHERE state = 'asked';
CREATE INDEX role_held_team ON waymark.role_held (programme_id)
 WHERE role NOT IN ('trainee', 'educator', 'assessor');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.role_change FOR EACH ROW EXECUTE FUNCTION audit.changed();

-- Does this programme train, place or support people there?
CREATE FUNCTION waymark.works_with(programme bigint, organisation bigint)
RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
	RETURN EXISTS (SELECT FROM waymark.programme g
	        WHERE g.id = programme AND g.provider_id = organisation)
	    OR EXISTS (SELECT FROM waymark.enrolment e
	        WHERE e.employer_id = organisation
	          AND e.programme_id = programme)
	    OR EXISTS (SELECT FROM waymark.placement p
	        WHERE p.organisation_id = organisation
	          AND p.programme_id = programme)
	    OR EXISTS (SELECT FROM waymark.asye a
	        WHERE (a.employer_id = organisation
	            OR a.host_id = organisation
	            OR a.provider_id = organisation
	            OR a.agency_id = organisation)
	          AND a.programme_id = programme);
END
$$;

-- Does a role concern this programme?  Moderators of none sit for all.
CREATE FUNCTION waymark.role_is_of(r waymark.role_held, programme bigint)
RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
	RETURN r.programme_id IS NOT DISTINCT FROM programme
	    OR r.programme_id IS NULL AND r.role = 'moderator'
	    OR r.role IN ('partner', 'coordinator')
	   AND waymark.works_with(programme, r.organisation_id);
END
$$;

-- Others of a programme's staff today, beside these two.
CREATE FUNCTION waymark.has_other_staff(programme bigint, one bigint,
    two bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
	SELECT EXISTS (SELECT FROM waymark.role_held r
	    WHERE r.programme_id = programme AND r.role = 'staff'
	      AND r.during @> waymark.today() AND r.person_id <> one
	      AND r.person_id IS DISTINCT FROM two)
$$;

-- Whether somebody must agree.  Who is alone has nobody to ask: they give the
-- role of staff alone, and no other that takes two.
CREATE FUNCTION waymark.role_takes_two(wanted waymark.role_name,
    programme bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
	RETURN (SELECT r.two_people FROM waymark.role_rule r
	         WHERE r.role = wanted)
	   AND (wanted <> 'staff' OR waymark.has_other_staff(programme,
	       auth.person_id(), NULL));
END
$$;

-- Why a role is not given to somebody from a day on: yourself, not_staff,
-- in_training, there_already, no_colleague; NULL: it can be.
CREATE FUNCTION waymark.role_gift_refusal(programme bigint, whose bigint,
    wanted waymark.role_name, organisation bigint, from_day date)
RETURNS text
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	rule waymark.role_rule;
BEGIN
	SELECT * INTO rule FROM waymark.role_rule r WHERE r.role = wanted;
	RETURN CASE
	    WHEN rule.role IS NULL
	        OR rule.of_organisation <> (organisation IS NOT NULL)
	        THEN 'no_such_role'
	    WHEN whose = me THEN 'yourself'
	    WHEN rule.beside_staff AND NOT EXISTS (SELECT
	        FROM waymark.role_held r
	        WHERE r.person_id = whose AND r.role = 'staff'
	          AND r.programme_id = programme AND r.during @> from_day)
	        THEN 'not_staff'
	    WHEN EXISTS (SELECT FROM waymark.enrolment e
	        WHERE e.person_id = whose AND e.state IN ('offered',
	            'enrolled', 'deferred', 'paused'))
	        THEN 'in_training'
	    WHEN EXISTS (SELECT FROM waymark.role_held r
	        WHERE r.person_id = whose AND r.role = wanted
	          AND (rule.of_organisation OR r.programme_id = programme)
	          AND r.organisation_id IS NOT DISTINCT FROM organisation
	          AND r.during && daterange(from_day, NULL))
	        THEN 'there_already'
	    WHEN waymark.role_takes_two(wanted, programme)
	        AND NOT waymark.has_other_staff(programme, me, whose)
	        THEN 'no_colleague'
	    END;
END
$$;

-- Why a role does not end from a day on: own_staff, last_staff, over_already,
-- too_soon; NULL: it can.
CREATE FUNCTION waymark.role_end_refusal(held waymark.role_held, from_day date)
RETURNS text
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
	RETURN CASE
	    WHEN isempty(held.during) OR upper(held.during) <= from_day
	        THEN 'over_already'
	    WHEN from_day < waymark.today() THEN 'too_soon'
	    WHEN held.role <> 'staff' THEN NULL
	    WHEN held.person_id = auth.person_id() THEN 'own_staff'
	    WHEN NOT EXISTS (SELECT FROM waymark.role_held r
	        WHERE r.programme_id = held.programme_id AND r.role = 'staff'
	          AND r.id <> held.id AND upper_inf(r.during)
	          AND lower(r.during) <= from_day)
	        THEN 'last_staff'
	    END;
END
$$;

-- The change that ended a role last, when it was one of this programme.
CREATE FUNCTION waymark.role_ended_by(which bigint, programme bigint)
RETURNS waymark.role_change
LANGUAGE sql STABLE SET search_path = '' AS $$
	SELECT c FROM (SELECT x AS c FROM waymark.role_change x
	    WHERE x.role_id = which AND x.state = 'done'
	    ORDER BY x.id DESC LIMIT 1) l
	 WHERE (c).change = 'ended' AND (c).programme_id = programme
$$;

-- Why the end of a role is not undone: not_ended, over_already, and what
-- speaks against giving it.
CREATE FUNCTION waymark.role_return_refusal(held waymark.role_held,
    programme bigint) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
	ended waymark.role_change := waymark.role_ended_by(held.id, programme);
	from_day date := greatest(waymark.today(), ended.on_day);
BEGIN
	IF ended.id IS NULL THEN
		RETURN 'not_ended';
	ELSIF upper(ended.was) <= from_day THEN
		RETURN 'over_already';
	END IF;
	RETURN waymark.role_gift_refusal(programme, held.person_id, held.role,
	    CASE WHEN held.role IN ('partner', 'coordinator')
	        THEN held.organisation_id END, from_day);
END
$$;

-- Whoever gains or loses a role signs in anew: their sessions began without what
-- the role asks of one.  Whoever does it goes on.
CREATE FUNCTION waymark.role_signs_out(whose bigint) RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
	UPDATE auth.session s SET ended_at = now()
	 WHERE s.person_id = whose AND s.ended_at IS NULL
	   AND whose <> auth.person_id();
	DELETE FROM auth.first_step s
	 WHERE s.person_id = whose AND whose <> auth.person_id()
$$;

-- Carries a change out, and answers it as it then is.  With the role of staff
-- end the roles beside it.
CREATE FUNCTION waymark.role_changes(c waymark.role_change)
RETURNS waymark.role_change
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
	beside waymark.role_held;
BEGIN
	IF c.change = 'given' THEN
		c.on_day := greatest(c.on_day, waymark.today());
		INSERT INTO waymark.role_held (person_id, role, programme_id,
		    organisation_id, during)
		VALUES (c.person_id, c.role, c.programme_id, c.organisation_id,
		    daterange(c.on_day, NULL))
		RETURNING id INTO c.role_id;
	ELSIF c.change = 'put_back' THEN
		UPDATE waymark.role_held r
		   SET during = (waymark.role_ended_by(r.id, c.programme_id)).was
		 WHERE r.id = c.role_id;
	ELSE
		UPDATE waymark.role_held r SET during = CASE
		    WHEN lower(r.during) < c.on_day
		    THEN daterange(lower(r.during), c.on_day) ELSE 'empty' END
		 WHERE r.id = c.role_id;
		FOR beside IN SELECT r.* FROM waymark.role_held r
		      JOIN waymark.role_rule x ON x.role = r.role
		     WHERE c.role = 'staff' AND x.beside_staff
		       AND r.person_id = c.person_id
		       AND r.programme_id = c.programme_id
		       AND r.during && daterange(c.on_day, NULL) LOOP
			INSERT INTO waymark.role_change (role_id, programme_id,
			    change, on_day, reason)
			VALUES (beside.id, c.programme_id, 'ended', c.on_day,
			    c.reason);
		END LOOP;
	END IF;
	PERFORM waymark.role_signs_out(c.person_id)
	  WHERE c.change <> 'ended' OR c.on_day <= waymark.today();
	RETURN c;
END
$$;

-- Changes of one programme's team follow each other, so that two of the staff
-- cannot end each other at once.
CREATE FUNCTION waymark.role_change_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	held waymark.role_held;
	t waymark.role_change_transition;
	refusal text;
BEGIN
	IF NOT NEW.programme_id = ANY (auth.staff_programmes()) THEN
		RAISE EXCEPTION 'only staff change a team'
		    USING ERRCODE = 'insufficient_privilege';
	END IF;
	PERFORM FROM waymark.programme g WHERE g.id = NEW.programme_id
	   FOR NO KEY UPDATE;
	SELECT * INTO held FROM waymark.role_held r WHERE r.id = NEW.role_id
	   FOR UPDATE;
	IF TG_OP = 'UPDATE' THEN
		SELECT * INTO t FROM waymark.role_change_transition x
		 WHERE x.before = OLD.state AND x.after = NEW.state;
		IF t.by_asker IS DISTINCT FROM (me = OLD.asked_by)
		    OR (me = OLD.person_id) IS NOT FALSE THEN
			RAISE EXCEPTION 'this takes two people'
			    USING ERRCODE = 'check_violation';
		END IF;
	ELSIF NEW.change <> 'given' THEN
		IF held.id IS NULL
		    OR NOT waymark.role_is_of(held, NEW.programme_id) THEN
			RAISE EXCEPTION 'a programme changes its own team'
			    USING ERRCODE = 'check_violation';
		END IF;
		NEW.person_id := held.person_id;
		NEW.role := held.role;
		NEW.organisation_id := CASE WHEN held.role IN ('partner',
		    'coordinator') THEN held.organisation_id END;
		NEW.was := CASE NEW.change WHEN 'ended' THEN held.during END;
	END IF;
	refusal := CASE NEW.change
	    WHEN 'given' THEN waymark.role_gift_refusal(NEW.programme_id,
	        NEW.person_id, NEW.role, NEW.organisation_id,
	        greatest(NEW.on_day, waymark.today()))
	    WHEN 'ended' THEN waymark.role_end_refusal(held, NEW.on_day)
	    ELSE waymark.role_return_refusal(held, NEW.programme_id) END;
	-- Whoever agrees was a colleague before, and is now the one who acts.
	IF refusal <> 'no_colleague' AND NEW.state IN ('asked', 'done')
	    OR refusal = 'no_colleague' AND TG_OP = 'INSERT' THEN
		RAISE EXCEPTION 'this role cannot be changed so: %', refusal
		    USING ERRCODE = 'check_violation';
	END IF;
	IF TG_OP = 'INSERT' THEN
		NEW.asked_by := me;
		NEW.state := CASE WHEN NEW.change <> 'ended'
		    AND waymark.role_takes_two(NEW.role, NEW.programme_id)
		    THEN 'asked' ELSE 'done' END;
	END IF;
	IF NEW.state <> 'asked' THEN
		NEW.settled_by := me;
		NEW.settled_at := now();
	END IF;
	RETURN CASE NEW.state WHEN 'done' THEN waymark.role_changes(NEW)
	    ELSE NEW END;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.role_change
    FOR EACH ROW EXECUTE FUNCTION waymark.role_change_guard();

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['role_rule', 'role_change',
	    'role_change_transition'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
	END LOOP;
END
$$;
CREATE POLICY everybody ON waymark.role_rule FOR SELECT TO waymark_web
    USING (true);
CREATE POLICY everybody ON waymark.role_change_transition FOR SELECT
    TO waymark_web USING (true);
CREATE POLICY own ON waymark.role_change FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id()));
CREATE POLICY staff ON waymark.role_change TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT INSERT (role_id, person_id, programme_id, organisation_id, role, change,
    on_day, reason), UPDATE (state) ON waymark.role_change TO waymark_web;

-- The team of my programmes, those of my partners whom another gave a role, and
-- whose roles are over.  A giver of another programme is its staff.
CREATE FUNCTION waymark.team()
RETURNS TABLE (role_id bigint, role waymark.role_name, person_id bigint,
    name text, family_name text, folded text, email text, programme_id bigint,
    programme text, organisation text, since date, until date,
    stands waymark.role_stands, giver text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	mine bigint[] := auth.staff_programmes();
	today date := waymark.today();
BEGIN
	RETURN QUERY
	SELECT r.id, r.role, p.id, p.name, p.family_name, p.folded, p.email,
	       m.id, m.name, o.name, coalesce(lower(r.during), c.on_day),
	       CASE WHEN isempty(r.during) THEN c.on_day
	            ELSE upper(r.during) - 1 END,
	       (CASE WHEN r.during @> today THEN 'now'
	            WHEN lower(r.during) > today THEN 'coming'
	            ELSE 'over' END)::waymark.role_stands,
	       CASE WHEN NOT c.programme_id = ANY (mine)
	            THEN 'Programme staff of ' || g.name
	            WHEN s.id <> a.id THEN a.name || ', with ' || s.name
	            ELSE a.name END
	  FROM waymark.role_held r
	  JOIN waymark.person p ON p.id = r.person_id
	 CROSS JOIN LATERAL (SELECT x.id, x.name FROM waymark.programme x
	        WHERE x.id = ANY (mine) AND waymark.role_is_of(r, x.id)
	        ORDER BY x.id = r.programme_id DESC NULLS LAST, x.id
	        LIMIT 1) m
	  LEFT JOIN waymark.organisation o ON o.id = r.organisation_id
	  LEFT JOIN LATERAL (SELECT x.* FROM waymark.role_change x
	        WHERE x.role_id = r.id AND x.change = 'given'
	        ORDER BY x.id LIMIT 1) c ON true
	  LEFT JOIN waymark.programme g ON g.id = c.programme_id
	  LEFT JOIN waymark.person a ON a.id = c.asked_by
	  LEFT JOIN waymark.person s ON s.id = c.settled_by
	 WHERE r.role NOT IN ('trainee', 'educator', 'assessor');
END
$$;

-- Changes of roles: one, those of a role that I see, or, with neither, those of
-- my programmes that wait for somebody to agree.
CREATE FUNCTION waymark.role_changes_seen(which bigint, of_role bigint)
RETURNS TABLE (id bigint, role_id bigint, person_id bigint, given_name text,
    family_name text, name text, address text, has_account boolean,
    programme_id bigint, programme text, organisation text,
    role waymark.role_name, change waymark.role_change_kind, on_day date,
    reason text, state waymark.role_change_state, asked_by bigint, asker text,
    asked_at timestamptz, settler text, settled_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	mine bigint[] := auth.staff_programmes();
	seen boolean := of_role IS NOT NULL AND EXISTS (SELECT
	    FROM waymark.role_held r CROSS JOIN unnest(mine) g (id)
	    WHERE r.id = of_role AND waymark.role_is_of(r, g.id));
BEGIN
	RETURN QUERY
	SELECT c.id, c.role_id, p.id, p.given_name, p.family_name, p.name,
	       p.email, EXISTS (SELECT FROM auth.credential k
	           WHERE k.person_id = p.id), g.id, g.name, o.name, c.role,
	       c.change, c.on_day,
	       CASE WHEN g.id = ANY (mine) THEN c.reason ELSE '' END, c.state,
	       c.asked_by, CASE WHEN g.id = ANY (mine) THEN a.name
	           ELSE 'Programme staff of ' || g.name END, c.asked_at,
	       CASE WHEN g.id = ANY (mine) THEN s.name END, c.settled_at
	  FROM waymark.role_change c
	  JOIN waymark.person p ON p.id = c.person_id
	  JOIN waymark.programme g ON g.id = c.programme_id
	  JOIN waymark.person a ON a.id = c.asked_by
	  LEFT JOIN waymark.organisation o ON o.id = c.organisation_id
	  LEFT JOIN waymark.person s ON s.id = c.settled_by
	 WHERE (seen OR c.programme_id = ANY (mine))
	   AND CASE WHEN which IS NOT NULL THEN c.id = which
	            WHEN of_role IS NOT NULL THEN c.role_id = of_role
	            ELSE c.state = 'asked' END
	 ORDER BY c.id DESC;
END
$$;

-- Who else hears of a change: the staff of its programme, and where the role is
-- an organisation's, of each programme that works with it.
CREATE FUNCTION waymark.role_change_readers(which bigint)
RETURNS TABLE (person_id bigint, name text, address text, same boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT DISTINCT ON (p.id) p.id, p.name, p.email, g.id = c.programme_id
	  FROM waymark.role_change c
	  JOIN waymark.programme g ON g.id = c.programme_id
	    OR c.organisation_id IS NOT NULL
	   AND waymark.works_with(g.id, c.organisation_id)
	  JOIN waymark.role_held r ON r.programme_id = g.id
	   AND r.role = 'staff' AND r.during @> waymark.today()
	  JOIN waymark.person p ON p.id = r.person_id
	 WHERE c.id = which
	   AND c.programme_id = ANY (auth.staff_programmes())
	   AND p.id NOT IN (auth.person_id(), c.person_id)
	 ORDER BY p.id, (g.id = c.programme_id) DESC;
END
$$;

-- Who is to have a role: a new person, or one that is known by the same email
-- address and name.  refusal: of waymark.person_added() or of the role.
CREATE FUNCTION waymark.role_person(programme bigint, wanted waymark.role_name,
    organisation bigint, from_day date, given text, family text,
    wanted_email text, known_as text, OUT id bigint, OUT refusal text,
    OUT is_new boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT programme = ANY (auth.staff_programmes()) THEN
		refusal := 'not_yours';
		is_new := false;
		RETURN;
	END IF;
	SELECT a.id, a.refusal, a.is_new INTO id, refusal, is_new
	  FROM waymark.person_added(programme, given, family, wanted_email,
	       NULL, known_as) a;
	refusal := coalesce(refusal, waymark.role_gift_refusal(programme, id,
	    wanted, organisation, from_day), CASE WHEN EXISTS (SELECT
	        FROM waymark.role_change c
	        WHERE c.person_id = role_person.id AND c.role = wanted
	          AND c.organisation_id IS NOT DISTINCT FROM organisation
	          AND c.programme_id = programme AND c.state = 'asked')
	    THEN 'asked_already' END);
	IF refusal IS NOT NULL THEN
		id := NULL;
	END IF;
END
$$;

-- What speaks against ending a role of the team, and against undoing that.
CREATE FUNCTION waymark.role_end_refused(which bigint, from_day date)
RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT waymark.role_end_refusal(r, from_day)
	  FROM waymark.role_held r WHERE r.id = which
$$;
CREATE FUNCTION waymark.role_return_refused(which bigint, programme bigint)
RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT coalesce(waymark.role_return_refusal(r, programme), CASE
	    WHEN EXISTS (SELECT FROM waymark.role_change c
	        WHERE c.role_id = r.id AND c.state = 'asked')
	    THEN 'asked_already' END)
	  FROM waymark.role_held r WHERE r.id = which
$$;
GRANT EXECUTE ON FUNCTION waymark.team(),
    waymark.role_changes_seen(bigint, bigint),
    waymark.role_change_readers(bigint), waymark.role_person(bigint,
        waymark.role_name, bigint, date, text, text, text, text),
    waymark.role_end_refused(bigint, date),
    waymark.role_return_refused(bigint, bigint) TO waymark_web;

-- The first programme of a service, or another one, and its first of the staff;
-- the command asks, as the owner.  A provider that no catalogue knows is made
-- when it is named.  is_new: of the programme.  refusal: why not.  What is there
-- already stays as it is, so that it can be asked again.
CREATE FUNCTION waymark.programme_begins(called text, provider_code text,
    provider_name text, kind text, area text, given text, family text,
    wanted_email text,
    OUT programme_id bigint, OUT person_id bigint, OUT is_new boolean,
    OUT has_account boolean, OUT refusal text)
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
	provider bigint := (SELECT o.id FROM waymark.organisation o
	    WHERE o.code = upper(provider_code));
	known_as text := waymark.fold(given || ' ' || family);
BEGIN
	SELECT g.id INTO programme_id FROM waymark.programme g
	 WHERE g.name = called;
	is_new := programme_id IS NULL;
	IF EXISTS (SELECT FROM waymark.demonstration) THEN
		refusal := 'demonstration';
	ELSIF provider IS NULL AND (provider_name IS NULL OR EXISTS (
	    SELECT FROM waymark.organisation o
	     WHERE o.name = provider_name)) THEN
		refusal := CASE WHEN provider_name IS NULL
		    THEN 'no_provider' ELSE 'other_code' END;
	ELSIF NOT is_new AND NOT EXISTS (SELECT FROM waymark.programme g
	      JOIN waymark.role_held r ON r.programme_id = g.id
	       AND r.role = 'staff' AND r.during @> waymark.today()
	      JOIN waymark.person p ON p.id = r.person_id
	     WHERE g.id = programme_begins.programme_id
	       AND g.provider_id = provider
	       AND lower(p.email) = lower(wanted_email)
	       AND p.folded = known_as) THEN
		refusal := 'other_programme';
	END IF;
	IF refusal IS NOT NULL THEN
		RETURN;
	END IF;
	IF provider IS NULL THEN
		INSERT INTO waymark.organisation (kind, code, name, region)
		VALUES (kind::waymark.organisation_kind, upper(provider_code),
		    provider_name, area) RETURNING id INTO provider;
	END IF;
	IF is_new THEN
		INSERT INTO waymark.programme (name, provider_id)
		VALUES (called, provider) RETURNING id INTO programme_id;
	END IF;
	SELECT a.id, a.refusal INTO person_id, refusal
	  FROM waymark.person_added(programme_id, given, family, wanted_email,
	       NULL, known_as) a;
	IF is_new AND refusal IS NULL THEN
		INSERT INTO waymark.role_held (person_id, role, programme_id,
		    during)
		VALUES (person_id, 'staff', programme_id,
		    daterange(waymark.today(), NULL));
	END IF;
	has_account := EXISTS (SELECT FROM auth.credential c
	    WHERE c.person_id = programme_begins.person_id);
END
$$;
