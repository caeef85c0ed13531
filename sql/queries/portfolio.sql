-- A portfolio: all that is somebody's own, for them to take away.  Every
-- statement asks for what is of whoever asks, also when all their roles are
-- over.

-- link: a page of the portfolio about it, or NULL.
-- row portfolio_row(link text?, cells text[]!)

-- many portfolio_self() portfolio_row
SELECT NULL::text AS link, ARRAY[p.name, p.email, coalesce(p.swe_number, ''),
       waymark.today()::text] AS cells
  FROM person p WHERE p.id = (SELECT auth.person_id());

-- many portfolio_enrolments() portfolio_row
SELECT NULL::text AS link, ARRAY[g.name, c.name, o.name, e.starts_on::text,
       replace(e.state::text, '_', ' ')] AS cells
  FROM enrolment e
  JOIN programme g ON g.id = e.programme_id
  JOIN cohort c ON c.id = e.cohort_id
  JOIN organisation o ON o.id = e.employer_id
 WHERE e.person_id = (SELECT auth.person_id())
 ORDER BY e.starts_on, e.id;

-- many portfolio_events() portfolio_row
SELECT NULL::text AS link, ARRAY[v.on_day::text, v.of, v.change, v.words]
       AS cells
  FROM (SELECT x.on_date AS on_day, 'Enrolment' AS of,
               replace(x.change::text, '_', ' ') AS change, x.note AS words,
               x.at
          FROM enrolment_event x
         WHERE x.person_id = (SELECT auth.person_id())
        UNION ALL
        SELECT x.on_date, 'Placement', replace(x.change::text, '_', ' '), '',
               x.at
          FROM placement_event x
         WHERE x.person_id = (SELECT auth.person_id())
        UNION ALL
        SELECT x.on_day, 'ASYE', x.change::text, x.words,
               x.at
          FROM asye_event x
         WHERE x.person_id = (SELECT auth.person_id())
        UNION ALL
        SELECT x.at::date, 'Document ' || x.document_id,
               replace(x.change::text, '_', ' '), coalesce(x.reason, ''), x.at
          FROM document_event x
         WHERE x.person_id = (SELECT auth.person_id())) v
 ORDER BY v.on_day, v.at;

-- many portfolio_placements() portfolio_row
SELECT NULL::text AS link, ARRAY[replace(l.stage::text, '_', ' '), o.name,
       t.name, l.starts_on::text, l.ends_on::text,
       (l.required_halves / 2.0)::text] AS cells
  FROM placement l
  JOIN organisation o ON o.id = l.organisation_id
  JOIN team t ON t.id = l.team_id
 WHERE l.person_id = (SELECT auth.person_id())
 ORDER BY l.starts_on, l.id;

-- many portfolio_days() portfolio_row
SELECT NULL::text AS link, ARRAY[d.on_date::text,
       CASE d.halves WHEN 1 THEN 'half' ELSE 'full' END,
       replace(d.kind::text, '_', ' '),
       coalesce(replace(d.absence::text, '_', ' '), ''), d.did,
       replace(d.state::text, '_', ' '), coalesce(d.return_reason, '')]
       AS cells
  FROM placement_day d
 WHERE d.person_id = (SELECT auth.person_id())
 ORDER BY d.on_date, d.id;

-- many portfolio_skills_days() portfolio_row
SELECT NULL::text AS link, ARRAY[s.on_date::text,
       CASE s.halves WHEN 1 THEN 'half' ELSE 'full' END, s.title,
       replace(s.state::text, '_', ' ')] AS cells
  FROM skills_entry s
 WHERE s.person_id = (SELECT auth.person_id())
 ORDER BY s.on_date, s.id;

-- many portfolio_asyes() portfolio_row
SELECT NULL::text AS link, ARRAY[f.name, e.name, h.name, a.role_title,
       a.starts_on::text, a.state::text] AS cells
  FROM asye a
  JOIN framework f ON f.id = a.framework_id
  JOIN organisation e ON e.id = a.employer_id
  JOIN organisation h ON h.id = a.host_id
 WHERE a.person_id = (SELECT auth.person_id())
 ORDER BY a.starts_on, a.id;

-- many portfolio_documents() portfolio_row
SELECT CASE WHEN EXISTS (SELECT 1 FROM document_version v
            WHERE v.document_id = d.id) THEN
       format('documents/%s.html', d.id) END AS link,
       ARRAY[d.id::text, document_what(d), replace(d.state::text, '_', ' '),
       d.version::text, coalesce(d.held_on::text, '')] AS cells
  FROM document d
 WHERE d.person_id = (SELECT auth.person_id())
 ORDER BY d.id;

-- many portfolio_feedback() portfolio_row
SELECT NULL::text AS link, ARRAY[f.given_on::text, o.name, f.worked_well,
       f.to_improve] AS cells
  FROM placement_feedback f
  JOIN organisation o ON o.id = f.organisation_id
 WHERE f.person_id = (SELECT auth.person_id())
 ORDER BY f.given_on, f.id;

-- What was said about them, where whoever said it agreed that they read it.

-- many portfolio_about() portfolio_row
SELECT NULL::text AS link, ARRAY[f.given_on::text, f.giver::text, q.asked,
       q.answer] AS cells
  FROM feedback_given f
 CROSS JOIN LATERAL unnest(f.asked, f.answers) WITH ORDINALITY
       AS q(asked, answer, n)
 WHERE f.person_id = (SELECT auth.person_id()) AND q.answer <> ''
 ORDER BY f.given_on, f.id, q.n;

-- many portfolio_concerns() portfolio_row
SELECT NULL::text AS link, ARRAY[c.raised_on::text, c.kind::text, c.words,
       replace(c.state::text, '_', ' ')] AS cells
  FROM concern c
 WHERE c.person_id = (SELECT auth.person_id())
 ORDER BY c.raised_on, c.id;

-- many portfolio_reflections() portfolio_row
SELECT format('reflections/%s.html', r.id) AS link,
       ARRAY[r.on_day::text, r.title, r.words, r.happened, r.so_what,
       r.now_what] AS cells
  FROM reflection r
 WHERE r.person_id = (SELECT auth.person_id()) AND r.deleted_at IS NULL
 ORDER BY r.on_day, r.id;

-- many portfolio_submissions() portfolio_row
SELECT format('reflections/submitted-%s.html', s.id) AS link,
       ARRAY[s.submitted_on::text, s.title, s.words, s.happened, s.so_what,
       s.now_what, s.state::text] AS cells
  FROM reflection_submission s
 WHERE s.person_id = (SELECT auth.person_id())
 ORDER BY s.submitted_on, s.id;

-- The pages that are linked: what each says, in order.  page: its file;
-- heading: of a version, where it is a new one.

-- row portfolio_part(page text!, heading text!, question text!, answer text!)

-- latest: without what parts of documents, and reflections, said before.

-- many portfolio_document_parts(latest bool) portfolio_part
SELECT format('documents/%s.html', v.document_id) AS page,
       format('Version %s, written %s', v.version, v.at::date) AS heading,
       q.question, q.answer
  FROM document_version v
 CROSS JOIN LATERAL unnest(v.questions, v.answers) WITH ORDINALITY
       AS q(question, answer, n)
 WHERE v.person_id = (SELECT auth.person_id()) AND q.answer <> ''
   AND NOT (:latest AND EXISTS (SELECT 1 FROM document_version w
        WHERE w.document_id = v.document_id AND w.part = v.part
          AND w.version > v.version))
 ORDER BY v.document_id, v.version DESC, q.n;

-- many portfolio_signatures() portfolio_part
SELECT format('documents/%s.html', s.document_id) AS page,
       'Signatures' AS heading,
       format('%s, version %s', s.role, s.version) AS question,
       format('%s, %s', s.name, s.signed_at::date) AS answer
  FROM signature s
 WHERE s.person_id = (SELECT auth.person_id())
 ORDER BY s.document_id, s.version DESC, s.signed_at;

-- many portfolio_reflection_parts(latest bool) portfolio_part
SELECT format('reflections/%s.html', r.id) AS page,
       format('%s, %s', r.title, r.on_day) AS heading, q.question, q.answer
  FROM (SELECT id, version, title, on_day, words, happened, so_what, now_what
          FROM reflection
         WHERE person_id = (SELECT auth.person_id()) AND deleted_at IS NULL
        UNION ALL
        SELECT v.reflection_id, v.version, format('Before, version %s: %s',
               v.version, v.title), v.on_day, v.words, v.happened, v.so_what,
               v.now_what
          FROM reflection_version v
          JOIN reflection w ON w.id = v.reflection_id
               AND w.deleted_at IS NULL
         WHERE v.person_id = (SELECT auth.person_id()) AND NOT :latest) r
 CROSS JOIN LATERAL (VALUES (1, 'What I wrote', r.words),
       (2, 'What happened', r.happened), (3, 'So what', r.so_what),
       (4, 'Now what', r.now_what)) AS q(n, question, answer)
 WHERE q.answer <> ''
 ORDER BY r.id, r.version DESC, q.n;

-- many portfolio_submission_parts() portfolio_part
SELECT format('reflections/submitted-%s.html', s.id) AS page,
       format('%s, submitted %s', s.title, s.submitted_on) AS heading,
       q.question, q.answer
  FROM reflection_submission s
 CROSS JOIN LATERAL (VALUES (1, 'What I wrote', s.words),
       (2, 'What happened', s.happened), (3, 'So what', s.so_what),
       (4, 'Now what', s.now_what)) AS q(n, question, answer)
 WHERE s.person_id = (SELECT auth.person_id()) AND q.answer <> ''
 ORDER BY s.id, q.n;

-- Files that were attached; those that can be opened are linked, and what is
-- in them is asked one by one.

-- many portfolio_files() portfolio_row
SELECT CASE WHEN c.file_id IS NOT NULL THEN
       format('files/%s.%s', a.id, CASE f.kind WHEN 'jpeg' THEN 'jpg'
           ELSE f.kind::text END) END AS link,
       ARRAY[a.at::date::text, a.label, f.kind::text, f.size::text,
       a.state::text, f.state::text] AS cells
  FROM attachment a
  JOIN file f ON f.id = a.file_id
  LEFT JOIN LATERAL (SELECT x.file_id FROM file_content x
        WHERE x.file_id = f.id AND a.state = 'attached') c ON true
 WHERE a.person_id = (SELECT auth.person_id())
 ORDER BY a.at, a.id;

-- row portfolio_later(attachment_id int8, link text!, size int8)

-- many portfolio_files_later() portfolio_later
SELECT a.id AS attachment_id,
       format('files/%s.%s', a.id, CASE f.kind WHEN 'jpeg' THEN 'jpg'
           ELSE f.kind::text END) AS link, f.size
  FROM attachment a
  JOIN file f ON f.id = a.file_id
 WHERE a.person_id = (SELECT auth.person_id()) AND a.state = 'attached'
   AND EXISTS (SELECT 1 FROM file_content x WHERE x.file_id = f.id)
 ORDER BY a.at, a.id;

-- A piece of one, from its first byte on, which is 1.

-- row portfolio_content(bytes bytea!)

-- one portfolio_own_file(attachment_id int8, from_byte int8, most int8) portfolio_content
SELECT substring(c.bytes FROM :from_byte::integer FOR :most::integer) AS bytes
  FROM attachment a
  JOIN file_content c ON c.file_id = a.file_id
 WHERE a.person_id = (SELECT auth.person_id()) AND a.state = 'attached'
   AND a.id = :attachment_id;

-- What boards decided on modules, and marks that were released: policies keep
-- the others.

-- many portfolio_modules() portfolio_row
SELECT NULL::text AS link, ARRAY[m.code, m.title, m.credits::text,
       f.starts_on::text, f.ends_on::text, coalesce(d.outcome::text, ''),
       coalesce(d.result::text, '')] AS cells
  FROM offering f
  JOIN module m ON m.id = f.module_id
  LEFT JOIN board_decision d ON d.offering_id = f.id AND d.state = 'standing'
        AND d.person_id = (SELECT auth.person_id())
 WHERE EXISTS (SELECT 1 FROM attempt a WHERE a.offering_id = f.id
       AND a.person_id = (SELECT auth.person_id()))
    OR d.id IS NOT NULL
 ORDER BY f.starts_on, f.id;

-- many portfolio_marks() portfolio_row
SELECT NULL::text AS link, ARRAY[o.code, c.title, a.number::text,
       a.due_on::text, coalesce(a.submitted_on::text, ''),
       coalesce(m.mark::text, ''), c.pass_mark::text,
       replace(coalesce(m.state::text, a.state::text), '_', ' ')] AS cells
  FROM attempt a
  JOIN component c ON c.id = a.component_id
  JOIN offering f ON f.id = a.offering_id
  JOIN module o ON o.id = f.module_id
  LEFT JOIN mark m ON m.attempt_id = a.id AND m.state <> 'withdrawn'
 WHERE a.person_id = (SELECT auth.person_id()) AND a.state <> 'withdrawn'
 ORDER BY f.starts_on, a.due_on, a.id;
