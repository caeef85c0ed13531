-- The demonstration's files: small ones, made as they are written.

-- row demo_file_asye(id int8, person_id int8, name text, starts_on date,
--   assessor_id int8?)

-- Whoever signs in, and some others whose year has begun.

-- many demo_file_asyes(named int8, at_most int8) demo_file_asye
SELECT y.id, y.person_id, p.name, y.starts_on, d.person_id AS assessor_id
  FROM waymark.asye y
  JOIN waymark.person p ON p.id = y.person_id
  LEFT JOIN waymark.asye_duty d ON d.asye_id = y.id AND d.duty = 'assessor'
        AND d.state = 'recorded' AND upper_inf(d.during)
 WHERE y.state NOT IN ('eligible', 'withdrawn', 'transferred')
 ORDER BY y.person_id <> :named, y.id
 LIMIT :at_most;

-- row demo_file(id int8)

-- Looked at some seconds after it arrived; what was refused is empty.

-- one demo_file_add(kind file_kind, content bytea, refusal file_refusal?,
--   on_date date) demo_file
WITH f AS (
    INSERT INTO waymark.file (sha256, size, kind, state, refusal, arrived_at,
        opened_at, due_at)
    SELECT sha256(:content), length(:content), :kind,
           CASE WHEN :refusal::waymark.file_refusal IS NULL THEN 'unscanned'
           ELSE 'refused' END::waymark.file_state, :refusal, t.at,
           CASE WHEN :refusal::waymark.file_refusal IS NULL
           THEN t.at + interval '2 seconds' END, t.at
      FROM (SELECT :on_date::date + time '16:40') t(at)
    RETURNING id, state, refusal, arrived_at), c AS (
    INSERT INTO waymark.file_content (file_id, bytes)
    SELECT f.id, :content FROM f WHERE f.refusal IS NULL), e AS (
    INSERT INTO waymark.file_event (file_id, change, before, after, refusal,
        at)
    SELECT f.id, CASE WHEN f.refusal IS NULL THEN 'passed_unscanned'
           ELSE 'refused' END::waymark.file_change, 'quarantined', f.state,
           f.refusal, f.arrived_at + interval '2 seconds'
      FROM f)
SELECT f.id FROM f;

-- exec demo_attachments_add(files int8[], labels text[], asyes int8[],
--   by_ids int8[], on_days int8[])
WITH a AS (
    INSERT INTO waymark.attachment (file_id, label, asye_id, enrolment_id,
        person_id, programme_id, by_id, at)
    SELECT w.file, w.label, y.id, y.enrolment_id, y.person_id, y.programme_id,
           w.by_id, date '1970-01-01' + w.on_day::integer + time '16:40'
      FROM unnest(:files::bigint[], :labels::text[], :asyes::bigint[],
           :by_ids::bigint[], :on_days::bigint[])
           AS w(file, label, asye, by_id, on_day)
      JOIN waymark.asye y ON y.id = w.asye
    RETURNING id, person_id, programme_id, by_id, at)
INSERT INTO waymark.attachment_event (attachment_id, person_id, programme_id,
    version, change, after, by_id, at)
SELECT a.id, a.person_id, a.programme_id, 1, 'attached', 'attached', a.by_id,
       a.at
  FROM a;

-- Plans that were uploaded stand beside those that were written in a form: of
-- some the assessor has said what they show, and some came back.

-- exec demo_file_evidence_add(named int8)
INSERT INTO waymark.file_evidence (attachment_id, asye_id, person_id,
    programme_id, kind, made_on, about, state, offered_by, offered_at,
    assessed, assessed_by, assessed_at, version)
SELECT a.id, a.asye_id, a.person_id, a.programme_id, 'development_plan',
       waymark.day_of(a.at), 'What I want to learn in my first months, and '
           'who helps me with it.', s.state::waymark.file_evidence_state,
       a.person_id, a.at + interval '1 day', s.words,
       CASE WHEN s.words IS NOT NULL THEN d.person_id END,
       CASE WHEN s.words IS NOT NULL THEN a.at + interval '6 days' END, s.n
  FROM waymark.attachment a
  JOIN waymark.file f ON f.id = a.file_id
        AND f.state IN ('clean', 'unscanned') AND f.kind = 'pdf'
  JOIN waymark.asye_duty d ON d.asye_id = a.asye_id AND d.duty = 'assessor'
        AND d.state = 'recorded' AND upper_inf(d.during)
  JOIN (VALUES (0, 'accepted', 'Clear about what comes first, and it was '
            'kept to.', 2), (1, 'offered', NULL, 1), (2, 'returned',
            'Say by when, and how you will know that you have learned it.',
            2)) AS s(k, state, words, n) ON s.k = a.id % 3
 WHERE a.by_id = a.person_id AND a.state = 'attached'
   AND a.person_id <> :named
 ORDER BY a.id;
