/* imports_confirm - store everything of an import, or nothing. */
#include <string.h>

#include "pages.h"
#include "pages/import.h"
#include "views.h"

static struct staged
judged(struct request *req, const struct import *i)
{
	struct staged		s = staged_of(req, i);
	struct import_target	to = import_target(i);

	staged_judge(req, &s, &to);
	return (s);
}

static void
show_form(struct request *req, const struct import *i)
{
	const struct import_subject	*subject = import_subject(i);
	struct import_tally		 tally = { 0 };
	struct staged			 s;

	if (subject->tally != NULL) {
		s = judged(req, i);
		tally = subject->tally(&s);
	}
	import_confirm_form(req->out, req, i, tally);
}

enum status
import_confirm_page(struct request *req)
{
	struct import	*i = import_asked(req);

	if (i == NULL)
		return (NOT_FOUND);
	if (i->state != IMPORT_STATE_CHECKED)
		return (see_other(req, "/imports/%ld", i->id));
	show_form(req, i);
	return (OK);
}

/* The verdicts are kept although nothing is stored. */
static enum status
refuse(struct request *req, const struct import *i)
{
	struct staged	s = import_judge_again(req, i);
	bool		stale = s.seen != i->seen;

	if (s.n > s.nunchanged && s.nfailing == 0 && !stale)
		return (CONFLICT);
	form_refuse(req->form, "", stale && s.nfailing == 0 ?
	    "Nothing was stored: marks of this component changed since the "
	    "file was checked. Look at the rows again, then confirm" :
	    s.subject->refused);
	req->recorded = true;
	show_form(req, import_mine(req->db, i->id));
	return (INVALID);
}

/*
 * Only somebody who comes between our question and our answer, with the same
 * address or another placement on the same days, makes an insertion fail for
 * its key; all else is a fault of ours.
 */
static bool
lost_a_race(struct request *req)
{
	const char	*state = db_state(req->db);

	if (db_failed(req->db) && strcmp(state, "23505") != 0 &&
	    strcmp(state, "23P01") != 0)
		return (false);
	return (!db_tried(req->db));
}

enum status
import_confirm(struct request *req)
{
	struct import	*i = import_asked(req);
	struct staged	 s;
	int64_t		 stored;

	if (i == NULL)
		return (NOT_FOUND);
	if (i->state != IMPORT_STATE_CHECKED)
		return (see_other(req, "/imports/%ld", i->id));
	if (!import_unchanged(req, i)) {
		show_form(req, i);
		return (INVALID);
	}
	s = judged(req, i);
	if (s.n == s.nunchanged || s.nfailing > 0 || s.seen != i->seen)
		return (refuse(req, i));
	db_try(req->db);
	stored = s.subject->store(req, i, &s);
	if (stored >= 0)
		import_confirmed(req->db, i->id, stored);
	if (lost_a_race(req))
		return (refuse(req, i));
	if (stored < 0)
		return (FAILED);
	return (done(req, arena_printf(req->arena, s.subject->done,
	    s.subject->counted(req->arena, stored),
	    s.subject->target(req->arena, i)), "/imports/%ld", i->id));
}
