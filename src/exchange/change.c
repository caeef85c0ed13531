/* change - what a row that came back changes, and what is wrong with it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "exchange/change.h"
#include "rules/import_cell.h"

enum { RECORD_DIGITS = 15, VERSION_MAX = 32 };

/* Where a column stands; every table that can be edited has those asked for. */
static size_t
place(const struct exchange_table *t, const char *key)
{
	const struct exchange_column	*c = exchange_column_of(t, key);

	if (c == NULL)
		abort();
	return ((size_t)(c - t->columns));
}

/* FNV-1a over the values of those columns, each ended. */
static uint32_t
sum(const struct exchange_table *t, const char *const *values, bool editable)
{
	uint32_t	h = 2166136261u;
	size_t		version = place(t, "version");

	for (size_t i = 0; i < t->ncolumns; i++) {
		if (i == version || t->columns[i].editable != editable)
			continue;
		for (const char *s = values[i]; *s != '\0'; s++)
			h = (h ^ (unsigned char)*s) * 16777619u;
		h = (h ^ 0x1F) * 16777619u;
	}
	return (h);
}

const char *
exchange_seal(struct arena *a, const struct exchange_table *t,
    const char *version, const char *const *values)
{
	return (arena_printf(a, "v%s-%08x-%08x", version,
	    sum(t, values, true), sum(t, values, false)));
}

/* A version as a file has it, taken apart. */
struct seal { char version[VERSION_MAX]; uint32_t edited, kept; };

static bool
seal_read(const char *s, struct seal *seal)
{
	int	end = 0;

	return (sscanf(s, "v%31[0-9.]-%8x-%8x%n", seal->version,
	    &seal->edited, &seal->kept, &end) == 3 && s[end] == '\0');
}

int64_t
exchange_record(struct arena *a, const struct exchange_table *t,
    const char *const *cells)
{
	const char	*value;

	if (!exchange_value_read(a, t, place(t, "record"),
	    cells[place(t, "record")], &value, NULL) || *value == '\0' ||
	    strlen(value) > RECORD_DIGITS ||
	    strspn(value, "0123456789") != strlen(value))
		return (0);
	return (strtoll(value, NULL, 10));
}

const char *
exchange_now(const struct exchange_table *t, const struct exchange_came *c,
    const char *key)
{
	return (c->now[place(t, key)]);
}

const char *
exchange_then(const struct exchange_table *t, const struct exchange_came *c,
    const char *key)
{
	return (c->values[place(t, key)]);
}

bool
exchange_changed(const struct exchange_table *t,
    const struct exchange_came *c, const char *key)
{
	return (c->changed[place(t, key)]);
}

void
exchange_set(const struct exchange_table *t, struct exchange_came *c,
    const char *key, const char *value)
{
	size_t	i = place(t, key);

	c->values[i] = value;
	c->nchanged -= c->changed[i];
	c->changed[i] = strcmp(value, c->now[i]) != 0;
	c->nchanged += c->changed[i];
}

void
exchange_refuse(struct arena *a, const struct exchange_table *t,
    struct exchange_came *c, const char *key, const char *wrong,
    const char *to_do)
{
	import_problem_add(a, &c->problems, (int)place(t, key), wrong, to_do);
}

static void
refuse_record(struct arena *a, const struct exchange_table *t,
    struct exchange_came *c, const char *cell)
{
	if (text_blank(cell))
		exchange_refuse(a, t, c, "record", "The row has no record, so "
		    "it is none that was exported",
		    "Leave the row out: rows are not added in a spreadsheet");
	else if (c->record == 0)
		exchange_refuse(a, t, c, "record", arena_printf(a, "%s is not "
		    "the number of a record", cell_quoted(a, cell)),
		    "Enter the number that was exported, or leave the row "
		    "out");
	else
		exchange_refuse(a, t, c, "record", arena_printf(a, "There is "
		    "no %s with the record %ld in this programme", t->row,
		    (long)c->record), "Enter the number that was exported, or "
		    "leave the row out");
}

/* What nobody types over: each cell of it that is another one now. */
static void
refuse_kept(struct arena *a, const struct exchange_table *t,
    struct exchange_came *c)
{
	for (size_t i = 0; i < t->ncolumns; i++) {
		const struct exchange_column	*of = &t->columns[i];

		if (of->editable || i == place(t, "version") ||
		    strcmp(c->values[i], c->now[i]) == 0)
			continue;
		import_problem_add(a, &c->problems, (int)i, arena_printf(a,
		    "It cannot be changed in a spreadsheet. Waymark has ‘%s’",
		    exchange_value_words(a, of, c->now[i])), "Put back what "
		    "was exported, or leave the row out");
	}
}

/* "‘Capacity’ is 4 there, ‘Registration’ is Suspended there" */
static const char *
what_is_there(struct arena *a, const struct exchange_table *t,
    const struct exchange_came *c)
{
	const char	*all = "";

	for (size_t i = 0; i < t->ncolumns; i++)
		if (c->changed[i])
			all = arena_printf(a, "%s%s‘%s’ is %s there", all,
			    *all == '\0' ? "" : ", ", t->columns[i].heading,
			    exchange_value_words(a, &t->columns[i],
			    c->now[i]));
	return (all);
}

static void
read_values(struct arena *a, const struct exchange_table *t,
    struct exchange_came *c, const char *const *cells)
{
	for (size_t i = 0; i < t->ncolumns; i++) {
		exchange_value_read(a, t, i, cells[i], &c->values[i],
		    t->columns[i].editable ? &c->problems : NULL);
		if (!t->columns[i].editable)
			continue;
		c->changed[i] = strcmp(c->values[i], c->now[i]) != 0;
		c->nchanged += c->changed[i];
	}
}

/* Nobody typed in it: whatever is there now stays. */
static void
leave_alone(const struct exchange_table *t, struct exchange_came *c)
{
	memset(c->changed, 0, t->ncolumns * sizeof(*c->changed));
	c->nchanged = 0;
}

static void
hold(struct arena *a, const struct exchange_table *t, struct exchange_came *c,
    const struct seal *file)
{
	struct seal	now;

	if (sum(t, c->values, false) != file->kept)
		refuse_kept(a, t, c);
	if (sum(t, c->values, true) == file->edited) {
		leave_alone(t, c);
		return;
	}
	if (c->nchanged > 0 && (!seal_read(exchange_now(t, c, "version"),
	    &now) || strcmp(now.version, file->version) != 0))
		exchange_refuse(a, t, c, "version", arena_printf(a, "The row "
		    "was changed in Waymark after the spreadsheet was made: "
		    "%s", what_is_there(a, t, c)), "Make the spreadsheet "
		    "again and change it there, or leave the row out");
}

struct exchange_came
exchange_compare(struct arena *a, const struct exchange_table *t,
    const char *const *cells, const char *const *now)
{
	struct exchange_came	 c = { .now = now,
				    .record = exchange_record(a, t, cells) };
	struct seal		 file;

	c.values = arena_array(a, t->ncolumns, sizeof(*c.values));
	c.changed = arena_array(a, t->ncolumns, sizeof(*c.changed));
	if (c.record == 0 || now == NULL) {
		refuse_record(a, t, &c, cells[place(t, "record")]);
		return (c);
	}
	if (!seal_read(text_trim(a, cells[place(t, "version")]), &file)) {
		exchange_refuse(a, t, &c, "version", "The version is missing, "
		    "or it is not the one that was exported", "Put back the "
		    "version that was exported, or leave the row out");
		return (c);
	}
	read_values(a, t, &c, cells);
	hold(a, t, &c, &file);
	return (c);
}
