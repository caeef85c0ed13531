-- Letters to people without an account.

CREATE FUNCTION post.write_outside(about bigint, name text, address text,
    subject text, body text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO post.letter (person_id, outside, address, subject, body)
	VALUES ($1, $2, $3, $4, $5)
$$;
GRANT EXECUTE ON FUNCTION post.write_outside(bigint, text, text, text, text)
    TO waymark_web, waymark_jobs;
