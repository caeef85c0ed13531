/* settings - the settings of a programme, and the versions of one. */
#include <string.h>

#include "pages.h"
#include "pages/settings.h"
#include "rules/words.h"
#include "views.h"

struct setting_kind
setting_kind_of(const struct setting_line *l)
{
	return ((struct setting_kind){
	    .writing = (enum setting_writing)(l->form - 1),
	    .one = l->one, .many = l->many,
	    .least = l->least, .most = l->most,
	    .choices = l->choices.v, .nchoices = l->choices.n,
	    .apart = l->apart.value, .apart_words = l->apart_words });
}

const char *
setting_value_words(struct arena *a, const struct setting_line *l,
    int64_t value)
{
	struct setting_kind	kind = setting_kind_of(l);

	return (setting_in_words(a, &kind, value));
}

int64_t
setting_held(const struct setting_line *l)
{
	return (l->own.known ? l->own.value : l->national);
}

const char *
setting_version_words(struct arena *a, const struct setting_line *l,
    struct maybe_int value)
{
	if (value.known)
		return (setting_value_words(a, l, value.value));
	return (arena_printf(a, "The national default, %s",
	    setting_value_words(a, l, l->national)));
}

/* Somebody on the staff of several programmes chooses one. */
enum status
settings(struct request *req)
{
	struct staff_programme_list	mine = programmes_of_staff(req->db);

	if (mine.n == 1)
		return (see_other(req, "/settings/%ld", mine.v[0].id));
	settings_of_whom(req->out, req, mine);
	return (OK);
}

enum status
setting_list(struct request *req)
{
	struct setting_line_list	lines = settings_of(req->db,
					    req->id[0]);

	if (lines.n == 0)
		return (NOT_FOUND);
	settings_page(req->out, req, lines);
	return (OK);
}

static void
take_spans(struct arena *a, struct setting_entry *e)
{
	struct setting_span	*spans = arena_array(a, e->versions.n,
				    sizeof(*spans));

	each (v, e->versions)
		if (v->state == SETTING_STATE_STANDING)
			spans[e->nspans++] = (struct setting_span){
			    v->from_on, v->to_on, !v->value.known,
			    v->value.value };
	e->spans = spans;
}

struct setting_entry *
setting_asked(struct request *req, int64_t programme, int64_t id)
{
	struct setting_entry	*e = arena_alloc(req->arena, sizeof(*e));

	e->line = setting_by_id(req->db, programme, id);
	if (e->line == NULL)
		return (NULL);
	e->kind = setting_kind_of(e->line);
	e->versions = setting_versions(req->db, e->line->programme_id,
	    e->line->name);
	take_spans(req->arena, e);
	return (e);
}

int64_t
setting_value_on(const struct setting_entry *e, struct date on)
{
	return (setting_on(e->spans, e->nspans, e->line->national, on));
}

const char *
setting_kept_short(struct request *req, const struct setting_entry *e,
    int64_t becomes, struct date from, struct date until)
{
	const struct setting_apart	*other;
	const char			*value;

	if (date_is_set(until))
		until = date_plus_days(until, 1);
	other = setting_kept_apart(req->db, e->line->programme_id,
	    e->line->name, becomes, from, until);
	if (other == NULL)
		return (NULL);
	value = setting_value_words(req->arena, e->line, other->value);
	return (arena_printf(req->arena, "The value must be %s or %s, because "
	    "“%s” is %s on %s", value, other->longer ? "less" : "more",
	    other->label, value, date_words(req->arena, other->on_day)));
}

bool
setting_to_come(const struct request *req, const struct setting_version *v)
{
	return (v->state == SETTING_STATE_STANDING &&
	    date_compare(v->from_on, req->today) > 0);
}

const char *
setting_version_state(const struct request *req,
    const struct setting_version *v)
{
	const char	*who = v->ended_by != NULL ? v->ended_by : "Waymark";

	if (v->state != SETTING_STATE_STANDING)
		return (arena_printf(req->arena, "%s by %s on %s",
		    v->state == SETTING_STATE_REPLACED ? "Replaced" :
		    "Taken back", who, date_words(req->arena,
		    moment_clock(v->ended_at).date)));
	if (setting_to_come(req, v))
		return ("To come");
	return (date_is_set(v->to_on) &&
	    date_compare(v->to_on, req->today) < 0 ? "Ended" : "Holds now");
}

enum status
setting_record(struct request *req)
{
	struct setting_entry	*e = setting_asked(req, req->id[0], req->id[1]);

	if (e == NULL)
		return (NOT_FOUND);
	setting_page(req->out, req, e);
	return (OK);
}

const struct option *
setting_options(struct arena *a, const struct setting_entry *e)
{
	const struct setting_kind	*k = &e->kind;
	struct option			*options = arena_array(a,
					    k->nchoices + 1,
					    sizeof(*options));

	for (size_t i = 0; i < k->nchoices; i++)
		options[i] = (struct option){ setting_as_typed(a, k,
		    k->least + (int64_t)i), k->choices[i] };
	return (options);
}

const char *
setting_hint(struct arena *a, const struct setting_entry *e)
{
	const struct setting_kind	*k = &e->kind;
	const char			*national = setting_in_words(a, k,
					    e->line->national);

	if (k->writing == SETTING_MONTH_DAY)
		return (arena_printf(a, "A day and a month. The national "
		    "default is %s", national));
	return (arena_printf(a, "A value %s. The national default is %s",
	    setting_bounds(a, k), national));
}
