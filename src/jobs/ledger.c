/* ledger - erasures that were done, kept outside the database. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/arena.h"
#include "core/db.h"
#include "jobs/ledger.h"
#include "queries.h"

enum { USAGE = 64, CLASSES_MAX = 32, LINE_MAX_ = 1000 };

static const char	word[] = "waymark-erasure ";

static const char *
line_of(struct arena *a, const struct erasure_entry *e)
{
	const char	*line = arena_printf(a, "%s%" PRId64 " %" PRId64 " %"
			    PRId64 " ", word, e->id, e->person_id,
			    e->programme_id);

	for (size_t i = 0; i < e->classes.n; i++)
		line = arena_printf(a, "%s%s%s", line, i > 0 ? "," : "",
		    e->classes.v[i]);
	return (arena_printf(a, "%s\n", line));
}

static bool
written(int fd, const char *line)
{
	ssize_t	n = (ssize_t)strlen(line);

	return (write(fd, line, (size_t)n) == n && fsync(fd) == 0);
}

bool
ledger_keep(const char *path, const struct erasure_entry *e)
{
	struct arena	a = { 0 };
	int		fd = open(path, O_WRONLY | O_APPEND | O_CREAT |
			    O_CLOEXEC, 0600);
	bool		kept = false;

	if (fd != -1) {
		kept = written(fd, line_of(&a, e));
		kept = close(fd) == 0 && kept;
	}
	arena_release(&a);
	return (kept);
}

static bool
next_number(char **s, int64_t *n)
{
	errno = 0;
	*n = strtoll(*s, s, 10);
	return (errno == 0 && *n > 0 && *(*s)++ == ' ');
}

bool
ledger_read(struct arena *a, char *line, struct erasure_entry *e)
{
	const char	**classes = arena_array(a, CLASSES_MAX,
			    sizeof(*classes));
	char		 *state, *class;

	line[strcspn(line, "\n")] = '\0';
	if (strncmp(line, word, sizeof(word) - 1) != 0)
		return (false);
	line += sizeof(word) - 1;
	if (!next_number(&line, &e->id) || !next_number(&line, &e->person_id) ||
	    !next_number(&line, &e->programme_id))
		return (false);
	e->classes = (struct text_list){ classes, 0 };
	for (class = strtok_r(line, ",", &state); class != NULL &&
	    e->classes.n < CLASSES_MAX; class = strtok_r(NULL, ",", &state))
		classes[e->classes.n++] = arena_strdup(a, class);
	return (e->classes.n > 0);
}

static void
count(struct ledger_told *told, const char *outcome)
{
	if (strcmp(outcome, "done") == 0)
		told->done++;
	else if (strcmp(outcome, "done before") == 0)
		told->before++;
	else if (strcmp(outcome, "held") == 0)
		told->held++;
	else
		told->nobody++;
}

static bool
again(struct db *db, struct arena *a, const struct erasure_entry *e,
    struct ledger_told *told)
{
	const struct erased_again	*said;
	const char			*outcome = "";

	db_begin(db, a, DB_WRITES);
	request_named(db, "RECORD_ERASED", "restored");
	said = erase_again(db, e->id, e->person_id, e->programme_id,
	    e->classes);
	if (said != NULL)
		outcome = said->outcome;
	if (!db_commit(db))
		return (false);
	count(told, outcome);
	return (true);
}

bool
ledger_again(struct db *db, FILE *ledger, struct ledger_told *told)
{
	char			 line[LINE_MAX_];
	struct arena		 a = { 0 };
	struct erasure_entry	 e;
	bool			 well = true;

	*told = (struct ledger_told){ 0 };
	while (well && fgets(line, sizeof(line), ledger) != NULL) {
		arena_reset(&a);
		if (!ledger_read(&a, line, &e))
			continue;
		told->lines++;
		well = again(db, &a, &e, told);
	}
	arena_release(&a);
	return (well);
}

void
ledger_say(const struct ledger_told *t, FILE *say)
{
	fprintf(say, "%d erasures in the list: %d were done again, %d had been "
	    "done already, %d wait for what keeps the record, %d are of people "
	    "whom the backup does not know.\n", t->lines, t->done, t->before,
	    t->held, t->nobody);
}

static bool
list(struct db *db)
{
	struct arena			a = { 0 };
	struct erasure_entry_list	entries;
	bool				read;

	db_begin(db, &a, DB_READS);
	entries = erasures_done(db);
	if ((read = db_commit(db)))
		each (e, entries)
			fputs(line_of(&a, e), stdout);
	arena_release(&a);
	return (read);
}

static bool
list_again(struct db *db, const char *path)
{
	struct ledger_told	told;
	FILE			*ledger = fopen(path, "r");
	bool			 well;

	if (ledger == NULL) {
		perror(path);
		return (false);
	}
	well = ledger_again(db, ledger, &told);
	fclose(ledger);
	ledger_say(&told, stdout);
	return (well);
}

int
erasures_command(int argc, char **argv)
{
	const char	*url = getenv("DATABASE_URL");
	bool		 lists = argc == 2 && strcmp(argv[1], "--list") == 0;
	struct db	*db;
	bool		 well;

	if (!lists && (argc != 3 || strcmp(argv[1], "--again") != 0)) {
		fprintf(stderr, "usage: waymark erasures --list | "
		    "--again FILE\n");
		return (USAGE);
	}
	if (url == NULL || *url == '\0') {
		fprintf(stderr, "waymark: set DATABASE_URL to the database "
		    "whose erasures these are\n");
		return (USAGE);
	}
	db = db_open_patient(url);
	well = lists ? list(db) : list_again(db, argv[2]);
	if (!well && *db_error(db) != '\0')
		fprintf(stderr, "waymark: %s\n", db_error(db));
	db_close(db);
	return (well ? EXIT_SUCCESS : EXIT_FAILURE);
}
