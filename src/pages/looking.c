/* looking - a page that waits for the jobs looks again by itself. */
#include <string.h>
#include <time.h>

#include "pages/looking.h"

bool
looks_again(struct request *req, struct moment since)
{
	if (strcmp(form_value(req->form, "look"), "by-hand") == 0 ||
	    time(NULL) - since.s > LOOKS_FOR_S)
		return (false);
	request_header(req, "refresh", arena_printf(req->arena, "%d",
	    LOOKS_EVERY_S));
	return (true);
}
