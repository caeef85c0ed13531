-- Finding people among tens of thousands.
--
-- Row-level security lets no operator that could leak be asked before it, so
-- under a policy a search by name reads every row.  These functions look names
-- up by the index, keep to what the asker may see, and answer ids alone; who
-- calls one joins them to the tables again, under their policies.
--
-- They are planned anew for each call, with the words that are asked for, and for
-- few answers (ROWS): who joins them to tables looks those up one by one.

CREATE INDEX person_by_name
    ON waymark.person (family_name, given_name, id);

CREATE INDEX person_by_number
    ON waymark.person (swe_number text_pattern_ops);
CREATE INDEX person_by_email
    ON waymark.person (lower(email) text_pattern_ops);

-- The constraints' own indexes look placements up one by one, and slowly.
CREATE INDEX placement_pattern_placement
    ON waymark.placement_pattern (placement_id);
CREATE INDEX placement_interruption_placement
    ON waymark.placement_interruption (placement_id);
CREATE INDEX placement_educator_placement
    ON waymark.placement_educator (placement_id);

-- Folded words as patterns for a name with a space in front of it: a word of
-- one or two letters begins a name, a longer one is anywhere in it.  The
-- two longest come first: the index is asked for those at once.
CREATE FUNCTION waymark.word_patterns(words text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT SET search_path = '' AS $$
	SELECT ARRAY(SELECT CASE WHEN length(w) < 3 THEN '% ' ELSE '%' END ||
	           regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%'
	      FROM unnest(words) w
	     ORDER BY length(w) DESC)
$$;

-- What begins so.
CREATE FUNCTION waymark.begins_with(wanted text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = '' AS $$
	SELECT regexp_replace(wanted, '([\\%_])', '\\\1', 'g') || '%'
$$;
GRANT EXECUTE ON FUNCTION waymark.word_patterns(text[]),
    waymark.begins_with(text) TO waymark_web;

-- People whose name has every word, or whose email address or number begins
-- so; NULL and no words find nobody.  For functions here: it asks no policy.
CREATE FUNCTION waymark.people_named(words text[], email text, number text)
RETURNS SETOF waymark.person
LANGUAGE sql STABLE AS $$
	SELECT p.* FROM waymark.person p
	 WHERE ((' ' || p.folded) LIKE (waymark.word_patterns($1))[1]
	        AND (' ' || p.folded) LIKE coalesce((waymark.word_patterns($1))[2],
	            (waymark.word_patterns($1))[1])
	        AND (' ' || p.folded) LIKE ALL (waymark.word_patterns($1)))
	    OR lower(p.email) LIKE waymark.begins_with(lower($2))
	    OR p.swe_number LIKE waymark.begins_with($3)
$$;

-- Enrolments that I reach without being staff, and my own.
CREATE FUNCTION auth.reached_enrolments() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	RETURN auth.placed_enrolments() || auth.employed_enrolments() ||
	    auth.guided_enrolments() ||
	    ARRAY(SELECT e.id FROM waymark.enrolment e WHERE e.person_id = me);
END
$$;

-- Without any words, email address or number: everybody, in the order of
-- names.
CREATE FUNCTION waymark.trainees_found(words text[], email text,
    number text, at_most bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = ''
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
	programmes bigint[] := auth.staff_programmes();
	mine bigint[] := auth.reached_enrolments();
BEGIN
	IF words = '{}' AND email IS NULL AND number IS NULL THEN
		RETURN QUERY
		SELECT f.id FROM (
		    (SELECT e.id, p.family_name, p.given_name
		       FROM waymark.person p
		       JOIN waymark.enrolment e ON e.person_id = p.id
		      WHERE cardinality(programmes) > 0
		        AND e.programme_id = ANY (programmes)
		      ORDER BY p.family_name, p.given_name, p.id
		      LIMIT at_most)
		    UNION
		    SELECT e.id, p.family_name, p.given_name
		      FROM waymark.enrolment e
		      JOIN waymark.person p ON p.id = e.person_id
		     WHERE e.id = ANY (mine)) f
		 ORDER BY f.family_name, f.given_name, f.id
		 LIMIT at_most;
	ELSIF programmes = '{}' THEN
		RETURN QUERY
		SELECT e.id FROM waymark.enrolment e
		  JOIN waymark.people_named(words, email, number) p
		    ON p.id = e.person_id
		 WHERE e.id = ANY (mine)
		 ORDER BY p.family_name, p.given_name, e.id
		 LIMIT at_most;
	ELSE
		RETURN QUERY
		SELECT e.id
		  FROM waymark.people_named(words, email, number) p
		  JOIN waymark.enrolment e ON e.person_id = p.id
		 WHERE e.programme_id = ANY (programmes) OR e.id = ANY (mine)
		 ORDER BY p.family_name, p.given_name, e.id
		 LIMIT at_most;
	END IF;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.trainees_found(text[], text, text, bigint)
    TO waymark_web;
