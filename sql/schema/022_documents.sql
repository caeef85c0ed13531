-- Documents: what is written about a placement or an ASYE, in versions that
-- never change, sent, returned with a reason, and signed by each party.  What
-- is an ASYE's own about them stands in 034_asye_documents.sql.
--
-- The web writes versions, events and signatures and nothing else; triggers
-- move the document after them.  A version holds each question as it was asked
-- beside its answer, so that what was signed can be read as it was whatever
-- becomes of the form.  Its text and its hash are made here, from the version
-- as it is stored: nobody can sign another text, nor one that has changed.

CREATE TYPE waymark.document_kind AS ENUM ('learning_agreement',
    'induction_checklist', 'supervision_agreement', 'supervision_record',
    'direct_observation', 'feedback', 'reflection', 'midpoint_review',
    'final_report', 'anonymity_declaration', 'asye_agreement', 'asye_review',
    'asye_final_review', 'asye_reflection_log', 'asye_development_plan',
    'asye_self_assessment', 'asye_observation', 'asye_written_record',
    'asye_supervision');
CREATE TYPE waymark.document_state AS ENUM
    ('draft', 'submitted', 'returned', 'signed', 'withdrawn');
CREATE TYPE waymark.document_part AS ENUM
    ('trainee', 'educator', 'assessor');
CREATE TYPE waymark.document_party AS ENUM ('trainee', 'practice_educator',
    'onsite_supervisor', 'tutor', 'host', 'asye_assessor', 'line_manager',
    'supervisor', 'coordinator');
-- Of which moment of an ASYE it is.
CREATE TYPE waymark.document_stage AS ENUM
    ('start', 'months_3', 'months_6', 'months_9', 'middle', 'end');

-- once: a placement, or an ASYE at one of its stages, has one of it.
-- signatories: who signs, so far as there is such a person; the trainee, the
-- practice educator, the ASYE assessor and the line manager always are.
-- assesses: who may write the part that is not the trainee's; by_writer:
-- whoever wrote it signs for it, and the other assessors do not.
CREATE TABLE waymark.document_rule (
	kind		waymark.document_kind PRIMARY KEY,
	once		boolean NOT NULL,
	writers		waymark.document_part[] NOT NULL,
	signatories	waymark.document_party[] NOT NULL,
	in_asye		boolean NOT NULL DEFAULT false,
	assesses	waymark.document_party[] NOT NULL
			    DEFAULT '{practice_educator,onsite_supervisor}',
	by_writer	boolean NOT NULL DEFAULT false
);
INSERT INTO waymark.document_rule (kind, once, writers, signatories) VALUES
	('learning_agreement', true, '{trainee,educator}',
	    '{trainee,practice_educator,onsite_supervisor,tutor,host}'),
	('induction_checklist', true, '{trainee,educator}',
	    '{trainee,practice_educator}'),
	('supervision_agreement', true, '{trainee,educator}',
	    '{trainee,practice_educator,onsite_supervisor}'),
	('supervision_record', false, '{trainee,educator}',
	    '{trainee,practice_educator}'),
	('direct_observation', false, '{trainee,educator}',
	    '{trainee,practice_educator}'),
	('feedback', false, '{trainee}', '{trainee,practice_educator}'),
	('reflection', false, '{trainee}', '{trainee,practice_educator}'),
	('midpoint_review', true, '{trainee,educator}',
	    '{trainee,practice_educator,onsite_supervisor,tutor}'),
	('final_report', true, '{trainee,educator}',
	    '{trainee,practice_educator}'),
	('anonymity_declaration', true, '{trainee}', '{trainee}');
INSERT INTO waymark.document_rule (kind, once, writers, signatories, in_asye,
    assesses, by_writer) VALUES
	('asye_agreement', true, '{trainee,assessor}',
	    '{trainee,asye_assessor,line_manager}', true,
	    '{asye_assessor,line_manager}', false),
	('asye_review', true, '{trainee,assessor}',
	    '{trainee,asye_assessor,line_manager}', true, '{asye_assessor}',
	    false),
	('asye_final_review', true, '{trainee,assessor}',
	    '{trainee,asye_assessor,line_manager}', true, '{asye_assessor}',
	    false),
	('asye_reflection_log', true, '{trainee}', '{trainee,asye_assessor}',
	    true, '{}', false),
	('asye_development_plan', true, '{trainee}',
	    '{trainee,asye_assessor}', true, '{}', false),
	('asye_self_assessment', true, '{trainee}', '{trainee}', true, '{}',
	    false),
	('asye_observation', false, '{trainee,assessor}',
	    '{trainee,asye_assessor,line_manager,supervisor}', true,
	    '{asye_assessor,line_manager,supervisor}', true),
	('asye_written_record', false, '{trainee,assessor}',
	    '{trainee,asye_assessor}', true, '{asye_assessor}', false),
	('asye_supervision', false, '{trainee,assessor}',
	    '{trainee,asye_assessor,line_manager,supervisor}', true,
	    '{asye_assessor,line_manager,supervisor}', true);

-- The stages of the kinds that have them.
CREATE TABLE waymark.document_stage_of (
	kind		waymark.document_kind NOT NULL
			    REFERENCES waymark.document_rule,
	stage		waymark.document_stage NOT NULL,
	PRIMARY KEY (kind, stage)
);
INSERT INTO waymark.document_stage_of VALUES
	('asye_review', 'months_3'),
	('asye_review', 'months_6'),
	('asye_review', 'months_9'),
	('asye_reflection_log', 'start'),
	('asye_reflection_log', 'months_3'),
	('asye_reflection_log', 'months_6'),
	('asye_reflection_log', 'end'),
	('asye_development_plan', 'start'),
	('asye_development_plan', 'months_3'),
	('asye_development_plan', 'months_6'),
	('asye_development_plan', 'end'),
	('asye_self_assessment', 'start'),
	('asye_self_assessment', 'middle'),
	('asye_self_assessment', 'end');

-- number: the how-manieth of its kind.  version: the latest of its versions, 0
-- before the first.  lacks: the parts that still lack an answer.  parties: who
-- has to sign what was sent last.  held_on, minutes, outcome: what the latest
-- version says of them.  It is a placement's or an ASYE's.
CREATE TABLE waymark.document (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	kind		waymark.document_kind NOT NULL,
	number		bigint NOT NULL CHECK (number > 0),
	stage		waymark.document_stage,
	placement_id	bigint,
	asye_id		bigint,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint,
	once		boolean NOT NULL,
	writers		waymark.document_part[] NOT NULL,
	state		waymark.document_state NOT NULL DEFAULT 'draft',
	version		bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
	lacks		waymark.document_part[] NOT NULL,
	parties		waymark.document_party[] NOT NULL DEFAULT '{}',
	held_on		date,
	minutes		bigint CHECK (minutes >= 0),
	outcome		text,
	started_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	started_at	timestamptz NOT NULL DEFAULT now(),
	sent_at		timestamptz,
	signed_at	timestamptz,
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	FOREIGN KEY (placement_id, enrolment_id, person_id, programme_id,
	    organisation_id) REFERENCES waymark.placement (id, enrolment_id,
	    person_id, programme_id, organisation_id),
	UNIQUE (id, person_id, programme_id),
	CHECK (num_nonnulls(placement_id, asye_id) = 1),
	CHECK ((placement_id IS NULL) = (organisation_id IS NULL)),
	FOREIGN KEY (kind, stage) REFERENCES waymark.document_stage_of,
	CHECK (version > 0 OR state IN ('draft', 'withdrawn')),
	CHECK (state NOT IN ('submitted', 'signed') OR (parties <> '{}'
	    AND lacks = '{}' AND sent_at IS NOT NULL)),
	CHECK ((state = 'signed') <= (signed_at IS NOT NULL))
);
CREATE UNIQUE INDEX document_number ON waymark.document
    (enrolment_id, placement_id, asye_id, kind, number)
    NULLS NOT DISTINCT;
CREATE UNIQUE INDEX document_once ON waymark.document
    (enrolment_id, placement_id, asye_id, kind, stage) NULLS NOT DISTINCT
 WHERE once AND state <> 'withdrawn';
CREATE INDEX document_placement ON waymark.document
    (placement_id, kind, state);
CREATE INDEX document_asye ON waymark.document (asye_id, kind, state)
 WHERE asye_id IS NOT NULL;
CREATE INDEX document_person ON waymark.document (person_id);
CREATE INDEX document_organisation ON waymark.document (organisation_id)
 WHERE kind = 'learning_agreement' AND state = 'submitted';

-- edition: of the form that was filled in.  fields: the names of the answers,
-- "trainee.plan"; questions: the questions in words; answers: in words too.
-- sent_at: when it was first shown to those who do not write.
CREATE TABLE waymark.document_version (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	document_id	bigint NOT NULL,
	version		bigint NOT NULL CHECK (version > 0),
	kind		waymark.document_kind NOT NULL,
	placement_id	bigint,
	asye_id		bigint,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint,
	writers		waymark.document_part[] NOT NULL,
	part		waymark.document_part NOT NULL,
	edition		bigint NOT NULL CHECK (edition > 0),
	fields		text[] NOT NULL,
	questions	text[] NOT NULL,
	answers		text[] NOT NULL,
	lacks		waymark.document_part[] NOT NULL,
	hash		bytea NOT NULL CHECK (length(hash) = 32),
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	sent_at		timestamptz,
	FOREIGN KEY (document_id, person_id, programme_id)
	    REFERENCES waymark.document (id, person_id, programme_id),
	UNIQUE (document_id, version),
	CHECK (cardinality(fields) = cardinality(questions)
	    AND cardinality(fields) = cardinality(answers)),
	CHECK (array_position(fields, NULL) IS NULL
	    AND array_position(questions, NULL) IS NULL
	    AND array_position(answers, NULL) IS NULL),
	CHECK (lacks <@ writers)
);
CREATE INDEX document_version_person ON waymark.document_version (person_id);
-- Nobody looks for a version by what is written in it.
ALTER TABLE waymark.document_version
	ALTER fields SET STATISTICS 0,
	ALTER questions SET STATISTICS 0,
	ALTER answers SET STATISTICS 0;

CREATE TYPE waymark.document_change AS ENUM ('submitted', 'returned', 'signed',
    'withdrawn', 'put_back', 'unlocked', 'undone');

CREATE TABLE waymark.document_transition (
	change		waymark.document_change NOT NULL,
	before		waymark.document_state NOT NULL,
	after		waymark.document_state NOT NULL,
	PRIMARY KEY (change, before, after)
);
INSERT INTO waymark.document_transition VALUES
	('submitted', 'draft', 'submitted'),
	('submitted', 'returned', 'submitted'),
	('returned', 'submitted', 'returned'),
	('signed', 'submitted', 'signed'),		-- by the last of them
	('unlocked', 'signed', 'returned'),
	('withdrawn', 'draft', 'withdrawn'),
	('withdrawn', 'returned', 'withdrawn'),
	('put_back', 'withdrawn', 'draft'),		-- as it was before
	('put_back', 'withdrawn', 'returned'),
	('undone', 'returned', 'submitted'),		-- returned too soon
	('undone', 'returned', 'signed');		-- unlocked too soon

CREATE TABLE waymark.document_event (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	document_id	bigint NOT NULL,
	version		bigint NOT NULL,
	placement_id	bigint,
	asye_id		bigint,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	change		waymark.document_change NOT NULL,
	before		waymark.document_state NOT NULL,
	after		waymark.document_state NOT NULL,
	reason		text CHECK (reason <> '' AND length(reason) <= 1000),
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (document_id, person_id, programme_id)
	    REFERENCES waymark.document (id, person_id, programme_id),
	FOREIGN KEY (change, before, after)
	    REFERENCES waymark.document_transition,
	CHECK ((change IN ('returned', 'unlocked', 'withdrawn'))
	    = (reason IS NOT NULL))
);
CREATE INDEX document_event_document
    ON waymark.document_event (document_id, id);
CREATE INDEX document_event_person ON waymark.document_event (person_id);
CREATE INDEX document_event_returned_placement
    ON waymark.document_event (placement_id) WHERE after = 'returned';
CREATE INDEX document_event_returned_asye
    ON waymark.document_event (asye_id) WHERE after = 'returned';

-- person_id: whose record; signed_by: who signed.  name and role: as they were.
CREATE TABLE waymark.signature (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	document_id	bigint NOT NULL,
	version		bigint NOT NULL,
	kind		waymark.document_kind NOT NULL,
	placement_id	bigint,
	asye_id		bigint,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint,
	party		waymark.document_party NOT NULL,
	signed_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	name		text NOT NULL CHECK (name <> ''),
	role		text NOT NULL CHECK (role <> ''),
	hash		bytea NOT NULL,
	signed_at	timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (document_id, version)
	    REFERENCES waymark.document_version (document_id, version),
	FOREIGN KEY (document_id, person_id, programme_id)
	    REFERENCES waymark.document (id, person_id, programme_id),
	UNIQUE (document_id, version, party)
);
CREATE INDEX signature_person ON waymark.signature (person_id);

CREATE FUNCTION waymark.document_refuse(why text) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation';
END
$$;

-- The text of a version, to the letter: what it is, and each question that has
-- an answer with the answer below it.
CREATE FUNCTION waymark.document_words(document_id bigint, version bigint,
    kind waymark.document_kind, edition bigint, enrolment_id bigint,
    placement_id bigint, asye_id bigint, questions text[], answers text[])
RETURNS text
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
	RETURN (SELECT format(E'Document %s, version %s: %s, edition %s\n'
	            'Enrolment %s, %s\n', document_id, version,
	            replace(replace(kind::text, 'asye_', 'ASYE '), '_', ' '),
	            edition, enrolment_id, coalesce('placement ' || placement_id,
	            'ASYE ' || asye_id))
	        || coalesce(string_agg(format(E'\n%s\n%s\n', t.question,
	            t.answer), '' ORDER BY t.n), '')
	   FROM unnest(questions, answers) WITH ORDINALITY
	        AS t(question, answer, n)
	  WHERE t.answer <> '');
END
$$;
CREATE FUNCTION waymark.document_text(v waymark.document_version) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
	RETURN waymark.document_words(v.document_id, v.version, v.kind,
	    v.edition, v.enrolment_id, v.placement_id, v.asye_id, v.questions,
	    v.answers);
END
$$;

CREATE FUNCTION waymark.document_answer(v waymark.document_version,
    wanted text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT nullif(t.answer, '')
	  FROM unnest(v.fields, v.answers) AS t(field, answer)
	 WHERE t.field IN ('trainee.' || wanted, 'educator.' || wanted,
	       'assessor.' || wanted)
	 LIMIT 1
$$;

-- Which parties I am of a document, and which there are at all on the day that
-- counts for it: today, within its placement.  Of an ASYE, those who have its
-- duties say.
CREATE FUNCTION waymark.document_mine(d waymark.document)
RETURNS waymark.document_party[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	mine waymark.document_party[] := '{}';
BEGIN
	IF d.person_id = me THEN
		RETURN ARRAY['trainee']::waymark.document_party[];
	END IF;
	IF d.asye_id IS NOT NULL THEN
		RETURN waymark.asye_document_mine(d);
	END IF;
	IF d.placement_id = ANY (auth.educator_placements()) THEN
		mine := ARRAY(SELECT DISTINCT
		        e.duty::text::waymark.document_party
		   FROM waymark.placement_educator e
		  WHERE e.placement_id = d.placement_id AND e.person_id = me
		    AND lower(e.during) <= waymark.today());
	END IF;
	IF d.enrolment_id = ANY (auth.tutored_enrolments()) THEN
		mine := mine || 'tutor'::waymark.document_party;
	END IF;
	IF d.organisation_id = ANY (auth.partner_organisations())
	    AND d.kind = 'learning_agreement' THEN
		mine := mine || 'host'::waymark.document_party;
	END IF;
	RETURN mine;
END
$$;

CREATE FUNCTION waymark.document_needs(d waymark.document)
RETURNS waymark.document_party[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	today date := waymark.today();
	that_day date := (SELECT greatest(p.starts_on, least(today, p.ends_on))
	    FROM waymark.placement p WHERE p.id = d.placement_id);
BEGIN
	IF d.asye_id IS NOT NULL THEN
		RETURN waymark.asye_document_needs(d);
	END IF;
	RETURN ARRAY(SELECT s.party
	  FROM waymark.document_rule r
	 CROSS JOIN LATERAL unnest(r.signatories) WITH ORDINALITY
	       AS s(party, n)
	 WHERE r.kind = d.kind AND CASE s.party
	       WHEN 'onsite_supervisor' THEN EXISTS (
	           SELECT 1 FROM waymark.placement_educator e
	            WHERE e.placement_id = d.placement_id
	              AND e.duty = 'onsite_supervisor'
	              AND e.during @> that_day)
	       WHEN 'tutor' THEN EXISTS (
	           SELECT 1 FROM waymark.enrolment_tutor t
	            WHERE t.enrolment_id = d.enrolment_id
	              AND t.state = 'recorded' AND t.during @> today)
	       WHEN 'host' THEN EXISTS (
	           SELECT 1 FROM waymark.role_held h
	            WHERE h.role = 'partner' AND h.during @> today
	              AND h.organisation_id = d.organisation_id)
	       ELSE true END
	 ORDER BY s.n);
END
$$;

-- What of it I write.
CREATE FUNCTION waymark.document_part_mine(d waymark.document)
RETURNS waymark.document_part
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	mine waymark.document_party[] := waymark.document_mine(d);
BEGIN
	RETURN (SELECT w.part FROM unnest(d.writers) w(part)
	    WHERE (w.part = 'trainee') = (mine @> '{trainee}')
	      AND (w.part = 'trainee' OR mine && (SELECT r.assesses
	          FROM waymark.document_rule r WHERE r.kind = d.kind)));
END
$$;
GRANT EXECUTE ON FUNCTION waymark.document_words(bigint, bigint,
    waymark.document_kind, bigint, bigint, bigint, bigint, text[], text[]),
    waymark.document_text(waymark.document_version),
    waymark.document_answer(waymark.document_version, text),
    waymark.document_mine(waymark.document),
    waymark.document_needs(waymark.document),
    waymark.document_part_mine(waymark.document) TO waymark_web;

-- Signed documents of a kind, which a placement's own states ask for.
CREATE FUNCTION waymark.documents_signed(placement bigint,
    wanted waymark.document_kind) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT count(*) FROM waymark.document d
	    WHERE d.placement_id = placement AND d.kind = wanted
	      AND d.state = 'signed');
END
$$;
GRANT EXECUTE ON FUNCTION waymark.documents_signed(bigint,
    waymark.document_kind) TO waymark_web, waymark_jobs;

-- A document begins as its kind has it, one after another.
CREATE FUNCTION waymark.document_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	r waymark.document_rule;
BEGIN
	PERFORM 1 FROM waymark.enrolment
	 WHERE id = NEW.enrolment_id FOR NO KEY UPDATE;
	SELECT * INTO r FROM waymark.document_rule WHERE kind = NEW.kind;
	IF r.in_asye <> (NEW.asye_id IS NOT NULL)
	    OR (NEW.stage IS NULL) = EXISTS (SELECT
	        FROM waymark.document_stage_of s WHERE s.kind = NEW.kind) THEN
		PERFORM waymark.document_refuse('that is not written there');
	END IF;
	NEW.number := 1 + (SELECT coalesce(max(d.number), 0)
	    FROM waymark.document d
	   WHERE d.enrolment_id = NEW.enrolment_id AND d.kind = NEW.kind
	     AND d.placement_id IS NOT DISTINCT FROM NEW.placement_id
	     AND d.asye_id IS NOT DISTINCT FROM NEW.asye_id);
	NEW.once := r.once;
	NEW.writers := r.writers;
	NEW.lacks := r.writers;
	RETURN NEW;
END
$$;
CREATE TRIGGER begins BEFORE INSERT ON waymark.document
    FOR EACH ROW EXECUTE FUNCTION waymark.document_begins();

-- A document says what its versions and its latest event left, whoever writes
-- it; where none happened yet it is a draft.
CREATE FUNCTION waymark.document_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NEW.state IS DISTINCT FROM coalesce(
	    (SELECT e.after FROM waymark.document_event e
	      WHERE e.document_id = NEW.id ORDER BY e.id DESC LIMIT 1),
	    'draft') OR NEW.version IS DISTINCT FROM coalesce(
	    (SELECT max(v.version) FROM waymark.document_version v
	      WHERE v.document_id = NEW.id), 0) THEN
		PERFORM waymark.document_refuse('a document follows what '
		    'happens to it');
	END IF;
	IF (OLD.kind, OLD.number, OLD.stage, OLD.placement_id, OLD.asye_id,
	    OLD.enrolment_id, OLD.person_id, OLD.once, OLD.writers,
	    OLD.started_by, OLD.started_at) IS DISTINCT FROM (NEW.kind,
	    NEW.number, NEW.stage, NEW.placement_id, NEW.asye_id,
	    NEW.enrolment_id, NEW.person_id, NEW.once, NEW.writers,
	    NEW.started_by, NEW.started_at) THEN
		PERFORM waymark.document_refuse('a document stays what it is');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.document
    FOR EACH ROW EXECUTE FUNCTION waymark.document_guard();

-- The document of a new row, held until the transaction ends: one at a time.
CREATE FUNCTION waymark.document_held(whose bigint) RETURNS waymark.document
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	SELECT d FROM waymark.document d WHERE d.id = whose FOR UPDATE
$$;

-- The answers of one part, in their order.
CREATE FUNCTION waymark.document_part_of(v waymark.document_version,
    wanted waymark.document_part) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT array_agg(ARRAY[t.field, t.answer] ORDER BY t.n)
	  FROM unnest(v.fields, v.answers) WITH ORDINALITY
	       AS t(field, answer, n)
	 WHERE t.field LIKE wanted || '.%' AND t.answer <> ''
$$;

-- Whoever saw an older version writes nothing.  Somebody writes their own part
-- and leaves the other as it was, while the document is open.
CREATE FUNCTION waymark.document_version_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	d waymark.document := waymark.document_held(NEW.document_id);
	old waymark.document_version;
BEGIN
	IF d.id IS NULL OR NEW.version IS DISTINCT FROM d.version + 1 THEN
		RETURN NULL;
	END IF;
	IF d.state NOT IN ('draft', 'returned') THEN
		PERFORM waymark.document_refuse(format('what is %s is not '
		    'rewritten', d.state));
	END IF;
	IF NEW.part IS DISTINCT FROM waymark.document_part_mine(d) THEN
		PERFORM waymark.document_refuse('that part is somebody else''s');
	END IF;
	SELECT * INTO old FROM waymark.document_version v
	 WHERE v.document_id = d.id AND v.version = d.version;
	IF EXISTS (SELECT 1 FROM unnest(d.writers) w(part)
	        WHERE w.part <> NEW.part
	          AND waymark.document_part_of(NEW, w.part)
	              IS DISTINCT FROM waymark.document_part_of(old, w.part))
	    OR EXISTS (SELECT 1 FROM unnest(NEW.fields) f
	        WHERE split_part(f, '.', 1)
	            <> ALL (d.writers::text[])) THEN
		PERFORM waymark.document_refuse('the other part is not theirs '
		    'to write');
	END IF;
	NEW.kind := d.kind;
	NEW.placement_id := d.placement_id;
	NEW.asye_id := d.asye_id;
	NEW.enrolment_id := d.enrolment_id;
	NEW.person_id := d.person_id;
	NEW.programme_id := d.programme_id;
	NEW.organisation_id := d.organisation_id;
	NEW.writers := d.writers;
	NEW.sent_at := NULL;
	NEW.hash := sha256(convert_to(waymark.document_text(NEW), 'UTF8'));
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.document_version
    FOR EACH ROW EXECUTE FUNCTION waymark.document_version_guard();

-- What was written stays; it is sent once.
CREATE FUNCTION waymark.document_version_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	IF OLD.sent_at IS NOT NULL OR (to_jsonb(OLD) - 'sent_at')
	    IS DISTINCT FROM (to_jsonb(NEW) - 'sent_at') THEN
		RAISE EXCEPTION 'a version does not change'
		    USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER stays BEFORE UPDATE ON waymark.document_version
    FOR EACH ROW EXECUTE FUNCTION waymark.document_version_stays();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE
    ON waymark.document_version
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

CREATE FUNCTION waymark.document_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	lasted text := waymark.document_answer(NEW, 'minutes');
	held text := waymark.document_answer(NEW, 'held_on');
BEGIN
	UPDATE waymark.document
	   SET version = NEW.version, lacks = NEW.lacks,
	       minutes = CASE WHEN lasted ~ '^[0-9]{1,6}$'
	           THEN lasted::bigint END,
	       held_on = CASE WHEN held ~ '^[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}$'
	           THEN to_date(held, 'FMDD FMMonth YYYY') END,
	       outcome = waymark.document_answer(NEW, 'outcome')
	 WHERE id = NEW.document_id;
	RETURN NULL;
END
$$;
CREATE TRIGGER written AFTER INSERT ON waymark.document_version
    FOR EACH ROW EXECUTE FUNCTION waymark.document_written();

-- Has everybody signed this version who has to?
CREATE FUNCTION waymark.document_is_signed(d waymark.document)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT d.parties <> '{}' AND d.parties <@ coalesce(
	    (SELECT array_agg(s.party) FROM waymark.signature s
	      WHERE s.document_id = d.id AND s.version = d.version), '{}')
$$;

-- May I do that to it?
CREATE FUNCTION waymark.document_may(d waymark.document,
    change waymark.document_change, latest waymark.document_event)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	mine waymark.document_party[] := waymark.document_mine(d);
	staff boolean := (d.programme_id = ANY (auth.staff_programmes())
	    OR mine @> '{coordinator}') AND d.person_id <> auth.person_id();
BEGIN
	RETURN coalesce(CASE change
	    WHEN 'submitted' THEN waymark.document_part_mine(d) IS NOT NULL
	    WHEN 'returned' THEN staff OR mine && d.parties
	    WHEN 'withdrawn' THEN staff
	        OR waymark.document_part_mine(d) IS NOT NULL
	    WHEN 'put_back' THEN staff
	        OR waymark.document_part_mine(d) IS NOT NULL
	    WHEN 'unlocked' THEN (staff
	        OR mine && '{practice_educator,asye_assessor}')
	        AND NOT coalesce(waymark.placement_settled(d.placement_id),
	            false)
	        AND NOT coalesce(waymark.asye_settled(d.asye_id), false)
	    WHEN 'undone' THEN latest.by_id = auth.person_id()
	    WHEN 'signed' THEN waymark.document_is_signed(d)
	    END, false);
END
$$;

-- What it becomes; nothing when that is not open to it now.
CREATE FUNCTION waymark.document_after(d waymark.document,
    change waymark.document_change, latest waymark.document_event)
RETURNS waymark.document_state
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN CASE
	    WHEN change = 'put_back' THEN
	        CASE WHEN d.state = 'withdrawn' THEN latest.before END
	    WHEN change = 'undone' THEN
	        CASE WHEN latest.change IN ('returned', 'unlocked')
	              AND latest.version = d.version THEN latest.before END
	    WHEN change = 'submitted' AND (d.lacks <> '{}' OR d.version = 0
	        OR (d.state = 'returned' AND d.version <= (
	            SELECT max(e.version) FROM waymark.document_event e
	             WHERE e.document_id = d.id
	               AND e.change IN ('returned', 'unlocked')))) THEN NULL
	    ELSE (SELECT t.after FROM waymark.document_transition t
	           WHERE t.change = document_after.change
	             AND t.before = d.state)
	    END;
END
$$;

CREATE FUNCTION waymark.document_latest(whose bigint)
RETURNS waymark.document_event
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT e FROM waymark.document_event e
	 WHERE e.document_id = whose ORDER BY e.id DESC LIMIT 1
$$;

-- What I may do to it now.
CREATE FUNCTION waymark.document_open(d waymark.document)
RETURNS waymark.document_change[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	latest waymark.document_event := waymark.document_latest(d.id);
BEGIN
	RETURN ARRAY(SELECT c.change
	  FROM unnest(enum_range(NULL::waymark.document_change)) c(change)
	 WHERE c.change <> 'signed'
	   AND waymark.document_after(d, c.change, latest) IS NOT NULL
	   AND waymark.document_may(d, c.change, latest));
END
$$;
GRANT EXECUTE ON FUNCTION waymark.document_open(waymark.document)
    TO waymark_web;

CREATE FUNCTION waymark.document_event_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	d waymark.document := waymark.document_held(NEW.document_id);
	latest waymark.document_event :=
	    waymark.document_latest(NEW.document_id);
BEGIN
	IF d.id IS NULL OR NEW.version IS DISTINCT FROM d.version THEN
		RETURN NULL;
	END IF;
	NEW.before := d.state;
	NEW.after := waymark.document_after(d, NEW.change, latest);
	IF NEW.after IS NULL OR NOT EXISTS (
	    SELECT 1 FROM waymark.document_transition t
	     WHERE (t.change, t.before, t.after) =
	           (NEW.change, NEW.before, NEW.after)) THEN
		PERFORM waymark.document_refuse(format('what is %s cannot be '
		    '%s', d.state, NEW.change));
	END IF;
	IF NOT waymark.document_may(d, NEW.change, latest) THEN
		PERFORM waymark.document_refuse('that is for others to do');
	END IF;
	NEW.placement_id := d.placement_id;
	NEW.asye_id := d.asye_id;
	NEW.enrolment_id := d.enrolment_id;
	NEW.person_id := d.person_id;
	NEW.programme_id := d.programme_id;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.document_event
    FOR EACH ROW EXECUTE FUNCTION waymark.document_event_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.document_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

CREATE FUNCTION waymark.document_moves() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.document d
	   SET state = NEW.after,
	       parties = CASE NEW.change WHEN 'submitted'
	           THEN waymark.document_needs(d) ELSE d.parties END,
	       sent_at = CASE NEW.change WHEN 'submitted'
	           THEN NEW.at ELSE d.sent_at END,
	       signed_at = CASE WHEN NEW.change = 'signed' THEN NEW.at
	           ELSE d.signed_at END
	 WHERE d.id = NEW.document_id;
	UPDATE waymark.document_version v SET sent_at = NEW.at
	 WHERE v.document_id = NEW.document_id AND v.version = NEW.version
	   AND v.sent_at IS NULL AND NEW.change = 'submitted';
	RETURN NULL;
END
$$;
CREATE TRIGGER moves AFTER INSERT ON waymark.document_event
    FOR EACH ROW EXECUTE FUNCTION waymark.document_moves();

-- Somebody signs for a party that they are, what was sent, as it is stored:
-- another version or another hash than theirs writes nothing.
CREATE FUNCTION waymark.signature_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	d waymark.document := waymark.document_held(NEW.document_id);
	v waymark.document_version;
BEGIN
	SELECT * INTO v FROM waymark.document_version o
	 WHERE o.document_id = d.id AND o.version = NEW.version;
	IF d.state IS DISTINCT FROM 'submitted'
	    OR NEW.version IS DISTINCT FROM d.version
	    OR NEW.hash IS DISTINCT FROM v.hash OR EXISTS (
	    SELECT 1 FROM waymark.signature s WHERE s.document_id = d.id
	       AND s.version = d.version AND s.party = NEW.party) THEN
		RETURN NULL;
	END IF;
	IF v.hash IS DISTINCT FROM
	    sha256(convert_to(waymark.document_text(v), 'UTF8')) THEN
		PERFORM waymark.document_refuse('the text is not what was '
		    'stored');
	END IF;
	IF NEW.party <> ALL (d.parties)
	    OR NEW.party <> ALL (waymark.document_mine(d)) THEN
		PERFORM waymark.document_refuse('that is for others to sign');
	END IF;
	NEW.kind := d.kind;
	NEW.placement_id := d.placement_id;
	NEW.asye_id := d.asye_id;
	NEW.enrolment_id := d.enrolment_id;
	NEW.person_id := d.person_id;
	NEW.programme_id := d.programme_id;
	NEW.organisation_id := d.organisation_id;
	NEW.name := (SELECT p.name FROM waymark.person p
	    WHERE p.id = auth.person_id());
	NEW.role := CASE NEW.party WHEN 'trainee' THEN CASE WHEN d.asye_id
	        IS NULL THEN 'Trainee' ELSE 'Newly qualified social worker' END
	    WHEN 'asye_assessor' THEN 'ASYE assessor'
	    WHEN 'line_manager' THEN 'Line manager'
	    WHEN 'supervisor' THEN 'Supervisor'
	    WHEN 'coordinator' THEN 'ASYE coordinator'
	    WHEN 'practice_educator' THEN 'Practice educator'
	    WHEN 'onsite_supervisor' THEN 'On-site supervisor'
	    WHEN 'tutor' THEN 'Tutor'
	    WHEN 'host' THEN (SELECT 'Coordinator of ' || o.name
	        FROM waymark.organisation o WHERE o.id = d.organisation_id)
	    END;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.signature
    FOR EACH ROW EXECUTE FUNCTION waymark.signature_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.signature
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

CREATE FUNCTION waymark.signature_locks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.document_event (document_id, version, change,
	    by_id, at)
	SELECT d.id, d.version, 'signed', NEW.signed_by, NEW.signed_at
	  FROM waymark.document d
	 WHERE d.id = NEW.document_id AND waymark.document_is_signed(d);
	RETURN NULL;
END
$$;
CREATE TRIGGER locks AFTER INSERT ON waymark.signature
    FOR EACH ROW EXECUTE FUNCTION waymark.signature_locks();

-- The audit keeps what changed; what was written stays with its version.
DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['document', 'document_version',
	    'document_event', 'signature', 'document_rule',
	    'document_stage_of', 'document_transition'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
		CONTINUE WHEN t IN ('document_rule', 'document_stage_of',
		    'document_transition');
		EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR UPDATE
		    OR DELETE ON waymark.%I FOR EACH ROW EXECUTE FUNCTION
		    audit.changed(''fields'', ''questions'', ''answers'')', t);
	END LOOP;
END
$$;

CREATE POLICY everybody ON waymark.document_rule FOR SELECT TO waymark_web
    USING (true);
CREATE POLICY everybody ON waymark.document_stage_of FOR SELECT TO waymark_web
    USING (true);
GRANT SELECT ON waymark.document_rule, waymark.document_stage_of
    TO waymark_web;

-- Who sees that there is a document: the trainee, who educates or guides them,
-- staff; a host, the learning agreement that was sent to it.
CREATE POLICY sees ON waymark.document FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR placement_id = ANY ((SELECT auth.educator_placements())::bigint[])
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR (placement_id IS NOT NULL AND enrolment_id =
        ANY ((SELECT auth.guided_enrolments())::bigint[]))
    OR (kind = 'learning_agreement' AND sent_at IS NOT NULL
        AND organisation_id =
            ANY ((SELECT auth.partner_organisations())::bigint[])));
CREATE POLICY starts ON waymark.document FOR INSERT TO waymark_web
    WITH CHECK (state = 'draft' AND version = 0
        AND started_by = (SELECT auth.person_id())
        AND ((person_id = (SELECT auth.person_id())
                AND 'trainee' = ANY (writers))
            OR (placement_id =
                    ANY ((SELECT auth.educator_placements())::bigint[])
                AND person_id <> (SELECT auth.person_id())
                AND 'educator' = ANY (writers))));
GRANT SELECT ON waymark.document TO waymark_web;
GRANT INSERT (kind, stage, placement_id, asye_id, enrolment_id, person_id,
    programme_id, organisation_id) ON waymark.document TO waymark_web;

-- What is written in it: those who write, and the others once it was sent.
CREATE POLICY sees ON waymark.document_version FOR SELECT TO waymark_web USING (
    (person_id = (SELECT auth.person_id())
        AND ('trainee' = ANY (writers) OR sent_at IS NOT NULL))
    OR (placement_id = ANY ((SELECT auth.educator_placements())::bigint[])
        AND ('educator' = ANY (writers) OR sent_at IS NOT NULL))
    OR (sent_at IS NOT NULL AND (programme_id =
            ANY ((SELECT auth.staff_programmes())::bigint[])
        OR (placement_id IS NOT NULL AND enrolment_id =
            ANY ((SELECT auth.guided_enrolments())::bigint[]))
        OR (kind = 'learning_agreement' AND organisation_id =
            ANY ((SELECT auth.partner_organisations())::bigint[])))));
CREATE POLICY writes ON waymark.document_version FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id()) AND sent_at IS NULL);
GRANT SELECT ON waymark.document_version TO waymark_web;
GRANT INSERT (document_id, version, part, edition, fields, questions, answers,
    lacks) ON waymark.document_version TO waymark_web;

-- What happened to it, with reasons: not the host, who has no part in them.
CREATE POLICY sees ON waymark.document_event FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR by_id = (SELECT auth.person_id())
    OR placement_id = ANY ((SELECT auth.educator_placements())::bigint[])
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR (placement_id IS NOT NULL AND enrolment_id =
        ANY ((SELECT auth.guided_enrolments())::bigint[])));
CREATE POLICY does ON waymark.document_event FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id()) AND change <> 'signed');
GRANT SELECT ON waymark.document_event TO waymark_web;
GRANT INSERT (document_id, version, change, reason)
    ON waymark.document_event TO waymark_web;

CREATE POLICY sees ON waymark.signature FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR placement_id = ANY ((SELECT auth.educator_placements())::bigint[])
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR (placement_id IS NOT NULL AND enrolment_id =
        ANY ((SELECT auth.guided_enrolments())::bigint[]))
    OR (kind = 'learning_agreement' AND organisation_id =
        ANY ((SELECT auth.partner_organisations())::bigint[])));
CREATE POLICY signs ON waymark.signature FOR INSERT TO waymark_web
    WITH CHECK (signed_by = (SELECT auth.person_id()));
GRANT SELECT ON waymark.signature TO waymark_web;
GRANT INSERT (document_id, version, party, hash) ON waymark.signature
    TO waymark_web;
