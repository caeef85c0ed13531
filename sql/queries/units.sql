-- Units: who is in them, who leads them, where they are.

-- enum unit_state(open, closed)

-- row unit_row
--   id               int8
--   programme_id     int8
--   organisation_id  int8
--   organisation     text
--   team_id          int8
--   team             text
--   name             text
--   opened_on        date
--   closed_on        date?
--   state            unit_state
--   version          int8
--   members          int8!
--   least            int8!
--   most             int8!
--   lead_id          int8?
--   lead             text?
--   lead_number      text?
--   lead_refused     bool!
--   lead_until       date?
--   mine             bool!
--   of_all           int8!

-- A page of my programmes' units.  size: 'small', 'large' or 'fits'; leaderless:
-- true for those that nobody leads today.  What is counted of each unit is
-- counted of all only when it is asked for.

-- many units_found(words text[], host int8?, state unit_state, size text?, leaderless bool?, at_most int8, skip int8) unit_row
WITH chosen AS MATERIALIZED (
    SELECT u.id, count(*) OVER () AS of_all, row_number() OVER (ORDER BY
           o.name, u.name, u.id) AS place
      FROM unit u
      JOIN organisation o ON o.id = u.organisation_id
      JOIN team t ON t.id = u.team_id
     WHERE u.state = :state
       AND u.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
       AND (:host IS NULL OR u.organisation_id = :host)
       AND NOT EXISTS (SELECT 1 FROM unnest(:words::text[]) w
            WHERE strpos(o.folded || ' ' || t.folded || ' ' ||
                  fold(u.name) || ' ' || coalesce((SELECT string_agg(
                      p.folded, ' ') FROM unit_lead l
                      JOIN person p ON p.id = l.person_id
                     WHERE l.unit_id = u.id AND l.state = 'recorded'
                       AND l.during @> today()), ''), w) = 0)
       AND (:leaderless IS NULL OR :leaderless = NOT EXISTS (
            SELECT 1 FROM unit_lead l
             WHERE l.unit_id = u.id AND l.state = 'recorded'
               AND l.during @> today()))
       AND (:size IS NULL OR :size = (
            SELECT CASE WHEN count(*) >
                   setting_of(u.programme_id, 'unit_size_most') THEN 'large'
                   WHEN count(*) <
                   setting_of(u.programme_id, 'unit_size_least') THEN 'small'
                   ELSE 'fits' END
              FROM enrolment_unit m
              JOIN enrolment e ON e.id = m.enrolment_id
             WHERE m.unit_id = u.id AND m.state = 'recorded'
               AND m.during @> today()
               AND e.state NOT IN ('withdrawn', 'completed')))
     ORDER BY place LIMIT :at_most OFFSET :skip)
SELECT u.id, u.programme_id, u.organisation_id, o.name AS organisation,
       u.team_id, t.name AS team, u.name, u.opened_on, u.closed_on, u.state,
       u.version, (SELECT count(*) FROM enrolment_unit m
           JOIN enrolment e ON e.id = m.enrolment_id
          WHERE m.unit_id = u.id AND m.state = 'recorded'
            AND m.during @> today()
            AND e.state NOT IN ('withdrawn', 'completed')) AS members,
       setting_of(u.programme_id, 'unit_size_least') AS least,
       setting_of(u.programme_id, 'unit_size_most') AS most,
       l.person_id AS lead_id, p.name AS lead, p.swe_number AS lead_number,
       coalesce(d.registration IN ('suspended', 'not_registered'), false)
           AS lead_refused, d.registered_until AS lead_until, true AS mine,
       c.of_all
  FROM chosen c
  JOIN unit u ON u.id = c.id
  JOIN organisation o ON o.id = u.organisation_id
  JOIN team t ON t.id = u.team_id
  LEFT JOIN unit_lead l ON l.unit_id = u.id AND l.state = 'recorded'
        AND l.during @> today()
  LEFT JOIN person p ON p.id = l.person_id
  LEFT JOIN educator d ON d.person_id = l.person_id
        AND d.programme_id = u.programme_id
 ORDER BY c.place;

-- one unit_by_id(id int8) unit_row
SELECT u.id, u.programme_id, u.organisation_id, o.name AS organisation,
       u.team_id, t.name AS team, u.name, u.opened_on, u.closed_on, u.state,
       u.version, (SELECT count(*) FROM enrolment_unit m
           JOIN enrolment e ON e.id = m.enrolment_id
          WHERE m.unit_id = u.id AND m.state = 'recorded'
            AND m.during @> today()
            AND e.state NOT IN ('withdrawn', 'completed')) AS members,
       setting_of(u.programme_id, 'unit_size_least') AS least,
       setting_of(u.programme_id, 'unit_size_most') AS most,
       l.person_id AS lead_id, p.name AS lead, p.swe_number AS lead_number,
       coalesce(d.registration IN ('suspended', 'not_registered'), false)
           AS lead_refused, d.registered_until AS lead_until,
       u.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
           AS mine, 1::bigint AS of_all
  FROM unit u
  JOIN organisation o ON o.id = u.organisation_id
  JOIN team t ON t.id = u.team_id
  LEFT JOIN unit_lead l ON l.unit_id = u.id AND l.state = 'recorded'
        AND l.during @> today()
  LEFT JOIN person p ON p.id = l.person_id
  LEFT JOIN educator d ON d.person_id = l.person_id
        AND d.programme_id = u.programme_id
 WHERE u.id = :id;

-- row led_unit(id int8, name text)

-- many units_led_by_me() led_unit
SELECT u.id, u.name FROM unit u
 WHERE u.id IN (SELECT l.unit_id FROM unit_lead l
        WHERE l.person_id = (SELECT auth.person_id())
          AND l.state = 'recorded' AND l.during @> today())
 ORDER BY u.name;

-- row unit_host(id int8, name text)

-- Hosts of units and of placements of my programmes, for filters and forms.

-- many unit_hosts() unit_host
SELECT o.id, o.name FROM organisation o
 WHERE o.id IN (SELECT u.organisation_id FROM unit u
        WHERE u.programme_id =
              ANY ((SELECT auth.staff_programmes())::bigint[]))
 ORDER BY o.name;

-- row unit_team(id int8, organisation_id int8, organisation text, team text)

-- Teams that a unit of a programme could be with: those of who hosts it,
-- employs for it or offers to.

-- many teams_for_units(programme_id int8) unit_team
SELECT t.id, t.organisation_id, o.name AS organisation, t.name AS team
  FROM team t
  JOIN organisation o ON o.id = t.organisation_id
 WHERE t.organisation_id IN (
       SELECT organisation_id FROM placement
        WHERE programme_id = :programme_id
       UNION
       SELECT employer_id FROM enrolment WHERE programme_id = :programme_id
       UNION
       SELECT organisation_id FROM placement_offer
        WHERE programme_id = :programme_id)
 ORDER BY o.name, t.name;

-- many teams_of_host(organisation_id int8) unit_team
SELECT t.id, t.organisation_id, o.name AS organisation, t.name AS team
  FROM team t
  JOIN organisation o ON o.id = t.organisation_id
 WHERE t.organisation_id = :organisation_id
 ORDER BY t.name;

-- row unit_choice(id int8, name text, organisation text, members int8!, of_all int8!)

-- A programme's open units, for a form.

-- many units_open(programme_id int8, at_most int8) unit_choice
SELECT u.id, u.name, o.name AS organisation,
       (SELECT count(*) FROM enrolment_unit m
         WHERE m.unit_id = u.id AND m.state = 'recorded'
           AND m.during @> today()) AS members, count(*) OVER () AS of_all
  FROM unit u
  JOIN organisation o ON o.id = u.organisation_id
 WHERE u.programme_id = :programme_id AND u.state = 'open'
   AND u.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY o.name, u.name, u.id
 LIMIT :at_most;

-- row unit_member
--   enrolment_id  int8
--   person_id     int8
--   name          text
--   employer_id   int8
--   employer      text
--   from_on       date!
--   to_on         date?
--   past          bool!

-- Whoever is, was or will be in a unit, as far as the asker may see them; the
-- latest to leave first among those who left.

-- many members_of_unit(unit_id int8, at_most int8) unit_member
SELECT m.enrolment_id, m.person_id, p.name, e.employer_id,
       o.name AS employer, lower(m.during) AS from_on,
       upper(m.during) - 1 AS to_on,
       coalesce(upper(m.during) <= today(), false) AS past
  FROM enrolment_unit m
  JOIN enrolment e ON e.id = m.enrolment_id
  JOIN person p ON p.id = m.person_id
  JOIN organisation o ON o.id = e.employer_id
 WHERE m.unit_id = :unit_id AND m.state = 'recorded'
 ORDER BY past, CASE WHEN upper(m.during) <= today()
              THEN upper(m.during) END DESC, p.family_name, p.given_name, m.id
 LIMIT :at_most;

-- row candidate
--   id           int8
--   name         text
--   employer_id  int8
--   employer     text
--   starts_on    date
--   unit         text?
--   placed       bool!
--   of_all       int8!

-- Trainees of a cohort who are not in a unit and will not be: those who are
-- placed with its host first, then those in none.

-- many unit_candidates(unit_id int8, cohort_id int8, at_most int8, skip int8) candidate
SELECT e.id, p.name, e.employer_id, o.name AS employer, e.starts_on,
       v.name AS unit, EXISTS (SELECT 1 FROM placement l
           WHERE l.enrolment_id = e.id
             AND l.organisation_id = u.organisation_id) AS placed,
       count(*) OVER () AS of_all
  FROM unit u
  JOIN enrolment e ON e.programme_id = u.programme_id
  JOIN person p ON p.id = e.person_id
  JOIN organisation o ON o.id = e.employer_id
  LEFT JOIN LATERAL (
       SELECT * FROM enrolment_unit l
        WHERE l.enrolment_id = e.id AND l.state = 'recorded'
        ORDER BY lower(l.during) DESC LIMIT 1) m ON true
  LEFT JOIN unit v ON v.id = m.unit_id
 WHERE u.id = :unit_id AND e.cohort_id = :cohort_id
   AND e.state NOT IN ('withdrawn', 'completed')
   AND (m.unit_id IS NULL OR m.unit_id <> u.id OR NOT upper_inf(m.during))
 ORDER BY placed DESC, m.unit_id IS NOT NULL, p.family_name, p.given_name, e.id
 LIMIT :at_most OFFSET :skip;

-- row new_unit(id int8)

-- one unit_add(programme_id int8, organisation_id int8, team_id int8, name text, opened_on date) new_unit
INSERT INTO unit (programme_id, organisation_id, team_id, name, opened_on)
VALUES (:programme_id, :organisation_id, :team_id, :name, :opened_on)
ON CONFLICT DO NOTHING
RETURNING id;

-- row unit_named(id int8)

-- one unit_of_name(programme_id int8, organisation_id int8, name text) unit_named
SELECT id FROM unit
 WHERE programme_id = :programme_id AND organisation_id = :organisation_id
   AND lower(name) = lower(:name);

-- exec unit_change(id int8, version int8, team_id int8, name text)
UPDATE unit SET team_id = :team_id, name = :name
 WHERE id = :id AND version = :version;

-- Everybody's last day in it, and then its own.

-- exec unit_members_end(unit_id int8, last_on date)
UPDATE enrolment_unit SET during = daterange(lower(during), :last_on, '[]')
 WHERE unit_id = :unit_id AND state = 'recorded'
   AND lower(during) <= :last_on
   AND (upper_inf(during) OR upper(during) > :last_on + 1);

-- exec unit_leads_end(unit_id int8, last_on date)
UPDATE unit_lead SET during = daterange(lower(during), :last_on, '[]')
 WHERE unit_id = :unit_id AND state = 'recorded'
   AND lower(during) <= :last_on
   AND (upper_inf(during) OR upper(during) > :last_on + 1);

-- exec unit_close(id int8, version int8, last_on date)
UPDATE unit SET state = 'closed', closed_on = :last_on
 WHERE id = :id AND version = :version AND state = 'open';

-- exec unit_reopen(id int8, version int8)
UPDATE unit SET state = 'open', closed_on = NULL
 WHERE id = :id AND version = :version AND state = 'closed';

-- row latest_start(on_date date?)

-- The latest day on which somebody joins a unit or begins to lead it.

-- one unit_latest_start(unit_id int8) latest_start
SELECT greatest((SELECT max(lower(during)) FROM enrolment_unit
            WHERE unit_id = :unit_id AND state = 'recorded'),
           (SELECT max(lower(during)) FROM unit_lead
            WHERE unit_id = :unit_id AND state = 'recorded')) AS on_date;

-- row unit_event
--   id           int8
--   at           timestamptz
--   subject      text
--   inserted     bool!
--   actor        text?
--   actor_known  bool!
--   changed      text[]!
--   who          text?
--   state        text?
--   from_on      date?
--   to_on        date?
--   of_all       int8!

-- many events_of_unit(unit_id int8, at_most int8, skip int8) unit_event
SELECT e.id, e.at, e.subject, e.before IS NULL AS inserted, a.name AS actor,
       e.actor_id IS NOT NULL AS actor_known,
       ARRAY(SELECT jsonb_object_keys(e.before)) AS changed,
       coalesce(w.name, e.after ->> 'name') AS who,
       e.after ->> 'state' AS state,
       lower((e.after ->> 'during')::daterange) AS from_on,
       coalesce(upper((e.after ->> 'during')::daterange) - 1,
           (e.after ->> 'closed_on')::date) AS to_on, e.of_all
  FROM (SELECT v.*, count(*) OVER () AS of_all FROM audit.event v
         WHERE (v.subject, v.subject_id) IN (
               SELECT 'unit', u.id FROM unit u WHERE u.id = :unit_id
               UNION ALL
               SELECT 'enrolment_unit', m.id FROM enrolment_unit m
                WHERE m.unit_id = :unit_id
               UNION ALL
               SELECT 'unit_lead', l.id FROM unit_lead l
                WHERE l.unit_id = :unit_id)
           AND coalesce(v.before, v.after) IS NOT NULL
         ORDER BY v.id DESC
         LIMIT :at_most OFFSET :skip) e
  LEFT JOIN person a ON a.id = e.actor_id
  LEFT JOIN person w ON w.id = e.person_id
 ORDER BY e.id DESC;
