#pragma once
/* A workbook as another program, openpyxl, reads it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/arena.h"

/* All that a script of tests/unit says of it. */
static inline const char *
workbook_read_by(struct arena *a, const char *script, const char *bytes,
    size_t n)
{
	char	 path[] = "/tmp/waymark-XXXXXX.xlsx", *said;
	int	 fd = mkstemps(path, 5);
	size_t	 room = 1 << 23, used;
	FILE	*reads;

	if (fd < 0 || write(fd, bytes, n) != (ssize_t)n)
		abort();
	close(fd);
	said = arena_alloc(a, room);
	reads = popen(arena_printf(a, "/usr/bin/python3 tests/unit/%s %s 2>&1",
	    script, path), "r");
	used = fread(said, 1, room - 1, reads);
	said[used] = '\0';
	pclose(reads);
	unlink(path);
	return (said);
}

/* All that read_workbook.py says of it. */
static inline const char *
workbook_read(struct arena *a, const char *bytes, size_t n)
{
	return (workbook_read_by(a, "read_workbook.py", bytes, n));
}
