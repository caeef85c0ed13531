-- The register of practice educators: who is on it, what is recorded of them,
-- and whom they educate.

-- enum educator_state(active, left)
-- enum registration_status(registered, conditions, suspended, not_registered)
-- enum educator_entry_kind(stage_1, stage_2, training, learner)
-- enum entry_state(recorded, removed)
-- enum conflict_kind(family, friendship, line_management, financial, former_concern, other)

-- row educator
--   id                int8
--   person_id         int8
--   programme_id      int8
--   name              text
--   email             text
--   swe_number        text?
--   organisation_id   int8?
--   organisation      text?
--   registration      registration_status
--   registered_until  date?
--   capacity          int8?
--   joined_on         date
--   state             educator_state
--   left_reason       text?
--   version           int8
--   stage_1_on        date?
--   stage_2_on        date?

-- one educator_by_id(id int8) educator
SELECT e.id, e.person_id, e.programme_id, p.name, p.email, p.swe_number,
       e.organisation_id, o.name AS organisation, e.registration,
       e.registered_until, e.capacity, e.joined_on, e.state, e.left_reason,
       e.version, s.stage_1_on, s.stage_2_on
  FROM educator e
  JOIN person p ON p.id = e.person_id
  LEFT JOIN organisation o ON o.id = e.organisation_id
 CROSS JOIN LATERAL (
       SELECT min(n.from_on) FILTER (WHERE n.kind = 'stage_1') AS stage_1_on,
              min(n.from_on) FILTER (WHERE n.kind = 'stage_2') AS stage_2_on
         FROM educator_entry n
        WHERE n.educator_id = e.id AND n.state = 'recorded') s
 WHERE e.id = :id;

-- Those whom the asker may see, in the order of names.  words: parts of the
-- name, folded; email and number: how they begin, or NULL; without any,
-- everybody.

-- many educators_found(words text[], email text?, swe_number text?, at_most int8) educator
SELECT e.id, e.person_id, e.programme_id, p.name, p.email, p.swe_number,
       e.organisation_id, o.name AS organisation, e.registration,
       e.registered_until, e.capacity, e.joined_on, e.state, e.left_reason,
       e.version, s.stage_1_on, s.stage_2_on
  FROM educator e
  JOIN person p ON p.id = e.person_id
  LEFT JOIN organisation o ON o.id = e.organisation_id
 CROSS JOIN LATERAL (
       SELECT min(n.from_on) FILTER (WHERE n.kind = 'stage_1') AS stage_1_on,
              min(n.from_on) FILTER (WHERE n.kind = 'stage_2') AS stage_2_on
         FROM educator_entry n
        WHERE n.educator_id = e.id AND n.state = 'recorded') s
 WHERE ((:words::text[] = '{}' AND :email IS NULL AND :swe_number IS NULL)
    OR (:words::text[] <> '{}' AND NOT EXISTS (
        SELECT 1 FROM unnest(:words::text[]) w
         WHERE strpos(p.folded, w) = 0))
    OR lower(p.email) LIKE begins_with(lower(:email))
    OR p.swe_number LIKE begins_with(:swe_number))
 ORDER BY p.family_name, p.given_name, e.id
 LIMIT :at_most;

-- row own_entry(id int8)

-- many educator_entries_of_me() own_entry
SELECT id FROM educator WHERE person_id = (SELECT auth.person_id())
 ORDER BY id;

-- row learner_row
--   person_id  int8!
--   learner    int8!
--   from_on    date!
--   to_on      date?
--   assesses   bool!
--   final      bool!

-- Whom some people educate, educated and will; in the order of people.

-- many learners_of(people int8[]) learner_row
SELECT person_id, learner, from_on, to_on, assesses, final
  FROM educator_learners(:people);

-- row educator_settings(capacity int8!, currency_months int8!, attention_days int8!, renewal_day int8!)

-- one educator_settings_of(programme_id int8) educator_settings
SELECT setting_of(:programme_id, 'educator_capacity') AS capacity,
       setting_of(:programme_id, 'educator_currency_months')
       AS currency_months,
       setting_of(:programme_id, 'educator_attention_days') AS attention_days,
       setting_of(:programme_id, 'registration_renewal_day') AS renewal_day;

-- row educator_entry
--   id         int8
--   kind       educator_entry_kind
--   title      text
--   provider   text
--   from_on    date
--   to_on      date?
--   state      entry_state
--   version    int8

-- many entries_of_educator(educator_id int8) educator_entry
SELECT id, kind, title, provider, from_on, to_on, state, version
  FROM educator_entry
 WHERE educator_id = :educator_id
 ORDER BY kind, from_on DESC, id DESC;

-- one educator_entry_by_id(educator_id int8, id int8) educator_entry
SELECT id, kind, title, provider, from_on, to_on, state, version
  FROM educator_entry
 WHERE educator_id = :educator_id AND id = :id;

-- row educator_conflict
--   id          int8
--   trainee_id  int8
--   trainee     text
--   kind        conflict_kind
--   from_on     date?
--   to_on       date?
--   version     int8

-- An educator may not know the trainee by name.

-- many conflicts_of_educator(educator_id int8) educator_conflict
SELECT c.id, c.trainee_id, coalesce(p.name, 'A trainee') AS trainee, c.kind,
       lower(c.during) AS from_on, upper(c.during) - 1 AS to_on, c.version
  FROM educator_conflict c
  LEFT JOIN person p ON p.id = c.trainee_id
 WHERE c.educator_id = :educator_id
 ORDER BY c.during DESC, c.id;

-- row learner_now
--   placement_id  int8
--   enrolment_id  int8
--   trainee       text
--   organisation  text
--   stage         placement_stage
--   duty          educator_duty
--   from_on       date?
--   to_on         date?

-- The placements of an educator that the asker may see, the latest first.

-- many placements_of_educator(person_id int8) learner_now
SELECT p.id AS placement_id, p.enrolment_id, t.name AS trainee,
       o.name AS organisation, p.stage, d.duty, lower(d.during) AS from_on,
       upper(d.during) - 1 AS to_on
  FROM placement_educator d
  JOIN placement p ON p.id = d.placement_id
  JOIN person t ON t.id = p.person_id
  JOIN organisation o ON o.id = p.organisation_id
 WHERE d.person_id = :person_id AND NOT isempty(d.during)
 ORDER BY lower(d.during) DESC, t.name, p.id;

-- row staff_programme(id int8, name text)

-- many programmes_of_staff() staff_programme
SELECT id, name FROM programme
 WHERE id = ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY name;

-- row employing(id int8, name text)

-- Organisations that could employ an educator of a programme: those that host,
-- employ or run it, those of its register, and one asked for by its code.

-- many organisations_of_programme(programme_id int8) employing
SELECT o.id, o.name FROM organisation o
 WHERE o.id IN (
       SELECT organisation_id FROM educator
        WHERE programme_id = :programme_id
       UNION
       SELECT organisation_id FROM placement
        WHERE programme_id = :programme_id
       UNION
       SELECT employer_id FROM enrolment WHERE programme_id = :programme_id
       UNION
       SELECT provider_id FROM programme WHERE id = :programme_id)
 ORDER BY o.name;

-- one organisation_of_code(code text) employing
SELECT id, name FROM organisation WHERE code = upper(:code);

-- row registered_person(id int8?, refusal text?, is_new bool!)

-- one educator_person(programme_id int8, given text, family text, email text, swe_number text?, known_as text) registered_person
SELECT id, refusal, is_new
  FROM waymark.educator_person(:programme_id, :given, :family, :email,
       :swe_number, :known_as);

-- row new_educator(id int8)

-- The role comes with the entry; somebody who has it keeps the one they have.

-- exec educator_role_give(person_id int8, programme_id int8)
INSERT INTO role_held (person_id, role, programme_id, during)
VALUES (:person_id, 'educator', :programme_id, daterange(today(), NULL))
ON CONFLICT DO NOTHING;

-- one educator_add(person_id int8, programme_id int8, organisation_id int8?, registration registration_status, registered_until date?, capacity int8?) new_educator
INSERT INTO educator (person_id, programme_id, organisation_id, registration,
    registered_until, capacity)
VALUES (:person_id, :programme_id, :organisation_id, :registration,
    :registered_until, :capacity)
ON CONFLICT DO NOTHING
RETURNING id;

-- exec educator_change(id int8, version int8, organisation_id int8?, capacity int8?)
UPDATE educator
   SET organisation_id = :organisation_id, capacity = :capacity
 WHERE id = :id AND version = :version;

-- exec educator_registration(id int8, version int8, registration registration_status, registered_until date?)
UPDATE educator
   SET registration = :registration, registered_until = :registered_until
 WHERE id = :id AND version = :version;

-- Entries that change all at once wait here for their turn.

-- exec educators_hold(ids int8[])
SELECT FROM educator
 WHERE id = ANY (:ids)
   AND programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY id FOR UPDATE;

-- exec educators_put(ids int8[], registrations text[],
--   registered_until text[], capacities text[])
UPDATE educator e
   SET registration = w.registration::registration_status,
       registered_until = nullif(w.until, '')::date,
       capacity = nullif(w.capacity, '')::bigint
  FROM unnest(:ids::bigint[], :registrations::text[],
       :registered_until::text[], :capacities::text[])
       AS w (id, registration, until, capacity)
 WHERE e.id = w.id;

-- exec educator_take_off(id int8, version int8, reason text)
UPDATE educator SET state = 'left', left_reason = :reason
 WHERE id = :id AND version = :version AND state = 'active';

-- exec educator_put_back(id int8, version int8)
UPDATE educator SET state = 'active', left_reason = NULL
 WHERE id = :id AND version = :version AND state = 'left';

-- row numbered(ok bool!)

-- one educator_number(id int8, swe_number text) numbered
SELECT waymark.educator_numbered(:id, :swe_number) AS ok;

-- exec educator_entry_add(educator_id int8, person_id int8, programme_id int8, kind educator_entry_kind, title text, provider text, from_on date, to_on date?)
INSERT INTO educator_entry (educator_id, person_id, programme_id, kind, title,
    provider, from_on, to_on)
VALUES (:educator_id, :person_id, :programme_id, :kind, :title, :provider,
    :from_on, :to_on)
ON CONFLICT DO NOTHING;

-- exec educator_entry_remove(id int8, version int8)
UPDATE educator_entry SET state = 'removed'
 WHERE id = :id AND version = :version AND state = 'recorded';

-- A stage that was recorded again meanwhile stands.

-- exec educator_entry_restore(id int8, version int8)
UPDATE educator_entry n SET state = 'recorded'
 WHERE n.id = :id AND n.version = :version AND n.state = 'removed'
   AND NOT (n.kind IN ('stage_1', 'stage_2') AND EXISTS (
       SELECT 1 FROM educator_entry o
        WHERE o.educator_id = n.educator_id AND o.kind = n.kind
          AND o.state = 'recorded'));

-- row trainee_named(person_id int8, name text)

-- Who of a programme's trainees has this email address.

-- one trainee_of_email(programme_id int8, email text) trainee_named
SELECT DISTINCT p.id AS person_id, p.name
  FROM person p
  JOIN enrolment e ON e.person_id = p.id
 WHERE lower(p.email) = lower(:email) AND e.programme_id = :programme_id;

-- exec educator_conflict_add(educator_id int8, person_id int8, programme_id int8, trainee_id int8, kind conflict_kind, from_on date, to_on date?)
INSERT INTO educator_conflict (educator_id, person_id, programme_id,
    trainee_id, kind, during)
VALUES (:educator_id, :person_id, :programme_id, :trainee_id, :kind,
    daterange(:from_on, :to_on, '[]'))
ON CONFLICT DO NOTHING;

-- exec educator_conflict_end(id int8, version int8, last_on date)
UPDATE educator_conflict
   SET during = daterange(lower(during), :last_on, '[]')
 WHERE id = :id AND version = :version AND lower(during) <= :last_on;

-- row educator_event
--   id           int8
--   at           timestamptz
--   name         text
--   subject      text
--   inserted     bool!
--   actor        text?
--   actor_known  bool!
--   changed      text[]!
--   kind         text?
--   title        text?
--   state        text?
--   reason       text?
--   until_on     date?
--   cancelled    bool!
--   trainee      text?
--   place        text?
--   of_all       int8!

-- What happened to an entry of the register: in its programme, as far as the
-- asker may read it.

-- many events_of_educator(person_id int8, programme_id int8, at_most int8, skip int8) educator_event
SELECT e.id, e.at, e.name, e.subject, e.before IS NULL AS inserted,
       a.name AS actor, e.actor_id IS NOT NULL AS actor_known,
       ARRAY(SELECT jsonb_object_keys(e.before)) AS changed,
       coalesce(e.after ->> 'kind', n.kind::text, e.after ->> 'duty',
           d.duty::text) AS kind,
       coalesce(e.after ->> 'title', n.title, e.after ->> 'words') AS title,
       coalesce(e.after ->> 'state', e.after ->> 'registration') AS state,
       coalesce(e.after ->> 'left_reason', e.after ->> 'reason') AS reason,
       CASE e.subject WHEN 'placement_educator'
            THEN upper((e.after ->> 'during')::daterange) - 1
            WHEN 'educator' THEN (e.after ->> 'registered_until')::date
            WHEN 'educator_conflict'
            THEN upper((e.after ->> 'during')::daterange) - 1
            END AS until_on,
       e.subject = 'placement_educator'
           AND (e.after ->> 'during') IS NOT DISTINCT FROM 'empty'
           AS cancelled,
       t.name AS trainee, o.name AS place, e.of_all
  FROM (SELECT v.*, count(*) OVER () AS of_all
          FROM audit.event v
         WHERE v.person_id = :person_id
           AND (v.programme_id = :programme_id
            OR v.subject = 'placement_educator')
           AND v.subject IN ('educator', 'educator_entry',
               'educator_conflict', 'placement_educator',
               'allocation_warning')
           AND coalesce(v.before, v.after) IS NOT NULL
         ORDER BY v.id DESC
         LIMIT :at_most OFFSET :skip) e
  LEFT JOIN person a ON a.id = e.actor_id
  LEFT JOIN educator_entry n
         ON e.subject = 'educator_entry' AND n.id = e.subject_id
  LEFT JOIN placement_educator d
         ON e.subject = 'placement_educator' AND d.id = e.subject_id
  LEFT JOIN educator_conflict c
         ON e.subject = 'educator_conflict' AND c.id = e.subject_id
  LEFT JOIN placement l ON l.id = e.placement_id
  LEFT JOIN person t ON t.id = coalesce(c.trainee_id, l.person_id)
  LEFT JOIN organisation o ON o.id = l.organisation_id
 ORDER BY e.id DESC;
