/* log - lines for the operator, without personal data. */
#include <stdio.h>
#include <stdlib.h>
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

/* A line leaves whole: the workers and the jobs share one log. */
struct line { FILE *f; char *text; size_t length; };

static FILE *
begin_line(struct line *l)
{
	*l = (struct line){ 0 };
	if ((l->f = open_memstream(&l->text, &l->length)) == NULL)
		abort();
	return (l->f);
}

static void
end_line(struct line *l)
{
	if (fclose(l->f) != 0)
		abort();
	fwrite(l->text, 1, l->length, stderr);
	free(l->text);
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
	struct line	 l;
	FILE		*f = begin_line(&l);

	begin(f, what);
	fputs(",\"why\":", f);
	quoted(f, why);
	fputs("}\n", f);
	end_line(&l);
}

void
log_failure(const struct request *req, const char *why)
{
	struct line	 l;
	FILE		*f = begin_line(&l);

	begin(f, "request failed");
	fputs(",\"reference\":", f);
	quoted(f, req->reference);
	fputs(",\"route\":", f);
	quoted(f, req->route != NULL ? req->route->path : "");
	fputs(",\"why\":", f);
	quoted(f, why);
	fputs("}\n", f);
	end_line(&l);
}
