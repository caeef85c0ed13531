/*
 * The few elements that charts are drawn with.
 */
#include <string.h>

#include "charts/svg.h"

void
svg_raw(struct out *o, const char *markup)
{
	out_raw(o, markup, strlen(markup));
}

void
svg_number(struct out *o, int tenths)
{
	if (tenths < 0) {
		svg_raw(o, "-");
		tenths = -tenths;
	}
	out_int(o, tenths / 10);
	if (tenths % 10 != 0) {
		svg_raw(o, ".");
		out_int(o, tenths % 10);
	}
}

void
svg_attr(struct out *o, const char *name, int tenths)
{
	svg_raw(o, " ");
	svg_raw(o, name);
	svg_raw(o, "=\"");
	svg_number(o, tenths);
	svg_raw(o, "\"");
}

static void
named_part(struct out *o, const char *element, const char *id,
    const char *suffix, const char *text)
{
	svg_raw(o, "<");
	svg_raw(o, element);
	svg_raw(o, " id=\"");
	out_text(o, id);
	svg_raw(o, suffix);
	svg_raw(o, "\">");
	out_text(o, text);
	svg_raw(o, "</");
	svg_raw(o, element);
	svg_raw(o, ">\n");
}

void
svg_open(struct out *o, const struct svg_head *h)
{
	svg_raw(o, "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\"");
	svg_attr(o, "width", h->width);
	svg_attr(o, "height", h->height);
	svg_raw(o, " viewBox=\"0 0 ");
	svg_number(o, h->width);
	svg_raw(o, " ");
	svg_number(o, h->height);
	svg_raw(o, h->has_links ? "\" role=\"group\"" : "\" role=\"img\"");
	svg_raw(o, " aria-labelledby=\"");
	out_text(o, h->id);
	svg_raw(o, "-title ");
	out_text(o, h->id);
	svg_raw(o, "-finding\" font-family=\"arial, sans-serif\""
	    " font-size=\"16\" fill=\"" SVG_INK "\">\n");
	named_part(o, "title", h->id, "-title", h->title);
	named_part(o, "desc", h->id, "-finding", h->finding);
}

void
svg_close(struct out *o)
{
	svg_raw(o, "</svg>\n");
}

void
svg_text(struct out *o, int x, int y, const char *anchor, const char *text)
{
	svg_raw(o, "<text");
	svg_attr(o, "x", x);
	svg_attr(o, "y", y);
	if (strcmp(anchor, "start") != 0) {
		svg_raw(o, " text-anchor=\"");
		svg_raw(o, anchor);
		svg_raw(o, "\"");
	}
	svg_raw(o, ">");
	out_text(o, text);
	svg_raw(o, "</text>\n");
}

void
svg_line(struct out *o, const char *look, int x1, int y1, int x2, int y2)
{
	svg_raw(o, "<line ");
	svg_raw(o, look);
	svg_attr(o, "x1", x1);
	svg_attr(o, "y1", y1);
	svg_attr(o, "x2", x2);
	svg_attr(o, "y2", y2);
	svg_raw(o, "/>\n");
}
