-- Standards, cohorts, and the people enrolled in them.

CREATE TABLE waymark.standard_set (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	code		text NOT NULL UNIQUE,
	name		text NOT NULL,
	version		text NOT NULL,
	address		text NOT NULL,		-- the official text
	during		daterange NOT NULL DEFAULT daterange(NULL, NULL)
);

CREATE TABLE waymark.standard (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	set_id		bigint NOT NULL REFERENCES waymark.standard_set,
	code		text NOT NULL,
	label		text NOT NULL,
	position	integer NOT NULL,
	UNIQUE (set_id, code),
	UNIQUE (set_id, position)
);

CREATE TABLE waymark.cohort (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	name		text NOT NULL CHECK (name <> ''),
	starts_on	date NOT NULL,
	ends_on		date NOT NULL CHECK (ends_on > starts_on),
	UNIQUE (programme_id, name),
	UNIQUE (id, programme_id)
);

CREATE TYPE waymark.enrolment_state AS ENUM
    ('enrolled', 'paused', 'withdrawn', 'completed');

-- working: half-days a week, Monday to Sunday, until a placement says other.
CREATE TABLE waymark.enrolment (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL,
	cohort_id	bigint NOT NULL,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	employer_id	bigint NOT NULL REFERENCES waymark.organisation,
	starts_on	date NOT NULL,
	working		bigint[] NOT NULL DEFAULT '{2,2,2,2,2,0,0}'
			    CHECK (cardinality(working) = 7
			    AND 0 <= ALL (working) AND 2 >= ALL (working)),
	state		waymark.enrolment_state NOT NULL DEFAULT 'enrolled',
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (cohort_id, programme_id)
	    REFERENCES waymark.cohort (id, programme_id),
	UNIQUE (cohort_id, person_id),
	UNIQUE (id, person_id, programme_id)
);
CREATE INDEX enrolment_person ON waymark.enrolment (person_id);
CREATE INDEX enrolment_employer ON waymark.enrolment (employer_id);
