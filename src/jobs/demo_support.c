/* What people on an ASYE or a placement were promised and got, week by week,
 * and how they say it is going. */
#include "demo_parts.h"
#include "queries.h"

static const char *const	words[] = {
	"Steady", "Stretched", "Learning", "Tired", "Hopeful", "Busy",
	"Settled", "Worried", "Proud",
};
static const char *const	notes[] = {
	"Duty takes the time that was meant for writing.",
	"Two allocations in one day. I said so in supervision.",
	"The half day worked this week: door closed, phone off.",
	"A good visit, and nobody to tell until Thursday.",
	"I want to ask for the next observation myself.",
};

#define TEXTS(array)							\
	((struct text_list){ array, sizeof(array) / sizeof(*array) })

void
demo_support(struct demo *d)
{
	struct db	*db = d->store.db;
	struct date	 as_of = date_from_number(d->today);

	demo_support_ledgers_add(db, as_of);
	demo_support_leave_add(db, as_of);
	demo_support_weeks_add(db, as_of);
	demo_support_entries_add(db);
	demo_support_sums_add(db);
	demo_support_gaps_add(db, as_of);
	demo_support_answers_add(db, as_of, "priya.raman@example.org");
	db_run(db, "ALTER TABLE waymark.check_in NO FORCE ROW LEVEL SECURITY");
	demo_check_ins_add(db, as_of, TEXTS(words), TEXTS(notes));
	db_run(db, "ALTER TABLE waymark.check_in FORCE ROW LEVEL SECURITY");
}
