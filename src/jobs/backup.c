/* backup - takes a backup by pgBackRest, and keeps with it what is in it. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/arena.h"
#include "core/db.h"
#include "core/json.h"
#include "jobs/backup.h"
#include "jobs/program.h"

enum { USAGE = 64 };

static bool
fault(const char *what)
{
	fprintf(stderr, "waymark: %s\n", what);
	return (false);
}

/* The annotation of a backup, or NULL. */
static const char *
note_of(json_t *backup)
{
	return (json_string_value(json_object_get(json_object_get(backup,
	    "annotation"), BACKUP_NOTE)));
}

static bool
find_in(struct arena *a, json_t *info, const char *label, struct backup *b)
{
	json_t		*all = json_object_get(json_array_get(info, 0),
			    "backup");
	json_t		*one;
	const char	*name, *note;

	for (size_t i = json_array_size(all); i > 0; i--) {
		one = json_array_get(all, i - 1);
		name = json_string_value(json_object_get(one, "label"));
		note = note_of(one);
		if (name == NULL || (label == NULL ? note == NULL :
		    strcmp(label, name) != 0))
			continue;
		b->label = arena_strdup(a, name);
		return (note != NULL && manifest_read(a, note, &b->manifest));
	}
	return (false);
}

static json_t *
ask_info(struct arena *a)
{
	const char *const	 argv[] = { "pgbackrest", "info",
				    "--output=json", NULL };
	const char		*said = program_output(a, argv);

	return (said == NULL ? NULL : json_loads(said, 0, NULL));
}

bool
backup_find(struct arena *a, const char *label, struct backup *b)
{
	json_t	*info = ask_info(a);
	bool	 found;

	if (info == NULL)
		return (fault("pgbackrest does not say which backups there "
		    "are"));
	found = find_in(a, info, label, b);
	json_decref(info);
	return (found || fault("there is no such backup that \"waymark "
	    "backup\" made: no other has a manifest to hold it against"));
}

static const char *
newest_label(struct arena *a)
{
	json_t		*info = ask_info(a), *all;
	const char	*label;

	all = json_object_get(json_array_get(info, 0), "backup");
	label = json_string_value(json_object_get(json_array_get(all,
	    json_array_size(all) - 1), "label"));
	label = label == NULL ? NULL : arena_strdup(a, label);
	json_decref(info);
	return (label);
}

static bool
take_manifest(struct arena *a, const char *url, const char *label,
    struct manifest *m)
{
	struct db	*holds = db_open_patient(url);
	struct db	*counts = db_open_patient(url);
	bool		 taken;

	taken = manifest_take(holds, counts, a, arena_printf(a, "waymark %s",
	    label), m);
	if (!taken)
		fprintf(stderr, "waymark: the backup was made, and what must "
		    "be in it could not be counted: %s\n",
		    *db_error(holds) != '\0' ? db_error(holds) :
		    db_error(counts));
	db_close(counts);
	db_close(holds);
	return (taken);
}

/* Once what was written until the point has reached the repository. */
static bool
keep_manifest(struct arena *a, const char *label, const struct manifest *m)
{
	const char *const	check[] = { "pgbackrest", "check", NULL };
	const char *const	annotate[] = { "pgbackrest", "annotate",
				    arena_printf(a, "--set=%s", label),
				    arena_printf(a, "--annotation=%s=%s",
				    BACKUP_NOTE, manifest_text(a, m)), NULL };

	return (program_run(check) == 0 && program_run(annotate) == 0);
}

static int
take(struct arena *a, const char *url, const char *type)
{
	const char *const	 argv[] = { "pgbackrest", "backup",
				    arena_printf(a, "--type=%s", type), NULL };
	struct manifest		 m;
	const char		*label;

	if (program_run(argv) != 0 || (label = newest_label(a)) == NULL) {
		fault("pgbackrest made no backup");
		return (EXIT_FAILURE);
	}
	if (!take_manifest(a, url, label, &m))
		return (EXIT_FAILURE);
	if (!keep_manifest(a, label, &m)) {
		fault("the backup was made, and its manifest was not kept");
		return (EXIT_FAILURE);
	}
	printf("backup %s: at %s %zu tables hold %" PRId64 " rows\n", label,
	    m.at, m.n, m.rows);
	return (EXIT_SUCCESS);
}

int
backup_command(int argc, char **argv)
{
	const char	*url = getenv("DATABASE_URL");
	struct arena	 a = { 0 };
	const char	*type = argc > 1 ? argv[1] : "incr";
	int		 status;

	if (argc > 2 || (strcmp(type, "full") != 0 &&
	    strcmp(type, "diff") != 0 && strcmp(type, "incr") != 0)) {
		fprintf(stderr, "usage: waymark backup [full | diff | incr]\n");
		return (USAGE);
	}
	if (url == NULL || *url == '\0') {
		fprintf(stderr, "waymark: set DATABASE_URL to the database "
		    "that is backed up\n");
		return (USAGE);
	}
	setenv("PGBACKREST_STANZA", "waymark", 0);
	if (!program_become("postgres")) {
		fault("root cannot become postgres");
		return (EXIT_FAILURE);
	}
	status = take(&a, url, type);
	arena_release(&a);
	return (status);
}
