-- The demonstration's inboxes.

-- Nobody has a letter-box there, so that reminders are in the inbox alone: the
-- jobs write today's.

-- exec demo_reminders_set(as_of date)
UPDATE waymark.reminder
   SET choice = 'never', next_on = :as_of::date,
       token = encode(sha256(convert_to('demonstration ' || person_id,
           'UTF8')), 'hex');

-- exec demo_messages_add(as_of date)
INSERT INTO waymark.message (person_id, reminder, subject, body, written_at,
    read_at)
SELECT p.id, false, m.subject, 'Dear ' || p.name || E',\n\n' || m.body || E'\n',
       (:as_of::date - m.days + time '09:30') AT TIME ZONE 'Europe/London',
       CASE WHEN m.read THEN (:as_of::date - m.days + time '12:10')
           AT TIME ZONE 'Europe/London' END
  FROM auth.credential c
  JOIN waymark.person p ON p.id = c.person_id
 CROSS JOIN (VALUES
       (1, 40, true, 'Waymark is ready for you', 'Your programme keeps its '
           'records here from now on. What waits on you is on your first '
           'page.'),
       (2, 6, false, 'How often do you want to be reminded?', 'Once a day '
           'Waymark writes down what waits on you. You can have that by '
           'email every day, once a week or never.'))
       AS m(n, days, read, subject, body)
 ORDER BY p.id, m.n;
