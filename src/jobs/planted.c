/* planted - what people of the demonstration say of themselves. */
#include <stddef.h>
#include <string.h>

#include "jobs/planted.h"

/* "gem" and "white" stand for their groups, out of which one is drawn. */
const struct planted_share planted_ethnicity[] = {
	{ "gem", 260, 530 }, { "white", 600, 470 }, { "not_said", 35, 0 },
	{ NULL, 105, 0 }, { 0 },
};
/* Men to women four times as many, of those to whom it happened. */
const struct planted_share planted_sex[] = {
	{ "male", 286, 620 }, { "female", 697, 380 }, { "not_said", 17, 0 },
	{ 0 },
};

static double
chance(const struct planted_share *s, bool happened, double rate)
{
	double	others = (s->people - s->events * rate) / (1 - rate);

	return (happened ? s->events : others > 0 ? others : 0);
}

static double
chances(const struct planted_share *s, bool happened, double rate)
{
	double	sum = 0;

	for (; s->people != 0 || s->events != 0; s++)
		sum += chance(s, happened, rate);
	return (sum);
}

const char *
planted_answer(const struct planted_share *s, double drawn, bool happened,
    double rate)
{
	double	left = drawn * chances(s, happened, rate);

	for (; s[1].people != 0 || s[1].events != 0; s++) {
		left -= chance(s, happened, rate);
		if (left < 0)
			break;
	}
	return (s->choice);
}

double
planted_chance(const struct planted_share *s, const char *choice,
    bool happened, double rate)
{
	double	all = chances(s, happened, rate), of = 0;

	for (; s->people != 0 || s->events != 0; s++)
		if (s->choice != NULL && strcmp(s->choice, choice) == 0)
			of += chance(s, happened, rate);
	return (of / all);
}
