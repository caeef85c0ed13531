-- The demonstration's concerns and suitability cases.  Days are numbers,
-- counted from 1970-01-01; 0 is none.

-- row demo_concern_trainee
--   enrolment_id     int8!
--   person_id        int8!
--   placement_id     int8!
--   organisation_id  int8!
--   starts           int8!
--   ends             int8!
--   educator         int8!
--   enrolled         bool!

-- Everybody with the placement that they came to last, and who educates there.

-- many demo_concern_trainees(today int8) demo_concern_trainee
SELECT DISTINCT ON (p.enrolment_id) p.enrolment_id, p.person_id,
       p.id AS placement_id, p.organisation_id,
       (p.starts_on - date '1970-01-01')::bigint AS starts,
       (p.ends_on - date '1970-01-01')::bigint AS ends,
       coalesce((SELECT d.person_id FROM waymark.placement_educator d
           WHERE d.placement_id = p.id AND d.duty = 'practice_educator'
           ORDER BY lower(d.during) LIMIT 1), 0) AS educator,
       e.state = 'enrolled' AS enrolled
  FROM waymark.placement p
  JOIN waymark.enrolment e ON e.id = p.enrolment_id
 WHERE p.starts_on <= date '1970-01-01' + :today::bigint::integer - 14
   AND p.programme_id = 1
 ORDER BY p.enrolment_id, p.starts_on DESC;

-- row demo_staff(person_id int8!)

-- one demo_first_staff() demo_staff
SELECT min(person_id) AS person_id FROM waymark.role_held
 WHERE role = 'staff' AND programme_id = 1;

-- exec demo_concerns_add(enrolments int8[], people int8[], placements int8[], hosts int8[], kinds text[], words text[], shared int8[], raisers int8[], parts text[], raised int8[], states text[], since int8[], due int8[], versions int8[])
INSERT INTO waymark.concern (id, enrolment_id, person_id, programme_id,
    placement_id, organisation_id, kind, words, shared, raised_by, raised_as,
    raised_on, raised_at, state, since_on, follow_up_on, version)
OVERRIDING SYSTEM VALUE
SELECT n, enrolment, person, 1, placement, host,
       kind::waymark.concern_kind, words, shared = 1, raiser,
       part::waymark.concern_part, date '1970-01-01' + raised::integer,
       (date '1970-01-01' + raised::integer + time '11:20')
           AT TIME ZONE 'Europe/London',
       state::waymark.concern_state, date '1970-01-01' + since::integer,
       date '1970-01-01' + nullif(due, 0)::integer, version
  FROM unnest(:enrolments::int8[], :people::int8[], :placements::int8[],
      :hosts::int8[], :kinds::text[], :words::text[], :shared::int8[],
      :raisers::int8[], :parts::text[], :raised::int8[], :states::text[],
      :since::int8[], :due::int8[], :versions::int8[]) WITH ORDINALITY
    AS t(enrolment, person, placement, host, kind, words, shared, raiser,
      part, raised, state, since, due, version, n)
 ORDER BY n;

-- exec demo_concern_events_add(concerns int8[], versions int8[], steps text[], days int8[], words text[], present text[], agreed text[], meetings int8[], outcomes text[], due int8[], by int8[])
INSERT INTO waymark.concern_event (concern_id, enrolment_id, person_id,
    programme_id, version, step, on_date, words, present, agreed, meeting_on,
    outcome, follow_up_on, state, by_id, at)
SELECT c.id, c.enrolment_id, c.person_id, 1, t.version,
       t.step::waymark.concern_step, date '1970-01-01' + t.day::integer,
       t.words, t.present, t.agreed,
       date '1970-01-01' + nullif(t.meeting, 0)::integer,
       nullif(t.outcome, '')::waymark.concern_outcome,
       date '1970-01-01' + nullif(t.due, 0)::integer,
       t.step::waymark.concern_state, t.by,
       (date '1970-01-01' + t.day::integer + time '14:05')
           AT TIME ZONE 'Europe/London'
  FROM unnest(:concerns::int8[], :versions::int8[], :steps::text[],
      :days::int8[], :words::text[], :present::text[], :agreed::text[],
      :meetings::int8[], :outcomes::text[], :due::int8[], :by::int8[])
    AS t(concern, version, step, day, words, present, agreed, meeting,
      outcome, due, by)
  JOIN waymark.concern c ON c.id = t.concern
 ORDER BY t.concern, t.version;

-- exec demo_concern_actions_add(concerns int8[], versions int8[], owners text[], what text[], due int8[], done int8[])
INSERT INTO waymark.concern_action (concern_id, enrolment_id, person_id,
    programme_id, step_version, owner, what, due_on, state, done_on)
SELECT c.id, c.enrolment_id, c.person_id, 1, t.version,
       t.owner::waymark.concern_owner, t.what,
       date '1970-01-01' + t.due::integer,
       CASE t.done WHEN 0 THEN 'open' ELSE 'done' END
           ::waymark.concern_action_state,
       date '1970-01-01' + nullif(t.done, 0)::integer
  FROM unnest(:concerns::int8[], :versions::int8[], :owners::text[],
      :what::text[], :due::int8[], :done::int8[]) WITH ORDINALITY
    AS t(concern, version, owner, what, due, done, n)
  JOIN waymark.concern c ON c.id = t.concern
 ORDER BY t.n;

-- exec demo_concern_responses_add(concerns int8[], words text[], days int8[])
INSERT INTO waymark.concern_response (concern_id, enrolment_id, person_id,
    programme_id, words, at)
SELECT c.id, c.enrolment_id, c.person_id, 1, t.words,
       (date '1970-01-01' + t.day::integer + time '18:40')
           AT TIME ZONE 'Europe/London'
  FROM unnest(:concerns::int8[], :words::text[], :days::int8[])
    AS t(concern, words, day)
  JOIN waymark.concern c ON c.id = t.concern
 ORDER BY t.concern;

-- exec demo_suitability_add(ids int8[], enrolments int8[], people int8[], words text[], referrers int8[], referred int8[], states text[], since int8[], due int8[], told int8[], versions int8[])
INSERT INTO waymark.suitability_case (id, receipt, enrolment_id, person_id,
    programme_id, words, referred_by, referred_on, referred_at, state,
    since_on, follow_up_on, told_on, version)
SELECT id, id + 1, enrolment, person, 1, words, referrer,
       date '1970-01-01' + referred::integer,
       (date '1970-01-01' + referred::integer + time '09:15')
           AT TIME ZONE 'Europe/London', state::waymark.suitability_state,
       date '1970-01-01' + since::integer,
       date '1970-01-01' + nullif(due, 0)::integer,
       date '1970-01-01' + nullif(told, 0)::integer, version
  FROM unnest(:ids::int8[], :enrolments::int8[], :people::int8[],
      :words::text[], :referrers::int8[], :referred::int8[], :states::text[],
      :since::int8[], :due::int8[], :told::int8[], :versions::int8[])
    AS t(id, enrolment, person, words, referrer, referred, state, since, due,
      told, version);

-- exec demo_suitability_events_add(cases int8[], versions int8[], steps text[], states text[], days int8[], words text[], told text[], due int8[], by int8[])
INSERT INTO waymark.suitability_event (case_id, enrolment_id, person_id,
    programme_id, version, step, state, on_date, words, told, follow_up_on,
    by_id, at)
SELECT c.id, c.enrolment_id, c.person_id, 1, t.version,
       t.step::waymark.suitability_step, t.state::waymark.suitability_state,
       date '1970-01-01' + t.day::integer, t.words, t.told,
       date '1970-01-01' + nullif(t.due, 0)::integer, t.by,
       (date '1970-01-01' + t.day::integer + time '15:30')
           AT TIME ZONE 'Europe/London'
  FROM unnest(:cases::int8[], :versions::int8[], :steps::text[],
      :states::text[], :days::int8[], :words::text[], :told::text[],
      :due::int8[], :by::int8[])
    AS t(id, version, step, state, day, words, told, due, by)
  JOIN waymark.suitability_case c ON c.id = t.id
 ORDER BY t.id, t.version;

-- exec demo_concern_sequence_follows()
SELECT setval(pg_get_serial_sequence('waymark.concern', 'id'),
    (SELECT coalesce(max(id), 1) FROM waymark.concern));
