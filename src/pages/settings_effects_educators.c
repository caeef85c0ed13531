/* settings_effects_educators - what a change would mean for the register. */
#include <string.h>

#include "pages/register.h"
#include "pages/settings.h"
#include "rules/words.h"
#include "views.h"

enum { FOUND_MAX = 2000 };

/* What needs attention of somebody, with the setting at a value. */
static struct concern_list
concerns_with(struct request *req, const struct registered *r,
    const struct setting_change *c, int64_t value)
{
	const char		*name = c->entry->line->name;
	struct educator_facts	 facts = r->facts;
	struct educator_rules	 rules = r->rules;

	if (strcmp(name, "educator_capacity") == 0) {
		if (!r->educator->capacity.known)
			facts.capacity = (int)value;
	} else if (strcmp(name, "educator_currency_months") == 0)
		rules.currency_months = (int)value;
	else
		rules.attention_days = (int)value;
	return (educator_attention(req->arena, &facts, &rules, c->from));
}

static const char *
concern_words(struct arena *a, const struct concern_list *list)
{
	const char	*words = "";

	for (size_t i = 0; i < list->n; i++)
		words = arena_printf(a, "%s%s%s", words, i > 0 ? "; " : "",
		    attention_words(list->v[i].what));
	return (*words == '\0' ? "Nothing to point out" : words);
}

static bool
same_concerns(const struct concern_list *a, const struct concern_list *b)
{
	for (enum attention what = 0; what < ATTENTIONS; what++)
		if (needs_attention(a, what) != needs_attention(b, what))
			return (false);
	return (true);
}

void
effect_on_educators(struct request *req, const struct setting_change *c,
    struct setting_effect *e)
{
	struct educator_list	found = educators_active(req->db,
				    c->entry->line->programme_id,
				    FOUND_MAX + 1);
	struct registered_list	all;
	struct concern_list	was, becomes;

	e->who = "Practice educator";
	e->more = found.n > FOUND_MAX;
	if (e->more)
		found.n = FOUND_MAX;
	all = registered_of(req, &found);
	each (r, all) {
		was = concerns_with(req, r, c, c->was);
		becomes = concerns_with(req, r, c, c->becomes);
		if (!same_concerns(&was, &becomes))
			effect_add(req->arena, e, (struct affected){
			    r->educator->name, url_to(req->arena,
			    "/educators/%ld", r->educator->id),
			    concern_words(req->arena, &was),
			    concern_words(req->arena, &becomes) });
	}
	e->finding = effect_count(req->arena, e, "practice educator’s entry "
	    "would say something else", "practice educators’ entries would "
	    "say something else");
}

void
effect_on_registrations(struct request *req, const struct setting_change *c,
    struct setting_effect *e)
{
	struct educator_rules	was = { .renewal_day = (int)c->was };
	struct educator_rules	becomes = { .renewal_day = (int)c->becomes };

	e->finding = arena_printf(req->arena, "A registration that is recorded "
	    "on %s would run until %s; with the value that there is, until %s",
	    date_words(req->arena, c->from), date_words(req->arena,
	    registration_year_end(&becomes, c->from)), date_words(req->arena,
	    registration_year_end(&was, c->from)));
}
