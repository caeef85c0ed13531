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

-- The set of each cell, of many tables at once (of_cohorts: the cohort that it is
-- of; 0, all who were gathered): those of a group ("Not known" said nothing,
-- "Everybody" is each of them) with the outcome, without it, or both; or all who
-- started, or of whom it is not decided.  Everybody is written down at their
-- place with a letter: one word an outcome, a characteristic and a cohort, in
-- which 0 is nobody of it.  A cell is where three words have its letters.
CREATE FUNCTION equality.sets_of(outcomes text[], characteristics text[],
    of_cohorts bigint[], lines text[], measures equality.cell_measure[])
RETURNS TABLE (cell bigint, hash bytea, places bit varying)
LANGUAGE plpgsql STABLE SET search_path = ''
SET enable_nestloop = off SET enable_mergejoin = off SET enable_sort = off
SET jit = off SET work_mem = '64MB' AS $$
DECLARE
	most integer := 40;	-- letters
	alphabet text := (SELECT string_agg(chr(48 + i), '' ORDER BY i)
	    FROM generate_series(1, most) i);
BEGIN
	RETURN QUERY
	WITH wanted AS MATERIALIZED (
	    SELECT * FROM unnest(outcomes, characteristics, of_cohorts, lines,
	           measures) WITH ORDINALITY
	           AS u (outcome, characteristic, cohort_id, line, measure, n)),
	outcome AS MATERIALIZED (
	    SELECT d.code, d.base = 'started' AS of_started,
	           1::bigint << d.bit::integer AS mask
	      FROM equality.outcome_definition d
	     WHERE d.during @> waymark.today()
	       AND d.code IN (SELECT w.outcome FROM wanted w)),
	name AS MATERIALIZED (
	    SELECT m.*, 1 + dense_rank() OVER (PARTITION BY m.characteristic
	               ORDER BY m.coarse NULLS LAST)::integer AS letter
	      FROM equality.named(NULL) m
	     WHERE m.characteristic IN (SELECT w.characteristic FROM wanted w)),
	person AS MATERIALIZED (
	    SELECT m.place::integer, f.cohort_id, f.started, f.settled,
	           f.happened, f.all_of
	      FROM pg_temp.equity_person f
	      JOIN equality.member m ON m.enrolment_id = f.enrolment_id),
	written AS (
	    SELECT 'outcome' AS kind, o.code AS what, p.place,
	           1 + 2 * (p.settled & o.mask = 0)::integer
	               + (p.happened & o.mask <> 0)::integer AS letter
	      FROM person p JOIN outcome o ON p.started & o.mask <> 0
	    UNION ALL
	    SELECT 'group', q.characteristic, p.place,
	           CASE WHEN m.coarse IS NULL THEN 1 ELSE m.letter END
	      FROM person p
	     CROSS JOIN (SELECT DISTINCT m.characteristic, m.bits, m.more_bits
	              FROM name m) q
	      LEFT JOIN name m ON m.characteristic = q.characteristic
	       AND m.n = p.all_of >> q.bits & 63
	       AND m.more = coalesce(p.all_of >> q.more_bits & 63, 0)
	    UNION ALL
	    SELECT 'cohort', c.id::text, p.place, 1
	      FROM person p
	      JOIN (SELECT DISTINCT w.cohort_id FROM wanted w) c (id)
	        ON c.id IN (0, p.cohort_id)),
	word AS MATERIALIZED (
	    SELECT l.kind, l.what, rpad(string_agg(repeat('0', l.gap)
	               || chr(48 + l.letter), '' ORDER BY l.place),
	               (SELECT max(p.place) + 1 FROM person p), '0') AS letters
	      FROM (SELECT w.*, w.place - 1 - lag(w.place, 1, -1)
	               OVER (PARTITION BY w.kind, w.what ORDER BY w.place) AS gap
	              FROM written w) l
	     GROUP BY l.kind, l.what),
	counted AS MATERIALIZED (
	    SELECT o.code, m.measure, translate(w.letters, '1234',
	               (CASE m.measure WHEN 'pending' THEN B'0011'
	                   WHEN 'events' THEN B'0101' WHEN 'rest' THEN B'1010'
	                   ELSE B'1111' END
	               & CASE WHEN o.of_started OR m.measure IN ('started',
	                   'pending') THEN B'1111' ELSE B'1100' END)::text)
	               ::bit varying AS bits
	      FROM outcome o
	      JOIN word w ON w.kind = 'outcome' AND w.what = o.code
	      JOIN (SELECT DISTINCT x.outcome, x.measure FROM wanted x) m
	        ON m.outcome = o.code),
	grouped AS MATERIALIZED (
	    SELECT g.characteristic, g.line, translate(w.letters, alphabet,
	               CASE WHEN g.line = 'Everybody' THEN repeat('1', most)
	               ELSE overlay(repeat('0', most) PLACING '1' FROM
	                   CASE WHEN g.line = 'Not known' THEN 1
	                   ELSE g.letter END) END)::bit varying AS bits
	      FROM (SELECT DISTINCT x.characteristic, x.line, m.letter
	              FROM wanted x
	              LEFT JOIN name m ON m.characteristic = x.characteristic
	               AND m.coarse = x.line) g
	      JOIN word w ON w.kind = 'group' AND w.what = g.characteristic)
	SELECT w.n, sha256(convert_to(b.bits, 'UTF8')), b.bits::bit varying
	  FROM wanted w
	  LEFT JOIN counted o ON o.code = w.outcome AND o.measure = w.measure
	  LEFT JOIN grouped g ON g.characteristic = w.characteristic
	   AND g.line = w.line
	  LEFT JOIN word c ON c.kind = 'cohort' AND c.what = w.cohort_id::text
	 CROSS JOIN LATERAL (SELECT coalesce(rtrim((o.bits & g.bits
	       & c.letters::bit varying)::text, '0'), '') AS bits) b;
END
$$;

-- The sets of the cells that tables are about to tell, by their hashes.  They are
-- kept already, so that whatever is held against others needs only these.
CREATE FUNCTION equality.release_sets(programme bigint,
    wanted waymark.equity_audience, cohorts bigint[], outcomes text[],
    characteristics text[], of_cohorts bigint[], lines text[],
    measures text[])
RETURNS TABLE (cell bigint, set_hash bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
SET enable_nestloop = off SET enable_mergejoin = off SET enable_sort = off
SET jit = off SET work_mem = '64MB' AS $$
BEGIN
	IF NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	PERFORM pg_advisory_xact_lock(hashtext('equity release'),
	    programme::integer);
	PERFORM equality.gather(programme, cohorts,
	    equality.mask_of(outcomes));
	INSERT INTO equality.member (enrolment_id, person_id)
	SELECT e.enrolment_id, e.person_id
	  FROM equality.counted(programme, cohorts) e
	 WHERE NOT EXISTS (SELECT 1 FROM equality.member m
	        WHERE m.enrolment_id = e.enrolment_id)
	 ORDER BY e.enrolment_id
	ON CONFLICT DO NOTHING;
	RETURN QUERY
	WITH mine AS MATERIALIZED (
	    SELECT s.cell, s.hash, s.places
	      FROM equality.sets_of(outcomes, characteristics, of_cohorts,
	           lines, measures::equality.cell_measure[]) s),
	kept AS (
	    INSERT INTO equality.release_set (hash, places)
	    SELECT DISTINCT ON (m.hash) m.hash, m.places FROM mine m
	     WHERE NOT EXISTS (SELECT 1 FROM equality.release_set x
	            WHERE x.hash = m.hash)
	    ON CONFLICT DO NOTHING)
	SELECT m.cell, m.hash FROM mine m ORDER BY m.cell;
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
-- these, and of everybody by whatever else: first the cells, those of the table
-- (by the hashes of their sets) and then the others (lowest and highest are
-- told), then the atoms: which cells count exactly the same people, and how many
-- these are.  Everybody is one atom until a cell parts it from the rest, bit by
-- bit.  is_known: the same was told of the same people before.
CREATE FUNCTION equality.release_atoms(programme bigint,
    wanted waymark.equity_audience, outcome text, by_what text,
    hashes text[], lowest bigint[], highest bigint[],
    beside text DEFAULT NULL)
RETURNS TABLE (cells bigint[], people bigint, told_least bigint,
    told_most bigint, is_known boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
SET enable_mergejoin = off SET jit = off SET work_mem = '64MB' AS $$
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
	RETURN QUERY
	WITH RECURSIVE mine AS MATERIALIZED (
	    SELECT u.n AS cell, decode(u.hash, 'hex') AS hash, u.lowest,
	           u.highest
	      FROM unnest(hashes, release_atoms.lowest, release_atoms.highest)
	           WITH ORDINALITY AS u (hash, lowest, highest, n)),
	told AS MATERIALIZED (
	    SELECT DISTINCT c.set_hash AS hash, c.lowest, c.highest
	      FROM equality.release r
	      JOIN equality.release_cell c ON c.release_id = r.id
	     WHERE r.programme_id = programme
	       AND r.outcome = release_atoms.outcome
	       AND (r.characteristic = ANY (family) OR c.line = 'Everybody')
	       AND (r.audience IN (wanted, 'public') OR wanted = 'public')),
	every AS MATERIALIZED (
	    SELECT m.cell, m.hash, m.lowest, m.highest, t.hash IS NOT NULL
	               AS is_known
	      FROM mine m
	      LEFT JOIN told t ON (t.hash, t.lowest, t.highest) = (m.hash,
	           m.lowest, m.highest)
	    UNION ALL
	    SELECT cardinality(hashes) + row_number() OVER (ORDER BY t.hash,
	           t.lowest, t.highest), t.hash, t.lowest, t.highest, true
	      FROM told t
	     WHERE NOT EXISTS (SELECT 1 FROM mine m
	            WHERE (m.hash, m.lowest, m.highest) =
	                  (t.hash, t.lowest, t.highest))),
	placed AS (
	    SELECT e.cell, x.places::text AS places
	      FROM every e JOIN equality.release_set x ON x.hash = e.hash),
	wide AS MATERIALIZED (
	    SELECT p.cell, rpad(p.places, w.width, '0')::bit varying AS places,
	           w.width
	      FROM placed p
	     CROSS JOIN (SELECT max(length(q.places)) AS width
	              FROM placed q) w),
	atom (after, cells, places) AS (
	    SELECT 0::bigint, '{}'::bigint[],
	           repeat('1', max(w.width))::bit varying FROM wide w
	    UNION ALL
	    SELECT w.cell, CASE WHEN v.inside THEN a.cells || w.cell
	               ELSE a.cells END, v.places
	      FROM atom a
	      JOIN wide w ON w.cell = a.after + 1
	     CROSS JOIN LATERAL (VALUES (true, a.places & w.places),
	           (false, a.places & ~w.places)) AS v (inside, places)
	     WHERE bit_count(v.places) > 0)
	SELECT ARRAY[e.cell], NULL::bigint, e.lowest, e.highest, e.is_known
	  FROM (SELECT * FROM every ORDER BY cell) e
	UNION ALL
	SELECT a.cells, bit_count(a.places), NULL, NULL, NULL
	  FROM atom a
	 WHERE a.after = (SELECT max(w.cell) FROM wide w) AND a.cells <> '{}';
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

-- What tables of an outcome told of everybody, exactly, as a series: of those at
-- some organisation it tells who are at none.
CREATE FUNCTION equality.everybody_given(programme bigint,
    wanted waymark.equity_audience, wanted_outcome text, of_cohorts bigint[])
RETURNS TABLE (is_same boolean, cohorts bigint[], labels text[],
    counts bigint[], told bigint[], made_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT equality.may_have(programme, wanted) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT r.cohorts = of_cohorts AND r.audience = wanted, r.cohorts,
	       array_agg(c.measure || ' '), array_agg(c.value),
	       array_agg(1::bigint), r.made_on
	  FROM equality.release r
	  JOIN equality.release_cell c ON c.release_id = r.id
	   AND c.line = 'Everybody' AND c.measure IN ('people', 'events')
	   AND c.lowest = c.highest
	 WHERE r.programme_id = programme AND r.outcome = wanted_outcome
	   AND (r.audience IN (wanted, 'public') OR wanted = 'public')
	 GROUP BY r.id
	 ORDER BY r.id DESC;
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

GRANT EXECUTE ON FUNCTION equality.release_sets(bigint,
    waymark.equity_audience, bigint[], text[], text[], bigint[], text[],
    text[]), equality.release_atoms(bigint, waymark.equity_audience, text, text,
    text[], bigint[], bigint[], text), equality.release_beside(bigint, waymark.equity_audience,
    text, text), equality.release_keep(bigint, waymark.equity_audience, text,
    text, bigint[], text[], text[], text[], bigint[], bigint[], bigint[],
    text[], text), equality.released(bigint, waymark.equity_audience, text, text,
    bigint[]), equality.series_given(bigint, waymark.equity_audience, text,
    bigint[]), equality.everybody_given(bigint, waymark.equity_audience, text,
    bigint[]), equality.series_keep(bigint, waymark.equity_audience, text,
    bigint[], text[], bigint[], bigint[], text) TO waymark_web;
