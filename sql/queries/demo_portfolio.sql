-- Of the demonstration's portfolios: ASYEs that another employer took over, and
-- files that are evidence.

-- Every other of those who left for another employer has arrived at one, a month
-- later, and goes on where they were.

-- exec demo_transfers_arrive(as_of date)
INSERT INTO waymark.asye_event (asye_id, enrolment_id, person_id, programme_id,
    version, change, before, after, reason, on_day, employer_id, host_id,
    provider_id, agency_id, team_id, by_id)
SELECT a.id, a.enrolment_id, a.person_id, a.programme_id, l.version + 1,
       'transferred_in', 'transferred', l.before, 'arrived', l.on_day + 30,
       t.employer_id, t.host_id, t.provider_id, t.agency_id, t.team_id, NULL
  FROM (SELECT a.*, row_number() OVER (ORDER BY a.id) AS n
          FROM waymark.asye a WHERE a.state = 'transferred') a
  JOIN LATERAL (SELECT * FROM waymark.asye_event x
        WHERE x.asye_id = a.id ORDER BY x.version DESC LIMIT 1) l
    ON l.change = 'transferred_out'
  JOIN LATERAL (SELECT o.* FROM waymark.asye o
        WHERE o.employer_id <> a.employer_id
          AND o.programme_id = a.programme_id
          AND EXISTS (SELECT 1 FROM waymark.asye_duty d
              WHERE d.asye_id = o.id AND d.duty = 'assessor'
                AND d.state = 'recorded' AND upper_inf(d.during))
        ORDER BY (o.id * 31 + a.id) % 17, o.id LIMIT 1) t ON true
 WHERE a.n % 2 = 1 AND l.on_day + 30 < :as_of
 ORDER BY a.id;

-- exec demo_transfers_follow()
WITH arrived AS (
    SELECT DISTINCT ON (v.asye_id) v.* FROM waymark.asye_event v
     WHERE v.change = 'transferred_in'
     ORDER BY v.asye_id, v.version DESC),
asked AS (
    UPDATE waymark.feedback_request r
       SET employer_id = v.employer_id, provider_id = v.provider_id
      FROM arrived v WHERE r.asye_id = v.asye_id),
given AS (
    UPDATE waymark.feedback_given g
       SET employer_id = v.employer_id, provider_id = v.provider_id
      FROM arrived v WHERE g.asye_id = v.asye_id),
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

-- Plans that were uploaded stand beside those that were written in a form: of
-- some the assessor has said what they show, and some came back.

-- exec demo_file_evidence_add(named int8)
INSERT INTO waymark.file_evidence (attachment_id, asye_id, person_id,
    programme_id, kind, made_on, about, state, offered_by, offered_at,
    assessed, assessed_by, assessed_at, version)
SELECT a.id, a.asye_id, a.person_id, a.programme_id, 'development_plan',
       waymark.day_of(a.at), 'What I want to learn in my first months, and '
           'who helps me with it.', s.state::waymark.file_evidence_state,
       a.person_id, a.at + interval '1 day', s.words,
       CASE WHEN s.words IS NOT NULL THEN d.person_id END,
       CASE WHEN s.words IS NOT NULL THEN a.at + interval '6 days' END, s.n
  FROM waymark.attachment a
  JOIN waymark.file f ON f.id = a.file_id
        AND f.state IN ('clean', 'unscanned') AND f.kind = 'pdf'
  JOIN LATERAL (SELECT y.person_id FROM waymark.asye_duty y
        WHERE y.asye_id = a.asye_id AND y.duty = 'assessor'
          AND y.state = 'recorded'
        ORDER BY lower(y.during) DESC LIMIT 1) d ON true
  JOIN (VALUES (0, 'accepted', 'Clear about what comes first, and it was '
            'kept to.', 2), (1, 'offered', NULL, 1), (2, 'returned',
            'Say by when, and how you will know that you have learned it.',
            2)) AS s(k, state, words, n) ON s.k = a.id % 3
 WHERE a.by_id = a.person_id AND a.state = 'attached'
   AND a.person_id <> :named
 ORDER BY a.id;
