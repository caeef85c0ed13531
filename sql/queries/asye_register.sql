-- Registering on an ASYE, what happens to it, and who has which duty.

-- enum asye_role_kind(designated, evidenced)
-- enum asye_change(found_eligible, registered, agreement_signed, reviewed_3,
--   reviewed_6, reviewed_9, final_reviewed, recommended, moderated,
--   returned_by_panel, confirmed, certificated, claimed, paused, resumed,
--   withdrawn, transferred_out, transferred_in, reinstated, undone)

-- row asye_candidate
--   id               int8!
--   person_id        int8!
--   programme_id     int8!
--   name             text!
--   swe_number       text?
--   cohort           text!
--   state            enrolment_state!
--   employer_code    text!
--   employer         text!
--   host_code        text?
--   host             text?
--   provider_code    text!
--   provider         text!
--   asye_id          int8?
--   asye_state       asye_state?
--   failed           bool!
--   absence_id       int8?
--   absence          text?
--   absence_words    text?

-- Somebody of mine to register, or to say of why they are on no ASYE.

-- one asye_candidate_by_id(enrolment_id int8) asye_candidate
SELECT * FROM waymark.asye_candidate(:enrolment_id);

-- row asye_limits_set(usual int8!, current int8!, funded int8!, again int8!)

-- one asye_limits_of(programme_id int8) asye_limits_set
SELECT setting_of(:programme_id, 'asye_usual_months') AS usual,
       setting_of(:programme_id, 'asye_current_months') AS current,
       setting_of(:programme_id, 'asye_funded_months') AS funded,
       setting_of(:programme_id, 'asye_again_after_fail') AS again;

-- row asye_place(id int8, name text, kind organisation_kind)

-- one asye_place_of_code(code text) asye_place
SELECT id, name, kind FROM organisation WHERE code = upper(:code);

-- row asye_framework_for(id int8?)

-- one framework_open(kind framework_kind, starts_on date) asye_framework_for
SELECT framework_for(:kind, :starts_on) AS id;

-- row asye_made(id int8?)

-- one asye_register(enrolment_id int8, kind framework_kind, employer int8, host int8, provider int8, agency int8?, agency_agreed text, role_title text, role asye_role_kind, qualified_on date, registered_on date, employed_on date, starts_on date, fte int8, satisfied text, unfunded text, pays int8, supervises int8, assesses int8) asye_made
SELECT waymark.asye_register(:enrolment_id, :kind, :employer, :host, :provider,
       :agency, :agency_agreed, :role_title, :role, :qualified_on,
       :registered_on, :employed_on, :starts_on, :fte, :satisfied, :unfunded,
       :pays, :supervises, :assesses) AS id;

-- row asye_share(duty shared_duty!, organisation text!, from_on date!)

-- many asye_shares_of(asye_id int8) asye_share
SELECT duty, organisation, from_on FROM waymark.asye_shares(:asye_id);

-- row asye_terms(agency_agreed text, satisfied text, unfunded text)

-- What was said at registration; for those who take part, not for partners.

-- one asye_terms_of(asye_id int8) asye_terms
SELECT a.agency_agreed, a.satisfied, a.unfunded FROM asye a
 WHERE a.id = :asye_id AND auth.asye_parts(a) <> '{}';


-- row asye_event_row
--   version   int8
--   change    asye_change
--   before    asye_state?
--   after     asye_state
--   on_day    date
--   reason    text?
--   whose     reason_whose?
--   words     text
--   employer  text
--   undid     asye_change?
--   undone    bool!
--   by        text?
--   at        timestamptz

-- What happened to an ASYE, the latest first.

-- many asye_events(asye_id int8) asye_event_row
SELECT v.version, v.change, v.before, v.after, v.on_day, r.label AS reason,
       r.whose, v.words, o.name AS employer, u.change AS undid,
       EXISTS (SELECT 1 FROM asye_event x
           WHERE x.asye_id = v.asye_id AND x.undoes = v.version) AS undone,
       p.name AS by, v.at
  FROM asye_event v
  JOIN organisation o ON o.id = v.employer_id
  LEFT JOIN asye_reason r ON r.code = v.reason
  LEFT JOIN asye_event u ON u.asye_id = v.asye_id AND u.version = v.undoes
  LEFT JOIN person p ON p.id = v.by_id
 WHERE v.asye_id = :asye_id
 ORDER BY v.version DESC;

-- row asye_step_reason(code text, label text, whose reason_whose)

-- many asye_step_reasons(change asye_change) asye_step_reason
SELECT code, label, whose FROM asye_reason WHERE :change = ANY (changes)
 ORDER BY position;

-- row asye_choice(change asye_change)

-- What staff or a coordinator may record of an ASYE now by hand.

-- many asye_choices(asye_id int8) asye_choice
SELECT t.change FROM asye a
  JOIN asye_transition t ON t.before = a.state
 WHERE a.id = :asye_id AND t.who && auth.asye_parts(a)
   AND t.change IN ('registered', 'withdrawn', 'transferred_out',
       'transferred_in', 'reinstated')
 ORDER BY t.change;

-- row asye_undoable(version int8, change asye_change)

-- The latest that stands, where whoever asks may undo it by hand.

-- one asye_undoable_of(asye_id int8) asye_undoable
SELECT v.version, v.change FROM asye a
 CROSS JOIN LATERAL (
       SELECT x.version, x.change FROM asye_event x
        WHERE x.asye_id = a.id AND x.change <> 'undone'
          AND NOT EXISTS (SELECT 1 FROM asye_event u
               WHERE u.asye_id = a.id AND u.undoes = x.version)
        ORDER BY x.version DESC LIMIT 1) v
  JOIN asye_undoing w ON w.change = v.change
 WHERE a.id = :asye_id AND w.who && auth.asye_parts(a)
   AND v.change IN ('registered', 'withdrawn', 'transferred_out',
       'transferred_in', 'reinstated');

-- row asye_recorded(version int8)

-- one asye_event_add(asye_id int8, version int8, change asye_change, on_day date, reason text?, words text, undoes int8?, employer int8?, host int8?, provider int8?) asye_recorded
INSERT INTO asye_event (asye_id, version, change, on_day, reason, words,
    undoes, employer_id, host_id, provider_id)
VALUES (:asye_id, :version, :change, :on_day, :reason, :words, :undoes,
    :employer, :host, :provider)
RETURNING version;

-- many asye_duty_turns(asye_id int8, duty asye_duty_kind) turn_row
SELECT d.id, d.version, d.person_id AS who, d.replaces,
       lower(d.during) AS from_on, upper(d.during) - 1 AS to_on,
       d.state = 'removed' AS removed, coalesce(p.name, 'Somebody') AS name,
       '' AS place
  FROM asye_duty d
  LEFT JOIN person p ON p.id = d.person_id
 WHERE d.asye_id = :asye_id AND d.duty = :duty
 ORDER BY d.id;

-- exec asye_duty_turn_add(asye_id int8, duty asye_duty_kind, who int8, from_on date, replaces int8?)
INSERT INTO asye_duty (asye_id, trainee_id, programme_id, person_id, duty,
    during, replaces)
SELECT a.id, a.person_id, a.programme_id, :who, :duty,
       daterange(:from_on, NULL), :replaces
  FROM asye a WHERE a.id = :asye_id
ON CONFLICT DO NOTHING;

-- exec asye_duty_turn_until(id int8, version int8, last_on date?)
UPDATE asye_duty SET during = daterange(lower(during), :last_on, '[]')
 WHERE id = :id AND version = :version AND state = 'recorded';

-- exec asye_duty_turn_remove(id int8, version int8)
UPDATE asye_duty SET state = 'removed'
 WHERE id = :id AND version = :version AND state = 'recorded';

-- row asye_worker(person_id int8, name text, email text, swe_number text?, load int8!)

-- Those who have a duty with the same employer, to choose from.

-- many asye_workers_of(asye_id int8, at_most int8) asye_worker
SELECT p.id AS person_id, p.name, p.email, p.swe_number, (
       SELECT count(DISTINCT d.asye_id) FROM asye_duty d
        WHERE d.person_id = p.id AND d.state = 'recorded'
          AND d.during @> today()) AS load
  FROM person p
 WHERE p.id IN (SELECT d.person_id FROM asye a
         JOIN asye b ON b.employer_id = a.employer_id
         JOIN asye_duty d ON d.asye_id = b.id AND d.state = 'recorded'
        WHERE a.id = :asye_id)
   AND p.id <> (SELECT person_id FROM asye WHERE id = :asye_id)
 ORDER BY p.family_name, p.given_name, p.id
 LIMIT :at_most;

-- row asye_worker_found(id int8?, refusal text?, is_new bool!)

-- one asye_worker_add(asye_id int8, given text, family text, email text, swe_number text?, known_as text) asye_worker_found
SELECT id, refusal, is_new FROM waymark.asye_worker(:asye_id, :given, :family,
       :email, :swe_number, :known_as);

-- row asye_contact(id int8, name text, email text)

-- one asye_contact_of(person_id int8) asye_contact
SELECT id, name, email FROM person WHERE id = :person_id;
