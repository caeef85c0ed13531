-- One of the staff signs somebody of their programme out everywhere: a device
-- that was stolen, an account that somebody else uses.  Nothing else changes,
-- so one is enough: whoever it is signs in again, and is told who did it.

-- Whose sessions whoever asks may end: of a programme that they staff, and not
-- their own, which have a page of theirs.
CREATE FUNCTION waymark.session_holder(whose bigint)
RETURNS TABLE (person_id bigint, name text, address text,
    programme_id bigint, sessions bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT p.id, p.name, p.email, g.programme_id,
	       (SELECT count(*) FROM auth.session s
	         WHERE s.person_id = p.id AND auth.live(s))
	  FROM waymark.person p
	 CROSS JOIN unnest(auth.staff_programmes()) g (programme_id)
	 WHERE p.id = whose AND p.id <> auth.person_id()
	   AND (g.programme_id = ANY (p.programme_ids)
	    OR EXISTS (SELECT FROM waymark.role_held r
	        WHERE r.person_id = p.id AND r.programme_id = g.programme_id))
	 ORDER BY g.programme_id LIMIT 1
$$;

-- How many sessions that ended; a step between a password and a session ends
-- with them.
CREATE FUNCTION waymark.end_sessions_of(whose bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	ended bigint;
BEGIN
	IF NOT EXISTS (SELECT FROM waymark.session_holder(whose)) THEN
		RETURN 0;
	END IF;
	DELETE FROM auth.first_step t WHERE t.person_id = whose;
	UPDATE auth.session s SET ended_at = now()
	 WHERE s.person_id = whose AND s.ended_at IS NULL;
	GET DIAGNOSTICS ended = ROW_COUNT;
	RETURN ended;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.session_holder(bigint),
    waymark.end_sessions_of(bigint) TO waymark_web;
