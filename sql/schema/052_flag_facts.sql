-- What flags know of the support that was promised and given week by week, and
-- of adjustments that wait: days and states, by columns, as in 045_flags.sql.
-- That somebody asked for an adjustment is read by one rule, which is about
-- what they are owed, and by no other.

DO $$
DECLARE
	g record;
BEGIN
	FOR g IN SELECT * FROM (VALUES
	    ('support_week', 'id, asye_id, placement_id, enrolment_id, week_on,
	        expected, away, state, promised_protected, promised_cap,
	        signed_sessions, sessions, minutes, protected, caseload'),
	    ('support_entry', 'week_id, enrolment_id, step, at'),
	    ('adjustment', 'id, enrolment_id, waiting, requested_on, due_on'),
	    ('adjustment_event', 'adjustment_id, enrolment_id, version,
	        on_date, due_on, programme_on'))
	    AS t (name, columns) LOOP
		EXECUTE format('GRANT SELECT (%s) ON waymark.%I
		    TO waymark_flags', g.columns, g.name);
		EXECUTE format('CREATE POLICY finds_flags ON waymark.%I
		    FOR SELECT TO waymark_flags USING (true)', g.name);
	END LOOP;
END
$$;
