/*
 * cases - compares our statistics with reference values, a folder of files:
 *
 *	cases folder
 *
 * A line a file says how many rows passed and failed, and the largest
 * deviation; what failed stands on the standard error.  Files that are there
 * only to be read by others say so.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "equity/cases.h"

static const struct { const char *name; case_check *check; } known[] = {
	{ "bayes_two_group.csv", check_bayes },
	{ "competing_risks_data.csv", NULL },
	{ "competing_risks_expected.csv", check_competing },
	{ "differencing_atoms.csv", check_differencing },
	{ "differencing_releases.csv", check_releases },
	{ "fairness_groups.csv", check_fairness_groups },
	{ "fairness_individuals.csv", NULL },
	{ "fairness_individuals_expected.csv", check_fairness_individuals },
	{ "firth_data.csv", NULL },
	{ "firth_expected.csv", check_firth },
	{ "funnel_limits.csv", check_funnel },
	{ "gray_expected.csv", check_gray },
	{ "km_difference.csv", check_km_difference },
	{ "km_expected.csv", check_km },
	{ "km_fixed_times.csv", check_km_fixed },
	{ "km_summary.csv", check_km_summary },
	{ "logrank_expected.csv", check_logrank },
	{ "multigroup_expected.csv", check_multigroup },
	{ "multigroup_overall.csv", check_multigroup_overall },
	{ "multiplicity.csv", check_multiplicity },
	{ "power_mdrr.csv", check_power },
	{ "proportion_ci.csv", check_proportion_ci },
	{ "published_worked.csv", check_published },
	{ "ratio_inversion.csv", check_inversion },
	{ "rounded_audit.csv", check_rounded_audit },
	{ "rounding_rules.csv", check_rounding_rules },
	{ "sdc_attack.csv", check_sdc_attack },
	{ "sdc_bounds.csv", check_sdc_bounds },
	{ "sdc_expected.csv", check_sdc_expected },
	{ "sdc_tables.csv", NULL },
	{ "shrinkage_expected.csv", check_shrinkage },
	{ "strat_logrank_data.csv", NULL },
	{ "strat_logrank_expected.csv", check_strat_logrank },
	{ "stratified_data.csv", NULL },
	{ "stratified_expected.csv", check_stratified },
	{ "survival_data.csv", NULL },
	{ "trend_data.csv", NULL },
	{ "trend_expected.csv", check_trend },
	{ "two_by_two.csv", check_two_by_two },
	{ "wording_cases.csv", check_wording },
};

/* Whether all of it passed. */
static bool
compare(const char *folder, const char *name, case_check *compared)
{
	struct sheet	*s = sheet_read(folder, name);
	bool		 fine;

	if (s == NULL)
		return (true);
	if (compared == NULL) {
		printf("%-36s %5zu rows, read by others\n", name, s->rows);
		sheet_free(s);
		return (true);
	}
	compared(s, folder);
	fine = s->failed == 0 && s->passed == s->rows;
	printf("%-36s %5zu passed %5zu failed, largest deviation %.2g%s%s%s\n",
	    name, s->passed, s->failed, s->deviation,
	    *s->worst != '\0' ? " (" : "", s->worst,
	    *s->worst != '\0' ? ")" : "");
	if (s->passed + s->failed != s->rows)
		printf("%-36s %5zu of %zu rows were compared\n", name,
		    s->passed + s->failed, s->rows);
	sheet_free(s);
	return (fine);
}

static bool
is_known(const char *name)
{
	size_t	length = strlen(name);

	if (length < 4 || strcmp(name + length - 4, ".csv") != 0)
		return (true);
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(known[i].name, name) == 0)
			return (true);
	return (false);
}

int
main(int argc, char **argv)
{
	bool		 fine = true;
	struct dirent	*e;
	DIR		*d;

	if (argc != 2 || (d = opendir(argv[1])) == NULL) {
		fprintf(stderr, "usage: cases folder\n");
		return (2);
	}
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		fine &= compare(argv[1], known[i].name, known[i].check);
	while ((e = readdir(d)) != NULL) {
		if (is_known(e->d_name))
			continue;
		printf("%-36s nobody knows what to compare it with\n",
		    e->d_name);
		fine = false;
	}
	closedir(d);
	return (fine ? 0 : 1);
}
