/* imports_confirm - enrol everybody of an import, or nobody. */
#include <string.h>

#include "core/secret.h"
#include "core/session.h"
#include "pages.h"
#include "pages/import.h"
#include "views.h"

/* So many people a statement, for each statement has a few seconds. */
enum { INVITATION_DAYS = 14, AT_ONCE = 500 };

enum status
import_confirm_page(struct request *req)
{
	struct import	*i = import_asked(req);

	if (i == NULL)
		return (NOT_FOUND);
	if (i->state != IMPORT_STATE_CHECKED)
		return (see_other(req, "/imports/%ld", i->id));
	import_confirm_form(req->out, req, i);
	return (OK);
}

/* "{2,2,2,2,1,0,0}", as PostgreSQL reads an array. */
static const char *
working_array(struct arena *a, const signed char halves[7])
{
	return (arena_printf(a, "{%d,%d,%d,%d,%d,%d,%d}", halves[0], halves[1],
	    halves[2], halves[3], halves[4], halves[5], halves[6]));
}

static struct enrolled_person_list
enrol(struct request *req, const struct import *i, const struct staged *s)
{
	struct arena	*a = req->arena;
	const char	**texts = arena_array(a, s->n * 6, sizeof(*texts));
	int64_t		*employers = arena_array(a, s->n, sizeof(*employers));
	struct text_list columns[6];

	for (size_t c = 0; c < 6; c++)
		columns[c] = (struct text_list){ texts + c * s->n, s->n };
	for (size_t n = 0; n < s->n; n++) {
		const struct import_row	*r = &s->rows[n];

		texts[n] = r->first_name;
		texts[s->n + n] = r->last_name;
		texts[s->n * 2 + n] = r->email;
		texts[s->n * 3 + n] = r->swe_number == NULL ? "" :
		    r->swe_number;
		texts[s->n * 4 + n] = iso_words(a, r->starts_on);
		texts[s->n * 5 + n] = working_array(a, r->halves);
		employers[n] = r->employer_id;
	}
	return (people_enrol(req->db, i->cohort_id, i->programme_id,
	    columns[0], columns[1], columns[2], columns[3],
	    (struct int_list){ employers, s->n }, columns[4], columns[5]));
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
invite(struct request *req, const struct import *i, const struct staged *s,
    struct enrolled_person_list people)
{
	int64_t		*ids = arena_array(req->arena, s->n, sizeof(*ids));
	const char	**texts = arena_array(req->arena, s->n * 3,
			    sizeof(*texts));
	const char	**tokens = texts, **addresses = texts + s->n;
	const char	**letters = addresses + s->n;

	for (size_t n = 0; n < people.n; n++) {
		ids[n] = people.v[n].person_id;
		tokens[n] = secret_token(req->arena);
		addresses[n] = s->rows[n].email;
		letters[n] = invitation(req, i, &s->rows[n], tokens[n]);
	}
	people_invite(req->db, (struct int_list){ ids, people.n },
	    (struct text_list){ tokens, people.n },
	    (struct text_list){ addresses, people.n },
	    "Your invitation to Waymark",
	    (struct text_list){ letters, people.n }, INVITATION_DAYS);
}

/* Answers how many; fewer only when the database refuses somebody. */
static size_t
enrol_all(struct request *req, const struct import *i, const struct staged *s)
{
	struct enrolled_person_list	people;
	struct staged			part;

	for (size_t from = 0; from < s->n; from += part.n) {
		part = (struct staged){ s->lines + from, s->rows + from,
		    s->n - from < AT_ONCE ? s->n - from : AT_ONCE };
		people = enrol(req, i, &part);
		if (people.n != part.n)
			return (from + people.n);
		invite(req, i, &part, people);
	}
	import_confirmed(req->db, i->id, (int64_t)s->n);
	return (s->n);
}

/* The verdicts are kept although nobody is enrolled. */
static enum status
refuse(struct request *req, const struct import *i)
{
	struct staged	s = import_judge_again(req, i);

	if (s.n > 0 && s.nfailing == 0)
		return (CONFLICT);
	form_refuse(req->form, "", "Nobody was enrolled: what was ready "
	    "before is not ready any more");
	req->recorded = true;
	import_confirm_form(req->out, req, import_mine(req->db, i->id));
	return (INVALID);
}

/*
 * Only somebody who comes between our question and our answer with the same
 * address makes an insertion fail for its key; all else is a fault of ours.
 */
static bool
lost_a_race(struct request *req)
{
	if (db_failed(req->db) && strcmp(db_state(req->db), "23505") != 0)
		return (false);
	return (!db_tried(req->db));
}

enum status
import_confirm(struct request *req)
{
	struct import	*i = import_asked(req);
	struct staged	 s;
	size_t		 enrolled;

	if (i == NULL)
		return (NOT_FOUND);
	if (i->state != IMPORT_STATE_CHECKED)
		return (see_other(req, "/imports/%ld", i->id));
	if (!import_unchanged(req, i)) {
		import_confirm_form(req->out, req, i);
		return (INVALID);
	}
	s = staged_of(req, i);
	staged_judge(req, &s, i->cohort_id, i->cohort_starts_on,
	    i->cohort_ends_on);
	if (s.n == 0 || s.nfailing > 0)
		return (refuse(req, i));
	db_try(req->db);
	enrolled = enrol_all(req, i, &s);
	if (lost_a_race(req))
		return (refuse(req, i));
	if (enrolled != s.n)
		return (FAILED);
	return (done(req, arena_printf(req->arena, "%s enrolled in %s",
	    people_counted(req->arena, (int64_t)s.n), i->cohort),
	    "/imports/%ld", i->id));
}
