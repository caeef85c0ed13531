-- One letter of the outbox, under the rule of post.letters(), and letters to
-- people without an account.

CREATE FUNCTION post.letter_by_id(wanted bigint)
RETURNS TABLE (id bigint, name text, address text, subject text, body text,
    written_at timestamptz, sent_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT l.id, p.name, l.address, l.subject,
	       CASE WHEN EXISTS (SELECT 1 FROM waymark.demonstration)
	            THEN l.body END,
	       l.written_at, l.sent_at
	  FROM post.letter l
	  JOIN waymark.person p ON p.id = l.person_id
	 WHERE l.id = wanted AND p.programme_ids && auth.staff_programmes()
$$;
GRANT EXECUTE ON FUNCTION post.letter_by_id(bigint) TO waymark_web;

CREATE FUNCTION post.write_outside(about bigint, name text, address text,
    subject text, body text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO post.letter (person_id, outside, address, subject, body)
	VALUES ($1, $2, $3, $4, $5)
$$;
GRANT EXECUTE ON FUNCTION post.write_outside(bigint, text, text, text, text)
    TO waymark_web, waymark_jobs;
