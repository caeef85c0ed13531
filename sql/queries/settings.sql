-- Settings of a programme: what holds, what held, what is to come, and whom a
-- change of one would concern.

-- enum setting_form(whole, half_days, month_day, choice)
-- enum setting_state(standing, replaced, taken_back)

-- row setting_value(value int8?)

-- one setting_today(programme_id int8, name text) setting_value
SELECT setting_of(:programme_id, :name) AS value;

-- own: what the programme has today, unknown where the national default holds;
-- next: the first version to come.

-- row setting_line
--   id            int8
--   programme_id  int8
--   programme     text
--   name          text
--   label         text
--   form          setting_form
--   one           text
--   many          text
--   in_group      text
--   decides       text
--   takes_effect  text
--   least         int8
--   most          int8
--   choices       text[]!
--   apart         int8?
--   apart_words   text?
--   national      int8!
--   source        text
--   own           int8?
--   since         date?
--   next          int8?
--   next_on       date?
--   version       int8!

-- many settings_of(programme_id int8) setting_line
SELECT n.id, p.id AS programme_id, p.name AS programme, n.name, n.label,
       u.form, u.one, u.many, g.label AS in_group, n.decides, n.takes_effect,
       n.least, n.most, coalesce(n.choices, '{}') AS choices, n.apart,
       n.apart_words, d.value AS national, d.source, s.value AS own,
       lower(s.during) AS since, x.value AS next, x.from_on AS next_on,
       setting_version(p.id, n.name) AS version
  FROM programme p
 CROSS JOIN setting_name n
  JOIN setting_unit u ON u.code = n.unit
  JOIN setting_group g ON g.code = n.in_group
  JOIN setting d ON d.name = n.name AND d.programme_id IS NULL
        AND d.during @> today()
  LEFT JOIN setting s ON s.name = n.name AND s.programme_id = p.id
        AND s.state = 'standing' AND s.during @> today()
  LEFT JOIN LATERAL (
       SELECT c.value, lower(c.during) AS from_on FROM setting c
        WHERE c.name = n.name AND c.programme_id = p.id
          AND c.state = 'standing' AND lower(c.during) > today()
        ORDER BY lower(c.during) LIMIT 1) x ON true
 WHERE p.id = :programme_id
   AND p.id = ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY g.position, n.position;

-- one setting_by_id(programme_id int8, id int8) setting_line
SELECT n.id, p.id AS programme_id, p.name AS programme, n.name, n.label,
       u.form, u.one, u.many, g.label AS in_group, n.decides, n.takes_effect,
       n.least, n.most, coalesce(n.choices, '{}') AS choices, n.apart,
       n.apart_words, d.value AS national, d.source, s.value AS own,
       lower(s.during) AS since, NULL::bigint AS next, NULL::date AS next_on,
       setting_version(p.id, n.name) AS version
  FROM programme p
 CROSS JOIN setting_name n
  JOIN setting_unit u ON u.code = n.unit
  JOIN setting_group g ON g.code = n.in_group
  JOIN setting d ON d.name = n.name AND d.programme_id IS NULL
        AND d.during @> today()
  LEFT JOIN setting s ON s.name = n.name AND s.programme_id = p.id
        AND s.state = 'standing' AND s.during @> today()
 WHERE p.id = :programme_id AND n.id = :id
   AND p.id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- ended_by, ended_at: of one that was replaced or taken back.

-- row setting_version
--   id        int8
--   value     int8?
--   from_on   date!
--   to_on     date?
--   reason    text!
--   state     setting_state
--   by        text?
--   at        timestamptz
--   ended_by  text?
--   ended_at  timestamptz?

-- The latest first.

-- many setting_versions(programme_id int8, name text) setting_version
SELECT s.id, s.value, lower(s.during) AS from_on,
       upper(s.during) - 1 AS to_on, s.reason, s.state, b.name AS by, s.at,
       a.name AS ended_by, v.at AS ended_at
  FROM setting s
  LEFT JOIN person b ON b.id = s.by_id
  LEFT JOIN LATERAL (
       SELECT e.actor_id, e.at FROM audit.event e
        WHERE e.subject = 'setting' AND e.subject_id = s.id
          AND s.state <> 'standing' AND e.after ->> 'state' = s.state::text
        ORDER BY e.id DESC LIMIT 1) v ON true
  LEFT JOIN person a ON a.id = v.actor_id
 WHERE s.programme_id = :programme_id AND s.name = :name
 ORDER BY lower(s.during) DESC, s.id DESC;

-- row setting_place(programme_id int8?, setting_id int8)

-- Of which programme and setting a version is.

-- one setting_place_of(version_id int8) setting_place
SELECT s.programme_id, n.id AS setting_id
  FROM setting s
  JOIN setting_name n ON n.name = s.name
 WHERE s.id = :version_id AND s.programme_id IS NOT NULL;

-- The first setting of how long something is kept that one does not go with:
-- of what it stands on, which would be kept for less time (longer), or of what
-- stands on it.

-- row setting_apart(label text, value int8!, on_day date!, longer bool!)

-- one setting_kept_apart(programme_id int8, name text, becomes int8, from_on date, to_on date?) setting_apart
SELECT n.label, k.value, k.on_day, k.longer
  FROM waymark.kept_apart(:programme_id, :name, :becomes, :from_on, :to_on) k
  JOIN setting_name n ON n.name = k.other;

-- exec setting_set(programme_id int8, name text, version int8, value int8?, from_on date, reason text)
INSERT INTO setting (programme_id, name, version, value, during, reason)
VALUES (:programme_id, :name, :version::bigint + 1, :value,
    daterange(:from_on, NULL), :reason);

-- exec setting_take_back(id int8, programme_id int8, name text, version int8)
UPDATE setting SET state = 'taken_back', version = :version::bigint + 1
 WHERE id = :id AND programme_id = :programme_id AND name = :name
   AND state = 'standing' AND lower(during) > today();

-- exec setting_wait(name text)
SELECT waymark.setting_lock(:name);

-- Whom a change concerns.  Who is in training, in the order of names.

-- many trainees_in_training(programme_id int8, at_most int8) trainee
SELECT e.id, e.person_id, e.programme_id, e.cohort_id, c.name AS cohort,
       p.name, p.folded, p.email, p.swe_number, e.employer_id,
       o.name AS employer, e.state, e.starts_on, e.working
  FROM enrolment e
  JOIN person p ON p.id = e.person_id
  JOIN cohort c ON c.id = e.cohort_id
  JOIN organisation o ON o.id = e.employer_id
 WHERE e.programme_id = :programme_id AND e.state IN ('enrolled', 'paused')
 ORDER BY p.family_name, p.given_name, e.id
 LIMIT :at_most;

-- Half-days that were logged before a day, of placements.

-- row logged_before(placement_id int8, halves int8!)

-- many days_logged_before(placement_ids int8[], before date) logged_before
SELECT placement_id, sum(halves)::bigint AS halves
  FROM placement_day
 WHERE placement_id = ANY (:placement_ids) AND state <> 'withdrawn'
   AND on_date < :before
 GROUP BY placement_id
 ORDER BY placement_id;

-- Whose time with a placement ended so long before a day that they see it no
-- more by one number of days, and still do by another.

-- row access_changed
--   placement_id  int8
--   person_id     int8
--   educator      text
--   educator_id   int8?
--   trainee       text
--   last_on       date!
--   waiting_days  int8

-- many access_between(programme_id int8, fewer int8, more int8, on_day date, at_most int8) access_changed
SELECT p.id AS placement_id, d.person_id, b.name AS educator,
       e.id AS educator_id, t.name AS trainee, upper(d.during) - 1 AS last_on,
       y.waiting_days
  FROM placement_educator d
  JOIN placement p ON p.id = d.placement_id
  JOIN person b ON b.id = d.person_id
  JOIN person t ON t.id = p.person_id
  JOIN placement_tally y ON y.placement_id = p.id
  LEFT JOIN educator e ON e.person_id = d.person_id
        AND e.programme_id = p.programme_id
 WHERE p.programme_id = :programme_id AND upper(d.during) <= :on_day::date
   AND upper(d.during) + :fewer::integer <= :on_day::date
   AND upper(d.during) + :more::integer > :on_day::date
 ORDER BY b.family_name, b.given_name, d.person_id, p.id
 LIMIT :at_most;

-- many educators_active(programme_id int8, at_most int8) educator
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
 WHERE e.programme_id = :programme_id AND e.state = 'active'
 ORDER BY p.family_name, p.given_name, e.id
 LIMIT :at_most;

-- Rounds that were started and not confirmed keep what they were started with.

-- row round_open
--   id         int8
--   cohort     text
--   stage      placement_stage
--   starts_on  date
--   held       int8?

-- many rounds_open(programme_id int8, name text) round_open
SELECT r.id, c.name AS cohort, r.stage, r.starts_on,
       CASE :name::text
       WHEN 'match_halves_' || r.stage THEN r.required_halves
       WHEN 'match_settings_needed' THEN r.settings_needed
       WHEN 'match_slack_days' THEN r.slack_days
       WHEN 'match_minutes_at_most' THEN r.minutes_at_most
       WHEN 'match_minutes_within_area' THEN r.minutes_within_area
       WHEN 'match_milliseconds' THEN r.milliseconds
       WHEN 'match_points_per_ten_minutes' THEN r.per_ten_minutes
       WHEN 'match_points_per_week_later' THEN r.per_week_later
       WHEN 'match_points_not_employer' THEN r.not_employer
       WHEN 'match_points_not_preferred' THEN r.not_preferred
       WHEN 'match_points_not_statutory' THEN r.not_statutory
       END AS held
  FROM match_round r
  JOIN cohort c ON c.id = r.cohort_id
 WHERE r.programme_id = :programme_id AND r.state = 'open'
 ORDER BY c.starts_on, c.name, r.stage;

-- Modules that somebody still waits for a board in, and those whose components
-- do not weigh 100 yet.

-- many offerings_running(programme_id int8, at_most int8) offering
SELECT f.id, f.module_id, m.code, m.edition, m.title, m.credits, m.level,
       m.topics, f.programme_id, f.cohort_id, c.name AS cohort, f.starts_on,
       f.ends_on, f.leader, count(*) OVER () AS of_all
  FROM offering f
  JOIN module m ON m.id = f.module_id
  JOIN cohort c ON c.id = f.cohort_id
 WHERE f.programme_id = :programme_id
   AND EXISTS (SELECT 1 FROM enrolment e
        WHERE e.cohort_id = f.cohort_id AND e.state <> 'withdrawn'
          AND NOT EXISTS (SELECT 1 FROM board_decision d
               WHERE d.offering_id = f.id AND d.enrolment_id = e.id
                 AND d.state = 'standing'
                 AND d.outcome IN ('pass', 'compensated', 'fail')))
 ORDER BY f.starts_on DESC, m.code, f.id
 LIMIT :at_most;

-- row offering_short(id int8, code text, title text, cohort text, weight int8!)

-- many offerings_short(programme_id int8, at_most int8) offering_short
SELECT f.id, m.code, m.title, c.name AS cohort,
       coalesce(sum(n.weight), 0)::bigint AS weight
  FROM offering f
  JOIN module m ON m.id = f.module_id
  JOIN cohort c ON c.id = f.cohort_id
  LEFT JOIN component n ON n.offering_id = f.id
 WHERE f.programme_id = :programme_id
 GROUP BY f.id, m.id, c.id
HAVING coalesce(sum(n.weight), 0) < 100
 ORDER BY f.starts_on DESC, m.code, f.id
 LIMIT :at_most;

-- Whose programme ends later than so many months after their cohort does.

-- row long_extension(enrolment_id int8, trainee text, cohort text, ends_on date!, months int8!)

-- many extensions_beyond(programme_id int8, months int8, at_most int8) long_extension
SELECT e.id AS enrolment_id, p.name AS trainee, c.name AS cohort, e.ends_on,
       (12 * extract(year FROM age(e.ends_on, c.ends_on))
       + extract(month FROM age(e.ends_on, c.ends_on)))::bigint AS months
  FROM enrolment e
  JOIN person p ON p.id = e.person_id
  JOIN cohort c ON c.id = e.cohort_id
 WHERE e.programme_id = :programme_id AND e.state IN ('enrolled', 'paused')
   AND e.ends_on > c.ends_on + make_interval(months => :months::integer)
 ORDER BY p.family_name, p.given_name, e.id
 LIMIT :at_most;
