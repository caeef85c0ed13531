#pragma once
/*
 * scanner - asks clamd by its Unix socket whether bytes hold a virus.
 */
#include <stddef.h>

enum scanned { SCAN_CLEAN, SCAN_INFECTED, SCAN_NO_ANSWER };
enum { SCAN_WORDS = 200 };

struct scan {
	enum scanned	 is;
	char		 engine[SCAN_WORDS];	/* which scanner answered */
	char		 found[SCAN_WORDS];	/* the virus, or why not */
};

/* Waits at most wait_ms in all. */
struct scan	 scan(const char *socket_path, const void *, size_t,
		    int wait_ms);
