/* Reads dates as people and programs write them in spreadsheets. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/text.h"
#include "rules/import_cell.h"
#include "rules/words.h"
#include "rules/written_date.h"

enum { SERIAL_EPOCH = 25569 };	/* 1970-01-01, counted from 1899-12-30 */

/* One number or word of a date; n is 0 when there is none. */
struct piece {
	const char	*s;
	size_t		 n;
	int		 value;		/* of a number; -1 for a word */
};

static struct piece
take_piece(const char **s)
{
	struct piece	piece;

	*s += strspn(*s, " ,./-");
	piece = (struct piece){ *s, strspn(*s, "0123456789"), -1 };
	if (piece.n > 0)
		piece.value = piece.n > 8 ? 100000000 : atoi(*s);
	else
		while (isalpha((unsigned char)piece.s[piece.n]))
			piece.n++;
	*s += piece.n;
	return (piece);
}

static int
month_named(struct piece piece)
{
	if (piece.n == 4 && strncasecmp(piece.s, "sept", 4) == 0)
		return (9);
	for (int month = 1; month <= 12; month++)
		if (strncasecmp(piece.s, date_month_name(month),
		    piece.n) == 0 && (piece.n == 3 ||
		    date_month_name(month)[piece.n] == '\0'))
			return (month);
	return (0);
}

/* "1st", "2nd", "3rd", "11th": passes over the letters. */
static void
skip_ordinal(const char **s)
{
	static const char *const	endings[] = { "st", "nd", "rd", "th" };

	for (int i = 0; i < 4; i++)
		if (strncasecmp(*s, endings[i], 2) == 0 &&
		    !isalpha((unsigned char)(*s)[2])) {
			*s += 2;
			return;
		}
}

/* Nothing, a full stop, or a midnight: " 00:00", "T00:00:00.000Z". */
static bool
ended(const char *s)
{
	if (strcmp(s, ".") == 0)
		return (true);
	if (*s == 'T' || *s == ' ')
		s += 1 + strspn(s + 1, "0:.");
	return (*s == '\0' || strcmp(s, "Z") == 0);
}

static enum written_date
judge(struct piece day, int month, struct piece year, struct date *date)
{
	struct date	d;

	if (day.n > 2 || day.value < 0 || year.value < 0)
		return (WRITTEN_OTHERWISE);
	if (year.n == 2)
		return (WRITTEN_SHORT_YEAR);
	if (year.n != 4)
		return (WRITTEN_OTHERWISE);
	if (month < 1 || month > 12)
		return (WRITTEN_NOT_REAL);
	d = (struct date){ year.value, month, day.value };
	if (!date_real(d) || d.year < 1000)
		return (WRITTEN_NOT_REAL);
	*date = d;
	return (WRITTEN);
}

static enum written_date
serial(struct piece number, struct date *date)
{
	if (number.value < 20000 || number.value > 80000)
		return (WRITTEN_OTHERWISE);
	*date = date_from_number(number.value - SERIAL_EPOCH);
	return (WRITTEN_SERIAL);
}

enum written_date
written_date(struct arena *a, const char *text, struct date *date)
{
	const char	*s = text_line(a, text);
	struct piece	 first, month, last;
	int		 number;

	*date = (struct date){ 0 };
	if (!isdigit((unsigned char)*s))
		return (WRITTEN_OTHERWISE);
	first = take_piece(&s);
	if (*s == '\0')
		return (serial(first, date));
	skip_ordinal(&s);
	month = take_piece(&s);
	number = month.value < 0 ? month_named(month) : month.value;
	last = take_piece(&s);
	if (!ended(s) || month.n == 0 || last.n == 0 ||
	    (month.value < 0 && number == 0) ||
	    (month.value >= 0 && month.n > 2))
		return (WRITTEN_OTHERWISE);
	if (first.n == 4)
		return (judge(last, number, first, date));
	if (last.n == 4 && number > 12 && number <= 31 && first.value >= 1 &&
	    first.value <= 12)
		return (WRITTEN_MONTH_FIRST);
	return (judge(first, number, last, date));
}

void
written_date_refusal(struct arena *a, enum written_date how, const char *cell,
    struct date serial, const char **wrong, const char **to_do)
{
	const char	*shown = cell_quoted(a, cell);

	switch (how) {
	case WRITTEN_NOT_REAL:
		*wrong = arena_printf(a, "%s is not a real date", shown);
		*to_do = arena_printf(a, "Change %s to a real date, such as "
		    "1 September 2026", text_line(a, cell));
		break;
	case WRITTEN_MONTH_FIRST:
		*wrong = arena_printf(a, "%s has its month before its day",
		    shown);
		*to_do = "Put the day first, such as 13/09/2026";
		break;
	case WRITTEN_SHORT_YEAR:
		*wrong = arena_printf(a, "The year in %s has 2 numbers",
		    shown);
		*to_do = "Enter the year with 4 numbers, such as "
		    "1 September 2026";
		break;
	case WRITTEN_SERIAL:
		*wrong = arena_printf(a, "%s is a spreadsheet’s own number "
		    "for a date", shown);
		*to_do = arena_printf(a, "Change it to a date; it may stand "
		    "for %s", date_words(a, serial));
		break;
	default:
		*wrong = arena_printf(a, "%s is not a date", shown);
		*to_do = "Enter a date, such as 1 September 2026 or "
		    "01/09/2026";
	}
}
