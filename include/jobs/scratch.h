#pragma once
/*
 * scratch - a backup, restored to a cluster of its own that nobody else
 * reaches: a directory of mode 0700 with its data, its socket and its log.
 */
#include <stdbool.h>

struct arena;
struct backup;

struct scratch {
	struct arena	*arena;
	const char	*dir, *data, *bin;	/* bin: PostgreSQL's */
	bool		 runs;
};

/* Each answers false, having said why. */
bool		 scratch_make(struct scratch *, struct arena *,
		    const char *within);
/* To the backup's point, or to a moment. */
bool		 scratch_restore(struct scratch *, const struct backup *,
		    const char *moment);
bool		 scratch_start(struct scratch *);
bool		 scratch_stop(struct scratch *);
/* A program of PostgreSQL's by its name. */
const char	*scratch_program(const struct scratch *, const char *name);
const char	*scratch_url(const struct scratch *, const struct backup *);
void		 scratch_remove(struct scratch *);
