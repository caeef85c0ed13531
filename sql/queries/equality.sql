-- Equality: what somebody says of themself, which nobody else reads, and the
-- share of people who said anything.

-- row equality_choice
--   question   text
--   title      text
--   hint       text?
--   code       text
--   label      text
--   own_words  bool

-- many equality_questions() equality_choice
SELECT q.code AS question, q.title, q.hint, c.code, c.label, c.own_words
  FROM equality.question q
  JOIN equality.choice c ON c.question = q.code
 ORDER BY q.position, c.position;

-- row equality_answer(question text!, choice text!, own_words text?, since date!)

-- many equality_mine() equality_answer
SELECT question, choice, own_words, since FROM equality.mine();

-- exec equality_say(question text, choice text?, own_words text?)
SELECT equality.say(:question, :choice, :own_words);

-- exec equality_take_back()
SELECT equality.take_back();

-- row equality_objection(on_day date?)

-- one equality_objected() equality_objection
SELECT equality.objected_on() AS on_day;

-- exec equality_object(objects bool)
SELECT equality.object(:objects);

-- Response rates of a programme, cohort by cohort.

-- row equality_response
--   cohort_id  int8!
--   cohort     text!
--   question   text!
--   people     int8!
--   answered   int8!
--   kept_back  int8!

-- many equality_responses(programme_id int8, reference text) equality_response
SELECT cohort_id, cohort, question, people, answered, kept_back
  FROM equality.responses(:programme_id, :reference);
