#pragma once
/*
 * nudges - the digest of a day: what waits on somebody, in words that may go by
 * email.
 *
 * It says how many things wait and where to read of them; never whose they
 * are, what came of them, or anything of health or of people who use services.
 * What would tell such a thing by its name alone is "something to read".
 * Source: conventions 4.3 (GOV.UK Notify's guidance, by way of it).
 */
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/date.h"

/* kind: a word of waymark.waiting_kind, or flag_own or flag_new. */
struct nudge {
	const char	*kind;
	int64_t		 how_many;
	struct date	 due_on;	/* the first of them, or none */
};

struct digest {
	const char	*subject, *body;
	int64_t		 items;		/* 0: there is nothing to say */
};


/* name: "Sam Taylor"; origin: "https://waymark.example.org". */
struct digest	digest_compose(struct arena *, const char *name,
		    const struct nudge *, size_t n, struct date today,
		    const char *origin);
