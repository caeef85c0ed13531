-- Data rights: what is held of whom and for how long, a copy of it for them,
-- what they ask to be corrected or object to, what is erased and what the law
-- keeps, who may open a record in an emergency, and when a programme closes.

INSERT INTO waymark.setting_group (code, label, position) VALUES
	('data', 'Data protection', 250);
INSERT INTO waymark.setting_name (in_group, position, name, label, unit, least,
    most, decides, takes_effect) VALUES
	('data', 10, 'keep_core_months', 'Keep enrolments and results for',
	    'months', 12, 1200,
	    'How long after somebody left their last role Waymark keeps who '
	    'they are, their enrolments, placements, marks and outcomes.',
	    'From that day, what has been kept for longer is planned to be '
	    'erased, with notice.'),
	('data', 20, 'keep_training_months', 'Keep the work of training for',
	    'months', 6, 1200,
	    'How long after that Waymark keeps days, documents, feedback, '
	    'files and support.',
	    'From that day, what has been kept for longer is planned to be '
	    'erased, with notice.'),
	('data', 30, 'keep_concern_months',
	    'Keep concerns and adjustments for', 'months', 6, 1200,
	    'How long after that Waymark keeps concerns, suitability, support '
	    'plans, adjustments and what was asked about data.',
	    'From that day, what has been kept for longer is planned to be '
	    'erased, with notice.'),
	('data', 40, 'keep_own_months', 'Keep private words for', 'months',
	    1, 1200,
	    'How long after that Waymark keeps reflections and check-ins.',
	    'From that day, what has been kept for longer is planned to be '
	    'erased, with notice.'),
	('data', 50, 'keep_equality_months',
	    'Keep answers about equality for', 'months', 1, 1200,
	    'How long after that Waymark keeps what somebody said of '
	    'themselves for equality monitoring.',
	    'From that day, what has been kept for longer is planned to be '
	    'erased, with notice.'),
	('data', 60, 'keep_account_months', 'Keep accounts for', 'months', 1,
	    1200,
	    'How long after that somebody can still sign in, and their inbox '
	    'and drafts are kept.',
	    'From that day, what has been kept for longer is planned to be '
	    'erased, with notice.'),
	('data', 70, 'erasure_notice_days', 'Notice before something is erased',
	    'days', 1, 180,
	    'How many days lie between planning to erase something and erasing '
	    'it, in which it can be held or taken back.',
	    'From that day, it decides for what is planned anew.'),
	('data', 80, 'rights_months', 'Answer about data within', 'months', 0,
	    1,
	    'By when what somebody asks about their data is answered.',
	    'From that day, it decides for what is asked anew.'),
	('data', 90, 'rights_more_months', 'More time for what is complex',
	    'months', 0, 2,
	    'How much longer an answer can take, when whoever asked is told '
	    'why in time.',
	    'From that day, it decides for more time that is taken anew.'),
	('data', 100, 'opening_hours', 'A record stays open in an emergency for',
	    'hours', 1, 72,
	    'How long whoever was allowed to open a record in an emergency can '
	    'read it.',
	    'From that day, it decides for records that are opened anew.');
INSERT INTO waymark.setting (name, value, source) VALUES
	('keep_core_months', 600, 'Jisc retention schedule: the core student '
	    'record up to 80 years. Waymark: a working life of 50'),
	('keep_training_months', 72, 'Jisc retention schedule: the end of the '
	    'relationship and 6 years (Limitation Act 1980)'),
	('keep_concern_months', 72, 'Limitation Act 1980: 6 years'),
	('keep_own_months', 12, 'Waymark: a year to take it away'),
	('keep_equality_months', 36, 'Data Protection Act 2018, schedule 1, '
	    'part 4: no longer than needed. Waymark: three cohorts'),
	('keep_account_months', 12, 'Waymark: a year to take one''s portfolio'),
	('erasure_notice_days', 14, 'Waymark: two weeks'),
	('rights_months', 1, 'UK GDPR, article 12(3): a month'),
	('rights_more_months', 2, 'UK GDPR, article 12(3): by two months more'),
	('opening_hours', 4, 'Waymark: half a working day');

-- Classes of record, each with its own time.  law_keeps: why somebody's wish
-- alone does not erase it before (UK GDPR, article 17(3)); NULL: it does.
-- within: the class that its rows stand on, with which it goes at the latest.
CREATE TABLE waymark.record_class (
	code		text PRIMARY KEY CHECK (code ~ '^[a-z]+$'),
	position	bigint NOT NULL UNIQUE,
	label		text NOT NULL CHECK (label <> ''),
	setting		text NOT NULL REFERENCES waymark.setting_name,
	law_keeps	text CHECK (law_keeps <> ''),
	within		text REFERENCES waymark.record_class
);
INSERT INTO waymark.record_class (code, position, label, setting, law_keeps,
    within) VALUES
	('core', 10, 'Who they are, enrolments, placements and results',
	    'keep_core_months', 'It shows what somebody is qualified to do, '
	    'which registers, employers and funders rely on.', NULL),
	('training', 20, 'The work of training: days, documents, feedback, '
	    'files and support', 'keep_training_months',
	    'It is the evidence of how they were assessed, for as long as that '
	    'can be disputed.', 'core'),
	('concern', 30, 'Concerns, suitability, support plans and adjustments',
	    'keep_concern_months', 'It is needed to establish or defend legal '
	    'claims, and to protect people who use services.', 'core'),
	('own', 40, 'Private reflections and check-ins', 'keep_own_months',
	    NULL, 'training'),
	('equality', 50, 'Answers for equality monitoring',
	    'keep_equality_months', NULL, 'core'),
	('account', 60, 'Account, inbox, drafts and lists',
	    'keep_account_months', NULL, 'core');

-- Which tables know a person, by which of their columns, and whether a copy for
-- that person holds their rows.  label: what the rows are, to their person; of
-- those that are not in it, why.  mine: which rows are of person $1, where that
-- is not their column alone.  record_class: NULL for what stands in somebody
-- else's record, or is never erased.  Every table that has a column for a
-- person is here: tests/sql/data_rights.test.sql holds it.
CREATE TABLE waymark.held (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	room		text NOT NULL,
	name		text NOT NULL,
	of_column	text NOT NULL,
	position	bigint NOT NULL UNIQUE,
	record_class	text REFERENCES waymark.record_class,
	label		text NOT NULL UNIQUE CHECK (label <> ''),
	in_copy		boolean NOT NULL,
	leaves_out	text[] NOT NULL,
	only_where	text,
	mine		text,
	UNIQUE (room, name, of_column)
);
INSERT INTO waymark.held (room, name, of_column, position, record_class,
    label, in_copy, leaves_out, only_where, mine) VALUES
	('waymark', 'person', 'id', 10, NULL,
	    'Who you are',
	    true, '{folded}', NULL,
	    NULL),
	('waymark', 'role_held', 'person_id', 20, 'core',
	    'Your roles',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'role_change', 'person_id', 25, 'core',
	    'How your roles were given and ended',
	    true, '{}', NULL,
	    NULL),
	('auth', 'credential', 'person_id', 30, 'account',
	    'When your password was chosen',
	    true, '{password_hash}', NULL,
	    NULL),
	('auth', 'session', 'person_id', 40, 'account',
	    'When and from where you signed in',
	    true, '{token_hash,csrf_hash,notice}', NULL,
	    NULL),
	('auth', 'second_factor', 'person_id', 50, 'account',
	    'Since when you sign in with a second step',
	    true, '{sealed}', NULL,
	    NULL),
	('auth', 'recovery_code', 'person_id', 60, 'account',
	    'Which of your recovery codes were used',
	    true, '{code_hash}', NULL,
	    NULL),
	('auth', 'link', 'person_id', 70, 'account',
	    'Links that sign somebody in are kept as a hash alone, for '
	    'a month.',
	    false, '{}', NULL,
	    NULL),
	('auth', 'first_step', 'person_id', 80, 'account',
	    'That a password was right is kept for the ten minutes '
	    'until its second step.',
	    false, '{}', NULL,
	    NULL),
	('auth', 'done_form', 'person_id', 90, 'account',
	    'That a form was sent once is kept for a week, without what '
	    'was in it.',
	    false, '{}', NULL,
	    NULL),
	('waymark', 'factor_reset', 'person_id', 100, 'account',
	    'Second steps of yours that were taken away',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'enrolment', 'person_id', 110, 'core',
	    'Your enrolments',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'enrolment_event', 'person_id', 120, 'core',
	    'What happened to your enrolments',
	    true, '{}', NULL,
	    'enrolment_id IN (SELECT x.id FROM waymark.enrolment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'enrolment_tally', 'person_id', 130, 'core',
	    'Sums of your enrolments',
	    true, '{}', NULL,
	    'enrolment_id IN (SELECT x.id FROM waymark.enrolment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'enrolment_unit', 'person_id', 140, 'core',
	    'Units that you were in',
	    true, '{}', NULL,
	    'enrolment_id IN (SELECT x.id FROM waymark.enrolment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'enrolment_tutor', 'trainee_id', 150, 'core',
	    'Your tutors',
	    true, '{}', NULL,
	    'enrolment_id IN (SELECT x.id FROM waymark.enrolment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'enrolment_tutor', 'person_id', 160, NULL,
	    'Whom you tutored',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'hosting_duty', 'person_id', 170, 'core',
	    'Duties of hosts towards you',
	    true, '{}', NULL,
	    'enrolment_id IN (SELECT x.id FROM waymark.enrolment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'unit_lead', 'person_id', 180, NULL,
	    'Units that you led',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'placement', 'person_id', 190, 'core',
	    'Your placements',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'placement_pattern', 'placement_id', 200, 'training',
	    'Working patterns of your placements',
	    true, '{}', NULL,
	    'placement_id IN (SELECT x.id FROM waymark.placement x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'placement_interruption', 'placement_id', 210, 'training',
	    'Interruptions of your placements',
	    true, '{}', NULL,
	    'placement_id IN (SELECT x.id FROM waymark.placement x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'placement_tally', 'person_id', 220, 'core',
	    'Sums of your placements',
	    true, '{}', NULL,
	    'placement_id IN (SELECT x.id FROM waymark.placement x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'placement_event', 'person_id', 230, 'training',
	    'What happened to your placements',
	    true, '{}', NULL,
	    'placement_id IN (SELECT x.id FROM waymark.placement x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'placement_words', 'placement_id', 240, 'training',
	    'Words for your placements',
	    true, '{}', NULL,
	    'placement_id IN (SELECT x.id FROM waymark.placement x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'placement_educator', 'placement_id', 250, 'training',
	    'Educators of your placements',
	    true, '{}', NULL,
	    'placement_id IN (SELECT x.id FROM waymark.placement x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'placement_educator', 'person_id', 260, NULL,
	    'Placements in which you educated',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'allocation_warning', 'person_id', 270, 'training',
	    'Warnings when your educators were allocated',
	    true, '{}', NULL,
	    'placement_id IN (SELECT x.id FROM waymark.placement x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'placement_day', 'person_id', 280, 'training',
	    'Your placement days',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'placement_day_standard', 'person_id', 290, 'training',
	    'Capabilities of your placement days',
	    true, '{}', NULL,
	    'day_id IN (SELECT x.id FROM waymark.placement_day x WHERE '
	    'x.person_id = $1)'),
	('waymark', 'placement_need', 'person_id', 300, 'training',
	    'What your placements must have',
	    true, '{}', NULL,
	    'enrolment_id IN (SELECT x.id FROM waymark.enrolment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'placement_conflict', 'person_id', 310, 'training',
	    'Where you must not be placed',
	    true, '{}', NULL,
	    'enrolment_id IN (SELECT x.id FROM waymark.enrolment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'match_proposal', 'enrolment_id', 320, 'training',
	    'Placements that were proposed for you',
	    true, '{}', NULL,
	    '(enrolment_id, programme_id) IN (SELECT x.id, '
	    'x.programme_id FROM waymark.enrolment x WHERE x.person_id '
	    '= $1)'),
	('waymark', 'placement_feedback', 'person_id', 330, 'training',
	    'Your feedback on placements',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'placement_feedback', 'trainee_id', 340, 'training',
	    'Feedback on your placements',
	    true, '{person_id}', NULL,
	    'about_placement_id IN (SELECT x.id FROM waymark.placement '
	    'x WHERE x.person_id = $1)'),
	('waymark', 'skills_entry', 'person_id', 350, 'training',
	    'Your skills days',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'educator', 'person_id', 360, 'core',
	    'Your entry in the register of educators',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'educator_entry', 'person_id', 370, 'core',
	    'Stages, training and learners in that register',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'educator_conflict', 'person_id', 380, 'core',
	    'Trainees whom you do not educate',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'educator_conflict', 'trainee_id', 390, 'core',
	    'Whom an educator does not educate, and why, is between '
	    'them and the staff: ask them.',
	    false, '{}', NULL,
	    NULL),
	('waymark', 'attendance', 'person_id', 400, 'training',
	    'Your attendance',
	    true, '{}', NULL,
	    'enrolment_id IN (SELECT x.id FROM waymark.enrolment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'attempt', 'person_id', 410, 'core',
	    'Your attempts at assessed work',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'extension', 'person_id', 420, 'core',
	    'Your extensions',
	    true, '{}', NULL,
	    'attempt_id IN (SELECT x.id FROM waymark.attempt x WHERE '
	    'x.person_id = $1)'),
	('waymark', 'mark', 'person_id', 430, 'core',
	    'Your marks that were released',
	    true, '{}', 'released',
	    'attempt_id IN (SELECT x.id FROM waymark.attempt x WHERE '
	    'x.person_id = $1)'),
	('waymark', 'board_decision', 'person_id', 440, 'core',
	    'What boards decided about you',
	    true, '{}', NULL,
	    'enrolment_id IN (SELECT x.id FROM waymark.enrolment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'document', 'person_id', 450, 'training',
	    'Documents of your placements and ASYE',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'document_version', 'person_id', 460, 'training',
	    'What was written in your documents',
	    true, '{hash}', NULL,
	    NULL),
	('waymark', 'document_event', 'person_id', 470, 'training',
	    'What happened to your documents',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'signature', 'person_id', 480, 'training',
	    'Who signed your documents',
	    true, '{hash}', NULL,
	    NULL),
	('waymark', 'attachment', 'person_id', 490, 'training',
	    'Your files',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'attachment_event', 'person_id', 500, 'training',
	    'What happened to your files',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'file_evidence', 'person_id', 510, 'training',
	    'What your files show',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'concern', 'person_id', 520, 'concern',
	    'Concerns about your training',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'concern_event', 'person_id', 530, 'concern',
	    'What was done about concerns',
	    true, '{}', NULL,
	    'concern_id IN (SELECT x.id FROM waymark.concern x WHERE '
	    'x.person_id = $1)'),
	('waymark', 'concern_action', 'person_id', 540, 'concern',
	    'What was agreed about concerns',
	    true, '{}', NULL,
	    'concern_id IN (SELECT x.id FROM waymark.concern x WHERE '
	    'x.person_id = $1)'),
	('waymark', 'concern_response', 'person_id', 550, 'concern',
	    'What you answered to concerns',
	    true, '{}', NULL,
	    'concern_id IN (SELECT x.id FROM waymark.concern x WHERE '
	    'x.person_id = $1)'),
	('waymark', 'suitability_case', 'person_id', 560, 'concern',
	    'Suitability is handled by few people, who answer for it '
	    'themselves: ask the staff of your programme.',
	    false, '{}', NULL,
	    NULL),
	('waymark', 'suitability_event', 'person_id', 570, 'concern',
	    'What was done in a case of suitability: as above.',
	    false, '{}', NULL,
	    'case_id IN (SELECT x.id FROM waymark.suitability_case x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'asye', 'person_id', 580, 'core',
	    'Your ASYEs',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_event', 'person_id', 590, 'core',
	    'What happened to your ASYEs',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_duty', 'trainee_id', 600, 'core',
	    'Who supervises and assesses you',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_duty', 'person_id', 610, NULL,
	    'Whom you supervised or assessed',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_review', 'person_id', 620, 'core',
	    'Reviews of your ASYE',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_move', 'person_id', 630, 'core',
	    'Why dates of your reviews moved',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_request', 'person_id', 640, 'core',
	    'Changes of your ASYE that were asked for',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_request_event', 'person_id', 650, 'core',
	    'What became of those requests',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_correction', 'person_id', 660, 'core',
	    'Corrections of your ASYE',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_promise', 'person_id', 670, 'training',
	    'What your agreement promises',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_standing', 'person_id', 680, 'core',
	    'How your ASYE stands',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_shortfall', 'person_id', 690, 'training',
	    'Why something was missing',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_observer', 'person_id', 700, 'training',
	    'Who observed you',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'observer_link', 'person_id', 710, 'training',
	    'Observers without an account',
	    true, '{token_hash,hash}', NULL,
	    NULL),
	('waymark', 'link_visit', 'observer_link_id', 720, 'training',
	    'That an observer opened their link is kept until they '
	    'signed.',
	    false, '{}', NULL,
	    'observer_link_id IN (SELECT x.id FROM waymark.observer_link x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'evidence_standard', 'person_id', 730, 'training',
	    'Standards that your evidence shows',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_recommendation', 'person_id', 740, 'core',
	    'What was recommended about you',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_comment', 'person_id', 750, 'core',
	    'What was said to that recommendation',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'moderation_portfolio', 'person_id', 760, 'core',
	    'Moderators read blind, so what they said of a portfolio '
	    'stays with the panel. What was decided is in your '
	    'outcomes.',
	    false, '{}', NULL,
	    NULL),
	('waymark', 'panel_portfolio', 'portfolio_id', 770, 'core',
	    'What a panel decided of it: as above.',
	    false, '{}', NULL,
	    'portfolio_id IN (SELECT x.id FROM '
	    'waymark.moderation_portfolio x WHERE x.person_id = $1)'),
	('waymark', 'moderation_declaration', 'panel_portfolio_id', 780, 'core',
	    'What moderators declared of it: as above.',
	    false, '{}', NULL,
	    'panel_portfolio_id IN (SELECT p.id FROM '
	    'waymark.panel_portfolio p JOIN '
	    'waymark.moderation_portfolio x ON x.id = p.portfolio_id '
	    'WHERE x.person_id = $1)'),
	('waymark', 'moderation_judgement', 'panel_portfolio_id', 790, 'core',
	    'How moderators judged it: as above.',
	    false, '{}', NULL,
	    'panel_portfolio_id IN (SELECT p.id FROM '
	    'waymark.panel_portfolio p JOIN '
	    'waymark.moderation_portfolio x ON x.id = p.portfolio_id '
	    'WHERE x.person_id = $1)'),
	('waymark', 'asye_outcome', 'person_id', 800, 'core',
	    'Outcomes of your ASYE',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'outcome_event', 'person_id', 810, 'core',
	    'What happened to your outcomes',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_certificate', 'person_id', 820, 'core',
	    'Your certificates',
	    true, '{pdf}', NULL,
	    NULL),
	('waymark', 'asye_absence', 'person_id', 830, 'core',
	    'Why you are on no ASYE',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'asye_awaited', 'person_id', 840, 'core',
	    'That an ASYE of yours is awaited',
	    true, '{}', NULL,
	    'enrolment_id IN (SELECT x.id FROM waymark.enrolment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'feedback_request', 'person_id', 850, 'training',
	    'Whom feedback on you was asked of',
	    true, '{giver_email,token_hash,code_hash}', NULL,
	    NULL),
	('waymark', 'feedback_begun', 'request_id', 860, 'training',
	    'What somebody began to say and has not given is theirs '
	    'until they give it.',
	    false, '{}', NULL,
	    'request_id IN (SELECT x.id FROM waymark.feedback_request x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'link_visit', 'request_id', 870, 'training',
	    'That they opened their link is kept until they gave it.',
	    false, '{}', NULL,
	    'request_id IN (SELECT x.id FROM waymark.feedback_request x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'feedback_last', 'person_id', 880, 'training',
	    'When feedback was asked for last',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'feedback_given', 'person_id', 890, 'training',
	    'Feedback on you',
	    true, '{withdraw_hash}', NULL,
	    NULL),
	('waymark', 'reflection', 'person_id', 900, 'own',
	    'Your reflections',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'reflection_version', 'person_id', 910, 'own',
	    'Earlier versions of your reflections',
	    true, '{}', NULL,
	    'reflection_id IN (SELECT x.id FROM waymark.reflection x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'reflection_share', 'person_id', 920, 'own',
	    'Reflections that you shared',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'reflection_submission', 'person_id', 930, 'training',
	    'Reflections that you submitted',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'claim_line', 'person_id', 940, 'core',
	    'Lines of claims to funders',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'claim_matter', 'person_id', 950, 'core',
	    'What was open about those claims',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'support_ledger', 'person_id', 960, 'training',
	    'What support you were promised',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'support_week', 'person_id', 970, 'training',
	    'Support, week by week',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'support_entry', 'person_id', 980, 'training',
	    'What was entered of your support',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'support_answer', 'person_id', 990, 'training',
	    'Answers about your support',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'check_in', 'person_id', 1000, 'own',
	    'Your check-ins',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'adjustment', 'person_id', 1010, 'concern',
	    'Your adjustments',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'adjustment_detail', 'person_id', 1020, 'concern',
	    'What you said about your adjustments',
	    true, '{}', NULL,
	    'adjustment_id IN (SELECT x.id FROM waymark.adjustment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'adjustment_actor', 'trainee_id', 1030, 'concern',
	    'Who was named to act on your adjustments',
	    true, '{}', NULL,
	    'adjustment_id IN (SELECT x.id FROM waymark.adjustment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'adjustment_actor', 'person_id', 1040, NULL,
	    'Adjustments on which you were named to act',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'adjustment_event', 'person_id', 1050, 'concern',
	    'What happened to your adjustments',
	    true, '{}', NULL,
	    'adjustment_id IN (SELECT x.id FROM waymark.adjustment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'flag', 'person_id', 1060, 'training',
	    'Flags on your record',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'flag_day', 'person_id', 1070, 'training',
	    'Flags, day by day',
	    true, '{}', NULL,
	    'enrolment_id IN (SELECT x.id FROM waymark.enrolment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'flag_run', 'enrolment_id', 1080, 'training',
	    'From when to when a rule held',
	    true, '{}', NULL,
	    'enrolment_id IN (SELECT x.id FROM waymark.enrolment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'flagged', 'person_id', 1090, 'training',
	    'Your flags today',
	    true, '{}', NULL,
	    'enrolment_id IN (SELECT x.id FROM waymark.enrolment x '
	    'WHERE x.person_id = $1)'),
	('waymark', 'flag_answer', 'person_id', 1100, 'training',
	    'What was answered to your flags',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'support_plan', 'person_id', 1110, 'concern',
	    'Your support plans',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'support_plan_event', 'person_id', 1120, 'concern',
	    'What happened to your support plans',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'support_action', 'person_id', 1130, 'concern',
	    'What was agreed in your support plans',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'contact', 'person_id', 1140, 'concern',
	    'Contacts with you',
	    true, '{}', NULL,
	    NULL),
	('equality', 'answer', 'person_id', 1150, 'equality',
	    'Your answers about yourself',
	    true, '{}', NULL,
	    NULL),
	('equality', 'objection', 'person_id', 1160, 'equality',
	    'Your objection to their use',
	    true, '{}', NULL,
	    NULL),
	('equality', 'member', 'person_id', 1170, 'equality',
	    'That you are counted in reports',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'message', 'person_id', 1180, 'account',
	    'Your inbox',
	    true, '{}', NULL,
	    NULL),
	('post', 'letter', 'person_id', 1190, 'account',
	    'Letters to you are in your inbox; those with a link that '
	    'signs in are emptied once they are sent.',
	    false, '{}', NULL,
	    NULL),
	('post', 'attempt', 'letter_id', 1200, 'account',
	    'How often a letter to you was sent',
	    false, '{}', NULL,
	    'letter_id IN (SELECT x.id FROM post.letter x WHERE '
	    'x.person_id = $1)'),
	('waymark', 'reminder', 'person_id', 1210, 'account',
	    'How you are reminded',
	    true, '{token}', NULL,
	    NULL),
	('waymark', 'digest', 'person_id', 1220, 'account',
	    'When you were reminded',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'draft', 'person_id', 1230, 'account',
	    'Forms that you began',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'saved_filter', 'person_id', 1240, 'account',
	    'Lists that you saved',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'calendar_feed', 'person_id', 1250, 'account',
	    'Your calendar address',
	    true, '{token_hash}', NULL,
	    NULL),
	('waymark', 'export', 'person_id', 1260, 'account',
	    'Spreadsheets about you',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'export_content', 'export_id', 1270, 'account',
	    'What is in a spreadsheet is kept for some days, for '
	    'whoever asked for it.',
	    false, '{}', NULL,
	    'export_id IN (SELECT x.id FROM waymark.export x WHERE '
	    'x.person_id = $1)'),
	('waymark', 'export_download', 'person_id', 1280, 'account',
	    'Who fetched those spreadsheets',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'workbook', 'person_id', 1290, 'account',
	    'Files that you sent to be read are kept for a day.',
	    false, '{}', NULL,
	    NULL),
	('waymark', 'workbook_sheet', 'person_id', 1300, 'account',
	    'Their sheets: as above.',
	    false, '{}', NULL,
	    NULL),
	('waymark', 'rights_request', 'person_id', 1310, 'concern',
	    'What you asked about your data',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'opening', 'person_id', 1320, 'concern',
	    'When your record was opened in an emergency',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'legal_hold', 'person_id', 1330, NULL,
	    'That something may not be erased yet, and why',
	    true, '{}', NULL,
	    NULL),
	('waymark', 'erasure', 'person_id', 1340, NULL,
	    'What was erased of you, and why',
	    true, '{}', NULL,
	    NULL),
	('audit', 'event', 'person_id', 1350, NULL,
	    'What happened to your record',
	    true, '{actor_id,before,after,xid}',
	    'kind = ''change'' AND subject NOT IN (''suitability_case'', '
	    '''suitability_event'', ''mark'', ''moderation_portfolio'')',
	    NULL);

CREATE INDEX letter_person ON post.letter (person_id);
CREATE INDEX export_person ON waymark.export (person_id);
CREATE INDEX export_download_person ON waymark.export_download (person_id);
CREATE INDEX workbook_sheet_person ON waymark.workbook_sheet (person_id);
CREATE INDEX match_proposal_enrolment
    ON waymark.match_proposal (programme_id, enrolment_id);
CREATE INDEX first_step_person ON auth.first_step (person_id);

CREATE FUNCTION waymark.held_where(h waymark.held) RETURNS text
LANGUAGE sql STABLE SET search_path = '' AS $$
	SELECT coalesce(h.mine, format('%I = $1', h.of_column))
	    || coalesce(' AND ' || h.only_where, '')
$$;

-- The rows of a table that are somebody's, each whole and in its parts.
CREATE FUNCTION waymark.held_rows(whose bigint, which bigint)
RETURNS TABLE (line text, columns text[], cells text[])
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
	h waymark.held;
BEGIN
	SELECT * INTO h FROM waymark.held x WHERE x.id = which AND x.in_copy;
	IF h.id IS NULL THEN
		RETURN;
	END IF;
	RETURN QUERY EXECUTE format('
	    SELECT (r.j::jsonb - $2)::text,
	           ARRAY(SELECT v.key FROM json_each_text(r.j) v
	                  WHERE v.key <> ALL ($2)),
	           ARRAY(SELECT coalesce(v.value, '''')
	                   FROM json_each_text(r.j) v
	                  WHERE v.key <> ALL ($2))
	      FROM (SELECT row_to_json(t) AS j FROM %I.%I t WHERE %s) r
	     ORDER BY (r.j ->> ''id'')::bigint, r.j::text',
	    h.room, h.name, waymark.held_where(h))
	USING whose, h.leaves_out;
END
$$;

-- Mine, and nobody else's: private words too, which the owner's functions see
-- as whoever asks.
CREATE FUNCTION waymark.my_rows(which bigint)
RETURNS TABLE (line text, columns text[], cells text[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	IF me IS NULL THEN
		RETURN;
	END IF;
	RETURN QUERY SELECT r.* FROM waymark.held_rows(me, which) r;
END
$$;

-- A month, or months, from a day on, as the law counts: to the same day of
-- that month or its last, and on to the next working day.
CREATE FUNCTION waymark.rights_due(from_on date, months bigint) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	due date := (from_on + make_interval(months => months::integer))::date;
BEGIN
	WHILE extract(isodow FROM due) > 5 OR EXISTS (
	    SELECT 1 FROM waymark.bank_holiday h WHERE h.on_day = due) LOOP
		due := due + 1;
	END LOOP;
	RETURN due;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.my_rows(bigint),
    waymark.rights_due(date, bigint) TO waymark_web;

-- Who answers for a programme's data: staff with the role for it.
CREATE FUNCTION auth.data_programmes() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN auth.programmes_beside_staff('data_officer');
END
$$;

-- The programme that answers to somebody: that knows them or gave them a role.
CREATE FUNCTION auth.programme_for(whose bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN coalesce((SELECT max(g.id) FROM waymark.person p
	      CROSS JOIN unnest(p.programme_ids) g (id) WHERE p.id = whose),
	    (SELECT max(r.programme_id) FROM waymark.role_held r
	      WHERE r.person_id = whose),
	    (SELECT max(g.id) FROM waymark.programme g
	     HAVING count(*) = 1));
END
$$;

-- Who is told that something came, of the programme that answers to me or that
-- I work for.
CREATE FUNCTION auth.data_officers(programme bigint)
RETURNS TABLE (person_id bigint, name text, address text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN QUERY
	SELECT p.id, p.name, p.email FROM waymark.role_held r
	  JOIN waymark.person p ON p.id = r.person_id
	 WHERE r.role = 'data_officer' AND r.programme_id = programme
	   AND r.during @> waymark.today()
	   AND p.id <> auth.person_id()
	   AND (programme = auth.programme_for(auth.person_id())
	    OR programme = ANY (auth.staff_programmes()))
	 ORDER BY p.id;
END
$$;

-- Somebody of the programmes that the asker staffs, by their address.
CREATE FUNCTION auth.data_subject(wanted text)
RETURNS TABLE (person_id bigint, name text, address text, programme_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT p.id, p.name, p.email, g.id
	  FROM waymark.person p
	 CROSS JOIN unnest(auth.staff_programmes()) g (id)
	 WHERE lower(p.email) = lower($1)
	   AND (g.id = ANY (p.programme_ids)
	    OR EXISTS (SELECT FROM waymark.role_held r
	        WHERE r.person_id = p.id AND r.programme_id = g.id))
	 ORDER BY g.id LIMIT 1
$$;
GRANT EXECUTE ON FUNCTION auth.data_programmes(), auth.programme_for(bigint),
    auth.data_officers(bigint), auth.data_subject(text) TO waymark_web;

-- What somebody asks about their data.

CREATE TYPE waymark.rights_kind AS ENUM ('correction', 'objection', 'erasure');
CREATE TYPE waymark.rights_state AS ENUM
    ('received', 'extended', 'done', 'refused', 'withdrawn');

CREATE TABLE waymark.rights_transition (
	before		waymark.rights_state NOT NULL,
	after		waymark.rights_state NOT NULL,
	by_asker	boolean NOT NULL,
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.rights_transition VALUES
	('received', 'extended', false), ('received', 'done', false),
	('received', 'refused', false), ('received', 'withdrawn', true),
	('extended', 'done', false), ('extended', 'refused', false),
	('extended', 'withdrawn', true);

-- due_on: a month after it came, later once, with a reason that its person is
-- told in time (UK GDPR, article 12(3)).
CREATE TABLE waymark.rights_request (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	programme_id	bigint NOT NULL
			    DEFAULT auth.programme_for(auth.person_id())
			    REFERENCES waymark.programme,
	kind		waymark.rights_kind NOT NULL,
	words		text NOT NULL CHECK (words <> ''
			    AND length(words) <= 5000),
	asked_on	date NOT NULL DEFAULT waymark.today(),
	due_on		date NOT NULL,
	state		waymark.rights_state NOT NULL DEFAULT 'received',
	said		text CHECK (said <> '' AND length(said) <= 5000),
	said_by		bigint REFERENCES waymark.person,
	said_on		date,
	version		bigint NOT NULL DEFAULT 1,
	CHECK (state IN ('received', 'withdrawn') OR said IS NOT NULL),
	CHECK ((said IS NULL) = (said_by IS NULL)),
	CHECK ((said IS NULL) = (said_on IS NULL))
);
CREATE INDEX rights_request_person ON waymark.rights_request (person_id, id);
CREATE INDEX rights_request_all ON waymark.rights_request (programme_id, id);

CREATE FUNCTION waymark.rights_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	t waymark.rights_transition;
BEGIN
	IF TG_OP = 'INSERT' THEN
		NEW.due_on := waymark.rights_due(NEW.asked_on,
		    waymark.setting_of(NEW.programme_id, 'rights_months'));
		RETURN NEW;
	END IF;
	SELECT * INTO t FROM waymark.rights_transition x
	 WHERE x.before = OLD.state AND x.after = NEW.state;
	IF t.by_asker IS DISTINCT FROM (me = OLD.person_id) THEN
		PERFORM waymark.event_refuse(format('what is %s cannot become '
		    '%s here', OLD.state, NEW.state));
	END IF;
	IF NEW.state = 'extended' THEN
		IF waymark.today() > OLD.due_on THEN
			PERFORM waymark.event_refuse('more time is taken in '
			    'time');
		END IF;
		NEW.due_on := waymark.rights_due(OLD.asked_on,
		    waymark.setting_of(OLD.programme_id, 'rights_months')
		    + waymark.setting_of(OLD.programme_id,
		        'rights_more_months'));
	END IF;
	IF NEW.state <> 'withdrawn' THEN
		NEW.said_by := me;
		NEW.said_on := waymark.today();
	END IF;
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.rights_request
    FOR EACH ROW EXECUTE FUNCTION waymark.rights_guard();

-- A hold keeps what would be erased, from a day until somebody ends it.

CREATE TABLE waymark.legal_hold (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	reason		text NOT NULL CHECK (reason <> ''
			    AND length(reason) <= 1000),
	held_by		bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	held_on		date NOT NULL DEFAULT waymark.today(),
	ended_why	text CHECK (ended_why <> ''
			    AND length(ended_why) <= 1000),
	ended_by	bigint REFERENCES waymark.person,
	ended_on	date,
	CHECK ((ended_why IS NULL) = (ended_by IS NULL)),
	CHECK ((ended_why IS NULL) = (ended_on IS NULL))
);
CREATE UNIQUE INDEX legal_hold_one ON waymark.legal_hold (person_id)
 WHERE ended_on IS NULL;
CREATE INDEX legal_hold_person ON waymark.legal_hold (person_id);
CREATE INDEX legal_hold_programme ON waymark.legal_hold (programme_id, id);

CREATE FUNCTION waymark.hold_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF OLD.ended_on IS NOT NULL OR NEW.ended_why IS NULL THEN
		PERFORM waymark.event_refuse('a hold ends once, with a reason');
	END IF;
	NEW.ended_by := auth.person_id();
	NEW.ended_on := waymark.today();
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.legal_hold
    FOR EACH ROW EXECUTE FUNCTION waymark.hold_guard();

-- What keeps somebody's record whole, in words; NULL: nothing.
CREATE FUNCTION waymark.held_back(whose bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN CASE
	    WHEN EXISTS (SELECT FROM waymark.legal_hold h
	        WHERE h.person_id = whose AND h.ended_on IS NULL)
	    THEN 'it is on hold'
	    WHEN EXISTS (SELECT FROM waymark.concern c
	        WHERE c.person_id = whose AND c.open)
	    THEN 'a concern is open'
	    WHEN EXISTS (SELECT FROM waymark.suitability_case c
	        WHERE c.person_id = whose AND c.open)
	    THEN 'it is on hold'
	    WHEN EXISTS (SELECT FROM waymark.asye_outcome o
	        WHERE o.person_id = whose AND o.state = 'appealed')
	    THEN 'an appeal is open' END;
END
$$;

-- The day on which the last of somebody's roles ended; NULL: they have one, or
-- never had.
CREATE FUNCTION waymark.relation_over(whose bigint) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT CASE WHEN bool_and(NOT upper_inf(r.during)
	           AND upper(r.during) <= waymark.today())
	       THEN max(upper(r.during)) END
	  FROM waymark.role_held r WHERE r.person_id = whose
$$;

-- Until when each class of somebody's record is kept; NULL: as long as they
-- have a role.  Nothing outlives what it stands on.
CREATE FUNCTION waymark.kept_until(whose bigint, programme bigint)
RETURNS TABLE (code text, until_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	WITH months AS (
	    SELECT c.code, c.within, waymark.setting_of(programme, c.setting)
	           AS n FROM waymark.record_class c)
	SELECT m.code, (waymark.relation_over(whose) + make_interval(months =>
	       least(m.n, w.n, v.n)::integer))::date
	  FROM months m
	  LEFT JOIN months w ON w.code = m.within
	  LEFT JOIN months v ON v.code = w.within
$$;

-- Erasing: planned by time, or asked by a data protection officer and agreed
-- by somebody else of the staff; done by the jobs once its notice is over.

CREATE TYPE waymark.erasure_cause AS ENUM ('asked', 'time', 'again');
CREATE TYPE waymark.erasure_state AS ENUM
    ('asked', 'agreed', 'refused', 'withdrawn', 'done');
CREATE TABLE waymark.erasure_transition (
	before		waymark.erasure_state NOT NULL,
	after		waymark.erasure_state NOT NULL,
	who		text NOT NULL
			    CHECK (who IN ('asker', 'another', 'staff', 'jobs')),
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.erasure_transition VALUES
	('asked', 'agreed', 'another'), ('asked', 'refused', 'another'),
	('asked', 'withdrawn', 'asker'), ('agreed', 'withdrawn', 'staff'),
	('agreed', 'done', 'jobs');

-- classes: those that go.  emptied: events of the audit whose content went.
CREATE TABLE waymark.erasure (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	cause		waymark.erasure_cause NOT NULL DEFAULT 'asked',
	reason		text NOT NULL CHECK (reason <> ''
			    AND length(reason) <= 1000),
	classes		text[] NOT NULL CHECK (classes <> '{}'),
	state		waymark.erasure_state NOT NULL DEFAULT 'asked',
	asked_by	bigint DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	asked_on	date NOT NULL DEFAULT waymark.today(),
	settled_by	bigint REFERENCES waymark.person,
	settled_on	date,
	erase_on	date,
	done_at		timestamptz,
	emptied		bigint CHECK (emptied >= 0),
	CHECK ((cause = 'asked') = (asked_by IS NOT NULL)),
	CHECK (asked_by <> person_id),
	CHECK ((state = 'done') = (done_at IS NOT NULL)),
	CHECK ((state = 'done') = (emptied IS NOT NULL)),
	CHECK (state NOT IN ('agreed', 'done') OR erase_on IS NOT NULL)
);
CREATE UNIQUE INDEX erasure_open ON waymark.erasure (person_id)
 WHERE state IN ('asked', 'agreed') AND cause <> 'again';
CREATE INDEX erasure_person ON waymark.erasure (person_id);
CREATE INDEX erasure_programme ON waymark.erasure (programme_id, id);
CREATE INDEX erasure_to_do ON waymark.erasure (erase_on) WHERE state = 'agreed';

-- What went, table by table, and what was left of it: nothing, or it was not
-- done.
CREATE TABLE waymark.erasure_line (
	erasure_id	bigint NOT NULL REFERENCES waymark.erasure,
	held_id		bigint NOT NULL REFERENCES waymark.held,
	removed		bigint NOT NULL CHECK (removed >= 0),
	remaining	bigint NOT NULL CHECK (remaining = 0),
	PRIMARY KEY (erasure_id, held_id)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON waymark.erasure_line FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

-- With a class goes what stands on it.
CREATE FUNCTION waymark.classes_whole(wanted text[]) RETURNS text[]
LANGUAGE sql STABLE SET search_path = '' AS $$
	WITH RECURSIVE whole AS (
	    SELECT c.code FROM waymark.record_class c
	     WHERE c.code = ANY (wanted)
	    UNION
	    SELECT c.code FROM waymark.record_class c
	      JOIN whole w ON c.within = w.code)
	SELECT coalesce(array_agg(c.code ORDER BY c.position), '{}')
	  FROM waymark.record_class c JOIN whole USING (code)
$$;

-- What goes when it is asked today: what the law does not keep, and what has
-- been kept long enough.  Whoever has a role keeps their account.
CREATE FUNCTION waymark.erasable(whose bigint, programme bigint)
RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT waymark.classes_whole(ARRAY(
	    SELECT c.code FROM waymark.record_class c
	      JOIN waymark.kept_until(whose, programme) k USING (code)
	     WHERE k.until_on <= waymark.today() OR c.law_keeps IS NULL
	       AND (c.code <> 'account' OR k.until_on IS NOT NULL)))
$$;

CREATE FUNCTION waymark.erasure_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	t waymark.erasure_transition;
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.cause = 'asked' THEN
			NEW.classes := waymark.erasable(NEW.person_id,
			    NEW.programme_id);
		END IF;
		RETURN NEW;
	END IF;
	SELECT * INTO t FROM waymark.erasure_transition x
	 WHERE x.before = OLD.state AND x.after = NEW.state;
	IF NOT coalesce(CASE t.who
	    WHEN 'asker' THEN me = OLD.asked_by
	    WHEN 'another' THEN me <> OLD.asked_by AND me <> OLD.person_id
	    WHEN 'staff' THEN me <> OLD.person_id
	    WHEN 'jobs' THEN auth.being_erased() = OLD.person_id END, false)
	    THEN
		PERFORM waymark.event_refuse('an erasure takes two people');
	END IF;
	IF NEW.state = 'agreed' THEN
		NEW.erase_on := waymark.today() + waymark.setting_of(
		    OLD.programme_id, 'erasure_notice_days')::integer;
	END IF;
	IF NEW.state <> 'done' THEN
		NEW.settled_by := me;
		NEW.settled_on := waymark.today();
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON waymark.erasure
    FOR EACH ROW EXECUTE FUNCTION waymark.erasure_guard();

-- The owner of the tables erases private words without reading them: of whom
-- is being erased, and of nobody else.
CREATE POLICY erases ON waymark.reflection FOR DELETE TO waymark_owner
    USING (person_id = (SELECT auth.being_erased()) AND NOT EXISTS (
        SELECT FROM waymark.reflection_submission s
         WHERE s.reflection_id = reflection.id));
CREATE POLICY empties ON waymark.reflection FOR UPDATE TO waymark_owner
    USING (person_id = (SELECT auth.being_erased()) AND deleted_at IS NULL)
    WITH CHECK (person_id = (SELECT auth.being_erased()));
CREATE POLICY erases ON waymark.reflection_version FOR DELETE TO waymark_owner
    USING (person_id = (SELECT auth.being_erased()));
CREATE POLICY erases ON waymark.reflection_share FOR DELETE TO waymark_owner
    USING (person_id = (SELECT auth.being_erased()));
CREATE POLICY erases ON waymark.check_in FOR DELETE TO waymark_owner
    USING (person_id = (SELECT auth.being_erased()));
CREATE POLICY nobody_else ON waymark.check_in AS RESTRICTIVE FOR DELETE
    TO waymark_owner USING (person_id = (SELECT auth.being_erased()));

-- Tables whose rows the owner cannot read are emptied by their policy alone.
CREATE FUNCTION waymark.is_private(h waymark.held) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT h.record_class IS NOT DISTINCT FROM 'own'
$$;

-- What of an event tells about a record is gone with it; that it happened, who
-- did it and when stays, and so does the chain, which holds the hash of the
-- content under a salt that goes too.  Each is listed, and an erasure says in
-- an event of its own how many they were, so that nobody empties one more.
CREATE TABLE audit.emptied (
	event_id	bigint PRIMARY KEY,
	erasure_id	bigint NOT NULL REFERENCES waymark.erasure
);
CREATE INDEX emptied_erasure ON audit.emptied (erasure_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON audit.emptied FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

CREATE FUNCTION audit.empty_events(erasure bigint, whose bigint, about text,
    ids bigint[]) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
	emptied bigint[];
BEGIN
	WITH gone AS (
	    UPDATE audit.event e
	       SET before = CASE WHEN e.before IS NOT NULL THEN '{}'::jsonb END,
	           after = CASE WHEN e.after IS NOT NULL THEN '{}'::jsonb END
	     WHERE e.subject = about
	       AND (e.person_id = whose OR e.subject_id = ANY (ids))
	       AND (e.before <> '{}' OR e.after <> '{}')
	    RETURNING e.id)
	SELECT coalesce(array_agg(g.id), '{}') INTO emptied FROM gone g;
	UPDATE audit.seal s SET salt = NULL
	 WHERE s.event_id = ANY (emptied) AND s.salt IS NOT NULL;
	INSERT INTO audit.emptied (event_id, erasure_id)
	SELECT n, erasure FROM unnest(emptied) n;
	RETURN cardinality(emptied);
END
$$;

-- Whether events of its table that name somebody are of their own record; where
-- the table also names whoever works with somebody, some are of others'.
CREATE FUNCTION waymark.events_are_mine(h waymark.held) RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
	SELECT h.of_column = 'person_id' AND NOT EXISTS (
	    SELECT FROM waymark.held o WHERE o.room = h.room
	       AND o.name = h.name AND o.record_class IS NULL)
$$;

-- The rows of one table; answers the numbers of those that it can read.
CREATE FUNCTION waymark.erase_rows(h waymark.held, whose bigint,
    OUT removed bigint, OUT remaining bigint, OUT ids bigint[])
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
	has_id boolean := EXISTS (SELECT FROM pg_catalog.pg_attribute a
	    WHERE a.attrelid = format('%I.%I', h.room, h.name)::regclass
	      AND a.attname = 'id' AND a.atttypid = 'bigint'::regtype);
BEGIN
	IF waymark.is_private(h) THEN
		EXECUTE format('DELETE FROM %I.%I', h.room, h.name);
		GET DIAGNOSTICS removed = ROW_COUNT;
		remaining := 0;
		RETURN;
	END IF;
	EXECUTE format('WITH gone AS (DELETE FROM %I.%I t WHERE %s
	    RETURNING %s AS id) SELECT count(*), array_agg(id) FROM gone',
	    h.room, h.name, coalesce(h.mine, format('%I = $1', h.of_column)),
	    CASE WHEN has_id THEN 't.id' ELSE 'NULL::bigint' END)
	INTO removed, ids USING whose;
	EXECUTE format('SELECT count(*) FROM %I.%I t WHERE %s', h.room, h.name,
	    coalesce(h.mine, format('%I = $1', h.of_column)))
	INTO remaining USING whose;
END
$$;

-- The next table of some on which no other of them stands; sums last, which are
-- worked out anew as what they are of goes.
CREATE FUNCTION waymark.erase_next(todo regclass[]) RETURNS regclass
LANGUAGE sql STABLE SET search_path = '' AS $$
	SELECT t FROM unnest(todo) t
	 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
	    WHERE k.contype = 'f' AND k.confrelid = t AND k.conrelid <> t
	      AND k.conrelid = ANY (todo))
	 ORDER BY t::text LIKE '%\_tally', t LIMIT 1
$$;

-- Who somebody was: the last to go, with what others were told of them.
CREATE FUNCTION waymark.erase_identity(whose bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
	p waymark.person;
	letters bigint[];
BEGIN
	SELECT * INTO STRICT p FROM waymark.person x WHERE x.id = whose;
	letters := ARRAY(SELECT l.id FROM post.letter l
	    WHERE position(p.name IN l.subject || ' ' || l.body) > 0);
	DELETE FROM waymark.message m WHERE m.letter_id = ANY (letters)
	    OR position(p.name IN m.subject || ' ' || m.body) > 0;
	DELETE FROM post.attempt a WHERE a.letter_id = ANY (letters);
	DELETE FROM post.letter l WHERE l.id = ANY (letters);
	UPDATE waymark.person x
	   SET given_name = 'Erased', family_name = 'Person ' || whose,
	       email = 'erased-' || whose || '@erased.invalid',
	       swe_number = NULL
	 WHERE x.id = whose;
END
$$;

-- Everything of some classes, in the order in which tables stand on each other.
CREATE FUNCTION waymark.erase_classes(e waymark.erasure) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
	todo regclass[] := ARRAY(SELECT DISTINCT
	    format('%I.%I', h.room, h.name)::regclass FROM waymark.held h
	     WHERE h.record_class = ANY (e.classes));
	t regclass;
	h waymark.held;
	files bigint[] := ARRAY(SELECT DISTINCT a.file_id
	    FROM waymark.attachment a WHERE a.person_id = e.person_id);
	r record;
	emptied bigint := 0;
BEGIN
	WHILE todo <> '{}' LOOP
		t := waymark.erase_next(todo);
		FOR h IN SELECT * FROM waymark.held x
		    WHERE format('%I.%I', x.room, x.name)::regclass = t
		      AND x.record_class = ANY (e.classes)
		    ORDER BY x.position LOOP
			SELECT * INTO r FROM waymark.erase_rows(h,
			    e.person_id);
			INSERT INTO waymark.erasure_line
			VALUES (e.id, h.id, r.removed, r.remaining);
			emptied := emptied + audit.empty_events(e.id,
			    CASE WHEN waymark.events_are_mine(h)
			    THEN e.person_id END, h.name, r.ids);
		END LOOP;
		todo := array_remove(todo, t);
	END LOOP;
	IF 'own' = ANY (e.classes) THEN
		UPDATE waymark.reflection SET deleted_at = now();
	END IF;
	INSERT INTO waymark.file_event (file_id, change)
	SELECT f.id, 'removed' FROM waymark.file f
	 WHERE f.id = ANY (files) AND f.state IN ('clean', 'unscanned')
	   AND NOT EXISTS (SELECT FROM waymark.attachment a
	        WHERE a.file_id = f.id);
	IF 'core' = ANY (e.classes) THEN
		PERFORM waymark.erase_identity(e.person_id);
		emptied := emptied + audit.empty_events(e.id, e.person_id,
		    'person', NULL);
	END IF;
	RETURN emptied;
END
$$;

-- One erasure whose day has come, whole or not at all; false: something keeps
-- the record.
CREATE FUNCTION waymark.erase(which bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	e waymark.erasure;
	n bigint;
BEGIN
	SELECT * INTO e FROM waymark.erasure x
	 WHERE x.id = which AND x.state = 'agreed'
	   AND x.erase_on <= waymark.today() FOR UPDATE;
	IF e.id IS NULL OR waymark.held_back(e.person_id) IS NOT NULL
	    OR e.cause = 'time'
	    AND waymark.relation_over(e.person_id) IS NULL THEN
		RETURN false;
	END IF;
	INSERT INTO waymark.erasing (person_id) VALUES (e.person_id);
	n := waymark.erase_classes(e);
	UPDATE waymark.erasure SET state = 'done', done_at = now(), emptied = n
	 WHERE id = which;
	DELETE FROM waymark.erasing;
	RETURN true;
END
$$;

-- An erasure that was done, and that a backup from before it took back: entry is
-- its number in the list that is kept elsewhere.  What keeps the record now is
-- waited for, as of all erasures.
CREATE FUNCTION waymark.erase_again(entry bigint, whose bigint,
    programme bigint, wanted text[]) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	why text := format('Erasure %s, asked for again after a backup was '
	    'restored.', entry);
	again bigint;
BEGIN
	IF EXISTS (SELECT FROM waymark.erasure x
	    WHERE x.person_id = whose AND x.state = 'done'
	      AND (x.id = entry OR x.cause = 'again' AND x.reason = why)) THEN
		RETURN 'done before';
	END IF;
	IF NOT EXISTS (SELECT FROM waymark.person p WHERE p.id = whose) THEN
		RETURN 'nobody';
	END IF;
	SELECT x.id INTO again FROM waymark.erasure x
	 WHERE x.person_id = whose AND x.state = 'agreed'
	   AND x.cause = 'again' AND x.reason = why;
	IF again IS NULL THEN
		INSERT INTO waymark.erasure (person_id, programme_id, cause,
		    reason, classes, state, asked_by, erase_on)
		VALUES (whose, programme, 'again', why, wanted, 'agreed',
		    NULL, waymark.today())
		RETURNING id INTO again;
	END IF;
	RETURN CASE WHEN waymark.erase(again) THEN 'done' ELSE 'held' END;
END
$$;

CREATE FUNCTION waymark.erasures_due(at_most bigint)
RETURNS TABLE (id bigint, person_id bigint, programme_id bigint,
    classes text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT e.id, e.person_id, e.programme_id, e.classes
	  FROM waymark.erasure e
	 WHERE e.state = 'agreed' AND e.erase_on <= waymark.today()
	   AND waymark.held_back(e.person_id) IS NULL
	 ORDER BY e.erase_on, e.id LIMIT at_most
$$;

-- Plans to erase what has been kept long enough, a few people at a time.
CREATE FUNCTION waymark.erasures_plan(at_most bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	planned bigint;
BEGIN
	WITH over AS MATERIALIZED (
	    SELECT r.person_id AS id, max(upper(r.during)) AS on_date
	      FROM waymark.role_held r
	     GROUP BY r.person_id
	    HAVING bool_and(NOT upper_inf(r.during)
	           AND upper(r.during) <= waymark.today())
	), due AS (
	    SELECT o.id, g.id AS programme_id, waymark.classes_whole(ARRAY(
	           SELECT k.code FROM waymark.kept_until(o.id, g.id) k
	            WHERE k.until_on <= waymark.today())) AS classes
	      FROM over o
	     CROSS JOIN LATERAL (SELECT auth.programme_for(o.id) AS id) g
	     WHERE g.id IS NOT NULL AND o.on_date < waymark.today() - 28
	)
	INSERT INTO waymark.erasure (person_id, programme_id, cause, reason,
	    classes, state, asked_by, erase_on)
	SELECT d.id, d.programme_id, 'time', 'It has been kept for as long as '
	       'the programme keeps it.', d.classes, 'agreed', NULL,
	       waymark.today() + waymark.setting_of(d.programme_id,
	           'erasure_notice_days')::integer
	  FROM due d
	 WHERE NOT d.classes <@ ARRAY(SELECT c.code
	          FROM waymark.erasure x CROSS JOIN unnest(x.classes) c (code)
	         WHERE x.person_id = d.id AND x.state = 'done')
	 ORDER BY d.id LIMIT at_most
	ON CONFLICT (person_id) WHERE state IN ('asked', 'agreed')
	    AND cause <> 'again' DO NOTHING;
	GET DIAGNOSTICS planned = ROW_COUNT;
	RETURN planned;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.erase(bigint), waymark.erasures_due(bigint),
    waymark.erasures_plan(bigint) TO waymark_jobs;

-- What would become of somebody's record, class by class, to whom staff their
-- programme: goes, or is kept and until when.
CREATE FUNCTION waymark.erasure_outlook(whose bigint)
RETURNS TABLE (code text, label text, law_keeps text, until_on date,
    goes boolean, held_back text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	programme bigint := (SELECT g.id FROM waymark.person p
	    CROSS JOIN unnest(auth.staff_programmes()) g (id)
	    WHERE p.id = whose AND (g.id = ANY (p.programme_ids)
	       OR EXISTS (SELECT FROM waymark.role_held r
	           WHERE r.person_id = whose AND r.programme_id = g.id))
	    ORDER BY g.id LIMIT 1);
BEGIN
	IF programme IS NULL THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT c.code, c.label, c.law_keeps, k.until_on,
	       c.code = ANY (waymark.erasable(whose, programme)),
	       waymark.held_back(whose)
	  FROM waymark.record_class c
	  JOIN waymark.kept_until(whose, programme) k USING (code)
	 ORDER BY c.position;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.erasure_outlook(bigint) TO waymark_web;

-- In an emergency one of the staff asks to open a record, and a data
-- protection officer who is somebody else allows it, for some hours.  Whose it
-- is is told at once.  Private words and answers for equality stay closed.

CREATE TYPE waymark.opening_state AS ENUM
    ('asked', 'open', 'refused', 'withdrawn', 'ended');
CREATE TABLE waymark.opening_transition (
	before		waymark.opening_state NOT NULL,
	after		waymark.opening_state NOT NULL,
	by_asker	boolean,		-- NULL: either of them
	PRIMARY KEY (before, after)
);
INSERT INTO waymark.opening_transition VALUES
	('asked', 'open', false), ('asked', 'refused', false),
	('asked', 'withdrawn', true), ('open', 'ended', NULL);

CREATE TABLE waymark.opening (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id	bigint NOT NULL REFERENCES waymark.person,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	reason		text NOT NULL CHECK (reason <> ''
			    AND length(reason) <= 1000),
	state		waymark.opening_state NOT NULL DEFAULT 'asked',
	asked_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	asked_at	timestamptz NOT NULL DEFAULT now(),
	settled_by	bigint REFERENCES waymark.person,
	settled_at	timestamptz,
	until_at	timestamptz,
	CHECK (asked_by <> person_id),
	CHECK ((state = 'asked') = (settled_by IS NULL)),
	CHECK ((state = 'asked') = (settled_at IS NULL)),
	CHECK ((state IN ('open', 'ended')) = (until_at IS NOT NULL))
);
CREATE INDEX opening_person ON waymark.opening (person_id);
CREATE INDEX opening_programme ON waymark.opening (programme_id, id);

CREATE FUNCTION waymark.opening_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
	t waymark.opening_transition;
BEGIN
	SELECT * INTO t FROM waymark.opening_transition x
	 WHERE x.before = OLD.state AND x.after = NEW.state;
	IF t.before IS NULL OR me = OLD.person_id
	    OR t.by_asker <> (me = OLD.asked_by)
	    OR NEW.state IN ('open', 'refused') AND NOT
	       OLD.programme_id = ANY (auth.data_programmes()) THEN
		PERFORM waymark.event_refuse('to open a record takes two '
		    'people, one of them a data protection officer');
	END IF;
	NEW.settled_by := me;
	NEW.settled_at := now();
	IF NEW.state = 'open' THEN
		NEW.until_at := now() + make_interval(hours =>
		    waymark.setting_of(OLD.programme_id,
		        'opening_hours')::integer);
	ELSIF NEW.state = 'ended' THEN
		NEW.settled_by := OLD.settled_by;
		NEW.until_at := least(OLD.until_at, now());
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.opening
    FOR EACH ROW EXECUTE FUNCTION waymark.opening_guard();

-- Whether a table is read by who was let in: not private words, equality or
-- the account.
CREATE FUNCTION waymark.opens(h waymark.held) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT h.in_copy AND coalesce(h.record_class, '')
	       NOT IN ('own', 'equality', 'account')
	   AND h.room = 'waymark'
$$;

-- Of an opening that I asked for, while it is open.
CREATE FUNCTION waymark.opened_tables(which bigint)
RETURNS TABLE (id bigint, label text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	RETURN QUERY
	SELECT h.id, h.label FROM waymark.opening o
	 CROSS JOIN waymark.held h
	 WHERE o.id = which AND o.asked_by = me AND o.state = 'open'
	   AND o.until_at > now() AND waymark.opens(h)
	   AND o.programme_id = ANY (auth.staff_programmes())
	 ORDER BY h.position;
END
$$;

CREATE FUNCTION waymark.opened_rows(which bigint, held bigint)
RETURNS TABLE (line text, columns text[], cells text[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	whose bigint := (SELECT o.person_id FROM waymark.opening o
	    WHERE o.id = which AND EXISTS (SELECT
	        FROM waymark.opened_tables(which) t WHERE t.id = held));
BEGIN
	IF whose IS NULL THEN
		RETURN;
	END IF;
	RETURN QUERY SELECT r.* FROM waymark.held_rows(whose, held) r;
END
$$;
GRANT EXECUTE ON FUNCTION waymark.opened_tables(bigint),
    waymark.opened_rows(bigint, bigint) TO waymark_web;

-- A programme that is over is closed: it can be read and taken away whole, and
-- changes no more until it is opened again.

CREATE TABLE waymark.closing (
	id		bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	programme_id	bigint NOT NULL REFERENCES waymark.programme,
	reason		text NOT NULL CHECK (reason <> ''
			    AND length(reason) <= 1000),
	closed_by	bigint NOT NULL DEFAULT auth.person_id()
			    REFERENCES waymark.person,
	closed_at	timestamptz NOT NULL DEFAULT now(),
	opened_why	text CHECK (opened_why <> ''
			    AND length(opened_why) <= 1000),
	opened_by	bigint REFERENCES waymark.person,
	opened_at	timestamptz,
	CHECK ((opened_why IS NULL) = (opened_by IS NULL)),
	CHECK ((opened_why IS NULL) = (opened_at IS NULL))
);
CREATE UNIQUE INDEX closing_now ON waymark.closing (programme_id)
 WHERE opened_at IS NULL;
CREATE INDEX closing_programme ON waymark.closing (programme_id, id);

CREATE FUNCTION waymark.closing_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF OLD.opened_at IS NOT NULL OR NEW.opened_why IS NULL THEN
		PERFORM waymark.event_refuse('a programme is opened again '
		    'once, with a reason');
	END IF;
	NEW.opened_by := auth.person_id();
	NEW.opened_at := now();
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE UPDATE ON waymark.closing
    FOR EACH ROW EXECUTE FUNCTION waymark.closing_guard();

CREATE FUNCTION waymark.is_closed(programme bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT EXISTS (SELECT FROM waymark.closing c
	    WHERE c.programme_id = programme AND c.opened_at IS NULL)
$$;

-- What goes on in a closed programme: what is taken away, who still looks after
-- it, how people sign in and are told, and what the law asks about data.
CREATE FUNCTION waymark.goes_on(changed text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
	SELECT changed IN ('closing', 'erasure', 'export', 'export_download',
	    'factor_reset', 'legal_hold', 'opening', 'reminder',
	    'rights_request', 'saved_filter', 'calendar_feed', 'api_token',
	    'api_use', 'role_held', 'role_change')
$$;

-- Of every change that the web makes audit.changed() asks this.
CREATE OR REPLACE FUNCTION waymark.must_be_open(changed text, fields jsonb)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM waymark.closing c
	        WHERE c.opened_at IS NULL)
	    OR waymark.goes_on(changed)
	    OR 'waymark_web' NOT IN (session_user,
	        current_setting('role')) THEN
		RETURN;
	END IF;
	IF fields ->> 'programme_id' IS NOT NULL
	    AND waymark.is_closed((fields ->> 'programme_id')::bigint)
	    OR fields ->> 'programme_id' IS NULL AND EXISTS (
	        SELECT FROM waymark.person p
	         WHERE p.id = (fields ->> 'person_id')::bigint
	           AND p.programme_ids <> '{}' AND NOT EXISTS (
	               SELECT FROM unnest(p.programme_ids) g (id)
	                WHERE NOT waymark.is_closed(g.id))) THEN
		RAISE EXCEPTION 'the programme is closed'
		    USING ERRCODE = 'WM001';
	END IF;
END
$$;

-- The closed programmes of whoever asks, in words; NULL: none.
CREATE FUNCTION auth.closed_for_me() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint;
BEGIN
	IF NOT EXISTS (SELECT FROM waymark.closing c
	    WHERE c.opened_at IS NULL) THEN
		RETURN NULL;
	END IF;
	me := auth.person_id();
	RETURN (SELECT string_agg(g.name, ' and ' ORDER BY g.name)
	          FROM waymark.closing c
	          JOIN waymark.programme g ON g.id = c.programme_id
	         WHERE c.opened_at IS NULL AND (EXISTS (
	               SELECT FROM waymark.person p WHERE p.id = me
	                  AND g.id = ANY (p.programme_ids))
	            OR g.id = ANY (auth.staff_programmes())));
END
$$;
GRANT EXECUTE ON FUNCTION waymark.is_closed(bigint), auth.closed_for_me()
    TO waymark_web;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['record_class', 'held', 'rights_transition',
	    'rights_request', 'legal_hold', 'erasure_transition', 'erasure',
	    'erasure_line', 'opening_transition', 'opening', 'closing'] LOOP
		EXECUTE format('ALTER TABLE waymark.%I ENABLE ROW LEVEL
		    SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY owner ON waymark.%I TO
		    waymark_owner USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON waymark.%I TO waymark_web', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['record_class', 'held', 'rights_transition',
	    'erasure_transition', 'opening_transition'] LOOP
		EXECUTE format('CREATE POLICY everybody ON waymark.%I FOR
		    SELECT TO waymark_web USING (true)', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['rights_request', 'legal_hold', 'erasure',
	    'opening', 'closing'] LOOP
		EXECUTE format('CREATE TRIGGER audited AFTER INSERT OR UPDATE
		    OR DELETE ON waymark.%I FOR EACH ROW
		    EXECUTE FUNCTION audit.changed()', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['legal_hold', 'erasure', 'opening',
	    'closing'] LOOP
		EXECUTE format('CREATE POLICY staff ON waymark.%I FOR SELECT
		    TO waymark_web USING (programme_id =
		    ANY ((SELECT auth.staff_programmes())::bigint[]))', t);
	END LOOP;
END
$$;
ALTER TABLE audit.emptied ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON audit.emptied TO waymark_owner
    USING (true) WITH CHECK (true);

-- What somebody asked is theirs and who answers it.
CREATE POLICY sees ON waymark.rights_request FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id()) OR programme_id =
        ANY ((SELECT auth.data_programmes())::bigint[]));
CREATE POLICY asks ON waymark.rights_request FOR INSERT TO waymark_web
    WITH CHECK (person_id = (SELECT auth.person_id())
        AND state = 'received');
CREATE POLICY moves ON waymark.rights_request FOR UPDATE TO waymark_web
    USING (person_id = (SELECT auth.person_id()) OR programme_id =
        ANY ((SELECT auth.data_programmes())::bigint[]));
GRANT INSERT (kind, words), UPDATE (state, said) ON waymark.rights_request
    TO waymark_web;

CREATE POLICY own ON waymark.erasure FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id()));
CREATE POLICY own ON waymark.opening FOR SELECT TO waymark_web
    USING (person_id = (SELECT auth.person_id()));
CREATE POLICY holds ON waymark.legal_hold FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.data_programmes())::bigint[]));
CREATE POLICY ends ON waymark.legal_hold FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.data_programmes())::bigint[]));
GRANT INSERT (person_id, programme_id, reason), UPDATE (ended_why)
    ON waymark.legal_hold TO waymark_web;
CREATE POLICY asks ON waymark.erasure FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.data_programmes())::bigint[])
        AND state = 'asked' AND cause = 'asked');
CREATE POLICY settles ON waymark.erasure FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT INSERT (person_id, programme_id, reason, classes), UPDATE (state)
    ON waymark.erasure TO waymark_web;
CREATE POLICY sees ON waymark.erasure_line FOR SELECT TO waymark_web
    USING (EXISTS (SELECT FROM waymark.erasure e WHERE e.id = erasure_id));
CREATE POLICY asks ON waymark.opening FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[])
        AND state = 'asked' AND asked_by = (SELECT auth.person_id()));
CREATE POLICY settles ON waymark.opening FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT INSERT (person_id, programme_id, reason), UPDATE (state)
    ON waymark.opening TO waymark_web;
CREATE POLICY closes ON waymark.closing FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.data_programmes())::bigint[]));
CREATE POLICY opens ON waymark.closing FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.data_programmes())::bigint[]));
GRANT INSERT (programme_id, reason), UPDATE (opened_why) ON waymark.closing
    TO waymark_web;

-- What people ask about their data is not the rest of the staff's to read.
CREATE POLICY rights ON audit.event AS RESTRICTIVE FOR SELECT TO waymark_web
    USING (subject <> 'rights_request'
        OR person_id = (SELECT auth.person_id())
        OR programme_id = ANY ((SELECT auth.data_programmes())::bigint[])
        OR programme_id = ANY ((SELECT auth.auditor_programmes())::bigint[]));

-- What waits: a request and an emergency on data protection officers, an erasure
-- on any of the staff but whoever asked for it.
CREATE INDEX rights_request_waits ON waymark.rights_request
    (programme_id, asked_on, id) WHERE state IN ('received', 'extended');
CREATE INDEX erasure_waits ON waymark.erasure (programme_id, asked_on, id)
 WHERE state = 'asked';
CREATE INDEX opening_waits ON waymark.opening (programme_id, asked_at, id)
 WHERE state = 'asked';

CREATE VIEW waymark.waiting_request_to_answer WITH (security_invoker) AS
SELECT 'request_to_answer'::waymark.waiting_kind AS kind, r.id AS subject_id,
       r.asked_on AS since, r.due_on, NULL::date AS on_date,
       1::bigint AS how_many, NULL::text AS what, r.person_id,
       NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, r.programme_id,
       NULL::bigint AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.rights_request r
 WHERE r.state IN ('received', 'extended')
   AND r.programme_id = ANY ((SELECT auth.data_programmes())::bigint[])
   AND r.person_id <> (SELECT auth.person_id());

CREATE VIEW waymark.waiting_erasure_to_agree WITH (security_invoker) AS
SELECT 'erasure_to_agree'::waymark.waiting_kind AS kind, e.id AS subject_id,
       e.asked_on AS since, NULL::date AS due_on, NULL::date AS on_date,
       1::bigint AS how_many, NULL::text AS what, e.person_id,
       NULL::bigint AS enrolment_id, NULL::bigint AS placement_id,
       NULL::bigint AS organisation_id, e.programme_id,
       NULL::bigint AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.erasure e
 WHERE e.state = 'asked'
   AND e.asked_by IS DISTINCT FROM (SELECT auth.person_id())
   AND e.person_id <> (SELECT auth.person_id());

CREATE VIEW waymark.waiting_opening_to_allow WITH (security_invoker) AS
SELECT 'opening_to_allow'::waymark.waiting_kind AS kind, o.id AS subject_id,
       waymark.day_of(o.asked_at) AS since, NULL::date AS due_on,
       NULL::date AS on_date, 1::bigint AS how_many, NULL::text AS what,
       o.person_id, NULL::bigint AS enrolment_id,
       NULL::bigint AS placement_id, NULL::bigint AS organisation_id,
       o.programme_id, NULL::bigint AS cohort_id, NULL::bigint AS owner_id
  FROM waymark.opening o
 WHERE o.state = 'asked'
   AND o.programme_id = ANY ((SELECT auth.data_programmes())::bigint[])
   AND o.asked_by <> (SELECT auth.person_id())
   AND o.person_id <> (SELECT auth.person_id());

INSERT INTO waymark.waiting_source (kind, party, person_is, through) VALUES
	('request_to_answer', 'staff', NULL, '{staff}'),
	('erasure_to_agree', 'staff', NULL, '{staff}'),
	('opening_to_allow', 'staff', NULL, '{staff}');
GRANT SELECT ON waymark.waiting_request_to_answer,
    waymark.waiting_erasure_to_agree, waymark.waiting_opening_to_allow
    TO waymark_web;
SELECT waymark.waiting_rebuild();
