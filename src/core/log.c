/* log - lines for the operator, without personal data. */
#include <stdio.h>
#include <time.h>

#include "core/log.h"
#include "core/request.h"

/* A JSON string; what is not plain ASCII is left out. */
static void
quoted(FILE *f, const char *s)
{
	putc('"', f);
	for (; *s != '\0'; s++)
		if (*s == '"' || *s == '\\')
			fprintf(f, "\\%c", *s);
		else if (*s >= ' ' && *s < 0x7f)
			putc(*s, f);
	putc('"', f);
}

static void
begin(FILE *f, const char *what)
{
	char		when[32];
	time_t		now = time(NULL);
	struct tm	tm;

	gmtime_r(&now, &tm);
	strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ", &tm);
	fprintf(f, "{\"at\":\"%s\",\"what\":", when);
	quoted(f, what);
}

void
log_line(const char *what, const char *why)
{
	begin(stderr, what);
	fputs(",\"why\":", stderr);
	quoted(stderr, why);
	fputs("}\n", stderr);
}

void
log_failure(const struct request *req, const char *why)
{
	begin(stderr, "request failed");
	fputs(",\"reference\":", stderr);
	quoted(stderr, req->reference);
	fputs(",\"route\":", stderr);
	quoted(stderr, req->route != NULL ? req->route->path : "");
	fputs(",\"why\":", stderr);
	quoted(stderr, why);
	fputs("}\n", stderr);
}
