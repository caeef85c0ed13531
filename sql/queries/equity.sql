-- The equity report.  Counts have names that begin with equity_raw: nothing but
-- src/report asks for them.

-- enum equity_audience(lead, staff, partner, public)

-- row equity_programme(id int8!, name text!, audience equity_audience!)

-- many equity_programmes() equity_programme
SELECT id, name, audience FROM equality.programmes();

-- row equity_cohort_row(id int8!, name text!, starts_on date!)

-- many equity_cohorts(programme_id int8) equity_cohort_row
SELECT id, name, starts_on FROM equality.cohorts(:programme_id);

-- row equity_definition
--   code         text
--   version      int8
--   bit          int8?
--   title        text
--   adverse      text
--   of_assessed  bool!
--   has_days     bool!
--   definition   text
--   cannot_say   text?

-- many equity_definitions() equity_definition
SELECT d.code, d.version, d.bit, d.title, d.adverse,
       d.base = 'assessed' AS of_assessed, d.measure = 'days' AS has_days,
       d.definition, d.cannot_say
  FROM equality.outcome_definition d
 WHERE d.during @> waymark.today()
 ORDER BY d.position;

-- row equity_characteristic_row
--   code       text
--   title      text
--   crossed    bool!
--   headline   text?
--   reference  text?

-- many equity_characteristics() equity_characteristic_row
SELECT h.code, h.title, h.crossed IS NOT NULL AS crossed, h.headline,
       h.reference
  FROM equality.characteristic h
 ORDER BY h.position;

-- row equity_raw_count
--   characteristic  text!
--   coarse          text?
--   fine            text?
--   cohort_id       int8!
--   people          int8!
--   started         int8[]!
--   settled         int8[]!
--   happened        int8[]!

-- many equity_raw_counts(programme_id int8, cohorts int8[], wanted equity_audience, reference text) equity_raw_count
SELECT characteristic, coarse, fine, cohort_id, people, started, settled,
       happened
  FROM equality.report_counts(:programme_id, :cohorts, :wanted, :reference);

-- row equity_raw_time
--   characteristic  text!
--   coarse          text?
--   fine            text?
--   cohort_id       int8!
--   days            int8!
--   what            int8!
--   people          int8!

-- many equity_raw_times(programme_id int8, cohorts int8[], wanted equity_audience, reference text) equity_raw_time
SELECT characteristic, coarse, fine, cohort_id, days, what, people
  FROM equality.report_days(:programme_id, :cohorts, :wanted, :reference);

-- row equity_raw_unit
--   is_panel  bool!
--   unit_id   int8!
--   unit      text!
--   bit       int8!
--   started   int8!
--   settled   int8!
--   happened  int8!

-- many equity_raw_units(programme_id int8, cohorts int8[], wanted equity_audience, reference text) equity_raw_unit
SELECT is_panel, unit_id, unit, place AS bit, started, settled, happened
  FROM equality.report_units(:programme_id, :cohorts, :wanted, :reference);

-- The release ledger: what a table would tell, and what was told.  A row is a
-- cell (one number in cells, people unknown) or an atom.

-- row equity_raw_atom
--   cells       int8[]!
--   people      int8?
--   told_least  int8?
--   told_most   int8?
--   is_known    bool?
--   set_hash    text?

-- many equity_raw_atoms(programme_id int8, wanted equity_audience, outcome text, by_what text, cohorts int8[], lines text[], measures text[], least int8[], most int8[]) equity_raw_atom
SELECT cells, people, told_least, told_most, is_known,
       encode(set_hash, 'hex') AS set_hash
  FROM equality.release_atoms(:programme_id, :wanted, :outcome, :by_what,
       :cohorts, :lines, :measures, :least, :most);

-- exec equity_release_keep(programme_id int8, wanted equity_audience, outcome text, by_what text, cohorts int8[], lines text[], measures text[], tokens text[], numbers int8[], least int8[], most int8[], hashes text[], reference text)
SELECT equality.release_keep(:programme_id, :wanted, :outcome, :by_what,
       :cohorts, :lines, :measures, :tokens, :numbers, :least, :most, :hashes,
       :reference);

-- row equity_released_cell
--   line     text!
--   measure  text!
--   token    text!
--   value    int8!
--   least    int8!
--   most     int8!
--   made_on  date!

-- many equity_released(programme_id int8, wanted equity_audience, outcome text, by_what text, cohorts int8[]) equity_released_cell
SELECT line, measure, token, value, lowest AS least, highest AS most, made_on
  FROM equality.released(:programme_id, :wanted, :outcome, :by_what, :cohorts);
