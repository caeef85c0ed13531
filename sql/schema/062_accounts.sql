-- Accounts: a second factor, what stands between a password and a session, who
-- was asked again lately, and the sessions of somebody.
--
-- The seed of somebody's codes is sealed under a key that the database never
-- holds (include/core/secret.h), so that a copy of the database makes no code.
-- The web reaches none of these tables, only the functions below.  They act
-- for whoever holds the session, or for whoever gave a password and has a step
-- to go: a token of that step stands for them and for nothing else.

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('accounts', 'Signing in', 240);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, choices, decides, takes_effect) VALUES
	('accounts', 10, 'second_factor_needed',
	    'Staff, moderators and equity leads need a second step', 'choice',
	    0, 1, '{No,Yes}',
	    'Whether staff, those who handle suitability, moderators and equity '
	    'leads sign in with a code beside their password. Everybody else '
	    'can choose to.',
	    'From that day, whoever of them signs in without a second step sets '
	    'one up first. Sessions that have begun go on.'),
	('accounts', 20, 'confirm_minutes', 'Ask again who it is after',
	    'minutes', 1, 720, NULL,
	    'How long after somebody gave a password or a code Waymark asks '
	    'again before what matters most: passwords, second steps, '
	    'spreadsheets and new roles.',
	    'From that day, it decides at each of these pages.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('second_factor_needed', 1, 'OWASP ASVS 5.0, 6.3.3: more than one '
	    'factor'),
	('confirm_minutes', 15, 'OWASP ASVS 5.0, 7.5.1 and 7.5.3: ask again '
	    'before what is sensitive. Waymark: a quarter of an hour');

-- sealed: the seed.  last_step: the thirty seconds whose code was taken last,
-- since 1970; no code of it or of an earlier one is taken again.
CREATE TABLE auth.second_factor (
	person_id	bigint PRIMARY KEY REFERENCES waymark.person,
	sealed		bytea NOT NULL CHECK (length(sealed) BETWEEN 41 AND 200),
	last_step	bigint NOT NULL,
	set_at		timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE auth.recovery_code (
	person_id	bigint NOT NULL
			    REFERENCES auth.second_factor ON DELETE CASCADE,
	code_hash	bytea NOT NULL CHECK (length(code_hash) = 32),
	used_at		timestamptz,
	PRIMARY KEY (person_id, code_hash)
);

-- The password was right, or a link was used; a step is still to go.
CREATE TABLE auth.first_step (
	token_hash	bytea PRIMARY KEY CHECK (length(token_hash) = 32),
	person_id	bigint NOT NULL REFERENCES waymark.person,
	begun_at	timestamptz NOT NULL DEFAULT now()
);

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['second_factor', 'recovery_code',
	    'first_step'] LOOP
		EXECUTE format('ALTER TABLE auth.%I ENABLE ROW LEVEL SECURITY,
		    FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON auth.%I TO waymark_owner
		    USING (true) WITH CHECK (true)', t);
	END LOOP;
END
$$;

CREATE FUNCTION auth.code_key(whose bigint) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT sha256(convert_to('code ' || whose, 'UTF8'))
$$;

-- The programmes whose settings hold for somebody's role; NULL alone: none's,
-- so that the national ones do.
CREATE FUNCTION auth.programmes_for(whose bigint, of bigint) RETURNS bigint[]
LANGUAGE sql STABLE SET search_path = '' AS $$
	SELECT CASE WHEN of IS NOT NULL THEN ARRAY[of]
	       WHEN p.programme_ids <> '{}' THEN p.programme_ids
	       ELSE ARRAY[NULL::bigint] END
	  FROM waymark.person p WHERE p.id = whose
$$;

-- A session that begins today may last until noon tomorrow.
CREATE FUNCTION auth.factor_needed(whose bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
	SELECT EXISTS (SELECT FROM waymark.role_held r
	    CROSS JOIN LATERAL unnest(auth.programmes_for(r.person_id,
	        r.programme_id)) g (programme_id)
	    WHERE r.person_id = whose AND r.during &&
	          daterange(waymark.today(), waymark.today() + 2)
	      AND r.role IN ('staff', 'suitability', 'moderator',
	          'equity_lead')
	      AND waymark.setting_of(g.programme_id,
	          'second_factor_needed') = 1)
$$;

-- What follows a right password; asked before there is a session.
CREATE FUNCTION auth.step_needed(whose bigint)
RETURNS TABLE (has_factor boolean, needs_factor boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT EXISTS (SELECT FROM auth.second_factor f
	    WHERE f.person_id = whose), auth.factor_needed(whose)
$$;

CREATE FUNCTION auth.begin_step(whose bigint, token text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO auth.first_step (token_hash, person_id)
	VALUES (sha256(decode(token, 'hex')), whose)
$$;

-- Ten minutes to find the telephone.
CREATE FUNCTION auth.asking(step text) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
	IF step = '' THEN
		RETURN auth.person_id();
	END IF;
	RETURN (SELECT t.person_id FROM auth.first_step t
	         WHERE t.token_hash = sha256(decode(step, 'hex'))
	           AND t.begun_at > now() - interval '10 minutes');
END
$$;

CREATE FUNCTION auth.end_step(step text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	DELETE FROM auth.first_step t
	 WHERE t.token_hash = sha256(decode(step, 'hex'))
$$;

-- Whose step or session this is, and their second factor.
CREATE FUNCTION auth.factor(step text, address text)
RETURNS TABLE (person_id bigint, name text, email text, needed boolean,
    sealed bytea, set_at timestamptz, last_step bigint, codes_left bigint,
    wait_seconds bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	SELECT p.id, p.name, p.email, auth.factor_needed(p.id), f.sealed,
	       f.set_at, f.last_step, (SELECT count(*)
	           FROM auth.recovery_code c
	          WHERE c.person_id = p.id AND c.used_at IS NULL),
	       greatest(auth.wait_of(auth.code_key(p.id), 5),
	           auth.wait_of(auth.address_key($2), 20))::bigint
	  FROM waymark.person p
	  LEFT JOIN auth.second_factor f ON f.person_id = p.id
	 WHERE p.id = auth.asking($1)
$$;

-- True when no code of these thirty seconds, or of later ones, was taken
-- before: of two who send the same code at once, one is refused.
CREATE FUNCTION auth.take_code(step text, at_step bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.asking(step);
BEGIN
	UPDATE auth.second_factor f SET last_step = at_step
	 WHERE f.person_id = me AND f.last_step < at_step;
	IF NOT FOUND THEN
		RETURN false;
	END IF;
	DELETE FROM auth.attempt a WHERE a.whose = auth.code_key(me);
	RETURN true;
END
$$;

CREATE FUNCTION auth.take_recovery_code(step text, code_hash bytea)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.asking(step);
BEGIN
	UPDATE auth.recovery_code c SET used_at = now()
	 WHERE c.person_id = me AND c.used_at IS NULL
	   AND c.code_hash = take_recovery_code.code_hash;
	IF NOT FOUND THEN
		RETURN false;
	END IF;
	DELETE FROM auth.attempt a WHERE a.whose = auth.code_key(me);
	RETURN true;
END
$$;

-- How many wrong codes that makes within a quarter of an hour.
CREATE FUNCTION auth.wrong_code(step text, address text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	key bytea := auth.code_key(auth.asking(step));
BEGIN
	INSERT INTO auth.attempt (whose)
	VALUES (key), (auth.address_key(address));
	RETURN (SELECT count(*) FROM auth.attempt a WHERE a.whose = key
	           AND a.at > clock_timestamp() - interval '15 minutes');
END
$$;

CREATE FUNCTION auth.set_recovery_codes(step text, hashes text[])
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	whose bigint := auth.asking(step);
BEGIN
	DELETE FROM auth.recovery_code c WHERE c.person_id = whose;
	INSERT INTO auth.recovery_code (person_id, code_hash)
	SELECT whose, decode(h, 'hex') FROM unnest(hashes) h;
END
$$;

-- Set up, or another in its place: the codes of the one before end with it.
CREATE FUNCTION auth.set_factor(step text, sealed bytea, at_step bigint,
    hashes text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	whose bigint := auth.asking(step);
BEGIN
	INSERT INTO auth.second_factor AS f (person_id, sealed, last_step)
	VALUES (whose, set_factor.sealed, at_step)
	ON CONFLICT (person_id) DO UPDATE
	   SET sealed = excluded.sealed, last_step = excluded.last_step,
	       set_at = now();
	PERFORM auth.set_recovery_codes(step, hashes);
END
$$;

CREATE FUNCTION auth.drop_factor() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	DELETE FROM auth.second_factor f WHERE f.person_id = auth.person_id()
$$;

-- Whoever changes how they sign in is signed out everywhere else.
CREATE FUNCTION auth.end_others() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	here bytea := auth.token();
	ended bigint;
BEGIN
	UPDATE auth.session s SET ended_at = now()
	 WHERE s.person_id = me AND s.token_hash <> here
	   AND s.ended_at IS NULL;
	GET DIAGNOSTICS ended = ROW_COUNT;
	RETURN ended;
END
$$;

GRANT EXECUTE ON FUNCTION auth.step_needed(bigint),
    auth.begin_step(bigint, text), auth.end_step(text),
    auth.factor(text, text), auth.take_code(text, bigint),
    auth.take_recovery_code(text, bytea), auth.wrong_code(text, text),
    auth.set_recovery_codes(text, text[]),
    auth.set_factor(text, bytea, bigint, text[]), auth.drop_factor(),
    auth.end_others() TO waymark_web;

-- Whoever is signed in and gave a password or a code not too long ago.  Of
-- several programmes the most careful one decides.
CREATE FUNCTION auth.is_confirmed() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT EXISTS (SELECT FROM auth.session s
	    WHERE s.token_hash = auth.token() AND auth.live(s)
	      AND s.confirmed_at > now() - make_interval(mins => (
	          SELECT min(waymark.setting_of(g.programme_id,
	              'confirm_minutes'))::integer
	            FROM (SELECT unnest(p.programme_ids) AS programme_id
	                    FROM waymark.person p WHERE p.id = s.person_id
	                   UNION
	                  SELECT r.programme_id FROM waymark.role_held r
	                   WHERE r.person_id = s.person_id
	                     AND r.during @> waymark.today()
	                   UNION SELECT NULL) g)))
$$;

CREATE FUNCTION auth.confirm() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	UPDATE auth.session s SET confirmed_at = now()
	 WHERE s.token_hash = auth.token() AND auth.live(s)
$$;
GRANT EXECUTE ON FUNCTION auth.is_confirmed(), auth.confirm() TO waymark_web;

-- Sessions as their owner knows them, and a device that they never had.  What
-- ended longer ago than a month is forgotten (auth.tidy).
CREATE FUNCTION auth.sessions()
RETURNS TABLE (id bigint, device text, address text, started_at timestamptz,
    seen_at timestamptz, here boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT s.id, s.device, s.address, s.started_at, s.seen_at,
	       s.token_hash = auth.token()
	  FROM auth.session s
	 WHERE s.person_id = auth.person_id() AND auth.live(s)
	 ORDER BY s.token_hash = auth.token() DESC, s.seen_at DESC, s.id
	 LIMIT 50
$$;

CREATE FUNCTION auth.end_session(id bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE auth.session s SET ended_at = now()
	 WHERE s.id = end_session.id AND s.person_id = auth.person_id()
	   AND s.ended_at IS NULL;
	RETURN FOUND;
END
$$;

CREATE FUNCTION auth.device_is_new(whose bigint, device text)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT coalesce(bool_and(s.device <> $2), false)
	  FROM auth.session s WHERE s.person_id = whose AND s.device <> ''
$$;

CREATE FUNCTION auth.addressee(whose bigint)
RETURNS TABLE (person_id bigint, name text, address text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT p.id, p.name, p.email FROM waymark.person p WHERE p.id = whose
$$;

-- Of whoever is signed in, who has just given the old one.
CREATE FUNCTION auth.change_password(password_hash text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	UPDATE auth.credential c
	   SET password_hash = change_password.password_hash,
	       changed_at = now()
	 WHERE c.person_id = auth.person_id();
	UPDATE auth.link l SET used_at = now()
	 WHERE l.person_id = auth.person_id() AND l.used_at IS NULL
$$;
GRANT EXECUTE ON FUNCTION auth.sessions(), auth.end_session(bigint),
    auth.device_is_new(bigint, text), auth.addressee(bigint),
    auth.change_password(text) TO waymark_web;

-- A device that is lost: one of the staff asks that somebody's second step is
-- taken away, another does it, neither of them for themselves.

CREATE TYPE waymark.factor_reset_state AS ENUM
    ('asked', 'done', 'refused', 'withdrawn');

CREATE TABLE waymark.factor_reset_transition (
	before		waymark.factor_reset_state NOT NULL,
	after		waymark.factor_reset_state NOT NULL,
	by_asker	boolean NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.factor_reset_transition VALUES
	('asked', 'done', false),
	('asked', 'refused', false),
	('asked', 'withdrawn', true);

-- checked: how whoever asked made sure that it is them.
CREATE TABLE waymark.factor_reset (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	checked		text NOT NULL CHECK (checked <> ''
			    AND length(checked) <= 1000),
	state		waymark.factor_reset_state NOT NULL DEFAULT 'asked',
	asked_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	asked_at	timestamptz NOT NULL DEFAULT now(),
	settled_by	bigint REFERENCES waymark.person,
	settled_at	timestamptz,
	CHECK (asked_by <> person_id),
	CHECK ((state = 'asked') = (settled_by IS NULL)),
	CHECK ((state = 'asked') = (settled_at IS NULL))
);
CREATE UNIQUE INDEX factor_reset_open ON waymark.factor_reset (person_id)
 WHERE state = 'asked';
CREATE INDEX factor_reset_programme ON waymark.factor_reset
    (programme_id, id DESC);
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.factor_reset FOR EACH ROW EXECUTE FUNCTION audit.changed();

-- Who settles it is who asks now; what was done ends the person's factor and
-- their sessions in the same transaction.
CREATE FUNCTION waymark.factor_reset_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	t waymark.factor_reset_transition;
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NOT EXISTS (SELECT FROM waymark.person p
		    WHERE p.id = NEW.person_id
		      AND (NEW.programme_id = ANY (p.programme_ids)
		       OR EXISTS (SELECT FROM waymark.role_held r
		           WHERE r.person_id = p.id
		             AND r.programme_id = NEW.programme_id))) THEN
			RAISE EXCEPTION 'a programme resets its own people'
			    USING ERRCODE = 'check_violation';
		END IF;
		RETURN NEW;
	END IF;
	SELECT * INTO t FROM waymark.factor_reset_transition x
	 WHERE x.before = OLD.state AND x.after = NEW.state;
	IF t.by_asker IS DISTINCT FROM (me = OLD.asked_by)
	    OR (me = OLD.person_id) IS NOT FALSE THEN
		RAISE EXCEPTION 'a reset takes two people'
		    USING ERRCODE = 'check_violation';
	END IF;
	NEW.settled_by := me;
	NEW.settled_at := now();
	IF NEW.state = 'done' THEN
		DELETE FROM auth.second_factor f
		 WHERE f.person_id = OLD.person_id;
		UPDATE auth.session s SET ended_at = now()
		 WHERE s.person_id = OLD.person_id AND s.ended_at IS NULL;
		DELETE FROM auth.first_step s
		 WHERE s.person_id = OLD.person_id;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.factor_reset
    FOR EACH ROW EXECUTE FUNCTION waymark.factor_reset_guard();

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['factor_reset', 'factor_reset_transition'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
	END LOOP;
END
$$;
CREATE POLICY everybody ON waymark.factor_reset_transition FOR SELECT
    TO waymark_web USING (true);
CREATE POLICY staff ON waymark.factor_reset TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT INSERT (person_id, programme_id, checked), UPDATE (state)
    ON waymark.factor_reset TO waymark_web;

-- Somebody of the programmes that the asker staffs, by their address, and
-- whether there is anything to reset.
CREATE FUNCTION waymark.factor_to_reset(email text)
RETURNS TABLE (person_id bigint, name text, address text,
    programme_id bigint, has_factor boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT p.id, p.name, p.email, g.programme_id,
	       EXISTS (SELECT FROM auth.second_factor f
	           WHERE f.person_id = p.id)
	  FROM waymark.person p
	 CROSS JOIN unnest(auth.staff_programmes()) g (programme_id)
	 WHERE lower(p.email) = lower($1)
	   AND (g.programme_id = ANY (p.programme_ids)
	    OR EXISTS (SELECT FROM waymark.role_held r
	        WHERE r.person_id = p.id AND r.programme_id = g.programme_id))
	 ORDER BY g.programme_id LIMIT 1
$$;

-- The others of a programme's staff, of whom one settles it.
CREATE FUNCTION waymark.factor_reset_others(reset bigint)
RETURNS TABLE (person_id bigint, name text, address text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT DISTINCT p.id, p.name, p.email
	  FROM waymark.factor_reset f
	  JOIN waymark.role_held r ON r.programme_id = f.programme_id
	   AND r.role = 'staff' AND r.during @> waymark.today()
	  JOIN waymark.person p ON p.id = r.person_id
	 WHERE f.id = reset AND p.id NOT IN (f.asked_by, f.person_id)
	   AND f.programme_id = ANY (auth.staff_programmes())
	 ORDER BY p.id
$$;
GRANT EXECUTE ON FUNCTION waymark.factor_to_reset(text),
    waymark.factor_reset_others(bigint) TO waymark_web;
