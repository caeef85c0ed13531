-- An ASYE's year from end to end: its dates corrected, what waits because of
-- what it lacks or what was claimed for it, what finds it, and who is told what
-- a panel decided.

-- A start, the days before it and the job title can turn out wrong.  A
-- correction keeps what was so and what is so instead, with its reason.  The
-- latest that stands is undone by another, which makes it so again: undoes is its
-- number.  Reviews that are to come follow (033_asye_timetable.sql).
INSERT INTO waymark.asye_reason (position, whose, code, label, changes, causes)
VALUES
	(410, 'neither', 'start_agreed', 'Another start was agreed', '{}',
	    '{corrected}'),
	(420, 'system', 'post_renamed', 'The post has another title', '{}',
	    '{corrected}'),
	(430, 'neither', 'register_differs', 'The public register has another '
	    'date', '{}', '{corrected}');
UPDATE waymark.asye_reason SET causes = causes || '{corrected}'
 WHERE code = 'recorded_wrongly';

CREATE TABLE waymark.asye_correction (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	asye_id		bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	number		bigint NOT NULL CHECK (number > 0),
	role_title	text NOT NULL CHECK (role_title <> ''
			    AND length(role_title) <= 120),
	qualified_on	date NOT NULL,
	swe_registered_on date NOT NULL,
	employed_on	date NOT NULL,
	starts_on	date NOT NULL,
	was_role_title	text NOT NULL,
	was_qualified_on date NOT NULL,
	was_swe_registered_on date NOT NULL,
	was_employed_on	date NOT NULL,
	was_starts_on	date NOT NULL,
	reason		text NOT NULL REFERENCES waymark.asye_reason,
	words		text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
	undoes		bigint CHECK (undoes < number),
	by_id		bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,	-- NULL: Waymark
	at		timestamptz NOT NULL DEFAULT now(),
	FOREIGN KEY (asye_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, person_id, programme_id)
	    ON DELETE CASCADE,
	UNIQUE (asye_id, number),
	UNIQUE (asye_id, undoes),
	FOREIGN KEY (asye_id, undoes)
	    REFERENCES waymark.asye_correction (asye_id, number)
	    ON DELETE CASCADE,
	CHECK ((role_title, qualified_on, swe_registered_on, employed_on,
	    starts_on) IS DISTINCT FROM (was_role_title, was_qualified_on,
	    was_swe_registered_on, was_employed_on, was_starts_on))
);
CREATE INDEX asye_correction_person ON waymark.asye_correction (person_id);

-- May it be corrected still?  What was recommended rests upon it.
CREATE FUNCTION waymark.asye_correctable(state waymark.asye_state)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
	SELECT waymark.asye_is_live(state)
	   AND state NOT IN ('eligible', 'recommended', 'moderated')
$$;

-- The number of the latest correction that is neither undone nor undoes one, if
-- there is any.
CREATE FUNCTION waymark.asye_correction_standing(which bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN (SELECT max(c.number) FROM waymark.asye_correction c
	     WHERE c.asye_id = which AND c.undoes IS NULL
	       AND NOT EXISTS (SELECT 1 FROM waymark.asye_correction u
	           WHERE u.asye_id = which AND u.undoes = c.number));
END
$$;

-- The latest day on which the ASYE can start: before what happened in it.
CREATE FUNCTION waymark.asye_starts_by(which bigint) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN least((SELECT min(r.held_on) - 1 FROM waymark.asye_review r
	        WHERE r.asye_id = which AND r.state = 'held'),
	    (SELECT min(q.from_on) FROM waymark.asye_request q
	      WHERE q.asye_id = which
	        AND q.state IN ('asked', 'standing', 'over')));
END
$$;
GRANT EXECUTE ON FUNCTION waymark.asye_is_live(waymark.asye_state),
    waymark.asye_correctable(waymark.asye_state),
    waymark.asye_correction_standing(bigint),
    waymark.asye_starts_by(bigint) TO waymark_web;

-- Whoever saw fewer corrections writes none, and undoes none.
CREATE FUNCTION waymark.asye_correction_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	a waymark.asye;
	u waymark.asye_correction;
BEGIN
	SELECT * INTO a FROM waymark.asye WHERE id = NEW.asye_id FOR UPDATE;
	IF NEW.number IS DISTINCT FROM 1 + (SELECT count(*)
	    FROM waymark.asye_correction c WHERE c.asye_id = a.id) THEN
		RETURN NULL;
	END IF;
	IF NEW.undoes IS NOT NULL THEN
		SELECT * INTO u FROM waymark.asye_correction c
		 WHERE c.asye_id = a.id AND c.number = NEW.undoes;
		NEW.role_title := u.was_role_title;
		NEW.qualified_on := u.was_qualified_on;
		NEW.swe_registered_on := u.was_swe_registered_on;
		NEW.employed_on := u.was_employed_on;
		NEW.starts_on := u.was_starts_on;
	END IF;
	NEW.person_id := a.person_id;
	NEW.programme_id := a.programme_id;
	NEW.was_role_title := a.role_title;
	NEW.was_qualified_on := a.qualified_on;
	NEW.was_swe_registered_on := a.swe_registered_on;
	NEW.was_employed_on := a.employed_on;
	NEW.was_starts_on := a.starts_on;
	NEW.at := now();
	IF NOT waymark.asye_correctable(a.state) THEN
		PERFORM waymark.event_refuse(format('an ASYE that is %s stays '
		    'as it was registered', a.state));
	ELSIF auth.person_id() IS NOT NULL AND NOT auth.asye_parts(a)
	    && '{coordinator,staff}'::waymark.asye_part[] THEN
		PERFORM waymark.event_refuse('that is for others to correct');
	ELSIF NEW.undoes <> coalesce(waymark.asye_correction_standing(a.id), 0)
	    THEN
		PERFORM waymark.event_refuse('only the latest correction that '
		    'stands is undone');
	ELSIF NEW.starts_on > waymark.asye_starts_by(a.id) THEN
		PERFORM waymark.event_refuse('an ASYE starts before what '
		    'happened in it');
	ELSIF NOT EXISTS (SELECT 1 FROM waymark.framework f
	    WHERE f.id = a.framework_id AND f.during @> NEW.starts_on) THEN
		PERFORM waymark.event_refuse('nobody starts on that framework '
		    'then');
	ELSIF NOT EXISTS (SELECT 1 FROM waymark.asye_reason r
	    WHERE r.code = NEW.reason AND (CASE WHEN NEW.undoes IS NULL
	        THEN 'corrected' ELSE 'undone' END)::waymark.asye_cause
	        = ANY (r.causes)) THEN
		PERFORM waymark.event_refuse('that is no reason for it');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT ON waymark.asye_correction
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_correction_guard();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.asye_correction
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

CREATE FUNCTION waymark.asye_correction_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.asye
	   SET role_title = NEW.role_title, qualified_on = NEW.qualified_on,
	       swe_registered_on = NEW.swe_registered_on,
	       employed_on = NEW.employed_on, starts_on = NEW.starts_on
	 WHERE id = NEW.asye_id;
	RETURN NULL;
END
$$;
CREATE TRIGGER follows AFTER INSERT ON waymark.asye_correction
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_correction_follows();
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE
    ON waymark.asye_correction
    FOR EACH ROW EXECUTE FUNCTION audit.changed('words');

ALTER TABLE waymark.asye_correction ENABLE ROW LEVEL SECURITY,
    FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON waymark.asye_correction TO waymark_owner
    USING (true) WITH CHECK (true);
CREATE POLICY sees ON waymark.asye_correction FOR SELECT TO waymark_web USING (
    person_id = (SELECT auth.person_id())
    OR programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR asye_id = ANY ((SELECT auth.asye_reached())::bigint[]));
CREATE POLICY corrects ON waymark.asye_correction FOR INSERT TO waymark_web
    WITH CHECK (by_id = (SELECT auth.person_id())
        AND person_id <> (SELECT auth.person_id())
        AND (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
            OR asye_id = ANY ((SELECT auth.asye_reached())::bigint[])));
GRANT SELECT ON waymark.asye_correction TO waymark_web;
GRANT INSERT (asye_id, number, role_title, qualified_on, swe_registered_on,
    employed_on, starts_on, reason, words, undoes) ON waymark.asye_correction
    TO waymark_web;

-- How many minimums a final review lacks stands beside it, for work lists.
CREATE INDEX asye_review_unmet ON waymark.asye_review
    (programme_id, due_on, id) WHERE state = 'due' AND live AND unmet > 0;
CREATE INDEX asye_review_unmet_of_employer ON waymark.asye_review
    (employer_id, due_on, id) WHERE state = 'due' AND live AND unmet > 0;

CREATE FUNCTION waymark.asye_unmet_follow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.asye_review r SET unmet = s.of_all - s.met
	  FROM waymark.asye_standing s
	  JOIN waymark.asye a ON a.id = s.asye_id
	  JOIN waymark.framework_review f
	    ON f.framework_id = a.framework_id AND f.final
	 WHERE s.asye_id = NEW.asye_id AND r.asye_id = NEW.asye_id
	   AND r.number = f.number AND r.unmet <> s.of_all - s.met;
	RETURN NULL;
END
$$;
CREATE TRIGGER unmet AFTER INSERT OR UPDATE ON waymark.asye_standing
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_unmet_follow();
CREATE TRIGGER unmet AFTER INSERT ON waymark.asye_review
    FOR EACH ROW EXECUTE FUNCTION waymark.asye_unmet_follow();

INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('asye', 135, 'asye_minimums_weeks', 'Point out missing evidence within',
	    'weeks', 0, 104, 'How long before its final review an ASYE that '
	    'lacks evidence stands on work lists.',
	    'From that day, work lists look so far ahead.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('asye_minimums_weeks', 8, 'Waymark: eight weeks to gather it');

-- The furthest of these days of any programme, which bounds an index.
CREATE FUNCTION waymark.weeks_ahead_most(wanted text) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN waymark.today() + 7 * (waymark.ahead_most(wanted)
	    - waymark.today());
END
$$;
GRANT EXECUTE ON FUNCTION waymark.weeks_ahead_most(text) TO waymark_web;

DO $$
DECLARE
	k text;
BEGIN
	FOREACH k IN ARRAY ARRAY['asye_minimums_to_meet',
	    'asye_minimums_lacking'] LOOP
		EXECUTE format('CREATE VIEW waymark.%I WITH (security_invoker)
		    AS SELECT %L::waymark.waiting_kind AS kind,
		    r.asye_id AS subject_id, r.due_on AS since, r.due_on,
		    NULL::date AS on_date, r.unmet AS how_many,
		    NULL::text AS what, r.person_id,
		    (SELECT a.enrolment_id FROM waymark.asye a
		      WHERE a.id = r.asye_id) AS enrolment_id,
		    NULL::bigint AS placement_id,
		    r.employer_id AS organisation_id, r.programme_id,
		    NULL::bigint AS cohort_id, NULL::bigint AS owner_id
		    FROM waymark.asye_review r
		   WHERE r.state = ''due'' AND r.live AND r.unmet > 0
		     AND r.due_on <= (SELECT waymark.weeks_ahead_most(
		         ''asye_minimums_weeks''))
		     AND r.due_on <= (SELECT waymark.today()) + 7
		         * waymark.setting_of(r.programme_id,
		         ''asye_minimums_weeks'')::integer',
		    'waiting_' || k, k);
	END LOOP;
END
$$;

-- A file that was refused waits on who sent it, until it is taken off.
CREATE VIEW waymark.waiting_file_refused WITH (security_invoker) AS
SELECT 'file_refused'::waymark.waiting_kind AS kind, t.id AS subject_id,
       (SELECT waymark.day_of(f.due_at) FROM waymark.file f
         WHERE f.id = t.file_id) AS since, NULL::date AS due_on,
       NULL::date AS on_date, 1::bigint AS how_many, t.label AS what,
       t.person_id, t.enrolment_id, t.placement_id,
       NULL::bigint AS organisation_id, t.programme_id,
       NULL::bigint AS cohort_id, t.by_id AS owner_id
  FROM waymark.attachment t
 WHERE t.state = 'attached'
   AND EXISTS (SELECT 1 FROM waymark.file f
        WHERE f.id = t.file_id AND f.state IN ('refused', 'infected'))
   AND 'removed' = ANY (waymark.attachment_open(t));

-- What is still to be settled with a funder: a completion to claim, or what was
-- claimed for somebody who left since, or whose outcome was taken back.
-- line_id: what was claimed.
CREATE TYPE waymark.claim_matter_kind AS ENUM ('to_make', 'to_repay');
CREATE TABLE waymark.claim_matter (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	asye_id		bigint NOT NULL,
	enrolment_id	bigint NOT NULL,
	person_id	bigint NOT NULL,
	programme_id	bigint NOT NULL,
	organisation_id	bigint NOT NULL REFERENCES waymark.organisation,
	matter		waymark.claim_matter_kind NOT NULL,
	part		waymark.claim_part NOT NULL,
	line_id		bigint REFERENCES waymark.claim_line,
	since		date NOT NULL,
	FOREIGN KEY (asye_id, enrolment_id, person_id, programme_id)
	    REFERENCES waymark.asye (id, enrolment_id, person_id, programme_id)
	    ON DELETE CASCADE,
	UNIQUE (asye_id, part),
	CHECK ((matter = 'to_repay') = (line_id IS NOT NULL)),
	CHECK (matter = 'to_repay' OR part = 'completion')
);
CREATE INDEX claim_matter_programme ON waymark.claim_matter
    (programme_id, matter, since, id);
CREATE INDEX claim_matter_organisation ON waymark.claim_matter
    (organisation_id, matter);
CREATE INDEX claim_matter_person ON waymark.claim_matter (person_id);

-- The day on which an outcome was confirmed whose completion can be claimed, as
-- include/rules/claims.h has it; NULL: there is none, or it was claimed.
CREATE FUNCTION waymark.claim_completion_from(a waymark.asye) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	confirmed date := (SELECT max(v.on_day) FROM waymark.asye_stands(a.id) v
	    WHERE v.change = 'confirmed');
BEGIN
	IF a.state NOT IN ('confirmed', 'certificated', 'claim_complete')
	    OR waymark.claim_stands(a.id, 'completion') THEN
		RETURN NULL;
	END IF;
	RETURN (SELECT confirmed FROM waymark.claim_period q
	  JOIN waymark.framework f ON f.kind = q.kind
	  JOIN waymark.person p ON p.id = a.person_id
	 WHERE f.id = a.framework_id AND q.during @> confirmed
	   AND p.swe_number IS NOT NULL
	   AND (q.pays_agency OR a.agency_id IS NULL)
	   AND (q.years IS NULL OR a.starts_on <= a.qualified_on
	       + make_interval(years => q.years::integer))
	 LIMIT 1);
END
$$;

CREATE FUNCTION waymark.claim_matters_follow(which bigint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	DELETE FROM waymark.claim_matter WHERE asye_id = which;
	INSERT INTO waymark.claim_matter (asye_id, enrolment_id, person_id,
	    programme_id, organisation_id, matter, part, line_id, since)
	SELECT o.asye_id, o.enrolment_id, o.person_id, o.programme_id,
	       o.organisation_id, 'to_repay'::waymark.claim_matter_kind, o.part,
	       o.id,
	       coalesce((SELECT max(v.on_day) FROM waymark.asye_event v
	           WHERE v.asye_id = o.asye_id), waymark.today())
	  FROM waymark.claim_overpaid o WHERE o.asye_id = which
	 UNION ALL
	SELECT a.id, a.enrolment_id, a.person_id, a.programme_id,
	       a.employer_id, 'to_make', 'completion', NULL, c.since
	  FROM waymark.asye a
	 CROSS JOIN LATERAL waymark.claim_completion_from(a) AS c(since)
	 WHERE a.id = which AND c.since IS NOT NULL;
$$;
CREATE FUNCTION waymark.claim_matters_of_asye() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.claim_matters_follow(NEW.id);
	RETURN NULL;
END
$$;
CREATE FUNCTION waymark.claim_matters_of_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM waymark.claim_matters_follow(NEW.asye_id);
	RETURN NULL;
END
$$;
CREATE TRIGGER claim_matters AFTER UPDATE OF state, employer_id, agency_id,
    qualified_on, starts_on ON waymark.asye
    FOR EACH ROW EXECUTE FUNCTION waymark.claim_matters_of_asye();
CREATE TRIGGER matters AFTER INSERT OR UPDATE ON waymark.claim_line
    FOR EACH ROW EXECUTE FUNCTION waymark.claim_matters_of_line();

ALTER TABLE waymark.claim_matter ENABLE ROW LEVEL SECURITY,
    FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON waymark.claim_matter TO waymark_owner
    USING (true) WITH CHECK (true);
CREATE POLICY sees ON waymark.claim_matter FOR SELECT TO waymark_web USING (
    programme_id = ANY ((SELECT auth.staff_programmes())::bigint[])
    OR organisation_id = ANY ((SELECT auth.asye_coordinated())::bigint[]));
GRANT SELECT ON waymark.claim_matter TO waymark_web;

DO $$
DECLARE
	s record;
BEGIN
	FOR s IN SELECT * FROM (VALUES ('claim_to_make', 'to_make'),
	    ('claim_to_repay', 'to_repay')) AS x (kind, matter) LOOP
		EXECUTE format('CREATE VIEW waymark.%I WITH (security_invoker)
		    AS SELECT %L::waymark.waiting_kind AS kind,
		    m.id AS subject_id, m.since, NULL::date AS due_on,
		    NULL::date AS on_date, 1::bigint AS how_many,
		    m.part::text AS what, m.person_id, m.enrolment_id,
		    NULL::bigint AS placement_id, m.organisation_id,
		    m.programme_id, NULL::bigint AS cohort_id,
		    NULL::bigint AS owner_id
		    FROM waymark.claim_matter m WHERE m.matter = %L',
		    'waiting_' || s.kind, s.kind, s.matter);
	END LOOP;
END
$$;

INSERT INTO waymark.waiting_source (kind, party, person_is, through) VALUES
	('file_refused', 'sender', NULL, '{sender}'),
	('asye_minimums_to_meet', 'trainee', 'trainee', '{trainee}'),
	('asye_minimums_lacking', 'assessor', 'trainee',
	    '{assessor,coordinator,staff}'),
	('claim_to_make', 'coordinator', 'trainee', '{coordinator,staff}'),
	('claim_to_repay', 'coordinator', 'trainee', '{coordinator,staff}');
GRANT SELECT ON waymark.waiting_file_refused,
    waymark.waiting_asye_minimums_to_meet,
    waymark.waiting_asye_minimums_lacking, waymark.waiting_claim_to_make,
    waymark.waiting_claim_to_repay TO waymark_web;
SELECT waymark.waiting_rebuild();

-- ASYEs by the name, email address or number of whose they are, of those that
-- whoever asks may see, in the order of names.  A moderator is told of none:
-- they read portfolios without knowing whose.
CREATE FUNCTION waymark.asyes_named(words text[], email text, number text,
    at_most bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = ''
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
	me bigint := auth.person_id();
	programmes bigint[] := auth.staff_programmes();
	partnered bigint[] := auth.partner_organisations();
	reached bigint[] := auth.asye_reached();
BEGIN
	RETURN QUERY
	SELECT a.id
	  FROM waymark.people_named(words, email, number) p
	  JOIN waymark.asye a ON a.person_id = p.id
	 WHERE a.person_id = me OR a.programme_id = ANY (programmes)
	    OR a.id = ANY (reached) OR partnered && ARRAY[a.employer_id,
	       a.host_id, a.provider_id, a.agency_id]
	 ORDER BY p.family_name, p.given_name, a.starts_on DESC, a.id
	 LIMIT at_most;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.asyes_named(text[], text, text, bigint)
    TO waymark_web;

-- Whoever recorded what an internal panel decided tells those that it
-- concerns, whom they do not know, that there is something to read, and not
-- what: the newly qualified social worker, the assessor and the coordinators.
CREATE FUNCTION waymark.panel_decision_told(which bigint, subject text,
    words text, origin text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	today date := waymark.today();
BEGIN
	PERFORM post.write(p.id, p.email, subject, format(
	    E'Dear %s,\n\n%s\n%s/asye/%s/outcome\n', p.name, words, origin,
	    a.id))
	   FROM waymark.panel_portfolio w
	   JOIN waymark.asye a ON a.id = w.asye_id
	  CROSS JOIN LATERAL (
	        SELECT a.person_id AS id
	         UNION SELECT d.person_id FROM waymark.asye_duty d
	          WHERE d.asye_id = a.id AND d.duty = 'assessor'
	            AND d.state = 'recorded' AND d.during @> today
	         UNION SELECT r.person_id FROM waymark.role_held r
	          WHERE r.role = 'coordinator' AND r.during @> today
	            AND r.organisation_id IN (a.employer_id, a.provider_id)) t
	   JOIN waymark.person p ON p.id = t.id
	  WHERE w.id = which AND w.kind = 'internal'
	    AND w.decided_by = auth.person_id() AND w.decided_at = now();
END
$$;
GRANT EXECUTE ON FUNCTION waymark.panel_decision_told(bigint, text, text, text)
    TO waymark_web;
