/*
 * drill - restores a backup beside everything else, and proves what is in it.
 *
 * Each proof is a line.  What could not be proved is said, and what is not as
 * it was is named, above the line.
 */
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/arena.h"
#include "core/db.h"
#include "jobs/audit.h"
#include "jobs/backup.h"
#include "jobs/ledger.h"
#include "jobs/program.h"
#include "jobs/scratch.h"

enum { USAGE = 64, NOT_DONE = 2 };

struct drill {
	struct arena	 arena;
	const char	*label, *moment, *within;
	FILE		*digests, *ledger;
	struct backup	 backup;
	struct scratch	 scratch;
	struct db	*db;
	struct timespec	 began;
	int		 failed;		/* proofs */
};

static volatile sig_atomic_t	stopped;

static void
stop(int signal)
{
	stopped = 1;
}

static double
seconds(const struct drill *d)
{
	struct timespec	now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return ((double)(now.tv_sec - d->began.tv_sec) +
	    (double)(now.tv_nsec - d->began.tv_nsec) / 1e9);
}

static void
proved(struct drill *d, const char *what, bool well, const char *otherwise)
{
	if (!well)
		d->failed++;
	printf("%-9s %s\n", what, well ? "as it was" : otherwise);
	fflush(stdout);
}

static void
prove_rows(struct drill *d)
{
	const struct manifest	*m = &d->backup.manifest;
	int64_t			 faults;

	if (d->moment != NULL) {
		printf("%-9s not compared: the manifest is of %s\n", "rows",
		    m->at);
		return;
	}
	faults = manifest_compare(d->db, m, stdout);
	proved(d, "rows", faults == 0, faults < 0 ? "could not be read" :
	    arena_printf(&d->arena, "%" PRId64 " of %zu tables are not as "
	    "they were at %s", faults, m->n, m->at));
	if (faults == 0)
		printf("%-9s %" PRId64 " in %zu tables, and what is in them, "
		    "as at %s\n", "", m->rows, m->n, m->at);
}

static void
prove_audit(struct drill *d)
{
	proved(d, "audit", audit_verify(d->db, d->digests, stdout) == 0,
	    "is not what it was, or could not be read");
}

static void
prove_structure(struct drill *d)
{
	const char *const	argv[] = {
		scratch_program(&d->scratch, "pg_amcheck"),
		"-h", d->scratch.dir, "-U", d->backup.manifest.admin,
		"-d", d->backup.manifest.database, "--install-missing", NULL };

	proved(d, "indexes", program_run(argv) == 0,
	    "tables or indexes are broken, see above");
}

static void
prove_pages(struct drill *d)
{
	const char *const	argv[] = {
		scratch_program(&d->scratch, "pg_checksums"), "--check",
		"-D", d->scratch.data, NULL };

	proved(d, "pages", scratch_stop(&d->scratch) &&
	    program_run(argv) == 0,
	    "a checksum is wrong, or the cluster keeps none, see above");
}

static void
prove_erasures(struct drill *d)
{
	struct ledger_told	told;

	if (d->ledger == NULL) {
		printf("%-9s not asked for again: no list was given\n",
		    "erasures");
		return;
	}
	if (ledger_again(d->db, d->ledger, &told)) {
		printf("%-9s ", "erasures");
		ledger_say(&told, stdout);
	} else {
		printf("%s\n", db_error(d->db));
		proved(d, "erasures", false, "could not be done again");
	}
}

static bool
restored(struct drill *d)
{
	if (!backup_find(&d->arena, d->label, &d->backup) ||
	    !scratch_make(&d->scratch, &d->arena, d->within) ||
	    !scratch_restore(&d->scratch, &d->backup, d->moment))
		return (false);
	printf("%-9s %s, restored in %.1f s\n", "backup", d->backup.label,
	    seconds(d));
	fflush(stdout);
	if (stopped || !scratch_start(&d->scratch))
		return (false);
	printf("%-9s to %s, answers after %.1f s\n", "recovered",
	    d->moment != NULL ? d->moment : d->backup.manifest.point,
	    seconds(d));
	return (true);
}

static int
drill(struct drill *d)
{
	static void (*const proofs[])(struct drill *) = { prove_rows,
	    prove_audit, prove_structure, prove_erasures, prove_pages };

	clock_gettime(CLOCK_MONOTONIC, &d->began);
	if (!restored(d))
		return (NOT_DONE);
	d->db = db_open_patient(scratch_url(&d->scratch, &d->backup));
	for (size_t i = 0; i < sizeof(proofs) / sizeof(*proofs) && !stopped;
	    i++) {
		if (proofs[i] == prove_pages)
			db_close(d->db), d->db = NULL;
		proofs[i](d);
	}
	db_close(d->db);
	if (stopped)
		return (NOT_DONE);
	if (d->failed == 0)
		printf("The drill passed in %.1f s.\n", seconds(d));
	else
		printf("The drill failed: %d of what it proves is not so.\n",
		    d->failed);
	return (d->failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
}

static bool
open_list(const char *path, FILE **f)
{
	if ((*f = fopen(path, "r")) == NULL)
		perror(path);
	return (*f != NULL);
}

static bool
read_options(int argc, char **argv, struct drill *d)
{
	static const struct option	options[] = {
		{ "set", required_argument, NULL, 's' },
		{ "to", required_argument, NULL, 't' },
		{ "erasures", required_argument, NULL, 'e' },
		{ "digests", required_argument, NULL, 'd' },
		{ "scratch", required_argument, NULL, 'w' }, { NULL }
	};
	int				which;
	bool				well = true;

	while (well && (which = getopt_long(argc, argv, "", options,
	    NULL)) != -1)
		switch (which) {
		case 's':
			d->label = optarg;
			break;
		case 't':
			d->moment = optarg;
			break;
		case 'w':
			d->within = optarg;
			break;
		case 'e':
			well = open_list(optarg, &d->ledger);
			break;
		case 'd':
			well = open_list(optarg, &d->digests);
			break;
		default:
			well = false;
		}
	return (well && optind == argc);
}

int
restore_drill_command(int argc, char **argv)
{
	static char	 within[PATH_MAX];
	struct drill	 d = { .within = "/var/tmp" };
	struct sigaction on_stop = { .sa_handler = stop };
	int		 status;

	if (!read_options(argc, argv, &d)) {
		fprintf(stderr, "usage: waymark restore-drill [--set LABEL] "
		    "[--to MOMENT] [--erasures FILE] [--digests FILE] "
		    "[--scratch DIRECTORY]\n");
		return (USAGE);
	}
	setenv("PGBACKREST_STANZA", "waymark", 0);
	if (realpath(d.within, within) == NULL) {
		perror(d.within);
		return (NOT_DONE);
	}
	d.within = within;
	if (!program_become("postgres")) {
		fprintf(stderr, "waymark: root cannot become postgres\n");
		return (NOT_DONE);
	}
	sigaction(SIGINT, &on_stop, NULL);
	sigaction(SIGTERM, &on_stop, NULL);
	status = drill(&d);
	scratch_remove(&d.scratch);
	if (d.ledger != NULL)
		fclose(d.ledger);
	if (d.digests != NULL)
		fclose(d.digests);
	arena_release(&d.arena);
	return (status);
}
