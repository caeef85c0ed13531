/* ledger - the days of a placement as a curve of expected against done, and
 * week by week. */
#include "pages.h"
#include "pages/ledger.h"
#include "pages/standing.h"
#include "queries.h"
#include "views.h"

const struct logged_day *
logged_days(struct arena *a, const struct logged_list *list)
{
	struct logged_day	*days = arena_array(a, list->n, sizeof(*days));
	size_t			 n = 0;

	each (d, *list) {
		days[n] = (struct logged_day){ .on = d->on_date,
		    .halves = (int)d->halves };
		logged_kind_named(day_kind_word(d->kind), &days[n].kind);
		logged_state_named(day_state_word(d->state), &days[n].state);
		n++;
	}
	return (days);
}

static struct days_line
line_of(struct curve c)
{
	return ((struct days_line){ c.n, c.on, c.halves });
}

struct days_chart
days_chart_of(struct request *req, int64_t placement, const char *finding,
    const struct schedule *s, const struct logged_day *days, size_t n)
{
	struct arena	*a = req->arena;

	return ((struct days_chart){
	    .id = arena_printf(a, "days-%ld", placement),
	    .title = "Days done and days expected", .finding = finding,
	    .from = s->from, .to = s->to, .today = req->today,
	    .required_halves = s->required_halves,
	    .expected = line_of(expected_curve(a, s)),
	    .confirmed = line_of(done_curve(a, s, days, n, false)),
	    .logged = line_of(done_curve(a, s, days, n, true)) });
}

enum status
placement_ledger(struct request *req)
{
	struct placement	*p = placement_by_id(req->db, req->id[0]);
	struct ledger_shown	 s = { .placement = p };
	struct schedule		 schedule;
	struct day_settings	 settings;
	struct logged_list	 logged;
	const struct logged_day	*days;

	if (p == NULL)
		return (NOT_FOUND);
	schedule = schedule_asked(req, p);
	settings = day_settings_of(req, p->programme_id);
	logged = days_logged_at(req->db, p->id);
	days = logged_days(req->arena, &logged);
	s.trainee = person_named(req->db, p->person_id)->name;
	s.standing = day_standing(req->arena, &schedule, (int)p->confirmed,
	    (int)p->waiting, &settings, req->today);
	s.finish = finish_on(&schedule, s.standing.done, req->today);
	s.chart = days_chart_of(req, p->id, s.standing.reason, &schedule, days,
	    logged.n);
	s.ledger = ledger_of(req->arena, &schedule, days, logged.n);
	request_reads(req, "placement", p->id, p->person_id, p->programme_id);
	ledger_page(req->out, req, &s);
	return (OK);
}
