-- Functions that policies and pages ask at every turn, in PL/pgSQL: it keeps
-- their plans with the connection, while one in SQL is parsed and planned
-- again for each statement that asks it.  They answer what they did before.

CREATE OR REPLACE FUNCTION waymark.today() RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN coalesce((SELECT as_of FROM waymark.demonstration),
	    (now() AT TIME ZONE 'Europe/London')::date);
END
$$;

CREATE OR REPLACE FUNCTION waymark.setting_of(wanted_programme bigint,
    wanted text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT s.value FROM waymark.setting s
	         WHERE s.name = wanted AND s.during @> waymark.today()
	           AND (s.programme_id = wanted_programme
	            OR s.programme_id IS NULL)
	         ORDER BY s.programme_id NULLS LAST
	         LIMIT 1);
END
$$;

CREATE OR REPLACE FUNCTION auth.token() RETURNS bytea
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
	RETURN sha256(decode(nullif(current_setting('waymark.session', true),
	    ''), 'hex'));
END
$$;

CREATE OR REPLACE FUNCTION auth.enter(token text)
RETURNS TABLE (person_id bigint, name text, roles text[], notice text,
    stale boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	today date := waymark.today();
BEGIN
	PERFORM set_config('waymark.session', token, true);
	RETURN QUERY
	SELECT p.id, p.name,
	       ARRAY(SELECT DISTINCT r.role::text FROM waymark.role_held r
	              WHERE r.person_id = p.id AND r.during @> today),
	       s.notice, s.seen_at < now() - interval '1 minute'
	  FROM auth.session s
	  JOIN waymark.person p ON p.id = s.person_id
	 WHERE s.token_hash = auth.token() AND s.ended_at IS NULL
	   AND s.seen_at > now() - interval '30 minutes'
	   AND s.started_at > now() - interval '12 hours';
END
$$;

CREATE OR REPLACE FUNCTION auth.staff_programmes() RETURNS bigint[]
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

CREATE OR REPLACE FUNCTION auth.partner_organisations() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	today date := waymark.today();
BEGIN
	RETURN ARRAY(SELECT r.organisation_id FROM waymark.role_held r
	    WHERE r.person_id = me AND r.role = 'partner'
	      AND r.during @> today);
END
$$;

CREATE OR REPLACE FUNCTION auth.educator_placements() RETURNS bigint[]
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

CREATE OR REPLACE FUNCTION auth.placed_enrolments() RETURNS bigint[]
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

CREATE OR REPLACE FUNCTION auth.employed_enrolments() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	organisations bigint[] := auth.partner_organisations();
BEGIN
	RETURN ARRAY(SELECT e.id FROM waymark.enrolment e
	    WHERE e.employer_id = ANY (organisations));
END
$$;

CREATE OR REPLACE FUNCTION auth.known_people() RETURNS bigint[]
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
