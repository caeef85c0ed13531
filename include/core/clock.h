#pragma once
/*
 * clock - time that only goes forward, for deadlines and durations.
 */
#include <stdint.h>

/* Milliseconds, or microseconds, since some moment before the process began. */
int64_t	now_ms(void);
int64_t	now_us(void);
