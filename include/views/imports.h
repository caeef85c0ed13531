#pragma once
/* imports - what the views of imports show. */
#include "core/arena.h"
#include "exchange/table.h"
#include "pages/import.h"
#include "pages/import_tables.h"
#include "pages/looking.h"
#include "queries.h"
#include "rules/import_row.h"

/* "Checked: 12 rows fail", "Confirmed: 148 people enrolled" */
const char	*import_state_words(struct arena *, const struct import *);
const char	*import_line_words(enum import_row_state);
/* What stands in a cell, shortened when it is longer than anybody reads. */
const char	*import_cell(struct arena *, const char *);
const struct option *import_cohorts(struct arena *, struct cohort_list);
/* "1 row", "2 rows"; "1 person", "2 people". */
const char	*rows_counted(struct arena *, int64_t);
const char	*people_counted(struct arena *, int64_t);
/* "‘Registration’ and ‘Capacity’": what of a table can come back changed. */
const char	*editable_words(struct arena *, const struct exchange_table *);
