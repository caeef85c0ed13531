-- Corrections of what an ASYE was registered with.

-- row asye_correctable(number int8!, starts_by date?, correctable bool!, standing int8?)

-- number: of the next one.  starts_by: the latest start before what happened.
-- standing: the number of the one that can be undone.

-- one asye_correctable_of(asye_id int8) asye_correctable
SELECT 1 + (SELECT count(*) FROM asye_correction c
             WHERE c.asye_id = a.id) AS number,
       asye_starts_by(a.id) AS starts_by,
       asye_correctable(a.state) AS correctable,
       asye_correction_standing(a.id) AS standing
  FROM asye a
 WHERE a.id = :asye_id;

-- row asye_proportion(pro_rata bool!)

-- Whether an ASYE that starts then takes longer at fewer hours.

-- one asye_proportion_from(asye_id int8, starts_on date) asye_proportion
SELECT asye_in_proportion_from(:asye_id, :starts_on) AS pro_rata;

-- row new_asye_correction(id int8)

-- Nothing where somebody was quicker.

-- one asye_correct(asye_id int8, number int8, role_title text, qualified_on date, registered_on date, employed_on date, starts_on date, reason text, words text) new_asye_correction
INSERT INTO asye_correction (asye_id, number, role_title, qualified_on,
    swe_registered_on, employed_on, starts_on, reason, words)
VALUES (:asye_id, :number, :role_title, :qualified_on, :registered_on,
    :employed_on, :starts_on, :reason, :words)
RETURNING id;

-- one asye_correction_undo_add(asye_id int8, number int8, undoes int8, reason text, words text) new_asye_correction
INSERT INTO asye_correction (asye_id, number, undoes, reason, words)
VALUES (:asye_id, :number, :undoes, :reason, :words)
RETURNING id;

-- row asye_correction
--   number         int8
--   role_title     text
--   qualified_on   date
--   registered_on  date
--   employed_on    date
--   starts_on      date
--   was_title      text
--   was_qualified  date
--   was_registered date
--   was_employed   date
--   was_starts     date
--   reason         text
--   words          text
--   undoes         int8?
--   undone         bool!
--   by             text?
--   at             timestamptz

-- The latest first.

-- many asye_corrections_of(asye_id int8) asye_correction
SELECT c.number, c.role_title, c.qualified_on,
       c.swe_registered_on AS registered_on, c.employed_on, c.starts_on,
       c.was_role_title AS was_title, c.was_qualified_on AS was_qualified,
       c.was_swe_registered_on AS was_registered,
       c.was_employed_on AS was_employed, c.was_starts_on AS was_starts,
       r.label AS reason, c.words, c.undoes,
       EXISTS (SELECT 1 FROM asye_correction u
           WHERE u.asye_id = c.asye_id AND u.undoes = c.number) AS undone,
       p.name AS by, c.at
  FROM asye_correction c
  JOIN asye_reason r ON r.code = c.reason
  LEFT JOIN person p ON p.id = c.by_id
 WHERE c.asye_id = :asye_id
 ORDER BY c.number DESC;
