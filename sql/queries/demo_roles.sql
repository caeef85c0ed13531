-- How the roles of the demonstration's team were given: by the first of its
-- staff, and where it takes two, with the second.  An auditor has finished, and
-- a second equity lead is asked for.

-- exec demo_roles_given()
WITH staff AS (
    SELECT (array_agg(r.person_id ORDER BY r.id))[1] AS first,
           (array_agg(r.person_id ORDER BY r.id))[2] AS second,
           (array_agg(r.person_id ORDER BY r.id))[3] AS third
      FROM waymark.role_held r WHERE r.role = 'staff' AND r.programme_id = 1
), past AS (
    INSERT INTO waymark.role_held (id, person_id, role, programme_id, during)
    OVERRIDING SYSTEM VALUE
    SELECT (SELECT max(h.id) + 1 FROM waymark.role_held h), s.third,
           'auditor', 1, daterange(waymark.today() - 700,
               waymark.today() - 335)
      FROM staff s
    RETURNING id, person_id, role, programme_id, organisation_id, during
), changes AS (
    SELECT r.id AS role_id, r.person_id,
           CASE WHEN x.of_organisation THEN r.organisation_id
           END AS organisation_id, r.role, 'given' AS change,
           lower(r.during) AS on_day, NULL::daterange AS was, CASE r.role
               WHEN 'partner' THEN 'Their organisation named them as its '
                   'contact for the programme.'
               WHEN 'coordinator' THEN 'They keep the ASYEs of their '
                   'organisation.'
               WHEN 'moderator' THEN 'They trained as a moderator.'
               WHEN 'staff' THEN 'They joined the programme''s office.'
               ELSE 'They have the training that this takes.' END AS reason,
           'done' AS state, s.first AS asked_by,
           lower(r.during) + time '09:40' AS asked_at,
           CASE WHEN x.two_people AND r.person_id <> s.second THEN s.second
                WHEN x.two_people THEN s.third ELSE s.first END AS settled_by,
           lower(r.during) + time '11:25' AS settled_at
      FROM (SELECT h.id, h.person_id, h.role, h.organisation_id, h.during
              FROM waymark.role_held h
             UNION ALL
            SELECT p.id, p.person_id, p.role, p.organisation_id, p.during
              FROM past p) r
      JOIN waymark.role_rule x ON x.role = r.role
     CROSS JOIN staff s
     WHERE r.person_id <> s.first
     UNION ALL
    SELECT p.id, p.person_id, NULL, p.role, 'ended', upper(p.during),
           daterange(lower(p.during), NULL), 'Their year as auditor is over.',
           'done', s.first, upper(p.during) - 7 + time '14:05', s.first,
           upper(p.during) - 7 + time '14:05'
      FROM past p CROSS JOIN staff s
     UNION ALL
    SELECT NULL, s.third, NULL, 'equity_lead', 'given', waymark.today() + 14,
           NULL, 'To stand in for our equity lead, who is away from next '
           'month.', 'asked', s.second, waymark.today() - 2 + time '10:15',
           NULL, NULL
      FROM staff s
)
INSERT INTO waymark.role_change (role_id, person_id, programme_id,
    organisation_id, role, change, on_day, was, reason, state, asked_by,
    asked_at, settled_by, settled_at)
SELECT role_id, person_id, 1, organisation_id, role,
       change::waymark.role_change_kind, on_day, was, reason,
       state::waymark.role_change_state, asked_by, asked_at, settled_by,
       settled_at
  FROM changes
 ORDER BY asked_at, role_id;
