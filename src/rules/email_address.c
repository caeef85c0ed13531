/* Tells an address of email from what is none. */
#include <ctype.h>
#include <string.h>

#include "rules/email_address.h"

/* Letters, digits and inner hyphens, as a part of a domain's name. */
static bool
label(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)s[i]) && s[i] != '-')
			return (false);
	return (n > 0 && n <= 63 && s[0] != '-' && s[n - 1] != '-');
}

/* At least two labels, the last of them no number. */
static bool
domain(const char *s)
{
	size_t	labels = 0, n;

	for (;; s += n + 1) {
		n = strcspn(s, ".");
		if (!label(s, n))
			return (false);
		labels++;
		if (s[n] == '\0')
			return (labels >= 2 && n >= 2 &&
			    isalpha((unsigned char)*s));
	}
}

/* The part before the @, as RFC 5321 has it without quotes. */
static bool
mailbox(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)s[i]) &&
		    strchr("!#$%&'*+-/=?^_`{|}~.", s[i]) == NULL)
			return (false);
	return (n > 0 && n <= 64 && s[0] != '.' && s[n - 1] != '.' &&
	    memmem(s, n, "..", 2) == NULL);
}

bool
email_address(const char *s)
{
	const char	*at = strchr(s, '@');

	return (at != NULL && mailbox(s, (size_t)(at - s)) && domain(at + 1));
}
