/*
 * The waymark command: what is done to Waymark from a terminal.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/migrate.h"
#include "jobs/audit.h"
#include "jobs/backup.h"
#include "jobs/demo.h"
#include "jobs/flags.h"
#include "jobs/health.h"
#include "jobs/jobs.h"
#include "jobs/ledger.h"
#include "jobs/programme.h"

enum { USAGE = 64 };		/* as sysexits.h has it */

static int	help(int, char **);
static int	migrate_database(int, char **);
static int	run_jobs(int, char **);
static int	ask_health(int, char **);

/* A subcommand gets its own name and arguments, and answers our status. */
static const struct subcommand {
	const char	*name, *arguments, *does;
	int		(*run)(int argc, char **argv);
} subcommands[] = {
	{ "help", "[COMMAND]", "Say what a command does.", help },
	{ "audit-digest", "", "Print how long the audit's chain is and where "
	    "it ends.\nKept elsewhere, such lines show later whether the audit "
	    "was made anew:\n\"waymark verify-audit\" holds the chain against "
	    "them. WAYMARK_JOBS_URL names the\ndatabase, as the role "
	    "waymark_jobs. The jobs write the day's line into their log,\nand "
	    "send it by letter to WAYMARK_AUDIT_ADDRESS when that is set.",
	    audit_digest_command },
	{ "backup", "[full | diff | incr]", "Take a backup, and keep what "
	    "is in it.\npgbackrest takes it, of the stanza waymark or "
	    "PGBACKREST_STANZA. Then, at a point\nto which a restore can go "
	    "exactly, the rows of each table are counted; for some\n"
	    "milliseconds nobody writes. DATABASE_URL names the database and "
	    "its administrator.\nStarted by root it becomes postgres. See "
	    "conf/pgbackrest.conf.", backup_command },
	{ "demo", "[--seed N] [--as-of YYYY-MM-DD] [--cohorts K] [--size M] "
	    "[--if-empty]", "Load a demonstration programme with invented "
	    "people.\nOnly into a migrated database that holds nothing else; "
	    "DATABASE_URL names it\nand its administrator. The same seed and "
	    "day always make the same people.\nUsual: seed 2026, today, 3 "
	    "cohorts of 160. Cohorts beyond 3 are further groups\nof the same "
	    "three years; the audit history is made for the youngest "
	    "cohort's\nfirst group alone. With --if-empty a database that "
	    "holds anything is left as it\nis, and that is no fault.",
	    demo_command },
	{ "erasures", "--list | --again FILE", "Keep the list of erasures, "
	    "or do them again.\n--list prints a line for each that was done. "
	    "The jobs write the same lines into\nthe file that "
	    "WAYMARK_ERASURES_FILE names, before they erase. After a backup "
	    "was\nrestored, --again does those that it brought back; once is "
	    "enough, twice does no\nharm. DATABASE_URL names the database and "
	    "its administrator.", erasures_command },
	{ "flags", "[--day YYYY-MM-DD]", "Find everybody's flags now, and keep "
	    "the day.\nWAYMARK_JOBS_URL names the database, as the role "
	    "waymark_jobs; the jobs do the\nsame by themselves. With --day "
	    "it says what the rules find for that day in the\nrecords as "
	    "they are now, a line a flag, and writes nothing.",
	    flags_command },
	{ "migrate", "", "Bring the database that DATABASE_URL names up to "
	    "date.\nCreates roles, tables and reference data; what is there "
	    "already is kept.\nWAYMARK_SQL names the directory of the files "
	    "(sql when it is not set);\nWAYMARK_WEB_PASSWORD_FILE and "
	    "WAYMARK_JOBS_PASSWORD_FILE name files with the\npasswords to give "
	    "to these two roles.", migrate_database },
	{ "jobs", "", "Do what is done outside requests, until it is told to "
	    "stop.\nWAYMARK_JOBS_URL names the database, as the role "
	    "waymark_jobs. Started by\nroot it becomes www-data. "
	    "WAYMARK_SCANNER names the socket of clamd, the virus\nscanner: "
	    "files are shown to it before anybody can open them, and wait "
	    "while it\ndoes not answer. Without it they are opened in a "
	    "sandbox alone.", run_jobs },
	{ "health", "PORT [SECONDS]", "Ask the server on this machine whether "
	    "it is well.\nWith SECONDS it asks until it is, for as long as "
	    "that. Status 0: well; 1: not;\n2: nobody answers.", ask_health },
	{ "restore-drill", "[--set LABEL] [--to MOMENT] [--erasures FILE]\n"
	    "    [--digests FILE] [--scratch DIRECTORY]",
	    "Restore a backup beside all else, and prove what is in it.\n"
	    "The newest of \"waymark backup\", or that label; to the point "
	    "where its rows were\ncounted, or to a moment. It holds each "
	    "table against the counts, verifies the\naudit (and the digests "
	    "in a file), tables, indexes and the checksums of pages,\ndoes "
	    "the erasures of a file again, and removes the scratch cluster "
	    "(in /var/tmp).\nStarted by root it becomes postgres. Status 0: "
	    "all of it is so; 1: something is\nnot, and is named; 2: it could "
	    "not be restored.", restore_drill_command },
	{ "programme", "--name NAME --provider CODE --first-name NAME "
	    "--last-name NAME\n    --email ADDRESS [--provider-name NAME "
	    "[--provider-kind KIND] [--region REGION]]", "Begin a programme, "
	    "with the first of its staff.\nCODE is the provider's: that of "
	    "a trust, a board or a council is known, for\nanother give "
	    "--provider-name too, and --provider-kind, one of charity (usual),"
	    "\nuniversity, nhs_trust, integrated_care_board and "
	    "local_authority. It prints the link\nby which that person "
	    "chooses a password, good for 14 days and for once, and writes\n"
	    "them a letter with it. They give everybody else a role, at /team. "
	    "DATABASE_URL names\na migrated database and its administrator, "
	    "WAYMARK_ORIGIN how browsers reach Waymark.\nAsked again with the "
	    "same words it changes nothing, and gives a new link while they\n"
	    "have no password.", programme_command },
	{ "verify-audit", "[--digests FILE]", "Find what was changed in the "
	    "audit since it was sealed.\nIt names each event that was changed, "
	    "removed, put in or moved, a line each.\nDATABASE_URL names the "
	    "database and its administrator. FILE holds lines of\n"
	    "\"waymark audit-digest\" that were kept elsewhere; what else is "
	    "in it is passed over.\nStatus 0: nothing was changed; 1: "
	    "something was; 2: it could not be read.", verify_audit_command },
	{ NULL }
};

static const struct subcommand *
find(const char *name)
{
	const struct subcommand	*s = subcommands;

	while (s->name != NULL && strcmp(s->name, name) != 0)
		s++;
	if (s->name != NULL)
		return (s);
	fprintf(stderr, "waymark: there is no command \"%s\". "
	    "\"waymark help\" lists them.\n", name);
	return (NULL);
}

static void
list(FILE *to)
{
	fprintf(to, "usage: waymark COMMAND ...\n\n");
	for (const struct subcommand *s = subcommands; s->name != NULL; s++)
		fprintf(to, "  %-13s %.*s\n", s->name,
		    (int)strcspn(s->does, "\n"), s->does);
}

static int
help(int argc, char **argv)
{
	const struct subcommand	*s;

	if (argc < 2) {
		list(stdout);
		return (EXIT_SUCCESS);
	}
	if ((s = find(argv[1])) == NULL)
		return (USAGE);
	printf("usage: waymark %s %s\n\n%s\n", s->name, s->arguments, s->does);
	return (EXIT_SUCCESS);
}

static const char *
setting(const char *name, const char *otherwise)
{
	const char	*value = getenv(name);

	return (value != NULL && *value != '\0' ? value : otherwise);
}

static int
migrate_database(int argc, char **argv)
{
	const char	*url = setting("DATABASE_URL", NULL);

	if (argc > 1)
		return (help(2, (char *[]){ "help", argv[0] }), USAGE);
	if (url == NULL) {
		fprintf(stderr, "waymark: set DATABASE_URL to the database "
		    "that is to be migrated\n");
		return (USAGE);
	}
	return (migrate(url, setting("WAYMARK_SQL", "sql"), stdout) ?
	    EXIT_SUCCESS : EXIT_FAILURE);
}

static int
run_jobs(int argc, char **argv)
{
	const char	*url = setting("WAYMARK_JOBS_URL", NULL);

	if (argc > 1)
		return (help(2, (char *[]){ "help", argv[0] }), USAGE);
	if (url == NULL) {
		fprintf(stderr, "waymark: set WAYMARK_JOBS_URL to the database "
		    "that the jobs work on\n");
		return (USAGE);
	}
	return (jobs_run(url));
}

static int
ask_health(int argc, char **argv)
{
	int	port = argc > 1 ? atoi(argv[1]) : 0;
	int	seconds = argc > 2 ? atoi(argv[2]) : 0;

	if (port < 1 || port > 65535 || argc > 3 || seconds < 0)
		return (help(2, (char *[]){ "help", argv[0] }), USAGE);
	if (seconds > 0)
		return (health_wait(port, seconds) ? 0 : 1);
	switch (health_ask(port)) {
	case WELL:
		return (0);
	case ILL:
		return (1);
	default:
		return (2);
	}
}

int
main(int argc, char **argv)
{
	const struct subcommand	*s;

	if (argc < 2) {
		list(stderr);
		return (USAGE);
	}
	if ((s = find(argv[1])) == NULL)
		return (USAGE);
	return (s->run(argc - 1, argv + 1));
}
