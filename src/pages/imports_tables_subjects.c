/* imports_tables_subjects - tables that come back changed, and how their rows
 * are spoken of. */
#include <string.h>

#include "core/text.h"
#include "pages/import.h"
#include "pages/import_tables.h"
#include "views.h"

static struct import_tally
tally(const struct staged *s)
{
	return ((struct import_tally){ .other = s->n - s->nfailing -
	    s->nunchanged, .same = s->nunchanged });
}

static const char *
title(struct arena *a, const struct import *i)
{
	return (arena_printf(a, "Changes to ‘%s’",
	    exchange_table_of(i->table_code)->title));
}

static const char *
target(struct arena *a, const struct import *i)
{
	return (i->organisation == NULL ? i->programme : arena_printf(a,
	    "%s, %s", i->programme, i->organisation));
}

static const char *
confirm(struct arena *a, const struct import *i)
{
	return (arena_printf(a, "Change %s", rows_counted(a, i->ready)));
}

/* A cell of a staged row, by the key of its column. */
static const char *
cell(struct arena *a, const char *table, const struct import_line *l,
    const char *key)
{
	const struct exchange_table	*t = exchange_table_of(table);
	const char			*typed = l->cells.v[
					    exchange_column_of(t, key) -
					    t->columns];

	return (text_line(a, import_cell(a, typed)));
}

static const char *
named(struct arena *a, const char *table, const struct import_line *l)
{
	const char	*typed = cell(a, table, l,
			    table_subject(table)->rules->named);

	return (text_blank(typed) ? "no name" : typed);
}

static const char *
educator_name(struct arena *a, const struct import_line *l)
{
	return (named(a, "educators", l));
}

static const char *
educator_about(struct arena *a, const struct import_line *l)
{
	return (cell(a, "educators", l, "email"));
}

static const char *
attempt_name(struct arena *a, const struct import_line *l)
{
	return (named(a, "marks", l));
}

static const char *
attempt_about(struct arena *a, const struct import_line *l)
{
	return (arena_printf(a, "%s %s, attempt %s", cell(a, "marks", l,
	    "module"), cell(a, "marks", l, "component"), cell(a, "marks", l,
	    "number")));
}

static const char *
plan_name(struct arena *a, const struct import_line *l)
{
	return (named(a, "placements", l));
}

static const char *
plan_about(struct arena *a, const struct import_line *l)
{
	return (arena_printf(a, "%s, %s", cell(a, "placements", l, "host"),
	    cell(a, "placements", l, "team")));
}

static const char *
offer_name(struct arena *a, const struct import_line *l)
{
	return (named(a, "capacity", l));
}

static const char *
offer_about(struct arena *a, const struct import_line *l)
{
	return (cell(a, "capacity", l, "host"));
}

#define TABLE_SUBJECT(code, its_rules, its_name, its_about) {		\
	.kind = IMPORT_KIND_TABLE, .table = code, .rules = &its_rules,	\
	.judge = table_judge, .store = table_store, .tally = tally,	\
	.refused = "Nothing was changed: what was ready before is not "	\
	    "ready any more",						\
	.until = "Nothing is changed until each of them is corrected or " \
	    "left out.",						\
	.none_left = "No row of it changes anything.",			\
	.left_out = "The row is not changed with the others. You can put " \
	    "it back until you confirm the import.",			\
	.discarded = "Nothing was changed", .done = "%s changed in %s",	\
	.counted = rows_counted, .title = title, .target = target,	\
	.confirm = confirm, .name = its_name, .about = its_about,	\
	.consequences = table_consequences, .outcome = table_outcome }

static const struct import_subject	subjects[] = {
	TABLE_SUBJECT("educators", educators_rules, educator_name,
	    educator_about),
	TABLE_SUBJECT("marks", attempts_rules, attempt_name, attempt_about),
	TABLE_SUBJECT("placements", plans_rules, plan_name, plan_about),
	TABLE_SUBJECT("capacity", offers_rules, offer_name, offer_about),
};

const struct import_subject *
table_subject(const char *code)
{
	for (size_t i = 0; i < sizeof(subjects) / sizeof(*subjects); i++)
		if (code != NULL && strcmp(subjects[i].table, code) == 0)
			return (&subjects[i]);
	return (NULL);
}
