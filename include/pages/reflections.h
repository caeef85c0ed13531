#pragma once
/*
 * reflections - what the pages of reflections share.
 */
#include "core/request.h"
#include "queries.h"
#include "views/reflections.h"

/* The entry of the path with what belongs to it; NULL when it is not there or
 * is somebody else's. */
struct reflection_shown	*reflection_asked(struct request *);
