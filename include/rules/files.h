#pragma once
/*
 * files - what may be attached to a record, what is wrong with a file that may
 * not, and what a file is called.
 */
#include <stdbool.h>
#include <stddef.h>

struct arena;

/* What is taken, by the end of a file's name; FILE_OTHER is anything else. */
enum file_form { FILE_OTHER, FILE_PDF, FILE_DOCX, FILE_PNG, FILE_JPEG };

/* Why a file is refused; X(NAME, code, what it is, what to do). */
#define FILE_FAULTS(X)							\
	X(EMPTY, "empty", "is empty",					\
	    "Choose another file.")					\
	X(TOO_LARGE, "too_large", "is too large",			\
	    "Make it smaller and upload it again.")			\
	X(OF_NO_FORM, "of_no_form", "is not a PDF, DOCX, JPG or PNG",	\
	    "Save it as one of these and upload that.")			\
	X(OTHERWISE, "otherwise", "is not what its name says it is",	\
	    "Save it again as a PDF, DOCX, JPG or PNG and upload that.") \
	X(LOCKED, "locked", "is password protected",			\
	    "Save it without a password and upload that.")		\
	X(ACTIVE, "active", "contains a script or something that runs",	\
	    "Print it to a new PDF and upload that.")			\
	X(MACROS, "macros", "contains macros",				\
	    "Save it as a document without macros and upload that.")	\
	X(HOLDS_FILES, "holds_files", "has other files inside it",	\
	    "Upload those on their own, and this one without them.")	\
	X(REACHES_OUT, "reaches_out",					\
	    "fetches a template from somewhere else",			\
	    "Save it as a PDF and upload that.")			\
	X(CUT_SHORT, "cut_short", "is incomplete",			\
	    "Save or copy it again and upload that.")			\
	X(UNPACKS, "unpacks", "unpacks to more than can be checked",	\
	    "Split it into smaller files and upload those.")		\
	X(TOO_WIDE, "too_wide", "is a picture with too many dots",	\
	    "Save it at a smaller size and upload that.")		\
	X(TWO_IN_ONE, "two_in_one", "is two kinds of file at once",	\
	    "Save it again as a PDF and upload that.")			\
	X(UNREADABLE, "unreadable", "could not be read",		\
	    "Save it again as a PDF and upload that.")			\
	X(VIRUS, "virus", "contains a virus",				\
	    "Tell whoever looks after the computer that it came from.")

enum file_fault {
	SOUND,
#define FAULT(name, code, what, cure)	FAULT_##name,
	FILE_FAULTS(FAULT)
#undef FAULT
	FAULTS_END
};

const char	*fault_code(enum file_fault);	/* "locked"; NULL when sound */
enum file_fault	 fault_from(const char *code);
/* "is password protected" and "Save it without a password ..." */
const char	*fault_words(enum file_fault);
const char	*fault_cure(enum file_fault);

enum file_form	 form_of_name(const char *name);
const char	*form_code(enum file_form);	/* "pdf" */
enum file_form	 form_from(const char *code);
const char	*form_words(enum file_form);	/* "PDF" */
const char	*form_media_type(enum file_form);

/*
 * What can be said of a file without opening it: its size, the end of its name
 * and whether its first bytes are those of what its name says.  limit is in
 * bytes.
 */
enum file_fault	 file_glance(const char *name, const void *, size_t,
		    size_t limit);

/*
 * A name as a label: one line, without what turns writing round or cannot
 * stand in a name anywhere, of at most FILE_LABEL_MAX characters, its ending
 * kept.
 */
enum { FILE_LABEL_MAX = 120 };
const char	*file_label(struct arena *, const char *name);
/* Content-Disposition of a file to be kept, RFC 6266. */
const char	*file_disposition(struct arena *, const char *label);
/* "less than 1 KB", "4 KB", "1.2 MB" */
const char	*file_size_words(struct arena *, long bytes);
