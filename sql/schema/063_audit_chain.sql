-- The audit proves itself: every event is sealed into a chain of hashes.
--
-- Requests only insert events.  The jobs seal what is settled, in batches: an
-- event's content is hashed under a salt of its own, the event with that hash
-- is its leaf, and each link of the chain is the hash of the link before it
-- and of the leaf.  Whoever changes, removes, inserts or moves an event
-- afterwards breaks the chain at that event; whoever makes the whole chain
-- anew does not have the digests of it that are kept elsewhere.
--
-- The order is that of transactions, then of numbers within one.  Numbers of
-- events alone would not do: they are handed out before a transaction
-- commits, and one that commits late would come to stand before what was
-- sealed already.  But every transaction below the oldest that still runs
-- (pg_snapshot_xmin) has ended, and all that it wrote is seen; none that
-- comes will ever have so low a number.  So what is sealed up to there is
-- whole, and the next batch goes on where it ended.

-- No foreign key: the seal of an event that somebody removed stays, to name it.
-- content is missing where the event has neither before nor after; the salt
-- keeps what is erased from being guessed from it.
CREATE TABLE audit.seal (
	n		bigint PRIMARY KEY CHECK (n > 0),
	event_id	bigint NOT NULL UNIQUE,
	salt		bytea CHECK (length(salt) = 16),
	content		bytea CHECK (length(content) = 32),
	leaf		bytea NOT NULL CHECK (length(leaf) = 32),
	link		bytea NOT NULL CHECK (length(link) = 32)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

-- Where the chain ends.  Every event of a transaction below settled is sealed.
CREATE TABLE audit.head (
	only_one	boolean PRIMARY KEY DEFAULT true CHECK (only_one),
	n		bigint NOT NULL DEFAULT 0,
	link		bytea NOT NULL CHECK (length(link) = 32)
			    DEFAULT decode(repeat('00', 32), 'hex'),
	settled		xid8 NOT NULL DEFAULT '0'
);

-- How the chain stood at the end of a day, as it was sent away.
CREATE TABLE audit.digest (
	on_day		date PRIMARY KEY,
	n		bigint NOT NULL,
	link		bytea NOT NULL CHECK (length(link) = 32),
	made_at		timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.digest
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

-- A value among others, so that no two lists of values read the same.
CREATE FUNCTION audit.framed(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT coalesce(octet_length($1) || ':' || $1, '~') || ','
$$;

-- Who, when and what about, as it is hashed; src/jobs/audit_chain.c says the
-- same from the columns.
CREATE FUNCTION audit.heading(e audit.event) RETURNS text
LANGUAGE sql STABLE AS $$
	SELECT audit.framed(e.id::text)
	    || audit.framed((extract(epoch FROM e.at) * 1000000)::bigint::text)
	    || audit.framed(e.actor_id::text) || audit.framed(e.name)
	    || audit.framed(e.subject) || audit.framed(e.subject_id::text)
	    || audit.framed(e.person_id::text)
	    || audit.framed(e.programme_id::text)
	    || audit.framed(e.placement_id::text) || audit.framed(e.reference)
	    || audit.framed(e.xid::text)
$$;

CREATE FUNCTION audit.linked(bytea, bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
	RETURN sha256($1 || $2);
END
$$;
CREATE AGGREGATE audit.chain(bytea) (sfunc = audit.linked, stype = bytea,
    initcond = '');

-- The events that may be sealed now and are not yet.  A database that was
-- copied from another cluster has numbers of transactions which this one has
-- not come to: all those were settled there.
CREATE FUNCTION audit.unsealed(at_most bigint) RETURNS SETOF audit.event
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	now_running pg_snapshot := pg_current_snapshot();
	since xid8 := coalesce((SELECT settled FROM audit.head), '0');
	copied boolean := since > pg_snapshot_xmax(now_running);
BEGIN
	RETURN QUERY
	SELECT e.* FROM audit.event e
	 WHERE e.xid >= CASE WHEN copied THEN '0'::xid8 ELSE since END
	   AND (e.xid < pg_snapshot_xmin(now_running)
	    OR copied AND e.xid >= pg_snapshot_xmax(now_running))
	   AND NOT EXISTS (SELECT 1 FROM audit.seal s WHERE s.event_id = e.id)
	 ORDER BY e.xid, e.id
	 LIMIT at_most;
END
$$;

-- Seals up to so many events, and answers how many it was.
CREATE FUNCTION audit.seal_events(at_most bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	was audit.head;
	oldest xid8;
	copied boolean;
	last_n bigint;
	last_link bytea;
	last_xid xid8;
BEGIN
	IF NOT EXISTS (SELECT 1 FROM audit.unsealed(1)) THEN
		RETURN 0;
	END IF;
	INSERT INTO audit.head DEFAULT VALUES ON CONFLICT DO NOTHING;
	SELECT * INTO STRICT was FROM audit.head FOR UPDATE;
	oldest := pg_snapshot_xmin(pg_current_snapshot());
	copied := was.settled > pg_snapshot_xmax(pg_current_snapshot());
	WITH salted AS MATERIALIZED (
	    SELECT e.id, e.xid, audit.heading(e) AS heading,
	           audit.framed(e.before::text) || audit.framed(e.after::text)
	           AS says, CASE WHEN coalesce(e.before, e.after) IS NOT NULL
	           THEN extensions.gen_random_bytes(16) END AS salt
	      FROM audit.unsealed(at_most) e
	), hashed AS MATERIALIZED (
	    SELECT s.*, row_number() OVER (ORDER BY s.xid, s.id) AS k,
	           sha256(s.salt || convert_to(s.says, 'UTF8')) AS content
	      FROM salted s
	), leaves AS MATERIALIZED (
	    SELECT h.*, sha256(convert_to(h.heading, 'UTF8')
	           || coalesce(h.content, '')) AS leaf
	      FROM hashed h
	), written AS (
	    INSERT INTO audit.seal (n, event_id, salt, content, leaf, link)
	    SELECT was.n + l.k, l.id, l.salt, l.content, l.leaf,
	           audit.chain(CASE l.k WHEN 1 THEN was.link || l.leaf
	               ELSE l.leaf END) OVER (ORDER BY l.k)
	      FROM leaves l
	    RETURNING n, event_id, link)
	SELECT w.n, w.link, l.xid INTO last_n, last_link, last_xid
	  FROM written w JOIN leaves l ON l.id = w.event_id
	 ORDER BY w.n DESC LIMIT 1;
	IF last_n IS NULL THEN
		RETURN 0;
	END IF;
	UPDATE audit.head SET n = last_n, link = last_link, settled = CASE
	    WHEN last_n - was.n < at_most THEN oldest
	    WHEN copied THEN was.settled ELSE last_xid END;
	RETURN last_n - was.n;
END
$$;

-- The head of the chain now, to be kept elsewhere.
CREATE FUNCTION audit.digest_now()
RETURNS TABLE (n bigint, link text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT coalesce(max(h.n), 0), coalesce(max(encode(h.link, 'hex')),
	       repeat('0', 64)), now()
	  FROM audit.head h
$$;

-- That of a day, once: no row when it was made already.
CREATE FUNCTION audit.digest_of_day()
RETURNS TABLE (n bigint, link text, at timestamptz)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO audit.digest (on_day, n, link)
	SELECT (now() AT TIME ZONE 'Europe/London')::date, h.n, h.link
	  FROM audit.head h
	ON CONFLICT DO NOTHING
	RETURNING n, encode(link, 'hex'), made_at
$$;
CREATE FUNCTION audit.digest_send(address text, subject text, body text)
RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO post.letter (outside, address, subject, body)
	VALUES ('Whoever keeps the digests of the audit', $1, $2, $3)
$$;
GRANT EXECUTE ON FUNCTION audit.digest_send(text, text, text),
    audit.seal_events(bigint), audit.digest_now(),
    audit.digest_of_day() TO waymark_jobs;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['seal', 'head', 'digest'] LOOP
		EXECUTE format('ALTER TABLE audit.%I ENABLE ROW LEVEL SECURITY,
		    FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON audit.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
	END LOOP;
END
$$;

-- Who reads the audit: those of a programme's staff who have the role for it,
-- and everybody what was read of their own record.

CREATE FUNCTION auth.auditor_programmes() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN auth.programmes_beside_staff('auditor');
END
$$;
GRANT EXECUTE ON FUNCTION auth.auditor_programmes() TO waymark_web;

-- What an auditor reads of an event: the columns of a change, without what was
-- in them.
CREATE VIEW audit.line WITH (security_invoker) AS
SELECT e.id, e.at, e.kind, e.name, e.subject, e.subject_id, e.actor_id,
       a.name AS actor, e.person_id, p.name AS person,
       ARRAY(SELECT jsonb_object_keys(e.before) WHERE e.after IS NOT NULL)
       AS changed, e.reference, e.programme_id
  FROM audit.event e
  LEFT JOIN waymark.person a ON a.id = e.actor_id
  LEFT JOIN waymark.person p ON p.id = e.person_id
 WHERE e.programme_id = ANY ((SELECT auth.auditor_programmes())::bigint[]);
GRANT SELECT ON audit.line TO waymark_web;

-- Changes are the record's history.  What is no change, that somebody read,
-- signed in or was refused, is for auditors, for whoever it is about or did
-- it; who handles suitability sees who read a case.
CREATE POLICY readings ON audit.event AS RESTRICTIVE FOR SELECT
    TO waymark_web USING (coalesce(before, after) IS NOT NULL
        OR person_id = (SELECT auth.person_id())
        OR actor_id = (SELECT auth.person_id())
        OR subject = 'suitability_case'
        OR programme_id = ANY ((SELECT auth.auditor_programmes())::bigint[]));

-- As what somebody read something of mine: their roles on that day, and where
-- they held them.  Of others' events it says nothing.
CREATE FUNCTION audit.reader_was(which bigint)
RETURNS TABLE (roles text[], places text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	RETURN QUERY
	SELECT array_agg(r.role::text ORDER BY r.role),
	       array_agg(coalesce(o.name, g.name, '') ORDER BY r.role)
	  FROM audit.event e
	  JOIN waymark.role_held r ON r.person_id = e.actor_id
	       AND r.during @> (e.at AT TIME ZONE 'Europe/London')::date
	       AND r.role NOT IN ('auditor', 'data_officer')
	  LEFT JOIN waymark.organisation o ON o.id = r.organisation_id
	  LEFT JOIN waymark.programme g ON g.id = r.programme_id
	 WHERE e.id = which AND e.person_id = me;
END
$$;
GRANT EXECUTE ON FUNCTION audit.reader_was(bigint) TO waymark_web;
