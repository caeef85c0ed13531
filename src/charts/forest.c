/*
 * Ratios with their ranges on a logarithmic scale, one line each.
 */
#include <math.h>
#include <string.h>

#include "charts/forest.h"
#include "charts/scale.h"
#include "charts/svg.h"

enum {
	WIDTH = 4200,
	ROW = 480,
	LABEL = 200,	/* the label's baseline within its row */
	LINE = 330,	/* where the range is drawn */
	SIDE = 180,
	FOOT = 340,	/* room for the scale */
	DOT = 60,
	CAP = 50,
	DOUBLING = 1000,	/* of a scale's whole values */
	LEAST = 2,		/* doublings on each side of 1 */
	MOST = 5
};

#define LOOK	"class=\"chart-line\" stroke=\"" SVG_INK "\" stroke-width=\"2\""

/* A ratio as a whole value; what is beyond is at the end of the scale. */
static int
value_of(double ratio, int doublings)
{
	double	most = doublings, at;

	if (ratio <= 0)
		return (-doublings * DOUBLING);
	at = isinf(ratio) ? most : log2(ratio);
	return ((int)lround(DOUBLING * fmax(-most, fmin(most, at))));
}

static bool
is_beyond(double ratio, int doublings)
{
	return (ratio <= 0 || isinf(ratio) || fabs(log2(ratio)) > doublings);
}

/* As few doublings as show what is bounded. */
static int
doublings_of(const struct forest_chart *c)
{
	int	most = LEAST;

	for (size_t i = 0; i < c->n; i++) {
		const double	ends[] = { c->rows[i].ratio, c->rows[i].low,
				    c->rows[i].high };

		for (size_t k = 0; k < 3; k++)
			while (most < MOST && !isnan(ends[k]) &&
			    ends[k] > 0 && !isinf(ends[k]) &&
			    is_beyond(ends[k], most))
				most++;
	}
	return (most);
}

static void
put_arrow(struct out *o, int x, int y, int way)
{
	svg_line(o, LOOK, x, y, x - way * 2 * CAP, y - CAP);
	svg_line(o, LOOK, x, y, x - way * 2 * CAP, y + CAP);
}

static void
put_end(struct out *o, int x, int y, bool beyond, int way)
{
	if (beyond)
		put_arrow(o, x, y, way);
	else
		svg_line(o, LOOK, x, y - CAP, x, y + CAP);
}

static void
put_mark(struct out *o, int x, int y, bool hollow)
{
	svg_raw(o, hollow ? "<rect class=\"chart-line\" fill=\"#ffffff\" "
	    "stroke=\"" SVG_TEAL "\" stroke-width=\"2\"" :
	    "<circle class=\"chart-area\" fill=\"" SVG_BLUE "\"");
	svg_attr(o, hollow ? "x" : "cx", hollow ? x - DOT : x);
	svg_attr(o, hollow ? "y" : "cy", hollow ? y - DOT : y);
	if (hollow) {
		svg_attr(o, "width", 2 * DOT);
		svg_attr(o, "height", 2 * DOT);
	} else {
		svg_attr(o, "r", DOT);
	}
	svg_raw(o, "/>\n");
}

static void
put_row(struct out *o, const struct forest_row *r, const struct scale *x,
    int doublings, int y)
{
	int	low = scale_place(x, value_of(r->low, doublings));
	int	high = scale_place(x, value_of(r->high, doublings));

	svg_text(o, SIDE, y + LABEL, "start", r->label);
	if (r->hidden || isnan(r->low) || isnan(r->high)) {
		svg_text(o, (x->from + x->to) / 2, y + LINE + 60, "middle",
		    r->hidden ? "[c]" : "No ratio");
		return;
	}
	svg_line(o, LOOK, low, y + LINE, high, y + LINE);
	put_end(o, low, y + LINE, is_beyond(r->low, doublings), -1);
	put_end(o, high, y + LINE, is_beyond(r->high, doublings), 1);
	if (!isnan(r->beside) && !is_beyond(r->beside, doublings))
		put_mark(o, scale_place(x, value_of(r->beside, doublings)),
		    y + LINE, true);
	if (!isnan(r->ratio) && !is_beyond(r->ratio, doublings))
		put_mark(o, scale_place(x, value_of(r->ratio, doublings)),
		    y + LINE, false);
}

static void
put_scale(struct out *o, const struct scale *x, int doublings, int foot)
{
	static const char *const	words[] = { "1/32", "1/16", "1/8",
					    "1/4", "1/2", "1", "2", "4", "8",
					    "16", "32" };
	int	from = scale_place(x, value_of(0.8, doublings));
	int	to = scale_place(x, value_of(1.25, doublings));

	svg_raw(o, "<rect class=\"chart-band\" fill=\"#eeefef\"");
	svg_attr(o, "x", from);
	svg_attr(o, "y", 0);
	svg_attr(o, "width", to - from);
	svg_attr(o, "height", foot);
	svg_raw(o, "/>\n");
	for (int d = -doublings; d <= doublings; d++) {
		int	at = scale_place(x, d * DOUBLING);

		svg_line(o, d == 0 ? "class=\"chart-axis\" stroke=\"" SVG_INK
		    "\"" : "class=\"chart-grid\" stroke=\"" SVG_PALE "\"",
		    at, 0, at, foot);
		svg_text(o, at, foot + SVG_TEXT + 40, "middle",
		    words[MOST + d]);
	}
}

void
forest_chart(struct out *o, const struct forest_chart *c)
{
	int		foot = (int)c->n * ROW + 40;
	int		doublings = doublings_of(c);
	struct svg_head	head = { c->id, c->title, c->finding, WIDTH,
			    foot + FOOT, false };
	struct scale	x = { -doublings * DOUBLING, doublings * DOUBLING,
			    SIDE, WIDTH - SIDE };

	svg_open(o, &head);
	put_scale(o, &x, doublings, foot);
	for (size_t i = 0; i < c->n; i++)
		put_row(o, &c->rows[i], &x, doublings, (int)i * ROW);
	svg_close(o);
}
