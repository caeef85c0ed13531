#pragma once
/*
 * cases - what each file of reference values is compared with.
 *
 * One function a file; others of the folder are read with sheet_read().  The
 * files' columns, and how their values were made, stand in the README of the
 * cases.
 */
#include "equity/sheet.h"

typedef void	case_check(struct sheet *, const char *folder);

case_check	check_two_by_two, check_proportion_ci, check_multiplicity,
		check_stratified, check_multigroup, check_multigroup_overall,
		check_trend, check_firth, check_published;
case_check	check_km, check_km_fixed, check_km_summary,
		check_km_difference, check_logrank, check_strat_logrank,
		check_competing, check_gray;
case_check	check_funnel, check_shrinkage, check_power, check_bayes,
		check_wording, check_fairness_groups,
		check_fairness_individuals;
case_check	check_sdc_expected, check_sdc_bounds, check_sdc_attack,
		check_rounding_rules, check_rounded_audit, check_differencing,
		check_releases, check_inversion;
