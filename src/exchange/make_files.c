/* The kinds of file that tables are made as. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "core/arena.h"
#include "sheets/csv.h"
#include "make.h"

enum { FLUSH_AT = 64 * 1024 };

static void
begin_workbook(struct making *m)
{
	const struct exchange_table	*t = m->table;
	struct writing_plan		*p = arena_alloc(m->arena,
					    sizeof(*p));

	*p = (struct writing_plan){ m->order->about, t->sheet, t->code,
	    m->columns, m->ncolumns, m->of_all };
	if (m->writing == NULL)
		m->writing = writing_begin(m->arena, p, m->fd,
		    m->order->dir != NULL ? m->order->dir : "/dev/shm");
	else
		writing_next(m->writing, p);
}

static bool
row_of_workbook(struct making *m)
{
	return (writing_row(m->writing, m->cells));
}

static bool
end_workbook(struct making *m)
{
	return (writing_end(m->writing));
}

const struct making_kind	making_workbook = { begin_workbook,
				    row_of_workbook, end_workbook };

static bool
flush(struct making *m)
{
	const char	*from = m->out.data;
	ssize_t		 n;

	while (from < m->out.data + m->out.len && !m->broken) {
		n = write(m->fd, from, m->out.len -
		    (size_t)(from - m->out.data));
		if (n < 0 && errno != EINTR)
			m->broken = true;
		from += n > 0 ? n : 0;
	}
	out_reset(&m->out);
	return (!m->broken);
}

static void
begin_csv(struct making *m)
{
	m->texts = arena_array(m->arena, m->ncolumns, sizeof(*m->texts));
	for (size_t i = 0; i < m->ncolumns; i++)
		m->texts[i] = m->columns[i].heading;
	csv_put_mark(&m->out);
	csv_put_row(&m->out, m->texts, m->ncolumns);
}

static const char *
csv_text(struct arena *a, enum sheet_type type, const struct sheet_cell *c)
{
	if (type == SHEET_TEXT)
		return (c->text);
	if (type == SHEET_DATE)
		return (date_is_set(c->date) ? arena_printf(a,
		    "%04d-%02d-%02d", c->date.year, c->date.month,
		    c->date.day) : NULL);
	return (c->known ? arena_printf(a, "%.15g", c->number) : NULL);
}

static bool
row_of_csv(struct making *m)
{
	arena_reset(&m->row);
	for (size_t i = 0; i < m->ncolumns; i++)
		m->texts[i] = csv_text(&m->row, m->columns[i].type,
		    &m->cells[i]);
	csv_put_row(&m->out, m->texts, m->ncolumns);
	return (m->out.len < FLUSH_AT || flush(m));
}

static bool
end_csv(struct making *m)
{
	bool	whole = flush(m);

	out_free(&m->out);
	arena_release(&m->row);
	return (whole);
}

const struct making_kind	making_csv = { begin_csv, row_of_csv,
				    end_csv };
