-- Files: what is attached to a record, how it stands, and what is in it.

-- enum file_kind(pdf, docx, png, jpeg)
-- enum file_state(quarantined, clean, unscanned, refused, infected, removed)
-- enum file_change(passed, passed_unscanned, refused, infected, removed,
--   resent)
-- enum file_refusal(empty, too_large, of_no_form, otherwise, locked, active,
--   macros, holds_files, reaches_out, cut_short, unpacks, too_wide, two_in_one,
--   unreadable, virus)
-- enum attachment_state(attached, removed)
-- enum attachment_change(attached, removed, put_back)

-- opened: it was found to be what it says.  readable: whoever sees this can
-- open it now.  changes: what I may do to it now.

-- row attachment
--   id           int8
--   label        text
--   kind         file_kind
--   size         int8
--   state        attachment_state
--   version      int8
--   file_state   file_state
--   refusal      file_refusal?
--   opened       bool!
--   has_place    bool
--   pages        int8?
--   scanned_at   timestamptz?
--   engine       text?
--   readable     bool!
--   at           timestamptz
--   by           text?
--   asye_id      int8?
--   document_id  int8?
--   person_id    int8
--   person       text
--   programme_id int8
--   changes      text[]!

-- many attachments_of(asye int8?, document int8?) attachment
SELECT a.id, a.label, f.kind, f.size, a.state, a.version,
       f.state AS file_state, f.refusal, f.opened_at IS NOT NULL AS opened,
       f.has_place, f.pages, f.scanned_at, f.engine,
       a.state = 'attached' AND (f.state = 'clean' OR (f.state = 'unscanned'
           AND coalesce(setting_of(a.programme_id, 'file_open_unscanned'), 0)
               = 1)) AS readable,
       a.at, b.name AS by, a.asye_id, a.document_id, a.person_id,
       p.name AS person, a.programme_id, '{}'::text[] AS changes
  FROM attachment a
  JOIN file f ON f.id = a.file_id
  JOIN person p ON p.id = a.person_id
  LEFT JOIN person b ON b.id = a.by_id
 WHERE a.asye_id = :asye OR a.document_id = :document
 ORDER BY a.state, a.at DESC, a.id DESC
 LIMIT 500;

-- one attachment_by_id(id int8) attachment
SELECT a.id, a.label, f.kind, f.size, a.state, a.version,
       f.state AS file_state, f.refusal, f.opened_at IS NOT NULL AS opened,
       f.has_place, f.pages, f.scanned_at, f.engine,
       a.state = 'attached' AND (f.state = 'clean' OR (f.state = 'unscanned'
           AND coalesce(setting_of(a.programme_id, 'file_open_unscanned'), 0)
               = 1)) AS readable,
       a.at, b.name AS by, a.asye_id, a.document_id, a.person_id,
       p.name AS person, a.programme_id,
       attachment_open(a)::text[] AS changes
  FROM attachment a
  JOIN file f ON f.id = a.file_id
  JOIN person p ON p.id = a.person_id
  LEFT JOIN person b ON b.id = a.by_id
 WHERE a.id = :id;

-- row file_count(n int8!)

-- one attachments_counted(asye int8?, document int8?) file_count
SELECT count(*) AS n
  FROM attachment a
 WHERE (a.asye_id = :asye OR a.document_id = :document)
   AND a.state = 'attached';

-- row attachment_deed(at timestamptz, change attachment_change, by text?)

-- many attachment_deeds(attachment_id int8) attachment_deed
SELECT v.at, v.change, p.name AS by
  FROM attachment_event v
  LEFT JOIN person p ON p.id = v.by_id
 WHERE v.attachment_id = :attachment_id
 ORDER BY v.id DESC
 LIMIT 100;

-- room: how many files the record has room for.  bytes: the largest of them.

-- row file_limits(may bool!, room int8!, bytes int8!)

-- one file_limits_of(asye int8?, document int8?, programme int8) file_limits
SELECT may_attach(:asye, :document) AS may,
       greatest(0, attachments_room(:asye, :document)) AS room,
       file_most(:programme) AS bytes;

-- row attached(id int8?)

-- one file_attach(asye int8?, document int8?, label text, kind file_kind,
--   content bytea) attached
SELECT attach(:asye, :document, :label, :kind, :content) AS id;

-- No row: it was changed meanwhile.

-- exec attachment_move(attachment_id int8, version int8,
--   change attachment_change)
INSERT INTO attachment_event (attachment_id, version, change)
VALUES (:attachment_id, :version + 1, :change);

-- A piece of what is in a file, from its first byte on, which is 1.

-- row file_piece(bytes bytea!)

-- one file_piece_of(attachment_id int8, from_byte int8, most int8) file_piece
SELECT substring(c.bytes FROM :from_byte::integer FOR :most::integer) AS bytes
  FROM attachment a
  JOIN file_content c ON c.file_id = a.file_id
 WHERE a.id = :attachment_id AND a.state = 'attached';

-- What the jobs ask.

-- row file_claimed(id int8!, kind file_kind!, opened bool!, bytes bytea!)

-- one file_claim_next(scanner bool) file_claimed
SELECT c.id, c.kind, c.opened, c.bytes FROM file_claim(:scanner) c;

-- exec file_is_opened(id int8, has_place bool, pages int8)
SELECT file_opened(:id, :has_place, :pages);

-- exec file_is_found(id int8, change file_change, refusal file_refusal?,
--   engine text?, found text?)
SELECT file_found(:id, :change, :refusal, :engine, :found);

-- exec tidy_files()
SELECT files_tidy();
