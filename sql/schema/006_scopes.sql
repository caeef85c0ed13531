-- What somebody reaches through their roles and relationships, as lists of
-- ids for policies to compare with.  Relationships are dated: a list holds
-- what is true today.
--
-- What policies ask at every turn is in PL/pgSQL, here and elsewhere: it keeps
-- its plans with the connection, while a function in SQL is parsed and planned
-- again for each statement that asks it.

CREATE FUNCTION auth.staff_programmes() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	today date := waymark.today();
BEGIN
	RETURN ARRAY(SELECT r.programme_id FROM waymark.role_held r
	    WHERE r.person_id = me AND r.role = 'staff'
	      AND r.during @> today);
END
$$;

-- The organisation that this transaction reads as (auth.stand_in).
CREATE FUNCTION auth.stood_in(part text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	token bytea := auth.token();
BEGIN
	RETURN ARRAY(SELECT s.stands_in FROM auth.session s
	    WHERE s.token_hash = token AND part = ANY (s.stands_as));
END
$$;

CREATE FUNCTION auth.partner_organisations() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	today date := waymark.today();
BEGIN
	IF me = 0 THEN
		RETURN auth.stood_in('partner');
	END IF;
	RETURN ARRAY(SELECT r.organisation_id FROM waymark.role_held r
	    WHERE r.person_id = me AND r.role = 'partner'
	      AND r.during @> today);
END
$$;

-- Placements in which I educate, and for a while after they end: days are
-- confirmed later than they are done.
CREATE FUNCTION auth.educator_placements() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	today date := waymark.today();
BEGIN
	RETURN ARRAY(SELECT e.placement_id
	  FROM waymark.placement_educator e
	  JOIN waymark.placement p ON p.id = e.placement_id
	 WHERE e.person_id = me AND lower(e.during) <= today
	   AND (upper_inf(e.during) OR upper(e.during) > today
	    OR upper(e.during) + (waymark.setting_of(p.programme_id,
	       'educator_access_days_after'))::integer > today));
END
$$;

-- Enrolments that an educator or a host reaches through a placement.
CREATE FUNCTION auth.placed_enrolments() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	placements bigint[] := auth.educator_placements();
	organisations bigint[] := auth.partner_organisations();
BEGIN
	RETURN ARRAY(
	    SELECT p.enrolment_id FROM waymark.placement p
	     WHERE p.id = ANY (placements)
	    UNION
	    SELECT p.enrolment_id FROM waymark.placement p
	     WHERE p.organisation_id = ANY (organisations));
END
$$;

CREATE FUNCTION auth.employed_enrolments() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	organisations bigint[] := auth.partner_organisations();
BEGIN
	RETURN ARRAY(SELECT e.id FROM waymark.enrolment e
	    WHERE e.employer_id = ANY (organisations));
END
$$;

-- People that I know through my work: trainees that I educate, host or
-- employ, and for a trainee the educators of their placements.
CREATE FUNCTION auth.known_people() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	placements bigint[] := auth.educator_placements();
	organisations bigint[] := auth.partner_organisations();
BEGIN
	RETURN ARRAY(
	    SELECT p.person_id FROM waymark.placement p
	     WHERE p.id = ANY (placements)
	    UNION
	    SELECT p.person_id FROM waymark.placement p
	     WHERE p.organisation_id = ANY (organisations)
	    UNION
	    SELECT e.person_id FROM waymark.enrolment e
	     WHERE e.employer_id = ANY (organisations)
	    UNION
	    SELECT pe.person_id FROM waymark.placement_educator pe
	      JOIN waymark.placement p ON p.id = pe.placement_id
	     WHERE p.person_id = me
	    UNION
	    SELECT pe.person_id FROM waymark.placement_educator pe
	     WHERE pe.placement_id = ANY (placements)
	    UNION
	    SELECT pe.person_id FROM waymark.placement_educator pe
	      JOIN waymark.placement p ON p.id = pe.placement_id
	     WHERE p.organisation_id = ANY (organisations));
END
$$;

GRANT EXECUTE ON FUNCTION auth.staff_programmes(),
    auth.partner_organisations(), auth.educator_placements(),
    auth.placed_enrolments(), auth.employed_enrolments(),
    auth.known_people() TO waymark_web;
