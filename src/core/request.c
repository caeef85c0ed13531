/* request - what pages say of their answer. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/request.h"
#include "queries.h"

const char *
request_target(const struct request *req)
{
	if (*req->query == '\0')
		return (req->path);
	return (arena_printf(req->arena, "%s?%s", req->path, req->query));
}

enum status
see_other(struct request *req, const char *fmt, ...)
{
	va_list	ap;

	va_start(ap, fmt);
	req->location = url_vto(req->arena, fmt, ap).s;
	va_end(ap);
	return (SEE_OTHER);
}

enum status
done(struct request *req, const char *notice, const char *fmt, ...)
{
	va_list	ap;

	va_start(ap, fmt);
	req->location = url_vto(req->arena, fmt, ap).s;
	va_end(ap);
	notice_set(req->db, notice);
	return (SEE_OTHER);
}

enum status
file(struct request *req, const char *type, const char *name)
{
	req->type = type;
	request_header(req, "content-disposition", arena_printf(req->arena,
	    "attachment; filename=\"%s\"", name));
	return (OK);
}

void
request_header(struct request *req, const char *name, const char *value)
{
	if (req->nheaders == HEADERS_MAX)
		abort();
	for (const char *p = value; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			abort();
	for (size_t i = 0; i < req->nheaders; i++)
		if (strcmp(req->headers[i].name, name) == 0 &&
		    strcmp(name, "set-cookie") != 0) {
			req->headers[i].value = value;
			return;
		}
	req->headers[req->nheaders++] = (struct header){ name, value };
}

bool
request_is(const struct request *req, int roles)
{
	return ((req->visitor.roles & roles) != 0);
}

void
request_reads(struct request *req, const char *subject, int64_t id,
    int64_t person, int64_t programme)
{
	if (person != req->visitor.id)
		req->reading = (struct reading){ subject, id, person,
		    programme };
}
