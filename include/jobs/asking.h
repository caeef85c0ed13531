#pragma once
/*
 * asking - a question to another host over HTTP, by libcurl: of processes that
 * answer no requests alone.
 *
 * An answer takes five seconds at most and is kept up to its largest size; it
 * leads nowhere else, and beyond this machine only what TLS guards is asked.
 */
#include <stdbool.h>
#include <stddef.h>

struct arena;

enum { ASKED_URL_MAX = 500, ANSWERED_MAX = 64 * 1024 };

/* body: of a POST, with whose name and secret; NULL: a GET.  bearer: a token
 * that opens it, or NULL. */
struct asked { const char *url, *body, *user, *password, *bearer; };

/* Its status is 0 when there was no answer, or one that is too large. */
struct answered { char *text; size_t n; long status; };

bool		 asking_may(const char *url);
struct answered	 asking(struct arena *, const struct asked *);
/* As a form of the web, which RFC 6749 has for names and secrets too. */
const char	*asking_escaped(struct arena *, const char *);
