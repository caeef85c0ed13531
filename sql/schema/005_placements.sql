-- Placements, who educates in them, working patterns, and the days.
--
-- Rows below a placement repeat the placement's trainee, programme and host:
-- a composite foreign key keeps the copies true, and row-level security can
-- decide from the row alone.

CREATE TABLE waymark.team (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	organisation_id	bigint NOT NULL REFERENCES waymark.organisation,
	name		text NOT NULL CHECK (name <> ''),
	statutory	boolean NOT NULL,
	UNIQUE (organisation_id, name),
	UNIQUE (id, organisation_id)
);

CREATE TYPE waymark.placement_stage AS ENUM ('first', 'contrasting', 'last');

CREATE TABLE waymark.placement (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	team_id		bigint NOT NULL,
	stage		waymark.placement_stage NOT NULL,
	starts_on	date NOT NULL,
	ends_on		date NOT NULL CHECK (ends_on >= starts_on),
	required_halves	bigint NOT NULL CHECK (required_halves > 0),
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	FOREIGN KEY (team_id, organisation_id)
	    REFERENCES waymark.team (id, organisation_id),
	UNIQUE (id, enrolment_id, person_id, programme_id, organisation_id),
	CONSTRAINT placement_apart EXCLUDE USING gist (enrolment_id WITH =,
	    daterange(starts_on, ends_on, '[]') WITH &&) DEFERRABLE
);
CREATE INDEX placement_enrolment ON waymark.placement (enrolment_id);
CREATE INDEX placement_person ON waymark.placement (person_id);
CREATE INDEX placement_organisation ON waymark.placement (organisation_id);

-- halves: half-days worked, Monday to Sunday.
CREATE TABLE waymark.placement_pattern (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	placement_id	bigint NOT NULL REFERENCES waymark.placement,
	during		daterange NOT NULL CHECK (NOT isempty(during)),
	halves		bigint[] NOT NULL CHECK (cardinality(halves) = 7
			    AND 0 <= ALL (halves) AND 2 >= ALL (halves)),
	EXCLUDE USING gist (placement_id WITH =, during WITH &&)
);

CREATE TABLE waymark.placement_interruption (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	placement_id	bigint NOT NULL REFERENCES waymark.placement,
	during		daterange NOT NULL CHECK (NOT isempty(during)),
	reason		text NOT NULL CHECK (reason <> ''),
	EXCLUDE USING gist (placement_id WITH =, during WITH &&)
);

CREATE TYPE waymark.educator_duty AS ENUM
    ('practice_educator', 'onsite_supervisor');

-- An empty range is an allocation that was cancelled before it began.
CREATE TABLE waymark.placement_educator (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	placement_id	bigint NOT NULL REFERENCES waymark.placement,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	duty		waymark.educator_duty NOT NULL,
	during		daterange NOT NULL,
	EXCLUDE USING gist (placement_id WITH =, duty WITH =,
	    during WITH &&)
);
CREATE INDEX placement_educator_person
    ON waymark.placement_educator (person_id);

CREATE TYPE waymark.day_kind AS ENUM ('attended', 'make_up', 'absent');
CREATE TYPE waymark.day_state AS ENUM
    ('submitted', 'returned', 'confirmed', 'withdrawn');
CREATE TYPE waymark.absence_reason AS ENUM ('sickness', 'leave',
    'bereavement', 'caring', 'religious_observance', 'host_closed',
    'support_not_in_place', 'other');

CREATE TABLE waymark.placement_day (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	placement_id	bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	on_date		date NOT NULL,
	halves		bigint NOT NULL CHECK (halves IN (1, 2)),
	kind		waymark.day_kind NOT NULL,
	absence		waymark.absence_reason,
	did		text NOT NULL DEFAULT '' CHECK (length(did) <= 4000),
	standard_ids	bigint[] NOT NULL DEFAULT '{}',
	state		waymark.day_state NOT NULL DEFAULT 'submitted',
	submitted_at	timestamptz NOT NULL DEFAULT now(),
	decided_by	bigint REFERENCES waymark.person,
	decided_at	timestamptz,
	return_reason	text CHECK (return_reason <> ''
			    AND length(return_reason) <= 1000),
	version		bigint NOT NULL DEFAULT 1,
	CHECK ((kind = 'absent') = (absence IS NOT NULL)),
	CHECK (kind = 'absent' OR did <> ''),
	CHECK ((state IN ('confirmed', 'returned')) <= (decided_by IS NOT NULL
	    AND decided_at IS NOT NULL)),
	CHECK ((state = 'returned') <= (return_reason IS NOT NULL)),
	FOREIGN KEY (placement_id, enrolment_id, person_id, programme_id,
	    organisation_id) REFERENCES waymark.placement (id, enrolment_id,
	    person_id, programme_id, organisation_id)
);
CREATE UNIQUE INDEX placement_day_once
    ON waymark.placement_day (enrolment_id, on_date)
 WHERE state <> 'withdrawn';
CREATE INDEX placement_day_placement
    ON waymark.placement_day (placement_id, on_date);
CREATE INDEX placement_day_waiting
    ON waymark.placement_day (placement_id, submitted_at)
 WHERE state = 'submitted';

-- The standards of a day, one a row, as the day's own list has them: written by
-- a trigger alone, so that a correction of them is part of the day's history.
CREATE TABLE waymark.placement_day_standard (
	day_id		bigint NOT NULL REFERENCES waymark.placement_day
			    ON DELETE CASCADE,
	standard_id	bigint NOT NULL REFERENCES waymark.standard,
	person_id	bigint NOT NULL,
	PRIMARY KEY (day_id, standard_id)
);

CREATE FUNCTION waymark.day_standards_follow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	DELETE FROM waymark.placement_day_standard
	 WHERE day_id = NEW.id AND standard_id <> ALL (NEW.standard_ids);
	INSERT INTO waymark.placement_day_standard
	    (day_id, standard_id, person_id)
	SELECT NEW.id, id, NEW.person_id FROM unnest(NEW.standard_ids) id
	ON CONFLICT DO NOTHING;
	RETURN NULL;
END
$$;
CREATE TRIGGER standards_follow AFTER INSERT OR UPDATE OF standard_ids
    ON waymark.placement_day
    FOR EACH ROW EXECUTE FUNCTION waymark.day_standards_follow();

-- The sums of a placement's days, for lists that must not add up thousands.
CREATE TABLE waymark.placement_tally (
	placement_id	bigint PRIMARY KEY REFERENCES waymark.placement,
	confirmed	bigint NOT NULL DEFAULT 0,	-- half-days, all of these
	waiting		bigint NOT NULL DEFAULT 0,
	returned	bigint NOT NULL DEFAULT 0,
	absent		bigint NOT NULL DEFAULT 0,
	waiting_days	bigint NOT NULL DEFAULT 0,	-- rows, these two
	returned_days	bigint NOT NULL DEFAULT 0,
	waiting_since	timestamptz,
	latest_on	date
);

CREATE FUNCTION waymark.tally_placements(wanted bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO waymark.placement_tally AS t
	SELECT p.id,
	    coalesce(sum(d.halves) FILTER (WHERE d.kind <> 'absent'
	        AND d.state = 'confirmed'), 0),
	    coalesce(sum(d.halves) FILTER (WHERE d.kind <> 'absent'
	        AND d.state = 'submitted'), 0),
	    coalesce(sum(d.halves) FILTER (WHERE d.kind <> 'absent'
	        AND d.state = 'returned'), 0),
	    coalesce(sum(d.halves) FILTER (WHERE d.kind = 'absent'), 0),
	    count(*) FILTER (WHERE d.state = 'submitted'),
	    count(*) FILTER (WHERE d.state = 'returned'),
	    min(d.submitted_at) FILTER (WHERE d.state = 'submitted'),
	    max(d.on_date)
	  FROM unnest(wanted) AS w(id)
	  JOIN waymark.placement p ON p.id = w.id
	  LEFT JOIN waymark.placement_day d
	         ON d.placement_id = p.id AND d.state <> 'withdrawn'
	 GROUP BY p.id
	ON CONFLICT (placement_id) DO UPDATE SET
	    confirmed = excluded.confirmed, waiting = excluded.waiting,
	    returned = excluded.returned, absent = excluded.absent,
	    waiting_days = excluded.waiting_days,
	    returned_days = excluded.returned_days,
	    waiting_since = excluded.waiting_since,
	    latest_on = excluded.latest_on
$$;

CREATE FUNCTION waymark.tally_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	wanted bigint[] := ARRAY(SELECT DISTINCT placement_id FROM changed);
BEGIN
	-- Two at once take turns, so that the second adds up what the first did.
	PERFORM 1 FROM waymark.placement_tally
	 WHERE placement_id = ANY (wanted) ORDER BY placement_id FOR UPDATE;
	PERFORM waymark.tally_placements(wanted);
	RETURN NULL;
END
$$;

CREATE TRIGGER tally_inserted AFTER INSERT ON waymark.placement_day
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.tally_changed();
CREATE TRIGGER tally_updated AFTER UPDATE ON waymark.placement_day
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.tally_changed();
CREATE TRIGGER tally_deleted AFTER DELETE ON waymark.placement_day
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.tally_changed();

-- A new placement starts with its sums, at nothing.
CREATE FUNCTION waymark.tally_started() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.placement_tally (placement_id) VALUES (NEW.id);
	RETURN NULL;
END
$$;
CREATE TRIGGER tally_started AFTER INSERT ON waymark.placement
    FOR EACH ROW EXECUTE FUNCTION waymark.tally_started();

-- What may follow what.  The trainee writes the day; the educator decides.
CREATE TABLE waymark.day_transition (
	before		waymark.day_state NOT NULL,
	after		waymark.day_state NOT NULL,
	by_trainee	boolean NOT NULL,
	PRIMARY KEY (before, after, by_trainee)
);
INSERT INTO waymark.day_transition VALUES
	('submitted', 'submitted', true),	-- corrected
	('returned', 'submitted', true),	-- corrected and sent again
	('submitted', 'withdrawn', true),	-- removed
	('returned', 'withdrawn', true),
	('withdrawn', 'submitted', true),	-- put back
	('submitted', 'confirmed', false),
	('submitted', 'returned', false),
	('confirmed', 'returned', false);	-- confirmed too soon

CREATE FUNCTION waymark.day_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	trainee boolean := auth.person_id() = NEW.person_id;
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.day_transition t
	    WHERE t.before = OLD.state AND t.after = NEW.state
	      AND t.by_trainee = trainee) THEN
		RAISE EXCEPTION 'a day that is % cannot become % here',
		    OLD.state, NEW.state USING ERRCODE = 'check_violation';
	END IF;
	IF (OLD.placement_id, OLD.person_id) IS DISTINCT FROM
	    (NEW.placement_id, NEW.person_id) THEN
		RAISE EXCEPTION 'a day stays with its placement'
		    USING ERRCODE = 'check_violation';
	END IF;
	IF NOT trainee AND (OLD.on_date, OLD.halves, OLD.kind, OLD.absence,
	    OLD.did, OLD.standard_ids) IS DISTINCT FROM (NEW.on_date,
	    NEW.halves, NEW.kind, NEW.absence, NEW.did, NEW.standard_ids) THEN
		RAISE EXCEPTION 'only the trainee writes what was done'
		    USING ERRCODE = 'check_violation';
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER day_guard BEFORE UPDATE ON waymark.placement_day
    FOR EACH ROW EXECUTE FUNCTION waymark.day_guard();

-- The programmes that know a person (see waymark.person.programme_ids).
CREATE FUNCTION waymark.person_known() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	programme bigint;
BEGIN
	IF TG_TABLE_NAME = 'placement_educator' THEN
		SELECT p.programme_id INTO programme FROM waymark.placement p
		 WHERE p.id = NEW.placement_id;
	ELSE
		programme := NEW.programme_id;
	END IF;
	UPDATE waymark.person
	   SET programme_ids = array_append(programme_ids, programme)
	 WHERE id = NEW.person_id AND programme IS NOT NULL
	   AND NOT programme_ids @> ARRAY[programme];
	RETURN NULL;
END
$$;
CREATE TRIGGER person_known AFTER INSERT ON waymark.role_held
    FOR EACH ROW EXECUTE FUNCTION waymark.person_known();
CREATE TRIGGER person_known AFTER INSERT ON waymark.enrolment
    FOR EACH ROW EXECUTE FUNCTION waymark.person_known();
CREATE TRIGGER person_known AFTER INSERT ON waymark.placement_educator
    FOR EACH ROW EXECUTE FUNCTION waymark.person_known();
