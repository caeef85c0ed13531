-- What stands beside the demonstration's rows for lists and search, at once for
-- all that were written while triggers were away.

-- exec demo_enrolments_tallied()
SELECT waymark.tally_enrolments(ARRAY(SELECT id FROM waymark.enrolment));

-- exec demo_placements_tallied()
UPDATE waymark.placement_tally
   SET uneducated_from = waymark.placement_uneducated(placement_id)
 WHERE uneducated_from IS DISTINCT FROM
       waymark.placement_uneducated(placement_id);

-- exec demo_sessions_tallied()
UPDATE waymark.module_session s SET registered = true
 WHERE NOT registered AND EXISTS (SELECT 1 FROM waymark.attendance a
        WHERE a.session_id = s.id);

-- exec demo_offerings_tallied()
SELECT waymark.offering_waits(id) FROM waymark.offering;

-- exec demo_placements_worded()
SELECT waymark.placement_words_keep(ARRAY(SELECT id FROM waymark.placement));

-- exec demo_units_worded()
SELECT waymark.unit_words_keep(ARRAY(SELECT id FROM waymark.unit));
