-- What the machine itself is told of the jobs.

-- exec jobs_turned()
SELECT waymark.jobs_turned();

-- row jobs_state
--   turned_at      timestamptz!
--   exports        int8!
--   letters        int8!
--   letters_stuck  int8!
--   unsealed       int8!
--   takes_writes   bool!

-- one jobs_state() jobs_state
SELECT turned_at, exports, letters, letters_stuck, unsealed, takes_writes
  FROM waymark.jobs_state();
