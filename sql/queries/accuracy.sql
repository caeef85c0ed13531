-- How often rules were right, from the snapshots of every day.

-- row rule_count
--   rule       text!
--   lowest     flag_severity!
--   people     int8!
--   events     int8!
--   flagged    int8!
--   late       int8!
--   at_0       int8!
--   at_4       int8!
--   at_8       int8!
--   at_12      int8!
--   lead_days  float8?
--   raised     int8!

-- By rule and, within it, from the lowest severity that flags.

-- many rule_counts(programme_id int8, kinds text[]) rule_count
SELECT rule, lowest, people, events, flagged, late, at_0, at_4, at_8, at_12,
       lead_days, raised
  FROM rule_counts(:programme_id, :kinds);

-- row snapshots_known(from_on date?, to_on date?, taken int8!, computed int8!, missed int8!)

-- one snapshots_known() snapshots_known
SELECT min(on_date) FILTER (WHERE state <> 'missed') AS from_on,
       max(on_date) FILTER (WHERE state <> 'missed') AS to_on,
       count(*) FILTER (WHERE state = 'taken') AS taken,
       count(*) FILTER (WHERE state = 'computed') AS computed,
       count(*) FILTER (WHERE state = 'missed') AS missed
  FROM flag_snapshot;

-- row threshold_numbers(behind int8!, behind_act int8!, behind_urgent int8!, act_days int8!, urgent_days int8!)

-- one threshold_numbers(programme_id int8) threshold_numbers
SELECT setting_of(:programme_id, 'flag_behind_halves') AS behind,
       setting_of(:programme_id, 'flag_behind_act_halves') AS behind_act,
       setting_of(:programme_id, 'flag_behind_urgent_halves')
       AS behind_urgent,
       setting_of(:programme_id, 'flag_act_days') AS act_days,
       setting_of(:programme_id, 'flag_urgent_days') AS urgent_days;
