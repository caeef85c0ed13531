-- What happens to a placement: dated events with their reasons, from which its
-- state, its plan and its interruptions follow.
--
-- People decide some things of a placement: that its host agreed, that it is
-- suspended or terminated, what is recommended, what panel and board decide.
-- Those are events that the web writes.  All else follows from facts: which
-- documents are signed, whether the first day has come, whether the trainee
-- left the programme.  The state is one function of both
-- (waymark.placement_carried), asked again whenever one of them changes, so
-- that no placement is in a state without the documents of that state.  What
-- it followed is an event too.  An event of people is undone by another, the
-- latest that stands first.

CREATE TYPE waymark.placement_state AS ENUM ('planned', 'matched',
    'agreement_signed', 'active', 'midpoint_reviewed', 'final_report',
    'recommended', 'panel', 'confirmed', 'suspended', 'terminated',
    'withdrawn');

CREATE TYPE waymark.placement_change AS ENUM ('planned', 'matched',
    'replanned', 'repatterned', 'interrupted', 'interruption_ended',
    'extended', 'suspended', 'resumed', 'terminated', 'evidence_accepted',
    'recommended', 'panel_held', 'board_decided', 'followed', 'undone');

CREATE TYPE waymark.placement_decision AS ENUM ('pass', 'fail', 'repeat',
    'extend', 'more_evidence');

-- What people may record in which state, and what they decide by it.  NULL:
-- nothing about the state.  Decided 'matched', a placement is in the state
-- that its documents and dates carry it to.  A panel or board that asks for
-- more leads back there.
CREATE TABLE waymark.placement_transition (
	change	waymark.placement_change NOT NULL,
	before	waymark.placement_state NOT NULL,
	decides	waymark.placement_state,
	PRIMARY KEY (change, before)
);
INSERT INTO waymark.placement_transition (change, before, decides) VALUES
	('matched', 'planned', 'matched'),
	('replanned', 'planned', NULL),
	('replanned', 'matched', NULL),
	('replanned', 'agreement_signed', NULL),
	('replanned', 'active', NULL),
	('replanned', 'midpoint_reviewed', NULL),
	('repatterned', 'planned', NULL),
	('repatterned', 'matched', NULL),
	('repatterned', 'agreement_signed', NULL),
	('repatterned', 'active', NULL),
	('repatterned', 'midpoint_reviewed', NULL),
	('interrupted', 'matched', NULL),
	('interrupted', 'agreement_signed', NULL),
	('interrupted', 'active', NULL),
	('interrupted', 'midpoint_reviewed', NULL),
	('interruption_ended', 'matched', NULL),
	('interruption_ended', 'agreement_signed', NULL),
	('interruption_ended', 'active', NULL),
	('interruption_ended', 'midpoint_reviewed', NULL),
	('extended', 'matched', NULL),
	('extended', 'agreement_signed', NULL),
	('extended', 'active', NULL),
	('extended', 'midpoint_reviewed', NULL),
	('suspended', 'matched', 'suspended'),
	('suspended', 'agreement_signed', 'suspended'),
	('suspended', 'active', 'suspended'),
	('suspended', 'midpoint_reviewed', 'suspended'),
	('suspended', 'final_report', 'suspended'),
	('resumed', 'suspended', 'matched'),
	('terminated', 'planned', 'terminated'),
	('terminated', 'matched', 'terminated'),
	('terminated', 'agreement_signed', 'terminated'),
	('terminated', 'active', 'terminated'),
	('terminated', 'midpoint_reviewed', 'terminated'),
	('terminated', 'final_report', 'terminated'),
	('terminated', 'suspended', 'terminated'),
	('evidence_accepted', 'midpoint_reviewed', NULL),
	('recommended', 'final_report', 'recommended'),
	('panel_held', 'recommended', 'panel'),
	('board_decided', 'recommended', 'confirmed'),
	('board_decided', 'panel', 'confirmed');

-- Why: the person's reasons apart from the system's.
CREATE TABLE waymark.placement_reason (
	code		text PRIMARY KEY CHECK (code ~ '^[a-z_]+$'),
	whose		waymark.reason_whose NOT NULL,
	label		text NOT NULL UNIQUE CHECK (label <> ''),
	position	bigint NOT NULL UNIQUE,
	changes		waymark.placement_change[] NOT NULL
);
INSERT INTO waymark.placement_reason (position, whose, code, label, changes)
VALUES
	(1, 'person', 'illness', 'Illness or injury', '{replanned,'
	    'repatterned,interrupted,extended,suspended,terminated}'),
	(2, 'person', 'bereavement', 'Bereavement',
	    '{replanned,interrupted,extended,terminated}'),
	(3, 'person', 'parental_leave', 'Maternity, paternity, adoption or '
	    'parental leave',
	    '{replanned,repatterned,interrupted,extended,terminated}'),
	(4, 'person', 'caring', 'Caring for somebody',
	    '{replanned,repatterned,interrupted,extended,terminated}'),
	(5, 'person', 'part_time', 'Part-time work',
	    '{replanned,repatterned,extended}'),
	(6, 'person', 'more_time', 'More time to show their capability',
	    '{extended}'),
	(7, 'person', 'own_circumstances', 'Other circumstances of their own',
	    '{replanned,repatterned,interrupted,extended,suspended,'
	    'terminated}'),
	(8, 'person', 'ready', 'Ready to come back',
	    '{interruption_ended,resumed}'),
	(9, 'system', 'host_withdrew', 'The host withdrew',
	    '{replanned,interrupted,extended,suspended,terminated}'),
	(10, 'system', 'host_closed', 'The host team closed or moved',
	    '{replanned,repatterned,interrupted,extended,terminated}'),
	(11, 'system', 'no_educator', 'No practice educator was available',
	    '{replanned,interrupted,extended,suspended,terminated}'),
	(12, 'system', 'support_not_in_place', 'Support was not in place',
	    '{replanned,interrupted,extended,suspended,terminated}'),
	(13, 'system', 'adjustment_not_in_place', 'A reasonable adjustment was '
	    'not in place',
	    '{replanned,repatterned,interrupted,extended,suspended,'
	    'terminated}'),
	(14, 'system', 'equipment_late', 'Equipment or access came late',
	    '{replanned,interrupted,extended}'),
	(15, 'system', 'programme', 'The programme''s timetable',
	    '{replanned,repatterned,interrupted,extended}'),
	(16, 'system', 'put_right', 'What stood in the way was put right',
	    '{interruption_ended,resumed}'),
	(17, 'neither', 'concern', 'A concern is looked into',
	    '{suspended,terminated}'),
	(18, 'neither', 'arranged', 'Agreed with the host', '{matched}'),
	(19, 'neither', 'agreed', 'Agreed by everybody involved',
	    '{replanned,repatterned}'),
	(20, 'neither', 'called_off', 'It was called off before it began',
	    '{terminated}'),
	(21, 'neither', 'shown_otherwise', 'The same was shown in another way',
	    '{evidence_accepted}'),
	(22, 'neither', 'assessed', 'Assessed against the standards',
	    '{recommended,panel_held,board_decided}'),
	(23, 'neither', 'recorded_wrongly', 'Recorded wrongly', '{undone}'),
	(24, 'neither', 'plan_changed', 'It did not come to that', '{undone}'),
	(25, 'neither', 'begun', 'Planned', '{planned}'),
	(26, 'neither', 'facts', 'Followed from its documents and dates',
	    '{followed}');

-- outcome: what the board confirmed.  repeat_of: the one that it repeats.
ALTER TABLE waymark.placement
    ADD COLUMN state waymark.placement_state NOT NULL DEFAULT 'planned',
    ADD COLUMN outcome waymark.placement_decision,
    ADD COLUMN repeat_of bigint REFERENCES waymark.placement,
    ADD COLUMN version bigint NOT NULL DEFAULT 1,
    ADD CONSTRAINT placement_outcome CHECK
        ((state = 'confirmed') = (outcome IS NOT NULL)
        AND outcome IN ('pass', 'fail', 'repeat')),
    ADD CONSTRAINT placement_whole
        UNIQUE (id, enrolment_id, person_id, programme_id);
CREATE INDEX placement_to_begin ON waymark.placement (starts_on)
 WHERE state = 'agreement_signed';

CREATE TYPE waymark.week_span AS (during daterange, halves bigint[]);

-- version: the placement's version after it.  The lower half is the placement
-- as the event left it: what people have decided of it, whether its evidence
-- is taken as enough, since when a board asks for more, and the plan.
CREATE TABLE waymark.placement_event (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	placement_id	bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	version		bigint NOT NULL CHECK (version > 0),
	change		waymark.placement_change NOT NULL,
	on_date		date NOT NULL,
	reason		text NOT NULL REFERENCES waymark.placement_reason,
	note		text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
	undoes		bigint,
	decision	waymark.placement_decision,
	conditions	text NOT NULL DEFAULT ''
			    CHECK (length(conditions) <= 4000),
	minutes		text NOT NULL DEFAULT ''
			    CHECK (length(minutes) <= 8000),
	gap		daterange CHECK (NOT isempty(gap)
			    AND NOT lower_inf(gap)),
	back_on		date,		-- the first day after an interruption
	halves_from	date,		-- from when they work so
	halves		bigint[] CHECK (cardinality(halves) = 7
			    AND 0 <= ALL (halves) AND 2 >= ALL (halves)
			    AND 0 < ANY (halves)),
	weeks_before	waymark.week_span[],	-- the patterns that it replaced
	by_id		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,	-- NULL: Waymark
	at		timestamptz NOT NULL DEFAULT now(),

	before		waymark.placement_state,	-- NULL: of the first
	state		waymark.placement_state NOT NULL,
	decided		waymark.placement_state NOT NULL CHECK (decided IN
			    ('planned', 'matched', 'recommended', 'panel',
			    'confirmed', 'suspended', 'terminated')),
	outcome		waymark.placement_decision,
	accepted	boolean NOT NULL DEFAULT false,
	reopened_at	timestamptz,
	organisation_id	bigint NOT NULL,
	team_id		bigint NOT NULL,
	starts_on	date NOT NULL,
	ends_on		date NOT NULL,
	required_halves	bigint NOT NULL,

	FOREIGN KEY (placement_id, enrolment_id, person_id, programme_id)
	    REFERENCES waymark.placement (id, enrolment_id, person_id,
	    programme_id) ON DELETE CASCADE,
	FOREIGN KEY (team_id, organisation_id)
	    REFERENCES waymark.team (id, organisation_id),
	UNIQUE (placement_id, version),
	UNIQUE (placement_id, undoes),
	FOREIGN KEY (placement_id, undoes)
	    REFERENCES waymark.placement_event (placement_id, version),
	CHECK ((change = 'undone') = (undoes IS NOT NULL)),
	CHECK (undoes > 1 AND undoes < version),
	CHECK ((change IN ('recommended', 'panel_held', 'board_decided'))
	    = (decision IS NOT NULL)),
	CHECK (change <> 'recommended' OR decision IN ('pass', 'fail')),
	CHECK ((change = 'interrupted') = (gap IS NOT NULL)),
	CHECK ((change = 'interruption_ended') = (back_on IS NOT NULL)),
	CHECK ((change = 'repatterned') =
	    (halves IS NOT NULL AND halves_from IS NOT NULL)),
	CHECK (change <> 'evidence_accepted' OR note <> '')
);
CREATE INDEX placement_event_person ON waymark.placement_event (person_id);

-- What interrupts a placement: rows of an enrolment's event (018), of one of
-- its own, of a skills day, or of none of them.
ALTER TABLE waymark.placement_interruption
    ADD COLUMN placement_event_id bigint
        REFERENCES waymark.placement_event ON DELETE CASCADE;
CREATE INDEX placement_interruption_placement_event
    ON waymark.placement_interruption (placement_event_id);

-- The events of people that stand.
CREATE FUNCTION waymark.placement_stands(which bigint)
RETURNS SETOF waymark.placement_event
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT v.* FROM waymark.placement_event v
	 WHERE v.placement_id = which AND v.change NOT IN ('undone', 'followed')
	   AND NOT EXISTS (SELECT 1 FROM waymark.placement_event u
	        WHERE u.placement_id = which AND u.undoes = v.version)
$$;

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('evidence', 'Evidence of a placement', 15);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect)
SELECT 'evidence', position, name, label, unit, least, most, decides,
       'Placements whose final report is signed from that day on are held to '
       'it; those that were recommended stay so.'
  FROM (VALUES
	(10, 'evidence_long_from_halves', 'A placement is long from',
	    'half_days', 2, 400, 'From how many days a placement needs the '
	    'evidence of a long one.'),
	(20, 'observations_long', 'Direct observations in a long placement',
	    'documents', 0, 20, 'How many signed direct observations a long '
	    'placement needs before it is recommended.'),
	(30, 'observations_short', 'Direct observations in a shorter placement',
	    'documents', 0, 20, 'How many signed direct observations a shorter '
	    'placement needs before it is recommended.'),
	(40, 'observations_contrasting',
	    'Direct observations in a contrasting placement', 'documents', 0,
	    20, 'How many signed direct observations a contrasting placement '
	    'needs before it is recommended.'),
	(50, 'reflections_long', 'Reflections in a long placement',
	    'documents', 0, 20, 'How many signed reflections a long placement '
	    'needs before it is recommended.'),
	(60, 'reflections_short', 'Reflections in a shorter placement',
	    'documents', 0, 20, 'How many signed reflections a shorter '
	    'placement needs before it is recommended.'),
	(70, 'reflections_contrasting',
	    'Reflections in a contrasting placement', 'documents', 0, 20,
	    'How many signed reflections a contrasting placement needs before '
	    'it is recommended.'),
	(80, 'feedback_least', 'Feedback in a placement', 'documents', 0, 20,
	    'How many signed records of feedback a first or last placement '
	    'needs before it is recommended.'),
	(90, 'feedback_contrasting', 'Feedback in a contrasting placement',
	    'documents', 0, 20, 'How many signed records of feedback a '
	    'contrasting placement needs before it is recommended.'),
	(100, 'supervision_minutes_per_five_days',
	    'Supervision for every five days', 'minutes', 0, 600,
	    'How much signed supervision a placement needs for every five of '
	    'its days before it is recommended.'),
	(110, 'declarations_of_anonymity', 'Declarations of anonymity',
	    'documents', 0, 1, 'Whether a placement needs a signed declaration '
	    'of anonymity before it is recommended: 1 asks for it.'))
       AS n(position, name, label, unit, least, most, decides);
INSERT INTO waymark.setting (name, value, source) VALUES
	('evidence_long_from_halves', 160, 'Practice portfolios: 80, 100 and '
	    '120 days are long'),
	('observations_long', 4, 'Practice portfolios: four in 80 days or '
	    'more'),
	('observations_short', 3, 'Practice portfolios: three in fewer days'),
	('observations_contrasting', 1, 'Waymark'),
	('reflections_long', 5, 'Practice portfolios: five in a long '
	    'placement'),
	('reflections_short', 4, 'Practice portfolios: four in a shorter one'),
	('reflections_contrasting', 1, 'Waymark'),
	('feedback_least', 3, 'Practice handbooks: three statements'),
	('feedback_contrasting', 1, 'Waymark'),
	('supervision_minutes_per_five_days', 60, 'Practice handbooks: an hour '
	    'for every five days'),
	('declarations_of_anonymity', 1, 'Practice portfolios: everybody in '
	    'them is anonymous');

-- What its final report has to have beside it, and what is signed; minutes of
-- supervision, documents of other kinds.
CREATE FUNCTION waymark.placement_evidence(which bigint)
RETURNS TABLE (kind waymark.document_kind, wanted bigint, signed bigint)
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
	p waymark.placement;
	how text;
BEGIN
	SELECT * INTO p FROM waymark.placement WHERE id = which;
	how := CASE WHEN p.stage = 'contrasting' THEN 'contrasting'
	    WHEN p.required_halves >= waymark.setting_of(p.programme_id,
	        'evidence_long_from_halves') THEN 'long' ELSE 'short' END;
	RETURN QUERY SELECT n.kind, n.wanted,
	       CASE n.kind WHEN 'supervision_record' THEN
	           (SELECT coalesce(sum(d.minutes), 0)::bigint
	              FROM waymark.document d WHERE d.placement_id = which
	               AND d.kind = n.kind AND d.state = 'signed'
	               AND d.outcome IS DISTINCT FROM 'Informal')
	       ELSE waymark.documents_signed(which, n.kind) END
	  FROM (VALUES
	    ('direct_observation'::waymark.document_kind,
	        waymark.setting_of(p.programme_id, 'observations_' || how)),
	    ('feedback', waymark.setting_of(p.programme_id,
	        CASE how WHEN 'contrasting' THEN 'feedback_contrasting'
	            ELSE 'feedback_least' END)),
	    ('reflection', waymark.setting_of(p.programme_id,
	        'reflections_' || how)),
	    ('supervision_record', waymark.setting_of(p.programme_id,
	        'supervision_minutes_per_five_days')
	        * p.required_halves / 10),
	    ('anonymity_declaration', waymark.setting_of(p.programme_id,
	        'declarations_of_anonymity'))) AS n(kind, wanted)
	 WHERE p.id IS NOT NULL;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.placement_evidence(bigint) TO waymark_web;

-- What the practice educator recommends: in the final report, or by an event.
CREATE FUNCTION waymark.placement_recommendation(which bigint)
RETURNS waymark.placement_decision
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
	RETURN coalesce((SELECT v.decision FROM waymark.placement_event v
	         WHERE v.placement_id = which AND v.change = 'recommended'
	           AND NOT EXISTS (SELECT 1 FROM waymark.placement_event u
	                WHERE u.placement_id = which AND u.undoes = v.version)
	         ORDER BY v.version DESC LIMIT 1),
	    (SELECT substring(lower(d.outcome) FROM '^(pass|fail)')
	               ::waymark.placement_decision
	       FROM waymark.document d
	      WHERE d.placement_id = which AND d.kind = 'final_report'
	        AND d.state = 'signed'
	      ORDER BY d.signed_at DESC LIMIT 1));
END
$$;
GRANT EXECUTE ON FUNCTION waymark.placement_recommendation(bigint)
    TO waymark_web;

-- The state, from what people decided and from the facts: no state of a
-- placement stands without the documents of those before it.
CREATE FUNCTION waymark.placement_carried(v waymark.placement_event)
RETURNS waymark.placement_state
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	which bigint := v.placement_id;
BEGIN
	IF v.decided IN ('confirmed', 'terminated') THEN
		RETURN v.decided;
	ELSIF EXISTS (SELECT 1 FROM waymark.enrolment e
	    WHERE e.id = v.enrolment_id AND e.state = 'withdrawn') THEN
		RETURN 'withdrawn';
	ELSIF v.decided <> 'matched' THEN
		RETURN v.decided;
	ELSIF waymark.documents_signed(which, 'learning_agreement') = 0 THEN
		RETURN 'matched';
	ELSIF v.starts_on > waymark.today() THEN
		RETURN 'agreement_signed';
	ELSIF waymark.documents_signed(which, 'midpoint_review') = 0 THEN
		RETURN 'active';
	ELSIF NOT EXISTS (SELECT 1 FROM waymark.document d
	        WHERE d.placement_id = which AND d.kind = 'final_report'
	          AND d.state = 'signed'
	          AND d.signed_at > coalesce(v.reopened_at, '-infinity'))
	    OR NOT (v.accepted OR NOT EXISTS (SELECT 1
	        FROM waymark.placement_evidence(which) e
	       WHERE e.signed < e.wanted)) THEN
		RETURN 'midpoint_reviewed';
	ELSIF waymark.placement_recommendation(which) IS NULL THEN
		RETURN 'final_report';
	END IF;
	RETURN 'recommended';
END
$$;

-- How many days are logged within a span.
CREATE FUNCTION waymark.placement_days_in(which bigint, during daterange)
RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT count(*) FROM waymark.placement_day d
	 WHERE d.placement_id = which AND d.state <> 'withdrawn'
	   AND d.on_date <@ during
$$;

CREATE FUNCTION waymark.placement_plan_check(v waymark.placement_event,
    p waymark.placement) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	e waymark.enrolment;
	last_end date;
BEGIN
	SELECT * INTO e FROM waymark.enrolment WHERE id = p.enrolment_id;
	SELECT greatest(e.ends_on, c.ends_on + make_interval(months =>
	       waymark.setting_of(e.programme_id,
	           'longest_extension_months')::integer))
	  INTO last_end FROM waymark.cohort c WHERE c.id = e.cohort_id;
	IF v.starts_on < e.starts_on OR v.ends_on > last_end THEN
		PERFORM waymark.event_refuse('a placement lies within the '
		    'enrolment');
	ELSIF v.ends_on < v.starts_on OR v.required_halves <= 0 THEN
		PERFORM waymark.event_refuse('a placement ends after it '
		    'starts, and requires something');
	ELSIF waymark.placement_days_in(p.id,
	        daterange(NULL, v.starts_on)) > 0
	    OR waymark.placement_days_in(p.id,
	        daterange(v.ends_on + 1, NULL)) > 0 THEN
		PERFORM waymark.event_refuse('days are logged outside');
	ELSIF v.organisation_id <> p.organisation_id
	    AND (p.state NOT IN ('planned', 'matched') OR EXISTS
	        (SELECT 1 FROM waymark.placement_day d
	          WHERE d.placement_id = p.id)) THEN
		PERFORM waymark.event_refuse('a placement that has begun '
		    'stays with its host');
	ELSIF v.change = 'extended' AND (v.ends_on < p.ends_on
	    OR v.required_halves < p.required_halves
	    OR (v.ends_on, v.required_halves) =
	       (p.ends_on, p.required_halves)) THEN
		PERFORM waymark.event_refuse('an extension is longer');
	END IF;
END
$$;

CREATE FUNCTION waymark.placement_event_check(v waymark.placement_event,
    p waymark.placement) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	decided_on date := (SELECT max(s.on_date)
	    FROM waymark.placement_stands(p.id) s
	    JOIN waymark.placement_transition t ON t.change = s.change
	   WHERE t.decides IS NOT NULL);
BEGIN
	IF v.on_date > waymark.today() OR v.on_date < decided_on THEN
		PERFORM waymark.event_refuse('an event lies between the one '
		    'before it and today');
	ELSIF v.change = 'interrupted' AND (lower(v.gap) > p.ends_on
	    OR upper(v.gap) <= p.starts_on OR EXISTS (SELECT 1
	        FROM waymark.placement_gaps(p.id) g
	       WHERE g.during && v.gap)) THEN
		PERFORM waymark.event_refuse('an interruption lies within the '
		    'placement, apart from others');
	ELSIF v.change = 'interruption_ended' AND NOT EXISTS (SELECT 1
	    FROM waymark.placement_gaps(p.id) g
	    JOIN waymark.placement_event i ON i.id = g.event_id
	   WHERE i.change = 'interrupted' AND upper_inf(g.during)
	     AND v.back_on > lower(g.during)) THEN
		PERFORM waymark.event_refuse('only what goes on can end, a '
		    'day after it began or later');
	ELSIF v.change = 'repatterned' AND (v.halves_from < p.starts_on
	    OR v.halves_from > p.ends_on) THEN
		PERFORM waymark.event_refuse('a pattern begins within the '
		    'placement');
	ELSIF v.change = 'evidence_accepted'
	    AND waymark.documents_signed(p.id, 'final_report') = 0 THEN
		PERFORM waymark.event_refuse('the final report comes first');
	ELSIF v.change = 'recommended' AND v.by_id IS NOT NULL
	    AND NOT EXISTS (SELECT 1 FROM waymark.placement_educator d
	        WHERE d.placement_id = p.id AND d.person_id = v.by_id
	          AND d.duty = 'practice_educator')
	    AND NOT EXISTS (SELECT 1 FROM waymark.role_held r
	        WHERE r.person_id = v.by_id AND r.role = 'staff'
	          AND r.programme_id = p.programme_id) THEN
		PERFORM waymark.event_refuse('practice educators recommend');
	ELSIF v.change = 'board_decided' AND p.state = 'recommended'
	    AND (waymark.setting_of(p.programme_id, 'panel_always') > 0
	      OR (waymark.setting_of(p.programme_id, 'panel_before_fail') > 0
	        AND 'fail' IN (v.decision,
	            waymark.placement_recommendation(p.id)))) THEN
		PERFORM waymark.event_refuse('a panel comes first');
	END IF;
END
$$;

-- What interrupts a placement by its own events, the earlier first: where two
-- meet, the days are of the earlier.
CREATE FUNCTION waymark.placement_gaps(which bigint)
RETURNS TABLE (event_id bigint, during daterange, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	WITH stands AS (SELECT * FROM waymark.placement_stands(which)),
	spans AS (
	    SELECT s.id, s.version, s.change, CASE s.change
	           WHEN 'interrupted' THEN daterange(lower(s.gap),
	               coalesce(upper(s.gap), (SELECT n.back_on FROM stands n
	                   WHERE n.version > s.version
	                     AND n.change = 'interruption_ended'
	                   ORDER BY n.version LIMIT 1)))
	           WHEN 'suspended' THEN daterange(s.on_date,
	               (SELECT n.on_date FROM stands n
	                 WHERE n.version > s.version AND n.change IN
	                       ('resumed', 'terminated')
	                 ORDER BY n.version LIMIT 1))
	           ELSE daterange(greatest(s.on_date, s.starts_on), NULL)
	           END AS during
	      FROM stands s
	     WHERE s.change IN ('interrupted', 'suspended', 'terminated')),
	own AS (
	    SELECT range_agg(i.during) AS during
	      FROM waymark.placement_interruption i
	     WHERE i.placement_id = which AND i.event_id IS NULL
	       AND i.placement_event_id IS NULL)
	SELECT p.id, d.during, CASE p.change
	       WHEN 'interrupted' THEN 'Placement interrupted'
	       WHEN 'suspended' THEN 'Placement suspended'
	       ELSE 'Placement terminated' END
	  FROM spans p CROSS JOIN own
	 CROSS JOIN LATERAL unnest(datemultirange(p.during)
	       - coalesce(own.during, '{}')
	       - coalesce((SELECT range_agg(o.during) FROM spans o
	           WHERE o.version < p.version), '{}')) AS d(during)
	 WHERE NOT isempty(p.during)
$$;

-- The rows that do not follow any more go first, and those of the enrolment
-- with them: they fill what is left.
CREATE FUNCTION waymark.placement_gaps_follow(which bigint, whose bigint)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (
	    (SELECT g.event_id, g.during FROM waymark.placement_gaps(which) g
	     EXCEPT
	     SELECT i.placement_event_id, i.during
	       FROM waymark.placement_interruption i
	      WHERE i.placement_id = which
	        AND i.placement_event_id IS NOT NULL)
	    UNION ALL
	    (SELECT i.placement_event_id, i.during
	       FROM waymark.placement_interruption i
	      WHERE i.placement_id = which AND i.placement_event_id IS NOT NULL
	     EXCEPT
	     SELECT g.event_id, g.during
	       FROM waymark.placement_gaps(which) g)) THEN
		RETURN;
	END IF;
	DELETE FROM waymark.placement_interruption i
	 WHERE i.placement_id = which
	   AND (i.placement_event_id IS NOT NULL OR i.event_id IS NOT NULL);
	INSERT INTO waymark.placement_interruption
	    (placement_id, placement_event_id, during, reason)
	SELECT which, g.event_id, g.during, g.reason
	  FROM waymark.placement_gaps(which) g;
	PERFORM waymark.interruptions_follow(whose);
END
$$;

-- The plan that an event leaves.
CREATE FUNCTION waymark.placement_planned(v waymark.placement_event,
    p waymark.placement) RETURNS waymark.placement_event
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF v.change <> 'replanned' OR v.team_id IS NULL THEN
		v.team_id := p.team_id;
		v.organisation_id := p.organisation_id;
	END IF;
	IF v.change <> 'replanned' OR v.starts_on IS NULL THEN
		v.starts_on := p.starts_on;
	END IF;
	IF v.change = 'terminated' THEN
		v.ends_on := least(p.ends_on, greatest(v.on_date, p.starts_on));
	ELSIF v.change NOT IN ('replanned', 'extended')
	    OR v.ends_on IS NULL THEN
		v.ends_on := p.ends_on;
	END IF;
	IF v.change NOT IN ('replanned', 'extended')
	    OR v.required_halves IS NULL THEN
		v.required_halves := p.required_halves;
	END IF;
	RETURN v;
END
$$;

-- What it decides, from the one before it that is latest.
CREATE FUNCTION waymark.placement_decides(v waymark.placement_event,
    p waymark.placement, latest waymark.placement_event)
RETURNS waymark.placement_event
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	t waymark.placement_transition;
BEGIN
	SELECT * INTO t FROM waymark.placement_transition
	 WHERE change = v.change AND before = p.state;
	IF t.change IS NULL THEN
		PERFORM waymark.event_refuse(format('what is %s cannot be %s',
		    p.state, v.change));
	END IF;
	v.decided := coalesce(t.decides, latest.decided);
	v.outcome := latest.outcome;
	v.accepted := latest.accepted OR v.change = 'evidence_accepted';
	v.reopened_at := latest.reopened_at;
	IF v.change IN ('panel_held', 'board_decided')
	    AND v.decision IN ('extend', 'more_evidence') THEN
		v.decided := 'matched';
		v.accepted := false;
		v.reopened_at := now();
	ELSIF v.change = 'board_decided' THEN
		v.outcome := v.decision;
	END IF;
	RETURN v;
END
$$;

-- An undoing leaves what the event before the undone one left.
CREATE FUNCTION waymark.placement_undoes(v waymark.placement_event)
RETURNS waymark.placement_event
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	back waymark.placement_event;
	undone waymark.placement_event;
BEGIN
	SELECT * INTO undone FROM waymark.placement_stands(v.placement_id)
	 ORDER BY version DESC LIMIT 1;
	SELECT * INTO back FROM waymark.placement_stands(v.placement_id)
	 WHERE version < undone.version ORDER BY version DESC LIMIT 1;
	IF v.undoes IS DISTINCT FROM undone.version OR back.id IS NULL THEN
		PERFORM waymark.event_refuse('only the latest event can be '
		    'undone, and never the first');
	END IF;
	v.on_date := waymark.today();
	v.decided := back.decided;
	v.outcome := back.outcome;
	v.accepted := back.accepted;
	v.reopened_at := back.reopened_at;
	v.organisation_id := back.organisation_id;
	v.team_id := back.team_id;
	v.starts_on := back.starts_on;
	v.ends_on := back.ends_on;
	v.required_halves := back.required_halves;
	RETURN v;
END
$$;

-- One at a time: whoever saw an older version of the placement writes nothing.
CREATE FUNCTION waymark.placement_event_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	p waymark.placement;
	latest waymark.placement_event;
BEGIN
	SELECT * INTO p FROM waymark.placement
	 WHERE id = NEW.placement_id FOR UPDATE;
	SELECT * INTO latest FROM waymark.placement_event
	 WHERE placement_id = p.id ORDER BY version DESC LIMIT 1;
	IF latest.id IS NULL AND NEW.version = 1
	    AND NEW.change = 'planned' AND p.version = 1 THEN
		RETURN NEW;
	ELSIF NEW.version IS DISTINCT FROM p.version + 1 THEN
		RETURN NULL;
	ELSIF NOT EXISTS (SELECT 1 FROM waymark.placement_reason r
	    WHERE r.code = NEW.reason AND NEW.change = ANY (r.changes)) THEN
		PERFORM waymark.event_refuse('that is no reason for it');
	END IF;
	NEW.before := p.state;
	IF NEW.change = 'undone' THEN
		NEW := waymark.placement_undoes(NEW);
		PERFORM waymark.placement_plan_check(NEW, p);
	ELSIF NEW.change = 'followed' THEN
		NEW := waymark.placement_planned(NEW, p);
		NEW.decided := latest.decided;
		NEW.outcome := latest.outcome;
		NEW.accepted := latest.accepted;
		NEW.reopened_at := latest.reopened_at;
	ELSE
		NEW := waymark.placement_planned(NEW, p);
		NEW := waymark.placement_decides(NEW, p, latest);
		PERFORM waymark.placement_event_check(NEW, p),
		    waymark.placement_plan_check(NEW, p);
	END IF;
	IF NEW.change = 'repatterned' THEN
		NEW.weeks_before := ARRAY(
		    SELECT (w.during, w.halves)::waymark.week_span
		      FROM waymark.placement_pattern w
		     WHERE w.placement_id = p.id ORDER BY w.during);
	END IF;
	NEW.state := waymark.placement_carried(NEW);
	IF NEW.change = 'followed' AND NEW.state = p.state THEN
		PERFORM waymark.event_refuse('nothing moved it');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.placement_event
    FOR EACH ROW EXECUTE FUNCTION waymark.placement_event_guard();

-- Events go with their placement, when a round of matching is taken back.
CREATE FUNCTION waymark.placement_event_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_OP = 'DELETE' AND auth.being_erased() IS NOT NULL THEN
		RETURN OLD;
	ELSIF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM waymark.placement
	    WHERE id = OLD.placement_id) THEN
		RAISE EXCEPTION 'what happened cannot be changed'
		    USING ERRCODE = 'insufficient_privilege';
	ELSIF OLD.change NOT IN ('planned', 'matched') THEN
		RAISE EXCEPTION 'something was recorded of the placement'
		    USING ERRCODE = 'foreign_key_violation';
	END IF;
	RETURN OLD;
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON waymark.placement_event
    FOR EACH ROW EXECUTE FUNCTION waymark.placement_event_kept();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON waymark.placement_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.placement_event
    FOR EACH ROW EXECUTE FUNCTION audit.changed();

CREATE FUNCTION waymark.placement_weeks(which bigint,
    weeks waymark.week_span[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	DELETE FROM waymark.placement_pattern WHERE placement_id = which;
	INSERT INTO waymark.placement_pattern (placement_id, during, halves)
	SELECT which, w.during, w.halves
	  FROM unnest(weeks) AS w(during, halves)
	 WHERE NOT isempty(w.during)
$$;

CREATE FUNCTION waymark.placement_weeks_follow(v waymark.placement_event)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	since daterange := daterange(v.halves_from, NULL);
BEGIN
	IF v.change = 'repatterned' THEN
		PERFORM waymark.placement_weeks(v.placement_id, ARRAY(
		    SELECT (w.during * daterange(NULL, v.halves_from),
		           w.halves)::waymark.week_span
		      FROM waymark.placement_pattern w
		     WHERE w.placement_id = v.placement_id)
		    || (since, v.halves)::waymark.week_span);
	ELSIF v.change = 'undone' THEN
		PERFORM waymark.placement_weeks(v.placement_id, u.weeks_before)
		   FROM waymark.placement_event u
		  WHERE u.placement_id = v.placement_id
		    AND u.version = v.undoes AND u.weeks_before IS NOT NULL;
	END IF;
END
$$;

-- Patterns and educators that begin or end with the placement go on doing so.
CREATE FUNCTION waymark.placement_span_follows(p waymark.placement,
    v waymark.placement_event) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	UPDATE waymark.placement_pattern w
	   SET during = daterange(v.starts_on, upper(w.during))
	 WHERE w.placement_id = p.id AND p.starts_on <> v.starts_on
	   AND lower(w.during) = p.starts_on
	   AND v.starts_on < coalesce(upper(w.during), 'infinity');
	UPDATE waymark.placement_educator d
	   SET during = s.during
	  FROM waymark.placement_educator o
	 CROSS JOIN LATERAL (SELECT daterange(
	           CASE lower(o.during) WHEN p.starts_on THEN v.starts_on
	               ELSE lower(o.during) END,
	           CASE upper(o.during) WHEN p.ends_on + 1 THEN v.ends_on + 1
	               ELSE upper(o.during) END) AS during
	        WHERE lower(o.during) <= v.ends_on
	          AND (upper(o.during) > v.starts_on
	            OR upper(o.during) = p.ends_on + 1)) s
	 WHERE o.id = d.id AND d.placement_id = p.id
	   AND (p.starts_on, p.ends_on) <> (v.starts_on, v.ends_on)
	   AND s.during <> o.during
$$;

CREATE FUNCTION waymark.placement_event_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	p waymark.placement;
BEGIN
	IF NEW.version = 1 THEN
		RETURN NULL;
	END IF;
	SELECT * INTO p FROM waymark.placement WHERE id = NEW.placement_id;
	UPDATE waymark.placement
	   SET state = NEW.state, outcome = NEW.outcome,
	       version = NEW.version, organisation_id = NEW.organisation_id,
	       team_id = NEW.team_id, starts_on = NEW.starts_on,
	       ends_on = NEW.ends_on, required_halves = NEW.required_halves
	 WHERE id = p.id;
	PERFORM waymark.placement_span_follows(p, NEW),
	    waymark.placement_weeks_follow(NEW),
	    waymark.placement_gaps_follow(p.id, p.enrolment_id);
	IF EXISTS (SELECT 1 FROM waymark.placement_interruption i
	    WHERE i.placement_id = p.id AND i.placement_event_id IS NOT NULL
	      AND waymark.placement_days_in(p.id, i.during) > 0) THEN
		PERFORM waymark.event_refuse('days are logged there');
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT ON waymark.placement_event
    FOR EACH ROW EXECUTE FUNCTION waymark.placement_event_follows();

-- A placement is in the state that its latest event left, whoever writes it.
CREATE FUNCTION waymark.placement_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.state <> 'planned' OR NEW.version <> 1 THEN
			PERFORM waymark.event_refuse('a placement begins '
			    'planned');
		END IF;
	ELSIF NOT EXISTS (SELECT 1 FROM waymark.placement_event v
	    WHERE v.placement_id = NEW.id AND v.version = NEW.version
	      AND v.state = NEW.state
	      AND v.outcome IS NOT DISTINCT FROM NEW.outcome)
	    OR NEW.version < OLD.version THEN
		PERFORM waymark.event_refuse('a placement follows its events');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OF state, outcome, version
    ON waymark.placement
    FOR EACH ROW EXECUTE FUNCTION waymark.placement_guard();

CREATE FUNCTION waymark.placement_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.placement_event (placement_id, enrolment_id,
	    person_id, programme_id, version, change, on_date, reason, state,
	    decided, organisation_id, team_id, starts_on, ends_on,
	    required_halves)
	VALUES (NEW.id, NEW.enrolment_id, NEW.person_id, NEW.programme_id, 1,
	    'planned', least(NEW.starts_on, waymark.today()), 'begun',
	    'planned', 'planned', NEW.organisation_id, NEW.team_id,
	    NEW.starts_on, NEW.ends_on, NEW.required_halves);
	RETURN NULL;
END
$$;
CREATE TRIGGER begins AFTER INSERT ON waymark.placement
    FOR EACH ROW EXECUTE FUNCTION waymark.placement_begins();

-- A proposal of matching that became a placement has its host's word.
CREATE FUNCTION waymark.proposal_matched() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.placement_event (placement_id, enrolment_id,
	    person_id, programme_id, version, change, on_date, reason)
	SELECT p.id, p.enrolment_id, p.person_id, p.programme_id,
	       p.version + 1, 'matched', waymark.today(), 'arranged'
	  FROM waymark.placement p
	 WHERE p.id = NEW.placement_id AND p.state = 'planned';
	RETURN NULL;
END
$$;
CREATE TRIGGER matched AFTER UPDATE OF placement_id ON waymark.match_proposal
    FOR EACH ROW WHEN (NEW.placement_id IS NOT NULL)
    EXECUTE FUNCTION waymark.proposal_matched();

-- Was something decided that rests upon its signed documents?
CREATE FUNCTION waymark.placement_settled(which bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN coalesce((SELECT v.decided IN
	        ('recommended', 'panel', 'confirmed')
	    FROM waymark.placement_event v WHERE v.placement_id = which
	   ORDER BY v.version DESC LIMIT 1), false);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.placement_settled(bigint) TO waymark_web;

-- Facts changed: the state follows, and that is an event of Waymark's.
CREATE FUNCTION waymark.placement_follow(which bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	p waymark.placement;
	latest waymark.placement_event;
BEGIN
	SELECT * INTO p FROM waymark.placement WHERE id = which FOR UPDATE;
	SELECT * INTO latest FROM waymark.placement_event
	 WHERE placement_id = which ORDER BY version DESC LIMIT 1;
	IF latest.id IS NULL
	    OR waymark.placement_carried(latest) = p.state THEN
		RETURN;
	END IF;
	INSERT INTO waymark.placement_event (placement_id, enrolment_id,
	    person_id, programme_id, version, change, on_date, reason, by_id)
	VALUES (p.id, p.enrolment_id, p.person_id, p.programme_id,
	    p.version + 1, 'followed', waymark.today(), 'facts', NULL);
END
$$;

CREATE FUNCTION waymark.placements_follow_enrolment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.placement_follow(p.id) FROM (SELECT id
	    FROM waymark.placement WHERE enrolment_id = NEW.id
	   ORDER BY starts_on, id) p;
	RETURN NULL;
END
$$;
CREATE TRIGGER placements_follow AFTER UPDATE OF state ON waymark.enrolment
    FOR EACH ROW WHEN ((OLD.state = 'withdrawn')
        IS DISTINCT FROM (NEW.state = 'withdrawn'))
    EXECUTE FUNCTION waymark.placements_follow_enrolment();

-- A document is signed, or opened again: not what a decision rests upon.
CREATE FUNCTION waymark.placement_follows_document() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF OLD.state = 'signed' AND waymark.placement_settled(OLD.placement_id)
	THEN
		PERFORM waymark.event_refuse('what was decided rests upon it');
	END IF;
	PERFORM waymark.placement_follow(NEW.placement_id);
	RETURN NULL;
END
$$;
CREATE TRIGGER placement_follows AFTER UPDATE OF state ON waymark.document
    FOR EACH ROW WHEN (NEW.placement_id IS NOT NULL
        AND (OLD.state = 'signed') IS DISTINCT FROM (NEW.state = 'signed'))
    EXECUTE FUNCTION waymark.placement_follows_document();

-- Each day, those whose first day has come.
CREATE FUNCTION waymark.placements_follow_day() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.placement_follow(p.id) FROM (SELECT id
	    FROM waymark.placement
	   WHERE state = 'agreement_signed' AND starts_on <= waymark.today()
	   ORDER BY id) p;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.placements_follow_day() TO waymark_jobs;

INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('placements', 110, 'placement_repeats', 'Repeats of a stage',
	    'number', 0, 5,
	    'How often a trainee can repeat a placement that a board did not '
	    'pass.',
	    'Placements that are planned from that day on count with it; those '
	    'that were planned stay.'),
	('placements', 120, 'required_halves_total',
	    'Days in practice settings', 'half_days', 2, 1000,
	    'How many days a trainee spends in practice settings in all.',
	    'From that day, every trainee''s days are compared with it.'),
	('placements', 130, 'skills_halves_most', 'Skills days at most',
	    'half_days', 0, 1000,
	    'How many of the days in practice settings can be skills days.',
	    'From that day, skills days beyond it do not count for anybody; '
	    'they stay recorded.'),
	('placements', 140, 'statutory_settings',
	    'Statutory placements at least', 'number', 0, 9,
	    'How many of a trainee''s placements are in a statutory setting.',
	    'From that day, every trainee''s placements are compared with it.');
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, choices, decides, takes_effect) VALUES
	('placements', 150, 'panel_always',
	    'A panel hears every placement', 'choice', 0, 1, '{No,Yes}',
	    'Whether a practice assessment panel hears every placement before '
	    'the board decides.',
	    'Boards that decide from that day on keep to it; decisions that '
	    'were made stand.'),
	('placements', 160, 'panel_before_fail',
	    'A panel hears a placement that may fail', 'choice', 0, 1,
	    '{No,Yes}',
	    'Whether a practice assessment panel hears a placement before the '
	    'board fails it, or where the practice educator recommends so.',
	    'Boards that decide from that day on keep to it; decisions that '
	    'were made stand.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('placement_repeats', 1, 'Waymark: one repeat of a stage is usual'),
	('required_halves_total', 400, 'Social Work England 2021, 2.1: at '
	    'least 200 days in practice settings'),
	('skills_halves_most', 60, 'Social Work England 2021, 2.1: of which '
	    'up to 30 may be skills days'),
	('statutory_settings', 1, 'Social Work England 2021, 2.1: at least '
	    'one statutory setting'),
	('panel_always', 0, 'Waymark: handbooks differ'),
	('panel_before_fail', 1, 'Waymark: who may fail is heard by a panel');

-- Staff plan a placement by hand.  The number of it; refused where somebody
-- has one of the stage already, unless that one failed, may be repeated, or
-- was terminated.
CREATE FUNCTION waymark.plan_placement(whose bigint, wanted_team bigint,
    wanted_stage waymark.placement_stage, from_on date, to_on date,
    halves bigint, week bigint[], has_agreed boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	e waymark.enrolment;
	t waymark.team;
	earlier waymark.placement;
	failed bigint;
	made waymark.placement;
BEGIN
	SELECT * INTO e FROM waymark.enrolment
	 WHERE id = whose AND programme_id = ANY (auth.staff_programmes())
	   AND person_id <> auth.person_id() FOR UPDATE;
	SELECT * INTO t FROM waymark.team WHERE id = wanted_team;
	IF e.id IS NULL OR t.id IS NULL THEN
		RETURN NULL;
	ELSIF e.state IN ('withdrawn', 'completed') THEN
		PERFORM waymark.event_refuse('who has left has no placement');
	END IF;
	SELECT * INTO earlier FROM waymark.placement
	 WHERE enrolment_id = whose AND stage = wanted_stage
	   AND state <> 'terminated' ORDER BY starts_on DESC, id DESC LIMIT 1;
	SELECT count(*) INTO failed FROM waymark.placement
	 WHERE enrolment_id = whose AND stage = wanted_stage
	   AND outcome IN ('fail', 'repeat');
	IF earlier.id IS NOT NULL
	    AND coalesce(earlier.outcome, 'pass') = 'pass' THEN
		PERFORM waymark.event_refuse('one placement of a stage');
	ELSIF failed > waymark.setting_of(e.programme_id,
	    'placement_repeats') THEN
		PERFORM waymark.event_refuse('no further repeat');
	END IF;
	INSERT INTO waymark.placement (enrolment_id, person_id, programme_id,
	    organisation_id, team_id, stage, starts_on, ends_on,
	    required_halves, repeat_of)
	VALUES (e.id, e.person_id, e.programme_id, t.organisation_id, t.id,
	    wanted_stage, from_on, to_on, plan_placement.halves, earlier.id)
	RETURNING * INTO made;
	INSERT INTO waymark.placement_pattern (placement_id, during, halves)
	VALUES (made.id, daterange(from_on, NULL), week);
	IF has_agreed THEN
		INSERT INTO waymark.placement_event (placement_id,
		    enrolment_id, person_id, programme_id, version, change,
		    on_date, reason)
		VALUES (made.id, e.id, e.person_id, e.programme_id, 2,
		    'matched', waymark.today(), 'arranged');
	END IF;
	RETURN made.id;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.plan_placement(bigint, bigint,
    waymark.placement_stage, date, date, bigint, bigint[], boolean)
    TO waymark_web;

-- Placements from before there were events.
INSERT INTO waymark.placement_event (placement_id, enrolment_id, person_id,
    programme_id, version, change, on_date, reason, state, decided,
    organisation_id, team_id, starts_on, ends_on, required_halves)
SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, 1, 'planned',
       least(p.starts_on, waymark.today()), 'begun', 'planned', 'planned',
       p.organisation_id, p.team_id, p.starts_on, p.ends_on, p.required_halves
  FROM waymark.placement p;
INSERT INTO waymark.placement_event (placement_id, enrolment_id, person_id,
    programme_id, version, change, on_date, reason)
SELECT p.id, p.enrolment_id, p.person_id, p.programme_id, 2, 'matched',
       least(p.starts_on, waymark.today()), 'arranged'
  FROM waymark.placement p;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['placement_transition', 'placement_reason',
	    'placement_event'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
	END LOOP;
END
$$;
CREATE POLICY everybody ON waymark.placement_transition FOR SELECT
    TO waymark_web USING (true);
CREATE POLICY everybody ON waymark.placement_reason FOR SELECT
    TO waymark_web USING (true);
GRANT SELECT ON waymark.placement_transition, waymark.placement_reason
    TO waymark_web;

-- Why is between the trainee, the staff and those who educate; a host sees the
-- state alone.
CREATE POLICY sees ON waymark.placement_event FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR placement_id = ANY ((SELECT auth.educator_placements())::bigint[])
    OR enrolment_id = ANY ((SELECT auth.guided_enrolments())::bigint[]));
CREATE POLICY records ON waymark.placement_event FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[])
        AND person_id <> (SELECT auth.person_id())
        AND by_id = (SELECT auth.person_id())
        AND change NOT IN ('planned', 'followed'));
CREATE POLICY recommends ON waymark.placement_event FOR INSERT TO waymark_web
    WITH CHECK (placement_id =
        ANY ((SELECT auth.educator_placements())::bigint[])
        AND person_id <> (SELECT auth.person_id())
        AND by_id = (SELECT auth.person_id())
        AND change = 'recommended');
GRANT SELECT ON waymark.placement_event TO waymark_web;
GRANT INSERT (placement_id, enrolment_id, person_id, programme_id, version,
    change, on_date, reason, note, undoes, decision, conditions, minutes, gap,
    back_on, halves_from, halves, organisation_id, team_id, starts_on, ends_on,
    required_halves) ON waymark.placement_event TO waymark_web;
