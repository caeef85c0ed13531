#pragma once
/*
 * svg - the few elements that charts are drawn with.
 *
 * Looks are presentation attributes, for the policy of the site forbids style
 * attributes, and mail and print know no style sheet of ours.  Classes are
 * for colours that a person forces on the page and for width; the style sheet
 * holds, and nothing more is needed:
 *
 *	.chart { max-width: 100%; height: auto }
 *	@media (forced-colors: active) {
 *		.chart text { fill: CanvasText }
 *		.chart a text { fill: LinkText }
 *		.chart-edge { stroke: Canvas }
 *		.chart-line, .chart-axis { stroke: CanvasText }
 *		.chart-grid { stroke: GrayText }
 *		.chart-area { fill: Highlight }
 *	}
 *
 * Places and lengths are tenths of a unit; see scale.h.
 */
#include "core/out.h"

/* The Analysis Function's palette: each stands out from white and the next. */
#define SVG_BLUE	"#12436D"
#define SVG_TEAL	"#28A197"
#define SVG_INK		"#0b0c0c"
#define SVG_GREY	"#505a5f"
#define SVG_PALE	"#cecece"

enum { SVG_UNIT = 10, SVG_TEXT = 16 * SVG_UNIT };

/*
 * A picture with a name and a finding, "12 days done, 15 expected".  The id
 * starts the ids of its parts: no two pictures of a page may share one.
 */
struct svg_head {
	const char	*id, *title, *finding;
	int		 width, height;
	bool		 has_links;	/* else it is one picture to readers */
};

void	svg_open(struct out *, const struct svg_head *);
void	svg_close(struct out *);
void	svg_raw(struct out *, const char *markup);	/* that we wrote */
void	svg_number(struct out *, int tenths);		/* 123 is 12.3 */
void	svg_attr(struct out *, const char *name, int tenths);
/* Anchor: "start", "middle", "end".  The text is escaped. */
void	svg_text(struct out *, int x, int y, const char *anchor,
	    const char *text);
/* `look` is bare attributes that we wrote. */
void	svg_line(struct out *, const char *look, int x1, int y1, int x2,
	    int y2);
