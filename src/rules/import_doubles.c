/* Finds what rows of a cohort's file share with each other and with others. */
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "rules/import_row.h"

/* The rows of one column by what stands in it. */
struct keyed {
	char			*key;
	struct import_row	*row;
};

struct index {
	struct keyed	*keys;
	size_t		 n;
};

static int
by_key_then_number(const void *one, const void *other)
{
	const struct keyed	*a = one, *b = other;
	int			 order = strcmp(a->key, b->key);

	if (order != 0)
		return (order);
	return (a->row->number < b->row->number ? -1 :
	    a->row->number > b->row->number);
}

static char *
lowered(struct arena *a, const char *s)
{
	char	*key = arena_strdup(a, s);

	for (char *at = key; *at != '\0'; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at += 'a' - 'A';
	return (key);
}

/* What rows are compared by; for a last name the whole name, folded. */
static char *
key_of(struct arena *a, const struct import_row *row, enum import_column column)
{
	const char	*value = column == IMPORT_EMAIL ? row->email :
			    row->swe_number;

	if (column != IMPORT_LAST_NAME)
		return (value == NULL ? NULL : lowered(a, value));
	if (row->first_name == NULL || row->last_name == NULL)
		return (NULL);
	return (arena_strdup(a, text_fold(a, arena_printf(a, "%s %s",
	    row->first_name, row->last_name))));
}

static struct index
index_of(struct arena *a, struct import_row *rows, size_t n,
    enum import_column column)
{
	struct index	 index = { arena_array(a, n, sizeof(*index.keys)), 0 };
	char		*key;

	for (size_t i = 0; i < n; i++)
		if ((key = key_of(a, &rows[i], column)) != NULL)
			index.keys[index.n++] = (struct keyed){ key,
			    &rows[i] };
	qsort(index.keys, index.n, sizeof(*index.keys), by_key_then_number);
	return (index);
}

static const char *
named(enum import_column column)
{
	return (column == IMPORT_EMAIL ? "email address" :
	    column == IMPORT_LAST_NAME ? "name" :
	    "Social Work England number");
}

static void
tell_of_double(struct arena *a, struct import_row *row,
    enum import_column column, const struct import_row *other)
{
	import_problem(a, row, column, arena_printf(a,
	    "The same %s stands in row %zu", named(column), other->number),
	    column == IMPORT_LAST_NAME ?
	    "Check that they are two people; if so, leave both as they are" :
	    "Correct or delete one of the rows");
}

/* Every row that shares a key says so, the first one of the second. */
static void
find_doubles(struct arena *a, struct import_row *rows, size_t n,
    enum import_column column)
{
	struct index	 index = index_of(a, rows, n, column);
	const struct keyed *keys = index.keys;
	size_t		 first = 0;

	for (size_t i = 1; i < index.n; i++) {
		if (strcmp(keys[i].key, keys[first].key) != 0) {
			first = i;
			continue;
		}
		if (i == first + 1)
			tell_of_double(a, keys[first].row, column,
			    keys[i].row);
		tell_of_double(a, keys[i].row, column, keys[first].row);
	}
}

void
import_find_doubles(struct arena *a, struct import_row *rows, size_t n)
{
	find_doubles(a, rows, n, IMPORT_EMAIL);
	find_doubles(a, rows, n, IMPORT_SWE_NUMBER);
}

void
import_find_namesakes(struct arena *a, struct import_row *rows, size_t n)
{
	find_doubles(a, rows, n, IMPORT_LAST_NAME);
}

/* The first of the keys that is not before this one. */
static size_t
lower_bound(const struct index *index, const char *key)
{
	size_t	low = 0, high = index->n, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (strcmp(index->keys[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return (low);
}

static void
refuse_taken(struct arena *a, struct import_row *row,
    enum import_column column, bool here)
{
	if (here)
		import_problem(a, row, column, arena_printf(a, "Somebody with "
		    "this %s is in this cohort already", named(column)),
		    "Delete the row if it is the same person, or correct it");
	else
		import_problem(a, row, column, arena_printf(a, "Somebody with "
		    "this %s has an account already", named(column)),
		    "Correct it, or delete the row and add the person to the "
		    "cohort from their record");
}

static void
find_taken(struct arena *a, const struct index *index, const char *wanted,
    enum import_column column, bool here)
{
	char	*key;

	if (wanted == NULL)
		return;
	key = lowered(a, wanted);
	for (size_t i = lower_bound(index, key); i < index->n &&
	    strcmp(index->keys[i].key, key) == 0; i++)
		refuse_taken(a, index->keys[i].row, column, here);
}

void
import_find_taken(struct arena *a, struct import_row *rows, size_t n,
    const struct import_taken *taken, size_t ntaken)
{
	struct index	emails = index_of(a, rows, n, IMPORT_EMAIL);
	struct index	numbers = index_of(a, rows, n, IMPORT_SWE_NUMBER);

	for (size_t i = 0; i < ntaken; i++) {
		find_taken(a, &emails, taken[i].email, IMPORT_EMAIL,
		    taken[i].here);
		find_taken(a, &numbers, taken[i].swe_number,
		    IMPORT_SWE_NUMBER, taken[i].here);
	}
}
