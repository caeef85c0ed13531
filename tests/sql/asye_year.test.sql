-- An ASYE's year: what is corrected by whom, what stands beside rows for work
-- lists, and who finds an ASYE.
BEGIN;
\ir world.sql
\o /dev/null
\ir ../pages/fixtures_asye.sql
\o
SELECT plan(53);

INSERT INTO asye_review (id, asye_id, person_id, programme_id, number, months,
    state, first_on, due_on, employer_id, provider_id)
OVERRIDING SYSTEM VALUE VALUES
	(801, 700, 71, 1, 1, 3, 'due', '2025-12-01', '2025-12-01', 1, 1),
	(804, 700, 71, 1, 4, 12, 'due', '2026-09-01', '2026-09-01', 1, 1);

-- One corrected by whoever asks, as the page does it.
CREATE FUNCTION pg_temp.corrects(starts date, reason text DEFAULT
    'start_agreed', nth bigint DEFAULT NULL, title text DEFAULT
    'Social worker') RETURNS bigint LANGUAGE sql AS $$
	WITH made AS (
	    INSERT INTO waymark.asye_correction (asye_id, number, role_title,
	        qualified_on, swe_registered_on, employed_on, starts_on,
	        reason)
	    SELECT 700, coalesce($3, 1 + (SELECT count(*)
	           FROM waymark.asye_correction)), $4, '2025-07-10',
	           '2025-08-20', least('2025-09-01'::date, $1), $1, $2
	    RETURNING 1)
	SELECT count(*) FROM made
$$;
-- What the columns beside rows must be, counted anew.
CREATE FUNCTION pg_temp.drifted() RETURNS SETOF text LANGUAGE sql AS $$
	SELECT 'review ' || r.id FROM asye_review r
	  JOIN asye a ON a.id = r.asye_id
	  JOIN framework_review f USING (framework_id, number)
	 WHERE r.unmet <> CASE WHEN f.final THEN (SELECT count(*)
	          FROM asye_minimums(a.id) m WHERE m.gates AND m.more > 0)
	          ELSE 0 END
	UNION ALL
	SELECT 'claim ' || a.id FROM asye a
	 WHERE (SELECT count(*) FROM claim_matter m WHERE m.asye_id = a.id)
	       <> (SELECT count(*) FROM claim_overpaid o
	            WHERE o.asye_id = a.id)
	          + (claim_completion_from(a) IS NOT NULL)::integer
$$;

SELECT is((SELECT unmet FROM asye_review WHERE id = 804), 6::bigint,
    'a final review lacks all at first');
SELECT is((SELECT unmet FROM asye_review WHERE id = 801), 0::bigint,
    'another review waits for none');
SELECT is_empty('SELECT pg_temp.drifted()', 'as minimums have it');
SELECT is((SELECT version FROM asye_review WHERE id = 804), 1::bigint,
    'which is no change of the review');
UPDATE asye_review SET due_on = '2026-09-02' WHERE id = 804;
SELECT is((SELECT version FROM asye_review WHERE id = 804), 2::bigint,
    'as its date is');
UPDATE asye_review SET due_on = '2026-09-01' WHERE id = 804;
UPDATE asye_standing SET met = 4 WHERE asye_id = 700;
SELECT is((SELECT unmet FROM asye_review WHERE id = 804), 2::bigint,
    'it follows what is met');
SELECT is((SELECT count(*) FROM audit.event WHERE subject = 'asye_review'
    AND after ? 'unmet'), 0::bigint, 'and history does not repeat it');
SELECT asye_counts_again(700) \g /dev/null
SELECT is_empty('SELECT pg_temp.drifted()', 'and back');

-- Who corrects.
SET ROLE waymark_web;
SELECT throws_ok($$SELECT pg_temp.corrects('2025-09-08')$$, NULL, NULL,
    'nobody corrects nothing');
SELECT pg_temp.act_as(71) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.corrects('2025-09-08')$$, NULL, NULL,
    'she does not correct her own');
SELECT pg_temp.act_as(72) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.corrects('2025-09-08')$$, '23514', NULL,
    'nor does her assessor');
SELECT pg_temp.act_as(32) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.corrects('2025-09-08')$$, NULL, NULL,
    'nor staff of another programme');
SELECT throws_ok($$UPDATE asye SET starts_on = '2025-09-08'$$, '42501', NULL,
    'nobody writes it directly');
SELECT throws_ok($$INSERT INTO asye_move (review_id, asye_id, person_id,
    programme_id, cause, before_on, after_on, reason) VALUES (804, 700, 71, 1,
    'corrected', '2026-09-01', '2026-09-08', 'start_agreed')$$, NULL, NULL,
    'nor moves a review for it');
SELECT pg_temp.act_as(73) \g /dev/null
SELECT throws_ok($$SELECT pg_temp.corrects('2025-09-08', 'illness')$$,
    '23514', NULL, 'with a reason that is one');
SELECT throws_ok($$SELECT pg_temp.corrects('2025-08-19')$$, '23514', NULL,
    'not to before the registration');
SELECT throws_ok($$SELECT pg_temp.corrects('2022-08-31')$$, '23514', NULL,
    'not to before the framework');
SELECT throws_ok($$SELECT pg_temp.corrects('2025-09-01')$$, '23514', NULL,
    'not to what it is');
SELECT is(pg_temp.corrects('2025-09-08', 'start_agreed', 2), 0::bigint,
    'whoever saw other corrections writes none');
SELECT throws_ok($$INSERT INTO asye_move (review_id, asye_id, person_id,
    programme_id, cause, before_on, after_on, reason) VALUES (804, 700, 71, 1,
    'corrected', '2026-09-01', '2026-09-08', 'start_agreed')$$, '23514', NULL,
    'nothing moves before it');
SELECT is(pg_temp.corrects('2025-09-08'), 1::bigint, 'the coordinator does');
SELECT is((SELECT starts_on FROM asye WHERE id = 700), '2025-09-08'::date,
    'and it is so');
SELECT results_eq('SELECT was_starts_on, starts_on, by_id, person_id
    FROM asye_correction', $$VALUES ('2025-09-01'::date, '2025-09-08'::date,
    73::bigint, 71::bigint)$$, 'what was is kept with who said so');
SELECT lives_ok($$INSERT INTO asye_move (review_id, asye_id, person_id,
    programme_id, cause, before_on, after_on, reason) VALUES (804, 700, 71, 1,
    'corrected', '2026-09-01', '2026-09-08', 'diaries')$$,
    'a review moves with it');
SELECT is((SELECT reason FROM asye_move WHERE cause = 'corrected'),
    'start_agreed', 'for the reason of the correction');
SELECT throws_ok($$UPDATE asye_correction SET words = 'x'$$, '42501', NULL,
    'a correction stays');

-- Who undoes.
SELECT throws_ok($$INSERT INTO asye_correction (asye_id, number, undoes,
    reason) VALUES (700, 2, 1, 'start_agreed')$$, '23514', NULL,
    'with a reason to undo');
SELECT throws_ok($$INSERT INTO asye_correction (asye_id, number, undoes,
    reason) VALUES (700, 2, 2, 'plan_changed')$$, '23514', NULL,
    'not itself');
SELECT pg_temp.act_as(72) \g /dev/null
SELECT throws_ok($$INSERT INTO asye_correction (asye_id, number, undoes,
    reason) VALUES (700, 2, 1, 'plan_changed')$$, '23514', NULL,
    'nor does her assessor undo it');
SELECT pg_temp.act_as(73) \g /dev/null
SELECT lives_ok($$INSERT INTO asye_correction (asye_id, number, undoes,
    reason, starts_on) VALUES (700, 2, 1, 'plan_changed', '2026-01-01')$$,
    'the coordinator does');
SELECT is((SELECT starts_on FROM asye WHERE id = 700), '2025-09-01'::date,
    'and it is what it was, whatever else is sent');
SELECT throws_ok($$INSERT INTO asye_correction (asye_id, number, undoes,
    reason) VALUES (700, 3, 1, 'plan_changed')$$, '23514', NULL, 'once');
SELECT throws_ok($$INSERT INTO asye_correction (asye_id, number, undoes,
    reason) VALUES (700, 3, 2, 'plan_changed')$$, '23514', NULL,
    'and what undoes is not undone');
SELECT is(pg_temp.corrects('2025-09-08'), 1::bigint, 'but corrected again');
SELECT is(asye_correction_standing(700), 3::bigint, 'which stands');
SELECT pg_temp.act_as(71) \g /dev/null
SELECT is((SELECT count(*) FROM asye_correction), 3::bigint, 'she reads them');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT is((SELECT count(*) FROM asye_correction), 0::bigint,
    'others do not');
RESET ROLE;
SET waymark.session = '';
SELECT throws_ok($$UPDATE asye_correction SET words = 'x'$$, NULL, NULL,
    'nor does its owner rewrite it');
INSERT INTO asye_event (asye_id, change, on_day) VALUES
    (700, 'agreement_signed', '2025-09-10');
INSERT INTO asye_event (asye_id, change, on_day) VALUES
    (700, 'reviewed_3', '2025-12-08');
SELECT is(asye_starts_by(700), '2025-12-07'::date,
    'it started before what was held');
SELECT throws_ok($$SELECT pg_temp.corrects('2025-12-08')$$, '23514', NULL,
    'whoever says otherwise');

-- Who finds it.
SET ROLE waymark_web;
SELECT is_empty($$SELECT asyes_named('{nina}', NULL, NULL, 9)$$,
    'nobody finds nobody');
SELECT pg_temp.act_as(72) \g /dev/null
SELECT results_eq($$SELECT asyes_named('{nina}', NULL, NULL, 9)$$,
    $$VALUES (700::bigint)$$, 'who assesses finds it by name');
SELECT results_eq($$SELECT asyes_named('{}', NULL, 'SW1071', 9)$$,
    $$VALUES (700::bigint)$$, 'and by number');
SELECT is_empty($$SELECT asyes_named('{}', NULL, NULL, 9)$$,
    'no words find nobody');
SELECT pg_temp.act_as(74) \g /dev/null
SELECT is_empty($$SELECT asyes_named('{nina}', NULL, NULL, 9)$$,
    'a moderator finds none');
SELECT pg_temp.act_as(11) \g /dev/null
SELECT is_empty($$SELECT asyes_named('{nina}', NULL, NULL, 9)$$,
    'nor does an educator');

-- What is to be settled with a funder.
SELECT is((SELECT count(*) FROM claim_matter), 0::bigint, 'nothing yet');
SELECT throws_ok($$INSERT INTO claim_matter (asye_id) VALUES (700)$$, '42501',
    NULL, 'nobody writes it');
RESET ROLE;
SET waymark.session = '';
UPDATE claim_period SET registration = 800, completion = 1200
 WHERE kind = 'adults';
INSERT INTO claim (id, programme_id, organisation_id, period_id)
OVERRIDING SYSTEM VALUE SELECT 901, 1, 9003, p.id FROM claim_period p
 WHERE p.kind = 'adults' AND p.during @> '2025-09-01'::date;
INSERT INTO claim_line (claim_id, asye_id, part)
VALUES (901, 700, 'registration');
SELECT is((SELECT count(*) FROM claim_matter), 0::bigint,
    'what was claimed is settled');
INSERT INTO asye_event (asye_id, change, reason) VALUES
    (700, 'withdrawn', 'moved');
SELECT results_eq('SELECT matter::text, part::text FROM claim_matter',
    $$VALUES ('to_repay', 'registration')$$,
    'until somebody leaves for whom it was');
SET ROLE waymark_web;
SELECT pg_temp.act_as(73) \g /dev/null
SELECT is((SELECT count(*) FROM waiting_claim_to_repay), 1::bigint,
    'their coordinator is told');
SELECT pg_temp.act_as(72) \g /dev/null
SELECT is((SELECT count(*) FROM waiting_claim_to_repay), 0::bigint,
    'an assessor is not');
RESET ROLE;
SELECT is_empty('SELECT pg_temp.drifted()', 'as the rules have it');
SELECT * FROM finish();
ROLLBACK;
