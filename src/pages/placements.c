/* placements - the record of one placement: its state, what it still needs,
 * and what happened to it. */
#include "pages.h"
#include "pages/choices.h"
#include "pages/placements.h"
#include "rules/words.h"
#include "views.h"

static bool
lacks(struct evidence_list evidence)
{
	each (e, evidence)
		if (e->has < e->wanted)
			return (true);
	return (false);
}

/* One sentence: what has to happen before the next state. */
static const char *
next_words(struct arena *a, const struct placed_shown *s)
{
	const struct placed_record	*p = s->placement;

	switch (p->state) {
	case PLACEMENT_STATE_PLANNED:
		return ("The host has to agree.");
	case PLACEMENT_STATE_MATCHED:
		return ("The learning agreement has to be signed by everybody "
		    "it names.");
	case PLACEMENT_STATE_AGREEMENT_SIGNED:
		return (arena_printf(a, "It starts on %s.",
		    date_words(a, p->starts_on)));
	case PLACEMENT_STATE_ACTIVE:
		return ("The midpoint review has to be signed.");
	case PLACEMENT_STATE_MIDPOINT_REVIEWED:
		if (s->papers->report == 0)
			return ("The final report has to be signed.");
		return (lacks(s->evidence) ? "The final report is signed. The "
		    "evidence below is not complete." :
		    "The final report has to be signed once more.");
	case PLACEMENT_STATE_FINAL_REPORT:
		return ("The practice educator has to recommend pass or fail.");
	case PLACEMENT_STATE_RECOMMENDED:
		return (arena_printf(a, "%s is recommended. The board has to "
		    "decide.", verdict_words((enum verdict)p->recommended)));
	case PLACEMENT_STATE_PANEL:
		return ("The board has to decide.");
	case PLACEMENT_STATE_SUSPENDED:
		return ("It goes on when it resumes.");
	default:
		return ("");
	}
}

enum status
placement_one(struct request *req)
{
	struct placed_shown	 s = { .placement = placed_by_id(req->db,
				    req->id[0]) };
	struct move_entry	 e;

	if (s.placement == NULL)
		return (NOT_FOUND);
	s.events = placement_events(req->db, s.placement->id);
	s.tells_papers = s.events.n > 0;
	s.evidence = evidence_of(req->db, s.placement->id);
	s.papers = papers_signed(req->db, s.placement->id);
	s.may_record = move_begin(req, &e) &&
	    move_options(req->arena, &e)->label != NULL;
	s.next = next_words(req->arena, &s);
	request_reads(req, "placement", s.placement->id,
	    s.placement->person_id, s.placement->programme_id);
	placement_page(req->out, req, &s);
	return (OK);
}
