-- What leaves as spreadsheets and CSV: a query for each table of
-- src/exchange/tables.def, with the same five parameters, and of those that can
-- come back changed with one more; see include/exchange/table.h.  Policies decide what is found.

-- row exchanged_progress
--   record             int8
--   cohort             text
--   name               text
--   email              text
--   swe_number         text?
--   employer           text
--   state              text!
--   starts_on          date
--   ends_on            date!
--   host               text?
--   stage              text?
--   placement_ends_on  date?
--   days_required      float8!
--   days_confirmed     float8!
--   days_waiting       float8!
--   days_returned      float8!
--   days_absent        float8!
--   latest_on          date?
--   credits            int8!
--   modules_open       int8!
--   of_all             int8!

-- many exchange_progress(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?) exchanged_progress
SELECT e.id AS record, c.name AS cohort, p.name, p.email, p.swe_number,
       o.name AS employer, e.state::text AS state, e.starts_on,
       coalesce(e.ends_on, c.ends_on) AS ends_on, n.host, n.stage,
       n.ends_on AS placement_ends_on,
       coalesce(d.required, 0) / 2 AS days_required,
       coalesce(d.confirmed, 0) / 2 AS days_confirmed,
       coalesce(d.waiting, 0) / 2 AS days_waiting,
       coalesce(d.returned, 0) / 2 AS days_returned,
       coalesce(d.absent, 0) / 2 AS days_absent, d.latest_on,
       coalesce(m.credits, 0)::bigint AS credits,
       coalesce(m.open, 0) AS modules_open, count(*) OVER () AS of_all
  FROM enrolment e
  JOIN person p ON p.id = e.person_id
  JOIN cohort c ON c.id = e.cohort_id
  JOIN organisation o ON o.id = e.employer_id
  LEFT JOIN LATERAL (
       SELECT h.name AS host, l.stage::text AS stage, l.ends_on
         FROM placement l JOIN organisation h ON h.id = l.organisation_id
        WHERE l.enrolment_id = e.id AND l.ends_on >= (SELECT today())
          AND l.state NOT IN ('terminated', 'withdrawn')
        ORDER BY l.starts_on LIMIT 1) n ON true
  LEFT JOIN LATERAL (
       SELECT sum(l.required_halves)::float8 AS required,
              sum(y.confirmed)::float8 AS confirmed,
              sum(y.waiting)::float8 AS waiting,
              sum(y.returned)::float8 AS returned,
              sum(y.absent)::float8 AS absent, max(y.latest_on) AS latest_on
         FROM placement l JOIN placement_tally y ON y.placement_id = l.id
        WHERE l.enrolment_id = e.id AND l.state <> 'withdrawn') d ON true
  LEFT JOIN LATERAL (
       SELECT sum(u.credits)
                  FILTER (WHERE b.outcome IN ('pass', 'compensated'))
                  AS credits,
              count(*) FILTER (WHERE b.outcome IS NULL
                  OR b.outcome NOT IN ('pass', 'compensated')) AS open
         FROM offering f
         JOIN module u ON u.id = f.module_id
         LEFT JOIN board_decision b ON b.offering_id = f.id
              AND b.enrolment_id = e.id AND b.state = 'standing'
        WHERE f.cohort_id = e.cohort_id) m ON true
 WHERE e.programme_id = :programme
   AND (:cohort IS NULL OR e.cohort_id = :cohort)
   AND (:person IS NULL OR e.person_id = :person)
   AND (:organisation IS NULL OR e.employer_id = :organisation
       OR EXISTS (SELECT 1 FROM placement l WHERE l.enrolment_id = e.id
           AND l.organisation_id = :organisation))
 ORDER BY c.starts_on, c.name, p.family_name, p.given_name, e.id
 LIMIT :most;

-- row exchanged_placement
--   record          int8
--   version         text!
--   cohort          text
--   name            text
--   employer        text
--   stage           text!
--   host            text
--   team            text
--   setting         text?
--   statutory       bool
--   state           text!
--   outcome         text?
--   starts_on       date
--   ends_on         date
--   days_required   float8!
--   change_reason   text?
--   days_confirmed  float8!
--   days_waiting    float8!
--   days_absent     float8!
--   educator        text?
--   supervisor      text?
--   of_all          int8!

-- Its version is that of the latest event that was about its plan: a state that
-- followed from a document changes nothing that can be edited.

-- many exchange_placements(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?, records int8[]) exchanged_placement
SELECT l.id AS record, coalesce((SELECT max(v.version) FROM placement_event v
           WHERE v.placement_id = l.id AND v.change IN ('planned',
               'replanned', 'extended', 'terminated', 'undone')),
           l.version)::text AS version, c.name AS cohort, p.name, o.name AS employer,
       l.stage::text AS stage, h.name AS host, t.name AS team,
       t.setting::text AS setting, t.statutory, l.state::text AS state,
       l.outcome::text AS outcome, l.starts_on, l.ends_on,
       l.required_halves::float8 / 2 AS days_required,
       (SELECT v.reason FROM placement_event v
         WHERE v.placement_id = l.id AND v.change = 'replanned'
           AND NOT EXISTS (SELECT 1 FROM placement_event u
                WHERE u.placement_id = l.id AND u.undoes = v.version)
         ORDER BY v.version DESC LIMIT 1) AS change_reason,
       y.confirmed::float8 / 2 AS days_confirmed,
       y.waiting::float8 / 2 AS days_waiting,
       y.absent::float8 / 2 AS days_absent,
       d.educator, d.supervisor,
       count(*) OVER () AS of_all
  FROM placement l
  JOIN placement_tally y ON y.placement_id = l.id
  JOIN enrolment e ON e.id = l.enrolment_id
  JOIN person p ON p.id = l.person_id
  JOIN cohort c ON c.id = e.cohort_id
  JOIN organisation o ON o.id = e.employer_id
  JOIN organisation h ON h.id = l.organisation_id
  JOIN team t ON t.id = l.team_id
 CROSS JOIN LATERAL (
       SELECT (array_agg(q.name ORDER BY lower(d.during) DESC)
                  FILTER (WHERE d.duty = 'practice_educator'))[1] AS educator,
              (array_agg(q.name ORDER BY lower(d.during) DESC)
                  FILTER (WHERE d.duty = 'onsite_supervisor'))[1]
                  AS supervisor
         FROM placement_educator d
         JOIN person q ON q.id = d.person_id
        WHERE d.placement_id = l.id AND NOT isempty(d.during)) d
 WHERE l.programme_id = :programme
   AND (:cohort IS NULL OR e.cohort_id = :cohort)
   AND (:person IS NULL OR l.person_id = :person)
   AND (:organisation IS NULL OR l.organisation_id = :organisation
       OR e.employer_id = :organisation)
   AND (cardinality(:records::bigint[]) = 0 OR l.id = ANY (:records::bigint[]))
 ORDER BY h.name, l.starts_on, p.family_name, p.given_name, l.id
 LIMIT :most;

-- row exchanged_offer
--   record     int8
--   version    text!
--   host       text
--   team       text
--   setting    text?
--   statutory  bool
--   area       text?
--   stages     text!
--   starts_on  date
--   ends_on    date
--   places     int8
--   taken      int8
--   left       int8!
--   state      text!
--   of_all     int8!

-- Of a cohort: what is offered while it lasts.

-- many exchange_capacity(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?, records int8[]) exchanged_offer
SELECT o.id AS record, o.version::text AS version, h.name AS host, t.name AS team,
       t.setting::text AS setting, t.statutory, a.name AS area,
       initcap(array_to_string(o.stages, ', ')) AS stages, o.starts_on,
       o.ends_on, o.places, o.taken,
       CASE o.state WHEN 'withdrawn' THEN 0
           ELSE greatest(0, o.places - o.taken) END AS left,
       o.state::text AS state, count(*) OVER () AS of_all
  FROM placement_offer o
  JOIN organisation h ON h.id = o.organisation_id
  JOIN team t ON t.id = o.team_id
  LEFT JOIN travel_area a ON a.id = o.area_id
 WHERE o.programme_id = :programme AND :person IS NULL
   AND (:cohort IS NULL OR EXISTS (SELECT 1 FROM cohort c
        WHERE c.id = :cohort AND daterange(c.starts_on, c.ends_on, '[]')
            && daterange(o.starts_on, o.ends_on, '[]')))
   AND (:organisation IS NULL OR o.organisation_id = :organisation)
   AND (cardinality(:records::bigint[]) = 0 OR o.id = ANY (:records::bigint[]))
 ORDER BY h.name, t.name, o.starts_on, o.id
 LIMIT :most;

-- row exchanged_day
--   record        int8
--   cohort        text
--   name          text
--   host          text
--   stage         text!
--   on_date       date
--   days          float8!
--   kind          text!
--   absence       text?
--   state         text!
--   submitted_on  date!
--   decided_by    text?
--   decided_on    date?
--   of_all        int8!

-- Days that were removed are left out.

-- many exchange_days(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?) exchanged_day
SELECT d.id AS record, c.name AS cohort, p.name, h.name AS host,
       l.stage::text AS stage, d.on_date, d.halves::float8 / 2 AS days,
       d.kind::text AS kind, d.absence::text AS absence,
       d.state::text AS state, day_of(d.submitted_at) AS submitted_on,
       q.name AS decided_by, day_of(d.decided_at) AS decided_on,
       count(*) OVER () AS of_all
  FROM placement_day d
  JOIN placement l ON l.id = d.placement_id
  JOIN enrolment e ON e.id = d.enrolment_id
  JOIN person p ON p.id = d.person_id
  JOIN cohort c ON c.id = e.cohort_id
  JOIN organisation h ON h.id = d.organisation_id
  LEFT JOIN person q ON q.id = d.decided_by
 WHERE d.programme_id = :programme AND d.state <> 'withdrawn'
   AND (:cohort IS NULL OR e.cohort_id = :cohort)
   AND (:person IS NULL OR d.person_id = :person)
   AND (:organisation IS NULL OR d.organisation_id = :organisation
       OR e.employer_id = :organisation)
 ORDER BY c.starts_on, c.name, p.family_name, p.given_name, d.enrolment_id,
          d.on_date, d.id
 LIMIT :most;

-- row exchanged_milestone
--   cohort        text
--   name          text
--   kind          text!
--   what          text!
--   organisation  text?
--   due_on        date!
--   overdue       bool!
--   days_over     int8?
--   key           int8!
--   of_all        int8!

-- The earliest first.  Three tables' rows have one key each, of the table or of
-- the document that is nth and their id there.

-- many exchange_milestones(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?) exchanged_milestone
WITH due AS (
    SELECT a.id * 5 AS key, 0 AS nth, a.id AS of_id, a.enrolment_id,
           'assessment' AS kind,
           u.code || ', ' || k.title || CASE WHEN a.number > 1
               THEN ', attempt ' || a.number ELSE '' END AS what,
           NULL::bigint AS organisation_id,
           coalesce((SELECT max(x.due_on) FROM extension x
               WHERE x.attempt_id = a.id AND x.state = 'agreed'), a.due_on)
               AS due_on
      FROM attempt a
      JOIN component k ON k.id = a.component_id
      JOIN offering f ON f.id = a.offering_id
      JOIN module u ON u.id = f.module_id
     WHERE a.programme_id = :programme AND a.state = 'due'
    UNION ALL
    SELECT r.id * 5 + 1, 1, r.id, y.enrolment_id, 'asye_review',
           'Review at ' || r.months || ' months', y.employer_id, r.due_on
      FROM asye_review r
      JOIN asye y ON y.id = r.asye_id
     WHERE r.programme_id = :programme AND r.state = 'due' AND r.live
    UNION ALL
    SELECT l.id * 5 + 2, 2, l.id, l.enrolment_id, 'placement_end',
           'End of the ' || l.stage || ' placement', l.organisation_id,
           l.ends_on
      FROM placement l
     WHERE l.programme_id = :programme
       AND l.state NOT IN ('confirmed', 'terminated', 'withdrawn')
    UNION ALL
    SELECT l.id * 5 + k.nth, k.nth, l.id, l.enrolment_id, 'document',
           k.name || ' of the ' || l.stage || ' placement',
           l.organisation_id, k.after_on
           + setting_of(:programme, 'flag_milestone_days')::integer
      FROM placement l
     CROSS JOIN LATERAL (VALUES
           (3, 'learning_agreement', 'Learning agreement', l.starts_on),
           (4, 'final_report', 'Final report', l.ends_on))
           AS k (nth, kind, name, after_on)
     WHERE l.programme_id = :programme
       AND l.state NOT IN ('confirmed', 'terminated', 'withdrawn')
       AND NOT EXISTS (SELECT 1 FROM document d
            WHERE d.placement_id = l.id AND d.kind::text = k.kind
              AND d.state = 'signed'))
SELECT c.name AS cohort, p.name, d.kind, d.what, o.name AS organisation,
       d.due_on, d.due_on < (SELECT today()) AS overdue,
       CASE WHEN d.due_on < (SELECT today())
           THEN ((SELECT today()) - d.due_on)::bigint END AS days_over,
       d.key, count(*) OVER () AS of_all
  FROM due d
  JOIN enrolment e ON e.id = d.enrolment_id
  JOIN person p ON p.id = e.person_id
  JOIN cohort c ON c.id = e.cohort_id
  LEFT JOIN organisation o ON o.id = d.organisation_id
 WHERE e.state NOT IN ('withdrawn', 'offered')
   AND (:cohort IS NULL OR e.cohort_id = :cohort)
   AND (:person IS NULL OR e.person_id = :person)
   AND (:organisation IS NULL OR d.organisation_id = :organisation
       OR e.employer_id = :organisation)
 ORDER BY d.due_on, p.family_name, p.given_name, e.id, d.what
 LIMIT :most;

-- row exchanged_educator
--   record            int8
--   version           text!
--   name              text
--   email             text
--   swe_number        text?
--   organisation      text?
--   state             text!
--   registration      text!
--   registered_until  date?
--   capacity          int8?
--   stage_1_on        date?
--   stage_2_on        date?
--   trainees_now      int8!
--   latest_on         date?
--   current           bool!
--   joined_on         date
--   of_all            int8!

-- Of a cohort: those who educate or educated somebody in it.

-- many exchange_educators(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?, records int8[]) exchanged_educator
SELECT x.id AS record, x.version::text AS version, p.name, p.email,
       p.swe_number, o.name AS organisation, x.state::text AS state,
       x.registration::text AS registration, x.registered_until, x.capacity,
       s.stage_1_on, s.stage_2_on, t.now AS trainees_now,
       t.latest_on,
       coalesce(greatest(t.latest_on, s.awarded_on)
           + make_interval(months => setting_of(:programme,
               'educator_currency_months')::integer) >= (SELECT today())
           AND s.awarded_on IS NOT NULL, false) AS current, x.joined_on, count(*) OVER () AS of_all
  FROM educator x
  JOIN person p ON p.id = x.person_id
  LEFT JOIN organisation o ON o.id = x.organisation_id
 CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE l.learner > 0 AND l.from_on <= today()
                  AND coalesce(l.to_on >= today(), true)) AS now,
              max(least(coalesce(l.to_on, today()), today()))
                  FILTER (WHERE l.assesses AND l.from_on <= today())
                  AS latest_on
         FROM educator_learners(ARRAY[x.person_id]) l) t
 CROSS JOIN LATERAL (
       SELECT min(n.from_on) FILTER (WHERE n.kind = 'stage_1') AS stage_1_on,
              min(n.from_on) FILTER (WHERE n.kind = 'stage_2') AS stage_2_on,
              max(n.from_on) FILTER (WHERE n.kind IN ('stage_1', 'stage_2')
                  AND n.from_on <= today()) AS awarded_on
         FROM educator_entry n
        WHERE n.educator_id = x.id AND n.state = 'recorded') s
 WHERE x.programme_id = :programme
   AND (:cohort IS NULL OR EXISTS (SELECT 1 FROM placement_educator d
        JOIN placement l ON l.id = d.placement_id
        JOIN enrolment e ON e.id = l.enrolment_id
       WHERE d.person_id = x.person_id AND e.cohort_id = :cohort
         AND NOT isempty(d.during)))
   AND (:organisation IS NULL OR x.organisation_id = :organisation)
   AND (:person IS NULL OR x.person_id = :person)
   AND (cardinality(:records::bigint[]) = 0 OR x.id = ANY (:records::bigint[]))
 ORDER BY p.family_name, p.given_name, x.id
 LIMIT :most;

-- row exchanged_mark
--   record        int8
--   version       text!
--   cohort        text
--   name          text
--   module        text
--   title         text
--   credits       int8
--   component     text
--   weight        int8
--   number        int8
--   due_on        date!
--   state         text!
--   submitted_on  date?
--   mark          int8?
--   pass_mark     int8
--   mark_state    text?
--   released      bool?
--   outcome       text?
--   result        int8?
--   of_all        int8!

-- Attempts that a board took back are left out.

-- many exchange_marks(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?, records int8[]) exchanged_mark
SELECT a.id AS record, a.version || '.' || coalesce(m.version, 0) AS version,
       c.name AS cohort, p.name, u.code AS module, u.title, u.credits,
       k.title AS component, k.weight, a.number,
       coalesce((SELECT max(x.due_on) FROM extension x
           WHERE x.attempt_id = a.id AND x.state = 'agreed'), a.due_on)
           AS due_on,
       a.state::text AS state, a.submitted_on, m.mark, k.pass_mark,
       m.state::text AS mark_state, m.released, b.outcome::text AS outcome,
       b.result, count(*) OVER () AS of_all
  FROM attempt a
  JOIN component k ON k.id = a.component_id
  JOIN offering f ON f.id = a.offering_id
  JOIN module u ON u.id = f.module_id
  JOIN enrolment e ON e.id = a.enrolment_id
  JOIN person p ON p.id = a.person_id
  JOIN cohort c ON c.id = e.cohort_id
  LEFT JOIN mark m ON m.attempt_id = a.id AND m.state <> 'withdrawn'
  LEFT JOIN board_decision b ON b.offering_id = a.offering_id
       AND b.enrolment_id = a.enrolment_id AND b.state = 'standing'
 WHERE a.programme_id = :programme AND a.state <> 'withdrawn'
   AND (:cohort IS NULL OR e.cohort_id = :cohort)
   AND (:person IS NULL OR a.person_id = :person)
   AND (:organisation IS NULL OR e.employer_id = :organisation)
   AND (cardinality(:records::bigint[]) = 0 OR a.id = ANY (:records::bigint[]))
 ORDER BY c.starts_on, c.name, u.code, k.due_on, k.id, p.family_name,
          p.given_name, a.number, a.id
 LIMIT :most;

-- row exchanged_asye
--   record             int8
--   cohort             text
--   name               text
--   swe_number         text?
--   framework          text
--   employer           text
--   host               text
--   role_title         text
--   assessor           text?
--   state              text!
--   fte_percent        int8
--   qualified_on       date
--   swe_registered_on  date
--   starts_on          date
--   reviews_held       int8!
--   next_review_on     date?
--   overdue            bool!
--   of_all             int8!

-- many exchange_asye(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?) exchanged_asye
SELECT a.id AS record, c.name AS cohort, p.name, p.swe_number,
       f.name AS framework, o.name AS employer, h.name AS host, a.role_title,
       (SELECT q.name FROM asye_duty d JOIN person q ON q.id = d.person_id
         WHERE d.asye_id = a.id AND d.duty = 'assessor'
           AND d.state = 'recorded' AND d.during @> (SELECT today())
         LIMIT 1) AS assessor,
       a.state::text AS state, a.fte_percent, a.qualified_on,
       a.swe_registered_on, a.starts_on, coalesce(r.held, 0) AS reviews_held,
       r.next_on AS next_review_on,
       coalesce(r.next_on < (SELECT today()), false) AS overdue,
       count(*) OVER () AS of_all
  FROM asye a
  LEFT JOIN enrolment e ON e.id = a.enrolment_id
  LEFT JOIN asye_cohorts() k ON k.asye_id = a.id
  JOIN person p ON p.id = a.person_id
  JOIN cohort c ON c.id = coalesce(e.cohort_id, k.cohort_id)
  JOIN framework f ON f.id = a.framework_id
  JOIN organisation o ON o.id = a.employer_id
  JOIN organisation h ON h.id = a.host_id
  LEFT JOIN LATERAL (
       SELECT count(*) FILTER (WHERE v.state = 'held') AS held,
              min(v.due_on) FILTER (WHERE v.state = 'due' AND v.live)
                  AS next_on
         FROM asye_review v WHERE v.asye_id = a.id) r ON true
 WHERE a.programme_id = :programme
   AND (:cohort IS NULL OR c.id = :cohort)
   AND (:person IS NULL OR a.person_id = :person)
   AND (:organisation IS NULL OR a.employer_id = :organisation
       OR a.host_id = :organisation OR a.provider_id = :organisation)
 ORDER BY o.name, a.starts_on, p.family_name, p.given_name, a.id
 LIMIT :most;

-- row exchanged_review
--   record     int8
--   cohort     text
--   name       text
--   employer   text
--   framework  text
--   number     int8
--   months     int8
--   state      text!
--   first_on   date
--   due_on     date
--   held_on    date?
--   days_late  int8!
--   of_all     int8!

-- Those that are to be held and those that were, the earliest first.

-- many exchange_reviews(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?) exchanged_review
SELECT v.id AS record, c.name AS cohort, p.name, o.name AS employer,
       f.name AS framework, v.number, v.months, v.state::text AS state,
       v.first_on, v.due_on, v.held_on,
       CASE WHEN v.held_on IS NOT NULL OR v.state = 'due' AND v.live
           THEN greatest(0, coalesce(v.held_on, (SELECT today())) - v.due_on)
           ELSE 0 END::bigint AS days_late, count(*) OVER () AS of_all
  FROM asye_review v
  JOIN asye a ON a.id = v.asye_id
  LEFT JOIN enrolment e ON e.id = a.enrolment_id
  LEFT JOIN asye_cohorts() k ON k.asye_id = a.id
  JOIN person p ON p.id = a.person_id
  JOIN cohort c ON c.id = coalesce(e.cohort_id, k.cohort_id)
  JOIN framework f ON f.id = a.framework_id
  JOIN organisation o ON o.id = a.employer_id
 WHERE v.programme_id = :programme
   AND (:cohort IS NULL OR c.id = :cohort)
   AND (:person IS NULL OR v.person_id = :person)
   AND (:organisation IS NULL OR a.employer_id = :organisation
       OR a.provider_id = :organisation)
 ORDER BY v.due_on, p.family_name, p.given_name, v.id
 LIMIT :most;

-- row exchanged_outcome
--   record         int8
--   cohort         text
--   name           text
--   employer       text
--   round          text
--   recommends     text!
--   by_rule        bool
--   sampled        bool
--   verdict        text?
--   decision       text?
--   decided_on     date?
--   extended_to    date?
--   outcome_state  text?
--   of_all         int8!

-- many exchange_outcomes(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?) exchanged_outcome
SELECT m.id AS record, c.name AS cohort, p.name, o.name AS employer,
       r.name AS round, m.recommends::text AS recommends, m.by_rule,
       m.sampled, m.verdict::text AS verdict, u.decision::text AS decision,
       u.decided_on, u.extended_to, u.state::text AS outcome_state,
       count(*) OVER () AS of_all
  FROM moderation_portfolio m
  JOIN moderation_round r ON r.id = m.round_id
  JOIN asye a ON a.id = m.asye_id
  LEFT JOIN enrolment e ON e.id = a.enrolment_id
  LEFT JOIN asye_cohorts() k ON k.asye_id = a.id
  JOIN person p ON p.id = m.person_id
  JOIN cohort c ON c.id = coalesce(e.cohort_id, k.cohort_id)
  JOIN organisation o ON o.id = m.organisation_id
  LEFT JOIN asye_outcome u ON u.portfolio_id = m.id
 WHERE m.programme_id = :programme
   AND (:cohort IS NULL OR c.id = :cohort)
   AND (:person IS NULL OR m.person_id = :person)
   AND (:organisation IS NULL OR m.organisation_id = :organisation)
 ORDER BY o.name, r.begun_at, r.id, p.family_name, p.given_name, m.id
 LIMIT :most;

-- row exchanged_support
--   organisation        text
--   told                bool!
--   people              int8?
--   weeks               int8?
--   weeks_entered       int8?
--   weeks_confirmed     int8?
--   weeks_disputed      int8?
--   promised_sessions   int8?
--   sessions            int8?
--   promised_minutes    int8?
--   minutes             int8?
--   promised_protected  int8?
--   protected           int8?
--   weeks_capped        int8?
--   weeks_over          int8?
--   key                 int8!
--   of_all              int8!

-- Of everybody there: sums are of no cohort and of nobody.

-- many exchange_support(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?) exchanged_support
SELECT o.name AS organisation, NOT r.few AS told, r.people, r.weeks,
       r.weeks_entered, r.weeks_confirmed, r.weeks_disputed,
       r.promised_sessions, r.sessions, r.promised_minutes, r.minutes,
       r.promised_protected, r.protected, r.weeks_capped, r.weeks_over,
       r.organisation_id AS key, count(*) OVER () AS of_all
  FROM support_of_organisations(:programme) r
  JOIN organisation o ON o.id = r.organisation_id
 WHERE :person IS NULL AND :cohort IS NULL
   AND (:organisation IS NULL OR r.organisation_id = :organisation)
 ORDER BY o.name, r.organisation_id
 LIMIT :most;

-- row exchanged_team
--   record           int8
--   host             text
--   team             text
--   setting          text?
--   statutory        bool
--   placements       int8!
--   done_on          date?
--   result           text?
--   valid_until      date?
--   holds            bool!
--   open_actions     int8!
--   overdue_actions  int8!
--   of_all           int8!

-- Of a cohort: teams that host somebody in it.

-- many exchange_quality(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?) exchanged_team
SELECT t.id AS record, h.name AS host, t.name AS team,
       t.setting::text AS setting, t.statutory, l.n AS placements, a.done_on,
       a.result::text AS result, a.valid_until,
       coalesce(a.result <> 'not_yet' AND a.valid_until >= (SELECT today()),
           false) AS holds,
       q.open AS open_actions, q.overdue AS overdue_actions,
       count(*) OVER () AS of_all
  FROM team t
  JOIN organisation h ON h.id = t.organisation_id
 CROSS JOIN LATERAL (
       SELECT count(*) AS n FROM placement x
        CROSS JOIN LATERAL (
              SELECT FROM enrolment e
               WHERE e.id = x.enrolment_id
                 AND (:cohort IS NULL OR e.cohort_id = :cohort) LIMIT 1) e
        WHERE x.team_id = t.id AND x.programme_id = :programme) l
  LEFT JOIN LATERAL (
       SELECT x.done_on, x.result, x.valid_until FROM placement_audit x
        WHERE x.team_id = t.id AND x.state = 'recorded'
          AND x.programme_id = :programme
        ORDER BY x.done_on DESC, x.id DESC LIMIT 1) a ON true
 CROSS JOIN LATERAL (
       SELECT count(*) AS open,
              count(*) FILTER (WHERE x.due_on < (SELECT today())) AS overdue
         FROM quality_action x
        WHERE x.team_id = t.id AND x.programme_id = :programme
          AND x.state IN ('open', 'answered')) q
 WHERE :person IS NULL AND l.n > 0
   AND (:organisation IS NULL OR t.organisation_id = :organisation)
 ORDER BY h.name, t.name, t.id
 LIMIT :most;

-- row exchanged_line
--   record         int8
--   claim          int8
--   employer       text
--   period         text
--   made_on        date
--   part           text!
--   name           text
--   swe_number     text
--   framework      text
--   registered_on  date
--   confirmed_on   date?
--   pounds         int8
--   state          text!
--   repaid_on      date?
--   of_all         int8!

-- many exchange_claims(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?) exchanged_line
SELECT l.id AS record, k.number AS claim, o.name AS employer,
       q.name AS period, k.made_on, l.part::text AS part, l.name,
       l.swe_number, l.framework, l.registered_on, l.confirmed_on, l.pounds,
       l.state::text AS state, l.repaid_on, count(*) OVER () AS of_all
  FROM claim_line l
  JOIN claim k ON k.id = l.claim_id
  JOIN claim_period q ON q.id = k.period_id
  JOIN organisation o ON o.id = l.organisation_id
 WHERE l.programme_id = :programme
   AND (:cohort IS NULL OR EXISTS (SELECT 1 FROM asye a
        LEFT JOIN enrolment e ON e.id = a.enrolment_id
        LEFT JOIN asye_cohorts() k ON k.asye_id = a.id
       WHERE a.id = l.asye_id
         AND coalesce(e.cohort_id, k.cohort_id) = :cohort))
   AND (:person IS NULL OR l.person_id = :person)
   AND (:organisation IS NULL OR l.organisation_id = :organisation)
 ORDER BY k.number, l.name, l.part, l.id
 LIMIT :most;

-- Of somebody who takes their own record.

-- row exchanged_document
--   record     int8
--   kind       text!
--   number     int8
--   about      text?
--   state      text!
--   held_on    date?
--   outcome    text?
--   sent_on    date?
--   signed_on  date?
--   of_all     int8!

-- many exchange_documents(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?) exchanged_document
SELECT d.id AS record, replace(upper(left(d.kind::text, 1)) ||
           substr(replace(d.kind::text, '_', ' '), 2), 'Asye', 'ASYE')
           AS kind,
       d.number, o.name AS about, d.state::text AS state, d.held_on,
       d.outcome, day_of(d.sent_at) AS sent_on,
       day_of(d.signed_at) AS signed_on, count(*) OVER () AS of_all
  FROM document d
  JOIN enrolment e ON e.id = d.enrolment_id
  LEFT JOIN asye a ON a.id = d.asye_id
  LEFT JOIN organisation o
         ON o.id = coalesce(d.organisation_id, a.employer_id)
 WHERE d.programme_id = :programme AND d.person_id = :person
   AND d.state <> 'withdrawn'
   AND (:cohort IS NULL OR e.cohort_id = :cohort)
   AND (:organisation IS NULL OR o.id = :organisation)
 ORDER BY d.started_at, d.id
 LIMIT :most;

-- row exchanged_week
--   record              int8
--   week_on             date
--   organisation        text
--   expected            bool
--   state               text!
--   promised_sessions   int8
--   sessions            int8?
--   promised_minutes    int8
--   minutes             int8?
--   promised_protected  int8
--   protected           int8?
--   caseload            int8?
--   of_all              int8!

-- many exchange_weeks(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?) exchanged_week
SELECT w.id AS record, w.week_on, o.name AS organisation, w.expected,
       w.state::text AS state, w.promised_sessions, w.sessions,
       w.promised_minutes, w.minutes, w.promised_protected, w.protected,
       w.caseload, count(*) OVER () AS of_all
  FROM support_week w
  JOIN enrolment e ON e.id = w.enrolment_id
  JOIN organisation o ON o.id = w.organisation_id
 WHERE w.programme_id = :programme AND w.person_id = :person
   AND w.week_on <= (SELECT today())
   AND (:cohort IS NULL OR e.cohort_id = :cohort)
   AND (:organisation IS NULL OR w.organisation_id = :organisation)
 ORDER BY w.week_on, w.id
 LIMIT :most;

-- row exchanged_adjustment
--   record        int8
--   what          text?
--   why           text?
--   organisation  text?
--   state         text!
--   requested_on  date
--   since_on      date
--   due_on        date?
--   in_place_on   date?
--   of_all        int8!

-- many exchange_adjustments(programme int8, cohort int8?, organisation int8?,
--   person int8?, most int8?) exchanged_adjustment
SELECT a.id AS record, d.what, nullif(d.why, '') AS why,
       o.name AS organisation, a.state::text AS state, a.requested_on,
       a.since_on, a.due_on, a.in_place_on, count(*) OVER () AS of_all
  FROM adjustment a
  JOIN enrolment e ON e.id = a.enrolment_id
  LEFT JOIN adjustment_detail d ON d.adjustment_id = a.id
  LEFT JOIN organisation o ON o.id = a.organisation_id
 WHERE a.programme_id = :programme AND a.person_id = :person
   AND (:cohort IS NULL OR e.cohort_id = :cohort)
   AND (:organisation IS NULL OR a.organisation_id = :organisation)
 ORDER BY a.requested_on, a.id
 LIMIT :most;

-- What is made for an organisation is read as it would read it.

-- exec stand_in(programme int8, organisation int8)
SELECT auth.stand_in(:programme, :organisation);

-- exec stand_back()
SELECT auth.stand_back();
