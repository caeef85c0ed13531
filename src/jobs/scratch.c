/* scratch - a backup, restored to a cluster that nobody else reaches. */
#include <sys/stat.h>

#include <ctype.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/arena.h"
#include "jobs/backup.h"
#include "jobs/program.h"
#include "jobs/scratch.h"

enum { DEPTH = 32, LINE_MAX_ = 500, DIR_MAX = 80 };

bool
scratch_make(struct scratch *s, struct arena *a, const char *within)
{
	char	*dir = arena_printf(a, "%s/waymark-drill.XXXXXX", within);

	*s = (struct scratch){ .arena = a };
	if (strlen(dir) > DIR_MAX || mkdtemp(dir) == NULL) {
		fprintf(stderr, "waymark: %s: %s\n", dir, strlen(dir) > DIR_MAX
		    ? "too long for the path of a socket" : strerror(errno));
		return (false);
	}
	s->dir = dir;
	s->data = arena_printf(a, "%s/data", dir);
	return (mkdir(s->data, 0700) == 0);
}

/* Debian keeps each version apart. */
static bool
find_programs(struct scratch *s)
{
	FILE	*f = fopen(arena_printf(s->arena, "%s/PG_VERSION", s->data),
		    "r");
	char	 version[16] = "";

	if (f != NULL) {
		if (fgets(version, sizeof(version), f) == NULL)
			*version = '\0';
		fclose(f);
	}
	version[strspn(version, "0123456789")] = '\0';
	s->bin = arena_printf(s->arena, "/usr/lib/postgresql/%s/bin", version);
	if (access(scratch_program(s, "pg_ctl"), X_OK) == 0)
		return (true);
	fprintf(stderr, "waymark: there is no PostgreSQL %s here: %s\n",
	    version, s->bin);
	return (false);
}

bool
scratch_restore(struct scratch *s, const struct backup *b, const char *moment)
{
	struct arena		*a = s->arena;
	const char *const	 to_point[] = { "pgbackrest", "restore",
		"--archive-mode=off", "--target-action=promote",
		arena_printf(a, "--pg1-path=%s", s->data),
		arena_printf(a, "--tablespace-map-all=%s/tablespaces", s->dir),
		arena_printf(a, "--set=%s", b->label), "--type=name",
		arena_printf(a, "--target=%s", b->manifest.point), NULL };
	const char *const	 to_moment[] = { "pgbackrest", "restore",
		"--archive-mode=off", "--target-action=promote",
		arena_printf(a, "--pg1-path=%s", s->data),
		arena_printf(a, "--tablespace-map-all=%s/tablespaces", s->dir),
		"--type=time",
		arena_printf(a, "--target=%s", moment != NULL ? moment : ""),
		NULL };

	if (program_run(moment != NULL ? to_moment : to_point) != 0) {
		fprintf(stderr, "waymark: pgbackrest did not restore it\n");
		return (false);
	}
	return (find_programs(s));
}

static bool
write_settings(struct scratch *s)
{
	FILE	*f = fopen(arena_printf(s->arena, "%s/hba", s->dir), "w");
	bool	 well;

	if (f == NULL)
		return (false);
	fputs("local all all trust\n", f);
	well = fclose(f) == 0;
	f = fopen(arena_printf(s->arena, "%s/settings", s->dir), "w");
	return (f != NULL && fclose(f) == 0 && well);
}

/* What PostgreSQL says when it does not start. */
static void
say_log(const struct scratch *s)
{
	FILE	*f = fopen(arena_printf(s->arena, "%s/log", s->dir), "r");
	char	 line[LINE_MAX_];

	fprintf(stderr, "waymark: PostgreSQL does not start on it:\n");
	if (f == NULL)
		return;
	while (fgets(line, sizeof(line), f) != NULL)
		if (strstr(line, "FATAL") != NULL ||
		    strstr(line, "PANIC") != NULL ||
		    strstr(line, "ERROR") != NULL)
			fputs(line, stderr);
	fclose(f);
}

/* It answers nobody until it has recovered. */
static bool
answers(struct scratch *s)
{
	const struct timespec	 pause = { .tv_nsec = 100 * 1000 * 1000 };
	const char		*pid = arena_printf(s->arena,
				    "%s/postmaster.pid", s->data);
	const char *const	 argv[] = { scratch_program(s, "pg_isready"),
				    "-q", "-h", s->dir, NULL };

	while (access(pid, F_OK) == 0) {
		if (program_run(argv) == 0)
			return (true);
		nanosleep(&pause, NULL);
	}
	return (false);
}

/* The restored server's own settings could archive, listen or preload: what it
 * is given here overrides them. */
bool
scratch_start(struct scratch *s)
{
	struct arena		*a = s->arena;
	const char *const	 argv[] = { scratch_program(s, "pg_ctl"),
		"-D", s->data, "-l", arena_printf(a, "%s/log", s->dir),
		"-w", "-s", "-t", "86400", "-o",
		arena_printf(a, "-c config_file=%s/settings "
		    "-c hba_file=%s/hba -c unix_socket_directories=%s "
		    "-c listen_addresses= -c archive_mode=off "
		    "-c hot_standby=off -c fsync=off "
		    "-c shared_preload_libraries= -c shared_buffers=128MB "
		    "-c max_wal_senders=0 -c max_locks_per_transaction=256 "
		    "-c logging_collector=off -c log_destination=stderr",
		    s->dir, s->dir, s->dir),
		"start", NULL };

	if (!write_settings(s))
		return (false);
	s->runs = program_run(argv) == 0;
	if (s->runs && answers(s))
		return (true);
	say_log(s);
	return (false);
}

bool
scratch_stop(struct scratch *s)
{
	const char *const	argv[] = { scratch_program(s, "pg_ctl"),
				    "-D", s->data, "-m", "fast", "-w", "-s",
				    "stop", NULL };

	if (!s->runs)
		return (true);
	s->runs = false;
	return (program_run(argv) == 0);
}

const char *
scratch_program(const struct scratch *s, const char *name)
{
	return (arena_printf(s->arena, "%s/%s", s->bin, name));
}

/* A word of an address, whatever is in it. */
static const char *
encoded(struct arena *a, const char *word)
{
	char	*to = arena_alloc(a, 3 * strlen(word) + 1), *end = to;

	for (; *word != '\0'; word++)
		if (isalnum((unsigned char)*word) || strchr("_-.~", *word))
			*end++ = *word;
		else
			end += sprintf(end, "%%%02x", (unsigned char)*word);
	return (to);
}

const char *
scratch_url(const struct scratch *s, const struct backup *b)
{
	return (arena_printf(s->arena, "postgresql://%s@/%s?host=%s",
	    encoded(s->arena, b->manifest.admin),
	    encoded(s->arena, b->manifest.database),
	    encoded(s->arena, s->dir)));
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	return (remove(path));
}

void
scratch_remove(struct scratch *s)
{
	if (s->dir == NULL)
		return;
	scratch_stop(s);
	if (nftw(s->dir, remove_one, DEPTH, FTW_DEPTH | FTW_PHYS) != 0)
		fprintf(stderr, "waymark: %s is left: %s\n", s->dir,
		    strerror(errno));
}
