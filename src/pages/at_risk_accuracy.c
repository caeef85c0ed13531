/* at_risk_accuracy - how often each rule was right, and what another threshold
 * would have done. */
#include <math.h>
#include <string.h>

#include "core/form.h"
#include "pages.h"
#include "rules/words.h"
#include "views.h"
#include "views/accuracy.h"

enum { MONTHS = 12, DAYS_IN_WEEK = 7 };

static const struct { const char *code, *words, *kinds[3]; } outcomes[] = {
	{ "any", "Failed, given more time, left by a decision or needed a "
	    "support plan", { "failed", "extended", "planned" } },
	{ "failed", "Failed, or left by a decision about their work",
	    { "failed" } },
	{ "extended", "Given more time", { "extended" } },
};
enum { OUTCOMES = sizeof(outcomes) / sizeof(*outcomes) };

const struct option *
outcome_kind_options(void)
{
	static struct option	offered[OUTCOMES + 1];

	for (int i = 0; i < OUTCOMES; i++)
		offered[i] = (struct option){ outcomes[i].code,
		    outcomes[i].words };
	return (offered);
}

static int
outcome_asked(struct request *req)
{
	for (int i = 0; i < OUTCOMES; i++)
		if (strcmp(outcomes[i].code, form_value(req->form,
		    "outcome")) == 0)
			return (i);
	form_replace(req->form, "outcome", outcomes[0].code);
	return (0);
}

static struct text_list
kinds_of(int outcome)
{
	const char *const	*kinds = outcomes[outcome].kinds;
	size_t			 n = 0;

	while (n < 3 && kinds[n] != NULL)
		n++;
	return ((struct text_list){ kinds, n });
}

static int
percent(double share)
{
	return ((int)lround(100 * share));
}

const char *
rate_words(struct arena *a, struct rate r)
{
	if (r.n == 0)
		return ("None to count");
	return (arena_printf(a, "%d%% (%ld of %ld), %d%% to %d%%",
	    percent((double)r.x / (double)r.n), (long)r.x, (long)r.n,
	    percent(r.within.low), percent(r.within.high)));
}

const char *
lead_words(struct arena *a, struct maybe_real weeks)
{
	if (!weeks.known)
		return ("None to count");
	return (arena_printf(a, "%.1f weeks", weeks.value));
}

const char *
monthly_words(struct arena *a, double n)
{
	return (arena_printf(a, "%.1f", n));
}

static struct alarm_counts
counts_of(const struct rule_count *c)
{
	return ((struct alarm_counts){ .people = c->people,
	    .events = c->events, .flagged = c->flagged, .late = c->late,
	    .at = { c->at_0, c->at_4, c->at_8, c->at_12 } });
}

/* From where on the rule would have flagged, in its own unit. */
static const char *
threshold_words(struct arena *a, const struct rule_shown *r,
    enum flag_severity least, const struct threshold_numbers *n)
{
	bool	urgent = least == FLAG_SEVERITY_URGENT;

	if (strcmp(r->rule->code, "days_behind") == 0)
		return (arena_printf(a, "from %s behind instead of %s",
		    days_words(a, (int)(urgent ? n->behind_urgent :
		    n->behind_act)), days_words(a, (int)n->behind)));
	return (arena_printf(a, "only what is %s or worse, for most rules "
	    "%ld days later", urgent ? "urgent" : "to be acted upon",
	    (long)(urgent ? n->urgent_days : n->act_days)));
}

static const char *
effect_words(struct arena *a, const struct rule_shown *r,
    enum flag_severity least, const struct threshold_numbers *n)
{
	const struct alarm_counts	*now = &r->counts[0],
					*other = &r->counts[least - 1];
	struct threshold_effect		 e = threshold_effect(now, other);

	return (arena_printf(a, "Flagging %s would have flagged %ld instead "
	    "of %ld people, spared %ld false alarms, and missed %ld that were "
	    "found by the day of the outcome.", threshold_words(a, r, least,
	    n), (long)other->flagged, (long)now->flagged,
	    (long)e.fewer_false, (long)e.fewer_found));
}

/* The counts of a rule come together, from the lowest severity on. */
static void
take_counts(struct rule_shown *r, const struct rule_count_list *all)
{
	each (c, *all) {
		if (strcmp(c->rule, r->rule->code) != 0)
			continue;
		r->counts[c->lowest - 1] = counts_of(c);
		if (c->lowest != FLAG_SEVERITY_WATCH)
			continue;
		r->lead_weeks = (struct maybe_real){ c->lead_days.known,
		    c->lead_days.value / DAYS_IN_WEEK };
		r->a_month = (double)c->raised / MONTHS;
	}
}

static void
show_rules(struct request *req, struct accuracy_shown *s, int64_t programme,
    int outcome)
{
	struct at_risk_rule_list	 rules = at_risk_rules(req->db);
	struct rule_count_list		 all = rule_counts(req->db, programme,
					    kinds_of(outcome));
	struct threshold_numbers	*n = threshold_numbers(req->db,
					    programme);

	s->rules = arena_array(req->arena, rules.n, sizeof(*s->rules));
	each (rule, rules) {
		struct rule_shown	*r = &s->rules[s->n++];

		r->rule = rule;
		take_counts(r, &all);
		r->is = accuracy_of(&r->counts[0]);
		for (enum flag_severity least = FLAG_SEVERITY_ACT;
		    least <= FLAG_SEVERITY_URGENT; least++)
			if (n != NULL && may_tune(&r->counts[0]) &&
			    r->counts[0].flagged > 0)
				r->effects[least - 1] = effect_words(
				    req->arena, r, least, n);
	}
	if (all.n > 0) {
		s->people = all.v[0].people;
		s->events = all.v[0].events;
	}
}

enum status
at_risk_accuracy(struct request *req)
{
	struct at_risk_choice_list	 mine = at_risk_programmes(req->db);
	struct accuracy_shown		 s = { 0 };
	struct option			*options;
	int				 outcome = outcome_asked(req);
	int64_t				 programme = 0;
	size_t				 n = 0;

	options = arena_array(req->arena, mine.n + 1, sizeof(*options));
	each (p, mine) {
		options[n] = (struct option){ arena_printf(req->arena, "%ld",
		    (long)p->id), p->name };
		if (programme == 0 || strcmp(options[n].value, form_value(
		    req->form, "programme")) == 0)
			programme = p->id;
		n++;
	}
	if (n > 1)
		s.programmes = options;
	s.outcome = outcomes[outcome].words;
	s.known = snapshots_known(req->db);
	show_rules(req, &s, programme, outcome);
	accuracy_page(req->out, req, &s);
	return (OK);
}
