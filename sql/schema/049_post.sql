-- The post: letters leave over SMTP, each person has an inbox, and reminders
-- are digests.
--
-- A letter is written in the transaction that gives cause for it and sent by
-- the jobs (src/jobs/post.c), which claim it first and say so (sending), hand
-- it to the mail server, and then say what became of it.  A crash between the
-- two, or a server that fell silent when it had all of a letter, leaves it in
-- doubt: it may have been sent.  Nothing sends it again but somebody of the
-- staff, who is shown it; so no letter is lost and none is sent twice unseen.
--
-- What the server refuses for good is refused; what it refuses for now is tried
-- again later, and after so many tries it is dead.  A server that does not
-- answer is no fault of a letter: nothing is counted, and all wait.

CREATE TYPE waymark.letter_outcome AS ENUM
    ('sent', 'later', 'refused', 'doubt', 'stalled', 'down');

CREATE INDEX letter_waiting ON post.letter (next_at, id)
 WHERE state = 'waiting';
CREATE INDEX letter_sending ON post.letter (claimed_at)
 WHERE state = 'sending';
CREATE INDEX letter_stuck ON post.letter (id DESC)
 WHERE state IN ('doubt', 'refused', 'dead');

CREATE TABLE post.letter_transition (
	before	waymark.letter_state NOT NULL,
	after	waymark.letter_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO post.letter_transition VALUES
	('waiting', 'sending'),
	('sending', 'sent'), ('sending', 'waiting'), ('sending', 'refused'),
	('sending', 'dead'), ('sending', 'doubt'),
	('doubt', 'sent'),		-- it said so after all
	('doubt', 'waiting'), ('refused', 'waiting'), ('dead', 'waiting'),
	('doubt', 'left'), ('refused', 'left'), ('dead', 'left');

-- Every time that a letter was claimed, and what became of it; by_id: who of
-- the staff decided, rather than the server.
CREATE TABLE post.attempt (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	letter_id	bigint NOT NULL REFERENCES post.letter,
	state		waymark.letter_state NOT NULL,
	said		text NOT NULL,
	by_id		bigint REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX attempt_letter ON post.attempt (letter_id, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON post.attempt FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

-- Whether the mail server answers, in one row.
CREATE TABLE post.server (
	only_one	boolean PRIMARY KEY DEFAULT true CHECK (only_one),
	silent_since	timestamptz,
	failures	bigint NOT NULL DEFAULT 0,
	next_at		timestamptz NOT NULL DEFAULT '-infinity',
	said		text NOT NULL DEFAULT '',
	CHECK ((silent_since IS NULL) = (failures = 0))
);

CREATE FUNCTION post.letter_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF OLD.state <> NEW.state AND NOT EXISTS (SELECT 1
	    FROM post.letter_transition t
	    WHERE t.before = OLD.state AND t.after = NEW.state) THEN
		RAISE EXCEPTION 'a letter that is % cannot be %', OLD.state,
		    NEW.state USING ERRCODE = 'check_violation';
	END IF;
	IF OLD.state <> NEW.state THEN
		INSERT INTO post.attempt (letter_id, state, said, by_id)
		VALUES (NEW.id, NEW.state, NEW.said, auth.person_id());
	END IF;
	-- A link that signs in is kept no longer than it has to be.
	IF NEW.state = 'sent' AND NEW.kind = 'secret' THEN
		NEW.body := '';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON post.letter
    FOR EACH ROW EXECUTE FUNCTION post.letter_guard();

-- The next letter that is due, claimed: from here on it may be sent.  None
-- while the server is not to be asked.
CREATE FUNCTION post.claim()
RETURNS TABLE (id bigint, name text, address text, subject text, body text,
    written_at timestamptz, unsubscribe text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM post.server s WHERE s.next_at > now()) THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH next AS (
	    SELECT l.id FROM post.letter l
	     WHERE l.state = 'waiting' AND l.next_at <= now()
	     ORDER BY l.next_at, l.id LIMIT 1 FOR UPDATE SKIP LOCKED
	), taken AS (
	    UPDATE post.letter l
	       SET state = 'sending', claimed_at = clock_timestamp()
	      FROM next n WHERE l.id = n.id
	    RETURNING l.*)
	SELECT t.id, coalesce(t.outside, p.name), t.address, t.subject, t.body,
	       t.written_at, CASE WHEN t.kind = 'reminder' THEN r.token END
	  FROM taken t
	  LEFT JOIN waymark.person p ON p.id = t.person_id
	  LEFT JOIN waymark.reminder r ON r.person_id = t.person_id;
END
$$;

-- What became of a letter that was claimed.  tries_most: after so many tries it
-- is dead; wait_seconds: until the first of them is tried again, and twice as
-- long each time, for at most six hours.  down: the server did not come so far
-- as to hear of it, which is no try of its own; stalled: it fell silent on the
-- way.  Either, and doubt, leave the server alone for a while.
CREATE FUNCTION post.settle(whose bigint, outcome waymark.letter_outcome, answer text,
    tries_most bigint, wait_seconds bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	l post.letter;
	tried constant boolean := outcome <> 'down';
	silent constant boolean := outcome IN ('down', 'stalled', 'doubt');
	again constant boolean := outcome IN ('later', 'stalled');
	short text := left(answer, 500);
	n bigint;
BEGIN
	SELECT * INTO l FROM post.letter x WHERE x.id = whose FOR UPDATE;
	n := l.tries + tried::integer;
	IF l.state = 'sending' OR l.state = 'doubt' AND outcome = 'sent' THEN
		UPDATE post.letter x SET claimed_at = NULL, said = short,
		    tries = n,
		    sent_at = CASE WHEN outcome = 'sent'
		        THEN clock_timestamp() END,
		    state = CASE outcome
		        WHEN 'sent' THEN 'sent'
		        WHEN 'refused' THEN 'refused'
		        WHEN 'doubt' THEN 'doubt'
		        ELSE CASE WHEN again AND n >= tries_most
		            THEN 'dead' ELSE 'waiting' END
		        END::waymark.letter_state,
		    next_at = CASE WHEN again THEN now()
		        + make_interval(secs => least(wait_seconds
		        * power(2, least(n - 1, 20)), 21600)) ELSE x.next_at END
		 WHERE x.id = whose;
	END IF;
	INSERT INTO post.server AS s (silent_since, failures, next_at, said)
	VALUES (CASE WHEN silent THEN clock_timestamp() END, silent::integer,
	    CASE WHEN silent THEN now() + make_interval(secs => wait_seconds)
	    ELSE '-infinity' END, short)
	ON CONFLICT (only_one) DO UPDATE SET
	    silent_since = CASE WHEN silent
	        THEN coalesce(s.silent_since, clock_timestamp()) END,
	    failures = CASE WHEN silent THEN s.failures + 1 ELSE 0 END,
	    next_at = CASE WHEN silent THEN now() + make_interval(secs =>
	        least(wait_seconds * power(2, least(s.failures, 20)), 900))
	        ELSE '-infinity' END,
	    said = excluded.said;
END
$$;

-- Claimed so long ago that whoever claimed it is gone: it may have been sent.
CREATE FUNCTION post.doubt(older_than_seconds bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	n bigint;
BEGIN
	UPDATE post.letter l SET state = 'doubt', claimed_at = NULL,
	    said = 'Waymark stopped while it was being sent'
	 WHERE l.state = 'sending' AND l.claimed_at
	    < clock_timestamp() - make_interval(secs => older_than_seconds);
	GET DIAGNOSTICS n = ROW_COUNT;
	RETURN n;
END
$$;
GRANT EXECUTE ON FUNCTION post.claim(), post.doubt(bigint),
    post.settle(bigint, waymark.letter_outcome, text, bigint, bigint) TO waymark_jobs;

-- Everybody's inbox: what was written to them, and reminders, whether or not
-- they also went by email.  Nobody else reads it.
CREATE TABLE waymark.message (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	letter_id	bigint UNIQUE REFERENCES post.letter,
	reminder	boolean NOT NULL,
	subject		text NOT NULL CHECK (subject !~ '[\r\n]'),
	body		text NOT NULL,
	written_at	timestamptz NOT NULL DEFAULT now(),
	read_at		timestamptz
);
CREATE INDEX message_person ON waymark.message (person_id, id DESC);
CREATE INDEX message_unread ON waymark.message (person_id)
 WHERE read_at IS NULL;

-- A letter to somebody with an account is in their inbox at once; one that
-- holds a link to sign in with is not, nor one to somebody else about them.
CREATE FUNCTION post.letter_arrives() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.message (person_id, letter_id, reminder, subject,
	    body, written_at)
	SELECT l.person_id, l.id, false, l.subject, l.body, l.written_at
	  FROM written l
	 WHERE l.kind = 'message' AND l.person_id IS NOT NULL
	   AND l.outside IS NULL;
	RETURN NULL;
END
$$;
CREATE TRIGGER arrives AFTER INSERT ON post.letter
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION post.letter_arrives();

CREATE FUNCTION post.write_secret(person_id bigint, address text, subject text,
    body text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO post.letter (person_id, address, subject, body, kind)
	VALUES ($1, $2, $3, $4, 'secret')
$$;
GRANT EXECUTE ON FUNCTION post.write_secret(bigint, text, text, text)
    TO waymark_web;

-- How often somebody is reminded by email; the inbox has every day's.  token:
-- of the address that stops it without signing in.  next_on: the day of the
-- next digest; mailed_on: of the last that went by email; failed_on: the day on
-- which the latest could not be written.
CREATE TYPE waymark.reminder_choice AS ENUM ('daily', 'weekly', 'never');
CREATE TABLE waymark.reminder (
	person_id	bigint PRIMARY KEY REFERENCES waymark.person,
	choice		waymark.reminder_choice NOT NULL DEFAULT 'daily',
	token		text NOT NULL UNIQUE DEFAULT
			    encode(extensions.gen_random_bytes(32), 'hex'),
	next_on		date NOT NULL DEFAULT waymark.today(),
	mailed_on	date,
	failed_on	date,
	version		bigint NOT NULL DEFAULT 1
);
CREATE INDEX reminder_failed ON waymark.reminder (failed_on)
 WHERE failed_on IS NOT NULL;
CREATE INDEX reminder_next ON waymark.reminder (next_on, person_id);

-- One a person a day, for good.
CREATE TABLE waymark.digest (
	person_id	bigint NOT NULL REFERENCES waymark.person,
	on_day		date NOT NULL,
	items		bigint NOT NULL CHECK (items >= 0),
	mailed		boolean NOT NULL,
	made_at		timestamptz NOT NULL DEFAULT clock_timestamp(),
	PRIMARY KEY (person_id, on_day)
);

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('post', 'Letters and reminders', 155);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('post', 10, 'digest_hour', 'Write reminders from', 'hours', 0, 23,
	    'From which hour of the day, in the United Kingdom, each day''s '
	    'reminders are written.',
	    'From that day, reminders are written from that hour on.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('digest_hour', 7, 'Waymark: there when people start work');

-- Whoever can sign in is reminded.
CREATE FUNCTION waymark.reminder_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.reminder (person_id)
	SELECT n.person_id FROM new_ones n
	ON CONFLICT DO NOTHING;
	RETURN NULL;
END
$$;
CREATE TRIGGER reminder_begins AFTER INSERT ON auth.credential
    REFERENCING NEW TABLE AS new_ones
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.reminder_begins();
INSERT INTO waymark.reminder (person_id)
SELECT person_id FROM auth.credential;

CREATE FUNCTION waymark.reminder_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	IF NEW.choice <> OLD.choice THEN
		NEW.version := OLD.version + 1;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.reminder
    FOR EACH ROW EXECUTE FUNCTION waymark.reminder_guard();

-- Stop reminders by email, for whoever holds the address of a letter's; true
-- when there is such an address.  known: without changing anything.
CREATE FUNCTION post.reminders_known(wanted text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN EXISTS (SELECT 1 FROM waymark.reminder r
	    WHERE r.token = wanted);
END
$$;
CREATE FUNCTION post.reminders_stop(wanted text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.reminder r SET choice = 'never' WHERE r.token = wanted;
	RETURN FOUND;
END
$$;
GRANT EXECUTE ON FUNCTION post.reminders_known(text),
    post.reminders_stop(text) TO waymark_web;

-- Somebody to be reminded today, who is left to nobody else until this
-- transaction ends; none before the hour.
CREATE FUNCTION post.digest_next() RETURNS TABLE (person_id bigint, name text,
    email text, today date, mails boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	day date := waymark.today();
	hour integer := extract(hour FROM now() AT TIME ZONE 'Europe/London');
BEGIN
	IF hour < (SELECT s.value FROM waymark.setting s
	    WHERE s.name = 'digest_hour' AND s.programme_id IS NULL
	      AND s.state = 'standing' AND s.during @> day) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT p.id, p.name, p.email, day,
	       CASE r.choice WHEN 'daily' THEN true WHEN 'weekly' THEN
	           coalesce(date_trunc('week', r.mailed_on)
	               < date_trunc('week', day), true)
	       ELSE false END
	  FROM waymark.reminder r
	  JOIN waymark.person p ON p.id = r.person_id
	 WHERE r.next_on <= day
	 ORDER BY r.next_on, r.person_id LIMIT 1 FOR UPDATE OF r SKIP LOCKED;
END
$$;

-- The digest of today, in the inbox and, where it is to be, by email; items 0:
-- there was nothing to say.  What the inbox had unread of days before is
-- replaced by it.  Twice a day it cannot be written.
CREATE FUNCTION post.digest_write(whose bigint, items bigint, subject text,
    body text, mails boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	day date := waymark.today();
	sent boolean := mails AND items > 0;
	letter bigint;
BEGIN
	INSERT INTO waymark.digest (person_id, on_day, items, mailed)
	VALUES (whose, day, items, sent);
	UPDATE waymark.reminder r SET next_on = day + 1, failed_on = NULL,
	    mailed_on = CASE WHEN sent THEN day ELSE r.mailed_on END
	 WHERE r.person_id = whose;
	UPDATE waymark.message m SET read_at = now()
	 WHERE m.person_id = whose AND m.reminder AND m.read_at IS NULL;
	IF items = 0 THEN
		RETURN;
	END IF;
	IF sent THEN
		INSERT INTO post.letter (person_id, address, subject, body,
		    kind)
		SELECT p.id, p.email, digest_write.subject, digest_write.body,
		       'reminder' FROM waymark.person p WHERE p.id = whose
		RETURNING id INTO letter;
	END IF;
	INSERT INTO waymark.message (person_id, letter_id, reminder, subject,
	    body)
	VALUES (whose, letter, true, digest_write.subject, digest_write.body);
END
$$;

-- Somebody whose digest could not be written waits until tomorrow, so that the
-- others do not; staff are told.
CREATE FUNCTION post.digest_skip(whose bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.reminder r SET next_on = waymark.today() + 1,
	    failed_on = waymark.today()
	 WHERE r.person_id = whose AND r.next_on <= waymark.today();
END
$$;
GRANT EXECUTE ON FUNCTION post.digest_next(), post.digest_skip(bigint),
    post.digest_write(bigint, bigint, text, text, boolean) TO waymark_jobs;

-- What waits on somebody is read as they would read it: the jobs take on a
-- session of theirs, and the web's role, for as long as the one transaction
-- reads.  It cannot outlive it.
CREATE FUNCTION auth.stand_for(whose bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	token bytea := extensions.gen_random_bytes(32);
BEGIN
	INSERT INTO auth.session (token_hash, csrf_hash, person_id, address)
	VALUES (sha256(token), extensions.gen_random_bytes(32), whose, 'jobs');
	PERFORM set_config('waymark.session', encode(token, 'hex'), true);
END
$$;
CREATE FUNCTION auth.stand_down() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	DELETE FROM auth.session s
	 WHERE s.token_hash = auth.token() AND s.address = 'jobs';
	PERFORM set_config('waymark.session', '', true);
END
$$;
CREATE FUNCTION auth.stood_too_long() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM auth.session s WHERE s.id = NEW.id) THEN
		RAISE EXCEPTION 'a session of the jobs ends with its '
		    'transaction' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER stood_too_long AFTER INSERT ON auth.session
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.address = 'jobs')
    EXECUTE FUNCTION auth.stood_too_long();
GRANT EXECUTE ON FUNCTION auth.stand_for(bigint), auth.stand_down()
    TO waymark_jobs;

-- What is made for an organisation is read as that organisation would read it,
-- whoever makes it: by nobody, who coordinates there.  Staff have it made as both
-- of its coordinators have it, others as what they are.
CREATE FUNCTION auth.stand_in(programme bigint, organisation bigint)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	token bytea := extensions.gen_random_bytes(32);
	me bigint := auth.person_id();
	is_staff boolean := programme = ANY (auth.staff_programmes());
	parts text[] := CASE WHEN is_staff
	        OR organisation = ANY (auth.partner_organisations())
	    THEN ARRAY['partner'] ELSE '{}' END
	    || CASE WHEN is_staff
	        OR organisation = ANY (auth.asye_coordinated())
	    THEN ARRAY['coordinator'] ELSE '{}' END;
BEGIN
	IF parts = '{}' THEN
		RAISE EXCEPTION 'nobody of that organisation asks'
		    USING ERRCODE = 'insufficient_privilege';
	END IF;
	INSERT INTO auth.session (token_hash, csrf_hash, person_id, address,
	    stands_in, stands_as)
	VALUES (sha256(token), extensions.gen_random_bytes(32), me, 'jobs',
	    organisation, parts);
	PERFORM set_config('waymark.stood_for',
	    current_setting('waymark.session', true), true);
	PERFORM set_config('waymark.session', encode(token, 'hex'), true);
END
$$;
CREATE FUNCTION auth.stand_back() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	DELETE FROM auth.session s
	 WHERE s.token_hash = auth.token() AND s.stands_in IS NOT NULL;
	PERFORM set_config('waymark.session',
	    current_setting('waymark.stood_for', true), true);
END
$$;
GRANT EXECUTE ON FUNCTION auth.stand_in(bigint, bigint), auth.stand_back()
    TO waymark_web;

-- Letters as staff see them: of people of their programmes, and those of
-- suitability for those who handle it alone.  What they say only in a
-- demonstration, where nobody has a letter-box.
CREATE FUNCTION post.letter_shown(l post.letter) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN EXISTS (SELECT 1 FROM waymark.person p
	    WHERE p.id = l.person_id
	      AND p.programme_ids && auth.staff_programmes()
	      AND (NOT l.suitability
	       OR p.programme_ids && auth.suitability_programmes()));
END
$$;
CREATE FUNCTION post.letters(wanted waymark.letter_state, at_most bigint,
    skip bigint)
RETURNS TABLE (id bigint, name text, address text, subject text, body text,
    written_at timestamptz, sent_at timestamptz, state waymark.letter_state,
    tries bigint, said text, next_at timestamptz, of_all bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT l.id, coalesce(l.outside, p.name), l.address, l.subject,
	       CASE WHEN EXISTS (SELECT 1 FROM waymark.demonstration)
	            THEN l.body END,
	       l.written_at, l.sent_at, l.state, l.tries, l.said, l.next_at,
	       count(*) OVER ()
	  FROM post.letter l
	  LEFT JOIN waymark.person p ON p.id = l.person_id
	 WHERE p.programme_ids && auth.staff_programmes()
	   AND (NOT l.suitability
	    OR p.programme_ids && auth.suitability_programmes())
	   AND (wanted IS NULL OR l.state = wanted)
	 ORDER BY l.id DESC LIMIT at_most OFFSET skip
$$;
CREATE FUNCTION post.letter_by_id(wanted bigint)
RETURNS TABLE (id bigint, name text, address text, subject text, body text,
    written_at timestamptz, sent_at timestamptz, state waymark.letter_state,
    tries bigint, said text, next_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT l.id, coalesce(l.outside, p.name), l.address, l.subject,
	       CASE WHEN EXISTS (SELECT 1 FROM waymark.demonstration)
	            THEN l.body END,
	       l.written_at, l.sent_at, l.state, l.tries, l.said, l.next_at
	  FROM post.letter l
	  JOIN waymark.person p ON p.id = l.person_id
	 WHERE l.id = wanted AND post.letter_shown(l)
$$;
CREATE FUNCTION post.attempts(wanted bigint)
RETURNS TABLE (state waymark.letter_state, said text, name text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT a.state, a.said, p.name, a.at
	  FROM post.letter l
	  JOIN post.attempt a ON a.letter_id = l.id
	  LEFT JOIN waymark.person p ON p.id = a.by_id
	 WHERE l.id = wanted AND post.letter_shown(l)
	 ORDER BY a.id DESC LIMIT 50
$$;
-- How many of each state, and how the mail server is; at most a thousand each.
CREATE FUNCTION post.counts()
RETURNS TABLE (state waymark.letter_state, n bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT s.state, (SELECT count(*) FROM (SELECT FROM post.letter l
	           JOIN waymark.person p ON p.id = l.person_id
	          WHERE l.state = s.state
	            AND p.programme_ids && auth.staff_programmes()
	            AND (NOT l.suitability
	             OR p.programme_ids && auth.suitability_programmes())
	          LIMIT 1000) t)
	  FROM unnest(enum_range(NULL::waymark.letter_state)) s(state)
$$;
CREATE FUNCTION post.server_state()
RETURNS TABLE (silent_since timestamptz, said text, next_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT s.silent_since, s.said, s.next_at FROM post.server s
	 WHERE s.silent_since IS NOT NULL AND auth.staff_programmes() <> '{}'
$$;

-- People of their programmes whose latest digest could not be written.
CREATE FUNCTION post.digests_failed()
RETURNS TABLE (name text, failed_on date, of_all bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT p.name, r.failed_on, count(*) OVER ()
	  FROM waymark.reminder r
	  JOIN waymark.person p ON p.id = r.person_id
	 WHERE r.failed_on IS NOT NULL
	   AND p.programme_ids && auth.staff_programmes()
	 ORDER BY r.failed_on DESC, p.family_name, p.given_name, p.id LIMIT 50;
END
$$;

-- Staff send again what is in doubt, was refused or is dead, or leave it.
CREATE FUNCTION post.decide(wanted bigint, again boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	l post.letter;
BEGIN
	SELECT * INTO l FROM post.letter x WHERE x.id = wanted FOR UPDATE;
	IF l.id IS NULL OR NOT post.letter_shown(l)
	    OR l.state NOT IN ('doubt', 'refused', 'dead')
	    OR again AND l.body = '' THEN
		RETURN false;
	END IF;
	UPDATE post.letter x SET tries = CASE WHEN again THEN 0 ELSE x.tries
	        END, next_at = now(), said = CASE WHEN again
	        THEN 'Sent again by staff' ELSE 'Left by staff' END,
	    state = CASE WHEN again THEN 'waiting' ELSE 'left' END
	        ::waymark.letter_state
	 WHERE x.id = wanted;
	RETURN true;
END
$$;
GRANT EXECUTE ON FUNCTION post.letters(waymark.letter_state, bigint, bigint),
    post.letter_by_id(bigint), post.attempts(bigint), post.counts(),
    post.server_state(), post.digests_failed(), post.decide(bigint, boolean)
    TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['post.letter_transition', 'post.attempt',
	    'post.server', 'waymark.message', 'waymark.reminder',
	    'waymark.digest'] LOOP
		EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE
		    ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON %s TO waymark_owner
		    USING (true) WITH CHECK (true)', t);
	END LOOP;
END
$$;
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON waymark.reminder
    FOR EACH ROW EXECUTE FUNCTION audit.changed('token', 'next_on',
        'mailed_on', 'failed_on');
CREATE POLICY own ON waymark.message FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id()));
CREATE POLICY reads ON waymark.message FOR UPDATE TO waymark_web
    USING (person_id = (SELECT auth.person_id()));
GRANT SELECT, UPDATE (read_at) ON waymark.message TO waymark_web;
CREATE POLICY own ON waymark.reminder FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id()));
CREATE POLICY chooses ON waymark.reminder FOR UPDATE TO waymark_web
    USING (person_id = (SELECT auth.person_id()));
CREATE POLICY begins ON waymark.reminder FOR INSERT TO waymark_web
    WITH CHECK (person_id = (SELECT auth.person_id()));
GRANT SELECT (person_id, choice, version), INSERT (person_id, choice),
    UPDATE (choice) ON waymark.reminder TO waymark_web;
