-- What waits on whom: one list for everybody, read from the state of things
-- each time and never kept.
--
-- A source of the list is a view, waiting_<kind>, of what waits, all with the
-- same columns; waiting_source says on whom it waits and through what people
-- reach it.  waiting_rebuild() makes the functions that pages ask from these
-- rows, a statement a source, so that PostgreSQL keeps each one's plan.  The
-- views look with the asker's rights: policies decide what is there.
--
-- Whoever is related to people reads what waits of theirs.  Staff read a whole
-- programme: of each source the first page by an index and no more, so that it
-- costs the same however many wait.  What an index cannot say, because nothing
-- is there (a register, a placement), stands beside the row it is missing from,
-- written by triggers, as the sums of days do.

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('work', 'Work list', 150);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('work', 10, 'waiting_placement_days', 'Arrange placements ahead by',
	    'days', 0, 365,
	    'How long before somebody is without a placement, or a placement '
	    'without a practice educator, work lists say so.',
	    'From that day, work lists look so far ahead.'),
	('work', 20, 'waiting_work_days', 'Point out assessed work within',
	    'days', 0, 365,
	    'How long before assessed work is due it stands on the trainee''s '
	    'work list.',
	    'From that day, work lists look so far ahead.'),
	('work', 30, 'waiting_offer_days', 'Use offers of places within',
	    'days', 0, 365,
	    'How long before its first day an offer of places that are still '
	    'free stands on the staff''s work list.',
	    'From that day, work lists look so far ahead.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('waiting_placement_days', 28, 'Waymark: four weeks to arrange one'),
	('waiting_work_days', 14, 'Waymark: two weeks to write'),
	('waiting_offer_days', 56, 'Waymark: eight weeks to match');

CREATE TYPE waymark.waiting_party AS ENUM
    ('trainee', 'educator', 'staff', 'equity_lead', 'partner', 'tutor', 'lead',
    'assessor', 'coordinator', 'moderator', 'named', 'sender');
CREATE TYPE waymark.waiting_kind AS ENUM ('day_returned', 'days_to_confirm',
    'needs_to_state', 'work_to_hand_in', 'offer_to_enrol', 'pause_to_end',
    'placement_to_arrange', 'educator_to_allocate', 'register_to_keep',
    'marks_to_release', 'board_to_hold', 'import_to_confirm',
    'finding_to_review', 'finding_to_act_on', 'finding_to_measure',
    'match_to_confirm', 'places_to_use', 'offer_to_renew',
    'registration_to_renew', 'registration_to_record', 'document_to_write',
    'document_to_complete', 'document_to_sign', 'document_to_countersign',
    'document_for_tutor', 'document_for_host', 'document_unsigned',
    'placement_to_recommend', 'placement_to_decide', 'concern_to_follow',
    'action_to_answer', 'action_to_settle', 'feedback_to_give',
    'feedback_of_educator', 'feedback_of_tutor', 'asye_to_register',
    'asye_to_assess', 'skills_day_returned',
    'skills_day_to_confirm', 'asye_document_to_write', 'asye_document_to_sign',
    'asye_document_unsigned', 'outside_feedback_to_discuss',
    'outside_feedback_unanswered', 'asye_review_due', 'asye_change_to_agree',
    'asye_change_for_assessor', 'asye_change_for_coordinator',
    'asye_change_unsettled', 'asye_pause_to_end',
    'asye_to_recommend', 'asye_to_moderate', 'portfolio_to_moderate',
    'outcome_to_decide', 'outcome_to_notify', 'outcome_to_read',
    'appeal_to_hear', 'certificate_to_issue', 'adjustment_to_act',
    'adjustment_to_review', 'adjustment_to_confirm', 'adjustment_late',
    'adjustment_escalated', 'plan_to_agree', 'plan_to_revise',
    'plan_to_review', 'own_action_to_do', 'support_action_to_do',
    'file_to_assess', 'file_returned',
    'support_to_enter', 'support_to_settle', 'support_for_assessor',
    'support_for_educator', 'support_gap_in_asye', 'support_gap_on_placement',
    'file_refused', 'asye_minimums_to_meet', 'asye_minimums_lacking',
    'claim_to_make', 'claim_to_repay', 'request_to_answer',
    'erasure_to_agree', 'opening_to_allow');

-- since: from when; what is foreseen has a day to come.  on_date: the day that
-- it is about.  how_many: so many of them.  what: which one, in words.
-- owner_id: whose among the staff.
CREATE TYPE waymark.waiting_item AS (
	kind		waymark.waiting_kind,
	subject_id	bigint,
	since		date,
	due_on		date,
	on_date		date,
	how_many	bigint,
	what		text,
	person_id	bigint,
	enrolment_id	bigint,
	placement_id	bigint,
	organisation_id	bigint,
	programme_id	bigint,
	cohort_id	bigint,
	owner_id	bigint
);

-- person_is: whom the view's person_id is; through: what leads people to it.
CREATE TABLE waymark.waiting_source (
	kind		waymark.waiting_kind PRIMARY KEY,
	party		waymark.waiting_party NOT NULL,
	person_is	waymark.waiting_party
			    CHECK (person_is IN ('trainee', 'educator')),
	through		waymark.waiting_party[] NOT NULL
);

-- Whether one of these parties has to sign what was sent, and has not.
CREATE FUNCTION waymark.document_unsigned(d waymark.document,
    of waymark.document_party[]) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
	RETURN EXISTS (SELECT 1 FROM unnest(d.parties) p(party)
	    WHERE p.party = ANY (of) AND NOT EXISTS (SELECT 1
	        FROM waymark.signature s
	       WHERE s.document_id = d.id AND s.version = d.version
	         AND s.party = p.party));
END
$$;

CREATE FUNCTION waymark.day_of(timestamptz) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
	SELECT ($1 AT TIME ZONE 'Europe/London')::date
$$;

-- The furthest day to which any programme looks ahead, which bounds an index,
-- and the nearest, up to which no programme need be asked for its own.
CREATE FUNCTION waymark.ahead_most(wanted text) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN waymark.today() + (SELECT max(s.value) FROM waymark.setting s
	         WHERE s.name = wanted AND s.state = 'standing'
	           AND s.during @> waymark.today())::integer;
END
$$;
CREATE FUNCTION waymark.ahead_least(wanted text) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN waymark.today() + (SELECT min(s.value) FROM waymark.setting s
	         WHERE s.name = wanted AND s.state = 'standing'
	           AND s.during @> waymark.today())::integer;
END
$$;

-- What is next for an enrolment.  since: when its state began.  unplaced_from:
-- the first day without a placement, while another is to come; next_stage:
-- that one's; needs_stated: what it must have was said.
CREATE TABLE waymark.enrolment_tally (
	enrolment_id	bigint PRIMARY KEY REFERENCES waymark.enrolment,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	cohort_id	bigint NOT NULL,
	state		waymark.enrolment_state NOT NULL,
	since		date NOT NULL,
	starts_on	date NOT NULL,
	expected_on	date,
	unplaced_from	date,
	next_stage	waymark.placement_stage,
	needs_stated	boolean NOT NULL
);
CREATE INDEX enrolment_tally_person ON waymark.enrolment_tally (person_id);
CREATE INDEX enrolment_tally_offered ON waymark.enrolment_tally
    (programme_id, since, enrolment_id) WHERE state = 'offered';
CREATE INDEX enrolment_tally_expected ON waymark.enrolment_tally
    (programme_id, expected_on, enrolment_id) WHERE expected_on IS NOT NULL;
CREATE INDEX enrolment_tally_unplaced ON waymark.enrolment_tally
    (programme_id, unplaced_from, enrolment_id)
 WHERE unplaced_from IS NOT NULL;
CREATE INDEX enrolment_tally_needs ON waymark.enrolment_tally
    (programme_id, unplaced_from, enrolment_id)
 WHERE unplaced_from IS NOT NULL AND NOT needs_stated;
CREATE INDEX enrolment_tally_cohort ON waymark.enrolment_tally (cohort_id)
 WHERE state IN ('offered', 'paused', 'deferred')
    OR unplaced_from IS NOT NULL;

CREATE FUNCTION waymark.tally_enrolments(wanted bigint[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO waymark.enrolment_tally AS t
	SELECT e.id, e.person_id, e.programme_id, e.cohort_id, e.state,
	       coalesce(v.on_date, e.starts_on), e.starts_on, v.expected_on,
	       u.unplaced_from, u.next_stage, EXISTS (SELECT 1
	           FROM waymark.placement_need n
	          WHERE n.enrolment_id = e.id AND n.stage = u.next_stage)
	  FROM unnest(wanted) AS w(id)
	  JOIN waymark.enrolment e ON e.id = w.id
	  LEFT JOIN LATERAL (
	       SELECT s.on_date, s.expected_on FROM waymark.enrolment_event s
	        WHERE s.enrolment_id = e.id
	          AND s.change::text = e.state::text
	          AND NOT EXISTS (SELECT 1 FROM waymark.enrolment_event u
	               WHERE u.enrolment_id = e.id AND u.undoes = s.version)
	        ORDER BY s.version DESC LIMIT 1) v ON true
	  LEFT JOIN LATERAL (
	       SELECT greatest(e.starts_on, max(p.ends_on) + 1)
	                  AS unplaced_from,
	              CASE max(p.stage) WHEN 'first' THEN 'contrasting'
	                  WHEN 'contrasting' THEN 'last' ELSE 'first'
	                  END::waymark.placement_stage AS next_stage
	         FROM waymark.placement p
	        WHERE p.enrolment_id = e.id AND e.state = 'enrolled'
	       HAVING max(p.stage) IS DISTINCT FROM 'last'
	          AND e.state = 'enrolled') u ON true
	ON CONFLICT (enrolment_id) DO UPDATE SET
	    cohort_id = excluded.cohort_id, state = excluded.state,
	    since = excluded.since, starts_on = excluded.starts_on,
	    expected_on = excluded.expected_on,
	    unplaced_from = excluded.unplaced_from,
	    next_stage = excluded.next_stage,
	    needs_stated = excluded.needs_stated
$$;

CREATE FUNCTION waymark.enrolment_tally_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	wanted bigint[];
BEGIN
	IF TG_TABLE_NAME = 'enrolment' THEN
		wanted := ARRAY(SELECT id FROM changed);
	ELSE
		wanted := ARRAY(SELECT DISTINCT enrolment_id FROM changed);
	END IF;
	-- Two at once take turns, so that the second finds what the first did.
	PERFORM 1 FROM waymark.enrolment_tally
	 WHERE enrolment_id = ANY (wanted) ORDER BY enrolment_id FOR UPDATE;
	PERFORM waymark.tally_enrolments(wanted);
	RETURN NULL;
END
$$;
CREATE TRIGGER waiting_inserted AFTER INSERT ON waymark.enrolment
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.enrolment_tally_changed();
CREATE TRIGGER waiting_updated AFTER UPDATE ON waymark.enrolment
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.enrolment_tally_changed();
CREATE TRIGGER waiting_inserted AFTER INSERT ON waymark.placement
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.enrolment_tally_changed();
CREATE TRIGGER waiting_updated AFTER UPDATE ON waymark.placement
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.enrolment_tally_changed();
CREATE TRIGGER waiting_deleted AFTER DELETE ON waymark.placement
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.enrolment_tally_changed();
CREATE TRIGGER waiting_inserted AFTER INSERT ON waymark.placement_need
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.enrolment_tally_changed();
SELECT waymark.tally_enrolments(ARRAY(SELECT id FROM waymark.enrolment));

-- Beside a placement's sums: whose it is, so that policies decide from the row
-- alone, and its first day without a practice educator, or NULL.
ALTER TABLE waymark.placement_tally
    ADD COLUMN enrolment_id bigint,
    ADD COLUMN person_id bigint,
    ADD COLUMN programme_id bigint,
    ADD COLUMN organisation_id bigint,
    ADD COLUMN uneducated_from date;
DROP POLICY sees ON waymark.placement_tally;
CREATE POLICY sees ON waymark.placement_tally FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.partner_organisations())::bigint[])
    OR placement_id = ANY ((SELECT auth.educator_placements())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.employed_enrolments())::bigint[]));
CREATE POLICY guides ON waymark.placement_tally FOR SELECT TO waymark_web
    USING (enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[]));

-- The first day of the placement that no practice educator has.
CREATE FUNCTION waymark.placement_uneducated(wanted bigint) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT lower(r) FROM waymark.placement p
	 CROSS JOIN LATERAL unnest(
	       datemultirange(daterange(p.starts_on, p.ends_on, '[]'))
	       - coalesce((SELECT range_agg(d.during)
	            FROM waymark.placement_educator d
	           WHERE d.placement_id = p.id
	             AND d.duty = 'practice_educator'), '{}')) r
	 WHERE p.id = wanted ORDER BY 1 LIMIT 1
$$;

CREATE FUNCTION waymark.placement_tally_begun() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	SELECT p.enrolment_id, p.person_id, p.programme_id, p.organisation_id,
	       waymark.placement_uneducated(p.id)
	  INTO NEW.enrolment_id, NEW.person_id, NEW.programme_id,
	       NEW.organisation_id, NEW.uneducated_from
	  FROM waymark.placement p WHERE p.id = NEW.placement_id;
	RETURN NEW;
END
$$;
CREATE TRIGGER begun BEFORE INSERT ON waymark.placement_tally
    FOR EACH ROW EXECUTE FUNCTION waymark.placement_tally_begun();
UPDATE waymark.placement_tally t
   SET enrolment_id = p.enrolment_id, person_id = p.person_id,
       programme_id = p.programme_id, organisation_id = p.organisation_id,
       uneducated_from = waymark.placement_uneducated(p.id)
  FROM waymark.placement p WHERE p.id = t.placement_id;

CREATE FUNCTION waymark.placement_educators_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	wanted bigint;
BEGIN
	IF TG_OP = 'DELETE' THEN
		wanted := OLD.placement_id;
	ELSIF TG_TABLE_NAME = 'placement' THEN
		wanted := NEW.id;
	ELSE
		wanted := NEW.placement_id;
	END IF;
	PERFORM 1 FROM waymark.placement_tally
	 WHERE placement_id = wanted FOR UPDATE;
	UPDATE waymark.placement_tally t
	   SET uneducated_from = waymark.placement_uneducated(wanted),
	       organisation_id = p.organisation_id
	  FROM waymark.placement p
	 WHERE t.placement_id = wanted AND p.id = wanted;
	RETURN NULL;
END
$$;
CREATE TRIGGER educators_changed AFTER INSERT OR UPDATE OR DELETE
    ON waymark.placement_educator
    FOR EACH ROW EXECUTE FUNCTION waymark.placement_educators_changed();
CREATE TRIGGER educators_changed
    AFTER UPDATE OF starts_on, ends_on, organisation_id ON waymark.placement
    FOR EACH ROW EXECUTE FUNCTION waymark.placement_educators_changed();
CREATE INDEX placement_tally_enrolment
    ON waymark.placement_tally (enrolment_id);
CREATE INDEX placement_tally_person ON waymark.placement_tally (person_id);
CREATE INDEX placement_tally_host ON waymark.placement_tally (organisation_id)
 WHERE waiting_days > 0;
CREATE INDEX placement_tally_host_uneducated
    ON waymark.placement_tally (organisation_id)
 WHERE uneducated_from IS NOT NULL;
CREATE INDEX placement_tally_waiting ON waymark.placement_tally
    (programme_id, (waymark.day_of(waiting_since)), placement_id)
 WHERE waiting_days > 0;
CREATE INDEX placement_tally_uneducated ON waymark.placement_tally
    (programme_id, uneducated_from, placement_id)
 WHERE uneducated_from IS NOT NULL;

CREATE INDEX placement_day_returned ON waymark.placement_day (person_id)
 WHERE state = 'returned';
CREATE INDEX placement_day_returned_there
    ON waymark.placement_day (placement_id) WHERE state = 'returned';
CREATE INDEX placement_day_returned_of ON waymark.placement_day (enrolment_id)
 WHERE state = 'returned';
CREATE INDEX placement_day_returned_since ON waymark.placement_day
    (programme_id, (waymark.day_of(decided_at)), id)
 WHERE state = 'returned';
CREATE INDEX attempt_due ON waymark.attempt (person_id, due_on)
 WHERE state = 'due';
CREATE INDEX attempt_due_of ON waymark.attempt (enrolment_id)
 WHERE state = 'due';
CREATE INDEX attempt_due_of_all ON waymark.attempt (programme_id, due_on, id)
 WHERE state = 'due';
CREATE INDEX import_checked ON waymark.import
    (programme_id, (waymark.day_of(uploaded_at)), id)
 WHERE state = 'checked';
CREATE INDEX match_round_solved ON waymark.match_round
    (programme_id, (waymark.day_of(solved_at)), id)
 WHERE state = 'open' AND solved_at IS NOT NULL;
CREATE INDEX educator_registered ON waymark.educator
    (programme_id, registered_until, id) WHERE state = 'active';
CREATE INDEX placement_offer_free ON waymark.placement_offer
    (programme_id, starts_on, id) WHERE state = 'offered';

-- Whether a session has its register; from when a component's marks wait for
-- their release, and a module for its board: the day after all of it was due,
-- while there are marks that no board has confirmed.
ALTER TABLE waymark.module_session
    ADD COLUMN registered boolean NOT NULL DEFAULT false;
ALTER TABLE waymark.mark
    ADD COLUMN entered_on date NOT NULL DEFAULT waymark.today();
ALTER TABLE waymark.component ADD COLUMN unreleased_since date;
ALTER TABLE waymark.offering ADD COLUMN board_from date;
CREATE INDEX mark_unreleased ON waymark.mark (component_id, entered_on)
 WHERE state = 'provisional' AND NOT released;
CREATE INDEX mark_unconfirmed ON waymark.mark (offering_id)
 WHERE state = 'provisional';

-- These columns are no change of what people wrote.
DROP TRIGGER version ON waymark.module_session;
CREATE TRIGGER version
    BEFORE UPDATE OF on_date, minutes, title, cancelled
    ON waymark.module_session
    FOR EACH ROW EXECUTE FUNCTION waymark.module_version();
DROP TRIGGER audited ON waymark.module_session;
CREATE TRIGGER audited AFTER INSERT OR DELETE
    OR UPDATE OF on_date, minutes, title, cancelled ON waymark.module_session
    FOR EACH ROW EXECUTE FUNCTION audit.changed();
DROP TRIGGER audited ON waymark.component;
CREATE TRIGGER audited AFTER INSERT OR DELETE
    OR UPDATE OF title, weight, due_on, pass_mark ON waymark.component
    FOR EACH ROW EXECUTE FUNCTION audit.changed();
DROP TRIGGER audited ON waymark.offering;
CREATE TRIGGER audited AFTER INSERT OR DELETE
    OR UPDATE OF starts_on, ends_on, leader ON waymark.offering
    FOR EACH ROW EXECUTE FUNCTION audit.changed();

CREATE FUNCTION waymark.session_registered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.module_session s SET registered = true
	 WHERE NOT s.registered
	   AND s.id IN (SELECT session_id FROM changed);
	RETURN NULL;
END
$$;
CREATE TRIGGER registered AFTER INSERT ON waymark.attendance
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.session_registered();
UPDATE waymark.module_session s SET registered = true
 WHERE EXISTS (SELECT 1 FROM waymark.attendance a WHERE a.session_id = s.id);

CREATE FUNCTION waymark.offering_waits(wanted bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	board date := (SELECT greatest(o.ends_on, (SELECT max(c.due_on)
	        FROM waymark.component c WHERE c.offering_id = o.id)) + 1
	    FROM waymark.offering o
	   WHERE o.id = wanted AND EXISTS (SELECT 1 FROM waymark.mark m
	        WHERE m.offering_id = o.id AND m.state = 'provisional'));
BEGIN
	UPDATE waymark.offering o SET board_from = board
	 WHERE o.id = wanted AND o.board_from IS DISTINCT FROM board;
	UPDATE waymark.component c SET unreleased_since = w.since
	  FROM waymark.component o
	  LEFT JOIN LATERAL (SELECT min(m.entered_on) AS since
	       FROM waymark.mark m
	      WHERE m.component_id = o.id AND m.state = 'provisional'
	        AND NOT m.released) w ON true
	 WHERE o.offering_id = wanted AND c.id = o.id
	   AND c.unreleased_since IS DISTINCT FROM w.since;
END
$$;

CREATE FUNCTION waymark.offering_waits_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM 1 FROM waymark.offering
	 WHERE id IN (SELECT offering_id FROM changed) ORDER BY id FOR UPDATE;
	PERFORM waymark.offering_waits(offering_id)
	   FROM (SELECT DISTINCT offering_id FROM changed) c;
	RETURN NULL;
END
$$;
CREATE TRIGGER waiting_inserted AFTER INSERT ON waymark.mark
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.offering_waits_changed();
CREATE TRIGGER waiting_updated AFTER UPDATE ON waymark.mark
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.offering_waits_changed();
CREATE TRIGGER waiting_inserted AFTER INSERT ON waymark.component
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.offering_waits_changed();

CREATE FUNCTION waymark.offering_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.offering_waits(NEW.id);
	RETURN NULL;
END
$$;
CREATE TRIGGER waiting_ends AFTER UPDATE OF ends_on ON waymark.offering
    FOR EACH ROW EXECUTE FUNCTION waymark.offering_ends();
SELECT waymark.offering_waits(id) FROM waymark.offering;

CREATE INDEX module_session_unregistered ON waymark.module_session
    (programme_id, on_date, id) WHERE NOT registered AND NOT cancelled;
CREATE INDEX module_session_unregistered_cohort
    ON waymark.module_session (cohort_id)
 WHERE NOT registered AND NOT cancelled;
CREATE INDEX component_unreleased ON waymark.component
    (programme_id, unreleased_since, id) WHERE unreleased_since IS NOT NULL;
CREATE INDEX offering_board ON waymark.offering
    (programme_id, board_from, id) WHERE board_from IS NOT NULL;

ALTER TABLE waymark.enrolment_tally ENABLE ROW LEVEL SECURITY,
    FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON waymark.enrolment_tally TO waymark_owner
    USING (true) WITH CHECK (true);
CREATE POLICY sees ON waymark.enrolment_tally FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[]));
GRANT SELECT ON waymark.enrolment_tally TO waymark_web;
ALTER TABLE waymark.waiting_source ENABLE ROW LEVEL SECURITY,
    FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON waymark.waiting_source TO waymark_owner
    USING (true) WITH CHECK (true);
GRANT EXECUTE ON FUNCTION waymark.day_of(timestamptz),
    waymark.document_unsigned(waymark.document, waymark.document_party[]),
    waymark.ahead_most(text), waymark.ahead_least(text) TO waymark_web;

-- The sources.  None joins another table: what it says of one is looked up row
-- by row, so that a page is found by the source's own index whatever PostgreSQL
-- thinks of the numbers.

CREATE VIEW waymark.waiting_day_returned WITH (security_invoker) AS
SELECT 'day_returned'::waymark.waiting_kind AS kind, d.id AS subject_id,
       waymark.day_of(d.decided_at) AS since, NULL::date AS due_on, d.on_date,
       1::bigint AS how_many, d.return_reason AS what, d.person_id,
       d.enrolment_id, d.placement_id, d.organisation_id, d.programme_id,
       (SELECT e.cohort_id FROM waymark.enrolment e
         WHERE e.id = d.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.placement_day d
 WHERE d.state = 'returned';

CREATE VIEW waymark.waiting_days_to_confirm WITH (security_invoker) AS
SELECT 'days_to_confirm'::waymark.waiting_kind AS kind,
       y.placement_id AS subject_id, waymark.day_of(y.waiting_since) AS since,
       NULL::date AS due_on, NULL::date AS on_date,
       y.waiting_days AS how_many, NULL::text AS what, y.person_id,
       y.enrolment_id, y.placement_id, y.organisation_id, y.programme_id,
       (SELECT e.cohort_id FROM waymark.enrolment e
         WHERE e.id = y.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.placement_tally y
 WHERE y.waiting_days > 0;

CREATE VIEW waymark.waiting_needs_to_state WITH (security_invoker) AS
SELECT 'needs_to_state'::waymark.waiting_kind AS kind,
       t.enrolment_id AS subject_id, t.unplaced_from AS since,
       t.unplaced_from AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, t.next_stage::text AS what, t.person_id,
       t.enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, t.programme_id, t.cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.enrolment_tally t
 WHERE t.unplaced_from IS NOT NULL AND NOT t.needs_stated
   AND t.unplaced_from <= (SELECT waymark.ahead_most('waiting_placement_days'))
   AND (t.unplaced_from <=
       (SELECT waymark.ahead_least('waiting_placement_days'))
       OR t.unplaced_from <= (SELECT waymark.today()) + waymark.setting_of(
           t.programme_id, 'waiting_placement_days')::integer);

CREATE VIEW waymark.waiting_placement_to_arrange WITH (security_invoker) AS
SELECT 'placement_to_arrange'::waymark.waiting_kind AS kind,
       t.enrolment_id AS subject_id, t.unplaced_from AS since,
       t.unplaced_from AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, t.next_stage::text AS what, t.person_id,
       t.enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, t.programme_id, t.cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.enrolment_tally t
 WHERE t.unplaced_from IS NOT NULL
   AND t.unplaced_from <= (SELECT waymark.ahead_most('waiting_placement_days'))
   AND (t.unplaced_from <=
       (SELECT waymark.ahead_least('waiting_placement_days'))
       OR t.unplaced_from <= (SELECT waymark.today()) + waymark.setting_of(
           t.programme_id, 'waiting_placement_days')::integer);

-- On the list from two weeks before it is due, or as the programme has it.
CREATE VIEW waymark.waiting_work_to_hand_in WITH (security_invoker) AS
SELECT 'work_to_hand_in'::waymark.waiting_kind AS kind, a.id AS subject_id,
       a.due_on AS since, coalesce((SELECT max(x.due_on)
           FROM waymark.extension x
          WHERE x.attempt_id = a.id AND x.state = 'agreed'), a.due_on)
           AS due_on, NULL::date AS on_date, 1::bigint AS how_many,
       (SELECT c.title || ', ' || m.title FROM waymark.component c
          JOIN waymark.offering o ON o.id = c.offering_id
          JOIN waymark.module m ON m.id = o.module_id
         WHERE c.id = a.component_id) AS what, a.person_id, a.enrolment_id,
       NULL::bigint AS placement_id, NULL::bigint AS organisation_id,
       a.programme_id, (SELECT e.cohort_id FROM waymark.enrolment e
           WHERE e.id = a.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.attempt a
 WHERE a.state = 'due' AND 'enrolled' = (SELECT e.state
       FROM waymark.enrolment e WHERE e.id = a.enrolment_id)
   AND a.due_on <= (SELECT waymark.ahead_most('waiting_work_days'))
   AND (a.due_on <= (SELECT waymark.ahead_least('waiting_work_days'))
       OR a.due_on <= (SELECT waymark.today()) + waymark.setting_of(
           a.programme_id, 'waiting_work_days')::integer);

CREATE VIEW waymark.waiting_offer_to_enrol WITH (security_invoker) AS
SELECT 'offer_to_enrol'::waymark.waiting_kind AS kind,
       t.enrolment_id AS subject_id, t.since, t.starts_on AS due_on,
       NULL::date AS on_date, 1::bigint AS how_many, NULL::text AS what,
       t.person_id, t.enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, t.programme_id, t.cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.enrolment_tally t
 WHERE t.state = 'offered';

-- A pause or a deferral that was thought to end by now.
CREATE VIEW waymark.waiting_pause_to_end WITH (security_invoker) AS
SELECT 'pause_to_end'::waymark.waiting_kind AS kind,
       t.enrolment_id AS subject_id, t.expected_on AS since,
       t.expected_on AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, t.state::text AS what, t.person_id,
       t.enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, t.programme_id, t.cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.enrolment_tally t
 WHERE t.expected_on IS NOT NULL
   AND t.expected_on <= (SELECT waymark.today());

CREATE VIEW waymark.waiting_educator_to_allocate WITH (security_invoker) AS
SELECT 'educator_to_allocate'::waymark.waiting_kind AS kind,
       y.placement_id AS subject_id, y.uneducated_from AS since,
       y.uneducated_from AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, NULL::text AS what, y.person_id,
       y.enrolment_id, y.placement_id, y.organisation_id, y.programme_id,
       (SELECT e.cohort_id FROM waymark.enrolment e
         WHERE e.id = y.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.placement_tally y
 WHERE y.uneducated_from IS NOT NULL AND 'enrolled' = (SELECT e.state
       FROM waymark.enrolment e WHERE e.id = y.enrolment_id)
   AND (SELECT p.ends_on FROM waymark.placement p
         WHERE p.id = y.placement_id) >= waymark.today()
   AND y.uneducated_from <=
       (SELECT waymark.ahead_most('waiting_placement_days'))
   AND (y.uneducated_from <=
       (SELECT waymark.ahead_least('waiting_placement_days'))
       OR y.uneducated_from <= (SELECT waymark.today()) + waymark.setting_of(
           y.programme_id, 'waiting_placement_days')::integer);

CREATE VIEW waymark.waiting_register_to_keep WITH (security_invoker) AS
SELECT 'register_to_keep'::waymark.waiting_kind AS kind, s.id AS subject_id,
       s.on_date AS since, NULL::date AS due_on, s.on_date,
       1::bigint AS how_many, (SELECT s.title || ', ' || m.title
           FROM waymark.offering o
           JOIN waymark.module m ON m.id = o.module_id
          WHERE o.id = s.offering_id) AS what, NULL::bigint AS person_id,
       NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, s.programme_id, s.cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.module_session s
 WHERE NOT s.registered AND NOT s.cancelled AND s.on_date < waymark.today();

CREATE VIEW waymark.waiting_marks_to_release WITH (security_invoker) AS
SELECT 'marks_to_release'::waymark.waiting_kind AS kind, c.id AS subject_id,
       c.unreleased_since AS since, NULL::date AS due_on,
       NULL::date AS on_date, (SELECT count(*) FROM waymark.mark k
           WHERE k.component_id = c.id AND k.state = 'provisional'
             AND NOT k.released) AS how_many,
       (SELECT c.title || ', ' || m.title FROM waymark.offering o
          JOIN waymark.module m ON m.id = o.module_id
         WHERE o.id = c.offering_id) AS what, NULL::bigint AS person_id,
       NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, c.programme_id, c.cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.component c
 WHERE c.unreleased_since IS NOT NULL;

CREATE VIEW waymark.waiting_board_to_hold WITH (security_invoker) AS
SELECT 'board_to_hold'::waymark.waiting_kind AS kind, o.id AS subject_id,
       o.board_from AS since, NULL::date AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, (SELECT m.title FROM waymark.module m
           WHERE m.id = o.module_id) AS what, NULL::bigint AS person_id,
       NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, o.programme_id, o.cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.offering o
 WHERE o.board_from IS NOT NULL AND o.board_from <= waymark.today();

CREATE VIEW waymark.waiting_import_to_confirm WITH (security_invoker) AS
SELECT 'import_to_confirm'::waymark.waiting_kind AS kind, i.id AS subject_id,
       waymark.day_of(i.uploaded_at) AS since, NULL::date AS due_on,
       NULL::date AS on_date, 1::bigint AS how_many, i.file_name AS what,
       NULL::bigint AS person_id, NULL::bigint AS enrolment_id,
       NULL::bigint AS placement_id, NULL::bigint AS organisation_id,
       i.programme_id, i.cohort_id, i.uploaded_by AS owner_id
  FROM waymark.import i
 WHERE i.state = 'checked';

CREATE VIEW waymark.waiting_match_to_confirm WITH (security_invoker) AS
SELECT 'match_to_confirm'::waymark.waiting_kind AS kind, r.id AS subject_id,
       waymark.day_of(r.solved_at) AS since, r.starts_on AS due_on,
       NULL::date AS on_date, (SELECT count(*) FROM waymark.match_proposal k
           WHERE k.round_id = r.id AND k.offer_id IS NOT NULL) AS how_many,
       r.stage::text AS what, NULL::bigint AS person_id,
       NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, r.programme_id, r.cohort_id,
       r.made_by AS owner_id
  FROM waymark.match_round r
 WHERE r.state = 'open' AND r.solved_at IS NOT NULL;

-- Places that are free when they are needed soon, and those of yesterday.
CREATE VIEW waymark.waiting_places_to_use WITH (security_invoker) AS
SELECT 'places_to_use'::waymark.waiting_kind AS kind, f.id AS subject_id,
       f.starts_on AS since, f.starts_on AS due_on, NULL::date AS on_date,
       f.places - f.taken AS how_many, (SELECT t.name FROM waymark.team t
           WHERE t.id = f.team_id) AS what, NULL::bigint AS person_id,
       NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
       f.organisation_id, f.programme_id, NULL::bigint AS cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.placement_offer f
 WHERE f.state = 'offered' AND f.starts_on >= waymark.today()
   AND f.starts_on <= (SELECT waymark.ahead_most('waiting_offer_days'))
   AND (f.starts_on <= (SELECT waymark.ahead_least('waiting_offer_days'))
       OR f.starts_on <= (SELECT waymark.today()) + waymark.setting_of(
           f.programme_id, 'waiting_offer_days')::integer);

CREATE VIEW waymark.waiting_offer_to_renew WITH (security_invoker) AS
SELECT 'offer_to_renew'::waymark.waiting_kind AS kind, f.id AS subject_id,
       f.starts_on AS since, NULL::date AS due_on, NULL::date AS on_date,
       f.places - f.taken AS how_many, (SELECT t.name FROM waymark.team t
           WHERE t.id = f.team_id) AS what, NULL::bigint AS person_id,
       NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
       f.organisation_id, f.programme_id, NULL::bigint AS cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.placement_offer f
 WHERE f.state = 'offered' AND f.starts_on < waymark.today();

CREATE VIEW waymark.waiting_registration_to_renew WITH (security_invoker) AS
SELECT 'registration_to_renew'::waymark.waiting_kind AS kind,
       r.id AS subject_id, r.registered_until AS since,
       r.registered_until AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, NULL::text AS what, r.person_id,
       NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
       r.organisation_id, r.programme_id, NULL::bigint AS cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.educator r
 WHERE r.state = 'active' AND r.registration IN ('registered', 'conditions')
   AND r.registered_until >= waymark.today()
   AND r.registered_until <=
       (SELECT waymark.ahead_most('educator_attention_days'))
   AND (r.registered_until <=
       (SELECT waymark.ahead_least('educator_attention_days'))
       OR r.registered_until <= (SELECT waymark.today()) + waymark.setting_of(
           r.programme_id, 'educator_attention_days')::integer);

CREATE VIEW waymark.waiting_registration_to_record WITH (security_invoker) AS
SELECT 'registration_to_record'::waymark.waiting_kind AS kind,
       r.id AS subject_id, r.registered_until AS since,
       NULL::date AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, NULL::text AS what, r.person_id,
       NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
       r.organisation_id, r.programme_id, NULL::bigint AS cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.educator r
 WHERE r.state = 'active' AND r.registration IN ('registered', 'conditions')
   AND r.registered_until < waymark.today();

CREATE INDEX document_sent ON waymark.document
    (programme_id, (waymark.day_of(sent_at)), id)
 WHERE state = 'submitted' AND placement_id IS NOT NULL;
CREATE INDEX document_submitted_of ON waymark.document (enrolment_id)
 WHERE state = 'submitted';
CREATE INDEX placement_undecided ON waymark.placement
    (programme_id, ends_on, id) WHERE state IN ('recommended', 'panel');
CREATE INDEX concern_open ON waymark.concern (programme_id, since_on, id)
 WHERE open;
CREATE INDEX quality_action_open ON waymark.quality_action
    (programme_id, opened_on, id) WHERE state IN ('open', 'answered');

-- "direct observation 2", "review, 3 months"
CREATE FUNCTION waymark.document_what(d waymark.document) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
	RETURN CASE d.kind
	    WHEN 'asye_agreement' THEN 'support and assessment agreement'
	    WHEN 'asye_review' THEN 'progress review'
	    WHEN 'asye_reflection_log' THEN 'critical reflection log'
	    WHEN 'asye_observation' THEN 'direct observation'
	    WHEN 'asye_supervision' THEN 'supervision record'
	    ELSE replace(replace(d.kind::text, 'asye_', ''), '_', ' ') END
	    || CASE
	    WHEN d.stage IS NOT NULL THEN ', ' ||
	        waymark.document_stage_words(d.stage, d.asye_id)
	    WHEN d.once THEN '' ELSE ' ' || d.number END;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.document_what(waymark.document)
    TO waymark_web;

-- Documents: each who writes or signs is told of their own; of all that were
-- sent, staff alone.
DO $$
DECLARE
	s record;
BEGIN
	FOR s IN SELECT * FROM (VALUES
	    ('document_to_write', 'd.state IN (''draft'', ''returned'') AND
	        (d.lacks @> ''{trainee}'' OR (d.lacks = ''{}''
	        AND d.writers @> ''{trainee}''))'),
	    ('document_to_complete', 'd.state IN (''draft'', ''returned'') AND
	        (d.lacks @> ''{educator}'' OR (d.lacks = ''{}''
	        AND d.writers @> ''{educator}''))'),
	    ('document_to_sign', 'd.state = ''submitted'' AND
	        waymark.document_unsigned(d, ''{trainee}'')'),
	    ('document_to_countersign', 'd.state = ''submitted'' AND
	        waymark.document_unsigned(d, waymark.document_mine(d))'),
	    ('document_for_tutor', 'd.state = ''submitted'' AND
	        waymark.document_unsigned(d, ''{tutor}'')'),
	    ('document_for_host', 'd.state = ''submitted'' AND
	        d.kind = ''learning_agreement'' AND
	        waymark.document_unsigned(d, ''{host}'')'),
	    ('document_unsigned', 'd.state = ''submitted''
	        AND d.placement_id IS NOT NULL'))
	    AS s (kind, waits) LOOP
		EXECUTE format('CREATE VIEW waymark.%I WITH (security_invoker)
		    AS SELECT %L::waymark.waiting_kind AS kind,
		    d.id AS subject_id, %s AS since, NULL::date AS due_on,
		    NULL::date AS on_date, 1::bigint AS how_many,
		    waymark.document_what(d) AS what,
		    d.person_id, d.enrolment_id, d.placement_id,
		    d.organisation_id, d.programme_id,
		    (SELECT e.cohort_id FROM waymark.enrolment e
		      WHERE e.id = d.enrolment_id) AS cohort_id,
		    NULL::bigint AS owner_id
		    FROM waymark.document d WHERE %s',
		    'waiting_' || s.kind, s.kind,
		    CASE WHEN s.waits LIKE 'd.state IN%'
		    THEN 'waymark.day_of(coalesce((SELECT max(x.at)
		        FROM waymark.document_event x
		       WHERE x.document_id = d.id), d.started_at))'
		    ELSE 'waymark.day_of(d.sent_at)' END, s.waits);
	END LOOP;
END
$$;

-- A final report is signed: the educator recommends, then panel and board.
CREATE VIEW waymark.waiting_placement_to_recommend WITH (security_invoker) AS
SELECT 'placement_to_recommend'::waymark.waiting_kind AS kind,
       p.id AS subject_id, coalesce((SELECT max(v.on_date)
           FROM waymark.placement_event v WHERE v.placement_id = p.id),
           p.ends_on) AS since, NULL::date AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, p.stage::text AS what, p.person_id,
       p.enrolment_id, p.id AS placement_id, p.organisation_id,
       p.programme_id, (SELECT e.cohort_id FROM waymark.enrolment e
           WHERE e.id = p.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.placement p
 WHERE p.state = 'final_report';

CREATE VIEW waymark.waiting_placement_to_decide WITH (security_invoker) AS
SELECT 'placement_to_decide'::waymark.waiting_kind AS kind,
       p.id AS subject_id, p.ends_on AS since, NULL::date AS due_on,
       NULL::date AS on_date, 1::bigint AS how_many, p.stage::text AS what,
       p.person_id, p.enrolment_id, p.id AS placement_id, p.organisation_id,
       p.programme_id, (SELECT e.cohort_id FROM waymark.enrolment e
           WHERE e.id = p.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.placement p
 WHERE p.state IN ('recommended', 'panel');

CREATE VIEW waymark.waiting_concern_to_follow WITH (security_invoker) AS
SELECT 'concern_to_follow'::waymark.waiting_kind AS kind, c.id AS subject_id,
       c.since_on AS since, c.follow_up_on AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, NULL::text AS what, c.person_id, c.enrolment_id,
       c.placement_id, c.organisation_id, c.programme_id,
       (SELECT e.cohort_id FROM waymark.enrolment e
         WHERE e.id = c.enrolment_id) AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.concern c
 WHERE c.open;

CREATE VIEW waymark.waiting_action_to_answer WITH (security_invoker) AS
SELECT 'action_to_answer'::waymark.waiting_kind AS kind, a.id AS subject_id,
       a.opened_on AS since, a.due_on, NULL::date AS on_date,
       1::bigint AS how_many, a.what, NULL::bigint AS person_id,
       NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
       a.organisation_id, a.programme_id, NULL::bigint AS cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.quality_action a
 WHERE a.state IN ('open', 'answered') AND a.state = 'open'
   AND a.owner = 'host';

CREATE VIEW waymark.waiting_action_to_settle WITH (security_invoker) AS
SELECT 'action_to_settle'::waymark.waiting_kind AS kind, a.id AS subject_id,
       a.opened_on AS since, a.due_on, NULL::date AS on_date,
       1::bigint AS how_many, a.what, NULL::bigint AS person_id,
       NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
       a.organisation_id, a.programme_id, NULL::bigint AS cohort_id,
       NULL::bigint AS owner_id
  FROM waymark.quality_action a
 WHERE a.state IN ('open', 'answered')
   AND (a.state = 'answered' OR a.owner = 'programme');

-- Once a placement has ended, while what it was like can still be said.
CREATE VIEW waymark.waiting_feedback_to_give WITH (security_invoker) AS
SELECT 'feedback_to_give'::waymark.waiting_kind AS kind, p.id AS subject_id,
       p.ends_on AS since, (p.ends_on + waymark.setting_of(p.programme_id,
           'qapl_feedback_days')::integer) AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, p.stage::text AS what, p.person_id,
       p.enrolment_id, p.id AS placement_id, p.organisation_id,
       p.programme_id, NULL::bigint AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.placement p
 WHERE p.ends_on < (SELECT waymark.today())
   AND p.ends_on + waymark.setting_of(p.programme_id,
       'qapl_feedback_days')::integer >= (SELECT waymark.today())
   AND p.state <> 'withdrawn'
   AND NOT EXISTS (SELECT 1 FROM waymark.placement_feedback f
        WHERE f.about_placement_id = p.id AND f.giver = 'trainee');

CREATE VIEW waymark.waiting_feedback_of_educator WITH (security_invoker) AS
SELECT 'feedback_of_educator'::waymark.waiting_kind AS kind,
       p.id AS subject_id, p.ends_on AS since,
       (p.ends_on + waymark.setting_of(p.programme_id,
           'qapl_feedback_days')::integer) AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, p.stage::text AS what, p.person_id,
       p.enrolment_id, p.id AS placement_id, p.organisation_id,
       p.programme_id, NULL::bigint AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.placement p
 WHERE p.ends_on < (SELECT waymark.today())
   AND p.ends_on + waymark.setting_of(p.programme_id,
       'qapl_feedback_days')::integer >= (SELECT waymark.today())
   AND p.state <> 'withdrawn'
   AND waymark.feedback_as(p.id, (SELECT auth.person_id()),
       (SELECT waymark.today())) = 'educator'
   AND NOT EXISTS (SELECT 1 FROM waymark.placement_feedback f
        WHERE f.about_placement_id = p.id
          AND f.person_id = (SELECT auth.person_id()));

CREATE VIEW waymark.waiting_feedback_of_tutor WITH (security_invoker) AS
SELECT 'feedback_of_tutor'::waymark.waiting_kind AS kind,
       p.id AS subject_id, p.ends_on AS since,
       (p.ends_on + waymark.setting_of(p.programme_id,
           'qapl_feedback_days')::integer) AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, p.stage::text AS what, p.person_id,
       p.enrolment_id, p.id AS placement_id, p.organisation_id,
       p.programme_id, NULL::bigint AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.placement p
 WHERE p.ends_on < (SELECT waymark.today())
   AND p.ends_on + waymark.setting_of(p.programme_id,
       'qapl_feedback_days')::integer >= (SELECT waymark.today())
   AND p.state <> 'withdrawn'
   AND waymark.feedback_as(p.id, (SELECT auth.person_id()),
       (SELECT waymark.today())) = 'tutor'
   AND NOT EXISTS (SELECT 1 FROM waymark.placement_feedback f
        WHERE f.about_placement_id = p.id
          AND f.person_id = (SELECT auth.person_id()));

INSERT INTO waymark.waiting_source (kind, party, person_is, through) VALUES
	('day_returned', 'trainee', 'trainee', '{trainee,educator,staff}'),
	('days_to_confirm', 'educator', 'trainee',
	    '{trainee,educator,staff,partner,tutor,lead}'),
	('needs_to_state', 'trainee', 'trainee', '{trainee,staff}'),
	('work_to_hand_in', 'trainee', 'trainee', '{trainee,staff}'),
	('offer_to_enrol', 'staff', 'trainee', '{trainee,staff}'),
	('pause_to_end', 'staff', 'trainee', '{trainee,staff}'),
	('placement_to_arrange', 'staff', 'trainee',
	    '{trainee,staff,tutor,lead}'),
	('educator_to_allocate', 'staff', 'trainee',
	    '{trainee,staff,partner,tutor,lead}'),
	('register_to_keep', 'staff', NULL, '{staff}'),
	('marks_to_release', 'staff', NULL, '{staff}'),
	('board_to_hold', 'staff', NULL, '{staff}'),
	('import_to_confirm', 'staff', NULL, '{staff}'),
	('match_to_confirm', 'staff', NULL, '{staff}'),
	('places_to_use', 'staff', NULL, '{staff,partner}'),
	('offer_to_renew', 'partner', NULL, '{staff,partner}'),
	('registration_to_renew', 'educator', 'educator', '{educator,staff}'),
	('registration_to_record', 'staff', 'educator', '{educator,staff}'),
	('document_to_write', 'trainee', 'trainee',
	    '{trainee,educator,assessor}'),
	('document_to_complete', 'educator', 'trainee', '{trainee,educator}'),
	('document_to_sign', 'trainee', 'trainee', '{trainee}'),
	('document_to_countersign', 'educator', 'trainee', '{educator}'),
	('document_for_tutor', 'tutor', 'trainee', '{trainee,tutor}'),
	('document_for_host', 'partner', 'trainee', '{trainee,partner}'),
	('document_unsigned', 'educator', 'trainee', '{staff}'),
	('placement_to_recommend', 'educator', 'trainee',
	    '{trainee,educator}'),
	('placement_to_decide', 'staff', 'trainee',
	    '{trainee,educator,staff,tutor}'),
	('concern_to_follow', 'staff', 'trainee',
	    '{trainee,staff,tutor,lead}'),
	('action_to_answer', 'partner', NULL, '{staff,partner}'),
	('action_to_settle', 'staff', NULL, '{staff,partner}'),
	('feedback_to_give', 'trainee', 'trainee', '{trainee}'),
	('feedback_of_educator', 'educator', 'trainee', '{educator}'),
	('feedback_of_tutor', 'tutor', 'trainee', '{tutor}');

-- Makes the functions below from waiting_source; a later source is a view, a
-- row, and a call of this.
--
-- waiting_mine(): what waits on me, and on others of what I am part of, by my
-- own relations; mine says which.  At most 101 of a source.
--
-- waiting_of_programme(): what waits on the staff of a programme, or with
-- others on whom they wait, of one kind or all, of a cohort, of one owner;
-- behind the item (after_since, after_kind, after_id).  Of each source 26, the
-- longest waiting first: a page, and whether there is more.
--
-- waiting_counted(): how many of each kind, at most 101.
CREATE FUNCTION waymark.waiting_rebuild() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $rebuild$
DECLARE
	-- $1 the view's name, $2 its kind.
	related constant text := $$
	IF %4$s THEN
		RETURN QUERY SELECT ROW(w.*)::waymark.waiting_item, %3$L
		    ::waymark.waiting_party, %5$L::boolean
		  FROM waymark.%1$I w WHERE %6$s
		 ORDER BY w.since, w.subject_id LIMIT 101;
	END IF;$$;
	paged constant text := $$
	IF others = %4$L::boolean AND coalesce(wanted = %2$L, true) THEN
		IF cohort IS NULL THEN
			RETURN QUERY SELECT ROW(w.*)::waymark.waiting_item,
			    %3$L::waymark.waiting_party
			  FROM waymark.%1$I w
			 WHERE w.programme_id = programme
			   AND (owner IS NULL OR w.owner_id = owner)
			   AND w.since >= from_on AND (w.since > from_on
			    OR %2$L > after_kind OR (%2$L = after_kind
			        AND w.subject_id > after_id))
			 ORDER BY w.since, w.subject_id LIMIT 26;
		ELSE
			RETURN QUERY SELECT ROW(w.*)::waymark.waiting_item,
			    %3$L::waymark.waiting_party
			  FROM waymark.%1$I w
			 WHERE w.programme_id = programme
			   AND %5$s
			   AND (owner IS NULL OR w.owner_id = owner)
			   AND w.since >= from_on AND (w.since > from_on
			    OR %2$L > after_kind OR (%2$L = after_kind
			        AND w.subject_id > after_id))
			 ORDER BY w.since, w.subject_id LIMIT 26;
		END IF;
	END IF;$$;
	counted constant text := $$
	IF others = %4$L::boolean THEN
		kind := %2$L;
		IF cohort IS NULL THEN
			n := (SELECT count(*) FROM (SELECT FROM waymark.%1$I w
			     WHERE w.programme_id = programme
			       AND (owner IS NULL OR w.owner_id = owner)
			     ORDER BY w.since, w.subject_id LIMIT 101) t);
		ELSE
			n := (SELECT count(*) FROM (SELECT FROM waymark.%1$I w
			     WHERE w.programme_id = programme
			       AND %5$s
			       AND (owner IS NULL OR w.owner_id = owner)
			     ORDER BY w.since, w.subject_id LIMIT 101) t);
		END IF;
		IF n > 0 THEN
			RETURN NEXT;
		END IF;
	END IF;$$;
	mine text := '';
	pages text := '';
	counts text := '';
	within text;
	s record;
	t waymark.waiting_party;
BEGIN
	FOR s IN SELECT *, 'waiting_' || kind AS view
	    FROM waymark.waiting_source ORDER BY kind LOOP
		within := CASE s.person_is
		    WHEN 'trainee' THEN 'w.enrolment_id = ANY (enrolments)'
		    ELSE 'w.cohort_id = cohort' END;
		FOREACH t IN ARRAY s.through LOOP
			IF t = 'staff' THEN
				pages := pages || format(paged, s.view, s.kind,
				    s.party, s.party <> 'staff', within);
				counts := counts || format(counted, s.view,
				    s.kind, s.party, s.party <> 'staff',
				    within);
				CONTINUE;
			END IF;
			mine := mine || format(related, s.view, s.kind,
			    s.party, CASE t
			        WHEN 'partner' THEN 'organisations <> ''{}'''
			        WHEN 'tutor' THEN 'tutored <> ''{}'''
			        WHEN 'equity_lead' THEN
			            'equity <> ''{}'''
			        WHEN 'lead' THEN 'led <> ''{}'''
			        WHEN 'assessor' THEN 'assessed <> ''{}'''
			        WHEN 'coordinator' THEN
			            'coordinated <> ''{}'''
			        WHEN 'moderator' THEN 'moderates'
			        WHEN 'named' THEN 'is_named'
			        WHEN 'sender' THEN 'true'
			        WHEN s.person_is THEN 'true'
			        ELSE 'placements <> ''{}''' END,
			    s.party = t OR t = 'equity_lead', CASE t
			        WHEN 'partner' THEN
			            'w.organisation_id = ANY (organisations)'
			        WHEN 'tutor' THEN
			            'w.enrolment_id = ANY (tutored)'
			        WHEN 'equity_lead' THEN
			            'w.programme_id = ANY (equity)'
			        WHEN 'lead' THEN 'w.enrolment_id = ANY (led)'
			        WHEN 'assessor' THEN
			            'w.enrolment_id = ANY (assessed)'
			        WHEN 'coordinator' THEN
			            'w.organisation_id = ANY (coordinated)'
			        WHEN 'moderator' THEN 'w.owner_id = me'
			        WHEN 'named' THEN 'w.owner_id = me'
			        WHEN 'sender' THEN 'w.owner_id = me'
			        WHEN s.person_is THEN 'w.person_id = me'
			        ELSE 'w.placement_id = ANY (placements)'
			            ' AND w.person_id <> me' END);
		END LOOP;
	END LOOP;
	EXECUTE format($make$
CREATE OR REPLACE FUNCTION waymark.waiting_mine()
RETURNS TABLE (item waymark.waiting_item, party waymark.waiting_party,
    mine boolean)
LANGUAGE plpgsql STABLE SET search_path = '' AS $f$
DECLARE
	me bigint := auth.person_id();
	placements bigint[] := auth.educator_placements();
	organisations bigint[] := auth.partner_organisations();
	tutored bigint[] := auth.tutored_enrolments();
	equity bigint[] := auth.equity_programmes();
	led bigint[] := auth.led_enrolments();
	assessed bigint[] := auth.asye_enrolments();
	coordinated bigint[] := auth.asye_coordinated();
	moderates boolean := auth.moderates();
	is_named boolean := auth.adjustments_named() <> '{}';
BEGIN
	%s
END
$f$$make$, mine);
	EXECUTE format($make$
CREATE OR REPLACE FUNCTION waymark.waiting_of_programme(programme bigint,
    others boolean, wanted waymark.waiting_kind, cohort bigint, owner bigint,
    after_since date, after_kind waymark.waiting_kind, after_id bigint)
RETURNS TABLE (item waymark.waiting_item, party waymark.waiting_party)
LANGUAGE plpgsql STABLE SET search_path = '' AS $f$
DECLARE
	from_on date := coalesce(after_since, '-infinity');
	enrolments bigint[] := ARRAY(SELECT e.id FROM waymark.enrolment e
	    WHERE e.cohort_id = cohort);
BEGIN
	%s
END
$f$$make$, pages);
	EXECUTE format($make$
CREATE OR REPLACE FUNCTION waymark.waiting_counted(programme bigint,
    others boolean, cohort bigint, owner bigint)
RETURNS TABLE (kind waymark.waiting_kind, n bigint)
LANGUAGE plpgsql STABLE SET search_path = '' AS $f$
DECLARE
	enrolments bigint[] := ARRAY(SELECT e.id FROM waymark.enrolment e
	    WHERE e.cohort_id = cohort);
BEGIN
	%s
END
$f$$make$, counts);
END
$rebuild$;
SELECT waymark.waiting_rebuild();

DO $$
DECLARE
	k text;
BEGIN
	FOR k IN SELECT kind FROM waymark.waiting_source LOOP
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web',
		    'waiting_' || k);
	END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.waiting_mine(),
    waymark.waiting_of_programme(bigint, boolean, waymark.waiting_kind, bigint,
        bigint, date, waymark.waiting_kind, bigint),
    waymark.waiting_counted(bigint, boolean, bigint, bigint) TO waymark_web;
