/*
 * The demonstration's quality of placements: what audits found, what people
 * said, and what is done about it.
 */
#include "demo_parts.h"
#include "queries.h"

#define LIST(v)	((struct text_list){ (v), sizeof(v) / sizeof(*(v)) })

/* An area each, in their order. */
static const char *const found[] = {
	"The whistle-blowing policy could not be found on the intranet.",
	"There is a plan, but no dates for shadowing in it.",
	"Desks are shared and there are fewer laptops than people.",
	"Nobody is named for when the supervisor is away.",
	"Few decisions under the Mental Health Act come to this team.",
	"The check-in at the end of visits is not always made.",
	"The last training on anti-racist practice was three years ago.",
	"Software that was agreed took ten weeks last time.",
};
static const char *const wanted[] = {
	"Put the whistle-blowing policy where trainees find it",
	"Add dates for shadowing and a person to meet each day",
	"Have a laptop and access to records ready on the first day",
	"Name who supervises when the supervisor is away",
	"Arrange days with the AMHP service for each trainee",
	"Agree who checks that people are back from visits, and how",
	"Hold a session on anti-racist practice with the whole team",
	"Order agreed software before the placement begins",
};
static const char *const said[] = {
	"It is linked from the team’s first page now.",
	"The new plan is in use; we can send it.",
	"Two laptops are set aside, with accounts made a week before.",
	"It is the deputy manager; the rota says so.",
	"Four days are agreed with the service.",
	"There is a rota and a phone; we tried it for a month.",
	"It was held, and twelve of fourteen came.",
	"It is on the checklist that goes out with each agreement.",
};
static const char *const asked[] = {
	"Begin supervision in the first week and keep a fixed hour",
	"Send trainees the plan of their first week before they come",
	"Tell educators earlier who comes to them",
	"Make room in the week for reflection",
	"Visit the team together with the tutor before the next placement",
};
static const char *const worked[] = {
	"I was asked what I wanted to learn, and it was arranged.",
	"Supervision every week, and never cancelled.",
	"The whole team made time for questions.",
	"Shadowing the AMHP was the best part.",
	"Good mix of people to work with.",
	"Clear plan from the first day on.",
	"Feedback was honest and kind.",
	"The group sessions with the unit helped a lot.",
	"Everything was ready on the first day.",
	"Work was chosen with care and grew step by step.",
	"I felt part of the team.",
	"Meetings with the tutor were well prepared.",
	"Direct observations were planned well ahead.",
};
static const char *const better[] = {
	"The laptop came in the third week.",
	"A quieter place to write would help.",
	"More work with families, less on the phone.",
	"Supervision was often moved at short notice.",
	"Too little time between the midpoint and the final report.",
	"The induction was mostly reading.",
	"Travel between sites took hours each week.",
	"Nobody knew that I was coming.",
	"More decisions under the law to take part in.",
	"Parking is difficult when visits run late.",
	"Earlier notice of who comes would help us to plan.",
	"Adjustments were agreed, but came late.",
};
/* How areas differ, in hundredths: equipment is the old complaint. */
static const int64_t	areas[] = { 10, -5, -40, 15, 15, 10, 5, -10 };

void
demo_qapl(struct demo *d)
{
	struct db	*db = d->store.db;
	int64_t		 seed = (int64_t)(d->seed % 1000000), today = d->today;
	int64_t		 shown = demo_trusts()[0].id;

	demo_audits_add(db, seed, today, shown, LIST(found));
	demo_audit_actions_add(db, seed, today, shown, LIST(wanted),
	    LIST(said));
	demo_feedback_add(db, seed, today, LIST(worked), LIST(better),
	    (struct int_list){ areas, sizeof(areas) / sizeof(*areas) });
	demo_feedback_actions_add(db, seed, today, LIST(asked));
}
