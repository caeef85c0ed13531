/*
 * Numbers that look like chance and that a seed decides: splitmix64 (Steele,
 * Lea and Flood, 2014).
 */
#include "demo_parts.h"

static uint64_t
next(struct dice *dice)
{
	uint64_t	z = dice->state += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return (z ^ (z >> 31));
}

struct dice
dice_for(uint64_t seed, uint64_t what, uint64_t which)
{
	struct dice	dice = { seed };

	dice.state = next(&dice) ^ what;
	dice.state = next(&dice) ^ which;
	next(&dice);
	return (dice);
}

int
dice_below(struct dice *dice, int n)
{
	return ((int)(((next(dice) >> 32) * (uint64_t)n) >> 32));
}

int
dice_between(struct dice *dice, int from, int to)
{
	return (from + dice_below(dice, to - from + 1));
}

bool
dice_chance(struct dice *dice, int per_thousand)
{
	return (dice_below(dice, 1000) < per_thousand);
}

void
dice_shuffle(struct dice *dice, int *v, int n)
{
	int	i, other, kept;

	for (i = n - 1; i > 0; i--) {
		other = dice_below(dice, i + 1);
		kept = v[i];
		v[i] = v[other];
		v[other] = kept;
	}
}
