/* waiting_words - what waits, as people read it, and where it is done. */
#include <string.h>

#include "pages/waiting.h"
#include "rules/words.h"

enum number { SUBJECT, PLACEMENT, ENROLMENT, COHORT };

/* title: as lists of kinds have it.  one, many: the deed; %w is what, %n how
 * many, %d the day that it is about.  act, look: where it is done, and where
 * others see it, by the path of its route; # is the number that `of` says. */
static const struct source {
	const char	*title, *one, *many;
	enum number	 of;
	const char	*act, *look;
} sources[] = {
	[WAITING_KIND_DAY_RETURNED] = { "Placement days returned",
	    "Correct %d and send it again", NULL,
	    SUBJECT, "/days/#/change", "/days/#" },
	[WAITING_KIND_DAYS_TO_CONFIRM] = { "Placement days to confirm",
	    "Confirm 1 placement day", "Confirm %n placement days",
	    PLACEMENT, "/placements/#/days?state=submitted",
	    "/placements/#/days?state=submitted" },
	[WAITING_KIND_NEEDS_TO_STATE] = { "Needs to state",
	    "Say what the %w placement must have", NULL,
	    SUBJECT, "/trainees/#/needs", "/trainees/#/needs" },
	[WAITING_KIND_WORK_TO_HAND_IN] = { "Assessed work to hand in",
	    "Hand in %w", NULL, SUBJECT, "/my/modules", "/attempts/#" },
	[WAITING_KIND_OFFER_TO_ENROL] = { "Offered places to decide",
	    "Enrol, or withdraw the offer of a place", NULL,
	    SUBJECT, "/trainees/#/changes/new", "/trainees/#" },
	[WAITING_KIND_PAUSE_TO_END] = { "Pauses and deferrals to end",
	    "Record what follows the pause or deferral", NULL,
	    SUBJECT, "/trainees/#/changes/new", "/trainees/#" },
	[WAITING_KIND_PLACEMENT_TO_ARRANGE] = { "Placements to arrange",
	    "Arrange a %w placement", NULL,
	    SUBJECT, "/trainees/#", "/trainees/#" },
	[WAITING_KIND_EDUCATOR_TO_ALLOCATE] = {
	    "Practice educators to allocate", "Allocate a practice educator",
	    NULL, PLACEMENT, "/placements/#/educators/new",
	    "/placements/#/days" },
	[WAITING_KIND_REGISTER_TO_KEEP] = { "Registers to keep",
	    "Keep the register of %w, %d", NULL,
	    SUBJECT, "/sessions/#", "/sessions/#" },
	[WAITING_KIND_MARKS_TO_RELEASE] = { "Marks to release",
	    "Release 1 mark of %w", "Release %n marks of %w",
	    SUBJECT, "/components/#/release", "/components/#/release" },
	[WAITING_KIND_BOARD_TO_HOLD] = { "Boards to hold",
	    "Hold the board of %w", NULL,
	    SUBJECT, "/modules/#/board", "/modules/#/board" },
	[WAITING_KIND_IMPORT_TO_CONFIRM] = { "Imports to confirm",
	    "Confirm or discard the import of %w", NULL,
	    SUBJECT, "/imports/#", "/imports/#" },
	[WAITING_KIND_MATCH_TO_CONFIRM] = { "Matching to confirm",
	    "Confirm the matching of %w placements, 1 proposal",
	    "Confirm the matching of %w placements, %n proposals",
	    SUBJECT, "/matching/#", "/matching/#" },
	[WAITING_KIND_PLACES_TO_USE] = { "Free places to use",
	    "Use 1 free place with %w", "Use %n free places with %w",
	    SUBJECT, "/capacity/#/change", "/capacity/#/change" },
	[WAITING_KIND_OFFER_TO_RENEW] = { "Offers of places to renew",
	    "Renew or withdraw the offer of 1 place with %w",
	    "Renew or withdraw the offer of %n places with %w",
	    SUBJECT, "/capacity/#/change", "/capacity/#/change" },
	[WAITING_KIND_REGISTRATION_TO_RENEW] = { "Registrations to renew",
	    "Renew the registration with Social Work England", NULL,
	    SUBJECT, "/educators/#", "/educators/#" },
	[WAITING_KIND_REGISTRATION_TO_RECORD] = { "Registrations to record",
	    "Record the registration with Social Work England", NULL,
	    SUBJECT, "/educators/#/registration", "/educators/#" },
	[WAITING_KIND_DOCUMENT_TO_WRITE] = { "Documents to write",
	    "Write the %w", NULL, SUBJECT, "/documents/#/write",
	    "/documents/#" },
	[WAITING_KIND_DOCUMENT_TO_COMPLETE] = {
	    "Documents to write as an educator", "Complete the %w", NULL,
	    SUBJECT, "/documents/#/write", "/documents/#" },
	[WAITING_KIND_DOCUMENT_TO_SIGN] = { "Documents to sign",
	    "Sign the %w", NULL, SUBJECT, "/documents/#/sign",
	    "/documents/#" },
	[WAITING_KIND_DOCUMENT_TO_COUNTERSIGN] = {
	    "Documents to sign as an educator", "Sign or return the %w", NULL,
	    SUBJECT, "/documents/#/sign", "/documents/#" },
	[WAITING_KIND_DOCUMENT_FOR_TUTOR] = { "Documents to sign as a tutor",
	    "Sign or return the %w", NULL, SUBJECT, "/documents/#/sign",
	    "/documents/#" },
	[WAITING_KIND_DOCUMENT_FOR_HOST] = { "Documents to sign as a host",
	    "Sign or return the %w", NULL, SUBJECT, "/documents/#/sign",
	    "/documents/#" },
	[WAITING_KIND_DOCUMENT_UNSIGNED] = { "Documents not signed by all",
	    "Sign the %w", NULL, SUBJECT, "/documents/#", "/documents/#" },
	[WAITING_KIND_FINDING_TO_REVIEW] = { "Findings to review", "Review %w",
	    NULL, SUBJECT, "/findings/#", "/findings/#" },
	[WAITING_KIND_FINDING_TO_ACT_ON] = { "Actions on findings", "%w", NULL,
	    SUBJECT, "/finding-actions/#", "/finding-actions/#" },
	[WAITING_KIND_FINDING_TO_MEASURE] = { "Findings to measure again",
	    "Measure %w", NULL, SUBJECT, "/findings/#/measure", "/findings/#" },
#include "waiting_asye.def"
	[WAITING_KIND_REQUEST_TO_ANSWER] = {
	    "What people asked about their data",
	    "Answer what was asked about data", NULL,
	    SUBJECT, "/data/requests/#", "/data/requests/#" },
	[WAITING_KIND_ERASURE_TO_AGREE] = { "Erasures to agree to",
	    "Agree to the erasure or refuse it", NULL,
	    SUBJECT, "/data/erasures/#", "/data/erasures/#" },
	[WAITING_KIND_OPENING_TO_ALLOW] = { "Records to open in an emergency",
	    "Allow the opening of the record or refuse it", NULL,
	    SUBJECT, "/data/openings/#", "/data/openings/#" },
	[WAITING_KIND_PLACEMENT_TO_RECOMMEND] = {
	    "Placements to recommend on", "Recommend on the %w placement",
	    NULL, SUBJECT, "/placements/#/changes/new", "/placements/#" },
	[WAITING_KIND_PLACEMENT_TO_DECIDE] = { "Placements to decide on",
	    "Decide on the %w placement", NULL,
	    SUBJECT, "/placements/#/changes/new", "/placements/#" },
	[WAITING_KIND_CONCERN_TO_FOLLOW] = { "Concerns to follow up",
	    "Take the concern's next step", NULL,
	    SUBJECT, "/concerns/#/next", "/concerns/#" },
	[WAITING_KIND_ACTION_TO_ANSWER] = { "Quality actions to answer",
	    "Answer: %w", NULL, SUBJECT, "/actions/#", "/actions/#" },
	[WAITING_KIND_ACTION_TO_SETTLE] = { "Quality actions to settle",
	    "Settle: %w", NULL, SUBJECT, "/actions/#", "/actions/#" },
	[WAITING_KIND_FEEDBACK_TO_GIVE] = { "Feedback to give",
	    "Say how the %w placement was", NULL,
	    SUBJECT, "/placements/#/feedback", "/placements/#" },
	[WAITING_KIND_FEEDBACK_OF_EDUCATOR] = {
	    "Feedback to give as an educator",
	    "Say how the %w placement was", NULL,
	    SUBJECT, "/placements/#/feedback", "/placements/#" },
	[WAITING_KIND_FEEDBACK_OF_TUTOR] = { "Feedback to give as a tutor",
	    "Say how the %w placement was", NULL,
	    SUBJECT, "/placements/#/feedback", "/placements/#" },
	[WAITING_KIND_SKILLS_DAY_RETURNED] = { "Skills days returned",
	    "Log the skills day of %d again", NULL,
	    ENROLMENT, "/trainees/#/requirement", "/trainees/#/requirement" },
	[WAITING_KIND_SKILLS_DAY_TO_CONFIRM] = { "Skills days to confirm",
	    "Confirm or return the skills day of %d, %w", NULL,
	    COHORT, "/cohorts/#/skills-days", "/cohorts/#/skills-days" },
	[WAITING_KIND_OUTSIDE_FEEDBACK_TO_DISCUSS] = {
	    "Feedback from outside to discuss",
	    "Discuss the feedback that was given on %d", NULL, SUBJECT,
	    "/feedback-requests/#/discuss", "/feedback-requests/#" },
	[WAITING_KIND_OUTSIDE_FEEDBACK_UNANSWERED] = {
	    "Feedback from outside that was not given",
	    "Ask somebody else for feedback: there was no answer to the "
	    "request of %d", NULL, SUBJECT, "/feedback-requests/#",
	    "/feedback-requests/#" },
	[WAITING_KIND_ASYE_REVIEW_DUE] = { "ASYE reviews to hold",
	    "Hold the review: %w", NULL, SUBJECT, "/asye/#/timetable",
	    "/asye/#/timetable" },
	[WAITING_KIND_ASYE_CHANGE_TO_AGREE] = {
	    "Changes of your ASYE to agree to", "Agree to the %w, or decline",
	    NULL, SUBJECT, "/asye/changes/#", "/asye/changes/#" },
	[WAITING_KIND_ASYE_CHANGE_FOR_ASSESSOR] = {
	    "Changes of an ASYE to agree to", "Agree to the %w, or decline",
	    NULL, SUBJECT, "/asye/changes/#", "/asye/changes/#" },
	[WAITING_KIND_ASYE_CHANGE_FOR_COORDINATOR] = {
	    "Changes of an ASYE to agree to as a coordinator",
	    "Agree to the %w, or decline", NULL, SUBJECT, "/asye/changes/#",
	    "/asye/changes/#" },
	[WAITING_KIND_ASYE_CHANGE_UNSETTLED] = {
	    "Changes of an ASYE that not all agreed to",
	    "Agree to the %w, all four", NULL, SUBJECT, "/asye/changes/#",
	    "/asye/changes/#" },
	[WAITING_KIND_PLAN_TO_AGREE] = { "Support plans to agree to",
	    "Agree to your support plan, or ask for a change", NULL, SUBJECT,
	    "/support-plans/#", "/support-plans/#" },
	[WAITING_KIND_PLAN_TO_REVISE] = {
	    "Support plans that somebody asked to change",
	    "Revise the support plan of %w", NULL, SUBJECT,
	    "/support-plans/#", "/support-plans/#" },
	[WAITING_KIND_PLAN_TO_REVIEW] = { "Support plans to review",
	    "Review the support plan of %w", NULL, SUBJECT,
	    "/support-plans/#", "/support-plans/#" },
	[WAITING_KIND_OWN_ACTION_TO_DO] = {
	    "Actions of support plans for trainees", "%w", NULL, SUBJECT,
	    "/support-actions/#", "/support-actions/#" },
	[WAITING_KIND_SUPPORT_ACTION_TO_DO] = {
	    "Actions of support plans", "%w", NULL, SUBJECT,
	    "/support-actions/#", "/support-actions/#" },
	[WAITING_KIND_ASYE_PAUSE_TO_END] = { "Returns to an ASYE to record",
	    "Record the return from the %w", NULL, SUBJECT,
	    "/asye/changes/#/resume", "/asye/changes/#" },
	[WAITING_KIND_ADJUSTMENT_TO_ACT] = { "Adjustments to act on",
	    "Take the next step of a reasonable adjustment", NULL, SUBJECT,
	    "/adjustments/#", "/adjustments/#" },
	[WAITING_KIND_ADJUSTMENT_TO_REVIEW] = { "Adjustments to review",
	    "Review a reasonable adjustment", NULL, SUBJECT,
	    "/adjustments/#", "/adjustments/#" },
	[WAITING_KIND_ADJUSTMENT_TO_CONFIRM] = { "Adjustments to confirm",
	    "Say whether your adjustment is in place", NULL, SUBJECT,
	    "/adjustments/#", "/adjustments/#" },
	[WAITING_KIND_ADJUSTMENT_LATE] = { "Adjustments that are late",
	    "Help a reasonable adjustment on: its next step is late", NULL,
	    SUBJECT, "/adjustments/#", "/adjustments/#" },
	[WAITING_KIND_ADJUSTMENT_ESCALATED] = {
	    "Adjustments that are late, for the programme",
	    "Help a reasonable adjustment on: its next step is late", NULL,
	    SUBJECT, "/adjustments/#", "/adjustments/#" },
	[WAITING_KIND_SUPPORT_TO_ENTER] = { "Weeks of support to enter",
	    "Enter 1 week of your support", "Enter %n weeks of your support",
	    SUBJECT, "/support/#", "/support/#" },
	[WAITING_KIND_SUPPORT_TO_SETTLE] = { "Weeks of your support to settle",
	    "Confirm or answer 1 week of your support",
	    "Confirm or answer %n weeks of your support", SUBJECT,
	    "/support/#", "/support/#" },
	[WAITING_KIND_SUPPORT_FOR_ASSESSOR] = {
	    "Weeks of support to confirm", "Confirm or answer 1 week of "
	    "support", "Confirm or answer %n weeks of support", SUBJECT,
	    "/support/#", "/support/#" },
	[WAITING_KIND_SUPPORT_FOR_EDUCATOR] = {
	    "Weeks of support to confirm as an educator",
	    "Confirm or answer 1 week of support",
	    "Confirm or answer %n weeks of support", SUBJECT, "/support/#",
	    "/support/#" },
	[WAITING_KIND_SUPPORT_GAP_IN_ASYE] = {
	    "Less support on an ASYE than promised",
	    "Say what is done about support that falls short", NULL, SUBJECT,
	    "/support/#/gap", "/support/#" },
	[WAITING_KIND_SUPPORT_GAP_ON_PLACEMENT] = {
	    "Less support on a placement than promised",
	    "Say what is done about support that falls short", NULL, SUBJECT,
	    "/support/#/gap", "/support/#" },
};

const char *
waiting_kind_words(enum waiting_kind kind)
{
	return (sources[kind].title);
}

const char *
waiting_number(struct arena *a, int64_t n)
{
	return (n > 100 ? "more than 100" : arena_printf(a, "%ld", (long)n));
}

const char *
waiting_words(struct arena *a, const struct waiting *w)
{
	const struct source	*s = &sources[w->kind];
	const char		*from = w->how_many != 1 && s->many != NULL ?
				    s->many : s->one;
	const char		*words = "", *mark;

	for (; (mark = strchr(from, '%')) != NULL; from = mark + 2)
		words = arena_printf(a, "%s%.*s%s", words, (int)(mark - from),
		    from, mark[1] == 'd' ? weekday_date_words(a, w->on_date) :
		    mark[1] == 'n' ? arena_printf(a, "%ld", (long)w->how_many) :
		    w->what != NULL ? w->what : "");
	return (arena_printf(a, "%s%s", words, from));
}

/* What stands between two things that may each be missing. */
static const char *
joined(struct arena *a, const char *one, const char *other)
{
	if (one == NULL || other == NULL)
		return (one != NULL ? one : other != NULL ? other : "");
	return (arena_printf(a, "%s, %s", one, other));
}

const char *
waiting_about(const struct request *req, const struct waiting *w)
{
	const char	*person = w->person != NULL &&
			    strcmp(w->person, req->visitor.name) != 0 ?
			    w->person : NULL;
	const char	*about = joined(req->arena, person, w->organisation);

	return (joined(req->arena, *about != '\0' ? about : NULL,
	    request_is(req, STAFF) ? w->cohort : NULL));
}

/* On whom, when it is somebody else. */
static const char *
whom(const struct waiting *w)
{
	switch (w->party) {
	case WAITING_PARTY_TRAINEE:
		return (w->person != NULL ? w->person : "the trainee");
	case WAITING_PARTY_EDUCATOR:
		if (w->whom != NULL)
			return (w->whom);
		return (w->placement_id.known ? "a practice educator, who is "
		    "not named yet" : w->person != NULL ? w->person :
		    "the practice educator");
	case WAITING_PARTY_TUTOR:
		return (w->whom != NULL ? w->whom : "the tutor");
	case WAITING_PARTY_ASSESSOR:
		return (w->whom != NULL ? w->whom : "the ASYE assessor");
	case WAITING_PARTY_COORDINATOR:
		return ("the ASYE coordinator");
	case WAITING_PARTY_MODERATOR:
		return ("the moderation panel");
	case WAITING_PARTY_NAMED:
		return ("whoever was named to act");
	case WAITING_PARTY_SENDER:
		return ("who sent it");
	case WAITING_PARTY_PARTNER:
		return (w->organisation != NULL ? w->organisation :
		    "the host");
	default:
		return ("programme staff");
	}
}

static const char *
how_long(const struct request *req, struct date since)
{
	int	days = date_number(req->today) - date_number(since);

	if (days == 0)
		return ("today");
	return (arena_printf(req->arena, "%s, %d %s",
	    date_words(req->arena, since), days, days == 1 ? "day" : "days"));
}

const char *
waiting_when(const struct request *req, const struct waiting *w)
{
	struct arena	*a = req->arena;
	bool		 ahead = date_compare(w->since, req->today) > 0;
	const char	*words;

	if (w->mine)
		words = ahead ? arena_printf(a, "From %s",
		    date_words(a, w->since)) : arena_printf(a, "Since %s",
		    how_long(req, w->since));
	else
		words = ahead ? arena_printf(a, "Waits on %s, from %s",
		    whom(w), date_words(a, w->since)) : arena_printf(a,
		    "Waits on %s since %s", whom(w), how_long(req, w->since));
	if (date_is_set(w->due_on) &&
	    date_compare(w->due_on, w->since) != 0)
		words = arena_printf(a, "%s. Due %s", words,
		    date_words(a, w->due_on));
	return (words);
}

struct url
page_at(const struct request *req, const char *path, int64_t id)
{
	size_t		 n = strcspn(path, "?"), to = strcspn(path, "#");

	if (!may_ask(req, arena_strndup(req->arena, path, n)))
		return ((struct url){ NULL });
	if (path[to] == '\0')
		return (url_to(req->arena, "%s", path));
	return (url_to(req->arena, "%s", arena_printf(req->arena, "%.*s%ld%s",
	    (int)to, path, (long)id, path + to + 1)));
}

struct url
waiting_url(const struct request *req, const struct waiting *w)
{
	const struct source	*s = &sources[w->kind];
	const int64_t		 numbers[] = {
		[SUBJECT] = w->subject_id,
		[PLACEMENT] = w->placement_id.value,
		[ENROLMENT] = w->enrolment_id.value,
		[COHORT] = w->cohort_id.value,
	};
	struct url		 url = page_at(req, w->mine ? s->act : s->look,
				    numbers[s->of]);

	if (url.s == NULL && w->enrolment_id.known)
		url = page_at(req, "/trainees/#", w->enrolment_id.value);
	return (url);
}
