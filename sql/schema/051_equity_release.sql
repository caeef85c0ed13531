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

-- One set, whichever cells it is of.  hash is of the places in their order.
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

CREATE TYPE equality.cell_measure AS ENUM ('people', 'events', 'rest');

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

-- Every answer of mine, and every version of it, is gone; and where I was
-- counted, nobody is.
CREATE OR REPLACE FUNCTION equality.take_back() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	DELETE FROM equality.answer a WHERE a.person_id = auth.person_id();
	DELETE FROM equality.member m WHERE m.person_id = auth.person_id();
END
$$;

-- The set of each cell of a table: those of a group ("Not known" said nothing,
-- "Everybody" is each of them) with the outcome, without it, or both.
CREATE FUNCTION equality.sets_of(programme bigint, wanted_outcome text,
    wanted_characteristic text, cohorts bigint[], lines text[],
    measures equality.cell_measure[])
RETURNS TABLE (cell bigint, hash bytea, places bit varying)
LANGUAGE sql STABLE AS $$
	WITH became AS MATERIALIZED (
	    SELECT * FROM equality.facts(programme, cohorts)),
	said AS MATERIALIZED (
	    SELECT * FROM equality.groups(programme, cohorts) g
	     WHERE g.characteristic = wanted_characteristic),
	counted AS MATERIALIZED (
	    SELECT m.place, g.coarse,
	           f.happened & x.mask <> 0 AS happened
	      FROM equality.outcome_definition d
	     CROSS JOIN LATERAL (SELECT 1::bigint << d.bit::integer AS mask) x
	      JOIN became f
	        ON CASE d.base WHEN 'assessed' THEN f.settled ELSE f.started
	           END & x.mask <> 0
	      JOIN said g ON g.enrolment_id = f.enrolment_id
	      JOIN equality.member m ON m.enrolment_id = f.enrolment_id
	     WHERE d.code = wanted_outcome AND d.during @> waymark.today()),
	cells AS (
	    SELECT n AS cell, line, measure
	      FROM unnest(lines, measures) WITH ORDINALITY
	           AS u (line, measure, n)),
	inside AS MATERIALIZED (
	    SELECT c.cell, w.place
	      FROM cells c
	      JOIN counted w ON (c.line = 'Everybody'
	           OR c.line = coalesce(w.coarse, 'Not known'))
	       AND (c.measure = 'people'
	           OR (c.measure = 'events') = w.happened)),
	hashes AS (
	    SELECT c.cell, sha256(convert_to(coalesce(string_agg(
	               i.place::text, ',' ORDER BY i.place), ''), 'UTF8'))
	               AS hash
	      FROM cells c LEFT JOIN inside i ON i.cell = c.cell
	     GROUP BY c.cell),
	bits AS (
	    SELECT c.cell, string_agg(CASE WHEN i.place IS NULL THEN '0'
	               ELSE '1' END, '' ORDER BY s.place)::bit varying AS places
	      FROM cells c
	     CROSS JOIN generate_series(0, (SELECT coalesce(max(m.place), 0)
	           FROM equality.member m)) AS s (place)
	      LEFT JOIN inside i ON i.cell = c.cell AND i.place = s.place
	     GROUP BY c.cell)
	SELECT h.cell, h.hash, b.places
	  FROM hashes h JOIN bits b ON b.cell = h.cell
$$;

-- What a table would tell beside what its audience has been told already of the
-- same outcome and characteristic: first the cells, those of the table and then
-- the others (lowest and highest are told), then the atoms: which cells count
-- exactly the same people, and how many these are.  is_known: the same was told
-- of the same people before.  The sets are kept already, so that whatever is
-- given of them needs only their hashes.
CREATE FUNCTION equality.release_atoms(programme bigint,
    wanted waymark.equity_audience, outcome text, by_what text,
    cohorts bigint[], lines text[], measures text[], lowest bigint[],
    highest bigint[])
RETURNS TABLE (cells bigint[], people bigint, told_least bigint,
    told_most bigint, is_known boolean, set_hash bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
SET enable_nestloop = off SET jit = off AS $$
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
	       AND r.characteristic = by_what
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

GRANT EXECUTE ON FUNCTION equality.release_atoms(bigint,
    waymark.equity_audience, text, text, bigint[], text[], text[], bigint[],
    bigint[]), equality.release_keep(bigint, waymark.equity_audience, text,
    text, bigint[], text[], text[], text[], bigint[], bigint[], bigint[],
    text[], text), equality.released(bigint, waymark.equity_audience, text, text,
    bigint[]) TO waymark_web;
