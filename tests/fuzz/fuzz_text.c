/* Any bytes as text: what is cleaned is clean, and cleaning it again changes
 * nothing; what may tell who somebody is lies within it. */
#include "core/arena.h"
#include "core/text.h"
#include "harness.h"
#include "rules/email_address.h"
#include "rules/identifiers.h"
#include "rules/import_cell.h"

static void
try_identifiers(struct arena *a, const char *text)
{
	struct identifier_list	found = identifiers_find(a, text,
				    (struct date){ 2026, 11, 19 });
	size_t			length = strlen(text), past = 0;

	for (size_t i = 0; i < found.n; i++) {
		require(found.v[i].at >= past);
		past = found.v[i].at + found.v[i].length;
		require(found.v[i].length > 0 && past <= length);
	}
}

static void
try_cell(struct arena *a, const char *text)
{
	require(text_utf8(cell_quoted(a, text),
	    strlen(cell_quoted(a, text))));
	require(strpbrk(cell_code(a, text), " -.") == NULL);
	cell_garbled(a, text);
	email_address(cell_email(a, text));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena	 arena;
	char			*bytes = malloc(n + 1);
	bool			 broken = false, again = false;
	const char		*text, *line;

	memcpy(bytes, data, n);
	text = text_clean(&arena, bytes, n, &broken);
	free(bytes);
	require(text_utf8(text, strlen(text)));
	require(strcmp(text_clean(&arena, text, strlen(text), &again),
	    text) == 0);
	require(again == broken || !again);
	line = text_line(&arena, text);
	require(strcmp(text_line(&arena, line), line) == 0);
	require(strpbrk(line, "\n\t") == NULL);
	text_fold(&arena, text);
	text_visible(&arena, text);
	text_blank(text);
	try_identifiers(&arena, text);
	try_cell(&arena, text);
	arena_reset(&arena);
	return (0);
}
