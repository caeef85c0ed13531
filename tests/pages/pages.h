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
	EWAN = 11, ESI, UNA, PAT = 21, BO, SAM = 31, SAL,
	INES = 41, LEO,			/* a tutor, and who leads a unit */
	EQUI = 79,			/* reads exact figures of fairness */
	NINA = 71, ASA, CORA, MODI, LINA	/* of asye_world() */
};

/* For cmocka: the world as fixtures.sql makes it, and nobody signed in. */
int		 new_world(void **state);
/* The same with an ASYE, as fixtures_asye.sql makes it. */
int		 asye_world(void **state);
/* Puts a world back as it was kept; false when none of the name was. */
bool		 world_back(const char *name);
void		 world_keep(const char *name);
/* For cmocka: whatever is in the database, and nobody signed in. */
int		 open_world(void **state);
/* For cmocka, of a group of tests: leaves the database. */
int		 leave_world(void **state);
/* Statements of the database's owner. */
void		 owner_does(const char *sql);
void		 owner_doesf(const char *fmt, ...)
		    __attribute__((format(printf, 1, 2)));
void		 owner_file(const char *path);	/* of such statements */
/* One number of a query of the owner's. */
int64_t		 owner_asks(const char *sql);
const char	*owner_reads(const char *sql);	/* one text, or "" for NULL */
/* What is stored, in short: every change that the web makes is an event. */
enum { STORED_SIZE = 200 };
void		 take_stored(char to[STORED_SIZE]);
/* As the web's own role, outside every page; false when it was refused. */
bool		 web_does(const char *sql);

/* Everybody has this password once it was given. */
#define PASSWORD "correct horse battery"
void		 give_passwords(void);

/* From here on, the web finds no server; until the next new_world(). */
void		 lose_database(void);

void		 sign_in_as(int64_t person);	/* 0: nobody */
/*
 * Browsers are numbered from 0, which is the one in hand at first.  Each has
 * its own cookies, and keeps those that answers set.
 */
void		 take_browser(int);
const char	*session_cookie(void);
void		 set_session_cookie(const char *);
/* What the next questions say of themselves, as new_world() leaves it. */
extern struct manner {
	const char	*address, *origin, *fetch_site, *content_type;
	const char	*if_none_match, *user_agent, *accept, *authorization;
} manner;

/* How the last answer ended that came in pieces, and the largest of these; what
 * happens after each, unless it is NULL. */
extern enum piece_is rest_was;
extern size_t	 most_of_rest;
extern void	(*before_piece)(void);

/* GET, with a query behind the path if there is a ?. */
enum status	 ask(const char *address);
/* A method that is neither GET nor POST. */
enum status	 ask_otherwise(const char *path);
/* POST of a form; csrf and once are added as the page would have them. */
enum status	 send_form(const char *path, const char *body);
/* POST of a form with a file; one more field, unless its name is NULL. */
enum status	 send_file(const char *path, const char *name,
		    const char *value, const char *field, const char *file,
		    const void *bytes, size_t n);
/* POST of a form with several files in one field. */
struct sent_file { const char *name; const void *bytes; size_t n; };
enum status	 send_files(const char *path, const char *field,
		    const struct sent_file *, size_t);
/* POST of exactly this body. */
enum status	 send_bare(const char *path, const char *body);
enum status	 send_bytes(const char *path, const char *body, size_t);
/* POST of the form for that path in the page that came last: its hidden
 * fields, then these. */
enum status	 submit(const char *path, const char *fields);
/* The form for that path in the page that came last: its tag and what follows;
 * NULL when there is none. */
const char	*page_form(const char *path);
/* Those hidden fields, "a=1&b=2&"; the caller's until the next question. */
const char	*hidden_fields(const char *path);
/* The same, kept to be sent later, or by another browser. */
void		 keep_fields(const char *path);
enum status	 send_kept(const char *path, const char *fields);
/*
 * The same POST from n browsers, each on its own connection, that all wait for
 * a lock of the owner's before one of them can end.
 */
struct reply { enum status status; char location[100]; };
void		 send_at_once(const char *path, const char *body,
		    const char *lock, struct reply *, int n);
/* Different POSTs, each from its own browser, in the same way. */
struct sending { int browser; const char *path, *body; };
void		 send_all_at_once(const struct sending *, const char *lock,
		    struct reply *, int n);
/* GET of where the last answer led. */
enum status	 follow(void);

/* What came back. */
bool		 page_has(const char *);
bool		 page_is(const void *, size_t);	/* to the byte */
size_t		 page_count(const char *);
bool		 page_shows_in_order(const char *first, const char *then);
const char	*page_text(void);
const char	*page_bytes(size_t *);	/* of a file, which may hold NUL */
const char	*answer_header(const char *name);	/* or NULL */
const char	*answer_location(void);		/* of a SEE_OTHER, or NULL */

/* These write the page to build/failed.html when they fail. */
#define assert_answer(wanted, asked)					\
	check_answer(wanted, asked, #asked, __FILE__, __LINE__)
#define assert_shows(words)	check_page(words, true, __FILE__, __LINE__)
#define assert_hides(words)	check_page(words, false, __FILE__, __LINE__)
#define assert_leads_to(path)	check_location(path, __FILE__, __LINE__)
#define assert_owner_asks(wanted, sql)					\
	check_number(wanted, owner_asks(sql), sql, __FILE__, __LINE__)
void		 check_answer(enum status, enum status, const char *,
		    const char *file, int line);
void		 check_page(const char *, bool, const char *file, int line);
void		 check_location(const char *, const char *file, int line);
void		 check_number(int64_t, int64_t, const char *,
		    const char *file, int line);
