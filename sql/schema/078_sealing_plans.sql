-- Each batch of events is looked for by a plan of its own.  One that was made
-- when little was sealed, and kept by a session of the jobs that stays, goes
-- through all that was sealed for each event that comes: thousands that came at
-- once would wait until somebody analyses the tables.
ALTER FUNCTION audit.unsealed(bigint)
    SET plan_cache_mode = force_custom_plan;
