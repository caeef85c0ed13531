-- Modules: what is taught, to which cohort, who was there, what was handed in,
-- the marks, and what boards decided.
--
-- Rows below an offering repeat its programme and cohort, and those about a
-- trainee the trainee: composite foreign keys keep the copies true, and
-- row-level security decides from the row alone.

-- The curriculum: a new version is a new row, and what was taught by the old
-- one stays so.  programme_id NULL is everybody's.
CREATE TABLE waymark.module (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint REFERENCES waymark.programme,
	code		text NOT NULL CHECK (code ~ '^[A-Z][A-Z0-9]{1,7}$'),
	edition		bigint NOT NULL DEFAULT 1 CHECK (edition > 0),
	title		text NOT NULL CHECK (title <> ''),
	credits		bigint NOT NULL CHECK (credits BETWEEN 0 AND 180),
	level		bigint NOT NULL CHECK (level BETWEEN 3 AND 8),
	topics		text[] NOT NULL DEFAULT '{}',
	source		text NOT NULL
);
CREATE UNIQUE INDEX module_edition
    ON waymark.module (coalesce(programme_id, 0), code, edition);

CREATE TABLE waymark.offering (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	module_id	bigint NOT NULL REFERENCES waymark.module,
	programme_id	bigint NOT NULL,
	cohort_id	bigint NOT NULL,
	starts_on	date NOT NULL,
	ends_on		date NOT NULL CHECK (ends_on >= starts_on),
	leader		text NOT NULL CHECK (leader <> ''
			    AND length(leader) <= 100),
	FOREIGN KEY (cohort_id, programme_id)
	    REFERENCES waymark.cohort (id, programme_id),
	UNIQUE (module_id, cohort_id),
	UNIQUE (id, programme_id, cohort_id)
);
CREATE INDEX offering_cohort ON waymark.offering (cohort_id);

CREATE TABLE waymark.module_session (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	offering_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	cohort_id	bigint NOT NULL,
	on_date		date NOT NULL,
	minutes		bigint NOT NULL CHECK (minutes BETWEEN 15 AND 600),
	title		text NOT NULL CHECK (title <> ''
			    AND length(title) <= 200),
	cancelled	boolean NOT NULL DEFAULT false,
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (offering_id, programme_id, cohort_id)
	    REFERENCES waymark.offering (id, programme_id, cohort_id),
	UNIQUE (id, offering_id, programme_id)
);
CREATE INDEX module_session_offering
    ON waymark.module_session (offering_id, on_date);

CREATE TYPE waymark.attendance_state AS ENUM ('present', 'absent', 'excused');

-- Who is absent has a reason, as on placement; whom staff excuse counts
-- neither way.
CREATE TABLE waymark.attendance (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	session_id	bigint NOT NULL,
	offering_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	state		waymark.attendance_state NOT NULL,
	reason		waymark.absence_reason,
	version		bigint NOT NULL DEFAULT 1,
	CHECK ((state = 'present') = (reason IS NULL)),
	FOREIGN KEY (session_id, offering_id, programme_id)
	    REFERENCES waymark.module_session (id, offering_id, programme_id),
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	UNIQUE (session_id, enrolment_id)
);
CREATE INDEX attendance_offering ON waymark.attendance (offering_id);
CREATE INDEX attendance_enrolment ON waymark.attendance (enrolment_id);

-- What is assessed; weight is its share of the module's result, of 100.
CREATE TABLE waymark.component (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	offering_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	cohort_id	bigint NOT NULL,
	title		text NOT NULL CHECK (title <> ''
			    AND length(title) <= 100),
	weight		bigint NOT NULL CHECK (weight BETWEEN 1 AND 100),
	due_on		date NOT NULL,
	pass_mark	bigint NOT NULL CHECK (pass_mark BETWEEN 0 AND 100),
	FOREIGN KEY (offering_id, programme_id, cohort_id)
	    REFERENCES waymark.offering (id, programme_id, cohort_id),
	UNIQUE (offering_id, title),
	UNIQUE (id, offering_id, programme_id)
);

CREATE TYPE waymark.board_outcome AS ENUM
    ('pass', 'compensated', 'resit', 'repeat', 'fail', 'deferred');
CREATE TYPE waymark.decision_state AS ENUM ('standing', 'replaced', 'undone');

-- judged: the marks that this decision confirmed; replaces: the one that
-- stood before, and stands again when this one is undone.
CREATE TABLE waymark.board_decision (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	offering_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	cohort_id	bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	outcome		waymark.board_outcome NOT NULL,
	result		bigint CHECK (result BETWEEN 0 AND 100),
	board_on	date NOT NULL,
	resit_due_on	date CHECK (resit_due_on > board_on),
	state		waymark.decision_state NOT NULL DEFAULT 'standing',
	judged		bigint[] NOT NULL DEFAULT '{}',
	replaces	bigint REFERENCES waymark.board_decision,
	decided_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	decided_at	timestamptz NOT NULL DEFAULT now(),
	undone_because	text CHECK (undone_because <> ''
			    AND length(undone_because) <= 1000),
	version		bigint NOT NULL DEFAULT 1,
	CHECK ((outcome = 'resit') = (resit_due_on IS NOT NULL)),
	CHECK (outcome NOT IN ('pass', 'compensated') OR result IS NOT NULL),
	CHECK ((state = 'undone') = (undone_because IS NOT NULL)),
	FOREIGN KEY (offering_id, programme_id, cohort_id)
	    REFERENCES waymark.offering (id, programme_id, cohort_id),
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id)
);
CREATE UNIQUE INDEX board_decision_standing
    ON waymark.board_decision (offering_id, enrolment_id)
 WHERE state = 'standing';
CREATE INDEX board_decision_enrolment
    ON waymark.board_decision (enrolment_id);

CREATE TYPE waymark.attempt_state AS ENUM
    ('due', 'submitted', 'not_submitted', 'withdrawn');

-- One try at a component: the first comes with the component, a later one
-- with the board's decision that opened it.
CREATE TABLE waymark.attempt (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	component_id	bigint NOT NULL,
	offering_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	number		bigint NOT NULL DEFAULT 1 CHECK (number > 0),
	due_on		date NOT NULL,
	state		waymark.attempt_state NOT NULL DEFAULT 'due',
	submitted_on	date,
	opened_by	bigint REFERENCES waymark.board_decision,
	version		bigint NOT NULL DEFAULT 1,
	CHECK ((number > 1) = (opened_by IS NOT NULL)),
	CHECK (state = 'submitted' OR submitted_on IS NULL),
	FOREIGN KEY (component_id, offering_id, programme_id)
	    REFERENCES waymark.component (id, offering_id, programme_id),
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	UNIQUE (id, component_id, offering_id, programme_id, enrolment_id,
	    person_id)
);
CREATE UNIQUE INDEX attempt_once
    ON waymark.attempt (component_id, enrolment_id, number)
 WHERE state <> 'withdrawn';
CREATE INDEX attempt_offering ON waymark.attempt (offering_id, enrolment_id);
CREATE INDEX attempt_enrolment ON waymark.attempt (enrolment_id);
CREATE INDEX attempt_opened ON waymark.attempt (opened_by);

CREATE TYPE waymark.extension_state AS ENUM ('agreed', 'withdrawn');
CREATE TYPE waymark.extension_reason AS ENUM ('sickness', 'bereavement',
    'caring', 'personal', 'placement_demands', 'support_not_in_place',
    'late_teaching', 'system_fault');
CREATE TYPE waymark.reason_side AS ENUM ('person', 'system');

-- side: whether the cause lies with the person's life or with us.
CREATE TABLE waymark.extension (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	attempt_id	bigint NOT NULL,
	component_id	bigint NOT NULL,
	offering_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	due_on		date NOT NULL,
	reason		waymark.extension_reason NOT NULL,
	side		waymark.reason_side NOT NULL GENERATED ALWAYS AS (
			    CASE WHEN reason IN ('placement_demands',
			        'support_not_in_place', 'late_teaching',
			        'system_fault')
			    THEN 'system'::waymark.reason_side
			    ELSE 'person'::waymark.reason_side END) STORED,
	note		text CHECK (note <> '' AND length(note) <= 1000),
	state		waymark.extension_state NOT NULL DEFAULT 'agreed',
	agreed_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	agreed_at	timestamptz NOT NULL DEFAULT now(),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (attempt_id, component_id, offering_id, programme_id,
	    enrolment_id, person_id) REFERENCES waymark.attempt (id,
	    component_id, offering_id, programme_id, enrolment_id, person_id)
);
CREATE INDEX extension_attempt ON waymark.extension (attempt_id);

CREATE TYPE waymark.mark_state AS ENUM
    ('provisional', 'confirmed', 'withdrawn');

-- released: its trainee may see it.  decision_id: the board's decision that
-- confirms it.
CREATE TABLE waymark.mark (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	attempt_id	bigint NOT NULL UNIQUE,
	component_id	bigint NOT NULL,
	offering_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	mark		bigint NOT NULL CHECK (mark BETWEEN 0 AND 100),
	state		waymark.mark_state NOT NULL DEFAULT 'provisional',
	released	boolean NOT NULL DEFAULT false,
	decision_id	bigint REFERENCES waymark.board_decision,
	version		bigint NOT NULL DEFAULT 1,
	CHECK ((state = 'confirmed') = (decision_id IS NOT NULL)),
	CHECK (state <> 'confirmed' OR released),
	FOREIGN KEY (attempt_id, component_id, offering_id, programme_id,
	    enrolment_id, person_id) REFERENCES waymark.attempt (id,
	    component_id, offering_id, programme_id, enrolment_id, person_id)
);
CREATE INDEX mark_offering ON waymark.mark (offering_id, enrolment_id);
CREATE INDEX mark_decision ON waymark.mark (decision_id);

-- What may follow what.
CREATE TABLE waymark.module_transition (
	subject		text NOT NULL,
	before		text NOT NULL,
	after		text NOT NULL,
	PRIMARY KEY (subject, before, after)
);
INSERT INTO waymark.module_transition VALUES
	('attempt', 'due', 'due'),
	('attempt', 'due', 'submitted'),
	('attempt', 'due', 'not_submitted'),
	('attempt', 'submitted', 'submitted'),
	('attempt', 'submitted', 'due'),		-- noted by mistake
	('attempt', 'submitted', 'not_submitted'),
	('attempt', 'not_submitted', 'due'),
	('attempt', 'not_submitted', 'submitted'),	-- found after all
	('attempt', 'due', 'withdrawn'),	-- its decision was undone
	('extension', 'agreed', 'withdrawn'),
	('mark', 'provisional', 'provisional'),
	('mark', 'provisional', 'withdrawn'),
	('mark', 'withdrawn', 'provisional'),
	('mark', 'provisional', 'confirmed'),
	('mark', 'confirmed', 'confirmed'),	-- by a later decision
	('mark', 'confirmed', 'provisional'),	-- undone, or deferred
	('board_decision', 'standing', 'replaced'),
	('board_decision', 'standing', 'undone'),
	('board_decision', 'replaced', 'standing');

CREATE FUNCTION waymark.module_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.module_transition t
	    WHERE t.subject = TG_TABLE_NAME AND t.before = OLD.state::text
	      AND t.after = NEW.state::text) THEN
		RAISE EXCEPTION '% that is % cannot become %', TG_TABLE_NAME,
		    OLD.state, NEW.state USING ERRCODE = 'check_violation';
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.attempt
    FOR EACH ROW EXECUTE FUNCTION waymark.module_guard();
CREATE TRIGGER guard BEFORE UPDATE ON waymark.extension
    FOR EACH ROW EXECUTE FUNCTION waymark.module_guard();
CREATE TRIGGER guard BEFORE UPDATE ON waymark.mark
    FOR EACH ROW EXECUTE FUNCTION waymark.module_guard();
CREATE TRIGGER guard BEFORE UPDATE ON waymark.board_decision
    FOR EACH ROW EXECUTE FUNCTION waymark.module_guard();

CREATE FUNCTION waymark.module_version() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER version BEFORE UPDATE ON waymark.module_session
    FOR EACH ROW EXECUTE FUNCTION waymark.module_version();
CREATE TRIGGER version BEFORE UPDATE ON waymark.attendance
    FOR EACH ROW EXECUTE FUNCTION waymark.module_version();

-- Weights never add up to more than 100, and what a board has judged by is
-- not added to.
CREATE FUNCTION waymark.component_fits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM 1 FROM waymark.offering o WHERE o.id = NEW.offering_id
	    FOR UPDATE;
	IF NEW.weight + (SELECT coalesce(sum(c.weight), 0)
	    FROM waymark.component c WHERE c.offering_id = NEW.offering_id)
	    > 100 THEN
		RAISE EXCEPTION 'the weights are more than 100'
		    USING ERRCODE = 'check_violation';
	END IF;
	IF EXISTS (SELECT 1 FROM waymark.board_decision d
	    WHERE d.offering_id = NEW.offering_id AND d.state = 'standing') THEN
		RAISE EXCEPTION 'the board has decided on this module'
		    USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER component_fits BEFORE INSERT ON waymark.component
    FOR EACH ROW EXECUTE FUNCTION waymark.component_fits();

-- Everybody of the cohort has a first attempt, whoever came first: the
-- component or the person.
CREATE FUNCTION waymark.first_attempts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.attempt (component_id, offering_id, programme_id,
	    enrolment_id, person_id, due_on)
	SELECT c.id, c.offering_id, c.programme_id, e.id, e.person_id, c.due_on
	  FROM waymark.component c
	  JOIN waymark.enrolment e ON e.cohort_id = c.cohort_id
	 WHERE e.cohort_id = NEW.cohort_id AND e.state <> 'withdrawn'
	   AND CASE TG_TABLE_NAME WHEN 'component' THEN c.id ELSE e.id END
	       = NEW.id
	 ORDER BY e.id, c.id;
	RETURN NULL;
END
$$;
CREATE TRIGGER first_attempts AFTER INSERT ON waymark.component
    FOR EACH ROW EXECUTE FUNCTION waymark.first_attempts();
CREATE TRIGGER first_attempts AFTER INSERT ON waymark.enrolment
    FOR EACH ROW EXECUTE FUNCTION waymark.first_attempts();

-- A board gives no more attempts than the programme allows.
CREATE FUNCTION waymark.attempt_allowed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NEW.number > waymark.setting_of(NEW.programme_id,
	    'module_attempts_most') THEN
		RAISE EXCEPTION 'there is no attempt %', NEW.number
		    USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER attempt_allowed BEFORE INSERT ON waymark.attempt
    FOR EACH ROW EXECUTE FUNCTION waymark.attempt_allowed();

-- What was marked was handed in.
CREATE FUNCTION waymark.attempt_keeps_mark() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NEW.state <> 'submitted' AND EXISTS (SELECT 1 FROM waymark.mark m
	    WHERE m.attempt_id = NEW.id AND m.state <> 'withdrawn') THEN
		RAISE EXCEPTION 'an attempt that is marked was submitted'
		    USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER keeps_mark BEFORE UPDATE ON waymark.attempt
    FOR EACH ROW EXECUTE FUNCTION waymark.attempt_keeps_mark();

-- After the board a mark stays as it is, until a decision opens it again.
CREATE FUNCTION waymark.mark_fits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NEW.state <> 'withdrawn' AND NOT EXISTS (
	    SELECT 1 FROM waymark.attempt a
	     WHERE a.id = NEW.attempt_id AND a.state = 'submitted') THEN
		RAISE EXCEPTION 'only what was submitted is marked'
		    USING ERRCODE = 'check_violation';
	END IF;
	IF TG_OP = 'UPDATE' AND NEW.mark <> OLD.mark
	    AND 'confirmed' IN (OLD.state, NEW.state) THEN
		RAISE EXCEPTION 'a confirmed mark changes by the board alone'
		    USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER mark_fits BEFORE INSERT OR UPDATE ON waymark.mark
    FOR EACH ROW EXECUTE FUNCTION waymark.mark_fits();

-- Marks and the attempts that a board opened are as the decisions say: what
-- the standing one judged is confirmed, and what an undone one opened is gone.
CREATE FUNCTION waymark.board_followed(offering bigint, enrolment bigint)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	stands waymark.board_decision;
BEGIN
	SELECT * INTO stands FROM waymark.board_decision d
	 WHERE d.offering_id = offering AND d.enrolment_id = enrolment
	   AND d.state = 'standing';
	UPDATE waymark.mark m
	   SET state = 'provisional', decision_id = NULL
	 WHERE m.offering_id = offering AND m.enrolment_id = enrolment
	   AND m.state = 'confirmed'
	   AND m.id <> ALL (coalesce(stands.judged, '{}'));
	UPDATE waymark.mark m
	   SET state = 'confirmed', released = true, decision_id = stands.id
	 WHERE m.offering_id = offering AND m.enrolment_id = enrolment
	   AND m.state <> 'withdrawn' AND m.id = ANY (stands.judged)
	   AND m.decision_id IS DISTINCT FROM stands.id;
	UPDATE waymark.attempt a SET state = 'withdrawn'
	  FROM waymark.board_decision d
	 WHERE a.opened_by = d.id AND d.offering_id = offering
	   AND d.enrolment_id = enrolment AND d.state = 'undone'
	   AND a.state <> 'withdrawn';
END
$$;

-- A decision rests on marks for all there is to mark; a deferral on none.
CREATE FUNCTION waymark.board_decides() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM 1 FROM waymark.offering o WHERE o.id = NEW.offering_id
	    FOR UPDATE;
	IF NEW.outcome <> 'deferred' AND ((SELECT sum(c.weight)
	    FROM waymark.component c WHERE c.offering_id = NEW.offering_id)
	    IS DISTINCT FROM 100 OR EXISTS (
	    SELECT 1 FROM waymark.component c
	     WHERE c.offering_id = NEW.offering_id AND NOT EXISTS (
	        SELECT 1 FROM waymark.attempt a
	         WHERE a.component_id = c.id
	           AND a.enrolment_id = NEW.enrolment_id
	           AND a.state <> 'withdrawn')) OR EXISTS (
	    SELECT 1 FROM waymark.attempt a
	      LEFT JOIN waymark.mark m
	             ON m.attempt_id = a.id AND m.state <> 'withdrawn'
	     WHERE a.offering_id = NEW.offering_id
	       AND a.enrolment_id = NEW.enrolment_id
	       AND (a.state = 'due'
	           OR (a.state = 'submitted' AND m.id IS NULL)))) THEN
		RAISE EXCEPTION 'a board decides when all is marked'
		    USING ERRCODE = 'check_violation';
	END IF;
	IF NEW.outcome <> 'deferred' THEN
		NEW.judged := ARRAY(SELECT m.id FROM waymark.mark m
		    WHERE m.offering_id = NEW.offering_id
		      AND m.enrolment_id = NEW.enrolment_id
		      AND m.state <> 'withdrawn' ORDER BY m.id);
	END IF;
	UPDATE waymark.board_decision d SET state = 'replaced'
	 WHERE d.offering_id = NEW.offering_id
	   AND d.enrolment_id = NEW.enrolment_id AND d.state = 'standing'
	RETURNING d.id INTO NEW.replaces;
	RETURN NEW;
END
$$;
CREATE TRIGGER board_decides BEFORE INSERT ON waymark.board_decision
    FOR EACH ROW EXECUTE FUNCTION waymark.board_decides();

-- A resit opens an attempt at each component whose last one was not passed.
CREATE FUNCTION waymark.board_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.board_followed(NEW.offering_id, NEW.enrolment_id);
	IF NEW.outcome <> 'resit' THEN
		RETURN NULL;
	END IF;
	INSERT INTO waymark.attempt (component_id, offering_id, programme_id,
	    enrolment_id, person_id, number, due_on, opened_by)
	SELECT last.component_id, NEW.offering_id, NEW.programme_id,
	       NEW.enrolment_id, NEW.person_id, last.number + 1,
	       NEW.resit_due_on, NEW.id
	  FROM (SELECT DISTINCT ON (a.component_id) a.component_id, a.number,
	               m.mark, c.pass_mark
	          FROM waymark.attempt a
	          JOIN waymark.component c ON c.id = a.component_id
	          LEFT JOIN waymark.mark m
	                 ON m.attempt_id = a.id AND m.state <> 'withdrawn'
	         WHERE a.offering_id = NEW.offering_id
	           AND a.enrolment_id = NEW.enrolment_id
	           AND a.state <> 'withdrawn'
	         ORDER BY a.component_id, a.number DESC) last
	 WHERE last.mark IS NULL OR last.mark < last.pass_mark
	 ORDER BY last.component_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'there is nothing to resit'
		    USING ERRCODE = 'check_violation';
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER board_decided AFTER INSERT ON waymark.board_decision
    FOR EACH ROW EXECUTE FUNCTION waymark.board_decided();

-- Undone: the decision before it stands again, unless something was handed in
-- because of it.
CREATE FUNCTION waymark.board_undone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM waymark.attempt a WHERE a.opened_by = NEW.id
	    AND a.state IN ('submitted', 'not_submitted')) THEN
		RAISE EXCEPTION 'this decision has been acted upon'
		    USING ERRCODE = 'check_violation';
	END IF;
	UPDATE waymark.board_decision SET state = 'standing'
	 WHERE id = NEW.replaces;
	PERFORM waymark.board_followed(NEW.offering_id, NEW.enrolment_id);
	RETURN NULL;
END
$$;
CREATE TRIGGER board_undone AFTER UPDATE ON waymark.board_decision
    FOR EACH ROW WHEN (NEW.state = 'undone')
    EXECUTE FUNCTION waymark.board_undone();

INSERT INTO waymark.setting (name, value, source) VALUES
	('module_pass_mark', 50, 'Waymark: usual for modules of level 7; the '
	    'regulations of the university that awards them decide'),
	('module_attempts_most', 2, 'Waymark: a first attempt and one resit'),
	('module_rounding', 0, 'Waymark: 0 rounds a result to the nearest '
	    'whole mark, a half upwards; 1 rounds down'),
	('module_component_passes', 1, 'Waymark: 1 asks for a pass in each '
	    'component, 0 for a pass of the result alone'),
	('module_compensate_from', 40, 'Waymark: the least mark of a component '
	    'that a board may compensate; 101 compensates none'),
	('module_resit_capped', 1, 'Waymark: 1 counts a resit as the pass '
	    'mark at most, 0 as it was marked'),
	('module_attendance_least', 80, 'Waymark: the share of sessions, of '
	    '100, below which attendance is pointed out'),
	('module_resit_days', 28, 'Waymark: proposed from the board to the '
	    'resit');

-- Who sees and writes which rows.
CREATE FUNCTION auth.own_cohorts() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	RETURN ARRAY(SELECT e.cohort_id FROM waymark.enrolment e
	    WHERE e.person_id = me);
END
$$;
GRANT EXECUTE ON FUNCTION auth.own_cohorts() TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['module', 'offering', 'module_session',
	    'attendance', 'component', 'board_decision', 'attempt',
	    'extension', 'mark', 'module_transition'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		CONTINUE WHEN t = 'module_transition';
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
		EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR UPDATE
		    OR DELETE ON waymark.%I FOR EACH ROW EXECUTE FUNCTION
		    audit.changed()', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['offering', 'module_session', 'component']
	    LOOP
		EXECUTE format('CREATE POLICY sees ON waymark.%I FOR SELECT TO
		    waymark_web USING (programme_id = ANY
		    ((SELECT auth.staff_programmes())::bigint[])
		    OR cohort_id = ANY
		    ((SELECT auth.own_cohorts())::bigint[]))', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['attendance', 'attempt', 'extension',
	    'board_decision'] LOOP
		EXECUTE format('CREATE POLICY sees ON waymark.%I FOR SELECT TO
		    waymark_web USING (person_id = (SELECT auth.person_id())
		    OR programme_id = ANY
		    ((SELECT auth.staff_programmes())::bigint[]))', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['offering', 'module_session', 'component',
	    'attendance', 'board_decision', 'extension', 'mark'] LOOP
		EXECUTE format('CREATE POLICY adds ON waymark.%I FOR INSERT TO
		    waymark_web WITH CHECK (programme_id = ANY
		    ((SELECT auth.staff_programmes())::bigint[]))', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['offering', 'module_session', 'attendance',
	    'attempt', 'extension', 'mark'] LOOP
		EXECUTE format('CREATE POLICY changes ON waymark.%I FOR UPDATE
		    TO waymark_web USING (programme_id = ANY
		    ((SELECT auth.staff_programmes())::bigint[]))', t);
	END LOOP;
END
$$;

CREATE POLICY everybody ON waymark.module FOR SELECT TO waymark_web
    USING (true);
-- A trainee's own marks once they are released; nobody but staff otherwise.
CREATE POLICY sees ON waymark.mark FOR SELECT TO waymark_web USING (
    programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR (person_id = (SELECT auth.person_id()) AND released));
CREATE POLICY undoes ON waymark.board_decision FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
    WITH CHECK (state = 'undone');
-- History shows no mark that its row would not.
CREATE POLICY marks ON audit.event AS RESTRICTIVE FOR SELECT TO waymark_web
    USING (subject <> 'mark' OR programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));

GRANT INSERT (module_id, programme_id, cohort_id, starts_on, ends_on, leader),
    UPDATE (starts_on, ends_on, leader) ON waymark.offering TO waymark_web;
GRANT INSERT (offering_id, programme_id, cohort_id, on_date, minutes, title),
    UPDATE (on_date, minutes, title, cancelled) ON waymark.module_session
    TO waymark_web;
GRANT INSERT (offering_id, programme_id, cohort_id, title, weight, due_on,
    pass_mark) ON waymark.component TO waymark_web;
GRANT INSERT (session_id, offering_id, programme_id, enrolment_id, person_id,
    state, reason), UPDATE (state, reason) ON waymark.attendance
    TO waymark_web;
GRANT UPDATE (state, submitted_on) ON waymark.attempt TO waymark_web;
GRANT INSERT (attempt_id, component_id, offering_id, programme_id,
    enrolment_id, person_id, due_on, reason, note), UPDATE (state)
    ON waymark.extension TO waymark_web;
GRANT INSERT (attempt_id, component_id, offering_id, programme_id,
    enrolment_id, person_id, mark), UPDATE (mark, state, released)
    ON waymark.mark TO waymark_web;
GRANT INSERT (offering_id, programme_id, cohort_id, enrolment_id, person_id,
    outcome, result, board_on, resit_due_on), UPDATE (state, undone_because)
    ON waymark.board_decision TO waymark_web;
