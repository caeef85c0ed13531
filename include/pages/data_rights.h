#pragma once
/*
 * data_rights - what is held of somebody: their copy of it, what they ask about
 * it, and who of the staff decides about it with whom.
 */
#include "core/request.h"
#include "queries.h"

struct archive;

/* Everything that is held of whoever asks, into the folder record/ of an
 * archive; false: it does not take so much. */
bool		 own_record_pack(struct request *, struct archive *);

/* Whom a form is about, of the field "email", and why, of "reason"; NULL: the
 * form says why not. */
struct data_subject	*data_subject_asked(struct request *,
			    const char **reason);

/* Writes to each data protection officer of a programme. */
void		 data_officers_tell(struct request *, int64_t programme,
		    const char *subject, const char *what);
