#pragma once
/*
 * programme - a service begins: a programme, and the first of its staff, who
 * gives everybody else a role.
 */

/* The subcommand: its arguments, and its exit status. */
int	programme_command(int argc, char **argv);
