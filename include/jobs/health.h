#pragma once
/*
 * health - ask a running server, on this machine, whether it is well.
 */
#include <stdbool.h>

enum health { WELL, ILL, NOBODY_THERE };

/* One question to /health; waits for its answer at most five seconds. */
enum health	health_ask(int port);
/* Asks four times a second until it is well, for at most so many seconds. */
bool		health_wait(int port, int seconds);
