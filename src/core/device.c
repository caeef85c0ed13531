/* device - browsers and systems, as their User-Agent headers name them. */
#include <stddef.h>
#include <string.h>

#include "core/arena.h"
#include "core/device.h"

struct known { const char *sign, *words; };

/* The first that is found: browsers also name those that they are made from,
 * and telephones the system that theirs is made from. */
static const struct known	browsers[] = {
	{ "Edg", "Edge" }, { "OPR/", "Opera" },
	{ "SamsungBrowser/", "Samsung Internet" }, { "Firefox/", "Firefox" },
	{ "FxiOS/", "Firefox" }, { "CriOS/", "Chrome" },
	{ "Chrome/", "Chrome" }, { "Safari/", "Safari" }, { NULL }
};
static const struct known	systems[] = {
	{ "iPhone", "an iPhone" }, { "iPad", "an iPad" },
	{ "Android", "Android" }, { "CrOS", "a Chromebook" },
	{ "Windows", "Windows" }, { "Mac OS X", "a Mac" },
	{ "Linux", "Linux" }, { NULL }
};

static const char *
find(const struct known *known, const char *in)
{
	while (known->sign != NULL && strstr(in, known->sign) == NULL)
		known++;
	return (known->words);
}

const char *
device_words(struct arena *a, const char *user_agent)
{
	const char	*agent = user_agent != NULL ? user_agent : "";
	const char	*browser = find(browsers, agent);
	const char	*system = find(systems, agent);

	if (browser == NULL)
		browser = "An unknown browser";
	return (system == NULL ? browser : arena_printf(a, "%s on %s",
	    browser, system));
}
