/*
 * Evidence of the demonstration's ASYEs, mapped to standards by their forms and
 * by hand, with what assessors confirmed and questioned, and how many minimums
 * each ASYE meets.
 */
#include "demo_parts.h"
#include "queries.h"

void
demo_asye_standards(struct demo *d)
{
	struct db	*db = d->store.db;

	demo_crosswalk_add(db, date_from_number(d->today));
	demo_tags_of_forms_add(db);
	demo_tags_by_hand_add(db);
	demo_tags_judge(db);
	demo_shortfall_add(db);
	demo_standing_add(db);
}
