-- Programmes that are closed: read, and taken away, and changed no more.

-- row closing_programme(id int8, name text, closed bool!, mine bool!)

-- many closing_programmes() closing_programme
SELECT g.id, g.name, waymark.is_closed(g.id) AS closed, g.id =
       ANY ((SELECT auth.data_programmes())::bigint[]) AS mine
  FROM programme g
 WHERE g.id = ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY g.name, g.id;

-- one closing_programme_of(id int8) closing_programme
SELECT g.id, g.name, waymark.is_closed(g.id) AS closed, true AS mine
  FROM programme g
 WHERE g.id = :id AND g.id = ANY ((SELECT auth.data_programmes())::bigint[]);

-- row closing
--   id          int8
--   reason      text
--   closed_by   text
--   closed_at   timestamptz
--   opened_why  text?
--   opened_by   text?
--   opened_at   timestamptz?

-- many closings_of(programme_id int8) closing
SELECT c.id, c.reason, a.name AS closed_by, c.closed_at, c.opened_why,
       b.name AS opened_by, c.opened_at
  FROM closing c
  JOIN person a ON a.id = c.closed_by
  LEFT JOIN person b ON b.id = c.opened_by
 WHERE c.programme_id = :programme_id
 ORDER BY c.id DESC LIMIT 20;

-- What is still going on, which nobody could finish once it is closed.

-- row closing_open(what text!, n int8!)

-- many closing_open_of(programme_id int8) closing_open
SELECT v.what, v.n FROM (
    SELECT 1 AS position, 'people enrolled or paused' AS what,
           (SELECT count(*) FROM enrolment e
             WHERE e.programme_id = :programme_id AND e.state IN ('offered',
                   'enrolled', 'deferred', 'paused')) AS n
    UNION ALL
    SELECT 2, 'ASYEs that have no outcome', (SELECT count(*) FROM asye a
             WHERE a.programme_id = :programme_id AND a.state NOT IN
                   ('confirmed', 'certificated', 'claim_complete',
                   'withdrawn', 'transferred'))
    UNION ALL
    SELECT 3, 'open concerns', (SELECT count(*) FROM concern c
             WHERE c.programme_id = :programme_id AND c.open)) v
 WHERE v.n > 0 ORDER BY v.position;

-- row closing_made(id int8)

-- one closing_add(programme_id int8, reason text) closing_made
INSERT INTO closing (programme_id, reason) VALUES (:programme_id, :reason)
ON CONFLICT (programme_id) WHERE opened_at IS NULL DO NOTHING
RETURNING id;

-- one closing_undo(programme_id int8, why text) closing_made
UPDATE closing SET opened_why = :why
 WHERE programme_id = :programme_id AND opened_at IS NULL
RETURNING id;
