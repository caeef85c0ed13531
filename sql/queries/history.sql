-- History: what happened to a record, from the events of its changes.  Those
-- that only read are left to the auditor.

-- row event
--   id            int8
--   at            timestamptz
--   name          text
--   subject       text
--   inserted      bool!
--   actor         text?
--   actor_known   bool!
--   person_id     int8?
--   day_id        int8?
--   on_date       date?
--   halves        int8?
--   kind          day_kind?
--   absence       absence_reason?
--   state         text?
--   was_on        date?
--   was_state     text?
--   reason        text?
--   changed       text[]!
--   place         text?
--   from_on       date?
--   to_on         date?
--   change        enrolment_change?
--   undid         enrolment_change?
--   why           text?
--   employer      text?
--   of_all        int8!

-- many events_of_day(day_id int8) event
SELECT e.id, e.at, e.name, e.subject, e.before IS NULL AS inserted,
       a.name AS actor, e.actor_id IS NOT NULL AS actor_known, e.person_id,
       d.id AS day_id, coalesce((e.after ->> 'on_date')::date, d.on_date)
       AS on_date, coalesce((e.after ->> 'halves')::bigint, d.halves)
       AS halves, coalesce((e.after ->> 'kind')::day_kind, d.kind) AS kind,
       CASE WHEN e.after ? 'absence' THEN
            (e.after ->> 'absence')::absence_reason
            ELSE d.absence END AS absence,
       e.after ->> 'state' AS state,
       (e.before ->> 'on_date')::date AS was_on,
       e.before ->> 'state' AS was_state,
       e.after ->> 'return_reason' AS reason,
       ARRAY(SELECT jsonb_object_keys(e.before)) AS changed,
       NULL::text AS place, NULL::date AS from_on, NULL::date AS to_on,
       NULL::enrolment_change AS change, NULL::enrolment_change AS undid,
       NULL::text AS why, NULL::text AS employer,
       count(*) OVER () AS of_all
  FROM audit.event e
  JOIN placement_day d ON d.id = e.subject_id
  LEFT JOIN person a ON a.id = e.actor_id
 WHERE e.subject = 'placement_day' AND e.subject_id = :day_id
   AND coalesce(e.before, e.after) IS NOT NULL
 ORDER BY e.id DESC
 LIMIT 200;

-- What an enrolment or a concern became is said by the event that it follows,
-- and how an enrolment began by its own row.  Of documents, what happened to
-- them: what was written stands in each one's own history.

-- many events_of_person(person_id int8, at_most int8, skip int8) event
SELECT e.id, e.at, e.name, e.subject, e.before IS NULL AS inserted,
       a.name AS actor, e.actor_id IS NOT NULL AS actor_known, e.person_id,
       d.id AS day_id, coalesce((e.after ->> 'on_date')::date, d.on_date)
       AS on_date, coalesce((e.after ->> 'halves')::bigint, d.halves)
       AS halves, coalesce(CASE e.subject WHEN 'placement_day'
            THEN (e.after ->> 'kind')::day_kind END, d.kind) AS kind,
       CASE WHEN e.after ? 'absence' THEN
            (e.after ->> 'absence')::absence_reason
            ELSE d.absence END AS absence,
       CASE e.subject WHEN 'document_event' THEN e.after ->> 'change'
            WHEN 'signature' THEN e.after ->> 'party'
            WHEN 'concern_event' THEN e.after ->> 'step'
            WHEN 'support_plan_event' THEN e.after ->> 'step'
            WHEN 'flag_answer' THEN e.after ->> 'kind'
            WHEN 'outcome_event' THEN e.after ->> 'step'
            WHEN 'asye_outcome' THEN e.after ->> 'decision'
            WHEN 'asye_recommendation' THEN e.after ->> 'recommends'

            WHEN 'asye_event' THEN e.after ->> 'change'
            ELSE e.after ->> 'state' END AS state,
       (e.before ->> 'on_date')::date AS was_on,
       e.before ->> 'state' AS was_state,
       e.after ->> CASE e.subject WHEN 'document_event' THEN 'reason'
            ELSE 'return_reason' END AS reason,
       ARRAY(SELECT jsonb_object_keys(e.before)) AS changed,
       coalesce(c.name, o.name, t.title) AS place,
       (e.after ->> 'starts_on')::date AS from_on,
       (e.after ->> 'ends_on')::date AS to_on, v.change, u.change AS undid,
       r.label AS why, w.name AS employer, e.of_all
  FROM (SELECT *, count(*) OVER () AS of_all
          FROM audit.event
         WHERE person_id = :person_id
           AND coalesce(before, after) IS NOT NULL
           AND NOT (subject = 'enrolment' AND before IS NOT NULL)
           AND NOT (subject IN ('enrolment_event', 'placement_event')
               AND after ->> 'version' = '1')
           AND NOT (subject = 'placement' AND before IS NOT NULL
               AND after IS NOT NULL)
           AND NOT (subject IN ('document', 'adjustment')
               AND before IS NOT NULL)
           AND subject NOT IN ('document_version', 'concern',
               'attachment_event', 'asye', 'support_plan',
               'rights_request', 'legal_hold', 'erasure', 'opening')
           AND NOT (subject = 'evidence_standard' AND before IS NULL
               AND (after ->> 'by_form')::boolean)
         ORDER BY id DESC
         LIMIT :at_most OFFSET :skip) e
  LEFT JOIN placement_day d
         ON d.id = e.subject_id AND e.subject = 'placement_day'
  LEFT JOIN cohort c ON c.id = (e.after ->> 'cohort_id')::bigint
        AND e.subject IN ('enrolment', 'enrolment_event')
  LEFT JOIN enrolment_event v
         ON v.id = e.subject_id AND e.subject = 'enrolment_event'
  LEFT JOIN enrolment_event u
         ON u.enrolment_id = v.enrolment_id AND u.version = v.undoes
  LEFT JOIN enrolment_reason r ON r.code = v.reason
  LEFT JOIN organisation w ON w.id = v.employer_id
  LEFT JOIN organisation o ON o.id = (e.after ->> 'organisation_id')::bigint
        AND e.subject = 'placement'
  LEFT JOIN LATERAL (
       SELECT k.title FROM component k
        WHERE k.id = CASE e.subject
              WHEN 'attempt' THEN (SELECT component_id FROM attempt
                    WHERE id = e.subject_id)
              WHEN 'extension' THEN (SELECT component_id FROM extension
                    WHERE id = e.subject_id)
              WHEN 'mark' THEN (SELECT component_id FROM mark
                    WHERE id = e.subject_id) END
        UNION ALL
       SELECT s.title FROM attendance n
         JOIN module_session s ON s.id = n.session_id
        WHERE n.id = e.subject_id AND e.subject = 'attendance'
        UNION ALL
       SELECT m.title FROM board_decision d
         JOIN offering f ON f.id = d.offering_id
         JOIN module m ON m.id = f.module_id
        WHERE d.id = e.subject_id AND e.subject = 'board_decision'
        UNION ALL
       SELECT u.name FROM enrolment_unit m
         JOIN unit u ON u.id = m.unit_id
        WHERE m.id = e.subject_id AND e.subject = 'enrolment_unit'
        UNION ALL
       SELECT h.name FROM hosting_duty d
         JOIN organisation h ON h.id = d.organisation_id
        WHERE d.id = e.subject_id AND e.subject = 'hosting_duty'
        UNION ALL
       SELECT f.label FROM attachment f
        WHERE f.id = e.subject_id AND e.subject = 'attachment'
        UNION ALL
       SELECT concat_ws(' ', d.kind, d.number,
              document_stage_words(d.stage, d.asye_id)) FROM document d
        WHERE d.id = CASE e.subject WHEN 'document' THEN e.subject_id
              WHEN 'document_event' THEN (e.after ->> 'document_id')::bigint
              WHEN 'signature' THEN (e.after ->> 'document_id')::bigint END)
       t ON true
  LEFT JOIN person a ON a.id = e.actor_id
 ORDER BY e.id DESC;
