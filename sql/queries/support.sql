-- The support ledger (see 047_support_ledger.sql): week by week, what somebody
-- on an ASYE or a placement was promised and what of it they got.

-- enum support_side(trainee, supporter)
-- enum support_state(missing, entered, confirmed, disputed, disagreed)
-- enum support_step(entered, confirmed, disputed, stood_by, undone)

-- side: the asker's; answers: whether a gap is theirs to answer.  The sums of
-- the last weeks, and from where the settings speak of a gap.

-- row support_ledger
--   id                 int8
--   asye_id            int8?
--   placement_id       int8?
--   enrolment_id       int8
--   person_id          int8
--   programme_id       int8
--   name               text
--   organisation       text
--   side               support_side?
--   answers            bool!
--   weeks              int8
--   weeks_entered      int8
--   weeks_confirmed    int8
--   promised_sessions  int8
--   sessions           int8
--   promised_minutes   int8
--   minutes            int8
--   promised_protected int8
--   protected          int8
--   weeks_over         int8
--   missed             int8
--   quiet_until        date?
--   over_weeks         int8!
--   gap_weeks          int8!
--   gap_sessions       int8!
--   gap_percent        int8!
--   gap_cap_weeks      int8!

-- one support_ledger_by_id(id int8) support_ledger
SELECT l.id, l.asye_id, l.placement_id, l.enrolment_id, l.person_id,
       l.programme_id, p.name, o.name AS organisation,
       support_side_mine(l) AS side, support_answers_mine(l) AS answers,
       l.weeks, l.weeks_entered, l.weeks_confirmed, l.promised_sessions,
       l.sessions, l.promised_minutes, l.minutes, l.promised_protected,
       l.protected, l.weeks_over, l.missed, l.quiet_until,
       setting_of(l.programme_id, 'support_weeks') AS over_weeks,
       setting_of(l.programme_id, 'support_gap_weeks') AS gap_weeks,
       setting_of(l.programme_id, 'support_gap_sessions') AS gap_sessions,
       setting_of(l.programme_id, 'support_gap_percent') AS gap_percent,
       setting_of(l.programme_id, 'support_gap_cap_weeks') AS gap_cap_weeks
  FROM support_ledger l
  JOIN person p ON p.id = l.person_id
  JOIN organisation o ON o.id = l.organisation_id
 WHERE l.id = :id;

-- row support_ledger_id(id int8)

-- one support_ledger_of_asye(asye_id int8) support_ledger_id
SELECT l.id FROM support_ledger l WHERE l.asye_id = :asye_id;

-- one support_ledger_of_placement(placement_id int8) support_ledger_id
SELECT l.id FROM support_ledger l WHERE l.placement_id = :placement_id;

-- row own_support_ledger(id int8!)

-- one support_ledger_now() own_support_ledger
SELECT l.id FROM support_ledger_mine() AS l(id) WHERE l.id IS NOT NULL;

-- A week: what it promises, what the documents say, what was entered and what
-- whoever disputes it says, and what of it counts.  version 0: nobody touched
-- it yet.

-- row support_week
--   number                int8!
--   week_on               date!
--   expected              bool!
--   promised_sessions     int8!
--   promised_minutes      int8!
--   promised_protected    int8!
--   promised_cap          int8?
--   promised_observations int8!
--   promised_induction    int8!
--   signed_sessions       int8!
--   signed_minutes        int8!
--   signed_observations   int8!
--   state                 support_state!
--   version               int8!
--   entered_side          support_side?
--   away                  bool!
--   said_sessions         int8?
--   said_minutes          int8?
--   said_protected        int8?
--   said_caseload         int8?
--   said_observations     int8?
--   said_induction        int8?
--   their_sessions        int8?
--   their_minutes         int8?
--   their_protected       int8?
--   their_caseload        int8?
--   their_observations    int8?
--   their_induction       int8?
--   sessions              int8?
--   minutes               int8?
--   protected             int8?
--   caseload              int8?
--   observations          int8?
--   induction             int8?
--   of_all                int8!

-- The latest first; only: one of them, or all.

-- many support_weeks(ledger_id int8, only int8?, rows int8, skip int8) support_week
SELECT coalesce(w.number, d.number) AS number,
       coalesce(w.week_on, d.week_on) AS week_on,
       coalesce(d.halves, 0) > 0 AND NOT coalesce(w.away, false) AS expected,
       coalesce(d.sessions, 0) AS promised_sessions,
       coalesce(d.minutes, 0) AS promised_minutes,
       coalesce(d.protected, 0) AS promised_protected,
       d.cap AS promised_cap,
       coalesce(d.observations, 0) AS promised_observations,
       coalesce(d.induction, 0) AS promised_induction,
       coalesce(w.signed_sessions, s.sessions, 0) AS signed_sessions,
       coalesce(w.signed_minutes, s.minutes, 0) AS signed_minutes,
       coalesce(w.signed_observations, s.observations, 0)
           AS signed_observations,
       coalesce(w.state, 'missing') AS state, coalesce(w.version, 0) AS version,
       w.entered_side, coalesce(w.away, false) AS away, w.said_sessions,
       w.said_minutes, w.said_protected, w.said_caseload,
       w.said_observations, w.said_induction, w.their_sessions,
       w.their_minutes, w.their_protected, w.their_caseload,
       w.their_observations, w.their_induction,
       coalesce(w.sessions, nullif(s.sessions, 0)) AS sessions,
       coalesce(w.minutes, nullif(s.minutes, 0)) AS minutes, w.protected,
       w.caseload, coalesce(w.observations, nullif(s.observations, 0))
           AS observations, w.induction, count(*) OVER () AS of_all
  FROM support_due_seen(:ledger_id) d
  FULL JOIN (SELECT k.* FROM support_week k WHERE k.ledger_id = :ledger_id) w
    ON w.number = d.number
  LEFT JOIN support_signed_seen(:ledger_id) s
    ON s.week_on = coalesce(w.week_on, d.week_on)
 WHERE coalesce(coalesce(w.number, d.number) = :only, true)
 ORDER BY 1 DESC
 LIMIT :rows OFFSET :skip;

-- The caseload that was said last, for the next week's form.

-- row support_caseload(n int8!)

-- one support_caseload_last(ledger_id int8, number int8) support_caseload
SELECT w.said_caseload AS n
  FROM support_week w
 WHERE w.ledger_id = :ledger_id AND w.number < :number
   AND w.said_caseload IS NOT NULL
 ORDER BY w.number DESC
 LIMIT 1;

-- row support_entry
--   version       int8
--   step          support_step
--   side          support_side
--   away          bool
--   sessions      int8?
--   minutes       int8?
--   protected     int8?
--   caseload      int8?
--   observations  int8?
--   induction     int8?
--   words         text
--   undone        bool!
--   mine          bool!
--   by            text?
--   at            timestamptz

-- many support_entries(ledger_id int8, number int8) support_entry
SELECT v.version, v.step, v.side, v.away, v.sessions, v.minutes, v.protected,
       v.caseload, v.observations, v.induction, v.words,
       EXISTS (SELECT 1 FROM support_entry u
                WHERE u.week_id = v.week_id AND u.undoes = v.version)
           AS undone,
       v.by_id = (SELECT auth.person_id()) AS mine,
       (SELECT p.name FROM person p WHERE p.id = v.by_id) AS by, v.at
  FROM support_entry v
 WHERE v.ledger_id = :ledger_id AND v.number = :number
 ORDER BY v.version DESC
 LIMIT 100;

-- exec support_enter(ledger_id int8, number int8, version int8, step support_step, away bool, sessions int8?, minutes int8?, protected int8?, caseload int8?, observations int8?, induction int8?, words text)
INSERT INTO support_entry (ledger_id, number, version, step, away, sessions,
    minutes, protected, caseload, observations, induction, words)
VALUES (:ledger_id, :number, :version, :step, :away, :sessions, :minutes,
    :protected, :caseload, :observations, :induction, :words);

-- exec support_take(ledger_id int8, number int8, version int8, step support_step, words text)
INSERT INTO support_entry (ledger_id, number, version, step, words)
VALUES (:ledger_id, :number, :version, :step, :words);

-- row support_answer
--   id        int8
--   words     text
--   again_on  date?
--   undone    bool!
--   by        text?
--   at        timestamptz

-- many support_answers(ledger_id int8) support_answer
SELECT a.id, a.words, a.again_on,
       EXISTS (SELECT 1 FROM support_answer u WHERE u.undoes = a.id) AS undone,
       (SELECT p.name FROM person p WHERE p.id = a.by_id) AS by, a.at
  FROM support_answer a
 WHERE a.ledger_id = :ledger_id AND a.undoes IS NULL
 ORDER BY a.id DESC
 LIMIT 20;

-- exec support_answer_add(ledger_id int8, words text, again_on date)
INSERT INTO support_answer (ledger_id, words, again_on)
VALUES (:ledger_id, :words, :again_on);

-- exec support_answer_undo(ledger_id int8, id int8)
INSERT INTO support_answer (ledger_id, words, undoes)
VALUES (:ledger_id, '', :id);

-- What organisations promised and gave lately; few: of fewer people than are
-- told, and then no number is known.

-- row support_organisation
--   organisation_id    int8!
--   organisation       text
--   programme          text
--   few                bool!
--   people             int8?
--   weeks              int8?
--   weeks_entered      int8?
--   weeks_confirmed    int8?
--   weeks_disputed     int8?
--   promised_sessions  int8?
--   sessions           int8?
--   promised_minutes   int8?
--   minutes            int8?
--   promised_protected int8?
--   protected          int8?
--   weeks_capped       int8?
--   weeks_over         int8?
--   gaps               int8?
--   near               bool!
--   over_weeks         int8!
--   fewest             int8!
--   of_all             int8!

-- many support_organisations(rows int8, skip int8) support_organisation
SELECT r.organisation_id, o.name AS organisation, g.name AS programme, r.few,
       r.people, r.weeks, r.weeks_entered, r.weeks_confirmed,
       r.weeks_disputed, r.promised_sessions, r.sessions, r.promised_minutes,
       r.minutes, r.promised_protected, r.protected, r.weeks_capped,
       r.weeks_over, r.gaps, r.near,
       setting_of(g.id, 'support_weeks') AS over_weeks,
       setting_of(g.id, 'support_fewest_people') AS fewest,
       count(*) OVER () AS of_all
  FROM programme g
 CROSS JOIN LATERAL support_of_organisations(g.id) r
  JOIN organisation o ON o.id = r.organisation_id
 ORDER BY r.few, o.name, r.organisation_id, g.id
 LIMIT :rows OFFSET :skip;
