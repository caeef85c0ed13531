/* at_risk - lists of people with flags, and how many there were. */
#include <string.h>

#include "core/form.h"
#include "pages.h"
#include "rules/words.h"
#include "views.h"

enum { DAY_LABEL = 20 };

static const struct list_column columns[] = {
	{ NULL, "Person", false, false },
	{ NULL, "Most pressing", false, false },
	{ NULL, "Since", false, false },
	{ NULL, "Flags", true, false },
	{ NULL, "What is done", false, false },
};

static const struct listing at_risk_listing = { "People at risk", {
	[AT_RISK_RULE] = { "rule", "Rule", ROW, NULL },
	[AT_RISK_SEVERITY] = { "severity", "Severity", CHOSEN,
	    severity_options },
	[AT_RISK_ABOUT] = { "about", "About", CHOSEN, flag_about_options },
	[AT_RISK_ANSWERED] = { "answered", "Answered", CHOSEN,
	    flag_answered_options },
	[AT_RISK_COHORT] = { "cohort", "Cohort", ROW, NULL },
	[AT_RISK_ORGANISATION] = { "organisation", "Host or employer", ROW,
	    NULL },
	[AT_RISK_EDUCATOR] = { "educator", "Educator or assessor", ROW, NULL },
	[AT_RISK_PROGRAMME] = { "programme", "Programme", ROW, NULL },
	[AT_RISK_DAY] = { "on", "Flagged on", TYPED, NULL },
}, columns, sizeof(columns) / sizeof(*columns) };

/* What is asked for, as queries ask it. */
struct wish {
	struct maybe_int	 programme, cohort, organisation, educator;
	enum flag_severity	 severity;
	enum flag_about		 about;
	const char		*rule;
	bool			 unanswered;
};

static const struct option *
choices_of(struct arena *a, struct at_risk_choice_list list)
{
	struct option	*options = arena_array(a, list.n + 2,
			    sizeof(*options));
	size_t		 n = 0;

	options[n++] = (struct option){ "", "Any" };
	each (c, list)
		options[n++] = (struct option){ arena_printf(a, "%ld",
		    (long)c->id), c->name };
	return (options);
}

static const struct option *
rules_of(struct arena *a, struct at_risk_rule_list rules)
{
	struct option	*options = arena_array(a, rules.n + 2,
			    sizeof(*options));
	size_t		 n = 0;

	options[n++] = (struct option){ "", "Any" };
	each (r, rules)
		options[n++] = (struct option){ arena_printf(a, "%ld",
		    (long)r->position), r->title };
	return (options);
}

static struct at_risk_choice_list
cohorts_offered(struct request *req, bool staff)
{
	struct cohort_named_list	 all = { 0 };
	struct at_risk_choice		*v;
	size_t				 n = 0;

	if (staff)
		all = cohorts_latest(req->db);
	v = arena_array(req->arena, all.n, sizeof(*v));
	each (c, all)
		v[n++] = (struct at_risk_choice){ c->id, c->name };
	return ((struct at_risk_choice_list){ v, n });
}

static struct maybe_int
row_asked(const struct asked *a, enum at_risk_filter f)
{
	return ((struct maybe_int){ asked_row(a, f) != 0, asked_row(a, f) });
}

/* The programme of mine that is asked for, else the first; none is nobody's
 * staff. */
static struct maybe_int
programme_asked(struct at_risk_shown *s, struct at_risk_choice_list mine)
{
	struct maybe_int	is = { 0 };

	each (p, mine)
		if (!is.known || p->id == asked_row(&s->asked,
		    AT_RISK_PROGRAMME))
			is = (struct maybe_int){ true, p->id };
	return (is);
}

static struct wish
wish_for(struct request *req, struct at_risk_shown *s)
{
	struct at_risk_choice_list	 mine = at_risk_programmes(req->db);
	struct at_risk_rule_list	 rules = at_risk_rules(req->db);
	const struct asked		*a = &s->asked;
	struct wish			 w = { .programme = programme_asked(s,
					    mine) };

	s->staff = w.programme.known;
	s->asked.rows[AT_RISK_RULE] = rules_of(req->arena, rules);
	s->asked.rows[AT_RISK_ORGANISATION] = choices_of(req->arena,
	    at_risk_organisations(req->db, w.programme));
	s->asked.rows[AT_RISK_EDUCATOR] = choices_of(req->arena,
	    at_risk_educators(req->db, w.programme));
	if (s->staff)
		s->asked.rows[AT_RISK_COHORT] = choices_of(req->arena,
		    cohorts_offered(req, true));
	if (mine.n > 1)
		s->asked.rows[AT_RISK_PROGRAMME] = choices_of(req->arena,
		    mine);
	each (r, rules)
		if (r->position == asked_row(a, AT_RISK_RULE))
			w.rule = r->code;
	w.severity = flag_severity_from(a->values[AT_RISK_SEVERITY]);
	w.about = flag_about_from(a->values[AT_RISK_ABOUT]);
	w.unanswered = asked_is(a, AT_RISK_ANSWERED, "no");
	w.cohort = row_asked(a, AT_RISK_COHORT);
	w.organisation = row_asked(a, AT_RISK_ORGANISATION);
	w.educator = row_asked(a, AT_RISK_EDUCATOR);
	return (w);
}

/* As far as it matters: one more than `most` stands for all that are more. */
static int64_t
count(struct request *req, const struct wish *w, int64_t most)
{
	struct at_risk_count	*n = at_risk_counted(req->db, w->programme,
				    w->severity, w->about, w->rule,
				    w->unanswered, w->cohort, w->organisation,
				    w->educator, most + 1);

	return (n != NULL ? n->n : 0);
}

static void
find_now(struct request *req, struct at_risk_shown *s, const struct wish *w)
{
	int64_t	most = page_skip(s->page) + AT_RISK_AHEAD;
	int64_t	n = count(req, w, most);

	s->more = n > most;
	page_counted(&s->page, s->more ? most : n);
	if (s->page.number > s->page.pages) {
		s->page.number = 1;
		form_replace(req->form, "page", "");
	}
	s->rows = at_risk_found(req->db, w->programme, w->severity, w->about,
	    w->rule, w->unanswered, w->cohort, w->organisation, w->educator,
	    s->page.size, page_skip(s->page));
}

/* Of a day gone by it is known who was flagged, and no more. */
static void
find_then(struct request *req, struct at_risk_shown *s, const struct wish *w)
{
	s->then = at_risk_on(req->db, w->programme, s->day, w->cohort,
	    w->rule, w->severity, s->page.size, page_skip(s->page));
	if (s->then.n == 0 && s->page.number > 1) {
		s->page.number = 1;
		form_replace(req->form, "page", "");
		s->then = at_risk_on(req->db, w->programme, s->day, w->cohort,
		    w->rule, w->severity, s->page.size, 0);
	}
	page_counted(&s->page, s->then.n != 0 ? s->then.v[0].of_all : 0);
}

static struct url
tile_url(const struct request *req, const struct wish *w, const char *what)
{
	if (w->programme.known)
		return (url_to(req->arena, "/at-risk?programme=%ld&"
		    "answered=no&severity=%s", (long)w->programme.value, what));
	return (url_to(req->arena, "/at-risk?answered=no&severity=%s", what));
}

/* How many nobody answered, by what is most severe of theirs. */
static void
count_tiles(struct request *req, struct at_risk_shown *s,
    const struct wish *asked)
{
	for (enum flag_severity is = FLAG_SEVERITY_URGENT;
	    is > FLAG_SEVERITY_NONE; is--) {
		struct wish	w = { .programme = asked->programme,
				    .severity = is, .unanswered = true };
		int64_t		n = count(req, &w, AT_RISK_AHEAD);

		if (n > 0)
			s->tiles[s->ntiles++] = (struct at_risk_tile){
			    flag_severity_words(is), n, tile_url(req, &w,
			    flag_severity_word(is)) };
	}
}

/* "12 Oct" */
static const char *
short_date(struct arena *a, struct date d)
{
	return (arena_printf(a, "%d %.3s", d.day, date_month_name(d.month)));
}

static const char *
iso(struct arena *a, struct date d)
{
	return (arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day));
}

/* Where a week leads: to who was flagged on its day. */
static struct url
day_url(const struct request *req, const struct asked *asked, struct date on)
{
	struct form	f;
	const char	*query;

	form_parse_urlencoded(&f, req->arena, "", 0);
	for (size_t i = 0; asked->listing->filters[i].name != NULL; i++)
		if (*asked->values[i] != '\0' && (i == AT_RISK_RULE ||
		    i == AT_RISK_COHORT || i == AT_RISK_PROGRAMME))
			form_add(&f, asked->listing->filters[i].name,
			    asked->values[i]);
	form_add(&f, "on", iso(req->arena, on));
	query = form_encode(req->arena, &f);
	return (url_to(req->arena, "%s", arena_printf(req->arena,
	    "/at-risk?%s", query)));
}

static const char *
trend_finding(struct arena *a, const struct at_risk_week_list *weeks)
{
	const struct at_risk_week	*first = NULL, *last = NULL;

	each (w, *weeks) {
		if (!w->people.known)
			continue;
		if (first == NULL)
			first = w;
		last = w;
	}
	if (first == last)
		return ("There is no earlier week to compare with");
	return (arena_printf(a, "%ld %s flagged on %s, %ld on %s",
	    (long)last->people.value, last->people.value == 1 ?
	    "person was" : "people were", date_words(a, last->on_date),
	    (long)first->people.value, date_words(a, first->on_date)));
}

static void
draw_trend(struct request *req, struct at_risk_shown *s, const struct wish *w)
{
	struct bar	*bars;
	size_t		 n = 0;

	s->weeks = s->staff ? at_risk_weeks(req->db, w->programme.value,
	    w->cohort, w->rule, AT_RISK_WEEKS) :
	    at_risk_weeks_supported(req->db, w->rule, AT_RISK_WEEKS);
	bars = arena_array(req->arena, s->weeks.n, sizeof(*bars));
	each (k, s->weeks)
		if (k->people.known)
			bars[n++] = (struct bar){ short_date(req->arena,
			    k->on_date), (int)k->people.value,
			    day_url(req, &s->asked, k->on_date) };
	s->chart = (struct bars_chart){ .id = "trend", .title = "People with "
	    "flags, week by week", .finding = trend_finding(req->arena,
	    &s->weeks), .bars = bars, .n = n };
}

enum status
at_risk_list(struct request *req)
{
	struct at_risk_shown	s = { .page = page_asked(req, PAGE_ROWS) };
	struct wish		w;

	s.asked = listing_asked(req, &at_risk_listing);
	if (!date_parse_iso(s.asked.values[AT_RISK_DAY], &s.day))
		s.asked.values[AT_RISK_DAY] = "";
	w = wish_for(req, &s);
	if (date_is_set(s.day))
		find_then(req, &s, &w);
	else
		find_now(req, &s, &w);
	count_tiles(req, &s, &w);
	draw_trend(req, &s, &w);
	s.chosen = listing_chosen(req, &s.asked);
	at_risk_page(req->out, req, &s);
	return (OK);
}
