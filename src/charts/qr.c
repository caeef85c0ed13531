/* qr - a link as a QR code; the only door to libqrencode. */
#include <qrencode.h>

#include "charts/qr.h"
#include "charts/svg.h"

enum { QUIET = 4 };

/* A row's dark modules as bars, so that no hair line parts them in print. */
static void
put_row(struct out *o, const unsigned char *modules, int width, int y)
{
	for (int x = 0, end; x < width; x = end) {
		end = x + 1;
		if ((modules[x] & 1) == 0)
			continue;
		while (end < width && (modules[end] & 1) != 0)
			end++;
		svg_raw(o, "M");
		out_int(o, x + QUIET);
		svg_raw(o, " ");
		out_int(o, y + QUIET);
		svg_raw(o, "h");
		out_int(o, end - x);
		svg_raw(o, "v1h-");
		out_int(o, end - x);
		svg_raw(o, "z");
	}
}

static void
put_head(struct out *o, int side, const char *title)
{
	svg_raw(o, "<svg class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" "
	    "role=\"img\" aria-labelledby=\"qr-title\" width=\"240\" "
	    "height=\"240\" shape-rendering=\"crispEdges\" viewBox=\"0 0 ");
	out_int(o, side);
	svg_raw(o, " ");
	out_int(o, side);
	svg_raw(o, "\"><title id=\"qr-title\">");
	out_text(o, title);
	svg_raw(o, "</title><path fill=\"#fff\" d=\"M0 0h");
	out_int(o, side);
	svg_raw(o, "v");
	out_int(o, side);
	svg_raw(o, "H0z\"/><path fill=\"#000\" d=\"");
}

bool
qr_code(struct out *o, const char *text, const char *title)
{
	QRcode	*code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8,
		    1);

	if (code == NULL)
		return (false);
	put_head(o, code->width + 2 * QUIET, title);
	for (int y = 0; y < code->width; y++)
		put_row(o, code->data + y * code->width, code->width, y);
	svg_raw(o, "\"/></svg>\n");
	QRcode_free(code);
	return (true);
}
