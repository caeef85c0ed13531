/* files - looks at what was uploaded, outside every request. */
#include "core/arena.h"
#include "core/db.h"
#include "core/log.h"
#include "jobs/files.h"
#include "jobs/scanner.h"
#include "queries.h"
#include "sniff/sniff.h"

enum { SCAN_MS = 20 * 1000 };

/* What is to be written of one file. */
struct look {
	enum file_change	 change;	/* none: it waits */
	enum file_refusal	 refusal;
	struct scan		 scan;
	bool			 opened, has_place;
	uint32_t		 pages;
};

/* Opened once; false when that has to be tried again. */
static bool
open_it(const struct file_claimed *c, struct look *f)
{
	struct verdict	v;

	if (c->opened)
		return (true);
	if (sniff_confined(form_from(file_kind_word(c->kind)), c->bytes.data,
	    c->bytes.length, &v) == NOT_STARTED) {
		log_line("files: no sandbox", "a file waits");
		return (false);
	}
	f->has_place = v.has_place;
	f->pages = v.pages;
	f->opened = v.fault == SOUND;
	if (v.fault != SOUND) {
		f->change = FILE_CHANGE_REFUSED;
		f->refusal = file_refusal_from(fault_code(v.fault));
	}
	return (f->opened);
}

static void
scan_it(const struct file_claimed *c, const char *scanner, struct look *f)
{
	if (*scanner == '\0') {
		f->change = FILE_CHANGE_PASSED_UNSCANNED;
		return;
	}
	f->scan = scan(scanner, c->bytes.data, c->bytes.length, SCAN_MS);
	switch (f->scan.is) {
	case SCAN_CLEAN:
		f->change = FILE_CHANGE_PASSED;
		break;
	case SCAN_INFECTED:
		f->change = FILE_CHANGE_INFECTED;
		f->refusal = FILE_REFUSAL_VIRUS;
		break;
	case SCAN_NO_ANSWER:
		log_line("files: the scanner did not answer", f->scan.found);
	}
}

static const char *
or_null(const char *s)
{
	return (*s != '\0' ? s : NULL);
}

static void
write_finding(struct db *db, int64_t id, const struct look *f)
{
	bool	scanned = f->change == FILE_CHANGE_PASSED ||
		    f->change == FILE_CHANGE_INFECTED;

	if (f->opened)
		file_is_opened(db, id, f->has_place, f->pages);
	if (f->change != FILE_CHANGE_NONE)
		file_is_found(db, id, f->change, f->refusal,
		    scanned ? or_null(f->scan.engine) : NULL,
		    scanned ? or_null(f->scan.found) : NULL);
}

/* A transaction to take a file up and one to say what was found: none is open
 * while it is looked at. */
static enum { LOOKED, NOTHING_DUE, NO_DATABASE }
look_at_one(struct db *db, struct arena *arena, const char *scanner)
{
	struct file_claimed	*c;
	struct look		 f = { .change = FILE_CHANGE_NONE };

	arena_reset(arena);
	db_begin(db, arena, DB_WRITES);
	c = file_claim_next(db, *scanner != '\0');
	if (!db_commit(db)) {
		log_line("files failed", db_error(db));
		return (NO_DATABASE);
	}
	if (c == NULL)
		return (NOTHING_DUE);
	if (open_it(c, &f))
		scan_it(c, scanner, &f);
	db_begin(db, arena, DB_WRITES);
	write_finding(db, c->id, &f);
	if (!db_commit(db))
		log_line("files failed", db_error(db));
	return (LOOKED);
}

int
files_look(struct db *db, struct arena *arena, const char *scanner)
{
	int	n = 0, how = LOOKED;

	while (n < FILES_AT_ONCE && how == LOOKED) {
		how = look_at_one(db, arena, scanner);
		n += how == LOOKED;
	}
	arena_reset(arena);
	return (how == NO_DATABASE ? -1 : n);
}

void
files_tidy(struct db *db, struct arena *arena)
{
	arena_reset(arena);
	db_begin(db, arena, DB_WRITES);
	tidy_files(db);
	if (!db_commit(db))
		log_line("tidying files failed", db_error(db));
}
