-- Workbooks on their way in.  No process that holds a session opens what
-- somebody sent: a workbook waits here until the jobs have read it in their
-- sandbox, and what they read, a text of CSV for each sheet, waits until the
-- form that it came with is gone on with.  It is its sender's alone, and goes
-- within a day.

CREATE TYPE waymark.workbook_state AS ENUM ('waiting', 'read', 'refused');

-- path, fields: the form that it came with, and what else stood in it.
-- tries, due_at: how often it was taken up, and when it is next.
CREATE TABLE waymark.workbook (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	file_name	text NOT NULL CHECK (length(file_name) <= 1000),
	path		text NOT NULL CHECK (path ~ '^/[a-z0-9][a-z0-9/_-]*$'
			    AND length(path) <= 200),
	fields		text NOT NULL CHECK (length(fields) <= 4000),
	state		waymark.workbook_state NOT NULL DEFAULT 'waiting',
	refused		text CHECK (refused <> ''),
	arrived_at	timestamptz NOT NULL DEFAULT now(),
	tries		bigint NOT NULL DEFAULT 0 CHECK (tries >= 0),
	due_at		timestamptz NOT NULL DEFAULT now(),
	UNIQUE (id, person_id),
	CHECK ((state = 'refused') = (refused IS NOT NULL))
);
CREATE INDEX workbook_due ON waymark.workbook (due_at)
 WHERE state = 'waiting';
CREATE INDEX workbook_person ON waymark.workbook (person_id);
CREATE INDEX workbook_arrived ON waymark.workbook (arrived_at);

-- Until it was read or refused.  It is packed already.
CREATE TABLE waymark.workbook_content (
	workbook_id	bigint PRIMARY KEY
			    REFERENCES waymark.workbook ON DELETE CASCADE,
	bytes		bytea NOT NULL CHECK (length(bytes) <= 5242880)
);
ALTER TABLE waymark.workbook_content ALTER bytes SET STORAGE EXTERNAL,
    ALTER bytes SET STATISTICS 0;

-- nrows: in which something stands.  notes: sentences for its sender.
CREATE TABLE waymark.workbook_sheet (
	workbook_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	position	bigint NOT NULL CHECK (position > 0),
	name		text NOT NULL,
	hidden		boolean NOT NULL,
	nrows		bigint NOT NULL CHECK (nrows >= 0),
	csv		text NOT NULL,
	notes		text[] NOT NULL,
	PRIMARY KEY (workbook_id, position),
	FOREIGN KEY (workbook_id, person_id)
	    REFERENCES waymark.workbook (id, person_id) ON DELETE CASCADE
);
ALTER TABLE waymark.workbook_sheet ALTER csv SET STATISTICS 0;

-- What I sent, to be read; NULL when so many of mine wait already that one
-- more has to wait for them.
CREATE FUNCTION waymark.workbook_send(file_name text, path text, fields text,
    bytes bytea) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	sent bigint;
BEGIN
	IF me IS NULL OR (SELECT count(*) >= 5 FROM waymark.workbook w
	    WHERE w.person_id = me AND w.state = 'waiting') THEN
		RETURN NULL;
	END IF;
	INSERT INTO waymark.workbook (person_id, file_name, path, fields)
	VALUES (me, workbook_send.file_name, workbook_send.path,
	    workbook_send.fields)
	RETURNING id INTO sent;
	INSERT INTO waymark.workbook_content VALUES (sent, bytes);
	RETURN sent;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.workbook_send(text, text, text, bytea)
    TO waymark_web;

-- For the jobs: the next that is due, put off for half a minute in case that
-- whoever took it dies of it.  A third time is not tried.
CREATE FUNCTION waymark.workbook_claim()
RETURNS TABLE (id bigint, bytes bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	next bigint;
BEGIN
	UPDATE waymark.workbook w
	   SET state = 'refused', refused = 'The selected file could not be '
	       'read. Copy the table alone into a new workbook, as values, '
	       'save it and select the new file'
	 WHERE w.state = 'waiting' AND w.due_at <= now() AND w.tries >= 3;
	SELECT w.id INTO next FROM waymark.workbook w
	 WHERE w.state = 'waiting' AND w.due_at <= now()
	 ORDER BY w.due_at LIMIT 1 FOR UPDATE SKIP LOCKED;
	IF next IS NULL THEN
		RETURN;
	END IF;
	UPDATE waymark.workbook w
	   SET tries = w.tries + 1, due_at = now() + interval '30 seconds'
	 WHERE w.id = next;
	RETURN QUERY
	SELECT c.workbook_id, c.bytes FROM waymark.workbook_content c
	 WHERE c.workbook_id = next;
END
$$;

CREATE FUNCTION waymark.workbook_sheet_read(workbook bigint, place bigint,
    name text, hidden boolean, nrows bigint, csv text, notes text[])
RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO waymark.workbook_sheet
	SELECT w.id, w.person_id, $2, $3, $4, $5, $6, $7
	  FROM waymark.workbook w WHERE w.id = $1 AND w.state = 'waiting'
$$;

-- It was read whole, or refused; nothing when somebody was before.
CREATE FUNCTION waymark.workbook_found(workbook bigint, why text)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.workbook w
	   SET state = CASE WHEN why IS NULL THEN 'read' ELSE 'refused'
	       END::waymark.workbook_state, refused = why
	 WHERE w.id = workbook AND w.state = 'waiting';
	DELETE FROM waymark.workbook_content c WHERE c.workbook_id = workbook;
END
$$;

CREATE FUNCTION waymark.workbooks_tidy() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	DELETE FROM waymark.workbook w
	 WHERE w.arrived_at < now() - interval '1 day'
$$;
GRANT EXECUTE ON FUNCTION waymark.workbook_claim(),
    waymark.workbook_sheet_read(bigint, bigint, text, boolean, bigint, text,
        text[]),
    waymark.workbook_found(bigint, text), waymark.workbooks_tidy()
    TO waymark_jobs;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['workbook', 'workbook_content',
	    'workbook_sheet'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
	END LOOP;
END
$$;
CREATE POLICY own ON waymark.workbook FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id()));
CREATE POLICY own ON waymark.workbook_sheet FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id()));
GRANT SELECT ON waymark.workbook, waymark.workbook_sheet TO waymark_web;
