-- What an administrator makes: roles, extensions, the record of migrations.
-- Every run of "waymark migrate" comes through here, so all of it may be there.

DO $$
DECLARE
	role text;
BEGIN
	FOREACH role IN ARRAY
	    ARRAY['waymark_owner', 'waymark_web', 'waymark_jobs',
	    'waymark_flags'] LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
			EXECUTE format('CREATE ROLE %I %s NOSUPERUSER NOBYPASSRLS '
			    'NOCREATEDB NOCREATEROLE NOREPLICATION', role,
			    CASE WHEN role IN ('waymark_owner', 'waymark_flags')
			    THEN 'NOLOGIN' ELSE 'LOGIN' END);
		END IF;
		IF EXISTS (SELECT FROM pg_roles WHERE rolname = role
		    AND (rolsuper OR rolbypassrls)) THEN
			RAISE EXCEPTION 'role % can bypass row-level security',
			    role USING HINT = 'ALTER ROLE ... NOSUPERUSER NOBYPASSRLS';
		END IF;
	END LOOP;
	IF NOT pg_has_role('waymark_owner', 'MEMBER') THEN
		EXECUTE format('GRANT waymark_owner TO %I', current_user);
	END IF;
	-- The jobs find flags as waymark_flags, which reads what rules may know
	-- and no more; as themselves they have none of its rights.
	IF (SELECT rolinherit FROM pg_roles WHERE rolname = 'waymark_jobs') THEN
		EXECUTE 'ALTER ROLE waymark_jobs NOINHERIT';
	END IF;
	IF NOT pg_has_role('waymark_jobs', 'waymark_flags', 'MEMBER') THEN
		EXECUTE 'GRANT waymark_flags TO waymark_jobs';
	END IF;
	-- They read what waits on somebody as the web would show it to them.
	IF NOT pg_has_role('waymark_jobs', 'waymark_web', 'MEMBER') THEN
		EXECUTE 'GRANT waymark_web TO waymark_jobs';
	END IF;
	EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC',
	    current_database());
	EXECUTE format('GRANT CREATE, TEMPORARY ON DATABASE %I '
	    'TO waymark_owner', current_database());
	EXECUTE format('GRANT CONNECT ON DATABASE %I TO waymark_web, waymark_jobs',
	    current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;

CREATE SCHEMA IF NOT EXISTS extensions;
GRANT USAGE ON SCHEMA extensions TO waymark_owner, waymark_web, waymark_jobs;
CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS pgcrypto SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA extensions;

CREATE TABLE IF NOT EXISTS public.waymark_migration (
	name		text PRIMARY KEY,	-- schema/001_rooms.sql
	sha256		text NOT NULL,
	applied_at	timestamptz NOT NULL DEFAULT now()
);
