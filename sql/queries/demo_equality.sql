-- The demonstration's answers to the questions about oneself.

-- row demo_sayer(person_id int8, starts int8!, happened bool!)

-- happened: they withdrew, failed or had to repeat a placement or a module, or
-- their ASYE ended in anything but a pass.

-- many demo_sayers() demo_sayer
SELECT e.person_id, (c.starts_on - date '1970-01-01')::bigint AS starts,
       e.state = 'withdrawn'
       OR EXISTS (SELECT 1 FROM waymark.placement p
            WHERE p.enrolment_id = e.id AND p.outcome IN ('fail', 'repeat'))
       OR EXISTS (SELECT 1 FROM waymark.board_decision b
            WHERE b.enrolment_id = e.id AND b.state = 'standing'
              AND b.outcome IN ('fail', 'repeat'))
       OR EXISTS (SELECT 1 FROM waymark.asye a
             LEFT JOIN waymark.asye_outcome o ON o.asye_id = a.id
            WHERE a.enrolment_id = e.id AND (a.state = 'withdrawn'
               OR o.decision <> 'pass')) AS happened
  FROM waymark.enrolment e
  JOIN waymark.cohort c ON c.id = e.cohort_id
 ORDER BY e.id;

-- Days are counted from 1970-01-01; until 0: it still holds.

-- exec demo_answers_add(people int8[], questions text[], choices text[], words text[], said int8[], until int8[])
INSERT INTO equality.answer (person_id, question, choice, own_words, during)
SELECT t.person, t.question, t.choice, nullif(t.own, ''), tstzrange(
       (date '1970-01-01' + t.said::int + time '12:00')
       AT TIME ZONE 'Europe/London',
       (date '1970-01-01' + nullif(t.until, 0)::int + time '12:00')
       AT TIME ZONE 'Europe/London')
  FROM unnest(:people::bigint[], :questions::text[], :choices::text[],
       :words::text[], :said::bigint[], :until::bigint[])
       AS t (person, question, choice, own, said, until)
 ORDER BY t.person, t.question, t.said;

-- One in 97 objects, some weeks after they said something.

-- exec demo_objections_add(as_of date)
INSERT INTO equality.objection (person_id, during)
SELECT a.person_id, daterange(least(:as_of,
       waymark.day_of(min(lower(a.during))) + 20
       + (a.person_id % 200)::integer), NULL)
  FROM equality.answer a
 WHERE a.person_id % 97 = 11
 GROUP BY a.person_id
 ORDER BY a.person_id;
