-- The demonstration's ASYEs that another employer took over.

-- Those who left for another employer lately have arrived at one, a month
-- later, and go on where they were: with an employer of others who have an
-- assessor there.

-- exec demo_transfers_arrive(as_of date)
INSERT INTO waymark.asye_event (asye_id, enrolment_id, person_id, programme_id,
    version, change, before, after, reason, on_day, employer_id, host_id,
    provider_id, agency_id, team_id, by_id)
SELECT a.id, a.enrolment_id, a.person_id, a.programme_id, l.version + 1,
       'transferred_in', 'transferred', l.before, 'arrived', l.on_day + 30,
       t.employer_id, t.host_id, t.provider_id, t.agency_id, t.team_id, NULL
  FROM waymark.asye a
  JOIN LATERAL (SELECT * FROM waymark.asye_event x
        WHERE x.asye_id = a.id ORDER BY x.version DESC LIMIT 1) l
    ON l.change = 'transferred_out'
  JOIN LATERAL (SELECT o.* FROM waymark.asye o
        WHERE o.employer_id <> a.employer_id
          AND o.programme_id = a.programme_id
          AND (SELECT count(DISTINCT d.duty) FROM waymark.asye_duty d
              WHERE d.asye_id = o.id AND d.state = 'recorded'
                AND upper_inf(d.during)
                AND d.duty IN ('assessor', 'line_manager')) = 2
        ORDER BY (o.id * 31 + a.id) % 17, o.id LIMIT 1) t ON true
 WHERE a.state = 'transferred'
   AND l.on_day + 30 BETWEEN :as_of::date - 60 AND :as_of::date - 1
 ORDER BY a.id;

-- What is theirs goes with them, and the new employer's people stand by them.

-- exec demo_transfers_follow()
WITH arrived AS (
    SELECT * FROM waymark.asye_event v WHERE v.change = 'transferred_in'),
asked AS (
    UPDATE waymark.feedback_request r
       SET employer_id = v.employer_id, provider_id = v.provider_id
      FROM arrived v WHERE r.asye_id = v.asye_id),
given AS (
    UPDATE waymark.feedback_given g
       SET employer_id = v.employer_id, provider_id = v.provider_id
      FROM arrived v WHERE g.asye_id = v.asye_id),
review AS (
    UPDATE waymark.asye_review r
       SET employer_id = v.employer_id, provider_id = v.provider_id,
           live = true
      FROM arrived v WHERE r.asye_id = v.asye_id),
duty AS (
    INSERT INTO waymark.asye_duty (asye_id, trainee_id, programme_id,
        person_id, duty, during)
    SELECT v.asye_id, v.person_id, v.programme_id, d.person_id, d.duty,
           daterange(v.on_day, NULL)
      FROM arrived v
     CROSS JOIN LATERAL (SELECT DISTINCT ON (d.duty) d.duty, d.person_id
              FROM waymark.asye o
              JOIN waymark.asye_duty d ON d.asye_id = o.id
               AND d.state = 'recorded' AND upper_inf(d.during)
             WHERE o.employer_id = v.employer_id AND o.id <> v.asye_id
             ORDER BY d.duty, (o.id + v.asye_id) % 5, o.id) d
     ORDER BY v.asye_id, d.duty)
UPDATE waymark.asye a
   SET state = v.after, version = v.version, employer_id = v.employer_id,
       host_id = v.host_id, provider_id = v.provider_id,
       agency_id = v.agency_id, team_id = v.team_id, unassessed = false
  FROM arrived v WHERE a.id = v.asye_id;

-- exec demo_transfers_share()
SELECT waymark.asye_shares_follow(v) FROM waymark.asye_event v
 WHERE v.change = 'transferred_in';
