-- Reflections that people can trust, claims of funding, and portfolios that
-- their owners take with them.
--
-- What somebody writes to think is theirs.  No policy lets anybody else read
-- it: not staff, not an assessor, not the owner of the tables, whose functions
-- see no more of it than whoever asks them.  Who shares an entry shares a copy
-- of what it says then, and takes the copy back; who submits one makes a copy
-- that is evidence and never changes.  Neither changes the entry.

-- checked: the version of which its writer says that it identifies nobody.  An
-- entry that was deleted keeps its row alone.
CREATE TABLE waymark.reflection (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	on_day		date NOT NULL,
	title		text NOT NULL CHECK (length(title) <= 200),
	words		text NOT NULL DEFAULT ''
			    CHECK (length(words) <= 20000),
	happened	text NOT NULL DEFAULT ''
			    CHECK (length(happened) <= 10000),
	so_what		text NOT NULL DEFAULT ''
			    CHECK (length(so_what) <= 10000),
	now_what	text NOT NULL DEFAULT ''
			    CHECK (length(now_what) <= 10000),
	standard_ids	bigint[] NOT NULL DEFAULT '{}',
	version		bigint NOT NULL DEFAULT 1,
	checked		bigint,
	written_at	timestamptz NOT NULL DEFAULT now(),
	deleted_at	timestamptz,
	UNIQUE (id, person_id),
	CHECK ((deleted_at IS NULL) = (title <> '')),
	CHECK ((deleted_at IS NULL) = (words || happened || so_what || now_what
	    <> ''))
);
CREATE INDEX reflection_person ON waymark.reflection (person_id, on_day);

-- What an entry said before it was changed: for its writer to go back to.
CREATE TABLE waymark.reflection_version (
	reflection_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	version		bigint NOT NULL,
	on_day		date NOT NULL,
	title		text NOT NULL,
	words		text NOT NULL,
	happened	text NOT NULL,
	so_what		text NOT NULL,
	now_what	text NOT NULL,
	standard_ids	bigint[] NOT NULL,
	at		timestamptz NOT NULL,
	PRIMARY KEY (reflection_id, version),
	FOREIGN KEY (reflection_id, person_id)
	    REFERENCES waymark.reflection (id, person_id)
);

-- A copy for one reader.  What was taken back is not kept.
CREATE TYPE waymark.share_state AS ENUM ('shared', 'ended');
CREATE TABLE waymark.reflection_share (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	reflection_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	with_id		bigint NOT NULL REFERENCES waymark.person,
	version		bigint NOT NULL,
	on_day		date NOT NULL,
	title		text NOT NULL,
	words		text NOT NULL,
	happened	text NOT NULL,
	so_what		text NOT NULL,
	now_what	text NOT NULL,
	state		waymark.share_state NOT NULL DEFAULT 'shared',
	shared_at	timestamptz NOT NULL DEFAULT now(),
	ended_at	timestamptz,
	FOREIGN KEY (reflection_id, person_id)
	    REFERENCES waymark.reflection (id, person_id),
	CHECK (with_id <> person_id),
	CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
	CHECK (state = 'shared' OR title || words || happened || so_what
	    || now_what = '')
);
CREATE UNIQUE INDEX reflection_share_once
    ON waymark.reflection_share (reflection_id, with_id)
 WHERE state = 'shared';
CREATE INDEX reflection_share_with ON waymark.reflection_share (with_id)
 WHERE state = 'shared';
CREATE INDEX reflection_share_person ON waymark.reflection_share (person_id);

-- A copy that is evidence of an ASYE.  One that was withdrawn, because it says
-- too much or was the wrong one, counts no more and only its writer reads it.
CREATE TYPE waymark.submission_state AS ENUM ('submitted', 'withdrawn');
CREATE TABLE waymark.reflection_submission (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	reflection_id	bigint NOT NULL,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	version		bigint NOT NULL,
	on_day		date NOT NULL,
	title		text NOT NULL CHECK (title <> ''),
	words		text NOT NULL,
	happened	text NOT NULL,
	so_what		text NOT NULL,
	now_what	text NOT NULL,
	standard_ids	bigint[] NOT NULL,
	state		waymark.submission_state NOT NULL DEFAULT 'submitted',
	submitted_on	date NOT NULL DEFAULT waymark.today(),
	submitted_at	timestamptz NOT NULL DEFAULT now(),
	withdrawn_at	timestamptz,
	reason		text CHECK (reason <> '' AND length(reason) <= 1000),
	FOREIGN KEY (reflection_id, person_id)
	    REFERENCES waymark.reflection (id, person_id),
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id),
	CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
	CHECK ((state = 'withdrawn') = (reason IS NOT NULL))
);
CREATE UNIQUE INDEX reflection_submission_once
    ON waymark.reflection_submission (reflection_id, asye_id, version)
 WHERE state = 'submitted';
CREATE INDEX reflection_submission_asye
    ON waymark.reflection_submission (asye_id);
CREATE INDEX reflection_submission_person
    ON waymark.reflection_submission (person_id);

CREATE TABLE waymark.submission_transition (
	before		waymark.submission_state NOT NULL,
	after		waymark.submission_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.submission_transition VALUES ('submitted', 'withdrawn');

CREATE FUNCTION waymark.reflection_refuse(why text) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation';
END
$$;
GRANT EXECUTE ON FUNCTION waymark.reflection_refuse(text) TO waymark_web;

-- Every change leaves what stood there to the writer; deleting leaves nothing,
-- there or with those with whom it was shared.
CREATE FUNCTION waymark.reflection_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF OLD.deleted_at IS NOT NULL OR NEW.person_id <> OLD.person_id THEN
		PERFORM waymark.reflection_refuse('what was deleted is gone, '
		    'and an entry keeps its writer');
	END IF;
	IF NEW.deleted_at IS NOT NULL THEN
		NEW.title := '';
		NEW.words := '';
		NEW.happened := '';
		NEW.so_what := '';
		NEW.now_what := '';
		NEW.standard_ids := '{}';
		UPDATE waymark.reflection_version SET title = '', words = '',
		       happened = '', so_what = '', now_what = '',
		       standard_ids = '{}'
		 WHERE reflection_id = OLD.id;
		UPDATE waymark.reflection_share SET state = 'ended'
		 WHERE reflection_id = OLD.id AND state = 'shared';
		DELETE FROM waymark.draft
		 WHERE person_id = OLD.person_id
		   AND (path = format('/reflections/%s', OLD.id)
		    OR path LIKE format('/reflections/%s/%%', OLD.id));
	ELSIF (OLD.on_day, OLD.title, OLD.words, OLD.happened, OLD.so_what,
	    OLD.now_what, OLD.standard_ids) IS DISTINCT FROM (NEW.on_day,
	    NEW.title, NEW.words, NEW.happened, NEW.so_what, NEW.now_what,
	    NEW.standard_ids) THEN
		INSERT INTO waymark.reflection_version (reflection_id,
		    person_id, version, on_day, title, words, happened,
		    so_what, now_what, standard_ids, at)
		VALUES (OLD.id, OLD.person_id, OLD.version, OLD.on_day,
		    OLD.title, OLD.words, OLD.happened, OLD.so_what,
		    OLD.now_what, OLD.standard_ids, OLD.written_at);
		NEW.version := OLD.version + 1;
		NEW.written_at := now();
	ELSE
		NEW.version := OLD.version;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.reflection
    FOR EACH ROW EXECUTE FUNCTION waymark.reflection_guard();

-- A copy says what the entry says, whatever was asked for.  It is made with
-- the rights of whoever makes it, who must be able to read the entry.
CREATE FUNCTION waymark.reflection_copies() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
	r waymark.reflection;
BEGIN
	SELECT * INTO r FROM waymark.reflection
	 WHERE id = NEW.reflection_id AND person_id = NEW.person_id
	   AND deleted_at IS NULL;
	IF r.id IS NULL THEN
		PERFORM waymark.reflection_refuse('there is nothing to copy');
	END IF;
	NEW.version := r.version;
	NEW.on_day := r.on_day;
	NEW.title := r.title;
	NEW.words := r.words;
	NEW.happened := r.happened;
	NEW.so_what := r.so_what;
	NEW.now_what := r.now_what;
	IF TG_TABLE_NAME = 'reflection_submission' THEN
		NEW.standard_ids := r.standard_ids;
		NEW.state := 'submitted';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER copies BEFORE INSERT ON waymark.reflection_share
    FOR EACH ROW EXECUTE FUNCTION waymark.reflection_copies();
CREATE TRIGGER copies BEFORE INSERT ON waymark.reflection_submission
    FOR EACH ROW EXECUTE FUNCTION waymark.reflection_copies();

CREATE FUNCTION waymark.reflection_share_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF OLD.state <> 'shared' OR NEW.state <> 'ended' THEN
		PERFORM waymark.reflection_refuse('what is shared is taken '
		    'back, and no more');
	END IF;
	NEW := OLD;
	NEW.state := 'ended';
	NEW.ended_at := now();
	NEW.title := '';
	NEW.words := '';
	NEW.happened := '';
	NEW.so_what := '';
	NEW.now_what := '';
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.reflection_share
    FOR EACH ROW EXECUTE FUNCTION waymark.reflection_share_guard();

CREATE FUNCTION waymark.reflection_submission_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	why text := NEW.reason;
	becomes waymark.submission_state := NEW.state;
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.submission_transition t
	    WHERE t.before = OLD.state AND t.after = becomes) THEN
		PERFORM waymark.reflection_refuse('what was submitted never '
		    'changes');
	END IF;
	NEW := OLD;
	NEW.state := becomes;
	NEW.reason := why;
	NEW.withdrawn_at := now();
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.reflection_submission
    FOR EACH ROW EXECUTE FUNCTION waymark.reflection_submission_guard();

-- With whom I can share: who has a duty on an ASYE of mine, educates, tutors
-- or leads me today.
CREATE FUNCTION auth.reflection_readers() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	today date := waymark.today();
BEGIN
	RETURN ARRAY(
	    SELECT d.person_id FROM waymark.asye_duty d
	     WHERE d.trainee_id = me AND d.state = 'recorded'
	       AND d.during @> today
	    UNION
	    SELECT e.person_id FROM waymark.placement_educator e
	      JOIN waymark.placement p ON p.id = e.placement_id
	     WHERE p.person_id = me AND e.during @> today
	    UNION
	    SELECT t.person_id FROM waymark.enrolment_tutor t
	     WHERE t.trainee_id = me AND t.state = 'recorded'
	       AND t.during @> today
	    UNION
	    SELECT l.person_id FROM waymark.enrolment_unit u
	      JOIN waymark.unit_lead l ON l.unit_id = u.unit_id
	     WHERE u.person_id = me AND u.state = 'recorded'
	       AND u.during @> today AND l.state = 'recorded'
	       AND l.during @> today);
END
$$;
GRANT EXECUTE ON FUNCTION auth.reflection_readers() TO waymark_web;

-- What is kept of it in the history is that it happened.
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON waymark.reflection
    FOR EACH ROW EXECUTE FUNCTION audit.changed('on_day', 'title', 'words',
    'happened', 'so_what', 'now_what', 'standard_ids', 'checked');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.reflection_share
    FOR EACH ROW EXECUTE FUNCTION audit.changed('on_day', 'title', 'words',
    'happened', 'so_what', 'now_what');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.reflection_submission
    FOR EACH ROW EXECUTE FUNCTION audit.changed('on_day', 'title', 'words',
    'happened', 'so_what', 'now_what', 'standard_ids', 'reason');

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['reflection', 'reflection_version',
	    'reflection_share', 'reflection_submission',
	    'submission_transition'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
	END LOOP;
END
$$;

-- The tables' owner sees of private words what whoever asks wrote, and the
-- same holds for the functions that run as the owner.
CREATE POLICY owner ON waymark.reflection TO waymark_owner
    USING (person_id = (SELECT auth.person_id()))
    WITH CHECK (person_id = (SELECT auth.person_id()));
CREATE POLICY owner ON waymark.reflection_version TO waymark_owner
    USING (person_id = (SELECT auth.person_id()))
    WITH CHECK (person_id = (SELECT auth.person_id()));
CREATE POLICY owner ON waymark.reflection_share TO waymark_owner
    USING (person_id = (SELECT auth.person_id()))
    WITH CHECK (person_id = (SELECT auth.person_id()));
CREATE POLICY owner ON waymark.reflection_submission TO waymark_owner
    USING (true) WITH CHECK (true);
CREATE POLICY owner ON waymark.submission_transition TO waymark_owner
    USING (true) WITH CHECK (true);

CREATE POLICY own ON waymark.reflection TO waymark_web
    USING (person_id = (SELECT auth.person_id()))
    WITH CHECK (person_id = (SELECT auth.person_id()));
GRANT SELECT ON waymark.reflection TO waymark_web;
GRANT INSERT (on_day, title, words, happened, so_what, now_what, standard_ids)
    ON waymark.reflection TO waymark_web;
GRANT UPDATE (on_day, title, words, happened, so_what, now_what, standard_ids,
    checked, deleted_at) ON waymark.reflection TO waymark_web;

CREATE POLICY own ON waymark.reflection_version FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id()));
GRANT SELECT ON waymark.reflection_version TO waymark_web;

CREATE POLICY sees ON waymark.reflection_share FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id())
        OR with_id = (SELECT auth.person_id()) AND state = 'shared');
CREATE POLICY shares ON waymark.reflection_share FOR INSERT TO waymark_web
    WITH CHECK (person_id = (SELECT auth.person_id()) AND state = 'shared'
        AND with_id = ANY ((SELECT auth.reflection_readers())::bigint[]));
CREATE POLICY takes_back ON waymark.reflection_share FOR UPDATE TO waymark_web
    USING (person_id = (SELECT auth.person_id()));
GRANT SELECT ON waymark.reflection_share TO waymark_web;
GRANT INSERT (reflection_id, person_id, with_id)
    ON waymark.reflection_share TO waymark_web;
GRANT UPDATE (state) ON waymark.reflection_share TO waymark_web;

-- Those who see the ASYE's evidence; a partner sees that there is some.
CREATE POLICY sees ON waymark.reflection_submission FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id())
        OR state = 'submitted' AND (
            programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
            OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
            OR EXISTS (SELECT 1 FROM waymark.asye a WHERE a.id = asye_id
                AND (a.employer_id = ANY
                    ((SELECT auth.asye_coordinated())::bigint[])
                OR a.provider_id = ANY
                    ((SELECT auth.asye_coordinated())::bigint[])))));
CREATE POLICY submits ON waymark.reflection_submission FOR INSERT
    TO waymark_web WITH CHECK (person_id = (SELECT auth.person_id()));
CREATE POLICY withdraws ON waymark.reflection_submission FOR UPDATE
    TO waymark_web USING (person_id = (SELECT auth.person_id()));
GRANT SELECT ON waymark.reflection_submission TO waymark_web;
GRANT INSERT (reflection_id, asye_id, person_id, programme_id)
    ON waymark.reflection_submission TO waymark_web;
GRANT UPDATE (state, reason) ON waymark.reflection_submission TO waymark_web;

CREATE POLICY everybody ON waymark.submission_transition FOR SELECT
    TO waymark_web USING (true);
GRANT SELECT ON waymark.submission_transition TO waymark_web;

-- What counts as evidence, and the standards that its writer named.
CREATE VIEW waymark.asye_reflection_submitted WITH (security_invoker) AS
SELECT s.asye_id, s.id, s.submitted_on AS on_day
  FROM waymark.reflection_submission s
 WHERE s.state = 'submitted';
GRANT SELECT ON waymark.asye_reflection_submitted TO waymark_web;

CREATE FUNCTION waymark.asye_reflection_standards(which bigint)
RETURNS bigint[]
LANGUAGE sql STABLE SET search_path = '' AS $$
	SELECT s.standard_ids FROM waymark.reflection_submission s
	 WHERE s.id = which
$$;
GRANT EXECUTE ON FUNCTION waymark.asye_reflection_standards(bigint)
    TO waymark_web;
