#pragma once
/*
 * clock - time that only goes forward, for deadlines of waiting.
 */
#include <stdint.h>

/* Milliseconds since some moment before the process began. */
int64_t	now_ms(void);
