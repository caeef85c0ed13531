-- The demonstration's documents: those of the placements of its first cohorts.
-- Days are numbers counted from 1970-01-01.

-- row demo_domain(label text)

-- many demo_domain_names(code text) demo_domain
SELECT s.label
  FROM waymark.standard s
  JOIN waymark.standard_set t ON t.id = s.set_id
 WHERE t.code = :code
 ORDER BY s.position;

-- What is written when: at, in hundredths of the placement; several of a kind
-- lie evenly within it.  Of a placement that runs, what is due lately waits,
-- each in its own way: the luck of a document is a number below a hundred.  The
-- first way of a final report recommends a fail: two of a hundred are of it.

-- exec demo_documents_add(today int8, ways int8, kinds text[], way int8[],
--   fields text[], answers text[])
WITH found AS (
       SELECT t.kind, t.way, max(t.answer) AS outcome
         FROM unnest(:kinds::text[], :way::int8[], :fields::text[],
              :answers::text[]) AS t(kind, way, field, answer)
        WHERE t.field LIKE '%.outcome'
        GROUP BY t.kind, t.way),
     wanted AS (
       SELECT p.*, w.kind, w.number,
              p.starts_on + ((p.ends_on - p.starts_on)
                  * w.at / 100)::integer AS on_date
         FROM waymark.placement p
         JOIN waymark.enrolment e ON e.id = p.enrolment_id
        CROSS JOIN LATERAL (
              SELECT k.kind, g AS number,
                     k.from_at + (k.to_at - k.from_at) * (g - 1)
                         / greatest(k.n - 1, 1) AS at
                FROM (VALUES
                     ('learning_agreement', 1, 5, 5),
                     ('induction_checklist', 1, 8, 8),
                     ('supervision_agreement', 1, 6, 6),
                     ('supervision_record',
                         ((p.required_halves * 6 + 89) / 90)::integer,
                         7, 94),
                     ('direct_observation', CASE WHEN p.stage = 'contrasting'
                         THEN 1 WHEN p.required_halves >= 160 THEN 4
                         ELSE 3 END, 25, 85),
                     ('feedback', CASE WHEN p.stage = 'contrasting' THEN 1
                         ELSE 3 END, 30, 88),
                     ('reflection', CASE WHEN p.stage = 'contrasting' THEN 1
                         WHEN p.required_halves >= 160 THEN 5
                         ELSE 4 END, 20, 90),
                     ('midpoint_review', 1, 50, 50),
                     ('final_report', 1, 96, 96),
                     ('anonymity_declaration', 1, 97, 97))
                     AS k(kind, n, from_at, to_at)
               CROSS JOIN LATERAL generate_series(1, k.n) g) w
        WHERE e.cohort_id <= 3),
     dated AS (
       SELECT w.*, t.today,
              w.ends_on < t.today OR w.on_date < t.today - 21 AS settled,
              (w.id * 37 + w.number * 11 + length(w.kind) * 7) % 100 AS luck
         FROM wanted w
        CROSS JOIN (SELECT date '1970-01-01' + :today::bigint::integer
              AS today) t
        WHERE w.on_date <= t.today),
     lucky AS (
       SELECT x.*, CASE WHEN x.settled OR x.luck < 30 THEN 'signed'
                   WHEN x.luck < 55 THEN 'submitted'
                   WHEN x.luck < 75 THEN 'returned' ELSE 'draft' END AS became
         FROM dated x)
INSERT INTO waymark.document (kind, number, placement_id, enrolment_id,
    person_id, programme_id, organisation_id, once, writers, state, version,
    lacks, parties, held_on, minutes, outcome, started_by, started_at, sent_at,
    signed_at)
SELECT r.kind, l.number, l.id, l.enrolment_id, l.person_id, l.programme_id,
       l.organisation_id, r.once, r.writers, l.became::waymark.document_state,
       CASE WHEN l.became = 'signed' AND l.luck % 12 = 0 THEN 2 ELSE 1 END,
       CASE WHEN l.became <> 'draft' THEN '{}'
            WHEN cardinality(r.writers) = 2 AND l.luck % 2 = 0
            THEN '{educator}'::waymark.document_part[]
            ELSE '{trainee}' END,
       CASE WHEN l.became = 'draft' THEN '{}' ELSE ARRAY(
           SELECT s.party FROM unnest(r.signatories) WITH ORDINALITY
                  AS s(party, n)
            WHERE CASE s.party WHEN 'onsite_supervisor' THEN EXISTS (
                      SELECT 1 FROM waymark.placement_educator e
                       WHERE e.placement_id = l.id
                         AND e.duty = 'onsite_supervisor'
                         AND e.during @> l.on_date)
                  WHEN 'practice_educator' THEN EXISTS (
                      SELECT 1 FROM waymark.placement_educator e
                       WHERE e.placement_id = l.id
                         AND e.duty = 'practice_educator')
                  WHEN 'tutor' THEN EXISTS (
                      SELECT 1 FROM waymark.enrolment_tutor u
                       WHERE u.enrolment_id = l.enrolment_id
                         AND u.state = 'recorded'
                         AND u.during @> l.on_date)
                  WHEN 'host' THEN EXISTS (
                      SELECT 1 FROM waymark.role_held h
                       WHERE h.role = 'partner'
                         AND h.organisation_id = l.organisation_id)
                  ELSE true END
            ORDER BY s.n) END,
       l.on_date, CASE WHEN l.kind = 'supervision_record' THEN 90 END,
       f.outcome, l.person_id,
       (l.on_date + time '17:00') AT TIME ZONE 'Europe/London',
       CASE WHEN l.became <> 'draft' THEN (least(l.on_date + 2, l.today)
           + time '17:30') AT TIME ZONE 'Europe/London' END,
       CASE WHEN l.became = 'signed' THEN (least(l.on_date + 6, l.today)
           + time '18:00') AT TIME ZONE 'Europe/London' END
  FROM lucky l
  JOIN waymark.document_rule r ON r.kind::text = l.kind
  LEFT JOIN found f ON f.kind = l.kind
        AND f.way = CASE WHEN l.kind = 'final_report' AND l.id * 37 % 100 >= 2
            THEN 1 + l.id % (:ways - 1) WHEN l.kind = 'final_report' THEN 0
            ELSE (l.id + l.number) % :ways END
 WHERE l.became = 'draft' OR EXISTS (
       SELECT 1 FROM waymark.placement_educator e
        WHERE e.placement_id = l.id AND e.duty = 'practice_educator')
 ORDER BY l.id, r.kind, l.number;

-- A draft holds the part that is not lacking, or the beginning of the only one.

-- exec demo_versions_add(ways int8, kinds text[], way int8[], fields text[],
--   questions text[], answers text[])
WITH said AS (
       SELECT t.kind, t.way, p.part, array_agg(t.field ORDER BY t.n) AS fields,
              array_agg(t.question ORDER BY t.n) AS questions,
              array_agg(t.answer ORDER BY t.n) AS answers
         FROM unnest(:kinds::text[], :way::int8[], :fields::text[],
              :questions::text[], :answers::text[]) WITH ORDINALITY
              AS t(kind, way, field, question, answer, n)
         JOIN (VALUES ('all', '%'), ('trainee', 'trainee.%'),
              ('educator', 'educator.%')) p(part, pattern)
           ON t.field LIKE p.pattern
        GROUP BY t.kind, t.way, p.part)
INSERT INTO waymark.document_version (document_id, version, kind,
    placement_id, enrolment_id, person_id, programme_id, organisation_id,
    writers, part, edition, fields, questions, answers, lacks, hash, by_id, at,
    sent_at)
SELECT d.id, n, d.kind, d.placement_id, d.enrolment_id, d.person_id,
       d.programme_id, d.organisation_id, d.writers, CASE
       WHEN d.writers[1] = 'educator' OR d.lacks = '{trainee}'
            AND cardinality(d.writers) = 2 THEN 'educator'
       ELSE 'trainee' END::waymark.document_part, 1, w.fields, w.questions,
       w.answers, d.lacks,
       sha256(convert_to(waymark.document_words(d.id, n, d.kind, 1,
           d.enrolment_id, d.placement_id, NULL, w.questions, w.answers),
           'UTF8')),
       d.person_id, d.started_at + (n - 1) * interval '1 day', d.sent_at
  FROM waymark.document d
 CROSS JOIN LATERAL generate_series(1, d.version) n
 CROSS JOIN LATERAL (
       SELECT s.fields[1 : k.most] AS fields, s.questions[1 : k.most] AS questions,
              array_replace((s.answers)[1 : k.most], '%held_on%',
                  to_char(d.held_on, 'FMDD FMMonth YYYY')) AS answers
         FROM said s
        CROSS JOIN (SELECT CASE WHEN d.state = 'draft'
                  AND cardinality(d.writers) = 1 THEN 3 ELSE 100 END AS most) k
        WHERE s.kind = d.kind::text
          AND s.way = CASE WHEN d.kind = 'final_report' AND d.placement_id
              * 37 % 100 >= 2 THEN 1 + d.placement_id % (:ways - 1)
              WHEN d.kind = 'final_report' THEN 0
              ELSE (d.placement_id + d.number) % :ways END
          AND s.part = CASE WHEN d.state <> 'draft'
                  OR cardinality(d.writers) = 1 THEN 'all'
              WHEN d.lacks = '{trainee}' THEN 'educator'
              ELSE 'trainee' END) w
 ORDER BY d.id, n;

-- exec demo_document_events_add()
WITH e AS (
       SELECT d.*, x.change, x.before, x.after, x.of_version, x.days,
              CASE x.change WHEN 'returned' THEN (ARRAY[
                  'Say which law applies.', 'Leave out the name of the ward.',
                  'The date is another one.', 'Say more about your own part.'
                  ])[1 + d.id % 4] END AS reason
         FROM waymark.document d
        CROSS JOIN LATERAL (VALUES
              ('submitted', 'draft', 'submitted', 1, 0, d.state <> 'draft'),
              ('returned', 'submitted', 'returned', 1, 1,
                  d.state = 'returned' OR d.version = 2),
              ('submitted', 'returned', 'submitted', 2, 2, d.version = 2),
              ('signed', 'submitted', 'signed', d.version, 3,
                  d.state = 'signed'))
              AS x(change, before, after, of_version, days, happened)
        WHERE x.happened)
INSERT INTO waymark.document_event (document_id, version, placement_id,
    enrolment_id, person_id, programme_id, change, before, after, reason, by_id,
    at)
SELECT e.id, e.of_version, e.placement_id, e.enrolment_id, e.person_id,
       e.programme_id, e.change::waymark.document_change,
       e.before::waymark.document_state, e.after::waymark.document_state,
       e.reason, CASE e.change WHEN 'submitted' THEN e.person_id ELSE b.id END,
       CASE e.change WHEN 'signed' THEN e.signed_at
           ELSE e.sent_at + e.days * interval '5 minutes' END
  FROM e
 CROSS JOIN LATERAL (
       SELECT coalesce((SELECT o.person_id
              FROM waymark.placement_educator o
             WHERE o.placement_id = e.placement_id
               AND o.duty = 'practice_educator'
             ORDER BY o.during @> e.held_on DESC, o.id LIMIT 1),
           e.person_id) AS id) b
 ORDER BY e.id, e.of_version, e.days;

-- Everybody signed what is signed; of what waits, the first ones did.

-- exec demo_signatures_add()
INSERT INTO waymark.signature (document_id, version, kind, placement_id,
    enrolment_id, person_id, programme_id, organisation_id, party, signed_by,
    name, role, hash, signed_at)
SELECT d.id, d.version, d.kind, d.placement_id, d.enrolment_id, d.person_id,
       d.programme_id, d.organisation_id, s.party, p.id, p.name,
       CASE s.party WHEN 'trainee' THEN 'Trainee'
           WHEN 'practice_educator' THEN 'Practice educator'
           WHEN 'onsite_supervisor' THEN 'On-site supervisor'
           WHEN 'tutor' THEN 'Tutor'
           ELSE 'Coordinator of ' || o.name END, v.hash,
       CASE WHEN d.state = 'signed' THEN d.signed_at
           - (cardinality(d.parties) - s.n) * interval '1 hour'
           ELSE d.sent_at + s.n * interval '10 minutes' END
  FROM waymark.document d
  JOIN waymark.document_version v
    ON v.document_id = d.id AND v.version = d.version
  JOIN waymark.organisation o ON o.id = d.organisation_id
 CROSS JOIN LATERAL unnest(d.parties) WITH ORDINALITY AS s(party, n)
 CROSS JOIN LATERAL (
       SELECT CASE s.party WHEN 'trainee' THEN d.person_id
           WHEN 'tutor' THEN (SELECT t.person_id
                  FROM waymark.enrolment_tutor t
                 WHERE t.enrolment_id = d.enrolment_id
                   AND t.state = 'recorded' AND t.during @> d.held_on
                 LIMIT 1)
           WHEN 'host' THEN (SELECT min(h.person_id)
                  FROM waymark.role_held h
                 WHERE h.role = 'partner'
                   AND h.organisation_id = d.organisation_id)
           ELSE (SELECT e.person_id FROM waymark.placement_educator e
                  WHERE e.placement_id = d.placement_id
                    AND e.duty::text = s.party::text
                  ORDER BY e.during @> d.held_on DESC, e.id LIMIT 1)
           END AS id) who
  JOIN waymark.person p ON p.id = who.id
 WHERE d.state = 'signed'
    OR (d.state = 'submitted' AND s.n <= d.id % cardinality(d.parties))
 ORDER BY d.id, s.n;
