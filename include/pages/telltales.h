#pragma once
/*
 * telltales - what in a text may tell who somebody is that uses services, as
 * its writer is warned of it.
 */
#include "core/request.h"
#include "views/telltales.h"

/* In texts of whoever asks; those that are NULL are passed over. */
struct telltale_list	 telltales_in(struct request *,
			    const char *const *texts, size_t n);
/*
 * Of texts that were sent with a form.  Where something is found, and its
 * writer has not ticked that they looked at just that, the form is refused:
 * the page shows itself again with all that was typed, with what was found and
 * the tick (telltale_tick() in views/telltales.html).
 */
void			 telltales_checked(struct request *,
			    const char *const *texts, size_t n);
