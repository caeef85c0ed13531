/* shrinkage - rates of small units, pulled towards the rate of all of them. */
#include <math.h>

#include <gsl/gsl_sf_gamma.h>

#include "equity/shrinkage.h"
#include "equity/solve.h"

static const double rho_least = 1.0 / 10001, rho_most = 1 / 1.5,
    kappa_least = 0.5, kappa_most = 10000, near = 1e-11;

struct shrinkage
shrinkage_moments(const struct group *g, size_t k)
{
	struct group	all = groups_together(g, k);
	double		p = (double)all.x / all.n, S = 0, squares = 0, rho;

	for (size_t i = 0; i < k; i++) {
		double	gap = (double)g[i].x / g[i].n - p;

		S += g[i].n * gap * gap;
		squares += (double)g[i].n * g[i].n;
	}
	rho = (S - p * (1 - p) * (k - 1.0)) / (p * (1 - p) *
	    (all.n - squares / all.n - (k - 1.0)));
	if (isnan(rho) || rho < rho_least)
		rho = rho_least;
	rho = fmin(rho, rho_most);
	return ((struct shrinkage){ p, 1 / rho - 1, false });
}

struct units { const struct group *g; size_t k; double mu, kappa; };

static double
likelihood(const struct units *u)
{
	double	a = u->mu * u->kappa, b = (1 - u->mu) * u->kappa, sum = 0;

	for (size_t i = 0; i < u->k; i++)
		sum += gsl_sf_lnbeta(u->g[i].x + a,
		    u->g[i].n - u->g[i].x + b) - gsl_sf_lnbeta(a, b);
	return (sum);
}

static double
at_mu(const void *of, double odds)
{
	struct units	at = *(const struct units *)of;

	at.mu = 1 / (1 + exp(-odds));
	return (likelihood(&at));
}

/* The likelihood with the mean that suits this kappa best. */
static double
at_kappa(const void *of, double log_kappa)
{
	struct units	at = *(const struct units *)of;

	at.kappa = exp(log_kappa);
	return (at_mu(&at, highest_at(at_mu, &at, -15, 15, near)));
}

struct shrinkage
shrinkage_likelihood(const struct group *g, size_t k)
{
	struct units		u = { .g = g, .k = k };
	struct shrinkage	s;
	double			at = highest_at(at_kappa, &u,
				    log(kappa_least), log(kappa_most), near);

	if (at_kappa(&u, log(kappa_most)) >= at_kappa(&u, at))
		at = log(kappa_most);
	else if (at_kappa(&u, log(kappa_least)) >= at_kappa(&u, at))
		at = log(kappa_least);
	s.kappa = u.kappa = exp(at);
	s.mu = 1 / (1 + exp(-highest_at(at_mu, &u, -15, 15,
	    near)));
	s.at_bound = s.kappa > kappa_most * (1 - 1e-6) ||
	    s.kappa < kappa_least * (1 + 1e-6);
	return (s);
}

struct smoothed
smoothed_rate(struct group g, struct shrinkage s)
{
	double	a = g.x + s.mu * s.kappa,
		b = g.n - g.x + (1 - s.mu) * s.kappa;

	return ((struct smoothed){ a / (a + b), { beta_quantile(0.025, a, b),
	    beta_quantile(0.975, a, b) } });
}
