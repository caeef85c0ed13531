-- A portfolio made whole: all of it before those who moderate, and the signature
-- of an observer who has no account.
--
-- What moderators read is blind: no name, no name of a file, and of reflections
-- those alone that were submitted.

-- What waits: files that were offered on the assessor, and those that came
-- back on whose they are.
CREATE VIEW waymark.waiting_file_to_assess WITH (security_invoker) AS
SELECT 'file_to_assess'::waymark.waiting_kind AS kind,
       e.attachment_id AS subject_id, waymark.day_of(e.offered_at) AS since,
       NULL::date AS due_on, e.made_on AS on_date, 1::bigint AS how_many,
       NULL::text AS what, e.person_id, a.enrolment_id,
       NULL::bigint AS placement_id, a.employer_id AS organisation_id,
       e.programme_id, (SELECT n.cohort_id FROM waymark.enrolment n
          WHERE n.id = a.enrolment_id) AS cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.file_evidence e
  JOIN waymark.asye a ON a.id = e.asye_id
 WHERE e.state = 'offered'
   AND e.offered_by <> (SELECT auth.person_id())
   AND NOT waymark.asye_settled(e.asye_id)
   AND EXISTS (SELECT 1 FROM waymark.asye_duty y WHERE y.asye_id = a.id
       AND y.duty = 'assessor' AND y.state = 'recorded'
       AND y.during @> waymark.today()
       AND y.person_id = (SELECT auth.person_id()));
CREATE VIEW waymark.waiting_file_returned WITH (security_invoker) AS
SELECT 'file_returned'::waymark.waiting_kind AS kind,
       e.attachment_id AS subject_id, waymark.day_of(e.assessed_at) AS since,
       NULL::date AS due_on, e.made_on AS on_date, 1::bigint AS how_many,
       NULL::text AS what, e.person_id, a.enrolment_id,
       NULL::bigint AS placement_id, a.employer_id AS organisation_id,
       e.programme_id, (SELECT n.cohort_id FROM waymark.enrolment n
          WHERE n.id = a.enrolment_id) AS cohort_id,
       e.offered_by AS owner_id
  FROM waymark.file_evidence e
  JOIN waymark.asye a ON a.id = e.asye_id
 WHERE e.state = 'returned' AND e.offered_by = (SELECT auth.person_id())
   AND NOT waymark.asye_settled(e.asye_id);
GRANT SELECT ON waymark.waiting_file_to_assess, waymark.waiting_file_returned
    TO waymark_web;
INSERT INTO waymark.waiting_source (kind, party, person_is, through) VALUES
	('file_to_assess', 'assessor', 'trainee', '{assessor}'),
	('file_returned', 'trainee', 'trainee', '{trainee}');
SELECT waymark.waiting_rebuild();

-- What moderators read.

CREATE TYPE waymark.portfolio_item AS ENUM
    ('document', 'feedback', 'reflection', 'file');

-- All that a moderator reads of a portfolio but the recommendation, in the
-- order in which it grew.  place: the how-manieth of its sort, by which it is
-- known here; it stays when others come or go.  item_id: for functions alone.
-- attached_to: the document that a file is attached to.
CREATE FUNCTION waymark.portfolio_contents(which waymark.panel_portfolio)
RETURNS TABLE (item waymark.portfolio_item, place bigint, item_id bigint,
    kind waymark.document_kind, giver waymark.giver_kind,
    file_kind waymark.file_kind, size bigint, pages bigint,
    attached_to bigint, part bigint, on_day date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT waymark.moderation_reads(which, auth.person_id()) THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH d AS MATERIALIZED (
	       SELECT * FROM waymark.portfolio_documents(which)),
	     g AS (
	       SELECT f.id, f.giver, f.given_on, f.erased_at,
	              row_number() OVER (ORDER BY f.given_at, f.id) AS n
	         FROM waymark.feedback_given f
	        WHERE f.asye_id = which.asye_id),
	     r AS (
	       SELECT s.id, s.on_day, s.state,
	              row_number() OVER (ORDER BY s.id) AS n
	         FROM waymark.reflection_submission s
	        WHERE s.asye_id = which.asye_id),
	     a AS (
	       SELECT t.id, t.document_id, t.state, t.file_id, t.programme_id,
	              coalesce(e.made_on, waymark.day_of(t.at)) AS on_day,
	              row_number() OVER (ORDER BY t.id) AS n
	         FROM waymark.attachment t
	         LEFT JOIN waymark.file_evidence e ON e.attachment_id = t.id
	        WHERE t.asye_id = which.asye_id OR t.document_id IN (
	              SELECT o.id FROM waymark.document o
	               WHERE o.asye_id = which.asye_id)),
	     f AS (
	       SELECT a.*, b.kind, b.size, b.pages FROM a
	         JOIN waymark.file b ON b.id = a.file_id
	        WHERE a.state = 'attached' AND (a.document_id IS NULL
	              OR a.document_id IN (SELECT d.document_id FROM d))
	          AND (b.state = 'clean' OR b.state = 'unscanned'
	              AND waymark.setting_of(a.programme_id,
	                  'file_open_unscanned') = 1)),
	     all_of AS (
	       SELECT 'document'::waymark.portfolio_item AS item,
	              d.number AS place, d.document_id AS item_id, d.kind,
	              NULL::waymark.giver_kind AS giver,
	              NULL::waymark.file_kind AS file_kind,
	              NULL::bigint AS size, NULL::bigint AS pages,
	              NULL::bigint AS attached_to, d.part, d.on_day
	         FROM d
	        UNION ALL
	       SELECT 'feedback', g.n, g.id, NULL, g.giver, NULL, NULL, NULL,
	              NULL, NULL, g.given_on
	         FROM g WHERE g.erased_at IS NULL
	        UNION ALL
	       SELECT 'reflection', r.n, r.id, NULL, NULL, NULL, NULL, NULL,
	              NULL, NULL, r.on_day
	         FROM r WHERE r.state = 'submitted'
	        UNION ALL
	       SELECT 'file', f.n, f.id, NULL, NULL, f.kind, f.size, f.pages,
	              f.document_id, (SELECT d.part FROM d
	                  WHERE d.document_id = f.document_id),
	              coalesce((SELECT d.on_day FROM d
	                  WHERE d.document_id = f.document_id), f.on_day)
	         FROM f)
	SELECT o.item, o.place, o.item_id, o.kind, o.giver, o.file_kind,
	       o.size, o.pages, o.attached_to, coalesce(o.part, least(5, 2
	           + (SELECT count(*) FROM d WHERE d.kind = 'asye_review'
	                 AND d.on_day < o.on_day))), o.on_day
	  FROM all_of o
	 ORDER BY 10, o.kind IS NOT DISTINCT FROM 'asye_final_review',
	       o.on_day, o.kind IS NOT DISTINCT FROM 'asye_review', o.item,
	       o.kind, o.place;
END
$$;

-- What somebody outside said, and what the assessor noted of it.
CREATE FUNCTION waymark.portfolio_feedback(which waymark.panel_portfolio,
    wanted bigint)
RETURNS TABLE (questions text[], answers text[], discussed_on date,
    discussion text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT ARRAY(SELECT waymark.blinded(q.q, which.asye_id)
	               FROM unnest(g.asked) WITH ORDINALITY AS q(q, n)
	              ORDER BY q.n),
	       ARRAY(SELECT waymark.blinded(q.q, which.asye_id)
	               FROM unnest(g.answers) WITH ORDINALITY AS q(q, n)
	              ORDER BY q.n),
	       g.discussed_on, waymark.blinded(g.discussion, which.asye_id)
	  FROM waymark.portfolio_contents(which) c
	  JOIN waymark.feedback_given g ON g.id = c.item_id
	 WHERE c.item = 'feedback' AND c.place = wanted
$$;

-- A reflection as it was submitted: nothing here looks at any other.
CREATE FUNCTION waymark.portfolio_reflection(which waymark.panel_portfolio,
    wanted bigint)
RETURNS TABLE (title text, questions text[], answers text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT waymark.blinded(s.title, which.asye_id),
	       ARRAY['In their own words', 'What happened', 'So what',
	           'Now what'],
	       ARRAY(SELECT waymark.blinded(w.w, which.asye_id)
	               FROM unnest(ARRAY[s.words, s.happened, s.so_what,
	                        s.now_what]) WITH ORDINALITY AS w(w, n)
	              ORDER BY w.n)
	  FROM waymark.portfolio_contents(which) c
	  JOIN waymark.reflection_submission s ON s.id = c.item_id
	 WHERE c.item = 'reflection' AND c.place = wanted
$$;

-- A piece of a file, from its first byte on, which is 1.
CREATE FUNCTION waymark.portfolio_file(which waymark.panel_portfolio,
    wanted bigint, from_byte bigint, most bigint) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT substring(b.bytes FROM from_byte::integer FOR most::integer)
	  FROM waymark.portfolio_contents(which) c
	  JOIN waymark.attachment a ON a.id = c.item_id
	  JOIN waymark.file_content b ON b.file_id = a.file_id
	 WHERE c.item = 'file' AND c.place = wanted
$$;
GRANT EXECUTE ON FUNCTION
    waymark.portfolio_contents(waymark.panel_portfolio),
    waymark.portfolio_feedback(waymark.panel_portfolio, bigint),
    waymark.portfolio_reflection(waymark.panel_portfolio, bigint),
    waymark.portfolio_file(waymark.panel_portfolio, bigint, bigint, bigint)
    TO waymark_web;

-- An observer who has no account signs what they observed, by a link of which
-- only a hash is kept.  It is for one version of one observation, and for one
-- signature: who holds it proves who they are with the number that the
-- assessor entered for them.  Opening it by a form gives the browser a key.

INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('asye', 52, 'observer_link_days',
	    'Links to sign an observation work for', 'days', 1, 90,
	    'How long a link works by which an observer without an account '
	    'signs, from the day on which they are asked.',
	    'Links that are made from that day on work so long.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('observer_link_days', 14, 'Waymark: two weeks to read and sign');

CREATE TYPE waymark.observer_state AS ENUM ('asked', 'signed', 'withdrawn');
CREATE TABLE waymark.observer_transition (
	before	waymark.observer_state NOT NULL,
	after	waymark.observer_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.observer_transition VALUES
	('asked', 'signed'), ('asked', 'withdrawn');

-- name, swe_number: of who observed, as the observation has them.  hash: of
-- the text that was signed.
CREATE TABLE waymark.observer_link (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	document_id	bigint NOT NULL,
	document_version bigint NOT NULL,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	name		text NOT NULL CHECK (name <> ''),
	swe_number	text NOT NULL CHECK (swe_number <> ''),
	token_hash	bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
	expires_on	date NOT NULL,
	state		waymark.observer_state NOT NULL DEFAULT 'asked',
	asked_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	asked_at	timestamptz NOT NULL DEFAULT now(),
	signed_name	text CHECK (signed_name <> ''
			    AND length(signed_name) <= 200),
	signed_at	timestamptz,
	hash		bytea CHECK (length(hash) = 32),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (document_id, document_version)
	    REFERENCES waymark.document_version (document_id, version),
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id),
	CHECK ((state = 'signed') = (signed_name IS NOT NULL)),
	CHECK ((state = 'signed') = (signed_at IS NOT NULL)),
	CHECK ((state = 'signed') = (hash IS NOT NULL))
);
CREATE UNIQUE INDEX observer_link_one ON waymark.observer_link (document_id)
 WHERE state = 'asked';
CREATE UNIQUE INDEX observer_link_signed
    ON waymark.observer_link (document_id, document_version)
 WHERE state = 'signed';
CREATE INDEX observer_link_asye ON waymark.observer_link (asye_id);
CREATE INDEX observer_link_person ON waymark.observer_link (person_id);

ALTER TABLE waymark.link_visit
    ADD FOREIGN KEY (observer_link_id) REFERENCES waymark.observer_link;

-- Does whoever asks ask the observer of that observation, now?
CREATE FUNCTION waymark.observer_may_be_asked(d waymark.document)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN d.kind = 'asye_observation'
	   AND d.state IN ('submitted', 'signed')
	   AND NOT waymark.asye_settled(d.asye_id)
	   AND d.asye_id = ANY (auth.asye_mine())
	   AND d.person_id <> auth.person_id()
	   AND EXISTS (SELECT 1 FROM waymark.asye_observer o
	        WHERE o.document_id = d.id AND o.observer_id IS NULL
	          AND o.is_registered)
	   AND NOT EXISTS (SELECT 1 FROM waymark.observer_link l
	        WHERE l.document_id = d.id AND l.state = 'signed'
	          AND l.document_version = d.version);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.observer_may_be_asked(waymark.document)
    TO waymark_web;

CREATE FUNCTION waymark.observer_link_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	d waymark.document;
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF NOT EXISTS (SELECT 1 FROM waymark.observer_transition t
		        WHERE t.before = OLD.state AND t.after = NEW.state)
		    OR (to_jsonb(OLD) - '{state,signed_name,signed_at,hash}'
		        ::text[]) IS DISTINCT FROM (to_jsonb(NEW)
		        - '{state,signed_name,signed_at,hash}'::text[])
		    OR NEW.state = 'signed' AND current_setting(
		        'waymark.observer', true) IS DISTINCT FROM
		        OLD.id::text THEN
			PERFORM waymark.document_refuse('a link is signed by '
			    'who holds it, once, or withdrawn');
		END IF;
		NEW.version := OLD.version + 1;
		RETURN NEW;
	END IF;
	SELECT * INTO d FROM waymark.document WHERE id = NEW.document_id
	   FOR UPDATE;
	IF d.id IS NULL OR auth.person_id() IS NOT NULL
	    AND NOT waymark.observer_may_be_asked(d) THEN
		PERFORM waymark.document_refuse('nobody is asked to sign '
		    'that');
	END IF;
	UPDATE waymark.observer_link SET state = 'withdrawn'
	 WHERE document_id = d.id AND state = 'asked';
	NEW.state := 'asked';
	NEW.document_version := d.version;
	NEW.asye_id := d.asye_id;
	NEW.person_id := d.person_id;
	NEW.programme_id := d.programme_id;
	SELECT o.name, o.swe_number INTO NEW.name, NEW.swe_number
	  FROM waymark.asye_observer o WHERE o.document_id = d.id;
	NEW.expires_on := waymark.today() + coalesce(waymark.setting_of(
	    d.programme_id, 'observer_link_days'), 14)::integer;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.observer_link
    FOR EACH ROW EXECUTE FUNCTION waymark.observer_link_guard();
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.observer_link FOR EACH ROW
    EXECUTE FUNCTION audit.changed('token_hash', 'hash');

-- The text that is to be signed is still the one that counts.
CREATE FUNCTION waymark.observer_live(l waymark.observer_link)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN l.state = 'asked' AND l.expires_on >= waymark.today()
	   AND EXISTS (SELECT 1 FROM waymark.document d
	        WHERE d.id = l.document_id AND d.version = l.document_version
	          AND d.state IN ('submitted', 'signed'));
END
$$;

-- What follows is asked by somebody without an account: whom a link is of, and
-- nothing where it does not work.
CREATE FUNCTION waymark.observer_behind(token text)
RETURNS TABLE (id bigint, name text, nqsw text, expires_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY SELECT l.id, l.name, p.name, l.expires_on
	  FROM waymark.observer_link l
	  JOIN waymark.person p ON p.id = l.person_id
	 WHERE l.token_hash = waymark.feedback_token(token)
	   AND waymark.observer_live(l);
END
$$;

-- Gives a key to a link that works.
CREATE FUNCTION waymark.observer_open(token text, key text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	l waymark.observer_link;
BEGIN
	SELECT * INTO l FROM waymark.observer_link q
	 WHERE q.token_hash = waymark.feedback_token(token) FOR UPDATE;
	IF l.id IS NULL OR NOT waymark.observer_live(l)
	    OR l.person_id = auth.person_id() THEN
		RETURN false;
	END IF;
	PERFORM waymark.link_visited(key, NULL, l.id);
	RETURN true;
END
$$;

CREATE FUNCTION waymark.observer_of_visit(key text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT v.observer_link_id FROM waymark.link_visit v
	         WHERE v.key_hash = waymark.feedback_token(key)
	           AND v.at > now() - interval '2 hours');
END
$$;

-- What the holder of a key reads: the observation, until it is signed.
CREATE FUNCTION waymark.observer_shows(key text)
RETURNS TABLE (id bigint, name text, nqsw text, state waymark.observer_state,
    live boolean, number bigint, held_on date, questions text[],
    answers text[], hash text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY SELECT l.id, l.name, p.name, l.state,
	       waymark.observer_live(l), d.number, d.held_on,
	       CASE WHEN waymark.observer_live(l) THEN v.questions
	           ELSE '{}' END, CASE WHEN waymark.observer_live(l)
	           THEN v.answers ELSE '{}' END, encode(v.hash, 'hex')
	  FROM waymark.observer_link l
	  JOIN waymark.person p ON p.id = l.person_id
	  JOIN waymark.document d ON d.id = l.document_id
	  JOIN waymark.document_version v ON v.document_id = l.document_id
	   AND v.version = l.document_version
	 WHERE l.id = waymark.observer_of_visit(key);
END
$$;

-- Signs that text, once.  A number that is not theirs counts as a try.
CREATE FUNCTION waymark.observer_sign(key text, seen text, signs_as text,
    number text, OUT done boolean, OUT right_number boolean,
    OUT wait_seconds bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	l waymark.observer_link;
	tries bytea;
BEGIN
	done := false;
	right_number := true;
	wait_seconds := 0;
	SELECT * INTO l FROM waymark.observer_link q
	 WHERE q.id = waymark.observer_of_visit(key) FOR UPDATE;
	IF l.id IS NULL OR NOT waymark.observer_live(l) THEN
		RETURN;
	END IF;
	tries := sha256(convert_to('observer ' || l.id, 'UTF8'));
	wait_seconds := auth.wait_of(tries, 5);
	IF wait_seconds > 0 THEN
		RETURN;
	ELSIF upper(l.swe_number) <> upper(number) THEN
		right_number := false;
		INSERT INTO auth.attempt (whose) VALUES (tries);
		RETURN;
	END IF;
	PERFORM set_config('waymark.observer', l.id::text, true);
	UPDATE waymark.observer_link q
	   SET state = 'signed', signed_name = signs_as, signed_at = now(),
	       hash = v.hash
	  FROM waymark.document_version v
	 WHERE q.id = l.id AND v.document_id = l.document_id
	   AND v.version = l.document_version
	   AND encode(v.hash, 'hex') = seen;
	done := FOUND;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.observer_behind(text),
    waymark.observer_open(text, text), waymark.observer_shows(text),
    waymark.observer_sign(text, text, text, text) TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['observer_link', 'observer_transition'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
	END LOOP;
END
$$;
-- Never the hash of a link.
CREATE POLICY sees ON waymark.observer_link FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR asye_id = ANY ((SELECT auth.asye_reached())::bigint[]));
CREATE POLICY asks ON waymark.observer_link FOR INSERT TO waymark_web
    WITH CHECK (asked_by = (SELECT auth.person_id())
    AND asye_id = ANY ((SELECT auth.asye_mine())::bigint[]));
CREATE POLICY withdraws ON waymark.observer_link FOR UPDATE TO waymark_web
    USING (asye_id = ANY ((SELECT auth.asye_mine())::bigint[]))
    WITH CHECK (state = 'withdrawn');
GRANT SELECT (id, document_id, document_version, asye_id, person_id,
    programme_id, name, swe_number, expires_on, state, asked_by, asked_at,
    signed_name, signed_at, version) ON waymark.observer_link TO waymark_web;
GRANT INSERT (document_id, token_hash) ON waymark.observer_link
    TO waymark_web;
GRANT UPDATE (state) ON waymark.observer_link TO waymark_web;
