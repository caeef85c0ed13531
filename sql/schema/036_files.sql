-- Files: what is attached to a record, kept once however often it is sent, and
-- read by nobody before it was looked at.
--
-- A file is its bytes.  It waits in quarantine until the jobs have opened it in
-- their sandbox and asked the virus scanner, if there is one; what may not be
-- kept is emptied at once.  An attachment is a file on a record under a name:
-- whoever reads the record reads it, once the file is clean.  The web adds
-- files through one function, which is given the bytes: nobody attaches a file
-- that they have not got.

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('files', 'Files', 163);
INSERT INTO waymark.setting_unit (code, form, one, many) VALUES
	('megabytes', 'whole', 'MB', 'MB'),
	('files', 'whole', 'file', 'files');
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, choices, decides, takes_effect) VALUES
	('files', 10, 'file_megabytes', 'A file is at most', 'megabytes', 1, 10,
	    NULL,
	    'How large a file can be that is attached to a record.',
	    'From that day, larger files are refused; those that are attached '
	    'stay.'),
	('files', 20, 'file_open_unscanned',
	    'Files that no virus scanner saw can be opened', 'choice', 0, 1,
	    '{No,Yes}',
	    'Whether people can open a file that was found to be what it says, '
	    'while no virus scanner is set up.',
	    'From that day, files that no scanner saw can be opened or not.'),
	('files', 30, 'file_put_back_days', 'Removed files are kept for',
	    'days', 1, 3650, NULL,
	    'How long after it was removed a file can be put back.',
	    'From that day, files that were removed longer ago are emptied for '
	    'good.'),
	('files', 40, 'file_record_most', 'A record has at most', 'files', 1,
	    400, NULL,
	    'How many files can be attached to one ASYE or one document.',
	    'From that day, no more are taken; those that are attached stay.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('file_megabytes', 10, 'Waymark: a report with pictures, on a slow line'),
	('file_open_unscanned', 1, 'Waymark: what runs is refused anyway, and '
	    'people''s own devices scan what they open'),
	('file_put_back_days', 90, 'Waymark: a quarter to notice a mistake'),
	('file_record_most', 200, 'Waymark: one for each piece of evidence, '
	    'several times over');

CREATE TYPE waymark.file_kind AS ENUM ('pdf', 'docx', 'png', 'jpeg');
CREATE TYPE waymark.file_state AS ENUM
    ('quarantined', 'clean', 'unscanned', 'refused', 'infected', 'removed');
CREATE TYPE waymark.file_change AS ENUM
    ('passed', 'passed_unscanned', 'refused', 'infected', 'removed', 'resent');
CREATE TYPE waymark.file_refusal AS ENUM ('empty', 'too_large', 'of_no_form',
    'otherwise', 'locked', 'active', 'macros', 'holds_files', 'reaches_out',
    'cut_short', 'unpacks', 'too_wide', 'two_in_one', 'unreadable', 'virus');

CREATE TABLE waymark.file_transition (
	change	waymark.file_change NOT NULL,
	before	waymark.file_state NOT NULL,
	after	waymark.file_state NOT NULL,
	PRIMARY KEY (change, before),
	UNIQUE (change, before, after)
);
INSERT INTO waymark.file_transition (change, before, after) VALUES
	('passed', 'quarantined', 'clean'),
	('passed_unscanned', 'quarantined', 'unscanned'),
	('passed', 'unscanned', 'clean'),	-- a scanner was set up since
	('refused', 'quarantined', 'refused'),
	('infected', 'quarantined', 'infected'),
	('infected', 'unscanned', 'infected'),
	('removed', 'clean', 'removed'),	-- nothing has it any more
	('removed', 'unscanned', 'removed'),
	('resent', 'refused', 'quarantined'),	-- looked at anew
	('resent', 'infected', 'quarantined'),
	('resent', 'removed', 'quarantined');

-- opened_at: when it was found to be what it says.  scanned_at, engine: when a
-- scanner answered, and which.  has_place: a picture that says where it was
-- taken.  pages: of a PDF that says how many it has.  tries, due_at: how often it was taken up, and when it is next.
CREATE TABLE waymark.file (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	sha256		bytea NOT NULL UNIQUE CHECK (length(sha256) = 32),
	size		bigint NOT NULL CHECK (size BETWEEN 1 AND 10485760),
	kind		waymark.file_kind NOT NULL,
	state		waymark.file_state NOT NULL DEFAULT 'quarantined',
	refusal		waymark.file_refusal,
	has_place	boolean NOT NULL DEFAULT false,
	pages		bigint CHECK (pages > 0),
	arrived_at	timestamptz NOT NULL DEFAULT now(),
	opened_at	timestamptz,
	scanned_at	timestamptz,
	engine		text CHECK (engine <> '' AND length(engine) <= 200),
	tries		bigint NOT NULL DEFAULT 0 CHECK (tries >= 0),
	due_at		timestamptz NOT NULL DEFAULT now(),
	CHECK ((state IN ('refused', 'infected')) = (refusal IS NOT NULL)),
	CHECK ((state = 'infected') = coalesce(refusal = 'virus', false)),
	CHECK ((scanned_at IS NULL) = (engine IS NULL)),
	CHECK (state NOT IN ('clean', 'infected') OR scanned_at IS NOT NULL)
);
CREATE INDEX file_due ON waymark.file (due_at)
 WHERE state IN ('quarantined', 'unscanned');

-- What is in it, until it is refused or removed.  What is packed already is
-- not packed again.
CREATE TABLE waymark.file_content (
	file_id	bigint PRIMARY KEY REFERENCES waymark.file,
	bytes	bytea NOT NULL
);
ALTER TABLE waymark.file_content ALTER bytes SET STORAGE EXTERNAL,
    ALTER bytes SET STATISTICS 0;

CREATE TABLE waymark.file_event (
	id	bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	file_id	bigint NOT NULL REFERENCES waymark.file,
	change	waymark.file_change NOT NULL,
	before	waymark.file_state NOT NULL,
	after	waymark.file_state NOT NULL,
	refusal	waymark.file_refusal,
	engine	text,
	found	text CHECK (length(found) <= 200),	-- the virus, by name
	at	timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (change, before, after)
	    REFERENCES waymark.file_transition (change, before, after)
);
CREATE INDEX file_event_file ON waymark.file_event (file_id, id);

CREATE FUNCTION waymark.file_refuse(why text) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation';
END
$$;

CREATE FUNCTION waymark.file_event_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	SELECT f.state INTO NEW.before FROM waymark.file f
	 WHERE f.id = NEW.file_id FOR UPDATE;
	SELECT t.after INTO NEW.after FROM waymark.file_transition t
	 WHERE t.change = NEW.change AND t.before = NEW.before;
	IF NEW.after IS NULL THEN
		PERFORM waymark.file_refuse(format('a file that is %s cannot '
		    'be %s', NEW.before, NEW.change));
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.file_event
    FOR EACH ROW EXECUTE FUNCTION waymark.file_event_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.file_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

CREATE FUNCTION waymark.file_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.file f
	   SET state = NEW.after, refusal = NEW.refusal,
	       opened_at = CASE WHEN NEW.change = 'resent' THEN NULL
	           WHEN NEW.change IN ('passed', 'passed_unscanned')
	           THEN coalesce(f.opened_at, NEW.at) ELSE f.opened_at END,
	       scanned_at = CASE WHEN NEW.change = 'resent' THEN NULL
	           WHEN NEW.engine IS NOT NULL THEN NEW.at
	           ELSE f.scanned_at END,
	       engine = CASE WHEN NEW.change = 'resent' THEN NULL
	           ELSE coalesce(NEW.engine, f.engine) END,
	       tries = 0, due_at = NEW.at
	 WHERE f.id = NEW.file_id;
	IF NEW.after IN ('refused', 'infected', 'removed') THEN
		DELETE FROM waymark.file_content c
		 WHERE c.file_id = NEW.file_id;
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT ON waymark.file_event
    FOR EACH ROW EXECUTE FUNCTION waymark.file_follows();

-- A file is in the state that its latest event left, and stays what it is.
CREATE FUNCTION waymark.file_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF (OLD.sha256, OLD.size, OLD.kind)
	    IS DISTINCT FROM (NEW.sha256, NEW.size, NEW.kind) THEN
		PERFORM waymark.file_refuse('a file stays what it is');
	END IF;
	IF NEW.state IS DISTINCT FROM coalesce((SELECT v.after
	    FROM waymark.file_event v WHERE v.file_id = NEW.id
	   ORDER BY v.id DESC LIMIT 1), 'quarantined') THEN
		PERFORM waymark.file_refuse('a file follows what was found');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.file
    FOR EACH ROW EXECUTE FUNCTION waymark.file_guard();

-- Attachments

CREATE TYPE waymark.attachment_state AS ENUM ('attached', 'removed');
CREATE TYPE waymark.attachment_change AS ENUM
    ('attached', 'removed', 'put_back');

CREATE TABLE waymark.attachment_transition (
	change	waymark.attachment_change NOT NULL,
	before	waymark.attachment_state NOT NULL,
	after	waymark.attachment_state NOT NULL,
	PRIMARY KEY (change, before),
	UNIQUE (change, before, after)
);
INSERT INTO waymark.attachment_transition (change, before, after) VALUES
	('removed', 'attached', 'removed'),
	('put_back', 'removed', 'attached');

-- On one record: an ASYE, or a document, with its anchors.
CREATE TABLE waymark.attachment (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	file_id		bigint NOT NULL REFERENCES waymark.file,
	label		text NOT NULL CHECK (label <> ''
			    AND length(label) <= 120
			    AND label !~ '[[:cntrl:]/\\]'),
	asye_id		bigint,
	document_id	bigint,
	placement_id	bigint,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	state		waymark.attachment_state NOT NULL DEFAULT 'attached',
	version		bigint NOT NULL DEFAULT 1 CHECK (version > 0),
	removed_at	timestamptz,
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id),
	FOREIGN KEY (document_id, person_id, programme_id)
	    REFERENCES waymark.document (id, person_id, programme_id),
	UNIQUE (id, person_id, programme_id),
	CHECK ((asye_id IS NULL) <> (document_id IS NULL)),
	CHECK ((state = 'removed') = (removed_at IS NOT NULL))
);
CREATE INDEX attachment_file ON waymark.attachment (file_id);
CREATE INDEX attachment_asye ON waymark.attachment (asye_id, id)
 WHERE asye_id IS NOT NULL;
CREATE INDEX attachment_document ON waymark.attachment (document_id, id)
 WHERE document_id IS NOT NULL;
CREATE INDEX attachment_person ON waymark.attachment (person_id);
CREATE INDEX attachment_by ON waymark.attachment (by_id, id)
 WHERE state = 'attached';
CREATE INDEX attachment_removed ON waymark.attachment (removed_at)
 WHERE state = 'removed';

CREATE TABLE waymark.attachment_event (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	attachment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	version		bigint NOT NULL CHECK (version > 0),
	change		waymark.attachment_change NOT NULL,
	before		waymark.attachment_state,
	after		waymark.attachment_state NOT NULL,
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (attachment_id, person_id, programme_id)
	    REFERENCES waymark.attachment (id, person_id, programme_id),
	FOREIGN KEY (change, before, after)
	    REFERENCES waymark.attachment_transition (change, before, after),
	UNIQUE (attachment_id, version),
	CHECK ((change = 'attached') = (version = 1)),
	CHECK ((before IS NULL) = (version = 1))
);
CREATE INDEX attachment_event_person ON waymark.attachment_event (person_id);

-- May I add files to that record now?  A document's writers, while it is open;
-- whoever has a part in an ASYE that goes on, but a panel's member.
CREATE FUNCTION waymark.may_attach(asye bigint, document bigint)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN coalesce(CASE WHEN document IS NOT NULL THEN
	    (SELECT d.state IN ('draft', 'returned')
	         AND waymark.document_part_mine(d) IS NOT NULL
	       FROM waymark.document d WHERE d.id = document)
	    ELSE (SELECT y.state NOT IN ('withdrawn', 'transferred')
	         AND auth.asye_parts(y) && '{nqsw,assessor,line_manager,
	             supervisor,coordinator,staff}'
	       FROM waymark.asye y WHERE y.id = asye) END, false);
END
$$;

-- How many more files a record takes.
CREATE FUNCTION waymark.attachments_room(asye bigint, document bigint)
RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN coalesce(waymark.setting_of(CASE WHEN document IS NOT NULL
	    THEN (SELECT d.programme_id FROM waymark.document d
	           WHERE d.id = document)
	    ELSE (SELECT y.programme_id FROM waymark.asye y
	           WHERE y.id = asye) END, 'file_record_most'), 200)
	    - (SELECT count(*) FROM waymark.attachment a
	        WHERE (a.asye_id = asye OR a.document_id = document)
	          AND a.state = 'attached');
END
$$;

-- What I may do to it now: whoever attached it, and for an ASYE its
-- coordinator and staff, while its record is open.  What was emptied cannot be
-- put back.
CREATE FUNCTION waymark.attachment_open(a waymark.attachment)
RETURNS waymark.attachment_change[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	mine boolean := coalesce(a.by_id = auth.person_id(), false)
	    OR a.asye_id IS NOT NULL AND coalesce((SELECT auth.asye_parts(y)
	        && '{coordinator,staff}' FROM waymark.asye y
	       WHERE y.id = a.asye_id), false);
BEGIN
	IF NOT mine OR NOT waymark.may_attach(a.asye_id, a.document_id) THEN
		RETURN '{}';
	END IF;
	RETURN ARRAY(SELECT t.change FROM waymark.attachment_transition t
	    WHERE t.before = a.state AND (t.change <> 'put_back'
	       OR (SELECT f.state <> 'removed' FROM waymark.file f
	            WHERE f.id = a.file_id)));
END
$$;
GRANT EXECUTE ON FUNCTION waymark.may_attach(bigint, bigint),
    waymark.attachments_room(bigint, bigint),
    waymark.attachment_open(waymark.attachment) TO waymark_web;

CREATE FUNCTION waymark.attachment_event_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.attachment;
BEGIN
	SELECT * INTO a FROM waymark.attachment
	 WHERE id = NEW.attachment_id FOR UPDATE;
	NEW.person_id := a.person_id;
	NEW.programme_id := a.programme_id;
	IF NEW.change = 'attached' THEN
		NEW.after := 'attached';
		RETURN NEW;
	END IF;
	IF NEW.version IS DISTINCT FROM a.version + 1 THEN
		RETURN NULL;
	END IF;
	IF NEW.change <> ALL (waymark.attachment_open(a)) THEN
		PERFORM waymark.file_refuse(format('what is %s cannot be %s '
		    'by whoever asks', a.state, NEW.change));
	END IF;
	NEW.before := a.state;
	NEW.after := (SELECT t.after FROM waymark.attachment_transition t
	    WHERE t.change = NEW.change AND t.before = a.state);
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.attachment_event
    FOR EACH ROW EXECUTE FUNCTION waymark.attachment_event_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.attachment_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

CREATE FUNCTION waymark.attachment_moves() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.attachment
	   SET state = NEW.after, version = NEW.version,
	       removed_at = CASE WHEN NEW.after = 'removed' THEN NEW.at END
	 WHERE id = NEW.attachment_id AND NEW.version > 1;
	RETURN NULL;
END
$$;
CREATE TRIGGER moves AFTER INSERT ON waymark.attachment_event
    FOR EACH ROW EXECUTE FUNCTION waymark.attachment_moves();

CREATE FUNCTION waymark.attachment_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF (to_jsonb(OLD) - '{state,version,removed_at}'::text[])
	    IS DISTINCT FROM
	    (to_jsonb(NEW) - '{state,version,removed_at}'::text[])
	    OR NOT EXISTS (SELECT 1 FROM waymark.attachment_event v
	        WHERE v.attachment_id = NEW.id AND v.version = NEW.version
	          AND v.after = NEW.state) THEN
		PERFORM waymark.file_refuse('an attachment follows its '
		    'events');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.attachment
    FOR EACH ROW EXECUTE FUNCTION waymark.attachment_guard();

CREATE FUNCTION waymark.attachment_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.attachment_event (attachment_id, version, change,
	    by_id, at) VALUES (NEW.id, 1, 'attached', NEW.by_id, NEW.at);
	RETURN NULL;
END
$$;
CREATE TRIGGER begins AFTER INSERT ON waymark.attachment
    FOR EACH ROW EXECUTE FUNCTION waymark.attachment_begins();

-- The largest file of a programme, in bytes.
CREATE FUNCTION waymark.file_most(programme bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN 1048576 * coalesce(waymark.setting_of(programme,
	    'file_megabytes'), 10);
END
$$;

-- The file with these bytes, which is looked at anew if it was refused.
CREATE FUNCTION waymark.file_kept(content bytea, wanted waymark.file_kind)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	hash bytea := sha256(content);
	f waymark.file;
BEGIN
	INSERT INTO waymark.file (sha256, size, kind)
	VALUES (hash, length(content), wanted)
	ON CONFLICT (sha256) DO NOTHING;
	SELECT * INTO f FROM waymark.file k WHERE k.sha256 = hash FOR UPDATE;
	IF f.kind <> wanted THEN
		PERFORM waymark.file_refuse('the same bytes are of one kind');
	END IF;
	INSERT INTO waymark.file_content (file_id, bytes)
	VALUES (f.id, content) ON CONFLICT (file_id) DO NOTHING;
	IF f.state IN ('refused', 'infected', 'removed') THEN
		INSERT INTO waymark.file_event (file_id, change)
		VALUES (f.id, 'resent');
	END IF;
	RETURN f.id;
END
$$;

-- Attaches these bytes to a record; nothing when it is not mine to add to.
CREATE FUNCTION waymark.attach(asye bigint, document bigint, label text,
    kind waymark.file_kind, content bytea) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	made bigint;
	programme bigint := CASE WHEN document IS NOT NULL
	    THEN (SELECT d.programme_id FROM waymark.document d
	           WHERE d.id = document)
	    ELSE (SELECT y.programme_id FROM waymark.asye y
	           WHERE y.id = asye) END;
BEGIN
	IF (asye IS NULL) = (document IS NULL)
	    OR NOT waymark.may_attach(asye, document) THEN
		RETURN NULL;
	END IF;
	IF length(content) NOT BETWEEN 1 AND waymark.file_most(programme) THEN
		PERFORM waymark.file_refuse('a file is neither empty nor '
		    'larger than the programme allows');
	END IF;
	IF waymark.attachments_room(asye, document) <= 0 THEN
		PERFORM waymark.file_refuse('the record has no room for '
		    'another file');
	END IF;
	INSERT INTO waymark.attachment (file_id, label, asye_id, document_id,
	    placement_id, enrolment_id, person_id, programme_id)
	SELECT waymark.file_kept(content, attach.kind), attach.label, r.*
	  FROM (SELECT y.id, NULL::bigint, NULL::bigint, y.enrolment_id,
	               y.person_id, y.programme_id
	          FROM waymark.asye y WHERE y.id = asye
	         UNION ALL
	        SELECT NULL, d.id, d.placement_id, d.enrolment_id,
	               d.person_id, d.programme_id
	          FROM waymark.document d WHERE d.id = document) r
	RETURNING id INTO made;
	RETURN made;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.file_most(bigint),
    waymark.attach(bigint, bigint, text, waymark.file_kind, bytea)
    TO waymark_web;

-- For the jobs: the next file to look at, put off for half a minute, then for
-- twice as long each time, up to an hour.  scanner: there is one, which also
-- sees what was let be without it.
CREATE FUNCTION waymark.file_claim(scanner boolean)
RETURNS TABLE (id bigint, kind waymark.file_kind, opened boolean, bytes bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	next bigint;
BEGIN
	SELECT f.id INTO next FROM waymark.file f
	 WHERE f.state IN ('quarantined', 'unscanned') AND f.due_at <= now()
	   AND (f.state = 'quarantined' OR scanner)
	 ORDER BY f.due_at LIMIT 1 FOR UPDATE SKIP LOCKED;
	IF next IS NULL THEN
		RETURN;
	END IF;
	UPDATE waymark.file f
	   SET tries = f.tries + 1,
	       due_at = now() + least(interval '1 hour',
	           interval '30 seconds' * power(2, least(f.tries, 10)))
	 WHERE f.id = next;
	RETURN QUERY
	SELECT f.id, f.kind, f.opened_at IS NOT NULL, c.bytes
	  FROM waymark.file f
	  JOIN waymark.file_content c ON c.file_id = f.id
	 WHERE f.id = next;
END
$$;

-- It is what it says; a scanner is still to see it.
CREATE FUNCTION waymark.file_opened(wanted bigint, place boolean,
    counted bigint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	UPDATE waymark.file SET opened_at = now(), has_place = place,
	       pages = nullif(counted, 0)
	 WHERE id = wanted AND opened_at IS NULL
$$;

-- What was found; nothing when somebody found it before.
CREATE FUNCTION waymark.file_found(wanted bigint, change waymark.file_change,
    refusal waymark.file_refusal, engine text, virus text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM 1 FROM waymark.file f
	  JOIN waymark.file_transition t
	    ON t.before = f.state AND t.change = file_found.change
	 WHERE f.id = wanted FOR UPDATE OF f;
	IF FOUND THEN
		INSERT INTO waymark.file_event (file_id, change, refusal,
		    engine, found)
		VALUES (wanted, file_found.change, file_found.refusal,
		    file_found.engine, virus);
	END IF;
	RETURN FOUND;
END
$$;

-- Empties what was removed longer ago than it can be put back.
CREATE FUNCTION waymark.files_tidy() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	gone bigint;
BEGIN
	WITH unused AS (
	    SELECT DISTINCT a.file_id FROM waymark.attachment a
	     WHERE a.state = 'removed'
	       AND a.removed_at < now() - interval '1 day')
	INSERT INTO waymark.file_event (file_id, change)
	SELECT f.id, 'removed' FROM waymark.file f
	 WHERE f.id IN (SELECT u.file_id FROM unused u)
	   AND f.state IN ('clean', 'unscanned')
	   AND NOT EXISTS (SELECT 1 FROM waymark.attachment a
	        WHERE a.file_id = f.id AND (a.state = 'attached'
	           OR a.removed_at >= now() - interval '1 day'
	           * coalesce(waymark.setting_of(a.programme_id,
	               'file_put_back_days'), 90)));
	GET DIAGNOSTICS gone = ROW_COUNT;
	RETURN gone;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.file_claim(boolean),
    waymark.file_opened(bigint, boolean, bigint), waymark.file_found(bigint,
        waymark.file_change, waymark.file_refusal, text, text),
    waymark.files_tidy() TO waymark_jobs;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['file', 'file_content', 'file_event',
	    'file_transition', 'attachment', 'attachment_event',
	    'attachment_transition'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
		CONTINUE WHEN t NOT IN ('attachment', 'attachment_event');
		EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR UPDATE
		    OR DELETE ON waymark.%I FOR EACH ROW
		    EXECUTE FUNCTION audit.changed()', t);
	END LOOP;
END
$$;

-- An ASYE's files: its person, who has a duty on it, who coordinates its
-- employer or provider, and staff.  A document's: who reads any of its
-- versions, and before there is one who attached it.
CREATE POLICY sees ON waymark.attachment FOR SELECT TO waymark_web USING (
    CASE WHEN asye_id IS NOT NULL THEN
        person_id = (SELECT auth.person_id())
        OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
        OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        OR EXISTS (SELECT 1 FROM waymark.asye y WHERE y.id = asye_id
            AND (y.employer_id =
                    ANY ((SELECT auth.asye_coordinated())::bigint[])
                OR y.provider_id =
                    ANY ((SELECT auth.asye_coordinated())::bigint[])))
    ELSE EXISTS (SELECT 1 FROM waymark.document_version v
            WHERE v.document_id = attachment.document_id)
        OR (by_id = (SELECT auth.person_id())
            AND EXISTS (SELECT 1 FROM waymark.document d
                WHERE d.id = attachment.document_id)) END);
GRANT SELECT ON waymark.attachment TO waymark_web;

CREATE POLICY sees ON waymark.attachment_event FOR SELECT TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.attachment a
        WHERE a.id = attachment_id));
CREATE POLICY does ON waymark.attachment_event FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id()) AND change <> 'attached'
        AND EXISTS (SELECT 1 FROM waymark.attachment a
            WHERE a.id = attachment_id));
GRANT SELECT ON waymark.attachment_event TO waymark_web;
GRANT INSERT (attachment_id, version, change) ON waymark.attachment_event
    TO waymark_web;

-- That there is such a file, and how it stands.
CREATE POLICY sees ON waymark.file FOR SELECT TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.attachment a
        WHERE a.file_id = file.id));
GRANT SELECT ON waymark.file TO waymark_web;

-- What is in it: once it is clean, from where it is attached now.
CREATE POLICY reads ON waymark.file_content FOR SELECT TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.attachment a
        JOIN waymark.file f ON f.id = a.file_id
       WHERE a.file_id = file_content.file_id AND a.state = 'attached'
         AND (f.state = 'clean' OR (f.state = 'unscanned'
             AND waymark.setting_of(a.programme_id,
                 'file_open_unscanned') = 1))));
GRANT SELECT ON waymark.file_content TO waymark_web;
