-- The release ledger: every figure of the equity report that was given to
-- somebody other than an equity lead, and whom it counted, so that no later one
-- is given that would tell a small number together with it (the equity method,
-- section 6.6).
--
-- Whom a cell counts is a set of places in a list that stays within this room.
-- Who takes all answers back leaves the list: the place stays, and is nobody's.

CREATE TABLE equality.member (
	place		bigint GENERATED ALWAYS AS IDENTITY (START 0 MINVALUE 0)
			    PRIMARY KEY,
	enrolment_id	bigint NOT NULL UNIQUE REFERENCES waymark.enrolment
			    ON DELETE CASCADE,
	person_id	bigint NOT NULL REFERENCES waymark.person
);
CREATE INDEX member_person ON equality.member (person_id);

-- One set, whichever cells it is of: a bit a place, up to the last that is in it;
-- hash is of these.
CREATE TABLE equality.release_set (
	hash		bytea PRIMARY KEY CHECK (length(hash) = 32),
	places		bit varying NOT NULL
);

-- population: what the cells are counted among, by its definition's version.
CREATE TABLE equality.release (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	audience	waymark.equity_audience NOT NULL
			    CHECK (audience <> 'lead'),
	outcome		text NOT NULL,
	version		bigint NOT NULL,
	characteristic	text NOT NULL REFERENCES equality.characteristic,
	cohorts		bigint[] NOT NULL CHECK (cohorts <> '{}'),
	made_on		date NOT NULL DEFAULT waymark.today(),
	made_at		timestamptz NOT NULL DEFAULT now(),
	made_by		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	FOREIGN KEY (outcome, version)
	    REFERENCES equality.outcome_definition (code, version)
);
CREATE INDEX release_asked ON equality.release (programme_id, outcome,
    characteristic, audience, id);

-- started and pending are told of everybody: all who started towards it, and
-- those of whom nothing is decided.
CREATE TYPE equality.cell_measure AS ENUM
    ('people', 'events', 'rest', 'started', 'pending');

-- token: what was printed; value -1: no number.  It tells lowest to highest.
CREATE TABLE equality.release_cell (
	release_id	bigint NOT NULL REFERENCES equality.release,
	line		text NOT NULL,
	measure		equality.cell_measure NOT NULL,
	set_hash	bytea NOT NULL REFERENCES equality.release_set,
	token		text NOT NULL CHECK (token <> ''),
	value		bigint NOT NULL,
	lowest		bigint NOT NULL,
	highest		bigint NOT NULL CHECK (highest >= lowest),
	PRIMARY KEY (release_id, line, measure)
);
CREATE INDEX release_cell_set ON equality.release_cell (set_hash);

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['member', 'release_set', 'release',
	    'release_cell'] LOOP
		EXECUTE format('ALTER TABLE equality.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON equality.%I
		    TO waymark_owner USING (true) WITH CHECK (true)', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['release_set', 'release',
	    'release_cell'] LOOP
		EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR
		    DELETE OR TRUNCATE ON equality.%I FOR EACH STATEMENT
		    EXECUTE FUNCTION audit.refuse()', t);
	END LOOP;
END
$$;

-- The set of each cell of a table: those of a group ("Not known" said nothing,
-- "Everybody" is each of them) with the outcome, without it, or both; or all
-- who started, or of whom it is not decided.  All places are written once, a
-- letter each: 0 is nobody of this table, and each line has four, without the
-- outcome and with it, decided and not.
CREATE FUNCTION equality.sets_of(programme bigint, wanted_outcome text,
    wanted_characteristic text, cohorts bigint[], lines text[],
    measures equality.cell_measure[])
RETURNS TABLE (cell bigint, hash bytea, places bit varying)
LANGUAGE plpgsql STABLE SET search_path = ''
SET enable_nestloop = off SET enable_mergejoin = off SET enable_sort = off
SET jit = off SET work_mem = '64MB' AS $$
DECLARE
	names text[] := ARRAY(SELECT DISTINCT l COLLATE "C"
	    FROM unnest(lines) l WHERE l <> 'Everybody' ORDER BY 1);
	letters text := (SELECT string_agg(chr(49 + i), '' ORDER BY i)
	    FROM generate_series(0, 4 * cardinality(names) + 3) i);
	of_started boolean;
	mask bigint;
	word text;
BEGIN
	SELECT d.base = 'started', 1::bigint << d.bit::integer
	  INTO of_started, mask
	  FROM equality.outcome_definition d
	 WHERE d.code = wanted_outcome AND d.during @> waymark.today();
	SELECT string_agg(coalesce(c.letter, '0'), '' ORDER BY s.place)
	  INTO word
	  FROM generate_series(0, (SELECT coalesce(max(m.place), 0)
	           FROM equality.member m)) AS s (place)
	  LEFT JOIN (
	       SELECT m.place, chr((49 + 4 * coalesce(array_position(names,
	                  coalesce(g.coarse, 'Not known')), 0)
	                  + 2 * (f.settled & mask = 0)::integer
	                  + (f.happened & mask <> 0)::integer)) AS letter
	         FROM equality.facts(programme, cohorts) f
	         JOIN equality.groups(programme, cohorts,
	              wanted_characteristic) g
	           ON g.enrolment_id = f.enrolment_id
	         JOIN equality.member m ON m.enrolment_id = f.enrolment_id
	        WHERE f.started & mask <> 0) c
	    ON c.place = s.place;
	RETURN QUERY
	SELECT u.n, sha256(convert_to(b.bits, 'UTF8')), b.bits::bit varying
	  FROM unnest(lines, measures) WITH ORDINALITY AS u (line, measure, n)
	 CROSS JOIN LATERAL (SELECT string_agg((
	           (u.line = 'Everybody'
	               OR coalesce(names[i / 4] = u.line, false))
	           AND CASE u.measure WHEN 'started' THEN true
	               WHEN 'pending' THEN i % 4 >= 2
	               WHEN 'people' THEN of_started OR i % 4 < 2
	               ELSE (of_started OR i % 4 < 2)
	                   AND (u.measure = 'events') = (i % 2 = 1)
	               END)::integer::text,
	           '' ORDER BY i) AS ones
	      FROM generate_series(0, 4 * cardinality(names) + 3) i) k
	 CROSS JOIN LATERAL (SELECT rtrim(translate(word, letters,
	           coalesce(k.ones, '')), '0') AS bits) b;
END
$$;

-- Two questions together whose table was told of an outcome, for tables by one
-- of them, and for its own: beside it, theirs tell more.
CREATE FUNCTION equality.release_beside(programme bigint,
    wanted waymark.equity_audience, outcome text, by_what text)
RETURNS TABLE (crossed text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT h.code FROM equality.characteristic h
	 WHERE h.crossed IS NOT NULL AND (h.code = by_what
	       OR (by_what IN (SELECT o.code
	               FROM equality.characteristic o WHERE o.crossed IS NULL
	                AND o.question IN (h.question, h.crossed))
	           AND EXISTS (SELECT 1 FROM equality.release r
	                WHERE r.programme_id = programme
	                  AND r.outcome = release_beside.outcome
	                  AND r.characteristic = h.code
	                  AND (r.audience IN (wanted, 'public')
	                   OR wanted = 'public'))))
	 ORDER BY h.position;
END
$$;

-- What a table would tell beside what its audience has been told already of the
-- same outcome and characteristic, or (beside) of two together and of each of
-- these: first the cells, those of the table and then
-- the others (lowest and highest are told), then the atoms: which cells count
-- exactly the same people, and how many these are.  is_known: the same was told
-- of the same people before.  The sets are kept already, so that whatever is
-- given of them needs only their hashes.
CREATE FUNCTION equality.release_atoms(programme bigint,
    wanted waymark.equity_audience, outcome text, by_what text,
    cohorts bigint[], lines text[], measures text[], lowest bigint[],
    highest bigint[], beside text DEFAULT NULL)
RETURNS TABLE (cells bigint[], people bigint, told_least bigint,
    told_most bigint, is_known boolean, set_hash bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
SET enable_nestloop = off SET enable_mergejoin = off SET enable_sort = off
SET jit = off SET work_mem = '64MB' AS $$
DECLARE
	family text[] := ARRAY(SELECT by_what UNION SELECT h.code
	    FROM equality.characteristic h
	    JOIN equality.characteristic b ON b.code = beside
	   WHERE h.code = beside OR (h.crossed IS NULL
	     AND h.question IN (b.question, b.crossed)));
BEGIN
	IF NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	PERFORM pg_advisory_xact_lock(hashtext('equity release'),
	    programme::integer);
	INSERT INTO equality.member (enrolment_id, person_id)
	SELECT e.enrolment_id, e.person_id
	  FROM equality.counted(programme, cohorts) e
	 WHERE NOT EXISTS (SELECT 1 FROM equality.member m
	        WHERE m.enrolment_id = e.enrolment_id)
	 ORDER BY e.enrolment_id
	ON CONFLICT DO NOTHING;
	RETURN QUERY
	WITH mine AS MATERIALIZED (
	    SELECT s.cell, s.hash, s.places,
	           release_atoms.lowest[s.cell] AS lowest,
	           release_atoms.highest[s.cell] AS highest
	      FROM equality.sets_of(programme, outcome, by_what, cohorts,
	           lines, measures::equality.cell_measure[]) s),
	kept AS (
	    INSERT INTO equality.release_set (hash, places)
	    SELECT DISTINCT ON (m.hash) m.hash, m.places FROM mine m
	    ON CONFLICT DO NOTHING),
	told AS MATERIALIZED (
	    SELECT DISTINCT c.set_hash AS hash, c.lowest, c.highest
	      FROM equality.release r
	      JOIN equality.release_cell c ON c.release_id = r.id
	     WHERE r.programme_id = programme
	       AND r.outcome = release_atoms.outcome
	       AND r.characteristic = ANY (family)
	       AND (r.audience IN (wanted, 'public') OR wanted = 'public')),
	others AS (
	    SELECT cardinality(lines) + row_number() OVER (ORDER BY t.hash,
	           t.lowest, t.highest) AS cell, t.hash, x.places, t.lowest, t.highest
	      FROM told t
	      JOIN equality.release_set x ON x.hash = t.hash
	     WHERE NOT EXISTS (SELECT 1 FROM mine m
	            WHERE (m.hash, m.lowest, m.highest) =
	                  (t.hash, t.lowest, t.highest))),
	every AS MATERIALIZED (
	    SELECT m.cell, m.hash, m.places, m.lowest, m.highest,
	           EXISTS (SELECT 1 FROM told t WHERE (t.hash, t.lowest, t.highest)
	               = (m.hash, m.lowest, m.highest)) AS is_known FROM mine m
	    UNION ALL
	    SELECT o.cell, o.hash, o.places, o.lowest, o.highest, true
	      FROM others o),
	atoms AS (
	    SELECT array_agg(c.cell ORDER BY c.cell) AS cells
	      FROM every c
	     CROSS JOIN LATERAL generate_series(0, length(c.places) - 1)
	           AS s (place)
	     WHERE get_bit(c.places, s.place) = 1
	     GROUP BY s.place)
	SELECT ARRAY[c.cell], NULL::bigint, c.lowest, c.highest, c.is_known,
	       c.hash
	  FROM (SELECT * FROM every ORDER BY cell) c
	UNION ALL
	SELECT a.cells, count(*), NULL, NULL, NULL, NULL
	  FROM atoms a GROUP BY a.cells;
END
$$;

-- Writes down that a table was given.
CREATE FUNCTION equality.release_keep(programme bigint,
    wanted waymark.equity_audience, outcome text, by_what text,
    cohorts bigint[], lines text[], measures text[], tokens text[],
    numbers bigint[], lowest bigint[], highest bigint[], hashes text[],
    reference text)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
SET enable_nestloop = off SET jit = off AS $$
DECLARE
	made bigint;
BEGIN
	IF NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	INSERT INTO equality.release (programme_id, audience, outcome, version,
	    characteristic, cohorts)
	SELECT programme, wanted, d.code, d.version, by_what,
	       release_keep.cohorts
	  FROM equality.outcome_definition d
	 WHERE d.code = release_keep.outcome AND d.during @> waymark.today()
	RETURNING id INTO made;
	PERFORM audit.note('EQUITY_FIGURES_RELEASED', 'release', made, NULL,
	    programme, reference);
	INSERT INTO equality.release_cell (release_id, line, measure, set_hash,
	    token, value, lowest, highest)
	SELECT made, lines[n], measures[n]::equality.cell_measure,
	       decode(hashes[n], 'hex'), tokens[n], numbers[n],
	       release_keep.lowest[n], release_keep.highest[n]
	  FROM generate_series(1, cardinality(lines)) n;
END
$$;

-- What was given last of a table, to the same audience.
CREATE FUNCTION equality.released(programme bigint,
    wanted waymark.equity_audience, wanted_outcome text, by_what text,
    wanted_cohorts bigint[])
RETURNS TABLE (line text, measure text, token text, value bigint,
    lowest bigint, highest bigint, made_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT c.line, c.measure::text, c.token, c.value, c.lowest, c.highest,
	       r.made_on
	  FROM (SELECT l.id, l.made_on FROM equality.release l
	         WHERE l.programme_id = programme AND l.audience = wanted
	           AND l.outcome = wanted_outcome
	           AND l.characteristic = by_what
	           AND l.cohorts = wanted_cohorts
	         ORDER BY l.id DESC LIMIT 1) r
	  JOIN equality.release_cell c ON c.release_id = r.id
	 ORDER BY c.line, c.measure;
END
$$;

-- What is told beside tables: how long it takes, by organisation, and of flags.
-- what says which of it; labels and counts are all that its figures were worked
-- out from, and told: may a reader take this number for the count?  Another is
-- given only when no number that is told, less what was told of the same people
-- at another time or of some of their cohorts, leaves a few; else the last one
-- is given again.
CREATE TABLE equality.release_series (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	audience	waymark.equity_audience NOT NULL
			    CHECK (audience <> 'lead'),
	what		text NOT NULL CHECK (what <> ''),
	cohorts		bigint[] NOT NULL CHECK (cohorts <> '{}'),
	labels		text[] NOT NULL,
	counts		bigint[] NOT NULL,
	told		bigint[] NOT NULL CHECK (0 <= ALL (told)
			    AND 1 >= ALL (told)),
	made_on		date NOT NULL DEFAULT waymark.today(),
	made_at		timestamptz NOT NULL DEFAULT now(),
	made_by		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	CHECK (cardinality(labels) = cardinality(counts)
	   AND cardinality(labels) = cardinality(told))
);
CREATE INDEX release_series_asked ON equality.release_series (programme_id,
    what, id);
ALTER TABLE equality.release_series ENABLE ROW LEVEL SECURITY,
    FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON equality.release_series TO waymark_owner
    USING (true) WITH CHECK (true);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON equality.release_series FOR EACH STATEMENT
    EXECUTE FUNCTION audit.refuse();

-- All that was told of it, of these cohorts (is_same) or of others, the latest
-- first: of two cohorts and of three is of the third.
CREATE FUNCTION equality.series_given(programme bigint,
    wanted waymark.equity_audience, wanted_what text, of_cohorts bigint[])
RETURNS TABLE (is_same boolean, cohorts bigint[], labels text[],
    counts bigint[], told bigint[], made_on date)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	PERFORM pg_advisory_xact_lock(hashtext('equity release'),
	    programme::integer);
	RETURN QUERY
	SELECT s.cohorts = of_cohorts AND s.audience = wanted, s.cohorts,
	       s.labels, s.counts, s.told, s.made_on
	  FROM equality.release_series s
	 WHERE s.programme_id = programme AND s.what = wanted_what
	   AND (s.audience IN (wanted, 'public') OR wanted = 'public')
	 ORDER BY s.id DESC;
END
$$;

CREATE FUNCTION equality.series_keep(programme bigint,
    wanted waymark.equity_audience, what text, cohorts bigint[], labels text[],
    counts bigint[], told bigint[], reference text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	made bigint;
BEGIN
	IF NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	INSERT INTO equality.release_series (programme_id, audience, what,
	    cohorts, labels, counts, told)
	VALUES (programme, wanted, series_keep.what, series_keep.cohorts,
	    series_keep.labels, series_keep.counts, series_keep.told)
	RETURNING id INTO made;
	PERFORM audit.note('EQUITY_FIGURES_RELEASED', 'release_series', made,
	    NULL, programme, reference);
END
$$;

GRANT EXECUTE ON FUNCTION equality.release_atoms(bigint,
    waymark.equity_audience, text, text, bigint[], text[], text[], bigint[],
    bigint[], text), equality.release_beside(bigint, waymark.equity_audience,
    text, text), equality.release_keep(bigint, waymark.equity_audience, text,
    text, bigint[], text[], text[], text[], bigint[], bigint[], bigint[],
    text[], text), equality.released(bigint, waymark.equity_audience, text, text,
    bigint[]), equality.series_given(bigint, waymark.equity_audience, text,
    bigint[]), equality.series_keep(bigint, waymark.equity_audience, text,
    bigint[], text[], bigint[], bigint[], text) TO waymark_web;
