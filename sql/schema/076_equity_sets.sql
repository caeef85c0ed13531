-- The release ledger writes the sets of a table's cells in one pass over people,
-- who have their places in it already.

-- Everybody has their place from the first day, so that a page which counts many
-- finds them there.
CREATE FUNCTION equality.place_given() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO equality.member (enrolment_id, person_id)
	VALUES (NEW.id, NEW.person_id);
	RETURN NULL;
END
$$;
CREATE TRIGGER place_given AFTER INSERT ON waymark.enrolment
    FOR EACH ROW EXECUTE FUNCTION equality.place_given();
INSERT INTO equality.member (enrolment_id, person_id)
SELECT e.id, e.person_id FROM waymark.enrolment e
 WHERE NOT EXISTS (SELECT 1 FROM equality.member m
      WHERE m.enrolment_id = e.id)
 ORDER BY e.id;

-- The groups of these characteristics, by the numbers of the answers, with a
-- letter each from 2; 1 is who is in none.
CREATE FUNCTION equality.lettered(characteristics text[])
RETURNS TABLE (characteristic text, bits integer, more_bits integer, n bigint,
    more bigint, coarse text, letter integer)
LANGUAGE sql STABLE AS $$
	SELECT m.characteristic, m.bits, m.more_bits, m.n, m.more, m.coarse,
	       CASE WHEN m.coarse IS NULL THEN 1 ELSE 1 + dense_rank() OVER (
	           PARTITION BY m.characteristic ORDER BY m.coarse NULLS LAST)
	           END::integer
	  FROM equality.named(NULL) m
	 WHERE m.characteristic = ANY (characteristics)
$$;

-- For each outcome, characteristic and cohort an expression, which finds the
-- letter of one of those who were gathered; '0': who is not of it.  Letters of
-- groups stand in a row of bytes, by the numbers of one answer or two.
CREATE FUNCTION equality.letters_of(outcomes text[], characteristics text[],
    of_cohorts bigint[])
RETURNS TABLE (kind text, what text, letter text)
LANGUAGE sql STABLE AS $$
	SELECT 'outcome', d.code, format('CASE WHEN p.started & %1$s <> 0 '
	           'THEN chr(49 + 2 * (p.settled & %1$s = 0)::integer '
	           '+ (p.happened & %1$s <> 0)::integer) ELSE ''0'' END',
	           1::bigint << d.bit::integer)
	  FROM equality.outcome_definition d
	 WHERE d.during @> waymark.today() AND d.code = ANY (outcomes)
	   AND d.bit IS NOT NULL
	UNION ALL
	SELECT 'group', r.characteristic, format('CASE WHEN p.cohort_id IS NULL '
	           'THEN ''0'' ELSE chr(get_byte(%L::bytea, (%s)::integer)) END',
	           '\x' || string_agg(lpad(to_hex(48 + coalesce(m.letter, 1)),
	               2, '0'), '' ORDER BY a.n, b.n),
	           format(CASE WHEN r.more_bits IS NULL
	               THEN 'p.all_of >> %s & 63'
	               ELSE '(p.all_of >> %s & 63) * 64 + (p.all_of >> %s & 63)'
	               END, r.bits, r.more_bits))
	  FROM (SELECT DISTINCT m.characteristic, m.bits, m.more_bits
	          FROM equality.lettered(characteristics) m) r
	 CROSS JOIN generate_series(0, 63) a (n)
	 CROSS JOIN LATERAL generate_series(0, CASE WHEN r.more_bits IS NULL
	       THEN 0 ELSE 63 END) b (n)
	  LEFT JOIN equality.lettered(characteristics) m
	    ON m.characteristic = r.characteristic
	   AND m.n = a.n AND m.more = b.n
	 GROUP BY r.characteristic, r.bits, r.more_bits
	UNION ALL
	SELECT 'cohort', c.id::text, CASE c.id
	       WHEN 0 THEN 'CASE WHEN p.cohort_id IS NULL THEN ''0'' '
	           'ELSE ''1'' END'
	       ELSE format('CASE p.cohort_id WHEN %s THEN ''1'' ELSE ''0'' END',
	           c.id) END
	  FROM (SELECT DISTINCT u.id FROM unnest(of_cohorts) u (id)) c
$$;

DROP FUNCTION equality.sets_of(text[], text[], bigint[], text[],
    equality.cell_measure[]);

-- The set of each cell, of many tables at once (of_cohorts: the cohort that it is
-- of; 0, all who were gathered): those of a group ("Not known" said nothing,
-- "Everybody" is each of them) with the outcome, without it, or both; or all who
-- started, or of whom it is not decided.  Everybody is written down at their
-- place with a letter: one word an outcome, a characteristic and a cohort, in
-- which 0 is nobody of it.  A cell is where three words have its letters; digits
-- are its places, 1 or 0, up to the last of a member.
CREATE FUNCTION equality.sets_of(outcomes text[], characteristics text[],
    of_cohorts bigint[], lines text[], measures equality.cell_measure[])
RETURNS TABLE (cell bigint, hash bytea, digits bytea)
LANGUAGE plpgsql STABLE SET search_path = ''
SET enable_nestloop = off SET enable_mergejoin = off SET enable_sort = off
SET jit = off SET work_mem = '64MB' AS $$
DECLARE
	most integer := (SELECT coalesce(max(m.letter), 1)
	    FROM equality.lettered(characteristics) m);
	alphabet text := (SELECT string_agg(chr(48 + i), '' ORDER BY i)
	    FROM generate_series(0, most) i);
	kinds text[];
	whats text[];
	spelt text;
	written text[];
BEGIN
	SELECT array_agg(e.kind), array_agg(e.what), string_agg(format(
	           'string_agg(%s, '''')', e.letter), ', ')
	  INTO kinds, whats, spelt
	  FROM equality.letters_of(outcomes, characteristics, of_cohorts) e;
	EXECUTE format('
	    WITH person AS MATERIALIZED (
	        SELECT m.place, e.cohort_id, coalesce(e.all_of, 0) AS all_of,
	               e.started, e.settled, e.happened
	          FROM pg_temp.equity_person e
	          JOIN equality.member m ON m.enrolment_id = e.enrolment_id)
	    SELECT ARRAY[%s]
	      FROM (SELECT p.*
	              FROM generate_series(0, (SELECT max(place) FROM person))
	                   AS g (place)
	              LEFT JOIN person p ON p.place = g.place
	             ORDER BY g.place) p', spelt) INTO written;
	RETURN QUERY
	WITH wanted AS MATERIALIZED (
	    SELECT * FROM unnest(outcomes, characteristics, of_cohorts, lines,
	           measures) WITH ORDINALITY
	           AS u (outcome, characteristic, cohort_id, line, measure, n)),
	outcome AS MATERIALIZED (
	    SELECT d.code, d.base = 'started' AS of_started
	      FROM equality.outcome_definition d
	     WHERE d.during @> waymark.today()
	       AND d.code IN (SELECT w.outcome FROM wanted w)),
	name AS MATERIALIZED (SELECT * FROM equality.lettered(characteristics)),
	word AS MATERIALIZED (
	    SELECT * FROM unnest(kinds, whats, written)
	           AS u (kind, what, letters)),
	counted AS MATERIALIZED (
	    SELECT o.code, m.measure, translate(w.letters, '01234',
	               (CASE m.measure WHEN 'pending' THEN B'00011'
	                   WHEN 'events' THEN B'00101' WHEN 'rest' THEN B'01010'
	                   ELSE B'01111' END
	               & CASE WHEN o.of_started OR m.measure IN ('started',
	                   'pending') THEN B'01111' ELSE B'01100' END)::text)
	               ::bit varying AS bits
	      FROM outcome o
	      JOIN word w ON w.kind = 'outcome' AND w.what = o.code
	      JOIN (SELECT DISTINCT x.outcome, x.measure FROM wanted x) m
	        ON m.outcome = o.code),
	grouped AS MATERIALIZED (
	    SELECT g.characteristic, g.line, translate(w.letters, alphabet,
	               CASE WHEN g.line = 'Everybody'
	               THEN '0' || repeat('1', most)
	               ELSE overlay(repeat('0', most + 1) PLACING '1' FROM
	                   CASE WHEN g.line = 'Not known' THEN 2
	                   ELSE g.letter + 1 END) END)::bit varying AS bits
	      FROM (SELECT DISTINCT x.characteristic, x.line, m.letter
	              FROM wanted x
	              LEFT JOIN name m ON m.characteristic = x.characteristic
	               AND m.coarse = x.line) g
	      JOIN word w ON w.kind = 'group' AND w.what = g.characteristic),
	cohort AS MATERIALIZED (
	    SELECT w.what::bigint AS id, w.letters::bit varying AS bits
	      FROM word w WHERE w.kind = 'cohort')
	SELECT w.n, sha256(b.digits), b.digits
	  FROM wanted w
	  LEFT JOIN counted o ON o.code = w.outcome AND o.measure = w.measure
	  LEFT JOIN grouped g ON g.characteristic = w.characteristic
	   AND g.line = w.line
	  LEFT JOIN cohort c ON c.id = w.cohort_id
	 CROSS JOIN LATERAL (SELECT coalesce(rtrim(convert_to((o.bits & g.bits
	       & c.bits)::text, 'UTF8'), '0'), '') AS digits OFFSET 0) b;
END
$$;

-- The sets of the cells that tables are about to tell, by their hashes.  They are
-- kept already, so that whatever is held against others needs only these.
CREATE OR REPLACE FUNCTION equality.release_sets(programme bigint,
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
	    SELECT s.cell, s.hash, s.digits
	      FROM equality.sets_of(outcomes, characteristics, of_cohorts,
	           lines, measures::equality.cell_measure[]) s),
	kept AS (
	    INSERT INTO equality.release_set (hash, places)
	    SELECT DISTINCT ON (m.hash) m.hash,
	           convert_from(m.digits, 'UTF8')::bit varying FROM mine m
	     WHERE NOT EXISTS (SELECT 1 FROM equality.release_set x
	            WHERE x.hash = m.hash)
	    ON CONFLICT DO NOTHING)
	SELECT m.cell, m.hash FROM mine m ORDER BY m.cell;
END
$$;

-- What a table would tell beside what its audience has been told already of the
-- same outcome and characteristic, or (beside) of two together and of each of
-- these, and of everybody by whatever else: first the cells, those of the table
-- (by the hashes of their sets) and then the others (lowest and highest are
-- told), then the atoms: which cells count exactly the same people, and how many
-- these are.  Everybody is one atom until a cell parts it from the rest, bit by
-- bit.  is_known: the same was told of the same people before.
CREATE OR REPLACE FUNCTION equality.release_atoms(programme bigint,
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
	    SELECT e.cell, x.places
	      FROM every e JOIN equality.release_set x ON x.hash = e.hash),
	wide AS MATERIALIZED (
	    SELECT p.cell, pg_catalog."bit"(p.places, w.width, true)
	               ::bit varying AS places, w.width
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
	     CROSS JOIN LATERAL (SELECT a.places & w.places AS places OFFSET 0) i
	     CROSS JOIN LATERAL (VALUES (true, i.places),
	           (false, a.places # i.places)) AS v (inside, places)
	     WHERE bit_count(v.places) > 0)
	SELECT ARRAY[e.cell], NULL::bigint, e.lowest, e.highest, e.is_known
	  FROM (SELECT * FROM every ORDER BY cell) e
	UNION ALL
	SELECT a.cells, bit_count(a.places), NULL, NULL, NULL
	  FROM atom a
	 WHERE a.after = (SELECT max(w.cell) FROM wide w) AND a.cells <> '{}';
END
$$;
