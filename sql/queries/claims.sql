-- Claims: periods and what they pay, who can be claimed for, claims made.

-- enum claim_part(registration, completion)
-- enum claim_state(made, undone)
-- enum claim_line_state(claimed, undone, repaid)

-- row claim_period
--   id            int8
--   kind          framework_kind
--   name          text
--   funder        text
--   from_on       date!
--   to_on         date!
--   pays_agency   bool
--   years         int8?
--   registration  int8?
--   completion    int8?
--   source        text
--   entered       text?
--   entered_by    text?

-- Periods with what one programme gets; entered: where staff have it from.

-- many claim_periods_of(programme_id int8) claim_period
SELECT p.id, p.kind, p.name, p.funder, lower(p.during) AS from_on,
       (upper(p.during) - 1)::date AS to_on, p.pays_agency, p.years,
       y.registration, y.completion, p.source, a.source AS entered,
       (SELECT q.name FROM person q WHERE q.id = a.by_id) AS entered_by
  FROM claim_period p
 CROSS JOIN LATERAL claim_pays(p.id, :programme_id) y
  LEFT JOIN LATERAL (SELECT * FROM claim_amount c
        WHERE c.period_id = p.id AND c.programme_id = :programme_id
        ORDER BY c.id DESC LIMIT 1) a ON true
 ORDER BY lower(p.during) DESC, p.kind, p.id;

-- exec claim_amount_enter(period_id int8, programme_id int8, registration int8, completion int8, source text)
INSERT INTO claim_amount (period_id, programme_id, registration, completion,
    source)
VALUES (:period_id, :programme_id, :registration, :completion, :source);

-- row claim_employer(programme_id int8, organisation_id int8, programme text, organisation text)

-- For whom whoever asks makes claims.

-- many claim_employers() claim_employer
SELECT DISTINCT a.programme_id, a.employer_id AS organisation_id,
       g.name AS programme, o.name AS organisation
  FROM asye a
  JOIN programme g ON g.id = a.programme_id
  JOIN organisation o ON o.id = a.employer_id
 WHERE a.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR a.employer_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
 ORDER BY o.name, g.name;

-- row claim_candidate
--   asye_id          int8
--   name             text
--   has_number       bool!
--   agency           bool!
--   qualified_on     date
--   starts_on        date
--   state            asye_state
--   registered_on    date?
--   confirmed_on     date?
--   registration     bool!
--   completion       bool!

-- Those of an employer on frameworks of the period's kind; registration and
-- completion: whether it was claimed, by whichever employer.

-- many claim_candidates(programme_id int8, organisation_id int8, period_id int8) claim_candidate
SELECT a.id AS asye_id, p.name, p.swe_number IS NOT NULL AS has_number,
       a.agency_id IS NOT NULL AS agency, a.qualified_on, a.starts_on,
       a.state, v.registered_on, v.confirmed_on,
       claim_stands(a.id, 'registration') AS registration,
       claim_stands(a.id, 'completion') AS completion
  FROM asye a
  JOIN person p ON p.id = a.person_id
  JOIN framework f ON f.id = a.framework_id
  JOIN claim_period q ON q.id = :period_id AND q.kind = f.kind
 CROSS JOIN LATERAL (
       SELECT max(x.on_day) FILTER (WHERE x.change = 'registered')
              AS registered_on,
              max(x.on_day) FILTER (WHERE x.change = 'confirmed')
              AS confirmed_on
         FROM asye_event x
        WHERE x.asye_id = a.id AND x.change IN ('registered', 'confirmed')
          AND NOT EXISTS (SELECT 1 FROM asye_event u
               WHERE u.asye_id = a.id AND u.undoes = x.version)) v
 WHERE a.programme_id = :programme_id AND a.employer_id = :organisation_id
   AND (a.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR a.employer_id = ANY ((SELECT auth.asye_coordinated())::bigint[]))
   AND (NOT claim_stands(a.id, 'registration')
    OR NOT claim_stands(a.id, 'completion'))
 ORDER BY p.family_name, p.given_name, a.id;

-- row new_claim(id int8)

-- one claim_make(programme_id int8, organisation_id int8, period_id int8) new_claim
INSERT INTO claim (programme_id, organisation_id, period_id)
VALUES (:programme_id, :organisation_id, :period_id)
RETURNING id;

-- exec claim_line_add(claim_id int8, asye_id int8, part claim_part)
INSERT INTO claim_line (claim_id, asye_id, part)
VALUES (:claim_id, :asye_id, :part);

-- row funding_claim
--   id              int8
--   programme_id    int8
--   organisation_id int8
--   organisation    text
--   programme       text
--   number          int8
--   period          text
--   funder          text
--   state           claim_state
--   made_by         text?
--   made_on         date
--   made_at         timestamptz
--   reason          text?
--   lines           int8!
--   pounds          int8!
--   repaid          int8!

-- many claims_mine(at_most int8) funding_claim
SELECT c.id, c.programme_id, c.organisation_id, o.name AS organisation,
       g.name AS programme, c.number, q.name AS period, q.funder, c.state,
       m.name AS made_by, c.made_on, c.made_at, c.reason, l.lines, l.pounds,
       l.repaid
  FROM claim c
  JOIN organisation o ON o.id = c.organisation_id
  JOIN programme g ON g.id = c.programme_id
  JOIN claim_period q ON q.id = c.period_id
  LEFT JOIN person m ON m.id = c.made_by
 CROSS JOIN LATERAL (
       SELECT count(*) AS lines, coalesce(sum(x.pounds), 0)::bigint AS pounds,
              coalesce(sum(x.pounds) FILTER (WHERE x.state = 'repaid'), 0)
              ::bigint AS repaid
         FROM claim_line x WHERE x.claim_id = c.id) l
 ORDER BY c.id DESC
 LIMIT :at_most;

-- one claim_by_id(id int8) funding_claim
SELECT c.id, c.programme_id, c.organisation_id, o.name AS organisation,
       g.name AS programme, c.number, q.name AS period, q.funder, c.state,
       m.name AS made_by, c.made_on, c.made_at, c.reason, l.lines, l.pounds,
       l.repaid
  FROM claim c
  JOIN organisation o ON o.id = c.organisation_id
  JOIN programme g ON g.id = c.programme_id
  JOIN claim_period q ON q.id = c.period_id
  LEFT JOIN person m ON m.id = c.made_by
 CROSS JOIN LATERAL (
       SELECT count(*) AS lines, coalesce(sum(x.pounds), 0)::bigint AS pounds,
              coalesce(sum(x.pounds) FILTER (WHERE x.state = 'repaid'), 0)
              ::bigint AS repaid
         FROM claim_line x WHERE x.claim_id = c.id) l
 WHERE c.id = :id;

-- row claim_line
--   id                int8
--   asye_id           int8
--   part              claim_part
--   pounds            int8
--   name              text
--   swe_number        text
--   role_title        text
--   framework         text
--   host              text
--   team              text?
--   assessor          text?
--   qualified_on      date
--   swe_registered_on date
--   employed_on       date
--   starts_on         date
--   fte_percent       int8
--   registered_on     date
--   confirmed_on      date?
--   state             claim_line_state
--   repaid_on         date?
--   overpaid          bool!

-- many claim_lines(claim_id int8) claim_line
SELECT l.id, l.asye_id, l.part, l.pounds, l.name, l.swe_number, l.role_title,
       l.framework, l.host, l.team, l.assessor, l.qualified_on,
       l.swe_registered_on, l.employed_on, l.starts_on, l.fte_percent,
       l.registered_on, l.confirmed_on, l.state, l.repaid_on,
       EXISTS (SELECT 1 FROM claim_overpaid v WHERE v.id = l.id) AS overpaid
  FROM claim_line l
 WHERE l.claim_id = :claim_id
 ORDER BY l.part, l.name, l.id;

-- exec claim_undo(id int8, reason text)
UPDATE claim SET state = 'undone', reason = :reason
 WHERE id = :id AND state = 'made';

-- exec claim_line_settle(id int8, claim_id int8, was claim_line_state, becomes claim_line_state, repaid_on date?)
UPDATE claim_line SET state = :becomes, repaid_on = :repaid_on
 WHERE id = :id AND claim_id = :claim_id AND state = :was;

-- row claim_overpaid_line
--   id           int8!
--   claim_id     int8!
--   number       int8!
--   name         text!
--   part         claim_part!
--   pounds       int8!
--   asye_state   asye_state!

-- many claims_overpaid(at_most int8) claim_overpaid_line
SELECT id, claim_id, number, name, part, pounds, asye_state
  FROM claim_overpaid
 ORDER BY claim_id, name, id
 LIMIT :at_most;

-- row claim_release
--   id          int8
--   recipient   text
--   purpose     text
--   by          text?
--   at          timestamptz

-- many claim_releases(claim_id int8) claim_release
SELECT r.id, r.recipient, r.purpose, p.name AS by, r.at
  FROM claim_release r
  LEFT JOIN person p ON p.id = r.by_id
 WHERE r.claim_id = :claim_id
 ORDER BY r.id DESC
 LIMIT 100;

-- one claim_release_by_id(claim_id int8, id int8) claim_release
SELECT r.id, r.recipient, r.purpose, p.name AS by, r.at
  FROM claim_release r
  LEFT JOIN person p ON p.id = r.by_id
 WHERE r.claim_id = :claim_id AND r.id = :id;

-- one claim_release_add(claim_id int8, programme_id int8, organisation_id int8, recipient text, purpose text) new_claim
INSERT INTO claim_release (claim_id, programme_id, organisation_id, recipient,
    purpose)
VALUES (:claim_id, :programme_id, :organisation_id, :recipient, :purpose)
RETURNING id;
