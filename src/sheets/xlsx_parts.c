/* xlsx_parts - what a workbook says beside its cells: its sheets, which strings
 * they share, and which styles are those of dates. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "xlsx.h"

/* The kind of each part; here, whether macros may be among them. */
static void
take_type(struct reading *r, const char *name, const char **attributes)
{
	const char	*type = xl_attribute(attributes, "ContentType");

	if (type != NULL && strcasestr(type, "macroEnabled") != NULL)
		xl_stop(r, XLSX_MACROS);
}

static void
take_sheet(struct reading *r, const char **attributes)
{
	struct book		*b = r->book;
	const char		*name = xl_attribute(attributes, "name");
	const char		*state = xl_attribute(attributes, "state");
	const struct relation	*to = xl_relation_by(r->of,
				    xl_attribute(attributes, "id"));

	if (name == NULL || to == NULL) {
		xl_stop(r, XLSX_DAMAGED);
		return;
	}
	if (strcmp(to->type, "worksheet") != 0)
		return;			/* a sheet that is a chart */
	if (to->outside)
		xl_stop(r, XLSX_REACHES_OUT);
	else if (b->nsheets == b->limits->sheets)
		xl_stop(r, XLSX_MANY_SHEETS);
	else
		b->sheets[b->nsheets++] = (struct listed){
		    arena_strdup(b->arena, name), to->target,
		    state != NULL && strcmp(state, "visible") != 0 };
}

static void
take_book(struct reading *r, const char *name, const char **attributes)
{
	if (strcmp(name, "sheet") == 0)
		take_sheet(r, attributes);
	else if (strcmp(name, "workbookPr") == 0)
		r->book->from_1904 = xl_truth(xl_attribute(attributes,
		    "date1904"));
}

/* A part that the workbook names; one that it does not name is none. */
static bool
read_named(struct book *b, const struct relations *all, const char *type,
    bool (*read)(struct book *, const struct xlsx_part *))
{
	const struct relation	*to = xl_relation_of(all, type);
	const struct xlsx_part	*part;

	if (to == NULL)
		return (true);
	if (to->outside || (part = xl_part(b, to->target)) == NULL) {
		xl_fault(b, XLSX_DAMAGED);
		return (false);
	}
	return (read(b, part));
}

static bool
read_book(struct book *b, const char *path, const struct xlsx_part *part)
{
	struct relations	 all = { 0 };
	struct reading		 r = { .of = &all, .start = take_book };

	b->sheets = arena_array(b->arena, b->limits->sheets,
	    sizeof(*b->sheets));
	return (xl_relations(b, path, &all) && xl_read(b, part, &r) &&
	    read_named(b, &all, "styles", xl_styles) &&
	    read_named(b, &all, "sharedStrings", xl_strings));
}

bool
xl_contents(struct book *b)
{
	struct relations	 all = { 0 };
	struct reading		 types = { .start = take_type };
	const struct xlsx_part	*part = xl_part(b, "[Content_Types].xml");
	const struct relation	*to;

	if (part == NULL || !xl_relations(b, "", &all) ||
	    (to = xl_relation_of(&all, "officeDocument")) == NULL ||
	    strcasestr(to->target, "word/") != NULL ||
	    strcasestr(to->target, "ppt/") != NULL) {
		xl_fault(b, XLSX_NO_WORKBOOK);
		return (false);
	}
	if (!xl_read(b, part, &types))
		return (false);
	if (to->outside || (part = xl_part(b, to->target)) == NULL)
		xl_fault(b, XLSX_DAMAGED);
	else if (read_book(b, to->target, part) && b->nsheets == 0)
		xl_fault(b, XLSX_NO_WORKBOOK);
	return (b->verdict.fault == XLSX_SOUND);
}

/* Shared strings: "si" is one, of runs "r" with text in "t". */
struct sharing { bool in_text; int readings; };

static void
string_started(struct reading *r, const char *name, const char **attributes)
{
	struct sharing	*s = r->of;
	struct book	*b = r->book;

	if (strcmp(name, "si") == 0) {
		if (b->nstrings == b->string_room) {
			b->string_room = 2 * b->string_room + 1024;
			b->string_at = realloc(b->string_at, b->string_room *
			    sizeof(*b->string_at));
			if (b->string_at == NULL)
				abort();
		}
		b->string_at[b->nstrings++] = b->strings.len;
	} else if (strcmp(name, "rPh") == 0)
		s->readings++;
	else if (strcmp(name, "t") == 0)
		s->in_text = s->readings == 0 && b->nstrings > 0;
}

static void
string_ended(struct reading *r, const char *name)
{
	struct sharing	*s = r->of;
	struct book	*b = r->book;
	size_t		 at;

	if (strcmp(name, "t") == 0)
		s->in_text = false;
	else if (strcmp(name, "rPh") == 0)
		s->readings -= s->readings > 0;
	else if (strcmp(name, "si") == 0 && b->nstrings > 0) {
		at = b->string_at[b->nstrings - 1];
		if (b->strings.len > at)
			b->strings.len = at + xl_unescape(b->strings.data + at,
			    b->strings.len - at);
		out_raw(&b->strings, "", 1);
	}
}

static void
string_said(struct reading *r, const char *text, int n)
{
	struct sharing	*s = r->of;

	if (s->in_text)
		out_raw(&r->book->strings, text, (size_t)n);
}

bool
xl_strings(struct book *b, const struct xlsx_part *part)
{
	struct sharing	s = { 0 };
	struct reading	r = { .of = &s, .start = string_started,
			    .end = string_ended, .text = string_said };

	return (xl_read(b, part, &r));
}

/* Numbers are dates when they look like dates. */
struct styling { unsigned char *looks; bool in_formats, in_cells; };

enum { FORMATS_MAX = 16384, FIRST_OWN_FORMAT = 164 };

/* The letters of a format that stand for something; what is quoted, escaped or
 * a colour is passed over.  Elapsed time, "[h]", is time. */
static enum look
look_of(const char *s)
{
	bool	day = false, month = false, clock = false;

	for (; *s != '\0' && *s != ';'; s++) {
		if (*s == '"')
			s += strcspn(s + 1, "\"") + (s[1 + strcspn(s + 1,
			    "\"")] != '\0');
		else if ((*s == '\\' || *s == '_' || *s == '*') &&
		    s[1] != '\0')
			s++;
		else if (*s == '[' && strchr("hHmMsS", s[1]) != NULL &&
		    s[1] != '\0' && (s[2] == ']' || s[2] == s[1]))
			clock = true;
		else if (*s == '[')
			s += strcspn(s, "]") - (s[strcspn(s, "]")] == '\0');
		else if (strncasecmp(s, "general", 7) == 0 ||
		    strncasecmp(s, "standard", 8) == 0)
			return (LOOKS_PLAIN);
		else {
			day |= strchr("dDyY", *s) != NULL;
			month |= strchr("mM", *s) != NULL;
			clock |= strchr("hHsS", *s) != NULL;
		}
	}
	return (day || (month && !clock) ? LOOKS_DATE :
	    clock ? LOOKS_TIME : LOOKS_PLAIN);
}

/* Those that every workbook has (ECMA-376, part 1, 18.8.30). */
static enum look
look_of_known(int64_t format)
{
	if ((format >= 14 && format <= 17) || format == 22 ||
	    (format >= 27 && format <= 31) || format == 36 ||
	    (format >= 50 && format <= 54) || format == 57 || format == 58)
		return (LOOKS_DATE);
	if ((format >= 18 && format <= 21) || (format >= 32 && format <= 35) ||
	    (format >= 45 && format <= 47) || format == 55 || format == 56)
		return (LOOKS_TIME);
	return (LOOKS_PLAIN);
}

static void
style_started(struct reading *r, const char *name, const char **attributes)
{
	struct styling	*s = r->of;
	struct book	*b = r->book;
	int64_t		 format = xl_whole(xl_attribute(attributes, "numFmtId"),
			    FORMATS_MAX);
	const char	*code = xl_attribute(attributes, "formatCode");

	if (strcmp(name, "numFmts") == 0)
		s->in_formats = true;
	else if (strcmp(name, "cellXfs") == 0)
		s->in_cells = true;
	else if (s->in_formats && strcmp(name, "numFmt") == 0 &&
	    format >= 0 && code != NULL)
		s->looks[format] = (unsigned char)look_of(code);
	else if (s->in_cells && strcmp(name, "xf") == 0) {
		if (b->nlooks == XLSX_STYLES_MAX)
			xl_stop(r, XLSX_DAMAGED);
		else
			b->looks[b->nlooks++] = format < 0 ? LOOKS_PLAIN :
			    s->looks[format];
	}
}

static void
style_ended(struct reading *r, const char *name)
{
	struct styling	*s = r->of;

	if (strcmp(name, "numFmts") == 0)
		s->in_formats = false;
	else if (strcmp(name, "cellXfs") == 0)
		s->in_cells = false;
}

bool
xl_styles(struct book *b, const struct xlsx_part *part)
{
	struct styling	s = { arena_alloc(b->arena, FORMATS_MAX) };
	struct reading	r = { .of = &s, .start = style_started,
			    .end = style_ended };

	for (int i = 0; i < FIRST_OWN_FORMAT; i++)
		s.looks[i] = (unsigned char)look_of_known(i);
	b->looks = arena_alloc(b->arena, XLSX_STYLES_MAX);
	return (xl_read(b, part, &r));
}
