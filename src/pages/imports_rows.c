/* imports_rows - leave a row of an import out, put it back, discard it all. */
#include "pages.h"
#include "pages/import.h"
#include "views.h"

/* The row of the address, of an import that is still open. */
static struct import_line *
line_asked(struct request *req, struct import **i)
{
	*i = import_asked(req);
	if (*i == NULL || (*i)->state != IMPORT_STATE_CHECKED)
		return (NULL);
	return (import_line_of(req->db, (*i)->id, req->id[1]));
}

static enum status
show_line(struct request *req, bool leave_out)
{
	struct import		*i;
	struct import_line	*l = line_asked(req, &i);

	if (l == NULL)
		return (NOT_FOUND);
	import_row_page(req->out, req, i, l, leave_out);
	return (OK);
}

/* What one row shares with others is judged with all of them. */
static enum status
move_line(struct request *req, bool leave_out, const char *notice)
{
	struct import		*i;
	struct import_line	*l = line_asked(req, &i);

	if (l == NULL)
		return (NOT_FOUND);
	if (!import_unchanged(req, i)) {
		import_row_page(req->out, req, i, l, leave_out);
		return (INVALID);
	}
	import_line_put(req->db, i->id, l->number, leave_out ?
	    IMPORT_ROW_STATE_LEFT_OUT : IMPORT_ROW_STATE_READY);
	import_judge_again(req, i);
	return (done(req, arena_printf(req->arena, notice, l->number),
	    "/imports/%ld", i->id));
}

enum status
import_row_leave_out_page(struct request *req)
{
	return (show_line(req, true));
}

enum status
import_row_leave_out(struct request *req)
{
	return (move_line(req, true, "Row %ld is left out. You can put it "
	    "back until you confirm the import."));
}

enum status
import_row_put_back_page(struct request *req)
{
	return (show_line(req, false));
}

enum status
import_row_put_back(struct request *req)
{
	return (move_line(req, false, "Row %ld is put back"));
}

enum status
import_discard_page(struct request *req)
{
	struct import	*i = import_asked(req);

	if (i == NULL)
		return (NOT_FOUND);
	import_discard_form(req->out, req, i);
	return (OK);
}

enum status
import_discard(struct request *req)
{
	struct import	*i = import_asked(req);

	if (i == NULL)
		return (NOT_FOUND);
	if (i->state != IMPORT_STATE_CHECKED)
		return (see_other(req, "/imports/%ld", i->id));
	import_lines_clear(req->db, i->id);
	import_discarded(req->db, i->id);
	return (done(req, arena_printf(req->arena, "Import discarded. %s, and "
	    "the rows of the file were deleted.",
	    import_subject(i)->discarded), "/imports"));
}
