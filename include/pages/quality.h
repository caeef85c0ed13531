#pragma once
/* quality - what the forms of audits and of actions have in common. */
#include "core/request.h"

enum { ACTION_WHAT_MAX = 500 };

/* The day by which something has to be done; year 0 when it will not do. */
struct date	 action_due_typed(struct request *);
