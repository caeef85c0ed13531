#pragma once
/*
 * provider - the jobs' helper for signing in with an account of one's
 * organisation: a process of its own, which alone speaks with the provider.
 *
 * It learns from the provider where things are and with which keys it signs,
 * says in the database whether it answers, and gives each code that a browser
 * came back with for an ID token, once (068_single_sign_on.sql).
 */
#include <stdbool.h>
#include <sys/types.h>

#include "core/arena.h"

struct db;

enum { PROVIDER_SECRET_MAX = 200 };

struct provider_settings {
	const char	*issuer, *client;
	const char	*algorithm;	/* RS256 unless ES256 is set */
	const char	*second;	/* words that stand for a second step */
	const char	*origin;	/* of Waymark */
	char		 secret[PROVIDER_SECRET_MAX];
};

/*
 * From the environment: WAYMARK_OIDC_ISSUER, WAYMARK_OIDC_CLIENT_ID,
 * WAYMARK_OIDC_CLIENT_SECRET_FILE, WAYMARK_OIDC_ALGORITHM and
 * WAYMARK_OIDC_SECOND_STEP.  False when there is no issuer, or what is set
 * cannot be used, which is logged.
 */
bool	provider_settings(struct provider_settings *);

/* Starts the helper; it ends with whoever started it, or by SIGTERM. */
pid_t	provider_start(const char *conninfo, const struct provider_settings *);
/* The helper, or a new one in the place of one that ended. */
pid_t	provider_kept(pid_t, const char *conninfo,
	    const struct provider_settings *);
void	provider_stop(pid_t);
