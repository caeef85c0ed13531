-- What happens to a placement, and how one is planned.

-- enum placement_state(planned, matched, agreement_signed, active, midpoint_reviewed, final_report, recommended, panel, confirmed, suspended, terminated, withdrawn)
-- enum placement_change(planned, matched, replanned, repatterned, interrupted, interruption_ended, extended, suspended, resumed, terminated, evidence_accepted, recommended, panel_held, board_decided, followed, undone)
-- enum placement_decision(pass, fail, repeat, extend, more_evidence)

-- row placed_record
--   id               int8
--   enrolment_id     int8
--   person_id        int8
--   programme_id     int8
--   trainee          text
--   email            text
--   organisation_id  int8
--   organisation     text
--   code             text
--   team_id          int8
--   team             text
--   setting          text?
--   statutory        bool
--   stage            placement_stage
--   starts_on        date
--   ends_on          date
--   required_halves  int8
--   confirmed        int8
--   waiting          int8
--   state            placement_state
--   outcome          placement_decision?
--   repeats          int8?
--   version          int8
--   earliest         date
--   latest           date!
--   panel_always     int8?
--   panel_before     int8?
--   recommended      placement_decision?
--   is_staff         bool!
--   educates         bool!

-- Whoever may see it; is_staff: of its programme, and it is not their own.

-- one placed_by_id(id int8) placed_record
SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, t.name AS trainee,
       t.email, p.organisation_id, o.name AS organisation, o.code, p.team_id,
       m.name AS team, m.setting::text AS setting, m.statutory, p.stage,
       p.starts_on, p.ends_on, p.required_halves, y.confirmed, y.waiting,
       p.state, p.outcome, p.repeat_of AS repeats, p.version,
       e.starts_on AS earliest,
       greatest(e.ends_on, (c.ends_on + make_interval(months =>
           setting_of(p.programme_id, 'longest_extension_months')::integer))
           ::date) AS latest,
       setting_of(p.programme_id, 'panel_always') AS panel_always,
       setting_of(p.programme_id, 'panel_before_fail') AS panel_before,
       placement_recommendation(p.id) AS recommended,
       p.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
       AND p.person_id <> (SELECT auth.person_id()) AS is_staff,
       EXISTS (SELECT 1 FROM placement_educator d
           WHERE d.placement_id = p.id AND d.duty = 'practice_educator'
             AND d.person_id = (SELECT auth.person_id())) AS educates
  FROM placement p
  JOIN person t ON t.id = p.person_id
  JOIN organisation o ON o.id = p.organisation_id
  JOIN team m ON m.id = p.team_id
  JOIN placement_tally y ON y.placement_id = p.id
  JOIN enrolment e ON e.id = p.enrolment_id
  JOIN cohort c ON c.id = e.cohort_id
 WHERE p.id = :id;

-- row placement_event
--   version          int8
--   change           placement_change
--   on_date          date
--   reason           text
--   whose            reason_whose
--   note             text
--   undoes           int8?
--   undone           bool!
--   undid            placement_change?
--   decision         placement_decision?
--   conditions       text
--   minutes          text
--   gap_from         date?
--   gap_to           date?
--   back_on          date?
--   halves_from      date?
--   halves           int8[]!
--   before           placement_state?
--   state            placement_state
--   decided          placement_state
--   organisation     text
--   team             text
--   starts_on        date
--   ends_on          date
--   required_halves  int8
--   recorded_by      text?
--   by_known         bool!
--   at               timestamptz

-- many placement_events(placement_id int8) placement_event
SELECT v.version, v.change, v.on_date, r.label AS reason, r.whose, v.note,
       v.undoes, u.id IS NOT NULL AS undone, d.change AS undid, v.decision,
       v.conditions, v.minutes, lower(v.gap) AS gap_from,
       upper(v.gap) - 1 AS gap_to, v.back_on, v.halves_from,
       coalesce(v.halves, '{}') AS halves, v.before, v.state, v.decided,
       o.name AS organisation, m.name AS team, v.starts_on, v.ends_on,
       v.required_halves, p.name AS recorded_by, v.by_id IS NOT NULL AS by_known, v.at
  FROM placement_event v
  JOIN placement_reason r ON r.code = v.reason
  JOIN organisation o ON o.id = v.organisation_id
  JOIN team m ON m.id = v.team_id
  LEFT JOIN placement_event u
         ON u.placement_id = v.placement_id AND u.undoes = v.version
  LEFT JOIN placement_event d
         ON d.placement_id = v.placement_id AND d.version = v.undoes
  LEFT JOIN person p ON p.id = v.by_id
 WHERE v.placement_id = :placement_id
 ORDER BY v.version;

-- many placement_reasons(change placement_change) change_reason
SELECT code, label, whose FROM placement_reason
 WHERE :change::placement_change = ANY (changes)
 ORDER BY whose, position;

-- row placement_transition(change placement_change, before placement_state, decides placement_state?)

-- many placement_transitions() placement_transition
SELECT change, before, decides FROM placement_transition;

-- row evidence(kind text!, wanted int8!, has int8!)

-- Kinds as documents name them.

-- many evidence_of(placement_id int8) evidence
SELECT kind::text AS kind, wanted, signed AS has FROM placement_evidence(:placement_id);

-- row placed_papers(agreement int8!, midpoint int8!, report int8!)

-- one papers_signed(placement_id int8) placed_papers
SELECT documents_signed(:placement_id, 'learning_agreement') AS agreement,
       documents_signed(:placement_id, 'midpoint_review') AS midpoint,
       documents_signed(:placement_id, 'final_report') AS report;

-- row date_logged(on_date date)

-- many dates_logged(placement_id int8) date_logged
SELECT on_date FROM placement_day
 WHERE placement_id = :placement_id AND state <> 'withdrawn'
 ORDER BY on_date;

-- No row where the placement changed after that version of it was seen.

-- one placement_event_add(placement_id int8, seen int8, change placement_change, on_date date, reason text, note text, undoes int8?, decision placement_decision?, conditions text, minutes text, since date?, until date?, back_on date?, halves int8[], organisation_id int8?, team_id int8?, starts_on date?, ends_on date?, required_halves int8?) recorded
INSERT INTO placement_event (placement_id, enrolment_id, person_id,
    programme_id, version, change, on_date, reason, note, undoes, decision,
    conditions, minutes, gap, back_on, halves_from, halves, organisation_id,
    team_id, starts_on, ends_on, required_halves)
SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, :seen + 1,
       :change::placement_change, :on_date::date, :reason::text, :note::text,
       :undoes::bigint, :decision::placement_decision, :conditions::text,
       :minutes::text, CASE WHEN :change::placement_change = 'interrupted'
       THEN daterange(:since::date, :until::date, '[]') END, :back_on::date,
       CASE WHEN :change::placement_change = 'repatterned'
       THEN :since::date END, nullif(:halves::bigint[], '{}'),
       :organisation_id::bigint, :team_id::bigint, :starts_on::date,
       :ends_on::date, :required_halves::bigint
  FROM placement p
 WHERE p.id = :placement_id
RETURNING version;

-- row planned_enrolment
--   id            int8
--   person_id     int8
--   programme_id  int8
--   trainee       text
--   email         text
--   cohort        text
--   state         enrolment_state
--   starts_on     date
--   latest        date!
--   working       int8[]
--   first         int8?
--   contrasting   int8?
--   last          int8?
--   repeats       int8?

-- An enrolment of my programmes, and not my own; the half-days that each stage
-- takes there.

-- one enrolment_to_plan(id int8) planned_enrolment
SELECT e.id, e.person_id, e.programme_id, p.name AS trainee, p.email,
       c.name AS cohort, e.state, e.starts_on,
       greatest(e.ends_on, (c.ends_on + make_interval(months =>
           setting_of(e.programme_id, 'longest_extension_months')::integer))
           ::date) AS latest,
       e.working, setting_of(e.programme_id, 'match_halves_first') AS first,
       setting_of(e.programme_id, 'match_halves_contrasting') AS contrasting,
       setting_of(e.programme_id, 'match_halves_last') AS last,
       setting_of(e.programme_id, 'placement_repeats') AS repeats
  FROM enrolment e
  JOIN person p ON p.id = e.person_id
  JOIN cohort c ON c.id = e.cohort_id
 WHERE e.id = :id AND e.person_id <> (SELECT auth.person_id())
   AND e.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]);

-- row placed_before
--   id            int8
--   stage         placement_stage
--   state         placement_state
--   outcome       placement_decision?
--   organisation  text
--   team          text
--   setting       text?
--   statutory     bool
--   starts_on     date
--   ends_on       date
--   required      int8
--   confirmed     int8
--   waiting       int8

-- many placed_of_enrolment(enrolment_id int8) placed_before
SELECT p.id, p.stage, p.state, p.outcome, o.name AS organisation,
       t.name AS team, t.setting::text AS setting, t.statutory, p.starts_on,
       p.ends_on, p.required_halves AS required, y.confirmed, y.waiting
  FROM placement p
  JOIN organisation o ON o.id = p.organisation_id
  JOIN team t ON t.id = p.team_id
  JOIN placement_tally y ON y.placement_id = p.id
 WHERE p.enrolment_id = :enrolment_id
 ORDER BY p.starts_on, p.id;

-- row planned(id int8?)

-- one placement_plan(enrolment_id int8, team_id int8, stage placement_stage, starts_on date, ends_on date, required_halves int8, halves int8[], agreed bool) planned
SELECT plan_placement(:enrolment_id, :team_id, :stage, :starts_on, :ends_on,
       :required_halves, :halves, :agreed) AS id;

-- row educator_of(person_id int8, name text, email text)

-- many educators_of_placement(placement_id int8) educator_of
SELECT e.person_id, p.name, p.email
  FROM placement_educator e
  JOIN person p ON p.id = e.person_id
 WHERE e.placement_id = :placement_id AND e.during @> today()
 ORDER BY e.duty, p.name;

-- many days_logged_at(placement_id int8) logged
SELECT placement_id, on_date, halves, kind, state
  FROM placement_day
 WHERE placement_id = :placement_id AND state <> 'withdrawn'
 ORDER BY on_date;

-- Plans that come back in a spreadsheet.

-- Nobody records anything of them, or plans another beside them, until it is
-- decided.

-- exec placements_hold(ids int8[])
SELECT waymark.placements_hold(:ids);

-- row plan_to_fit
--   id            int8
--   state         placement_state
--   own           bool!
--   earliest      date
--   latest        date!
--   logged_first  date?
--   logged_last   date?
--   undoable      bool!
--   meets         text?
--   meets_from    date?
--   meets_to      date?

-- What plans are held against: own, it is the asker's; undoable, the latest that
-- was recorded changed the plan; meets, another placement on the days that it
-- shall have, which may be one that moves with it.

-- many plans_to_fit(ids int8[], starts text[], ends text[]) plan_to_fit
WITH shall AS (
    SELECT p.id, p.enrolment_id, w.starts::date AS starts_on,
           w.ends::date AS ends_on
      FROM unnest(:ids::bigint[], :starts::text[], :ends::text[])
           AS w (id, starts, ends)
      JOIN placement p ON p.id = w.id
     WHERE w.starts <> '' AND w.ends <> '')
SELECT p.id, p.state, p.person_id = (SELECT auth.person_id()) AS own,
       e.starts_on AS earliest,
       greatest(e.ends_on, (c.ends_on + make_interval(months =>
           setting_of(p.programme_id, 'longest_extension_months')::integer))
           ::date) AS latest,
       d.first AS logged_first, d.last AS logged_last,
       coalesce((SELECT v.change = 'replanned' FROM placement_event v
           WHERE v.placement_id = p.id AND v.change NOT IN ('undone',
                 'followed')
             AND NOT EXISTS (SELECT 1 FROM placement_event u
                  WHERE u.placement_id = p.id AND u.undoes = v.version)
           ORDER BY v.version DESC LIMIT 1), false) AS undoable,
       m.name AS meets, m.starts_on AS meets_from, m.ends_on AS meets_to
  FROM placement p
  JOIN enrolment e ON e.id = p.enrolment_id
  JOIN cohort c ON c.id = e.cohort_id
 CROSS JOIN LATERAL (
       SELECT min(y.on_date) AS first, max(y.on_date) AS last
         FROM placement_day y
        WHERE y.placement_id = p.id AND y.state <> 'withdrawn') d
  LEFT JOIN shall s ON s.id = p.id
  LEFT JOIN LATERAL (
       SELECT h.name, coalesce(t.starts_on, o.starts_on) AS starts_on,
              coalesce(t.ends_on, o.ends_on) AS ends_on
         FROM placement o
         JOIN organisation h ON h.id = o.organisation_id
         LEFT JOIN shall t ON t.id = o.id
        WHERE o.enrolment_id = p.enrolment_id AND o.id <> p.id
          AND coalesce(t.starts_on, o.starts_on) <= s.ends_on
          AND coalesce(t.ends_on, o.ends_on) >= s.starts_on
        ORDER BY o.starts_on LIMIT 1) m ON true
 WHERE p.id = ANY (:ids);

-- exec plans_put(ids int8[], starts text[], ends text[], days text[],
--   reasons text[], note text)
INSERT INTO placement_event (placement_id, enrolment_id, person_id,
    programme_id, version, change, on_date, reason, note, starts_on, ends_on,
    required_halves)
SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, p.version + 1,
       'replanned', today(), w.reason, :note, w.starts::date, w.ends::date,
       (w.days::numeric * 2)::bigint
  FROM unnest(:ids::bigint[], :starts::text[], :ends::text[],
       :days::text[], :reasons::text[])
       AS w (id, starts, ends, days, reason)
  JOIN placement p ON p.id = w.id
 ORDER BY p.id;

-- exec plans_undo(ids int8[], note text)
INSERT INTO placement_event (placement_id, enrolment_id, person_id,
    programme_id, version, change, on_date, reason, note, undoes)
SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, p.version + 1,
       'undone', today(), 'plan_changed', :note,
       (SELECT max(v.version) FROM placement_event v
         WHERE v.placement_id = p.id AND v.change = 'replanned'
           AND NOT EXISTS (SELECT 1 FROM placement_event u
                WHERE u.placement_id = p.id AND u.undoes = v.version))
  FROM placement p
 WHERE p.id = ANY (:ids)
 ORDER BY p.id;

-- exec placements_settle()
SELECT waymark.placements_settle();

-- row placement_told
--   placement_id     int8
--   person_id        int8
--   name             text
--   email            text
--   trainee          text
--   learns           bool!
--   team             text
--   organisation     text
--   starts_on        date
--   ends_on          date
--   required_halves  int8

-- Who is told of what changes in placements: whose they are, and who educates
-- there, but not whoever changed it.

-- many placements_told(ids int8[]) placement_told
SELECT p.id AS placement_id, w.person_id, n.name, n.email, t.name AS trainee,
       w.learns, m.name AS team, o.name AS organisation, p.starts_on,
       p.ends_on, p.required_halves
  FROM placement p
  JOIN person t ON t.id = p.person_id
  JOIN team m ON m.id = p.team_id
  JOIN organisation o ON o.id = p.organisation_id
 CROSS JOIN LATERAL (
       SELECT p.person_id, true AS learns
        UNION
       SELECT d.person_id, false FROM placement_educator d
        WHERE d.placement_id = p.id AND d.during @> today()
          AND d.person_id <> (SELECT auth.person_id())) w
  JOIN person n ON n.id = w.person_id
 WHERE p.id = ANY (:ids)
 ORDER BY p.id, w.learns DESC, n.name;
