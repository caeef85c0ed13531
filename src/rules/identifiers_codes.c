/* Finds postcodes, National Insurance numbers and addresses of email. */
#include <ctype.h>
#include <string.h>

#include "identifiers_found.h"

/* Royal Mail's areas, each between spaces. */
#define AREAS	" AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT " \
		"CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL " \
		"GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L " \
		"LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX " \
		"PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR " \
		"SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR " \
		"WS WV YO ZE "

static char
at(const struct seen *t, size_t i)
{
	return (i < t->n ? t->c[i] : '\0');
}

static bool
begins_word(const struct seen *t, size_t i)
{
	return (i == 0 || !in_word(t->c[i - 1]));
}

/* The letters of an area from here; 0 when it is none. */
static size_t
area(const struct seen *t, size_t i)
{
	char	name[5] = " ";
	size_t	n = 0;

	while (n < 3 && is_letter(at(t, i + n))) {
		if (n < 2)
			name[n + 1] = (char)toupper(at(t, i + n));
		n++;
	}
	if (n == 0 || n > 2)
		return (0);
	name[n + 1] = ' ';
	return (strstr(AREAS, name) != NULL ? n : 0);
}

/* "2nd", "4th": a day or a floor behind "ward B4". */
static bool
ordinal(const struct seen *t, size_t i)
{
	static const char	endings[] = "st nd rd th";

	for (const char *s = endings; s < endings + sizeof(endings); s += 3)
		if (t->c[i + 1] == s[0] && t->c[i + 2] == s[1])
			return (true);
	return (false);
}

/* A digit and two letters, at the end of a word. */
static bool
inward(const struct seen *t, size_t i)
{
	return (is_digit(at(t, i)) && is_letter(at(t, i + 1)) &&
	    is_letter(at(t, i + 2)) &&
	    strchr("CIKMOV", toupper(t->c[i + 1])) == NULL &&
	    strchr("CIKMOV", toupper(t->c[i + 2])) == NULL &&
	    !in_word(at(t, i + 3)) && !ordinal(t, i));
}

/* Where a postcode that begins here ends; 0 when none does. */
static size_t
postcode(const struct seen *t, size_t i)
{
	size_t	n = area(t, i), spaces;

	if (n == 0 || !is_digit(at(t, i + n)))
		return (0);
	i += n + 1;
	for (int more = 0; more < 2; more++, i++) {
		for (spaces = 0; spaces < 3 && at(t, i + spaces) == ' ';)
			spaces++;
		if (inward(t, i + spaces))
			return (i + spaces + 3);
		if (!is_digit(at(t, i)) && !is_letter(at(t, i)))
			return (0);
	}
	return (0);
}

void
find_postcodes(struct found *f)
{
	size_t	to;

	for (size_t i = 0; i < f->text.n; i++)
		if (begins_word(&f->text, i) &&
		    (to = postcode(&f->text, i)) != 0)
			found(f, IDENTIFIER_POSTCODE, i, to);
}

/* Letters that HMRC gives out (its manual, NIM39110). */
static bool
prefix(char one, char two)
{
	char	both[3] = { (char)toupper(one), (char)toupper(two) };

	return (is_letter(one) && is_letter(two) &&
	    strchr("DFIQUV", both[0]) == NULL &&
	    strchr("DFIOQUV", both[1]) == NULL &&
	    strstr("BG GB NK KN TN NT ZZ", both) == NULL);
}

/* Two letters, six digits in any spacing, A to D.  "SW123456 a" is a number of
 * Social Work England with a word behind it. */
static size_t
ni_number(const struct seen *t, size_t i)
{
	size_t	digits = 0, from = i;
	bool	spaced = false;

	if (!prefix(at(t, i), at(t, i + 1)))
		return (0);
	for (i += 2; i < from + 16; i++) {
		if (is_digit(at(t, i)) && digits < 6) {
			digits++;
			spaced = false;
		} else if (at(t, i) == ' ' || at(t, i) == '-')
			spaced = true;
		else
			break;
	}
	if (digits != 6 || !is_letter(at(t, i)) || in_word(at(t, i + 1)))
		return (0);
	if (spaced && (islower(at(t, i)) || is_digit(t->c[from + 2])))
		return (0);
	return (toupper(at(t, i)) <= 'D' ? i + 1 : 0);
}

void
find_ni_numbers(struct found *f)
{
	size_t	to;

	for (size_t i = 0; i < f->text.n; i++)
		if (begins_word(&f->text, i) &&
		    (to = ni_number(&f->text, i)) != 0)
			found(f, IDENTIFIER_NI, i, to);
}

static bool
of_mailbox(char c)
{
	return (in_word(c) || (c != '\0' && strchr("._%+'-", c) != NULL));
}

/* Words joined by dots, the last of two letters or more; 0 when it is none. */
static size_t
domain_ends(const struct seen *t, size_t i)
{
	size_t	from = i, last = i, dots = 0;

	for (; in_word(at(t, i)) || at(t, i) == '-' || at(t, i) == '.'; i++) {
		if (at(t, i) != '.')
			continue;
		if (!in_word(at(t, i + 1)))
			break;
		dots++;
		last = i + 1;
	}
	return (dots > 0 && i - last >= 2 && in_word(at(t, from)) ? i : 0);
}

void
find_emails(struct found *f)
{
	const struct seen	*t = &f->text;
	size_t			 from, to;

	for (size_t i = 1; i < t->n; i++) {
		if (t->c[i] != '@')
			continue;
		from = i;
		while (from > 0 && of_mailbox(t->c[from - 1]))
			from--;
		while (from < i && !in_word(t->c[from]))
			from++;
		if (from < i && (to = domain_ends(t, i + 1)) != 0)
			found(f, IDENTIFIER_EMAIL, from, to);
	}
}
