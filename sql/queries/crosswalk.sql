-- Which standards of one set correspond to which of another, and how a
-- programme corrected that.

-- row whole_set
--   id       int8
--   code     text
--   name     text
--   version  text
--   address  text

-- many standard_sets() whole_set
SELECT id, code, name, version, address FROM standard_set ORDER BY id;

-- row one_standard
--   id        int8
--   set_id    int8
--   set_code  text
--   code      text
--   label     text

-- one standard_by_id(id int8) one_standard
SELECT s.id, s.set_id, c.code AS set_code, s.code, s.label
  FROM standard s JOIN standard_set c ON c.id = s.set_id
 WHERE s.id = :id;

-- many standards_in_set(set_id int8) one_standard
SELECT s.id, s.set_id, c.code AS set_code, s.code, s.label
  FROM standard s JOIN standard_set c ON c.id = s.set_id
 WHERE s.set_id = :set_id
 ORDER BY s.position;

-- The programme whose crosswalk holds for whoever asks: of which they are
-- staff, or in which they take part.

-- row crosswalk_programme(id int8, name text, mine bool!)

-- many crosswalk_programmes() crosswalk_programme
SELECT p.id, p.name, p.id = ANY ((SELECT auth.staff_programmes())::bigint[])
       AS mine
  FROM programme p
 ORDER BY mine DESC, p.id;

-- change_id: of the programme's own.

-- row crossing
--   from_id    int8!
--   to_id      int8!
--   code       text
--   label      text
--   source     text!
--   change_id  int8?

-- many crosswalk_between(programme_id int8, from_set int8, to_set int8) crossing
SELECT x.from_id, x.to_id, t.code, t.label, x.source, x.change_id
  FROM crosswalk_on(:programme_id, today()) x
  JOIN standard f ON f.id = x.from_id AND f.set_id = :from_set
  JOIN standard t ON t.id = x.to_id AND t.set_id = :to_set
 ORDER BY f.position, t.position;

-- row crosswalk_version
--   id           int8
--   corresponds  bool
--   from_on      date
--   why          text
--   by           text?
--   at           timestamptz
--   undone       bool!
--   undone_by    text?
--   undone_at    timestamptz?

-- many crosswalk_versions(programme_id int8, standard_id int8, other_id int8) crosswalk_version
SELECT c.id, c.corresponds, c.from_on, c.why, p.name AS by, c.at,
       u.id IS NOT NULL AS undone, q.name AS undone_by, u.at AS undone_at
  FROM crosswalk_change c
  LEFT JOIN crosswalk_change u ON u.undoes = c.id
  LEFT JOIN person p ON p.id = c.by_id
  LEFT JOIN person q ON q.id = u.by_id
 WHERE c.programme_id = :programme_id AND c.undoes IS NULL
   AND c.standard_id = least(:standard_id, :other_id)
   AND c.other_id = greatest(:standard_id, :other_id)
 ORDER BY c.from_on DESC, c.id DESC;

-- national: the default, without what the programme says.

-- row crosswalk_pair(holds bool!, national text?)

-- one crosswalk_of_pair(programme_id int8, standard_id int8, other_id int8, day date) crosswalk_pair
SELECT EXISTS (SELECT 1 FROM crosswalk_on(:programme_id, :day) x
        WHERE x.from_id = :standard_id AND x.to_id = :other_id) AS holds,
       (SELECT c.source FROM crosswalk c
         WHERE c.standard_id = least(:standard_id, :other_id)
           AND c.other_id = greatest(:standard_id, :other_id)) AS national;

-- row crosswalk_changed(id int8)

-- one crosswalk_change(programme_id int8, standard_id int8, other_id int8, corresponds bool, from_on date, why text) crosswalk_changed
INSERT INTO crosswalk_change (programme_id, standard_id, other_id, corresponds,
    from_on, why)
VALUES (:programme_id, least(:standard_id, :other_id),
    greatest(:standard_id, :other_id), :corresponds, :from_on, :why)
RETURNING id;

-- What undoes has the pair of what it undoes, by the database.

-- one crosswalk_undo(programme_id int8, id int8) crosswalk_changed
INSERT INTO crosswalk_change (programme_id, standard_id, other_id, corresponds,
    why, undoes)
SELECT c.programme_id, c.standard_id, c.other_id, c.corresponds, c.why, c.id
  FROM crosswalk_change c
 WHERE c.id = :id AND c.programme_id = :programme_id
RETURNING id;
