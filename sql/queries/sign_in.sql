-- Sign-in: who asks, credentials, one-time links, and forms done once.

-- closed: the programmes of whoever asks that are closed, in words.

-- row visit
--   person_id            int8?
--   name                 text?
--   roles                text[]?
--   notice               text?
--   stale                bool?
--   unread               int8?
--   closed               text?
--   today                date
--   demonstration_as_of  date?

-- one visit_begins(token text) visit
SELECT e.person_id, e.name, e.roles, e.notice, e.stale,
       e.unread, auth.closed_for_me() AS closed,
       waymark.today() AS today,
       (SELECT as_of FROM waymark.demonstration) AS demonstration_as_of
  FROM (VALUES (1)) one
  LEFT JOIN LATERAL auth.enter(:token) e ON true;

-- exec session_begins(person_id int8, token text, csrf_hash bytea, address text, device text)
SELECT auth.start(:person_id, :token, :csrf_hash, :address, :device);

-- exec session_ends(token text)
SELECT auth.finish(:token);

-- exec after_answer(token text, seen bool, event text?, subject text?, subject_id int8, person_id int8, programme_id int8, reference text)
SELECT auth.after_answer(:token, :seen, :event, :subject, :subject_id,
    :person_id, :programme_id, :reference);

-- exec notice_set(notice text)
SELECT auth.notify(:notice);

-- row whose(person_id int8?)

-- one person_of_form(csrf_hash bytea) whose
SELECT auth.person_of_csrf(:csrf_hash) AS person_id;

-- trimmed: of the password without white space around it (071_passwords.sql).

-- row account(person_id int8?, password_hash text?, trimmed bool, wait_seconds int8)

-- one account_of(email text, address text) account
SELECT person_id, password_hash, trimmed, wait_seconds
  FROM auth.credential_of(:email, :address);

-- exec wrong_password(email text, address text)
SELECT auth.wrong(:email, :address);

-- row addressee(person_id int8, name text, address text)

-- one addressee_of(email text) addressee
SELECT person_id, name, address FROM auth.person_of_email(:email);

-- row permission(given bool!)

-- one link_permission(email text, address text) permission
SELECT auth.may_have_link(:email, :address) AS given;

-- one link_holder(token text) addressee
SELECT person_id, name, email AS address FROM auth.link_of(:token);

-- exec link_make(person_id int8, token text, purpose text, hours int8)
SELECT auth.make_link(:person_id, :token, :purpose::auth.link_purpose,
    now() + make_interval(hours => :hours::integer));

-- row known_name(name text!)

-- link: a token, or "" for whoever is signed in.

-- many password_names(link text) known_name
SELECT n AS name FROM auth.password_names(:link) n;

-- row used(done bool)

-- one link_use(token text, password_hash text) used
SELECT auth.use_link(:token, :password_hash) AS done;

-- exec letter_write(person_id int8, address text, subject text, body text)
SELECT post.write(:person_id, :address, :subject, :body);

-- A letter with a link that signs its reader in: in no inbox, and emptied once
-- it was sent.

-- exec letter_write_secret(person_id int8, address text, subject text, body text)
SELECT post.write_secret(:person_id, :address, :subject, :body);

-- row claim(first bool, same bool, location text)

-- one form_claim(once text, body_hash bytea) claim
SELECT first, same, location FROM auth.claim_form(:once, :body_hash);

-- exec form_done(once text, location text)
SELECT auth.did_form(:once, :location);

-- exec form_forget(once text)
SELECT auth.forget_form(:once);

-- exec request_named(event text, reference text)
SELECT set_config('waymark.event', :event, true),
       set_config('waymark.reference', :reference, true);

-- exec event_note(name text, subject text, subject_id int8?, person_id int8?, programme_id int8?, reference text)
SELECT audit.note(:name, :subject, :subject_id, :person_id, :programme_id,
    :reference);
