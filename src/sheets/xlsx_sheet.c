/* xlsx_sheet - the cells of one sheet, as what they mean. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xlsx.h"

/* Days counted from 1970, of which a workbook counts its own: 1 January 1900 is
 * 1, and 60 the day that never was; or 1 January 1904 is 0. */
enum {
	DAY_BEFORE_1900 = -25568, DAY_BEFORE_THAT = -25569,
	FIRST_OF_1904 = -24107,
	NEVER_WAS = 60, DAYS_MAX = 2958466, DAY_S = 24 * 60 * 60
};

enum where { ELSEWHERE, IN_VALUE, IN_TEXT };

/* The cell that is being read; value grows with what stands in it. */
struct cells {
	bool		 in_rows, in_cell, formula, has_value;
	int		 readings;	/* how deep in what is not its text */
	enum where	 where;
	char		 type[12];
	int64_t		 style;
	uint32_t	 row, column;	/* the last that was met */
	struct out	 value;
};

static void
fault_here(struct reading *r, enum xlsx_fault fault, const struct cells *c)
{
	if (r->book->verdict.fault == XLSX_SOUND) {
		r->book->verdict.row = c->row;
		r->book->verdict.column = c->column;
	}
	xl_stop(r, fault);
}

/* "BC" is 55; the rest of the reference in *s.  0: beyond the last one. */
static uint32_t
letters(const char **s)
{
	uint32_t	n = 0;

	for (; **s >= 'A' && **s <= 'Z' && n <= XLSX_LAST_COLUMN; (*s)++)
		n = n * 26 + (uint32_t)(**s - 'A') + 1;
	return (n > XLSX_LAST_COLUMN ? 0 : n);
}

/* Rows go downwards, cells to the right; who says nothing goes on by one. */
static void
row_started(struct reading *r, struct cells *c, const char *said)
{
	int64_t	row = said == NULL ? (int64_t)c->row + 1 :
		    xl_whole(said, XLSX_LAST_ROW + 1);

	if (row <= c->row || row > XLSX_LAST_ROW) {
		fault_here(r, XLSX_DAMAGED, c);
		return;
	}
	c->row = (uint32_t)row;
	c->column = 0;
}

/* A cell says little, and there are many: all in one pass. */
struct said_of_cell { const char *place, *type, *style; };

static struct said_of_cell
said_of_cell(const char **attributes)
{
	struct said_of_cell	said = { .type = "n" };

	for (; *attributes != NULL; attributes += 2) {
		if (attributes[0][0] == '\0' || attributes[0][1] != '\0')
			continue;
		if (attributes[0][0] == 'r')
			said.place = attributes[1];
		else if (attributes[0][0] == 't')
			said.type = attributes[1];
		else if (attributes[0][0] == 's')
			said.style = attributes[1];
	}
	return (said);
}

static void
cell_started(struct reading *r, struct cells *c, const char **attributes)
{
	struct said_of_cell	 said = said_of_cell(attributes);
	const char		*place = said.place;
	uint32_t		 column = place == NULL ? c->column + 1 :
				    letters(&place);

	if (c->row == 0 || column <= c->column || column > XLSX_LAST_COLUMN ||
	    (place != NULL && xl_whole(place, XLSX_LAST_ROW + 1) != c->row) ||
	    strlen(said.type) >= sizeof(c->type)) {
		fault_here(r, XLSX_DAMAGED, c);
		return;
	}
	c->column = column;
	strcpy(c->type, said.type);
	c->style = xl_whole(said.style, XLSX_STYLES_MAX);
	c->in_cell = true;
	c->formula = c->has_value = false;
	c->readings = 0;
	out_reset(&c->value);
}

static void
merge_started(struct reading *r, const char *range)
{
	struct record	told = { .kind = RECORD_MERGED };

	if (range == NULL)
		return;
	told.bytes = (uint32_t)strlen(range);
	if (told.bytes <= r->book->limits->text)
		xl_tell(r->book, &told, range);
}

static void
sheet_started(struct reading *r, const char *name, const char **attributes)
{
	struct cells	*c = r->of;

	if (c->in_cell) {
		if (strcmp(name, "v") == 0)
			c->where = IN_VALUE;
		else if (strcmp(name, "t") == 0 && c->readings == 0)
			c->where = IN_TEXT;
		else if (strcmp(name, "f") == 0)
			c->formula = true;
		else if (strcmp(name, "rPh") == 0)
			c->readings++;
	} else if (c->in_rows && strcmp(name, "c") == 0)
		cell_started(r, c, attributes);
	else if (c->in_rows && strcmp(name, "row") == 0)
		row_started(r, c, xl_attribute(attributes, "r"));
	else if (strcmp(name, "sheetData") == 0)
		c->in_rows = true;
	else if (strcmp(name, "mergeCell") == 0)
		merge_started(r, xl_attribute(attributes, "ref"));
}

static void
sheet_said(struct reading *r, const char *text, int n)
{
	struct cells	*c = r->of;

	if (c->where != ELSEWHERE)
		out_raw(&c->value, text, (size_t)n);
}

static struct record
record_of(const struct cells *c, enum xlsx_type type)
{
	return ((struct record){ .kind = RECORD_CELL, .type = (uint8_t)type,
	    .flag = c->formula, .row = c->row, .column = c->column });
}

static size_t
characters(const char *s, size_t n)
{
	size_t	count = 0;

	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)s[i] & 0xC0) != 0x80;
	return (count);
}

static void
tell_text(struct reading *r, const struct cells *c, enum xlsx_type type,
    const char *s, size_t n)
{
	struct record	told = record_of(c, type);

	if (n == 0)
		return;
	if (n > r->book->limits->text &&
	    characters(s, n) > r->book->limits->text) {
		fault_here(r, XLSX_LONG, c);
		return;
	}
	told.bytes = (uint32_t)n;
	xl_tell(r->book, &told, s);
}

/* A day of a workbook; false for the one that never was. */
static bool
day_of(const struct book *b, int64_t day, int32_t *answer)
{
	int64_t	from = b->from_1904 ? FIRST_OF_1904 :
		    day < NEVER_WAS ? DAY_BEFORE_1900 : DAY_BEFORE_THAT;

	*answer = (int32_t)(from + day);
	return (b->from_1904 || day != NEVER_WAS);
}

static void
tell_number(struct reading *r, const struct cells *c, double n)
{
	static const char	never_was[] = "29 February 1900";
	struct book		*b = r->book;
	enum look		 look = c->style >= 0 &&
				    (size_t)c->style < b->nlooks ?
				    b->looks[c->style] : LOOKS_PLAIN;
	struct record		 told = record_of(c, XLSX_NUMBER);
	double			 seconds = round(n * DAY_S);
	int64_t			 day;

	told.number = n;
	if (look != LOOKS_PLAIN && seconds >= 0 &&
	    seconds < (double)DAYS_MAX * DAY_S) {
		day = (int64_t)seconds / DAY_S;
		if (look == LOOKS_TIME) {
			told.type = XLSX_TIME;
			told.seconds = (int32_t)fmin(seconds, INT32_MAX);
		} else if (b->from_1904 || day > 0) {
			if (!day_of(b, day, &told.day)) {
				tell_text(r, c, XLSX_TEXT, never_was,
				    sizeof(never_was) - 1);
				return;
			}
			told.type = XLSX_DATE;
			told.seconds = (int32_t)((int64_t)seconds % DAY_S);
		}
	}
	xl_tell(b, &told, "");
}

/* "2026-03-27", and what of a time stands behind it. */
static void
tell_written_date(struct reading *r, const struct cells *c, const char *s)
{
	struct record	told = record_of(c, XLSX_DATE);
	size_t		n = strcspn(s, "T");
	struct date	d;
	int		hour = 0, minute = 0, second = 0;
	char		day[11] = "";

	if (n == 10)
		memcpy(day, s, n);
	if (!date_parse_iso(day, &d) || (s[n] == 'T' && sscanf(s + n,
	    "T%2d:%2d:%2d", &hour, &minute, &second) < 2) || hour < 0 ||
	    hour > 23 || minute < 0 || minute > 59 || second < 0 ||
	    second > 59) {
		tell_text(r, c, XLSX_TEXT, s, strlen(s));
		return;
	}
	told.day = date_number(d);
	told.seconds = (hour * 60 + minute) * 60 + second;
	xl_tell(r->book, &told, "");
}

static void
tell_shared(struct reading *r, const struct cells *c, const char *index)
{
	struct book	*b = r->book;
	int64_t		 i = xl_whole(index, (int64_t)b->nstrings);
	size_t		 from, to;

	if (i < 0) {
		fault_here(r, XLSX_DAMAGED, c);
		return;
	}
	from = b->string_at[i];
	to = (size_t)i + 1 < b->nstrings ? b->string_at[i + 1] :
	    b->strings.len;
	tell_text(r, c, XLSX_TEXT, b->strings.data + from, to > from ?
	    to - from - 1 : 0);
}

/* A number of few digits, which is what most are: its digits and the power of
 * ten that divides them are exact, and so their quotient is rounded once. */
static bool
short_number(const char *s, double *n)
{
	static const double	tens[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6,
				    1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
				    1e14, 1e15 };
	bool			minus = *s == '-', point = false;
	int64_t			whole = 0;
	int			digits = 0, behind = 0;

	for (s += minus; digits <= 15; s++)
		if (*s >= '0' && *s <= '9') {
			whole = whole * 10 + (*s - '0');
			digits++;
			behind += point;
		} else if (*s == '.' && !point)
			point = true;
		else
			break;
	if (*s != '\0' || digits == 0 || digits > 15)
		return (false);
	*n = (minus ? -1.0 : 1.0) * (double)whole / tens[behind];
	return (true);
}

static bool
number_of(const char *s, double *n)
{
	char	*end;

	if (short_number(s, n))
		return (true);
	*n = strtod(s, &end);
	return (end != s && *end == '\0' && isfinite(*n));
}

/* What stands in the cell, by its type; value ends with NUL. */
static void
tell_value(struct reading *r, struct cells *c)
{
	char		*s = c->value.data;
	struct record	 told = record_of(c, XLSX_BOOLEAN);
	double		 n;

	if (strcmp(c->type, "n") == 0 && number_of(s, &n))
		tell_number(r, c, n);
	else if (strcmp(c->type, "s") == 0)
		tell_shared(r, c, s);
	else if (strcmp(c->type, "str") == 0 ||
	    strcmp(c->type, "inlineStr") == 0)
		tell_text(r, c, XLSX_TEXT, s, xl_unescape(s, strlen(s)));
	else if (strcmp(c->type, "e") == 0)
		tell_text(r, c, XLSX_ERROR, s, strlen(s));
	else if (strcmp(c->type, "d") == 0)
		tell_written_date(r, c, s);
	else if (strcmp(c->type, "b") == 0 && (*s == '0' || *s == '1')) {
		told.number = *s == '1';
		xl_tell(r->book, &told, "");
	} else
		fault_here(r, XLSX_DAMAGED, c);
}

static void
cell_ended(struct reading *r, struct cells *c)
{
	struct record	told = record_of(c, XLSX_NOT_WORKED_OUT);

	c->in_cell = false;
	if (c->value.len == 0 && !c->formula)
		return;
	if (c->row > r->book->limits->rows)
		fault_here(r, XLSX_MANY_ROWS, c);
	else if (c->column > r->book->limits->columns)
		fault_here(r, XLSX_MANY_COLUMNS, c);
	else if (c->value.len > 0) {
		out_raw(&c->value, "", 1);
		tell_value(r, c);
	} else if (!c->has_value || strcmp(c->type, "str") != 0)
		xl_tell(r->book, &told, "");
}

static void
sheet_ended(struct reading *r, const char *name)
{
	struct cells	*c = r->of;

	if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
		c->has_value |= c->where != ELSEWHERE;
		c->where = ELSEWHERE;
	} else if (strcmp(name, "rPh") == 0)
		c->readings -= c->readings > 0;
	else if (strcmp(name, "c") == 0 && c->in_cell)
		cell_ended(r, c);
	else if (strcmp(name, "sheetData") == 0)
		c->in_rows = false;
}

bool
xl_sheet(struct book *b, const struct listed *l)
{
	struct cells		 c = { 0 };
	struct reading		 r = { .of = &c, .start = sheet_started,
				    .end = sheet_ended, .text = sheet_said };
	struct record		 told = { .kind = RECORD_SHEET,
				    .flag = l->hidden };
	const struct xlsx_part	*part = xl_part(b, l->path);
	bool			 sound;

	told.bytes = (uint32_t)strlen(l->name);
	if (part == NULL || told.bytes > b->limits->text) {
		xl_fault(b, XLSX_DAMAGED);
		return (false);
	}
	xl_tell(b, &told, l->name);
	sound = xl_read(b, part, &r);
	out_free(&c.value);
	return (sound);
}
