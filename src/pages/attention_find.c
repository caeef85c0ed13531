/* attention_find - looks up the records of a matter and what clears each. */
#include <string.h>

#include "pages/attention.h"
#include "pages/progress.h"
#include "pages/register.h"
#include "views.h"

enum { PROGRAMMES_MAX = 16, PERHAPS_BEHIND = 250 };

/* Where something is done: # stands for the record's open_id. */
struct action { const char *path, *words; };

/* record: the page that shows it; # stands for its page_id. */
static const struct {
	const char		*heading;
	int			 roles;
	struct noted_list	(*find)(struct db *, int64_t at_most);
	const char		*record;
	struct action		 staff, other;
} kinds[MATTERS] = {
	[NO_PLACEMENT_AHEAD] = { "Without a placement ahead", STAFF,
	    noted_no_placement, "/trainees/#",
	    { "/matching", "Match with an offer" }, { 0 } },
	[NO_EDUCATOR] = { "Without a practice educator",
	    STAFF | PARTNER | TUTOR | LEAD, noted_no_educator, "/trainees/#",
	    { "/placements/#/educators/new", "Allocate an educator" }, { 0 } },
	[EDUCATOR_LAPSES] = { "Educators whose entry has a gap",
	    STAFF | EDUCATOR | PARTNER, NULL, "/educators/#",
	    { "/educators/#", "" }, { 0 } },
	[NO_WORKING_PATTERN] = { "Without a working pattern",
	    STAFF | EDUCATOR | TUTOR | LEAD, noted_no_pattern, "/trainees/#",
	    { "/placements/#/changes/new", "Change the placement" }, { 0 } },
	[DAYS_WAITING] = { "Days that wait to be confirmed",
	    STAFF | EDUCATOR | PARTNER | TUTOR | LEAD, noted_days_waiting,
	    "/trainees/#", { "/placements/#/days", "Open the days" },
	    { "/work", "Confirm the days" } },
	[DAYS_RETURNED] = { "Returned days that are not corrected",
	    STAFF | EDUCATOR | TUTOR | LEAD, noted_days_returned,
	    "/trainees/#", { "/placements/#/days", "Open the days" },
	    { "/placements/#/days", "Open the days" } },
	[SILENT] = { "Placements on which nothing is logged",
	    STAFF | EDUCATOR | PARTNER | TUTOR | LEAD, noted_silent,
	    "/trainees/#",
	    { "/placements/#/changes/new", "Record what happened" }, { 0 } },
	[FAR_BEHIND] = { "Far behind their own pattern",
	    STAFF | EDUCATOR | PARTNER | TUTOR | LEAD, NULL, "/trainees/#",
	    { "/trainees/#/changes/new", "Agree what happens" }, { 0 } },
	[REPORT_MISSING] = { "Ended without a final report",
	    STAFF | EDUCATOR | TUTOR | LEAD, noted_report_missing,
	    "/trainees/#", { "/placements/#/documents", "Open the documents" },
	    { "/placements/#/documents", "Write the report" } },
	[MARKS_MISSING] = { "Work without a mark", STAFF, noted_marks_missing,
	    "/modules/#", { "/components/#/marks", "Enter the marks" },
	    { 0 } },
	[PAUSE_OVER] = { "Away beyond the planned return", STAFF,
	    noted_pause_over, "/trainees/#",
	    { "/trainees/#/changes/new", "Record the return" }, { 0 } },
	[NUMBER_MISSING] = { "Without a registration number", STAFF,
	    noted_number_missing, "/trainees/#",
	    { "/trainees/#/number", "Record the number" }, { 0 } },
	[TUTOR_MISSING] = { "Without a tutor", STAFF, noted_no_tutor,
	    "/trainees/#", { "/trainees/#/guides", "Choose a tutor" }, { 0 } },
	[LEAD_MISSING] = { "Units that nobody leads", STAFF, noted_no_lead,
	    "/units/#", { "/units/#/lead", "Choose who leads it" }, { 0 } },
	[SETTING_UNKNOWN] = { "Teams whose setting is not known",
	    STAFF | PARTNER, noted_setting_unknown, "/organisations/#",
	    { "/teams/#/change", "Say what it is" },
	    { "/teams/#/change", "Say what it is" } },
	[AUDIT_MISSING] = { "Teams without an audit that holds",
	    STAFF | PARTNER, noted_audit_missing, "/organisations/#",
	    { "/teams/#/audits/new", "Record an audit" },
	    { "/teams/#/audits/new", "Record an audit" } },
	[NEVER_SIGNED_IN] = { "Invited, and never signed in", STAFF,
	    noted_never_signed_in, NULL,
	    { "/people/#/invitation", "Invite again" }, { 0 } },
	[SAME_NAME] = { "Perhaps entered twice", STAFF, noted_same_name,
	    "/trainees/#", { "/trainees/#", "Open the other record" }, { 0 } },
};

/* Numbers of the programmes that were asked for. */
struct numbers {
	int64_t				 programmes[PROGRAMMES_MAX];
	struct attention_settings	 settings[PROGRAMMES_MAX];
	size_t				 n;
};

const char *
matter_heading(enum matter m)
{
	return (kinds[m].heading);
}

/* Whoever can clear a matter is told of it only where there is a page to. */
bool
matter_is_for(const struct request *req, enum matter m)
{
	if (!request_is(req, kinds[m].roles))
		return (false);
	return (!request_is(req, STAFF) || kinds[m].staff.path == NULL ||
	    may_ask(req, kinds[m].staff.path));
}

static struct attention_settings
numbers_of(struct request *req, int64_t programme)
{
	struct attention_numbers	*n = attention_numbers_of(req->db,
					    programme);

	if (n == NULL)
		return ((struct attention_settings){ 0 });
	return ((struct attention_settings){
	    .weeks_ahead = (int)n->weeks_ahead,
	    .waiting_days = (int)n->waiting_days,
	    .returned_days = (int)n->returned_days,
	    .silent_weeks = (int)n->silent_weeks,
	    .behind_halves = (int)n->behind_halves,
	    .number_weeks = (int)n->number_weeks,
	    .invited_days = (int)n->invited_days,
	    .marking_days = (int)n->marking_days,
	    .report_days = (int)n->report_days });
}

static const struct attention_settings *
numbers_for(struct request *req, struct numbers *known, int64_t programme)
{
	size_t	i = 0;

	while (i < known->n && known->programmes[i] != programme)
		i++;
	if (i == PROGRAMMES_MAX)
		i = known->n = 0;
	if (i == known->n) {
		known->programmes[i] = programme;
		known->settings[i] = numbers_of(req, programme);
		known->n++;
	}
	return (&known->settings[i]);
}

/* An address of a pattern of the route table, one number in it. */
static struct url
filled(struct arena *a, const char *pattern, int64_t id)
{
	const char	*hash = strchr(pattern, '#');

	if (hash == NULL)
		return (url_to(a, "%s", pattern));
	return (url_to(a, "%s", arena_printf(a, "%.*s%ld%s",
	    (int)(hash - pattern), pattern, id, hash + 1)));
}

/* What this person can do about it; to look at the record, where nothing. */
static void
choose_action(struct request *req, enum matter m, struct gap *t)
{
	const struct action	*can = request_is(req, STAFF) ?
				    &kinds[m].staff : &kinds[m].other;

	if (kinds[m].record != NULL && may_ask(req, kinds[m].record))
		t->record = filled(req->arena, kinds[m].record,
		    t->noted->page_id);
	if (t->action.s != NULL)
		return;
	t->action = t->record;
	t->action_words = "Open the record";
	if (can->path == NULL || !may_ask(req, can->path))
		return;
	t->action = filled(req->arena, can->path, t->noted->open_id);
	t->action_words = can->words;
}

/* Learners of today and those to come. */
static int64_t
learners_left(const struct registered *r, struct date today)
{
	int64_t	n = 0;

	for (size_t i = 0; i < r->facts.nlearners; i++)
		n += !date_is_set(r->facts.learners[i].to) ||
		    date_compare(r->facts.learners[i].to, today) >= 0;
	return (n);
}

/* The rules of educators have judged: the first concern is the gravest. */
static struct gap_list
gaps_of_educators(struct request *req)
{
	struct educator_list	 list = educators_at_work(req->db,
				    GAPS_MOST * 4);
	struct registered_list	 all = registered_of(req, &list);
	struct gap_list	 found = { arena_array(req->arena, all.n,
				    sizeof(*found.v)), 0 };
	struct noted		*noted = arena_array(req->arena, all.n,
				    sizeof(*noted));

	each(r, all) {
		const struct educator	*e = r->educator;
		const struct concern	*c = r->concerns.v;

		if (r->concerns.n == 0)
			continue;
		noted[found.n] = (struct noted){ .record_id = e->id,
		    .programme_id = e->programme_id, .page_id = e->id,
		    .open_id = e->id, .name = e->name,
		    .about = e->organisation != NULL ? e->organisation :
		        "Works for themself", .on_date = e->registered_until,
		    .how_many = learners_left(r, req->today),
		    .what = c->reason };
		found.v[found.n].noted = &noted[found.n];
		if (request_is(req, STAFF)) {
			found.v[found.n].action = attention_url(req->arena,
			    c->what, e);
			found.v[found.n].action_words =
			    attention_action(c->what);
		}
		found.n++;
	}
	return (found);
}

/* Their own pattern says how far. */
static struct gap_list
gaps_of_the_behind(struct request *req)
{
	struct trainee_list	 list = trainees_perhaps_behind(req->db,
				    PERHAPS_BEHIND);
	struct progress_list	 all = progress_of(req, &list);
	struct gap_list	 found = { arena_array(req->arena, all.n,
				    sizeof(*found.v)), 0 };
	struct noted		*noted = arena_array(req->arena, all.n,
				    sizeof(*noted));

	each(p, all) {
		const struct trainee	*t = p->trainee;

		noted[found.n] = (struct noted){ .record_id = t->id,
		    .programme_id = t->programme_id, .page_id = t->id,
		    .open_id = t->id, .name = t->name,
		    .about = arena_printf(req->arena, "%s, %s", t->cohort,
		        p->now != NULL ? p->now->organisation : t->employer),
		    .how_many = p->standing.behind };
		found.v[found.n].noted = &noted[found.n];
		found.n++;
	}
	return (found);
}

static struct gap_list
gaps_noted(struct request *req, enum matter m, int64_t at_most)
{
	struct noted_list	list = kinds[m].find(req->db, at_most);
	struct gap_list	found = { arena_array(req->arena, list.n,
				    sizeof(*found.v)), 0 };

	each(n, list)
		found.v[found.n++].noted = n;
	return (found);
}

static struct gap_list
looked_up(struct request *req, enum matter m, int64_t at_most)
{
	if (m == EDUCATOR_LAPSES)
		return (gaps_of_educators(req));
	if (m == FAR_BEHIND)
		return (gaps_of_the_behind(req));
	return (gaps_noted(req, m, at_most));
}

static const struct set_aside *
aside_of(const struct set_aside_list *all, enum matter m, int64_t record)
{
	each(a, *all)
		if (a->record_id == record &&
		    strcmp(a->kind, matter_code(m)) == 0)
			return (a);
	return (NULL);
}

/* Those that the rule finds, in the place of all that were looked up. */
static struct gap_list
judged(struct request *req, enum matter m, struct gap_list all)
{
	struct set_aside_list	 asides = asides_mine(req->db);
	struct numbers		 numbers = { .n = 0 };
	struct gap_list	 found = { all.v, 0 };

	each(t, all) {
		const struct noted	*n = t->noted;
		struct matter_found	 f = matter_judged(req->arena, m,
					    &(struct matter_facts){
					    .on = n->on_date,
					    .until = n->until_on,
					    .n = n->how_many,
					    .what = n->what },
					    numbers_for(req, &numbers,
					    n->programme_id), req->today);

		if (f.reason == NULL)
			continue;
		t->reason = f.reason;
		t->since = f.since;
		t->aside = aside_of(&asides, m, n->record_id);
		choose_action(req, m, t);
		found.v[found.n++] = *t;
	}
	return (found);
}

struct gap_group
attention_of(struct request *req, enum matter m)
{
	struct gap_group	g = { .matter = m,
				    .heading = kinds[m].heading };
	struct gap_list	all = judged(req, m, looked_up(req, m,
				    GAPS_MOST + 1));

	g.rows.v = arena_array(req->arena, all.n, sizeof(*g.rows.v));
	g.aside.v = arena_array(req->arena, all.n, sizeof(*g.aside.v));
	each(t, all)
		if (t->aside != NULL)
			g.aside.v[g.aside.n++] = *t;
		else
			g.rows.v[g.rows.n++] = *t;
	g.more = g.rows.n > GAPS_MOST;
	if (g.more)
		g.rows.n = GAPS_MOST;
	return (g);
}

const struct gap *
gap_of_record(struct request *req, enum matter m, int64_t record)
{
	struct gap_list	all;

	if (!matter_is_for(req, m))
		return (NULL);
	all = judged(req, m, looked_up(req, m, GAPS_MOST * 10));
	each(t, all)
		if (t->noted->record_id == record)
			return (t);
	return (NULL);
}

const char *
group_words(struct arena *a, const struct gap_group *g)
{
	if (g->more)
		return (arena_printf(a, "more than %d", GAPS_MOST));
	return (arena_printf(a, "%zu", g->rows.n));
}
