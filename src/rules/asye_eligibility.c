/* asye_eligibility - whether somebody can start an ASYE, with the reasons. */
#include "rules/asye_eligibility.h"
#include "rules/words.h"

static void
found(struct asye_findings *f, enum asye_about about, enum asye_verdict verdict,
    const char *words)
{
	f->v[f->n++] = (struct asye_finding){ about, verdict, words };
}

static bool
before(struct date a, struct date b)
{
	return (date_compare(a, b) < 0);
}

static void
judge_registration(struct arena *a, const struct asye_applicant *s,
    struct asye_findings *f)
{
	if (s->number == NULL)
		found(f, ABOUT_NUMBER, ASYE_STOPS, arena_printf(a, "%s has no "
		    "Social Work England number. An ASYE is for registered "
		    "social workers", s->name));
	else
		found(f, ABOUT_NUMBER, ASYE_MET, arena_printf(a, "Registered "
		    "with Social Work England as %s", s->number));
	if (before(s->today, s->registered_on))
		found(f, ABOUT_REGISTERED, ASYE_STOPS, "The day of "
		    "registration has not come yet");
	else if (before(s->registered_on, s->qualified_on))
		found(f, ABOUT_REGISTERED, ASYE_STOPS, "Nobody is registered "
		    "before they qualify");
}

/* Whole months, counted as somebody would say them. */
static int
months_between(struct date from, struct date to)
{
	int	months = (to.year - from.year) * 12 + to.month - from.month;

	while (months > 0 && before(to, date_plus_months(from, months)))
		months--;
	return (months);
}

static const char *
time_words(struct arena *a, int months)
{
	int	years = months / 12;

	if (months < 24)
		return (arena_printf(a, "%d %s", months,
		    months == 1 ? "month" : "months"));
	return (arena_printf(a, "%d years", years));
}

static void
judge_time(struct arena *a, const struct asye_applicant *s,
    const struct asye_limits *l, struct asye_findings *f)
{
	int		 months = months_between(s->qualified_on,
			    s->starts_on);
	const char	*ago = time_words(a, months);

	if (before(s->today, s->qualified_on))
		found(f, ABOUT_QUALIFIED, ASYE_STOPS, "The day of qualifying "
		    "has not come yet");
	else if (!before(date_plus_months(s->qualified_on, l->usual),
	    s->starts_on))
		found(f, ABOUT_QUALIFIED, ASYE_MET, arena_printf(a, "Starts "
		    "%s after qualifying", ago));
	else if (!before(date_plus_months(s->qualified_on, l->current),
	    s->starts_on))
		found(f, ABOUT_QUALIFIED, ASYE_ASKS, arena_printf(a, "It "
		    "starts %s after qualifying, which is more than %s: the "
		    "employer is satisfied that %s’s knowledge is current",
		    ago, time_words(a, l->usual), s->name));
	else
		found(f, ABOUT_QUALIFIED, ASYE_ASKS, arena_printf(a, "It "
		    "starts %s after qualifying, which is more than %s: the "
		    "employer alone has chosen to offer it, and knows how %s "
		    "has kept their knowledge current", ago,
		    time_words(a, l->current), s->name));
}

static void
judge_start(struct arena *a, const struct asye_applicant *s,
    struct asye_findings *f)
{
	if (before(s->starts_on, s->registered_on))
		found(f, ABOUT_START, ASYE_STOPS, arena_printf(a, "The ASYE "
		    "cannot start before %s was registered, on %s", s->name,
		    date_words(a, s->registered_on)));
	else if (before(s->starts_on, s->employed_on))
		found(f, ABOUT_START, ASYE_STOPS, arena_printf(a, "The ASYE "
		    "cannot start before %s’s employment did, on %s", s->name,
		    date_words(a, s->employed_on)));
	else if (before(s->employed_on, s->starts_on))
		found(f, ABOUT_START, ASYE_ASKS, arena_printf(a, "It starts "
		    "%d days after employment began: the employer and %s "
		    "agreed that", (int)(date_number(s->starts_on) -
		    date_number(s->employed_on)), s->name));
	else
		found(f, ABOUT_START, ASYE_MET, "Starts with the employment");
}

static void
judge_kind(const struct asye_applicant *s, struct asye_findings *f)
{
	if (s->framework)
		return;
	if (s->kind == KIND_CHILDREN)
		found(f, ABOUT_KIND, ASYE_STOPS, "The ASYE for child and "
		    "family is not open to who starts then. The early career "
		    "programme follows it");
	else if (s->kind == KIND_EARLY_CAREER)
		found(f, ABOUT_KIND, ASYE_STOPS, "The early career programme "
		    "has not begun then");
	else
		found(f, ABOUT_KIND, ASYE_STOPS, "No framework is open to who "
		    "starts then");
}

static void
judge_post(struct arena *a, const struct asye_applicant *s,
    struct asye_findings *f)
{
	if (s->post == POST_DESIGNATED)
		found(f, ABOUT_POST, ASYE_MET, "In a designated social work "
		    "role");
	else if (s->post == POST_EVIDENCED)
		found(f, ABOUT_POST, ASYE_ASKS, arena_printf(a, "It is not a "
		    "designated social work role: the employer is satisfied "
		    "that %s can meet the standards in it, with evidence",
		    s->name));
	else
		found(f, ABOUT_POST, ASYE_STOPS, "An ASYE needs a role in "
		    "which the standards can be met");
	if (s->agency && !s->agency_agreed)
		found(f, ABOUT_AGENCY, ASYE_STOPS, "Enter what agency and host "
		    "agreed: who supports, and who assesses");
}

static void
judge_others(struct arena *a, const struct asye_applicant *s,
    const struct asye_limits *l, struct asye_findings *f)
{
	if (s->on_another)
		found(f, ABOUT_ANOTHER, ASYE_STOPS, arena_printf(a, "%s is on "
		    "an ASYE already, or has finished one", s->name));
	if (s->failed && !l->again_after_fail)
		found(f, ABOUT_FAILED, ASYE_STOPS, arena_printf(a, "%s failed "
		    "an ASYE. The programme lets nobody start another",
		    s->name));
	else if (s->failed)
		found(f, ABOUT_FAILED, ASYE_ASKS, arena_printf(a, "%s failed "
		    "an ASYE: the employer knows why, and starts another",
		    s->name));
}

const char *
asye_unfunded(struct arena *a, const struct asye_applicant *s,
    const struct asye_limits *l)
{
	if (s->agency)
		return ("It is not funded: an agency employs them");
	if (s->kind == KIND_ADULTS)
		return (NULL);
	if (!s->statutory)
		return ("It is not funded: no local authority employs them "
		    "for work with children and families");
	if (before(date_plus_months(s->qualified_on, l->funded), s->starts_on))
		return (arena_printf(a, "It is not funded: it starts more "
		    "than %s after qualifying", time_words(a, l->funded)));
	return (NULL);
}

struct asye_findings
asye_judged(struct arena *a, const struct asye_applicant *s,
    const struct asye_limits *l)
{
	struct asye_findings	 f = { .n = 0 };
	const char		*unfunded = asye_unfunded(a, s, l);

	judge_registration(a, s, &f);
	judge_time(a, s, l, &f);
	judge_start(a, s, &f);
	judge_kind(s, &f);
	judge_post(a, s, &f);
	judge_others(a, s, l, &f);
	if (unfunded != NULL)
		found(&f, ABOUT_FUNDING, ASYE_ASKS, unfunded);
	return (f);
}

bool
asye_may_start(const struct asye_findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].verdict == ASYE_STOPS)
			return (false);
	return (true);
}
