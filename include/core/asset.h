#pragma once
/*
 * asset - the style sheet, the scripts and the picture that every page uses.
 *
 * They are read once, before the workers start, and kept with their compressed
 * forms.  An address holds a hash of the content, so that a browser may keep
 * what it names for good.  An address of another version, of a page that was
 * open while a server changed, gets this one's content, not to be kept.
 */
#include <stdbool.h>

#include "core/out.h"
#include "core/request.h"

/* Every .css, .js, .svg and .txt of a directory; ends the process when one
 * cannot be read.  Not to be called while requests are answered. */
void		 assets_load(const char *dir);
/* "/assets/app.1a2b3c4d5e.css"; an empty address when it is not loaded. */
struct url	 asset_url(const char *name);
/*
 * Answers what is asked of /assets/, /favicon.ico and /robots.txt, without
 * session or database; false leaves the request to others.
 */
bool		 asset_answer(struct request *, enum status *);
