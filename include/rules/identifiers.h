#pragma once
/*
 * identifiers - what in a text may tell who somebody is that uses services.
 *
 * It finds NHS numbers (ten digits, however they are spaced, whose last is the
 * modulus 11 check digit: NHS Data Dictionary), dates of birth, postcodes,
 * National Insurance numbers, telephone numbers and email addresses, in digits
 * of any script.  It cannot find names.  It warns: a person decides.
 *
 * A full date counts as one of birth when it stands near "born", "birth",
 * "date of birth", "DOB" or "aged", or else when it lies more than ten years
 * back: reflections tell of this year and the last.  A year of two digits
 * counts only near one of those words.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/date.h"

enum identifier_kind {
	IDENTIFIER_NHS, IDENTIFIER_BIRTH, IDENTIFIER_POSTCODE, IDENTIFIER_NI,
	IDENTIFIER_PHONE, IDENTIFIER_EMAIL
};

/* Bytes of the text. */
struct identifier { enum identifier_kind kind; size_t at, length; };
struct identifier_list { const struct identifier *v; size_t n; };

/* In the order of the text; none overlaps another.  The text is UTF-8. */
struct identifier_list	 identifiers_find(struct arena *, const char *text,
			    struct date today);
/* "This looks like an NHS number." */
const char		*identifier_sentence(enum identifier_kind);
/* Ten ASCII digits, of which the last is the check digit of the others. */
bool			 nhs_number(const char digits[10]);
