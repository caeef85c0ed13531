/*
 * Rates of units of different sizes, within the limits of chance.
 */
#include <stdio.h>

#include "charts/funnel.h"
#include "charts/scale.h"
#include "charts/svg.h"

enum {
	WIDTH = 4200,
	TOP = 120,
	FOOT = 2300,
	LEFT = 620,
	RIGHT = 160,
	BELOW = 600,
	DOT = 60
};

#define LIMIT	"class=\"chart-line\" fill=\"none\" stroke=\"" SVG_GREY \
		"\" stroke-width=\"2\" stroke-dasharray=\"6 4\""
#define OUTER	"class=\"chart-line\" fill=\"none\" stroke=\"" SVG_GREY \
		"\" stroke-width=\"2\""

/* One of the four limits of a point. */
static int
limit_of(const struct funnel_point *p, int which)
{
	const int	all[] = { p->low95, p->high95, p->low998, p->high998 };

	return (all[which]);
}

static int
highest(const struct funnel_chart *c)
{
	int	most = 50;

	for (size_t i = 0; i < c->n; i++) {
		if (c->points[i].share > most)
			most = c->points[i].share;
		if (c->points[i].high998 > most)
			most = c->points[i].high998;
	}
	return (most);
}

static void
put_limit(struct out *o, const struct funnel_chart *c, int which,
    const struct scale *x, const struct scale *y)
{
	svg_raw(o, which < 2 ? "<path " LIMIT " d=\"" : "<path " OUTER
	    " d=\"");
	for (size_t i = 0; i < c->n; i++) {
		svg_raw(o, i == 0 ? "M" : "L");
		svg_number(o, scale_place(x, c->points[i].people));
		svg_raw(o, " ");
		svg_number(o, scale_place(y, limit_of(&c->points[i], which)));
	}
	svg_raw(o, "\"/>\n");
}

static void
put_axes(struct out *o, const struct scale *x, const struct scale *y)
{
	int	step = tick_step(x->high, 6), share = tick_step(y->high, 5);
	char	tick[16];

	for (int s = 0; s <= y->high; s += share) {
		int	at = scale_place(y, s);

		svg_line(o, "class=\"chart-grid\" stroke=\"" SVG_PALE "\"",
		    LEFT, at, WIDTH - RIGHT, at);
		snprintf(tick, sizeof(tick), share % 10 == 0 ? "%d%%" :
		    "%d.%d%%", s / 10, s % 10);
		svg_text(o, LEFT - 60, at + 50, "end", tick);
	}
	for (int n = 0; n <= x->high; n += step) {
		snprintf(tick, sizeof(tick), "%d", n);
		svg_text(o, scale_place(x, n), FOOT + SVG_TEXT + 60, "middle",
		    tick);
	}
	svg_text(o, WIDTH - RIGHT, FOOT + 2 * SVG_TEXT + 100, "end",
	    "people");
}

void
funnel_chart(struct out *o, const struct funnel_chart *c)
{
	struct svg_head	head = { c->id, c->title, c->finding, WIDTH,
			    FOOT + BELOW, false };
	struct scale	x = { 0, c->n > 0 ? c->points[c->n - 1].people : 1,
			    LEFT, WIDTH - RIGHT };
	struct scale	y = { 0, highest(c), FOOT, TOP };
	int		target = scale_place(&y, c->target);

	svg_open(o, &head);
	put_axes(o, &x, &y);
	svg_line(o, "class=\"chart-axis\" stroke=\"" SVG_TEAL "\" "
	    "stroke-width=\"2\"", LEFT, target, WIDTH - RIGHT, target);
	for (int which = 0; which < 4; which++)
		put_limit(o, c, which, &x, &y);
	for (size_t i = 0; i < c->n; i++) {
		svg_raw(o, "<circle class=\"chart-area\" fill=\"" SVG_BLUE
		    "\"");
		svg_attr(o, "cx", scale_place(&x, c->points[i].people));
		svg_attr(o, "cy", scale_place(&y, c->points[i].share));
		svg_attr(o, "r", DOT);
		svg_raw(o, "/>\n");
	}
	svg_close(o);
}
