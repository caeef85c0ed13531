-- The rooms of the database, who may enter them, and what day it is.
--
-- waymark_owner owns everything and cannot sign in.  waymark_web answers
-- requests; waymark_jobs does what runs outside them.  Neither can bypass
-- row-level security, create objects, or reach a room that is not named here.

CREATE SCHEMA waymark;
CREATE SCHEMA auth;
CREATE SCHEMA audit;
CREATE SCHEMA post;

GRANT USAGE ON SCHEMA waymark, auth, audit, post TO waymark_web, waymark_jobs;

ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- A demonstration stands still: its people's lives were made up to one day,
-- and every later day would find all of them behind.
CREATE TABLE waymark.demonstration (
	only_one	boolean PRIMARY KEY DEFAULT true CHECK (only_one),
	seed		bigint NOT NULL,
	as_of		date NOT NULL,
	loaded_at	timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON waymark.demonstration TO waymark_web, waymark_jobs;

CREATE FUNCTION waymark.today() RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN coalesce((SELECT as_of FROM waymark.demonstration),
	    (now() AT TIME ZONE 'Europe/London')::date);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.today() TO waymark_web, waymark_jobs;

-- How names are compared when they are searched for: no accents, no case, no
-- apostrophes, and a space for a hyphen.
CREATE FUNCTION waymark.fold(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
	SELECT lower(translate(
	    extensions.unaccent('extensions.unaccent'::regdictionary, $1),
	    U&'-\2010\2011''\2019\2018\02BC`', '   '))
$$;
GRANT EXECUTE ON FUNCTION waymark.fold(text) TO waymark_web, waymark_jobs;
