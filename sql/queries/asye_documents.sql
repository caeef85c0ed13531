-- The documents of an ASYE: whose it is, and what it has to have.

-- Of those who read documents: a partner sees the ASYE and no document.

-- row asye_home
--   id            int8
--   enrolment_id  int8
--   person_id     int8
--   programme_id  int8
--   trainee       text
--   employer      text?
--   framework     text
--   starts_on     date

-- one asye_home_by_id(id int8) asye_home
SELECT a.id, a.enrolment_id, a.person_id, a.programme_id, p.name AS trainee,
       o.name AS employer, f.name AS framework, a.starts_on
  FROM asye a
  JOIN person p ON p.id = a.person_id
  JOIN framework f ON f.id = a.framework_id
  LEFT JOIN organisation o ON o.id = a.employer_id
 WHERE a.id = :id
   AND (a.person_id = auth.person_id() OR a.id = ANY (auth.asye_reached())
       OR a.programme_id = ANY (auth.staff_programmes()));

-- Every kind, at each of its stages: how many of it the framework asks for at
-- least, and whether I begin it.

-- row asye_wanted
--   kind       document_kind
--   stage      document_stage?
--   of_stage   text?
--   at_least   int8!
--   may_begin  bool!

-- many asye_documents_wanted(asye_id int8) asye_wanted
SELECT r.kind, s.stage, document_stage_words(s.stage, a.id) AS of_stage,
       coalesce(CASE
           WHEN r.kind IN ('asye_agreement', 'asye_final_review') THEN 1
           WHEN r.kind = 'asye_review' THEN (SELECT (NOT v.optional)::int
                  FROM framework_review v
                 WHERE v.framework_id = a.framework_id
                   AND v.change::text = 'reviewed_' || substr(s.stage::text, 8))
           WHEN s.stage IS NOT NULL THEN (m.at_least > 0
               AND document_stage_months(s.stage, f.months)
                   = ANY (m.at_months))::int
           ELSE m.at_least END, 0)::bigint AS at_least,
       coalesce(CASE WHEN a.person_id = auth.person_id()
           THEN 'trainee' = ANY (r.writers)
           ELSE 'assessor' = ANY (r.writers)
               AND r.assesses && asye_parties_mine(a.id) END, false)
           AS may_begin
  FROM asye a
  JOIN framework f ON f.id = a.framework_id
  JOIN document_rule r ON r.in_asye
  LEFT JOIN document_stage_of s ON s.kind = r.kind
  LEFT JOIN framework_minimum m ON m.framework_id = f.id
   AND m.evidence::text = replace(CASE r.kind
       WHEN 'asye_reflection_log' THEN 'reflection'
       ELSE r.kind::text END, 'asye_', '')
 WHERE a.id = :asye_id
 ORDER BY r.kind, s.stage;
