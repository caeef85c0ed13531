/* Workbooks are read as they were written, whoever wrote them, and what is no
 * workbook is refused in words and harms nobody. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <fcntl.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "core/arena.h"
#include "core/out.h"
#include "sheets/xlsx.h"
#include "unit/mutate.h"
#include "unit/samples.h"

#define ITEMS(array)	(sizeof(array) / sizeof(*(array)))

static struct arena	arena;

static void
say_sheet(void *to, const struct xlsx_sheet *s)
{
	const char	*line = arena_printf(&arena, "sheet %s%s\n", s->name,
			    s->hidden ? " hidden" : "");

	out_raw(to, line, strlen(line));
}

static const char *
value(const struct xlsx_cell *c)
{
	switch (c->type) {
	case XLSX_TEXT:
		return (arena_printf(&arena, "text %s", c->text));
	case XLSX_NUMBER:
		return (arena_printf(&arena, "number %.17g", c->number));
	case XLSX_DATE:
		return (arena_printf(&arena, "date %04d-%02d-%02d+%d",
		    c->date.year, c->date.month, c->date.day, c->seconds));
	case XLSX_TIME:
		return (arena_printf(&arena, "time %d", c->seconds));
	case XLSX_BOOLEAN:
		return (c->number == 1 ? "true" : "false");
	case XLSX_ERROR:
		return (arena_printf(&arena, "error %s", c->text));
	default:
		return ("not worked out");
	}
}

static void
say_cell(void *to, const struct xlsx_cell *c)
{
	const char	*line = arena_printf(&arena, "%s %s%s\n",
			    xlsx_place(&arena, c->row, c->column), value(c),
			    c->formula ? " by a formula" : "");

	out_raw(to, line, strlen(line));
}

static void
say_merged(void *to, const char *range)
{
	const char	*line = arena_printf(&arena, "merged %s\n", range);

	out_raw(to, line, strlen(line));
}

/* What comes of it in the sandbox, or "refused" and why. */
static const char *
said_within(const void *bytes, size_t n, const struct xlsx_limits *limits)
{
	struct out		 o = { 0 };
	struct xlsx_taker	 taker = { say_sheet, say_cell, say_merged,
				    &o };
	struct xlsx_verdict	 v = xlsx_read(bytes, n, limits, &taker);
	const char		*said;

	if (v.fault == XLSX_LATER)
		fail_msg("there is no sandbox");
	out_raw(&o, "", 1);
	said = v.fault == XLSX_SOUND ? arena_strdup(&arena, o.data) :
	    arena_printf(&arena, "refused %d: %s", v.fault,
	    xlsx_refusal(&arena, v, limits));
	out_free(&o);
	return (said);
}

static const char *
said(const void *bytes, size_t n)
{
	return (said_within(bytes, n, &xlsx_usual));
}

static struct sample
file_at(const char *path)
{
	struct sample	s = { 0 };
	char		piece[65536];
	int		fd = open(path, O_RDONLY);
	ssize_t		n;

	if (fd < 0)
		fail_msg("%s cannot be opened", path);
	while ((n = read(fd, piece, sizeof(piece))) > 0)
		add(&s, piece, (size_t)n);
	close(fd);
	return (s);
}

/* A workbook of one sheet, with these rows in it. */
#define TYPES "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/" \
	"content-types\"><Default Extension=\"xml\" ContentType=\"" \
	"application/xml\"/></Types>"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/" \
	"relationships/"
#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/" \
	"main\""
#define RELATIONS(inner) "<Relationships xmlns=\"http://schemas." \
	"openxmlformats.org/package/2006/relationships\">" inner	\
	"</Relationships>"
#define RELATION(id, type, target) "<Relationship Id=\"" id "\" Type=\"" \
	OFFICE type "\" Target=\"" target "\"/>"
#define SHEET(rows) "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet " \
	MAIN "><sheetData>" rows "</sheetData></worksheet>"
#define FORMAT(id, code) "<numFmt numFmtId=\"" id "\" formatCode=\"" code "\"/>"
#define LOOK(id) "<xf numFmtId=\"" id "\"/>"
#define STYLES "<styleSheet " MAIN "><numFmts>"				\
	FORMAT("164", "[Red]&quot;day&quot; 0.00")			\
	FORMAT("165", "d\\ mmmm\\ yyyy") FORMAT("166", "[h]:mm")	\
	FORMAT("167", "General;d") "</numFmts><cellStyleXfs>"		\
	LOOK("14")							\
	"</cellStyleXfs><cellXfs>" LOOK("0") LOOK("14") LOOK("164")	\
	LOOK("165") LOOK("166") LOOK("20") LOOK("167")			\
	"</cellXfs></styleSheet>"
#define STRINGS "<sst " MAIN "><si><t>plain</t></si><si><r><t>rich </t></r>" \
	"<r><rPr><b/></rPr><t>text</t></r><rPh sb=\"0\" eb=\"1\"><t>reading" \
	"</t></rPh></si><si><t xml:space=\"preserve\"> a_x000D_\nb_x005F_" \
	"x0041_ </t></si><si/></sst>"

struct parts {
	const char	*book, *sheet, *styles, *strings, *types, *relations;
};

static struct sample
parts_and(struct parts p, const struct entry *more, size_t n)
{
	struct entry	entries[16] = {
		{ "[Content_Types].xml", p.types != NULL ? p.types : TYPES },
		{ "_rels/.rels", RELATIONS(RELATION("r1", "officeDocument",
		    "xl/workbook.xml")) },
		{ "xl/workbook.xml", p.book != NULL ? p.book : "<x:workbook "
		    "xmlns:x=\"a\" xmlns:r=\"b\"><x:sheets><x:sheet "
		    "name=\"One\" sheetId=\"1\" r:id=\"s1\"/></x:sheets>"
		    "</x:workbook>" },
		{ "xl/_rels/workbook.xml.rels", p.relations != NULL ?
		    p.relations : RELATIONS(
		    RELATION("s1", "worksheet", "/xl/worksheets/sheet1.xml")
		    RELATION("t1", "styles", "./styles.xml")
		    RELATION("t2", "sharedStrings", "../xl/strings.xml")) },
		{ "xl/worksheets/sheet1.xml", p.sheet != NULL ? p.sheet :
		    SHEET("<row><c t=\"s\"><v>0</v></c></row>") },
		{ "xl/styles.xml", p.styles != NULL ? p.styles : STYLES },
		{ "xl/strings.xml", p.strings != NULL ? p.strings : STRINGS },
	};

	if (n > 0)
		memcpy(entries + 7, more, n * sizeof(*more));
	return (zip_of(entries, 7 + n));
}

static const char *
said_of(struct parts p)
{
	struct sample	 s = parts_and(p, NULL, 0);
	const char	*is = said(s.s, s.n);

	free(s.s);
	return (is);
}

static const char *
said_with(const char *name, const char *text)
{
	struct sample	 s = parts_and((struct parts){ 0 }, &(struct entry){
			    name, text }, 1);
	const char	*is = said(s.s, s.n);

	free(s.s);
	return (is);
}

static const char *
said_of_rows(const char *rows)
{
	return (said_of((struct parts){ .sheet = arena_printf(&arena,
	    SHEET("%s"), rows) }));
}

static void
assert_refused(const char *is, const char *why)
{
	if (strncmp(is, "refused", 7) != 0 || strstr(is, why) == NULL)
		fail_msg("it is not refused as ‘%s’ but: %s", why, is);
	if (strchr(strstr(is, ": "), '.') == NULL && strlen(is) < 40)
		fail_msg("it does not say what to do: %s", is);
}

static void
test_cells_of_every_kind_are_told_in_their_order(void **state)
{
	assert_string_equal(said_of_rows("<row r=\"2\"><c r=\"A2\" t=\"s\">"
	    "<v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v>"
	    "</c><c t=\"s\"><v>3</v></c></row><row><c><v>1.5E3</v></c>"
	    "<c t=\"b\"><v>1</v></c><c t=\"e\"><v>#DIV/0!</v></c>"
	    "<c t=\"inlineStr\"><is><t>in</t><r><t>line</t></r><rPh><t>x</t>"
	    "</rPh></is></c><c t=\"d\"><v>2026-03-27T09:30:00Z</v></c>"
	    "<c t=\"d\"><v>2026-03-27</v></c></row>"), "sheet One\n"
	    "A2 text plain\nC2 text rich text\nD2 text  a\r\nb_x0041_ \n"
	    "A3 number 1500\nB3 true\nC3 error #DIV/0!\nD3 text inline\n"
	    "E3 date 2026-03-27+34200\nF3 date 2026-03-27+0\n");
}

static void
test_a_number_is_a_date_when_it_looks_like_one(void **state)
{
	assert_string_equal(said_of_rows("<row><c><v>46279</v></c>"
	    "<c s=\"1\"><v>46279</v></c><c s=\"2\"><v>46279</v></c>"
	    "<c s=\"3\"><v>46279.75</v></c><c s=\"4\"><v>1.5</v></c>"
	    "<c s=\"5\"><v>0.375</v></c><c s=\"6\"><v>3</v></c><c s=\"1\">"
	    "<v>-1</v></c><c s=\"1\"><v>2958466</v></c><c s=\"1\"><v>2958465"
	    "</v></c><c s=\"900\"><v>7</v></c></row>"), "sheet One\n"
	    "A1 number 46279\nB1 date 2026-09-14+0\nC1 number 46279\n"
	    "D1 date 2026-09-14+64800\nE1 time 129600\nF1 time 32400\n"
	    "G1 number 3\nH1 number -1\nI1 number 2958466\n"
	    "J1 date 9999-12-31+0\nK1 number 7\n");
}

static void
append(struct out *o, const char *s)
{
	out_raw(o, s, strlen(s) + 1);
	o->len--;
}

/* Of up to 17 digits, a point anywhere among them, with a sign and without. */
static void
test_every_number_is_the_one_that_its_digits_say(void **state)
{
	enum { NUMBERS = 400 };
	struct out	rows = { 0 }, said = { 0 };
	unsigned int	seed = 20261122;

	append(&said, "sheet One\n");
	for (int i = 1; i <= NUMBERS; i++) {
		char	n[32] = "-";
		int	digits = 1 + (int)((unsigned)rand_r(&seed) % 17);
		int	point = (int)((unsigned)rand_r(&seed) % 18), at = i % 2;

		for (int k = 0; k < digits; k++) {
			if (k == point)
				n[at++] = '.';
			n[at++] = (char)('0' + rand_r(&seed) % 10);
		}
		n[at] = '\0';
		append(&rows, arena_printf(&arena, "<row><c><v>%s</v></c>"
		    "</row>", n));
		append(&said, arena_printf(&arena, "A%d number %.17g\n", i,
		    strtod(n, NULL)));
	}
	assert_string_equal(said_of_rows(rows.data), said.data);
	out_free(&rows);
	out_free(&said);
}

/* Excel counts a 29 February 1900; workbooks of old Macs count from 1904. */
static void
test_dates_are_what_excel_shows(void **state)
{
	static const char	rows[] = "<row><c s=\"1\"><v>0</v></c>"
	    "<c s=\"1\"><v>1</v></c><c s=\"1\"><v>59</v></c><c s=\"1\"><v>60"
	    "</v></c><c s=\"1\"><v>61</v></c><c s=\"1\"><v>46279</v></c>"
	    "</row>";

	assert_string_equal(said_of_rows(rows), "sheet One\n"
	    "A1 number 0\nB1 date 1900-01-01+0\nC1 date 1900-02-28+0\n"
	    "D1 text 29 February 1900\nE1 date 1900-03-01+0\n"
	    "F1 date 2026-09-14+0\n");
	assert_string_equal(said_of((struct parts){ .sheet = arena_printf(
	    &arena, SHEET("%s"), rows), .book = "<workbook><workbookPr "
	    "date1904=\"1\"/><sheets><sheet name=\"One\" id=\"s1\"/></sheets>"
	    "</workbook>" }), "sheet One\n"
	    "A1 date 1904-01-01+0\nB1 date 1904-01-02+0\n"
	    "C1 date 1904-02-29+0\nD1 date 1904-03-01+0\n"
	    "E1 date 1904-03-02+0\nF1 date 2030-09-15+0\n");
}

static void
test_a_formula_is_its_value_and_says_so(void **state)
{
	assert_string_equal(said_of_rows("<row><c><f>1+1</f><v>2</v></c>"
	    "<c t=\"str\"><f>A1&amp;\"\"</f><v>2</v></c><c><f>B1</f></c>"
	    "<c t=\"str\"><f>\"\"</f><v></v></c><c t=\"e\"><f>NA()</f><v>#N/A"
	    "</v></c></row>"), "sheet One\n"
	    "A1 number 2 by a formula\nB1 text 2 by a formula\n"
	    "C1 not worked out by a formula\nE1 error #N/A by a formula\n");
}

static void
test_what_libxlsxwriter_writes_is_read_cell_by_cell(void **state)
{
	char		 path[] = "/tmp/waymark-XXXXXX.xlsx";
	int		 fd = mkstemps(path, 5);
	lxw_workbook	*book = workbook_new(path);
	lxw_worksheet	*one = workbook_add_worksheet(book, "Cells");
	lxw_worksheet	*two = workbook_add_worksheet(book, "More <&>");
	lxw_format	*day = workbook_add_format(book);
	lxw_datetime	 when = { 2026, 9, 14, 0, 0, 0 };
	struct sample	 s;

	close(fd);
	format_set_num_format(day, "d mmmm yyyy");
	worksheet_write_string(one, 0, 0, "=1+1", NULL);
	worksheet_write_string(one, 0, 1, "\t tab _x005F_x0041_ \"<&>",
	    NULL);
	worksheet_write_number(one, 0, 2, 2.5, NULL);
	worksheet_write_datetime(one, 1, 0, &when, day);
	worksheet_write_boolean(one, 1, 1, 1, NULL);
	worksheet_write_formula_num(one, 1, 2, "=SUM(A1:A2)", NULL, 42);
	worksheet_write_blank(one, 2, 0, day);
	worksheet_write_number(one, 2, 25, -5, NULL);
	worksheet_write_number(one, 2, 26, 27, NULL);
	worksheet_merge_range(two, 0, 0, 0, 2, "over three", NULL);
	worksheet_hide(two);
	assert_int_equal(workbook_close(book), LXW_NO_ERROR);
	s = file_at(path);
	unlink(path);
	assert_string_equal(said(s.s, s.n), "sheet Cells\n"
	    "A1 text =1+1\nB1 text \t tab _x0041_ \"<&>\n"
	    "C1 number 2.5\nA2 date 2026-09-14+0\nB2 true\n"
	    "C2 number 42 by a formula\nZ3 number -5\nAA3 number 27\n"
	    "sheet More <&> hidden\nA1 text over three\nmerged A1:C1\n");
	free(s.s);
}

static void
test_what_openpyxl_writes_is_read_cell_by_cell(void **state)
{
	char		path[] = "/tmp/waymark-XXXXXX.xlsx";
	int		fd = mkstemps(path, 5);
	struct sample	s;

	close(fd);
	assert_int_equal(system(arena_printf(&arena, "/usr/bin/python3 "
	    "tests/unit/write_workbook.py %s", path)), 0);
	s = file_at(path);
	unlink(path);
	assert_string_equal(said(s.s, s.n), "sheet People & more\n"
	    "A1 text Zoë O’Neill-Núñez\nB1 text =not a formula\n"
	    "C1 text  two  spaces \nD1 text a\nb\nA2 number 12\n"
	    "B2 number -0.10000000000000001\n"
	    "C2 number 1.0000000000000001e+300\n"
	    "D2 true\nE2 false\nA3 date 2026-09-14+0\n"
	    "B3 date 2026-09-14+48605\nC3 time 33300\nA4 error #N/A\n"
	    "B4 not worked out by a formula\nC4 text 007\n"
	    "D4 text مرحبا 😀\nA6 text merged\nG9 text far\nmerged A6:C6\n"
	    "sheet Hidden hidden\nB2 number 5\nsheet Empty\n");
	free(s.s);
}

/* libreoffice.fods, saved by LibreOffice 7.4 as "Excel 2007-365". */
static void
test_what_libreoffice_writes_is_read_cell_by_cell(void **state)
{
	struct sample	s = file_at("tests/unit/workbooks/libreoffice.xlsx");

	assert_string_equal(said(s.s, s.n), "sheet People\n"
	    "A1 text Name\nB1 text Starts\nC1 text Days\n"
	    "A2 text Zoë O’Neill\nsecond line\nB2 date 2026-09-14+0\n"
	    "C2 number 2.5\nA3 text =1+1\nB3 date 1990-12-31+0\n"
	    "C3 number 5 by a formula\nA4 true\nB4 time 33300\n"
	    "C4 text #N/A by a formula\nA5 text merged 😀\nmerged A5:C5\n"
	    "sheet Empty\n");
	free(s.s);
}

static void
test_what_is_no_such_workbook_is_refused_with_what_to_do(void **state)
{
	static const char	locked[] = "\xD0\xCF\x11\xE0 E\0n\0c\0r\0y\0p\0"
				    "t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
	struct sample		s = png(3);

	assert_refused(said(s.s, s.n), "is not an Excel workbook. In Excel");
	free(s.s);
	assert_refused(said("", 0), "is not an Excel workbook");
	assert_refused(said("\xD0\xCF\x11\xE0\xA1\xB1", 6), "(.xls)");
	assert_refused(said(locked, sizeof(locked)),
	    "protected by a password");
	assert_refused(said_with("xl/vbaProject.bin", "x"), "macros");
	assert_refused(said_of((struct parts){ .types = "<Types><Override "
	    "ContentType=\"application/vnd.ms-excel.sheet.macroEnabled."
	    "main+xml\"/></Types>" }), "macros");
	assert_refused(said_with("xl/workbook.bin", "x"), "(.xlsb)");
	assert_refused(said_with("META-INF/manifest.xml", "x"),
	    "OpenDocument");
	assert_refused(said_with("xl/externalLinks/externalLink1.xml", "x"),
	    "takes values from other files");
	assert_refused(said_with("xl/connections.xml", "x"),
	    "data connection");
	s = parts_and((struct parts){ 0 }, &(struct entry){ "xl/theme.xml",
	    "x", .locked = true }, 1);
	assert_refused(said(s.s, s.n), "protected by a password");
	free(s.s);
	s = docx();
	assert_refused(said(s.s, s.n), "is not an Excel workbook");
	free(s.s);
}

static void
test_a_document_type_is_refused_before_it_laughs(void **state)
{
	static const char	laughs[] = "<?xml version=\"1.0\"?><!DOCTYPE w "
	    "["
	    "<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
	    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;"
	    "&c;&c;&c;&c;&c;&c;&c;&c;\">]><worksheet><sheetData><row><c "
	    "t=\"str\"><v>&d;</v></c></row></sheetData></worksheet>";
	static const char	outside[] = "<!DOCTYPE w [<!ENTITY x SYSTEM "
	    "\"file:///etc/passwd\">]><sst><si><t>&x;</t></si></sst>";

	assert_refused(said_of((struct parts){ .sheet = laughs }),
	    "document type");
	assert_refused(said_of((struct parts){ .strings = outside }),
	    "document type");
	assert_refused(said_of((struct parts){ .book = laughs }),
	    "document type");
}

static void
test_what_unpacks_to_too_much_is_refused(void **state)
{
	size_t		 n = xlsx_usual.unpacked + 1;
	char		*zeros = calloc(1, n);
	struct sample	 s;

	memset(zeros, ' ', n);
	s = parts_and((struct parts){ .sheet = "" }, NULL, 0);
	free(s.s);
	s = zip_of((struct entry[]){ { "[Content_Types].xml", TYPES },
	    { "_rels/.rels", zeros, .n = n } }, 2);
	assert_refused(said(s.s, s.n), "unpacks to more");
	free(s.s);
	/* It says that it is small. */
	s = zip_of((struct entry[]){ { "[Content_Types].xml", TYPES },
	    { "_rels/.rels", zeros, .n = n, .lies = 10 } }, 2);
	assert_refused(said(s.s, s.n), "damaged");
	free(s.s);
	/* Below the bound, and far more than two hundred times itself. */
	s = zip_of((struct entry[]){ { "[Content_Types].xml", TYPES },
	    { "_rels/.rels", zeros, .n = n / 2 } }, 2);
	assert_refused(said(s.s, s.n), "unpacks to more");
	free(s.s);
	s = flat_bomb(100, 1001);
	assert_refused(said(s.s, s.n), "unpacks to more");
	free(s.s);
	/* What nobody asks for is not unpacked at all. */
	s = parts_and((struct parts){ 0 }, &(struct entry){
	    "xl/media/image1.png", zeros, .n = n }, 1);
	assert_string_equal(said(s.s, s.n), "sheet One\nA1 text plain\n");
	free(s.s);
	free(zeros);
}

/* What is within another ZIP is never opened. */
static void
test_a_zip_within_a_zip_is_no_workbook(void **state)
{
	struct sample	inner = parts_and((struct parts){ 0 }, NULL, 0), outer;

	outer = zip_of(&(struct entry){ "book.xlsx", inner.s, .n = inner.n,
	    .stored = true }, 1);
	assert_refused(said(outer.s, outer.n), "is not an Excel workbook");
	free(outer.s);
	outer = parts_and((struct parts){ 0 }, &(struct entry){ "in.xlsx",
	    inner.s, .n = inner.n }, 1);
	assert_string_equal(said(outer.s, outer.n),
	    "sheet One\nA1 text plain\n");
	free(outer.s);
	free(inner.s);
}

static const char *
repeated(const char *s, size_t times)
{
	char	*all = arena_alloc(&arena, strlen(s) * times + 1);

	for (size_t i = 0; i < times; i++)
		memcpy(all + i * strlen(s), s, strlen(s));
	return (all);
}

static void
test_what_no_spreadsheet_program_writes_is_refused(void **state)
{
	assert_refused(said_of((struct parts){ .sheet = arena_printf(&arena,
	    "<w>%s%s</w>", repeated("<a>", 50000), repeated("</a>", 50000)) }),
	    "not built as spreadsheet programs");
	assert_refused(said_of_rows("<row><c r=\"BDWGN1\"><v>1</v></c></row>"),
	    "damaged");
	assert_refused(said_of_rows("<row><c r=\"AAAAAAAAAAAAAAAAAAAAAA1\"/>"
	    "</row>"), "damaged");
	assert_refused(said_of_rows("<row r=\"1048577\"/>"), "damaged");
	assert_refused(said_of_rows("<row r=\"0\"/>"), "damaged");
	assert_refused(said_of_rows("<row r=\"99999999999999999999\"/>"),
	    "damaged");
	assert_refused(said_of_rows("<row r=\"2\"/><row r=\"1\"/>"),
	    "damaged");
	assert_refused(said_of_rows("<row><c r=\"B1\"/><c r=\"A1\"/></row>"),
	    "damaged");
	assert_refused(said_of_rows("<row><c r=\"A7\"/></row>"), "damaged");
	assert_refused(said_of_rows("<c><v>1</v></c>"), "damaged");
	assert_refused(said_of_rows("<row><c t=\"s\"><v>4</v></c></row>"),
	    "damaged");
	assert_refused(said_of_rows("<row><c t=\"s\"><v>-1</v></c></row>"),
	    "damaged");
	assert_string_equal(said_of((struct parts){ .strings = "<sst><si><si>"
	    "<t>a</t></si></si></sst>" }), "sheet One\n");
	assert_refused(said_of_rows("<row><c><v>nan</v></c></row>"),
	    "damaged");
	assert_refused(said_of_rows("<row><c><v>1 2</v></c></row>"),
	    "damaged");
	assert_refused(said_of_rows("<row><c t=\"thisisnotatypeatall\"/>"
	    "</row>"), "damaged");
	assert_refused(said_of_rows("<row><c t=\"str\"><v>\xC3\x28</v></c>"
	    "</row>"), "damaged");
	assert_refused(said_of_rows("<row><c t=\"str\"><v>\xED\xA0\x80</v>"
	    "</c></row>"), "damaged");
	assert_refused(said_of_rows("<row><c></row>"), "damaged");
	assert_refused(said_of((struct parts){ .relations =
	    RELATIONS(RELATION("s1", "worksheet", "../../../etc/passwd")) }),
	    "damaged");
	assert_refused(said_of((struct parts){ .relations = RELATIONS(
	    "<Relationship Id=\"s1\" Type=\"" OFFICE "worksheet\" Target=\""
	    "https://example.org/a.xml\" TargetMode=\"External\"/>") }),
	    "from other files");
}

static void
test_what_is_beyond_the_limits_says_where(void **state)
{
	struct xlsx_limits	 few = xlsx_usual;
	struct sample		 s;

	few.bytes = 100;
	s = parts_and((struct parts){ 0 }, NULL, 0);
	assert_refused(said_within(s.s, s.n, &few), "must be smaller than");
	free(s.s);
	assert_refused(said_of_rows("<row r=\"10001\"><c r=\"C10001\"><v>1</v>"
	    "</c></row>"), "cell C10001, below row 10000");
	assert_refused(said_of_rows("<row><c r=\"SG1\"><v>1</v></c></row>"),
	    "cell SG1, beyond 500 columns");
	assert_refused(said_of_rows(arena_printf(&arena, "<row><c r=\"B1\" "
	    "t=\"str\"><v>%s</v></c></row>", repeated("é", 32768))),
	    "Cell B1 of the selected file has more than 32767");
	/* A format that goes down to the last row is nothing. */
	assert_string_equal(said_of_rows("<row><c t=\"str\"><v>a</v></c></row>"
	    "<row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/></row>"),
	    "sheet One\nA1 text a\n");
	assert_refused(said_of((struct parts){ .book = arena_printf(&arena,
	    "<workbook><sheets>%s</sheets></workbook>", repeated(
	    "<sheet name=\"a\" id=\"s1\"/>", 51)) }), "more than 50 sheets");
}

static void
test_what_takes_too_long_is_refused(void **state)
{
	struct xlsx_limits	 few = xlsx_usual;
	struct sample		 s;

	few.wall_ms = 0;
	s = parts_and((struct parts){ 0 }, NULL, 0);
	assert_refused(said_within(s.s, s.n, &few), "takes too long to read");
	free(s.s);
}

static void
test_a_workbook_that_is_cut_or_changed_is_refused(void **state)
{
	struct sample	 s = parts_and((struct parts){ 0 }, NULL, 0), z;
	char		*at;

	for (size_t n = 4; n < s.n; n += s.n / 60 + 1)
		assert_refused(said(s.s, n), n < 22 ? "" : "damaged");
	free(s.s);
	/* One bit of a part that is stored: only its CRC tells. */
	z = zip_of((struct entry[]){ { "[Content_Types].xml", TYPES },
	    { "_rels/.rels", RELATIONS(RELATION("r1", "officeDocument",
	    "xl/workbook.xml")) }, { "xl/workbook.xml", "<w><s><sheet "
	    "name=\"One\" id=\"s1\"/></s></w>", .stored = true },
	    { "xl/_rels/workbook.xml.rels", RELATIONS(RELATION("s1",
	    "worksheet", "s.xml")) }, { "xl/s.xml", SHEET("") } }, 5);
	assert_string_equal(said(z.s, z.n), "sheet One\n");
	at = memmem(z.s, z.n, "One", 3);
	*at = 'T';
	assert_refused(said(z.s, z.n), "damaged");
	free(z.s);
	z = zip_of((struct entry[]){ { "a", "a" }, { "A", "b" } }, 2);
	assert_refused(said(z.s, z.n), "damaged");
	free(z.s);
}

/* Whatever is done to a sound workbook, reading it ends, never outside memory
 * (the sanitizers see to that), and tells nothing that cannot be. */
static void
test_no_change_of_a_workbook_harms_who_reads_it(void **state)
{
	struct xlsx_taker	 taker = { say_sheet, say_cell, say_merged };
	struct mutator		 m = { 7 };
	struct out		 o = { 0 };
	struct entry		 stored[7];
	struct sample		 sound[2];
	struct xlsx_verdict	 v;
	const char		*names[] = { "[Content_Types].xml",
				    "_rels/.rels", "xl/workbook.xml",
				    "xl/_rels/workbook.xml.rels", "xl/s.xml",
				    "xl/styles.xml", "xl/strings.xml" };
	const char		*texts[] = { TYPES, RELATIONS(RELATION("r1",
				    "officeDocument", "xl/workbook.xml")),
				    "<w><s><sheet name=\"One\" id=\"s1\"/></s>"
				    "</w>", RELATIONS(RELATION("s1",
				    "worksheet", "s.xml") RELATION("s2",
				    "styles", "styles.xml") RELATION("s3",
				    "sharedStrings", "strings.xml")),
				    SHEET("<row r=\"2\"><c r=\"A2\" t=\"s\">"
				    "<v>2</v></c><c s=\"3\"><f>a</f><v>46279"
				    "</v></c></row>"), STYLES, STRINGS };
	char			*s;
	size_t			 n;

	for (size_t i = 0; i < 7; i++)
		stored[i] = (struct entry){ names[i], texts[i],
		    .stored = true, .n = strlen(texts[i]) };
	sound[0] = parts_and((struct parts){ 0 }, NULL, 0);
	sound[1] = zip_of(stored, 7);
	taker.to = &o;
	for (int i = 0; i < 8000; i++) {
		n = sound[i % 2].n;
		s = mutate(&m, sound[i % 2].s, &n);
		out_reset(&o);
		v = xlsx_read_here(s, n, &xlsx_usual, &taker);
		assert_in_range(v.fault, XLSX_SOUND, XLSX_FAULTS - 1);
		if (v.fault != XLSX_SOUND)
			assert_non_null(xlsx_refusal(&arena, v, &xlsx_usual));
		free(s);
		arena_reset(&arena);
	}
	free(sound[0].s);
	free(sound[1].s);
	out_free(&o);
}

/* The parts are changed, not their wrapping: expat and what is behind it. */
static void
test_no_change_of_a_part_harms_who_reads_it(void **state)
{
	struct xlsx_taker	 taker = { say_sheet, say_cell, say_merged };
	static const char	 sheet[] = SHEET("<row r=\"2\"><c r=\"A2\" "
				    "t=\"s\"><v>2</v></c><c r=\"B2\" s=\"3\">"
				    "<f>a</f><v>46279</v></c><c "
				    "t=\"inlineStr\"><is><t>a_x0041_</t></is>"
				    "</c></row>");
	const char		*from[] = { sheet, STYLES, STRINGS };
	struct mutator		 m = { 11 };
	struct out		 o = { 0 };
	struct parts		 p;
	struct sample		 book;
	struct xlsx_verdict	 v;
	const char		**part[] = { &p.sheet, &p.styles, &p.strings };
	char			*s;
	size_t			 n, which;

	taker.to = &o;
	for (int i = 0; i < 6000; i++) {
		which = (size_t)i % 3;
		n = strlen(from[which]);
		s = mutate(&m, from[which], &n);
		p = (struct parts){ .sheet = sheet };
		*part[which] = arena_strndup(&arena, s, n);
		free(s);
		book = parts_and(p, NULL, 0);
		out_reset(&o);
		v = xlsx_read_here(book.s, book.n, &xlsx_usual, &taker);
		assert_in_range(v.fault, XLSX_SOUND, XLSX_FAULTS - 1);
		free(book.s);
		arena_reset(&arena);
	}
	out_free(&o);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_cells_of_every_kind_are_told_in_their_order),
		cmocka_unit_test(
		    test_a_number_is_a_date_when_it_looks_like_one),
		cmocka_unit_test(
		    test_every_number_is_the_one_that_its_digits_say),
		cmocka_unit_test(test_dates_are_what_excel_shows),
		cmocka_unit_test(test_a_formula_is_its_value_and_says_so),
		cmocka_unit_test(
		    test_what_libxlsxwriter_writes_is_read_cell_by_cell),
		cmocka_unit_test(
		    test_what_openpyxl_writes_is_read_cell_by_cell),
		cmocka_unit_test(
		    test_what_libreoffice_writes_is_read_cell_by_cell),
		cmocka_unit_test(
		    test_what_is_no_such_workbook_is_refused_with_what_to_do),
		cmocka_unit_test(
		    test_a_document_type_is_refused_before_it_laughs),
		cmocka_unit_test(test_what_unpacks_to_too_much_is_refused),
		cmocka_unit_test(test_a_zip_within_a_zip_is_no_workbook),
		cmocka_unit_test(
		    test_what_no_spreadsheet_program_writes_is_refused),
		cmocka_unit_test(test_what_is_beyond_the_limits_says_where),
		cmocka_unit_test(test_what_takes_too_long_is_refused),
		cmocka_unit_test(
		    test_a_workbook_that_is_cut_or_changed_is_refused),
		cmocka_unit_test(
		    test_no_change_of_a_workbook_harms_who_reads_it),
		cmocka_unit_test(test_no_change_of_a_part_harms_who_reads_it),
	};
	int	failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return (failed);
}
