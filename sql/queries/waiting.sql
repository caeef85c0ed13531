-- What waits on whom (see 027_waiting.sql): mine by my own relations, and that
-- of the programmes whose staff I am.

-- enum waiting_kind(day_returned, days_to_confirm, needs_to_state,
--   work_to_hand_in, offer_to_enrol, pause_to_end, placement_to_arrange,
--   educator_to_allocate, register_to_keep, marks_to_release, board_to_hold,
--   import_to_confirm,
--   finding_to_review, finding_to_act_on, finding_to_measure,
--   match_to_confirm, places_to_use, offer_to_renew,
--   registration_to_renew, registration_to_record, document_to_write,
--   document_to_complete, document_to_sign, document_to_countersign,
--   document_for_tutor, document_for_host, document_unsigned,
--   placement_to_recommend, placement_to_decide, concern_to_follow,
--   action_to_answer, action_to_settle, feedback_to_give, feedback_of_educator,
--   feedback_of_tutor, asye_to_register, asye_to_assess, skills_day_returned,
--   skills_day_to_confirm,
--   asye_document_to_write, asye_document_to_sign, asye_document_unsigned,
--   outside_feedback_to_discuss, outside_feedback_unanswered,
--   asye_review_due, asye_change_to_agree, asye_change_for_assessor,
--   asye_change_for_coordinator, asye_change_unsettled, asye_pause_to_end,
--   asye_to_recommend, asye_to_moderate, portfolio_to_moderate,
--   outcome_to_decide, outcome_to_notify, outcome_to_read, appeal_to_hear,
--   certificate_to_issue, adjustment_to_act, adjustment_to_review,
--   adjustment_to_confirm, adjustment_late, adjustment_escalated, plan_to_agree,
--   plan_to_revise, plan_to_review, own_action_to_do, support_action_to_do,
--   file_to_assess, file_returned,
--   support_to_enter, support_to_settle, support_for_assessor,
--   support_for_educator, support_gap_in_asye, support_gap_on_placement,
--   file_refused, asye_minimums_to_meet, asye_minimums_lacking, claim_to_make,
--   claim_to_repay, request_to_answer, erasure_to_agree, opening_to_allow)
-- enum waiting_party(trainee, educator, staff, equity_lead,
--   partner, tutor, lead, assessor, coordinator, moderator, named, sender)

-- row waiting
--   kind          waiting_kind!
--   party         waiting_party!
--   mine          bool!
--   subject_id    int8!
--   since         date!
--   due_on        date?
--   on_date       date?
--   how_many      int8!
--   what          text?
--   person        text?
--   enrolment_id  int8?
--   placement_id  int8?
--   cohort_id     int8?
--   organisation  text?
--   cohort        text?
--   whom          text?

-- whom: who acts, where that is somebody in particular; of a day that was
-- returned, who returned it.  Names are looked up one by one: these are a
-- page's, and PostgreSQL would plan for more.

-- many waiting_on_me() waiting
SELECT (f.item).kind AS kind, f.party, f.mine, (f.item).subject_id AS subject_id,
       (f.item).since AS since, (f.item).due_on AS due_on,
       (f.item).on_date AS on_date, (f.item).how_many AS how_many,
       (f.item).what AS what,
       (SELECT p.name FROM person p WHERE p.id = (f.item).person_id) AS person,
       (f.item).enrolment_id AS enrolment_id,
       (f.item).placement_id AS placement_id,
       (f.item).cohort_id AS cohort_id,
       (SELECT o.name FROM organisation o
         WHERE o.id = (f.item).organisation_id) AS organisation,
       (SELECT c.name FROM cohort c
         WHERE c.id = (f.item).cohort_id) AS cohort,
       CASE WHEN (f.item).kind = 'day_returned' THEN
           (SELECT q.name FROM placement_day d
              JOIN person q ON q.id = d.decided_by
             WHERE d.id = (f.item).subject_id)
           WHEN f.party = 'tutor' THEN
           (SELECT string_agg(q.name, ', ' ORDER BY q.name)
              FROM enrolment_tutor g
              JOIN person q ON q.id = g.person_id
             WHERE g.enrolment_id = (f.item).enrolment_id
               AND g.state = 'recorded' AND g.during @> today())
           WHEN f.party = 'educator' THEN
           (SELECT string_agg(q.name, ', ' ORDER BY q.name)
              FROM placement_educator d
              JOIN person q ON q.id = d.person_id
             WHERE d.placement_id = (f.item).placement_id
               AND d.duty = 'practice_educator' AND d.during @> today())
           END AS whom
  FROM (SELECT DISTINCT ON ((w.item).kind, (w.item).subject_id)
               w.item, w.party, w.mine
          FROM waiting_mine() w
         ORDER BY (w.item).kind, (w.item).subject_id, w.mine DESC) f
 ORDER BY f.mine DESC, (f.item).since, (f.item).kind, (f.item).subject_id;

-- One more than a page, to know whether there is another.

-- many waiting_of_staff(others bool, kind waiting_kind?, cohort_id int8?, owner_id int8?, after date?, after_kind waiting_kind?, after_id int8?) waiting
SELECT (f.item).kind AS kind, f.party, f.party = 'staff' AS mine,
       (f.item).subject_id AS subject_id,
       (f.item).since AS since, (f.item).due_on AS due_on,
       (f.item).on_date AS on_date, (f.item).how_many AS how_many,
       (f.item).what AS what,
       (SELECT p.name FROM person p WHERE p.id = (f.item).person_id) AS person,
       (f.item).enrolment_id AS enrolment_id,
       (f.item).placement_id AS placement_id,
       (f.item).cohort_id AS cohort_id,
       (SELECT o.name FROM organisation o
         WHERE o.id = (f.item).organisation_id) AS organisation,
       (SELECT c.name FROM cohort c
         WHERE c.id = (f.item).cohort_id) AS cohort,
       CASE WHEN (f.item).kind = 'day_returned' THEN
           (SELECT q.name FROM placement_day d
              JOIN person q ON q.id = d.decided_by
             WHERE d.id = (f.item).subject_id)
           WHEN f.party = 'tutor' THEN
           (SELECT string_agg(q.name, ', ' ORDER BY q.name)
              FROM enrolment_tutor g
              JOIN person q ON q.id = g.person_id
             WHERE g.enrolment_id = (f.item).enrolment_id
               AND g.state = 'recorded' AND g.during @> today())
           WHEN f.party = 'educator' THEN
           (SELECT string_agg(q.name, ', ' ORDER BY q.name)
              FROM placement_educator d
              JOIN person q ON q.id = d.person_id
             WHERE d.placement_id = (f.item).placement_id
               AND d.duty = 'practice_educator' AND d.during @> today())
           END AS whom
  FROM (SELECT w.item, w.party
          FROM unnest((SELECT auth.staff_programmes())::bigint[]) g
         CROSS JOIN LATERAL waiting_of_programme(g, :others, :kind, :cohort_id,
               :owner_id, :after, :after_kind, :after_id) w
         ORDER BY (w.item).since, (w.item).kind, (w.item).subject_id
         LIMIT 26) f
 ORDER BY (f.item).since, (f.item).kind, (f.item).subject_id;

-- row waiting_count(kind waiting_kind!, n int8!)

-- many waiting_counts(others bool, cohort_id int8?, owner_id int8?) waiting_count
SELECT w.kind, least(sum(w.n), 101)::bigint AS n
  FROM unnest((SELECT auth.staff_programmes())::bigint[]) g
 CROSS JOIN LATERAL waiting_counted(g, :others, :cohort_id, :owner_id) w
 GROUP BY w.kind ORDER BY w.kind;

-- row cohort_named(id int8, name text)

-- many cohorts_latest() cohort_named
SELECT c.id, c.name FROM cohort c
 WHERE c.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
 ORDER BY c.starts_on DESC, c.name LIMIT 20;
