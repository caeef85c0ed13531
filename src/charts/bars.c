/*
 * How many are in each of a few groups, one bar a group.
 */
#include <stdio.h>

#include "charts/bars.h"
#include "charts/scale.h"
#include "charts/svg.h"

enum {
	WIDTH = 4200,
	ROW = 400,
	BAR = 240,
	LEFT = 1600,	/* where bars start; labels end a little before */
	RIGHT = 600,	/* room for the count of the longest bar */
	GAP = 80,
	BASELINE = ROW / 2 + SVG_TEXT * 35 / 100
};

static struct scale
scale_of(const struct bars_chart *c)
{
	struct scale	x = { 0, 0, LEFT, WIDTH - RIGHT };
	size_t		i;

	for (i = 0; i < c->n; i++) {
		if (c->bars[i].count > x.high)
			x.high = c->bars[i].count;
	}
	return (x);
}

static bool
leads_somewhere(const struct bar *b)
{
	return (b->href.s != NULL && b->count > 0);
}

static bool
has_links(const struct bars_chart *c)
{
	size_t	i;

	for (i = 0; i < c->n; i++) {
		if (leads_somewhere(&c->bars[i]))
			return (true);
	}
	return (false);
}

/* The whole row is the target, so that a thumb finds a short bar. */
static void
open_link(struct out *o, const struct bar *b, int y)
{
	svg_raw(o, "<a href=\"");
	out_url(o, b->href);
	svg_raw(o, "\" fill=\"" SVG_BLUE "\" text-decoration=\"underline\">\n"
	    "<rect fill=\"none\" pointer-events=\"all\" x=\"0\"");
	svg_attr(o, "y", y);
	svg_attr(o, "width", WIDTH);
	svg_attr(o, "height", ROW);
	svg_raw(o, "/>\n");
}

static void
put_bar(struct out *o, const struct bar *b, const struct scale *x, int y)
{
	char	count[16] = "[c]";
	int	end = b->count > 0 ? scale_place(x, b->count) : LEFT;

	if (leads_somewhere(b))
		open_link(o, b, y);
	if (b->count != BAR_SUPPRESSED)
		snprintf(count, sizeof(count), "%d", b->count);
	svg_text(o, LEFT - GAP, y + BASELINE, "end", b->label);
	if (end > LEFT) {
		svg_raw(o, "<rect class=\"chart-area\" fill=\"" SVG_BLUE "\"");
		svg_attr(o, "x", LEFT);
		svg_attr(o, "y", y + (ROW - BAR) / 2);
		svg_attr(o, "width", end - LEFT);
		svg_attr(o, "height", BAR);
		svg_raw(o, "/>\n");
	}
	svg_text(o, end + GAP, y + BASELINE, "start", count);
	if (leads_somewhere(b))
		svg_raw(o, "</a>\n");
}

void
bars_chart(struct out *o, const struct bars_chart *c)
{
	struct svg_head	head = { c->id, c->title, c->finding, WIDTH,
			    (int)c->n * ROW, has_links(c) };
	struct scale	x = scale_of(c);
	size_t		i;

	svg_open(o, &head);
	for (i = 0; i < c->n; i++)
		put_bar(o, &c->bars[i], &x, (int)i * ROW);
	svg_line(o, "class=\"chart-axis\" stroke=\"" SVG_INK "\"", LEFT, 0,
	    LEFT, (int)c->n * ROW);
	svg_close(o);
}
