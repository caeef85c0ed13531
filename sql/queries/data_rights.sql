-- What is held of somebody, a copy of it for them, and what they ask about it.

-- row held_table(id int8, name text!, label text, in_copy bool)

-- name: of the file in a copy.

-- many held_tables() held_table
SELECT h.id, CASE h.room WHEN 'waymark' THEN '' ELSE h.room || '-' END
       || replace(h.name, '_', '-') || CASE WHEN h.of_column IN ('person_id',
       'id') THEN '' ELSE '-of-' || replace(h.of_column, '_', '-') END AS name,
       h.label, h.in_copy
  FROM held h ORDER BY h.position;

-- row held_row(line text!, columns text[]!, cells text[]!)

-- many held_rows_mine(held int8) held_row
SELECT line, columns, cells FROM waymark.my_rows(:held);

-- row rights_request
--   id            int8
--   person_id     int8
--   person        text
--   address       text
--   programme_id  int8
--   kind          text!
--   words         text
--   asked_on      date
--   due_on        date
--   state         text!
--   said          text?
--   said_by       text?
--   said_on       date?
--   version       int8

-- many rights_of_me() rights_request
SELECT r.id, r.person_id, p.name AS person, p.email AS address,
       r.programme_id, r.kind::text AS kind, r.words, r.asked_on, r.due_on,
       r.state::text AS state, r.said, b.name AS said_by, r.said_on, r.version
  FROM rights_request r
  JOIN person p ON p.id = r.person_id
  LEFT JOIN person b ON b.id = r.said_by
 WHERE r.person_id = (SELECT auth.person_id())
 ORDER BY r.id DESC LIMIT 50;

-- Mine.

-- one rights_mine_by_id(id int8) rights_request
SELECT r.id, r.person_id, p.name AS person, p.email AS address,
       r.programme_id, r.kind::text AS kind, r.words, r.asked_on, r.due_on,
       r.state::text AS state, r.said, b.name AS said_by, r.said_on, r.version
  FROM rights_request r
  JOIN person p ON p.id = r.person_id
  LEFT JOIN person b ON b.id = r.said_by
 WHERE r.id = :id AND r.person_id = (SELECT auth.person_id());

-- Those that I answer.

-- one rights_by_id(id int8) rights_request
SELECT r.id, r.person_id, p.name AS person, p.email AS address,
       r.programme_id, r.kind::text AS kind, r.words, r.asked_on, r.due_on,
       r.state::text AS state, r.said, b.name AS said_by, r.said_on, r.version
  FROM rights_request r
  JOIN person p ON p.id = r.person_id
  LEFT JOIN person b ON b.id = r.said_by
 WHERE r.id = :id AND r.programme_id =
       ANY ((SELECT auth.data_programmes())::bigint[]);

-- What waits by its day, then what is over, the latest first.

-- many rights_to_answer() rights_request
SELECT r.id, r.person_id, p.name AS person, p.email AS address,
       r.programme_id, r.kind::text AS kind, r.words, r.asked_on, r.due_on,
       r.state::text AS state, r.said, b.name AS said_by, r.said_on, r.version
  FROM rights_request r
  JOIN person p ON p.id = r.person_id
  LEFT JOIN person b ON b.id = r.said_by
 WHERE r.programme_id = ANY ((SELECT auth.data_programmes())::bigint[])
 ORDER BY r.state NOT IN ('received', 'extended'),
       CASE WHEN r.state IN ('received', 'extended') THEN r.due_on END,
       r.id DESC
 LIMIT 50;

-- row rights_asked(id int8, due_on date, programme_id int8)

-- one rights_ask(kind text, words text) rights_asked
INSERT INTO rights_request (kind, words) VALUES (:kind::rights_kind, :words)
RETURNING id, due_on, programme_id;

-- row rights_moved(id int8, due_on date)

-- one rights_move(id int8, version int8, state text, said text?) rights_moved
UPDATE rights_request SET state = :state::rights_state,
       said = coalesce(:said, said)
 WHERE id = :id AND version = :version
RETURNING id, due_on;

-- many data_officers_of(programme_id int8) addressee
SELECT person_id, name, address FROM auth.data_officers(:programme_id);

-- row data_subject(person_id int8, name text, address text, programme_id int8)

-- one data_subject_of(email text) data_subject
SELECT person_id, name, address, programme_id FROM auth.data_subject(:email);

-- row legal_hold
--   id          int8
--   person_id   int8
--   person      text
--   reason      text
--   held_by     text
--   held_on     date
--   ended_why   text?
--   ended_by    text?
--   ended_on    date?

-- many legal_holds() legal_hold
SELECT h.id, h.person_id, p.name AS person, h.reason, b.name AS held_by,
       h.held_on, h.ended_why, e.name AS ended_by, h.ended_on
  FROM legal_hold h
  JOIN person p ON p.id = h.person_id
  JOIN person b ON b.id = h.held_by
  LEFT JOIN person e ON e.id = h.ended_by
 WHERE h.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY h.ended_on IS NOT NULL, h.id DESC LIMIT 50;

-- one legal_hold_by_id(id int8) legal_hold
SELECT h.id, h.person_id, p.name AS person, h.reason, b.name AS held_by,
       h.held_on, h.ended_why, e.name AS ended_by, h.ended_on
  FROM legal_hold h
  JOIN person p ON p.id = h.person_id
  JOIN person b ON b.id = h.held_by
  LEFT JOIN person e ON e.id = h.ended_by
 WHERE h.id = :id
   AND h.programme_id = ANY ((SELECT auth.data_programmes())::bigint[]);

-- row legal_hold_made(id int8)

-- one legal_hold_add(person_id int8, programme_id int8, reason text) legal_hold_made
INSERT INTO legal_hold (person_id, programme_id, reason)
VALUES (:person_id, :programme_id, :reason)
ON CONFLICT (person_id) WHERE ended_on IS NULL DO NOTHING
RETURNING id;

-- exec legal_hold_end(id int8, why text)
UPDATE legal_hold SET ended_why = :why WHERE id = :id AND ended_on IS NULL;
