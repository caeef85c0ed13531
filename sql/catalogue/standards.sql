-- The standards that social work trainees and newly qualified social workers
-- in England are held against.  Sets are versions: a new edition is a new set,
-- and what was written against the old one stays so.
--
-- Names of PCF domains are BASW's.  The labels of the SWE professional
-- standards, and those KSS headings that no public source gave us, are short
-- labels in our own words: the official text stands at each set's address,
-- and a programme may import it.
--
-- Adults' sections are numbered as the ASYE's documents do; 1 is their
-- introduction and 11 the level that is expected.  The child and family
-- statements give way to the early career standards on 1 April 2027.

INSERT INTO waymark.standard_set (code, name, version, address, during,
    of_register) VALUES
	('PCF', 'Professional Capabilities Framework', '2018',
	    'https://www.basw.co.uk/professional-capabilities-framework-pcf',
	    daterange('2018-01-01', NULL), false),
	('SWE', 'Social Work England professional standards', '2019',
	    'https://www.socialworkengland.org.uk/standards/professional-standards/',
	    daterange('2019-12-02', NULL), true),
	('KSS-ADULTS', 'Post-qualifying standards: social workers in adult services',
	    '2015',
	    'https://www.gov.uk/government/publications/knowledge-and-skills-statement-for-social-workers-in-adult-services',
	    daterange(NULL, NULL), false),
	('KSS-CHILD-FAMILY',
	    'Post-qualifying standards: child and family practitioners', '2018',
	    'https://www.gov.uk/government/publications/knowledge-and-skills-statements-for-child-and-family-social-work',
	    daterange(NULL, '2027-04-01'), false)
ON CONFLICT (code) DO UPDATE
   SET name = excluded.name, version = excluded.version,
       address = excluded.address, during = excluded.during,
       of_register = excluded.of_register
 WHERE (standard_set.name, standard_set.version, standard_set.address,
    standard_set.during, standard_set.of_register) IS DISTINCT FROM
    (excluded.name, excluded.version, excluded.address, excluded.during,
    excluded.of_register);

INSERT INTO waymark.standard (set_id, code, label, position)
SELECT s.id, v.code, v.label, v.position
  FROM (VALUES
	('PCF', '1', 'Professionalism', 1),
	('PCF', '2', 'Values and ethics', 2),
	('PCF', '3', 'Diversity and equality', 3),
	('PCF', '4', 'Rights, justice and economic wellbeing', 4),
	('PCF', '5', 'Knowledge', 5),
	('PCF', '6', 'Critical reflection and analysis', 6),
	('PCF', '7', 'Skills and interventions', 7),
	('PCF', '8', 'Contexts and organisations', 8),
	('PCF', '9', 'Professional leadership', 9),
	('SWE', '1.1', 'Value each person''s individual strengths', 1),
	('SWE', '1.2', 'Respect rights and views, and balance them with risk', 2),
	('SWE', '1.3', 'Work in partnership', 3),
	('SWE', '1.4', 'Recognise family and community', 4),
	('SWE', '1.5', 'Value difference and challenge discrimination', 5),
	('SWE', '1.6', 'Promote social justice', 6),
	('SWE', '1.7', 'Use power and authority well', 7),
	('SWE', '2.1', 'Be honest, reliable and fair', 8),
	('SWE', '2.2', 'Respect dignity and privacy', 9),
	('SWE', '2.3', 'Keep professional relationships and boundaries', 10),
	('SWE', '2.4', 'Work with empathy and authority, and help people to take part', 11),
	('SWE', '2.5', 'Listen and communicate well', 12),
	('SWE', '2.6', 'Keep confidences, and say when they cannot be kept', 13),
	('SWE', '2.7', 'Declare conflicts of interest', 14),
	('SWE', '3.1', 'Work within legal and ethical frameworks', 15),
	('SWE', '3.2', 'Use many sources in assessments and judgements of risk', 16),
	('SWE', '3.3', 'Apply knowledge to what people need', 17),
	('SWE', '3.4', 'Notice signs of abuse and neglect', 18),
	('SWE', '3.5', 'Weigh several explanations against the evidence', 19),
	('SWE', '3.6', 'Work with other professions', 20),
	('SWE', '3.7', 'Recognise bias and dilemmas', 21),
	('SWE', '3.8', 'Stay accountable for what is delegated', 22),
	('SWE', '3.9', 'Tell others about risk', 23),
	('SWE', '3.10', 'Use technology well', 24),
	('SWE', '3.11', 'Keep clear and accurate records', 25),
	('SWE', '3.12', 'Act when somebody is in danger', 26),
	('SWE', '3.13', 'Help people to reach services', 27),
	('SWE', '3.14', 'Respond to culture, loss and resilience', 28),
	('SWE', '3.15', 'Work with resistance, and act at once where needed', 29),
	('SWE', '4.1', 'Ask for and learn from feedback', 30),
	('SWE', '4.2', 'Use supervision and reflection', 31),
	('SWE', '4.3', 'Keep up to date and use research', 32),
	('SWE', '4.4', 'Keep subject knowledge current', 33),
	('SWE', '4.5', 'Help to build a culture of learning', 34),
	('SWE', '4.6', 'Show what learning changed in practice', 35),
	('SWE', '4.7', 'Record learning', 36),
	('SWE', '4.8', 'Reflect on one''s own values', 37),
	('SWE', '5.1', 'Do not abuse, neglect or discriminate', 38),
	('SWE', '5.2', 'Do not falsify records', 39),
	('SWE', '5.3', 'Do not work outside the role or its limits', 40),
	('SWE', '5.4', 'Do not work when unsafe or under the influence', 41),
	('SWE', '5.5', 'Behave as the profession requires, also outside work', 42),
	('SWE', '5.6', 'Use technology and social media lawfully and with care', 43),
	('SWE', '6.1', 'Report harm', 44),
	('SWE', '6.2', 'Challenge practices and systems that harm', 45),
	('SWE', '6.3', 'Be open about mistakes, and help people to complain', 46),
	('SWE', '6.4', 'Report concerns about fitness to practise', 47),
	('SWE', '6.5', 'Raise concerns about wrongdoing in organisations', 48),
	('SWE', '6.6', 'Declare what affects one''s own fitness to practise', 49),
	('SWE', '6.7', 'Co-operate with investigations', 50),
	('KSS-ADULTS', '2', 'The role of social workers with adults', 1),
	('KSS-ADULTS', '3', 'Person-centred practice', 2),
	('KSS-ADULTS', '4', 'Safeguarding', 3),
	('KSS-ADULTS', '5', 'Mental capacity', 4),
	('KSS-ADULTS', '6', 'Effective assessments and outcome-based support planning', 5),
	('KSS-ADULTS', '7', 'Direct work with individuals and families', 6),
	('KSS-ADULTS', '8', 'Supervision, critical analysis and reflection', 7),
	('KSS-ADULTS', '9', 'Organisational context', 8),
	('KSS-ADULTS', '10', 'Professional ethics and leadership', 9),
	('KSS-ADULTS', '11', 'Level of capability at the end of the first year', 10),
	('KSS-CHILD-FAMILY', '1', 'Relationships and effective direct work', 1),
	('KSS-CHILD-FAMILY', '2', 'Communication', 2),
	('KSS-CHILD-FAMILY', '3', 'Child development', 3),
	('KSS-CHILD-FAMILY', '4', 'Adult mental ill-health, substance misuse, domestic abuse, physical ill-health and disability', 4),
	('KSS-CHILD-FAMILY', '5', 'Abuse and neglect of children', 5),
	('KSS-CHILD-FAMILY', '6', 'Child and family assessment', 6),
	('KSS-CHILD-FAMILY', '7', 'Analysis, decision-making, planning and review', 7),
	('KSS-CHILD-FAMILY', '8', 'The law and the family and youth justice systems', 8),
	('KSS-CHILD-FAMILY', '9', 'The role of supervision', 9),
	('KSS-CHILD-FAMILY', '10', 'Organisational context', 10)
  ) AS v(of_set, code, label, position)
  JOIN waymark.standard_set s ON s.code = v.of_set
 ORDER BY s.id, v.position
ON CONFLICT (set_id, code) DO UPDATE
   SET label = excluded.label, position = excluded.position
 WHERE (standard.label, standard.position)
    IS DISTINCT FROM (excluded.label, excluded.position);
