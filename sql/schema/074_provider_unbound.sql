-- Whoever signs in with an account of their organisation ends that themselves:
-- when it was replaced there, so that the new one is refused, or is not theirs
-- any more.  True: there was one.
CREATE FUNCTION auth.provider_unbind(wanted text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	DELETE FROM auth.provider_account a
	 WHERE a.issuer = wanted AND a.person_id = auth.person_id();
	RETURN FOUND;
END
$$;
GRANT EXECUTE ON FUNCTION auth.provider_unbind(text) TO waymark_web;
