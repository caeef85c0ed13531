/* Any body as a urlencoded form, read by every reader of fields. */
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/form.h"
#include "core/text.h"
#include "core/url.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena		 arena;
	static const char *const	 words[] = { "full", "half", NULL };
	struct form			 f, again;
	const char			*s;

	form_parse_urlencoded(&f, &arena, (const char *)data, n);
	for (size_t i = 0; i < f.nfields; i++) {
		s = f.fields[i].value;
		require(f.fields[i].broken || text_valid(s, strlen(s)));
		require(text_length(text_trim(&arena, s)) <= text_length(s));
		text_fold(&arena, s);
		text_line(&arena, s);
		require(*url_local(&arena, s).s == '/');
	}
	s = form_encode(&arena, &f);
	form_parse_urlencoded(&again, &arena, s, strlen(s));
	require(strcmp(form_encode(&arena, &again), s) == 0);
	require(*url_with(&arena, "/", &f, "a", "1").s == '/');
	form_text(&f, "t", "Text", 10, "Enter");
	form_number(&f, "n", "Number", -5, 5, "Enter");
	form_choice(&f, "c", words, "Select");
	require(!date_is_set(form_date(&f, "d", "Date", "Enter")) ==
	    (form_date_wrong_part(&f, "d") != NULL));
	arena_reset(&arena);
	return (0);
}
