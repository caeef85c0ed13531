/* out.c - where views write: a buffer that grows, and a writer a type. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/out.h"

static void
out_grow(struct out *o, size_t n)
{
	size_t	 cap = o->cap != 0 ? o->cap : 16384;

	if (n > SIZE_MAX / 4 - o->len)
		abort();
	while (cap - o->len < n)
		cap *= 2;
	if ((o->data = realloc(o->data, cap)) == NULL)
		abort();
	o->cap = cap;
}

void
out_raw(struct out *o, const char *s, size_t n)
{
	if (n == 0)
		return;
	if (o->cap - o->len < n)
		out_grow(o, n);
	memcpy(o->data + o->len, s, n);
	o->len += n;
}

static void
out_string(struct out *o, const char *s)
{
	out_raw(o, s, strlen(s));
}

void
out_reset(struct out *o)
{
	o->len = 0;
}

void
out_free(struct out *o)
{
	free(o->data);
	*o = (struct out){ 0 };
}

void
out_text(struct out *o, const char *s)
{
	size_t	 n;

	if (s == NULL)
		return;
	for (;; s += n + 1) {
		n = strcspn(s, "&<>\"'");
		out_raw(o, s, n);
		switch (s[n]) {
		case '&':
			out_string(o, "&amp;");
			break;
		case '<':
			out_string(o, "&lt;");
			break;
		case '>':
			out_string(o, "&gt;");
			break;
		case '"':
			out_string(o, "&quot;");
			break;
		case '\'':
			out_string(o, "&#39;");
			break;
		default:
			return;
		}
	}
}

/* The digits of n, in threes when there is a comma to stand between them. */
static void
out_digits(struct out *o, int64_t n, bool commas)
{
	char		 s[32], *p = s + sizeof(s);
	uint64_t	 rest = n < 0 ? -(uint64_t)n : (uint64_t)n;
	int		 digits = 0;

	do {
		if (commas && digits > 0 && digits % 3 == 0)
			*--p = ',';
		*--p = '0' + rest % 10;
		digits++;
	} while ((rest /= 10) > 0);
	if (n < 0)
		*--p = '-';
	out_raw(o, p, s + sizeof(s) - p);
}

void
out_int(struct out *o, int64_t n)
{
	out_digits(o, n, false);
}

void
out_count(struct out *o, int64_t n)
{
	out_digits(o, n, true);
}

void
out_plain(struct out *o, struct plain p)
{
	out_digits(o, p.n, false);
}

void
out_some(struct out *o, struct some s)
{
	if (s.n != 0)
		out_digits(o, s.n, false);
}

void
out_more(struct out *o, struct more m)
{
	if (m.s == NULL || *m.s == '\0')
		return;
	out_raw(o, " ", 1);
	out_text(o, m.s);
}

/* The program never calls setlocale(), so that the point is a point. */
void
out_real(struct out *o, double x)
{
	char	 s[32];

	out_raw(o, s, snprintf(s, sizeof(s), "%g", x));
}

void
out_date(struct out *o, struct date d)
{
	if (!date_is_set(d))
		return;
	out_int(o, d.day);
	out_raw(o, " ", 1);
	out_string(o, date_month_name(d.month));
	out_raw(o, " ", 1);
	out_int(o, d.year);
}

/* Midnight and midday are words: nobody agrees what 12am is. */
void
out_moment(struct out *o, struct moment m)
{
	struct clock	 c = moment_clock(m);
	char		 s[16];
	int		 hour = c.hour % 12 == 0 ? 12 : c.hour % 12;

	if (m.s == 0)
		return;
	out_date(o, c.date);
	out_string(o, " at ");
	if (c.minute == 0 && c.hour % 12 == 0)
		out_string(o, c.hour == 0 ? "midnight" : "midday");
	else if (c.minute == 0)
		out_raw(o, s, snprintf(s, sizeof(s), "%d%s", hour,
		    c.hour < 12 ? "am" : "pm"));
	else
		out_raw(o, s, snprintf(s, sizeof(s), "%d:%02d%s", hour,
		    c.minute, c.hour < 12 ? "am" : "pm"));
}

void
out_iso(struct out *o, struct date d)
{
	char	 s[16];

	if (date_is_set(d))
		out_raw(o, s, snprintf(s, sizeof(s), "%04d-%02d-%02d", d.year,
		    d.month, d.day));
}

void
out_iso_moment(struct out *o, struct moment m)
{
	int64_t	 days = m.s / 86400 - (m.s % 86400 < 0);
	int	 second = m.s - days * 86400;
	char	 s[16];

	if (m.s == 0)
		return;
	out_iso(o, date_from_number(days));
	out_raw(o, s, snprintf(s, sizeof(s), "T%02d:%02d:%02dZ",
	    second / 3600, second / 60 % 60, second % 60));
}

void
out_markup(struct out *o, struct html h)
{
	if (h.s != NULL)
		out_string(o, h.s);
}

void
out_query(struct out *o, const char *s)
{
	static const char	 hex[] = "0123456789ABCDEF";
	static const char	 plainly[] = "-._~0123456789"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz";
	unsigned char		 c;
	size_t			 n;

	for (; s != NULL && *s != '\0'; s += n) {
		if ((n = strspn(s, plainly)) > 0) {
			out_raw(o, s, n);
			continue;
		}
		c = *s;
		out_raw(o, (char[]){ '%', hex[c >> 4], hex[c & 15] }, 3);
		n = 1;
	}
}

void
out_url(struct out *o, struct url u)
{
	out_text(o, u.s);
}

void
out_flag(struct out *o, struct flag f)
{
	if (f.s != NULL)
		out_string(o, f.s);
}
