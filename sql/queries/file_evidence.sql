-- A file that is evidence: offered by whose it is, assessed by the assessor.

-- enum file_evidence_state(offered, accepted, returned, withdrawn)

-- counts: the framework takes files of this kind.  open: what I may make of it.

-- row file_evidence
--   attachment_id  int8
--   asye_id        int8
--   kind           evidence_kind
--   sort           text?
--   made_on        date
--   about          text
--   state          file_evidence_state
--   offerer        text?
--   offered_at     timestamptz
--   assessed       text?
--   assessor       text?
--   assessed_at    timestamptz?
--   version        int8
--   counts         bool!
--   open           text[]!

-- one file_evidence_of(attachment_id int8) file_evidence
SELECT e.attachment_id, e.asye_id, e.kind, e.sort, e.made_on, e.about, e.state,
       p.name AS offerer, e.offered_at, e.assessed, q.name AS assessor,
       e.assessed_at, e.version, coalesce(m.by_file, false) AS counts,
       file_evidence_open(e)::text[] AS open
  FROM file_evidence e
  JOIN asye a ON a.id = e.asye_id
  LEFT JOIN framework_minimum m ON m.framework_id = a.framework_id
        AND m.evidence = e.kind
  LEFT JOIN person p ON p.id = e.offered_by
  LEFT JOIN person q ON q.id = e.assessed_by
 WHERE e.attachment_id = :attachment_id;

-- row file_offerable(yes bool!)

-- one file_offerable_is(attachment_id int8) file_offerable
SELECT file_may_be_offered(:attachment_id) AS yes;

-- Those kinds that a file counts towards.

-- row file_kind_counted(kind evidence_kind)

-- many file_kinds_counted(asye_id int8) file_kind_counted
SELECT m.evidence AS kind
  FROM asye a
  JOIN framework_minimum m ON m.framework_id = a.framework_id
 WHERE a.id = :asye_id AND m.by_file
 ORDER BY m.evidence;

-- exec file_offer(attachment_id int8, kind evidence_kind, sort text?, made_on date, about text)
INSERT INTO file_evidence (attachment_id, asye_id, person_id, programme_id,
    kind, sort, made_on, about)
SELECT a.id, a.asye_id, a.person_id, a.programme_id, :kind, :sort, :made_on,
       :about
  FROM attachment a WHERE a.id = :attachment_id
ON CONFLICT DO NOTHING;

-- No row: it was changed meanwhile.

-- exec file_offer_again(attachment_id int8, version int8, kind evidence_kind, sort text?, made_on date, about text)
UPDATE file_evidence
   SET state = 'offered', kind = :kind, sort = :sort, made_on = :made_on,
       about = :about
 WHERE attachment_id = :attachment_id AND version = :version;

-- exec file_evidence_move(attachment_id int8, version int8, state file_evidence_state, assessed text?)
UPDATE file_evidence SET state = :state, assessed = :assessed
 WHERE attachment_id = :attachment_id AND version = :version;
