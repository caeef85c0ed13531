-- The support ledger: week by week, what was promised to somebody on an ASYE
-- or a placement, and what of it they got.
--
-- What is promised follows from the signed agreement, and where it does not
-- say from the framework and the settings.  A time away, be it a pause, an
-- interruption, leave or an absence that was logged, expects nothing and moves
-- what comes after it.  What was delivered is entered by either side, the
-- trainee or whoever supervises, and confirmed or disputed by the other; both
-- views are kept, and each step is an event that another can undo.  Signed
-- records of supervision and of observations count without being entered.
--
-- Of a week on which the two do not agree, what both say was given counts.
--
-- Below it are check-ins: how it is going, in numbers and a word, which nobody
-- but their writer reads unless the writer says so.

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('support', 'Support', 77);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect, apart, apart_words) VALUES
	('support', 10, 'support_weeks', 'Compare support over', 'weeks', 4,
	    26, 'Over how many of the last weeks what was promised and what '
	    'was given are compared.',
	    'From that day, gaps and reports look back so far.', NULL, NULL),
	('support', 20, 'support_gap_weeks', 'Speak of a gap from',
	    'weeks', 1, 26, 'How many of those weeks have to be entered before '
	    'a gap is pointed out.',
	    'From that day, gaps are pointed out so.', NULL, NULL),
	('support', 30, 'support_gap_sessions',
	    'Supervision sessions short', 'number', 1, 20,
	    'How many supervision sessions fewer than promised are a gap.',
	    'From that day, gaps are pointed out so.', NULL, NULL),
	('support', 40, 'support_gap_percent', 'Time short by', 'percent', 1,
	    100, 'By how much supervision time or protected time falls short '
	    'of what was promised before it is a gap.',
	    'From that day, gaps are pointed out so.', NULL, NULL),
	('support', 50, 'support_gap_cap_weeks', 'Caseload above the cap in',
	    'weeks', 1, 26, 'In how many of those weeks the caseload is above '
	    'the agreed cap before it is a gap.',
	    'From that day, gaps are pointed out so.', NULL, NULL),
	('support', 60, 'support_induction_weeks', 'Induction takes', 'weeks',
	    1, 26, 'Over how many weeks from the start the items of the '
	    'induction are spread.',
	    'From that day, weeks promise induction so.', NULL, NULL),
	('support', 70, 'support_induction_items', 'Items of an induction',
	    'number', 0, 50, 'How many items an induction has.',
	    'From that day, weeks promise induction so.', 0, 'None'),
	('support', 80, 'support_placement_protected',
	    'Protected time on placements', 'minutes', 0, 2400,
	    'How many minutes of a full week on a placement are protected for '
	    'study and reflection.',
	    'From that day, weeks on placements promise it.', 0,
	    'None is promised'),
	('support', 90, 'support_placement_cap',
	    'People at most on a trainee''s caseload', 'people', 0, 99,
	    'With how many people at most somebody on a placement works.',
	    'From that day, weeks on placements promise it.', 0,
	    'No cap is promised'),
	('support', 100, 'support_fewest_people',
	    'Say what an organisation gave for at least', 'people', 2, 100,
	    'Of how many people at least what an organisation promised and '
	    'gave is added up. Of fewer, nothing is said.',
	    'From that day, reports by organisation are made so.', NULL, NULL),
	('support', 110, 'check_in_fewest_people',
	    'Add up check-ins of at least', 'people', 10, 1000,
	    'Of how many people at least check-ins are added up. It is never '
	    'fewer than 10.',
	    'From that day, sums of check-ins are made so.', NULL, NULL);
INSERT INTO waymark.setting (name, value, source) VALUES
	('support_weeks', 8, 'Waymark: eight weeks, so that two monthly '
	    'sessions are among them'),
	('support_gap_weeks', 2, 'Waymark: one week alone says little'),
	('support_gap_sessions', 2, 'Waymark: one session can be moved'),
	('support_gap_percent', 25, 'Waymark: a quarter'),
	('support_gap_cap_weeks', 2, 'Waymark: two weeks'),
	('support_induction_weeks', 4, 'Waymark: four weeks'),
	('support_induction_items', 10, 'Waymark: the induction checklist has '
	    'ten items'),
	('support_placement_protected', 0, 'Waymark: agreements of placements '
	    'do not name it'),
	('support_placement_cap', 0, 'Waymark: agreements of placements do '
	    'not name it'),
	('support_fewest_people', 5, 'Waymark: fewer can be told apart'),
	('check_in_fewest_people', 10, 'Waymark: ten');

CREATE TYPE waymark.support_side AS ENUM ('trainee', 'supporter');
CREATE TYPE waymark.support_state AS ENUM
    ('missing', 'entered', 'confirmed', 'disputed', 'disagreed');
CREATE TYPE waymark.support_step AS ENUM
    ('entered', 'confirmed', 'disputed', 'stood_by', 'undone');
CREATE TYPE waymark.support_gap AS ENUM
    ('sessions', 'minutes', 'protected', 'caseload');

-- who: the side that entered the week, the other one, or either.
CREATE TYPE waymark.support_turn AS ENUM ('either', 'same', 'other');
CREATE TABLE waymark.support_transition (
	step	waymark.support_step NOT NULL,
	before	waymark.support_state NOT NULL,
	after	waymark.support_state NOT NULL,
	who	waymark.support_turn NOT NULL,
	PRIMARY KEY (step, before)
);
INSERT INTO waymark.support_transition VALUES
	('entered', 'missing', 'entered', 'either'),
	('entered', 'entered', 'entered', 'same'),	-- corrected
	('entered', 'confirmed', 'entered', 'same'),
	('entered', 'disputed', 'entered', 'same'),
	('entered', 'disagreed', 'entered', 'same'),
	('confirmed', 'entered', 'confirmed', 'other'),
	('confirmed', 'disputed', 'confirmed', 'other'),
	('confirmed', 'disagreed', 'confirmed', 'other'),
	('disputed', 'entered', 'disputed', 'other'),
	('stood_by', 'disputed', 'disagreed', 'same');

-- One for each ASYE and each placement.  organisation_id: who promised, the
-- employer of an ASYE and the host of a placement.  live: it is not over for
-- long; followed_on: the day on which its missed weeks were noted last.
--
-- What follows is of the weeks that ended lately, as far back as a setting
-- says, that expected something of this organisation; promised is what those
-- of them promised that somebody entered.  gap_since: since when there is
-- a gap; quiet_until: somebody said what is done about it, and looks again
-- then.  What waits: weeks that nobody entered, and weeks that wait on either
-- side, each with the first one's Monday.
CREATE TABLE waymark.support_ledger (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	asye_id		bigint UNIQUE,
	placement_id	bigint UNIQUE,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL REFERENCES waymark.organisation,
	live		boolean NOT NULL DEFAULT true,
	followed_on	date NOT NULL DEFAULT '-infinity',
	weeks		bigint NOT NULL DEFAULT 0,
	weeks_entered	bigint NOT NULL DEFAULT 0,
	weeks_confirmed	bigint NOT NULL DEFAULT 0,
	weeks_disputed	bigint NOT NULL DEFAULT 0,
	promised_sessions bigint NOT NULL DEFAULT 0,
	sessions	bigint NOT NULL DEFAULT 0,
	promised_minutes bigint NOT NULL DEFAULT 0,
	minutes		bigint NOT NULL DEFAULT 0,
	promised_protected bigint NOT NULL DEFAULT 0,
	protected	bigint NOT NULL DEFAULT 0,
	weeks_capped	bigint NOT NULL DEFAULT 0,
	weeks_over	bigint NOT NULL DEFAULT 0,
	gap		waymark.support_gap[] NOT NULL DEFAULT '{}',
	gap_since	date,
	quiet_until	date,
	missed		bigint NOT NULL DEFAULT 0,
	missed_since	date,
	on_trainee	bigint NOT NULL DEFAULT 0,
	on_trainee_since date,
	on_supporter	bigint NOT NULL DEFAULT 0,
	on_supporter_since date,
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id),
	FOREIGN KEY (placement_id, enrolment_id, person_id, programme_id,
	    organisation_id) REFERENCES waymark.placement (id, enrolment_id,
	    person_id, programme_id, organisation_id)
	    ON UPDATE CASCADE ON DELETE CASCADE,
	UNIQUE (id, person_id, programme_id),
	CHECK (num_nonnulls(asye_id, placement_id) = 1),
	CHECK ((gap = '{}') = (gap_since IS NULL)),
	CHECK ((missed = 0) = (missed_since IS NULL)),
	CHECK ((on_trainee = 0) = (on_trainee_since IS NULL)),
	CHECK ((on_supporter = 0) = (on_supporter_since IS NULL))
);
CREATE INDEX support_ledger_person ON waymark.support_ledger (person_id);
CREATE INDEX support_ledger_enrolment ON waymark.support_ledger (enrolment_id);
CREATE INDEX support_ledger_followed ON waymark.support_ledger (followed_on, id)
 WHERE live;
CREATE INDEX support_ledger_gap ON waymark.support_ledger
    (programme_id, gap_since, id) WHERE gap <> '{}';
CREATE INDEX support_ledger_gap_of ON waymark.support_ledger
    (organisation_id, gap_since, id) WHERE gap <> '{}';
CREATE INDEX support_ledger_report ON waymark.support_ledger
    (programme_id, organisation_id) WHERE weeks > 0;

-- number: of the ledger's weeks, from 1.  expected: false where it turned out
-- to be time away.  halves: half-days at work.  promised_cap NULL: no cap.
-- signed_: by the documents; said_: what was entered, and their_: what whoever
-- disputes it says instead; NULL where nobody said.  What counts of it has no
-- word before it.
CREATE TABLE waymark.support_week (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	ledger_id	bigint NOT NULL,
	number		bigint NOT NULL CHECK (number > 0),
	week_on		date NOT NULL CHECK (extract(isodow FROM week_on) = 1),
	asye_id		bigint,
	placement_id	bigint,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	expected	boolean NOT NULL DEFAULT true,
	halves		bigint NOT NULL DEFAULT 0 CHECK (halves >= 0),
	promised_sessions bigint NOT NULL DEFAULT 0,
	promised_minutes bigint NOT NULL DEFAULT 0,
	promised_protected bigint NOT NULL DEFAULT 0,
	promised_cap	bigint,
	promised_observations bigint NOT NULL DEFAULT 0,
	promised_induction bigint NOT NULL DEFAULT 0,
	signed_sessions	bigint NOT NULL DEFAULT 0,
	signed_minutes	bigint NOT NULL DEFAULT 0,
	signed_observations bigint NOT NULL DEFAULT 0,
	state		waymark.support_state NOT NULL DEFAULT 'missing',
	version		bigint NOT NULL DEFAULT 0,
	entered_side	waymark.support_side,
	away		boolean NOT NULL DEFAULT false,
	said_sessions	bigint,
	said_minutes	bigint,
	said_protected	bigint,
	said_caseload	bigint,
	said_observations bigint,
	said_induction	bigint,
	their_sessions	bigint,
	their_minutes	bigint,
	their_protected	bigint,
	their_caseload	bigint,
	their_observations bigint,
	their_induction	bigint,
	sessions	bigint GENERATED ALWAYS AS (greatest(signed_sessions,
			    least(said_sessions, their_sessions))) STORED,
	minutes		bigint GENERATED ALWAYS AS (greatest(signed_minutes,
			    least(said_minutes, their_minutes))) STORED,
	protected	bigint GENERATED ALWAYS AS
			    (least(said_protected, their_protected)) STORED,
	caseload	bigint GENERATED ALWAYS AS
			    (greatest(said_caseload, their_caseload)) STORED,
	observations	bigint GENERATED ALWAYS AS (greatest(
			    signed_observations, least(said_observations,
			    their_observations))) STORED,
	induction	bigint GENERATED ALWAYS AS
			    (least(said_induction, their_induction)) STORED,
	FOREIGN KEY (ledger_id, person_id, programme_id)
	    REFERENCES waymark.support_ledger (id, person_id, programme_id)
	    ON DELETE CASCADE,
	UNIQUE (ledger_id, number),
	UNIQUE (id, person_id, programme_id),
	CHECK ((state = 'missing') = (entered_side IS NULL)),
	CHECK (NOT (away AND expected))
);
CREATE INDEX support_week_person ON waymark.support_week (person_id, week_on);
CREATE INDEX support_week_asye ON waymark.support_week (asye_id)
 WHERE asye_id IS NOT NULL;
CREATE INDEX support_week_placement ON waymark.support_week (placement_id)
 WHERE placement_id IS NOT NULL;

-- Every step of a week.  version: the week's after it; undoes: the version of
-- the step that it takes back.
CREATE TABLE waymark.support_entry (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	ledger_id	bigint NOT NULL,
	number		bigint NOT NULL,
	week_id		bigint NOT NULL,
	asye_id		bigint,
	placement_id	bigint,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	version		bigint NOT NULL CHECK (version > 0),
	step		waymark.support_step NOT NULL,
	side		waymark.support_side NOT NULL,
	away		boolean NOT NULL DEFAULT false,
	sessions	bigint CHECK (sessions BETWEEN 0 AND 20),
	minutes		bigint CHECK (minutes BETWEEN 0 AND 3000),
	protected	bigint CHECK (protected BETWEEN 0 AND 3000),
	caseload	bigint CHECK (caseload BETWEEN 0 AND 99),
	observations	bigint CHECK (observations BETWEEN 0 AND 20),
	induction	bigint CHECK (induction BETWEEN 0 AND 50),
	words		text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
	undoes		bigint,
	before		waymark.support_state NOT NULL,
	after		waymark.support_state NOT NULL,
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (week_id, person_id, programme_id)
	    REFERENCES waymark.support_week (id, person_id, programme_id)
	    ON DELETE CASCADE,
	UNIQUE (week_id, version),
	UNIQUE (week_id, undoes),
	CHECK ((step = 'undone') = (undoes IS NOT NULL)),
	CHECK (step NOT IN ('disputed', 'stood_by') OR words <> ''),
	CHECK (step IN ('entered', 'disputed') OR num_nonnulls(sessions,
	    minutes, protected, caseload, observations, induction) = 0),
	CHECK (step <> 'entered' OR away = (sessions IS NULL)),
	CHECK (NOT away OR step = 'entered' AND num_nonnulls(sessions, minutes,
	    protected, caseload, observations, induction) = 0)
);
CREATE INDEX support_entry_ledger ON waymark.support_entry (ledger_id, number);
CREATE INDEX support_entry_person ON waymark.support_entry (person_id);

CREATE FUNCTION waymark.support_refuse(why text) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation';
END
$$;
GRANT EXECUTE ON FUNCTION waymark.support_refuse(text) TO waymark_web;

CREATE FUNCTION waymark.monday(date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
	SELECT $1 - (extract(isodow FROM $1)::integer - 1)
$$;
GRANT EXECUTE ON FUNCTION waymark.monday(date) TO waymark_web;

-- The days on which somebody was to be supported.
CREATE FUNCTION waymark.support_span(l waymark.support_ledger)
RETURNS daterange
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
	p waymark.placement;
	end_on date;
BEGIN
	IF l.placement_id IS NOT NULL THEN
		SELECT * INTO p FROM waymark.placement
		 WHERE id = l.placement_id;
		end_on := p.ends_on + 1;
		IF p.state = 'withdrawn' THEN
			end_on := least(end_on, (SELECT max(v.on_date)
			    FROM waymark.enrolment_event v
			   WHERE v.enrolment_id = l.enrolment_id
			     AND v.change = 'withdrawn'));
		END IF;
		RETURN daterange(p.starts_on, greatest(end_on, p.starts_on));
	END IF;
	SELECT * INTO a FROM waymark.asye WHERE id = l.asye_id;
	IF a.state = 'eligible' THEN
		RETURN 'empty';
	ELSIF NOT waymark.asye_is_live(a.state) THEN
		SELECT min(v.on_day) INTO end_on	-- and was never live again
		  FROM waymark.asye_stands(a.id) v
		 WHERE NOT waymark.asye_is_live(v.after)
		   AND NOT EXISTS (SELECT 1 FROM waymark.asye_stands(a.id) w
		        WHERE w.version > v.version
		          AND waymark.asye_is_live(w.after));
		RETURN daterange(a.starts_on, greatest(end_on, a.starts_on));
	END IF;
	RETURN daterange(a.starts_on, NULL);
END
$$;

-- The days on which nothing was expected: pauses and interruptions, and the time
-- between two employers.
CREATE FUNCTION waymark.support_away(l waymark.support_ledger)
RETURNS datemultirange
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF l.placement_id IS NOT NULL THEN
		RETURN coalesce((SELECT range_agg(i.during)
		    FROM waymark.placement_interruption i
		   WHERE i.placement_id = l.placement_id), '{}');
	END IF;
	RETURN coalesce((SELECT range_agg(t.during) FROM (
	    SELECT daterange(r.from_on, coalesce(r.returned_on, CASE r.state
	               WHEN 'over' THEN r.back_on END)) AS during
	      FROM waymark.asye_request r
	     WHERE r.asye_id = l.asye_id AND r.kind = 'pause'
	       AND r.state IN ('standing', 'over')
	    UNION ALL
	    SELECT daterange(v.on_day, (SELECT w.on_day
	               FROM waymark.asye_stands(l.asye_id) w
	              WHERE w.version > v.version
	              ORDER BY w.version LIMIT 1))
	      FROM waymark.asye_stands(l.asye_id) v
	     WHERE v.after IN ('paused', 'withdrawn', 'transferred')) t),
	    '{}');
END
$$;

-- What a placement's supervision agreement says, as far as it is one.
CREATE FUNCTION waymark.support_agreed(placement bigint)
RETURNS TABLE (every numeric, minutes bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT CASE waymark.document_answer(v, 'frequency')
	           WHEN 'Weekly' THEN 1 WHEN 'Every two weeks' THEN 2
	           END::numeric, waymark.document_number_in(v, 'length')
	  FROM waymark.document d
	  JOIN waymark.document_version v ON v.document_id = d.id
	   AND v.version = d.version
	 WHERE d.placement_id = placement AND d.kind = 'supervision_agreement'
	   AND d.state = 'signed'
	 ORDER BY d.id DESC LIMIT 1;
END
$$;

-- The bank holidays of England and Wales, as src/rules/bank_holidays.c has them;
-- sql/catalogue/bank_holidays.sql fills it.
CREATE TABLE waymark.bank_holiday (
	on_day	date PRIMARY KEY
);
ALTER TABLE waymark.bank_holiday ENABLE ROW LEVEL SECURITY,
    FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON waymark.bank_holiday TO waymark_owner
    USING (true) WITH CHECK (true);

-- Every week of a ledger up to today's, and how much of it was at work, in
-- half-days.  share: of the whole week, bank holidays included, for a rhythm
-- goes on over them; open: without them, for time is given on days that are
-- worked.  jit: off, for compiling these takes a hundred times as long as
-- they do.
CREATE FUNCTION waymark.support_calendar(l waymark.support_ledger)
RETURNS TABLE (number bigint, week_on date, halves bigint, share numeric,
    open numeric)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
    SET jit = off AS $$
DECLARE
	span daterange := waymark.support_span(l);
	away datemultirange := waymark.support_away(l);
	first_on date := waymark.monday(lower(span));
BEGIN
	RETURN QUERY
	WITH day AS (
	       SELECT 1 + (d::date - first_on) / 7 AS n, d::date AS on_day,
	              CASE WHEN l.asye_id IS NOT NULL THEN
	                  CASE WHEN extract(isodow FROM d) <= 5 THEN 2
	                  ELSE 0 END
	              ELSE coalesce((SELECT w.halves[extract(isodow FROM d)::integer]
	                  FROM waymark.placement_pattern w
	                 WHERE w.placement_id = l.placement_id
	                   AND w.during @> d::date), 0) END AS of_day,
	              h.on_day IS NOT NULL AS is_free
	         FROM generate_series(first_on, least(upper(span) - 1,
	              waymark.monday(waymark.today()) + 6), '1 day') d
	         LEFT JOIN waymark.bank_holiday h ON h.on_day = d::date),
	     absent AS (
	       SELECT a.on_date, a.halves FROM waymark.placement_day a
	        WHERE a.placement_id = l.placement_id AND a.kind = 'absent'
	          AND a.state <> 'withdrawn'),
	     week AS (
	       SELECT d.n, sum(d.of_day) AS of_week,
	              sum(p.halves) AS at_work, sum(p.halves)
	                  FILTER (WHERE NOT d.is_free) AS worked
	         FROM day d
	         LEFT JOIN absent a ON a.on_date = d.on_day
	        CROSS JOIN LATERAL (SELECT CASE WHEN d.on_day <@ span
	                  AND NOT away @> d.on_day THEN greatest(d.of_day
	                  - coalesce(a.halves, 0), 0) END AS halves) p
	        GROUP BY d.n)
	SELECT w.n::bigint, first_on + 7 * (w.n - 1),
	       CASE WHEN s.away THEN 0 ELSE coalesce(w.worked, 0)
	           END::bigint,
	       CASE WHEN s.away THEN 0 ELSE round(coalesce(w.at_work
	           / nullif(w.of_week, 0)::numeric, 0), 6) END,
	       CASE WHEN s.away THEN 0 ELSE round(coalesce(w.worked
	           / nullif(w.of_week, 0)::numeric, 0), 6) END
	  FROM week w
	  LEFT JOIN waymark.support_week s
	    ON s.ledger_id = l.id AND s.number = w.n
	 WHERE w.n IS NOT NULL
	 ORDER BY w.n;
END
$$;

-- What is promised on which days.  every: weeks between sessions, each of a
-- rhythm of its own; length: minutes of one; protected: minutes of a full week;
-- cap: people on the caseload; goal: observations in all; whole: the time for
-- them, in weeks, or on a placement in half-days.
CREATE FUNCTION waymark.support_promises(l waymark.support_ledger)
RETURNS TABLE (what text, rhythm bigint, during daterange, amount numeric)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF l.placement_id IS NOT NULL THEN
		RETURN QUERY
		SELECT v.what, 1::bigint, '(,)'::daterange, v.amount
		  FROM waymark.placement p
		  LEFT JOIN waymark.support_agreed(p.id) g ON true
		 CROSS JOIN LATERAL (VALUES
		       ('every', coalesce(g.every, 1)),
		       ('length', coalesce(g.minutes, waymark.setting_of(
		           l.programme_id,
		           'supervision_minutes_per_five_days'))),
		       ('protected', waymark.setting_of(l.programme_id,
		           'support_placement_protected')),
		       ('cap', nullif(waymark.setting_of(l.programme_id,
		           'support_placement_cap'), 0)),
		       ('goal', (SELECT e.wanted
		           FROM waymark.placement_evidence(p.id) e
		          WHERE e.kind = 'direct_observation')),
		       ('whole', p.required_halves)) AS v(what, amount)
		 WHERE p.id = l.placement_id AND v.amount IS NOT NULL;
		RETURN;
	END IF;
	RETURN QUERY
	SELECT CASE p.what WHEN 'supervision_every' THEN 'every'
	           WHEN 'supervision_length' THEN 'length'
	           WHEN 'protected_time' THEN 'protected' ELSE 'cap' END,
	       p.number, p.during, CASE p.unit WHEN 'months'
	           THEN p.amount * 52 / 12.0 ELSE p.amount END
	  FROM waymark.asye_promise p
	 WHERE p.asye_id = l.asye_id AND p.what IN ('supervision_every',
	       'supervision_length', 'protected_time', 'caseload')
	 UNION ALL
	SELECT v.what, 1, '(,)'::daterange, v.amount
	  FROM waymark.asye a
	  JOIN waymark.framework f ON f.id = a.framework_id
	  JOIN waymark.framework_minimum m ON m.framework_id = f.id
	   AND m.evidence = 'observation'
	 CROSS JOIN LATERAL (VALUES ('goal', m.at_least::numeric),
	       ('whole', f.months * 52 / 12.0)) AS v(what, amount)
	 WHERE a.id = l.asye_id;
END
$$;

-- What each week of a ledger promised.  A session is due in the week in which
-- so much time at work has gone by since its rhythm began; so are observations
-- and items of the induction, evenly.
CREATE FUNCTION waymark.support_due(which bigint)
RETURNS TABLE (number bigint, week_on date, halves bigint, sessions bigint,
    minutes bigint, protected bigint, cap bigint, observations bigint,
    induction bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
    SET jit = off AS $$
DECLARE
	l waymark.support_ledger := (SELECT x FROM waymark.support_ledger x
	    WHERE x.id = which);
	items bigint := waymark.setting_of(l.programme_id,
	    'support_induction_items');
	spread bigint := waymark.setting_of(l.programme_id,
	    'support_induction_weeks');
	little constant numeric := 0.0001;	-- what rounding shares loses
BEGIN
	RETURN QUERY
	WITH promise AS MATERIALIZED (
	       SELECT * FROM waymark.support_promises(l)),
	     week AS (
	       SELECT c.*, CASE WHEN l.asye_id IS NULL THEN c.halves
	                  ELSE c.share END AS spent,
	              e.rhythm, e.amount AS every, (SELECT p.amount
	                  FROM promise p WHERE p.what = 'length'
	                   AND p.during @> (c.week_on + 4)
	                 ORDER BY p.rhythm LIMIT 1) AS length,
	              (SELECT p.amount FROM promise p
	                WHERE p.what = 'protected'
	                  AND p.during @> (c.week_on + 4)
	                ORDER BY p.rhythm LIMIT 1) AS protected,
	              (SELECT p.amount FROM promise p
	                WHERE p.what = 'cap'
	                  AND p.during @> (c.week_on + 4)
	                ORDER BY p.rhythm LIMIT 1) AS cap
	         FROM waymark.support_calendar(l) c
	         LEFT JOIN LATERAL (SELECT * FROM promise p
	              WHERE p.what = 'every' AND p.during @> (c.week_on + 4)
	              ORDER BY p.rhythm LIMIT 1) e ON true),
	     added AS (
	       SELECT w.*, little + sum(w.share) OVER
	                  (PARTITION BY w.rhythm ORDER BY w.number) AS kept,
	              little + sum(w.spent) OVER (ORDER BY w.number) AS gone,
	              little + sum(w.share) OVER (ORDER BY w.number) AS worked,
	              (SELECT p.amount FROM promise p WHERE p.what = 'goal')
	                  AS goal,
	              (SELECT p.amount FROM promise p WHERE p.what = 'whole')
	                  AS whole
	         FROM week w),
	     due AS (
	       SELECT a.*, coalesce(floor(a.kept / a.every)
	                  - floor((a.kept - a.share) / a.every), 0) AS held,
	              coalesce(floor(least(a.gone / a.whole, 1) * a.goal)
	                  - floor(least((a.gone - a.spent) / a.whole, 1)
	                      * a.goal), 0) AS observed,
	              floor(least(a.worked / spread, 1) * items)
	                  - floor(least((a.worked - a.share) / spread, 1)
	                      * items) AS shown
	         FROM added a)
	SELECT d.number, d.week_on, d.halves, d.held::bigint,
	       coalesce(d.held * d.length, 0)::bigint,
	       coalesce(round(d.protected * d.open), 0)::bigint,
	       d.cap::bigint, d.observed::bigint, d.shown::bigint
	  FROM due d;
END
$$;

-- Which gaps there are, by the settings.
CREATE FUNCTION waymark.support_gaps(l waymark.support_ledger)
RETURNS waymark.support_gap[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	kept bigint := 100 - waymark.setting_of(l.programme_id,
	    'support_gap_percent');
BEGIN
	IF l.weeks_entered < waymark.setting_of(l.programme_id,
	    'support_gap_weeks') THEN
		RETURN '{}';
	END IF;
	RETURN array_remove(ARRAY[
	    CASE WHEN l.promised_sessions - l.sessions >=
	        waymark.setting_of(l.programme_id, 'support_gap_sessions')
	        THEN 'sessions' END,
	    CASE WHEN l.minutes * 100 < l.promised_minutes * kept
	        THEN 'minutes' END,
	    CASE WHEN l.protected * 100 < l.promised_protected * kept
	        THEN 'protected' END,
	    CASE WHEN l.weeks_over >= waymark.setting_of(l.programme_id,
	        'support_gap_cap_weeks') THEN 'caseload' END
	    ]::waymark.support_gap[], NULL);
END
$$;

-- What the documents that are signed say was held in each week.
CREATE FUNCTION waymark.support_signed(l waymark.support_ledger)
RETURNS TABLE (week_on date, sessions bigint, minutes bigint,
    observations bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT waymark.monday(d.held_on),
	       count(*) FILTER (WHERE d.kind IN ('supervision_record',
	           'asye_supervision')),
	       coalesce(sum(d.minutes) FILTER (WHERE d.kind IN
	           ('supervision_record', 'asye_supervision')), 0)::bigint,
	       count(*) FILTER (WHERE d.kind IN ('direct_observation',
	           'asye_observation'))
	  FROM waymark.document d
	 WHERE (d.asye_id = l.asye_id OR d.placement_id = l.placement_id)
	   AND d.kind IN ('supervision_record', 'asye_supervision',
	       'direct_observation', 'asye_observation')
	   AND d.state = 'signed' AND d.held_on IS NOT NULL
	   AND (d.kind <> 'supervision_record'
	    OR d.outcome IS DISTINCT FROM 'Informal')
	 GROUP BY 1
$$;

-- The weeks that are kept say what is promised now, and what is signed; with
-- missed, weeks that have ended and that nobody entered are kept too.
CREATE FUNCTION waymark.support_weeks_follow(l waymark.support_ledger,
    missed boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
    SET jit = off AS $$
BEGIN
	INSERT INTO waymark.support_week AS w (ledger_id, number, week_on,
	    asye_id, placement_id, enrolment_id, person_id, programme_id,
	    organisation_id, expected, halves, promised_sessions,
	    promised_minutes, promised_protected, promised_cap,
	    promised_observations, promised_induction, signed_sessions,
	    signed_minutes, signed_observations)
	SELECT l.id, d.number, d.week_on, l.asye_id, l.placement_id,
	       l.enrolment_id, l.person_id, l.programme_id, l.organisation_id,
	       d.halves > 0, d.halves, d.sessions, d.minutes, d.protected,
	       d.cap, d.observations, d.induction, coalesce(s.sessions, 0),
	       coalesce(s.minutes, 0), coalesce(s.observations, 0)
	  FROM waymark.support_due(l.id) d
	  LEFT JOIN waymark.support_signed(l) s ON s.week_on = d.week_on
	 WHERE missed AND d.halves > 0 AND d.week_on + 7 <= waymark.today()
	    OR EXISTS (SELECT 1 FROM waymark.support_week k
	        WHERE k.ledger_id = l.id AND k.number = d.number)
	ON CONFLICT (ledger_id, number) DO UPDATE
	   SET expected = excluded.expected, halves = excluded.halves,
	       week_on = excluded.week_on,
	       promised_sessions = excluded.promised_sessions,
	       promised_minutes = excluded.promised_minutes,
	       promised_protected = excluded.promised_protected,
	       promised_cap = excluded.promised_cap,
	       promised_observations = excluded.promised_observations,
	       promised_induction = excluded.promised_induction,
	       signed_sessions = excluded.signed_sessions,
	       signed_minutes = excluded.signed_minutes,
	       signed_observations = excluded.signed_observations
	 WHERE (w.expected, w.week_on, w.halves, w.promised_sessions,
	        w.promised_minutes, w.promised_protected, w.promised_cap,
	        w.promised_observations, w.promised_induction,
	        w.signed_sessions, w.signed_minutes, w.signed_observations)
	    IS DISTINCT FROM
	       (excluded.expected, excluded.week_on, excluded.halves,
	        excluded.promised_sessions, excluded.promised_minutes,
	        excluded.promised_protected, excluded.promised_cap,
	        excluded.promised_observations, excluded.promised_induction,
	        excluded.signed_sessions, excluded.signed_minutes,
	        excluded.signed_observations);
	UPDATE waymark.support_week w
	   SET expected = false, halves = 0, promised_sessions = 0,
	       promised_minutes = 0, promised_protected = 0,
	       promised_cap = NULL, promised_observations = 0,
	       promised_induction = 0
	 WHERE w.ledger_id = l.id AND w.expected
	   AND NOT daterange(w.week_on, w.week_on + 7)
	       && waymark.support_span(l);
END
$$;

-- The sums of a ledger, from its weeks.
CREATE FUNCTION waymark.support_sums(which bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
    SET jit = off AS $$
DECLARE
	l waymark.support_ledger := (SELECT x FROM waymark.support_ledger x
	    WHERE x.id = which);
	was waymark.support_gap[] := l.gap;
BEGIN
	SELECT count(*), count(*) FILTER (WHERE r.state <> 'missing'),
	       count(*) FILTER (WHERE r.state = 'confirmed'),
	       count(*) FILTER (WHERE r.state IN ('disputed', 'disagreed')),
	       coalesce(sum(r.promised_sessions)
	           FILTER (WHERE r.state <> 'missing'), 0),
	       coalesce(sum(r.sessions), 0),
	       coalesce(sum(r.promised_minutes)
	           FILTER (WHERE r.state <> 'missing'), 0),
	       coalesce(sum(r.minutes), 0),
	       coalesce(sum(r.promised_protected)
	           FILTER (WHERE r.protected IS NOT NULL), 0),
	       coalesce(sum(r.protected), 0),
	       count(*) FILTER (WHERE r.promised_cap IS NOT NULL
	           AND r.caseload IS NOT NULL),
	       count(*) FILTER (WHERE r.caseload > r.promised_cap)
	  INTO l.weeks, l.weeks_entered, l.weeks_confirmed, l.weeks_disputed,
	       l.promised_sessions, l.sessions, l.promised_minutes, l.minutes,
	       l.promised_protected, l.protected, l.weeks_capped, l.weeks_over
	  FROM (SELECT * FROM waymark.support_week w
	         WHERE w.ledger_id = which AND w.expected
	           AND w.organisation_id = l.organisation_id
	           AND w.week_on + 7 <= waymark.today()
	           AND w.week_on >= waymark.monday(waymark.today())
	               - 7 * waymark.setting_of(l.programme_id,
	                   'support_weeks')::integer) r;
	SELECT count(*) FILTER (WHERE w.state = 'missing'),
	       min(w.week_on) FILTER (WHERE w.state = 'missing'),
	       count(*) FILTER (WHERE s.on_trainee),
	       min(w.week_on) FILTER (WHERE s.on_trainee),
	       count(*) FILTER (WHERE NOT s.on_trainee),
	       min(w.week_on) FILTER (WHERE NOT s.on_trainee)
	  INTO l.missed, l.missed_since, l.on_trainee, l.on_trainee_since,
	       l.on_supporter, l.on_supporter_since
	  FROM waymark.support_week w
	 CROSS JOIN LATERAL (SELECT CASE w.state
	       WHEN 'entered' THEN w.entered_side = 'supporter'
	       WHEN 'disputed' THEN w.entered_side = 'trainee' END)
	       AS s(on_trainee)
	 WHERE w.ledger_id = which AND (w.expected OR w.state <> 'missing');
	l.gap := waymark.support_gaps(l);
	l.gap_since := CASE WHEN l.gap = '{}' THEN NULL
	    WHEN was = '{}' THEN waymark.today() ELSE l.gap_since END;
	UPDATE waymark.support_ledger x
	   SET (weeks, weeks_entered, weeks_confirmed, weeks_disputed,
	       promised_sessions, sessions, promised_minutes, minutes,
	       promised_protected, protected, weeks_capped, weeks_over, gap,
	       gap_since, quiet_until, missed, missed_since, on_trainee,
	       on_trainee_since, on_supporter, on_supporter_since, live) =
	       (l.weeks, l.weeks_entered, l.weeks_confirmed, l.weeks_disputed,
	       l.promised_sessions, l.sessions, l.promised_minutes, l.minutes,
	       l.promised_protected, l.protected, l.weeks_capped, l.weeks_over,
	       l.gap, l.gap_since, CASE WHEN l.gap <> '{}'
	           THEN l.quiet_until END, l.missed, l.missed_since,
	       l.on_trainee, l.on_trainee_since, l.on_supporter,
	       l.on_supporter_since, coalesce(upper(waymark.support_span(l)),
	           'infinity') > waymark.today() - 28)
	 WHERE x.id = which;
END
$$;

-- Whatever changed about it, a ledger that has weeks says what holds now.
CREATE FUNCTION waymark.support_follow(which bigint, missed boolean)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	l waymark.support_ledger;
BEGIN
	SELECT * INTO l FROM waymark.support_ledger
	 WHERE id = which FOR UPDATE;
	IF l.id IS NULL OR NOT missed AND NOT EXISTS (SELECT 1
	    FROM waymark.support_week w WHERE w.ledger_id = which) THEN
		RETURN;
	END IF;
	PERFORM waymark.support_weeks_follow(l, missed);
	PERFORM waymark.support_sums(which);
END
$$;

-- Each day, some of those that were not followed yet.
CREATE FUNCTION waymark.support_follow_day(most bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	n bigint := 0;
	which bigint;
BEGIN
	FOR which IN SELECT l.id FROM waymark.support_ledger l
	    WHERE l.live AND l.followed_on < waymark.today()
	    ORDER BY l.followed_on, l.id LIMIT most
	    FOR UPDATE SKIP LOCKED LOOP
		PERFORM waymark.support_follow(which, true);
		UPDATE waymark.support_ledger
		   SET followed_on = waymark.today() WHERE id = which;
		n := n + 1;
	END LOOP;
	RETURN n;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.support_follow_day(bigint) TO waymark_jobs;

-- Ledgers begin with what they are of, and follow it.
CREATE FUNCTION waymark.support_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_TABLE_NAME = 'asye' THEN
		INSERT INTO waymark.support_ledger (asye_id, enrolment_id,
		    person_id, programme_id, organisation_id)
		VALUES (NEW.id, NEW.enrolment_id, NEW.person_id,
		    NEW.programme_id, NEW.employer_id);
	ELSE
		INSERT INTO waymark.support_ledger (placement_id,
		    enrolment_id, person_id, programme_id, organisation_id)
		VALUES (NEW.id, NEW.enrolment_id, NEW.person_id,
		    NEW.programme_id, NEW.organisation_id);
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER support_begins AFTER INSERT ON waymark.asye
    FOR EACH ROW EXECUTE FUNCTION waymark.support_begins();
CREATE TRIGGER support_begins AFTER INSERT ON waymark.placement
    FOR EACH ROW EXECUTE FUNCTION waymark.support_begins();
INSERT INTO waymark.support_ledger (asye_id, enrolment_id, person_id,
    programme_id, organisation_id)
SELECT id, enrolment_id, person_id, programme_id, employer_id
  FROM waymark.asye;
INSERT INTO waymark.support_ledger (placement_id, enrolment_id, person_id,
    programme_id, organisation_id)
SELECT id, enrolment_id, person_id, programme_id, organisation_id
  FROM waymark.placement;

-- The weeks of an employer or a host stay theirs when another takes over.
CREATE FUNCTION waymark.support_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	it jsonb := coalesce(to_jsonb(NEW), to_jsonb(OLD));
	which bigint := CASE TG_TABLE_NAME
	    WHEN 'asye' THEN (SELECT l.id FROM waymark.support_ledger l
	        WHERE l.asye_id = (it ->> 'id')::bigint)
	    WHEN 'asye_request' THEN (SELECT l.id
	        FROM waymark.support_ledger l
	       WHERE l.asye_id = (it ->> 'asye_id')::bigint)
	    WHEN 'placement' THEN (SELECT l.id FROM waymark.support_ledger l
	        WHERE l.placement_id = (it ->> 'id')::bigint)
	    ELSE (SELECT l.id FROM waymark.support_ledger l
	        WHERE l.placement_id = (it ->> 'placement_id')::bigint
	           OR l.asye_id = (it ->> 'asye_id')::bigint) END;
BEGIN
	IF TG_TABLE_NAME = 'asye' THEN
		UPDATE waymark.support_ledger
		   SET organisation_id = (it ->> 'employer_id')::bigint
		 WHERE id = which AND organisation_id
		       <> (it ->> 'employer_id')::bigint;
	END IF;
	PERFORM waymark.support_follow(which, false);
	RETURN NULL;
END
$$;
CREATE TRIGGER support_follows AFTER UPDATE OF state, employer_id
    ON waymark.asye FOR EACH ROW EXECUTE FUNCTION waymark.support_follows();
CREATE TRIGGER support_follows AFTER UPDATE OF state, returned_on
    ON waymark.asye_request FOR EACH ROW WHEN (NEW.kind = 'pause')
    EXECUTE FUNCTION waymark.support_follows();
CREATE TRIGGER support_follows AFTER UPDATE OF state, starts_on, ends_on,
    organisation_id ON waymark.placement
    FOR EACH ROW EXECUTE FUNCTION waymark.support_follows();
CREATE TRIGGER support_follows AFTER INSERT OR UPDATE OR DELETE
    ON waymark.placement_interruption
    FOR EACH ROW EXECUTE FUNCTION waymark.support_follows();
CREATE TRIGGER support_follows AFTER INSERT OR UPDATE OR DELETE
    ON waymark.placement_pattern
    FOR EACH ROW EXECUTE FUNCTION waymark.support_follows();
CREATE TRIGGER support_follows AFTER INSERT OR UPDATE ON waymark.placement_day
    FOR EACH ROW WHEN (NEW.kind = 'absent')
    EXECUTE FUNCTION waymark.support_follows();
CREATE TRIGGER support_follows AFTER UPDATE OF state ON waymark.document
    FOR EACH ROW WHEN ((OLD.state = 'signed') <> (NEW.state = 'signed')
        AND NEW.kind IN ('supervision_record', 'asye_supervision',
        'direct_observation', 'asye_observation', 'supervision_agreement'))
    EXECUTE FUNCTION waymark.support_follows();

CREATE FUNCTION waymark.support_follows_promises() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.support_follow(l.id, false)
	   FROM (SELECT DISTINCT asye_id FROM promised) p
	   JOIN waymark.support_ledger l ON l.asye_id = p.asye_id;
	RETURN NULL;
END
$$;
CREATE TRIGGER support_follows AFTER INSERT ON waymark.asye_promise
    REFERENCING NEW TABLE AS promised
    FOR EACH STATEMENT EXECUTE FUNCTION waymark.support_follows_promises();

-- On which side of a ledger I stand; NULL: on neither.
CREATE FUNCTION waymark.support_side_mine(l waymark.support_ledger)
RETURNS waymark.support_side
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN CASE WHEN l.person_id = auth.person_id() THEN 'trainee'
	    WHEN l.asye_id = ANY (auth.asye_mine())
	        OR l.placement_id = ANY (auth.educator_placements())
	        THEN 'supporter' END::waymark.support_side;
END
$$;
GRANT EXECUTE ON FUNCTION
    waymark.support_side_mine(waymark.support_ledger) TO waymark_web;

-- The steps of a week that stand: neither undone nor undoing.
CREATE FUNCTION waymark.support_stands(which bigint)
RETURNS SETOF waymark.support_entry
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT v.* FROM waymark.support_entry v
	 WHERE v.week_id = which AND v.step <> 'undone'
	   AND NOT EXISTS (SELECT 1 FROM waymark.support_entry u
	        WHERE u.week_id = which AND u.undoes = v.version)
$$;

-- The week that a step is of, which is kept from its first step on.
CREATE FUNCTION waymark.support_week_of(l waymark.support_ledger, n bigint)
RETURNS waymark.support_week
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	w waymark.support_week;
BEGIN
	SELECT * INTO w FROM waymark.support_week
	 WHERE ledger_id = l.id AND number = n;
	IF w.id IS NULL THEN
		INSERT INTO waymark.support_week (ledger_id, number, week_on,
		    asye_id, placement_id, enrolment_id, person_id,
		    programme_id, organisation_id)
		SELECT l.id, d.number, d.week_on, l.asye_id, l.placement_id,
		       l.enrolment_id, l.person_id, l.programme_id,
		       l.organisation_id
		  FROM waymark.support_due(l.id) d
		 WHERE d.number = n AND d.halves > 0
		RETURNING * INTO w;
	END IF;
	RETURN w;
END
$$;

-- Whether a step is this side's to take now, and what it leads to.
CREATE FUNCTION waymark.support_step_leads(v waymark.support_entry,
    w waymark.support_week) RETURNS waymark.support_entry
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	t waymark.support_transition;
	latest waymark.support_entry;
BEGIN
	v.before := w.state;
	IF v.step = 'undone' THEN
		SELECT * INTO latest FROM waymark.support_stands(w.id)
		 ORDER BY version DESC LIMIT 1;
		v.undoes := latest.version;
		v.after := latest.before;
		IF latest.side IS DISTINCT FROM v.side THEN
			PERFORM waymark.support_refuse('each side undoes its '
			    'own latest step');
		END IF;
		RETURN v;
	END IF;
	SELECT * INTO t FROM waymark.support_transition x
	 WHERE x.step = v.step AND x.before = w.state;
	IF t.step IS NULL OR (t.who = 'same' AND v.side <> w.entered_side)
	    OR (t.who = 'other' AND v.side = w.entered_side) THEN
		PERFORM waymark.support_refuse(format('a week that is %s is '
		    'not %s by that side', w.state, v.step));
	ELSIF v.step = 'entered' AND NOT w.expected AND NOT w.away THEN
		PERFORM waymark.support_refuse('that week expects nothing');
	END IF;
	v.undoes := NULL;
	v.after := t.after;
	RETURN v;
END
$$;

-- A step of whoever saw an older version writes nothing.
CREATE FUNCTION waymark.support_entry_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	l waymark.support_ledger;
	w waymark.support_week;
BEGIN
	SELECT * INTO l FROM waymark.support_ledger
	 WHERE id = NEW.ledger_id FOR UPDATE;
	NEW.side := waymark.support_side_mine(l);
	IF l.id IS NULL OR NEW.side IS NULL THEN
		PERFORM waymark.support_refuse('that is between the two sides '
		    'of it');
	END IF;
	w := waymark.support_week_of(l, NEW.number);
	IF w.id IS NULL THEN
		PERFORM waymark.support_refuse('that week expects nothing');
	ELSIF NEW.version IS DISTINCT FROM w.version + 1 THEN
		RETURN NULL;
	END IF;
	NEW.week_id := w.id;
	NEW.asye_id := l.asye_id;
	NEW.placement_id := l.placement_id;
	NEW.enrolment_id := l.enrolment_id;
	NEW.person_id := l.person_id;
	NEW.programme_id := l.programme_id;
	NEW.by_id := auth.person_id();
	RETURN waymark.support_step_leads(NEW, w);
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.support_entry
    FOR EACH ROW EXECUTE FUNCTION waymark.support_entry_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON waymark.support_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

-- A week says what its steps left: what was entered last, and what whoever
-- disputes that says instead.
CREATE FUNCTION waymark.support_entry_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	said waymark.support_entry;
	disputed waymark.support_entry;
BEGIN
	SELECT * INTO said FROM waymark.support_stands(NEW.week_id)
	 WHERE step = 'entered' ORDER BY version DESC LIMIT 1;
	IF NEW.after IN ('disputed', 'disagreed') THEN
		SELECT * INTO disputed FROM waymark.support_stands(NEW.week_id)
		 WHERE step = 'disputed' ORDER BY version DESC LIMIT 1;
	END IF;
	UPDATE waymark.support_week w
	   SET state = NEW.after, version = NEW.version,
	       entered_side = said.side, away = coalesce(said.away, false),
	       expected = w.expected AND NOT coalesce(said.away, false),
	       said_sessions = said.sessions, said_minutes = said.minutes,
	       said_protected = said.protected, said_caseload = said.caseload,
	       said_observations = said.observations,
	       said_induction = said.induction,
	       their_sessions = disputed.sessions,
	       their_minutes = disputed.minutes,
	       their_protected = disputed.protected,
	       their_caseload = disputed.caseload,
	       their_observations = disputed.observations,
	       their_induction = disputed.induction
	 WHERE w.id = NEW.week_id;
	PERFORM waymark.support_follow(NEW.ledger_id, false);
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT ON waymark.support_entry
    FOR EACH ROW EXECUTE FUNCTION waymark.support_entry_follows();

-- What is done about a gap, by whoever answers for it, and when they look
-- again; the latest that was not taken back holds.
CREATE TABLE waymark.support_answer (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	ledger_id	bigint NOT NULL,
	asye_id		bigint,
	placement_id	bigint,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL,
	words		text NOT NULL CHECK (length(words) <= 2000),
	again_on	date,
	undoes		bigint UNIQUE REFERENCES waymark.support_answer
			    ON DELETE CASCADE,
	by_id		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (ledger_id, person_id, programme_id)
	    REFERENCES waymark.support_ledger (id, person_id, programme_id)
	    ON DELETE CASCADE,
	CHECK ((undoes IS NULL) = (again_on IS NOT NULL)),
	CHECK ((undoes IS NULL) = (words <> ''))
);
CREATE INDEX support_answer_ledger ON waymark.support_answer (ledger_id);
CREATE INDEX support_answer_person ON waymark.support_answer (person_id);

-- Who answers for what is promised: the coordinator of an ASYE's employer, and
-- of both programme staff and, on a placement, the tutor.
CREATE FUNCTION waymark.support_answers_mine(l waymark.support_ledger)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN l.person_id <> auth.person_id() AND (
	    l.programme_id = ANY (auth.staff_programmes())
	    OR l.asye_id IS NOT NULL
	        AND l.organisation_id = ANY (auth.asye_coordinated())
	    OR l.placement_id IS NOT NULL
	        AND l.enrolment_id = ANY (auth.tutored_enrolments()));
END
$$;
GRANT EXECUTE ON FUNCTION
    waymark.support_answers_mine(waymark.support_ledger) TO waymark_web;

CREATE FUNCTION waymark.support_answer_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	l waymark.support_ledger;
	latest bigint;
BEGIN
	SELECT * INTO l FROM waymark.support_ledger
	 WHERE id = NEW.ledger_id FOR UPDATE;
	SELECT a.id INTO latest FROM waymark.support_answer a
	 WHERE a.ledger_id = l.id AND a.undoes IS NULL
	   AND NOT EXISTS (SELECT 1 FROM waymark.support_answer u
	        WHERE u.undoes = a.id)
	 ORDER BY a.id DESC LIMIT 1;
	IF l.id IS NULL OR NOT waymark.support_answers_mine(l) THEN
		PERFORM waymark.support_refuse('that is for others to answer');
	ELSIF NEW.undoes IS NULL AND (l.gap = '{}'
	    OR NEW.again_on <= waymark.today()) THEN
		PERFORM waymark.support_refuse('a gap is answered, and looked '
		    'at again later');
	ELSIF NEW.undoes IS NOT NULL AND NEW.undoes IS DISTINCT FROM latest
	THEN
		PERFORM waymark.support_refuse('the latest answer is undone');
	END IF;
	NEW.asye_id := l.asye_id;
	NEW.placement_id := l.placement_id;
	NEW.enrolment_id := l.enrolment_id;
	NEW.person_id := l.person_id;
	NEW.programme_id := l.programme_id;
	NEW.organisation_id := l.organisation_id;
	NEW.by_id := auth.person_id();
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.support_answer
    FOR EACH ROW EXECUTE FUNCTION waymark.support_answer_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON waymark.support_answer
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

CREATE FUNCTION waymark.support_answer_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.support_ledger
	   SET quiet_until = (SELECT a.again_on FROM waymark.support_answer a
	        WHERE a.ledger_id = NEW.ledger_id AND a.undoes IS NULL
	          AND NOT EXISTS (SELECT 1 FROM waymark.support_answer u
	               WHERE u.undoes = a.id)
	        ORDER BY a.id DESC LIMIT 1)
	 WHERE id = NEW.ledger_id;
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT ON waymark.support_answer
    FOR EACH ROW EXECUTE FUNCTION waymark.support_answer_follows();

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['support_transition', 'support_ledger',
	    'support_week', 'support_entry', 'support_answer'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
		IF t = 'support_transition' THEN
			CREATE POLICY everybody ON waymark.support_transition
			    FOR SELECT TO waymark_web USING (true);
			CONTINUE;
		END IF;
		-- Both sides, those who answer for it, and nobody else: a
		-- partner sees sums alone.
		EXECUTE format('CREATE POLICY sees ON waymark.%I FOR SELECT
		    TO waymark_web USING (
		    person_id = (SELECT auth.person_id())
		    OR programme_id = ANY ((SELECT
		        auth.staff_programmes())::bigint[])
		    OR asye_id = ANY ((SELECT auth.asye_reached())::bigint[])
		    OR placement_id = ANY ((SELECT
		        auth.educator_placements())::bigint[])
		    OR placement_id IS NOT NULL AND enrolment_id = ANY
		        ((SELECT auth.guided_enrolments())::bigint[]))', t);
	END LOOP;
END
$$;
CREATE TRIGGER audited AFTER INSERT ON waymark.support_entry
    FOR EACH ROW EXECUTE FUNCTION audit.changed();
CREATE TRIGGER audited AFTER INSERT ON waymark.support_answer
    FOR EACH ROW EXECUTE FUNCTION audit.changed();
CREATE POLICY steps ON waymark.support_entry FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id()));
GRANT INSERT (ledger_id, number, version, step, away, sessions, minutes,
    protected, caseload, observations, induction, words)
    ON waymark.support_entry TO waymark_web;
CREATE POLICY answers ON waymark.support_answer FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id()));
GRANT INSERT (ledger_id, words, again_on, undoes)
    ON waymark.support_answer TO waymark_web;


-- Whether I may see a ledger: for functions that the policies do not reach.
CREATE FUNCTION waymark.support_seen(l waymark.support_ledger)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN coalesce(waymark.support_side_mine(l) IS NOT NULL
	    OR waymark.support_answers_mine(l)
	    OR l.asye_id = ANY (auth.asye_reached())
	    OR l.placement_id IS NOT NULL
	       AND l.enrolment_id = ANY (auth.guided_enrolments()), false);
END
$$;

-- What each week promises, and what is signed of it, for those who may see the
-- ledger: also of weeks that nobody entered yet.
CREATE FUNCTION waymark.support_due_seen(which bigint)
RETURNS TABLE (number bigint, week_on date, halves bigint, sessions bigint,
    minutes bigint, protected bigint, cap bigint, observations bigint,
    induction bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM waymark.support_ledger l
	    WHERE l.id = which AND waymark.support_seen(l)) THEN
		RETURN QUERY SELECT * FROM waymark.support_due(which);
	END IF;
END
$$;
CREATE FUNCTION waymark.support_signed_seen(which bigint)
RETURNS TABLE (week_on date, sessions bigint, minutes bigint,
    observations bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY SELECT s.* FROM waymark.support_ledger l
	  CROSS JOIN LATERAL waymark.support_signed(l) s
	  WHERE l.id = which AND waymark.support_seen(l);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.support_due_seen(bigint),
    waymark.support_signed_seen(bigint) TO waymark_web;

-- What somebody was promised and got until now, of one ASYE or placement: a
-- row for each, to stand beside what is decided of it.  What is given counts
-- from signed records also where nobody entered the week.
CREATE VIEW waymark.support_so_far WITH (security_invoker) AS
SELECT w.ledger_id, w.asye_id, w.placement_id, w.person_id, w.programme_id,
       count(*) AS weeks,
       count(*) FILTER (WHERE w.state <> 'missing') AS weeks_entered,
       count(*) FILTER (WHERE w.state = 'confirmed') AS weeks_confirmed,
       count(*) FILTER (WHERE w.state IN ('disputed', 'disagreed'))
           AS weeks_disputed,
       sum(w.promised_sessions)::bigint AS promised_sessions,
       coalesce(sum(w.sessions), 0)::bigint AS sessions,
       sum(w.promised_minutes)::bigint AS promised_minutes,
       coalesce(sum(w.minutes), 0)::bigint AS minutes,
       coalesce(sum(w.promised_protected)
           FILTER (WHERE w.protected IS NOT NULL), 0)::bigint
           AS promised_protected,
       coalesce(sum(w.protected), 0)::bigint AS protected,
       count(*) FILTER (WHERE w.caseload > w.promised_cap) AS weeks_over,
       sum(w.promised_observations)::bigint AS promised_observations,
       coalesce(sum(w.observations), 0)::bigint AS observations
  FROM waymark.support_week w
 WHERE w.expected AND w.week_on + 7 <= (SELECT waymark.today())
 GROUP BY w.ledger_id, w.asye_id, w.placement_id, w.person_id,
          w.programme_id;
GRANT SELECT ON waymark.support_so_far TO waymark_web;

-- What organisations promised and gave lately, added up over their people: to
-- staff all of a programme's, to coordinators and partners their own.  What
-- somebody got beyond their promise makes up for nobody else's.  Of few people
-- the numbers are NULL.  gaps: people of whom a promise was clearly not kept; to
-- partners, who know nobody's, to the nearest five (near).
CREATE FUNCTION waymark.support_of_organisations(programme bigint)
RETURNS TABLE (organisation_id bigint, few boolean, people bigint,
    weeks bigint, weeks_entered bigint, weeks_confirmed bigint,
    weeks_disputed bigint, promised_sessions bigint, sessions bigint,
    promised_minutes bigint, minutes bigint, promised_protected bigint,
    protected bigint, weeks_capped bigint, weeks_over bigint, gaps bigint,
    near boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	of_staff boolean := programme = ANY (auth.staff_programmes());
	answered bigint[] := auth.asye_coordinated();
	mine bigint[] := answered || auth.partner_organisations();
	fewest bigint := waymark.setting_of(programme,
	    'support_fewest_people');
BEGIN
	RETURN QUERY
	WITH added AS (
	       SELECT l.organisation_id AS id,
	              count(DISTINCT l.person_id) AS people,
	              sum(l.weeks)::bigint AS weeks,
	              sum(l.weeks_entered)::bigint AS entered,
	              sum(l.weeks_confirmed)::bigint AS confirmed,
	              sum(l.weeks_disputed)::bigint AS disputed,
	              sum(l.promised_sessions)::bigint AS promised_sessions,
	              sum(least(l.sessions, l.promised_sessions))::bigint
	                  AS sessions,
	              sum(l.promised_minutes)::bigint AS promised_minutes,
	              sum(least(l.minutes, l.promised_minutes))::bigint
	                  AS minutes,
	              sum(l.promised_protected)::bigint AS promised_protected,
	              sum(least(l.protected, l.promised_protected))::bigint
	                  AS protected,
	              sum(l.weeks_capped)::bigint AS capped,
	              sum(l.weeks_over)::bigint AS over_cap,
	              count(DISTINCT l.person_id) FILTER (WHERE l.gap <> '{}')
	                  AS gaps,
	              NOT (of_staff OR l.organisation_id = ANY (answered))
	                  AS near
	         FROM waymark.support_ledger l
	        WHERE l.programme_id = programme AND l.weeks > 0
	          AND (of_staff OR l.organisation_id = ANY (mine))
	        GROUP BY l.organisation_id)
	SELECT a.id, a.people < fewest, t.people, t.weeks, t.entered,
	       t.confirmed, t.disputed, t.promised_sessions, t.sessions,
	       t.promised_minutes, t.minutes, t.promised_protected,
	       t.protected, t.capped, t.over_cap,
	       CASE WHEN a.near THEN (5 * round(t.gaps / 5.0))::bigint
	           ELSE t.gaps END, a.near
	  FROM added a
	  LEFT JOIN added t ON t.id = a.id AND t.people >= fewest;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.support_of_organisations(bigint)
    TO waymark_web;

-- What waits, one for each ledger: weeks to enter, weeks to confirm or disputes
-- to answer on either side, and a gap that nobody has answered.
DO $$
DECLARE
	s record;
BEGIN
	FOR s IN SELECT * FROM (VALUES
	    ('support_to_enter', 'l.missed_since + 7', 'l.missed',
	        'l.missed > 0'),
	    ('support_to_settle', 'l.on_trainee_since', 'l.on_trainee',
	        'l.on_trainee > 0'),
	    ('support_for_assessor', 'l.on_supporter_since',
	        'l.on_supporter', 'l.on_supporter > 0 AND '
	        'l.asye_id IS NOT NULL'),
	    ('support_for_educator', 'l.on_supporter_since',
	        'l.on_supporter', 'l.on_supporter > 0 AND '
	        'l.placement_id IS NOT NULL'),
	    ('support_gap_in_asye', 'l.gap_since', '1', 'l.gap <> ''{}'' AND '
	        'l.asye_id IS NOT NULL AND coalesce(l.quiet_until <= '
	        '(SELECT waymark.today()), true)'),
	    ('support_gap_on_placement', 'l.gap_since', '1',
	        'l.gap <> ''{}'' AND l.placement_id IS NOT NULL AND '
	        'coalesce(l.quiet_until <= (SELECT waymark.today()), true)'))
	    AS s (kind, since, how_many, waits) LOOP
		EXECUTE format('CREATE VIEW waymark.%I WITH (security_invoker)
		    AS SELECT %L::waymark.waiting_kind AS kind,
		    l.id AS subject_id, %s AS since, NULL::date AS due_on,
		    NULL::date AS on_date, %s::bigint AS how_many,
		    NULL::text AS what, l.person_id, l.enrolment_id,
		    l.placement_id, l.organisation_id, l.programme_id,
		    (SELECT e.cohort_id FROM waymark.enrolment e
		      WHERE e.id = l.enrolment_id) AS cohort_id,
		    NULL::bigint AS owner_id
		    FROM waymark.support_ledger l WHERE %s',
		    'waiting_' || s.kind, s.kind, s.since, s.how_many,
		    s.waits);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web',
		    'waiting_' || s.kind);
	END LOOP;
END
$$;
INSERT INTO waymark.waiting_source (kind, party, person_is, through) VALUES
	('support_to_enter', 'trainee', 'trainee', '{trainee}'),
	('support_to_settle', 'trainee', 'trainee', '{trainee}'),
	('support_for_assessor', 'assessor', 'trainee', '{trainee,assessor}'),
	('support_for_educator', 'educator', 'trainee', '{trainee,educator}'),
	('support_gap_in_asye', 'coordinator', 'trainee',
	    '{staff,coordinator}'),
	('support_gap_on_placement', 'staff', 'trainee', '{staff,tutor}');
SELECT waymark.waiting_rebuild();

-- Check-ins: how it is going, in numbers, a word and a note.  Each is private
-- to its writer, also from functions that run with the tables' owner's rights,
-- until the writer names who reads it; and then until the writer changes that.
-- No flag, no rule and no list of people rests on one.
CREATE TYPE waymark.check_in_reader AS ENUM ('me', 'supervisor', 'programme');

-- ledger_id and what follows it: the ASYE or the placement that the writer was
-- on that day, if there was one.  erased_at: the writer took it back, and no
-- number or word of it is kept.
CREATE TABLE waymark.check_in (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	ledger_id	bigint REFERENCES waymark.support_ledger,
	asye_id		bigint,
	placement_id	bigint,
	programme_id	bigint,
	organisation_id	bigint,
	on_day		date NOT NULL DEFAULT waymark.today(),
	caseload	bigint CHECK (caseload BETWEEN 0 AND 99),
	complex		bigint CHECK (complex BETWEEN 0 AND 99),
	hours_over	bigint CHECK (hours_over BETWEEN 0 AND 80),
	word		text NOT NULL DEFAULT '' CHECK (length(word) <= 30),
	note		text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
	seen_by		waymark.check_in_reader NOT NULL DEFAULT 'me',
	version		bigint NOT NULL DEFAULT 1,
	written_at	timestamptz NOT NULL DEFAULT now(),
	erased_at	timestamptz,
	CHECK (complex <= caseload),
	CHECK (seen_by = 'me' OR ledger_id IS NOT NULL),
	CHECK ((erased_at IS NULL) = (num_nonnulls(caseload, complex,
	    hours_over) > 0 OR word || note <> '')),
	CHECK (erased_at IS NULL OR seen_by = 'me')
);
CREATE INDEX check_in_person ON waymark.check_in (person_id, on_day);
CREATE INDEX check_in_asye ON waymark.check_in (asye_id, on_day)
 WHERE seen_by = 'supervisor';
CREATE INDEX check_in_placement ON waymark.check_in (placement_id, on_day)
 WHERE seen_by = 'supervisor';
CREATE INDEX check_in_programme ON waymark.check_in (programme_id, on_day)
 WHERE seen_by = 'programme';

-- The ledger that I am on: the latest that has begun and is not over.
CREATE FUNCTION waymark.support_ledger_mine() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT l.id FROM waymark.support_ledger l
	         WHERE l.person_id = auth.person_id()
	           AND waymark.support_span(l) @> waymark.today()
	         ORDER BY l.asye_id DESC NULLS LAST, l.id DESC LIMIT 1);
END
$$;
GRANT EXECUTE ON FUNCTION waymark.support_ledger_mine() TO waymark_web;

CREATE FUNCTION waymark.check_in_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		NEW.on_day := waymark.today();
		NEW.ledger_id := waymark.support_ledger_mine();
		SELECT l.asye_id, l.placement_id, l.programme_id,
		       l.organisation_id
		  INTO NEW.asye_id, NEW.placement_id, NEW.programme_id,
		       NEW.organisation_id
		  FROM waymark.support_ledger l WHERE l.id = NEW.ledger_id;
		RETURN NEW;
	END IF;
	IF OLD.erased_at IS NOT NULL OR (OLD.person_id, OLD.on_day,
	    OLD.ledger_id) IS DISTINCT FROM (NEW.person_id, NEW.on_day,
	    NEW.ledger_id) THEN
		PERFORM waymark.support_refuse('what was erased is gone, and '
		    'a check-in keeps its writer and its day');
	ELSIF NEW.erased_at IS NOT NULL THEN
		NEW.caseload := NULL;
		NEW.complex := NULL;
		NEW.hours_over := NULL;
		NEW.word := '';
		NEW.note := '';
		NEW.seen_by := 'me';
		DELETE FROM waymark.draft
		 WHERE person_id = OLD.person_id
		   AND path LIKE format('/check-ins/%s/%%', OLD.id);
	END IF;
	NEW.version := OLD.version + 1;
	NEW.written_at := now();
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.check_in
    FOR EACH ROW EXECUTE FUNCTION waymark.check_in_guard();

-- What is kept of it in the history is that it happened.
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON waymark.check_in
    FOR EACH ROW EXECUTE FUNCTION audit.changed('on_day', 'caseload',
    'complex', 'hours_over', 'word', 'note', 'seen_by', 'ledger_id',
    'asye_id', 'placement_id', 'programme_id', 'organisation_id');

ALTER TABLE waymark.check_in ENABLE ROW LEVEL SECURITY,
    FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON waymark.check_in TO waymark_owner
    USING (person_id = (SELECT auth.person_id()) OR seen_by = 'programme')
    WITH CHECK (person_id = (SELECT auth.person_id()));
CREATE POLICY own ON waymark.check_in TO waymark_web
    USING (person_id = (SELECT auth.person_id()))
    WITH CHECK (person_id = (SELECT auth.person_id()));

-- Whom I supervise today, and not for a while after, as for documents.
CREATE FUNCTION auth.supervised_ledgers() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	today date := waymark.today();
BEGIN
	RETURN ARRAY(
	    SELECT l.id FROM waymark.asye_duty d
	      JOIN waymark.support_ledger l ON l.asye_id = d.asye_id
	     WHERE d.person_id = me AND d.state = 'recorded'
	       AND d.during @> today
	    UNION
	    SELECT l.id FROM waymark.placement_educator e
	      JOIN waymark.support_ledger l
	        ON l.placement_id = e.placement_id
	     WHERE e.person_id = me AND e.during @> today);
END
$$;
GRANT EXECUTE ON FUNCTION auth.supervised_ledgers() TO waymark_web;
CREATE POLICY supervises ON waymark.check_in FOR SELECT TO waymark_web
    USING (seen_by = 'supervisor' AND ledger_id =
        ANY ((SELECT auth.supervised_ledgers())::bigint[]));
CREATE POLICY runs ON waymark.check_in FOR SELECT TO waymark_web
    USING (seen_by = 'programme' AND programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT SELECT ON waymark.check_in TO waymark_web;
GRANT INSERT (caseload, complex, hours_over, word, note, seen_by)
    ON waymark.check_in TO waymark_web;
GRANT UPDATE (caseload, complex, hours_over, word, note, seen_by, erased_at)
    ON waymark.check_in TO waymark_web;

-- The check-ins of the last three whole months that their writers show to the
-- programme, added up: of a programme's people to its staff, of an
-- organisation's to whoever coordinates it or is its partner.  Of fewer people
-- than the floor, which no setting takes below ten, there is no row.  Each
-- person counts once, with their means; results are whole numbers and people
-- are counted down to a multiple of five, so that what one person adds or
-- takes back cannot be read from the difference.
CREATE FUNCTION waymark.check_ins_added_up(programme bigint,
    organisation bigint)
RETURNS TABLE (people bigint, from_on date, until_on date, caseload bigint,
    complex bigint, hours_over bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	fewest bigint := greatest(10, waymark.setting_of(programme,
	    'check_in_fewest_people'));
	month date := waymark.today() - (extract(day FROM waymark.today())
	    ::integer - 1);
BEGIN
	IF organisation IS NULL AND NOT programme =
	        ANY (auth.staff_programmes())
	    OR organisation IS NOT NULL AND NOT organisation = ANY (
	        auth.asye_coordinated() || auth.partner_organisations()) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT count(*) / 5 * 5, (month - interval '3 months')::date,
	       month - 1, round(avg(m.caseload))::bigint,
	       round(avg(m.complex))::bigint, round(avg(m.hours))::bigint
	  FROM (SELECT avg(c.caseload) AS caseload, avg(c.complex) AS complex,
	               avg(c.hours_over) AS hours
	          FROM waymark.check_in c
	         WHERE c.seen_by = 'programme' AND c.programme_id = programme
	           AND (organisation IS NULL
	            OR c.organisation_id = organisation)
	           AND c.on_day >= month - interval '3 months'
	           AND c.on_day < month
	         GROUP BY c.person_id
	        HAVING num_nulls(avg(c.caseload), avg(c.complex),
	               avg(c.hours_over)) = 0) m
	HAVING count(*) >= fewest;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.check_ins_added_up(bigint, bigint)
    TO waymark_web;
