/*
 * audit_chain - how an event is hashed, worked out from its columns alone.
 *
 * sql/schema/063_audit_chain.sql seals with functions of the database; this
 * says the same in C, so that whoever changed those functions is found out.
 */
#include <stdio.h>
#include <string.h>

#include "core/out.h"
#include "core/secret.h"
#include "jobs/audit.h"
#include "queries.h"

/* A value among others, so that no two lists of values read the same. */
static void
put_framed(struct out *o, const char *s)
{
	char	length[24];
	int	n;

	if (s == NULL) {
		out_raw(o, "~,", 2);
		return;
	}
	n = snprintf(length, sizeof(length), "%zu:", strlen(s));
	out_raw(o, length, (size_t)n);
	out_raw(o, s, strlen(s));
	out_raw(o, ",", 1);
}

static bool
is_hash(struct bytes b, const unsigned char *hash)
{
	return (b.length == SECRET_BYTES &&
	    memcmp(b.data, hash, SECRET_BYTES) == 0);
}

/* What it said is gone, and the salt with it; the hash of it stays. */
static bool
was_emptied(const struct sealed_event *e)
{
	return (e->emptied && e->salt.length == 0 &&
	    (e->before == NULL || strcmp(e->before, "{}") == 0) &&
	    (e->after == NULL || strcmp(e->after, "{}") == 0));
}

/* What it says, under its salt; what says nothing has neither. */
static bool
text_is_sealed(struct arena *a, const struct sealed_event *e)
{
	struct out	o = { 0 };
	bool		same;

	if (e->before == NULL && e->after == NULL)
		return (e->content.length == 0);
	if (was_emptied(e))
		return (e->content.length == SECRET_BYTES);
	out_raw(&o, e->salt.data, e->salt.length);
	put_framed(&o, e->before);
	put_framed(&o, e->after);
	same = is_hash(e->content, secret_sha256(a, o.data, o.len));
	out_free(&o);
	return (same);
}

static bool
heading_is_sealed(struct arena *a, const struct sealed_event *e)
{
	const char *const	 values[] = { e->id, e->at, e->actor_id,
				    e->name, e->subject, e->subject_id,
				    e->person_id, e->programme_id,
				    e->placement_id, e->reference, e->xid };
	struct out		 o = { 0 };
	bool			 same;

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		put_framed(&o, values[i]);
	out_raw(&o, e->content.data, e->content.length);
	same = is_hash(e->leaf, secret_sha256(a, o.data, o.len));
	out_free(&o);
	return (same);
}

enum sealed_is
sealed_is(struct arena *a, const struct sealed_event *e)
{
	if (!e->there)
		return (SEALED_REMOVED);
	if (!text_is_sealed(a, e))
		return (SEALED_TEXT_CHANGED);
	return (heading_is_sealed(a, e) ? SEALED_WHOLE :
	    SEALED_HEADING_CHANGED);
}

const unsigned char *
audit_link(struct arena *a, const unsigned char *before,
    const unsigned char *leaf)
{
	unsigned char	both[2 * SECRET_BYTES];

	memcpy(both, before, SECRET_BYTES);
	memcpy(both + SECRET_BYTES, leaf, SECRET_BYTES);
	return (secret_sha256(a, both, sizeof(both)));
}
