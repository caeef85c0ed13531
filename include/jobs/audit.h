#pragma once
/*
 * audit - the chain that seals the audit: made in turns, verified by a command.
 *
 * A digest says how many events were sealed and the last link of their chain;
 * kept elsewhere, it shows whether the chain is still the one that it was.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "core/arena.h"
#include "core/db.h"

struct audit_digest;
struct sealed_event;

enum { SEALED_AT_ONCE = 5000 };

/* Seals what is settled, and answers how many events that was; -1: the
 * database was away. */
int64_t		 audit_seal(struct db *, struct arena *);
/* Once a day: the digest into the log, and by letter to that address unless it
 * is NULL. */
void		 audit_digest_turn(struct db *, struct arena *,
		    const char *address);

/* "waymark-audit-digest 812 9f... 2026-06-14T13:01:00Z" and back again; false
 * when the line holds none. */
const char	*audit_digest_line(struct arena *,
		    const struct audit_digest *);
struct kept_digest { int64_t n; char link[65]; };
bool		 audit_digest_read(const char *line, struct kept_digest *);

/* What became of an event since it was sealed; the first that holds. */
enum sealed_is {
	SEALED_WHOLE,
	SEALED_REMOVED,			/* its row is gone */
	SEALED_TEXT_CHANGED,		/* what it says */
	SEALED_HEADING_CHANGED,		/* who, when, or what about */
};
enum sealed_is	 sealed_is(struct arena *, const struct sealed_event *);
/* The link of the chain from the one before and a leaf; each 32 bytes. */
const unsigned char *audit_link(struct arena *, const unsigned char *before,
		    const unsigned char *leaf);

/* Walks the chain and says what it finds, a line a fault; how many faults, or
 * -1 when it could not be read.  digests: lines to hold it against, or NULL. */
int64_t		 audit_verify(struct db *, FILE *digests, FILE *say);

/* waymark verify-audit and waymark audit-digest. */
int		 verify_audit_command(int argc, char **argv);
int		 audit_digest_command(int argc, char **argv);
