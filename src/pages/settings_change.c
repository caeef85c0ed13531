/* settings_change - staff set a programme's own, or take it back in time. */
#include <string.h>

#include "core/text.h"
#include "pages.h"
#include "pages/settings.h"
#include "rules/words.h"
#include "views.h"

enum { YEARS_AHEAD = 5, VALUE_MAX = 40 };

/* One that may not be more than another. */
static const struct { const char *lower, *upper; } pairs[] = {
	{ "behind_after_halves", "well_behind_after_halves" },
};

/* On the page that asks for it the value is as people type it, in an address
 * as it is kept; "national" is the default again. */
static void
read_value(struct request *req, struct setting_change *c, bool typed)
{
	const struct setting_kind	*k = &c->entry->kind;
	const char			*value = text_visible(req->arena,
					    form_text(req->form, "value",
					    "The value", VALUE_MAX, k->writing
					    == SETTING_CHOICE ? "Select what "
					    "it is to be" :
					    "Enter the value"));

	c->national = strcmp(value, "national") == 0;
	c->becomes = c->entry->line->national;
	if (*value == '\0' || c->national)
		return;
	form_refuse(req->form, "value", typed ?
	    setting_read(req->arena, k, value, &c->becomes) :
	    setting_kept(req->arena, k, value, &c->becomes));
}

static void
read_from(struct request *req, struct setting_change *c)
{
	struct form	*f = req->form;
	struct date	 latest = date_plus_months(req->today,
			    12 * YEARS_AHEAD);

	if (form_has(f, "from")) {
		if (!date_parse_iso(form_value(f, "from"), &c->from))
			form_refuse(f, "from", "Enter the first day");
	} else
		c->from = form_date(f, "from", "The first day",
		    "Enter the day from which it holds");
	if (!date_is_set(c->from))
		return;
	if (date_compare(c->from, req->today) < 0)
		form_refuse(f, "from", "The first day must be today or later: "
		    "what held in the past stays as it was");
	else if (date_compare(c->from, latest) > 0)
		form_refusef(f, "from", "The first day must be %s or before",
		    date_words(req->arena, latest));
}

/* It lasts until the next version that is to come. */
static void
find_until(struct setting_change *c)
{
	const struct setting_entry	*e = c->entry;
	struct date			 next;

	for (size_t i = 0; i < e->nspans; i++) {
		next = e->spans[i].from;
		if (date_compare(next, c->from) > 0 &&
		    (!date_is_set(c->until) ||
		    date_compare(date_plus_days(next, -1), c->until) < 0))
			c->until = date_plus_days(next, -1);
	}
}

static void
check_pairs(struct request *req, const struct setting_change *c)
{
	const struct setting_line	*l = c->entry->line;
	struct setting_value		*other;

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		bool	lower = strcmp(l->name, pairs[i].lower) == 0;

		if (!lower && strcmp(l->name, pairs[i].upper) != 0)
			continue;
		other = setting_today(req->db, l->programme_id, lower ?
		    pairs[i].upper : pairs[i].lower);
		if (other == NULL || !other->value.known ||
		    (lower ? c->becomes <= other->value.value :
		    c->becomes >= other->value.value))
			continue;
		form_refusef(req->form, "value", "The value must be %s or %s, "
		    "for %s is %s", setting_value_words(req->arena, l,
		    other->value.value), lower ? "less" : "more",
		    lower ? "well behind" : "behind", setting_value_words(
		    req->arena, l, other->value.value));
	}
}

static bool
read_change(struct request *req, struct setting_change *c, bool typed)
{
	const struct setting_entry	*e = c->entry;

	read_value(req, c, typed);
	read_from(req, c);
	if (!form_ok(req->form))
		return (false);
	c->was = setting_value_on(e, c->from);
	find_until(c);
	check_pairs(req, c);
	form_refuse(req->form, c->national ? "from" : "value",
	    setting_kept_short(req, e, c->becomes, c->from, c->until));
	if (form_ok(req->form) && c->was == c->becomes && !c->national)
		form_refusef(req->form, "value", "It is %s on %s already",
		    setting_value_words(req->arena, e->line, c->was),
		    date_words(req->arena, c->from));
	return (form_ok(req->form));
}

/* The national default again only where something else holds. */
static bool
fits(const struct setting_change *c)
{
	const struct setting_span	*s = c->entry->spans;

	if (!c->national)
		return (true);
	for (size_t i = 0; i < c->entry->nspans; i++)
		if (!s[i].national && date_compare(s[i].from, c->from) <= 0 &&
		    (!date_is_set(s[i].to) ||
		    date_compare(s[i].to, c->from) >= 0))
			return (true);
	return (false);
}

static bool
asked_for(struct request *req, struct setting_change *c, bool typed)
{
	if (!read_change(req, c, typed))
		return (false);
	if (!fits(c))
		form_refuse(req->form, "from", "The national default holds on "
		    "that day already");
	return (form_ok(req->form));
}

enum status
setting_new(struct request *req)
{
	struct setting_entry	*e = setting_asked(req, req->id[0],
				    req->id[1]);

	if (e == NULL)
		return (NOT_FOUND);
	if (!form_has(req->form, "value"))
		form_set(req->form, "value", setting_as_typed(req->arena,
		    &e->kind, setting_held(e->line)));
	if (!form_has(req->form, "from-day"))
		form_set_date(req->form, "from", req->today);
	setting_form_page(req->out, req, e);
	return (OK);
}

static const char *
address_of(struct arena *a, const struct setting_change *c)
{
	const char	*value = c->national ? "national" :
			    arena_printf(a, "%ld", c->becomes);

	return (arena_printf(a, "value=%s&from=%04d-%02d-%02d", value,
	    c->from.year, c->from.month, c->from.day));
}

/* Nothing is written here: the check page follows. */
enum status
setting_choose(struct request *req)
{
	struct setting_entry	*e = setting_asked(req, req->id[0],
				    req->id[1]);
	struct setting_change	 c = { .entry = e };

	if (e == NULL)
		return (NOT_FOUND);
	if (asked_for(req, &c, true))
		return (see_other(req, "%s", arena_printf(req->arena,
		    "/settings/%ld/%ld/check?%s", e->line->programme_id,
		    e->line->id, address_of(req->arena, &c))));
	setting_form_page(req->out, req, e);
	return (INVALID);
}

/* Links to pages of the effect carry what was asked, never the form. */
static const struct request *
paged_request(struct request *req, const struct setting_change *c)
{
	struct request	*r = arena_copy(req->arena, req, sizeof(*req));

	r->form = arena_alloc(req->arena, sizeof(*r->form));
	r->form->arena = req->arena;
	form_set(r->form, "value", c->national ? "national" :
	    arena_printf(req->arena, "%ld", c->becomes));
	form_set(r->form, "from", arena_printf(req->arena, "%04d-%02d-%02d",
	    c->from.year, c->from.month, c->from.day));
	return (r);
}

static void
show_check(struct request *req, const struct setting_change *c)
{
	struct setting_check	s = { .change = c,
				    .page = page_asked(req, PAGE_ROWS) };
	size_t			skip;

	setting_effect_of(req, c, &s.effect);
	page_counted(&s.page, (int64_t)s.effect.n);
	if (s.page.number > s.page.pages)
		s.page.number = s.page.pages;
	skip = (size_t)page_skip(s.page);
	s.rows = s.effect.v + skip;
	s.nrows = s.effect.n - skip;
	if (s.nrows > (size_t)s.page.size)
		s.nrows = (size_t)s.page.size;
	s.paged = paged_request(req, c);
	form_set(req->form, "version", arena_printf(req->arena, "%ld",
	    c->entry->line->version));
	setting_check_page(req->out, req, &s);
}

/* An address that asks for nothing that could be set: choose again. */
enum status
setting_check(struct request *req)
{
	struct setting_entry	*e = setting_asked(req, req->id[0],
				    req->id[1]);
	struct setting_change	 c = { .entry = e };

	if (e == NULL)
		return (NOT_FOUND);
	if (!asked_for(req, &c, false))
		return (see_other(req, "/settings/%ld/%ld/new",
		    e->line->programme_id, e->line->id));
	show_check(req, &c);
	return (OK);
}

static int64_t
version_sent(struct request *req)
{
	return (form_number(req->form, "version", "The version", 0,
	    INT64_MAX - 1, "Open the setting again"));
}

static void
refuse_stale(struct request *req, const struct setting_entry *e)
{
	form_refuse(req->form, "version", "This setting changed while you had "
	    "it open. Look at what it says now, then send this again.");
	form_replace(req->form, "version", arena_printf(req->arena, "%ld",
	    e->line->version));
}

/* Others who change it wait until we are done. */
static struct setting_entry *
setting_locked(struct request *req, int64_t programme, int64_t id)
{
	struct setting_entry	*e = setting_asked(req, programme, id);

	if (e == NULL)
		return (NULL);
	setting_wait(req->db, e->line->name);
	return (setting_asked(req, programme, id));
}

static const char *
done_words(struct request *req, const struct setting_change *c)
{
	const struct setting_line	*l = c->entry->line;
	const char			*what = setting_value_words(req->arena,
					    l, c->becomes);

	if (date_compare(c->from, req->today) == 0)
		return (arena_printf(req->arena, "%s: %s from today", l->label,
		    what));
	return (arena_printf(req->arena, "%s: %s from %s. You can take it "
	    "back until then.", l->label, what, date_words(req->arena,
	    c->from)));
}

enum status
setting_confirm(struct request *req)
{
	struct setting_entry	*e = setting_locked(req, req->id[0],
				    req->id[1]);
	struct setting_change	 c = { .entry = e };
	const char		*reason;

	if (e == NULL)
		return (NOT_FOUND);
	if (!asked_for(req, &c, false))
		return (see_other(req, "/settings/%ld/%ld/new",
		    e->line->programme_id, e->line->id));
	reason = form_text(req->form, "reason", "The reason",
	    SETTING_REASON_MAX, "Enter why the programme changes this");
	if (version_sent(req) != e->line->version && form_ok(req->form))
		refuse_stale(req, e);
	if (!form_ok(req->form)) {
		show_check(req, &c);
		return (INVALID);
	}
	if (setting_set(req->db, e->line->programme_id, e->line->name,
	    e->line->version, (struct maybe_int){ !c.national, c.becomes },
	    c.from, reason) == 0)
		return (CONFLICT);
	return (done(req, done_words(req, &c), "/settings/%ld/%ld",
	    e->line->programme_id, e->line->id));
}

/* The version of the address and its setting, which e is made. */
static const struct setting_version *
version_asked(struct request *req, struct setting_entry **e)
{
	struct setting_place	*at = setting_place_of(req->db, req->id[0]);

	if (at == NULL)
		return (NULL);
	*e = (req->method == POST ? setting_locked : setting_asked)(req,
	    at->programme_id.value, at->setting_id);
	if (*e == NULL)
		return (NULL);
	each (v, (*e)->versions)
		if (v->id == req->id[0])
			return (v);
	return (NULL);
}

enum status
setting_take_back_page(struct request *req)
{
	struct setting_entry		*e;
	const struct setting_version	*v = version_asked(req, &e);

	if (v == NULL)
		return (NOT_FOUND);
	form_set(req->form, "version", arena_printf(req->arena, "%ld",
	    e->line->version));
	setting_take_back_form(req->out, req, e, v);
	return (OK);
}

/* What held before would go on under what was set to stand on this. */
static const char *
needed(struct request *req, const struct setting_entry *e,
    const struct setting_version *v)
{
	const char	*why = setting_kept_short(req, e, setting_value_on(e,
			    date_plus_days(v->from_on, -1)), v->from_on,
			    v->to_on);

	return (why == NULL ? NULL : arena_printf(req->arena,
	    "It cannot be taken back yet. %s", why));
}

enum status
setting_taken_back(struct request *req)
{
	struct setting_entry		*e;
	const struct setting_version	*v = version_asked(req, &e);
	const struct setting_line	*l;

	if (v == NULL)
		return (NOT_FOUND);
	l = e->line;
	if (version_sent(req) != l->version && form_ok(req->form))
		refuse_stale(req, e);
	if (form_ok(req->form) && !setting_to_come(req, v))
		form_refuse(req->form, "version", "Only what has not begun "
		    "can be taken back");
	if (form_ok(req->form))
		form_refuse(req->form, "version", needed(req, e, v));
	if (form_ok(req->form) && setting_take_back(req->db, v->id,
	    l->programme_id, l->name, l->version) > 0)
		return (done(req, "Taken back. It stays in the history.",
		    "/settings/%ld/%ld", l->programme_id, l->id));
	setting_take_back_form(req->out, req, e, v);
	return (INVALID);
}
