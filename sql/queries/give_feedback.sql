-- Feedback from outside, as its giver reaches it: by a link, a code, a visit.

-- enum giver_kind(lived_experience, carer, professional)
-- enum giver_channel(code, link, email)
-- enum giver_state(asked, opened, given, declined, expired, withdrawn,
--   consent_withdrawn)
-- enum giver_form(easy_read, standard, professional)
-- enum giver_help(alone, family, advocate, nqsw, phone)
-- enum giver_refusal(do_not_want, another_way, do_not_know)

-- row feedback_link
--   id          int8!
--   person_id   int8!
--   given_name  text!
--   name        text!
--   giver       giver_kind!
--   begun       bool!
--   expires_on  date!

-- one feedback_behind_link(token text) feedback_link
SELECT id, person_id, given_name, name, giver, begun, expires_on
  FROM feedback_behind(:token);

-- row feedback_entered(opened bool!, wait_seconds int8!)

-- one feedback_link_open(token text, key text) feedback_entered
SELECT feedback_open(:token, :key) AS opened, 0::bigint AS wait_seconds;

-- one feedback_code_enter(code text, address text, key text) feedback_entered
SELECT opened, wait_seconds FROM feedback_enter(:code, :address, :key);

-- row feedback_visit
--   id          int8!
--   given_name  text!
--   name        text!
--   giver       giver_kind!
--   state       giver_state!
--   live        bool!
--   expires_on  date!
--   form        giver_form?
--   agreed      bool!
--   edition     int8?
--   answers     text[]?
--   version     int8?
--   reference   text?
--   own         bool!

-- one feedback_visit_of(key text, withdraw_code text) feedback_visit
SELECT id, given_name, name, giver, state, live, expires_on, form, agreed,
       edition, answers, version, reference, own
  FROM feedback_visit_shows(:key, :withdraw_code);

-- row feedback_step(done bool!)

-- one feedback_form_choose(key text, form giver_form) feedback_step
SELECT feedback_choose(:key, :form::giver_form) AS done;

-- one feedback_form_agree(key text, words text, edition int8) feedback_step
SELECT feedback_agree(:key, :words, :edition) AS done;

-- one feedback_form_answer(key text, seen int8, number int8, answer text) feedback_step
SELECT feedback_answer(:key, :seen, :number, :answer) AS done;

-- one feedback_form_give(key text, seen int8, asked text[], share bool, help giver_help, reference text, withdraw_code text) feedback_step
SELECT feedback_give(:key, :seen, :asked, :share, :help::giver_help,
    :reference, :withdraw_code) AS done;

-- one feedback_form_decline(key text, because giver_refusal) feedback_step
SELECT feedback_decline(:key, :because::giver_refusal) AS done;

-- exec feedback_visit_leave(key text)
SELECT feedback_leave(:key);

-- row feedback_consent
--   name          text?
--   given_on      date?
--   reference     text?
--   wait_seconds  int8!

-- one feedback_consent_of(code text, address text) feedback_consent
SELECT name, given_on, reference, wait_seconds
  FROM feedback_consent(:code, :address);

-- one feedback_consent_withdraw(code text) feedback_step
SELECT feedback_withdraw_consent(:code) AS done;
