#pragma once
/*
 * exports - what the pages of spreadsheets to download share.
 */
#include "core/request.h"
#include "views/exports.h"

/* Makes it at once when it has few rows; else the jobs will. */
void	export_now(struct request *, int64_t id, int64_t rows_most);
