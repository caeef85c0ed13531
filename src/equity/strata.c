/* strata - two groups compared within cohorts, and pooled. */
#include <math.h>

#include "equity/strata.h"

/* A stratum in the letters of the formulae: a and b in group 1 with and without
 * the outcome, c and d in group 2. */
struct cells { double a, b, c, d, n1, n2, N, m; };

static struct cells
cells(struct two t)
{
	return ((struct cells){ t.x1, t.n1 - t.x1, t.x2, t.n2 - t.x2, t.n1,
	    t.n2, t.n1 + t.n2, t.x1 + t.x2 });
}

struct two
strata_crude(const struct two *s, size_t k)
{
	struct two	all = { 0 };

	for (size_t i = 0; i < k; i++) {
		all.x1 += s[i].x1;
		all.n1 += s[i].n1;
		all.x2 += s[i].x2;
		all.n2 += s[i].n2;
	}
	return (all);
}

/* Of a ratio R / S and the variance of its logarithm. */
static struct pooled
pooled_ratio(double R, double S, double variance, double z)
{
	struct pooled	p = { NAN, NAN, { NAN, NAN } };

	if (R == 0 && S == 0)
		return (p);
	p.value = S == 0 ? INFINITY : R / S;
	if (R == 0 || S == 0)
		return (p);
	p.error = sqrt(variance);
	p.within.low = exp(log(p.value) - z * p.error);
	p.within.high = exp(log(p.value) + z * p.error);
	return (p);
}

struct pooled
mantel_haenszel_ratio(const struct two *s, size_t k, double z)
{
	double	R = 0, S = 0, sum = 0;

	for (size_t i = 0; i < k; i++) {
		struct cells	t = cells(s[i]);

		R += t.a * t.n2 / t.N;
		S += t.c * t.n1 / t.N;
		sum += (t.m * t.n1 * t.n2 - t.a * t.c * t.N) / (t.N * t.N);
	}
	return (pooled_ratio(R, S, sum / (R * S), z));
}

struct pooled
mantel_haenszel_odds(const struct two *s, size_t k, double z)
{
	double	R = 0, S = 0, PR = 0, PSQR = 0, QS = 0;

	for (size_t i = 0; i < k; i++) {
		struct cells	t = cells(s[i]);
		double		P = (t.a + t.d) / t.N, Q = (t.b + t.c) / t.N,
				r = t.a * t.d / t.N, q = t.b * t.c / t.N;

		R += r;
		S += q;
		PR += P * r;
		PSQR += P * q + Q * r;
		QS += Q * q;
	}
	return (pooled_ratio(R, S, PR / (2 * R * R) + PSQR / (2 * R * S) +
	    QS / (2 * S * S), z));
}

struct pooled
mantel_haenszel_difference(const struct two *s, size_t k, double z,
    double *greenland)
{
	double		w = 0, sum = 0, of_rd = 0, rest = 0, gr = 0;
	struct pooled	p;

	for (size_t i = 0; i < k; i++) {
		struct cells	t = cells(s[i]);
		double		N2 = t.N * t.N, wi = t.n1 * t.n2 / t.N;

		w += wi;
		sum += wi * (t.a / t.n1 - t.c / t.n2);
		of_rd += t.c * t.n1 * t.n1 / N2 - t.a * t.n2 * t.n2 / N2 +
		    t.n1 * t.n2 / N2 * (t.n2 - t.n1) / 2;
		rest += (t.a * t.d + t.c * t.b) / (2 * t.N);
		gr += (t.a * t.b * pow(t.n2, 3) + t.c * t.d * pow(t.n1, 3)) /
		    (t.n1 * t.n2 * N2);
	}
	p.value = sum / w;
	p.error = sqrt(p.value * of_rd + rest) / w;
	p.within.low = p.value - z * p.error;
	p.within.high = p.value + z * p.error;
	*greenland = sqrt(gr) / w;
	return (p);
}

static struct chi
chi_of(double value, double df)
{
	return ((struct chi){ value, df, df <= 0 || isnan(value) ? NAN :
	    chi_squared_above(value, df) });
}

struct chi
cochran_mantel_haenszel(const struct two *s, size_t k, double correction)
{
	double	gap = 0, variance = 0;

	for (size_t i = 0; i < k; i++) {
		struct cells	t = cells(s[i]);

		gap += t.a - t.n1 * t.m / t.N;
		if (t.N > 1)
			variance += t.n1 * t.n2 * t.m * (t.N - t.m) /
			    (t.N * t.N * (t.N - 1));
	}
	gap = fmax(0, fabs(gap) - correction);
	return (chi_of(variance > 0 ? gap * gap / variance : NAN, 1));
}

/* Events expected in group 1 had the stratum this odds ratio. */
static double
expected_at(struct cells t, double odds)
{
	double	A = 1 - odds, B = t.n2 - t.m + odds * (t.n1 + t.m),
		C = -odds * t.n1 * t.m, low = fmax(0, t.m - t.n2),
		high = fmin(t.n1, t.m), root;

	if (A == 0)
		return (-C / B);
	root = sqrt(fmax(0, B * B - 4 * A * C));
	A = -2 * C / (B + root);
	return (A >= low && A <= high ? A : -2 * C / (B - root));
}

struct chi
breslow_day(const struct two *s, size_t k, struct chi *tarone)
{
	double	odds = mantel_haenszel_odds(s, k, 1).value, bd = 0, gap = 0,
		variance = 0, df = -1;

	for (size_t i = 0; i < k; i++) {
		struct cells	t = cells(s[i]);
		double		A, V;

		if (t.m == 0 || t.m == t.N)
			continue;
		A = expected_at(t, odds);
		V = 1 / (1 / A + 1 / (t.n1 - A) + 1 / (t.m - A) +
		    1 / (t.n2 - t.m + A));
		bd += (t.a - A) * (t.a - A) / V;
		gap += t.a - A;
		variance += V;
		df++;
	}
	*tarone = chi_of(bd - gap * gap / variance, df);
	return (chi_of(bd, df));
}

struct chi
cochran_q(const struct two *s, size_t k, double *beyond)
{
	double	w = 0, wl = 0, wll = 0, df = -1, q;

	for (size_t i = 0; i < k; i++) {
		struct cells	t = cells(s[i]);
		double		more = t.a == 0 || t.c == 0 || (t.b == 0 &&
				    t.d == 0) ? 0.5 : 0;
		double		a = t.a + more, n1 = t.n1 + 2 * more,
				c = t.c + more, n2 = t.n2 + 2 * more,
				l = log(a / n1 / (c / n2)),
				wi = 1 / (1 / a - 1 / n1 + 1 / c - 1 / n2);

		if (t.m == 0)
			continue;
		w += wi;
		wl += wi * l;
		wll += wi * l * l;
		df++;
	}
	q = wll - wl * wl / w;
	*beyond = q > 0 ? fmax(0, (q - df) / q) : 0;
	return (chi_of(q, df));
}
