#pragma once
/*
 * migrate - bring a database up to the files under sql/.
 *
 * sql/cluster.sql is run every time: roles, extensions, what an administrator
 * makes.  sql/schema/NNN_subject.sql are applied once each, in order, each in
 * a transaction of its own with its record; a file that was applied may not
 * change, and a database that knows a file which is not there is ahead of us:
 * both are refused.  sql/catalogue/ files hold reference data as upserts: each
 * is run again whenever it changed.  Two runs at once wait for each other.
 *
 * WAYMARK_WEB_PASSWORD_FILE and WAYMARK_JOBS_PASSWORD_FILE, when they are set,
 * name files with the passwords of those two roles.
 */
#include <stdbool.h>
#include <stdio.h>

/* Says on `say` what it did; false when it stopped, the reason on stderr. */
bool	migrate(const char *conninfo, const char *sql, FILE *say);
