-- Feedback from outside, as those see it whom it is about and who assess.

-- row feedback_request
--   id            int8
--   asye_id       int8
--   person_id     int8
--   programme_id  int8
--   nqsw          text
--   giver         giver_kind
--   channel       giver_channel
--   about         text
--   giver_name    text?
--   giver_role    text?
--   giver_email   text?
--   asked_by      int8?
--   asker         text?
--   asked_on      date
--   expires_on    date
--   state         giver_state
--   state_on      date
--   over          bool!
--   refusal       giver_refusal?
--   reminded_on   date?
--   remind_from   date!
--   gathers       bool!
--   may_change    bool!
--   shown         bool!
--   discussed_on  date?
--   version       int8

-- over: midnight has passed, whether or not the jobs have said so.  shown: I
-- may read what was given.  may_change: it is mine to withdraw.

-- many feedback_requests(asye_id int8) feedback_request
SELECT r.id, r.asye_id, r.person_id, r.programme_id, p.name AS nqsw, r.giver,
       r.channel, r.about, r.giver_name, r.giver_role, r.giver_email,
       r.asked_by, q.name AS asker, r.asked_on, r.expires_on, r.state,
       r.state_on, r.state IN ('asked', 'opened')
           AND r.expires_on < today() AS over, r.refusal, r.reminded_on,
       coalesce(r.reminded_on, r.asked_on) + setting_of(r.programme_id,
           'feedback_remind_days')::integer AS remind_from,
       asye_gathers(a.state) AS gathers,
       r.asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
           OR r.asked_by = (SELECT auth.person_id()) AS may_change,
       g.id IS NOT NULL AS shown, g.discussed_on, r.version
  FROM feedback_request r
  JOIN asye a ON a.id = r.asye_id
  JOIN person p ON p.id = r.person_id
  LEFT JOIN person q ON q.id = r.asked_by
  LEFT JOIN feedback_given g ON g.id = r.id
 WHERE r.asye_id = :asye_id
 ORDER BY r.asked_on DESC, r.id DESC;

-- one feedback_request_by_id(id int8) feedback_request
SELECT r.id, r.asye_id, r.person_id, r.programme_id, p.name AS nqsw, r.giver,
       r.channel, r.about, r.giver_name, r.giver_role, r.giver_email,
       r.asked_by, q.name AS asker, r.asked_on, r.expires_on, r.state,
       r.state_on, r.state IN ('asked', 'opened')
           AND r.expires_on < today() AS over, r.refusal, r.reminded_on,
       coalesce(r.reminded_on, r.asked_on) + setting_of(r.programme_id,
           'feedback_remind_days')::integer AS remind_from,
       asye_gathers(a.state) AS gathers,
       r.asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
           OR r.asked_by = (SELECT auth.person_id()) AS may_change,
       g.id IS NOT NULL AS shown, g.discussed_on, r.version
  FROM feedback_request r
  JOIN asye a ON a.id = r.asye_id
  JOIN person p ON p.id = r.person_id
  LEFT JOIN person q ON q.id = r.asked_by
  LEFT JOIN feedback_given g ON g.id = r.id
 WHERE r.id = :id;

-- row feedback_words
--   id             int8
--   form           giver_form
--   consent_words  text
--   asked          text[]
--   answers        text[]
--   share          bool
--   help           giver_help
--   reference      text
--   given_at       timestamptz
--   erased_at      timestamptz?
--   discussed_on   date?
--   discusser      text?
--   discussion     text
--   may_discuss    bool!
--   version        int8

-- one feedback_words_of(id int8) feedback_words
SELECT g.id, g.form, g.consent_words, g.asked, g.answers, g.share, g.help,
       g.reference, g.given_at, g.erased_at, g.discussed_on,
       d.name AS discusser, g.discussion, g.erased_at IS NULL
           AND g.asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
           AND g.person_id <> (SELECT auth.person_id()) AS may_discuss,
       g.version
  FROM feedback_given g
  LEFT JOIN person d ON d.id = g.discussed_by
 WHERE g.id = :id;

-- row feedback_count(evidence text!, counted int8!, at_least int8!, chosen_by_nqsw int8!)

-- many feedback_counts(asye_id int8) feedback_count
SELECT m.evidence::text AS evidence, count(c.request_id) AS counted, m.at_least,
       count(c.request_id) FILTER (WHERE c.asked_by = a.person_id)
           AS chosen_by_nqsw
  FROM asye a
  JOIN framework_minimum m ON m.framework_id = a.framework_id
   AND m.evidence IN ('feedback_people', 'feedback_professionals')
  LEFT JOIN asye_feedback_counted c ON c.asye_id = a.id
   AND c.evidence = m.evidence
 WHERE a.id = :asye_id
 GROUP BY m.evidence, m.at_least
 ORDER BY m.evidence;

-- row feedback_asye(id int8, person_id int8, programme_id int8, enrolment_id int8, name text, given_name text, gathers bool!, mine bool!, own bool!, link_days int8!)

-- one feedback_asye_by_id(id int8) feedback_asye
SELECT a.id, a.person_id, a.programme_id, a.enrolment_id, p.name, p.given_name,
       asye_gathers(a.state) AS gathers,
       a.id = ANY ((SELECT auth.asye_mine())::bigint[]) AS mine,
       a.person_id = (SELECT auth.person_id()) AS own,
       setting_of(a.programme_id, 'feedback_link_days') AS link_days
  FROM asye a
  JOIN person p ON p.id = a.person_id
 WHERE a.id = :id AND (a.person_id = (SELECT auth.person_id())
    OR a.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR a.id = ANY ((SELECT auth.asye_mine())::bigint[])
    OR a.employer_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR a.provider_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));

-- one feedback_request_add(asye_id int8, giver giver_kind, channel giver_channel, about text, giver_name text?, giver_role text?, giver_email text?, token text, code text, expires_on date) changed
INSERT INTO feedback_request (asye_id, enrolment_id, person_id, programme_id,
    giver, channel, about, giver_name, giver_role, giver_email, token_hash,
    code_hash, expires_on)
SELECT a.id, a.enrolment_id, a.person_id, a.programme_id, :giver::giver_kind,
       :channel::giver_channel, :about::text, :giver_name::text,
       :giver_role::text, :giver_email::text, feedback_token(:token),
       feedback_code(:code), :expires_on::date
  FROM asye a
 WHERE a.id = :asye_id AND asye_gathers(a.state)
RETURNING id;

-- A new link; the one before stops working.  reminded: it goes out as a
-- reminder.

-- one feedback_link_renew(id int8, version int8, token text, code text, expires_on date, reminded bool) changed
UPDATE feedback_request
   SET token_hash = feedback_token(:token), code_hash = feedback_code(:code),
       expires_on = :expires_on::date,
       state = CASE state WHEN 'expired' THEN 'asked' ELSE state END,
       reminded_on = CASE WHEN :reminded::boolean THEN today()
           ELSE reminded_on END
 WHERE id = :id AND version = :version
   AND state IN ('asked', 'opened', 'expired')
RETURNING id;

-- one feedback_request_withdraw(id int8, version int8) changed
UPDATE feedback_request SET state = 'withdrawn'
 WHERE id = :id AND version = :version AND state IN ('asked', 'opened')
RETURNING id;

-- one feedback_request_put_back(id int8, version int8) changed
UPDATE feedback_request SET state = 'asked'
 WHERE id = :id AND version = :version AND state = 'withdrawn'
   AND expires_on >= today()
RETURNING id;

-- one feedback_discuss(id int8, version int8, discussed_on date, discussion text) changed
UPDATE feedback_given
   SET discussed_on = :discussed_on, discussed_by = auth.person_id(),
       discussion = :discussion
 WHERE id = :id AND version = :version AND erased_at IS NULL
RETURNING id;

-- one feedback_discuss_undo(id int8, version int8) changed
UPDATE feedback_given
   SET discussed_on = NULL, discussed_by = NULL, discussion = ''
 WHERE id = :id AND version = :version AND discussed_on IS NOT NULL
RETURNING id;

-- exec letter_write_outside(about int8, name text, address text, subject text, body text)
SELECT post.write_outside(:about, :name, :address, :subject, :body);
