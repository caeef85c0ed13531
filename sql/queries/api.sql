-- The API: tokens, what they were answered, and who reads with one.

-- enum api_token_state(live, revoked)

-- See auth.api_enter(): live, revoked, expired, over or often.

-- row api_caller
--   id               int8!
--   standing         text!
--   wait_seconds     int8!
--   programme_id     int8!
--   organisation_id  int8?
--   reader           export_reader!
--   tables           text[]!
--   roles            text[]!
--   expires_on       date!
--   rows_most        int8!
--   requests_most    int8!

-- one api_enter(token text) api_caller
SELECT id, standing, wait_seconds, programme_id, organisation_id, reader,
       tables, roles, expires_on, rows_most, requests_most
  FROM auth.api_enter(:token);

-- exec api_used(table_code text?, asked text, status int8, rows int8,
--   address text)
SELECT waymark.api_used(:table_code, :asked, :status, :rows, :address);

-- row api_token
--   id               int8
--   programme_id     int8
--   programme        text
--   organisation_id  int8?
--   organisation     text?
--   reader           export_reader
--   tables           text[]
--   name             text
--   recipient        text
--   purpose          text
--   prefix           text
--   made_by          text
--   made_at          timestamptz
--   expires_on       date
--   state            api_token_state
--   revoked_by       text?
--   revoked_at       timestamptz?
--   used_at          timestamptz?
--   today            date!
--   of_all           int8!

-- Those that work first, the latest first.

-- many api_tokens(at_most int8, skip int8) api_token
SELECT t.id, t.programme_id, g.name AS programme, t.organisation_id,
       o.name AS organisation, t.reader, t.tables, t.name, t.recipient,
       t.purpose, t.prefix, t.maker AS made_by, t.made_at, t.expires_on,
       t.state, t.revoker AS revoked_by, t.revoked_at,
       (SELECT u.at FROM api_use u WHERE u.token_id = t.id
         ORDER BY u.id DESC LIMIT 1) AS used_at,
       today() AS today, count(*) OVER () AS of_all
  FROM api_token t
  JOIN programme g ON g.id = t.programme_id
  LEFT JOIN organisation o ON o.id = t.organisation_id
 ORDER BY t.state = 'live' AND t.expires_on >= today() DESC, t.id DESC
 LIMIT :at_most OFFSET :skip;

-- one api_token_by_id(id int8) api_token
SELECT t.id, t.programme_id, g.name AS programme, t.organisation_id,
       o.name AS organisation, t.reader, t.tables, t.name, t.recipient,
       t.purpose, t.prefix, t.maker AS made_by, t.made_at, t.expires_on,
       t.state, t.revoker AS revoked_by, t.revoked_at,
       (SELECT u.at FROM api_use u WHERE u.token_id = t.id
         ORDER BY u.id DESC LIMIT 1) AS used_at,
       today() AS today, 1::bigint AS of_all
  FROM api_token t
  JOIN programme g ON g.id = t.programme_id
  LEFT JOIN organisation o ON o.id = t.organisation_id
 WHERE t.id = :id;

-- row api_token_made(id int8)

-- one api_token_make(programme_id int8, organisation_id int8?,
--   reader export_reader, tables text[], name text, recipient text,
--   purpose text, prefix text, token_hash bytea,
--   expires_on date) api_token_made
INSERT INTO api_token (programme_id, organisation_id, reader, tables, name,
    recipient, purpose, prefix, token_hash, expires_on)
VALUES (:programme_id, :organisation_id, :reader, :tables, :name, :recipient,
    :purpose, :prefix, :token_hash, :expires_on)
RETURNING id;

-- exec api_token_revoke(id int8)
UPDATE api_token SET state = 'revoked' WHERE id = :id AND state = 'live';

-- row api_lifetime(today date!, days int8!)

-- one api_lifetime(programme_id int8) api_lifetime
SELECT today() AS today, setting_of(:programme_id, 'api_token_days') AS days;

-- row api_use
--   id          int8
--   table_code  text?
--   asked       text
--   status      int8
--   rows        int8
--   address     text
--   at          timestamptz

-- The latest first, before one of them.

-- many api_uses(token_id int8, before int8?, at_most int8) api_use
SELECT u.id, u.table_code, u.asked, u.status, u.rows, u.address, u.at
  FROM api_use u
 WHERE u.token_id = :token_id AND (:before IS NULL OR u.id < :before)
 ORDER BY u.id DESC LIMIT :at_most;
