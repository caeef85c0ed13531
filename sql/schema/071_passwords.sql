-- Passwords are verified as they were typed.
--
-- Until now white space around one was taken off before it was hashed, so a
-- hash from then is of a password without: it is verified as it was made, until
-- its owner changes it.
ALTER TABLE auth.credential ADD COLUMN trimmed boolean NOT NULL DEFAULT true;
ALTER TABLE auth.credential ALTER COLUMN trimmed SET DEFAULT false;

CREATE FUNCTION auth.credential_changed() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	NEW.trimmed := false;
	RETURN NEW;
END
$$;
CREATE TRIGGER changed BEFORE UPDATE OF password_hash ON auth.credential
    FOR EACH ROW EXECUTE FUNCTION auth.credential_changed();

DROP FUNCTION auth.credential_of(text, text);
CREATE FUNCTION auth.credential_of(email text, address text)
RETURNS TABLE (person_id bigint, password_hash text, trimmed boolean,
    wait_seconds bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	SELECT c.person_id, c.password_hash, coalesce(c.trimmed, false),
	       greatest(auth.wait_of(auth.account_key($1), 5),
	           auth.wait_of(auth.address_key($2), 20))::bigint
	  FROM (VALUES (1)) one
	  LEFT JOIN waymark.person p ON lower(p.email) = lower($1)
	  LEFT JOIN auth.credential c ON c.person_id = p.id
$$;

-- What somebody's password may not be made of, beside what it may be made of
-- nowhere (src/rules/password_words.def): their name and address, and the names
-- of their programmes and organisations.  Of the holder of a link, or, without
-- one, of whoever is signed in.
CREATE FUNCTION auth.password_names(link text) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	whose bigint := CASE WHEN link = '' THEN auth.person_id()
	    ELSE (SELECT l.person_id FROM auth.link_of(link) l) END;
BEGIN
	RETURN QUERY
	WITH mine AS (SELECT unnest(p.programme_ids) AS id
	    FROM waymark.person p WHERE p.id = whose
	   UNION SELECT r.programme_id FROM waymark.role_held r
	   WHERE r.person_id = whose)
	SELECT unnest(ARRAY[p.name, p.email]) FROM waymark.person p
	 WHERE p.id = whose
	UNION SELECT g.name FROM waymark.programme g JOIN mine USING (id)
	UNION SELECT o.name FROM waymark.organisation o WHERE o.id IN (
	    SELECT g.provider_id FROM waymark.programme g JOIN mine USING (id)
	     UNION SELECT r.organisation_id FROM waymark.role_held r
	     WHERE r.person_id = whose
	     UNION SELECT e.employer_id FROM waymark.enrolment e
	     WHERE e.person_id = whose
	     UNION SELECT l.organisation_id FROM waymark.placement l
	     WHERE l.person_id = whose);
END
$$;
GRANT EXECUTE ON FUNCTION auth.credential_of(text, text),
    auth.password_names(text) TO waymark_web;
