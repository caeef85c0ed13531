-- Reflections: one's own, those that others shared, those that are evidence.

-- row reflection
--   id           int8
--   on_day       date
--   title        text
--   words        text
--   happened     text
--   so_what      text
--   now_what     text
--   standard_ids int8[]
--   version      int8
--   checked      int8?
--   written_at   timestamptz

-- one reflection_by_id(id int8) reflection
SELECT id, on_day, title, words, happened, so_what, now_what, standard_ids,
       version, checked, written_at
  FROM reflection
 WHERE id = :id AND person_id = (SELECT auth.person_id())
   AND deleted_at IS NULL;

-- row reflection_line
--   id          int8
--   on_day      date
--   title       text
--   written_at  timestamptz
--   shared      int8!
--   submitted   int8!
--   of_all      int8!

-- A page of one's own, newest first; search: words that stand in it, however
-- they are written.

-- many reflections_mine(search text, at_most int8, skip int8) reflection_line
SELECT r.id, r.on_day, r.title, r.written_at,
       (SELECT count(*) FROM reflection_share s
         WHERE s.reflection_id = r.id AND s.person_id = r.person_id
           AND s.state = 'shared') AS shared,
       (SELECT count(*) FROM reflection_submission s
         WHERE s.reflection_id = r.id AND s.person_id = r.person_id
           AND s.state = 'submitted') AS submitted,
       count(*) OVER () AS of_all
  FROM reflection r
 WHERE r.person_id = (SELECT auth.person_id()) AND r.deleted_at IS NULL
   AND (:search = '' OR strpos(fold(concat_ws(' ', r.title, r.words,
        r.happened, r.so_what, r.now_what)), fold(:search)) > 0)
 ORDER BY r.on_day DESC, r.id DESC
 LIMIT :at_most OFFSET :skip;

-- row new_reflection(id int8)

-- one reflection_add(on_day date, title text, words text, happened text, so_what text, now_what text, standard_ids int8[]) new_reflection
INSERT INTO reflection (on_day, title, words, happened, so_what, now_what,
    standard_ids)
VALUES (:on_day, :title, :words, :happened, :so_what, :now_what, :standard_ids)
RETURNING id;

-- exec reflection_change(id int8, version int8, on_day date, title text, words text, happened text, so_what text, now_what text, standard_ids int8[])
UPDATE reflection
   SET on_day = :on_day, title = :title, words = :words, happened = :happened,
       so_what = :so_what, now_what = :now_what, standard_ids = :standard_ids
 WHERE id = :id AND person_id = (SELECT auth.person_id())
   AND version = :version AND deleted_at IS NULL;

-- exec reflection_found_clear(id int8, version int8)
UPDATE reflection SET checked = version
 WHERE id = :id AND person_id = (SELECT auth.person_id())
   AND version = :version AND deleted_at IS NULL;

-- exec reflection_delete(id int8)
UPDATE reflection SET deleted_at = now()
 WHERE id = :id AND person_id = (SELECT auth.person_id())
   AND deleted_at IS NULL;

-- What it said before, newest first.

-- row reflection_before
--   version      int8
--   on_day       date
--   title        text
--   words        text
--   happened     text
--   so_what      text
--   now_what     text
--   standard_ids int8[]
--   at           timestamptz

-- many reflection_versions(id int8) reflection_before
SELECT version, on_day, title, '' AS words, '' AS happened, '' AS so_what,
       '' AS now_what, standard_ids, at
  FROM reflection_version
 WHERE reflection_id = :id AND person_id = (SELECT auth.person_id())
 ORDER BY version DESC
 LIMIT 100;

-- one reflection_version_of(id int8, version int8) reflection_before
SELECT v.version, v.on_day, v.title, v.words, v.happened, v.so_what,
       v.now_what, v.standard_ids, v.at
  FROM reflection_version v
  JOIN reflection r ON r.id = v.reflection_id AND r.deleted_at IS NULL
 WHERE v.reflection_id = :id AND v.version = :version
   AND v.person_id = (SELECT auth.person_id());

-- With whom one can share, and what they are to whoever asks.

-- row reflection_reader(id int8, name text)

-- many reflection_readers_mine() reflection_reader
SELECT p.id, p.name
  FROM person p
 WHERE p.id = ANY ((SELECT auth.reflection_readers())::bigint[])
   AND p.id <> (SELECT auth.person_id())
 ORDER BY p.family_name, p.given_name, p.id;

-- row reflection_shared
--   id          int8
--   with_id     int8
--   name        text
--   version     int8
--   shared_at   timestamptz

-- many reflection_shares(id int8) reflection_shared
SELECT s.id, s.with_id, coalesce(p.name, 'Somebody') AS name, s.version,
       s.shared_at
  FROM reflection_share s
  LEFT JOIN person p ON p.id = s.with_id
 WHERE s.reflection_id = :id AND s.person_id = (SELECT auth.person_id())
   AND s.state = 'shared'
 ORDER BY s.shared_at, s.id;

-- exec reflection_share_add(id int8, with_id int8)
INSERT INTO reflection_share (reflection_id, person_id, with_id)
VALUES (:id, auth.person_id(), :with_id);

-- exec reflection_share_end(id int8, with_id int8)
UPDATE reflection_share SET state = 'ended'
 WHERE reflection_id = :id AND person_id = (SELECT auth.person_id())
   AND with_id = :with_id AND state = 'shared';

-- row reflection_address(name text, email text)

-- one reflection_address_of(id int8) reflection_address
SELECT name, email FROM person WHERE id = :id;

-- What others shared with whoever asks.

-- row reflection_copy
--   id           int8
--   person_id    int8
--   name         text
--   on_day       date
--   title        text
--   words        text
--   happened     text
--   so_what      text
--   now_what     text
--   at           timestamptz

-- many reflections_shared_with_me() reflection_copy
SELECT s.id, s.person_id, coalesce(p.name, 'Somebody') AS name, s.on_day,
       s.title, '' AS words, '' AS happened, '' AS so_what, '' AS now_what,
       s.shared_at AS at
  FROM reflection_share s
  LEFT JOIN person p ON p.id = s.person_id
 WHERE s.with_id = (SELECT auth.person_id()) AND s.state = 'shared'
 ORDER BY s.shared_at DESC, s.id DESC
 LIMIT 200;

-- one reflection_shared_by_id(id int8) reflection_copy
SELECT s.id, s.person_id, coalesce(p.name, 'Somebody') AS name, s.on_day,
       s.title, s.words, s.happened, s.so_what, s.now_what,
       s.shared_at AS at
  FROM reflection_share s
  LEFT JOIN person p ON p.id = s.person_id
 WHERE s.id = :id AND s.with_id = (SELECT auth.person_id())
   AND s.state = 'shared';

-- Evidence: copies of an ASYE, or of one entry.

-- enum submission_state(submitted, withdrawn)
-- row submission
--   id            int8
--   reflection_id int8
--   asye_id       int8
--   person_id     int8
--   programme_id  int8
--   name          text
--   on_day        date
--   title         text
--   words         text
--   happened      text
--   so_what       text
--   now_what      text
--   standard_ids  int8[]
--   state         submission_state
--   submitted_on  date
--   submitted_at  timestamptz
--   reason        text?

-- one submission_by_id(id int8) submission
SELECT s.id, s.reflection_id, s.asye_id, s.person_id, s.programme_id,
       coalesce(p.name, 'Somebody') AS name, s.on_day, s.title, s.words,
       s.happened, s.so_what, s.now_what, s.standard_ids, s.state,
       s.submitted_on, s.submitted_at, s.reason
  FROM reflection_submission s
  LEFT JOIN person p ON p.id = s.person_id
 WHERE s.id = :id;

-- many submissions_of_asye(asye_id int8) submission
SELECT s.id, s.reflection_id, s.asye_id, s.person_id, s.programme_id,
       coalesce(p.name, 'Somebody') AS name, s.on_day, s.title, '' AS words,
       '' AS happened, '' AS so_what, '' AS now_what, s.standard_ids, s.state,
       s.submitted_on, s.submitted_at, s.reason
  FROM reflection_submission s
  LEFT JOIN person p ON p.id = s.person_id
 WHERE s.asye_id = :asye_id AND s.state = 'submitted'
 ORDER BY s.submitted_on, s.id;

-- many submissions_of_reflection(id int8) submission
SELECT s.id, s.reflection_id, s.asye_id, s.person_id, s.programme_id,
       coalesce(p.name, 'Somebody') AS name, s.on_day, s.title, '' AS words,
       '' AS happened, '' AS so_what, '' AS now_what, s.standard_ids, s.state,
       s.submitted_on, s.submitted_at, s.reason
  FROM reflection_submission s
  LEFT JOIN person p ON p.id = s.person_id
 WHERE s.reflection_id = :id AND s.person_id = (SELECT auth.person_id())
 ORDER BY s.submitted_on, s.id;

-- row asye_for_reflection(id int8, programme_id int8, starts_on date)

-- The ASYE of whoever asks that is under way.

-- one asye_for_reflections() asye_for_reflection
SELECT a.id, a.programme_id, a.starts_on
  FROM asye a
 WHERE a.person_id = (SELECT auth.person_id())
   AND a.state NOT IN ('withdrawn', 'transferred', 'confirmed',
       'certificated', 'claim_complete')
 ORDER BY a.id DESC
 LIMIT 1;

-- one reflection_submit(id int8, asye_id int8, programme_id int8) new_reflection
INSERT INTO reflection_submission (reflection_id, asye_id, person_id,
    programme_id)
VALUES (:id, :asye_id, auth.person_id(), :programme_id)
ON CONFLICT DO NOTHING
RETURNING id;

-- exec submission_withdraw(id int8, reason text)
UPDATE reflection_submission SET state = 'withdrawn', reason = :reason
 WHERE id = :id AND person_id = (SELECT auth.person_id())
   AND state = 'submitted';
