-- The demonstration's own settings: what its staff changed, and will.

-- Somebody of the staff, who is taken in turns, set each on a day before it
-- began; written as they were, none of them as a change of today.

-- exec demo_own_settings_add(today date)
INSERT INTO waymark.setting (programme_id, name, version, value, reason,
    during, by_id, at)
SELECT 1, s.name, s.version, s.value, s.reason,
       daterange(:today::date + s.begins::integer, NULL),
       w.people[1 + s.turn % cardinality(w.people)],
       :today::date + s.set_on::integer + time '10:20'
  FROM (VALUES
	('second_factor_needed', 1, 0, -700, -730, 0, 'Everybody here is '
	    'invented, and whoever starts it is told the password.'),
	('module_resit_days', 1, 21, -700, -730, 0, 'The university offered '
	    'dates that soon in our first year.'),
	('module_resit_days', 2, 35, -330, -351, 1, 'Trainees on placement '
	    'had too little time to prepare. Agreed by the examination '
	    'board.'),
	('match_slack_days', 1, 21, -200, -214, 2, 'Two hosts close over '
	    'Christmas, and last year many days were made up after the '
	    'placement ended.'),
	('longest_log_days_back', 1, 42, 45, -6, 0, 'Days that are logged '
	    'months later are hard to confirm. Trainees have been told, and '
	    'have six weeks to catch up.'))
       AS s (name, version, value, begins, set_on, turn, reason)
 CROSS JOIN (SELECT array_agg(r.person_id ORDER BY r.person_id) AS people
               FROM waymark.role_held r
              WHERE r.role = 'staff' AND r.programme_id = 1) w
 ORDER BY s.name, s.version;
