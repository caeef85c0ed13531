-- Tables that left as spreadsheets and come back changed: what an import of one
-- changed, cell by cell, so that it can be undone for a week.  Rows keep what
-- they are in their own history.

-- key: the column, as src/exchange/tables.def has it.  before, after: as the
-- database has them, '' for nothing.
CREATE TABLE waymark.import_change (
	import_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	row_number	bigint NOT NULL,
	record		bigint NOT NULL,
	key		text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]*$'),
	before		text NOT NULL,
	after		text NOT NULL,
	PRIMARY KEY (import_id, record, key),
	FOREIGN KEY (import_id, programme_id)
	    REFERENCES waymark.import (id, programme_id) ON DELETE CASCADE,
	CHECK (before <> after)
);

ALTER TABLE waymark.import_change ENABLE ROW LEVEL SECURITY,
    FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON waymark.import_change TO waymark_owner
    USING (true) WITH CHECK (true);
CREATE POLICY staff ON waymark.import_change FOR SELECT TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
-- With the import that makes it, and never later.
CREATE POLICY made ON waymark.import_change FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[])
        AND EXISTS (SELECT 1 FROM waymark.import i WHERE i.id = import_id
            AND i.kind = 'table' AND i.state = 'checked'));
GRANT SELECT, INSERT ON waymark.import_change TO waymark_web;
GRANT UPDATE (undone_at, restored) ON waymark.import TO waymark_web;

-- Plans of placements come back too.  Several placements of one trainee may
-- move at once: whether they meet is asked when all of them have moved.
CREATE FUNCTION waymark.placements_hold(which bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM 1 FROM waymark.placement p
	 WHERE p.id = ANY (which)
	   AND p.programme_id = ANY (auth.staff_programmes())
	 ORDER BY p.id FOR UPDATE;
	SET CONSTRAINTS waymark.placement_apart DEFERRED;
END
$$;
CREATE FUNCTION waymark.placements_settle() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	SET CONSTRAINTS waymark.placement_apart IMMEDIATE;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.placements_hold(bigint[]),
    waymark.placements_settle() TO waymark_web;
