-- Exports: a table that leaves as a workbook or as CSV, for whom and what for.
--
-- Whoever asks for one is who reads: small ones are made at once in the
-- request, large ones by the jobs with the rights of the person who asked, as
-- their policies are at that moment.  What is made is kept in pieces, written
-- whole in one transaction or not at all, until it expires.  Each download is
-- an event with its recipient and its purpose.

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('exports', 'Spreadsheets', 230);
INSERT INTO waymark.setting_unit (code, form, one, many) VALUES
	('rows', 'whole', 'row', 'rows'),
	('tries', 'whole', 'try', 'tries');
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('exports', 10, 'export_days', 'A spreadsheet can be downloaded for',
	    'days', 1, 90,
	    'How long a spreadsheet is kept after it is made. It says itself '
	    'that whoever has it deletes it by then.',
	    'From that day, spreadsheets that are made are kept so long; those '
	    'that were made keep their day.'),
	('exports', 20, 'export_rows_at_once', 'Made while you wait, up to',
	    'rows', 0, 5000,
	    'Up to how many rows a spreadsheet is made at once. Larger ones are '
	    'made in the background, and a page shows how far they are.',
	    'From that day, it decides about each spreadsheet that is asked '
	    'for.'),
	('exports', 30, 'export_tries', 'An export that stops is tried',
	    'tries', 1, 10,
	    'How often an export is begun again after Waymark was stopped in '
	    'the middle of it, before it fails.',
	    'From that day, it decides about each export that has stopped.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('export_days', 7, 'Waymark: a week to fetch it'),
	('export_rows_at_once', 2000, 'Waymark: a fifth of a second'),
	('export_tries', 3, 'Waymark: a restart of the server is no fault of '
	    'the export');

CREATE TYPE waymark.export_state AS ENUM
    ('queued', 'working', 'done', 'failed', 'cancelled', 'expired');
CREATE TYPE waymark.export_format AS ENUM ('workbook', 'csv');
CREATE TYPE waymark.export_reader AS ENUM
    ('staff', 'partner', 'university', 'funder', 'self');

CREATE TABLE waymark.export_transition (
	before		waymark.export_state NOT NULL,
	after		waymark.export_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.export_transition VALUES
	('queued', 'working'),
	('working', 'working'),		-- begun again after it had stopped
	('working', 'done'),
	('working', 'failed'),
	('queued', 'cancelled'),
	('working', 'cancelled'),
	('failed', 'queued'),		-- asked for again
	('cancelled', 'queued'),
	('expired', 'queued'),
	('done', 'expired');

-- tables: of src/exchange/tables.def, in one file.  organisation_id: whose people it has
-- alone; always set for a partner.  person_id: whose record it is.  tries: how
-- often it was begun.  why: it failed, in words for whoever asked.
CREATE TABLE waymark.export (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	cohort_id	bigint,
	organisation_id	bigint REFERENCES waymark.organisation,
	person_id	bigint REFERENCES waymark.person,
	tables		text[] NOT NULL CHECK (cardinality(tables)
			    BETWEEN 1 AND 40),
	format		waymark.export_format NOT NULL,
	reader		waymark.export_reader NOT NULL,
	recipient	text NOT NULL CHECK (recipient <> ''
			    AND length(recipient) <= 200),
	purpose		text NOT NULL CHECK (purpose <> ''
			    AND length(purpose) <= 500),
	asked_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	asked_at	timestamptz NOT NULL DEFAULT now(),
	state		waymark.export_state NOT NULL DEFAULT 'queued',
	tries		bigint NOT NULL DEFAULT 0 CHECK (tries >= 0),
	rows_done	bigint NOT NULL DEFAULT 0 CHECK (rows_done >= 0),
	rows_all	bigint CHECK (rows_all >= rows_done),
	bytes		bigint CHECK (bytes > 0),
	made_at		timestamptz,
	expires_on	date,
	why		text CHECK (why <> '' AND length(why) <= 500),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (cohort_id, programme_id)
	    REFERENCES waymark.cohort (id, programme_id),
	CHECK (format <> 'csv' OR cardinality(tables) = 1),
	CHECK (reader <> 'partner' OR organisation_id IS NOT NULL),
	CHECK ((reader = 'self') = (person_id IS NOT NULL)),
	CHECK ((state IN ('done', 'expired')) = (made_at IS NOT NULL)),
	CHECK ((state IN ('done', 'expired')) = (expires_on IS NOT NULL)),
	CHECK ((state = 'failed') = (why IS NOT NULL))
);
CREATE INDEX export_asked_by ON waymark.export (asked_by, id);
CREATE INDEX export_to_make ON waymark.export (id)
 WHERE state IN ('queued', 'working');
CREATE INDEX export_to_expire ON waymark.export (expires_on)
 WHERE state = 'done';

CREATE TABLE waymark.export_content (
	export_id	bigint NOT NULL REFERENCES waymark.export,
	number		bigint NOT NULL CHECK (number > 0),
	bytes		bytea NOT NULL CHECK (length(bytes) > 0),
	PRIMARY KEY (export_id, number)
);
ALTER TABLE waymark.export_content ALTER bytes SET STORAGE EXTERNAL,
    ALTER bytes SET STATISTICS 0;

-- Each time that it left.
CREATE TABLE waymark.export_download (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	export_id	bigint NOT NULL REFERENCES waymark.export,
	programme_id	bigint NOT NULL,
	person_id	bigint,
	tables		text[] NOT NULL,
	recipient	text NOT NULL,
	purpose		text NOT NULL,
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX export_download_export ON waymark.export_download (export_id);

-- It stays what was asked for; how it stands follows the transitions.
CREATE FUNCTION waymark.export_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		NEW.state := 'queued';
		RETURN NEW;
	END IF;
	IF (OLD.programme_id, OLD.cohort_id, OLD.organisation_id,
	    OLD.person_id, OLD.tables, OLD.format, OLD.reader,
	    OLD.recipient, OLD.purpose, OLD.asked_by) IS DISTINCT FROM
	    (NEW.programme_id, NEW.cohort_id, NEW.organisation_id,
	    NEW.person_id, NEW.tables, NEW.format, NEW.reader,
	    NEW.recipient, NEW.purpose, NEW.asked_by) THEN
		PERFORM waymark.event_refuse('an export stays what was asked '
		    'for');
	END IF;
	IF NEW.state = OLD.state AND NEW.tries = OLD.tries THEN
		RETURN NEW;
	END IF;
	IF NOT EXISTS (SELECT 1 FROM waymark.export_transition t
	    WHERE t.before = OLD.state AND t.after = NEW.state) THEN
		PERFORM waymark.event_refuse(format('an export that is %s '
		    'cannot become %s', OLD.state, NEW.state));
	END IF;
	IF NEW.state = 'queued' THEN
		NEW.tries := 0;
		NEW.rows_done := 0;
		NEW.rows_all := NULL;
		NEW.bytes := NULL;
		NEW.made_at := NULL;
		NEW.expires_on := NULL;
		NEW.why := NULL;
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.export
    FOR EACH ROW EXECUTE FUNCTION waymark.export_guard();

-- A download says for whom and what for, as the export does.
CREATE FUNCTION waymark.export_download_copy() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	SELECT e.programme_id, e.person_id, e.tables, e.recipient,
	       e.purpose
	  INTO STRICT NEW.programme_id, NEW.person_id, NEW.tables,
	       NEW.recipient, NEW.purpose
	  FROM waymark.export e
	 WHERE e.id = NEW.export_id AND e.state = 'done';
	RETURN NEW;
END
$$;
CREATE TRIGGER copies BEFORE INSERT ON waymark.export_download
    FOR EACH ROW EXECUTE FUNCTION waymark.export_download_copy();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.export_download
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

-- Who makes an export holds a lock of its number for as long as their
-- connection lives; one that is working while nobody holds it has stopped.
CREATE FUNCTION waymark.export_lock(which bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT hashtextextended('waymark.export', which)
$$;

-- The next to be made, and how often it was begun; none when there is none.
-- One that stopped too often has failed.
CREATE FUNCTION waymark.export_claim()
RETURNS TABLE (id bigint, asked_by bigint, tries bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	e waymark.export;
BEGIN
	FOR e IN SELECT * FROM waymark.export x
	    WHERE x.state IN ('queued', 'working')
	    ORDER BY x.id FOR UPDATE SKIP LOCKED LIMIT 50 LOOP
		CONTINUE WHEN NOT pg_try_advisory_lock(
		    waymark.export_lock(e.id));
		IF e.state = 'working' AND e.tries >= waymark.setting_of(
		    e.programme_id, 'export_tries') THEN
			PERFORM waymark.export_fail(e.id, e.tries, format(
			    'Waymark was stopped %s times while it made this '
			    'spreadsheet', e.tries));
			PERFORM waymark.export_let_go(e.id);
			CONTINUE;
		END IF;
		UPDATE waymark.export x
		   SET state = 'working', tries = e.tries + 1, rows_done = 0,
		       rows_all = NULL
		 WHERE x.id = e.id;
		RETURN QUERY SELECT e.id, e.asked_by, e.tries + 1;
		RETURN;
	END LOOP;
END
$$;

-- How far it is.  False: it is to stop, for it was cancelled.
CREATE FUNCTION waymark.export_progress(which bigint, try bigint, done bigint,
    of_all bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.export e SET rows_done = done, rows_all = of_all
	 WHERE e.id = which AND e.state = 'working' AND e.tries = try;
	RETURN FOUND;
END
$$;

-- Whether whoever asks may write what is in it: the jobs, and in its own
-- request the person who asked for it.
CREATE FUNCTION waymark.export_is_mine(which bigint) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF auth.person_id() IS NOT NULL AND NOT EXISTS (
	    SELECT 1 FROM waymark.export e WHERE e.id = which
	       AND e.asked_by = auth.person_id() AND e.asked_at = now()) THEN
		PERFORM waymark.event_refuse('an export is made by the jobs, '
		    'or in the request that asks for it');
	END IF;
END
$$;

-- Begins one at once, in the request that asks for it.
CREATE FUNCTION waymark.export_begin(which bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.export_is_mine(which);
	UPDATE waymark.export e SET state = 'working', tries = 1
	 WHERE e.id = which AND e.state = 'queued';
END
$$;

CREATE FUNCTION waymark.export_keep(which bigint, number bigint, bytes bytea)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.export_is_mine(which);
	INSERT INTO waymark.export_content (export_id, number, bytes)
	VALUES (which, export_keep.number, export_keep.bytes);
END
$$;

-- It is whole; false when it was cancelled meanwhile, or is made by another.
CREATE FUNCTION waymark.export_done(which bigint, try bigint, n bigint,
    size bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.export_is_mine(which);
	UPDATE waymark.export e
	   SET state = 'done', rows_done = n, rows_all = n, bytes = size,
	       made_at = now(), expires_on = waymark.today() +
	       waymark.setting_of(e.programme_id, 'export_days')::integer
	 WHERE e.id = which AND e.state = 'working' AND e.tries = try;
	RETURN FOUND;
END
$$;

CREATE FUNCTION waymark.export_fail(which bigint, try bigint, words text)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.export e SET state = 'failed', why = words
	 WHERE e.id = which AND e.state = 'working' AND e.tries = try;
END
$$;

-- Whoever made it is through with it, whatever came of it: made, failed, or
-- cancelled meanwhile.
CREATE FUNCTION waymark.export_let_go(which bigint) RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
	SELECT pg_advisory_unlock(waymark.export_lock(which))
$$;

-- What has served its time is emptied.
CREATE FUNCTION waymark.exports_tidy() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	gone bigint;
BEGIN
	UPDATE waymark.export e SET state = 'expired'
	 WHERE e.state = 'done' AND e.expires_on < waymark.today();
	GET DIAGNOSTICS gone = ROW_COUNT;
	DELETE FROM waymark.export_content c USING waymark.export e
	 WHERE e.id = c.export_id AND e.state <> 'done';
	RETURN gone;
END
$$;

GRANT EXECUTE ON FUNCTION waymark.export_claim(),
    waymark.export_progress(bigint, bigint, bigint, bigint),
    waymark.export_fail(bigint, bigint, text), waymark.exports_tidy(),
    waymark.export_lock(bigint), waymark.export_let_go(bigint)
    TO waymark_jobs;
GRANT EXECUTE ON FUNCTION waymark.export_begin(bigint) TO waymark_web;
GRANT EXECUTE ON FUNCTION waymark.export_keep(bigint, bigint, bytea),
    waymark.export_done(bigint, bigint, bigint, bigint)
    TO waymark_web, waymark_jobs;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['export', 'export_transition',
	    'export_content', 'export_download'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
	END LOOP;
END
$$;
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON waymark.export
    FOR EACH ROW EXECUTE FUNCTION audit.changed('rows_done', 'rows_all');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.export_download
    FOR EACH ROW EXECUTE FUNCTION audit.changed();

CREATE POLICY everybody ON waymark.export_transition FOR SELECT
    TO waymark_web USING (true);

-- One's own, while one still may have what it holds: staff of the programme,
-- partners of the organisation, and who it is about.
CREATE POLICY own ON waymark.export TO waymark_web
    USING (asked_by = (SELECT auth.person_id()) AND (
        programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        OR reader = 'partner' AND organisation_id =
            ANY ((SELECT auth.partner_organisations())::bigint[])
        OR reader = 'partner' AND organisation_id =
            ANY ((SELECT auth.asye_coordinated())::bigint[])
        OR reader = 'self' AND person_id = (SELECT auth.person_id())))
    WITH CHECK (asked_by = (SELECT auth.person_id())
        AND state IN ('queued', 'cancelled') AND (
        programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        OR reader = 'partner' AND organisation_id =
            ANY ((SELECT auth.partner_organisations())::bigint[])
        OR reader = 'partner' AND organisation_id =
            ANY ((SELECT auth.asye_coordinated())::bigint[])
        OR reader = 'self' AND person_id = (SELECT auth.person_id())));
GRANT INSERT (programme_id, cohort_id, organisation_id, person_id, tables,
    format, reader, recipient, purpose), UPDATE (state)
    ON waymark.export TO waymark_web;

CREATE POLICY own ON waymark.export_content FOR SELECT TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.export e
        WHERE e.id = export_id AND e.state = 'done'
          AND e.expires_on >= waymark.today()));
CREATE POLICY own ON waymark.export_download FOR SELECT TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.export e WHERE e.id = export_id));
CREATE POLICY downloads ON waymark.export_download FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id())
        AND EXISTS (SELECT 1 FROM waymark.export e
            WHERE e.id = export_id AND e.state = 'done'
              AND e.expires_on >= waymark.today()));
GRANT INSERT (export_id) ON waymark.export_download TO waymark_web;
