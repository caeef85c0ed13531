/* pages - a dispatcher of a few pages of its own, to test the door (main.c). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/request.h"

static void
say(struct request *req, const char *name, const char *value)
{
	const char	*line = arena_printf(req->arena, "%s=[%s]\n", name,
			    value != NULL ? value : "NULL");

	out_raw(req->out, line, strlen(line));
}

/* Everything that the door filled in. */
static enum status
echo(struct request *req)
{
	say(req, "method", req->method == POST ? "POST" : "GET");
	say(req, "head", req->head ? "true" : "false");
	say(req, "path", req->path);
	say(req, "query", req->query);
	say(req, "cookies", req->cookies);
	say(req, "content_type", req->content_type);
	say(req, "origin", req->origin);
	say(req, "fetch_site", req->fetch_site);
	say(req, "accept_encoding", req->accept_encoding);
	say(req, "if_none_match", req->if_none_match);
	say(req, "address", req->address);
	say(req, "pid", arena_printf(req->arena, "%d", getpid()));
	say(req, "body_length",
	    arena_printf(req->arena, "%zu", req->body_length));
	out_raw(req->out, req->body, req->body_length);
	return (OK);
}

/* So many lines of text, which press well. */
static enum status
text(struct request *req)
{
	for (long n = strtol(req->query, NULL, 10); n > 0; n--)
		say(req, "line", arena_printf(req->arena, "%ld", n));
	return (OK);
}

static enum status
moved(struct request *req)
{
	request_header(req, "set-cookie", "a=1; Path=/; HttpOnly");
	request_header(req, "set-cookie", "b=2; Path=/; HttpOnly");
	req->location = "/echo";
	return (SEE_OTHER);
}

static enum status
network(struct request *req)
{
	int	fd = socket(AF_INET, SOCK_STREAM, 0);

	say(req, "network", fd == -1 ? "refused" : "open");
	return (OK);
}

enum status
dispatch(struct request *req)
{
	printf("asked for %s\n", req->path);
	if (strcmp(req->path, "/echo") == 0)
		return (echo(req));
	if (strcmp(req->path, "/text") == 0)
		return (text(req));
	if (strcmp(req->path, "/moved") == 0)
		return (moved(req));
	if (strcmp(req->path, "/network") == 0)
		return (network(req));
	if (strcmp(req->path, "/same") == 0)
		return (NOT_MODIFIED);
	if (strcmp(req->path, "/hang") == 0)
		sleep(20);
	if (strcmp(req->path, "/forbidden") == 0)
		mkdir("/nonexistent/directory", 0700);
	return (NOT_FOUND);
}
