/* Finds what in a text may tell who somebody is. */
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "identifiers_found.h"

bool
is_digit(char c)
{
	return (c >= '0' && c <= '9');
}

bool
is_letter(char c)
{
	return ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
}

bool
in_word(char c)
{
	return (is_digit(c) || is_letter(c) || c == OTHER);
}

static bool
overlap(const struct identifier *i, size_t at, size_t end)
{
	return (i->at < end && at < i->at + i->length);
}

bool
found_around(const struct found *f, size_t from, size_t to)
{
	size_t	at = f->text.at[from], end = f->text.end[to - 1];

	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].at < at && end <= f->v[i].at + f->v[i].length)
			return (true);
	return (false);
}

static void
widen(struct identifier *i, size_t at, size_t end)
{
	if (i->at + i->length > end)
		end = i->at + i->length;
	if (at < i->at)
		i->at = at;
	i->length = end - i->at;
}

void
found(struct found *f, enum identifier_kind kind, size_t from, size_t to)
{
	size_t	at = f->text.at[from], end = f->text.end[to - 1];

	for (size_t i = 0; i < f->n; i++) {
		if (!overlap(&f->v[i], at, end))
			continue;
		if (kind == IDENTIFIER_NHS) {
			f->v[i].kind = kind;
			widen(&f->v[i], at, end);
		}
		return;
	}
	if (f->n < FOUND_MAX)
		f->v[f->n++] = (struct identifier){ kind, at, end - at };
}

static struct seen
see(struct arena *a, const char *text)
{
	size_t		 room = text_length(text) + 1;
	struct seen	 s = { arena_alloc(a, room),
			    arena_array(a, room, sizeof(size_t)),
			    arena_array(a, room, sizeof(size_t)), 0 };
	const char	*at = text, *next = text;
	int32_t		 c;

	for (; (c = text_next(&next)) != 0; at = next) {
		if ((c = text_coded(c)) == 0)
			continue;
		s.c[s.n] = c < 0x7F ? (char)c : OTHER;
		s.at[s.n] = (size_t)(at - text);
		s.end[s.n++] = (size_t)(next - text);
	}
	return (s);
}

static int
by_place(const void *a, const void *b)
{
	const struct identifier	*one = a, *other = b;

	return ((one->at > other->at) - (one->at < other->at));
}

/* Two NHS numbers may each have overlapped a third. */
static size_t
join(struct identifier *v, size_t n)
{
	size_t	kept = 0;

	for (size_t i = 1; i < n; i++)
		if (overlap(&v[kept], v[i].at, v[i].at + v[i].length)) {
			if (v[i].kind == IDENTIFIER_NHS)
				v[kept].kind = IDENTIFIER_NHS;
			widen(&v[kept], v[i].at, v[i].at + v[i].length);
		} else
			v[++kept] = v[i];
	return (n == 0 ? 0 : kept + 1);
}

/* What is found first stands where two would overlap. */
struct identifier_list
identifiers_find(struct arena *a, const char *text, struct date today)
{
	struct found	f = { .text = see(a, text), .today = today };

	f.v = arena_array(a, FOUND_MAX, sizeof(*f.v));
	find_foreign_phones(&f);
	find_nhs_numbers(&f);
	find_phones(&f);
	find_emails(&f);
	find_ni_numbers(&f);
	find_postcodes(&f);
	find_births(&f);
	qsort(f.v, f.n, sizeof(*f.v), by_place);
	return ((struct identifier_list){ f.v, join(f.v, f.n) });
}

const char *
identifier_sentence(enum identifier_kind kind)
{
	static const char *const	sentences[] = {
		[IDENTIFIER_NHS] = "This looks like an NHS number.",
		[IDENTIFIER_BIRTH] = "This looks like a date of birth.",
		[IDENTIFIER_POSTCODE] = "This looks like a postcode.",
		[IDENTIFIER_NI] = "This looks like a National Insurance "
		    "number.",
		[IDENTIFIER_PHONE] = "This looks like a phone number.",
		[IDENTIFIER_EMAIL] = "This looks like an email address.",
	};

	return (sentences[kind]);
}
