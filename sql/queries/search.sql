-- Search: what was found of each kind, one page of it.  Functions look it up by
-- the index and answer ids (see sql/schema/011_search.sql); what is read here of
-- those is under the asker's own policies.

-- within: the organisation of a team.
-- of_all: how many there are, counted up to 251.

-- row finding
--   id      int8
--   within  int8?
--   name    text!
--   detail  text!
--   of_all  int8!

-- many found_trainees(words text[], email text?, number text?, size int8, skip int8) finding
SELECT e.id, NULL::bigint AS within, p.name,
       concat_ws(', ', c.name, o.name,
           CASE WHEN e.state <> 'enrolled' THEN e.state::text END,
           CASE WHEN :number IS NOT NULL THEN p.swe_number END,
           CASE WHEN :email IS NOT NULL THEN p.email END) AS detail, f.of_all
  FROM (SELECT id, place, count(*) OVER () AS of_all
          FROM trainees_found(:words, :email, :number, 251)
          WITH ORDINALITY t (id, place)
         WHERE :words::text[] <> '{}') f
  JOIN enrolment e ON e.id = f.id
  JOIN person p ON p.id = e.person_id
  JOIN cohort c ON c.id = e.cohort_id
  JOIN organisation o ON o.id = e.employer_id
 WHERE f.place > :skip AND f.place <= :skip + :size
 ORDER BY f.place;

-- many found_placements(words text[], size int8, skip int8) finding
SELECT l.id, NULL::bigint AS within, p.name || ' at ' || o.name AS name,
       concat_ws(', ', t.name, l.stage || ' placement',
           to_char(l.starts_on, 'FMDD FMMonth YYYY') || ' to ' ||
           to_char(l.ends_on, 'FMDD FMMonth YYYY'),
           (SELECT string_agg(n.name, ' and ' ORDER BY n.name)
              FROM placement_educator d
              JOIN person n ON n.id = d.person_id
             WHERE d.placement_id = l.id)) AS detail, f.of_all
  FROM (SELECT id, place, count(*) OVER () AS of_all
          FROM placements_found(:words, 251)
          WITH ORDINALITY t (id, place)) f
  JOIN placement l ON l.id = f.id
  JOIN person p ON p.id = l.person_id
  JOIN organisation o ON o.id = l.organisation_id
  JOIN team t ON t.id = l.team_id
 WHERE f.place > :skip AND f.place <= :skip + :size
 ORDER BY f.place;

-- many found_educators(words text[], email text?, number text?, size int8, skip int8) finding
SELECT e.id, NULL::bigint AS within, p.name,
       concat_ws(', ', coalesce(o.name, 'works for themself'),
           CASE e.state WHEN 'left' THEN 'taken off the register' END,
           CASE WHEN :number IS NOT NULL THEN p.swe_number END,
           CASE WHEN :email IS NOT NULL THEN p.email END) AS detail, f.of_all
  FROM (SELECT id, place, count(*) OVER () AS of_all
          FROM educators_named(:words, :email, :number, 251)
          WITH ORDINALITY t (id, place)) f
  JOIN educator e ON e.id = f.id
  JOIN person p ON p.id = e.person_id
  LEFT JOIN organisation o ON o.id = e.organisation_id
 WHERE f.place > :skip AND f.place <= :skip + :size
 ORDER BY f.place;

-- many found_tutors(words text[], email text?, number text?, size int8, skip int8) finding
SELECT r.id, NULL::bigint AS within, p.name,
       concat_ws(', ', coalesce(o.name, g.name),
           CASE WHEN :number IS NOT NULL THEN p.swe_number END,
           CASE WHEN :email IS NOT NULL THEN p.email END) AS detail, f.of_all
  FROM (SELECT id, place, count(*) OVER () AS of_all
          FROM tutors_named(:words, :email, :number, 251)
          WITH ORDINALITY t (id, place)) f
  JOIN role_held r ON r.id = f.id
  JOIN person p ON p.id = r.person_id
  JOIN programme g ON g.id = r.programme_id
  LEFT JOIN organisation o ON o.id = r.organisation_id
 WHERE f.place > :skip AND f.place <= :skip + :size
 ORDER BY f.place;

-- ASYEs by whose they are: where each stands and what is next; its reviews;
-- and what was decided at its end.

-- many found_asyes(words text[], email text?, number text?, size int8, skip int8) finding
SELECT a.id, NULL::bigint AS within, p.name,
       concat_ws(', ', f.name, o.name, n.name || ' due ' ||
           to_char(n.due_on, 'FMDD FMMonth YYYY'),
           CASE WHEN :number IS NOT NULL THEN p.swe_number END,
           CASE WHEN :email IS NOT NULL THEN p.email END) AS detail, t.of_all
  FROM (SELECT id, place, count(*) OVER () AS of_all
          FROM asyes_named(:words, :email, :number, 251)
          WITH ORDINALITY t (id, place)) t
  JOIN asye a ON a.id = t.id
  JOIN person p ON p.id = a.person_id
  JOIN framework f ON f.id = a.framework_id
  JOIN organisation o ON o.id = a.employer_id
  LEFT JOIN LATERAL (SELECT w.name, r.due_on FROM asye_review r
         JOIN framework_review w
           ON w.framework_id = a.framework_id AND w.number = r.number
        WHERE r.asye_id = a.id AND r.state = 'due' AND r.live
        ORDER BY r.due_on, r.number LIMIT 1) n ON true
 WHERE t.place > :skip AND t.place <= :skip + :size
 ORDER BY t.place;

-- many found_asye_reviews(words text[], email text?, number text?, size int8, skip int8) finding
SELECT a.id, NULL::bigint AS within, w.name || ' of ' || p.name AS name,
       CASE r.state WHEN 'held' THEN 'Held on ' ||
           to_char(r.held_on, 'FMDD FMMonth YYYY')
       ELSE 'Due on ' || to_char(r.due_on, 'FMDD FMMonth YYYY') END AS detail,
       count(*) OVER () AS of_all
  FROM asyes_named(:words, :email, :number, 63)
       WITH ORDINALITY t (id, place)
  JOIN asye a ON a.id = t.id
  JOIN person p ON p.id = a.person_id
  JOIN asye_review r ON r.asye_id = a.id
   AND (r.state = 'held' OR r.state = 'due' AND r.live)
  JOIN framework_review w
    ON w.framework_id = a.framework_id AND w.number = r.number
 ORDER BY t.place, r.number
 LIMIT :size OFFSET :skip;

-- many found_asye_outcomes(words text[], email text?, number text?, size int8, skip int8) finding
SELECT a.id, NULL::bigint AS within, p.name,
       concat_ws(', ', CASE d.decision WHEN 'pass' THEN 'Pass'
               WHEN 'fail' THEN 'Fail' ELSE 'Extended' END,
           'decided on ' || to_char(d.decided_on, 'FMDD FMMonth YYYY'),
           o.name) AS detail, count(*) OVER () AS of_all
  FROM asyes_named(:words, :email, :number, 251)
       WITH ORDINALITY t (id, place)
  JOIN asye a ON a.id = t.id
  JOIN person p ON p.id = a.person_id
  JOIN asye_outcome d ON d.asye_id = a.id
  JOIN organisation o ON o.id = d.organisation_id
 ORDER BY t.place, d.id DESC
 LIMIT :size OFFSET :skip;

-- Organisations, teams, cohorts and modules are few, so they are read through.

-- many found_organisations(words text[], size int8, skip int8) finding
SELECT o.id, NULL::bigint AS within, o.name,
       concat_ws(', ', replace(o.kind::text, '_', ' '), o.region,
           o.code) AS detail, count(*) OVER () AS of_all
  FROM organisation o
 WHERE ' ' || o.folded LIKE ALL (word_patterns(:words))
   AND :words::text[] <> '{}'
 ORDER BY lower(o.code) = (:words::text[])[1] DESC, o.name, o.id
 LIMIT :size OFFSET :skip;

-- many found_teams(words text[], size int8, skip int8) finding
SELECT t.id, t.organisation_id AS within, t.name, o.name AS detail,
       count(*) OVER () AS of_all
  FROM team t
  JOIN organisation o ON o.id = t.organisation_id
 WHERE ' ' || t.folded LIKE ANY (word_patterns(:words))
   AND concat_ws(' ', '', t.folded, o.folded)
       LIKE ALL (word_patterns(:words))
 ORDER BY t.name, o.name, t.id
 LIMIT :size OFFSET :skip;

-- A unit by its name, its host's, and who leads it today.

-- many found_units(words text[], size int8, skip int8) finding
SELECT u.id, NULL::bigint AS within, u.name,
       concat_ws(', ', o.name, 'led by ' || w.name,
           CASE u.state WHEN 'closed' THEN 'closed' END) AS detail, f.of_all
  FROM (SELECT id, place, count(*) OVER () AS of_all
          FROM units_found(:words, 251) WITH ORDINALITY t (id, place)) f
  JOIN unit u ON u.id = f.id
  JOIN organisation o ON o.id = u.organisation_id
  LEFT JOIN unit_lead l ON l.unit_id = u.id AND l.state = 'recorded'
        AND l.during @> (SELECT today())
  LEFT JOIN person w ON w.id = l.person_id
 WHERE f.place > :skip AND f.place <= :skip + :size
 ORDER BY f.place;

-- many found_cohorts(words text[], size int8, skip int8) finding
SELECT c.id, NULL::bigint AS within, c.name,
       concat(g.name, ', ', to_char(c.starts_on, 'FMDD FMMonth YYYY'), ' to ',
           to_char(c.ends_on, 'FMDD FMMonth YYYY')) AS detail,
       count(*) OVER () AS of_all
  FROM cohort c
  JOIN programme g ON g.id = c.programme_id
 WHERE c.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
   AND ' ' || c.folded LIKE ALL (word_patterns(:words))
   AND :words::text[] <> '{}'
 ORDER BY c.starts_on DESC, c.name, c.id
 LIMIT :size OFFSET :skip;

-- A module that is taught to a cohort; the cohort and who leads it may be
-- asked for as well, not alone.

-- many found_modules(words text[], size int8, skip int8) finding
SELECT f.id, NULL::bigint AS within, m.code || ' ' || m.title AS name,
       concat_ws(', ', c.name, 'led by ' || f.leader) AS detail,
       count(*) OVER () AS of_all
  FROM module m
  JOIN offering f ON f.module_id = m.id
  JOIN cohort c ON c.id = f.cohort_id
 WHERE f.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
   AND ' ' || m.folded LIKE ANY (word_patterns(:words))
   AND concat_ws(' ', '', m.folded, c.folded, lower(f.leader))
       LIKE ALL (word_patterns(:words))
 ORDER BY c.starts_on DESC, m.code, f.id
 LIMIT :size OFFSET :skip;

-- row near_name(name text!)

-- many names_near(typed text, at_most int8) near_name
SELECT name FROM names_like(:typed, :at_most);
