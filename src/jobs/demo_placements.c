/*
 * What happened to the placements of the demonstration, and its skills days.
 */
#include "demo_parts.h"
#include "queries.h"

static const char *const	titles[] = {
	"Readiness for direct practice", "The Mental Health Act in practice",
	"The Care Act and needs assessment", "Motivational interviewing",
	"Trauma-informed practice", "Safeguarding adults",
	"Suicide, self-harm and safety planning", "Recording and reports",
	"Capacity and best interests", "Connecting People",
	"Working with interpreters", "Risk and positive risk-taking",
	"Anti-racist practice", "Practice with families and carers",
};

void
demo_placements(struct demo *d)
{
	demo_placements_happen(d->store.db, d->today);
	demo_interruptions_follow(d->store.db);
	demo_skills_days_add(d->store.db, d->today, (struct text_list){ titles,
	    sizeof(titles) / sizeof(*titles) });
}
