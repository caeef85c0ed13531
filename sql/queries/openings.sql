-- Records that are opened in an emergency, by two people.

-- row opening
--   id          int8
--   person_id   int8
--   person      text
--   address     text
--   programme_id  int8
--   reason      text
--   state       text!
--   asked_by    int8
--   asker       text
--   asked_at    timestamptz
--   settler     text?
--   settled_at  timestamptz?
--   until_at    timestamptz?
--   is_open     bool!

-- many openings() opening
SELECT o.id, o.person_id, p.name AS person, p.email AS address,
       o.programme_id, o.reason, o.state::text AS state, o.asked_by,
       a.name AS asker, o.asked_at, s.name AS settler, o.settled_at,
       o.until_at, o.state = 'open' AND o.until_at > now() AS is_open
  FROM opening o
  JOIN person p ON p.id = o.person_id
  JOIN person a ON a.id = o.asked_by
  LEFT JOIN person s ON s.id = o.settled_by
 WHERE o.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY o.state <> 'asked', o.id DESC LIMIT 50;

-- one opening_by_id(id int8) opening
SELECT o.id, o.person_id, p.name AS person, p.email AS address,
       o.programme_id, o.reason, o.state::text AS state, o.asked_by,
       a.name AS asker, o.asked_at, s.name AS settler, o.settled_at,
       o.until_at, o.state = 'open' AND o.until_at > now() AS is_open
  FROM opening o
  JOIN person p ON p.id = o.person_id
  JOIN person a ON a.id = o.asked_by
  LEFT JOIN person s ON s.id = o.settled_by
 WHERE o.id = :id
   AND o.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- row opening_made(id int8)

-- one opening_ask(person_id int8, programme_id int8, reason text) opening_made
INSERT INTO opening (person_id, programme_id, reason)
VALUES (:person_id, :programme_id, :reason)
RETURNING id;

-- row opening_settled(until_at timestamptz?)

-- one opening_settle(id int8, was text, state text) opening_settled
UPDATE opening SET state = :state::opening_state
 WHERE id = :id AND state = :was::opening_state
RETURNING until_at;

-- row opened_table(id int8!, label text!)

-- many opened_tables_of(id int8) opened_table
SELECT id, label FROM waymark.opened_tables(:id);

-- many opened_rows_of(id int8, held int8) held_row
SELECT line, columns, cells FROM waymark.opened_rows(:id, :held);
