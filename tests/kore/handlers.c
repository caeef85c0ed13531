/*
 * handlers - a module for Kore alone, to test our patches without Waymark.
 *
 *   /echo         what arrived: method, x-test, cookie, length, body
 *   /pid          the worker's process
 *   /slow?MS      answers after so long, blocking the worker as a page does
 *   /large?BYTES  so many bytes
 *   /forbidden    a thread sleeps while this one asks the kernel for too much
 *   /crash        ends the worker at once
 *   /tell         sends every worker a message
 *   /told         how many messages this worker was sent
 *
 * With HANDLERS_DIE set, every worker ends as soon as it has started.
 */
#include <kore/kore.h>
#include <kore/http.h>
#include <kore/seccomp.h>

#include <pthread.h>
#include <sys/stat.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

void	kore_seccomp_hook(void);

/* What this module needs beyond Kore's own list: threads and newer glibc. */
KORE_SECCOMP_FILTER("handlers",
	KORE_SYSCALL_ALLOW(newfstatat),
	KORE_SYSCALL_ALLOW(clone),
	KORE_SYSCALL_ALLOW(clone3),
	KORE_SYSCALL_ALLOW(rseq),
	KORE_SYSCALL_ALLOW(gettid),
	KORE_SYSCALL_ALLOW(set_robust_list))

static int	told;

void	kore_parent_configure(int, char **);
void	kore_worker_configure(void);
int	page(struct http_request *);

void
kore_parent_configure(int argc, char **argv)
{
	fflush(stdout);
	setvbuf(stdout, NULL, _IOLBF, 0);
}

static void
count(struct kore_msg *msg, const void *data)
{
	told++;
}

void
kore_worker_configure(void)
{
	if (getenv("HANDLERS_DIE") != NULL)
		_exit(1);
	kore_msg_register(KORE_MSG_APP_BASE, count);
}

static void
answer(struct http_request *req, const struct kore_buf *text)
{
	http_response(req, HTTP_STATUS_OK, text->data, text->offset);
}

static const char *
header(struct http_request *req, const char *name)
{
	const char	*value;

	return (http_request_header(req, name, &value) ? value : "-");
}

static void
echo(struct http_request *req, struct kore_buf *text)
{
	const struct kore_buf	*body = req->http_body;
	size_t			 length = req->http_body_length;

	kore_buf_appendf(text, "%s x-test=[%s] cookie=[%s] length=%zu body=[",
	    http_method_text(req->method), header(req, "x-test"),
	    header(req, "cookie"), length);
	if (body != NULL)
		kore_buf_append(text, body->data, length);
	kore_buf_append(text, "]", 1);
}

static void
sleep_ms(long ms)
{
	struct timespec	 ts = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&ts, NULL);
}

static void *
sleep_long(void *arg)
{
	sleep_ms(20000);
	return (NULL);
}

static void
ask_too_much(void)
{
	pthread_t	 thread;

	pthread_create(&thread, NULL, sleep_long, NULL);
	mkdir("/nonexistent/directory", 0700);
}

static void
fill(struct kore_buf *text, size_t length)
{
	static const char	 line[] = "0123456789abcdef";

	while (text->offset + 16 <= length)
		kore_buf_append(text, line, 16);
}

int
page(struct http_request *req)
{
	struct kore_buf	 text;
	const char	*query = req->query_string;
	long		 n = query != NULL ? strtol(query, NULL, 10) : 0;

	kore_buf_init(&text, n + 1024);
	if (strcmp(req->path, "/echo") == 0)
		echo(req, &text);
	else if (strcmp(req->path, "/large") == 0)
		fill(&text, n);
	else if (strcmp(req->path, "/crash") == 0)
		_exit(1);
	else if (strcmp(req->path, "/forbidden") == 0)
		ask_too_much();
	else if (strcmp(req->path, "/slow") == 0)
		sleep_ms(n);
	else if (strcmp(req->path, "/tell") == 0)
		kore_msg_send(KORE_MSG_WORKER_ALL, KORE_MSG_APP_BASE, NULL, 0);
	else if (strcmp(req->path, "/told") == 0)
		kore_buf_appendf(&text, "told=%d", told);
	if (text.offset == 0)
		kore_buf_appendf(&text, "pid=%d", getpid());
	answer(req, &text);
	kore_buf_cleanup(&text);
	return (KORE_RESULT_OK);
}
