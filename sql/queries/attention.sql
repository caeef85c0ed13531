-- Records that may need attention: for each matter the facts that its rule
-- judges (include/rules/attention.h), those that are longest overdue first.
-- They find some that a rule lets pass, never fewer than it finds.
--
-- Staff look at their programmes; others at the people whom they reach.

-- record_id: the row that it is about.  page_id: whose record shows it.
-- open_id: where its action is.  about: which of several, for a reader.

-- row noted
--   record_id     int8
--   programme_id  int8!
--   page_id       int8
--   open_id       int8
--   name          text
--   about         text!
--   on_date       date?
--   until_on      date?
--   how_many      int8!
--   what          text?

-- many noted_no_placement(at_most int8) noted
SELECT t.enrolment_id AS record_id, t.programme_id, t.enrolment_id AS page_id,
       t.enrolment_id AS open_id, p.name, c.name || ', ' || o.name AS about,
       t.unplaced_from AS on_date, NULL::date AS until_on,
       1::bigint AS how_many, t.next_stage::text AS what
  FROM enrolment_tally t
  JOIN enrolment e ON e.id = t.enrolment_id
  JOIN person p ON p.id = t.person_id
  JOIN cohort c ON c.id = t.cohort_id
  JOIN organisation o ON o.id = e.employer_id
 WHERE t.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
   AND t.unplaced_from IS NOT NULL
 ORDER BY t.unplaced_from, p.family_name, p.given_name, t.enrolment_id
 LIMIT :at_most;

-- many noted_no_educator(at_most int8) noted
SELECT l.id AS record_id, l.programme_id, l.enrolment_id AS page_id,
       l.id AS open_id, p.name, o.name || ', ' || l.stage || ' placement'
       AS about, y.uneducated_from AS on_date, NULL::date AS until_on,
       1::bigint AS how_many, NULL::text AS what
  FROM placement_tally y
  JOIN placement l ON l.id = y.placement_id
  JOIN enrolment e ON e.id = l.enrolment_id
  JOIN person p ON p.id = l.person_id
  JOIN organisation o ON o.id = l.organisation_id
 WHERE (y.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR y.enrolment_id = ANY ((SELECT auth.reached_enrolments())::bigint[]))
   AND y.uneducated_from IS NOT NULL
   AND l.ends_on >= today() AND e.state = 'enrolled'
   AND l.state NOT IN ('terminated', 'withdrawn')
 ORDER BY y.uneducated_from, p.family_name, p.given_name, l.id
 LIMIT :at_most;

-- Entries of registers whose people educate, or soon will.

-- many educators_at_work(at_most int8) educator
SELECT e.id, e.person_id, e.programme_id, p.name, p.email, p.swe_number,
       e.organisation_id, o.name AS organisation, e.registration,
       e.registered_until, e.capacity, e.joined_on, e.state, e.left_reason,
       e.version, s.stage_1_on, s.stage_2_on
  FROM educator e
  JOIN person p ON p.id = e.person_id
  LEFT JOIN organisation o ON o.id = e.organisation_id
 CROSS JOIN LATERAL (
       SELECT min(n.from_on) FILTER (WHERE n.kind = 'stage_1') AS stage_1_on,
              min(n.from_on) FILTER (WHERE n.kind = 'stage_2') AS stage_2_on
         FROM educator_entry n
        WHERE n.educator_id = e.id AND n.state = 'recorded') s
 WHERE e.state = 'active' AND EXISTS (
       SELECT 1 FROM placement_educator d
        WHERE d.person_id = e.person_id
          AND (upper_inf(d.during) OR upper(d.during) > today()))
 ORDER BY e.registered_until NULLS FIRST, p.family_name, p.given_name, e.id
 LIMIT :at_most;

-- many noted_no_pattern(at_most int8) noted
SELECT l.id AS record_id, l.programme_id, l.enrolment_id AS page_id,
       l.id AS open_id, p.name, o.name || ', ' || l.stage || ' placement'
       AS about, l.starts_on AS on_date, NULL::date AS until_on,
       1::bigint AS how_many, NULL::text AS what
  FROM placement l
  JOIN enrolment e ON e.id = l.enrolment_id
  JOIN person p ON p.id = l.person_id
  JOIN organisation o ON o.id = l.organisation_id
 WHERE (l.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR l.enrolment_id = ANY ((SELECT auth.reached_enrolments())::bigint[]))
   AND l.ends_on >= today() AND e.state = 'enrolled'
   AND l.state NOT IN ('terminated', 'withdrawn')
   AND NOT EXISTS (SELECT 1 FROM placement_pattern w
        WHERE w.placement_id = l.id
          AND w.during @> greatest(l.starts_on, today()))
 ORDER BY l.starts_on, p.family_name, p.given_name, l.id
 LIMIT :at_most;

-- many noted_days_waiting(at_most int8) noted
SELECT l.id AS record_id, l.programme_id, l.enrolment_id AS page_id,
       l.id AS open_id, p.name, o.name || ', ' || l.stage || ' placement'
       AS about, day_of(y.waiting_since) AS on_date, NULL::date AS until_on,
       y.waiting_days AS how_many, NULL::text AS what
  FROM placement_tally y
  JOIN placement l ON l.id = y.placement_id
  JOIN person p ON p.id = l.person_id
  JOIN organisation o ON o.id = l.organisation_id
 WHERE (y.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR y.enrolment_id = ANY ((SELECT auth.reached_enrolments())::bigint[]))
   AND y.waiting_days > 0
 ORDER BY y.waiting_since, p.family_name, p.given_name, l.id
 LIMIT :at_most;

-- many noted_days_returned(at_most int8) noted
SELECT l.id AS record_id, l.programme_id, l.enrolment_id AS page_id,
       l.id AS open_id, p.name, o.name || ', ' || l.stage || ' placement'
       AS about, d.since AS on_date, NULL::date AS until_on, d.how_many,
       NULL::text AS what
  FROM (SELECT r.placement_id, min(day_of(r.decided_at)) AS since,
               count(*) AS how_many
          FROM placement_day r
         WHERE r.state = 'returned' AND (r.programme_id =
               ANY ((SELECT auth.staff_programmes())::bigint[])
            OR r.enrolment_id =
               ANY ((SELECT auth.reached_enrolments())::bigint[]))
         GROUP BY r.placement_id) d
  JOIN placement l ON l.id = d.placement_id
  JOIN person p ON p.id = l.person_id
  JOIN organisation o ON o.id = l.organisation_id
 ORDER BY d.since, p.family_name, p.given_name, l.id
 LIMIT :at_most;

-- many noted_silent(at_most int8) noted
SELECT l.id AS record_id, l.programme_id, l.enrolment_id AS page_id,
       l.id AS open_id, p.name, o.name || ', ' || l.stage || ' placement'
       AS about, coalesce(y.latest_on, l.starts_on) AS on_date,
       l.ends_on AS until_on, (y.latest_on IS NOT NULL)::int::bigint
       AS how_many, NULL::text AS what
  FROM placement l
  JOIN placement_tally y ON y.placement_id = l.id
  JOIN enrolment e ON e.id = l.enrolment_id
  JOIN person p ON p.id = l.person_id
  JOIN organisation o ON o.id = l.organisation_id
 WHERE (l.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR l.enrolment_id = ANY ((SELECT auth.reached_enrolments())::bigint[]))
   AND l.ends_on >= today() AND l.starts_on < today()
   AND coalesce(y.latest_on, l.starts_on) < today() - 6
   AND e.state = 'enrolled'
   AND l.state NOT IN ('suspended', 'terminated', 'withdrawn')
   AND NOT EXISTS (SELECT 1 FROM placement_interruption i
        WHERE i.placement_id = l.id AND i.during @> today())
 ORDER BY 7, p.family_name, p.given_name, l.id
 LIMIT :at_most;

-- Who may be behind: less is done than the weeks so far could ask of anybody.
-- Their own pattern decides.

-- many trainees_perhaps_behind(at_most int8) trainee
SELECT e.id, e.person_id, e.programme_id, e.cohort_id, c.name AS cohort,
       p.name, p.folded, p.email, p.swe_number, e.employer_id,
       o.name AS employer, e.state, e.starts_on, e.working
  FROM enrolment e
  JOIN person p ON p.id = e.person_id
  JOIN cohort c ON c.id = e.cohort_id
  JOIN organisation o ON o.id = e.employer_id
 WHERE e.state = 'enrolled' AND e.id IN (
       SELECT l.enrolment_id FROM placement l
         JOIN placement_tally y ON y.placement_id = l.id
        WHERE (l.programme_id =
               ANY ((SELECT auth.staff_programmes())::bigint[])
            OR l.enrolment_id =
               ANY ((SELECT auth.reached_enrolments())::bigint[]))
          AND l.ends_on >= today() AND l.starts_on < today()
          AND y.confirmed + y.waiting < least(l.required_halves,
              14 * ((today() - l.starts_on) / 7 + 1)))
 ORDER BY p.family_name, p.given_name, e.id
 LIMIT :at_most;

-- many noted_report_missing(at_most int8) noted
SELECT l.id AS record_id, l.programme_id, l.enrolment_id AS page_id,
       l.id AS open_id, p.name, o.name || ', ' || l.stage || ' placement'
       AS about, l.ends_on AS on_date, NULL::date AS until_on,
       1::bigint AS how_many, NULL::text AS what
  FROM placement l
  JOIN enrolment e ON e.id = l.enrolment_id
  JOIN person p ON p.id = l.person_id
  JOIN organisation o ON o.id = l.organisation_id
 WHERE (l.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR l.enrolment_id = ANY ((SELECT auth.reached_enrolments())::bigint[]))
   AND l.ends_on < today() AND l.ends_on > today() - 366
   AND e.state = 'enrolled' AND l.state IN ('matched', 'agreement_signed',
       'active', 'midpoint_reviewed')
   AND documents_signed(l.id, 'final_report') = 0
 ORDER BY l.ends_on, p.family_name, p.given_name, l.id
 LIMIT :at_most;

-- many noted_marks_missing(at_most int8) noted
SELECT c.id AS record_id, c.programme_id, c.offering_id AS page_id,
       c.id AS open_id, m.code || ' ' || c.title AS name, h.name AS about,
       c.due_on AS on_date, NULL::date AS until_on, a.how_many,
       NULL::text AS what
  FROM component c
  JOIN offering f ON f.id = c.offering_id
  JOIN module m ON m.id = f.module_id
  JOIN cohort h ON h.id = c.cohort_id
 CROSS JOIN LATERAL (
       SELECT count(*) AS how_many FROM attempt t
        WHERE t.component_id = c.id AND t.state = 'submitted'
          AND NOT EXISTS (SELECT 1 FROM mark k
               WHERE k.attempt_id = t.id AND k.state <> 'withdrawn')) a
 WHERE c.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
   AND c.due_on < today() AND c.due_on > today() - 366 AND a.how_many > 0
 ORDER BY c.due_on, m.code, c.id
 LIMIT :at_most;

-- many noted_pause_over(at_most int8) noted
SELECT t.enrolment_id AS record_id, t.programme_id, t.enrolment_id AS page_id,
       t.enrolment_id AS open_id, p.name, c.name AS about,
       t.expected_on AS on_date, NULL::date AS until_on,
       1::bigint AS how_many, t.state::text AS what
  FROM enrolment_tally t
  JOIN person p ON p.id = t.person_id
  JOIN cohort c ON c.id = t.cohort_id
 WHERE t.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
   AND t.expected_on < today() AND t.state IN ('paused', 'deferred')
 ORDER BY t.expected_on, p.family_name, p.given_name, t.enrolment_id
 LIMIT :at_most;

-- many noted_number_missing(at_most int8) noted
SELECT e.id AS record_id, e.programme_id, e.id AS page_id, e.id AS open_id,
       p.name, c.name AS about, coalesce(e.ends_on, c.ends_on) AS on_date,
       NULL::date AS until_on, 1::bigint AS how_many, NULL::text AS what
  FROM cohort c
  JOIN enrolment e ON e.cohort_id = c.id
  JOIN person p ON p.id = e.person_id
 WHERE e.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
   AND c.ends_on < today() + 366 AND e.state = 'enrolled'
   AND p.swe_number IS NULL
 ORDER BY 7, p.family_name, p.given_name, e.id
 LIMIT :at_most;

-- many noted_no_tutor(at_most int8) noted
SELECT e.id AS record_id, e.programme_id, e.id AS page_id, e.id AS open_id,
       p.name, c.name AS about, e.starts_on AS on_date,
       NULL::date AS until_on, 1::bigint AS how_many, NULL::text AS what
  FROM enrolment e
  JOIN person p ON p.id = e.person_id
  JOIN cohort c ON c.id = e.cohort_id
 WHERE e.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
   AND e.state = 'enrolled' AND e.starts_on <= today()
   AND NOT EXISTS (SELECT 1 FROM enrolment_tutor t
        WHERE t.enrolment_id = e.id AND t.state = 'recorded'
          AND t.during @> today())
 ORDER BY e.starts_on, p.family_name, p.given_name, e.id
 LIMIT :at_most;

-- many noted_no_lead(at_most int8) noted
SELECT u.id AS record_id, u.programme_id, u.id AS page_id, u.id AS open_id,
       u.name, o.name AS about, greatest(u.opened_on, (
           SELECT max(upper(l.during)) FROM unit_lead l
            WHERE l.unit_id = u.id AND l.state = 'recorded'
              AND upper(l.during) <= today())) AS on_date,
       NULL::date AS until_on, 1::bigint AS how_many, NULL::text AS what
  FROM unit u
  JOIN organisation o ON o.id = u.organisation_id
 WHERE u.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
   AND u.state = 'open' AND u.opened_on <= today()
   AND NOT EXISTS (SELECT 1 FROM unit_lead l
        WHERE l.unit_id = u.id AND l.state = 'recorded'
          AND l.during @> today())
 ORDER BY 7, u.name, u.id
 LIMIT :at_most;

-- Of teams with people of mine, now or to come.

-- many noted_setting_unknown(at_most int8) noted
SELECT t.id AS record_id, n.programme_id, t.organisation_id AS page_id,
       t.id AS open_id, t.name, o.name AS about, NULL::date AS on_date,
       NULL::date AS until_on, n.how_many, NULL::text AS what
  FROM team t
  JOIN organisation o ON o.id = t.organisation_id
 CROSS JOIN LATERAL (
       SELECT min(l.programme_id) AS programme_id, count(*) AS how_many
         FROM placement l
        WHERE l.team_id = t.id AND l.ends_on >= today()
          AND (l.programme_id =
               ANY ((SELECT auth.staff_programmes())::bigint[])
            OR l.organisation_id =
               ANY ((SELECT auth.partner_organisations())::bigint[]))) n
 WHERE t.setting IS NULL AND n.how_many > 0
 ORDER BY n.how_many DESC, t.name, t.id
 LIMIT :at_most;

-- many noted_audit_missing(at_most int8) noted
SELECT t.id AS record_id, n.programme_id, t.organisation_id AS page_id,
       t.id AS open_id, t.name, o.name AS about, (
           SELECT max(a.valid_until) FROM placement_audit a
            WHERE a.team_id = t.id AND a.state = 'recorded') AS on_date,
       NULL::date AS until_on, n.how_many, NULL::text AS what
  FROM (SELECT l.team_id, min(l.programme_id) AS programme_id,
               count(*) AS how_many
          FROM placement l
         WHERE (l.programme_id =
                ANY ((SELECT auth.staff_programmes())::bigint[])
             OR l.organisation_id =
                ANY ((SELECT auth.partner_organisations())::bigint[]))
           AND l.ends_on >= today()
         GROUP BY l.team_id) n
  JOIN team t ON t.id = n.team_id
  JOIN organisation o ON o.id = t.organisation_id
 WHERE NOT team_audited(t.id, today())
 ORDER BY 7 NULLS FIRST, n.how_many DESC, t.name, t.id
 LIMIT :at_most;

-- many noted_never_signed_in(at_most int8) noted
SELECT p.id AS record_id, (SELECT min(g) FROM unnest(p.programme_ids) g
           WHERE g = ANY ((SELECT auth.staff_programmes())::bigint[]))
       AS programme_id, p.id AS page_id, p.id AS open_id, p.name,
       p.email AS about, v.since AS on_date, NULL::date AS until_on,
       1::bigint AS how_many, NULL::text AS what
  FROM auth.invited_in_vain(today(), NULL, :at_most) v
  JOIN person p ON p.id = v.person_id
 ORDER BY v.since, p.family_name, p.given_name, p.id;

-- many noted_same_name(at_most int8) noted
SELECT e.id AS record_id, e.programme_id, e.id AS page_id, f.id AS open_id,
       p.name, c.name || ', ' || o.name AS about, NULL::date AS on_date,
       NULL::date AS until_on, 1::bigint AS how_many, d.name AS what
  FROM enrolment e
  JOIN person p ON p.id = e.person_id
  JOIN person q ON q.folded = p.folded AND q.id < p.id
  JOIN enrolment f ON f.person_id = q.id AND f.employer_id = e.employer_id
   AND f.programme_id = e.programme_id
  JOIN cohort c ON c.id = e.cohort_id
  JOIN cohort d ON d.id = f.cohort_id
  JOIN organisation o ON o.id = e.employer_id
 WHERE e.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
   AND e.state NOT IN ('withdrawn', 'completed')
 ORDER BY p.family_name, p.given_name, e.id
 LIMIT :at_most;

-- row attention_numbers
--   weeks_ahead     int8!
--   waiting_days    int8!
--   returned_days   int8!
--   silent_weeks    int8!
--   behind_halves   int8!
--   number_weeks    int8!
--   invited_days    int8!
--   marking_days    int8!
--   report_days     int8!

-- one attention_numbers_of(programme_id int8) attention_numbers
SELECT setting_of(:programme_id, 'attention_weeks_ahead') AS weeks_ahead,
       setting_of(:programme_id, 'attention_waiting_days') AS waiting_days,
       setting_of(:programme_id, 'attention_returned_days') AS returned_days,
       setting_of(:programme_id, 'attention_silent_weeks') AS silent_weeks,
       setting_of(:programme_id, 'attention_behind_halves') AS behind_halves,
       setting_of(:programme_id, 'attention_number_weeks') AS number_weeks,
       setting_of(:programme_id, 'attention_invited_days') AS invited_days,
       setting_of(:programme_id, 'attention_marking_days') AS marking_days,
       setting_of(:programme_id, 'attention_report_days') AS report_days;

-- row set_aside
--   id         int8
--   kind       text
--   record_id  int8
--   until_on   date
--   reason     text
--   by_name    text
--   at         timestamptz
--   version    int8

-- What staff of my programmes have set aside and has not come back.

-- many asides_mine() set_aside
SELECT a.id, a.kind, a.record_id, a.until_on, a.reason, p.name AS by_name,
       a.at, a.version
  FROM attention_aside a
  JOIN person p ON p.id = a.by_id
 WHERE a.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
   AND a.state = 'aside' AND a.until_on > today()
 ORDER BY a.until_on, a.id;

-- one aside_by_id(id int8) set_aside
SELECT a.id, a.kind, a.record_id, a.until_on, a.reason, p.name AS by_name,
       a.at, a.version
  FROM attention_aside a
  JOIN person p ON p.id = a.by_id
 WHERE a.id = :id
   AND a.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- One whose day has come makes room for another.

-- exec aside_lapsed(programme_id int8, kind text, record_id int8)
UPDATE attention_aside SET state = 'ended'
 WHERE programme_id = :programme_id AND kind = :kind
   AND record_id = :record_id AND state = 'aside' AND until_on <= today();

-- row aside_id(id int8)

-- one aside_make(programme_id int8, kind text, record_id int8, until_on date, reason text) aside_id
INSERT INTO attention_aside (programme_id, kind, record_id, until_on, reason)
VALUES (:programme_id, :kind, :record_id, :until_on, :reason)
ON CONFLICT DO NOTHING RETURNING id;

-- one aside_end(id int8, version int8) aside_id
UPDATE attention_aside SET state = 'ended'
 WHERE id = :id AND version = :version AND state = 'aside'
RETURNING id;

-- one person_numbered(person_id int8, number text) numbered
SELECT waymark.person_numbered(:person_id, :number) AS ok;

-- row invitee
--   id     int8
--   name   text
--   email  text
--   since  date!

-- Somebody of my programmes who was invited and has not signed in.

-- one invitee_by_id(id int8) invitee
SELECT p.id, p.name, p.email, v.since
  FROM auth.invited_in_vain(today() + 1, :id, 1) v
  JOIN person p ON p.id = v.person_id;
