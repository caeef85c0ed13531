/* audit - seals the audit in turns, and sends its digest away once a day. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/log.h"
#include "core/out.h"
#include "core/secret.h"
#include "core/session.h"
#include "jobs/audit.h"
#include "queries.h"

enum { USAGE = 64, NOT_READ = 2 };

static const char	digest_word[] = "waymark-audit-digest ";

int64_t
audit_seal(struct db *db, struct arena *a)
{
	const struct events_sealed	*sealed;
	int64_t				 n = 0, all = 0;

	do {
		arena_reset(a);
		db_begin(db, a, DB_WRITES);
		if ((sealed = events_seal(db, SEALED_AT_ONCE)) != NULL)
			n = sealed->n;
		if (!db_commit(db)) {
			log_line("the audit was not sealed", db_error(db));
			return (-1);
		}
		all += n;
	} while (n == SEALED_AT_ONCE);
	return (all);
}

const char *
audit_digest_line(struct arena *a, const struct audit_digest *d)
{
	struct out	 o = { 0 };
	const char	*line;

	out_iso_moment(&o, d->at);
	line = arena_printf(a, "%s%" PRId64 " %s %.*s", digest_word, d->n,
	    d->link, (int)o.len, o.data);
	out_free(&o);
	return (line);
}

bool
audit_digest_read(const char *line, struct kept_digest *kept)
{
	char	*end;

	if ((line = strstr(line, digest_word)) == NULL)
		return (false);
	line += sizeof(digest_word) - 1;
	if (strspn(line, "0123456789") == 0 ||
	    strspn(line, "0123456789") > 18)
		return (false);
	kept->n = strtoll(line, &end, 10);
	if (*end != ' ' || strspn(end + 1, "0123456789abcdef") != TOKEN_LENGTH)
		return (false);
	memcpy(kept->link, end + 1, TOKEN_LENGTH);
	kept->link[TOKEN_LENGTH] = '\0';
	return (true);
}

static void
send_digest(struct db *db, struct arena *a, const char *address,
    const char *line)
{
	audit_digest_send(db, address, "Waymark: the digest of the audit",
	    arena_printf(a, "Keep this letter. It shows later whether "
	    "anybody changed, removed or put in an event of Waymark's audit "
	    "at %s that happened until now.\n\n%s\n\nTo hold the audit "
	    "against it, give the line above to \"waymark verify-audit "
	    "--digests FILE\".\n", own_origin(), line));
}

void
audit_digest_turn(struct db *db, struct arena *a, const char *address)
{
	const struct audit_digest	*d;
	const char			*line = NULL;

	arena_reset(a);
	db_begin(db, a, DB_WRITES);
	if ((d = audit_digest_of_day(db)) != NULL) {
		line = audit_digest_line(a, d);
		if (address != NULL && *address != '\0')
			send_digest(db, a, address, line);
	}
	if (!db_commit(db))
		log_line("no digest of the audit was made", db_error(db));
	else if (line != NULL)
		log_line("the audit's digest of today", line);
}

static struct db *
open_named(const char *name, const char *what)
{
	const char	*url = getenv(name);

	if (url != NULL && *url != '\0')
		return (db_open_patient(url));
	fprintf(stderr, "waymark: set %s to the database %s\n", name, what);
	return (NULL);
}

int
audit_digest_command(int argc, char **argv)
{
	const struct audit_digest	*d;
	struct arena			 arena = { 0 };
	struct db			*db;
	int				 status = EXIT_FAILURE;

	if (argc > 1) {
		fprintf(stderr, "usage: waymark audit-digest\n");
		return (USAGE);
	}
	db = open_named("WAYMARK_JOBS_URL", "that the jobs work on");
	if (db == NULL)
		return (USAGE);
	db_begin(db, &arena, DB_READS);
	d = audit_digest_now(db);
	if (db_commit(db) && d != NULL) {
		printf("%s\n", audit_digest_line(&arena, d));
		status = EXIT_SUCCESS;
	} else
		fprintf(stderr, "waymark: %s\n", db_error(db));
	db_close(db);
	arena_release(&arena);
	return (status);
}

static int
verify(struct db *db, FILE *digests)
{
	int64_t	faults = audit_verify(db, digests, stdout);

	if (faults < 0)
		fprintf(stderr, "waymark: the audit could not be read: %s\n",
		    db_error(db));
	return (faults < 0 ? NOT_READ :
	    faults > 0 ? EXIT_FAILURE : EXIT_SUCCESS);
}

int
verify_audit_command(int argc, char **argv)
{
	FILE		*digests = NULL;
	struct db	*db;
	int		 status;

	if (argc != 1 && (argc != 3 || strcmp(argv[1], "--digests") != 0)) {
		fprintf(stderr, "usage: waymark verify-audit "
		    "[--digests FILE]\n");
		return (USAGE);
	}
	if (argc == 3 && (digests = fopen(argv[2], "r")) == NULL) {
		perror(argv[2]);
		return (NOT_READ);
	}
	db = open_named("DATABASE_URL", "whose audit is to be verified");
	status = db == NULL ? USAGE : verify(db, digests);
	if (db != NULL)
		db_close(db);
	if (digests != NULL)
		fclose(digests);
	return (status);
}
