-- The demonstration: what must not be there before it, and its rows, many at
-- once.  Days are numbers counted from 1970-01-01, moments are seconds; 0
-- stands for none.

-- row demonstration(seed int8, as_of date, cohorts int8, size int8)

-- one demonstration_loaded() demonstration
SELECT d.seed, d.as_of,
       (SELECT count(*) FROM waymark.cohort) AS cohorts,
       (SELECT coalesce(min(n), 0) FROM (SELECT count(*) AS n
          FROM waymark.enrolment GROUP BY cohort_id) c) AS size
  FROM waymark.demonstration d;

-- row demo_obstacle(what text)

-- one demo_obstacle() demo_obstacle
SELECT what FROM (VALUES
    ('a person', EXISTS (SELECT 1 FROM waymark.person)),
    ('a programme', EXISTS (SELECT 1 FROM waymark.programme)),
    ('a cohort', EXISTS (SELECT 1 FROM waymark.cohort)),
    ('a team', EXISTS (SELECT 1 FROM waymark.team)),
    ('an invented organisation', EXISTS (SELECT 1 FROM waymark.organisation
        WHERE invented)),
    ('a letter', EXISTS (SELECT 1 FROM post.letter))) AS t(what, is_there)
 WHERE is_there
 LIMIT 1;

-- row demo_number(n int8)

-- one demo_domains_known() demo_number
SELECT count(*) AS n FROM waymark.standard s
  JOIN waymark.standard_set e ON e.id = s.set_id
 WHERE e.code = 'PCF';

-- one demo_last_organisation() demo_number
SELECT coalesce(max(id), 0) AS n FROM waymark.organisation;

-- row demo_reference(of_table text, name text, definition text)

-- many demo_references() demo_reference
SELECT conrelid::regclass::text AS of_table, quote_ident(conname) AS name,
       pg_get_constraintdef(oid) AS definition
  FROM pg_constraint
 WHERE contype = 'f' AND conrelid IN ('waymark.placement_day'::regclass,
     'waymark.placement_day_standard'::regclass,
    'waymark.document'::regclass, 'waymark.document_version'::regclass,
    'waymark.document_event'::regclass, 'waymark.signature'::regclass)
 ORDER BY 1, 2;

-- exec demonstration_record(seed int8, as_of date)
INSERT INTO waymark.demonstration (seed, as_of) VALUES (:seed, :as_of);

-- exec demo_organisations_add(ids int8[], kinds text[], codes text[],
--   names text[], regions text[])
INSERT INTO waymark.organisation (id, kind, code, name, region, invented)
OVERRIDING SYSTEM VALUE
SELECT id, kind::waymark.organisation_kind, code, name, region, true
  FROM unnest(:ids::int8[], :kinds::text[], :codes::text[], :names::text[],
      :regions::text[]) AS t(id, kind, code, name, region);

-- exec demo_teams_add(ids int8[], organisations int8[], names text[])
INSERT INTO waymark.team (id, organisation_id, name, statutory)
OVERRIDING SYSTEM VALUE
SELECT id, organisation, name, true
  FROM unnest(:ids::int8[], :organisations::int8[], :names::text[])
    AS t(id, organisation, name);

-- exec demo_programme_add(id int8, name text, provider_id int8)
INSERT INTO waymark.programme (id, name, provider_id)
OVERRIDING SYSTEM VALUE VALUES (:id, :name, :provider_id);

-- exec demo_cohort_add(id int8, programme_id int8, name text,
--   starts_on date, ends_on date)
INSERT INTO waymark.cohort (id, programme_id, name, starts_on, ends_on)
OVERRIDING SYSTEM VALUE
VALUES (:id, :programme_id, :name, :starts_on, :ends_on);

-- exec demo_people_add(ids int8[], given int8[], family int8[],
--   namesakes int8[], swe_numbers int8[], given_names text[],
--   family_names text[])
INSERT INTO waymark.person (id, given_name, family_name, email, swe_number,
    programme_ids)
OVERRIDING SYSTEM VALUE
SELECT t.id, n.given, n.family,
       regexp_replace(lower(extensions.unaccent(
           'extensions.unaccent'::regdictionary, n.given || '.' || n.family)),
           '[^a-z.-]', '', 'g')
           || coalesce(nullif(t.namesake, 1)::text, '') || '@example.org',
       'SW' || nullif(t.swe_number, 0), '{1}'
  FROM unnest(:ids::int8[], :given::int8[], :family::int8[],
      :namesakes::int8[], :swe_numbers::int8[])
    AS t(id, given, family, namesake, swe_number)
 CROSS JOIN LATERAL (SELECT (:given_names::text[])[t.given + 1] AS given,
      (:family_names::text[])[t.family + 1] AS family) n;

-- exec demo_roles_add(ids int8[], people int8[], roles int8[],
--   organisations int8[], starts int8[], ends int8[])
INSERT INTO waymark.role_held (id, person_id, role, programme_id,
    organisation_id, during)
OVERRIDING SYSTEM VALUE
SELECT id, person,
       ('{trainee,educator,staff,partner,tutor,lead,suitability,assessor,coordinator,moderator,equity_lead,auditor,data_officer}'
           ::waymark.role_name[])[role], 1,
       nullif(organisation, 0),
       daterange(date '1970-01-01' + starts::integer,
           date '1970-01-01' + nullif(ends, 0)::integer)
  FROM unnest(:ids::int8[], :people::int8[], :roles::int8[],
      :organisations::int8[], :starts::int8[], :ends::int8[])
    AS t(id, person, role, organisation, starts, ends);

-- exec demo_enrolments_add(ids int8[], cohorts int8[], people int8[],
--   employers int8[], starts int8[], weeks int8[], states int8[])
INSERT INTO waymark.enrolment (id, programme_id, cohort_id, person_id,
    employer_id, starts_on, working, state)
OVERRIDING SYSTEM VALUE
SELECT id, 1, cohort, person, employer,
       date '1970-01-01' + starts::integer,
       string_to_array(lpad(week::text, 7, '0'), NULL)::bigint[],
       ('{enrolled,paused,withdrawn,completed}'::waymark.enrolment_state[])
           [state]
  FROM unnest(:ids::int8[], :cohorts::int8[], :people::int8[],
      :employers::int8[], :starts::int8[], :weeks::int8[], :states::int8[])
    AS t(id, cohort, person, employer, starts, week, state);

-- exec demo_placements_add(ids int8[], enrolments int8[], people int8[],
--   organisations int8[], teams int8[], stages int8[], starts int8[],
--   ends int8[], required int8[])
INSERT INTO waymark.placement (id, enrolment_id, person_id, programme_id,
    organisation_id, team_id, stage, starts_on, ends_on, required_halves)
OVERRIDING SYSTEM VALUE
SELECT id, enrolment, person, 1, organisation, team,
       ('{first,contrasting,last}'::waymark.placement_stage[])[stage],
       date '1970-01-01' + starts::integer,
       date '1970-01-01' + ends::integer, required
  FROM unnest(:ids::int8[], :enrolments::int8[], :people::int8[],
      :organisations::int8[], :teams::int8[], :stages::int8[],
      :starts::int8[], :ends::int8[], :required::int8[])
    AS t(id, enrolment, person, organisation, team, stage, starts, ends,
        required);

-- exec demo_patterns_add(ids int8[], placements int8[], starts int8[],
--   ends int8[], weeks int8[])
INSERT INTO waymark.placement_pattern (id, placement_id, during, halves)
OVERRIDING SYSTEM VALUE
SELECT id, placement,
       daterange(date '1970-01-01' + starts::integer,
           date '1970-01-01' + nullif(ends, 0)::integer),
       string_to_array(lpad(week::text, 7, '0'), NULL)::bigint[]
  FROM unnest(:ids::int8[], :placements::int8[], :starts::int8[],
      :ends::int8[], :weeks::int8[])
    AS t(id, placement, starts, ends, week);

-- exec demo_interruptions_add(ids int8[], placements int8[], starts int8[],
--   ends int8[], reasons int8[], words text[])
INSERT INTO waymark.placement_interruption (id, placement_id, during, reason)
OVERRIDING SYSTEM VALUE
SELECT id, placement,
       daterange(date '1970-01-01' + starts::integer,
           date '1970-01-01' + nullif(ends, 0)::integer),
       (:words::text[])[reason]
  FROM unnest(:ids::int8[], :placements::int8[], :starts::int8[],
      :ends::int8[], :reasons::int8[])
    AS t(id, placement, starts, ends, reason);

-- exec demo_educators_add(ids int8[], placements int8[], people int8[],
--   duties int8[], starts int8[], ends int8[])
INSERT INTO waymark.placement_educator (id, placement_id, person_id, duty,
    during)
OVERRIDING SYSTEM VALUE
SELECT id, placement, person,
       ('{practice_educator,onsite_supervisor}'::waymark.educator_duty[])
           [duty],
       daterange(date '1970-01-01' + starts::integer,
           date '1970-01-01' + ends::integer)
  FROM unnest(:ids::int8[], :placements::int8[], :people::int8[],
      :duties::int8[], :starts::int8[], :ends::int8[])
    AS t(id, placement, person, duty, starts, ends);

-- exec demo_days_add(ids int8[], placements int8[], enrolments int8[],
--   people int8[], organisations int8[], days int8[], halves int8[],
--   kinds int8[], absences int8[], texts int8[], states int8[],
--   submitted int8[], deciders int8[], decided int8[], reasons int8[],
--   versions int8[], domains int8[], words text[], reason_words text[])
INSERT INTO waymark.placement_day (id, placement_id, enrolment_id, person_id,
    programme_id, organisation_id, on_date, halves, kind, absence, did, state,
    submitted_at, decided_by, decided_at, return_reason, version,
    standard_ids)
OVERRIDING SYSTEM VALUE
SELECT id, placement, enrolment, person, 1, organisation,
       date '1970-01-01' + day::integer, halves,
       ('{attended,make_up,absent}'::waymark.day_kind[])[kind],
       ('{sickness,leave,bereavement,caring,religious_observance,host_closed,support_not_in_place,other}'::waymark.absence_reason[])[absence],
       coalesce((:words::text[])[did], ''),
       ('{submitted,returned,confirmed}'::waymark.day_state[])[state],
       to_timestamp(submitted), nullif(decider, 0),
       to_timestamp(nullif(decided, 0)), (:reason_words::text[])[reason],
       version, coalesce(s.ids, '{}')
  FROM unnest(:ids::int8[], :placements::int8[], :enrolments::int8[],
      :people::int8[], :organisations::int8[], :days::int8[],
      :halves::int8[], :kinds::int8[], :absences::int8[], :texts::int8[],
      :states::int8[], :submitted::int8[], :deciders::int8[],
      :decided::int8[], :reasons::int8[], :versions::int8[], :domains::int8[])
    AS t(id, placement, enrolment, person, organisation, day, halves, kind,
        absence, did, state, submitted, decider, decided, reason, version,
        domains)
  LEFT JOIN (SELECT x.domains, array_agg(s.id ORDER BY s.position) AS ids
          FROM (SELECT DISTINCT unnest(:domains::int8[]) AS domains) x
          JOIN waymark.standard s ON (x.domains >> (s.position - 1)) & 1 = 1
           AND s.set_id = (SELECT id FROM waymark.standard_set
                WHERE code = 'PCF')
         GROUP BY x.domains) s ON s.domains = t.domains;

-- exec demo_day_standards_add(ids int8[])
INSERT INTO waymark.placement_day_standard (day_id, standard_id, person_id)
SELECT d.id, s.id, d.person_id
  FROM waymark.placement_day d
 CROSS JOIN LATERAL unnest(d.standard_ids) AS s(id)
 WHERE d.id = ANY (:ids::int8[]);

-- exec demo_tally(placements int8[])
SELECT waymark.tally_placements(:placements);

-- What would have been recorded had the days been logged, corrected and
-- decided here: each version of a row, and what changed from one to the next.

-- exec demo_history_add(placements int8[], days int8[], submitted int8[],
--   returned int8[], returned_by int8[], reasons int8[], texts int8[],
--   words text[], reason_words text[])
INSERT INTO audit.event (at, actor_id, name, subject, subject_id, person_id,
    programme_id, placement_id, before, after, reference)
SELECT e.at, e.actor, e.name, 'placement_day', e.id, e.person_id,
       e.programme_id, e.placement_id,
       (SELECT jsonb_object_agg(o.key, o.value) FROM jsonb_each(e.was) o
         WHERE o.value IS DISTINCT FROM e.became -> o.key),
       CASE WHEN e.was IS NULL THEN e.became
            ELSE (SELECT jsonb_object_agg(n.key, n.value)
                    FROM jsonb_each(e.became) n
                   WHERE n.value IS DISTINCT FROM e.was -> n.key) END,
       'demonstration'
  FROM (
    SELECT d.id, d.person_id, d.programme_id, d.placement_id, v.*,
           lag(v.became) OVER (PARTITION BY d.id ORDER BY v.step) AS was
      FROM waymark.placement_day d
      LEFT JOIN unnest(:days::int8[], :submitted::int8[], :returned::int8[],
          :returned_by::int8[], :reasons::int8[], :texts::int8[])
            AS r(day, submitted, returned, returned_by, reason, did)
             ON r.day = d.id
     CROSS JOIN LATERAL (SELECT to_jsonb(d) AS as_it_is,
          to_jsonb(d) || '{"state": "submitted", "decided_by": null,
              "decided_at": null, "return_reason": null}' AS undecided,
          to_timestamp(r.returned) AS returned_at,
          coalesce(to_timestamp(r.submitted), d.submitted_at) AS logged_at,
          coalesce((:words::text[])[r.did], d.did) AS first_did) c
     CROSS JOIN LATERAL (
        SELECT 1 AS step, c.logged_at AS at, d.person_id AS actor,
               'PLACEMENT_DAY_LOGGED' AS name,
               c.undecided || jsonb_build_object('version', 1,
                   'submitted_at', c.logged_at, 'did', c.first_did) AS became
        UNION ALL
        SELECT 2, c.returned_at, r.returned_by, 'PLACEMENT_DAY_RETURNED',
               c.undecided || jsonb_build_object('version', 2,
                   'submitted_at', c.logged_at, 'did', c.first_did,
                   'state', 'returned', 'decided_by', r.returned_by,
                   'decided_at', c.returned_at, 'return_reason',
                   (:reason_words::text[])[r.reason])
         WHERE r.day IS NOT NULL
        UNION ALL
        SELECT 3, d.submitted_at, d.person_id, 'PLACEMENT_DAY_CORRECTED',
               c.undecided || '{"version": 3}'
         WHERE r.day IS NOT NULL
        UNION ALL
        SELECT 4, d.decided_at, d.decided_by,
               CASE d.state WHEN 'returned' THEN 'PLACEMENT_DAY_RETURNED'
                   ELSE 'PLACEMENT_DAYS_CONFIRMED' END, c.as_it_is
         WHERE d.state IN ('confirmed', 'returned')) v
     WHERE d.placement_id = ANY (:placements)) e
 ORDER BY e.at, e.id, e.step;

-- exec demo_credentials_add(people int8[], password_hash text)
INSERT INTO auth.credential (person_id, password_hash)
SELECT unnest(:people::int8[]), :password_hash;

-- row demo_account(name text, email text)

-- many demo_accounts(people int8[]) demo_account
SELECT p.name, p.email
  FROM unnest(:people::int8[]) WITH ORDINALITY AS t(id, position)
  JOIN waymark.person p ON p.id = t.id
 ORDER BY t.position;

-- row demo_known(email text, role text!)

-- many demo_known() demo_known
SELECT p.email, string_agg(r.role::text, ', ' ORDER BY r.role) AS role
  FROM auth.credential c
  JOIN waymark.person p ON p.id = c.person_id
  JOIN waymark.role_held r ON r.person_id = p.id
 GROUP BY p.id
 ORDER BY p.id;

-- What was given an id here is followed by what PostgreSQL gives next.

-- exec demo_sequences_follow()
SELECT setval(pg_get_serial_sequence('waymark.organisation', 'id'),
           (SELECT max(id) FROM waymark.organisation)),
       setval(pg_get_serial_sequence('waymark.programme', 'id'),
           (SELECT max(id) FROM waymark.programme)),
       setval(pg_get_serial_sequence('waymark.cohort', 'id'),
           (SELECT max(id) FROM waymark.cohort)),
       setval(pg_get_serial_sequence('waymark.team', 'id'),
           (SELECT max(id) FROM waymark.team)),
       setval(pg_get_serial_sequence('waymark.person', 'id'),
           (SELECT max(id) FROM waymark.person)),
       setval(pg_get_serial_sequence('waymark.role_held', 'id'),
           (SELECT max(id) FROM waymark.role_held)),
       setval(pg_get_serial_sequence('waymark.enrolment', 'id'),
           (SELECT max(id) FROM waymark.enrolment)),
       setval(pg_get_serial_sequence('waymark.placement', 'id'),
           (SELECT max(id) FROM waymark.placement)),
       setval(pg_get_serial_sequence('waymark.placement_pattern', 'id'),
           (SELECT max(id) FROM waymark.placement_pattern)),
       setval(pg_get_serial_sequence('waymark.placement_interruption', 'id'),
           (SELECT max(id) FROM waymark.placement_interruption)),
       setval(pg_get_serial_sequence('waymark.placement_educator', 'id'),
           (SELECT max(id) FROM waymark.placement_educator)),
       setval(pg_get_serial_sequence('waymark.placement_day', 'id'),
           (SELECT max(id) FROM waymark.placement_day));

-- row demo_count(what text, n int8)

-- many demo_counts() demo_count
SELECT what, n FROM (VALUES
    (1, 'people', (SELECT count(*) FROM waymark.person)),
    (2, 'cohorts', (SELECT count(*) FROM waymark.cohort)),
    (3, 'trainees', (SELECT count(*) FROM waymark.enrolment)),
    (4, 'placements', (SELECT count(*) FROM waymark.placement)),
    (5, 'placement days', (SELECT count(*) FROM waymark.placement_day)))
    AS t(position, what, n)
 ORDER BY position;

-- The largest partner's data warehouse has a token.  Nobody has it: its hash is
-- of nothing that begins as tokens do, so there is no secret to keep.

-- exec demo_api_token(email text)
INSERT INTO api_token (programme_id, organisation_id, reader, tables, name,
    recipient, purpose, prefix, token_hash, made_by, maker, made_at,
    expires_on)
SELECT g.id, r.organisation_id, 'partner',
       '{progress,placements,asye,support}', 'Workforce data warehouse',
       'Workforce information team, workforce@example.org',
       'Monthly report of the workforce board', 'waymark_d3a0c1f7',
       sha256('no token'), p.id, p.name, today() - 45 + time '10:12',
       today() + 200
  FROM person p
  JOIN role_held r ON r.person_id = p.id AND r.role = 'partner'
  JOIN programme g ON true
 WHERE p.email = :email
 ORDER BY g.id, r.id LIMIT 1;

-- exec demo_api_uses()
INSERT INTO api_use (token_id, programme_id, organisation_id, reader,
    table_code, asked, status, rows, address, at)
SELECT t.id, t.programme_id, t.organisation_id, t.reader, c.code,
       'limit=200', s.status, CASE s.status WHEN 200 THEN c.rows ELSE 0 END,
       '192.0.2.17', d.day + time '05:30' + c.n * interval '2 seconds'
  FROM api_token t
 CROSS JOIN generate_series(today() - 42, today() - 1, interval '7 days')
       d (day)
 CROSS JOIN LATERAL (VALUES
       (0, 'progress', (SELECT count(*) FROM enrolment e
            WHERE e.employer_id = t.organisation_id)),
       (1, 'placements', (SELECT count(*) FROM placement l
            WHERE l.organisation_id = t.organisation_id)),
       (2, 'marks', 0),
       (3, 'support', 1)) c (n, code, rows)
 CROSS JOIN LATERAL (SELECT CASE WHEN c.code = 'marks' THEN 403
       WHEN c.code = 'support' AND d.day > today() - 42 THEN 304 ELSE 200
       END AS status) s
 WHERE c.code <> 'marks' OR d.day = today() - 42
 ORDER BY d.day, c.n;
