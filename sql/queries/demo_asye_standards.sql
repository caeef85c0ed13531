-- The demonstration's evidence of ASYEs, mapped to standards; its triggers are
-- off meanwhile, so what they would do is done here.

-- What forms said when they were sent.

-- exec demo_tags_of_forms_add()
INSERT INTO waymark.evidence_standard (asye_id, person_id, programme_id,
    document_id, standard_id, by_form, tagged_by, tagged_at)
SELECT d.asye_id, d.person_id, d.programme_id, d.id, s.standard_id, true,
       coalesce(s.by_id, d.person_id), d.sent_at
  FROM waymark.document d
  JOIN waymark.document_version v ON v.document_id = d.id
   AND v.version = d.version
 CROSS JOIN LATERAL waymark.document_standards(v) s
 WHERE d.asye_id IS NOT NULL AND d.state IN ('submitted', 'signed')
   AND d.kind IN ('asye_observation', 'asye_written_record',
       'asye_reflection_log', 'asye_development_plan')
 ORDER BY d.id, s.standard_id;

-- What the newly qualified social worker mapped by hand: feedback that is
-- shared, and some records to the regulator's standards too.

-- exec demo_tags_by_hand_add()
WITH standing AS (
       SELECT s.id, c.code AS of_set, s.code, row_number() OVER (
              PARTITION BY c.code ORDER BY s.position) - 1 AS place,
              count(*) OVER (PARTITION BY c.code) AS n
         FROM waymark.standard s
         JOIN waymark.standard_set c ON c.id = s.set_id)
INSERT INTO waymark.evidence_standard (asye_id, person_id, programme_id,
    document_id, feedback_id, standard_id, tagged_by, tagged_at)
SELECT * FROM (
SELECT g.asye_id, g.person_id, g.programme_id, NULL::bigint, g.id, s.id,
       g.person_id, g.given_at + interval '3 days'
  FROM waymark.feedback_given g
  JOIN waymark.asye a ON a.id = g.asye_id
  JOIN waymark.framework f ON f.id = a.framework_id
  JOIN standing s ON s.of_set = f.standard_sets[1]
   AND (s.place - g.id) % s.n IN (0, 3)
 WHERE g.share AND g.erased_at IS NULL AND g.id % 4 > 0
 UNION ALL
SELECT d.asye_id, d.person_id, d.programme_id, d.id, NULL, s.id, d.person_id,
       d.sent_at + interval '1 day'
  FROM waymark.document d
  JOIN standing s ON s.of_set = 'SWE' AND s.place = (d.id * 7) % s.n
 WHERE d.kind IN ('asye_written_record', 'asye_supervision')
   AND d.state = 'signed' AND d.id % 3 = 0) t
 ORDER BY 1, 4, 5, 6;

-- What assessors confirmed and questioned; never their own.

-- exec demo_tags_judge()
UPDATE waymark.evidence_standard e
   SET state = CASE WHEN e.id % 31 = 0 THEN 'questioned' ELSE 'confirmed' END
           ::waymark.tag_state,
       question = CASE WHEN e.id % 31 = 0 THEN 'Where does it show this? '
           'Let us talk about it in supervision.' END,
       judged_by = u.person_id,
       judged_at = least(e.tagged_at + interval '5 days', now()), version = 2
  FROM waymark.asye_duty u
 WHERE u.asye_id = e.asye_id AND u.duty = 'assessor' AND u.state = 'recorded'
   AND u.during @> waymark.day_of(e.tagged_at) AND u.person_id <> e.tagged_by
   AND (e.id % 3 = 0 OR e.id % 31 = 0);

-- exec demo_shortfall_add()
INSERT INTO waymark.asye_shortfall (document_id, version, asye_id, person_id,
    programme_id, evidence, need, have, more, reason, by_id, at)
SELECT d.id, v.version, d.asye_id, d.person_id, d.programme_id, m.evidence,
       m.need, m.have, m.more, waymark.document_answer(v, 'shortfall'),
       v.by_id, d.sent_at
  FROM waymark.document d
  JOIN waymark.document_version v ON v.document_id = d.id
   AND v.version = d.version
 CROSS JOIN LATERAL waymark.asye_minimums(d.asye_id) m
 WHERE d.kind = 'asye_final_review' AND d.state IN ('submitted', 'signed')
   AND m.gates AND m.more > 0
   AND waymark.document_answer(v, 'shortfall') IS NOT NULL
 ORDER BY d.id, m.evidence;

-- exec demo_standing_add()
INSERT INTO waymark.asye_standing (asye_id, person_id, programme_id, met,
    of_all)
SELECT a.id, a.person_id, a.programme_id,
       count(*) FILTER (WHERE m.gates AND m.more = 0),
       count(*) FILTER (WHERE m.gates)
  FROM waymark.asye a
 CROSS JOIN LATERAL waymark.asye_minimums(a.id) m
 GROUP BY a.id;

-- The programme follows BASW's guide where it says so of safeguarding.

-- exec demo_crosswalk_add(today date)
INSERT INTO waymark.crosswalk_change (programme_id, standard_id, other_id,
    corresponds, from_on, why, by_id, at)
SELECT 1, least(p.id, k.id), greatest(p.id, k.id), true,
       :today::date - 120, 'Our practice educators see the link in every '
       'safeguarding enquiry', r.person_id,
       (:today::date - 120 + time '10:00') AT TIME ZONE 'Europe/London'
  FROM waymark.standard p
  JOIN waymark.standard_set c ON c.id = p.set_id AND c.code = 'PCF'
  JOIN waymark.standard k ON k.code = '4'
  JOIN waymark.standard_set d ON d.id = k.set_id AND d.code = 'KSS-ADULTS'
 CROSS JOIN LATERAL (SELECT min(h.person_id) AS person_id
       FROM waymark.role_held h
      WHERE h.role = 'staff' AND h.programme_id = 1) r
 WHERE p.code = '8' AND r.person_id IS NOT NULL;
