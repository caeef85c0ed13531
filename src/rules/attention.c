/* attention - which records need attention, why, and since when. */
#include <string.h>

#include "rules/attention.h"
#include "rules/words.h"

struct judged {
	struct arena				*arena;
	const struct matter_facts		*facts;
	const struct attention_settings		*settings;
	struct date				 today;
};

static const struct matter_found	passes;

static struct matter_found
found(const char *reason, struct date since)
{
	return ((struct matter_found){ reason, since });
}

static bool
is_past(const struct judged *j, struct date on)
{
	return (date_compare(on, j->today) < 0);
}

/* Has a day come that lies so many days ahead? */
static bool
is_within(const struct judged *j, struct date on, int days)
{
	return (date_is_set(on) &&
	    date_compare(on, date_plus_days(j->today, days)) <= 0);
}

/* Has more than so many days passed since? */
static bool
is_older(const struct judged *j, struct date on, int days)
{
	return (date_is_set(on) &&
	    date_compare(date_plus_days(on, days), j->today) < 0);
}

static const char *
count(const struct judged *j, const char *one, const char *many)
{
	int64_t	n = j->facts->n;

	return (arena_printf(j->arena, "%ld %s", n, n == 1 ? one : many));
}

static const char *
day(const struct judged *j, struct date on)
{
	return (date_words(j->arena, on));
}

/* on: the first day without; what: the stage that is next. */
static struct matter_found
no_placement(const struct judged *j)
{
	const struct matter_facts	*f = j->facts;

	if (!is_within(j, f->on, 7 * j->settings->weeks_ahead))
		return (passes);
	return (found(arena_printf(j->arena, "No %s placement %s %s", f->what,
	    is_past(j, f->on) ? "since" : "from", day(j, f->on)), f->on));
}

/* on: the first day without. */
static struct matter_found
no_educator(const struct judged *j)
{
	const struct matter_facts	*f = j->facts;

	if (!is_within(j, f->on, 7 * j->settings->weeks_ahead))
		return (passes);
	return (found(arena_printf(j->arena, "No practice educator %s %s",
	    is_past(j, f->on) ? "since" : "from", day(j, f->on)), f->on));
}

/* what: the reason, found by the rules of educators; n: their trainees. */
static struct matter_found
educator_lapses(const struct judged *j)
{
	if (j->facts->n == 0)
		return (passes);
	return (found(arena_printf(j->arena, "%s. Educates %s", j->facts->what,
	    count(j, "trainee", "trainees")), j->facts->on));
}

/* on: the first day of the placement. */
static struct matter_found
no_pattern(const struct judged *j)
{
	if (!is_within(j, j->facts->on, 7 * j->settings->weeks_ahead))
		return (passes);
	return (found(arena_printf(j->arena, "No working pattern for the "
	    "placement from %s, so that nothing is expected of the trainee",
	    day(j, j->facts->on)), j->facts->on));
}

/* on: the oldest that waits; n: how many. */
static struct matter_found
days_waiting(const struct judged *j)
{
	if (j->facts->n == 0 ||
	    !is_older(j, j->facts->on, j->settings->waiting_days))
		return (passes);
	return (found(arena_printf(j->arena, "%s to be confirmed, the oldest "
	    "since %s", count(j, "day waits", "days wait"),
	    day(j, j->facts->on)), j->facts->on));
}

/* on: the first that was returned; n: how many. */
static struct matter_found
days_returned(const struct judged *j)
{
	if (j->facts->n == 0 ||
	    !is_older(j, j->facts->on, j->settings->returned_days))
		return (passes);
	return (found(arena_printf(j->arena, "%s, the first on %s, not "
	    "corrected yet", count(j, "day was returned",
	    "days were returned"), day(j, j->facts->on)), j->facts->on));
}

/* on: the latest day that was logged, or the first; until: the last day. */
static struct matter_found
silent(const struct judged *j)
{
	const struct matter_facts	*f = j->facts;

	if (is_past(j, f->until) ||
	    !is_older(j, f->on, 7 * j->settings->silent_weeks))
		return (passes);
	return (found(f->n == 0 ? arena_printf(j->arena, "No day was ever "
	    "logged; the placement began on %s", day(j, f->on)) :
	    arena_printf(j->arena, "No day was logged for %s or after",
	    day(j, date_plus_days(f->on, 1))), f->on));
}

/* n: half-days behind what is expected by today. */
static struct matter_found
far_behind(const struct judged *j)
{
	if (j->facts->n < j->settings->behind_halves)
		return (passes);
	return (found(arena_printf(j->arena, "%s behind what their own pattern "
	    "expects by today", days_words(j->arena, (int)j->facts->n)),
	    (struct date){ 0 }));
}

/* on: the last day of the placement. */
static struct matter_found
report_missing(const struct judged *j)
{
	if (!is_older(j, j->facts->on, j->settings->report_days))
		return (passes);
	return (found(arena_printf(j->arena, "The placement ended on %s "
	    "without a signed final report", day(j, j->facts->on)),
	    j->facts->on));
}

/* on: the day that the work was due; n: how many have no mark. */
static struct matter_found
marks_missing(const struct judged *j)
{
	if (j->facts->n == 0 ||
	    !is_older(j, j->facts->on, j->settings->marking_days))
		return (passes);
	return (found(arena_printf(j->arena, "%s no mark; it was due on %s",
	    count(j, "piece of work has", "pieces of work have"),
	    day(j, j->facts->on)), j->facts->on));
}

/* on: the day of the planned return; what: "paused" or "deferred". */
static struct matter_found
pause_over(const struct judged *j)
{
	if (!date_is_set(j->facts->on) || !is_past(j, j->facts->on))
		return (passes);
	return (found(arena_printf(j->arena, "Still %s; the return was "
	    "planned for %s", j->facts->what, day(j, j->facts->on)),
	    j->facts->on));
}

/* on: the last day of their programme. */
static struct matter_found
number_missing(const struct judged *j)
{
	if (!is_within(j, j->facts->on, 7 * j->settings->number_weeks))
		return (passes);
	return (found(arena_printf(j->arena, "No Social Work England number; "
	    "the programme %s on %s",
	    is_past(j, j->facts->on) ? "ended" : "ends",
	    day(j, j->facts->on)), (struct date){ 0 }));
}

/* on: since when; it is missing as soon as it is. */
static struct matter_found
tutor_missing(const struct judged *j)
{
	return (found("No tutor", j->facts->on));
}

static struct matter_found
lead_missing(const struct judged *j)
{
	return (found("Nobody leads the unit", j->facts->on));
}

/* n: trainees who are or will be placed there. */
static struct matter_found
setting_unknown(const struct judged *j)
{
	if (j->facts->n == 0)
		return (passes);
	return (found(arena_printf(j->arena, "What kind of setting it is, is "
	    "not known; %s there", count(j, "trainee is placed",
	    "trainees are placed")), (struct date){ 0 }));
}

/* on: the day that the last one ended, if there was one. */
static struct matter_found
audit_missing(const struct judged *j)
{
	const char	*placed = count(j, "trainee is placed",
			    "trainees are placed");

	if (j->facts->n == 0)
		return (passes);
	if (!date_is_set(j->facts->on))
		return (found(arena_printf(j->arena, "Has no audit that "
		    "holds; %s there", placed), j->facts->on));
	return (found(arena_printf(j->arena, "Its audit ended on %s; %s there",
	    day(j, j->facts->on), placed), j->facts->on));
}

/* on: the day of the last invitation. */
static struct matter_found
never_signed_in(const struct judged *j)
{
	if (!is_older(j, j->facts->on, j->settings->invited_days))
		return (passes);
	return (found(arena_printf(j->arena, "Invited on %s and has not signed "
	    "in since", day(j, j->facts->on)), j->facts->on));
}

/* what: where the other one is. */
static struct matter_found
same_name(const struct judged *j)
{
	return (found(arena_printf(j->arena, "Has the same name and employer "
	    "as somebody in %s: may be one person entered twice",
	    j->facts->what), (struct date){ 0 }));
}

static const struct {
	const char		*code;
	struct matter_found	(*judge)(const struct judged *);
} matters[MATTERS] = {
	[NO_PLACEMENT_AHEAD] = { "no-placement", no_placement },
	[NO_EDUCATOR] = { "no-educator", no_educator },
	[EDUCATOR_LAPSES] = { "educator-lapses", educator_lapses },
	[NO_WORKING_PATTERN] = { "no-pattern", no_pattern },
	[DAYS_WAITING] = { "days-waiting", days_waiting },
	[DAYS_RETURNED] = { "days-returned", days_returned },
	[SILENT] = { "silent", silent },
	[FAR_BEHIND] = { "far-behind", far_behind },
	[REPORT_MISSING] = { "report-missing", report_missing },
	[MARKS_MISSING] = { "marks-missing", marks_missing },
	[PAUSE_OVER] = { "pause-over", pause_over },
	[NUMBER_MISSING] = { "number-missing", number_missing },
	[TUTOR_MISSING] = { "no-tutor", tutor_missing },
	[LEAD_MISSING] = { "no-lead", lead_missing },
	[SETTING_UNKNOWN] = { "setting-unknown", setting_unknown },
	[AUDIT_MISSING] = { "audit-missing", audit_missing },
	[NEVER_SIGNED_IN] = { "never-signed-in", never_signed_in },
	[SAME_NAME] = { "same-name", same_name },
};

const char *
matter_code(enum matter m)
{
	return (matters[m].code);
}

enum matter
matter_from(const char *code)
{
	enum matter	m = 0;

	while (m < MATTERS && strcmp(matters[m].code, code) != 0)
		m++;
	return (m);
}

struct matter_found
matter_judged(struct arena *a, enum matter m, const struct matter_facts *f,
    const struct attention_settings *s, struct date today)
{
	struct judged	j = { a, f, s, today };

	return (matters[m].judge(&j));
}
