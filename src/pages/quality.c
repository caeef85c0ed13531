/* quality - how good placements are with hosts: all of them, one, a team. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "views.h"

enum { COMMENTS_PAGE = 10, ACTIONS_SHOWN = 25, TEAMS_SHOWN = 50 };

static struct range
range_of(const char *label, struct sample s, struct figure f)
{
	return ((struct range){ label,
	    s.people == 0 ? RANGE_NONE : (int)lround(s.mean * 100),
	    (int)lround(f.low * 100), (int)lround(f.high * 100) });
}

static struct ranges_chart
chart_of(const char *id, const char *title, const char *finding,
    struct sample all, const struct range *ranges, size_t n)
{
	return ((struct ranges_chart){ .id = id, .title = title,
	    .finding = finding, .from = 100, .to = 500,
	    .from_words = "1 disagree", .to_words = "agree 5",
	    .all = all.people == 0 ? RANGE_NONE : (int)lround(all.mean * 100),
	    .ranges = ranges, .n = n });
}

static int
by_told(const void *a, const void *b)
{
	const struct host_line	*x = a, *y = b;
	int			 order = strcmp(x->host->name, y->host->name);

	if (x->figure.told != y->figure.told)
		return ((int)x->figure.told - (int)y->figure.told);
	if (order == 0)
		order = x->host->id < y->host->id ? -1 : 1;
	return (order);
}

static struct sample
sample_of(const struct quality_host *h)
{
	return ((struct sample){ (size_t)h->people, h->mean, h->squares });
}

/* What can be told apart first, then by name; never by the mean. */
static struct host_line *
host_lines(struct request *req, struct quality_host_list hosts)
{
	struct host_line	*v = arena_array(req->arena, hosts.n,
				    sizeof(*v));
	struct sample		*samples = arena_array(req->arena, hosts.n,
				    sizeof(*samples));
	struct figure		*figures = arena_array(req->arena, hosts.n,
				    sizeof(*figures));

	for (size_t i = 0; i < hosts.n; i++)
		samples[i] = sample_of(&hosts.v[i]);
	figures_of(samples, hosts.n, figures);
	for (size_t i = 0; i < hosts.n; i++)
		v[i] = (struct host_line){ &hosts.v[i], figures[i] };
	qsort(v, hosts.n, sizeof(*v), by_told);
	return (v);
}

static void
chart_hosts(struct request *req, struct hosts_shown *s)
{
	struct range	*ranges = arena_array(req->arena, s->n,
			    sizeof(*ranges));
	size_t		 apart = 0;

	for (size_t i = 0; i < s->n; i++) {
		ranges[i] = range_of(s->v[i].host->name,
		    sample_of(s->v[i].host), s->v[i].figure);
		apart += s->v[i].figure.told == TOLD_LOWER ||
		    s->v[i].figure.told == TOLD_HIGHER;
	}
	s->chart = chart_of("hosts", "What people said of each host",
	    apart == 0 ? "No host of this page can be told apart from the "
	    "others" : arena_printf(req->arena, "%zu of %zu hosts of this "
	    "page can be told apart from the others", apart, s->n), s->all,
	    ranges, s->n);
}

static enum status
show_hosts(struct request *req)
{
	struct quality_settings	*q = quality_settings_mine(req->db);
	struct hosts_shown	 s = { .page = page_asked(req, PAGE_ROWS) };
	struct quality_host_list hosts;

	if (q == NULL)
		return (NOT_FOUND);
	hosts = quality_hosts(req->db, q->since, date_plus_days(req->today,
	    (int)q->renewal_days));
	s.v = host_lines(req, hosts);
	each (h, hosts) {
		s.all = samples_joined(s.all, sample_of(h));
		s.overdue += (size_t)h->overdue;
		s.lapsed += (size_t)h->lapsed;
		s.due += (size_t)h->due;
	}
	page_counted(&s.page, (int64_t)hosts.n);
	if (s.page.number > s.page.pages)
		s.page.number = s.page.pages > 0 ? s.page.pages : 1;
	s.v += page_skip(s.page);
	s.n = hosts.n - (size_t)page_skip(s.page);
	if (s.n > (size_t)s.page.size)
		s.n = (size_t)s.page.size;
	chart_hosts(req, &s);
	quality_hosts_page(req->out, req, &s);
	return (OK);
}

/* Staff see all hosts; a host's coordinator their own, or chooses it. */
enum status
quality_list(struct request *req)
{
	struct host_list	own;

	if (request_is(req, STAFF))
		return (show_hosts(req));
	own = hosts_mine(req->db);
	if (own.n == 1)
		return (see_other(req, "/quality/hosts/%ld", own.v[0].id));
	quality_own_hosts_page(req->out, req, own);
	return (OK);
}

static struct quality_lines
lines_of(struct request *req, struct quality_group_list groups,
    const char *id, const char *caption, const char *head, bool compared)
{
	struct quality_lines	 l = { .n = groups.n, .id = id,
				    .caption = caption, .head = head,
				    .compared = compared && groups.n > 1 };
	struct sample		*samples = arena_array(req->arena, l.n,
				    sizeof(*samples)), all = { 0 };
	struct figure		*figures = arena_array(req->arena, l.n,
				    sizeof(*figures));
	struct range		*ranges = arena_array(req->arena, l.n,
				    sizeof(*ranges));

	l.v = arena_array(req->arena, l.n, sizeof(*l.v));
	for (size_t i = 0; i < l.n; i++) {
		samples[i] = (struct sample){ (size_t)groups.v[i].people,
		    groups.v[i].mean, groups.v[i].squares };
		all = samples_joined(all, samples[i]);
	}
	figures_of(samples, l.n, figures);
	for (size_t i = 0; i < l.n; i++) {
		l.v[i] = (struct quality_line){ groups.v[i].label, samples[i],
		    figures[i] };
		ranges[i] = range_of(groups.v[i].label, samples[i],
		    figures[i]);
	}
	l.chart = chart_of(id, caption, "The ranges are in the table below",
	    all, ranges, l.n);
	return (l);
}

/* Areas, in their own order; all of them together stand apart. */
static void
show_areas(struct request *req, struct host_shown *s,
    struct quality_area_list said)
{
	struct quality_group	*v = arena_array(req->arena, QUALITY_AREAS,
				    sizeof(*v));

	for (int i = 0; i < QUALITY_AREAS; i++)
		v[i].label = area_words(i);
	each (a, said) {
		if (a->area == 0) {
			s->all = (struct sample){ (size_t)a->people, a->mean,
			    a->squares };
			figures_of(&s->all, 1, &s->figure);
		} else {
			v[a->area - 1].people = a->people;
			v[a->area - 1].mean = a->mean;
			v[a->area - 1].squares = a->squares;
		}
	}
	s->areas = lines_of(req, (struct quality_group_list){ v,
	    QUALITY_AREAS }, "areas", "What people said, area by area",
	    "Area", false);
}

static void
show_to_staff(struct request *req, struct host_shown *s)
{
	show_areas(req, s, quality_of_areas(req->db, s->id, s->since));
	s->teams = lines_of(req, quality_of_teams(req->db, s->id, s->since),
	    "teams", "What people said of each team", "Team", true);
	s->cohorts = lines_of(req, quality_of_cohorts(req->db, s->id,
	    s->since), "cohorts", "What people of each cohort said", "Cohort",
	    true);
	s->responses = quality_responses(req->db, s->id, s->since);
	s->page = page_asked(req, COMMENTS_PAGE);
	s->comments = quality_comments(req->db, s->id, s->since, s->page.size,
	    page_skip(s->page));
	page_counted(&s->page, s->comments.n == 0 ? 0 :
	    s->comments.v[0].of_all);
}

static struct host *
host_asked(struct request *req)
{
	struct host_list	hosts = hosts_mine(req->db);

	each (h, hosts)
		if (h->id == req->id[0])
			return (h);
	return (NULL);
}

enum status
quality_host(struct request *req)
{
	struct quality_settings	*q = quality_settings_mine(req->db);
	struct host		*h = host_asked(req);
	struct host_shown	 s;

	if (q == NULL || h == NULL)
		return (NOT_FOUND);
	s = (struct host_shown){ .id = h->id, .name = h->name,
	    .staff = request_is(req, STAFF), .fewest = q->fewest_people,
	    .since = q->since, .renewal_days = q->renewal_days };
	if (s.staff)
		show_to_staff(req, &s);
	else
		show_areas(req, &s, quality_published(req->db, h->id));
	s.audits = quality_teams(req->db, (struct maybe_int){ true, h->id },
	    (struct date){ 0 }, TEAMS_SHOWN, 0);
	s.open = actions_mine(req->db, (struct maybe_int){ true, h->id },
	    false, ACTION_OWNER_NONE, false, ACTIONS_SHOWN, 0);
	quality_host_page(req->out, req, &s);
	return (OK);
}

enum audit_standing
team_standing(const struct quality_team *t, struct date today,
    int64_t renewal_days)
{
	return (audit_standing(&(struct audit_facts){ t->done_on,
	    t->valid_until, t->result == AUDIT_RESULT_NOT_YET }, today,
	    (int)renewal_days));
}

enum status
quality_team(struct request *req)
{
	struct quality_settings	*q = quality_settings_mine(req->db);
	struct team_shown	 s = { .team = quality_team_by_id(req->db,
				    req->id[0]) };

	if (q == NULL || s.team == NULL)
		return (NOT_FOUND);
	s.staff = request_is(req, STAFF);
	s.standing = team_standing(s.team, req->today, q->renewal_days);
	s.audits = audits_of_team(req->db, s.team->id);
	s.actions = actions_of_team(req->db, s.team->id);
	quality_team_page(req->out, req, &s);
	return (OK);
}

/* Teams that need an audit: never, not yet suitable, out of date, then due. */
enum status
quality_audits(struct request *req)
{
	struct quality_settings	*q = quality_settings_mine(req->db);
	struct page_of		 page = page_asked(req, PAGE_ROWS);
	struct quality_team_list teams;

	if (q == NULL)
		return (NOT_FOUND);
	teams = quality_teams(req->db, (struct maybe_int){ 0 },
	    date_plus_days(req->today, (int)q->renewal_days), page.size,
	    page_skip(page));
	page_counted(&page, teams.n == 0 ? 0 : teams.v[0].of_all);
	quality_audits_page(req->out, req, teams, q->renewal_days, page);
	return (OK);
}
