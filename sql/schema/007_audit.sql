-- Every change is an event: who, when, what it was called, before and after,
-- written by triggers in the change's own transaction.  Nobody who can sign in
-- may write, change or remove an event in any other way.

CREATE TABLE audit.event (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	at		timestamptz NOT NULL DEFAULT clock_timestamp(),
	actor_id	bigint REFERENCES waymark.person,	-- NULL: Waymark
	name		text NOT NULL CHECK (name ~ '^[A-Z][A-Z_]*$'),
	subject		text NOT NULL,		-- the table
	subject_id	bigint,
	person_id	bigint,			-- whose record, and its anchors
	programme_id	bigint,
	placement_id	bigint,
	before		jsonb,			-- what changed, as it was
	after		jsonb,			-- and as it became
	reference	text NOT NULL,		-- the request's
	-- The transaction's number, by which the jobs know what is settled and
	-- may be sealed (063_audit_chain.sql).
	xid		xid8 NOT NULL DEFAULT pg_current_xact_id(),
	-- What kind of event it is, for those who look for one.
	kind		text NOT NULL GENERATED ALWAYS AS (CASE
	    WHEN subject IN ('role_held', 'role_change') THEN 'role'
	    WHEN subject IN ('export', 'export_download')
	        OR name LIKE '%\_DOWNLOADED' THEN 'export'
	    WHEN before IS NOT NULL OR after IS NOT NULL THEN 'change'
	    WHEN name LIKE '%\_REFUSED' OR name = 'PAGE_FAILED' THEN 'refusal'
	    WHEN subject IN ('session', 'credential', 'second_factor')
	        THEN 'sign_in'
	    ELSE 'reading' END) STORED
);
CREATE INDEX event_xid ON audit.event (xid, id);
CREATE INDEX event_subject ON audit.event (subject, subject_id, id);
CREATE INDEX event_person ON audit.event (person_id, id);
CREATE INDEX event_programme ON audit.event (programme_id, at, id);
CREATE INDEX event_kind ON audit.event (programme_id, kind, at, id);
CREATE INDEX event_actor ON audit.event (actor_id, at, id);

-- Who is being erased by this transaction (064_data_rights.sql): the one door
-- through which what happened leaves.  There is never a row to be seen.
CREATE TABLE waymark.erasing (
	xid		xid8 PRIMARY KEY DEFAULT pg_current_xact_id(),
	person_id	bigint NOT NULL REFERENCES waymark.person
);

CREATE FUNCTION auth.being_erased() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT e.person_id FROM waymark.erasing e
	         WHERE e.xid = pg_current_xact_id_if_assigned());
END
$$;

CREATE FUNCTION audit.refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	IF current_user = 'waymark_owner' AND TG_OP <> 'TRUNCATE'
	    AND auth.being_erased() IS NOT NULL THEN
		RETURN OLD;
	END IF;
	RAISE EXCEPTION 'what happened cannot be changed'
	    USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

-- The dispatcher names the event and the request for the transaction.
CREATE FUNCTION audit.event_name() RETURNS text
LANGUAGE sql STABLE SET search_path = '' AS $$
	SELECT coalesce(nullif(current_setting('waymark.event', true), ''),
	    'CHANGED')
$$;

CREATE FUNCTION audit.reference() RETURNS text
LANGUAGE sql STABLE SET search_path = '' AS $$
	SELECT coalesce(current_setting('waymark.reference', true), '')
$$;

-- A programme that is closed changes no more (064_data_rights.sql).
CREATE FUNCTION waymark.must_be_open(changed text, fields jsonb) RETURNS void
LANGUAGE sql AS 'SELECT';

-- The trigger's arguments are columns that the event leaves out.
CREATE FUNCTION audit.changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	left_out text[] := coalesce(TG_ARGV, '{}');
	old_row jsonb := CASE WHEN TG_OP <> 'INSERT'
	    THEN to_jsonb(OLD) - left_out END;
	new_row jsonb := CASE WHEN TG_OP <> 'DELETE'
	    THEN to_jsonb(NEW) - left_out END;
	row jsonb := coalesce(new_row, old_row);
BEGIN
	-- What is erased is not kept by saying that it was.
	IF (TG_OP = 'DELETE' OR TG_TABLE_NAME IN ('person', 'reflection'))
	    AND auth.being_erased() IS NOT NULL THEN
		RETURN NULL;
	END IF;
	PERFORM waymark.must_be_open(TG_TABLE_NAME, row);
	IF TG_OP = 'UPDATE' THEN
		SELECT jsonb_object_agg(o.key, o.value),
		       jsonb_object_agg(o.key, new_row -> o.key)
		  INTO old_row, new_row
		  FROM jsonb_each(old_row) o
		 WHERE o.value IS DISTINCT FROM new_row -> o.key;
		IF new_row IS NULL THEN
			RETURN NULL;
		END IF;
	END IF;
	INSERT INTO audit.event (actor_id, name, subject, subject_id, person_id,
	    programme_id, placement_id, before, after, reference)
	VALUES (auth.person_id(), audit.event_name(), TG_TABLE_NAME,
	    (row ->> 'id')::bigint,
	    CASE WHEN TG_TABLE_NAME = 'person' THEN (row ->> 'id')::bigint
	         ELSE (row ->> 'person_id')::bigint END,
	    (row ->> 'programme_id')::bigint,
	    CASE WHEN TG_TABLE_NAME = 'placement' THEN (row ->> 'id')::bigint
	         ELSE (row ->> 'placement_id')::bigint END,
	    old_row, new_row, audit.reference());
	RETURN NULL;
END
$$;

-- Where an event is filed that names no programme: with that of its person.
CREATE FUNCTION audit.programme_of(whose bigint) RETURNS bigint
LANGUAGE sql STABLE SET search_path = '' AS $$
	SELECT programme_ids[1] FROM waymark.person WHERE id = whose
$$;

-- What is no change of a row: sign-ins, refusals, records read, exports.
CREATE FUNCTION audit.note(name text, subject text, subject_id bigint,
    person_id bigint, programme_id bigint, reference text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO audit.event (actor_id, name, subject, subject_id, person_id,
	    programme_id, reference)
	VALUES (auth.person_id(), $1, $2, $3, $4, coalesce($5,
	    audit.programme_of(coalesce($4, auth.person_id()))), $6)
$$;
GRANT EXECUTE ON FUNCTION audit.note(text, text, bigint, bigint, bigint, text)
    TO waymark_web, waymark_jobs;

-- After an answer: the session was seen, its notice shown, a record read, or
-- something refused.
-- Nobody waits for the disk here: a crash within the next fifth of a second
-- may lose the note of one reading, never a change.
CREATE FUNCTION auth.after_answer(token text, seen boolean, event text,
    subject text, subject_id bigint, person_id bigint, programme_id bigint,
    reference text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint;
BEGIN
	PERFORM set_config('synchronous_commit', 'off', true),
	    set_config('waymark.session', token, true);
	IF seen THEN
		PERFORM auth.touch(token);
	END IF;
	IF event IS NOT NULL THEN
		me := auth.person_id();
		INSERT INTO audit.event (actor_id, name, subject, subject_id,
		    person_id, programme_id, reference)
		VALUES (me, event, after_answer.subject,
		    after_answer.subject_id,
		    nullif(after_answer.person_id, 0),
		    coalesce(nullif(after_answer.programme_id, 0),
		        audit.programme_of(me)), after_answer.reference);
	END IF;
END
$$;
GRANT EXECUTE ON FUNCTION auth.after_answer(text, boolean, text, text, bigint,
    bigint, bigint, text) TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['organisation', 'programme', 'person',
	    'role_held', 'setting', 'cohort', 'enrolment', 'team', 'placement',
	    'placement_pattern', 'placement_interruption',
	    'placement_educator', 'placement_day'] LOOP
		EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR UPDATE OR
		    DELETE ON waymark.%I FOR EACH ROW
		    EXECUTE FUNCTION audit.changed()', t);
	END LOOP;
END
$$;
