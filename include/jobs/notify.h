#pragma once
/*
 * notify - tells systemd how the jobs are, as sd_notify(3) has it; without
 * systemd it tells nobody.
 */

/* "READY=1", "WATCHDOG=1" or "STOPPING=1". */
void	notify(const char *state);
