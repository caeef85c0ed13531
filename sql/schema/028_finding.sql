-- Finding: search across all that Waymark keeps, filters that are saved, and
-- records that need attention.

-- What is compared when something is searched for; see waymark.fold().
ALTER TABLE waymark.organisation ADD COLUMN folded text
    GENERATED ALWAYS AS (waymark.fold(name || ' ' || code)) STORED;
ALTER TABLE waymark.team ADD COLUMN folded text
    GENERATED ALWAYS AS (waymark.fold(name)) STORED;
ALTER TABLE waymark.cohort ADD COLUMN folded text
    GENERATED ALWAYS AS (waymark.fold(name)) STORED;
ALTER TABLE waymark.module ADD COLUMN folded text
    GENERATED ALWAYS AS (waymark.fold(code || ' ' || title)) STORED;

ALTER TABLE waymark.unit ADD COLUMN folded text
    GENERATED ALWAYS AS (waymark.fold(name)) STORED;

CREATE INDEX placement_team ON waymark.placement (team_id, starts_on);

-- Placements that I reach without being staff, and my own.
CREATE FUNCTION auth.reached_placements() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	organisations bigint[] := auth.partner_organisations();
	enrolments bigint[] := auth.employed_enrolments() ||
	    auth.guided_enrolments();
BEGIN
	RETURN auth.educator_placements() || ARRAY(
	    SELECT p.id FROM waymark.placement p WHERE p.person_id = me
	    UNION
	    SELECT p.id FROM waymark.placement p
	     WHERE p.organisation_id = ANY (organisations)
	    UNION
	    SELECT p.id FROM waymark.placement p
	     WHERE p.enrolment_id = ANY (enrolments));
END
$$;

-- Everything that a placement is found by, beside it: one index answers words
-- that are its trainee's, its host's, its team's and its educators'.  Its dates
-- and the trainee's name are repeated to be read in the order of answers.
-- Written by the triggers below alone.
CREATE TABLE waymark.placement_words (
	placement_id	bigint PRIMARY KEY REFERENCES waymark.placement
			    ON DELETE CASCADE,
	programme_id	bigint NOT NULL,
	starts_on	date NOT NULL,
	by_name		text NOT NULL,
	words		text NOT NULL
);
CREATE INDEX placement_words_words ON waymark.placement_words
    USING gin (words extensions.gin_trgm_ops);
CREATE INDEX placement_words_latest ON waymark.placement_words
    (starts_on DESC, by_name, placement_id);

CREATE FUNCTION waymark.placement_words_keep(placements bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.placement_words AS w
	SELECT p.id, p.programme_id, p.starts_on,
	       t.family_name || ' ' || t.given_name,
	       concat_ws(' ', '', t.folded, o.folded, m.folded,
	           (SELECT string_agg(e.folded, ' ' ORDER BY e.id)
	              FROM waymark.placement_educator d
	              JOIN waymark.person e ON e.id = d.person_id
	             WHERE d.placement_id = p.id))
	  FROM waymark.placement p
	  JOIN waymark.person t ON t.id = p.person_id
	  JOIN waymark.organisation o ON o.id = p.organisation_id
	  JOIN waymark.team m ON m.id = p.team_id
	 WHERE p.id = ANY (placements)
	 ORDER BY p.id
	    ON CONFLICT (placement_id) DO UPDATE
	   SET starts_on = excluded.starts_on, by_name = excluded.by_name,
	       words = excluded.words
	 WHERE (w.starts_on, w.by_name, w.words) IS DISTINCT FROM
	       (excluded.starts_on, excluded.by_name, excluded.words);
END
$$;

-- The trigger's argument is the column of a placement's id.
CREATE FUNCTION waymark.placement_words_begin() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.placement_words_keep(ARRAY(
	    SELECT DISTINCT (to_jsonb(n)->>TG_ARGV[0])::bigint FROM written n));
	RETURN NULL;
END
$$;
CREATE TRIGGER words_begin AFTER INSERT ON waymark.placement
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT
    EXECUTE FUNCTION waymark.placement_words_begin('id');
CREATE TRIGGER words_begin AFTER INSERT ON waymark.placement_educator
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT
    EXECUTE FUNCTION waymark.placement_words_begin('placement_id');

CREATE FUNCTION waymark.placement_words_follow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.placement_words_keep(CASE TG_TABLE_NAME
	    WHEN 'placement' THEN ARRAY[NEW.id]
	    WHEN 'person' THEN ARRAY(
	        SELECT p.id FROM waymark.placement p WHERE p.person_id = NEW.id
	        UNION
	        SELECT d.placement_id FROM waymark.placement_educator d
	         WHERE d.person_id = NEW.id)
	    WHEN 'organisation' THEN ARRAY(
	        SELECT p.id FROM waymark.placement p
	         WHERE p.organisation_id = NEW.id)
	    WHEN 'team' THEN ARRAY(
	        SELECT p.id FROM waymark.placement p WHERE p.team_id = NEW.id)
	    END);
	RETURN NULL;
END
$$;
CREATE TRIGGER words_follow AFTER UPDATE OF organisation_id, team_id, starts_on
    ON waymark.placement FOR EACH ROW
    WHEN ((OLD.organisation_id, OLD.team_id, OLD.starts_on) IS DISTINCT FROM
        (NEW.organisation_id, NEW.team_id, NEW.starts_on))
    EXECUTE FUNCTION waymark.placement_words_follow();
CREATE TRIGGER words_follow AFTER UPDATE OF given_name, family_name
    ON waymark.person FOR EACH ROW
    WHEN ((OLD.given_name, OLD.family_name) IS DISTINCT FROM
        (NEW.given_name, NEW.family_name))
    EXECUTE FUNCTION waymark.placement_words_follow();
CREATE TRIGGER words_follow AFTER UPDATE OF name, code
    ON waymark.organisation FOR EACH ROW
    WHEN ((OLD.name, OLD.code) IS DISTINCT FROM (NEW.name, NEW.code))
    EXECUTE FUNCTION waymark.placement_words_follow();
CREATE TRIGGER words_follow AFTER UPDATE OF name ON waymark.team
    FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name)
    EXECUTE FUNCTION waymark.placement_words_follow();

-- Placements by their trainee, host, team and educators, the latest first.
-- Each word is written out as a condition of its own, so that the index is
-- asked for all of them at once.
CREATE FUNCTION waymark.placements_found(words text[], at_most bigint)
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = '' AS $$
DECLARE
	programmes bigint[] := auth.staff_programmes();
	mine bigint[] := auth.reached_placements();
	every_word text := (SELECT string_agg(format('w.words LIKE %L', p),
	    ' AND ') FROM unnest(waymark.word_patterns(words)) p);
BEGIN
	IF words = '{}' OR (programmes = '{}' AND mine = '{}') THEN
		RETURN;
	END IF;
	RETURN QUERY EXECUTE format($q$
	    SELECT w.placement_id FROM waymark.placement_words w
	     WHERE %s AND %s
	     ORDER BY w.starts_on DESC, w.by_name, w.placement_id
	     LIMIT %s$q$, every_word, CASE
	    WHEN programmes = '{}' THEN
	        format('w.placement_id = ANY (%L::bigint[])', mine)
	    ELSE format('(w.programme_id = ANY (%L::bigint[]) OR '
	        'w.placement_id = ANY (%L::bigint[]))', programmes, mine)
	    END, at_most);
END
$$;

-- Entries of registers, in the order of names.
CREATE FUNCTION waymark.educators_named(words text[], email text, number text,
    at_most bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = ''
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
	me bigint := auth.person_id();
	programmes bigint[] := auth.staff_programmes();
	employed bigint[] := auth.partner_educators();
BEGIN
	RETURN QUERY
	SELECT e.id
	  FROM waymark.people_named(words, email, number) p
	  JOIN waymark.educator e ON e.person_id = p.id
	 WHERE e.programme_id = ANY (programmes) OR e.id = ANY (employed)
	    OR e.person_id = me
	 ORDER BY p.family_name, p.given_name, e.id
	 LIMIT at_most;
END
$$;

-- Tutors of my programmes today, by the id of their role.
CREATE FUNCTION waymark.tutors_named(words text[], email text, number text,
    at_most bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = ''
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
	programmes bigint[] := auth.staff_programmes();
	today date := waymark.today();
BEGIN
	RETURN QUERY
	SELECT r.id
	  FROM waymark.people_named(words, email, number) p
	  JOIN waymark.role_held r ON r.person_id = p.id
	 WHERE r.role = 'tutor' AND r.during @> today
	   AND r.programme_id = ANY (programmes)
	 ORDER BY p.family_name, p.given_name, r.id
	 LIMIT at_most;
END
$$;

-- The same for a unit: all that it is found by, and what of that is its own, its
-- name and whoever led it at any time.
CREATE TABLE waymark.unit_words (
	unit_id	bigint PRIMARY KEY REFERENCES waymark.unit ON DELETE CASCADE,
	own	text NOT NULL,
	words	text NOT NULL
);
CREATE INDEX unit_words_own ON waymark.unit_words
    USING gin (own extensions.gin_trgm_ops);
CREATE INDEX unit_words_words ON waymark.unit_words
    USING gin (words extensions.gin_trgm_ops);

CREATE FUNCTION waymark.unit_words_keep(units bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.unit_words AS w
	SELECT u.id, own.words, own.words || ' ' || o.folded
	  FROM waymark.unit u
	  JOIN waymark.organisation o ON o.id = u.organisation_id
	 CROSS JOIN LATERAL (
	    SELECT concat_ws(' ', '', u.folded, string_agg(DISTINCT p.folded, ' '))
	      FROM waymark.unit_lead l
	      JOIN waymark.person p ON p.id = l.person_id
	     WHERE l.unit_id = u.id) own (words)
	 WHERE u.id = ANY (units)
	 ORDER BY u.id
	    ON CONFLICT (unit_id) DO UPDATE
	   SET own = excluded.own, words = excluded.words
	 WHERE (w.own, w.words) IS DISTINCT FROM (excluded.own, excluded.words);
END
$$;

CREATE FUNCTION waymark.unit_words_follow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.unit_words_keep(CASE TG_TABLE_NAME
	    WHEN 'unit' THEN ARRAY[NEW.id]
	    WHEN 'unit_lead' THEN ARRAY[(to_jsonb(NEW)->>'unit_id')::bigint]
	    WHEN 'person' THEN ARRAY(
	        SELECT DISTINCT l.unit_id FROM waymark.unit_lead l
	         WHERE l.person_id = NEW.id)
	    WHEN 'organisation' THEN ARRAY(
	        SELECT u.id FROM waymark.unit u
	         WHERE u.organisation_id = NEW.id)
	    END);
	RETURN NULL;
END
$$;
CREATE TRIGGER unit_words_follow AFTER INSERT OR UPDATE OF name
    ON waymark.unit FOR EACH ROW EXECUTE FUNCTION waymark.unit_words_follow();
CREATE TRIGGER unit_words_follow AFTER INSERT
    ON waymark.unit_lead FOR EACH ROW
    EXECUTE FUNCTION waymark.unit_words_follow();
CREATE TRIGGER unit_words_follow AFTER UPDATE OF given_name, family_name
    ON waymark.person FOR EACH ROW
    WHEN ((OLD.given_name, OLD.family_name) IS DISTINCT FROM
        (NEW.given_name, NEW.family_name))
    EXECUTE FUNCTION waymark.unit_words_follow();
CREATE TRIGGER unit_words_follow AFTER UPDATE OF name, code
    ON waymark.organisation FOR EACH ROW
    WHEN ((OLD.name, OLD.code) IS DISTINCT FROM (NEW.name, NEW.code))
    EXECUTE FUNCTION waymark.unit_words_follow();

-- Units by their name, their host and who leads each today; the host alone finds
-- none.  Open ones come first.
CREATE FUNCTION waymark.units_found(words text[], at_most bigint)
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = '' AS $$
DECLARE
	patterns text[] := waymark.word_patterns(words);
BEGIN
	IF words = '{}' THEN
		RETURN;
	END IF;
	RETURN QUERY EXECUTE format($q$
	    SELECT u.id
	      FROM waymark.unit_words f
	      JOIN waymark.unit u ON u.id = f.unit_id
	      JOIN waymark.organisation o ON o.id = u.organisation_id
	      LEFT JOIN waymark.unit_lead l ON l.unit_id = u.id
	           AND l.state = 'recorded' AND l.during @> $1
	      LEFT JOIN waymark.person w ON w.id = l.person_id
	     WHERE %s AND (%s)
	       AND (u.programme_id = ANY ($2) OR u.organisation_id = ANY ($3)
	            OR u.id = ANY ($4))
	       AND concat_ws(' ', '', u.folded, o.folded, w.folded) LIKE ALL ($5)
	       AND concat_ws(' ', '', u.folded, w.folded) LIKE ANY ($5)
	     ORDER BY u.state, u.name, u.id
	     LIMIT $6$q$,
	    (SELECT string_agg(format('f.words LIKE %L', p), ' AND ')
	       FROM unnest(patterns) p),
	    (SELECT string_agg(format('f.own LIKE %L', p), ' OR ')
	       FROM unnest(patterns) p))
	 USING waymark.today(), auth.staff_programmes(),
	    auth.partner_organisations(), auth.known_units(), patterns, at_most;
END
$$;

-- Names near to what was typed, of people that I may see and of organisations,
-- the nearest first: for when nothing was found.
CREATE FUNCTION waymark.names_like(typed text, at_most bigint)
RETURNS TABLE (name text, nearness real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
	me bigint := auth.person_id();
	programmes bigint[] := auth.staff_programmes();
	known bigint[] := auth.known_people() ||
	    auth.partner_educator_people() || auth.guided_people() ||
	    auth.asye_people() || me;
	wanted text := left(waymark.fold(typed), 80);
BEGIN
	IF me IS NULL OR length(wanted) < 3 THEN
		RETURN;
	END IF;
	PERFORM set_config('pg_trgm.word_similarity_threshold', '0.4', true);
	RETURN QUERY
	SELECT n.name, max(n.near) FROM (
	    SELECT p.name,
	           extensions.word_similarity(wanted, ' ' || p.folded) AS near
	      FROM waymark.person p
	     WHERE (' ' || p.folded) OPERATOR(extensions.%>) wanted
	       AND (p.programme_ids && programmes OR p.id = ANY (known))
	    UNION ALL
	    SELECT o.name, extensions.word_similarity(wanted, o.folded)
	      FROM waymark.organisation o
	     WHERE o.folded OPERATOR(extensions.%>) wanted) n
	 GROUP BY n.name ORDER BY 2 DESC, 1 LIMIT at_most;
END
$$;
GRANT EXECUTE ON FUNCTION auth.reached_enrolments(),
    auth.reached_placements(), waymark.placements_found(text[], bigint),
    waymark.educators_named(text[], text, text, bigint),
    waymark.tutors_named(text[], text, text, bigint),
    waymark.units_found(text[], bigint), waymark.names_like(text, bigint) TO waymark_web;

-- How late, how long and how soon is too much; see include/rules/attention.h.
INSERT INTO waymark.setting_group (code, label, position) VALUES
	('attention', 'Records that need attention', 160);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('attention', 10, 'attention_weeks_ahead', 'Look ahead for gaps by',
	    'weeks', 0, 52,
	    'How long before somebody is without a placement, or a placement '
	    'without a practice educator or a pattern, the record needs '
	    'attention.',
	    'From that day, the list of records looks so far ahead.'),
	('attention', 20, 'attention_waiting_days', 'Days wait too long after',
	    'days', 1, 365,
	    'How long a day can wait to be confirmed before the placement '
	    'needs attention.',
	    'From that day, the list of records counts with it.'),
	('attention', 30, 'attention_returned_days',
	    'Returned days wait too long after', 'days', 1, 365,
	    'How long a returned day can stay as it is before the placement '
	    'needs attention.',
	    'From that day, the list of records counts with it.'),
	('attention', 40, 'attention_silent_weeks',
	    'A placement is silent after', 'weeks', 1, 52,
	    'How long nothing can be logged on a placement before it needs '
	    'attention.',
	    'From that day, the list of records counts with it.'),
	('attention', 50, 'attention_behind_halves',
	    'A record needs attention when behind by', 'half_days', 1, 200,
	    'How many days somebody can be short of their own expected days '
	    'before the record needs attention.',
	    'From that day, the list of records counts with it; what lists '
	    'call behind is a setting of its own.'),
	('attention', 60, 'attention_number_weeks',
	    'A registration number is needed within', 'weeks', 0, 52,
	    'How long before somebody''s programme ends their record needs a '
	    'Social Work England number.',
	    'From that day, the list of records looks so far ahead.'),
	('attention', 70, 'attention_invited_days',
	    'An invitation is forgotten after', 'days', 1, 365,
	    'How long somebody who was invited can take to sign in before '
	    'their record needs attention.',
	    'From that day, the list of records counts with it.'),
	('attention', 80, 'attention_marking_days', 'Marks are missing after',
	    'days', 1, 365,
	    'How long after work was due its marks can be missing before the '
	    'component needs attention.',
	    'From that day, the list of records counts with it.'),
	('attention', 90, 'attention_report_days',
	    'A final report is missing after', 'days', 0, 365,
	    'How long after a placement ended its final report can be missing '
	    'before the placement needs attention.',
	    'From that day, the list of records counts with it.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('attention_weeks_ahead', 6, 'Waymark: six weeks to arrange one'),
	('attention_waiting_days', 14, 'Waymark: two weeks to confirm'),
	('attention_returned_days', 7, 'Waymark: a week to correct'),
	('attention_silent_weeks', 2, 'Waymark: two weeks without a day'),
	('attention_behind_halves', 10, 'Waymark: five days behind'),
	('attention_number_weeks', 8, 'Waymark: eight weeks to register in'),
	('attention_invited_days', 14, 'Waymark: as long as the link works'),
	('attention_marking_days', 21, 'Waymark: three weeks to mark'),
	('attention_report_days', 14, 'Waymark: two weeks to sign');

CREATE INDEX placement_live
    ON waymark.placement (programme_id, ends_on, starts_on);
CREATE INDEX person_same_name ON waymark.person (folded);
CREATE INDEX component_due ON waymark.component (programme_id, due_on);
CREATE INDEX team_setting_unknown ON waymark.team (id) WHERE setting IS NULL;
CREATE INDEX link_unused ON auth.link (person_id, made_at)
 WHERE purpose = 'invitation' AND used_at IS NULL;

-- People of my programmes who were invited before a day and have never chosen
-- a password, those who wait longest first; all, or one.
CREATE FUNCTION auth.invited_in_vain(before date, wanted bigint,
    at_most bigint)
RETURNS TABLE (person_id bigint, since date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	programmes bigint[] := auth.staff_programmes();
BEGIN
	RETURN QUERY
	SELECT l.person_id, max(waymark.day_of(l.made_at))
	  FROM auth.link l
	  JOIN waymark.person p ON p.id = l.person_id
	 WHERE l.purpose = 'invitation' AND l.used_at IS NULL
	   AND p.programme_ids && programmes
	   AND (wanted IS NULL OR l.person_id = wanted)
	   AND NOT EXISTS (SELECT 1 FROM auth.credential c
	        WHERE c.person_id = l.person_id)
	 GROUP BY l.person_id
	HAVING max(waymark.day_of(l.made_at)) < before
	 ORDER BY 2, 1 LIMIT at_most;
END
$$;

-- The number that somebody of my programmes is registered under; false when it
-- is somebody else's, or they have another.
CREATE FUNCTION waymark.person_numbered(wanted bigint, number text)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM waymark.person p
	    WHERE p.swe_number = number AND p.id <> wanted) THEN
		RETURN false;
	END IF;
	UPDATE waymark.person p SET swe_number = number
	 WHERE p.id = wanted AND p.swe_number IS NULL
	   AND p.programme_ids && auth.staff_programmes();
	RETURN FOUND;
END
$$;
GRANT EXECUTE ON FUNCTION auth.invited_in_vain(date, bigint, bigint),
    waymark.person_numbered(bigint, text) TO waymark_web;

-- Filters of a list that somebody saved under a name, for themself or for the
-- staff of their programme.  path and query: the list's address.
CREATE TYPE waymark.filter_state AS ENUM ('kept', 'removed');

CREATE TABLE waymark.saved_filter (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	programme_id	bigint REFERENCES waymark.programme, -- NULL: only mine
	path		text NOT NULL CHECK (path ~ '^/[a-z]+(/[1-9][0-9]*|/[a-z]+)?$'
			    AND length(path) <= 60),
	query		text NOT NULL CHECK (query <> ''
			    AND length(query) <= 1000),
	name		text NOT NULL CHECK (name <> '' AND length(name) <= 60),
	state		waymark.filter_state NOT NULL DEFAULT 'kept',
	version		bigint NOT NULL DEFAULT 1
);
CREATE INDEX saved_filter_person ON waymark.saved_filter (person_id);
CREATE INDEX saved_filter_programme ON waymark.saved_filter (programme_id);

-- What needs attention is derived; that it is no problem until a date is
-- recorded here.  kind and record_id: which rule, and the row that it is about.
CREATE TYPE waymark.aside_state AS ENUM ('aside', 'ended');

CREATE TABLE waymark.attention_aside (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	kind		text NOT NULL CHECK (kind ~ '^[a-z-]{1,40}$'),
	record_id	bigint NOT NULL,
	until_on	date NOT NULL,
	reason		text NOT NULL CHECK (reason <> ''
			    AND length(reason) <= 1000),
	state		waymark.aside_state NOT NULL DEFAULT 'aside',
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	version		bigint NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX attention_aside_once
    ON waymark.attention_aside (programme_id, kind, record_id)
 WHERE state = 'aside';

-- What may follow what.
CREATE TABLE waymark.finding_transition (
	subject		text NOT NULL,
	before		text NOT NULL,
	after		text NOT NULL,
	PRIMARY KEY (subject, before, after)
);
INSERT INTO waymark.finding_transition VALUES
	('saved_filter', 'kept', 'kept'),	-- renamed, shared, changed
	('saved_filter', 'kept', 'removed'),
	('saved_filter', 'removed', 'kept'),	-- put back
	('attention_aside', 'aside', 'ended'),	-- brought back, or its date came
	('attention_aside', 'ended', 'aside');	-- undone

CREATE FUNCTION waymark.finding_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.finding_transition t
	    WHERE t.subject = TG_TABLE_NAME AND t.before = OLD.state::text
	      AND t.after = NEW.state::text) THEN
		RAISE EXCEPTION '% that is % cannot become %', TG_TABLE_NAME,
		    OLD.state, NEW.state USING ERRCODE = 'check_violation';
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.saved_filter
    FOR EACH ROW EXECUTE FUNCTION waymark.finding_guard();
CREATE TRIGGER guard BEFORE UPDATE ON waymark.attention_aside
    FOR EACH ROW EXECUTE FUNCTION waymark.finding_guard();

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['saved_filter', 'attention_aside',
	    'finding_transition'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL SECURITY,
		    FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
		IF t <> 'finding_transition' THEN
			EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR
			    UPDATE OR DELETE ON waymark.%I FOR EACH ROW
			    EXECUTE FUNCTION audit.changed()', t);
		END IF;
	END LOOP;
END
$$;

-- Theirs alone whose functions look things up, which is why they are not forced on
-- the owner too: under a policy, even one that says yes to all, the planner may
-- not use what it knows of their words, and takes a common one for a rare.
ALTER TABLE waymark.placement_words ENABLE ROW LEVEL SECURITY;
ALTER TABLE waymark.unit_words ENABLE ROW LEVEL SECURITY;

-- A filter that is shared is the team's: any of them renames or removes it,
-- and only who saved it may keep it to themself again.
CREATE POLICY sees ON waymark.saved_filter FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
CREATE POLICY saves ON waymark.saved_filter FOR INSERT TO waymark_web
    WITH CHECK (person_id = (SELECT auth.person_id()) AND state = 'kept'
        AND (programme_id IS NULL OR programme_id =
            ANY ((SELECT auth.staff_programmes())::bigint[])));
CREATE POLICY changes ON waymark.saved_filter FOR UPDATE TO waymark_web
    USING (person_id = (SELECT auth.person_id())
        OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
    WITH CHECK (CASE WHEN programme_id IS NULL
        THEN person_id = (SELECT auth.person_id())
        ELSE programme_id =
            ANY ((SELECT auth.staff_programmes())::bigint[]) END);
GRANT SELECT ON waymark.saved_filter TO waymark_web;
GRANT INSERT (programme_id, path, query, name), UPDATE (programme_id, query,
    name, state) ON waymark.saved_filter TO waymark_web;

CREATE POLICY staff ON waymark.attention_aside FOR SELECT TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
CREATE POLICY sets_aside ON waymark.attention_aside FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id()) AND state = 'aside'
        AND until_on > waymark.today() AND programme_id =
            ANY ((SELECT auth.staff_programmes())::bigint[]));
CREATE POLICY brings_back ON waymark.attention_aside FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]))
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT SELECT ON waymark.attention_aside TO waymark_web;
GRANT INSERT (programme_id, kind, record_id, until_on, reason),
    UPDATE (state) ON waymark.attention_aside TO waymark_web;
