-- What was and what is to come of a trainee, from the state of things: each
-- reader finds what their policies leave.

-- row moment_of
--   on_date  date!
--   kind     text!
--   code     text!
--   id       int8?
--   what     text?
--   other    text?
--   numbers  int8[]!

-- numbers: of a week, half-days done, to be confirmed, returned and absent; of
-- an attempt or a document, its number; of a mark, the mark; of a placement,
-- its half-days.  The trainee stands beside the enrolment where that alone has
-- no index.

-- many timeline_of(enrolment_id int8) moment_of
SELECT v.on_date, 'enrolment' AS kind, v.change::text AS code,
       NULL::bigint AS id,
       c.name AS what, r.label AS other, '{}'::bigint[] AS numbers
  FROM enrolment_event v
  JOIN cohort c ON c.id = v.cohort_id
  JOIN enrolment_reason r ON r.code = v.reason
 WHERE v.enrolment_id = :enrolment_id AND v.change <> 'undone'
   AND NOT EXISTS (SELECT 1 FROM enrolment_event u
        WHERE u.enrolment_id = v.enrolment_id AND u.undoes = v.version)
UNION ALL
SELECT t.expected_on, 'enrolment', 'expected', NULL::bigint, t.state::text,
       NULL::text, '{}'
  FROM enrolment_tally t
 WHERE t.enrolment_id = :enrolment_id AND t.expected_on IS NOT NULL
UNION ALL
SELECT coalesce(e.ends_on, c.ends_on), 'enrolment', 'ends', NULL::bigint, c.name,
       NULL::text, '{}'
  FROM enrolment e
  JOIN cohort c ON c.id = e.cohort_id
 WHERE e.id = :enrolment_id AND e.state NOT IN ('withdrawn', 'completed')
UNION ALL
SELECT d.on_date, 'placement', d.code, p.id, t.name || ', ' || o.name,
       p.stage::text, ARRAY[p.required_halves]
  FROM placement p
  JOIN team t ON t.id = p.team_id
  JOIN organisation o ON o.id = p.organisation_id
 CROSS JOIN LATERAL (VALUES (p.starts_on, 'begins'), (p.ends_on, 'ends'))
       d (on_date, code)
 WHERE p.enrolment_id = :enrolment_id
   AND p.state NOT IN ('terminated', 'withdrawn')
UNION ALL
SELECT v.on_date, 'placement', v.change::text, v.placement_id, o.name,
       v.decision::text, '{}'
  FROM placement_event v
  JOIN organisation o ON o.id = v.organisation_id
 WHERE v.enrolment_id = :enrolment_id
   AND v.person_id = (SELECT e.person_id FROM enrolment e
        WHERE e.id = :enrolment_id)
   AND v.change NOT IN ('planned', 'followed', 'undone')
   AND NOT EXISTS (SELECT 1 FROM placement_event u
        WHERE u.placement_id = v.placement_id AND u.undoes = v.version)
UNION ALL
SELECT date_trunc('week', d.on_date)::date, 'days', 'week', d.placement_id,
       o.name, NULL, ARRAY[
           coalesce(sum(d.halves) FILTER (WHERE d.kind <> 'absent'), 0),
           coalesce(sum(d.halves) FILTER (WHERE d.state = 'submitted'), 0),
           coalesce(sum(d.halves) FILTER (WHERE d.state = 'returned'), 0),
           coalesce(sum(d.halves) FILTER (WHERE d.kind = 'absent'), 0)
           ]::bigint[]
  FROM placement p
  JOIN placement_day d ON d.placement_id = p.id
  JOIN organisation o ON o.id = d.organisation_id
 WHERE p.enrolment_id = :enrolment_id AND d.state <> 'withdrawn'
 GROUP BY 1, d.placement_id, o.name
UNION ALL
SELECT coalesce(a.submitted_on, (SELECT max(x.due_on) FROM extension x
           WHERE x.attempt_id = a.id AND x.state = 'agreed'), a.due_on),
       'modules', a.state::text, a.id, c.title || ', ' || m.title, NULL,
       ARRAY[a.number]
  FROM attempt a
  JOIN component c ON c.id = a.component_id
  JOIN offering f ON f.id = a.offering_id
  JOIN module m ON m.id = f.module_id
 WHERE a.enrolment_id = :enrolment_id AND a.state <> 'withdrawn'
UNION ALL
SELECT k.entered_on, 'modules', 'marked', k.attempt_id,
       c.title || ', ' || m.title, NULL, ARRAY[k.mark]
  FROM attempt a
  JOIN mark k ON k.attempt_id = a.id
  JOIN component c ON c.id = k.component_id
  JOIN offering f ON f.id = k.offering_id
  JOIN module m ON m.id = f.module_id
 WHERE a.enrolment_id = :enrolment_id AND k.state <> 'withdrawn'
UNION ALL
SELECT b.board_on, 'modules', 'board', b.offering_id, m.title,
       b.outcome::text, '{}'
  FROM board_decision b
  JOIN offering f ON f.id = b.offering_id
  JOIN module m ON m.id = f.module_id
 WHERE b.enrolment_id = :enrolment_id AND b.state = 'standing'
UNION ALL
SELECT s.on_date, 'people', s.code, d.placement_id, q.name, d.duty::text, '{}'
  FROM placement p
  JOIN placement_educator d ON d.placement_id = p.id
  JOIN person q ON q.id = d.person_id
 CROSS JOIN LATERAL (VALUES (lower(d.during), 'begins'),
           (upper(d.during) - 1, 'ends')) s (on_date, code)
 WHERE p.enrolment_id = :enrolment_id AND NOT isempty(d.during)
   AND s.on_date IS NOT NULL
UNION ALL
SELECT s.on_date, 'people', s.code, NULL, q.name, 'tutor', '{}'
  FROM enrolment_tutor t
  JOIN person q ON q.id = t.person_id
 CROSS JOIN LATERAL (VALUES (lower(t.during), 'begins'),
           (upper(t.during) - 1, 'ends')) s (on_date, code)
 WHERE t.enrolment_id = :enrolment_id AND t.state = 'recorded'
   AND s.on_date IS NOT NULL
UNION ALL
SELECT s.on_date, 'people', s.code, NULL, u.name, 'unit', '{}'
  FROM enrolment_unit b
  JOIN unit u ON u.id = b.unit_id
 CROSS JOIN LATERAL (VALUES (lower(b.during), 'begins'),
           (upper(b.during) - 1, 'ends')) s (on_date, code)
 WHERE b.enrolment_id = :enrolment_id AND b.state = 'recorded'
   AND s.on_date IS NOT NULL
UNION ALL
SELECT s.on_date, 'documents', s.code, d.id,
       replace(replace(d.kind::text, 'asye_', ''), '_', ' '),
       NULL, ARRAY[CASE WHEN d.once THEN 0 ELSE d.number END]
  FROM document d
 CROSS JOIN LATERAL (VALUES (waymark.day_of(d.sent_at), 'sent'),
           (CASE WHEN d.state = 'signed' THEN waymark.day_of(d.signed_at) END,
               'signed')) s (on_date, code)
 WHERE d.enrolment_id = :enrolment_id AND d.state <> 'withdrawn'
   AND d.person_id = (SELECT e.person_id FROM enrolment e
        WHERE e.id = :enrolment_id)
   AND s.on_date IS NOT NULL
UNION ALL
SELECT v.on_date, 'concerns', v.step::text, v.concern_id, NULL, NULL, '{}'
  FROM concern k
  JOIN concern_event v ON v.concern_id = k.id
 WHERE k.enrolment_id = :enrolment_id AND v.step <> 'undone'
   AND NOT EXISTS (SELECT 1 FROM concern_event u
        WHERE u.concern_id = v.concern_id AND u.undoes = v.version)
UNION ALL
SELECT k.follow_up_on, 'concerns', 'due', k.id, NULL, NULL, '{}'
  FROM concern k
 WHERE k.enrolment_id = :enrolment_id AND k.follow_up_on IS NOT NULL
UNION ALL
SELECT coalesce(r.held_on, r.due_on), 'asye', r.state::text, r.asye_id, f.name,
       NULL, '{}'
  FROM asye a
  JOIN asye_review r ON r.asye_id = a.id AND r.state <> 'optional'
  JOIN framework_review f
    ON f.framework_id = a.framework_id AND f.number = r.number
 WHERE a.enrolment_id = :enrolment_id AND (r.live OR r.state = 'held')
UNION ALL
SELECT v.on_day, 'asye', v.change::text, v.asye_id, o.name, g.label, '{}'
  FROM asye a
  JOIN asye_event v ON v.asye_id = a.id AND v.change IN ('registered',
       'agreement_signed', 'recommended', 'returned_by_panel', 'moderated',
       'withdrawn', 'transferred_out', 'transferred_in', 'reinstated')
  JOIN organisation o ON o.id = v.employer_id
  LEFT JOIN asye_reason g ON g.code = v.reason
 WHERE a.enrolment_id = :enrolment_id
   AND NOT EXISTS (SELECT 1 FROM asye_event u
        WHERE u.asye_id = v.asye_id AND u.undoes = v.version)
UNION ALL
SELECT d.decided_on, 'asye_outcome', 'decided', d.asye_id, NULL,
       CASE d.decision WHEN 'pass' THEN 'pass' WHEN 'fail' THEN 'fail'
       ELSE 'extended' END, '{}'
  FROM asye a
  JOIN asye_outcome d ON d.asye_id = a.id
 WHERE a.enrolment_id = :enrolment_id
UNION ALL
SELECT v.on_day, 'asye_outcome', v.step::text, v.asye_id, NULL, NULL, '{}'
  FROM asye a
  JOIN outcome_event v ON v.asye_id = a.id
 WHERE a.enrolment_id = :enrolment_id AND v.step <> 'acknowledged'
UNION ALL
SELECT c.issued_on, 'asye_outcome', 'certificate', c.asye_id, NULL, NULL, '{}'
  FROM asye a
  JOIN asye_certificate c ON c.asye_id = a.id
 WHERE a.enrolment_id = :enrolment_id AND c.state = 'valid'
UNION ALL
SELECT s.on_date, 'asye_change', q.kind::text || s.code, q.id, NULL, NULL, '{}'
  FROM asye a
  JOIN asye_request q ON q.asye_id = a.id
   AND q.state IN ('standing', 'over') AND q.kind <> 'extension'
 CROSS JOIN LATERAL (VALUES (q.from_on, '_begins'),
           (coalesce(q.returned_on, q.back_on), '_ends')) s (on_date, code)
 WHERE a.enrolment_id = :enrolment_id AND s.on_date IS NOT NULL
ORDER BY on_date, kind, code, id;
