#pragma once
/*
 * asset - the style sheet, the script and the picture that every page uses.
 *
 * They are read once, before the workers start, and kept with their compressed
 * forms.  An address holds a hash of the content, so that a browser may keep
 * what it names for good.
 */
#include <stdbool.h>

#include "core/out.h"
#include "core/request.h"

/* Every file of a directory; one that cannot be read ends the process. */
void		 assets_load(const char *dir);
/* "/assets/app.1a2b3c4d5e.css"; "/assets/app.css" when it is not loaded. */
struct url	 asset_url(const char *name);
/*
 * Answers what is asked of /assets/, /favicon.ico and /robots.txt, without
 * session or database; false leaves the request to others.
 */
bool		 asset_answer(struct request *, enum status *);
