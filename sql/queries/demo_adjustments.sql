-- The demonstration's reasonable adjustments.

-- row demo_adjustment_person
--   enrolment_id     int8!
--   person_id        int8!
--   asye_id          int8!
--   placement_id     int8!
--   organisation_id  int8!
--   provider_id      int8!
--   actor_id         int8!
--   starts           int8!
--   is_named         bool!

-- Whoever is in the first half year of an ASYE, or in a placement, with somebody
-- who can act for them; is_named: who signs in.

-- many demo_adjustment_people(today int8, email text) demo_adjustment_person
SELECT a.enrolment_id, a.person_id, a.id AS asye_id, 0::bigint AS placement_id,
       a.employer_id AS organisation_id, a.provider_id,
       (SELECT d.person_id FROM waymark.asye_duty d
         WHERE d.asye_id = a.id AND d.state = 'recorded'
           AND d.during @> (date '1970-01-01' + :today::bigint::integer)
         ORDER BY d.duty DESC LIMIT 1) AS actor_id,
       (a.starts_on - date '1970-01-01')::bigint AS starts,
       p.email = :email AS is_named
  FROM waymark.asye a
  JOIN waymark.person p ON p.id = a.person_id
 WHERE a.programme_id = 1 AND waymark.asye_is_live(a.state)
   AND a.starts_on <= date '1970-01-01' + :today::bigint::integer - 30
   AND EXISTS (SELECT 1 FROM waymark.asye_duty d
        WHERE d.asye_id = a.id AND d.state = 'recorded'
          AND d.during @> (date '1970-01-01' + :today::bigint::integer))
 UNION ALL
SELECT l.enrolment_id, l.person_id, 0, l.id, l.organisation_id, 0,
       (SELECT d.person_id FROM waymark.placement_educator d
         WHERE d.placement_id = l.id
           AND d.during @> (date '1970-01-01' + :today::bigint::integer)
         ORDER BY d.duty LIMIT 1),
       (l.starts_on - date '1970-01-01')::bigint, false
  FROM waymark.placement l
  JOIN waymark.enrolment e ON e.id = l.enrolment_id
 WHERE l.programme_id = 1 AND e.state = 'enrolled'
   AND date '1970-01-01' + :today::bigint::integer
       BETWEEN l.starts_on + 20 AND l.ends_on
   AND NOT EXISTS (SELECT 1 FROM waymark.asye a
        WHERE a.enrolment_id = l.enrolment_id)
   AND EXISTS (SELECT 1 FROM waymark.placement_educator d
        WHERE d.placement_id = l.id
          AND d.during @> (date '1970-01-01' + :today::bigint::integer))
 ORDER BY person_id, asye_id, placement_id;

-- exec demo_adjustments_add(enrolments int8[], people int8[], asyes int8[], placements int8[], organisations int8[], providers int8[], actors int8[], what text[], why text[])
WITH these AS (
    SELECT * FROM unnest(:enrolments::int8[], :people::int8[], :asyes::int8[],
        :placements::int8[], :organisations::int8[], :providers::int8[],
        :actors::int8[], :what::text[], :why::text[]) WITH ORDINALITY
      AS t(enrolment, person, asye, placement, organisation, provider, actor,
        what, why, n)
), made AS (
    INSERT INTO waymark.adjustment (id, enrolment_id, person_id, programme_id,
        asye_id, placement_id, organisation_id, provider_id, due_on,
        programme_on, requested_on, waits_from)
    OVERRIDING SYSTEM VALUE
    SELECT n, enrolment, person, 1, nullif(asye, 0), nullif(placement, 0),
           organisation, nullif(provider, 0), '2000-01-03', '2000-01-04',
           '2000-01-03', '2000-01-03'
      FROM these
), said AS (
    INSERT INTO waymark.adjustment_detail (adjustment_id, enrolment_id,
        person_id, programme_id, what, why)
    SELECT n, enrolment, person, 1, what, why FROM these)
INSERT INTO waymark.adjustment_actor (adjustment_id, enrolment_id, trainee_id,
    programme_id, person_id, named_by)
SELECT n, enrolment, person, 1, actor, person FROM these ORDER BY n;

-- exec demo_adjustment_events_add(of int8[], versions int8[], steps text[], states text[], days int8[], waits int8[], places int8[], dues int8[], told int8[], money int8[], funders text[], words text[], mine int8[])
INSERT INTO waymark.adjustment_event (adjustment_id, enrolment_id, person_id,
    programme_id, version, step, state, on_date, waits_from, in_place_on,
    due_on, programme_on, needs_money, funder, words, by_id, at)
SELECT a.id, a.enrolment_id, a.person_id, 1, t.version,
       t.step::waymark.adjustment_step, t.state::waymark.adjustment_state,
       date '1970-01-01' + t.day::integer,
       date '1970-01-01' + t.waits::integer,
       date '1970-01-01' + nullif(t.place, 0)::integer,
       date '1970-01-01' + nullif(t.due, 0)::integer,
       date '1970-01-01' + nullif(t.told, 0)::integer,
       CASE t.money WHEN 0 THEN NULL ELSE t.money = 2 END,
       nullif(t.funder, '')::waymark.adjustment_funder, t.words,
       CASE t.mine WHEN 1 THEN a.person_id ELSE (SELECT x.person_id
           FROM waymark.adjustment_actor x WHERE x.adjustment_id = a.id
           LIMIT 1) END,
       (date '1970-01-01' + t.day::integer + time '10:40')
           AT TIME ZONE 'Europe/London'
  FROM unnest(:of::int8[], :versions::int8[], :steps::text[], :states::text[],
      :days::int8[], :waits::int8[], :places::int8[], :dues::int8[],
      :told::int8[], :money::int8[], :funders::text[], :words::text[],
      :mine::int8[])
    AS t(of, version, step, state, day, waits, place, due, told, money, funder,
      words, mine)
  JOIN waymark.adjustment a ON a.id = t.of
 ORDER BY t.of, t.version;

-- exec demo_adjustments_follow()
UPDATE waymark.adjustment a
   SET state = v.state, version = v.version, since_on = v.on_date,
       waits_from = v.waits_from, in_place_on = v.in_place_on,
       due_on = v.due_on, programme_on = v.programme_on,
       needs_money = v.needs_money, funder = v.funder,
       requested_on = (SELECT min(f.on_date) FROM waymark.adjustment_event f
            WHERE f.adjustment_id = a.id)
  FROM waymark.adjustment_event v
 WHERE v.adjustment_id = a.id
   AND NOT EXISTS (SELECT 1 FROM waymark.adjustment_event n
        WHERE n.adjustment_id = a.id AND n.version > v.version);

-- exec demo_adjustment_sequence_follows()
SELECT setval(pg_get_serial_sequence('waymark.adjustment', 'id'),
    (SELECT coalesce(max(id), 1) FROM waymark.adjustment));
