-- What holds for every table, role and function, also for those to come.
BEGIN;
SELECT plan(14);

SELECT is_empty($$
	SELECT c.oid::regclass FROM pg_class c
	  JOIN pg_namespace n ON n.oid = c.relnamespace
	 WHERE n.nspname IN ('waymark', 'auth', 'audit', 'post',
	       'equality')
	   AND c.relkind IN ('r', 'p')
	   AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
	   AND c.oid NOT IN ('waymark.placement_words'::regclass,
	       'waymark.unit_words'::regclass)
$$, 'every table has row-level security, forced on its owner too');

SELECT is_empty($$
	SELECT c.oid::regclass, p.polname, a.grantee::regrole
	  FROM pg_class c
	  LEFT JOIN pg_policy p ON p.polrelid = c.oid
	  LEFT JOIN aclexplode(c.relacl) a ON a.grantee <> c.relowner
	 WHERE c.oid IN ('waymark.placement_words'::regclass,
	       'waymark.unit_words'::regclass)
	   AND (p.polname IS NOT NULL OR a.grantee IS NOT NULL
	        OR NOT c.relrowsecurity)
$$, 'what it is not forced on is nobody else''s to read');

SELECT is_empty($$
	SELECT c.oid::regclass FROM pg_class c
	  JOIN pg_namespace n ON n.oid = c.relnamespace
	 WHERE n.nspname IN ('waymark', 'auth', 'audit', 'post',
	       'equality')
	   AND c.relkind = 'v'
	   AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)
$$, 'no view looks past row-level security');

SELECT is_empty($$
	SELECT rolname FROM pg_roles
	 WHERE rolname IN ('waymark_web', 'waymark_jobs', 'waymark_owner',
	       'waymark_flags')
	   AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb
	        OR rolreplication)
$$, 'no role of ours is above the rules');

SELECT is((SELECT rolcanlogin FROM pg_roles WHERE rolname = 'waymark_owner'),
    false, 'the owner cannot sign in');

SELECT is_empty($$
	SELECT c.oid::regclass FROM pg_class c
	 WHERE pg_get_userbyid(c.relowner) IN ('waymark_web', 'waymark_jobs',
	       'waymark_flags')
$$, 'the roles that sign in own nothing');

SELECT is_empty($$
	SELECT n.nspname, r.rolname FROM pg_namespace n
	 CROSS JOIN (VALUES ('waymark_web'), ('waymark_jobs'), ('waymark_flags'))
	       r (rolname)
	 WHERE n.nspname !~ '^pg_(toast_)?temp'
	   AND has_schema_privilege(r.rolname, n.oid, 'CREATE')
$$, 'they create nothing');

SELECT is_empty($$
	SELECT rolname FROM (VALUES ('waymark_web'), ('waymark_jobs'),
	       ('waymark_flags')) r (rolname)
	 WHERE has_database_privilege(rolname, current_database(), 'TEMP')
	    OR has_database_privilege(rolname, current_database(), 'CREATE')
$$, 'not even for a while');

SELECT is_empty($$
	SELECT c.oid::regclass FROM pg_class c
	  JOIN pg_namespace n ON n.oid = c.relnamespace
	 WHERE n.nspname = 'auth' AND c.relkind = 'r'
	   AND (has_table_privilege('waymark_web', c.oid,
	            'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
	        OR has_any_column_privilege('waymark_web', c.oid,
	            'SELECT, INSERT, UPDATE'))
$$, 'the web reaches no credential, session or link');

SELECT is_empty($$
	SELECT p.oid::regprocedure FROM pg_proc p
	  JOIN pg_namespace n ON n.oid = p.pronamespace
	 WHERE n.nspname IN ('waymark', 'auth', 'audit', 'post',
	       'equality')
	   AND EXISTS (SELECT 1 FROM aclexplode(coalesce(p.proacl,
	        acldefault('f', p.proowner))) a WHERE a.grantee = 0)
$$, 'no function is everybody''s');

SELECT is_empty($$
	SELECT p.oid::regprocedure FROM pg_proc p
	  JOIN pg_namespace n ON n.oid = p.pronamespace
	 WHERE n.nspname IN ('waymark', 'auth', 'audit', 'post',
	       'equality')
	   AND p.prosecdef
	   AND NOT coalesce('search_path=""' = ANY (p.proconfig), false)
$$, 'what runs with the owner''s rights chooses its own search path');

SELECT is_empty($$
	SELECT p.oid::regprocedure FROM pg_proc p
	  JOIN pg_namespace n ON n.oid = p.pronamespace
	 WHERE n.nspname IN ('waymark', 'auth', 'audit', 'post',
	       'equality')
	   AND p.proleakproof
$$, 'nothing of ours claims to be leakproof');

SELECT is_empty($$
	SELECT polrelid::regclass, polname FROM pg_policy
	 WHERE pg_get_expr(polqual, polrelid) ~ '[^ ]auth\.[a-z_]+\(\)'
	   AND pg_get_expr(polqual, polrelid) !~ '\( SELECT auth\.'
$$, 'every policy asks its lists once a statement');

SELECT is_empty($$
	SELECT c.oid::regclass FROM pg_class c
	  JOIN pg_namespace n ON n.oid = c.relnamespace
	 WHERE n.nspname = 'waymark' AND c.relkind = 'r'
	   AND has_table_privilege('waymark_web', c.oid,
	        'INSERT, UPDATE, DELETE')
	   AND c.relname NOT IN ('demonstration', 'standard', 'standard_set',
	        'draft', 'import_row', 'import_change')
	   AND NOT EXISTS (SELECT 1 FROM pg_trigger t
	        WHERE t.tgrelid = c.oid AND t.tgname = 'audited')
$$, 'what the web may change is audited');

SELECT * FROM finish();
ROLLBACK;
