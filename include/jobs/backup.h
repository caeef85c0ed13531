#pragma once
/*
 * backup - what a backup must bring back, and whether it does.
 *
 * A manifest holds, of every table, the number of its rows and the sum of their
 * hashes, at a named point to which a restore can go exactly: while it is
 * marked nobody writes, for some milliseconds.  pgBackRest keeps it with the
 * backup, in the repository, as its annotation.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct arena;
struct db;

#define BACKUP_NOTE	"waymark"	/* the annotation's name */

struct counted { const char *table; int64_t n; const char *sum; };

struct manifest {
	const char	*point, *at;		/* its name, and when */
	const char	*admin, *database;	/* how to enter it */
	struct counted	*v;
	size_t		 n;
	int64_t		 rows;
};

/* Marks the point and counts everything at it, on two connections: one holds
 * writers up until the other has its snapshot. */
bool		 manifest_take(struct db *holds, struct db *counts,
		    struct arena *, const char *point, struct manifest *);
const char	*manifest_text(struct arena *, const struct manifest *);
bool		 manifest_read(struct arena *, const char *text,
		    struct manifest *);
/* Says each table that is not as the manifest has it; how many, -1: the
 * database could not be read. */
int64_t		 manifest_compare(struct db *, const struct manifest *,
		    FILE *say);

struct backup { const char *label; struct manifest manifest; };

/* The backup of that label, or the newest that has a manifest; false, having
 * said why, when there is none. */
bool		 backup_find(struct arena *, const char *label,
		    struct backup *);

/* waymark backup, and waymark restore-drill. */
int		 backup_command(int argc, char **argv);
int		 restore_drill_command(int argc, char **argv);
