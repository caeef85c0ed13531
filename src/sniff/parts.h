#pragma once
/*
 * What the files of sniff share.
 */
#include <stdint.h>

#include "sniff/sniff.h"

/* Bytes of the file: never ended by NUL. */
struct span { const unsigned char *s; size_t n; };

struct verdict	 sniff_pdf(struct span);
struct verdict	 sniff_docx(struct span);
struct verdict	 sniff_png(struct span);
struct verdict	 sniff_jpeg(struct span);

/* The first place of a word in the span, or NULL. */
const unsigned char	*span_find(struct span, const char *word);
struct span	 span_from(struct span, size_t at);	/* empty past the end */

/* Does it end as a ZIP archive does, whatever it begins as? */
bool		 ends_as_zip(struct span);

/* Does a block of EXIF (TIFF) or a packet of XMP say where? */
bool		 exif_has_place(struct span tiff);
bool		 xmp_has_place(struct span);

/*
 * What deflate packed, in pieces as they come: take is given what comes out,
 * unless it is NULL.
 */
struct unpacking {
	void	*z;
	size_t	 made, most;
	bool	 ended, broken, too_much;
	void	(*take)(void *to, const void *, size_t);
	void	*to;
};
void		 unpack_begin(struct unpacking *, size_t most);
void		 unpack(struct unpacking *, struct span);
void		 unpack_end(struct unpacking *);
