-- Standards and minimums of an ASYE: which standards correspond to which, what
-- evidence there is and shows which of them, and whether it is enough.
--
-- A piece of evidence is mapped once, in whichever set; what that says of the
-- other sets follows by the crosswalk of the day and is never kept.  Coverage
-- is shown and holds nothing up.  What a final review waits for is the
-- framework's minimums alone, and even they give way to a reason that is kept.

-- of_register: everybody who is registered is held to it, beside the sets of
-- their framework.
ALTER TABLE waymark.standard_set
	ADD COLUMN of_register boolean NOT NULL DEFAULT false;

-- The national default, from sql/catalogue; the lesser id stands first.
CREATE TABLE waymark.crosswalk (
	standard_id	bigint NOT NULL REFERENCES waymark.standard,
	other_id	bigint NOT NULL REFERENCES waymark.standard,
	source		text NOT NULL CHECK (source <> ''),
	PRIMARY KEY (standard_id, other_id),
	CHECK (standard_id < other_id)
);
CREATE INDEX crosswalk_other ON waymark.crosswalk (other_id);

-- What a programme says instead, from a day on and why.  What was said is never
-- rewritten: a row that undoes another takes it back.
CREATE TABLE waymark.crosswalk_change (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	standard_id	bigint NOT NULL REFERENCES waymark.standard,
	other_id	bigint NOT NULL REFERENCES waymark.standard,
	corresponds	boolean NOT NULL,
	from_on		date NOT NULL DEFAULT waymark.today(),
	why		text NOT NULL CHECK (why <> '' AND length(why) <= 500),
	undoes		bigint UNIQUE REFERENCES waymark.crosswalk_change,
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	CHECK (standard_id < other_id),
	CHECK (undoes < id)
);
CREATE INDEX crosswalk_change_pair ON waymark.crosswalk_change
    (programme_id, standard_id, other_id, from_on, id);

-- The changes that stand: neither undone nor undoing.
CREATE VIEW waymark.crosswalk_standing WITH (security_invoker) AS
SELECT c.* FROM waymark.crosswalk_change c
 WHERE c.undoes IS NULL AND NOT EXISTS (
       SELECT 1 FROM waymark.crosswalk_change u WHERE u.undoes = c.id);

-- What corresponds on a day, a pair from each of its ends.
CREATE FUNCTION waymark.crosswalk_on(programme bigint, day date)
RETURNS TABLE (from_id bigint, to_id bigint, source text, change_id bigint)
LANGUAGE plpgsql STABLE SET search_path = '' ROWS 300 AS $$
BEGIN
	RETURN QUERY
	WITH said AS MATERIALIZED (
	    SELECT DISTINCT ON (c.standard_id, c.other_id) c.standard_id,
	           c.other_id, c.corresponds, c.why, c.id
	      FROM waymark.crosswalk_standing c
	     WHERE c.programme_id = programme AND c.from_on <= day
	     ORDER BY c.standard_id, c.other_id, c.from_on DESC, c.id DESC),
	pair AS (
	    SELECT c.standard_id, c.other_id, c.source, NULL::bigint AS id
	      FROM waymark.crosswalk c
	     WHERE NOT EXISTS (SELECT 1 FROM said s
	         WHERE s.standard_id = c.standard_id
	           AND s.other_id = c.other_id)
	     UNION ALL
	    SELECT s.standard_id, s.other_id, s.why, s.id FROM said s
	     WHERE s.corresponds)
	SELECT p.standard_id, p.other_id, p.source, p.id FROM pair p
	 UNION ALL
	SELECT p.other_id, p.standard_id, p.source, p.id FROM pair p;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.crosswalk_on(bigint, date) TO waymark_web;

CREATE FUNCTION waymark.crosswalk_change_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	undone waymark.crosswalk_change;
BEGIN
	IF NEW.undoes IS NOT NULL THEN
		SELECT * INTO undone FROM waymark.crosswalk_standing c
		 WHERE c.id = NEW.undoes AND c.programme_id = NEW.programme_id;
		IF undone.id IS NULL THEN
			RETURN NULL;
		END IF;
		NEW.standard_id := undone.standard_id;
		NEW.other_id := undone.other_id;
		NEW.corresponds := undone.corresponds;
		NEW.from_on := waymark.today();
		RETURN NEW;
	END IF;
	IF (SELECT s.set_id FROM waymark.standard s
	     WHERE s.id = NEW.standard_id)
	    = (SELECT s.set_id FROM waymark.standard s
	     WHERE s.id = NEW.other_id) THEN
		PERFORM waymark.event_refuse('both are of one set');
	ELSIF NEW.from_on < waymark.today() THEN
		PERFORM waymark.event_refuse('that day is over');
	ELSIF NEW.corresponds = EXISTS (
	    SELECT 1 FROM waymark.crosswalk_on(NEW.programme_id, NEW.from_on) c
	     WHERE c.from_id = NEW.standard_id AND c.to_id = NEW.other_id) THEN
		RETURN NULL;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.crosswalk_change
    FOR EACH ROW EXECUTE FUNCTION waymark.crosswalk_change_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.crosswalk_change
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

-- The standards that an ASYE is held to: those of its framework, the main set
-- first, and those of the register.
CREATE FUNCTION waymark.framework_sets(which bigint)
RETURNS TABLE (set_id bigint, place bigint)
LANGUAGE plpgsql STABLE SET search_path = '' ROWS 3 AS $$
BEGIN
	RETURN QUERY
	SELECT s.id, coalesce(array_position(f.standard_sets, s.code), 100)
	           ::bigint
	  FROM waymark.framework f
	  JOIN waymark.standard_set s ON s.code = ANY (f.standard_sets)
	    OR s.of_register
	 WHERE f.id = which;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.framework_sets(bigint) TO waymark_web;

-- Evidence, whatever it is kept as.

CREATE TYPE waymark.evidence_source AS ENUM ('document', 'feedback', 'file');

CREATE FUNCTION waymark.evidence_of(kind waymark.document_kind)
RETURNS waymark.evidence_kind
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
	SELECT CASE kind WHEN 'asye_observation' THEN 'observation'
	    WHEN 'asye_written_record' THEN 'written_record'
	    WHEN 'asye_reflection_log' THEN 'reflection'
	    WHEN 'asye_development_plan' THEN 'development_plan'
	    WHEN 'asye_self_assessment' THEN 'self_assessment'
	    WHEN 'asye_supervision' THEN 'supervision'
	    WHEN 'asye_review' THEN 'review'
	    WHEN 'asye_final_review' THEN 'review'
	    END::waymark.evidence_kind
$$;

-- The month of a stage, in an ASYE of so many: its quarters.
CREATE FUNCTION waymark.stage_month(stage waymark.document_stage,
    kind waymark.document_kind, months bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
	SELECT CASE WHEN kind = 'asye_final_review' THEN months
	    WHEN stage IS NOT NULL
	    THEN waymark.document_stage_months(stage, months) END
$$;
GRANT EXECUTE ON FUNCTION waymark.evidence_of(waymark.document_kind),
    waymark.stage_month(waymark.document_stage, waymark.document_kind, bigint)
    TO waymark_web;

-- A file is evidence once whoever uploaded it says of what, and the assessor
-- has read and assessed it; whether it counts is the framework's to say.
CREATE TYPE waymark.file_evidence_state AS ENUM
    ('offered', 'accepted', 'returned', 'withdrawn');

CREATE TABLE waymark.file_evidence_transition (
	before	waymark.file_evidence_state NOT NULL,
	after	waymark.file_evidence_state NOT NULL,
	who	waymark.asye_part[] NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.file_evidence_transition VALUES
	('offered', 'accepted', '{assessor}'),
	('offered', 'returned', '{assessor}'),
	('accepted', 'offered', '{assessor}'),		-- taken back
	('returned', 'offered', '{nqsw,line_manager,supervisor}'),
	('offered', 'withdrawn', '{nqsw,line_manager,supervisor}'),
	('returned', 'withdrawn', '{nqsw,line_manager,supervisor}'),
	('withdrawn', 'offered', '{nqsw,line_manager,supervisor}');

-- sort: which written record it is.  made_on: the day that it is of.  about:
-- what it is and shows, in the words of who offers it; assessed: in those of
-- the assessor, also why it comes back.  Feedback is given by its own giver,
-- and a review is held.
CREATE TABLE waymark.file_evidence (
	attachment_id	bigint PRIMARY KEY,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	kind		waymark.evidence_kind NOT NULL CHECK (kind NOT IN
			    ('feedback_people', 'feedback_professionals',
			    'review')),
	sort		text CHECK (sort IN ('external_report',
			    'case_recordings', 'other')),
	made_on		date NOT NULL,
	about		text NOT NULL CHECK (about <> ''
			    AND length(about) <= 2000),
	state		waymark.file_evidence_state NOT NULL
			    DEFAULT 'offered',
	offered_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	offered_at	timestamptz NOT NULL DEFAULT now(),
	assessed	text CHECK (assessed <> ''
			    AND length(assessed) <= 4000),
	assessed_by	bigint REFERENCES waymark.person,
	assessed_at	timestamptz,
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (attachment_id, person_id, programme_id)
	    REFERENCES waymark.attachment (id, person_id, programme_id),
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id),
	CHECK ((kind = 'written_record') = (sort IS NOT NULL)),
	CHECK ((assessed IS NULL) = (assessed_by IS NULL)),
	CHECK ((assessed IS NULL) = (assessed_at IS NULL)),
	CHECK (state NOT IN ('accepted', 'returned') OR assessed IS NOT NULL)
);
CREATE INDEX file_evidence_asye ON waymark.file_evidence (asye_id);
CREATE INDEX file_evidence_person ON waymark.file_evidence (person_id);
CREATE INDEX file_evidence_offered ON waymark.file_evidence (programme_id)
 WHERE state = 'offered';

-- What I may make of it now: nobody assesses what they offered.
CREATE FUNCTION waymark.file_evidence_open(e waymark.file_evidence)
RETURNS waymark.file_evidence_state[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	parts waymark.asye_part[] := (SELECT auth.asye_parts(a)
	    FROM waymark.asye a WHERE a.id = e.asye_id);
BEGIN
	RETURN ARRAY(SELECT t.after FROM waymark.file_evidence_transition t
	    WHERE t.before = e.state AND t.who && parts
	      AND NOT waymark.asye_settled(e.asye_id)
	      AND (t.after NOT IN ('accepted', 'returned')
	          OR e.offered_by <> auth.person_id())
	    ORDER BY t.after);
END
$$;

-- May I offer a file as evidence?  Of an ASYE that is not decided on, whose
-- file it is, or who manages them.
CREATE FUNCTION waymark.file_may_be_offered(wanted bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN coalesce((SELECT NOT waymark.asye_settled(y.id)
	      AND auth.asye_parts(y) && '{nqsw,line_manager,supervisor}'
	  FROM waymark.attachment a
	  JOIN waymark.asye y ON y.id = a.asye_id
	 WHERE a.id = wanted AND a.state = 'attached'), false);
END
$$;
GRANT EXECUTE ON FUNCTION
    waymark.file_evidence_open(waymark.file_evidence),
    waymark.file_may_be_offered(bigint) TO waymark_web;

CREATE FUNCTION waymark.file_evidence_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.attachment;
BEGIN
	SELECT * INTO a FROM waymark.attachment
	 WHERE id = NEW.attachment_id FOR UPDATE;
	IF NEW.made_on > waymark.today() THEN
		PERFORM waymark.file_refuse('that day is not there yet');
	ELSIF TG_OP = 'INSERT' THEN
		IF a.asye_id IS NULL OR NEW.state <> 'offered'
		    OR auth.person_id() IS NOT NULL
		    AND NOT waymark.file_may_be_offered(a.id) THEN
			PERFORM waymark.file_refuse('a file of an ASYE is '
			    'offered as evidence, by whose it is');
		END IF;
		NEW.asye_id := a.asye_id;
		NEW.person_id := a.person_id;
		NEW.programme_id := a.programme_id;
		RETURN NEW;
	ELSIF auth.person_id() IS NOT NULL
	    AND NEW.state <> ALL (waymark.file_evidence_open(OLD)) THEN
		PERFORM waymark.file_refuse(format('evidence that is %s is '
		    'not made %s by whoever asks', OLD.state, NEW.state));
	ELSIF (NEW.kind, NEW.sort, NEW.made_on, NEW.about) IS DISTINCT FROM
	    (OLD.kind, OLD.sort, OLD.made_on, OLD.about)
	    AND (NEW.state <> 'offered' OR OLD.state = 'accepted') THEN
		PERFORM waymark.file_refuse('what is assessed is what was '
		    'offered');
	END IF;
	IF NEW.state IN ('accepted', 'returned') THEN
		NEW.assessed_by := coalesce(auth.person_id(),
		    NEW.assessed_by);
		NEW.assessed_at := now();
	ELSE
		NEW.assessed := NULL;
		NEW.assessed_by := NULL;
		NEW.assessed_at := NULL;
	END IF;
	IF NEW.state = 'offered' AND OLD.state <> 'accepted' THEN
		NEW.offered_by := coalesce(auth.person_id(), OLD.offered_by);
		NEW.offered_at := now();
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.file_evidence
    FOR EACH ROW EXECUTE FUNCTION waymark.file_evidence_guard();

-- number: the how-manieth of its kind.  detail: which sort of it.  month: for
-- which moment of the year it was written.  counts: it is signed, or given and
-- the consent stands; a file while it is there and was not refused, it
-- is accepted, and the framework takes files of its kind.
CREATE VIEW waymark.asye_evidence WITH (security_invoker) AS
SELECT d.asye_id, d.person_id, d.programme_id,
       waymark.evidence_of(d.kind) AS kind,
       'document'::waymark.evidence_source AS source, d.id AS item_id,
       d.number, coalesce(d.held_on, waymark.day_of(d.started_at)) AS on_day,
       coalesce(o.by_assessor, false) AS by_assessor,
       coalesce(o.is_registered, false) AS by_registered,
       CASE d.kind WHEN 'asye_written_record'
           THEN waymark.asye_record_sort(d.outcome) END AS detail,
       waymark.stage_month(d.stage, d.kind, f.months) AS month,
       d.state = 'signed' AS counts, d.state::text AS state
  FROM waymark.document d
  JOIN waymark.asye a ON a.id = d.asye_id
  JOIN waymark.framework f ON f.id = a.framework_id
  LEFT JOIN waymark.asye_observer o ON o.document_id = d.id
 WHERE waymark.evidence_of(d.kind) IS NOT NULL AND d.version > 0
 UNION ALL
SELECT g.asye_id, g.person_id, g.programme_id,
       CASE g.giver WHEN 'professional' THEN 'feedback_professionals'
           ELSE 'feedback_people' END::waymark.evidence_kind,
       'feedback', g.id, NULL, g.given_on, false, false, NULL, NULL,
       g.erased_at IS NULL,
       CASE WHEN g.erased_at IS NULL THEN 'given' ELSE 'taken_back' END
  FROM waymark.feedback_given g
 UNION ALL
SELECT e.asye_id, e.person_id, e.programme_id, e.kind, 'file',
       e.attachment_id, NULL, e.made_on, false, false, e.sort, NULL,
       e.state = 'accepted' AND m.by_file IS TRUE AND t.state = 'attached'
           AND b.state IN ('clean', 'unscanned'),
       CASE WHEN t.state <> 'attached'
               OR b.state NOT IN ('quarantined', 'clean', 'unscanned')
               THEN 'gone'
           WHEN e.state = 'accepted' AND m.by_file IS NOT TRUE
               THEN 'beside'
           ELSE e.state::text END
  FROM waymark.file_evidence e
  JOIN waymark.asye a ON a.id = e.asye_id
  JOIN waymark.attachment t ON t.id = e.attachment_id
  JOIN waymark.file b ON b.id = t.file_id
  LEFT JOIN waymark.framework_minimum m ON m.framework_id = a.framework_id
        AND m.evidence = e.kind;
GRANT SELECT ON waymark.asye_evidence TO waymark_web;

-- That there is evidence is known to all who take part; what is written in it
-- only to those to whom it is open.
CREATE FUNCTION auth.asye_takes_part(which bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN EXISTS (SELECT 1 FROM waymark.asye a
	    WHERE a.id = which AND (a.person_id = auth.person_id()
	       OR a.programme_id = ANY (auth.staff_programmes())
	       OR a.id = ANY (auth.asye_reached())));
END
$$;
GRANT EXECUTE ON FUNCTION auth.asye_takes_part(bigint) TO waymark_web;

CREATE FUNCTION waymark.asye_facts(which bigint)
RETURNS SETOF waymark.asye_evidence
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' ROWS 40 AS $$
BEGIN
	IF auth.asye_takes_part(which) THEN
		RETURN QUERY SELECT * FROM waymark.asye_evidence e
		    WHERE e.asye_id = which;
	END IF;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.asye_facts(bigint) TO waymark_web;

-- What an ASYE needs, has and lacks of each kind, as rules/asye_minimums.h
-- says: one more piece can help in every way that something is asked for.
CREATE FUNCTION waymark.asye_minimums(which bigint)
RETURNS TABLE (evidence waymark.evidence_kind, need bigint, have bigint,
    more bigint, gates boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' ROWS 9 AS $$
BEGIN
	RETURN QUERY
	WITH fact AS MATERIALIZED (
	    SELECT e.* FROM waymark.asye_evidence e
	     WHERE e.asye_id = which AND e.counts)
	SELECT m.evidence, greatest(m.at_least, m.by_registered, m.by_assessor,
	           cardinality(m.must_include), cardinality(m.at_months)),
	       has.n, greatest(0, m.at_least - has.n,
	           m.by_registered - has.registered, m.by_assessor - has.own,
	           (SELECT count(*) FROM unnest(m.must_include) s
	             WHERE s <> ALL (has.details)),
	           (SELECT count(*) FROM unnest(m.at_months) s
	             WHERE s <> ALL (has.months))), m.gates
	  FROM waymark.asye a
	  JOIN waymark.framework_minimum m ON m.framework_id = a.framework_id
	 CROSS JOIN LATERAL (
	       SELECT count(*) AS n,
	              count(*) FILTER (WHERE x.by_registered) AS registered,
	              count(*) FILTER (WHERE x.by_assessor) AS own,
	              array_remove(array_agg(x.detail), NULL) AS details,
	              array_remove(array_agg(x.month), NULL) AS months
	         FROM fact x WHERE x.kind = m.evidence) none_or_some
	 CROSS JOIN LATERAL (SELECT none_or_some.n, none_or_some.registered,
	       none_or_some.own,
	       coalesce(none_or_some.details, '{}') AS details,
	       coalesce(none_or_some.months, '{}') AS months) has
	 WHERE a.id = which
	 ORDER BY m.evidence;
END
$$;

CREATE OR REPLACE FUNCTION waymark.asye_final_review_allowed(which bigint)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN EXISTS (SELECT 1 FROM waymark.asye a WHERE a.id = which)
	    AND NOT EXISTS (SELECT 1 FROM waymark.asye_minimums(which) m
	        WHERE m.gates AND m.more > 0);
END
$$;

-- How many of the minimums that gate are met, kept for lists.
CREATE TABLE waymark.asye_standing (
	asye_id		bigint PRIMARY KEY,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	met		bigint NOT NULL CHECK (met >= 0),
	of_all		bigint NOT NULL CHECK (of_all >= met),
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id)
);
CREATE INDEX asye_standing_person ON waymark.asye_standing (person_id);

CREATE FUNCTION waymark.asye_counts_again(which bigint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO waymark.asye_standing AS s
	    (asye_id, person_id, programme_id, met, of_all)
	SELECT a.id, a.person_id, a.programme_id,
	       count(*) FILTER (WHERE m.gates AND m.more = 0),
	       count(*) FILTER (WHERE m.gates)
	  FROM waymark.asye a
	 CROSS JOIN LATERAL waymark.asye_minimums(a.id) m
	 WHERE a.id = which
	 GROUP BY a.id
	ON CONFLICT (asye_id) DO UPDATE
	   SET met = excluded.met, of_all = excluded.of_all
	 WHERE (s.met, s.of_all) IS DISTINCT FROM (excluded.met,
	       excluded.of_all)
$$;
CREATE FUNCTION waymark.asye_evidence_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.asye_counts_again(NEW.asye_id);
	RETURN NULL;
END
$$;
CREATE FUNCTION waymark.asye_counts_first() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.asye_counts_again(NEW.id);
	RETURN NULL;
END
$$;
CREATE TRIGGER counts AFTER INSERT ON waymark.asye
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_counts_first();
CREATE TRIGGER counts AFTER UPDATE OF state ON waymark.document
    FOR EACH ROW WHEN (NEW.asye_id IS NOT NULL
        AND (OLD.state = 'signed') <> (NEW.state = 'signed'))
    EXECUTE FUNCTION waymark.asye_evidence_changed();
CREATE TRIGGER counts AFTER INSERT OR UPDATE OF erased_at
    ON waymark.feedback_given
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_evidence_changed();

-- What lacked when a final review was sent all the same, with its reason.
CREATE TABLE waymark.asye_shortfall (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	document_id	bigint NOT NULL,
	version		bigint NOT NULL,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	evidence	waymark.evidence_kind NOT NULL,
	need		bigint NOT NULL,
	have		bigint NOT NULL,
	more		bigint NOT NULL CHECK (more > 0),
	reason		text NOT NULL CHECK (reason <> ''),
	by_id		bigint NOT NULL REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (document_id, version)
	    REFERENCES waymark.document_version (document_id, version),
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id),
	UNIQUE (document_id, version, evidence)
);
CREATE INDEX asye_shortfall_asye ON waymark.asye_shortfall (asye_id);
CREATE INDEX asye_shortfall_person ON waymark.asye_shortfall (person_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.asye_shortfall
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

CREATE FUNCTION waymark.asye_shortfall_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.asye_shortfall (document_id, version, asye_id,
	    person_id, programme_id, evidence, need, have, more, reason, by_id)
	SELECT d.id, v.version, d.asye_id, d.person_id, d.programme_id,
	       m.evidence, m.need, m.have, m.more,
	       waymark.document_answer(v, 'shortfall'), NEW.by_id
	  FROM waymark.document d
	  JOIN waymark.document_version v ON v.document_id = d.id
	   AND v.version = NEW.version
	 CROSS JOIN LATERAL waymark.asye_minimums(d.asye_id) m
	 WHERE d.id = NEW.document_id AND d.kind = 'asye_final_review'
	   AND m.gates AND m.more > 0
	ON CONFLICT DO NOTHING;
	RETURN NULL;
END
$$;
CREATE TRIGGER keeps_shortfall AFTER INSERT ON waymark.document_event
    FOR EACH ROW WHEN (NEW.change = 'submitted')
    EXECUTE FUNCTION waymark.asye_shortfall_kept();

-- Which standards a piece of evidence shows.  by_form: its own form said so
-- when it was sent.  shown: to whom it is about.  judged_by: who confirmed or
-- questioned it last.

CREATE TYPE waymark.tag_state AS ENUM
    ('tagged', 'confirmed', 'questioned', 'removed');

CREATE TABLE waymark.evidence_standard (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	document_id	bigint,
	feedback_id	bigint REFERENCES waymark.feedback_given,
	attachment_id	bigint,
	standard_id	bigint NOT NULL REFERENCES waymark.standard,
	by_form		boolean NOT NULL DEFAULT false,
	shown		boolean NOT NULL DEFAULT true,
	state		waymark.tag_state NOT NULL DEFAULT 'tagged',
	tagged_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	tagged_at	timestamptz NOT NULL DEFAULT now(),
	judged_by	bigint REFERENCES waymark.person,
	judged_at	timestamptz,
	question	text CHECK (question <> '' AND length(question) <= 500),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id),
	FOREIGN KEY (document_id, person_id, programme_id)
	    REFERENCES waymark.document (id, person_id, programme_id),
	FOREIGN KEY (attachment_id, person_id, programme_id)
	    REFERENCES waymark.attachment (id, person_id, programme_id),
	CHECK (num_nonnulls(document_id, feedback_id, attachment_id) = 1),
	CHECK ((state = 'questioned') = (question IS NOT NULL)),
	CHECK ((judged_by IS NULL) = (judged_at IS NULL)),
	CHECK (state NOT IN ('confirmed', 'questioned')
	    OR judged_by IS NOT NULL)
);
CREATE UNIQUE INDEX evidence_standard_document
    ON waymark.evidence_standard (document_id, standard_id)
 WHERE document_id IS NOT NULL;
CREATE UNIQUE INDEX evidence_standard_feedback
    ON waymark.evidence_standard (feedback_id, standard_id)
 WHERE feedback_id IS NOT NULL;
CREATE UNIQUE INDEX evidence_standard_file
    ON waymark.evidence_standard (attachment_id, standard_id)
 WHERE attachment_id IS NOT NULL;
CREATE INDEX evidence_standard_asye ON waymark.evidence_standard (asye_id);
CREATE INDEX evidence_standard_person ON waymark.evidence_standard (person_id);

CREATE TABLE waymark.tag_transition (
	before	waymark.tag_state NOT NULL,
	after	waymark.tag_state NOT NULL,
	who	waymark.asye_part[] NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.tag_transition VALUES
	('tagged', 'confirmed', '{assessor}'),
	('tagged', 'questioned', '{assessor}'),
	('questioned', 'confirmed', '{assessor}'),
	('confirmed', 'questioned', '{assessor}'),
	('confirmed', 'tagged', '{assessor}'),		-- taken back
	('questioned', 'tagged', '{assessor}'),
	('tagged', 'removed', '{nqsw,assessor,line_manager,supervisor}'),
	('questioned', 'removed', '{nqsw,assessor,line_manager,supervisor}'),
	('removed', 'tagged', '{nqsw,assessor,line_manager,supervisor}');

-- What I may make of a tag that is so: nobody judges their own, and what was
-- decided rests upon those that there are.
CREATE FUNCTION waymark.evidence_standard_open(e waymark.evidence_standard)
RETURNS waymark.tag_state[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	parts waymark.asye_part[] := (SELECT auth.asye_parts(a)
	    FROM waymark.asye a WHERE a.id = e.asye_id);
BEGIN
	RETURN ARRAY(SELECT t.after FROM waymark.tag_transition t
	    WHERE t.before = e.state AND t.who && parts
	      AND NOT waymark.asye_settled(e.asye_id)
	      AND (t.after NOT IN ('confirmed', 'questioned')
	          OR e.tagged_by <> auth.person_id())
	    ORDER BY t.after);
END
$$;
GRANT EXECUTE ON FUNCTION
    waymark.evidence_standard_open(waymark.evidence_standard) TO waymark_web;

-- A piece of evidence is of the ASYE that its tag names.
CREATE FUNCTION waymark.evidence_standard_placed(n waymark.evidence_standard)
RETURNS waymark.evidence_standard
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	e record;
BEGIN
	SELECT d.asye_id, d.person_id, d.programme_id, true AS shown INTO e
	  FROM waymark.document d
	 WHERE d.id = n.document_id AND d.version > 0
	   AND waymark.evidence_of(d.kind) IS NOT NULL
	 UNION ALL
	SELECT g.asye_id, g.person_id, g.programme_id, g.share
	  FROM waymark.feedback_given g
	 WHERE g.id = n.feedback_id AND g.erased_at IS NULL
	 UNION ALL
	SELECT f.asye_id, f.person_id, f.programme_id, true
	  FROM waymark.file_evidence f
	 WHERE f.attachment_id = n.attachment_id AND f.state <> 'withdrawn';
	IF e IS NULL OR n.asye_id <> e.asye_id THEN
		PERFORM waymark.event_refuse('that is no evidence of the '
		    'ASYE');
	END IF;
	n.person_id := e.person_id;
	n.programme_id := e.programme_id;
	n.shown := e.shown;
	IF NOT EXISTS (SELECT 1 FROM waymark.asye a
	     CROSS JOIN LATERAL waymark.framework_sets(a.framework_id) f
	      JOIN waymark.standard s ON s.set_id = f.set_id
	     WHERE a.id = n.asye_id AND s.id = n.standard_id) THEN
		PERFORM waymark.event_refuse('an ASYE is not held to that');
	END IF;
	RETURN n;
END
$$;

-- What a form said when it was sent asks nobody; whatever else does.
CREATE FUNCTION waymark.evidence_standard_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	asked boolean := auth.person_id() IS NOT NULL
	    AND pg_trigger_depth() = 1;
	before waymark.evidence_standard;
BEGIN
	IF TG_OP = 'INSERT' THEN
		NEW := waymark.evidence_standard_placed(NEW);
		before := NEW;
		before.state := 'removed';
	ELSE
		before := OLD;
		NEW.version := OLD.version + 1;
	END IF;
	IF asked AND NEW.state <>
	    ALL (waymark.evidence_standard_open(before)) THEN
		PERFORM waymark.event_refuse(format('what is %s is not made '
		    '%s by whoever asks', before.state, NEW.state));
	END IF;
	IF NEW.state IN ('confirmed', 'questioned') AND asked THEN
		NEW.judged_by := auth.person_id();
		NEW.judged_at := now();
	ELSIF before.state = 'removed' AND asked THEN
		NEW.tagged_by := auth.person_id();
		NEW.tagged_at := now();
		NEW.by_form := false;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.evidence_standard
    FOR EACH ROW EXECUTE FUNCTION waymark.evidence_standard_guard();

-- What the form of a document says, by labels of its framework's main set: what
-- was shown, where somebody assessed that, else what its writer names.
CREATE FUNCTION waymark.document_standards(v waymark.document_version)
RETURNS TABLE (standard_id bigint, by_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	field text := CASE WHEN v.kind = 'asye_observation'
	    THEN 'assessor.shown' ELSE 'trainee.standards' END;
BEGIN
	RETURN QUERY
	SELECT DISTINCT s.id, (SELECT w.by_id FROM waymark.document_version w
	        WHERE w.document_id = v.document_id
	          AND w.part::text = split_part(field, '.', 1)
	          AND w.version <= v.version
	        ORDER BY w.version DESC LIMIT 1)
	  FROM unnest(v.fields, v.answers) AS t(name, answer)
	 CROSS JOIN LATERAL string_to_table(t.answer, E'\n') AS l(label)
	  JOIN waymark.asye a ON a.id = v.asye_id
	  JOIN waymark.framework f ON f.id = a.framework_id
	  JOIN waymark.standard_set c ON c.code = f.standard_sets[1]
	  JOIN waymark.standard s ON s.set_id = c.id AND s.label = l.label
	 WHERE t.name = field;
END
$$;

CREATE FUNCTION waymark.document_maps_itself() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	v waymark.document_version;
BEGIN
	SELECT * INTO v FROM waymark.document_version w
	 WHERE w.document_id = NEW.id AND w.version = NEW.version;
	UPDATE waymark.evidence_standard e SET state = 'removed'
	 WHERE e.document_id = NEW.id AND e.by_form AND e.state = 'tagged'
	   AND e.standard_id NOT IN (SELECT s.standard_id
	       FROM waymark.document_standards(v) s);
	INSERT INTO waymark.evidence_standard AS e (asye_id, person_id,
	    programme_id, document_id, standard_id, by_form, tagged_by)
	SELECT NEW.asye_id, NEW.person_id, NEW.programme_id, NEW.id,
	       s.standard_id, true, s.by_id
	  FROM waymark.document_standards(v) s
	ON CONFLICT (document_id, standard_id) WHERE document_id IS NOT NULL
	DO UPDATE SET state = 'tagged'
	 WHERE e.by_form AND e.state = 'removed';
	RETURN NULL;
END
$$;
CREATE TRIGGER maps_itself AFTER UPDATE OF state ON waymark.document
    FOR EACH ROW WHEN (NEW.asye_id IS NOT NULL AND NEW.state = 'submitted'
        AND OLD.state <> 'submitted')
    EXECUTE FUNCTION waymark.document_maps_itself();

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['crosswalk', 'crosswalk_change',
	    'asye_standing', 'asye_shortfall', 'evidence_standard',
	    'tag_transition'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['crosswalk', 'crosswalk_change',
	    'tag_transition'] LOOP
		EXECUTE format('CREATE POLICY everybody ON waymark.%I
		    FOR SELECT TO waymark_web USING (true)', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['crosswalk_change', 'evidence_standard',
	    'asye_shortfall'] LOOP
		EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR UPDATE
		    OR DELETE ON waymark.%I FOR EACH ROW EXECUTE FUNCTION
		    audit.changed()', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['asye_standing', 'asye_shortfall'] LOOP
		EXECUTE format('CREATE POLICY sees ON waymark.%I FOR SELECT
		    TO waymark_web USING (
		    person_id = (SELECT auth.person_id())
		    OR programme_id = ANY ((SELECT
		        auth.staff_programmes())::bigint[])
		    OR asye_id = ANY ((SELECT auth.asye_reached())::bigint[]))',
		    t);
	END LOOP;
END
$$;
GRANT SELECT ON waymark.crosswalk_standing TO waymark_web;

CREATE POLICY corrects ON waymark.crosswalk_change FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id()) AND programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT INSERT (programme_id, standard_id, other_id, corresponds, from_on, why,
    undoes) ON waymark.crosswalk_change TO waymark_web;

CREATE POLICY sees ON waymark.evidence_standard FOR SELECT TO waymark_web
    USING ((person_id = (SELECT auth.person_id()) AND shown)
        OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        OR asye_id = ANY ((SELECT auth.asye_reached())::bigint[]));
CREATE POLICY tags ON waymark.evidence_standard FOR INSERT TO waymark_web
    WITH CHECK (tagged_by = (SELECT auth.person_id()) AND state = 'tagged'
        AND ((person_id = (SELECT auth.person_id()) AND shown)
            OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[])));
CREATE POLICY changes ON waymark.evidence_standard FOR UPDATE TO waymark_web
    USING ((person_id = (SELECT auth.person_id()) AND shown)
        OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[]))
    WITH CHECK (true);
GRANT INSERT (asye_id, person_id, programme_id, document_id, feedback_id,
    attachment_id, standard_id) ON waymark.evidence_standard TO waymark_web;
GRANT UPDATE (state, question) ON waymark.evidence_standard TO waymark_web;

-- What is counted is counted again when a file is assessed, removed, put back,
-- or found to be no good.
CREATE FUNCTION waymark.file_evidence_counts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_TABLE_NAME = 'file_evidence' THEN
		PERFORM waymark.asye_counts_again(NEW.asye_id);
	ELSIF TG_TABLE_NAME = 'attachment' THEN
		PERFORM waymark.asye_counts_again(e.asye_id)
		   FROM waymark.file_evidence e
		  WHERE e.attachment_id = NEW.id;
	ELSE
		PERFORM waymark.asye_counts_again(e.asye_id)
		   FROM waymark.attachment a
		   JOIN waymark.file_evidence e ON e.attachment_id = a.id
		  WHERE a.file_id = NEW.id;
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER counts AFTER INSERT OR UPDATE OF state
    ON waymark.file_evidence
    FOR EACH ROW EXECUTE FUNCTION waymark.file_evidence_counts();
CREATE TRIGGER counts AFTER UPDATE OF state ON waymark.attachment
    FOR EACH ROW WHEN (NEW.asye_id IS NOT NULL AND OLD.state <> NEW.state)
    EXECUTE FUNCTION waymark.file_evidence_counts();
CREATE TRIGGER counts AFTER UPDATE OF state ON waymark.file
    FOR EACH ROW WHEN (OLD.state <> NEW.state)
    EXECUTE FUNCTION waymark.file_evidence_counts();

CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.file_evidence FOR EACH ROW
    EXECUTE FUNCTION audit.changed('about', 'assessed');

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['file_evidence',
	    'file_evidence_transition'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
	END LOOP;
END
$$;
CREATE POLICY everybody ON waymark.file_evidence_transition FOR SELECT
    TO waymark_web USING (true);
CREATE POLICY sees ON waymark.file_evidence FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR asye_id = ANY ((SELECT auth.asye_reached())::bigint[]));
CREATE POLICY offers ON waymark.file_evidence FOR INSERT TO waymark_web
    WITH CHECK (offered_by = (SELECT auth.person_id()));
CREATE POLICY changes ON waymark.file_evidence FOR UPDATE TO waymark_web
    USING (person_id = (SELECT auth.person_id())
    OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[]))
    WITH CHECK (true);
GRANT INSERT (attachment_id, asye_id, person_id, programme_id, kind, sort,
    made_on, about) ON waymark.file_evidence TO waymark_web;
GRANT UPDATE (kind, sort, made_on, about, state, assessed)
    ON waymark.file_evidence TO waymark_web;
