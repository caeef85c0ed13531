-- Roles of a programme's team: who has which, and how they are given and ended.

-- enum role_change_kind(given, ended, put_back)
-- enum role_change_state(asked, done, refused, withdrawn)
-- enum role_stands(now, coming, over)

-- row team_role
--   id            int8!
--   role          role_name!
--   person_id     int8!
--   name          text!
--   email         text!
--   programme_id  int8!
--   programme     text!
--   organisation  text?
--   since         date?
--   until         date?
--   stands        role_stands!
--   giver         text?
--   of_all        int8!

-- words: parts of the name or of the organisation's, folded; over and programme_id:
-- NULL asks for all.  role: NULL asks for those that are given here.  sorted: name, role, since or until.

-- many team_found(words text[], role role_name?, over bool?, programme_id int8?, sorted text, reversed bool, at_most int8, skip int8) team_role
SELECT t.role_id AS id, t.role, t.person_id, t.name, t.email, t.programme_id,
       t.programme, t.organisation, t.since, t.until, t.stands, t.giver,
       count(*) OVER () AS of_all
  FROM waymark.team() t
 WHERE NOT EXISTS (SELECT 1 FROM unnest(:words::text[]) w
        WHERE strpos(t.folded, w) = 0
          AND strpos(waymark.fold(coalesce(t.organisation, '')), w) = 0)
   AND CASE WHEN :role::role_name IS NULL
            THEN t.role NOT IN ('tutor', 'lead') ELSE t.role = :role END
   AND (:over::boolean IS NULL OR :over = (t.stands = 'over'))
   AND (:programme_id::bigint IS NULL OR t.programme_id = :programme_id)
 ORDER BY CASE WHEN :sorted = 'role' AND NOT :reversed THEN t.role END,
       CASE WHEN :sorted = 'role' AND :reversed THEN t.role END DESC,
       CASE WHEN :sorted = 'since' AND NOT :reversed THEN t.since END DESC
           NULLS LAST,
       CASE WHEN :sorted = 'since' AND :reversed THEN t.since END,
       CASE WHEN :sorted = 'until' AND NOT :reversed THEN t.until END
           NULLS LAST,
       CASE WHEN :sorted = 'until' AND :reversed THEN t.until END DESC
           NULLS LAST,
       CASE WHEN :sorted = 'name' AND :reversed THEN t.family_name END DESC,
       t.family_name, t.name, t.role, t.role_id
 LIMIT :at_most OFFSET :skip;

-- one team_role_by_id(id int8) team_role
SELECT t.role_id AS id, t.role, t.person_id, t.name, t.email, t.programme_id,
       t.programme, t.organisation, t.since, t.until, t.stands, t.giver,
       1::bigint AS of_all
  FROM waymark.team() t
 WHERE t.role_id = :id;

-- row role_change
--   id            int8!
--   role_id       int8?
--   person_id     int8!
--   given_name    text!
--   family_name   text!
--   name          text!
--   address       text!
--   has_account   bool!
--   programme_id  int8!
--   programme     text!
--   organisation  text?
--   role          role_name!
--   change        role_change_kind!
--   on_day        date!
--   reason        text!
--   state         role_change_state!
--   asked_by      int8!
--   asker         text!
--   asked_at      timestamptz!
--   settler       text?
--   settled_at    timestamptz?

-- many role_changes_asked() role_change
SELECT id, role_id, person_id, given_name, family_name, name, address,
       has_account, programme_id, programme, organisation, role, change,
       on_day, reason, state, asked_by, asker, asked_at, settler, settled_at
  FROM waymark.role_changes_seen(NULL, NULL);

-- many role_changes_of(role_id int8) role_change
SELECT id, role_id, person_id, given_name, family_name, name, address,
       has_account, programme_id, programme, organisation, role, change,
       on_day, reason, state, asked_by, asker, asked_at, settler, settled_at
  FROM waymark.role_changes_seen(NULL, :role_id);

-- one role_change_by_id(id int8) role_change
SELECT id, role_id, person_id, given_name, family_name, name, address,
       has_account, programme_id, programme, organisation, role, change,
       on_day, reason, state, asked_by, asker, asked_at, settler, settled_at
  FROM waymark.role_changes_seen(:id, NULL);

-- one role_person(programme_id int8, role role_name, organisation_id int8?, from_day date, given text, family text, email text, known_as text) registered_person
SELECT id, refusal, is_new
  FROM waymark.role_person(:programme_id, :role, :organisation_id, :from_day,
       :given, :family, :email, :known_as);

-- row role_refusal(why text?)

-- one role_end_refused(id int8, from_day date) role_refusal
SELECT waymark.role_end_refused(:id, :from_day) AS why;

-- one role_return_refused(id int8, programme_id int8) role_refusal
SELECT waymark.role_return_refused(:id, :programme_id) AS why;

-- row role_change_made(id int8)

-- one role_change_give(person_id int8, programme_id int8, role role_name, organisation_id int8?, on_day date, reason text) role_change_made
INSERT INTO role_change (person_id, programme_id, role, organisation_id,
    change, on_day, reason)
VALUES (:person_id, :programme_id, :role, :organisation_id, 'given', :on_day,
    :reason)
RETURNING id;

-- Whose role it was, and which, the guard fills in.

-- one role_change_end(role_id int8, programme_id int8, change role_change_kind, on_day date, reason text) role_change_made
INSERT INTO role_change (role_id, programme_id, change, on_day, reason)
VALUES (:role_id, :programme_id, :change, :on_day, :reason)
RETURNING id;

-- exec role_change_settled(id int8, state role_change_state)
UPDATE role_change SET state = :state WHERE id = :id AND state = 'asked';

-- row role_reader(person_id int8, name text, address text, same bool!)

-- many role_change_readers(id int8) role_reader
SELECT person_id, name, address, same FROM waymark.role_change_readers(:id);

-- row role_rule(role role_name, two_people bool, beside_staff bool, of_organisation bool)

-- many role_rules() role_rule
SELECT role, two_people, beside_staff, of_organisation FROM role_rule
 ORDER BY position;

-- row programme_begun(programme_id int8?, person_id int8?, is_new bool!, has_account bool?, refusal text?)

-- one programme_begins(called text, provider_code text, provider_name text?, kind text, region text, given text, family text, email text) programme_begun
SELECT programme_id, person_id, is_new, has_account, refusal
  FROM waymark.programme_begins(:called, :provider_code, :provider_name,
       :kind, :region, :given, :family, :email);
