#pragma once
/*
 * guides - what the pages about tutors, units and duties share.
 */
#include "core/request.h"
#include "pages/turns.h"
#include "queries.h"
#include "views/guides.h"

enum { CHOICES_MAX = 100, TICKS_MAX = 50 };

/* The trainee and the place of the path; false: not there, or not mine. */
bool		 guide_place_asked(struct request *, struct guide_place *);

/* Options of ids, behind one that asks to choose. */
const struct option	*guide_options(struct arena *, struct guide_list,
			    enum role_name, const char *choose);
/* Whom the form's "who" names, one of the list, or by "email" another who
 * holds the role in the programme; refused, and NULL, otherwise. */
const struct guide	*guide_chosen(struct request *, struct guide_list,
			    enum role_name, const char *select);
/* An id that a field of a form has; 0 for anything else. */
int64_t			 id_typed(const char *);
/* A registration as the rules have it. */
struct lead_facts	 lead_facts_of(const struct guide *);
/* Letters to a tutor and to the trainee who has them from a day on. */
void			 tutor_tell(struct request *, const struct guide *,
			    const struct guided *, struct date from);
