-- What happens to an enrolment: dated events with their reasons, from which
-- its state follows.
--
-- The web writes events and nothing else: triggers move the enrolment, the
-- interruptions of its placements and the trainee's role after them.  An event
-- is undone by another, the latest that stands first.

ALTER TABLE waymark.enrolment ADD COLUMN ends_on date; -- NULL: with the cohort

CREATE TYPE waymark.enrolment_change AS ENUM ('offered', 'enrolled',
    'deferred', 'paused', 'resumed', 'extended', 'transferred', 'withdrawn',
    'reinstated', 'completed', 'undone');

-- What may follow what.  An enrolment begins offered or enrolled; an undoing
-- leads back to where what it undoes came from.
CREATE TABLE waymark.enrolment_transition (
	change	waymark.enrolment_change NOT NULL,
	before	waymark.enrolment_state NOT NULL,
	after	waymark.enrolment_state NOT NULL,
	PRIMARY KEY (change, before)
);
INSERT INTO waymark.enrolment_transition (change, before, after) VALUES
	('enrolled', 'offered', 'enrolled'),
	('enrolled', 'deferred', 'enrolled'),
	('deferred', 'offered', 'deferred'),
	('deferred', 'enrolled', 'deferred'),
	('paused', 'enrolled', 'paused'),
	('resumed', 'paused', 'enrolled'),
	('extended', 'enrolled', 'enrolled'),
	('extended', 'paused', 'paused'),
	('transferred', 'offered', 'offered'),
	('transferred', 'enrolled', 'enrolled'),
	('transferred', 'deferred', 'deferred'),
	('transferred', 'paused', 'paused'),
	('withdrawn', 'offered', 'withdrawn'),
	('withdrawn', 'enrolled', 'withdrawn'),
	('withdrawn', 'deferred', 'withdrawn'),
	('withdrawn', 'paused', 'withdrawn'),
	('reinstated', 'withdrawn', 'enrolled'),
	('completed', 'enrolled', 'completed');

-- Why: the person's reasons apart from the system's, so that a report can say
-- how often people stop for what the programme and its hosts did not do.
CREATE TYPE waymark.reason_whose AS ENUM ('person', 'system', 'neither');

CREATE TABLE waymark.enrolment_reason (
	code		text PRIMARY KEY CHECK (code ~ '^[a-z_]+$'),
	whose		waymark.reason_whose NOT NULL,
	label		text NOT NULL UNIQUE CHECK (label <> ''),
	position	bigint NOT NULL UNIQUE,
	changes		waymark.enrolment_change[] NOT NULL
);
INSERT INTO waymark.enrolment_reason (position, whose, code, label, changes)
VALUES
	(1, 'person', 'illness', 'Illness or injury',
	    '{deferred,paused,extended,withdrawn}'),
	(2, 'person', 'bereavement', 'Bereavement',
	    '{deferred,paused,extended,withdrawn}'),
	(3, 'person', 'parental_leave', 'Maternity, paternity, adoption or '
	    'parental leave', '{deferred,paused,extended,withdrawn}'),
	(4, 'person', 'caring', 'Caring for somebody',
	    '{deferred,paused,extended,withdrawn}'),
	(5, 'person', 'part_time', 'Part-time work', '{extended}'),
	(6, 'person', 'moved', 'Moved home', '{transferred,withdrawn}'),
	(7, 'person', 'other_path', 'Chose another path', '{withdrawn}'),
	(8, 'person', 'ready', 'Ready to come back', '{resumed,reinstated}'),
	(9, 'person', 'accepted', 'Accepted the place', '{enrolled}'),
	(10, 'person', 'own_circumstances', 'Other circumstances of their own',
	    '{deferred,paused,extended,transferred,withdrawn}'),
	(11, 'system', 'host_withdrew', 'The host withdrew',
	    '{deferred,paused,extended,transferred,withdrawn}'),
	(12, 'system', 'no_educator', 'No practice educator was available',
	    '{deferred,paused,extended,transferred,withdrawn}'),
	(13, 'system', 'support_not_in_place', 'Support was not in place',
	    '{deferred,paused,extended,transferred,withdrawn}'),
	(14, 'system', 'adjustment_not_in_place', 'A reasonable adjustment was '
	    'not in place', '{deferred,paused,extended,transferred,withdrawn}'),
	(15, 'system', 'funding', 'Funding',
	    '{deferred,paused,extended,transferred,withdrawn}'),
	(16, 'system', 'employer_changed', 'The employer changed or ended the '
	    'post', '{transferred,withdrawn}'),
	(17, 'system', 'decision', 'A decision of the programme or its board',
	    '{extended,transferred,withdrawn,reinstated}'),
	(18, 'system', 'put_right', 'What stood in the way was put right',
	    '{resumed,reinstated,enrolled}'),
	(19, 'neither', 'selected', 'Selected for the programme', '{offered}'),
	(20, 'neither', 'requirements_met', 'Met every requirement',
	    '{completed}'),
	(21, 'neither', 'recorded_wrongly', 'Recorded wrongly', '{undone}'),
	(22, 'neither', 'plan_changed', 'It did not come to that', '{undone}'),
	(23, 'neither', 'not_kept', 'Recorded before reasons were kept', '{}');

-- version: the enrolment's version after it.  undoes: of the same enrolment.
-- expected_on: when a pause or a deferral is thought to end.  state and what
-- follows it: the enrolment as the event left it.
CREATE TABLE waymark.enrolment_event (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	version		bigint NOT NULL CHECK (version > 0),
	change		waymark.enrolment_change NOT NULL,
	on_date		date NOT NULL,
	reason		text NOT NULL REFERENCES waymark.enrolment_reason,
	note		text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
	expected_on	date,
	undoes		bigint,
	state		waymark.enrolment_state NOT NULL,
	cohort_id	bigint NOT NULL,
	employer_id	bigint NOT NULL REFERENCES waymark.organisation,
	starts_on	date NOT NULL,
	ends_on		date,
	by_id		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,	-- NULL: Waymark
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	FOREIGN KEY (cohort_id, programme_id)
	    REFERENCES waymark.cohort (id, programme_id),
	UNIQUE (enrolment_id, version),
	UNIQUE (enrolment_id, undoes),
	FOREIGN KEY (enrolment_id, undoes)
	    REFERENCES waymark.enrolment_event (enrolment_id, version),
	CHECK ((change = 'undone') = (undoes IS NOT NULL)),
	CHECK (undoes > 1 AND undoes < version),
	CHECK (expected_on IS NULL
	    OR (expected_on > on_date AND change IN ('paused', 'deferred')))
);

-- NULL: an interruption of its own, which no event made.
ALTER TABLE waymark.placement_interruption
    ADD COLUMN event_id bigint REFERENCES waymark.enrolment_event;
CREATE INDEX placement_interruption_event
    ON waymark.placement_interruption (event_id);

INSERT INTO waymark.setting (name, value, source) VALUES
	('longest_extension_months', 24, 'Two years beyond the cohort''s end; '
	    'Dorset''s ASYE has to be finished within two years');

-- Enrolments from before there were events.
INSERT INTO waymark.enrolment_event (enrolment_id, person_id, programme_id,
    version, change, on_date, reason, state, cohort_id, employer_id, starts_on)
SELECT e.id, e.person_id, e.programme_id, 1, 'enrolled',
       least(e.starts_on, waymark.today()), 'not_kept', 'enrolled',
       e.cohort_id, e.employer_id, e.starts_on
  FROM waymark.enrolment e;
INSERT INTO waymark.enrolment_event (enrolment_id, person_id, programme_id,
    version, change, on_date, reason, state, cohort_id, employer_id, starts_on)
SELECT e.id, e.person_id, e.programme_id, 2,
       e.state::text::waymark.enrolment_change,
       greatest(e.starts_on, least(waymark.today(), coalesce(
           (SELECT min(lower(i.during)) FROM waymark.placement_interruption i
              JOIN waymark.placement p ON p.id = i.placement_id
             WHERE p.enrolment_id = e.id AND e.state = 'paused'
               AND upper_inf(i.during)),
           (SELECT max(upper(r.during)) FROM waymark.role_held r
             WHERE r.person_id = e.person_id AND r.role = 'trainee'
               AND r.programme_id = e.programme_id
               AND e.state <> 'paused'), waymark.today()))), 'not_kept',
       e.state, e.cohort_id, e.employer_id, e.starts_on
  FROM waymark.enrolment e
 WHERE e.state <> 'enrolled';
UPDATE waymark.enrolment e
   SET version = (SELECT max(v.version) FROM waymark.enrolment_event v
                   WHERE v.enrolment_id = e.id);
UPDATE waymark.placement_interruption i
   SET event_id = v.id
  FROM waymark.placement p
  JOIN waymark.enrolment_event v ON v.enrolment_id = p.enrolment_id
 WHERE p.id = i.placement_id AND v.change = 'paused' AND upper_inf(i.during);

-- The events that stand: neither undone nor undoing.
CREATE FUNCTION waymark.enrolment_stands(whose bigint)
RETURNS SETOF waymark.enrolment_event
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT v.* FROM waymark.enrolment_event v
	 WHERE v.enrolment_id = whose AND v.change <> 'undone'
	   AND NOT EXISTS (SELECT 1 FROM waymark.enrolment_event u
	        WHERE u.enrolment_id = whose AND u.undoes = v.version)
$$;

CREATE FUNCTION waymark.event_refuse(why text) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation';
END
$$;

-- The dates of an event against those of the enrolment that it changes.
CREATE FUNCTION waymark.event_dates(v waymark.enrolment_event,
    e waymark.enrolment, latest waymark.enrolment_event) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	c waymark.cohort;
BEGIN
	SELECT * INTO c FROM waymark.cohort WHERE id = v.cohort_id;
	IF v.on_date > waymark.today() OR v.on_date < latest.on_date THEN
		PERFORM waymark.event_refuse('an event lies between the one '
		    'before it and today');
	ELSIF v.change IN ('paused', 'completed')
	    AND v.on_date < e.starts_on THEN
		PERFORM waymark.event_refuse('who has not started cannot do '
		    'that');
	ELSIF v.change = 'deferred' AND e.state = 'enrolled'
	    AND v.on_date >= e.starts_on THEN
		PERFORM waymark.event_refuse('who has started cannot defer');
	ELSIF v.change = 'resumed' AND v.on_date <=
	    (SELECT max(p.on_date) FROM waymark.enrolment_stands(e.id) p
	      WHERE p.change = 'paused') THEN
		PERFORM waymark.event_refuse('a pause has a day at least');
	ELSIF v.change = 'enrolled' AND (v.starts_on < c.starts_on
	    OR v.starts_on > c.ends_on) THEN
		PERFORM waymark.event_refuse('it starts within the cohort');
	ELSIF v.change = 'extended' AND (v.ends_on IS NULL
	    OR v.ends_on <= coalesce(e.ends_on, c.ends_on)
	    OR v.ends_on > c.ends_on + make_interval(months =>
	        waymark.setting_of(e.programme_id,
	            'longest_extension_months')::integer)) THEN
		PERFORM waymark.event_refuse('an extension ends later, within '
		    'the programme''s limit');
	ELSIF v.change = 'transferred' AND (v.cohort_id, v.employer_id) =
	    (e.cohort_id, e.employer_id) THEN
		PERFORM waymark.event_refuse('a transfer leads elsewhere');
	END IF;
END
$$;

-- One at a time: whoever saw an older version of the enrolment writes nothing.
CREATE FUNCTION waymark.enrolment_event_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	e waymark.enrolment;
	latest waymark.enrolment_event;
	back waymark.enrolment_event;
BEGIN
	SELECT * INTO e FROM waymark.enrolment
	 WHERE id = NEW.enrolment_id FOR UPDATE;
	SELECT * INTO latest FROM waymark.enrolment_stands(e.id)
	 ORDER BY version DESC LIMIT 1;
	IF latest.id IS NULL AND NEW.version = 1
	    AND NEW.change::text = e.state::text THEN
		NEW.state := e.state;
		RETURN NEW;
	END IF;
	IF NEW.version IS DISTINCT FROM e.version + 1 THEN
		RETURN NULL;
	END IF;
	IF NOT EXISTS (SELECT 1 FROM waymark.enrolment_reason r
	    WHERE r.code = NEW.reason AND NEW.change = ANY (r.changes)) THEN
		PERFORM waymark.event_refuse('that is no reason for it');
	END IF;
	IF NEW.change = 'undone' THEN
		SELECT * INTO back FROM waymark.enrolment_stands(e.id)
		 WHERE version < latest.version ORDER BY version DESC LIMIT 1;
		IF NEW.undoes IS DISTINCT FROM latest.version
		    OR back.id IS NULL THEN
			PERFORM waymark.event_refuse('only the latest event '
			    'can be undone, and never the first');
		END IF;
		NEW.on_date := waymark.today();
		NEW.state := back.state;
		NEW.cohort_id := back.cohort_id;
		NEW.employer_id := back.employer_id;
		NEW.starts_on := back.starts_on;
		NEW.ends_on := back.ends_on;
		RETURN NEW;
	END IF;
	NEW.state := (SELECT t.after FROM waymark.enrolment_transition t
	    WHERE t.change = NEW.change AND t.before = e.state);
	IF NEW.state IS NULL THEN
		PERFORM waymark.event_refuse(format('who is %s cannot be %s',
		    e.state, NEW.change));
	END IF;
	IF NEW.change NOT IN ('enrolled', 'transferred') THEN
		NEW.cohort_id := e.cohort_id;
	END IF;
	IF NEW.change <> 'transferred' THEN
		NEW.employer_id := e.employer_id;
	END IF;
	IF NEW.change <> 'enrolled' THEN
		NEW.starts_on := e.starts_on;
	END IF;
	IF NEW.change <> 'extended' THEN
		NEW.ends_on := CASE WHEN NEW.cohort_id = e.cohort_id
		    THEN e.ends_on END;
	END IF;
	PERFORM waymark.event_dates(NEW, e, latest);
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.enrolment_event
    FOR EACH ROW EXECUTE FUNCTION waymark.enrolment_event_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.enrolment_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.enrolment_event
    FOR EACH ROW EXECUTE FUNCTION audit.changed();

-- When somebody is away: from a pause, or from leaving, until what ends it; in
-- each placement that it meets, less what interrupts that for other reasons.
-- The words are for all who see the placement, so they do not say why.
CREATE FUNCTION waymark.enrolment_away(whose bigint)
RETURNS TABLE (placement_id bigint, event_id bigint, during daterange,
    reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	WITH stands AS (SELECT * FROM waymark.enrolment_stands(whose)),
	away AS (
	    SELECT s.id, s.change, daterange(s.on_date, (SELECT min(n.on_date)
	               FROM stands n
	              WHERE n.version > s.version AND n.change IN
	                    ('resumed', 'withdrawn', 'reinstated'))) AS during
	      FROM stands s
	     WHERE s.change IN ('paused', 'withdrawn'))
	SELECT p.id, a.id, d.during,
	       CASE a.change WHEN 'paused' THEN 'Programme paused'
	           ELSE 'Left the programme' END
	  FROM away a
	  JOIN waymark.placement p ON p.enrolment_id = whose
	   AND daterange(p.starts_on, p.ends_on, '[]') && a.during
	 CROSS JOIN LATERAL unnest(datemultirange(a.during) - coalesce(
	       (SELECT range_agg(i.during) FROM waymark.placement_interruption i
	         WHERE i.placement_id = p.id AND i.event_id IS NULL),
	       '{}')) AS d(during)
$$;

CREATE FUNCTION waymark.interruptions_follow(whose bigint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	DELETE FROM waymark.placement_interruption i
	 USING waymark.enrolment_event v
	 WHERE v.id = i.event_id AND v.enrolment_id = whose
	   AND NOT EXISTS (SELECT 1 FROM waymark.enrolment_away(whose) a
	        WHERE (a.placement_id, a.event_id, a.during) =
	              (i.placement_id, i.event_id, i.during));
	INSERT INTO waymark.placement_interruption
	    (placement_id, event_id, during, reason)
	SELECT a.placement_id, a.event_id, a.during, a.reason
	  FROM waymark.enrolment_away(whose) a
	 WHERE NOT EXISTS (SELECT 1 FROM waymark.placement_interruption i
	        WHERE (a.placement_id, a.event_id, a.during) =
	              (i.placement_id, i.event_id, i.during));
$$;

-- A trainee's role ends with the last enrolment that they leave, and goes on
-- when one of them does.
CREATE FUNCTION waymark.trainee_role_follows(whose bigint, programme bigint)
RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	WITH role AS (
	    SELECT o.id, lower(o.during) AS since
	      FROM waymark.role_held o
	     WHERE o.person_id = whose AND o.role = 'trainee'
	       AND o.programme_id = programme
	     ORDER BY lower(o.during) DESC LIMIT 1),
	place AS (
	    SELECT bool_and(e.state = 'withdrawn') AS gone,
	           max((SELECT max(v.on_date)
	                  FROM waymark.enrolment_stands(e.id) v)) AS left_on
	      FROM waymark.enrolment e
	     WHERE e.person_id = whose AND e.programme_id = programme)
	UPDATE waymark.role_held r
	   SET during = daterange(role.since, CASE WHEN place.gone
	           THEN greatest(place.left_on, role.since + 1) END)
	  FROM role, place
	 WHERE r.id = role.id
	   AND upper_inf(r.during) = place.gone
$$;

CREATE FUNCTION waymark.enrolment_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NEW.version = 1 THEN
		RETURN NULL;
	END IF;
	UPDATE waymark.enrolment
	   SET state = NEW.state, cohort_id = NEW.cohort_id,
	       employer_id = NEW.employer_id, starts_on = NEW.starts_on,
	       ends_on = NEW.ends_on, version = NEW.version
	 WHERE id = NEW.enrolment_id;
	PERFORM waymark.interruptions_follow(NEW.enrolment_id);
	IF NEW.change IN ('withdrawn', 'reinstated', 'undone') THEN
		PERFORM waymark.trainee_role_follows(NEW.person_id,
		    NEW.programme_id);
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT ON waymark.enrolment_event
    FOR EACH ROW EXECUTE FUNCTION waymark.enrolment_follows();

-- An enrolment says what its latest event left, whoever writes it.
CREATE FUNCTION waymark.enrolment_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.state NOT IN ('offered', 'enrolled')
		    OR NEW.version <> 1 THEN
			PERFORM waymark.event_refuse('an enrolment begins '
			    'offered or enrolled');
		END IF;
	ELSIF NOT EXISTS (SELECT 1 FROM waymark.enrolment_event v
	    WHERE v.enrolment_id = NEW.id AND v.version = NEW.version
	      AND (v.state, v.cohort_id, v.employer_id, v.starts_on)
	          = (NEW.state, NEW.cohort_id, NEW.employer_id, NEW.starts_on)
	      AND v.ends_on IS NOT DISTINCT FROM NEW.ends_on)
	    OR NEW.version < OLD.version THEN
		PERFORM waymark.event_refuse('an enrolment follows its events');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OF state, cohort_id, employer_id,
    starts_on, ends_on, version ON waymark.enrolment
    FOR EACH ROW EXECUTE FUNCTION waymark.enrolment_guard();

CREATE FUNCTION waymark.enrolment_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.enrolment_event (enrolment_id, person_id,
	    programme_id, version, change, on_date, reason, state, cohort_id,
	    employer_id, starts_on, ends_on)
	VALUES (NEW.id, NEW.person_id, NEW.programme_id, NEW.version,
	    NEW.state::text::waymark.enrolment_change,
	    least(NEW.starts_on, waymark.today()),
	    CASE NEW.state WHEN 'offered' THEN 'selected' ELSE 'accepted' END,
	    NEW.state, NEW.cohort_id, NEW.employer_id, NEW.starts_on,
	    NEW.ends_on);
	RETURN NULL;
END
$$;
CREATE TRIGGER begins AFTER INSERT ON waymark.enrolment
    FOR EACH ROW EXECUTE FUNCTION waymark.enrolment_begins();

CREATE FUNCTION waymark.placement_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.interruptions_follow(NEW.enrolment_id);
	RETURN NULL;
END
$$;
CREATE TRIGGER away_follows AFTER INSERT OR UPDATE OF starts_on, ends_on
    ON waymark.placement
    FOR EACH ROW EXECUTE FUNCTION waymark.placement_follows();

-- Somebody whom Waymark knows, wherever, joins a cohort of mine: by the email
-- address, and the family name so that it is no slip.  No row: not known so.
-- A person who is in the cohort already has no new enrolment.
CREATE FUNCTION waymark.enrol_known(email text, family_name text, cohort bigint,
    employer bigint, starts_on date, working bigint[],
    state waymark.enrolment_state)
RETURNS TABLE (person_id bigint, enrolment_id bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	c waymark.cohort;
	p waymark.person;
	made bigint;
BEGIN
	SELECT * INTO c FROM waymark.cohort
	 WHERE id = enrol_known.cohort
	   AND programme_id = ANY (auth.staff_programmes());
	SELECT * INTO p FROM waymark.person o
	 WHERE lower(o.email) = lower(enrol_known.email)
	   AND waymark.fold(o.family_name) =
	       waymark.fold(enrol_known.family_name);
	IF c.id IS NULL OR p.id IS NULL OR p.id = auth.person_id() THEN
		RETURN;
	END IF;
	INSERT INTO waymark.enrolment AS e (programme_id, cohort_id, person_id,
	    employer_id, starts_on, working, state)
	VALUES (c.programme_id, c.id, p.id, employer, enrol_known.starts_on,
	    enrol_known.working, enrol_known.state)
	ON CONFLICT DO NOTHING RETURNING e.id INTO made;
	IF made IS NOT NULL AND NOT EXISTS (SELECT 1 FROM waymark.role_held r
	    WHERE r.person_id = p.id AND r.role = 'trainee'
	      AND r.programme_id = c.programme_id AND upper_inf(r.during)) THEN
		INSERT INTO waymark.role_held
		    (person_id, role, programme_id, during)
		VALUES (p.id, 'trainee', c.programme_id,
		    daterange(waymark.today(), NULL));
	END IF;
	RETURN QUERY SELECT p.id, made;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.enrol_known(text, text, bigint, bigint, date,
    bigint[], waymark.enrolment_state) TO waymark_web;

ALTER TABLE waymark.enrolment_transition ENABLE ROW LEVEL SECURITY,
    FORCE ROW LEVEL SECURITY;
ALTER TABLE waymark.enrolment_reason ENABLE ROW LEVEL SECURITY,
    FORCE ROW LEVEL SECURITY;
ALTER TABLE waymark.enrolment_event ENABLE ROW LEVEL SECURITY,
    FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON waymark.enrolment_transition TO waymark_owner
    USING (true) WITH CHECK (true);
CREATE POLICY owner ON waymark.enrolment_reason TO waymark_owner
    USING (true) WITH CHECK (true);
CREATE POLICY owner ON waymark.enrolment_event TO waymark_owner
    USING (true) WITH CHECK (true);

CREATE POLICY everybody ON waymark.enrolment_transition FOR SELECT
    TO waymark_web USING (true);
CREATE POLICY everybody ON waymark.enrolment_reason FOR SELECT
    TO waymark_web USING (true);
GRANT SELECT ON waymark.enrolment_transition, waymark.enrolment_reason
    TO waymark_web;

-- Why somebody stopped is between them and the programme's staff.
CREATE POLICY sees ON waymark.enrolment_event FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
CREATE POLICY records ON waymark.enrolment_event FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[])
        AND person_id <> (SELECT auth.person_id())
        AND by_id = (SELECT auth.person_id()));
GRANT SELECT ON waymark.enrolment_event TO waymark_web;
GRANT INSERT (enrolment_id, person_id, programme_id, version, change, on_date,
    reason, note, expected_on, undoes, cohort_id, employer_id, starts_on,
    ends_on) ON waymark.enrolment_event TO waymark_web;

-- A place may be offered first; cohorts are set up by their programme's staff.
GRANT INSERT (state) ON waymark.enrolment TO waymark_web;
CREATE POLICY sets_up ON waymark.cohort FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT INSERT (programme_id, name, starts_on, ends_on) ON waymark.cohort
    TO waymark_web;
