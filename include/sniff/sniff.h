#pragma once
/*
 * sniff - opens a file to see whether it is what its name says, whole, and
 * without anything that runs.
 *
 * sniff() does the work of every parser and is for sniff_confined() and for
 * tests alone: nothing else opens what somebody sent.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rules/files.h"
#include "sniff/sandbox.h"

enum {
	SNIFF_UNPACKED_MAX = 100 * 1000 * 1000,	/* bytes, of all parts */
	SNIFF_ENTRIES_MAX = 1000,		/* of a DOCX */
	SNIFF_SIDE_MAX = 20000,			/* dots */
	SNIFF_DOTS_MAX = 60 * 1000 * 1000,
};

struct verdict {
	enum file_fault	 fault;
	bool		 has_place;	/* it says where it was taken */
	uint32_t	 pages;		/* of a PDF that says; else 0 */
};

struct verdict	 sniff(enum file_form, const void *, size_t);

/* In a sandbox; a fault of FAULT_UNREADABLE when it was killed there. */
enum confined	 sniff_confined(enum file_form, const void *, size_t,
		    struct verdict *);
