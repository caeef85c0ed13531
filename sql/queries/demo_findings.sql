-- The demonstration's findings.

-- The equity lead asks for the report while the demonstration is made.

-- exec demo_lead_enters()
SELECT auth.start(r.person_id, encode(sha256('findings'), 'hex'),
       sha256('findings'), 'demonstration')
  FROM waymark.role_held r
 WHERE r.role = 'equity_lead' AND r.programme_id = 1;

-- exec demo_lead_leaves()
WITH gone AS (
    DELETE FROM auth.session WHERE address = 'demonstration')
SELECT set_config('waymark.session', '', true);

-- exec demo_finding_add(id int8, outcome text, characteristic text, of text, against text?, title text, state text, seen_on date, review_on date?, reason text?)
INSERT INTO waymark.equity_finding (id, programme_id, outcome, characteristic,
    of, against, title, state, first_seen_on, seen_by, owner_id, review_on,
    reason, closed_by, closed_at, version) OVERRIDING SYSTEM VALUE
SELECT :id, 1, :outcome, :characteristic, :of, :against, :title,
       :state::waymark.finding_state, :seen_on, w.lead,
       CASE WHEN :state <> 'seen' THEN w.staff END,
       CASE WHEN :state <> 'seen' THEN :review_on::date END, :reason,
       CASE :state WHEN 'closed' THEN w.staff END,
       CASE :state WHEN 'closed' THEN (:seen_on::date + 270)::timestamptz END,
       CASE :state WHEN 'seen' THEN 1 WHEN 'closed' THEN 3 ELSE 2 END
  FROM (SELECT max(r.person_id) FILTER (WHERE r.role = 'equity_lead') AS lead,
               min(r.person_id) FILTER (WHERE r.role = 'staff') AS staff
          FROM waymark.role_held r WHERE r.programme_id = 1) w;

-- exec demo_measure_add(finding_id int8, number int8, cohorts text, code text, sentence text, rate text, rate_against text, ratio text, measured_on date)
INSERT INTO waymark.equity_measure (finding_id, programme_id, number, pooled,
    cohorts, code, sentence, rate, rate_against, ratio, measured_on, by_id, at)
SELECT f.id, 1, :number, ARRAY(SELECT c.id FROM waymark.cohort c
           WHERE c.programme_id = 1 AND c.starts_on <= waymark.today()),
       :cohorts, :code, :sentence, :rate, :rate_against, :ratio, :measured_on,
       f.seen_by, (:measured_on::date + time '15:00')
           AT TIME ZONE 'Europe/London'
  FROM waymark.equity_finding f WHERE f.id = :finding_id;

-- exec demo_cause_add(finding_id int8, cause text, test text, state text, found text, today date)
INSERT INTO waymark.equity_cause (finding_id, programme_id, cause, test, state,
    found, by_id, at)
SELECT f.id, 1, :cause, :test, :state::waymark.finding_cause_state,
       nullif(:found, ''), f.owner_id, (:today::date - 100 + time '11:00')
           AT TIME ZONE 'Europe/London'
  FROM waymark.equity_finding f WHERE f.id = :finding_id;

-- exec demo_finding_action_add(finding_id int8, what text, due_on date, state text, said text, settled_on date)
INSERT INTO waymark.equity_action (finding_id, programme_id, what, owner_id,
    due_on, opened_on, state, said, settled_by, settled_at)
SELECT f.id, 1, :what, f.owner_id, :due_on, :due_on::date - 60,
       :state::waymark.finding_action_state, nullif(:said, ''),
       CASE WHEN :state <> 'open' THEN f.owner_id END,
       CASE WHEN :state <> 'open' THEN (:settled_on::date + time '12:00')
           AT TIME ZONE 'Europe/London' END
  FROM waymark.equity_finding f WHERE f.id = :finding_id;

-- exec demo_finding_counts_follow()
INSERT INTO equality.finding_count
SELECT m.id, f.id, f.programme_id, c.x, c.n, c.x_against, c.n_against,
       c.unknown
  FROM waymark.equity_measure m
  JOIN waymark.equity_finding f ON f.id = m.finding_id
 CROSS JOIN LATERAL equality.compared(f.programme_id, m.pooled, f.outcome,
     f.characteristic, f.of, f.against) c;
