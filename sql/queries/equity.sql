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

-- What audiences may know, by the programme's settings.

-- row equity_thresholds
--   small         int8!
--   group_least   int8!
--   one_sort      int8!
--   rate_least    int8!
--   band_people   int8!
--   ratio_events  int8!
--   pooled_least  int8!
--   rounding      int8!

-- one equity_thresholds_of(programme_id int8) equity_thresholds
SELECT setting_of(:programme_id, 'equity_small') AS small,
       setting_of(:programme_id, 'equity_group_least') AS group_least,
       setting_of(:programme_id, 'equity_one_sort') AS one_sort,
       setting_of(:programme_id, 'equity_rate_least') AS rate_least,
       setting_of(:programme_id, 'equity_band_people') AS band_people,
       setting_of(:programme_id, 'equity_ratio_events') AS ratio_events,
       setting_of(:programme_id, 'equity_pooled_least') AS pooled_least,
       setting_of(:programme_id, 'equity_rounding') AS rounding;

-- row equity_raw_count
--   characteristic  text!
--   coarse          text?
--   fine            text?
--   cohort_id       int8!
--   people          int8!
--   started         int8[]!
--   settled         int8[]!
--   happened        int8[]!

-- many equity_raw_counts(programme_id int8, cohorts int8[], wanted equity_audience, reference text, outcome text?) equity_raw_count
SELECT characteristic, coarse, fine, cohort_id, people, started, settled,
       happened
  FROM equality.report_counts(:programme_id, :cohorts, :wanted, :reference,
       :outcome);

-- row equity_raw_time
--   characteristic  text!
--   coarse          text?
--   fine            text?
--   cohort_id       int8!
--   days            int8!
--   what            int8!
--   people          int8!

-- many equity_raw_times(programme_id int8, cohorts int8[], wanted equity_audience, reference text, by_what text) equity_raw_time
SELECT characteristic, coarse, fine, cohort_id, days, what, people
  FROM equality.report_days(:programme_id, :cohorts, :wanted, :reference,
       :by_what);

-- row equity_raw_unit
--   is_panel  bool!
--   unit_id   int8!
--   unit      text!
--   bit       int8!
--   started   int8!
--   settled   int8!
--   happened  int8!

-- many equity_raw_units(programme_id int8, cohorts int8[], wanted equity_audience, reference text, outcome text) equity_raw_unit
SELECT is_panel, unit_id, unit, place AS bit, started, settled, happened
  FROM equality.report_units(:programme_id, :cohorts, :wanted, :reference,
       :outcome);

-- The release ledger: whom the cells of tables count; what a table would tell,
-- and what was told.  A row is a cell (one number in cells, people unknown) or
-- an atom.

-- row equity_set_of_cell
--   cell      int8!
--   set_hash  text!

-- many equity_release_sets(programme_id int8, wanted equity_audience, cohorts int8[], outcomes text[], characteristics text[], of_cohorts int8[], lines text[], measures text[]) equity_set_of_cell
SELECT cell, encode(set_hash, 'hex') AS set_hash
  FROM equality.release_sets(:programme_id, :wanted, :cohorts, :outcomes,
       :characteristics, :of_cohorts, :lines, :measures);

-- row equity_raw_atom
--   cells       int8[]!
--   people      int8?
--   told_least  int8?
--   told_most   int8?
--   is_known    bool?

-- many equity_raw_atoms(programme_id int8, wanted equity_audience, outcome text, by_what text, hashes text[], least int8[], most int8[], beside text?) equity_raw_atom
SELECT cells, people, told_least, told_most, is_known
  FROM equality.release_atoms(:programme_id, :wanted, :outcome, :by_what,
       :hashes, :least, :most, :beside);

-- row equity_beside(crossed text!)

-- many equity_release_beside(programme_id int8, wanted equity_audience, outcome text, by_what text) equity_beside
SELECT crossed
  FROM equality.release_beside(:programme_id, :wanted, :outcome, :by_what);

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

-- What was told beside tables, the latest first.

-- row equity_raw_series
--   is_same  bool!
--   cohorts  int8[]!
--   labels   text[]!
--   counts   int8[]!
--   told     int8[]!
--   made_on  date!

-- many equity_raw_series_given(programme_id int8, wanted equity_audience, what text, cohorts int8[]) equity_raw_series
SELECT is_same, cohorts, labels, counts, told, made_on
  FROM equality.series_given(:programme_id, :wanted, :what, :cohorts);

-- What tables told of everybody, as series.

-- many equity_raw_everybody_given(programme_id int8, wanted equity_audience, outcome text, cohorts int8[]) equity_raw_series
SELECT is_same, cohorts, labels, counts, told, made_on
  FROM equality.everybody_given(:programme_id, :wanted, :outcome, :cohorts);

-- exec equity_series_keep(programme_id int8, wanted equity_audience, what text, cohorts int8[], labels text[], counts int8[], told int8[], reference text)
SELECT equality.series_keep(:programme_id, :wanted, :what, :cohorts, :labels,
       :counts, :told, :reference);
