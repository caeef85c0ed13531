/* pdf - the words that a PDF is written in. */
#include <string.h>

#include "pdf.h"

int
pdf_peek(const struct reader *r)
{
	return (r->at < r->in.n ? r->in.s[r->at] : -1);
}

bool
pdf_space(int c)
{
	return (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' ||
	    c == '\0');
}

static bool
is_delimiter(int c)
{
	return (c == -1 || pdf_space(c) || strchr("()<>[]{}/%", c) != NULL);
}

static int
hex(int c)
{
	return (c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ?
	    c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1);
}

void
pdf_skip_space(struct reader *r)
{
	while (pdf_space(pdf_peek(r)) || pdf_peek(r) == '%') {
		if (pdf_peek(r) == '%')
			while (pdf_peek(r) != -1 && pdf_peek(r) != '\n' &&
			    pdf_peek(r) != '\r')
				r->at++;
		else
			r->at++;
	}
}

/* "(a (b) \) c)", at its opening. */
void
pdf_skip_text(struct reader *r)
{
	int	depth = 0;

	for (; pdf_peek(r) != -1; r->at++) {
		if (pdf_peek(r) == '\\' && r->at + 1 < r->in.n)
			r->at++;
		else if (pdf_peek(r) == '(')
			depth++;
		else if (pdf_peek(r) == ')' && --depth == 0) {
			r->at++;
			return;
		}
	}
}

/* The name at a slash, as it is meant; cut to what any name of ours has. */
void
pdf_read_name(struct reader *r, char *name)
{
	size_t	n = 0;
	int	c;

	r->at++;
	for (; !is_delimiter(c = pdf_peek(r)); r->at++) {
		if (c == '#' && r->at + 2 < r->in.n &&
		    hex(r->in.s[r->at + 1]) >= 0 &&
		    hex(r->in.s[r->at + 2]) >= 0) {
			c = hex(r->in.s[r->at + 1]) << 4 |
			    hex(r->in.s[r->at + 2]);
			r->at += 2;
		}
		if (n < PDF_NAME_MAX)
			name[n++] = (char)c;
	}
	name[n] = '\0';
}

uint32_t
pdf_read_number(struct reader *r)
{
	uint32_t	value = 0;

	pdf_skip_space(r);
	for (; pdf_peek(r) >= '0' && pdf_peek(r) <= '9' && value < 100000000;
	    r->at++)
		value = value * 10 + (uint32_t)(pdf_peek(r) - '0');
	return (value);
}

bool
pdf_reads(const struct reader *r, const char *word)
{
	return (r->in.n - r->at >= strlen(word) &&
	    memcmp(r->in.s + r->at, word, strlen(word)) == 0);
}

