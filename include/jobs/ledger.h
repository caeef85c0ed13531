#pragma once
/*
 * ledger - the list of erasures that is kept outside the database: a restored
 * backup from before one of them is made to do it again.
 *
 *	waymark-erasure 12 482 1 account,own
 *
 * is erasure 12, of these classes of what programme 1 kept of person 482.  A
 * line tells nothing else of them.
 */
#include <stdbool.h>
#include <stdio.h>

struct arena;
struct db;
struct erasure_entry;

/* At the end of the file, and on the disk, before it answers true. */
bool	ledger_keep(const char *path, const struct erasure_entry *);
/* False when the line holds none. */
bool	ledger_read(struct arena *, char *line, struct erasure_entry *);

struct ledger_told { int lines, done, before, held, nobody; };

/* Asks for each again; false when the database failed. */
bool	ledger_again(struct db *, FILE *ledger, struct ledger_told *);
void	ledger_say(const struct ledger_told *, FILE *);

/* waymark erasures --list, and --again FILE. */
int	erasures_command(int argc, char **argv);
