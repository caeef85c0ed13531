-- What people were promised and given, as outcomes of the equity report: each
-- is the adverse one, of those of whom anything is recorded.

INSERT INTO equality.outcome_definition (position, bit, code, version, title,
    adverse, base, measure, definition, cannot_say) VALUES
	(20, 11, 'supervision_missed', 1, 'Supervision missed', 'got clearly '
	    'less supervision than they were promised', 'started', 'rate',
	    'Fewer sessions were held than the agreed part of those that were '
	    'promised. Of those with weeks of support that somebody entered.',
	    NULL),
	(21, 12, 'caseload_over', 1, 'Caseload above the cap', 'had a caseload '
	    'above what was agreed', 'started', 'rate', 'The caseload was above '
	    'the agreed cap in at least one week. Of those with a cap.', NULL),
	(22, 13, 'adjustment_slow', 1, 'Adjustment late', 'waited too long for '
	    'a reasonable adjustment', 'started', 'rate', 'An adjustment was in '
	    'place after the day on which it was due, or is not yet. Of those '
	    'who asked for one that was not declined.', NULL),
	(23, 14, 'feedback_slow', 1, 'Slow feedback', 'waited long for '
	    'signatures on their documents', 'started', 'rate', 'From sending a '
	    'document to its last signature it took, on average, longer than '
	    'the setting says. Of those with a signed document.', NULL),
	(24, 15, 'returned_again', 1, 'Work returned again', 'had several '
	    'items returned', 'started', 'rate', 'Two or more items stood '
	    'returned at a time. Of all who started.', NULL),
	(25, 16, 'host_rated_low', 1, 'Placed at a host rated low', 'were '
	    'placed at a host that is rated low', 'started', 'rate', 'A host '
	    'where they were placed has a mean below the setting, as those who '
	    'were there say. Of those placed at a host with enough feedback.',
	    NULL)
ON CONFLICT (code, version) DO UPDATE
   SET position = excluded.position, bit = excluded.bit,
       title = excluded.title, adverse = excluded.adverse,
       base = excluded.base, measure = excluded.measure,
       definition = excluded.definition, cannot_say = excluded.cannot_say;
