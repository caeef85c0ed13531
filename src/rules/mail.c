/*
 * A letter as RFC 5322, 2045 and 2047 have it.
 */
#include <stdio.h>
#include <string.h>

#include "core/out.h"
#include "rules/mail.h"

enum {
	WORD_BYTES = 42,	/* in base64 56, with its frame 68 of 75 */
	PLAIN_MAX = 60, LINE_MAX = 75
};

static bool
is_plain(const char *s)
{
	for (; *s != '\0'; s++)
		if (*s < ' ' || *s > '~')
			return (false);
	return (true);
}

bool
mail_address(const char *s)
{
	const char	*at = strchr(s, '@');

	return (is_plain(s) && strlen(s) <= 254 && at != NULL && at != s &&
	    at[1] != '\0' && strchr(at + 1, '@') == NULL &&
	    strpbrk(s, " <>()\",;:\\[]") == NULL);
}

static void
put(struct out *o, const char *s)
{
	out_raw(o, s, strlen(s));
}

static void
put_base64(struct out *o, const unsigned char *s, size_t n)
{
	static const char	digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < n; i += 3) {
		unsigned	three = (unsigned)s[i] << 16 |
				    (i + 1 < n ? (unsigned)s[i + 1] << 8 : 0) |
				    (i + 2 < n ? s[i + 2] : 0);
		char		four[4] = { digits[three >> 18 & 63],
				    digits[three >> 12 & 63],
				    i + 1 < n ? digits[three >> 6 & 63] : '=',
				    i + 2 < n ? digits[three & 63] : '=' };

		out_raw(o, four, 4);
	}
}

/* As many bytes as fit a word, and no half of a character. */
static size_t
word_length(const char *s, size_t left)
{
	size_t	n = left < WORD_BYTES ? left : WORD_BYTES;

	while (n < left && n > 1 && (s[n] & 0xC0) == 0x80)
		n--;
	return (n);
}

/* Without control characters, which no header line has. */
static const char *
one_line(struct arena *a, const char *s)
{
	char	*line = arena_strdup(a, s);

	for (char *p = line; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7F)
			*p = ' ';
	return (line);
}

static void
put_words(struct out *o, const char *s)
{
	size_t	left = strlen(s), n;

	for (const char *word = s; left > 0; word += n, left -= n) {
		n = word_length(word, left);
		put(o, word == s ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?");
		put_base64(o, (const unsigned char *)word, n);
		put(o, "?=");
	}
}

static void
put_header(struct out *o, struct arena *a, const char *s)
{
	s = one_line(a, s);
	if (is_plain(s) && strlen(s) <= PLAIN_MAX && strstr(s, "=?") == NULL)
		put(o, s);
	else
		put_words(o, s);
}

/* A name before an address: letters as they are, anything else encoded. */
static void
put_name(struct out *o, struct arena *a, const char *s)
{
	s = one_line(a, s);
	if (*s != '\0' && strlen(s) <= PLAIN_MAX && strspn(s, " "
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") ==
	    strlen(s))
		put(o, s);
	else
		put_words(o, s);
	put(o, " ");
}

static void
put_date(struct out *o, struct arena *a, struct moment m)
{
	int64_t		days = m.s / 86400, rest = m.s % 86400;
	struct date	d;

	if (rest < 0) {
		rest += 86400;
		days--;
	}
	d = date_from_number((int32_t)days);
	put(o, arena_printf(a, "Date: %.3s, %d %.3s %04d %02d:%02d:%02d "
	    "+0000\r\n", date_weekday_name(date_weekday(d)), d.day,
	    date_month_name(d.month), d.year, (int)(rest / 3600),
	    (int)(rest / 60 % 60), (int)(rest % 60)));
}

const char *
mail_id(struct arena *a, const struct mail *m)
{
	const char	*at = strchr(m->from, '@');

	return (arena_printf(a, "<letter-%lld@%s>", (long long)m->id,
	    at != NULL ? at + 1 : "localhost"));
}

/* One line of text, broken softly where it is too long. */
static void
put_quoted(struct out *o, const char *s, size_t n)
{
	char	three[4];
	int	column = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char	c = (unsigned char)s[i];
		bool		bare = (c > ' ' && c <= '~' && c != '=') ||
				    (c == ' ' && i + 1 < n);

		if (column + (bare ? 1 : 3) > LINE_MAX) {
			put(o, "=\r\n");
			column = 0;
		}
		if (bare)
			out_raw(o, &s[i], 1);
		else {
			snprintf(three, sizeof(three), "=%02X", c);
			put(o, three);
		}
		column += bare ? 1 : 3;
	}
	put(o, "\r\n");
}

static void
put_body(struct out *o, const char *s)
{
	while (*s != '\0') {
		size_t	n = strcspn(s, "\n");

		put_quoted(o, s, n > 0 && s[n - 1] == '\r' ? n - 1 : n);
		s += n + (s[n] == '\n');
	}
}

const char *
mail_message(struct arena *a, const struct mail *m)
{
	struct out	 o = { 0 };
	const char	*message;

	put_date(&o, a, m->written);
	put(&o, arena_printf(a, "From: Waymark <%s>\r\nTo: ", m->from));
	put_name(&o, a, m->name);
	put(&o, arena_printf(a, "<%s>\r\nSubject: ", m->to));
	put_header(&o, a, m->subject);
	put(&o, arena_printf(a, "\r\nMessage-ID: %s\r\n", mail_id(a, m)));
	if (m->unsubscribe != NULL)
		put(&o, arena_printf(a, "List-Unsubscribe: <%s>\r\n"
		    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
		    m->unsubscribe));
	put(&o, "Auto-Submitted: auto-generated\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n\r\n");
	put_body(&o, m->body);
	message = arena_strndup(a, o.data, o.len);
	out_free(&o);
	return (message);
}
