-- Evidence of an ASYE: what there is, which minimums it meets, which standards
-- it shows, and how that was said.

-- enum evidence_kind(observation, feedback_people, feedback_professionals,
--   written_record, reflection, development_plan, self_assessment, supervision,
--   review)
-- enum evidence_source(document, feedback, file)
-- enum tag_state(tagged, confirmed, questioned, removed)

-- Whether whoever asks takes part in an ASYE: a partner does not.

-- row part_taken(yes bool!)

-- one asye_part_taken(asye_id int8) part_taken
SELECT auth.asye_takes_part(:asye_id) AS yes;

-- by_file: a file that was assessed counts.

-- row asye_minimum
--   evidence       evidence_kind
--   at_least       int8
--   by_registered  int8
--   by_assessor    int8
--   must_include   text[]
--   at_months      int8[]
--   gates          bool
--   by_file        bool
--   source         text

-- many asye_minimums_asked(framework_id int8) asye_minimum
SELECT evidence, at_least, by_registered, by_assessor, must_include, at_months,
       gates, by_file, source
  FROM framework_minimum
 WHERE framework_id = :framework_id
 ORDER BY evidence;

-- row evidence_count
--   evidence  evidence_kind!
--   need      int8!
--   have      int8!
--   more      int8!
--   gates     bool!

-- The same as the rule counts it, by the database.

-- many evidence_counts(asye_id int8) evidence_count
SELECT evidence, need, have, more, gates FROM asye_minimums(:asye_id)
 ORDER BY evidence;

-- open: I may read what is written in it.  label: what a file is called.

-- row evidence_item
--   source         evidence_source!
--   item_id        int8!
--   kind           evidence_kind!
--   number         int8?
--   on_day         date!
--   by_assessor    bool!
--   by_registered  bool!
--   detail         text?
--   month          int8?
--   counts         bool!
--   state          text!
--   open           bool!
--   label          text?

-- many evidence_of_asye(asye_id int8) evidence_item
SELECT e.source, e.item_id, e.kind, e.number, e.on_day, e.by_assessor,
       e.by_registered, e.detail, e.month, e.counts, e.state,
       CASE e.source
           WHEN 'document' THEN EXISTS (
               SELECT 1 FROM document d WHERE d.id = e.item_id)
           WHEN 'feedback' THEN EXISTS (
               SELECT 1 FROM feedback_given g WHERE g.id = e.item_id)
           ELSE EXISTS (
               SELECT 1 FROM attachment a WHERE a.id = e.item_id)
       END AS open, CASE e.source WHEN 'file' THEN (
           SELECT a.label FROM attachment a WHERE a.id = e.item_id)
       END AS label
  FROM asye_facts(:asye_id) e
 ORDER BY e.on_day DESC, e.source, e.item_id DESC;

-- Those that show a standard, by themselves or by the crosswalk; a standard
-- that is questioned is not shown until that is settled.

-- row evidence_of_standard(source evidence_source!, item_id int8!)

-- many evidence_showing(asye_id int8, standard_id int8) evidence_of_standard
SELECT DISTINCT CASE WHEN e.document_id IS NOT NULL THEN 'document'
           WHEN e.feedback_id IS NOT NULL THEN 'feedback'
           ELSE 'file' END::waymark.evidence_source AS source,
       coalesce(e.document_id, e.feedback_id, e.attachment_id) AS item_id
  FROM evidence_standard e
 WHERE e.asye_id = :asye_id AND e.state IN ('tagged', 'confirmed')
   AND (e.standard_id = :standard_id OR e.standard_id IN (
       SELECT c.from_id FROM crosswalk_on(e.programme_id, today()) c
        WHERE c.to_id = :standard_id));

-- row evidence_tag
--   id           int8
--   asye_id      int8
--   programme_id int8
--   document_id  int8?
--   feedback_id  int8?
--   attachment_id int8?
--   standard_id  int8
--   set_code     text
--   code         text
--   label        text
--   state        tag_state
--   by_form      bool
--   tagged_by    int8
--   tagger       text?
--   tagged_at    timestamptz
--   judge        text?
--   judged_at    timestamptz?
--   question     text?
--   version      int8
--   open         text[]!

-- many tags_of_asye(asye_id int8) evidence_tag
SELECT e.id, e.asye_id, e.programme_id, e.document_id, e.feedback_id,
       e.attachment_id, e.standard_id, c.code AS set_code, s.code, s.label, e.state, e.by_form,
       e.tagged_by, p.name AS tagger, e.tagged_at, q.name AS judge,
       e.judged_at, e.question, e.version,
       '{}'::text[] AS open
  FROM evidence_standard e
  JOIN standard s ON s.id = e.standard_id
  JOIN standard_set c ON c.id = s.set_id
  LEFT JOIN person p ON p.id = e.tagged_by
  LEFT JOIN person q ON q.id = e.judged_by
 WHERE e.asye_id = :asye_id AND e.state <> 'removed'
 ORDER BY c.id, s.position;

-- Also those that were removed.

-- many tags_of_item(asye_id int8, document_id int8?, feedback_id int8?, attachment_id int8?) evidence_tag
SELECT e.id, e.asye_id, e.programme_id, e.document_id, e.feedback_id,
       e.attachment_id, e.standard_id, c.code AS set_code, s.code, s.label, e.state, e.by_form,
       e.tagged_by, p.name AS tagger, e.tagged_at, q.name AS judge,
       e.judged_at, e.question, e.version,
       evidence_standard_open(e)::text[] AS open
  FROM evidence_standard e
  JOIN standard s ON s.id = e.standard_id
  JOIN standard_set c ON c.id = s.set_id
  LEFT JOIN person p ON p.id = e.tagged_by
  LEFT JOIN person q ON q.id = e.judged_by
 WHERE e.asye_id = :asye_id
   AND (e.document_id = :document_id OR e.feedback_id = :feedback_id
       OR e.attachment_id = :attachment_id)
 ORDER BY c.id, s.position;

-- one tag_by_id(asye_id int8, id int8) evidence_tag
SELECT e.id, e.asye_id, e.programme_id, e.document_id, e.feedback_id,
       e.attachment_id, e.standard_id, c.code AS set_code, s.code, s.label, e.state, e.by_form,
       e.tagged_by, p.name AS tagger, e.tagged_at, q.name AS judge,
       e.judged_at, e.question, e.version,
       evidence_standard_open(e)::text[] AS open
  FROM evidence_standard e
  JOIN standard s ON s.id = e.standard_id
  JOIN standard_set c ON c.id = s.set_id
  LEFT JOIN person p ON p.id = e.tagged_by
  LEFT JOIN person q ON q.id = e.judged_by
 WHERE e.id = :id AND e.asye_id = :asye_id;

-- What the crosswalk says of an item beside what it was mapped to, and by way
-- of which of those.

-- row implied_standard
--   standard_id  int8!
--   set_code     text
--   code         text
--   label        text
--   via          text!

-- many implied_by_item(asye_id int8, document_id int8?, feedback_id int8?, attachment_id int8?) implied_standard
SELECT s.id AS standard_id, c.code AS set_code, s.code, s.label,
       string_agg(w.code || ' ' || v.code, ', ' ORDER BY w.id, v.position)
       AS via
  FROM evidence_standard e
 CROSS JOIN LATERAL crosswalk_on(e.programme_id, today()) x
  JOIN standard v ON v.id = e.standard_id
  JOIN standard_set w ON w.id = v.set_id
  JOIN standard s ON s.id = x.to_id
  JOIN standard_set c ON c.id = s.set_id
 WHERE e.asye_id = :asye_id AND x.from_id = e.standard_id
   AND (e.document_id = :document_id OR e.feedback_id = :feedback_id
       OR e.attachment_id = :attachment_id)
   AND e.state IN ('tagged', 'confirmed')
   AND c.id IN (SELECT f.set_id FROM asye a
       CROSS JOIN LATERAL framework_sets(a.framework_id) f
       WHERE a.id = e.asye_id)
   AND NOT EXISTS (SELECT 1 FROM evidence_standard o
       WHERE o.standard_id = s.id AND o.state <> 'removed'
         AND (o.document_id = e.document_id
             OR o.feedback_id = e.feedback_id
             OR o.attachment_id = e.attachment_id))
 GROUP BY s.id, c.id
 ORDER BY c.id, s.position;

-- row changed_tag(id int8)

-- Once for all: what is there already stays as it is, and what was removed
-- comes back.

-- one tag_add(asye_id int8, document_id int8?, feedback_id int8?, attachment_id int8?, standard_id int8) changed_tag
INSERT INTO evidence_standard (asye_id, person_id, programme_id, document_id,
    feedback_id, attachment_id, standard_id)
SELECT a.id, a.person_id, a.programme_id, :document_id, :feedback_id,
       :attachment_id, :standard_id
  FROM asye a WHERE a.id = :asye_id AND NOT asye_settled(a.id)
ON CONFLICT DO NOTHING
RETURNING id;

-- question: why, where it is questioned.

-- one tag_becomes(id int8, version int8, state tag_state, question text?) changed_tag
UPDATE evidence_standard e SET state = :state, question = :question
 WHERE id = :id AND version = :version
   AND :state = ANY (evidence_standard_open(e))
RETURNING id;

-- Which standards the evidence that counts shows: items in all, and those that
-- were mapped to the standard itself.

-- row coverage
--   standard_id  int8!
--   kind         evidence_kind!
--   items        int8!
--   direct       int8!

-- many coverage_of_asye(asye_id int8) coverage
WITH counted AS MATERIALIZED (
    SELECT e.source, e.item_id, e.kind FROM asye_facts(:asye_id) e
     WHERE e.counts),
tag AS MATERIALIZED (
    SELECT c.kind, c.source, c.item_id, e.standard_id, e.programme_id
      FROM evidence_standard e
      JOIN counted c ON c.item_id = coalesce(e.document_id, e.feedback_id,
           e.attachment_id)
       AND c.source = CASE WHEN e.document_id IS NOT NULL THEN 'document'
           WHEN e.feedback_id IS NOT NULL THEN 'feedback'
           ELSE 'file' END::waymark.evidence_source
     WHERE e.asye_id = :asye_id AND e.state IN ('tagged', 'confirmed')),
shows AS (
    SELECT t.kind, t.source, t.item_id, t.standard_id, true AS direct
      FROM tag t
     UNION ALL
    SELECT t.kind, t.source, t.item_id, x.to_id, false
      FROM tag t
      JOIN asye a ON a.id = :asye_id
      JOIN LATERAL crosswalk_on(a.programme_id, today()) x
        ON x.from_id = t.standard_id)
SELECT standard_id, kind, count(DISTINCT (source, item_id)) AS items,
       count(DISTINCT (source, item_id)) FILTER (WHERE direct) AS direct
  FROM shows
 GROUP BY standard_id, kind;

-- The standards that an ASYE is held to, its main set first.

-- row held_standard
--   id        int8
--   set_id    int8!
--   set_code  text
--   set_name  text
--   version   text
--   address   text
--   code      text
--   label     text
--   position  int8!

-- many standards_of_framework(framework_id int8) held_standard
SELECT s.id, c.id AS set_id, c.code AS set_code, c.name AS set_name, c.version,
       c.address, s.code, s.label, s.position::bigint AS position
  FROM framework_sets(:framework_id) f
  JOIN standard_set c ON c.id = f.set_id
  JOIN standard s ON s.set_id = c.id
 ORDER BY f.place, s.position;

-- Where somebody sees themself against the nth standard of the main set, and
-- where their assessor did at reviews: what is signed.

-- row seen_at
--   document_id  int8
--   by_assessor  bool!
--   moment       text!
--   month        int8!
--   held_on      date?
--   row          int8!
--   words        text!

-- many seen_of_asye(asye_id int8) seen_at
SELECT d.id AS document_id, d.kind <> 'asye_self_assessment' AS by_assessor,
       coalesce(d.stage::text, 'end') AS moment,
       stage_month(d.stage, d.kind, f.months) AS month, d.held_on,
       split_part(t.name, '.', 3)::bigint AS row, t.words
  FROM asye a
  JOIN framework f ON f.id = a.framework_id
  JOIN document d ON d.asye_id = a.id AND d.state = 'signed'
  JOIN document_version v ON v.document_id = d.id AND v.version = d.version
 CROSS JOIN LATERAL unnest(v.fields, v.answers) AS t(name, words)
 WHERE a.id = :asye_id
   AND (d.kind = 'asye_self_assessment'
       AND t.name ~ '^trainee\.standards\.[0-9]{1,3}\.rating$'
       OR d.kind IN ('asye_review', 'asye_final_review')
       AND t.name ~ '^assessor\.standards\.[0-9]{1,3}\.(progress|result)$')
 ORDER BY by_assessor, month, document_id, row;

-- row kept_shortfall
--   document_id  int8
--   version      int8
--   evidence     evidence_kind
--   need         int8
--   have         int8
--   more         int8
--   reason       text
--   by           text?
--   at           timestamptz

-- What lacked when the final review was last sent, with the reason.

-- many shortfall_of_asye(asye_id int8) kept_shortfall
SELECT s.document_id, s.version, s.evidence, s.need, s.have, s.more, s.reason,
       p.name AS by, s.at
  FROM asye_shortfall s
  JOIN document d ON d.id = s.document_id AND d.version = s.version
  LEFT JOIN person p ON p.id = s.by_id
 WHERE s.asye_id = :asye_id AND d.state IN ('submitted', 'signed')
 ORDER BY s.evidence;
