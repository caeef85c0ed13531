/*
 * The shape of a few numbers, in the height of a line of text.
 */
#include "charts/scale.h"
#include "charts/sparkline.h"
#include "charts/svg.h"

enum { WIDTH = 960, HEIGHT = 240, EDGE = 40 };

static void
widen(struct scale *y, const int *values, size_t n)
{
	size_t	i;

	y->low = y->high = values[0];
	for (i = 1; i < n; i++) {
		if (values[i] < y->low)
			y->low = values[i];
		if (values[i] > y->high)
			y->high = values[i];
	}
}

static void
put_points(struct out *o, const struct scale *x, const struct scale *y,
    const int *values, size_t n)
{
	size_t	i;

	svg_raw(o, "<polyline class=\"chart-line\" fill=\"none\" stroke=\""
	    SVG_BLUE "\" stroke-width=\"2\" points=\"");
	for (i = 0; i < n; i++) {
		svg_raw(o, i == 0 ? "" : " ");
		svg_number(o, scale_place(x, (int)i));
		svg_raw(o, ",");
		svg_number(o, scale_place(y, values[i]));
	}
	svg_raw(o, "\"/>");
}

void
sparkline(struct out *o, const int *values, size_t n)
{
	struct scale	x = { 0, (int)n - 1, EDGE, WIDTH - EDGE };
	struct scale	y = { .from = HEIGHT - EDGE, .to = EDGE };

	if (n == 0)
		return;
	widen(&y, values, n);
	svg_raw(o, "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\""
	    " width=\"96\" height=\"24\" viewBox=\"0 0 96 24\""
	    " aria-hidden=\"true\" focusable=\"false\">");
	put_points(o, &x, &y, values, n);
	svg_raw(o, "<circle class=\"chart-area\" fill=\"" SVG_BLUE
	    "\" r=\"3\"");
	svg_attr(o, "cx", scale_place(&x, (int)n - 1));
	svg_attr(o, "cy", scale_place(&y, values[n - 1]));
	svg_raw(o, "/></svg>\n");
}
