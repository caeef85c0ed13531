#pragma once
/*
 * history - an event of a record, in words.
 */
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct event;

/* What is said of a change: by its table, the state that the row came with
 * (NULL: whatever it was), and whether the row was new. */
struct saying {
	const char	*subject, *state;
	enum { OF_ANY, OF_NEW, OF_CHANGED } row;
	const char	*words;
};
/* The first of n sayings that fits; NULL when none does. */
const char	*saying_of(const struct event *, const struct saying *,
		    size_t n);

/* "Returned Monday 12 October 2026: say what you did with the family" */
const char	*event_words(struct arena *, const struct event *);
/* "Amira Khan"; who the reader may not know by name is programme staff, and
 * what nobody did Waymark did itself. */
const char	*event_by(const struct event *);
/* The same of a unit that somebody is in, or an organisation's duty. */
const char	*guide_event_words(struct arena *, const struct event *);
/* The same of what belongs to modules; NULL for any other event. */
const char	*module_event_words(struct arena *, const struct event *);
/* The same of documents. */
const char	*document_event_words(struct arena *, const struct event *);
/* The same of feedback from outside. */
const char	*asye_feedback_event_words(const struct event *);
/* The same of evidence and the standards that it shows. */
const char	*asye_evidence_event_words(const struct event *);
/* The same of ASYEs. */
const char	*asye_history_words(struct arena *, const struct event *);
/* The same of what belongs to concerns. */
const char	*concern_event_words(const struct event *);
/* The same of support plans, contacts and answers to flags. */
const char	*support_plan_event_words(const struct event *);
/* The same of reasonable adjustments, and of reminders. */
const char	*adjustment_event_words(const struct event *);
/* The same of the timetable of an ASYE. */
const char	*timetable_event_words(const struct event *);
/* The same of findings of the equity report. */
const char	*finding_event_words(struct arena *, const struct event *);
/* Of what leads from a recommendation to a certificate; else NULL. */
const char	*outcome_history_words(const struct event *);
