/* fairness - do flags find the people of one group as well as another's? */
#include <math.h>
#include <stdlib.h>

#include "equity/fairness.h"
#include "equity/numbers.h"

struct share
flag_share(struct flags f, enum flag_metric m)
{
	int64_t	n = f.tp + f.fp + f.fn + f.tn;

	switch (m) {
	case METRIC_FLAG:
		return ((struct share){ f.tp + f.fp, n });
	case METRIC_BASE:
		return ((struct share){ f.tp + f.fn, n });
	case METRIC_PPV:
		return ((struct share){ f.tp, f.tp + f.fp });
	case METRIC_NPV:
		return ((struct share){ f.tn, f.tn + f.fn });
	case METRIC_TPR:
		return ((struct share){ f.tp, f.tp + f.fn });
	case METRIC_FPR:
		return ((struct share){ f.fp, f.fp + f.tn });
	case METRIC_FNR:
	case METRICS:
		break;
	}
	return ((struct share){ f.fn, f.tp + f.fn });
}

struct two
flag_shares(struct flags of, struct flags reference, enum flag_metric m)
{
	struct share	a = flag_share(of, m), b = flag_share(reference, m);

	return ((struct two){ a.x, a.n, b.x, b.n });
}

double
implied_fpr(double base, double ppv, double tpr)
{
	return (base / (1 - base) * (1 - ppv) / ppv * tpr);
}

/* How often `of` is above: 1, the same: a half. */
static double
above(double of, double other)
{
	return (of > other ? 1 : of == other ? 0.5 : 0);
}

/* The variance of how the people with one outcome are placed among the
 * others. */
static double
placement_variance(const struct scored *s, size_t n, bool outcome, double mean,
    double *count)
{
	double	sum = 0, others, placed;

	*count = 0;
	for (size_t i = 0; i < n; i++) {
		if (s[i].outcome != outcome)
			continue;
		others = placed = 0;
		for (size_t j = 0; j < n; j++) {
			if (s[j].outcome == outcome)
				continue;
			others++;
			placed += outcome ? above(s[i].score, s[j].score) :
			    above(s[j].score, s[i].score);
		}
		placed = placed / others - mean;
		sum += placed * placed;
		++*count;
	}
	return (sum / (*count - 1));
}

struct auc
auc(const struct scored *s, size_t n)
{
	double	events = 0, others = 0, sum = 0, with, without;
	struct auc a;

	for (size_t i = 0; i < n; i++) {
		events += s[i].outcome;
		others += !s[i].outcome;
		for (size_t j = 0; s[i].outcome && j < n; j++)
			if (!s[j].outcome)
				sum += above(s[i].score, s[j].score);
	}
	a.value = sum / (events * others);
	with = placement_variance(s, n, true, a.value, &events);
	without = placement_variance(s, n, false, a.value, &others);
	a.error = sqrt(with / events + without / others);
	return (a);
}

struct calibration
calibration(const struct scored *s, size_t n)
{
	double	square = 0, observed = 0, expected = 0;

	for (size_t i = 0; i < n; i++) {
		square += (s[i].chance - s[i].outcome) *
		    (s[i].chance - s[i].outcome);
		observed += s[i].outcome;
		expected += s[i].chance;
	}
	return ((struct calibration){ square / n, observed / expected,
	    (observed - expected) / n });
}

static int
by_size(const void *a, const void *b)
{
	double	x = *(const double *)a, y = *(const double *)b;

	return (x < y ? -1 : x > y);
}

struct alarms
alarms(const struct scored *s, size_t n)
{
	struct alarms	 a = { .lead = NAN };
	double		*leads = numbers(n);
	size_t		 k = 0;

	for (size_t i = 0; i < n; i++) {
		bool	flagged = !isnan(s[i].flag_week);
		double	lead = s[i].outcome_week - s[i].flag_week;

		a.events += s[i].outcome;
		a.flagged += flagged;
		if (!flagged || !s[i].outcome)
			continue;
		a.right++;
		a.late += lead < 0;
		if (lead >= 0)
			leads[k++] = lead;
	}
	qsort(leads, k, sizeof(*leads), by_size);
	if (k > 0)
		a.lead = (leads[(k - 1) / 2] + leads[k / 2]) / 2;
	free(leads);
	return (a);
}

double
recall_at(const struct scored *s, size_t n, double lead)
{
	double	events = 0, found = 0;

	for (size_t i = 0; i < n; i++) {
		if (!s[i].outcome)
			continue;
		events++;
		found += s[i].outcome_week - s[i].flag_week >= lead;
	}
	return (found / events);
}

struct flags
flags_from(const struct scored *s, size_t n, double score)
{
	struct flags	f = { 0 };

	for (size_t i = 0; i < n; i++) {
		if (s[i].score >= score)
			*(s[i].outcome ? &f.tp : &f.fp) += 1;
		else
			*(s[i].outcome ? &f.fn : &f.tn) += 1;
	}
	return (f);
}
