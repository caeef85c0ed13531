-- Who sees and writes which rows.
--
-- Each policy decides from the row alone, against lists that are made once a
-- statement: write (SELECT auth.f())::bigint[], so that PostgreSQL asks once.
-- Relationships are dated; a list holds what is true today.

-- Every table is closed, also to its owner; the owner's functions above are
-- let through by a policy of their own.
DO $$
DECLARE
	t record;
BEGIN
	FOR t IN SELECT n.nspname, c.relname
	    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	    WHERE n.nspname IN ('waymark', 'auth', 'audit', 'post')
	      AND c.relkind = 'r' LOOP
		EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY,
		    FORCE ROW LEVEL SECURITY', t.nspname, t.relname);
		EXECUTE format('CREATE POLICY owner ON %I.%I TO waymark_owner
		    USING (true) WITH CHECK (true)', t.nspname, t.relname);
	END LOOP;
END
$$;

-- The catalogue is everybody's to read.
CREATE POLICY everybody ON waymark.demonstration FOR SELECT
    TO waymark_web, waymark_jobs USING (true);
CREATE POLICY everybody ON waymark.organisation FOR SELECT TO waymark_web
    USING (true);
CREATE POLICY everybody ON waymark.programme FOR SELECT TO waymark_web
    USING (true);
CREATE POLICY everybody ON waymark.standard_set FOR SELECT TO waymark_web
    USING (true);
CREATE POLICY everybody ON waymark.standard FOR SELECT TO waymark_web
    USING (true);
CREATE POLICY everybody ON waymark.team FOR SELECT TO waymark_web
    USING (true);
GRANT SELECT ON waymark.organisation, waymark.programme,
    waymark.standard_set, waymark.standard, waymark.team TO waymark_web;

-- Cohorts: names and dates only.
CREATE POLICY signed_in ON waymark.cohort FOR SELECT TO waymark_web
    USING ((SELECT auth.person_id()) IS NOT NULL);
GRANT SELECT ON waymark.cohort TO waymark_web;

CREATE POLICY sees ON waymark.person FOR SELECT TO waymark_web USING (
    id = (SELECT auth.person_id())
    OR programme_ids && (SELECT auth.staff_programmes())::bigint[]
    OR id = ANY ((SELECT auth.known_people())::bigint[]));
CREATE POLICY enrols ON waymark.person FOR INSERT TO waymark_web
    WITH CHECK (programme_ids <> '{}' AND programme_ids <@
        (SELECT auth.staff_programmes())::bigint[]);
GRANT SELECT ON waymark.person TO waymark_web;
GRANT INSERT (given_name, family_name, email, swe_number, programme_ids)
    ON waymark.person TO waymark_web;

CREATE POLICY sees ON waymark.role_held FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
CREATE POLICY enrols ON waymark.role_held FOR INSERT TO waymark_web
    WITH CHECK (role = 'trainee' AND programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT SELECT ON waymark.role_held TO waymark_web;
GRANT INSERT (person_id, role, programme_id, during)
    ON waymark.role_held TO waymark_web;

CREATE POLICY sees ON waymark.enrolment FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR employer_id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR id = ANY ((SELECT auth.placed_enrolments())::bigint[]));
CREATE POLICY enrols ON waymark.enrolment FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT SELECT ON waymark.enrolment TO waymark_web;
GRANT INSERT (programme_id, cohort_id, person_id, employer_id, starts_on,
    working) ON waymark.enrolment TO waymark_web;

CREATE POLICY sees ON waymark.placement FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR id = ANY ((SELECT auth.educator_placements())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.employed_enrolments())::bigint[]));
GRANT SELECT ON waymark.placement TO waymark_web;

-- What belongs to a placement is seen by those who see the placement.
CREATE POLICY sees ON waymark.placement_pattern FOR SELECT TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.placement p
        WHERE p.id = placement_id));
CREATE POLICY sees ON waymark.placement_interruption FOR SELECT TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.placement p
        WHERE p.id = placement_id));
CREATE POLICY sees ON waymark.placement_educator FOR SELECT TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.placement p
        WHERE p.id = placement_id));
CREATE POLICY sees ON waymark.placement_tally FOR SELECT TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.placement p
        WHERE p.id = placement_id));
GRANT SELECT ON waymark.placement_pattern, waymark.placement_interruption,
    waymark.placement_educator, waymark.placement_tally TO waymark_web;

-- Days: partners see sums, never what was written.
CREATE POLICY sees ON waymark.placement_day FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR placement_id = ANY ((SELECT auth.educator_placements())::bigint[]));
CREATE POLICY logs ON waymark.placement_day FOR INSERT TO waymark_web
    WITH CHECK (person_id = (SELECT auth.person_id())
        AND state = 'submitted' AND decided_by IS NULL);
CREATE POLICY corrects ON waymark.placement_day FOR UPDATE TO waymark_web
    USING (person_id = (SELECT auth.person_id()))
    WITH CHECK (person_id = (SELECT auth.person_id())
        AND state IN ('submitted', 'withdrawn'));
CREATE POLICY decides ON waymark.placement_day FOR UPDATE TO waymark_web
    USING (placement_id = ANY ((SELECT auth.educator_placements())::bigint[])
        AND person_id <> (SELECT auth.person_id()))
    WITH CHECK (decided_by = (SELECT auth.person_id())
        AND state IN ('confirmed', 'returned'));
GRANT SELECT ON waymark.placement_day TO waymark_web;
GRANT INSERT (placement_id, enrolment_id, person_id, programme_id,
    organisation_id, on_date, halves, kind, absence, did, standard_ids)
    ON waymark.placement_day TO waymark_web;
GRANT UPDATE (on_date, halves, kind, absence, did, standard_ids, state, submitted_at,
    decided_by, decided_at, return_reason) ON waymark.placement_day
    TO waymark_web;

CREATE POLICY sees ON waymark.placement_day_standard FOR SELECT
    TO waymark_web USING (EXISTS (SELECT 1 FROM waymark.placement_day d
        WHERE d.id = day_id));
GRANT SELECT ON waymark.placement_day_standard TO waymark_web;

CREATE POLICY own ON waymark.draft TO waymark_web
    USING (person_id = (SELECT auth.person_id()))
    WITH CHECK (person_id = (SELECT auth.person_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON waymark.draft TO waymark_web;

-- History: of one's own record, of one's programmes, of placements in which
-- one educates.
CREATE POLICY sees ON audit.event FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR placement_id = ANY ((SELECT auth.educator_placements())::bigint[]));
GRANT SELECT ON audit.event TO waymark_web;

CREATE POLICY staff ON waymark.import TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
CREATE POLICY staff ON waymark.import_row TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT SELECT ON waymark.import, waymark.import_row TO waymark_web;
GRANT INSERT (programme_id, cohort_id, file_name, ignored)
    ON waymark.import TO waymark_web;
GRANT UPDATE (state, decided_at, stored) ON waymark.import TO waymark_web;
GRANT INSERT, DELETE ON waymark.import_row TO waymark_web;
GRANT UPDATE (state, cells, unreadable, problems) ON waymark.import_row
    TO waymark_web;
