-- What people of the demonstration ask about their data, a record on hold, and a
-- record that somebody asked to open.

-- exec demo_rights_add(officer int8)
WITH asked AS (
    INSERT INTO waymark.rights_request (person_id, programme_id, kind, words,
        asked_on)
    SELECT e.person_id, 1, (ARRAY['correction', 'objection', 'erasure']
           ::waymark.rights_kind[])[e.n], (ARRAY[
           'My second placement began on a Tuesday, not on the Monday.',
           'Please do not show my name in lists for the host that I left.',
           'I withdrew and want what I wrote to be erased.'])[e.n],
           waymark.today() - 5 * e.n::integer
      FROM (SELECT x.person_id, row_number() OVER (ORDER BY x.id) AS n
              FROM waymark.enrolment x WHERE x.state = 'withdrawn'
             ORDER BY x.id LIMIT 3) e
), held AS (
    INSERT INTO waymark.legal_hold (person_id, programme_id, reason, held_by)
    SELECT max(x.person_id), 1, 'A claim about the end of a placement is '
           'before a tribunal.', :officer
      FROM waymark.enrolment x WHERE x.state = 'withdrawn'
)
INSERT INTO waymark.opening (person_id, programme_id, reason, asked_by)
SELECT max(x.person_id), 1, 'They did not come to work and nobody reaches '
       'them or their family.', (SELECT min(r.person_id)
           FROM waymark.role_held r WHERE r.role = 'staff')
  FROM waymark.enrolment x WHERE x.state = 'enrolled';
