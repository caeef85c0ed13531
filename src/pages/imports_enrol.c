/* imports_enrol - everybody of a file becomes a trainee and is invited. */
#include "core/secret.h"
#include "core/session.h"
#include "pages/import.h"
#include "rules/import_row.h"
#include "views.h"

/* So many people a statement, for each statement has a few seconds. */
enum { INVITATION_DAYS = 14, AT_ONCE = 500 };

/* "{2,2,2,2,1,0,0}", as PostgreSQL reads an array. */
static const char *
working_array(struct arena *a, const signed char halves[7])
{
	return (arena_printf(a, "{%d,%d,%d,%d,%d,%d,%d}", halves[0], halves[1],
	    halves[2], halves[3], halves[4], halves[5], halves[6]));
}

/* Rows that are enrolled by one statement. */
struct share { const struct import_row *rows; size_t n; };

static struct enrolled_person_list
enrol(struct request *req, const struct import *i, struct share share)
{
	struct arena	*a = req->arena;
	size_t		 all = share.n;
	const char	**texts = arena_array(a, all * 6, sizeof(*texts));
	int64_t		*employers = arena_array(a, all, sizeof(*employers));
	struct text_list columns[6];

	for (size_t c = 0; c < 6; c++)
		columns[c] = (struct text_list){ texts + c * all, all };
	for (size_t n = 0; n < all; n++) {
		const struct import_row	*r = &share.rows[n];

		texts[n] = r->first_name;
		texts[all + n] = r->last_name;
		texts[all * 2 + n] = r->email;
		texts[all * 3 + n] = r->swe_number == NULL ? "" :
		    r->swe_number;
		texts[all * 4 + n] = iso_words(a, r->starts_on);
		texts[all * 5 + n] = working_array(a, r->halves);
		employers[n] = r->employer_id;
	}
	return (people_enrol(req->db, i->cohort_id.value, i->programme_id,
	    columns[0], columns[1], columns[2], columns[3],
	    (struct int_list){ employers, all }, columns[4], columns[5]));
}

static const char *
invitation(struct request *req, const struct import *i,
    const struct import_row *r, const char *token)
{
	return (arena_printf(req->arena, "Dear %s %s,\n\nYou are enrolled in "
	    "the cohort %s from %s. In Waymark you record your placement days "
	    "and see what comes next.\n\nChoose your password here within %d "
	    "days:\n%s/choose-password?link=%s\n\nAfterwards you sign in with "
	    "this email address.\n", r->first_name, r->last_name, i->cohort,
	    date_words(req->arena, r->starts_on), INVITATION_DAYS,
	    own_origin(), token));
}

static void
invite(struct request *req, const struct import *i, struct share share,
    struct enrolled_person_list people)
{
	int64_t		*ids = arena_array(req->arena, share.n, sizeof(*ids));
	const char	**texts = arena_array(req->arena, share.n * 3,
			    sizeof(*texts));
	const char	**tokens = texts, **addresses = texts + share.n;
	const char	**letters = addresses + share.n;

	for (size_t n = 0; n < people.n; n++) {
		ids[n] = people.v[n].person_id;
		tokens[n] = secret_token(req->arena);
		addresses[n] = share.rows[n].email;
		letters[n] = invitation(req, i, &share.rows[n], tokens[n]);
	}
	people_invite(req->db, (struct int_list){ ids, people.n },
	    (struct text_list){ tokens, people.n },
	    (struct text_list){ addresses, people.n },
	    "Your invitation to Waymark",
	    (struct text_list){ letters, people.n }, INVITATION_DAYS);
}

int64_t
people_store(struct request *req, const struct import *i,
    const struct staged *s)
{
	const struct import_row		*rows = s->rows;
	struct enrolled_person_list	people;
	struct share			share;

	for (size_t from = 0; from < s->n; from += share.n) {
		share = (struct share){ rows + from,
		    s->n - from < AT_ONCE ? s->n - from : AT_ONCE };
		people = enrol(req, i, share);
		if (people.n != share.n)
			return (-1);
		invite(req, i, share, people);
	}
	return ((int64_t)s->n);
}
