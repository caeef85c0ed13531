/* asking - a question to another host over HTTP, bounded in what it costs. */
#include <curl/curl.h>
#include <string.h>

#include "core/arena.h"
#include "jobs/asking.h"

enum { ANSWER_S = 5 };

bool
asking_may(const char *url)
{
	CURLU	*u = curl_url();
	char	*scheme = NULL, *host = NULL;
	bool	 may = false;

	if (strlen(url) < ASKED_URL_MAX &&
	    curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK &&
	    curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
	    curl_url_get(u, CURLUPART_HOST, &host, 0) == CURLUE_OK)
		may = strcmp(scheme, "https") == 0 ||
		    (strcmp(scheme, "http") == 0 &&
		    (strcmp(host, "localhost") == 0 ||
		    strcmp(host, "[::1]") == 0 ||
		    strncmp(host, "127.", 4) == 0));
	curl_free(scheme);
	curl_free(host);
	curl_url_cleanup(u);
	return (may);
}

static size_t
hear(char *data, size_t size, size_t n, void *of)
{
	struct answered	*to = of;

	n *= size;
	if (to->n + n > ANSWERED_MAX)
		return (0);
	memcpy(to->text + to->n, data, n);
	to->n += n;
	to->text[to->n] = '\0';
	return (n);
}

static void
set_limits(CURL *curl, const char *url, struct answered *to)
{
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)ANSWER_S);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)ANSWER_S);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, hear);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, to);
}

struct answered
asking(struct arena *a, const struct asked *what)
{
	struct answered	 to = { arena_alloc(a, ANSWERED_MAX + 1) };
	CURL		*curl = curl_easy_init();

	*to.text = '\0';
	if (curl == NULL || !asking_may(what->url)) {
		curl_easy_cleanup(curl);
		return (to);
	}
	set_limits(curl, what->url, &to);
	if (what->body != NULL) {
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, what->body);
		curl_easy_setopt(curl, CURLOPT_USERNAME, what->user);
		curl_easy_setopt(curl, CURLOPT_PASSWORD, what->password);
	}
	if (what->bearer != NULL) {
		curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
		curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, what->bearer);
	}
	if (curl_easy_perform(curl) == CURLE_OK)
		curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &to.status);
	curl_easy_cleanup(curl);
	return (to);
}

const char *
asking_escaped(struct arena *a, const char *s)
{
	char		*e = curl_easy_escape(NULL, s, 0);
	const char	*kept = arena_strdup(a, e != NULL ? e : "");

	curl_free(e);
	return (kept);
}
