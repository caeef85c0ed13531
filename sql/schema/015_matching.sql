-- Matching: what hosts offer, what trainees need, and rounds that propose who
-- goes where.
--
-- A need says what a placement must have, never why.  What the optimum is
-- found from are the views match_need and match_offer: ids, areas, days and
-- codes, and no name, address or characteristic of anybody.

INSERT INTO waymark.setting (name, value, source) VALUES
	('match_settings_needed', 2, 'Social Work England, education and '
	    'training standards 2021, 2.1: two contrasting settings'),
	('match_halves_first', 140, 'Social work placements: 70 days'),
	('match_halves_contrasting', 60, 'Think Ahead: 30 days'),
	('match_halves_last', 200, 'Social work placements: 100 days'),
	('match_slack_days', 14, 'Waymark: to make up days that were missed'),
	('match_minutes_at_most', 60, 'Waymark: where a need does not say'),
	('match_minutes_within_area', 30, 'Waymark: where none are entered'),
	('match_milliseconds', 2000, 'Waymark: a web page waits no longer'),
	('match_points_per_ten_minutes', 10, 'Waymark: of travel'),
	('match_points_per_week_later', 7, 'Waymark: than they could start'),
	('match_points_not_employer', 20, 'Waymark: of a last placement'),
	('match_points_not_preferred', 30, 'Waymark: another setting'),
	('match_points_not_statutory', 15, 'Waymark: while still needed');

-- Settings of two kinds contrast.
CREATE TYPE waymark.setting_kind AS ENUM ('adult_mental_health',
    'children_and_families', 'older_people', 'adult_social_care',
    'learning_disability', 'substance_use', 'hospital', 'justice',
    'voluntary');
-- What a placement must have, or has.
CREATE TYPE waymark.placement_feature AS ENUM ('step_free', 'remote_days',
    'fixed_days', 'later_start', 'quiet_space', 'own_software', 'without_car',
    'parking');

ALTER TABLE waymark.team ADD COLUMN setting waymark.setting_kind;
COMMENT ON COLUMN waymark.team.setting IS 'NULL is not known yet';
ALTER TABLE waymark.enrolment ADD UNIQUE (id, programme_id);

-- Where people and teams travel from and to: towns and districts, no address.
CREATE TABLE waymark.travel_area (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name		text NOT NULL CHECK (name <> '' AND length(name) <= 80)
);
CREATE UNIQUE INDEX travel_area_name ON waymark.travel_area (lower(name));

CREATE TABLE waymark.travel_time (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	one_id		bigint NOT NULL REFERENCES waymark.travel_area,
	other_id	bigint NOT NULL REFERENCES waymark.travel_area,
	minutes		bigint NOT NULL CHECK (minutes BETWEEN 0 AND 600),
	CHECK (one_id <= other_id),
	UNIQUE (one_id, other_id)
);

CREATE TYPE waymark.offer_state AS ENUM ('offered', 'withdrawn', 'filled');

-- at_least: the team takes nobody, or so many.  days: half-days that the team
-- works.  taken: places of rounds that were confirmed.
CREATE TABLE waymark.placement_offer (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	organisation_id	bigint NOT NULL,
	team_id		bigint NOT NULL,
	stages		waymark.placement_stage[] NOT NULL
			    CHECK (cardinality(stages) > 0),
	places		bigint NOT NULL CHECK (places BETWEEN 1 AND 30),
	at_least	bigint NOT NULL DEFAULT 1
			    CHECK (at_least BETWEEN 1 AND places),
	taken		bigint NOT NULL DEFAULT 0
			    CHECK (taken BETWEEN 0 AND places),
	starts_on	date NOT NULL,
	ends_on		date NOT NULL CHECK (ends_on > starts_on),
	days		bigint[] NOT NULL DEFAULT '{2,2,2,2,2,0,0}'
			    CHECK (cardinality(days) = 7
			    AND 0 <= ALL (days) AND 2 >= ALL (days)),
	area_id		bigint REFERENCES waymark.travel_area,
	features	waymark.placement_feature[] NOT NULL DEFAULT '{}',
	state		waymark.offer_state NOT NULL DEFAULT 'offered',
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (team_id, organisation_id)
	    REFERENCES waymark.team (id, organisation_id),
	UNIQUE (id, programme_id)
);
CREATE INDEX placement_offer_organisation
    ON waymark.placement_offer (organisation_id);
CREATE INDEX placement_offer_programme
    ON waymark.placement_offer (programme_id);

CREATE TABLE waymark.offer_transition (
	before		waymark.offer_state NOT NULL,
	after		waymark.offer_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.offer_transition VALUES
	('offered', 'offered'),		-- changed, or some places taken
	('offered', 'withdrawn'),
	('withdrawn', 'offered'),	-- offered again
	('withdrawn', 'withdrawn'),	-- places given back
	('offered', 'filled'),		-- a round was confirmed
	('filled', 'offered');		-- and undone

CREATE TABLE waymark.placement_need (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	stage		waymark.placement_stage NOT NULL,
	area_id		bigint NOT NULL REFERENCES waymark.travel_area,
	minutes_at_most	bigint NOT NULL
			    CHECK (minutes_at_most BETWEEN 10 AND 240),
	free_from	date,
	features	waymark.placement_feature[] NOT NULL DEFAULT '{}',
	prefers		waymark.setting_kind,
	stated_at	timestamptz NOT NULL DEFAULT now(),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	UNIQUE (enrolment_id, stage)
);
CREATE INDEX placement_need_person ON waymark.placement_need (person_id);

-- Somebody is never placed with this host, or in a team with this person.
CREATE TABLE waymark.placement_conflict (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	with_organisation_id bigint REFERENCES waymark.organisation,
	with_person_id	bigint REFERENCES waymark.person,
	reason		text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
	stated_at	timestamptz NOT NULL DEFAULT now(),
	lifted_at	timestamptz,
	FOREIGN KEY (enrolment_id, person_id, programme_id)
	    REFERENCES waymark.enrolment (id, person_id, programme_id),
	CHECK (num_nonnulls(with_organisation_id, with_person_id) = 1),
	CHECK (with_person_id <> person_id)
);
CREATE INDEX placement_conflict_enrolment
    ON waymark.placement_conflict (enrolment_id);

CREATE TYPE waymark.match_state AS ENUM ('open', 'confirmed');

-- The settings that it was made with stay with the round.
CREATE TABLE waymark.match_round (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL,
	cohort_id	bigint NOT NULL,
	stage		waymark.placement_stage NOT NULL,
	starts_on	date NOT NULL,
	required_halves	bigint NOT NULL CHECK (required_halves > 0),
	slack_days	bigint NOT NULL,
	settings_needed	bigint NOT NULL,
	minutes_at_most	bigint NOT NULL,
	minutes_within_area bigint NOT NULL,
	milliseconds	bigint NOT NULL CHECK (milliseconds BETWEEN 1 AND 4000),
	per_ten_minutes	bigint NOT NULL CHECK (per_ten_minutes >= 0),
	per_week_later	bigint NOT NULL CHECK (per_week_later >= 0),
	not_employer	bigint NOT NULL CHECK (not_employer >= 0),
	not_preferred	bigint NOT NULL CHECK (not_preferred >= 0),
	not_statutory	bigint NOT NULL CHECK (not_statutory >= 0),
	state		waymark.match_state NOT NULL DEFAULT 'open',
	made_by		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	made_at		timestamptz NOT NULL DEFAULT now(),
	solved_at	timestamptz,
	cut		boolean NOT NULL DEFAULT false,
	confirmed_at	timestamptz,
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (cohort_id, programme_id)
	    REFERENCES waymark.cohort (id, programme_id),
	UNIQUE (id, programme_id),
	CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL))
);
CREATE UNIQUE INDEX match_round_open ON waymark.match_round (cohort_id, stage)
 WHERE state = 'open';

CREATE TABLE waymark.match_transition (
	before		waymark.match_state NOT NULL,
	after		waymark.match_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.match_transition VALUES
	('open', 'open'),		-- run again, or changed by hand
	('open', 'confirmed'),
	('confirmed', 'open');		-- undone

-- Whose proposal it is stands in enrolment_id alone: its events are the
-- programme's, and no part of somebody's own history before they are told.
-- held: chosen by hand; with no offer, that nobody is to be placed there.
CREATE TABLE waymark.match_proposal (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	round_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	offer_id	bigint,
	points		bigint,
	starts_on	date,
	ends_on		date,
	reasons		text[] NOT NULL DEFAULT '{}',
	warnings	text[] NOT NULL DEFAULT '{}',
	held		boolean NOT NULL DEFAULT false,
	placement_id	bigint REFERENCES waymark.placement,
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (round_id, programme_id)
	    REFERENCES waymark.match_round (id, programme_id),
	FOREIGN KEY (enrolment_id, programme_id)
	    REFERENCES waymark.enrolment (id, programme_id),
	FOREIGN KEY (offer_id, programme_id)
	    REFERENCES waymark.placement_offer (id, programme_id),
	UNIQUE (round_id, enrolment_id),
	CHECK (num_nonnulls(offer_id, points, starts_on, ends_on) IN (0, 4)),
	CHECK (ends_on >= starts_on),
	CHECK (placement_id IS NULL OR offer_id IS NOT NULL)
);
CREATE INDEX match_proposal_offer ON waymark.match_proposal (offer_id);

CREATE FUNCTION waymark.offer_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.offer_transition t
	    WHERE t.before = OLD.state AND t.after = NEW.state) THEN
		RAISE EXCEPTION 'an offer that is % cannot become %',
		    OLD.state, NEW.state USING ERRCODE = 'check_violation';
	END IF;
	IF (OLD.programme_id, OLD.organisation_id) IS DISTINCT FROM
	    (NEW.programme_id, NEW.organisation_id) THEN
		RAISE EXCEPTION 'an offer stays with its host'
		    USING ERRCODE = 'check_violation';
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER offer_guard BEFORE UPDATE ON waymark.placement_offer
    FOR EACH ROW EXECUTE FUNCTION waymark.offer_guard();

CREATE FUNCTION waymark.need_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	NEW.version := OLD.version + 1;
	NEW.stated_at := now();
	RETURN NEW;
END
$$;
CREATE TRIGGER need_guard BEFORE UPDATE ON waymark.placement_need
    FOR EACH ROW EXECUTE FUNCTION waymark.need_guard();

CREATE FUNCTION waymark.round_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.match_transition t
	    WHERE t.before = OLD.state AND t.after = NEW.state) THEN
		RAISE EXCEPTION 'a round that is % cannot become %',
		    OLD.state, NEW.state USING ERRCODE = 'check_violation';
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER round_guard BEFORE UPDATE ON waymark.match_round
    FOR EACH ROW EXECUTE FUNCTION waymark.round_guard();

CREATE FUNCTION waymark.proposal_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.match_round r
	    WHERE r.id = NEW.round_id AND r.state = 'open') THEN
		RAISE EXCEPTION 'what was confirmed is no proposal any more'
		    USING ERRCODE = 'check_violation';
	END IF;
	IF TG_OP = 'UPDATE' THEN
		NEW.version := OLD.version + 1;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER proposal_guard BEFORE INSERT OR UPDATE
    ON waymark.match_proposal
    FOR EACH ROW EXECUTE FUNCTION waymark.proposal_guard();

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['travel_area', 'travel_time',
	    'placement_offer', 'offer_transition', 'placement_need',
	    'placement_conflict', 'match_round', 'match_transition',
	    'match_proposal'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		IF t NOT LIKE '%transition' THEN
			EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR
			    UPDATE OR DELETE ON waymark.%I FOR EACH ROW
			    EXECUTE FUNCTION audit.changed()', t);
		END IF;
	END LOOP;
END
$$;

-- Who sees and writes what.  Areas are a list that programmes share.
CREATE POLICY signed_in ON waymark.travel_area FOR SELECT TO waymark_web
    USING ((SELECT auth.person_id()) IS NOT NULL);
CREATE POLICY staff ON waymark.travel_area FOR INSERT TO waymark_web
    WITH CHECK ((SELECT auth.staff_programmes())::bigint[] <> '{}');
CREATE POLICY staff ON waymark.travel_time TO waymark_web
    USING ((SELECT auth.staff_programmes())::bigint[] <> '{}')
    WITH CHECK ((SELECT auth.staff_programmes())::bigint[] <> '{}');
GRANT SELECT ON waymark.travel_area, waymark.travel_time TO waymark_web;
GRANT INSERT (name) ON waymark.travel_area TO waymark_web;
GRANT INSERT (one_id, other_id, minutes), UPDATE (minutes)
    ON waymark.travel_time TO waymark_web;

-- Teams are named and their setting said by their own organisation and staff.
CREATE POLICY hosts ON waymark.team FOR INSERT TO waymark_web
    WITH CHECK (organisation_id =
        ANY ((SELECT auth.partner_organisations())::bigint[])
        OR (SELECT auth.staff_programmes())::bigint[] <> '{}');
CREATE POLICY hosts_say ON waymark.team FOR UPDATE TO waymark_web
    USING (organisation_id =
        ANY ((SELECT auth.partner_organisations())::bigint[])
        OR (SELECT auth.staff_programmes())::bigint[] <> '{}');
GRANT INSERT (organisation_id, name, statutory, setting),
    UPDATE (name, statutory, setting) ON waymark.team TO waymark_web;

-- 'filled', and how many are taken, only a round says.
CREATE POLICY sees ON waymark.placement_offer FOR SELECT TO waymark_web
    USING (organisation_id =
        ANY ((SELECT auth.partner_organisations())::bigint[])
        OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
CREATE POLICY offers ON waymark.placement_offer FOR INSERT TO waymark_web
    WITH CHECK (state = 'offered' AND (organisation_id =
        ANY ((SELECT auth.partner_organisations())::bigint[])
        OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])));
CREATE POLICY changes ON waymark.placement_offer FOR UPDATE TO waymark_web
    USING (state <> 'filled' AND (organisation_id =
        ANY ((SELECT auth.partner_organisations())::bigint[])
        OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])))
    WITH CHECK (state <> 'filled' AND (organisation_id =
        ANY ((SELECT auth.partner_organisations())::bigint[])
        OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])));
GRANT SELECT ON waymark.placement_offer TO waymark_web;
GRANT INSERT (programme_id, organisation_id, team_id, stages, places,
    at_least, starts_on, ends_on, days, area_id, features),
    UPDATE (team_id, stages, places, at_least, starts_on, ends_on, days,
    area_id, features, state) ON waymark.placement_offer TO waymark_web;

CREATE POLICY own ON waymark.placement_need TO waymark_web
    USING (person_id = (SELECT auth.person_id())
        OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
    WITH CHECK (person_id = (SELECT auth.person_id())
        OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
CREATE POLICY own ON waymark.placement_conflict TO waymark_web
    USING (person_id = (SELECT auth.person_id())
        OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
    WITH CHECK (person_id = (SELECT auth.person_id())
        OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT SELECT ON waymark.placement_need, waymark.placement_conflict
    TO waymark_web;
GRANT INSERT (enrolment_id, person_id, programme_id, stage, area_id,
    minutes_at_most, free_from, features, prefers), UPDATE (area_id,
    minutes_at_most, free_from, features, prefers)
    ON waymark.placement_need TO waymark_web;
GRANT INSERT (enrolment_id, person_id, programme_id, with_organisation_id,
    with_person_id, reason), UPDATE (lifted_at)
    ON waymark.placement_conflict TO waymark_web;

CREATE POLICY staff ON waymark.match_round TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
CREATE POLICY staff ON waymark.match_proposal TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT SELECT ON waymark.match_round, waymark.match_proposal TO waymark_web;
GRANT INSERT (programme_id, cohort_id, stage, starts_on, required_halves,
    slack_days, settings_needed, minutes_at_most, minutes_within_area,
    milliseconds, per_ten_minutes, per_week_later, not_employer,
    not_preferred, not_statutory), UPDATE (solved_at, cut)
    ON waymark.match_round TO waymark_web;
GRANT INSERT (round_id, programme_id, enrolment_id, offer_id, points,
    starts_on, ends_on, reasons, warnings, held), UPDATE (offer_id, points,
    starts_on, ends_on, reasons, warnings, held)
    ON waymark.match_proposal TO waymark_web;

CREATE INDEX educator_conflict_trainee
    ON waymark.educator_conflict (trainee_id);

-- What the optimum is found from: who is enrolled and has no placement of this
-- stage or a later one, without a name or anything of who they are.  educators:
-- those on the register with whom they have a conflict of interest.
CREATE VIEW waymark.match_need WITH (security_invoker = true) AS
SELECT e.id AS enrolment_id, e.cohort_id, e.programme_id, s.stage,
       e.employer_id, e.working, n.area_id, n.minutes_at_most,
       greatest(n.free_from, e.starts_on, had.until + 1) AS free_from,
       coalesce(n.features, '{}') AS features, n.prefers,
       coalesce(had.settings, '{}') AS earlier,
       coalesce(had.unknown, false) AS earlier_unknown,
       coalesce(had.statutory, false) AS earlier_statutory,
       c.hosts, c.teams, c.others, c.educators
  FROM waymark.enrolment e
 CROSS JOIN unnest(enum_range(NULL::waymark.placement_stage)) s (stage)
  LEFT JOIN waymark.placement_need n
         ON n.enrolment_id = e.id AND n.stage = s.stage
  LEFT JOIN LATERAL (
       SELECT max(p.ends_on) AS until,
              array_agg(DISTINCT t.setting)
                  FILTER (WHERE t.setting IS NOT NULL) AS settings,
              bool_or(t.setting IS NULL) AS unknown,
              bool_or(t.statutory) AS statutory
         FROM waymark.placement p
         JOIN waymark.team t ON t.id = p.team_id
        WHERE p.enrolment_id = e.id) had ON true
 CROSS JOIN LATERAL (
       SELECT ARRAY(SELECT k.with_organisation_id
                 FROM waymark.placement_conflict k
                WHERE k.enrolment_id = e.id AND k.lifted_at IS NULL
                  AND k.with_organisation_id IS NOT NULL) AS hosts,
              ARRAY(SELECT DISTINCT p.team_id
                 FROM waymark.placement_conflict k
                 JOIN waymark.placement_educator d
                   ON d.person_id = k.with_person_id
                 JOIN waymark.placement p ON p.id = d.placement_id
                WHERE k.enrolment_id = e.id AND k.lifted_at IS NULL
                  AND (upper_inf(d.during)
                   OR upper(d.during) > waymark.today())) AS teams,
              ARRAY(SELECT o.id
                 FROM waymark.placement_conflict k
                 JOIN waymark.enrolment o ON o.person_id = k.with_person_id
                WHERE k.enrolment_id = e.id AND k.lifted_at IS NULL
                  AND o.cohort_id = e.cohort_id) AS others,
              ARRAY(SELECT i.educator_id
                 FROM waymark.educator_conflict i
                WHERE i.trainee_id = e.person_id
                  AND i.programme_id = e.programme_id
                  AND (upper_inf(i.during)
                   OR upper(i.during) > waymark.today())) AS educators) c
 WHERE e.state = 'enrolled'
   AND NOT EXISTS (SELECT 1 FROM waymark.placement p
        WHERE p.enrolment_id = e.id AND p.stage >= s.stage);

-- educators: who could educate there; those of the team's other placements, or
-- where it has none at present, those who work for the host.
CREATE VIEW waymark.match_offer WITH (security_invoker = true) AS
SELECT o.id AS offer_id, o.programme_id, o.team_id, o.organisation_id,
       o.area_id, t.setting, t.statutory, o.stages, o.places - o.taken AS places,
       CASE WHEN o.taken > 0 THEN 1 ELSE o.at_least END AS at_least,
       o.starts_on, o.ends_on, o.days, o.features,
       coalesce(nullif(ARRAY(
           SELECT DISTINCT e.id FROM waymark.placement p
             JOIN waymark.placement_educator d ON d.placement_id = p.id
              AND d.duty = 'practice_educator'
              AND (upper_inf(d.during) OR upper(d.during) > waymark.today())
             JOIN waymark.educator e ON e.person_id = d.person_id
              AND e.programme_id = o.programme_id AND e.state = 'active'
            WHERE p.team_id = o.team_id), '{}'), ARRAY(
           SELECT e.id FROM waymark.educator e
            WHERE e.organisation_id = o.organisation_id
              AND e.programme_id = o.programme_id
              AND e.state = 'active')) AS educators
  FROM waymark.placement_offer o
  JOIN waymark.team t ON t.id = o.team_id
 WHERE o.state = 'offered';
GRANT SELECT ON waymark.match_need, waymark.match_offer TO waymark_web;

-- Makes the placements of a round, all or none: how many; -1 when the round is
-- not as it was when it was looked at, -2 when somebody or an offer is not.
CREATE FUNCTION waymark.confirm_round(wanted bigint, at_version bigint)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	r waymark.match_round;
	made bigint;
BEGIN
	SELECT * INTO r FROM waymark.match_round
	 WHERE id = wanted AND version = at_version AND state = 'open'
	   AND programme_id = ANY (auth.staff_programmes())
	   FOR UPDATE;
	IF r.id IS NULL THEN
		RETURN -1;
	END IF;
	PERFORM 1 FROM waymark.placement_offer
	 WHERE id IN (SELECT offer_id FROM waymark.match_proposal
	        WHERE round_id = wanted)
	 ORDER BY id FOR UPDATE;
	PERFORM 1 FROM waymark.enrolment
	 WHERE id IN (SELECT enrolment_id FROM waymark.match_proposal
	        WHERE round_id = wanted AND offer_id IS NOT NULL)
	 ORDER BY id FOR SHARE;
	IF EXISTS (SELECT 1 FROM waymark.placement_offer o
	     JOIN (SELECT offer_id, count(*) AS n FROM waymark.match_proposal
	            WHERE round_id = wanted GROUP BY offer_id) m
	       ON m.offer_id = o.id
	    WHERE o.state <> 'offered' OR o.taken + m.n > o.places)
	  OR EXISTS (SELECT 1 FROM waymark.match_proposal m
	     JOIN waymark.enrolment e ON e.id = m.enrolment_id
	    WHERE m.round_id = wanted AND m.offer_id IS NOT NULL
	      AND (e.state <> 'enrolled' OR EXISTS (SELECT 1
	           FROM waymark.placement p WHERE p.enrolment_id = e.id
	            AND (p.stage = r.stage
	             OR daterange(p.starts_on, p.ends_on, '[]') &&
	                daterange(m.starts_on, m.ends_on, '[]'))))) THEN
		RETURN -2;
	END IF;
	INSERT INTO waymark.placement (enrolment_id, person_id, programme_id,
	    organisation_id, team_id, stage, starts_on, ends_on,
	    required_halves)
	SELECT e.id, e.person_id, e.programme_id, o.organisation_id, o.team_id,
	       r.stage, m.starts_on, m.ends_on, r.required_halves
	  FROM waymark.match_proposal m
	  JOIN waymark.enrolment e ON e.id = m.enrolment_id
	  JOIN waymark.placement_offer o ON o.id = m.offer_id
	 WHERE m.round_id = wanted
	 ORDER BY e.id;
	UPDATE waymark.match_proposal m SET placement_id = p.id
	  FROM waymark.placement p
	 WHERE m.round_id = wanted AND m.offer_id IS NOT NULL
	   AND p.enrolment_id = m.enrolment_id AND p.stage = r.stage;
	GET DIAGNOSTICS made = ROW_COUNT;
	INSERT INTO waymark.placement_pattern (placement_id, during, halves)
	SELECT m.placement_id, daterange(m.starts_on, NULL), e.working
	  FROM waymark.match_proposal m
	  JOIN waymark.enrolment e ON e.id = m.enrolment_id
	 WHERE m.round_id = wanted AND m.placement_id IS NOT NULL
	 ORDER BY e.id;
	UPDATE waymark.placement_offer o
	   SET taken = o.taken + m.n,
	       state = CASE WHEN o.taken + m.n = o.places
	            THEN 'filled' ELSE 'offered' END::waymark.offer_state
	  FROM (SELECT offer_id, count(*) AS n FROM waymark.match_proposal
	         WHERE round_id = wanted GROUP BY offer_id) m
	 WHERE m.offer_id = o.id;
	UPDATE waymark.match_round
	   SET state = 'confirmed', confirmed_at = now()
	 WHERE id = wanted;
	RETURN made;
END
$$;

-- Takes the placements of a round away again: how many; -1 when the round is
-- not as it was, -2 when another round for the same is open.  Where something
-- was recorded meanwhile, what refers to it refuses (foreign_key_violation).
CREATE FUNCTION waymark.undo_round(wanted bigint, at_version bigint)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	r waymark.match_round;
	gone bigint[];
BEGIN
	SELECT * INTO r FROM waymark.match_round
	 WHERE id = wanted AND version = at_version AND state = 'confirmed'
	   AND programme_id = ANY (auth.staff_programmes())
	   FOR UPDATE;
	IF r.id IS NULL THEN
		RETURN -1;
	END IF;
	IF EXISTS (SELECT 1 FROM waymark.match_round
	    WHERE cohort_id = r.cohort_id AND stage = r.stage
	      AND state = 'open') THEN
		RETURN -2;
	END IF;
	gone := ARRAY(SELECT placement_id FROM waymark.match_proposal
	    WHERE round_id = wanted AND placement_id IS NOT NULL);
	PERFORM 1 FROM waymark.placement WHERE id = ANY (gone)
	 ORDER BY id FOR UPDATE;
	UPDATE waymark.match_round SET state = 'open', confirmed_at = NULL
	 WHERE id = wanted;
	UPDATE waymark.placement_offer o
	   SET taken = o.taken - m.n, state = CASE o.state
	            WHEN 'withdrawn' THEN 'withdrawn'
	            ELSE 'offered' END::waymark.offer_state
	  FROM (SELECT offer_id, count(*) AS n FROM waymark.match_proposal
	         WHERE round_id = wanted AND placement_id IS NOT NULL
	         GROUP BY offer_id) m
	 WHERE m.offer_id = o.id;
	UPDATE waymark.match_proposal SET placement_id = NULL
	 WHERE round_id = wanted AND placement_id IS NOT NULL;
	DELETE FROM waymark.placement_tally WHERE placement_id = ANY (gone);
	DELETE FROM waymark.placement_pattern WHERE placement_id = ANY (gone);
	DELETE FROM waymark.placement WHERE id = ANY (gone);
	RETURN cardinality(gone);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.confirm_round(bigint, bigint),
    waymark.undo_round(bigint, bigint) TO waymark_web;
