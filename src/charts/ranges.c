/*
 * Means of groups with their ranges, one line a group.
 */
#include "charts/ranges.h"
#include "charts/scale.h"
#include "charts/svg.h"

enum {
	WIDTH = 4200,
	ROW = 480,
	LABEL = 200,	/* the label's baseline within its row */
	LINE = 330,	/* where the range is drawn */
	LEFT = 120,
	RIGHT = 120,
	FOOT = 340,	/* room for the scale */
	DOT = 60,
	CAP = 50,
	STEP = 100
};

#define LOOK	"class=\"chart-line\" stroke=\"" SVG_INK "\" stroke-width=\"2\""

static void
put_dot(struct out *o, int x, int y, bool hollow)
{
	svg_raw(o, hollow ? "<circle class=\"chart-line\" fill=\"none\" "
	    "stroke=\"" SVG_BLUE "\" stroke-width=\"2\"" :
	    "<circle class=\"chart-area\" fill=\"" SVG_BLUE "\"");
	svg_attr(o, "cx", x);
	svg_attr(o, "cy", y);
	svg_attr(o, "r", DOT);
	svg_raw(o, "/>\n");
}

static void
put_range(struct out *o, const struct range *r, const struct scale *x, int y)
{
	bool	known = r->low != RANGE_NONE || r->high != RANGE_NONE;
	int	low = scale_place(x, r->low), high = scale_place(x, r->high);

	svg_text(o, LEFT, y + LABEL, "start", r->label);
	if (r->mean == RANGE_NONE)
		return;
	if (known) {
		svg_line(o, LOOK, low, y + LINE, high, y + LINE);
		svg_line(o, LOOK, low, y + LINE - CAP, low, y + LINE + CAP);
		svg_line(o, LOOK, high, y + LINE - CAP, high, y + LINE + CAP);
	}
	put_dot(o, scale_place(x, r->mean), y + LINE, !known);
}

static void
put_scale(struct out *o, const struct ranges_chart *c, const struct scale *x,
    int foot)
{
	char	tick[2] = "";
	int	at;

	for (int value = c->from; value <= c->to; value += STEP) {
		at = scale_place(x, value);
		svg_line(o, "class=\"chart-grid\" stroke=\"" SVG_PALE "\"",
		    at, 0, at, foot);
		tick[0] = (char)('0' + value / STEP % 10);
		if (value > c->from && value < c->to)
			svg_text(o, at, foot + SVG_TEXT + 40, "middle", tick);
	}
	svg_text(o, LEFT - 40, foot + SVG_TEXT + 40, "start", c->from_words);
	svg_text(o, WIDTH - RIGHT + 40, foot + SVG_TEXT + 40, "end",
	    c->to_words);
}

void
ranges_chart(struct out *o, const struct ranges_chart *c)
{
	int		foot = (int)c->n * ROW + 40;
	struct svg_head	head = { c->id, c->title, c->finding, WIDTH,
			    foot + FOOT, false };
	struct scale	x = { c->from, c->to, LEFT, WIDTH - RIGHT };
	int		all = scale_place(&x, c->all);

	svg_open(o, &head);
	put_scale(o, c, &x, foot);
	if (c->all != RANGE_NONE)
		svg_line(o, "class=\"chart-axis\" stroke=\"" SVG_TEAL "\" "
		    "stroke-width=\"2\" stroke-dasharray=\"6 4\"", all, 0,
		    all, foot);
	for (size_t i = 0; i < c->n; i++)
		put_range(o, &c->ranges[i], &x, (int)i * ROW);
	svg_close(o);
}
