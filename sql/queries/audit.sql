-- The audit, for auditors; and who read of me.

-- row audited_programme(id int8, name text)

-- many audited_programmes() audited_programme
SELECT g.id, g.name FROM programme g
 WHERE g.id = ANY ((SELECT auth.auditor_programmes())::bigint[])
 ORDER BY g.name, g.id;

-- row audit_person(id int8, name text)

-- one audit_person_of(id int8) audit_person
SELECT id, name FROM person WHERE id = :id;

-- row audit_line
--   id          int8
--   at          timestamptz
--   kind        text!
--   name        text
--   subject     text
--   subject_id  int8?
--   actor_id    int8?
--   actor       text?
--   person_id   int8?
--   person      text?
--   changed     text[]!
--   reference   text

-- Events of a programme in some days, the latest first, behind that which a
-- page before it ended with; a statement for each index.

-- many audit_all(programme_id int8, from_on date?, until_on date?,
--   behind int8, at_most int8) audit_line
SELECT e.id, e.at, e.kind, e.name, e.subject, e.subject_id, e.actor_id,
       e.actor, e.person_id, e.person, e.changed, e.reference
  FROM audit.line e
 WHERE e.programme_id = :programme_id
   AND (e.at, e.id) < (coalesce((SELECT b.at FROM audit.event b
           WHERE b.id = :behind), 'infinity'), :behind)
   AND e.at >= coalesce(:from_on::date::timestamp
           AT TIME ZONE 'Europe/London', '-infinity')
   AND e.at < coalesce((:until_on::date + 1)::timestamp
           AT TIME ZONE 'Europe/London', 'infinity')
 ORDER BY e.at DESC, e.id DESC
 LIMIT :at_most;

-- many audit_of_kind(programme_id int8, kind text, from_on date?,
--   until_on date?, behind int8, at_most int8) audit_line
SELECT e.id, e.at, e.kind, e.name, e.subject, e.subject_id, e.actor_id,
       e.actor, e.person_id, e.person, e.changed, e.reference
  FROM audit.line e
 WHERE e.programme_id = :programme_id AND e.kind = :kind
   AND (e.at, e.id) < (coalesce((SELECT b.at FROM audit.event b
           WHERE b.id = :behind), 'infinity'), :behind)
   AND e.at >= coalesce(:from_on::date::timestamp
           AT TIME ZONE 'Europe/London', '-infinity')
   AND e.at < coalesce((:until_on::date + 1)::timestamp
           AT TIME ZONE 'Europe/London', 'infinity')
 ORDER BY e.at DESC, e.id DESC
 LIMIT :at_most;

-- many audit_by(programme_id int8, actor_id int8, kind text, from_on date?,
--   until_on date?, behind int8, at_most int8) audit_line
SELECT e.id, e.at, e.kind, e.name, e.subject, e.subject_id, e.actor_id,
       e.actor, e.person_id, e.person, e.changed, e.reference
  FROM audit.line e
 WHERE e.actor_id = :actor_id AND e.programme_id = :programme_id
   AND (:kind = '' OR e.kind = :kind)
   AND (e.at, e.id) < (coalesce((SELECT b.at FROM audit.event b
           WHERE b.id = :behind), 'infinity'), :behind)
   AND e.at >= coalesce(:from_on::date::timestamp
           AT TIME ZONE 'Europe/London', '-infinity')
   AND e.at < coalesce((:until_on::date + 1)::timestamp
           AT TIME ZONE 'Europe/London', 'infinity')
 ORDER BY e.at DESC, e.id DESC
 LIMIT :at_most;

-- Of a person's record; actor_id 0: by anybody.

-- many audit_about(programme_id int8, person_id int8, actor_id int8,
--   kind text, from_on date?, until_on date?, behind int8,
--   at_most int8) audit_line
SELECT e.id, e.at, e.kind, e.name, e.subject, e.subject_id, e.actor_id,
       e.actor, e.person_id, e.person, e.changed, e.reference
  FROM audit.line e
 WHERE e.person_id = :person_id AND e.programme_id = :programme_id
   AND (:actor_id = 0 OR e.actor_id = :actor_id)
   AND (:kind = '' OR e.kind = :kind)
   AND (e.at, e.id) < (coalesce((SELECT b.at FROM audit.event b
           WHERE b.id = :behind), 'infinity'), :behind)
   AND e.at >= coalesce(:from_on::date::timestamp
           AT TIME ZONE 'Europe/London', '-infinity')
   AND e.at < coalesce((:until_on::date + 1)::timestamp
           AT TIME ZONE 'Europe/London', 'infinity')
 ORDER BY e.at DESC, e.id DESC
 LIMIT :at_most;

-- Who opened something of mine; the name of whom I may know, and their roles
-- on that day.

-- row reading_of_me
--   at      timestamptz
--   name    text
--   reader  text?
--   roles   text[]!
--   places  text[]!
--   of_all  int8!

-- many readings_of_me(at_most int8, skip int8) reading_of_me
SELECT e.at, e.name, a.name AS reader, coalesce(r.roles, '{}') AS roles,
       coalesce(r.places, '{}') AS places, e.of_all
  FROM (SELECT v.*, count(*) OVER () AS of_all FROM audit.event v
         WHERE v.person_id = (SELECT auth.person_id())
           AND v.kind IN ('reading', 'export')
           AND v.before IS NULL AND v.after IS NULL
           AND v.actor_id <> v.person_id
         ORDER BY v.id DESC
         LIMIT :at_most OFFSET :skip) e
  LEFT JOIN person a ON a.id = e.actor_id
  LEFT JOIN LATERAL audit.reader_was(e.id) r ON true
 ORDER BY e.id DESC;
