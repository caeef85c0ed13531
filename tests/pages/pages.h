#pragma once
/*
 * pages - asks pages as the browser of somebody, in the small world of
 * tests/pages/fixtures.sql, through dispatch() and a real PostgreSQL.
 *
 *	cmocka_unit_test_setup(test_..., new_world)
 *
 *	sign_in_as(31);
 *	assert_int_equal(ask("/cohorts/1?sort=behind"), OK);
 *	assert_true(page_has("Spring 2026"));
 *
 * What a page or a header holds is good until the next question.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/request.h"

enum {
	SIAN = 1, MARY, ZOE, KWAME, AMIRA, TOM,
	EWAN = 11, ESI, UNA, PAT = 21, BO, SAM = 31, SAL
};

/* For cmocka: the world as fixtures.sql makes it, and nobody signed in. */
int		 new_world(void **state);
/* For cmocka, of a group of tests: leaves the database. */
int		 leave_world(void **state);
/* Statements of the database's owner. */
void		 owner_does(const char *sql);
/* One number of a query of the owner's. */
int64_t		 owner_asks(const char *sql);

void		 sign_in_as(int64_t person);	/* 0: nobody */
/* GET, with a query behind the path if there is a ?. */
enum status	 ask(const char *address);
/* POST of a form; csrf and once are added as the page would have them. */
enum status	 send_form(const char *path, const char *body);
/* POST of exactly this body. */
enum status	 send_bare(const char *path, const char *body);

/* What came back. */
bool		 page_has(const char *);
size_t		 page_count(const char *);
bool		 page_shows_in_order(const char *first, const char *then);
const char	*page_text(void);
const char	*answer_header(const char *name);	/* or NULL */
const char	*answer_location(void);		/* of a SEE_OTHER, or NULL */
