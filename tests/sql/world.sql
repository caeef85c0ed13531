-- The small world of the page tests, and ways to act in it as somebody.
-- Included in a transaction that is rolled back.

\o /dev/null
\ir ../pages/fixtures.sql
\o

CREATE TEMPORARY TABLE token_of (person_id bigint PRIMARY KEY, token text);
GRANT SELECT ON token_of TO waymark_web;

CREATE FUNCTION pg_temp.act_as(whose bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	known text := (SELECT t.token FROM token_of t WHERE person_id = whose);
BEGIN
	IF known IS NULL THEN
		known := encode(sha256(convert_to('person ' || whose, 'UTF8')),
		    'hex');
		PERFORM auth.start(whose, known,
		    sha256(convert_to('form ' || whose, 'UTF8')), 'test');
		INSERT INTO token_of VALUES (whose, known);
	END IF;
	PERFORM set_config('waymark.session', known, true);
END
$$;
GRANT USAGE ON SCHEMA extensions TO waymark_web;
