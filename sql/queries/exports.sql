-- Exports: what somebody asked for as a spreadsheet, how it stands, and what is
-- in it.

-- enum export_state(queued, working, done, failed, cancelled, expired)
-- enum export_format(workbook, csv)
-- enum export_reader(staff, partner, university, funder, self)

-- row export
--   id               int8
--   programme_id     int8
--   programme        text
--   cohort_id        int8?
--   cohort           text?
--   organisation_id  int8?
--   organisation     text?
--   person_id        int8?
--   tables           text[]
--   format           export_format
--   reader           export_reader
--   recipient        text
--   purpose          text
--   asked_by         text
--   set_up_by        text?
--   asked_at         timestamptz
--   state            export_state
--   tries            int8
--   rows_done        int8
--   rows_all         int8?
--   bytes            int8?
--   made_at          timestamptz?
--   expires_on       date?
--   why              text?
--   today            date!
--   days             int8!
--   version          int8
--   of_all           int8!

-- Those that I asked for, the latest first.

-- many exports_mine(at_most int8, skip int8) export
SELECT e.id, e.programme_id, g.name AS programme, e.cohort_id,
       c.name AS cohort, e.organisation_id, o.name AS organisation,
       e.person_id, e.tables, e.format, e.reader, e.recipient, e.purpose,
       p.name AS asked_by, s.made_by_name AS set_up_by, e.asked_at, e.state, e.tries, e.rows_done,
       e.rows_all, e.bytes, e.made_at, e.expires_on, e.why, today() AS today,
       setting_of(e.programme_id, 'export_days') AS days, e.version,
       count(*) OVER () AS of_all
  FROM export e
  JOIN programme g ON g.id = e.programme_id
  JOIN person p ON p.id = e.asked_by
  LEFT JOIN cohort c ON c.id = e.cohort_id
  LEFT JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN monthly_set_round r ON r.id = e.round_id
  LEFT JOIN monthly_set s ON s.id = r.set_id
 WHERE e.asked_by = (SELECT auth.person_id())
 ORDER BY e.id DESC LIMIT :at_most OFFSET :skip;

-- one export_mine(id int8) export
SELECT e.id, e.programme_id, g.name AS programme, e.cohort_id,
       c.name AS cohort, e.organisation_id, o.name AS organisation,
       e.person_id, e.tables, e.format, e.reader, e.recipient, e.purpose,
       p.name AS asked_by, s.made_by_name AS set_up_by, e.asked_at, e.state, e.tries, e.rows_done,
       e.rows_all, e.bytes, e.made_at, e.expires_on, e.why, today() AS today,
       setting_of(e.programme_id, 'export_days') AS days, e.version,
       1::bigint AS of_all
  FROM export e
  JOIN programme g ON g.id = e.programme_id
  JOIN person p ON p.id = e.asked_by
  LEFT JOIN cohort c ON c.id = e.cohort_id
  LEFT JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN monthly_set_round r ON r.id = e.round_id
  LEFT JOIN monthly_set s ON s.id = r.set_id
 WHERE e.id = :id AND e.asked_by = (SELECT auth.person_id());

-- row export_asked(id int8)

-- one export_ask(programme_id int8, cohort_id int8?, organisation_id int8?,
--   person_id int8?, tables text[], format export_format,
--   reader export_reader, recipient text, purpose text) export_asked
INSERT INTO export (programme_id, cohort_id, organisation_id, person_id,
    tables, format, reader, recipient, purpose)
VALUES (:programme_id, :cohort_id, :organisation_id, :person_id, :tables,
    :format, :reader, :recipient, :purpose)
RETURNING id;

-- exec export_move(id int8, version int8, state export_state)
UPDATE export SET state = :state
 WHERE id = :id AND version = :version;

-- exec export_download(id int8)
INSERT INTO export_download (export_id) VALUES (:id);

-- row export_piece(bytes bytea)

-- one export_piece_of(id int8, number int8) export_piece
SELECT bytes FROM export_content WHERE export_id = :id AND number = :number;

-- Where I can ask for something: programmes in which I am staff, or of whose
-- people I see some.

-- row export_programme(id int8, name text, at_once int8!, staff bool!)

-- many export_programmes() export_programme
SELECT g.id, g.name, setting_of(g.id, 'export_rows_at_once') AS at_once,
       g.id = ANY ((SELECT auth.staff_programmes())::bigint[]) AS staff
  FROM programme g
 WHERE g.id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR EXISTS (SELECT 1 FROM enrolment e WHERE e.programme_id = g.id)
    OR EXISTS (SELECT 1 FROM asye a WHERE a.programme_id = g.id)
 ORDER BY g.name, g.id;

-- mine: an organisation whose coordinator I am.

-- row export_place(id int8, programme_id int8?, name text, mine bool!)

-- Cohorts of programmes, the latest first.

-- many export_cohorts(programmes int8[]) export_place
SELECT c.id, c.programme_id, c.name, false AS mine FROM cohort c
 WHERE c.programme_id = ANY (:programmes)
 ORDER BY c.starts_on DESC, c.name;

-- Whose coordinator I am; for staff, all who employ or host their trainees.

-- many export_organisations() export_place
SELECT o.id, NULL::bigint AS programme_id, o.name,
       o.id = ANY ((SELECT auth.partner_organisations())::bigint[])
       OR o.id = ANY ((SELECT auth.asye_coordinated())::bigint[]) AS mine
  FROM organisation o
 WHERE o.id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR o.id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR o.id IN (SELECT e.employer_id FROM enrolment e WHERE e.programme_id =
           ANY ((SELECT auth.staff_programmes())::bigint[])
        UNION SELECT l.organisation_id FROM placement l WHERE l.programme_id =
           ANY ((SELECT auth.staff_programmes())::bigint[]))
 ORDER BY o.name, o.id;

-- Making one.

-- exec export_begin(id int8)
SELECT waymark.export_begin(:id);

-- exec export_keep(id int8, number int8, bytes bytea)
SELECT waymark.export_keep(:id, :number, :bytes);

-- row export_answer(yes bool!)

-- one export_done(id int8, try int8, rows int8, bytes int8) export_answer
SELECT waymark.export_done(:id, :try, :rows, :bytes) AS yes;

-- What the jobs ask.

-- row export_claimed(id int8!, asked_by int8!, tries int8!)

-- one export_claim() export_claimed
SELECT id, asked_by, tries FROM waymark.export_claim();

-- one export_progress(id int8, try int8, done int8, of_all int8) export_answer
SELECT waymark.export_progress(:id, :try, :done, :of_all) AS yes;

-- exec export_fail(id int8, try int8, why text)
SELECT waymark.export_fail(:id, :try, :why);

-- exec export_let_go(id int8)
SELECT waymark.export_let_go(:id);

-- exec tidy_exports()
SELECT waymark.exports_tidy();
