/* openings - a record is opened in an emergency: one of the staff asks, a data
 * protection officer allows it, and whose it is is told. */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/data_rights.h"
#include "views.h"

static const char *const	verdicts[] = { "open", "refused", "withdrawn",
				    "ended", NULL };
enum { OPEN, REFUSED, WITHDRAWN, ENDED };

const char *
opening_state_words(const struct opening *o)
{
	static const struct { const char *state, *words; } known[] = {
		{ "asked", "Waits for a data protection officer" },
		{ "refused", "Refused" }, { "withdrawn", "Taken back" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(o->state, known[i].state) == 0)
			return (known[i].words);
	return (o->is_open ? "Open" : "Closed again");
}

enum status
opening_new(struct request *req)
{
	opening_form(req->out, req);
	return (OK);
}

enum status
opening_asked(struct request *req)
{
	const char		*reason;
	struct data_subject	*p = data_subject_asked(req, &reason);
	struct opening_made	*made;

	if (p == NULL) {
		opening_form(req->out, req);
		return (INVALID);
	}
	made = opening_ask(req->db, p->person_id, p->programme_id, reason);
	if (made == NULL)
		return (FAILED);
	data_officers_tell(req, p->programme_id, "A record is to be opened in "
	    "an emergency: decide now", arena_printf(req->arena, "%s asks to "
	    "open a record in an emergency. Read why and decide:\n"
	    "%s/data/openings/%ld", req->visitor.name, own_origin(),
	    (long)made->id));
	return (done(req, "Asked for. A data protection officer decides.",
	    "/data/openings/%ld", (long)made->id));
}

enum status
opening_page(struct request *req)
{
	struct opening	*o = opening_by_id(req->db, req->id[0]);

	if (o == NULL)
		return (NOT_FOUND);
	opening_view(req->out, req, o);
	return (OK);
}

static bool
may_settle(const struct request *req, const struct opening *o, int verdict)
{
	bool	asker = o->asked_by == req->visitor.id;

	if (o->person_id == req->visitor.id)
		return (false);
	if (strcmp(o->state, "open") == 0)
		return (verdict == ENDED);
	if (strcmp(o->state, "asked") != 0)
		return (false);
	return (asker ? verdict == WITHDRAWN : (verdict == OPEN ||
	    verdict == REFUSED) && request_is(req, DATA_OFFICER));
}

static const char *
tell(struct request *req, const struct opening *o, int verdict,
    struct moment until_at)
{
	struct out	 until = { 0 };
	const char	*at;

	if (verdict == ENDED)
		return ("The record is closed again.");
	if (verdict != OPEN)
		return (verdict == REFUSED ? "Refused. The record stays "
		    "closed." : "Taken back.");
	out_moment(&until, until_at);
	at = arena_strndup(req->arena, until.data, until.len);
	out_free(&until);
	letter_write(req->db, o->person_id, o->address, "Your record was "
	    "opened in an emergency", arena_printf(req->arena, "Dear %s,\n\n"
	    "%s asked to open your record in an emergency, and %s allowed it. "
	    "%s can read it until %s. Your private reflections and check-ins "
	    "and what you said about yourself for equality stay closed.\n\n"
	    "They gave this reason:\n%s\n\nWho has read what:\n%s/my/readers\n",
	    o->person, o->asker, req->visitor.name, o->asker, at, o->reason,
	    own_origin()));
	return ("Allowed. Whose record it is is told.");
}

enum status
opening_settled(struct request *req)
{
	struct opening		*o = opening_by_id(req->db, req->id[0]);
	struct opening_settled	*settled = NULL;
	int			 verdict;

	if (o == NULL)
		return (NOT_FOUND);
	verdict = form_choice(req->form, "verdict", verdicts,
	    "Select what you decide");
	if (verdict >= 0 && !may_settle(req, o, verdict))
		form_refuse(req->form, "verdict", "That is for somebody else "
		    "to decide, or decided already");
	if (form_ok(req->form) && (settled = opening_settle(req->db, o->id,
	    o->state, verdicts[verdict])) == NULL)
		form_refuse(req->form, "verdict", "Somebody has decided "
		    "already");
	if (!form_ok(req->form)) {
		opening_view(req->out, req, o);
		return (INVALID);
	}
	return (done(req, tell(req, o, verdict, settled->until_at),
	    "/data/openings/%ld", (long)o->id));
}

/* Each reading is an event that its person sees. */
enum status
opening_record(struct request *req)
{
	struct opening			*o = opening_by_id(req->db,
					    req->id[0]);
	struct opened_table_list	 tables;
	struct opened_record		 s = { .o = o };

	if (o == NULL)
		return (NOT_FOUND);
	tables = opened_tables_of(req->db, o->id);
	if (tables.n == 0)
		return (NOT_FOUND);
	s.parts = arena_array(req->arena, tables.n, sizeof(*s.parts));
	each (t, tables)
		s.parts[s.n++] = (struct opened_part){ t->label,
		    opened_rows_of(req->db, o->id, t->id) };
	request_reads(req, "opening", o->id, o->person_id, o->programme_id);
	opened_record_page(req->out, req, &s);
	return (OK);
}
