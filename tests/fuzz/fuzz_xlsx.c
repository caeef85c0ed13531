/*
 * Any bytes as a workbook: whole, or as the parts of one that is made here, for
 * few changes of a whole one come past its checksums.  The first byte says
 * which; parts are sheet, styles, strings and book, each behind a line of %.
 */
#include "harness.h"
#include "sheets/xlsx.h"
#include "unit/samples.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/" \
	"relationships/"
#define RELATION(id, type, target) "<Relationship Id=\"" id "\" Type=\"" \
	OFFICE type "\" Target=\"" target "\"/>"
#define RELATIONS(inner) "<Relationships xmlns=\"http://schemas." \
	"openxmlformats.org/package/2006/relationships\">" inner	\
	"</Relationships>"

enum { SHEET = 4, STYLES, STRINGS, BOOK, PARTS };

static const struct entry	whole[PARTS] = {
	{ "[Content_Types].xml", "<Types xmlns=\"http://schemas."
	    "openxmlformats.org/package/2006/content-types\"><Default "
	    "Extension=\"xml\" ContentType=\"application/xml\"/></Types>" },
	{ "_rels/.rels", RELATIONS(RELATION("r1", "officeDocument",
	    "xl/workbook.xml")) },
	{ "xl/_rels/workbook.xml.rels", RELATIONS(
	    RELATION("s1", "worksheet", "worksheets/sheet1.xml")
	    RELATION("t1", "styles", "styles.xml")
	    RELATION("t2", "sharedStrings", "strings.xml")) },
	{ "xl/empty.xml", "<a/>" },
	[SHEET] = { "xl/worksheets/sheet1.xml", "<worksheet><sheetData/>"
	    "</worksheet>" },
	[STYLES] = { "xl/styles.xml", "<styleSheet/>" },
	[STRINGS] = { "xl/strings.xml", "<sst/>" },
	[BOOK] = { "xl/workbook.xml", "<workbook><sheets><sheet name=\"One\" "
	    "sheetId=\"1\" r:id=\"s1\" xmlns:r=\"b\"/></sheets></workbook>" },
};

static const struct xlsx_limits	few = {
	.bytes = 1 << 20, .unpacked = 1 << 22, .memory = 1 << 26,
	.entries = 50, .sheets = 5, .rows = 1000, .columns = 100,
	.text = 5000, .cpu_s = 5, .wall_ms = 5000
};

/* Cells come in order, each once, within the limits. */
struct seen { uint32_t row, column, sheets; };

static void
take_sheet(void *to, const struct xlsx_sheet *s)
{
	struct seen	*seen = to;

	require(s->name != NULL);
	*seen = (struct seen){ .sheets = seen->sheets + 1 };
	require(seen->sheets <= few.sheets);
}

static void
take_cell(void *to, const struct xlsx_cell *c)
{
	struct seen	*seen = to;

	require(seen->sheets > 0 && c->type < XLSX_TYPES && c->text != NULL);
	require(c->row > seen->row ||
	    (c->row == seen->row && c->column > seen->column));
	require(c->row <= few.rows && c->column <= few.columns);
	seen->row = c->row;
	seen->column = c->column;
}

static void
read_it(const void *bytes, size_t n)
{
	struct seen		 seen = { 0 };
	struct xlsx_taker	 taker = { take_sheet, take_cell, NULL,
				    &seen };
	struct xlsx_verdict	 v = xlsx_read_here(bytes, n, &few, &taker);

	require(v.fault < XLSX_FAULTS);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct entry	 entries[PARTS];
	struct sample	 made;
	char		*text, *part, *next;

	if (n == 0 || data[0] != '%') {
		read_it(data, n);
		return (0);
	}
	memcpy(entries, whole, sizeof(entries));
	part = text = as_string(data + 1, n - 1);
	for (int i = SHEET; i < PARTS && part != NULL; i++, part = next) {
		if ((next = strstr(part, "\n%\n")) != NULL) {
			*next = '\0';
			next += 3;
		}
		if (*part != '\0')
			entries[i].text = part;
	}
	for (int i = 0; i < PARTS; i++)
		entries[i].stored = true;
	made = zip_of(entries, PARTS);
	read_it(made.s, made.n);
	free(made.s);
	free(text);
	return (0);
}
