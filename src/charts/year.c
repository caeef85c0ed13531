/*
 * A line of time with what is due on it and what it leaves out.
 */
#include <stdio.h>
#include <string.h>

#include "charts/scale.h"
#include "charts/svg.h"
#include "charts/year.h"

enum {
	WIDTH = 6200,
	LEFT = 100, RIGHT = 100,
	LEADING = 230,		/* from a row of names to the next */
	BAND = 100,
	DOT = 55,
	FOOT = 520,		/* room for months and today */
	LETTER = 85,		/* about as wide as one is */
	ROWS = 4, MONTHS = 7
};

#define LOOK_LINE	"class=\"chart-axis\" stroke=\"" SVG_INK "\" "	\
			"stroke-width=\"2\""
#define LOOK_STEM	"class=\"chart-grid\" stroke=\"" SVG_GREY "\""
#define LOOK_TODAY	"class=\"chart-axis\" stroke=\"" SVG_GREY "\" "	\
			"stroke-dasharray=\"1 4\""

struct plot { struct scale x; struct out *o; int line, rows; };

/* Where the name of a mark stands. */
struct place { int row, from, to; const char *anchor; };

static int
place_x(const struct plot *p, struct date d)
{
	int	n = date_number(d);

	n = n < p->x.low ? p->x.low : n > p->x.high ? p->x.high : n;
	return (scale_place(&p->x, n));
}

/* Beside its mark, and within the drawing. */
static struct place
place_of(const struct plot *p, const struct year_mark *m)
{
	int		wide = (int)strlen(m->label) * LETTER;
	int		x = place_x(p, m->on);
	struct place	at = { 0, x - wide / 2, x + wide / 2, "middle" };

	if (at.from < LEFT)
		at = (struct place){ 0, x, x + wide, "start" };
	else if (at.to > WIDTH - RIGHT)
		at = (struct place){ 0, x - wide, x, "end" };
	return (at);
}

/* The lowest row in which nothing that is there before it touches it. */
static int
row_for(const struct place *before, size_t n, const struct place *at)
{
	int	row = 0;
	bool	free = false;

	while (!free && row < ROWS - 1) {
		free = true;
		for (size_t i = 0; i < n; i++)
			if (before[i].row == row && before[i].to + LETTER >
			    at->from && at->to + LETTER > before[i].from)
				free = false;
		row += !free;
	}
	return (row);
}

static void
put_band(const struct plot *p, const struct year_band *b)
{
	int	from = place_x(p, b->from), to = place_x(p, b->to);

	svg_raw(p->o, "<rect class=\"chart-area\" fill=\"" SVG_PALE "\"");
	svg_attr(p->o, "x", from);
	svg_attr(p->o, "y", p->line - BAND);
	svg_attr(p->o, "width", to - from);
	svg_attr(p->o, "height", 2 * BAND);
	svg_raw(p->o, "/>\n");
}

static void
put_mark(const struct plot *p, const struct year_mark *m,
    const struct place *at)
{
	int	x = place_x(p, m->on);
	int	top = p->line - BAND - 60 - at->row * LEADING;

	svg_line(p->o, LOOK_STEM, x, top, x, p->line);
	svg_raw(p->o, m->done ? "<circle class=\"chart-area\" fill=\""
	    SVG_BLUE "\"" : "<circle class=\"chart-line\" fill=\"#fff\" "
	    "stroke=\"" SVG_BLUE "\" stroke-width=\"3\"");
	svg_attr(p->o, "cx", x);
	svg_attr(p->o, "cy", p->line);
	svg_attr(p->o, "r", DOT);
	svg_raw(p->o, "/>\n");
	svg_text(p->o, x, top - 50, at->anchor, m->label);
}

static void
put_months(const struct plot *p, const struct year_chart *c)
{
	struct date	ticks[MONTHS];
	size_t		n = month_ticks(c->from, c->to, ticks, MONTHS);
	char		words[16];

	for (size_t i = 0; i < n; i++) {
		int	x = place_x(p, ticks[i]);

		if (x > WIDTH - RIGHT - 300)
			break;
		svg_line(p->o, LOOK_LINE, x, p->line, x, p->line + BAND + 20);
		snprintf(words, sizeof(words), "%.3s %d",
		    date_month_name(ticks[i].month), ticks[i].year % 100);
		svg_text(p->o, x, p->line + BAND + 30 + SVG_TEXT, "start",
		    words);
	}
}

static void
put_today(const struct plot *p, const struct year_chart *c)
{
	int	x = place_x(p, c->today);
	bool	late = x > WIDTH - RIGHT - 400;

	if (date_compare(c->today, c->from) < 0 ||
	    date_compare(c->today, c->to) > 0)
		return;
	svg_line(p->o, LOOK_TODAY, x, 0, x, p->line + FOOT - SVG_TEXT - 60);
	svg_text(p->o, x, p->line + FOOT - 40, late ? "end" :
	    x < LEFT + 300 ? "start" : "middle", "Today");
}

void
year_chart(struct out *o, const struct year_chart *c)
{
	struct plot	p = { { date_number(c->from), date_number(c->to),
			    LEFT, WIDTH - RIGHT }, o, 0, 1 };
	struct place	places[16];
	size_t		n = c->nmarks < 16 ? c->nmarks : 16;
	struct svg_head	head;

	for (size_t i = 0; i < n; i++) {
		places[i] = place_of(&p, &c->marks[i]);
		places[i].row = row_for(places, i, &places[i]);
		if (places[i].row >= p.rows)
			p.rows = places[i].row + 1;
	}
	p.line = p.rows * LEADING + BAND + 100;
	head = (struct svg_head){ c->id, c->title, c->finding, WIDTH,
	    p.line + FOOT, false };
	svg_open(o, &head);
	for (size_t i = 0; i < c->nbands; i++)
		put_band(&p, &c->bands[i]);
	svg_line(o, LOOK_LINE, LEFT, p.line, WIDTH - RIGHT, p.line);
	put_months(&p, c);
	put_today(&p, c);
	for (size_t i = 0; i < n; i++)
		put_mark(&p, &c->marks[i], &places[i]);
	svg_close(o);
}
