#pragma once
/*
 * certificate - the PDF of a certificate, drawn by cairo and set by Pango: one
 * A4 page with its title, its text tagged as headings and paragraphs.
 */
#include "core/arena.h"
#include "core/db.h"
#include "queries.h"

/* Checked at this address, which ends with the number. */
struct bytes	 certificate_draw(struct arena *,
		    const struct certificate_to_draw *, const char *origin);
