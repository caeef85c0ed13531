/* xlsx_words - why a workbook will not do, and what to do. */
#include "core/arena.h"
#include "sheets/xlsx.h"

#define AGAIN	" and select the new file"
#define SAVE_AS	"In Excel, choose ‘File’, then ‘Save as’, then the type " \
		"‘Excel Workbook (*.xlsx)’," AGAIN
#define COPY	"Copy the table alone into a new workbook, as values, save it"

static const char *const words[XLSX_FAULTS] = {
	[XLSX_NO_WORKBOOK] = "The selected file is not an Excel workbook. "
	    SAVE_AS,
	[XLSX_OLD] = "The selected file is in the old Excel format (.xls). "
	    SAVE_AS,
	[XLSX_LOCKED] = "The selected file is protected by a password. Open "
	    "it, remove the password, save it" AGAIN,
	[XLSX_MACROS] = "The selected file has macros or controls in it. "
	    SAVE_AS,
	[XLSX_BINARY] = "The selected file is a binary workbook (.xlsb). "
	    SAVE_AS,
	[XLSX_OPEN_DOCUMENT] = "The selected file is an OpenDocument "
	    "spreadsheet. In LibreOffice, choose ‘File’, then ‘Save As’, then "
	    "the type ‘Excel 2007–365 (.xlsx)’," AGAIN,
	[XLSX_REACHES_OUT] = "The selected file takes values from other files "
	    "or from a data connection. " COPY AGAIN,
	[XLSX_DAMAGED] = "The selected file is damaged or not whole. Open it "
	    "in Excel or LibreOffice, save it as an Excel workbook (.xlsx)"
	    AGAIN,
	[XLSX_DECLARES] = "The selected file holds a document type "
	    "declaration, which no spreadsheet program writes. " COPY AGAIN,
	[XLSX_NESTED] = "The selected file is not built as spreadsheet "
	    "programs build it. " COPY AGAIN,
	[XLSX_UNPACKS] = "The selected file unpacks to more than can be read. "
	    COPY AGAIN,
	[XLSX_SLOW] = "The selected file takes too long to read. " COPY AGAIN,
	[XLSX_LATER] = "The selected file could not be read just now. Select "
	    "it again in a few minutes",
};

const char *
xlsx_place(struct arena *a, uint32_t row, uint32_t column)
{
	char	letters[8], *at = letters + sizeof(letters) - 1;

	*at = '\0';
	for (; column > 0 && at > letters; column = (column - 1) / 26)
		*--at = (char)('A' + (column - 1) % 26);
	return (arena_printf(a, "%s%u", at, row));
}

const char *
xlsx_refusal(struct arena *a, struct xlsx_verdict v,
    const struct xlsx_limits *l)
{
	const char	*place = xlsx_place(a, v.row, v.column);

	switch (v.fault) {
	case XLSX_SOUND:
		return (NULL);
	case XLSX_LARGE:
		return (arena_printf(a, "The selected file must be smaller "
		    "than %zuMB", l->bytes >> 20));
	case XLSX_MANY_SHEETS:
		return (arena_printf(a, "The selected file has more than %u "
		    "sheets. Delete those that are not needed" AGAIN,
		    l->sheets));
	case XLSX_MANY_ROWS:
		return (arena_printf(a, "The selected file has something in "
		    "cell %s, below row %u. Delete what is not needed or split "
		    "it into smaller files", place, l->rows));
	case XLSX_MANY_COLUMNS:
		return (arena_printf(a, "The selected file has something in "
		    "cell %s, beyond %u columns. Delete the columns that are "
		    "not needed" AGAIN, place, l->columns));
	case XLSX_LONG:
		return (arena_printf(a, "Cell %s of the selected file has more "
		    "than %u characters. Shorten it" AGAIN, place, l->text));
	default:
		return (words[v.fault]);
	}
}
