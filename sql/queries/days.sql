-- Placement days: logged by the trainee, decided by the practice educator.

-- enum day_kind(attended, make_up, absent)
-- enum day_state(submitted, returned, confirmed, withdrawn)
-- enum absence_reason(sickness, leave, bereavement, caring, religious_observance, host_closed, support_not_in_place, other)

-- row day
--   id             int8
--   placement_id   int8
--   enrolment_id   int8
--   person_id      int8
--   programme_id   int8
--   trainee        text
--   organisation   text
--   on_date        date
--   halves         int8
--   kind           day_kind
--   absence        absence_reason?
--   did            text
--   standards      text
--   standard_codes text[]
--   state          day_state
--   submitted_at   timestamptz
--   decided_by     text?
--   decided_at     timestamptz?
--   return_reason  text?
--   version        int8
--   decidable      bool!
--   of_all         int8

-- one day_by_id(id int8) day
SELECT d.id, d.placement_id, d.enrolment_id, d.person_id, d.programme_id,
       p.name AS trainee, o.name AS organisation, d.on_date, d.halves, d.kind,
       d.absence, d.did, coalesce(s.labels, '') AS standards,
       coalesce(s.codes, '{}') AS standard_codes, d.state, d.submitted_at,
       e.name AS decided_by, d.decided_at, d.return_reason, d.version,
       d.person_id <> (SELECT auth.person_id()) AND d.placement_id = ANY (
           (SELECT auth.educator_placements())::bigint[]) AS decidable,
       1::bigint AS of_all
  FROM placement_day d
  JOIN person p ON p.id = d.person_id
  JOIN organisation o ON o.id = d.organisation_id
  LEFT JOIN person e ON e.id = d.decided_by
  LEFT JOIN LATERAL (
       SELECT string_agg(st.code || ' ' || st.label, ', '
                  ORDER BY st.position) AS labels,
              array_agg(st.code ORDER BY st.position) AS codes
         FROM placement_day_standard ds
         JOIN standard st ON st.id = ds.standard_id
        WHERE ds.day_id = d.id) s ON true
 WHERE d.id = :id;

-- What counts as absent is an absence in whatever state, and no other count
-- holds one.

-- many days_of_placement(placement_id int8, state day_state?, absent bool?, at_most int8, skip int8) day
SELECT d.id, d.placement_id, d.enrolment_id, d.person_id, d.programme_id,
       p.name AS trainee, o.name AS organisation, d.on_date, d.halves, d.kind,
       d.absence, d.did, '' AS standards, '{}'::text[] AS standard_codes,
       d.state, d.submitted_at, NULL::text AS decided_by, d.decided_at,
       d.return_reason, d.version, false AS decidable,
       count(*) OVER () AS of_all
  FROM placement_day d
  JOIN person p ON p.id = d.person_id
  JOIN organisation o ON o.id = d.organisation_id
 WHERE d.placement_id = :placement_id AND d.state <> 'withdrawn'
   AND (:state::day_state IS NULL OR d.state = :state)
   AND (:absent IS NULL OR (d.kind = 'absent') = :absent)
 ORDER BY d.on_date DESC, d.id DESC
 LIMIT :at_most OFFSET :skip;

-- many days_between(placement_id int8, from_on date, to_on date) day
SELECT d.id, d.placement_id, d.enrolment_id, d.person_id, d.programme_id,
       '' AS trainee, '' AS organisation, d.on_date, d.halves, d.kind,
       d.absence, d.did, '' AS standards, '{}'::text[] AS standard_codes,
       d.state, d.submitted_at, NULL::text AS decided_by, d.decided_at,
       d.return_reason, d.version, false AS decidable,
       count(*) OVER () AS of_all
  FROM placement_day d
 WHERE d.placement_id = :placement_id AND d.state <> 'withdrawn'
   AND d.on_date BETWEEN :from_on AND :to_on
 ORDER BY d.on_date;

-- Days that wait on me as their educator, the longest waiting first.

-- many days_waiting_on_me(at_most int8, skip int8) day
SELECT d.id, d.placement_id, d.enrolment_id, d.person_id, d.programme_id,
       p.name AS trainee, o.name AS organisation, d.on_date, d.halves, d.kind,
       d.absence, d.did, coalesce(s.labels, '') AS standards,
       '{}'::text[] AS standard_codes, d.state, d.submitted_at,
       NULL::text AS decided_by, d.decided_at, d.return_reason, d.version,
       true AS decidable, count(*) OVER () AS of_all
  FROM placement_day d
  JOIN person p ON p.id = d.person_id
  JOIN organisation o ON o.id = d.organisation_id
  LEFT JOIN LATERAL (
       SELECT string_agg(st.code || ' ' || st.label, ', '
                  ORDER BY st.position) AS labels
         FROM placement_day_standard ds
         JOIN standard st ON st.id = ds.standard_id
        WHERE ds.day_id = d.id) s ON true
 WHERE d.placement_id = ANY ((SELECT auth.educator_placements())::bigint[])
   AND d.state = 'submitted' AND d.person_id <> (SELECT auth.person_id())
 ORDER BY d.submitted_at, d.on_date, d.id
 LIMIT :at_most OFFSET :skip;

-- row found(id int8, state day_state, halves int8, kind day_kind)

-- one day_on(enrolment_id int8, on_date date) found
SELECT id, state, halves, kind FROM placement_day
 WHERE enrolment_id = :enrolment_id AND on_date = :on_date
   AND state <> 'withdrawn';

-- row changed(id int8)

-- one day_insert(placement_id int8, on_date date, halves int8, kind day_kind, absence absence_reason?, did text, standard_ids int8[]) changed
INSERT INTO placement_day (placement_id, enrolment_id, person_id,
    programme_id, organisation_id, on_date, halves, kind, absence, did,
    standard_ids)
SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, p.organisation_id,
       :on_date, :halves, :kind, :absence, :did, :standard_ids
  FROM placement p
 WHERE p.id = :placement_id AND p.person_id = auth.person_id()
ON CONFLICT DO NOTHING
RETURNING id;

-- one day_update(id int8, version int8, on_date date, halves int8, kind day_kind, absence absence_reason?, did text, standard_ids int8[]) changed
UPDATE placement_day
   SET on_date = :on_date, halves = :halves, kind = :kind, absence = :absence,
       did = :did, standard_ids = :standard_ids, state = 'submitted', submitted_at = now()
 WHERE id = :id AND version = :version
   AND person_id = auth.person_id() AND state IN ('submitted', 'returned')
RETURNING id;

-- one day_withdraw(id int8, version int8) changed
UPDATE placement_day SET state = 'withdrawn'
 WHERE id = :id AND version = :version
   AND person_id = auth.person_id() AND state IN ('submitted', 'returned')
RETURNING id;

-- one day_restore(id int8, version int8) changed
UPDATE placement_day d SET state = 'submitted', submitted_at = now()
 WHERE d.id = :id AND d.version = :version
   AND d.person_id = auth.person_id() AND d.state = 'withdrawn'
   AND NOT EXISTS (SELECT 1 FROM placement_day o
        WHERE o.enrolment_id = d.enrolment_id AND o.on_date = d.on_date
          AND o.state <> 'withdrawn')
RETURNING id;

-- many days_confirm(ids int8[], versions int8[]) changed
UPDATE placement_day d
   SET state = 'confirmed', decided_by = auth.person_id(), decided_at = now()
  FROM unnest(:ids, :versions) AS w(id, version)
 WHERE d.id = w.id AND d.version = w.version AND d.state = 'submitted'
   AND d.person_id <> auth.person_id()
   AND d.placement_id = ANY ((SELECT auth.educator_placements())::bigint[])
RETURNING d.id;

-- one day_give_back(id int8, version int8, reason text) changed
UPDATE placement_day
   SET state = 'returned', return_reason = :reason,
       decided_by = auth.person_id(), decided_at = now()
 WHERE id = :id AND version = :version AND state IN ('submitted', 'confirmed')
   AND person_id <> auth.person_id()
   AND placement_id = ANY ((SELECT auth.educator_placements())::bigint[])
RETURNING id;

-- row standard(id int8, code text, label text)

-- many standards_of(set_code text) standard
SELECT s.id, s.code, s.label
  FROM standard s
  JOIN standard_set t ON t.id = s.set_id
 WHERE t.code = :set_code
 ORDER BY s.position;

-- row named(name text)

-- one person_named(id int8) named
SELECT name FROM person WHERE id = :id;
