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
