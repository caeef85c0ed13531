/*
 * audit_verify - walks the chain of the audit, and names what is wrong.
 *
 * Each link is held against the link that stands before it in the table, so
 * that one fault is named once and does not make all that follows look wrong.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/out.h"
#include "core/secret.h"
#include "jobs/audit.h"
#include "queries.h"

enum { READ_AT_ONCE = 2000, LINE_MAX_ = 1000 };

struct walk {
	struct db	*db;
	struct arena	 arena;		/* of a batch */
	FILE		*say;
	int64_t		 n, event;	/* where it stands */
	unsigned char	 link[SECRET_BYTES], before[SECRET_BYTES];
	int64_t		 faults, waiting, digests, emptied;
	bool		 in_place;	/* it follows on the one before */
	bool		 copied, lost;	/* lost: it could not be read */
};

static const char *
moment_words(struct arena *a, const char *microseconds)
{
	struct out	 o = { 0 };
	const char	*words;

	out_moment(&o, (struct moment){ strtoll(microseconds, NULL, 10) /
	    1000000 });
	words = arena_strndup(a, o.data, o.len);
	out_free(&o);
	return (words);
}

static void
say_event(struct walk *w, const struct sealed_event *e, const char *what)
{
	w->faults++;
	if (e->there)
		fprintf(w->say, "event %s, number %" PRId64 " (%s, %s): %s\n",
		    e->id, e->n, e->name, moment_words(&w->arena, e->at),
		    what);
	else
		fprintf(w->say, "event %s, number %" PRId64 ": %s\n", e->id,
		    e->n, what);
}

static void
check_event(struct walk *w, const struct sealed_event *e)
{
	switch (sealed_is(&w->arena, e)) {
	case SEALED_WHOLE:
		break;
	case SEALED_REMOVED:
		say_event(w, e, "was removed");
		break;
	case SEALED_TEXT_CHANGED:
		say_event(w, e, "what it says was changed, or its seal was");
		break;
	case SEALED_HEADING_CHANGED:
		say_event(w, e, "who did it, when, or what about was changed, "
		    "or its seal was");
		break;
	}
}

static bool
follows(struct walk *w, const unsigned char *before,
    const struct sealed_event *e)
{
	return (e->leaf.length == SECRET_BYTES &&
	    e->link.length == SECRET_BYTES && memcmp(e->link.data,
	    audit_link(&w->arena, before, e->leaf.data), SECRET_BYTES) == 0);
}

/* Whether it stands where it was sealed. */
static bool
check_place(struct walk *w, const struct sealed_event *e)
{
	if (e->n != w->n + 1) {
		w->faults++;
		fprintf(w->say, "numbers %" PRId64 " to %" PRId64 ", between "
		    "event %" PRId64 " and event %s: their seals were "
		    "removed\n", w->n + 1, e->n - 1, w->event, e->id);
		return (true);		/* as far as can be known */
	}
	if (follows(w, w->link, e))
		return (true);
	if (w->n > 0 && w->in_place && follows(w, w->before, e)) {
		w->faults++;
		fprintf(w->say, "event %" PRId64 ", number %" PRId64 ": was "
		    "put in; the chain goes from the event before it to event "
		    "%s\n", w->event, w->n, e->id);
		return (true);
	}
	say_event(w, e, arena_printf(&w->arena, "does not follow on event %"
	    PRId64 ", number %" PRId64 ": one of them was moved, or its seal "
	    "was changed, or one between them was removed", w->event, w->n));
	return (false);
}

static void
step(struct walk *w, const struct sealed_event *e)
{
	check_event(w, e);
	w->emptied += e->emptied;
	w->in_place = check_place(w, e);
	memcpy(w->before, w->link, SECRET_BYTES);
	if (e->link.length == SECRET_BYTES)
		memcpy(w->link, e->link.data, SECRET_BYTES);
	w->n = e->n;
	w->event = e->event_id;
}

/* Statements are planned for as much as there is now, whatever this connection
 * found when it asked before. */
static void
begin_reading(struct walk *w)
{
	arena_reset(&w->arena);
	db_begin(w->db, &w->arena, DB_READS);
	db_run(w->db, "SET LOCAL plan_cache_mode = force_custom_plan");
}

static bool
next_batch(struct walk *w)
{
	struct sealed_event_list	list;

	begin_reading(w);
	list = sealed_events(w->db, w->n, READ_AT_ONCE);
	each (e, list)
		step(w, e);
	w->lost = !db_commit(w->db);
	return (!w->lost && list.n > 0);
}

/* What was emptied must be as much as erasures said that they emptied. */
static void
check_erasures(struct walk *w)
{
	struct erasure_miscount_list	list;

	begin_reading(w);
	list = erasure_miscounts(w->db);
	each (m, list) {
		w->faults++;
		fprintf(w->say, "erasure %" PRId64 ": %" PRId64 " events were "
		    "emptied as its, and it emptied %" PRId64 "\n",
		    m->erasure_id, m->emptied, m->said);
	}
	w->lost = !db_commit(w->db);
}

static void
check_unsealed(struct walk *w)
{
	struct unsealed_event_list	list;
	int64_t				after = 0;

	do {
		begin_reading(w);
		list = unsealed_events(w->db, after, READ_AT_ONCE);
		each (e, list) {
			after = e->id;
			if (w->copied || !e->inserted) {
				w->waiting++;
				continue;
			}
			w->faults++;
			fprintf(w->say, "event %" PRId64 " (%s, %s): was put "
			    "in behind the chain's back, or its seal was "
			    "removed\n", e->id, e->name,
			    moment_words(&w->arena, e->at));
		}
		w->lost = !db_commit(w->db);
	} while (!w->lost && list.n > 0);
}

/* What was kept elsewhere must still be so. */
static void
check_digests(struct walk *w, FILE *digests)
{
	char			 line[LINE_MAX_], hex[2 * SECRET_BYTES + 1];
	struct kept_digest	 kept;
	struct chain_link	*l;

	while (fgets(line, sizeof(line), digests) != NULL) {
		if (!audit_digest_read(line, &kept))
			continue;
		w->digests++;
		begin_reading(w);
		l = chain_link_of(w->db, kept.n);
		if ((w->lost = !db_commit(w->db)))
			return;
		*hex = '\0';
		for (size_t i = 0; l != NULL && l->link.length ==
		    SECRET_BYTES && i < SECRET_BYTES; i++)
			snprintf(hex + 2 * i, 3, "%02x",
			    ((const unsigned char *)l->link.data)[i]);
		if (kept.n == 0 || strcmp(hex, kept.link) == 0)
			continue;
		w->faults++;
		fprintf(w->say, "the digest of %" PRId64 " events: %s\n",
		    kept.n, l == NULL ? "the chain is not as long any more" :
		    "the chain was another when it was kept");
	}
}

static void
check_head(struct walk *w, int64_t n, const unsigned char *link)
{
	if (w->n < n) {
		w->faults++;
		fprintf(w->say, "numbers %" PRId64 " to %" PRId64 ", at the "
		    "end behind event %" PRId64 ": their seals were removed\n",
		    w->n + 1, n, w->event);
	} else if (w->n == n && memcmp(w->link, link, SECRET_BYTES) != 0) {
		w->faults++;
		fprintf(w->say, "the end of the chain is not where it was "
		    "kept: its last seal was changed\n");
	}
}

static void
say_all(const struct walk *w)
{
	fprintf(w->say, "%" PRId64 " %s sealed, %" PRId64 " to be sealed.\n",
	    w->n, w->n == 1 ? "event is" : "events are", w->waiting);
	if (w->emptied > 0)
		fprintf(w->say, "%" PRId64 " of them %s emptied by erasures, "
		    "of which only what they said is gone.\n", w->emptied,
		    w->emptied == 1 ? "was" : "were");
	if (w->digests > 0)
		fprintf(w->say, "%" PRId64 " kept %s looked at.\n", w->digests,
		    w->digests == 1 ? "digest was" : "digests were");
	if (w->faults == 0)
		fprintf(w->say, "Nothing was changed, removed, put in or "
		    "moved.\n");
	else
		fprintf(w->say, "The audit is not what it was: %" PRId64
		    " %s.\n", w->faults, w->faults == 1 ? "fault" : "faults");
}

int64_t
audit_verify(struct db *db, FILE *digests, FILE *say)
{
	struct walk		 w = { .db = db, .say = say };
	const struct chain_head	*h;
	unsigned char		 link[SECRET_BYTES] = { 0 };
	int64_t			 n = 0;

	begin_reading(&w);
	if ((h = chain_head(db)) != NULL && h->link.length == SECRET_BYTES) {
		n = h->n;
		w.copied = h->copied;
		memcpy(link, h->link.data, SECRET_BYTES);
	}
	w.lost = !db_commit(db);
	while (!w.lost && next_batch(&w))
		;
	if (!w.lost) {
		check_head(&w, n, link);
		check_unsealed(&w);
	}
	if (!w.lost)
		check_erasures(&w);
	if (!w.lost && digests != NULL)
		check_digests(&w, digests);
	if (!w.lost)
		say_all(&w);
	arena_release(&w.arena);
	return (w.lost ? -1 : w.faults);
}
