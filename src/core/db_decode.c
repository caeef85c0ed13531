/*
 * Values on their way from PostgreSQL: the reverse of db_encode.c.
 */
#include <endian.h>
#include <string.h>

#include "db_private.h"

int
db_word(const struct db_enum *e, const char *word)
{
	for (size_t i = 1; word != NULL && i < e->n; i++)
		if (strcmp(e->words[i], word) == 0)
			return ((int)i);
	return (0);
}

static uint32_t
get32(const char *s)
{
	uint32_t	value;

	memcpy(&value, s, sizeof(value));
	return (be32toh(value));
}

static uint64_t
get64(const char *s)
{
	uint64_t	value;

	memcpy(&value, s, sizeof(value));
	return (be64toh(value));
}

/* The elements of a one-dimensional array without NULLs; -1 for another. */
static int64_t
array_length(const char *s, Oid element)
{
	if (get32(s) == 0)
		return (0);
	if (get32(s) != 1 || get32(s + 4) != 0 || get32(s + 8) != element)
		return (-1);
	return (get32(s + 12));
}

static bool
get_int_list(struct arena *a, const char *s, struct int_list *list)
{
	int64_t	 n = array_length(s, OID_INT8);
	int64_t	*v;

	if (n < 0)
		return (false);
	v = arena_array(a, (size_t)n, sizeof(*v));
	for (int64_t i = 0; i < n; i++)
		v[i] = (int64_t)get64(s + 20 + i * 12 + 4);
	*list = (struct int_list){ v, (size_t)n };
	return (true);
}

static bool
get_text_list(struct arena *a, const char *s, struct text_list *list)
{
	int64_t		  n = array_length(s, OID_TEXT);
	const char	**v;

	if (n < 0)
		return (false);
	v = arena_array(a, (size_t)n, sizeof(*v));
	s += 20;
	for (int64_t i = 0; i < n; i++) {
		v[i] = arena_strndup(a, s + 4, get32(s));
		s += 4 + get32(s);
	}
	*list = (struct text_list){ v, (size_t)n };
	return (true);
}

/* Infinity, and days that a struct date cannot hold, are refused. */
static bool
get_date(const char *s, struct date *date)
{
	int64_t	day = (int64_t)(int32_t)get32(s) + DAYS_TO_2000;

	if (day < -719162 || day > 2932896)	/* 0001-01-01, 9999-12-31 */
		return (false);
	*date = date_from_number((int32_t)day);
	return (true);
}

static bool
get_moment(const char *s, struct moment *moment)
{
	int64_t	us = (int64_t)get64(s);

	if (us == INT64_MAX || us == INT64_MIN)
		return (false);
	moment->s = us / 1000000 - (us % 1000000 < 0) + SECONDS_TO_2000;
	return (true);
}

/* False for a word that the enum does not have. */
static bool
get_word(const struct column *c, const char *s, void *to)
{
	int	word = db_word(c->words, s);

	memcpy(to, &word, sizeof(word));
	return (word > 0);
}

static double
get_real(const char *s)
{
	uint64_t	bits = get64(s);
	double		real;

	memcpy(&real, &bits, sizeof(real));
	return (real);
}

static bool
get_value(struct arena *a, const struct column *c, const char *s, size_t n,
    void *to)
{
	switch (c->type) {
	case DB_INT8:
		if (c->null)
			*(struct maybe_int *)to = (struct maybe_int){ true,
				(int64_t)get64(s) };
		else
			*(int64_t *)to = (int64_t)get64(s);
		return (true);
	case DB_FLOAT8:
		if (c->null)
			*(struct maybe_real *)to = (struct maybe_real){ true,
				get_real(s) };
		else
			*(double *)to = get_real(s);
		return (true);
	case DB_BOOL:
		if (c->null)
			*(struct maybe_bool *)to = (struct maybe_bool){ true,
				*s != 0 };
		else
			*(bool *)to = *s != 0;
		return (true);
	case DB_TEXT:
		*(const char **)to = arena_copy(a, s, n + 1);	/* its NUL */
		return (true);
	case DB_DATE:
		return (get_date(s, to));
	case DB_MOMENT:
		return (get_moment(s, to));
	case DB_BYTES:
		*(struct bytes *)to = (struct bytes){ arena_copy(a, s, n), n };
		return (true);
	case DB_INT8_LIST:
		return (get_int_list(a, s, to));
	case DB_TEXT_LIST:
		return (get_text_list(a, s, to));
	case DB_ENUM:
		return (get_word(c, s, to));
	}
	return (false);
}

/* Whether an answer has the columns that were declared. */
static bool
fits(struct db *db, const struct query *q, const PGresult *r)
{
	Oid	oid;

	if (PQnfields(r) != q->ncolumns) {
		db_fail(db, q, "42804", "answers %d columns, declared %d",
		    PQnfields(r), q->ncolumns);
		return (false);
	}
	for (int c = 0; c < q->ncolumns; c++) {
		oid = db_oid(q->columns[c].type);
		if (oid != 0 && oid != PQftype(r, c)) {
			db_fail(db, q, "42804", "%s is not of its type",
			    q->columns[c].name);
			return (false);
		}
	}
	return (true);
}

static bool
decode_row(struct db *db, const struct query *q, const PGresult *r, int row,
    char *to)
{
	const struct column	*c;

	for (int i = 0; i < q->ncolumns; i++) {
		c = &q->columns[i];
		if (PQgetisnull(r, row, i)) {
			if (c->null)
				continue;
			db_fail(db, q, "22004",
			    "%s is NULL, and is not declared ?", c->name);
			return (false);
		}
		if (!get_value(db->arena, c, PQgetvalue(r, row, i),
		    (size_t)PQgetlength(r, row, i), to + c->at)) {
			db_fail(db, q, "22000", "%s has a value that does "
			    "not fit its declaration", c->name);
			return (false);
		}
	}
	return (true);
}

/* An array of the query's structs; NULL when there is no row. */
void *
db_decode(struct db *db, const struct query *q, const PGresult *r)
{
	int	 n = PQntuples(r);
	char	*rows;

	if (!fits(db, q, r) || n == 0)
		return (NULL);
	rows = arena_array(db->arena, (size_t)n, q->row);
	for (int i = 0; i < n; i++)
		if (!decode_row(db, q, r, i, rows + (size_t)i * q->row))
			return (NULL);
	return (rows);
}
