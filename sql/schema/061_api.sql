-- The API: tokens with which another system reads what leaves as spreadsheets.
--
-- A token reads as whoever made it, of that what it was made for, and no longer
-- than they may make it themselves.  Only its hash is kept, and its first
-- characters, by which one that leaked is recognised.  Each use is written down
-- in the transaction that answers it.

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('api', 'Other systems (API)', 235);
INSERT INTO waymark.setting_unit (code, form, one, many) VALUES
	('requests', 'whole', 'request', 'requests');
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('api', 10, 'api_token_days', 'A token lasts at most', 'days', 1, 730,
	    'How far ahead the last day of a token can be. Who makes one can '
	    'choose an earlier day.',
	    'From that day, tokens that are made last so long at most; those '
	    'that were made keep their day.'),
	('api', 20, 'api_rows', 'One answer has at most', 'rows', 1, 2000,
	    'How many rows another system is given at once. It asks for the '
	    'next ones with the address that each answer ends with.',
	    'From that day, it decides about each answer.'),
	('api', 30, 'api_requests', 'One minute has at most', 'requests', 1,
	    600,
	    'How often a token can be used within a minute. Beyond that, the '
	    'system is told how long to wait.',
	    'From that day, it decides about each request.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('api_token_days', 365, 'Waymark: somebody looks at each token at '
	    'least once a year'),
	('api_rows', 500, 'Waymark: a twentieth of a second'),
	('api_requests', 60, 'Waymark: a cohort within a minute, and room for '
	    'people beside it');

CREATE TYPE waymark.api_token_state AS ENUM ('live', 'revoked');

-- reader, organisation_id: whose columns it has and whose people alone, as an
-- export does.  tables: of src/exchange/tables.def.  prefix: how it begins.
-- maker, revoker: their names, for whoever else sees the token.  expires_on: the
-- last day on which it works.
CREATE TABLE waymark.api_token (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	organisation_id	bigint REFERENCES waymark.organisation,
	reader		waymark.export_reader NOT NULL
			    CHECK (reader <> 'self'),
	tables		text[] NOT NULL CHECK (array_to_string(tables, ' ')
			    ~ '^[a-z_]{1,40}( [a-z_]{1,40})*$'),
	name		text NOT NULL CHECK (name <> ''
			    AND length(name) <= 100),
	recipient	text NOT NULL CHECK (recipient <> ''
			    AND length(recipient) <= 200),
	purpose		text NOT NULL CHECK (purpose <> ''
			    AND length(purpose) <= 500),
	prefix		text NOT NULL CHECK (prefix ~ '^waymark_[0-9a-f]{8}$'),
	token_hash	bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
	made_by		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	maker		text NOT NULL,
	made_at		timestamptz NOT NULL DEFAULT now(),
	expires_on	date NOT NULL,
	state		waymark.api_token_state NOT NULL DEFAULT 'live',
	revoked_by	bigint REFERENCES waymark.person,
	revoker		text,
	revoked_at	timestamptz,
	CHECK (reader <> 'partner' OR organisation_id IS NOT NULL),
	CHECK ((state = 'revoked') = (revoked_at IS NOT NULL))
);
CREATE INDEX api_token_programme ON waymark.api_token (programme_id);
CREATE INDEX api_token_organisation ON waymark.api_token (organisation_id);

-- What a token was answered: by whom it was made and whose people it has stand
-- in the token.  table_code: NULL for what there is to read.  asked: of which
-- rows.  status: of HTTP; rows: that left.
CREATE TABLE waymark.api_use (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	token_id	bigint NOT NULL REFERENCES waymark.api_token,
	programme_id	bigint NOT NULL,
	organisation_id	bigint,
	reader		waymark.export_reader NOT NULL,
	table_code	text CHECK (table_code ~ '^[a-z_]{1,40}$'),
	asked		text NOT NULL CHECK (length(asked) <= 500),
	status		bigint NOT NULL CHECK (status BETWEEN 200 AND 599),
	rows		bigint NOT NULL CHECK (rows >= 0),
	address		text NOT NULL CHECK (length(address) <= 100),
	at		timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX api_use_token ON waymark.api_use (token_id, id);

CREATE FUNCTION waymark.api_token_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	today date := waymark.today();
	me text := (SELECT p.name FROM waymark.person p
	    WHERE p.id = auth.person_id());
BEGIN
	IF TG_OP = 'INSERT' THEN
		NEW.maker := me;
		IF NEW.expires_on < today OR NEW.expires_on > today +
		    waymark.setting_of(NEW.programme_id, 'api_token_days')
		    ::integer THEN
			PERFORM waymark.event_refuse('a token lasts at least '
			    'today, and no longer than its programme says');
		END IF;
		RETURN NEW;
	END IF;
	IF OLD.state <> 'live' OR NEW.state <> 'revoked' THEN
		PERFORM waymark.event_refuse('a token is revoked once and for '
		    'all');
	END IF;
	NEW.revoked_by := auth.person_id();
	NEW.revoker := me;
	NEW.revoked_at := now();
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.api_token
    FOR EACH ROW EXECUTE FUNCTION waymark.api_token_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.api_use
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['api_token', 'api_use'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		-- Staff of the programme, and whose people it has.
		EXECUTE format('CREATE POLICY shown ON waymark.%I FOR SELECT TO
		    waymark_web USING (programme_id =
		        ANY ((SELECT auth.staff_programmes())::bigint[])
		    OR reader = ''partner'' AND organisation_id =
		        ANY ((SELECT auth.partner_organisations())::bigint[])
		    OR reader = ''partner'' AND organisation_id =
		        ANY ((SELECT auth.asye_coordinated())::bigint[]))', t);
	END LOOP;
END
$$;
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON waymark.api_token
    FOR EACH ROW EXECUTE FUNCTION audit.changed('token_hash');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON waymark.api_use
    FOR EACH ROW EXECUTE FUNCTION audit.changed();

CREATE POLICY makes ON waymark.api_token FOR INSERT TO waymark_web
    WITH CHECK (made_by = (SELECT auth.person_id()) AND (
        programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        OR reader = 'partner' AND organisation_id =
            ANY ((SELECT auth.partner_organisations())::bigint[])
        OR reader = 'partner' AND organisation_id =
            ANY ((SELECT auth.asye_coordinated())::bigint[])));
CREATE POLICY revokes ON waymark.api_token FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
        OR reader = 'partner' AND organisation_id =
            ANY ((SELECT auth.partner_organisations())::bigint[])
        OR reader = 'partner' AND organisation_id =
            ANY ((SELECT auth.asye_coordinated())::bigint[]))
    WITH CHECK (state = 'revoked');
GRANT SELECT (id, programme_id, organisation_id, reader, tables, name,
    recipient, purpose, prefix, made_by, maker, made_at, expires_on, state,
    revoked_by, revoker, revoked_at) ON waymark.api_token TO waymark_web;
GRANT INSERT (programme_id, organisation_id, reader, tables, name, recipient,
    purpose, prefix, token_hash, expires_on), UPDATE (state)
    ON waymark.api_token TO waymark_web;
GRANT SELECT ON waymark.api_use TO waymark_web;

-- The token that this transaction was shown; its hash alone is compared.
CREATE FUNCTION auth.api_hash() RETURNS bytea
LANGUAGE sql STABLE SET search_path = '' AS $$
	SELECT sha256(convert_to(nullif(current_setting('waymark.api', true),
	    ''), 'UTF8'))
$$;

-- How long a token has to wait, in seconds: its latest requests but as many as
-- a minute may have lie less than a minute back.  Requests that two processes
-- take at once are counted by neither: a minute may have a few more.
CREATE FUNCTION auth.api_wait(t waymark.api_token) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	seconds double precision := (SELECT 60 -
	    extract(epoch FROM clock_timestamp() - u.at)
	    FROM waymark.api_use u WHERE u.token_id = t.id ORDER BY u.id DESC
	    OFFSET waymark.setting_of(t.programme_id, 'api_requests') - 1
	    LIMIT 1);
BEGIN
	RETURN greatest(0, ceil(coalesce(seconds, 0)));
END
$$;

-- Who reads with a token, and how it stands: live, revoked, expired, over (who
-- made it may not read so any more), or often (it was used too often just now).
-- No row: there is no such token.  From a live one on, this transaction reads
-- as whoever made it, and ends with api_used().
CREATE FUNCTION auth.api_enter(token text)
RETURNS TABLE (id bigint, standing text, wait_seconds bigint,
    programme_id bigint, organisation_id bigint,
    reader waymark.export_reader, tables text[], roles text[],
    expires_on date, rows_most bigint, requests_most bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	t waymark.api_token;
	now_is text := 'live';
	wait bigint;
BEGIN
	PERFORM set_config('waymark.api', token, true);
	SELECT * INTO t FROM waymark.api_token a
	 WHERE a.token_hash = auth.api_hash();
	IF NOT FOUND THEN
		RETURN;
	END IF;
	wait := auth.api_wait(t);
	PERFORM auth.stand_for(t.made_by);
	IF t.state = 'revoked' THEN
		now_is := 'revoked';
	ELSIF t.expires_on < waymark.today() THEN
		now_is := 'expired';
	ELSIF NOT (t.programme_id = ANY (auth.staff_programmes())
	    OR t.reader = 'partner' AND t.organisation_id = ANY (
	        auth.partner_organisations() || auth.asye_coordinated())) THEN
		now_is := 'over';
	ELSIF wait > 0 THEN
		now_is := 'often';
	END IF;
	IF now_is <> 'live' THEN
		PERFORM auth.stand_down();
	END IF;
	RETURN QUERY SELECT t.id, now_is, wait, t.programme_id,
	    t.organisation_id, t.reader, t.tables,
	    ARRAY(SELECT DISTINCT r.role::text FROM waymark.role_held r
	        WHERE r.person_id = t.made_by
	          AND r.during @> waymark.today()),
	    t.expires_on,
	    waymark.setting_of(t.programme_id, 'api_rows'),
	    waymark.setting_of(t.programme_id, 'api_requests');
END
$$;

-- What the token that was shown was answered.
CREATE FUNCTION waymark.api_used(table_code text, asked text, status bigint,
    rows bigint, address text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.api_use (token_id, programme_id, organisation_id,
	    reader, table_code, asked, status, rows, address)
	SELECT t.id, t.programme_id, t.organisation_id, t.reader,
	       api_used.table_code, api_used.asked, api_used.status,
	       api_used.rows, left(api_used.address, 100)
	  FROM waymark.api_token t WHERE t.token_hash = auth.api_hash();
	PERFORM auth.stand_down();
END
$$;
GRANT EXECUTE ON FUNCTION auth.api_enter(text),
    waymark.api_used(text, text, bigint, bigint, text) TO waymark_web;
