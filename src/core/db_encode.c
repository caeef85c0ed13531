/*
 * Values on their way to PostgreSQL, in its binary form: integers in network
 * order, days and microseconds since 2000-01-01.
 */
#include <endian.h>
#include <string.h>

#include "db_private.h"

Oid
db_oid(enum db_type type)
{
	static const Oid	oids[] = {
		[DB_INT8] = OID_INT8, [DB_FLOAT8] = OID_FLOAT8,
		[DB_BOOL] = OID_BOOL, [DB_TEXT] = OID_TEXT,
		[DB_DATE] = OID_DATE, [DB_MOMENT] = OID_TIMESTAMPTZ,
		[DB_BYTES] = OID_BYTEA, [DB_INT8_LIST] = OID_INT8_LIST,
		[DB_TEXT_LIST] = OID_TEXT_LIST, [DB_ENUM] = 0,
	};

	return (oids[type]);
}

/* Bytes for the wire, as they are made. */
struct bag { char *data; size_t n; };

static void
put(struct bag *b, const void *from, size_t n)
{
	if (n > 0)
		memcpy(b->data + b->n, from, n);
	b->n += n;
}

static void
put32(struct bag *b, uint32_t value)
{
	value = htobe32(value);
	put(b, &value, sizeof(value));
}

static void
put64(struct bag *b, uint64_t value)
{
	value = htobe64(value);
	put(b, &value, sizeof(value));
}

/* An array: dimensions, whether there are NULLs, its element type, bounds. */
static void
put_array_head(struct bag *b, Oid element, size_t n)
{
	put32(b, n > 0);
	put32(b, 0);
	put32(b, element);
	if (n > 0) {
		put32(b, (uint32_t)n);
		put32(b, 1);
	}
}

static struct bag
int_list_bag(struct arena *a, struct int_list list)
{
	struct bag	b = { arena_alloc(a, 20 + list.n * 12), 0 };

	put_array_head(&b, OID_INT8, list.n);
	for (size_t i = 0; i < list.n; i++) {
		put32(&b, 8);
		put64(&b, (uint64_t)list.v[i]);
	}
	return (b);
}

static struct bag
text_list_bag(struct arena *a, struct text_list list)
{
	struct bag	b = { NULL, 0 };
	size_t		size = 20;

	for (size_t i = 0; i < list.n; i++)
		size += 4 + strlen(list.v[i]);
	b.data = arena_alloc(a, size);
	put_array_head(&b, OID_TEXT, list.n);
	for (size_t i = 0; i < list.n; i++) {
		put32(&b, (uint32_t)strlen(list.v[i]));
		put(&b, list.v[i], strlen(list.v[i]));
	}
	return (b);
}

static struct bag
number_bag(struct arena *a, const struct column *c, const union param *p)
{
	struct bag	b = { arena_alloc(a, 8), 0 };
	double		real;
	uint64_t	bits;

	switch (c->type) {
	case DB_INT8:
		put64(&b, (uint64_t)(c->null ? p->maybe_int.value : p->int8));
		break;
	case DB_FLOAT8:
		real = c->null ? p->maybe_real.value : p->float8;
		memcpy(&bits, &real, sizeof(bits));
		put64(&b, bits);
		break;
	case DB_BOOL:
		*b.data = c->null ? p->maybe_bool.value : p->boolean;
		b.n = 1;
		break;
	case DB_DATE:
		put32(&b, (uint32_t)(date_number(p->date) - DAYS_TO_2000));
		break;
	default:
		put64(&b, (uint64_t)((p->moment.s - SECONDS_TO_2000) *
		    1000000));
	}
	return (b);
}

static struct bag
bag_of(struct arena *a, const struct column *c, const union param *p)
{
	const char	*text;

	switch (c->type) {
	case DB_TEXT:
		text = p->text;
		break;
	case DB_ENUM:
		text = c->words->words[p->word];
		break;
	case DB_BYTES:		/* as they stand: there may be megabytes */
		return ((struct bag){ p->bytes.length == 0 ?
		    arena_alloc(a, 1) : (char *)(uintptr_t)p->bytes.data,
		    p->bytes.length });
	case DB_INT8_LIST:
		return (int_list_bag(a, p->int8_list));
	case DB_TEXT_LIST:
		return (text_list_bag(a, p->text_list));
	default:
		return (number_bag(a, c, p));
	}
	return ((struct bag){ arena_strdup(a, text), strlen(text) });
}

/* Lists and bytes that are not there are empty, unless they may be NULL. */
static bool
is_null(const struct column *c, const union param *p)
{
	switch (c->type) {
	case DB_INT8:
		return (c->null && !p->maybe_int.known);
	case DB_FLOAT8:
		return (c->null && !p->maybe_real.known);
	case DB_BOOL:
		return (c->null && !p->maybe_bool.known);
	case DB_TEXT:
		return (p->text == NULL);
	case DB_DATE:
		return (!date_is_set(p->date));
	case DB_MOMENT:
		return (p->moment.s == 0);
	case DB_BYTES:
		return (c->null && p->bytes.data == NULL);
	case DB_INT8_LIST:
		return (c->null && p->int8_list.v == NULL);
	case DB_TEXT_LIST:
		return (c->null && p->text_list.v == NULL);
	case DB_ENUM:
		return (p->word == 0);
	}
	return (true);
}

bool
db_encode(struct db *db, const struct query *q, const union param *params,
    struct wire *w)
{
	const struct column	*c;
	struct bag		 b;

	for (int i = 0; i < q->nparams; i++) {
		c = &q->params[i];
		w->oids[i] = db_oid(c->type);
		w->binary[i] = 1;
		w->values[i] = NULL;
		w->lengths[i] = 0;
		if (is_null(c, &params[i])) {
			if (c->null)
				continue;
			db_fail(db, q, "22004",
			    "%s has no value, and is not declared ?", c->name);
			return (false);
		}
		b = bag_of(db->arena, c, &params[i]);
		w->values[i] = b.data;
		w->lengths[i] = (int)b.n;
	}
	return (true);
}
