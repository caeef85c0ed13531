-- Finding trainees among tens of thousands.
--
-- Row-level security lets no operator that could leak be asked before it, so
-- under a policy a search by name reads every row.  This function looks names
-- up by the index, keeps to what the asker may see, and answers ids alone; who
-- calls it joins them to the tables again, under their policies.

CREATE INDEX person_by_name
    ON waymark.person (family_name, given_name, id);

-- The constraints' own indexes look placements up one by one, and slowly.
CREATE INDEX placement_pattern_placement
    ON waymark.placement_pattern (placement_id);
CREATE INDEX placement_interruption_placement
    ON waymark.placement_interruption (placement_id);
CREATE INDEX placement_educator_placement
    ON waymark.placement_educator (placement_id);

-- words: folded, each of them part of the name; email and swe_number: whole,
-- or NULL.  Without any of these, everybody.  In the order of names.
CREATE FUNCTION waymark.trainees_found(words text[], email text,
    swe_number text, at_most bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	programmes bigint[] := auth.staff_programmes();
	mine bigint[] := auth.placed_enrolments() || auth.employed_enrolments();
	patterns text[] := ARRAY(SELECT '%' || replace(replace(replace(w,
	    '\', '\\'), '%', '\%'), '_', '\_') || '%' FROM unnest(words) w);
	longest text := (SELECT p FROM unnest(patterns) p
	    ORDER BY length(p) DESC LIMIT 1);
BEGIN
	IF longest IS NULL AND email IS NULL AND swe_number IS NULL THEN
		RETURN QUERY
		SELECT f.id FROM (
		    (SELECT e.id, p.family_name, p.given_name
		       FROM waymark.person p
		       JOIN waymark.enrolment e ON e.person_id = p.id
		      WHERE cardinality(programmes) > 0
		        AND e.programme_id = ANY (programmes)
		      ORDER BY p.family_name, p.given_name, p.id LIMIT at_most)
		    UNION
		    SELECT e.id, p.family_name, p.given_name
		      FROM waymark.enrolment e
		      JOIN waymark.person p ON p.id = e.person_id
		     WHERE e.id = ANY (mine)) f
		 ORDER BY f.family_name, f.given_name, f.id LIMIT at_most;
		RETURN;
	END IF;
	IF programmes = '{}' THEN
		RETURN QUERY
		SELECT e.id FROM waymark.enrolment e
		  JOIN waymark.person p ON p.id = e.person_id
		 WHERE e.id = ANY (mine)
		   AND ((longest IS NOT NULL AND p.folded LIKE ALL (patterns))
		    OR lower(p.email) = lower(trainees_found.email)
		    OR p.swe_number = trainees_found.swe_number)
		 ORDER BY p.family_name, p.given_name, e.id LIMIT at_most;
		RETURN;
	END IF;
	RETURN QUERY
	WITH found AS MATERIALIZED (
	    SELECT p.id, p.family_name, p.given_name FROM waymark.person p
	     WHERE p.folded LIKE longest AND p.folded LIKE ALL (patterns)
	    UNION
	    SELECT p.id, p.family_name, p.given_name FROM waymark.person p
	     WHERE lower(p.email) = lower(trainees_found.email)
	    UNION
	    SELECT p.id, p.family_name, p.given_name FROM waymark.person p
	     WHERE p.swe_number = trainees_found.swe_number)
	SELECT e.id FROM found f
	  JOIN waymark.enrolment e ON e.person_id = f.id
	 WHERE e.programme_id = ANY (programmes) OR e.id = ANY (mine)
	 ORDER BY f.family_name, f.given_name, e.id LIMIT at_most;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.trainees_found(text[], text, text, bigint)
    TO waymark_web;
