-- Drafts of forms, and the letters that leave Waymark.

-- One draft a person and form: the body as it was sent, read again by the
-- form's own page.  A form that arrives after its session has ended lands
-- here, so that nothing that was typed is lost.
CREATE TABLE waymark.draft (
	person_id	bigint NOT NULL REFERENCES waymark.person,
	path		text NOT NULL CHECK (path ~ '^/' AND length(path) <= 200),
	body		text NOT NULL CHECK (length(body) <= 400000),
	saved_at	timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (person_id, path)
);

CREATE FUNCTION auth.keep_form(whose bigint, path text, body text)
RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO waymark.draft (person_id, path, body)
	VALUES ($1, $2, $3)
	ON CONFLICT (person_id, path) DO UPDATE
	   SET body = excluded.body, saved_at = now()
$$;
GRANT EXECUTE ON FUNCTION auth.keep_form(bigint, text, text) TO waymark_web;

-- The outbox: a letter is written in the transaction that gives cause for it
-- and leaves afterwards.  outside: the name of whom it is to, where they have
-- no account; person_id is then whom it is about.  secret: it holds a link that
-- signs its reader in, or is to nobody's inbox.  suitability: seen by those who
-- handle such cases alone.  How it leaves is told in 049: tries, that the
-- server answered; said, its last answer, or what went wrong.
CREATE TYPE waymark.letter_state AS ENUM
    ('waiting', 'sending', 'sent', 'doubt', 'refused', 'dead', 'left');
CREATE TYPE waymark.letter_kind AS ENUM ('message', 'secret', 'reminder');
CREATE TABLE post.letter (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint REFERENCES waymark.person,
	outside		text,
	address		text NOT NULL,
	subject		text NOT NULL CHECK (subject !~ '[\r\n]'),
	body		text NOT NULL,
	written_at	timestamptz NOT NULL DEFAULT now(),
	sent_at		timestamptz,
	suitability	boolean NOT NULL DEFAULT false,
	kind		waymark.letter_kind NOT NULL DEFAULT 'message',
	state		waymark.letter_state NOT NULL DEFAULT 'waiting',
	tries		bigint NOT NULL DEFAULT 0,
	next_at		timestamptz NOT NULL DEFAULT now(),
	claimed_at	timestamptz,
	said		text NOT NULL DEFAULT '' CHECK (length(said) <= 500),
	CONSTRAINT letter_sent CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
	CONSTRAINT letter_claimed
	    CHECK ((state = 'sending') = (claimed_at IS NOT NULL))
);

CREATE FUNCTION post.write(person_id bigint, address text, subject text,
    body text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO post.letter (person_id, address, subject, body)
	VALUES ($1, $2, $3, $4)
$$;
GRANT EXECUTE ON FUNCTION post.write(bigint, text, text, text)
    TO waymark_web, waymark_jobs;
