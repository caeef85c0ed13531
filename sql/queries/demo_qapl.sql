-- The demonstration's quality: audits of every team, what people said of
-- placements that ended, and what is done about it.  Chance is a hash of a
-- row's id and the seed; days are numbers, counted from 1970-01-01.

-- Two audits a team, as it holds two years: most stand, some are due or have
-- run out.  The first team of the shown host has something to do, the second
-- is due.

-- exec demo_audits_add(seed int8, today int8, shown int8, found text[])
INSERT INTO waymark.placement_audit (programme_id, organisation_id, team_id,
    done_on, valid_until, answers, notes, result, done_by, recorded_at)
SELECT 1, t.organisation_id, t.id, d.done_on,
       (d.done_on + interval '24 months')::date, a.answers, a.notes, r.result,
       CASE WHEN t.h % 3 = 0 THEN w.partner ELSE w.staff END,
       (d.done_on + time '16:00') AT TIME ZONE 'Europe/London'
  FROM (SELECT t.*, row_number() OVER (PARTITION BY t.organisation_id
                   ORDER BY t.id) AS n,
               hashint8extended(t.id, :seed) & 1048575 AS h
          FROM waymark.team t) t
 CROSS JOIN (VALUES (1), (0)) AS round (earlier)
 CROSS JOIN LATERAL (
       SELECT date '1970-01-01' + :today::bigint::integer - (CASE
              WHEN t.organisation_id = :shown AND t.n = 1 THEN 120
              WHEN t.organisation_id = :shown AND t.n = 2 THEN 700
              WHEN t.h % 100 < 8 THEN 680 + t.h % 40
              WHEN t.h % 100 < 14 THEN 740 + t.h % 150
              ELSE 40 + t.h % 600 END + earlier * (690 + t.h % 30))::integer
              AS done_on) d
 CROSS JOIN LATERAL (
       SELECT (CASE WHEN t.organisation_id = :shown AND t.n = 1
              AND earlier = 0 THEN 'with_actions'
              WHEN (t.h >> 8) % 100 < 2 AND earlier = 0 THEN 'not_yet'
              WHEN (t.h >> (8 + earlier)) % 100 < 22 THEN 'with_actions'
              ELSE 'suitable' END)::waymark.audit_result AS result) r
 CROSS JOIN LATERAL (
       SELECT array_agg(s.answer ORDER BY i) AS answers,
              array_agg(CASE s.answer WHEN 'met' THEN ''
                  ELSE (:found::text[])[i] END ORDER BY i) AS notes
         FROM generate_series(1, 8) i
        CROSS JOIN LATERAL (
              SELECT (CASE WHEN r.result <> 'suitable' AND i = t.h % 8 + 1
                     THEN 'not_met'
                     WHEN r.result = 'not_yet' AND i = (t.h >> 4) % 8 + 1
                     THEN 'not_met'
                     WHEN (hashint8extended(t.id * 8 + i, :seed) & 1023) < 80
                     THEN 'partly' ELSE 'met' END)::waymark.audit_answer
                     AS answer) s) a
 CROSS JOIN LATERAL (
       SELECT (SELECT min(h.person_id) FROM waymark.role_held h
                WHERE h.role = 'staff') AS staff,
              (SELECT min(h.person_id) FROM waymark.role_held h
                WHERE h.role = 'partner'
                  AND h.organisation_id = t.organisation_id) AS partner) w
 ORDER BY t.id, d.done_on;

-- What an audit found is done by most, late by some.

-- exec demo_audit_actions_add(seed int8, today int8, shown int8, wanted text[], said text[])
INSERT INTO waymark.quality_action (programme_id, organisation_id, team_id,
    source, audit_id, owner, what, due_on, state, said, said_by, said_at,
    opened_on, version)
SELECT 1, a.organisation_id, a.team_id, 'audit', a.id, 'host',
       (:wanted::text[])[i], d.due_on, s.state, CASE s.state
       WHEN 'open' THEN '' ELSE (:said::text[])[i] END, CASE
       WHEN s.state <> 'open' THEN a.done_by END, CASE
       WHEN s.state <> 'open' THEN (least(d.due_on, d.as_of - 3)
           + time '11:00') AT TIME ZONE 'Europe/London' END, a.done_on,
       CASE s.state WHEN 'open' THEN 1 WHEN 'answered' THEN 2 ELSE 3 END
  FROM waymark.placement_audit a
 CROSS JOIN LATERAL unnest(a.answers) WITH ORDINALITY AS n(answer, i)
 CROSS JOIN LATERAL (
       SELECT hashint8extended(a.id, :seed) & 1048575 AS h,
              a.organisation_id = :shown AND a.done_on > date '1970-01-01'
                  + :today::bigint::integer - 300 AS shown) x
 CROSS JOIN LATERAL (
       SELECT date '1970-01-01' + :today::bigint::integer AS as_of,
              CASE WHEN x.shown THEN date '1970-01-01'
                  + :today::bigint::integer + 14
              ELSE a.done_on + (60 + x.h % 90)::integer END AS due_on) d
 CROSS JOIN LATERAL (
       SELECT (CASE WHEN x.shown THEN 'open'
              WHEN d.due_on < d.as_of - 60 AND x.h % 100 < 90 THEN 'done'
              WHEN d.due_on < d.as_of - 60 AND x.h % 100 < 94 THEN 'dropped'
              WHEN x.h % 100 < 30 THEN 'answered'
              WHEN x.h % 100 < 50 THEN 'done'
              ELSE 'open' END)::waymark.action_state AS state) s
 WHERE n.answer = 'not_met'
 ORDER BY a.id, i;

-- Of those whose placement has ended, 80 % of trainees, 60 % of educators and
-- half of the tutors answered.  Hosts differ by little, people and moments by
-- much more.

-- exec demo_feedback_add(seed int8, today int8, worked text[], better text[], areas int8[])
INSERT INTO waymark.placement_feedback (person_id, giver, about_placement_id,
    enrolment_id, trainee_id, about_programme_id, organisation_id, answers,
    worked_well, to_improve, given_on, released_on)
SELECT g.person_id, g.giver, g.id, g.enrolment_id, g.trainee_id,
       g.programme_id, g.organisation_id, a.answers,
       CASE WHEN (g.h >> 20) % 100 < 45 THEN (:worked::text[])[
           (g.h >> 8) % cardinality(:worked::text[]) + 1] ELSE '' END,
       CASE WHEN (g.h >> 27) % 100 < 40 THEN (:better::text[])[
           (g.h >> 14) % cardinality(:better::text[]) + 1] ELSE '' END,
       g.given_on, g.released_on
  FROM (SELECT v.person_id, v.giver, p.id, p.enrolment_id,
               p.person_id AS trainee_id, p.programme_id, p.organisation_id,
               hashint8extended(p.id * 4 + v.n, :seed)
                   & 4611686018427387903 AS h,
               w.given_on, CASE
               WHEN p.state IN ('recommended', 'panel') THEN 'infinity'
               ELSE greatest(w.given_on + 1, least(p.ends_on + 120,
                   (SELECT max(e.on_date) FROM waymark.placement_event e
                     WHERE e.placement_id = p.id
                       AND e.change = 'board_decided'))) END AS released_on
          FROM waymark.placement p
         CROSS JOIN LATERAL (
               SELECT p.person_id, 'trainee'::waymark.feedback_giver AS giver,
                      1 AS n, 800 AS per_thousand
                UNION ALL
               SELECT min(d.person_id), 'educator', 2, 600
                 FROM waymark.placement_educator d
                WHERE d.placement_id = p.id AND d.duty = 'practice_educator'
                UNION ALL
               SELECT min(t.person_id), 'tutor', 3, 500
                 FROM waymark.enrolment_tutor t
                WHERE t.enrolment_id = p.enrolment_id AND t.state = 'recorded'
                  AND t.during && daterange(p.starts_on, p.ends_on, '[]')) v
         CROSS JOIN LATERAL (
               SELECT least(p.ends_on + 1 + (hashint8extended(p.id, :seed)
                      & 15)::integer, date '1970-01-01'
                      + :today::bigint::integer - 1) AS given_on) w
         WHERE p.ends_on < date '1970-01-01' + :today::bigint::integer - 1
           AND p.state NOT IN ('terminated', 'withdrawn')
           AND v.person_id IS NOT NULL
           AND (hashint8extended(p.id * 4 + v.n, :seed + 1) & 1023)
               < v.per_thousand * 1024 / 1000) g
 CROSS JOIN LATERAL (
       SELECT array_agg(CASE
              WHEN i = 8 AND (g.h >> 34) % 100 < 55 THEN 0
              WHEN x.h % 100 < 3 AND i > 1 THEN 0
              ELSE least(5, greatest(1, round(4.05
                  + (:areas::bigint[])[i] / 100.0
                  + ((hashint8extended(g.organisation_id, :seed) & 1023)
                      / 1023.0 - 0.5) * 0.4
                  + ((g.h & 1023) + (g.h >> 10 & 1023) + (g.h >> 40 & 1023)
                      - 1535) / 1024.0 * 0.8
                  + ((x.h & 1023) + (x.h >> 10 & 1023) + (x.h >> 20 & 1023)
                      - 1535) / 1024.0 * 1.3))) END::bigint ORDER BY i)
              AS answers
         FROM generate_series(1, 8) i
        CROSS JOIN LATERAL (
              SELECT hashint8extended((g.id * 4 + g.person_id) * 8 + i, :seed)
                     & 4611686018427387903 AS h) x) a
 ORDER BY g.id, g.giver;

-- What staff made of it, for hosts of whom much was said.

-- exec demo_feedback_actions_add(seed int8, today int8, wanted text[])
INSERT INTO waymark.quality_action (programme_id, organisation_id, team_id,
    source, owner, what, due_on, opened_on)
SELECT 1, t.organisation_id, t.id, 'feedback',
       (CASE WHEN t.n % 3 = 0 THEN 'programme' ELSE 'host' END)
           ::waymark.action_owner,
       (:wanted::text[])[t.n % cardinality(:wanted::text[]) + 1],
       d.as_of + (t.n * 7 % 60 - 12)::integer, d.as_of - 40
  FROM (SELECT t.id, t.organisation_id, row_number() OVER (ORDER BY t.id) AS n
          FROM waymark.team t
         WHERE (hashint8extended(t.id, :seed + 2) & 1023) < 120) t
 CROSS JOIN (SELECT date '1970-01-01' + :today::bigint::integer AS as_of) d
 ORDER BY t.id;
