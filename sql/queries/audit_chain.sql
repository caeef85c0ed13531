-- The chain that seals the audit: made by the jobs, verified by whoever owns
-- the database.

-- row events_sealed(n int8!)

-- one events_seal(at_most int8) events_sealed
SELECT audit.seal_events(:at_most) AS n;

-- row audit_digest(n int8!, link text!, at timestamptz!)

-- one audit_digest_now() audit_digest
SELECT n, link, at FROM audit.digest_now();

-- one audit_digest_of_day() audit_digest
SELECT n, link, at FROM audit.digest_of_day();

-- exec audit_digest_send(address text, subject text, body text)
SELECT audit.digest_send(:address, :subject, :body);

-- copied: the database stands in another cluster than that which sealed it, and
-- nothing was sealed here yet.

-- row chain_head(n int8, link bytea, copied bool!)

-- one chain_head() chain_head
SELECT n, link, settled > pg_snapshot_xmax(pg_current_snapshot()) AS copied
  FROM audit.head;

-- row chain_link(link bytea)

-- one chain_link_of(n int8) chain_link
SELECT link FROM audit.seal WHERE n = :n;

-- A seal and the event that it is of, if that is there; the event's columns as
-- they are hashed.  emptied: an erasure lists what it said as gone.

-- row sealed_event
--   n             int8
--   event_id      int8
--   salt          bytea?
--   content       bytea?
--   leaf          bytea
--   link          bytea
--   there         bool!
--   id            text!
--   at            text?
--   actor_id      text?
--   name          text?
--   subject       text?
--   subject_id    text?
--   person_id     text?
--   programme_id  text?
--   placement_id  text?
--   reference     text?
--   xid           text?
--   before        text?
--   after         text?
--   emptied       bool!

-- many sealed_events(after_n int8, at_most int8) sealed_event
SELECT s.n, s.event_id, s.salt, s.content, s.leaf, s.link,
       e.id IS NOT NULL AS there, s.event_id::text AS id,
       (extract(epoch FROM e.at) * 1000000)::bigint::text AS at,
       e.actor_id::text, e.name, e.subject, e.subject_id::text,
       e.person_id::text, e.programme_id::text, e.placement_id::text,
       e.reference, e.xid::text, e.before::text, e.after::text,
       x.event_id IS NOT NULL AS emptied
  FROM audit.seal s
  LEFT JOIN audit.event e ON e.id = s.event_id
  LEFT JOIN audit.emptied x ON x.event_id = s.event_id
 WHERE s.n > :after_n
 ORDER BY s.n
 LIMIT :at_most;

-- Events without a seal.  inserted: the chain is past where they would stand,
-- or their transaction has not begun.

-- row unsealed_event(id int8, at text!, name text, inserted bool!)

-- many unsealed_events(after_id int8, at_most int8) unsealed_event
SELECT e.id, (extract(epoch FROM e.at) * 1000000)::bigint::text AS at, e.name,
       coalesce(e.xid < h.settled, false)
       OR e.xid >= pg_snapshot_xmax(pg_current_snapshot()) AS inserted
  FROM audit.event e
 LEFT JOIN audit.head h ON true
 WHERE e.id > :after_id
   AND NOT EXISTS (SELECT 1 FROM audit.seal s WHERE s.event_id = e.id)
 ORDER BY e.id
 LIMIT :at_most;

-- Erasures that emptied another number of events than the event said that the
-- erasure itself is; said 0: there is none.

-- row erasure_miscount(erasure_id int8, emptied int8!, said int8!)

-- many erasure_miscounts() erasure_miscount
SELECT x.erasure_id, x.emptied, coalesce(max(e.said), 0) AS said
  FROM (SELECT m.erasure_id, count(*) AS emptied FROM audit.emptied m
         GROUP BY m.erasure_id) x
  LEFT JOIN (SELECT v.subject_id, (v.after ->> 'emptied')::bigint AS said
               FROM audit.event v
              WHERE v.subject = 'erasure' AND v.after ? 'emptied') e
    ON e.subject_id = x.erasure_id
 GROUP BY x.erasure_id, x.emptied
HAVING x.emptied <> coalesce(max(e.said), 0)
 ORDER BY x.erasure_id;
