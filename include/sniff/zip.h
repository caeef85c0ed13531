#pragma once
/*
 * zip - a ZIP archive that lies in memory, as minizip reads a file.
 *
 * For work in a sandbox alone: nothing else opens what somebody sent.
 */
#include <minizip/unzip.h>
#include <stddef.h>

struct zip_bytes { const unsigned char *s; size_t n, at; };

/* NULL when it is none, or cut; the bytes stay where they are until it is
 * closed. */
unzFile	zip_open(struct zip_bytes *);
