/* telltales - says where a text may tell who somebody is. */
#include <stdio.h>
#include <string.h>

#include "core/secret.h"
#include "core/text.h"
#include "pages/telltales.h"
#include "rules/identifiers.h"

enum { AROUND = 60, TELLTALES_MAX = 20 };

static bool
continues(const char *s)
{
	return (((unsigned char)*s & 0xC0) == 0x80);
}

/* The text between two places, cut short at one end, with "…" there. */
static const char *
piece(struct arena *a, const char *from, const char *to, bool keep_end)
{
	const char	*cut = "";

	if (to - from > AROUND) {
		cut = "…";
		if (keep_end)
			for (from = to - AROUND; continues(from); from++)
				;
		else
			for (to = from + AROUND; continues(to); to--)
				;
	}
	return (arena_printf(a, "%s%.*s%s", keep_end ? cut : "",
	    (int)(to - from), from, keep_end ? "" : cut));
}

static void
add_telltales(struct request *req, struct telltale_list *all,
    struct telltale *warnings, const char *text)
{
	struct identifier_list	 l = identifiers_find(req->arena, text,
				    req->today);
	const char		*at;

	for (size_t i = 0; i < l.n && all->n < TELLTALES_MAX; i++) {
		at = text + l.v[i].at;
		warnings[all->n++] = (struct telltale){
		    identifier_sentence(l.v[i].kind),
		    piece(req->arena, text, at, true),
		    arena_strndup(req->arena, at, l.v[i].length),
		    piece(req->arena, at + l.v[i].length,
		    text + strlen(text), false) };
	}
}

struct telltale_list
telltales_in(struct request *req, const char *const *texts, size_t n)
{
	struct telltale		*warnings = arena_array(req->arena,
				    TELLTALES_MAX, sizeof(*warnings));
	struct telltale_list	 all = { warnings, 0 };

	for (size_t i = 0; i < n; i++)
		if (texts[i] != NULL)
			add_telltales(req, &all, warnings, texts[i]);
	return (all);
}

const char *
telltales_mark(struct arena *a, const struct telltale_list *list)
{
	enum { MARK = 8 };
	const char		*all = "";
	const unsigned char	*hash;
	char			*mark = arena_alloc(a, 2 * MARK + 1);

	for (size_t i = 0; i < list->n; i++)
		all = arena_printf(a, "%s%s\n", all, list->v[i].found);
	hash = secret_sha256(a, all, strlen(all));
	for (size_t i = 0; i < MARK; i++)
		snprintf(mark + 2 * i, 3, "%02x", hash[i]);
	return (mark);
}

void
telltales_checked(struct request *req, const char *const *texts, size_t n)
{
	struct telltale_list	*found = arena_alloc(req->arena,
				    sizeof(*found));

	*found = telltales_in(req, texts, n);
	if (found->n == 0)
		return;
	req->telltales = found;
	if (!form_ticked(req->form, "telltales", telltales_mark(req->arena,
	    found)))
		form_refuse(req->form, "telltales", "Check what may tell who "
		    "somebody is. Leave it out, or tick that it can stay");
}
