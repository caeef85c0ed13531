-- Check-ins (see 047_support_ledger.sql): one's own, those that others show to
-- whoever asks, and sums of many.

-- enum check_in_reader(me, supervisor, programme)

-- name: whose it is, of those that are not one's own.

-- row check_in
--   id          int8
--   name        text?
--   on_day      date
--   caseload    int8?
--   complex     int8?
--   hours_over  int8?
--   word        text
--   note        text
--   seen_by     check_in_reader
--   supported   bool!
--   version     int8
--   of_all      int8!

-- many check_ins_mine(rows int8, skip int8) check_in
SELECT c.id, NULL::text AS name, c.on_day, c.caseload, c.complex, c.hours_over,
       c.word, c.note, c.seen_by, c.ledger_id IS NOT NULL AS supported,
       c.version, count(*) OVER () AS of_all
  FROM check_in c
 WHERE c.person_id = (SELECT auth.person_id()) AND c.erased_at IS NULL
 ORDER BY c.on_day DESC, c.id DESC
 LIMIT :rows OFFSET :skip;

-- one check_in_mine(id int8) check_in
SELECT c.id, NULL::text AS name, c.on_day, c.caseload, c.complex, c.hours_over,
       c.word, c.note, c.seen_by, c.ledger_id IS NOT NULL AS supported,
       c.version, 1::bigint AS of_all
  FROM check_in c
 WHERE c.id = :id AND c.person_id = (SELECT auth.person_id())
   AND c.erased_at IS NULL;

-- By whom I supervise, and of the programmes whose staff I am.

-- many check_ins_shown_to_me(rows int8, skip int8) check_in
SELECT c.id, (SELECT p.name FROM person p WHERE p.id = c.person_id) AS name,
       c.on_day, c.caseload, c.complex, c.hours_over, c.word, c.note,
       c.seen_by, true AS supported, c.version, count(*) OVER () AS of_all
  FROM check_in c
 WHERE c.person_id <> (SELECT auth.person_id())
   AND (c.seen_by = 'supervisor' AND c.ledger_id =
            ANY ((SELECT auth.supervised_ledgers())::bigint[])
        OR c.seen_by = 'programme' AND c.programme_id =
            ANY ((SELECT auth.staff_programmes())::bigint[]))
 ORDER BY c.on_day DESC, c.id DESC
 LIMIT :rows OFFSET :skip;

-- exec check_in_add(caseload int8?, complex int8?, hours_over int8?, word text, note text, seen_by check_in_reader)
INSERT INTO check_in (caseload, complex, hours_over, word, note, seen_by)
VALUES (:caseload, :complex, :hours_over, :word, :note, :seen_by);

-- exec check_in_change(id int8, version int8, caseload int8?, complex int8?, hours_over int8?, word text, note text, seen_by check_in_reader)
UPDATE check_in
   SET caseload = :caseload, complex = :complex, hours_over = :hours_over,
       word = :word, note = :note, seen_by = :seen_by
 WHERE id = :id AND version = :version AND erased_at IS NULL
   AND person_id = (SELECT auth.person_id());

-- exec check_in_erase(id int8)
UPDATE check_in SET erased_at = now()
 WHERE id = :id AND erased_at IS NULL
   AND person_id = (SELECT auth.person_id());

-- Sums: of a programme to its staff, of an organisation to whoever coordinates
-- it or is its partner.  Nothing of fewer people than the floor.

-- row check_in_sum
--   of_whom     text
--   people      int8!
--   from_on     date!
--   until_on    date!
--   caseload    int8!
--   complex     int8!
--   hours_over  int8!

-- many check_in_sums() check_in_sum
SELECT g.name AS of_whom, s.people, s.from_on, s.until_on, s.caseload,
       s.complex, s.hours_over
  FROM programme g
 CROSS JOIN LATERAL check_ins_added_up(g.id, NULL) s
UNION ALL
SELECT o.name, s.people, s.from_on, s.until_on, s.caseload, s.complex,
       s.hours_over
  FROM unnest(auth.asye_coordinated() || auth.partner_organisations()) w(id)
  JOIN organisation o ON o.id = w.id
 CROSS JOIN programme g
 CROSS JOIN LATERAL check_ins_added_up(g.id, o.id) s;
