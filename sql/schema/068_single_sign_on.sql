-- Signing in with an account of one's organisation, by OpenID Connect.
--
-- A browser comes back from the provider with a code.  The web only writes that
-- down: no process that answers requests can reach another host.  The jobs'
-- helper gives the code for an ID token, proves it, and settles here whose it
-- is; then the same browser, and no other, takes the session.  Each step is
-- done once.  What the browser keeps is a token that only it and the hash here
-- know; state, nonce and verifier follow from that token and are never stored
-- for longer than the helper needs them.
--
-- Who it is: the provider's own name for an account (its subject) is bound to a
-- person once, when the provider says that it has verified the address, and one
-- person here has that address and no account of that provider yet.  From then
-- on the subject alone decides, whatever address comes with it.  Nobody is ever
-- added by signing in.

-- What the provider says of itself, and whether it answered when it was asked
-- last.
CREATE TABLE auth.provider (
	issuer		text PRIMARY KEY,
	authorize_at	text NOT NULL DEFAULT '',
	sign_out_at	text NOT NULL DEFAULT '',
	answers		boolean NOT NULL,
	asked_at	timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE auth.provider_account (
	issuer		text NOT NULL,
	subject		text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
	person_id	bigint NOT NULL REFERENCES waymark.person,
	email		text NOT NULL,		-- as it was when it was bound
	bound_at	timestamptz NOT NULL DEFAULT now(),
	used_at		timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (issuer, subject),
	UNIQUE (person_id, issuer)
);

CREATE TYPE auth.provider_step AS ENUM
    ('returned', 'claimed', 'accepted', 'refused', 'taken');
-- unknown: nobody here has that address; unverified: the provider does not
-- vouch for it; other: that person is bound to another account; answer: what
-- the provider answered proves nothing; down: it did not answer.
CREATE TYPE auth.provider_refusal AS ENUM
    ('unknown', 'unverified', 'other', 'answer', 'down');

CREATE TABLE auth.provider_sign_in (
	token_hash	bytea PRIMARY KEY CHECK (length(token_hash) = 32),
	step		auth.provider_step NOT NULL DEFAULT 'returned',
	code		text NOT NULL CHECK (length(code) <= 2000),
	verifier	text NOT NULL,
	nonce		text NOT NULL,
	address_key	bytea NOT NULL,
	returned_at	timestamptz NOT NULL DEFAULT now(),
	settled_at	timestamptz,
	person_id	bigint REFERENCES waymark.person,
	bound		boolean NOT NULL DEFAULT false,
	second_step	boolean NOT NULL DEFAULT false,
	refusal		auth.provider_refusal,
	CHECK ((step = 'refused') = (refusal IS NOT NULL)),
	CHECK (step NOT IN ('accepted', 'taken') OR person_id IS NOT NULL)
);
CREATE INDEX provider_sign_in_waits ON auth.provider_sign_in (returned_at)
 WHERE step IN ('returned', 'claimed');
CREATE INDEX provider_sign_in_address ON auth.provider_sign_in
    (address_key, returned_at);
CREATE INDEX provider_sign_in_person ON auth.provider_sign_in (person_id);

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['provider', 'provider_account',
	    'provider_sign_in'] LOOP
		EXECUTE format('ALTER TABLE auth.%I ENABLE ROW LEVEL SECURITY,
		    FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON auth.%I TO waymark_owner
		    USING (true) WITH CHECK (true)', t);
	END LOOP;
END
$$;

INSERT INTO waymark.held (room, name, of_column, position, record_class,
    label, in_copy, leaves_out, only_where, mine) VALUES
	('auth', 'provider_account', 'person_id', 92, 'account',
	    'The account of your organisation that you sign in with',
	    true, '{}', NULL,
	    NULL),
	('auth', 'provider_sign_in', 'person_id', 94, 'account',
	    'That you signed in with it is kept for a day.',
	    false, '{}', NULL,
	    NULL);

-- The web's part: where the provider is, and whether it can be used now.  A
-- helper that has not asked for five minutes would exchange no code either.
CREATE FUNCTION auth.provider_now(wanted text)
RETURNS TABLE (authorize_at text, sign_out_at text, answers boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT p.authorize_at, p.sign_out_at, p.answers
	       AND p.asked_at > now() - interval '5 minutes'
	  FROM auth.provider p WHERE p.issuer = wanted
$$;

-- A browser is back.  The second time says no more than the first: whoever
-- repeats an address changes nothing.  False: more came from that address
-- within a quarter of an hour than a hospital sends.
CREATE FUNCTION auth.provider_return(token text, code text, verifier text,
    nonce text, address text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	key bytea := auth.address_key(address);
BEGIN
	IF (SELECT count(*) FROM auth.provider_sign_in s
	     WHERE s.address_key = key
	       AND s.returned_at > now() - interval '15 minutes') >= 300 THEN
		RETURN false;
	END IF;
	INSERT INTO auth.provider_sign_in (token_hash, code, verifier, nonce,
	    address_key)
	VALUES (sha256(decode(token, 'hex')), code, verifier, nonce, key)
	ON CONFLICT DO NOTHING;
	RETURN true;
END
$$;

CREATE FUNCTION auth.provider_standing(token text)
RETURNS TABLE (step auth.provider_step, refusal auth.provider_refusal,
    waited bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT s.step, s.refusal,
	       extract(epoch FROM now() - s.returned_at)::bigint
	  FROM auth.provider_sign_in s
	 WHERE s.token_hash = sha256(decode(token, 'hex'))
$$;

-- Whoever was accepted takes it once, within five minutes.
CREATE FUNCTION auth.provider_take(token text)
RETURNS TABLE (person_id bigint, bound boolean, second_step boolean)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	UPDATE auth.provider_sign_in s SET step = 'taken'
	 WHERE s.token_hash = sha256(decode(token, 'hex'))
	   AND s.step = 'accepted'
	   AND s.settled_at > now() - interval '5 minutes'
	RETURNING s.person_id, s.bound, s.second_step
$$;

-- Of whoever is signed in: since when they do so with such an account.
CREATE FUNCTION auth.provider_mine(wanted text)
RETURNS TABLE (email text, bound_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT a.email, a.bound_at FROM auth.provider_account a
	 WHERE a.issuer = wanted AND a.person_id = auth.person_id()
$$;
GRANT EXECUTE ON FUNCTION auth.provider_now(text),
    auth.provider_return(text, text, text, text, text),
    auth.provider_standing(text), auth.provider_take(text),
    auth.provider_mine(text) TO waymark_web;

-- The helper's part.
CREATE FUNCTION auth.provider_heard(issuer text, authorize_at text,
    sign_out_at text, answers boolean) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO auth.provider AS p (issuer, authorize_at, sign_out_at,
	    answers) VALUES ($1, $2, $3, $4)
	ON CONFLICT (issuer) DO UPDATE
	   SET authorize_at = CASE WHEN $4 THEN $2 ELSE p.authorize_at END,
	       sign_out_at = CASE WHEN $4 THEN $3 ELSE p.sign_out_at END,
	       answers = $4, asked_at = now()
$$;

-- The next code, which is forgotten here before it is used: a code leaves
-- once, whatever happens to the helper.  What was claimed by one that is gone,
-- or waited for a minute, is refused.
CREATE FUNCTION auth.provider_claim()
RETURNS TABLE (token_hash bytea, code text, verifier text, nonce text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE auth.provider_sign_in s
	   SET step = 'refused', refusal = 'down', code = '', verifier = '',
	       nonce = '', settled_at = now()
	 WHERE s.step IN ('returned', 'claimed')
	   AND s.returned_at < now() - interval '1 minute';
	RETURN QUERY
	WITH next AS (
	    SELECT n.token_hash, n.code, n.verifier, n.nonce
	      FROM auth.provider_sign_in n WHERE n.step = 'returned'
	     ORDER BY n.returned_at LIMIT 1 FOR UPDATE SKIP LOCKED)
	UPDATE auth.provider_sign_in s
	   SET step = 'claimed', code = '', verifier = '', nonce = ''
	  FROM next n WHERE s.token_hash = n.token_hash
	RETURNING n.token_hash, n.code, n.verifier, n.nonce;
END
$$;

CREATE FUNCTION auth.provider_refuse(token_hash bytea,
    refusal auth.provider_refusal) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	UPDATE auth.provider_sign_in s
	   SET step = 'refused', refusal = $2, settled_at = now()
	 WHERE s.token_hash = $1 AND s.step = 'claimed'
$$;

-- Whose account it is; NULL, and why, when it is nobody's.
CREATE FUNCTION auth.provider_person(issuer text, subject text, email text,
    verified boolean, OUT person_id bigint, OUT bound boolean,
    OUT refusal auth.provider_refusal)
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
	bound := false;
	UPDATE auth.provider_account a SET used_at = now()
	 WHERE a.issuer = provider_person.issuer
	   AND a.subject = provider_person.subject
	RETURNING a.person_id INTO person_id;
	IF FOUND THEN
		RETURN;
	END IF;
	IF NOT verified OR email = '' THEN
		refusal := 'unverified';
		RETURN;
	END IF;
	SELECT min(p.id) INTO person_id FROM waymark.person p
	 WHERE lower(p.email) = lower(provider_person.email)
	HAVING count(*) = 1;
	IF person_id IS NULL THEN
		refusal := 'unknown';
		RETURN;
	END IF;
	INSERT INTO auth.provider_account (issuer, subject, person_id, email)
	VALUES (issuer, subject, person_id, provider_person.email)
	ON CONFLICT DO NOTHING;
	bound := FOUND;
	IF NOT bound THEN
		person_id := NULL;
		refusal := 'other';
	END IF;
END
$$;

CREATE FUNCTION auth.provider_accept(token_hash bytea, issuer text,
    subject text, email text, verified boolean, second_step boolean)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	who record;
BEGIN
	SELECT * INTO who FROM auth.provider_person(issuer, subject, email,
	    verified);
	UPDATE auth.provider_sign_in s
	   SET step = CASE WHEN who.refusal IS NULL THEN 'accepted'
	           ELSE 'refused' END::auth.provider_step,
	       person_id = who.person_id, bound = who.bound,
	       second_step = provider_accept.second_step,
	       refusal = who.refusal, settled_at = now()
	 WHERE s.token_hash = provider_accept.token_hash
	   AND s.step = 'claimed';
END
$$;
GRANT EXECUTE ON FUNCTION auth.provider_heard(text, text, text, boolean),
    auth.provider_claim(), auth.provider_refuse(bytea, auth.provider_refusal),
    auth.provider_accept(bytea, text, text, text, boolean, boolean)
    TO waymark_jobs;
GRANT USAGE ON TYPE auth.provider_refusal, auth.provider_step
    TO waymark_web, waymark_jobs;
