/*
 * Every route of the table, asked as every role and as nobody, about what is
 * their own and about what is not; and what every answer must have.
 */
#include <stdio.h>

#include "core/secret.h"
#include "pages/golden.h"
#include "pages/nonsense.h"

/* Who asks: the columns of tests/golden/access.  The last ones are there for
 * these tables alone. */
enum { SUE = 91, AUD, DOT, NO_ROLE = 40, ROUTES_MAX = 2000 };
static const struct who { const char *name; int person, roles; } columns[] = {
	{ "trainee", MARY, TRAINEE }, { "educator", EWAN, EDUCATOR },
	{ "staff", SAM, STAFF }, { "partner", BO, PARTNER },
	{ "ended", NO_ROLE }, { "nobody", 0 }, { "tutor", INES, TUTOR },
	{ "lead", LEO, LEAD }, { "assessor", ASA, ASSESSOR },
	{ "coordin.", CORA, COORDINATOR }, { "moderat.", MODI, MODERATOR },
	{ "equity", EQUI, EQUITY_LEAD }, { "partner2", PAT, PARTNER },
	{ "staff2", SAL, STAFF }, { "expired", MARY },
	{ "suitab.", SUE, STAFF | SUITABILITY },
	{ "auditor", AUD, STAFF | AUDITOR },
	{ "officer", DOT, STAFF | DATA_OFFICER },
};
enum { COLUMNS = sizeof(columns) / sizeof(*columns), OFFICERS = 3 };

/* What is theirs, and Tom's, who is none of their business. */
static const struct { const char *begins; long own, other; } things[] = {
	{ "/placements/", 202, 206 }, { "/days/", 20204, 20601 },
	{ "/trainees/", 102, 106 }, { "/cohorts/", 1, 3 },
	{ "/letters/", 301, 302 }, { "/imports/", 401, 402 },
	{ "/workbooks/", 411, 412 },
	{ "/capacity/", 501, 502 }, { "/teams/", 52, 51 },
	{ "/conflicts/", 511, 512 }, { "/matching/", 521, 522 },
	{ "/proposals/", 531, 532 },
	{ "/modules/", 501, 502 }, { "/sessions/", 511, 512 },
	{ "/components/", 521, 522 }, { "/attempts/", 531, 532 },
	{ "/extensions/", 541, 542 }, { "/decisions/", 551, 552 },
	{ "/concerns/", 801, 802 }, { "/adjustments/", 841, 842 },
	{ "/inbox/", 841, 842 },
	{ "/skills-entries/", 561, 562 }, { "/skills-days/", 571, 572 },
	{ "/suitability/", 811, 812 }, { "/my/suitability/", 811, 812 },
	{ "/educators/", 501, 502 }, { "/organisations/", 9002, 9003 },
	{ "/units/", 61, 62 }, { "/tutors/", 501, 502 },
	{ "/attention/aside/", 571, 572 }, { "/people/", 2, 6 },
	{ "/filters/", 581, 582 },
	{ "/curriculum/", 571, 572 }, { "/settings/", 1, 2 },
	{ "/programmes/", 1, 2 },
	{ "/setting-versions/", 561, 562 },
	{ "/quality/hosts/", 9003, 9002 }, { "/quality/teams/", 52, 51 },
	{ "/audits/", 541, 542 }, { "/actions/", 551, 552 },
	{ "/documents/", 601, 602 }, { "/asye/#", 701, 702 },
	{ "/asye/changes/", 821, 822 },
	{ "/moderation/", 821, 822 },
	{ "/certificates/", 123456789012345, 123456789012346 },
	{ "/files/", 631, 632 },
	{ "/crosswalk/", 1, 2 },
	{ "/reflections/#", 591, 592 }, { "/reflections/shared/", 593, 594 },
	{ "/reflections/submitted/", 595, 596 },
	{ "/feedback-requests/", 951, 952 },
	{ "/give-feedback/questions/", 1, 2 },
	{ "/flags/", 861, 862 }, { "/support-plans/", 861, 862 },
	{ "/support-actions/", 861, 862 },
	{ "/findings/#", 841, 842 }, { "/finding-causes/", 841, 842 },
	{ "/finding-actions/", 841, 842 },
	{ "/claims/#", 821, 822 }, { "/claims/amounts/", 1, 9999 },
	{ "/exports/#", 821, 822 }, { "/sets/#", 821, 822 },
	{ "/second-steps/", 841, 842 },
	{ "/team/#", 841, 842 }, { "/team/changes/", 841, 842 },
	{ "/my/data/requests/", 841, 842 }, { "/data/requests/", 841, 842 },
	{ "/data/holds/", 841, 842 }, { "/data/erasures/", 841, 842 },
	{ "/data/openings/", 841, 842 },
	{ "/tokens/#", 821, 822 },
	{ "/support/#", 841, 842 }, { "/check-ins/#", 591, 592 },
};

/* Mary's module, and Tom's. */
static void
add_modules(void)
{
	owner_does("INSERT INTO module (id, programme_id, code, edition, "
	    "title, credits, level) OVERRIDING SYSTEM VALUE SELECT 571 + g, "
	    "1 + g, 'OWN' || g, 1, 'Own', 20, 7 FROM generate_series(0, 1) "
	    "g; SET session_replication_role = replica; "
	    "INSERT INTO offering (id, module_id, programme_id, cohort_id, "
	    "starts_on, ends_on, leader) OVERRIDING SYSTEM VALUE "
	    "SELECT 501 + g, (SELECT min(id) FROM module), 1 + g, 1 + 2 * g, "
	    "'2026-06-01', '2026-07-31', 'Lee' FROM generate_series(0, 1) g; "
	    "INSERT INTO module_session (id, offering_id, programme_id, "
	    "cohort_id, on_date, minutes, title) OVERRIDING SYSTEM VALUE "
	    "SELECT 511 + g, 501 + g, 1 + g, 1 + 2 * g, '2026-06-02', 180, "
	    "'Day' FROM generate_series(0, 1) g; "
	    "INSERT INTO component (id, offering_id, programme_id, cohort_id, "
	    "title, weight, due_on, pass_mark) OVERRIDING SYSTEM VALUE "
	    "SELECT 521 + g, 501 + g, 1 + g, 1 + 2 * g, 'Essay', 100, "
	    "'2026-07-01', 50 FROM generate_series(0, 1) g; "
	    "INSERT INTO attempt (id, component_id, offering_id, "
	    "programme_id, enrolment_id, person_id, due_on) OVERRIDING SYSTEM "
	    "VALUE SELECT 531 + g, 521 + g, 501 + g, 1 + g, 102 + 4 * g, "
	    "2 + 4 * g, '2026-07-01' FROM generate_series(0, 1) g; "
	    "INSERT INTO extension (id, attempt_id, component_id, "
	    "offering_id, programme_id, enrolment_id, person_id, due_on, "
	    "reason, note, agreed_by) OVERRIDING SYSTEM VALUE "
	    "SELECT 541 + g, 531 + g, 521 + g, 501 + g, 1 + g, 102 + 4 * g, "
	    "2 + 4 * g, '2026-07-08', 'caring', CASE g WHEN 1 THEN 'Hidden "
	    "words' END, 31 + g FROM generate_series(0, 1) g; "
	    "INSERT INTO board_decision (id, offering_id, programme_id, "
	    "cohort_id, enrolment_id, person_id, outcome, board_on, "
	    "decided_by) OVERRIDING SYSTEM VALUE SELECT 551 + g, 501 + g, "
	    "1 + g, 1 + 2 * g, 102 + 4 * g, 2 + 4 * g, 'deferred', "
	    "'2026-06-10', 31 + g FROM generate_series(0, 1) g; "
	    "SET session_replication_role = origin");
}

static void
add_register(void)
{
	owner_does("INSERT INTO educator (id, person_id, programme_id, "
	    "organisation_id) OVERRIDING SYSTEM VALUE VALUES "
	    "(501, 11, 1, 9003), (502, 13, 2, 9002); "
	    "INSERT INTO educator_entry (id, educator_id, person_id, "
	    "programme_id, kind, title, from_on) OVERRIDING SYSTEM VALUE "
	    "VALUES (2, 501, 11, 1, 'training', 'Assessing', '2026-01-01'); "
	    "INSERT INTO educator_conflict (id, educator_id, person_id, "
	    "programme_id, trainee_id, kind, during) OVERRIDING SYSTEM VALUE "
	    "VALUES (2, 501, 11, 1, 4, 'family', '[2026-01-01,)'); "
	    "DELETE FROM placement_educator WHERE id = 2 OR "
	    "placement_id = 202; "
	    "INSERT INTO placement_educator (id, placement_id, person_id, "
	    "duty, during) OVERRIDING SYSTEM VALUE VALUES (2, 202, 11, "
	    "'practice_educator', '[2026-06-01,2026-10-31)')");
}

/* A flag of Mary's with an answer, a contact and a plan that was reviewed, and
 * the same of Tom's. */
static void
add_support_plans(void)
{
	owner_does("INSERT INTO flag (id, person_id, enrolment_id, "
	    "programme_id, placement_id, rule, rule_version, about, raised_on, "
	    "severity, severity_on, sentence, why, clears_when, who) "
	    "OVERRIDING SYSTEM VALUE SELECT 861 + g, 2 + 4 * g, 102 + 4 * g, "
	    "1 + g, 202 + 4 * g, 'days_behind', 1, 'progress', '2026-06-08', "
	    "'act', '2026-06-08', CASE g WHEN 1 THEN 'Hidden words.' ELSE "
	    "'Behind.' END, 'So.', 'It is not.', '{trainee}' "
	    "FROM generate_series(0, 1) g; "
	    "INSERT INTO flag_answer (flag_id, enrolment_id, person_id, "
	    "programme_id, version, kind, reason, words, by_id) "
	    "SELECT id, enrolment_id, person_id, programme_id, 1, 'handled', "
	    "'talking', 'Words', 30 + programme_id FROM flag; "
	    "INSERT INTO contact (id, enrolment_id, person_id, programme_id, "
	    "on_date, how, note, by_id) OVERRIDING SYSTEM VALUE VALUES "
	    "(2, 102, 2, 1, '2026-06-10', 'met', 'Words', 31), "
	    "(3, 106, 6, 2, '2026-06-10', 'met', 'Hidden words', 32)");
	owner_does("INSERT INTO support_plan (id, enrolment_id, person_id, "
	    "programme_id, aim, led_by, review_on) OVERRIDING SYSTEM VALUE "
	    "SELECT 861 + g, 102 + 4 * g, 2 + 4 * g, 1 + g, 'Words', 31 + g, "
	    "'2026-07-10' FROM generate_series(0, 1) g; "
	    "INSERT INTO support_action (id, plan_id, enrolment_id, person_id, "
	    "programme_id, step_version, owner, organisation_id, what, due_on) "
	    "OVERRIDING SYSTEM VALUE SELECT id, id, enrolment_id, person_id, "
	    "programme_id, 1, 'organisation', 9002, 'Meet', '2026-07-01' "
	    "FROM support_plan; "
	    "INSERT INTO support_plan_event (plan_id, enrolment_id, person_id, "
	    "programme_id, version, step, words, review_on, by_id) SELECT id, "
	    "enrolment_id, person_id, programme_id, 2, 'reviewed', 'Words', "
	    "'2026-07-20', led_by FROM support_plan");
}

/* What Mary asks about her data, what is to be erased of her and who wants to
 * open her record, and the same of Tom. */
static void
add_rights(void)
{
	owner_does("INSERT INTO rights_request (id, person_id, programme_id, "
	    "kind, words) OVERRIDING SYSTEM VALUE SELECT 841 + g, 2 + 4 * g, "
	    "1 + g, 'correction', CASE g WHEN 0 THEN 'Words' ELSE 'Hidden "
	    "words' END FROM generate_series(0, 1) g; "
	    "INSERT INTO legal_hold (id, person_id, programme_id, reason, "
	    "held_by) OVERRIDING SYSTEM VALUE SELECT 841 + g, 2 + 4 * g, "
	    "1 + g, 'Hidden words', 31 + g FROM generate_series(0, 1) g; "
	    "INSERT INTO erasure (id, person_id, programme_id, reason, "
	    "classes, asked_by) OVERRIDING SYSTEM VALUE SELECT 841 + g, "
	    "2 + 4 * g, 1 + g, CASE g WHEN 0 THEN 'Words' ELSE 'Hidden words' "
	    "END, '{own}', 79 FROM generate_series(0, 1) g; "
	    "INSERT INTO opening (id, person_id, programme_id, reason, "
	    "asked_by) OVERRIDING SYSTEM VALUE SELECT 841 + g, 2 + 4 * g, "
	    "1 + g, CASE g WHEN 0 THEN 'Words' ELSE 'Hidden words' END, "
	    "31 + g FROM generate_series(0, 1) g");
}

/* Mary has lost her phone, and so has Tom; an auditor, and whom somebody
 * asks to lead on equity. */
static void
add_resets(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO factor_reset (id, person_id, programme_id, checked, "
	    "asked_by) OVERRIDING SYSTEM VALUE VALUES (841, 2, 1, 'Rang', "
	    "79), (842, 6, 2, 'Hidden words', 32); "
	    "INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (56, 'Au', 'Di', 'au@a.org'); "
	    "INSERT INTO role_held (id, person_id, role, programme_id, "
	    "during) OVERRIDING SYSTEM VALUE SELECT 841 + g, 56, 'auditor', "
	    "1 + g, '[2026-01-01,)' FROM generate_series(0, 1) g; "
	    "INSERT INTO role_change (id, person_id, programme_id, role, "
	    "change, on_day, reason, asked_by) OVERRIDING SYSTEM VALUE "
	    "SELECT 841 + g, 13, 1 + g, 'equity_lead', 'given', "
	    "'2026-06-15', CASE g WHEN 0 THEN 'Words' ELSE 'Hidden words' "
	    "END, 79 FROM generate_series(0, 1) g; "
	    "SET session_replication_role = origin");
	add_rights();
}

/* Something written to Mary, and to Tom; and letters that were given up. */
static void
add_post(void)
{
	owner_does("INSERT INTO message (id, person_id, reminder, subject, "
	    "body) OVERRIDING SYSTEM VALUE VALUES (841, 2, false, 'One', "
	    "'Text'), (842, 6, false, 'Two', 'Text'); "
	    "SET session_replication_role = replica; "
	    "UPDATE post.letter SET state = 'dead'; "
	    "SET session_replication_role = origin");
}

/* Mary's adjustment, which her educator and her tutor are named on, and
 * Tom's. */
static void
add_adjustments(void)
{
	owner_does("INSERT INTO adjustment (id, enrolment_id, person_id, "
	    "programme_id, placement_id, organisation_id, due_on, "
	    "programme_on) OVERRIDING SYSTEM VALUE SELECT 841 + g, "
	    "102 + 4 * g, 2 + 4 * g, 1 + g, 202 + 4 * g, 9002, '2026-06-17', "
	    "'2026-06-24' FROM generate_series(0, 1) g; "
	    "INSERT INTO adjustment_detail (adjustment_id, enrolment_id, "
	    "person_id, programme_id, what) SELECT id, enrolment_id, "
	    "person_id, programme_id, 'Words' FROM adjustment; "
	    "INSERT INTO adjustment_actor (id, adjustment_id, enrolment_id, "
	    "trainee_id, programme_id, person_id) OVERRIDING SYSTEM VALUE "
	    "VALUES (1, 841, 102, 2, 1, 11), (2, 841, 102, 2, 1, 41), "
	    "(3, 842, 106, 6, 2, 13); "
	    "INSERT INTO adjustment_event (adjustment_id, enrolment_id, "
	    "person_id, programme_id, version, step, on_date, due_on, "
	    "programme_on, by_id) SELECT id, enrolment_id, person_id, "
	    "programme_id, 2, 'acknowledged', '2026-06-15', '2026-06-29', "
	    "'2026-07-06', 11 + id - 841 FROM adjustment");
}

/* Mary's concern, with a plan, and Tom's. */
static void
add_concerns(void)
{
	owner_does("INSERT INTO concern (id, enrolment_id, person_id, "
	    "programme_id, placement_id, organisation_id, kind, words, "
	    "shared, raised_by, raised_as, raised_on) OVERRIDING SYSTEM VALUE "
	    "SELECT 801 + g, 102 + 4 * g, 2 + 4 * g, 1 + g, 202 + 4 * g, "
	    "9002, 'practice', CASE g WHEN 1 THEN 'Hidden words' ELSE 'Words' "
	    "END, true, 31 + g, 'staff', '2026-06-01' "
	    "FROM generate_series(0, 1) g; "
	    "DO $$ DECLARE steps text[] := '{acknowledged,meeting_arranged,"
	    "meeting_held,planned}'; BEGIN FOR v IN 2..5 LOOP "
	    "INSERT INTO concern_event (concern_id, enrolment_id, person_id, "
	    "programme_id, version, step, on_date, words, present, agreed, "
	    "meeting_on, follow_up_on) SELECT c.id, c.enrolment_id, "
	    "c.person_id, c.programme_id, v, steps[v - 1]::concern_step, "
	    "'2026-06-10', 'Said', CASE v WHEN 4 THEN 'All' ELSE '' END, "
	    "CASE v WHEN 4 THEN 'That' ELSE '' END, "
	    "CASE v WHEN 3 THEN date '2026-06-10' END, '2026-07-10' "
	    "FROM concern c; END LOOP; END $$; "
	    "INSERT INTO concern_action (id, concern_id, enrolment_id, "
	    "person_id, programme_id, step_version, owner, what, due_on) "
	    "OVERRIDING SYSTEM VALUE SELECT 2 * c.id - 1600, c.id, "
	    "c.enrolment_id, c.person_id, c.programme_id, 5, 'host', 'Meet', "
	    "'2026-07-01' FROM concern c");
	owner_does("INSERT INTO suitability_case (id, receipt, enrolment_id, "
	    "person_id, programme_id, words, referred_by) SELECT 811 + g, "
	    "811 + g, 102 + 4 * g, 2 + 4 * g, 1 + g, 'Hidden words', 31 + g "
	    "FROM generate_series(0, 1) g; INSERT INTO suitability_event "
	    "(case_id, enrolment_id, person_id, programme_id, version, step, "
	    "on_date, told) SELECT id, enrolment_id, person_id, programme_id, "
	    "2, 'told', '2026-06-15', CASE id WHEN 811 THEN 'Told' "
	    "ELSE 'Hidden words' END FROM suitability_case");
}

static void
add_guides(void)
{
	owner_does("INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (51, 'Tia', 'One', 'tia@a.org'), "
	    "(52, 'Tod', 'Two', 'tod@a.org'); "
	    "INSERT INTO role_held (id, person_id, role, programme_id, during) "
	    "OVERRIDING SYSTEM VALUE VALUES "
	    "(501, 51, 'tutor', 1, '[2026-01-01,)'), "
	    "(502, 52, 'tutor', 2, '[2026-01-01,)'); "
	    "INSERT INTO unit (id, programme_id, organisation_id, team_id, "
	    "name, opened_on) OVERRIDING SYSTEM VALUE VALUES "
	    "(62, 2, 9002, 51, 'Another', '2026-06-01'); "
	    "INSERT INTO enrolment_unit (enrolment_id, person_id, "
	    "programme_id, unit_id, during) VALUES "
	    "(106, 6, 2, 62, '[2026-06-01,)')");
}

static void
add_matching(void)
{
	owner_does("INSERT INTO placement_offer (id, programme_id, "
	    "organisation_id, team_id, stages, places, starts_on, ends_on) "
	    "OVERRIDING SYSTEM VALUE VALUES (501, 1, 9003, 52, '{last}', 2, "
	    "'2026-11-02', '2027-06-30'), (502, 2, 9002, 51, '{last}', 2, "
	    "'2026-11-02', '2027-06-30')");
	owner_does("INSERT INTO placement_conflict (id, enrolment_id, "
	    "person_id, programme_id, with_organisation_id) "
	    "OVERRIDING SYSTEM VALUE VALUES (511, 102, 2, 1, 9002), "
	    "(512, 106, 6, 2, 9002); INSERT INTO match_round (id, "
	    "programme_id, cohort_id, stage, starts_on, required_halves, "
	    "slack_days, settings_needed, minutes_at_most, "
	    "minutes_within_area, milliseconds, per_ten_minutes, "
	    "per_week_later, not_employer, not_preferred, not_statutory, "
	    "made_by) OVERRIDING SYSTEM VALUE SELECT 520 + i, i, 2 * i - 1, "
	    "'last', '2026-11-02', 200, 14, 2, 60, 30, 2000, 10, 7, 20, 30, "
	    "15, 30 + i FROM generate_series(1, 2) i; "
	    "INSERT INTO match_proposal (id, round_id, programme_id, "
	    "enrolment_id) OVERRIDING SYSTEM VALUE VALUES (531, 521, 1, 102), "
	    "(532, 522, 2, 106)");
}

static void
add_settings(void)
{
	owner_does("INSERT INTO setting (id, programme_id, name, value, "
	    "reason, during, by_id) OVERRIDING SYSTEM VALUE "
	    "SELECT 560 + i, i, 'educator_capacity', 2, 'Hidden words', "
	    "'[2026-07-01,)', 30 + i FROM generate_series(1, 2) i");
}

static void
add_finding(void)
{
	owner_does("INSERT INTO attention_aside (id, programme_id, kind, "
	    "record_id, until_on, reason, by_id) OVERRIDING SYSTEM VALUE "
	    "SELECT 570 + i, i, 'silent', 200 + i, '2026-07-01', "
	    "CASE i WHEN 2 THEN 'Hidden words' ELSE 'Seen' END, 30 + i "
	    "FROM generate_series(1, 2) i; "
	    "INSERT INTO saved_filter (id, person_id, programme_id, path, "
	    "query, name) OVERRIDING SYSTEM VALUE SELECT 580 + i, 30 + i, i, "
	    "'/trainees', 'state=paused', CASE i WHEN 2 THEN 'Hidden words' "
	    "ELSE 'Seen' END "
	    "FROM generate_series(1, 2) i; "
	    "INSERT INTO auth.link (token_hash, person_id, purpose, made_at, "
	    "expires_at) SELECT sha256(i::text::bytea), i, 'invitation', "
	    "'2026-05-20', '2026-06-03' FROM unnest(ARRAY[2, 6]) i");
}

/* An audit and an action of Brook, and of Ashby for another programme. */
static void
add_quality(void)
{
	owner_does("INSERT INTO placement_audit (id, programme_id, "
	    "organisation_id, team_id, done_on, answers, notes, result) "
	    "OVERRIDING SYSTEM VALUE SELECT 541 + g, 1 + g, 9003 - g, 52 - g, "
	    "'2026-01-01', array_fill('met'::audit_answer, '{8}'), "
	    "array_fill(CASE g WHEN 1 THEN 'Hidden words' ELSE '' END, "
	    "'{8}'), 'with_actions' FROM generate_series(0, 1) g; "
	    "INSERT INTO quality_action (id, programme_id, organisation_id, "
	    "team_id, source, audit_id, owner, what, due_on) OVERRIDING "
	    "SYSTEM VALUE SELECT 551 + g, 1 + g, 9003 - g, 52 - g, 'audit', "
	    "541 + g, 'host', CASE g WHEN 1 THEN 'Hidden words' ELSE 'A desk' "
	    "END, '2026-09-01' FROM generate_series(0, 1) g");
}

/* A learning agreement of Mary's and of Tom's, each sent to be signed. */
static void
add_documents(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO document (id, kind, number, placement_id, "
	    "enrolment_id, person_id, programme_id, organisation_id, once, "
	    "writers, lacks, state, version, parties, started_by, sent_at) "
	    "OVERRIDING SYSTEM VALUE SELECT 601 + g, 'learning_agreement', 1, "
	    "202 + 4 * g, 102 + 4 * g, 2 + 4 * g, 1 + g, 9002, true, "
	    "'{trainee,educator}', '{}', 'submitted', 2, "
	    "'{trainee,practice_educator,tutor,host}', 2 + 4 * g, now() "
	    "FROM generate_series(0, 1) g; "
	    "INSERT INTO document_version (document_id, version, kind, "
	    "placement_id, enrolment_id, person_id, programme_id, "
	    "organisation_id, writers, part, edition, fields, questions, "
	    "answers, lacks, hash, by_id, sent_at) SELECT d.id, n, d.kind, "
	    "d.placement_id, d.enrolment_id, d.person_id, d.programme_id, "
	    "d.organisation_id, d.writers, 'trainee', 1, '{trainee.needs}', "
	    "'{Needs}', ARRAY[CASE d.id WHEN 602 THEN 'Hidden words' ELSE "
	    "'Mine' END], '{}', sha256(''), d.person_id, "
	    "now() FROM document d, generate_series(1, 2) n; "
	    "INSERT INTO document_event (document_id, version, enrolment_id, "
	    "placement_id, person_id, programme_id, change, before, after, "
	    "by_id) SELECT id, 2, enrolment_id, placement_id, person_id, "
	    "programme_id, 'submitted', 'draft', 'submitted', person_id "
	    "FROM document; SET session_replication_role = origin");
}

static void
add_skills(void)
{
	owner_does("INSERT INTO skills_day (id, programme_id, cohort_id, "
	    "on_date, halves, title) OVERRIDING SYSTEM VALUE VALUES "
	    "(571, 1, 1, '2026-06-12', 1, 'Law'), "
	    "(572, 2, 3, '2026-06-12', 1, 'Law'); "
	    "INSERT INTO skills_entry (id, enrolment_id, person_id, "
	    "programme_id, on_date, halves, title) OVERRIDING SYSTEM VALUE "
	    "VALUES (561, 102, 2, 1, '2026-06-05', 1, 'Ethics'), "
	    "(562, 106, 6, 2, '2026-06-05', 1, 'Hidden words')");
}

/* A file on Mary's document, and on Tom's. */
static void
add_files(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO file (id, sha256, size, kind, state) OVERRIDING "
	    "SYSTEM VALUE SELECT 621 + g, sha256(g::text::bytea), 12, 'pdf', "
	    "'unscanned' FROM generate_series(0, 1) g; "
	    "INSERT INTO file_content SELECT id, CASE id WHEN 621 THEN "
	    "'%PDF-1.7 own' ELSE 'Hidden words' END::bytea FROM file; "
	    "INSERT INTO attachment (id, file_id, label, document_id, "
	    "placement_id, enrolment_id, person_id, programme_id, by_id) "
	    "OVERRIDING SYSTEM VALUE SELECT 631 + g, 621 + g, CASE g WHEN 0 "
	    "THEN 'Own.pdf' ELSE 'Hidden words.pdf' END, d.id, "
	    "d.placement_id, d.enrolment_id, d.person_id, d.programme_id, "
	    "d.person_id FROM generate_series(0, 1) g JOIN document d "
	    "ON d.id = 601 + g; SET session_replication_role = origin");
}

/* An ASYE of Mary's and of Tom's. */
static void
add_asyes(void)
{
	owner_does("INSERT INTO asye (id, enrolment_id, person_id, "
	    "programme_id, framework_id, employer_id, host_id, provider_id, "
	    "role_title, qualified_on, swe_registered_on, employed_on, "
	    "starts_on) OVERRIDING SYSTEM VALUE SELECT 701 + g, 102 + 4 * g, "
	    "2 + 4 * g, 1 + g, framework_for('adults', '2026-06-01'), "
	    "9003 - g, 9002, 9003 - g, CASE g WHEN 1 THEN 'Hidden words' "
	    "ELSE 'Social worker' END, '2026-05-01', '2026-05-20', "
	    "'2026-06-01', '2026-06-01' FROM generate_series(0, 1) g; "
	    "INSERT INTO asye_duty (id, asye_id, trainee_id, programme_id, "
	    "person_id, duty, during) OVERRIDING SYSTEM VALUE VALUES "
	    "(1, 701, 2, 1, 72, 'assessor', '[2026-06-01,)'), "
	    "(2, 701, 2, 1, 75, 'line_manager', '[2026-06-01,)'), "
	    "(7021, 702, 6, 2, 75, 'line_manager', '[2026-06-01,)'); "
	    "INSERT INTO asye_event (asye_id, change, on_day) VALUES "
	    "(701, 'registered', '2026-06-01'), "
	    "(702, 'registered', '2026-06-01')");
}

/* Days of each that do not count, and a review that was moved. */
static void
add_timetables(void)
{
	owner_does("INSERT INTO asye_review (id, asye_id, person_id, "
	    "programme_id, number, months, state, first_on, due_on, "
	    "employer_id, provider_id) OVERRIDING SYSTEM VALUE SELECT "
	    "a.id * 10 + f.number, a.id, a.person_id, a.programme_id, "
	    "f.number, f.months, 'due', d, d, a.employer_id, a.provider_id "
	    "FROM asye a JOIN framework_review f USING (framework_id) "
	    "CROSS JOIN LATERAL (SELECT (a.starts_on + make_interval(months "
	    "=> f.months::integer))::date AS d) x WHERE a.id IN (701, 702) "
	    "AND NOT f.optional; "
	    "ALTER TABLE asye_request DISABLE TRIGGER USER; "
	    "INSERT INTO asye_request (id, asye_id, person_id, programme_id, "
	    "kind, reason, words, terms, from_on, back_on, state) "
	    "OVERRIDING SYSTEM VALUE SELECT 120 + id, id, person_id, "
	    "programme_id, 'delay', 'equipment_late', CASE id WHEN 702 THEN "
	    "'Hidden words' ELSE '' END, 'Terms', '2026-06-05', "
	    "'2026-06-30', 'standing' FROM asye "
	    "WHERE id IN (701, 702); "
	    "ALTER TABLE asye_request ENABLE TRIGGER USER; "
	    "INSERT INTO asye_move (id, review_id, asye_id, person_id, "
	    "programme_id, cause, before_on, after_on, reason, words) "
	    "OVERRIDING SYSTEM VALUE SELECT CASE asye_id WHEN 701 THEN 2 "
	    "ELSE 3 END, id, asye_id, person_id, programme_id, 'moved', "
	    "due_on, due_on + 1, 'diaries', CASE asye_id WHEN 702 THEN "
	    "'Hidden words' ELSE '' END FROM asye_review "
	    "WHERE number = 2");
}

/* Mary's recommendation in a round of Brook's, which Modi moderates, and Tom's
 * in one of Ashby's; the ASYEs stay where they are. */
static void
add_moderation(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (76, 'Vi', 'Vane', 'vi@a.org'); "
	    "INSERT INTO role_held (person_id, role, programme_id, during) "
	    "VALUES (76, 'moderator', 1, '[2026-01-01,)'); "
	    "INSERT INTO asye_recommendation (id, asye_id, person_id, "
	    "programme_id, organisation_id, number, recommends, holistic, "
	    "met, by_id) OVERRIDING SYSTEM VALUE SELECT 831 + g, 701 + g, "
	    "2 + 4 * g, 1 + g, 9003 - g, 1, 'pass', CASE g WHEN 1 THEN "
	    "'Hidden words' ELSE 'Sound' END, true, 72 "
	    "FROM generate_series(0, 1) g; "
	    "INSERT INTO moderation_round (id, programme_id, "
	    "organisation_id, name, quorum, percent, seed, state, drawn_at, "
	    "begun_by) OVERRIDING SYSTEM VALUE SELECT 821 + g, 1 + g, "
	    "9003 - g, CASE g WHEN 1 THEN 'Hidden words' ELSE 'Summer' END, "
	    "2, 10, '0123456789abcdef', 'drawn', now(), 31 "
	    "FROM generate_series(0, 1) g; "
	    "INSERT INTO moderation_portfolio (id, round_id, asye_id, "
	    "person_id, programme_id, organisation_id, recommendation_id, "
	    "recommends, extended, key, sampled) OVERRIDING SYSTEM VALUE "
	    "SELECT 2 + g, 821 + g, 701 + g, 2 + 4 * g, 1 + g, 9003 - g, "
	    "831 + g, 'pass', false, moderation_key('0123456789abcdef', "
	    "701 + g), true FROM generate_series(0, 1) g; "
	    "INSERT INTO moderation_panel (id, round_id, programme_id, "
	    "organisation_id, kind) OVERRIDING SYSTEM VALUE SELECT 2 + g, "
	    "821 + g, 1 + g, 9003 - g, 'internal' FROM generate_series(0, 1) "
	    "g; INSERT INTO moderation_member (id, panel_id, round_id, "
	    "programme_id, organisation_id, member_id, chair, capability) "
	    "OVERRIDING SYSTEM VALUE VALUES (2, 2, 821, 1, 9003, 74, true, "
	    "'Moderates'); "
	    "INSERT INTO panel_portfolio (id, panel_id, round_id, "
	    "programme_id, organisation_id, portfolio_id, asye_id, kind, "
	    "label, recommends) OVERRIDING SYSTEM VALUE SELECT 2 + g, 2 + g, "
	    "821 + g, 1 + g, 9003 - g, 2 + g, 701 + g, 'internal', 'K4', "
	    "'pass' FROM generate_series(0, 1) g; "
	    "INSERT INTO moderation_declaration (panel_portfolio_id, "
	    "panel_id, programme_id, organisation_id, member_id, conflict) "
	    "VALUES (2, 2, 1, 9003, 74, false); "
	    "SET session_replication_role = origin");
}

/* A signed record of Mary's that she mapped, and what somebody said of her. */
static void
add_evidence(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO document (id, kind, number, asye_id, enrolment_id, "
	    "person_id, programme_id, once, writers, lacks, state, version, "
	    "parties, started_by, sent_at, signed_at) OVERRIDING SYSTEM VALUE "
	    "VALUES (2, 'asye_written_record', 1, 701, 102, 2, 1, false, "
	    "'{trainee,assessor}', '{}', 'signed', 1, '{trainee}', 2, now(), "
	    "now()); "
	    "INSERT INTO feedback_given (id, asye_id, person_id, "
	    "programme_id, employer_id, provider_id, giver, form, edition, "
	    "consent_words, asked, answers, share, help, reference, "
	    "withdraw_hash) VALUES (2, 701, 2, 1, 9003, 9003, 'carer', "
	    "'standard', 1, 'Yes', '{How?}', '{Well}', true, 'alone', "
	    "'FB-ABCDEFGH', sha256('w')); "
	    "INSERT INTO evidence_standard (id, asye_id, person_id, "
	    "programme_id, document_id, standard_id, tagged_by) OVERRIDING "
	    "SYSTEM VALUE SELECT 2, 701, 2, 1, 2, min(id), 2 FROM standard; "
	    "SET session_replication_role = origin");
}

/* An entry of Mary's that Ewan reads and that is evidence, and Tom's. */
static void
add_reflections(void)
{
	owner_does("INSERT INTO reflection (id, person_id, on_day, title, "
	    "words, version) OVERRIDING SYSTEM VALUE SELECT 591 + g, "
	    "2 + 4 * g, '2026-06-10', 'A visit', CASE g WHEN 1 THEN "
	    "'Hidden words' ELSE 'Ring 943 476 5919' END, 3 "
	    "FROM generate_series(0, 1) g; "
	    "INSERT INTO reflection_version (reflection_id, person_id, "
	    "version, on_day, title, words, happened, so_what, now_what, "
	    "standard_ids, at) SELECT id, person_id, 2, on_day, title, words, "
	    "'', '', '', '{}', now() FROM reflection; "
	    "INSERT INTO reflection_share (id, reflection_id, person_id, "
	    "with_id) OVERRIDING SYSTEM VALUE VALUES (593, 591, 2, 11), "
	    "(594, 592, 6, 13); "
	    "INSERT INTO reflection_submission (id, reflection_id, asye_id, "
	    "person_id, programme_id) OVERRIDING SYSTEM VALUE VALUES "
	    "(595, 591, 701, 2, 1), (596, 592, 702, 6, 2)");
}

/* One that Mary's assessor asked for, and one of Tom's. */
static void
add_feedback(void)
{
	owner_does("INSERT INTO feedback_request (id, asye_id, enrolment_id, "
	    "person_id, programme_id, giver, channel, about, asked_by, "
	    "token_hash, code_hash, expires_on) OVERRIDING SYSTEM VALUE "
	    "SELECT 951 + g, 701 + g, 102 + 4 * g, 2 + 4 * g, 1 + g, "
	    "'carer', 'code', CASE g WHEN 1 THEN 'Hidden words' ELSE '' END, "
	    "2 + 4 * g, feedback_code('t' || g), feedback_code('c' || g), "
	    "today() + 9 FROM generate_series(0, 1) g");
}

/* A claim of Brook's with a line for Mary, and one of Ashby's for Tom. */
static void
add_claims(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO claim (id, programme_id, organisation_id, period_id, "
	    "number) OVERRIDING SYSTEM VALUE SELECT 821 + g, 1 + g, 9003 - g, "
	    "(SELECT min(id) FROM claim_period), 1 "
	    "FROM generate_series(0, 1) g; "
	    "INSERT INTO claim_line (id, claim_id, programme_id, "
	    "organisation_id, asye_id, person_id, part, pounds, name, "
	    "swe_number, role_title, framework, host, qualified_on, "
	    "swe_registered_on, employed_on, starts_on, fte_percent, "
	    "registered_on) OVERRIDING SYSTEM VALUE SELECT 2 + g, 821 + g, "
	    "1 + g, 9003 - g, 701 + g, 2 + 4 * g, 'registration', 1000, "
	    "CASE g WHEN 1 THEN 'Hidden words' ELSE 'Mary' END, 'SW1', "
	    "'Social worker', 'ASYE', 'Brook', d, d, d, d, 100, d "
	    "FROM generate_series(0, 1) g, "
	    "(VALUES (date '2026-05-01')) AS v (d); "
	    "INSERT INTO claim_release (id, claim_id, programme_id, "
	    "organisation_id, recipient, purpose, by_id) "
	    "OVERRIDING SYSTEM VALUE SELECT 2 + g, 821 + g, 1 + g, 9003 - g, "
	    "'Funder', 'Claim', 31 + g FROM generate_series(0, 1) g; "
	    "SET session_replication_role = origin");
}

/* What staff of either programme made. */
static void
add_exports(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO export (id, programme_id, tables, format, "
	    "reader, recipient, purpose, asked_by, state, made_at, "
	    "expires_on, rows_all, bytes) OVERRIDING SYSTEM VALUE "
	    "SELECT 821 + g, 1 + g, '{days}', 'csv', 'staff', 'Board', CASE g "
	    "WHEN 1 THEN 'Hidden words' ELSE 'To plan' END, 31 + g, 'done', "
	    "now(), today() + 1, 0, 2 FROM generate_series(0, 1) g; "
	    "INSERT INTO export_content (export_id, number, bytes) "
	    "VALUES (821, 1, 'ab'), (822, 1, 'cd'); "
	    "SET session_replication_role = origin");
}

/* What staff of either programme set up for Ashby. */
static void
add_sets(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO monthly_set (id, programme_id, organisation_id, "
	    "tables, readers, purpose, day, next_on, made_by, "
	    "made_by_name) OVERRIDING "
	    "SYSTEM VALUE SELECT 821 + g, 1 + g, 9002, '{progress}', "
	    "'partner', CASE g WHEN 1 THEN 'Hidden words' ELSE 'To plan' END, "
	    "1, today() + 9, 31 + g, 'Sam' FROM generate_series(0, 1) g; "
	    "SET session_replication_role = origin");
}

/* Of either programme's staff. */
static void
add_tokens(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO api_token (id, programme_id, reader, tables, name, "
	    "recipient, purpose, prefix, token_hash, made_by, maker, "
	    "expires_on) "
	    "OVERRIDING SYSTEM VALUE SELECT 821 + g, 1 + g, 'staff', "
	    "'{days}', CASE g WHEN 1 THEN 'Hidden words' ELSE 'Warehouse' "
	    "END, 'Team', 'To plan', 'waymark_01234567', "
	    "sha256(g::text::bytea), 31 + g, 'Staff', today() + 1 "
	    "FROM generate_series(0, 1) g; "
	    "SET session_replication_role = origin");
}

/* The support of Mary's ASYE, which falls short, and of Tom's. */
static void
add_support(void)
{
	owner_does("SET session_replication_role = replica; "
	    "DELETE FROM support_ledger WHERE asye_id IN (701, 702); "
	    "INSERT INTO support_ledger (id, asye_id, enrolment_id, "
	    "person_id, programme_id, organisation_id, weeks, weeks_entered, "
	    "promised_sessions, gap, gap_since) OVERRIDING SYSTEM VALUE "
	    "SELECT a.id + 140, a.id, a.enrolment_id, a.person_id, "
	    "a.programme_id, a.employer_id, 8, 8, 8, '{sessions}', "
	    "'2026-06-01' FROM asye a WHERE a.id IN (701, 702); "
	    "INSERT INTO support_answer (id, ledger_id, asye_id, "
	    "enrolment_id, person_id, programme_id, organisation_id, words, "
	    "again_on, by_id) OVERRIDING SYSTEM VALUE SELECT l.asye_id - 699, "
	    "l.id, l.asye_id, l.enrolment_id, l.person_id, l.programme_id, "
	    "l.organisation_id, CASE l.asye_id WHEN 702 THEN 'Hidden words' "
	    "ELSE 'Asked' END, '2026-06-10', 31 FROM support_ledger l "
	    "WHERE l.asye_id IN (701, 702); "
	    "INSERT INTO check_in (id, person_id, note) OVERRIDING SYSTEM "
	    "VALUE VALUES (591, 2, 'Well'), (592, 6, 'Hidden words'); "
	    "SET session_replication_role = origin");
}

/* A finding of each programme, in hand, with a cause and an action; and what
 * somebody said of themself, which nobody reads. */
static void
add_findings(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO equity_finding (id, programme_id, outcome, "
	    "characteristic, of, against, title, state, seen_by, owner_id, "
	    "review_on) OVERRIDING SYSTEM VALUE SELECT 841 + g, 1 + g, "
	    "'withdrawn', 'sex', 'Men', 'Women', CASE g WHEN 1 THEN "
	    "'Hidden words' ELSE 'Men leave' END, 'in_hand', 31 + g, 31 + g, "
	    "'2026-12-01' FROM generate_series(0, 1) g; "
	    "INSERT INTO equity_cause (id, finding_id, programme_id, cause, "
	    "test, by_id) OVERRIDING SYSTEM VALUE SELECT 841 + g, 841 + g, "
	    "1 + g, 'Rotas', 'Ask', 31 + g FROM generate_series(0, 1) g; "
	    "INSERT INTO equity_action (id, finding_id, programme_id, what, "
	    "owner_id, due_on) OVERRIDING SYSTEM VALUE SELECT 841 + g, "
	    "841 + g, 1 + g, 'Ask', 31 + g, '2026-12-01' "
	    "FROM generate_series(0, 1) g; "
	    "INSERT INTO equality.answer (person_id, question, choice, "
	    "own_words) SELECT i, 'ethnicity', 'other', 'Hidden words' "
	    "FROM unnest('{1,3,6}'::bigint[]) i; "
	    "SET session_replication_role = origin");
}

/* The world is made anew for each form, and the sequences go on: none may
 * meet an id that is given by hand. */
static void
count_far_from_the_ids_given_here(void)
{
	owner_does("SELECT setval(format('%I.%I', schemaname, "
	    "sequencename)::regclass, 100000) FROM pg_sequences "
	    "WHERE data_type = 'bigint'::regtype "
	    "AND coalesce(last_value, 0) < 100000");
}

static void
make_whole_world(void **state)
{
	asye_world(state);
	count_far_from_the_ids_given_here();
	add_finding();
	owner_does("INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (40, 'No', 'Role', 'no@a.org'); "
	    "INSERT INTO role_held (person_id, role, during) VALUES "
	    "(40, 'educator', '[2026-01-01,2026-06-15)'); "
	    "SET session_replication_role = replica; "
	    "INSERT INTO placement_day (id, placement_id, enrolment_id, "
	    "person_id, programme_id, organisation_id, on_date, halves, kind, "
	    "did) OVERRIDING SYSTEM VALUE VALUES (20601, 206, 106, 6, 2, 9002, "
	    "'2026-06-01', 2, 'attended', 'Hidden words'); "
	    "SET session_replication_role = origin; "
	    "INSERT INTO post.letter (id, person_id, address, subject, body) "
	    "OVERRIDING SYSTEM VALUE VALUES (301, 2, 'a@b', 'One', 'Text'), "
	    "(302, 6, 'a@b', 'Two', 'Text'); "
	    "INSERT INTO enrolment_event (enrolment_id, person_id, "
	    "programme_id, version, change, on_date, reason, ends_on) VALUES "
	    "(102, 2, 1, 2, 'extended', '2026-06-15', 'caring', "
	    "'2027-08-31'), (106, 6, 2, 2, 'extended', '2026-06-15', "
	    "'caring', '2027-08-31'); "
	    "INSERT INTO import (id, programme_id, cohort_id, file_name, "
	    "uploaded_by) OVERRIDING SYSTEM VALUE VALUES "
	    "(401, 1, 1, 'a.csv', 31), (402, 2, 3, 'b.csv', 32); "
	    "INSERT INTO import_row (import_id, programme_id, row_number, "
	    "state, cells, problems) SELECT i, i - 400, 2, 'failing', "
	    "ARRAY['Ada', 'Byron', 'ada', '', '', 'ZZ02', ''], "
	    "ARRAY['email', 'It has no @', 'Type it'] "
	    "FROM generate_series(401, 402) i");
	owner_does("INSERT INTO workbook (id, person_id, file_name, path, "
	    "fields) OVERRIDING SYSTEM VALUE VALUES (411, 31, 'a.xlsx', "
	    "'/imports/new', 'cohort=1'), (412, 32, 'b.xlsx', '/imports/new', "
	    "'cohort=3')");
	add_concerns();
	add_adjustments();
	add_post();
	add_resets();
	add_matching();
	add_modules();
	add_register();
	add_quality();
	add_guides();
	add_settings();
	add_documents();
	add_files();
	add_skills();
	add_asyes();
	add_timetables();
	add_moderation();
	add_evidence();
	add_reflections();
	add_feedback();
	add_claims();
	add_exports();
	add_sets();
	add_tokens();
	add_support_plans();
	add_support();
	add_findings();
}

static int
whole_world(void **state)
{
	open_world(state);
	if (!world_back("whole")) {
		make_whole_world(state);
		world_keep("whole");
	}
	return (0);
}

/* Of those who are staff and something beside it. */
static int
access_world(void **state)
{
	whole_world(state);
	owner_does("INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (91, 'Sue', 'Able', 'sue@a.org'), "
	    "(92, 'Aud', 'Iting', 'aud@a.org'), "
	    "(93, 'Dot', 'Prot', 'dot@a.org'); "
	    "INSERT INTO role_held (person_id, role, programme_id, during) "
	    "SELECT p, unnest(ARRAY['staff', r]::role_name[]), 1, "
	    "'[2026-01-01,)' FROM (VALUES (91, 'suitability'), "
	    "(92, 'auditor'), (93, 'data_officer')) v (p, r)");
	return (0);
}

/* "/imports/#/rows/#/put-back" is "/imports/401/rows/2/put-back". */
enum whose { OWN, TOMS, NEVER };

static const char *
address(const char *pattern, enum whose whose)
{
	static char	path[100];
	size_t		n = 0, filled = 0;

	for (const char *p = pattern; *p != '\0'; p++) {
		if (*p == '$') {
			n += (size_t)sprintf(path + n, "%064d", 0);
			continue;
		}
		if (*p == '*')
			n += (size_t)sprintf(path + n, "days");
		if (*p != '#' && *p != '*')
			path[n++] = *p;
		if (*p != '#')
			continue;
		for (size_t i = 0; i < sizeof(things) / sizeof(*things); i++)
			if (filled == 0 && strncmp(pattern, things[i].begins,
			    strlen(things[i].begins)) == 0)
				n += (size_t)sprintf(path + n, "%ld",
				    whose == OWN ? things[i].own :
				    whose == TOMS ? things[i].other :
				    987654321);
		if (filled++ > 0)
			path[n++] = '2';
	}
	path[n] = '\0';
	return (path);
}

static void
must(bool holds, const char *what, const char *path, int person)
{
	if (!holds)
		fail_msg("%s: %s, for person %d", path, what, person);
}

static void
check_headers(const char *path, int person)
{
	static const struct { const char *name, *value; } wanted[] = {
		{ "content-security-policy", "default-src 'none'" },
		{ "content-security-policy", "frame-ancestors 'none'" },
		{ "content-security-policy", "form-action 'self'" },
		{ "x-content-type-options", "nosniff" },
		{ "referrer-policy", "same-origin" },
		{ "cross-origin-opener-policy", "same-origin" },
		{ "cache-control", "no-store" },
	};
	const char	*value;

	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		value = answer_header(wanted[i].name);
		if (strcmp(path, "/api/v1/openapi.json") == 0 &&
		    strcmp(wanted[i].name, "cache-control") == 0)
			continue;	/* it is everybody's */
		if ((strncmp(path, "/give-feedback", 14) == 0 ||
		    strncmp(path, "/sign-observation", 17) == 0) &&
		    strcmp(wanted[i].name, "referrer-policy") == 0) {
			must(strcmp(value, "no-referrer") == 0 ||
			    page_has("That could not be done"), "a referrer",
			    path, person);
			continue;
		}
		must(value != NULL && strstr(value, wanted[i].value) != NULL,
		    wanted[i].name, path, person);
	}
}

/* Each form that is sent by POST is guarded. */
static void
check_forms(const char *path, int person)
{
	const char	*at = page_text(), *end, *csrf;

	for (; (at = strstr(at, "<form ")) != NULL; at = end) {
		end = strstr(at, "</form>");
		must(end != NULL, "a form is not closed", path, person);
		if (memmem(at, strcspn(at, ">"), "method=\"post\"", 13) == NULL)
			continue;
		csrf = strstr(at, "name=\"csrf\" value=\"");
		must(csrf != NULL && csrf < end && csrf[19] != '"',
		    "a form has no token", path, person);
	}
}

/* Whose are Tom's, and who alone reads what was referred or is held. */
static bool
reads_hidden_words(const char *path, int person)
{
	return (person == SAL || person == PAT || (person == SUE &&
	    strncmp(path, "/suitability/", 13) == 0) || (person == DOT &&
	    strncmp(path, "/data/", 6) == 0));
}

static void
check_page_of(const char *path, int person)
{
	must(page_has("<!doctype html>\n<html lang=\"en\""), "no language",
	    path, person);
	must(page_count("<title>") == 1 && !page_has("<title> -"),
	    "not one title", path, person);
	must(page_count("<h1") == 1, "not one h1", path, person);
	must(page_count("<main ") == 1, "not one main", path, person);
	must(!page_has(" style=") && !page_has("javascript:") &&
	    !page_has(" onclick="), "a script or a style in the page", path,
	    person);
	must(reads_hidden_words(path, person) || !page_has("Hidden words"),
	    "words of somebody else", path, person);
	check_forms(path, person);
}

/* Answers of the table: what a status is not says where it leads. */
enum { NOT_ASKED = 0, SIGN_IN_FIRST = 1 };

/* What is done to a form that is none of ours, or not of this session. */
static const struct guard {
	const char	*name, *fetch_site, *origin;
	bool		 token, earlier;
} guards[] = {
	{ "no-token" },
	{ "x-site", .token = true, .fetch_site = "cross-site" },
	{ "x-origin", .token = true, .origin = "https://elsewhere.example" },
	{ "stale", .token = true, .earlier = true },
};
enum { GUARDS = sizeof(guards) / sizeof(*guards), STALE = GUARDS - 1 };

static struct { short own, other; } answers[ROUTES_MAX][COLUMNS];
static short	guarded[ROUTES_MAX][GUARDS];

static bool
is_nobodys(const struct who *w)
{
	return (w->person == 0 || strcmp(w->name, "expired") == 0);
}

static void
begin_as(const struct who *w)
{
	sign_in_as(w->person);
	if (w->person != 0 && is_nobodys(w))
		owner_does("UPDATE auth.session SET seen_at = now() - "
		    "interval '31 minutes' WHERE person_id = 2");
}

static enum status
ask_as(const struct who *w, enum method method, const char *path)
{
	if (w->person == 0 || *session_cookie() == '\0')
		begin_as(w);
	if (method == GET)
		return (ask(path));
	if (w->person != 0)
		return (send_form(path, ""));
	if (ask("/sign-in") != OK)
		fail_msg("the sign-in page is not there");
	keep_fields("/sign-in");
	return (send_kept(path, ""));
}

/* The last page with a dot for each digit of what is new in every page. */
static char *
steady_page(void)
{
	static const char *const	tokens[] = { "name=\"csrf\" value=\"",
					    "name=\"once\" value=\"" };
	char				*page = strdup(page_text()), *at;

	for (size_t i = 0; i < sizeof(tokens) / sizeof(*tokens); i++)
		for (at = page; (at = strstr(at, tokens[i])) != NULL;)
			for (at += strlen(tokens[i]); *at != '"'; at++)
				*at = '.';
	return (page);
}

/* Every page of what is not there says the same. */
static void
check_missing(const struct who *w, const char *path)
{
	static char	said[4000];
	const char	*words = strstr(page_text(), "<h1");

	assert_non_null(words);
	if (*said == '\0')
		snprintf(said, sizeof(said), "%s", words);
	must(strcmp(said, words) == 0, "not the words of what is missing",
	    path, w->person);
}

/* What is another's is answered as what was never there, to the byte. */
static void
check_nothing_tells(const struct route *r, const struct who *w)
{
	char	*page = steady_page(), *missing;

	assert_answer(NOT_FOUND, ask_as(w, r->method, address(r->path,
	    NEVER)));
	missing = steady_page();
	must(strcmp(page, missing) == 0, "not the page of what is missing",
	    r->path, w->person);
	free(page);
	free(missing);
}

static short
check_answer_of(const struct route *r, const struct who *w, const char *path)
{
	enum status	 got = ask_as(w, r->method, path);
	const char	*to = answer_location();

	check_headers(path, w->person);
	if (got == SEE_OTHER)
		must(page_text()[0] == '\0', "words with a redirect", path,
		    w->person);
	else if (strncmp(page_text(), "<!doctype", 9) == 0)
		check_page_of(path, w->person);
	if (got == SEE_OTHER && to != NULL && is_nobodys(w) &&
	    (strcmp(to, "/sign-in") == 0 ||
	    strncmp(to, "/sign-in?to=", 12) == 0))
		return (SIGN_IN_FIRST);
	if (got == NOT_FOUND)
		check_missing(w, path);
	return ((short)got);
}

/* What a route is not for is refused before its numbers are read. */
static bool
is_for(const struct route *r, const struct who *w)
{
	return ((r->roles & (w->roles | ANYONE | (is_nobodys(w) ? 0 :
	    SIGNED_IN))) != 0);
}

/* Each column in a world of its own. */
static void
ask_column(void **state, int c)
{
	const struct who	*w = &columns[c];
	const struct route	*r = routes;

	if (!is_nobodys(w))
		access_world(state);
	begin_as(w);
	for (size_t n = 0; r->path != NULL; r++, n++) {
		answers[n][c].own = check_answer_of(r, w,
		    address(r->path, OWN));
		if (!is_for(r, w))
			must(answers[n][c].own == (is_nobodys(w) ?
			    SIGN_IN_FIRST : NOT_FOUND), "not refused",
			    r->path, w->person);
		if (!is_for(r, w) || strchr(r->path, '#') == NULL)
			continue;
		answers[n][c].other = check_answer_of(r, w,
		    address(r->path, TOMS));
		if (answers[n][c].own != NOT_FOUND &&
		    answers[n][c].other == NOT_FOUND)
			check_nothing_tells(r, w);
	}
}

static short
send_past(const struct guard *g, const char *path, const char *earlier)
{
	struct arena	 a = { 0 };
	const char	*token = g->earlier ? earlier : session_cookie();
	enum status	 got;

	manner.fetch_site = g->fetch_site;
	manner.origin = g->origin;
	got = send_bare(path, arena_printf(&a, "once=%s%s%s",
	    secret_token(&a), g->token ? "&csrf=" : "", g->token ?
	    secret_mask(&a, secret_csrf(&a, token)) : ""));
	manner.fetch_site = manner.origin = NULL;
	arena_release(&a);
	return ((short)got);
}

/* Whom a form is for: the first who was not told that there is none. */
static int
column_of(size_t n)
{
	for (int c = 0; c < COLUMNS; c++)
		if (!is_nobodys(&columns[c]) && answers[n][c].own != NOT_FOUND)
			return (c);
	return (0);
}

static void
ask_guards(int c)
{
	const struct route	*r = routes;
	char			 earlier[TOKEN_LENGTH + 1];

	sign_in_as(columns[c].person);
	snprintf(earlier, sizeof(earlier), "%s", session_cookie());
	sign_in_as(columns[c].person);
	for (size_t n = 0; r->path != NULL; r++, n++) {
		if (r->method != POST || column_of(n) != c)
			continue;
		for (int g = 0; g < GUARDS; g++) {
			guarded[n][g] = send_past(&guards[g],
			    address(r->path, OWN), earlier);
			must(g == STALE || r->one_click ||
			    guarded[n][g] == BAD_REQUEST, guards[g].name,
			    r->path, columns[c].person);
		}
	}
}

static void
put_words(struct golden *g, const char *fmt, ...)
{
	va_list	ap;

	va_start(ap, fmt);
	g->n += (size_t)vsnprintf(g->bytes + g->n, sizeof(g->bytes) - g->n,
	    fmt, ap);
	va_end(ap);
	assert_in_range(g->n, 1, sizeof(g->bytes) - 1);
}

static const char *
word_of(short answer, char *room)
{
	if (answer == NOT_FOUND)
		return ("-");
	if (answer == SIGN_IN_FIRST)
		return ("in");
	sprintf(room, "%d", answer);
	return (room);
}

static void
put_route(struct golden *g, const struct route *r, size_t n)
{
	char	a[12], b[12], both[24];

	put_words(g, "%-4s %-45s", r->method == GET ? "GET" : "POST", r->path);
	for (int c = 0; c < COLUMNS; c++) {
		snprintf(both, sizeof(both), "%s",
		    word_of(answers[n][c].own, a));
		if (answers[n][c].other != NOT_ASKED &&
		    answers[n][c].other != answers[n][c].own)
			snprintf(both, sizeof(both), "%s/%s",
			    word_of(answers[n][c].own, a),
			    word_of(answers[n][c].other, b));
		put_words(g, " %-8s", both);
	}
	for (int i = 0; r->method == POST && i < GUARDS; i++)
		put_words(g, " %-8s", word_of(guarded[n][i], a));
	while (g->bytes[g->n - 1] == ' ')
		g->n--;
	put_words(g, "\n");
}

static void
put_heads(struct golden *g, const char *what, int width)
{
	put_words(g, "%-*s", width, what);
	for (int c = 0; c < COLUMNS; c++)
		put_words(g, " %-8s", columns[c].name);
}

static void
check_table(struct golden *g, const char *file)
{
	char	diff[200];

	snprintf(diff, sizeof(diff), "diff tests/golden/%s build/golden/%s >&2",
	    file, file);
	if (golden_holds(g, file))
		return;
	if (system(diff) == 0)
		fail_msg("%s cannot be compared", file);
	fail_msg("%s says otherwise", file);
}

static void
test_every_route_answers_each_role_as_its_table_says(void **state)
{
	static struct golden	g;
	const struct route	*r = routes;

	for (int c = 0; c < COLUMNS; c++)
		ask_column(state, c);
	for (int c = 0; c < COLUMNS; c++)
		if (!is_nobodys(&columns[c]))
			ask_guards(c);
	put_words(&g, "# What every route answers whom: about Mary's and, "
	    "behind the stroke, about Tom's of another programme where that "
	    "differs.\n# -: as what is not there (404); in: to sign in first; "
	    "forms are sent empty.  staff2 is Tom's, partner2 his employer "
	    "and Mary's\n# host.  Of whom a form is for, the last four: "
	    "without its token, from another "
	    "site, from another origin, and with the token of an earlier "
	    "session.\n");
	put_heads(&g, "#", 50);
	for (int i = 0; i < GUARDS; i++)
		put_words(&g, " %-8s", guards[i].name);
	put_words(&g, "\n");
	for (size_t n = 0; r->path != NULL; r++, n++)
		put_route(&g, r, n);
	check_table(&g, "access/routes.txt");
}

/* tests/pages/rows.sql asks as the web's role, with each one's session. */
static void
test_every_row_is_there_for_whom_its_table_says(void **state)
{
	static struct golden	 g;
	struct arena		 a = { 0 };
	const char		*who = "", *said = " ";

	for (int c = 0; c < COLUMNS; c++)
		who = arena_printf(&a, "%s%s(%d, '%s', %d)", who,
		    c == 0 ? "" : ", ", c, columns[c].name, columns[c].person);
	owner_file("tests/pages/rows.sql");
	put_words(&g, "# What of each table the web's role may do for whom, by "
	    "privileges and policies alone: triggers and foreign keys stand "
	    "aside.\n# *: to all rows, +: to some, -: to none, .: there is "
	    "none; of Tom's programme behind the stroke, where rows say whose "
	    "they are.\n# To add one like another: + may, t a trigger refuses "
	    "it.  staff2 is Tom's, partner2 his employer and Mary's host.\n");
	put_heads(&g, "#", 50);
	put_words(&g, "\n");
	for (int behind = 0; *said != '\0'; behind += 20) {
		said = owner_reads(arena_printf(&a, "SELECT "
		    "pg_temp.access_to_rows(ARRAY(SELECT w FROM (VALUES %s) "
		    "v (at, name, person), LATERAL (SELECT name || ' ' || "
		    "person) w (w) ORDER BY at), %d)", who, behind));
		put_words(&g, "%s", said);
	}
	arena_release(&a);
	check_table(&g, "access/rows.txt");
}

/* The same form in a new world, when it was taken in the last. */
static const struct place *
in_a_new_world(void *place)
{
	whole_world(NULL);
	sign_in_as(((struct place *)place)->person);
	if (ask(((struct place *)place)->page) != OK ||
	    page_form(((struct place *)place)->action) == NULL)
		return (NULL);
	return (place);
}

/* Asked for those whom it is for; all are signed in, as staff may see. */
static bool
has_form(const struct route *r, struct place *p)
{
	for (int c = 0; c < COLUMNS - OFFICERS; c++) {
		p->person = columns[c].person;
		sign_in_as(p->person);
		if (!is_nobodys(&columns[c]) && is_for(r, &columns[c]) &&
		    ask(p->page) == OK &&
		    page_form(p->action) != NULL)
			return (true);
	}
	return (false);
}

/* What a page must be asked for to show its form. */
static const char *
query_for(const char *path)
{
	static const char *const	asked[][2] = {
		{ "/placements/#/educators/check", "?educator=501&"
		    "duty=onsite_supervisor&from=2026-07-01" },
		{ "/concerns/#/next", "?step=reviewed" },
		{ "/support-plans/#/next", "?step=reviewed" },
		{ "/adjustments/#/next", "?step=agreed" },
		{ "/asye/#/changes/new", "?kind=delay" },
		{ "/asye/#/steps/new", "?change=withdrawn" },
		{ "/filters/new", "?path=/cohorts/1&query=state%3Dpaused" },
	};

	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++)
		if (strcmp(asked[i][0], path) == 0)
			return (asked[i][1]);
	return ("");
}

/* Forms that this world does not show: those of signing in, which
 * test_bad_input fills in, and those that follow on something done before,
 * which the tests of their pages do. */
static bool
is_tried_elsewhere(const char *path)
{
	static const char *const	paths[] = {
		"/sign-in", "/sign-out", "/choose-password",
		"/sign-in/code", "/sign-in/set-up", "/account/second-step/end",
		"/account/recovery-codes", "/account/provider",
		"/suitability/#/next", "/suitability/#/undo", "/exports/#",
		"/days/#/put-back", "/team/#/put-back",
		"/trainees/#/changes/check",
		"/educators/#/put-back", "/educators/#/entries/#/put-back",
		"/placements/#/educators/#/cancel",
		"/modules/#/components/new", "/components/#/release",
		"/modules/#/board/check", "/imports/#/confirm",
		"/imports/#/undo",
		"/matching/#/confirm", "/matching/#/undo",
		"/settings/#/#/check", "/placements/#/changes/check",
		"/placements/#/changes/#/undo",
		"/trainees/#/placements/check", "/units/#/open",
		"/attention/aside", "/trainees/#/number",
		"/filters/#/put-back", "/asye/#/corrections/check",
		"/asye/#/corrections/#/undo",
		"/documents/#/write", "/documents/#/send", "/documents/#/undo",
		"/documents/#/unlock", "/documents/#/withdraw",
		"/documents/#/put-back", "/placements/#/feedback",
		"/feedback-requests/#/remind",
		"/feedback-requests/#/put-back",
		"/feedback-requests/#/discuss",
		"/feedback-requests/#/undiscuss", "/give-feedback/$",
		"/reminders/$",
		"/give-feedback/start", "/give-feedback/consent",
		"/give-feedback/questions/#", "/give-feedback/check",
		"/give-feedback/done", "/give-feedback/later",
		"/give-feedback/decline",
		"/calendar/end", "/asye/#/changes/check", "/asye/changes/#",
		"/support/#", "/support/#/weeks/#/dispute",
		"/support/#/weeks/#/answer", "/support/#/weeks/#/undo",
		"/asye/changes/#/withdraw", "/asye/#/reviews/#/needed",
		"/asye/#/recommend", "/asye/#/recommend/comment",
		"/asye/#/outcome/new", "/asye/#/outcome/next",
		"/asye/#/certificate", "/asye/#/certificate/withdraw",
		"/moderation/new", "/moderation/#/draw",
		"/moderation/#/confirm", "/moderation/#/panels/#/close",
		"/moderation/#/portfolios/#/decide",
		"/files/#/remove", "/files/#/put-back", "/files/#/evidence",
		"/asye/#/evidence/files/#", "/documents/#/observer",
		"/sign-observation/$", "/sign-observation/read",
		"/crosswalk/#/#/#", "/crosswalk/#/#/#/undo/#",
		"/trainees/#/asye/not", "/trainees/#/asye/not/remove",
		"/trainees/#/support-plans/new",
		"/findings/#/close",
		"/data/requests/#", "/data/holds/new", "/data/holds/#",
		"/data/erasures/new", "/programmes/#/close",
	};

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		if (strcmp(paths[i], path) == 0)
			return (true);
	return (false);
}

static void
test_every_form_takes_no_nonsense(void **state)
{
	struct place	p;
	int		wrong = 0;
	bool		shown;

	for (const struct route *r = routes; r->path != NULL; r++) {
		if (r->method != POST || r->upload)
			continue;
		snprintf(p.action, sizeof(p.action), "%s",
		    address(r->path, OWN));
		snprintf(p.page, sizeof(p.page), "%s%s",
		    address(r->path, OWN), query_for(r->path));
		whole_world(state);
		shown = has_form(r, &p);
		if (shown == is_tried_elsewhere(r->path)) {
			print_error("%s: its form is %sshown here\n", r->path,
			    shown ? "" : "not ");
			wrong++;
		}
		if (shown)
			try_nonsense(&p, in_a_new_world, &p);
	}
	assert_int_equal(wrong, 0);
}

/* Nothing but the pages that keep to their own rows may be cached or read. */
static void
test_an_answer_that_is_no_page_has_its_headers_too(void **state)
{
	assert_answer(NOT_FOUND, ask("/nowhere"));
	check_headers("/nowhere", 0);
	check_page_of("/nowhere", 0);
	assert_answer(NOT_ALLOWED, ask("/sign-out"));
	check_headers("/sign-out", 0);
	check_page_of("/sign-out", 0);
	assert_answer(BAD_REQUEST, send_bare("/sign-in", "email=a"));
	check_headers("/sign-in", 0);
	check_page_of("/sign-in", 0);
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, whole_world)
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup(
		    test_every_route_answers_each_role_as_its_table_says,
		    access_world),
		cmocka_unit_test_setup(
		    test_every_row_is_there_for_whom_its_table_says,
		    access_world),
		test(test_every_form_takes_no_nonsense),
		cmocka_unit_test(test_no_form_is_kept_that_nobody_sees),
		test(test_an_answer_that_is_no_page_has_its_headers_too),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
