#pragma once
/*
 * nonsense - fills in a form with what should not be there, field by field.
 */
#include "pages/pages.h"

enum { ADDRESS_MAX = 400 };

/* Where a form is: who opens which page, and where the form goes. */
struct place { int64_t person; char page[ADDRESS_MAX], action[ADDRESS_MAX]; };

/*
 * Sends the form with each of its fields left out, sent twice, and filled in
 * with nonsense and a million letters.  Each answer must be a redirect or a
 * page that refuses, and what was refused must change nothing.  Where the
 * page has the form no more, because it was taken after all, `another` gives
 * the place of another, or NULL to end.
 *
 * A form of an ASYE is first held against tests/golden/forms/ (golden.h), as it
 * opens and as it comes back with nothing filled in.
 */
void		 try_nonsense(const struct place *,
		    const struct place *(*another)(void *), void *);
/* An attribute of a tag, with its entities read; NULL when it is not there.
 * Good until the next form is tried. */
const char	*tag_attribute(const char *tag, const char *name);
