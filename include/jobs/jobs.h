#pragma once
/*
 * jobs - what runs outside a request, in one process beside the server.
 *
 * Today that is the tidying of what has served its time: ended sessions, used
 * links, old tries at passwords, imports that nobody confirmed; and the
 * drawing of certificates.
 */

/* Runs until SIGTERM or SIGINT; a database that is away is asked again. */
int	jobs_run(const char *conninfo);
