-- Workbooks that people send: until they are read, and what was read of them.

-- enum workbook_state(waiting, read, refused)

-- row workbook_file(id int8, file_name text, path text, fields text,
--   state workbook_state, refused text?, arrived_at timestamptz)

-- one workbook_mine(id int8) workbook_file
SELECT id, file_name, path, fields, state, refused, arrived_at
  FROM workbook
 WHERE id = :id AND person_id = (SELECT auth.person_id());

-- row workbook_sheet(position int8, name text, hidden bool, nrows int8,
--   csv text, notes text[])

-- many workbook_sheets(workbook_id int8) workbook_sheet
SELECT s.position, s.name, s.hidden, s.nrows, s.csv, s.notes
  FROM workbook_sheet s
  JOIN workbook w ON w.id = s.workbook_id
 WHERE s.workbook_id = :workbook_id AND w.state = 'read'
   AND s.person_id = (SELECT auth.person_id())
 ORDER BY s.position;

-- row workbook_sent(id int8?)

-- one workbook_keep(file_name text, path text, fields text, bytes bytea) workbook_sent
SELECT workbook_send(:file_name, :path, :fields, :bytes) AS id;

-- What the jobs ask.

-- row workbook_claimed(id int8!, bytes bytea!)

-- one workbook_claim_next() workbook_claimed
SELECT c.id, c.bytes FROM workbook_claim() c;

-- exec workbook_keep_sheet(workbook_id int8, position int8, name text,
--   hidden bool, nrows int8, csv text, notes text[])
SELECT workbook_sheet_read(:workbook_id, :position, :name, :hidden, :nrows,
    :csv, :notes);

-- exec workbook_is_found(workbook_id int8, why text?)
SELECT workbook_found(:workbook_id, :why);

-- exec tidy_workbooks()
SELECT workbooks_tidy();
