/* history_asye_evidence - what became of evidence and its mapping. */
#include <string.h>

#include "pages/history.h"
#include "queries.h"

static const char *
file_words(const struct event *e)
{
	switch (file_evidence_state_from(e->state != NULL ? e->state : "")) {
	case FILE_EVIDENCE_STATE_ACCEPTED:
		return ("File assessed as evidence");
	case FILE_EVIDENCE_STATE_RETURNED:
		return ("File that was offered as evidence returned");
	case FILE_EVIDENCE_STATE_WITHDRAWN:
		return ("File withdrawn from the evidence");
	default:
		return ("File offered as evidence");
	}
}

static const char *
observer_words(const struct event *e)
{
	if (e->inserted)
		return ("Observer asked to sign an observation");
	return (e->state != NULL && strcmp(e->state, "signed") == 0 ?
	    "Observation signed by its observer" :
	    "Link to sign an observation withdrawn");
}

const char *
asye_evidence_event_words(const struct event *e)
{
	if (strcmp(e->subject, "file_evidence") == 0)
		return (file_words(e));
	if (strcmp(e->subject, "observer_link") == 0)
		return (observer_words(e));
	if (strcmp(e->subject, "asye_shortfall") == 0)
		return ("Final review sent with a minimum not met");
	if (strcmp(e->subject, "evidence_standard") != 0)
		return (NULL);
	if (e->inserted)
		return ("Evidence mapped to a standard");
	switch (tag_state_from(e->state != NULL ? e->state : "")) {
	case TAG_STATE_CONFIRMED:
		return ("Mapping to a standard confirmed");
	case TAG_STATE_QUESTIONED:
		return ("Mapping to a standard questioned");
	case TAG_STATE_REMOVED:
		return ("Mapping to a standard removed");
	default:
		return ("Mapping to a standard put back as it was");
	}
}
