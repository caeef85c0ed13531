/*
 * Shares that fall in steps, a line a group.
 */
#include <stdio.h>

#include "charts/curves.h"
#include "charts/scale.h"
#include "charts/svg.h"

enum {
	WIDTH = 4200,
	TOP = 120,
	FOOT = 2100,	/* of the axes */
	LEFT = 620,
	RIGHT = 160,
	KEY = 300,	/* a line of the key */
	WHOLE = 1000
};

static const char *const looks[CURVE_LINES] = {
	"class=\"chart-line\" fill=\"none\" stroke=\"" SVG_BLUE
	    "\" stroke-width=\"3\"",
	"class=\"chart-line\" fill=\"none\" stroke=\"" SVG_TEAL
	    "\" stroke-width=\"3\" stroke-dasharray=\"8 4\"",
	"class=\"chart-line\" fill=\"none\" stroke=\"#801650"
	    "\" stroke-width=\"3\" stroke-dasharray=\"2 3\"",
	"class=\"chart-line\" fill=\"none\" stroke=\"#F46A25"
	    "\" stroke-width=\"3\" stroke-dasharray=\"12 3 2 3\"",
};

static int
last_time(const struct curves_chart *c)
{
	int	most = 1;

	for (size_t i = 0; i < c->n; i++)
		if (c->lines[i].n > 0 &&
		    c->lines[i].steps[c->lines[i].n - 1].time > most)
			most = c->lines[i].steps[c->lines[i].n - 1].time;
	return (most);
}

static void
put_place(struct out *o, const char *command, int at)
{
	svg_raw(o, command);
	svg_number(o, at);
}

static void
put_line(struct out *o, const struct curve_line *l, const char *look,
    const struct scale *x, const struct scale *y)
{
	svg_raw(o, "<path ");
	svg_raw(o, look);
	put_place(o, " d=\"M", scale_place(x, 0));
	put_place(o, " ", scale_place(y, WHOLE));
	for (size_t i = 0; i < l->n; i++) {
		put_place(o, "H", scale_place(x, l->steps[i].time));
		put_place(o, "V", scale_place(y, l->steps[i].share));
	}
	svg_raw(o, "\"/>\n");
}

static void
put_axes(struct out *o, const struct scale *x, const struct scale *y,
    const char *unit, int most)
{
	static const char *const	shares[] = { "0%", "25%", "50%", "75%",
					    "100%" };
	int				step = tick_step(most, 6);
	char				tick[16];

	for (int i = 0; i <= 4; i++) {
		int	at = scale_place(y, i * WHOLE / 4);

		svg_line(o, "class=\"chart-grid\" stroke=\"" SVG_PALE "\"",
		    LEFT, at, WIDTH - RIGHT, at);
		svg_text(o, LEFT - 60, at + 50, "end", shares[i]);
	}
	for (int t = 0; t <= most; t += step) {
		snprintf(tick, sizeof(tick), "%d", t);
		svg_text(o, scale_place(x, t), FOOT + SVG_TEXT + 60, "middle",
		    tick);
	}
	svg_text(o, WIDTH - RIGHT, FOOT + 2 * SVG_TEXT + 100, "end", unit);
}

void
curves_chart(struct out *o, const struct curves_chart *c)
{
	int		most = last_time(c);
	int		key = FOOT + 2 * SVG_TEXT + 300;
	struct svg_head	head = { c->id, c->title, c->finding, WIDTH,
			    key + (int)c->n * KEY, false };
	struct scale	x = { 0, most, LEFT, WIDTH - RIGHT };
	struct scale	y = { 0, WHOLE, FOOT, TOP };

	svg_open(o, &head);
	put_axes(o, &x, &y, c->unit, most);
	for (size_t i = 0; i < c->n && i < CURVE_LINES; i++) {
		int	at = key + (int)i * KEY;

		put_line(o, &c->lines[i], looks[i], &x, &y);
		svg_line(o, looks[i], LEFT, at, LEFT + 500, at);
		svg_text(o, LEFT + 600, at + 50, "start", c->lines[i].label);
	}
	svg_close(o);
}
