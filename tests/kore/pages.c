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

/* A body in so many pieces of 100,000 bytes, of which the last never comes
 * from /lost.  What ends is said. */
enum { PIECE = 100000 };

struct pieces {
	int	left;
	bool	lost;
};

static enum piece_is
next(struct request *req, void *state)
{
	static char	 bytes[PIECE];
	struct pieces	*p = state;

	printf("asked for a piece\n");
	memset(bytes, 'a' + p->left % 26, sizeof(bytes));
	if (--p->left == 0 && p->lost)
		return (PIECE_LOST);
	out_raw(req->out, bytes, sizeof(bytes));
	return (p->left == 0 ? PIECE_LAST : PIECE_MORE);
}

static void
end(void *state)
{
	printf("ended\n");
	free(state);
}

static enum status
pieces(struct request *req, bool lost)
{
	struct pieces	*p = calloc(1, sizeof(*p));

	if (p == NULL)
		abort();
	p->left = (int)strtol(req->query, NULL, 10);
	p->lost = lost;
	req->rest = (struct rest){ .length = (uint64_t)p->left * PIECE,
	    .state = p, .next = next, .end = end };
	return (OK);
}

enum piece_is
dispatch_rest(struct request *req, const struct rest *rest)
{
	return (rest->next(req, rest->state));
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
	if (strcmp(req->path, "/pieces") == 0)
		return (pieces(req, false));
	if (strcmp(req->path, "/lost") == 0)
		return (pieces(req, true));
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
