-- What is read from a file: staged, judged, then confirmed whole.

CREATE TYPE waymark.import_state AS ENUM
    ('checked', 'confirmed', 'discarded', 'undone');
CREATE TYPE waymark.import_row_state AS ENUM
    ('ready', 'failing', 'left_out', 'unchanged');

-- ignored: columns of the file that Waymark does not know.
-- stored: how much came of it; kept when the rows have gone.  restored: how much
-- of that was as before once it was undone.
CREATE TABLE waymark.import (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	cohort_id	bigint,
	file_name	text NOT NULL,
	state		waymark.import_state NOT NULL DEFAULT 'checked',
	ignored		text[] NOT NULL DEFAULT '{}',
	uploaded_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	uploaded_at	timestamptz NOT NULL DEFAULT now(),
	decided_at	timestamptz,
	stored		bigint,
	undone_at	timestamptz,
	restored	bigint CHECK (restored BETWEEN 0 AND stored),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (cohort_id, programme_id)
	    REFERENCES waymark.cohort (id, programme_id),
	UNIQUE (id, programme_id),
	CHECK ((state = 'checked') = (decided_at IS NULL)),
	CHECK ((state IN ('confirmed', 'undone')) = (stored IS NOT NULL)),
	CHECK ((state = 'undone') = (undone_at IS NOT NULL)),
	CHECK ((state = 'undone') = (restored IS NOT NULL))
);

-- cells: as typed, in the order of the columns that Waymark asks for.
-- unreadable: why the row of the file could not be taken apart, or NULL.
-- problems: column, what is wrong, what to do; three texts a problem.  What
-- stands against a row that is ready is only to be looked at.
CREATE TABLE waymark.import_row (
	import_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	row_number	bigint NOT NULL,
	state		waymark.import_row_state NOT NULL,
	cells		text[] NOT NULL CHECK (cardinality(cells) > 0),
	unreadable	text,
	problems	text[] NOT NULL DEFAULT '{}'
			    CHECK (cardinality(problems) % 3 = 0),
	PRIMARY KEY (import_id, row_number),
	FOREIGN KEY (import_id, programme_id)
	    REFERENCES waymark.import (id, programme_id) ON DELETE CASCADE,
	CHECK ((state = 'failing') <= (cardinality(problems) > 0))
);
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON waymark.import
    FOR EACH ROW EXECUTE FUNCTION audit.changed();

-- What was confirmed or discarded stays so; but what a table that came back has
-- changed can be undone.
CREATE FUNCTION waymark.import_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
	undoing text[] := '{state,undone_at,restored}';
BEGIN
	IF NEW.state = 'undone' AND (OLD.state <> 'confirmed'
	    OR OLD.kind <> 'table' OR to_jsonb(OLD) - undoing
	       IS DISTINCT FROM to_jsonb(NEW) - undoing) THEN
		RAISE EXCEPTION 'an import that is % is not undone', OLD.state
		    USING ERRCODE = 'check_violation';
	END IF;
	IF OLD.state <> 'checked' AND NEW.state <> 'undone' THEN
		RAISE EXCEPTION 'an import that is % stays so', OLD.state
		    USING ERRCODE = 'check_violation';
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER import_guard BEFORE UPDATE ON waymark.import
    FOR EACH ROW EXECUTE FUNCTION waymark.import_guard();

-- People that this file cannot enrol a second time, wherever they are known:
-- says only which of the addresses and numbers asked for are taken, and
-- whether in this cohort.
CREATE FUNCTION waymark.taken(emails text[], numbers text[], cohort bigint)
RETURNS TABLE (email text, swe_number text, here boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	WITH known AS (
	    SELECT p.id, lower(p.email) AS email, NULL::text AS swe_number
	      FROM unnest($1) asked
	      JOIN waymark.person p ON lower(p.email) = lower(asked)
	     UNION
	    SELECT p.id, NULL, p.swe_number
	      FROM unnest($2) asked
	      JOIN waymark.person p ON p.swe_number = asked)
	SELECT k.email, k.swe_number,
	       EXISTS (SELECT 1 FROM waymark.enrolment e
	                WHERE e.person_id = k.id AND e.cohort_id = $3)
	  FROM known k
	 WHERE EXISTS (SELECT 1 FROM waymark.cohort c WHERE c.id = $3
	        AND c.programme_id = ANY (auth.staff_programmes()))
$$;
GRANT EXECUTE ON FUNCTION waymark.taken(text[], text[], bigint)
    TO waymark_web;

-- A file that nobody confirmed holds people who were never enrolled: it goes
-- after a week, and a confirmed one leaves its rows as soon as that.  For a week
-- it can be undone.
CREATE FUNCTION waymark.tidy_imports() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	gone bigint;
BEGIN
	DELETE FROM waymark.import_row r USING waymark.import i
	 WHERE i.id = r.import_id AND i.uploaded_at < now() - interval '7 days';
	GET DIAGNOSTICS gone = ROW_COUNT;
	DELETE FROM waymark.import_change c USING waymark.import i
	 WHERE i.id = c.import_id AND i.decided_at < now() - interval '7 days';
	UPDATE waymark.import SET state = 'discarded', decided_at = now()
	 WHERE state = 'checked' AND uploaded_at < now() - interval '7 days';
	RETURN gone;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.tidy_imports() TO waymark_jobs;
