-- What the demonstration adds of spreadsheets: a set that a partner gets each
-- month, one that is paused, and some that wait for the jobs to make them.

-- exec demo_sets_add(as_of date)
WITH staff AS (
    SELECT r.programme_id, min(r.person_id) AS id FROM waymark.role_held r
      JOIN auth.credential c ON c.person_id = r.person_id
     WHERE r.role = 'staff' GROUP BY r.programme_id),
partner AS (
    SELECT DISTINCT ON (r.role) r.role::text AS role, r.person_id,
           r.organisation_id
      FROM waymark.role_held r
      JOIN auth.credential c ON c.person_id = r.person_id
     WHERE r.role IN ('partner', 'coordinator')
     ORDER BY r.role, r.person_id),
set_up AS (
    INSERT INTO waymark.monthly_set (programme_id, organisation_id, tables,
        readers, purpose, day, next_on, state, made_by, made_by_name,
        made_at)
    SELECT s.programme_id, p.organisation_id, CASE p.role WHEN 'partner'
               THEN '{progress,placements,capacity,asye}'::text[]
               ELSE '{asye,reviews,support}'::text[] END,
           p.role::waymark.monthly_set_readers, CASE p.role WHEN 'partner'
               THEN 'To plan placements and supervision for the month'
               ELSE 'To prepare the month''s reviews' END, 1,
           waymark.monthly_day(1, :as_of::date + 1), (CASE p.role
               WHEN 'partner' THEN 'running' ELSE 'paused' END)
               ::waymark.monthly_set_state, s.id, q.name,
           (:as_of::date - 60 + time '10:00') AT TIME ZONE 'Europe/London'
      FROM partner p CROSS JOIN staff s
      JOIN waymark.person q ON q.id = s.id
    RETURNING id, programme_id, organisation_id, tables, purpose, readers),
round AS (
    INSERT INTO waymark.monthly_set_round (set_id, programme_id,
        organisation_id, on_date, people)
    SELECT u.id, u.programme_id, u.organisation_id,
           date_trunc('month', :as_of::date - 1)::date, 1
      FROM set_up u WHERE u.readers = 'partner'
    RETURNING id, set_id, on_date),
copy AS (
    INSERT INTO waymark.export (programme_id, organisation_id, tables,
        format, reader, recipient, purpose, asked_by, asked_at, state, tries,
        rows_done, rows_all, bytes, made_at, expires_on, round_id)
    SELECT u.programme_id, u.organisation_id, u.tables, 'workbook',
           'partner', q.name || ', ' || o.name, u.purpose, q.id, m.at,
           'expired', 1, 60, 60, 30000, m.at, r.on_date + 7, r.id
      FROM round r
      JOIN set_up u ON u.id = r.set_id
      JOIN partner p ON p.role = 'partner'
      JOIN waymark.person q ON q.id = p.person_id
      JOIN waymark.organisation o ON o.id = u.organisation_id
     CROSS JOIN LATERAL (SELECT (r.on_date + time '00:05')
           AT TIME ZONE 'Europe/London' AS at) m
    RETURNING id, programme_id, tables, recipient, purpose, asked_by, made_at)
INSERT INTO waymark.export_download (export_id, programme_id, tables,
    recipient, purpose, by_id, at)
SELECT id, programme_id, tables, recipient, purpose, asked_by,
       made_at + interval '9 hours'
  FROM copy;

-- Those that wait: several tables for staff, and a trainee's own record.

-- exec demo_exports_add(as_of date)
INSERT INTO waymark.export (programme_id, person_id, tables, format, reader,
    recipient, purpose, asked_by, asked_at)
SELECT x.programme_id, x.person_id, x.tables, 'workbook', x.reader,
       x.recipient, x.purpose, x.asked_by,
       (:as_of::date + time '08:00') AT TIME ZONE 'Europe/London'
  FROM (SELECT min(r.programme_id) AS programme_id, NULL::bigint AS person_id,
               '{progress,placements,milestones,educators,marks}'::text[]
                   AS tables, 'staff'::waymark.export_reader AS reader,
               'Board of studies' AS recipient,
               'To prepare the board of studies' AS purpose,
               min(r.person_id) AS asked_by
          FROM waymark.role_held r
          JOIN auth.credential c ON c.person_id = r.person_id
         WHERE r.role = 'staff'
        UNION ALL
        SELECT e.programme_id, e.person_id,
               '{progress,placements,days,milestones,marks,asye,reviews,documents,'
               'weeks,adjustments}',
               'self', 'Myself', 'To have my own record', e.person_id
          FROM (SELECT e.* FROM waymark.enrolment e
                  JOIN auth.credential c ON c.person_id = e.person_id
                 ORDER BY e.id LIMIT 1) e) x;

-- Files that staff sent: the newest cohort's, confirmed before it began, whose
-- rows have gone since; and one of today, of people who join it late.  Who
-- comes late begins in two weeks, or with the cohort's last day.

-- row demo_import
--   id            int8
--   programme_id  int8
--   employer      text!
--   starts_on     date
--   ends_on       date
--   comes_on      date!

-- one demo_import_add(as_of date) demo_import
WITH newest AS (
    SELECT c.id, c.programme_id, c.starts_on, c.ends_on,
           (SELECT min(r.person_id) FROM waymark.role_held r
              JOIN auth.credential k ON k.person_id = r.person_id
             WHERE r.role = 'staff' AND r.programme_id = c.programme_id)
               AS staff,
           (SELECT count(*) FROM waymark.enrolment e
             WHERE e.cohort_id = c.id) AS people
      FROM waymark.cohort c
     WHERE c.starts_on <= :as_of ORDER BY c.starts_on DESC, c.id LIMIT 1),
confirmed AS (
    INSERT INTO waymark.import (kind, programme_id, cohort_id, file_name,
        state, uploaded_by, uploaded_at, decided_at, stored)
    SELECT 'people', n.programme_id, n.id, 'new-cohort.xlsx', 'confirmed',
           n.staff, t.at, t.at + interval '9 minutes', n.people
      FROM newest n
     CROSS JOIN LATERAL (SELECT (n.starts_on - 40 + time '10:12')
           AT TIME ZONE 'Europe/London' AS at) t),
waits AS (
    INSERT INTO waymark.import (kind, programme_id, cohort_id, file_name,
        uploaded_by, uploaded_at)
    SELECT 'people', n.programme_id, n.id, 'late-places.xlsx', n.staff,
           (:as_of::date + time '07:40') AT TIME ZONE 'Europe/London'
      FROM newest n
    RETURNING id, programme_id, cohort_id)
SELECT w.id, w.programme_id,
       (SELECT o.code FROM waymark.organisation o
          JOIN waymark.enrolment e ON e.employer_id = o.id
         WHERE e.cohort_id = w.cohort_id ORDER BY o.id LIMIT 1) AS employer,
       n.starts_on, n.ends_on, least(:as_of::date + 14, n.ends_on) AS comes_on
  FROM waits w CROSS JOIN newest n;
