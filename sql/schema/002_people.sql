-- Organisations, people, the roles that they hold, and from when to when.

CREATE TYPE waymark.organisation_kind AS ENUM ('nhs_trust',
    'integrated_care_board', 'local_authority', 'university', 'charity');

CREATE TABLE waymark.organisation (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	kind		waymark.organisation_kind NOT NULL,
	code		text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9]{2,12}$'),
	name		text NOT NULL CHECK (name <> ''),
	region		text NOT NULL,
	invented	boolean NOT NULL DEFAULT false
);

CREATE TABLE waymark.programme (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name		text NOT NULL UNIQUE CHECK (name <> ''),
	provider_id	bigint NOT NULL REFERENCES waymark.organisation
);

-- programme_ids: the programmes that know this person, kept by triggers, so
-- that who may see a person is decided from the person's own row.
CREATE TABLE waymark.person (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	given_name	text NOT NULL CHECK (given_name <> ''),
	family_name	text NOT NULL CHECK (family_name <> ''),
	name		text NOT NULL GENERATED ALWAYS AS
			    (given_name || ' ' || family_name) STORED,
	folded		text GENERATED ALWAYS AS
			    (waymark.fold(given_name || ' ' || family_name)) STORED,
	email		text NOT NULL CHECK (email ~ '^[^@\s]+@[^@\s]+$'),
	swe_number	text UNIQUE CHECK (swe_number ~ '^SW[1-9][0-9]{0,5}$'),
	programme_ids	bigint[] NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX person_email ON waymark.person (lower(email));
-- The space in front lets a short word be looked for where a name begins.
CREATE INDEX person_folded ON waymark.person
    USING gin ((' ' || folded) extensions.gin_trgm_ops);

CREATE TYPE waymark.role_name AS ENUM
    ('trainee', 'educator', 'staff', 'partner', 'tutor', 'lead',
    'suitability', 'assessor', 'coordinator', 'moderator', 'equity_lead',
    'auditor', 'data_officer');

CREATE TABLE waymark.role_held (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	role		waymark.role_name NOT NULL,
	programme_id	bigint REFERENCES waymark.programme,
	organisation_id	bigint REFERENCES waymark.organisation,
	during		daterange NOT NULL,
	-- Of the team, what ended before a day was over (065_team.sql).
	CHECK (NOT isempty(during) OR role NOT IN ('trainee', 'educator',
	    'tutor', 'lead', 'assessor')),
	CHECK (role NOT IN ('staff', 'tutor', 'lead', 'suitability',
	    'equity_lead', 'auditor', 'data_officer')
	    OR programme_id IS NOT NULL),
	CHECK (role NOT IN ('partner', 'coordinator')
	    OR organisation_id IS NOT NULL),
	EXCLUDE USING gist (person_id WITH =, role WITH =,
	    (coalesce(programme_id, 0)) WITH =,
	    (coalesce(organisation_id, 0)) WITH =, during WITH &&)
);
CREATE INDEX role_held_person ON waymark.role_held (person_id);

-- Settings are versioned rows; programme_id NULL is the national default.
CREATE TABLE waymark.setting (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint REFERENCES waymark.programme,
	name		text NOT NULL,
	value		bigint NOT NULL,
	source		text NOT NULL,
	during		daterange NOT NULL DEFAULT daterange(NULL, NULL),
	EXCLUDE USING gist ((coalesce(programme_id, 0)) WITH =, name WITH =,
	    during WITH &&)
);

CREATE FUNCTION waymark.setting_of(wanted_programme bigint,
    wanted text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT s.value FROM waymark.setting s
	         WHERE s.name = wanted AND s.during @> waymark.today()
	           AND (s.programme_id = wanted_programme
	            OR s.programme_id IS NULL)
	         ORDER BY s.programme_id NULLS LAST
	         LIMIT 1);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.setting_of(bigint, text)
    TO waymark_web, waymark_jobs;

INSERT INTO waymark.setting (name, value, source) VALUES
	('behind_after_halves', 4, 'Waymark: two days behind the own pattern'),
	('well_behind_after_halves', 10, 'Waymark: five days behind'),
	('educator_access_days_after', 42,
	    'Waymark: six weeks to confirm days after a placement ends'),
	('longest_log_days_back', 0, 'Waymark: 0 sets no limit');
