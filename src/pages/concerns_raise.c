/* concerns_raise - somebody raises a concern about a trainee's training. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "views.h"

/* "/days/17" and what may follow it: its first part and its number. */
static bool
read_path(struct arena *a, const char *path, const char **place, int64_t *id)
{
	const char	*number;
	size_t		 n;

	if (*path != '/' || strlen(path) > 200)
		return (false);
	n = strcspn(path + 1, "/");
	*place = arena_strndup(a, path + 1, n);
	number = path + 1 + n;
	if (*number++ != '/' || *number < '1' || *number > '9' ||
	    strspn(number, "0123456789") > 18)
		return (false);
	*id = strtoll(number, NULL, 10);
	number += strspn(number, "0123456789");
	return (*number == '\0' || (*number == '/' &&
	    strspn(number, "/abcdefghijklmnopqrstuvwxyz-0123456789") ==
	    strlen(number)));
}

const char *
concern_about_path(struct request *req, int64_t enrolment,
    struct maybe_int *placement)
{
	const char		*path = form_value(req->form, "about"), *place;
	struct concern_about	*about;
	int64_t			 id;

	if (!read_path(req->arena, path, &place, &id) ||
	    (about = concern_about(req->db, place, id)) == NULL ||
	    !about->enrolment_id.known ||
	    about->enrolment_id.value != enrolment)
		return (NULL);
	*placement = about->placement_id;
	return (path);
}

static struct concern_place_list
places_educated(struct arena *a, struct concern_place_list all)
{
	struct concern_place	*mine = arena_array(a, all.n, sizeof(*mine));
	size_t			 n = 0;

	each (p, all)
		if (p->educates)
			mine[n++] = *p;
	return ((struct concern_place_list){ mine, n });
}

/* Who asks, as whom; false when they are nobody to this trainee. */
static bool
raiser_begin(struct request *req, struct concern_raiser *r)
{
	struct trainee		*t = trainee_by_id(req->db, req->id[0]);
	struct concern_voice	*v;

	*r = (struct concern_raiser){ .trainee = t };
	if (t == NULL ||
	    (v = concern_voice(req->db, t->id, t->programme_id)) == NULL)
		return (false);
	r->places = concern_places(req->db, t->id);
	if (t->person_id == req->visitor.id)
		r->part = CONCERN_PART_TRAINEE;
	else if (v->staffs)
		r->part = CONCERN_PART_STAFF;
	else if (v->tutors)
		r->part = CONCERN_PART_TUTOR;
	else if (v->leads)
		r->part = CONCERN_PART_LEAD;
	else {
		r->educates = true;
		r->places = places_educated(req->arena, r->places);
		if (r->places.n > 0)
			r->part = CONCERN_PART_PRACTICE_EDUCATOR;
	}
	return (r->part != CONCERN_PART_NONE);
}

/* The placement that the page is about, or the one of today. */
static void
choose_place(struct request *req, const struct concern_raiser *r,
    struct maybe_int about)
{
	int64_t	chosen = about.known ? about.value : 0;

	each (p, r->places)
		if (chosen == 0 && (r->places.n == 1 ||
		    (date_compare(p->starts_on, req->today) <= 0 &&
		    date_compare(p->ends_on, req->today) >= 0)))
			chosen = p->id;
	if (chosen != 0)
		form_set(req->form, "placement", arena_printf(req->arena,
		    "%ld", chosen));
}

enum status
concern_new(struct request *req)
{
	struct concern_raiser	 r;
	struct maybe_int	 place = { 0 };
	const char		*about;

	if (!raiser_begin(req, &r))
		return (NOT_FOUND);
	about = concern_about_path(req, r.trainee->id, &place);
	choose_place(req, &r, place);
	concern_raise_form(req->out, req, &r, about);
	return (OK);
}

static const struct concern_place *
place_chosen(struct request *req, const struct concern_raiser *r)
{
	const char	*sent = form_value(req->form, "placement");

	if (r->places.n == 0 || (!r->educates && strcmp(sent, "none") == 0))
		return (NULL);
	each (p, r->places)
		if (strcmp(sent, arena_printf(req->arena, "%ld", p->id)) == 0)
			return (p);
	form_refuse(req->form, "placement", "Select the placement that it is "
	    "about");
	return (NULL);
}

/* An educator sees what they raise; of others' it is asked. */
static bool
is_shared(struct request *req, const struct concern_raiser *r)
{
	static const char *const	words[] = { "yes", "no", NULL };

	if (r->places.n == 0)
		return (false);
	return (r->educates || form_choice(req->form, "shared", words,
	    "Select yes if the practice educators may see it") == 0);
}

static const struct new_concern *
record(struct request *req, struct concern_raiser *r, enum concern_kind kind,
    const char *words, const char *about)
{
	const struct concern_place	*p = place_chosen(req, r);
	bool				 shared = is_shared(req, r);
	struct maybe_int		 place = { 0 }, host = { 0 };

	if (!form_ok(req->form))
		return (NULL);
	if (p != NULL) {
		place = (struct maybe_int){ true, p->id };
		host = (struct maybe_int){ true, p->organisation_id };
		if (r->educates && p->supervises)
			r->part = CONCERN_PART_ONSITE_SUPERVISOR;
	}
	return (concern_raise(req->db, r->trainee->id, r->trainee->person_id,
	    r->trainee->programme_id, place, host, kind, words, about,
	    shared && p != NULL, r->part));
}

enum status
concern_make(struct request *req)
{
	static const char *const	kinds[] = { "practice", "support",
					    "conduct", "health", "other",
					    NULL };
	struct concern_raiser		r;
	struct maybe_int		place = { 0 };
	const char			*about, *words;
	const struct new_concern	*made;
	int				 kind;

	if (!raiser_begin(req, &r))
		return (NOT_FOUND);
	about = concern_about_path(req, r.trainee->id, &place);
	kind = form_choice(req->form, "kind", kinds,
	    "Select what the concern is about");
	words = form_text(req->form, "words", "The concern",
	    CONCERN_WORDS_MAX, "Enter what the concern is");
	if ((made = record(req, &r, (enum concern_kind)(kind + 1), words,
	    about)) == NULL) {
		concern_raise_form(req->out, req, &r, about);
		return (INVALID);
	}
	concern_tell(req, made->id, "A concern was raised",
	    "It was raised today. Somebody will answer it.", TELL_GUIDES_TOO);
	return (done(req, r.part == CONCERN_PART_TRAINEE ?
	    "Your concern was raised. Programme staff can read it now." :
	    arena_printf(req->arena, "Concern raised. %s was told by email.",
	    r.trainee->name), "/concerns/%ld", made->id));
}
