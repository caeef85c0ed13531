#pragma once
/*
 * ledger - the days of a placement, as charts and rules read them.
 */
#include "charts/days.h"
#include "core/request.h"
#include "rules/ledger.h"

struct logged_list;

const struct logged_day	*logged_days(struct arena *,
			    const struct logged_list *);
/* Expected against done; days in the order of time. */
struct days_chart	 days_chart_of(struct request *, int64_t placement,
			    const char *finding, const struct schedule *,
			    const struct logged_day *, size_t n);
