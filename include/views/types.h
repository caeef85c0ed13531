#pragma once
/*
 * types - what every view may know: the request, its form, and the structs
 * that pages hand to views.
 */
#include <stdint.h>
#include <string.h>

#include "core/form.h"
#include "core/out.h"
#include "core/request.h"
#include "core/url.h"
#include "views/components.h"

/* for each (t, trainees): t points at each of a list's rows in turn. */
#define each(x, list)							\
	(__typeof__((list).v) x = (list).v; x < (list).v + (list).n; x++)
