/* Writes tables into a file, row by row as they come. */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/arena.h"
#include "core/clock.h"
#include "core/text.h"
#include "exchange/make.h"
#include "sheets/writing.h"
#include "make.h"

enum { ASK_EVERY_MS = 250, ASK_EVERY_ROWS = 64 };

static int
open_file(const char *dir)
{
	return (dir == NULL ? memfd_create("export", MFD_CLOEXEC) :
	    open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
}

/* The columns that this reader has, as sheets know them. */
static void
choose_columns(struct making *m)
{
	const struct exchange_table	*t = m->table;
	bool				 edits = exchange_edits(t,
					    m->order->reader);

	m->columns = arena_array(m->arena, t->ncolumns, sizeof(*m->columns));
	m->from = arena_array(m->arena, t->ncolumns, sizeof(*m->from));
	m->cells = arena_array(m->arena, t->ncolumns, sizeof(*m->cells));
	m->ncolumns = 0;
	for (size_t i = 0; i < t->ncolumns; i++) {
		const struct exchange_column	*c = &t->columns[i];

		if ((c->readers & (int)m->order->reader) == 0)
			continue;
		m->from[m->ncolumns] = i;
		m->columns[m->ncolumns++] = (struct sheet_column){
		    c->heading, c->type, c->definition,
		    edits && c->editable, c->least, c->most,
		    choice_labels(m->arena, c->choices) };
	}
}

const char *const *
choice_labels(struct arena *a, const struct exchange_choice *choices)
{
	size_t		  n = 0;
	const char	**labels;

	if (choices == NULL)
		return (NULL);
	while (choices[n].code != NULL)
		n++;
	labels = arena_array(a, n + 1, sizeof(*labels));
	for (size_t i = 0; i < n; i++)
		labels[i] = choices[i].label;
	return (labels);
}

static void
begin(struct making *m, int64_t rows)
{
	m->begun = m->any_begun = true;
	m->of_all = rows;
	m->kind->begin(m);
}

static bool
is_to_stop(struct making *m, int64_t done)
{
	int64_t	now;

	if (m->order->goes_on == NULL || (done % ASK_EVERY_ROWS != 0 &&
	    done != m->of_all))
		return (false);
	now = now_ms();
	if (done > 0 && done != m->of_all && now - m->asked < ASK_EVERY_MS)
		return (false);
	m->asked = now;
	return (!m->order->goes_on(m->order->state, m->before + done,
	    m->before + m->of_all));
}

/* More than may be at all, or than a sheet beside others has. */
static bool
is_too_many(const struct making *m, int64_t rows)
{
	const struct exchange_order	*o = m->order;

	return ((o->filter.most > 0 && m->before + rows > o->filter.most) ||
	    (o->ntables > 1 && rows > SHEET_ROWS_MAX));
}

static bool
take(void *state, const struct exchange_row *row)
{
	struct making	*m = state;

	if (!m->begun) {
		if (is_too_many(m, row->of_all)) {
			m->ended = MADE_TOO_MANY;
			return (true);	/* the few that come are left */
		}
		begin(m, row->of_all);
	}
	if (m->ended != MADE)
		return (true);
	if (is_to_stop(m, m->rows)) {
		m->ended = MADE_STOPPED;
		return (false);
	}
	for (size_t i = 0; i < m->ncolumns; i++)
		m->cells[i] = row->cells[m->from[i]];
	m->rows++;
	if (m->kind->row(m))
		return (true);
	m->ended = MADE_FAILED;
	return (false);
}

static const struct making_kind *
kind_of(const struct exchange_order *o)
{
	if (o->format == AS_CSV)
		return (&making_csv);
	return (&making_workbook);
}

/* False when nothing more is to be made. */
static bool
make_table(struct making *m, struct db *db, const struct exchange_table *t)
{
	m->table = t;
	m->before += m->rows;
	m->rows = m->of_all = 0;
	m->begun = false;
	choose_columns(m);
	exchange_read(db, t, &m->filter, take, m);
	if (m->ended == MADE && !m->begun && !db_failed(db))
		begin(m, 0);
	if (m->ended == MADE && (db_failed(db) || m->rows != m->of_all))
		m->ended = MADE_FAILED;
	return (m->ended == MADE);
}

enum exchange_made
exchange_make(struct db *db, struct arena *a, const struct exchange_order *o,
    struct exchange_file *f)
{
	struct making	m = { .order = o, .arena = a, .kind = kind_of(o),
			    .filter = o->filter, .ended = MADE };
	struct stat	st;

	*f = (struct exchange_file){ -1, 0, 0 };
	if ((m.fd = open_file(o->dir)) < 0)
		return (MADE_FAILED);
	if (o->ntables > 1 && m.filter.most == 0)
		m.filter.most = SHEET_ROWS_MAX;
	exchange_enter(db, o->reader, &o->filter);
	for (size_t i = 0; i < o->ntables; i++)
		if (!make_table(&m, db, o->tables[i]))
			break;
	exchange_leave(db, o->reader);
	if (m.any_begun && !m.kind->end(&m) && m.ended == MADE)
		m.ended = MADE_FAILED;
	if (m.ended == MADE && (fstat(m.fd, &st) != 0 || st.st_size == 0))
		m.ended = MADE_FAILED;
	if (m.ended != MADE) {
		close(m.fd);
		return (m.ended);
	}
	*f = (struct exchange_file){ m.fd, m.before + m.rows, st.st_size };
	return (MADE);
}

/* Letters and digits, and hyphens between words. */
static const char *
slug(struct arena *a, const char *words)
{
	char	*s = arena_strdup(a, text_fold(a, words)), *to = s;

	for (const char *from = s; *from != '\0'; from++)
		if ((*from >= 'a' && *from <= 'z') ||
		    (*from >= '0' && *from <= '9'))
			*to++ = *from;
		else if (to > s && to[-1] != '-')
			*to++ = '-';
	while (to > s && to[-1] == '-')
		to--;
	*to = '\0';
	return (s);
}

const char *
exchange_file_name(struct arena *a, const struct exchange_order *o)
{
	const char	*of = slug(a, o->about.cohort == NULL ? "" :
			    o->about.cohort);
	struct date	 d = o->about.as_of;
	const char	*what = o->ntables == 1 ? o->tables[0]->sheet :
			    o->reader == FOR_SELF ? "My record" : "Tables";

	return (arena_printf(a, "%s%s%.60s-%04d-%02d-%02d.%s",
	    slug(a, what), *of == '\0' ? "" : "-", of, d.year,
	    d.month, d.day, o->format == AS_CSV ? "csv" : "xlsx"));
}
