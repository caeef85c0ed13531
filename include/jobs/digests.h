#pragma once
/*
 * digests - reminds everybody once a day of what waits on them.
 *
 * What waits is read as the person themselves would read it: with the web's
 * role, under their policies, by a session that ends with the transaction.
 * The digest, its letter and the day of the next are written in that
 * transaction too, so that a crash writes all of it or nothing.
 */
struct arena;
struct db;

enum { DIGESTS_AT_ONCE = 20 };

/* How many people were seen to; DIGESTS_AT_ONCE when there may be more. */
int	digests_turn(struct db *, struct arena *);
