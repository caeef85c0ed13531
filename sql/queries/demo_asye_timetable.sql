-- The demonstration's timetables: reviews of each ASYE, and of some what moved
-- them.

-- row demo_review
--   asye_id    int8!
--   number     int8!
--   months     int8!
--   optional   bool!
--   held_on    date?
--   starts_on  date!
--   percent    int8!
--   live       bool!
--   pausable   bool!
--   named      bool!

-- many demo_reviews(given text, family text) demo_review
SELECT a.id AS asye_id, f.number, f.months, f.optional,
       (SELECT max(v.on_day) FROM waymark.asye_event v
         WHERE v.asye_id = a.id AND v.change = f.change) AS held_on,
       a.starts_on, a.fte_percent AS percent,
       waymark.asye_is_live(a.state) AND (SELECT count(DISTINCT d.duty)
           FROM waymark.asye_duty d WHERE d.asye_id = a.id
            AND d.duty IN ('assessor', 'line_manager')) = 2 AS live,
       a.state IN ('agreed', 'review_3', 'review_6', 'review_9') AS pausable,
       p.given_name = :given AND p.family_name = :family AS named
  FROM waymark.asye a
  JOIN waymark.person p ON p.id = a.person_id
  JOIN waymark.framework_review f ON f.framework_id = a.framework_id
 ORDER BY a.id, f.number;

-- Days are counted from 1970-01-01; 0 is none.

-- exec demo_asye_reviews_add(asyes int8[], numbers int8[], states text[], firsts int8[], dues int8[], helds int8[])
INSERT INTO waymark.asye_review (asye_id, person_id, programme_id, number,
    months, state, first_on, due_on, held_on, live, employer_id, provider_id)
SELECT a.id, a.person_id,
       a.programme_id, t.number, f.months,
       t.state::waymark.asye_review_state,
       date '1970-01-01' + t.first::integer, date '1970-01-01' + t.due::integer,
       CASE WHEN t.held > 0 THEN date '1970-01-01' + t.held::integer END,
       waymark.asye_is_live(a.state), a.employer_id, a.provider_id
  FROM unnest(:asyes::bigint[], :numbers::bigint[], :states::text[],
           :firsts::bigint[], :dues::bigint[], :helds::bigint[])
       WITH ORDINALITY AS t (asye, number, state, first, due, held, place)
  JOIN waymark.asye a ON a.id = t.asye
  JOIN waymark.framework_review f
    ON f.framework_id = a.framework_id AND f.number = t.number
 ORDER BY t.place;

-- exec demo_asye_requests_add(asyes int8[], kinds text[], reasons text[], terms text[], states text[], froms int8[], backs int8[], numbers int8[], months int8[], percents int8[], asked int8[])
INSERT INTO waymark.asye_request (asye_id, person_id, programme_id, kind,
    reason, terms, from_on, back_on, returned_on, from_number, months, weeks,
    percent, state, missing, begun, asked_by, asked_on, version)
SELECT a.id, a.person_id, a.programme_id,
       t.kind::waymark.asye_request_kind, t.reason, t.terms, d.from_on,
       d.back_on, CASE WHEN t.state = 'over' THEN d.back_on END,
       nullif(t.number, 0), CASE WHEN t.number > 0 THEN t.months END,
       CASE WHEN t.number > 0 THEN 0 END, nullif(t.percent, 0),
       t.state::waymark.asye_request_state, CASE t.state WHEN 'asked'
           THEN '{assessor,line_manager,coordinator}'
           ELSE '{}' END::waymark.asye_part[],
       t.state = 'standing' AND t.kind = 'pause', a.person_id,
       date '1970-01-01' + t.asked::integer,
       CASE WHEN t.kind = 'hours' OR t.state = 'asked' THEN 1
           WHEN t.state = 'over' THEN 5 ELSE 4 END
  FROM unnest(:asyes::bigint[], :kinds::text[], :reasons::text[],
           :terms::text[], :states::text[], :froms::bigint[],
           :backs::bigint[], :numbers::bigint[], :months::bigint[],
           :percents::bigint[], :asked::bigint[]) WITH ORDINALITY
       AS t (asye, kind, reason, terms, state, since, until, number, months,
           percent, asked, place)
  JOIN waymark.asye a ON a.id = t.asye
 CROSS JOIN LATERAL (SELECT CASE WHEN t.since > 0
           THEN date '1970-01-01' + t.since::integer END AS from_on,
           CASE WHEN t.until > 0 THEN date '1970-01-01' + t.until::integer
           END AS back_on) d
 ORDER BY t.place;

-- Who agreed, one after the other; where there is no coordinator yet, somebody
-- of the programme's staff stands in.

-- exec demo_asye_agreements_add()
WITH coordinator AS MATERIALIZED (
    SELECT r.organisation_id, min(r.person_id) AS person_id
      FROM waymark.role_held r
     WHERE r.role = 'coordinator' GROUP BY r.organisation_id)
INSERT INTO waymark.asye_request_event (request_id, asye_id, person_id,
    programme_id, version, step, parts, name, terms, reason, returned_on,
    state, by_id, at)
SELECT q.id, q.asye_id, q.person_id, q.programme_id, v.n,
       v.step::waymark.asye_request_step, CASE WHEN v.n < 5
           AND q.kind <> 'hours' THEN ARRAY[v.part::waymark.asye_part]
           ELSE '{}' END, p.name,
       CASE WHEN v.n < 5 THEN q.terms ELSE '' END,
       CASE v.n WHEN 5 THEN 'ready' END,
       CASE v.n WHEN 5 THEN q.returned_on END,
       CASE WHEN v.n = q.version THEN q.state::text
           WHEN v.n = 4 THEN 'standing' ELSE 'asked'
           END::waymark.asye_request_state, p.id,
       CASE v.n WHEN 5 THEN q.returned_on ELSE q.asked_on + (v.n - 1)::integer
           END + time '12:00' + v.n * interval '7 minutes'
  FROM waymark.asye_request q
  JOIN waymark.asye a ON a.id = q.asye_id
 CROSS JOIN (VALUES (1, 'asked', 'nqsw'), (2, 'agreed', 'assessor'),
           (3, 'agreed', 'line_manager'), (4, 'agreed', 'coordinator'),
           (5, 'resumed', 'line_manager')) AS w (n, step, part)
 CROSS JOIN LATERAL (SELECT w.n, CASE WHEN q.kind = 'hours' THEN 'recorded'
           ELSE w.step END AS step, CASE WHEN q.kind = 'hours'
           THEN 'line_manager' ELSE w.part END AS part) v
 CROSS JOIN LATERAL (SELECT CASE v.part WHEN 'nqsw' THEN a.person_id
           WHEN 'coordinator' THEN coalesce((SELECT min(c.person_id)
               FROM coordinator c
              WHERE c.organisation_id IN (a.employer_id, a.provider_id)),
               (SELECT min(r.person_id) FROM waymark.role_held r
                 WHERE r.role = 'staff'))
           ELSE (SELECT min(d.person_id) FROM waymark.asye_duty d
               WHERE d.asye_id = a.id AND d.duty::text = v.part) END AS id) y
  JOIN waymark.person p ON p.id = y.id
 WHERE v.n <= q.version
 ORDER BY q.id, v.n;

-- What moved: from where it was first to where it is.

-- exec demo_asye_moves_add()
INSERT INTO waymark.asye_move (review_id, asye_id, person_id, programme_id,
    cause, before_on, after_on, reason, request_id, by_id, at)
SELECT r.id, r.asye_id, r.person_id, r.programme_id,
       CASE WHEN q.id IS NULL THEN 'moved' ELSE q.kind::text
           END::waymark.asye_cause, r.first_on, r.due_on,
       coalesce(q.reason, 'diaries'), q.id, d.person_id,
       coalesce(q.asked_on + 3, r.first_on - 20) + time '12:28'
  FROM waymark.asye_review r
  LEFT JOIN waymark.asye_request q ON q.asye_id = r.asye_id
   AND q.state <> 'asked'
  JOIN waymark.asye_duty d ON d.asye_id = r.asye_id AND d.duty = 'assessor'
 WHERE r.first_on <> r.due_on
 ORDER BY r.id;

-- ASYEs that are paused today.

-- exec demo_asye_pauses_follow(as_of date)
WITH paused AS (
    INSERT INTO waymark.asye_event (asye_id, enrolment_id, person_id,
        programme_id, version, change, before, after, reason, on_day,
        employer_id, host_id, provider_id, agency_id, team_id, by_id)
    SELECT a.id, a.enrolment_id, a.person_id, a.programme_id, a.version + 1,
           'paused', a.state, 'paused', q.reason, q.from_on, a.employer_id,
           a.host_id, a.provider_id, a.agency_id, a.team_id, a.person_id
      FROM waymark.asye_request q
      JOIN waymark.asye a ON a.id = q.asye_id
     WHERE q.begun AND q.from_on <= :as_of
    RETURNING asye_id, version)
UPDATE waymark.asye a SET state = 'paused', version = p.version
  FROM paused p WHERE p.asye_id = a.id;
