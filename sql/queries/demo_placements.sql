-- The demonstration's placements: what happened to them.  Days are numbers,
-- counted from 1970-01-01; 0 is none.

-- Each was planned, and agreed with its host before it began.

-- exec demo_placements_matched(today int8)
WITH begun AS (
       INSERT INTO waymark.placement_event (placement_id, enrolment_id,
           person_id, programme_id, version, change, on_date, reason, before,
           state, decided, organisation_id, team_id, starts_on, ends_on,
           required_halves, by_id, at)
       SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, s.version,
              s.change::waymark.placement_change,
              least(p.starts_on, d.as_of) - s.days_before, s.reason,
              s.before::waymark.placement_state,
              s.change::waymark.placement_state,
              s.change::waymark.placement_state, p.organisation_id,
              p.team_id, p.starts_on, p.ends_on, p.required_halves,
              (SELECT min(r.person_id) FROM waymark.role_held r
                WHERE r.role = 'staff' AND r.programme_id = p.programme_id),
              (least(p.starts_on, d.as_of) - s.days_before + time '10:00')
                  AT TIME ZONE 'Europe/London'
         FROM waymark.placement p
        CROSS JOIN (SELECT date '1970-01-01' + :today::bigint::integer) d (as_of)
        CROSS JOIN (VALUES (1, 'planned', 'begun', NULL, 49),
                      (2, 'matched', 'arranged', 'planned', 35))
              AS s(version, change, reason, before, days_before)
        ORDER BY p.id, s.version)
UPDATE waymark.placement SET state = 'matched', version = 2;
