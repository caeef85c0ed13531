#pragma once
/*
 * files - what the pages of attachments share.
 */
#include "core/request.h"
#include "rules/files.h"
#include "views/files.h"

/* The ASYE or the document of the path, where its files are: false when it is
 * not there, or when its files are not for whoever asks. */
bool	 files_of_asye(struct request *, struct files_place *);
bool	 files_of_document(struct request *, struct files_place *);
/* The record that an attachment is on, in words and as an address. */
struct files_place files_place_of(struct request *, const struct attachment *);
/* Whatever the answer holds, a browser keeps it under that name and does
 * nothing with it. */
void	 file_kept_shut(struct request *, enum file_form, const char *label);
