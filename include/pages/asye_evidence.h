#pragma once
/*
 * asye_evidence - what the pages of an ASYE's evidence and standards share.
 */
#include "core/request.h"
#include "views/asye.h"
#include "rules/documents.h"
#include "views/asye_evidence.h"

/* The ASYE of the path, where whoever asks takes part in it, or NULL. */
struct asye_record	*asye_with_evidence(struct request *);
/* How the minimums of its framework stand, with that evidence. */
struct minimums_shown	 minimums_of(struct request *,
			    const struct asye_record *,
			    struct evidence_item_list);
/* The same, with the evidence that there is; none to who takes no part. */
struct minimums_shown	 minimums_now(struct request *,
			    const struct asye_record *);
/* "Direct observation 2", "Critical reflection at 6 months" */
const char		*evidence_title(struct arena *,
			    const struct evidence_item *);
/* An item with its words and links, without its mapping. */
struct evidence_row	 evidence_row_of(struct request *,
			    const struct asye_record *,
			    const struct evidence_item *);
/* One of these is known: what an item is, as statements ask for it. */
struct evidence_key { struct maybe_int document, feedback, file; };
struct evidence_key	 evidence_key(enum evidence_source, int64_t id);
struct evidence_key	 evidence_key_of(const struct evidence_item *);
/* The item of that source and id among them, or NULL. */
const struct evidence_item *evidence_among(struct evidence_item_list,
			    enum evidence_source, int64_t id);
/* Does whoever asks map evidence of it, and is that still open? */
bool			 evidence_mappable(const struct asye_record *);
/* The sets of these standards; chosen: an id, or 0 for the first. */
struct set_choices	 set_choices_of(struct arena *,
			    struct held_standard_list, int64_t chosen);

/* What guidance comes to where a document is an agreement, or NULL. */
const char		*guidance_of_agreement(struct request *,
			    const struct document *);
/* How the minimums stand where a document is a final review; else none. */
struct minimums_shown	 minimums_of_review(struct request *,
			    const struct document *);
/* Why a final review cannot be sent with these answers of the assessor: a
 * minimum is not met and they give no reason.  NULL where it can. */
const char		*final_review_refused(struct request *,
			    const struct document *,
			    const struct answer_list *assessor);
