-- Who of those that have qualified is on an ASYE, who is not, and why; and the
-- frameworks.

-- row coverage_row
--   organisation_id  int8!
--   organisation     text!
--   on_one           int8!
--   finished         int8!
--   left_it          int8!
--   person           int8!
--   system           int8!
--   neither          int8!
--   unknown          int8!
--   of_all           int8!

-- By where they work; of whom nothing is known, by who employs them.  Only
-- those that whoever asks may see.  kind: of the organisation.  sorting:
-- 'name', 'on', 'not' or 'unknown', behind "-" the other way round.

-- many asye_coverage(words text[], kind organisation_kind?, sorting text, at_most int8, skip int8) coverage_row
WITH somebody AS (
    SELECT a.host_id AS at, CASE
           WHEN a.state IN ('withdrawn', 'transferred') THEN 'left'
           WHEN a.state IN ('confirmed', 'certificated', 'claim_complete')
           THEN 'finished' ELSE 'on' END AS how
      FROM asye a
     WHERE a.state NOT IN ('withdrawn', 'transferred')
        OR NOT EXISTS (SELECT 1 FROM asye b
            WHERE b.enrolment_id = a.enrolment_id AND b.id > a.id)
       AND NOT EXISTS (SELECT 1 FROM asye_absence n
            WHERE n.enrolment_id = a.enrolment_id AND n.state = 'recorded')
    UNION ALL
    SELECT n.host_id, r.whose::text
      FROM asye_absence n
      JOIN asye_absence_reason r ON r.code = n.reason
     WHERE n.state = 'recorded'
    UNION ALL
    SELECT w.organisation_id, 'unknown' FROM asye_awaited w),
counted AS (
    SELECT s.at, count(*) FILTER (WHERE s.how = 'on') AS on_one,
           count(*) FILTER (WHERE s.how = 'finished') AS finished,
           count(*) FILTER (WHERE s.how = 'left') AS left_it,
           count(*) FILTER (WHERE s.how = 'person') AS person,
           count(*) FILTER (WHERE s.how = 'system') AS system,
           count(*) FILTER (WHERE s.how = 'neither') AS neither,
           count(*) FILTER (WHERE s.how = 'unknown') AS unknown
      FROM somebody s GROUP BY s.at)
SELECT o.id AS organisation_id, o.name AS organisation, c.on_one, c.finished,
       c.left_it, c.person, c.system, c.neither, c.unknown,
       count(*) OVER () AS of_all
  FROM counted c
  JOIN organisation o ON o.id = c.at
 WHERE (:kind::organisation_kind IS NULL OR o.kind = :kind)
   AND NOT EXISTS (SELECT 1 FROM unnest(:words::text[]) w
        WHERE strpos(o.folded, w) = 0)
 ORDER BY CASE WHEN :sorting = 'on' THEN c.on_one END DESC,
       CASE WHEN :sorting = '-on' THEN c.on_one END,
       CASE WHEN :sorting = 'not' THEN c.person + c.system + c.neither END DESC,
       CASE WHEN :sorting = '-not' THEN c.person + c.system + c.neither END,
       CASE WHEN :sorting = 'unknown' THEN c.unknown END DESC,
       CASE WHEN :sorting = '-unknown' THEN c.unknown END,
       CASE WHEN :sorting = '-name' THEN o.name END DESC, o.name, o.id
 LIMIT :at_most OFFSET :skip;

-- row uncovered
--   enrolment_id     int8
--   name             text
--   organisation_id  int8
--   organisation     text
--   reason           text?
--   whose            reason_whose?
--   words            text?
--   since            date!
--   of_all           int8!

-- Those on no ASYE, with the reason, or of whom none is known.  reason: a
-- code; known: only those with one, or only those without.  sorting: 'name', 'organisation' or
-- 'since', behind "-" the other way round.

-- many asye_uncovered(words text[], organisation int8?, reason text?, whose reason_whose?, known bool?, sorting text, at_most int8, skip int8) uncovered
WITH somebody AS (
    SELECT n.enrolment_id, n.person_id, n.host_id AS at, r.label AS reason,
           r.whose, n.words, (n.at AT TIME ZONE 'Europe/London')::date
           AS since
      FROM asye_absence n
      JOIN asye_absence_reason r ON r.code = n.reason
     WHERE n.state = 'recorded' AND coalesce(:known, true)
       AND (:reason::text IS NULL OR n.reason = :reason)
       AND (:whose::reason_whose IS NULL OR r.whose = :whose)
    UNION ALL
    SELECT w.enrolment_id, w.person_id, w.organisation_id, NULL, NULL, NULL,
           w.since
      FROM asye_awaited w
     WHERE :reason::text IS NULL AND :whose::reason_whose IS NULL
       AND NOT coalesce(:known, false))
SELECT s.enrolment_id, p.name, o.id AS organisation_id,
       o.name AS organisation, s.reason, s.whose, s.words, s.since,
       count(*) OVER () AS of_all
  FROM somebody s
  JOIN person p ON p.id = s.person_id
  JOIN organisation o ON o.id = s.at
 WHERE (:organisation::bigint IS NULL OR s.at = :organisation)
   AND NOT EXISTS (SELECT 1 FROM unnest(:words::text[]) w
        WHERE strpos(p.folded, w) = 0)
 ORDER BY CASE WHEN :sorting = 'organisation' THEN o.name END,
       CASE WHEN :sorting = '-organisation' THEN o.name END DESC,
       CASE WHEN :sorting = 'since' THEN s.since END,
       CASE WHEN :sorting = '-since' THEN s.since END DESC,
       CASE WHEN :sorting = '-name' THEN p.family_name END DESC,
       p.family_name, p.given_name, s.enrolment_id
 LIMIT :at_most OFFSET :skip;

-- row asye_absence_reason(code text, label text, whose reason_whose)

-- many asye_absence_reasons() asye_absence_reason
SELECT code, label, whose FROM asye_absence_reason ORDER BY position;

-- row absence_made(id int8)

-- one asye_absence_add(enrolment_id int8, person_id int8, programme_id int8, employer int8, host int8, reason text, words text) absence_made
INSERT INTO asye_absence (enrolment_id, person_id, programme_id, employer_id,
    host_id, reason, words)
VALUES (:enrolment_id, :person_id, :programme_id, :employer, :host, :reason,
    :words)
ON CONFLICT DO NOTHING
RETURNING id;

-- exec asye_absence_remove(id int8)
UPDATE asye_absence SET state = 'removed'
 WHERE id = :id AND state = 'recorded';

-- row uncovered_organisation(id int8, name text)

-- many uncovered_organisations() uncovered_organisation
SELECT o.id, o.name FROM organisation o
 WHERE o.id IN (SELECT host_id FROM asye_absence WHERE state = 'recorded'
       UNION SELECT organisation_id FROM asye_awaited)
 ORDER BY o.name;

-- row framework_row
--   id             int8
--   code           text
--   kind           framework_kind
--   name           text
--   months         int8
--   from_on        date?
--   to_on          date?
--   standard_sets  text[]
--   source         text

-- many frameworks() framework_row
SELECT id, code, kind, name, months, lower(during) AS from_on,
       upper(during) - 1 AS to_on, standard_sets, source
  FROM framework ORDER BY kind, lower(during) DESC;

-- row framework_review_row(framework_id int8, number int8, months int8, optional bool, final bool, name text)

-- many framework_reviews() framework_review_row
SELECT framework_id, number, months, optional, final, name
  FROM framework_review ORDER BY framework_id, number;

-- row framework_minimum_row
--   framework_id   int8
--   evidence       evidence_kind
--   at_least       int8
--   by_registered  int8
--   by_assessor    int8
--   must_include   text[]
--   at_months      int8[]
--   gates          bool
--   source         text

-- many framework_minimums_all() framework_minimum_row
SELECT framework_id, evidence, at_least, by_registered, by_assessor,
       must_include, at_months, gates, source
  FROM framework_minimum ORDER BY framework_id, evidence;
