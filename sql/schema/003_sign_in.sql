-- Credentials, sessions, one-time links, and the brake on guessing.
--
-- waymark_web reaches none of these tables: only the functions below.  A
-- token is never stored, only its SHA-256.  auth.person_id() is what every
-- policy asks; it believes nothing but a live session's token.

CREATE TABLE auth.credential (
	person_id	bigint PRIMARY KEY REFERENCES waymark.person,
	password_hash	text NOT NULL,
	changed_at	timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE auth.session (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	token_hash	bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
	csrf_hash	bytea NOT NULL UNIQUE CHECK (length(csrf_hash) = 32),
	person_id	bigint NOT NULL REFERENCES waymark.person,
	address		text NOT NULL,
	device		text NOT NULL DEFAULT '',	-- in words
	started_at	timestamptz NOT NULL DEFAULT now(),
	seen_at		timestamptz NOT NULL DEFAULT now(),
	confirmed_at	timestamptz NOT NULL DEFAULT now(),
	ended_at	timestamptz,
	notice		text,
	stands_in	bigint REFERENCES waymark.organisation,
	stands_as	text[]
);
CREATE INDEX session_person ON auth.session (person_id);

CREATE TYPE auth.link_purpose AS ENUM ('invitation', 'reset');

CREATE TABLE auth.link (
	token_hash	bytea PRIMARY KEY CHECK (length(token_hash) = 32),
	person_id	bigint NOT NULL REFERENCES waymark.person,
	purpose		auth.link_purpose NOT NULL,
	made_at		timestamptz NOT NULL DEFAULT now(),
	expires_at	timestamptz NOT NULL,
	used_at		timestamptz
);
CREATE INDEX link_person ON auth.link (person_id);

-- Wrong passwords and asked-for links, by account (the address typed, folded
-- and hashed, whether or not it exists) and by network address.
CREATE TABLE auth.attempt (
	whose		bytea NOT NULL,
	at		timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX attempt_whose ON auth.attempt (whose, at);

-- A form that was done once is not done again (see the field "once").
CREATE TABLE auth.done_form (
	person_id	bigint NOT NULL REFERENCES waymark.person,
	once		text NOT NULL,
	body_hash	bytea NOT NULL,
	location	text NOT NULL DEFAULT '',
	at		timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (person_id, once)
);

-- Idle 30 minutes, 12 hours in all (NIST SP 800-63B, AAL2).
CREATE FUNCTION auth.live(auth.session) RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
	SELECT $1.ended_at IS NULL
	   AND $1.seen_at > now() - interval '30 minutes'
	   AND $1.started_at > now() - interval '12 hours'
$$;

CREATE FUNCTION auth.token() RETURNS bytea
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
	RETURN sha256(decode(nullif(current_setting('waymark.session', true),
	    ''), 'hex'));
END
$$;

-- In PL/pgSQL, which keeps its plan: every audited row asks this too.  0 is
-- nobody, while a transaction reads as an organisation (auth.stand_in).
CREATE FUNCTION auth.person_id() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	token bytea := auth.token();
BEGIN
	RETURN (SELECT CASE WHEN s.stands_in IS NULL THEN s.person_id ELSE 0 END
	          FROM auth.session s
	         WHERE s.token_hash = token AND s.ended_at IS NULL
	           AND s.seen_at > now() - interval '30 minutes'
	           AND s.started_at > now() - interval '12 hours');
END
$$;

-- What a request needs to know of who asks, and how much is new in their inbox
-- (049), of which at most a hundred are counted; no row when nobody asks.
CREATE FUNCTION auth.enter(token text)
RETURNS TABLE (person_id bigint, name text, roles text[], notice text,
    stale boolean, unread bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	today date := waymark.today();
BEGIN
	PERFORM set_config('waymark.session', token, true);
	RETURN QUERY
	SELECT p.id, p.name,
	       ARRAY(SELECT DISTINCT r.role::text FROM waymark.role_held r
	              WHERE r.person_id = p.id AND r.during @> today),
	       s.notice, s.seen_at < now() - interval '1 minute',
	       (SELECT count(*) FROM (SELECT FROM waymark.message m
	           WHERE m.person_id = p.id AND m.read_at IS NULL
	           LIMIT 100) u)
	  FROM auth.session s
	  JOIN waymark.person p ON p.id = s.person_id
	 WHERE s.token_hash = auth.token() AND s.ended_at IS NULL
	   AND s.seen_at > now() - interval '30 minutes'
	   AND s.started_at > now() - interval '12 hours';
END
$$;

-- Seen again, and its notice shown: the small write after an answer.
CREATE FUNCTION auth.touch(token text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	UPDATE auth.session s SET seen_at = now(), notice = NULL
	 WHERE s.token_hash = sha256(decode(token, 'hex')) AND auth.live(s)
$$;

CREATE FUNCTION auth.notify(notice text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	UPDATE auth.session s SET notice = notify.notice
	 WHERE s.token_hash = auth.token() AND auth.live(s)
$$;

-- How long this account or address must wait: five free tries in fifteen
-- minutes, then 1, 2, 4 ... seconds up to 15 minutes since the last; twenty
-- free for an address, behind which a whole hospital may sit.  Never for ever.
CREATE FUNCTION auth.wait_of(wanted bytea, free integer) RETURNS integer
LANGUAGE sql VOLATILE SET search_path = '' AS $$
	SELECT greatest(0, CASE WHEN count(*) < free THEN 0
	    ELSE ceil(extract(epoch FROM max(at) - clock_timestamp())
	        + least(power(2, least(count(*) - free, 10)), 900)) END)::integer
	  FROM auth.attempt
	 WHERE whose = wanted AND at > clock_timestamp() - interval '15 minutes'
$$;

CREATE FUNCTION auth.account_key(email text) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT sha256(convert_to('account ' || lower(email), 'UTF8'))
$$;

CREATE FUNCTION auth.address_key(address text) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT sha256(convert_to('address ' || address, 'UTF8'))
$$;

-- Always one row; password_hash is NULL for an account that is not there.
CREATE FUNCTION auth.credential_of(email text, address text)
RETURNS TABLE (person_id bigint, password_hash text, wait_seconds bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	SELECT c.person_id, c.password_hash,
	       greatest(auth.wait_of(auth.account_key($1), 5),
	           auth.wait_of(auth.address_key($2), 20))::bigint
	  FROM (VALUES (1)) one
	  LEFT JOIN waymark.person p ON lower(p.email) = lower($1)
	  LEFT JOIN auth.credential c ON c.person_id = p.id
$$;

CREATE FUNCTION auth.wrong(email text, address text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO auth.attempt (whose)
	VALUES (auth.account_key($1)), (auth.address_key($2))
$$;

CREATE FUNCTION auth.start(whose bigint, token text, csrf_hash bytea,
    address text, device text DEFAULT '') RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO auth.session (token_hash, csrf_hash, person_id, address,
	    device)
	VALUES (sha256(decode(token, 'hex')), csrf_hash, whose, address,
	    device);
	DELETE FROM auth.attempt w USING waymark.person p
	 WHERE p.id = start.whose AND w.whose = auth.account_key(p.email);
	PERFORM set_config('waymark.session', token, true);
END
$$;

CREATE FUNCTION auth.finish(token text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	UPDATE auth.session SET ended_at = now()
	 WHERE token_hash = sha256(decode(token, 'hex')) AND ended_at IS NULL
$$;

-- A link for somebody; the caller makes the token and mails it.
CREATE FUNCTION auth.make_link(whose bigint, token text,
    wanted auth.link_purpose, expires timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO auth.link (token_hash, person_id, purpose, expires_at)
	VALUES (sha256(decode(token, 'hex')), whose, wanted, expires)
$$;

CREATE FUNCTION auth.person_of_email(email text)
RETURNS TABLE (person_id bigint, name text, address text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT p.id, p.name, p.email FROM waymark.person p
	 WHERE lower(p.email) = lower($1)
$$;

-- Asking for a link is braked as well, so that nobody's letter-box is filled:
-- three a quarter of an hour for an account, twenty for an address.
CREATE FUNCTION auth.may_have_link(email text, address text) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	WITH asked AS (
	    INSERT INTO auth.attempt (whose)
	    VALUES (sha256('link' || auth.account_key($1))),
	           (sha256('link' || auth.address_key($2)))
	), before AS (
	    SELECT whose, count(*) AS n FROM auth.attempt
	     WHERE at > clock_timestamp() - interval '15 minutes'
	       AND whose IN (sha256('link' || auth.account_key($1)),
	                     sha256('link' || auth.address_key($2)))
	     GROUP BY whose)
	SELECT NOT EXISTS (SELECT 1 FROM before WHERE n >= CASE whose
	    WHEN sha256('link' || auth.account_key($1)) THEN 3 ELSE 20 END)
$$;

CREATE FUNCTION auth.link_of(token text)
RETURNS TABLE (person_id bigint, name text, email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT p.id, p.name, p.email
	  FROM auth.link l JOIN waymark.person p ON p.id = l.person_id
	 WHERE l.token_hash = sha256(decode(token, 'hex'))
	   AND l.used_at IS NULL AND l.expires_at > now()
$$;

-- Uses the link up, sets the password and ends the person's other sessions.
CREATE FUNCTION auth.use_link(token text, password_hash text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	whose bigint;
BEGIN
	UPDATE auth.link l SET used_at = now()
	 WHERE l.token_hash = sha256(decode(token, 'hex'))
	   AND l.used_at IS NULL AND l.expires_at > now()
	RETURNING l.person_id INTO whose;
	IF whose IS NULL THEN
		RETURN false;
	END IF;
	UPDATE auth.link l SET used_at = now()
	 WHERE l.person_id = whose AND l.used_at IS NULL;
	INSERT INTO auth.credential AS c (person_id, password_hash)
	VALUES (whose, use_link.password_hash)
	ON CONFLICT (person_id) DO UPDATE
	   SET password_hash = excluded.password_hash, changed_at = now();
	UPDATE auth.session s SET ended_at = now()
	 WHERE s.person_id = whose AND s.ended_at IS NULL;
	RETURN true;
END
$$;

-- Whose session this form came from, live or ended within a week.
CREATE FUNCTION auth.person_of_csrf(csrf_hash bytea) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT s.person_id FROM auth.session s
	 WHERE s.csrf_hash = $1 AND s.seen_at > now() - interval '7 days'
$$;

-- Claims a form: true the first time.  A second sender waits here until the
-- first has committed, then is told where the first was led.
CREATE FUNCTION auth.claim_form(once text, body_hash bytea)
RETURNS TABLE (first boolean, same boolean, location text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	whose bigint := auth.person_id();
BEGIN
	INSERT INTO auth.done_form (person_id, once, body_hash)
	VALUES (whose, claim_form.once, claim_form.body_hash)
	ON CONFLICT DO NOTHING;
	IF FOUND THEN
		RETURN QUERY SELECT true, true, ''::text;
	ELSE
		RETURN QUERY SELECT false, d.body_hash = claim_form.body_hash,
		    d.location FROM auth.done_form d
		     WHERE d.person_id = whose AND d.once = claim_form.once;
	END IF;
END
$$;

CREATE FUNCTION auth.did_form(once text, location text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	UPDATE auth.done_form d SET location = did_form.location
	 WHERE d.person_id = auth.person_id() AND d.once = did_form.once
$$;

-- A form that was refused, and not rolled back, may be sent again.
CREATE FUNCTION auth.forget_form(once text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	DELETE FROM auth.done_form d
	 WHERE d.person_id = auth.person_id() AND d.once = forget_form.once
$$;

GRANT EXECUTE ON FUNCTION auth.person_id(), auth.enter(text),
    auth.notify(text), auth.credential_of(text, text),
    auth.wrong(text, text), auth.start(bigint, text, bytea, text, text),
    auth.finish(text),
    auth.make_link(bigint, text, auth.link_purpose, timestamptz),
    auth.person_of_email(text), auth.may_have_link(text, text), auth.link_of(text), auth.use_link(text, text),
    auth.person_of_csrf(bytea), auth.claim_form(text, bytea),
    auth.did_form(text, text), auth.forget_form(text)
    TO waymark_web;
GRANT USAGE ON TYPE auth.link_purpose TO waymark_web;

-- What has served its time goes; the jobs process asks for it.  Steps between
-- a password and a session (062_accounts.sql) last ten minutes.
CREATE FUNCTION auth.tidy() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	total bigint := 0;
	gone bigint;
BEGIN
	DELETE FROM auth.session WHERE seen_at < now() - interval '30 days';
	GET DIAGNOSTICS gone = ROW_COUNT; total := total + gone;
	DELETE FROM auth.link WHERE expires_at < now() - interval '30 days';
	GET DIAGNOSTICS gone = ROW_COUNT; total := total + gone;
	DELETE FROM auth.first_step WHERE begun_at < now() - interval '1 day';
	GET DIAGNOSTICS gone = ROW_COUNT; total := total + gone;
	DELETE FROM auth.provider_sign_in
	 WHERE returned_at < now() - interval '1 day';
	GET DIAGNOSTICS gone = ROW_COUNT; total := total + gone;
	DELETE FROM auth.attempt WHERE at < now() - interval '1 day';
	GET DIAGNOSTICS gone = ROW_COUNT; total := total + gone;
	DELETE FROM auth.done_form WHERE at < now() - interval '7 days';
	GET DIAGNOSTICS gone = ROW_COUNT; total := total + gone;
	RETURN total;
END
$$;
GRANT EXECUTE ON FUNCTION auth.tidy() TO waymark_jobs;
