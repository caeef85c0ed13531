-- Moderation: rounds, their samples and panels, what members declare and
-- judge, and what panels decide.

-- enum round_state(gathering, drawn, closed)
-- enum panel_kind(internal, second, external)
-- enum panel_state(open, closed)
-- enum panel_verdict(agree, return, disagree)
-- enum portfolio_item(document, feedback, reflection, file)

-- row moderation_line
--   id           int8
--   name         text
--   employer     text
--   programme    text
--   state        round_state
--   begun_at     timestamptz
--   sampled      int8!
--   decided      int8!
--   of_all       int8!

-- The latest first.

-- many moderation_rounds(at_most int8, skip int8) moderation_line
SELECT r.id, r.name, o.name AS employer, g.name AS programme, r.state,
       r.begun_at, count(p.id) AS sampled, count(p.verdict) AS decided,
       count(*) OVER () AS of_all
  FROM moderation_round r
  JOIN organisation o ON o.id = r.organisation_id
  JOIN programme g ON g.id = r.programme_id
  LEFT JOIN moderation_panel n ON n.round_id = r.id
        AND (n.kind = 'internal'
         OR n.id = ANY ((SELECT auth.moderated_panels())::bigint[]))
        AND (NOT (SELECT auth.moderates())
         OR n.id = ANY ((SELECT auth.moderated_panels())::bigint[]))
  LEFT JOIN panel_portfolio p ON p.panel_id = n.id
 GROUP BY r.id, o.name, g.name
 ORDER BY r.id DESC
 LIMIT :at_most OFFSET :skip;

-- row moderation_round
--   id               int8
--   name             text
--   programme_id     int8
--   programme        text
--   organisation_id  int8
--   employer         text
--   quorum           int8
--   percent          int8?
--   seed             text?
--   state            round_state
--   drawn_at         timestamptz?
--   closed_at        timestamptz?
--   version          int8
--   decides          bool!

-- decides: as the employer's coordinator or as staff, who set rounds up.

-- one moderation_round_by_id(id int8) moderation_round
SELECT r.id, r.name, r.programme_id, g.name AS programme, r.organisation_id,
       o.name AS employer, r.quorum, r.percent, r.seed, r.state, r.drawn_at,
       r.closed_at, r.version,
       r.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
       OR r.organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
       AS decides
  FROM moderation_round r
  JOIN organisation o ON o.id = r.organisation_id
  JOIN programme g ON g.id = r.programme_id
 WHERE r.id = :id;

-- row round_place(programme_id int8!, programme text!, organisation_id int8!, employer text!, waiting int8!)

-- Employers with recommendations that no round has, whose rounds the asker
-- sets up.

-- many round_places() round_place
SELECT a.programme_id, g.name AS programme, a.employer_id AS organisation_id,
       o.name AS employer, count(*) AS waiting
  FROM asye a
  JOIN organisation o ON o.id = a.employer_id
  JOIN programme g ON g.id = a.programme_id
 WHERE a.state = 'recommended'
   AND (a.programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR a.employer_id = ANY ((SELECT auth.asye_coordinated())::bigint[]))
   AND NOT EXISTS (SELECT 1 FROM moderation_portfolio p
       JOIN moderation_round r ON r.id = p.round_id AND r.state = 'drawn'
      WHERE p.asye_id = a.id AND p.verdict IS NULL)
 GROUP BY 1, 2, 3, 4
 ORDER BY o.name, g.name
 LIMIT 200;

-- row new_round(id int8)

-- one moderation_begin(programme_id int8, organisation_id int8, name text) new_round
INSERT INTO moderation_round (programme_id, organisation_id, name)
VALUES (:programme_id, :organisation_id, :name)
ON CONFLICT DO NOTHING
RETURNING id;

-- exec moderation_move(id int8, version int8, state round_state)
UPDATE moderation_round SET state = :state
 WHERE id = :id AND version = :version;

-- row sampled_portfolio
--   id          int8
--   asye_id     int8
--   name        text
--   recommends  asye_result
--   extended    bool
--   by_rule     bool
--   key         bytea
--   sampled     bool
--   verdict     panel_verdict?
--   reasons     text?
--   state       asye_state

-- In the order of the draw.  What is sampled is bounded by what one employer
-- recommends at a time.

-- many round_portfolios(round_id int8) sampled_portfolio
SELECT p.id, p.asye_id, w.name, p.recommends, p.extended, p.by_rule, p.key,
       p.sampled, p.verdict, p.reasons, a.state
  FROM moderation_portfolio p
  JOIN asye a ON a.id = p.asye_id
  JOIN person w ON w.id = p.person_id
 WHERE p.round_id = :round_id
 ORDER BY p.by_rule DESC, p.key;

-- row round_waiting(n int8!)

-- Recommendations that a draw would take now.

-- one round_would_take(programme_id int8, organisation_id int8) round_waiting
SELECT count(*) AS n FROM asye a
 WHERE a.employer_id = :organisation_id AND a.programme_id = :programme_id
   AND a.state = 'recommended'
   AND NOT EXISTS (SELECT 1 FROM moderation_portfolio p
       JOIN moderation_round r ON r.id = p.round_id AND r.state = 'drawn'
      WHERE p.asye_id = a.id AND p.verdict IS NULL);

-- row moderation_panel
--   id        int8
--   round_id  int8
--   kind      panel_kind
--   state     panel_state
--   version   int8
--   decided   int8!
--   portfolios int8!

-- many moderation_panels(round_id int8) moderation_panel
SELECT n.id, n.round_id, n.kind, n.state, n.version,
       (SELECT count(p.verdict) FROM panel_portfolio p
         WHERE p.panel_id = n.id) AS decided,
       (SELECT count(*) FROM panel_portfolio p
         WHERE p.panel_id = n.id) AS portfolios
  FROM moderation_panel n
 WHERE n.round_id = :round_id
 ORDER BY n.kind;

-- exec moderation_panel_add(round_id int8, kind panel_kind)
INSERT INTO moderation_panel (round_id, kind) VALUES (:round_id, :kind)
ON CONFLICT DO NOTHING;

-- exec moderation_panel_close(id int8, version int8)
UPDATE moderation_panel SET state = 'closed'
 WHERE id = :id AND version = :version AND state = 'open';

-- row moderation_member
--   id          int8
--   panel_id    int8
--   member_id   int8
--   name        text?
--   chair       bool
--   capability  text
--   version     int8
--   conflicts   int8!
--   judged      int8!

-- many moderation_members(round_id int8) moderation_member
SELECT m.id, m.panel_id, m.member_id, p.name, m.chair, m.capability,
       m.version,
       (SELECT count(*) FROM moderation_declaration d
         WHERE d.panel_id = m.panel_id AND d.member_id = m.member_id
           AND d.conflict) AS conflicts,
       (SELECT count(DISTINCT j.panel_portfolio_id)
          FROM moderation_judgement j
         WHERE j.panel_id = m.panel_id AND j.member_id = m.member_id)
       AS judged
  FROM moderation_member m
  LEFT JOIN person p ON p.id = m.member_id
 WHERE m.round_id = :round_id AND m.state = 'named'
 ORDER BY m.panel_id, m.chair DESC, m.id;

-- row free_moderator(person_id int8!, name text!)

-- many free_moderators(panel_id int8) free_moderator
SELECT person_id, name FROM moderators_free(:panel_id);

-- exec moderation_member_name(panel_id int8, member_id int8, chair bool, capability text)
INSERT INTO moderation_member (panel_id, member_id, chair, capability)
VALUES (:panel_id, :member_id, :chair, :capability)
ON CONFLICT DO NOTHING;

-- exec moderation_member_stand_down(id int8, version int8)
UPDATE moderation_member SET state = 'stood_down'
 WHERE id = :id AND version = :version AND state = 'named';

-- row panel_portfolio
--   id          int8
--   panel_id    int8
--   round_id    int8
--   kind        panel_kind
--   label       text
--   recommends  asye_result
--   verdict     panel_verdict?
--   reasons     text?
--   decided_by  text?
--   decided_at  timestamptz?
--   version     int8
--   open        bool!
--   member      bool!
--   declared    bool!
--   conflict    bool!
--   reads       bool!
--   decides     bool!
--   judged      int8!
--   judgement   panel_verdict?
--   judgement_version int8?
--   quorum      int8!

-- What of a round is before whoever asks, or, for who sets it up, all of it;
-- a moderator's rows say nothing of whose they are.  judgement: the asker's.

-- many panel_portfolios(round_id int8, id int8?) panel_portfolio
SELECT p.id, p.panel_id, p.round_id, p.kind, p.label, p.recommends, p.verdict,
       p.reasons, w.name AS decided_by, p.decided_at, p.version,
       n.state = 'open' AS open,
       p.panel_id = ANY ((SELECT auth.moderated_panels())::bigint[])
       AS member, d.n > 0 AS declared, coalesce(d.conflict, false) AS conflict,
       moderation_reads(p, (SELECT auth.person_id())) AS reads,
       moderation_decides(p, (SELECT auth.person_id())) AS decides,
       moderation_judged(p.id) AS judged, j.verdict AS judgement,
       j.version AS judgement_version, r.quorum
  FROM panel_portfolio p
  JOIN moderation_panel n ON n.id = p.panel_id
  JOIN moderation_round r ON r.id = p.round_id
  LEFT JOIN person w ON w.id = p.decided_by
  LEFT JOIN LATERAL (SELECT count(*) AS n, bool_or(m.conflict) AS conflict
            FROM moderation_declaration m
           WHERE m.panel_portfolio_id = p.id
             AND m.member_id = (SELECT auth.person_id())) d ON true
  LEFT JOIN LATERAL (SELECT v.verdict, v.version FROM moderation_judgement v
           WHERE v.panel_portfolio_id = p.id
             AND v.member_id = (SELECT auth.person_id())
           ORDER BY v.version DESC LIMIT 1) j ON true
 WHERE p.round_id = :round_id AND (:id::bigint IS NULL OR p.id = :id)
 ORDER BY p.kind, p.label;

-- exec portfolio_declare(panel_portfolio_id int8, conflict bool, words text?)
INSERT INTO moderation_declaration (panel_portfolio_id, conflict, words)
VALUES (:panel_portfolio_id, :conflict, :words)
ON CONFLICT DO NOTHING;

-- row portfolio_judge(duty asye_duty_kind!, name text!)

-- many portfolio_judges_of(panel_portfolio_id int8) portfolio_judge
SELECT j.duty, j.name FROM panel_portfolio p, portfolio_judges(p) j
 WHERE p.id = :panel_portfolio_id;

-- place: the how-manieth of its sort.  document_id: of a document, or the one
-- that a file is attached to.

-- row portfolio_piece
--   item         portfolio_item!
--   place        int8!
--   document_id  int8?
--   kind         document_kind?
--   giver        giver_kind?
--   file_kind    file_kind?
--   size         int8?
--   pages        int8?
--   part         int8!
--   on_day       date!

-- many portfolio_pieces_of(panel_portfolio_id int8) portfolio_piece
SELECT c.item, c.place, CASE c.item WHEN 'document' THEN c.item_id
           ELSE c.attached_to END AS document_id, c.kind, c.giver, c.file_kind,
       c.size, c.pages, c.part, c.on_day
  FROM panel_portfolio p, portfolio_contents(p) c
 WHERE p.id = :panel_portfolio_id;

-- row portfolio_said
--   questions     text[]!
--   answers       text[]!
--   discussed_on  date?
--   discussion    text!

-- one portfolio_feedback_of(panel_portfolio_id int8, place int8) portfolio_said
SELECT f.questions, f.answers, f.discussed_on, f.discussion
  FROM panel_portfolio p, portfolio_feedback(p, :place) f
 WHERE p.id = :panel_portfolio_id;

-- row portfolio_reflected(title text!, questions text[]!, answers text[]!)

-- one portfolio_reflection_of(panel_portfolio_id int8, place int8) portfolio_reflected
SELECT r.title, r.questions, r.answers
  FROM panel_portfolio p, portfolio_reflection(p, :place) r
 WHERE p.id = :panel_portfolio_id;

-- row portfolio_bytes(bytes bytea?)

-- one portfolio_file_of(panel_portfolio_id int8, place int8, from_byte int8, most int8) portfolio_bytes
SELECT portfolio_file(p, :place, :from_byte, :most) AS bytes
  FROM panel_portfolio p
 WHERE p.id = :panel_portfolio_id;

-- row portfolio_text(fields text[]!, questions text[]!, answers text[]!)

-- one portfolio_text_of(panel_portfolio_id int8, document_id int8) portfolio_text
SELECT t.fields, t.questions, t.answers
  FROM panel_portfolio p, portfolio_document(p, :document_id) t
 WHERE p.id = :panel_portfolio_id;

-- row portfolio_recommendation
--   recommends    asye_result!
--   holistic      text!
--   met           bool!
--   unmet_reason  text?
--   nqsw          text?
--   line_manager  text?
--   extended      bool!
--   framework     text!
--   months        int8!
--   fte_percent   int8!

-- one portfolio_recommendation_of(panel_portfolio_id int8) portfolio_recommendation
SELECT r.recommends, r.holistic, r.met, r.unmet_reason, r.nqsw,
       r.line_manager, r.extended, r.framework, r.months, r.fte_percent
  FROM panel_portfolio p, portfolio_recommendation(p) r
 WHERE p.id = :panel_portfolio_id;

-- row moderation_judgement
--   member_id  int8
--   name       text?
--   version    int8
--   answers    text[]!
--   reasons    text[]
--   verdict    panel_verdict
--   words      text
--   at         timestamptz

-- The latest of each member, so far as the asker may see them.

-- many portfolio_judgements(panel_portfolio_id int8) moderation_judgement
SELECT DISTINCT ON (j.member_id) j.member_id, p.name, j.version,
       j.answers::text[] AS answers, j.reasons, j.verdict, j.words, j.at
  FROM moderation_judgement j
  LEFT JOIN person p ON p.id = j.member_id
 WHERE j.panel_portfolio_id = :panel_portfolio_id
 ORDER BY j.member_id, j.version DESC;

-- exec portfolio_judge_it(panel_portfolio_id int8, version int8, answers text[], reasons text[], verdict panel_verdict, words text)
INSERT INTO moderation_judgement (panel_portfolio_id, version, answers,
    reasons, verdict, words)
VALUES (:panel_portfolio_id, :version + 1,
    :answers::text[]::moderation_answer[], :reasons, :verdict, :words);

-- exec portfolio_decide_it(id int8, version int8, verdict panel_verdict, reasons text)
UPDATE panel_portfolio SET verdict = :verdict, reasons = :reasons
 WHERE id = :id AND version = :version AND verdict IS NULL;

-- Says to those whom it concerns that there is something to read.

-- exec panel_decision_told(id int8, subject text, words text, origin text)
SELECT panel_decision_told(:id, :subject, :words, :origin);

-- row marked_pair
--   portfolio_id  int8
--   first         panel_verdict?
--   second        panel_verdict?
--   first_tests   text[]?
--   second_tests  text[]?

-- What two panels decided on the same portfolios, and how the five tests were
-- answered by who said so; for who sets rounds up.  Over one round, or over
-- all of an employer.

-- many marked_pairs(round_id int8?, organisation_id int8) marked_pair
SELECT a.portfolio_id, a.verdict AS first, b.verdict AS second,
       (SELECT j.answers[7:11]::text[] FROM moderation_judgement j
         WHERE j.panel_portfolio_id = a.id AND j.member_id = a.decided_by
         ORDER BY j.version DESC LIMIT 1) AS first_tests,
       (SELECT j.answers[7:11]::text[] FROM moderation_judgement j
         WHERE j.panel_portfolio_id = b.id AND j.member_id = b.decided_by
         ORDER BY j.version DESC LIMIT 1) AS second_tests
  FROM panel_portfolio a
  JOIN panel_portfolio b ON b.portfolio_id = a.portfolio_id
   AND b.kind = 'second'
 WHERE a.kind = 'internal' AND a.verdict IS NOT NULL
   AND b.verdict IS NOT NULL AND a.organisation_id = :organisation_id
   AND (:round_id::bigint IS NULL OR a.round_id = :round_id)
 ORDER BY a.portfolio_id DESC
 LIMIT 2000;

-- row confirmable
--   asye_id   int8
--   name      text
--   recommends asye_result
--   verdict   panel_verdict?
--   sampled   bool
--   state     asye_state

-- What of a round is moderated and not decided on.

-- many round_confirmable(round_id int8) confirmable
SELECT a.id AS asye_id, w.name, p.recommends, p.verdict, p.sampled, a.state
  FROM moderation_portfolio p
  JOIN asye a ON a.id = p.asye_id
  JOIN person w ON w.id = a.person_id
 WHERE p.round_id = :round_id AND a.state = 'moderated'
   AND NOT EXISTS (SELECT 1 FROM moderation_portfolio l
       WHERE l.asye_id = p.asye_id AND l.id > p.id)
 ORDER BY w.family_name, w.given_name, a.id;

-- row confirmed_pass(asye_id int8!, person_id int8!, name text!, email text!)

-- many passes_confirm(round_id int8, asye_ids int8[]) confirmed_pass
WITH made AS (
INSERT INTO asye_outcome (asye_id, decision)
SELECT a.id, 'pass'
  FROM unnest(:asye_ids::int8[]) AS i(id)
  JOIN asye a ON a.id = i.id
  JOIN moderation_portfolio p ON p.asye_id = a.id
   AND p.round_id = :round_id
 WHERE a.state = 'moderated' AND p.recommends = 'pass'
   AND p.verdict IS DISTINCT FROM 'disagree'
 ORDER BY a.id
RETURNING asye_id, person_id)
SELECT m.asye_id, m.person_id, w.name, w.email
  FROM made m
  JOIN person w ON w.id = m.person_id
 ORDER BY m.asye_id;
