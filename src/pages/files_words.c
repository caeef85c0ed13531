/* files_words - how an attachment stands, in words. */
#include <string.h>

#include "core/arena.h"
#include "views/files.h"

const char *
attachment_standing(const struct attachment *a)
{
	if (a->state == ATTACHMENT_STATE_REMOVED)
		return ("Removed");
	switch (a->file_state) {
	case FILE_STATE_CLEAN:
		return ("Checked");
	case FILE_STATE_UNSCANNED:
		return ("Not scanned");
	case FILE_STATE_REFUSED:
		return ("Refused");
	case FILE_STATE_INFECTED:
		return ("Contains a virus");
	case FILE_STATE_REMOVED:
		return ("Emptied");
	default:
		return (a->opened ? "Waiting for the scanner" :
		    "Being checked");
	}
}

const char *
attachment_colour(const struct attachment *a)
{
	if (a->state == ATTACHMENT_STATE_REMOVED)
		return ("govuk-tag--grey");
	switch (a->file_state) {
	case FILE_STATE_CLEAN:
		return ("govuk-tag--green");
	case FILE_STATE_REFUSED:
	case FILE_STATE_INFECTED:
		return ("govuk-tag--red");
	case FILE_STATE_UNSCANNED:
		return ("govuk-tag--yellow");
	case FILE_STATE_REMOVED:
		return ("govuk-tag--grey");
	default:
		return ("govuk-tag--blue");
	}
}

const char *
attachment_advice(struct arena *a, const struct attachment *f)
{
	enum file_fault	fault = fault_from(file_refusal_word(f->refusal));

	if (f->state == ATTACHMENT_STATE_REMOVED)
		return ("");
	if (fault != SOUND)
		return (arena_printf(a, "It %s. It was not kept. %s",
		    fault_words(fault), fault_cure(fault)));
	if (f->file_state == FILE_STATE_QUARANTINED)
		return (f->opened ? "It can be opened once the virus scanner "
		    "has answered." : "It can be opened once it was checked. "
		    "That usually takes some seconds.");
	if (f->file_state == FILE_STATE_UNSCANNED)
		return (f->readable ? "It is what its name says. No virus "
		    "scanner has seen it." : "It cannot be opened: no virus "
		    "scanner has seen it yet.");
	if (f->file_state == FILE_STATE_REMOVED)
		return ("It was removed too long ago to be put back.");
	return ("");
}

const char *
attachment_kind_words(const struct attachment *a)
{
	return (form_words(form_from(file_kind_word(a->kind))));
}

bool
attachment_offers(const struct attachment *a, enum attachment_change change)
{
	for (size_t i = 0; i < a->changes.n; i++)
		if (strcmp(a->changes.v[i], attachment_change_word(change)) ==
		    0)
			return (true);
	return (false);
}

const char *
file_most_words(struct arena *a, int64_t bytes)
{
	return (arena_printf(a, "%ldMB", bytes / (1024 * 1024)));
}
