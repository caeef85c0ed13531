/* certificate - a certificate as a PDF of one page. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "core/out.h"
#include "jobs/certificate.h"
#include "rules/asye_outcome.h"

enum { WIDTH = 595, HEIGHT = 842, MARGIN = 72 };	/* A4, in points */

/* One block of text, tagged, in the middle of the page; y moves below it. */
static void
put_block(cairo_t *cr, const char *tag, const char *font, const char *words,
    double *y)
{
	PangoLayout		*layout = pango_cairo_create_layout(cr);
	PangoFontDescription	*f = pango_font_description_from_string(font);
	int			 height;

	pango_layout_set_font_description(layout, f);
	pango_layout_set_width(layout, (WIDTH - 2 * MARGIN) * PANGO_SCALE);
	pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
	pango_layout_set_text(layout, words, -1);
	cairo_tag_begin(cr, tag, NULL);
	cairo_move_to(cr, MARGIN, *y);
	pango_cairo_show_layout(cr, layout);
	cairo_tag_end(cr, tag);
	pango_layout_get_pixel_size(layout, NULL, &height);
	*y += height + 18;
	pango_font_description_free(f);
	g_object_unref(layout);
}

static const char *
day_words(struct arena *a, struct date d)
{
	return (arena_printf(a, "%d %s %d", d.day, date_month_name(d.month),
	    d.year));
}

static void
put_page(cairo_t *cr, struct arena *a, const struct certificate_to_draw *c,
    const char *origin)
{
	double	y = 140;

	cairo_rectangle(cr, 36, 36, WIDTH - 72, HEIGHT - 72);
	cairo_set_line_width(cr, 1.5);
	cairo_stroke(cr);
	put_block(cr, "H1", "Sans Bold 26", "Certificate of completion", &y);
	y += 24;
	put_block(cr, "P", "Sans 13", "This is to certify that", &y);
	put_block(cr, "H2", "Sans Bold 24", c->name, &y);
	if (c->swe_number != NULL)
		put_block(cr, "P", "Sans 12", arena_printf(a,
		    "Social Work England %s", c->swe_number), &y);
	put_block(cr, "P", "Sans 13", certificate_says(c->framework), &y);
	put_block(cr, "H2", "Sans Bold 16", c->framework, &y);
	put_block(cr, "P", "Sans 12", arena_printf(a, "with %s, in the %s. "
	    "The outcome was moderated, and confirmed on %s.", c->employer,
	    c->programme, day_words(a, c->completed_on)), &y);
	y = HEIGHT - 190;
	put_block(cr, "P", "Sans 11", arena_printf(a, "Number %ld, issued "
	    "on %s", (long)c->number, day_words(a, c->issued_on)), &y);
	put_block(cr, "P", "Sans 10", arena_printf(a, "Whether it holds can "
	    "be checked at %s/certificates/%ld", origin, (long)c->number), &y);
}

static cairo_status_t
keep(void *closure, const unsigned char *data, unsigned int length)
{
	out_raw(closure, (const char *)data, length);
	return (CAIRO_STATUS_SUCCESS);
}

struct bytes
certificate_draw(struct arena *a, const struct certificate_to_draw *c,
    const char *origin)
{
	struct out	 o = { 0 };
	struct bytes	 pdf;
	cairo_surface_t	*s = cairo_pdf_surface_create_for_stream(keep, &o,
			    WIDTH, HEIGHT);
	cairo_t		*cr = cairo_create(s);

	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE,
	    arena_printf(a, "Certificate of completion, %s", c->name));
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATOR,
	    "Waymark");
	put_page(cr, a, c, origin);
	cairo_destroy(cr);
	cairo_surface_finish(s);
	pdf.length = cairo_surface_status(s) == CAIRO_STATUS_SUCCESS ?
	    o.len : 0;
	pdf.data = pdf.length == 0 ? NULL : memcpy(arena_alloc(a, o.len),
	    o.data, o.len);
	cairo_surface_destroy(s);
	out_free(&o);
	return (pdf);
}
