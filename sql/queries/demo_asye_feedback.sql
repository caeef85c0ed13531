-- The demonstration's feedback from outside.

-- row demo_nqsw_at_work(id int8, person_id int8, given_name text, starts_on date, assessor_id int8?)

-- Of whom evidence is or was gathered, and who assesses them.

-- many demo_nqsws_at_work() demo_nqsw_at_work
SELECT a.id, a.person_id, p.given_name, a.starts_on,
       (SELECT d.person_id FROM waymark.asye_duty d
         WHERE d.asye_id = a.id AND d.duty = 'assessor'
         ORDER BY d.id LIMIT 1) AS assessor_id
  FROM waymark.asye a
  JOIN waymark.person p ON p.id = a.person_id
 WHERE a.state <> 'eligible' ORDER BY a.id;

-- One place an array for each request.  chosen: by the newly qualified social
-- worker, 1, or by the assessor, 0.  Days count from 1970-01-01, 0 is none.

-- exec demo_feedback_requests_add(ids int8[], asyes int8[], givers text[], channels text[], abouts text[], names text[], roles text[], chosen int8[], asked int8[], states text[], state_days int8[], refusals text[], link_days int8)
INSERT INTO waymark.feedback_request (id, asye_id, enrolment_id, person_id,
    programme_id, employer_id, provider_id, giver, channel, about, giver_name,
    giver_role, giver_email, asked_by, asked_on, token_hash, code_hash,
    expires_on, state, state_on, refusal)
OVERRIDING SYSTEM VALUE
SELECT t.id, a.id, a.enrolment_id, a.person_id, a.programme_id, a.employer_id,
       a.provider_id, t.giver::waymark.giver_kind,
       t.channel::waymark.giver_channel, t.about, nullif(t.name, ''),
       nullif(t.role, ''), CASE t.channel WHEN 'email' THEN
           lower(replace(t.name, ' ', '.')) || '@example.org' END,
       CASE t.chosen WHEN 1 THEN a.person_id ELSE
           (SELECT d.person_id FROM waymark.asye_duty d
             WHERE d.asye_id = a.id AND d.duty = 'assessor'
             ORDER BY d.id LIMIT 1) END,
       date '1970-01-01' + t.asked::integer,
       sha256(convert_to('demonstration link ' || t.id, 'UTF8')),
       sha256(convert_to('demonstration code ' || t.id, 'UTF8')),
       date '1970-01-01' + (t.asked + :link_days)::integer,
       t.state::waymark.giver_state, date '1970-01-01' + t.state_day::integer,
       nullif(t.refusal, '')::waymark.giver_refusal
  FROM unnest(:ids::bigint[], :asyes::bigint[], :givers::text[],
           :channels::text[], :abouts::text[], :names::text[], :roles::text[],
           :chosen::bigint[], :asked::bigint[], :states::text[],
           :state_days::bigint[], :refusals::text[])
       AS t (id, asye, giver, channel, about, name, role, chosen, asked,
           state, state_day, refusal)
  JOIN waymark.asye a ON a.id = t.asye
 ORDER BY t.id;

-- What was given: of each request a consent, and its answers beside what was
-- asked, each in an array of its own with the request in whose.

-- exec demo_feedback_given_add(ids int8[], forms text[], consents text[], shares int8[], helps text[], references text[], discussed int8[], discussions text[], whose int8[], asked text[], answers text[])
WITH said AS (
    SELECT w.id, array_agg(w.asked ORDER BY w.n) AS asked,
           array_agg(w.answer ORDER BY w.n) AS answers
      FROM unnest(:whose::bigint[], :asked::text[], :answers::text[])
           WITH ORDINALITY AS w (id, asked, answer, n)
     GROUP BY w.id)
INSERT INTO waymark.feedback_given (id, asye_id, person_id, programme_id,
    employer_id, provider_id, giver, form, edition, consent_words, asked,
    answers, share, help, reference, withdraw_hash, given_at, given_on,
    erased_at, discussed_on, discussed_by, discussion)
SELECT r.id, r.asye_id, r.person_id, r.programme_id, r.employer_id,
       r.provider_id, r.giver, t.form::waymark.giver_form, 1,
       CASE r.state WHEN 'given' THEN t.consent ELSE 'Withdrawn' END,
       CASE r.state WHEN 'given' THEN s.asked ELSE '{}' END,
       CASE r.state WHEN 'given' THEN s.answers ELSE '{}' END,
       t.share = 1, t.help::waymark.giver_help, t.reference,
       sha256(convert_to('demonstration consent ' || t.id, 'UTF8')),
       r.state_on + time '14:10' + make_interval(mins => (t.id % 300)::integer),
       r.state_on, CASE r.state WHEN 'consent_withdrawn' THEN
           r.state_on + time '20:15' END,
       CASE WHEN t.discussed > 0 THEN
           date '1970-01-01' + t.discussed::integer END,
       CASE WHEN t.discussed > 0 THEN (SELECT d.person_id
           FROM waymark.asye_duty d
          WHERE d.asye_id = r.asye_id AND d.duty = 'assessor'
          ORDER BY d.id LIMIT 1) END, t.discussion
  FROM unnest(:ids::bigint[], :forms::text[], :consents::text[],
           :shares::bigint[], :helps::text[], :references::text[],
           :discussed::bigint[], :discussions::text[])
       AS t (id, form, consent, share, help, reference, discussed, discussion)
  JOIN waymark.feedback_request r ON r.id = t.id
  JOIN said s ON s.id = t.id
 ORDER BY t.id;

-- exec demo_feedback_last_add()
INSERT INTO waymark.feedback_last
SELECT DISTINCT ON (r.asye_id, r.giver = 'professional') r.asye_id,
       r.giver = 'professional', r.id, r.person_id, r.programme_id, r.state_on,
       r.state IN ('declined', 'expired'), waymark.asye_gathers(a.state)
  FROM waymark.feedback_request r
  JOIN waymark.asye a ON a.id = r.asye_id
 ORDER BY r.asye_id, r.giver = 'professional', r.state_on DESC, r.id DESC;

-- exec demo_feedback_sequence_follows()
SELECT setval(pg_get_serial_sequence('waymark.feedback_request', 'id'),
           coalesce((SELECT max(id) FROM waymark.feedback_request), 1));
