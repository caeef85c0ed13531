#pragma once
/*
 * device - what somebody signs in with, in words that they know it by.
 *
 * From a User-Agent header, which anybody may make up: it tells people their
 * own sessions apart and decides nothing.
 */

struct arena;

/* "Firefox on Windows", "Safari on an iPhone", "Chrome"; "An unknown browser"
 * for NULL and for what we do not know.  No word of it is the header's. */
const char	*device_words(struct arena *, const char *user_agent);
