#pragma once
/* file_evidence - what the page of a file that is evidence shows. */
#include "views/files.h"

enum { FILE_ABOUT_MAX = 2000, FILE_ASSESSED_MAX = 4000 };

struct file_evidence_shown {
	struct files_place		 place;
	const struct attachment		*a;
	const struct file_evidence	*e;		/* or NULL */
	const struct option		*kinds;		/* NULL: not offered */
	const struct option		*moves;		/* NULL: none */
};

const char	*file_evidence_words(const struct file_evidence *);
/* "Written record: a report for an external decision" */
const char	*file_evidence_title(struct arena *,
		    const struct file_evidence *);
