#pragma once
/*
 * units - what speaks against who joins a unit, leads it, or is tutored by
 * whom.  None of it forbids: whoever decides is told, and says that they know.
 *
 * A unit has four to six trainees (Think Ahead, 2023) and is led by a
 * registered social worker.  The numbers are settings.  Nothing here knows what
 * day it is.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/date.h"

enum { CAUTIONS_MAX = 60 };

/* Sentences, each to be read before going on. */
struct cautions { const char *v[CAUTIONS_MAX]; size_t n; };

enum unit_size { UNIT_FITS, UNIT_SMALL, UNIT_LARGE };

enum unit_size	 unit_size(int64_t members, int64_t least, int64_t most);

/* A trainee beside the organisation that hosts a unit. */
struct joiner { const char *name, *employer; int64_t employer_id; };

void		 caution_size(struct arena *, struct cautions *,
		    const char *unit, int64_t members, int64_t most);
void		 caution_employer(struct arena *, struct cautions *,
		    const struct joiner *, int64_t host, const char *host_name);
void		 caution_load(struct arena *, struct cautions *,
		    const char *tutor, int64_t trainees, int64_t capacity);

/* A registration as it is known; refused: suspended, or said not to be. */
struct lead_facts {
	const char	*name, *swe_number;	/* or NULL */
	bool		 refused;
	struct date	 registered_until;	/* or no date: not known */
};

/* Why somebody may not be registered on a date: a sentence, or NULL. */
const char	*lead_unregistered(struct arena *, const struct lead_facts *,
		    struct date on);
void		 caution_add(struct cautions *, const char *);
