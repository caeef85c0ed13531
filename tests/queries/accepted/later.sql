-- A row may stand in a file that comes later, or earlier.
-- many days_in(state day_state) day
SELECT id, state FROM day WHERE state = :state;
