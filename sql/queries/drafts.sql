-- Drafts of forms, and forms kept when a session had ended.

-- row draft(path text, body text, saved_at timestamptz)

-- one draft_of(path text) draft
SELECT path, body, saved_at
  FROM draft
 WHERE person_id = auth.person_id() AND path = :path;

-- many drafts_mine() draft
SELECT path, '' AS body, saved_at
  FROM draft
 WHERE person_id = auth.person_id()
 ORDER BY saved_at DESC;

-- exec draft_save(path text, body text)
INSERT INTO draft (person_id, path, body)
VALUES (auth.person_id(), :path, :body)
ON CONFLICT (person_id, path) DO UPDATE
   SET body = excluded.body, saved_at = now();

-- exec draft_drop(path text)
DELETE FROM draft WHERE person_id = auth.person_id() AND path = :path;

-- exec form_keep(person_id int8, path text, body text)
SELECT auth.keep_form(:person_id, :path, :body);
