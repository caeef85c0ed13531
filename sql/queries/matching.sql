-- Matching: rounds, the facts that they are solved from, and their proposals.

-- enum match_state(open, confirmed)

-- row match_round
--   id                   int8
--   programme_id         int8
--   cohort_id            int8
--   cohort               text
--   stage                placement_stage
--   starts_on            date
--   required_halves      int8
--   slack_days           int8
--   settings_needed      int8
--   minutes_at_most      int8
--   minutes_within_area  int8
--   milliseconds         int8
--   per_ten_minutes      int8
--   per_week_later       int8
--   not_employer         int8
--   not_preferred        int8
--   not_statutory        int8
--   state                match_state
--   made_by              text
--   made_at              timestamptz
--   solved_at            timestamptz?
--   cut                  bool
--   confirmed_at         timestamptz?
--   version              int8
--   proposals            int8!
--   placed               int8!
--   held                 int8!
--   points               int8!
--   of_all               int8!

-- many rounds_mine(at_most int8, skip int8) match_round
SELECT r.id, r.programme_id, r.cohort_id, c.name AS cohort, r.stage,
       r.starts_on, r.required_halves, r.slack_days, r.settings_needed,
       r.minutes_at_most, r.minutes_within_area, r.milliseconds,
       r.per_ten_minutes, r.per_week_later, r.not_employer, r.not_preferred,
       r.not_statutory, r.state, p.name AS made_by, r.made_at, r.solved_at,
       r.cut, r.confirmed_at, r.version, n.proposals, n.placed, n.held,
       n.points, count(*) OVER () AS of_all
  FROM match_round r
  JOIN cohort c ON c.id = r.cohort_id
  JOIN person p ON p.id = r.made_by
 CROSS JOIN LATERAL (
       SELECT count(*) AS proposals, count(m.offer_id) AS placed,
              count(*) FILTER (WHERE m.held) AS held,
              coalesce(sum(m.points), 0)::bigint AS points
         FROM match_proposal m WHERE m.round_id = r.id) n
 WHERE r.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY r.id DESC
 LIMIT :at_most OFFSET :skip;

-- one round_mine(id int8) match_round
SELECT r.id, r.programme_id, r.cohort_id, c.name AS cohort, r.stage,
       r.starts_on, r.required_halves, r.slack_days, r.settings_needed,
       r.minutes_at_most, r.minutes_within_area, r.milliseconds,
       r.per_ten_minutes, r.per_week_later, r.not_employer, r.not_preferred,
       r.not_statutory, r.state, p.name AS made_by, r.made_at, r.solved_at,
       r.cut, r.confirmed_at, r.version, n.proposals, n.placed, n.held,
       n.points, 1::bigint AS of_all
  FROM match_round r
  JOIN cohort c ON c.id = r.cohort_id
  JOIN person p ON p.id = r.made_by
 CROSS JOIN LATERAL (
       SELECT count(*) AS proposals, count(m.offer_id) AS placed,
              count(*) FILTER (WHERE m.held) AS held,
              coalesce(sum(m.points), 0)::bigint AS points
         FROM match_proposal m WHERE m.round_id = r.id) n
 WHERE r.id = :id
   AND r.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- row round_id(id int8)

-- one round_open(cohort_id int8, stage placement_stage) round_id
SELECT id FROM match_round
 WHERE cohort_id = :cohort_id AND stage = :stage AND state = 'open';

-- The settings of today; without one of them there is no round.

-- one round_add(cohort_id int8, stage placement_stage, starts_on date) round_id
INSERT INTO match_round (programme_id, cohort_id, stage, starts_on,
    required_halves, slack_days, settings_needed, minutes_at_most,
    minutes_within_area, milliseconds, per_ten_minutes, per_week_later,
    not_employer, not_preferred, not_statutory)
SELECT c.programme_id, c.id, :stage::placement_stage, :starts_on,
       setting_of(c.programme_id, 'match_halves_' || :stage::placement_stage::text),
       setting_of(c.programme_id, 'match_slack_days'),
       setting_of(c.programme_id, 'match_settings_needed'),
       setting_of(c.programme_id, 'match_minutes_at_most'),
       setting_of(c.programme_id, 'match_minutes_within_area'),
       setting_of(c.programme_id, 'match_milliseconds'),
       setting_of(c.programme_id, 'match_points_per_ten_minutes'),
       setting_of(c.programme_id, 'match_points_per_week_later'),
       setting_of(c.programme_id, 'match_points_not_employer'),
       setting_of(c.programme_id, 'match_points_not_preferred'),
       setting_of(c.programme_id, 'match_points_not_statutory')
  FROM cohort c
 WHERE c.id = :cohort_id
   AND c.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
ON CONFLICT DO NOTHING
RETURNING id;

-- One at a time works on a round: others wait here for their turn.

-- exec round_lock(id int8)
SELECT FROM match_round WHERE id = :id FOR UPDATE;

-- exec round_solved(id int8, cut bool)
UPDATE match_round SET solved_at = now(), cut = :cut WHERE id = :id;

-- row match_need_row
--   enrolment_id       int8
--   employer_id        int8
--   working            int8[]
--   area_id            int8?
--   minutes_at_most    int8?
--   free_from          date?
--   features           text[]!
--   prefers            text?
--   earlier            text[]!
--   earlier_unknown    bool!
--   earlier_statutory  bool!
--   hosts              int8[]!
--   teams              int8[]!
--   others             int8[]!
--   educators          int8[]!

-- many match_needs(cohort_id int8, stage placement_stage) match_need_row
SELECT enrolment_id, employer_id, working, area_id, minutes_at_most, free_from,
       features::text[] AS features, prefers::text AS prefers,
       earlier::text[] AS earlier, earlier_unknown, earlier_statutory, hosts,
       teams, others, educators
  FROM match_need
 WHERE cohort_id = :cohort_id AND stage = :stage
 ORDER BY enrolment_id;

-- row match_offer_row
--   offer_id         int8
--   team_id          int8
--   organisation_id  int8
--   area_id          int8?
--   setting          text?
--   statutory        bool
--   stages           text[]!
--   places           int8!
--   at_least         int8!
--   starts_on        date
--   ends_on          date
--   days             int8[]
--   features         text[]!
--   educators        int8[]!
--   audited_until    date?

-- Those that are suited to the stage and have places left.

-- many match_offers(programme_id int8, stage placement_stage) match_offer_row
SELECT offer_id, team_id, organisation_id, area_id, setting::text AS setting,
       statutory, stages::text[] AS stages, places, at_least, starts_on,
       ends_on, days, features::text[] AS features, educators,
       team_audited_until(team_id) AS audited_until
  FROM match_offer
 WHERE programme_id = :programme_id AND :stage = ANY (stages) AND places > 0
 ORDER BY offer_id;

-- row match_way_row(one_id int8, other_id int8, minutes int8)

-- many match_ways() match_way_row
SELECT one_id, other_id, minutes FROM travel_time ORDER BY one_id, other_id;

-- row proposal
--   id               int8
--   round_id         int8
--   enrolment_id     int8
--   name             text
--   offer_id         int8?
--   team             text?
--   organisation     text?
--   points           int8?
--   starts_on        date?
--   ends_on          date?
--   reasons          text[]
--   warnings         text[]
--   held             bool
--   placement_id     int8?
--   version          int8
--   of_all           int8!

-- placed: only those with a placement, or without; held: only those by hand.

-- many proposals_of(round_id int8, placed bool?, held bool?, at_most int8, skip int8) proposal
SELECT m.id, m.round_id, m.enrolment_id, p.name, m.offer_id, t.name AS team,
       h.name AS organisation, m.points, m.starts_on, m.ends_on, m.reasons,
       m.warnings, m.held, m.placement_id, m.version,
       count(*) OVER () AS of_all
  FROM match_proposal m
  JOIN enrolment e ON e.id = m.enrolment_id
  JOIN person p ON p.id = e.person_id
  LEFT JOIN placement_offer o ON o.id = m.offer_id
  LEFT JOIN team t ON t.id = o.team_id
  LEFT JOIN organisation h ON h.id = o.organisation_id
 WHERE m.round_id = :round_id
   AND (:placed IS NULL OR (m.offer_id IS NOT NULL) = :placed)
   AND (:held IS NULL OR m.held = :held)
 ORDER BY m.offer_id IS NOT NULL, cardinality(m.warnings) = 0, p.family_name,
       p.given_name, m.id
 LIMIT :at_most OFFSET :skip;

-- one proposal_by_id(id int8) proposal
SELECT m.id, m.round_id, m.enrolment_id, p.name, m.offer_id, t.name AS team,
       h.name AS organisation, m.points, m.starts_on, m.ends_on, m.reasons,
       m.warnings, m.held, m.placement_id, m.version, 1::bigint AS of_all
  FROM match_proposal m
  JOIN enrolment e ON e.id = m.enrolment_id
  JOIN person p ON p.id = e.person_id
  LEFT JOIN placement_offer o ON o.id = m.offer_id
  LEFT JOIN team t ON t.id = o.team_id
  LEFT JOIN organisation h ON h.id = o.organisation_id
 WHERE m.id = :id;

-- row held_pair(enrolment_id int8, offer_id int8?, held bool)

-- many pairs_of(round_id int8) held_pair
SELECT enrolment_id, offer_id, held FROM match_proposal
 WHERE round_id = :round_id
 ORDER BY enrolment_id;

-- row offer_label(id int8, team text, organisation text, places int8!)

-- many offer_labels(ids int8[]) offer_label
SELECT o.id, t.name AS team, h.name AS organisation,
       o.places - o.taken AS places
  FROM placement_offer o
  JOIN team t ON t.id = o.team_id
  JOIN organisation h ON h.id = o.organisation_id
 WHERE o.id = ANY (:ids)
 ORDER BY o.id;

-- What a round proposes, in the place of what it proposed before.  An offer of
-- 0 is none; a date of "" too.  reason_rows: the enrolment of each reason.

-- exec proposals_put(round_id int8, programme_id int8, enrolments int8[], offers int8[], points int8[], starts text[], ends text[], held int8[], reason_rows int8[], reasons text[], warning_rows int8[], warnings text[])
INSERT INTO match_proposal AS m (round_id, programme_id, enrolment_id,
    offer_id, points, starts_on, ends_on, held, reasons, warnings)
SELECT :round_id, :programme_id, u.enrolment, nullif(u.offer, 0),
       CASE WHEN u.offer <> 0 THEN u.points END,
       nullif(u.starts, '')::date, nullif(u.ends, '')::date, u.held = 1,
       ARRAY(SELECT r.words FROM unnest(:reason_rows::bigint[],
           :reasons::text[]) WITH ORDINALITY r (enrolment, words, n)
           WHERE r.enrolment = u.enrolment ORDER BY r.n),
       ARRAY(SELECT w.words FROM unnest(:warning_rows::bigint[],
           :warnings::text[]) WITH ORDINALITY w (enrolment, words, n)
           WHERE w.enrolment = u.enrolment ORDER BY w.n)
  FROM unnest(:enrolments::bigint[], :offers::bigint[], :points::bigint[],
       :starts::text[], :ends::text[], :held::bigint[])
       u (enrolment, offer, points, starts, ends, held)
ON CONFLICT (round_id, enrolment_id) DO UPDATE
   SET offer_id = excluded.offer_id, points = excluded.points,
       starts_on = excluded.starts_on, ends_on = excluded.ends_on,
       held = excluded.held, reasons = excluded.reasons,
       warnings = excluded.warnings
 WHERE (m.offer_id, m.points, m.starts_on, m.ends_on, m.held, m.reasons,
        m.warnings) IS DISTINCT FROM (excluded.offer_id, excluded.points,
        excluded.starts_on, excluded.ends_on, excluded.held,
        excluded.reasons, excluded.warnings);

-- Who is not to be matched any more: withdrawn, paused, or placed elsewhere.

-- exec proposals_leave(round_id int8, enrolments int8[], reason text)
UPDATE match_proposal
   SET offer_id = NULL, points = NULL, starts_on = NULL, ends_on = NULL,
       held = false, warnings = '{}', reasons = ARRAY[:reason::text]
 WHERE round_id = :round_id AND enrolment_id <> ALL (:enrolments)
   AND (offer_id IS NOT NULL OR reasons <> ARRAY[:reason::text]);

-- row round_outcome(n int8!)

-- one round_confirm(id int8, version int8) round_outcome
SELECT confirm_round(:id, :version) AS n;

-- one round_undo(id int8, version int8) round_outcome
SELECT undo_round(:id, :version) AS n;
