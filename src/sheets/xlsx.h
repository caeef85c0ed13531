#pragma once
/*
 * What the files of xlsx share: a workbook while it is read, and the records in
 * which its cells leave the sandbox.
 */
#include <expat.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/out.h"
#include "sheets/xlsx.h"
#include "sniff/zip.h"

enum { XLSX_NAME_MAX = 512, XLSX_DEPTH_MAX = 64, XLSX_STYLES_MAX = 65536 };

/* As Excel counts its own rows and columns: XFD1048576 is the last. */
enum { XLSX_LAST_ROW = 1048576, XLSX_LAST_COLUMN = 16384 };

enum record_kind { RECORD_SHEET, RECORD_CELL, RECORD_MERGED, RECORD_END };

/* Text of so many bytes follows; in a verdict, row and column are its own. */
struct record {
	uint8_t		kind, type, flag, fault;
	uint32_t	row, column, bytes;
	int32_t		day, seconds;
	double		number;
};

/* Whether a number of a style is a date. */
enum look { LOOKS_PLAIN, LOOKS_TIME, LOOKS_DATE };

struct xlsx_part { const char *name; unz64_file_pos at; };
struct relation { const char *id, *type, *target; bool outside; };
struct relations { struct relation *v; size_t n, room; };
struct listed { const char *name, *path; bool hidden; };

struct book {
	const struct xlsx_limits *limits;
	struct arena		*arena;
	struct zip_bytes	 bytes;
	unzFile			 zip;
	struct xlsx_part	*parts;
	size_t			 nparts;
	uint64_t		 unpacked;
	struct xlsx_verdict	 verdict;	/* the first fault found */

	bool			 from_1904;
	struct listed		*sheets;
	size_t			 nsheets, sheet_room;
	struct out		 strings;	/* each ended by NUL */
	size_t			*string_at, nstrings, string_room;
	unsigned char		*looks;		/* of each style */
	size_t			 nlooks;

	void			(*tell)(void *to, const void *, size_t);
	void			*to;
	struct out		 told;		/* not yet sent */
};

/* One part of it, taken apart by expat; names are without their prefix. */
struct reading {
	struct book	*book;
	XML_Parser	 xml;
	int		 depth;
	void		 *of;
	void		 (*start)(struct reading *, const char *name,
			    const char **attributes);
	void		 (*end)(struct reading *, const char *name);
	void		 (*text)(struct reading *, const char *, int);
};

unsigned long	 xl_salt(void);
void		 xl_fault(struct book *, enum xlsx_fault);
const struct xlsx_part *xl_part(const struct book *, const char *path);
/* Reads a part to its end; false when the book has a fault then. */
bool		 xl_read(struct book *, const struct xlsx_part *,
		    struct reading *);
/* Ends the reading of a part for a fault. */
void		 xl_stop(struct reading *, enum xlsx_fault);

/* The value of an attribute, or NULL; its name is without a prefix. */
const char	*xl_attribute(const char **attributes, const char *name);
bool		 xl_truth(const char *value);	/* "1", "true" */
/* A whole number below most, without anything else; else -1. */
int64_t		 xl_whole(const char *, int64_t most);

/* The relations of a part, "" is of the whole: whence and to what kind. */
bool		 xl_relations(struct book *, const char *path,
		    struct relations *);
const struct relation *xl_relation_of(const struct relations *,
		    const char *type);
const struct relation *xl_relation_by(const struct relations *,
		    const char *id);

bool		 xl_open(struct book *);	/* what parts it has */
bool		 xl_contents(struct book *);	/* sheets, strings, styles */
bool		 xl_strings(struct book *, const struct xlsx_part *);
bool		 xl_styles(struct book *, const struct xlsx_part *);
bool		 xl_sheet(struct book *, const struct listed *);

/* Makes "_x000D_" what it stands for; answers the new length. */
size_t		 xl_unescape(char *, size_t);

void		 xl_tell(struct book *, const struct record *,
		    const char *text);

/* The other side: takes records apart and trusts none of them. */
struct hearing {
	const struct xlsx_limits *limits;
	const struct xlsx_taker	*taker;
	struct out		 held;		/* the start of a record */
	struct out		 text;		/* of this one */
	struct record		 last;		/* told of this sheet */
	uint32_t		 nsheets;
	bool			 ended;
	struct xlsx_verdict	 verdict;
};
bool		 xl_hear(void *hearing, const void *, size_t);
