#pragma once
/*
 * calls - what a worker may ask of the kernel, as a program of seccomp's.  A
 * test tries every call there is, and holds what passes against a list.
 */
#include <linux/filter.h>
#include <stddef.h>

extern struct sock_filter	 calls[];
extern const size_t		 ncalls;
