/* asye_leaving - what staff and coordinators record of an ASYE: withdrawn,
 * transferred, reinstated; and its undoing. */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/asye.h"
#include "rules/words.h"
#include "views.h"

enum { WORDS_MAX = 2000 };

/* title and hint: of the choice.  done: what the banner says. */
static const struct { const char *title, *hint, *event, *done; } changes[] = {
	[ASYE_CHANGE_FOUND_ELIGIBLE] = { NULL, NULL, "Found eligible", NULL },
	[ASYE_CHANGE_REGISTERED] = { "Register it", "The ASYE begins on its "
	    "first day", "Registered", "The ASYE is registered" },
	[ASYE_CHANGE_AGREEMENT_SIGNED] = { NULL, NULL,
	    "Support and assessment agreement signed", NULL },
	[ASYE_CHANGE_REVIEWED_3] = { NULL, NULL, "First review held", NULL },
	[ASYE_CHANGE_REVIEWED_6] = { NULL, NULL, "Midway review held", NULL },
	[ASYE_CHANGE_REVIEWED_9] = { NULL, NULL, "Third review held", NULL },
	[ASYE_CHANGE_FINAL_REVIEWED] = { NULL, NULL, "Final review held",
	    NULL },
	[ASYE_CHANGE_RECOMMENDED] = { NULL, NULL, "Recommendation made",
	    NULL },
	[ASYE_CHANGE_MODERATED] = { NULL, NULL, "Moderated", NULL },
	[ASYE_CHANGE_RETURNED_BY_PANEL] = { NULL, NULL,
	    "Returned by the moderation panel", NULL },
	[ASYE_CHANGE_CONFIRMED] = { NULL, NULL, "Outcome confirmed", NULL },
	[ASYE_CHANGE_CERTIFICATED] = { NULL, NULL, "Certificate issued",
	    NULL },
	[ASYE_CHANGE_CLAIMED] = { NULL, NULL, "Claim complete", NULL },
	[ASYE_CHANGE_PAUSED] = { NULL, NULL, "Paused", NULL },
	[ASYE_CHANGE_RESUMED] = { NULL, NULL, "Resumed", NULL },
	[ASYE_CHANGE_WITHDRAWN] = { "Withdraw them", "They leave the ASYE. "
	    "What they did stays theirs to read", "Withdrawn",
	    "The withdrawal is recorded" },
	[ASYE_CHANGE_TRANSFERRED_OUT] = { "Transfer to another employer",
	    "They leave this employer, and may go on with the next",
	    "Transferred to another employer", "The transfer is recorded" },
	[ASYE_CHANGE_TRANSFERRED_IN] = { "Take over from another employer",
	    "They go on where they stopped, with what they have",
	    "Taken over by the next employer", "They go on with the ASYE" },
	[ASYE_CHANGE_REINSTATED] = { "Reinstate them", "They go on where they "
	    "stopped, with what they have", "Reinstated",
	    "They are on the ASYE again" },
	[ASYE_CHANGE_UNDONE] = { "Undo it", NULL, "Undone", "Undone" },
};

const char *
asye_step_title(enum asye_change change)
{
	return (changes[change].title);
}

const char *
asye_step_hint(enum asye_change change)
{
	return (changes[change].hint);
}

const char *
asye_deed_words(enum asye_change change)
{
	return (changes[change].event);
}

const char *
asye_event_words(struct arena *a, const struct asye_event_row *v)
{
	const char	*what = changes[v->change].event;

	if (v->change == ASYE_CHANGE_UNDONE)
		what = arena_printf(a, "Undone: %s",
		    changes[v->undid].event);
	if (v->change == ASYE_CHANGE_TRANSFERRED_IN)
		what = arena_printf(a, "Taken over by %s", v->employer);
	return (v->reason == NULL ? what : arena_printf(a, "%s. Reason: %s",
	    what, v->reason));
}

const struct option *
asye_step_reason_options(struct arena *a, struct asye_step_reason_list reasons)
{
	struct option	*options = arena_array(a, reasons.n + 2,
			    sizeof(*options));
	size_t		 n = 0;

	options[n++] = (struct option){ "", "Choose a reason" };
	each(r, reasons)
		options[n++] = (struct option){ r->code, r->label };
	return (options);
}

struct asye_record *
asye_kept(struct request *req)
{
	struct asye_record	*a = asye_asked(req);

	return (a != NULL && !a->own && (a->of_staff || a->coordinates) ? a :
	    NULL);
}

bool
asye_seen(struct request *req, const struct asye_record *a)
{
	int64_t	seen = form_version(req->form, "Open the form again");

	if (seen >= 0 && seen != a->version)
		form_refuse(req->form, "version", "This ASYE changed while "
		    "you had it open. Open the form again to see how it is "
		    "now");
	return (seen == a->version);
}

static bool
begin(struct request *req, struct asye_step *m)
{
	*m = (struct asye_step){ .asye = asye_kept(req) };
	if (m->asye == NULL)
		return (false);
	m->choices = asye_choices(req->db, m->asye->id);
	return (true);
}

/* What was chosen, of what may be recorded now. */
static bool
read_change(struct request *req, struct asye_step *m)
{
	enum asye_change	change = asye_change_from(form_value(
				    req->form, "change"));

	each(c, m->choices)
		if (c->change == change)
			m->change = change;
	if (m->change == ASYE_CHANGE_NONE) {
		form_refuse(req->form, "change", "Select what happens");
		return (false);
	}
	m->reasons = asye_step_reasons(req->db, m->change);
	return (true);
}

static void
fill(struct request *req, const struct asye_step *m)
{
	form_set_version(req->form, m->asye->version);
	if (!form_has(req->form, "on-day"))
		form_set_date(req->form, "on", req->today);
}

enum status
asye_step_new(struct request *req)
{
	struct asye_step	m;

	if (!begin(req, &m))
		return (NOT_FOUND);
	if (!form_has(req->form, "change") && !form_has(req->form, "chosen")) {
		asye_step_choice(req->out, req, &m);
		return (OK);
	}
	if (!read_change(req, &m)) {
		asye_step_choice(req->out, req, &m);
		return (INVALID);
	}
	fill(req, &m);
	asye_step_form(req->out, req, &m);
	return (OK);
}

static void
read_reason(struct request *req, struct asye_step *m)
{
	const char	*code = form_value(req->form, "reason");

	each(r, m->reasons)
		if (strcmp(r->code, code) == 0)
			m->reason = r->code;
	if (m->reasons.n > 0 && m->reason == NULL)
		form_refuse(req->form, "reason", "Select a reason");
	m->words = form_optional_text(req->form, "words", "The note",
	    WORDS_MAX);
}

/* Between the event before it and today. */
static void
read_day(struct request *req, struct asye_step *m)
{
	struct asye_event_row_list	 events = asye_events(req->db,
					    m->asye->id);
	struct date			 least = { 0 };

	m->on = form_date(req->form, "on", "The day", "Enter the day");
	each(v, events)
		if (!v->undone && v->change != ASYE_CHANGE_UNDONE &&
		    !date_is_set(least))
			least = v->on_day;
	if (!date_is_set(m->on))
		return;
	if (date_compare(m->on, req->today) > 0)
		form_refuse(req->form, "on", "The day must be today or in the "
		    "past");
	else if (date_compare(m->on, least) < 0)
		form_refusef(req->form, "on", "The day must be %s or after, "
		    "when what is so now happened",
		    date_words(req->arena, least));
}

static void
read_move(struct request *req, struct asye_step *m)
{
	read_reason(req, m);
	read_day(req, m);
	if (m->change == ASYE_CHANGE_TRANSFERRED_IN) {
		m->employer = asye_place_typed(req, "employer",
		    "Enter the new employer's code");
		m->host = asye_place_typed(req, "host",
		    "Enter the code of where they work");
		m->provider = asye_place_typed(req, "provider",
		    "Enter the code of who provides the ASYE");
	}
	asye_seen(req, m->asye);
}

static bool
record(struct request *req, const struct asye_step *m)
{
#define ID(place) ((struct maybe_int){ (place) != NULL,		\
	    (place) != NULL ? (place)->id : 0 })
	return (asye_event_add(req->db, m->asye->id, m->asye->version + 1,
	    m->change, m->on, m->reason, m->words != NULL ? m->words : "",
	    (struct maybe_int){ m->undone != NULL, m->undone != NULL ?
	    m->undone->version : 0 }, ID(m->employer), ID(m->host),
	    ID(m->provider)) != NULL);
#undef ID
}

/* Somebody who registers them elsewhere at the same moment makes it fail; all
 * else is a fault of ours. */
static bool
recorded_alone(struct request *req, const struct asye_step *m)
{
	const char	*state;
	bool		 made;

	db_try(req->db);
	made = record(req, m);
	state = db_state(req->db);
	if (db_failed(req->db) && strcmp(state, "23505") != 0 &&
	    strcmp(state, "23514") != 0)
		return (true);
	return (db_tried(req->db) && made);
}

static void
refuse_late(struct request *req, const struct asye_step *m)
{
	if (form_ok(req->form) && !recorded_alone(req, m))
		form_refuse(req->form, "version", "This ASYE changed while "
		    "you had it open, or they are on another one. Open the "
		    "form again to see how it is now");
}

static void
tell(struct request *req, const struct asye_step *m)
{
	struct asye_contact	*who = asye_contact_of(req->db,
				    m->asye->person_id);

	if (who != NULL)
		letter_write(req->db, who->id, who->email,
		    "Your ASYE has changed", arena_printf(req->arena,
		    "Dear %s,\n\nThis is recorded of your ASYE: %s.\n\nSign in "
		    "to Waymark to read why:\n%s/asye/%ld\n", who->name,
		    m->undone != NULL ? "the latest was undone" :
		    changes[m->change].event, own_origin(), m->asye->id));
}

enum status
asye_step_record(struct request *req)
{
	struct asye_step	m;

	if (!begin(req, &m))
		return (NOT_FOUND);
	if (!read_change(req, &m)) {
		asye_step_choice(req->out, req, &m);
		return (INVALID);
	}
	read_move(req, &m);
	refuse_late(req, &m);
	if (!form_ok(req->form)) {
		asye_step_form(req->out, req, &m);
		return (INVALID);
	}
	tell(req, &m);
	return (done(req, arena_printf(req->arena, "%s. %s was told by email.",
	    changes[m.change].done, m.asye->name), "/asye/%ld", m.asye->id));
}

/* The event of the path, where it is the one to be undone. */
static bool
begin_undoing(struct request *req, struct asye_step *m)
{
	struct asye_event_row_list	events;

	if (!begin(req, m))
		return (false);
	events = asye_events(req->db, m->asye->id);
	each(v, events)
		if (v->version == req->id[1] &&
		    v->change != ASYE_CHANGE_UNDONE &&
		    changes[v->change].title != NULL)
			m->undone = v;
	m->change = ASYE_CHANGE_UNDONE;
	m->reasons = asye_step_reasons(req->db, m->change);
	m->on = req->today;
	return (m->undone != NULL);
}

enum status
asye_step_undo_page(struct request *req)
{
	struct asye_step	m;

	if (!begin_undoing(req, &m))
		return (NOT_FOUND);
	form_set_version(req->form, m.asye->version);
	asye_step_undo_form(req->out, req, &m);
	return (OK);
}

enum status
asye_step_undo(struct request *req)
{
	struct asye_step	 m;
	struct asye_undoable	*latest;

	if (!begin_undoing(req, &m))
		return (NOT_FOUND);
	latest = asye_undoable_of(req->db, m.asye->id);
	read_reason(req, &m);
	asye_seen(req, m.asye);
	if (form_ok(req->form) && (latest == NULL ||
	    latest->version != m.undone->version))
		form_refuse(req->form, "version", m.undone->undone ?
		    "This was undone already" :
		    "Only the latest can be undone");
	refuse_late(req, &m);
	if (!form_ok(req->form)) {
		asye_step_undo_form(req->out, req, &m);
		return (INVALID);
	}
	tell(req, &m);
	return (done(req, arena_printf(req->arena, "Undone. %s was told by "
	    "email.", m.asye->name), "/asye/%ld", m.asye->id));
}
