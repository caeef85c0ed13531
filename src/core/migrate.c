/*
 * Brings a database up to the files under sql/.
 */
#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/db.h"
#include "core/migrate.h"
#include "queries.h"

/* Held until the connection closes; the number is "waymark" on a keypad. */
#define LOCK	"SELECT pg_advisory_lock(9296275)"

struct migration {
	const char	*sql;		/* the directory */
	FILE		*say;
	struct db	*db;
	struct arena	 files;		/* lives as long as the run */
	struct arena	 arena;		/* of one transaction */
	struct applied_list applied;
};

struct file { const char *name, *text, *sha256; };
struct file_list { struct file *v; size_t n; };

static bool	stop(const char *, ...) __attribute__((format(printf, 1, 2)));

static bool
stop(const char *fmt, ...)
{
	va_list	ap;

	fputs("waymark: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	return (false);
}

/* Why the database did not do it, and what somebody can do about that. */
static bool
stop_db(struct migration *m, const char *file)
{
	const char	*why = db_error(m->db), *state = db_state(m->db);

	if (strcmp(state, "08001") == 0)
		return (stop("cannot reach the database: %s\n"
		    "Check DATABASE_URL, that the database was created, and "
		    "that the server runs.", why));
	if (strcmp(state, "42501") == 0)
		return (stop("%s/%s: %s\nDATABASE_URL must name an "
		    "administrator, or the database's owner with CREATEROLE.",
		    m->sql, file, why));
	return (stop("%s/%s: %s", m->sql, file, why));
}

static char *
read_text(struct migration *m, const char *name)
{
	const char	*path = arena_printf(&m->files, "%s/%s", m->sql, name);
	FILE		*f = fopen(path, "r");
	char		*line = NULL, *text = NULL;
	size_t		 size = 0;

	if (f == NULL) {
		stop("%s: %s", path, strerror(errno));
		return (NULL);
	}
	if (getdelim(&line, &size, '\0', f) == -1)
		stop("%s: nothing in it", path);
	else if (!feof(f))
		stop("%s: a NUL in it", path);
	else
		text = arena_strdup(&m->files, line);
	free(line);
	fclose(f);
	return (text);
}

static int
is_sql(const struct dirent *e)
{
	size_t	n = strlen(e->d_name);

	return (n > 4 && e->d_name[0] != '.' &&
	    strcmp(e->d_name + n - 4, ".sql") == 0);
}

static int
by_bytes(const struct dirent **a, const struct dirent **b)
{
	return (strcmp((*a)->d_name, (*b)->d_name));
}

/* The files of a directory in the order of their names, with their text. */
static bool
read_files(struct migration *m, const char *dir, struct file_list *list)
{
	const char	 *path = arena_printf(&m->files, "%s/%s", m->sql, dir);
	struct dirent	**entries;
	int		  n = scandir(path, &entries, is_sql, by_bytes);
	struct file	 *f;
	bool		  ok = true;

	if (n == -1)
		return (stop("%s: %s", path, strerror(errno)));
	list->v = arena_array(&m->files, (size_t)n, sizeof(*list->v));
	list->n = (size_t)n;
	for (int i = 0; i < n; i++) {
		f = &list->v[i];
		f->name = arena_printf(&m->files, "%s/%s", dir,
		    entries[i]->d_name);
		f->text = read_text(m, f->name);
		ok = ok && f->text != NULL;
		free(entries[i]);
	}
	free(entries);
	return (ok);
}

static void
begin(struct migration *m)
{
	arena_reset(&m->arena);
	db_begin(m->db, &m->arena, DB_WRITES);
}

/* Roles, extensions and our own table; what is there already stays. */
static bool
prepare(struct migration *m)
{
	const char	*text = read_text(m, "cluster.sql");

	if (text == NULL)
		return (false);
	begin(m);
	db_run(m->db, LOCK);
	if (!db_commit(m->db))
		return (stop_db(m, "cluster.sql"));
	begin(m);
	db_run(m->db, text);
	return (db_commit(m->db) || stop_db(m, "cluster.sql"));
}

/* The first line of a file is a role's password. */
static bool
set_password(struct migration *m, const char *role, const char *variable)
{
	const char	*path = getenv(variable);
	char		*line = NULL;
	size_t		 size = 0;
	ssize_t		 n = -1;
	FILE		*f;

	if (path == NULL)
		return (true);
	if ((f = fopen(path, "r")) != NULL) {
		n = getline(&line, &size, f);
		fclose(f);
	}
	if (n > 0 && line[n - 1] == '\n')
		line[--n] = '\0';
	if (n <= 0) {
		free(line);
		return (stop("%s: no password in %s", variable, path));
	}
	begin(m);
	db_set_password(m->db, role, line);
	explicit_bzero(line, size);
	free(line);
	return (db_commit(m->db) || stop_db(m, "cluster.sql"));
}

/* What the database says of the files, and what was done to it. */
static bool
compare(struct migration *m, struct file_list *files)
{
	struct checksum	*sum;
	struct bytes	 text;

	db_begin(m->db, &m->files, DB_READS);
	for (size_t i = 0; i < files->n; i++) {
		text.data = files->v[i].text;
		text.length = strlen(files->v[i].text);
		if ((sum = checksum_of(m->db, text)) != NULL)
			files->v[i].sha256 = sum->sha256;
	}
	m->applied = migrations_applied(m->db);
	return (db_commit(m->db) || stop_db(m, "schema"));
}

static const struct applied *
applied(const struct migration *m, const struct file *f)
{
	for (size_t i = 0; i < m->applied.n; i++)
		if (strcmp(m->applied.v[i].name, f->name) == 0)
			return (&m->applied.v[i]);
	return (NULL);
}

static bool
is_among(const struct file_list *files, const char *name)
{
	for (size_t i = 0; i < files->n; i++)
		if (strcmp(files->v[i].name, name) == 0)
			return (true);
	return (false);
}

/* Nothing is done to a database whose past is not the one in the files. */
static bool
check_past(struct migration *m, const struct file_list *files)
{
	const struct applied	*a;
	const struct file	*f, *missing = NULL;

	each(known, m->applied)
		if (strncmp(known->name, "schema/", 7) == 0 &&
		    !is_among(files, known->name))
			return (stop("the database is ahead of these files: "
			    "%s was applied, and is not in %s", known->name,
			    m->sql));
	for (f = files->v; f < files->v + files->n; f++) {
		a = applied(m, f);
		if (a == NULL && missing == NULL)
			missing = f;
		if (a != NULL && strcmp(a->sha256, f->sha256) != 0)
			return (stop("%s/%s changed after it was applied: put "
			    "it back, and make the change in a new file",
			    m->sql, f->name));
		if (a != NULL && missing != NULL)
			return (stop("%s/%s comes before %s, which was applied "
			    "already: give it a later number", m->sql,
			    missing->name, f->name));
	}
	return (true);
}

/* One file and its record, as the owner of everything, or nothing at all. */
static bool
apply(struct migration *m, const struct file *f)
{
	begin(m);
	db_run(m->db, "SET LOCAL ROLE waymark_owner");
	db_run(m->db, f->text);
	db_run(m->db, "RESET ROLE");
	migration_record(m->db, f->name, f->sha256);
	if (!db_commit(m->db))
		return (stop_db(m, f->name));
	fprintf(m->say, "applied %s/%s\n", m->sql, f->name);
	return (true);
}

static bool
apply_changed(struct migration *m, const struct file_list *files)
{
	const struct applied	*a;

	for (size_t i = 0; i < files->n; i++) {
		a = applied(m, &files->v[i]);
		if ((a == NULL || strcmp(a->sha256, files->v[i].sha256) != 0) &&
		    !apply(m, &files->v[i]))
			return (false);
	}
	return (true);
}

static bool
run(struct migration *m)
{
	struct file_list	schema, catalogue;

	return (read_files(m, "schema", &schema) &&
	    read_files(m, "catalogue", &catalogue) &&
	    prepare(m) &&
	    set_password(m, "waymark_web", "WAYMARK_WEB_PASSWORD_FILE") &&
	    set_password(m, "waymark_jobs", "WAYMARK_JOBS_PASSWORD_FILE") &&
	    compare(m, &schema) &&
	    compare(m, &catalogue) &&
	    check_past(m, &schema) &&
	    apply_changed(m, &schema) &&
	    apply_changed(m, &catalogue));
}

bool
migrate(const char *conninfo, const char *sql, FILE *say)
{
	struct migration	m = { .sql = sql, .say = say };
	bool			ok;

	m.db = db_open_patient(conninfo);
	ok = run(&m);
	db_close(m.db);
	arena_release(&m.arena);
	arena_release(&m.files);
	return (ok);
}
