/* history_asye_evidence - what became of the mapping of evidence, in words. */
#include <string.h>

#include "pages/history.h"
#include "queries.h"

const char *
asye_evidence_event_words(const struct event *e)
{
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
