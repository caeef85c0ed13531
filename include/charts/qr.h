#pragma once
/*
 * qr - a link as a QR code, for a printed page.
 *
 * Correction level M (15 percent may be lost) and the quiet zone of four
 * modules that ISO/IEC 18004 asks for, so that it can be cut out and copied.
 */
#include <stdbool.h>

struct out;

/* The picture, named by title; false when the text is too long for one. */
bool	qr_code(struct out *, const char *text, const char *title);
