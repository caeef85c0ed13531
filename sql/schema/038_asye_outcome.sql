-- From a recommendation to a confirmed outcome: the assessor recommends, a
-- panel moderates, the employer confirms, somebody who fails or is extended is
-- told and can appeal, and somebody who passes has a certificate.
--
-- A round of moderation is of one employer.  When its sample is drawn, all that
-- is recommended then is in it; which of it panels read follows from a seed that
-- is made in that moment (include/rules/moderation_sample.h says how to repeat
-- it).  A moderator reaches a portfolio through a panel that is open, under a
-- label, after declaring that nothing stands between them and it, and reads it
-- without the names in it.  The state of an ASYE moves by events that
-- triggers write here; no other way leads to `confirmed`.

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('moderation', 'Moderation and outcomes', 75);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('moderation', 10, 'moderation_sample_percent',
	    'Moderate of recommendations to pass', 'percent', 0, 100,
	    'What share of the recommendations that no rule takes is drawn '
	    'for a moderation panel, rounded up, and at least one.',
	    'From that day, samples that are drawn are so large.'),
	('moderation', 20, 'moderation_quorum',
	    'Members who judge a portfolio', 'number', 1, 20,
	    'How many members of a panel, without a conflict of interest, '
	    'judge a portfolio before the panel decides on it.',
	    'From that day, rounds that begin need so many.'),
	('moderation', 30, 'asye_notice_working_days',
	    'Give notice of a decision to fail or extend within', 'days', 0, 60,
	    'How many working days after a decision to fail or to extend the '
	    'newly qualified social worker has notice of it.',
	    'From that day, notice is due by then.'),
	('moderation', 40, 'asye_appeal_working_days',
	    'Appeal against a decision within', 'days', 1, 60,
	    'How many working days after notice of a decision to fail or to '
	    'extend an appeal can be lodged. Bank holidays do not count.',
	    'From that day, notices that are given say so; those that were '
	    'given stay.'),
	('moderation', 50, 'asye_appeal_heard_working_days',
	    'Hear an appeal within', 'days', 1, 120,
	    'How many working days after an appeal is lodged it is heard.',
	    'From that day, appeals that are lodged are due by then.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('moderation_sample_percent', 10,
	    'Skills for Care: partnerships moderate 10% of average and good '
	    'outcomes'),
	('moderation_quorum', 2, 'Waymark: two members'),
	('asye_notice_working_days', 5, 'Waymark: five working days'),
	('asye_appeal_working_days', 10, 'Waymark: ten working days'),
	('asye_appeal_heard_working_days', 20, 'Waymark: twenty working days');

-- What the recommendation sets back: an extension, or an appeal that was
-- upheld, leads to another final review.
INSERT INTO waymark.asye_transition (change, before, after, who) VALUES
	('returned_by_panel', 'moderated', 'final_review',
	    '{coordinator,staff}'),
	('returned_by_panel', 'confirmed', 'final_review',
	    '{coordinator,staff}');

CREATE TYPE waymark.asye_result AS ENUM ('pass', 'fail');
CREATE TYPE waymark.asye_decision AS ENUM ('pass', 'fail', 'extend');
CREATE TYPE waymark.round_state AS ENUM ('gathering', 'drawn', 'closed');
CREATE TYPE waymark.panel_kind AS ENUM ('internal', 'second', 'external');
CREATE TYPE waymark.panel_state AS ENUM ('open', 'closed');
CREATE TYPE waymark.panel_verdict AS ENUM ('agree', 'return', 'disagree');
CREATE TYPE waymark.moderation_answer AS ENUM ('yes', 'partly', 'no');
CREATE TYPE waymark.outcome_state AS ENUM ('decided', 'noticed', 'appealed',
    'heard', 'upheld', 'dismissed');
CREATE TYPE waymark.outcome_step AS ENUM ('notice_given', 'acknowledged',
    'appeal_lodged', 'appeal_heard', 'appeal_upheld', 'appeal_dismissed',
    'appeal_withdrawn');
CREATE TYPE waymark.notice_way AS ENUM ('in_person', 'video_call', 'email',
    'recorded_post');
CREATE TYPE waymark.certificate_state AS ENUM ('valid', 'withdrawn');

CREATE FUNCTION waymark.outcome_refuse(why text) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation';
END
$$;

-- number: the how-manieth of its ASYE.  met: the minimums of its framework were;
-- where not, a reason answers for it.
CREATE TABLE waymark.asye_recommendation (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL REFERENCES waymark.organisation,
	number		bigint NOT NULL CHECK (number > 0),
	recommends	waymark.asye_result NOT NULL,
	holistic	text NOT NULL CHECK (holistic <> ''
			    AND length(holistic) <= 8000),
	met		boolean NOT NULL,
	unmet_reason	text CHECK (unmet_reason <> ''
			    AND length(unmet_reason) <= 2000),
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id),
	UNIQUE (asye_id, number),
	CHECK (met OR unmet_reason IS NOT NULL)
);
CREATE INDEX asye_recommendation_person
    ON waymark.asye_recommendation (person_id);

-- What the newly qualified social worker and the line manager say to it.
CREATE TABLE waymark.asye_comment (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	recommendation_id bigint NOT NULL
			    REFERENCES waymark.asye_recommendation,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	said_as		waymark.asye_part NOT NULL
			    CHECK (said_as IN ('nqsw', 'line_manager')),
	words		text NOT NULL CHECK (words <> ''
			    AND length(words) <= 4000),
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id),
	UNIQUE (recommendation_id, said_as)
);
CREATE INDEX asye_comment_asye ON waymark.asye_comment (asye_id);
CREATE INDEX asye_comment_person ON waymark.asye_comment (person_id);

CREATE TABLE waymark.moderation_round (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	organisation_id	bigint NOT NULL REFERENCES waymark.organisation,
	name		text NOT NULL CHECK (name <> ''
			    AND length(name) <= 80),
	quorum		bigint NOT NULL CHECK (quorum BETWEEN 1 AND 20),
	percent		bigint CHECK (percent BETWEEN 0 AND 100),
	seed		text CHECK (seed ~ '^[0-9a-f]{16}$'),
	state		waymark.round_state NOT NULL DEFAULT 'gathering',
	drawn_at	timestamptz,
	closed_at	timestamptz,
	begun_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	begun_at	timestamptz NOT NULL DEFAULT now(),
	version		bigint NOT NULL DEFAULT 1,
	UNIQUE (organisation_id, programme_id, name),
	UNIQUE (id, programme_id, organisation_id),
	CHECK ((state = 'gathering') = (seed IS NULL)),
	CHECK ((seed IS NULL) = (percent IS NULL)),
	CHECK ((seed IS NULL) = (drawn_at IS NULL)),
	CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE INDEX moderation_round_programme
    ON waymark.moderation_round (programme_id, state);

CREATE TABLE waymark.round_transition (
	before		waymark.round_state NOT NULL,
	after		waymark.round_state NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.round_transition VALUES
	('gathering', 'drawn'),
	('drawn', 'closed');

-- What was recommended when the sample was drawn.  key: by which it was drawn.
-- verdict, reasons: those of the internal panel; without one in a round that
-- is closed, it was not sampled.
CREATE TABLE waymark.moderation_portfolio (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	round_id	bigint NOT NULL,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	recommendation_id bigint NOT NULL
			    REFERENCES waymark.asye_recommendation,
	recommends	waymark.asye_result NOT NULL,
	extended	boolean NOT NULL,
	by_rule		boolean NOT NULL GENERATED ALWAYS AS
			    (recommends = 'fail' OR extended) STORED,
	key		bytea NOT NULL CHECK (length(key) = 32),
	sampled		boolean NOT NULL,
	verdict		waymark.panel_verdict,
	reasons		text,
	decided_on	date,
	FOREIGN KEY (round_id, programme_id, organisation_id)
	    REFERENCES waymark.moderation_round (id, programme_id,
	    organisation_id),
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id),
	UNIQUE (round_id, asye_id),
	CHECK (sampled OR verdict IS NULL),
	CHECK (sampled OR NOT (recommends = 'fail' OR extended)),
	CHECK ((verdict IS NULL) = (decided_on IS NULL))
);
CREATE INDEX moderation_portfolio_recommendation
    ON waymark.moderation_portfolio (recommendation_id);
CREATE INDEX moderation_portfolio_asye ON waymark.moderation_portfolio
    (asye_id);
CREATE INDEX moderation_portfolio_person ON waymark.moderation_portfolio
    (person_id);

CREATE TABLE waymark.moderation_panel (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	round_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	kind		waymark.panel_kind NOT NULL,
	state		waymark.panel_state NOT NULL DEFAULT 'open',
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (round_id, programme_id, organisation_id)
	    REFERENCES waymark.moderation_round (id, programme_id,
	    organisation_id),
	UNIQUE (round_id, kind),
	UNIQUE (id, round_id, programme_id, organisation_id)
);

-- capability: what makes somebody able to judge.  Whoever was on one panel of a
-- round is on no other of it, even after standing down: they saw.
CREATE TYPE waymark.member_state AS ENUM ('named', 'stood_down');
CREATE TABLE waymark.moderation_member (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	panel_id	bigint NOT NULL,
	round_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	member_id	bigint NOT NULL REFERENCES waymark.person,
	chair		boolean NOT NULL,
	capability	text NOT NULL CHECK (capability <> ''
			    AND length(capability) <= 500),
	state		waymark.member_state NOT NULL DEFAULT 'named',
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (panel_id, round_id, programme_id, organisation_id)
	    REFERENCES waymark.moderation_panel (id, round_id, programme_id,
	    organisation_id),
	UNIQUE (round_id, member_id)
);
CREATE INDEX moderation_member_member ON waymark.moderation_member (member_id);
CREATE INDEX moderation_member_panel ON waymark.moderation_member (panel_id);
CREATE UNIQUE INDEX moderation_member_chair ON waymark.moderation_member
    (panel_id) WHERE chair AND state = 'named';

-- A portfolio as a panel has it; nothing in the row says whose it is but the
-- number of the ASYE, which no page of a moderator shows.
CREATE TABLE waymark.panel_portfolio (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	panel_id	bigint NOT NULL,
	round_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	portfolio_id	bigint NOT NULL REFERENCES waymark.moderation_portfolio,
	asye_id		bigint NOT NULL,
	kind		waymark.panel_kind NOT NULL,
	label		text NOT NULL CHECK (label ~ '^[A-Z][1-9][0-9]*$'),
	recommends	waymark.asye_result NOT NULL,
	verdict		waymark.panel_verdict,
	reasons		text CHECK (reasons <> '' AND length(reasons) <= 4000),
	decided_by	bigint REFERENCES waymark.person,
	decided_at	timestamptz,
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (panel_id, round_id, programme_id, organisation_id)
	    REFERENCES waymark.moderation_panel (id, round_id, programme_id,
	    organisation_id),
	UNIQUE (panel_id, label),
	UNIQUE (panel_id, portfolio_id),
	CHECK ((verdict IS NULL) = (reasons IS NULL)),
	CHECK ((verdict IS NULL) = (decided_by IS NULL)),
	CHECK ((verdict IS NULL) = (decided_at IS NULL))
);
CREATE INDEX panel_portfolio_portfolio ON waymark.panel_portfolio
    (portfolio_id);

-- A conflict is for good; that there is none can turn out wrong.
CREATE TABLE waymark.moderation_declaration (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	panel_portfolio_id bigint NOT NULL REFERENCES waymark.panel_portfolio,
	panel_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	member_id	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	conflict	boolean NOT NULL,
	found		boolean NOT NULL DEFAULT false,
	words		text CHECK (words <> '' AND length(words) <= 1000),
	at		timestamptz NOT NULL DEFAULT now(),
	UNIQUE (panel_portfolio_id, member_id, conflict),
	CHECK (conflict OR NOT found),
	CHECK (NOT conflict OR found OR words IS NOT NULL)
);
CREATE INDEX moderation_declaration_member
    ON waymark.moderation_declaration (member_id);

-- A member's own judgement; a later version takes an earlier one's place until
-- the panel decides.  answers and reasons: of the checklist, A to F, then of
-- the five tests: consistent, accurate, valid, robust, sufficient.
CREATE TABLE waymark.moderation_judgement (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	panel_portfolio_id bigint NOT NULL REFERENCES waymark.panel_portfolio,
	panel_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	member_id	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	version		bigint NOT NULL CHECK (version > 0),
	answers		waymark.moderation_answer[] NOT NULL,
	reasons		text[] NOT NULL,
	verdict		waymark.panel_verdict NOT NULL,
	words		text NOT NULL CHECK (words <> ''
			    AND length(words) <= 4000),
	at		timestamptz NOT NULL DEFAULT now(),
	UNIQUE (panel_portfolio_id, member_id, version),
	CHECK (cardinality(answers) = 11 AND cardinality(reasons) = 11),
	CHECK (array_position(answers, NULL) IS NULL
	    AND array_position(reasons, NULL) IS NULL)
);
CREATE INDEX moderation_judgement_member
    ON waymark.moderation_judgement (member_id);

-- The employer's decision.  expected, promised, held, taken: the support, as it
-- was recorded on that day, beside the decision for good; times are minutes.
CREATE TABLE waymark.asye_outcome (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL REFERENCES waymark.organisation,
	portfolio_id	bigint NOT NULL UNIQUE
			    REFERENCES waymark.moderation_portfolio,
	decision	waymark.asye_decision NOT NULL,
	decided_on	date NOT NULL DEFAULT waymark.today(),
	reasons		text CHECK (reasons <> '' AND length(reasons) <= 4000),
	extended_to	date,
	state		waymark.outcome_state NOT NULL DEFAULT 'decided',
	notice_by	date,
	appeal_by	date,
	hear_by		date,
	acknowledged	boolean NOT NULL DEFAULT false,
	version		bigint NOT NULL DEFAULT 1,
	supervision_expected bigint NOT NULL,
	supervision_held bigint NOT NULL,
	supervision_minutes bigint NOT NULL,
	supervision_promised bigint NOT NULL,
	protected_promised bigint NOT NULL,
	protected_taken	bigint NOT NULL,
	observations_held bigint NOT NULL,
	reviews_held	bigint NOT NULL,
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id),
	UNIQUE (id, asye_id, person_id, programme_id, organisation_id),
	CHECK (decision = 'pass' OR reasons IS NOT NULL),
	CHECK ((decision = 'extend') = (extended_to IS NOT NULL)),
	CHECK (extended_to > decided_on),
	CHECK ((decision = 'pass') = (notice_by IS NULL)),
	CHECK (decision <> 'pass' OR state = 'decided'),
	CHECK ((state = 'decided') = (appeal_by IS NULL)),
	CHECK ((state = 'appealed') = (hear_by IS NOT NULL))
);
CREATE INDEX asye_outcome_asye ON waymark.asye_outcome (asye_id);
CREATE INDEX asye_outcome_person ON waymark.asye_outcome (person_id);
CREATE INDEX asye_outcome_programme ON waymark.asye_outcome
    (programme_id, state);

CREATE TABLE waymark.outcome_transition (
	step		waymark.outcome_step NOT NULL,
	before		waymark.outcome_state NOT NULL,
	after		waymark.outcome_state NOT NULL,
	who		waymark.asye_part[] NOT NULL,
	PRIMARY KEY (step, before)
);
INSERT INTO waymark.outcome_transition VALUES
	('notice_given', 'decided', 'noticed', '{coordinator,staff}'),
	('acknowledged', 'noticed', 'noticed', '{nqsw}'),
	('appeal_lodged', 'noticed', 'appealed', '{nqsw,coordinator,staff}'),
	('appeal_heard', 'appealed', 'heard', '{coordinator,staff}'),
	('appeal_withdrawn', 'appealed', 'dismissed', '{nqsw}'),
	('appeal_upheld', 'heard', 'upheld', '{coordinator,staff}'),
	('appeal_dismissed', 'heard', 'dismissed', '{coordinator,staff}');

-- way, proof: of a notice; due_on: by when what it opens can be done.
CREATE TABLE waymark.outcome_event (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	outcome_id	bigint NOT NULL,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	version		bigint NOT NULL,
	step		waymark.outcome_step NOT NULL,
	on_day		date NOT NULL,
	way		waymark.notice_way,
	words		text CHECK (words <> '' AND length(words) <= 4000),
	due_on		date,
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (outcome_id, asye_id, person_id, programme_id,
	    organisation_id) REFERENCES waymark.asye_outcome (id, asye_id,
	    person_id, programme_id, organisation_id),
	UNIQUE (outcome_id, version),
	CHECK ((step = 'notice_given') = (way IS NOT NULL)),
	CHECK ((step IN ('notice_given', 'appeal_lodged'))
	    = (due_on IS NOT NULL)),
	CHECK (step = 'acknowledged' OR words IS NOT NULL)
);
CREATE INDEX outcome_event_person ON waymark.outcome_event (person_id);

-- number: 15 digits, at random, so that nobody finds one by counting.
CREATE TABLE waymark.asye_certificate (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	number		bigint NOT NULL UNIQUE
			    CHECK (number BETWEEN 100000000000000
			    AND 999999999999999),
	name		text NOT NULL CHECK (name <> ''),
	swe_number	text,
	framework	text NOT NULL,
	programme	text NOT NULL,
	employer	text NOT NULL,
	completed_on	date NOT NULL,
	issued_on	date NOT NULL DEFAULT waymark.today(),
	state		waymark.certificate_state NOT NULL DEFAULT 'valid',
	withdrawn_on	date,
	withdrawn_why	text CHECK (withdrawn_why <> ''
			    AND length(withdrawn_why) <= 2000),
	pdf		bytea,
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	version		bigint NOT NULL DEFAULT 1,
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id),
	CHECK ((state = 'withdrawn') = (withdrawn_on IS NOT NULL)),
	CHECK ((state = 'withdrawn') = (withdrawn_why IS NOT NULL))
);
CREATE UNIQUE INDEX asye_certificate_valid ON waymark.asye_certificate (asye_id)
 WHERE state = 'valid';
CREATE INDEX asye_certificate_person ON waymark.asye_certificate (person_id);
CREATE INDEX asye_certificate_pdf ON waymark.asye_certificate (id)
 WHERE pdf IS NULL;

-- Somebody takes part in an ASYE as one of these, today.
CREATE FUNCTION waymark.asye_takes_part(whose bigint,
    of waymark.asye_part[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN auth.person_id() IS NULL OR coalesce((SELECT auth.asye_parts(a)
	    && of FROM waymark.asye a WHERE a.id = whose), false);
END
$$;

-- Extended: by a decision after moderation, or by a new end of the year.
CREATE FUNCTION waymark.asye_was_extended(whose bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN EXISTS (SELECT 1 FROM waymark.asye_outcome o
	    WHERE o.asye_id = whose AND o.decision = 'extend')
	    OR EXISTS (SELECT 1 FROM waymark.asye_request r
	    WHERE r.asye_id = whose AND r.kind = 'extension'
	      AND r.state = 'standing');
END
$$;

CREATE FUNCTION waymark.asye_recommendation_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
BEGIN
	SELECT * INTO a FROM waymark.asye WHERE id = NEW.asye_id FOR UPDATE;
	IF a.state IS DISTINCT FROM 'final_review' THEN
		PERFORM waymark.outcome_refuse('a recommendation follows the '
		    'final review');
	END IF;
	NEW.person_id := a.person_id;
	NEW.programme_id := a.programme_id;
	NEW.organisation_id := a.employer_id;
	NEW.met := waymark.asye_final_review_allowed(a.id);
	NEW.number := 1 + (SELECT count(*) FROM waymark.asye_recommendation r
	    WHERE r.asye_id = a.id);
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.asye_recommendation
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_recommendation_guard();

CREATE FUNCTION waymark.asye_recommended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.asye_event (asye_id, change, by_id)
	VALUES (NEW.asye_id, 'recommended', NEW.by_id);
	RETURN NULL;
END
$$;
CREATE TRIGGER recommended AFTER INSERT ON waymark.asye_recommendation
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_recommended();

-- Said to the latest recommendation, before the outcome is confirmed.
CREATE FUNCTION waymark.asye_comment_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
	r waymark.asye_recommendation;
BEGIN
	SELECT * INTO r FROM waymark.asye_recommendation
	 WHERE id = NEW.recommendation_id;
	SELECT * INTO a FROM waymark.asye WHERE id = r.asye_id FOR UPDATE;
	IF a.state NOT IN ('recommended', 'moderated') OR EXISTS (SELECT 1
	    FROM waymark.asye_recommendation l WHERE l.asye_id = a.id
	     AND l.number > r.number) THEN
		PERFORM waymark.outcome_refuse('a comment is said to a '
		    'recommendation that is not decided on');
	ELSIF NOT waymark.asye_takes_part(a.id, ARRAY[NEW.said_as]) THEN
		PERFORM waymark.outcome_refuse('that is for others to say');
	END IF;
	NEW.asye_id := a.id;
	NEW.person_id := a.person_id;
	NEW.programme_id := a.programme_id;
	NEW.organisation_id := a.employer_id;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.asye_comment
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_comment_guard();

-- The key that a portfolio is drawn by; include/rules/moderation_sample.h has
-- it in words.
CREATE FUNCTION waymark.moderation_key(seed text, asye bigint) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT sha256(convert_to(seed || ':' || asye, 'UTF8'))
$$;
GRANT EXECUTE ON FUNCTION waymark.moderation_key(text, bigint)
    TO waymark_web;

-- Panels that I am on, and rounds with one of them.
CREATE FUNCTION auth.moderated_panels() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	RETURN ARRAY(SELECT m.panel_id FROM waymark.moderation_member m
	    WHERE m.member_id = me AND m.state = 'named'
	      AND auth.moderates());
END
$$;
CREATE FUNCTION auth.moderated_rounds() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	RETURN ARRAY(SELECT m.round_id FROM waymark.moderation_member m
	    WHERE m.member_id = me AND m.state = 'named'
	      AND auth.moderates());
END
$$;
-- Portfolios that I have judged: what the others of the panel think of one is
-- not read before.
CREATE FUNCTION auth.judged_portfolios() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	RETURN ARRAY(SELECT DISTINCT j.panel_portfolio_id
	    FROM waymark.moderation_judgement j WHERE j.member_id = me
	     AND j.panel_id = ANY (auth.moderated_panels()));
END
$$;
GRANT EXECUTE ON FUNCTION auth.moderated_panels(), auth.moderated_rounds(),
    auth.judged_portfolios() TO waymark_web;

-- Does Waymark know that somebody knows whose portfolio it is?
CREATE FUNCTION waymark.moderation_knows(asye bigint, somebody bigint)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN EXISTS (SELECT 1 FROM waymark.asye a
	    WHERE a.id = asye AND (a.person_id = somebody
	       OR EXISTS (SELECT 1 FROM waymark.asye_duty d
	           WHERE d.trainee_id = a.person_id
	             AND d.person_id = somebody)
	       OR EXISTS (SELECT 1 FROM waymark.placement p
	            JOIN waymark.placement_educator e ON e.placement_id = p.id
	           WHERE p.person_id = a.person_id
	             AND e.person_id = somebody)
	       OR EXISTS (SELECT 1 FROM waymark.enrolment n
	            JOIN waymark.enrolment_tutor t ON t.enrolment_id = n.id
	           WHERE n.person_id = a.person_id
	             AND t.person_id = somebody)));
END
$$;

CREATE FUNCTION waymark.moderation_round_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		NEW.quorum := waymark.setting_of(NEW.programme_id,
		    'moderation_quorum');
		IF NEW.state <> 'gathering' OR NEW.version <> 1 THEN
			PERFORM waymark.outcome_refuse('a round begins '
			    'gathering');
		END IF;
		RETURN NEW;
	END IF;
	IF NOT EXISTS (SELECT 1 FROM waymark.round_transition t
	    WHERE t.before = OLD.state AND t.after = NEW.state)
	    OR (to_jsonb(OLD) - 'state') IS DISTINCT FROM
	       (to_jsonb(NEW) - 'state') THEN
		PERFORM waymark.outcome_refuse(format('a round that is %s '
		    'does not become %s', OLD.state, NEW.state));
	END IF;
	NEW.version := OLD.version + 1;
	IF NEW.state = 'closed' THEN
		IF EXISTS (SELECT 1 FROM waymark.moderation_portfolio p
		      JOIN waymark.asye a ON a.id = p.asye_id
		     WHERE p.round_id = NEW.id AND p.sampled
		       AND p.verdict IS NULL AND a.state = 'recommended') THEN
			PERFORM waymark.outcome_refuse('a round is closed when '
			    'each portfolio of the sample is decided on');
		END IF;
		NEW.closed_at := now();
		RETURN NEW;
	END IF;
	IF NEW.quorum > (SELECT count(*) FROM waymark.moderation_member m
	      JOIN waymark.moderation_panel p ON p.id = m.panel_id
	     WHERE p.round_id = NEW.id AND p.kind = 'internal'
	       AND m.state = 'named') THEN
		PERFORM waymark.outcome_refuse('a sample is drawn for a panel '
		    'that has its quorum');
	END IF;
	NEW.seed := left(encode(sha256(convert_to(gen_random_uuid()::text
	    || gen_random_uuid()::text, 'UTF8')), 'hex'), 16);
	NEW.percent := waymark.setting_of(NEW.programme_id,
	    'moderation_sample_percent');
	NEW.drawn_at := now();
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.moderation_round
    FOR EACH ROW EXECUTE FUNCTION waymark.moderation_round_guard();

-- Labels by chance: neither the order of the draw nor that of names.
CREATE FUNCTION waymark.panel_gets(which waymark.moderation_panel)
RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	INSERT INTO waymark.panel_portfolio (panel_id, round_id, programme_id,
	    organisation_id, portfolio_id, asye_id, kind, label, recommends)
	SELECT which.id, which.round_id, which.programme_id,
	       which.organisation_id, s.id, s.asye_id, which.kind,
	       substr('ABCDEFGHJKLMNPQRSTUVWXYZ', (s.n % 24)::integer + 1, 1)
	       || (s.n / 24 + 1), s.recommends
	  FROM (SELECT p.*, row_number() OVER (ORDER BY gen_random_uuid()) - 1
	               AS n
	          FROM waymark.moderation_portfolio p
	         WHERE p.round_id = which.round_id AND p.sampled
	           AND (which.kind <> 'external' OR NOT p.by_rule)) s
$$;

CREATE FUNCTION waymark.moderation_round_moves() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	rest bigint;
	panel waymark.moderation_panel;
BEGIN
	IF NEW.state = 'drawn' THEN
		INSERT INTO waymark.moderation_portfolio (round_id, asye_id,
		    person_id, programme_id, organisation_id,
		    recommendation_id, recommends, extended, key, sampled)
		SELECT NEW.id, a.id, a.person_id, a.programme_id,
		       a.employer_id, r.id, r.recommends, x.extended,
		       waymark.moderation_key(NEW.seed, a.id),
		       r.recommends = 'fail' OR x.extended
		  FROM waymark.asye a
		  JOIN LATERAL (SELECT * FROM waymark.asye_recommendation l
		        WHERE l.asye_id = a.id
		        ORDER BY l.number DESC LIMIT 1) r ON true
		 CROSS JOIN LATERAL waymark.asye_was_extended(a.id)
		       AS x(extended)
		 WHERE a.employer_id = NEW.organisation_id
		   AND a.programme_id = NEW.programme_id
		   AND a.state = 'recommended'
		   AND NOT EXISTS (SELECT 1
		       FROM waymark.moderation_portfolio o
		       JOIN waymark.moderation_round w ON w.id = o.round_id
		      WHERE o.recommendation_id = r.id
		        AND w.state = 'drawn');
		IF NOT FOUND THEN
			PERFORM waymark.outcome_refuse('nothing is recommended '
			    'that is not in a round');
		END IF;
		SELECT count(*) INTO rest FROM waymark.moderation_portfolio p
		 WHERE p.round_id = NEW.id AND NOT p.by_rule;
		UPDATE waymark.moderation_portfolio p SET sampled = true
		  FROM (SELECT q.id FROM waymark.moderation_portfolio q
		         WHERE q.round_id = NEW.id AND NOT q.by_rule
		         ORDER BY q.key
		         LIMIT greatest((rest * NEW.percent + 99) / 100, 1)) d
		 WHERE p.id = d.id;
		FOR panel IN SELECT * FROM waymark.moderation_panel p
		    WHERE p.round_id = NEW.id LOOP
			PERFORM waymark.panel_gets(panel);
		END LOOP;
	ELSIF NEW.state = 'closed' THEN
		UPDATE waymark.moderation_panel SET state = 'closed'
		 WHERE round_id = NEW.id AND kind = 'internal';
		INSERT INTO waymark.asye_event (asye_id, change)
		SELECT p.asye_id, 'moderated'
		  FROM waymark.moderation_portfolio p
		  JOIN waymark.asye a ON a.id = p.asye_id
		 WHERE p.round_id = NEW.id AND NOT p.sampled
		   AND a.state = 'recommended'
		 ORDER BY p.asye_id;
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER moves AFTER UPDATE ON waymark.moderation_round
    FOR EACH ROW EXECUTE FUNCTION waymark.moderation_round_moves();

-- A panel is set up until its round is closed; an external one, ever.
CREATE FUNCTION waymark.moderation_panel_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	r waymark.moderation_round;
BEGIN
	IF TG_OP = 'INSERT' THEN
		SELECT * INTO r FROM waymark.moderation_round
		 WHERE id = NEW.round_id FOR UPDATE;
		IF r.state = 'closed' AND NEW.kind = 'internal' THEN
			PERFORM waymark.outcome_refuse('the round is closed');
		END IF;
		NEW.programme_id := r.programme_id;
		NEW.organisation_id := r.organisation_id;
		NEW.state := 'open';
		RETURN NEW;
	END IF;
	IF OLD.state <> 'open' OR NEW.state <> 'closed'
	    OR (to_jsonb(OLD) - 'state') IS DISTINCT FROM
	       (to_jsonb(NEW) - 'state') THEN
		PERFORM waymark.outcome_refuse('a panel is closed, once');
	ELSIF NEW.kind = 'second' AND EXISTS (SELECT 1
	    FROM waymark.panel_portfolio p
	   WHERE p.panel_id = NEW.id AND p.verdict IS NULL) THEN
		PERFORM waymark.outcome_refuse('a panel is closed when it has '
		    'decided on each portfolio');
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.moderation_panel
    FOR EACH ROW EXECUTE FUNCTION waymark.moderation_panel_guard();
CREATE FUNCTION waymark.moderation_panel_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM waymark.moderation_round r
	    WHERE r.id = NEW.round_id AND r.state <> 'gathering') THEN
		PERFORM waymark.panel_gets(NEW);
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER begins AFTER INSERT ON waymark.moderation_panel
    FOR EACH ROW EXECUTE FUNCTION waymark.moderation_panel_begins();

-- Whoever decides on outcomes judges none of them.
CREATE FUNCTION waymark.moderation_member_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	p waymark.moderation_panel;
BEGIN
	SELECT * INTO p FROM waymark.moderation_panel
	 WHERE id = NEW.panel_id FOR UPDATE;
	IF p.state IS DISTINCT FROM 'open' THEN
		PERFORM waymark.outcome_refuse('the panel is closed');
	END IF;
	IF TG_OP = 'UPDATE' THEN
		IF OLD.state <> 'named' OR NEW.state <> 'stood_down'
		    OR (to_jsonb(OLD) - 'state') IS DISTINCT FROM
		       (to_jsonb(NEW) - 'state') THEN
			PERFORM waymark.outcome_refuse('a member stands down, '
			    'once');
		END IF;
		NEW.version := OLD.version + 1;
		RETURN NEW;
	END IF;
	NEW.round_id := p.round_id;
	NEW.programme_id := p.programme_id;
	NEW.organisation_id := p.organisation_id;
	IF NOT EXISTS (SELECT 1 FROM waymark.role_held h
	    WHERE h.person_id = NEW.member_id AND h.role = 'moderator'
	      AND h.during @> waymark.today()
	      AND coalesce(h.programme_id, p.programme_id) = p.programme_id)
	    OR EXISTS (SELECT 1 FROM waymark.role_held h
	        WHERE h.person_id = NEW.member_id
	          AND h.during @> waymark.today()
	          AND (h.role = 'staff' AND h.programme_id = p.programme_id
	           OR h.role = 'coordinator'
	              AND h.organisation_id = p.organisation_id)) THEN
		PERFORM waymark.outcome_refuse('a member is a moderator who '
		    'does not decide on the outcomes');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.moderation_member
    FOR EACH ROW EXECUTE FUNCTION waymark.moderation_member_guard();

-- Those who can be named for a panel.
CREATE FUNCTION waymark.moderators_free(panel bigint)
RETURNS TABLE (person_id bigint, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT DISTINCT p.id, p.name
	  FROM waymark.moderation_panel n
	  JOIN waymark.role_held h ON h.role = 'moderator'
	   AND h.during @> waymark.today()
	   AND coalesce(h.programme_id, n.programme_id) = n.programme_id
	  JOIN waymark.person p ON p.id = h.person_id
	 WHERE n.id = panel
	   AND (n.programme_id = ANY (auth.staff_programmes())
	    OR n.organisation_id = ANY (auth.asye_coordinated()))
	   AND NOT EXISTS (SELECT 1 FROM waymark.moderation_member m
	       WHERE m.round_id = n.round_id AND m.member_id = p.id)
	   AND NOT EXISTS (SELECT 1 FROM waymark.role_held o
	       WHERE o.person_id = p.id AND o.during @> waymark.today()
	         AND (o.role = 'staff' AND o.programme_id = n.programme_id
	          OR o.role = 'coordinator'
	             AND o.organisation_id = n.organisation_id))
	 ORDER BY p.name, p.id;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.moderators_free(bigint) TO waymark_web;

-- May somebody declare on a portfolio, read it, judge it?  They are on its
-- panel, and it is open.
CREATE FUNCTION waymark.moderation_reaches(which waymark.panel_portfolio,
    somebody bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN EXISTS (SELECT 1 FROM waymark.moderation_member m
	      JOIN waymark.moderation_panel p ON p.id = m.panel_id
	      JOIN waymark.role_held h ON h.person_id = m.member_id
	       AND h.role = 'moderator' AND h.during @> waymark.today()
	     WHERE p.id = which.panel_id AND p.state = 'open'
	       AND m.member_id = somebody AND m.state = 'named');
END
$$;
-- And nothing stands between them and it, as they declared.
CREATE FUNCTION waymark.moderation_reads(which waymark.panel_portfolio,
    somebody bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN waymark.moderation_reaches(which, somebody)
	   AND EXISTS (SELECT 1 FROM waymark.moderation_declaration d
	        WHERE d.panel_portfolio_id = which.id
	          AND d.member_id = somebody AND NOT d.conflict)
	   AND NOT EXISTS (SELECT 1 FROM waymark.moderation_declaration d
	        WHERE d.panel_portfolio_id = which.id
	          AND d.member_id = somebody AND d.conflict)
	   AND NOT waymark.moderation_knows(which.asye_id, somebody);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.moderation_reads(waymark.panel_portfolio,
    bigint) TO waymark_web;

CREATE FUNCTION waymark.moderation_declaration_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	p waymark.panel_portfolio;
BEGIN
	SELECT * INTO p FROM waymark.panel_portfolio
	 WHERE id = NEW.panel_portfolio_id FOR UPDATE;
	IF p.id IS NULL OR NOT waymark.moderation_reaches(p, NEW.member_id)
	    OR p.verdict IS NOT NULL THEN
		PERFORM waymark.outcome_refuse('that portfolio is not before '
		    'them');
	ELSIF EXISTS (SELECT 1 FROM waymark.moderation_declaration d
	    WHERE d.panel_portfolio_id = p.id AND d.member_id = NEW.member_id
	      AND d.conflict) THEN
		RETURN NULL;
	END IF;
	NEW.panel_id := p.panel_id;
	NEW.programme_id := p.programme_id;
	NEW.organisation_id := p.organisation_id;
	NEW.found := NOT NEW.conflict
	    AND waymark.moderation_knows(p.asye_id, NEW.member_id);
	NEW.conflict := NEW.conflict OR NEW.found;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.moderation_declaration
    FOR EACH ROW EXECUTE FUNCTION waymark.moderation_declaration_guard();

-- Each answer that is not a plain yes has its reason.
CREATE FUNCTION waymark.moderation_judgement_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	p waymark.panel_portfolio;
BEGIN
	SELECT * INTO p FROM waymark.panel_portfolio
	 WHERE id = NEW.panel_portfolio_id FOR UPDATE;
	IF p.id IS NULL OR NOT waymark.moderation_reads(p, NEW.member_id) THEN
		PERFORM waymark.outcome_refuse('nobody judges what they have '
		    'not declared on, or have a conflict with');
	ELSIF p.verdict IS NOT NULL THEN
		PERFORM waymark.outcome_refuse('the panel has decided');
	ELSIF EXISTS (SELECT 1 FROM unnest(NEW.answers, NEW.reasons)
	    AS a(answer, reason) WHERE a.answer <> 'yes' AND a.reason = '') THEN
		PERFORM waymark.outcome_refuse('an answer that is not yes has '
		    'a reason');
	END IF;
	NEW.panel_id := p.panel_id;
	NEW.programme_id := p.programme_id;
	NEW.organisation_id := p.organisation_id;
	IF NEW.version IS DISTINCT FROM 1 + (SELECT count(*)
	    FROM waymark.moderation_judgement j
	   WHERE j.panel_portfolio_id = p.id
	     AND j.member_id = NEW.member_id) THEN
		RETURN NULL;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.moderation_judgement
    FOR EACH ROW EXECUTE FUNCTION waymark.moderation_judgement_guard();

-- How many of a panel have judged a portfolio that they may judge, and whether
-- I am to say what the panel decided: the chair, or, where the chair cannot,
-- any who judged.
CREATE FUNCTION waymark.moderation_judged(which bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT count(DISTINCT j.member_id)
	  FROM waymark.moderation_judgement j
	  JOIN waymark.moderation_member m ON m.panel_id = j.panel_id
	   AND m.member_id = j.member_id AND m.state = 'named'
	 WHERE j.panel_portfolio_id = which
	   AND NOT EXISTS (SELECT 1 FROM waymark.moderation_declaration d
	       WHERE d.panel_portfolio_id = which
	         AND d.member_id = j.member_id AND d.conflict));
END
$$;
CREATE FUNCTION waymark.moderation_decides(which waymark.panel_portfolio,
    somebody bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN which.verdict IS NULL
	   AND waymark.moderation_reads(which, somebody)
	   AND EXISTS (SELECT 1 FROM waymark.moderation_judgement j
	        WHERE j.panel_portfolio_id = which.id
	          AND j.member_id = somebody)
	   AND waymark.moderation_judged(which.id) >= (SELECT r.quorum
	        FROM waymark.moderation_round r WHERE r.id = which.round_id)
	   AND NOT EXISTS (SELECT 1 FROM waymark.moderation_member m
	        WHERE m.panel_id = which.panel_id AND m.chair
	          AND m.state = 'named' AND m.member_id <> somebody
	          AND NOT EXISTS (SELECT 1
	              FROM waymark.moderation_declaration d
	             WHERE d.panel_portfolio_id = which.id
	               AND d.member_id = m.member_id AND d.conflict));
END
$$;
GRANT EXECUTE ON FUNCTION waymark.moderation_judged(bigint),
    waymark.moderation_decides(waymark.panel_portfolio, bigint)
    TO waymark_web;

-- A panel's decision, once.
CREATE FUNCTION waymark.panel_portfolio_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF (to_jsonb(OLD) - '{verdict,reasons}'::text[]) IS DISTINCT FROM
	   (to_jsonb(NEW) - '{verdict,reasons}'::text[])
	    OR NEW.verdict IS NULL
	    OR NOT waymark.moderation_decides(OLD, auth.person_id()) THEN
		PERFORM waymark.outcome_refuse('a panel decides once, with its '
		    'quorum, by its chair');
	END IF;
	NEW.decided_by := auth.person_id();
	NEW.decided_at := now();
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.panel_portfolio
    FOR EACH ROW EXECUTE FUNCTION waymark.panel_portfolio_guard();

-- Only the internal panel's decision moves the ASYE: a second panel is a
-- measure of the first, and a partnership's gives feedback.
CREATE FUNCTION waymark.panel_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NEW.kind <> 'internal' THEN
		RETURN NULL;
	END IF;
	UPDATE waymark.moderation_portfolio
	   SET verdict = NEW.verdict, reasons = NEW.reasons,
	       decided_on = waymark.today()
	 WHERE id = NEW.portfolio_id;
	INSERT INTO waymark.asye_event (asye_id, change)
	SELECT a.id, CASE NEW.verdict WHEN 'return' THEN 'returned_by_panel'
	       ELSE 'moderated' END::waymark.asye_change
	  FROM waymark.asye a
	 WHERE a.id = NEW.asye_id AND a.state = 'recommended';
	RETURN NULL;
END
$$;
CREATE TRIGGER decided AFTER UPDATE ON waymark.panel_portfolio
    FOR EACH ROW EXECUTE FUNCTION waymark.panel_decided();

-- What a panel decided is not decided again.
CREATE FUNCTION waymark.moderation_portfolio_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF OLD.verdict IS NOT NULL OR OLD.sampled AND NOT NEW.sampled
	    OR (OLD.id, OLD.round_id, OLD.asye_id, OLD.recommendation_id,
	    OLD.recommends, OLD.extended, OLD.key) IS DISTINCT FROM (NEW.id,
	    NEW.round_id, NEW.asye_id, NEW.recommendation_id, NEW.recommends,
	    NEW.extended, NEW.key) THEN
		PERFORM waymark.outcome_refuse('a sample stays as it was '
		    'drawn, and what was decided stays');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.moderation_portfolio
    FOR EACH ROW EXECUTE FUNCTION waymark.moderation_portfolio_guard();

-- The support that was due by then, as the agreement promises it, or as the
-- framework has it where nothing is promised, and what signed records say of it.
-- Times are minutes, and 0 where nobody promised any.
CREATE TYPE waymark.asye_supported AS (expected bigint, held bigint,
    promised bigint, minutes bigint, protected_promised bigint,
    protected_taken bigint, observed bigint, reviewed bigint);

-- What is promised up to a day: sessions of supervision, their minutes, and
-- minutes of protected time.
CREATE FUNCTION waymark.asye_promised_until(whose bigint, day date,
    OUT sessions bigint, OUT minutes bigint, OUT protected bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	WITH p AS (
	       SELECT p.what, p.amount, p.unit, p.during
	              * daterange(NULL, day) AS during
	         FROM waymark.asye_promise p
	        WHERE p.asye_id = whose AND lower(p.during) < day),
	     every AS (
	       SELECT e.during, (upper(e.during) - lower(e.during))::numeric
	              / CASE e.unit WHEN 'months' THEN 30.4375 ELSE 7 END
	              / e.amount AS n
	         FROM p e WHERE e.what = 'supervision_every')
	SELECT (SELECT floor(sum(e.n)) FROM every e)::bigint,
	       (SELECT floor(sum(e.n * l.amount))
	          FROM every e JOIN p l ON l.what = 'supervision_length'
	           AND l.during = e.during)::bigint,
	       (SELECT floor(sum((upper(t.during) - lower(t.during))
	               * t.amount / 7.0))
	          FROM p t WHERE t.what = 'protected_time')::bigint
$$;

CREATE FUNCTION waymark.asye_support(whose bigint)
RETURNS waymark.asye_supported
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye := (SELECT w FROM waymark.asye w WHERE w.id = whose);
	today date := waymark.today();
	s waymark.asye_supported;
BEGIN
	SELECT u.sessions, coalesce(u.minutes, 0), coalesce(u.protected, 0)
	  INTO s.expected, s.promised, s.protected_promised
	  FROM waymark.asye_promised_until(whose, today) u;
	IF s.expected IS NULL THEN
		SELECT floor(m.at_least * greatest(least((today - a.starts_on)
		       / (f.months * 30.4375), 1), 0))
		  INTO s.expected
		  FROM waymark.framework f
		  JOIN waymark.framework_minimum m ON m.framework_id = f.id
		   AND m.evidence = 'supervision'
		 WHERE f.id = a.framework_id;
	END IF;
	s.expected := coalesce(s.expected, 0);
	SELECT count(*) FILTER (WHERE d.kind = 'asye_supervision'),
	       coalesce(sum(d.minutes)
	           FILTER (WHERE d.kind = 'asye_supervision'), 0),
	       coalesce(sum(waymark.document_number_in(v,
	           'protected_minutes'))
	           FILTER (WHERE d.kind = 'asye_supervision'), 0),
	       count(*) FILTER (WHERE d.kind = 'asye_observation'),
	       count(*) FILTER (WHERE d.kind IN ('asye_review',
	           'asye_final_review'))
	  INTO s.held, s.minutes, s.protected_taken, s.observed, s.reviewed
	  FROM waymark.document d
	  LEFT JOIN waymark.document_version v ON v.document_id = d.id
	   AND v.version = d.version
	 WHERE d.asye_id = whose AND d.state = 'signed';
	RETURN s;
END
$$;

-- For those who decide, and for whom it is decided.
CREATE FUNCTION waymark.asye_support_of(whose bigint)
RETURNS SETOF waymark.asye_supported
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' ROWS 1 AS $$
BEGIN
	IF waymark.asye_takes_part(whose,
	    '{nqsw,assessor,line_manager,supervisor,coordinator,staff}') THEN
		RETURN NEXT waymark.asye_support(whose);
	END IF;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.asye_support_of(bigint) TO waymark_web;

-- Passes can be confirmed several at once; to fail or to extend somebody is
-- alone in its transaction.
CREATE FUNCTION waymark.asye_outcome_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
	p waymark.moderation_portfolio;
BEGIN
	SELECT * INTO a FROM waymark.asye WHERE id = NEW.asye_id FOR UPDATE;
	SELECT * INTO p FROM waymark.moderation_portfolio m
	 WHERE m.asye_id = a.id ORDER BY m.id DESC LIMIT 1;
	IF a.state IS DISTINCT FROM 'moderated' OR p.id IS NULL THEN
		PERFORM waymark.outcome_refuse('an outcome is confirmed after '
		    'moderation, and not before');
	ELSIF NOT waymark.asye_takes_part(a.id, '{coordinator,staff}') THEN
		PERFORM waymark.outcome_refuse('that is for others to decide');
	ELSIF EXISTS (SELECT 1 FROM waymark.asye_outcome o
	    WHERE o.at = now() AND o.programme_id = a.programme_id
	      AND (o.decision <> 'pass' OR NEW.decision <> 'pass')) THEN
		PERFORM waymark.outcome_refuse('to fail or to extend is '
		    'decided one by one');
	ELSIF NEW.reasons IS NULL AND (p.verdict = 'disagree'
	    OR NEW.decision::text <> p.recommends::text) THEN
		PERFORM waymark.outcome_refuse('a decision that differs from '
		    'the recommendation or from the panel has reasons');
	END IF;
	NEW.person_id := a.person_id;
	NEW.programme_id := a.programme_id;
	NEW.organisation_id := a.employer_id;
	NEW.portfolio_id := p.id;
	NEW.decided_on := waymark.today();
	NEW.state := 'decided';
	NEW.at := now();
	SELECT s.expected, s.held, s.promised, s.minutes,
	       s.protected_promised, s.protected_taken, s.observed, s.reviewed
	  INTO NEW.supervision_expected, NEW.supervision_held,
	       NEW.supervision_promised, NEW.supervision_minutes,
	       NEW.protected_promised, NEW.protected_taken,
	       NEW.observations_held, NEW.reviews_held
	  FROM waymark.asye_support(a.id) s;
	IF NEW.decision = 'pass' THEN
		NEW.notice_by := NULL;
	ELSIF NEW.notice_by IS NULL OR NEW.notice_by < NEW.decided_on THEN
		PERFORM waymark.outcome_refuse('somebody who fails or is '
		    'extended has notice of it');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.asye_outcome
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_outcome_guard();

CREATE FUNCTION waymark.asye_outcome_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	INSERT INTO waymark.asye_event (asye_id, change, by_id)
	VALUES (NEW.asye_id, CASE NEW.decision
	    WHEN 'extend' THEN 'returned_by_panel'
	    ELSE 'confirmed' END::waymark.asye_change, NEW.by_id);
	RETURN NULL;
END
$$;
CREATE TRIGGER decided AFTER INSERT ON waymark.asye_outcome
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_outcome_decided();

-- After that it follows its steps.
CREATE FUNCTION waymark.asye_outcome_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF (to_jsonb(OLD) - '{state,version,appeal_by,hear_by,acknowledged}'
	    ::text[]) IS DISTINCT FROM (to_jsonb(NEW)
	    - '{state,version,appeal_by,hear_by,acknowledged}'::text[])
	    OR NOT EXISTS (SELECT 1 FROM waymark.outcome_event v
	        JOIN waymark.outcome_transition t ON t.step = v.step
	         AND t.before = OLD.state AND t.after = NEW.state
	       WHERE v.outcome_id = NEW.id AND v.version = NEW.version
	         AND NEW.version = OLD.version + 1) THEN
		PERFORM waymark.outcome_refuse('an outcome follows its steps');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER follows BEFORE UPDATE ON waymark.asye_outcome
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_outcome_follows();

CREATE FUNCTION waymark.outcome_event_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	o waymark.asye_outcome;
	t waymark.outcome_transition;
	since date;
BEGIN
	SELECT * INTO o FROM waymark.asye_outcome
	 WHERE id = NEW.outcome_id FOR UPDATE;
	IF o.id IS NULL OR NEW.version IS DISTINCT FROM o.version + 1 THEN
		RETURN NULL;
	END IF;
	SELECT * INTO t FROM waymark.outcome_transition x
	 WHERE x.step = NEW.step AND x.before = o.state;
	since := coalesce((SELECT max(v.on_day) FROM waymark.outcome_event v
	    WHERE v.outcome_id = o.id), o.decided_on);
	IF t.step IS NULL OR o.decision = 'pass'
	    OR NEW.step = 'acknowledged' AND o.acknowledged THEN
		PERFORM waymark.outcome_refuse(format('an outcome that is %s '
		    'has no step %s', o.state, NEW.step));
	ELSIF NOT waymark.asye_takes_part(o.asye_id, t.who) THEN
		PERFORM waymark.outcome_refuse('that is for others to do');
	ELSIF NEW.on_day > waymark.today() OR NEW.on_day < since THEN
		PERFORM waymark.outcome_refuse('a step lies between the one '
		    'before it and today');
	ELSIF NEW.due_on <= NEW.on_day THEN
		PERFORM waymark.outcome_refuse('there is time for what a step '
		    'opens');
	ELSIF NEW.step = 'appeal_lodged' AND NEW.on_day > o.appeal_by THEN
		PERFORM waymark.outcome_refuse('the time to appeal is over');
	END IF;
	NEW.asye_id := o.asye_id;
	NEW.person_id := o.person_id;
	NEW.programme_id := o.programme_id;
	NEW.organisation_id := o.organisation_id;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.outcome_event
    FOR EACH ROW EXECUTE FUNCTION waymark.outcome_event_guard();

-- An appeal that is upheld sets a fail aside: the ASYE is reviewed again.
CREATE FUNCTION waymark.outcome_event_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.asye_outcome o
	   SET version = NEW.version, state = t.after,
	       acknowledged = o.acknowledged OR NEW.step = 'acknowledged',
	       appeal_by = CASE NEW.step WHEN 'notice_given' THEN NEW.due_on
	           ELSE o.appeal_by END,
	       hear_by = CASE NEW.step WHEN 'appeal_lodged' THEN NEW.due_on END
	  FROM waymark.outcome_transition t
	 WHERE o.id = NEW.outcome_id AND t.step = NEW.step
	   AND t.before = o.state;
	IF NEW.step = 'appeal_upheld' THEN
		INSERT INTO waymark.asye_event (asye_id, change, by_id)
		SELECT a.id, 'returned_by_panel', NEW.by_id
		  FROM waymark.asye a
		 WHERE a.id = NEW.asye_id AND a.state = 'confirmed';
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT ON waymark.outcome_event
    FOR EACH ROW EXECUTE FUNCTION waymark.outcome_event_follows();

-- Whoever writes it, an ASYE is confirmed by an outcome that was decided after
-- moderation, and certificated by a certificate.
CREATE FUNCTION waymark.asye_event_stands_on() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NEW.change = 'confirmed' AND (SELECT o.decision
	        FROM waymark.asye_outcome o
	        JOIN waymark.moderation_portfolio p ON p.id = o.portfolio_id
	        JOIN waymark.asye a ON a.id = o.asye_id
	       WHERE o.asye_id = NEW.asye_id AND a.state = 'moderated'
	         AND o.at >= coalesce((SELECT max(v.at)
	             FROM waymark.asye_event v
	            WHERE v.asye_id = NEW.asye_id
	              AND v.change = 'moderated'), '-infinity')
	       ORDER BY o.id DESC LIMIT 1) NOT IN ('pass', 'fail') IS NOT false
	    OR NEW.change = 'certificated' AND NOT EXISTS (SELECT 1
	        FROM waymark.asye_certificate c
	       WHERE c.asye_id = NEW.asye_id AND c.state = 'valid') THEN
		PERFORM waymark.outcome_refuse('an ASYE is confirmed by an '
		    'outcome after moderation, and certificated by a '
		    'certificate');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER stands_on BEFORE INSERT ON waymark.asye_event
    FOR EACH ROW WHEN (NEW.change IN ('confirmed', 'certificated'))
    EXECUTE FUNCTION waymark.asye_event_stands_on();

-- A certificate says what was so when it was issued.
CREATE FUNCTION waymark.asye_certificate_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
	o waymark.asye_outcome;
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF OLD.pdf IS NULL AND NEW.pdf IS NOT NULL
		    AND (to_jsonb(OLD) - 'pdf') IS NOT DISTINCT FROM
		        (to_jsonb(NEW) - 'pdf') THEN
			RETURN NEW;
		ELSIF (to_jsonb(OLD) - '{state,withdrawn_why}'::text[])
		    IS DISTINCT FROM
		    (to_jsonb(NEW) - '{state,withdrawn_why}'::text[])
		    OR OLD.state <> 'valid' OR NEW.state <> 'withdrawn' THEN
			PERFORM waymark.outcome_refuse('a certificate is '
			    'withdrawn, once, and never rewritten');
		END IF;
		NEW.withdrawn_on := waymark.today();
		NEW.version := OLD.version + 1;
		RETURN NEW;
	END IF;
	SELECT * INTO a FROM waymark.asye WHERE id = NEW.asye_id FOR UPDATE;
	SELECT * INTO o FROM waymark.asye_outcome w
	 WHERE w.asye_id = a.id ORDER BY w.id DESC LIMIT 1;
	IF a.state IS DISTINCT FROM 'confirmed'
	    OR o.decision IS DISTINCT FROM 'pass' THEN
		PERFORM waymark.outcome_refuse('a certificate is of a pass '
		    'that is confirmed');
	ELSIF NOT waymark.asye_takes_part(a.id, '{coordinator,staff}') THEN
		PERFORM waymark.outcome_refuse('that is for others to issue');
	END IF;
	NEW.person_id := a.person_id;
	NEW.programme_id := a.programme_id;
	NEW.organisation_id := a.employer_id;
	NEW.number := 100000000000000 + ('x' || left(encode(sha256(
	    convert_to(gen_random_uuid()::text || gen_random_uuid()::text,
	    'UTF8')), 'hex'), 15))::bit(60)::bigint % 900000000000000;
	SELECT p.name, p.swe_number INTO NEW.name, NEW.swe_number
	  FROM waymark.person p WHERE p.id = a.person_id;
	NEW.framework := (SELECT f.name FROM waymark.framework f
	    WHERE f.id = a.framework_id);
	NEW.programme := (SELECT g.name FROM waymark.programme g
	    WHERE g.id = a.programme_id);
	NEW.employer := (SELECT e.name FROM waymark.organisation e
	    WHERE e.id = a.employer_id);
	NEW.completed_on := o.decided_on;
	NEW.issued_on := waymark.today();
	NEW.state := 'valid';
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.asye_certificate
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_certificate_guard();

-- A certificate that is withdrawn leaves a confirmed pass, for which another
-- can be issued.
CREATE FUNCTION waymark.asye_certificate_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		INSERT INTO waymark.asye_event (asye_id, change, by_id)
		VALUES (NEW.asye_id, 'certificated', NEW.by_id);
	ELSIF OLD.state = 'valid' AND NEW.state = 'withdrawn' THEN
		INSERT INTO waymark.asye_event (asye_id, change, undoes, reason)
		SELECT a.id, 'undone', a.version, 'recorded_wrongly'
		  FROM waymark.asye a
		 WHERE a.id = NEW.asye_id AND a.state = 'certificated';
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT OR UPDATE ON waymark.asye_certificate
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_certificate_follows();

-- Whoever knows a number learns what is printed beside it, and whether it
-- still holds.
CREATE FUNCTION waymark.certificate_check(wanted bigint)
RETURNS TABLE (name text, framework text, completed_on date,
    state waymark.certificate_state, withdrawn_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT c.name, c.framework, c.completed_on, c.state, c.withdrawn_on
	  FROM waymark.asye_certificate c WHERE c.number = wanted;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.certificate_check(bigint) TO waymark_web;

-- The jobs process draws what is not drawn yet.
CREATE FUNCTION waymark.certificates_to_draw(at_most bigint)
RETURNS TABLE (id bigint, number bigint, name text, swe_number text,
    framework text, programme text, employer text, completed_on date,
    issued_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT c.id, c.number, c.name, c.swe_number, c.framework, c.programme,
	       c.employer, c.completed_on, c.issued_on
	  FROM waymark.asye_certificate c
	 WHERE c.pdf IS NULL ORDER BY c.id LIMIT at_most
$$;
CREATE FUNCTION waymark.certificate_drawn(which bigint, bytes bytea)
RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	UPDATE waymark.asye_certificate SET pdf = bytes
	 WHERE id = which AND pdf IS NULL
$$;
GRANT EXECUTE ON FUNCTION waymark.certificates_to_draw(bigint),
    waymark.certificate_drawn(bigint, bytea) TO waymark_jobs;

-- Everybody who is named in an ASYE's portfolio, and what each is called there:
-- whose it is, who has or had a duty on it, who coordinates it, who observed,
-- and professionals who were asked for feedback.  words: a part of a name that
-- is a word as well is looked for as it is spelt.
CREATE FUNCTION waymark.portfolio_named(asye bigint)
RETURNS TABLE (name text, given_name text, family_name text, email text,
    swe_number text, role text, place bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT p.name, p.given_name, p.family_name, p.email, p.swe_number,
	       '[the newly qualified social worker]', 0::bigint
	  FROM waymark.asye a
	  JOIN waymark.person p ON p.id = a.person_id WHERE a.id = asye
	 UNION ALL
	(SELECT DISTINCT ON (p.id) p.name, p.given_name, p.family_name,
	       p.email, p.swe_number, CASE d.duty
	       WHEN 'assessor' THEN '[the assessor]'
	       WHEN 'line_manager' THEN '[the line manager]'
	       ELSE '[the supervisor]' END, 1
	  FROM waymark.asye_duty d
	  JOIN waymark.person p ON p.id = d.person_id
	 WHERE d.asye_id = asye ORDER BY p.id, d.duty)
	 UNION ALL
	SELECT DISTINCT p.name, p.given_name, p.family_name, p.email,
	       p.swe_number, '[the coordinator]', 2::bigint
	  FROM waymark.asye a
	  JOIN waymark.role_held r ON r.role = 'coordinator'
	   AND r.organisation_id IN (a.employer_id, a.provider_id)
	  JOIN waymark.person p ON p.id = r.person_id WHERE a.id = asye
	 UNION ALL
	SELECT DISTINCT o.name, split_part(o.name, ' ', 1),
	       substring(o.name FROM '[^ ]+$'), NULL, o.swe_number,
	       '[the observer]', 3::bigint
	  FROM waymark.asye_observer o
	 WHERE o.asye_id = asye AND o.observer_id IS NULL
	 UNION ALL
	SELECT DISTINCT r.giver_name, split_part(r.giver_name, ' ', 1),
	       substring(r.giver_name FROM '[^ ]+$'), r.giver_email, NULL,
	       '[a professional]', 4::bigint
	  FROM waymark.feedback_request r
	 WHERE r.asye_id = asye AND r.giver_name IS NOT NULL
$$;

-- The same text without them, with titles in front of them: "Ms" says what
-- somebody is.  A given or a family name alone is found however it is spelt,
-- but for names that are words, which are looked for as names are written.
CREATE FUNCTION waymark.blinded(said text, asye bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	titles constant text :=
	    '((Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame)\.?[[:space:]]+)?';
	words constant text[] := '{amber,angel,april,art,autumn,bill,bishop,
	    black,bond,booth,bright,brook,brown,buck,bush,carter,chance,
	    chase,christian,church,clay,cook,cross,crystal,daisy,dale,dawn,
	    day,dean,drew,duke,earl,eve,faith,farmer,field,fisher,flowers,
	    ford,forest,foster,fox,frank,frost,gay,gene,ginger,glass,grace,
	    grant,gray,green,guy,hall,hand,harmony,harvest,heather,hill,holly,
	    hope,house,hunt,hunter,iris,ivy,jack,jasmine,jay,jewel,joy,june,
	    justice,king,knight,lane,law,little,long,love,major,mark,marsh,
	    martin,mason,may,mercy,miles,mills,miller,nick,noble,norm,olive,
	    page,parish,park,pat,patience,pearl,penny,poppy,power,price,
	    prince,prudence,queen,ray,reed,rich,river,rob,robin,rock,rose,
	    ruby,rusty,savage,sharp,short,shepherd,sky,small,smith,spring,
	    star,stone,storm,street,strong,sue,summer,sunny,swift,taylor,
	    temple,tiger,tony,victor,violet,walker,wall,ward,waters,way,
	    weaver,webb,west,white,will,winter,wise,wood,woods,young}';
	n record;
BEGIN
	IF said IS NULL OR said = '' THEN
		RETURN said;
	END IF;
	FOR n IN
	    WITH part AS (
	           SELECT w.role, w.place, s.sought, s.whole
	             FROM waymark.portfolio_named(asye) w
	            CROSS JOIN LATERAL (
	                  SELECT w.email, true UNION ALL
	                  SELECT 'SW[[:space:]]*' || substr(w.swe_number, 3),
	                         NULL UNION ALL
	                  SELECT w.name, true UNION ALL
	                  SELECT w.family_name, true UNION ALL
	                  SELECT p, false FROM regexp_split_to_table(
	                         w.family_name || ' ' || w.given_name,
	                         '[[:space:]-]+') p) AS s(sought, whole)),
	         -- Also as somebody writes it who leaves the accents out.
	         spelt AS (
	           SELECT DISTINCT ON (lower(x.sought)) x.sought, p.role,
	                  p.place, p.whole
	             FROM part p
	            CROSS JOIN LATERAL (VALUES (p.sought),
	                  (CASE WHEN p.whole IS NOT NULL
	                   THEN waymark.fold(p.sought) END)) AS x(sought)
	            WHERE length(x.sought) > 1
	            ORDER BY lower(x.sought), p.place)
	    SELECT CASE WHEN t.whole IS NULL THEN t.sought ELSE
	           regexp_replace(t.sought, '([]{}()*+?.$^|\\[])', '\\\1',
	           'g') END AS sought, t.role,
	           t.whole IS NOT NULL AND (lower(t.sought) = ANY (words)
	               OR length(t.sought) < 3) AS is_word
	      FROM spelt t
	     ORDER BY t.whole DESC NULLS FIRST, length(t.sought) DESC,
	           t.place LOOP
		said := regexp_replace(said, '(^|[^[:alnum:]])' || titles
		    || CASE WHEN n.is_word THEN '(' || initcap(n.sought) || '|'
		       || upper(n.sought) || ')' ELSE '(' || n.sought || ')'
		       END || '(?![[:alnum:]])', '\1' || n.role,
		    CASE WHEN n.is_word THEN 'g' ELSE 'gi' END);
	END LOOP;
	RETURN said;
END
$$;

-- The pages of a portfolio in the order in which it grew: the agreement, then
-- what belongs to each review up to it, and the final review at the end.  part:
-- 1 the agreement, 2 to 4 up to a review, 5 the final one.
CREATE FUNCTION waymark.portfolio_documents(which waymark.panel_portfolio)
RETURNS TABLE (document_id bigint, kind waymark.document_kind, number bigint,
    part bigint, on_day date, version bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	WITH d AS (
	       SELECT o.id, o.kind, o.number, o.version,
	              coalesce(o.held_on, waymark.day_of(coalesce(o.signed_at,
	                  o.sent_at, o.started_at))) AS held
	         FROM waymark.document o
	        WHERE o.asye_id = which.asye_id
	          AND o.state IN ('submitted', 'signed')),
	     p AS (
	       SELECT d.*, CASE d.kind WHEN 'asye_agreement' THEN 1
	              WHEN 'asye_final_review' THEN 5
	              ELSE least(2 + (SELECT count(*) FROM d r
	                   WHERE r.kind = 'asye_review' AND r.held < d.held), 5)
	              END::bigint AS part
	         FROM d)
	SELECT p.id, p.kind, p.number, p.part, p.held, p.version FROM p
	 WHERE waymark.moderation_reads(which, auth.person_id())
	 ORDER BY p.part, p.kind = 'asye_final_review', p.held,
	       p.kind = 'asye_review', p.kind, p.number;
END
$$;

-- What is written in one of them; each field says whose part it is of.
CREATE FUNCTION waymark.portfolio_document(which waymark.panel_portfolio,
    wanted bigint)
RETURNS TABLE (fields text[], questions text[], answers text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT v.fields,
	       ARRAY(SELECT waymark.blinded(q.q, which.asye_id)
	               FROM unnest(v.questions) WITH ORDINALITY AS q(q, n)
	              ORDER BY q.n),
	       ARRAY(SELECT waymark.blinded(q.q, which.asye_id)
	               FROM unnest(v.answers) WITH ORDINALITY AS q(q, n)
	              ORDER BY q.n)
	  FROM waymark.portfolio_documents(which) d
	  JOIN waymark.document_version v ON v.document_id = d.document_id
	   AND v.version = d.version
	 WHERE d.document_id = wanted;
END
$$;

-- What the assessor recommends, and what was said to it.
CREATE FUNCTION waymark.portfolio_recommendation(
    which waymark.panel_portfolio)
RETURNS TABLE (recommends waymark.asye_result, holistic text, met boolean,
    unmet_reason text, nqsw text, line_manager text, extended boolean,
    framework text, months bigint, fte_percent bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT r.recommends, waymark.blinded(r.holistic, r.asye_id), r.met,
	       waymark.blinded(r.unmet_reason, r.asye_id),
	       (SELECT waymark.blinded(c.words, r.asye_id)
	          FROM waymark.asye_comment c
	         WHERE c.recommendation_id = r.id AND c.said_as = 'nqsw'),
	       (SELECT waymark.blinded(c.words, r.asye_id)
	          FROM waymark.asye_comment c
	         WHERE c.recommendation_id = r.id
	           AND c.said_as = 'line_manager'),
	       p.extended, f.name, f.months, a.fte_percent
	  FROM waymark.moderation_portfolio p
	  JOIN waymark.asye_recommendation r ON r.id = p.recommendation_id
	  JOIN waymark.asye a ON a.id = p.asye_id
	  JOIN waymark.framework f ON f.id = a.framework_id
	 WHERE p.id = which.portfolio_id
	   AND waymark.moderation_reads(which, auth.person_id());
END
$$;

-- Whose judgement a moderator would read: that is known before, for a conflict
-- of interest may be with them.
CREATE FUNCTION waymark.portfolio_judges(which waymark.panel_portfolio)
RETURNS TABLE (duty waymark.asye_duty_kind, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT DISTINCT d.duty, p.name
	  FROM waymark.asye_duty d
	  JOIN waymark.person p ON p.id = d.person_id
	 WHERE d.asye_id = which.asye_id AND d.state = 'recorded'
	   AND waymark.moderation_reaches(which, auth.person_id())
	 ORDER BY 1, 2;
END
$$;
GRANT EXECUTE ON FUNCTION
    waymark.portfolio_documents(waymark.panel_portfolio),
    waymark.portfolio_document(waymark.panel_portfolio, bigint),
    waymark.portfolio_recommendation(waymark.panel_portfolio),
    waymark.portfolio_judges(waymark.panel_portfolio) TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['asye_recommendation', 'asye_comment',
	    'moderation_round', 'round_transition', 'moderation_portfolio',
	    'moderation_panel', 'moderation_member', 'panel_portfolio',
	    'moderation_declaration', 'moderation_judgement', 'asye_outcome',
	    'outcome_transition', 'outcome_event', 'asye_certificate'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
		IF t LIKE '%\_transition' THEN
			EXECUTE format('CREATE POLICY everybody ON waymark.%I
			    FOR SELECT TO waymark_web USING (true)', t);
			CONTINUE;
		END IF;
		EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR UPDATE
		    OR DELETE ON waymark.%I FOR EACH ROW EXECUTE FUNCTION
		    audit.changed(''holistic'', ''words'', ''reasons'',
		    ''unmet_reason'', ''answers'', ''capability'', ''key'',
		    ''pdf'', ''withdrawn_why'')', t);
		IF t IN ('asye_recommendation', 'asye_comment',
		    'moderation_declaration', 'moderation_judgement',
		    'outcome_event') THEN
			EXECUTE format('CREATE TRIGGER append_only BEFORE
			    UPDATE OR DELETE OR TRUNCATE ON waymark.%I
			    FOR EACH STATEMENT
			    EXECUTE FUNCTION audit.refuse()', t);
		END IF;
	END LOOP;
END
$$;

-- The recommendation and its outcome: whose they are, who assesses and manages
-- them, who coordinates, staff.  Not a partner, nor a moderator.
CREATE POLICY sees ON waymark.asye_recommendation FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id())
    OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
CREATE POLICY recommends ON waymark.asye_recommendation FOR INSERT
    TO waymark_web WITH CHECK (by_id = (SELECT auth.person_id())
    AND person_id <> (SELECT auth.person_id())
    AND asye_id = ANY ((SELECT auth.asye_mine())::bigint[]));
GRANT INSERT (asye_id, recommends, holistic, unmet_reason)
    ON waymark.asye_recommendation TO waymark_web;

CREATE POLICY sees ON waymark.asye_comment FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id())
    OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
CREATE POLICY says ON waymark.asye_comment FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id()));
GRANT INSERT (recommendation_id, said_as, words)
    ON waymark.asye_comment TO waymark_web;

CREATE POLICY sees ON waymark.moderation_round FOR SELECT TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR id = ANY ((SELECT auth.moderated_rounds())::bigint[]));
CREATE POLICY begins ON waymark.moderation_round FOR INSERT TO waymark_web
    WITH CHECK (begun_by = (SELECT auth.person_id())
    AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[])));
CREATE POLICY moves ON waymark.moderation_round FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
GRANT INSERT (programme_id, organisation_id, name)
    ON waymark.moderation_round TO waymark_web;
GRANT UPDATE (state) ON waymark.moderation_round TO waymark_web;

CREATE POLICY sees ON waymark.moderation_portfolio FOR SELECT TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR person_id = (SELECT auth.person_id())
    OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[]));

CREATE POLICY sees ON waymark.moderation_panel FOR SELECT TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR id = ANY ((SELECT auth.moderated_panels())::bigint[]));
CREATE POLICY begins ON waymark.moderation_panel FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
CREATE POLICY closes ON waymark.moderation_panel FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]))
    WITH CHECK (kind <> 'internal');
GRANT INSERT (round_id, kind) ON waymark.moderation_panel TO waymark_web;
GRANT UPDATE (state) ON waymark.moderation_panel TO waymark_web;

CREATE POLICY sees ON waymark.moderation_member FOR SELECT TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR panel_id = ANY ((SELECT auth.moderated_panels())::bigint[]));
CREATE POLICY names ON waymark.moderation_member FOR INSERT TO waymark_web
    WITH CHECK (member_id <> (SELECT auth.person_id())
    AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[])));
CREATE POLICY stands_down ON waymark.moderation_member FOR UPDATE
    TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
GRANT INSERT (panel_id, member_id, chair, capability)
    ON waymark.moderation_member TO waymark_web;
GRANT UPDATE (state) ON waymark.moderation_member TO waymark_web;

CREATE POLICY sees ON waymark.panel_portfolio FOR SELECT TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR panel_id = ANY ((SELECT auth.moderated_panels())::bigint[]));
CREATE POLICY decides ON waymark.panel_portfolio FOR UPDATE TO waymark_web
    USING (panel_id = ANY ((SELECT auth.moderated_panels())::bigint[]));
GRANT UPDATE (verdict, reasons) ON waymark.panel_portfolio TO waymark_web;

CREATE POLICY sees ON waymark.moderation_declaration FOR SELECT
    TO waymark_web USING (member_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
CREATE POLICY declares ON waymark.moderation_declaration FOR INSERT
    TO waymark_web WITH CHECK (member_id = (SELECT auth.person_id())
    AND panel_id = ANY ((SELECT auth.moderated_panels())::bigint[]));
GRANT INSERT (panel_portfolio_id, conflict, words)
    ON waymark.moderation_declaration TO waymark_web;

CREATE POLICY sees ON waymark.moderation_judgement FOR SELECT TO waymark_web
    USING (member_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[])
    OR panel_portfolio_id = ANY ((SELECT auth.judged_portfolios())::bigint[]));
CREATE POLICY judges ON waymark.moderation_judgement FOR INSERT TO waymark_web
    WITH CHECK (member_id = (SELECT auth.person_id())
    AND panel_id = ANY ((SELECT auth.moderated_panels())::bigint[]));
GRANT INSERT (panel_portfolio_id, version, answers, reasons, verdict, words)
    ON waymark.moderation_judgement TO waymark_web;

-- Somebody who fails or is extended learns of it from the notice.
CREATE POLICY sees ON waymark.asye_outcome FOR SELECT TO waymark_web
    USING ((person_id = (SELECT auth.person_id())
        AND (decision = 'pass' OR state <> 'decided'))
    OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
CREATE POLICY decides ON waymark.asye_outcome FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id())
    AND person_id <> (SELECT auth.person_id())
    AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[])));
GRANT INSERT (asye_id, decision, reasons, extended_to, notice_by)
    ON waymark.asye_outcome TO waymark_web;

CREATE POLICY sees ON waymark.outcome_event FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id())
    OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
CREATE POLICY takes ON waymark.outcome_event FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id()));
GRANT INSERT (outcome_id, version, step, on_day, way, words, due_on)
    ON waymark.outcome_event TO waymark_web;

CREATE POLICY sees ON waymark.asye_certificate FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id())
    OR asye_id = ANY ((SELECT auth.asye_mine())::bigint[])
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
CREATE POLICY issues ON waymark.asye_certificate FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id())
    AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[])));
CREATE POLICY withdraws ON waymark.asye_certificate FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]))
    WITH CHECK (state = 'withdrawn');
GRANT INSERT (asye_id) ON waymark.asye_certificate TO waymark_web;
GRANT UPDATE (state, withdrawn_why) ON waymark.asye_certificate
    TO waymark_web;

-- Who is on the panels of an employer is known to who coordinates it, and to
-- the others of the same panel.
CREATE FUNCTION auth.moderation_people() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	coordinated bigint[] := auth.asye_coordinated();
	panels bigint[] := auth.moderated_panels();
BEGIN
	RETURN ARRAY(SELECT m.member_id FROM waymark.moderation_member m
	    WHERE m.organisation_id = ANY (coordinated)
	    UNION
	    SELECT m.member_id FROM waymark.moderation_member m
	     WHERE m.panel_id = ANY (panels));
END
$$;
GRANT EXECUTE ON FUNCTION auth.moderation_people() TO waymark_web;
CREATE POLICY moderation ON waymark.person FOR SELECT TO waymark_web
    USING (id = ANY ((SELECT auth.moderation_people())::bigint[]));

-- What waits: on the assessor, the coordinator, a moderator, and on whose ASYE
-- it is.  A moderator's items say nothing of whose portfolios they are.
DO $$
DECLARE
	s record;
BEGIN
	FOR s IN SELECT * FROM (VALUES
	    ('asye_to_recommend', 'NULL::date',
	     'a.state = ''final_review'' AND EXISTS (SELECT 1
	         FROM waymark.asye_duty y WHERE y.asye_id = a.id
	          AND y.duty = ''assessor'' AND y.state = ''recorded''
	          AND y.during @> waymark.today()
	          AND y.person_id = (SELECT auth.person_id()))'),
	    ('asye_to_moderate', 'NULL::date',
	     'a.state = ''recommended'' AND a.id NOT IN (SELECT p.asye_id
	         FROM waymark.moderation_portfolio p
	         JOIN waymark.moderation_round r ON r.id = p.round_id
	        WHERE r.state = ''drawn'' AND p.verdict IS NULL)'),
	    ('outcome_to_decide', 'NULL::date', 'a.state = ''moderated'''),
	    ('certificate_to_issue', 'NULL::date',
	     'a.state = ''confirmed'' AND (SELECT o.decision
	         FROM waymark.asye_outcome o WHERE o.asye_id = a.id
	        ORDER BY o.id DESC LIMIT 1) = ''pass'''))
	    AS s (kind, due_on, waits) LOOP
		EXECUTE format('CREATE VIEW waymark.%I WITH (security_invoker)
		    AS SELECT %L::waymark.waiting_kind AS kind,
		    a.id AS subject_id, coalesce((SELECT max(v.on_day)
		        FROM waymark.asye_event v WHERE v.asye_id = a.id),
		        a.starts_on) AS since,
		    %s AS due_on, NULL::date AS on_date,
		    1::bigint AS how_many, NULL::text AS what, a.person_id,
		    a.enrolment_id, NULL::bigint AS placement_id,
		    a.employer_id AS organisation_id, a.programme_id,
		    (SELECT e.cohort_id FROM waymark.enrolment e
		      WHERE e.id = a.enrolment_id) AS cohort_id,
		    NULL::bigint AS owner_id
		    FROM waymark.asye a WHERE %s',
		    'waiting_' || s.kind, s.kind, s.due_on, s.waits);
	END LOOP;
	FOR s IN SELECT * FROM (VALUES
	    ('outcome_to_notify', 'o.notice_by',
	     'o.state = ''decided'' AND o.decision <> ''pass'''),
	    ('outcome_to_read', 'o.appeal_by',
	     'o.state = ''noticed'' AND NOT o.acknowledged'),
	    ('appeal_to_hear', 'o.hear_by',
	     'o.state IN (''appealed'', ''heard'')'))
	    AS s (kind, due_on, waits) LOOP
		EXECUTE format('CREATE VIEW waymark.%I WITH (security_invoker)
		    AS SELECT %L::waymark.waiting_kind AS kind,
		    o.asye_id AS subject_id, coalesce((SELECT max(v.on_day)
		        FROM waymark.outcome_event v
		       WHERE v.outcome_id = o.id), o.decided_on) AS since,
		    %s AS due_on, NULL::date AS on_date,
		    1::bigint AS how_many, NULL::text AS what, o.person_id,
		    (SELECT a.enrolment_id FROM waymark.asye a
		      WHERE a.id = o.asye_id) AS enrolment_id,
		    NULL::bigint AS placement_id, o.organisation_id,
		    o.programme_id, (SELECT e.cohort_id FROM waymark.asye a
		       JOIN waymark.enrolment e ON e.id = a.enrolment_id
		      WHERE a.id = o.asye_id) AS cohort_id,
		    NULL::bigint AS owner_id
		    FROM waymark.asye_outcome o WHERE %s',
		    'waiting_' || s.kind, s.kind, s.due_on, s.waits);
	END LOOP;
END
$$;
CREATE VIEW waymark.waiting_portfolio_to_moderate WITH (security_invoker)
    AS SELECT 'portfolio_to_moderate'::waymark.waiting_kind AS kind,
	p.round_id AS subject_id, waymark.day_of(min(r.drawn_at)) AS since,
	NULL::date AS due_on, NULL::date AS on_date, count(*) AS how_many,
	min(r.name) AS what, NULL::bigint AS person_id,
	NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
	p.organisation_id, p.programme_id, NULL::bigint AS cohort_id,
	(SELECT auth.person_id()) AS owner_id
  FROM waymark.panel_portfolio p
  JOIN waymark.moderation_panel n ON n.id = p.panel_id AND n.state = 'open'
  JOIN waymark.moderation_round r ON r.id = p.round_id
 WHERE p.verdict IS NULL
   AND p.panel_id = ANY ((SELECT auth.moderated_panels())::bigint[])
   AND NOT EXISTS (SELECT 1 FROM waymark.moderation_declaration d
        WHERE d.panel_portfolio_id = p.id AND d.conflict
          AND d.member_id = (SELECT auth.person_id()))
   AND (NOT EXISTS (SELECT 1 FROM waymark.moderation_judgement j
        WHERE j.panel_portfolio_id = p.id
          AND j.member_id = (SELECT auth.person_id()))
    OR waymark.moderation_decides(p, (SELECT auth.person_id())))
 GROUP BY p.round_id, p.organisation_id, p.programme_id;

INSERT INTO waymark.waiting_source (kind, party, person_is, through) VALUES
	('asye_to_recommend', 'assessor', 'trainee', '{assessor}'),
	('asye_to_moderate', 'coordinator', 'trainee', '{staff,coordinator}'),
	('portfolio_to_moderate', 'moderator', NULL, '{moderator}'),
	('outcome_to_decide', 'coordinator', 'trainee',
	    '{staff,coordinator}'),
	('outcome_to_notify', 'coordinator', 'trainee',
	    '{staff,coordinator}'),
	('outcome_to_read', 'trainee', 'trainee', '{trainee}'),
	('appeal_to_hear', 'coordinator', 'trainee', '{staff,coordinator}'),
	('certificate_to_issue', 'coordinator', 'trainee',
	    '{staff,coordinator}');
DO $$
DECLARE
	k text;
BEGIN
	FOREACH k IN ARRAY ARRAY['asye_to_recommend', 'asye_to_moderate',
	    'portfolio_to_moderate', 'outcome_to_decide', 'outcome_to_notify',
	    'outcome_to_read', 'appeal_to_hear', 'certificate_to_issue'] LOOP
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web',
		    'waiting_' || k);
	END LOOP;
END
$$;
SELECT waymark.waiting_rebuild();
