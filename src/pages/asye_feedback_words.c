/* asye_feedback_words - how requests for feedback are called, and what may be
 * done with one. */
#include "charts/qr.h"
#include "pages.h"
#include "views.h"

struct html
feedback_qr(struct arena *a, const char *link)
{
	struct out	 o = { 0 };
	const char	*markup = "";

	if (qr_code(&o, link, "The link as a QR code"))
		markup = arena_strndup(a, o.data, o.len);
	out_free(&o);
	return ((struct html){ markup });
}

const char *
giver_kind_words(enum giver_kind kind)
{
	switch (kind) {
	case GIVER_KIND_LIVED_EXPERIENCE:
		return ("A person who uses services");
	case GIVER_KIND_CARER:
		return ("A carer or family member");
	default:
		return ("A professional");
	}
}

const char *
feedback_whom(struct arena *a, const struct feedback_request *r)
{
	if (r->giver_name != NULL)
		return (arena_printf(a, "%s, %s", r->giver_name,
		    r->giver_role));
	if (*r->about != '\0')
		return (arena_printf(a, "%s: %s", giver_kind_words(r->giver),
		    r->about));
	return (giver_kind_words(r->giver));
}

const char *
giver_channel_words(enum giver_channel channel)
{
	switch (channel) {
	case GIVER_CHANNEL_CODE:
		return ("On a printed page with a code");
	case GIVER_CHANNEL_LINK:
		return ("By a link that was handed over");
	default:
		return ("By email");
	}
}

const char *
giver_help_words(enum giver_help help)
{
	switch (help) {
	case GIVER_HELP_FAMILY:
		return ("With the help of a friend or family");
	case GIVER_HELP_ADVOCATE:
		return ("With the help of an advocate or support worker");
	case GIVER_HELP_NQSW:
		return ("With the help of the social worker that it is about");
	case GIVER_HELP_PHONE:
		return ("Said on the phone, and written down by somebody");
	default:
		return ("By themselves");
	}
}

const char *
giver_refusal_words(enum giver_refusal refusal)
{
	switch (refusal) {
	case GIVER_REFUSAL_ANOTHER_WAY:
		return ("They would like to be asked in another way, for "
		    "example on the phone or in another language");
	case GIVER_REFUSAL_DO_NOT_KNOW:
		return ("They do not know the work well enough");
	default:
		return ("They do not want to");
	}
}

const char *
giver_state_words(const struct feedback_request *r)
{
	if (r->over)
		return ("Expired");
	switch (r->state) {
	case GIVER_STATE_ASKED:
		return ("Asked");
	case GIVER_STATE_OPENED:
		return ("Opened");
	case GIVER_STATE_GIVEN:
		return ("Given");
	case GIVER_STATE_DECLINED:
		return ("Declined");
	case GIVER_STATE_EXPIRED:
		return ("Expired");
	case GIVER_STATE_WITHDRAWN:
		return ("Withdrawn");
	default:
		return ("Consent withdrawn");
	}
}

const char *
giver_state_colour(const struct feedback_request *r)
{
	if (r->over)
		return ("grey");
	switch (r->state) {
	case GIVER_STATE_GIVEN:
		return ("green");
	case GIVER_STATE_ASKED:
	case GIVER_STATE_OPENED:
		return ("blue");
	case GIVER_STATE_DECLINED:
	case GIVER_STATE_CONSENT_WITHDRAWN:
		return ("orange");
	default:
		return ("grey");
	}
}

const char *
feedback_count_words(struct arena *a, const struct feedback_count *c)
{
	long	more = (long)(c->at_least - c->counted);

	if (more > 0)
		return (arena_printf(a, "%ld of at least %ld so far, %ld more "
		    "to come", (long)c->counted, (long)c->at_least, more));
	return (arena_printf(a, "%ld, and at least %ld are needed",
	    (long)c->counted, (long)c->at_least));
}

static bool
is_out(const struct feedback_request *r)
{
	return (r->state == GIVER_STATE_ASKED ||
	    r->state == GIVER_STATE_OPENED);
}

bool
feedback_may_hand_over(const struct request *req,
    const struct feedback_request *r)
{
	(void)req;
	return (r->may_change && r->gathers &&
	    r->channel != GIVER_CHANNEL_EMAIL &&
	    (is_out(r) || r->state == GIVER_STATE_EXPIRED));
}

bool
feedback_may_remind(const struct request *req,
    const struct feedback_request *r)
{
	return (r->may_change && r->gathers &&
	    r->channel == GIVER_CHANNEL_EMAIL &&
	    date_compare(r->remind_from, req->today) <= 0 &&
	    (is_out(r) || r->state == GIVER_STATE_EXPIRED));
}

bool
feedback_may_withdraw(const struct request *req,
    const struct feedback_request *r)
{
	(void)req;
	return (r->may_change && is_out(r) && !r->over);
}

bool
feedback_may_put_back(const struct request *req,
    const struct feedback_request *r)
{
	return (r->may_change && r->gathers &&
	    r->state == GIVER_STATE_WITHDRAWN &&
	    date_compare(r->expires_on, req->today) >= 0);
}
