#pragma once
/*
 * fair_world - over the small world, three cohorts of 160 people who said
 * things about themselves, and some of whom left.
 *
 * Of each cohort's numbers 1 to 160: 1 to 40 are men, 41 to 150 women, the
 * others did not say; every third is of the Global Ethnic Majority (Black and
 * Asian in turn); every fifth is disabled.  People are 2000 + 200 * cohort +
 * number, and their enrolments have the same ids.
 */
#include "pages.h"

enum { FAIR_SIZE = 160, FAIR_COHORTS = 3 };

/* Somebody of a cohort, 1 to 3. */
static inline int64_t
fair_person(int cohort, int number)
{
	return (2000 + 200 * cohort + number);
}

static inline int
fair_world(void **state)
{
	if (new_world(state) != 0)
		return (-1);
	owner_does("SET session_replication_role = replica; "
	    "DELETE FROM enrolment WHERE programme_id = 1; "
	    "DELETE FROM enrolment_event WHERE programme_id = 1; "
	    "INSERT INTO cohort (id, programme_id, name, starts_on, ends_on) "
	    "OVERRIDING SYSTEM VALUE SELECT 10 + c, 1, "
	    "'Cohort of ' || 2021 + c, "
	    "make_date(2021 + c, 9, 1), make_date(2022 + c, 8, 31) "
	    "FROM generate_series(1, 3) c; "
	    "INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE SELECT 2000 + 200 * c + n, 'P', 'N' || n, "
	    "format('p%s.%s@example.org', c, n) "
	    "FROM generate_series(1, 3) c, generate_series(1, 160) n; "
	    "INSERT INTO enrolment (id, programme_id, cohort_id, person_id, "
	    "employer_id, starts_on, state) OVERRIDING SYSTEM VALUE "
	    "SELECT 2000 + 200 * c + n, 1, 10 + c, 2000 + 200 * c + n, 9002, "
	    "make_date(2021 + c, 9, 1), 'enrolled' "
	    "FROM generate_series(1, 3) c, generate_series(1, 160) n; "
	    "INSERT INTO equality.answer (person_id, question, choice, during) "
	    "SELECT 2000 + 200 * c + n, q.question, q.choice, '[2020-01-01,)' "
	    "FROM generate_series(1, 3) c, generate_series(1, 160) n, "
	    "LATERAL (VALUES ('sex', CASE WHEN n <= 40 THEN 'male' "
	    "WHEN n <= 150 THEN 'female' ELSE 'not_said' END), "
	    "('ethnicity', CASE WHEN n % 3 = 0 AND n % 2 = 0 THEN 'indian' "
	    "WHEN n % 3 = 0 THEN 'black_african' ELSE 'white_british' END), "
	    "('disability', CASE WHEN n % 5 = 0 THEN 'limits_a_little' "
	    "ELSE 'none' END)) AS q (question, choice); "
	    "SET session_replication_role = origin");
	return (0);
}

/* So many of these numbers of a cohort, from the first, left the programme. */
static inline void
fair_leave(int cohort, int first, int how_many)
{
	owner_doesf("SET session_replication_role = replica; "
	    "UPDATE enrolment SET state = 'withdrawn' "
	    "WHERE id BETWEEN %ld AND %ld; "
	    "SET session_replication_role = origin",
	    (long)fair_person(cohort, first),
	    (long)fair_person(cohort, first + how_many - 1));
}
