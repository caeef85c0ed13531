-- Quality of placements: figures of hosts, audits of teams, actions.

-- enum audit_answer(met, partly, not_met)
-- enum audit_result(suitable, with_actions, not_yet)
-- enum audit_state(recorded, withdrawn)
-- enum action_source(audit, feedback)
-- enum action_owner(host, programme)
-- enum action_state(open, answered, done, dropped)
-- enum feedback_giver(trainee, educator, tutor)

-- row quality_settings(renewal_days int8!, fewest_people int8!, since date!)

-- Of the asker's programmes, or of all; what differs shows the most.

-- one quality_settings_mine() quality_settings
SELECT max(setting_of(g.id, 'qapl_renewal_days')) AS renewal_days,
       max(setting_of(g.id, 'qapl_fewest_people')) AS fewest_people,
       (today() - make_interval(months => max(setting_of(g.id,
           'qapl_months'))::integer))::date AS since
  FROM programme g
 WHERE g.id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR (SELECT auth.staff_programmes())::bigint[] = '{}';

-- row quality_host
--   id        int8
--   name      text
--   people    int8!
--   answers   int8!
--   mean      float8!
--   squares   float8!
--   teams     int8!
--   lapsed    int8!
--   due       int8!
--   open      int8!
--   overdue   int8!

-- Hosts, with what people of the asker's programmes said and released since a
-- day, each person counting once at a host.  lapsed: teams without an audit
-- that stands; due: with one that ends before a day.

-- many quality_hosts(since date, renew_before date) quality_host
WITH person AS (
    SELECT f.organisation_id, f.person_id, avg(f.score) AS value,
           count(*) AS n
      FROM placement_feedback f
     WHERE f.about_programme_id =
           ANY ((SELECT auth.staff_programmes())::bigint[])
       AND f.released_on BETWEEN :since AND (SELECT today())
     GROUP BY f.organisation_id, f.person_id),
said AS (
    SELECT p.organisation_id, count(*) AS people, sum(p.n)::bigint AS answers,
           avg(p.value) AS mean, var_pop(p.value) * count(*) AS squares
      FROM person p
     GROUP BY p.organisation_id),
team_of AS (
    SELECT t.organisation_id, count(*) AS teams,
           count(*) FILTER (WHERE a.id IS NULL OR a.result = 'not_yet'
               OR a.valid_until < today()) AS lapsed,
           count(*) FILTER (WHERE a.result <> 'not_yet' AND a.valid_until
               BETWEEN today() AND :renew_before) AS due
      FROM team t
      LEFT JOIN LATERAL (
           SELECT a.id, a.result, a.valid_until FROM placement_audit a
            WHERE a.team_id = t.id AND a.state = 'recorded'
            ORDER BY a.done_on DESC, a.id DESC LIMIT 1) a ON true
     GROUP BY t.organisation_id),
action_of AS (
    SELECT a.organisation_id, count(*) AS open,
           count(*) FILTER (WHERE a.due_on < today()) AS overdue
      FROM quality_action a
     WHERE a.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
       AND a.state IN ('open', 'answered')
     GROUP BY a.organisation_id)
SELECT o.id, o.name, coalesce(s.people, 0) AS people,
       coalesce(s.answers, 0) AS answers, coalesce(s.mean, 0) AS mean,
       coalesce(s.squares, 0) AS squares, t.teams, t.lapsed, t.due,
       coalesce(a.open, 0) AS open, coalesce(a.overdue, 0) AS overdue
  FROM team_of t
  JOIN organisation o ON o.id = t.organisation_id
  LEFT JOIN said s ON s.organisation_id = o.id
  LEFT JOIN action_of a ON a.organisation_id = o.id
 ORDER BY o.name, o.id;

-- row quality_group(label text!, people int8!, mean float8!, squares float8!)

-- Of one host: its teams, and its cohorts in the order of time.

-- many quality_of_teams(host int8, since date) quality_group
SELECT t.name AS label, count(p.person_id) AS people,
       coalesce(avg(p.value), 0) AS mean,
       coalesce(var_pop(p.value) * count(p.value), 0) AS squares
  FROM team t
  LEFT JOIN (
       SELECT l.team_id, f.person_id, avg(f.score) AS value
         FROM placement_feedback f
         JOIN placement l ON l.id = f.about_placement_id
        WHERE f.organisation_id = :host AND f.about_programme_id =
              ANY ((SELECT auth.staff_programmes())::bigint[])
          AND f.released_on BETWEEN :since AND (SELECT today())
        GROUP BY l.team_id, f.person_id) p ON p.team_id = t.id
 WHERE t.organisation_id = :host
 GROUP BY t.id
 ORDER BY t.name, t.id;

-- many quality_of_cohorts(host int8, since date) quality_group
SELECT c.name AS label, count(*) AS people, avg(p.value) AS mean,
       var_pop(p.value) * count(*) AS squares
  FROM (
       SELECT e.cohort_id, f.person_id, avg(f.score) AS value
         FROM placement_feedback f
         JOIN enrolment e ON e.id = f.enrolment_id
        WHERE f.organisation_id = :host AND f.about_programme_id =
              ANY ((SELECT auth.staff_programmes())::bigint[])
          AND f.released_on BETWEEN :since AND (SELECT today())
        GROUP BY e.cohort_id, f.person_id) p
  JOIN cohort c ON c.id = p.cohort_id
 GROUP BY c.id
 ORDER BY c.starts_on, c.id;

-- row quality_area(area int8!, people int8!, mean float8!, squares float8!)

-- Area 0 is all of them.

-- many quality_of_areas(host int8, since date) quality_area
SELECT p.area, count(*) AS people, avg(p.value) AS mean,
       var_pop(p.value) * count(*) AS squares
  FROM (
       SELECT u.area, f.person_id, avg(u.value) AS value
         FROM placement_feedback f
        CROSS JOIN LATERAL (
              SELECT 0::bigint AS area, f.score AS value
               UNION ALL
              SELECT n, a::float8
                FROM unnest(f.answers) WITH ORDINALITY x (a, n)
               WHERE a > 0) u
        WHERE f.organisation_id = :host AND f.about_programme_id =
              ANY ((SELECT auth.staff_programmes())::bigint[])
          AND f.released_on BETWEEN :since AND (SELECT today())
        GROUP BY u.area, f.person_id) p
 GROUP BY p.area
 ORDER BY p.area;

-- The same, as the host itself may see it.

-- many quality_published(host int8) quality_area
SELECT area, people, mean, squares FROM host_published(:host);

-- row quality_response(giver feedback_giver!, asked int8!, given int8!)

-- many quality_responses(host int8, since date) quality_response
SELECT giver, asked, given FROM feedback_response(:host, :since);

-- row quality_comment
--   giver        feedback_giver
--   cohort       text
--   team         text
--   team_id      int8
--   worked_well  text
--   to_improve   text
--   of_all       int8!

-- many quality_comments(host int8, since date, at_most int8, skip int8) quality_comment
SELECT f.giver, c.name AS cohort, t.name AS team, t.id AS team_id,
       f.worked_well, f.to_improve, count(*) OVER () AS of_all
  FROM placement_feedback f
  JOIN placement l ON l.id = f.about_placement_id
  JOIN team t ON t.id = l.team_id
  JOIN enrolment e ON e.id = f.enrolment_id
  JOIN cohort c ON c.id = e.cohort_id
 WHERE f.organisation_id = :host AND f.about_programme_id =
       ANY ((SELECT auth.staff_programmes())::bigint[])
   AND f.released_on BETWEEN :since AND (SELECT today())
   AND (f.worked_well <> '' OR f.to_improve <> '')
 ORDER BY c.starts_on DESC, f.id DESC
 LIMIT :at_most OFFSET :skip;

-- row quality_team
--   id               int8
--   name             text
--   organisation_id  int8
--   organisation     text
--   audit_id         int8?
--   done_on          date?
--   valid_until      date?
--   result           audit_result?
--   of_all           int8!

-- Teams of the asker's own organisations, or for staff all, with their latest
-- audit: those of one host, or of all hosts those that need an audit first.

-- many quality_teams(host int8?, renew_before date?, at_most int8, skip int8) quality_team
SELECT t.id, t.name, o.id AS organisation_id, o.name AS organisation,
       a.id AS audit_id, a.done_on, a.valid_until, a.result,
       count(*) OVER () AS of_all
  FROM team t
  JOIN organisation o ON o.id = t.organisation_id
  LEFT JOIN LATERAL (
       SELECT a.id, a.done_on, a.valid_until, a.result FROM placement_audit a
        WHERE a.team_id = t.id AND a.state = 'recorded'
        ORDER BY a.done_on DESC, a.id DESC LIMIT 1) a ON true
 WHERE (:host::bigint IS NULL OR t.organisation_id = :host)
   AND (t.organisation_id =
       ANY ((SELECT auth.partner_organisations())::bigint[])
    OR (SELECT auth.staff_programmes())::bigint[] <> '{}')
   AND (:renew_before::date IS NULL OR a.id IS NULL OR a.result = 'not_yet'
    OR a.valid_until <= :renew_before)
 ORDER BY CASE WHEN :renew_before::date IS NOT NULL
       THEN coalesce(CASE WHEN a.result <> 'not_yet' THEN a.valid_until END,
           '-infinity') END, o.name, t.name, t.id
 LIMIT :at_most OFFSET :skip;

-- one quality_team_by_id(id int8) quality_team
SELECT t.id, t.name, o.id AS organisation_id, o.name AS organisation,
       a.id AS audit_id, a.done_on, a.valid_until, a.result,
       1::bigint AS of_all
  FROM team t
  JOIN organisation o ON o.id = t.organisation_id
  LEFT JOIN LATERAL (
       SELECT a.id, a.done_on, a.valid_until, a.result FROM placement_audit a
        WHERE a.team_id = t.id AND a.state = 'recorded'
        ORDER BY a.done_on DESC, a.id DESC LIMIT 1) a ON true
 WHERE t.id = :id AND (t.organisation_id =
       ANY ((SELECT auth.partner_organisations())::bigint[])
    OR (SELECT auth.staff_programmes())::bigint[] <> '{}');

-- row team_audit(stands bool!)

-- one team_audit_on(team_id int8, on_date date) team_audit
SELECT team_audited(:team_id, :on_date) AS stands;

-- row placement_audit
--   id               int8
--   programme_id     int8
--   organisation_id  int8
--   organisation     text
--   team_id          int8
--   team             text
--   done_on          date
--   valid_until      date
--   answers          text[]!
--   notes            text[]
--   result           audit_result
--   state            audit_state
--   done_by          text?
--   version          int8

-- one audit_by_id(id int8) placement_audit
SELECT a.id, a.programme_id, a.organisation_id, o.name AS organisation,
       a.team_id, t.name AS team, a.done_on, a.valid_until,
       a.answers::text[] AS answers, a.notes, a.result, a.state,
       p.name AS done_by, a.version
  FROM placement_audit a
  JOIN organisation o ON o.id = a.organisation_id
  JOIN team t ON t.id = a.team_id
  LEFT JOIN person p ON p.id = a.done_by
 WHERE a.id = :id;

-- many audits_of_team(team_id int8) placement_audit
SELECT a.id, a.programme_id, a.organisation_id, o.name AS organisation,
       a.team_id, t.name AS team, a.done_on, a.valid_until,
       a.answers::text[] AS answers, a.notes, a.result, a.state,
       p.name AS done_by, a.version
  FROM placement_audit a
  JOIN organisation o ON o.id = a.organisation_id
  JOIN team t ON t.id = a.team_id
  LEFT JOIN person p ON p.id = a.done_by
 WHERE a.team_id = :team_id
 ORDER BY a.done_on DESC, a.id DESC
 LIMIT 20;

-- row quality_id(id int8)

-- one audit_add(programme_id int8, team_id int8, done_on date, answers text[], notes text[], result audit_result) quality_id
INSERT INTO placement_audit (programme_id, organisation_id, team_id, done_on,
    answers, notes, result)
SELECT :programme_id, t.organisation_id, t.id, :done_on,
       :answers::text[]::audit_answer[], :notes, :result
  FROM team t WHERE t.id = :team_id
RETURNING id;

-- one audit_put(id int8, version int8, state audit_state) quality_id
UPDATE placement_audit SET state = :state
 WHERE id = :id AND version = :version AND state <> :state
   AND programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
RETURNING id;

-- row quality_action
--   id               int8
--   programme_id     int8
--   organisation_id  int8
--   organisation     text
--   team_id          int8
--   team             text
--   source           action_source
--   audit_id         int8?
--   owner            action_owner
--   what             text
--   due_on           date
--   state            action_state
--   said             text
--   said_by          text?
--   said_at          timestamptz?
--   opened_on        date
--   version          int8
--   of_all           int8!

-- Those that are open, or those that are not, of one team or of all that the
-- asker works with.

-- many actions_mine(host int8?, closed bool, owner action_owner?, overdue bool, at_most int8, skip int8) quality_action
SELECT a.id, a.programme_id, a.organisation_id, o.name AS organisation,
       a.team_id, t.name AS team, a.source, a.audit_id, a.owner, a.what,
       a.due_on, a.state, a.said, p.name AS said_by, a.said_at, a.opened_on,
       a.version, count(*) OVER () AS of_all
  FROM quality_action a
  JOIN organisation o ON o.id = a.organisation_id
  JOIN team t ON t.id = a.team_id
  LEFT JOIN person p ON p.id = a.said_by
 WHERE (a.organisation_id =
       ANY ((SELECT auth.partner_organisations())::bigint[])
    OR a.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
   AND (:host::bigint IS NULL OR a.organisation_id = :host)
   AND (a.state NOT IN ('open', 'answered')) = :closed
   AND (:owner::action_owner IS NULL OR a.owner = :owner)
   AND (NOT :overdue OR a.due_on < today())
 ORDER BY CASE WHEN :closed THEN NULL ELSE a.due_on END, a.due_on DESC, a.id
 LIMIT :at_most OFFSET :skip;

-- many actions_of_team(team_id int8) quality_action
SELECT a.id, a.programme_id, a.organisation_id, o.name AS organisation,
       a.team_id, t.name AS team, a.source, a.audit_id, a.owner, a.what,
       a.due_on, a.state, a.said, p.name AS said_by, a.said_at, a.opened_on,
       a.version, count(*) OVER () AS of_all
  FROM quality_action a
  JOIN organisation o ON o.id = a.organisation_id
  JOIN team t ON t.id = a.team_id
  LEFT JOIN person p ON p.id = a.said_by
 WHERE a.team_id = :team_id
 ORDER BY a.state, a.due_on DESC, a.id
 LIMIT 50;

-- one action_by_id(id int8) quality_action
SELECT a.id, a.programme_id, a.organisation_id, o.name AS organisation,
       a.team_id, t.name AS team, a.source, a.audit_id, a.owner, a.what,
       a.due_on, a.state, a.said, p.name AS said_by, a.said_at, a.opened_on,
       a.version, 1::bigint AS of_all
  FROM quality_action a
  JOIN organisation o ON o.id = a.organisation_id
  JOIN team t ON t.id = a.team_id
  LEFT JOIN person p ON p.id = a.said_by
 WHERE a.id = :id;

-- one action_add(programme_id int8, team_id int8, audit_id int8?, owner action_owner, what text, due_on date) quality_id
INSERT INTO quality_action (programme_id, organisation_id, team_id, source,
    audit_id, owner, what, due_on)
SELECT :programme_id, t.organisation_id, t.id,
       CASE WHEN :audit_id::bigint IS NULL THEN 'feedback' ELSE 'audit' END
           ::action_source, :audit_id, :owner, :what, :due_on
  FROM team t WHERE t.id = :team_id
RETURNING id;

-- one action_put(id int8, version int8, state action_state, said text) quality_id
UPDATE quality_action SET state = :state, said = :said
 WHERE id = :id AND version = :version
RETURNING id;

-- one action_change(id int8, version int8, owner action_owner, what text, due_on date) quality_id
UPDATE quality_action SET owner = :owner, what = :what, due_on = :due_on
 WHERE id = :id AND version = :version AND state = 'open'
RETURNING id;

-- many actions_of_audit(audit_id int8) quality_action
SELECT a.id, a.programme_id, a.organisation_id, o.name AS organisation,
       a.team_id, t.name AS team, a.source, a.audit_id, a.owner, a.what,
       a.due_on, a.state, a.said, p.name AS said_by, a.said_at, a.opened_on,
       a.version, count(*) OVER () AS of_all
  FROM quality_action a
  JOIN organisation o ON o.id = a.organisation_id
  JOIN team t ON t.id = a.team_id
  LEFT JOIN person p ON p.id = a.said_by
 WHERE a.audit_id = :audit_id
 ORDER BY a.state, a.due_on, a.id
 LIMIT 50;

-- The programmes for which the asker audits: staff their own, a host any.

-- many audit_programmes() host
SELECT id, name FROM programme
 WHERE id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR (SELECT auth.staff_programmes())::bigint[] = '{}'
 ORDER BY name;
