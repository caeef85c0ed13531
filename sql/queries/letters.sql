-- Letters: what was written to people of my programmes, and what became of it.
-- body is NULL outside a demonstration.

-- row letter
--   id          int8!
--   name        text?
--   address     text!
--   subject     text!
--   body        text?
--   written_at  timestamptz!
--   sent_at     timestamptz?
--   state       letter_state!
--   tries       int8!
--   said        text!
--   next_at     timestamptz!
--   of_all      int8!

-- many letters_of_programmes(state letter_state?, at_most int8, skip int8) letter
SELECT id, name, address, subject, body, written_at, sent_at, state, tries,
       said, next_at, of_all
  FROM post.letters(:state, :at_most, :skip);

-- one letter_by_id(id int8) letter
SELECT id, name, address, subject, body, written_at, sent_at, state, tries,
       said, next_at, 1::bigint AS of_all
  FROM post.letter_by_id(:id);
