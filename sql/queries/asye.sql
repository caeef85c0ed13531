-- ASYEs: who is on one, where it stands, and who has which duty.

-- enum asye_state(eligible, registered, agreed, review_3, review_6, review_9,
--   final_review, recommended, moderated, confirmed, certificated,
--   claim_complete, paused, withdrawn, transferred)
-- enum asye_duty_kind(assessor, line_manager, supervisor)
-- enum framework_kind(adults, children, early_career)

-- assessor and line_manager: who has the duty today, or has it first.  The
-- last columns: what whoever asks is to this ASYE today.

-- row asye_record
--   id                int8
--   enrolment_id      int8
--   person_id         int8
--   programme_id      int8
--   name              text
--   swe_number        text?
--   framework_id      int8
--   framework         text
--   framework_kind    framework_kind
--   months            int8
--   employer_id       int8
--   employer          text
--   host_id           int8
--   host              text
--   provider_id       int8
--   provider          text
--   agency_id         int8?
--   agency            text?
--   team              text?
--   role_title        text
--   state             asye_state
--   qualified_on      date
--   swe_registered_on date
--   employed_on       date
--   starts_on         date
--   fte_percent       int8
--   version           int8
--   assessor_id       int8?
--   assessor          text?
--   line_manager_id   int8?
--   line_manager      text?
--   supervisor_id     int8?
--   supervisor        text?
--   next_review       text?
--   next_on           date?
--   own               bool!
--   assesses          bool!
--   manages           bool!
--   supervises        bool!
--   coordinates       bool!
--   of_staff          bool!

-- one asye_by_id(id int8) asye_record
SELECT a.id, a.enrolment_id, a.person_id, a.programme_id, p.name, p.swe_number,
       f.id AS framework_id, f.name AS framework, f.kind AS framework_kind,
       f.months,
       a.employer_id, e.name AS employer, a.host_id, h.name AS host,
       a.provider_id, v.name AS provider, a.agency_id, g.name AS agency,
       t.name AS team, a.role_title, a.state, a.qualified_on,
       a.swe_registered_on, a.employed_on, a.starts_on, a.fte_percent,
       a.version, d.assessor_id,
       (SELECT q.name FROM person q WHERE q.id = d.assessor_id) AS assessor,
       d.line_manager_id,
       (SELECT q.name FROM person q WHERE q.id = d.line_manager_id)
       AS line_manager, d.supervisor_id,
       (SELECT q.name FROM person q WHERE q.id = d.supervisor_id)
       AS supervisor,
       r.name AS next_review, r.due_on AS next_on,
       'nqsw' = ANY (w.parts) AS own, 'assessor' = ANY (w.parts) AS assesses,
       'line_manager' = ANY (w.parts) AS manages,
       'supervisor' = ANY (w.parts) AS supervises,
       'coordinator' = ANY (w.parts) AS coordinates,
       'staff' = ANY (w.parts) AS of_staff
  FROM asye a
  JOIN person p ON p.id = a.person_id
  JOIN framework f ON f.id = a.framework_id
  JOIN organisation e ON e.id = a.employer_id
  JOIN organisation h ON h.id = a.host_id
  JOIN organisation v ON v.id = a.provider_id
  LEFT JOIN organisation g ON g.id = a.agency_id
  LEFT JOIN team t ON t.id = a.team_id
 CROSS JOIN LATERAL (SELECT auth.asye_parts(a) AS parts) w
 CROSS JOIN LATERAL (
       SELECT min(x.person_id) FILTER (WHERE x.duty = 'assessor')
              AS assessor_id,
              min(x.person_id) FILTER (WHERE x.duty = 'line_manager')
              AS line_manager_id,
              min(x.person_id) FILTER (WHERE x.duty = 'supervisor')
              AS supervisor_id
         FROM (SELECT DISTINCT ON (y.duty) y.duty, y.person_id
                 FROM asye_duty y
                WHERE y.asye_id = a.id AND y.state = 'recorded'
                  AND coalesce(upper(y.during), 'infinity') > today()
                ORDER BY y.duty, lower(y.during)) x) d
  LEFT JOIN LATERAL (
       SELECT n.name, v.due_on FROM asye_review v
         JOIN framework_review n
           ON n.framework_id = a.framework_id AND n.number = v.number
        WHERE v.asye_id = a.id AND v.state = 'due' AND v.live
        ORDER BY v.due_on, v.number LIMIT 1) r ON true
 WHERE a.id = :id;

-- row asye_row
--   id           int8
--   name         text
--   employer     text
--   host         text
--   framework    text
--   state        asye_state
--   starts_on    date
--   assessor     text?
--   met          int8?
--   minimums     int8?
--   of_all       int8!

-- A page of those that whoever asks may see, among the programmes, duties and
-- organisations of theirs.  met: so many of the minimums that a final review
-- waits for; for those who take part.  host: where they work.  standing: 'live',
-- 'finished' or 'left'.  sorting: 'name', 'starts', 'employer', 'state' or 'met',
-- those that lack most first, behind "-" the other way round.

-- many asyes_found(words text[], state asye_state?, kind framework_kind?, organisation int8?, unassessed bool?, host int8?, standing text?, sorting text, at_most int8, skip int8) asye_row
WITH mine AS MATERIALIZED (
    SELECT a.id, p.family_name, p.given_name, a.starts_on, a.state,
           e.name AS employer, s.of_all - s.met AS lacks
      FROM asye a
      JOIN person p ON p.id = a.person_id
      JOIN organisation e ON e.id = a.employer_id
      LEFT JOIN asye_standing s ON s.asye_id = a.id
     WHERE (:state::asye_state IS NULL OR a.state = :state)
       AND (:kind::framework_kind IS NULL OR EXISTS (SELECT 1 FROM framework f
            WHERE f.id = a.framework_id AND f.kind = :kind))
       AND (:organisation IS NULL OR a.employer_id = :organisation
            OR a.host_id = :organisation OR a.provider_id = :organisation)
       AND (:host::bigint IS NULL OR a.host_id = :host)
       AND (:standing::text IS NULL OR :standing = CASE
            WHEN a.state IN ('withdrawn', 'transferred') THEN 'left'
            WHEN a.state IN ('confirmed', 'certificated', 'claim_complete')
            THEN 'finished' ELSE 'live' END)
       AND (:unassessed::boolean IS NULL OR :unassessed = NOT EXISTS (
            SELECT 1 FROM asye_duty d
             WHERE d.asye_id = a.id AND d.duty = 'assessor'
               AND d.state = 'recorded' AND d.during @> today()))
       AND NOT EXISTS (SELECT 1 FROM unnest(:words::text[]) w
            WHERE strpos(p.folded, w) = 0)),
chosen AS MATERIALIZED (
    SELECT m.id, count(*) OVER () AS of_all, row_number() OVER (ORDER BY
           CASE WHEN :sorting = 'employer' THEN m.employer END,
           CASE WHEN :sorting = '-employer' THEN m.employer END DESC,
           CASE WHEN :sorting = 'starts' THEN m.starts_on END DESC,
           CASE WHEN :sorting = '-starts' THEN m.starts_on END,
           CASE WHEN :sorting = 'state' THEN m.state END,
           CASE WHEN :sorting = '-state' THEN m.state END DESC,
           CASE WHEN :sorting = 'met' THEN m.lacks END DESC NULLS LAST,
           CASE WHEN :sorting = '-met' THEN m.lacks END NULLS LAST,
           CASE WHEN :sorting = '-name' THEN m.family_name END DESC,
           CASE WHEN :sorting = '-name' THEN m.given_name END DESC,
           m.family_name, m.given_name, m.id) AS place
      FROM mine m
     ORDER BY place
     LIMIT :at_most OFFSET :skip)
SELECT a.id, p.name, e.name AS employer, h.name AS host, f.name AS framework,
       a.state, a.starts_on, (SELECT q.name FROM asye_duty d
           JOIN person q ON q.id = d.person_id
          WHERE d.asye_id = a.id AND d.duty = 'assessor'
            AND d.state = 'recorded' AND d.during @> today()) AS assessor,
       s.met, s.of_all AS minimums, c.of_all
  FROM chosen c
  JOIN asye a ON a.id = c.id
  JOIN person p ON p.id = a.person_id
  JOIN organisation e ON e.id = a.employer_id
  JOIN organisation h ON h.id = a.host_id
  JOIN framework f ON f.id = a.framework_id
  LEFT JOIN asye_standing s ON s.asye_id = a.id
 ORDER BY c.place;

-- row asye_organisation(id int8, name text)

-- Organisations of the ASYEs that whoever asks may see.

-- many asye_organisations() asye_organisation
SELECT o.id, o.name FROM organisation o
 WHERE EXISTS (SELECT 1 FROM asye a WHERE a.employer_id = o.id)
    OR EXISTS (SELECT 1 FROM asye a WHERE a.host_id = o.id)
    OR EXISTS (SELECT 1 FROM asye a WHERE a.provider_id = o.id)
 ORDER BY o.name;

-- row own_asye(id int8, state asye_state)

-- The latest first.

-- many asyes_of_person(person_id int8) own_asye
SELECT id, state FROM asye WHERE person_id = :person_id
 ORDER BY starts_on DESC, id DESC;

-- What guidance for an agreement is worked out from.  fte: the hours of today.

-- row agreement_basis(week_minutes int8!, protected_percent int8!, fte_percent int8!)

-- one agreement_basis_of(asye_id int8) agreement_basis
SELECT setting_of(a.programme_id, 'asye_week_minutes') AS week_minutes,
       setting_of(a.programme_id, 'asye_protected_percent')
           AS protected_percent,
       coalesce((SELECT r.percent FROM asye_request r
           WHERE r.asye_id = a.id AND r.kind = 'hours'
             AND r.state = 'standing' AND r.from_on <= today()
           ORDER BY r.from_on DESC LIMIT 1), a.fte_percent) AS fte_percent
  FROM asye a
 WHERE a.id = :asye_id;
