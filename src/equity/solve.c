/* solve - where a curve is highest, and distances by covariances. */
#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>

#include "equity/numbers.h"
#include "equity/solve.h"

enum { NARROWINGS = 100 };

/* By the golden section. */
double
highest_at(double (*f)(const void *of, double at), const void *of, double low,
    double high, double near)
{
	const double	golden = (sqrt(5) - 1) / 2;
	double		a = high - golden * (high - low),
			b = low + golden * (high - low),
			at_a = f(of, a), at_b = f(of, b);

	for (int i = 0; i < NARROWINGS && high - low > near; i++) {
		if (at_a > at_b) {
			high = b;
			b = a;
			at_b = at_a;
			a = high - golden * (high - low);
			at_a = f(of, a);
		} else {
			low = a;
			a = b;
			at_a = at_b;
			b = low + golden * (high - low);
			at_b = f(of, b);
		}
	}
	return ((low + high) / 2);
}

double
distance_of(const double *gap, double *V, size_t n)
{
	double		*solved = numbers(n), sum = 0;
	gsl_matrix_view	 m = gsl_matrix_view_array(V, n, n);
	gsl_vector_view	 v = gsl_vector_view_array(solved, n);

	gsl_set_error_handler_off();
	for (size_t i = 0; i < n; i++)
		solved[i] = gap[i];
	if (gsl_linalg_cholesky_decomp1(&m.matrix) != GSL_SUCCESS ||
	    gsl_linalg_cholesky_svx(&m.matrix, &v.vector) != GSL_SUCCESS)
		sum = NAN;
	for (size_t i = 0; i < n; i++)
		sum += gap[i] * solved[i];
	free(solved);
	return (sum);
}
