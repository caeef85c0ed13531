-- Documents: what there is of a placement or an ASYE, what is written in each
-- version, who signed it and what happened to it.

-- enum document_kind(learning_agreement, induction_checklist,
--   supervision_agreement, supervision_record, direct_observation, feedback,
--   reflection, midpoint_review, final_report, anonymity_declaration,
--   asye_agreement, asye_review, asye_final_review, asye_reflection_log,
--   asye_development_plan, asye_self_assessment, asye_observation,
--   asye_written_record, asye_supervision)
-- enum document_state(draft, submitted, returned, signed, withdrawn)
-- enum document_stage(start, months_3, months_6, months_9, middle, end)
-- enum document_part(trainee, educator, assessor)
-- enum document_party(trainee, practice_educator, onsite_supervisor, tutor,
--   host, asye_assessor, line_manager, supervisor, coordinator)
-- enum document_change(submitted, returned, signed, withdrawn, put_back,
--   unlocked, undone)

-- writers, lacks: parts.  parties: who has to sign what was sent last;
-- has_signed: who did; mine: which of the parties I am.  part: the one that I
-- write.  changes: what I may do to it now.  of_stage: which moment of an ASYE
-- it is of, in words.

-- row document
--   id            int8
--   kind          document_kind
--   number        int8
--   stage         document_stage?
--   of_stage      text?
--   placement_id  int8?
--   asye_id       int8?
--   enrolment_id  int8
--   person_id     int8
--   trainee       text
--   programme_id  int8
--   state         document_state
--   version       int8
--   held_on       date?
--   minutes       int8?
--   outcome       text?
--   started_at    timestamptz
--   sent_at       timestamptz?
--   signed_at     timestamptz?
--   writers       text[]
--   lacks         text[]
--   parties       text[]
--   has_signed    text[]!
--   mine          text[]!
--   part          document_part?
--   changes       text[]!

-- one document_by_id(id int8) document
SELECT d.id, d.kind, d.number, d.stage,
       document_stage_words(d.stage, d.asye_id) AS of_stage, d.placement_id,
       d.asye_id, d.enrolment_id, d.person_id, p.name AS trainee,
       d.programme_id, d.state, d.version, d.held_on,
       d.minutes, d.outcome, d.started_at, d.sent_at, d.signed_at,
       d.writers::text[] AS writers, d.lacks::text[] AS lacks,
       d.parties::text[] AS parties,
       ARRAY(SELECT s.party::text FROM signature s
              WHERE s.document_id = d.id AND s.version = d.version)
           AS has_signed,
       document_mine(d)::text[] AS mine, document_part_mine(d) AS part,
       document_open(d)::text[] AS changes
  FROM document d
  JOIN person p ON p.id = d.person_id
 WHERE d.id = :id;

-- What nobody has to do anything about knows nothing of whom I am.

-- many documents_of_placement(placement_id int8) document
SELECT d.id, d.kind, d.number, d.stage, NULL::text AS of_stage,
       d.placement_id, d.asye_id, d.enrolment_id, d.person_id,
       p.name AS trainee, d.programme_id, d.state, d.version, d.held_on,
       d.minutes, d.outcome, d.started_at, d.sent_at, d.signed_at,
       d.writers::text[] AS writers, d.lacks::text[] AS lacks,
       d.parties::text[] AS parties,
       ARRAY(SELECT s.party::text FROM signature s
              WHERE s.document_id = d.id AND s.version = d.version)
           AS has_signed,
       CASE WHEN d.state IN ('signed', 'withdrawn') THEN '{}'::text[]
            ELSE document_mine(d)::text[] END AS mine,
       CASE WHEN d.state IN ('draft', 'returned')
            THEN document_part_mine(d) END AS part,
       '{}'::text[] AS changes
  FROM document d
  JOIN person p ON p.id = d.person_id
 WHERE d.placement_id = :placement_id
 ORDER BY d.kind, d.number
 LIMIT 500;

-- many documents_of_asye(asye_id int8) document
SELECT d.id, d.kind, d.number, d.stage,
       document_stage_words(d.stage, d.asye_id) AS of_stage, d.placement_id,
       d.asye_id, d.enrolment_id, d.person_id,
       p.name AS trainee, d.programme_id, d.state, d.version, d.held_on,
       d.minutes, d.outcome, d.started_at, d.sent_at, d.signed_at,
       d.writers::text[] AS writers, d.lacks::text[] AS lacks,
       d.parties::text[] AS parties,
       ARRAY(SELECT s.party::text FROM signature s
              WHERE s.document_id = d.id AND s.version = d.version)
           AS has_signed,
       CASE WHEN d.state IN ('signed', 'withdrawn') THEN '{}'::text[]
            ELSE document_mine(d)::text[] END AS mine,
       CASE WHEN d.state IN ('draft', 'returned')
            THEN document_part_mine(d) END AS part,
       '{}'::text[] AS changes
  FROM document d
  JOIN person p ON p.id = d.person_id
 WHERE d.asye_id = :asye_id
 ORDER BY d.kind, d.stage, d.number
 LIMIT 500;

-- row document_count(n int8!)

-- Do I educate in a placement?

-- one placement_educated(id int8) document_count
SELECT count(*) AS n
  FROM unnest(auth.educator_placements()) p(id)
 WHERE p.id = :id;

-- What a trainee has to write or sign of placements.

-- one documents_waiting_for(person_id int8) document_count
SELECT count(*) AS n
  FROM document d
 WHERE d.person_id = :person_id AND d.placement_id IS NOT NULL
   AND CASE WHEN d.state IN ('draft', 'returned')
            THEN 'trainee' = ANY (d.lacks) OR d.state = 'returned'
            WHEN d.state = 'submitted' THEN 'trainee' = ANY (d.parties)
                 AND NOT EXISTS (SELECT 1 FROM signature s
                      WHERE s.document_id = d.id AND s.version = d.version
                        AND s.party = 'trainee')
            ELSE false END;

-- row document_place(placement_id int8!)

-- Placements of an enrolment of which I see any document.

-- many documents_seen(enrolment_id int8) document_place
SELECT DISTINCT d.placement_id
  FROM document d
 WHERE d.enrolment_id = :enrolment_id AND d.placement_id IS NOT NULL;

-- row document_version
--   version    int8
--   part       document_part
--   edition    int8
--   fields     text[]
--   questions  text[]
--   answers    text[]
--   hash       text!
--   words      text!
--   by         text?
--   at         timestamptz
--   sent_at    timestamptz?

-- one document_version_of(document_id int8, version int8) document_version
SELECT v.version, v.part, v.edition, v.fields, v.questions, v.answers,
       encode(v.hash, 'hex') AS hash, document_text(v) AS words,
       p.name AS by, v.at, v.sent_at
  FROM document_version v
  LEFT JOIN person p ON p.id = v.by_id
 WHERE v.document_id = :document_id AND v.version = :version;

-- The latest version that I may read; none where all are drafts of others.

-- one document_version_latest(document_id int8) document_version
SELECT v.version, v.part, v.edition, v.fields, v.questions, v.answers,
       encode(v.hash, 'hex') AS hash, document_text(v) AS words,
       p.name AS by, v.at, v.sent_at
  FROM document_version v
  LEFT JOIN person p ON p.id = v.by_id
 WHERE v.document_id = :document_id
 ORDER BY v.version DESC
 LIMIT 1;

-- The latest version in which a part was written: 0 when it never was.

-- one document_part_written(document_id int8, part document_part) document_count
SELECT coalesce(max(v.version), 0) AS n
  FROM document_version v
 WHERE v.document_id = :document_id AND v.part = :part;

-- row document_signature
--   version    int8
--   party      document_party
--   name       text
--   role       text
--   signed_at  timestamptz
--   hash       text!

-- many document_signatures(document_id int8) document_signature
SELECT s.version, s.party, s.name, s.role, s.signed_at,
       encode(s.hash, 'hex') AS hash
  FROM signature s
 WHERE s.document_id = :document_id
 ORDER BY s.version DESC, s.signed_at, s.party
 LIMIT 200;

-- change: of an event; party: of a signature; neither: a version was saved.

-- row document_deed
--   at       timestamptz!
--   version  int8!
--   change   document_change?
--   party    document_party?
--   part     document_part?
--   reason   text?
--   by       text?

-- many document_deeds(document_id int8) document_deed
SELECT h.at, h.version, h.change, h.party, h.part, h.reason, p.name AS by
  FROM (SELECT e.at, e.version, e.change, NULL::document_party AS party,
               NULL::document_part AS part, e.reason, e.by_id, 3 AS after,
               e.id
          FROM document_event e
         WHERE e.document_id = :document_id
         UNION ALL
        SELECT s.signed_at, s.version, NULL, s.party, NULL, NULL, s.signed_by,
               2, s.id
          FROM signature s
         WHERE s.document_id = :document_id
         UNION ALL
        SELECT v.at, v.version, NULL, NULL, v.part, NULL, v.by_id, 1, v.id
          FROM document_version v
         WHERE v.document_id = :document_id) h
  LEFT JOIN person p ON p.id = h.by_id
 ORDER BY h.at DESC, h.version DESC, h.after DESC, h.id DESC
 LIMIT 200;

-- Why it came back, while it is open for that reason.

-- row document_return(change document_change, reason text?, by text?, at timestamptz)

-- one document_returned(document_id int8) document_return
SELECT e.change, e.reason, p.name AS by, e.at
  FROM document_event e
  JOIN document d ON d.id = e.document_id
  LEFT JOIN person p ON p.id = e.by_id
 WHERE e.document_id = :document_id AND d.state = 'returned'
   AND e.change IN ('returned', 'unlocked')
 ORDER BY e.id DESC
 LIMIT 1;

-- row document_id(id int8)

-- one document_start(placement_id int8, kind document_kind) document_id
INSERT INTO document (kind, placement_id, enrolment_id, person_id,
    programme_id, organisation_id)
SELECT :kind, p.id, p.enrolment_id, p.person_id, p.programme_id,
       p.organisation_id
  FROM placement p
 WHERE p.id = :placement_id
RETURNING id;

-- one asye_document_start(asye_id int8, kind document_kind,
--   stage document_stage?) document_id
INSERT INTO document (kind, stage, asye_id, enrolment_id, person_id,
    programme_id)
SELECT :kind, :stage, a.id, a.enrolment_id, a.person_id, a.programme_id
  FROM asye a
 WHERE a.id = :asye_id
RETURNING id;

-- row document_standards(code text!)

-- By which standards a document is held.

-- one document_standards_of(id int8) document_standards
SELECT coalesce((SELECT f.standard_sets[1]
                   FROM asye a
                   JOIN framework f ON f.id = a.framework_id
                  WHERE a.id = d.asye_id), 'PCF') AS code
  FROM document d
 WHERE d.id = :id;

-- row document_gate(open bool!)

-- May a final review be sent without a reason?

-- one final_review_gate(asye_id int8) document_gate
SELECT asye_final_review_allowed(:asye_id) AS open;

-- No row from any of these: it was changed meanwhile.

-- exec document_write(document_id int8, version int8, part document_part,
--   edition int8, fields text[], questions text[], answers text[], lacks text[])
INSERT INTO document_version (document_id, version, part, edition, fields,
    questions, answers, lacks)
VALUES (:document_id, :version, :part, :edition, :fields, :questions, :answers,
    :lacks::text[]::document_part[]);

-- exec document_move(document_id int8, version int8, change document_change,
--   reason text?)
INSERT INTO document_event (document_id, version, change, reason)
VALUES (:document_id, :version, :change, :reason);

-- exec document_sign_as(document_id int8, version int8, party document_party,
--   hash text)
INSERT INTO signature (document_id, version, party, hash)
SELECT :document_id, :version, :party, decode(:hash, 'hex')
 WHERE :hash ~ '^[0-9a-f]{64}$';

-- row document_numbers
--   long_halves              int8?
--   observations_long        int8?
--   observations_short       int8?
--   observations_contrasting int8?
--   reflections_long         int8?
--   reflections_short        int8?
--   reflections_contrasting  int8?
--   feedback                 int8?
--   feedback_contrasting     int8?
--   supervision_minutes      int8?
--   anonymity                int8?

-- one document_numbers_of(programme_id int8) document_numbers
SELECT setting_of(:programme_id, 'evidence_long_from_halves') AS long_halves,
       setting_of(:programme_id, 'observations_long') AS observations_long,
       setting_of(:programme_id, 'observations_short') AS observations_short,
       setting_of(:programme_id, 'observations_contrasting')
           AS observations_contrasting,
       setting_of(:programme_id, 'reflections_long') AS reflections_long,
       setting_of(:programme_id, 'reflections_short') AS reflections_short,
       setting_of(:programme_id, 'reflections_contrasting')
           AS reflections_contrasting,
       setting_of(:programme_id, 'feedback_least') AS feedback,
       setting_of(:programme_id, 'feedback_contrasting')
           AS feedback_contrasting,
       setting_of(:programme_id, 'supervision_minutes_per_five_days')
           AS supervision_minutes,
       setting_of(:programme_id, 'declarations_of_anonymity') AS anonymity;
