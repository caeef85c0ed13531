#pragma once
/*
 * jobs - what runs outside a request, in one process beside the server.
 *
 * Today that is the tidying of what has served its time: ended sessions, used
 * links, old tries at passwords, imports that nobody confirmed; the drawing of
 * certificates; the making of large spreadsheets; the finding of flags; letters
 * leave over SMTP, and each day's reminders are written.
 */

/* Runs until SIGTERM or SIGINT; a database that is away is asked again. */
int	jobs_run(const char *conninfo);
