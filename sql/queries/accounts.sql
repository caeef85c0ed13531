-- Accounts: second factors, and the step between a password and a session.

-- row step_next(has_factor bool, needs_factor bool)

-- one step_needed(person_id int8) step_next
SELECT has_factor, needs_factor FROM auth.step_needed(:person_id);

-- exec step_begin(person_id int8, token text)
SELECT auth.begin_step(:person_id, :token);

-- exec step_end(token text)
SELECT auth.end_step(:token);

-- row factor
--   person_id     int8
--   name          text
--   email         text
--   needed        bool
--   sealed        bytea?
--   set_at        timestamptz?
--   last_step     int8?
--   codes_left    int8
--   wait_seconds  int8

-- step: the token of a step that is to go, or "" for whoever is signed in.

-- one factor_asked(step text, address text) factor
SELECT person_id, name, email, needed, sealed, set_at, last_step, codes_left,
       wait_seconds
  FROM auth.factor(:step, :address);

-- row factor_taken(taken bool)

-- one factor_code_take(step text, at_step int8) factor_taken
SELECT auth.take_code(:step, :at_step) AS taken;

-- one factor_recovery_take(step text, code_hash bytea) factor_taken
SELECT auth.take_recovery_code(:step, :code_hash) AS taken;

-- row factor_tries(n int8)

-- one factor_wrong(step text, address text) factor_tries
SELECT auth.wrong_code(:step, :address) AS n;

-- exec factor_set(step text, sealed bytea, at_step int8, hashes text[])
SELECT auth.set_factor(:step, :sealed, :at_step, :hashes);

-- exec recovery_codes_set(step text, hashes text[])
SELECT auth.set_recovery_codes(:step, :hashes);

-- exec factor_drop()
SELECT auth.drop_factor();

-- row confirmed(lately bool!)

-- one session_is_confirmed() confirmed
SELECT auth.is_confirmed() AS lately;

-- exec session_confirm()
SELECT auth.confirm();

-- row session_own
--   id          int8
--   device      text
--   address     text
--   started_at  timestamptz
--   seen_at     timestamptz
--   here        bool

-- many sessions_mine() session_own
SELECT id, device, address, started_at, seen_at, here FROM auth.sessions();

-- row session_ended(done bool!)

-- one session_end(id int8) session_ended
SELECT auth.end_session(:id) AS done;

-- enrolment_id, educator_id: where staff read of them.

-- row session_holder
--   person_id     int8
--   name          text
--   address       text
--   programme_id  int8
--   sessions      int8
--   enrolment_id  int8?
--   educator_id   int8?

-- one session_holder_by_id(person_id int8) session_holder
SELECT h.person_id, h.name, h.address, h.programme_id, h.sessions,
       (SELECT max(e.id) FROM enrolment e
         WHERE e.person_id = h.person_id) AS enrolment_id,
       (SELECT max(e.id) FROM educator e
         WHERE e.person_id = h.person_id) AS educator_id
  FROM session_holder(:person_id) h;

-- row sessions_gone(n int8!)

-- one sessions_end_of(person_id int8) sessions_gone
SELECT end_sessions_of(:person_id) AS n;

-- row device_news(new_one bool!)

-- one device_is_new(person_id int8, device text) device_news
SELECT auth.device_is_new(:person_id, :device) AS new_one;

-- one addressee_by_id(person_id int8) addressee
SELECT person_id, name, address FROM auth.addressee(:person_id);

-- exec password_change(password_hash text)
SELECT auth.change_password(:password_hash);

-- exec sessions_end_others()
SELECT auth.end_others();

-- row factor_reset
--   id            int8
--   person_id     int8
--   name          text
--   address       text
--   programme_id  int8
--   programme     text
--   checked       text
--   state         text!
--   asked_by      int8
--   asker         text
--   asked_at      timestamptz
--   settler       text?
--   settled_at    timestamptz?

-- many factor_resets() factor_reset
SELECT f.id, f.person_id, p.name, p.email AS address, f.programme_id,
       g.name AS programme, f.checked, f.state::text AS state, f.asked_by,
       a.name AS asker, f.asked_at, s.name AS settler, f.settled_at
  FROM factor_reset f
  JOIN person p ON p.id = f.person_id
  JOIN programme g ON g.id = f.programme_id
  JOIN person a ON a.id = f.asked_by
  LEFT JOIN person s ON s.id = f.settled_by
 WHERE f.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY f.state <> 'asked', f.id DESC
 LIMIT 50;

-- one factor_reset_by_id(id int8) factor_reset
SELECT f.id, f.person_id, p.name, p.email AS address, f.programme_id,
       g.name AS programme, f.checked, f.state::text AS state, f.asked_by,
       a.name AS asker, f.asked_at, s.name AS settler, f.settled_at
  FROM factor_reset f
  JOIN person p ON p.id = f.person_id
  JOIN programme g ON g.id = f.programme_id
  JOIN person a ON a.id = f.asked_by
  LEFT JOIN person s ON s.id = f.settled_by
 WHERE f.id = :id
   AND f.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- row factor_to_reset(person_id int8, name text, address text, programme_id int8, has_factor bool)

-- one factor_to_reset_of(email text) factor_to_reset
SELECT person_id, name, address, programme_id, has_factor
  FROM factor_to_reset(:email);

-- row factor_reset_made(id int8)

-- one factor_reset_ask(person_id int8, programme_id int8, checked text) factor_reset_made
INSERT INTO factor_reset (person_id, programme_id, checked)
VALUES (:person_id, :programme_id, :checked)
ON CONFLICT (person_id) WHERE state = 'asked' DO NOTHING
RETURNING id;

-- exec factor_reset_settle(id int8, state text)
UPDATE factor_reset SET state = :state::factor_reset_state
 WHERE id = :id AND state = 'asked';

-- many factor_reset_others_of(id int8) addressee
SELECT person_id, name, address FROM factor_reset_others(:id);
