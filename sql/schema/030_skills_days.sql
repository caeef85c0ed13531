-- Skills days: up to so many of the days in practice settings.
--
-- Staff record a cohort's skills day with its register, for everybody at once;
-- a trainee logs one of their own, which staff confirm or return.  A whole
-- skills day within a placement interrupts it: nothing is expected there.

CREATE TABLE waymark.skills_day (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL,
	cohort_id	bigint NOT NULL,
	on_date		date NOT NULL,
	halves		bigint NOT NULL CHECK (halves IN (1, 2)),
	title		text NOT NULL CHECK (title <> ''
			    AND length(title) <= 200),
	by_id		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (cohort_id, programme_id)
	    REFERENCES waymark.cohort (id, programme_id),
	UNIQUE (cohort_id, on_date, title),
	UNIQUE (id, programme_id)
);

-- skills_day_id: NULL of one that the trainee logged.
CREATE TABLE waymark.skills_entry (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	skills_day_id	bigint,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	on_date		date NOT NULL,
	halves		bigint NOT NULL CHECK (halves IN (1, 2)),
	title		text NOT NULL CHECK (title <> ''
			    AND length(title) <= 200),
	state		waymark.day_state NOT NULL DEFAULT 'submitted',
	submitted_at	timestamptz NOT NULL DEFAULT now(),
	decided_by	bigint REFERENCES waymark.person,
	decided_at	timestamptz,
	return_reason	text CHECK (return_reason <> ''
			    AND length(return_reason) <= 1000),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	FOREIGN KEY (skills_day_id, programme_id)
	    REFERENCES waymark.skills_day (id, programme_id),
	CHECK ((state IN ('confirmed', 'returned')) <=
	    (decided_by IS NOT NULL AND decided_at IS NOT NULL)),
	CHECK ((state = 'returned') <= (return_reason IS NOT NULL)),
	UNIQUE (skills_day_id, enrolment_id)
);
CREATE UNIQUE INDEX skills_entry_once
    ON waymark.skills_entry (enrolment_id, on_date)
 WHERE state <> 'withdrawn';
CREATE INDEX skills_entry_person ON waymark.skills_entry (person_id);
CREATE INDEX skills_entry_waiting ON waymark.skills_entry
    (programme_id, waymark.day_of(submitted_at), id)
 WHERE state = 'submitted';
CREATE INDEX skills_entry_returned ON waymark.skills_entry
    (programme_id, waymark.day_of(decided_at), id)
 WHERE state = 'returned';

-- What may follow what.  Those of a register are the staff's alone.
CREATE TABLE waymark.skills_transition (
	before		waymark.day_state NOT NULL,
	after		waymark.day_state NOT NULL,
	by_trainee	boolean NOT NULL,
	PRIMARY KEY (before, after, by_trainee)
);
INSERT INTO waymark.skills_transition VALUES
	('submitted', 'withdrawn', true),
	('returned', 'withdrawn', true),
	('submitted', 'confirmed', false),
	('submitted', 'returned', false),
	('confirmed', 'returned', false),
	('confirmed', 'withdrawn', false),	-- they were not there
	('withdrawn', 'confirmed', false);	-- they were

CREATE FUNCTION waymark.skills_entry_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	trainee boolean := auth.person_id() = NEW.person_id;
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF NOT EXISTS (SELECT 1 FROM waymark.skills_transition t
		    WHERE t.before = OLD.state AND t.after = NEW.state
		      AND t.by_trainee = trainee)
		    OR (trainee OR NEW.state = 'returned')
		        AND NEW.skills_day_id IS NOT NULL
		    OR (OLD.enrolment_id, OLD.on_date, OLD.halves, OLD.title)
		        IS DISTINCT FROM (NEW.enrolment_id, NEW.on_date,
		        NEW.halves, NEW.title) THEN
			PERFORM waymark.event_refuse(format('a skills day '
			    'that is %s cannot become %s here', OLD.state,
			    NEW.state));
		END IF;
		NEW.version := OLD.version + 1;
	END IF;
	IF NEW.on_date > waymark.today() THEN
		PERFORM waymark.event_refuse('nobody was there yet');
	ELSIF NEW.state <> 'withdrawn' AND NEW.halves + coalesce((SELECT
	    max(d.halves) FROM waymark.placement_day d
	     WHERE d.enrolment_id = NEW.enrolment_id
	       AND d.on_date = NEW.on_date AND d.state <> 'withdrawn'), 0) > 2
	THEN
		PERFORM waymark.event_refuse('a day has two halves');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.skills_entry
    FOR EACH ROW EXECUTE FUNCTION waymark.skills_entry_guard();
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON waymark.skills_entry
    FOR EACH ROW EXECUTE FUNCTION audit.changed();
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON waymark.skills_day
    FOR EACH ROW EXECUTE FUNCTION audit.changed();

ALTER TABLE waymark.placement_interruption
    ADD COLUMN skills_entry_id bigint REFERENCES waymark.skills_entry;
CREATE INDEX placement_interruption_skills_entry
    ON waymark.placement_interruption (skills_entry_id);

-- Whole skills days interrupt the placement that they lie in, where nothing
-- else does.
CREATE FUNCTION waymark.skills_days_interrupt(whose bigint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	DELETE FROM waymark.placement_interruption i
	 USING waymark.skills_entry s
	 WHERE s.id = i.skills_entry_id AND s.enrolment_id = whose
	   AND (s.state IN ('withdrawn', 'returned') OR NOT EXISTS
	        (SELECT 1 FROM waymark.placement p
	          WHERE p.id = i.placement_id
	            AND s.on_date BETWEEN p.starts_on AND p.ends_on));
	INSERT INTO waymark.placement_interruption
	    (placement_id, skills_entry_id, during, reason)
	SELECT p.id, s.id, daterange(s.on_date, s.on_date, '[]'), 'Skills day'
	  FROM waymark.skills_entry s
	  JOIN waymark.placement p ON p.enrolment_id = s.enrolment_id
	   AND s.on_date BETWEEN p.starts_on AND p.ends_on
	 WHERE s.enrolment_id = whose AND s.halves = 2
	   AND s.state IN ('submitted', 'confirmed')
	   AND NOT EXISTS (SELECT 1 FROM waymark.placement_interruption i
	        WHERE i.placement_id = p.id AND s.on_date <@ i.during)
$$;
CREATE FUNCTION waymark.skills_days_follow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.skills_days_interrupt(NEW.enrolment_id);
	RETURN NULL;
END
$$;
CREATE TRIGGER interrupts AFTER INSERT OR UPDATE OF state
    ON waymark.skills_entry
    FOR EACH ROW EXECUTE FUNCTION waymark.skills_days_follow();
CREATE TRIGGER skills_days_follow AFTER INSERT OR UPDATE OF starts_on, ends_on
    ON waymark.placement
    FOR EACH ROW EXECUTE FUNCTION waymark.skills_days_follow();

-- Who was there: all at once.  Those whom something else of that day keeps are
-- left out, and answered.
CREATE FUNCTION waymark.keep_skills_register(which bigint, present bigint[])
RETURNS TABLE (enrolment_id bigint, kept boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	d waymark.skills_day;
BEGIN
	SELECT * INTO d FROM waymark.skills_day
	 WHERE id = which AND programme_id = ANY (auth.staff_programmes())
	   FOR UPDATE;
	IF d.id IS NULL OR d.on_date > waymark.today() THEN
		RETURN;
	END IF;
	UPDATE waymark.skills_entry s SET state = 'withdrawn'
	 WHERE s.skills_day_id = d.id AND s.state = 'confirmed'
	   AND s.person_id <> auth.person_id()
	   AND s.enrolment_id <> ALL (present);
	RETURN QUERY
	WITH asked AS (
	    SELECT e.id, e.person_id, e.programme_id,
	           NOT EXISTS (SELECT 1 FROM waymark.skills_entry s
	                WHERE s.enrolment_id = e.id AND s.on_date = d.on_date
	                  AND s.state <> 'withdrawn'
	                  AND s.skills_day_id IS DISTINCT FROM d.id)
	           AND d.halves + coalesce((SELECT max(p.halves)
	                FROM waymark.placement_day p
	               WHERE p.enrolment_id = e.id AND p.on_date = d.on_date
	                 AND p.state <> 'withdrawn'), 0) <= 2 AS free
	      FROM waymark.enrolment e
	     WHERE e.cohort_id = d.cohort_id AND e.id = ANY (present)
	       AND e.person_id <> auth.person_id()),
	written AS (
	    INSERT INTO waymark.skills_entry AS s (skills_day_id,
	        enrolment_id, person_id, programme_id, on_date, halves,
	        title, state, decided_by, decided_at)
	    SELECT d.id, a.id, a.person_id, a.programme_id, d.on_date,
	           d.halves, d.title, 'confirmed', auth.person_id(), now()
	      FROM asked a WHERE a.free ORDER BY a.id
	    ON CONFLICT ON CONSTRAINT skills_entry_skills_day_id_enrolment_id_key
	    DO UPDATE SET state = 'confirmed', decided_by = auth.person_id(),
	        decided_at = now() WHERE s.state = 'withdrawn'
	    RETURNING s.id)
	SELECT a.id, a.free FROM asked a ORDER BY a.id;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.keep_skills_register(bigint, bigint[])
    TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['skills_day', 'skills_entry',
	    'skills_transition'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
	END LOOP;
END
$$;
CREATE POLICY staff ON waymark.skills_day TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT SELECT ON waymark.skills_day TO waymark_web;
GRANT INSERT (programme_id, cohort_id, on_date, halves, title)
    ON waymark.skills_day TO waymark_web;

CREATE POLICY sees ON waymark.skills_entry FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.placed_enrolments())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[]));
CREATE POLICY logs ON waymark.skills_entry FOR INSERT TO waymark_web
    WITH CHECK (person_id = (SELECT auth.person_id())
        AND state = 'submitted' AND skills_day_id IS NULL);
CREATE POLICY removes ON waymark.skills_entry FOR UPDATE TO waymark_web
    USING (person_id = (SELECT auth.person_id()))
    WITH CHECK (person_id = (SELECT auth.person_id())
        AND state = 'withdrawn');
CREATE POLICY decides ON waymark.skills_entry FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        AND person_id <> (SELECT auth.person_id()))
    WITH CHECK (decided_by = (SELECT auth.person_id())
        AND state IN ('confirmed', 'returned'));
GRANT SELECT ON waymark.skills_entry TO waymark_web;
GRANT INSERT (enrolment_id, person_id, programme_id, on_date, halves, title)
    ON waymark.skills_entry TO waymark_web;
GRANT UPDATE (state, decided_by, decided_at, return_reason)
    ON waymark.skills_entry TO waymark_web;

-- What waits of these, for the work list.
CREATE VIEW waymark.waiting_skills_day_to_confirm WITH (security_invoker) AS
SELECT 'skills_day_to_confirm'::waymark.waiting_kind AS kind,
       s.id AS subject_id, waymark.day_of(s.submitted_at) AS since,
       NULL::date AS due_on, s.on_date, 1::bigint AS how_many, s.title AS what,
       s.person_id, s.enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, s.programme_id,
       (SELECT e.cohort_id FROM waymark.enrolment e
         WHERE e.id = s.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.skills_entry s
 WHERE s.state = 'submitted';

CREATE VIEW waymark.waiting_skills_day_returned WITH (security_invoker) AS
SELECT 'skills_day_returned'::waymark.waiting_kind AS kind,
       s.id AS subject_id, waymark.day_of(s.decided_at) AS since,
       NULL::date AS due_on, s.on_date, 1::bigint AS how_many,
       s.return_reason AS what, s.person_id, s.enrolment_id,
       NULL::bigint AS placement_id, NULL::bigint AS organisation_id,
       s.programme_id, (SELECT e.cohort_id FROM waymark.enrolment e
         WHERE e.id = s.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.skills_entry s
 WHERE s.state = 'returned';

INSERT INTO waymark.waiting_source (kind, party, person_is, through) VALUES
	('skills_day_to_confirm', 'staff', 'trainee', '{trainee,staff}'),
	('skills_day_returned', 'trainee', 'trainee', '{trainee,staff}');
SELECT waymark.waiting_rebuild();
GRANT SELECT ON waymark.waiting_skills_day_to_confirm,
    waymark.waiting_skills_day_returned TO waymark_web;
