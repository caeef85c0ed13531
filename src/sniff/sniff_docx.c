/* sniff_docx - whether a DOCX is a whole ZIP archive of a document, without
 * macros, without files inside that are opened by themselves, and of a size
 * that can be opened. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "parts.h"
#include "sniff/zip.h"

enum {
	NAME_LENGTH = 512,
	RATIO_MAX = 200,		/* of all that is packed */
	RATIO_FROM = 10 * 1000 * 1000,	/* bytes; less may be packed at will */
	PART_MAX = 1024 * 1024,		/* of a part that we read ourselves */
	ENCRYPTED = 1,
};

/* What is known of the archive as its entries go by. */
struct archive {
	unzFile		 zip;
	uint64_t	 unpacked;
	bool		 has_types, has_document;
	struct verdict	 v;
	char		 part[PART_MAX];
	size_t		 npart;
};

static bool
ends_with(const char *name, const char *end)
{
	size_t	n = strlen(name), m = strlen(end);

	return (n >= m && strcasecmp(name + n - m, end) == 0);
}

static bool
among(const char *name, const char *const ends[])
{
	for (; *ends != NULL; ends++)
		if (ends_with(name, *ends))
			return (true);
	return (false);
}

static enum file_fault
fault_of_name(const char *name)
{
	static const char *const	macros[] = { "vbaproject.bin",
	    "vbadata.xml", "vbaprojectsignature.bin", NULL };
	static const char *const	files[] = { ".zip", ".7z", ".rar",
	    ".gz", ".exe", ".dll", ".com", ".bat", ".cmd", ".msi", ".scr",
	    ".js", ".jse", ".vbs", ".vbe", ".wsf", ".hta", ".jar", ".ps1",
	    ".lnk", ".iso", ".html", ".htm", ".docm", ".xlsm", ".pptm",
	    ".xlsb", ".doc", ".xls", ".ppt", ".rtf", ".pdf", NULL };

	if (among(name, macros))
		return (FAULT_MACROS);
	if (strcasestr(name, "activex/") != NULL)
		return (FAULT_ACTIVE);
	if (among(name, files) || strcasestr(name, "oleobject") != NULL)
		return (FAULT_HOLDS_FILES);
	return (SOUND);
}

/* Is this a part whose words we look at? */
static bool
is_read(const char *name)
{
	return (strcasecmp(name, "[Content_Types].xml") == 0 ||
	    ends_with(name, ".rels"));
}

/* Goes through what the entry holds, so that nothing rests on what the archive
 * says of itself. */
static enum file_fault
unpack_entry(struct archive *a, bool keep)
{
	static char	piece[64 * 1024];
	int		n;

	a->npart = 0;
	if (unzOpenCurrentFile(a->zip) != UNZ_OK)
		return (FAULT_UNREADABLE);
	while ((n = unzReadCurrentFile(a->zip, piece, sizeof(piece))) > 0) {
		a->unpacked += (unsigned int)n;
		if (a->unpacked > SNIFF_UNPACKED_MAX ||
		    (keep && a->npart + (size_t)n > PART_MAX))
			return (FAULT_UNPACKS);
		if (keep)
			memcpy(a->part + a->npart, piece, (size_t)n);
		a->npart += keep ? (size_t)n : 0;
	}
	if (n < 0 || unzCloseCurrentFile(a->zip) != UNZ_OK)
		return (FAULT_UNREADABLE);
	return (SOUND);
}

static enum file_fault
fault_of_part(const struct archive *a)
{
	struct span	part = { (const unsigned char *)a->part, a->npart };

	if (span_find(part, "vbaProject") != NULL ||
	    span_find(part, "macroEnabled") != NULL)
		return (FAULT_MACROS);
	if (span_find(part, "attachedTemplate") != NULL &&
	    span_find(part, "External") != NULL)
		return (FAULT_REACHES_OUT);
	return (SOUND);
}

static enum file_fault
fault_of_entry(struct archive *a)
{
	unz_file_info64	 info;
	char		 name[NAME_LENGTH];
	enum file_fault	 fault;

	if (unzGetCurrentFileInfo64(a->zip, &info, name, sizeof(name), NULL, 0,
	    NULL, 0) != UNZ_OK || info.size_filename >= sizeof(name))
		return (FAULT_UNREADABLE);
	if ((info.flag & ENCRYPTED) != 0)
		return (FAULT_LOCKED);
	if (a->unpacked + info.uncompressed_size > SNIFF_UNPACKED_MAX)
		return (FAULT_UNPACKS);
	if ((fault = fault_of_name(name)) != SOUND)
		return (fault);
	a->has_types |= strcmp(name, "[Content_Types].xml") == 0;
	a->has_document |= strcmp(name, "word/document.xml") == 0;
	if ((fault = unpack_entry(a, is_read(name))) != SOUND)
		return (fault);
	return (is_read(name) ? fault_of_part(a) : SOUND);
}

static enum file_fault
fault_of_archive(struct archive *a, struct span in)
{
	unz_global_info64	all;
	enum file_fault		fault = SOUND;
	int			next = unzGoToFirstFile(a->zip);

	if (unzGetGlobalInfo64(a->zip, &all) != UNZ_OK)
		return (FAULT_UNREADABLE);
	if (all.number_entry > SNIFF_ENTRIES_MAX)
		return (FAULT_UNPACKS);
	for (; next == UNZ_OK && fault == SOUND;
	    next = unzGoToNextFile(a->zip))
		fault = fault_of_entry(a);
	if (fault != SOUND)
		return (fault);
	if (next != UNZ_END_OF_LIST_OF_FILE)
		return (FAULT_UNREADABLE);
	if (!a->has_types || !a->has_document)
		return (FAULT_OTHERWISE);
	if (a->unpacked > RATIO_FROM && a->unpacked / in.n > RATIO_MAX)
		return (FAULT_UNPACKS);
	return (SOUND);
}

/* Readers of PDF take a file that has a PDF's beginning near its own. */
static bool
is_a_pdf_too(struct span in)
{
	enum { READERS_LOOK_AT = 1024 };

	if (in.n > READERS_LOOK_AT)
		in.n = READERS_LOOK_AT;
	return (span_find(in, "%PDF-") != NULL);
}

struct verdict
sniff_docx(struct span in)
{
	static struct archive	 a;
	struct zip_bytes	 bytes = { in.s, in.n, 0 };

	memset(&a, 0, sizeof(a));
	if (!ends_as_zip(in))
		return ((struct verdict){ FAULT_CUT_SHORT });
	if (is_a_pdf_too(in))
		return ((struct verdict){ FAULT_TWO_IN_ONE });
	if ((a.zip = zip_open(&bytes)) == NULL)
		return ((struct verdict){ FAULT_UNREADABLE });
	a.v.fault = fault_of_archive(&a, in);
	unzClose(a.zip);
	return (a.v);
}
