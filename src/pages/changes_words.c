/* changes_words - how changes of an enrolment are named. */
#include "pages/changes.h"
#include "rules/words.h"

_Static_assert((int)ENROLMENT_CHANGE_UNDONE == (int)CHANGE_UNDONE &&
    (int)ENROLMENT_CHANGE_PAUSED == (int)CHANGE_PAUSED,
    "the rules and the database count changes alike");
_Static_assert((int)ENROLMENT_STATE_COMPLETED == (int)PLACE_COMPLETED &&
    (int)ENROLMENT_STATE_PAUSED == (int)PLACE_PAUSED,
    "the rules and the database count states alike");

static const struct change_words	words[CHANGE_KINDS] = {
	[CHANGE_ENROLLED] = { "Enrol", "They take up their place and start "
	    "with a cohort", "Enrol", "When did they take up the place?",
	    "Enter the date that they took up the place", "Enrolled" },
	[CHANGE_DEFERRED] = { "Defer", "They have not started yet, and will "
	    "start later", "Defer the start", "When was this agreed?",
	    "Enter the date that this was agreed", "Start deferred" },
	[CHANGE_PAUSED] = { "Pause", "They stop for a while. Nothing is "
	    "expected of them in placements until they come back",
	    "Pause the enrolment", "When did the pause begin?",
	    "Enter the date that the pause began", "Enrolment paused" },
	[CHANGE_RESUMED] = { "Resume", "They come back from the pause",
	    "Resume after a pause", "When did they come back?",
	    "Enter the date that they came back", "Enrolment resumed" },
	[CHANGE_EXTENDED] = { "Extend", "They finish later than their cohort",
	    "Extend the enrolment", "When was this agreed?",
	    "Enter the date that this was agreed", "Enrolment extended" },
	[CHANGE_TRANSFERRED] = { "Transfer", "They move to another cohort or "
	    "another employer. What they did so far stays with them",
	    "Transfer to another cohort or employer",
	    "When did the transfer take place?",
	    "Enter the date of the transfer", "Transfer recorded" },
	[CHANGE_WITHDRAWN] = { "Withdraw", "They leave the programme. They can "
	    "still read their record", "Withdraw from the programme",
	    "When did they leave?", "Enter the date that they left",
	    "Withdrawal recorded" },
	[CHANGE_REINSTATED] = { "Reinstate", "They left, and come back to the "
	    "programme", "Reinstate on the programme", "When did they come "
	    "back?", "Enter the date that they came back",
	    "Reinstatement recorded" },
	[CHANGE_COMPLETED] = { "Complete", "They have met every requirement of "
	    "the programme", "Complete the programme", "When did they "
	    "complete the programme?", "Enter the date that they completed "
	    "the programme", "Completion recorded" },
};

const struct change_words *
change_words(enum change_kind kind)
{
	return (&words[kind]);
}

const char *
whose_words(enum reason_whose whose)
{
	return (whose == REASON_WHOSE_PERSON ? "The trainee’s reasons" :
	    whose == REASON_WHOSE_SYSTEM ?
	    "Reasons of the programme, employer or host" : "Reasons");
}

/* What happened, without when and why. */
static const char *
deed(struct arena *a, const struct enrolment_event *v)
{
	switch (v->change) {
	case ENROLMENT_CHANGE_OFFERED:
		return (arena_printf(a, "Offered a place in %s", v->cohort));
	case ENROLMENT_CHANGE_ENROLLED:
		return (arena_printf(a, "Enrolled in %s", v->cohort));
	case ENROLMENT_CHANGE_DEFERRED:
		return ("Start deferred");
	case ENROLMENT_CHANGE_PAUSED:
		return ("Paused");
	case ENROLMENT_CHANGE_RESUMED:
		return ("Resumed");
	case ENROLMENT_CHANGE_EXTENDED:
		return (arena_printf(a, "Extended to %s",
		    date_words(a, v->ends_on)));
	case ENROLMENT_CHANGE_TRANSFERRED:
		return (arena_printf(a, "Transferred to %s, employed by %s",
		    v->cohort, v->employer));
	case ENROLMENT_CHANGE_WITHDRAWN:
		return ("Withdrawn from the programme");
	case ENROLMENT_CHANGE_REINSTATED:
		return ("Reinstated on the programme");
	case ENROLMENT_CHANGE_COMPLETED:
		return ("Completed the programme");
	default:
		return ("Changed");
	}
}

/* "paused", as what was undone is called. */
static const char *
undone_words(enum enrolment_change change)
{
	static const char *const	nouns[CHANGE_KINDS] = {
		"change", "offer", "enrolment", "deferral", "pause",
		"return from the pause", "extension", "transfer",
		"withdrawal", "reinstatement", "completion", "change"
	};

	return (nouns[change]);
}

const char *
change_event_words(struct arena *a, const struct enrolment_event *v)
{
	char	*reason = arena_strdup(a, v->reason);

	if (*reason >= 'A' && *reason <= 'Z')
		*reason += 'a' - 'A';
	if (v->change == ENROLMENT_CHANGE_UNDONE)
		return (arena_printf(a, "The %s was undone: %s",
		    undone_words(v->undid), reason));
	return (arena_printf(a, "%s: %s", change_title(a, v), reason));
}

const char *
change_title(struct arena *a, const struct enrolment_event *v)
{
	return (arena_printf(a, "%s on %s", deed(a, v),
	    date_words(a, v->on_date)));
}

const char *
change_by(const struct enrolment_event *v)
{
	if (v->recorded_by != NULL)
		return (v->recorded_by);
	return (v->by_known ? "programme staff" : "Waymark");
}

/* Those that may follow now, in the order in which staff think of them. */
const struct option *
change_options(const struct request *req, const struct change_entry *e)
{
	static const enum change_kind	order[] = { CHANGE_ENROLLED,
		CHANGE_DEFERRED, CHANGE_PAUSED, CHANGE_RESUMED,
		CHANGE_EXTENDED, CHANGE_TRANSFERRED, CHANGE_WITHDRAWN,
		CHANGE_REINSTATED, CHANGE_COMPLETED };
	enum { ORDER = sizeof(order) / sizeof(*order) };
	struct option		*list = arena_array(req->arena, ORDER + 1,
				    sizeof(*list));
	struct place		 place = change_place(e);
	size_t			 n = 0;

	for (size_t i = 0; i < ORDER; i++)
		if (change_fits(&place, order[i], req->today))
			list[n++] = (struct option){ enrolment_change_word(
			    (enum enrolment_change)order[i]),
			    words[order[i]].choice, words[order[i]].hint };
	return (list);
}

/* The reasons of each side under their own heading. */
const struct option *
change_reason_options(struct arena *a, struct change_reason_list reasons)
{
	struct option		*list = arena_array(a, reasons.n * 2 + 1,
				    sizeof(*list));
	enum reason_whose	 whose = REASON_WHOSE_NONE;
	size_t			 n = 0;

	each(r, reasons) {
		if (r->whose != whose && r->whose != REASON_WHOSE_NEITHER)
			list[n++] = (struct option){
			    .label = whose_words(r->whose) };
		whose = r->whose;
		list[n++] = (struct option){ r->code, r->label };
	}
	return (list);
}

const struct option *
cohort_options(struct arena *a, struct cohort_list cohorts)
{
	struct option	*list = arena_array(a, cohorts.n + 2, sizeof(*list));
	size_t		 n = 0;

	list[n++] = (struct option){ "", "Select a cohort" };
	each(c, cohorts)
		list[n++] = (struct option){ arena_printf(a, "%ld", c->id),
		    c->name };
	return (list);
}

const char *
change_consequence(enum change_kind kind)
{
	switch (kind) {
	case CHANGE_PAUSED:
		return ("Their placements are interrupted from that date: no "
		    "days are expected until they come back.");
	case CHANGE_RESUMED:
	case CHANGE_REINSTATED:
		return ("Days are expected of them in their placements again "
		    "from that date.");
	case CHANGE_WITHDRAWN:
		return ("They can no longer log days. Their placements are "
		    "interrupted from that date.");
	case CHANGE_TRANSFERRED:
		return ("Their placements and days stay as they are. A new "
		    "employer sees their record from now on.");
	default:
		return ("Their record says so from now on.");
	}
}
