/* outcomes_words - what outcomes, their steps and certificates are called. */
#include <stdio.h>

#include "core/arena.h"
#include "views/modules.h"
#include "views/outcomes.h"

static const struct outcome_words steps[] = {
	[OUTCOME_STEP_NOTICE_GIVEN] = { "Give notice", "Record the notice",
	    "Notice recorded. The time to appeal runs from that day.",
	    "When was notice given?", "What proves that it was given?",
	    "For example who was there, or the number of a recorded letter",
	    "Enter what proves that notice was given" },
	[OUTCOME_STEP_ACKNOWLEDGED] = { "Confirm that you have read it",
	    "I have read it", "Recorded that you have read it", NULL, NULL,
	    NULL, NULL },
	[OUTCOME_STEP_APPEAL_LODGED] = { "Appeal against the decision",
	    "Lodge the appeal", "Appeal lodged", "When was it lodged?",
	    "What are the grounds?", "Say what was not taken into account, or "
	    "was not done as it should have been",
	    "Enter the grounds of the appeal" },
	[OUTCOME_STEP_APPEAL_HEARD] = { "Record that the appeal was heard",
	    "Record it", "Recorded that the appeal was heard",
	    "When was it heard?", "Who heard it, and who was there?", NULL,
	    "Enter who heard the appeal" },
	[OUTCOME_STEP_APPEAL_UPHELD] = { "Uphold the appeal",
	    "Uphold the appeal", "Appeal upheld. The ASYE goes back to its "
	    "final review.", "When was it decided?", "What are the reasons?",
	    NULL, "Enter the reasons" },
	[OUTCOME_STEP_APPEAL_DISMISSED] = { "Dismiss the appeal",
	    "Dismiss the appeal", "Appeal dismissed", "When was it decided?",
	    "What are the reasons?", NULL, "Enter the reasons" },
	[OUTCOME_STEP_APPEAL_WITHDRAWN] = { "Withdraw the appeal",
	    "Withdraw the appeal", "Appeal withdrawn", NULL,
	    "Why do you withdraw it?", "The decision then stands",
	    "Enter why you withdraw it" },
};

const struct outcome_words *
outcome_step_words(enum outcome_step step)
{
	return (&steps[step]);
}

const char *
asye_decision_words(enum asye_decision decision)
{
	switch (decision) {
	case ASYE_DECISION_PASS:
		return ("Pass");
	case ASYE_DECISION_FAIL:
		return ("Fail");
	default:
		return ("Extended");
	}
}

const char *
outcome_state_words(enum outcome_state state)
{
	switch (state) {
	case OUTCOME_STATE_DECIDED:
		return ("Notice is still to be given");
	case OUTCOME_STATE_NOTICED:
		return ("Notice was given");
	case OUTCOME_STATE_APPEALED:
		return ("An appeal waits to be heard");
	case OUTCOME_STATE_HEARD:
		return ("The appeal was heard and waits for its decision");
	case OUTCOME_STATE_UPHELD:
		return ("The appeal was upheld, and the decision is set "
		    "aside");
	default:
		return ("The appeal is over, and the decision stands");
	}
}

const char *
outcome_event_words(enum outcome_step step)
{
	switch (step) {
	case OUTCOME_STEP_NOTICE_GIVEN:
		return ("Notice given");
	case OUTCOME_STEP_ACKNOWLEDGED:
		return ("Read, as the newly qualified social worker confirmed");
	case OUTCOME_STEP_APPEAL_LODGED:
		return ("Appeal lodged");
	case OUTCOME_STEP_APPEAL_HEARD:
		return ("Appeal heard");
	case OUTCOME_STEP_APPEAL_UPHELD:
		return ("Appeal upheld");
	case OUTCOME_STEP_APPEAL_DISMISSED:
		return ("Appeal dismissed");
	default:
		return ("Appeal withdrawn");
	}
}

const char *
notice_way_words(enum notice_way way)
{
	switch (way) {
	case NOTICE_WAY_IN_PERSON:
		return ("In person");
	case NOTICE_WAY_VIDEO_CALL:
		return ("In a video call");
	case NOTICE_WAY_EMAIL:
		return ("By email");
	default:
		return ("By recorded post");
	}
}

const char *
certificate_number(struct arena *a, int64_t number)
{
	return (arena_printf(a, "%03d %03d %03d %03d %03d",
	    (int)(number / 1000000000000 % 1000),
	    (int)(number / 1000000000 % 1000), (int)(number / 1000000 % 1000),
	    (int)(number / 1000 % 1000), (int)(number % 1000)));
}

bool
passes_at_once(const struct confirmable *c)
{
	return (c->recommends == ASYE_RESULT_PASS &&
	    c->verdict != PANEL_VERDICT_DISAGREE);
}

bool
asye_has_end(const struct asye_record *a)
{
	switch (a->state) {
	case ASYE_STATE_FINAL_REVIEW:
	case ASYE_STATE_RECOMMENDED:
	case ASYE_STATE_MODERATED:
	case ASYE_STATE_CONFIRMED:
	case ASYE_STATE_CERTIFICATED:
	case ASYE_STATE_CLAIM_COMPLETE:
		return (true);
	default:
		return (false);
	}
}

const char *
support_sessions(struct arena *a, int64_t n)
{
	return (arena_printf(a, "%ld %s", n, n == 1 ? "session" : "sessions"));
}

const char *
support_promised(struct arena *a, int64_t minutes)
{
	return (minutes == 0 ? "No time was agreed" :
	    minutes_words(a, minutes));
}

const char *
support_known(struct arena *a, int64_t minutes)
{
	return (minutes == 0 ? "None" : minutes_words(a, minutes));
}

const struct asye_support *
support_at(struct arena *a, const struct asye_outcome *o)
{
	struct asye_support	*s = arena_alloc(a, sizeof(*s));

	*s = (struct asye_support){ o->supervision_expected,
	    o->supervision_held, o->supervision_promised,
	    o->supervision_minutes, o->protected_promised, o->protected_taken,
	    o->observations_held, o->reviews_held };
	return (s);
}
