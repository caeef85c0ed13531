/* Any text as a path to go to: it leads nowhere but here. */
#include "core/arena.h"
#include "core/form.h"
#include "core/url.h"
#include "harness.h"

/* One slash, then nothing that a browser takes for another host or drops. */
static void
require_ours(const char *s)
{
	require(s[0] == '/' && s[1] != '/' && s[1] != '\\');
	for (; *s != '\0'; s++)
		require(*s > ' ' && *s < 0x7f && *s != '\\');
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena	 arena;
	char			*text = as_string(data, n);
	struct form		 query;
	struct url		 u = url_local(&arena, text);

	require_ours(u.s);
	require(strcmp(url_local(&arena, u.s).s, u.s) == 0);
	require_ours(url_to(&arena, "%s", text).s);
	require_ours(url_to(&arena, "/sign-in?to=%s&kept=yes", text).s);
	require_ours(url_to(&arena, "/a/%s/b", text).s);
	form_parse_urlencoded(&query, &arena, text, strlen(text));
	require_ours(url_with(&arena, "/work", &query, "page", text).s);
	free(text);
	arena_reset(&arena);
	return (0);
}
