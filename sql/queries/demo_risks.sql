-- Risks that are planted among the demonstration's people: something went wrong
-- on a day that is known, and was put right on another, or not yet; and beside
-- them some that went nearly wrong.

-- Line managers who leave: nobody follows the first; somebody the second, after
-- some weeks; the third within the week.  Of ASYEs under way, those that come
-- in their turn.

-- exec demo_managers_leave(today date)
UPDATE asye_duty u
   SET during = daterange(lower(u.during), :today
       - (ARRAY[40, 60, 50])[c.n])
  FROM (SELECT u.id, row_number() OVER (ORDER BY a.id) AS n
          FROM asye_duty u
          JOIN asye a ON a.id = u.asye_id
         WHERE u.duty = 'line_manager' AND u.state = 'recorded'
           AND u.during @> :today AND lower(u.during) < :today - 90
           AND a.state IN ('agreed', 'review_3') AND a.id % 7 = 3
           AND NOT EXISTS (SELECT 1 FROM asye_request r
                WHERE r.asye_id = a.id)
         ORDER BY a.id LIMIT 3) c
 WHERE c.id = u.id;

-- exec demo_managers_follow(today date)
INSERT INTO asye_duty (asye_id, trainee_id, programme_id, person_id, duty,
    during, replaces)
SELECT u.asye_id, u.trainee_id, u.programme_id, o.person_id, 'line_manager',
       daterange(:today - f.follows, NULL), u.id
  FROM (VALUES (60, 20), (50, 45)) AS f(leaves, follows)
  JOIN asye_duty u ON u.duty = 'line_manager' AND u.state = 'recorded'
   AND upper(u.during) = :today - f.leaves AND u.asye_id % 7 = 3
   AND lower(u.during) < :today - 90
 CROSS JOIN LATERAL (
       SELECT m.person_id FROM asye_duty m
        WHERE m.duty = 'line_manager' AND m.person_id <> u.person_id
        ORDER BY m.id LIMIT 1) o
 ORDER BY u.id;

-- Placements whose host withdrew, so that another took the trainee on: version:
-- of their latest event by then.  Two have agreed nothing since; two agreed
-- after more than two weeks, two in less; and one has changed two weeks ago.

-- row demo_host_change(placement_id int8!, on_day int8!, version int8!)

-- many demo_host_changes(today date) demo_host_change
WITH place AS (
       SELECT p.id, p.starts_on, p.ends_on > :today AS is_on,
              day_of(d.signed_at) AS signed_on
         FROM placement p
         JOIN enrolment e ON e.id = p.enrolment_id AND e.state = 'enrolled'
         JOIN document d ON d.placement_id = p.id
          AND d.kind = 'learning_agreement' AND d.state = 'signed'
        WHERE e.cohort_id <= 3 AND p.starts_on < :today - 20
          AND p.state IN ('active', 'midpoint_reviewed', 'confirmed')
          AND NOT EXISTS (SELECT 1 FROM placement_event v
               WHERE v.placement_id = p.id
                 AND v.change IN ('undone', 'replanned', 'terminated'))
          AND NOT EXISTS (SELECT 1 FROM placement_interruption i
               WHERE i.placement_id = p.id)),
     chosen AS (
       (SELECT id, greatest(starts_on + 1, :today - 24) AS on_date
          FROM place WHERE is_on AND signed_on < greatest(starts_on + 1,
                :today - 24) ORDER BY id LIMIT 2)
       UNION ALL
       (SELECT id, starts_on + 1 FROM place
         WHERE signed_on > starts_on + 16 ORDER BY id DESC LIMIT 2)
       UNION ALL
       (SELECT id, signed_on - 10 FROM place
         WHERE signed_on BETWEEN starts_on + 12 AND starts_on + 16
         ORDER BY id DESC LIMIT 2)
       UNION ALL
       (SELECT id, :today - 14 FROM place
         WHERE is_on AND signed_on < :today - 14 ORDER BY id DESC LIMIT 1))
SELECT DISTINCT ON (c.id) c.id AS placement_id,
       (c.on_date - DATE '1970-01-01')::bigint AS on_day,
       (SELECT max(v.version) FROM placement_event v
         WHERE v.placement_id = c.id AND v.on_date <= c.on_date) AS version
  FROM chosen c ORDER BY c.id;

-- What came after makes room for it: aside, and back a place further.

-- exec demo_events_aside(placements int8[], versions int8[])
UPDATE placement_event v SET version = v.version + 1000
  FROM unnest(:placements::int8[], :versions::int8[]) AS t(placement, version)
 WHERE v.placement_id = t.placement AND v.version > t.version;

-- exec demo_events_back(placements int8[])
UPDATE placement_event v SET version = v.version - 999
 WHERE v.placement_id = ANY (:placements::int8[]) AND v.version > 1000;

-- exec demo_hosts_change(placements int8[], days int8[], versions int8[])
WITH moved AS (
       SELECT t.placement, DATE '1970-01-01' + t.day::integer AS on_date,
              t.version, was.organisation_id AS was_at, was.id AS was_team
         FROM unnest(:placements::int8[], :days::int8[], :versions::int8[])
              AS t(placement, day, version)
         JOIN placement p ON p.id = t.placement
        CROSS JOIN LATERAL (SELECT o.id, o.organisation_id FROM team o
               WHERE o.organisation_id <> p.organisation_id
               ORDER BY (o.id + p.id) % 17, o.id LIMIT 1) was),
     told AS (
       INSERT INTO placement_event (placement_id, enrolment_id, person_id,
           programme_id, version, change, on_date, reason, note, before, state,
           decided, organisation_id, team_id, starts_on, ends_on,
           required_halves, by_id, at)
       SELECT v.placement_id, v.enrolment_id, v.person_id, v.programme_id,
              m.version + 1, 'replanned', m.on_date, 'host_withdrew',
              'The team could not go on, and another took the trainee on.',
              v.state, v.state, v.decided, v.organisation_id, v.team_id,
              v.starts_on, v.ends_on, v.required_halves, v.by_id,
              (m.on_date + time '11:30') AT TIME ZONE 'Europe/London'
         FROM moved m
         JOIN placement_event v ON v.placement_id = m.placement
          AND v.version = m.version),
     later AS (
       UPDATE placement p SET version = p.version + 1
         FROM moved m WHERE p.id = m.placement)
UPDATE placement_event v
   SET organisation_id = m.was_at, team_id = m.was_team
  FROM moved m
 WHERE v.placement_id = m.placement AND v.version <= m.version;

-- Days that were logged late, all at once: from a Monday on, for more than two
-- weeks, or for two to the day.  Only such as were confirmed since.

-- exec demo_logs_come_late(today date)
WITH place AS (
       SELECT p.id, m.monday, (SELECT max(greatest(d.on_date,
                  day_of(d.submitted_at))) FROM placement_day d
                WHERE d.placement_id = p.id AND d.on_date < m.monday)
              AS last_on, row_number() OVER (ORDER BY p.id) AS n
         FROM placement p
         JOIN enrolment e ON e.id = p.enrolment_id
        CROSS JOIN LATERAL (SELECT date_trunc('week', p.starts_on + 42)::date
              AS monday) m
        WHERE e.cohort_id <= 3 AND p.state = 'confirmed'
          AND p.ends_on > m.monday + 40 AND p.ends_on < :today - 60
          AND NOT EXISTS (SELECT 1 FROM placement_interruption i
               WHERE i.placement_id = p.id)
          AND NOT EXISTS (SELECT 1 FROM placement_day d
               WHERE d.placement_id = p.id AND d.state <> 'confirmed'
                 AND d.on_date BETWEEN m.monday - 14 AND m.monday + 21)
          AND (SELECT count(*) FROM placement_day d
                WHERE d.placement_id = p.id
                  AND d.on_date BETWEEN m.monday AND m.monday + 11) >= 8
        ORDER BY p.id LIMIT 6),
     late AS (
       SELECT id, monday, CASE WHEN n % 2 = 1 THEN monday + 17
              ELSE last_on + 15 END AS on_day
         FROM place WHERE last_on < monday)
UPDATE placement_day d
   SET submitted_at = (l.on_day + time '16:40') AT TIME ZONE 'Europe/London',
       decided_at = greatest(d.decided_at,
           (l.on_day + 1 + time '09:10') AT TIME ZONE 'Europe/London')
  FROM late l
 WHERE d.placement_id = l.id AND d.on_date >= l.monday
   AND d.on_date < l.on_day;

-- Documents that came back, a second one of the same placement before the first
-- was sent again: two stood returned for a day, of three placements.

-- exec demo_papers_wait(today date)
WITH back AS (
       SELECT v.placement_id, v.document_id, v.id, v.at, s.at AS signed_at
         FROM document_event v
         JOIN enrolment e ON e.id = v.enrolment_id AND e.cohort_id <= 3
         JOIN document_event s ON s.document_id = v.document_id
          AND s.after = 'signed'
        WHERE v.after = 'returned' AND v.placement_id IS NOT NULL
          AND v.at < :today::date - 30
          AND (SELECT count(*) FROM document_event x
                WHERE x.document_id = v.document_id
                  AND x.after = 'returned') = 1),
     two AS (
       SELECT DISTINCT ON (f.placement_id) f.document_id AS first,
              t.document_id AS second, t.at
         FROM back f
         JOIN back t ON t.placement_id = f.placement_id AND t.id > f.id
          AND t.at BETWEEN f.at AND f.signed_at - interval '2 days'
          AND t.signed_at > t.at + interval '2 days'
        ORDER BY f.placement_id, f.id, t.id LIMIT 3),
     again AS (
       SELECT d.document_id, two.at + interval '26 hours' AS at
         FROM two CROSS JOIN LATERAL (VALUES (two.first), (two.second))
              AS d (document_id)),
     sent AS (
       UPDATE document_event v SET at = a.at
         FROM again a
        WHERE v.document_id = a.document_id AND v.before = 'returned')
UPDATE document_version v SET at = a.at, sent_at = a.at
  FROM again a
 WHERE v.document_id = a.document_id AND v.version = (
       SELECT x.version FROM document_event x
        WHERE x.document_id = a.document_id AND x.before = 'returned');

-- Modules that were failed, and passed after all by a later board: it had heard
-- of circumstances that the first one did not know.

-- exec demo_boards_look_again(today date)
UPDATE board_decision SET state = 'replaced', version = version + 1
 WHERE id IN (SELECT d.id FROM board_decision d
        WHERE d.outcome = 'fail' AND d.state = 'standing' AND d.result >= 40
          AND d.board_on < :today - 60
        ORDER BY d.id LIMIT 3);

-- exec demo_boards_compensate()
INSERT INTO board_decision (offering_id, programme_id, cohort_id, enrolment_id,
    person_id, outcome, result, board_on, replaces, decided_by, decided_at)
SELECT d.offering_id, d.programme_id, d.cohort_id, d.enrolment_id, d.person_id,
       'compensated', d.result, d.board_on + w.days, d.id, d.decided_by,
       (d.board_on + w.days + time '12:00') AT TIME ZONE 'Europe/London'
  FROM board_decision d
 CROSS JOIN LATERAL (SELECT 21 + 7 * (d.id % 3)::integer AS days) w
 WHERE d.outcome = 'fail' AND d.state = 'replaced'
 ORDER BY d.id;
