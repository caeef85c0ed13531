-- What the equity report counts, and whom it compares with whom (the equity
-- method, section 2).  A definition that changes is a new version with the day
-- from which it holds; the one before ends then.

INSERT INTO equality.outcome_definition (position, bit, code, version, title,
    adverse, base, measure, definition, cannot_say) VALUES
	(1, 0, 'asye_failed', 1, 'ASYE failed', 'failed the ASYE', 'assessed',
	    'rate', 'The outcome of the ASYE was confirmed as a fail. Of those '
	    'whose outcome is confirmed as a pass or a fail and not under '
	    'appeal.', NULL),
	(2, 1, 'asye_not_passed', 1, 'ASYE not passed', 'ended the ASYE '
	    'without passing', 'assessed', 'rate', 'The ASYE ended with a fail, '
	    'or the person left it. Of those whose ASYE ended.', NULL),
	(3, 2, 'extended', 1, 'Extended', 'had their time extended', 'started',
	    'rate', 'An extension of the programme or of the ASYE was agreed or '
	    'decided. Of all who started, so far.', NULL),
	(4, 3, 'paused', 1, 'Paused', 'had to pause', 'started', 'rate',
	    'The programme or the ASYE was paused. Of all who started, so far.',
	    NULL),
	(5, 4, 'withdrawn', 1, 'Withdrawn', 'left the programme', 'started',
	    'rate', 'The person left the programme before completing it, for '
	    'whatever reason. Of all who started, so far.', NULL),
	(6, 5, 'deferred', 1, 'Deferred', 'deferred their start', 'started',
	    'rate', 'The start was put off. Of all who were offered a place.',
	    NULL),
	(7, 6, 'module_failed', 1, 'Module failed', 'failed a module',
	    'assessed', 'rate', 'A board decided that a module was failed or '
	    'has to be repeated, and its decision stands. Of those with a '
	    'board''s decision.', NULL),
	(8, 7, 'placement_failed', 1, 'Placement failed', 'failed a placement',
	    'assessed', 'rate', 'A placement was confirmed as failed or to be '
	    'repeated, or was ended early. Of those with a placement that is '
	    'decided.', NULL),
	(9, 8, 'milestone_late', 1, 'Late milestone', 'had a late review',
	    'started', 'rate', 'A review of the ASYE was held after its date, '
	    'or is overdue. Of those with a review that is due or held.', NULL),
	(10, 9, 'flagged', 1, 'Flagged', 'had a flag', 'started', 'rate',
	    'A rule raised a flag for the person at least once. Of all who '
	    'started, so far.', NULL),
	(11, 10, 'support_short', 1, 'Support short of what was promised',
	    'got clearly less support than they were promised', 'started',
	    'rate', 'The record of support points out a gap now: supervision, '
	    'protected time or the caseload, by the programme''s settings. Of '
	    'those with weeks of support that somebody entered.', NULL),
	(12, NULL, 'days_to_complete', 1, 'Days to complete', 'took until they '
	    'passed the ASYE', 'started', 'days', 'Days from the start of the '
	    'ASYE to its confirmed pass. Who still goes on is counted as long '
	    'as they have been watched; who left or failed, until then.', NULL),
	(13, NULL, 'retention', 1, 'Still a social worker', 'left social work',
	    'started', 'none', 'Whether people stay in social work for four '
	    'years after they qualify.', 'Waymark does not record where people '
	    'work after the ASYE. Whether one group leaves social work sooner '
	    'cannot be said from it.')
ON CONFLICT (code, version) DO UPDATE
   SET position = excluded.position, bit = excluded.bit,
       title = excluded.title, adverse = excluded.adverse,
       base = excluded.base, measure = excluded.measure,
       definition = excluded.definition, cannot_say = excluded.cannot_say;

INSERT INTO equality.characteristic (position, code, title, question, crossed,
    headline, reference) VALUES
	(1, 'ethnicity', 'Ethnic group', 'ethnicity', NULL,
	    'Global Ethnic Majority', 'White'),
	(2, 'sex', 'Sex', 'sex', NULL, 'Men', 'Women'),
	(3, 'disability', 'Disability', 'disability', NULL, 'Disabled',
	    'Not disabled'),
	(4, 'age', 'Age', 'age', NULL, '40 or older', 'Under 40'),
	(5, 'school_meals', 'Free school meals', 'school_meals', NULL,
	    'Free school meals', 'No free school meals'),
	(6, 'first_in_family', 'First in family at university',
	    'first_in_family', NULL, 'First in family', 'Not the first'),
	(7, 'ethnicity_sex', 'Ethnic group and sex', 'ethnicity', 'sex', NULL,
	    NULL),
	(8, 'ethnicity_disability', 'Ethnic group and disability', 'ethnicity',
	    'disability', NULL, NULL),
	(9, 'ethnicity_school_meals', 'Ethnic group and free school meals',
	    'ethnicity', 'school_meals', NULL, NULL)
ON CONFLICT (code) DO UPDATE
   SET position = excluded.position, title = excluded.title,
       question = excluded.question, crossed = excluded.crossed,
       headline = excluded.headline, reference = excluded.reference;
