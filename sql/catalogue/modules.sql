-- The curriculum that a programme of mental-health social work offers, by the
-- topics that Think Ahead told the NHS's workforce plan in 2025.  Codes,
-- credits and levels are Waymark's: what a university awards, it registers as
-- an edition of the programme's own.

INSERT INTO waymark.module (code, title, credits, level, topics, source)
SELECT v.code, v.title, v.credits, v.level, string_to_array(v.topics, '; '),
       'Waymark, by the topics of Think Ahead''s submission of 2025'
  FROM (VALUES
	('MHL', 'Mental health law', 20, 7,
	    'Mental Health Act; mental capacity; human rights'),
	('CAS', 'Care Act and adult social care', 15, 7,
	    'Care Act; adult social care; safeguarding adults'),
	('MIN', 'Motivational interviewing', 10, 7,
	    'motivational interviewing'),
	('TIP', 'Trauma-informed practice', 15, 7,
	    'trauma-informed practice; lived-experience partners'),
	('SSH', 'Suicide and self-harm', 10, 7,
	    'suicide and self-harm; safety planning'),
	('SDH', 'Social determinants of mental health', 15, 7,
	    'social determinants; inequality and anti-racist practice'),
	('REC', 'Recovery models', 10, 7,
	    'recovery models; lived-experience partners'),
	('MDT', 'Multidisciplinary working', 10, 7,
	    'MDT working; roles in a mental health team'),
	('CPE', 'Connecting People', 5, 7,
	    'Connecting People; social interventions'),
	('LEA', 'Leadership in social work', 10, 7,
	    'leadership; reflective practice')
  ) AS v (code, title, credits, level, topics)
ON CONFLICT (coalesce(programme_id, 0), code, edition) DO UPDATE
   SET title = excluded.title, credits = excluded.credits,
       level = excluded.level, topics = excluded.topics,
       source = excluded.source
 WHERE (module.title, module.credits, module.level, module.topics,
        module.source) IS DISTINCT FROM (excluded.title, excluded.credits,
        excluded.level, excluded.topics, excluded.source);
