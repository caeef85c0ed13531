-- Letters: what was written to people of my programmes, and whether it left.
-- body is NULL outside a demonstration.

-- row letter
--   id          int8!
--   name        text?
--   address     text!
--   subject     text!
--   body        text?
--   written_at  timestamptz!
--   sent_at     timestamptz?
--   of_all      int8!

-- many letters_of_programmes(at_most int8, skip int8) letter
SELECT id, name, address, subject, body, written_at, sent_at, of_all
  FROM post.letters(:at_most, :skip);

-- one letter_by_id(id int8) letter
SELECT id, name, address, subject, body, written_at, sent_at,
       1::bigint AS of_all
  FROM post.letter_by_id(:id);
