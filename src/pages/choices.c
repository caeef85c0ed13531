/* choices - what forms about placements offer to choose from. */
#include <stdlib.h>
#include <string.h>

#include "pages/choices.h"
#include "pages/selection.h"
#include "queries.h"
#include "rules/words.h"

const char *const	stage_codes[] = { "first", "contrasting", "last",
    NULL };

static const char *const	weekdays[] = { "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", NULL };

const struct option *
placement_stage_options(void)
{
	static struct option	offered[4];

	for (int i = 0; stage_codes[i] != NULL; i++)
		offered[i] = (struct option){ stage_codes[i],
		    stage_words((enum placement_stage)(i + 1)) };
	return (offered);
}

const struct option *
day_options(void)
{
	static struct option	offered[8];

	for (int i = 0; i < 7; i++)
		offered[i] = (struct option){ weekdays[i],
		    date_weekday_name(i) };
	return (offered);
}

static size_t
begin(struct option *offered, const char *nothing)
{
	if (nothing == NULL)
		return (0);
	offered[0] = (struct option){ "", nothing };
	return (1);
}

const struct option *
code_options(struct arena *a, const struct match_word *words,
    const char *nothing)
{
	struct option	*offered = arena_array(a, CODES_MAX + 2,
			    sizeof(*offered));
	size_t		 n = begin(offered, nothing);

	for (; words->code != NULL; words++)
		offered[n++] = (struct option){ words->code, words->words };
	return (offered);
}

const struct option *
host_options_of(struct arena *a, struct host_list hosts, const char *nothing)
{
	struct option	*offered = arena_array(a, hosts.n + 2,
			    sizeof(*offered));
	size_t		 n = begin(offered, nothing);

	each (h, hosts)
		offered[n++] = (struct option){ arena_printf(a, "%ld", h->id),
		    h->name };
	return (offered);
}

struct text_list
codes_ticked(struct request *req, const char *name,
    const struct match_word *words)
{
	const char	**codes = arena_array(req->arena, CODES_MAX,
			    sizeof(*codes));
	size_t		 n = 0;

	for (; words->code != NULL && n < CODES_MAX; words++)
		if (form_ticked(req->form, name, words->code))
			codes[n++] = words->code;
	return ((struct text_list){ codes, n });
}

struct text_list
stages_ticked(struct request *req, const char *name)
{
	const char	**codes = arena_array(req->arena, 3, sizeof(*codes));
	size_t		 n = 0;

	for (int i = 0; stage_codes[i] != NULL; i++)
		if (form_ticked(req->form, name, stage_codes[i]))
			codes[n++] = stage_codes[i];
	return ((struct text_list){ codes, n });
}

struct int_list
days_ticked(struct request *req, const char *name)
{
	int64_t	*halves = arena_array(req->arena, 7, sizeof(*halves));

	for (int i = 0; i < 7; i++)
		halves[i] = form_ticked(req->form, name, weekdays[i]) ? 2 : 0;
	return ((struct int_list){ halves, 7 });
}

int
code_chosen(struct request *req, const char *name,
    const struct match_word *words, const char *select)
{
	int	number = match_number(words, form_value(req->form, name));

	if (number == 0)
		form_refuse(req->form, name, select);
	return (number);
}

int64_t
host_chosen(struct request *req, const char *name, struct host_list hosts,
    const char *select)
{
	const char	*sent = form_value(req->form, name);

	each (h, hosts)
		if (strcmp(sent, arena_printf(req->arena, "%ld", h->id)) == 0)
			return (h->id);
	form_refuse(req->form, name, *sent == '\0' ? select :
	    "Select one from the list");
	return (0);
}

void
show_codes(struct request *req, const char *name, struct text_list codes)
{
	for (size_t i = 0; i < codes.n; i++)
		form_add(req->form, name, codes.v[i]);
}

void
show_days(struct request *req, const char *name, struct int_list halves)
{
	for (size_t i = 0; i < halves.n && i < 7; i++)
		if (halves.v[i] > 0)
			form_add(req->form, name, weekdays[i]);
}

void
show_number(struct request *req, const char *name, int64_t number)
{
	form_set(req->form, name, arena_printf(req->arena, "%ld", number));
}

bool
is_version(struct request *req, int64_t version, const char *what)
{
	int64_t	sent = form_version(req->form, "Open the page again");

	if (sent == version)
		return (true);
	form_refusef(req->form, "version", "%s changed while you had this page "
	    "open. Check what is there now, then send it again", what);
	form_replace_version(req->form, version);
	return (false);
}

const char *
stages_words(struct arena *a, struct text_list stages)
{
	const char	*all = "";

	for (size_t i = 0; i < stages.n; i++)
		all = arena_printf(a, "%s%s%s", all, i == 0 ? "" : ", ",
		    stage_words(placement_stage_from(stages.v[i])));
	return (all);
}

const char *
codes_words(struct arena *a, const struct match_word *words,
    struct text_list codes)
{
	const char	*all = "";

	for (size_t i = 0; i < codes.n; i++)
		all = arena_printf(a, "%s%s%s", all, i == 0 ? "" : ", ",
		    match_words(words, match_number(words, codes.v[i])));
	return (all);
}

const char *
week_words(struct arena *a, struct int_list halves)
{
	signed char	week[7] = { 0 };

	for (size_t i = 0; i < halves.n && i < 7; i++)
		week[i] = (signed char)halves.v[i];
	return (pattern_words(a, week));
}

const char *
setting_words(const char *code)
{
	return (code == NULL ? "Not known yet" : match_words(match_settings,
	    match_number(match_settings, code)));
}
