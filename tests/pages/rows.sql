-- What of each table the web's own role may do for whom, asked of PostgreSQL
-- itself: a line of text for each table and deed, a column for each of the
-- people, who are given as 'name number' (number 0: nobody).
--
-- Triggers and foreign keys stand aside, so that what is left is privileges and
-- policies.  Nothing of it stays: it ends in an exception of its own.

-- guarded: with triggers and foreign keys after all.
CREATE OR REPLACE FUNCTION pg_temp.as_web(sql text, held jsonb DEFAULT NULL,
    guarded boolean DEFAULT false)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	PERFORM set_config('session_replication_role', CASE WHEN guarded
	        THEN 'origin' ELSE 'replica' END, true),
	    set_config('role', 'waymark_web', true);
	EXECUTE sql USING held;
	GET DIAGNOSTICS n = ROW_COUNT;
	RAISE EXCEPTION USING ERRCODE = 'WM999';
EXCEPTION
	WHEN SQLSTATE 'WM999' THEN
		RETURN n;
	WHEN insufficient_privilege THEN
		RETURN 0;
	WHEN unique_violation THEN
		RETURN 1;	-- past every policy
	WHEN integrity_constraint_violation OR not_null_violation
	    OR check_violation OR raise_exception THEN
		RETURN (NOT guarded)::integer;
END
$$;

-- Tables and views, and what the web may name of them.  theirs: what is of the
-- second programme, as far as a row says it.
CREATE OR REPLACE VIEW pg_temp.target AS
SELECT format('%I.%I', n.nspname, c.relname) AS name, c.oid, c.relkind,
       (SELECT coalesce(max(a.attname) FILTER (WHERE a.attname =
            'programme_id') || ' = 2', max(a.attname) FILTER (WHERE
            a.attname = 'person_id') || ' IN (6, 13, 32)', max(a.attname)
            FILTER (WHERE a.attname = 'enrolment_id') || ' = 106',
            max(a.attname) FILTER (WHERE a.attname = 'placement_id') ||
            ' = 206')
          FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
           AND NOT a.attisdropped) AS theirs,
       (SELECT min(quote_ident(a.attname)) FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
           AND has_column_privilege('waymark_web', c.oid, a.attnum, 'UPDATE'))
           AS changed,
       (SELECT string_agg(quote_ident(a.attname), ', ') FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
           AND has_column_privilege('waymark_web', c.oid, a.attnum, 'INSERT'))
           AS added
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('waymark', 'auth', 'audit', 'post', 'equality')
   AND c.relkind IN ('r', 'p', 'v', 'm');

CREATE OR REPLACE FUNCTION pg_temp.mark(n bigint, of bigint) RETURNS text
LANGUAGE sql AS $$
	SELECT CASE WHEN of = 0 THEN '.' WHEN n = 0 THEN '-'
	    WHEN n < of THEN '+' ELSE '*' END
$$;

CREATE OR REPLACE FUNCTION pg_temp.added(sql text, held jsonb) RETURNS text
LANGUAGE sql AS $$
	SELECT CASE WHEN held IS NULL THEN '.'
	    WHEN pg_temp.as_web(sql, held) = 0 THEN '-'
	    WHEN pg_temp.as_web(sql, held, true) = 0 THEN 't' ELSE '+' END
$$;

-- One cell: to how many of the rows a deed can be done, on either side.
CREATE OR REPLACE FUNCTION pg_temp.cell(t pg_temp.target, deed text,
    all_rows bigint, their_rows bigint, own jsonb, their jsonb) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	sql text := CASE deed WHEN 'read' THEN 'SELECT 1 FROM ' || t.name
	    WHEN 'change' THEN format('UPDATE %s SET %s = %2$s', t.name,
	        t.changed)
	    WHEN 'remove' THEN 'DELETE FROM ' || t.name
	    ELSE format('INSERT INTO %s (%s) SELECT %2$s FROM
	        jsonb_populate_record(NULL::%1$s, $1)', t.name, t.added) END;
	n bigint := 0;
	theirs bigint := 0;
BEGIN
	IF deed = 'add' THEN
		RETURN pg_temp.added(sql, own) || CASE WHEN t.theirs IS NULL
		    THEN '' ELSE '/' || pg_temp.added(sql, their) END;
	END IF;
	n := pg_temp.as_web(sql);
	IF t.theirs IS NULL THEN
		RETURN pg_temp.mark(n, all_rows);
	END IF;
	IF n > 0 THEN
		theirs := pg_temp.as_web(sql || ' WHERE ' || t.theirs);
	END IF;
	RETURN pg_temp.mark(n - theirs, all_rows - their_rows) || '/' ||
	    pg_temp.mark(theirs, their_rows);
END
$$;

CREATE OR REPLACE FUNCTION pg_temp.line(t pg_temp.target, deed text,
    sessions text[]) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	all_rows bigint;
	their_rows bigint := 0;
	own jsonb;
	their jsonb;
	line text := rpad(t.name || ' ' || deed, 50);
	token text;
BEGIN
	EXECUTE 'SELECT count(*) FROM ' || t.name INTO all_rows;
	EXECUTE format('SELECT to_jsonb(t) FROM %s t WHERE (%s) IS NOT TRUE
	    ORDER BY t::text LIMIT 1', t.name, coalesce(t.theirs, 'false'))
	INTO own;
	IF t.theirs IS NOT NULL THEN
		EXECUTE format('SELECT count(*) FROM %s WHERE %s', t.name,
		    t.theirs) INTO their_rows;
		EXECUTE format('SELECT to_jsonb(t) FROM %s t WHERE %s
		    ORDER BY t::text LIMIT 1', t.name, t.theirs) INTO their;
	END IF;
	FOREACH token IN ARRAY sessions LOOP
		PERFORM set_config('waymark.session', token, true);
		line := line || ' ' || rpad(pg_temp.cell(t, deed, all_rows,
		    their_rows, own, their), 8);
	END LOOP;
	RETURN rtrim(line) || E'\n';
END
$$;

-- Of twenty tables, behind those that were asked before.
CREATE OR REPLACE FUNCTION pg_temp.access_to_rows(people text[], behind bigint)
RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	sessions text[] := '{}';
	lines text := '';
	who text;
	token text;
	t pg_temp.target;
BEGIN
	FOREACH who IN ARRAY people LOOP
		token := encode(sha256(who::bytea), 'hex');
		IF split_part(who, ' ', 2) <> '0' THEN
			PERFORM auth.start(split_part(who, ' ', 2)::bigint,
			    token, sha256(token::bytea), '127.0.0.1');
		END IF;
		sessions := sessions || token;
	END LOOP;
	UPDATE auth.session SET seen_at = now() - interval '31 minutes'
	 WHERE token_hash = sha256(sha256('expired 2'));
	SET LOCAL session_replication_role = replica;
	FOR t IN SELECT * FROM pg_temp.target ORDER BY name COLLATE "C"
	    LIMIT 20 OFFSET behind LOOP
		lines := lines || pg_temp.line(t, 'read', sessions);
		IF t.added IS NOT NULL AND t.relkind = 'r' THEN
			lines := lines || pg_temp.line(t, 'add', sessions);
		END IF;
		IF t.changed IS NOT NULL AND t.relkind = 'r' THEN
			lines := lines || pg_temp.line(t, 'change', sessions);
		END IF;
		IF has_table_privilege('waymark_web', t.oid, 'DELETE') THEN
			lines := lines || pg_temp.line(t, 'remove', sessions);
		END IF;
	END LOOP;
	RAISE EXCEPTION USING ERRCODE = 'WM998';
EXCEPTION
	WHEN SQLSTATE 'WM998' THEN
		RETURN lines;
END
$$;
