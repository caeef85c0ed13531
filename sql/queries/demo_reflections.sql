-- The demonstration's reflections, and its claims.

-- Each on an ASYE wrote some, at most one every five weeks.

-- exec demo_reflections_add(as_of date, titles text[], words text[], so_what text[], now_what text[])
INSERT INTO waymark.reflection (person_id, on_day, title, words, so_what,
    now_what, written_at)
SELECT a.person_id, w.on_day, t.title, t.words, CASE k % 2 WHEN 0 THEN t.so_what ELSE '' END,
       CASE k % 2 WHEN 0 THEN t.now_what ELSE '' END,
       (w.on_day + time '18:40') AT TIME ZONE 'Europe/London'
  FROM waymark.asye a
 CROSS JOIN generate_series(1, 8) k
 CROSS JOIN LATERAL (SELECT (a.starts_on + 35 * k
       + (a.id % 9)::integer)::date AS on_day) w
  JOIN unnest(:titles::text[], :words::text[], :so_what::text[],
       :now_what::text[]) WITH ORDINALITY
       AS t(title, words, so_what, now_what, n)
       ON t.n = 1 + (a.id + k * 3) % cardinality(:titles::text[])
 WHERE w.on_day < :as_of AND (a.id + k) % 4 <> 1
 ORDER BY a.id, k;

-- A third is shared with the assessor; two are evidence, at the midway and at
-- the final review.

-- exec demo_reflection_shares_add()
INSERT INTO waymark.reflection_share (reflection_id, person_id, with_id,
    version, on_day, title, words, happened, so_what, now_what, shared_at)
SELECT r.id, r.person_id, d.person_id, r.version, r.on_day, r.title, r.words,
       r.happened, r.so_what, r.now_what, r.written_at + interval '1 day'
  FROM waymark.reflection r
  JOIN waymark.asye a ON a.person_id = r.person_id
  JOIN waymark.asye_duty d ON d.asye_id = a.id AND d.duty = 'assessor'
       AND d.state = 'recorded' AND d.during @> r.on_day
 WHERE r.id % 3 = 0
 ORDER BY r.id;

-- exec demo_reflection_submissions_add(as_of date)
INSERT INTO waymark.reflection_submission (reflection_id, asye_id, person_id,
    programme_id, version, on_day, title, words, happened, so_what, now_what,
    standard_ids, submitted_on, submitted_at)
SELECT r.id, a.id, a.person_id, a.programme_id, r.version, r.on_day, r.title,
       r.words, r.happened, r.so_what, r.now_what, r.standard_ids, w.on_day,
       (w.on_day + time '17:10') AT TIME ZONE 'Europe/London'
  FROM waymark.asye a
 CROSS JOIN unnest('{165,350}'::integer[]) AS due(days)
 CROSS JOIN LATERAL (SELECT (a.starts_on + due.days)::date AS on_day) w
 CROSS JOIN LATERAL (SELECT * FROM waymark.reflection x
       WHERE x.person_id = a.person_id AND x.on_day < w.on_day
       ORDER BY x.on_day DESC LIMIT 1) r
 WHERE w.on_day < :as_of AND a.id % 7 <> 2
 ORDER BY a.id, due.days
ON CONFLICT DO NOTHING;

-- What the invented funder pays, and a claim of one employer's for those who
-- were registered by then.

-- exec demo_claim_amounts_add(as_of date)
INSERT INTO waymark.claim_amount (period_id, programme_id, registration,
    completion, source)
SELECT p.id, 1, 800, 1200, 'Invented for the demonstration'
  FROM waymark.claim_period p
 WHERE p.kind = 'adults' AND p.during @> :as_of;

-- exec demo_claim_add(as_of date, organisation_id int8, by_email text)
INSERT INTO waymark.claim (programme_id, organisation_id, period_id, number,
    made_by, made_on, made_at)
SELECT 1, :organisation_id, p.id, 1, q.id, :as_of - 40,
       ((:as_of - 40) + time '11:20') AT TIME ZONE 'Europe/London'
  FROM waymark.claim_period p
  JOIN waymark.person q ON q.email = :by_email
 WHERE p.kind = 'adults' AND p.during @> (:as_of - 40);

-- exec demo_claim_lines_add()
INSERT INTO waymark.claim_line (claim_id, programme_id, organisation_id,
    asye_id, person_id, part, pounds, name, swe_number, role_title, framework,
    host, team, assessor, qualified_on, swe_registered_on, employed_on,
    starts_on, fte_percent, registered_on)
SELECT c.id, c.programme_id, c.organisation_id, a.id, a.person_id,
       'registration', 800, p.name, p.swe_number, a.role_title, f.name, h.name,
       t.name, (SELECT x.name FROM waymark.asye_duty d
            JOIN waymark.person x ON x.id = d.person_id
           WHERE d.asye_id = a.id AND d.duty = 'assessor' LIMIT 1),
       a.qualified_on, a.swe_registered_on, a.employed_on, a.starts_on,
       a.fte_percent, v.on_day
  FROM waymark.claim c
  JOIN waymark.claim_period q ON q.id = c.period_id
  JOIN waymark.asye a ON a.programme_id = c.programme_id
       AND a.employer_id = c.organisation_id
  JOIN waymark.person p ON p.id = a.person_id
  JOIN waymark.framework f ON f.id = a.framework_id AND f.kind = q.kind
  JOIN waymark.organisation h ON h.id = a.host_id
  LEFT JOIN waymark.team t ON t.id = a.team_id
  JOIN waymark.asye_event v ON v.asye_id = a.id AND v.change = 'registered'
       AND q.during @> v.on_day AND v.on_day < c.made_on
 WHERE p.swe_number IS NOT NULL
 ORDER BY a.id;

-- exec demo_claim_release_add()
INSERT INTO waymark.claim_release (claim_id, programme_id, organisation_id,
    recipient, purpose, by_id, at)
SELECT c.id, c.programme_id, c.organisation_id,
       'Claims team, claims@example.org', 'Claim for registrations',
       c.made_by, c.made_at + interval '10 minutes'
  FROM waymark.claim c;
