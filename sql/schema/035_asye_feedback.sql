-- Feedback from outside: people who use services, carers and professionals say
-- how a newly qualified social worker practises, without an account.
--
-- Whoever asks gets a link once, of which only hashes are kept, and the short
-- code that is printed beside it.  Opening it by a form gives the browser a key
-- of its own, a visit: from then on nobody but the holder of a visit writes
-- answers, through the functions below, until they give them.  What was given
-- is read by those who assess, and by whom it is about where its giver agrees.
-- Nobody's name is kept who uses services.  Taking back consent removes the
-- words for good, and no event holds any: triggers leave them out.

INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('asye', 50, 'feedback_link_days',
	    'Links for feedback from outside work for',
	    'days', 1, 180,
	    'How long a link or a code for feedback from outside works, from '
	    'the day on which somebody is asked.',
	    'Links and codes that are made from that day on work so long.'),
	('asye', 51, 'feedback_remind_days', 'Remind professionals after',
	    'days', 1, 90,
	    'How long after a professional was asked, or reminded, they may '
	    'be reminded of feedback.',
	    'From that day, whoever was asked longer ago may be reminded.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('feedback_link_days', 28, 'Waymark: four weeks to answer'),
	('feedback_remind_days', 7, 'Waymark: at most once a week');

CREATE TYPE waymark.giver_kind AS ENUM
    ('lived_experience', 'carer', 'professional');
CREATE TYPE waymark.giver_channel AS ENUM ('code', 'link', 'email');
CREATE TYPE waymark.giver_state AS ENUM ('asked', 'opened', 'given',
    'declined', 'expired', 'withdrawn', 'consent_withdrawn');
CREATE TYPE waymark.giver_form AS ENUM
    ('easy_read', 'standard', 'professional');
CREATE TYPE waymark.giver_help AS ENUM
    ('alone', 'family', 'advocate', 'nqsw', 'phone');
CREATE TYPE waymark.giver_refusal AS ENUM
    ('do_not_want', 'another_way', 'do_not_know');

-- about: what helps to tell requests apart, and names nobody.  A professional
-- is named.  employer_id, provider_id: the ASYE's.
CREATE TABLE waymark.feedback_request (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	asye_id		bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	employer_id	bigint NOT NULL,
	provider_id	bigint NOT NULL,
	giver		waymark.giver_kind NOT NULL,
	channel		waymark.giver_channel NOT NULL,
	about		text NOT NULL DEFAULT '' CHECK (length(about) <= 120),
	giver_name	text CHECK (giver_name <> ''
			    AND length(giver_name) <= 120),
	giver_role	text CHECK (giver_role <> ''
			    AND length(giver_role) <= 160),
	giver_email	text CHECK (giver_email ~ '^[^@\s]+@[^@\s]+$'
			    AND length(giver_email) <= 254),
	asked_by	bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	asked_on	date NOT NULL DEFAULT waymark.today(),
	token_hash	bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
	code_hash	bytea NOT NULL UNIQUE CHECK (length(code_hash) = 32),
	expires_on	date NOT NULL,
	state		waymark.giver_state NOT NULL DEFAULT 'asked',
	state_on	date NOT NULL DEFAULT waymark.today(),
	refusal		waymark.giver_refusal,
	reminded_on	date,
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (asye_id, enrolment_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, enrolment_id, person_id, programme_id),
	UNIQUE (id, asye_id, person_id, programme_id, giver),
	CHECK ((giver = 'professional') = (giver_name IS NOT NULL)),
	CHECK ((giver_name IS NULL) = (giver_role IS NULL)),
	CHECK (giver = 'professional' OR giver_email IS NULL),
	CHECK ((channel = 'email') = (giver_email IS NOT NULL)),
	CHECK ((refusal IS NOT NULL) = (state = 'declined'))
);
CREATE INDEX feedback_request_asye
    ON waymark.feedback_request (asye_id, asked_on, id);
CREATE INDEX feedback_request_person ON waymark.feedback_request (person_id);
CREATE INDEX feedback_request_open ON waymark.feedback_request (expires_on)
 WHERE state IN ('asked', 'opened');

-- What happened last with the requests of an ASYE, to professionals and to
-- others: the work list asks for those that nobody answered while evidence is
-- gathered, and of all that ever ran out almost every one was asked again, or the
-- ASYE has come to its end.
CREATE TABLE waymark.feedback_last (
	asye_id		bigint NOT NULL,
	professional	boolean NOT NULL,
	request_id	bigint NOT NULL REFERENCES waymark.feedback_request
			    ON DELETE CASCADE,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	state_on	date NOT NULL,
	unanswered	boolean NOT NULL,
	gathers		boolean NOT NULL,
	PRIMARY KEY (asye_id, professional)
);
CREATE INDEX feedback_last_request ON waymark.feedback_last (request_id);
CREATE INDEX feedback_last_person ON waymark.feedback_last (person_id)
 WHERE unanswered AND gathers;
CREATE INDEX feedback_last_unanswered ON waymark.feedback_last
    (programme_id, state_on, request_id) WHERE unanswered AND gathers;

-- What may follow what.  asker: who asked, and those who assess; giver: who
-- holds the link; neither: midnight.
CREATE TABLE waymark.giver_transition (
	before		waymark.giver_state NOT NULL,
	after		waymark.giver_state NOT NULL,
	by_asker	boolean NOT NULL DEFAULT false,
	by_giver	boolean NOT NULL DEFAULT false,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.giver_transition (before, after, by_asker, by_giver) VALUES
	('asked', 'opened', false, true),
	('opened', 'given', false, true),
	('opened', 'declined', false, true),
	('declined', 'opened', false, true),	-- they thought again
	('given', 'consent_withdrawn', false, true),
	('asked', 'withdrawn', true, false),
	('opened', 'withdrawn', true, false),
	('withdrawn', 'asked', true, false),	-- put back
	('expired', 'asked', true, false),	-- asked again
	('asked', 'expired', false, false),
	('opened', 'expired', false, false);

CREATE FUNCTION waymark.feedback_live(r waymark.feedback_request)
RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
	SELECT r.state IN ('asked', 'opened', 'declined')
	   AND r.expires_on >= waymark.today()
$$;

-- Answers in the making, one a request; read and written by who holds a visit.
-- reached: up to which question.
CREATE TABLE waymark.feedback_begun (
	request_id	bigint PRIMARY KEY REFERENCES waymark.feedback_request,
	form		waymark.giver_form NOT NULL,
	consent_words	text,
	edition		bigint,
	answers		text[] NOT NULL DEFAULT '{}'
			    CHECK (cardinality(answers) <= 12
			    AND length(array_to_string(answers, '')) <= 50000),
	version		bigint NOT NULL DEFAULT 1,
	CHECK ((consent_words IS NULL) = (edition IS NULL))
);

-- The keys of browsers in which a link was opened: one that asks for feedback,
-- or one by which an observer signs (044_portfolio.sql refers to it).
CREATE TABLE waymark.link_visit (
	key_hash	bytea PRIMARY KEY CHECK (length(key_hash) = 32),
	request_id	bigint REFERENCES waymark.feedback_request,
	observer_link_id bigint,
	at		timestamptz NOT NULL DEFAULT now(),
	CHECK (num_nonnulls(request_id, observer_link_id) = 1)
);
CREATE INDEX link_visit_request ON waymark.link_visit (request_id, at);
CREATE INDEX link_visit_observer ON waymark.link_visit (observer_link_id, at);

-- asked, answers: as they were shown and said, one beside the other; both are
-- empty once consent is taken back, and so is what was noted of them.
CREATE TABLE waymark.feedback_given (
	id		bigint PRIMARY KEY,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	employer_id	bigint NOT NULL,
	provider_id	bigint NOT NULL,
	giver		waymark.giver_kind NOT NULL,
	form		waymark.giver_form NOT NULL,
	edition		bigint NOT NULL,
	consent_words	text NOT NULL CHECK (consent_words <> ''),
	asked		text[] NOT NULL,
	answers		text[] NOT NULL,
	share		boolean NOT NULL,
	help		waymark.giver_help NOT NULL,
	reference	text NOT NULL UNIQUE
			    CHECK (reference ~ '^FB-[3-9A-Y]{8}$'),
	withdraw_hash	bytea NOT NULL UNIQUE
			    CHECK (length(withdraw_hash) = 32),
	given_at	timestamptz NOT NULL DEFAULT now(),
	given_on	date NOT NULL DEFAULT waymark.today(),
	erased_at	timestamptz,
	discussed_on	date CHECK (discussed_on >= given_on),
	discussed_by	bigint REFERENCES waymark.person,
	discussion	text NOT NULL DEFAULT ''
			    CHECK (length(discussion) <= 4000),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (id, asye_id, person_id, programme_id, giver)
	    REFERENCES waymark.feedback_request
	    (id, asye_id, person_id, programme_id, giver),
	CHECK (cardinality(asked) = cardinality(answers)),
	CHECK ((erased_at IS NOT NULL) = (answers = '{}')),
	CHECK (erased_at IS NULL OR discussion = ''),
	CHECK ((discussed_on IS NULL) = (discussed_by IS NULL)),
	CHECK ((form = 'professional') = (giver = 'professional')),
	CHECK (share OR giver <> 'professional')
);
CREATE INDEX feedback_given_asye ON waymark.feedback_given (asye_id);
CREATE INDEX feedback_given_person ON waymark.feedback_given (person_id);
CREATE INDEX feedback_given_undiscussed ON waymark.feedback_given
    (programme_id, given_on, id)
 WHERE discussed_on IS NULL AND erased_at IS NULL;

CREATE FUNCTION waymark.feedback_refuse(why text) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation';
END
$$;

-- Is evidence still gathered of it?
CREATE FUNCTION waymark.asye_gathers(state waymark.asye_state)
RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT state IN ('registered', 'agreed', 'review_3', 'review_6',
	    'review_9', 'final_review', 'paused')
$$;
GRANT EXECUTE ON FUNCTION waymark.asye_gathers(waymark.asye_state)
    TO waymark_web;

CREATE FUNCTION waymark.feedback_request_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
	giver boolean;
BEGIN
	SELECT * INTO a FROM waymark.asye WHERE id = NEW.asye_id;
	IF NEW.state = 'asked' AND auth.person_id() IS NOT NULL
	    AND (TG_OP = 'INSERT' OR OLD.state <> 'asked')
	    AND NOT waymark.asye_gathers(a.state) THEN
		PERFORM waymark.feedback_refuse('no feedback is asked for on '
		    'an ASYE that is ' || a.state);
	END IF;
	IF TG_OP = 'INSERT' THEN
		NEW.employer_id := a.employer_id;
		NEW.provider_id := a.provider_id;
		RETURN NEW;
	END IF;
	IF (OLD.asye_id, OLD.giver, OLD.channel, OLD.about, OLD.giver_name,
	    OLD.giver_role, OLD.giver_email, OLD.asked_by, OLD.asked_on)
	    IS DISTINCT FROM (NEW.asye_id, NEW.giver, NEW.channel, NEW.about,
	    NEW.giver_name, NEW.giver_role, NEW.giver_email, NEW.asked_by,
	    NEW.asked_on) THEN
		PERFORM waymark.feedback_refuse('a request stays what it is');
	END IF;
	IF OLD.state <> NEW.state THEN
		giver := current_setting('waymark.giver', true) = OLD.id::text;
		IF NOT EXISTS (SELECT 1 FROM waymark.giver_transition t
		    WHERE t.before = OLD.state AND t.after = NEW.state
		      AND t.by_giver = coalesce(giver, false)
		      AND t.by_asker = (NOT coalesce(giver, false)
		          AND auth.person_id() IS NOT NULL)) THEN
			PERFORM waymark.feedback_refuse(format('a request '
			    'that is %s cannot become %s', OLD.state,
			    NEW.state));
		END IF;
		NEW.state_on := waymark.today();
		IF NEW.state <> 'declined' THEN
			NEW.refusal := NULL;
		END IF;
	END IF;
	IF NEW.state IN ('asked', 'opened')
	    AND (OLD.state, OLD.expires_on) IS DISTINCT FROM
	        (NEW.state, NEW.expires_on)
	    AND NEW.expires_on < waymark.today() THEN
		PERFORM waymark.feedback_refuse('that day is over');
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.feedback_request
    FOR EACH ROW EXECUTE FUNCTION waymark.feedback_request_guard();
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.feedback_request FOR EACH ROW EXECUTE FUNCTION
    audit.changed('token_hash', 'code_hash', 'giver_email');

CREATE FUNCTION waymark.feedback_last_follow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.feedback_last AS l
	SELECT a.id, NEW.giver = 'professional', NEW.id, NEW.person_id,
	       NEW.programme_id, NEW.state_on,
	       NEW.state IN ('declined', 'expired'),
	       waymark.asye_gathers(a.state)
	  FROM waymark.asye a WHERE a.id = NEW.asye_id
	    ON CONFLICT (asye_id, professional) DO UPDATE
	   SET request_id = excluded.request_id, state_on = excluded.state_on,
	       unanswered = excluded.unanswered
	 WHERE (l.state_on, l.request_id) <=
	       (excluded.state_on, excluded.request_id);
	RETURN NULL;
END
$$;
CREATE TRIGGER last_follow AFTER INSERT OR UPDATE OF state, state_on
    ON waymark.feedback_request FOR EACH ROW
    EXECUTE FUNCTION waymark.feedback_last_follow();

CREATE FUNCTION waymark.feedback_last_gathers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.feedback_last
	   SET gathers = waymark.asye_gathers(NEW.state)
	 WHERE asye_id = NEW.id;
	RETURN NULL;
END
$$;
CREATE TRIGGER feedback_last_gathers AFTER UPDATE OF state
    ON waymark.asye FOR EACH ROW
    WHEN (waymark.asye_gathers(OLD.state) <> waymark.asye_gathers(NEW.state))
    EXECUTE FUNCTION waymark.feedback_last_gathers();

-- A new link is somebody else's: what the last one's holder wrote goes.  One
-- that is sent to a professional stays theirs.
CREATE FUNCTION waymark.feedback_link_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	DELETE FROM waymark.link_visit WHERE request_id = NEW.id;
	IF NEW.channel <> 'email' THEN
		DELETE FROM waymark.feedback_begun WHERE request_id = NEW.id;
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER link_changed AFTER UPDATE OF token_hash
    ON waymark.feedback_request FOR EACH ROW
    WHEN (OLD.token_hash <> NEW.token_hash)
    EXECUTE FUNCTION waymark.feedback_link_changed();

-- Words that were given are never others; they go with the consent.
CREATE FUNCTION waymark.feedback_given_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF (to_jsonb(OLD) - '{discussed_on,discussed_by,discussion,version,employer_id,provider_id}'::text[])
	    IS DISTINCT FROM
	    (to_jsonb(NEW) - '{discussed_on,discussed_by,discussion,version,employer_id,provider_id}'::text[])
	    AND NOT (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) THEN
		PERFORM waymark.feedback_refuse('what was given stays as it '
		    'was given');
	ELSIF NEW.discussed_on > waymark.today() THEN
		PERFORM waymark.feedback_refuse('nobody discussed it yet');
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.feedback_given
    FOR EACH ROW EXECUTE FUNCTION waymark.feedback_given_guard();
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.feedback_given FOR EACH ROW EXECUTE FUNCTION
    audit.changed('asked', 'answers', 'consent_words', 'withdraw_hash',
        'discussion', 'help');

-- Where the ASYE goes, its feedback goes.
CREATE FUNCTION waymark.feedback_moves() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.feedback_request
	   SET employer_id = NEW.employer_id, provider_id = NEW.provider_id
	 WHERE asye_id = NEW.id;
	UPDATE waymark.feedback_given
	   SET employer_id = NEW.employer_id, provider_id = NEW.provider_id
	 WHERE asye_id = NEW.id;
	RETURN NULL;
END
$$;
CREATE TRIGGER feedback_moves AFTER UPDATE OF employer_id, provider_id
    ON waymark.asye FOR EACH ROW
    WHEN ((OLD.employer_id, OLD.provider_id) IS DISTINCT FROM
        (NEW.employer_id, NEW.provider_id))
    EXECUTE FUNCTION waymark.feedback_moves();

-- What follows is asked by somebody without an account.

CREATE FUNCTION waymark.feedback_token(token text) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT sha256(decode(token, 'hex'))
$$;
CREATE FUNCTION waymark.feedback_code(code text) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT sha256(convert_to('feedback ' || code, 'UTF8'))
$$;
GRANT EXECUTE ON FUNCTION waymark.feedback_token(text),
    waymark.feedback_code(text) TO waymark_web, waymark_jobs;

-- Whom a link is about, and nothing where it does not work: nothing tells
-- apart why.
CREATE FUNCTION waymark.feedback_behind(token text)
RETURNS TABLE (id bigint, person_id bigint, given_name text, name text,
    giver waymark.giver_kind, begun boolean, expires_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY SELECT r.id, p.id, p.given_name, p.name, r.giver,
	       EXISTS (SELECT 1 FROM waymark.feedback_begun b
	        WHERE b.request_id = r.id), r.expires_on
	  FROM waymark.feedback_request r
	  JOIN waymark.person p ON p.id = r.person_id
	 WHERE r.token_hash = waymark.feedback_token(token)
	   AND waymark.feedback_live(r);
END
$$;

-- What follows in this transaction is the doing of who holds the link: the
-- guard believes it, and policies keep the web from more than it may by itself.
CREATE FUNCTION waymark.feedback_by_giver(which bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
	PERFORM set_config('waymark.giver', which::text, true);
END
$$;

-- Gives a key to a request, or to an observer's link, that is held; the last ten
-- keys work.
CREATE FUNCTION waymark.link_visited(key text, request bigint, observer bigint)
RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO waymark.link_visit (key_hash, request_id, observer_link_id)
	VALUES (waymark.feedback_token(key), request, observer);
	DELETE FROM waymark.link_visit v
	 WHERE v.key_hash IN (SELECT w.key_hash FROM waymark.link_visit w
	        WHERE w.request_id = request OR w.observer_link_id = observer
	        ORDER BY w.at DESC OFFSET 10);
$$;

CREATE FUNCTION waymark.feedback_visited(which bigint, key text)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.feedback_by_giver(which);
	UPDATE waymark.feedback_request SET state = 'opened'
	 WHERE id = which AND state = 'asked';
	PERFORM waymark.link_visited(key, which, NULL);
END
$$;

-- Opens a link; false where it does not work, or where the person that it is
-- about holds it: nobody gives feedback on themselves.
CREATE FUNCTION waymark.feedback_open(token text, key text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	r waymark.feedback_request;
BEGIN
	SELECT * INTO r FROM waymark.feedback_request q
	 WHERE q.token_hash = waymark.feedback_token(token) FOR UPDATE;
	IF r.id IS NULL OR NOT waymark.feedback_live(r)
	    OR r.person_id = auth.person_id() THEN
		RETURN false;
	END IF;
	PERFORM waymark.feedback_visited(r.id, key);
	RETURN true;
END
$$;

-- How long whoever types codes must wait, by address and by code.
CREATE FUNCTION waymark.feedback_wait(code text, address text)
RETURNS bigint
LANGUAGE sql VOLATILE SET search_path = '' AS $$
	SELECT greatest(
	    auth.wait_of(sha256(convert_to('typed ' || code, 'UTF8')), 5),
	    auth.wait_of(sha256(convert_to('types ' || address, 'UTF8')), 20))
	    ::bigint
$$;
CREATE FUNCTION waymark.feedback_wrong(code text, address text) RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
	INSERT INTO auth.attempt (whose)
	VALUES (sha256(convert_to('typed ' || code, 'UTF8'))),
	       (sha256(convert_to('types ' || address, 'UTF8')))
$$;

-- The same by a code that was printed.  What was typed wrong counts against
-- the address, also what no code looks like.
CREATE FUNCTION waymark.feedback_enter(code text, address text, key text)
RETURNS TABLE (opened boolean, wait_seconds bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	r waymark.feedback_request;
BEGIN
	wait_seconds := waymark.feedback_wait(code, address);
	opened := false;
	IF wait_seconds = 0 THEN
		SELECT * INTO r FROM waymark.feedback_request q
		 WHERE q.code_hash = waymark.feedback_code(code) FOR UPDATE;
		opened := r.id IS NOT NULL AND waymark.feedback_live(r)
		    AND r.person_id IS DISTINCT FROM auth.person_id();
		IF opened THEN
			PERFORM waymark.feedback_visited(r.id, key);
		ELSE
			PERFORM waymark.feedback_wrong(code, address);
		END IF;
	END IF;
	RETURN NEXT;
END
$$;

-- The request of a visit, held where it is to be written to.
CREATE FUNCTION waymark.feedback_of_visit(key text)
RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT v.request_id FROM waymark.link_visit v
	         WHERE v.key_hash = waymark.feedback_token(key)
	           AND v.at > now() - interval '12 hours');
END
$$;
CREATE FUNCTION waymark.feedback_held(key text)
RETURNS waymark.feedback_request
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	r waymark.feedback_request;
BEGIN
	SELECT * INTO r FROM waymark.feedback_request q
	 WHERE q.id = waymark.feedback_of_visit(key) FOR UPDATE;
	IF r.id IS NULL OR NOT waymark.feedback_live(r) THEN
		RETURN NULL;
	END IF;
	RETURN r;
END
$$;

-- What the holder of a visit sees: their request, and answers so far.
-- own: it was they who gave, by this withdrawal code.
CREATE FUNCTION waymark.feedback_visit_shows(key text, withdraw_code text)
RETURNS TABLE (id bigint, given_name text, name text,
    giver waymark.giver_kind, state waymark.giver_state, live boolean,
    expires_on date, form waymark.giver_form, agreed boolean,
    edition bigint, answers text[], version bigint, reference text,
    own boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY SELECT r.id, p.given_name, p.name, r.giver, r.state,
	       waymark.feedback_live(r), r.expires_on, b.form,
	       b.consent_words IS NOT NULL, b.edition, b.answers, b.version,
	       g.reference, coalesce(g.erased_at IS NULL AND g.withdraw_hash =
	           waymark.feedback_code(withdraw_code), false)
	  FROM waymark.feedback_request r
	  JOIN waymark.person p ON p.id = r.person_id
	  LEFT JOIN waymark.feedback_begun b ON b.request_id = r.id
	  LEFT JOIN waymark.feedback_given g ON g.id = r.id
	 WHERE r.id = waymark.feedback_of_visit(key);
END
$$;

-- Which words they want to be asked in.  Those who agreed in others read these
-- as well before they go on.
CREATE FUNCTION waymark.feedback_choose(key text, wanted waymark.giver_form)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	r waymark.feedback_request := waymark.feedback_held(key);
BEGIN
	IF r.id IS NULL OR (wanted = 'professional') <>
	    (r.giver = 'professional') THEN
		RETURN false;
	END IF;
	PERFORM waymark.feedback_by_giver(r.id);
	INSERT INTO waymark.feedback_begun AS b (request_id, form)
	VALUES (r.id, wanted)
	ON CONFLICT (request_id) DO UPDATE
	   SET form = excluded.form, consent_words = NULL, edition = NULL,
	       version = b.version + 1 WHERE b.form <> excluded.form;
	UPDATE waymark.feedback_request SET state = 'opened'
	 WHERE id = r.id AND state = 'declined';
	RETURN true;
END
$$;

CREATE FUNCTION waymark.feedback_agree(key text, words text, edition bigint)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	r waymark.feedback_request := waymark.feedback_held(key);
BEGIN
	UPDATE waymark.feedback_begun b
	   SET consent_words = words, edition = feedback_agree.edition,
	       version = b.version + 1
	 WHERE b.request_id = r.id AND r.state = 'opened';
	RETURN FOUND;
END
$$;

-- One answer; false where another window changed them since, other than to
-- the same.
CREATE FUNCTION waymark.feedback_answer(key text, seen bigint, number bigint,
    answer text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	r waymark.feedback_request := waymark.feedback_held(key);
BEGIN
	UPDATE waymark.feedback_begun b
	   SET answers = b.answers[:number - 1] || answer
	           || b.answers[number + 1:],
	       version = b.version + 1
	 WHERE b.request_id = r.id AND r.state = 'opened'
	   AND b.consent_words IS NOT NULL AND b.version = seen
	   AND number BETWEEN 1 AND cardinality(b.answers) + 1;
	RETURN FOUND OR EXISTS (SELECT 1 FROM waymark.feedback_begun b
	    WHERE b.request_id = r.id AND b.consent_words IS NOT NULL
	      AND b.answers[number] = answer);
END
$$;

-- Gives them, once.  What was asked comes in the words that were shown.
CREATE FUNCTION waymark.feedback_give(key text, seen bigint, asked text[],
    share boolean, help waymark.giver_help, reference text,
    withdraw_code text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	r waymark.feedback_request := waymark.feedback_held(key);
BEGIN
	INSERT INTO waymark.feedback_given (id, asye_id, person_id,
	    programme_id, employer_id, provider_id, giver, form, edition,
	    consent_words, asked, answers, share, help, reference,
	    withdraw_hash)
	SELECT r.id, r.asye_id, r.person_id, r.programme_id, r.employer_id,
	       r.provider_id, r.giver, b.form, b.edition, b.consent_words,
	       feedback_give.asked, b.answers, feedback_give.share,
	       feedback_give.help, feedback_give.reference,
	       waymark.feedback_code(withdraw_code)
	  FROM waymark.feedback_begun b
	 WHERE b.request_id = r.id AND r.state = 'opened'
	   AND b.consent_words IS NOT NULL AND b.version = seen
	   AND cardinality(b.answers) = cardinality(feedback_give.asked);
	IF NOT FOUND THEN
		RETURN false;
	END IF;
	PERFORM waymark.feedback_by_giver(r.id);
	UPDATE waymark.feedback_request SET state = 'given' WHERE id = r.id;
	DELETE FROM waymark.feedback_begun WHERE request_id = r.id;
	RETURN true;
END
$$;

-- Says no: what was answered goes.
CREATE FUNCTION waymark.feedback_decline(key text,
    because waymark.giver_refusal) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	r waymark.feedback_request := waymark.feedback_held(key);
BEGIN
	PERFORM waymark.feedback_by_giver(r.id);
	UPDATE waymark.feedback_request
	   SET state = 'declined', refusal = because
	 WHERE id = r.id AND state = 'opened';
	IF FOUND THEN
		DELETE FROM waymark.feedback_begun WHERE request_id = r.id;
	END IF;
	RETURN r.id IS NOT NULL;
END
$$;

CREATE FUNCTION waymark.feedback_leave(key text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	DELETE FROM waymark.link_visit
	 WHERE key_hash = waymark.feedback_token(key)
$$;

-- What a withdrawal code is of; guesses are braked as those of printed codes.
CREATE FUNCTION waymark.feedback_consent(code text, address text)
RETURNS TABLE (name text, given_on date, reference text,
    wait_seconds bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	wait_seconds := waymark.feedback_wait(code, address);
	IF wait_seconds = 0 THEN
		SELECT p.name, g.given_on, g.reference
		  INTO feedback_consent.name, feedback_consent.given_on,
		       feedback_consent.reference
		  FROM waymark.feedback_given g
		  JOIN waymark.person p ON p.id = g.person_id
		 WHERE g.withdraw_hash = waymark.feedback_code(code)
		   AND g.erased_at IS NULL;
		IF NOT FOUND THEN
			PERFORM waymark.feedback_wrong(code, address);
		END IF;
	END IF;
	RETURN NEXT;
END
$$;

-- Removes the words for good; what is left says that there were some.
CREATE FUNCTION waymark.feedback_withdraw_consent(code text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	which bigint;
BEGIN
	UPDATE waymark.feedback_given g
	   SET asked = '{}', answers = '{}', consent_words = 'Withdrawn',
	       discussion = '', erased_at = now()
	 WHERE g.withdraw_hash = waymark.feedback_code(code)
	   AND g.erased_at IS NULL
	RETURNING g.id INTO which;
	PERFORM waymark.feedback_by_giver(which);
	UPDATE waymark.feedback_request SET state = 'consent_withdrawn'
	 WHERE id = which;
	RETURN which IS NOT NULL;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.feedback_behind(text),
    waymark.feedback_open(text, text),
    waymark.feedback_enter(text, text, text),
    waymark.feedback_visit_shows(text, text),
    waymark.feedback_choose(text, waymark.giver_form),
    waymark.feedback_agree(text, text, bigint),
    waymark.feedback_answer(text, bigint, bigint, text),
    waymark.feedback_give(text, bigint, text[], boolean, waymark.giver_help,
        text, text),
    waymark.feedback_decline(text, waymark.giver_refusal),
    waymark.feedback_leave(text), waymark.feedback_consent(text, text),
    waymark.feedback_withdraw_consent(text) TO waymark_web;

-- Midnight: what was not given by then is over, and half-written answers go.
CREATE FUNCTION waymark.feedback_expires() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	n bigint;
BEGIN
	PERFORM set_config('waymark.event', 'FEEDBACK_EXPIRED', true);
	UPDATE waymark.feedback_request SET state = 'expired'
	 WHERE state IN ('asked', 'opened') AND expires_on < waymark.today();
	GET DIAGNOSTICS n = ROW_COUNT;
	DELETE FROM waymark.feedback_begun b USING waymark.feedback_request r
	 WHERE r.id = b.request_id AND (r.expires_on < waymark.today()
	    OR r.state NOT IN ('asked', 'opened', 'declined', 'withdrawn'));
	DELETE FROM waymark.link_visit WHERE at < now() - interval '12 hours';
	RETURN n;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.feedback_expires() TO waymark_jobs;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['feedback_request', 'feedback_last',
	    'giver_transition', 'feedback_begun', 'link_visit',
	    'feedback_given'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
	END LOOP;
END
$$;

-- That somebody was asked, and how it stands, is known to whom it is about and
-- to those who assess; never the hash of a link.
CREATE POLICY sees ON waymark.feedback_request FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
    OR employer_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR provider_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
CREATE POLICY sees ON waymark.feedback_last FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[]));
GRANT SELECT ON waymark.feedback_last TO waymark_web;
CREATE POLICY asks ON waymark.feedback_request FOR INSERT TO waymark_web
    WITH CHECK (asked_by = (SELECT auth.person_id())
        AND (person_id = (SELECT auth.person_id())
            OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[])));
-- What the person it is about asked for is theirs to withdraw, and what those
-- who assess asked for is theirs.
CREATE POLICY withdraws ON waymark.feedback_request FOR UPDATE TO waymark_web
    USING ((person_id = (SELECT auth.person_id())
            AND asked_by = person_id)
        OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[]))
    WITH CHECK (state IN ('asked', 'opened', 'withdrawn'));
GRANT SELECT (id, asye_id, enrolment_id, person_id, programme_id, employer_id,
    provider_id, giver, channel, about, giver_name, giver_role, giver_email,
    asked_by, asked_on, expires_on, state, state_on, refusal, reminded_on,
    version) ON waymark.feedback_request TO waymark_web;
GRANT INSERT (asye_id, enrolment_id, person_id, programme_id, giver, channel,
    about, giver_name, giver_role, giver_email, token_hash, code_hash,
    expires_on) ON waymark.feedback_request TO waymark_web;
GRANT UPDATE (state, token_hash, code_hash, expires_on, reminded_on)
    ON waymark.feedback_request TO waymark_web;

-- Words are read by those who assess, and by whom they are about where the
-- giver agreed.
CREATE POLICY reads ON waymark.feedback_given FOR SELECT TO waymark_web USING (
    (person_id = (SELECT auth.person_id()) AND share)
    OR (person_id <> (SELECT auth.person_id()) AND (
        programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
        OR employer_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
        OR provider_id = ANY ((SELECT auth.asye_coordinated())::bigint[]))));
CREATE POLICY discusses ON waymark.feedback_given FOR UPDATE TO waymark_web
    USING (asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
        AND person_id <> (SELECT auth.person_id()) AND erased_at IS NULL)
    WITH CHECK (discussed_by IS NULL
        OR discussed_by = (SELECT auth.person_id()));
GRANT SELECT (id, asye_id, person_id, programme_id, employer_id, provider_id,
    giver, form, edition, consent_words, asked, answers, share, help,
    reference, given_at, given_on, erased_at, discussed_on, discussed_by,
    discussion, version) ON waymark.feedback_given TO waymark_web;
GRANT UPDATE (discussed_on, discussed_by, discussion)
    ON waymark.feedback_given TO waymark_web;

-- What counts toward the minimums of the framework: given, and the consent
-- stands.
CREATE VIEW waymark.asye_feedback_counted WITH (security_invoker) AS
SELECT r.asye_id, CASE WHEN r.giver = 'professional'
           THEN 'feedback_professionals' ELSE 'feedback_people' END
           ::waymark.evidence_kind AS evidence,
       r.state_on AS on_day, r.id AS request_id, r.person_id, r.programme_id,
       r.giver, r.asked_by
  FROM waymark.feedback_request r
 WHERE r.state = 'given';
GRANT SELECT ON waymark.asye_feedback_counted TO waymark_web, waymark_jobs;

-- What waits: feedback that nobody talked about with whom it is about, and
-- requests that came to nothing since the last one of their kind.
CREATE VIEW waymark.waiting_outside_feedback_to_discuss
    WITH (security_invoker) AS
SELECT 'outside_feedback_to_discuss'::waymark.waiting_kind AS kind,
       g.id AS subject_id, g.given_on AS since, NULL::date AS due_on,
       g.given_on AS on_date, 1::bigint AS how_many, g.giver::text AS what,
       g.person_id, a.enrolment_id, NULL::bigint AS placement_id,
       g.employer_id AS organisation_id, g.programme_id,
       (SELECT e.cohort_id FROM waymark.enrolment e
         WHERE e.id = a.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.feedback_given g
  JOIN waymark.asye a ON a.id = g.asye_id
 WHERE g.discussed_on IS NULL AND g.erased_at IS NULL
   AND waymark.asye_gathers(a.state);

CREATE VIEW waymark.waiting_outside_feedback_unanswered
    WITH (security_invoker) AS
SELECT 'outside_feedback_unanswered'::waymark.waiting_kind AS kind,
       l.request_id AS subject_id, l.state_on AS since, NULL::date AS due_on,
       r.asked_on AS on_date, 1::bigint AS how_many, r.giver::text AS what,
       l.person_id, r.enrolment_id, NULL::bigint AS placement_id,
       r.employer_id AS organisation_id, l.programme_id,
       (SELECT e.cohort_id FROM waymark.enrolment e
         WHERE e.id = r.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.feedback_last l
  JOIN waymark.feedback_request r ON r.id = l.request_id
 WHERE l.unanswered AND l.gathers;

INSERT INTO waymark.waiting_source (kind, party, person_is, through) VALUES
	('outside_feedback_to_discuss', 'assessor', 'trainee',
	    '{assessor,staff}'),
	('outside_feedback_unanswered', 'trainee', 'trainee',
	    '{trainee,assessor,staff}');
SELECT waymark.waiting_rebuild();
GRANT SELECT ON waymark.waiting_outside_feedback_to_discuss,
    waymark.waiting_outside_feedback_unanswered TO waymark_web;
