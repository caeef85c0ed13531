-- What the machine that Waymark runs on may know of the jobs: numbers alone.

-- When the jobs last came round; one row.
CREATE TABLE waymark.jobs_turn (
	only_one	boolean PRIMARY KEY DEFAULT true CHECK (only_one),
	at		timestamptz NOT NULL DEFAULT 'epoch'
);
INSERT INTO waymark.jobs_turn DEFAULT VALUES;
ALTER TABLE waymark.jobs_turn ENABLE ROW LEVEL SECURITY,
    FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON waymark.jobs_turn TO waymark_owner
    USING (true) WITH CHECK (true);

CREATE FUNCTION waymark.jobs_turned() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	UPDATE waymark.jobs_turn SET at = clock_timestamp()
$$;
GRANT EXECUTE ON FUNCTION waymark.jobs_turned() TO waymark_jobs;

-- At most a thousand of each are counted, so that it costs the same however
-- much waits.  Events that are not sealed yet are those of transactions that
-- the last batch did not see settled.
CREATE FUNCTION waymark.jobs_state() RETURNS TABLE (turned_at timestamptz,
    exports bigint, letters bigint, letters_stuck bigint, unsealed bigint,
    takes_writes boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT (SELECT t.at FROM waymark.jobs_turn t),
	       (SELECT count(*) FROM (SELECT FROM waymark.export e
	         WHERE e.state IN ('queued', 'working') LIMIT 1000) x),
	       (SELECT count(*) FROM (SELECT FROM post.letter l
	         WHERE l.state = 'waiting' LIMIT 1000) x),
	       (SELECT count(*) FROM (SELECT FROM post.letter l
	         WHERE l.state IN ('doubt', 'refused', 'dead') LIMIT 1000) x),
	       (SELECT count(*) FROM (SELECT FROM audit.event e
	         WHERE e.xid >= (SELECT h.settled FROM audit.head h)
	           AND NOT EXISTS (SELECT FROM audit.seal s
	                WHERE s.event_id = e.id) LIMIT 1000) x),
	       NOT pg_is_in_recovery()
$$;
GRANT EXECUTE ON FUNCTION waymark.jobs_state() TO waymark_web, waymark_jobs;
