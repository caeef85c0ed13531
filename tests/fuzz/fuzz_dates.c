/* Any text as a date, in each way that people and files write one. */
#include "core/arena.h"
#include "core/date.h"
#include "core/form.h"
#include "core/out.h"
#include "core/text.h"
#include "harness.h"
#include "rules/written_date.h"

static void
try_boxes(struct arena *a, const char *text)
{
	struct form	 f = { .arena = a };
	char		*day = arena_strdup(a, text), *month, *year;

	month = day + strcspn(day, "\n");
	if (*month != '\0')
		*month++ = '\0';
	year = month + strcspn(month, "\n");
	if (*year != '\0')
		*year++ = '\0';
	form_add(&f, "d-day", day);
	form_add(&f, "d-month", month);
	form_add(&f, "d-year", year);
	require(date_is_set(form_date(&f, "d", "The date", "Enter a date")) ==
	    form_ok(&f));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena	 arena;
	static struct out	 o;
	bool			 broken;
	const char		*text = text_clean(&arena, (const char *)data,
				    n, &broken);
	struct date		 d = { 0 }, again = { 0 };

	if (date_parse_iso(text, &d)) {
		require(date_real(d));
		out_reset(&o);
		out_iso(&o, d);
		require(o.len == strlen(text) &&
		    memcmp(o.data, text, o.len) == 0);
		again = date_from_number(date_number(d));
		require(date_compare(d, again) == 0);
	}
	if (written_date(&arena, text, &d) == WRITTEN)
		require(date_real(d));
	try_boxes(&arena, text);
	arena_reset(&arena);
	return (0);
}
