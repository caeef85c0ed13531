-- Partners send back what they offer: an import of one organisation, which its
-- people see, confirm and undo beside staff of the programme.

-- organisation_id: no row of another organisation is of it.
ALTER TABLE waymark.import
	ADD organisation_id bigint REFERENCES waymark.organisation,
	ADD CHECK (organisation_id IS NULL
	    OR kind = 'table' AND table_code = 'capacity');
CREATE INDEX import_organisation ON waymark.import (organisation_id, id)
 WHERE organisation_id IS NOT NULL;
GRANT INSERT (organisation_id) ON waymark.import TO waymark_web;

CREATE POLICY partner ON waymark.import TO waymark_web
    USING (organisation_id =
        ANY ((SELECT auth.partner_organisations())::bigint[]))
    WITH CHECK (organisation_id =
        ANY ((SELECT auth.partner_organisations())::bigint[]));
CREATE POLICY partner ON waymark.import_row TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.import i WHERE i.id = import_id
        AND i.organisation_id =
            ANY ((SELECT auth.partner_organisations())::bigint[])))
    WITH CHECK (EXISTS (SELECT 1 FROM waymark.import i WHERE i.id = import_id
        AND i.organisation_id =
            ANY ((SELECT auth.partner_organisations())::bigint[])));
CREATE POLICY partner ON waymark.import_change FOR SELECT TO waymark_web
    USING (EXISTS (SELECT 1 FROM waymark.import i WHERE i.id = import_id
        AND i.organisation_id =
            ANY ((SELECT auth.partner_organisations())::bigint[])));
CREATE POLICY partner_made ON waymark.import_change FOR INSERT TO waymark_web
    WITH CHECK (EXISTS (SELECT 1 FROM waymark.import i WHERE i.id = import_id
        AND i.state = 'checked' AND i.organisation_id =
            ANY ((SELECT auth.partner_organisations())::bigint[])));

-- What a partner has sent waits for the partner, not for staff.
CREATE OR REPLACE VIEW waymark.waiting_import_to_confirm
WITH (security_invoker) AS
SELECT 'import_to_confirm'::waymark.waiting_kind AS kind, i.id AS subject_id,
       waymark.day_of(i.uploaded_at) AS since, NULL::date AS due_on,
       NULL::date AS on_date, 1::bigint AS how_many, i.file_name AS what,
       NULL::bigint AS person_id, NULL::bigint AS enrolment_id,
       NULL::bigint AS placement_id, NULL::bigint AS organisation_id,
       i.programme_id, i.cohort_id, i.uploaded_by AS owner_id
  FROM waymark.import i
 WHERE i.state = 'checked' AND i.organisation_id IS NULL;
SELECT waymark.waiting_rebuild();
