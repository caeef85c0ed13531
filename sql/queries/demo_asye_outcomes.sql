-- The demonstration's outcomes of ASYEs: at one trust a round that is over, in
-- which a panel returned one and did not agree with another, a second panel
-- read the same and a partnership gave feedback; and one that is going on.

-- Those whose final reviews were held, earliest first: two thirds are in the
-- round that is over.

-- exec demo_recommendations_add(organisation_id int8)
WITH final AS (
       SELECT a.*, v.on_day, row_number() OVER (ORDER BY a.id) AS n
         FROM waymark.asye a
         JOIN waymark.asye_event v ON v.asye_id = a.id
          AND v.change = 'final_reviewed'
        WHERE a.employer_id = :organisation_id AND a.state = 'final_review'),
     made AS (
       INSERT INTO waymark.asye_recommendation (asye_id, person_id,
           programme_id, organisation_id, number, recommends, holistic, met,
           unmet_reason, by_id, at)
       SELECT f.id, f.person_id, f.programme_id, f.employer_id, 1,
              CASE f.n WHEN 1 THEN 'fail' ELSE 'pass'
              END::waymark.asye_result, CASE f.n WHEN 1 THEN
              'The evidence does not yet show independent judgement: two of '
              'the observations needed the observer to step in, and the case '
              'records leave out how risk was weighed. Reflection has '
              'deepened since the six-month review.' WHEN 2 THEN
              'Works in partnership and keeps sound records. Confidence '
              'with the law grew over the year, and the last observation '
              'showed a clear social work view in the team.' ELSE
              'Assesses holistically, names what the law asks, and stays '
              'with people when it is hard. Feedback from people who use '
              'the service speaks of being listened to. The standards are '
              'met as a whole.' END, true, NULL,
              (SELECT y.person_id FROM waymark.asye_duty y
                WHERE y.asye_id = f.id AND y.duty = 'assessor'),
              (f.on_day + 3 + time '15:00') AT TIME ZONE 'Europe/London'
         FROM final f
       RETURNING id, asye_id, person_id, programme_id, organisation_id, at)
INSERT INTO waymark.asye_comment (recommendation_id, asye_id, person_id,
    programme_id, organisation_id, said_as, words, by_id, at)
SELECT m.id, m.asye_id, m.person_id, m.programme_id, m.organisation_id,
       'nqsw', 'I have read it and recognise the year in it.', m.person_id,
       m.at + interval '2 days'
  FROM made m WHERE m.asye_id % 2 = 0;

-- exec demo_rounds_add(as_of date, organisation_id int8, by_id int8)
WITH made AS (
       INSERT INTO waymark.moderation_round (programme_id, organisation_id,
           name, quorum, percent, seed, state, drawn_at, closed_at, begun_by,
           begun_at, version)
       SELECT 1, :organisation_id, r.name, 2, 50, r.seed,
              r.state::waymark.round_state, (:as_of - r.ago + time '10:00')
              AT TIME ZONE 'Europe/London', CASE r.state WHEN 'closed' THEN
              (:as_of - 40 + time '16:00') AT TIME ZONE 'Europe/London' END,
              :by_id, (:as_of - r.ago - 5 + time '09:00')
              AT TIME ZONE 'Europe/London', CASE r.state WHEN 'closed' THEN 3
              ELSE 2 END
         FROM (VALUES ('Early autumn', '5eed0a17c40f2b96', 'closed', 52),
              ('Late autumn', '9c01d4e2b7a85f33', 'drawn', 6))
              AS r (name, seed, state, ago)
       RETURNING *)
INSERT INTO waymark.moderation_panel (round_id, programme_id, organisation_id,
    kind, state, version)
SELECT m.id, 1, m.organisation_id, k.kind::waymark.panel_kind,
       CASE m.state WHEN 'closed' THEN 'closed' ELSE 'open'
       END::waymark.panel_state, 1
  FROM made m
 CROSS JOIN (VALUES ('internal'), ('second'), ('external')) AS k (kind)
 WHERE m.state = 'closed' OR k.kind = 'internal'
 ORDER BY m.id, k.kind;

-- members: one after another on the panels of both rounds, two on each, of
-- whom the first chairs.

-- exec demo_moderators_add(members int8[])
INSERT INTO waymark.moderation_member (panel_id, round_id, programme_id,
    organisation_id, member_id, chair, capability)
SELECT p.id, p.round_id, p.programme_id, p.organisation_id,
       (:members::bigint[])[CASE p.kind WHEN 'internal' THEN 0
           WHEN 'second' THEN 2 ELSE 4 END + s.n], s.n = 1,
       'Registered social worker, has assessed newly qualified social '
       'workers for several years, trained in moderation'
  FROM waymark.moderation_panel p
 CROSS JOIN generate_series(1, 2) AS s (n)
 ORDER BY p.id, s.n;

-- By the keys of each round, as the database draws.

-- exec demo_portfolios_add()
WITH put AS (
       SELECT r.*, row_number() OVER (ORDER BY r.asye_id) AS n
         FROM waymark.asye_recommendation r),
     keyed AS (
       SELECT d.id AS round_id, d.percent, p.*,
              waymark.moderation_key(d.seed, p.asye_id) AS key
         FROM put p
         JOIN waymark.moderation_round d
           ON d.state = CASE WHEN p.n % 3 = 0 THEN 'drawn' ELSE 'closed'
              END::waymark.round_state),
     drawn AS (
       SELECT k.*, k.recommends = 'fail' OR row_number() OVER (
              PARTITION BY k.round_id, k.recommends = 'fail'
              ORDER BY k.key) <= greatest((count(*) OVER (
              PARTITION BY k.round_id, k.recommends = 'fail') * k.percent
              + 99) / 100, 1) AS sampled
         FROM keyed k)
INSERT INTO waymark.moderation_portfolio (round_id, asye_id, person_id,
    programme_id, organisation_id, recommendation_id, recommends, extended,
    key, sampled)
SELECT d.round_id, d.asye_id, d.person_id, d.programme_id, d.organisation_id,
       d.id, d.recommends, false, d.key, d.sampled
  FROM drawn d ORDER BY d.round_id, d.asye_id;

-- exec demo_panel_portfolios_add()
INSERT INTO waymark.panel_portfolio (panel_id, round_id, programme_id,
    organisation_id, portfolio_id, asye_id, kind, label, recommends)
SELECT s.panel_id, s.round_id, s.programme_id, s.organisation_id, s.id,
       s.asye_id, s.kind, substr('ABCDEFGHJKLMNPQRSTUVWXYZ',
           (s.n * 7 % 24)::integer + 1, 1) || (s.n / 24 + 1), s.recommends
  FROM (SELECT p.*, n.id AS panel_id, n.kind, row_number() OVER (
               PARTITION BY n.id ORDER BY sha256(p.key || n.id::text::bytea))
               AS n
          FROM waymark.moderation_portfolio p
          JOIN waymark.moderation_panel n ON n.round_id = p.round_id
         WHERE p.sampled AND (n.kind <> 'external' OR NOT p.by_rule)) s
 ORDER BY s.panel_id, s.n;

-- What each panel of the round that is over decided: of the passes that were
-- drawn the first by its key is returned, and the second not agreed with; the
-- second panel differs on one of them.

-- exec demo_panels_decide(as_of date)
WITH ranked AS (
       SELECT q.*, row_number() OVER (PARTITION BY q.panel_id, q.recommends
              ORDER BY q.portfolio_id) AS place
         FROM waymark.panel_portfolio q
         JOIN waymark.moderation_panel n ON n.id = q.panel_id
        WHERE n.state = 'closed'),
     verdicts AS (
       SELECT r.*, CASE WHEN r.recommends = 'fail' THEN 'agree'
              WHEN r.place = 1 AND r.kind <> 'external' THEN 'return'
              WHEN r.place = 2 AND r.kind = 'internal' THEN 'disagree'
              WHEN r.place = 2 AND r.kind = 'second' THEN 'return'
              ELSE 'agree' END::waymark.panel_verdict AS said
         FROM ranked r),
     declared AS (
       INSERT INTO waymark.moderation_declaration (panel_portfolio_id,
           panel_id, programme_id, organisation_id, member_id, conflict, at)
       SELECT v.id, v.panel_id, v.programme_id, v.organisation_id,
              m.member_id, false, (:as_of - 50 + time '11:00')
              AT TIME ZONE 'Europe/London'
         FROM verdicts v
         JOIN waymark.moderation_member m ON m.panel_id = v.panel_id
       RETURNING 1),
     judged AS (
       INSERT INTO waymark.moderation_judgement (panel_portfolio_id, panel_id,
           programme_id, organisation_id, member_id, version, answers,
           reasons, verdict, words, at)
       SELECT v.id, v.panel_id, v.programme_id, v.organisation_id,
              m.member_id, 1, array_fill('yes'::waymark.moderation_answer,
              ARRAY[10]) || CASE v.said WHEN 'agree' THEN 'yes'
              WHEN 'return' THEN 'partly' ELSE 'no'
              END::waymark.moderation_answer,
              array_fill(''::text, ARRAY[10]) || CASE v.said
              WHEN 'agree' THEN '' ELSE 'The last quarter of the year has '
              'little evidence of its own' END, v.said,
              'Read in order, and weighed as a whole.',
              (:as_of - 47 + time '13:00') AT TIME ZONE 'Europe/London'
         FROM verdicts v
         JOIN waymark.moderation_member m ON m.panel_id = v.panel_id
       RETURNING 1)
UPDATE waymark.panel_portfolio p
   SET verdict = v.said, version = 2, decided_at =
       (:as_of - 44 + time '15:00') AT TIME ZONE 'Europe/London',
       decided_by = (SELECT m.member_id FROM waymark.moderation_member m
         WHERE m.panel_id = v.panel_id AND m.chair),
       reasons = CASE WHEN v.kind = 'external' THEN 'Well evidenced. The '
           'panel could say more of how reflection led to other practice.'
           WHEN v.said = 'agree' THEN 'The recommendation follows from the '
           'evidence, and would stand if it was challenged.'
           WHEN v.said = 'return' THEN 'There is too little evidence of the '
           'last three months to judge on. One more observation would do.'
           ELSE 'The evidence shows progress, but not yet the whole of the '
           'standards. More time with support would be right.' END
  FROM verdicts v
 WHERE v.id = p.id;

-- exec demo_moderation_follows()
UPDATE waymark.moderation_portfolio p
   SET verdict = q.verdict, reasons = q.reasons,
       decided_on = waymark.day_of(q.decided_at)
  FROM waymark.panel_portfolio q
 WHERE q.portfolio_id = p.id AND q.kind = 'internal'
   AND q.verdict IS NOT NULL;

-- What the employer decided: the fail, an extension where the panel did not
-- agree, and the passes but for the last, which waits.

-- exec demo_outcomes_add(as_of date, by_id int8, notice_by date)
INSERT INTO waymark.asye_outcome (asye_id, person_id, programme_id,
    organisation_id, portfolio_id, decision, decided_on, reasons, extended_to,
    state, notice_by, appeal_by, acknowledged, version, supervision_expected,
    supervision_held, supervision_promised, supervision_minutes,
    protected_promised, protected_taken, observations_held, reviews_held,
    by_id, at)
SELECT p.asye_id, p.person_id, p.programme_id, p.organisation_id, p.id,
       d.decision::waymark.asye_decision, :as_of - 36, CASE d.decision
       WHEN 'fail' THEN 'We agree with the assessor and the panel. The '
           'support below was given, and the evidence still falls short.'
       WHEN 'extend' THEN 'We follow the panel: three more months, with '
           'weekly supervision and two more observations.' END,
       CASE d.decision WHEN 'extend' THEN :as_of + 60 END,
       CASE d.decision WHEN 'pass' THEN 'decided' WHEN 'fail' THEN 'heard'
           ELSE 'noticed' END::waymark.outcome_state,
       CASE WHEN d.decision <> 'pass' THEN :notice_by END,
       CASE WHEN d.decision <> 'pass' THEN :as_of - 20 END,
       d.decision <> 'pass', CASE d.decision WHEN 'fail' THEN 5
           WHEN 'extend' THEN 3 ELSE 1 END, s.expected, s.held, s.promised,
       s.minutes, s.protected_promised, s.protected_taken, s.observed,
       s.reviewed, :by_id, (:as_of - 36 + time '14:00')
       AT TIME ZONE 'Europe/London'
  FROM waymark.moderation_portfolio p
  JOIN waymark.moderation_round r ON r.id = p.round_id AND r.state = 'closed'
 CROSS JOIN LATERAL (SELECT CASE WHEN p.recommends = 'fail' THEN 'fail'
           WHEN p.verdict = 'disagree' THEN 'extend' ELSE 'pass' END
           AS decision) d
 CROSS JOIN LATERAL waymark.asye_support(p.asye_id) s
 WHERE p.verdict IS DISTINCT FROM 'return' AND (d.decision <> 'pass'
    OR p.asye_id <> (SELECT max(l.asye_id) FROM waymark.moderation_portfolio l
          WHERE l.round_id = p.round_id
            AND l.verdict IS NOT DISTINCT FROM 'agree'
            AND l.recommends = 'pass'))
 ORDER BY p.asye_id;

-- exec demo_outcome_events_add(as_of date)
INSERT INTO waymark.outcome_event (outcome_id, asye_id, person_id,
    programme_id, organisation_id, version, step, on_day, way, words, due_on,
    by_id, at)
SELECT o.id, o.asye_id, o.person_id, o.programme_id, o.organisation_id,
       v.version, v.step::waymark.outcome_step, :as_of - v.ago,
       CASE v.step WHEN 'notice_given' THEN 'in_person'::waymark.notice_way
       END, v.words, CASE v.step WHEN 'notice_given' THEN o.appeal_by
       WHEN 'appeal_lodged' THEN :as_of + 2 END,
       CASE WHEN v.step IN ('acknowledged', 'appeal_lodged') THEN o.person_id
       ELSE o.by_id END, (:as_of - v.ago + time '12:00')
       AT TIME ZONE 'Europe/London'
  FROM waymark.asye_outcome o
 CROSS JOIN (VALUES (2, 'notice_given', 34, 'Told at a meeting with the line '
           'manager, who wrote a note of it; the letter was handed over'),
       (3, 'acknowledged', 33, NULL),
       (4, 'appeal_lodged', 24, 'For ten weeks nobody supervised me, and the '
           'decision says nothing of it'),
       (5, 'appeal_heard', 4, 'By the director of social work and a member '
           'of another trust, with a union representative there'))
       AS v (version, step, ago, words)
 WHERE v.version <= o.version AND o.decision <> 'pass'
 ORDER BY o.id, v.version;

-- exec demo_certificates_add(as_of date, by_id int8)
INSERT INTO waymark.asye_certificate (asye_id, person_id, programme_id,
    organisation_id, number, name, swe_number, framework, programme, employer,
    completed_on, issued_on, by_id, at)
SELECT o.asye_id, o.person_id, o.programme_id, o.organisation_id,
       483920175562019 + o.asye_id * 7919, p.name, p.swe_number, f.name,
       g.name, e.name, o.decided_on, :as_of - 30, :by_id,
       (:as_of - 30 + time '10:00') AT TIME ZONE 'Europe/London'
  FROM waymark.asye_outcome o
  JOIN waymark.asye a ON a.id = o.asye_id
  JOIN waymark.person p ON p.id = o.person_id
  JOIN waymark.framework f ON f.id = a.framework_id
  JOIN waymark.programme g ON g.id = o.programme_id
  JOIN waymark.organisation e ON e.id = o.organisation_id
 WHERE o.decision = 'pass' AND o.asye_id <> (SELECT max(l.asye_id)
       FROM waymark.asye_outcome l WHERE l.decision = 'pass')
 ORDER BY o.asye_id;

-- The events that all of this is, and where the ASYEs stand after them.

-- exec demo_outcomes_follow(as_of date, by_id int8)
WITH happened AS (
       SELECT r.asye_id, 1 AS n, 'recommended' AS change,
              'recommended' AS after, waymark.day_of(r.at) AS on_day, r.by_id
         FROM waymark.asye_recommendation r
        UNION ALL
       SELECT p.asye_id, 2, CASE p.verdict WHEN 'return'
              THEN 'returned_by_panel' ELSE 'moderated' END,
              CASE p.verdict WHEN 'return' THEN 'final_review'
              ELSE 'moderated' END, coalesce(p.decided_on, :as_of - 40), :by_id
         FROM waymark.moderation_portfolio p
         JOIN waymark.moderation_round r ON r.id = p.round_id
          AND r.state = 'closed'
        UNION ALL
       SELECT o.asye_id, 3, CASE o.decision WHEN 'extend'
              THEN 'returned_by_panel' ELSE 'confirmed' END,
              CASE o.decision WHEN 'extend' THEN 'final_review'
              ELSE 'confirmed' END, o.decided_on, o.by_id
         FROM waymark.asye_outcome o
        UNION ALL
       SELECT c.asye_id, 4, 'certificated', 'certificated', c.issued_on,
              c.by_id
         FROM waymark.asye_certificate c),
     added AS (
       INSERT INTO waymark.asye_event (asye_id, enrolment_id, person_id,
           programme_id, version, change, before, after, on_day, employer_id,
           host_id, provider_id, agency_id, team_id, by_id)
       SELECT a.id, a.enrolment_id, a.person_id, a.programme_id,
              a.version + row_number() OVER (PARTITION BY a.id ORDER BY h.n),
              h.change::waymark.asye_change, coalesce(
              lag(h.after::waymark.asye_state) OVER (PARTITION BY a.id
              ORDER BY h.n), a.state), h.after::waymark.asye_state, h.on_day,
              a.employer_id, a.host_id, a.provider_id, a.agency_id,
              a.team_id, h.by_id
         FROM happened h
         JOIN waymark.asye a ON a.id = h.asye_id
        ORDER BY a.id, h.n
       RETURNING asye_id, after, version)
UPDATE waymark.asye a SET state = v.after, version = v.version
  FROM (SELECT DISTINCT ON (asye_id) * FROM added
         ORDER BY asye_id, version DESC) v
 WHERE v.asye_id = a.id;
