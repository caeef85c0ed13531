-- Claims: what an employer asks of the funder for those on an ASYE, once for
-- their registration and once for their completion.
--
-- A claim is made for one employer and period from what the records say that
-- day, and is then what was claimed: its lines copy what they say.  It can be
-- undone, with a reason, and what it claimed be claimed again.  Each time that
-- it leaves as a workbook is recorded with who gets it and why.

CREATE TYPE waymark.claim_part AS ENUM ('registration', 'completion');
CREATE TYPE waymark.claim_state AS ENUM ('made', 'undone');
CREATE TYPE waymark.claim_line_state AS ENUM ('claimed', 'undone', 'repaid');

-- A year of a funder.  years: since qualifying at most, NULL for any.  What is
-- paid is NULL where nobody has published it: staff enter it.
CREATE TABLE waymark.claim_period (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	kind		waymark.framework_kind NOT NULL,
	name		text NOT NULL CHECK (name <> ''),
	funder		text NOT NULL CHECK (funder <> ''),
	during		daterange NOT NULL CHECK (NOT isempty(during)),
	pays_agency	boolean NOT NULL,
	years		bigint CHECK (years > 0),
	registration	bigint CHECK (registration >= 0),
	completion	bigint CHECK (completion >= 0),
	source		text NOT NULL CHECK (source <> ''),
	UNIQUE (kind, name),
	EXCLUDE USING gist (kind WITH =, during WITH &&)
);
INSERT INTO waymark.claim_period (kind, name, funder, during, pays_agency,
    years, registration, completion, source) VALUES
	('children', 'Child and family, April 2026 to March 2027',
	    'Department for Education', '[2026-04-01,2027-04-01)', false, 4,
	    1000, 1000, 'Department for Education: £1,000 at registration and '
	    '£1,000 at completion, claims from 1 April 2026'),
	('adults', 'Adults, February 2025 to January 2026',
	    'Adult social care funder', '[2025-02-01,2026-02-01)', true, NULL,
	    NULL, NULL, 'Skills for Care, 2021 to 2022: starts from 1 February '
	    'to 31 January; no amounts are published for this year'),
	('adults', 'Adults, February 2026 to January 2027',
	    'Adult social care funder', '[2026-02-01,2027-02-01)', true, NULL,
	    NULL, NULL, 'Skills for Care, 2021 to 2022: starts from 1 February '
	    'to 31 January; no amounts are published for this year');

-- What a programme was told that the funder pays; the latest holds.
CREATE TABLE waymark.claim_amount (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	period_id	bigint NOT NULL REFERENCES waymark.claim_period,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	registration	bigint NOT NULL
			    CHECK (registration BETWEEN 0 AND 100000),
	completion	bigint NOT NULL CHECK (completion BETWEEN 0 AND 100000),
	source		text NOT NULL CHECK (source <> ''
			    AND length(source) <= 500),
	by_id		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX claim_amount_of
    ON waymark.claim_amount (programme_id, period_id, id);

CREATE FUNCTION waymark.claim_pays(which bigint, programme bigint)
RETURNS TABLE (registration bigint, completion bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT coalesce(a.registration, p.registration),
	       coalesce(a.completion, p.completion)
	  FROM waymark.claim_period p
	  LEFT JOIN LATERAL (SELECT * FROM waymark.claim_amount c
	        WHERE c.period_id = p.id AND c.programme_id = programme
	        ORDER BY c.id DESC LIMIT 1) a ON true
	 WHERE p.id = which
$$;
GRANT EXECUTE ON FUNCTION waymark.claim_pays(bigint, bigint) TO waymark_web;

-- number: of the programme's claims, from 1.
CREATE TABLE waymark.claim (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	organisation_id	bigint NOT NULL REFERENCES waymark.organisation,
	period_id	bigint NOT NULL REFERENCES waymark.claim_period,
	number		bigint NOT NULL CHECK (number > 0),
	state		waymark.claim_state NOT NULL DEFAULT 'made',
	made_by		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	made_on		date NOT NULL DEFAULT waymark.today(),
	made_at		timestamptz NOT NULL DEFAULT now(),
	undone_by	bigint REFERENCES waymark.person,
	undone_at	timestamptz,
	reason		text CHECK (reason <> '' AND length(reason) <= 1000),
	UNIQUE (programme_id, number),
	UNIQUE (id, programme_id, organisation_id),
	CHECK ((state = 'undone') = (undone_at IS NOT NULL)),
	CHECK ((state = 'undone') = (reason IS NOT NULL))
);
CREATE INDEX claim_organisation ON waymark.claim (organisation_id);

-- What was claimed, as the records said it that day.
CREATE TABLE waymark.claim_line (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	claim_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	part		waymark.claim_part NOT NULL,
	pounds		bigint NOT NULL CHECK (pounds >= 0),
	name		text NOT NULL,
	swe_number	text NOT NULL,
	role_title	text NOT NULL,
	framework	text NOT NULL,
	host		text NOT NULL,
	team		text,
	assessor	text,
	qualified_on	date NOT NULL,
	swe_registered_on date NOT NULL,
	employed_on	date NOT NULL,
	starts_on	date NOT NULL,
	fte_percent	bigint NOT NULL,
	registered_on	date NOT NULL,
	confirmed_on	date,
	state		waymark.claim_line_state NOT NULL DEFAULT 'claimed',
	repaid_on	date,
	FOREIGN KEY (claim_id, programme_id, organisation_id)
	    REFERENCES waymark.claim (id, programme_id, organisation_id),
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id),
	CHECK ((state = 'repaid') = (repaid_on IS NOT NULL)),
	CHECK ((part = 'completion') <= (confirmed_on IS NOT NULL))
);
CREATE UNIQUE INDEX claim_line_once ON waymark.claim_line (asye_id, part)
 WHERE state = 'claimed';
CREATE INDEX claim_line_claim ON waymark.claim_line (claim_id);
CREATE INDEX claim_line_person ON waymark.claim_line (person_id);
CREATE INDEX claim_line_claimed ON waymark.claim_line (programme_id, asye_id)
 WHERE state = 'claimed';

-- Whether it was claimed and stands, by whichever employer.
CREATE FUNCTION waymark.claim_stands(which bigint, wanted waymark.claim_part)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN EXISTS (SELECT 1 FROM waymark.claim_line l
	    WHERE l.asye_id = which AND l.part = wanted
	      AND l.state = 'claimed');
END
$$;
GRANT EXECUTE ON FUNCTION waymark.claim_stands(bigint, waymark.claim_part)
    TO waymark_web;

CREATE TABLE waymark.claim_transition (
	before		waymark.claim_state NOT NULL,
	after		waymark.claim_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.claim_transition VALUES ('made', 'undone');
CREATE TABLE waymark.claim_line_transition (
	before		waymark.claim_line_state NOT NULL,
	after		waymark.claim_line_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.claim_line_transition VALUES
	('claimed', 'undone'),		-- with its claim
	('claimed', 'repaid'),
	('repaid', 'claimed');		-- marked by mistake

-- Each workbook that left: who gets it, and what for.
CREATE TABLE waymark.claim_release (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	claim_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	recipient	text NOT NULL CHECK (recipient <> ''
			    AND length(recipient) <= 200),
	purpose		text NOT NULL CHECK (purpose <> ''
			    AND length(purpose) <= 500),
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (claim_id, programme_id, organisation_id)
	    REFERENCES waymark.claim (id, programme_id, organisation_id)
);
CREATE INDEX claim_release_claim ON waymark.claim_release (claim_id);

CREATE FUNCTION waymark.claim_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	becomes waymark.claim_state := NEW.state;
	why text := NEW.reason;
BEGIN
	IF TG_OP = 'INSERT' THEN
		PERFORM 1 FROM waymark.programme
		  WHERE id = NEW.programme_id FOR UPDATE;
		NEW.number := 1 + coalesce((SELECT max(c.number)
		    FROM waymark.claim c
		   WHERE c.programme_id = NEW.programme_id), 0);
		NEW.state := 'made';
		RETURN NEW;
	END IF;
	IF NOT EXISTS (SELECT 1 FROM waymark.claim_transition t
	    WHERE t.before = OLD.state AND t.after = becomes) THEN
		PERFORM waymark.event_refuse('a claim that was made stays '
		    'what it is, or is undone');
	ELSIF EXISTS (SELECT 1 FROM waymark.claim_line l
	    WHERE l.claim_id = OLD.id AND l.state = 'repaid') THEN
		PERFORM waymark.event_refuse('what was paid back is not '
		    'undone');
	END IF;
	NEW := OLD;
	NEW.state := becomes;
	NEW.reason := why;
	NEW.undone_by := auth.person_id();
	NEW.undone_at := now();
	UPDATE waymark.claim_line SET state = 'undone'
	 WHERE claim_id = OLD.id AND state = 'claimed';
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.claim
    FOR EACH ROW EXECUTE FUNCTION waymark.claim_guard();

-- A line says what the records say, whatever was asked for.
CREATE FUNCTION waymark.claim_line_copy(l waymark.claim_line)
RETURNS waymark.claim_line
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
	c waymark.claim;
BEGIN
	SELECT * INTO c FROM waymark.claim WHERE id = l.claim_id;
	SELECT * INTO a FROM waymark.asye
	 WHERE id = l.asye_id AND programme_id = c.programme_id
	   AND employer_id = c.organisation_id;
	l.programme_id := c.programme_id;
	l.organisation_id := c.organisation_id;
	l.person_id := a.person_id;
	SELECT p.name, p.swe_number INTO l.name, l.swe_number
	  FROM waymark.person p WHERE p.id = a.person_id;
	SELECT f.name INTO l.framework FROM waymark.framework f
	  JOIN waymark.claim_period q ON q.kind = f.kind AND q.id = c.period_id
	 WHERE f.id = a.framework_id;
	SELECT o.name INTO l.host FROM waymark.organisation o
	 WHERE o.id = a.host_id;
	SELECT t.name INTO l.team FROM waymark.team t WHERE t.id = a.team_id;
	SELECT p.name INTO l.assessor FROM waymark.asye_duty d
	  JOIN waymark.person p ON p.id = d.person_id
	 WHERE d.asye_id = a.id AND d.duty = 'assessor'
	   AND d.state = 'recorded' ORDER BY lower(d.during) DESC LIMIT 1;
	SELECT max(v.on_day) FILTER (WHERE v.change = 'registered'),
	       max(v.on_day) FILTER (WHERE v.change = 'confirmed')
	  INTO l.registered_on, l.confirmed_on
	  FROM waymark.asye_stands(a.id) v;
	SELECT CASE l.part WHEN 'registration' THEN y.registration
	           ELSE y.completion END INTO l.pounds
	  FROM waymark.claim_pays(c.period_id, c.programme_id) y;
	l.role_title := a.role_title;
	l.qualified_on := a.qualified_on;
	l.swe_registered_on := a.swe_registered_on;
	l.employed_on := a.employed_on;
	l.starts_on := a.starts_on;
	l.fte_percent := a.fte_percent;
	l.state := 'claimed';
	RETURN l;
END
$$;

CREATE FUNCTION waymark.claim_line_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	becomes waymark.claim_line_state := NEW.state;
	day date := NEW.repaid_on;
BEGIN
	IF TG_OP = 'INSERT' THEN
		RETURN waymark.claim_line_copy(NEW);
	END IF;
	IF NOT EXISTS (SELECT 1 FROM waymark.claim_line_transition t
	    WHERE t.before = OLD.state AND t.after = becomes) THEN
		PERFORM waymark.event_refuse('a line of a claim stays what it '
		    'is');
	ELSIF becomes = 'undone' AND pg_trigger_depth() = 1 THEN
		PERFORM waymark.event_refuse('a line is undone with its '
		    'claim');
	END IF;
	NEW := OLD;
	NEW.state := becomes;
	NEW.repaid_on := CASE becomes WHEN 'repaid' THEN day END;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.claim_line
    FOR EACH ROW EXECUTE FUNCTION waymark.claim_line_guard();

-- An ASYE whose completion was claimed says so once it has its certificate,
-- which is issued of one that is confirmed, and until the claim is undone.
CREATE FUNCTION waymark.claim_line_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	latest waymark.asye_event;
BEGIN
	IF NEW.part <> 'completion' THEN
		RETURN NULL;
	END IF;
	IF TG_OP = 'INSERT' THEN
		INSERT INTO waymark.asye_event (asye_id, change)
		SELECT a.id, 'claimed' FROM waymark.asye a
		 WHERE a.id = NEW.asye_id AND a.state = 'certificated';
		RETURN NULL;
	END IF;
	SELECT * INTO latest FROM waymark.asye_stands(NEW.asye_id)
	 ORDER BY version DESC LIMIT 1;
	IF NEW.state = 'undone' AND latest.change = 'claimed' THEN
		INSERT INTO waymark.asye_event (asye_id, change, reason,
		    undoes)
		VALUES (NEW.asye_id, 'undone', 'recorded_wrongly',
		    latest.version);
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT OR UPDATE ON waymark.claim_line
    FOR EACH ROW EXECUTE FUNCTION waymark.claim_line_follows();

CREATE FUNCTION waymark.certificate_was_claimed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF waymark.claim_stands(NEW.asye_id, 'completion') THEN
		INSERT INTO waymark.asye_event (asye_id, change)
		VALUES (NEW.asye_id, 'claimed');
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER was_claimed AFTER INSERT ON waymark.asye_event
    FOR EACH ROW WHEN (NEW.change = 'certificated')
    EXECUTE FUNCTION waymark.certificate_was_claimed();

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['claim_period', 'claim_amount', 'claim',
	    'claim_line', 'claim_transition', 'claim_line_transition',
	    'claim_release'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
		IF t IN ('claim_amount', 'claim', 'claim_line',
		    'claim_release') THEN
			EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR
			    UPDATE OR DELETE ON waymark.%I FOR EACH ROW
			    EXECUTE FUNCTION audit.changed()', t);
		ELSE
			EXECUTE format('CREATE POLICY everybody ON waymark.%I
			    FOR SELECT TO waymark_web USING (true)', t);
		END IF;
	END LOOP;
END
$$;

-- Programme staff, and whoever coordinates the employer's ASYEs.
CREATE POLICY sees ON waymark.claim_amount FOR SELECT TO waymark_web USING (
    programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR (SELECT auth.asye_coordinated())::bigint[] <> '{}');
CREATE POLICY enters ON waymark.claim_amount FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT INSERT (period_id, programme_id, registration, completion, source)
    ON waymark.claim_amount TO waymark_web;

CREATE POLICY makes ON waymark.claim TO waymark_web USING (
    programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
GRANT INSERT (programme_id, organisation_id, period_id), UPDATE (state, reason)
    ON waymark.claim TO waymark_web;
CREATE POLICY makes ON waymark.claim_line TO waymark_web USING (
    programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
GRANT INSERT (claim_id, asye_id, part), UPDATE (state, repaid_on)
    ON waymark.claim_line TO waymark_web;
CREATE POLICY makes ON waymark.claim_release TO waymark_web USING (
    programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
GRANT INSERT (claim_id, programme_id, organisation_id, recipient, purpose)
    ON waymark.claim_release TO waymark_web;

-- What was paid for somebody who then left, or whose outcome was taken back.
CREATE VIEW waymark.claim_overpaid WITH (security_invoker) AS
SELECT l.id, l.claim_id, c.number, l.programme_id, l.organisation_id,
       l.asye_id, l.person_id, l.name, l.part, l.pounds, a.state AS asye_state,
       a.enrolment_id
  FROM waymark.claim_line l
  JOIN waymark.claim c ON c.id = l.claim_id
  JOIN waymark.asye a ON a.id = l.asye_id
 WHERE l.state = 'claimed' AND CASE l.part
       WHEN 'registration' THEN a.state = 'withdrawn'
       ELSE a.state NOT IN ('confirmed', 'certificated', 'claim_complete')
       END;
GRANT SELECT ON waymark.claim_overpaid TO waymark_web;
