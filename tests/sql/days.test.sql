-- A day's states: only the transitions of the table work, each for its person,
-- and its sums are always those of its rows.
BEGIN;
\ir world.sql

CREATE FUNCTION pg_temp.may(before day_state, after day_state, whose bigint)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	changed bigint;
BEGIN
	RESET ROLE;
	SET LOCAL session_replication_role = replica;
	UPDATE placement_day SET state = before, decided_by = 11,
	    decided_at = now(), return_reason = 'Why' WHERE id = 20101;
	SET LOCAL session_replication_role = origin;
	PERFORM pg_temp.act_as(whose);
	SET LOCAL ROLE waymark_web;
	BEGIN
		UPDATE placement_day SET state = after,
		    decided_by = CASE WHEN whose = 1 THEN decided_by
		        ELSE whose END
		 WHERE id = 20101;
		GET DIAGNOSTICS changed = ROW_COUNT;
	EXCEPTION WHEN check_violation OR insufficient_privilege THEN
		changed := 0;
	END;
	RESET ROLE;
	RETURN changed = 1;
END
$$;

SELECT plan(16 + 16 + 16 + 16 + 10);

SELECT is(pg_temp.may(b, a, 1), EXISTS (SELECT 1 FROM day_transition t
        WHERE t.before = b AND t.after = a AND t.by_trainee),
    format('the trainee: %s to %s', b, a))
  FROM unnest(enum_range(NULL::day_state)) b,
       unnest(enum_range(NULL::day_state)) a;
SELECT is(pg_temp.may(b, a, 11), EXISTS (SELECT 1 FROM day_transition t
        WHERE t.before = b AND t.after = a AND NOT t.by_trainee),
    format('the educator: %s to %s', b, a))
  FROM unnest(enum_range(NULL::day_state)) b,
       unnest(enum_range(NULL::day_state)) a;
SELECT is(pg_temp.may(b, a, 12), false,
    format('another educator: %s to %s', b, a))
  FROM unnest(enum_range(NULL::day_state)) b,
       unnest(enum_range(NULL::day_state)) a;
SELECT is(pg_temp.may(b, a, 31), false, format('staff: %s to %s', b, a))
  FROM unnest(enum_range(NULL::day_state)) b,
       unnest(enum_range(NULL::day_state)) a;

RESET ROLE;
SELECT waymark.tally_placements(ARRAY[201]) \g /dev/null
SELECT pg_temp.act_as(11) \g /dev/null
SET ROLE waymark_web;
SELECT throws_ok($$UPDATE placement_day SET did = 'Nothing', state =
    'confirmed', decided_by = 11 WHERE id = 20204$$, '23514', NULL,
    'an educator does not write what was done');
SELECT pg_temp.act_as(1) \g /dev/null
SELECT throws_ok($$INSERT INTO placement_day (placement_id, enrolment_id,
    person_id, programme_id, organisation_id, on_date, halves, kind, did)
    VALUES (202, 102, 2, 1, 9002, '2026-06-15', 2, 'attended', 'x')$$,
    '42501', NULL, 'nobody logs a day of somebody else');
SELECT throws_ok($$INSERT INTO placement_day (placement_id, enrolment_id,
    person_id, programme_id, organisation_id, on_date, halves, kind, did)
    VALUES (202, 102, 1, 1, 9002, '2026-06-15', 2, 'attended', 'x')$$,
    '23503', NULL, 'nor on somebody else''s placement in their own name');
SELECT throws_ok($$INSERT INTO placement_day (placement_id, enrolment_id,
    person_id, programme_id, organisation_id, on_date, halves, kind, did)
    VALUES (201, 101, 1, 1, 9002, '2026-06-12', 2, 'attended', 'x')$$,
    '23505', NULL, 'two days on one date are refused');
SELECT lives_ok($$INSERT INTO placement_day (placement_id, enrolment_id,
    person_id, programme_id, organisation_id, on_date, halves, kind, did)
    VALUES (201, 101, 1, 1, 9002, '2026-06-15', 1, 'attended', 'x')$$,
    'a day of one''s own is logged');
SELECT is((SELECT waiting FROM placement_tally WHERE placement_id = 201),
    (SELECT coalesce(sum(halves), 0) FROM placement_day WHERE placement_id = 201
        AND state = 'submitted' AND kind <> 'absent')::bigint,
    'and counted as waiting');
SELECT throws_ok($$UPDATE placement_tally SET confirmed = 140$$, '42501', NULL,
    'nobody writes the sums');
SELECT throws_ok($$DELETE FROM placement_day WHERE id = 20101$$, '42501', NULL,
    'no day is deleted');

RESET ROLE;
SELECT is_empty($$
	SELECT y.* FROM placement_tally y
	  JOIN placement p ON p.id = y.placement_id
	  LEFT JOIN placement_day d ON d.placement_id = p.id
	       AND d.state <> 'withdrawn'
	 GROUP BY y.placement_id
	HAVING (y.confirmed, y.waiting, y.returned, y.absent) IS DISTINCT FROM (
	    coalesce(sum(d.halves) FILTER (WHERE d.state = 'confirmed'
	        AND d.kind <> 'absent'), 0)::bigint,
	    coalesce(sum(d.halves) FILTER (WHERE d.state = 'submitted'
	        AND d.kind <> 'absent'), 0)::bigint,
	    coalesce(sum(d.halves) FILTER (WHERE d.state = 'returned'
	        AND d.kind <> 'absent'), 0)::bigint,
	    coalesce(sum(d.halves) FILTER (WHERE d.kind = 'absent'), 0)::bigint)
$$, 'the sums are those of the days');
SELECT throws_ok($$UPDATE placement SET ends_on = starts_on - 1 WHERE id = 201$$,
    '23514', NULL, 'a placement does not end before it starts');

SELECT * FROM finish();
ROLLBACK;
