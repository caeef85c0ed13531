-- Imports: people, marks or a table that comes back, read from a file, staged
-- and judged.

-- enum import_kind(people, marks, table)

-- enum import_state(checked, confirmed, discarded, undone)
-- enum import_row_state(ready, failing, left_out, unchanged)

-- row import
--   id                int8
--   kind              import_kind
--   programme_id      int8
--   programme         text
--   cohort_id         int8?
--   component_id      int8?
--   offering_id       int8?
--   component         text?
--   module            text?
--   table_code        text?
--   organisation_id   int8?
--   organisation      text?
--   seen              int8
--   cohort            text?
--   cohort_starts_on  date?
--   cohort_ends_on    date?
--   file_name         text
--   ignored           text[]
--   state             import_state
--   uploaded_by       text!
--   uploaded_at       timestamptz
--   decided_at        timestamptz?
--   stored            int8?
--   undone_at         timestamptz?
--   restored          int8?
--   undoable          bool!
--   version           int8
--   ready             int8!
--   failing           int8!
--   left_out          int8!
--   unchanged         int8!
--   of_all            int8!

-- Those of my programmes and of my organisations, the latest first.  Who does
-- not know whoever sent it for an organisation knows that one.

-- many imports_mine(at_most int8, skip int8) import
SELECT i.id, i.kind, i.programme_id, g.name AS programme, i.cohort_id,
       i.component_id, t.offering_id, t.title AS component,
       m.title AS module, i.table_code, i.organisation_id,
       o.name AS organisation, i.seen, c.name AS cohort,
       c.starts_on AS cohort_starts_on, c.ends_on AS cohort_ends_on,
       i.file_name, i.ignored, i.state, coalesce(p.name, o.name) AS uploaded_by,
       i.uploaded_at,
       i.decided_at, i.stored, i.undone_at, i.restored,
       i.state = 'confirmed' AND EXISTS (SELECT 1 FROM import_change x
           WHERE x.import_id = i.id) AS undoable,
       i.version, n.ready, n.failing, n.left_out, n.unchanged,
       i.of_all
  FROM (SELECT *, count(*) OVER () AS of_all
          FROM import
         WHERE programme_id =
               ANY ((SELECT auth.staff_programmes())::bigint[])
            OR organisation_id =
               ANY ((SELECT auth.partner_organisations())::bigint[])
         ORDER BY id DESC
         LIMIT :at_most OFFSET :skip) i
  JOIN programme g ON g.id = i.programme_id
  LEFT JOIN cohort c ON c.id = i.cohort_id
  LEFT JOIN person p ON p.id = i.uploaded_by
  LEFT JOIN component t ON t.id = i.component_id
  LEFT JOIN offering f ON f.id = t.offering_id
  LEFT JOIN module m ON m.id = f.module_id
  LEFT JOIN organisation o ON o.id = i.organisation_id
 CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE r.state = 'ready') AS ready,
              count(*) FILTER (WHERE r.state = 'failing') AS failing,
              count(*) FILTER (WHERE r.state = 'left_out') AS left_out,
              count(*) FILTER (WHERE r.state = 'unchanged') AS unchanged
         FROM import_row r
        WHERE r.import_id = i.id) n
 ORDER BY i.id DESC;

-- one import_mine(id int8) import
SELECT i.id, i.kind, i.programme_id, g.name AS programme, i.cohort_id,
       i.component_id, t.offering_id, t.title AS component,
       m.title AS module, i.table_code, i.organisation_id,
       o.name AS organisation, i.seen, c.name AS cohort,
       c.starts_on AS cohort_starts_on, c.ends_on AS cohort_ends_on,
       i.file_name, i.ignored, i.state, coalesce(p.name, o.name) AS uploaded_by,
       i.uploaded_at,
       i.decided_at, i.stored, i.undone_at, i.restored,
       i.state = 'confirmed' AND EXISTS (SELECT 1 FROM import_change x
           WHERE x.import_id = i.id) AS undoable,
       i.version, n.ready, n.failing, n.left_out, n.unchanged,
       1::bigint AS of_all
  FROM import i
  JOIN programme g ON g.id = i.programme_id
  LEFT JOIN cohort c ON c.id = i.cohort_id
  LEFT JOIN person p ON p.id = i.uploaded_by
  LEFT JOIN component t ON t.id = i.component_id
  LEFT JOIN offering f ON f.id = t.offering_id
  LEFT JOIN module m ON m.id = f.module_id
  LEFT JOIN organisation o ON o.id = i.organisation_id
 CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE r.state = 'ready') AS ready,
              count(*) FILTER (WHERE r.state = 'failing') AS failing,
              count(*) FILTER (WHERE r.state = 'left_out') AS left_out,
              count(*) FILTER (WHERE r.state = 'unchanged') AS unchanged
         FROM import_row r
        WHERE r.import_id = i.id) n
 WHERE i.id = :id
   AND (i.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR i.organisation_id =
       ANY ((SELECT auth.partner_organisations())::bigint[]));

-- One at a time decides about an import: others wait here for their turn.

-- exec import_lock(id int8)
SELECT FROM import
 WHERE id = :id
   AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id =
       ANY ((SELECT auth.partner_organisations())::bigint[]))
   FOR UPDATE;

-- row new_import(id int8)

-- one import_add(kind import_kind, programme_id int8, cohort_id int8?,
--   component_id int8?, table_code text?, organisation_id int8?, seen int8,
--   file_name text, ignored text[]) new_import
INSERT INTO import (kind, programme_id, cohort_id, component_id, table_code,
    organisation_id, seen, file_name, ignored)
VALUES (:kind, :programme_id, :cohort_id, :component_id, :table_code,
    :organisation_id, :seen, :file_name, :ignored)
RETURNING id;

-- Where my organisations offer places.

-- row import_place(programme_id int8, programme text, organisation_id int8,
--   organisation text)

-- many import_places() import_place
SELECT g.id AS programme_id, g.name AS programme, h.id AS organisation_id,
       h.name AS organisation
  FROM (SELECT DISTINCT programme_id, organisation_id FROM placement_offer
         WHERE organisation_id =
               ANY ((SELECT auth.partner_organisations())::bigint[])) o
  JOIN programme g ON g.id = o.programme_id
  JOIN organisation h ON h.id = o.organisation_id
 ORDER BY h.name, g.name, h.id, g.id;

-- A new version without another change: its rows were judged anew.

-- exec import_judged(id int8, seen int8)
UPDATE import SET seen = :seen WHERE id = :id;

-- exec import_confirmed(id int8, stored int8)
UPDATE import
   SET state = 'confirmed', decided_at = now(), stored = :stored
 WHERE id = :id AND state = 'checked';

-- exec import_discarded(id int8)
UPDATE import SET state = 'discarded', decided_at = now()
 WHERE id = :id AND state = 'checked';

-- What a table that came back has changed, cell by cell.

-- exec import_changes_store(import_id int8, programme_id int8,
--   row_numbers int8[], records int8[], keys text[], befores text[],
--   afters text[])
INSERT INTO import_change (import_id, programme_id, row_number, record, key,
    before, after)
SELECT :import_id, :programme_id, w.number, w.record, w.key, w.before, w.after
  FROM unnest(:row_numbers::bigint[], :records::bigint[], :keys::text[],
       :befores::text[], :afters::text[])
       AS w (number, record, key, before, after);

-- row import_change(row_number int8, record int8, key text, before text,
--   after text)

-- many import_changes(import_id int8) import_change
SELECT row_number, record, key, before, after FROM import_change
 WHERE import_id = :import_id
 ORDER BY record, key;

-- exec import_undone(id int8, restored int8)
UPDATE import SET state = 'undone', undone_at = now(), restored = :restored
 WHERE id = :id AND state = 'confirmed';

-- exec import_lines_clear(import_id int8)
DELETE FROM import_row WHERE import_id = :import_id;

-- row import_line
--   number      int8
--   state       import_row_state
--   cells       text[]
--   unreadable  text?
--   problems    text[]
--   of_all      int8!

-- many import_lines(import_id int8, state import_row_state?,
--   changed_first bool, at_most int8, skip int8) import_line
SELECT r.row_number AS number, r.state, r.cells, r.unreadable, r.problems,
       count(*) OVER () AS of_all
  FROM import_row r
 WHERE r.import_id = :import_id
   AND (:state::import_row_state IS NULL OR r.state = :state)
 ORDER BY :changed_first AND r.state = 'unchanged', r.row_number
 LIMIT :at_most OFFSET :skip;

-- one import_line_of(import_id int8, number int8) import_line
SELECT r.row_number AS number, r.state, r.cells, r.unreadable, r.problems,
       1::bigint AS of_all
  FROM import_row r
 WHERE r.import_id = :import_id AND r.row_number = :number;

-- exec import_line_put(import_id int8, number int8, state import_row_state)
UPDATE import_row SET state = :state
 WHERE import_id = :import_id AND row_number = :number;

-- Rows and their verdicts, those that are there already in their place.
-- cells: so many a row as the file has columns.  problems: three texts each, and for each text in
-- problem_rows the row that it is about.

-- exec import_lines_store(import_id int8, programme_id int8, width int8, numbers int8[], states text[], unreadable text[], cells text[], problem_rows int8[], problems text[])
INSERT INTO import_row AS r (import_id, programme_id, row_number, state,
    unreadable, cells, problems)
SELECT :import_id, :programme_id, l.number, l.state::import_row_state,
       nullif(l.unreadable, ''), c.cells, coalesce(p.problems, '{}')
  FROM unnest(:numbers::bigint[], :states::text[], :unreadable::text[])
       WITH ORDINALITY l (number, state, unreadable, n)
  JOIN (SELECT (u.n - 1) / :width + 1 AS n, array_agg(u.cell ORDER BY u.n) AS cells
          FROM unnest(:cells::text[]) WITH ORDINALITY u (cell, n)
         GROUP BY 1) c ON c.n = l.n
  LEFT JOIN (SELECT u.number, array_agg(u.words ORDER BY u.n) AS problems
          FROM unnest(:problem_rows::bigint[], :problems::text[])
               WITH ORDINALITY u (number, words, n)
         GROUP BY 1) p ON p.number = l.number
ON CONFLICT (import_id, row_number) DO UPDATE
   SET state = excluded.state, unreadable = excluded.unreadable,
       cells = excluded.cells, problems = excluded.problems
 WHERE (r.state, r.unreadable, r.cells, r.problems) IS DISTINCT FROM
       (excluded.state, excluded.unreadable, excluded.cells,
        excluded.problems);

-- row known_employer(id int8, code text, name text)

-- many employers_known() known_employer
SELECT id, code, name FROM organisation ORDER BY code;

-- row taken_person(email text?, swe_number text?, here bool)

-- many people_taken(emails text[], numbers text[], cohort_id int8) taken_person
SELECT email, swe_number, here
  FROM taken(:emails, :numbers, :cohort_id);

-- People, their role and their enrolment, all at once; in the order in which
-- they were given.  working: an array a person, as text.

-- row enrolled_person(person_id int8)

-- many people_enrol(cohort_id int8, programme_id int8, given_names text[], family_names text[], emails text[], swe_numbers text[], employer_ids int8[], starts_on text[], working text[]) enrolled_person
WITH given AS MATERIALIZED (
       SELECT *
         FROM unnest(:given_names::text[], :family_names::text[],
              :emails::text[], :swe_numbers::text[], :employer_ids::bigint[],
              :starts_on::date[], :working::text[]) WITH ORDINALITY
              g (given_name, family_name, email, swe_number, employer_id,
              starts_on, working, n)),
     people AS (
       INSERT INTO person (given_name, family_name, email, swe_number,
           programme_ids)
       SELECT g.given_name, g.family_name, g.email, nullif(g.swe_number, ''),
              ARRAY[:programme_id::bigint]
         FROM given g ORDER BY g.n
       RETURNING id, email),
     placed AS MATERIALIZED (
       SELECT p.id, g.n, g.employer_id, g.starts_on, g.working::bigint[]
         FROM people p
         JOIN given g ON g.email = p.email),
     roles AS (
       INSERT INTO role_held (person_id, role, programme_id, during)
       SELECT id, 'trainee', :programme_id, 
              daterange(least(starts_on, today()), NULL)
         FROM placed),
     enrolments AS (
       INSERT INTO enrolment (programme_id, cohort_id, person_id, employer_id,
           starts_on, working)
       SELECT :programme_id, :cohort_id, id, employer_id, starts_on, working
         FROM placed ORDER BY n)
SELECT id AS person_id FROM placed ORDER BY n;

-- An invitation for each of them: a link, and the letter that holds it.

-- exec people_invite(person_ids int8[], tokens text[], addresses text[], subject text, letters text[], days int8)
SELECT auth.make_link(i.person_id, i.token, 'invitation',
           now() + make_interval(days => :days::integer)),
       post.write_secret(i.person_id, i.address, :subject,
           i.letter)
  FROM unnest(:person_ids::bigint[], :tokens::text[], :addresses::text[],
       :letters::text[]) i (person_id, token, address, letter);

-- Whom of a programme addresses and numbers belong to, beside those of one
-- cohort.

-- row trainee_elsewhere(email text, swe_number text?, name text, cohort text)

-- many trainees_elsewhere(programme_id int8, cohort_id int8, emails text[], numbers text[]) trainee_elsewhere
SELECT p.email, p.swe_number, p.name, c.name AS cohort
  FROM person p
  JOIN enrolment e ON e.person_id = p.id
  JOIN cohort c ON c.id = e.cohort_id
 WHERE (lower(p.email) = ANY (:emails) OR p.swe_number = ANY (:numbers))
   AND e.programme_id = :programme_id AND e.cohort_id <> :cohort_id
 ORDER BY p.id, c.starts_on DESC;
