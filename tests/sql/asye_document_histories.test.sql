-- Whatever people try with a review of an ASYE in whatever order, also while it
-- is paused: what is signed has every signature, and the ASYE is where its
-- documents led it.  And whatever an agreement says of its phases, they follow
-- each other day by day.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(9);
INSERT INTO asye_event (asye_id, change) VALUES (700, 'agreement_signed');

CREATE TEMPORARY TABLE broken (what text);
CREATE TEMPORARY TABLE walked (id bigint);
GRANT ALL ON broken, walked TO waymark_web;

CREATE FUNCTION pg_temp.attempt(whose bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
	who bigint := (ARRAY[71, 72, 73, 75, 31])[1 + (random() * 4)::int];
	d document;
	old document_version;
BEGIN
	PERFORM pg_temp.act_as(who);
	SELECT * INTO d FROM document WHERE id = whose;
	SELECT * INTO old FROM document_version
	 WHERE document_id = whose AND version = d.version;
	CASE (random() * 12)::int
	    WHEN 0, 1 THEN
		INSERT INTO document_version (document_id, version, part,
		    edition, fields, questions, answers, lacks)
		VALUES (whose, d.version + 1, CASE who WHEN 71 THEN 'trainee'
		    ELSE 'assessor' END::document_part, 1,
		    coalesce(old.fields, '{}'), coalesce(old.questions, '{}'),
		    coalesce(old.answers, '{}'), '{}');
	    WHEN 2, 3 THEN
		INSERT INTO document_event (document_id, version, change)
		VALUES (whose, d.version, 'submitted');
	    WHEN 4, 5, 6, 7, 8 THEN
		INSERT INTO signature (document_id, version, party, hash)
		VALUES (whose, d.version, CASE who WHEN 71 THEN 'trainee'
		    WHEN 72 THEN 'asye_assessor' ELSE 'line_manager' END
		    ::document_party, old.hash);
	    WHEN 9 THEN
		INSERT INTO asye_event (asye_id, change, reason, undoes)
		SELECT 700, c.change, c.reason, CASE c.change WHEN 'undone'
		       THEN (SELECT version FROM asye WHERE id = 700) END
		  FROM (VALUES ('withdrawn'::asye_change, 'illness'),
		       ('reinstated', 'ready'), ('undone', 'recorded_wrongly'))
		       AS c(change, reason)
		 ORDER BY random() LIMIT 1;
	    ELSE
		INSERT INTO document_event (document_id, version, change,
		    reason)
		SELECT whose, d.version, c, CASE WHEN c IN ('returned',
		       'unlocked', 'withdrawn') THEN 'Why' END
		  FROM (SELECT (enum_range(NULL::document_change))[1
		       + (random() * 6)::int] AS c) x;
	END CASE;
EXCEPTION WHEN check_violation OR insufficient_privilege
    OR not_null_violation THEN
	NULL;
END
$$;

CREATE FUNCTION pg_temp.look(whose bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	d waymark.document := (SELECT o FROM waymark.document o
	    WHERE o.id = whose);
	now_at waymark.asye_state := (SELECT state FROM waymark.asye
	    WHERE id = 700);
	latest waymark.asye_change := (SELECT change
	    FROM waymark.asye_stands(700) ORDER BY version DESC LIMIT 1);
BEGIN
	IF d.state = 'signed' AND NOT waymark.document_is_signed(d) THEN
		INSERT INTO broken VALUES ('signed without a signature');
	ELSIF d.state = 'submitted' AND waymark.document_is_signed(d) THEN
		INSERT INTO broken VALUES ('signed, and nobody noticed');
	ELSIF d.state = 'signed' AND now_at = 'agreed' THEN
		INSERT INTO broken VALUES ('held, and the ASYE stayed');
	ELSIF d.state <> 'signed' AND latest = 'reviewed_3' THEN
		INSERT INTO broken VALUES ('not held, and the ASYE went on');
	ELSIF now_at NOT IN ('agreed', 'review_3', 'withdrawn') THEN
		INSERT INTO broken VALUES ('somewhere else: ' || now_at);
	END IF;
END
$$;

SELECT setseed(0.5) \g /dev/null
SET ROLE waymark_web;
SELECT pg_temp.act_as(72) \g /dev/null
INSERT INTO document (kind, stage, asye_id, enrolment_id, person_id,
    programme_id) VALUES ('asye_review', 'months_3', 700, 171, 71, 1);
INSERT INTO walked SELECT max(id) FROM document;
DO $$
BEGIN
	FOR step IN 1 .. 2000 LOOP
		PERFORM pg_temp.attempt((SELECT id FROM pg_temp.walked));
		PERFORM pg_temp.look((SELECT id FROM pg_temp.walked));
	END LOOP;
END
$$;
SELECT is_empty('SELECT DISTINCT what FROM broken',
    'no order of things parts an ASYE from its documents');
RESET ROLE;
SELECT ok(count(*) > 3, 'a review was signed again and again')
  FROM asye_event WHERE change = 'reviewed_3';
SELECT ok(count(*) > 3, 'and opened again')
  FROM document_event WHERE change = 'unlocked';
SELECT ok(count(*) > 3, 'with an ASYE that was left and taken up')
  FROM asye_event WHERE change IN ('reinstated', 'withdrawn');

-- Agreements of every length of phase, from days before and within the year.
CREATE TEMPORARY TABLE said AS
SELECT (SELECT p FROM (SELECT array_agg(x) AS p
          FROM asye_promises_in(v) x) y) AS promises, v.answers
  FROM (SELECT row(1, 1, 1, 'asye_agreement', NULL, 700, 171, 71, 1, NULL,
               '{assessor}', 'assessor', 1,
               '{assessor.first_weeks,assessor.second_months,
               assessor.applies_from,assessor.supervision.1.every,
               assessor.supervision.2.every,assessor.supervision.3.every}',
               '{}', ARRAY[(1 + random() * 51)::int::text,
                   (1 + random() * 23)::int::text, to_char(date '2025-07-01'
                   + (random() * 400)::int, 'FMDD FMMonth YYYY'), 'Weekly',
                   'Every two weeks', 'Monthly'],
               '{}', NULL, NULL, now(), NULL)::document_version AS v
          FROM generate_series(1, 400)) t
 CROSS JOIN LATERAL (SELECT (t.v).*) v;
CREATE TEMPORARY TABLE phase AS
SELECT s.answers, p.during, lag(p.during) OVER (PARTITION BY s.answers
       ORDER BY lower(p.during)) AS before, p.amount, p.unit,
       to_date(s.answers[3], 'FMDD FMMonth YYYY') AS from_on
  FROM said s
 CROSS JOIN unnest(s.promises) p
 WHERE p.what = 'supervision_every';
SELECT ok((SELECT count(DISTINCT answers) FROM phase) > 300,
    'every agreement promises supervision');
SELECT is_empty('SELECT * FROM phase WHERE before IS NOT NULL
    AND NOT before -|- during', 'a phase begins on the day after another');
SELECT is_empty('SELECT answers FROM phase GROUP BY answers, from_on
    HAVING min(lower(during)) <> from_on', 'the first when it applies');
SELECT is_empty('SELECT answers FROM phase GROUP BY answers
    HAVING count(*) FILTER (WHERE upper_inf(during)) <> 1',
    'and the last goes on');
SELECT is_empty($$SELECT * FROM phase WHERE (unit = 'months')
    <> upper_inf(during)$$, 'each as often as was agreed');

SELECT * FROM finish();
ROLLBACK;
