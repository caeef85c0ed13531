-- Whoever moves to another cohort, or comes back, has first attempts at what
-- that cohort is assessed by, and keeps those that they had.

CREATE OR REPLACE FUNCTION waymark.first_attempts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.attempt (component_id, offering_id, programme_id,
	    enrolment_id, person_id, due_on)
	SELECT c.id, c.offering_id, c.programme_id, e.id, e.person_id, c.due_on
	  FROM waymark.component c
	  JOIN waymark.enrolment e ON e.cohort_id = c.cohort_id
	 WHERE e.cohort_id = NEW.cohort_id AND e.state <> 'withdrawn'
	   AND CASE TG_TABLE_NAME WHEN 'component' THEN c.id ELSE e.id END
	       = NEW.id
	 ORDER BY e.id, c.id
	ON CONFLICT DO NOTHING;
	RETURN NULL;
END
$$;
CREATE TRIGGER first_attempts_follow AFTER UPDATE ON waymark.enrolment
    FOR EACH ROW WHEN ((OLD.cohort_id, OLD.state)
        IS DISTINCT FROM (NEW.cohort_id, NEW.state))
    EXECUTE FUNCTION waymark.first_attempts();
