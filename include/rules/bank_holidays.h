#pragma once
/*
 * bank_holidays - the bank holidays of England and Wales, 2000 to 2100.
 *
 * The yearly ones follow from the Banking and Financial Dealings Act 1971 and
 * the custom of substitute days: one that falls on a weekend is kept on the
 * next weekday that is not a holiday itself.  Those that a proclamation added
 * or moved stand in a table; a new one is a line there.  Names are those of
 * https://www.gov.uk/bank-holidays.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/date.h"

/* name: "Easter Monday", "Boxing Day (substitute day)". */
struct bank_holiday { struct date on; const char *name; };

enum { BANK_HOLIDAYS_MAX = 12 };
/* Those of a year, in no order. */
struct bank_holidays {
	struct bank_holiday	v[BANK_HOLIDAYS_MAX];
	size_t			n;
};

struct bank_holidays bank_holidays_of(short year);
bool		 bank_holiday(struct date);
/* NULL on another day. */
const char	*bank_holiday_name(struct date);
