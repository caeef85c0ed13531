#pragma once
/*
 * types - what every view may know: the request, its form, and the structs
 * that pages hand to views.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/asset.h"
#include "core/form.h"
#include "core/out.h"
#include "core/request.h"
#include "core/session.h"
#include "core/url.h"
#include "queries.h"
#include "rules/placement_days.h"
#include "rules/words.h"
#include "views/components.h"
#include "pages/changes.h"
#include "pages/day_entry.h"
#include "pages/history.h"
#include "pages/list.h"
#include "queries.h"
#include "rules/placement_days.h"
#include "rules/words.h"
#include "views/allocations.h"
#include "views/attention.h"
#include "views/capacity.h"
#include "views/cohorts.h"
#include "views/concerns.h"
#include "views/days.h"
#include "views/documents.h"
#include "views/educators.h"
#include "views/guides.h"
#include "views/feedback.h"
#include "views/home.h"
#include "views/imports.h"
#include "views/matching.h"
#include "views/modules.h"
#include "views/needs.h"
#include "views/organisations.h"
#include "views/placements.h"
#include "views/search.h"
#include "views/settings.h"
#include "views/quality.h"
#include "views/trainees.h"
#include "views/units.h"
#include "views/work.h"
