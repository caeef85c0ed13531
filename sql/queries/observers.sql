-- Observers without an account: who is asked to sign what they observed, and
-- what they do by their link.

-- enum observer_state(asked, signed, withdrawn)

-- latest: of the version of the observation that counts.  over: its days are.

-- row observer_link
--   id           int8
--   name         text
--   swe_number   text
--   expires_on   date
--   state        observer_state
--   asker        text?
--   asked_at     timestamptz
--   signed_name  text?
--   signed_at    timestamptz?
--   latest       bool!
--   over         bool!
--   version      int8

-- The latest first.

-- many observer_links_of(document_id int8) observer_link
SELECT l.id, l.name, l.swe_number, l.expires_on, l.state, p.name AS asker,
       l.asked_at, l.signed_name, l.signed_at,
       l.document_version = d.version AS latest,
       l.expires_on < today() AS over, l.version
  FROM observer_link l
  JOIN document d ON d.id = l.document_id
  LEFT JOIN person p ON p.id = l.asked_by
 WHERE l.document_id = :document_id
 ORDER BY l.id DESC
 LIMIT 50;

-- row observer_named(name text, swe_number text?, may_ask bool!)

-- Who observed, where that is somebody without an account.

-- one observer_named_in(document_id int8) observer_named
SELECT o.name, o.swe_number, observer_may_be_asked(d) AS may_ask
  FROM document d
  JOIN asye_observer o ON o.document_id = d.id AND o.observer_id IS NULL
 WHERE d.id = :document_id;

-- exec observer_ask(document_id int8, token text)
INSERT INTO observer_link (document_id, token_hash)
VALUES (:document_id, feedback_token(:token));

-- exec observer_withdraw(document_id int8)
UPDATE observer_link SET state = 'withdrawn'
 WHERE document_id = :document_id AND state = 'asked';

-- What follows is asked by who holds a link.

-- row observer_asked(id int8!, name text!, nqsw text!, expires_on date!)

-- one observer_behind_link(token text) observer_asked
SELECT id, name, nqsw, expires_on FROM observer_behind(:token);

-- row observer_opened(opened bool!)

-- one observer_link_open(token text, key text) observer_opened
SELECT observer_open(:token, :key) AS opened;

-- row observer_visit
--   id         int8!
--   name       text!
--   nqsw       text!
--   state      observer_state!
--   live       bool!
--   number     int8!
--   held_on    date?
--   questions  text[]!
--   answers    text[]!
--   hash       text!

-- one observer_visit_of(key text) observer_visit
SELECT id, name, nqsw, state, live, number, held_on, questions, answers, hash
  FROM observer_shows(:key);

-- row observer_signing(done bool!, right_number bool!, wait_seconds int8!)

-- one observer_signs(key text, hash text, name text, number text) observer_signing
SELECT done, right_number, wait_seconds
  FROM observer_sign(:key, :hash, :name, :number);
