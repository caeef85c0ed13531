-- The questions about people themselves, as others ask them so that figures can
-- be compared: the ethnic groups of the census of 2021, sex and gender as the
-- DfE's service asks, age bands of the social work workforce, and the Social
-- Mobility Commission's questions.  "not_said" is "prefer not to say".

INSERT INTO equality.question (code, position, title, hint, source) VALUES
	('ethnicity', 1, 'What is your ethnic group?', NULL,
	    'Census 2021, 19 groups'),
	('sex', 2, 'What is your sex?', NULL, 'Census 2021'),
	('gender', 3, 'Is the gender you identify with the same as your sex '
	    'registered at birth?', NULL, 'Department for Education'),
	('disability', 4, 'Do you have a disability?',
	    'A physical or mental impairment that has a substantial and '
	    'long-term effect on day-to-day life', 'Equality Act 2010'),
	('orientation', 5, 'Which of these describes your sexual orientation?',
	    NULL, 'Government Statistical Service'),
	('religion', 6, 'What is your religion or belief?', NULL,
	    'Census 2021'),
	('age', 7, 'How old are you?', NULL,
	    'DfE, social work workforce; equity method, section 2'),
	('caring', 8, 'Do you care for anybody?',
	    'Apart from your work', 'Waymark'),
	('first_in_family', 9, 'Did a parent or guardian of yours complete a '
	    'university degree before you were 18?', NULL,
	    'Social Mobility Commission'),
	('school_meals', 10, 'Were you eligible for free school meals?',
	    'At any time between the ages of 11 and 16',
	    'Social Mobility Commission'),
	('occupation', 11, 'What did the main earner of your household do when '
	    'you were 14?', NULL, 'Social Mobility Commission')
ON CONFLICT (code) DO UPDATE
   SET position = excluded.position, title = excluded.title,
       hint = excluded.hint, source = excluded.source;

INSERT INTO equality.choice (question, position, code, label, two, five,
    own_words)
SELECT q, row_number() OVER (PARTITION BY q ORDER BY n), code, label, two,
       five, own
  FROM (VALUES
	(1, 'ethnicity', 'white_british', 'English, Welsh, Scottish, Northern '
	    'Irish or British', 'White', 'White', false),
	(2, 'ethnicity', 'white_irish', 'Irish', 'White', 'White', false),
	(3, 'ethnicity', 'gypsy_traveller', 'Gypsy or Irish Traveller',
	    'White', 'White', false),
	(4, 'ethnicity', 'roma', 'Roma', 'White', 'White', false),
	(5, 'ethnicity', 'white_other', 'Any other White background', 'White',
	    'White', true),
	(6, 'ethnicity', 'white_black_caribbean', 'White and Black Caribbean',
	    'Global Ethnic Majority', 'Mixed', false),
	(7, 'ethnicity', 'white_black_african', 'White and Black African',
	    'Global Ethnic Majority', 'Mixed', false),
	(8, 'ethnicity', 'white_asian', 'White and Asian',
	    'Global Ethnic Majority', 'Mixed', false),
	(9, 'ethnicity', 'mixed_other', 'Any other Mixed or multiple '
	    'background', 'Global Ethnic Majority', 'Mixed', true),
	(10, 'ethnicity', 'indian', 'Indian', 'Global Ethnic Majority',
	    'Asian', false),
	(11, 'ethnicity', 'pakistani', 'Pakistani', 'Global Ethnic Majority',
	    'Asian', false),
	(12, 'ethnicity', 'bangladeshi', 'Bangladeshi',
	    'Global Ethnic Majority', 'Asian', false),
	(13, 'ethnicity', 'chinese', 'Chinese', 'Global Ethnic Majority',
	    'Asian', false),
	(14, 'ethnicity', 'asian_other', 'Any other Asian background',
	    'Global Ethnic Majority', 'Asian', true),
	(15, 'ethnicity', 'black_african', 'African', 'Global Ethnic Majority',
	    'Black', false),
	(16, 'ethnicity', 'black_caribbean', 'Caribbean',
	    'Global Ethnic Majority', 'Black', false),
	(17, 'ethnicity', 'black_other', 'Any other Black background',
	    'Global Ethnic Majority', 'Black', true),
	(18, 'ethnicity', 'arab', 'Arab', 'Global Ethnic Majority', 'Other',
	    false),
	(19, 'ethnicity', 'other', 'Any other ethnic group',
	    'Global Ethnic Majority', 'Other', true),
	(1, 'sex', 'female', 'Female', 'Women', 'Women', false),
	(2, 'sex', 'male', 'Male', 'Men', 'Men', false),
	(1, 'gender', 'same', 'Yes', 'Same', 'Same', false),
	(2, 'gender', 'different', 'No', 'Different', 'Different', true),
	(1, 'disability', 'limits_a_lot', 'Yes, it limits my day-to-day life '
	    'a lot', 'Disabled', 'Disabled', false),
	(2, 'disability', 'limits_a_little', 'Yes, it limits my day-to-day '
	    'life a little', 'Disabled', 'Disabled', false),
	(3, 'disability', 'limits_not', 'Yes, and it does not limit my '
	    'day-to-day life', 'Disabled', 'Disabled', false),
	(4, 'disability', 'none', 'No', 'Not disabled', 'Not disabled', false),
	(1, 'orientation', 'heterosexual', 'Heterosexual or straight',
	    'Heterosexual', 'Heterosexual', false),
	(2, 'orientation', 'gay_lesbian', 'Gay or lesbian', 'LGB+',
	    'Gay or lesbian', false),
	(3, 'orientation', 'bisexual', 'Bisexual', 'LGB+', 'Bisexual', false),
	(4, 'orientation', 'other', 'Other', 'LGB+', 'Other', true),
	(1, 'religion', 'none', 'No religion', 'No religion', 'No religion',
	    false),
	(2, 'religion', 'buddhist', 'Buddhist', 'A religion', 'Buddhist',
	    false),
	(3, 'religion', 'christian', 'Christian', 'A religion', 'Christian',
	    false),
	(4, 'religion', 'hindu', 'Hindu', 'A religion', 'Hindu', false),
	(5, 'religion', 'jewish', 'Jewish', 'A religion', 'Jewish', false),
	(6, 'religion', 'muslim', 'Muslim', 'A religion', 'Muslim', false),
	(7, 'religion', 'sikh', 'Sikh', 'A religion', 'Sikh', false),
	(8, 'religion', 'other', 'Any other religion or belief', 'A religion',
	    'Other', true),
	(1, 'age', 'to24', '24 or younger', 'Under 40', '24 or younger',
	    false),
	(2, 'age', 'to29', '25 to 29', 'Under 40', '25 to 29', false),
	(3, 'age', 'to39', '30 to 39', 'Under 40', '30 to 39', false),
	(4, 'age', 'to49', '40 to 49', '40 or older', '40 or older', false),
	(5, 'age', 'to59', '50 to 59', '40 or older', '40 or older', false),
	(6, 'age', 'from60', '60 or older', '40 or older', '40 or older',
	    false),
	(1, 'caring', 'none', 'No', 'Does not care', 'Does not care', false),
	(2, 'caring', 'child', 'For a child under 18', 'Cares', 'Cares for a '
	    'child', false),
	(3, 'caring', 'disabled_child', 'For a disabled child', 'Cares',
	    'Cares for a child', false),
	(4, 'caring', 'adult', 'For an adult', 'Cares', 'Cares for an adult',
	    false),
	(5, 'caring', 'several', 'For several of these', 'Cares',
	    'Cares for several', false),
	(6, 'caring', 'other', 'In another way', 'Cares', 'Cares for several',
	    true),
	(1, 'first_in_family', 'no_degree', 'No', 'First in family',
	    'First in family', false),
	(2, 'first_in_family', 'degree', 'Yes', 'Not the first',
	    'Not the first', false),
	(3, 'first_in_family', 'unknown', 'I do not know', NULL, NULL, false),
	(1, 'school_meals', 'yes', 'Yes', 'Free school meals',
	    'Free school meals', false),
	(2, 'school_meals', 'no', 'No', 'No free school meals',
	    'No free school meals', false),
	(3, 'school_meals', 'not_applicable', 'I finished school before 1980, '
	    'or outside the United Kingdom', NULL, NULL, false),
	(4, 'school_meals', 'unknown', 'I do not know', NULL, NULL, false),
	(1, 'occupation', 'professional', 'Modern or traditional professional, '
	    'for example teacher, nurse, social worker, solicitor',
	    'Professional or manager', 'Professional or manager', false),
	(2, 'occupation', 'manager', 'Senior, middle or junior manager',
	    'Professional or manager', 'Professional or manager', false),
	(3, 'occupation', 'clerical', 'Clerical or intermediate, for example '
	    'secretary, call centre agent', 'Another occupation',
	    'Intermediate', false),
	(4, 'occupation', 'technical', 'Technical or craft, for example '
	    'fitter, plumber, electrician', 'Another occupation',
	    'Technical or craft', false),
	(5, 'occupation', 'routine', 'Routine or manual, for example driver, '
	    'cleaner, labourer, care worker', 'Another occupation',
	    'Routine or manual', false),
	(6, 'occupation', 'small_business', 'Owner of a small business',
	    'Another occupation', 'Small business', false),
	(7, 'occupation', 'unemployed', 'Unemployed for more than 6 months',
	    'Another occupation', 'Unemployed', false),
	(8, 'occupation', 'other', 'Other', NULL, NULL, true))
       AS c (n, q, code, label, two, five, own)
ON CONFLICT (question, code) DO UPDATE
   SET label = excluded.label, two = excluded.two, five = excluded.five,
       own_words = excluded.own_words;

INSERT INTO equality.choice (question, position, code, label)
SELECT code, 90, 'not_said', 'Prefer not to say' FROM equality.question
ON CONFLICT (question, code) DO NOTHING;
