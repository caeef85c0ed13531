-- What somebody reaches through their roles and relationships, as lists of
-- ids for policies to compare with.  Relationships are dated: a list holds
-- what is true today.

CREATE FUNCTION auth.staff_programmes() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT ARRAY(SELECT r.programme_id FROM waymark.role_held r
	    WHERE r.person_id = auth.person_id() AND r.role = 'staff'
	      AND r.during @> waymark.today())
$$;

CREATE FUNCTION auth.partner_organisations() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT ARRAY(SELECT r.organisation_id FROM waymark.role_held r
	    WHERE r.person_id = auth.person_id() AND r.role = 'partner'
	      AND r.during @> waymark.today())
$$;

-- Placements in which I educate, and for a while after they end: days are
-- confirmed later than they are done.
CREATE FUNCTION auth.educator_placements() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT ARRAY(SELECT e.placement_id
	  FROM waymark.placement_educator e
	  JOIN waymark.placement p ON p.id = e.placement_id
	 WHERE e.person_id = auth.person_id()
	   AND lower(e.during) <= waymark.today()
	   AND (upper_inf(e.during) OR upper(e.during) + (waymark.setting_of(
	       p.programme_id, 'educator_access_days_after'))::integer
	       > waymark.today()))
$$;

-- Enrolments that an educator or a host reaches through a placement.
CREATE FUNCTION auth.placed_enrolments() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT ARRAY(
	    SELECT p.enrolment_id FROM waymark.placement p
	     WHERE p.id = ANY (auth.educator_placements())
	    UNION
	    SELECT p.enrolment_id FROM waymark.placement p
	     WHERE p.organisation_id = ANY (auth.partner_organisations()))
$$;

CREATE FUNCTION auth.employed_enrolments() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT ARRAY(SELECT e.id FROM waymark.enrolment e
	    WHERE e.employer_id = ANY (auth.partner_organisations()))
$$;

-- People that I know through my work: trainees that I educate, host or
-- employ, and for a trainee the educators of their placements.
CREATE FUNCTION auth.known_people() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT ARRAY(
	    SELECT e.person_id FROM waymark.enrolment e
	     WHERE e.id = ANY (auth.placed_enrolments())
	    UNION
	    SELECT e.person_id FROM waymark.enrolment e
	     WHERE e.employer_id = ANY (auth.partner_organisations())
	    UNION
	    SELECT pe.person_id FROM waymark.placement_educator pe
	      JOIN waymark.placement p ON p.id = pe.placement_id
	     WHERE p.person_id = auth.person_id()
	    UNION
	    SELECT pe.person_id FROM waymark.placement_educator pe
	      JOIN waymark.placement p ON p.id = pe.placement_id
	     WHERE p.id = ANY (auth.educator_placements())
	        OR p.organisation_id = ANY (auth.partner_organisations()))
$$;

GRANT EXECUTE ON FUNCTION auth.staff_programmes(),
    auth.partner_organisations(), auth.educator_placements(),
    auth.placed_enrolments(), auth.employed_enrolments(),
    auth.known_people() TO waymark_web;
