/*
 * Levels at up to three moments, one row for each thing asked.
 */
#include <string.h>

#include "charts/moments.h"
#include "charts/scale.h"
#include "charts/svg.h"

enum {
	WIDTH = 4200,
	HEAD = 360,	/* room for the key */
	ROW = 700,
	LABEL = 200,	/* the label's baseline within its row */
	LANE = 290,	/* where the first moment's marks are */
	STEP = 135,	/* and how much lower each next one's */
	LEFT = 160,
	RIGHT = 160,
	FOOT = 320,	/* room for the scale */
	MARK = 60,
	KEY = 1300	/* between the moments of the key */
};

#define HOLLOW	"class=\"chart-line\" fill=\"#ffffff\" stroke=\"" SVG_BLUE \
		"\" stroke-width=\"2\""
#define TEAL	"class=\"chart-line\" fill=\"#ffffff\" stroke=\"" SVG_TEAL \
		"\" stroke-width=\"3\""
#define FULL	"class=\"chart-area\" fill=\"" SVG_BLUE "\""
#define PATH	"class=\"chart-line\" stroke=\"" SVG_GREY \
		"\" stroke-width=\"1\""

static void
put_circle(struct out *o, const char *look, int x, int y)
{
	svg_raw(o, "<circle ");
	svg_raw(o, look);
	svg_attr(o, "cx", x);
	svg_attr(o, "cy", y);
	svg_attr(o, "r", MARK);
	svg_raw(o, "/>\n");
}

static void
put_square(struct out *o, int x, int y)
{
	svg_raw(o, "<rect " TEAL);
	svg_attr(o, "x", x - MARK);
	svg_attr(o, "y", y - MARK);
	svg_attr(o, "width", 2 * MARK);
	svg_attr(o, "height", 2 * MARK);
	svg_raw(o, "/>\n");
}

static void
put_mark(struct out *o, int moment, int x, int y)
{
	if (moment == 1)
		put_square(o, x, y);
	else
		put_circle(o, moment == 0 ? HOLLOW : FULL, x, y);
}

/* A label of at most so many characters, of UTF-8, with an ellipsis. */
static void
put_label(struct out *o, int y, const char *label)
{
	char	 cut[4 * MOMENT_LABEL + 4];
	size_t	 n = 0, characters = 0;

	while (label[n] != '\0' && characters < MOMENT_LABEL) {
		n++;
		while ((label[n] & 0xc0) == 0x80)
			n++;
		characters++;
	}
	if (label[n] == '\0') {
		svg_text(o, LEFT - MARK, y, "start", label);
		return;
	}
	memcpy(cut, label, n);
	memcpy(cut + n, "\u2026", sizeof("\u2026"));
	svg_text(o, LEFT - MARK, y, "start", cut);
}

static void
put_row(struct out *o, const struct moments_row *r, const struct scale *x,
    int y)
{
	int	last_x = 0, last_y = 0, at, height;

	put_label(o, y + LABEL, r->label);
	for (int m = 0; m < MOMENTS; m++) {
		if (r->level[m] == MOMENT_NONE)
			continue;
		at = scale_place(x, r->level[m]);
		height = y + LANE + m * STEP;
		if (last_x != 0)
			svg_line(o, PATH, last_x, last_y, at, height);
		last_x = at;
		last_y = height;
	}
	for (int m = 0; m < MOMENTS; m++)
		if (r->level[m] != MOMENT_NONE)
			put_mark(o, m, scale_place(x, r->level[m]),
			    y + LANE + m * STEP);
}

static void
put_key(struct out *o, const struct moments_chart *c)
{
	int	at = LEFT;

	for (int m = 0; m < MOMENTS; m++) {
		if (c->moments[m] == NULL)
			continue;
		put_mark(o, m, at, 150);
		svg_text(o, at + 2 * MARK, 200, "start", c->moments[m]);
		at += KEY;
	}
}

static void
put_scale(struct out *o, const struct moments_chart *c, const struct scale *x,
    int foot)
{
	for (int level = 1; level <= c->levels; level++)
		svg_line(o, "class=\"chart-grid\" stroke=\"" SVG_PALE "\"",
		    scale_place(x, level), HEAD, scale_place(x, level), foot);
	svg_text(o, LEFT - MARK, foot + SVG_TEXT + 60, "start",
	    c->from_words);
	svg_text(o, WIDTH - RIGHT + MARK, foot + SVG_TEXT + 60, "end",
	    c->to_words);
}

void
moments_chart(struct out *o, const struct moments_chart *c)
{
	int		foot = HEAD + (int)c->n * ROW;
	struct svg_head	head = { c->id, c->title, c->finding, WIDTH,
			    foot + FOOT, false };
	struct scale	x = { 1, c->levels, LEFT, WIDTH - RIGHT };

	svg_open(o, &head);
	put_scale(o, c, &x, foot);
	put_key(o, c);
	for (size_t i = 0; i < c->n; i++)
		put_row(o, &c->rows[i], &x, HEAD + (int)i * ROW);
	svg_close(o);
}
