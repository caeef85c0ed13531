-- Somebody whom Waymark knows joins a cohort: as before, with the parameter told
-- apart from the table of its name.

CREATE OR REPLACE FUNCTION waymark.enrol_known(email text, family_name text, cohort bigint,
    employer bigint, starts_on date, working bigint[],
    state waymark.enrolment_state)
RETURNS TABLE (person_id bigint, enrolment_id bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	c waymark.cohort;
	p waymark.person;
	made bigint;
BEGIN
	SELECT * INTO c FROM waymark.cohort
	 WHERE id = enrol_known.cohort
	   AND programme_id = ANY (auth.staff_programmes());
	SELECT * INTO p FROM waymark.person o
	 WHERE lower(o.email) = lower(enrol_known.email)
	   AND waymark.fold(o.family_name) =
	       waymark.fold(enrol_known.family_name);
	IF c.id IS NULL OR p.id IS NULL OR p.id = auth.person_id() THEN
		RETURN;
	END IF;
	INSERT INTO waymark.enrolment AS e (programme_id, cohort_id, person_id,
	    employer_id, starts_on, working, state)
	VALUES (c.programme_id, c.id, p.id, employer, enrol_known.starts_on,
	    enrol_known.working, enrol_known.state)
	ON CONFLICT DO NOTHING RETURNING e.id INTO made;
	IF made IS NOT NULL AND NOT EXISTS (SELECT 1 FROM waymark.role_held r
	    WHERE r.person_id = p.id AND r.role = 'trainee'
	      AND r.programme_id = c.programme_id AND upper_inf(r.during)) THEN
		INSERT INTO waymark.role_held
		    (person_id, role, programme_id, during)
		VALUES (p.id, 'trainee', c.programme_id,
		    daterange(waymark.today(), NULL));
	END IF;
	RETURN QUERY SELECT p.id, made;
END
$$;
