/*
 * The days of one placement against what was expected, in time.
 */
#include <stdio.h>

#include "charts/days.h"
#include "charts/scale.h"
#include "charts/svg.h"

enum {
	WIDTH = 4200, HEIGHT = 3000,
	LEFT = 400, RIGHT = 840,	/* numbers; "Expected" */
	TOP = 300, BOTTOM = 480,	/* "70 days needed"; months, today */
	GAP = 60,
	MIDDLE = SVG_TEXT * 35 / 100,	/* from a middle to its baseline */
	LEADING = 190,			/* labels are never nearer than this */
	MONTHS = 6, NUMBERS = 5
};

#define LOOK_REQUIRED	"class=\"chart-axis\" stroke=\"" SVG_INK "\""
#define LOOK_GRID	"class=\"chart-grid\" stroke=\"" SVG_PALE "\""
#define LOOK_TODAY	"class=\"chart-axis\" stroke=\"" SVG_GREY "\" "	\
			"stroke-dasharray=\"1 4\""
#define LOOK_EXPECTED	"stroke=\"" SVG_GREY "\" stroke-width=\"2\" "	\
			"stroke-dasharray=\"8 5\""
#define LOOK_LOGGED	"stroke=\"" SVG_TEAL "\" stroke-width=\"3\" "	\
			"stroke-dasharray=\"3 3\""
#define LOOK_CONFIRMED	"stroke=\"" SVG_BLUE "\" stroke-width=\"4\""

struct plot { struct scale x, y; struct out *o; };

static int
last_of(const struct days_line *l)
{
	return (l->n == 0 ? 0 : l->halves[l->n - 1]);
}

static int
most(int a, int b)
{
	return (a > b ? a : b);
}

static struct plot
plot_of(struct out *o, const struct days_chart *c)
{
	int	halves = most(most(c->required_halves, last_of(&c->logged)),
		    most(last_of(&c->expected), last_of(&c->confirmed)));

	return ((struct plot){
	    .x = { date_number(c->from), date_number(c->to) + 1, LEFT,
		WIDTH - RIGHT },
	    .y = { 0, halves, HEIGHT - BOTTOM, TOP },
	    .o = o });
}

static int
place_x(const struct plot *p, struct date d)
{
	int	n = date_number(d);

	n = n < p->x.low ? p->x.low : n > p->x.high ? p->x.high : n;
	return (scale_place(&p->x, n));
}

static const char *
days_text(char *s, size_t size, int halves, const char *what)
{
	const char	*half = halves % 2 == 1 ? "\u00bd" : "";

	if (halves == 1)
		snprintf(s, size, "%s%s", half, what);
	else
		snprintf(s, size, "%d%s%s", halves / 2, half, what);
	return (s);
}

static void
put_numbers(const struct plot *p)
{
	char	s[32];
	int	days, y, step = tick_step(p->y.high / 2, NUMBERS);

	for (days = 0; days * 2 <= p->y.high; days += step) {
		y = scale_place(&p->y, days * 2);
		svg_line(p->o, LOOK_GRID, LEFT, y, WIDTH - RIGHT, y);
		svg_text(p->o, LEFT - GAP, y + MIDDLE, "end",
		    days_text(s, sizeof(s), days * 2, ""));
	}
}

static void
put_months(const struct plot *p, const struct days_chart *c)
{
	struct date	ticks[MONTHS];
	size_t		i, n = month_ticks(c->from, c->to, ticks, MONTHS);
	int		x, bottom = HEIGHT - BOTTOM;
	char		s[16];

	for (i = 0; i < n; i++) {
		x = place_x(p, ticks[i]);
		svg_line(p->o, LOOK_REQUIRED, x, bottom, x, bottom + GAP);
		snprintf(s, sizeof(s), "%.3s",
		    date_month_name(ticks[i].month));
		svg_text(p->o, x, bottom + GAP + SVG_TEXT, "middle", s);
	}
	svg_line(p->o, LOOK_REQUIRED, LEFT, bottom, WIDTH - RIGHT, bottom);
}

static void
put_today(const struct plot *p, const struct days_chart *c)
{
	int	x = place_x(p, c->today);

	if (date_compare(c->today, c->from) < 0 ||
	    date_compare(c->today, c->to) > 0)
		return;
	svg_line(p->o, LOOK_TODAY, x, TOP, x, HEIGHT - BOTTOM);
	svg_text(p->o, x, HEIGHT - GAP, "middle", "Today");
}

static void
put_required(const struct plot *p, const struct days_chart *c)
{
	int	y = scale_place(&p->y, c->required_halves);
	char	s[40];

	svg_line(p->o, LOOK_REQUIRED, LEFT, y, WIDTH - RIGHT, y);
	svg_text(p->o, LEFT, y - GAP, "start",
	    days_text(s, sizeof(s), c->required_halves,
	    c->required_halves <= 2 ? " day needed" : " days needed"));
}

static void
open_path(const struct plot *p, const char *look, struct date on, int halves)
{
	svg_raw(p->o, "<path class=\"chart-line\" fill=\"none\" ");
	svg_raw(p->o, look);
	svg_raw(p->o, " d=\"M");
	svg_number(p->o, place_x(p, on));
	svg_raw(p->o, " ");
	svg_number(p->o, scale_place(&p->y, halves));
}

static void
put_slope(const struct plot *p, const struct days_line *l, const char *look)
{
	size_t	i;

	if (l->n == 0)
		return;
	open_path(p, look, l->on[0], l->halves[0]);
	for (i = 1; i < l->n; i++) {
		svg_raw(p->o, "L");
		svg_number(p->o, place_x(p, l->on[i]));
		svg_raw(p->o, " ");
		svg_number(p->o, scale_place(&p->y, l->halves[i]));
	}
	svg_raw(p->o, "\"/>\n");
}

/* Where a line of done days ends: today, or its own last day when later. */
static struct date
line_end(const struct days_line *l, struct date today)
{
	return (date_compare(l->on[l->n - 1], today) > 0 ? l->on[l->n - 1]
							 : today);
}

/* Done days stand until the next is done: steps, not slopes. */
static void
put_steps(const struct plot *p, const struct days_line *l, const char *look,
    struct date today)
{
	size_t	i;

	if (l->n == 0)
		return;
	open_path(p, look, l->on[0], l->halves[0]);
	for (i = 1; i < l->n; i++) {
		svg_raw(p->o, "H");
		svg_number(p->o, place_x(p, l->on[i]));
		svg_raw(p->o, "V");
		svg_number(p->o, scale_place(&p->y, l->halves[i]));
	}
	svg_raw(p->o, "H");
	svg_number(p->o, place_x(p, line_end(l, today)));
	svg_raw(p->o, "\"/>\n");
}

/* Clear of the line below the drawing, and of what is required above. */
static int
clear_of_edges(const struct plot *p, const struct days_chart *c, int y)
{
	int	required = scale_place(&p->y, c->required_halves);

	if (y > HEIGHT - BOTTOM - LEADING)
		return (HEIGHT - BOTTOM - LEADING);
	if (y > required - LEADING && y < required + LEADING)
		return (required + LEADING);
	return (y);
}

/* Beside the line's end; on its left when the right has no room for it.  A
 * white edge keeps the words readable where a line runs behind them. */
static void
put_label(const struct plot *p, const struct days_line *l, const char *what,
    struct date today, int y)
{
	int	x = place_x(p, line_end(l, today));
	bool	left = x > WIDTH - RIGHT - 500;
	char	s[40];

	svg_raw(p->o, "<g class=\"chart-edge\" stroke=\"#fff\" "
	    "stroke-width=\"4\" paint-order=\"stroke\">");
	svg_text(p->o, left ? x - GAP : x + GAP, y + MIDDLE,
	    left ? "end" : "start",
	    days_text(s, sizeof(s), last_of(l), what));
	svg_raw(p->o, "</g>\n");
}

static void
put_done(const struct plot *p, const struct days_chart *c)
{
	bool	waiting = last_of(&c->logged) > last_of(&c->confirmed);
	int	confirmed = clear_of_edges(p, c,
		    scale_place(&p->y, last_of(&c->confirmed)));
	int	logged = clear_of_edges(p, c,
		    scale_place(&p->y, last_of(&c->logged)));

	if (waiting)
		put_steps(p, &c->logged, LOOK_LOGGED, c->today);
	put_steps(p, &c->confirmed, LOOK_CONFIRMED, c->today);
	if (waiting && confirmed - logged < LEADING)
		confirmed = logged + LEADING;
	if (waiting && confirmed > HEIGHT - BOTTOM - LEADING) {
		confirmed = HEIGHT - BOTTOM - LEADING;
		logged = confirmed - LEADING;
	}
	if (waiting)
		put_label(p, &c->logged, " logged", c->today, logged);
	put_label(p, &c->confirmed, " confirmed", c->today, confirmed);
}

void
days_chart(struct out *o, const struct days_chart *c)
{
	struct svg_head	head = { c->id, c->title, c->finding, WIDTH, HEIGHT,
			    false };
	struct plot	p = plot_of(o, c);

	svg_open(o, &head);
	put_numbers(&p);
	put_months(&p, c);
	put_required(&p, c);
	put_today(&p, c);
	put_slope(&p, &c->expected, LOOK_EXPECTED);
	if (c->expected.n != 0)
		svg_text(o, WIDTH - RIGHT + GAP,
		    scale_place(&p.y, last_of(&c->expected)) + MIDDLE, "start",
		    "Expected");
	if (c->confirmed.n != 0 && date_compare(c->today, c->from) >= 0)
		put_done(&p, c);
	svg_close(o);
}
