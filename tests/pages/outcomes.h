#pragma once
/*
 * outcomes - a world in which years end: Nina and five others whom Brook
 * employs had their final reviews, and four can moderate.
 *
 *	71 Nina		ASYE 700, and 81-85 with ASYEs 781-785; Asa assesses
 *	76 Vi, 77 Orr	sit with Modi (74) and Pim (78) on panels
 */
#include <stdio.h>

#include "nonsense.h"

enum { VI = 76, ORR, PIM, NQSWS = 6 };

/* The number that SQL finds, in a path. */
static inline const char *
path_with(const char *begins, int64_t id, const char *rest)
{
	static char	paths[8][ADDRESS_MAX];
	static int	n;
	char		made[2 * ADDRESS_MAX];

	snprintf(made, sizeof(made), "%s%ld%s", begins, (long)id, rest);
	assert_true(strlen(made) < ADDRESS_MAX);
	return (memcpy(paths[n++ % 8], made, ADDRESS_MAX));
}

#define ROUND(rest) path_with("/moderation/",				\
	    owner_asks("SELECT max(id) FROM moderation_round"), rest)
#define NINAS(rest) path_with("/asye/", 700, rest)

static inline int
outcome_world(void **state)
{
	static const struct { const char *change, *on; } lives[] = {
		{ "agreement_signed", "2025-09-10" },
		{ "reviewed_3", "2025-12-01" },
		{ "reviewed_6", "2026-03-02" },
		{ "final_reviewed", "2026-06-08" },
	};

	asye_world(state);
	owner_does("INSERT INTO person (id, given_name, family_name, email, "
	    "swe_number) OVERRIDING SYSTEM VALUE SELECT id, g, f, "
	    "lower(g) || '@example.org', CASE WHEN id > 80 THEN 'SW1' || id "
	    "END FROM (VALUES (76, 'Vi', 'Vane'), (77, 'Orr', 'Holm'), "
	    "(78, 'Pim', 'Reeve'), (81, 'Ada', 'Quill'), (82, 'Ben', "
	    "'Rusk'), (83, 'Cyd', 'Sway'), (84, 'Dot', 'Tarn'), (85, 'Eli', "
	    "'Usk')) AS p (id, g, f); "
	    "INSERT INTO role_held (person_id, role, programme_id, during) "
	    "SELECT id, 'moderator', 1, '[2026-01-01,)' FROM person "
	    "WHERE id BETWEEN 76 AND 78; "
	    "INSERT INTO enrolment (id, programme_id, cohort_id, person_id, "
	    "employer_id, starts_on) OVERRIDING SYSTEM VALUE "
	    "SELECT id + 100, 1, 4, id, 9003, '2025-09-01' FROM person "
	    "WHERE id BETWEEN 81 AND 85; "
	    "INSERT INTO asye (id, enrolment_id, person_id, programme_id, "
	    "framework_id, employer_id, host_id, provider_id, team_id, "
	    "qualified_on, swe_registered_on, employed_on, starts_on) "
	    "OVERRIDING SYSTEM VALUE SELECT p.id + 700, p.id + 100, p.id, 1, "
	    "a.framework_id, 9003, 9002, 9003, 51, a.qualified_on, "
	    "a.swe_registered_on, a.employed_on, a.starts_on "
	    "FROM person p, asye a WHERE p.id BETWEEN 81 AND 85 "
	    "AND a.id = 700; "
	    "INSERT INTO asye_duty (asye_id, trainee_id, programme_id, "
	    "person_id, duty, during) SELECT id, person_id, 1, 72, "
	    "'assessor', '[2025-09-01,)' FROM asye WHERE id > 780; "
	    "INSERT INTO asye_event (asye_id, change, on_day) "
	    "SELECT id, 'registered', '2025-09-01' FROM asye WHERE id > 780");
	for (size_t i = 0; i < sizeof(lives) / sizeof(*lives); i++)
		owner_doesf("INSERT INTO asye_event (asye_id, change, on_day) "
		    "SELECT id, '%s', '%s' FROM asye ORDER BY id",
		    lives[i].change, lives[i].on);
	return (0);
}

/* As Asa, by the page. */
static inline void
recommends(int64_t asye, const char *result)
{
	char	fields[240];

	sign_in_as(ASA);
	assert_answer(OK, ask(path_with("/asye/", asye, "/recommend")));
	snprintf(fields, sizeof(fields), "recommends=%s&holistic=Nina+Sol+"
	    "shows+judgement.+NINA+wrote+to+nina%%40example.org,+SW1071&"
	    "unmet=Shown+in+supervision", result);
	assert_answer(SEE_OTHER, submit(path_with("/asye/", asye,
	    "/recommend"), fields));
}

static inline void
names(int64_t panel, int64_t person, const char *chair)
{
	char	fields[200];

	snprintf(fields, sizeof(fields), "person=%ld&chair=%s&capability="
	    "Assesses+since+2019", (long)person, chair);
	assert_answer(OK, ask(path_with(ROUND("/panels/"), panel,
	    "/members")));
	assert_answer(SEE_OTHER, submit(path_with(ROUND("/panels/"), panel,
	    "/members"), fields));
}

static inline int64_t
panel_of(const char *kind)
{
	char	sql[120];

	snprintf(sql, sizeof(sql), "SELECT max(id) FROM moderation_panel "
	    "WHERE kind = '%s'", kind);
	return (owner_asks(sql));
}

/* Cora begins a round, with Modi in the chair and Vi beside. */
static inline void
begins_round(void)
{
	sign_in_as(CORA);
	assert_answer(OK, ask("/moderation/new"));
	assert_answer(SEE_OTHER, submit("/moderation/new",
	    "place=1-9003&name=Summer+2026"));
	names(panel_of("internal"), MODI, "yes");
	names(panel_of("internal"), VI, "no");
}

static inline void
draws(void)
{
	sign_in_as(CORA);
	assert_answer(OK, ask(ROUND("/draw")));
	assert_answer(SEE_OTHER, submit(ROUND("/draw"), ""));
}

/* The portfolio of an ASYE on a panel. */
static inline const char *
portfolio(const char *kind, int64_t asye, const char *rest)
{
	char	sql[200];

	snprintf(sql, sizeof(sql), "SELECT max(id) FROM panel_portfolio WHERE "
	    "kind = '%s' AND asye_id = %ld", kind, (long)asye);
	return (path_with(ROUND("/portfolios/"), owner_asks(sql), rest));
}

#define ALL_YES "answer-1=yes&answer-2=yes&answer-3=yes&answer-4=yes&"	\
	"answer-5=yes&answer-6=yes&answer-7=yes&answer-8=yes&"		\
	"answer-9=yes&answer-10=yes&answer-11=yes"

static inline void
declares(const char *kind, int64_t asye, int64_t person, const char *fields)
{
	sign_in_as(person);
	assert_answer(OK, ask(portfolio(kind, asye, "/declare")));
	assert_answer(SEE_OTHER, submit(portfolio(kind, asye, "/declare"),
	    fields));
}

static inline void
judges(const char *kind, int64_t asye, int64_t person, const char *verdict)
{
	char	fields[400];

	declares(kind, asye, person, "conflict=none");
	assert_answer(OK, ask(portfolio(kind, asye, "/judge")));
	snprintf(fields, sizeof(fields), ALL_YES "&verdict=%s&words=So+it+is",
	    verdict);
	assert_answer(SEE_OTHER, submit(portfolio(kind, asye, "/judge"),
	    fields));
}

/* Vi and Modi judge, and Modi records what they decide. */
static inline void
panel_decides(int64_t asye, const char *verdict)
{
	char	fields[100];

	judges("internal", asye, VI, verdict);
	judges("internal", asye, MODI, verdict);
	assert_answer(OK, ask(portfolio("internal", asye, "/decide")));
	snprintf(fields, sizeof(fields), "verdict=%s&reasons=As+we+read+it",
	    verdict);
	assert_answer(SEE_OTHER, submit(portfolio("internal", asye,
	    "/decide"), fields));
}

/* Nina's alone is recommended, drawn and decided on. */
static inline void
moderated(const char *result, const char *verdict)
{
	recommends(700, result);
	begins_round();
	draws();
	panel_decides(700, verdict);
}

static inline void
decides(const char *fields)
{
	sign_in_as(CORA);
	assert_answer(OK, ask(NINAS("/outcome/new")));
	assert_answer(SEE_OTHER, submit(NINAS("/outcome/new"), fields));
}

static inline void
takes(int64_t person, const char *step, const char *fields)
{
	char	rest[100];

	sign_in_as(person);
	snprintf(rest, sizeof(rest), "/outcome/next?step=%s", step);
	assert_answer(OK, ask(NINAS(rest)));
	assert_answer(SEE_OTHER, submit(NINAS("/outcome/next"), fields));
}

#define GIVEN	"on-day=15&on-month=6&on-year=2026"
