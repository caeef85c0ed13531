/* Writes tables as an Excel workbook, in memory alone. */
#include <sys/mman.h>

#include <unistd.h>

#include "core/arena.h"
#include "core/out.h"
#include "book.h"

static void
put_workbook(struct book *b, const struct workbook *w)
{
	lxw_worksheet	*s;

	book_about(b, &w->about);
	for (size_t i = 0; i < w->nsheets; i++)
		if ((s = book_sheet(b, w->sheets[i].name)) != NULL)
			book_table(b, s, &w->sheets[i]);
	book_definitions(b, w->sheets, w->nsheets);
}

/* The library writes to a file: to one in memory, as its parts are. */
bool
workbook_put(struct out *o, struct arena *a, const struct workbook *w)
{
	struct book	b;
	int		fd;
	bool		made;

	for (size_t i = 0; i < w->nsheets; i++)
		if (w->sheets[i].nrows > SHEET_ROWS_MAX)
			return (false);
	if ((fd = memfd_create("workbook", MFD_CLOEXEC)) < 0)
		return (false);
	book_open(&b, a, fd, "/dev/shm", false, &w->about);
	if (b.book != NULL)
		put_workbook(&b, w);
	made = book_close(&b) && book_copy(o, fd);
	close(fd);
	return (made);
}
