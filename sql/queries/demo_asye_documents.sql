-- The demonstration's documents of ASYEs.

-- What is written when: months of the year, and days beside them, for whoever
-- works full time.  What an event tells of was signed on its day; what is due
-- lately waits, each in its own way: the luck of a document is a number below a
-- hundred.  Some observations, records and sessions never were.

-- exec demo_asye_documents_add(today date, ways int8, kinds text[],
--   way int8[], fields text[], answers text[])
WITH found AS (
       SELECT t.kind, t.way, max(t.answer) AS outcome
         FROM unnest(:kinds::text[], :way::int8[], :fields::text[],
              :answers::text[]) AS t(kind, way, field, answer)
        WHERE t.field LIKE '%.outcome'
        GROUP BY t.kind, t.way),
     plan(kind, stage, months, days) AS (VALUES
       ('asye_reflection_log', 'start', 0, 12),
       ('asye_reflection_log', 'months_3', 3, -14),
       ('asye_reflection_log', 'months_6', 6, -14),
       ('asye_reflection_log', 'end', 12, -14),
       ('asye_development_plan', 'start', 0, 20),
       ('asye_development_plan', 'months_3', 3, 0),
       ('asye_development_plan', 'months_6', 6, 0),
       ('asye_development_plan', 'end', 12, -5),
       ('asye_self_assessment', 'start', 0, 9),
       ('asye_self_assessment', 'middle', 6, -8),
       ('asye_self_assessment', 'end', 12, -12),
       ('asye_review', 'months_3', 3, 1), ('asye_review', 'months_6', 6, 1),
       ('asye_final_review', NULL, 12, -2),
       ('asye_observation', NULL, 2, 10), ('asye_observation', NULL, 5, 5),
       ('asye_observation', NULL, 8, 15), ('asye_observation', NULL, 10, 0),
       ('asye_written_record', NULL, 3, -20),
       ('asye_written_record', NULL, 5, 20),
       ('asye_written_record', NULL, 9, 0)),
     due AS (
       SELECT a.id AS asye_id, p.kind, p.stage, false AS done,
              (a.starts_on + make_interval(months => (p.months * 100
                  / a.fte_percent)::integer))::date + p.days
              + (a.id % 5)::integer AS on_date
         FROM waymark.asye a
        CROSS JOIN plan p
        WHERE CASE WHEN p.kind IN ('asye_observation', 'asye_written_record')
                  THEN (a.id * 7 + p.months) % 11 > 0
                   AND (p.months <> 10 OR a.id % 4 = 0)
              WHEN p.kind IN ('asye_review', 'asye_final_review')
                  THEN NOT EXISTS (SELECT 1 FROM waymark.asye_event e
                      WHERE e.asye_id = a.id AND e.change::text IN
                            ('reviewed_' || p.months, CASE p.months WHEN 12
                            THEN 'final_reviewed' END))
              ELSE true END
       UNION ALL
       SELECT e.asye_id, CASE e.change WHEN 'agreement_signed'
                  THEN 'asye_agreement' WHEN 'final_reviewed'
                  THEN 'asye_final_review' ELSE 'asye_review' END,
              CASE WHEN e.change::text LIKE 'reviewed%'
                  THEN 'months_' || substr(e.change::text, 10) END, true,
              e.on_day
         FROM waymark.asye_event e
        WHERE e.change IN ('agreement_signed', 'reviewed_3', 'reviewed_6',
              'reviewed_9', 'final_reviewed')
       UNION ALL
       SELECT a.id, 'asye_supervision', NULL, false, s.on_date
         FROM waymark.asye a
        CROSS JOIN LATERAL (
              SELECT a.starts_on + 7 * g AS on_date
                FROM generate_series(1, 6) g
               UNION ALL
              SELECT a.starts_on + 42 + 14 * g FROM generate_series(1, 10) g
               UNION ALL
              SELECT (a.starts_on + make_interval(months => 6 + g))::date
                FROM generate_series(1, 6) g) s
        WHERE (a.id * 31 + extract(day FROM s.on_date)::bigint * 17) % 9 > 0),
     lucky AS (
       SELECT u.*, a.enrolment_id, a.person_id, a.programme_id,
              row_number() OVER (PARTITION BY u.asye_id, u.kind
                  ORDER BY u.on_date, u.stage) AS number,
              (u.asye_id * 37 + (u.on_date - a.starts_on) * 11
                  + length(u.kind) * 7) % 100 AS luck
         FROM due u
         JOIN waymark.asye a ON a.id = u.asye_id
        WHERE u.on_date <= :today
          AND NOT EXISTS (SELECT 1 FROM waymark.asye_event e
               WHERE e.asye_id = a.id AND e.on_day <= u.on_date
                 AND e.change IN ('withdrawn', 'transferred_out'))),
     became AS (
       SELECT l.*, CASE WHEN l.done OR l.luck < 30
                   OR (l.on_date < :today - 21 AND l.luck < 97
                       AND l.kind NOT LIKE '%review') THEN 'signed'
                   WHEN l.luck < 55 THEN 'submitted'
                   WHEN l.luck < 75 THEN 'returned' ELSE 'draft' END AS state
         FROM lucky l
        WHERE l.done OR l.kind <> 'asye_review' OR l.on_date < :today)
INSERT INTO waymark.document (kind, number, stage, asye_id, enrolment_id,
    person_id, programme_id, once, writers, state, version, lacks, parties,
    held_on, minutes, outcome, started_by, started_at, sent_at, signed_at)
SELECT r.kind, l.number, l.stage::waymark.document_stage, l.asye_id,
       l.enrolment_id, l.person_id, l.programme_id, r.once, r.writers,
       l.state::waymark.document_state,
       CASE WHEN l.state = 'signed' AND l.luck % 12 = 0 THEN 2 ELSE 1 END,
       CASE WHEN l.state <> 'draft' THEN '{}'
            WHEN cardinality(r.writers) = 2 AND l.luck % 2 = 0
            THEN '{assessor}'::waymark.document_part[]
            ELSE '{trainee}' END,
       CASE WHEN l.state = 'draft' THEN '{}'
            WHEN r.by_writer THEN ARRAY['trainee', CASE WHEN l.number % 3 = 0
                THEN 'line_manager' ELSE 'asye_assessor' END]
                ::waymark.document_party[]
            ELSE r.signatories END,
       CASE WHEN l.done THEN l.on_date - 2 ELSE l.on_date END,
       CASE WHEN r.kind = 'asye_supervision' THEN 90 END, f.outcome,
       l.person_id, (l.on_date - CASE WHEN l.done THEN 2 ELSE 0 END
           + time '12:00') AT TIME ZONE 'Europe/London',
       CASE WHEN l.state <> 'draft' THEN (CASE WHEN l.done
           THEN l.on_date - 1 ELSE least(l.on_date + 2, :today) END
           + time '17:30') AT TIME ZONE 'Europe/London' END,
       CASE WHEN l.state = 'signed' THEN (CASE WHEN l.done THEN l.on_date
           ELSE least(l.on_date + 6, :today) END
           + time '20:00') AT TIME ZONE 'Europe/London' END
  FROM became l
  JOIN waymark.document_rule r ON r.kind::text = l.kind
  LEFT JOIN found f ON f.kind = l.kind
        AND f.way = CASE l.kind WHEN 'asye_written_record' THEN l.number - 1
            ELSE l.asye_id + l.number END % :ways
 ORDER BY l.asye_id, r.kind, l.number;

-- A draft holds the part that is not lacking, or the beginning of the only one.
-- What has an assessor's part was written last by whoever has to sign for it.

-- exec demo_asye_versions_add(ways int8, kinds text[], way int8[],
--   fields text[], questions text[], answers text[])
WITH said AS (
       SELECT t.kind, t.way, p.part, array_agg(t.field ORDER BY t.n) AS fields,
              array_agg(t.question ORDER BY t.n) AS questions,
              array_agg(t.answer ORDER BY t.n) AS answers
         FROM unnest(:kinds::text[], :way::int8[], :fields::text[],
              :questions::text[], :answers::text[]) WITH ORDINALITY
              AS t(kind, way, field, question, answer, n)
         JOIN (VALUES ('all', '%'), ('trainee', 'trainee.%'),
              ('assessor', 'assessor.%')) p(part, pattern)
           ON t.field LIKE p.pattern
        GROUP BY t.kind, t.way, p.part)
INSERT INTO waymark.document_version (document_id, version, kind, asye_id,
    enrolment_id, person_id, programme_id, writers, part, edition, fields,
    questions, answers, lacks, hash, by_id, at, sent_at)
SELECT d.id, n, d.kind, d.asye_id, d.enrolment_id, d.person_id, d.programme_id,
       d.writers, k.part::waymark.document_part, 1, w.fields, w.questions,
       w.answers, d.lacks,
       sha256(convert_to(waymark.document_words(d.id, n, d.kind, 1,
           d.enrolment_id, NULL, d.asye_id, w.questions, w.answers), 'UTF8')),
       CASE k.part WHEN 'trainee' THEN d.person_id ELSE (
           SELECT u.person_id FROM waymark.asye_duty u
            WHERE u.asye_id = d.asye_id AND u.duty = CASE
                  WHEN d.parties = '{trainee,line_manager}'
                  THEN 'line_manager' ELSE 'assessor' END
                  ::waymark.asye_duty_kind) END,
       d.started_at + (n - 1) * interval '1 hour', d.sent_at
  FROM waymark.document d
  JOIN waymark.asye a ON a.id = d.asye_id
 CROSS JOIN LATERAL generate_series(1, d.version) n
 CROSS JOIN LATERAL (
       SELECT CASE WHEN cardinality(d.writers) = 2
                   AND (d.state <> 'draft' OR d.lacks = '{trainee}')
                   THEN 'assessor' ELSE 'trainee' END AS part,
              CASE WHEN d.state = 'draft' AND cardinality(d.writers) = 1
                   THEN 3 ELSE 200 END AS most,
              CASE d.kind WHEN 'asye_self_assessment'
                   THEN (d.number - 1) * 2 + d.asye_id % 2
                   WHEN 'asye_written_record' THEN d.number - 1
                   ELSE d.asye_id + d.number END % :ways AS way) k
 CROSS JOIN LATERAL (
       SELECT array_agg(z.days ORDER BY z.n) AS days
         FROM (SELECT 1 AS n, d.held_on AS days
                UNION ALL SELECT 2, a.starts_on
                UNION ALL
               SELECT 3 + m / 3, (a.starts_on + make_interval(months =>
                      m * 100 / a.fte_percent::integer))::date
                 FROM unnest(ARRAY[0, 3, 6, 12]) m) z) t
 CROSS JOIN LATERAL (
       SELECT s.fields[1 : k.most] AS fields,
              s.questions[1 : k.most] AS questions,
              array_replace(array_replace(array_replace(array_replace(
              array_replace(array_replace(s.answers[1 : k.most],
                  '%held_on%', to_char(t.days[1], 'FMDD FMMonth YYYY')),
                  '%start%', to_char(t.days[2], 'FMDD FMMonth YYYY')),
                  '%month_3%', to_char(t.days[4], 'FMDD FMMonth YYYY')),
                  '%month_6%', to_char(t.days[5], 'FMDD FMMonth YYYY')),
                  '%month_12%', to_char(t.days[6], 'FMDD FMMonth YYYY')),
                  '%panel%', to_char(t.days[6] + 21, 'FMDD FMMonth YYYY'))
                  AS answers
         FROM said s
        WHERE s.kind = d.kind::text AND s.way = k.way
          AND s.part = CASE WHEN d.state <> 'draft'
                  OR cardinality(d.writers) = 1 THEN 'all'
              ELSE k.part END) w
 WHERE d.asye_id IS NOT NULL
 ORDER BY d.id, n;

-- exec demo_asye_document_events_add()
WITH e AS (
       SELECT d.*, x.change, x.before, x.after, x.of_version, x.days,
              CASE x.change WHEN 'returned' THEN (ARRAY[
                  'Say what you would do differently.',
                  'Leave out the name of the ward.',
                  'The date is another one.', 'Link it to a standard.'
                  ])[1 + d.id % 4] END AS reason,
              (SELECT u.person_id FROM waymark.asye_duty u
                WHERE u.asye_id = d.asye_id AND u.duty = 'assessor')
                  AS assessor_id
         FROM waymark.document d
        CROSS JOIN LATERAL (VALUES
              ('submitted', 'draft', 'submitted', 1, 0, d.state <> 'draft'),
              ('returned', 'submitted', 'returned', 1, 1,
                  d.state = 'returned' OR d.version = 2),
              ('submitted', 'returned', 'submitted', 2, 2, d.version = 2),
              ('signed', 'submitted', 'signed', d.version, 3,
                  d.state = 'signed'))
              AS x(change, before, after, of_version, days, happened)
        WHERE x.happened AND d.asye_id IS NOT NULL)
INSERT INTO waymark.document_event (document_id, version, asye_id,
    enrolment_id, person_id, programme_id, change, before, after, reason, by_id,
    at)
SELECT e.id, e.of_version, e.asye_id, e.enrolment_id, e.person_id,
       e.programme_id, e.change::waymark.document_change,
       e.before::waymark.document_state, e.after::waymark.document_state,
       e.reason, CASE WHEN e.change = 'submitted' OR e.parties = '{trainee}'
           THEN e.person_id ELSE e.assessor_id END,
       CASE e.change WHEN 'signed' THEN e.signed_at
           ELSE e.sent_at + e.days * interval '5 minutes' END
  FROM e
 ORDER BY e.id, e.of_version, e.days;

-- Everybody signed what is signed; of what waits, the first ones did.

-- exec demo_asye_signatures_add()
INSERT INTO waymark.signature (document_id, version, kind, asye_id,
    enrolment_id, person_id, programme_id, party, signed_by, name, role, hash,
    signed_at)
SELECT d.id, d.version, d.kind, d.asye_id, d.enrolment_id, d.person_id,
       d.programme_id, s.party, p.id, p.name,
       CASE s.party WHEN 'trainee' THEN 'Newly qualified social worker'
           WHEN 'line_manager' THEN 'Line manager'
           ELSE 'ASYE assessor' END, v.hash,
       CASE WHEN d.state = 'signed' THEN d.signed_at
           - (cardinality(d.parties) - s.n) * interval '20 minutes'
           ELSE d.sent_at + s.n * interval '10 minutes' END
  FROM waymark.document d
  JOIN waymark.document_version v
    ON v.document_id = d.id AND v.version = d.version
 CROSS JOIN LATERAL unnest(d.parties) WITH ORDINALITY AS s(party, n)
  JOIN waymark.person p ON p.id = CASE s.party WHEN 'trainee' THEN d.person_id
       ELSE (SELECT u.person_id FROM waymark.asye_duty u
              WHERE u.asye_id = d.asye_id AND u.duty = CASE s.party
                    WHEN 'line_manager' THEN 'line_manager'
                    ELSE 'assessor' END::waymark.asye_duty_kind) END
 WHERE d.asye_id IS NOT NULL AND (d.state = 'signed'
    OR (d.state = 'submitted' AND s.n <= d.id % cardinality(d.parties)))
 ORDER BY d.id, s.n;

-- What agreements promise, and who observed: as triggers would have it.

-- exec demo_asye_promises_add()
WITH observed AS (
    INSERT INTO waymark.asye_observer
    SELECT o.*
      FROM waymark.document d
      JOIN waymark.document_version v
        ON v.document_id = d.id AND v.version = d.version
     CROSS JOIN LATERAL waymark.asye_observer_in(v) o
     WHERE d.kind = 'asye_observation')
INSERT INTO waymark.asye_promise
SELECT p.*
  FROM waymark.document d
  JOIN waymark.document_version v
    ON v.document_id = d.id AND v.version = d.version
 CROSS JOIN LATERAL waymark.asye_promises_in(v) p
 WHERE d.kind = 'asye_agreement' AND d.state = 'signed';
