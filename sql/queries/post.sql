-- The post: letters that the jobs send, as staff see them, and everybody's
-- inbox and reminders.

-- enum letter_state(waiting, sending, sent, doubt, refused, dead, left)
-- enum letter_outcome(sent, later, refused, doubt, stalled, down)
-- enum reminder_choice(daily, weekly, never)

-- row letter_claimed
--   id           int8!
--   name         text?
--   address      text!
--   subject      text!
--   body         text!
--   written_at   timestamptz!
--   unsubscribe  text?

-- one letter_claim() letter_claimed
SELECT id, name, address, subject, body, written_at, unsubscribe
  FROM post.claim();

-- exec letter_settle(id int8, outcome letter_outcome, answer text, tries_most int8, wait_seconds int8)
SELECT post.settle(:id, :outcome, :answer, :tries_most, :wait_seconds);

-- exec letters_doubt(older_than_seconds int8)
SELECT post.doubt(:older_than_seconds);

-- row letter_count(state letter_state!, n int8!)

-- many letter_counts() letter_count
SELECT state, n FROM post.counts();

-- row mail_server(silent_since timestamptz!, said text!, next_at timestamptz!)

-- While it does not answer; nothing otherwise.

-- one mail_server_silent() mail_server
SELECT silent_since, said, next_at FROM post.server_state();

-- row digest_failed(name text!, failed_on date!, of_all int8!)

-- many digests_failed() digest_failed
SELECT name, failed_on, of_all FROM post.digests_failed();

-- row letter_attempt(state letter_state!, said text!, name text?, at timestamptz!)

-- The latest first.

-- many letter_attempts(id int8) letter_attempt
SELECT state, said, name, at FROM post.attempts(:id);

-- row post_done(done bool)

-- one letter_decide(id int8, again bool) post_done
SELECT post.decide(:id, :again) AS done;

-- row message
--   id          int8
--   reminder    bool
--   subject     text
--   body        text
--   written_at  timestamptz
--   read_at     timestamptz?
--   of_all      int8!

-- many messages_mine(unread bool, at_most int8, skip int8) message
SELECT id, reminder, subject, body, written_at, read_at,
       count(*) OVER () AS of_all
  FROM message
 WHERE person_id = (SELECT auth.person_id())
   AND (NOT :unread OR read_at IS NULL)
 ORDER BY id DESC LIMIT :at_most OFFSET :skip;

-- one message_mine(id int8) message
SELECT id, reminder, subject, body, written_at, read_at,
       1::bigint AS of_all
  FROM message
 WHERE id = :id AND person_id = (SELECT auth.person_id());

-- exec message_mark(id int8, read bool)
UPDATE message SET read_at = CASE WHEN :read THEN now() END
 WHERE id = :id AND person_id = (SELECT auth.person_id())
   AND (read_at IS NULL) = :read;

-- Those that the page held, up to the newest of them.

-- exec messages_read_until(id int8)
UPDATE message SET read_at = now()
 WHERE person_id = (SELECT auth.person_id()) AND read_at IS NULL AND id <= :id;

-- row reminder_mine(choice reminder_choice, version int8)

-- one reminder_mine() reminder_mine
SELECT choice, version FROM reminder
 WHERE person_id = (SELECT auth.person_id());

-- exec reminder_choose(choice reminder_choice)
INSERT INTO reminder (person_id, choice)
VALUES ((SELECT auth.person_id()), :choice)
    ON CONFLICT (person_id) DO UPDATE SET choice = excluded.choice;

-- one reminders_known(token text) post_done
SELECT post.reminders_known(:token) AS done;

-- one reminders_stop(token text) post_done
SELECT post.reminders_stop(:token) AS done;

-- row digest_person
--   person_id  int8!
--   name       text!
--   email      text!
--   today      date!
--   mails      bool!

-- one digest_next() digest_person
SELECT person_id, name, email, today, mails FROM post.digest_next();

-- exec stand_for(person_id int8)
SELECT auth.stand_for(:person_id);

-- exec role_take(role text)
SELECT set_config('role', :role, true);

-- exec stand_down()
SELECT auth.stand_down();

-- exec digest_write(person_id int8, items int8, subject text, body text, mails bool)
SELECT post.digest_write(:person_id, :items, :subject, :body, :mails);

-- exec digest_skip(person_id int8)
SELECT post.digest_skip(:person_id);

-- row nudge_row
--   kind      text!
--   how_many  int8!
--   due_on    date?

-- What waits on whoever the jobs stand for, counted; and what of their own
-- training, or that they support, a rule points out.

-- many nudges_now() nudge_row
SELECT (w.item).kind::text AS kind, sum((w.item).how_many)::bigint AS how_many,
       min((w.item).due_on) AS due_on
  FROM waiting_mine() w WHERE w.mine AND (w.item).since <= today()
 GROUP BY (w.item).kind
 UNION ALL
SELECT c.kind::text, sum(c.n)::bigint, NULL
  FROM unnest((SELECT auth.staff_programmes())::bigint[]) g
 CROSS JOIN LATERAL waiting_counted(g, false, NULL, NULL) c
 GROUP BY c.kind
 UNION ALL
SELECT 'flag_own', count(*), NULL
  FROM flag f
 WHERE f.cleared_on IS NULL AND f.person_id = (SELECT auth.person_id())
HAVING count(*) > 0
 UNION ALL
SELECT 'flag_new', count(*), NULL
  FROM flag f
 WHERE f.cleared_on IS NULL AND f.raised_on >= today() - 1
   AND (f.placement_id = ANY ((SELECT auth.educator_placements())::bigint[])
    OR f.asye_id = ANY ((SELECT auth.asye_reached())::bigint[])
    OR f.enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[]))
HAVING count(*) > 0
 ORDER BY kind;
