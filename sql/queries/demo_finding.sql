-- The demonstration's saved filters, and a record that is set aside.

-- Of the first of the staff: two that the team shares, one of their own.

-- exec demo_filters_add()
INSERT INTO waymark.saved_filter (person_id, programme_id, path, query, name)
SELECT w.person_id, f.team, replace(f.path, '#', c.id::text), f.query, f.name
  FROM (VALUES
	(1::bigint, '/cohorts/#', 'standing=behind-or-well-behind&sort=behind',
	    'Behind or well behind'),
	(1, '/educators', 'attention=registration-due&sort=registered',
	    'Registrations to renew'),
	(NULL, '/cohorts/#', 'state=paused', 'On a pause'))
       AS f (team, path, query, name)
 CROSS JOIN (SELECT max(id) AS id FROM waymark.cohort
              WHERE starts_on = (SELECT max(starts_on) FROM waymark.cohort)) c
 CROSS JOIN (SELECT min(r.person_id) AS person_id FROM waymark.role_held r
              WHERE r.role = 'staff' AND r.programme_id = 1) w
 ORDER BY f.path, f.name;

-- exec demo_aside_add(today date)
INSERT INTO waymark.attention_aside (programme_id, kind, record_id, until_on,
    reason, by_id, at)
SELECT d.programme_id, 'days-waiting', d.placement_id, :today::date + 12,
       'The practice educator is on leave and confirms them when back.',
       w.person_id, :today::date - 2 + time '09:40'
  FROM (SELECT programme_id, placement_id FROM waymark.placement_day
         WHERE state = 'submitted' ORDER BY submitted_at, id LIMIT 1) d
 CROSS JOIN (SELECT max(r.person_id) AS person_id FROM waymark.role_held r
              WHERE r.role = 'staff' AND r.programme_id = 1) w;
